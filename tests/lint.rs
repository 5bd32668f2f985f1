//! `timeplan lint`: what it says of `tests/lint/<case>.ics`, word for word in `<case>.txt`; that
//! every rule is broken by some case; that our own feeds break none; that any bytes are judged.

use crate::support::{Folder, Run, blessing, cases, difference, root, timeplan, tree};
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use timeplan::finding::{Level, draw};
use timeplan::lint::{lint, rules};

/// The cases by their names.
fn feeds() -> BTreeMap<String, Vec<u8>> {
    let files = tree(&root().join("tests/lint")).into_iter();
    files.filter_map(|(path, bytes)| Some((path.strip_suffix(".ics")?.to_owned(), bytes))).collect()
}

/// The names of the rules that a feed breaks: faults, doubts.
fn broken(feed: &[u8]) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let verdict = lint(feed);
    let (mut faults, mut doubts) = (BTreeSet::new(), BTreeSet::new());
    for finding in verdict.findings.sorted() {
        match finding.level {
            Level::Fault => faults.insert(finding.rule.unwrap()),
            Level::Doubt(name) => doubts.insert(name),
        };
    }
    (faults, doubts)
}

#[test]
fn every_case_gives_its_message() {
    let folder = root().join("tests/lint");
    let mut wrong = Vec::new();
    for case in feeds().into_keys() {
        let run = Run::of(timeplan().arg("lint").arg(format!("{case}.ics")).current_dir(&folder));
        let got = run.shown();
        let place = folder.join(format!("{case}.txt"));
        if blessing() {
            fs::write(&place, &got).unwrap();
        }
        let wanted = fs::read_to_string(&place).unwrap_or_default();
        if let Some(difference) = difference(&wanted, &got) {
            wrong.push(format!("{case}: {difference}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n(BLESS=1 writes what is expected)", wrong.join("\n"));
}

#[test]
fn every_rule_is_broken_by_a_case_and_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = rules().iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), rules().len());
    let mut met = BTreeSet::from(["too-long", "large"]);
    for feed in feeds().values() {
        let (faults, doubts) = broken(feed);
        met.extend(faults);
        met.extend(doubts);
    }
    let unmet: Vec<&&str> = names.difference(&met).collect();
    assert!(unmet.is_empty(), "no case breaks {unmet:?}");
}

#[test]
fn the_manual_lists_every_rule() {
    let mut table =
        String::from("| rule | from | what goes wrong | what to write |\n|---|---|---|---|\n");
    for rule in rules() {
        let doubt = if rule.level == Level::Fault { "" } else { " (doubt)" };
        table += &format!(
            "| `{}`{doubt} | {} | {} | {} |\n",
            rule.name, rule.reason, rule.breaks, rule.mend
        );
    }
    let place = root().join("src/lint/RULES.md");
    let manual = fs::read_to_string(&place).unwrap();
    let head = manual.split("| rule |").next().unwrap();
    let wanted = format!("{head}{table}");
    if blessing() {
        fs::write(&place, &wanted).unwrap();
    }
    assert_eq!(
        difference(&wanted, &fs::read_to_string(&place).unwrap()),
        None,
        "BLESS=1 writes it"
    );
}

#[test]
fn our_own_feeds_break_no_rule() {
    let golden = cases("feeds").into_iter().map(|case| case.join("expected"));
    let mut judged = 0;
    for folder in std::iter::once(root().join("out")).chain(golden) {
        for (path, bytes) in tree(&folder).iter().filter(|(path, _)| path.ends_with(".ics")) {
            let verdict = lint(bytes);
            let drawn = draw(&verdict.findings, path, &verdict.text, false);
            assert_eq!((verdict.faults, verdict.doubts), (0, 0), "{}\n{drawn}", folder.display());
            judged += 1;
        }
    }
    assert!(judged > 20, "{judged} feeds were judged");
}

/// What the outside judge says of a broken feed, and the rules of ours that say the same.
const JUDGE: [(&str, &[&str]); 31] = [
    ("[crlf]", &["crlf"]),
    ("[crlf] the last line", &["crlf"]),
    ("[bom]", &["bom"]),
    ("[utf8]", &["utf8"]),
    ("[fold75]", &["fold-length"]),
    ("[utf8-split]", &["fold-in-character"]),
    ("[control]", &["control-character"]),
    ("[blank]", &["blank-line"]),
    ("[dtstamp]", &["dtstamp", "dtstamp-missing"]),
    ("[uid]", &["uid"]),
    ("[uid-twice]", &["uid-twice"]),
    ("[tz-missing]", &["zone-missing"]),
    ("[tz-offset]", &["zone-offset"]),
    ("[client-tz]", &["zone-form"]),
    ("[tz-unknown]", &["zone-unknown"]),
    ("[floating]", &["floating"]),
    ("does not exist", &["no-such-hour"]),
    ("[end]", &["end", "end-type"]),
    ("does not fit VALUE", &["date-value"]),
    ("[time]", &["time"]),
    ("[escape]", &["escape"]),
    ("DIFF", &["backslash-n"]),
    ("[syntax]", &["syntax"]),
    ("[client-method]", &["method"]),
    ("[required]", &["version"]),
    ("[structure]", &["nesting", "one-calendar"]),
    ("VALARM: no TRIGGER", &["alarm"]),
    ("[value-type]", &["keyword", "value-missing"]),
    ("[unknown]", &["misplaced"]),
    ("[client-order]", &["zone-late"]),
    ("[client-empty]", &["no-events"]),
];

#[test]
fn the_cases_of_the_outside_judge_are_judged_alike() {
    let Some(judge) = std::env::var_os("TIMEPLAN_JUDGE").filter(|judge| !judge.is_empty()) else {
        return;
    };
    let folder = Path::new(&judge).parent().unwrap().join("judge-cases");
    let Ok(expected) = fs::read_to_string(folder.join("expect.tsv")) else { return };
    let mut wrong = Vec::new();
    let mut bad = BTreeSet::new();
    for line in expected.lines() {
        let (file, why) = line.split_once('\t').unwrap();
        let (faults, _) = broken(&fs::read(folder.join(file)).unwrap());
        let (_, rules) = JUDGE.iter().find(|(words, _)| *words == why).expect(why);
        if !rules.iter().any(|rule| faults.contains(rule)) {
            wrong.push(format!("{file}: {why} wanted, {faults:?} found"));
        }
        bad.insert(file.to_owned());
    }
    for (file, bytes) in tree(&folder).iter().filter(|(file, _)| file.ends_with(".ics")) {
        let (faults, doubts) = broken(bytes);
        if !bad.contains(file) && !faults.is_empty() {
            wrong.push(format!("{file}: is good, {faults:?} found"));
        }
        // What the judge asks of a published feed beyond a valid one is a doubt here.
        let published = !doubts.contains("feed-head") && !doubts.contains("event-head");
        if file.starts_with("good-") && published != (file != "good-minimal.ics") {
            wrong.push(format!("{file}: {doubts:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn all_feeds_of_one_run_are_judged_whatever_is_wrong_with_the_others() {
    let folder = Folder::new();
    let clean = feeds().remove("clean").unwrap();
    folder.file("b.ics", &clean).file("a.ics", "BEGIN:VCARD\r\n").file("d/e.ics", "");
    let run = folder.run(&["lint", "a.ics", "none.ics", "d", "b.ics"]);
    assert_eq!(
        run.shown(),
        "exit 1\n--- standard output\n2 feeds with 1 event judged: 1 fault, no doubts\n--- standard error\n\
         fault[no-calendar]: this is no calendar: there is no BEGIN:VCALENDAR\n --> a.ics:1:1\n  |\n1 | BEGIN:VCARD\n  | ^\n  |\n  \
         = help: a calendar is what stands between BEGIN:VCALENDAR and END:VCALENDAR (RFC 5545, 3.4): write a file that begins with BEGIN:VCALENDAR\n\n\
         none.ics: there is no such feed\nd: this is a folder; name the feeds in it\n"
    );
    assert_eq!(folder.run(&["lint", "a.ics"]).code, 1);
    // As `diff` does.
    assert_eq!(folder.run(&["lint", "none.ics"]).code, 1);
    assert_eq!(folder.run(&["diff", "none.ics", "b.ics"]).code, 1);
    assert_eq!(folder.run(&["lint"]).code, 2);
    let quiet = folder.run(&["lint", "--quiet", "b.ics"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    let mut command = timeplan();
    let input = fs::File::open(folder.path().join("b.ics")).unwrap();
    let run = Run::of(command.args(["lint", "-"]).stdin(Stdio::from(input)));
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "1 feed with 1 event judged: no faults, no doubts\n")
    );
}

#[test]
fn what_is_too_much_is_bounded_and_said() {
    let clean = String::from_utf8(feeds().remove("clean").unwrap()).unwrap();
    let with = |line: &str, times: usize| {
        clean.replace("END:VEVENT", &format!("{}END:VEVENT", line.repeat(times)))
    };
    let many = with("X-A:1\r\n", 150_000);
    let verdict = lint(many.as_bytes());
    let told: Vec<&str> = verdict.findings.sorted().iter().map(|f| f.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "the feed has more than 1 MB",
            "VEVENT has more than 20000 properties; those behind this one were looked at one by one only"
        ]
    );
    let often = with("X-A:\u{b}\r\n", 1_000);
    let verdict = lint(often.as_bytes());
    assert_eq!((verdict.faults, verdict.findings.faults()), (1_000, 20));
    assert_eq!(verdict.surplus, [("control-character", 980)]);
}

#[test]
fn no_rule_says_what_nobody_knows() {
    for rule in rules() {
        for word in ["strict", "every program refuses", "no program", "some programs drop"] {
            assert!(!rule.breaks.contains(word), "{}: {}", rule.name, rule.breaks);
        }
    }
}

#[test]
fn hostile_feeds_are_judged_in_linear_time() {
    let wrap = |inner: &str| format!("BEGIN:VCALENDAR\r\n{inner}END:VCALENDAR\r\n");
    let some = 60_000;
    let hostile = [
        wrap(&"BEGIN:VEVENT\r\n".repeat(some)),
        wrap(&"BEGIN:A\r\n".repeat(some)),
        wrap(&"BEGIN:VTIMEZONE\r\nTZID:a\r\nEND:VTIMEZONE\r\n".repeat(some / 4)),
        wrap(&"END:VEVENT\r\n".repeat(some)),
        wrap(&format!("X{}:1\r\n", ";A=\"b\"".repeat(some))),
        wrap(&format!("SUMMARY:a{}\r\n", "\r\n b".repeat(some))),
        wrap(&format!("BEGIN:VEVENT\r\nEXDATE:{}1\r\nEND:VEVENT\r\n", "20270118,".repeat(some))),
        wrap(&format!("SUMMARY:{}\r\n", "<a ".repeat(some))),
        wrap(&format!("SUMMARY:{}\r\n", "\\".repeat(some))),
        wrap(&format!(
            "BEGIN:VEVENT\r\nUID:a\r\nRRULE:{}\r\nEND:VEVENT\r\n",
            "BYDAY=1MO;".repeat(some)
        )),
        wrap(&"\0".repeat(some)),
        wrap(&"\r".repeat(some)),
        wrap(&"\r\n".repeat(some)),
        "BEGIN:VCALENDAR\r\n".repeat(some),
    ];
    let before = std::time::Instant::now();
    for feed in &hostile {
        let verdict = lint(feed.as_bytes());
        assert!(verdict.faults > 0);
        draw(&verdict.findings, "a.ics", &verdict.text, false);
    }
    // Anything that is not linear takes minutes.
    assert!(before.elapsed().as_secs() < 60, "{:?}", before.elapsed());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes_are_judged(case in any::<Index>(), cuts in proptest::collection::vec((any::<Index>(), any::<Vec<u8>>(), 0_usize..9), 0..6)) {
        let all: Vec<Vec<u8>> = feeds().into_values().collect();
        let mut bytes = case.get(&all).clone();
        for (at, put, cut) in cuts {
            let at = if bytes.is_empty() { 0 } else { at.index(bytes.len()) };
            bytes.splice(at..(at + cut).min(bytes.len()), put);
        }
        let verdict = lint(&bytes);
        prop_assert!(verdict.text.len() == bytes.len());
        for finding in verdict.findings.sorted() {
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
            prop_assert!(finding.place.is_none_or(|place| place.line as usize <= lines && place.start <= bytes.len()));
        }
        draw(&verdict.findings, "a.ics", &verdict.text, false);
    }
}
