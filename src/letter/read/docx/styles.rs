//! Styles: what a paragraph or a run has by its style and the styles that one is based on
//! (ISO 29500-1 section 17.7).

use crate::letter::read::document::UnreadableDocument;
use crate::letter::read::docx::xml::{Unparsed, XmlNode};
use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// How many styles may be based on one another; a longer chain is a circle.
const LONGEST_CHAIN: usize = 32;

/// How long the name of a style may be; Word allows 253 characters.
const LONGEST_NAME: usize = 1024;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles<'a> {
    by_id: BTreeMap<Cow<'a, str>, Defined<'a>>,
    default_paragraph: Option<Cow<'a, str>>,
}

/// A style, which is read when the text uses it.
#[derive(Debug)]
struct Defined<'a> {
    source: Unparsed<'a>,
    style: OnceCell<Result<DocxStyle, UnreadableDocument>>,
}

/// A style, as far as it tells something about the text.
#[derive(Debug, Default)]
struct DocxStyle {
    name: String,
    based_on: Option<String>,
    outline: Option<i64>,
    numbering: NumberingProperties,
    is_hidden: Option<bool>,
    is_raised: Option<bool>,
}

/// Which list a paragraph belongs to, each half perhaps unsaid (ISO 29500-1 section 17.3.1.19).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NumberingProperties {
    /// Its list; 0 is none.
    pub(super) list: Option<i64>,
    /// Its level in the list, from 0.
    pub(super) level: Option<i64>,
}

impl NumberingProperties {
    /// What the properties of a paragraph or style say.
    pub(super) fn of(properties: Option<XmlNode<'_>>) -> Self {
        let Some(said) = properties.and_then(|properties| properties.child("numPr")) else {
            return Self::default();
        };
        Self { list: said.number_of("numId"), level: said.number_of("ilvl") }
    }
}

impl DocxStyle {
    fn read(node: XmlNode<'_>) -> Self {
        let properties = node.child("pPr");
        let of_runs = node.child("rPr");
        Self {
            name: node.value_of("name").unwrap_or_default().into_owned(),
            based_on: node.value_of("basedOn").map(String::from),
            outline: properties.and_then(|properties| properties.number_of("outlineLvl")),
            numbering: NumberingProperties::of(properties),
            is_hidden: of_runs.and_then(|properties| properties.switch("vanish")),
            is_raised: of_runs.and_then(is_raised),
        }
    }
}

impl Defined<'_> {
    fn style(&self) -> Option<&DocxStyle> {
        let read = || Ok(self.source.parse()?.root().map(DocxStyle::read).unwrap_or_default());
        self.style.get_or_init(read).as_ref().ok()
    }
}

impl<'a> Styles<'a> {
    /// Reads the part with the styles.
    pub(super) fn read(source: &'a str) -> Result<Self, UnreadableDocument> {
        let mut styles = Self::default();
        for source in Unparsed::all_in(source)?.into_iter().filter(|one| one.name() == "style") {
            let Some(id) = source.attribute("styleId") else { continue };
            if id.len() > LONGEST_NAME {
                continue;
            }
            let is_default =
                matches!(source.attribute("default").as_deref(), Some("1" | "true" | "on"));
            if is_default && source.attribute("type").as_deref() == Some("paragraph") {
                styles.default_paragraph = Some(id.clone());
            }
            styles.by_id.insert(id, Defined { source, style: OnceCell::new() });
        }
        Ok(styles)
    }

    /// Why a style that was asked for could not be read.
    pub(super) fn refused(&self) -> Option<UnreadableDocument> {
        self.by_id.values().find_map(|defined| defined.style.get()?.as_ref().err().cloned())
    }

    /// The style of a paragraph with these properties.
    pub(super) fn of_paragraph<'s>(
        &'s self,
        properties: Option<XmlNode<'s>>,
    ) -> Option<Cow<'s, str>> {
        let said = properties.and_then(|properties| properties.value_of("pStyle"));
        said.or_else(|| self.default_paragraph.as_deref().map(Cow::Borrowed))
    }

    /// A style and those it is based on, nearest first.
    fn chain<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s DocxStyle)> {
        let find = |id: &'s str| self.by_id.get(id)?.style().map(|style| (id, style));
        let next = move |&(_, style): &(&str, &'s DocxStyle)| find(style.based_on.as_deref()?);
        std::iter::successors(find(id), next).take(LONGEST_CHAIN)
    }

    /// Whether a style makes its paragraphs headings: by outline level, of which 9 is body text
    /// (ISO 29500-1 section 17.3.1.20), or by one of the built-in names, which are English in every
    /// language of Word.
    pub(super) fn is_heading(&self, id: &str) -> bool {
        let is_named = |name: &str| {
            let number = name.get(.."heading".len()).zip(name.get("heading".len()..));
            number.is_some_and(|(word, number)| {
                word.eq_ignore_ascii_case("heading")
                    && matches!(number.trim().as_bytes(), [b'1'..=b'9'])
            })
        };
        let said = self.chain(id).find_map(|(id, style)| match style.outline {
            Some(level) => Some((0..9).contains(&level)),
            None => (is_named(&style.name) || is_named(id)).then_some(true),
        });
        said.unwrap_or_else(|| is_named(id))
    }

    /// Which list a style puts its paragraphs in, and the style that says so.
    pub(super) fn numbering<'s>(&'s self, id: &'s str) -> (NumberingProperties, &'s str) {
        let said = self.chain(id).find_map(|(id, style)| Some((style.numbering.list?, id)));
        let level = self.chain(id).find_map(|(_, style)| style.numbering.level);
        let (list, by) = said.unzip();
        (NumberingProperties { list, level }, by.unwrap_or(id))
    }

    /// Whether a style hides text.
    pub(super) fn is_hidden(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.is_hidden)
    }

    /// Whether a style puts text above the line.
    pub(super) fn is_raised(&self, id: &str) -> Option<bool> {
        self.chain(id).find_map(|(_, style)| style.is_raised)
    }
}

/// Whether the properties of a run put it above the line (ISO 29500-1 section 17.3.2.42).
pub(super) fn is_raised(properties: XmlNode<'_>) -> Option<bool> {
    Some(properties.value_of("vertAlign")? == "superscript")
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::styles::*;

    fn whole(inside: &str) -> String {
        format!("<w:styles>{inside}</w:styles>")
    }

    #[test]
    fn headings_are_known_by_level_or_by_name() {
        let source = whole(
            "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>
             <w:style w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/></w:style>
             <w:style w:styleId='AnnexTitle'><w:basedOn w:val='1'/></w:style>
             <w:style w:styleId='Level'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>
             <w:style w:styleId='Body'><w:basedOn w:val='1'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>
             <w:style w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>",
        );
        let styles = Styles::read(&source).unwrap();
        let headings = ["1", "AnnexTitle", "Level", "Heading3"].map(|id| styles.is_heading(id));
        assert_eq!(headings, [true; 4]);
        let others =
            ["a", "Body", "Loop", "Heading", "Heading10", "é"].map(|id| styles.is_heading(id));
        assert_eq!(others, [false; 6]);
        assert_eq!(styles.of_paragraph(None).as_deref(), Some("a"));
    }

    #[test]
    fn a_style_inherits_its_list_and_says_its_level() {
        let source = whole(
            "<w:style w:styleId='H1'><w:pPr><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr></w:style>
             <w:style w:styleId='H2'><w:basedOn w:val='H1'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>
             <w:style w:styleId='Off'><w:basedOn w:val='H1'/><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:style>",
        );
        let styles = Styles::read(&source).unwrap();
        let list = |list, level| NumberingProperties { list, level };
        assert_eq!(styles.numbering("H2"), (list(Some(7), Some(1)), "H1"));
        assert_eq!(styles.numbering("Off"), (list(Some(0), None), "Off"));
        assert_eq!(styles.numbering("unknown"), (list(None, None), "unknown"));
    }

    #[test]
    fn only_a_style_that_is_used_must_be_sound() {
        let source = whole("<w:style w:styleId='a'/><w:style w:styleId='b'><w:pPr></w:style>");
        let styles = Styles::read(&source).unwrap();
        assert!(!styles.is_heading("a") && styles.refused().is_none());
        assert!(!styles.is_heading("b") && styles.refused().is_some());
    }
}
