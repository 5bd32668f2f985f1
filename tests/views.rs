//! Views of `timeplan.yaml` with an alarm and a language of their own.

use crate::serve::{events, property};
use crate::served::Server;
use crate::support::{Folder, NOW, Run, timeplan};

const SETTINGS: &str = "languages: [en, zh]\nviews:\n  plain: {show: [Q7/12]}\n  \
                        own: {show: [Q7/12], alarm: PT1H, lang: zh}\n";

/// A meeting with one session, with a title in two languages.
fn meeting(group: &str, zh: &str) -> String {
    format!(
        "group: {group}\nstart: 2027-01-12\nplace: Geneva\ntime_plan:\n  \
         2027-01-12: {{1: {{title: {{en: 'Q7/12: terms', zh: 'Q7/12: {zh}'}}}}}}\n"
    )
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/timeplan.yaml", SETTINGS);
    folder.file("meetings/sg12-2027-01.yaml", meeting("SG12", "术语"));
    folder.file("meetings/sg13-2027-01.yaml", meeting("SG13", "术语"));
    folder
}

/// Builds so many hours after the clock of the tests.
fn build(folder: &Folder, hours: i64) -> Run {
    let clock = NOW.parse::<i64>().unwrap() + hours * 3600;
    let mut command = timeplan();
    command.env("SOURCE_DATE_EPOCH", clock.to_string()).arg("build");
    Run::of(command.current_dir(folder.path()))
}

/// The properties of that name in a feed, event by event.
fn of_events(feed: &str, name: &str) -> Vec<String> {
    let events = events(feed.as_bytes());
    events.iter().map(|event| property(event, name).unwrap_or_default()).collect()
}

#[test]
fn a_change_in_one_language_is_none_in_another() {
    let folder = folder();
    assert_eq!(build(&folder, 0).code, 0);
    let english = ["out/meetings/sg12-2027-01.ics", "out/views/plain.ics", "out/all.ics"];
    let before = english.map(|path| folder.read(path));
    folder.file("meetings/sg12-2027-01.yaml", meeting("SG12", "词汇"));
    assert_eq!(build(&folder, 1).code, 0);
    for path in ["out/views/own.ics", "out/zh/views/own.ics", "out/zh/views/plain.ics"] {
        let feed = folder.read(path);
        assert!(of_events(&feed, "SUMMARY").contains(&"Q7/12: 词汇".to_owned()), "{path}: {feed}");
        assert!(of_events(&feed, "SEQUENCE").contains(&"1".to_owned()), "{path}: {feed}");
        assert!(feed.contains("\r\nLAST-MODIFIED:20250601T010000Z\r\n"), "{path}");
        assert_eq!(feed.contains("TRIGGER:-PT1H"), path.contains("own"), "{path}");
    }
    assert_eq!(english.map(|path| folder.read(path)), before);
    // Nor where everything that is published is read again.
    let all = folder.tree("out");
    std::fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    assert_eq!(build(&folder, 2).code, 0);
    assert_eq!(folder.tree("out"), all);
    // And where a meeting's own feed is lost, the others know its events.
    std::fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    std::fs::remove_file(folder.path().join("out/meetings/sg12-2027-01.ics")).unwrap();
    assert_eq!(build(&folder, 3).code, 0);
    assert_eq!(folder.tree("out"), all);
}

#[test]
fn a_view_that_gets_another_language_or_alarm_is_newer() {
    let folder = folder();
    assert_eq!(build(&folder, 0).code, 0);
    let first = folder.tree("out");
    folder.file(
        "meetings/timeplan.yaml",
        SETTINGS.replace(", alarm: PT1H, lang: zh", "").replace("Q7/12]}", "Q7/12], alarm: P1D}"),
    );
    assert_eq!(build(&folder, 1).code, 0);
    for (path, title) in
        [("out/views/own.ics", "Q7/12: terms"), ("out/views/plain.ics", "Q7/12: terms")]
    {
        let feed = folder.read(path);
        assert!(of_events(&feed, "SUMMARY").contains(&title.to_owned()), "{path}: {feed}");
        assert!(feed.contains("TRIGGER:-P1D"), "{path}: {feed}");
        assert!(feed.contains("\r\nLAST-MODIFIED:20250601T010000Z\r\n"), "{path}");
    }
    folder.file("meetings/timeplan.yaml", SETTINGS);
    assert_eq!(build(&folder, 2).code, 0);
    // What is no view of them is as it was all the time.
    let last = folder.tree("out");
    let others = |path: &&String| path.ends_with(".ics") && !path.contains("views/");
    for path in first.keys().filter(others) {
        assert_eq!(first[path], last[path], "{path}");
    }
    assert_eq!(
        of_events(&folder.read("out/views/own.ics"), "SUMMARY").last().unwrap(),
        "Q7/12: 术语"
    );
}

#[test]
fn a_server_keeps_the_language_and_the_alarm_of_a_view() {
    let folder = folder();
    assert_eq!(build(&folder, 0).code, 0);
    let server = Server::start(folder.path());
    assert_eq!(server.get("/views/own.ics").text(), folder.read("out/views/own.ics"));
    for address in ["/views/own.ics?show=session", "/zh/views/own.ics?show=session&lang=en"] {
        let feed = server.get(address).text();
        assert_eq!(of_events(&feed, "SUMMARY"), ["Q7/12: 术语", "Q7/12: 术语"], "{address}");
        assert_eq!(feed.matches("TRIGGER:-PT1H").count(), 2, "{address}");
    }
    let other = server.get("/views/own.ics?show=session&alarm=PT5M").text();
    assert_eq!(other.matches("TRIGGER:-PT5M").count(), 2, "{other}");
    let whole = server.get("/views/own.ics?lang=en");
    assert_eq!(of_events(&whole.text(), "SUMMARY").last().unwrap(), "Q7/12: 术语");
    // Each page offers it, and says what the address gives.
    for (page, wanted) in [("", "zh/views/own.ics"), ("zh/", "zh/views/own.ics")] {
        let page = server.get(&format!("/{page}view.html?feed=views/own&hide=meeting")).text();
        assert!(page.contains("<option value=\"views/own\" selected>own</option>"), "{page}");
        assert!(page.contains(&format!("{wanted}?hide=meeting</a>")), "{page}");
    }
    let index = server.get("/index.html").text();
    assert!(index.contains("views/own.ics") && !index.contains("zh/views/own.ics"), "{index}");
}
