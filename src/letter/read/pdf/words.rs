//! The parts of a page, its long paragraphs cut where paragraphs begin.

use crate::letter::read::compose::ParagraphText;
use crate::letter::read::document::Hyperlink;
use crate::letter::read::grid::CellSize;
use crate::letter::read::pdf::arabic;
use crate::letter::read::pdf::beside::{self, PlacedPart};
use crate::letter::read::pdf::joined;
use crate::letter::read::pdf::lines::{self, LineRoom, PdfLine};
use crate::letter::read::pdf::margins::PagePart;
use crate::letter::read::pdf::runs::Runs;
use std::collections::BTreeMap;
use unpdf::model::ListStyle;
use unpdf::{Block, InlineContent, Page, Paragraph, Table};

/// What a cell has at its two sides, as Word has it where nobody changed it: 5.4 points each.
const PADDING: f32 = 10.8;

type Pitches = BTreeMap<u32, f32>;

/// The parts of a page.
pub(super) fn parts(page: &Page, runs: &mut Runs, pitches: &Pitches) -> Vec<PagePart> {
    let mut parts: Vec<PlacedPart> = Vec::new();
    let unplaced = |part| PlacedPart { part, first: None, last: None };
    // Lines of a paragraph are judged by the margins of all, so they are collected first.
    let mut found: Vec<(usize, &Paragraph, ParagraphText, Vec<PdfLine>)> = Vec::new();
    for block in &page.elements {
        match block {
            Block::Paragraph(paragraph) => {
                let words = words(paragraph);
                let pieces = runs.find(&words.text, paragraph.is_list_item());
                found.push((parts.len(), paragraph, words, lines::lines(pieces)));
            }
            Block::Table(table) => {
                parts.push(unplaced(PagePart::Table(rows(table, runs, pitches))));
            }
            Block::Code { content } | Block::Raw { content } => {
                let words = ParagraphText { text: content.clone(), ..ParagraphText::default() };
                parts.push(unplaced(PagePart::Paragraph(words)));
            }
            _ => {}
        }
    }
    let all = found.iter().flat_map(|(_, _, _, lines)| lines);
    let page_room = room(all);
    for (before, paragraph, words, lines) in found.into_iter().rev() {
        // Beside another column the margins of the page say nothing.
        let room = if page.column_count > 1 { room(&lines) } else { page_room };
        let cut = cut(words, paragraph, &lines, room, pitches);
        let at = before.min(parts.len());
        let placed = cut.into_iter().map(|(words, lines)| PlacedPart {
            part: PagePart::Paragraph(words),
            first: lines.as_ref().map(|(first, _)| (*first).clone()),
            last: lines.map(|(_, last)| last.clone()),
        });
        parts.splice(at..at, placed);
    }
    if page.column_count <= 1 {
        parts = joined::joined(parts, page_room, pitches);
    }
    beside::in_rows(parts)
}

/// The margins of lines.
fn room<'a>(lines: impl IntoIterator<Item = &'a PdfLine>) -> LineRoom {
    let margins = lines.into_iter().fold((f32::MAX, 0.0_f32), |(left, right), line| {
        (left.min(line.left), right.max(line.right))
    });
    LineRoom::Between(margins.0, margins.1)
}

fn rows(
    table: &Table,
    runs: &mut Runs,
    pitches: &Pitches,
) -> Vec<Vec<(CellSize, Vec<ParagraphText>)>> {
    let widths = table.column_widths.as_deref().unwrap_or_default();
    let columns = table.cell_columns();
    let mut rows = Vec::new();
    for (at, row) in table.rows.iter().enumerate() {
        let mut cells = Vec::new();
        for (cell, source) in row.cells.iter().enumerate() {
            let column = columns.get(at).and_then(|row| row.get(cell)).copied().unwrap_or(cell);
            let size = CellSize { height: source.rowspan.into(), width: source.colspan.into() };
            let width: f32 = widths.iter().skip(column).take(size.width).sum();
            let room = LineRoom::Wide(if width > PADDING { width - PADDING } else { 0.0 });
            let mut paragraphs = Vec::new();
            for paragraph in &source.content {
                let words = words(paragraph);
                let lines = lines::lines(runs.find(&words.text, paragraph.is_list_item()));
                let cut = cut(words, paragraph, &lines, room, pitches);
                paragraphs.extend(cut.into_iter().map(|(words, _)| words));
            }
            cells.push((size, joined::ranges(paragraphs)));
        }
        rows.push(cells);
    }
    rows
}

/// The words of a paragraph with its links.
fn words(paragraph: &Paragraph) -> ParagraphText {
    let mut words =
        ParagraphText { is_heading: paragraph.is_heading(), ..ParagraphText::default() };
    for content in &paragraph.content {
        match content {
            InlineContent::Text(run) => words.text.push_str(&run.text),
            InlineContent::LineBreak => words.text.push('\n'),
            InlineContent::Link { text, url, .. } => {
                let start = words.text.len();
                words.text.push_str(text);
                let span = start..words.text.len();
                words.links.push(Hyperlink { span, target: url.clone() });
            }
            InlineContent::Image { .. } => {}
        }
    }
    words
}

/// Cuts words where a line begins a paragraph; far gaps in a line become tabs. Gives the first
/// and the last line of each too.
fn cut<'a>(
    words: ParagraphText,
    paragraph: &Paragraph,
    lines: &'a [PdfLine],
    room: LineRoom,
    pitches: &Pitches,
) -> Vec<(ParagraphText, Option<(&'a PdfLine, &'a PdfLine)>)> {
    let mut number = number(paragraph, lines.first());
    let mut cuts = vec![0];
    for (above, line) in lines.iter().zip(lines.iter().skip(1)) {
        let rest = words.text.get(line.at..).unwrap_or("");
        let before = words.text.get(..line.at).unwrap_or("");
        let goes_on = lines::goes_on(before, rest) && lines::is_below(above, line);
        let begins = || lines::begins(above, line, lines::ends_sentence(before), room, pitches);
        if lines::has_bullet(rest) || !goes_on && begins() {
            cuts.push(line.at);
        }
    }
    let gaps = lines.iter().flat_map(|line| &line.gaps);
    let text = with_tabs(&words.text, gaps.copied());
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    let mut parts = Vec::new();
    for (&start, end) in cuts.iter().zip(ends) {
        let part = text.get(start..end).unwrap_or("");
        let inside = |link: &Hyperlink| {
            let span = link.span.start.max(start)..link.span.end.min(end);
            let span = (!span.is_empty()).then(|| span.start - start..span.end - start)?;
            Some(Hyperlink { span, target: link.target.clone() })
        };
        let words = ParagraphText {
            text: plain(&arabic::repair(part)),
            links: words.links.iter().filter_map(inside).collect(),
            number: number.take(),
            is_heading: words.is_heading,
        };
        let within = |line: &&PdfLine| (start..end).contains(&line.at);
        let first = lines.iter().find(within).map(|line| line.at);
        // A bullet stands at the same place of the text, and may be another line's.
        let first = lines.iter().rfind(|line| Some(line.at) == first);
        parts.push((words, first.zip(lines.iter().rfind(within))));
    }
    parts
}

/// The bullet or number of an item, as the page has it if it was seen there.
fn number(paragraph: &Paragraph, first: Option<&PdfLine>) -> Option<String> {
    let list = paragraph.style.list_info.as_ref()?;
    let seen = first.map(|line| line.marker.trim_end_matches(['.', ')']));
    if let Some(seen) = seen.filter(|seen| !seen.is_empty()) {
        return Some(seen.to_owned());
    }
    match &list.style {
        ListStyle::Unordered { marker } => Some(marker.to_string()),
        ListStyle::Ordered { .. } => list.item_number.map(|number| number.to_string()),
    }
}

/// The text with a tab for the blank before each place; its length stays.
fn with_tabs(text: &str, places: impl Iterator<Item = usize>) -> String {
    let mut bytes: Vec<char> = Vec::new();
    let places: Vec<usize> = places.collect();
    for (at, c) in text.char_indices() {
        let is_tab = c == ' ' && places.binary_search(&(at + 1)).is_ok();
        bytes.push(if is_tab { '\t' } else { c });
    }
    bytes.into_iter().collect()
}

/// The text without control characters; its length stays.
fn plain(text: &str) -> String {
    let is_odd = |c: char| c.is_ascii_control() && !matches!(c, '\n' | '\t');
    text.chars().map(|c| if is_odd(c) { ' ' } else { c }).collect()
}
