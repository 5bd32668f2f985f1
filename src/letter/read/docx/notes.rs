//! Footnotes and endnotes: they come behind the text, in the order in which it refers to them
//! (ISO 29500-1 section 17.11).

use crate::letter::read::document::{Block, Paragraph};
use crate::letter::read::docx::story::{NoteReference, StoryReader};
use crate::letter::read::docx::xml::{XmlNode, XmlTree};
use std::collections::BTreeMap;

impl<'t> StoryReader<'t> {
    /// Reads the notes of a kind that the text refers to; what separates notes from the text is none.
    pub(super) fn notes(&mut self, tree: &'t XmlTree<'t>, is_endnote: bool) -> Vec<Block> {
        let all = tree.root().into_iter().flat_map(XmlNode::children);
        let with_id = all.filter_map(|note| Some((note.attribute("id")?.into_owned(), note)));
        let mut by_id: BTreeMap<String, XmlNode<'t>> = with_id.collect();
        let references: Vec<NoteReference> = self.notes.clone();
        let mut blocks = Vec::new();
        for reference in references.into_iter().filter(|note| note.is_endnote == is_endnote) {
            // A note stands once, however often the text refers to it.
            let Some(note) = by_id.remove(&reference.id) else { continue };
            let mut read = self.blocks(note);
            if let Some(Block::Paragraph(Paragraph { number, .. })) = read.first_mut()
                && reference.number.is_some()
            {
                *number = reference.number;
            }
            blocks.append(&mut read);
        }
        blocks
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::sample::{SampleDocx, lines, of};

    #[test]
    fn notes_follow_the_text_with_their_numbers() {
        let refer = |kind: &str, more: &str| format!("<w:r><w:{kind}Reference {more}/></w:r>");
        let body = format!(
            "<w:p><w:r><w:t>text</w:t></w:r>{}{}{}{}{}</w:p>",
            refer("endnote", "w:id='2'"),
            refer("footnote", "w:id='5'"),
            refer("footnote", "w:id='4' w:customMarkFollows='1'"),
            refer("footnote", "w:id='3'"),
            refer("footnote", "w:id='3'"),
        );
        let note = |kind: &str, id: u32, text: &str| {
            format!(
                "<w:{kind} w:id='{id}'><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t>{text}</w:t></w:r></w:p>\
                 </w:{kind}>"
            )
        };
        let separator = "<w:footnote w:type='separator' w:id='-1'><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>";
        let footnotes = [3, 4, 5, 6].map(|id| note("footnote", id, &format!("f{id}"))).concat();
        let sample = SampleDocx::new(&body)
            .related("footnotes", &format!("<w:footnotes>{separator}{footnotes}</w:footnotes>"))
            .related("endnotes", &format!("<w:endnotes>{}</w:endnotes>", note("endnote", 2, "e")));
        assert_eq!(lines(&of(sample)), ["text", "[¹] f5", "f4", "[²] f3", "[ⁱ] e"]);
    }

    #[test]
    fn a_note_of_a_cell_has_its_sign_there() {
        let cell = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Q4/9</w:t><w:footnoteReference w:id='3'/></w:r></w:p>\
            </w:tc></w:tr></w:tbl>";
        let notes = "<w:footnotes><w:footnote w:id='3'><w:p><w:r><w:t>Cancelled.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let sample = SampleDocx::new(cell).related("footnotes", notes);
        assert_eq!(lines(&of(sample)), ["table 1x1", "0,0 1x1: Q4/9¹", "[¹] Cancelled."]);
    }
}
