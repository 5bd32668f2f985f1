//! A meeting on a card: what the pages of several meetings say of it. It stands in the meeting's own
//! page too, as data, so that a page that is kept gives its card back.

use super::plan::{class, summary};
use super::shown::ShownMeeting;
use super::text::PageText;
use crate::model::{Days, parse_date};
use crate::render::Selected;
use crate::revise::anchor;
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

impl Card {
    /// The card of a meeting; one without days has none.
    pub(super) fn new(meeting: &ShownMeeting<'_>) -> Option<Self> {
        let days = meeting.days()?;
        let deadline = |event: &Selected<'_>| CardDeadline {
            id: anchor(&event.event.uid).to_owned(),
            date: event.day().to_string(),
            state: class(event.event.entry.state).to_owned(),
            title: CardText::of(&summary(event)),
            geneva: event.aside().unwrap_or_default().to_owned(),
        };
        Some(Self {
            id: meeting.edition.id.to_string(),
            title: CardText::of(&PageText::on(meeting.language, &meeting.title())),
            groups: meeting.edition.groups.iter().map(ToString::to_string).collect(),
            first: days.first.to_string(),
            last: days.last.to_string(),
            place: meeting.place().as_ref().map(CardText::of),
            state: meeting.status().to_owned(),
            deadlines: meeting.deadlines().map(deadline).collect(),
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
