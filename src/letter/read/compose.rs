//! A document put together paragraph by paragraph, so that text and spans agree.

use crate::letter::read::document::{Block, Document, Hyperlink, Paragraph, Span};
use crate::letter::read::urls;

/// A paragraph that is not yet in a document; its links count in its own text.
#[derive(Debug, Default)]
pub(crate) struct ParagraphText {
    /// The text.
    pub(crate) text: String,
    /// The links in it.
    pub(crate) links: Vec<Hyperlink>,
    /// The number or bullet before it.
    pub(crate) number: Option<String>,
    /// Whether it is a heading.
    pub(crate) is_heading: bool,
}

impl ParagraphText {
    /// Puts other words behind these.
    pub(crate) fn append(&mut self, between: &str, words: Self) {
        self.text.truncate(self.text.trim_end().len());
        self.text.push_str(between);
        let shift = self.text.len();
        self.text.push_str(&words.text);
        self.links.extend(words.links.into_iter().map(|mut link| {
            link.span = link.span.start + shift..link.span.end + shift;
            link
        }));
    }
}

/// A document in the making.
#[derive(Debug, Default)]
pub(crate) struct Composer {
    document: Document,
}

impl Composer {
    /// Adds words as a line of their own, without the white space around them. Words that are
    /// only white space give no paragraph.
    pub(crate) fn line(&mut self, words: ParagraphText) -> Option<Paragraph> {
        let trimmed = words.text.trim();
        if trimmed.is_empty() {
            return None;
        }
        let cut = words.text.len() - words.text.trim_start().len();
        if !self.document.text.is_empty() {
            self.document.text.push('\n');
        }
        let start = self.document.text.len();
        self.document.text.push_str(trimmed);
        let place = |at: usize| start + at.saturating_sub(cut).min(trimmed.len());
        for link in words.links {
            let span = place(link.span.start)..place(link.span.end);
            if !span.is_empty() {
                self.document.links.push(Hyperlink { span, target: link.target });
            }
        }
        let span = start..self.document.text.len();
        Some(Paragraph { span, number: words.number, is_heading: words.is_heading })
    }

    /// Adds a paragraph or table whose lines were added before.
    pub(crate) fn block(&mut self, block: Block) {
        self.document.blocks.push(block);
    }

    /// Adds a picture.
    pub(crate) fn picture(&mut self) {
        self.block(Block::Picture(self.document.text.len()));
    }

    /// The next line begins a page.
    pub(crate) fn page(&mut self) {
        let text = &self.document.text;
        self.document.pages.starts.push(if text.is_empty() { 0 } else { text.len() + 1 });
    }

    /// The next line begins a part of this name, such as a cell.
    pub(crate) fn part(&mut self, name: String) {
        self.page();
        self.document.pages.names.push(name);
    }

    /// The document, also with the web addresses that are no links in the source.
    pub(crate) fn finish(mut self) -> Document {
        let end = self.document.text.len();
        for page in &mut self.document.pages.starts {
            *page = end.min(*page);
        }
        add_urls(&mut self.document);
        self.document
    }
}

/// Adds the web addresses in the text that are not links yet.
pub(crate) fn add_urls(document: &mut Document) {
    let is_apart = |one: &Span, other: &Span| one.end <= other.start || other.end <= one.start;
    // Both lists are in the order of the text, so one step forward is enough for each.
    document.links.sort_by_key(|link| link.span.start);
    let mut known = document.links.iter().peekable();
    let mut found = Vec::new();
    for url in urls::find(&document.text) {
        while known.next_if(|link| link.span.end <= url.start).is_some() {}
        if known.peek().is_none_or(|link| is_apart(&link.span, &url)) {
            let target = document.text.get(url.clone()).unwrap_or("").to_owned();
            found.push(Hyperlink { span: url, target });
        }
    }
    document.links.append(&mut found);
    document.links.sort_by_key(|link| link.span.start);
}

/// What [`document`](crate::letter::read::document) promises of every document; for the tests of the readers.
#[cfg(test)]
pub(crate) fn assert_sound(document: &Document) {
    use crate::letter::read::document::Table;
    fn paragraph(document: &Document, paragraph: &Paragraph, from: &mut usize) {
        let text = document.text.get(paragraph.span.clone()).expect("a span inside of the text");
        assert!(!text.trim().is_empty() && text == text.trim(), "{text:?}");
        assert!(*from <= paragraph.span.start, "{text:?} stands before the one before it");
        *from = paragraph.span.end;
    }
    fn table(table: &Table) {
        let mut taken = std::collections::BTreeSet::new();
        for cell in &table.cells {
            assert!(cell.width > 0 && cell.height > 0, "{cell:?}");
            assert!(cell.row + cell.height <= table.rows, "{cell:?} of {} rows", table.rows);
            assert!(cell.column + cell.width <= table.columns, "{cell:?} of {}", table.columns);
            for row in cell.row..cell.row + cell.height {
                for column in cell.column..cell.column + cell.width {
                    assert!(taken.insert((row, column)), "two cells at {row} {column}");
                }
            }
        }
        let places: Vec<_> = table.cells.iter().map(|cell| (cell.row, cell.column)).collect();
        assert!(places.is_sorted(), "cells out of order");
    }
    let mut from = 0;
    for block in &document.blocks {
        match block {
            Block::Paragraph(it) => paragraph(document, it, &mut from),
            Block::Picture(at) => assert!(document.text.is_char_boundary(*at)),
            Block::Table(it) => {
                table(it);
                let cells = it.cells.iter().flat_map(|cell| &cell.paragraphs);
                cells.for_each(|it| paragraph(document, it, &mut from));
            }
        }
    }
    let starts: Vec<_> = document.links.iter().map(|link| link.span.start).collect();
    assert!(starts.is_sorted());
    assert!(document.links.iter().all(|link| document.text.get(link.span.clone()).is_some()));
    assert!(document.pages.starts.is_sorted());
}

/// Copies of a file with a few bytes changed, lost or repeated: what a reader must survive.
#[cfg(test)]
pub(crate) fn mutations(file: &[u8], count: usize) -> impl Iterator<Item = Vec<u8>> {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below.max(1) as u64) as usize
    };
    (0..count).map(move |_| {
        let mut bytes = file.to_vec();
        for _ in 0..=random(6) {
            let at = random(bytes.len());
            let end = (at + 1 + random(40)).min(bytes.len());
            match random(4) {
                0 => bytes[at] = random(256) as u8,
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let copy = bytes[at..end].to_vec();
                    bytes.splice(at..at, copy);
                }
                _ => bytes.truncate((file.len() / 2 + random(file.len())).min(bytes.len())),
            }
            if bytes.is_empty() {
                break;
            }
        }
        bytes
    })
}

#[cfg(test)]
mod tests {
    use crate::letter::read::compose::*;

    fn words(text: &str) -> ParagraphText {
        ParagraphText { text: text.to_owned(), ..ParagraphText::default() }
    }

    #[test]
    fn spans_name_the_trimmed_words() {
        let mut composer = Composer::default();
        assert_eq!(composer.line(words(" \u{a0}\n")), None);
        let link = Hyperlink { span: 2..9, target: "https://itu.int".to_owned() };
        let one = ParagraphText { links: vec![link], ..words("  Ginebra  ") };
        let one = composer.line(one).unwrap();
        composer.page();
        let two = composer.line(words("15 de abril")).unwrap();
        let document = composer.finish();
        assert_eq!(document.text, "Ginebra\n15 de abril");
        assert_eq!((one.span, two.span), (0..7, 8..19));
        assert_eq!(document.links[0].span, 0..7);
        assert_eq!(document.pages.starts, [8]);
    }

    #[test]
    fn bare_addresses_become_links_once() {
        let mut composer = Composer::default();
        let link = Hyperlink { span: 0..15, target: "https://itu.int/go".to_owned() };
        composer.line(ParagraphText {
            links: vec![link],
            ..words("https://itu.int or http://itu.ch.")
        });
        let links = composer.finish().links;
        let targets: Vec<_> = links.iter().map(|link| link.target.as_str()).collect();
        assert_eq!(targets, ["https://itu.int/go", "http://itu.ch"]);
    }
}
