//! What there is to say of a run: sentences, and what was found in files.

use crate::finding::{Findings, Pages, Screen, draw_in_pages};
use crate::letter::{self, Letter};
use std::fmt;

/// Something to say.
#[derive(Clone, Debug)]
pub enum Report {
    /// A sentence.
    Sentence(String),
    /// What was found in a file.
    Found(Found),
}

/// As a person reads it who has no terminal.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sentence(sentence) => f.write_str(sentence),
            Self::Found(found) => f.write_str(found.drawn(Screen::default()).trim_end()),
        }
    }
}

/// What was found in a file.
#[derive(Clone, Debug)]
pub struct Found {
    /// The file, as the user knows it.
    pub name: String,
    /// Its text, in which all places count.
    pub text: String,
    /// Where each page or cell begins, in a format that has some.
    pub pages: Pages,
    /// What was found.
    pub findings: Findings,
}

impl Found {
    /// The findings as a person reads them.
    pub fn drawn(&self, screen: Screen) -> String {
        draw_in_pages(&self.findings, &self.name, &self.text, &self.pages, screen)
    }

    /// What was found in a letter when it was read, and `more` in the meeting that it announces, as far
    /// as that is reported.
    pub fn in_letter(name: &str, letter: &Letter, more: Findings, which: Doubts) -> Option<Report> {
        let mut findings = letter.findings.clone();
        let has_faults = findings.faults() + more.faults() > 0;
        match which {
            Doubts::Grave if !has_faults => findings.keep_doubts(letter::is_grave),
            Doubts::WithFaults if !has_faults => return None,
            _ => findings.extend(more),
        }
        let (name, text, pages) = (name.to_owned(), letter.text.clone(), letter.pages.clone());
        (!findings.is_empty()).then_some(Report::Found(Self { name, text, pages, findings }))
    }
}

/// Which doubts are reported.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Doubts {
    /// All.
    #[default]
    All,
    /// Those of a letter that may cost somebody a session: nobody has looked at what was made of it.
    Grave,
    /// Those that stand beside faults.
    WithFaults,
}
