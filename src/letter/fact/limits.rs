//! Limits in prose: "not later than 15 June 2007".

use crate::finding::{Findings, Said};
use crate::letter::fact::deadlines::{draft, weekday};
use crate::letter::fact::relative;
use crate::letter::fact::requests::asked;
use crate::letter::fact::spoken::Spoken;
use crate::letter::lex::dates::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::found::{Found, floor};
use crate::letter::words::Sense;
use crate::model::{Action, Days, Language};
use crate::source::DraftDeadline;
use chrono::NaiveDate;

/// Limits in prose: "must therefore be received by TSB not later than 15 June 2007", "le 18 juin 2005
/// au plus tard", 4月9日前. Only with an action that is certain, and before the meeting.
pub(crate) fn prose(
    found: &Found<'_>,
    whole: &Span,
    language: Language,
    meeting: Option<Days>,
    read: &mut Vec<DraftDeadline>,
    findings: &mut Findings,
) {
    for (limit, mention) in limits(found, whole) {
        let before_meeting = |date: &NaiveDate| meeting.is_none_or(|days| *date < days.first);
        let Some(date) = mention.day().filter(before_meeting) else { continue };
        let sentence = found.sentence(limit.start.min(mention.span.start), whole);
        // What was called off or moved is due no more.
        let is_off = found.has(&sentence, Sense::Cancelled)
            || crate::letter::fact::days::is_former(found, &mention, &sentence);
        let asked =
            asked_of(found, whole, &sentence, limit.start.min(mention.span.start), language);
        let is_certain = |action: &Said<Action>| {
            !matches!(
                action.value,
                Action::HotelReservation | Action::Other | Action::RemoteParticipationRequest
            )
        };
        let mut asked: Vec<Said<Action>> = asked.into_iter().filter(is_certain).collect();
        // "… by 4 March 1998 if they are to be translated"
        let is_open =
            asked.len() == 1 && asked.iter().all(|one| one.value == Action::Contributions);
        if is_open {
            let later = found.dates_in(&(mention.span.end..sentence.end)).next();
            let rest = later.map_or(sentence.end, |date| date.span.start);
            let rest = sentence.start..rest.max(mention.span.end);
            let is_translated =
                |one: &Said<Action>| one.value == Action::ContributionsForTranslation;
            let whole = self::asked(found, &rest, language);
            if let Some(one) = whole.into_iter().find(is_translated) {
                if later.is_some() {
                    findings
                        .doubt(
                            "deadline-unclear",
                            Some(found.normal.place(&mention.span)),
                            "it is not sure whether this is the date of contributions for translation",
                        )
                        .help("look the deadline up and add it: it was left out");
                    continue;
                }
                asked = vec![one];
            }
        }
        let place = found.normal.place(&mention.span);
        let is_known =
            |known: &DraftDeadline| known.date.as_ref().is_some_and(|known| known.value == date);
        if is_off || asked.is_empty() {
            continue;
        }
        if let Some(known) = read.iter_mut().find(|known| is_known(known)) {
            for action in asked {
                if !known.actions.iter().any(|other| other.value == action.value) {
                    known.actions.push(action);
                }
            }
            continue;
        }
        weekday(found, &mention, findings);
        let mut deadline = draft(Said { value: date, place }, asked, None);
        let reach = limit.start.min(mention.span.start)..limit.end.max(mention.span.end);
        let hour = found.times_in(&reach).last().map(Spoken::of);
        deadline.time = hour.and_then(|hour| hour.on(Some(date), found, findings));
        read.push(deadline);
    }
}

/// Words of a limit with the single day that they stand before or behind.
fn limits(found: &Found<'_>, whole: &Span) -> Vec<(Span, DateMention)> {
    let mut limits = Vec::new();
    for limit in found.all(whole, Sense::Limit) {
        let reach = floor(found, limit.start..whole.end.min(limit.end + 128));
        let mut mentions = found.dates_in(&reach);
        let Some(mention) = mentions.next().filter(|date| date.last.is_none()) else {
            continue;
        };
        // At most an hour, a weekday or a label lies between.
        let way = limit.end.min(mention.span.start)..mention.span.start;
        let between = found.normal.slice(&way);
        let is_bare = matches!(between.trim(), "(" | "");
        let parted = between.contains(['.', '(', ')', '。']) && !between.contains(':') && !is_bare;
        // "The deadline for the submission of contributions is 19 March", "Крайний срок представления
        // вкладов - 19 марта": longer, if it says what is due.
        let count = between.chars().count();
        let says = || {
            !between.contains([',', ';', '،', '؛', '\n'])
                && !relative::actions(found.normal.folded(&way)).is_empty()
        };
        if !parted && (count <= 24 || count <= 72 && says()) {
            // "is changed from 24 September to 1 October": the second one.
            let sentence = found.sentence(limit.start, whole);
            let is_former = crate::letter::fact::days::is_former(found, mention, &sentence);
            let next = mentions.next().filter(|next| {
                is_former
                    && next.last.is_none()
                    && crate::letter::shape::found::within(&next.span, &sentence)
            });
            limits.push((limit, next.unwrap_or(mention).clone()));
        }
    }
    for limit in found.all(whole, Sense::LimitBehind) {
        let reach = floor(found, limit.start.saturating_sub(112).max(whole.start)..limit.start);
        let Some(mention) = found.dates_in(&reach).last().filter(|date| date.last.is_none()) else {
            continue;
        };
        let between = found.normal.slice(&(mention.span.end..limit.start));
        let is_known = limits.iter().any(|(_, known)| known.span == mention.span);
        if between.chars().count() <= 14 && !between.contains(['.', '。', ';', ',']) && !is_known {
            limits.push((limit, mention.clone()));
        }
    }
    limits.sort_by_key(|(_, mention)| mention.span.start);
    limits
}

/// What a limit is for: what its sentence says before it, else what the sentence before says that it
/// goes on from.
fn asked_of(
    found: &Found<'_>,
    whole: &Span,
    sentence: &Span,
    until: usize,
    language: Language,
) -> Vec<Said<Action>> {
    // What stands before an earlier date belongs to that one.
    let earlier = found.dates_in(&(sentence.start..until)).last();
    let from = earlier.map_or(sentence.start, |date| date.span.end);
    let own = asked(found, &(from..until), language);
    if !own.is_empty() || earlier.is_some() {
        return own;
    }
    let behind = asked(found, &(until..sentence.end), language);
    if !behind.is_empty() {
        return behind;
    }
    let line =
        found.normal.text().get(whole.start..sentence.start).and_then(|text| text.rfind('\n'));
    let line = line.map_or(whole.start, |end| whole.start + end + 1);
    if line >= sentence.start {
        return Vec::new();
    }
    let before =
        found.sentence(sentence.start.saturating_sub(2).max(line), &(line..sentence.start));
    // A sentence with a date of its own says what that one is for.
    if found.dates_in(&before).next().is_some() {
        return Vec::new();
    }
    asked(found, &before, language)
}
