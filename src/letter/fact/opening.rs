//! The hours of opening and registration.

use crate::finding::{Findings, Said};
use crate::letter::fact::spoken::Spoken;
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::Found;
use crate::letter::shape::regions::{Regions, trim};
use crate::letter::words::Sense;
use crate::model::{Days, Group, TimeOfDay};
use chrono::{Datelike, NaiveDate};

/// How long before the first day registration may begin on the spot, in days.
const LONGEST_BEFORE: i64 = 7;

/// An hour with its day, if one is named, and the place behind it.
#[derive(Clone, Debug)]
pub(crate) struct Hour {
    /// The time of day.
    pub(crate) time: TimeOfDay,
    /// The day that the sentence names.
    pub(crate) date: Option<NaiveDate>,
    /// The words that say so.
    pub(crate) span: Span,
    /// Where, if the words behind the hour say it.
    pub(crate) place: Option<Span>,
}

/// The hour at which the meeting opens. Of several the one in a sentence about the meeting itself,
/// on its first day.
pub(crate) fn opening(
    found: &Found<'_>,
    regions: &Regions,
    days: Option<Days>,
    groups: &[Said<Group>],
    findings: &mut Findings,
) -> Option<Hour> {
    let body = regions.body.start..found.normal.text().len();
    let mut candidates: Vec<Hour> = Vec::new();
    for anchor in found.all(&body, Sense::Opens) {
        let sentence = found.sentence(anchor.start, &body);
        // Of a sentence with two hours the words behind the first one are about the second.
        let first = found.times_in(&(sentence.start..anchor.start)).last();
        let before = first.map_or(sentence.start, |time| time.end)..anchor.start;
        // "participant registration will begin at" is not the opening.
        let is_registration = last(found, &before, Sense::Registration)
            .or_else(|| last(found, &before, Sense::OtherEvent));
        let clause = anchor.start.saturating_sub(60).max(sentence.start);
        if is_registration.is_some_and(|other| other >= clause) && !names_meeting(found, &before) {
            continue;
        }
        // "Working Party 2/4 will begin at": a part of the group.
        let is_part = |group: &Group| {
            groups.iter().any(|whole| whole.value != *group && whole.value.covers(group))
                && !groups.iter().any(|whole| whole.value == *group)
        };
        let subjects = found.groups_in(&before);
        if subjects.last().is_some_and(|mention| mention.groups.iter().all(is_part)) {
            continue;
        }
        let reach = anchor.start..sentence.end.min(anchor.end + 160).max(anchor.end);
        let reach = crate::letter::shape::found::floor(found, reach);
        // What follows an "and" about registration is another hour.
        let stop = found.first(&reach, Sense::Registration);
        let reach = reach.start..stop.map_or(reach.end, |stop| stop.start);
        let Some(time) = found.times_in(&reach).next() else { continue };
        if is_other_weekday(found, time.end, days) {
            continue;
        }
        let date = found.dates_in(&sentence).find_map(|date| date.days_in(year(days)));
        let date = date.map(|days| days.first);
        if let (Some(date), Some(days)) = (date, days)
            && !days.contains(date)
        {
            continue;
        }
        let here = Spoken::of(time).on(date.or(first_day(days)), found, findings);
        let Some(here) = here else { continue };
        let hour = Hour { time: here, date, span: anchor.start..time.end, place: None };
        candidates.push(hour);
    }
    // The first one is the meeting's; a second one that says otherwise is worth a doubt.
    let Some(first) = candidates.first().cloned() else {
        return behind_date(found, &body, days, findings);
    };
    let is_first_day =
        |hour: &&Hour| hour.date.is_none_or(|date| days.is_none_or(|days| date == days.first));
    let chosen = candidates.iter().find(is_first_day).cloned().unwrap_or(first);
    let annexes = regions.annexes.start;
    let other = candidates.iter().find(|other| {
        other.time != chosen.time
            && other.date.is_none()
            && chosen.date.is_none()
            && other.span.end < annexes
    });
    if let Some(other) = other {
        let place = found.normal.place(&other.span);
        let message =
            format!("the meeting opens at {} here and at {} before", other.time, chosen.time);
        findings
            .doubt("two-openings", Some(place), message)
            .help("see which of them is the meeting's");
    }
    Some(chosen)
}

/// The hour at which registration begins, and where.
pub(crate) fn registration(
    found: &Found<'_>,
    regions: &Regions,
    days: Option<Days>,
    findings: &mut Findings,
) -> Option<Hour> {
    let body = regions.body.start..found.normal.text().len();
    for anchor in found.all(&body, Sense::Registration) {
        let words = found.normal.folded(&anchor);
        // A verb alone counts only behind the word for registration.
        let sentence = found.sentence(anchor.start, &body);
        if words == "will begin at"
            && !found.normal.folded(&(sentence.start..anchor.start)).contains("registration")
        {
            continue;
        }
        let reach = crate::letter::shape::found::floor(
            found,
            anchor.start..sentence.end.min(anchor.end + 200).max(anchor.end),
        );
        // "at 1300 on Monday and at 0900 on Tuesday"
        let mut times = found.times_in(&reach);
        let Some(time) = times.find(|time| !is_other_weekday(found, time.end, days)) else {
            continue;
        };
        let behind = time.end..sentence.end;
        let date =
            found.dates_in(&(anchor.start..sentence.end)).find_map(|date| date.days_in(year(days)));
        // Until when one may register is another matter.
        let is_limit = |date: Days| {
            days.is_some_and(|days| {
                date.first > days.last || (days.first - date.first).num_days() > LONGEST_BEFORE
            })
        };
        if date.is_some_and(is_limit) {
            continue;
        }
        let day = date.map_or(first_day(days), |date| Some(date.first));
        let here = Spoken::of(time).on(day, found, findings)?;
        let place = place(found, &behind, anchor.start);
        return Some(Hour {
            time: here,
            date: date.map(|days| days.first),
            span: anchor.start..time.end,
            place,
        });
    }
    None
}

/// The first hour of a meeting of one day, where its hours stand just behind the date: "on 19 March
/// 2014, 14:30 to 17:30 hours".
fn behind_date(
    found: &Found<'_>,
    body: &Span,
    days: Option<Days>,
    findings: &mut Findings,
) -> Option<Hour> {
    let days = days.filter(|days| days.is_single())?;
    let of_day = found.dates_in(body).filter(|date| date.days() == Some(days));
    of_day.take(8).find_map(|date| {
        let reach = crate::letter::shape::found::floor(
            found,
            date.span.end..body.end.min(date.span.end + 48),
        );
        let line = found.normal.slice(&reach).split('\n').next().unwrap_or("");
        let reach = reach.start..reach.start + line.len();
        let hours =
            crate::letter::lex::times::hours(found.normal.tokens_in(&reach)).into_iter().next()?;
        let between = found.normal.slice(&(reach.start..hours.span.start));
        let is_near = between.chars().count() <= 10 && !between.contains(['.', ';', ')']);
        let span = hours.span;
        let spoken = Spoken { time: hours.hours.start, zone: hours.zone, words: span.clone() };
        let here = is_near.then(|| spoken.on(Some(days.first), found, findings))??;
        Some(Hour { time: here, date: None, span, place: None })
    })
}

/// Whether the day of the week just behind an hour is not that of the first day.
fn is_other_weekday(found: &Found<'_>, from: usize, days: Option<Days>) -> bool {
    let Some(days) = days else { return false };
    let tokens = found.normal.tokens();
    let at = tokens.at_byte(from);
    let ends = |at: &usize| {
        tokens.kind(*at) == Some(TokenKind::LineEnd) || matches!(tokens.text(*at), "." | ";" | "(")
    };
    let end = (at..at + 4).find(ends).unwrap_or(at + 4);
    let named = (at..end).find_map(|at| crate::letter::lex::dates::weekday_at(tokens, at));
    named.is_some_and(|(weekday, _)| weekday != days.first.weekday())
}

/// Where registration takes place: the words behind the hour and its preposition.
fn place(found: &Found<'_>, behind: &Span, anchor: usize) -> Option<Span> {
    let prepositions = found.all(behind, Sense::RegistrationAt);
    for preposition in prepositions {
        let text = found.normal.slice(&(preposition.end..behind.end));
        let stop = text.find(['.', ',', ';', '\n', '。', '،', '؛']).unwrap_or(text.len());
        // "entrance on each day of", "入口处进行".
        let mut words = text.get(..stop).unwrap_or("");
        for end in [" on each day", " on that day", " on the first day", "进行", "开始", "办理"]
        {
            words = words.split(end).next().unwrap_or(words);
        }
        let span = trim(found, preposition.end..preposition.end + words.len());
        let text = found.normal.slice(&span);
        let is_whole = preposition.end + stop < found.normal.text().len();
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        let has_time =
            found.times.iter().any(|time| span.start <= time.start && time.end <= span.end);
        let dated = found.dates_in(&span).next().is_some();
        if (4..=90).contains(&letters) && !has_time && !dated && is_whole {
            return Some(span);
        }
    }
    // "All who attend are asked to register via the Montbrillant entrance."
    let near = crate::letter::shape::found::floor(
        found,
        anchor..(behind.end + 160).min(found.normal.text().len()),
    );
    let text = found.normal.slice(&near);
    let at =
        text.find("register via the ").map(|at| near.start + at + "register via the ".len())?;
    let rest = found.normal.slice(&(at..near.end));
    let stop = rest.find(['.', ',', ';', '\n']).unwrap_or(0);
    (stop > 4).then(|| trim(found, at..at + stop))
}

/// Where the last of some phrases stands.
fn last(found: &Found<'_>, span: &Span, of: Sense) -> Option<usize> {
    found.all(span, of).last().map(|span| span.start)
}

/// Whether a stretch speaks of a meeting or of a group.
pub(crate) fn names_meeting(found: &Found<'_>, span: &Span) -> bool {
    let text = found.normal.folded(span);
    let words = ["meeting", "réunion", "reunión", "собрани", "会议", "اجتماع"];
    words.iter().any(|word| text.rfind(word).is_some_and(|at| text.len() - at < 120))
        || !found.groups_in(span).is_empty()
}

fn first_day(days: Option<Days>) -> Option<NaiveDate> {
    days.map(|days| days.first)
}

fn year(days: Option<Days>) -> Option<i32> {
    days.map(|days| days.first.year())
}
