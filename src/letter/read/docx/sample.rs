//! Packages for tests, and documents as tests compare them.

use crate::letter::read::document::{Block, Document, Paragraph};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The namespace of what is in a document, transitional and strict.
pub(in crate::letter::read) const TRANSITIONAL: &str =
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(in crate::letter::read) const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A package while it is made.
pub(in crate::letter::read) struct SampleDocx {
    /// Names and bytes of its parts.
    pub(in crate::letter::read) parts: Vec<(String, Vec<u8>)>,
    relations: Vec<(String, String, bool)>,
}

impl SampleDocx {
    /// A document with this body.
    pub(in crate::letter::read) fn new(body: &str) -> Self {
        let document = format!(
            "<?xml version='1.0' encoding='UTF-8'?>\n<w:document xmlns:w='{TRANSITIONAL}' \
             xmlns:r='{RELATIONS}' xmlns:mc='urn:mc'><w:body>{body}</w:body></w:document>"
        );
        let root = format!(
            "<Relationships><Relationship Id='rId1' Type='{RELATIONS}/officeDocument' \
             Target='word/document.xml'/></Relationships>"
        );
        let sample = Self { parts: Vec::new(), relations: Vec::new() };
        sample.part("_rels/.rels", &root).part("word/document.xml", &document)
    }

    /// With a part, in the place of one of the same name.
    pub(in crate::letter::read) fn part(mut self, name: &str, text: &str) -> Self {
        self.parts.retain(|(other, _)| other != name);
        self.parts.push((name.to_owned(), text.into()));
        self
    }

    /// With a part beside the document that it names by a relationship.
    pub(in crate::letter::read) fn related(mut self, kind: &str, text: &str) -> Self {
        self.relations.push((kind.to_owned(), format!("{kind}.xml"), false));
        self.part(&format!("word/{kind}.xml"), text)
    }

    /// With an address; the first one has the id `r0`.
    pub(in crate::letter::read) fn address(mut self, address: &str) -> Self {
        self.relations.push(("hyperlink".to_owned(), address.to_owned(), true));
        self
    }

    /// The parts as an archive.
    pub(in crate::letter::read) fn bytes(self) -> Vec<u8> {
        let relation = |(at, (kind, target, is_external)): (usize, &(String, String, bool))| {
            let mode = if *is_external { "TargetMode='External'" } else { "" };
            format!("<Relationship Id='r{at}' Type='{RELATIONS}/{kind}' Target='{target}' {mode}/>")
        };
        let all: String = self.relations.iter().enumerate().map(relation).collect();
        let relations = format!("<Relationships>{all}</Relationships>");
        let name = "word/_rels/document.xml.rels";
        let has = self.parts.iter().any(|(other, _)| other == name);
        let sample = if has { self } else { self.part(name, &relations) };
        archive(&sample.parts)
    }
}

/// Parts as an archive.
pub(in crate::letter::read) fn archive(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The document with this body.
pub(in crate::letter::read) fn of_body(body: &str) -> Document {
    of(SampleDocx::new(body))
}

/// The document of a package, with its spans checked.
pub(in crate::letter::read) fn of(sample: SampleDocx) -> Document {
    let document = crate::letter::read::docx::read(&sample.bytes()).unwrap();
    check(&document);
    document
}

/// Checks that the paragraphs, line by line, are the text.
pub(in crate::letter::read) fn check(document: &Document) {
    let spans: Vec<_> =
        paragraphs(document).iter().map(|paragraph| paragraph.span.clone()).collect();
    let lines: Vec<&str> = spans.iter().map(|span| &document.text[span.clone()]).collect();
    assert_eq!(lines.join("\n"), document.text);
    let mut next = 0;
    for span in spans {
        assert_eq!(span.start, next);
        next = span.end + 1;
    }
    for link in &document.links {
        assert!(!document.text[link.span.clone()].is_empty());
    }
    assert!(document.links.is_sorted_by_key(|link| link.span.start));
}

fn paragraphs(document: &Document) -> Vec<&Paragraph> {
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => vec![paragraph],
        Block::Picture(_) => Vec::new(),
        Block::Table(table) => table.cells.iter().flat_map(|cell| &cell.paragraphs).collect(),
    });
    blocks.flatten().collect()
}

/// A document as lines: numbers in brackets, headings after `#`, cells as
/// `row,column heightxwidth fill: text / text`.
pub(in crate::letter::read) fn lines(document: &Document) -> Vec<String> {
    let line = |paragraph: &Paragraph| {
        let heading = if paragraph.is_heading { "# " } else { "" };
        let number = paragraph.number.as_ref().map(|number| format!("[{number}] "));
        let text = &document.text[paragraph.span.clone()];
        format!("{heading}{}{text}", number.unwrap_or_default())
    };
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Paragraph(paragraph) => vec![line(paragraph)],
        Block::Picture(_) => vec!["picture".to_owned()],
        Block::Table(table) => {
            let head = format!("table {}x{}", table.rows, table.columns);
            let cells = table.cells.iter().map(|cell| {
                let fill = cell.fill.map(|[r, g, b]| format!(" {r:02X}{g:02X}{b:02X}"));
                let texts: Vec<_> = cell.paragraphs.iter().map(line).collect();
                format!(
                    "{},{} {}x{}{}: {}",
                    cell.row,
                    cell.column,
                    cell.height,
                    cell.width,
                    fill.unwrap_or_default(),
                    texts.join(" / ")
                )
            });
            std::iter::once(head).chain(cells).collect()
        }
    });
    blocks.flatten().collect()
}

/// Links as `text -> target`.
pub(in crate::letter::read) fn links(document: &Document) -> Vec<String> {
    let links = document.links.iter();
    links.map(|link| format!("{} -> {}", &document.text[link.span.clone()], link.target)).collect()
}
