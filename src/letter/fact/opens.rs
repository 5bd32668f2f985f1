//! Who or what opens at an hour: "the meeting will open at", "registration for the meeting begins at",
//! "the cafeteria opens at".

use crate::finding::Said;
use crate::letter::fact::plain::{is_indefinite, is_long, is_plain, is_unknown_word};
use crate::letter::lex::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, within};
use crate::letter::words::Sense;
use crate::model::Group;

/// How far before a word the preposition may stand that governs it: "in the next Study Group
/// meeting".
const GOVERNED: usize = 4;

/// How far before a meeting its article may stand: "the next Study Group 9".
const QUALIFIED: usize = 5;

/// How far behind its words an hour may stand, in bytes.
const REACH: usize = 160;

/// Signs within a name: "d'experts", "e-meeting".
const JOINING: [&str; 3] = ["'", "’", "-"];

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

/// The word for groups of a kind, and whether a group is one.
type GroupKind = (Sense, fn(&Group) -> bool);

/// Kinds of group that a letter may speak of without a number: "the regional group will meet".
const GROUP_KINDS: [GroupKind; 2] = [
    (Sense::RegionalGroup, |group| matches!(group, Group::Regional(..))),
    (Sense::WorkingParty, |group| matches!(group, Group::WorkingParty(..) | Group::PartyOf(..))),
];

/// What may open, by the words for it.
const OPENERS: [(Sense, Opener); 12] = [
    (Sense::NamesMeeting, Opener::Meeting),
    (Sense::Proceedings, Opener::Meeting),
    (Sense::Plenary, Opener::Meeting),
    (Sense::Opening, Opener::Meeting),
    (Sense::OtherEvent, Opener::Other),
    (Sense::Workshop, Opener::Other),
    (Sense::Social, Opener::Other),
    (Sense::Lunch, Opener::Other),
    (Sense::Pause, Opener::Other),
    (Sense::Room, Opener::Other),
    // The words for registration name another event as well.
    (Sense::RegistrationAlone, Opener::Registration),
    (Sense::Registration, Opener::Registration),
];

/// Who or what opens, as the words before a verb say. Without any it is what the letter speaks of.
pub(super) fn opener(
    found: &LetterText<'_>,
    anchor: &Span,
    sentence: &Span,
    groups: &[Said<Group>],
) -> Opener {
    let begin = beginning(found, anchor, sentence);
    // "Se celebrará en Ginebra y comenzará a las 14.30"
    let takes_place = found.first(&(begin..anchor.end), Sense::TakesPlace);
    let unsaid = begin..takes_place.map_or(anchor.start, |at| at.start.min(anchor.start));
    match named(found, anchor, sentence, groups) {
        Some(opener) => opener,
        None if is_unknown(found, &unsaid) => Opener::Other,
        None => Opener::Meeting,
    }
}

/// Who or what is called off or put off, as the words beside say; none where they leave it open.
pub(super) fn concerned(
    found: &LetterText<'_>,
    anchor: &Span,
    sentence: &Span,
    groups: &[Said<Group>],
) -> Option<Opener> {
    let (named, words) = match object(found, anchor.end, sentence) {
        // "the cancelled meeting of September" is an earlier one.
        Some(_) if is_attribute(found, anchor) => return None,
        Some((head, sense, opener)) => {
            let rest = head.end..sentence.end;
            let end = found.first(&rest, Sense::AndDay).map_or(sentence.end, |and| and.start);
            let words = anchor.end..end;
            let is_of_others = is_of_others(found, &head, sense, &words, anchor, groups);
            let next = found.normal.tokens().at_byte(head.end);
            let goes_on = [Sense::Because, Sense::ToDay]
                .iter()
                .any(|of| found.normal.tokens().begins(next, *of));
            let is_open = !is_plain(found, next) && !goes_on;
            if opener == Opener::Meeting && !is_of_others && is_open {
                return None;
            }
            (Some(if is_of_others { Opener::Other } else { opener }), words)
        }
        None => (named(found, anchor, sentence, groups), sentence.start..anchor.start),
    };
    // A meeting with unknown words beside it may be this one: "the meeting is regrettably cancelled".
    let is_known = |opener: &Opener| {
        let is_other =
            |(of, other): &(Sense, Opener)| *other != Opener::Meeting && found.has(&words, *of);
        *opener == Opener::Meeting
            || OPENERS.iter().any(is_other)
            || is_of_other_group(found, &words, groups)
    };
    let is_in_cell = found.normal.line_of(anchor.start).is_some_and(|line| line.cell.is_some());
    let tokens = found.normal.tokens();
    let before = tokens.at_byte(sentence.start)..tokens.at_byte(anchor.start);
    match named {
        // "the afternoon sessions of the meeting"
        Some(Opener::Meeting) if found.has(&words, Sense::Proceedings) => None,
        Some(opener) => Some(opener).filter(is_known),
        // A row of a list: "Q1/13: 12-14 January 2026 (cancelled)", "cancelled" in a cell.
        None if is_in_cell || is_of_other_group(found, &(sentence.start..anchor.end), groups) => {
            Some(Opener::Other)
        }
        // "The séance of Friday of the meeting", "the cancelled September meeting"
        None if is_attribute(found, anchor) => None,
        None if OPENERS.iter().any(|(of, _)| found.has(&(sentence.start..anchor.start), *of)) => {
            None
        }
        // "Postponement of SG9", but not "postponement of the visit"
        None => {
            let mut beside = before.chain(behind(found, anchor.end, sentence));
            beside.all(|at| is_plain(found, at)).then_some(Opener::Meeting)
        }
    }
}

/// Whether a participle stands between an article and its noun: "the cancelled meeting of September", but not
/// "the cancellation of".
fn is_attribute(found: &LetterText<'_>, anchor: &Span) -> bool {
    let tokens = found.normal.tokens();
    let before = tokens.at_byte(anchor.start).checked_sub(1);
    let next = tokens.at_byte(anchor.end);
    let is_noun = [Sense::OfMonth, Sense::OfGroup, Sense::Governs, Sense::Definite];
    before.is_some_and(|before| tokens.is_one_of(before, Sense::Definite))
        && !is_noun.iter().any(|of| tokens.begins(next, *of))
}

/// Where the meeting or another thing ends that a verb or its noun takes behind it: "cancellation of the
/// meeting".
pub(super) fn object_end(found: &LetterText<'_>, begin: usize, sentence: &Span) -> usize {
    object(found, begin, sentence).map_or(begin, |(head, ..)| head.end)
}

fn object(found: &LetterText<'_>, begin: usize, sentence: &Span) -> Option<(Span, Sense, Opener)> {
    let first = found.normal.tokens().all.get(behind(found, begin, sentence)?)?;
    OPENERS.iter().rev().find_map(|(sense, opener)| {
        Some((found.normal.marks.at(*sense, first.start)?.span(), *sense, *opener))
    })
}

/// The first word behind a verb or its noun that is no article, preposition or group, if one stands there.
pub(super) fn behind(found: &LetterText<'_>, begin: usize, sentence: &Span) -> Option<usize> {
    let tokens = found.normal.tokens();
    let is_small = |at: &usize| {
        let small = [Sense::Definite, Sense::Indefinite, Sense::OfMonth, Sense::Plain];
        let is_of_group = tokens.all.get(*at).is_some_and(|token| found.is_of_group(token.start));
        is_of_group || small.into_iter().any(|of| tokens.begins(*at, of))
    };
    let inside = tokens.at_byte(begin)..tokens.at_byte(sentence.end);
    inside.into_iter().find(|at| !is_small(at))
}

/// Where the words begin that a verb is about. Of a sentence with two hours the words behind the first one
/// are about the second.
fn beginning(found: &LetterText<'_>, anchor: &Span, sentence: &Span) -> usize {
    let hour = found.times_in(&(sentence.start..anchor.start)).last();
    hour.map_or(sentence.start, |time| time.end)
}

/// What the words before a verb name: the last one of them that no preposition makes a part of another.
pub(super) fn named(
    found: &LetterText<'_>,
    anchor: &Span,
    sentence: &Span,
    groups: &[Said<Group>],
) -> Option<Opener> {
    let begin = beginning(found, anchor, sentence);
    let words = begin..anchor.end.max(begin);
    let text = found.normal.slice(&(begin..anchor.start.max(begin)));
    let clause = begin + text.rfind([',', ';', '،', '，', '؛']).unwrap_or(0);
    // "After the closing of the workshop the meeting will begin"
    let mut closings = found.all(&(clause..anchor.start.max(clause)), Sense::Closing).into_iter();
    if closings.any(|closing| !is_governed(found, closing.start, begin, Sense::Governs)) {
        return Some(Opener::Other);
    }
    let mut heads: Vec<(Span, Sense, Opener)> = OPENERS
        .into_iter()
        .flat_map(|(sense, opener)| {
            found.all(&words, sense).into_iter().map(move |at| (at, sense, opener))
        })
        .collect();
    // Of several senses of one word the last one of the table counts.
    heads.sort_by_key(|(at, ..)| at.start);
    let (last, ..) = heads.last()?;
    // "before the meeting opens at 0930"
    if is_governed(found, last.start, begin, Sense::Ahead) {
        return Some(Opener::Other);
    }
    let (at, sense, opener) =
        heads.iter().rev().find(|(at, ..)| !is_governed(found, at.start, begin, Sense::Governs))?;
    let is_other =
        |(other, _, of): &(Span, Sense, Opener)| *of == Opener::Other && at.end <= other.start;
    match opener {
        // "Registration for the workshop", "the opening session of the workshop"
        _ if *sense != Sense::NamesMeeting && heads.iter().any(is_other) => Some(Opener::Other),
        Opener::Meeting
            if is_of_others(found, at, *sense, &words, anchor, groups)
                || is_kind_of_other(found, at, &heads) =>
        {
            Some(Opener::Other)
        }
        _ => Some(*opener),
    }
}

/// Whether a meeting is one of something else that touches it: "the JCA meeting".
fn is_kind_of_other(found: &LetterText<'_>, head: &Span, heads: &[(Span, Sense, Opener)]) -> bool {
    let mut edge = head.start;
    let before = heads.iter().rev().filter(|(at, ..)| at.end <= head.start);
    let mut touching = before.take_while(|(at, ..)| {
        let touches = at.end <= edge && found.normal.is_blank(&(at.end..edge));
        edge = edge.min(at.start);
        touches
    });
    touching.any(|(.., opener)| *opener == Opener::Other)
}

/// Whether a meeting is not the letter's own: "the WP1/9 meeting", "the leadership meeting", "a reception is
/// offered. It begins at".
fn is_of_others(
    found: &LetterText<'_>,
    head: &Span,
    sense: Sense,
    words: &Span,
    anchor: &Span,
    groups: &[Said<Group>],
) -> bool {
    // A verb before its subject, which goes on up to the hour: "سيبدأ الاجتماع"; a heading.
    let is_announcing = within(head, anchor);
    let end = if is_announcing { hour_behind(found, anchor) } else { words.end };
    let is_part = || {
        // "The opening session of the workshop"
        let next = |(at, ..): &(Span, Sense, Opener)| object(found, at.end, &(at.end..end));
        let mut parts = std::iter::successors(object(found, anchor.end, &(anchor.end..end)), next);
        parts.any(|(.., opener)| opener == Opener::Other)
    };
    if is_of_other_group(found, &(words.start..end), groups) || is_announcing && is_part() {
        return true;
    }
    // A pronoun stands for something of the sentence before.
    if sense == Sense::Proceedings {
        let before = found.sentence(words.start.saturating_sub(2), &(0..words.start));
        let others = OPENERS.iter().filter(|(_, opener)| *opener == Opener::Other);
        return others.into_iter().any(|(of, _)| found.has(&before, *of));
    }
    // "the Chairmen's meeting"
    let before = found.normal.slice(&(words.start..head.start.max(words.start))).trim_end();
    ["'s", "’s", "s'", "s’"].into_iter().any(|owner| before.ends_with(owner))
        || is_another(
            found,
            head,
            words.start,
            anchor,
            sense != Sense::NamesMeeting || !found.groups_in(words).is_empty(),
        )
}

/// Where the hour begins that some words announce, or where the words end.
fn hour_behind(found: &LetterText<'_>, anchor: &Span) -> usize {
    let behind = anchor.end..anchor.end + REACH;
    let hour = found.times_in(&behind).next();
    hour.map_or(anchor.end, |time| time.start)
}

/// Whether a stretch names groups, or a kind of group, and none that meets.
fn is_of_other_group(found: &LetterText<'_>, words: &Span, groups: &[Said<Group>]) -> bool {
    let mentions = found.groups_in(words);
    let is_own = |group: &Group| {
        groups.is_empty()
            || groups.iter().any(|own| own.value == *group || group.covers(&own.value))
    };
    let mut named = mentions.iter().flat_map(|mention| &mention.groups).peekable();
    let is_of_kind = |(of, is_one): &GroupKind| {
        found.has(words, *of) && !groups.iter().any(|own| is_one(&own.value))
    };
    match named.peek() {
        Some(_) => !named.any(is_own),
        None => !groups.is_empty() && GROUP_KINDS.iter().any(is_of_kind),
    }
}

/// Whether words make another meeting of it: "a meeting with the host", "the ad hoc group meeting",
/// "réunion de coordination".
fn is_another(
    found: &LetterText<'_>,
    head: &Span,
    begin: usize,
    anchor: &Span,
    may_be_new: bool,
) -> bool {
    let tokens = found.normal.tokens();
    let own = tokens.at_byte(head.start);
    let is_article =
        |at: usize| [Sense::Definite, Sense::Indefinite].iter().any(|of| tokens.is_one_of(at, *of));
    let is_sign = |at: &usize| {
        tokens.kind(*at) == Some(TokenKind::Sign) && !JOINING.contains(&tokens.text(*at))
    };
    let begin = tokens.at_byte(begin).max(own.saturating_sub(QUALIFIED));
    let begin = (begin..own).rev().find(is_sign).map_or(begin, |sign| sign + 1);
    // Without an article only what touches is surely the meeting's: 特设组的会议.
    let touching = match own.checked_sub(1).map(|before| (before, tokens.kind(before))) {
        Some((before, Some(TokenKind::Ideograph))) => before.saturating_sub(1),
        Some((before, _)) if is_long(tokens, before) => before,
        _ => own,
    };
    let first = match (begin..own).rev().find(|at| is_article(*at)) {
        Some(article) if is_indefinite(tokens, article) && !may_be_new => return true,
        // "the exhibition alongside the meeting"
        Some(article) if begin < article && !is_plain(found, article - 1) => return true,
        Some(article) => article + 1,
        None => touching.max(begin),
    };
    if (first..own).any(|at| !is_plain(found, at)) {
        return true;
    }
    let is_first = head.end == anchor.end && !may_be_new;
    let end = if is_first { hour_behind(found, anchor) } else { anchor.start };
    let behind = tokens.all.iter().enumerate().skip(tokens.at_byte(head.end));
    let mut behind = behind.take_while(|(at, token)| token.end <= end && !is_sign(at));
    behind.any(|(at, token)| token.kind == TokenKind::Word && !is_plain(found, at))
}

/// Whether a word is a part of what stands before it: "registration for the meeting", "the meeting's desk". A
/// day between the two parts them: "on Monday the meeting".
fn is_governed(found: &LetterText<'_>, at: usize, begin: usize, by: Sense) -> bool {
    let tokens = found.normal.tokens();
    let own = tokens.at_byte(at);
    // "due to the pandemic the meeting": before its article only one word can govern it.
    let is_article = |at: &usize| {
        [Sense::Definite, Sense::Indefinite].iter().any(|of| tokens.is_one_of(*at, *of))
            && !tokens.begins(*at, by)
    };
    let article = (0..own).rev().take(GOVERNED).find(is_article);
    let first = article.map_or(0, |article| article.saturating_sub(1));
    let before = (first..own).rev().take(GOVERNED).take_while(|before| {
        let token = tokens.all.get(*before);
        token.is_some_and(|token| {
            let is_word = matches!(token.kind, TokenKind::Word | TokenKind::Number);
            token.start >= begin && is_word && !found.is_of_date(token.start)
        })
    });
    let behind = tokens.all.get(own).and_then(|token| tokens.folded.get(token.end..));
    let is_owner = behind.is_some_and(|behind| behind.starts_with(['\'', '’']));
    let mut before = before.into_iter();
    by == Sense::Governs && is_owner
        || before.any(|before| tokens.begins(before, by) && !is_indefinite(tokens, before))
}

/// Whether words are there that mean nothing to the reader, beside dates: "the cafeteria".
fn is_unknown(found: &LetterText<'_>, words: &Span) -> bool {
    found.normal.tokens_in(words).all.iter().any(|token| is_unknown_word(found, token))
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
            ("The opening session of the workshop will begin at 0900 hours.", "- - 0"),
            ("区域组会议将于8时开始。", "- - 1"),
            ("1/9工作组会议将于14时30分开始。", "- - 1"),
            ("The meeting will begin at 1200 hours. All times are UTC.", "13:00 - 0"),
            (
                "La réunion débutera à 12 heures. Toutes les heures sont indiquées en UTC.",
                "13:00 - 0",
            ),
            ("The meeting will begin at 1200Z.", "13:00 - 0"),
            ("The meeting will begin at 0930. The times shown by the portal are UTC.", "09:30 - 0"),
            ("The meeting will begin at 0930. All times are not UTC but Geneva time.", "09:30 - 0"),
            ("The meeting will begin at 1000 hours. All times are Geneva time.", "10:00 - 0"),
            ("The meeting will begin at 0930 hours.", "09:30 - 0"),
            ("On Monday the meeting will begin at 0930 hours.", "09:30 - 0"),
            ("Please note that the meeting starts at 0930 hours.", "09:30 - 0"),
            ("After registration, the meeting will begin at 0930 hours.", "09:30 - 0"),
            ("It will open at 0930 hours.", "09:30 - 0"),
            ("Registration for the meeting will open at 0830 hours.", "- 08:30 0"),
            ("Registration will be open from 08:00 to 17:00.", "- 08:00 0"),
            ("Registration will take place between 0800 and 0930 hours.", "- 08:00 0"),
            ("L'enregistrement sera ouvert de 8 h 00 à 17 h 00.", "- 08:00 0"),
            ("La inscripción estará abierta de 08.00 a 17.00 horas.", "- 08:00 0"),
            ("Регистрация будет открыта с 08:00 до 17:00.", "- 08:00 0"),
            ("Registration will be open from 08:00 until 17:00.", "- 08:00 0"),
            ("注册时间为8时至17时。", "- 08:00 0"),
            ("سيكون التسجيل مفتوحا من الساعة 0800 إلى الساعة 1700.", "- 08:00 0"),
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
            ("The WP1/9 meeting will start at 1430 hours.", "- - 1"),
            ("The plenary of WP1/9 starts at 1430 hours.", "- - 1"),
            ("The TSAG meeting will begin at 1000 hours.", "- - 1"),
            ("The leadership meeting will begin at 0800 hours.", "- - 1"),
            ("The Chairmen's meeting will begin at 0800 hours.", "- - 1"),
            ("После закрытия семинара собрание начнется в 14:00.", "14:00 - 0"),
            ("La réunion de coordination débutera à 8 heures.", "- - 1"),
            ("Participants should register before the meeting opens at 0930.", "- - 1"),
            ("A welcome reception is offered by the host. It will begin at 1830 hours.", "- - 1"),
            (
                "The closing of the forum is at noon, the meeting will begin at 1400 hours.",
                "14:00 - 0",
            ),
            ("Après la clôture du forum, la réunion s'ouvrira à 14 heures.", "14:00 - 0"),
            ("Registration for the workshop opens at 0800 hours.", "- - 0"),
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
            ("A meeting with the host will begin at 0800 hours.", "- - 1"),
            ("The meeting with the hosts opens at 0800 hours.", "- - 1"),
            ("The ad hoc group meeting will begin at 0800 hours.", "- - 1"),
            ("The meeting of the ad hoc group will begin at 0800 hours.", "- - 1"),
            ("The meeting room opens at 0800 hours.", "- - 1"),
            ("The meeting venue opens at 0800 hours.", "- - 1"),
            ("The exhibition alongside the meeting opens at 1000 hours.", "- - 1"),
            ("The hybrid meeting of January 2027 will open at 0930 hours.", "09:30 - 0"),
            ("La réunion d'experts débutera à 8 heures.", "- - 1"),
            ("A joint meeting with SG13 will begin at 0800 hours.", "- - 1"),
            ("A meeting of Study Group 9 will begin at 0930 hours.", "09:30 - 0"),
            (
                "The next meeting of ITU-T Study Group 9 is scheduled to start at 0930 hours.",
                "09:30 - 0",
            ),
            ("Une réunion préparatoire débutera à 8 heures.", "- - 1"),
            ("La réunion du groupe ad hoc débutera à 8 heures.", "- - 1"),
            ("Una reunión con el anfitrión comenzará a las 08.00 horas.", "- - 1"),
            ("La sesión plenaria de apertura dará comienzo a las 09.30 horas.", "09:30 - 0"),
            ("Зал собраний откроется в 08:00.", "- - 1"),
            ("与东道主的会议将于8时开始。", "- - 1"),
            ("特设组会议将于8时开始。", "- - 1"),
            ("本次会议将于9时30分开始。", "09:30 - 0"),
            ("سيبدأ اجتماع الفريق المخصص في الساعة 0800.", "- - 1"),
            ("سيبدأ الاجتماع في الساعة 0930.", "09:30 - 0"),
        ] {
            assert_eq!(hours(sentence), expected, "{sentence}");
        }
    }
}
