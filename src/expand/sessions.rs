//! Sessions in slots, from the plan and from working days without a plan entry; and the lunch
//! breaks.

use super::session::{Session, SessionDetails, room_of, setting};
use super::texts::{self, DescriptionText};
use super::{Civil, EventSpan, Expansion, Origin, TimetableEvent, Wording, clock};
use crate::finding::Place;
use crate::model::{
    Cell, Group, Hours, Kind, Meeting, PlanEntry, Rgm, RgmDates, Slot, SlotTimes, Zone, compact,
    is_working_day,
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

impl Expansion<'_, '_> {
    /// Adds all sessions in slots, and the lunch breaks between them.
    pub(super) fn sessions(&mut self) {
        let meeting = self.meeting;
        let ranges: Vec<&Rgm> = meeting.rgm.iter().filter(|rgm| rgm.range().is_some()).collect();
        let spans = meeting.days.into_iter().chain(ranges.iter().filter_map(|rgm| rgm.range()));
        let days: BTreeSet<NaiveDate> = spans.flat_map(|days| days.each()).collect();
        for day in days {
            let plan = meeting.time_plan.of(day);
            for host in hosts(meeting, &ranges, day) {
                if self.is_full() {
                    return;
                }
                let groups = groups_of(&meeting.groups, &host.ranges);
                let times = host.times.with(plan.map_or(&[], |entry| &entry.plan.times));
                let host = DayOwner { times, ..host };
                let hours = match plan.filter(|entry| !entry.plan.is_silent) {
                    Some(entry) => self.planned(day, entry, &host, &groups),
                    None if is_working_day(day) => self.generic(day, &host),
                    None => Vec::new(),
                };
                let place = plan.map(|entry| entry.place);
                let place = place.or(host.ranges.first().map(|rgm| rgm.at)).or(meeting.days_at);
                self.lunch(day, &host, &hours, plan, place, &groups);
            }
        }
    }

    /// Adds the sessions of a day in the plan. Returns their times.
    fn planned(
        &mut self,
        day: NaiveDate,
        entry: &PlanEntry,
        host: &DayOwner<'_>,
        groups: &[Group],
    ) -> Vec<Hours> {
        let range = host.ranges.first().copied();
        let mut filled = Vec::new();
        for (slots, cells) in &entry.plan.cells {
            for slot in slots.slots() {
                for cell in cells {
                    let slot_hours = host.times.of(slot);
                    let mut hours = slot_hours.hours;
                    if slot == slots.first() {
                        hours.start = cell.start.unwrap_or(hours.start);
                    }
                    if slot == slots.last() {
                        hours.end = cell.end.unwrap_or(hours.end);
                    }
                    filled.push(hours);
                    let civil = Civil { zone: host.zone, day, hours, slot: Some(slot_hours) };
                    self.add_session(&of_cell(self.meeting, cell, slot, civil, groups, range));
                }
            }
        }
        filled
    }

    /// Adds the sessions of a working day without a plan entry. Returns their times.
    fn generic(&mut self, day: NaiveDate, host: &DayOwner<'_>) -> Vec<Hours> {
        let meeting = self.meeting;
        let mut filled = Vec::new();
        let mut fill =
            |layout: &mut Self, slots: &[Slot], kind, groups: &[Group], range: Option<&Rgm>| {
                for slot in slots {
                    let slot_hours = host.times.of(*slot);
                    filled.push(slot_hours.hours);
                    let shared = setting(meeting, range);
                    let session = Session {
                        civil: Civil {
                            zone: host.zone,
                            day,
                            hours: slot_hours.hours,
                            slot: Some(slot_hours),
                        },
                        slot: Some(*slot),
                        kind,
                        title: None,
                        prefix: groups,
                        groups,
                        tentative: false,
                        setting: SessionDetails {
                            room: shared.room.or_else(|| room_of(meeting, range, groups)),
                            ..shared
                        },
                        remote: None,
                        note: None,
                        rule: if range.is_some() {
                            Origin::SilentDayOfRange
                        } else {
                            Origin::SilentDay
                        },
                        place: range.map(|rgm| rgm.at).or(meeting.slots_at).or(meeting.days_at),
                    };
                    layout.add_session(&session);
                }
            };
        if host.ranges.is_empty() {
            fill(self, &meeting.slots, Kind::Session, &meeting.groups, None);
        }
        for rgm in &host.ranges {
            if let RgmDates::Range(_, slots) = &rgm.dates {
                fill(self, slots, Kind::Rgm, &rgm.groups, Some(rgm));
            }
        }
        filled
    }

    /// The lunch break of a day that has sessions on both sides of it.
    fn lunch(
        &mut self,
        day: NaiveDate,
        host: &DayOwner<'_>,
        filled: &[Hours],
        plan: Option<&PlanEntry>,
        place: Option<Place>,
        groups: &[Group],
    ) {
        let slot = host.times.of(Slot::Lunch);
        let lunch = slot.hours;
        let before = filled.iter().any(|hours| hours.end <= lunch.start);
        let after = filled.iter().any(|hours| hours.start >= lunch.end);
        let left_out = plan.is_some_and(|entry| {
            entry.plan.no_lunch
                || entry.plan.cells.iter().any(|(slots, _)| slots.first() == Slot::Lunch)
        });
        if !before || !after || left_out {
            return;
        }
        let civil = Civil { zone: host.zone, day, hours: lunch, slot: Some(slot) };
        let Some(instants) = self.clock.instants(civil, place) else { return };
        let wordings = self.in_each_language(|language, words| {
            let mut lines = DescriptionText::default();
            lines.add_some(texts::full_title(self.meeting, language));
            let local = clock::local(words, host.zone, day, lunch, instants.0);
            lines.add(clock::in_words(words, lunch, instants, local.as_deref()));
            let summary = (words.lunch)(&compact(groups));
            Wording { summary, description: lines.finish(), aside: local, ..Wording::default() }
        });
        self.add(TimetableEvent {
            slot: Some(Slot::Lunch),
            place,
            civil: Some(civil),
            ..TimetableEvent::new(
                Kind::Lunch,
                Origin::Lunch,
                groups,
                EventSpan::from(instants),
                wordings,
            )
        });
    }
}

/// The owner of a day: the meeting, or ranges of rapporteur group meetings with the same times.
struct DayOwner<'a> {
    /// The zone of the times.
    zone: Zone,
    times: SlotTimes,
    /// The ranges; empty if the day belongs to the meeting.
    ranges: Vec<&'a Rgm>,
}

/// The owners of a day. Ranges own it only outside the meeting's days; on a day in the plan they
/// all have the same times.
fn hosts<'a>(meeting: &Meeting, ranges: &[&'a Rgm], day: NaiveDate) -> Vec<DayOwner<'a>> {
    if meeting.days.is_some_and(|days| days.contains(day)) {
        let (zone, times) = (meeting.zone, meeting.session_times);
        return vec![DayOwner { zone, times, ranges: Vec::new() }];
    }
    let mut hosts: Vec<DayOwner<'a>> = Vec::new();
    for rgm in ranges.iter().filter(|rgm| rgm.days().contains(day)) {
        let same = |host: &&mut DayOwner<'_>| {
            host.zone == rgm.zone && host.times.agree(&rgm.session_times)
        };
        match hosts.iter_mut().find(same) {
            Some(host) => host.ranges.push(rgm),
            None => {
                hosts.push(DayOwner {
                    zone: rgm.zone,
                    times: rgm.session_times,
                    ranges: vec![rgm],
                });
            }
        }
    }
    hosts
}

/// A cell of the plan in one of its slots.
fn of_cell<'a>(
    meeting: &'a Meeting,
    cell: &'a Cell,
    slot: Slot,
    civil: Civil,
    groups: &'a [Group],
    range: Option<&'a Rgm>,
) -> Session<'a> {
    let own = if cell.groups.is_empty() { groups } else { &cell.groups };
    let shared = setting(meeting, range);
    let setting = SessionDetails {
        room: cell.room.as_ref().or_else(|| room_of(meeting, range, own)).or(shared.room),
        remote: cell.remote.as_ref().or(shared.remote),
        url: cell.url.as_ref().or(shared.url),
        ..shared
    };
    Session {
        civil,
        slot: Some(slot),
        kind: cell.kind,
        title: cell.title.as_ref(),
        prefix: if cell.groups_are_given { &cell.groups } else { groups },
        groups: own,
        tentative: cell.tentative,
        setting,
        remote: cell.remote.as_ref(),
        note: cell.note.as_ref(),
        rule: Origin::Cell,
        place: Some(cell.place),
    }
}

/// The owner of a day: the meeting, or the rapporteur group meetings on that day.
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
