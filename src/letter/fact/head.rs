//! The head of a letter: its date and the secretariat's reference.

use crate::finding::Findings;
use crate::letter::DocumentKind;
use crate::letter::lex::dates::DateMention;
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::Found;
use crate::letter::shape::regions::Regions;
use crate::letter::words::Sense;
use chrono::NaiveDate;

/// No head has more dates; a list may.
const MOST_DATES: usize = 40;

/// The date of a letter: a single day of its head, behind its label or where dates of letters stand.
/// That of a print, or of another document, stands behind other words.
pub(crate) fn date(
    found: &Found<'_>,
    regions: &Regions,
    kind: DocumentKind,
    findings: &mut Findings,
) -> Option<(NaiveDate, Span)> {
    if matches!(kind, DocumentKind::WebPage | DocumentKind::Timetable | DocumentKind::Agenda) {
        return None;
    }
    let until = regions.subject.as_ref().map_or(regions.head.end, |subject| subject.start);
    // Without a salutation the head ends with its subject, behind which a notice has its date.
    let end = regions.head.end;
    let is_cut = regions.subject.as_ref().is_some_and(|subject| subject.end == end);
    let line = found.normal.lines.iter().find(|line| line.span.end > end).filter(|_| is_cut);
    let head = 0..line.map_or(end, |line| line.span.end);
    let mut all: Vec<(Standing, NaiveDate, &DateMention)> = Vec::new();
    for mention in found.dates_in(&head).filter(|date| date.last.is_none()).take(MOST_DATES) {
        let Some(day) = mention.day() else { continue };
        let standing = standing(found, mention);
        // Below the subject a label may be that of the meeting, and then its hour stands beside it.
        let is_above = mention.span.start < until;
        if is_above || standing == Standing::Labelled && !is_with_hour(found, mention) {
            all.push((standing, day, mention));
        }
    }
    all.sort_by_key(|(standing, ..)| *standing);
    let (best, day, mention) = *all.first()?;
    let place = Some(found.normal.place(&mention.span));
    let is_other = |of: &&(Standing, NaiveDate, _)| of.0 == best && of.1 != day;
    let is_doubtful =
        best == Standing::Bare && (regions.subject.is_none() || all.iter().any(|of| is_other(&of)));
    if best == Standing::Beside || is_doubtful {
        if kind != DocumentKind::RgmNotice && kind != DocumentKind::Other {
            let words = found.normal.words(&mention.span);
            findings
                .doubt("letter-date", place, format!("`{words}` may not be the date of the letter"))
                .help("write the date of the letter, if it has one");
        }
        return None;
    }
    if !mention.weekday_fits() {
        findings
            .doubt("weekday", place, format!("{day} is no such day of the week"))
            .help("look the date of the letter up");
    }
    Some((day, mention.span.clone()))
}

/// Whether an hour stands in the line of a date.
fn is_with_hour(found: &Found<'_>, date: &DateMention) -> bool {
    let lines = &found.normal.lines;
    let line = lines.partition_point(|line| line.span.start <= date.span.start).checked_sub(1);
    let line = line.and_then(|at| lines.get(at));
    line.is_some_and(|line| found.times_in(&line.span).next().is_some())
}

/// How a date stands in its line, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Standing {
    /// Behind the label of a date.
    Labelled,
    /// `Geneva, 29 July 2026`, `2026年7月29日，日内瓦`.
    WithCity,
    /// The same glued to what stands before it.
    Glued,
    /// Alone.
    Bare,
    /// Behind other words: `Printed on 2 January 2026`, `Circular 187 of 21 June`.
    Beside,
}

fn standing(found: &Found<'_>, date: &DateMention) -> Standing {
    let (normal, span) = (found.normal, &date.span);
    let line = normal.lines.partition_point(|line| line.span.start <= span.start);
    let at = line.saturating_sub(1);
    let Some(line) = normal.lines.get(at) else { return Standing::Beside };
    let before = line.span.start..span.start;
    let text = normal.slice(&before);
    // Converters write ` / ` and `|` for the borders of cells.
    let cut = text.rfind(['|', '\t']).into_iter().chain(text.rfind(" / ").map(|at| at + 1)).max();
    let before = before.start + cut.map_or(0, |cut| cut + 1)..span.start;
    let behind = span.end..line.span.end.max(span.end);
    // The label may stand in a cell or line of its own.
    let own = at.checked_sub(1).and_then(|at| normal.lines.get(at));
    let is_small = |span: &Span| {
        let senses = [Sense::FromDay, Sense::OfMonth, Sense::Day(chrono::Weekday::Mon)];
        senses.into_iter().any(|of| normal.marks.like(of, span).any(|mark| mark.span() == *span))
    };
    let words = |span: &Span| {
        let tokens = normal.tokens_in(span).all.iter();
        let words = tokens.filter(|token| token.kind != TokenKind::Sign).map(|token| token.span());
        words.filter(|word| !is_small(word)).collect::<Vec<_>>()
    };
    let is_label = |of: &Span| normal.marks.is(Sense::DateLabel, of);
    // The head of a message may be one line, with its subject.
    let is_whole =
        |label: &Span| label.start == line.span.start || found.has(&line.span, Sense::SubjectLabel);
    let label = normal.marks.all(Sense::DateLabel, &(line.span.start..span.start)).last();
    if label.is_some_and(|label| is_whole(&label) && words(&(label.end..span.start)).is_empty())
        || words(&before).is_empty() && own.is_some_and(|own| is_label(&own.span))
    {
        return Standing::Labelled;
    }
    let (ahead, after) = (words(&before), words(&behind));
    let geneva = |inside: &Span| normal.marks.all(Sense::Geneva, inside).collect::<Vec<_>>();
    let follows =
        after.first().is_some_and(|word| geneva(&behind).iter().any(|at| at.start == word.start));
    let last =
        geneva(&before).pop().filter(|at| ahead.last().is_some_and(|word| word.end <= at.end));
    match (ahead.first(), &last) {
        (None, _) if follows => Standing::WithCity,
        (Some(first), Some(city)) if first.start == city.start => Standing::WithCity,
        (_, Some(city)) if !normal.slice(&before).trim_end().is_empty() => {
            let ends = normal.slice(&(before.start..city.start)).trim_end().ends_with('(');
            if ends { Standing::Beside } else { Standing::Glued }
        }
        // A city abroad: "Port of Spain, 3 May 2026".
        (Some(first), None) => {
            let last = ahead.last().unwrap_or(first);
            let between = normal.slice(&(last.end..span.start));
            let is_name = normal.slice(first).starts_with(char::is_uppercase) || after.is_empty();
            let no_digits = !normal.slice(&before).contains(|c: char| c.is_ascii_digit());
            let is_city = between.trim_start().starts_with([',', '、', '،']) && ahead.len() <= 3;
            if is_city && is_name && no_digits { Standing::WithCity } else { Standing::Beside }
        }
        _ => {
            let is_year = |word: &Span| {
                normal.marks.is(Sense::YearWord, word) || normal.slice(word).chars().count() == 1
            };
            if after.iter().all(is_year) { Standing::Bare } else { Standing::Beside }
        }
    }
}

/// The secretariat's reference, which stands in the head behind the number: `SG12/MA`, `CE 17/MB`.
pub(crate) fn reference(
    found: &Found<'_>,
    regions: &Regions,
    number: Option<&Span>,
) -> Option<(String, Span)> {
    let from = number?.end;
    let until = regions.subject.as_ref().map_or(regions.head.end, |subject| subject.start);
    let text = found.normal.slice(&(from..until));
    let mut before: Option<usize> = None;
    let mut at = 0;
    for word in text.split([' ', '\n', '\t']) {
        let (start, end) = (at, at + word.len());
        at = end + 1;
        // Two words for "CE 17/MB"; what follows is glued or the list of addressees.
        let whole = before.map(|before| before..end).into_iter().chain(std::iter::once(start..end));
        for span in whole {
            let code = text.get(span.clone()).unwrap_or("");
            if is_reference(code) {
                return Some((code.to_owned(), from + span.start..from + span.end));
            }
        }
        before = Some(start).filter(|_| !word.is_empty());
    }
    None
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
    use crate::finding::Findings;
    use crate::letter::DocumentKind;
    use crate::letter::fact::head::{date, is_reference};
    use crate::letter::shape::found::Found;
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
            let found = Found::new(&normal);
            let mut findings = Findings::default();
            let kind = DocumentKind::CollectiveLetter;
            let date = date(&found, &regions(&found), kind, &mut findings);
            let date = date.map(|(date, _)| date.to_string()).unwrap_or_default();
            assert_eq!((date.as_str(), findings.sorted().len()), (expected, told), "{head}");
        }
    }
}
