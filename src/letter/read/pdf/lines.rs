//! Lines of a page, and which of them begin a paragraph.

use crate::letter::read::pdf::runs::{PlacedRun, halves};
use std::collections::BTreeMap;

/// A line of a paragraph or cell.
#[derive(Clone, Debug)]
pub(super) struct PdfLine {
    /// Where it begins in the text.
    pub(super) at: usize,
    /// Where words begin that stand far behind those before them.
    pub(super) gaps: Vec<usize>,
    /// Where these words stand on the page.
    behind_gaps: Vec<f32>,
    /// What stood before it and is not in the text.
    pub(super) marker: String,
    pub(super) left: f32,
    pub(super) right: f32,
    /// Its base line, upwards.
    pub(super) y: f32,
    pub(super) size: f32,
    first_word: f32,
    is_rtl: bool,
}

#[cfg(test)]
impl PdfLine {
    /// A line of ten points at a height.
    pub(super) fn at_height(y: f32) -> Self {
        let (left, right, size, first_word) = (0.0, 50.0, 10.0, 20.0);
        let (gaps, behind_gaps, marker) = (Vec::new(), Vec::new(), String::new());
        Self { at: 0, gaps, behind_gaps, marker, left, right, y, size, first_word, is_rtl: false }
    }
}

/// Puts pieces on a common base line together.
pub(super) fn lines(pieces: Vec<PlacedRun>) -> Vec<PdfLine> {
    let mut lines: Vec<PdfLine> = Vec::new();
    for PlacedRun { at, run, marker } in pieces {
        let last = lines.last_mut();
        // Raised and lowered letters belong to the line.
        if let Some(line) =
            last.filter(|line| (line.y - run.y).abs() < 0.6 * line.size.max(run.size))
        {
            let gap = (run.left - line.right).max(line.left - run.right);
            if gap > 1.5 * line.size {
                line.gaps.push(at);
                line.behind_gaps.push(run.left);
            }
            line.left = line.left.min(run.left);
            line.right = line.right.max(run.right);
            line.is_rtl |= run.is_rtl;
        } else {
            lines.push(PdfLine {
                at,
                gaps: Vec::new(),
                behind_gaps: Vec::new(),
                marker,
                left: run.left,
                right: run.right,
                y: run.y,
                size: run.size,
                first_word: run.first_word,
                is_rtl: run.is_rtl,
            });
        }
    }
    lines
}

/// Whether a text ends where a sentence or an item does.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', ':', ';', '!', '?', '。', '：', '；', '؟'])
}

pub(super) fn has_bullet(text: &str) -> bool {
    let mut letters = text.chars();
    let is_bullet = letters.next().is_some_and(|c| "-–—•·▪‣◦●○".contains(c));
    is_bullet && letters.next().is_some_and(char::is_whitespace)
}

/// Whether words go on with those above: a small letter does not begin a paragraph, but for the letter
/// of a list.
pub(super) fn goes_on(above: &str, words: &str) -> bool {
    let mut letters = words.trim_start().chars();
    let begins_small = letters.next().is_some_and(char::is_lowercase);
    let is_item = letters.next().is_some_and(|second| matches!(second, ')' | '.'));
    begins_small && !is_item && !above.trim_end().ends_with(['.', ';', ':'])
}

/// Whether a line stands closely below another, and begins where that one does or goes on behind a
/// gap.
pub(super) fn is_below(above: &PdfLine, line: &PdfLine) -> bool {
    let edge = if above.is_rtl { above.right - line.right } else { above.left - line.left };
    let behind_gap = above.behind_gaps.iter().map(|left| left - line.left);
    let is_aligned = behind_gap.chain([edge]).any(|shift| shift.abs() < above.size);
    (0.0..2.0 * above.size).contains(&(above.y - line.y)) && is_aligned
}

/// The room that lines have.
#[derive(Clone, Copy, Debug)]
pub(super) enum LineRoom {
    /// Between two margins.
    Between(f32, f32),
    /// So much, wherever it begins: a cell.
    Wide(f32),
}

/// Whether a line begins a paragraph, to judge by the line above it. The first word of a line that
/// goes on had no room on the line above; but widths of words are estimates, so a line that is
/// nearly full has to end a sentence too.
pub(super) fn begins(
    above: &PdfLine,
    line: &PdfLine,
    ends_sentence: bool,
    room: LineRoom,
    pitches: &BTreeMap<u32, f32>,
) -> bool {
    let step = above.y - line.y;
    let pitch = pitches.get(&halves(above.size));
    let is_far = step < 0.0 || pitch.is_some_and(|pitch| step > 1.15 * pitch);
    let is_other = (above.size - line.size).abs() > 0.1 * above.size;
    let needed = line.first_word + 0.25 * line.size;
    let (free, needed) = match room {
        LineRoom::Wide(width) => (width - (above.right - above.left), needed),
        LineRoom::Between(left, right) => {
            let (before, behind) = (above.left - left, right - above.right);
            // Lines with a common edge are not centred, wherever the margins are.
            let is_shifted = (above.left - line.left).abs() > 0.5 * above.size;
            let is_centred = is_shifted && (before - behind).abs() < above.size;
            let free = match (is_centred, above.is_rtl) {
                (true, _) => before + behind,
                (false, true) => before,
                (false, false) => behind,
            };
            (free, if ends_sentence { needed } else { needed.max(0.15 * (right - left)) })
        }
    };
    is_far || is_other || free >= needed
}

#[cfg(test)]
mod tests {
    use crate::letter::read::pdf::lines::*;
    use crate::letter::read::pdf::runs::Runs;
    use unpdf::parser::TextSpan;

    /// The lines of words at places, in ten points, five points a letter.
    fn of(words: &[(&str, f32, f32)]) -> Vec<PdfLine> {
        let span = |&(text, x, y): &(&str, f32, f32)| {
            let mut span = TextSpan::new(text.to_owned(), x, y, 10.0, "Helvetica".to_owned());
            span.width = 5.0 * text.chars().count() as f32;
            span
        };
        let text: Vec<&str> = words.iter().map(|(text, _, _)| *text).collect();
        let spans: Vec<_> = words.iter().map(span).collect();
        lines(Runs::new(&spans).find(&text.join(" "), false))
    }

    #[test]
    fn words_on_a_base_line_are_a_line_and_wide_gaps_are_known() {
        let lines = of(&[
            ("Ref:", 0.0, 50.0),
            ("TSB", 60.0, 50.0),
            ("1", 78.0, 53.0),
            ("SG16/PX", 60.0, 38.0),
        ]);
        let places: Vec<_> = lines.iter().map(|line| (line.at, line.gaps.clone())).collect();
        assert_eq!(places, [(0, vec![5]), (11, vec![])]);
        assert_eq!((lines[0].left, lines[0].right), (0.0, 83.0));
    }

    #[test]
    fn what_begins_a_paragraph() {
        let full = "twenty letters words";
        let begins = |above: (&str, f32), line: (&str, f32, f32), ends_sentence, room| {
            let lines = of(&[(above.0, above.1, 50.0), line]);
            begins(&lines[0], &lines[1], ends_sentence, room, &BTreeMap::from([(20, 12.0)]))
        };
        let page = LineRoom::Between(0.0, 105.0);
        assert!(!begins((full, 0.0), ("next", 0.0, 38.0), true, page), "it had no room");
        assert!(begins((full, 0.0), ("next", 0.0, 34.0), true, page), "it stands apart");
        assert!(begins((full, 0.0), ("next", 0.0, 80.0), true, page), "it is in another column");
        assert!(begins(("short", 0.0), ("next", 0.0, 38.0), false, page), "it had room");
        let nearly = "sixteen letters.";
        assert!(begins((nearly, 0.0), ("in", 0.0, 38.0), true, page), "it had room");
        assert!(!begins((nearly, 0.0), ("in", 0.0, 38.0), false, LineRoom::Between(0.0, 94.0)));
        assert!(
            begins(("centred", 35.0), ("timetables of it", 12.5, 38.0), false, page),
            "both sides"
        );
        assert!(begins(("Q6/16 R", 300.0), ("Q21/16", 300.0, 38.0), false, LineRoom::Wide(80.0)));
        assert!(!begins(
            ("SG16 plenary", 300.0),
            ("opening", 300.0, 38.0),
            false,
            LineRoom::Wide(80.0)
        ));
    }
}
