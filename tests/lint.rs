//! `timeplan lint`: what it says of `tests/lint/<case>.ics`, word for word in `<case>.txt`; that
//! every rule is broken by some case; that our own feeds break none; that any bytes are judged.

use crate::support::{
    Folder, Run, blessing, cases, difference, each_case, expect, root, timeplan, tree, worked,
};
use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use proptest::sample::Index;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use timeplan::finding::{Level, Screen, draw};
use timeplan::lint::{LintResult, lint, rules};

/// The cases by their names.
fn feeds() -> BTreeMap<String, Vec<u8>> {
    let files = tree(&root().join("tests/lint")).into_iter();
    files.filter_map(|(path, bytes)| Some((path.strip_suffix(".ics")?.to_owned(), bytes))).collect()
}

/// The case without any finding.
fn clean() -> String {
    String::from_utf8(feeds().remove("clean").unwrap()).unwrap()
}

fn judged(feed: &[u8]) -> LintResult<'_> {
    lint(feed)
}

/// The names of the rules that a feed breaks: faults, doubts.
fn broken(feed: &[u8]) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let verdict = judged(feed);
    let (mut faults, mut doubts) = (BTreeSet::new(), BTreeSet::new());
    for finding in verdict.findings.sorted() {
        match finding.level {
            Level::Fault => faults.insert(finding.rule.unwrap()),
            Level::Doubt(name) => doubts.insert(name),
        };
    }
    (faults, doubts)
}

each_case!(feeds().into_keys().collect(), gives_its_message:
    a_page, alarms, all_day, blank_lines, byte_order_mark, cancelled, characters, clean, cut_off,
    empty_file, encoding, exceptions, folds, foreign_export, glued, head, head_differs,
    head_missing, identity, line_ends, line_ends_all_cr, line_ends_all_lf, line_ends_two_cr,
    long_name, message, methods, nesting, no_calendar, no_content_lines, no_events, overrides,
    properties, recurrence, rules_of_recurrence, same_slip_often, slips, start_and_end, tasks,
    texts, times, two_calendars, types, utf16, values, windows_zone, zone_begins_later, zone_chain,
    zone_forms, zone_late, zone_name_escaped, zone_of_american_days, zone_of_dates,
    zone_of_no_summer, zone_parts_apart, zones_alone, zones_of_events,
);

fn gives_its_message(case: &str) {
    let folder = root().join("tests/lint");
    let run = Run::of(timeplan().arg("lint").arg(format!("{case}.ics")).current_dir(&folder));
    expect(&folder.join(format!("{case}.txt")), &run.shown());
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
            rule.name, rule.reason, rule.breaks, rule.remedy
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
    let mut number = 0;
    for folder in std::iter::once(root().join("out")).chain(golden) {
        for (path, bytes) in tree(&folder).iter().filter(|(path, _)| path.ends_with(".ics")) {
            let verdict = judged(bytes);
            let drawn = draw(&verdict.findings, path, &verdict.text, Screen::default());
            let (faults, doubts) = broken(bytes);
            assert!(faults.is_empty() && doubts.is_empty(), "{}\n{drawn}", folder.display());
            number += 1;
        }
    }
    assert!(number > 20, "{number} feeds were judged");
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
    ("[client-tz]", &["zone-dates"]),
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
        let (faults, doubts) = broken(&fs::read(folder.join(file)).unwrap());
        let (_, rules) = JUDGE.iter().find(|(words, _)| *words == why).expect(why);
        // A name of Windows with a VTIMEZONE is valid, and known to Outlook.
        let found = if why == "[tz-unknown]" { &doubts } else { &faults };
        if !rules.iter().any(|rule| found.contains(rule)) {
            wrong.push(format!("{file}: {why} wanted, {found:?} found"));
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
    folder.file("b.ics", clean()).file("a.ics", "BEGIN:VCARD\r\n").file("d/e.ics", "");
    let run = folder.run(&["lint", "a.ics", "none.ics", "d", "b.ics"]);
    assert_eq!(
        run.shown(),
        "exit 1\n--- standard output\n\
         fault[no-calendar]: this is no calendar: there is no BEGIN:VCALENDAR\n --> a.ics:1:1\n  |\n1 | BEGIN:VCARD\n  | ^\n  |\n  \
         = help: a calendar is what stands between BEGIN:VCALENDAR and END:VCALENDAR (RFC 5545, 3.4): write a file that begins with BEGIN:VCALENDAR\n\n\
         2 feeds with 1 event checked: 1 fault, no doubts\n--- standard error\n\
         none.ics: there is no such feed\nd: this is a folder; name the feeds in it\n"
    );
    assert_eq!(folder.run(&["lint", "a.ics"]).code, 1);
    // As `diff` does.
    assert_eq!(folder.run(&["lint", "none.ics"]).code, 1);
    assert_eq!(folder.run(&["diff", "none.ics", "b.ics"]).code, 1);
    assert_eq!(folder.run(&["lint"]).code, 2);
    // An address is not fetched; what to do instead can be copied.
    let address = folder.run(&["lint", "webcal://example.org/all.ics"]);
    assert_eq!(
        (address.code, address.err.as_str()),
        (
            1,
            "webcal://example.org/all.ics: addresses are not fetched; use \
             `curl -fsSL 'https://example.org/all.ics' | timeplan lint -`\n"
        )
    );
    let address = folder.run(&["diff", "b.ics", "https://example.org/all.ics"]);
    assert_eq!(
        (address.code, address.err.as_str()),
        (
            1,
            "https://example.org/all.ics: addresses are not fetched; save the feed first, \
             `curl -fsSL 'https://example.org/all.ics' -o feed.ics`; nothing was compared\n"
        )
    );
    let quiet = folder.run(&["lint", "--quiet", "b.ics"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    let mut command = timeplan();
    let input = fs::File::open(folder.path().join("b.ics")).unwrap();
    let run = Run::of(command.args(["lint", "-"]).stdin(Stdio::from(input)));
    assert_eq!(
        (run.code, run.out.as_str()),
        (0, "1 feed with 1 event checked: no faults, no doubts\n")
    );
}

#[test]
fn what_is_too_much_is_bounded_and_said() {
    let clean = clean();
    let before = |mark: &str, line: &str, times| {
        clean.replace(mark, &format!("{}{mark}", line.repeat(times)))
    };
    let told = |feed: &str| {
        let verdict = judged(feed.as_bytes());
        let all = verdict.findings.sorted().into_iter().map(|finding| finding.message.clone());
        all.filter(|message| message.contains("20000")).collect::<Vec<_>>()
    };
    let once = |name: &str| {
        [format!(
            "{name} has more than 20000 properties; from this one on they were looked at one by one only"
        )]
    };
    assert_eq!(told(&before("END:VEVENT", "X-A:1\r\n", 150_000)), once("VEVENT"));
    assert_eq!(
        told(&before("END:VEVENT", "BEGIN:VALARM\r\nEND:VALARM\r\n", 30_000)),
        once("VEVENT")
    );
    // What is in components that are not kept is looked at too.
    let alarms = before("END:VEVENT", "BEGIN:VALARM\r\nTRIGGER:x\r\nEND:VALARM\r\n", 30_000);
    assert!(judged(alarms.as_bytes()).faults >= 30_000);
    let head = before("BEGIN:VTIMEZONE", "X-A:1\r\n", 15_000);
    let head =
        head.replace("END:VCALENDAR", &format!("{}END:VCALENDAR", "X-B:1\r\n".repeat(9_000)));
    assert_eq!(told(&head), once("VCALENDAR"));
    assert!(told(&before("END:VEVENT", "X-A:1\r\n", 19_000)).is_empty());

    let often = before("END:VEVENT", "X-A:\u{b}\r\n", 1_000);
    let verdict = judged(often.as_bytes());
    assert_eq!((verdict.faults, verdict.findings.faults()), (1_000, 20));
    assert_eq!(verdict.surplus, [("control-character", 980)]);
}

#[test]
fn whatever_is_found_often_is_counted_and_hides_nothing_else() {
    let clean = clean();
    let (head, rest) = clean.split_once("BEGIN:VEVENT").unwrap();
    let event = format!("BEGIN:VEVENT{}", rest.split("END:VCALENDAR").next().unwrap());
    let same = format!("{head}{}END:VCALENDAR\r\n", event.repeat(12_000));
    let verdict = judged(same.as_bytes());
    assert_eq!((verdict.faults, verdict.findings.faults()), (11_999, 20));

    // Every one of many zones is used.
    let zone = head.split_once("BEGIN:VTIMEZONE").unwrap().1;
    let (mut zones, mut events) = (String::new(), String::new());
    for number in 0..1_500 {
        let id = format!("TZID:Z{number}");
        zones += &format!("BEGIN:VTIMEZONE{}", zone.replace("TZID:Europe/Zurich", &id));
        let event = event.replace("TZID=Europe/Zurich", &format!("TZID=Z{number}"));
        events += &event.replace("UID:", &format!("UID:{number}-"));
    }
    let many = format!("{head}{zones}{event}{events}END:VCALENDAR\r\n");
    let (_, doubts) = broken(many.as_bytes());
    assert!(!doubts.contains("zone-unused"), "{doubts:?}");

    // Many subjects of one rule leave room for those of another.
    let names: String = (0..2_000).map(|number| format!("NAME{number}:1\r\n")).collect();
    let names = clean.replace("END:VEVENT", &format!("{names}X-A;ODD=1:1\r\nEND:VEVENT"));
    let (_, doubts) = broken(names.as_bytes());
    assert!(doubts.contains("unknown-parameter"), "{doubts:?}");
    let verdict = judged(names.as_bytes());
    assert_eq!(verdict.surplus, [("unknown-property", 980)]);
}

#[test]
fn messages_are_short_whatever_they_quote() {
    let long = "A".repeat(100_000);
    let lines = [
        format!("{long}:1"),
        format!("{long};{long}=1;{long}=2:1"),
        long.clone(),
        format!("{long};A:1"),
        format!("{long};CHARSET=a;ENCODING=QUOTED-PRINTABLE;ALTREP=\"^n\":1"),
        format!("BEGIN:{long}"),
        format!("END:{long}x"),
        format!("X-A;X-{long}=^n:1"),
        format!("STATUS:{long}"),
        format!("UID:{long}"),
        format!("COLOR:{long}"),
        format!("RRULE:FREQ=DAILY;UNTIL={long}"),
        format!("DTSTART;TZID={long}/{long}:20270118T093000"),
        format!("RDATE;TZID=/{long}:20270118T093000"),
        format!("DESCRIPTION:<a {long}>"),
    ];
    let zone = format!(
        "BEGIN:VTIMEZONE\r\nTZID:/{long}\r\nEND:VTIMEZONE\r\nBEGIN:{long}\r\nEND:{long}\r\n"
    );
    let feed = format!(
        "{long}:1\r\nBEGIN:VCALENDAR\r\nVERSION:{long}\r\nMETHOD:{long}\r\nCALSCALE:{long}\r\nX-WR-TIMEZONE:{long}\r\n{zone}{zone}BEGIN:VEVENT\r\n{}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        lines.join("\r\n")
    );
    let verdict = judged(feed.as_bytes());
    for finding in verdict.findings.sorted() {
        let help = finding.help.as_deref().unwrap_or_default();
        assert!(
            finding.message.len() < 400,
            "{} bytes: {:.200}",
            finding.message.len(),
            finding.message
        );
        assert!(help.len() < 600, "{} bytes: {help:.200}", help.len());
    }
    assert!(verdict.findings.faults() > 15);
}

#[test]
fn a_feed_whose_lines_cannot_be_told_apart_has_one_fault() {
    for (end, message) in [
        ("\r", "the lines end with CR alone; nothing else was judged"),
        ("\r\r\n", "the lines end with two CR before the LF; nothing else was judged"),
    ] {
        let feed = clean().replace("\r\n", end);
        let verdict = judged(feed.as_bytes());
        let told = verdict.findings.sorted();
        assert_eq!((verdict.faults, verdict.doubts), (1, 0), "{told:?}");
        assert_eq!((told[0].rule, told[0].message.as_str()), (Some("crlf"), message));
    }
}

#[test]
fn a_begin_that_goes_on_behind_a_fold_begins_nothing() {
    let feed = clean().replace("BEGIN:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\n X\r\n");
    assert!(broken(feed.as_bytes()).0.contains("no-calendar"));
}

/// The clean case with one stretch of it replaced.
fn changed(from: &str, to: &str) -> String {
    let clean = clean();
    assert!(clean.contains(from), "{from}");
    clean.replace(from, to)
}

/// The clean case with some lines more in its event.
fn with(lines: &str) -> String {
    changed("END:VEVENT", &format!("{lines}\r\nEND:VEVENT"))
}

#[test]
fn what_an_rfc_allows_is_no_fault() {
    let start = "DTSTART;TZID=Europe/Zurich:20270118T093000";
    let long_uid = format!("UID:{}", ["u".repeat(70).as_str(); 4].join("\r\n "));
    let allowed = [
        with("RRULE:FREQ=DAILY;COUNT=2\r\nRRULE:FREQ=WEEKLY;COUNT=2"),
        with("COMMENT:a\u{85}b"),
        with("COMMENT;CHARSET=UTF-8:a"),
        with("X-A;X-P=1;X-P=2:a"),
        with("X-A;X-P=1;X-Q=2;X-P=3:a"),
        with("ATTACH;MANAGED-ID=1;SIZE=2;FILENAME=a;FMTTYPE=a/b:https://x/"),
        with("LINK;LINKREL=\"SOURCE\";LABEL=a;VALUE=URI:https://x/"),
        with("RELATED-TO;RELTYPE=FINISHTOSTART;GAP=PT5M:b@x"),
        with("IMAGE;VALUE=BINARY;ENCODING=BASE64:AAAA"),
        with("COLOR:SteelBlue"),
        // As Apple writes it.
        with(
            "BEGIN:VALARM\r\nACTION:AUDIO\r\nTRIGGER:-PT15M\r\nATTACH;VALUE=URI:Chord\r\nEND:VALARM",
        ),
        changed("UID:b1@x", &long_uid),
        changed("X-WR-CALNAME:n", "X-WR-CALNAME:n\r\nX-WR-CALNAME:n"),
        changed("\r\nNAME:n", "\r\nNAME;LANGUAGE=fr:m\r\nNAME:n"),
        changed("TZID:Europe/Zurich\r\n", "TZID:Europe/Zurich\r\nLINK;VALUE=URI:https://x/\r\n"),
        // Outlook's own begin in 1601, on no day of the rule.
        changed("DTSTART:19961027T030000", "DTSTART:16010101T030000")
            .replace("DTSTART:19960331T020000", "DTSTART:16010101T020000"),
    ];
    for feed in &allowed {
        let (faults, _) = broken(feed.as_bytes());
        assert!(faults.is_empty(), "{faults:?} in {feed}");
    }
    // A floating UNTIL belongs to a floating start.
    let floating = with("RRULE:FREQ=DAILY;UNTIL=20270201T093000")
        .replace(start, "DTSTART:20270118T093000")
        .replace("DTEND;TZID=Europe/Zurich:", "DTEND:");
    assert_eq!(broken(floating.as_bytes()).0, BTreeSet::from(["floating"]));
    let zoned = with("RRULE:FREQ=DAILY;UNTIL=20270201T093000");
    assert_eq!(broken(zoned.as_bytes()).0, BTreeSet::from(["recurrence"]));
    // What the RFC knows may stand once.
    let twice = with("ATTACH;FMTTYPE=a/b;FMTTYPE=a/c:https://x/");
    assert_eq!(broken(twice.as_bytes()).0, BTreeSet::from(["parameter-twice"]));
}

#[test]
fn what_is_allowed_and_known_is_no_doubt() {
    let known = [
        with("ATTACH;MANAGED-ID=1;SIZE=2;FILENAME=a;FMTTYPE=a/b:https://x/"),
        with("LINK;LINKREL=\"SOURCE\";LABEL=a;VALUE=URI:https://x/"),
        with("RELATED-TO;RELTYPE=FINISHTOSTART;GAP=PT5M:b@x"),
        changed("\r\nNAME:n", "\r\nNAME;LANGUAGE=fr:m\r\nNAME:n"),
    ];
    for feed in &known {
        assert_eq!(broken(feed.as_bytes()), Default::default(), "{feed}");
    }
}

#[test]
fn only_parts_that_follow_on_each_other_for_ever_must_fit() {
    let offsets = changed("TZOFFSETFROM:+0200", "TZOFFSETFROM:+0300");
    assert!(broken(offsets.as_bytes()).0.contains("zone-chain"));
    // Of a change that comes once nobody knows what was before.
    let once = offsets.replace("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n", "");
    assert!(!broken(once.as_bytes()).0.contains("zone-chain"));
}

#[test]
fn a_zone_that_has_new_rules_is_compared_with_them() {
    // British Columbia has summer time for ever, from 2026 on.
    let feed = |offset: &str| {
        let feed = clean().replace("Europe/Zurich", "America/Vancouver");
        let daylight = feed.find("BEGIN:DAYLIGHT").unwrap()..feed.find("BEGIN:STANDARD").unwrap();
        let mut feed = feed.clone();
        feed.replace_range(daylight, "");
        let offsets = format!("TZOFFSETFROM:{offset}\r\nTZOFFSETTO:{offset}");
        feed.replace("TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100", &offsets)
            .replace("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n", "")
    };
    assert_eq!(broken(feed("-0700").as_bytes()), (BTreeSet::new(), BTreeSet::new()));
    assert!(broken(feed("-0800").as_bytes()).0.contains("zone-offset"));
}

#[test]
fn the_name_of_a_zone_is_escaped_where_it_is_a_text() {
    let feed = clean()
        .replace("TZID:Europe/Zurich", "TZID:Zurich\\, Geneva")
        .replace("TZID=Europe/Zurich", "TZID=\"Zurich, Geneva\"");
    let (faults, doubts) = broken(feed.as_bytes());
    assert_eq!(faults, BTreeSet::new());
    assert!(doubts.contains("zone-unknown") && !doubts.contains("zone-unused"));
}

#[test]
fn each_calendar_of_a_feed_has_its_own_zones_and_its_own_head() {
    let second = clean().replace("UID:", "UID:z");
    let both = clean() + &second;
    assert_eq!(broken(both.as_bytes()).0, BTreeSet::from(["one-calendar"]));
    let without = &second[..second.find("BEGIN:VTIMEZONE").unwrap()];
    let without = without.to_owned() + second.split_once("END:VTIMEZONE\r\n").unwrap().1;
    let one = clean() + &without;
    assert_eq!(broken(one.as_bytes()).0, BTreeSet::from(["one-calendar", "zone-missing"]));
    let third = clean()
        + &second
        + &second.replace("UID:z", "UID:y").replace("\r\nNAME:n", "\r\nMETHOD:REQUEST\r\nNAME:n");
    assert_eq!(broken(third.as_bytes()).0, BTreeSet::from(["method", "one-calendar"]));
    let method = changed("CALSCALE", "METHOD:PUBLISH\r\nCALSCALE");
    assert_eq!(broken(method.as_bytes()).1, BTreeSet::from(["method-publish"]));
    let meeting = method.replace("END:VEVENT", "ORGANIZER:mailto:a@x\r\nEND:VEVENT");
    let (faults, doubts) = broken(meeting.as_bytes());
    assert_eq!((faults.len(), doubts), (0, BTreeSet::from(["attendee", "method-organizer"])));
}

#[test]
fn a_title_says_that_its_event_is_cancelled_or_not_sure() {
    let doubts = |status: &str, title: &str| {
        let feed = changed("STATUS:CONFIRMED", &format!("STATUS:{status}"))
            .replace("TRANSP:OPAQUE", "TRANSP:TRANSPARENT")
            .replace("SUMMARY:Q7/12", &format!("SUMMARY:{title}"));
        let (faults, doubts) = broken(feed.as_bytes());
        assert!(faults.is_empty(), "{faults:?}");
        !doubts.is_empty()
    };
    for said in [
        "CANCELLED: Q7/12",
        "[Canceled] Q7/12",
        "Q7/12 (cancelled)",
        "POSTPONED: Q7/12",
        "ANNULÉ – SG9 : réunion",
        "REPORTÉ – SG9",
        "CANCELADO – SG9",
        "APLAZADO – SG9",
        "ОТМЕНЕНО – ИК9",
        "ПЕРЕНЕСЕНО – ИК9",
        "取消：SG9",
        "推迟：SG9",
        "SG9（已取消）",
        "ملغى – SG9",
        "مؤجل – SG9",
    ] {
        assert!(!doubts("CANCELLED", said), "{said}");
    }
    for unsaid in [
        "Q7/12",
        "Report of WP1/12",
        "Reporters' lunch",
        "Removed cells",
        "Cancellation of noise",
        "On cancelled meetings of 2026",
    ] {
        assert!(doubts("CANCELLED", unsaid), "{unsaid}");
    }
    for said in [
        "SG9 (tentative)",
        "Plenary (if necessary)",
        "TBC: Q7/12",
        "SG9 (à confirmer)",
        "SG9 (si nécessaire)",
        "SG9 (por confirmar)",
        "SG9 (предварительно)",
        "SG9（暂定）",
        "SG20：会议（如有必要）",
        "SG9 (رهن التأكيد)",
    ] {
        assert!(!doubts("TENTATIVE", said), "{said}");
    }
    for unsaid in ["Q7/12", "Provisionals", "SG9 ntbc"] {
        assert!(doubts("TENTATIVE", unsaid), "{unsaid}");
    }
}

#[test]
fn a_colour_has_a_name_and_a_text_no_control_character() {
    for (line, rule) in [("COLOR:#336699", "colour"), ("COLOR:blu", "colour")] {
        assert_eq!(broken(with(line).as_bytes()).0, BTreeSet::from([rule]));
    }
    let calendar = changed("CALSCALE", "COLOR:Swiss red\r\nCALSCALE");
    assert_eq!(broken(calendar.as_bytes()).0, BTreeSet::from(["colour"]));
    for text in ["a\tb", "a\u{9f}b"] {
        let feed = with(&format!("DESCRIPTION:{text}"));
        let (faults, doubts) = broken(feed.as_bytes());
        assert_eq!((faults.len(), doubts), (0, BTreeSet::from(["text-control"])));
    }
    let folded = with("DESCRIPTION:a\r\n\tb");
    assert_eq!(broken(folded.as_bytes()), Default::default());
}

#[test]
fn a_zone_of_too_many_parts_is_not_worked_out() {
    let daylight = "BEGIN:DAYLIGHT\r\nTZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n";
    let parts = |number: usize| {
        let feed = changed("BEGIN:DAYLIGHT", &format!("{}BEGIN:DAYLIGHT", daylight.repeat(number)));
        broken(feed.replace("TZOFFSETTO:+0100", "TZOFFSETTO:+0300").as_bytes()).0
    };
    assert!(parts(5).contains("zone-offset"));
    assert!(!parts(25).contains("zone-offset"));
    // Nor is one that changes more often in a year than zones do.
    let days = |days: &str| {
        let feed = changed("TZOFFSETTO:+0100", "TZOFFSETTO:+0300");
        broken(feed.replace("BYMONTH=10;BYDAY=-1SU", days).as_bytes()).0
    };
    assert!(days("BYMONTH=10;BYMONTHDAY=24,25,26,27,28").contains("zone-offset"));
    assert!(!days("BYMONTH=10;BYMONTHDAY=24,25,26,27,28,29").contains("zone-offset"));
}

#[test]
fn an_event_of_too_many_rules_is_not_worked_out() {
    let rules = |number: usize| {
        let rules = "RRULE:FREQ=DAILY;COUNT=3\r\n".repeat(number);
        broken(with(&format!("{rules}EXDATE:20270601T000000Z")).as_bytes()).1
    };
    assert!(rules(20).contains("exdate"));
    assert!(!rules(21).contains("exdate"));
}

#[test]
fn a_component_that_is_too_deep_hides_nothing_behind_it() {
    let deep =
        clean().replace("BEGIN:VEVENT", &format!("{}BEGIN:VEVENT", "BEGIN:X-A\r\n".repeat(20)));
    let verdict = judged(deep.as_bytes());
    assert_eq!(verdict.events, 1);
    assert_eq!(broken(deep.as_bytes()).0, BTreeSet::from(["nesting"]));
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
    let of_each_year = |rule: &str, events: &str| {
        let part = format!(
            "BEGIN:STANDARD\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nDTSTART:00010101T000000\r\nRRULE:FREQ=YEARLY;{rule}\r\nEND:STANDARD\r\n"
        );
        format!("BEGIN:VTIMEZONE\r\nTZID:a\r\n{}END:VTIMEZONE\r\n{events}", part.repeat(20))
    };
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
        wrap(&format!("SUMMARY:{}\r\n", "Ã".repeat(some))),
        wrap(&format!("SUMMARY:{}\r\n", "{{undefined,".repeat(some))),
        wrap(&format!("X-A:{}\r\n", "1\r\n END:VEVENT".repeat(some / 4))),
        wrap(&format!(
            "BEGIN:VEVENT\r\nUID:a\r\nRRULE:{}\r\nEND:VEVENT\r\n",
            "BYDAY=1MO;".repeat(some)
        )),
        wrap(&format!(
            "BEGIN:VTIMEZONE\r\nTZID:a\r\nBEGIN:STANDARD\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nDTSTART:00010101T000000\r\nRDATE:{}00010101T000000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n{}",
            (1..390).map(|year| format!("{year:04}0101T000000,")).collect::<String>(),
            (1..9_999)
                .map(|year| format!(
                    "BEGIN:VEVENT\r\nDTSTART;TZID=a:{year:04}0101T000000\r\nDTEND;TZID=b:{year:04}0101T000000\r\nEND:VEVENT\r\n"
                ))
                .collect::<String>()
        )),
        wrap(&format!(
            "BEGIN:VEVENT\r\nDTSTART:20270101T100000Z\r\nRRULE:FREQ=DAILY;COUNT=100000000\r\nEXDATE:{}1\r\nEND:VEVENT\r\n",
            "20700101T100000Z,".repeat(some / 3)
        )),
        wrap(&of_each_year(
            "BYMONTH=1;BYMONTHDAY=1,2,3,4",
            &(1..9_999)
                .map(|year| format!(
                    "BEGIN:VEVENT\r\nDTSTART;TZID=a:{year:04}0101T000000\r\nEND:VEVENT\r\n"
                ))
                .collect::<String>()
        )),
        wrap(&of_each_year("BYMONTH=1;BYMONTHDAY=1;BYSETPOS=1", "").repeat(300)),
        wrap(&"\0".repeat(some)),
        wrap(&"\r".repeat(some)),
        wrap(&"\r\n".repeat(some)),
        "BEGIN:VCALENDAR\r\n".repeat(some),
    ];
    let before = worked();
    for feed in &hostile {
        let verdict = judged(feed.as_bytes());
        assert!(verdict.faults > 0);
        draw(&verdict.findings, "a.ics", &verdict.text, Screen::default());
    }
    // Anything that is not linear takes minutes.
    let passed = worked() - before;
    assert!(passed.as_secs() < 60, "{passed:?}");
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
        let verdict = judged(&bytes);
        prop_assert!(verdict.text.len() == bytes.len());
        for finding in verdict.findings.sorted() {
            let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
            prop_assert!(finding.place.is_none_or(|place| place.line as usize <= lines && place.start <= bytes.len()));
        }
        draw(&verdict.findings, "a.ics", &verdict.text, Screen::default());
    }
}
