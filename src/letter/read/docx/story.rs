//! A story: a run of paragraphs and tables, such as the body of a document or a note
//! (ISO 29500-1 section 17.2.1).

use crate::letter::read::document::{Block, Hyperlink, Paragraph};
use crate::letter::read::docx::cells::stands_alone;
use crate::letter::read::docx::counters::Counters;
use crate::letter::read::docx::field::Fields;
use crate::letter::read::docx::figures::NoteNumbers;
use crate::letter::read::docx::package::Relations;
use crate::letter::read::docx::styles::Styles;
use crate::letter::read::docx::xml::XmlNode;

/// How many links a document may have; of more the last are left out.
const MOST_LINKS: usize = 10_000;

/// What is read, story by story, in the order of the text.
pub(super) struct StoryReader<'t> {
    /// The text so far.
    pub(super) text: String,
    /// The links so far.
    pub(super) links: Vec<Hyperlink>,
    /// The notes that were referred to, in their order.
    pub(super) notes: Vec<NoteReference>,
    /// How many of them have a number.
    pub(super) numbers_of_notes: NoteNumbers,
    /// The styles of the document.
    pub(super) styles: &'t Styles<'t>,
    /// The relationships of the part that is read.
    pub(super) relations: &'t Relations,
    /// The open fields.
    pub(super) fields: Fields,
    /// The text boxes that hang on the paragraph that is read.
    pub(super) boxes: Vec<XmlNode<'t>>,
    /// Whether the paragraph that is read has a picture.
    pub(super) has_picture: bool,
    /// Whether the run that is read stands above the line.
    pub(super) is_raised: bool,
    /// Whether a cell is read.
    pub(super) is_in_cell: bool,
    /// The tables in the cells of the table that is read which come behind it.
    inner: Vec<XmlNode<'t>>,
    counters: Counters,
    has_paragraphs: bool,
}

/// A reference to a note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NoteReference {
    /// Whether the note stands at the end of the document rather than of the page.
    pub(super) is_endnote: bool,
    /// The id of the note.
    pub(super) id: String,
    /// Its number above the line, unless a sign in the text stands for it.
    pub(super) number: Option<String>,
}

impl<'t> StoryReader<'t> {
    /// Before the first story.
    pub(super) fn new(
        styles: &'t Styles<'t>,
        counters: Counters,
        relations: &'t Relations,
    ) -> Self {
        Self {
            text: String::new(),
            links: Vec::new(),
            notes: Vec::new(),
            numbers_of_notes: NoteNumbers::default(),
            styles,
            relations,
            fields: Fields::default(),
            boxes: Vec::new(),
            has_picture: false,
            is_raised: false,
            is_in_cell: false,
            inner: Vec::new(),
            counters,
            has_paragraphs: false,
        }
    }

    /// Goes on in another part; fields do not.
    pub(super) fn in_part<'u>(
        self,
        styles: &'u Styles<'u>,
        relations: &'u Relations,
    ) -> StoryReader<'u> {
        StoryReader {
            text: self.text,
            links: self.links,
            notes: self.notes,
            numbers_of_notes: self.numbers_of_notes,
            styles,
            relations,
            fields: Fields::default(),
            boxes: Vec::new(),
            has_picture: false,
            is_raised: false,
            is_in_cell: false,
            inner: Vec::new(),
            counters: self.counters,
            has_paragraphs: self.has_paragraphs,
        }
    }

    /// Reads the paragraphs and tables in an element.
    pub(super) fn blocks(&mut self, container: XmlNode<'t>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open = None;
        for node in container.children() {
            match node.name() {
                "p" => {
                    let paragraph = self.paragraph(node, open.take());
                    if lacks_mark(node) {
                        open = Some(paragraph);
                    } else {
                        self.close(paragraph, &mut blocks);
                    }
                    continue;
                }
                "tbl" | "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo"
                | "AlternateContent" => {}
                _ => continue,
            }
            if let Some(paragraph) = open.take() {
                self.close(paragraph, &mut blocks);
            }
            match node.name() {
                "tbl" if self.is_in_cell && stands_alone(node) => self.inner.push(node),
                "tbl" => self.tables(node, &mut blocks),
                // ISO 29500-3 section 9.3: one of the alternatives counts.
                "AlternateContent" => {
                    let mut branches = node.children().map(|branch| self.blocks(branch));
                    blocks.extend(branches.find(|read| !read.is_empty()).into_iter().flatten());
                }
                _ => blocks.extend(self.blocks(node)),
            }
        }
        if let Some(paragraph) = open {
            self.close(paragraph, &mut blocks);
        }
        blocks
    }

    /// Reads a table, and outside of cells those that stood in its cells.
    fn tables(&mut self, node: XmlNode<'t>, blocks: &mut Vec<Block>) {
        let table = self.table(node);
        if !table.cells.is_empty() {
            blocks.push(Block::Table(table));
        }
        if !self.is_in_cell {
            for node in std::mem::take(&mut self.inner) {
                self.tables(node, blocks);
            }
        }
    }

    /// Reads a paragraph, after one whose end is deleted perhaps, so that both are one.
    fn paragraph(&mut self, node: XmlNode<'t>, before: Option<Paragraph>) -> Paragraph {
        let properties = node.child("pPr");
        let style = self.styles.of_paragraph(properties);
        let number = match has_deleted_mark(node) {
            true => None,
            false => self.counters.number(properties, style.as_deref(), self.styles),
        };
        let outline = properties.and_then(|properties| properties.number_of("outlineLvl"));
        let is_heading = match (outline, &style) {
            (Some(level), _) => (0..9).contains(&level),
            (None, Some(style)) => self.styles.is_heading(style),
            (None, None) => false,
        };
        let mut paragraph = before.unwrap_or_else(|| {
            self.begin_line();
            Paragraph { span: self.text.len()..self.text.len(), ..Paragraph::default() }
        });
        let is_hidden = style.and_then(|style| self.styles.is_hidden(&style)).unwrap_or(false);
        self.inline(node, is_hidden);
        self.fields.end_paragraph();
        paragraph.span.end = self.text.len();
        paragraph.number = paragraph.number.or(number);
        paragraph.is_heading |= is_heading;
        paragraph
    }

    fn begin_line(&mut self) {
        if self.has_paragraphs {
            self.text.push('\n');
        }
        self.has_paragraphs = true;
    }

    /// Ends a paragraph; its text boxes follow.
    fn close(&mut self, paragraph: Paragraph, blocks: &mut Vec<Block>) {
        blocks.push(Block::Paragraph(paragraph));
        if std::mem::take(&mut self.has_picture) {
            blocks.push(Block::Picture(self.text.len()));
        }
        for node in std::mem::take(&mut self.boxes) {
            blocks.extend(self.blocks(node));
        }
    }

    /// Adds a link, unless its text is empty. Two pieces of the same one are joined.
    pub(super) fn link(&mut self, start: usize, target: String) {
        let end = self.text.len();
        if start >= end {
            return;
        }
        let has_room = self.links.len() < MOST_LINKS;
        match self.links.last_mut() {
            Some(last) if last.span.end == start && last.target == target => last.span.end = end,
            _ if has_room => self.links.push(Hyperlink { span: start..end, target }),
            _ => {}
        }
    }
}

/// Whether the end of a paragraph is deleted or hidden, so that the next one goes on in its line
/// (ISO 29500-1 section 17.13.5.15).
fn lacks_mark(paragraph: XmlNode<'_>) -> bool {
    let properties = mark(paragraph);
    let is_hidden = properties.and_then(|properties| properties.switch("vanish"));
    has_deleted_mark(paragraph) || is_hidden.unwrap_or(false)
}

fn has_deleted_mark(paragraph: XmlNode<'_>) -> bool {
    let is_deletion = |node: XmlNode<'_>| matches!(node.name(), "del" | "moveFrom");
    mark(paragraph).is_some_and(|properties| properties.children().any(is_deletion))
}

/// The properties of the mark at the end of a paragraph.
fn mark(paragraph: XmlNode<'_>) -> Option<XmlNode<'_>> {
    paragraph.child("pPr")?.child("rPr")
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::sample::{SampleDocx, lines, of, of_body};

    #[test]
    fn paragraphs_are_lines_also_where_they_are_empty() {
        let document = of_body("<w:p/><w:p><w:r><w:t>é</w:t></w:r></w:p><w:p/><w:sectPr/>");
        assert_eq!(document.text, "\né\n");
        assert_eq!(lines(&document), ["", "é", ""]);
        assert_eq!(of_body("").text, "");
    }

    #[test]
    fn content_controls_and_changes_are_entered() {
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let document = of_body(&format!(
            "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{}<w:sdt><w:sdtContent>{}\
             </w:sdtContent></w:sdt></w:sdtContent></w:sdt><w:customXml>{}</w:customXml>",
            paragraph("a"),
            paragraph("b"),
            paragraph("c")
        ));
        assert_eq!(lines(&document), ["a", "b", "c"]);
    }

    #[test]
    fn one_of_the_alternatives_counts() {
        let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
        let document = of_body(&format!(
            "<mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback>\
             </mc:AlternateContent><mc:AlternateContent><mc:Choice/><mc:Fallback>{}</mc:Fallback>\
             </mc:AlternateContent>",
            paragraph("new"),
            paragraph("old"),
            paragraph("only")
        ));
        assert_eq!(lines(&document), ["new", "only"]);
    }

    #[test]
    fn a_picture_is_a_mark_behind_its_paragraph() {
        let drawing = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>";
        let old = "<w:p><w:r><w:t>a</w:t><w:pict><v:imagedata/></w:pict></w:r></w:p>";
        let cell = format!("<w:tbl><w:tr><w:tc>{drawing}</w:tc></w:tr></w:tbl>");
        let document = of_body(&format!("{drawing}{old}{cell}<w:p/>"));
        assert_eq!(lines(&document), ["", "picture", "a", "picture", "table 1x1", "0,0 1x1: ", ""]);
    }

    #[test]
    fn a_paragraph_whose_end_is_deleted_goes_on_in_the_next() {
        let deleted = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>";
        let document = of_body(&format!(
            "<w:p>{deleted}<w:r><w:t>one </w:t></w:r></w:p><w:p><w:r><w:t xml:space='preserve'> two</w:t>\
             </w:r></w:p><w:p>{deleted}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>\
             <w:p><w:r><w:t>three</w:t></w:r></w:p><w:p>{deleted}<w:r><w:t>last</w:t></w:r></w:p>"
        ));
        assert_eq!(lines(&document), ["one two", "three", "last"]);
    }

    #[test]
    fn headings_and_numbers_stand_beside_the_text() {
        let styles = "<w:styles><w:style w:type='paragraph' w:styleId='H'><w:name w:val='heading 2'/>\
                      <w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style></w:styles>";
        let numbering = "<w:numbering><w:abstractNum w:abstractNumId='0'><w:lvl w:ilvl='0'>\
            <w:start w:val='5'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>\
            <w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.%2'/>\
            </w:lvl></w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
        let body = "<w:p><w:pPr><w:pStyle w:val='H'/></w:pPr><w:r><w:t>Agenda</w:t></w:r></w:p>\
            <w:p><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='1'/></w:numPr></w:pPr>\
            <w:r><w:t>Opening</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val='H'/><w:outlineLvl w:val='9'/><w:numPr><w:numId w:val='0'/>\
            </w:numPr></w:pPr><w:r><w:t>None</w:t></w:r></w:p>\
            <w:p><w:pPr><w:pStyle w:val='H'/></w:pPr></w:p>\
            <w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>Plan</w:t></w:r></w:p>";
        let sample =
            SampleDocx::new(body).related("styles", styles).related("numbering", numbering);
        let document = of(sample);
        assert_eq!(lines(&document), ["# [5] Agenda", "[5.1] Opening", "None", "# [6] ", "# Plan"]);
        assert!(document.text.starts_with("Agenda\nOpening\n"));
    }
}
