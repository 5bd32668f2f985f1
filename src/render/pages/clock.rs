//! Hours on a page: Geneva's, or where the meeting is elsewhere its own, with Geneva's behind them; and
//! the zones that a reader may have them in instead.

use crate::model::{Kind, Language, ZURICH};
use crate::render::Selected;
use crate::words::Words;
use askama::Template;
use askama::filters::HtmlSafe;
use std::collections::BTreeMap;

/// The hours of an event or a row.
#[derive(Clone, Debug, Template)]
#[template(path = "clock.html", config = "src/render/pages/askama.toml")]
pub(super) struct ClockText {
    /// When it begins; empty for a row.
    start: String,
    hours: String,
    /// The hours where the meeting is, with their zone.
    local: Option<String>,
    /// What stands before an hour to say that it is Geneva's, and what stands behind it.
    before: String,
    after: String,
}

impl HtmlSafe for ClockText {}

impl ClockText {
    /// The hours of an event that begins at `start`.
    pub(super) fn of(event: &Selected<'_>, start: &str, language: Language) -> Self {
        /// What no hours hold.
        const HOURS: &str = "\n";
        let said = (Words::of(language).geneva_time)(HOURS);
        let (before, after) = said.split_once(HOURS).unwrap_or_default();
        Self {
            start: start.to_owned(),
            hours: event.hours_in_words(),
            local: event.aside().map(str::to_owned),
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    /// The hours that the events of a row share.
    pub(super) fn of_row(usual: &Selected<'_>, language: Language) -> Self {
        Self::of(usual, "", language)
    }
}

/// The zone of a meeting elsewhere than in Geneva: the one in which most of its sessions are meant.
#[derive(Debug)]
pub(super) struct MeetingZone {
    /// Its name in the tz database, by which browsers know it.
    pub(super) zone: &'static str,
}

impl MeetingZone {
    pub(super) fn of(events: &[Selected<'_>]) -> Option<Self> {
        let sessions = events.iter().filter(|event| event.event.entry.kind != Kind::Rgm);
        let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
        for civil in sessions.filter_map(|event| event.event.entry.civil) {
            *counts.entry(civil.zone.name()).or_default() += 1;
        }
        let (zone, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        (zone != ZURICH.name()).then_some(Self { zone })
    }
}

/// How an hour in a zone is written, with `{h}` for the hour and `{c}` for the city.
pub(super) fn said_in(language: Language) -> String {
    (Words::of(language).local_time)("{h}", "{c}")
}

/// The note that hours are Geneva time.
pub(super) fn geneva(language: Language) -> String {
    let said = (Words::of(language).geneva_time)("");
    said.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}
