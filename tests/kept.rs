//! What is published stays as it is, where a build has nothing newer to say of it.

use crate::support::{Folder, Run, timeplan};

/// A season: no banner says who meets.
const SEASON: &str = "\
group: SG12
title: Season
letter: {number: 1/12, date: 2025-05-02}
rgm:
  - {group: JCA-AI, title: joint, every: week, on: [mon], time: 14:00-16:00, start: 2025-07-07, end: 2025-07-28}
  - {group: Q9/12, title: e-meeting, every: week, on: [tue], time: 14:00-16:00, start: 2025-07-08, end: 2025-07-29}
";

const MEETING: &str = "\
group: SG12
letter: {number: 2/12, date: 2025-05-02}
start: 2025-09-01
end: 2025-09-05
slots: []
time_plan:
  2025-09-01: {1: \"Q7/12: alpha\", 2: \"Q7/12: beta\", 3: \"Q7/12: gamma\"}
  2025-09-02: {1: \"Q7/12: delta\"}
";

fn build(folder: &Folder, clock: &str, arguments: &[&str]) -> Run {
    let mut command = timeplan();
    command.arg("build").args(arguments).current_dir(folder.path());
    Run::of(command.env("SOURCE_DATE_EPOCH", clock))
}

#[test]
fn a_faulty_meeting_stays_in_every_feed_as_it_was() {
    let folder = Folder::new();
    folder.file("meetings/season.yaml", SEASON).file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    // The old banner is cancelled and stands first; who meets now is another group.
    folder.file("meetings/sg12-2025-09.yaml", MEETING.replace("group: SG12", "group: SG13"));
    assert_eq!(build(&folder, "1748822400", &["--allow-shrink"]).code, 0);
    let published = folder.tree("out");
    for (name, text) in [("season", SEASON), ("sg12-2025-09", MEETING)] {
        folder.file(&format!("meetings/{name}.yaml"), format!("{text}bogus: 1\n"));
    }
    let run = build(&folder, "1748908800", &[]);
    assert_eq!(run.code, 1, "{}", run.shown());
    assert_eq!(folder.tree("out"), published);
}

#[test]
fn another_meeting_alone_leaves_the_others_as_they_were() {
    let folder = Folder::new();
    folder.file("meetings/season.yaml", SEASON).file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    let published = folder.tree("out");
    let run = build(&folder, "1748908800", &["meetings/sg12-2025-09.yaml"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert_eq!(folder.tree("out"), published);
    assert!(run.out.contains("no files written"), "{}", run.out);
}

#[test]
fn a_season_that_is_retired_is_cancelled_in_the_feeds_that_held_it() {
    let folder = Folder::new();
    folder.file("meetings/season.yaml", SEASON).file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    std::fs::remove_file(folder.path().join("meetings/season.yaml")).unwrap();
    assert_eq!(build(&folder, "1748822400", &["--allow-shrink"]).code, 0);
    let feed = folder.read("out/groups/sg12.ics");
    assert_eq!(feed.matches("STATUS:CANCELLED").count(), 8, "{feed}");
}

#[test]
fn what_is_not_ours_is_moved_once() {
    let folder = Folder::new();
    folder.file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    folder.file("out/groups/old.ics", "BEGIN:VCALENDAR\r\nPRODID:-//x//\r\nEND:VCALENDAR\r\n");
    let run = build(&folder, "1748736000", &["--quiet"]);
    assert_eq!(
        run.err,
        "out/groups/old.ics was not written by this program; it was moved to out/groups/old.ics.kept\n"
    );
    assert!(folder.path().join("out/groups/old.ics.kept").is_file());
    let again = build(&folder, "1748736000", &[]);
    assert!(again.out.contains("nothing changed") && again.err.is_empty(), "{}", again.shown());
}

/// The time of the last change that a feed says in its head.
fn last_change(feed: &str) -> &str {
    feed.lines().find_map(|line| line.strip_prefix("LAST-MODIFIED:")).unwrap()
}

#[test]
fn a_feed_that_an_event_leaves_was_changed_then() {
    let folder = Folder::new();
    folder
        .file("meetings/timeplan.yaml", "cancelled: drop\n")
        .file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    let before = folder.read("out/all.ics");
    assert_eq!(last_change(&before), "20250502T000000Z");
    let shorter = MEETING.replace("  2025-09-02: {1: \"Q7/12: delta\"}\n", "");
    folder.file("meetings/sg12-2025-09.yaml", shorter);
    assert_eq!(build(&folder, "1748822400", &[]).code, 0);
    let after = folder.read("out/all.ics");
    assert!(after.len() < before.len());
    assert_eq!(last_change(&after), "20250602T000000Z");
    assert!(folder.read("out/feeds.json").contains("2025-06-02T00:00:00Z"));
    // It stays so, with and without what the last build noted for itself.
    for _ in 0..2 {
        assert_eq!(build(&folder, "1748908800", &[]).code, 0);
        assert_eq!(folder.read("out/all.ics"), after);
        std::fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    }
}
