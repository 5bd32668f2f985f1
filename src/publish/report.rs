//! The messages of a run: sentences, and findings in files.

use crate::finding::{Findings, PageStarts, Screen, draw_in_pages};
use crate::letter::{self, LetterContents};
use std::fmt;

/// A message.
#[derive(Clone, Debug)]
pub enum RunMessage {
    /// A sentence.
    Sentence(String),
    /// The findings in a file.
    Found(FileFindings),
}

/// As plain text, without a terminal.
impl fmt::Display for RunMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sentence(sentence) => f.write_str(sentence),
            Self::Found(found) => f.write_str(found.drawn(Screen::default()).trim_end()),
        }
    }
}

/// The findings in a file.
#[derive(Clone, Debug)]
pub struct FileFindings {
    /// The file, as shown to the user.
    pub name: String,
    /// Its text; all places refer to it.
    pub text: String,
    /// Where each page or cell begins, if the format has any.
    pub pages: PageStarts,
    /// The findings.
    pub findings: Findings,
}

impl FileFindings {
    /// The findings, drawn for a person.
    pub fn drawn(&self, screen: Screen) -> String {
        draw_in_pages(&self.findings, &self.name, &self.text, &self.pages, screen)
    }

    /// The findings in a text. A run keeps those of all files until its end, so the text stops behind the last
    /// line that one of them is about.
    pub(super) fn in_text(name: &str, text: &str, mut findings: Findings) -> Self {
        findings.shrink();
        let behind = text.get(findings.reach()..).unwrap_or_default();
        let rest = behind.find('\n').map_or(0, |line| behind.len() - line);
        let text = text.get(..text.len() - rest).unwrap_or(text).to_owned();
        Self { name: name.to_owned(), text, pages: PageStarts::default(), findings }
    }

    /// The findings in a letter, and `more` in the meeting that it announces, as far as they are
    /// reported.
    pub fn in_letter(
        name: &str,
        letter: &LetterContents,
        more: Findings,
        which: Doubts,
    ) -> Option<RunMessage> {
        let mut findings = letter.findings.clone();
        let has_faults = findings.faults() + more.faults() > 0;
        match which {
            Doubts::Grave if !has_faults => findings.keep_doubts(letter::is_grave),
            Doubts::WithFaults if !has_faults => return None,
            _ => findings.extend(more),
        }
        let (name, text, pages) = (name.to_owned(), letter.text.clone(), letter.pages.clone());
        (!findings.is_empty()).then_some(RunMessage::Found(Self { name, text, pages, findings }))
    }
}

/// Which doubts are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Doubts {
    /// All.
    #[default]
    All,
    /// Doubts of a letter that may cost somebody a session, because nobody has checked the result.
    Grave,
    /// Doubts that accompany faults.
    WithFaults,
}
