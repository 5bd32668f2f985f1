//! What subscribers see of builds and servers that are started again, of folders that were damaged or
//! lost, and of languages that change places.

use crate::served::Server;
use crate::support::{Folder, NOW, Run, timeplan};
use std::collections::BTreeMap;
use timeplan::ical;
use timeplan::render::PRODID;

fn meeting(group: &str, letter: &str, cells: &str) -> String {
    format!(
        "group: {group}\nstart: 2025-09-16\nletter: {{date: {letter}}}\nslots: []\n\
         time_plan: {{2025-09-16: {cells}}}\n"
    )
}

fn at(hours: i64) -> String {
    (NOW.parse::<i64>().unwrap() + hours * 3_600).to_string()
}

fn build(folder: &Folder, hours: i64, arguments: &[&str]) -> Run {
    let mut command = timeplan();
    command.arg("build").args(arguments).current_dir(folder.path());
    Run::of(command.env("SOURCE_DATE_EPOCH", at(hours)))
}

fn serve(folder: &Folder, hours: i64, arguments: &[&str]) -> Server {
    let mut command = timeplan();
    command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments);
    command.current_dir(folder.path()).env("SOURCE_DATE_EPOCH", at(hours));
    Server::run(command)
}

/// SEQUENCE, DTSTAMP and DTSTART of the sessions of a feed by their UIDs.
fn sessions(feed: &[u8]) -> BTreeMap<String, (u32, String, String)> {
    let published = ical::read(feed, PRODID).unwrap();
    let sessions = published.events.iter().filter(|event| event.uid.contains("-session-"));
    sessions
        .map(|event| {
            let text = |name: &str| event.value(name).unwrap().to_owned();
            (event.uid.clone(), (event.sequence, text("DTSTAMP"), text("DTSTART")))
        })
        .collect()
}

fn feed(folder: &Folder, path: &str) -> Vec<u8> {
    folder.tree("out")[path].clone()
}

/// A session that was moved once, and is moved again after something happened to the folder.
fn moved_twice(happens: impl Fn(&Folder)) -> Run {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{1: Q7/12, 4: Q9/12}"));
    assert_eq!(build(&folder, 0, &[]).code, 0);
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{2: Q7/12, 4: Q9/12}"));
    assert_eq!(build(&folder, 1, &[]).code, 0);
    let before = sessions(&feed(&folder, "all.ics"));
    assert_eq!(before["a-session-q7-12-1@timeplan.invalid"].0, 1);
    happens(&folder);
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{3: Q7/12, 4: Q9/12}"));
    let run = build(&folder, 2, &[]);
    assert_eq!(run.code, 0, "{}", run.shown());
    for path in ["all.ics", "meetings/a.ics", "groups/q7-12.ics"] {
        let after = sessions(&feed(&folder, path));
        let moved = &after["a-session-q7-12-1@timeplan.invalid"];
        assert_eq!((moved.0, &*moved.1), (2, "20250601T020000Z"), "{path}");
        if let Some(other) = after.get("a-session-q9-12-1@timeplan.invalid") {
            assert_eq!(other, &before["a-session-q9-12-1@timeplan.invalid"], "{path}");
        }
    }
    run
}

#[test]
fn a_memory_that_is_damaged_gives_no_lower_revision() {
    let change = |folder: &Folder, change: &dyn Fn(String) -> String| {
        let text = folder.read("out/meetings/a.ics");
        folder.file("out/meetings/a.ics", change(text));
    };
    let place = |folder: &Folder, path: &str| folder.path().join("out").join(path);
    moved_twice(|folder| std::fs::remove_file(place(folder, "meetings/a.ics")).unwrap());
    let run = moved_twice(|folder| change(folder, &|text| text[..text.len() / 3].to_owned()));
    assert!(run.err.contains("out/meetings/a.ics is damaged from line"), "{}", run.err);
    // One odd UID, or a number that no program counts to.
    let odd = |text: String| text.replace("q9-12-1@", "q9-12-99999999999999999999@");
    moved_twice(|folder| change(folder, &odd));
    moved_twice(|folder| change(folder, &|text| text.replacen("UID:a-", "UID:elsewhere-", 1)));
    // An octet that is no text.
    moved_twice(|folder| {
        let mut bytes = feed(folder, "meetings/a.ics");
        let title = bytes.windows(5).position(|five| five == b"Q7/12").unwrap();
        bytes[title] = 0xff;
        folder.file("out/meetings/a.ics", bytes);
    });
    moved_twice(|folder| {
        for path in ["meetings/a.ics", "feeds.json", ".timeplan"] {
            std::fs::remove_file(place(folder, path)).unwrap();
        }
    });
}

#[test]
fn an_edit_that_a_stopped_build_half_published_is_taken_back_as_a_revision() {
    let folder = Folder::new();
    let old = meeting("SG12", "2025-05-01", "{1: Q7/12}");
    folder.file("meetings/a.yaml", &old);
    assert_eq!(build(&folder, 0, &[]).code, 0);
    let before = folder.tree("out");
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{2: Q7/12}"));
    assert_eq!(build(&folder, 1, &[]).code, 0);
    // It did not come to the memory and the index.
    for path in ["meetings/a.ics", "feeds.json"] {
        folder.file(&format!("out/{path}"), &before[path]);
    }
    folder.file("meetings/a.yaml", old);
    let run = build(&folder, 2, &[]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert!(run.out.contains("Q7/12 – moved from"), "{}", run.out);
    for path in ["all.ics", "meetings/a.ics"] {
        let session = &sessions(&feed(&folder, path))["a-session-q7-12-1@timeplan.invalid"];
        let wanted = (2, "20250601T020000Z".to_owned(), "20250916T093000".to_owned());
        assert_eq!(*session, wanted, "{path}");
    }
}

#[test]
fn what_a_stopped_build_put_into_its_place_is_told_and_finished() {
    // Sessions without a title are in other slots: what was put there already is no plan that is lost.
    let old = "group: SG12\nstart: 2025-09-16\nend: 2025-09-18\nslots: [1, 3]\nletter: {date: 2025-05-01}\n";
    let new = old.replace("[1, 3]", "[1, 4]") + "time_plan: {2025-09-16: {2: Q7/12}}\n";
    let folder = Folder::new();
    folder.file("meetings/a.yaml", old);
    assert_eq!(build(&folder, 0, &[]).code, 0);
    let before = folder.tree("out");
    folder.file("meetings/a.yaml", new);
    let run = build(&folder, 1, &[]);
    let after = folder.tree("out");
    // The order in which new files take their places.
    let [first, lists, feeds, pages] = [
        &["all.ics"][..],
        &["changes.atom", "changes.json"],
        &["groups/q7-12.ics", "groups/sg12.ics"],
        &["groups/q7-12.html", "groups/sg12.html", "index.html", "meetings/a.html"],
    ];
    for done in [
        vec![first],
        vec![first, lists],
        vec![first, lists, feeds],
        vec![first, lists, feeds, pages],
    ] {
        let done = done.concat();
        std::fs::remove_dir_all(folder.path().join("out")).unwrap();
        for (path, bytes) in &before {
            folder.file(&format!("out/{path}"), bytes);
        }
        for path in &done {
            folder.file(&format!("out/{path}"), &after[*path]);
        }
        let again = build(&folder, 1, &[]);
        let changes = |run: &Run| run.out.lines().filter(|line| line.contains(" – ")).count();
        assert_eq!(
            (again.code, changes(&again)),
            (0, changes(&run)),
            "{done:?}: {}",
            again.shown()
        );
        let healed = folder.tree("out");
        let differs = healed.keys().find(|path| healed.get(*path) != after.get(*path));
        assert_eq!((differs, healed.len()), (None, after.len()), "{done:?}");
    }
}

#[test]
fn a_meeting_with_an_older_letter_is_news_to_those_who_ask_by_date() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-20", "{1: Q7/12}"));
    let server = serve(&folder, 0, &["-o", "out"]);
    let first = server.get("/all.ics");
    drop(server);
    folder.file("meetings/b.yaml", meeting("SG13", "2024-11-05", "{1: Q1/13}"));
    let server = serve(&folder, 1, &["-o", "out"]);
    let fields = [("If-Modified-Since", first.field("last-modified"))];
    let second = server.ask("GET", "/all.ics", &fields);
    assert_eq!(second.status, 200);
    assert!(second.text().contains("Q1/13"), "{}", second.text());
    assert_eq!(second.field("last-modified"), "Sun, 01 Jun 2025 01:00:00 GMT");
    // Started again without a change it says the same.
    drop(server);
    let server = serve(&folder, 5, &["-o", "out"]);
    let third = server.get("/all.ics");
    assert_eq!(third.field("last-modified"), second.field("last-modified"));
    let index = folder.read("out/feeds.json");
    assert!(index.contains("\"last_modified\": \"2025-06-01T01:00:00Z\""), "{index}");
}

#[test]
fn a_server_that_writes_nothing_deals_the_same_uids_at_each_start() {
    let folder = Folder::new();
    let [one, two] = ["{3: Q7/12, 4: Q7/12}", "{1: Q7/12, 3: Q7/12, 4: Q7/12}"]
        .map(|cells| meeting("SG12", "2025-05-01", cells));
    let hours = |server: &Server| -> BTreeMap<String, String> {
        let sessions = sessions(&server.get("/all.ics").content).into_iter();
        sessions.map(|(uid, (_, _, start))| (uid, start)).collect()
    };
    let served = |hour: i64| hours(&serve(&folder, hour, &[]));
    folder.file("meetings/a.yaml", &one);
    let first = served(0);
    assert_eq!(served(1), first);
    folder.file("meetings/a.yaml", &two);
    let second = served(2);
    assert_eq!(second.len(), 3);
    // A session that was put before the others has no UID that meant another one.
    for (uid, start) in &first {
        assert_eq!(second[uid], *start, "{uid}");
    }
    // Beside a folder that was built it goes on from there, and a restart changes no UID.
    folder.file("meetings/a.yaml", &one);
    assert_eq!(build(&folder, 3, &[]).code, 0);
    let built: Vec<String> = sessions(&feed(&folder, "all.ics")).into_keys().collect();
    assert!(served(4).keys().eq(built.iter()));
    folder.file("meetings/a.yaml", &two);
    let third = served(5);
    assert!(built.iter().all(|uid| third.contains_key(uid)));
    assert_eq!(served(6), third);
    let before = folder.tree("out");
    assert!(before == folder.tree("out"), "it only reads there");
}

#[test]
fn a_server_says_at_its_start_what_a_restart_forgets() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{1: Q7/12}"));
    let start = || {
        let mut command = timeplan();
        command.args(["serve", "--listen", "127.0.0.1:0"]).current_dir(folder.path());
        command.stderr(std::process::Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        let mut said = std::io::BufReader::new(process.stderr.take().unwrap());
        std::io::BufRead::read_line(&mut said, &mut line).unwrap();
        process.kill().unwrap();
        process.wait().unwrap();
        line
    };
    assert!(start().contains("a restart loses all revisions"), "{}", start());
    assert_eq!(build(&folder, 0, &["-q"]).code, 0);
    assert!(start().contains("UIDs and revisions continue from what is published here"));
}

#[test]
fn a_folder_that_was_lost_is_reported() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{1: Q7/12}"));
    let said = "out: nothing was published here before, so UIDs and revisions start over; if feeds were lost, restore the folder from a backup and build again\n";
    assert_eq!(build(&folder, 0, &[]).err, said);
    assert_eq!(build(&folder, 1, &[]).err, "");
    std::fs::remove_dir_all(folder.path().join("out")).unwrap();
    assert_eq!(build(&folder, 2, &[]).err, said);
    // A cron job is told of a folder that is there and empty.
    std::fs::remove_dir_all(folder.path().join("out")).unwrap();
    std::fs::create_dir(folder.path().join("out")).unwrap();
    assert_eq!(build(&folder, 3, &["--quiet"]).err, said);
}

#[test]
fn a_clock_that_is_a_year_ahead_is_asked_about() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{1: Q7/12}"));
    assert_eq!(build(&folder, 0, &[]).code, 0);
    let before = folder.tree("out");
    let years = 24 * 800;
    // Without a change there is nothing to ask.
    assert_eq!(build(&folder, years, &[]).code, 0);
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{2: Q7/12}"));
    let run = build(&folder, years, &["-q"]);
    assert_eq!(run.code, 3, "{}", run.shown());
    assert!(run.err.contains("the last build was at 2025-06-01T00:00:00Z, more than a year ago"));
    assert!(run.err.ends_with("or build with --allow-clock if it is right; nothing was written\n"));
    assert!(folder.tree("out") == before);
    assert_eq!(build(&folder, years, &["-q", "--allow-clock"]).code, 0);
}

#[test]
fn a_letter_that_is_dated_wrongly_stamps_nothing() {
    for (letter, doubt) in [("2026-05-01", "letter-after-meeting"), ("2025-06-02", "letter-ahead")]
    {
        let folder = Folder::new();
        folder.file("meetings/a.yaml", meeting("SG12", letter, "{1: Q7/12}"));
        let run = build(&folder, 0, &[]);
        assert!(run.err.contains(&format!("doubt[{doubt}]")), "{}", run.err);
        let session = &sessions(&feed(&folder, "all.ics"))["a-session-q7-12-1@timeplan.invalid"];
        assert_eq!(session.1, "20250601T000000Z", "{letter}");
    }
}

#[test]
fn languages_that_change_places_keep_their_words_and_revisions() {
    let folder = Folder::new();
    let file = meeting("SG12", "2025-05-01", "{1: Q7/12, 2: Q9/12}");
    folder.file("meetings/a.yaml", &file);
    folder.file("meetings/b.yaml", meeting("SG13", "2025-05-01", "{1: Q1/13}"));
    folder.file("meetings/timeplan.yaml", "languages: [en, fr]\n");
    assert_eq!(build(&folder, 0, &[]).code, 0);
    // A cancelled event, and a faulty meeting: both are kept by the memory.
    folder.file("meetings/a.yaml", file.replace(", 2: Q9/12", ""));
    assert_eq!(build(&folder, 1, &[]).code, 0);
    let french = feed(&folder, "fr/meetings/a.ics");
    folder.file("meetings/b.yaml", "group: SG13\nbogus: 1\n");
    folder.file("meetings/timeplan.yaml", "languages: [fr, en]\n");
    let run = build(&folder, 2, &["-q"]);
    assert_eq!(run.code, 1, "{}", run.shown());
    assert_eq!(sessions(&feed(&folder, "meetings/a.ics")), sessions(&french));
    let top = folder.read("out/all.ics");
    assert!(top.contains("ANNULÉ"), "{top}");
    assert!(!top.contains("CANCELLED: "), "{top}");
    assert!(!folder.read("out/en/all.ics").contains("ANNULÉ"));
    // Nobody asks for `fr/all.ics` in vain.
    assert_eq!(feed(&folder, "fr/all.ics"), feed(&folder, "all.ics"));
    assert_eq!(feed(&folder, "fr/meetings/b.ics"), feed(&folder, "meetings/b.ics"));
    // A language that is given up: its addresses go on in the first one.
    folder.file("meetings/b.yaml", meeting("SG13", "2025-05-01", "{1: Q1/13}"));
    folder.file("meetings/timeplan.yaml", "languages: [fr]\n");
    assert_eq!(build(&folder, 3, &["-q"]).code, 0);
    assert_eq!(feed(&folder, "en/all.ics"), feed(&folder, "all.ics"));
    folder.file("meetings/a.yaml", file);
    assert_eq!(build(&folder, 4, &["-q"]).code, 0);
    assert_eq!(feed(&folder, "en/all.ics"), feed(&folder, "all.ics"));
}

/// The highest SEQUENCE and DTSTAMP of each UID of a feed.
fn highest(folder: &Folder, path: &str) -> BTreeMap<String, (u32, String)> {
    let sessions = sessions(&feed(folder, path)).into_iter();
    sessions.map(|(uid, (sequence, stamp, _))| (uid, (sequence, stamp))).collect()
}

#[test]
fn no_language_in_common_is_no_reason_to_forget() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{1: Q7/12, 2: Q7/12}"));
    assert_eq!(build(&folder, 0, &[]).code, 0);
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{1: Q7/12, 4: Q7/12}"));
    assert_eq!(build(&folder, 1, &[]).code, 0);
    let before = sessions(&feed(&folder, "all.ics"));
    folder.file("meetings/b.yaml", meeting("SG13", "2025-05-01", "{1: Q1/13}"));
    assert_eq!(build(&folder, 2, &[]).code, 0);
    folder.file("meetings/b.yaml", "group: SG13\nbogus: 1\n");
    folder.file("meetings/timeplan.yaml", "languages: [zh]\n");
    assert_eq!(build(&folder, 3, &["-q"]).code, 1);
    let after = sessions(&feed(&folder, "all.ics"));
    for (uid, (sequence, stamp, start)) in before {
        let now = &after[&uid];
        assert!(now.0 >= sequence && now.1 >= stamp && now.2 == start, "{uid}: {now:?}");
    }
    // A meeting that cannot be built stays.
    assert!(folder.read("out/all.ics").contains("b-session-q1-13-1@"));
}

#[test]
fn what_is_kept_goes_back_in_no_language() {
    let folder = Folder::new();
    let with = |title: &str| {
        let cell = format!("{{1: {{title: {{en: \"Q9/12: {title}\", zh: \"Q9/12: 好\"}}}}}}");
        meeting("SG12", "2025-05-01", &cell)
    };
    folder
        .file("meetings/timeplan.yaml", "languages: [en, zh]\n")
        .file("meetings/a.yaml", with("x"));
    assert_eq!(build(&folder, 0, &[]).code, 0);
    folder.file("meetings/a.yaml", with("y"));
    assert_eq!(build(&folder, 1, &[]).code, 0);
    let before = highest(&folder, "all.ics");
    folder.file("meetings/a.yaml", with("y") + "bogus: 1\n");
    folder.file("meetings/timeplan.yaml", "languages: [zh, en]\n");
    assert_eq!(build(&folder, 2, &["-q"]).code, 1);
    for path in ["all.ics", "meetings/a.ics"] {
        for (uid, now) in highest(&folder, path) {
            assert!(now >= before[&uid], "{path} {uid}: {now:?}");
        }
    }
}

#[test]
fn a_copy_is_not_published_when_the_original_cannot_be_read() {
    let folder = Folder::new();
    let text = meeting("SG12", "2025-05-01", "{1: Q7/12}");
    folder.file("meetings/a.yaml", &text);
    assert_eq!(build(&folder, 0, &[]).code, 0);
    let before = folder.tree("out");
    folder.file("meetings/b.yaml", &text);
    folder.file("meetings/a.yaml", text.replace("09-16", "09-32"));
    assert_eq!(build(&folder, 1, &["-q"]).code, 1);
    assert!(folder.tree("out") == before);
}

#[test]
fn an_id_that_goes_on_with_a_kind_is_another_meeting() {
    let folder = Folder::new();
    let season = "group: SG12\nletter: {date: 2025-05-01}\nrgm: [{group: Q9/12, every: week, start: 2025-07-01, \
                  end: 2025-07-29, time: 10:00-11:00}]\n";
    folder.file("meetings/sg12-2025.yaml", meeting("SG12", "2025-05-01", "{1: Q7/12}"));
    folder.file("meetings/sg12-2025-rgm.yaml", season);
    assert_eq!(build(&folder, 0, &[]).code, 0);
    let before = folder.tree("out");
    std::fs::remove_file(folder.path().join("out/meetings/sg12-2025-rgm.ics")).unwrap();
    assert_eq!(build(&folder, 1, &[]).code, 0);
    assert!(folder.tree("out") == before);
}

#[test]
fn a_server_goes_on_with_what_is_called_by_another_id() {
    let folder = Folder::new();
    let text = meeting("SG12", "2025-05-01", "{1: Q7/12, 2: Q9/12}");
    folder.file("meetings/old.yaml", &text);
    assert_eq!(build(&folder, 0, &[]).code, 0);
    let before: Vec<String> = sessions(&feed(&folder, "all.ics")).into_keys().collect();
    std::fs::remove_file(folder.path().join("meetings/old.yaml")).unwrap();
    folder.file("meetings/new.yaml", format!("{text}formerly: old\n"));
    let server = serve(&folder, 1, &[]);
    let now: Vec<String> = sessions(&server.get("/all.ics").content).into_keys().collect();
    assert_eq!(now, before);
}

/// A folder that was built, and edited after the clock was set back.
fn edited_before_the_clock() -> (Folder, Vec<u8>) {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{1: Q7/12}"));
    assert_eq!(build(&folder, 5, &[]).code, 0);
    let before = feed(&folder, "all.ics");
    folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{2: Q7/12}"));
    (folder, before)
}

#[test]
fn a_server_starts_although_the_clock_is_behind() {
    for arguments in [&["-o", "out"][..], &[]] {
        let (folder, before) = edited_before_the_clock();
        if arguments.is_empty() {
            // The event has a stamp of the clock.
            folder.file("meetings/b.yaml", meeting("SG13", "2025-05-01", "{1: Q1/13}"));
            assert_eq!(build(&folder, 6, &[]).code, 0);
            folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", "{3: Q7/12}"));
        }
        let before = if arguments.is_empty() { feed(&folder, "all.ics") } else { before };
        let tree = folder.tree("out");
        let mut server = serve(&folder, 0, arguments);
        assert_eq!(server.get("/all.ics").content, before, "{arguments:?}");
        let status = server.get("/status").text();
        assert!(status.contains("the clock says 2025-06-01T00:00:00Z, but"), "{status}");
        assert!(status.contains("the served files stay the same"), "{status}");
        assert!(folder.tree("out") == tree);
        // It asks again, and what can be built then is served.
        let cells = if arguments.is_empty() { "{2: Q7/12}" } else { "{1: Q7/12}" };
        folder.file("meetings/.new", meeting("SG12", "2025-05-01", cells));
        let place = |name: &str| folder.path().join("meetings").join(name);
        std::fs::rename(place(".new"), place("a.yaml")).unwrap();
        server.until("serving ");
        assert_eq!(server.get("/all.ics").content, before, "{arguments:?}");
        let status = server.get("/status").text();
        assert!(status.contains("All meetings are in it"), "{status}");
    }
}

#[test]
fn a_server_can_be_told_that_its_clock_is_right() {
    for arguments in [&["-o", "out", "--allow-clock"][..], &["--allow-clock"]] {
        let (folder, before) = edited_before_the_clock();
        let server = serve(&folder, 0, arguments);
        let now = sessions(&server.get("/all.ics").content);
        let uid = "a-session-q7-12-1@timeplan.invalid";
        assert_eq!(now[uid].0, sessions(&before)[uid].0 + 1);
    }
}

/// What is given a number that another event had begins with an older revision than that one ended with.
#[test]
fn the_number_of_an_event_that_left_is_given_to_no_other() {
    for (settings, later) in [("cancelled: drop\n", 2), ("", 24 * 141)] {
        let folder = Folder::new();
        folder.file("meetings/timeplan.yaml", settings);
        let plan = |cells| folder.file("meetings/a.yaml", meeting("SG12", "2025-05-01", cells));
        plan("{1: Q7/12, 2: Q9/12, 3: Q9/12}");
        assert_eq!(build(&folder, 0, &[]).code, 0);
        plan("{1: Q7/12, 3: Q9/12}");
        assert_eq!(build(&folder, 1, &["--allow-shrink"]).code, 0);
        plan("{1: Q7/12}");
        assert_eq!(build(&folder, 1, &["--allow-shrink"]).code, 0);
        assert_eq!(build(&folder, later, &["--allow-clock"]).code, 0);
        let left = sessions(&feed(&folder, "all.ics"));
        assert_eq!(left.len(), 1, "{left:?}");
        let head = folder.read("out/meetings/a.ics");
        assert!(head.contains("X-TIMEPLAN-NUMBERS:a-lunch-sg12-1,a-session-q9-12-2\r\n"), "{head}");
        assert_eq!(build(&folder, later, &["--check"]).code, 0);
        plan("{1: Q7/12, 4: Q9/12}");
        assert_eq!(build(&folder, later + 1, &["--allow-shrink"]).code, 0);
        let after = sessions(&feed(&folder, "all.ics"));
        assert!(after.contains_key("a-session-q9-12-3@timeplan.invalid"), "{after:?}");
    }
}
