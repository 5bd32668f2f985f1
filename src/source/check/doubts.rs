//! Doubts about a valid meeting: probably a mistake, but the meeting is used.
//!
//! Each is a named check; `# timeplan: allow NAME` silences it. Checks that need sessions or times
//! are in `expand`.

use super::{languages, titles};
use crate::finding::{Findings, Place, list};
use crate::model::{
    Action, Before, Days, Group, Language, Meeting, NamedGroups, RgmDates, Text, TimeUnit,
    is_working_day, mentions, nearly_named, public_holiday,
};
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

type DoubtCheck = fn(&Meeting, &mut Findings);

const CHECKS: [DoubtCheck; 14] = [
    deadline_after_start,
    deadline_day_off,
    deadline_off_grid,
    empty_range,
    empty_series,
    group_in_title,
    group_of_other_body,
    id_of_other_year,
    letter_after_meeting,
    letter_long_before,
    letter_of_other_group,
    range_in_other_zone,
    titles::kind_of_title,
    titles::place_of_title,
];

/// Runs all checks. `languages` are those of the output, `today` is the day of the clock in UTC where a
/// person wrote the date of the letter.
pub fn doubts(
    meeting: &Meeting,
    languages: &[Language],
    today: Option<NaiveDate>,
    findings: &mut Findings,
) {
    for check in CHECKS {
        check(meeting, findings);
    }
    if let Some(today) = today {
        letter_ahead(meeting, today, findings);
    }
    languages::missing(meeting, languages, today.is_some(), findings);
}

/// An invitation is written before the meeting is over.
fn letter_after_meeting(meeting: &Meeting, findings: &mut Findings) {
    let (Some(date), Some(days)) = (meeting.letter.date, meeting.days) else { return };
    if date > days.last {
        findings
            .doubt(
                "letter-after-meeting",
                None,
                format!(
                    "the letter is dated {date}, after the end of the meeting on {}",
                    days.last
                ),
            )
            .help(
                "correct `date` in `letter`; until then, a first build stamps events with the \
                 current time",
            );
    }
}

/// A letter of invitation is months old when the meeting begins, not years.
fn letter_long_before(meeting: &Meeting, findings: &mut Findings) {
    let (Some(date), Some(days)) = (meeting.letter.date, meeting.days) else { return };
    if (days.first - date).num_days() > YEAR {
        let first = days.first;
        findings
            .doubt(
                "letter-long-before",
                None,
                format!(
                    "the letter is dated {date}, but the meeting begins more than a year later, \
                     on {first}"
                ),
            )
            .help("correct the year of `date` in `letter`, or remove last year's letter");
    }
}

/// The days of a year, leap years too.
const YEAR: i64 = 366;
/// The distance in months at which an id probably does not belong to a meeting: a postponement is
/// rarely this long, and next year's meeting is usually further away.
const APART: i32 = 6;

/// An id with a month is close to the meeting's month; otherwise it was kept in a copy of another
/// file.
fn id_of_other_year(meeting: &Meeting, findings: &mut Findings) {
    let mut parts = meeting.id.as_str().rsplit('-');
    let Some((month, year)) = parts.next().zip(parts.next()) else { return };
    if month.len() != 2 || year.len() != 4 {
        return;
    }
    let (Ok(month @ 1..=12), Ok(year)) = (month.parse::<i32>(), year.parse::<i32>()) else {
        return;
    };
    let Some(Days { first, .. }) = meeting.days else { return };
    let begins = first.year() * 12 + i32::try_from(first.month()).unwrap_or(1);
    if (begins - (year * 12 + month)).abs() >= APART {
        let id = &meeting.id;
        findings
            .doubt(
                "id-of-other-year",
                meeting.days_at,
                format!("the id `{id}` does not match the meeting, which begins on {first}"),
            )
            .help(
                "in a copy for another meeting, delete `id` or rename the file; if this meeting \
                 was moved, keep the id",
            );
    }
}

/// A received letter is not dated in the future.
fn letter_ahead(meeting: &Meeting, today: NaiveDate, findings: &mut Findings) {
    if let Some(date) = meeting.letter.date.filter(|date| *date > today) {
        findings
            .doubt(
                "letter-ahead",
                None,
                format!("the letter is dated {date}, but today is {today}"),
            )
            .help(
                "correct `date` in `letter`; until then, a first build stamps events with the \
                 current time",
            );
    }
}

/// A deadline is before the first day of the meeting.
fn deadline_after_start(meeting: &Meeting, findings: &mut Findings) {
    let Some(days) = meeting.days else { return };
    for deadline in &meeting.deadlines {
        if deadline.date >= days.first {
            let when = if deadline.date == days.first {
                "on the first day"
            } else {
                "after the first day"
            };
            findings
                .doubt(
                    "deadline-after-start",
                    Some(deadline.place),
                    format!("this deadline is {when} of the meeting, {}", days.first),
                )
                .help("correct the date if it is a mistake");
        }
    }
}

/// A deadline that is only a distance falls on a day on which people work.
fn deadline_day_off(meeting: &Meeting, findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for deadline in &meeting.deadlines {
        let (Some(before), date) = (deadline.before, deadline.date) else { continue };
        let weekend = (!is_working_day(date)).then(|| date.format("%A").to_string());
        let holiday = || Some(format!("public holiday of Geneva ({})", public_holiday(date)?));
        let Some(what) = weekend.or_else(holiday).filter(|_| told.insert(date)) else { continue };
        findings
            .doubt(
                "deadline-day-off",
                Some(deadline.place),
                format!("{} before the first day is {date}, a {what}", in_words(before)),
            )
            .help("if the deadline is on another day, write its `date` instead of `before`");
    }
}

/// A session belongs to a group that meets, or to one of its working parties or Questions. A joint
/// session may also belong to another body.
fn group_of_other_body(meeting: &Meeting, findings: &mut Findings) {
    let own = meeting.groups.iter().chain(meeting.rgm.iter().flat_map(|rgm| &rgm.groups));
    let bodies: BTreeSet<Group> = own.map(Group::body).collect();
    let Some(study) = bodies.iter().find(|body| matches!(body, Group::Study(_))) else { return };
    let is_other = |group: &Group| {
        let body = group.body();
        body != *group && matches!(body, Group::Study(_)) && !bodies.contains(&body)
    };
    let cells = meeting.time_plan.entries.iter().flat_map(|entry| &entry.plan.cells);
    let cells = cells.flat_map(|(_, cells)| cells).filter(|cell| cell.groups.iter().all(is_other));
    let mut others: BTreeMap<&Group, Vec<Place>> = BTreeMap::new();
    for cell in cells {
        for group in &cell.groups {
            others.entry(group).or_default().push(cell.place);
        }
    }
    for (group, mut places) in others {
        places.sort();
        let lines = languages::lines(places.iter().map(|place| place.line));
        let body = group.body();
        findings
            .doubt(
                "group-of-other-body",
                places.first().copied(),
                format!("{group} belongs to {body}, but this is a meeting of {study} ({lines})"),
            )
            .help(format!(
                "correct the number; for a joint session, also name the group of {study}"
            ));
    }
}

/// A deadline is within a week of ITU-T's usual date, counted from the meeting or from the first
/// rapporteur group meetings before it.
fn deadline_off_grid(meeting: &Meeting, findings: &mut Findings) {
    let Some(days) = meeting.days else { return };
    let firsts: Vec<NaiveDate> =
        std::iter::once(days.first).chain(meeting.rgm.iter().map(|rgm| rgm.days().first)).collect();
    for deadline in &meeting.deadlines {
        let Some(usual) = usual_distance(deadline.action) else { continue };
        let expected: Vec<NaiveDate> =
            firsts.iter().filter_map(|first| usual.date(*first)).collect();
        let near = |date: &NaiveDate| (deadline.date - *date).num_days().abs() <= 7;
        let Some(first) = expected.first() else { continue };
        if deadline.date < days.first && !expected.iter().any(near) {
            findings
                .doubt(
                    "deadline-off-grid",
                    Some(deadline.place),
                    format!("{} is unusual for `{}`", deadline.date, deadline.action),
                )
                .help(format!(
                    "it is usually {} before the first day, which is {first}; correct the date if it is a mistake",
                    in_words(usual)
                ));
        }
    }
}

/// "1 month", "6 weeks".
pub(in crate::source) fn in_words(distance: Before) -> String {
    let unit = distance.unit.key();
    let unit = if distance.amount == 1 { unit.trim_end_matches('s') } else { unit };
    format!("{} {unit}", distance.amount)
}

/// How long before the first day a deadline usually is, as seen in the letters of the last decade.
pub(in crate::source) fn usual_distance(action: Action) -> Option<Before> {
    let (amount, unit) = match action {
        Action::ContributionsForTranslation | Action::Captioning | Action::SignLanguage => {
            (2, TimeUnit::Months)
        }
        Action::Fellowship | Action::Interpretation => (6, TimeUnit::Weeks),
        Action::PreRegistration | Action::VisaSupport => (1, TimeUnit::Months),
        Action::Contributions => (12, TimeUnit::Days),
        _ => return None,
    };
    Some(Before { amount, unit })
}

/// A range of rapporteur group meetings has a working day.
fn empty_range(meeting: &Meeting, findings: &mut Findings) {
    for rgm in &meeting.rgm {
        let Some(days) = rgm.range() else { continue };
        let is_planned = days.each().any(|day| meeting.time_plan.of(day).is_some());
        if days.working().next().is_none() && !is_planned {
            findings
                .doubt("empty-range", Some(rgm.at), format!("no day of {days} is a working day"))
                .help("correct the days; a Saturday or Sunday needs an entry in `time_plan`");
        }
    }
}

/// A series has a day.
fn empty_series(meeting: &Meeting, findings: &mut Findings) {
    for rgm in &meeting.rgm {
        let RgmDates::Series(series) = &rgm.dates else { continue };
        if series.dates().is_empty() {
            findings
                .doubt(
                    "empty-series",
                    Some(rgm.at),
                    format!("this series has no day in {}", series.days),
                )
                .help("correct `on`, `except` or the days");
        }
    }
}

/// A near match for a group in a session title is not recognised, so the session is missing from
/// that group's feed.
fn group_in_title(meeting: &Meeting, findings: &mut Findings) {
    let bodies: BTreeSet<Group> = meeting.groups.iter().map(Group::body).collect();
    let bodies: Vec<Group> = bodies.into_iter().collect();
    let cells = meeting.time_plan.entries.iter().flat_map(|entry| &entry.plan.cells);
    let unsure = cells.flat_map(|(_, cells)| cells).filter(|cell| !cell.groups_are_given);
    for cell in unsure {
        let titles = cell.title.iter().flat_map(Text::all);
        let found = titles.flat_map(|(language, title)| {
            let all = mentions(title, &bodies).into_iter().chain(nearly_named(title, &bodies));
            let found = all.map(move |NamedGroups { span, meant, .. }| {
                (title.get(span).unwrap_or_default(), meant)
            });
            // `C7/12` is a Question in Spanish, otherwise a contribution or a room.
            found.filter(move |(written, _)| {
                let behind = written.strip_prefix('C').filter(|_| language != Language::Es);
                behind.is_none_or(|behind| behind.starts_with(char::is_alphabetic))
            })
        });
        let mut told: Vec<Vec<Group>> = Vec::new();
        for (written, meant) in found {
            let is_read = meant.iter().all(|group| cell.groups.contains(group));
            if is_read || told.contains(&meant) {
                continue;
            }
            let names: Vec<String> = meant.iter().map(Group::to_string).collect();
            let lacking = |group: &&Group| !cell.groups.contains(group);
            let lacking: Vec<String> = meant.iter().filter(lacking).map(Group::to_string).collect();
            findings
                .doubt(
                    "group-in-title",
                    Some(cell.place),
                    format!(
                        "`{written}` in this title is not recognised as {}",
                        list(lacking.iter().map(String::as_str), "and")
                    ),
                )
                .help(format!(
                    "if you mean {}, write that, or list the groups in `groups`",
                    list(names.iter().map(String::as_str), "and")
                ));
            told.push(meant);
        }
    }
}

/// A range in another zone has its own days: on the meeting's days, all sessions belong to the
/// meeting.
fn range_in_other_zone(meeting: &Meeting, findings: &mut Findings) {
    let Some(days) = meeting.days else { return };
    for rgm in &meeting.rgm {
        let shared = rgm.range().and_then(|range| range.each().find(|day| days.contains(*day)));
        let Some(day) = shared else { continue };
        if rgm.zone == meeting.zone {
            continue;
        }
        let own = meeting.zone.name();
        findings
            .doubt(
                "range-in-other-zone",
                Some(rgm.at),
                format!(
                    "the range has no sessions on {day}: the sessions of that day belong to the \
                     meeting, in {own}"
                ),
            )
            .help("end the range before the meeting, or write it as a series: `every: day`");
    }
}

/// A collective letter is numbered within its study group: 1/12 is SG12's.
fn letter_of_other_group(meeting: &Meeting, findings: &mut Findings) {
    let Some((_, behind)) =
        meeting.letter.number.as_ref().and_then(|number| number.split_once('/'))
    else {
        return;
    };
    let Ok(number) = behind.trim().parse::<u8>() else { return };
    let studies: Vec<Group> = meeting.groups.iter().map(Group::body).collect();
    if studies.contains(&Group::Study(number)) {
        return;
    }
    if let Some(own) = studies.iter().find(|group| matches!(group, Group::Study(_))) {
        let letter = meeting.letter.number.as_deref().unwrap_or_default();
        findings
            .doubt(
                "letter-of-other-group",
                None,
                format!("letter {letter} is from SG{number}, but this is a meeting of {own}"),
            )
            .help("correct `number` in `letter`, or `group`");
    }
}
