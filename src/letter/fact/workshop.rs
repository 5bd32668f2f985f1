//! Days of a workshop in a sentence that also names those of the meeting.

use crate::letter::fact::rules;
use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::letter::words::Sense;

/// What a sentence names beside a day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Event {
    Workshop,
    Meeting,
}

/// Whether a date is that of a workshop. `clause` is the part of the sentence between two signs in which it
/// stands.
pub(super) fn is_of_workshop(
    found: &LetterText<'_>,
    date: &Span,
    clause: &Span,
    sentence: &Span,
) -> bool {
    let beside = rules::dates_beside(found, date, sentence);
    let earlier = beside.iter().rfind(|other| other.end <= date.start);
    let later = beside.iter().find(|other| date.end <= other.start);
    // In Chinese the event follows its days: "1月15日的讲习班".
    let behind = date.end..later.map_or(clause.end, |later| later.start.min(clause.end));
    if let Some(of) = found.normal.slice(&behind).find('的')
        && let Some(event) = events(found, &(behind.start + of..behind.end)).first()
    {
        return *event == Event::Workshop;
    }
    let in_clause = found.has(&(clause.start..date.start), Sense::Workshop);
    let before = earlier.map_or(sentence.start, |earlier| earlier.end)..date.start;
    let of_group = || (!found.groups_in(&before).is_empty()).then_some(Event::Meeting);
    let nearest = events(found, &before).pop().or_else(of_group);
    match (nearest, earlier) {
        (Some(nearest), Some(_)) => nearest == Event::Workshop,
        // "the workshop of Study Group 9, to be held on 15 January, and the meeting from 18 to 22 January"
        (Some(Event::Workshop), None) => {
            let names_meeting =
                |later: &Span| rules::names_meeting(found, &(date.end..later.start));
            in_clause || later.is_some_and(names_meeting)
        }
        _ => in_clause,
    }
}

/// The workshops and meetings that a stretch names, in their order.
fn events(found: &LetterText<'_>, span: &Span) -> Vec<Event> {
    let meetings = found.all(span, Sense::NamesMeeting).into_iter();
    let meetings = meetings.filter(|at| !found.is_of_group(at.start));
    let meetings = meetings.map(|at| (at.start, Event::Meeting));
    let workshops = found.all(span, Sense::Workshop).into_iter();
    let workshops = workshops.map(|at| (at.start, Event::Workshop));
    let mut all: Vec<(usize, Event)> = meetings.chain(workshops).collect();
    all.sort_by_key(|(start, _)| *start);
    all.into_iter().map(|(_, event)| event).collect()
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::letter;

    /// The days of the meeting in a letter with this subject, as "18" or "18/22" January 2027.
    fn days(subject: &str, body: &str) -> String {
        let draft = letter(subject, body).draft;
        let ends = [draft.start, draft.end].into_iter().flatten();
        let ends: Vec<_> = ends.map(|said| said.value.format("%d").to_string()).collect();
        ends.join("/")
    }

    #[test]
    fn a_workshop_has_its_own_days_in_the_sentence_that_invites() {
        for body in [
            "I invite you to the Workshop on Networks on 15 January 2027 and to the meeting of Study Group 9 from 18 \
             to 22 January 2027, both in Geneva.",
            "I invite you to the Workshop on Networks of Study Group 9, to be held on 15 January 2027, and to the \
             meeting of Study Group 9 from 18 to 22 January 2027.",
            "I invite you to the meeting of Study Group 9 from 18 to 22 January 2027 and to the Workshop on Networks \
             on 15 January 2027.",
            "I invite you to the meeting of Study Group 9, preceded by a workshop, from 18 to 22 January 2027.",
            "J'ai le plaisir de vous inviter à l'atelier du 14 au 15 janvier 2027 et à la réunion de la Commission \
             d'études 9 du 18 au 22 janvier 2027.",
            "Me complace invitarle al taller sobre redes el 15 de enero de 2027 y a la reunión de la Comisión de \
             Estudio 9 del 18 al 22 de enero de 2027.",
            "Имею честь пригласить Вас на семинар-практикум 15 января 2027 года и на собрание 9-й Исследовательской \
             комиссии 18–22 января 2027 года.",
            "谨邀请您参加2027年1月15日的量子网络讲习班和2027年1月18日至22日在日内瓦举行的第9研究组会议。",
            "يسرني أن أدعوكم إلى ورشة العمل في 15 يناير 2027 وإلى اجتماع لجنة الدراسات 9 من 18 إلى 22 يناير 2027.",
        ] {
            assert_eq!(days("Workshop and meeting of Study Group 9", body), "18/22", "{body}");
        }
    }
}
