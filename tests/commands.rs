//! The commands: exit codes, what they say, and what they leave untouched.

use crate::support::{Folder, NOW, Run, root, timeplan};
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::process::Command;

const MEETING: &str =
    "group: SG12\nstart: 2025-01-14\nend: 2025-01-15\nletter: {date: 2024-11-01}\n";

/// A meeting of another group on the same days.
fn other() -> String {
    MEETING.replace("SG12", "SG13")
}

fn folder(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new();
    for (path, text) in files {
        folder.file(path, text);
    }
    folder
}

#[test]
fn build_writes_and_a_second_build_touches_nothing() {
    let folder = folder(&[("meetings/sg12-2025-01.yaml", MEETING)]);
    let run = folder.run(&["build"]);
    assert_eq!(
        run.shown(),
        "exit 0\n--- standard output\nSG12 meeting (14–15 January 2025) – new, 15 events\n\
         out: 3 feeds of 1 meeting with 15 events; 13 files written, 0 unchanged\n--- standard error\n\
         out: nothing was published here before, so UIDs and revisions start over; if feeds were lost, restore the folder from a backup and build again\n"
    );
    let mtime = |path: &str| fs::metadata(folder.path().join(path)).unwrap().modified().unwrap();
    let (before, tree) = (mtime("out/all.ics"), folder.tree("out"));
    let run = Run::of(
        timeplan().arg("build").env("SOURCE_DATE_EPOCH", "1999999999").current_dir(folder.path()),
    );
    assert_eq!(run.out, "out: nothing changed; 3 feeds of 1 meeting with 15 events\n");
    assert_eq!((mtime("out/all.ics"), folder.tree("out")), (before, tree));
}

#[test]
fn a_faulty_file_is_reported_and_its_published_events_stay_in_every_feed() {
    let folder = folder(&[("meetings/a.yaml", MEETING), ("meetings/b.yaml", &other())]);
    assert_eq!(folder.run(&["build"]).code, 0);
    let before = folder.tree("out");
    folder.file("meetings/a.yaml", "group: SG12\nstart: 2025-01-14\nend: 2025-01-10\n");
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 1);
    assert_eq!(
        run.err,
        "fault: the meeting ends on 2025-01-10, before it starts on 2025-01-14\n --> meetings/a.yaml:3:6\n  |\n\
         3 | end: 2025-01-10\n  |      ^^^^^^^^^^\n  |\n  = help: correct the day, month or year of one of them\n\n\
         `a` was not built; its published events stay as in out/meetings/a.ics\n"
    );
    assert_eq!(folder.tree("out"), before);
    // A file that is no YAML at all keeps them too, also under an id of its own.
    folder.file("meetings/a.yaml", "id: a\ngroup: [\n");
    assert_eq!(folder.run(&["build"]).code, 1);
    assert_eq!(folder.tree("out"), before);
    // And what is mended is built again.
    folder.file("meetings/a.yaml", MEETING.replace("end: 2025-01-15", "end: 2025-01-16"));
    assert_eq!(folder.run(&["build"]).code, 0);
    assert!(folder.read("out/all.ics").contains("20250116"));
}

#[test]
fn a_faulty_file_does_not_stop_the_others() {
    let folder = folder(&[("meetings/a.yaml", "group: SG12\n"), ("meetings/b.yaml", MEETING)]);
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.contains("`a` was not built; nothing was published for it before\n"),
        "{}",
        run.err
    );
    assert!(folder.path().join("out/meetings/b.ics").exists());
}

#[test]
fn single_files_as_inputs_leave_the_other_meetings_as_they_are() {
    let folder = folder(&[("meetings/a.yaml", MEETING), ("meetings/b.yaml", &other())]);
    assert_eq!(folder.run(&["build"]).code, 0);
    let before = folder.tree("out");
    let run = folder.run(&["build", "meetings/b.yaml"]);
    assert_eq!((run.code, folder.tree("out") == before), (0, true), "{}", run.shown());
}

#[test]
fn an_input_that_cannot_be_used_takes_no_meeting_out_of_the_feeds() {
    let meeting = |id: &str| format!("# timeplan: allow same-meeting\nid: {id}\n{MEETING}");
    let folder = folder(&[("one/a.yaml", &meeting("m-1")), ("two/b.yaml", &meeting("m-2"))]);
    assert_eq!(folder.run(&["build", "one", "two"]).code, 0);
    let before = folder.tree("out");
    // A folder that is gone, an empty one, a file that is no text any more, a name that is no id.
    for (change, path) in [
        ("two", "gone"),
        ("two/b.yaml", "b.yaml"),
        ("", "two/b.yaml"),
        ("two/b.yaml", "two/B 1.yaml"),
    ] {
        if change.is_empty() {
            folder.file(path, b"\xff\xfe");
        } else {
            fs::rename(folder.path().join(change), folder.path().join(path)).unwrap();
        }
        if path.ends_with("B 1.yaml") {
            folder.file(path, MEETING);
        }
        let run = folder.run(&["build", "one", "two"]);
        assert_eq!((run.code, folder.tree("out") == before), (1, true), "{path}: {}", run.shown());
        let _ = fs::remove_dir_all(folder.path().join("gone"));
        folder.file("two/b.yaml", meeting("m-2"));
    }
}

#[test]
fn inputs_that_cannot_be_used() {
    let big = format!("group: SG12\nnote: {}\n", "x".repeat(1 << 20));
    let folder = folder(&[
        ("meetings/big.yaml", &big),
        ("meetings/No Id.yaml", MEETING),
        ("meetings/a.yml", MEETING),
    ]);
    folder.file("meetings/latin1.yaml", b"group: SG12\ntitle: r\xe9union\n");
    folder.file("meetings/one.yaml", "id: same\n").file("meetings/two.yaml", "id: same\n");
    fs::create_dir(folder.path().join("meetings/folder.yaml")).unwrap();
    fs::create_dir(folder.path().join("empty")).unwrap();
    let run = folder.run(&["check", "meetings", "empty", "nowhere", "letter.docx"]);
    folder.file("letter.docx", "");
    let letter = folder.run(&["check", "letter.docx"]);
    assert_eq!(
        run.err,
        "meetings/a.yml: not read; the names of meeting files end in `.yaml`\n\
         empty: the folder has no meeting files; add one `<id>.yaml` for each meeting\n\
         nowhere: there is no such file or folder\n\
         letter.docx: there is no such file or folder\n\
         meetings/No Id.yaml: `No Id` is not an id; rename the file or add `id: …`: use at most 80 of the characters a-z, 0-9 and -, usually group-year-month, for example `sg12-2025-01`\n\
         meetings/big.yaml: the file is larger than 1 MiB (1 MiB); a typical meeting file has a few kilobytes\n\
         meetings/folder.yaml: this is not a file\n\
         meetings/latin1.yaml: the file is not UTF-8 from line 2; save it in UTF-8\n\
         meetings/one.yaml and meetings/two.yaml both have the id `same`; keep one of them, or give another `id`\n"
    );
    assert_eq!((run.code, run.out.as_str()), (1, "4 meetings checked: 8 faults, no doubts\n"));
    assert_eq!(
        letter.err,
        "letter.docx: the file is empty; download or copy the file again; if it opens in Word, save it again as .docx\n"
    );
}

#[test]
fn what_no_meeting_needs_is_refused_before_it_fills_the_memory() {
    let head = "group: SG12\nstart: 2025-01-14\nend: 2025-12-31\n";
    let files = [
        (
            "long-texts",
            format!("{head}title: {}\n", "x".repeat(500_000)),
            "this meeting has texts that are too long for this number of events",
        ),
        (
            "many-events",
            format!(
                "{head}time_plan: {{2025-01-14/2025-12-31: {{0-5: [{}]}}}}\n",
                "x, ".repeat(100)
            ),
            "this meeting would have more than 20000 events",
        ),
        (
            "long-list",
            format!("{head}agenda: [{}]\n", "x, ".repeat(2_000)),
            "`agenda` has 2000 values",
        ),
        (
            "deep",
            format!("{head}title: {}\n", "[".repeat(5_000)),
            "the file is nested too deeply, has too many values, or its aliases repeat too much",
        ),
    ];
    let folder = Folder::new();
    for (id, text, _) in &files {
        folder.file(&format!("meetings/{id}.yaml"), text);
    }
    let run = folder.run(&["check", "-q"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    for (_, _, message) in &files {
        assert!(run.err.contains(&format!("fault: {message}\n")), "{message}: {}", run.err);
    }
    // Very many findings of one kind are one.
    let many = (0..300).map(|n| format!("key{n}: x\n")).collect::<String>();
    folder.file("many.yaml", format!("{head}{many}"));
    let run = folder.run(&["check", "many.yaml"]);
    assert_eq!(run.err.matches("fault: ").count(), 1);
    assert!(
        run.err.contains(
            "\n  = note: 299 more like this, in lines 5 (`key1`), 6 (`key2`), 7 (`key3`), "
        ),
        "{}",
        run.err
    );
    assert!(run.err.contains("104 (`key100`) and 199 more\n"), "{}", run.err);
}

#[test]
fn empty_and_missing_folders_touch_nothing() {
    let folder = folder(&[("empty/x.txt", "")]);
    for (input, said) in [
        ("empty", "empty: the folder has no meeting files; add one `<id>.yaml` for each meeting\n"),
        ("nowhere", "nowhere: there is no such file or folder\n"),
        (
            "https://example.org/a.yaml",
            "https://example.org/a.yaml: addresses are not fetched; save the file first, \
             `curl -fsSL 'https://example.org/a.yaml' -O`\n",
        ),
    ] {
        let run = folder.run(&["build", input]);
        assert_eq!(
            (run.code, run.err),
            (1, format!("{said}no meeting was found; out was not changed\n"))
        );
    }
    assert!(!folder.path().join("out").exists());
    let shown = folder.run(&["show", "https://example.org/a.yaml"]);
    assert!(shown.err.contains("addresses are not fetched"), "{}", shown.err);
}

#[test]
fn faulty_settings_stop_everything() {
    let folder =
        folder(&[("meetings/a.yaml", MEETING), ("meetings/timeplan.yaml", "uid_domain: a b\n")]);
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 1);
    assert!(
        run.err.ends_with(
            "meetings/timeplan.yaml has faults; nothing was done, because every feed depends on it\n"
        ),
        "{}",
        run.err
    );
    assert!(!folder.path().join("out").exists());
}

#[test]
fn a_feed_of_somebody_else_is_moved_aside() {
    let folder = folder(&[
        ("meetings/a.yaml", MEETING),
        ("out/all.ics", "BEGIN:VCALENDAR\r\nPRODID:other\r\n"),
    ]);
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0);
    assert_eq!(
        run.err,
        "out/all.ics was not written by this program; it was moved to out/all.ics.kept\n"
    );
    assert_eq!(folder.read("out/all.ics.kept"), "BEGIN:VCALENDAR\r\nPRODID:other\r\n");
}

#[test]
fn leftovers_of_a_broken_build_are_cleared() {
    let folder =
        folder(&[("meetings/a.yaml", MEETING), ("out/meetings/.timeplan-new-a.ics-", "half")]);
    assert_eq!(folder.run(&["build"]).code, 0);
    assert!(folder.tree("out").keys().all(|path| !path.contains("timeplan-new")));
}

#[test]
fn a_locked_folder_is_left_alone() {
    let folder = folder(&[("meetings/a.yaml", MEETING), ("out/x", "")]);
    let lock = fs::File::open(folder.path().join("out")).unwrap();
    lock.lock().unwrap();
    let run = folder.run(&["build"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (4, "out: another build is writing here; nothing was written\n")
    );
}

#[test]
fn an_output_that_cannot_be_written_is_a_failure_of_the_machine() {
    let folder = folder(&[("meetings/a.yaml", MEETING), ("out", "a file")]);
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 4);
    assert!(run.err.starts_with("out: the folder cannot be made: "), "{}", run.err);
    assert!(run.err.ends_with("; nothing was written\n"), "{}", run.err);
    assert_eq!(folder.read("out"), "a file");
}

#[test]
fn a_robots_txt_of_somebody_else_is_kept_beside() {
    let folder = folder(&[("meetings/a.yaml", MEETING), ("out/robots.txt", "User-agent: *\n")]);
    let run = folder.run(&["build", "-q"]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            0,
            "out: nothing was published here before, so UIDs and revisions start over; if feeds were lost, restore the folder from a backup and build again\n\
             out/robots.txt was not written by this program; it was moved to out/robots.txt.kept\n"
        )
    );
    assert_eq!(folder.read("out/robots.txt.kept"), "User-agent: *\n");
    assert!(folder.read("out/robots.txt").contains("\nAllow: /*.ics\n"));
    assert_eq!(folder.run(&["build", "-q"]).err, "");
}

/// Runs the program as somebody without rights, also if the tests run as the super-user.
fn run_unprivileged(folder: &Folder, arguments: &[&str]) -> Run {
    let is_root = fs::metadata("/proc/self").unwrap().uid() == 0;
    if !is_root {
        return folder.run(arguments);
    }
    // The build folder may lie where nobody else can go. Were the copy written by this process, those
    // that other tests start in the meantime would hold it open, and it could not be run.
    let copy = ["-p", env!("CARGO_BIN_EXE_timeplan"), "timeplan"];
    assert!(Command::new("cp").args(copy).current_dir(folder.path()).status().unwrap().success());
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups", "./timeplan"])
        .args(arguments);
    Run::of(command.current_dir(folder.path()).env("SOURCE_DATE_EPOCH", NOW).env("NO_COLOR", "1"))
}

#[test]
fn a_file_that_may_not_be_read_is_reported() {
    let folder = folder(&[("meetings/a.yaml", MEETING)]);
    fs::set_permissions(folder.path().join("meetings/a.yaml"), fs::Permissions::from_mode(0o000))
        .unwrap();
    let run = run_unprivileged(&folder, &["check"]);
    assert_eq!(run.code, 1, "{}", run.shown());
    assert!(
        run.err.starts_with("meetings/a.yaml: the file cannot be read: permission was denied"),
        "{}",
        run.err
    );
}

#[test]
fn an_output_folder_that_may_not_be_written_is_left_as_it_is() {
    let folder = folder(&[("meetings/a.yaml", MEETING), ("out/all.ics", "")]);
    fs::set_permissions(folder.path().join("out"), fs::Permissions::from_mode(0o555)).unwrap();
    let run = run_unprivileged(&folder, &["build"]);
    assert_eq!(run.code, 4, "{}", run.shown());
    assert!(
        run.err.starts_with("out: the feeds cannot be written: out/")
            && run.err.contains(": permission was denied; "),
        "{}",
        run.err
    );
    assert!(run.err.ends_with("; the old ones are as they were\n"), "{}", run.err);
    assert_eq!(folder.tree("out").len(), 1);
}

#[test]
fn wrong_usage_exits_with_2_and_names_the_near_command() {
    let folder = folder(&[("meetings/a.yaml", MEETING)]);
    let run = folder.run(&["biuld"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("'build'"), "{}", run.err);
    let run = folder.run(&["next", "--days", "x"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains(": write a number of days, for example 30\n"), "{}", run.err);
    let run = Run::of(
        timeplan().arg("build").env("SOURCE_DATE_EPOCH", "yesterday").current_dir(folder.path()),
    );
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            2,
            "SOURCE_DATE_EPOCH is `yesterday`; write seconds since 1970-01-01, for example 1735689600\n"
        )
    );
}

#[test]
fn quiet_says_nothing_when_all_is_well_and_verbose_names_the_files() {
    let folder = folder(&[("meetings/a.yaml", MEETING)]);
    assert_eq!(
        folder.run(&["build", "--quiet"]).shown(),
        "exit 0\n--- standard output\n--- standard error\n"
    );
    fs::remove_file(folder.path().join("out/all.ics")).unwrap();
    assert_eq!(folder.run(&["build", "-v"]).err, "wrote out/all.ics\n");
    fs::remove_file(folder.path().join("out/all.ics")).unwrap();
    assert_eq!(folder.run(&["build", "-qv"]).err, "wrote out/all.ics\n");
}

#[test]
fn an_event_without_a_letters_date_is_stamped_by_the_clock() {
    let folder = folder(&[("meetings/a.yaml", "group: SG12\nstart: 2025-01-14\n")]);
    assert_eq!(folder.run(&["build"]).code, 0);
    assert!(folder.read("out/all.ics").contains("DTSTAMP:20250601T000000Z\r\n"));
}

#[test]
fn the_two_real_meetings_have_their_events() {
    let counts = |id: &str| {
        let feed = fs::read_to_string(root().join(format!("out/meetings/{id}.ics"))).unwrap();
        let count = |kind: &str| feed.matches(&format!("UID:{id}-{kind}-")).count();
        let banners = feed.split("BEGIN:VEVENT").filter(|event| {
            event.contains("DTSTART;VALUE=DATE") && !event.contains("CATEGORIES:deadline")
        });
        let sessions = count("session") + count("plenary") + count("rgm");
        let banners = banners.count();
        let rgm_banners = banners - count("meeting");
        [
            banners,
            count("registration"),
            count("deadline"),
            sessions - rgm_banners,
            count("lunch"),
            feed.matches("STATUS:TENTATIVE").count(),
        ]
    };
    assert_eq!(counts("sg11-2022-12"), [2, 1, 5, 48, 8, 0]);
    assert_eq!(counts("sg12-2025-01"), [1, 1, 8, 30, 8, 1]);
}
