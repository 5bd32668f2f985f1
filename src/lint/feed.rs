//! A feed as far as it is kept until its end: what the rules for the whole of it, and for each
//! calendar in it, need to know of its zones and events.

use super::events::FeedEvent;
use super::rule::{Noted, quoted};
use super::uids::Identities;
use super::walk::FeedComponent;
use super::zone::{id_of, is_dated};
use crate::finding::Place;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// What is kept of a feed; one that is right is a single calendar.
#[derive(Default)]
pub(super) struct LintedFeed {
    /// How many calendars there are.
    pub(super) calendars: usize,
    /// Where the second of them begins.
    pub(super) second: Option<Place>,
    /// How many events there are.
    pub(super) events: usize,
    /// Components that are neither events nor zones.
    pub(super) others: Noted<(String, Place)>,
}

/// A calendar that is complete.
pub(super) struct FeedCalendar<'c> {
    /// It itself, without its components.
    pub(super) head: FeedComponent<'c>,
    pub(super) contents: CalendarContents,
}

/// What is kept of the components of a calendar.
#[derive(Default)]
pub(super) struct CalendarContents {
    pub(super) events: usize,
    /// How many components are neither events nor zones.
    pub(super) others: usize,
    /// Where its zones are.
    pub(super) zones: BTreeMap<String, Place>,
    /// Those that have the name of one before.
    pub(super) zone_twice: Noted<(String, Place)>,
    /// The first zone behind an event.
    pub(super) zone_late: Option<Place>,
    /// The zones that events name, of those that there are.
    pub(super) used_zones: BTreeSet<String>,
    /// Whether an event names any zone.
    pub(super) names_zones: bool,
    /// The first event without an ORGANIZER.
    pub(super) without_organizer: Option<Place>,
    /// Properties that some events lack, with their number and the first of them.
    pub(super) lacking: BTreeMap<&'static str, (usize, Place)>,
    /// Zones of dates alone, without a yearly rule.
    pub(super) dated_zones: BTreeMap<String, Place>,
    /// Who has which UID.
    pub(super) identities: Identities,
    /// Events with a stamp behind their last change, and all with both.
    pub(super) stamped: (usize, usize),
}

impl LintedFeed {
    /// Notes a calendar.
    pub(super) fn calendar(&mut self, calendar: &FeedCalendar<'_>) {
        self.calendars += 1;
        if self.calendars == 2 {
            self.second = Some(calendar.head.begin);
        }
    }

    /// Notes a component that is neither a calendar nor an event nor a zone.
    pub(super) fn other(&mut self, component: &FeedComponent<'_>) {
        self.others.note(|| (quoted(&component.name).to_string(), component.begin));
    }
}

impl CalendarContents {
    /// Notes a zone.
    pub(super) fn zone(&mut self, component: &FeedComponent<'_>) {
        if self.events > 0 {
            self.zone_late.get_or_insert(component.begin);
        }
        match self.zones.entry(id_of(component)) {
            Entry::Occupied(first) => {
                self.zone_twice.note(|| (quoted(first.key()).to_string(), component.begin));
            }
            Entry::Vacant(first) => {
                if is_dated(component) {
                    self.dated_zones.insert(first.key().clone(), component.begin);
                }
                first.insert(component.begin);
            }
        }
    }

    /// Notes an event.
    pub(super) fn event(&mut self, event: FeedEvent<'_>) {
        self.events += 1;
        let (component, zones) = (event.component, event.zones);
        self.identities.note(event);
        let event = component;
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
        for id in event.properties.iter().filter_map(|property| property.parameter("TZID")) {
            self.names_zones = true;
            if zones.get(id).is_some() && !self.used_zones.contains(id) {
                self.used_zones.insert(id.to_owned());
            }
        }
    }
}

impl FeedCalendar<'_> {
    /// A property of its head that is there.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.head.get(name).map(|property| property.value())
    }

    /// The place of a property of its head, or of its BEGIN.
    pub(super) fn place_of(&self, name: &str) -> Place {
        self.head.get(name).map_or(self.head.begin, |property| property.place())
    }
}
