//! One session with its texts, from the plan, a day without a plan entry or a series.

use super::about::borrowed;
use super::texts::{self, DescriptionText};
use super::{
    Civil, EventSpan, EventStatus, Expansion, Origin, Remotely, TextInLanguage, TimetableEvent,
    Wording, clock, titles,
};
use crate::finding::Place;
use crate::model::{Group, Kind, Language, Meeting, Remote, Rgm, Slot, Text, WebAddress};
use crate::words::Words;

/// A session before its texts are written.
pub(super) struct Session<'a> {
    pub(super) civil: Civil,
    /// Its slot; a meeting of a series may have its own times instead.
    pub(super) slot: Option<Slot>,
    pub(super) kind: Kind,
    pub(super) title: Option<&'a Text>,
    /// The groups that the title begins with, if it names none itself.
    pub(super) prefix: &'a [Group],
    pub(super) groups: &'a [Group],
    pub(super) tentative: bool,
    pub(super) setting: SessionDetails<'a>,
    /// Remote participation, if given for this session.
    pub(super) remote: Option<&'a Remote>,
    pub(super) note: Option<&'a Text>,
    pub(super) rule: Origin,
    pub(super) place: Option<Place>,
}

/// What sessions share: the details of the meeting, or of rapporteur group meetings.
#[derive(Clone, Copy)]
pub(super) struct SessionDetails<'a> {
    pub(super) title: Option<&'a Text>,
    pub(super) place: Option<&'a Text>,
    pub(super) room: Option<&'a Text>,
    pub(super) remote: Option<&'a Remote>,
    pub(super) url: Option<&'a WebAddress>,
    /// Whether the session is only virtual.
    pub(super) is_virtual: bool,
}

impl SessionDetails<'_> {
    /// The room and the place on one line, or that there is none.
    pub(super) fn location(&self, words: &Words, language: Language) -> Option<String> {
        let location = texts::location(self.room, self.place, words, language);
        location.or_else(|| self.is_virtual.then(|| words.virtual_meeting.to_owned()))
    }
}

impl Expansion<'_, '_> {
    /// Adds a session with its texts.
    pub(super) fn add_session(&mut self, session: &Session<'_>) {
        let Civil { zone, day, hours, .. } = session.civil;
        let Some(instants) = self.clock.instants(session.civil, session.place) else { return };
        let wordings = self.in_each_language(|language, words| {
            let Session { title, kind, prefix, slot, .. } = *session;
            let mut summary = titles::session(words, language, title, kind, prefix, slot);
            if session.tentative {
                super::add_mark(&mut summary, words.if_necessary);
            }
            let local = clock::local(words, zone, day, hours, instants.0);
            let hours = clock::in_words(words, hours, instants, local.as_deref());
            let mut lines = DescriptionText::default();
            lines.add_some(texts::line(session.setting.title, language));
            lines.add(match session.slot {
                None | Some(Slot::Lunch) => hours,
                Some(slot) => (words.slot)(slot.key(), &hours),
            });
            let room = texts::line(session.setting.room, language);
            lines.add_some(room.map(|room| words.labelled(words.room, &room)));
            lines.add_some(texts::remote(session.setting.remote, words, language));
            lines.add_some(texts::free(session.note, language));
            lines.add_some(session.setting.url.map(WebAddress::as_str));
            if session.kind == Kind::Plenary {
                texts::agenda(&mut lines, self.meeting, words, language);
            }
            Wording {
                summary,
                location: session.setting.location(words, language),
                description: lines.finish(),
                borrowed: borrowed(title, language),
                aside: local,
                room: session.setting.room.map(|room| TextInLanguage::line(room, language)),
                remote: session.remote.map(|remote| Remotely::of(remote, language)),
                note: session.note.map(|note| TextInLanguage::free(note, language)),
                page: None,
            }
        });
        self.add(TimetableEvent {
            slot: session.slot,
            state: if session.tentative { EventStatus::Tentative } else { EventStatus::Confirmed },
            busy: true,
            url: session.setting.url.cloned(),
            place: session.place,
            civil: Some(session.civil),
            ..TimetableEvent::new(
                session.kind,
                session.rule,
                session.groups,
                EventSpan::from(instants),
                wordings,
            )
        });
    }
}

/// What the sessions of a day share: the details of the meeting, or of the rapporteur group
/// meetings.
pub(super) fn setting<'a>(meeting: &'a Meeting, range: Option<&'a Rgm>) -> SessionDetails<'a> {
    match range {
        None => SessionDetails {
            title: meeting.title.as_ref(),
            place: meeting.place.as_ref(),
            room: None,
            // How to take part in the meeting as a whole is in its banner.
            remote: None,
            url: meeting.url.as_ref(),
            is_virtual: false,
        },
        Some(rgm) => {
            let is_there = meeting.hosts(rgm);
            let there = if is_there { meeting.place.as_ref() } else { None };
            let place = rgm.place.as_ref().or(there);
            SessionDetails {
                title: rgm.title.as_ref().or(meeting.title.as_ref()),
                place,
                room: rgm.room.as_ref(),
                remote: rgm.remote.as_ref(),
                url: rgm.url.as_ref().or(meeting.url.as_ref()),
                is_virtual: !is_there && place.is_none() && rgm.is_remote(),
            }
        }
    }
}

/// The room of the first group that has one.
pub(super) fn room_of<'a>(
    meeting: &'a Meeting,
    range: Option<&Rgm>,
    groups: &[Group],
) -> Option<&'a Text> {
    if range.is_some_and(|rgm| !meeting.hosts(rgm)) {
        return None;
    }
    let room = |group: &Group| meeting.rooms.iter().find(|room| room.group == *group);
    groups.iter().find_map(room).map(|room| &room.room)
}
