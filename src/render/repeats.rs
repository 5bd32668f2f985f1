//! Events of other programs in words: when they come again, hours in no zone. In English, since
//! `diff` alone compares such events.

use crate::ical::any::{EventTime, Floating, Repeats, ZoneProblem};
use crate::ical::recur::{Frequency, RecurrenceRule};
use crate::ical::value::DateOrTime;
use crate::model::ZURICH;
use crate::revise::VisibleEvent;
use crate::words::Words;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The most dates that a sentence names one by one.
const MOST_DATES: usize = 5;

/// Hours in no known zone, as they are written: "Mon 4 January 2027, 10:00–11:00 (floating)".
pub(super) fn floating(floating: &Floating, words: &Words) -> String {
    let Floating { start, end, why } = floating;
    let hours = format!("{}–{}", start.format("%H:%M"), end.format("%H:%M"));
    let why = match why {
        ZoneProblem::Unnamed => "floating".to_owned(),
        ZoneProblem::OfCalendar(zone) => {
            format!("floating, X-WR-TIMEZONE:{}", super::one_line(zone))
        }
        ZoneProblem::Unknown(zone) => format!("in the unknown zone {}", super::one_line(zone)),
    };
    let end =
        if start.date() == end.date() { "" } else { &format!(" on {}", words.day(end.date())) };
    format!("{}, {hours}{end} ({why})", words.day(start.date()))
}

/// What makes no sense in one feed and is not written like that in the other one.
pub(super) fn unclear(before: &VisibleEvent, after: &VisibleEvent) -> String {
    let (before, after) = (&before.beyond.unclear, &after.beyond.unclear);
    let names = before.symmetric_difference(after).map(|line| {
        let end = line.find([':', ';', ' ']).unwrap_or(line.len());
        line.get(..end).unwrap_or_default()
    });
    let names: BTreeSet<String> = names.map(|name| format!("`{name}`")).collect();
    let why = match (before.is_subset(after), after.is_subset(before)) {
        (true, _) => "cannot be understood in the new feed",
        (_, true) => "cannot be understood in the old feed",
        _ => "cannot be understood, and the feeds write it differently",
    };
    let names = names.into_iter().collect::<Vec<_>>().join(", ");
    format!("the time may differ: {names} {why}")
}

/// How two events come again at different times.
pub(super) fn repeats(before: &VisibleEvent, after: &VisibleEvent, words: &Words) -> String {
    let (old, new) = match (&before.beyond.repeats, &after.beyond.repeats) {
        (Some(old), Some(new)) => (old, new),
        (None, Some(new)) => return format!("now repeats {}", told(new, words)),
        (Some(old), None) => return format!("no longer repeats; before: {}", told(old, words)),
        (None, None) => return String::new(),
    };
    if !old.has_rules_of(new) {
        let (old, new) = match (told(old, words), told(new, words)) {
            (old_words, new_words) if old_words == new_words => (written(old), written(new)),
            both => both,
        };
        return format!("repeats {new}; before: {old}");
    }
    let gone: Vec<EventTime> = old.times.difference(&new.times).copied().collect();
    let come: Vec<EventTime> = new.times.difference(&old.times).copied().collect();
    // A move is described for the first occurrence and applies to all.
    if gone.len() == old.times.len() && before.when != after.when {
        return format!("repeats {} as before", told(new, words));
    }
    let has_day =
        |times: &[EventTime], time: &EventTime| times.iter().any(|other| day(*other) == day(*time));
    let (moved, gone): (Vec<EventTime>, Vec<EventTime>) =
        gone.into_iter().partition(|time| has_day(&come, time));
    let come: Vec<EventTime> = come.into_iter().filter(|time| !has_day(&moved, time)).collect();
    let mut parts = Vec::new();
    for (what, times) in [("at another hour on", moved), ("no longer on", gone), ("also on", come)]
    {
        if !times.is_empty() {
            parts.push(format!("{what} {}", dates(&times, words)));
        }
    }
    if parts.is_empty() && old.exceptions != new.exceptions {
        let differ: Vec<EventTime> =
            old.exceptions.symmetric_difference(&new.exceptions).copied().collect();
        parts.push(format!("exceptions that match no time changed: {}", dates(&differ, words)));
    }
    match parts.is_empty() {
        true => "repeats at other times".to_owned(),
        false => parts.join(words.comma),
    }
}

/// How an event comes again: by its rules, else by its dates.
fn told(repeats: &Repeats, words: &Words) -> String {
    let rules = repeats.rules.iter().map(|(text, rule)| match rule {
        Some(rule) => in_words(rule, words).unwrap_or_else(|| by_text(text)),
        None => by_text(text),
    });
    match repeats.rules.as_slice() {
        [] => {
            let times: Vec<EventTime> = repeats.times.iter().copied().collect();
            format!("on {}", dates(&times, words))
        }
        _ => rules.collect::<Vec<_>>().join(" and "),
    }
}

fn written(repeats: &Repeats) -> String {
    let rules = repeats.rules.iter().map(|(text, _)| by_text(text));
    rules.collect::<Vec<_>>().join(" and ")
}

fn by_text(rule: &str) -> String {
    format!("by the rule `{}`", super::one_line(rule))
}

/// "every 2 weeks on Mon and Wed, 4 times"; nothing for a rule that takes more words than itself.
fn in_words(rule: &RecurrenceRule, words: &Words) -> Option<String> {
    let is_plain = rule.year_days.is_empty() && rule.positions.is_empty() && rule.months.is_empty();
    if !is_plain || !rule.weekdays.is_empty() && !rule.month_days.is_empty() {
        return None;
    }
    let (adverb, noun) = match rule.frequency {
        Frequency::Daily => ("daily", "days"),
        Frequency::Weekly => ("weekly", "weeks"),
        Frequency::Monthly => ("monthly", "months"),
        Frequency::Yearly => ("yearly", "years"),
    };
    let mut text = match rule.interval {
        1 => adverb.to_owned(),
        interval => format!("every {interval} {noun}"),
    };
    let mut days = Vec::new();
    for (nth, day) in &rule.weekdays {
        let day = words.dates.weekdays.get(usize::from(*day)).copied()?;
        days.push(match nth {
            0 => day.to_owned(),
            nth => format!("the {} {day}", ordinal(*nth)),
        });
    }
    days.extend(rule.month_days.iter().map(|day| format!("the {} day", ordinal(*day))));
    if !days.is_empty() {
        text += &format!(" on {}", days.join(" and "));
    }
    if let Some(count) = rule.count {
        text += &format!(", {count} {}", if count == 1 { "time" } else { "times" });
    }
    if let Some(until) = rule.until {
        let day = match until {
            DateOrTime::Date(day) => day,
            DateOrTime::Local(at) => at.date(),
            DateOrTime::Utc(at) => at.and_utc().with_timezone(&ZURICH).date_naive(),
        };
        text += &format!(" until {}", words.date(day));
    }
    Some(text)
}

/// "2nd", "last", "3rd last".
fn ordinal(nth: i32) -> String {
    let number = nth.unsigned_abs();
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    match nth {
        -1 => "last".to_owned(),
        ..-1 => format!("{number}{ending} last"),
        _ => format!("{number}{ending}"),
    }
}

/// The day of a time, in Geneva.
fn day(time: EventTime) -> NaiveDate {
    match time {
        EventTime::Date(day) => day,
        EventTime::Floating(at) => at.date(),
        EventTime::Instant(at) => at.with_timezone(&ZURICH).date_naive(),
    }
}

/// The days of some times; behind the first ones their number.
fn dates(times: &[EventTime], words: &Words) -> String {
    let (shown, more) = times.split_at(times.len().min(MOST_DATES));
    let mut all: Vec<String> = shown.iter().map(|time| words.day(day(*time))).collect();
    all.dedup();
    let all = all.join(words.comma);
    match more.len() {
        0 => all,
        more => format!("{all} and {more} more"),
    }
}
