//! Paragraphs that were cut in the middle: at a sign over an Arabic letter, which stands on a line of
//! its own, or at the end of a line.

use crate::letter::read::compose::ParagraphText;
use crate::letter::read::pdf::beside::PlacedPart;
use crate::letter::read::pdf::lines::{self, LineRoom};
use crate::letter::read::pdf::margins::PagePart;
use std::collections::BTreeMap;
use unicode_normalization::char::is_combining_mark;

/// The parts of a page of one column, those that belong together joined.
pub(super) fn joined(
    parts: Vec<PlacedPart>,
    room: LineRoom,
    pitches: &BTreeMap<u32, f32>,
) -> Vec<PlacedPart> {
    let mut all: Vec<PlacedPart> = Vec::new();
    let mut is_behind_marks = false;
    for mut placed in parts {
        let PagePart::Paragraph(words) = &mut placed.part else {
            all.push(placed);
            is_behind_marks = false;
            continue;
        };
        if is_only_marks(&words.text) {
            is_behind_marks = true;
            continue;
        }
        let was_behind_marks = std::mem::take(&mut is_behind_marks);
        if let Some(PlacedPart { part: PagePart::Paragraph(above), last, .. }) = all.last_mut()
            && let (Some(end), Some(begin)) = (last.as_ref(), placed.first.as_ref())
            && words.number.is_none()
        {
            // Between two paragraphs of the page a sentence has to go on.
            let is_end = lines::ends_sentence(&above.text);
            let on_a_line = was_behind_marks && (end.y - begin.y).abs() < 0.3 * end.size;
            let is_behind =
                !lines::has_bullet(&words.text) && !above.is_heading && !words.is_heading;
            let is_small = lines::goes_on(&above.text, &words.text);
            let had_no_room = || !lines::begins(end, begin, false, room, pitches);
            let is_below = is_behind && lines::is_below(end, begin);
            let goes_on = is_below && !is_end && (is_small || had_no_room());
            if on_a_line || goes_on {
                above.append(if on_a_line { "" } else { " " }, std::mem::take(words));
                *last = placed.last;
                continue;
            }
        }
        all.push(placed);
    }
    all
}

/// Joins the ends of a range to the dash between them, where each stands in a paragraph of its own.
pub(super) fn ranges(paragraphs: Vec<ParagraphText>) -> Vec<ParagraphText> {
    let mut all: Vec<ParagraphText> = Vec::new();
    let is_digit = |c: char| c.is_ascii_digit();
    for words in paragraphs {
        if let [.., first, dash] = all.as_mut_slice()
            && matches!(dash.text.trim(), "-" | "–" | "—")
            && first.text.contains(is_digit)
            && words.text.trim_start().starts_with(is_digit)
        {
            first.append(" ", std::mem::take(dash));
            first.append(" ", words);
            all.pop();
        } else {
            all.push(words);
        }
    }
    all
}

fn is_only_marks(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| !c.is_whitespace()).peekable();
    letters.peek().is_some() && letters.all(is_combining_mark)
}

#[cfg(test)]
mod tests {
    use crate::letter::read::pdf::joined::*;

    fn words(text: &str) -> ParagraphText {
        ParagraphText { text: text.to_owned(), ..ParagraphText::default() }
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        let joined = ranges(texts.iter().map(|text| words(text)).collect());
        joined.into_iter().map(|words| words.text).collect()
    }

    #[test]
    fn a_dash_alone_joins_numbers() {
        assert_eq!(
            texts(&["جنيف، 29 يناير", "-", "7 فبراير 2024"]),
            ["جنيف، 29 يناير - 7 فبراير 2024"]
        );
        assert_eq!(texts(&["14 April", "-", "Fellowships"]), ["14 April", "-", "Fellowships"]);
        assert_eq!(texts(&["Title", "-", "7 May"]), ["Title", "-", "7 May"]);
    }

    #[test]
    fn signs_over_letters_are_known() {
        assert!(is_only_marks(" \u{64f} ") && !is_only_marks("") && !is_only_marks("ع"));
    }
}
