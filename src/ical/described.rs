//! A zone defined by a feed's VTIMEZONE alone (RFC 5545 section 3.6.5).

use super::recur::{Frequency, RecurrenceRule};
use super::value::{DateOrTime, moment, offset};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// The most changes of a zone that are computed one by one; Outlook supports one of each part.
const MOST_ONSETS: usize = 400;

/// The most yearly parts of a zone that are computed; Outlook supports two.
const MOST_YEARLY: usize = 20;

/// The most changes per year of a computed part: one weekday of a month; real zones have one.
const MOST_A_YEAR: usize = 5;

/// A STANDARD or DAYLIGHT part as written.
#[derive(Clone, Debug, Default)]
pub struct PartText<'t> {
    /// Whether it is DAYLIGHT.
    pub is_daylight: bool,
    /// DTSTART.
    pub start: Option<&'t str>,
    /// TZOFFSETFROM.
    pub from: Option<&'t str>,
    /// TZOFFSETTO.
    pub to: Option<&'t str>,
    /// Each RRULE.
    pub rules: Vec<&'t str>,
    /// Each RDATE, which may have several dates.
    pub dates: Vec<&'t str>,
}

/// A zone of a feed.
pub struct FeedZone {
    /// Its parts, if all of them could be read, for comparison.
    parts: Option<Vec<ZonePart>>,
    /// The changes that are known without a rule, in their order.
    onsets: Vec<Onset>,
    /// All offsets that it ever has.
    offsets: Vec<i32>,
    /// The rule changes that matter for a year, as far as requested.
    by_year: RefCell<BTreeMap<i32, Vec<Onset>>>,
}

/// An instant in UTC, and the offset from there on.
type Onset = (NaiveDateTime, i32);

/// One of its parts: STANDARD or DAYLIGHT.
pub struct ZonePart {
    /// Whether it is DAYLIGHT.
    pub is_daylight: bool,
    /// The offset before it, in seconds.
    pub from: i32,
    /// The offset from it on.
    pub to: i32,
    /// When it first begins, in local time.
    first: NaiveDateTime,
    /// Its rule, which repeats it each year.
    pub rule: Option<RecurrenceRule>,
}

impl FeedZone {
    /// Reads a VTIMEZONE by its parts.
    pub fn read<'t>(parts: impl Iterator<Item = PartText<'t>>) -> Self {
        let mut onsets = Vec::new();
        let parts = parts.map(|text| {
            let part = ZonePart::read(&text)?;
            // If there are too many, they are not computed and need not be kept.
            let dates = text.dates.iter().flat_map(|dates| dates.split(','));
            let dates = dates.filter_map(|date| match moment(date) {
                Some(DateOrTime::Local(date)) => Some(date),
                _ => None,
            });
            let dates = std::iter::once(part.first).chain(dates);
            let dates = dates.filter_map(|date| part.onset(date));
            onsets.extend(dates.take(MOST_ONSETS + 1 - onsets.len()));
            Some(part)
        });
        let parts =
            parts.take(MOST_ONSETS + 1).collect::<Option<Vec<ZonePart>>>().filter(|parts| {
                let yearly = parts.iter().filter(|part| part.rule.is_some()).count();
                !parts.is_empty() && yearly <= MOST_YEARLY
            });
        let parts = parts.filter(|_| onsets.len() <= MOST_ONSETS);
        onsets.sort_unstable();
        let all = parts.iter().flatten().flat_map(|part| [part.from, part.to]);
        let offsets: BTreeSet<i32> = all.collect();
        let offsets = offsets.into_iter().collect();
        Self { parts, onsets, offsets, by_year: RefCell::default() }
    }

    /// Its parts, if all of it could be read.
    pub fn parts(&self) -> &[ZonePart] {
        self.parts.as_deref().unwrap_or_default()
    }

    /// Whether it changes at most once.
    pub fn stands_still(&self) -> bool {
        self.onsets.len() <= 1
    }

    /// The instant of a local time, the first of two; none if the zone cannot be read.
    pub fn utc(&self, local: NaiveDateTime) -> Option<LocalTime> {
        let parts = self.parts.as_deref()?;
        let mut by_year = self.by_year.borrow_mut();
        let year = local.year();
        let yearly = by_year.entry(year).or_insert_with(|| onsets_around(parts, year));
        let last = |onsets: &[Onset], instant: NaiveDateTime| {
            let behind = onsets.partition_point(|(onset, _)| *onset <= instant);
            onsets.get(behind.checked_sub(1)?).copied()
        };
        let in_force = |instant: NaiveDateTime| {
            let (known, ruled) = (last(&self.onsets, instant), last(yearly, instant));
            known.max(ruled).map(|(_, offset)| offset)
        };
        let candidates = self.offsets.iter().filter_map(|offset| {
            let instant = local.checked_sub_signed(TimeDelta::seconds(i64::from(*offset)))?;
            (in_force(instant) == Some(*offset)).then_some(instant)
        });
        if let Some(instant) = candidates.min() {
            return Some(LocalTime::At(instant));
        }
        let by = |offset: i32| local.checked_sub_signed(TimeDelta::seconds(i64::from(offset)));
        let day_before = local.checked_sub_signed(TimeDelta::days(1))?;
        let first = parts.iter().min_by_key(|part| part.first)?;
        match (in_force(local), in_force(day_before)) {
            (None, _) => by(first.from).map(LocalTime::BeforeItBegins),
            (Some(_), before) => by(before.unwrap_or(first.from)).map(LocalTime::InAGap),
        }
    }
}

/// The rule changes that matter for a year: from the last one before it to the first one after it.
fn onsets_around(parts: &[ZonePart], year: i32) -> Vec<Onset> {
    let mut all = Vec::new();
    for part in parts {
        let Some(rule) = &part.rule else { continue };
        let until = rule.until.map(|until| match until {
            DateOrTime::Utc(at) | DateOrTime::Local(at) => at,
            DateOrTime::Date(day) => day.and_hms_opt(23, 59, 59).unwrap_or_default(),
        });
        let last = until.map_or(year + 1, |until| until.year().min(year + 1));
        let days = (last - 2..=last).flat_map(|year| rule.in_year(part.first.date(), year));
        all.extend(days.filter_map(|day| {
            let local = day.and_time(part.first.time());
            let onset = part.onset(local)?;
            let within = until.is_none_or(|until| onset.0 <= until);
            (local > part.first && within).then_some(onset)
        }));
    }
    all.sort_unstable();
    all
}

/// The instants of a local time in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalTime {
    /// This instant in UTC.
    At(NaiveDateTime),
    /// None: the clocks skip it. The instant as if the clock had not been changed.
    InAGap(NaiveDateTime),
    /// None: the zone begins later. The instant with the offset before its first change.
    BeforeItBegins(NaiveDateTime),
}

impl LocalTime {
    /// The instant at which a calendar program shows it.
    pub fn shown(self) -> NaiveDateTime {
        match self {
            Self::At(at) | Self::InAGap(at) | Self::BeforeItBegins(at) => at,
        }
    }
}

impl ZonePart {
    /// Reads a STANDARD or DAYLIGHT; none unless all of it can be read.
    fn read(text: &PartText<'_>) -> Option<Self> {
        let DateOrTime::Local(first) = moment(text.start?)? else { return None };
        let rule = match text.rules.as_slice() {
            [] => None,
            [rule] => Some(yearly(rule)?),
            _ => return None,
        };
        Some(Self {
            is_daylight: text.is_daylight,
            from: offset(text.from?)?,
            to: offset(text.to?)?,
            first,
            rule,
        })
    }

    fn onset(&self, local: NaiveDateTime) -> Option<Onset> {
        let instant = local.checked_sub_signed(TimeDelta::seconds(i64::from(self.from)))?;
        Some((instant, self.to))
    }
}

/// Reads a yearly rule without a count, which applies forever.
fn yearly(rule: &str) -> Option<RecurrenceRule> {
    RecurrenceRule::read(rule).filter(|rule| {
        let by_month = rule.months.len() == 1 || rule.months.is_empty() && !rule.names_days();
        let is_each_year = rule.interval == 1 && rule.count.is_none();
        // In these years each day of the year falls on each weekday.
        let is_seldom = |rule: &RecurrenceRule| {
            (2000..2028).all(|year| rule.in_year(NaiveDate::default(), year).len() <= MOST_A_YEAR)
        };
        rule.frequency == Frequency::Yearly && is_each_year && by_month && is_seldom(rule)
    })
}

/// Reads a rule in the only form that Outlook supports: one day of each year. Returns that day of a
/// year.
pub fn one_day_a_year(rule: &str) -> Option<impl Fn(i32) -> Option<NaiveDate>> {
    let rule = yearly(rule).filter(|rule| {
        let by_weekday = rule.weekdays.iter().all(|(nth, _)| *nth != 0);
        rule.months.len() == 1
            && rule.weekdays.len() + rule.month_days.len() == 1
            && by_weekday
            && rule.year_days.is_empty()
            && rule.positions.is_empty()
    })?;
    Some(move |year| rule.in_year(NaiveDate::default(), year).first().copied())
}
