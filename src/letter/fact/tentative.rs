//! Whether the days of a meeting may be tentative: "(tentative dates)", "The dates are to be confirmed."

use crate::letter::fact::subject::Subject;
use crate::letter::lex::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, prose};
use crate::letter::words::Sense;
use crate::model::Action;

/// How many words may stand between "provisionally" and the days behind it: "scheduled in Geneva for".
const MOST_AHEAD: usize = 5;

/// How many words may stand between "dates" and what follows: "These dates of the meeting in Geneva are".
const MOST_BETWEEN: usize = 8;

/// What else than the days of the meeting may be tentative in a sentence.
const OTHERS: [Sense; 10] = [
    Sense::Follow,
    Sense::Room,
    Sense::Social,
    Sense::Asks(Action::HotelReservation),
    Sense::AgendaHeading,
    Sense::PlanHeading,
    Sense::OtherEvent,
    Sense::Workshop,
    Sense::LimitNoun,
    Sense::RapporteurMeetings,
];

/// Reports that the subject, the sentence of the days or one about "the dates" calls them tentative.
pub(super) fn tell(found: &LetterText<'_>, subject: Option<&Subject>, days: &Span) {
    let subject = subject.map_or(0..0, |subject| subject.span.clone());
    let sentence = found.sentence(days.start, &found.normal.whole());
    let beside = [subject.clone(), sentence]
        .into_iter()
        .flat_map(|stretch| found.all(&stretch, Sense::ToBeDecided))
        .find(|at| is_of_days(found, at));
    let letter = prose::letter(found.normal);
    let said = || found.all(&letter, Sense::ToBeDecided).into_iter().find(|at| is_said(found, at));
    let headed = || {
        found
            .all(&subject, Sense::ToBeDecided)
            .into_iter()
            .find(|at| is_of_dates(found, at, &subject))
    };
    if let Some(at) = beside.or_else(headed).or_else(said) {
        // A stem goes on to the end of its word.
        let tokens = found.normal.tokens();
        let last = tokens.at_byte(at.end).checked_sub(1).and_then(|last| tokens.all.get(last));
        let at = at.start..last.map_or(at.end, |last| last.end.max(at.end));
        let words = found.normal.words(&at);
        let message = format!("`{words}` may be said of the days of the meeting");
        found.doubt(
            "days-tentative",
            &at,
            message,
            "if it is, add `status: tentative`; the days were used as they are",
        );
    }
}

/// Whether a word stands beside days. "The provisional agenda" says nothing of them: one word stands between
/// as in "(tentative dates)", or some behind an adverb.
fn is_of_days(found: &LetterText<'_>, at: &Span) -> bool {
    let marks = &found.normal.marks;
    let adverb = marks.begins(Sense::Provisionally, at.start);
    let next = found.dates.partition_point(|date| date.span.start < at.start);
    let last = next.checked_sub(1).and_then(|last| found.dates.get(last));
    marks.at(Sense::AgendaHeading, at.start).is_none()
        && (last.is_some_and(|date| words(found, date.span.end, at.start) <= 1)
            || found.dates.get(next).is_some_and(|date| {
                words(found, at.end, date.span.start) <= if adverb { MOST_AHEAD } else { 1 }
            }))
}

/// Whether a sentence without a date of its own speaks of the dates, or says of the meeting that it is
/// tentative.
fn is_said(found: &LetterText<'_>, at: &Span) -> bool {
    let Some(line) = found.normal.line_of(at.start).filter(|line| line.cell.is_none()) else {
        return false;
    };
    let sentence = found.sentence(at.start, &line.span);
    found.dates_in(&sentence).next().is_none()
        && !found.has_any(&sentence, &OTHERS)
        && (is_of_dates(found, at, &sentence) || is_of_meeting(found, at, &sentence))
}

/// Whether "dates" stands near a word, on either side.
fn is_of_dates(found: &LetterText<'_>, at: &Span, sentence: &Span) -> bool {
    let before = found.normal.marks.all(Sense::DateColumn, &(sentence.start..at.start)).last();
    let behind = found.first(&(at.end..sentence.end), Sense::DateColumn);
    before.is_some_and(|dates| words(found, dates.end, at.start) <= MOST_BETWEEN)
        || behind.is_some_and(|dates| words(found, at.end, dates.start) <= MOST_AHEAD)
}

/// "This meeting is tentative", but not "The fifth meeting is tentatively planned for December".
fn is_of_meeting(found: &LetterText<'_>, at: &Span, sentence: &Span) -> bool {
    let marks = &found.normal.marks;
    let before = marks.all(Sense::NamesMeeting, &(sentence.start..at.start)).last();
    before.is_some_and(|meeting| words(found, meeting.end, at.start) == 1)
        && marks.like(Sense::Month(1), sentence).next().is_none()
}

/// How many words stand between two places, counted up to one more than is asked for.
fn words(found: &LetterText<'_>, from: usize, to: usize) -> usize {
    let tokens = found.normal.tokens_in(&(from..to.max(from))).all.iter();
    let is_word = |kind: TokenKind| matches!(kind, TokenKind::Word | TokenKind::Ideograph);
    tokens.filter(|token| is_word(token.kind)).take(MOST_BETWEEN + 1).count()
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::letter;
    use crate::letter::{LetterFormat, read};

    fn is_told(subject: &str, body: &str) -> bool {
        let letter = letter(subject, body);
        let start = letter.draft.start.map(|start| start.value.to_string());
        assert_eq!(start.as_deref(), Some("2027-01-18"), "{subject}: {body}");
        let mut all = letter.findings.sorted().into_iter();
        all.any(|finding| format!("{:?}", finding.level).contains("days-tentative"))
    }

    #[test]
    fn days_that_may_be_tentative_are_told() {
        let dated = "Meeting of Study Group 9; Geneva, 18-22 January 2027";
        for (subject, body, told) in [
            (
                "Meeting of Study Group 9, 18-22 January 2027 (tentative dates)",
                "I invite you.",
                true,
            ),
            ("Réunion de la CE 9, 18-22 janvier 2027 (dates à confirmer)", "I invite you.", true),
            (
                "Tentative dates of the meeting of SG9: Geneva, 18-22 January 2027",
                "I invite you.",
                true,
            ),
            ("SG9 meeting", "It will be held, tentatively, from 18 to 22 January 2027.", true),
            (
                "SG9 meeting",
                "I am pleased to invite you to the meeting of SG9, provisionally scheduled for 18-22 January 2027.",
                true,
            ),
            (
                "CE 9",
                "J'ai le plaisir de vous inviter à la réunion de la CE 9, prévue provisoirement à Genève du 18 au 22 janvier 2027.",
                true,
            ),
            (
                "CE 9",
                "Me complace invitarle a la reunión de la CE 9, prevista provisionalmente en Ginebra del 18 al 22 de enero de 2027.",
                true,
            ),
            (
                "ИК9",
                "Имею честь пригласить Вас на собрание ИК9, которое предварительно запланировано на 18–22 января 2027 года.",
                true,
            ),
            (dated, "These dates are tentative.", true),
            (dated, "The dates and venue of the meeting are subject to confirmation.", true),
            (dated, "The meeting dates will be confirmed by the end of November.", true),
            (dated, "This meeting is tentative.", true),
            (dated, "Ces dates sont provisoires.", true),
            (dated, "Estas fechas son provisionales.", true),
            (dated, "Эти даты являются предварительными.", true),
            (dated, "上述日期有待确认。", true),
            (dated, "هذه المواعيد مؤقتة.", true),
            (
                "SG9 meeting",
                "It will be held from 18 to 22 January 2027; the provisional agenda is below.",
                false,
            ),
            (dated, "The provisional agenda is in Annex A.", false),
            (dated, "The dates of the workshop are to be confirmed.", false),
            (dated, "The fifth meeting is tentatively planned for June 2027.", false),
            (dated, "The deadline dates are provisional.", false),
            (dated, "Предварительная регистрация обязательна.", false),
        ] {
            assert_eq!(is_told(subject, body), told, "{subject}: {body}");
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        let body = "dates tentative provisional ".repeat(30_000);
        let text = format!("Subject: SG9 meeting, 18-22 January 2027\n\nDear Sir,\n{body}");
        read(text.as_bytes(), LetterFormat::Text).unwrap();
    }
}
