//! Each call of the system that a command makes for one of its files fails once, by `strace`: the message
//! names the file, what was published stays whole, and the next run makes of it what a run without a
//! failure does.

use crate::served;
use crate::support::{Folder, Run, timeplan, tree};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io::Write as _;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Mutex;

const MEETING: &str =
    "group: SG12\nstart: 2025-09-16\nend: 2025-09-18\nslots: [1, 3]\nletter: {date: 2025-05-01}\n";

const LETTER: &str = "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\n\
    Subject: Meeting of Study Group 9; Geneva, 18-22 Jan. 2027\n\nDear Sir/Madam,\n\
    It is my pleasure to invite you to Study Group 9. The meeting will open at 0930 hours.\n";

/// The calls by which a program has to do with files.
const CALLS: &str = "openat,read,write,fsync,rename,mkdir,unlink,statx,newfstatat,getdents64,flock,close,\
    lseek,readlink,fchmod,fchown,linkat";

/// Those that name a file by its path.
const PATHS: [&str; 8] =
    ["openat", "rename", "mkdir", "unlink", "statx", "newfstatat", "readlink", "linkat"];

/// A command, the folder that it writes, and whether it may be in the state before it or after it.
struct Case {
    arguments: &'static [&'static str],
    output: &'static str,
    prepare: fn(&Folder),
}

const CASES: [Case; 4] = [
    Case { arguments: &["build"], output: "out", prepare: edited },
    Case {
        arguments: &["import", "letter.txt", "-o", "imported"],
        output: "imported",
        prepare: imported,
    },
    Case { arguments: &["publish", "file://."], output: "web", prepare: built_again },
    Case { arguments: &["check"], output: "out", prepare: edited },
];

/// A published meeting that has other hours since, and a new group.
fn edited(folder: &Folder) {
    folder.file("meetings/a.yaml", MEETING);
    folder.file("meetings/timeplan.yaml", "title: Meetings\n");
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    let plan = "time_plan: {2025-09-16: {2: Q7/12}}\n";
    folder.file("meetings/a.yaml", format!("{}{plan}", MEETING.replace("[1, 3]", "[1, 4]")));
}

/// A letter that says something else since it was imported.
fn imported(folder: &Folder) {
    folder.file("letter.txt", LETTER);
    assert_eq!(folder.run(&["import", "letter.txt", "-o", "imported", "-q"]).code, 0);
    folder.file("letter.txt", LETTER.replace("0930", "1030"));
}

/// A tree that was published before its meeting was edited.
fn built_again(folder: &Folder) {
    folder.file("meetings/a.yaml", MEETING);
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    fs::create_dir(folder.path().join("web")).unwrap();
    assert_eq!(folder.run(&arguments(folder, &["publish", "file://.", "-q"])).code, 0);
    folder.file("meetings/a.yaml", MEETING.replace("[1, 3]", "[1, 4]"));
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
}

/// Arguments for a folder: a target of `publish` is named by its whole path.
fn arguments<'a>(folder: &Folder, arguments: &[&'a str]) -> Vec<&'a str> {
    let whole = |argument: &&'a str| match *argument {
        // A test may let go what it never frees.
        "file://." => format!("file://{}/web", folder.path().display()).leak(),
        argument => argument,
    };
    arguments.iter().map(whole).collect()
}

/// Runs a command of the program under `strace`.
fn traced(folder: &Folder, options: &[&str], arguments: &[&str]) -> Run {
    let program = timeplan();
    let arguments = self::arguments(folder, arguments);
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-o", "trace"]).args(options).arg(program.get_program());
    command.args(arguments).current_dir(folder.path());
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Run::of(&mut command)
}

/// A call that is to fail: its name, and the how many'th of its thread it is.
#[derive(Debug)]
struct Call {
    name: String,
    number: usize,
}

/// The file of the folder that a line of a trace has to do with, by its path or by a number that is open
/// for it.
fn file(line: &str, root: &str) -> Option<String> {
    let (name, arguments) = line.split_once('(')?;
    let quoted = arguments.split('"').nth(1).filter(|path| !path.starts_with('/'));
    let quoted = quoted.filter(|_| PATHS.iter().any(|path| name.ends_with(path)));
    let opened = arguments.split_once('<').and_then(|(_, rest)| rest.split_once('>'));
    let opened = opened.and_then(|(path, _)| path.strip_prefix(&format!("{root}/")));
    let file = opened.or(quoted).filter(|file| !file.is_empty())?;
    Some(match file.split_once(".timeplan-new-") {
        // It is to take the place of that file.
        Some((folder, name)) => format!("{folder}{}", name.trim_end_matches('-')),
        None => file.to_owned(),
    })
}

/// The calls of a run that have to do with a file of the folder, one of each kind.
fn calls(folder: &Folder) -> Vec<Call> {
    let (root, trace) = (folder.path().to_str().unwrap(), folder.read("trace"));
    let (mut counts, mut known, mut calls) = (HashMap::new(), BTreeSet::new(), Vec::new());
    let first = trace.split(' ').next().unwrap();
    for line in trace.lines().filter(|line| !line.contains("resumed>")) {
        let (thread, rest) = line.split_once(' ').unwrap();
        let Some((name, _)) = rest.trim_start().split_once('(') else { continue };
        let count = counts.entry((thread, name)).or_insert(0);
        *count += 1;
        let number = *count;
        // Each thread counts its own calls, so this would be another thread's.
        if thread != first && counts.get(&(first, name)).is_some_and(|count| *count >= number) {
            continue;
        }
        let Some(file) = file(line, root) else { continue };
        let kind = (file.split('/').next().map(str::to_owned), file.ends_with(".ics"));
        if known.insert((name, kind, line.contains("-new-"))) {
            calls.push(Call { name: name.to_owned(), number });
        }
    }
    calls
}

/// Lets one call fail, and says what is wrong with what comes of it.
fn fail(
    case: &Case,
    call: &Call,
    error: &str,
    wanted: &[BTreeMap<String, Vec<u8>>; 2],
) -> Vec<String> {
    let [old, new] = wanted;
    let folder = Folder::new();
    (case.prepare)(&folder);
    let inject = format!("inject={}:error={error}:when={}", call.name, call.number);
    let trace = format!("trace={CALLS}");
    let run = traced(&folder, &["-e", &trace, "-e", &inject], case.arguments);
    // The calls of two runs are not always the same, so the file is the one of this run.
    let Some(file) = failed_file(&folder) else { return Vec::new() };
    let mut wrong = Vec::new();
    let mut expect = |is_right: bool, what: &str| {
        if !is_right {
            wrong.push(format!("{:?}: {call:?}, {error}: {what}\n{}", case.arguments, run.shown()));
        }
    };
    let left = folder.tree(case.output);
    match run.code {
        0 => expect(without_record(&left) == without_record(new), "something else was written"),
        4 => expect(run.err.contains(file.trim_end_matches('/')), &format!("{file} is not named")),
        _ => expect(false, "the exit code"),
    }
    expect(!run.err.contains("panicked") && !run.err.contains("os error"), "the message");
    for (path, bytes) in without_record(&left) {
        let is_whole = [old, new].map(|tree| tree.get(path)).contains(&Some(bytes));
        expect(
            is_whole || path.contains(".timeplan-new-"),
            &format!("{path} is neither old nor new"),
        );
    }
    expect(
        old.keys().all(|path| left.contains_key(path) || !new.contains_key(path)),
        "a file is lost",
    );
    let next = folder.run(&arguments(&folder, case.arguments));
    expect(next.code == 0, &format!("the next run: {}", next.shown()));
    let healed = folder.tree(case.output);
    let differs = healed.iter().find(|(path, bytes)| new.get(*path) != Some(bytes));
    expect(
        healed.len() == new.len() && differs.is_none(),
        &format!("{:?} is not healed", differs.map(|(path, _)| path)),
    );
    wrong
}

/// A tree without the record of what was sent, which goes on during the work.
fn without_record(tree: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&String, &Vec<u8>> {
    tree.iter().filter(|(path, _)| *path != "published.json").collect()
}

/// Starts `serve` under `strace`. Gives what it said until it listened or ended, its exit code if it ended,
/// and what it served of all events.
fn served(folder: &Folder, options: &[&str]) -> (String, Option<i32>, Vec<u8>) {
    let program = timeplan();
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-o", "trace"]).args(options).arg(program.get_program());
    command.args(["serve", "-o", "out", "--listen", "127.0.0.1:0"]).current_dir(folder.path());
    command.envs(program.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let mut tracer = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let (mut said, mut address) = (String::new(), None);
    for line in BufReader::new(tracer.stderr.take().unwrap()).lines() {
        let line = line.unwrap();
        said.push_str(&format!("{line}\n"));
        if let Some(rest) = line.strip_prefix("listening on http://") {
            address = Some(rest.split('/').next().unwrap().parse().unwrap());
            break;
        }
    }
    let content = address.map(|address| served::get(address, "/all.ics").content);
    if content.is_some() {
        let trace = folder.read("trace");
        let server = trace.split(' ').next().unwrap();
        assert!(Command::new("kill").arg(server).status().unwrap().success());
    }
    let code = tracer.wait().unwrap().code();
    (said, code.filter(|_| content.is_none()), content.unwrap_or_default())
}

/// The file of the call that was made to fail in the last run.
fn failed_file(folder: &Folder) -> Option<String> {
    let (trace, root) = (folder.read("trace"), folder.path().to_str().unwrap());
    let failed = trace.lines().find(|line| line.ends_with("(INJECTED)"))?;
    file(failed, root)
}

/// Whether the call that failed in a thread of the last run was one that wakes another thread. It has no file, and
/// cannot fail on a machine; the library that follows folders does not expect it.
fn failed_to_wake(folder: &Folder) -> bool {
    let trace = folder.read("trace");
    trace.lines().any(|line| line.ends_with("(INJECTED)") && line.contains("[eventfd]"))
}

/// Lets one call of a start of `serve` fail, and says what is wrong with what comes of it; nothing if no call for a
/// file failed, because this start made other calls.
fn fail_serve(
    call: &Call,
    error: &str,
    [old, new]: &[BTreeMap<String, Vec<u8>>; 2],
) -> Option<Vec<String>> {
    let folder = Folder::new();
    edited(&folder);
    let inject = format!("inject={}:error={error}:when={}", call.name, call.number);
    let (said, code, content) = served(&folder, &["-e", &format!("trace={CALLS}"), "-e", &inject]);
    let file = failed_file(&folder)?;
    let mut wrong = Vec::new();
    let mut expect = |is_right: bool, what: &str| {
        if !is_right {
            wrong.push(format!("serve: {call:?}, {error}: {what} ({code:?})\n{said}"));
        }
    };
    match code {
        None => {
            let is_whole = [old, new].map(|tree| &tree["all.ics"]).contains(&&content);
            expect(is_whole, "something else was served");
        }
        Some(4) => {
            expect(said.contains(file.trim_end_matches('/')), &format!("{file} is not named"))
        }
        Some(_) => expect(false, "the exit code"),
    }
    let is_plain = !said.contains("panicked") && !said.contains("os error");
    expect(is_plain || failed_to_wake(&folder), "the message");
    let next = folder.run(&["build", "-q"]);
    expect(next.code == 0, &format!("the next build: {}", next.shown()));
    let without_private = |tree: &BTreeMap<String, Vec<u8>>| {
        let mut tree = tree.clone();
        tree.remove(".timeplan");
        tree
    };
    expect(without_private(&folder.tree("out")) == without_private(new), "it is not healed");
    Some(wrong)
}

/// Whether calls can be made to fail here.
fn can_trace() -> bool {
    let is_there =
        Command::new("strace").args(["-o", "/dev/null", "true"]).stderr(Stdio::null()).status();
    let can = is_there.is_ok_and(|status| status.success());
    if !can {
        let said =
            "strace is not there, or may not trace: no call of the system was made to fail\n";
        std::io::stderr().write_all(said.as_bytes()).unwrap();
    }
    can
}

#[test]
fn a_start_of_serve_survives_each_failure() {
    if !can_trace() {
        return;
    }
    let folder = Folder::new();
    edited(&folder);
    let old = folder.tree("out");
    let (said, code, _) = served(&folder, &["-e", &format!("trace={CALLS}")]);
    assert_eq!(code, None, "{said}");
    let wanted = [old, folder.tree("out")];
    let calls = calls(&folder);
    assert!(calls.len() > 20, "{calls:?}");
    // And what has no file.
    let (said, code, _) = served(&folder, &["-e", "inject=socketpair:error=EMFILE:when=1"]);
    assert_eq!(code, Some(4), "{said}");
    assert_eq!(said, "the server cannot be started: the system gives no sockets for signals\n");
    let tried: Vec<Vec<String>> = ["EIO", "EMFILE", "ENOSPC"]
        .iter()
        .cycle()
        .zip(&calls)
        .filter_map(|(error, call)| fail_serve(call, error, &wanted))
        .collect();
    assert!(tried.len() > 20, "{} of {} calls failed", tried.len(), calls.len());
    let wrong = tried.concat();
    assert!(wrong.is_empty(), "{} of {} calls:\n{}", wrong.len(), calls.len(), wrong.join("\n"));
}

#[test]
fn each_call_of_the_system_fails_once() {
    if !can_trace() {
        return;
    }
    let mut faults = Vec::new();
    let mut wanted = Vec::new();
    for case in &CASES {
        let folder = Folder::new();
        (case.prepare)(&folder);
        let old = folder.tree(case.output);
        let run = traced(&folder, &["-e", &format!("trace={CALLS}")], case.arguments);
        assert_eq!(run.code, 0, "{}", run.shown());
        wanted.push([old, tree(&folder.path().join(case.output))]);
        let calls = calls(&folder);
        assert!(!calls.is_empty(), "{:?}", case.arguments);
        faults.extend(calls.into_iter().map(|call| (wanted.len() - 1, call)));
    }
    let errors = ["EIO", "EMFILE", "ENOSPC"];
    let (waiting, wrong) = (Mutex::new(faults.iter().enumerate()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap().next();
                    let Some((at, (case, call))) = next else { break };
                    let own = fail(&CASES[*case], call, errors[at % 3], &wanted[*case]);
                    wrong.lock().unwrap().extend(own);
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} of {} faults:\n{}", wrong.len(), faults.len(), wrong.join("\n"));
}
