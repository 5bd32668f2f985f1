//! Days that are stated apart: those of several groups that meet together, and a first and a last day.

use crate::finding::Findings;
use crate::letter::fact::rules::{self, Inviting};
use crate::letter::fact::subject::Subject;
use crate::letter::lex::dates::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::letter::shape::prose::sentences;
use crate::letter::shape::regions::Regions;
use crate::letter::words::Sense;
use crate::model::{Days, Group};
use chrono::NaiveDate;

/// The days of each group where several groups of the letter have days of their own, in one stretch or
/// over several: "Study Group 1: 12-21 October 2025 and Study Group 2: 21-30 October 2025".
pub(crate) fn of_each(
    found: &LetterText<'_>,
    stretches: &[Span],
    own: &[&Group],
    formers: &[(Days, Span)],
) -> Option<Vec<(Days, Span)>> {
    let mut groups: Vec<Group> = Vec::new();
    let mut each: Vec<(Days, Span)> = Vec::new();
    for stretch in stretches {
        let dates: Vec<&DateMention> = found.dates_in(stretch).collect();
        let first = found.groups_in(stretch).first().map(|mention| mention.span.start);
        // "on 18-20 January WP1/9 will meet, and on 21-22 January WP2/9"
        let is_behind = dates.first().is_some_and(|date| first > Some(date.span.start));
        for (at, date) in dates.iter().enumerate() {
            let earlier = at.checked_sub(1).and_then(|at| dates.get(at));
            let later = dates.get(at + 1..).unwrap_or_default();
            // "on 18-20 January and WP2/9 on 21-22 January 2027"
            let year = later.iter().find_map(|later| later.first.year);
            let holds = !formers.iter().any(|(_, span)| *span == date.span)
                && !rules::is_of_document(found, date, stretch);
            let Some(days) = date.days_in(year).filter(|_| holds) else { continue };
            let next = later.first().map_or(stretch.end, |later| later.span.start);
            let behind = found.groups_in(&(date.span.end..next)).into_iter().next();
            // "from 3 to 7 May (Study Group 1)"
            let is_beside = behind.as_ref().is_some_and(|behind| {
                let between = found.normal.slice(&(date.span.end..behind.span.start));
                between.contains('(') && !between.contains(char::is_alphanumeric)
            });
            let named = match is_behind || is_beside {
                true => behind,
                false => {
                    let begin = earlier.map_or(stretch.start, |earlier| earlier.span.end);
                    found.groups_in(&(begin..date.span.start)).pop()
                }
            };
            let Some(mention) = named else { continue };
            let is_own = mention.groups.iter().all(|group| own.contains(&group));
            if is_own && !mention.groups.iter().any(|group| groups.contains(group)) {
                groups.extend(mention.groups.iter().cloned());
                each.push((days, date.span.clone()));
            }
        }
    }
    let differ = each.iter().any(|(days, _)| each.first().is_some_and(|(first, _)| first != days));
    differ.then_some(each)
}

/// Where the days of each of several groups may stand: in the subject; or in the sentences that invite,
/// and in lines that begin with a group.
pub(crate) fn stretches(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    inviting: &[Inviting],
) -> Vec<Vec<Span>> {
    let body = rules::opening_part(found, regions);
    let mut parts = sentences(found.normal, &body);
    parts.retain(|part| {
        let begins = found.groups_in(part).first().is_some_and(|mention| {
            let before = found.normal.slice(&(part.start..mention.span.start));
            !before.contains(char::is_alphanumeric)
        });
        begins
            || inviting
                .iter()
                .any(|one| one.sentence.start < part.end && part.start < one.sentence.end)
    });
    vec![subject.map(|subject| subject.span.clone()).into_iter().collect(), parts]
}

/// From the first day of several groups to the last one of all, if no day of work is without one. That
/// each has days of its own is reported.
pub(crate) fn all_of(
    found: &LetterText<'_>,
    each: &[(Days, Span)],
    findings: &mut Findings,
) -> Option<Days> {
    let first = each.iter().map(|(days, _)| days.first).min()?;
    let last = each.iter().map(|(days, _)| days.last).max()?;
    let days = Days { first, last };
    let is_met = |day: NaiveDate| each.iter().any(|(days, _)| days.contains(day));
    let place = found.normal.place(&each.first()?.1);
    let is_one = days.working().all(is_met);
    let help = match is_one {
        true => format!(
            "{days} was used for all of them; write to `time_plan` on which days each of them meets: without a time \
             plan the meeting has no sessions"
        ),
        false => "write a meeting file for each of them; no days were used".to_owned(),
    };
    let said = "several groups meet on days of their own here";
    findings.doubt("days-listed", Some(place), said).help(help);
    is_one.then_some(days)
}

/// A day with the last one, which a sentence gives apart: "begins on 29 June and ends on 3 July".
pub(crate) fn until(found: &LetterText<'_>, date: &DateMention, sentence: &Span) -> DateMention {
    let behind = date.span.end..sentence.end;
    let last = found.dates_in(&behind).next().filter(|last| {
        let links = found.all(&(date.span.end..last.span.end), Sense::ToDay);
        let link = links.into_iter().find(|link| {
            let between = link.end..last.span.start.max(link.end);
            found.normal.slice(&between).trim().is_empty()
        });
        let others = [Sense::Limit, Sense::OtherEvent, Sense::Workshop];
        link.is_some_and(|link| {
            !others.into_iter().any(|of| found.has(&(date.span.end..link.start), of))
        })
    });
    let days = date.day().zip(last.and_then(DateMention::day));
    match (last, days) {
        (Some(last), Some((from, to))) if from < to => DateMention {
            span: date.span.start..last.span.end,
            last: Some(last.first),
            ..date.clone()
        },
        _ => date.clone(),
    }
}
