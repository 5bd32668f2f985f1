//! Days that no longer hold, and those that a sentence puts in their place.

use crate::letter::fact::rules::{self, Inviting};
use crate::letter::fact::subject::Subject;
use crate::letter::lex::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions};
use crate::letter::words::Sense;
use crate::model::{Action, Days};

/// The day of the meeting that a sentence puts in the place of its first or last one: "will end on 18 June
/// instead of 19 June".
pub(super) fn moved_end(found: &LetterText<'_>, regions: &Regions, days: Days) -> Option<Span> {
    let early = rules::opening_part(found, regions);
    let ends = found
        .dates_in(&early)
        .filter(|date| date.day_in(days).is_some_and(|day| day == days.first || day == days.last));
    let others =
        [Sense::Asks(Action::Other), Sense::RegistrationAlone, Sense::LimitNoun, Sense::OtherEvent];
    let changes = [Sense::InsteadOf, Sense::Formerly, Sense::ChangedTo, Sense::MovedFrom];
    let mut moved = ends.filter_map(|end| {
        let sentence = found.sentence(end.span.start, &early);
        let other = found.dates_in(&sentence).find(|other| {
            let day = other.day_in(days);
            day.is_some_and(|day| day != days.first && day != days.last && days.contains(day))
        })?;
        let is_moved = found.has_any(&sentence, &changes)
            && found.has_any(&sentence, &[Sense::NamesMeeting, Sense::Proceedings])
            && !found.has_any(&sentence, &others);
        is_moved.then(|| other.span.clone())
    });
    moved.next()
}

/// Another range of days for the same meeting behind one: "announced for 12-21 May will now be held from 19 to
/// 28 May".
pub(super) fn moved_to(found: &LetterText<'_>, own: &DateMention, sentence: &Span) -> Option<Span> {
    let behind = own.span.end..sentence.end;
    let other = found.dates_in(&behind).find(|other| other.days().is_some())?;
    let between = own.span.end..other.span.start;
    let others = [Sense::OtherEvent, Sense::Workshop, Sense::RapporteurMeetings, Sense::Limit];
    let is_same = found.has_any(&between, &[Sense::TakesPlace, Sense::ChangedTo])
        && found.groups_in(&(between.start..sentence.end)).is_empty()
        && !found.has_any(&between, &others)
        && !found.normal.slice(&between).contains([';', '؛', '；']);
    let is_moved = own.last.is_some() && other.last.is_some() && own.days() != other.days();
    (is_same && is_moved).then(|| other.span.clone())
}

/// The days that no longer hold, as the subject or the sentences that invite say.
pub(super) fn formers(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    inviting: &[Inviting],
) -> Vec<(Days, Span)> {
    let subject = subject.map(|subject| &subject.span);
    let stretches = subject.into_iter().chain(inviting.iter().map(|one| &one.sentence));
    let of_stretch = |stretch: &Span| -> Vec<(Days, Span)> {
        let all = rules::dates(found, stretch);
        let moved = found.dates_in(stretch);
        let moved = moved.filter(|date| rules::is_former(found, &date.span, &all, stretch));
        moved.filter_map(|date| Some((date.days()?, date.span.clone()))).collect()
    };
    stretches.flat_map(of_stretch).collect()
}
