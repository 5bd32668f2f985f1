//! Days that are said apart: those of several groups that meet together, and a first and a last day.

use crate::finding::Findings;
use crate::letter::lex::dates::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::found::Found;
use crate::letter::words::Sense;
use crate::model::{Days, Group};
use chrono::NaiveDate;

/// The days of each group in a stretch that gives several groups of the letter days of their own:
/// "Study Group 1: 12-21 October 2025 and Study Group 2: 21-30 October 2025".
pub(crate) fn of_each(
    found: &Found<'_>,
    stretch: &Span,
    own: &[&Group],
    formers: &[(Days, Span)],
) -> Option<Vec<(Days, Span)>> {
    let mut begin = stretch.start;
    let mut groups: Vec<Group> = Vec::new();
    let mut each: Vec<(Days, Span)> = Vec::new();
    for date in found.dates_in(stretch) {
        let before = found.groups_in(&(begin..date.span.start));
        begin = date.span.end;
        let days = date.days().filter(|days| !days.is_single());
        let holds = !formers.iter().any(|(_, span)| *span == date.span);
        let (Some(days), Some(mention)) = (days.filter(|_| holds), before.last()) else { continue };
        let is_own = mention.groups.iter().all(|group| own.contains(&group));
        if is_own && !mention.groups.iter().any(|group| groups.contains(group)) {
            groups.extend(mention.groups.iter().cloned());
            each.push((days, date.span.clone()));
        }
    }
    let differ = each.iter().any(|(days, _)| each.first().is_some_and(|(first, _)| first != days));
    differ.then_some(each)
}

/// From the first day of several groups to the last one of all, if no day of work is without one.
pub(crate) fn all_of(
    found: &Found<'_>,
    each: &[(Days, Span)],
    findings: &mut Findings,
) -> Option<(Days, Span)> {
    let first = each.iter().map(|(days, _)| days.first).min()?;
    let last = each.iter().map(|(days, _)| days.last).max()?;
    let days = Days { first, last };
    let is_met = |day: NaiveDate| each.iter().any(|(days, _)| days.contains(day));
    let span = each.first()?.1.start..each.last()?.1.end;
    if !days.working().all(is_met) {
        findings
            .doubt(
                "days-listed",
                Some(found.normal.place(&span)),
                "several groups meet on days of their own here",
            )
            .help("write a meeting file for each of them; no days were used");
        return None;
    }
    Some((days, span))
}

/// A day with the last one, which a sentence gives apart: "begins on 29 June and ends on 3 July".
pub(crate) fn until(found: &Found<'_>, date: &DateMention, sentence: &Span) -> DateMention {
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
