//! Normal form: one way of writing what letters write in several, with the way back to their words.
//!
//! Fields are looked for in the normal text; places and quotations are those of the original. Both
//! hang together by an offset for each byte of the normal text.

use crate::finding::{PageStarts, Place};
use crate::letter::lex::dates::{self, DateMention};
use crate::letter::lex::marks::{INDEX, Mark, Marks, PhraseIndex};
use crate::letter::lex::tokens::{Begins, DayMonthOrder, StatedZone, Token, Tokens, tokens};
use crate::letter::lex::zones;
use crate::letter::read::document::{Block, Document, Paragraph, SOFT_BREAK, Span};
use crate::letter::words::Sense;
use crate::text::{drop_codes, fold, normalise};

/// A document in normal form: compatible characters decomposed (full-width forms, ligatures,
/// presentation forms), one hyphen for all dashes, one space for all blanks, European digits, no
/// marks of direction, no vowel signs, no field codes.
#[derive(Debug)]
pub(crate) struct Normal {
    /// The document; its text and spans are normal.
    pub document: Document,
    /// The same text in lower case, byte for byte as long.
    pub folded: String,
    /// The lines of all paragraphs and cells, in their order.
    pub lines: Vec<NormalLine>,
    tokens: Vec<Token>,
    /// What its words mean.
    pub marks: Marks,
    /// Its dates.
    pub dates: Vec<DateMention>,
    order: DayMonthOrder,
    /// Whose hours those are beside which nothing is stated, in parts of the letter.
    zones: Vec<StatedZone>,
    original: String,
    /// For each byte of the normal text, and for its end, where it comes from.
    back: Vec<usize>,
    /// Where each line of the original begins.
    line_starts: Vec<usize>,
}

/// A line of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NormalLine {
    /// Its text, without blanks around it.
    pub span: Span,
    /// The number before it that is not in the text; only of a paragraph's first line.
    pub number: Option<String>,
    /// Whether it is a heading.
    pub is_heading: bool,
    /// The table and cell in which it stands: index of the block, row and column.
    pub cell: Option<(usize, usize, usize)>,
}

impl Normal {
    /// Brings a document into normal form.
    pub(crate) fn of(document: Document) -> Self {
        Self::with(document, &INDEX)
    }

    /// The same with the phrases of an index.
    pub(crate) fn with(mut document: Document, index: &PhraseIndex<'_>) -> Self {
        let (text, back) = normalise(&document.text);
        let folded = fold(&text);
        let original = std::mem::replace(&mut document.text, text);
        let mut line_starts = vec![0];
        line_starts.extend(original.match_indices(['\n', SOFT_BREAK]).map(|(at, _)| at + 1));
        let forward = |at: usize| back.partition_point(|from| *from < at);
        let move_span = |span: &mut Span| *span = forward(span.start)..forward(span.end);
        let move_paragraph = |paragraph: &mut Paragraph| {
            move_span(&mut paragraph.span);
            paragraph.number = paragraph.number.take().map(|number| normalise(&number).0);
        };
        for block in &mut document.blocks {
            match block {
                Block::Paragraph(paragraph) => move_paragraph(paragraph),
                Block::Table(table) => {
                    let cells = table.cells.iter_mut();
                    cells.flat_map(|cell| &mut cell.paragraphs).for_each(move_paragraph);
                }
                Block::Picture(at) => *at = forward(*at),
            }
        }
        document.links.iter_mut().for_each(|link| move_span(&mut link.span));
        document.pages.starts.iter_mut().for_each(|page| *page = forward(*page));
        let lines = lines(&document.text, &document.blocks);
        let mut tokens = tokens(&document.text);
        let marks = Marks::of(&folded, &tokens, index);
        for token in &mut tokens {
            let text = folded.get(token.span()).unwrap_or_default();
            token.begins = begins(text, marks.beginning(token.start));
        }
        let (dates, order) = (Vec::new(), DayMonthOrder::Either);
        let undated = Self {
            document,
            folded,
            lines,
            tokens,
            marks,
            dates,
            order,
            zones: Vec::new(),
            original,
            back,
            line_starts,
        };
        let (dates, order) = dates::of_letter(undated.tokens());
        let zones = zones::stated(undated.tokens()).into_iter();
        let zones = zones.map(|(at, zone)| StatedZone { part: undated.part_of_hours(at), zone });
        let zones = zones.collect();
        Self { dates, order, zones, ..undated }
    }

    /// For which hours a zone holds that is stated at a byte: those of the table beside, else those of the same
    /// annex, or of the letter before its annexes.
    fn part_of_hours(&self, at: usize) -> Span {
        let own = self.lines.partition_point(|line| line.span.end < at);
        let is_row = |at: usize| {
            let line = self.lines.get(at);
            line.is_some_and(|line| line.cell.is_some() || self.slice(&line.span).contains('\t'))
        };
        let beside = [Some(own), own.checked_sub(1), Some(own + 1)];
        if let Some(row) = beside.into_iter().flatten().find(|at| is_row(*at)) {
            let first = (0..row).rev().take_while(|at| is_row(*at)).last().unwrap_or(row);
            let last = (row..).take_while(|at| is_row(*at)).last().unwrap_or(row);
            let ends = self.lines.get(first).zip(self.lines.get(last));
            return ends.map_or(at..at, |(first, last)| first.span.start..last.span.end);
        }
        let heads = self.lines.iter().map(|line| line.span.start);
        let heads = heads.filter(|start| self.marks.at(Sense::Annex, *start).is_some());
        let (before, behind): (Vec<usize>, Vec<usize>) = heads.partition(|start| *start <= at);
        before.last().copied().unwrap_or(0)..behind.first().copied().unwrap_or(self.text().len())
    }

    /// The normal text.
    pub(crate) fn text(&self) -> &str {
        &self.document.text
    }

    /// All of the text.
    pub(crate) fn whole(&self) -> Span {
        0..self.text().len()
    }

    /// Whether a stretch has nothing but blanks.
    pub(crate) fn is_blank(&self, span: &Span) -> bool {
        self.slice(span).trim().is_empty()
    }

    /// The tokens of the whole text.
    pub(crate) fn tokens(&self) -> Tokens<'_> {
        self.over(&self.tokens)
    }

    /// The tokens of a stretch; their places count in the whole text.
    pub(crate) fn tokens_in(&self, span: &Span) -> Tokens<'_> {
        let first = self.tokens.partition_point(|token| token.start < span.start);
        let last = self.tokens.partition_point(|token| token.end <= span.end);
        self.over(self.tokens.get(first..last).unwrap_or_default())
    }

    fn over<'a>(&'a self, all: &'a [Token]) -> Tokens<'a> {
        Tokens {
            written: &self.document.text,
            folded: &self.folded,
            all,
            marks: &self.marks,
            order: self.order,
            zones: &self.zones,
        }
    }

    /// A stretch of the normal text.
    pub(crate) fn slice(&self, span: &Span) -> &str {
        self.document.text.get(span.clone()).unwrap_or("")
    }

    /// A stretch of the text in lower case.
    pub(crate) fn folded(&self, span: &Span) -> &str {
        self.folded.get(span.clone()).unwrap_or("")
    }

    /// Where a stretch stands in the original.
    pub(crate) fn place(&self, span: &Span) -> Place {
        let from = |at: usize| self.back.get(at).copied().unwrap_or(self.original.len());
        let start = from(span.start);
        // The end of the last character, not the beginning of the next one: what was dropped between
        // them belongs to neither.
        let end = match span.end.checked_sub(1) {
            Some(last) if span.end > span.start => {
                let last = from(last);
                let length = self.original.get(last..).and_then(|rest| rest.chars().next());
                last + length.map_or(0, char::len_utf8)
            }
            _ => start,
        };
        let line = self.line_starts.partition_point(|begin| *begin <= start);
        Place { start, end: end.max(start), line: u32::try_from(line).unwrap_or(u32::MAX) }
    }

    /// A stretch without signs of a kind at its ends.
    pub(crate) fn without(&self, span: &Span, is_sign: impl Fn(char) -> bool) -> Span {
        let text = self.slice(span);
        let start = span.start + text.len() - text.trim_start_matches(&is_sign).len();
        start..(span.start + text.trim_end_matches(&is_sign).len()).max(start)
    }

    /// The words of a stretch as the letter writes them, fit to be shown: on one line, without
    /// field codes and marks of direction.
    pub(crate) fn words(&self, span: &Span) -> String {
        let place = self.place(span);
        let original = self.original.get(place.start..place.end).unwrap_or("");
        let (kept, _) = drop_codes(original);
        kept.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Where lines of the original begin inside a stretch, those that only a page or a mail broke too.
    pub(crate) fn line_breaks(&self, span: &Span) -> impl Iterator<Item = usize> {
        let first = self.place(&(span.start..span.start)).line as usize;
        let begins = self.line_starts.get(first..).unwrap_or_default().iter();
        let begins = begins.map(|begin| self.back.partition_point(|from| from < begin));
        begins.take_while(move |at| *at < span.end)
    }

    /// The line that begins at a byte of the text.
    pub(crate) fn line_at(&self, start: usize) -> Option<&NormalLine> {
        let first = self.lines.partition_point(|line| line.span.start < start);
        self.lines.get(first).filter(|line| line.span.start == start)
    }

    /// The line in which a byte stands, or behind which.
    pub(crate) fn line_of(&self, at: usize) -> Option<&NormalLine> {
        let behind = self.lines.partition_point(|line| line.span.start <= at);
        self.lines.get(behind.checked_sub(1)?)
    }

    /// The lines, those in one row of a table together.
    pub(crate) fn rows(&self) -> impl Iterator<Item = &[NormalLine]> {
        let row = |line: &NormalLine| line.cell.map(|(block, row, _)| (block, row));
        self.lines.chunk_by(move |one, next| row(one).is_some() && row(one) == row(next))
    }

    /// The original text and where its pages begin, for messages.
    pub(crate) fn into_original(self) -> (String, PageStarts) {
        let back = self.back;
        let mut pages = self.document.pages;
        for page in &mut pages.starts {
            *page = back.get(*page).copied().unwrap_or(0);
        }
        (self.original.replace(SOFT_BREAK, "\n"), pages)
    }
}

/// What may begin at a token of the folded text that begins some marks.
fn begins(text: &str, marks: &[Mark]) -> Begins {
    use Sense::{ClockNumber, Day, FromDay, HourJoin, HourNumber, HourParts, Month, Noon};
    use Sense::{Number, OfMonth, Question, StudyGroup, Tsag, WorkingParty};
    let is_figure = !text.is_ascii() && (text == "十" || dates::digit(text).is_some());
    let group = text.starts_with('و');
    let mut begins = Begins { date: is_figure || dates::is_article(text), group, hour: is_figure };
    for mark in marks {
        match mark.sense {
            Month(_) | Day(_) | FromDay | OfMonth => begins.date = true,
            StudyGroup | WorkingParty | Question | Tsag => begins.group = true,
            HourParts(_) | HourJoin | Number(_) | ClockNumber(_) | HourNumber(_) | Noon => {
                begins.hour = true;
            }
            _ => {}
        }
    }
    begins
}

/// The lines of all paragraphs.
fn lines(text: &str, blocks: &[Block]) -> Vec<NormalLine> {
    let mut lines = Vec::new();
    let mut add = |paragraph: &Paragraph, cell: Option<(usize, usize, usize)>| {
        let mut number = paragraph.number.clone();
        let whole = text.get(paragraph.span.clone()).unwrap_or("");
        let mut at = paragraph.span.start;
        for line in whole.split('\n') {
            let trimmed = line.trim();
            let begin = at + (line.len() - line.trim_start().len());
            at += line.len() + 1;
            if !trimmed.is_empty() {
                let span = begin..begin + trimmed.len();
                let is_heading = paragraph.is_heading;
                lines.push(NormalLine { span, number: number.take(), is_heading, cell });
            }
        }
    };
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Paragraph(paragraph) => add(paragraph, None),
            Block::Picture(_) => {}
            Block::Table(table) => {
                for cell in &table.cells {
                    for paragraph in &cell.paragraphs {
                        add(paragraph, Some((index, cell.row, cell.column)));
                    }
                }
            }
        }
    }
    lines.sort_by_key(|line| line.span.start);
    lines
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::{Block, Document, Paragraph};

    fn normal(text: &str) -> Normal {
        let paragraph = |(at, line): (usize, &str)| Paragraph {
            span: at..at + line.len(),
            ..Default::default()
        };
        let starts = text.split('\n').scan(0, |at, line| {
            let begin = *at;
            *at += line.len() + 1;
            Some((begin, line))
        });
        let blocks = starts.map(paragraph).map(Block::Paragraph).collect();
        Normal::of(Document { text: text.to_owned(), blocks, ..Document::default() })
    }

    #[test]
    fn one_way_of_writing_for_all() {
        for (written, expected) in [
            ("１０年　３月 １１日（星期三）", "10年3月11日(星期三)"),
            ("6 – 17 February\u{a0}2017", "6 - 17 February 2017"),
            ("\u{200e}28\u{200f} مارس ٢٠٢٤", "28 مارس 2024"),
            ("المؤتـمر", "المؤتمر"),
            ("[bookmark: Addressee_E]事由：", "事由:"),
            ("ITU\u{2011}T IMT\u{ad}2020 ﬁ", "ITU-T IMT2020 fi"),
            ("e\u{301}tudes", "études"),
            ("国 际 电 信 联 盟", "国际电信联盟"),
        ] {
            assert_eq!(normal(written).text(), expected, "{written}");
        }
        assert_eq!(normal("Ёлка ÉTUDES İ").folded, "елка études İ");
    }

    #[test]
    fn places_and_words_are_those_of_the_original() {
        let text = "国 际\n[bookmark: A]事由：\t第１２研究组 ，x";
        let normal = normal(text);
        let at = normal.text().find("12").unwrap();
        let place = normal.place(&(at..at + "12研究组".len()));
        assert_eq!(text.get(place.start..place.end).unwrap(), "１２研究组");
        assert_eq!(place.line, 2);
        assert_eq!(normal.words(&(at..at + 2)), "１２");
        let lines: Vec<&str> = normal.lines.iter().map(|line| normal.slice(&line.span)).collect();
        assert_eq!(lines, ["国际", "事由:\t第12研究组 ,x"]);
    }

    #[test]
    fn a_broken_line_is_one_line_that_begins_where_the_file_says() {
        let text = "a\nfrom 15 to 19\u{b}June 2026\nb".to_owned();
        let place = |start: usize, end: usize| {
            Block::Paragraph(Paragraph { span: start..end, ..Paragraph::default() })
        };
        let blocks = vec![place(0, 1), place(2, 25), place(26, 27)];
        let normal = Normal::of(Document { text, blocks, ..Document::default() });
        let lines: Vec<&str> = normal.lines.iter().map(|line| normal.slice(&line.span)).collect();
        assert_eq!(lines, ["a", "from 15 to 19 June 2026", "b"]);
        assert_eq!(normal.place(&(26..27)).line, 4);
        assert_eq!(normal.into_original().0, "a\nfrom 15 to 19\nJune 2026\nb");
    }
}
