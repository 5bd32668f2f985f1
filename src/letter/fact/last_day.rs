//! The last day of a meeting whose sentence gives its first day: "begins on 29 June and ends on 3 July", "from
//! 18 January for five days".

use crate::letter::fact::plain::is_strange;
use crate::letter::fact::relative::distances;
use crate::letter::lex::{CivilDate, DateMention, Token, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::LetterText;
use crate::letter::words::Sense;
use crate::model::{Days, TimeUnit};
use chrono::{Datelike, Days as DayCount, NaiveDate};

/// How many words may stand between a verb of an end and its day: "on Friday the".
const NEAR: usize = 3;

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
    let gap = |link: &Span| link.end..last.span.start.max(link.end);
    // "until" touches the day, of which an article may be a part: "jusqu'au 3 juillet".
    let mut to = found.all(&(date.span.end..last.span.end), Sense::ToDay).into_iter();
    let to = to.find(|link| found.normal.is_blank(&gap(link)));
    // "ends on Friday," but not "ends at 1800; the next meeting is on"
    let reaches = |ends: &Span| {
        let between = found.normal.tokens_in(&gap(ends)).all;
        between.len() <= NEAR && between.iter().all(|token| token.kind == TokenKind::Word)
    };
    let link = to.or_else(|| found.last(&gap(&date.span), Sense::EndsOn).filter(reaches));
    let is_behind = last.span.end < sentence.end && found.begins(last.span.end, Sense::EndsOn);
    let words = date.span.end..link.as_ref().map_or(last.span.start, |link| link.start);
    // "… and the exhibition ends on" is about something else; "… and will be held until" is not.
    let held = found.all(&words, Sense::TakesPlace);
    let is_held = |token: &Token| held.iter().any(|held| held.contains(&token.start));
    let mut between = found.normal.tokens_in(&words).all.iter();
    (link.is_some() || is_behind)
        && !found.has_any(&words, &[Sense::Limit, Sense::OtherEvent, Sense::Workshop])
        && !between.any(|token| is_strange(found, token) && !is_held(token))
}

/// How long a meeting lasts from a day on, where its sentence says that, and its days, if no weekend
/// leaves them open.
pub(super) fn lasting(
    found: &LetterText<'_>,
    date: &DateMention,
    sentence: &Span,
) -> Option<(Span, Option<DateMention>)> {
    let first = date.day()?;
    let touch = |one: &Span, other: &Span| {
        one.end <= other.start && found.normal.is_blank(&(one.end..other.start))
    };
    let lasts = found.all(sentence, Sense::Lasts);
    let follow = found.all(&(date.span.end..sentence.end), Sense::Follow);
    let (distance, count) =
        distances(found.normal.tokens_in(sentence)).into_iter().find_map(|distance| {
            let (span, amount) = (&distance.span, u64::from(distance.before.amount));
            let is_lasting = lasts.iter().any(|lasts| touch(lasts, span));
            let follows = || follow.iter().any(|it| touch(it, span) || touch(span, it));
            let is_counted = distance.before.unit != TimeUnit::Hours && (is_lasting || follows());
            let count = if is_lasting { amount } else { amount + 1 };
            is_counted.then_some((distance, count))
        })?;
    let last = count.checked_sub(1).and_then(|more| first.checked_add_days(DayCount::new(more)));
    let is_sure = |last: &NaiveDate| {
        distance.before.unit == TimeUnit::Days
            && Days { first, last: *last }.working().count() as u64 == count
    };
    let read = last.filter(is_sure).map(|last| {
        let last = CivilDate { year: Some(last.year()), month: last.month(), day: last.day() };
        DateMention { last: (count > 1).then_some(last), ..date.clone() }
    });
    Some((distance.span, read))
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::letter;

    /// The days of a letter whose subject gives none, and whether its last day was told.
    fn days(words: &str) -> String {
        let body = format!("I invite you to the meeting of Study Group 9 in Geneva, {words}");
        let letter = letter("Meeting of Study Group 9", &body);
        let of = |said: Option<crate::finding::Said<chrono::NaiveDate>>| {
            said.map_or("-".to_owned(), |said| said.value.format("%m-%d").to_string())
        };
        let told = letter.findings.sorted().iter().any(|it| it.message.contains("lasts"));
        format!("{} {} {told}", of(letter.draft.start), of(letter.draft.end))
    }

    #[test]
    fn a_last_day_may_stand_apart() {
        for words in [
            "starting on 18 January 2027 and ending on 22 January 2027.",
            "beginning on 18 January and ending on 22 January 2027.",
            "which begins on Monday 18 January 2027 and closes on Friday 22 January 2027.",
            "which will open on 18 January 2027 and close on 22 January 2027.",
            "which will take place from 18 January 2027 and will last five days.",
            "on 18 January 2027 and the following four days.",
            "from 18 January until and including 22 Jan. 2027.",
            "from 18 January 2027 up to and including 22 January 2027.",
            "starting on Monday 18 January 2027 for a period of five days.",
            "from 18 January 2027 for five consecutive days.",
            "с 18 января 2027 года в течение пяти дней.",
            "le 18 janvier 2027 et les quatre jours suivants.",
            "los días 18 de enero de 2027 y los cuatro días siguientes.",
            "18 января 2027 года и в последующие четыре дня.",
            "qui débutera le 18 janvier 2027 et se terminera le 22 janvier 2027.",
            "qui se tiendra du 18 janvier 2027 jusqu'au 22 janvier 2027.",
            "que comenzará el 18 de enero de 2027 y finalizará el 22 de enero de 2027.",
            "которое начнется 18 января 2027 года и завершится 22 января 2027 года.",
            "会议将于2027年1月18日开始，2027年1月22日结束。",
            "会议于2027年1月18日开幕，1月22日闭幕。",
            "会议将于2027年1月18日开始，为期五天。",
            "الذي يبدأ في 18 يناير 2027 وينتهي في 22 يناير 2027.",
        ] {
            assert_eq!(days(words), "01-18 01-22 false", "{words}");
        }
    }

    #[test]
    fn what_ends_otherwise_is_no_last_day() {
        for (words, expected) in [
            (
                "on 18 January 2027; it ends at 1800 hours, and the next one is on 22 March 2027.",
                "01-18 - false",
            ),
            ("on 18 January 2027, and the exhibition ends on 25 January 2027.", "01-18 - false"),
            ("which will last ten days from 18 January 2027.", "- - true"),
        ] {
            assert_eq!(days(words), expected, "{words}");
        }
    }
}
