//! The runs of a page: words with the place where they stand, found again in the text.

use std::collections::BTreeMap;
use unpdf::parser::TextSpan;
use unpdf::parser::bidi::{contains_rtl, reorder_bidi};

/// How far from the run before a run is looked for; the order of a page is nearly that of its text.
const REACH: usize = 400;

/// Words that were put on the page together.
#[derive(Clone, Debug)]
pub(super) struct TextRun {
    /// The words without white space, in the order of reading.
    letters: String,
    /// How wide its first word is.
    pub(super) first_word: f32,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Its base line, upwards.
    pub(super) y: f32,
    pub(super) size: f32,
    /// Whether it is read from right to left.
    pub(super) is_rtl: bool,
}

impl TextRun {
    fn of(span: &TextSpan) -> Option<Self> {
        let text =
            if contains_rtl(&span.text) { reorder_bidi(&span.text) } else { span.text.clone() };
        let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let is_sound = [span.x, span.y, span.width, span.font_size].iter().all(|it| it.is_finite());
        if letters.is_empty() || !is_sound || span.is_rotated() || span.font_size <= 0.0 {
            return None;
        }
        let first = text.trim_start().split(' ').next().unwrap_or("");
        // Chinese breaks a line behind any letter.
        let first = match first.char_indices().nth(1) {
            Some((end, _)) if first.starts_with(|c: char| c >= '\u{2e80}') => end,
            _ => first.len(),
        };
        let first = text.trim_start().get(..first).unwrap_or("");
        Some(Self {
            letters,
            first_word: span.width * breadth(first) / breadth(&text).max(1.0),
            left: span.x,
            right: span.x + span.ink_width.unwrap_or(span.width),
            y: span.y,
            size: span.font_size,
            is_rtl: contains_rtl(&text),
        })
    }
}

/// How wide words are, roughly, in widths of an `n`: only whole runs are measured.
fn breadth(words: &str) -> f32 {
    let width = |c: char| match c {
        'i' | 'j' | 'l' | 'f' | 't' | 'r' | 'I' | ' ' | '.' | ',' | ';' | ':' | '\'' | '('
        | ')' | '-' => 0.55,
        'm' | 'w' | 'M' | 'W' => 1.6,
        c if c.is_uppercase() => 1.3,
        _ => 1.0,
    };
    words.chars().map(width).sum()
}

/// The runs of a page that were not found in a text yet.
pub(super) struct Runs {
    runs: Vec<Option<TextRun>>,
    next: usize,
}

/// A run in a text.
#[derive(Clone, Debug)]
pub(super) struct PlacedRun {
    /// Where it begins in the text, in bytes.
    pub(super) at: usize,
    /// The run.
    pub(super) run: TextRun,
    /// What stands before it on the page and is not in the text: a bullet.
    pub(super) marker: String,
}

impl Runs {
    pub(super) fn new(spans: &[TextSpan]) -> Self {
        Self { runs: spans.iter().map(TextRun::of).collect(), next: 0 }
    }

    /// Finds the runs that a text is made of, as far as it can be followed. The text of an item of
    /// a list begins behind its bullet.
    pub(super) fn find(&mut self, text: &str, is_item: bool) -> Vec<PlacedRun> {
        let mut pieces = Vec::new();
        let mut at = 0;
        loop {
            let rest = text.get(at..).unwrap_or("");
            at += rest.len() - rest.trim_start().len();
            let rest = rest.trim_start();
            let is_begin = is_item && pieces.is_empty();
            let Some((index, marker, length)) = self.candidate(rest, is_begin) else {
                return pieces;
            };
            let Some(run) = self.runs.get_mut(index).and_then(Option::take) else { return pieces };
            // A run that is only a bullet has no place in the text.
            pieces.push(PlacedRun { at, run, marker });
            self.next = index + 1;
            at += length;
        }
    }

    /// The nearest run that a text begins with, its bullet, and how much of the text it is.
    fn candidate(&self, text: &str, is_item: bool) -> Option<(usize, String, usize)> {
        if text.is_empty() {
            return None;
        }
        let after = self.next..self.runs.len().min(self.next + REACH);
        let before = (self.next.saturating_sub(REACH)..self.next).rev();
        let run = |index: usize| Some((index, self.runs.get(index)?.as_ref()?));
        let mut near = after.chain(before).filter_map(run);
        near.find_map(|(index, run)| {
            let whole = prefix(text, &run.letters).map(|length| (index, String::new(), length));
            whole.or_else(|| {
                let (marker, letters) = without_marker(&run.letters).filter(|_| is_item)?;
                prefix(text, letters).map(|length| (index, marker.to_owned(), length))
            })
        })
    }
}

/// How many bytes of a text are these letters, with any white space between them. A hyphen at the
/// end of a line may be gone from the text.
fn prefix(text: &str, letters: &str) -> Option<usize> {
    let mut wanted = letters.chars().peekable();
    for (at, c) in text.char_indices() {
        match wanted.peek().copied() {
            None => return Some(at),
            Some(next) if next == c => drop(wanted.next()),
            Some(_) if c.is_whitespace() => {}
            Some('-' | '\u{ad}') if at > 0 && wanted.clone().count() == 1 => return Some(at),
            Some(_) => return None,
        }
    }
    wanted.peek().is_none().then_some(text.len())
}

/// The bullet or number before the letters of an item: `–`, `5.`, `a)`.
fn without_marker(letters: &str) -> Option<(&str, &str)> {
    let bullet = letters.chars().next()?;
    if !bullet.is_alphanumeric() {
        return letters.split_at_checked(bullet.len_utf8());
    }
    let end = letters.find(['.', ')'])? + 1;
    letters.split_at_checked(end).filter(|(number, _)| number.len() <= 5)
}

/// For each size of type, the distance between the lines of a paragraph: the smallest that occurs
/// often. Sizes are in half points.
pub(super) fn pitches(pages: &[Vec<TextSpan>]) -> BTreeMap<u32, f32> {
    let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for page in pages {
        let runs: Vec<TextRun> = page.iter().filter_map(TextRun::of).collect();
        for (above, below) in runs.iter().zip(runs.iter().skip(1)) {
            let step = above.y - below.y;
            let is_step = step > 0.9 * above.size && step < 2.5 * above.size;
            if is_step && halves(above.size) == halves(below.size) {
                *counts.entry((halves(above.size), halves(step))).or_default() += 1;
            }
        }
    }
    let mut pitches: BTreeMap<u32, f32> = BTreeMap::new();
    for (&(size, step), &count) in &counts {
        if count >= 2 {
            pitches.entry(size).or_insert(step as f32 / 2.0);
        }
    }
    pitches
}

/// A length in half points.
pub(super) fn halves(length: f32) -> u32 {
    // The cast saturates; lengths are positive and small.
    (length * 2.0).round() as u32
}

#[cfg(test)]
mod tests {
    use crate::letter::read::pdf::runs::*;

    fn span(text: &str, x: f32, y: f32) -> TextSpan {
        let mut span = TextSpan::new(text.to_owned(), x, y, 10.0, "Helvetica".to_owned());
        span.width = 5.0 * text.chars().count() as f32;
        span
    }

    fn found(runs: &mut Runs, text: &str, is_item: bool) -> Vec<(usize, String)> {
        let pieces = runs.find(text, is_item);
        pieces.into_iter().map(|piece| (piece.at, piece.marker)).collect()
    }

    #[test]
    fn runs_are_found_in_the_order_of_the_page_and_once() {
        let spans = [
            span("Q6/16", 0.0, 9.0),
            span("R", 30.0, 9.0),
            span("Q6/16 ", 90.0, 9.0),
            span("R", 0.0, 0.0),
        ];
        let mut runs = Runs::new(&spans);
        let none = String::new();
        assert_eq!(found(&mut runs, "Q6/16 R", false), [(0, none.clone()), (6, none.clone())]);
        assert_eq!(found(&mut runs, " Q6/16 R and", false), [(1, none.clone()), (7, none)]);
        assert_eq!(found(&mut runs, "Q6/16 R", false), []);
    }

    #[test]
    fn bullets_and_hyphens_may_be_missing_in_the_text() {
        let spans = [span("- ITU Acad-", 0.0, 9.0), span("emia", 0.0, 0.0)];
        let item = found(&mut Runs::new(&spans), "ITU Academia", true);
        assert_eq!(item, [(0, "-".to_owned()), (8, String::new())]);
        assert_eq!(found(&mut Runs::new(&spans), "ITU Academia", false), []);
    }

    #[test]
    fn words_that_read_from_the_right_are_turned() {
        let spans = [span("ةيعامج", 0.0, 0.0)];
        assert_eq!(found(&mut Runs::new(&spans), "جماعية", false).len(), 1);
    }

    #[test]
    fn the_pitch_is_the_smallest_distance_that_repeats() {
        let lines = [100.0, 88.0, 76.0, 60.0, 44.0, 28.0, 17.0];
        let page = lines.iter().map(|&y| span("words", 0.0, y)).collect();
        assert_eq!(pitches(&[page]), BTreeMap::from([(20, 12.0)]));
    }
}
