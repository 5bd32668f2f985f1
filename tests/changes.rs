//! `timeplan diff` and `timeplan explain` over meetings that change, and `show` with the UIDs and
//! revisions that are published.

use crate::support::{Folder, Run, root, timeplan};
use std::fs;

const MEETING: &str = "group: SG12\nstart: 2025-09-16\nletter: {date: 2025-06-02}\nslots: [1]\n\
    time_plan: {2025-09-16: {2: Q7/12, 3: [Q7/12, Q9/12]}}\n";

/// A published meeting.
fn published() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(folder.run(&["build"]).code, 0);
    folder
}

fn edit(folder: &Folder, from: &str, to: &str) {
    let text = folder.read("meetings/sg12-2025-09.yaml");
    assert!(text.contains(from));
    folder.file("meetings/sg12-2025-09.yaml", text.replace(from, to));
}

#[test]
fn what_is_shown_has_the_published_uids_and_revisions() {
    let folder = published();
    // The first of two sessions of a Question goes; the second keeps its UID all the same.
    edit(&folder, "2: Q7/12, ", "");
    edit(&folder, "[Q7/12, Q9/12]", "['Q7/12: ad hoc', Q9/12]");
    assert_eq!(folder.run(&["build"]).code, 0);
    let rows = |words: &[&str]| -> Vec<String> {
        let shown: Vec<serde_json::Value> = serde_json::from_str(&folder.run(words).out).unwrap();
        let row = |event: &serde_json::Value| {
            let text = |key: &str| event[key].as_str().unwrap().to_owned();
            let name = text("uid").split('@').next().unwrap().replace("sg12-2025-09-", "");
            format!("{name} {} {} {}", event["sequence"], text("status"), text("summary"))
        };
        shown.iter().map(row).collect()
    };
    let show = ["show", "sg12-2025-09", "--format", "json", "--show", "Q7/12", "--hide", "meeting"];
    assert_eq!(
        rows(&show),
        [
            "session-q7-12-1 1 CANCELLED CANCELLED: Q7/12",
            "session-q7-12-2 1 CONFIRMED Q7/12: ad hoc"
        ]
    );
    // A language that is not published has the same UIDs, and goes on from their revisions; without
    // the feeds all is new.
    let french = [&show[..], &["--lang", "fr"]].concat();
    assert_eq!(rows(&french)[1], "session-q7-12-2 1 CONFIRMED Q7/12: ad hoc");
    let elsewhere = [&show[..], &["-o", "elsewhere"]].concat();
    assert_eq!(rows(&elsewhere), ["session-q7-12-1 0 CONFIRMED Q7/12: ad hoc"]);
}

/// Only another address of the tree is one change of the meeting: that `base-url` of `revisions/`
/// shows. Each other text is a change of its own event, even if all events have a new one.
#[test]
fn a_text_that_all_events_show_is_a_change_of_each() {
    let folder = published();
    edit(&folder, "start:", "title: Meeting of Study Group 12\nstart:");
    let run = folder.run(&["build"]);
    let told: Vec<&str> = run.out.lines().filter(|line| line.ends_with(" changed")).collect();
    assert_eq!(
        told,
        [
            "SG12 meeting (Tue 16 September 2025) – details changed",
            "Q7/12 (Tue 16 September 2025, 11:15–12:30) – details changed",
            "SG12 lunch break (Tue 16 September 2025, 12:30–14:30) – details changed",
            "Q7/12 (Tue 16 September 2025, 14:30–15:45) – details changed",
            "Q9/12 (Tue 16 September 2025, 14:30–15:45) – details changed",
        ],
        "{}",
        run.shown()
    );
}

#[test]
fn explain_tells_of_what_is_withdrawn_and_of_what_the_next_build_changes() {
    let folder = published();
    edit(&folder, "2: Q7/12, ", "");
    let run = folder.run(&["explain", "sg12-2025-09-session-q7-12-1"]);
    assert_eq!(
        run.out,
        "event: CANCELLED: Q7/12\n--> meetings/sg12-2025-09.yaml\n\
         \x20= when: Tue 16 September 2025, 11:15–12:30 in Geneva (UTC+2)\n\
         \x20= why: it was published, and no meeting file says it any more: it is marked as cancelled so that people learn of it\n\
         \x20= status: CANCELLED\n = leaves: the feeds on 17 September 2025\n\
         \x20= uid: sg12-2025-09-session-q7-12-1@timeplan.invalid\n = revision: SEQUENCE 1, stamped 2025-06-01T00:00:00Z\n\
         \x20= next build: Q7/12 (Tue 16 September 2025, 11:15–12:30) – cancelled\n\n"
    );
    // The meeting of a file that is gone, too.
    folder.file("meetings/other.yaml", MEETING.replace("group: SG12", "group: SG13"));
    fs::remove_file(folder.path().join("meetings/sg12-2025-09.yaml")).unwrap();
    let run = folder.run(&["explain", "2025-09-16", "--show", "sg12-2025-09", "--hide", "session"]);
    assert!(
        run.out.starts_with(
            "event: CANCELLED: SG12 meeting\n--> out/meetings/sg12-2025-09.ics\n = when: Tue 16 September 2025, all day\n"
        ),
        "{}",
        run.out
    );
}

#[test]
fn explain_answers_what_it_cannot_find_with_the_near_one() {
    let folder = published();
    let said = |what: &str| {
        let run = folder.run(&["explain", what]);
        (run.code, run.out + &run.err)
    };
    assert_eq!(
        said("sg12-2025-09-sesion-q9-12-1"),
        (2, "there is no event `sg12-2025-09-sesion-q9-12-1`; did you mean `sg12-2025-09-session-q9-12-1`?\n".into())
    );
    assert_eq!(
        said("16.9.2025"),
        (2, "there is no event `16.9.2025`; a UID begins with the id of its meeting; write a date like 2025-01-14\n".into())
    );
    assert_eq!(said("2025-09-20"), (0, "there are no events on Sat 20 September 2025\n".into()));
    edit(&folder, "group", "grup");
    assert_eq!(said("2025-09-16").0, 1);
}

#[test]
fn a_meeting_that_is_postponed_is_told_as_postponed() {
    let folder = published();
    let newest = |what: &str, text: &str| {
        let run = folder.run(&["build"]);
        assert!(run.out.contains(text), "{}", run.shown());
        let all: Vec<serde_json::Value> =
            serde_json::from_str(&folder.read("out/changes.json")).unwrap();
        assert_eq!(
            (&all[0]["what"], all[0]["text"].as_str()),
            (&serde_json::json!([what]), Some(text))
        );
        let atom = folder.read("out/changes.atom");
        assert!(atom.contains(&format!("<title>{text}</title>")), "{atom}");
        // The list has it once, whatever the number of its events.
        assert!(atom.matches("<entry>").count() <= 4, "{atom}");
    };
    edit(&folder, "slots", "status: postponed\nslots");
    newest("postponed", "SG12 meeting (Tue 16 September 2025) – postponed, 5 events");
    edit(&folder, "postponed", "cancelled");
    newest("cancelled", "SG12 meeting (Tue 16 September 2025) – cancelled, 5 events");
    edit(&folder, "status: cancelled\n", "");
    newest("revived", "SG12 meeting (Tue 16 September 2025) – takes place after all, 5 events");
}

#[test]
fn feeds_that_cannot_be_compared() {
    let folder = published();
    folder
        .file("no-feed.ics", "say BEGIN:VCALENDAR\n")
        .file("empty.ics", " \n")
        .file("empty/readme.txt", "");
    let said = |old: &str, new: &str| {
        let run = Run::of(timeplan().args(["diff", old, new]).current_dir(folder.path()));
        (run.code, run.out + &run.err)
    };
    let wrong = [
        ("nowhere", "nowhere: there is no such feed or folder; nothing was compared\n"),
        (
            "no-feed.ics",
            "no-feed.ics: this is not a feed: it has no BEGIN:VCALENDAR; nothing was compared\n",
        ),
        ("empty.ics", "empty.ics: the file is empty; nothing was compared\n"),
        ("empty", "empty: the folder has no feeds; nothing was compared\n"),
    ];
    for (path, message) in wrong {
        assert_eq!(said(path, "out"), (1, message.to_owned()));
        assert_eq!(said("out", path), (1, message.to_owned()));
    }
    assert_eq!(
        said("out", "out/all.ics"),
        (0, "out and out/all.ics contain the same events\n".to_owned())
    );
}

#[test]
fn feeds_of_anybody_are_compared_by_uid() {
    let folder = Folder::new();
    let event = |uid: &str, rest: &str| {
        format!("BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20250101T000000Z\n{rest}END:VEVENT\n")
    };
    let feed = |events: &[String]| format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", events.concat());
    let hours = "DTSTART;TZID=America/New_York:20250916T090000\nDTEND;TZID=America/New_York:20250916T100000\n";
    folder.file(
        "old.ics",
        feed(&[
            event("1", &format!("{hours}SUMMARY:Call\n")),
            event("2", "DTSTART;VALUE=DATE:20250917\nSUMMARY:Deadline\n"),
            event("3", "SUMMARY:without a start\n"),
        ]),
    );
    folder.file(
        "new.ics",
        feed(&[
            event("2", "DTSTART;VALUE=DATE:20250917\nSUMMARY:Deadline\nDESCRIPTION:noon\n"),
            event("1", &format!("{}SUMMARY:Call\nLOCATION:K1\n", hours.replace("T10", "T11"))),
            event("4", "DTSTART:20250917T080000Z\nDTEND:20250917T090000Z\nSUMMARY:Dinner\n"),
        ]),
    );
    let run = folder.run(&["diff", "old.ics", "new.ics"]);
    assert_eq!(
        run.shown(),
        "exit 1\n--- standard output\n\
         Call – moved from Tue 16 September 2025, 15:00–16:00 to Tue 16 September 2025, 15:00–17:00, now at: K1\n\
         Deadline (Wed 17 September 2025) – details changed\n\
         Dinner (Wed 17 September 2025, 10:00–11:00) – new\n\
         --- standard error\nold.ics: 1 event cannot be read and was not compared\n"
    );
}

#[test]
fn a_copy_of_a_published_meeting_is_shown_although_it_is_not_published() {
    let folder = published();
    folder.file("draft.yaml", folder.read("meetings/sg12-2025-09.yaml"));
    let run = folder.run(&["show", "draft.yaml", "--format", "list"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert!(run.out.contains("SG12 meeting"), "{}", run.out);
    // After a slip with the file's name its sessions still come.
    std::fs::rename(
        folder.path().join("meetings/sg12-2025-09.yaml"),
        folder.path().join("meetings/renamed.yaml"),
    )
    .unwrap();
    let run = folder.run(&["next", "--days", "365"]);
    assert!(run.out.contains("Q7/12"), "{}", run.shown());
}

#[test]
fn explain_shows_the_line_that_makes_a_day_differ() {
    let folder = Folder::new();
    let case = root().join("tests/feeds/small-changes/meetings/sg12-2027-01.yaml");
    folder.file("meetings/sg12-2027-01.yaml", fs::read_to_string(case).unwrap());
    assert_eq!(folder.run(&["build"]).code, 0);
    for (day, line, why) in [
        ("2027-01-13", "10", "a cell of the time plan"),
        ("2027-01-14", "11", "a cell of the time plan"),
        ("2027-02-11", "14", "a day of this series, moved from Tue 9 February 2027"),
        ("2027-02-16", "14", "a day of this series"),
    ] {
        let said = folder.run(&["explain", day]).out;
        assert!(said.contains(&format!("sg12-2027-01.yaml:{line}:")), "{day}\n{said}");
        assert!(said.contains(why), "{day}\n{said}");
    }
}
