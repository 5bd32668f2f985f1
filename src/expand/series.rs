//! Series of rapporteur group meetings: single events at regular intervals, without a banner or a
//! lunch break.

use super::session::{Session, SessionDetails, setting};
use super::{Civil, Expansion, Origin};
use crate::model::{Hours, Kind, Rgm, RgmDates, SeriesDate, SeriesHours, Slot};

impl Expansion<'_, '_> {
    /// Adds the events of every series.
    pub(super) fn series(&mut self) {
        let meeting = self.meeting;
        for rgm in &meeting.rgm {
            let RgmDates::Series(series) = &rgm.dates else { continue };
            for held in series.dates() {
                if self.is_full() {
                    return;
                }
                match (&series.hours, held.day.hours) {
                    (_, Some(hours)) => self.rgm_meeting(rgm, &held, None, hours),
                    (SeriesHours::Hours(hours), None) => {
                        self.rgm_meeting(rgm, &held, None, *hours);
                    }
                    (SeriesHours::Slots(slots), None) => {
                        for slot in slots {
                            let hours = rgm.session_times.of(*slot).hours;
                            self.rgm_meeting(rgm, &held, Some(*slot), hours);
                        }
                    }
                }
            }
        }
    }

    fn rgm_meeting(&mut self, rgm: &Rgm, held: &SeriesDate, slot: Option<Slot>, hours: Hours) {
        let day = held.day.date;
        let meeting = self.meeting;
        let shared = setting(meeting, Some(rgm));
        let setting = SessionDetails {
            // The series' own title is the session's.
            title: meeting.title.as_ref(),
            room: held.day.room.as_ref().or(shared.room),
            ..shared
        };
        let slot_hours = slot.map(|slot| rgm.session_times.of(slot));
        self.add_session(&Session {
            civil: Civil { zone: rgm.zone, day, hours, slot: slot_hours },
            slot,
            kind: Kind::Rgm,
            title: rgm.title.as_ref(),
            prefix: &rgm.groups,
            groups: &rgm.groups,
            tentative: false,
            setting,
            remote: None,
            note: rgm.note.as_ref(),
            rule: held.moved_from.filter(|from| *from != day).map_or(Origin::Series, Origin::Moved),
            place: held.at.or(Some(rgm.at)),
        });
    }
}
