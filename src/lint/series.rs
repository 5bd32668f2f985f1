//! The times of an event that recurs (RFC 5545 section 3.8.5), as far as its rules are worked out.

use super::times::times;
use super::walk::FeedComponent;
use super::zone::Zones;
use crate::ical::any::EventTime;
use crate::ical::recur::{EventRule, RecurrenceRule};
use crate::ical::value::{DateOrTime, moment};
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::BTreeSet;
use std::rc::Rc;

/// The most rules of an event that are worked out; real ones have one.
const MOST_RULES: usize = 20;

/// The times of an event that recurs.
pub(super) struct RecurringTimes {
    start: DateOrTime,
    zone_id: Option<String>,
    zones: Rc<Zones>,
    /// Its rules, if all of them are worked out.
    rules: Option<Vec<EventRule>>,
    /// Its times beside the rules.
    dates: BTreeSet<EventTime>,
}

impl RecurringTimes {
    /// The times of an event, if it recurs, or has times taken out, and says when it begins.
    pub(super) fn of(component: &FeedComponent<'_>, zones: &Rc<Zones>) -> Option<Self> {
        if ["RRULE", "RDATE", "EXDATE"].iter().all(|name| component.get(name).is_none()) {
            return None;
        }
        let start = component.get("DTSTART")?;
        let first = moment(start.value())?;
        let rules = component.all("RRULE").take(MOST_RULES + 1);
        let rules = rules
            .map(|rule| Some(EventRule::new(RecurrenceRule::read(rule.value())?, first.date())));
        let rules: Option<Vec<EventRule>> = rules.collect();
        let mut series = Self {
            start: first,
            zone_id: start.parameter("TZID").map(str::to_owned),
            zones: Rc::clone(zones),
            rules: rules.filter(|rules| rules.len() <= MOST_RULES),
            dates: BTreeSet::new(),
        };
        for property in component.all("RDATE") {
            for date in times(property, zones) {
                match date.moment.and_then(|moment| series.at(moment, date.zone_id)) {
                    Some(time) => _ = series.dates.insert(time),
                    // It may be any time.
                    None => series.rules = None,
                }
            }
        }
        Some(series)
    }

    /// Whether it lasts whole days.
    pub(super) fn is_of_dates(&self) -> bool {
        matches!(self.start, DateOrTime::Date(_))
    }

    /// A time with the zone that its line names; nothing if that is not known.
    fn at(&self, moment: DateOrTime, zone_id: Option<&str>) -> Option<EventTime> {
        Some(match (moment, zone_id) {
            (DateOrTime::Date(day), _) => EventTime::Date(day),
            (DateOrTime::Utc(at), _) => EventTime::Instant(at.and_utc()),
            (DateOrTime::Local(local), None) => EventTime::Floating(local),
            (DateOrTime::Local(local), Some(id)) => {
                EventTime::Instant(self.zones.utc(id, local)?.and_utc())
            }
        })
    }

    /// The time of the event on a day, by its own clock.
    fn on(&self, day: NaiveDate) -> Option<EventTime> {
        let moment = match self.start {
            DateOrTime::Date(_) => DateOrTime::Date(day),
            DateOrTime::Local(start) => DateOrTime::Local(day.and_time(start.time())),
            DateOrTime::Utc(start) => DateOrTime::Utc(day.and_time(start.time())),
        };
        self.at(moment, self.zone_id.as_deref())
    }

    /// Whether it is one of the times; nothing if that is not known.
    pub(super) fn has(&self, moment: DateOrTime, zone_id: Option<&str>) -> Option<bool> {
        let time = self.at(moment, zone_id)?;
        if self.dates.contains(&time) {
            return Some(true);
        }
        let near = match (time, self.on(self.start.date())?) {
            (EventTime::Date(day), EventTime::Date(_)) => day,
            (EventTime::Floating(at), EventTime::Floating(_)) => at.date(),
            (EventTime::Instant(at), EventTime::Instant(_)) => at.date_naive(),
            // A date beside times is another slip, and floating times are anybody's.
            _ => return None,
        };
        // By the clock of the event it may be the day before or behind.
        let days = [Some(near), near.pred_opt(), near.checked_add_days(Days::new(1))];
        let mut is_known = true;
        for day in days.into_iter().flatten() {
            let is_same_clock = matches!(
                (moment, self.start),
                (DateOrTime::Local(at), DateOrTime::Local(start))
                    if at == day.and_time(start.time()) && zone_id == self.zone_id.as_deref()
            );
            if is_same_clock || self.on(day) == Some(time) {
                match self.recurs_on(day) {
                    Some(true) => return Some(true),
                    Some(false) => {}
                    None => is_known = false,
                }
            }
        }
        (is_known && self.rules.is_some()).then_some(false)
    }

    /// Whether it begins behind a time, as far as is known.
    pub(super) fn begins_after(&self, moment: DateOrTime, zone_id: Option<&str>) -> bool {
        match (self.at(moment, zone_id), self.on(self.start.date())) {
            (Some(EventTime::Date(own)), Some(EventTime::Date(first))) => own < first,
            (Some(EventTime::Floating(own)), Some(EventTime::Floating(first))) => own < first,
            (Some(EventTime::Instant(own)), Some(EventTime::Instant(first))) => own < first,
            _ => false,
        }
    }

    /// Whether one of the rules gives a day.
    fn recurs_on(&self, day: NaiveDate) -> Option<bool> {
        let (first, rules) = (self.start.date(), self.rules.as_ref()?);
        let mut is_known = true;
        for rule in rules.iter().filter(|from| !self.is_past(&from.rule, day)) {
            match rule.falls_on(day) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => is_known = false,
            }
        }
        is_known.then_some(day == first)
    }

    /// Whether a rule has ended by UNTIL before the time on a day, as far as is known.
    fn is_past(&self, rule: &RecurrenceRule, day: NaiveDate) -> bool {
        let Some(until) = rule.until else { return false };
        match (until, self.on(day)) {
            (DateOrTime::Date(until), _) => day > until,
            (DateOrTime::Utc(until), Some(EventTime::Instant(at))) => at.naive_utc() > until,
            (DateOrTime::Local(until), Some(EventTime::Floating(at))) => at > until,
            // Of another type, which is another slip: a day is left.
            (DateOrTime::Utc(until) | DateOrTime::Local(until), _) => {
                until.date().succ_opt().is_some_and(|next| day > next)
            }
        }
    }

    /// Whether one of its rules ends before it begins.
    pub(super) fn ends_before_it_begins(&self, rule: &RecurrenceRule) -> bool {
        let first = self.start.date();
        // The hours of two types, or of an unknown zone, are not compared.
        match (rule.until, self.on(first)) {
            (Some(DateOrTime::Utc(until)), Some(EventTime::Instant(start))) => {
                until < start.naive_utc()
            }
            (Some(DateOrTime::Local(until)), Some(EventTime::Floating(start))) => until < start,
            _ => self.is_past(rule, first),
        }
    }

    /// The day of the start, if none of the rules gives it.
    pub(super) fn start_outside(&self) -> Option<NaiveDate> {
        let rules = self.rules.as_ref().filter(|rules| !rules.is_empty())?;
        let first = self.start.date();
        (!rules.iter().any(|from| from.rule.on(first, first))).then_some(first)
    }

    /// When it begins, by its own clock, on the day of a time that misses it.
    pub(super) fn hour_on_the_day_of(&self, missed: DateOrTime) -> Option<NaiveTime> {
        let time = |moment: DateOrTime| match moment {
            DateOrTime::Date(_) => None,
            DateOrTime::Local(at) | DateOrTime::Utc(at) => Some(at),
        };
        let (missed, start) = (time(missed)?, time(self.start)?);
        (self.recurs_on(missed.date()) == Some(true)).then_some(start.time())
    }
}
