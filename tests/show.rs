//! `timeplan show` and `timeplan next`: golden texts, and agreement with the feeds.

use crate::support::{Folder, Run, case_name, cases, expect, name, root, timeplan, tree};
use std::collections::BTreeMap;
use std::fs;

#[test]
fn what_is_asked_of_a_choice_is_no_form_of_events() {
    let folder = Folder::new();
    folder.file("meetings/sg12-2027-01.yaml", "group: SG12\nstart: 2027-01-12\n");
    for words in ["--clashes --free", "--clashes --format json", "--free --format list"] {
        let words: Vec<&str> = std::iter::once("show").chain(words.split(' ')).collect();
        let run = folder.run(&words);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.shown());
    }
    assert_eq!(folder.run(&["show", "--free", "--quiet"]).out, "no free session slot\n");
    // Nobody chose, so nothing is told of what is parallel.
    folder.file(
        "meetings/sg12-2027-01.yaml",
        "group: SG12\nstart: 2027-01-12\ntime_plan:\n  2027-01-12: {1: [Q7/12, Q9/12]}\n",
    );
    let next = |words: &[&str]| folder.run(&[&["next", "--days", "900"], words].concat()).out;
    assert!(!next(&[]).contains("at the same time"));
    assert!(next(&["--show", "session"]).contains("Q9/12 (at the same time as Q7/12)\n"));
    assert!(!next(&["--show", "q9-12"]).contains("at the same time"));
}

/// A test for each golden text; its name, the folder with `meetings/`, the width, and the words of the
/// command.
macro_rules! golden_texts {
    ($($golden:ident: $folder:literal, $width:literal, $words:literal;)*) => {
        mod golden_texts {
            $(#[test]
            fn $golden() {
                super::gives_its_text(stringify!($golden), $folder, $width, $words);
            })*

            #[test]
            fn are_all_asked_for() {
                let names = [$(stringify!($golden)),*].map(crate::support::case_name);
                let mut names = names.map(|name| format!("{name}.txt"));
                names.sort();
                let files = crate::support::tree(&crate::support::root().join("tests/show"));
                assert_eq!(files.into_keys().collect::<Vec<_>>(), names);
            }
        }
    };
}

golden_texts! {
    clashes: "tests/feeds/parallel-cells", 100, "show --clashes";
    clashes_of_own_hours: "tests/feeds/own-hours", 100, "show --all --clashes --lang fr";
    clashes_none: "tests/feeds/views-and-groups", 100, "show --all --clashes --show q7-12";
    free: "tests/feeds/views-and-groups", 100, "show --all --free --show q7-12,q9-12";
    free_tokyo: "tests/feeds/tokyo-in-six-languages", 100, "show --free";
    day: ".", 80, "show --day 2022-12-02";
    day_list: ".", 100, "show --day 2025-01-14 --format list --hide lunch";
    day_free: "tests/feeds/views-and-groups", 100, "show --day 2026-01-13 --free --show q7-12,q9-12";
    day_without_events: ".", 100, "show --day 2025-02-01";
    free_own_hours: "tests/feeds/own-hours", 100, "show --free --lang zh";
    next_beside: "tests/feeds/views-and-groups", 100, "next --days 60 --show q7-12,q9-12,wp1-12 --hide deadline,meeting";
    sg11_80: ".", 80, "show sg11-2022-12";
    sg11_160: ".", 160, "show sg11-2022-12";
    sg12_80: ".", 80, "show sg12-2025-01";
    sg12_160: ".", 160, "show sg12-2025-01";
    sg12_chinese_120: ".", 120, "show sg12-2025-01 --lang zh";
    ten_questions_80: "tests/feeds/five-hundred-events", 80, "show";
    ten_questions_160: "tests/feeds/five-hundred-events", 160, "show";
    arabic_80: "tests/feeds/five-scripts", 80, "show --lang ar";
    arabic_160: "tests/feeds/five-scripts", 160, "show --lang ar";
    list: "tests/feeds/overrides", 100, "show --format list --hide lunch";
    csv: "tests/feeds/parallel-cells", 100, "show --format csv --show Q6/16";
    explain_a_day: ".", 80, "explain 2025-01-14";
    explain_a_range: ".", 80, "explain sg11-2022-12-rgm-sg11-1";
    explain_own_hours: "tests/feeds/own-hours", 80, "explain 2026-05-06";
    explain_cells: "tests/feeds/overrides", 80, "explain 2026-04-21 --hide lunch";
    explain_two_clocks: "tests/feeds/abroad-in-a-clock-change-week", 80, "explain sg5-2026-10-session-sg5-1@timeplan.invalid";
    tokyo_100: "tests/feeds/tokyo-in-six-languages", 100, "show";
    tokyo_list: "tests/feeds/tokyo-in-six-languages", 100, "show --format list";
    tokyo_list_arabic: "tests/feeds/tokyo-in-six-languages", 100, "show --format list --lang ar";
    tokyo_next: "tests/feeds/tokyo-in-six-languages", 100, "next --days 400";
    tokyo_next_arabic: "tests/feeds/tokyo-in-six-languages", 100, "next --days 400 --lang ar";
    tokyo_next_chinese: "tests/feeds/tokyo-in-six-languages", 100, "next --days 400 --lang zh";
    tokyo_next_russian: "tests/feeds/tokyo-in-six-languages", 100, "next --days 400 --lang ru";
    scripts_list_arabic: "tests/feeds/five-scripts", 100, "show --format list --lang ar";
    scripts_list_chinese: "tests/feeds/five-scripts", 60, "show --format list --lang zh";
    tokyo_explain: "tests/feeds/tokyo-in-six-languages", 100, "explain 2026-10-20";
    tokyo_explain_session: "tests/feeds/tokyo-in-six-languages", 100, "explain sg5-2026-10-session-q1-5-2";
    tentative_80: "tests/feeds/status-tentative", 80, "show";
    next: "tests/feeds/views-and-groups", 100, "next --days 60 --hide rgm";
}

fn gives_its_text(golden: &str, folder: &str, width: usize, words: &str) {
    let mut command = timeplan();
    command.args(words.split(' ')).current_dir(root().join(folder));
    // In the middle of the first of the golden meetings.
    command.env("COLUMNS", width.to_string()).env("SOURCE_DATE_EPOCH", "1765800000");
    let run = Run::of(&mut command);
    assert_eq!(run.code, 0, "{}", run.shown());
    expect(&root().join("tests/show").join(format!("{}.txt", case_name(golden))), &run.out);
}

#[test]
fn json_agrees_with_the_feed_event_by_event() {
    for case in cases("feeds") {
        let expected = case.join("expected");
        let is_meeting = |path: &&String| path.contains("meetings/") && path.ends_with(".ics");
        for path in tree(&expected).keys().filter(is_meeting) {
            let (folder, file) = path.rsplit_once("meetings/").unwrap();
            let id = file.strip_suffix(".ics").unwrap();
            let mut command = timeplan();
            command.args(["show", id, "--format", "json"]).current_dir(&case);
            if let Some(language) = folder.strip_suffix('/') {
                command.args(["--lang", language]);
            }
            let run = Run::of(&mut command);
            assert_eq!(run.code, 0, "{}: {}", name(&case), run.shown());
            let shown: Vec<serde_json::Value> = serde_json::from_str(&run.out).unwrap();
            let text = |value: &serde_json::Value, key: &str| {
                value[key].as_str().unwrap_or_default().to_owned()
            };
            let shown: BTreeMap<String, [String; 3]> = shown
                .iter()
                .map(|event| {
                    let utc =
                        |key: &str| match chrono::DateTime::parse_from_rfc3339(&text(event, key)) {
                            Ok(at) => at.to_utc().format("%Y%m%dT%H%M%SZ").to_string(),
                            Err(_) => text(event, key).replace('-', ""),
                        };
                    (text(event, "uid"), [utc("start"), utc("end"), text(event, "summary")])
                })
                .collect();
            let feed = fs::read_to_string(expected.join(path)).unwrap();
            let feed: BTreeMap<String, [String; 3]> = crate::foreign::by_calcard(&feed)
                .into_iter()
                .map(|(uid, shown)| (uid, [shown.start, shown.end, shown.title]))
                .collect();
            assert_eq!(shown, feed, "{path} of {}", name(&case));
        }
    }
}

#[test]
fn jcal_agrees_with_the_feed() {
    let case = root().join("tests/feeds/five-scripts");
    let run =
        Run::of(timeplan().args(["show", "--format", "jcal", "--lang", "zh"]).current_dir(&case));
    let calendar: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((&calendar[0], &calendar[2][0][0]), (&"vcalendar".into(), &"vtimezone".into()));
    let events =
        calendar[2].as_array().unwrap().iter().filter(|component| component[0] == "vevent");
    let value = |event: &serde_json::Value, name: &str| {
        let properties = event[1].as_array().unwrap();
        properties.iter().find(|property| property[0] == name).unwrap()[3]
            .as_str()
            .unwrap()
            .to_owned()
    };
    let events: BTreeMap<String, String> =
        events.map(|event| (value(event, "uid"), value(event, "summary"))).collect();
    let feed = fs::read_to_string(case.join("expected/zh/meetings/sg20-2026-09.ics")).unwrap();
    let feed: BTreeMap<String, String> = crate::foreign::by_calcard(&feed)
        .into_iter()
        .map(|(uid, shown)| (uid, shown.title))
        .collect();
    assert_eq!(events, feed);
}

#[test]
fn an_unknown_id_or_term_is_answered_with_the_near_one() {
    let folder = Folder::new();
    folder.file(
        "meetings/sg12-2025-01.yaml",
        "group: SG12\nstart: 2025-01-14\nletter: {date: 2024-11-01}\n",
    );
    let said = |words: &[&str]| {
        let run = folder.run(words);
        (run.code, run.err.lines().next().unwrap_or_default().to_owned())
    };
    let near = "there is no meeting and no file `sg12-2025-02`; did you mean `sg12-2025-01`?";
    assert_eq!(said(&["show", "sg12-2025-02"]), (2, near.to_owned()));
    let all = "there is no meeting and no file `x`; there are `sg12-2025-01`";
    assert_eq!(said(&["show", "x"]), (2, all.to_owned()));
    let (code, message) = said(&["show", "--show", "plenery"]);
    assert_eq!(code, 2);
    assert!(message.ends_with("did you mean `plenary`?"), "{message}");
    let group = "no group or meeting is called `sg13` here; did you mean `sg12`?";
    assert_eq!(said(&["show", "--show", "SG13"]), (2, group.to_owned()));
    assert_eq!(said(&["next", "--hide", "SG13"]), (2, group.to_owned()));
    assert_eq!(
        folder.run(&["next", "--days", "10"]).out,
        "nothing from 2025-06-01 to 2025-06-11\n"
    );
}

#[test]
fn today_is_marked_and_the_next_meeting_is_shown_without_a_name() {
    let meeting = |start: &str| {
        format!("group: SG12\nstart: {start}\nslots: [1]\nletter: {{date: 2025-01-01}}\n")
    };
    let folder = Folder::new();
    folder
        .file("meetings/past.yaml", meeting("2025-05-27"))
        .file("meetings/later.yaml", meeting("2025-07-01"));
    folder.file("meetings/now.yaml", format!("{}end: 2025-06-03\n", meeting("2025-05-30")));
    let run = Run::of(
        timeplan().arg("show").current_dir(folder.path()).env("SOURCE_DATE_EPOCH", "1748864000"),
    );
    assert!(run.out.starts_with("SG12, 30 May – 3 June 2025\n"), "{}", run.out);
    assert!(run.out.contains("┆ ▸ Mon 2 ") && run.out.contains("┆ Tue 3 "), "{}", run.out);
    let last = Run::of(
        timeplan().arg("show").current_dir(folder.path()).env("SOURCE_DATE_EPOCH", "1800000000"),
    );
    assert!(last.out.starts_with("SG12, 1 July 2025\n"), "{}", last.out);
}

#[test]
fn a_file_may_be_named_and_a_faulty_one_is_reported() {
    let folder = Folder::new();
    folder
        .file("a.yaml", "group: SG12\nstart: 2025-01-14\nslots: []\n")
        .file("b.yaml", "group: SG12\n");
    assert_eq!(
        folder.run(&["show", "a.yaml", "--format", "list"]).out,
        "2025-01-14 Tue              SG12 meeting\n"
    );
    assert_eq!(folder.run(&["show", "b.yaml"]).code, 1);
}

#[test]
fn completions_and_the_manual_page_come_from_the_same_words() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(folder.run(&["completions", shell]).out.contains("next"), "{shell}");
    }
    assert!(folder.run(&["man"]).out.contains("timeplan"));
}
