//! Running text: its sentences and clauses, labels and headings, cut alike for all that is read in it.

use crate::letter::lex::normal::{Normal, NormalLine};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;

/// How wide lines are that a mail or a converter broke, in columns; shorter ones are lists, and longer
/// ones are paragraphs.
const NARROWEST: usize = 60;
const WIDEST: usize = 100;

/// No sentence is longer, in bytes. What stands in one is compared with what stands beside it, so a text
/// without an end of a sentence is cut.
const LONGEST: usize = 4_000;

/// The sentences of a stretch.
pub(crate) fn sentences(normal: &Normal, span: &Span) -> Vec<Span> {
    let mut begin = span.start;
    let mut all: Vec<Span> = Vec::new();
    for end in ends(normal, span).into_iter().chain([span.end]) {
        if !normal.slice(&(begin..end)).trim().is_empty() {
            all.push(begin..end);
        }
        begin = end;
    }
    all
}

/// Where sentences end in a stretch: behind a full stop that a reader takes for one, and at the end
/// of a line that was not broken in the middle of a sentence.
pub(crate) fn ends(normal: &Normal, span: &Span) -> Vec<usize> {
    let text = normal.slice(span);
    let is_end = |(at, c): &(usize, char)| match c {
        // Most of a text.
        'a'..='z' | ' ' => false,
        '。' | '؟' | '!' | '?' => true,
        '.' => is_stop(normal, span, span.start + at),
        '\n' => !goes_on(text, *at),
        _ => false,
    };
    let mut ends = Vec::new();
    let mut begin = 0;
    for (at, c) in text.char_indices() {
        let is_cut = at - begin > LONGEST && (!c.is_alphanumeric() || is_ideograph(c));
        if is_cut || is_end(&(at, c)) {
            begin = at + c.len_utf8();
            ends.push(span.start + begin);
        }
    }
    ends
}

/// Whether a full stop ends a sentence: a blank and no small letter follow, and before it stands
/// neither an initial nor a short form.
fn is_stop(normal: &Normal, span: &Span, at: usize) -> bool {
    let rest = normal.slice(&(at + 1..span.end));
    let before = normal.slice(&(span.start..at));
    let next = rest.trim_start();
    let Some(first) = next.chars().next() else { return true };
    let start = before
        .char_indices()
        .rfind(|(_, c)| !c.is_alphabetic())
        .map_or(0, |(at, c)| at + c.len_utf8());
    let (ahead, word) = before.split_at_checked(start).unwrap_or(("", before));
    let is_parted = next.len() < rest.len()
        || word.ends_with(char::is_lowercase) && first.is_uppercase() && !word.is_empty();
    if !is_parted || first.is_lowercase() && !is_enumerated(next) {
        return false;
    }
    if word.is_empty() {
        // "on 3 March 2026. 2 The …", but not "28. 2. 2026".
        return !first.is_ascii_digit() || is_paragraph_number(next);
    }
    // "… 1997 г. Задержанные вклады …": the short form of "year" ends a sentence as any word does.
    let is_year = word == "г" && ahead.trim_end().ends_with(|c: char| c.is_ascii_digit());
    if word.chars().count() == 1 {
        return is_year;
    }
    let word = span.start + start..at;
    let shortened = [Sense::Courtesy, Sense::LetterFiller, Sense::ReferenceLabel, Sense::TelLabel];
    let is_short = |sense: Sense| {
        let reach = word.start..at + 1;
        normal.marks.like(sense, &reach).any(|mark| mark.start == word.start)
    };
    if shortened.into_iter().any(is_short) {
        return false;
    }
    // "Nov. 15", "no. 3"
    let is_month = is_short(Sense::Month(1)) && word.len() <= 4;
    !first.is_ascii_digit() || !is_month && is_paragraph_number(next)
}

/// Whether a text begins with the letter of a list: `a) …`.
fn is_enumerated(text: &str) -> bool {
    text.get(1..).is_some_and(|rest| rest.starts_with(')'))
}

/// Whether a text begins with the number of a paragraph and its first word: `2 The discussion`.
fn is_paragraph_number(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')'));
    let words = rest.trim_start();
    text.len() - rest.len() <= 4
        && words.len() < rest.len()
        && words.starts_with(char::is_uppercase)
}

/// Whether a sentence goes on behind the end of a line: the line is as wide as those that a mail
/// breaks, no sign ends it, and the first word of the next one had no room on it.
fn goes_on(text: &str, at: usize) -> bool {
    let (before, behind) = (text.get(..at).unwrap_or(""), text.get(at + 1..).unwrap_or(""));
    let line = before.rsplit('\n').next().unwrap_or("");
    let next = behind.split('\n').next().unwrap_or("");
    if !next.starts_with(char::is_alphanumeric) || line.starts_with('\t') {
        return false;
    }
    if line.trim_end().ends_with(['.', '。', ':', ';', '؛', '!', '?', '؟', '|']) {
        return false;
    }
    // No letter is more than four bytes, so a long line need not be measured.
    if line.len() > 4 * WIDEST {
        return false;
    }
    let width = |text: &str| text.chars().map(|c| 1 + usize::from(is_ideograph(c))).sum::<usize>();
    let word = next.split_whitespace().next().unwrap_or("");
    let word = if word.starts_with(is_ideograph) { 2 } else { width(word) };
    let own = width(line);
    let begins_small = next.starts_with(char::is_lowercase) && !is_enumerated(next);
    own <= WIDEST && (own + 1 + word > NARROWEST || begins_small && 2 * own > NARROWEST)
}

/// The clauses of a stretch: what signs part in it.
pub(crate) fn clauses(normal: &Normal, span: &Span) -> Vec<Span> {
    let signs = [',', ';', ':', '.', '(', ')', '،', '؛', '。', '、'];
    let mut at = span.start;
    let parts = normal.slice(span).split_inclusive(signs);
    let parts = parts.map(|part| {
        at += part.len();
        at - part.len()..at
    });
    parts.collect()
}

/// Whether a character is an ideograph.
pub(crate) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
}

/// The words before the colon at the beginning of a paragraph: `VISA SUPPORT:`.
pub(crate) fn label(normal: &Normal, line: &NormalLine) -> Option<Span> {
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
    use crate::letter::shape::prose::{annex_heading, clauses, sentences};

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

    /// A letter of paragraphs before and after a table; cells are separated by bars.
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
                    ..TableCell::default()
                });
            }
        }
        let columns = table.first().map_or(0, |row| row.split('|').count());
        let table = Table { rows: table.len(), columns, cells, is_ragged: false };
        document.blocks.push(Block::Table(table));
        around(&mut document, after);
        Normal::of(document)
    }

    fn cut(text: &str) -> Vec<String> {
        let normal = normal(text);
        let all = sentences(&normal, &(0..normal.text().len()));
        all.iter().map(|span| normal.slice(span).trim().to_owned()).collect()
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for (text, expected) in [
            (
                "Mr. A. Silva chairs. It opens at 9.30 approx. on Monday. 会议。第二句",
                ["Mr. A. Silva chairs.", "It opens at 9.30 approx. on Monday.", "会议。", "第二句"]
                    .as_slice(),
            ),
            ("See no. 3 and Nov. 15. The next", &["See no. 3 and Nov. 15.", "The next"]),
            ("ends on 3 March 2026. 2 The agenda", &["ends on 3 March 2026.", "2 The agenda"]),
            ("до 8 мая 1997 г. Вклады", &["до 8 мая 1997 г.", "Вклады"]),
            (
                "It is Mr. Xu. The next line\nNext line",
                &["It is Mr. Xu.", "The next line", "Next line"],
            ),
        ] {
            assert_eq!(cut(text), expected, "{text}");
        }
    }

    #[test]
    fn a_sentence_goes_on_where_its_line_was_broken() {
        let broken = "It is my pleasure to invite you to attend the next meeting, which will\n\
                      be held from 15 June to\n19 June. It ends.\n";
        assert_eq!(cut(broken).len(), 3);
        let list = "Key deadlines\n3 March 2026\nSubmission of contributions\nfor translation";
        assert_eq!(cut(list).len(), 4);
    }

    #[test]
    fn clauses_are_parted_by_signs() {
        let normal = normal("One, originally in May (two), is off");
        assert_eq!(clauses(&normal, &(0..normal.text().len())).len(), 5);
    }

    #[test]
    fn headings_of_annexes() {
        for (line, expected) in [
            ("Annex b", Some("")),
            ("附件A", Some("")),
            ("ANNEX 2 - Draft agenda", Some("Draft agenda")),
            ("Приложение В", Some("")),
            ("الملحق B", Some("")),
            ("Annex A below gives practical hints", None),
            ("Annexes: 3", None),
            ("附件：3件", None),
        ] {
            let normal = normal(line);
            let heading = annex_heading(&normal, &normal.lines[0].span);
            let words = heading.map(|at| &normal.text()[at..normal.lines[0].span.end]);
            assert_eq!(words, expected, "{line}");
        }
    }
}
