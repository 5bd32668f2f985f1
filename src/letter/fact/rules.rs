//! What a sentence says of the values in it: which of them hold, and which no longer do.

use crate::letter::lex::dates::month_at;
use crate::letter::lex::{DateMention, Mark, Normal, Token, TokenKind};
use crate::letter::read::document::{Block, Span};
use crate::letter::shape::{LetterText, Regions, within};
use crate::letter::words::Sense;
use crate::model::Days;
use chrono::Datelike;
use std::collections::HashSet;

/// How many words may stand between "instead of" and its value: "instead of on Monday the".
const NEAR: usize = 2;

/// How many tokens may stand between an hour and "the day before".
const BESIDE: usize = 5;

/// The sentences of the body that say when and where the meeting is, the surest first: those in which
/// it takes place or is moved, then those that invite. The table of deadlines and what follows it is
/// about other things.
pub(crate) fn inviting(found: &LetterText<'_>, regions: &Regions) -> Vec<Inviting> {
    let body = opening_part(found, regions);
    let anchors = [Sense::TakesPlace, Sense::ChangedTo, Sense::MovedFrom, Sense::Invites];
    let mut all: Vec<Inviting> = Vec::new();
    let mut known = HashSet::new();
    for sense in anchors {
        for anchor in found.all(&body, sense) {
            let sentence = found.sentence(anchor.start, &body);
            let is_change = matches!(sense, Sense::ChangedTo | Sense::MovedFrom);
            // A deadline is moved too.
            let is_limit = is_change
                && (found.has(&sentence, Sense::Limit)
                    || !names_meeting(found, &sentence)
                        && !found.has(&sentence, Sense::PlaceColumn));
            if !is_limit && known.insert(sentence.clone()) {
                all.push(Inviting { anchor, sentence });
            }
        }
    }
    all
}

/// A sentence that invites.
#[derive(Clone, Debug)]
pub(crate) struct Inviting {
    /// The words by which it does.
    pub(crate) anchor: Span,
    /// All of it.
    pub(crate) sentence: Span,
}

/// The body up to its deadlines; the whole text where there is no body.
pub(crate) fn opening_part(found: &LetterText<'_>, regions: &Regions) -> Span {
    let body = regions.body.clone();
    let body = if body.is_empty() { 0..found.normal.text().len() } else { body };
    let deadlines = found.first(&body, Sense::DeadlineHeading);
    // "Please note the key deadlines below" may stand first.
    let end = deadlines
        .map(|heading| heading.start)
        .filter(|end| found.has(&(body.start..*end), Sense::TakesPlace));
    body.start..end.unwrap_or(body.end)
}

/// Whether a stretch speaks of a meeting or of a group.
pub(crate) fn names_meeting(found: &LetterText<'_>, span: &Span) -> bool {
    found.has(span, Sense::NamesMeeting) || !found.groups_in(span).is_empty()
}

/// The head of the column in which a cell stands: the cell above it in the first row.
pub(crate) fn column_head(found: &LetterText<'_>, cell: (usize, usize, usize)) -> Option<Span> {
    let (block, _, column) = cell;
    let Block::Table(table) = found.normal.document.blocks.get(block)? else { return None };
    let head = table.cells.iter().find(|it| (it.row, it.column) == (0, column))?;
    Some(head.paragraphs.first()?.span.start..head.paragraphs.last()?.span.end)
}

/// Whether a date stands in a column of old dates, beside one of its row that does not.
fn is_in_former_column(found: &LetterText<'_>, date: &Span) -> bool {
    let cell = |date: &Span| found.normal.line_of(date.start).and_then(|line| line.cell);
    let is_old = |cell| {
        column_head(found, cell).is_some_and(|head| found.begins(head.start, Sense::FormerColumn))
    };
    let Some(own) = cell(date).filter(|own| own.1 > 0 && is_old(*own)) else { return false };
    let at = found.dates.partition_point(|other| other.span.start < date.start);
    let (before, behind) = found.dates.split_at_checked(at).unwrap_or((found.dates, &[]));
    let in_row =
        |other: &DateMention| cell(&other.span).filter(|it| (it.0, it.1) == (own.0, own.1));
    let before = before.iter().rev().map_while(in_row);
    before.chain(behind.iter().map_while(in_row)).any(|other| !is_old(other))
}

/// What stands around a value of a sentence, up to those of its kind.
struct ValueSurroundings<'a> {
    earlier: Option<&'a Span>,
    later: Option<&'a Span>,
    before: Span,
    behind: Span,
}

impl<'a> ValueSurroundings<'a> {
    /// `all` are the values of the kind in the sentence, in their order.
    fn of(value: &Span, all: &'a [Span], sentence: &Span) -> Self {
        let earlier = all.partition_point(|other| other.end <= value.start).checked_sub(1);
        let earlier = earlier.and_then(|at| all.get(at));
        let later = all.get(all.partition_point(|other| other.start < value.end));
        Self {
            earlier,
            later,
            before: earlier.map_or(sentence.start, |other| other.end)..value.start,
            behind: value.end..later.map_or(sentence.end, |other| other.start),
        }
    }
}

/// Whether a value no longer holds, as its sentence or the head of its column says: "originally
/// scheduled for", "instead of", "moved from … to …". `all` are the values of its kind in the
/// sentence, in their order.
pub(crate) fn is_former(
    found: &LetterText<'_>,
    value: &Span,
    all: &[Span],
    sentence: &Span,
) -> bool {
    if is_in_former_column(found, value) {
        return true;
    }
    let around = ValueSurroundings::of(value, all, sentence);
    let ValueSurroundings { earlier, later, before, behind } = around;
    // "(21 February and 10 April)"
    let between = found.normal.tokens_in(&before);
    if let Some(earlier) = earlier
        && between.all.len() == 1
        && between.is_one_of(0, Sense::AndDay)
    {
        return is_former(found, earlier, all, sentence);
    }
    // Of "in Geneva rather than in Tokyo, from 18 to 22 January" the days are the meeting's.
    let is_of_another = |mark: &Mark| {
        let words = found.normal.tokens_in(&(mark.end..value.start.max(mark.end)));
        let is_word = |token: &&Token| token.kind != TokenKind::Sign;
        found.begins(mark.start, Sense::InsteadOf)
            && words.all.iter().filter(is_word).count() > NEAR
    };
    // "en lugar del 29 de abril": the date begins within the phrase.
    let reach = before.start..value.end;
    let formerly = found.normal.marks.like(Sense::Formerly, &reach);
    let formerly = formerly.filter(|mark| mark.start < value.start && !is_of_another(mark));
    // Of phrases that begin at one place the longest comes first.
    let formerly = formerly.reduce(|one, next| if next.end > one.end { next } else { one });
    let holds = [Sense::TakesPlace, Sense::ChangedTo].into_iter();
    let holds = holds.filter_map(|of| found.last(&before, of)).map(|at| at.start).max();
    if formerly.is_some_and(|formerly| holds.is_none_or(|at| at < formerly.end)) {
        return true;
    }
    // Of "moved from 18-22 January to 8-12 March" the "from" is a part of the first range.
    let reach = if later.is_some() { reach } else { before };
    if found.normal.marks.like(Sense::MovedFrom, &reach).any(|mark| mark.start < value.start) {
        return true;
    }
    // "… is changed to": what stands before is former, if a value of its kind follows.
    found.first(&behind, Sense::ChangedTo).is_some_and(|changed| {
        let before = behind.start..changed.start;
        !found.normal.slice(&before).contains(char::is_alphanumeric)
            || later.is_some() && !found.has(&before, Sense::TakesPlace)
    })
}

/// Whether a date stands behind its label at the beginning of a line, and the next line has the hours behind
/// theirs: "Date: 22 September 2026", "Time: 14:00-16:00". It is that of the meeting then.
pub(crate) fn has_hours_below(found: &LetterText<'_>, date: &Span) -> bool {
    let next = found.normal.lines.partition_point(|line| line.span.start <= date.start);
    let line = |at: usize| found.normal.lines.get(at).map(|line| line.span.clone());
    let (Some(own), Some(below)) = (next.checked_sub(1).and_then(line), line(next)) else {
        return false;
    };
    found.begins(own.start, Sense::DateColumn)
        && found.begins(below.start, Sense::HoursColumn)
        && found.times_in(&below).next().is_some()
}

/// Whether a day stands for its week: "w/c 18 January", "week of 18 January", 1月18日当周.
pub(crate) fn is_week(normal: &Normal, date: &Span) -> bool {
    let near = normal.text().floor_char_boundary(date.start.saturating_sub(40));
    let before = normal.marks.all(Sense::WeekOf, &(near..date.end)).last();
    before.is_some_and(|week| normal.is_blank(&(week.end..date.start)))
        || normal.marks.begins(Sense::WeekOf, date.end)
}

/// A doubt of the dates in figures that can be read in two ways; no fact takes one.
pub(crate) fn tell_ambiguous(found: &LetterText<'_>) {
    for cut in found.dates.iter().filter(|date| date.is_cut) {
        let words = found.normal.words(&cut.span);
        let message = format!("`{words}` has a letter where a digit should be");
        found.doubt("date-unsure", &cut.span, message, "check the date; it was not used");
    }
    let all: Vec<&DateMention> = found.dates.iter().filter(|date| date.is_ambiguous()).collect();
    let Some(first) = all.first() else { return };
    let words = found.normal.words(&first.span);
    let others = match all.len() - 1 {
        0 => String::new(),
        others => format!(", and so can {others} more"),
    };
    let message = format!("`{words}` can be read with its day or its month first{others}");
    let help = "check which is meant, and write the dates by hand; they were not used";
    found.doubt("date-unsure", &first.span, message, help);
}

/// Whether a sentence names months, and none of the meeting's: "the meeting planned for September was
/// cancelled".
pub(crate) fn names_other_month(found: &LetterText<'_>, sentence: &Span, meeting: Days) -> bool {
    let tokens = found.normal.tokens_in(sentence);
    let months = tokens.each(|at| month_at(tokens, at).map(|(month, length)| (month, at + length)));
    let own = [meeting.first.month(), meeting.last.month()];
    !months.is_empty() && !months.iter().any(|named| own.contains(named))
}

/// Whether "the day before" stands beside an hour: "at 1600 hours on the day before the meeting", but not "at 0830
/// hours; badges may be collected the day before".
pub(crate) fn is_day_before(found: &LetterText<'_>, hour: &Span, sentence: &Span) -> bool {
    found.all(sentence, Sense::DayBefore).into_iter().any(|day| {
        let end = hour.end.min(day.end);
        let between = end..hour.start.max(day.start).max(end);
        let words = found.normal.tokens_in(&between);
        words.all.len() <= BESIDE && !found.normal.slice(&between).contains([';', '.', '؛', '；'])
    })
}

/// The dates of a sentence, in their order.
pub(crate) fn dates(found: &LetterText<'_>, sentence: &Span) -> Vec<Span> {
    found.dates_in(sentence).map(|date| date.span.clone()).collect()
}

/// The dates of a sentence on both sides of one of them, in their order.
pub(crate) fn dates_beside(found: &LetterText<'_>, date: &Span, sentence: &Span) -> Vec<Span> {
    let earlier = found.dates.partition_point(|other| other.span.end <= date.start).checked_sub(1);
    let later = found.dates.partition_point(|other| other.span.start < date.end);
    let beside = [earlier, Some(later)].into_iter().flatten();
    let beside = beside.filter_map(|at| found.dates.get(at)).map(|other| other.span.clone());
    beside.filter(|other| within(other, sentence)).collect()
}

/// Whether a date is that of another letter or document: "Collective letter 2/13 of 16 March 2009",
/// `2019年7月12日第6/9号集体函`.
pub(crate) fn is_of_document(found: &LetterText<'_>, date: &DateMention, sentence: &Span) -> bool {
    let all = dates_beside(found, &date.span, sentence);
    let around = ValueSurroundings::of(&date.span, &all, sentence);
    let ValueSurroundings { before, behind, .. } = around;
    let is_limit = found.last(&before, Sense::Limit).is_some_and(|limit| {
        found.normal.tokens_in(&(limit.end..date.span.start.max(limit.end))).all.len() <= 1
    });
    if is_limit || found.begins(date.span.end, Sense::LimitBehind) {
        return false;
    }
    let is_near = |between: Span, parting: &[Sense]| {
        found.normal.tokens_in(&between).all.len() <= NUMBER && !found.has_any(&between, parting)
    };
    // "Further to Collective letter 4/9, contributions should be submitted by 2 June"
    let parting = [Sense::TakesPlace, Sense::Limit, Sense::LimitNoun];
    [Sense::CollectiveLetter, Sense::Circular].into_iter().any(|of| {
        let ahead = found.last(&before, of);
        let next = found.first(&behind, of);
        ahead.is_some_and(|at| is_near(at.end..date.span.start, &parting))
            // "5 May 2027, see Collective letter 2/13"
            || next.is_some_and(|at| is_near(date.span.end..at.start, &[Sense::See]))
    })
}

/// How many tokens the number of a document and the words around it are: "TSB 2/13 (Rev. 1), dated".
const NUMBER: usize = 12;
