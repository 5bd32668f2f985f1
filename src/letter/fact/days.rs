//! The days of the meeting.

use crate::finding::{Findings, Said};
use crate::letter::fact::subject::Subject;
use crate::letter::lex::dates::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::found::{Found, floor, within};
use crate::letter::shape::regions::Regions;
use crate::letter::words::{self, Sense};
use crate::model::Days;
use crate::source::Draft;

/// The days of the meeting: those of the subject, unless the sentence that invites says others.
pub(crate) fn days(
    found: &mut Found<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    draft: &mut Draft,
    findings: &mut Findings,
) -> Option<Days> {
    tell_ambiguous(found, findings);
    let said = subject.and_then(|subject| subject.date.clone());
    let body = invited(found, regions, subject, findings)
        .or_else(|| beside_workshop(found, regions, subject?));
    let chosen = match (said, body) {
        (Some(said), Some(body)) if said.days() != body.days() => {
            let (one, other) = (said.days()?, body.days()?);
            let is_lost = said.is_guess && !body.is_guess;
            // A subject with several ranges has the meeting's among them: "…, put off to …".
            let is_among = subject.is_some_and(|subject| {
                found.dates_in(&subject.span).any(|date| date.days() == Some(other))
            });
            // The subject may name a workshop's days too; the sentence is about the meeting alone.
            let is_within = one.first <= other.first && other.last <= one.last;
            // One day at an end of the range is that end, written in a way that is not understood,
            // where the subject names nothing else that its other days could be for.
            let is_end = other.first == other.last
                && (other.first == one.first || other.last == one.last)
                && subject.is_some_and(|subject| !names_other(found, &subject.span));
            if is_lost || is_among {
                body
            } else if is_end && is_within {
                let place = found.normal.place(&body.span);
                findings
                    .doubt(
                        "days-differ",
                        Some(place),
                        format!("only {other} is read here; the subject has {one}"),
                    )
                    .help("look the days of the meeting up: those of the subject were taken");
                said
            } else if is_within && names_same_group(found, subject, &body) {
                let place = found.normal.place(&body.span);
                findings
                    .doubt(
                        "days-differ",
                        Some(place),
                        format!(
                            "the group meets on {other} as it says here; the subject has {one}"
                        ),
                    )
                    .help("look the days of the meeting up: those of the sentence were taken");
                body
            } else if body.is_guess
                || !overlaps(&said, &body) && !names_same_group(found, subject, &body)
            {
                said
            } else {
                let place = found.normal.place(&body.span);
                findings
                    .doubt(
                        "days-differ",
                        Some(place),
                        format!("the letter says {other} here, and {one} in its subject"),
                    )
                    .help("look the days of the meeting up: neither was taken");
                return None;
            }
        }
        (Some(said), _) => said,
        (None, Some(body)) => body,
        (None, None) => {
            let mut dates = subject.into_iter().flat_map(|subject| found.dates_in(&subject.span));
            if let Some(listed) = dates.find(|date| date.is_listed) {
                tell_listed(found, listed, findings);
            }
            return None;
        }
    };
    let days = chosen.days()?;
    if chosen.is_guess
        && !found.dates.iter().any(|date| !date.is_guess && date.days() == Some(days))
    {
        let place = found.normal.place(&chosen.span);
        findings
            .doubt(
                "days-unsure",
                Some(place),
                format!("these may be the days {days}; the dash between them was lost"),
            )
            .help("look the days of the meeting up: they were not taken");
        return None;
    }
    if let Some(date) = draft.letter.date.filter(|date| *date > days.last) {
        let place = found.normal.place(&chosen.span);
        findings
            .doubt(
                "meeting-before-letter",
                Some(place),
                format!("the meeting ends before the date of the letter, {date}"),
            )
            .help("one of the two dates is a slip: look both up");
    }
    let place = found.normal.place(&chosen.span);
    found.note("start", days.first, &chosen.span);
    draft.start = Some(Said { value: days.first, place });
    if days.last != days.first {
        found.note("end", days.last, &chosen.span);
        draft.end = Some(Said { value: days.last, place });
    }
    Some(days)
}

fn tell_listed(found: &Found<'_>, listed: &DateMention, findings: &mut Findings) {
    let place = found.normal.place(&listed.span);
    findings
        .doubt("days-listed", Some(place), "several days are named one after another here")
        .help("look up whether each is a meeting of its own: none was taken");
}

/// A doubt of the dates in figures that can be read in two ways; no fact takes one.
fn tell_ambiguous(found: &Found<'_>, findings: &mut Findings) {
    let all: Vec<&DateMention> = found.dates.iter().filter(|date| date.is_ambiguous()).collect();
    let Some(first) = all.first() else { return };
    let words = found.normal.words(&first.span);
    let others = match all.len() - 1 {
        0 => String::new(),
        others => format!(", and so can {others} more"),
    };
    findings
        .doubt(
            "date-unsure",
            Some(found.normal.place(&first.span)),
            format!("`{words}` can be read with its day or its month first{others}"),
        )
        .help("look up which is meant, and write the dates by hand: they were not taken");
}

/// The days in the sentence that invites to the meeting; those of an earlier meeting are none.
fn invited(
    found: &Found<'_>,
    regions: &Regions,
    subject: Option<&Subject>,
    findings: &mut Findings,
) -> Option<DateMention> {
    let body = regions.body.clone();
    let body = if body.is_empty() { 0..found.normal.text().len() } else { body };
    let early = floor(found, body.start..body.end.min(body.start + 3_000));
    let numbered = section_date(found, &early);
    if numbered.is_some() {
        return numbered;
    }
    let wanted = subject.and_then(|subject| subject.date.as_ref()).and_then(DateMention::days);
    let mentions: Vec<DateMention> =
        found.dates_in(&early).filter(|date| date.days().is_some()).cloned().collect();
    // A subject with several dates does not say which of them is the meeting's; the sentence does.
    let of_subject: Vec<_> = subject
        .into_iter()
        .flat_map(|subject| found.dates_in(&subject.span))
        .filter_map(DateMention::days)
        .collect();
    let is_one = of_subject.iter().all(|days| Some(*days) == wanted);
    if let Some(same) =
        mentions.iter().find(|date| wanted.is_some() && is_one && date.days() == wanted)
    {
        return Some(same.clone());
    }
    if wanted.is_none() && regions.subject.is_none() {
        // A page: "upcoming meetings", and the days behind it.
        let coming = found.first(&early, Sense::Invites);
        let behind = coming.map(|at| floor(found, at.end..early.end.min(at.end + 60)));
        let date = behind.and_then(|behind| found.dates_in(&behind).next().cloned());
        if let Some(date) = date.filter(|date| date.days().is_some()) {
            return Some(date);
        }
    }
    let mut anchors = found.all(&early, Sense::TakesPlace);
    anchors.extend(found.all(&early, Sense::Invites));
    // Of several days in the subject those that a sentence repeats are the meeting's.
    let again = anchors.iter().find_map(|anchor| {
        let sentence = found.sentence(anchor.start, &early);
        let mut dates = mentions.iter().filter(|date| within(&date.span, &sentence));
        dates.find(|date| date.days() == wanted && !is_former(found, date, &sentence))
    });
    if let Some(again) = again.filter(|_| wanted.is_some()) {
        return Some(again.clone());
    }
    anchors.iter().find_map(|anchor| {
        let sentence = found.sentence(anchor.start, &early);
        let is_other = |date: &&DateMention| {
            // An earlier meeting, another document, a co-located event in parentheses.
            let near = floor(
                found,
                date.span.start.saturating_sub(48).max(sentence.start)..date.span.start,
            );
            found.has(&near, Sense::PastMeeting)
                || is_former(found, date, &sentence)
                || found.has(&near, Sense::Circular)
                || found.has(&near, Sense::Workshop)
                || found.normal.slice(&near).contains('(')
                    && !found.normal.slice(&near).contains(')')
        };
        let mut dates = mentions.iter().filter(|date| within(&date.span, &sentence));
        // "on 3 March, 7 April and 5 May 2026": the last of them is not when the meeting begins.
        if wanted.is_none()
            && let Some(listed) = dates.clone().find(|date| date.is_listed)
        {
            tell_listed(found, listed, findings);
            return Some(None);
        }
        let named = found.has(&sentence, Sense::OtherEvent)
            && !found.groups_in(&sentence).iter().any(|groups| {
                subject.is_some_and(|subject| {
                    found.groups_in(&subject.title).iter().any(|own| own.groups == groups.groups)
                })
            });
        dates.find(|date| !is_other(date)).filter(|_| !named).cloned().map(Some)
    })?
}

/// The days of the group alone, where the subject names those of a workshop with them: the only ones
/// inside the subject's that stand in a sentence about the group, and not behind the workshop.
fn beside_workshop(found: &Found<'_>, regions: &Regions, subject: &Subject) -> Option<DateMention> {
    let whole = subject.date.as_ref().and_then(DateMention::days)?;
    if !found.has(&subject.span, Sense::Workshop) {
        return None;
    }
    let body = regions.body.clone();
    let early = floor(found, body.start..body.end.min(body.start + 3_000));
    let is_own = |date: &&DateMention| {
        let near = floor(found, date.span.start.saturating_sub(48)..date.span.start);
        date.days().is_some_and(|days| {
            days != whole && whole.first <= days.first && days.last <= whole.last
        }) && !found.has(&near, Sense::Workshop)
            && names_same_group(found, Some(subject), date)
    };
    let own: Vec<&DateMention> = found.dates_in(&early).filter(is_own).collect();
    let first = *own.first()?;
    own.iter().all(|date| date.days() == first.days()).then(|| first.clone())
}

/// Whether a stretch names something else than a meeting of a group: a workshop, a forum.
fn names_other(found: &Found<'_>, span: &Span) -> bool {
    found.has(span, Sense::OtherEvent) || found.has(span, Sense::Workshop)
}

/// Whether the days no longer hold, or are those of another letter: "originally scheduled for",
/// "Collective letter 2/13 of 16 March 2009", `2019年7月12日第6/9号集体函`.
pub(crate) fn is_former(found: &Found<'_>, date: &DateMention, sentence: &Span) -> bool {
    let earlier = found.dates_in(&(sentence.start..date.span.start)).last();
    let before = earlier.map_or(sentence.start, |date| date.span.end)..date.span.start;
    let near = floor(found, before.start.max(date.span.start.saturating_sub(64))..before.end);
    let later = found.dates_in(&(date.span.end..sentence.end)).next();
    let end = later.map_or(sentence.end, |date| date.span.start);
    let behind = floor(found, date.span.end..end.min(date.span.end + 24));
    let words = found.normal.folded(&(date.span.end..end));
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let is_changed = words::all(Sense::ChangedTo).any(|to| words.starts_with(to));
    is_changed
        || found.has(&before, Sense::Formerly)
        || [near, behind].iter().any(|span| {
            found.has(span, Sense::CollectiveLetter) && !found.has(span, Sense::TakesPlace)
        })
}

/// "1. Date": the section of a notice that says when.
fn section_date(found: &Found<'_>, body: &Span) -> Option<DateMention> {
    let text = found.normal.folded(body);
    let words = ["date", "dates", "дата", "даты", "fecha", "fechas", "日期", "时间", "التاريخ"];
    let marks =
        words.iter().flat_map(|word| ["1. ", "1 ", "1) "].map(|number| format!("{number}{word}")));
    let at = marks.filter_map(|mark| text.find(&mark)).min()?;
    let from = body.start + at;
    let reach = floor(found, from..body.end.min(from + 160));
    found.dates_in(&reach).next().filter(|date| date.days().is_some()).cloned()
}

/// Whether the sentence around a date names a group of the title.
fn names_same_group(found: &Found<'_>, subject: Option<&Subject>, date: &DateMention) -> bool {
    let Some(subject) = subject else { return false };
    let whole = 0..found.normal.text().len();
    let sentence = found.sentence(date.span.start, &whole);
    let own = found.groups_in(&subject.title);
    let here = found.groups_in(&sentence);
    own.iter().flat_map(|mention| &mention.groups).any(|group| {
        here.iter()
            .flat_map(|mention| &mention.groups)
            .any(|other| group == other || group.covers(other))
    })
}

fn overlaps(one: &DateMention, other: &DateMention) -> bool {
    match (one.days(), other.days()) {
        (Some(one), Some(other)) => one.first <= other.last && other.first <= one.last,
        _ => false,
    }
}
