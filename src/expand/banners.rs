//! Events for everyone at a meeting: the banners over its days, and registration.

use super::about;
use super::session::setting;
use super::texts::{self, DescriptionText};
use super::{Civil, EventSpan, Expansion, Origin, TimetableEvent, Wording, clock, titles};
use crate::model::{Hours, Kind, Language, compact};
use crate::words::Words;

impl Expansion<'_, '_> {
    /// Adds an all-day banner for the meeting and for each range of rapporteur group meetings.
    pub(super) fn banners(&mut self) {
        let meeting = self.meeting;
        if let Some(days) = meeting.days {
            let groups = compact(&meeting.groups);
            let wordings = self.in_each_language(|language, words| Wording {
                summary: (words.meeting)(
                    &groups,
                    titles::city(meeting.place.as_ref(), language).as_deref(),
                ),
                location: texts::location(None, meeting.place.as_ref(), words, language),
                description: self.about_meeting(words, language),
                ..Wording::default()
            });
            self.add(TimetableEvent {
                url: meeting.url.clone(),
                place: meeting.days_at,
                ..TimetableEvent::new(
                    Kind::Meeting,
                    Origin::Days,
                    &meeting.groups,
                    EventSpan::Days(days),
                    wordings,
                )
            });
        }
        for rgm in &meeting.rgm {
            let Some(days) = rgm.range() else { continue };
            let groups = compact(&rgm.groups);
            let shared = setting(meeting, Some(rgm));
            let wordings = self.in_each_language(|language, words| {
                let mut lines = DescriptionText::default();
                lines.add_some(texts::line(shared.title, language));
                lines.add(words.days(days));
                lines.add_some(texts::remote(shared.remote, words, language));
                lines.paragraph().add_some(texts::free(rgm.note.as_ref(), language));
                texts::letter_and_contact(&mut lines, meeting, words, shared.url);
                Wording {
                    summary: (words.rgms)(&groups, titles::city(shared.place, language).as_deref()),
                    location: shared.location(words, language),
                    description: lines.finish(),
                    ..Wording::default()
                }
            });
            self.add(TimetableEvent {
                url: shared.url.cloned(),
                place: Some(rgm.at),
                ..TimetableEvent::new(
                    Kind::Rgm,
                    Origin::Range,
                    &rgm.groups,
                    EventSpan::Days(days),
                    wordings,
                )
            });
        }
    }

    /// The banner's description: the meeting as a whole, without its sessions and deadlines.
    fn about_meeting(&self, words: &Words, language: Language) -> String {
        let meeting = self.meeting;
        let mut lines = DescriptionText::default();
        lines.add_some(texts::full_title(meeting, language));
        lines.add_some(meeting.days.map(|days| words.days(days)));
        let opening = about::opening(meeting, words);
        lines.add_some(opening.map(|opening| words.labelled(words.opening, &opening)));
        let chair = texts::line(meeting.chair.as_ref(), language);
        lines.add_some(chair.map(|chair| words.labelled(words.chair, &chair)));
        lines.add_some(texts::remote(meeting.remote.as_ref(), words, language));
        lines.paragraph().add_some(texts::free(meeting.note.as_ref(), language));
        texts::letter_and_contact(&mut lines, meeting, words, meeting.url.as_ref());
        lines.paragraph();
        for link in &meeting.links {
            let title = texts::line(link.title.as_ref(), language);
            lines.add(title.map_or_else(
                || link.url.to_string(),
                |title| words.labelled(&title, link.url.as_str()),
            ));
        }
        texts::recommendations(&mut lines, meeting, words, language);
        // The agenda is in the plenaries; a meeting without plenaries has it here.
        let has_plenary = self.entries.iter().any(|entry| entry.kind == Kind::Plenary);
        if !has_plenary {
            texts::agenda(&mut lines, meeting, words, language);
        }
        lines.finish()
    }

    /// Adds the registration: until the opening if that is later on the same day, otherwise for one
    /// hour.
    pub(super) fn registration(&mut self) {
        let meeting = self.meeting;
        if let Some(opening) = meeting.opening {
            self.clock.instant(meeting.zone, opening.date, opening.time, Some(opening.at));
        }
        let Some(registration) = &meeting.registration else { return };
        let opening = meeting.opening.filter(|opening| opening.date == registration.date);
        let until_opening = opening.and_then(|opening| Hours::new(registration.time, opening.time));
        let an_hour = Hours::new(registration.time, registration.time.plus_one_hour());
        let Some(hours) = until_opening.or(an_hour) else { return };
        let rule = match until_opening {
            Some(_) => Origin::RegistrationUntilOpening,
            None => Origin::RegistrationForAnHour,
        };
        let civil = Civil { zone: meeting.zone, day: registration.date, hours, slot: None };
        let Some(instants) = self.clock.instants(civil, Some(registration.at)) else { return };
        let groups = compact(&meeting.groups);
        let wordings = self.in_each_language(|language, words| {
            let place = texts::line(registration.place.as_ref(), language);
            let mut lines = DescriptionText::default();
            lines.add_some(texts::full_title(meeting, language));
            let local = clock::local(words, meeting.zone, registration.date, hours, instants.0);
            let hours = clock::in_words(words, hours, instants, local.as_deref());
            lines.add(words.labelled(words.registration_label, &hours));
            texts::letter_and_contact(&mut lines, meeting, words, meeting.url.as_ref());
            Wording {
                summary: (words.registration)(&groups, place.as_deref()),
                location: texts::location(
                    registration.place.as_ref(),
                    meeting.place.as_ref(),
                    words,
                    language,
                ),
                description: lines.finish(),
                borrowed: about::borrowed(registration.place.as_ref(), language),
                aside: local,
                ..Wording::default()
            }
        });
        // A period, not an appointment: it does not make the delegate busy.
        self.add(TimetableEvent {
            url: meeting.url.clone(),
            place: Some(registration.at),
            civil: Some(civil),
            ..TimetableEvent::new(
                Kind::Registration,
                rule,
                &meeting.groups,
                EventSpan::from(instants),
                wordings,
            )
        });
    }
}
