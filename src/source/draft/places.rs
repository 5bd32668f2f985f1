//! The places in a draft, one after another.

use super::{Draft, DraftAppointment, DraftDay, DraftDeadline, DraftRgm};
use crate::finding::{Place, Said};
use crate::model::{Days, SeriesMove};
use chrono::NaiveDate;

impl Draft {
    /// Changes every place in it: to move a draft to another text, or to compare two drafts
    /// regardless of places.
    pub fn each_place(&mut self, mut change: impl FnMut(&mut Place)) {
        let change = &mut change;
        said(&mut self.id, change);
        all(&mut self.formerly, change);
        all(&mut self.groups, change);
        said(&mut self.start, change);
        said(&mut self.end, change);
        said(&mut self.zone, change);
        said(&mut self.status, change);
        said(&mut self.slots, change);
        for appointment in self.registration.iter_mut().chain(&mut self.opening) {
            of_appointment(appointment, change);
        }
        for (_, hours) in &mut self.session_times {
            change(&mut hours.place);
        }
        for deadline in &mut self.deadlines {
            of_deadline(deadline, change);
        }
        for entry in &mut self.time_plan {
            change(&mut entry.days.place);
            of_day(&mut entry.day, change);
        }
        for rgm in &mut self.rgm {
            of_rgm(rgm, change);
        }
    }
}

impl Draft {
    /// Every date that moves with the meeting: all but the letter's.
    pub fn dates(&self) -> Vec<Said<Days>> {
        let mut dates: Vec<Said<Days>> = Vec::new();
        let appointments = self.registration.iter().chain(&self.opening);
        let single = [&self.start, &self.end].into_iter();
        let single = single.chain(appointments.map(|appointment| &appointment.date));
        let single = single.chain(self.deadlines.iter().map(|deadline| &deadline.date));
        let single = single.chain(self.rgm.iter().flat_map(|rgm| [&rgm.start, &rgm.end]));
        dates.extend(single.flatten().map(|said| one(said, said.value)));
        dates.extend(self.time_plan.iter().map(|entry| entry.days.clone()));
        for rgm in &self.rgm {
            dates.extend(rgm.except.iter().cloned());
            dates.extend(rgm.also.iter().map(|said| one(said, said.value.date)));
            for SeriesMove { from, to } in &rgm.moved {
                dates.push(one(from, from.value));
                // Where no other day stands it is the same one.
                let other = Some(to.value.date).filter(|date| *date != from.value);
                dates.extend(other.map(|date| one(to, date)));
            }
        }
        dates
    }

    /// The first day of the meeting; for a season, the first day of its first entry.
    pub fn first_day(&self) -> Option<NaiveDate> {
        let start = self.start.as_ref().map(|start| start.value);
        let entries = self.rgm.iter().filter_map(|rgm| rgm.start.as_ref());
        start.or_else(|| entries.map(|start| start.value).min())
    }
}

fn one<T>(said: &Said<T>, day: NaiveDate) -> Said<Days> {
    Said { value: Days::one(day), place: said.place }
}

type PlaceEdit<'a> = dyn FnMut(&mut Place) + 'a;

fn said<T>(value: &mut Option<Said<T>>, change: &mut PlaceEdit<'_>) {
    if let Some(value) = value {
        change(&mut value.place);
    }
}

fn all<T>(values: &mut [Said<T>], change: &mut PlaceEdit<'_>) {
    for value in values {
        change(&mut value.place);
    }
}

fn of_appointment(appointment: &mut DraftAppointment, change: &mut PlaceEdit<'_>) {
    said(&mut appointment.date, change);
    said(&mut appointment.time, change);
    change(&mut appointment.place);
}

fn of_deadline(deadline: &mut DraftDeadline, change: &mut PlaceEdit<'_>) {
    said(&mut deadline.date, change);
    said(&mut deadline.before, change);
    said(&mut deadline.zone, change);
    all(&mut deadline.actions, change);
    change(&mut deadline.place);
}

fn of_day(day: &mut DraftDay, change: &mut PlaceEdit<'_>) {
    let mut also = None;
    if let Some(changes) = &mut day.changes {
        all(&mut changes.except, change);
        changes.rooms.iter_mut().for_each(|room| change(&mut room.room.place));
        also = Some(&mut changes.also);
    }
    for (slots, cells) in also.into_iter().flatten().chain(&mut day.cells) {
        change(&mut slots.place);
        for cell in cells {
            change(&mut cell.place);
        }
    }
    for (_, hours) in &mut day.times {
        change(&mut hours.place);
    }
}

fn of_rgm(rgm: &mut DraftRgm, change: &mut PlaceEdit<'_>) {
    all(&mut rgm.groups, change);
    said(&mut rgm.start, change);
    said(&mut rgm.end, change);
    said(&mut rgm.slots, change);
    said(&mut rgm.every, change);
    all(&mut rgm.on, change);
    said(&mut rgm.time, change);
    all(&mut rgm.except, change);
    all(&mut rgm.also, change);
    for SeriesMove { from, to } in &mut rgm.moved {
        change(&mut from.place);
        change(&mut to.place);
    }
    said(&mut rgm.zone, change);
    for (_, hours) in &mut rgm.session_times {
        change(&mut hours.place);
    }
    change(&mut rgm.place);
}
