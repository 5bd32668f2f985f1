//! Sessions in slots: of the plan, and of working days for which the plan is silent; and the lunch
//! breaks.

use super::texts::{self, Lines};
use super::{Entry, Layout, State, When, Wording, clock, titles};
use crate::finding::Place;
use crate::model::{
    Cell, Group, Hours, Kind, Meeting, PlanEntry, Remote, Rgm, RgmDates, Slot, SlotTimes, Text,
    WebAddress, is_working_day,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// A session before its texts are written.
struct Session<'a> {
    day: NaiveDate,
    slot: Slot,
    hours: Hours,
    kind: Kind,
    title: Option<&'a Text>,
    /// The groups that the title begins with, if it names none itself.
    prefix: &'a [Group],
    groups: &'a [Group],
    tentative: bool,
    setting: Setting<'a>,
    note: Option<&'a Text>,
    place: Option<Place>,
}

/// What sessions have in common: the meeting's, or of rapporteur group meetings.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) title: Option<&'a Text>,
    pub(super) place: Option<&'a Text>,
    pub(super) room: Option<&'a Text>,
    pub(super) remote: Option<&'a Remote>,
    pub(super) url: Option<&'a WebAddress>,
}

impl Layout<'_, '_> {
    /// Adds all sessions in slots, and the lunch breaks between them.
    pub(super) fn sessions(&mut self) {
        let meeting = self.meeting;
        let ranges: Vec<&Rgm> = meeting.rgm.iter().filter(|rgm| rgm.range().is_some()).collect();
        let spans = meeting.days.into_iter().chain(ranges.iter().filter_map(|rgm| rgm.range()));
        let days: BTreeSet<NaiveDate> = spans.flat_map(|days| days.each()).collect();
        for day in days {
            if self.is_full() {
                return;
            }
            let in_meeting = meeting.days.is_some_and(|days| days.contains(day));
            let there: Vec<&Rgm> = ranges
                .iter()
                .filter(|rgm| !in_meeting && rgm.range().is_some_and(|days| days.contains(day)))
                .copied()
                .collect();
            let groups = groups_of(&meeting.groups, &there);
            let plan = meeting.time_plan.of(day);
            let times = meeting.session_times.with(plan.map_or(&[], |entry| &entry.plan.times));
            let hours = match plan {
                Some(entry) => self.planned(day, entry, times, &groups, there.first().copied()),
                None if is_working_day(day) => self.generic(day, times, &there),
                None => Vec::new(),
            };
            self.lunch(day, times.of(Slot::Lunch), &hours, plan, &groups);
        }
    }

    /// The sessions that the plan gives a day. Gives their hours.
    fn planned(
        &mut self,
        day: NaiveDate,
        entry: &PlanEntry,
        times: SlotTimes,
        groups: &[Group],
        range: Option<&Rgm>,
    ) -> Vec<Hours> {
        let mut filled = Vec::new();
        for (slots, cells) in &entry.plan.cells {
            for slot in slots.slots() {
                for cell in cells {
                    let mut hours = times.of(slot);
                    hours.start =
                        cell.start.filter(|_| slot == slots.first()).unwrap_or(hours.start);
                    hours.end = cell.end.filter(|_| slot == slots.last()).unwrap_or(hours.end);
                    filled.push(hours);
                    self.add_session(&of_cell(self.meeting, cell, day, slot, hours, groups, range));
                }
            }
        }
        filled
    }

    /// The sessions of a working day for which the plan is silent. Gives their hours.
    fn generic(&mut self, day: NaiveDate, times: SlotTimes, ranges: &[&Rgm]) -> Vec<Hours> {
        let meeting = self.meeting;
        let mut filled = Vec::new();
        let mut fill =
            |layout: &mut Self, slots: &[Slot], kind, groups: &[Group], range: Option<&Rgm>| {
                for slot in slots {
                    let hours = times.of(*slot);
                    filled.push(hours);
                    let shared = setting(meeting, range);
                    let session = Session {
                        day,
                        slot: *slot,
                        hours,
                        kind,
                        title: None,
                        prefix: groups,
                        groups,
                        tentative: false,
                        setting: Setting {
                            room: shared.room.or_else(|| room_of(meeting, groups)),
                            ..shared
                        },
                        note: None,
                        place: range.map(|rgm| rgm.at),
                    };
                    layout.add_session(&session);
                }
            };
        if ranges.is_empty() {
            fill(self, &meeting.slots, Kind::Session, &meeting.groups, None);
        }
        for rgm in ranges {
            if let RgmDates::Range(_, slots) = &rgm.dates {
                fill(self, slots, Kind::Rgm, &rgm.groups, Some(rgm));
            }
        }
        filled
    }

    fn add_session(&mut self, session: &Session<'_>) {
        let Some(instants) = self.clock.instants(session.day, session.hours, session.place) else {
            return;
        };
        let zone = self.meeting.zone;
        let wordings = self.in_each_language(|language, words| {
            let slot = Some(session.slot);
            let mut summary =
                titles::session(words, language, session.title, session.kind, session.prefix, slot);
            if session.tentative {
                summary = (words.if_necessary)(&summary);
            }
            let hours = clock::in_words(words, zone, session.day, session.hours, instants);
            let mut lines = Lines::default();
            lines.add_some(
                session.setting.title.map(|title| titles::one_line(title.in_language(language))),
            );
            lines.add(match session.slot {
                Slot::Lunch => hours,
                slot => (words.slot)(slot.key(), &hours),
            });
            let room =
                session.setting.room.map(|room| titles::one_line(room.in_language(language)));
            lines.add_some(room.map(|room| words.labelled(words.room, &room)));
            lines.add_some(texts::remote(session.setting.remote, words, language));
            lines.add_some(texts::free(session.note, language));
            lines.add_some(session.setting.url.map(WebAddress::as_str));
            if session.kind == Kind::Plenary {
                texts::agenda(&mut lines, self.meeting, words, language);
            }
            let location =
                texts::location(session.setting.room, session.setting.place, words, language);
            Wording { summary, location, description: lines.finish() }
        });
        self.add(Entry {
            kind: session.kind,
            groups: session.groups.to_vec(),
            action: None,
            slot: Some(session.slot),
            when: When::from(instants),
            state: if session.tentative { State::Tentative } else { State::Confirmed },
            busy: true,
            wordings,
            url: session.setting.url.cloned(),
            place: session.place,
        });
    }

    /// The lunch break of a day that has sessions on both sides of it.
    fn lunch(
        &mut self,
        day: NaiveDate,
        lunch: Hours,
        filled: &[Hours],
        plan: Option<&PlanEntry>,
        groups: &[Group],
    ) {
        let before = filled.iter().any(|hours| hours.end <= lunch.start);
        let after = filled.iter().any(|hours| hours.start >= lunch.end);
        let left_out = plan.is_some_and(|entry| {
            entry.plan.no_lunch
                || entry.plan.cells.iter().any(|(slots, _)| slots.first() == Slot::Lunch)
        });
        if !before || !after || left_out {
            return;
        }
        let Some(instants) = self.clock.instants(day, lunch, plan.map(|entry| entry.place)) else {
            return;
        };
        let zone = self.meeting.zone;
        let wordings = self.in_each_language(|language, words| {
            let mut lines = Lines::default();
            lines.add_some(texts::full_title(self.meeting, language));
            lines.add(clock::in_words(words, zone, day, lunch, instants));
            let summary = (words.lunch)(&crate::model::compact(groups));
            Wording { summary, location: None, description: lines.finish() }
        });
        self.add(Entry {
            kind: Kind::Lunch,
            groups: groups.to_vec(),
            action: None,
            slot: Some(Slot::Lunch),
            when: When::from(instants),
            state: State::Confirmed,
            busy: false,
            wordings,
            url: None,
            place: plan.map(|entry| entry.place),
        });
    }
}

/// A cell of the plan in one of its slots.
fn of_cell<'a>(
    meeting: &'a Meeting,
    cell: &'a Cell,
    day: NaiveDate,
    slot: Slot,
    hours: Hours,
    groups: &'a [Group],
    range: Option<&'a Rgm>,
) -> Session<'a> {
    let own = if cell.groups.is_empty() { groups } else { &cell.groups };
    let shared = setting(meeting, range);
    let setting = Setting {
        room: cell.room.as_ref().or_else(|| room_of(meeting, own)).or(shared.room),
        remote: cell.remote.as_ref().or(shared.remote),
        url: cell.url.as_ref().or(shared.url),
        ..shared
    };
    Session {
        day,
        slot,
        hours,
        kind: cell.kind,
        title: cell.title.as_ref(),
        prefix: if cell.groups_are_given { &cell.groups } else { groups },
        groups: own,
        tentative: cell.tentative,
        setting,
        note: cell.note.as_ref(),
        place: Some(cell.place),
    }
}

/// What sessions of a day share: the meeting's, or that of the rapporteur group meetings.
pub(super) fn setting<'a>(meeting: &'a Meeting, range: Option<&'a Rgm>) -> Setting<'a> {
    match range {
        None => Setting {
            title: meeting.title.as_ref(),
            place: meeting.place.as_ref(),
            room: None,
            // How to take part in the meeting as a whole stands in its banner.
            remote: None,
            url: meeting.url.as_ref(),
        },
        Some(rgm) => Setting {
            title: rgm.title.as_ref().or(meeting.title.as_ref()),
            place: rgm.place.as_ref().or(meeting.place.as_ref()),
            room: rgm.room.as_ref(),
            remote: rgm.remote.as_ref(),
            url: rgm.url.as_ref().or(meeting.url.as_ref()),
        },
    }
}

/// The room of the first of some groups that has one.
pub(super) fn room_of<'a>(meeting: &'a Meeting, groups: &[Group]) -> Option<&'a Text> {
    let room = |group: &Group| meeting.rooms.iter().find(|room| room.group == *group);
    groups.iter().find_map(room).map(|room| &room.room)
}

/// Whose a day is: the meeting's, or of the rapporteur group meetings that have it.
fn groups_of(meeting: &[Group], ranges: &[&Rgm]) -> Vec<Group> {
    if ranges.is_empty() {
        return meeting.to_vec();
    }
    let mut groups: Vec<Group> = Vec::new();
    for group in ranges.iter().flat_map(|rgm| &rgm.groups) {
        if !groups.contains(group) {
            groups.push(group.clone());
        }
    }
    groups
}
