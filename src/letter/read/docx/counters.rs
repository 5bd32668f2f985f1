//! Counting: the number that each paragraph of a list bears.

use crate::letter::read::docx::figures::Figures;
use crate::letter::read::docx::numbering::{LEVELS, Numbering};
use crate::letter::read::docx::styles::{NumberingProperties, Styles};
use crate::letter::read::docx::symbols;
use crate::letter::read::docx::xml::XmlNode;
use std::collections::{BTreeMap, BTreeSet};

/// How long a number may be, in bytes.
const LONGEST: usize = 256;

/// The counters of a document while it is read from its beginning.
#[derive(Debug, Default)]
pub(super) struct Counters {
    numbering: Numbering,
    /// The last number of each level, by definition.
    last: BTreeMap<i64, [Option<u32>; LEVELS]>,
    /// The lists that have begun.
    begun: BTreeSet<i64>,
}

impl Counters {
    /// The counters of a document with these lists.
    pub(super) fn new(numbering: Numbering) -> Self {
        Self { numbering, ..Self::default() }
    }

    /// Counts a paragraph with these properties, and gives the number that it bears.
    pub(super) fn number(
        &mut self,
        properties: Option<XmlNode<'_>>,
        style: Option<&str>,
        styles: &Styles<'_>,
    ) -> Option<String> {
        let own = NumberingProperties::of(properties);
        let (by_style, style) = styles.numbering(style.unwrap_or(""));
        let list = own.list.or(by_style.list).filter(|&list| list != 0)?;
        let level = own.level.or_else(|| match own.list {
            // ISO 29500-1 section 17.9.23: the level that names the style is the style's.
            None => by_style.level.or_else(|| {
                self.numbering
                    .level_of_style(list, style)
                    .and_then(|level| i64::try_from(level).ok())
            }),
            Some(_) => None,
        });
        let level = usize::try_from(level.unwrap_or(0)).ok().filter(|&level| level < LEVELS)?;
        self.count(list, level)
    }

    fn count(&mut self, list: i64, level: usize) -> Option<String> {
        let numbering = &self.numbering;
        numbering.level(list, level)?;
        let last = self.last.entry(numbering.definition(list)?).or_default();
        if self.begun.insert(list) {
            for (level, last) in last.iter_mut().enumerate() {
                if numbering.starts_anew(list, level) {
                    *last = None;
                }
            }
        }
        let start = |level| numbering.start(list, level);
        if let Some(last) = last.get_mut(level) {
            *last = Some(last.map_or_else(|| start(level), |last| last.saturating_add(1)));
        }
        for (deeper, last) in last.iter_mut().enumerate().skip(level + 1) {
            // ISO 29500-1 section 17.9.10: by default any level above starts a level anew.
            let after = numbering.level(list, deeper).and_then(|level| level.restart);
            if level < after.unwrap_or(deeper) {
                *last = None;
            }
        }
        let last = *last;
        let number = |level| last.get(level).copied().flatten().unwrap_or_else(|| start(level));
        label(numbering, list, level, number)
    }
}

/// A number as the reader sees it, without the brackets or full stop about it.
fn label(
    numbering: &Numbering,
    list: i64,
    level: usize,
    number: impl Fn(usize) -> u32,
) -> Option<String> {
    let shown = numbering.level(list, level)?;
    if shown.figures == Some(Figures::Bullet) {
        return symbols::bullet(&shown.text);
    }
    let mut text = String::new();
    let mut rest = shown.text.chars().peekable();
    while let Some(c) = rest.next() {
        let named = (c == '%').then(|| rest.peek().and_then(|digit| digit.to_digit(10))).flatten();
        let named = named.and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1));
        match named {
            Some(other) => {
                rest.next();
                // ISO 29500-1 section 17.9.11: levels below have no number yet.
                if other <= level {
                    let figures = numbering.level(list, other).and_then(|level| level.figures);
                    let figures = if shown.is_legal { None } else { figures };
                    text.push_str(&figures.unwrap_or(Figures::Decimal).write(number(other)));
                }
            }
            None => text.push(c),
        }
    }
    let text =
        text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '（'));
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ')' | ']' | ':' | '．' | '）' | '、' | '。')
    });
    (1..=LONGEST).contains(&text.len()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use crate::letter::read::docx::counters::*;
    use crate::letter::read::docx::xml::XmlTree;

    fn level(level: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            "<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{format}'/>\
             <w:lvlText w:val='{text}'/>{more}</w:lvl>"
        )
    }

    fn counters(inside: &str) -> Counters {
        let source = format!("<w:numbering>{inside}</w:numbering>");
        Counters::new(Numbering::read(&XmlTree::parse(&source).unwrap()))
    }

    fn counted(counters: &mut Counters, paragraphs: &[(i64, usize)]) -> String {
        let numbers = paragraphs.iter().map(|&(list, level)| counters.count(list, level));
        numbers.map(|number| number.unwrap_or("-".to_owned())).collect::<Vec<_>>().join(" ")
    }

    fn three_levels() -> String {
        let levels = level(0, "decimal", "%1.", "")
            + &level(1, "decimal", "%1.%2", "")
            + &level(2, "lowerLetter", "(%3)", "");
        format!("<w:abstractNum w:abstractNumId='4'>{levels}</w:abstractNum>")
            + "<w:num w:numId='1'><w:abstractNumId w:val='4'/></w:num>"
            + "<w:num w:numId='2'><w:abstractNumId w:val='4'/><w:lvlOverride w:ilvl='0'>\
               <w:startOverride w:val='1'/></w:lvlOverride></w:num>"
    }

    #[test]
    fn levels_count_on_and_start_anew() {
        let mut counters = counters(&three_levels());
        let first = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)];
        assert_eq!(counted(&mut counters, &first), "1 1.1 a b 1.2 a 2 2.1");
        // Another list of the same definition goes on unless it says that it starts.
        assert_eq!(counted(&mut counters, &[(2, 0), (2, 1), (1, 0), (2, 0)]), "1 1.1 2 3");
        assert_eq!(counted(&mut counters, &[(3, 0), (1, 5)]), "- -");
    }

    #[test]
    fn a_level_without_those_above_shows_their_start() {
        let mut counters = counters(&three_levels());
        assert_eq!(counted(&mut counters, &[(1, 1), (1, 1), (1, 0), (1, 1)]), "1.1 1.2 1 1.1");
    }

    #[test]
    fn restarts_may_be_switched_off_and_figures_be_legal() {
        let levels = level(0, "upperRoman", "%1", "")
            + &level(1, "decimal", "%1-%2", "<w:isLgl/><w:lvlRestart w:val='0'/>")
            + &level(2, "decimal", "%1.%3", "<w:lvlRestart w:val='1'/>");
        let list = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>";
        let inside = format!("<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>{list}");
        let mut counters = counters(&inside);
        let order = [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (1, 2)];
        assert_eq!(counted(&mut counters, &order), "I 1-1 I.1 1-2 I.2 II 2-3 II.1");
    }

    #[test]
    fn a_list_may_change_a_level_or_take_it_from_a_style_of_lists() {
        let dash = level(0, "bullet", "–", "");
        let inside = format!(
            "<w:abstractNum w:abstractNumId='1'><w:numStyleLink w:val='Dashes'/></w:abstractNum>
             <w:abstractNum w:abstractNumId='2'>{dash}<w:styleLink w:val='Dashes'/></w:abstractNum>
             <w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>
             <w:num w:numId='2'><w:abstractNumId w:val='2'/><w:lvlOverride w:ilvl='0'>{}</w:lvlOverride></w:num>",
            level(0, "decimalZero", "No. %1:", "")
        );
        let mut counters = counters(&inside);
        assert_eq!(counted(&mut counters, &[(1, 0), (2, 0)]), "– No. 02");
    }

    #[test]
    fn the_level_of_a_style_is_the_one_that_names_it() {
        let levels = level(0, "decimal", "%1", "")
            + &level(1, "decimal", "%1.%2", "<w:pStyle w:val='Item'/>");
        let list = "<w:num w:numId='3'><w:abstractNumId w:val='0'/></w:num>";
        let mut counters =
            counters(&format!("<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum>{list}"));
        let source = "<w:styles><w:style w:styleId='Item'><w:pPr><w:numPr><w:numId w:val='3'/></w:numPr>\
                      </w:pPr></w:style></w:styles>";
        let styles = Styles::read(source).unwrap();
        assert_eq!(counters.number(None, Some("Item"), &styles).as_deref(), Some("1.1"));
        let source = "<p><pPr><numPr><numId val='0'/></numPr></pPr></p>";
        let tree = XmlTree::parse(source).unwrap();
        let off = tree.root().unwrap().child("pPr");
        assert_eq!(counters.number(off, Some("Item"), &styles), None);
    }
}
