//! What calendar programs fail on, one slip at a time, each with a near neighbour that is right: the
//! first is found by its rule, of the second nothing is said as a fault and nothing by that rule.

use crate::support::root;
use std::collections::BTreeSet;
use std::fs;
use timeplan::finding::Level;
use timeplan::lint::{lint, rules};

/// The case without any finding.
fn clean() -> String {
    fs::read_to_string(root().join("tests/lint/clean.ics")).unwrap()
}

/// It with one stretch replaced.
fn changed(from: &str, to: &str) -> String {
    let clean = clean();
    assert!(clean.contains(from), "{from}");
    clean.replace(from, to)
}

/// It with some lines more in its event.
fn with(lines: &str) -> String {
    changed("END:VEVENT", &format!("{lines}\r\nEND:VEVENT"))
}

/// It with other times.
fn timed(lines: &str) -> String {
    let times =
        "DTSTART;TZID=Europe/Zurich:20270118T093000\r\nDTEND;TZID=Europe/Zurich:20270118T104500";
    changed(times, lines)
}

/// It with an event that recurs and one that stands for one of its times.
fn moved(named: &str) -> String {
    let feed = with("RRULE:FREQ=WEEKLY;COUNT=3");
    let (head, event) = feed.split_once("BEGIN:VEVENT").unwrap();
    let event = event.split("END:VCALENDAR").next().unwrap();
    let other = event.replace("RRULE:FREQ=WEEKLY;COUNT=3", named);
    format!("{head}BEGIN:VEVENT{event}BEGIN:VEVENT{other}END:VCALENDAR\r\n")
}

/// The rules that a feed breaks: all of them, and faults.
fn broken(feed: &str) -> (BTreeSet<&'static str>, BTreeSet<&'static str>) {
    let verdict = lint(feed.as_bytes());
    let sorted = verdict.findings.sorted();
    let all = sorted.iter().filter_map(|finding| match finding.level {
        Level::Fault => finding.rule,
        Level::Doubt(name) => Some(name),
    });
    let faults = sorted.iter().filter(|finding| finding.level == Level::Fault);
    (all.collect(), faults.filter_map(|finding| finding.rule).collect())
}

#[track_caller]
fn pair(rule: &str, wrong: &str, right: &str) {
    assert!(rules().iter().any(|own| own.name == rule), "there is no rule {rule}");
    let (found, _) = broken(wrong);
    assert!(found.contains(rule), "{rule} wanted, {found:?} found in\n{wrong}");
    let (found, faults) = broken(right);
    assert!(!found.contains(rule) && faults.is_empty(), "{rule}: {found:?} found in\n{right}");
}

#[test]
fn times_of_an_event_that_recurs() {
    let daily = "RRULE:FREQ=DAILY;COUNT=4";
    let zone = "TZID=Europe/Zurich";
    let except = |lines: &str| with(&format!("{daily}\r\n{lines}"));
    let right = except(&format!("EXDATE;{zone}:20270119T093000"));
    pair("exdate-type", &except("EXDATE;VALUE=DATE:20270119"), &right);
    pair("exdate", &except(&format!("EXDATE;{zone}:20270119T083000")), &right);
    // The same instant in another zone hits it.
    pair("exdate", &except("EXDATE:20270119T093000Z"), &except("EXDATE:20270119T083000Z"));
    pair(
        "exdate",
        &except(&format!("EXDATE;{zone}:20270122T093000")),
        &except(&format!("EXDATE;{zone}:20270121T093000")),
    );
    // What is left of the times before somebody changed all that follow.
    let before = except(&format!("EXDATE;{zone}:20270111T093000"));
    pair("exdate", &except(&format!("EXDATE;{zone}:20270219T093000")), &before);
    // Of an event that does not recur it takes out nothing.
    pair("exdate", &with(&format!("EXDATE;{zone}:20270119T093000")), &right);
    let single = |named: &str| moved(named).replace("RRULE:FREQ=WEEKLY;COUNT=3\r\n", "");
    pair(
        "override-nowhere",
        &single(&format!("RECURRENCE-ID;{zone}:20270125T093000")),
        &single(&format!("RECURRENCE-ID;{zone}:20270118T093000")),
    );
    pair(
        "until",
        &with("RRULE:FREQ=DAILY;UNTIL=20270118T082959Z"),
        &with("RRULE:FREQ=DAILY;UNTIL=20270118T083000Z"),
    );
    // 18 January 2027 is a Monday.
    pair(
        "start-outside-rule",
        &with("RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2"),
        &with("RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2"),
    );
    pair(
        "override-nowhere",
        &moved(&format!("RECURRENCE-ID;{zone}:20270126T093000")),
        &moved(&format!("RECURRENCE-ID;{zone}:20270125T093000")),
    );
    pair(
        "override-type",
        &moved("RECURRENCE-ID;VALUE=DATE:20270125"),
        &moved("RECURRENCE-ID:20270125T083000Z"),
    );
    pair(
        "range",
        &moved(&format!("RECURRENCE-ID;{zone};RANGE=THISANDPRIOR:20270125T093000")),
        &moved(&format!("RECURRENCE-ID;{zone};RANGE=THISANDFUTURE:20270125T093000")),
    );
}

#[test]
fn rules_of_recurrence() {
    let rule = |wrong: &str, right: &str| {
        let feed = |rule: &str| with(&format!("RRULE:{rule}"));
        pair("recurrence", &feed(wrong), &feed(right));
    };
    rule("FREQ=WEEKLY;BYDAY=MON", "FREQ=WEEKLY;BYDAY=MO");
    rule("FREQ=WEEKLY;BYDAY=MO, WE", "FREQ=WEEKLY;BYDAY=MO,WE");
    rule("FREQ=WEEKLY;BYDAY=3MO", "FREQ=MONTHLY;BYDAY=3MO");
    rule("FREQ=WEEKLY;BYMONTHDAY=18", "FREQ=MONTHLY;BYMONTHDAY=18");
    rule("FREQ=MONTHLY;BYMONTHDAY=32", "FREQ=MONTHLY;BYMONTHDAY=-14");
    rule("FREQ=YEARLY;BYMONTH=0", "FREQ=YEARLY;BYMONTH=1");
    rule("FREQ=MONTHLY;BYWEEKNO=3", "FREQ=YEARLY;BYWEEKNO=3");
    rule("FREQ=MONTHLY;BYYEARDAY=18", "FREQ=YEARLY;BYYEARDAY=18");
    rule("FREQ=MONTHLY;BYSETPOS=1", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=3");
    rule("FREQ=DAILY;COUNT=2;COUNT=3", "FREQ=DAILY;COUNT=2");
    rule("FREQ=DAILY;COUNT=2;UNTIL=20270201T000000Z", "FREQ=DAILY;UNTIL=20270201T000000Z");
    rule("FREQ=DAILY;TIMES=2", "FREQ=DAILY;COUNT=2;WKST=MO;INTERVAL=1");
    rule("FREQ=DAILY;COUNT=0", "RSCALE=GREGORIAN;FREQ=DAILY;COUNT=1;SKIP=OMIT");
    let day =
        "DTSTART;VALUE=DATE:20270118\r\nDTEND;VALUE=DATE:20270119\r\nRRULE:FREQ=DAILY;COUNT=2";
    pair("recurrence", &timed(&format!("{day};BYHOUR=9")), &timed(day));
}

#[test]
fn values_of_another_form() {
    let one = |rule: &str, wrong: &str, right: &str| pair(rule, &with(wrong), &with(right));
    one("geo", "GEO:46.2,6.1", "GEO:46.2;6.1");
    one("geo", "GEO:46.2\\;6.1", "GEO:-46;+6.1");
    one("geo", "GEO:6.1;196.2", "GEO:46.2222;6.1374");
    one("priority", "PRIORITY:high", "PRIORITY:0");
    one("priority", "PRIORITY:10", "PRIORITY:9");
    one(
        "unquoted",
        "DESCRIPTION;ALTREP=https://example.org/x:text",
        "DESCRIPTION;ALTREP=\"https://example.org/x\":text",
    );
    one(
        "unquoted",
        "ATTENDEE;MEMBER=mailto:a@x:mailto:b@x",
        "ATTENDEE;MEMBER=\"mailto:a@x\":mailto:b@x",
    );
    one("unquoted", "ORGANIZER;CN=ITU: TSB:mailto:b@x", "ORGANIZER;CN=\"ITU: TSB\":mailto:b@x");
    // What it means in a property of somebody's own, nobody knows.
    one("unquoted", "ATTENDEE;SENT-BY=a:mailto:b@x", "X-A;SENT-BY=a:b");
    one("address", "URL:https://example.org/a b", "URL:https://example.org/a%20b");
    one("address", "URL:www.example.org", "URL:https://www.example.org");
    one("person", "ORGANIZER:a@x", "ORGANIZER:mailto:a@x");
    one("person", "ATTENDEE:mailto:A B <a@x>", "ATTENDEE;CN=A B:MAILTO:a@x");
    one("all-day-flag", "X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", "X-MICROSOFT-CDO-ALLDAYEVENT:FALSE");
    pair(
        "all-day-utc",
        &timed("DTSTART:20270104T000000Z\r\nDTEND:20270105T000000Z"),
        &timed("DTSTART:20270104T000000Z\r\nDTEND:20270104T010000Z"),
    );
    for last in ["235900Z", "235959Z"] {
        pair(
            "all-day-utc",
            &timed(&format!("DTSTART:20270104T000000Z\r\nDTEND:20270105T{last}")),
            &timed(&format!("DTSTART:20270104T080000Z\r\nDTEND:20270105T{last}")),
        );
    }
    pair(
        "date-value",
        &timed("DTSTART;VALUE=DATETIME:20270118T083000Z\r\nDTEND:20270118T093000Z"),
        &timed("DTSTART;VALUE=date-time:20270118T083000Z\r\nDTEND:20270118T093000Z"),
    );
    one(
        "date-value",
        "RRULE:FREQ=DAILY;COUNT=2\r\nRDATE;VALUE=TIME:093000",
        "RRULE:FREQ=DAILY;COUNT=2\r\nRDATE;VALUE=PERIOD:20270120T083000Z/PT1H",
    );
    let alarm = |lines: &str| with(&format!("BEGIN:VALARM\r\n{lines}\r\nEND:VALARM"));
    let shown = "ACTION:DISPLAY\r\nDESCRIPTION:a\r\nTRIGGER:-PT15M";
    pair(
        "alarm",
        &alarm(&format!("{shown}\r\nREPEAT:2")),
        &alarm(&format!("{shown}\r\nREPEAT:2\r\nDURATION:PT5M")),
    );
    let sent = "ACTION:EMAIL\r\nDESCRIPTION:a\r\nSUMMARY:b\r\nTRIGGER:-PT15M";
    pair("alarm", &alarm(sent), &alarm(&format!("{sent}\r\nATTENDEE:mailto:a@x")));
    let at = "ACTION:DISPLAY\r\nDESCRIPTION:a\r\nTRIGGER;VALUE=DATE-TIME:20270118T080000";
    pair("utc", &alarm(at), &alarm(&format!("{at}Z")));
}

#[test]
fn texts_that_nobody_meant() {
    let title = |rule: &str, wrong: &str, right: &str| {
        let feed = |title: &str| changed("SUMMARY:Q7/12", &format!("SUMMARY:{title}"));
        pair(rule, &feed(wrong), &feed(right));
    };
    title("mojibake", "RÃ©union", "Réunion");
    title("mojibake", "Q7/12 â€“ ad hoc", "Q7/12 – ad hoc");
    title("mojibake", "Ð¡Ð¾Ð±Ñ€Ð°Ð½Ð¸Ðµ", "Собрание");
    title("placeholder", "undefined", "On undefined terms");
    title("placeholder", "null", "Null hypothesis");
    title("placeholder", "None", "None of the above");
    title("placeholder", "Q7/12: undefined", "Q7/12: defined");
    let one = |wrong: &str, right: &str| pair("placeholder", &with(wrong), &with(right));
    one("LOCATION:None", "LOCATION:Room Nonet");
    one("DESCRIPTION:[object Object]", "DESCRIPTION:Catering: None");
    one("DESCRIPTION:${agenda}", "DESCRIPTION:Costs $5 {five}");
    one("URL:https://example.org/undefined", "URL:https://example.org/undefinedness");
    one("ATTENDEE;CN=null:mailto:a@x", "ATTENDEE;CN=Nuller:mailto:a@x");
    pair(
        "placeholder",
        &changed("UID:b1@x", "UID:undefined-1@x"),
        &changed("UID:b1@x", "UID:nullable-1@x"),
    );
}

/// A zone that changes its hours on dates alone.
fn dated(feed: &str) -> String {
    feed.replace("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RDATE:20270328T020000")
        .replace("RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "RDATE:20271031T030000")
        .replace("DTSTART:19960331T020000", "DTSTART:20260329T020000")
        .replace("DTSTART:19961027T030000", "DTSTART:20261025T030000")
}

#[test]
fn zones_are_judged_by_what_they_say_of_the_hours() {
    let windows = clean().replace("Europe/Zurich", "W. Europe Standard Time");
    let windows = windows.replace("X-WR-TIMEZONE:W. Europe Standard Time\r\n", "");
    // The name alone is a doubt; a VTIMEZONE with other hours is a fault.
    let (found, faults) = broken(&windows);
    assert!(found.contains("zone-unknown") && faults.is_empty(), "{found:?}");
    pair("zone-offset", &windows.replace("TZOFFSETTO:+0100", "TZOFFSETTO:+0200"), &windows);
    let (_, faults) = broken(&windows.replace("TZID:W. Europe", "TZID:E. Europe"));
    assert_eq!(faults, BTreeSet::from(["zone-missing"]));
    // A name of somebody's own too.
    let own = clean().replace("Europe/Zurich", "ITU house");
    assert_eq!(broken(&own.replace("X-WR-TIMEZONE:ITU house\r\n", "")).1, BTreeSet::new());

    // A zone with its history, as the tz database is published.
    let history = "BEGIN:STANDARD\r\nTZOFFSETFROM:+003408\r\nTZOFFSETTO:+0100\r\nDTSTART:18940601T000000\r\nRDATE:18940601T000000\r\nEND:STANDARD\r\n";
    let history = changed("BEGIN:DAYLIGHT", &format!("{history}BEGIN:DAYLIGHT"));
    pair("zone-dates", &dated(&clean()), &history);
    assert!(broken(&history).0.contains("zone-form"));
    // ical.js keeps a change that RDATE names too.
    let whole = dated(&clean())
        .replace("DTSTART:20261025T030000", "DTSTART:20261025T030000\r\nRDATE:20261025T030000");
    let whole = whole
        .replace("DTSTART:20260329T020000", "DTSTART:20260329T020000\r\nRDATE:20260329T020000");
    pair("zone-dates", &dated(&clean()), &whole);

    // The zone begins later, and says the right hour of what was before.
    let later = |month: &str| {
        let day = format!("2027{month}18T");
        clean()
            .replace("20270118T", &day)
            .replace("DTSTART:19960331", "DTSTART:20270328")
            .replace("DTSTART:19961027", "DTSTART:20271031")
    };
    assert_eq!(broken(&later("01")).1, BTreeSet::new());
    let summer = clean().replace("20270118T", "20260718T");
    let summer = summer
        .replace("DTSTART:19960331", "DTSTART:20270328")
        .replace("DTSTART:19961027", "DTSTART:20271031");
    assert_eq!(broken(&summer).1, BTreeSet::from(["zone-offset"]));
}

#[test]
fn a_list_of_zones_is_a_calendar() {
    let clean = clean();
    let (head, rest) = clean.split_once("BEGIN:VEVENT").unwrap();
    let end = rest.split_once("END:VEVENT\r\n").unwrap().1;
    assert_eq!(broken(&format!("{head}{end}")), Default::default());
    assert_eq!(broken(&dated(&format!("{head}{end}"))).1, BTreeSet::new());
    let empty = format!("{}{end}", head.split_once("BEGIN:VTIMEZONE").unwrap().0);
    assert_eq!(broken(&empty).1, BTreeSet::from(["no-events"]));
}

#[test]
fn text_before_a_begin_is_named_and_the_rest_is_judged() {
    for (from, to) in [
        ("BEGIN:VCALENDAR", "Warning: foo in bar.php on line 3BEGIN:VCALENDAR"),
        ("BEGIN:VCALENDAR", "<p>BEGIN:VCALENDAR"),
        ("BEGIN:VCALENDAR", "  BEGIN:VCALENDAR"),
        ("BEGIN:VEVENT", "X-A:1BEGIN:VEVENT"),
        ("END:DAYLIGHT\r\nBEGIN:STANDARD", "END:DAYLIGHTBEGIN:STANDARD"),
        ("SUMMARY:Q7/12\r\nEND:VEVENT\r\nEND:VCALENDAR", "SUMMARY:Q7/12END:VEVENTEND:VCALENDAR"),
    ] {
        let feed = changed(from, to);
        assert_eq!(broken(&feed).1, BTreeSet::from(["glued"]), "{to}");
        assert_eq!(lint(feed.as_bytes()).events, 1, "{to}");
    }
    for text in [
        "DESCRIPTION:It begins with BEGIN:VEVENT",
        "DESCRIPTION:BEGIN:VEVENT",
        "DESCRIPTION:a\\nEND:VEVENT",
    ] {
        assert_eq!(broken(&with(text)), Default::default(), "{text}");
    }
    let many = with(&format!("X-A:{}", "1END:VEVENT".repeat(50_000)));
    assert!(broken(&many).1.contains("glued"));
}

#[test]
fn what_is_no_calendar_is_named() {
    for (start, words) in [
        ("\u{1F}\u{8B}\u{8}", "gzip"),
        ("BEGIN:VEVENT\r\nEND:VEVENT\r\n", "no calendar around"),
        ("BEGIN:VCARD\r\nEND:VCARD\r\n", "this is no calendar"),
    ] {
        let bytes: Vec<u8> = start.chars().filter_map(|c| u8::try_from(c).ok()).collect();
        let verdict = lint(&bytes);
        let sorted = verdict.findings.sorted();
        assert!(sorted.iter().any(|finding| finding.message.contains(words)), "{sorted:?}");
    }
}

#[test]
fn blank_lines_at_the_end_do_no_harm() {
    let end = clean() + "\r\n \r\n\r\n";
    let (found, faults) = broken(&end.replace(" \r\n", ""));
    assert_eq!((found, faults), (BTreeSet::from(["blank-end"]), BTreeSet::new()));
    pair("blank-line", &changed("BEGIN:VEVENT", "\r\nBEGIN:VEVENT"), &clean());
}

#[test]
fn methods_are_those_of_messages() {
    let sent = |method: &str, lines: &str| {
        with(lines).replace("CALSCALE", &format!("METHOD:{method}\r\nCALSCALE"))
    };
    let people = "ORGANIZER:mailto:a@x\r\nATTENDEE:mailto:b@x";
    pair("method", &sent("REQUEST", "COMMENT:a"), &sent("REQUEST", people));
    pair("method", &sent("INVITE", people), &sent("CANCEL", people));
    let two = moved("UID:other@x").replace("END:VEVENT", &format!("{people}\r\nEND:VEVENT"));
    let two =
        two.replacen("UID:b1@x\r\n", "", 2).replacen("BEGIN:VEVENT", "BEGIN:VEVENT\r\nUID:b1@x", 1);
    pair("method", &two.replace("CALSCALE", "METHOD:REQUEST\r\nCALSCALE"), &two);
    // Google and Outlook publish so; and an answer need not say when the meeting is.
    assert_eq!(broken(&sent("PUBLISH", "COMMENT:a")).1, BTreeSet::new());
    let answer = timed("COMMENT:a").replace("CALSCALE", "METHOD:REPLY\r\nCALSCALE");
    let answer = answer.replace("COMMENT:a", people);
    assert_eq!(broken(&answer).1, BTreeSet::new());
    assert_eq!(broken(&timed("COMMENT:a")).1, BTreeSet::from(["start"]));
}

#[test]
fn each_calendar_of_a_stream_has_its_own_uids() {
    // As mail programs keep the messages about one meeting.
    let both = clean() + &clean();
    assert_eq!(broken(&both).1, BTreeSet::from(["one-calendar"]));
    let one = moved("COMMENT:a");
    assert_eq!(broken(&one).1, BTreeSet::from(["uid-twice"]));
}
