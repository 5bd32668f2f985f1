//! Whether the meeting is postponed or cancelled.

use crate::finding::Said;
use crate::letter::fact::opens::{self, Opener};
use crate::letter::fact::subject::Subject;
use crate::letter::fact::{days, rules};
use crate::letter::lex::dates::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::found::{LetterText, floor};
use crate::letter::shape::prose::clauses;
use crate::letter::shape::regions::Regions;
use crate::letter::words::Sense;
use crate::model::{Days, Group, Status};

/// Postponed or cancelled, as the subject or the first sentences say of this meeting. A meeting that
/// is put off to days which the letter names takes place on them.
pub(super) fn status(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    days: Option<Days>,
    groups: &[Said<Group>],
) -> Option<Said<Status>> {
    let body = &regions.body;
    let early = floor(found, body.start..body.end.min(body.start + 900));
    let title = subject.map(|subject| subject.span.clone()).unwrap_or(0..0);
    let kinds: [(Status, Sense); 2] =
        [(Status::Cancelled, Sense::Cancelled), (Status::Postponed, Sense::Postponed)];
    let both = [title, early.clone()];
    // One day of a series does not take place; the others do.
    let is_of_other_day = |at: &Span| {
        let sentence = found.sentence(at.start, &early);
        let mut named = found.dates_in(&sentence).filter(|_| at.start >= early.start);
        let one = named.next().filter(|date| date.last.is_none());
        one.is_some_and(|date| days.is_none_or(|days| date.days_in(None) != Some(days)))
            && !found.dates_in(&sentence).any(|date| days.is_some() && date.days() == days)
    };
    // "The workshop has been cancelled."
    let is_of_others = |at: &Span| {
        let sentence = found.sentence(at.start, &early);
        at.start >= early.start && opens::named(found, at, &sentence, groups) == Some(Opener::Other)
    };
    let (value, at) = both.iter().find_map(|span| {
        kinds.into_iter().find_map(|(value, of)| {
            let at = found.all(span, of).into_iter().find(|at| !is_of_others(at))?;
            (value == Status::Postponed || !is_of_other_day(&at)).then_some((value, at))
        })
    })?;
    // "… to 7 September and will last until 11 September"
    let first = days.map(|days| days.first);
    let is_own = |date: &&DateMention| date.days().map(|days| days.first) == first;
    let mut own = found.dates_in(&early).filter(|date| first.is_some() && is_own(date));
    let is_new = own.any(|date| {
        let sentence = found.sentence(date.span.start, &early);
        // "… originally scheduled for … is put off to …": the later days are the new ones.
        let before = sentence.start..date.span.start;
        // And "… it is postponed, and will be held from …".
        let is_moved = found.all(&before, Sense::Postponed).pop().is_some_and(|at| {
            let parts = clauses(found.normal, &(at.end..date.span.start));
            let is_held = parts.iter().skip(1).any(|part| found.has(part, Sense::TakesPlace));
            // "ha sido aplazada y se celebrará"
            let mut held = found.all(&(at.end..date.span.start), Sense::TakesPlace).into_iter();
            // But not "and will be held at a later date; the original dates were".
            let is_held = is_held
                || held.any(|held| {
                    let between = found.normal.tokens_in(&(at.end..held.start));
                    let last = between.all.len().checked_sub(1);
                    let behind = held.end..date.span.start.max(held.end);
                    last.is_some_and(|last| between.is_one_of(last, Sense::AndDay))
                        && !found.normal.slice(&behind).contains([';', '؛'])
                        && !found.has(&behind, Sense::AndDay)
                        && !rules::names_meeting(found, &behind)
                });
            let mut others = found.dates_in(&before);
            // "est reportée au 14-18 juin"
            let mut ends = found.all(&(at.end..date.span.end), Sense::ToDay).into_iter();
            let is_to = ends.any(|to| {
                let between = to.end.min(date.span.start)..date.span.start;
                to.start <= date.span.start && found.normal.slice(&between).trim().is_empty()
            });
            (is_held || is_to || others.any(|former| days::is_former(found, former, &sentence)))
                && !days::is_former(found, date, &sentence)
        });
        is_moved
            || found.has(&sentence, Sense::TakesPlace) && !found.has(&sentence, Sense::Postponed)
    });
    let is_called_off = value == Status::Cancelled || !is_new;
    is_called_off.then(|| Said { value, place: found.normal.place(&at) })
}
