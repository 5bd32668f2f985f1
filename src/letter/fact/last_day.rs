//! The last day of a meeting whose sentence gives its first day: "begins on 29 June and ends on 3 July", "from
//! 18 January for five days".

use crate::letter::fact::relative::distances;
use crate::letter::lex::dates::{CivilDate, DateMention};
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::letter::words::Sense;
use crate::model::{Days, TimeUnit};
use chrono::{Datelike, Days as DayCount};

/// What is no verb between the two days: "will", "then".
const SHORT: usize = 4;

/// A day with the last one, which a sentence gives apart.
pub(super) fn until(found: &LetterText<'_>, date: &DateMention, sentence: &Span) -> DateMention {
    joined(found, date, sentence).unwrap_or_else(|| date.clone())
}

fn joined(found: &LetterText<'_>, date: &DateMention, sentence: &Span) -> Option<DateMention> {
    let last = found.dates_in(&(date.span.end..sentence.end)).next()?;
    if date.last.is_some() || last.last.is_some() || !is_linked(found, date, last, sentence) {
        return None;
    }
    let first = date.first.in_year(last.first.year)?;
    let end = last.first.in_year(date.first.year)?;
    let civil = |year: i32, of: CivilDate| CivilDate { year: Some(year), ..of };
    (first < end && !date.is_ambiguous() && !last.is_ambiguous()).then(|| DateMention {
        span: date.span.start..last.span.end,
        first: civil(first.year(), date.first),
        last: Some(civil(end.year(), last.first)),
        ..date.clone()
    })
}

/// Whether a sentence makes the second of two days the last one: "… until 3 July", "… and ends on 3 July",
/// `…结束`.
fn is_linked(
    found: &LetterText<'_>,
    date: &DateMention,
    last: &DateMention,
    sentence: &Span,
) -> bool {
    let between = date.span.end..last.span.start.max(date.span.end);
    let others = [Sense::Limit, Sense::OtherEvent, Sense::Workshop];
    let is_plain = |words: Span| !others.into_iter().any(|of| found.has(&words, of));
    // "until" touches the day, of which an article may be a part: "jusqu'au 3 juillet".
    let touches = |link: &Span| {
        let gap = link.end..last.span.start.max(link.end);
        found.normal.slice(&gap).trim().is_empty()
    };
    let to = found.all(&(date.span.end..last.span.end), Sense::ToDay);
    if let Some(link) = to.into_iter().find(touches) {
        return is_plain(date.span.end..link.start);
    }
    let ends = found.first(&between, Sense::EndsOn);
    let behind = found.normal.marks.at(Sense::EndsOn, last.span.end).is_some()
        && sentence.end > last.span.end;
    let words = date.span.end..ends.as_ref().map_or(last.span.start, |ends| ends.start);
    let tokens = found.normal.tokens_in(&words).all.iter();
    // "… and the exhibition ends on" is about something else.
    let mut unknown = tokens.filter(|token| {
        token.kind == TokenKind::Word
            && token.end - token.start > SHORT
            && found.normal.marks.beginning(token.start).is_empty()
    });
    (ends.is_some() || behind) && is_plain(words.clone()) && unknown.next().is_none()
}

/// How long a meeting lasts from a day on, where its sentence says that, and its days, if no weekend
/// leaves them open.
pub(super) fn lasting(
    found: &LetterText<'_>,
    date: &DateMention,
    sentence: &Span,
) -> Option<(Span, Option<DateMention>)> {
    let first = date.day()?;
    let lasts = found.all(sentence, Sense::Lasts);
    let distance = distances(found.normal.tokens_in(sentence)).into_iter().find(|distance| {
        let touches = |lasts: &Span| {
            lasts.end <= distance.span.start
                && found.normal.slice(&(lasts.end..distance.span.start)).trim().is_empty()
        };
        lasts.iter().any(touches) && distance.before.unit != TimeUnit::Hours
    })?;
    let count = u64::from(distance.before.amount);
    let last = count.checked_sub(1).and_then(|more| first.checked_add_days(DayCount::new(more)));
    let days = last.map(|last| Days { first, last }).filter(|days| {
        distance.before.unit == TimeUnit::Days && days.working().count() as u64 == count
    });
    let read = days.map(|Days { last, .. }| {
        let last = CivilDate { year: Some(last.year()), month: last.month(), day: last.day() };
        DateMention { last: (count > 1).then_some(last), ..date.clone() }
    });
    Some((distance.span, read))
}
