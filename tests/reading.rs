//! What feeds of other programs say, by the letter of RFC 5545: values, rules, zones and lines.

use chrono::{NaiveDate, NaiveDateTime};
use timeplan::ical::any::{AnyEvent, EventTime, read_any};
use timeplan::ical::recur::RecurrenceRule;
use timeplan::ical::value::{DateOrTime, duration, moment, offset};
use timeplan::ical::{Time, clean};

const LOCAL: &str = "%Y%m%dT%H%M%S";

#[test]
fn a_value_is_read_to_the_second_or_not_at_all() {
    for (text, wanted) in [
        ("20270118", Some("20270118")),
        ("20271231T235958", Some("20271231T235958")),
        ("20270118T093015Z", Some("20270118T093015Z")),
        // A leap second is the second before it.
        ("20161231T235960Z", Some("20161231T235959Z")),
        ("20270118T093061Z", None),
        ("20270118T096000Z", None),
        ("20270118T240000Z", None),
        ("20270132", None),
        ("20271301", None),
        ("+0270118", None),
        ("20270118T+93015", None),
        ("2027118", None),
        ("202701018", None),
    ] {
        let read = moment(text).map(|read| match read {
            DateOrTime::Date(day) => day.format("%Y%m%d").to_string(),
            DateOrTime::Local(at) => at.format(LOCAL).to_string(),
            DateOrTime::Utc(at) => at.format("%Y%m%dT%H%M%SZ").to_string(),
        });
        assert_eq!(read.as_deref(), wanted, "{text}");
    }
    for (text, wanted) in [
        ("+0000", Some(0)),
        ("+0100", Some(3_600)),
        ("-0330", Some(-12_600)),
        ("+054530", Some(20_730)),
        ("-235959", Some(-86_399)),
        ("+2400", None),
        ("+0160", None),
        ("+010060", None),
        ("-0000", None),
        ("-000000", None),
        ("+01000", None),
        ("++100", None),
    ] {
        assert_eq!(offset(text), wanted, "{text}");
    }
    for (text, wanted) in [
        ("P3D", Some(259_200)),
        ("-P1W", Some(-604_800)),
        ("PT1H1M1S", Some(3_661)),
        ("-P1DT1S", Some(-86_401)),
        ("P+1D", None),
        ("PT", None),
    ] {
        assert_eq!(duration(text), wanted, "{text}");
    }
}

#[test]
fn no_text_keeps_what_programs_cannot_show() {
    for (text, wanted) in [
        ("a b\nc, é – 会", "a b\nc, é – 会"),
        ("a\u{A0}b\u{AD}c", "a\u{A0}b\u{AD}c"),
        ("a\u{2028}b\u{2029}c\u{2026}", "a\nb\nc\u{2026}"),
        ("a\u{80}b\u{9F}c\u{7F}d\u{0}", "abcd"),
        ("\u{FEFF}a\u{FFFD}b\u{FDD0}c\u{FFFE}\u{FF01}", "abc\u{FF01}"),
        ("a\r\nb\rc\td\\e", "a\nb\nc d/e"),
        ("\u{1F600}\u{1FFFE}", "\u{1F600}"),
    ] {
        assert_eq!(clean(text), wanted, "{text:?}");
    }
}

#[test]
fn a_rule_that_the_rfc_forbids_is_no_rule() {
    for rule in [
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;BYYEARDAY=3",
        "FREQ=DAILY;BYDAY=1MO",
        "FREQ=WEEKLY;BYYEARDAY=3",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=WEEKLY;BYDAY=-1FR",
        "FREQ=MONTHLY;BYYEARDAY=3",
        "FREQ=YEARLY;BYMONTH=13",
        "FREQ=YEARLY;BYYEARDAY=367",
        "FREQ=MONTHLY;BYMONTHDAY=-32",
        "FREQ=YEARLY;BYDAY=54MO",
    ] {
        assert_eq!(RecurrenceRule::read(rule), None, "{rule}");
    }
}

/// How far a rule is followed depends on the days that it needs to look at, and never on more.
#[test]
fn the_work_for_a_rule_is_bounded_by_the_days_it_looks_at() {
    let start = NaiveDate::from_ymd_opt(2027, 1, 1).unwrap();
    for (rule, wanted) in [
        ("FREQ=DAILY", 367),
        ("FREQ=WEEKLY", 53),
        ("FREQ=MONTHLY", 12),
        ("FREQ=YEARLY", 12),
        ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=1", 12),
        ("FREQ=YEARLY;BYMONTH=1;BYDAY=1FR", 12),
        ("FREQ=YEARLY;BYYEARDAY=1", 2),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", 1),
    ] {
        let dates = RecurrenceRule::read(rule).unwrap().dates(start, 1_000, 366, |_| false);
        assert_eq!((dates.days.len(), dates.is_all), (wanted, false), "{rule}");
        assert!((300..=366).contains(&dates.looked_at), "{rule}: {}", dates.looked_at);
    }
}

/// A calendar with a part before its event, and the lines of the event.
fn calendar(head: &str, event: &str) -> String {
    let event = format!("BEGIN:VEVENT\nUID:a\n{event}END:VEVENT\n");
    format!("BEGIN:VCALENDAR\n{head}{event}END:VCALENDAR\n")
}

fn only(head: &str, event: &str) -> AnyEvent {
    let mut feed = read_any(calendar(head, event).as_bytes());
    assert_eq!((feed.calendars, feed.events.len()), (1, 1), "{:?}\n{event}", feed.flaw);
    feed.events.remove(0)
}

fn shown(time: Time) -> String {
    match time {
        Time::Date(day) => day.format("%Y%m%d").to_string(),
        Time::Local(at, _) => at.format("%Y%m%dT%H%M").to_string(),
        Time::Utc(at) => at.format("%Y%m%dT%H%MZ").to_string(),
    }
}

/// Start and end of an event, and what is unclear about them.
fn span(head: &str, event: &str) -> String {
    let read = only(head, event);
    let unclear: Vec<String> = read.beyond.unclear.into_iter().collect();
    let mark = if unclear.is_empty() { "" } else { " ?" };
    format!(
        "{}–{}{mark}{}",
        shown(read.published.start),
        shown(read.published.end),
        unclear.join(" ")
    )
}

#[test]
fn an_event_ends_where_its_end_or_its_length_says() {
    for (event, wanted) in [
        ("DTSTART:20270104T090000Z\nDTEND:20270104T100000Z\n", "20270104T0900Z–20270104T1000Z"),
        ("DTSTART:20270104T090000Z\nDURATION:P1DT1H\n", "20270104T0900Z–20270105T1000Z"),
        ("DTSTART:20270104T090000\nDURATION:PT90M\n", "20270104T0900–20270104T1030"),
        ("DTSTART;VALUE=DATE:20270104\nDURATION:P2D\n", "20270104–20270106"),
        ("DTSTART;VALUE=DATE:20270104\nDTEND;VALUE=DATE:20270106\n", "20270104–20270106"),
        ("DTSTART:20270104T090000Z\n", "20270104T0900Z–20270104T0900Z"),
        // What does not fit is not taken.
        ("DTSTART;VALUE=DATE:20270104\nDURATION:PT1H\n", "20270104–20270104 ?DURATION:PT1H"),
        (
            "DTSTART:20270104T090000Z\nDTEND:20270104T080000Z\n",
            "20270104T0900Z–20270104T0900Z ?DTEND:20270104T080000Z",
        ),
        (
            "DTSTART:20270104T090000\nDTEND:20270104T080000\n",
            "20270104T0900–20270104T0900 ?DTEND:20270104T080000",
        ),
        (
            "DTSTART;VALUE=DATE:20270104\nDTEND;VALUE=DATE:20270103\n",
            "20270104–20270104 ?DTEND;VALUE=DATE:20270103",
        ),
        (
            "DTSTART:20270104T090000Z\nDTEND;VALUE=DATE:20270106\n",
            "20270104T0900Z–20270104T0900Z ?DTEND;VALUE=DATE:20270106",
        ),
        (
            "DTSTART:20270104T090000Z\nDTEND:20270104T100000Z\nDURATION:PT2H\n",
            "20270104T0900Z–20270104T1000Z ?DURATION:PT2H",
        ),
        // A day of a zone may have 23 hours, and an hour is an hour.
        (
            "DTSTART;TZID=Europe/Zurich:20270327T120000\nDURATION:P1D\n",
            "20270327T1100Z–20270328T1000Z",
        ),
        (
            "DTSTART;TZID=Europe/Zurich:20270327T120000\nDURATION:PT24H\n",
            "20270327T1100Z–20270328T1100Z",
        ),
    ] {
        assert_eq!(span("", event), wanted, "{event}");
    }
}

/// Part of a zone: when it begins, its two offsets and more lines.
fn part(name: &str, start: &str, offsets: (&str, &str), more: &str) -> String {
    let (from, to) = offsets;
    format!(
        "BEGIN:{name}\nDTSTART:{start}\nTZOFFSETFROM:{from}\nTZOFFSETTO:{to}\n{more}END:{name}\n"
    )
}

fn zone(id: &str, parts: &[String]) -> String {
    format!("BEGIN:VTIMEZONE\nTZID:{id}\n{}END:VTIMEZONE\n", parts.concat())
}

const WINTER: (&str, &str) = ("+0200", "+0100");
const SUMMER: (&str, &str) = ("+0100", "+0200");

/// The instant that a feed's own zone gives to a local time; `-` if it is in no zone.
fn instant(parts: &[String], local: &str) -> String {
    let event = only(&zone("Here", parts), &format!("DTSTART;TZID=Here:{local}\n"));
    let is_clear = event.beyond.unclear.is_empty();
    match event.published.start {
        Time::Utc(at) if is_clear => at.format("%Y%m%dT%H%M").to_string(),
        _ if is_clear => "-".to_owned(),
        _ => "unclear".to_owned(),
    }
}

#[test]
fn an_hour_is_read_by_the_rules_of_the_zone_in_the_feed() {
    let last_sunday =
        |month: u8, until: &str| format!("RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU{until}\n");
    let usual = [
        part("STANDARD", "19961027T030000", WINTER, &last_sunday(10, "")),
        part("DAYLIGHT", "19960331T020000", SUMMER, &last_sunday(3, "")),
    ];
    for (local, wanted) in [
        ("20270115T120000", "20270115T1100"),
        ("20270715T120000", "20270715T1000"),
        ("20270101T003000", "20261231T2330"),
        // The last hour before each change and the first one after it.
        ("20270328T013000", "20270328T0030"),
        ("20270328T030000", "20270328T0100"),
        // An hour that is left out counts as if the clock had not been changed.
        ("20270328T023000", "20270328T0130"),
        // Of two hours with one name, the first.
        ("20271031T023000", "20271031T0030"),
        ("20271031T030000", "20271031T0200"),
        // On and before the first changes.
        ("19960331T030000", "19960331T0100"),
        ("19960115T120000", "19960115T1100"),
        ("19961027T120000", "19961027T1100"),
    ] {
        assert_eq!(instant(&usual, local), wanted, "{local}");
    }
    // Rules that end, with the last change in the year before or in UTC, leave the clock as it is.
    for (until, years) in [
        ("20260101T000000Z", "2026: 11 11, 2027: 11 11"),
        ("20261025T010000Z", "2026: 10 11, 2027: 11 11"),
        ("20261025T005959Z", "2026: 10 10, 2027: 10 10"),
        ("20261025", "2026: 10 11, 2027: 11 11"),
        ("20261024", "2026: 10 10, 2027: 10 10"),
    ] {
        let until = format!(";UNTIL={until}");
        let parts = [
            part("STANDARD", "19961027T030000", WINTER, &last_sunday(10, &until)),
            part("DAYLIGHT", "19960331T020000", SUMMER, &last_sunday(3, &until)),
        ];
        let hours = |year: u16| {
            let hour =
                |month: &str| instant(&parts, &format!("{year}{month}15T120000"))[9..11].to_owned();
            format!("{year}: {} {}", hour("07"), hour("12"))
        };
        assert_eq!(format!("{}, {}", hours(2026), hours(2027)), years, "{until}");
    }
    // Changes of single dates, and a zone that never changes.
    let dated = [
        part("STANDARD", "20261025T030000", WINTER, "RDATE:20271031T030000,20281029T030000\n"),
        part(
            "DAYLIGHT",
            "20260329T020000",
            SUMMER,
            "RDATE:20270328T020000\nRDATE:20280326T020000\n",
        ),
    ];
    for (local, wanted) in [
        ("20270715T120000", "20270715T1000"),
        ("20271115T120000", "20271115T1100"),
        ("20280715T120000", "20280715T1000"),
        ("20290715T120000", "20290715T1100"),
    ] {
        assert_eq!(instant(&dated, local), wanted, "{local}");
    }
    let fixed = [part("STANDARD", "19700101T000000", ("+0545", "+0545"), "")];
    assert_eq!(instant(&fixed, "20270715T120000"), "20270715T0615");
    assert_eq!(instant(&fixed, "19690715T120000"), "19690715T0615");
}

#[test]
fn a_zone_that_cannot_be_computed_is_said_to_be_unclear() {
    let rule =
        |rule: &str| vec![part("STANDARD", "19961027T030000", WINTER, &format!("RRULE:{rule}\n"))];
    let many = |dates: usize| {
        let days = NaiveDateTime::parse_from_str("20000101T030000", LOCAL).unwrap().date();
        let days = days.iter_days().take(dates).map(|day| day.format("%Y%m%dT030000").to_string());
        vec![part(
            "STANDARD",
            "19961027T030000",
            WINTER,
            &format!("RDATE:{}\n", days.collect::<Vec<_>>().join(",")),
        )]
    };
    let yearly = |parts: usize| {
        let rule = "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\n";
        vec![part("STANDARD", "19961027T030000", WINTER, rule); parts]
    };
    for (what, parts, is_clear) in [
        ("one day a year", rule("FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"), true),
        ("the day of its start", rule("FREQ=YEARLY"), true),
        ("every Sunday of a month", rule("FREQ=YEARLY;BYMONTH=10;BYDAY=SU"), true),
        ("every day of a month", rule("FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=1,2,3,4,5,6"), false),
        ("days of no month", rule("FREQ=YEARLY;BYYEARDAY=300"), false),
        ("two months", rule("FREQ=YEARLY;BYMONTH=3,10;BYDAY=-1SU"), false),
        ("every other year", rule("FREQ=YEARLY;INTERVAL=2;BYMONTH=10;BYDAY=-1SU"), false),
        ("a few years", rule("FREQ=YEARLY;COUNT=3;BYMONTH=10;BYDAY=-1SU"), false),
        ("monthly", rule("FREQ=MONTHLY;BYMONTH=10;BYDAY=-1SU"), false),
        ("nothing", Vec::new(), false),
        ("as many dates as are computed", many(399), true),
        ("one date more", many(400), false),
        ("as many rules as are computed", yearly(20), true),
        ("one rule more", yearly(21), false),
        ("no offset", vec![part("STANDARD", "19961027T030000", ("+02", "+0100"), "")], false),
        ("a start in UTC", vec![part("STANDARD", "19961027T030000Z", WINTER, "")], false),
        (
            "two rules",
            vec![part(
                "STANDARD",
                "19961027T030000",
                WINTER,
                "RRULE:FREQ=YEARLY\nRRULE:FREQ=YEARLY\n",
            )],
            false,
        ),
    ] {
        assert_eq!(instant(&parts, "20270715T120000") != "unclear", is_clear, "{what}");
    }
}

#[test]
fn a_zone_is_found_by_its_name_with_or_without_a_slash() {
    let own = |id: &str| zone(id, &[part("STANDARD", "19700101T000000", ("+0300", "+0300"), "")]);
    let at = |head: &str, id: &str| span(head, &format!("DTSTART;TZID={id}:20270115T120000\n"));
    let (here, zurich) = ("20270115T0900Z–20270115T0900Z", "20270115T1100Z–20270115T1100Z");
    assert_eq!(at(&own("Here"), "Here"), here);
    assert_eq!(at(&own("Here"), "/Here"), here);
    assert_eq!(at(&own("/Here"), "Here"), here);
    assert_eq!(at(&own("Europe/Zurich"), "Europe/Zurich"), here);
    assert_eq!(at(&own("Here"), "Europe/Zurich"), zurich);
    assert_eq!(at("", "\"Europe/Zurich\""), zurich);
    assert_eq!(at("", "Nowhere"), "20270115T1200–20270115T1200");
    // Of two zones with one name the first counts.
    let other = zone("Here", &[part("STANDARD", "19700101T000000", ("+0400", "+0400"), "")]);
    assert_eq!(at(&(own("Here") + &other), "Here"), here);
}

/// The times of a recurring event after its start, and its exceptions.
fn repeated(event: &str) -> String {
    let Some(repeats) = only("", event).beyond.repeats else { return "once".to_owned() };
    let shown = |time: &EventTime| match time {
        EventTime::Date(day) => day.format("%m%d").to_string(),
        EventTime::Floating(at) => at.format("%m%dT%H").to_string(),
        EventTime::Instant(at) => at.format("%m%dT%HZ").to_string(),
    };
    let times: Vec<String> = repeats.times.iter().map(shown).collect();
    let but: Vec<String> =
        repeats.exceptions.iter().map(|time| format!("-{}", shown(time))).collect();
    [times, but].concat().join(" ")
}

#[test]
fn an_event_recurs_on_the_days_of_its_rules_and_dates_but_for_its_exceptions() {
    let utc = "DTSTART:20270104T090000Z\n";
    let zurich = "DTSTART;TZID=Europe/Zurich:20270326T100000\n";
    let floating = "DTSTART:20270104T100000\n";
    let date = "DTSTART;VALUE=DATE:20270104\n";
    let three = "RRULE:FREQ=DAILY;COUNT=3\n";
    for (start, lines, wanted) in [
        (utc, String::new(), "once"),
        (utc, "RRULE:FREQ=DAILY;COUNT=1\n".to_owned(), "once"),
        (utc, "RDATE:20270104T090000Z\n".to_owned(), "once"),
        (utc, three.to_owned(), "0104T09Z 0105T09Z 0106T09Z"),
        (floating, three.to_owned(), "0104T10 0105T10 0106T10"),
        (date, three.to_owned(), "0104 0105 0106"),
        // The clock of the zone, over its change.
        (zurich, three.to_owned(), "0326T09Z 0327T09Z 0328T08Z"),
        (utc, format!("{three}EXDATE:20270105T090000Z\n"), "0104T09Z 0106T09Z"),
        (utc, format!("{three}EXDATE:20270105T100000Z\n"), "0104T09Z 0105T09Z 0106T09Z -0105T10Z"),
        (date, format!("{three}EXDATE;VALUE=DATE:20270105\n"), "0104 0106"),
        (utc, format!("{three}EXDATE;VALUE=DATE:20270105\n"), "0104T09Z 0106T09Z -0105"),
        (floating, format!("{three}EXDATE;VALUE=DATE:20270105\n"), "0104T10 0106T10 -0105"),
        (utc, "RDATE:20270107T080000Z,20270108T080000Z\n".to_owned(), "0104T09Z 0107T08Z 0108T08Z"),
        (utc, "RRULE:FREQ=DAILY;UNTIL=20270106T090000Z\n".to_owned(), "0104T09Z 0105T09Z 0106T09Z"),
        (utc, "RRULE:FREQ=DAILY;UNTIL=20270106T085959Z\n".to_owned(), "0104T09Z 0105T09Z"),
        (utc, "RRULE:FREQ=DAILY;UNTIL=20270105\n".to_owned(), "0104T09Z 0105T09Z"),
        (
            zurich,
            "RRULE:FREQ=DAILY;UNTIL=20270328T080000Z\n".to_owned(),
            "0326T09Z 0327T09Z 0328T08Z",
        ),
        (floating, "RRULE:FREQ=DAILY;UNTIL=20270105T100000\n".to_owned(), "0104T10 0105T10"),
        (floating, "RRULE:FREQ=DAILY;UNTIL=20270105T095959\n".to_owned(), "once"),
    ] {
        assert_eq!(repeated(&format!("{start}{lines}")), wanted, "{start}{lines}");
    }
    let times = |event: &str| only("", event).beyond.repeats.unwrap().times.len();
    // A rule without an end is followed for a thousand times.
    assert_eq!(times(&format!("{utc}RRULE:FREQ=WEEKLY\n")), 1_000);
}

#[test]
fn rules_are_the_same_where_they_give_the_same_times() {
    let repeats =
        |lines: &str| only("", &format!("DTSTART:20270104T090000Z\n{lines}")).beyond.repeats;
    for (one, other, is_same) in [
        ("RRULE:FREQ=DAILY;COUNT=2\n", "RDATE:20270105T090000Z\n", true),
        ("RRULE:FREQ=DAILY;COUNT=2\n", "RRULE:FREQ=DAILY;COUNT=3\n", false),
        ("RRULE:FREQ=DAILY\n", "RRULE:INTERVAL=1;FREQ=DAILY\n", true),
        ("RRULE:FREQ=WEEKLY\n", "RRULE:FREQ=WEEKLY;UNTIL=20991231T000000Z\n", false),
        ("RRULE:FREQ=YEARLY;BYWEEKNO=1\n", "RRULE:BYWEEKNO=1;FREQ=YEARLY\n", true),
        ("RRULE:FREQ=YEARLY;BYWEEKNO=1\n", "RRULE:FREQ=YEARLY;BYWEEKNO=2\n", false),
        // A start outside its own rule may count or not.
        (
            "RRULE:FREQ=WEEKLY;BYDAY=TU;COUNT=2\n",
            "RDATE:20270105T090000Z,20270112T090000Z\n",
            false,
        ),
        ("EXRULE:FREQ=DAILY\n", "", false),
    ] {
        assert_eq!(repeats(one) == repeats(other), is_same, "{one}{other}");
    }
}

#[test]
fn a_line_is_read_with_its_parameters_or_reported() {
    let flaw = |feed: &str| {
        let flaw = read_any(feed.as_bytes()).flaw;
        flaw.map_or_else(String::new, |flaw| format!("{}: {}", flaw.line, flaw.what))
    };
    let event = "DTSTART:20270104T090000Z\n";
    for (line, wanted) in [
        ("SUMMARY;X=\"a;b:c\":d\n", ""),
        ("X-A-1;Y=z:\n", ""),
        ("SUMMARY;LANGUAGE=en\n", "5: it is not a property"),
        ("SUMMARY\n", "5: it is not a property"),
        (":a\n", "5: it is not a property"),
        ("SUM MARY:a\n", "5: it is not a property"),
        ("END:VALARM\n", "5: END:VALARM has no BEGIN"),
        ("BEGIN:VALARM\n", "5: BEGIN:VALARM has no END:VALARM"),
        ("BEGIN:VEVENT\nUID:b\n", "2: BEGIN:VEVENT has no END:VEVENT"),
    ] {
        assert_eq!(flaw(&calendar("", &format!("{event}{line}"))), wanted, "{line}");
    }
    assert_eq!(flaw("BEGIN:VCALENDAR\n"), "1: BEGIN:VCALENDAR has no END:VCALENDAR");
    assert!(read_any(b"BEGIN:VCALENDAR\n").is_cut_off);
    assert!(!read_any(calendar("", event).as_bytes()).is_cut_off);
    // A colon or a semicolon between quotation marks belongs to the parameter.
    let start = "DTSTART;X=\"a;TZID=Asia/Tokyo:b\";TZID=Europe/Zurich:20270104T090000\n";
    assert_eq!(span("", start), "20270104T0800Z–20270104T0800Z");
}

#[test]
fn a_component_without_an_end_hides_no_event_behind_it() {
    let event = |uid: &str| format!("BEGIN:VEVENT\nUID:{uid}\nDTSTART:20270104T090000Z\n");
    let read = |inner: &str| {
        let feed = read_any(format!("BEGIN:VCALENDAR\n{inner}END:VCALENDAR\n").as_bytes());
        let events: Vec<String> =
            feed.events.iter().map(|event| event.published.uid.clone()).collect();
        let unread: Vec<String> = feed.unread.into_iter().map(Option::unwrap_or_default).collect();
        format!("{} | {}", events.join(" "), unread.join(" "))
    };
    let end = "END:VEVENT\n";
    assert_eq!(read(&format!("{}{end}{}{end}", event("a"), event("b"))), "a b | ");
    assert_eq!(read(&format!("{}{}{end}", event("a"), event("b"))), "b | a");
    assert_eq!(read(&format!("{}BEGIN:VALARM\n{}{end}", event("a"), event("b"))), "b | a");
    assert_eq!(read(&format!("BEGIN:VTIMEZONE\n{}{end}", event("a"))), "a | ");
    assert_eq!(read(&format!("BEGIN:VCALENDAR\n{}{end}", event("a"))), "a | ");
    let two = read_any(format!("BEGIN:VCALENDAR\nBEGIN:VCALENDAR\n{}{end}", event("a")).as_bytes());
    assert_eq!((two.calendars, two.events.len()), (2, 1));
    // An event with an alarm that is in no calendar.
    let alone = format!("{}BEGIN:VALARM\nEND:VALARM\n{end}", event("a"));
    assert_eq!(read_any(alone.as_bytes()).events.len(), 1);
    // However many parts are within each other, the event after them is one.
    let deep = "BEGIN:X-A\n".repeat(40) + &"END:X-A\n".repeat(40);
    assert_eq!(read(&format!("{deep}{}{end}", event("a"))), "a | ");
    assert_eq!(read(&format!("{}{deep}{end}", event("a"))), "a | ");
    // Tasks and journal entries are in a calendar if they have a time.
    let todo = |lines: &str| read(&format!("BEGIN:VTODO\nUID:t\n{lines}END:VTODO\n"));
    assert_eq!(todo(""), " | ");
    assert_eq!(todo("DUE:20270104T090000Z\n"), "t | ");
    assert_eq!(todo("DTSTART:soon\n"), " | t");
}

/// Zones that cannot be computed are compared by what they say, in whatever order.
#[test]
fn an_unclear_zone_is_known_by_its_lines() {
    let unclear = |lines: &str| {
        let head = format!(
            "BEGIN:VTIMEZONE\nTZID:Odd\nBEGIN:STANDARD\n{lines}END:STANDARD\nEND:VTIMEZONE\n"
        );
        only(&head, "DTSTART;TZID=Odd:20270104T090000\n").beyond.unclear
    };
    let one = unclear("DTSTART:19700101T000000\nTZOFFSETFROM:+01\nTZOFFSETTO:+01\n");
    assert_eq!(one.len(), 1);
    assert_eq!(
        one,
        unclear("COMMENT:x\nTZOFFSETTO:+01\nTZOFFSETFROM:+01\nDTSTART:19700101T000000\n")
    );
    assert_ne!(one, unclear("DTSTART:19700101T000000\nTZOFFSETFROM:+02\nTZOFFSETTO:+02\n"));
}

#[test]
fn a_status_is_read_in_either_case() {
    let event =
        only("", "DTSTART:20270104T090000Z\nSTATUS:cancelled\nTRANSP: Transparent\nSUMMARY:a b\n");
    let value = |name: &str| event.published.value(name).map(str::to_owned);
    assert_eq!(value("STATUS").as_deref(), Some("CANCELLED"));
    assert_eq!(value("TRANSP").as_deref(), Some("TRANSPARENT"));
    assert_eq!(value("SUMMARY").as_deref(), Some("a b"));
}

/// What is read of our own feeds: each event with its line, also where a parameter has a colon.
#[test]
fn our_own_events_are_read_with_their_lines() {
    let event = "BEGIN:VEVENT\nUID:a@x\nDTSTAMP:20250101T000000Z\nLAST-MODIFIED:20250101T000000Z\n\
        DTSTART;TZID=Europe/Zurich:20250114T093000\nDTEND;TZID=Europe/Zurich:20250114T104500\n\
        SUMMARY;ALTREP=\"https://x/a:b\";X=y:Call: one\nCATEGORIES:session\nEND:VEVENT\n";
    let feed = format!("BEGIN:VCALENDAR\nPRODID:-//x//EN\n{event}{event}END:VCALENDAR\n");
    let feed = feed.replace('\n', "\r\n");
    let read = timeplan::ical::read(feed.as_bytes(), "-//x//EN").unwrap();
    let lines: Vec<usize> = read.events.iter().map(|event| event.line).collect();
    assert_eq!((lines, read.damage), (vec![3, 12], None));
    for event in &read.events {
        assert_eq!(event.value("SUMMARY"), Some("Call: one"));
        let local = |time: Time| match time {
            Time::Local(at, Some(zone)) => format!("{} {zone}", at.format("%d %H:%M")),
            other => format!("{other:?}"),
        };
        assert_eq!(local(event.start), "14 09:30 Europe/Zurich");
        assert_eq!(local(event.end), "14 10:45 Europe/Zurich");
    }
    // What comes behind the calendar, or before its end, is not ours.
    let behind = format!("{feed}X:y\r\n");
    let damage = |feed: &str| timeplan::ical::read(feed.as_bytes(), "-//x//EN").unwrap().damage;
    assert!(damage(&behind).is_some());
    assert_eq!(damage(&feed.replace("END:VCALENDAR", "X:y\r\nEND:VCALENDAR")), Some(21));
    assert_eq!(damage(&feed.replace("END:VCALENDAR\r\n", "")), Some(20));
}

/// A server keeps a zone beside each event that needs one.
#[test]
fn an_event_is_sent_to_a_server_with_its_zone_if_it_has_one() {
    for (start, has_zone) in
        [(";TZID=Europe/Zurich:20250114T093000", true), (";VALUE=DATE:20250114", false)]
    {
        let event = format!("BEGIN:VEVENT\r\nUID:a@x\r\nDTSTART{start}\r\nEND:VEVENT\r\n");
        let sent = timeplan::ical::resource("-//x//EN", event.as_bytes(), "1");
        let sent = String::from_utf8(sent).unwrap();
        assert_eq!(sent.contains("BEGIN:VTIMEZONE\r\n"), has_zone, "{sent}");
    }
}
