//! Limits without an exact day: "by mid-December 2026", "within three weeks of this letter".

use crate::letter::fact::relative::distances;
use crate::letter::fact::requests::DeadlineReader;
use crate::letter::lex::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, within};
use crate::letter::words::Sense;

/// How many words stand between a limit and what names no day at most: "not later than at the".
const BETWEEN: usize = 2;

/// Reports such limits of what is asked for, but for those in a list that was read.
pub(crate) fn tell_vague(reader: &DeadlineReader<'_>, whole: &Span, list: &Span) {
    let found = reader.found;
    let mut told = 0;
    for vague in found.all(whole, Sense::VagueDay) {
        let sentence = found.sentence(vague.start, whole);
        if vague.start >= told
            && !within(&vague, list)
            && is_asked(reader, &sentence)
            && is_limit(found, &vague, &sentence)
        {
            reader.unclear(&sentence, "the limit in this sentence is not an exact day");
            told = sentence.end;
        }
    }
}

/// Whether words that name no day are a limit in their sentence.
fn is_limit(found: &LetterText<'_>, vague: &Span, sentence: &Span) -> bool {
    let is_near = |from: usize, to: usize| {
        let tokens = found.normal.tokens_in(&(from.min(to)..to)).all.iter();
        tokens.filter(|token| token.kind != TokenKind::Sign).count() <= BETWEEN
    };
    let rest = vague.end..sentence.end;
    // "Register early, by 18 December", "the end of business on 5 January"
    let date = found.dates_in(&rest).next();
    if found.is_of_date(vague.start) || date.is_some_and(|it| is_near(vague.end, it.span.start)) {
        return false;
    }
    // "at least one month before the beginning of the meeting"
    let meeting = found.first(&rest, Sense::NamesMeeting);
    if meeting.is_some_and(|meeting| is_near(vague.end, meeting.start))
        || found.all(sentence, Sense::BeforeMeeting).iter().any(|all| within(vague, all))
    {
        return false;
    }
    let mut limits = found.all(&(sentence.start..vague.end), Sense::Limit).into_iter();
    let limit = limits.rfind(|limit| limit.start < vague.start);
    let month = found.normal.marks.like(Sense::Month(1), &rest).next();
    let behind = found.first(&rest, Sense::LimitBehind);
    let mut far = distances(found.normal.tokens_in(sentence)).into_iter();
    let far = far.rfind(|far| far.span.end <= vague.start);
    limit.is_some_and(|limit| is_near(limit.end, vague.start))
        || month.is_some_and(|month| is_near(vague.end, month.start))
        || behind.is_some_and(|limit| limit.start == vague.end)
        || far.is_some_and(|far| is_near(far.span.end, vague.start))
}

/// Whether a sentence asks for something.
fn is_asked(reader: &DeadlineReader<'_>, sentence: &Span) -> bool {
    let has = |of| reader.found.has(sentence, of);
    let asks = reader.asks(sentence) || has(Sense::AsksOther) || has(Sense::RegistrationAlone);
    asks && !has(Sense::WasHeld) && (has(Sense::Must) || has(Sense::Limit))
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::invitation;

    /// Whether a sentence of a letter gives no deadline and a doubt.
    fn is_told(text: &str) -> bool {
        let letter = invitation(text);
        letter.draft.deadlines.is_empty() && letter.findings.doubts() == 1
    }

    #[test]
    fn limits_without_an_exact_day_are_told() {
        for text in [
            "Contributions should be submitted by mid-December 2026.",
            "Fellowship requests must be received by the end of November.",
            "Contributions should be submitted in the first week of January 2027.",
            "Visa requests must be made before Christmas.",
            "Please reply within three weeks of the date of this letter.",
            "Les contributions doivent être soumises avant la fin décembre.",
            "Las contribuciones deberán presentarse antes de finales de diciembre.",
            "Вклады должны быть представлены до конца декабря.",
            "请在12月底前提交文稿。",
            "يرجى تقديم المساهمات قبل نهاية ديسمبر.",
        ] {
            assert!(is_told(text), "{text}");
        }
    }

    #[test]
    fn other_parts_of_time_are_no_limits() {
        for text in [
            "Contributions are discussed at the end of the meeting.",
            "Contributions must be submitted early.",
            "Contributions must be submitted early, by 5 January 2027.",
            "The results of the meeting are sent to you at the end of January.",
        ] {
            assert!(!is_told(text), "{text}");
        }
    }
}
