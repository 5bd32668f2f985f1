//! `timeplan serve` and two clients that others wrote, curl and wget: they fetch what is new, and nothing
//! twice.

use crate::served::Server;
use crate::support::{Folder, NOW, timeplan};
use std::process::Command;

/// A meeting that opens at an hour, by a letter of a date.
fn meeting(opening: &str, letter: &str) -> String {
    format!(
        "group: SG12\ntitle: Meeting of Study Group 12\nstart: 2025-01-14\nend: 2025-01-15\n\
         place: ITU headquarters, Geneva\nletter: {{number: 1/12, date: {letter}}}\n\
         time_plan:\n  2025-01-14: {{1: {{title: SG12 opening plenary, kind: plenary, start: {opening}}}}}\n"
    )
}

/// A folder with a first version of a meeting and one with a second; `out/` of each has what is to be
/// served, and the first has what the clients fetched.
fn versions() -> [Folder; 2] {
    let versions = [("09:30", "2024-10-30"), ("10:00", "2024-11-05")];
    versions.map(|(opening, letter)| {
        let folder = Folder::new();
        folder.file("meetings/sg12-2025-01.yaml", meeting(opening, letter));
        assert_eq!(folder.run(&["build"]).code, 0);
        folder
    })
}

/// A server that is started a day after the clock of the tests.
fn later(folder: &Folder) -> Server {
    let mut command = timeplan();
    command.args(["serve", "--listen", "127.0.0.1:0"]).current_dir(folder.path());
    command.env("SOURCE_DATE_EPOCH", (NOW.parse::<u64>().unwrap() + 86_400).to_string());
    Server::run(command)
}

/// Runs a client in a folder and gives all that it says.
fn run(folder: &Folder, client: &str, arguments: &str, address: &str) -> String {
    let mut command = Command::new(client);
    command.args(arguments.split(' ')).arg(address).env("LC_ALL", "C");
    let output = command.current_dir(folder.path()).output();
    let output = output.unwrap_or_else(|error| panic!("{client}: {error}; run tests/run"));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8(said).unwrap();
    assert!(output.status.success(), "{client} {arguments} {address}: {said}");
    said
}

#[test]
fn curl_fetches_what_is_new_and_nothing_twice() {
    let [first, second] = versions();
    let curl = |server: &Server, arguments: &str, path: &str| {
        let arguments =
            format!("-q -sS --noproxy * -w %{{http_code}}:%{{size_download}} {arguments}");
        run(&first, "curl", &arguments, &format!("http://{}/{path}", server.address))
    };
    let by_tag = "--etag-compare tag --etag-save tag -R -o fetched.ics";
    let by_date = "-z fetched.ics -R -o fetched.ics";

    let server = Server::start(first.path());
    let feed = first.read("out/all.ics");
    assert_eq!(curl(&server, by_tag, "all.ics"), format!("200:{}", feed.len()));
    for condition in [by_tag, by_date] {
        assert_eq!(curl(&server, condition, "all.ics"), "304:0", "{condition}");
        assert!(first.read("fetched.ics") == feed, "{condition}");
    }

    // The page travels packed, and arrives as it is.
    let page = first.read("out/index.html");
    let said = curl(&server, "--compressed -o fetched.html", "index.html");
    let (status, size) = said.split_once(':').unwrap();
    assert_eq!(status, "200");
    assert!(size.parse::<usize>().unwrap() < page.len() / 2, "{size} of {}", page.len());
    assert!(first.read("fetched.html") == page);

    let server = later(&second);
    let newer = second.read("out/all.ics");
    assert_ne!(newer, feed);
    for condition in [by_date, by_tag] {
        first.file("fetched.ics", &feed);
        let dated = std::fs::File::options().write(true).open(first.path().join("fetched.ics"));
        dated.unwrap().set_modified(std::time::UNIX_EPOCH).unwrap();
        assert_eq!(curl(&server, condition, "all.ics"), format!("200:{}", newer.len()));
        assert!(first.read("fetched.ics") == newer, "{condition}");
        assert_eq!(curl(&server, by_date, "all.ics"), "304:0", "{condition}");
    }
}

#[test]
fn wget_fetches_what_is_new_and_nothing_twice() {
    let [first, second] = versions();
    let wget = |server: &Server, arguments: &str, path: &str| {
        let arguments = format!("--no-config --no-proxy -nv -S {arguments}");
        run(&first, "wget", &arguments, &format!("http://{}/{path}", server.address))
    };
    let again = "-N -P fetched";

    let server = Server::start(first.path());
    let feed = first.read("out/all.ics");
    let cases = [("200 OK", &server, &feed), ("304 Not Modified", &server, &feed)];
    let restarted = later(&second);
    let newer = second.read("out/all.ics");
    assert_ne!(newer, feed);
    let later = [("200 OK", &restarted, &newer), ("304 Not Modified", &restarted, &newer)];
    for (status, server, wanted) in cases.into_iter().chain(later) {
        let said = wget(server, again, "all.ics");
        assert!(said.contains(&format!("HTTP/1.1 {status}\n")), "{status}: {said}");
        assert!(first.read("fetched/all.ics") == *wanted, "{said}");
    }

    let said = wget(&server, "--compression=gzip -O fetched.html", "index.html");
    assert!(said.to_lowercase().contains("content-encoding: gzip\n"), "{said}");
    assert!(first.read("fetched.html") == first.read("out/index.html"));
}
