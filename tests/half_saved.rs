//! Files that somebody saves while a build reads them: nothing is published of half a file.

use crate::support::{Folder, NOW, Run, timeplan};
use std::fs;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread::sleep;
use std::time::Duration;

const HEAD: &str = "group: SG12\nstart: 2025-09-16\nend: 2025-09-17\nletter: {date: 2025-05-01}\n";
const OLD: &str = "time_plan: {2025-09-16: {1: Q7/12}, 2025-09-17: {3: \"Q9/12: old\"}}\n";
const NEW: &str = "time_plan: {2025-09-16: {1: Q7/12}, 2025-09-17: {3: \"Q9/12: new\"}}\n";

/// A meeting, and others that take long to build.
fn published() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", [HEAD, OLD].concat());
    for other in 0..12 {
        folder.file(
            &format!("meetings/b-{other}.yaml"),
            format!("group: SG{}\nstart: 2025-01-13\nend: 2025-04-30\n", other + 2),
        );
    }
    let run = folder.run(&["build", "-q"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    folder
}

/// A build of everything, an hour later.
fn build(folder: &Folder) -> Child {
    let clock = (NOW.parse::<i64>().unwrap() + 3_600).to_string();
    let mut command = timeplan();
    command.args(["build", "-q", "--allow-shrink"]).current_dir(folder.path());
    command.env("SOURCE_DATE_EPOCH", clock).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn end(child: Child) -> Run {
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Waits until a build has begun to write.
fn wait_for_files(folder: &Path) {
    let is_new = |name: &str| name.starts_with(".timeplan-new-");
    for _ in 0..20_000 {
        let names = fs::read_dir(folder.join("out/meetings")).unwrap();
        let mut names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        if names.any(|name| is_new(&name)) {
            return;
        }
        sleep(Duration::from_micros(500));
    }
    panic!("nothing was written");
}

#[test]
fn a_file_that_is_saved_meanwhile_is_read_again() {
    let folder = published();
    // What is read first is valid, and lacks the plan: its sessions would become generic ones.
    folder.file("meetings/a.yaml", HEAD);
    let child = build(&folder);
    wait_for_files(folder.path());
    folder.file("meetings/a.yaml", [HEAD, NEW].concat());
    let run = end(child);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let feed = folder.read("out/meetings/a.ics");
    assert!(feed.contains("Q9/12: new") && !feed.contains("CANCELLED"), "{feed}");
    assert!(!feed.contains("SG12 session"), "{feed}");
    // Nothing is left to do.
    let published = folder.tree("out");
    assert_eq!(end(build(&folder)).code, 0);
    assert!(folder.tree("out") == published);
}

#[test]
fn a_file_that_changes_all_the_time_keeps_its_events() {
    let folder = published();
    let before = folder.read("out/meetings/a.ics");
    folder.file("meetings/b-3.yaml", "group: SG5\nstart: 2025-01-13\nend: 2025-04-29\n");
    let mut child = build(&folder);
    let mut saved = 0;
    while child.try_wait().unwrap().is_none() {
        saved += 1;
        let rest = [NEW, "", "time_plan: {2025-09-16"][saved % 3];
        folder.file("meetings/a.yaml", [HEAD, rest].concat());
        sleep(Duration::from_millis(1));
    }
    let run = end(child);
    assert_eq!(run.code, 1, "{}", run.shown());
    let said = "fault: the file kept changing while it was read\n";
    assert_eq!(run.err.matches(said).count(), 1, "{}", run.err);
    assert!(run.err.contains("its published events stay as in out/meetings/a.ics"), "{}", run.err);
    assert_eq!(folder.read("out/meetings/a.ics"), before);
    // The others are as they should be.
    assert!(folder.read("out/meetings/b-3.ics").contains("DTEND;VALUE=DATE:20250430"));
    folder.file("meetings/a.yaml", [HEAD, NEW].concat());
    assert_eq!(end(build(&folder)).code, 0);
    assert!(folder.read("out/meetings/a.ics").contains("Q9/12: new"));
}
