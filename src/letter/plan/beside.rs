//! What stands beside a plan's tables: the heading before, legend, key and notes behind; and plans
//! of which nothing but loose words is left.

use crate::letter::lex::dates::{dates, weekdays};
use crate::letter::lex::normal::{Normal, NormalLine};
use crate::letter::lex::times::times;
use crate::letter::plan::cells::is_cut;
use crate::letter::plan::label::{day_label, slots_label};
use crate::letter::plan::legend::named_slot;
use crate::letter::plan::words::{hours, pieces};
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::{Hours, Slot};
use std::collections::HashMap;

/// How many lines before and behind a plan's tables belong to it.
const BEFORE: usize = 6;
const BEHIND: usize = 30;

/// How many cells more a table before a plan may have.
const LONGEST_TABLE: usize = 40;

/// How many headings of plans are looked behind: a letter has a few, also where it repeats them.
const MOST_HEADINGS: usize = 16;

/// The lines of a plan: from its heading to the notes behind its last table.
pub(super) fn lines_beside(normal: &Normal, tables: &Span) -> Vec<Span> {
    let first = normal.lines.partition_point(|line| line.span.start < tables.start);
    let behind = normal.lines.partition_point(|line| line.span.start < tables.end);
    let block = |at: usize| normal.lines.get(at).and_then(|line| Some(line.cell?.0));
    // A table is not cut.
    let mut begin = first.saturating_sub(BEFORE);
    let last = begin.saturating_sub(LONGEST_TABLE);
    while begin > last && block(begin).is_some() && block(begin) == block(begin - 1) {
        begin -= 1;
    }
    let all = normal.lines.iter().enumerate().skip(begin).take(behind - begin + BEHIND);
    let is_next_annex = |at: usize, span: &Span| at >= behind && is_annex(normal, span);
    let all = all.take_while(|(at, line)| !is_next_annex(*at, &line.span));
    let mut found: Vec<Span> = Vec::new();
    let mut before: Option<&NormalLine> = None;
    for (_, line) in all {
        let is_beside = line.span.end <= tables.start || line.span.start >= tables.end;
        let last = found.last_mut().filter(|_| is_beside);
        match (before.replace(line), last) {
            (Some(slot), Some(last))
                if is_legend_row(normal, slot, line) || is_cut(normal, last, &line.span) =>
            {
                last.end = line.span.end
            }
            _ => found.push(line.span.clone()),
        }
    }
    found
}

/// Whether two cells of a row are a slot and its hours: `1`, `0900-1015`. Such a row is one line of a
/// legend.
fn is_legend_row(normal: &Normal, slot: &NormalLine, line: &NormalLine) -> bool {
    let row = |line: &NormalLine| line.cell.map(|(block, row, _)| (block, row));
    let is_row = row(slot).is_some() && row(slot) == row(line) && slot.cell != line.cell;
    is_row && one_slot(normal, slot).is_some() && !hours(normal, &line.span).is_empty()
}

/// The slot that a cell names: `1`, "Session 1".
fn one_slot(normal: &Normal, line: &NormalLine) -> Option<Slot> {
    slot_of(normal, &line.span)
}

fn slot_of(normal: &Normal, span: &Span) -> Option<Slot> {
    match slots_label(normal, span, &[]) {
        Some(slots) => (slots.first() == slots.last()).then_some(slots.first()),
        None => named_slot(normal, span),
    }
}

/// A legend whose rows have a slot, its beginning and its end, in a cell each: `1`, `0900`, `1015`.
pub(super) fn hours_beside_slots(normal: &Normal, lines: &[Span]) -> Vec<(Slot, Hours, Span)> {
    let time = |span: &Span| match times(normal.tokens_in(span)).as_slice() {
        [time]
            if time.start == span.start && !normal.slice(&(time.end..span.end)).contains(' ') =>
        {
            Some(time.time)
        }
        _ => None,
    };
    let of_row = |[slot, start, end]: [&Span; 3]| {
        let hours = Hours::new(time(start)?, time(end)?)?;
        Some((slot_of(normal, slot)?, hours, start.start..end.end))
    };
    let cells = lines.windows(3).filter_map(|row| {
        let cell = |line: &Span| normal.line_at(line.start)?.cell;
        let [slot, start, end] = row else { return None };
        let (block, at, column) = cell(slot)?;
        let is_next = |line: &Span, by: usize| cell(line) == Some((block, at, column + by));
        if is_next(start, 1) && is_next(end, 2) { of_row([slot, start, end]) } else { None }
    });
    let tabbed = lines.iter().filter_map(|line| {
        let cells = pieces(normal, line, &['\t']);
        let [slot, start, end, ..] = cells.as_slice() else { return None };
        of_row([slot, start, end])
    });
    let found: Vec<_> = cells.chain(tabbed).collect();
    // One alone may be anything.
    if found.len() > 1 { found } else { Vec::new() }
}

/// A legend across a table: a row of slots, and their hours in the row below.
pub(super) fn hours_below_slots(normal: &Normal, lines: &[Span]) -> Vec<(Slot, Hours, Span)> {
    let lines = lines.iter().filter_map(|line| normal.line_at(line.start));
    let cells = || lines.clone().filter_map(|line| Some((line.cell?, line)));
    let slots = cells().filter_map(|(cell, line)| Some((cell, one_slot(normal, line)?)));
    let slots: HashMap<(usize, usize, usize), Slot> = slots.collect();
    let of_cell = |((block, row, column), line): (_, &NormalLine)| {
        let row: usize = row;
        let slot = slots.get(&(block, row.checked_sub(1)?, column))?;
        let said = hours(normal, &line.span).into_iter().next()?;
        (said.span == line.span).then_some((*slot, said.hours, said.span))
    };
    let found: Vec<_> = cells().filter_map(of_cell).collect();
    // One alone may be anything.
    if found.len() > 1 { found } else { Vec::new() }
}

/// The heading of a plan among some lines: the last one.
pub(super) fn heading<'a>(normal: &Normal, lines: impl Iterator<Item = &'a Span>) -> Option<Span> {
    lines.filter(|line| is_heading(normal, line)).last().cloned()
}

/// Where a plan begins: with its heading among the lines before it.
pub(super) fn begin(normal: &Normal, lines: &[Span], plan: &Span) -> usize {
    let heading = heading(normal, lines.iter().filter(|line| line.end <= plan.start));
    heading.map_or(plan.start, |heading| heading.start)
}

/// A short line that begins with the name of a plan, perhaps behind a number or that of its annex.
pub(super) fn is_heading(normal: &Normal, line: &Span) -> bool {
    let text = normal.folded(line);
    // "Figure 1 – Time plan"
    let figure = || normal.marks.at(Sense::Figure, line.start).map(|mark| mark.end);
    let behind = prose::annex_heading(normal, line).or_else(figure).unwrap_or(line.start)..line.end;
    let name = normal.folded(&behind).trim_start_matches(|c: char| !c.is_alphabetic());
    let is_short = || text.chars().count() < 120 && !text.ends_with(['.', '。']);
    normal.marks.at(Sense::PlanHeading, line.end - name.len()).is_some() && is_short()
}

/// Where a letter says that it has a plan: a heading behind the letter itself, or a sentence that
/// names the annex of a plan, or says that it is enclosed.
pub(super) fn announced(normal: &Normal) -> Option<Span> {
    let body = prose::letter(normal);
    let heading = headings(normal).map(|(_, line)| line).find(|line| line.start >= body.end);
    heading.cloned().or_else(|| {
        let has = |of: Sense, sentence: &Span| normal.marks.has(of, sentence);
        let is_there = |it: &Span| has(Sense::Annex, it) || has(Sense::Enclosed, it);
        let says = |it: &Span| has(Sense::PlanHeading, it) && is_there(it);
        prose::sentences(normal, &body).into_iter().find(says)
    })
}

/// The headings of plans in a letter, each with the number of its line.
pub(super) fn headings(normal: &Normal) -> impl Iterator<Item = (usize, &Span)> {
    let lines = normal.lines.iter().enumerate().map(|(at, line)| (at, &line.span));
    lines.filter(|(_, line)| is_heading(normal, line)).take(MOST_HEADINGS)
}

/// A plan without a table: its heading, and behind that days and hours whose cells are gone.
pub(super) fn loose_plan(normal: &Normal) -> Option<Span> {
    let is_day = |span: &Span| {
        span.len() < 80 && day_label(normal, span).is_some_and(|day| day.weekday.is_some())
    };
    // A row of days, or of hours, that lost its cells.
    let is_row = |span: &Span| {
        let tokens = normal.tokens_in(span);
        let days = weekdays(tokens).into_iter().filter(|day| !tokens.digits(day.end).is_empty());
        hours(normal, span).len() >= 3 || days.count() >= 3
    };
    headings(normal).find_map(|(at, heading)| {
        let behind = normal.lines.iter().skip(at + 1).take(2 * BEHIND).map(|line| &line.span);
        let days = |span: &Span| if is_row(span) { 3 } else { usize::from(is_day(span)) };
        let of_plan = behind.map(|span| (days(span), span)).filter(|(days, _)| *days > 0);
        let of_plan: Vec<(usize, &Span)> = of_plan.collect();
        let is_plan = of_plan.iter().map(|(days, _)| days).sum::<usize>() >= 3;
        is_plan.then_some(heading.start..of_plan.last()?.1.end)
    })
}

/// A plan in sentences: its heading, and soon behind it at least two lines that name days.
pub(super) fn plan_in_words(normal: &Normal) -> Option<Span> {
    headings(normal).find_map(|(at, heading)| {
        let behind = normal.lines.iter().skip(at + 1).take(BEFORE);
        let behind = behind.take_while(|line| !is_annex(normal, &line.span));
        let days = |span: &Span| {
            let tokens = normal.tokens_in(span);
            dates(tokens).len().max(weekdays(tokens).len())
        };
        let of_days: Vec<usize> = behind.map(|line| days(&line.span)).filter(|n| *n > 0).collect();
        (of_days.len() >= 2 || of_days.iter().sum::<usize>() >= 3).then(|| heading.clone())
    })
}

/// A line that begins another annex: `Annex D`, `ANNEX 2 - Practical information for delegates`.
pub(super) fn is_annex(normal: &Normal, line: &Span) -> bool {
    prose::annex_heading(normal, line).is_some()
}
