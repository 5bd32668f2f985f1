//! What a cron job is promised: builds that are killed, that meet another build, a full disk, a
//! clock that jumps back, or files that somebody else changed.

use crate::support::{Folder, NOW, Run, often, timeplan};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

const MEETING: &str =
    "group: SG12\nstart: 2025-09-16\nend: 2025-09-18\nslots: [1, 3]\nletter: {date: 2025-05-01}\n";

/// A published meeting.
fn published() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", MEETING);
    assert_eq!(folder.run(&["build"]).code, 0);
    folder
}

fn edit(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = folder.read(path);
    assert!(text.contains(from), "{from} in {text}");
    folder.file(path, text.replace(from, to));
}

fn build_at(folder: &Folder, seconds: i64, arguments: &[&str]) -> Run {
    let clock = (NOW.parse::<i64>().unwrap() + seconds).to_string();
    let mut command = timeplan();
    command.arg("build").args(arguments).current_dir(folder.path());
    Run::of(command.env("SOURCE_DATE_EPOCH", clock))
}

/// The feeds and lists of an output folder with the time of change of each.
fn state(folder: &Folder) -> BTreeMap<String, (Vec<u8>, i64, i64)> {
    let stamp = |path: &str| {
        let metadata = fs::metadata(folder.path().join("out").join(path)).unwrap();
        (metadata.mtime(), metadata.mtime_nsec())
    };
    let files = folder.tree("out").into_iter();
    files.map(|(path, bytes)| (path.clone(), (bytes, stamp(&path).0, stamp(&path).1))).collect()
}

#[test]
fn a_dry_run_and_a_check_say_what_would_change_and_write_nothing() {
    let folder = published();
    let before = state(&folder);
    let same =
        "out: 3 feeds of 1 meeting with 10 events; no files would be written, 13 unchanged\n";
    for look in ["--dry-run", "--check"] {
        assert_eq!(
            folder.run(&["build", look]).shown(),
            format!("exit 0\n--- standard output\n{same}--- standard error\n")
        );
    }
    edit(&folder, "meetings/a.yaml", "slots: [1, 3]", "slots: [1, 4]");
    fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    let said = "SG12 session 4 – moved from Tue 16 September 2025, 14:30–15:45 to Tue 16 September 2025, 16:15–17:30";
    let run = folder.run(&["build", "--dry-run"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert!(run.out.contains(said), "{}", run.out);
    assert!(run.out.ends_with("; 9 files would be written, 4 unchanged\n"), "{}", run.out);
    let run = folder.run(&["build", "--check", "--quiet"]);
    assert_eq!(
        run.shown(),
        "exit 1\n--- standard output\n--- standard error\n\
         out is out of date: 9 files would be written, 4 unchanged; run `timeplan build`\n"
    );
    assert!(state(&folder) == before);
    assert!(!folder.path().join("out/.timeplan").exists());
    // Where nothing was published nothing is made.
    let run = folder.run(&["build", "--dry-run", "-o", "elsewhere"]);
    assert!(
        run.out.contains("SG12 meeting (16–18 September 2025) – new, 10 events\n"),
        "{}",
        run.out
    );
    assert!(!folder.path().join("elsewhere").exists());
}

#[test]
fn more_than_half_of_what_is_to_come_is_not_cancelled_by_a_slip() {
    let folder = published();
    folder.file("meetings/b.yaml", MEETING.replace("SG12", "SG13"));
    assert_eq!(folder.run(&["build"]).code, 0);
    let before = folder.read("out/meetings/a.ics");
    edit(&folder, "meetings/a.yaml", "end: 2025-09-18\nslots: [1, 3]", "slots: [1]");
    edit(&folder, "meetings/b.yaml", "slots: [1, 3]", "slots: [1, 4]");
    let run = folder.run(&["build", "--quiet"]);
    assert_eq!(
        run.shown(),
        "exit 3\n--- standard output\n--- standard error\n\
         `a` was not built: 8 of its 10 upcoming events would be cancelled. Its published events stay as in out/meetings/a.ics. \
         If they will not take place, write `status: cancelled` or `postponed`, or build with --allow-shrink\n"
    );
    assert_eq!(folder.read("out/meetings/a.ics"), before);
    assert!(folder.read("out/meetings/b.ics").contains("SG13 session 4"));
    // It is refused again until somebody decides.
    assert_eq!(folder.run(&["build", "--quiet"]).code, 3);
    let dry = folder.run(&["build", "--dry-run", "--allow-shrink"]);
    assert!(
        dry.code == 0
            && dry.out.contains("SG12 session 1 (Wed 17 September 2025, 09:30–10:45) – cancelled"),
        "{}",
        dry.shown()
    );
    assert_eq!(folder.run(&["build", "--allow-shrink"]).code, 0);
    assert!(folder.read("out/meetings/a.ics").contains("CANCELLED: SG12 session 3"));
    // Who says that it is off may take away all; a file that is gone says nothing.
    edit(&folder, "meetings/b.yaml", "start:", "status: cancelled\nstart:");
    assert_eq!(folder.run(&["build"]).code, 0);
    fs::remove_file(folder.path().join("meetings/a.yaml")).unwrap();
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 3);
    assert!(run.err.starts_with("`a` was not built: its file is gone, and 2 of its 2 upcoming events would be cancelled. "), "{}", run.err);
}

#[test]
fn a_meeting_that_left_is_retired_and_its_feeds_go_with_it() {
    let folder = published();
    folder.file("meetings/b.yaml", MEETING.replace("SG12", "SG13"));
    assert_eq!(folder.run(&["build"]).code, 0);
    fs::remove_file(folder.path().join("meetings/b.yaml")).unwrap();
    let run = folder.run(&["build", "--allow-shrink"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert!(
        run.out.starts_with("SG13 meeting (16–18 September 2025) – cancelled, 10 events\n"),
        "{}",
        run.out
    );
    assert!(folder.read("out/groups/sg13.ics").contains("STATUS:CANCELLED"));
    // The day after the meeting nothing is left of it.
    let last_day = 109 * 86_400;
    let run = build_at(&folder, last_day, &[]);
    assert!(
        run.out.starts_with("out: nothing changed; ")
            || folder.path().join("out/groups/sg13.ics").exists(),
        "{}",
        run.shown()
    );
    let run = build_at(&folder, last_day + 86_400, &[]);
    assert!(
        run.out.ends_with("3 removed, 2 unchanged\n") || run.out.contains(" removed, "),
        "{}",
        run.shown()
    );
    for path in ["out/groups/sg13.ics", "out/meetings/b.ics"] {
        assert!(!folder.path().join(path).exists(), "{path}");
    }
    assert!(!folder.read("out/all.ics").contains("SG13"));
}

#[test]
fn a_clock_that_jumps_back_stops_what_would_look_older() {
    let folder = published();
    edit(&folder, "meetings/a.yaml", "slots: [1, 3]", "slots: [1, 4]");
    assert_eq!(build_at(&folder, 7_200, &[]).code, 0);
    let before = state(&folder);
    // As long as nothing changes, the clock does not matter.
    assert_eq!(build_at(&folder, 0, &[]).code, 0);
    edit(&folder, "meetings/a.yaml", "slots: [1, 4]", "slots: [1, 5]");
    let run = build_at(&folder, 3_600, &[]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            3,
            "the clock says 2025-06-01T01:00:00Z, but the last change or build was at 2025-06-01T02:00:00Z. Changes in `a` would look older than what subscribers have. Set the clock, or build with --allow-clock if it \
             is right; nothing was written\n"
        )
    );
    assert!(state(&folder) == before);
    // The stamps in the feeds are enough to know.
    fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    assert_eq!(build_at(&folder, 3_600, &[]).code, 3);
    assert!(state(&folder) == before);
    assert_eq!(build_at(&folder, 3_600, &["--allow-clock"]).code, 0);
    assert!(folder.read("out/all.ics").contains("SG12 session 5"));
}

#[test]
fn a_memory_that_is_damaged_or_foreign_is_kept_aside_and_as_much_as_can_be_is_known() {
    let folder = published();
    let feed = folder.read("out/meetings/a.ics");
    let cut = feed.find("UID:a-session-sg12-5@").unwrap();
    folder.file("out/meetings/a.ics", &feed[..cut]);
    edit(&folder, "meetings/a.yaml", "slots: [1, 3]", "slots: [1, 4]");
    let run = folder.run(&["build"]);
    assert_eq!(run.code, 0);
    let line = feed[..cut].rfind("BEGIN:VEVENT").map(|at| feed[..at].matches('\n').count() + 1);
    assert_eq!(
        run.err,
        format!(
            "out/meetings/a.ics is damaged from line {}; it was moved to out/meetings/a.ics.kept\n",
            line.unwrap()
        )
    );
    assert_eq!(folder.read("out/meetings/a.ics.kept"), feed[..cut]);
    // What could be read kept its UID and was revised.
    let now = folder.read("out/meetings/a.ics");
    assert!(
        now.contains("UID:a-session-sg12-2@timeplan.invalid\r\nDTSTAMP:20250601T000000Z\r\n"),
        "{now}"
    );
    // Somebody else's calendar in the same place is no memory.
    folder.file("out/meetings/a.ics", feed.replace("PRODID:-//timeplan", "PRODID:-//other"));
    let run = folder.run(&["build"]);
    assert_eq!(
        run.err,
        "out/meetings/a.ics was not written by this program for this meeting; it was moved to out/meetings/a.ics.kept-2\n"
    );
    assert!(folder.read("out/meetings/a.ics").contains("SEQUENCE:0"));
}

#[test]
fn what_other_programs_do_to_the_folder_changes_no_revision() {
    let folder = published();
    let before = folder.tree("out");
    // A copy that has other line ends, other times of change, and lacks what the last build saw.
    for (path, bytes) in &before {
        let text = String::from_utf8(bytes.clone()).unwrap().replace("\r\n", "\n");
        folder.file(&format!("out/{path}"), text);
    }
    fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    let run = build_at(&folder, 86_400, &[]);
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.shown());
    assert!(folder.tree("out") == before);
    // A broken note of the last build is none.
    for broken in ["", "{}", "\n\n\n\n\n", "[1,2", &"x".repeat(5_000)] {
        folder.file("out/.timeplan", broken);
        let run = build_at(&folder, 86_400, &[]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.shown());
        assert!(folder.tree("out") == before);
    }
    // A file that is gone comes back as it was.
    for path in before.keys() {
        fs::remove_file(folder.path().join("out").join(path)).unwrap();
        let run = build_at(&folder, 86_400, &[]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{path}: {}", run.shown());
        let mut after = folder.tree("out");
        if path.starts_with("changes") {
            // No other list knows what was before.
            let tells = |path: &str| path.starts_with("changes") || path == "index.html";
            after.extend(before.clone().into_iter().filter(|(path, _)| tells(path)));
            before.iter().for_each(|(path, bytes)| {
                folder.file(&format!("out/{path}"), bytes);
            });
        }
        assert!(after == before, "{path}");
    }
}

#[test]
fn of_two_builds_at_once_one_waits_for_nothing_and_says_so() {
    let folder = Folder::new();
    for at in 1..31 {
        folder.file(&format!("meetings/m-{at}.yaml"), MEETING.replace("SG12", &format!("SG{at}")));
    }
    for round in 0..10 {
        for at in 1..31 {
            folder.file(
                &format!("meetings/m-{at}.yaml"),
                format!("{MEETING}note: round {round}\n").replace("SG12", &format!("SG{at}")),
            );
        }
        let start = || {
            let mut command = timeplan();
            command.args(["build", "-q"]).current_dir(folder.path());
            command.stderr(Stdio::piped()).spawn().unwrap()
        };
        let both = [start(), start()].map(|build| build.wait_with_output().unwrap());
        let codes = both.each_ref().map(|output| output.status.code().unwrap());
        for output in &both {
            let said = String::from_utf8(output.stderr.clone()).unwrap();
            match output.status.code() {
                Some(0) => assert_eq!(said, ""),
                _ => assert_eq!(said, "out: another build is writing here; nothing was written\n"),
            }
        }
        assert!(codes.contains(&0) && codes.iter().all(|code| [0, 4].contains(code)), "{codes:?}");
        assert!(folder.run(&["build", "--check", "-q"]).code == 0);
    }
}

/// Fifty meetings; what is edited in one of them is its note and the hour of its third slot.
struct Fifty(Folder);

impl Fifty {
    fn new() -> Self {
        let folder = Folder::new();
        folder.file("meetings/timeplan.yaml", "languages: [en, zh]\n");
        let fifty = Self(folder);
        assert!((0..50).all(|at| fifty.write(at, 0)));
        assert_eq!(fifty.0.run(&["build", "-q"]).code, 0);
        fifty
    }

    /// Gives whether the file is another one now.
    fn write(&self, at: usize, state: usize) -> bool {
        let text = format!(
            "# timeplan: allow same-meeting\ngroup: SG{}\nstart: 2025-09-16\nslots: [3]\nsession_times: {{3: 14:{:02}-15:45}}\nletter: {{date: 2025-05-01}}\n",
            at % 7 + 2,
            state % 60
        );
        let path = format!("meetings/m-{at:02}.yaml");
        let is_same = fs::read_to_string(self.0.path().join(&path)).is_ok_and(|old| old == text);
        self.0.file(&path, text);
        !is_same
    }

    /// A build an hour after the one of the round before.
    fn command(&self, round: usize) -> Command {
        let clock = NOW.parse::<usize>().unwrap() + round * 3_600;
        let mut command = timeplan();
        command.arg("build").current_dir(self.0.path()).stdin(Stdio::null());
        command.env("SOURCE_DATE_EPOCH", clock.to_string());
        command
    }

    /// The tree without what a build that was killed left behind.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut tree = self.0.tree("out");
        tree.retain(|path, _| !path.contains(".timeplan-new-"));
        tree
    }
}

/// Numbers that are the same in every run (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % end
    }
}

/// Kills builds at random moments, a number of times before they come to their end.
fn kill(kills: usize, seed: u64) {
    let fifty = Fifty::new();
    let mut numbers = Numbers(seed);
    let (mut killed, mut round, mut before) = (0, 0, fifty.tree());
    // Within so many microseconds a build is killed; it becomes about as long as builds last.
    let mut span = 20_000;
    while killed < kills {
        round += 1;
        // Most edits are of one file, some of all.
        let all = numbers.below(40) == 0;
        let edited: Vec<usize> = if all { (0..50).collect() } else { vec![numbers.below(50)] };
        let edited: Vec<usize> = edited.into_iter().filter(|at| fifty.write(*at, round)).collect();
        let mut build = fifty.command(round).arg("-q").stdout(Stdio::piped()).spawn().unwrap();
        // A quiet build closes its output when it is over.
        let (over, is_over) = mpsc::channel();
        let mut output = build.stdout.take().unwrap();
        let listener = std::thread::spawn(move || {
            let mut said = Vec::new();
            output.read_to_end(&mut said).unwrap();
            let _ = over.send(());
        });
        let moment = Duration::from_micros(numbers.below(span) as u64);
        let in_time = is_over.recv_timeout(moment).is_err();
        build.kill().unwrap();
        listener.join().unwrap();
        let status = build.wait().unwrap();
        assert!(in_time || status.success());
        killed += usize::from(status.signal() == Some(9));
        if !all {
            span = if in_time { span + span / 50 } else { (span - span / 10).max(2_000) };
        }
        let broken = fifty.tree();
        let healed = Run::of(&mut fifty.command(round));
        assert_eq!((healed.code, healed.err.as_str()), (0, ""), "{}", healed.shown());
        let left_over = |path: &String| path.contains(".timeplan-new-");
        assert!(!fifty.0.tree("out").keys().any(left_over));
        let after = fifty.tree();
        for path in before.keys().chain(after.keys()) {
            let found = broken.get(path);
            assert!(
                found == before.get(path) || found == after.get(path),
                "{path} was neither the old nor the new one after round {round}"
            );
        }
        for at in edited {
            is_reported(at, round, &before, &broken, &after, &healed);
        }
        before = after;
    }
}

type Files = BTreeMap<String, Vec<u8>>;

/// The change of a meeting is in its feed, was told by the build that found it undone, and is listed
/// once.
fn is_reported(
    at: usize,
    round: usize,
    before: &Files,
    broken: &Files,
    after: &Files,
    healed: &Run,
) {
    let (path, group) = (format!("meetings/m-{at:02}.ics"), at % 7 + 2);
    let moved = format!("T14{:02}00", round % 60);
    assert!(String::from_utf8_lossy(&after[&path]).contains(&moved), "{path} {moved}");
    if broken[&path] == before[&path] {
        let title = format!("SG{group} session 3 – moved from ");
        assert!(healed.out.contains(&title), "{}", healed.shown());
    }
    let uid = format!("\"uid\": \"m-{at:02}-session-sg{group}-1@timeplan.invalid\"");
    let changes = String::from_utf8_lossy(&after["changes.json"]);
    let sequences: Vec<&str> =
        changes.split(&uid).skip(1).map(|change| change.lines().nth(1).unwrap()).collect();
    let different: BTreeSet<&str> = sequences.iter().copied().collect();
    assert!(!sequences.is_empty() && sequences.len() == different.len(), "{changes}");
}

#[test]
fn kills_leave_every_feed_whole_and_the_next_build_heals() {
    let halves = [0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03]
        .map(|seed| std::thread::spawn(move || kill(often(50, 500), seed)));
    halves.into_iter().for_each(|half| half.join().unwrap());
}

/// A folder on a disk that is soon full, if `tests/run` could make one.
/// Each of 190 feeds is larger than what stays in memory.
#[test]
fn there_may_be_more_feeds_than_files_may_be_open() {
    let groups: Vec<String> =
        (1..=95).flat_map(|n| [format!("Q{n}/11"), format!("Q{n}/12")]).collect();
    let note = "Contributions are sent by the web. ".repeat(80);
    let deadlines: Vec<String> = (1..=28)
        .map(|day| {
            format!(
                "  - {{date: 2024-12-{day:02}, action: other, text: Book {day}, note: {note}}}\n"
            )
        })
        .collect();
    let meeting = format!(
        "group: [SG11, SG12]\nstart: 2025-01-14\nletter: {{number: 1/12, date: 2024-11-01}}\ndeadlines:\n{}\
         time_plan:\n  2025-01-14: {{1: [{}]}}\n",
        deadlines.concat(),
        groups.join(", ")
    );
    let folder = Folder::new();
    folder.file("meetings/sg12-2025-01.yaml", meeting);
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 120; exec \"$0\" build --quiet"]);
    shell.arg(timeplan().get_program()).current_dir(folder.path());
    let run = Run::of(shell.env("SOURCE_DATE_EPOCH", NOW));
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.shown());
    assert_eq!(fs::read_dir(folder.path().join("out/groups")).unwrap().count(), 2 * 192);
}

fn small_disk() -> Option<PathBuf> {
    std::env::var_os("TIMEPLAN_SMALL_DISK").map(PathBuf::from)
}

#[test]
fn a_full_disk_leaves_the_old_feeds_and_the_next_build_reports_the_change() {
    let folder = published();
    // Without a small disk, no file may grow beyond two blocks instead.
    let disk = small_disk();
    let output = disk.clone().unwrap_or_else(|| folder.path().join("out"));
    let output = output.to_str().unwrap();
    let filler = Path::new(output).join("filler");
    assert_eq!(folder.run(&["build", "-q", "-o", output]).code, 0);
    let tree = || crate::support::tree(Path::new(output));
    edit(&folder, "meetings/a.yaml", "slots: [1, 3]", "slots: [1, 4]");
    let (run, reason) = if disk.is_some() {
        let full = fs::write(&filler, vec![0; 64 << 20]);
        assert!(full.is_err(), "{output} is no small disk");
        (folder.run(&["build", "-o", output]), "the disk is full")
    } else {
        let program = timeplan().get_program().to_str().unwrap().to_owned();
        let line = format!("trap '' XFSZ; ulimit -f 2; exec '{program}' build -o '{output}'");
        let mut shell = Command::new("sh");
        shell.args(["-c", &line]).current_dir(folder.path()).env("SOURCE_DATE_EPOCH", NOW);
        (Run::of(&mut shell), "the file is larger than the system allows")
    };
    let mut left = tree();
    left.remove("filler");
    let _ = fs::remove_file(&filler);
    assert_eq!(run.code, 4, "{}", run.shown());
    let (begin, end) = (
        format!("{output}: the feeds cannot be written: {output}/"),
        format!(": {reason}; the old ones are as they were\n"),
    );
    assert!(run.err.starts_with(&begin) && run.err.ends_with(&end), "{}", run.err);
    let healed = folder.run(&["build", "-o", output]);
    assert_eq!(healed.code, 0, "{}", healed.shown());
    assert!(
        healed.out.contains("SG12 session 4 – moved from Tue 16 September 2025, 14:30–15:45 to"),
        "{}",
        healed.out
    );
    for (path, bytes) in left {
        assert!(!String::from_utf8_lossy(&bytes).contains("session 4"), "{path} was replaced");
    }
}

/// A folder with a published meeting and what is wrong now; a problem of each kind that a build can meet.
fn with_problem(problem: &str) -> Folder {
    let folder = published();
    let file = |path: &str, text: &str| {
        folder.file(path, text);
    };
    match problem {
        "two-faults" => {
            edit(&folder, "meetings/a.yaml", "slots: [1, 3]", "slots: [1, 9]\nplase: Geneva")
        }
        "stray" => file("meetings/b.yml", MEETING),
        "not-utf-8" => fs::write(folder.path().join("meetings/b.yaml"), b"group: \xff\n").unwrap(),
        "same-id" => file("meetings/b.yaml", &format!("id: a\n{MEETING}")),
        "settings" => file("meetings/timeplan.yaml", "languages: [xx]\n"),
        "no-meeting" => fs::remove_file(folder.path().join("meetings/a.yaml")).unwrap(),
        "shrink" => {
            edit(&folder, "meetings/a.yaml", "end: 2025-09-18\nslots: [1, 3]", "slots: [1]")
        }
        _ => panic!("{problem}"),
    }
    folder
}

#[test]
fn each_problem_is_printed_once_a_day() {
    let build = |folder: &Folder, minutes: i64| build_at(folder, minutes * 60, &["--quiet"]);
    for problem in
        ["two-faults", "stray", "not-utf-8", "same-id", "settings", "no-meeting", "shrink"]
    {
        let folder = with_problem(problem);
        let first = build(&folder, 0);
        assert!(!first.err.is_empty(), "{problem}");
        let before = state(&folder);
        for minutes in [15, 30, 12 * 60] {
            let again = build(&folder, minutes);
            assert_eq!((again.code, again.err.as_str()), (first.code, ""), "{problem} {minutes}");
        }
        assert!(state(&folder) == before, "{problem}");
        // A watched build and one that only looks say everything.
        let watched = folder.run(&["build"]);
        assert!(watched.err.contains(first.err.trim()), "{problem}: {}", watched.shown());
        assert!(!folder.run(&["build", "-q", "--dry-run"]).err.is_empty(), "{problem}");
        let daily = build(&folder, 24 * 60);
        assert_eq!((daily.code, &daily.err), (first.code, &first.err), "{problem}");
        assert_eq!(build(&folder, 24 * 60 + 15).err, "", "{problem}");
        // One problem more is printed alone; one that is solved and comes back is printed again.
        folder.file("meetings/c.yaml", "group: SG13\nstart: 2026-01-40\n");
        let more = build(&folder, 24 * 60 + 30).err;
        assert!(more.contains("2026-01-40") || problem == "settings", "{problem}: {more}");
        assert!(!more.contains(first.err.trim()), "{problem}: {more}");
        fs::remove_file(folder.path().join("meetings/c.yaml")).unwrap();
        let is_back = problem == "no-meeting";
        assert_eq!(build(&folder, 24 * 60 + 45).err.is_empty(), !is_back, "{problem}");
    }
}

#[test]
fn a_solved_problem_that_comes_back_is_printed_again() {
    let folder = with_problem("two-faults");
    let faulty = folder.read("meetings/a.yaml");
    let first = folder.run(&["build", "-q"]);
    // Lines above a problem do not make it another one.
    folder.file("meetings/a.yaml", format!("# A comment.\n{faulty}"));
    assert_eq!(folder.run(&["build", "-q"]).err, "");
    folder.file("meetings/a.yaml", MEETING);
    assert_eq!(
        folder.run(&["build", "-q"]).shown(),
        "exit 0\n--- standard output\n--- standard error\n"
    );
    folder.file("meetings/a.yaml", &faulty);
    assert_eq!(folder.run(&["build", "-q"]), first);
    // What was printed may be forgotten at any time.
    for broken in ["", "{}", "{\"a\": 1}\nx", "\u{0}\n"] {
        folder.file("out/.timeplan", broken);
        assert_eq!(folder.run(&["build", "-q"]), first, "{broken}");
        assert_eq!(folder.run(&["build", "-q"]).err, "", "{broken}");
    }
}
