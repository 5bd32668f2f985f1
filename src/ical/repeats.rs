//! When an event of any program recurs, from its rules, additional dates and exceptions (RFC 5545
//! section 3.8.5).

use super::clock::{CalendarHead, EventTime};
use super::lines::ComponentLines;
use super::recur::RecurrenceRule;
use super::value::{DateOrTime, moment};
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime};
use std::cmp::Ordering;
use std::collections::BTreeSet;

/// The most times of one rule that are computed: those of nineteen years, week by week.
const MOST_TIMES: usize = 1_000;

/// The most calendar days that are examined for them: those of a hundred years.
const MOST_DAYS: u64 = 40_000;

/// When an event recurs. Two values are equal if they have the same times.
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    /// Its times; for a rule without an end, the first ones.
    pub times: BTreeSet<EventTime>,
    /// The ends of rules with more times, and of rules that are not computed.
    rest: BTreeSet<String>,
    /// For rules that are not computed, their clock.
    clock: Vec<EventTime>,
    /// Exceptions that remove none of the times, or a whole day.
    pub exceptions: BTreeSet<EventTime>,
    /// Its rules as written, and the computed ones.
    pub rules: Vec<(String, Option<RecurrenceRule>)>,
}

impl Repeats {
    fn key(&self) -> impl Ord + '_ {
        (&self.times, &self.rest, &self.clock, &self.exceptions)
    }

    /// Removes a time, as EXDATE does.
    pub fn take_out(&mut self, time: EventTime) {
        if !self.times.remove(&time) {
            self.exceptions.insert(time);
        }
    }

    /// Whether it has exactly one time.
    pub fn is_once(&self, time: EventTime) -> bool {
        *self == Self { times: BTreeSet::from([time]), ..Self::default() }
    }

    /// Whether its rules are the same.
    pub fn has_rules_of(&self, other: &Self) -> bool {
        let rules = |repeats: &Self| {
            let all = repeats.rules.iter();
            let mut all: Vec<String> =
                all.map(|(text, rule)| canonical(text, rule.as_ref())).collect();
            all.sort_unstable();
            all
        };
        rules(self) == rules(other)
    }
}

impl PartialEq for Repeats {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Repeats {}

impl PartialOrd for Repeats {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Repeats {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// A rule in one form.
fn canonical(text: &str, rule: Option<&RecurrenceRule>) -> String {
    if let Some(rule) = rule {
        return format!("{rule:?}");
    }
    let text = text.to_ascii_uppercase();
    // The colon is behind the name of an EXRULE.
    let mut parts: Vec<&str> = text.split([':', ';']).filter(|part| !part.is_empty()).collect();
    parts.sort_unstable();
    parts.join(";")
}

/// The times of an event from its rules.
pub(super) struct SeriesTimes<'s> {
    /// The clock of its calendar.
    pub(super) head: &'s CalendarHead,
    /// TZID of its start.
    pub(super) zone: Option<&'s str>,
    /// Its start as written.
    pub(super) first: DateOrTime,
    pub(super) start: EventTime,
}

impl SeriesTimes<'_> {
    /// When the event recurs; nothing if it takes place once. Unsupported parts are recorded.
    pub(super) fn repeats(
        &self,
        part: &ComponentLines,
        unclear: &mut BTreeSet<String>,
    ) -> Option<Repeats> {
        let mut repeats = Repeats { times: BTreeSet::from([self.start]), ..Repeats::default() };
        for line in part.all("RRULE") {
            let rule = RecurrenceRule::read(line.value.trim());
            match &rule {
                Some(rule) => self.add(rule, &mut repeats),
                None => self.add_unknown(canonical(&line.value, None), &mut repeats),
            }
            repeats.rules.push((line.value.trim().to_owned(), rule));
        }
        for line in part.all("EXRULE") {
            self.add_unknown(canonical(&line.written(), None), &mut repeats);
            repeats.rules.push((line.written(), None));
        }
        repeats.times.extend(self.times(part, "RDATE", unclear));
        for exception in self.times(part, "EXDATE", unclear) {
            match (exception, self.start) {
                // A date among times removes the day in libical and ical.js, and nothing in other
                // programs.
                (EventTime::Date(day), EventTime::Floating(_) | EventTime::Instant(_)) => {
                    repeats.exceptions.insert(exception);
                    repeats.times.retain(|time| self.day_of(*time) != Some(day));
                }
                _ => repeats.take_out(exception),
            }
        }
        (!repeats.is_once(self.start)).then_some(repeats)
    }

    /// Adds the times of a rule.
    fn add(&self, rule: &RecurrenceRule, repeats: &mut Repeats) {
        let first_day = self.first.date();
        let is_past = |day: NaiveDate| {
            rule.until.is_some_and(|until| match (until, self.on(day)) {
                (DateOrTime::Date(until), _) => day > until,
                (DateOrTime::Utc(until), EventTime::Instant(time)) => time.naive_utc() > until,
                (DateOrTime::Utc(until) | DateOrTime::Local(until), _) => {
                    day.and_time(self.local().time()) > until
                }
            })
        };
        /// The cost of a time, compared with a day that is only examined.
        const TIME: u64 = 20;
        let left = self.head.work_left.get();
        let most_days = MOST_DAYS.min(left);
        let dates = rule.dates(first_day, MOST_TIMES, most_days, is_past);
        let work = dates.looked_at + TIME * dates.days.len() as u64;
        self.head.work_left.set(left.saturating_sub(work));
        repeats.times.extend(dates.days.into_iter().map(|day| self.on(day)));
        if !dates.is_all {
            repeats.rest.insert(format!("{:?} {:?}", rule.count, rule.until));
        }
        if !dates.is_all && most_days < MOST_DAYS {
            // If a feed has too many rules, too little of them is computed.
            self.add_unknown(canonical("", Some(rule)), repeats);
        } else if is_past(first_day) || !rule.on(first_day, first_day) {
            // The RFC leaves open what a start outside its own rule means.
            repeats.rest.insert(canonical("", Some(rule)));
        }
    }

    /// Adds a rule that is not computed: its text and the clock of the event, so that it is another
    /// rule in another zone.
    fn add_unknown(&self, canonical: String, repeats: &mut Repeats) {
        repeats.rest.insert(canonical);
        if repeats.clock.is_empty() {
            repeats.clock = self.clock();
        }
    }

    /// The instants of noon in its zone over two years: the first, and each that is not one day
    /// after the previous. Computed once for each zone and year, because a feed may have many such
    /// rules.
    fn clock(&self) -> Vec<EventTime> {
        // Only the hours of a zone change.
        let (Some(zone), DateOrTime::Local(first), EventTime::Instant(_)) =
            (self.zone, self.first, self.start)
        else {
            return vec![self.start];
        };
        let year = first.year();
        let mut clocks = self.head.clocks.borrow_mut();
        let clock = clocks.entry((zone.to_owned(), year)).or_insert_with(|| {
            let mut wanted = None;
            let days = NaiveDate::from_yo_opt(year, 1).into_iter().flat_map(|day| day.iter_days());
            let noons = days.take(730).filter_map(|day| day.and_hms_opt(12, 0, 0));
            noons
                .filter_map(|noon| self.head.instant(zone, noon))
                .filter(|noon| {
                    let changes = wanted != Some(*noon);
                    wanted = noon.checked_add_days(Days::new(1));
                    changes
                })
                .map(EventTime::Instant)
                .collect()
        });
        clock.clone()
    }

    /// The time of the event on a day.
    fn on(&self, day: NaiveDate) -> EventTime {
        let local = day.and_time(self.local().time());
        self.head.time(
            match self.first {
                DateOrTime::Date(_) => DateOrTime::Date(day),
                DateOrTime::Local(_) => DateOrTime::Local(local),
                DateOrTime::Utc(_) => DateOrTime::Utc(local),
            },
            self.zone,
        )
    }

    /// Its first time, by its own clock.
    fn local(&self) -> NaiveDateTime {
        match self.first {
            DateOrTime::Date(day) => day.and_time(chrono::NaiveTime::MIN),
            DateOrTime::Local(at) | DateOrTime::Utc(at) => at,
        }
    }

    /// The day of one of its times, by its own clock.
    fn day_of(&self, time: EventTime) -> Option<NaiveDate> {
        let near = match time {
            EventTime::Date(day) => day,
            EventTime::Floating(at) => at.date(),
            EventTime::Instant(at) => at.date_naive(),
        };
        let days = [Some(near), near.pred_opt(), near.checked_add_days(Days::new(1))];
        days.into_iter().flatten().find(|day| self.on(*day) == time)
    }

    /// The dates of a property.
    fn times(
        &self,
        part: &ComponentLines,
        name: &str,
        unclear: &mut BTreeSet<String>,
    ) -> Vec<EventTime> {
        let mut times = Vec::new();
        for line in part.all(name) {
            for value in line.value.split(',').map(str::trim).filter(|value| !value.is_empty()) {
                let value = value.to_ascii_uppercase();
                let (start, is_period) = match value.split_once('/') {
                    Some((start, _)) => (start, true),
                    None => (value.as_str(), false),
                };
                let zone = line.parameter("TZID");
                let time = moment(start).map(|moment| self.head.time(moment, zone));
                // A period has a length of its own.
                let is_clear = !is_period
                    && !matches!((time, zone), (None, _) | (Some(EventTime::Floating(_)), Some(_)));
                times.extend(time);
                if !is_clear {
                    unclear.insert(format!("{name};TZID={}:{value}", zone.unwrap_or_default()));
                }
            }
        }
        times
    }
}
