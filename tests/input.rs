//! Input that misleads: whatever a file holds, its messages are ours, and no output has a character
//! that steers a terminal or hides text.

use crate::support::{Folder, cases, tree, worked};
use proptest::prelude::{ProptestConfig, prop, prop_assert, proptest};
use std::sync::LazyLock;
use std::time::Duration;
use timeplan::finding::{Findings, Screen, draw};
use timeplan::source::{check, yaml};

/// Words of the YAML reader, of its parser and of the standard library that say nothing to a
/// secretariat.
const WORDS_OF_LIBRARIES: [&str; 32] = [
    "budget",
    "breach",
    "ScalarBytes",
    "alias replay",
    "expansion limit",
    "mapping value",
    "mapping key",
    "block mapping",
    "block scalar",
    "block sequence",
    "flow mapping",
    "flow sequence",
    "flow construct",
    "scalar",
    "while scanning",
    "while parsing",
    "did not find expected",
    "unexpected",
    "EOF",
    "end of file",
    "os error",
    "invalid type",
    "expected ",
    "deserial",
    "serde",
    "saphyr",
    "granit",
    "node content",
    "recursion limit",
    "indicator",
    "simple key",
    "surrogate",
];

fn said(text: &str) -> String {
    let mut findings = Findings::default();
    if let Some(draft) = yaml::read_meeting(text, &mut findings) {
        check(draft, &"x".parse().unwrap(), &mut findings);
    }
    let mut of_settings = Findings::default();
    yaml::read_settings(text, &mut of_settings);
    findings.extend(of_settings);
    // The lines of the file are its own words.
    let drawn = draw(&findings, "m.yaml", "", Screen::default());
    assert!(findings.sorted().iter().all(|finding| !finding.message.is_empty()));
    drawn
}

/// The longest that a processor may work on a file: a hang, not the speed, is what this finds.
const LONGEST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 10 } else { 2 });

#[test]
fn no_broken_line_takes_long() {
    let meeting = "group: SG12\nstart: 2027-01-12\n";
    let broken = |line: String| format!("{meeting}title: [\n{line}\nplace: x\n");
    for (name, text) in [
        ("no-break spaces", broken("\u{A0}".repeat(60_000))),
        ("no-break spaces before a word", broken(format!("{}x", "\u{A0}".repeat(60_000)))),
        ("no-break spaces behind a word", broken(format!("x{}x", "\u{A0}".repeat(60_000)))),
        ("hashes", broken(format!("{}{}", " ".repeat(60_000), " # ".repeat(20_000)))),
    ] {
        let begin = worked();
        said(&text);
        let passed = worked() - begin;
        assert!(passed < LONGEST, "{name}: {passed:?}");
    }
}

fn word_of_a_library(text: &str) -> Option<&'static str> {
    let said = said(text);
    WORDS_OF_LIBRARIES.into_iter().find(|word| said.contains(word))
}

/// What breaks YAML in each of the ways that its parser knows.
const BROKEN: [&str; 60] = [
    "a: b: c\n",
    "a: [b\n",
    "a: {b\n",
    "a: [b}\n",
    "a: b]\n",
    "a: {b]\n",
    "a: \"b\n",
    "a: 'b\n",
    "a: \"b\" c\n",
    "a: 'b' c\n",
    "a: \"\\q\"\n",
    "a: \"\\u12\"\n",
    "a: \"\\ud800\"\n",
    "a: \"\\udc00\"\n",
    "a: \"\\ud800\\u0041\"\n",
    "a: \"\\U00110000\"\n",
    "a:\n\tb: c\n",
    "a: |\n\tb\n",
    "a: |0\n  b\n",
    "a: | b\n",
    "a: >\n    b\n  c\n d\n",
    "a: @b\n",
    "a: `b\n",
    "a: %b\n",
    "%b\n",
    "%YAML 3.0\n---\na: b\n",
    "%YAML 1\n---\na: b\n",
    "%YAML 1.2\n%YAML 1.2\n---\na: b\n",
    "%TAG ! x\n---\na: b\n",
    "%FOO bar\na: b\n",
    "a: *b\n",
    "a: &\n",
    "a: *\n",
    "a: &x [*x]\n",
    "a: !<x b\n",
    "a: !x!y b\n",
    "a: !!int b\n",
    "a: !!binary ?\n",
    "a: !!float x\n",
    "a: !!bool x\n",
    "a: !!null x\n",
    "? [a]\n: b\n",
    "[a]: b\n",
    "{a: b}: c\n",
    ": b\n",
    "~: b\n",
    "a: - b\n",
    "- a\nb: c\n",
    "a: b\n- c\n",
    "a: [-]\n",
    "a: [- b]\n",
    "a: b\n  c: d\n",
    "a:\n   b: c\n  d: e\n",
    "a\nb: c\n",
    "a: b\n...\nc: d\n",
    "a: b\n--- c\n",
    "a: \"b\n---\nc\"\n",
    "a: b #c\n  d\n",
    "a: 'b'#c\n",
    "<<: {a: b}\n",
];

#[test]
fn no_message_has_words_of_a_library() {
    for text in BROKEN {
        assert_eq!(word_of_a_library(text), None, "{text:?}: {}", said(text));
        let within = format!("group: SG12\nstart: 2027-01-12\n{text}end: 2027-01-13\n");
        assert_eq!(word_of_a_library(&within), None, "{within:?}: {}", said(&within));
    }
    let many = |words: &str, count: usize| words.repeat(count);
    let laughs = (1..20).fold("a0: &a0 [x, x]\n".to_owned(), |text, n| {
        text + &format!("a{n}: &a{n} [{}]\n", many(&format!("*a{}, ", n - 1), 10))
    });
    for bomb in [
        laughs,
        format!("a: {}", many("[", 100_000)),
        format!("a: {}", many("{b: ", 100_000)),
        many("- ", 10_000) + "x",
        format!("a: [{}]", many("x, ", 251_000)),
        format!("a: &x y\nb: [{}]", many("*x, ", 60_000)),
        format!("%{}\n", many("x ", 100_000)),
        format!("a: b\n{}", many("---\nx\n", 2_000)),
        format!("{}: b\n", many("x", 5_000)),
    ] {
        assert_eq!(word_of_a_library(&bomb), None, "{:.60}", bomb);
    }
}

/// The meeting files of the golden trees.
static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folders = cases("feeds").into_iter().map(|case| case.join("meetings"));
    let files = folders.flat_map(|folder| tree(&folder).into_values());
    files.map(|bytes| String::from_utf8(bytes).unwrap()).collect()
});

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn a_meeting_file_that_is_damaged_gives_messages_of_ours(
        file in 0..64_usize,
        damage in prop::collection::vec((0..4_000_usize, "[\\]\\[{}:,#&*!|>'\"%@`\\-\\?\t\n \u{A0}\u{FF1A}\u{201C}\u{200B}\\\\]{0,3}", 0..6_usize), 1..4),
    ) {
        let mut text: Vec<char> = FILES[file % FILES.len()].chars().collect();
        for (at, written, taken) in damage {
            let at = at % text.len().max(1);
            let end = (at + taken).min(text.len());
            text.splice(at..end, written.chars());
        }
        let text: String = text.into_iter().collect();
        let word = word_of_a_library(&text);
        prop_assert!(word.is_none(), "{word:?} in {}", said(&text));
    }
}

#[test]
fn a_base_url_is_the_address_of_a_folder() {
    let said = |address: &str| {
        let mut findings = Findings::default();
        let settings = yaml::read_settings(&format!("base_url: \"{address}\"\n"), &mut findings);
        match settings.and_then(|settings| settings.base_url) {
            Some(address) => address.to_string(),
            None => findings.sorted()[0].help.clone().unwrap(),
        }
    };
    let folder = "the addresses of all feeds begin with it";
    for (address, wanted) in [
        ("https://x.org", "https://x.org".to_owned()),
        ("https://x.org/cal/", "https://x.org/cal".to_owned()),
        ("HTTPS://x.org/", "https://x.org".to_owned()),
        ("http://localhost:8080", "http://localhost:8080".to_owned()),
        ("https://x.org/v1.2/", "https://x.org/v1.2".to_owned()),
        ("https://x.org/?a=b", format!("write `https://x.org/`: {folder}")),
        ("https://x.org?a=b", format!("write `https://x.org`: {folder}")),
        ("https://x.org/#a", format!("write `https://x.org/`: {folder}")),
        ("https://x.org/cal/all.ics", format!("write `https://x.org/cal/`: {folder}")),
        ("https://x.org/cal/Index.HTML?x#y", format!("write `https://x.org/cal/`: {folder}")),
        (
            "https://user:pw@x.org/cal/",
            "write `https://x.org/cal/`: the part before `@` would be published".to_owned(),
        ),
        ("webcal://x.org/", "write it in full, for example `https://itu.int/go/tsg12`".to_owned()),
    ] {
        assert_eq!(said(address), wanted, "{address}");
    }
}

#[test]
fn no_output_has_what_steers_a_terminal_or_hides_text() {
    let folder = Folder::new();
    // Raw in the file, and by the escapes of YAML.
    let odd = "a\u{A0}b\u{202E}c\u{2066}d\u{200B}e\u{9B}31mf";
    let escaped = "g\\x1b[31mh\\u202ei\\x07j\\u2028k\\rl";
    let text = format!(
        "group: SG12\ntitle: \"{odd}{escaped}\"\nstart: 2027-01-12\nplace: \"{odd}, {escaped}\"\n\
         letter: {{number: 1/12, reference: \"{odd}{escaped}\"}}\ncontact: {{tel: \"{odd}{escaped}\"}}\n\
         note: \"{odd}{escaped}\"\nchair: \"{odd}\"\nremote: \"{escaped}\"\nrooms: {{SG12: \"{odd}\"}}\n\
         time_plan: {{2027-01-12: {{1: {{title: \"{odd}{escaped}\", note: \"{odd}\"}}}}}}\n\
         agenda: [\"{odd}\", {{number: \"{odd}\", text: \"{escaped}\"}}]\n\
         recommendations: [{{name: \"{odd}{escaped}\", title: \"{odd}\"}}]\n\
         deadlines: [{{date: 2026-12-31, action: other, text: \"{odd}{escaped}\", note: \"{escaped}\"}}]\n"
    );
    folder.file("meetings/m.yaml", text);
    folder.file("meetings/timeplan.yaml", format!("title: \"{odd}{escaped}\"\n"));
    let built = folder.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.err);
    let mut outputs = vec![("build".to_owned(), built.out)];
    for format in ["grid", "list", "json", "jcal", "csv"] {
        outputs.push((format.to_owned(), folder.run(&["show", "--format", format]).out));
    }
    outputs.push(("next".to_owned(), folder.run(&["next", "--days", "900"]).out));
    for (path, bytes) in folder.tree("out") {
        outputs.push((path, String::from_utf8(bytes).unwrap()));
    }
    let steers = |c: &char| {
        c.is_control() && !matches!(c, '\n' | '\r' | '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{200B}' | '\u{2028}' | '\u{FEFF}')
    };
    for (name, output) in &outputs {
        // Our own pages and styles may isolate texts of two directions.
        let csv = Some(output).filter(|_| name == "csv");
        let text = csv.and_then(|table| table.strip_prefix('\u{FEFF}')).unwrap_or(output);
        let found = text.chars().find(steers);
        assert_eq!(found, None, "{name}");
        assert!(!output.contains("\u{2066}d"), "{name}");
    }
    assert!(outputs.iter().any(|(_, output)| output.contains("a bcde31mfg[31mhij")));
}

/// What a terminal would obey, turn, break or not show: ESC, C1, LINE SEPARATOR, an override, an isolate, DEL.
const STEERS: &str = "a\u{1B}[31mb\u{9B}2Jc\u{2028}d\u{202E}e\u{2066}f\u{7F}g\u{200B}h";

#[test]
fn no_message_has_what_steers_a_terminal_or_hides_text() {
    let folder = Folder::new();
    let feed = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nX-WR-CALNAME:§\r\nBEGIN:VEVENT\r\nUID:1§\r\n\
        DTSTAMP:20250101T000000Z\r\nDTSTART;TZID=§:20250916T090000\r\nSUMMARY:§\r\nLOCATION:§\r\nX§:x\r\n\
        STATUS:§\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        .replace('§', STEERS);
    let letter = "Geneva, 2 November 2026 §\nRef: TSB Collective letter 3/9 §\n\
        Subject: Meeting of Study Group 9 §; Geneva, 18-22 Jan. 2027\n\nDear Sir/Madam,\n\
        It is my pleasure to invite you to Study Group 9. The meeting will open at 0930 hours in room §.\n\
        Agenda:\n1 Opening §\n"
        .replace('§', STEERS);
    let odd = STEERS;
    folder.file("old.ics", feed.replace("T09", "T08")).file(&format!("{odd}.ics"), feed);
    folder.file(&format!("{odd}.txt"), letter);
    folder.file("meetings/sg12.yaml", "group: SG12\nstart: 2027-01-12\n");
    folder.file(&format!("odd/{odd}.yaml"), format!("gr{odd}oup: {odd}\nstart: {odd}\n"));
    folder.file(
        "escaped/a.yaml",
        "group: \"\\e\\u2028\"\nstart: \"\\u202e\\x9b\"\nid: \"\\u2066\"\n",
    );
    std::fs::create_dir(folder.path().join(format!("empty{odd}"))).unwrap();
    let (feed, text, yaml) =
        (format!("{odd}.ics"), format!("{odd}.txt"), format!("odd/{odd}.yaml"));
    let (empty, into) = (format!("empty{odd}"), format!("out{odd}"));
    let lines: &[&[&str]] = &[
        &[odd],
        &["build", &format!("--{odd}")],
        &["build", odd],
        &["build", &empty],
        &["build", "odd"],
        &["build", "odd", "--format", "json"],
        &["build", "escaped"],
        &["build", &text, "-o", &into],
        &["build", &text, "-o", &into, "--format", "json"],
        &["check", "odd"],
        &["check", &yaml],
        &["check", "odd", "--format", "json"],
        &["check", "odd", "--format", "sarif"],
        &["check", "escaped", "--format", "json"],
        &["show", "--show", odd],
        &["show", "--format", odd],
        &["show", odd],
        &["next", "--days", odd],
        &["explain", odd],
        &["diff", "old.ics", &feed],
        &["diff", "old.ics", &feed, "--format", "json"],
        &["diff", odd, "old.ics"],
        &["lint", &feed],
        &["lint", &feed, "--format", "json"],
        &["lint", &feed, "--format", "sarif"],
        &["lint", odd],
        &["import", &text],
        &["import", &text, "--explain"],
        &["import", &text, "--format", "json"],
        &["import", &text, "-o", &into],
        &["new", odd, "--start", "2027-01-12", "--end", "2027-01-13"],
        &["new", "SG12", "--start", odd, "--end", "2027-01-13"],
        &["shift", odd, "2027-01-12"],
        &["publish", &format!("s3://{odd}")],
        &["publish", &format!("ftp://{odd}")],
        &["completions", odd],
        &["serve", "--listen", odd],
    ];
    let steers = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    for arguments in lines {
        let run = folder.run(arguments);
        assert!(!run.out.is_empty() || !run.err.is_empty(), "{arguments:?}");
        for said in [&run.out, &run.err] {
            assert_eq!(said.find(steers).map(|at| &said[at..]), None, "{arguments:?}");
        }
    }
    for name in ["SOURCE_DATE_EPOCH", "COLUMNS", "AWS_REGION", "AWS_ENDPOINT_URL", "TZ"] {
        let mut command = crate::support::timeplan();
        command.args(["publish", "s3://abc"]).current_dir(folder.path()).env(name, odd);
        let run = crate::support::Run::of(&mut command);
        assert_eq!(run.err.find(steers), None, "{name}: {:?}", run.err);
    }
}
