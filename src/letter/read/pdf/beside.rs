//! Dates that stand in a column of their own, and the words beside them.
//!
//! A table without lines, as that of the key deadlines, is taken for two columns that are read one
//! after the other. How high each line stands tells which words are which date's.

use crate::letter::read::pdf::lines::{self, PdfLine};
use crate::letter::read::pdf::margins::PagePart;
use std::cmp::Reverse;

/// A part of a page with its first and last line, if they are known.
pub(super) struct PlacedPart {
    pub(super) part: PagePart,
    pub(super) first: Option<PdfLine>,
    pub(super) last: Option<PdfLine>,
}

impl PlacedPart {
    /// How high its first line stands, and the size of its type.
    fn height(&self) -> Option<(f32, f32)> {
        self.first.as_ref().map(|line| (line.y, line.size))
    }
}

/// The place of a part among others: its row, the date first, else as it was read.
type PartOrder = (usize, Reverse<bool>, usize);

/// The longest date that stands alone, in characters: "Wednesday, 17 September 2025".
const LONGEST_DATE: usize = 40;

/// Puts the words of a page behind the dates that they stand beside, if the dates were read before
/// them.
pub(super) fn in_rows(mut parts: Vec<PlacedPart>) -> Vec<PagePart> {
    let is_first = |pair: &[PlacedPart]| pair.iter().all(|placed| is_date(&placed.part));
    let begin = parts.windows(2).position(is_first).unwrap_or(parts.len());
    let parted = parts.split_off(begin);
    let before = parts.into_iter().map(|placed| placed.part);
    let column: Vec<(f32, f32)> = parted
        .iter()
        .take_while(|placed| is_date(&placed.part))
        .filter_map(PlacedPart::height)
        .collect();
    let is_down = column.is_sorted_by(|above, below| above.0 > below.0);
    let words: Vec<&PlacedPart> = parted.iter().skip(column.len()).collect();
    let is_parted = is_down && is_top_aligned(&words, &column, before.len() == 0);
    if !is_parted {
        return before.chain(parted.into_iter().map(|placed| placed.part)).collect();
    }
    before.chain(rows(parted, &column)).collect()
}

/// The parts from a column of dates on, each behind the date of its row.
fn rows(parts: Vec<PlacedPart>, dates: &[(f32, f32)]) -> Vec<PagePart> {
    let mut row = 0;
    let mut keyed: Vec<(PartOrder, PagePart)> = Vec::new();
    for (index, placed) in parts.into_iter().enumerate() {
        if let Some((y, _)) = placed.height() {
            let is_over = |(date, size): &&(f32, f32)| y <= date + tolerance(*size);
            row = dates.iter().take_while(is_over).count();
        }
        let part = placed.part;
        keyed.push(((row, Reverse(is_date(&part)), index), part));
    }
    keyed.sort_by_key(|(key, _)| *key);
    let mut rows: Vec<PagePart> = Vec::new();
    let mut last_row = 0;
    for ((row, _, _), part) in keyed {
        let is_same = row > 0 && row == last_row;
        last_row = row;
        match (rows.last_mut(), part) {
            (Some(PagePart::Paragraph(above)), PagePart::Paragraph(words))
                if is_same
                    && words.number.is_none()
                    && lines::goes_on(&above.text, &words.text) =>
            {
                above.append(" ", words);
            }
            (_, part) => rows.push(part),
        }
    }
    rows
}

/// Whether every date stands beside the first of its words: in the middle of a row or at its end, it
/// would take the words of the next one. Words above the first date may go on from the page before,
/// if the column begins the page.
fn is_top_aligned(words: &[&PlacedPart], dates: &[(f32, f32)], begins_page: bool) -> bool {
    let each_has_words =
        dates.iter().all(|date| words.iter().any(|words| is_beside(words, &[*date])));
    let is_above = |words: &&&PlacedPart| {
        let first = words.height().zip(dates.first());
        first.is_some_and(|((y, _), (date, size))| y > date + tolerance(*size))
    };
    let goes_on = begins_page || !words.iter().any(|words| is_above(&words));
    // Words of a row do not stand further apart than rows do: those far below one date and close above
    // the next are the next one's.
    let last = dates.last().map_or(f32::MAX, |(y, _)| *y);
    let (mut within, mut between) = (0.0_f32, f32::MAX);
    for pair in words.windows(2) {
        let [above, below] = pair else { continue };
        let end = above.last.as_ref().or(above.first.as_ref());
        let Some((end, (y, _))) = end.zip(below.height()) else { continue };
        let step = end.y - y;
        if is_beside(below, dates) {
            between = between.min(step);
        } else if y > last {
            within = within.max(step);
        }
    }
    each_has_words && goes_on && within <= between + 0.5
}

/// Whether a part stands beside a date.
fn is_beside(placed: &PlacedPart, dates: &[(f32, f32)]) -> bool {
    let beside = |(height, size): &(f32, f32)| {
        placed.height().is_some_and(|(y, _)| (y - height).abs() <= tolerance(*size))
    };
    !is_date(&placed.part) && dates.iter().any(beside)
}

/// How far from each other two base lines of a row are, at most.
fn tolerance(size: f32) -> f32 {
    0.6 * size
}

/// Whether a part is only a date: short, and with a year in it.
fn is_date(part: &PagePart) -> bool {
    let PagePart::Paragraph(words) = part else { return false };
    let text = words.text.trim();
    let mut numbers = text.split(|c: char| !c.is_ascii_digit());
    let has_year = numbers
        .clone()
        .any(|number| number.len() == 4 && (number.starts_with("19") || number.starts_with("20")));
    let has_day = numbers.any(|number| matches!(number.len(), 1 | 2));
    let is_short = text.chars().count() <= LONGEST_DATE && text.split_whitespace().count() <= 6;
    has_year && has_day && is_short && !text.contains([':', '/', '(', ';'])
}

#[cfg(test)]
mod tests {
    use crate::letter::read::compose::ParagraphText;
    use crate::letter::read::pdf::beside::*;

    fn page(parts: &[(&str, f32)]) -> Vec<String> {
        let placed = |&(text, y): &(&str, f32)| PlacedPart {
            part: PagePart::Paragraph(ParagraphText {
                text: text.to_owned(),
                ..ParagraphText::default()
            }),
            first: Some(PdfLine::at_height(y)),
            last: None,
        };
        let text = |part: PagePart| match part {
            PagePart::Paragraph(words) => words.text,
            PagePart::Table(_) => String::new(),
        };
        in_rows(parts.iter().map(placed).collect()).into_iter().map(text).collect()
    }

    #[test]
    fn words_come_behind_their_dates() {
        let columns = [
            ("Key deadlines:", 90.0),
            ("14 April 2026", 80.0),
            ("26 April 2026", 50.0),
            ("Requests for fellowships (via the", 80.0),
            ("registration form)", 70.0),
            ("Interpretation", 60.0),
            ("Pre-registration", 50.0),
            ("The agenda follows.", 30.0),
        ];
        assert_eq!(
            page(&columns),
            [
                "Key deadlines:",
                "14 April 2026",
                "Requests for fellowships (via the registration form)",
                "Interpretation",
                "26 April 2026",
                "Pre-registration",
                "The agenda follows.",
            ]
        );
    }

    #[test]
    fn words_beside_dates_in_the_middle_of_their_rows_stay() {
        let centred = [
            ("Key deadlines:", 90.0),
            ("14 April 2026", 66.0),
            ("26 April 2026", 36.0),
            ("Fellowships", 73.0),
            ("Captioning", 66.0),
            ("Interpretation", 59.0),
            ("Visas", 43.0),
            ("Pre-registration", 36.0),
            ("Hotels", 29.0),
        ];
        assert_eq!(page(&centred), centred.map(|(text, _)| text));
        let first_row_alone = [
            ("14 April 2026", 80.0),
            ("26 April 2026", 46.0),
            ("Fellowships", 80.0),
            ("Visas", 56.0),
            ("Pre-registration", 46.0),
            ("Hotels", 36.0),
            ("Captioning", 24.0),
        ];
        assert_eq!(page(&first_row_alone), first_row_alone.map(|(text, _)| text));
        let at_the_end = [
            ("Key deadlines:", 90.0),
            ("14 April 2026", 59.0),
            ("26 April 2026", 29.0),
            ("Fellowships", 73.0),
            ("Interpretation", 59.0),
            ("Visas", 43.0),
            ("Hotels", 29.0),
        ];
        assert_eq!(page(&at_the_end), at_the_end.map(|(text, _)| text));
    }

    #[test]
    fn what_stands_in_its_order_stays() {
        let lines = [
            ("Geneva, 25 February 2026", 90.0),
            ("It meets as decided.", 80.0),
            ("26 March 2026", 70.0),
            ("Pre-registration", 60.0),
            ("13 May 2026", 50.0),
            ("Contributions", 40.0),
        ];
        assert_eq!(page(&lines), lines.map(|(text, _)| text));
    }
}
