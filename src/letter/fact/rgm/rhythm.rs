//! How often a series meets, and on which days of the week: "every second Tuesday", "weekly on Mondays",
//! "les mardis".

use crate::letter::lex::{DateMention, Mark, TokenKind, distinct};
use crate::letter::read::document::Span;
use crate::letter::shape::LetterText;
use crate::letter::words::Sense;
use crate::model::SeriesStep;
use chrono::{Datelike, Weekday};

/// The rhythm of a series, as far as its sentence has it.
pub(super) struct Rhythm {
    /// After how many weeks it meets again; none if that is not certain.
    weeks: Option<u8>,
    /// Its days of the week; none where they are not named.
    pub(super) weekdays: Vec<Weekday>,
}

impl Rhythm {
    /// The step of the series, if all of it is known.
    pub(super) fn step(&self) -> Option<SeriesStep> {
        self.weeks.filter(|_| !self.weekdays.is_empty()).map(SeriesStep::Weeks)
    }
}

/// How many words stand between two weekdays of a series: "et les".
const MOST_BETWEEN: usize = 2;

/// What stands between two days of the week that stand together: "et le".
const JOINS: [Sense; 4] = [Sense::AndDay, Sense::OnDay, Sense::FromDay, Sense::AboutDays];

/// What stands between them and their range of days: "du", "的".
const LEADS: [Sense; 4] = [Sense::OnDay, Sense::FromDay, Sense::AboutDays, Sense::OfMonth];

/// A day of the week that a sentence names.
struct SeriesWeekday {
    day: Weekday,
    span: Span,
}

/// The rhythm of which a sentence speaks, if it speaks of one.
pub(super) fn rhythm(found: &LetterText<'_>, sentence: &Span) -> Option<Rhythm> {
    let marks = &found.normal.marks;
    let recurs = marks.like(Sense::Recurs(0), sentence);
    let recurs: Vec<(u8, &Mark)> = recurs
        .filter_map(|mark| match mark.sense {
            Sense::Recurs(weeks) => Some((weeks, mark)),
            _ => None,
        })
        .collect();
    let days = marks.like(Sense::Day(Weekday::Mon), sentence).filter_map(|mark| match mark.sense {
        Sense::Day(day) => Some(SeriesWeekday { day, span: mark.span() }),
        _ => None,
    });
    // 每周一次 is "once a week" and names no Monday.
    let is_of_recurs = |day: &SeriesWeekday| {
        let before = recurs.partition_point(|(_, mark)| mark.start <= day.span.start);
        let last = before.checked_sub(1).and_then(|at| recurs.get(at));
        last.is_some_and(|(_, mark)| day.span.end <= mark.end)
    };
    let days: Vec<SeriesWeekday> = days.filter(|day| !is_of_recurs(day)).collect();
    let behind = |of: Sense| {
        let mut every = marks.like(of, sentence);
        every.find_map(|every| Some(together(found, &days, every)).filter(|days| !days.is_empty()))
    };
    let (other, every) = (behind(Sense::EveryOther), behind(Sense::Every));
    let words = other.as_ref().map(|_| 2);
    let weekdays = other.or(every).or_else(|| beside_range(found, &days, sentence));
    let weeks = match recurs.split_first() {
        Some(((weeks, _), others)) => {
            let agree = others.iter().all(|(other, _)| other == weeks);
            Some(*weeks).filter(|weeks| agree && *weeks > 0 && words.is_none_or(|it| it == *weeks))
        }
        None => words.or(weekdays.as_ref().map(|_| 1)),
    };
    // "weekly on Tuesday"
    let alone = || {
        let alone = days.iter().filter(|day| !found.is_of_date(day.span.start));
        alone.map(|named| named.day).collect()
    };
    // "every Tuesday at 14:00 and Thursday at 16:00"
    let is_left = |named: &SeriesWeekday| {
        weekdays.as_ref().is_some_and(|all| !all.contains(&named.day))
            && !found.is_of_date(named.span.start)
    };
    let weeks = weeks.filter(|_| !days.iter().any(is_left));
    let is_series = !recurs.is_empty() || weekdays.is_some();
    is_series.then(|| Rhythm { weeks, weekdays: weekdays.unwrap_or_else(alone) })
}

/// Several days of the week beside a range of days that has others too: "on Tuesday and Thursday from 7 to 30 April".
fn beside_range(
    found: &LetterText<'_>,
    days: &[SeriesWeekday],
    sentence: &Span,
) -> Option<Vec<Weekday>> {
    let joins = |one: &SeriesWeekday, next: &SeriesWeekday| {
        is_small(found, &(one.span.end..next.span.start), &JOINS)
    };
    let mut runs = days.chunk_by(joins);
    runs.find_map(|run| {
        let ([first, .., last], weekdays) = (run, distinct(run.iter().map(|named| named.day)))
        else {
            return None;
        };
        let is_beside = |date: &&DateMention| {
            let gap = match date.span.start < first.span.start {
                true => date.span.end.min(first.span.start)..first.span.start,
                false => last.span.end.min(date.span.start)..date.span.start,
            };
            is_small(found, &gap, &LEADS)
        };
        let range = found.dates_in(sentence).filter(|date| !date.is_pair).find(is_beside)?;
        let has_others = range
            .days()
            .is_some_and(|range| range.working().any(|day| !weekdays.contains(&day.weekday())));
        (weekdays.len() > 1 && has_others).then_some(weekdays)
    })
}

/// Whether a stretch has nothing but signs and words of some senses.
fn is_small(found: &LetterText<'_>, stretch: &Span, senses: &[Sense]) -> bool {
    let tokens = found.normal.tokens_in(stretch);
    (0..tokens.all.len()).all(|at| match tokens.kind(at) {
        Some(TokenKind::Sign) => matches!(tokens.text(at), "," | "،" | "、" | "/" | "&"),
        Some(TokenKind::LineEnd) => true,
        _ => senses.iter().any(|of| tokens.is_one_of(at, *of)),
    })
}

/// The days of the week that stand together behind "every", or in it: "Tuesdays and Thursdays".
fn together(found: &LetterText<'_>, days: &[SeriesWeekday], every: &Mark) -> Vec<Weekday> {
    let normal = found.normal;
    let mut weekdays = Vec::new();
    let mut end = every.end;
    let first = days.partition_point(|named| named.span.start < every.start);
    for SeriesWeekday { day, span } in days.get(first..).unwrap_or_default() {
        let is_in = span.end <= every.end;
        if span.start < end && !is_in {
            continue;
        }
        if !is_in {
            let between = end..span.start;
            // "and on" stands between two of them, and nothing before the first.
            let words = normal.slice(&between).split(|c: char| !c.is_alphabetic());
            let words = words.filter(|word| !word.is_empty()).take(MOST_BETWEEN + 1).count();
            let has = |of: Sense| normal.marks.has(of, &between);
            // "et les jeudis", but "every Tuesday from Thursday, 4 March"
            let is_range = has(Sense::ToDay) || has(Sense::FromDay) && !has(Sense::AndDay);
            // Between the day before and those behind this one stands as much and more.
            if is_range || words > if weekdays.is_empty() { 0 } else { MOST_BETWEEN } {
                break;
            }
        }
        if !weekdays.contains(day) {
            weekdays.push(*day);
        }
        end = end.max(span.end);
    }
    weekdays
}
