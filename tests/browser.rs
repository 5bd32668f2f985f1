//! The pages in a real browser: `browser/check.mjs` opens what is built here, and says what is wrong.

use crate::support::{Folder, NOW, Run, root, timeplan};
use std::fs;
use std::process::Command;

#[test]
fn pages_are_right_in_a_browser() {
    let script = root().join("tests/browser/check.mjs");
    assert!(
        root().join("target/browser/node_modules").is_dir(),
        "what drives the browser is missing; tests/run installs it"
    );
    let folder = Folder::new();
    let mut check = Command::new("node");
    check.arg(script).env("SOURCE_DATE_EPOCH", NOW);
    if let Some(screenshots) = std::env::var_os("TIMEPLAN_SCREENSHOTS") {
        check.arg("--screenshots").arg(screenshots);
    }
    check.arg(env!("CARGO_BIN_EXE_timeplan"));
    // The two real meetings, without an address; and one that has it, in six languages.
    for (name, meetings) in
        [("real", "meetings"), ("six-languages", "tests/browser/six-languages/meetings")]
    {
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
