//! The parts of a line of a list: its date, and the words that belong to it.

use crate::letter::fact::days::is_former;
use crate::letter::fact::requests;
use crate::letter::fact::units::{
    BULLETS, before_hour, behind_hour, is_filler, is_open, limit_before, limit_behind,
};
use crate::letter::lex::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, prose, trim};
use crate::letter::words::Sense;

/// Where a date stands in its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Before what is due.
    First,
    /// Behind it.
    Last,
    /// Between its words.
    Inner,
    /// There are no other words.
    Alone,
}

/// A date in its line.
pub(super) struct DateInLine {
    pub(super) role: Role,
    /// The words beside it.
    pub(super) words: Span,
    /// The date with its hour and limit.
    pub(super) reach: Span,
}

impl DateInLine {
    pub(super) fn of(found: &LetterText<'_>, piece: &Span, date: &DateMention) -> Self {
        let own = with_former(found, piece, &date.span);
        let limit = limit_before(found, piece, &own).map(|limit| limit.start);
        let hour = before_hour(found, piece, own.start);
        let start = limit.unwrap_or(hour).min(hour);
        let end = behind_hour(found, &(own.end..piece.end));
        let end = limit_behind(found, &(end..piece.end)).map_or(end, |limit| limit.end);
        let lead = trim_item(found, piece.start..start);
        let tail = trim_item(found, end..piece.end);
        let is_starred = found.normal.slice(&(end..piece.end)).trim_start().starts_with('*');
        let (role, words) = match (lead.is_empty() || is_filler(found, &lead), tail.is_empty()) {
            (true, true) if is_starred => (Role::Inner, tail),
            (true, true) => (Role::Alone, tail),
            (true, false) => (Role::First, tail),
            (false, true) => (Role::Last, lead),
            (false, false) => (Role::Inner, lead.start..tail.end),
        };
        Self { role, words, reach: start..end }
    }
}

/// The dates that a line names, but for those that no longer hold and those of asides.
pub(super) fn named<'a>(found: &'a LetterText<'_>, piece: &Span) -> Vec<&'a DateMention> {
    let parentheses = requests::parentheses(found.normal.slice(piece), piece.start);
    let holds = |date: &&DateMention| {
        // "(template of 3 May)", but "(extended to 3 May)".
        let is_aside = parentheses.iter().any(|aside| {
            let lead = aside.start + 1..date.span.start;
            aside.start < date.span.start
                && date.span.end <= aside.end
                && limit_before(found, aside, &date.span).is_none()
                && !trim(found, lead).is_empty()
        });
        !is_aside && !is_former(found, date, piece)
    };
    found.dates_in(piece).filter(holds).collect()
}

/// Whether a stretch is a date with nothing but small words around it.
pub(super) fn is_date(found: &LetterText<'_>, piece: &Span) -> bool {
    let first = found.dates_in(piece).next();
    first.is_some_and(|date| DateInLine::of(found, piece, date).role == Role::Alone)
}

/// A date with the former one beside it: "9 February (extended from 2 February)".
fn with_former(found: &LetterText<'_>, piece: &Span, date: &Span) -> Span {
    let moves = [Sense::Formerly, Sense::ChangedTo, Sense::MovedFrom];
    let mut whole = date.clone();
    for other in found.dates_in(piece).filter(|other| other.span != *date) {
        let (one, next) =
            if other.span.start < date.start { (&other.span, date) } else { (date, &other.span) };
        // "reporté au": the small word is of both.
        let joins = |said: Span| {
            said.start < next.start
                && is_filler(found, &(one.end..said.start))
                && is_filler(found, &(said.end.min(next.start)..next.start))
        };
        if moves.into_iter().flat_map(|of| found.all(&(one.end..next.end), of)).any(joins) {
            whole = whole.start.min(one.start)..whole.end.max(next.end);
        }
    }
    let behind = found.normal.slice(&(whole.end..piece.end));
    if whole != *date && is_open(found.normal.slice(&whole)) && behind.starts_with(')') {
        whole.end += 1;
    }
    whole
}

/// A stretch without the bullet or number of a list before it, and without signs around it.
pub(super) fn trim_item(found: &LetterText<'_>, span: Span) -> Span {
    let span = trim(found, span);
    let text = found.normal.slice(&span);
    let signs = |c: char| BULLETS.contains(&c) || matches!(c, ' ' | '\t' | ':' | ')' | '.');
    let kept = text.trim_start_matches(signs);
    let shown = kept.trim_end_matches([' ', '(', '-', ':']);
    let start = span.end - kept.len();
    start..start + shown.len()
}

/// A line of a list, or the parts of one that a converter glued: " / " between cells, "-Submit" and "•"
/// within the line, several dates one behind the other.
pub(super) fn pieces(found: &LetterText<'_>, line: &Span) -> Vec<Span> {
    let dates = named(found, line);
    let is_last = matches!(dates.as_slice(), [date]
        if DateInLine::of(found, line, date).role == Role::Last);
    let mut cuts = cuts_at_signs(found, line, &dates, is_last);
    if !is_last {
        cuts.extend(cuts_before_dates(found, line, &dates));
    }
    cuts.sort_unstable();
    let mut parts = Vec::new();
    let mut start = line.start;
    for cut in cuts.into_iter().chain([line.end]) {
        parts.push(found.normal.without(&(start..cut), char::is_whitespace));
        start = cut;
    }
    parts.retain(|part| !trim_item(found, part.clone()).is_empty());
    parts
}

/// The signs of a line that part its items.
fn cuts_at_signs(
    found: &LetterText<'_>,
    line: &Span,
    dates: &[&DateMention],
    is_last: bool,
) -> Vec<usize> {
    let text = found.normal.slice(line);
    let asides = requests::parentheses(text, line.start);
    let is_cut = |at: usize, sign: &str| {
        let (before, rest) = (text.get(..at).unwrap_or(""), text.get(at + sign.len()..));
        let rest = rest.unwrap_or("");
        let is_blank = before.ends_with([' ', '/', '\t']);
        match sign {
            "•" => true,
            "/" => is_blank && rest.starts_with([' ', '/']),
            "-" => {
                let start = line.start + at + sign.len();
                let next = dates.partition_point(|date| date.span.start < start);
                let is_date =
                    |date: &&DateMention| found.normal.is_blank(&(start..date.span.start));
                let is_glued = |c: char| c.is_alphabetic() && !c.is_lowercase();
                // "fellowship requests- Submit interpretation requests"; figures may be of a damaged date.
                let item = before.rsplit('-').next().unwrap_or("");
                let is_behind_word = before.ends_with(char::is_alphabetic)
                    && rest.starts_with(' ')
                    && !item.contains(|c: char| c.is_ascii_digit());
                (is_blank || is_behind_word)
                    && rest.trim_start().starts_with(is_glued)
                    && !is_last
                    && !dates.get(next).is_some_and(is_date)
            }
            _ => {
                let at = line.start + at;
                let before = dates.partition_point(|date| date.span.end <= at);
                let aside = asides.get(asides.partition_point(|aside| aside.end <= at));
                (1..dates.len()).contains(&before) && aside.is_none_or(|aside| at < aside.start)
            }
        }
    };
    let signs = text.match_indices(['-', '•', '/', ';', '；', '؛']);
    signs.filter(|(at, sign)| is_cut(*at, sign)).map(|(at, _)| line.start + at).collect()
}

/// The dates before which an item of a line begins: "… is requested10 September", "… 9 October: … 4
/// November: …".
fn cuts_before_dates(found: &LetterText<'_>, line: &Span, dates: &[&DateMention]) -> Vec<usize> {
    let begins_item = |date: &&&DateMention| {
        let before = found.normal.slice(&(line.start..date.span.start));
        let is_glued = before.ends_with(|c: char| c.is_alphanumeric() && !prose::is_ideograph(c));
        let behind = found.normal.slice(&(date.span.end..line.end)).trim_start();
        // "contributions: 24 March / visa support: 6 March"
        let is_behind_label = before.trim_end().ends_with(':') && behind.starts_with('/');
        let is_item = dates.len() > 1 && behind.starts_with(['-', ':', '/']) && !is_behind_label;
        (is_glued || is_item)
            && !before.trim().is_empty()
            && limit_before(found, line, &date.span).is_none()
    };
    dates.iter().filter(begins_item).map(|date| date.span.start).collect()
}
