//! A day of the table of `show --format csv`: its sessions by slots.

use super::event::EventRow;
use crate::expand::generic;
use crate::finding::Said;
use crate::model::{Cell, Hours, Kind, Language, Slot, SlotRange, Text, compact, named_in};
use crate::source::DraftDay;
use crate::words::Words;

/// The sessions and the lunch break of a day. `all` are those who meet, `there` is where.
pub(super) fn day(
    events: &[&EventRow],
    (all, there): (&str, Option<&str>),
    language: Language,
    words: &Words,
) -> DraftDay {
    let lunch = events.iter().find(|event| event.kind == Kind::Lunch);
    let mut day = DraftDay::default();
    for event in events.iter().filter(|event| event.kind != Kind::Lunch) {
        let Some(hours) = event.hours else { continue };
        let (slot, is_generic) = slot(event, hours, lunch.is_some(), words);
        let standard = slot.standard();
        let location = event.location.as_deref();
        let room = location.filter(|location| Some(*location) != there).map(|location| {
            let place = there.and_then(|place| location.strip_suffix(place));
            place.and_then(|room| room.strip_suffix(words.comma)).unwrap_or(location)
        });
        // The groups that the program put before a title stay out of it.
        let groups = compact(&event.groups);
        let with_own = event.inside(|title| (words.titled)(&groups, title));
        let with_all = event.inside(|title| (words.titled)(all, title));
        let with_all = with_all.filter(|title| named_in(title) == event.groups);
        let is_of_all = with_own.is_none() && with_all.is_some();
        let title = with_own.or(with_all).unwrap_or_else(|| event.summary.clone());
        let cell = Cell {
            title: Text::new(language, title).filter(|_| !is_generic),
            kind: event.kind,
            groups: event.groups.clone(),
            groups_are_given: !is_of_all,
            start: Some(hours.start).filter(|start| *start != standard.start),
            end: Some(hours.end).filter(|end| *end != standard.end),
            room: room.and_then(|room| Text::new(language, room.to_owned())),
            remote: None,
            tentative: event.is_tentative,
            note: None,
            url: None,
            place: event.place,
        };
        let Ok(range) = slot.key().parse::<SlotRange>() else { continue };
        match day.cells.iter_mut().find(|(slots, _)| slots.value == range) {
            Some((_, cells)) => cells.push(cell),
            None => day.cells.push((Said { value: range, place: event.place }, vec![cell])),
        }
    }
    day.cells.sort_by_key(|(slots, _)| slots.value.first());
    let standard = Slot::Lunch.standard();
    match lunch.and_then(|lunch| Some((lunch, lunch.hours?))) {
        Some((lunch, hours)) if hours != standard => {
            day.times.push((Slot::Lunch, Said { value: hours, place: lunch.place }));
        }
        Some(_) => {}
        None => {
            let hours = || events.iter().filter_map(|event| event.hours);
            day.no_lunch = hours().any(|hours| hours.end <= standard.start)
                && hours().any(|hours| hours.start >= standard.end);
        }
    }
    day
}

/// The slot of a session, and whether its title is that of every session in it.
fn slot(event: &EventRow, hours: Hours, has_lunch: bool, words: &Words) -> (Slot, bool) {
    let groups = compact(&event.groups);
    let titled = |slot: &Slot| generic(words, event.kind, &groups, Some(*slot)) == event.summary;
    // The title of a social event is the same in all slots.
    let mut named = Slot::ALL.into_iter().filter(titled);
    if let (Some(slot), None) = (named.next(), named.next()) {
        return (slot, true);
    }
    let shared = |slot: &Slot| {
        let standard = slot.standard();
        let end = hours.end.min(standard.end).minutes();
        let common = i32::from(end) - i32::from(hours.start.max(standard.start).minutes());
        // Of two that it shares as much with the earlier one counts.
        (common, std::cmp::Reverse(*slot))
    };
    let slots = Slot::ALL.into_iter().filter(|slot| *slot != Slot::Lunch || !has_lunch);
    let slot = slots.max_by_key(shared).unwrap_or(Slot::S1);
    (slot, titled(&slot))
}
