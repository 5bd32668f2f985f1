//! What a subscriber sees of an event in one language. A difference in any of it is a revision.

use crate::expand::{EventSpan, EventStatus, TimetableEvent};
use crate::ical::any::{AnyEvent, EventTime, ForeignFacts};
use crate::ical::{self, PublishedEvent, Time};
use crate::model::{Days, ZURICH};
use crate::words::says_postponed;
use chrono::{DateTime, NaiveDateTime, TimeZone, Utc};

/// DTSTART, DTEND, SUMMARY, DESCRIPTION, LOCATION, URL, STATUS, TRANSP and CATEGORIES.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct VisibleEvent {
    /// When it is.
    pub when: EventSpan,
    /// Its title.
    pub summary: String,
    /// Its text.
    pub description: String,
    /// Its place; empty if none is given.
    pub location: String,
    /// Its page.
    pub url: Option<String>,
    /// Its status.
    pub state: EventStatus,
    /// Whether it makes a delegate busy.
    pub busy: bool,
    /// Its kind and its groups.
    pub categories: Vec<String>,
    /// Properties that only events of other programs have.
    pub beyond: ForeignFacts,
}

impl VisibleEvent {
    /// What an event will show in the language at an index of its timetable's list.
    pub fn of_entry(entry: &TimetableEvent, language: usize) -> Option<Self> {
        let wording = entry.wordings.get(language)?;
        let clean = |text: &str| ical::clean(text).into_owned();
        let kind = std::iter::once(entry.kind.to_string());
        Some(Self {
            when: entry.when,
            summary: clean(&wording.summary),
            description: clean(&wording.description),
            location: wording.location.as_deref().map(clean).unwrap_or_default(),
            url: wording.page.clone().or_else(|| entry.url.as_ref().map(ToString::to_string)),
            state: entry.state,
            busy: entry.busy,
            categories: kind.chain(entry.groups.iter().map(ToString::to_string)).collect(),
            beyond: ForeignFacts::default(),
        })
    }

    /// What a published event shows.
    pub fn of_published(event: &PublishedEvent<'_>) -> Self {
        let text = |name: &str| event.text(name).unwrap_or_default();
        Self {
            when: when(event.start, event.end),
            summary: text("SUMMARY"),
            description: text("DESCRIPTION"),
            location: text("LOCATION"),
            url: event.value("URL").map(str::to_owned),
            state: match event.value("STATUS") {
                Some("CANCELLED") => EventStatus::Cancelled,
                Some("TENTATIVE") => EventStatus::Tentative,
                _ => EventStatus::Confirmed,
            },
            busy: event.value("TRANSP") != Some("TRANSPARENT"),
            categories: event.texts("CATEGORIES"),
            beyond: ForeignFacts::default(),
        }
    }

    /// What an event of any program shows.
    pub fn of_any(event: &AnyEvent) -> Self {
        Self { beyond: event.beyond.clone(), ..Self::of_published(&event.published) }
    }

    /// When it begins.
    pub(super) fn time(&self) -> EventTime {
        match (&self.beyond.floating, self.when) {
            (Some(floating), _) => EventTime::Floating(floating.start),
            (None, EventSpan::Days(days)) => EventTime::Date(days.first),
            (None, EventSpan::Hours { start, .. }) => EventTime::Instant(start),
        }
    }

    /// The same without some of its times, if it recurs.
    pub(super) fn without(mut self, times: &[EventTime]) -> Self {
        let first = self.time();
        self.beyond.repeats = self.beyond.repeats.take().and_then(|mut repeats| {
            times.iter().for_each(|time| repeats.take_out(*time));
            (!repeats.is_once(first)).then_some(repeats)
        });
        self
    }

    /// What it shows at another time, if it recurs then.
    pub(super) fn at_time(&self, time: EventTime) -> Option<Self> {
        self.beyond.repeats.as_ref().filter(|repeats| repeats.times.contains(&time))?;
        let when = match (self.when, time) {
            (EventSpan::Days(days), EventTime::Date(first)) => {
                let last = first.checked_add_signed(days.last - days.first)?;
                EventSpan::Days(Days { first, last })
            }
            (EventSpan::Hours { start, end }, time) => {
                let at = instant(time.into());
                EventSpan::Hours { start: at, end: at.checked_add_signed(end - start)? }
            }
            _ => return None,
        };
        // There may be many times, so they are not copied.
        let beyond = ForeignFacts {
            floating: self.beyond.floating.clone(),
            repeats: None,
            conferences: self.beyond.conferences.clone(),
            unclear: self.beyond.unclear.clone(),
        };
        let mut seen = Self {
            when,
            summary: self.summary.clone(),
            description: self.description.clone(),
            location: self.location.clone(),
            url: self.url.clone(),
            state: self.state,
            busy: self.busy,
            categories: self.categories.clone(),
            beyond,
        };
        if let (Some(floating), EventTime::Floating(at)) = (&self.beyond.floating, time) {
            seen.beyond.floating = Some(floating.from(at));
        }
        Some(seen)
    }

    /// Whether it takes place, as far as known.
    pub fn is_live(&self) -> bool {
        self.state != EventStatus::Cancelled
    }

    /// Whether it is to take place at another time, which is not known yet. No value of STATUS
    /// means that (RFC 5545 section 3.8.1.11), so the title shows it.
    pub fn is_postponed(&self) -> bool {
        !self.is_live() && says_postponed(&self.summary)
    }

    /// When it is over; for all-day events, the end of the day in Geneva.
    pub(super) fn is_over(&self) -> DateTime<Utc> {
        match self.when {
            EventSpan::Hours { end, .. } => end,
            EventSpan::Days(_) => day_is_over(self.when),
        }
    }
}

/// When the last day of an event is over in Geneva.
pub(super) fn day_is_over(when: EventSpan) -> DateTime<Utc> {
    let last = when.days().last;
    at(last.succ_opt().unwrap_or(last).and_time(chrono::NaiveTime::MIN))
}

/// When a published event is. Dates and local times that make no sense end as they begin.
fn when(start: Time, end: Time) -> EventSpan {
    match (start, end) {
        (Time::Date(first), Time::Date(end)) => {
            let last = end.pred_opt().unwrap_or(end);
            EventSpan::Days(Days { first, last: last.max(first) })
        }
        (Time::Date(day), _) => EventSpan::Days(Days::one(day)),
        (start, end) => {
            let start = instant(start);
            EventSpan::Hours { start, end: instant(end).max(start) }
        }
    }
}

fn instant(time: Time) -> DateTime<Utc> {
    match time {
        Time::Utc(instant) => instant,
        Time::Date(date) => at(date.and_time(chrono::NaiveTime::MIN)),
        Time::Local(local, Some(zone)) if zone != ZURICH => zone
            .from_local_datetime(&local)
            .earliest()
            .map_or_else(|| at(local), |instant| instant.with_timezone(&Utc)),
        Time::Local(local, _) => at(local),
    }
}

/// The instant of a local time in Geneva, the earlier of two; in a gap, as if the clock had not
/// been changed.
fn at(local: NaiveDateTime) -> DateTime<Utc> {
    let instant = ZURICH.from_local_datetime(&local).earliest();
    instant.map_or_else(|| local.and_utc(), |instant| instant.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    use super::{EventSpan, Time, when};
    use chrono::{NaiveDate, TimeDelta};

    /// Nobody writes such events, but a feed may be damaged.
    #[test]
    fn times_that_do_not_fit_end_as_they_begin() {
        let date = |day: u32| NaiveDate::from_ymd_opt(2025, 1, day).unwrap();
        let local = |day: u32, zone: Option<&str>| {
            Time::Local(
                date(day).and_hms_opt(9, 30, 0).unwrap(),
                zone.map(|zone| zone.parse().unwrap()),
            )
        };
        let utc = |day: u32, hour: u32| date(day).and_hms_opt(hour, 30, 0).unwrap().and_utc();
        for (start, end, first, last) in [
            (Time::Date(date(14)), Time::Date(date(16)), 14, 15),
            (Time::Date(date(14)), Time::Date(date(14)), 14, 14),
            (Time::Date(date(14)), Time::Date(date(10)), 14, 14),
            (Time::Date(date(14)), Time::Utc(utc(16, 9)), 14, 14),
        ] {
            let days = when(start, end).days();
            assert_eq!((days.first, days.last), (date(first), date(last)), "{start:?} {end:?}");
        }
        let tokyo = Some("Asia/Tokyo");
        let midnight = utc(16, 0) - TimeDelta::minutes(90);
        for (start, end, from, to) in [
            (local(14, None), local(14, tokyo), utc(14, 8), utc(14, 8)),
            (local(14, tokyo), local(14, None), utc(14, 0), utc(14, 8)),
            (Time::Utc(utc(14, 9)), Time::Utc(utc(14, 8)), utc(14, 9), utc(14, 9)),
            (Time::Utc(utc(14, 9)), Time::Date(date(16)), utc(14, 9), midnight),
        ] {
            let hours = EventSpan::Hours { start: from, end: to };
            assert_eq!(when(start, end), hours, "{start:?} {end:?}");
        }
    }
}
