//! What stands together: lines with what a mail broke off them, cells, and the dates by which something
//! may be due with their hours.

use crate::letter::fact::rules::column_head;
use crate::letter::lex::{DateMention, NormalLine, TimeMention, TokenKind, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::shape::LetterText;
use crate::letter::shape::prose::is_ideograph;
use crate::letter::words::Sense;
use crate::model::{Action, Days};
use chrono::{Datelike, NaiveDate, Weekday};

/// The widest line of a mail or a typed page; what is wider was not broken by one.
const WIDEST: usize = 80;

/// The longest unit, in bytes: more is no item and no paragraph. What stands in one is compared with
/// what stands beside it.
const LONGEST: usize = 4_000;

/// The signs before an item of a list, and that of a converter between cells.
pub(crate) const BULLETS: [char; 9] = ['•', '*', '·', '-', '/', '▪', '◦', '○', '\u{f0b7}'];

/// A line of a list or a paragraph, or a paragraph of a cell.
#[derive(Clone, Debug)]
pub(crate) struct TextUnit {
    pub(crate) span: Span,
    /// The table and row in which it stands.
    pub(crate) row: Option<(usize, usize)>,
    /// The column of that table.
    pub(crate) column: usize,
    /// Whether a bullet or a number stands before it.
    pub(crate) is_bullet: bool,
    pub(crate) is_heading: bool,
}

/// What the words around a day by which something may be due mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum DueKind {
    /// Something is asked for.
    Asked,
    /// It is only advised.
    Advised,
    /// Others do something.
    OfOthers,
}

/// A single day by which something may be due.
pub(crate) struct DueDate {
    pub(crate) date: DateMention,
    /// The date with its hour and what makes a limit of it.
    pub(crate) reach: Span,
    /// What is due, a stretch a line.
    pub(crate) lines: Vec<Span>,
    pub(crate) kind: DueKind,
    /// Whose the hour is where nothing is stated beside it: that of the head of its column.
    pub(crate) zone: ZoneSaid,
}

impl DueDate {
    /// A day with what is due.
    pub(crate) fn new(date: &DateMention, reach: Span, lines: Vec<Span>) -> Self {
        Self { date: date.clone(), reach, lines, kind: DueKind::Asked, zone: ZoneSaid::Unsaid }
    }
}

/// How many columns a stretch has; an ideograph has two.
fn columns(found: &LetterText<'_>, span: &Span) -> usize {
    let text = found.normal.slice(span);
    if text.is_ascii() {
        return text.len();
    }
    text.chars().map(|c| if is_ideograph(c) { 2 } else { 1 }).sum()
}

/// The width at which long lines were broken, if most of them were.
fn width(found: &LetterText<'_>) -> Option<usize> {
    let plain = found.normal.lines.iter().filter(|line| line.cell.is_none());
    // No letter has more columns than bytes, so a short line need not be measured.
    let plain = plain.filter(|line| line.span.len() > WIDEST - 20);
    let long = plain.map(|line| columns(found, &line.span)).filter(|width| *width > WIDEST - 20);
    let (broken, whole): (Vec<usize>, Vec<usize>) = long.partition(|width| *width <= WIDEST);
    broken.iter().max().copied().filter(|_| broken.len() > 4 * whole.len())
}

/// The units in a stretch.
pub(crate) fn units(found: &LetterText<'_>, inside: &Span) -> Vec<TextUnit> {
    let width = width(found);
    let mut all: Vec<TextUnit> = Vec::new();
    let mut before: Option<&NormalLine> = None;
    for line in &found.normal.lines {
        let span = line.span.start.max(inside.start)..line.span.end.min(inside.end);
        if span.is_empty() {
            continue;
        }
        let text = found.normal.slice(&span);
        let is_aside = || {
            all.last().is_some_and(|last| {
                last.span.len() <= LONGEST && is_open(found.normal.slice(&last.span))
            })
        };
        let is_bullet = line.number.is_some()
            || text.starts_with(BULLETS)
            || is_enumerated(text) && !is_aside();
        let goes_on = before.is_some_and(|last| {
            let is_plain = last.cell.is_none() && line.cell.is_none() && !line.is_heading;
            let gap = found.normal.slice(&(last.span.end..line.span.start));
            let is_next = gap.matches('\n').count() == 1;
            if !is_plain || !is_next {
                return false;
            }
            let has_ended = found.normal.slice(&last.span).ends_with(['.', '。', '؟', '!', ':']);
            let is_full = width.is_some_and(|width| {
                let word = text.split_whitespace().next().unwrap_or(text);
                let word = if word.starts_with(is_ideograph) { 2 } else { word.chars().count() };
                columns(found, &last.span) + 1 + word > width
            });
            let crosses = is_in_date(found, line.span.start);
            // Two items that both end with their date.
            let ends = |span: &Span| found.dates_in(span).any(|date| date.span.end == span.end);
            let are_items = ends(&last.span) && ends(&span);
            // A dash or "not later than" before a date on the next line; 09.03.2026 begins like the
            // number of a list. Some words for a limit are headings too.
            let mut limits = found.normal.marks.like(Sense::Limit, &last.span);
            let has_limit = limits.any(|limit| limit.end == last.span.end)
                && !found.has(&last.span, Sense::DeadlineHeading)
                && !found.has(&last.span, Sense::DeadlineHeadingAlone);
            let hangs = (has_limit || found.normal.slice(&last.span).ends_with(" -"))
                && found.dates_in(&span).next().is_some_and(|date| date.span.start == span.start);
            // "- Contributions for which translation is requested" over the date of the next item.
            let is_next_date = all.last().is_some_and(|last| last.is_bullet)
                && found.dates_in(&span).next().is_some_and(|date| date.span == span);
            let is_own = are_items || is_next_date || is_entry(found, &span);
            (!is_bullet || hangs)
                && (is_full && !has_ended && !is_own || crosses || is_aside() || hangs)
        });
        match all.last_mut().filter(|last| goes_on && last.span.len() <= LONGEST) {
            Some(unit) => unit.span.end = span.end,
            None => all.push(TextUnit {
                span,
                row: line.cell.map(|(table, row, _)| (table, row)),
                column: line.cell.map_or(0, |(.., column)| column),
                is_bullet,
                is_heading: line.is_heading,
            }),
        }
        before = Some(line);
    }
    if all.iter().all(|unit| unit.span.len() <= LONGEST) {
        return all;
    }
    all.into_iter().flat_map(|unit| short(found, &unit)).collect()
}

/// A unit in parts that are not too long, cut between its words.
fn short(found: &LetterText<'_>, unit: &TextUnit) -> Vec<TextUnit> {
    if unit.span.len() <= LONGEST {
        return vec![unit.clone()];
    }
    let mut parts = Vec::new();
    let mut begin = unit.span.start;
    for (at, c) in found.normal.slice(&unit.span).char_indices() {
        let at = unit.span.start + at;
        if at - begin > LONGEST && (c.is_whitespace() || is_ideograph(c)) {
            parts.push(TextUnit { span: begin..at, ..unit.clone() });
            begin = at;
        }
    }
    parts.push(TextUnit { span: begin..unit.span.end, ..unit.clone() });
    parts
}

/// Whether a date that began before goes on at a place.
pub(crate) fn is_in_date(found: &LetterText<'_>, at: usize) -> bool {
    let next = found.dates.partition_point(|date| date.span.end <= at);
    found.dates.get(next).is_some_and(|date| date.span.start < at)
}

/// Whether a line begins with a date and a sign that parts it from what is due.
fn is_entry(found: &LetterText<'_>, line: &Span) -> bool {
    let date = found.dates_in(line).next().filter(|date| date.span.start == line.start);
    date.is_some_and(|date| {
        let rest = found.normal.slice(&(date.span.end..line.end));
        rest.trim_start_matches(' ').starts_with([':', '-', '/', '|', '\t'])
    })
}

/// Whether a line begins with the number or letter of a list.
fn is_enumerated(text: &str) -> bool {
    let rest = text.trim_start_matches(char::is_alphanumeric);
    matches!(text.len() - rest.len(), 1..=2) && rest.starts_with([')', '.'])
}

/// Whether a parenthesis is still open at the end of a line.
pub(crate) fn is_open(text: &str) -> bool {
    text.rfind('(').is_some_and(|open| !text.get(open..).is_some_and(|rest| rest.contains(')')))
}

/// Where the tokens of hours, zones, days of the week and small words end that stand behind a place;
/// the place itself if no hour is among them.
pub(crate) fn behind_hour(found: &LetterText<'_>, rest: &Span) -> usize {
    let mut end = rest.start;
    let mut has_hour = false;
    let mut at = rest.start;
    while let Some((filler, next)) = step(found, at, rest.end) {
        has_hour |= filler == Filler::Hour;
        let closes = found.normal.slice(&(at..next)).trim() == ")";
        at = next;
        if has_hour && (filler != Filler::Sign || closes) {
            end = at;
        }
    }
    end
}

/// Where the hour begins that stands before a date with nothing else between.
pub(crate) fn before_hour(found: &LetterText<'_>, inside: &Span, date: usize) -> usize {
    let lead = inside.start..date;
    let words = [Sense::Noon, Sense::DayEnd].map(|sense| found.all(&lead, sense));
    let starts = words.iter().flatten().map(|span| span.start);
    let starts = starts.chain(times_of(found, &lead).map(|time| time.start));
    starts.filter(|start| is_filler(found, &(*start..date))).min().unwrap_or(date)
}

/// Whether nothing but hours, zones, days of the week and small words stands in a stretch.
pub(crate) fn is_filler(found: &LetterText<'_>, span: &Span) -> bool {
    let mut at = span.start;
    while let Some((_, next)) = step(found, at, span.end) {
        at = next;
    }
    found.normal.is_blank(&(at..span.end))
}

/// The times in a stretch, also bare digits before the name of a zone.
pub(crate) fn times_of<'a>(
    found: &'a LetterText<'_>,
    span: &Span,
) -> impl Iterator<Item = &'a TimeMention> {
    let first = found.times.partition_point(|time| time.start < span.start);
    let end = span.end;
    let inside = found.times.get(first..).unwrap_or_default().iter();
    inside.take_while(move |time| time.end <= end).filter(|time| {
        let behind =
            found.normal.tokens_in(&(time.end..found.normal.text().len().min(time.end + 64)));
        let next = behind.all.first().map_or(time.end, |token| token.start);
        time.is_sure
            || ZONES.iter().any(|zone| found.begins(next, *zone))
            || is_of_hours(found, time)
    })
}

/// Whether an hour is all that stands in a cell below "Time": `1700`.
fn is_of_hours(found: &LetterText<'_>, time: &TimeMention) -> bool {
    let line = found.normal.line_of(time.start).filter(|line| line.span == time.span());
    let head = line.and_then(|line| column_head(found, line.cell?));
    head.is_some_and(|head| found.begins(head.start, Sense::HoursColumn))
}

/// What names the zone of an hour.
const ZONES: [Sense; 5] =
    [Sense::Utc, Sense::LocalTime, Sense::OtherZone, Sense::GenevaTime, Sense::GenevaHours];

/// The small words that may stand between a limit, an hour and a date.
const SMALL: [Sense; 7] = [
    Sense::AtHour,
    Sense::Hours,
    Sense::OnDay,
    Sense::BeforeNoon,
    Sense::AfterNoon,
    Sense::AtNight,
    Sense::Day(Weekday::Mon),
];

/// What may stand between a limit, an hour and a date.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Filler {
    Hour,
    /// A zone or a small word.
    Word,
    Sign,
}

/// What begins at a place, and where it ends.
fn step(found: &LetterText<'_>, at: usize, end: usize) -> Option<(Filler, usize)> {
    let rest = found.normal.tokens_in(&(at..end));
    let token = rest.all.first()?;
    let start = token.start;
    if let Some(time) = times_of(found, &(start..end)).next().filter(|time| time.start == start) {
        return Some((Filler::Hour, time.end.max(time.zone_end).min(end)));
    }
    let marks = &found.normal.marks;
    let longest = |senses: &[Sense]| {
        let all = senses.iter().filter_map(|of| marks.at(*of, start)).map(|mark| mark.end);
        all.filter(|next| *next <= end).max()
    };
    if let Some(next) = longest(&[Sense::Noon, Sense::DayEnd]) {
        return Some((Filler::Hour, next));
    }
    if let Some(next) = longest(&ZONES).max(longest(&SMALL)) {
        return Some((Filler::Word, next));
    }
    let is_sign = matches!(token.kind, TokenKind::Sign | TokenKind::LineEnd);
    let ends = matches!(rest.text(0), ";" | "。" | "؛" | "*");
    (is_sign && !ends).then_some((Filler::Sign, token.end))
}

/// What makes a limit of a date and stands closely before it: "by", "not later than".
pub(crate) fn limit_before(found: &LetterText<'_>, inside: &Span, date: &Span) -> Option<Span> {
    // The article of a date may belong to both: "avant le".
    let upto = inside.start..date.end;
    let limits = [Sense::Limit, Sense::ChangedTo].map(|of| found.all(&upto, of));
    let date = date.start;
    let is_close = |limit: &Span| {
        let gap = limit.end.min(date)..date;
        limit.start < date
            && (is_filler(found, &gap) || {
                // 最迟必须在, 须于: what stands between is a verb.
                let text = found.normal.slice(&gap);
                text.chars().all(is_ideograph)
                    && text.chars().count() <= 4
                    && !found.has(&gap, Sense::Asks(Action::Other))
            })
    };
    limits.into_iter().flatten().filter(is_close).min_by_key(|limit| limit.start)
}

/// What makes a limit of a date and stands closely behind it: "at the latest", `之前`.
pub(crate) fn limit_behind(found: &LetterText<'_>, rest: &Span) -> Option<Span> {
    let limits = found.all(rest, Sense::LimitBehind);
    limits.into_iter().find(|limit| is_filler(found, &(rest.start..limit.start)))
}

/// The day of a date; where it has no year, the last such day before the meeting, unless the next one is
/// nearer: "Dinner: 8 April" of a meeting from 7 to 9 April. And whether the year was found so.
pub(crate) fn in_year(date: &DateMention, meeting: Option<Days>) -> Option<(NaiveDate, bool)> {
    if let Some(day) = date.day() {
        return Some((day, false));
    }
    let first = meeting?.first;
    let years = [first.year(), first.year() - 1];
    let mut days = years.into_iter().filter_map(|year| date.first.in_year(Some(year)));
    let day = days.find(|day| *day < first).filter(|_| date.first.year.is_none())?;
    let again = date.first.in_year(Some(first.year())).filter(|again| first <= *again);
    let is_nearer = again.is_none_or(|again| first - day < again - first);
    is_nearer.then_some((day, true))
}
