//! The pages in a real browser: `browser/check.mjs` opens what is built here, and says what is wrong;
//! `browser/view.mjs` clicks on the page that puts a view together.

use crate::served::Server;
use crate::support::{Folder, NOW, Run, root, timeplan};
use chrono::{Days, NaiveDate, Weekday};
use std::fs;
use std::io::Write;
use std::process::Command;

/// Whether a browser, and what drives it, is there. `tests/run` installs both; `cargo test` alone names the
/// tests that it leaves out without them.
fn has_browser() -> bool {
    let is_installed = |program: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
    };
    let drives = root().join("target/browser/node_modules").is_dir();
    let is_there = drives && is_installed("node") && is_installed("chromium");
    let is_needed = std::env::var_os("TIMEPLAN_ALL_TESTS").is_some();
    assert!(
        is_there || !is_needed,
        "a browser, or what drives it, is missing; tests/run installs it"
    );
    if !is_there {
        let test = std::thread::current().name().unwrap_or("a test").to_owned();
        // Not `eprintln!`, whose lines are shown of tests that fail only.
        let line = format!("skipped: {test} needs a browser, which tests/run installs\n");
        std::io::stderr().write_all(line.as_bytes()).unwrap();
    }
    is_there
}

/// A script of `browser/`, which leaves pictures where it is told to. All else that the browser leaves
/// goes with the folder, also if it does not come to its end.
fn script(name: &str, folder: &Folder) -> Command {
    let own = folder.path().join("browser");
    fs::create_dir(&own).unwrap();
    let mut check = Command::new("node");
    check.env("HOME", &own).env("TMPDIR", &own);
    for base in ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"] {
        check.env_remove(base);
    }
    check.arg(root().join("tests/browser").join(name));
    if let Some(screenshots) = std::env::var_os("TIMEPLAN_SCREENSHOTS") {
        check.arg("--screenshots").arg(screenshots);
    }
    check
}

#[test]
fn pages_are_right_in_a_browser() {
    if !has_browser() {
        return;
    }
    let folder = Folder::new();
    let mut check = script("check.mjs", &folder);
    check.env("SOURCE_DATE_EPOCH", NOW).arg(env!("CARGO_BIN_EXE_timeplan"));
    // The two real meetings, without an address; one that has it, in six languages; and what stands
    // beside the slots or takes more than a sheet of paper.
    for (name, meetings) in [
        ("real", "meetings"),
        ("six-languages", "tests/browser/six-languages/meetings"),
        ("beside-slots", "tests/browser/beside-slots/meetings"),
    ] {
        for file in fs::read_dir(root().join(meetings)).unwrap() {
            let file = file.unwrap();
            let place = format!("{name}/meetings/{}", file.file_name().to_str().unwrap());
            folder.file(&place, fs::read(file.path()).unwrap());
        }
        let place = folder.path().join(name);
        let run = Run::of(timeplan().args(["build", "-q"]).current_dir(&place));
        assert_eq!(run.code, 0, "{}", run.shown());
        check.arg(place);
    }
    let run = Run::of(&mut check);
    assert_eq!(run.code, 0, "{}", run.shown());
}

/// How many meetings the rich folder has: some that are written, others that are made.
const MEETINGS: usize = 20;
/// One that is made, of which a session is moved.
const MOVED: &str = "sg13-2028-02";

/// A meeting that is made: its id, and its file. All have a title in six languages; one in four each is not
/// sure, is cancelled, is postponed.
fn made(at: usize) -> (String, String) {
    const GROUPS: [&str; 4] = ["SG3", "SG13", "SG17", "TSAG"];
    const STATUS: [&str; 4] = ["confirmed", "tentative", "cancelled", "postponed"];
    let group = GROUPS[at % GROUPS.len()];
    // Each group meets in each of four states.
    let status = STATUS[(at / GROUPS.len() + at + 3) % STATUS.len()];
    // A week from Monday on, all in different weeks of one year.
    let start = NaiveDate::from_isoywd_opt(2028, 3 + 3 * at as u32, Weekday::Mon).unwrap();
    let day = |days| (start + Days::new(days)).to_string();
    let number = group.strip_prefix("SG").unwrap_or("0");
    let own = |question: u32| match group {
        "TSAG" => format!("{{groups: [TSAG], title: 'Rapporteur group {question}'}}"),
        _ => format!("Q{question}/{number}"),
    };
    let text = format!(
        "group: {group}\n\
         title: {{en: Meeting of {group}, ar: اجتماع {group}, zh: '{group} 会议', fr: Réunion de la {group}, ru: Собрание {group}, es: Reunión de la {group}}}\n\
         start: {}\nend: {}\nplace: Geneva\nstatus: {status}\nletter: {{date: 2027-09-01}}\n\
         deadlines: [{{date: {}, action: contributions}}]\n\
         time_plan:\n  {}: {{1: {{title: Opening plenary, kind: plenary}}, 3: {}}}\n  {}: {{am: [{}, {}]}}\n",
        day(0),
        day(4),
        start - Days::new(12),
        day(0),
        own(1),
        day(1),
        own(1),
        own(2),
    );
    (format!("{}-{}", group.to_lowercase(), start.format("%Y-%m")), text)
}

#[test]
fn a_meeting_is_followed_in_a_browser() {
    if !has_browser() {
        return;
    }
    let folder = Folder::new();
    let mut count = 0;
    for file in fs::read_dir(root().join("tests/browser/rich/meetings")).unwrap() {
        let file = file.unwrap();
        let place = format!("rich/meetings/{}", file.file_name().to_str().unwrap());
        folder.file(&place, fs::read(file.path()).unwrap());
        count += usize::from(!place.ends_with("timeplan.yaml"));
    }
    let place = folder.path().join("rich");
    let build = |days: u64| {
        let now = NOW.parse::<u64>().unwrap() + days * 86_400;
        let mut build = timeplan();
        build.args(["build", "-q"]).current_dir(&place).env("SOURCE_DATE_EPOCH", now.to_string());
        let run = Run::of(&mut build);
        assert_eq!(run.code, 0, "{}", run.shown());
    };
    for (id, text) in (0..MEETINGS - count).map(made) {
        folder.file(&format!("rich/meetings/{id}.yaml"), text);
    }
    build(0);
    let moved = format!("rich/meetings/{MOVED}.yaml");
    folder.file(&moved, folder.read(&moved).replace(", 3: Q1/13", ", 4: Q1/13"));
    build(1);
    assert_eq!(fs::read_dir(place.join("out/meetings")).unwrap().count(), 2 * MEETINGS);
    let mut meeting = script("meeting.mjs", &folder);
    let run = Run::of(meeting.arg(env!("CARGO_BIN_EXE_timeplan")).arg(place));
    assert_eq!(run.code, 0, "{}", run.shown());
}

/// Two Questions that meet at the same time, twice.
const PARALLEL: &str = "group: SG12
start: 2027-02-02
end: 2027-02-03
title: {en: Meeting of Study Group 12}
time_plan:
  2027-02-02: {am: [Q7/12, Q9/12], pm: {title: Q9/12, room: K1}}
  2027-02-03: {am: {title: SG12 closing plenary, kind: plenary}, pm: Q7/12}
";

#[test]
fn a_view_is_put_together_in_a_browser() {
    if !has_browser() {
        return;
    }
    let folder = Folder::new();
    for file in fs::read_dir(root().join("tests/browser/six-languages/meetings")).unwrap() {
        let file = file.unwrap();
        let text = fs::read_to_string(file.path()).unwrap();
        // The addresses are those of the server itself.
        let text: String =
            text.split_inclusive('\n').filter(|line| !line.starts_with("base_url:")).collect();
        folder.file(&format!("meetings/{}", file.file_name().to_str().unwrap()), text);
    }
    folder.file("meetings/sg12-2027-02.yaml", PARALLEL);
    let server = Server::start(folder.path());
    let run = Run::of(script("view.mjs", &folder).arg(format!("http://{}", server.address)));
    assert_eq!(run.code, 0, "{}", run.shown());
}
