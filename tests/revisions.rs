//! Revisions: the steps of `tests/revisions/<case>/` are built one after another into the same
//! folder; what each changed is compared with what is expected, word for word.

use crate::foreign;
use crate::support::{Folder, NOW, Run, case_names, each_case, expect, root, timeplan, tree};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;
use timeplan::ical::any::read_any;
use timeplan::revise::VisibleEvent;

/// The steps of a case.
fn steps(case: &Path) -> Vec<PathBuf> {
    let steps: Vec<PathBuf> =
        (1..).map(|n| case.join(n.to_string())).take_while(|step| step.is_dir()).collect();
    assert!(steps.len() > 1, "{} has at least two steps", case.display());
    steps
}

/// Builds a step: a day after the one before it, unless it has a clock of its own.
fn build(step: &Path, number: i64, folder: &Folder) -> Run {
    let meetings = folder.path().join("meetings");
    let _ = fs::remove_dir_all(&meetings);
    fs::create_dir(&meetings).unwrap();
    let mut arguments = String::new();
    let mut clock = (NOW.parse::<i64>().unwrap() + 86_400 * number).to_string();
    for (name, bytes) in tree(step) {
        let text = String::from_utf8(bytes).unwrap();
        match name.as_str() {
            "arguments" => arguments = text,
            "clock" => {
                let clock_of_step = chrono::DateTime::parse_from_rfc3339(text.trim()).unwrap();
                clock = clock_of_step.timestamp().to_string();
            }
            name => fs::write(meetings.join(name), text).unwrap(),
        }
    }
    Run::of(
        timeplan()
            .arg("build")
            .args(arguments.split_whitespace())
            .env("SOURCE_DATE_EPOCH", clock)
            .current_dir(folder.path()),
    )
}

/// The events of all meetings' own feeds, a line each.
fn events(folder: &Folder) -> String {
    let mut lines = String::new();
    for (path, bytes) in folder.tree("out") {
        if !path.contains("meetings/") || !path.ends_with(".ics") {
            continue;
        }
        lines += &format!("{path}\n");
        for event in read_any(&bytes).events {
            let seen = VisibleEvent::of_any(&event);
            let event = event.published;
            let uid = event.uid.split('@').next().unwrap();
            let start = event.value("DTSTART").unwrap();
            let (status, stamp) =
                (event.value("STATUS").unwrap(), event.last_modified.date_naive());
            lines +=
                &format!("  {uid} {} {stamp} {status} {start} {}\n", event.sequence, seen.summary);
        }
    }
    lines
}

fn mtimes(root: &Path) -> BTreeMap<String, SystemTime> {
    let paths = tree(root).into_keys();
    paths
        .map(|path| (path.clone(), fs::metadata(root.join(&path)).unwrap().modified().unwrap()))
        .collect()
}

each_case!(case_names("revisions"), changes_what_it_should:
    base_url, cancel, copied, day_in_front, day_that_differs, deadline_moved, dropped, expiry,
    group_changed, group_respelt, hours_of_a_slot, insert_before, joined, language_added,
    live_before_cancelled, r#move, one_language, plan_lost, rename_with_id, rename_without_id,
    retired, retitle, revive, room, season, series_moved, shift_by_a_week, split, split_a_day,
    split_off, status_cancelled, status_postponed, status_tentative, swapped_titles, twins,
    unsure_as_a_whole,
);

fn changes_what_it_should(case: &str) {
    let place = root().join("tests/revisions").join(case);
    let folder = Folder::new();
    let mut got = String::new();
    for (number, step) in (0..).zip(steps(&place)) {
        // A copy of what was published before, for a comparison.
        let was = folder.path().join("was");
        let _ = fs::remove_dir_all(&was);
        let is_first = fs::rename(folder.path().join("out"), &was).is_err();
        for (path, bytes) in tree(&was) {
            folder.file(&format!("out/{path}"), bytes);
        }
        let run = build(&step, number, &folder);
        let end = if run.code == 0 { String::new() } else { format!("exit {}\n", run.code) };
        got += &format!("== step {}\n{}{}{end}{}", number + 1, run.out, run.err, events(&folder));
        if !is_first {
            let diff = folder.run(&["diff", "was", "out"]).out;
            let said = run.out.lines().filter(|line| !line.starts_with("out: "));
            let said = said.map(|line| format!("{line}\n")).collect::<String>();
            let nothing = "was and out contain the same events\n";
            if said != diff && !(said.is_empty() && diff == nothing) {
                got += &format!("-- the same by `diff`\n{diff}");
            }
        }
        foreign::agree_on_all(&folder.path().join("out"));
        // The same again, with and without what the last build saw: nothing happens, even a
        // year later if no cancelled event is there to expire.
        if run.code == 0 {
            let day = if got.contains("CANCELLED ") { number } else { number + 365 };
            let (before, times) = (folder.tree("out"), mtimes(&folder.path().join("out")));
            for _ in 0..2 {
                let again = build(&step, day, &folder);
                assert!(again.code == 0, "{}", again.shown());
                assert!(folder.tree("out") == before, "{}", again.shown());
                assert_eq!(mtimes(&folder.path().join("out")), times);
                let _ = fs::remove_file(folder.path().join("out/.timeplan"));
            }
        }
    }
    expect(&place.join("expected.txt"), &got);
}
