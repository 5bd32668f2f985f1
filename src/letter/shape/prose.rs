//! Prose: labels, headings of annexes, and the letter itself.

use crate::letter::lex::normal::{Line, Normal};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;

pub(crate) use crate::letter::shape::clauses::sentences;

/// Whether a character is an ideograph.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
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

/// Where the words of the heading of an annex begin, behind its letter or number: `ANNEX B`, `附件A`,
/// `Annex 2 - Draft agenda`.
pub(crate) fn annex_heading(normal: &Normal, line: &Span) -> Option<usize> {
    let mark = normal.marks.at(Sense::Annex, line.start)?;
    let rest = normal.slice(&(mark.end..line.end));
    // "Annexes"
    if rest.starts_with(char::is_alphabetic) && !normal.slice(&mark.span()).ends_with(is_ideograph)
    {
        return None;
    }
    let sign = rest.trim_start();
    let first = sign.chars().next().filter(|c| c.is_alphanumeric() && !is_ideograph(*c))?;
    let behind = match first.is_ascii_digit() {
        true => sign.trim_start_matches(|c: char| c.is_ascii_digit()),
        false => sign.get(first.len_utf8()..)?,
    };
    let words = behind.trim_start_matches([' ', '\t', '-', ':', '.']);
    let is_parted = behind.trim_start().starts_with(['-', ':', '(']) || behind.starts_with('\t');
    let is_sentence = rest.ends_with(['.', '。', ',', ';']);
    (!is_sentence && (words.is_empty() || is_parted)).then_some(line.end - words.len())
}

/// Where the letter itself stands: from the salutation to the first annex.
pub(crate) fn letter(normal: &Normal) -> Span {
    let end = normal.text().len();
    let salutation = normal.marks.first(Sense::Salutation, &(0..end));
    let begin =
        salutation.and_then(|at| normal.line_of(at.start)).map_or(0, |line| line.span.start);
    let below = begin + 1..end;
    let mut annexes = normal.marks.all(Sense::Annex, &below).filter(|mark| {
        let line = normal.line_at(mark.start).filter(|line| line.cell.is_none());
        line.is_some_and(|line| annex_heading(normal, &line.span).is_some())
    });
    begin..annexes.next().map_or(end, |annex| annex.start)
}

/// Whether a stretch lies in one of several.
pub(crate) fn is_in(span: &Span, parts: &[Span]) -> bool {
    parts.iter().any(|part| part.start <= span.start && span.end <= part.end)
}

#[cfg(test)]
pub(crate) mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::{Block, Document, Paragraph, Table, TableCell};
    use crate::letter::shape::prose::annex_heading;

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
            let normal = normal(line);
            let words = annex_heading(&normal, &(0..normal.text().trim_end().len()));
            let words = words.map(|at| normal.text()[at..].trim_end().to_owned());
            assert_eq!(words.as_deref(), expected, "{line}");
        }
    }
}
