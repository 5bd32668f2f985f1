//! A meeting on a card: what the pages of several meetings say of it. It stands in the meeting's own
//! page too, as data, so that a page that is kept gives its card back.

use super::plan::{class, summary};
use super::text::PageText;
use crate::expand::{About, EventStatus, TextInLanguage};
use crate::model::{Days, Kind, Language, Status, parse_date};
use crate::render::Selected;
use crate::revise::{Edition, anchor};
use askama::filters::HtmlSafe;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The beginning of a card in its page.
const BEGIN: &str = "<script type=\"application/json\" id=\"card\">";
const END: &str = "</script>";

/// A meeting on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Card {
    pub(super) id: String,
    pub(super) title: CardText,
    pub(super) groups: Vec<String>,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) place: Option<CardText>,
    /// The class of its status; empty for a meeting that takes place.
    pub(super) state: String,
    pub(super) deadlines: Vec<CardDeadline>,
}

/// A text of a page; of one that is borrowed from another language, or a part of it, its three parts
/// and the code of that language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum CardText {
    /// All in the page's language.
    Own(String),
    /// What stands before the borrowed part, that part, what stands behind it, its language.
    Borrowed(String, String, String, String),
}

/// A deadline on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CardDeadline {
    pub(super) id: String,
    pub(super) date: String,
    pub(super) state: String,
    pub(super) title: CardText,
    /// Its hour in Geneva, if the meeting is elsewhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) geneva: String,
}

impl CardText {
    fn of(said: &PageText) -> Self {
        let ([before, borrowed, after], language) = said.parts();
        let [own, part, rest] = [before, borrowed, after].map(str::to_owned);
        match language {
            None => Self::Own(own),
            Some(language) => Self::Borrowed(own, part, rest, language.code().to_owned()),
        }
    }

    /// The words on a page.
    pub(super) fn said(&self) -> PageText {
        match self {
            Self::Own(text) => PageText::of_parts([text, "", ""], None),
            Self::Borrowed(before, part, after, language) => {
                PageText::of_parts([before, part, after], language.parse().ok())
            }
        }
    }
}

/// The title of a meeting, its full one if it has one.
pub(super) fn title(edition: &Edition, about: Option<&About>, at: usize) -> TextInLanguage {
    let language = edition.languages.get(at).copied().unwrap_or(Language::En);
    let full = about.and_then(|about| about.title.clone());
    full.unwrap_or_else(|| {
        let text = edition.names.get(at).cloned().unwrap_or_default();
        TextInLanguage { text, language }
    })
}

/// The class of a meeting's status; empty for one that takes place. Of one that no source describes
/// its events tell.
pub(super) fn status(about: Option<&About>, events: &[Selected<'_>]) -> &'static str {
    let status = about.map_or_else(|| of_events(events), |about| about.status);
    match status {
        Status::Confirmed => "",
        Status::Tentative => "tentative",
        Status::Postponed => "postponed",
        Status::Cancelled => "cancelled",
    }
}

fn of_events(events: &[Selected<'_>]) -> Status {
    let state = |event: &Selected<'_>| event.event.entry.state;
    let is_banner = |event: &&Selected<'_>| event.event.entry.kind == Kind::Meeting;
    if events.iter().all(|event| state(event) == EventStatus::Cancelled) {
        let is_postponed =
            events.iter().any(|event| crate::words::says_postponed(&event.wording.summary));
        return if is_postponed { Status::Postponed } else { Status::Cancelled };
    }
    let banner = events.iter().filter(is_banner).map(state).min();
    if banner == Some(EventStatus::Tentative) { Status::Tentative } else { Status::Confirmed }
}

/// The days of a meeting: its own, or those of its events.
pub(super) fn days(about: Option<&About>, events: &[Selected<'_>]) -> Option<Days> {
    let of_events = || {
        let banner = events.iter().find(|event| event.event.entry.kind == Kind::Meeting);
        let all = || events.iter().map(|event| event.event.entry.when.days());
        let first = all().map(|days| days.first).min()?;
        let last = all().map(|days| days.last).max()?;
        Some(banner.map_or(Days { first, last }, |banner| banner.event.entry.when.days()))
    };
    about.and_then(|about| about.days).or_else(of_events)
}

/// Where a meeting is: its own place, or that of its banner.
pub(super) fn place(
    about: Option<&About>,
    events: &[Selected<'_>],
    page: Language,
) -> Option<PageText> {
    if let Some(about) = about {
        return about.place.as_ref().map(|place| PageText::on(page, place));
    }
    let banner = events.iter().find(|event| event.event.entry.kind == Kind::Meeting)?;
    let language = banner.wording.borrowed.as_ref().map(|phrase| phrase.language);
    Some(PageText::all_borrowed(banner.wording.location.as_ref()?, language))
}

impl Card {
    /// The card of an edition in the language at a place of its list.
    pub(super) fn new(
        edition: &Edition,
        about: Option<&About>,
        at: usize,
        events: &[Selected<'_>],
    ) -> Option<Self> {
        let page = *edition.languages.get(at)?;
        let days = days(about, events)?;
        let deadline = |event: &Selected<'_>| CardDeadline {
            id: anchor(&event.event.uid).to_owned(),
            date: event.day().to_string(),
            state: class(event.event.entry.state).to_owned(),
            title: CardText::of(&summary(event)),
            geneva: event.aside().unwrap_or_default().to_owned(),
        };
        let deadlines = events.iter().filter(|event| event.event.entry.kind == Kind::Deadline);
        Some(Self {
            id: edition.id.to_string(),
            title: CardText::of(&PageText::on(page, &title(edition, about, at))),
            groups: edition.groups.iter().map(ToString::to_string).collect(),
            first: days.first.to_string(),
            last: days.last.to_string(),
            place: place(about, events, page).as_ref().map(CardText::of),
            state: status(about, events).to_owned(),
            deadlines: deadlines.map(deadline).collect(),
        })
    }

    pub(super) fn days(&self) -> Option<Days> {
        let (first, last) = (parse_date(&self.first).ok()?, parse_date(&self.last).ok()?);
        Some(Days { first, last })
    }

    /// The card as one line of JSON.
    pub(super) fn written(&self) -> serde_json::Result<DataText> {
        json(self)
    }

    /// Reads a card back.
    pub(super) fn of_written(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// A value as one line of JSON in which nothing ends an element of HTML.
pub(super) fn json(value: &impl Serialize) -> serde_json::Result<DataText> {
    serde_json::to_string(value).map(|text| DataText(text.replace('<', "\\u003c")))
}

/// A card, or other data, as text.
#[derive(Clone, Debug)]
pub(super) struct DataText(pub(super) String);

impl fmt::Display for DataText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for DataText {}

/// The card in a meeting's page, as it is written there and read.
pub(super) fn in_page(page: &str) -> Option<(&str, Card)> {
    let (_, card) = page.split_once(BEGIN)?;
    let (card, _) = card.split_once(END)?;
    Some((card, Card::of_written(card)?))
}
