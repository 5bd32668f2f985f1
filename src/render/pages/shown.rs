//! A meeting as pages show it: what its source says of it as a whole, else what its events tell.

use super::plan::{PageEvent, Scene};
use super::text::PageText;
use crate::expand::{About, EventStatus, TextInLanguage};
use crate::model::{Days, Group, Kind, Language, Status};
use crate::render::holding::shown_with;
use crate::render::{Selected, select};
use crate::revise::Edition;
use crate::words::PageWords;

/// What pages show of a meeting in one language.
pub(super) struct ShownMeeting<'a> {
    pub(super) edition: &'a Edition,
    pub(super) language: Language,
    /// The name of its feed.
    pub(super) name: &'a str,
    /// What its source says; nothing of a meeting that is known by its feeds alone.
    pub(super) about: Option<&'a About>,
    pub(super) events: Vec<Selected<'a>>,
    /// Those with hours, ready for all pages.
    pub(super) written: Vec<Option<PageEvent>>,
}

impl<'a> ShownMeeting<'a> {
    /// An edition in the language at a place of its list; `by_group` has the places of its events.
    pub(super) fn new(
        edition: &'a Edition,
        by_group: &[(Group, Vec<usize>)],
        at: usize,
        language: Language,
    ) -> askama::Result<Self> {
        let events = select(edition, at, &[], &[]);
        let name = edition.names.get(at).map_or("", String::as_str);
        let about = edition.about.get(at);
        let written = Vec::new();
        let mut shown = Self { edition, language, name, about, events, written };
        let scene = shown.scene();
        let written = shown.events.iter().map(|event| {
            let own = &event.event.entry.groups;
            let groups = shown_with(&edition.groups, by_group, event.number, own);
            PageEvent::new(event, &groups, &scene)
        });
        shown.written = written.collect::<askama::Result<_>>()?;
        Ok(shown)
    }

    pub(super) fn scene(&self) -> Scene<'a> {
        Scene { language: self.language, url: self.edition.url.as_ref().map(|url| url.as_str()) }
    }

    /// Its title, the full one if it has one.
    pub(super) fn title(&self) -> TextInLanguage {
        let full = self.about.and_then(|about| about.title.clone());
        full.unwrap_or_else(|| TextInLanguage {
            text: self.name.to_owned(),
            language: self.language,
        })
    }

    /// The class of its status; empty for a meeting that takes place.
    pub(super) fn status(&self) -> &'static str {
        match self.about.map_or_else(|| self.status_of_events(), |about| about.status) {
            Status::Confirmed => "",
            Status::Tentative => "tentative",
            Status::Postponed => "postponed",
            Status::Cancelled => "cancelled",
        }
    }

    fn status_of_events(&self) -> Status {
        if self.events.iter().all(|event| event.event.entry.state == EventStatus::Cancelled) {
            let mut titles = self.events.iter().map(|event| &event.wording.summary);
            let is_postponed = titles.any(|title| crate::words::says_postponed(title));
            return if is_postponed { Status::Postponed } else { Status::Cancelled };
        }
        let banner = self.banners().map(|event| event.event.entry.state).min();
        if banner == Some(EventStatus::Tentative) { Status::Tentative } else { Status::Confirmed }
    }

    /// Its days: its own, else those of its banner, else those of its events.
    pub(super) fn days(&self) -> Option<Days> {
        let banner = || self.banners().next().map(|banner| banner.event.entry.when.days());
        let all = || self.events.iter().map(|event| event.event.entry.when.days());
        let of_events = || {
            let first = all().map(|days| days.first).min()?;
            Some(Days { first, last: all().map(|days| days.last).max()? })
        };
        self.about.and_then(|about| about.days).or_else(banner).or_else(of_events)
    }

    /// Where it is: its own place, or that of its banner.
    pub(super) fn place(&self) -> Option<PageText> {
        if let Some(about) = self.about {
            return about.place.as_ref().map(|place| PageText::on(self.language, place));
        }
        let banner = self.banners().next()?.wording;
        let language = banner.borrowed.as_ref().map(|phrase| phrase.language);
        Some(PageText::all_borrowed(banner.location.as_ref()?, language))
    }

    fn banners(&self) -> impl Iterator<Item = &Selected<'a>> {
        self.events.iter().filter(|event| event.event.entry.kind == Kind::Meeting)
    }

    pub(super) fn deadlines(&self) -> impl Iterator<Item = &Selected<'a>> {
        self.events.iter().filter(|event| event.event.entry.kind == Kind::Deadline)
    }

    /// About how long its events are on a page, in bytes.
    pub(super) fn length(&self) -> usize {
        self.written.iter().flatten().map(|event| event.length() + 128).sum()
    }
}

/// The name of a status; nothing for a meeting that takes place.
pub(super) fn state_name(said: &PageWords, state: &str) -> &'static str {
    match state {
        "tentative" => said.tentative,
        "postponed" => said.postponed,
        "cancelled" => said.cancelled,
        _ => "",
    }
}
