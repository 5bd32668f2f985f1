//! Letters: the collective letter becomes a [`Draft`], each value with the words it came from.
//!
//! ```text
//! docx, pdf, html, text ─▶ Document ─▶ Normal ─▶ fields, time plan ─▶ Letter { Draft, Findings }
//! ```
//! A wrong value is worse than a missing one: what is uncertain becomes a finding, never a guess.

mod compose;
pub mod dates;
pub mod document;
mod docx;
mod encoding;
mod grid;
pub mod groups;
mod html;
mod language;
pub mod normal;
mod pdf;
pub mod phrases;
mod text;
pub mod times;
pub mod tokens;
mod urls;
pub mod zones;

use crate::finding::{Findings, Place};
use crate::model::Language;
use crate::source::Draft;
use document::Unreadable;

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
        if head.starts_with(b"PK") {
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

/// Reads a letter.
pub fn read(_bytes: &[u8], _format: Format) -> Result<Letter, Unreadable> {
    Err(Unreadable::new("letters are not read yet", "write a meeting file"))
}
