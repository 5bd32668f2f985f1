//! What terminals and programs get: formats, standard input, colours, control characters, help and
//! manual pages.

use crate::support::{Folder, Run, root, timeplan};
use serde_json::Value;
use std::fs;
use std::process::Stdio;

const MEETING: &str = "group: SG12\nstart: 2025-06-03\nslots: [1]\nletter: {date: 2024-11-01}\n";

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// Runs the program with a file as its standard input.
fn piped(folder: &Folder, words: &[&str], input: &str) -> Run {
    let input = fs::File::open(folder.path().join(input)).unwrap();
    Run::of(timeplan().args(words).current_dir(folder.path()).stdin(Stdio::from(input)))
}

/// What a log in the form of SARIF must have so that a forge shows it.
fn results_of_sarif(log: &Value) -> Vec<(String, String, u64)> {
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(run["tool"]["driver"]["name"], "timeplan");
    let result = |result: &Value| {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert!(!rules[rule]["shortDescription"]["text"].as_str().unwrap().is_empty());
        assert!(["error", "warning"].contains(&result["level"].as_str().unwrap()));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        let place = &result["locations"][0]["physicalLocation"];
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (
            text(&place["artifactLocation"]["uri"]),
            text(&result["ruleId"]),
            place["region"]["startLine"].as_u64().unwrap(),
        )
    };
    run["results"].as_array().unwrap().iter().map(result).collect()
}

#[test]
fn check_for_programs_has_every_finding_with_its_place() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", "group: SG12\nstart: 2025-06-03\ntitel: 会议\n");
    folder.file("meetings/b 1.yaml", MEETING);
    folder.file("meetings/c.yaml", b"\xFF");
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let judged = parsed(&run.out);
    assert_eq!((&judged["meetings"], &judged["faults"]), (&2.into(), &3.into()), "{}", run.out);
    let findings = judged["findings"].as_array().unwrap();
    let files: Vec<&str> = findings.iter().map(|found| found["file"].as_str().unwrap()).collect();
    assert_eq!(files, ["meetings/b 1.yaml", "meetings/a.yaml", "meetings/c.yaml"]);
    let key = &findings[1];
    assert_eq!((&key["line"], &key["column"]), (&3.into(), &1.into()), "{key}");
    assert_eq!((&key["end_line"], &key["end_column"]), (&3.into(), &6.into()), "{key}");
    let run = folder.run(&["check", "--format", "sarif"]);
    assert_eq!(
        results_of_sarif(&parsed(&run.out)),
        [
            ("meetings/b%201.yaml".to_owned(), "fault".to_owned(), 1),
            ("meetings/a.yaml".to_owned(), "fault".to_owned(), 3),
            ("meetings/c.yaml".to_owned(), "fault".to_owned(), 1),
        ]
    );
    // What concerns two files stands at the first.
    let two = Folder::new();
    two.file("meetings/one.yaml", "id: same\n").file("meetings/two.yaml", "id: same\n");
    let both = parsed(&two.run(&["check", "--format", "json"]).out);
    assert_eq!(both["findings"][0]["file"], "meetings/one.yaml", "{both}");
    assert!(both["findings"][0]["message"].as_str().unwrap().contains("meetings/two.yaml"));
    // Faulty settings stop everything and are findings all the same.
    folder.file("meetings/timeplan.yaml", "languages: [xx]\n");
    let run = folder.run(&["check", "--format", "sarif"]);
    assert_eq!(run.code, 1);
    assert_eq!(results_of_sarif(&parsed(&run.out))[0].0, "meetings/timeplan.yaml");
}

#[test]
fn lint_prints_its_findings_as_results() {
    let folder = Folder::new();
    folder.file("a.ics", "BEGIN:VCARD\r\n");
    let run = folder.run(&["lint", "a.ics"]);
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert!(run.out.starts_with("fault[no-calendar]: "), "{}", run.out);
    let json = parsed(&folder.run(&["lint", "a.ics", "--format", "json"]).out);
    assert_eq!(json["findings"][0]["rule"], "no-calendar");
    assert_eq!((&json["feeds"], &json["faults"]), (&1.into(), &1.into()));
    let sarif = parsed(&folder.run(&["lint", "a.ics", "--format", "sarif"]).out);
    let wanted = ("a.ics".to_owned(), "no-calendar".to_owned(), 1);
    assert_eq!(results_of_sarif(&sarif), [wanted]);
}

#[test]
fn build_diff_and_next_for_programs() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", MEETING);
    let built = folder.run(&["build", "--format", "json"]);
    let json = parsed(&built.out);
    assert_eq!((&json["events"], &json["changes"][0]["what"][0]), (&2.into(), &"new".into()));
    assert!(json["written"].as_array().unwrap().contains(&"meetings/a.ics".into()), "{json}");
    let unchanged = parsed(&folder.run(&["build", "--format", "json"]).out);
    assert_eq!((&unchanged["events"], &unchanged["changes"]), (&2.into(), &Value::Array(vec![])));
    folder.file("meetings/b.yaml", "group: SG13\nstart: 2025-01-14\nend: 2025-01-10\n");
    let faulty = folder.run(&["build", "--format", "json", "--dry-run"]);
    assert_eq!(faulty.code, 1);
    assert!(faulty.err.starts_with("fault: the meeting ends on 2025-01-10"), "{}", faulty.err);
    assert_eq!(parsed(&faulty.out)["findings"][0]["line"], 3);
    fs::remove_file(folder.path().join("meetings/b.yaml")).unwrap();

    let old = folder.read("out/all.ics");
    folder.file("old.ics", old.replace("T093000", "T094500"));
    let compared = parsed(&folder.run(&["diff", "old.ics", "out/all.ics", "--format", "json"]).out);
    assert_eq!((&compared["same"], &compared["complete"]), (&false.into(), &true.into()));
    let change = &compared["changes"][0];
    assert_eq!(change["what"][0], "moved");
    assert_eq!(change["before"]["start"], "2025-06-03T09:45:00+02:00");
    assert_eq!(change["after"]["start"], "2025-06-03T09:30:00+02:00");
    let same = parsed(&folder.run(&["diff", "old.ics", "old.ics", "--format", "json"]).out);
    assert_eq!((&same["same"], &same["changes"]), (&true.into(), &Value::Array(vec![])));

    let next = parsed(&folder.run(&["next", "--format", "json"]).out);
    let shown = parsed(&folder.run(&["show", "a", "--format", "json"]).out);
    assert_eq!(next, shown);
    let none = folder.run(&["next", "--days", "0", "--format", "json"]);
    assert_eq!(none.out, "[]\n");
}

#[test]
fn a_dash_is_standard_input_wherever_a_file_is_read() {
    let folder = Folder::new();
    folder.file("named.yaml", format!("id: a\n{MEETING}")).file("meetings/a.yaml", MEETING);
    folder.file("nameless.yaml", MEETING);
    let list = folder.run(&["show", "named.yaml", "--format", "list"]).out;
    assert_eq!(piped(&folder, &["show", "-", "--format", "list"], "named.yaml").out, list);
    let next = piped(&folder, &["next", "-"], "named.yaml").out;
    assert!(next.contains("tomorrow") || next.contains("in 2 days"), "{next}");
    let explained = piped(&folder, &["explain", "2025-06-03", "-"], "named.yaml");
    assert!(explained.out.contains(" --> standard input:3:8\n"), "{}", explained.shown());
    let checked = piped(&folder, &["check", "-"], "named.yaml");
    assert_eq!(checked.out, "1 meeting checked: no faults, no doubts\n", "{}", checked.shown());
    let nameless = piped(&folder, &["check", "-"], "nameless.yaml");
    assert_eq!(
        (nameless.code, nameless.err.as_str()),
        (
            1,
            "standard input: a meeting file without a name needs an id; add `id: …`, usually group-year-month, for example `sg12-2025-01`\n"
        )
    );
    assert_eq!(folder.run(&["build", "-q", "-o", "there"]).code, 0);
    let built = piped(&folder, &["build", "-", "-o", "here"], "named.yaml");
    assert_eq!(built.code, 0, "{}", built.shown());
    assert_eq!(folder.read("here/all.ics"), folder.read("there/all.ics"));
    // What came by a pipe is read each time.
    folder.file("moved.yaml", format!("id: a\n{MEETING}").replace("06-03", "06-04"));
    let moved = piped(&folder, &["build", "-", "-o", "here"], "moved.yaml");
    assert!(moved.out.contains("moved from Tue 3 June 2025"), "{}", moved.shown());
    let same = piped(&folder, &["diff", "-", "there/all.ics"], "there/all.ics");
    assert_eq!(same.out, "standard input and there/all.ics contain the same events\n");
    let served = piped(&folder, &["serve", "-"], "named.yaml");
    assert_eq!(
        (served.code, served.err.as_str()),
        (2, "standard input cannot be watched for changes; name folders or files to serve\n")
    );
}

#[test]
fn show_and_next_take_folders_and_files() {
    let folder = Folder::new();
    folder.file("there/a.yaml", MEETING);
    folder.file("there/b.yaml", MEETING.replace("SG12", "SG13").replace("06-03", "07-03"));
    let list = |words: &[&str]| {
        let words = [&["show", "--format", "list", "--show", "meeting"], words].concat();
        folder.run(&words).out
    };
    let (a, b) = (
        "2025-06-03 Tue              SG12 meeting\n",
        "2025-07-03 Thu              SG13 meeting\n",
    );
    assert_eq!(list(&["there"]), a);
    assert_eq!(list(&["there", "--all"]), format!("{a}{b}"));
    assert_eq!(list(&["there", "b"]), b);
    assert_eq!(list(&["there/b.yaml"]), b);
    assert!(folder.run(&["next", "there"]).out.contains("in 2 days   2025-06-03 Tue"));
    assert!(folder.run(&["next", "there/b.yaml"]).out.starts_with("nothing from "));
}

#[test]
fn colours_are_used_when_they_are_wanted() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", MEETING);
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    let old = folder.read("out/all.ics");
    folder.file("old.ics", old.replace("T093000", "T094500")).file("b.yaml", "x: y\n");
    let run = |words: &[&str], no_color: &str| {
        let mut command = timeplan();
        Run::of(command.args(words).current_dir(folder.path()).env("NO_COLOR", no_color))
    };
    let diff = ["diff", "old.ics", "out/all.ics"];
    let always = [&["--color", "always"], &diff[..]].concat();
    assert!(!run(&diff, "").out.contains('\x1B'));
    let coloured = run(&always, "1").out;
    assert!(coloured.starts_with("\x1B[33mSG12 session 1 – moved from "), "{coloured:?}");
    assert!(coloured.ends_with("\x1B[0m\n"), "{coloured:?}");
    assert!(run(&["check", "b.yaml", "--color=always"], "1").err.contains("\x1B[1m"));
    assert!(!run(&["check", "b.yaml", "--color=never"], "").err.contains('\x1B'));
    assert_eq!(run(&["check", "--color=sometimes"], "").code, 2);
}

#[test]
fn no_text_or_name_steers_a_terminal() {
    let folder = Folder::new();
    let steering = "\"a\\x1B]0;b\\x07\\x9Bc\\u202Ed\\x0Be\"";
    let title =
        |of: &str| format!("time_plan: {{2025-06-03: {{1: {{title: {of}, kind: social}}}}}}\n");
    folder.file("meetings/a.yaml", format!("{MEETING}note: {steering}\n{}", title(steering)));
    folder.file("meetings/\u{1B}[31m.yaml", MEETING).file("\u{1B}[31m/x", "");
    folder.file("letter\u{1B}[31m.txt", "Nothing \u{1B}[31m here\n");
    folder.file(
        "letter.txt",
        "TSB Collective letter 1/12 \u{1B}[31m\nGeneva, 1 November 2024\n\
        Subject: Meeting of Study Group 12 \u{9B}31m; Geneva, 14-23 January 2025\n",
    );
    let feed = |title: &str| {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20250101T000000Z\r\n\
             DTSTART:20250603T100000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    };
    folder.file("one.ics", feed("a\u{1B}[31mb\u{9B}2J")).file("two.ics", feed("c\u{7}\u{202E}d"));
    for words in [
        "check",
        "check --format json",
        "check --format sarif",
        "build",
        "build --format json --dry-run -o new",
        "show a",
        "show a --format list",
        "show a --format csv",
        "show a --format json",
        "show a --format jcal",
        "next",
        "next --format json",
        "explain 2025-06-03",
        "diff one.ics two.ics",
        "diff one.ics two.ics --format json",
        "diff one.ics \u{1B}[31m",
        "lint one.ics",
        "lint one.ics --format json",
        "lint one.ics --format sarif",
        "import letter.txt",
        "import letter.txt --explain",
        "import letter.txt --format json",
        "import letter\u{1B}[31m.txt",
        "import letter\u{1B}[31m.txt --format json",
    ] {
        let run = folder.run(&words.split(' ').collect::<Vec<_>>());
        let steers = |c: char| c.is_control() && c != '\n';
        for stream in [&run.out, &run.err] {
            assert!(!stream.contains(steers), "{words}: {stream:?}");
        }
        assert!(run.code < 2, "{words}: {}", run.shown());
    }
}

#[test]
fn many_sessions_at_a_time_propose_the_list() {
    let folder = Folder::new();
    let plan = |questions: u32| {
        let all: Vec<String> = (1..=questions).map(|number| format!("Q{number}/12")).collect();
        format!("{MEETING}time_plan: {{2025-06-03: {{1: [{}]}}}}\n", all.join(", "))
    };
    folder.file("twelve.yaml", plan(12)).file("eight.yaml", plan(8));
    let said = |words: &[&str]| folder.run(words).err;
    assert_eq!(
        said(&["show", "twelve.yaml"]),
        "up to 12 sessions are at the same time; `--format list` shows each on its own line\n"
    );
    assert_eq!(said(&["show", "eight.yaml"]), "");
    assert_eq!(said(&["show", "-q", "twelve.yaml"]), "");
    assert_eq!(said(&["show", "twelve.yaml", "--format", "list"]), "");
}

#[test]
fn a_spreadsheet_reads_the_table() {
    let folder = Folder::new();
    folder.file(
        "a.yaml",
        "id: a\ngroup: SG12\nstart: 2025-06-03\ntimezone: Asia/Tokyo\nplace: =HYPERLINK(x), Tokyo\nslots: []\n\
         time_plan: {2025-06-03: {1: {title: Q7/12, room: \"@x\"}}}\nletter: {date: 2024-11-01}\n",
    );
    let run = folder.run(&["show", "a.yaml", "--format", "csv"]);
    assert_eq!(
        run.out,
        "\u{FEFF}uid,kind,groups,start,end,all_day,summary,location,status,sequence,meeting,geneva_date,geneva_start,\
         geneva_end,local_date,local_start,local_end,local_zone\n\
         a-meeting-sg12-1@timeplan.invalid,meeting,SG12,2025-06-03,2025-06-04,true,\"SG12 meeting, Tokyo\",\
         \"'=HYPERLINK(x), Tokyo\",CONFIRMED,0,a,2025-06-03,,,2025-06-03,,,\n\
         a-session-q7-12-1@timeplan.invalid,session,Q7/12,2025-06-03T02:30:00+02:00,2025-06-03T03:45:00+02:00,false,\
         Q7/12,\"'@x, =HYPERLINK(x), Tokyo\",CONFIRMED,0,a,2025-06-03,02:30,03:45,2025-06-03,09:30,10:45,Asia/Tokyo\n"
    );
}

/// The commands that the help lists.
fn commands() -> Vec<String> {
    let help = Folder::new().run(&["--help"]).out;
    let listed = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    let names = listed.lines().filter_map(|line| line.strip_prefix("  "));
    let names =
        names.filter(|line| !line.starts_with(' ')).filter_map(|line| line.split(' ').next());
    names.filter(|name| *name != "help").map(str::to_owned).collect()
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new();
    let run = folder.run(&["man", "-o", "man1"]);
    let commands = commands();
    assert_eq!(run.out, format!("man1: {} manual pages\n", commands.len() + 1));
    let pages = folder.tree("man1");
    for name in
        commands.iter().map(|name| format!("timeplan-{name}")).chain(["timeplan".to_owned()])
    {
        let page = String::from_utf8(pages[&format!("{name}.1")].clone()).unwrap();
        let sections = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS"];
        for section in sections.into_iter().chain(["ENVIRONMENT", "\"SEE ALSO\""]) {
            let heads = [format!("\n.SH {section}\n"), format!("\n.SH \"{section}\"\n")];
            assert!(heads.iter().any(|head| page.contains(head)), "{name}: {section}\n{page}");
        }
        let escaped = name.replace('-', "\\-");
        assert!(page.contains(&format!("{escaped} \\- ")), "{name}\n{page}");
        // A line that roff would take for a request of its own.
        let requests = [".SH", ".TP", ".PP", ".TH", ".ie", ".el", ".br", ".RS", ".RE", ".IP"];
        let mut lines = page.lines().filter(|line| line.starts_with(['.', '\'']));
        assert!(lines.all(|line| requests.iter().any(|of| line.starts_with(of))), "{name}\n{page}");
    }
    let build = folder.run(&["man", "build"]).out;
    assert_eq!(build.as_bytes(), pages["timeplan-build.1"]);
    assert!(build.contains(".SH \"FILES\"\n.TP\n\\fBmeetings/*.yaml\\fR\n"), "{build}");
    assert_eq!(folder.run(&["man", "nothing"]).code, 2);
    let refused = folder.file("file", "").run(&["man", "-o", "file/x"]);
    assert_eq!(
        (refused.code, refused.err.as_str()),
        (4, "file/x: the pages cannot be written: it, or a part of its path, is not a folder\n")
    );
}

#[test]
fn help_is_broken_once_and_where_it_is_shown() {
    for command in commands() {
        for columns in [60, 80, 120] {
            let mut run = timeplan();
            let help =
                Run::of(run.args(["help", &command]).env("COLUMNS", columns.to_string())).out;
            assert!(help.contains("\nExamples:\n  "), "{command}: {help}");
            assert!(help.contains("\nExit codes:\n  0  "), "{command}: {help}");
            let texts = help.split("\n\n").filter(|text| text.starts_with(char::is_uppercase));
            for text in texts.filter(|text| !text.contains(":\n")) {
                let lines: Vec<&str> = text.lines().collect();
                for pair in lines.windows(2) {
                    let word = pair[1].split(' ').next().unwrap().chars().count();
                    let line = pair[0].chars().count();
                    let most = columns.min(100);
                    assert!(line <= most, "{command} at {columns}: {text}");
                    assert!(line + 1 + word > most, "{command} at {columns}: {text}");
                }
            }
        }
    }
}

#[test]
fn completions_know_every_command() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = folder.run(&["completions", shell]).out;
        for command in commands() {
            assert!(script.contains(&command), "{shell}: {command}");
        }
    }
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains("timeplan completions bash > "), "README");
}
