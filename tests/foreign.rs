//! Foreign parsers read every feed: `calcard` and `ical` agree with each other, and with the
//! timetable that the feed was made of, on UID, start, end and title of each event.
//! `TIMEPLAN_JUDGE` adds more of them.

use crate::support::{cases, root, tree};
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarProperty};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Europe::Zurich;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use timeplan::expand::{EventSpan, expand};
use timeplan::finding::Findings;
use timeplan::model::Settings;
use timeplan::revise::{Memory, revise};
use timeplan::source::{check, yaml};

/// What a calendar program shows of an event: start and end as a date or an instant in UTC, and the
/// title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    pub(crate) start: String,
    pub(crate) end: String,
    pub(crate) title: String,
}

pub(crate) type Events = BTreeMap<String, Shown>;

/// Every folder of feeds of the repository: its own output and the golden trees.
fn trees() -> Vec<PathBuf> {
    let golden = cases("feeds").into_iter().map(|case| case.join("expected"));
    std::iter::once(root().join("out")).chain(golden).collect()
}

#[test]
fn two_foreign_parsers_read_every_feed_alike() {
    let feeds: usize = trees().iter().map(|folder| agree_on_all(folder)).sum();
    assert!(feeds > 20, "{feeds} feeds were read");
}

/// Lets both parsers read all feeds of a folder. Gives how many there are.
pub(crate) fn agree_on_all(folder: &Path) -> usize {
    let mut feeds = 0;
    for (path, bytes) in tree(folder).iter().filter(|(path, _)| path.ends_with(".ics")) {
        let text = std::str::from_utf8(bytes).unwrap();
        let (one, other) = (by_calcard(text), by_ical(text));
        assert!(!one.is_empty(), "{path} of {} holds events", folder.display());
        assert_eq!(unspaced(&one), unspaced(&other), "{path} of {}", folder.display());
        let events = text.matches("BEGIN:VEVENT").count();
        assert_eq!(one.len(), events, "{path}: a UID stands twice");
        feeds += 1;
    }
    feeds
}

/// Events whose titles have no spaces: `ical` loses one that stands right before a fold. Those that
/// `calcard` reads are compared with the timetable to the letter.
fn unspaced(events: &Events) -> Events {
    let mut events = events.clone();
    events.values_mut().for_each(|event| event.title.retain(|c| c != ' '));
    events
}

#[test]
fn a_foreign_parser_reads_what_the_timetable_says() {
    for folder in trees() {
        let inputs = match folder.ends_with("expected") {
            true => folder.parent().unwrap().join("meetings"),
            false => root().join("meetings"),
        };
        let inputs = tree(&inputs);
        let text =
            |name: &str| inputs.get(name).map(|bytes| String::from_utf8(bytes.clone()).unwrap());
        let mut findings = Findings::default();
        let settings = text("timeplan.yaml").map_or_else(Settings::default, |text| {
            yaml::read_settings(&text, &mut findings).unwrap()
        });
        for name in inputs.keys().filter(|name| name.ends_with(".yaml") && *name != "timeplan.yaml")
        {
            let text = text(name).unwrap();
            let stem = name.strip_suffix(".yaml").unwrap().parse().unwrap();
            let id = yaml::own_id(&text).unwrap_or(stem);
            let draft = yaml::read_meeting(&text, &mut findings).unwrap();
            let meeting = check(draft, &id, &mut findings).unwrap();
            let timetable = expand(&meeting, &settings.languages, &mut findings);
            let memory = Memory::new(id.clone(), settings.languages.len());
            let edition = revise(timetable, &memory, &settings, crate::support::first_run());
            for (index, language) in settings.languages.iter().enumerate() {
                let place = if index == 0 { String::new() } else { format!("{language}/") };
                let feed = folder.join(format!("{place}meetings/{id}.ics"));
                let wanted: Events = edition
                    .events
                    .iter()
                    .map(|event| {
                        let (start, end) = match event.entry.when {
                            EventSpan::Days(days) => {
                                (day(days.first), day(days.last.succ_opt().unwrap()))
                            }
                            EventSpan::Hours { start, end } => (utc(start), utc(end)),
                        };
                        let title = event.entry.wordings[index].summary.clone();
                        (event.uid.clone(), Shown { start, end, title })
                    })
                    .collect();
                if wanted.is_empty() {
                    assert!(!feed.exists(), "a feed without events is not written");
                    continue;
                }
                let text = std::fs::read_to_string(&feed).unwrap();
                assert_eq!(by_calcard(&text), wanted, "{}", feed.display());
            }
        }
    }
}

#[test]
fn the_outside_judge_accepts_every_feed() {
    let Some(judge) = std::env::var_os("TIMEPLAN_JUDGE").filter(|judge| !judge.is_empty()) else {
        return;
    };
    let mut command = std::process::Command::new(judge);
    command.args(["--feed", "-q"]);
    for folder in trees() {
        let feeds = tree(&folder).into_keys().filter(|path| path.ends_with(".ics"));
        command.args(feeds.map(|path| folder.join(path)));
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let refused: Vec<&str> = said.lines().filter(|line| !line.starts_with("ACCEPT")).collect();
    assert!(
        output.status.success(),
        "{}\n{}",
        refused.join("\n"),
        String::from_utf8_lossy(&output.stderr)
    );
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

fn utc(instant: DateTime<Utc>) -> String {
    instant.format("%Y%m%dT%H%M%SZ").to_string()
}

pub(crate) fn by_calcard(text: &str) -> Events {
    let calendar = ICalendar::parse(text).unwrap();
    let zones = calendar.build_owned_tz_resolver();
    let time = |event: &ICalendarComponent, property: ICalendarProperty| {
        let entry = event.property(&property).unwrap();
        let value = entry.values[0].as_partial_date_time().unwrap();
        if value.hour.is_none() {
            return day(value.to_date_time().unwrap().date_time.date());
        }
        let zone = zones.resolve_or_default(entry.tz_id());
        utc(value.to_date_time_with_tz(zone).unwrap().with_timezone(&Utc))
    };
    let events = calendar
        .components
        .iter()
        .filter(|component| component.component_type.as_str() == "VEVENT");
    events
        .map(|event| {
            let title = event.property(&ICalendarProperty::Summary).unwrap().values[0]
                .as_text()
                .unwrap()
                .to_owned();
            let shown = Shown {
                start: time(event, ICalendarProperty::Dtstart),
                end: time(event, ICalendarProperty::Dtend),
                title,
            };
            (event.uid().unwrap().to_owned(), shown)
        })
        .collect()
}

fn by_ical(text: &str) -> Events {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().unwrap().unwrap();
    assert!(calendars.next().is_none(), "one calendar a file");
    let zone = &calendar.timezones[0].properties[0];
    assert_eq!(zone.value.as_deref(), Some("Europe/Zurich"));
    calendar
        .events
        .iter()
        .map(|event| {
            let property = |name: &str| {
                event.properties.iter().find(|property| property.name == name).unwrap()
            };
            let time = |name: &str| {
                let property = property(name);
                let value = property.value.clone().unwrap();
                let parameters = property.params.clone().unwrap_or_default();
                let local =
                    |value: &str| NaiveDateTime::parse_from_str(value, "%Y%m%dT%H%M%S").unwrap();
                match parameters.first() {
                    Some((name, of)) if name == "VALUE" && of[0] == "DATE" => value,
                    Some((name, of)) if name == "TZID" && of[0] == "Europe/Zurich" => {
                        utc(Zurich.from_local_datetime(&local(&value)).unwrap().with_timezone(&Utc))
                    }
                    None if value.ends_with('Z') => value,
                    other => panic!("{other:?}"),
                }
            };
            // This parser leaves the escapes of RFC 5545 section 3.3.11 to its user.
            let title =
                property("SUMMARY").value.clone().unwrap().replace("\\,", ",").replace("\\;", ";");
            (
                property("UID").value.clone().unwrap(),
                Shown { start: time("DTSTART"), end: time("DTEND"), title },
            )
        })
        .collect()
}
