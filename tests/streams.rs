//! Standard output or standard error that cannot be written: a full disk, a reader that went away.

use crate::support::{Folder, Run, timeplan};
use std::fs::File;
use std::process::{Command, Stdio};

const MEETING: &str = "group: SG9\nstart: 2025-06-16\nend: 2025-06-18\ntime_plan: {2025-06-16: {1: Q1/9}}\nletter: {date: 2025-05-01}\n";

const LETTER: &str = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\n\
    Subject: Meeting of Study Group 9; Geneva, 18-22 Jan. 2027\n\nDear Sir/Madam,\n\
    It is my pleasure to invite you to Study Group 9. The meeting will open at 0930 hours.\n";

/// Every command that prints something.
const COMMANDS: [&[&str]; 29] = [
    &["build"],
    &["build", "--dry-run"],
    &["build", "--check"],
    &["check"],
    &["show"],
    &["show", "--format", "list"],
    &["show", "--format", "json"],
    &["show", "--format", "jcal"],
    &["show", "--format", "csv"],
    &["next"],
    &["next", "--show", "workshop"],
    &["diff", "old.ics", "out/all.ics"],
    &["diff", "out", "out"],
    &["explain", "2025-06-16"],
    &["explain", "2024-01-01"],
    &["import", "letter.txt"],
    &["import", "letter.txt", "other.txt"],
    &["import", "--format", "json", "letter.txt", "other.txt"],
    &["import", "-o", "imported", "letter.txt"],
    &["lint", "out/all.ics"],
    &["schema"],
    &["schema", "--settings"],
    &["completions", "bash"],
    &["completions", "zsh"],
    &["man"],
    &["--help"],
    &["help", "build"],
    &["import", "--help"],
    &["--version"],
];

fn folder() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/sg9-2025-06.yaml", MEETING);
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    let feed = folder.read("out/all.ics");
    folder.file("old.ics", feed.replace("T093000", "T094500"));
    folder.file("letter.txt", LETTER).file("other.txt", LETTER.replace('9', "13"));
    folder
}

fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = timeplan();
    command.args(arguments).current_dir(folder.path());
    command
}

fn full() -> Stdio {
    File::options().write(true).open("/dev/full").unwrap().into()
}

/// The end of a pipe whose other end is closed.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    writer.into()
}

/// Runs a command with a standard output of its own.
fn run_into(folder: &Folder, arguments: &[&str], output: Stdio) -> Run {
    let child = command(folder, arguments).stdout(output).stderr(Stdio::piped()).spawn().unwrap();
    let output = child.wait_with_output().unwrap();
    let (code, err) = (output.status.code().unwrap_or(-1), String::from_utf8(output.stderr));
    Run { code, out: String::new(), err: err.unwrap() }
}

#[test]
fn a_result_that_does_not_arrive_is_a_failure_and_a_reader_that_has_seen_enough_is_none() {
    let folder = folder();
    let message = "standard output cannot be written: the disk is full; the output is incomplete\n";
    for arguments in COMMANDS {
        let whole = folder.run(arguments);
        assert!(whole.code == 0 && !whole.out.is_empty(), "{arguments:?}: {}", whole.shown());
        let run = run_into(&folder, arguments, full());
        assert_eq!((run.code, run.err), (4, whole.err.clone() + message), "{arguments:?}");
        let run = run_into(&folder, arguments, closed());
        assert_eq!((run.code, run.err), (0, whole.err), "{arguments:?}");
    }
    // What a command does beside printing is done.
    folder.file("meetings/sg9-2025-06.yaml", MEETING.replace("Q1/9", "Q2/9"));
    assert_eq!(run_into(&folder, &["build"], full()).code, 4);
    assert!(folder.read("out/all.ics").contains("SUMMARY:Q2/9"));
    // Of several exit codes the largest counts; a closed pipe hides no fault.
    folder.file("meetings/sg9-2025-06.yaml", "group: SG9\nstart: soon\n");
    assert_eq!(run_into(&folder, &["check"], full()).code, 4);
    assert_eq!(run_into(&folder, &["check"], closed()).code, 1);
}

#[test]
fn messages_that_nobody_can_read_change_nothing() {
    let folder = folder();
    folder.file("meetings/sg13-2025-06.yaml", "group: SG13\nstart: soon\n");
    let faulty: [&[&str]; 8] = [
        &["build"],
        &["check"],
        &["show", "nothing"],
        &["biuld"],
        &[],
        &["import", "nothing.txt"],
        &["lint", "nothing.ics"],
        &["import", "--explain", "letter.txt"],
    ];
    for arguments in faulty {
        let whole = folder.run(arguments);
        assert!(!whole.err.is_empty(), "{arguments:?}");
        for error in [full(), closed()] {
            let run = Run::of(command(&folder, arguments).stderr(error));
            assert_eq!((run.code, run.out), (whole.code, whole.out.clone()), "{arguments:?}");
        }
        // Neither of the two can be written.
        let run = command(&folder, arguments).stdout(full()).stderr(full()).status().unwrap();
        let code = if whole.out.is_empty() { whole.code } else { 4 };
        assert_eq!(run.code(), Some(code), "{arguments:?}");
    }
}
