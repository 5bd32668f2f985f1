//! A feed as far as it is kept until its end: the heads of its calendars, and what the rules for the
//! whole of it need to know of its zones and events.

use super::rule::quoted;
use super::walk::Component;
use crate::finding::Place;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most calendars of a feed that are kept; one is right.
const MOST_CALENDARS: usize = 2;

/// The most breaches of one kind that are kept; a feed that is made of them is not worth more.
const MOST_NOTED: usize = 10_000;

/// What is kept of a feed until its end.
#[derive(Default)]
pub(super) struct Feed<'a> {
    pub(super) calendars: Vec<Component<'a>>,
    /// How many events there are.
    pub(super) events: usize,
    /// Where the zones are, and whether one has the name of another.
    pub(super) zone_names: BTreeMap<String, Place>,
    pub(super) zone_twice: Vec<(String, Place)>,
    pub(super) zone_late: Option<Place>,
    pub(super) used_zones: BTreeSet<String>,
    /// Components that are neither events nor zones.
    pub(super) others: Vec<(String, Place)>,
    pub(super) uids: HashMap<String, Uid>,
    pub(super) uid_twice: Vec<(String, u32, Place)>,
    pub(super) without_organizer: Option<Place>,
    /// Properties that some events lack, with their number.
    pub(super) lacking: BTreeMap<&'static str, (usize, Place)>,
    /// Events with a stamp behind their last change, and all with both.
    pub(super) stamped: (usize, usize),
}

/// Who has a UID.
#[derive(Default)]
pub(super) struct Uid {
    /// The line of the event that recurs, or of the only one.
    pub(super) master: Option<u32>,
    /// RECURRENCE-ID and place of each that stands for one recurrence.
    pub(super) overrides: BTreeMap<String, Place>,
}

fn note<T>(list: &mut Vec<T>, item: T) {
    if list.len() < MOST_NOTED {
        list.push(item);
    }
}

impl<'a> Feed<'a> {
    /// Keeps a calendar; its zones and events came before.
    pub(super) fn calendar(&mut self, calendar: Component<'a>) {
        if self.calendars.len() < MOST_CALENDARS {
            self.calendars.push(calendar);
        }
    }

    /// Notes a zone.
    pub(super) fn zone(&mut self, component: &Component<'_>) {
        let name = component.get("TZID").map(|id| id.value().to_owned()).unwrap_or_default();
        if self.events > 0 {
            self.zone_late.get_or_insert(component.begin);
        }
        match self.zone_names.entry(name) {
            Entry::Occupied(first) => {
                note(&mut self.zone_twice, (first.key().clone(), component.begin))
            }
            Entry::Vacant(first) => {
                first.insert(component.begin);
            }
        }
    }

    /// Notes an event.
    pub(super) fn event(&mut self, event: &Component<'_>) {
        self.events += 1;
        if event.get("ORGANIZER").is_none() {
            self.without_organizer.get_or_insert(event.begin);
        }
        for name in ["SEQUENCE", "LAST-MODIFIED", "STATUS", "TRANSP"] {
            if event.get(name).is_none() {
                self.lacking.entry(name).or_insert((0, event.begin)).0 += 1;
            }
        }
        if let (Some(stamp), Some(changed)) = (event.get("DTSTAMP"), event.get("LAST-MODIFIED")) {
            self.stamped.1 += 1;
            self.stamped.0 += usize::from(stamp.value() > changed.value());
        }
        for property in &event.properties {
            if let Some(zone) =
                property.parameter("TZID").filter(|zone| !self.used_zones.contains(*zone))
                && self.used_zones.len() < 1_000
            {
                self.used_zones.insert(zone.to_owned());
            }
        }
        let Some(uid) = event.get("UID").filter(|uid| !uid.value().is_empty()) else { return };
        let place = uid.place();
        let seen = self.uids.entry(uid.value().to_owned()).or_default();
        let before = match event.get("RECURRENCE-ID") {
            Some(recurrence) => seen
                .overrides
                .insert(recurrence.value().to_owned(), place)
                .map(|before| before.line),
            None => seen.master.replace(place.line),
        };
        if let Some(before) = before {
            note(&mut self.uid_twice, (quoted(uid.value()), before, place));
        }
    }

    /// Notes a component that is neither a calendar nor an event nor a zone.
    pub(super) fn other(&mut self, component: &Component<'_>) {
        // What stands outside of its component is named for that already.
        if matches!(component.name.as_str(), "STANDARD" | "DAYLIGHT" | "VALARM") {
            return;
        }
        note(&mut self.others, (quoted(&component.name), component.begin));
    }

    fn head(&self) -> Option<&Component<'a>> {
        self.calendars.first()
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.head()?.get(name).map(|property| property.value())
    }

    pub(super) fn place(&self) -> Place {
        self.head().map(|head| head.begin).unwrap_or(Place { start: 0, end: 0, line: 1 })
    }

    /// The place of a property of the head, or of its BEGIN.
    pub(super) fn place_of(&self, name: &str) -> Place {
        let property = self.head().and_then(|head| head.get(name));
        property.map_or_else(|| self.place(), |property| property.place())
    }
}
