//! What a mail says itself about the letter that is attached to it, and that may change the letter.

use crate::letter::lex::{Normal, TokenKind, Tokens};
use crate::letter::read::document::Document;
use crate::letter::shape::LetterText;
use crate::letter::words::Sense;
use crate::model::TimeUnit;

/// What changes a letter: whether, where and in what form the meeting takes place, who meets, a limit.
const CHANGES: [Sense; 13] = [
    Sense::Cancelled,
    Sense::CalledOff,
    Sense::NotHeld,
    Sense::Postponed,
    Sense::Later,
    Sense::Formerly,
    Sense::ChangedTo,
    Sense::MovedFrom,
    Sense::NoLonger,
    Sense::TakesPlace,
    Sense::VirtualMeeting,
    Sense::EMeeting,
    Sense::LimitNoun,
];

/// The longest sentence that is shown, in characters.
const LONGEST: usize = 120;

/// The first words of a mail that may change the letter: a date or an hour, else a sentence about a change.
/// The first line is the subject, which repeats the days.
pub(crate) fn said(document: Document) -> Option<String> {
    let normal = Normal::of(document);
    let found = LetterText::new(&normal);
    let subject = normal.lines.first().map_or(0, |line| line.span.end);
    let dates = found.dates.iter().map(|date| date.span.clone());
    let times = found.times.iter().filter(|time| time.is_sure).map(|time| time.span());
    let numbers = dates.chain(times).filter(|span| span.start >= subject);
    if let Some(first) = numbers.min_by_key(|span| span.start) {
        return Some(normal.words(&first));
    }
    let whole = normal.whole();
    let changes = CHANGES.iter().filter_map(|of| found.first(&whole, *of)).map(|at| at.start);
    let first = changes.chain(distance(normal.tokens())).min()?;
    let sentence = found.sentence(first, &whole);
    let words = normal.words(&sentence);
    let end = words.char_indices().nth(LONGEST).map_or(words.len(), |(end, _)| end);
    Some(match words.get(..end) {
        Some(begin) if end < words.len() => format!("{}…", begin.trim_end()),
        _ => words,
    })
}

/// Where the first number of days or weeks stands: "one day later".
fn distance(tokens: Tokens<'_>) -> Option<usize> {
    let is_number = |at: usize| {
        tokens.kind(at) == Some(TokenKind::Number) || tokens.mark(at, Sense::Number(1)).is_some()
    };
    let is_distance =
        |at: &usize| is_number(*at) && tokens.mark(*at + 1, Sense::Unit(TimeUnit::Days)).is_some();
    let first = (0..tokens.all.len()).find(is_distance)?;
    tokens.all.get(first).map(|token| token.start)
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::cover::said;
    use crate::letter::read::text;

    #[test]
    fn what_may_change_the_letter_is_shown() {
        for (words, expected) in [
            ("It starts at 1000 hours.", Some("1000 hours")),
            ("The meeting is postponed. See you.", Some("The meeting is postponed.")),
            ("Q4/16 will not meet.", Some("Q4/16 will not meet.")),
            ("It will be held in Tokyo.", Some("It will be held in Tokyo.")),
            ("It starts one day later.", Some("It starts one day later.")),
            ("La réunion est reportée.", Some("La réunion est reportée.")),
            ("La reunión será totalmente virtual.", Some("La reunión será totalmente virtual.")),
            ("Собрание отменено.", Some("Собрание отменено.")),
            ("会议推迟一周。", Some("会议推迟一周。")),
            ("تأجل الاجتماع.", Some("تأجل الاجتماع.")),
            ("Please find attached the letter. Have a nice day.", None),
        ] {
            let mail = format!("FW: meeting, 18-22 January 2027.\n\n{words}\n");
            let document = text::read(mail.as_bytes()).unwrap();
            assert_eq!(said(document).as_deref(), expected, "{words}");
        }
    }

    #[test]
    fn a_subject_is_of_the_mail() {
        let document = text::read("CANCELLED: meeting.\n\nSee attached.\n".as_bytes()).unwrap();
        assert_eq!(said(document).as_deref(), Some("CANCELLED: meeting."));
    }
}
