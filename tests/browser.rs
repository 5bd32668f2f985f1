//! The pages in a real browser: `browser/check.mjs` opens what is built here, and says what is wrong;
//! `browser/view.mjs` clicks on the page that puts a view together.

use crate::served::Server;
use crate::support::{Folder, NOW, Run, root, timeplan};
use std::fs;
use std::process::Command;

/// A script of `browser/`, which leaves pictures where it is told to. All else that the browser leaves
/// goes with the folder, also if it does not come to its end.
fn script(name: &str, folder: &Folder) -> Command {
    assert!(
        root().join("target/browser/node_modules").is_dir(),
        "what drives the browser is missing; tests/run installs it"
    );
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

#[test]
fn a_meeting_is_followed_in_a_browser() {
    let folder = Folder::new();
    for file in fs::read_dir(root().join("tests/browser/rich/meetings")).unwrap() {
        let file = file.unwrap();
        let place = format!("rich/meetings/{}", file.file_name().to_str().unwrap());
        folder.file(&place, fs::read(file.path()).unwrap());
    }
    let place = folder.path().join("rich");
    let run = Run::of(timeplan().args(["build", "-q"]).current_dir(&place));
    assert_eq!(run.code, 0, "{}", run.shown());
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
