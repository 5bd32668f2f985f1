//! What views choose from: every event of a language, what filters look at, and where its bytes
//! stand in the feed of its meeting.
//!
//! It is made of the feeds that are served, so a view holds just what they hold. Half a million events
//! have some thousand different sets of facts, and a filter is asked once about each. Only the events
//! that it shows are looked at.

use crate::model::{Action, Group, Kind, MeetingId, Term, View};
use crate::render::{Facts, Filter, Minute, Section, busy};
use chrono::{DateTime, Utc};
use hyper::body::Bytes;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// What stands behind the last event of a feed.
pub(super) const FOOT: &[u8] = b"END:VCALENDAR\r\n";

/// The events of one language in the order of its feeds.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    /// The meetings with their own feeds and their events' places.
    meetings: Vec<(MeetingId, Bytes, Range<usize>)>,
    events: Vec<CatalogueEvent>,
    /// Different facts, but for the meeting.
    facts: Vec<(Kind, Vec<Group>, Option<Action>)>,
    /// The events that have the facts at the same place.
    alike: Vec<Vec<u32>>,
    /// The events that the feed of a group holds, by the group's name in addresses.
    groups: BTreeMap<String, Vec<usize>>,
    /// The names that a term may have: of groups, their study groups, and meetings.
    pub(super) names: BTreeSet<String>,
}

#[derive(Debug)]
struct CatalogueEvent {
    meeting: u32,
    facts: u32,
    /// When it was last changed.
    stamp: DateTime<Utc>,
    /// The hours of a session that takes place; the same twice for all others.
    hours: (Minute, Minute),
    /// Where it stands in the feed of its meeting.
    begin: u32,
    end: u32,
}

/// An event of a view.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chosen<'a> {
    /// When it was last changed.
    pub(super) stamp: DateTime<Utc>,
    /// From when to when it takes a delegate's time; nothing of what is no session, of whole days and
    /// of what is cancelled.
    pub(super) hours: Option<(Minute, Minute)>,
    pub(super) bytes: &'a [u8],
}

impl Catalogue {
    /// The events of the meetings' own feeds, which come in the order of their ids.
    pub(super) fn of(feeds: impl Iterator<Item = (MeetingId, Bytes)>) -> Self {
        let mut catalogue = Self::default();
        let mut places = BTreeMap::new();
        for (id, feed) in feeds {
            // We wrote it ourselves.
            let Ok((section, _)) = Section::of_published(&id, &feed) else { continue };
            catalogue.add(&section, feed, &mut places);
        }
        catalogue
    }

    fn add(
        &mut self,
        section: &Section,
        feed: Bytes,
        places: &mut BTreeMap<(Kind, Vec<Group>, Option<Action>), u32>,
    ) {
        let first = self.events.len();
        let meeting = number(self.meetings.len());
        let mut begin = feed.len().saturating_sub(FOOT.len() + section.bytes().len());
        for event in &section.events {
            let end = begin + section.bytes_of(event).len();
            let facts = (event.kind, event.groups.clone(), event.action);
            let next = number(self.facts.len());
            let facts = *places.entry(facts).or_insert_with_key(|facts| {
                self.facts.push(facts.clone());
                self.alike.push(Vec::new());
                next
            });
            if let Some(alike) = self.alike.get_mut(facts as usize) {
                alike.push(number(self.events.len()));
            }
            for group in &event.groups {
                self.names.insert(group.slug());
                self.names.extend(group.parent().map(|study| study.slug()));
            }
            let hours = busy(event.kind, event.hours).unwrap_or_default();
            let stamp = event.stamp;
            let place = (number(begin), number(end));
            self.events.push(CatalogueEvent {
                meeting,
                facts,
                stamp,
                hours,
                begin: place.0,
                end: place.1,
            });
            begin = end;
        }
        for (group, held) in section.by_group() {
            let held = held.iter().map(|at| first + at);
            self.groups.entry(group.slug()).or_default().extend(held);
        }
        self.names.insert(section.id.to_string());
        self.meetings.push((section.id.clone(), feed, first..self.events.len()));
    }

    /// The events of the feed at a path, which begins behind the language's folder, that a filter
    /// shows. Nothing if there is no such feed.
    pub(super) fn choose(
        &self,
        path: &str,
        views: &[View],
        (show, hide): (&[Term], &[Term]),
    ) -> Option<Vec<Chosen<'_>>> {
        let mut sieve = CachedFilter::new(self, show, hide);
        let (folder, name) = path.strip_suffix(".ics")?.rsplit_once('/').unwrap_or(("", path));
        let name = name.strip_suffix(".ics").unwrap_or(name);
        let deadlines = [Term::Kind(Kind::Deadline)];
        let chosen: Vec<usize> = match (folder, name) {
            ("", "all") => self.sifted(&mut [sieve]),
            ("", "deadlines") => {
                self.sifted(&mut [sieve, CachedFilter::new(self, &deadlines, &[])])
            }
            ("meetings", id) => {
                let own = self.meetings.iter().find(|(meeting, ..)| meeting.as_str() == id);
                let (_, _, events) = own?;
                events.clone().filter(|at| sieve.shows(*at)).collect()
            }
            ("groups", slug) => {
                self.groups.get(slug)?.iter().copied().filter(|at| sieve.shows(*at)).collect()
            }
            ("views", name) => {
                let view = views.iter().find(|view| view.name.as_str() == name)?;
                self.sifted(&mut [sieve, CachedFilter::new(self, &view.show, &view.hide)])
            }
            _ => return None,
        };
        Some(chosen.into_iter().filter_map(|at| self.chosen(at)).collect())
    }

    /// The kinds of its events, in their own order.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        let is_there = |kind: &Kind| self.facts.iter().any(|(other, ..)| other == kind);
        Kind::ALL.into_iter().filter(is_there).collect()
    }

    /// The actions of its deadlines, in their own order.
    pub(super) fn actions(&self) -> Vec<Action> {
        let is_there = |action: &Action| self.facts.iter().any(|(.., own)| *own == Some(*action));
        Action::ALL.into_iter().filter(is_there).collect()
    }

    /// All events that pass the sieves, in order. One of those with the same facts passes for the
    /// others, but for those in a meeting that a sieve names or in the feed of a group that it shows.
    fn sifted(&self, sieves: &mut [CachedFilter<'_>]) -> Vec<usize> {
        let named: BTreeSet<u32> = sieves.iter().flat_map(|sieve| &sieve.named).copied().collect();
        let held: Vec<usize> = sieves.iter().flat_map(|sieve| sieve.filter.held()).collect();
        let held: BTreeSet<usize> = held.into_iter().collect();
        let is_named = |at: &usize| {
            let event = self.events.get(*at);
            held.contains(at) || event.is_some_and(|event| named.contains(&event.meeting))
        };
        let mut passes = |at: usize| sieves.iter_mut().all(|sieve| sieve.shows(at));
        let mut sifted = Vec::new();
        for alike in &self.alike {
            let alike = alike.iter().map(|at| *at as usize);
            let mut others = alike.filter(|at| !is_named(at)).peekable();
            if others.peek().is_some_and(|at| passes(*at)) {
                sifted.extend(others);
            }
        }
        let named = named.iter().filter_map(|meeting| self.meetings.get(*meeting as usize));
        let named = named.flat_map(|(_, _, events)| events.clone()).chain(held.iter().copied());
        sifted.extend(named.filter(|at| passes(*at)));
        sifted.sort_unstable();
        sifted.dedup();
        sifted
    }

    fn chosen(&self, at: usize) -> Option<Chosen<'_>> {
        let event = self.events.get(at)?;
        let (_, feed, _) = self.meetings.get(event.meeting as usize)?;
        let bytes = feed.get(event.begin as usize..event.end as usize)?;
        let hours = Some(event.hours).filter(|(start, end)| start < end);
        Some(Chosen { stamp: event.stamp, hours, bytes })
    }
}

/// A filter that remembers what it said of the same facts. A meeting that a term names, and the feed of a
/// group, are asked about event by event.
struct CachedFilter<'a> {
    catalogue: &'a Catalogue,
    filter: Filter<'a>,
    /// The meetings that a term names.
    named: Vec<u32>,
    said: Vec<Option<bool>>,
}

impl<'a> CachedFilter<'a> {
    fn new(catalogue: &'a Catalogue, show: &'a [Term], hide: &'a [Term]) -> Self {
        let is_named = |id: &MeetingId| {
            let mut terms = show.iter().chain(hide);
            terms.any(|term| matches!(term, Term::Name(name) if name == id.as_str()))
        };
        let meetings = catalogue.meetings.iter().enumerate();
        let named = meetings.filter(|(_, (id, ..))| is_named(id)).map(|(at, _)| number(at));
        let said = vec![None; catalogue.facts.len()];
        let feeds = |group: &str| catalogue.groups.get(group).map(Vec::as_slice);
        let filter = Filter::new(show, hide, feeds);
        Self { catalogue, filter, named: named.collect(), said }
    }

    fn shows(&mut self, at: usize) -> bool {
        self.verdict(at).unwrap_or(false)
    }

    fn verdict(&mut self, at: usize) -> Option<bool> {
        let event = self.catalogue.events.get(at)?;
        let said = self.said.get_mut(event.facts as usize)?;
        let is_named = self.named.contains(&event.meeting) || self.filter.holds(at);
        if !is_named && said.is_some() {
            return *said;
        }
        let (kind, groups, action) = self.catalogue.facts.get(event.facts as usize)?;
        let (meeting, ..) = self.catalogue.meetings.get(event.meeting as usize)?;
        let facts = Facts { meeting, kind: *kind, groups, action: *action };
        let shown = self.filter.shows(at, &facts);
        if !is_named {
            *said = Some(shown);
        }
        Some(shown)
    }
}

/// A number as it is kept: no feed of a meeting has four thousand million bytes.
fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
