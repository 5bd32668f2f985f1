//! `timeplan shift`: dates move where they stand, every other byte stays, and the events move with
//! their UIDs.

use crate::properties::meeting;
use crate::support::{Folder, root};
use chrono::{NaiveDate, TimeDelta};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use std::collections::BTreeSet;
use std::fs;
use timeplan::finding::{Findings, Said};
use timeplan::model::Days;
use timeplan::source::yaml::{Shift, read_meeting, shift};

/// A file with every key that holds a date, in different ways of writing, and with dates that stay.
const EVERY: &str = "\
# Moved from 2025-01-07.\r
group: SG12\r
start: 2025-01-14   # a Tuesday\r
end: \"2025-01-23\"\r
title: 'The report of 2025-01-14'\r
letter: {number: 1/12, date: 2024-11-01}\r
opening: {date: 2025-01-14, time: 09:30}\r
registration: {time: 08:30, date: '2025-01-14'}\r
deadlines:\r
  - {date: 2025-01-02, action: contributions}\r
  - {before: {weeks: 6}, action: fellowship}\r
time_plan:\r
  2025-01-14: {am: \"2025-01-14\"}\r
  2025-01-15 / 2025-01-21: {pm: Q7/12}\r
  \"2025-01-22/2025-01-23\": {am: Q9/12}\r
rgm:\r
  - {group: Q9/12, start: 2025-02-04, end: 2025-03-25, every: week, time: 14:00-16:00,\r
     except: [2025-03-11, 2025-03-17/2025-03-21], also: [2025-03-13, {time: 10:00-12:00, date: 2025-03-27}],\r
     moved: {2025-02-11: 2025-02-13, \"2025-02-18\": {room: K1}, 2025-02-25: {time: 9:00-10:00, date: 2025-02-26}}}\r
";

fn dates(text: &str) -> Vec<Said<Days>> {
    let mut findings = Findings::default();
    let draft = read_meeting(text, &mut findings).unwrap();
    assert_eq!(findings.faults(), 0, "{findings:?}\n{text}");
    draft.dates()
}

/// The bytes that differ, by place.
fn differing(old: &str, new: &str) -> BTreeSet<usize> {
    assert_eq!(old.len(), new.len());
    let bytes = old.bytes().zip(new.bytes()).enumerate();
    bytes.filter(|(_, (old, new))| old != new).map(|(at, _)| at).collect()
}

fn moved(text: &str, by: Shift) -> String {
    let mut findings = Findings::default();
    let shifted = shift(text, by, &mut findings);
    shifted.unwrap_or_else(|| panic!("{findings:?}")).text
}

#[test]
fn every_date_moves_but_the_letters_and_those_of_texts() {
    let new = moved(EVERY, Shift::By(14));
    let later = |day: NaiveDate| day + TimeDelta::days(14);
    let wanted: Vec<Days> = dates(EVERY)
        .into_iter()
        .map(|Said { value, .. }| Days { first: later(value.first), last: later(value.last) })
        .collect();
    assert_eq!(dates(&new).into_iter().map(|said| said.value).collect::<Vec<_>>(), wanted);
    assert_eq!(wanted.len(), 19);
    for stays in [
        "# Moved from 2025-01-07.\r\n",
        "'The report of 2025-01-14'\r\n",
        "date: 2024-11-01}\r\n",
        "{am: \"2025-01-14\"}\r\n",
    ] {
        assert!(new.contains(stays), "{stays}\n{new}");
    }
    assert!(new.contains("  2025-01-29 / 2025-02-04: {pm: Q7/12}\r\n"), "{new}");
    assert!(new.contains("start: 2025-01-28   # a Tuesday\r\n"), "{new}");
    assert_eq!(moved(&new, Shift::To("2025-01-14".parse().unwrap())), EVERY);
}

#[test]
fn real_files_move_there_and_back_and_nothing_but_their_dates() {
    for name in ["sg11-2022-12", "sg12-2025-01"] {
        let text = fs::read_to_string(root().join(format!("meetings/{name}.yaml"))).unwrap();
        let places = dates(&text);
        let is_date =
            |at: &usize| places.iter().any(|date| (date.place.start..date.place.end).contains(at));
        for days in [1, 14, 364, -3650] {
            let new = moved(&text, Shift::By(days));
            assert!(differing(&text, &new).iter().all(is_date), "{name} by {days}");
            assert_eq!(moved(&new, Shift::By(-days)), text, "{name} by {days}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn random_files_move_there_and_back(blocks in meeting(), days in -500_i64..500) {
        let text = blocks.join("\n");
        let new = moved(&text, Shift::By(days));
        let places = dates(&text);
        for at in differing(&text, &new) {
            prop_assert!(places.iter().any(|date| (date.place.start..date.place.end).contains(&at)));
        }
        for (old, new) in places.iter().zip(dates(&new)) {
            prop_assert_eq!(old.value.first + TimeDelta::days(days), new.value.first);
            prop_assert_eq!(old.value.last + TimeDelta::days(days), new.value.last);
        }
        prop_assert_eq!(moved(&new, Shift::By(-days)), text);
    }
}

#[test]
fn a_postponed_meeting_keeps_its_uids() {
    let folder = Folder::new();
    let text = fs::read_to_string(root().join("meetings/sg12-2025-01.yaml")).unwrap();
    let ahead = text.replace("2025-", "2026-").replace("2024-", "2025-");
    folder.file("meetings/sg12-2026-01.yaml", &ahead);
    assert_eq!(folder.run(&["build"]).code, 0);
    let uids = |folder: &Folder| -> BTreeSet<String> {
        let feed = folder.read("out/meetings/sg12-2026-01.ics").replace("\r\n ", "");
        feed.lines().filter(|line| line.starts_with("UID:")).map(str::to_owned).collect()
    };
    let before = uids(&folder);
    // The weekdays of that year differ from those of the real meeting: its first day is a Wednesday.
    let run = folder.run(&["shift", "meetings/sg12-2026-01.yaml", "--by", "2 weeks"]);
    assert_eq!(
        run.out,
        "meetings/sg12-2026-01.yaml: begins on Wed 28 January 2026 instead of Wed 14 January 2026, 14 days later; \
         10 dates in 10 lines moved\n"
    );
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(uids(&folder), before);
    assert!(!run.out.contains("cancelled") && !run.out.contains("new"), "{}", run.out);
}

#[test]
fn it_says_that_entries_of_rgm_move_too() {
    let folder = Folder::new();
    folder.file(
        "a.yaml",
        "group: SG12\nstart: 2027-04-06\nrgm:\n  - {group: Q9/12, start: 2027-06-01, end: 2027-06-02}\n",
    );
    assert_eq!(
        folder.run(&["shift", "a.yaml", "2027-04-13"]).out,
        "a.yaml: begins on Tue 13 April 2027 instead of Tue 6 April 2027, 7 days later; \
         3 dates in 2 lines moved, those of 1 `rgm` entry too\n"
    );
}

#[test]
fn what_is_to_be_looked_at_is_reported() {
    let folder = Folder::new();
    folder.file(
        "a.yaml",
        "group: SG12\nstart: 2025-04-08\nend: 2025-04-09\nnote: not on 2025-04-18\n",
    );
    let run = folder.run(&["shift", "a.yaml", "2025-04-18", "--dry-run"]);
    assert_eq!(
        run.shown(),
        "exit 0\n--- standard output\n\
         - start: 2025-04-08\n- end: 2025-04-09\n+ start: 2025-04-18\n+ end: 2025-04-19\n\
         a.yaml: would begin on Fri 18 April 2025 instead of Tue 8 April 2025, 10 days later; 2 dates in 2 lines would move\n\
         --- standard error\n\
         doubt[public-holiday]: 1 date falls on a public holiday of Geneva: 2025-04-18 is Good Friday (line 2)\n \
         --> a.yaml:2:8\n  |\n2 | start: 2025-04-18\n  |        ^^^^^^^^^^\n  |\n  \
         = help: change the date if that day is not a working day\n\n\
         doubt[weekend]: 1 date falls on a weekend: 2025-04-19 is a Saturday (line 3)\n \
         --> a.yaml:3:6\n  |\n3 | end: 2025-04-19\n  |      ^^^^^^^^^^\n  |\n  \
         = help: change the date if that day is not a working day\n\n\
         doubt[date-in-text]: 1 date in texts and comments did not move: 2025-04-18 (line 4)\n \
         --> a.yaml:4:14\n  |\n4 | note: not on 2025-04-18\n  |              ^^^^^^^^^^\n  |\n  \
         = help: change these by hand if they should move too\n\n"
    );
    assert_eq!(
        folder.read("a.yaml"),
        "group: SG12\nstart: 2025-04-08\nend: 2025-04-09\nnote: not on 2025-04-18\n"
    );
}

#[test]
fn a_file_that_cannot_be_moved_is_not_changed() {
    let alias = "group: SG12\nletter: {date: &d 2025-01-01}\nstart: *d\n";
    for (text, arguments, code, message) in [
        (
            "group: SG12\nstart: 2025-01-40\n",
            ["--by", "2 weeks"],
            1,
            "fault: `2025-01-40` is not a date",
        ),
        ("group: SG12\n", ["--by", "2 weeks"], 1, "fault: the meeting has no `start`"),
        (
            "group: SG12\nstart: 2099-12-30\n",
            ["--by", "2 weeks"],
            1,
            "fault: `2099-12-30` would move outside the years 1996 to 2099",
        ),
        (alias, ["--by", "2 weeks"], 1, "fault: this date cannot be moved"),
        (
            "group: SG12\nstart: 2025-01-14\n",
            ["--by", "2 months"],
            2,
            "this is not a distance: write days or weeks",
        ),
        (
            "group: SG12\nstart: 2025-01-14\n",
            ["2025-02-30", "--dry-run"],
            2,
            "this is not a date: there is no such day",
        ),
    ] {
        let folder = Folder::new();
        folder.file("a.yaml", text);
        let run = folder.run(&["shift", "a.yaml", arguments[0], arguments[1]]);
        assert_eq!(run.code, code, "{text}{}", run.err);
        assert!(run.err.contains(message), "{text}{}", run.err);
        assert!(
            code == 2 || run.err.ends_with("a.yaml: the file was not changed\n"),
            "{}",
            run.err
        );
        assert_eq!(folder.read("a.yaml"), text);
    }
    let folder = Folder::new();
    folder.file("letter.docx", "x");
    let run = folder.run(&["shift", "letter.docx", "2025-01-01"]);
    assert_eq!(
        run.err,
        "letter.docx: this is a letter, but only meeting files can be moved; make one with `timeplan import letter.docx -o meetings`\n"
    );
}

#[test]
fn what_becomes_wrong_by_the_move_is_a_fault_and_the_mark_at_the_beginning_stays() {
    let folder = Folder::new();
    let text = "\u{FEFF}group: SG12\nstart: 2025-02-03\nrgm:\n  - {group: Q9/12, every: week, on: [tue], time: 14:00-16:00, \
                start: 2025-02-04, end: 2025-03-25, except: [2025-03-11]}\n";
    folder.file("a.yaml", text);
    let run = folder.run(&["shift", "a.yaml", "--by", "1 day"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("2025-03-12"), "{}", run.err);
    let new = folder.read("a.yaml");
    assert!(new.starts_with("\u{FEFF}group: SG12\nstart: 2025-02-04\n"), "{new}");
    assert_eq!(folder.run(&["shift", "a.yaml", "--by", "-1 days"]).code, 0);
    assert_eq!(folder.read("a.yaml"), text);
    let run = folder.run(&["shift", "a.yaml", "2025-02-03"]);
    assert_eq!(
        run.out,
        "a.yaml: the meeting already begins on Mon 3 February 2025; nothing changed\n"
    );
}
