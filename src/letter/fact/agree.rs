//! Whether the hours of sentences are those of the time plan.

use crate::model::{Days, Kind, SlotTimes, TimeOfDay};
use crate::source::Draft;

/// When the sessions of a plan begin and end.
pub(crate) struct PlannedHours(Vec<(Days, Kind, [TimeOfDay; 2])>);

impl PlannedHours {
    /// Those of a draft.
    pub(crate) fn of(draft: &Draft) -> Self {
        let times = SlotTimes::STANDARD.with(&draft.session_times);
        let of_entry = draft.time_plan.iter().flat_map(|entry| {
            let times = times.with(&entry.day.times);
            let cells = entry.day.cells.iter();
            cells.flat_map(move |(slots, cells)| {
                let (first, last) = (slots.value.first(), slots.value.last());
                let (first, last) = (times.of(first).hours.start, times.of(last).hours.end);
                cells.iter().map(move |cell| {
                    let ends = [cell.start.unwrap_or(first), cell.end.unwrap_or(last)];
                    (entry.days.value, cell.kind, ends)
                })
            })
        });
        Self(of_entry.collect())
    }

    /// Whether a session of one of some days begins or ends at an hour; a plenary, if there is one then.
    /// Without days it may be any.
    pub(crate) fn has(&self, time: TimeOfDay, days: &[Days], is_plenary: bool) -> bool {
        let is_on = |own: &Days| days.is_empty() || days.iter().any(|days| own.overlaps(*days));
        let mut here: Vec<_> = self.0.iter().filter(|(own, ..)| is_on(own)).collect();
        let is_wanted = |kind: Kind| !is_plenary || kind == Kind::Plenary;
        if here.iter().any(|(_, kind, _)| is_wanted(*kind)) {
            here.retain(|(_, kind, _)| is_wanted(*kind));
        }
        here.iter().any(|(.., ends)| ends.contains(&time))
    }

    /// Whether a day has sessions.
    pub(crate) fn has_day(&self, day: Days) -> bool {
        self.0.iter().any(|(own, ..)| own.contains(day.first))
    }
}
