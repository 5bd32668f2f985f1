//! What was found in a letter so far, and how to look for phrases in it.

use crate::letter::Evidence;
use crate::letter::lex::dates;
use crate::letter::lex::dates::DateMention;
use crate::letter::lex::groups;
use crate::letter::lex::groups::GroupMention;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::times;
use crate::letter::lex::times::TimeMention;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::zone::{ZURICH, Zone};

/// How far a sentence is followed in each direction, in bytes.
const LONGEST_SENTENCE: usize = 1_500;

/// A letter while it is read: its normal text with what stands in it, and the values found so far.
pub(crate) struct Found<'a> {
    /// The text.
    pub(crate) normal: &'a Normal,
    /// All dates in it.
    pub(crate) dates: Vec<DateMention>,
    /// All times of day in it.
    pub(crate) times: Vec<TimeMention>,
    /// All groups in it.
    pub(crate) groups: Vec<GroupMention>,
    /// The zone of the meeting's place, as far as it is known.
    pub(crate) zone: Zone,
    /// The values with the words they were read from.
    pub(crate) evidence: Vec<Evidence>,
}

impl<'a> Found<'a> {
    /// Looks at a text for the first time.
    pub(crate) fn new(normal: &'a Normal) -> Self {
        Self {
            normal,
            dates: dates::dates(normal.tokens()),
            times: times::times(normal.tokens()),
            groups: groups::groups(normal.text(), normal.tokens(), None),
            zone: ZURICH,
            evidence: Vec::new(),
        }
    }

    /// Notes where a value stands.
    pub(crate) fn note(&mut self, field: impl Into<String>, value: impl ToString, span: &Span) {
        let place = self.normal.place(span);
        self.evidence.push(Evidence { field: field.into(), value: value.to_string(), place });
    }

    /// The dates in a stretch.
    pub(crate) fn dates_in(&self, span: &Span) -> impl Iterator<Item = &DateMention> {
        let first = self.dates.partition_point(|date| date.span.start < span.start);
        let end = span.end;
        let inside = self.dates.get(first..).unwrap_or_default().iter();
        inside
            .take_while(move |date| date.span.start < end)
            .filter(move |date| date.span.end <= end)
    }

    /// The times in a stretch that can be nothing else.
    pub(crate) fn times_in(&self, span: &Span) -> impl Iterator<Item = &TimeMention> {
        let first = self.times.partition_point(|time| time.start < span.start);
        let end = span.end;
        let inside = self.times.get(first..).unwrap_or_default().iter();
        inside.take_while(move |time| time.end <= end).filter(|time| time.is_sure)
    }

    /// The groups in a stretch.
    pub(crate) fn groups_in(&self, span: &Span) -> Vec<GroupMention> {
        let first = self.groups.partition_point(|groups| groups.span.start < span.start);
        let inside = self.groups.get(first..).unwrap_or_default().iter();
        inside.take_while(|groups| groups.span.end <= span.end).cloned().collect()
    }

    /// Where phrases of all languages stand in a stretch, in their order.
    pub(crate) fn all(&self, span: &Span, of: Sense) -> Vec<Span> {
        self.normal.marks.all(of, span).collect()
    }

    /// Where the first of some phrases stands in a stretch.
    pub(crate) fn first(&self, span: &Span, of: Sense) -> Option<Span> {
        self.normal.marks.first(of, span)
    }

    /// Whether a stretch has one of some phrases.
    pub(crate) fn has(&self, span: &Span, of: Sense) -> bool {
        self.normal.marks.has(of, span)
    }

    /// The sentence around a place, inside a stretch.
    pub(crate) fn sentence(&self, at: usize, inside: &Span) -> Span {
        let text = self.normal.text();
        let near =
            floor(self, at.saturating_sub(LONGEST_SENTENCE)..at.saturating_add(LONGEST_SENTENCE));
        let (first, last) =
            (near.start.max(inside.start).min(at), near.end.min(inside.end).max(at));
        let before = text.get(first..at).unwrap_or("");
        let start = ends(before).last().map_or(first, |end| first + end);
        let after = text.get(at..last).unwrap_or("");
        let end = ends(after).next().map_or(last, |end| at + end);
        start..end
    }
}

/// A stretch moved to the borders of characters, and into the text.
pub(crate) fn floor(found: &Found<'_>, span: Span) -> Span {
    let text = found.normal.text();
    let (mut start, mut end) = (span.start.min(text.len()), span.end.min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end.max(start)
}

/// Whether a stretch lies in another.
pub(crate) fn within(inner: &Span, outer: &Span) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Where sentences end: at the end of a line, and behind a full stop that is followed by a capital
/// letter and not preceded by an initial or a number of a list.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let mut chars = text.char_indices();
    let (mut before, mut word) = (' ', 0);
    // What stands before the word, but for blanks.
    let mut ahead = ' ';
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let is_stop = match c {
                '。' | '؟' | '!' | '?' | '\n' => true,
                '.' => {
                    let rest = chars.as_str();
                    let next = rest.trim_start().chars().next();
                    let is_parted = rest.starts_with(char::is_whitespace)
                        || before.is_lowercase() && next.is_some_and(char::is_uppercase);
                    // "… 1997 г. Задержанные вклады …"
                    let is_year = word == 1 && before == 'г' && ahead.is_ascii_digit();
                    let is_word = word > 2 || before == ')' || before.is_ascii_digit() || is_year;
                    let goes_on =
                        next.is_some_and(|next| next.is_lowercase() || next.is_ascii_digit());
                    next.is_none() || is_word && is_parted && !goes_on
                }
                _ => false,
            };
            let is_in_word = c.is_alphanumeric();
            if !is_in_word && !before.is_whitespace() {
                ahead = before;
            }
            word = if is_in_word { word + 1 } else { 0 };
            before = c;
            if is_stop {
                return Some(at + c.len_utf8());
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::Document;
    use crate::letter::shape::found::Found;
    use crate::letter::words::Sense;

    fn normal(text: &str) -> Normal {
        Normal::of(Document { text: text.to_owned(), ..Document::default() })
    }

    #[test]
    fn phrases_are_words() {
        let normal = normal("The chair of the workshop; chairman, in am amber");
        let found = Found::new(&normal);
        let whole = 0..normal.text().len();
        let words = |spans: Vec<std::ops::Range<usize>>| {
            spans.iter().map(|span| normal.slice(span).to_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(words(found.all(&whole, Sense::Chair)), "chair|chairman");
        assert_eq!(words(found.all(&whole, Sense::Morning)), "am");
        assert_eq!(words(found.all(&whole, Sense::Workshop)), "workshop");
    }

    #[test]
    fn sentences_end_at_full_stops_and_lines() {
        let text = "The meeting opens at 0930 hours. Mr. X chairs it, at 9.30. See 3.4.\nNext line";
        let normal = normal(text);
        let found = Found::new(&normal);
        let whole = 0..text.len();
        let sentence = |at: &str| {
            let at = text.find(at).unwrap();
            normal.slice(&found.sentence(at, &whole)).trim().to_owned()
        };
        assert_eq!(sentence("opens"), "The meeting opens at 0930 hours.");
        assert_eq!(sentence("chairs"), "Mr. X chairs it, at 9.30.");
        assert_eq!(sentence("Next"), "Next line");
    }
}
