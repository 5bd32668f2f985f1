//! Lists and tables of deadlines: where they begin.

use crate::letter::fact::dated_list::read;
use crate::letter::fact::pieces::{DateInLine, Role, named};
use crate::letter::fact::requests::DeadlineReader;
use crate::letter::fact::units::{DueDate, TextUnit, units};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions};
use crate::letter::words::Sense;

/// The most headings below which a list is looked for.
const MOST_HEADINGS: usize = 10;

/// The deadlines of the list below a heading, else of lines that are one without it; and where it
/// stands.
pub(crate) fn listed(reader: &DeadlineReader<'_>, regions: &Regions) -> (Vec<DueDate>, Span) {
    let found = reader.found;
    let end = found.normal.text().len();
    let body = regions.body.start..end;
    let whole = units(found, &(0..end));
    let headings = found.all(&(0..end), Sense::DeadlineHeading).into_iter().filter(|at| {
        let next = whole.partition_point(|unit| unit.span.end < at.end);
        let line = whole.get(next).filter(|unit| unit.span.start <= at.start);
        line.is_some_and(|line| is_heading(found, line, at))
    });
    let alone = found.all(&(0..end), Sense::DeadlineHeadingAlone).into_iter();
    // Over a date or a table, not as the title of a page.
    let is_over = |unit: &TextUnit| unit.row.is_some() || !named(found, &unit.span).is_empty();
    let alone = alone.filter(|at| {
        let mut from = whole.iter().skip_while(|unit| unit.span != *at);
        from.next().is_some() && from.next().is_some_and(is_over)
    });
    let mut unread: Option<Span> = None;
    for at in headings.chain(alone).take(MOST_HEADINGS) {
        let (list, read) = read(reader, at.end..end);
        if let Some(list) = list {
            return (list, read);
        }
        let next = whole.get(whole.partition_point(|unit| unit.span.start <= at.start));
        unread = unread.or_else(|| next.is_some_and(|next| next.row.is_some()).then_some(at));
    }
    if let Some(begin) = unheaded(reader, &whole, &body) {
        let (list, read) = read(reader, begin..end);
        return (list.unwrap_or_default(), read);
    }
    // A table of months and days in two columns.
    if let Some(at) = unread {
        reader.unclear(&at, "no date is understood in the table of deadlines below this");
    }
    (Vec::new(), 0..0)
}

/// Whether a line is a heading rather than a sentence that speaks of deadlines.
fn is_heading(found: &LetterText<'_>, line: &TextUnit, at: &Span) -> bool {
    let rest = at.end..line.span.end;
    let text = found.normal.slice(&rest);
    let colon = text.find(':').map(|colon| at.end..at.end + colon);
    let label = colon.unwrap_or(rest);
    let is_dated = found.dates_in(&label).next().is_some();
    !is_dated && !found.normal.slice(&label).contains(['.', '。', ';'])
}

/// Where a list without a heading that is known begins: two dated lines, one below the other, that ask
/// for something before the meeting.
fn unheaded(reader: &DeadlineReader<'_>, all: &[TextUnit], body: &Span) -> Option<usize> {
    let found = reader.found;
    let first_day = reader.meeting?.first;
    let mut begin: Option<usize> = None;
    let first = all.partition_point(|unit| unit.span.start < body.start);
    let units = all.get(first..).unwrap_or_default();
    let lines = units.chunk_by(|one, next| one.row.is_some() && one.row == next.row);
    for row in lines {
        let Some(unit) = row.iter().find(|unit| !named(found, &unit.span).is_empty()) else {
            begin = begin.filter(|_| row.iter().all(|unit| unit.row.is_some()));
            continue;
        };
        let is_item = matches!(named(found, &unit.span).as_slice(), [date] if {
            let is_before = date.day().is_some_and(|day| day < first_day);
            let DateInLine { role, words, .. } = DateInLine::of(found, &unit.span, date);
            let sign = match role {
                Role::First => found.normal.slice(&(date.span.end..words.start)),
                Role::Last => found.normal.slice(&(words.end..date.span.start)),
                Role::Inner | Role::Alone => "",
            };
            let is_parted = sign.contains([':', '-', '/', '|', '\t'])
                || found.normal.slice(&words).starts_with('(');
            is_before
                && if role == Role::Alone {
                    row.iter().any(|cell| cell.span != unit.span && reader.asks(&cell.span))
                } else {
                    is_parted && reader.asks(&words)
                }
        });
        match begin {
            Some(begin) if is_item => return Some(begin),
            _ => begin = row.first().filter(|_| is_item).map(|unit| unit.span.start),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use crate::letter::{LetterFormat, read};

    #[test]
    fn a_table_of_deadlines_without_a_date_is_told() {
        for rows in [
            "<tr><td>Month</td><td>Day</td><td>Action</td></tr><tr><td>November 2026</td><td>18</td><td>Visas</td></tr>",
            "<tr><td>Two months before</td><td>Visas</td></tr><tr><td>Six weeks before</td><td>Fellowships</td></tr>",
        ] {
            let letter = format!(
                "<p>Geneva, 2 November 2026</p><p>Ref: TSB Collective letter 3/9</p><p>Subject: Meeting of Study Group 9; \
                 Geneva, 18-22 January 2027</p><p>Dear Sir/Madam,</p><p>I invite you to this meeting in Geneva.</p>\
                 <p>Key deadlines:</p><table>{rows}</table><p>Yours faithfully,</p>"
            );
            let letter = read(letter.as_bytes(), LetterFormat::Html).unwrap();
            assert!(letter.draft.deadlines.is_empty() && letter.findings.doubts() > 0, "{rows}");
        }
    }
}
