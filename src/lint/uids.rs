//! Who has which UID in a calendar (RFC 5545 section 3.8.4.7), and which times of an event that recurs
//! others stand for (section 3.8.4.4).

use super::events::FeedEvent;
use super::rule::{Noted, quoted};
use super::series::RecurringTimes;
use crate::finding::Place;
use crate::ical::value::{DateOrTime, moment};
use std::collections::{BTreeMap, HashMap};

/// The events of a calendar by their UIDs.
#[derive(Default)]
pub(super) struct Identities {
    uids: HashMap<String, Uid>,
    /// UIDs of two events: the UID, the line of the one before, the place of the other.
    pub(super) twice: Noted<(String, u32, Place)>,
}

/// Who has a UID.
#[derive(Default)]
struct Uid {
    /// The line of the event that recurs, or of the only one.
    master: Option<u32>,
    /// Its times, if it recurs and is the only one.
    series: Option<Box<RecurringTimes>>,
    /// When it begins, if it does not recur and is the only one.
    single: Option<DateOrTime>,
    /// What each that stands for one recurrence names, by RECURRENCE-ID.
    overrides: BTreeMap<String, Override>,
}

/// An event that stands in place of one time of another.
struct Override {
    /// Where its UID stands.
    place: Place,
    /// Where its RECURRENCE-ID stands.
    named: Place,
    moment: Option<DateOrTime>,
    zone_id: Option<String>,
}

impl Identities {
    /// How many UIDs there are.
    pub(super) fn number(&self) -> usize {
        self.uids.len()
    }

    /// Notes an event.
    pub(super) fn note(&mut self, event: FeedEvent<'_>) {
        let FeedEvent { component, series, .. } = event;
        let Some(uid) = component.get("UID").filter(|uid| !uid.value().is_empty()) else { return };
        let place = uid.place();
        let seen = self.uids.entry(uid.value().to_owned()).or_default();
        let before = match component.get("RECURRENCE-ID") {
            Some(recurrence) => {
                let one = Override {
                    place,
                    named: recurrence.place(),
                    moment: moment(recurrence.value()),
                    zone_id: recurrence.parameter("TZID").map(str::to_owned),
                };
                let before = seen.overrides.insert(recurrence.value().to_owned(), one);
                before.map(|before| before.place.line)
            }
            None => {
                let before = seen.master.replace(place.line);
                let start =
                    component.get("DTSTART").filter(|_| before.is_none() && series.is_none());
                seen.single = start.and_then(|start| moment(start.value()));
                seen.series = series.filter(|_| before.is_none()).map(Box::new);
                before
            }
        };
        if let Some(before) = before {
            self.twice.note(|| (quoted(uid.value()).to_string(), before, place));
        }
    }

    /// Where the first of the overrides stands of each UID that no event has which recurs, in order.
    pub(super) fn alone(&self) -> Vec<Place> {
        let alone = self.uids.values().filter(|uid| uid.master.is_none());
        let mut places: Vec<Place> =
            alone.filter_map(|uid| uid.overrides.values().map(|one| one.place).min()).collect();
        places.sort_unstable();
        places
    }

    /// Where the overrides stand of which a check of them and the event that recurs is true, in order.
    pub(super) fn overrides(
        &self,
        is_wrong: impl Fn(&RecurringTimes, DateOrTime, Option<&str>) -> bool,
    ) -> Vec<Place> {
        self.places(|uid, one| {
            let series = uid.series.as_ref()?;
            Some(is_wrong(series, one.moment?, one.zone_id.as_deref()))
        })
    }

    /// Where the overrides stand of events that do not recur and begin at another time, in order.
    pub(super) fn of_single_events(&self) -> Vec<Place> {
        self.places(|uid, one| match (uid.single?, one.moment?) {
            (DateOrTime::Date(start), DateOrTime::Date(own)) => Some(own != start),
            (DateOrTime::Utc(start), DateOrTime::Utc(own))
            | (DateOrTime::Local(start), DateOrTime::Local(own)) => Some(own != start),
            // Two ways of writing one time are not compared.
            _ => None,
        })
    }

    fn places(&self, is_wrong: impl Fn(&Uid, &Override) -> Option<bool>) -> Vec<Place> {
        let all = self.uids.values().flat_map(|uid| {
            let wrong = uid.overrides.values().filter(|one| is_wrong(uid, one) == Some(true));
            wrong.map(|one| one.named).collect::<Vec<_>>()
        });
        let mut places: Vec<Place> = all.collect();
        places.sort_unstable();
        places
    }
}
