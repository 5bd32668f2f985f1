//! Series of rapporteur group meetings: single events at regular distances, without a banner or a
//! lunch break.

use super::sessions::{room_of, setting};
use super::texts::{self, Lines};
use super::{Entry, Layout, State, When, Wording, clock, titles};
use crate::model::{Hours, Kind, Rgm, RgmDates, SeriesHours, Slot, WebAddress};
use chrono::NaiveDate;

impl Layout<'_, '_> {
    /// Adds the events of every series.
    pub(super) fn series(&mut self) {
        let meeting = self.meeting;
        for rgm in &meeting.rgm {
            let RgmDates::Series(series) = &rgm.dates else { continue };
            for day in series.dates() {
                if self.is_full() {
                    return;
                }
                match (&series.hours, day.hours) {
                    (_, Some(hours)) => self.rgm_meeting(rgm, day.date, None, hours),
                    (SeriesHours::Hours(hours), None) => {
                        self.rgm_meeting(rgm, day.date, None, *hours)
                    }
                    (SeriesHours::Slots(slots), None) => {
                        for slot in slots {
                            self.rgm_meeting(
                                rgm,
                                day.date,
                                Some(*slot),
                                meeting.session_times.of(*slot),
                            );
                        }
                    }
                }
            }
        }
    }

    fn rgm_meeting(&mut self, rgm: &Rgm, day: NaiveDate, slot: Option<Slot>, hours: Hours) {
        let Some(instants) = self.clock.instants(day, hours, Some(rgm.at)) else { return };
        let zone = self.meeting.zone;
        let shared = setting(self.meeting, Some(rgm));
        let room = shared.room.or_else(|| room_of(self.meeting, &rgm.groups));
        let wordings = self.in_each_language(|language, words| {
            let mut lines = Lines::default();
            lines.add_some(texts::full_title(self.meeting, language));
            let hours = clock::in_words(words, zone, day, hours, instants);
            lines.add(slot.map_or_else(|| hours.clone(), |slot| (words.slot)(slot.key(), &hours)));
            let room_line = room.map(|room| titles::one_line(room.in_language(language)));
            lines.add_some(room_line.map(|room| words.labelled(words.room, &room)));
            lines.add_some(texts::remote(shared.remote, words, language));
            lines.add_some(texts::free(rgm.note.as_ref(), language));
            lines.add_some(shared.url.map(WebAddress::as_str));
            Wording {
                summary: titles::session(
                    words,
                    language,
                    rgm.title.as_ref(),
                    Kind::Rgm,
                    &rgm.groups,
                    slot,
                ),
                location: texts::location(room, shared.place, words, language),
                description: lines.finish(),
            }
        });
        let url = shared.url.cloned();
        self.add(Entry {
            kind: Kind::Rgm,
            groups: rgm.groups.clone(),
            action: None,
            slot,
            when: When::from(instants),
            state: State::Confirmed,
            busy: true,
            wordings,
            url,
            place: Some(rgm.at),
        });
    }
}
