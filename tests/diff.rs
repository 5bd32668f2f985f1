//! `timeplan diff` over feeds of anybody: what a calendar program shows is compared, not how it is
//! written.

use crate::support::{Folder, worked};
use chrono::{NaiveDate, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Europe::Zurich;
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_oneof, proptest,
};
use timeplan::ical::any::{AnyEvent, AnyFeed, read_any};
use timeplan::revise::{Difference, compare};
use timeplan::words::Words;

/// A feed with some lines before its event, and some in it.
fn feed(head: &str, event: &str) -> String {
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//y//EN\n{head}{}END:VCALENDAR\n", one(event))
        .replace('\n', "\r\n")
}

fn one(event: &str) -> String {
    format!("BEGIN:VEVENT\nUID:a\nDTSTAMP:20260101T000000Z\nSUMMARY:Call\n{event}END:VEVENT\n")
}

/// What is said of two feeds, without the names of the files.
fn said(old: &str, new: &str) -> String {
    let folder = Folder::new();
    folder.file("old.ics", old).file("new.ics", new);
    let run = folder.run(&["diff", "old.ics", "new.ics"]);
    let code = if run.code == 0 { String::new() } else { format!("exit {}: ", run.code) };
    code + &(run.err + &run.out)
        .replace("old.ics and new.ics contain the same events", "same")
        .trim_end()
        .replace('\n', " | ")
}

const TEN: &str = "DTSTART:20270104T090000Z\nDTEND:20270104T100000Z\n";
const SAME: &str = "same";
/// A zone that is always so far ahead.
fn zone(id: &str, offset: &str) -> String {
    format!(
        "BEGIN:VTIMEZONE\nTZID:{id}\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
}

fn in_zone(id: &str, hour: u8) -> String {
    let next = hour + 1;
    format!("DTSTART;TZID={id}:20270104T{hour:02}0000\nDTEND;TZID={id}:20270104T{next:02}0000\n")
}

#[test]
fn an_end_is_an_end_however_it_is_written() {
    let start = "DTSTART:20270104T090000Z\n";
    let local = "DTSTART:20270104T100000\n";
    let date = "DTSTART;VALUE=DATE:20270104\n";
    let moved =
        "Call – moved from Mon 4 January 2027, 10:00–11:00 to Mon 4 January 2027, 10:00–10:00";
    for (old, new, wanted) in [
        (TEN, &*format!("{start}DURATION:PT1H\n"), SAME),
        (TEN, &format!("{start}DURATION:PT60M\n"), SAME),
        (TEN, start, moved),
        (start, &format!("{start}DURATION:PT0S\n"), SAME),
        (date, &format!("{date}DTEND;VALUE=DATE:20270105\n"), SAME),
        (date, &format!("{date}DURATION:P1D\n"), SAME),
        (
            date,
            &format!("{date}DURATION:P2D\n"),
            "Call – moved from Mon 4 January 2027 to 4–5 January 2027",
        ),
        (
            date,
            "DTSTART:20270103T230000Z\nDURATION:P1D\n",
            "Call – moved from Mon 4 January 2027 to Mon 4 January 2027, 00:00 – Tue 5 January 2027, 00:00",
        ),
        // A day follows the clocks, hours do not.
        (
            "DTSTART;TZID=Europe/Zurich:20270327T120000\nDURATION:P1D\n",
            "DTSTART;TZID=Europe/Zurich:20270327T120000\nDTEND;TZID=Europe/Zurich:20270328T120000\n",
            SAME,
        ),
        (
            "DTSTART;TZID=Europe/Zurich:20270327T120000\nDURATION:PT24H\n",
            "DTSTART;TZID=Europe/Zurich:20270327T120000\nDTEND;TZID=Europe/Zurich:20270328T130000\n",
            SAME,
        ),
        (&format!("{local}DURATION:PT1H\n"), &format!("{local}DTEND:20270104T110000\n"), SAME),
        // A task has no end, but is due.
        (
            "END:VEVENT\nBEGIN:VTODO\nUID:t\nSUMMARY:Task\nDUE:20270104T090000Z\nEND:VTODO\nBEGIN:VEVENT\nDTSTART:20270104T090000Z\n",
            "END:VEVENT\nBEGIN:VTODO\nUID:t\nSUMMARY:Task\nDUE:20270104T100000Z\nEND:VTODO\nBEGIN:VEVENT\nDTSTART:20270104T090000Z\n",
            "exit 1: old.ics: 1 event cannot be read and was not compared | new.ics: 1 event cannot be read and was not compared | Task – moved from Mon 4 January 2027, 10:00–10:00 to Mon 4 January 2027, 11:00–11:00",
        ),
        // What appears and does not take place is not new.
        (
            &format!("{TEN}END:VEVENT\nBEGIN:VEVENT\nUID:b\nSUMMARY:Other\n{TEN}"),
            &format!(
                "{TEN}END:VEVENT\nBEGIN:VEVENT\nUID:b\nSUMMARY:Other\n{TEN}END:VEVENT\nBEGIN:VEVENT\nUID:c\nSUMMARY:Third\nSTATUS:CANCELLED\n{TEN}"
            ),
            "Third (Mon 4 January 2027, 10:00–11:00) – cancelled",
        ),
        (
            &format!("{TEN}STATUS:CANCELLED\n"),
            &format!("{TEN}STATUS:TENTATIVE\n"),
            "Call (Mon 4 January 2027, 10:00–11:00) – takes place after all, not confirmed",
        ),
        // What makes no sense is told where it differs.
        (
            &format!("{TEN}DTSTART:20270105T080000Z\n"),
            &format!("{TEN}DTSTART:20270105T070000Z\n"),
            "Call (Mon 4 January 2027, 10:00–11:00) – the time may differ: `DTSTART` cannot be understood, and the feeds write it differently",
        ),
        (
            &format!("{start}DTEND:20270104T080000Z\n"),
            &format!("{start}DTEND:20270104T070000Z\n"),
            "Call (Mon 4 January 2027, 10:00–10:00) – the time may differ: `DTEND` cannot be understood, and the feeds write it differently",
        ),
        (
            &format!("{TEN}DURATION:PT1H\n"),
            &format!("{TEN}DURATION:PT2H\n"),
            "Call (Mon 4 January 2027, 10:00–11:00) – the time may differ: `DURATION` cannot be understood, and the feeds write it differently",
        ),
        (
            &format!("{date}DURATION:PT1H\n"),
            &format!("{date}DURATION:PT2H\n"),
            "Call (Mon 4 January 2027) – the time may differ: `DURATION` cannot be understood, and the feeds write it differently",
        ),
    ] {
        assert_eq!(said(&feed("", old), &feed("", new)), wanted, "{old} {new}");
    }
}

#[test]
fn an_hour_is_read_by_the_zone_of_the_feed_itself_or_by_its_name() {
    let plain = |event: &str| feed("", event);
    let from_to = |from: &str, to: &str| {
        format!("Call – moved from Mon 4 January 2027, {from} to Mon 4 January 2027, {to}")
    };
    let local = |offset: &str, hour| feed(&zone("Local", offset), &in_zone("Local", hour));
    let tokyo = plain(&in_zone("Asia/Tokyo", 10));
    for (old, new, wanted) in [
        (plain(&in_zone("Europe/Zurich", 10)), plain(TEN), SAME.to_owned()),
        (
            plain(&in_zone("Europe/Zurich", 10)),
            plain(&in_zone("Tokyo Standard Time", 10)),
            from_to("10:00–11:00", "02:00–03:00"),
        ),
        (tokyo.clone(), plain(&in_zone("Tokyo Standard Time", 10)), SAME.to_owned()),
        (tokyo.clone(), plain(&in_zone("\"Asia/Tokyo\"", 10)), SAME.to_owned()),
        (tokyo.clone(), plain(&in_zone("/Asia/Tokyo", 10)), SAME.to_owned()),
        (tokyo, plain(&in_zone("/mozilla.org/20050126_1/Asia/Tokyo", 10)), SAME.to_owned()),
        (local("+0100", 9), local("+0200", 9), from_to("09:00–10:00", "08:00–09:00")),
        (local("+0100", 9), local("+0200", 10), SAME.to_owned()),
        // What the feed says counts more than the name.
        (
            plain(&in_zone("Europe/Zurich", 10)),
            feed(&zone("Europe/Zurich", "+0200"), &in_zone("Europe/Zurich", 10)),
            from_to("10:00–11:00", "09:00–10:00"),
        ),
        (
            plain(&in_zone("Europe/Zurich", 10)),
            feed(&zone("/Europe/Zurich", "+0200"), &in_zone("Europe/Zurich", 10)),
            from_to("10:00–11:00", "09:00–10:00"),
        ),
        // A zone that cannot be worked out and has no other name.
        (
            feed(&zone("Odd", "+01"), &in_zone("Odd", 10)),
            feed(&zone("Odd", "+02"), &in_zone("Odd", 10)),
            "Call (Mon 4 January 2027, 10:00–11:00 (in the unknown zone Odd)) – the time may differ: `VTIMEZONE` cannot be understood, and the feeds write it differently".to_owned(),
        ),
    ] {
        assert_eq!(said(&old, &new), wanted, "{old} {new}");
    }
}

#[test]
fn hours_without_a_zone_are_nobodys() {
    let floating = "DTSTART:20270104T100000\nDTEND:20270104T110000\n";
    let zone = |id: &str| format!("X-WR-TIMEZONE:{id}\n");
    let at = "Mon 4 January 2027, 10:00–11:00";
    for (old, new, wanted) in [
        (feed("", floating), feed("", floating), SAME.to_owned()),
        (
            feed("", floating),
            feed("", &in_zone("Europe/Zurich", 10)),
            format!("Call – moved from {at} (floating) to {at}"),
        ),
        (
            feed(&zone("Europe/Zurich"), floating),
            feed(&zone("Asia/Tokyo"), floating),
            format!(
                "Call – moved from {at} (floating, X-WR-TIMEZONE:Europe/Zurich) to {at} (floating, X-WR-TIMEZONE:Asia/Tokyo)"
            ),
        ),
        (
            feed("", &in_zone("Geneva", 10)),
            feed("", floating),
            format!("Call – moved from {at} (in the unknown zone Geneva) to {at} (floating)"),
        ),
        // The calendar's zone matters to hours without one only.
        (feed(&zone("Europe/Zurich"), TEN), feed(&zone("Asia/Tokyo"), TEN), SAME.to_owned()),
        // Hours that do not exist in Geneva.
        (
            feed("", "DTSTART:20270328T023000\n"),
            feed("", "DTSTART:20270328T043000\n"),
            "Call – moved from Sun 28 March 2027, 02:30–02:30 (floating) to Sun 28 March 2027, 04:30–04:30 (floating)".to_owned(),
        ),
    ] {
        assert_eq!(said(&old, &new), wanted, "{old} {new}");
    }
}

#[test]
fn when_an_event_comes_again_is_told() {
    let weekly = "RRULE:FREQ=WEEKLY;COUNT=4\n";
    let call = "Call (Mon 4 January 2027, 10:00–11:00) – ";
    let endless = "RRULE:FREQ=WEEKLY\n";
    for (old, new, wanted) in [
        (weekly, "RRULE:FREQ=DAILY;COUNT=4\n", "repeats daily, 4 times; before: weekly, 4 times"),
        (
            weekly,
            &*format!("{weekly}EXDATE:20270111T090000Z\n"),
            "no longer on Mon 11 January 2027",
        ),
        (
            weekly,
            &format!("{weekly}EXDATE;VALUE=DATE:20270111\n"),
            "no longer on Mon 11 January 2027",
        ),
        (weekly, &format!("{weekly}RDATE:20270112T090000Z\n"), "also on Tue 12 January 2027"),
        (
            weekly,
            &format!("{weekly}RDATE:20270111T120000Z\nEXDATE:20270111T090000Z\n"),
            "at another hour on Mon 11 January 2027",
        ),
        (weekly, "", "no longer repeats; before: weekly, 4 times"),
        ("", weekly, "now repeats weekly, 4 times"),
        ("", "RRULE:FREQ=DAILY;COUNT=1\n", SAME),
        // The same dates in other words.
        (weekly, "RRULE:FREQ=WEEKLY;UNTIL=20270125T090000Z\n", SAME),
        (weekly, "RRULE:COUNT=4;BYDAY=MO;FREQ=WEEKLY;WKST=SU\n", SAME),
        (weekly, "RDATE:20270125T090000Z,20270111T090000Z\nRDATE:20270118T090000Z\n", SAME),
        (endless, "RRULE:INTERVAL=1;FREQ=WEEKLY;BYDAY=MO\n", SAME),
        // The same dates for a long time.
        (
            endless,
            "RRULE:FREQ=WEEKLY;UNTIL=20991231T000000Z\n",
            "repeats weekly until 31 December 2099; before: weekly",
        ),
        (
            endless,
            &format!("{endless}EXDATE:20990105T090000Z\n"),
            "exceptions that match no time changed: Mon 5 January 2099",
        ),
        (
            weekly,
            &format!("{weekly}EXDATE:20270112T090000Z\n"),
            "exceptions that match no time changed: Tue 12 January 2027",
        ),
        (
            "RRULE:FREQ=MONTHLY;BYDAY=1MO\n",
            "RRULE:FREQ=MONTHLY;BYDAY=-1MO;INTERVAL=2\n",
            "repeats every 2 months on the last Mon; before: monthly on the 1st Mon",
        ),
        (
            "RRULE:FREQ=YEARLY;BYWEEKNO=1\n",
            "RRULE:FREQ=YEARLY;BYWEEKNO=2\n",
            "repeats by the rule `FREQ=YEARLY;BYWEEKNO=2`; before: by the rule `FREQ=YEARLY;BYWEEKNO=1`",
        ),
        ("RRULE:FREQ=YEARLY;BYWEEKNO=1\n", "RRULE:BYWEEKNO=1;FREQ=YEARLY\n", SAME),
        (weekly, "RRULE:FREQ=WEEKLY;UNTIL=20270125\n", SAME),
        (
            weekly,
            "RRULE:FREQ=WEEKLY;UNTIL=20270124\n",
            "repeats weekly until 24 January 2027; before: weekly, 4 times",
        ),
        (
            weekly,
            "RRULE:FREQ=WEEKLY;UNTIL=20270125T085959Z\n",
            "repeats weekly until 25 January 2027; before: weekly, 4 times",
        ),
        // A rule that takes times out is not computed.
        (
            weekly,
            &format!("{weekly}EXRULE:FREQ=WEEKLY;INTERVAL=2\n"),
            "repeats weekly, 4 times and by the rule `EXRULE:FREQ=WEEKLY;INTERVAL=2`; before: weekly, 4 times",
        ),
        (
            &format!("{weekly}EXRULE:FREQ=WEEKLY;INTERVAL=2\n"),
            &format!("{weekly}EXRULE:INTERVAL=2;FREQ=WEEKLY\n"),
            SAME,
        ),
        (
            "RDATE;VALUE=PERIOD:20270105T090000Z/PT1H\n",
            "RDATE;VALUE=PERIOD:20270105T090000Z/PT2H\n",
            "the time may differ: `RDATE` cannot be understood, and the feeds write it differently",
        ),
        (
            "CONFERENCE;VALUE=URI:https://x/1\n",
            "CONFERENCE;VALUE=URI:https://x/2\n",
            "details changed",
        ),
    ] {
        let with = |lines: &str| feed("", &format!("{TEN}{lines}"));
        let wanted = if wanted == SAME { SAME.to_owned() } else { format!("{call}{wanted}") };
        assert_eq!(said(&with(old), &with(new)), wanted, "{old} {new}");
    }
    // Another zone keeps the first hour and moves those of the summer.
    let half_year = "RRULE:FREQ=MONTHLY;COUNT=6\n";
    let utc = feed("", &format!("{TEN}{half_year}"));
    let zurich = feed("", &format!("{}{half_year}", in_zone("Europe/Zurich", 10)));
    assert_eq!(
        said(&utc, &zurich),
        format!("{call}at another hour on Sun 4 April 2027, Tue 4 May 2027, Fri 4 June 2027")
    );
    let later = utc.replace("T09", "T08").replace("T10", "T09");
    assert_eq!(
        said(&utc, &later),
        "Call – moved from Mon 4 January 2027, 10:00–11:00 to Mon 4 January 2027, 09:00–10:00, repeats monthly, 6 times as before"
    );
}

#[test]
fn dates_and_hours_without_a_zone_come_again_too() {
    let dates = "DTSTART;VALUE=DATE:20270104\nDTEND;VALUE=DATE:20270106\n";
    let hours = "DTSTART:20270104T100000\nDTEND:20270104T110000\n";
    let weekly = "RRULE:FREQ=WEEKLY;COUNT=4\n";
    let other = "END:VEVENT\nBEGIN:VEVENT\nUID:a\nSUMMARY:Call\nRECURRENCE-ID";
    let date = |day: u8| {
        let end = day + 2;
        format!(
            "{weekly}{other};VALUE=DATE:20270111\nDTSTART;VALUE=DATE:202701{day}\nDTEND;VALUE=DATE:202701{end}\n"
        )
    };
    let hour = |hour: u8| {
        let end = hour + 1;
        format!(
            "{weekly}{other}:20270111T100000\nDTSTART:20270111T{hour}0000\nDTEND:20270111T{end}0000\n"
        )
    };
    for (event, lines, wanted) in [
        (dates, "RRULE:FREQ=WEEKLY;UNTIL=20270125\n".to_owned(), SAME),
        (
            dates,
            format!("{weekly}EXDATE;VALUE=DATE:20270111\n"),
            "Call (4–5 January 2027) – no longer on Mon 11 January 2027",
        ),
        (dates, date(11), SAME),
        (dates, date(12), "Call – moved from 11–12 January 2027 to 12–13 January 2027"),
        (hours, "RRULE:FREQ=WEEKLY;UNTIL=20270125T100000\n".to_owned(), SAME),
        (
            hours,
            "RRULE:FREQ=WEEKLY;UNTIL=20270125T095959\n".to_owned(),
            "Call (Mon 4 January 2027, 10:00–11:00 (floating)) – repeats weekly until 25 January 2027; before: weekly, 4 times",
        ),
        (
            hours,
            format!("{weekly}EXDATE;VALUE=DATE:20270111\n"),
            "Call (Mon 4 January 2027, 10:00–11:00 (floating)) – no longer on Mon 11 January 2027",
        ),
        (hours, hour(10), SAME),
        (
            hours,
            hour(14),
            "Call – moved from Mon 11 January 2027, 10:00–11:00 (floating) to Mon 11 January 2027, 14:00–15:00 (floating)",
        ),
    ] {
        let old = feed("", &format!("{event}{weekly}"));
        assert_eq!(said(&old, &feed("", &format!("{event}{lines}"))), wanted, "{event} {lines}");
    }
}

#[test]
fn a_zone_of_the_feed_ends_with_its_rules() {
    let rule =
        |month: u8, until: &str| format!("RRULE:FREQ=YEARLY;BYMONTH={month};BYDAY=-1SU{until}");
    let zone = |until: &str| {
        let (spring, autumn) = (rule(3, until), rule(10, until));
        format!(
            "BEGIN:VTIMEZONE\nTZID:Own\n\
             BEGIN:DAYLIGHT\nDTSTART:19960331T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n{spring}\nEND:DAYLIGHT\n\
             BEGIN:STANDARD\nDTSTART:19961027T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n{autumn}\nEND:STANDARD\n\
             END:VTIMEZONE\n"
        )
    };
    let (summer, skipped) = ("20270704T100000", "20270328T023000");
    for (until, local, instant) in [
        ("", summer, "20270704T080000Z"),
        (";UNTIL=20270328T010000Z", summer, "20270704T080000Z"),
        (";UNTIL=20270328T005959Z", summer, "20270704T090000Z"),
        (";UNTIL=20270328", summer, "20270704T080000Z"),
        (";UNTIL=20270327", summer, "20270704T090000Z"),
        (";UNTIL=20261231T000000", summer, "20270704T090000Z"),
        // An hour that the clocks skip, and one before the zone begins.
        ("", skipped, "20270328T013000Z"),
        ("", "19700101T100000", "19700101T090000Z"),
    ] {
        let old = feed(&zone(until), &format!("DTSTART;TZID=Own:{local}\n"));
        let new = feed("", &format!("DTSTART:{instant}\n"));
        assert_eq!(said(&old, &new), SAME, "{until} {local} {instant}");
    }
}

#[test]
fn another_zone_is_told_however_many_rules_a_feed_has() {
    let many: String = (0..2_500)
        .map(|number| {
            let event = one(&format!("{TEN}RRULE:FREQ=DAILY\n"));
            event.replace("UID:a", &format!("UID:b{number}"))
        })
        .collect();
    let weekly = |zone: &str| feed(&many, &format!("{}RRULE:FREQ=WEEKLY\n", in_zone(zone, 10)));
    let against = |zone: &str| said(&weekly("Europe/London"), &weekly(zone));
    assert_eq!(against("UTC"), "Call (Mon 4 January 2027, 11:00–12:00) – repeats at other times");
    assert_eq!(against("GB"), SAME);

    // Nor is each of many rules that are not worked out told with its hours.
    let hourly: String =
        (1..20_000).map(|step| format!("RRULE:FREQ=HOURLY;INTERVAL={step}\n")).collect();
    let hourly = |zone: &str| feed("", &format!("{}{hourly}", in_zone(zone, 10)));
    let before = worked();
    assert_eq!(differences(&hourly("Europe/London"), &hourly("UTC")).len(), 1);
    let passed = worked() - before;
    assert!(passed.as_secs() < 20, "{passed:?}");
}

#[test]
fn one_time_of_an_event_that_recurs_is_an_event_of_its_own() {
    // The rest is events of their own, or a line of the series.
    let series = |rest: &str| {
        let (line, rest) = if rest.starts_with("EXDATE") { (rest, "") } else { ("", rest) };
        feed(
            "",
            &format!(
                "{TEN}RRULE:FREQ=WEEKLY;COUNT=4\n{line}\nEND:VEVENT\n{rest}BEGIN:VEVENT\nUID:z\nDTSTART:20260101T090000Z\n"
            ),
        )
    };
    let instance = |id: &str, hour: u8| {
        one(&format!(
            "RECURRENCE-ID{id}\nDTSTART:20270111T{hour:02}0000Z\nDTEND:20270111T{:02}0000Z\n",
            hour + 1
        ))
    };
    let utc = ":20270111T090000Z";
    let cancelled = |day: u8| {
        let at = format!("202701{day:02}T090000Z");
        one(&format!("RECURRENCE-ID:{at}\nDTSTART:{at}\nDURATION:PT1H\nSTATUS:CANCELLED\n"))
    };
    for (old, new, wanted) in [
        (
            String::new(),
            instance(utc, 14),
            "Call – moved from Mon 11 January 2027, 10:00–11:00 to Mon 11 January 2027, 15:00–16:00",
        ),
        (
            instance(utc, 14),
            String::new(),
            "Call – moved from Mon 11 January 2027, 15:00–16:00 to Mon 11 January 2027, 10:00–11:00",
        ),
        (instance(utc, 9), String::new(), SAME),
        (instance(utc, 14), instance(";TZID=Europe/Zurich:20270111T100000", 14), SAME),
        (
            instance(utc, 14),
            instance(";RANGE=THISANDFUTURE:20270111T090000Z", 14),
            "Call (Mon 11 January 2027, 15:00–16:00) – the time may differ: `RECURRENCE-ID` cannot be understood in the new feed",
        ),
        // What one program cancels another one takes out.
        (cancelled(11), "EXDATE:20270111T090000Z".to_owned(), SAME),
        ("EXDATE:20270111T090000Z".to_owned(), cancelled(11), SAME),
        (cancelled(4), "EXDATE:20270104T090000Z".to_owned(), SAME),
        (
            format!("{}{}{}", cancelled(11), cancelled(18), cancelled(25)),
            "EXDATE:20270111T090000Z,20270118T090000Z\nEXDATE:20270125T090000Z".to_owned(),
            SAME,
        ),
        (cancelled(11), cancelled(11), SAME),
        (
            cancelled(11),
            "EXDATE:20270118T090000Z".to_owned(),
            "Call (Mon 4 January 2027, 10:00–11:00) – no longer on Mon 18 January 2027 | Call (Mon 11 January 2027, 10:00–11:00) – takes place after all",
        ),
        // A time that cannot be read replaces none of the series.
        (String::new(), instance(":tomorrow", 14), "Call (Mon 11 January 2027, 15:00–16:00) – new"),
        // Two events with one UID do not hide each other.
        (
            one("DTSTART:20280101T090000Z\n"),
            one("DTSTART:20280101T100000Z\n"),
            "Call – moved from Sat 1 January 2028, 10:00–10:00 to Sat 1 January 2028, 11:00–11:00",
        ),
    ] {
        assert_eq!(said(&series(&old), &series(&new)), wanted, "{old} {new}");
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_compared() {
    let two = |hour: u8| {
        format!(
            "BEGIN:VCALENDAR\nVERSION:2.0\n{}{}END:VCALENDAR\n",
            one(&format!("DTSTART:20270104T{hour:02}0000Z\n")),
            one("DTSTART:20270105T090000Z\n").replace("UID:a", "UID:b")
        )
    };
    let moved =
        "Call – moved from Mon 4 January 2027, 10:00–10:00 to Mon 4 January 2027, 11:00–11:00";
    let (old, new) = (two(9), two(10));
    for (new, wanted) in [
        (new.clone(), moved.to_owned()),
        (new.trim_end().to_owned(), moved.to_owned()),
        (
            new.replace("END:VCALENDAR\n", ""),
            format!(
                "exit 1: new.ics:1: the file is cut off, or an END is missing: BEGIN:VCALENDAR has no END:VCALENDAR; the rest was compared | {moved}"
            ),
        ),
        (
            new[..new.len() - 30].to_owned(),
            format!(
                "exit 1: new.ics:9: the file is cut off, or an END is missing: BEGIN:VEVENT has \
                 no END:VEVENT; the rest was compared | new.ics: 1 event cannot be read and was \
                 not compared | new.ics: 1 event of the other feed may be missing (`Call`); not \
                 reported, because the unreadable part may contain it | {moved}"
            ),
        ),
        (
            new.replace("VERSION:2.0", "<<<<<<< HEAD"),
            format!(
                "exit 1: new.ics:2: this line is damaged: it is not a property; the rest was compared | {moved}"
            ),
        ),
        (
            new.replace("DTSTART:20270105T090000Z\n", ""),
            format!(
                "exit 1: new.ics: 1 event cannot be read and was not compared | new.ics: 1 event \
                 of the other feed may be missing (`Call`); not reported, because the unreadable \
                 part may contain it | {moved}"
            ),
        ),
    ] {
        assert_eq!(said(&old, &new), wanted, "{new}");
    }
    let cut = old.replace("END:VCALENDAR\n", "");
    assert_eq!(
        said(&old, &cut),
        "exit 1: new.ics:1: the file is cut off, or an END is missing: BEGIN:VCALENDAR has no \
         END:VCALENDAR; the rest was compared | the readable parts of same"
    );
    // Bytes that a calendar program reads: a byte order mark, other line ends, a fold in a letter.
    let text = one("DTSTART:20270104T090000Z\nLOCATION:Salle é\n");
    let whole = format!("BEGIN:VCALENDAR\n{text}END:VCALENDAR\n");
    let folder = Folder::new();
    folder.file("old.ics", &whole);
    let (before, after) = whole.split_once('é').unwrap();
    let folded = [before.as_bytes(), b"\xC3\n \xA9", after.as_bytes()].concat();
    for other in
        [folded, format!("\u{FEFF}{whole}").into_bytes(), whole.replace('\n', "\r").into_bytes()]
    {
        folder.file("new.ics", other);
        assert_eq!(
            folder.run(&["diff", "old.ics", "new.ics"]).shown(),
            "exit 0\n--- standard output\nold.ics and new.ics contain the same events\n--- standard error\n"
        );
    }
}

/// An event as a calendar program knows it.
#[derive(Clone, Debug)]
struct Model {
    start: NaiveDateTime,
    minutes: i64,
    is_all_day: bool,
    /// FREQ, INTERVAL and COUNT.
    rule: Option<(&'static str, u32, u32)>,
    /// Which time of the rule is taken out.
    exception: Option<u32>,
    /// A time more, so many days behind the start.
    further: Option<i64>,
}

/// A way to write it.
#[derive(Clone, Debug)]
struct Style {
    zone: usize,
    by_duration: bool,
    order: usize,
    width: usize,
    is_lower: bool,
    line_end: &'static str,
}

const ZONES: [&str; 5] = [
    "Europe/Zurich",
    "W. Europe Standard Time",
    "\"Our own: zone\"",
    "/x.org/1/Europe/Zurich",
    "Z",
];

fn model() -> impl Strategy<Value = Model> {
    let start = (0..900_i64, 0..96_i64).prop_map(|(day, quarter)| {
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
        first + TimeDelta::days(day) + TimeDelta::minutes(15 * quarter)
    });
    // No hour that the clocks make none or two of.
    let start = start.prop_filter("one hour", |start| {
        (0..20).all(|day| {
            Zurich.from_local_datetime(&(*start + TimeDelta::days(day))).single().is_some()
        })
    });
    let rule = (prop_oneof![Just("DAILY"), Just("WEEKLY")], 1..4_u32, 3..6_u32);
    let length = (1..40_i64).prop_map(|quarters| quarters * 15);
    (
        start,
        length,
        any::<bool>(),
        prop::option::of(rule),
        prop::option::of(1..3_u32),
        prop::option::of(400..500_i64),
    )
        .prop_map(|(start, minutes, is_all_day, rule, exception, further)| Model {
            start,
            minutes,
            is_all_day,
            rule,
            exception: exception.filter(|_| rule.is_some()),
            further,
        })
}

fn style() -> impl Strategy<Value = Style> {
    let line_end = prop_oneof![Just("\r\n"), Just("\n")];
    (0..5_usize, any::<bool>(), any::<usize>(), 20..75_usize, any::<bool>(), line_end).prop_map(
        |(zone, by_duration, order, width, is_lower, line_end)| Style {
            zone,
            by_duration,
            order,
            width,
            is_lower,
            line_end,
        },
    )
}

impl Model {
    /// The time so many periods of its rule behind its start.
    fn time(&self, index: u32) -> NaiveDateTime {
        let (frequency, interval, _) = self.rule.unwrap_or(("DAILY", 1, 1));
        let days = if frequency == "WEEKLY" { 7 } else { 1 };
        self.start + TimeDelta::days(days * i64::from(interval * index))
    }

    fn write(&self, style: &Style) -> String {
        // An event that recurs in UTC is another one.
        let recurs = self.rule.is_some() || self.further.is_some();
        let id = ZONES[if recurs { style.zone % 4 } else { style.zone }];
        let time = |name: &str, at: NaiveDateTime| {
            let name = if style.is_lower { name.to_lowercase() } else { name.to_owned() };
            match (self.is_all_day, id) {
                (true, _) => format!("{name};X-A=1;VALUE=DATE:{}", at.format("%Y%m%d")),
                (false, "Z") => {
                    let at = Zurich.from_local_datetime(&at).unwrap().naive_utc();
                    format!("{name}:{}", at.format("%Y%m%dT%H%M%SZ"))
                }
                (false, id) if style.is_lower => {
                    format!("{name};tzid={id};X-B=\"a;b:c\":{}", at.format("%Y%m%dT%H%M%S"))
                }
                (false, id) => {
                    format!("{name};X-B=\"a;b:c\";TZID={id}:{}", at.format("%Y%m%dT%H%M%S"))
                }
            }
        };
        let mut lines =
            vec!["UID:a".to_owned(), "SUMMARY:Call".to_owned(), time("DTSTART", self.start)];
        let days = 1 + self.minutes / 60;
        lines.push(match (style.by_duration, self.is_all_day) {
            (true, true) => format!("DURATION:P{days}D"),
            (true, false) => {
                // An hour that does not exist is read by the clock before the change.
                let hour = TimeDelta::hours(1);
                let end = self.start + TimeDelta::minutes(self.minutes);
                let end = Zurich.from_local_datetime(&end).latest().unwrap_or_else(|| {
                    Zurich.from_local_datetime(&(end - hour)).latest().unwrap() + hour
                });
                let length = end - Zurich.from_local_datetime(&self.start).unwrap();
                format!("DURATION:PT{}M", length.num_minutes())
            }
            (false, true) => time("DTEND", self.start + TimeDelta::days(days)),
            (false, false) => time("DTEND", self.start + TimeDelta::minutes(self.minutes)),
        });
        if let Some((frequency, interval, count)) = self.rule {
            let mut parts = [
                format!("FREQ={frequency}"),
                format!("INTERVAL={interval}"),
                format!("COUNT={count}"),
            ];
            parts.rotate_left(style.order % 3);
            lines.push(format!("RRULE:{}", parts.join(";")));
        }
        lines.extend(self.exception.map(|index| time("EXDATE", self.time(index))));
        lines.extend(self.further.map(|days| time("RDATE", self.start + TimeDelta::days(days))));
        let number = lines.len();
        lines.rotate_left(style.order % number);
        if style.order.is_multiple_of(2) {
            lines.reverse();
        }
        let own = "BEGIN:VTIMEZONE\nTZID:Our own: zone\nBEGIN:DAYLIGHT\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nDTSTART:19960331T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nBEGIN:STANDARD\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nDTSTART:19961027T030000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE";
        let event = format!("BEGIN:VEVENT\n{}\nEND:VEVENT", lines.join("\n"));
        let parts =
            if style.order.is_multiple_of(3) { [event.as_str(), own] } else { [own, &event] };
        let text = format!("BEGIN:VCALENDAR\n{}\nEND:VCALENDAR", parts.join("\n"));
        let folded = text.lines().map(|line| {
            let octets =
                line.as_bytes().chunks(style.width).map(|part| std::str::from_utf8(part).unwrap());
            octets.collect::<Vec<_>>().join(&format!("{} ", style.line_end)) + style.line_end
        });
        folded.collect()
    }

    /// The same event at other times.
    fn changed(&self, which: usize) -> Option<Self> {
        let mut other = self.clone();
        match which {
            0 => other.start += TimeDelta::days(7),
            1 if !self.is_all_day => other.minutes += 15,
            2 => other.is_all_day = !self.is_all_day,
            3 => {
                other.rule = Some(if self.rule?.0 == "DAILY" {
                    ("WEEKLY", self.rule?.1, self.rule?.2)
                } else {
                    ("DAILY", self.rule?.1, self.rule?.2)
                })
            }
            4 => other.rule = Some((self.rule?.0, self.rule?.1 + 1, self.rule?.2)),
            5 => other.rule = Some((self.rule?.0, self.rule?.1, self.rule?.2 + 1)),
            6 => other.exception = Some(self.exception? % 2 + 1),
            7 => {
                other.exception =
                    self.exception.is_none().then_some(1).filter(|_| self.rule.is_some())
            }
            8 => other.further = Some(self.further? + 1),
            9 => other.further = self.further.is_none().then_some(450),
            10 => other.rule = self.rule.is_none().then_some(("WEEKLY", 1, 3)),
            _ => return None,
        }
        (format!("{other:?}") != format!("{self:?}")).then_some(other)
    }
}

fn differences(old: &str, new: &str) -> Vec<Difference> {
    let (old, new) = (read_any(old.as_bytes()), read_any(new.as_bytes()));
    let events = |feed: &AnyFeed| -> usize { feed.events.len() };
    assert_eq!((events(&old), events(&new), &old.flaw, &new.flaw), (1, 1, &None, &None));
    let (old, new): (Vec<&AnyEvent>, Vec<&AnyEvent>) =
        (old.events.iter().collect(), new.events.iter().collect());
    compare(&old, &new, Words::of(timeplan::model::Language::En))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_same_times_are_the_same_however_they_are_written(model in model(), one in style(), other in style()) {
        let (old, new) = (model.write(&one), model.write(&other));
        let told = differences(&old, &new);
        prop_assert!(told.is_empty(), "{told:?}\n{old}\n{new}");
    }

    #[test]
    fn other_times_never_show_the_same(model in model(), one in style(), other in style(), which in 0..11_usize) {
        if let Some(changed) = model.changed(which) {
            let (old, new) = (model.write(&one), changed.write(&other));
            prop_assert!(!differences(&old, &new).is_empty(), "{old}\n{new}");
        }
    }

    #[test]
    fn any_bytes_are_read(model in model(), style in style(), cuts in prop::collection::vec((any::<prop::sample::Index>(), any::<Vec<u8>>(), 0_usize..9), 0..6)) {
        let mut bytes = model.write(&style).into_bytes();
        for (at, put, cut) in cuts {
            let at = at.index(bytes.len());
            bytes.splice(at..(at + cut).min(bytes.len()), put);
        }
        let read = read_any(&bytes);
        let events: Vec<&AnyEvent> = read.events.iter().collect();
        let words = Words::of(timeplan::model::Language::En);
        prop_assert!(compare(&events, &events, words).is_empty());
    }
}
