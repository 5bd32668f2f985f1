//! The parts of a letter: its head with the subject, its body, its annexes.

use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::letter::shape::prose::annex_heading;
use crate::letter::words::Sense;

/// The longest subject, in bytes.
const LONGEST_SUBJECT: usize = 700;
/// How far into a text its head may reach where nothing else ends it.
const LONGEST_HEAD: usize = 2_500;
/// How many words a place has beside the date of a letter: "Port of Spain, le".
const WORDS_OF_PLACE: usize = 4;
/// How many lines the head of a page has.
const LINES_OF_HEAD: usize = 12;

/// Where the parts of a letter stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Regions {
    /// Everything before the salutation, or before the end of the subject.
    pub(crate) head: Span,
    /// What stands behind the label of the subject.
    pub(crate) subject: Option<Span>,
    /// From the salutation to the end of the letter itself.
    pub(crate) body: Span,
    /// The annexes.
    pub(crate) annexes: Span,
}

/// Finds the parts.
pub(crate) fn regions(found: &LetterText<'_>) -> Regions {
    let whole = 0..found.normal.text().len();
    let label = subject_label(found, &whole);
    let after_label = label.as_ref().map_or(0, |label| label.end);
    let near = after_label..whole.end.min(after_label + LONGEST_HEAD);
    let salutation = found.first(&near, Sense::Salutation);
    let subject = label.map(|label| subject(found, label.end, salutation.as_ref(), whole.end));
    let (head_end, body_start) = match (&salutation, &subject) {
        (Some(salutation), _) => (salutation.start, salutation.end),
        (None, Some(subject)) => (subject.end, subject.end),
        // A page has no head to be left out.
        (None, None) => {
            let line = found.normal.lines.get(LINES_OF_HEAD - 1);
            (line.map_or(whole.end, |line| line.span.end), 0)
        }
    };
    let mut behind = found.normal.lines.iter().filter(|line| line.span.start >= body_start);
    let annexes = behind.find(|line| annex_heading(found.normal, &line.span).is_some());
    let annexes = annexes.map_or(whole.end, |line| line.span.start);
    let head_end = head_end.min(annexes.max(body_start));
    Regions {
        head: 0..head_end,
        subject,
        body: body_start.min(annexes)..annexes,
        annexes: annexes..whole.end,
    }
}

/// The label of the subject: at the beginning of a line if one is there.
fn subject_label(found: &LetterText<'_>, whole: &Span) -> Option<Span> {
    let labels = found.all(whole, Sense::SubjectLabel);
    let begins_line = |label: &&Span| found.normal.line_at(label.start).is_some();
    labels.iter().find(begins_line).or_else(|| labels.first()).cloned()
}

/// The subject, which begins behind its label: up to the salutation, if that follows soon; else its
/// first line and the line of its date.
fn subject(found: &LetterText<'_>, from: usize, salutation: Option<&Span>, end: usize) -> Span {
    let limit = end.min(from + LONGEST_SUBJECT);
    let until = salutation.map_or(limit, |salutation| salutation.start.min(limit));
    let is_near = salutation.is_some_and(|salutation| salutation.start <= limit);
    let lines =
        found.normal.lines.iter().filter(|line| line.span.end > from && line.span.start < until);
    let mut stop = from;
    let mut has_date = false;
    for (index, line) in lines.enumerate() {
        let line = line.span.start.max(from)..line.span.end.min(until);
        let dated = found.dates_in(&line).next().is_some();
        let is_label = index > 0 && is_label(found, &line);
        // Where no salutation parts them the body may begin on the next line.
        let is_body = !is_near && says_something(found, &line);
        let goes_on = is_near || dated && !is_body;
        let is_of_letter = index > 0 && is_date_of_letter(found, from, &line);
        if is_label || is_of_letter || index > 0 && (has_date || !goes_on) || index > 4 {
            break;
        }
        has_date |= dated;
        stop = line.end;
    }
    // Labels and rules of dashes end a subject on the same line.
    let all = from..stop;
    let labels =
        [Sense::DateColumn, Sense::PlaceColumn, Sense::AddresseeLabel, Sense::ReferenceLabel];
    let labels = labels.into_iter().flat_map(|of| found.all(&all, of));
    let is_label = |label: &Span| {
        let behind = found.normal.slice(&(label.start..stop));
        let words = behind.trim_start_matches(|c: char| c.is_alphabetic());
        words.trim_start().starts_with(':') || behind.starts_with("- ")
    };
    // Neither the letter of "5A:" nor "new dates:" is a label.
    let is_apart = |label: &Span| {
        !found.normal.slice(&(from..label.start)).ends_with(|c: char| c.is_ascii_digit())
            && !found.normal.slice(label).starts_with(char::is_lowercase)
    };
    let labels =
        labels.filter(|label| label.start > from + 3 && is_apart(label) && is_label(label));
    let text = found.normal.slice(&all);
    let rules = ["-----", "=====", "/ - "].iter().filter_map(|rule| text.find(rule));
    let rules = rules.filter(|at| *at > 3).map(|at| from + at);
    // The date of a notice stands behind its own label, and is looked for there.
    let stop = labels.map(|label| label.start).chain(rules).min().unwrap_or(stop);
    let span = trim(found, from..stop);
    // The full stop of "8-26 сентября 1997 г." belongs to the date.
    let all = span.start..stop.max(span.start);
    let dates = found.dates_in(&all);
    let end = dates.map(|date| date.span.end).fold(span.end, usize::max);
    span.start..end
}

/// Whether a line below the subject is the date of the letter: a place and a day alone where no date stands above,
/// and behind it a sentence says of a later day that a meeting takes place.
fn is_date_of_letter(found: &LetterText<'_>, subject: usize, line: &Span) -> bool {
    let mut dates = found.dates_in(line);
    let (Some(date), None) = (dates.next(), dates.next()) else { return false };
    let Some(day) = date.day() else { return false };
    let around = [line.start..date.span.start, date.span.end..line.end];
    let words = around.iter().flat_map(|part| found.normal.slice(part).split_whitespace());
    let has_place_alone = words.take(WORDS_OF_PLACE + 1).count() <= WORDS_OF_PLACE
        && found.groups_in(line).is_empty()
        && !found.has(line, Sense::NamesMeeting);
    let is_first = found.dates_in(&(0..subject)).next().is_none();
    if !has_place_alone || !is_first {
        return false;
    }
    let behind = line.end..found.normal.text().len().min(line.end + LONGEST_HEAD);
    found.dates_in(&behind).any(|later| {
        let is_later = later.days().is_some_and(|days| days.first > day);
        is_later && {
            let sentence = found.sentence(later.span.start, &behind);
            found.has_any(&sentence, &[Sense::TakesPlace, Sense::Invites])
        }
    })
}

/// Whether a line has the words of a sentence: what is held, invited to, moved.
fn says_something(found: &LetterText<'_>, line: &Span) -> bool {
    use Sense::{ChangedTo, Formerly, Invites, MovedFrom, TakesPlace};
    let words = [TakesPlace, Invites, Formerly, ChangedTo, MovedFrom];
    words.into_iter().any(|of| found.has(line, of))
}

fn is_label(found: &LetterText<'_>, line: &Span) -> bool {
    use Sense::{AddresseeLabel, EmailLabel, FaxLabel, ReferenceLabel, Salutation, TelLabel};
    let labels = [ReferenceLabel, TelLabel, FaxLabel, EmailLabel, AddresseeLabel, Salutation];
    labels.into_iter().any(|label| found.normal.marks.at(label, line.start).is_some())
}

/// A stretch without blanks and signs around it.
pub(crate) fn trim(found: &LetterText<'_>, span: Span) -> Span {
    let text = found.normal.slice(&span);
    let sign = |c: char| {
        c.is_whitespace() || matches!(c, '/' | ':' | '-' | '|' | ',' | ';' | '、' | '،' | '؛')
    };
    let start = text.len() - text.trim_start_matches(sign).len();
    let end = text.trim_end_matches(|c: char| sign(c) || c == '.').len();
    if start >= end { span.start..span.start } else { span.start + start..span.start + end }
}
