//! The block model: what every format of letter becomes.
//!
//! A document is one text, and blocks that name stretches of it. Every place that a reader reports
//! counts in that text, so quotations, lines and carets work alike for all formats. In the text each
//! paragraph begins a line of its own, the cells of a table stand row by row, and a line break or tab
//! inside a paragraph is one in the text too; a line break that only a page or a mail made is a
//! [`SOFT_BREAK`]. Numbers that a word processor makes are not in it; they
//! stand beside their paragraph.

use crate::finding::PageStarts;
use std::ops::Range;

/// A stretch of a document's text, in bytes.
pub(crate) type Span = Range<usize>;

/// Stands in the text for a line break that means no more than a blank.
pub(crate) const SOFT_BREAK: char = '\u{b}';

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Document {
    /// All of its text.
    pub text: String,
    /// Its paragraphs and tables, in their order.
    pub blocks: Vec<Block>,
    /// Its links, in their order.
    pub links: Vec<Hyperlink>,
    /// Where each page or cell begins, in a format that has some.
    pub pages: PageStarts,
    /// What was not read of it, each with what can be done about it.
    pub skipped: Vec<UnreadableDocument>,
    /// Further documents that came with it and were not read, by their names.
    pub unread: Vec<String>,
    /// Of a mail that quotes earlier ones below its own words, all of it.
    pub whole: Option<Box<Document>>,
    /// The subject of the mail to which a document is attached, in a line, and the words of the mail.
    pub cover: Option<Box<Document>>,
    /// The texts and tables that are attached to a mail, each with its name; they may be the letter.
    pub attached: Vec<(String, Document)>,
}

impl Document {
    /// Whether it is made of sheets, whose cells have names.
    pub(crate) fn is_workbook(&self) -> bool {
        !self.pages.names.is_empty()
    }
}

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    /// A paragraph outside of tables.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// A picture outside of tables, at this place in the text. What it shows is not read.
    Picture(usize),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Paragraph {
    /// Its text, without the line break at its end.
    pub span: Span,
    /// The number or bullet that a reader sees before it and that is not in its text: `5.1`, `–`.
    pub number: Option<String>,
    /// Whether the source marks it as a heading.
    pub is_heading: bool,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Table {
    /// How many rows it has.
    pub rows: usize,
    /// How many columns it has.
    pub columns: usize,
    /// Its cells, row by row. Cells do not overlap; a joined cell stands once, where it begins.
    pub cells: Vec<TableCell>,
    /// Whether the source lost which cells are joined, so that columns count for little.
    pub is_ragged: bool,
}

impl Table {
    /// The cells that begin in a row.
    pub(crate) fn row(&self, row: usize) -> &[TableCell] {
        let first = self.cells.partition_point(|cell| cell.row < row);
        let end = self.cells.partition_point(|cell| cell.row <= row);
        self.cells.get(first..end).unwrap_or_default()
    }
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TableCell {
    /// The row in which it begins, from 0.
    pub row: usize,
    /// The column in which it begins, from 0; in a right-to-left table too this is the order of
    /// reading.
    pub column: usize,
    /// How many rows it fills.
    pub height: usize,
    /// How many columns it fills.
    pub width: usize,
    /// What stands in it. A table inside is a block of its own behind this one, if it has rows and
    /// columns of words; others are taken as their paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// The colour behind it, red green blue; white and none are none.
    pub fill: Option<[u8; 3]>,
    /// Whether there is a picture in it.
    pub has_picture: bool,
}

/// A link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hyperlink {
    /// The text that is the link.
    pub span: Span,
    /// Where it leads.
    pub target: String,
}

/// Why a document cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableDocument {
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What can be done about it.
    pub help: String,
}

impl UnreadableDocument {
    /// A reason and a way out.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into() }
    }
}
