//! The head of a letter: its date and the secretariat's reference.

use crate::letter::DocumentKind;
use crate::letter::fact::kind::DocumentIdentity;
use crate::letter::fact::rules;
use crate::letter::lex::{DateMention, Normal, NormalLine, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions};
use crate::letter::words::Sense;
use crate::model::Letter;
use chrono::NaiveDate;

/// No head has more dates; a list may.
const MOST_DATES: usize = 40;

/// What a letter says of itself.
pub(crate) fn letter(
    found: &LetterText<'_>,
    regions: &Regions,
    kind: DocumentKind,
    identity: &DocumentIdentity,
) -> Letter {
    let number = noted(found, "letter.number", identity.number.clone());
    let modifies = identity.modifies.as_ref().map(|(modifies, span)| {
        found.note("letter.modifies", found.normal.words(span), span);
        modifies.clone()
    });
    let date = date(found, regions, kind);
    let date = noted(found, "letter.date", date);
    let behind = identity.number.as_ref().map(|(_, span)| span);
    let reference = reference(found, regions, behind);
    let reference = noted(found, "letter.reference", reference);
    Letter { number, date, reference, source: None, modifies }
}

fn noted<T: ToString>(found: &LetterText<'_>, field: &str, said: Option<(T, Span)>) -> Option<T> {
    let (value, span) = said?;
    found.note(field, value.to_string(), &span);
    Some(value)
}

/// The date of a letter: a single day of its head, behind its label or where dates of letters stand.
/// That of a print, or of another document, stands behind other words.
fn date(
    found: &LetterText<'_>,
    regions: &Regions,
    kind: DocumentKind,
) -> Option<(NaiveDate, Span)> {
    if matches!(kind, DocumentKind::WebPage | DocumentKind::Timetable | DocumentKind::Agenda) {
        return None;
    }
    let normal = found.normal;
    let mut head = regions.head.clone();
    let above = regions.subject.as_ref().map_or(head.end, |subject| subject.start);
    let below = regions.subject.as_ref().map_or(0, |subject| subject.end);
    // Without a salutation the head ends with its subject, behind which a notice has its date.
    if regions.subject.as_ref().is_some_and(|subject| subject.end == head.end) {
        let line = normal.lines.iter().find(|line| line.span.end > head.end);
        head.end = line.map_or(head.end, |line| line.span.end);
    }
    let days = found.dates_in(&head).filter(|date| date.last.is_none()).take(MOST_DATES);
    let mut all: Vec<(DateStanding, NaiveDate, &DateMention)> = days
        .filter_map(|date| Some((standing(found, date), date.day()?, date)))
        .filter(|(standing, _, date)| {
            // Below the subject a label may be that of the meeting, and then its hour stands beside it.
            let line = normal.line_of(date.span.start);
            let has_hour = line.is_some_and(|line| found.times_in(&line.span).next().is_some())
                || rules::has_hours_below(found, &date.span);
            if regions.subject.is_none() && has_hour && *standing == DateStanding::Labelled {
                return false;
            }
            // A row of a list is none of the head: group, date, place.
            let is_row = |line: &NormalLine| normal.slice(&line.span).matches('\t').count() > 1;
            if regions.subject.is_none() && line.is_some_and(is_row) {
                return false;
            }
            // Where the subject does not take it, a day with its city below it is that of the letter.
            let is_below = || *standing == DateStanding::WithCity && regions.subject.is_some();
            let is_labelled = *standing == DateStanding::Labelled;
            date.span.start < above
                || !has_hour && (is_labelled || below <= date.span.start && is_below())
        })
        .collect();
    all.sort_by_key(|(standing, ..)| *standing);
    let (best, day, mention) = *all.first()?;
    let is_only = || all.iter().all(|(standing, other, _)| *standing != best || *other == day);
    let place = Some(normal.place(&mention.span));
    if best == DateStanding::Beside
        || best == DateStanding::Bare && (regions.subject.is_none() || !is_only())
    {
        if !matches!(kind, DocumentKind::RgmNotice | DocumentKind::Other) {
            let words = normal.words(&mention.span);
            let message = format!("`{words}` may not be the date of the letter");
            let help = "write the date of the letter, if it has one";
            found.doubt_at("letter-date", place, message, help);
        }
        return None;
    }
    if !mention.weekday_fits() {
        found.doubt_at(
            "weekday",
            place,
            format!("{day} is no such day of the week"),
            "check the date of the letter",
        );
    }
    Some((day, mention.span.clone()))
}

/// How a date stands in its line, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum DateStanding {
    /// Behind the label of a date.
    Labelled,
    /// `Geneva, 29 July 2026`, `2026年7月29日，日内瓦`, `Port of Spain, 3 May 2026`.
    WithCity,
    /// Behind Geneva, which is glued to what stands before it.
    Glued,
    /// Alone.
    Bare,
    /// Behind other words: `Printed on 2 January 2026`, `Circular 187 of 21 June`.
    Beside,
}

fn standing(found: &LetterText<'_>, date: &DateMention) -> DateStanding {
    let (normal, span) = (found.normal, &date.span);
    let marks = &normal.marks;
    let Some(line) = normal.line_of(span.start) else { return DateStanding::Beside };
    // Converters write ` / ` and `|` for the borders of cells.
    let whole = line.span.start..span.start;
    let cell = normal.slice(&whole).rsplit(['|', '\t']).next().unwrap_or("");
    let cell = cell.rsplit(" / ").next().unwrap_or(cell);
    let before = span.start - cell.len()..span.start;
    let ahead = words(normal, &before);
    let after = words(normal, &(span.end..line.span.end));
    let start = ahead.first().map_or(span.start, |word| word.start);
    let end = ahead.last().map_or(span.start, |word| word.end);
    // The label may stand in a line of its own; the head of a message may be one line with its subject.
    let label = marks
        .all(Sense::DateLabel, &whole)
        .last()
        .filter(|label| label.start == whole.start || found.has(&line.span, Sense::SubjectLabel));
    let above = line.span.start.checked_sub(1).and_then(|at| normal.line_of(at));
    let is_below = above.is_some_and(|above| marks.is(Sense::DateLabel, &above.span));
    let is_behind = label.is_some_and(|label| words(normal, &(label.end..span.start)).is_empty());
    let geneva = marks.all(Sense::Geneva, &before).find(|city| end <= city.end);
    let is_whole = geneva.as_ref().is_some_and(|city| city.start == start);
    let is_opened = geneva
        .as_ref()
        .is_some_and(|city| normal.slice(&(before.start..city.start)).trim_end().ends_with('('));
    let follows = after.first().is_some_and(|word| marks.begins(Sense::Geneva, word.start));
    // "Port of Spain, 3 May 2026"
    let is_name = normal.slice(&(start..span.start)).starts_with(char::is_uppercase);
    let is_abroad = geneva.is_none()
        && (is_name || after.is_empty())
        && normal.slice(&(end..span.start)).trim_start().starts_with([',', '、', '،'])
        && !cell.contains(|c: char| c.is_ascii_digit())
        && ahead.len() <= 3;
    let is_year =
        |word: &Span| marks.is(Sense::YearWord, word) || normal.slice(word).chars().count() == 1;
    let rules = [
        (DateStanding::Labelled, is_behind || ahead.is_empty() && is_below),
        (DateStanding::WithCity, is_whole || is_abroad || ahead.is_empty() && follows),
        (DateStanding::Glued, geneva.is_some() && !is_opened),
        (DateStanding::Bare, ahead.is_empty() && after.iter().all(is_year)),
    ];
    let mut rules = rules.into_iter().filter(|(_, holds)| *holds);
    rules.next().map_or(DateStanding::Beside, |(standing, _)| standing)
}

/// The words of a stretch but for the small ones around a date.
fn words(normal: &Normal, span: &Span) -> Vec<Span> {
    let small = [Sense::FromDay, Sense::OfMonth, Sense::Day(chrono::Weekday::Mon)];
    let is_small = |word: &Span| {
        small.iter().any(|of| normal.marks.like(*of, word).any(|mark| mark.span() == *word))
    };
    let tokens = normal.tokens_in(span).all.iter();
    let words = tokens.filter(|token| token.kind != TokenKind::Sign).map(|token| token.span());
    words.filter(|word| !is_small(word)).collect()
}

/// The secretariat's reference, which stands in the head behind the number: `SG12/MA`, `CE 17/MB`.
fn reference(
    found: &LetterText<'_>,
    regions: &Regions,
    number: Option<&Span>,
) -> Option<(String, Span)> {
    let from = number?.end;
    let until = regions.subject.as_ref().map_or(regions.head.end, |subject| subject.start);
    let text = found.normal.slice(&(from..until));
    let begin = |end: usize| {
        text.get(..end)?.rfind(char::is_whitespace).map_or(Some(0), |blank| Some(blank + 1))
    };
    text.match_indices('/').find_map(|(slash, _)| {
        let behind = text.get(slash..)?.split(char::is_whitespace).next()?;
        let (one, end) = (begin(slash)?, slash + behind.len());
        // Two words for "CE 17/MB"; what follows is glued or the list of addressees.
        let two = one.checked_sub(1).and_then(begin);
        [two, Some(one)].into_iter().flatten().find_map(|start| {
            let code = text.get(start..end).filter(|code| is_reference(code))?;
            Some((code.to_owned(), from + start..from + end))
        })
    })
}

/// `SG12/MA`, `CE 17/MB`, `TSB/VK`: a group or bureau, a slash, two or three initials.
fn is_reference(code: &str) -> bool {
    let Some((group, initials)) = code.rsplit_once('/') else { return false };
    let capital = |c: char| c.is_uppercase() && c.is_alphabetic();
    (2..=3).contains(&initials.chars().count())
        && initials.chars().all(capital)
        && (2..=12).contains(&group.chars().count())
        && group.chars().next().is_some_and(capital)
        && group.chars().all(|c| capital(c) || c.is_ascii_digit() || matches!(c, ' ' | '-' | '/'))
}

#[cfg(test)]
mod tests {
    use crate::letter::DocumentKind;
    use crate::letter::fact::head::{date, is_reference};
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::normal;
    use crate::letter::shape::regions::regions;

    #[test]
    fn references_are_a_group_and_initials() {
        for code in ["SG12/MA", "TSAG/NB", "CE 17/MB", "TSB/VK", "SG5/HA"] {
            assert!(is_reference(code), "{code}");
        }
        for code in ["4/16", "DM-06/1043", "To: all", "SG12/Ma", "Tel/Fax", "A/B", ""] {
            assert!(!is_reference(code), "{code}");
        }
    }

    #[test]
    fn the_date_of_a_letter_is_that_of_its_place() {
        for (head, expected, told) in [
            ("Template of 02/01/2026 03:04\nGeneva, 29 July 2026", "2026-07-29", 0),
            ("Printed on 2 January 2026\n29 July 2026", "2026-07-29", 0),
            ("02/01/2026 03:04\n2026年7月29日，日内瓦", "2026-07-29", 0),
            ("Bureau Genève, le 29 juillet 2026 Réf.: TSB", "2026-07-29", 0),
            ("Женева, 29 июля 2026 года", "2026-07-29", 0),
            ("جنيف، 29 يوليو 2026", "2026-07-29", 0),
            ("Port of Spain, Wednesday, 29 July 2026", "2026-07-29", 0),
            ("Date: 29 July 2026\nGeneva, 1 July 2026", "2026-07-29", 0),
            ("Printed on 2 January 2026", "", 1),
            ("See TSB Circular 187 of 21 June 2026", "", 1),
            ("2 January 2026\n29 July 2026", "", 1),
        ] {
            let normal = normal(&format!("{head}\nSubject: Meeting, 5 May 2027\nDear Sir,\nx"));
            let found = LetterText::new(&normal);
            let kind = DocumentKind::CollectiveLetter;
            let date = date(&found, &regions(&found), kind);
            let date = date.map(|(date, _)| date.to_string()).unwrap_or_default();
            assert_eq!((date.as_str(), found.checks().len()), (expected, told), "{head}");
        }
    }
}
