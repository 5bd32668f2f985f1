//! Who or what opens at an hour: "the meeting will open at", "registration for the meeting begins at",
//! "the cafeteria opens at".

use crate::finding::Said;
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::letter::words::Sense;
use crate::model::Group;

/// How far before a word the preposition may stand that governs it: "in the next Study Group
/// meeting".
const GOVERNED: usize = 4;

/// Who or what opens.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Opener {
    /// The meeting itself.
    Meeting,
    /// Registration on the spot.
    Registration,
    /// Something else, or a word that is not known.
    Other,
}

/// What may open, by the words for it.
const OPENERS: [(Sense, Opener); 11] = [
    (Sense::NamesMeeting, Opener::Meeting),
    (Sense::Proceedings, Opener::Meeting),
    (Sense::Plenary, Opener::Meeting),
    (Sense::Opening, Opener::Meeting),
    (Sense::OtherEvent, Opener::Other),
    (Sense::Workshop, Opener::Other),
    (Sense::Social, Opener::Other),
    (Sense::Lunch, Opener::Other),
    (Sense::Pause, Opener::Other),
    // The words for registration name another event as well.
    (Sense::RegistrationAlone, Opener::Registration),
    (Sense::Registration, Opener::Registration),
];

/// Who or what opens, as the words before a verb say: the last one of them that no preposition makes a part
/// of another. Of a sentence with two hours the words behind the first one are about the second.
pub(super) fn opener(
    found: &LetterText<'_>,
    anchor: &Span,
    sentence: &Span,
    groups: &[Said<Group>],
) -> Opener {
    let hour = found.times_in(&(sentence.start..anchor.start)).last();
    let begin = hour.map_or(sentence.start, |time| time.end);
    let words = begin..anchor.end.max(begin);
    if found.has(&(begin..anchor.start), Sense::Closing) {
        return Opener::Other;
    }
    let is_free = |at: usize| !is_governed(found, at, begin);
    let named = OPENERS.iter().flat_map(|(sense, opener)| {
        found.all(&words, *sense).into_iter().map(move |at| (at.start, *opener))
    });
    let mentions = found.groups_in(&words).into_iter().map(|mention| {
        let is_part = mention.groups.iter().all(|group| is_part(groups, group));
        (mention.span.start, if is_part { Opener::Other } else { Opener::Meeting })
    });
    // "Se celebrará en Ginebra y comenzará a las 14.30": of what the letter speaks of.
    let takes_place = found.first(&words, Sense::TakesPlace);
    let unsaid = begin..takes_place.map_or(anchor.start, |at| at.start.min(anchor.start));
    // Of several senses of one word the last one of the table counts.
    match named.chain(mentions).filter(|(at, _)| is_free(*at)).max_by_key(|(at, _)| *at) {
        Some((_, opener)) => opener,
        None if is_unknown(found, &unsaid) => Opener::Other,
        None => Opener::Meeting,
    }
}

/// Whether a group is a part of those that meet.
fn is_part(groups: &[Said<Group>], group: &Group) -> bool {
    groups.iter().all(|whole| whole.value != *group)
        && groups.iter().any(|whole| whole.value.covers(group))
}

/// Whether a word is a part of what stands before it: "registration for the meeting", "the meeting's desk". A
/// day between the two parts them: "on Monday the meeting".
fn is_governed(found: &LetterText<'_>, at: usize, begin: usize) -> bool {
    let tokens = found.normal.tokens();
    let own = tokens.at_byte(at);
    let before = (0..own).rev().take(GOVERNED).take_while(|before| {
        let token = tokens.all.get(*before);
        token.is_some_and(|token| {
            let is_of_date = found.dates.iter().any(|date| date.span.contains(&token.start));
            let is_word = matches!(token.kind, TokenKind::Word | TokenKind::Number);
            token.start >= begin && is_word && !is_of_date
        })
    });
    let behind = tokens.all.get(own).and_then(|token| tokens.folded.get(token.end..));
    let is_owner = behind.is_some_and(|behind| behind.starts_with(['\'', '’']));
    is_owner || before.into_iter().any(|before| tokens.is_one_of(before, Sense::Governs))
}

/// Whether words are there that mean nothing to the reader, beside dates: "the cafeteria".
fn is_unknown(found: &LetterText<'_>, words: &Span) -> bool {
    let tokens = found.normal.tokens_in(words);
    tokens.all.iter().any(|token| {
        let is_of_date = found.dates.iter().any(|date| date.span.contains(&token.start));
        token.kind == TokenKind::Word
            && !is_of_date
            && found.normal.marks.beginning(token.start).is_empty()
    })
}

#[cfg(test)]
mod tests {
    use crate::letter::{LetterFormat, read};
    use crate::source::DraftAppointment;

    /// The hours of opening and registration of a letter on Study Group 9, and how many were told.
    fn hours(sentence: &str) -> String {
        let text = format!(
            "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; Geneva, \
             18-22 January 2027\n\nDear Sir/Madam,\nI invite you to this meeting in Geneva. {sentence}\n"
        );
        let letter = read(text.as_bytes(), LetterFormat::Text).unwrap();
        let hour = |opening: Option<DraftAppointment>| {
            let time = opening.and_then(|opening| opening.time);
            time.map_or("-".to_owned(), |time| time.value.to_string())
        };
        let told = letter.findings.sorted();
        let told = told.iter().filter(|finding| finding.message.contains("hour was not")).count();
        let draft = letter.draft;
        format!("{} {} {told}", hour(draft.opening), hour(draft.registration))
    }

    #[test]
    fn an_hour_is_that_of_what_opens() {
        for (sentence, expected) in [
            ("The meeting will begin at 0930 hours.", "09:30 - 0"),
            ("On Monday the meeting will begin at 0930 hours.", "09:30 - 0"),
            ("Please note that the meeting starts at 0930 hours.", "09:30 - 0"),
            ("After registration, the meeting will begin at 0930 hours.", "09:30 - 0"),
            ("It will open at 0930 hours.", "09:30 - 0"),
            ("Registration for the meeting will open at 0830 hours.", "- 08:30 0"),
            (
                "Registration for participants in the Study Group meeting begins at 0830 hours.",
                "- 08:30 0",
            ),
            (
                "Registration starts at 0830 hours and the meeting opens at 0930 hours.",
                "09:30 08:30 0",
            ),
            (
                "The meeting opens on the first day, and registration will start at 0830 hours.",
                "- 08:30 0",
            ),
            ("The reception for the participants of the meeting begins at 1800 hours.", "- - 0"),
            ("A workshop on the eve of the meeting starts at 1400 hours.", "- - 0"),
            ("The cafeteria opens at 0730 hours.", "- - 1"),
            ("Se celebrará en la Sede de la UIT y comenzará a las 14.30 horas.", "14:30 - 0"),
            ("An exhibition will be held, which opens at 1000 hours.", "- - 1"),
            ("The restaurant in the meeting building opens at 1130 hours.", "- - 1"),
            ("The meeting's help desk opens at 0800 hours.", "- - 1"),
            ("L'enregistrement à la réunion débutera à 8 h 30.", "- 08:30 0"),
            ("L'atelier organisé avant la réunion débutera à 14 heures.", "- - 0"),
            ("La acreditación para la reunión se iniciará a las 08.30 horas.", "- 08:30 0"),
            ("Регистрация участников собрания откроется в 08:30.", "- 08:30 0"),
            ("Семинар перед собранием начнется в 14:00.", "- - 0"),
            ("会前讲习班将于14时开始。", "- - 0"),
        ] {
            assert_eq!(hours(sentence), expected, "{sentence}");
        }
    }
}
