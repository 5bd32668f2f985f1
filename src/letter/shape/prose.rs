//! Prose: phrases at the beginning of words, and the parts of a letter.

use crate::letter::lex::bigrams::Bigrams;
use crate::letter::lex::normal::{Line, Normal};
use crate::letter::read::document::Span;
use crate::letter::words::{self, Sense};

pub(crate) use crate::letter::shape::clauses::sentences;

/// Where a phrase stands in a folded text: it begins a word there.
pub(crate) fn find(text: &str, phrase: &str) -> Option<usize> {
    text.match_indices(phrase).map(|(at, _)| at).find(|at| begins_word(text, *at))
}

/// Whether a word begins at a byte. Ideographs are words of their own, and short Arabic words are
/// written to the word behind them.
fn begins_word(text: &str, at: usize) -> bool {
    let (before, rest) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
    let is_letter = |c: char| c.is_alphanumeric() && !is_ideograph(c);
    match rest.chars().next() {
        Some(c) if !is_letter(c) => true,
        Some('\u{600}'..='\u{6FF}') => {
            let attached = before.chars().rev().take_while(|c| is_letter(*c));
            let mut attached = attached.take(4);
            attached.all(|c| "وفبلكا".contains(c))
        }
        _ => !before.chars().next_back().is_some_and(is_letter),
    }
}

/// Whether a character is an ideograph.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// Whether a folded text has a phrase of a kind.
pub(crate) fn has(text: &str, of: Sense) -> bool {
    let bigrams = Bigrams::of(text);
    words::all(of).any(|phrase| bigrams.may_hold(phrase) && find(text, phrase).is_some())
}

/// What follows the longest phrase of a kind that a folded text begins with, as whole words.
pub(crate) fn after(text: &str, of: Sense) -> Option<&str> {
    let rests = words::all(of).filter_map(|phrase| {
        let rest = text.strip_prefix(phrase)?;
        let ends = |c: char| c.is_alphabetic() && !is_ideograph(c);
        let is_whole = !rest.starts_with(ends) || phrase.ends_with(is_ideograph);
        is_whole.then_some(rest)
    });
    rests.min_by_key(|rest| rest.len())
}

/// The words before the colon at the beginning of a paragraph: `VISA SUPPORT:`.
pub(crate) fn label(normal: &Normal, line: &Line) -> Option<Span> {
    let text = normal.slice(&line.span);
    let colon = text.find(':')?;
    let label = text.get(..colon)?.trim_end();
    let is_short = (1..=50).contains(&label.chars().count()) && !label.contains(['.', '。', '(']);
    // The colon of an address is none.
    let is_address = text.get(colon..)?.starts_with("://");
    (is_short && !is_address).then(|| line.span.start..line.span.start + label.len())
}

/// Whether a line is the heading of an annex: `ANNEX B`, `附件A`, `Annex 2 - Draft agenda`. Gives
/// what stands behind its letter or number.
pub(crate) fn annex_heading(folded: &str) -> Option<&str> {
    let rest = after(folded, Sense::Annex)?.trim_start();
    let mut chars = rest.chars();
    let sign = chars.next().filter(|c| c.is_alphanumeric() && !is_ideograph(*c))?;
    let behind = chars.as_str();
    let behind = if sign.is_ascii_digit() {
        behind.trim_start_matches(|c: char| c.is_ascii_digit())
    } else {
        behind
    };
    let words = behind.trim_start_matches([' ', '\t', '-', ':', '.']);
    let is_alone = words.is_empty();
    let is_parted = behind.trim_start().starts_with(['-', ':', '(']) || behind.starts_with('\t');
    let is_line = folded.chars().count() <= 120 && !folded.ends_with(['.', '。', ',', ';']);
    (is_line && (is_alone || is_parted)).then_some(words)
}

/// Where the letter itself stands: from the salutation to the first annex.
pub(crate) fn letter(normal: &Normal) -> Span {
    let begin = normal.lines.iter().find(|line| has(normal.folded(&line.span), Sense::Salutation));
    let begin = begin.map_or(0, |line| line.span.start);
    let annex = normal
        .lines
        .iter()
        .filter(|line| line.span.start > begin)
        .find(|line| line.cell.is_none() && annex_heading(normal.folded(&line.span)).is_some());
    begin..annex.map_or(normal.text().len(), |line| line.span.start)
}

/// Whether a stretch lies in one of several.
pub(crate) fn is_in(span: &Span, parts: &[Span]) -> bool {
    parts.iter().any(|part| part.start <= span.start && span.end <= part.end)
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::{Block, Document, Paragraph, Table, TableCell};
    use crate::letter::shape::prose::{annex_heading, find};

    /// A letter of paragraphs; `⟦5.1⟧` before one is a number that Word makes.
    pub(crate) fn normal(text: &str) -> Normal {
        let mut document = Document::default();
        for line in text.split('\n') {
            let (number, words) = match line.strip_prefix('⟦').and_then(|l| l.split_once('⟧')) {
                Some((number, words)) => (Some(number.to_owned()), words),
                None => (None, line),
            };
            let start = document.text.len();
            document.text.push_str(words);
            let span = start..document.text.len();
            document.text.push('\n');
            let paragraph = Paragraph { span, number, is_heading: false };
            document.blocks.push(Block::Paragraph(paragraph));
        }
        crate::letter::read::compose::add_urls(&mut document);
        Normal::of(document)
    }

    /// A letter of paragraphs before and after a table; cells are parted by bars.
    pub(crate) fn with_table(before: &str, table: &[&str], after: &str) -> Normal {
        let mut document = Document::default();
        let paragraph = |text: &mut String, words: &str| {
            let start = text.len();
            text.push_str(words);
            text.push('\n');
            Paragraph { span: start..start + words.len(), ..Paragraph::default() }
        };
        let around = |document: &mut Document, lines: &str| {
            for line in lines.split('\n') {
                let line = paragraph(&mut document.text, line);
                document.blocks.push(Block::Paragraph(line));
            }
        };
        around(&mut document, before);
        let mut cells = Vec::new();
        for (row, line) in table.iter().enumerate() {
            for (column, words) in line.split('|').enumerate() {
                let words = paragraph(&mut document.text, words.trim());
                let paragraphs = Some(words).filter(|words| !words.span.is_empty());
                cells.push(TableCell {
                    row,
                    column,
                    height: 1,
                    width: 1,
                    paragraphs: paragraphs.into_iter().collect(),
                    fill: None,
                });
            }
        }
        let columns = table.first().map_or(0, |row| row.split('|').count());
        let table = Table { rows: table.len(), columns, cells, is_ragged: false };
        document.blocks.push(Block::Table(table));
        around(&mut document, after);
        Normal::of(document)
    }

    #[test]
    fn phrases_begin_words() {
        assert_eq!(find("advisable visas", "visa"), Some(10));
        assert_eq!(find("телевизионных", "виз"), None);
        assert_eq!(find("وللمنح", "المنح"), None);
        assert_eq!(find("والمنح", "المنح"), Some(2));
        assert_eq!(find("提交口译", "口译"), Some(6));
    }

    #[test]
    fn headings_of_annexes() {
        for (line, expected) in [
            ("annex b", Some("")),
            ("附件a", Some("")),
            ("annex 2 - draft agenda", Some("draft agenda")),
            ("приложение в", Some("")),
            ("الملحق b", Some("")),
            ("annex a below gives practical hints", None),
            ("annexes: 3", None),
            ("附件:3件", None),
        ] {
            assert_eq!(annex_heading(line), expected, "{line}");
        }
    }
}
