//! Letters: the collective letter becomes a [`Draft`], each value with the words it came from.
//!
//! ```text
//! docx, pdf, html, text ─▶ Document ─▶ Normal ─▶ fields, time plan ─▶ Letter { Draft, Findings }
//! ```
//! A wrong value is worse than a missing one: what is uncertain becomes a finding, never a guess.

mod agenda;
mod assemble;
mod bigrams;
mod chair;
mod compose;
mod contents;
pub mod dates;
mod days;
mod deadlines;
pub mod document;
mod docx;
mod encoding;
mod found;
mod grid;
pub mod groups;
mod head;
mod html;
mod kind;
mod language;
mod limits;
mod links;
mod merge;
pub mod normal;
mod numbering;
mod opening;
mod pdf;
pub mod phrases;
mod place;
mod plan;
mod prose;
mod recommendations;
mod regions;
mod relative;
mod requests;
mod rgm;
mod settle;
mod subject;
mod text;
pub mod times;
pub mod tokens;
mod urls;
pub mod zones;

pub use document::Unreadable;
pub use merge::{Merged, merge};

use crate::finding::{Findings, Place, page};
use crate::model::{Group, Language, MeetingId};
use crate::source::Draft;

/// The longest text of a document, in bytes: fifty times a letter with all its annexes.
const LONGEST_TEXT: usize = 2 * 1024 * 1024;

/// What a letter says.
#[derive(Clone, Debug)]
pub struct Letter {
    /// The language that it is written in.
    pub language: Language,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Whether it announces a meeting at all.
    pub is_invitation: bool,
    /// What it says of the meeting.
    pub draft: Draft,
    /// Where each value stands.
    pub evidence: Vec<Evidence>,
    /// What is doubtful or missing.
    pub findings: Findings,
    /// The text of the document, in which all places count.
    pub text: String,
    /// Where each page of it begins, in a format that has pages.
    pub pages: Vec<usize>,
}

impl Letter {
    /// Where a place is, for a person: its page, or its line.
    pub fn position(&self, place: Place) -> String {
        match page(&self.pages, place) {
            Some(page) => format!("page {page}"),
            None => format!("line {}", place.line),
        }
    }
}

/// A value with the words that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The key of the value in a meeting file: `start`, `letter.number`, `deadlines[2]`,
    /// `time_plan.2025-01-14.am`.
    pub field: String,
    /// The value as it is shown: `2025-01-14`.
    pub value: String,
    /// Where the words stand.
    pub place: Place,
}

/// The kinds of documents that letters come among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// A collective letter.
    CollectiveLetter,
    /// A revision, addendum or corrigendum of one.
    CollectiveLetterRevision,
    /// A circular.
    Circular,
    /// A letter of invitation of another kind.
    InvitationLetter,
    /// A notice of a rapporteur group meeting.
    RgmNotice,
    /// A web page.
    WebPage,
    /// A timetable.
    Timetable,
    /// An agenda.
    Agenda,
    /// Anything else.
    Other,
}

impl DocumentKind {
    /// Its key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::CollectiveLetter => "collective-letter",
            Self::CollectiveLetterRevision => "collective-letter-revision",
            Self::Circular => "circular",
            Self::InvitationLetter => "invitation-letter",
            Self::RgmNotice => "rgm-notice",
            Self::WebPage => "web-page",
            Self::Timetable => "timetable",
            Self::Agenda => "agenda",
            Self::Other => "other",
        }
    }
}

/// The formats of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Word's, ISO 29500.
    Docx,
    /// PDF.
    Pdf,
    /// HTML in any encoding.
    Html,
    /// Plain text in any encoding.
    Text,
}

impl Format {
    /// The format that a file's name says.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        match ending.to_ascii_lowercase().as_str() {
            "docx" => Some(Self::Docx),
            "pdf" => Some(Self::Pdf),
            "html" | "htm" => Some(Self::Html),
            "txt" | "text" => Some(Self::Text),
            _ => None,
        }
    }

    /// The format that the bytes themselves show.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let head = bytes.get(..1024).unwrap_or(bytes);
        let text = String::from_utf8_lossy(head).trim_start().to_ascii_lowercase();
        if head.starts_with(b"PK") || head.starts_with(b"\xD0\xCF\x11\xE0") {
            // Word before 2007 is refused by the reader of its successor.
            Self::Docx
        } else if text.contains("%pdf-") {
            Self::Pdf
        } else if text.starts_with("<!doctype html") || text.contains("<html") {
            Self::Html
        } else {
            Self::Text
        }
    }
}

/// The id of the meeting that a letter announces: `sg12-2025-01`. Of several parts of a study group
/// it is the study group's; where only rapporteur group meetings are announced, the month is that of
/// the first of them. Without groups or days there is none.
pub fn id(draft: &Draft) -> Option<MeetingId> {
    let groups: Vec<&Group> = draft.groups.iter().map(|group| &group.value).collect();
    let first = *groups.first()?;
    let whole = first
        .parent()
        .filter(|whole| groups.len() > 1 && groups.iter().all(|group| whole.covers(group)));
    let rgm = draft.rgm.iter().filter_map(|rgm| Some(rgm.start.as_ref()?.value)).min();
    let start = draft.start.as_ref().map(|start| start.value).or(rgm)?;
    let name = whole.as_ref().unwrap_or(first).slug();
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    format!("{name}-{}", start.format("%Y-%m")).parse().ok()
}

/// Reads a letter.
pub fn read(bytes: &[u8], format: Format) -> Result<Letter, Unreadable> {
    let document = match format {
        Format::Text => text::read(bytes),
        Format::Html => html::read(bytes),
        Format::Docx => docx::read(bytes).map(|mut document| {
            compose::add_urls(&mut document);
            document
        }),
        Format::Pdf => pdf::read(bytes),
    }?;
    if document.text.trim().is_empty() {
        return Err(Unreadable::new("there is no text in it", "look whether it is the right file"));
    }
    if document.text.len() > LONGEST_TEXT {
        return Err(Unreadable::new(
            "it has more text than any letter",
            "cut it down to the letter and its annexes",
        ));
    }
    Ok(assemble::letter(document))
}
