//! Styles: what a paragraph or a run has by its style and the styles that one is based on
//! (ISO 29500-1 section 17.7).

use crate::letter::read::docx::xml::{Node, Tree};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many styles may be based on one another; a longer chain is a circle.
const LONGEST_CHAIN: usize = 32;

/// How long the name of a style may be; Word allows 253 characters.
const LONGEST_NAME: usize = 1024;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
}

/// A style, as far as it tells something about the text.
#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    outline: Option<i64>,
    numbering: NumberingProperties,
    is_hidden: Option<bool>,
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
    pub(super) fn of(properties: Option<Node<'_>>) -> Self {
        let Some(said) = properties.and_then(|properties| properties.child("numPr")) else {
            return Self::default();
        };
        Self { list: said.number_of("numId"), level: said.number_of("ilvl") }
    }
}

impl Styles {
    /// Reads the part with the styles.
    pub(super) fn read(tree: &Tree<'_>) -> Self {
        let mut styles = Self::default();
        let all = tree.root().into_iter().flat_map(|root| root.children());
        for node in all.filter(|node| node.name() == "style") {
            let Some(id) = node.attribute("styleId") else { continue };
            if id.len() > LONGEST_NAME {
                continue;
            }
            let properties = node.child("pPr");
            let style = Style {
                name: node.value_of("name").unwrap_or_default().into_owned(),
                based_on: node.value_of("basedOn").map(String::from),
                outline: properties.and_then(|properties| properties.number_of("outlineLvl")),
                numbering: NumberingProperties::of(properties),
                is_hidden: node.child("rPr").and_then(|properties| properties.switch("vanish")),
            };
            let is_default =
                matches!(node.attribute("default").as_deref(), Some("1" | "true" | "on"));
            if is_default && node.attribute("type").as_deref() == Some("paragraph") {
                styles.default_paragraph = Some(id.to_string());
            }
            styles.by_id.insert(id.into_owned(), style);
        }
        styles
    }

    /// The style of a paragraph with these properties.
    pub(super) fn of_paragraph<'s>(&'s self, properties: Option<Node<'s>>) -> Option<Cow<'s, str>> {
        let said = properties.and_then(|properties| properties.value_of("pStyle"));
        said.or_else(|| self.default_paragraph.as_deref().map(Cow::Borrowed))
    }

    /// A style and those it is based on, nearest first.
    fn chain<'s>(&'s self, id: &'s str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let find = |id: &'s str| self.by_id.get(id).map(|style| (id, style));
        let next = move |&(_, style): &(&str, &'s Style)| find(style.based_on.as_deref()?);
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
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::styles::*;

    fn styles(inside: &str) -> Styles {
        Styles::read(&Tree::parse(&format!("<w:styles>{inside}</w:styles>")).unwrap())
    }

    #[test]
    fn headings_are_known_by_level_or_by_name() {
        let styles = styles(
            "<w:style w:type='paragraph' w:default='1' w:styleId='a'><w:name w:val='Normal'/></w:style>
             <w:style w:styleId='1'><w:name w:val='heading 1'/><w:basedOn w:val='a'/></w:style>
             <w:style w:styleId='AnnexTitle'><w:basedOn w:val='1'/></w:style>
             <w:style w:styleId='Level'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>
             <w:style w:styleId='Body'><w:basedOn w:val='1'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style>
             <w:style w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>",
        );
        let headings = ["1", "AnnexTitle", "Level", "Heading3"].map(|id| styles.is_heading(id));
        assert_eq!(headings, [true; 4]);
        let others =
            ["a", "Body", "Loop", "Heading", "Heading10", "é"].map(|id| styles.is_heading(id));
        assert_eq!(others, [false; 6]);
        assert_eq!(styles.of_paragraph(None).as_deref(), Some("a"));
    }

    #[test]
    fn a_style_inherits_its_list_and_says_its_level() {
        let styles = styles(
            "<w:style w:styleId='H1'><w:pPr><w:numPr><w:numId w:val='7'/></w:numPr></w:pPr></w:style>
             <w:style w:styleId='H2'><w:basedOn w:val='H1'/><w:pPr><w:numPr><w:ilvl w:val='1'/></w:numPr></w:pPr></w:style>
             <w:style w:styleId='Off'><w:basedOn w:val='H1'/><w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr></w:style>",
        );
        let list = |list, level| NumberingProperties { list, level };
        assert_eq!(styles.numbering("H2"), (list(Some(7), Some(1)), "H1"));
        assert_eq!(styles.numbering("Off"), (list(Some(0), None), "Off"));
        assert_eq!(styles.numbering("unknown"), (list(None, None), "unknown"));
    }
}
