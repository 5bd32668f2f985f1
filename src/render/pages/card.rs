//! A meeting on a card: what the pages of several meetings say of it. It stands in the meeting's own
//! page too, as data, so that a page that is kept gives its card back.

use super::plan::{anchor, class};
use crate::expand::{About, Phrase};
use crate::model::{Days, Kind, Language, Status, parse_date};
use crate::render::Selected;
use crate::revise::Edition;
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
    pub(super) title: Words,
    pub(super) groups: Vec<String>,
    pub(super) first: String,
    pub(super) last: String,
    pub(super) place: Option<Words>,
    /// The class of its status; empty for a meeting that takes place.
    pub(super) state: String,
    pub(super) deadlines: Vec<Deadline>,
}

/// Words, and the code of their language if it is not the page's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Words(pub(super) String, pub(super) String);

/// A deadline on a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Deadline {
    pub(super) id: String,
    pub(super) date: String,
    pub(super) state: String,
    pub(super) title: Words,
}

impl Words {
    fn new(page: Language, phrase: &Phrase) -> Self {
        let other = Some(phrase.language).filter(|language| *language != page);
        Self(phrase.text.clone(), other.map_or("", Language::code).to_owned())
    }

    /// The words on a page.
    pub(super) fn said(&self) -> super::text::Said {
        super::text::Said::borrowed(self.0.clone(), self.1.parse().ok())
    }
}

/// The title of a meeting, its full one if it has one.
pub(super) fn title(edition: &Edition, about: Option<&About>, at: usize) -> Phrase {
    let language = edition.languages.get(at).copied().unwrap_or(Language::En);
    let name = || edition.names.get(at).cloned().unwrap_or_default();
    let full = about.and_then(|about| about.title.clone());
    full.unwrap_or_else(|| Phrase { text: name(), language })
}

/// The class of a meeting's status; empty for one that takes place.
pub(super) fn status(about: Option<&About>) -> &'static str {
    match about.map(|about| about.status) {
        Some(Status::Confirmed) => "",
        Some(Status::Tentative) => "tentative",
        Some(Status::Postponed) => "postponed",
        // A meeting that no source describes any more.
        Some(Status::Cancelled) | None => "cancelled",
    }
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
        let deadline = |event: &Selected<'_>| Deadline {
            id: anchor(&event.event.uid),
            date: event.day().to_string(),
            state: class(event.event.entry.state).to_owned(),
            title: Words(
                event.wording.summary.clone(),
                event.wording.borrowed.map_or("", Language::code).to_owned(),
            ),
        };
        let deadlines = events.iter().filter(|event| event.event.entry.kind == Kind::Deadline);
        Some(Self {
            id: edition.id.to_string(),
            title: Words::new(page, &title(edition, about, at)),
            groups: edition.groups.iter().map(ToString::to_string).collect(),
            first: days.first.to_string(),
            last: days.last.to_string(),
            place: about
                .and_then(|about| about.place.as_ref())
                .map(|place| Words::new(page, place)),
            state: status(about).to_owned(),
            deadlines: deadlines.map(deadline).collect(),
        })
    }

    /// Its days.
    pub(super) fn days(&self) -> Option<Days> {
        let (first, last) = (parse_date(&self.first).ok()?, parse_date(&self.last).ok()?);
        Some(Days { first, last })
    }

    /// The card as one line of JSON in which nothing ends an element of HTML.
    pub(super) fn written(&self) -> serde_json::Result<Written> {
        serde_json::to_string(self).map(|text| Written(text.replace('<', "\\u003c")))
    }

    /// Reads a card back.
    pub(super) fn of_written(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

/// A card as text.
#[derive(Clone, Debug)]
pub(super) struct Written(pub(super) String);

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Written {}

/// The text of the card in a meeting's page.
pub(super) fn in_page(page: &str) -> Option<&str> {
    let (_, card) = page.split_once(BEGIN)?;
    card.split_once(END).map(|(card, _)| card)
}
