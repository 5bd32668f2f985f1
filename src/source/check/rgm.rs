//! Checks of rapporteur group meetings.

use super::{LONGEST, canonical_title, checked_range};
use crate::finding::{Findings, Place, Said};
use crate::model::{
    Days, Rgm, RgmDates, Series, SeriesDay, SeriesHours, SeriesMove, SeriesStep, Slot, SlotTimes,
    Zone,
};
use crate::source::DraftRgm;
use chrono::Datelike;
use std::collections::BTreeMap;

/// The longest series, in days: a study period plus one year.
const LONGEST_SERIES: i64 = 5 * 366;

/// Returns the valid entries. A range without slots uses the meeting's, and an entry without a zone
/// or slot times uses those of the meeting.
pub(super) fn check(
    drafts: Vec<DraftRgm>,
    slots: &[Slot],
    zone: Zone,
    session_times: SlotTimes,
    findings: &mut Findings,
) -> Vec<Rgm> {
    let mut all = Vec::new();
    for draft in drafts {
        let dates = match draft.every {
            Some(_) => series(&draft, findings),
            None if draft.unread.contains(&"every") => None,
            None => range(&draft, slots, findings),
        };
        let groups: Vec<_> = draft.groups.into_iter().map(|said| said.value).collect();
        let Some(dates) = dates else { continue };
        if groups.is_empty() {
            continue;
        }
        all.push(Rgm {
            groups,
            title: draft.title.as_ref().and_then(canonical_title),
            dates,
            zone: draft.zone.map_or(zone, |said| said.value),
            session_times: session_times.with(&draft.session_times),
            place: draft.location,
            room: draft.room,
            remote: draft.remote,
            url: draft.url,
            note: draft.note,
            at: draft.place,
        });
    }
    all
}

/// Weeks of slots.
fn range(draft: &DraftRgm, slots: &[Slot], findings: &mut Findings) -> Option<RgmDates> {
    let alien = [
        ("on", draft.on.first().map(|said| said.place)),
        ("time", draft.time.as_ref().map(|said| said.place)),
        ("except", draft.except.first().map(|said| said.place)),
        ("also", draft.also.first().map(|said| said.place)),
        ("moved", draft.moved.first().map(|moved| moved.from.place)),
    ];
    for (key, place) in alien {
        if let Some(place) = place {
            findings
                .fault(place, format!("`{key}` is for a series, but this entry has no `every`"))
                .help("add `every: week`, or remove this key: a range of days uses slots");
        }
    }
    let start = draft.start.as_ref()?;
    let last = draft.end.as_ref().map_or(start.value, |end| end.value);
    let end_place = draft.end.as_ref().map_or(start.place, |end| end.place);
    let days = Days { first: start.value, last };
    let days =
        checked_range(days, end_place, "range of rapporteur group meetings", LONGEST, findings)?;
    let slots = draft.slots.as_ref().map_or_else(|| slots.to_vec(), |slots| slots.value.clone());
    Some(RgmDates::Range(days, slots))
}

/// Single meetings at regular intervals.
fn series(draft: &DraftRgm, findings: &mut Findings) -> Option<RgmDates> {
    let step = draft.every.as_ref()?;
    let start = draft.start.as_ref()?;
    let hours = series_hours(draft, step.place, findings);
    if draft.unread.contains(&"end") {
        return None;
    }
    let Some(end) = &draft.end else {
        findings
            .fault(step.place, "this series has no `end`")
            .help("add its last day: `end: 2025-03-25`");
        return None;
    };
    let days = Days { first: start.value, last: end.value };
    let days = checked_range(days, end.place, "series", LONGEST_SERIES, findings)?;
    if let (SeriesStep::Day, Some(on)) = (step.value, draft.on.first()) {
        findings
            .fault(on.place, "`every: day` means every working day, so `on` has no effect")
            .help("write `every: week` with `on`, or remove `on`");
    }
    let weekdays = match draft.on.as_slice() {
        [] => vec![days.first.weekday()],
        on => on.iter().map(|said| said.value).collect(),
    };
    let mut series = Series {
        step: step.value,
        weekdays,
        days,
        hours: hours?,
        except: Vec::new(),
        also: Vec::new(),
        moved: Vec::new(),
    };
    series.except = exceptions(draft, &series, findings);
    series.also = extra(draft, findings);
    series.moved = draft.moved.clone();
    moves(&series, findings);
    Some(RgmDates::Series(series))
}

/// The hours of a series: its own, or those of slots. A fault without a key of its own is placed at `every`.
fn series_hours(draft: &DraftRgm, every: Place, findings: &mut Findings) -> Option<SeriesHours> {
    if let (Some(_), Some((_, hours))) = (&draft.time, draft.session_times.first()) {
        findings
            .fault(hours.place, "`session_times` is for slots, but this series has `time`")
            .help("keep one of the two; with `session_times`, write `slots: [3]`");
    }
    match (&draft.time, &draft.slots) {
        (Some(time), None) => Some(SeriesHours::Hours(time.value)),
        (None, Some(slots)) if !slots.value.is_empty() => {
            Some(SeriesHours::Slots(slots.value.clone()))
        }
        (Some(_), Some(slots)) => {
            findings
                .fault(slots.place, "this series has both `time` and `slots`")
                .help("keep one of the two");
            None
        }
        // A value that cannot be read was already reported.
        (None, _) if ["time", "slots"].iter().any(|key| draft.unread.contains(key)) => None,
        (None, _) => {
            findings
                .fault(every, "this series has no times")
                .help("add `time: 14:00-16:00`, or `slots: [3]`");
            None
        }
    }
}

/// Days that are left out: at least one of them must be a day of the series.
fn exceptions(draft: &DraftRgm, series: &Series, findings: &mut Findings) -> Vec<Days> {
    for except in &draft.except {
        if !series.regular().any(|day| except.value.contains(day)) {
            findings
                .fault(
                    except.place,
                    format!("the series is not held on {}, so it cannot be left out", except.value),
                )
                .help(format!("its days are {}", some(series)));
        }
    }
    draft.except.iter().map(|said| said.value).collect()
}

/// Days that are added; each may be named once.
fn extra(draft: &DraftRgm, findings: &mut Findings) -> Vec<Said<SeriesDay>> {
    let mut seen: BTreeMap<chrono::NaiveDate, Place> = BTreeMap::new();
    for also in &draft.also {
        let date = also.value.date;
        if let Some(first) = seen.get(&date) {
            findings
                .fault(also.place, format!("{date} appears twice in `also`"))
                .label(format!("first on line {}", first.line))
                .help("keep one of the two");
        }
        seen.insert(date, also.place);
    }
    draft.also.clone()
}

/// A moved day must be a day of the series, and its new day must be free.
fn moves(series: &Series, findings: &mut Findings) {
    let days = series.dates();
    for SeriesMove { from, to } in &series.moved {
        let (day, place) = (from.value, from.place);
        if !series.regular().any(|regular| regular == day) {
            findings
                .fault(place, format!("the series is not held on {day}, so it cannot be moved"))
                .help(format!("its days are {}", some(series)));
        } else if !series.kept().any(|kept| kept == day) {
            findings.fault(place, format!("{day} is in both `except` and `moved`")).help(
                "keep it in `except` if it is cancelled, or in `moved` if it is held on another \
                 day",
            );
        } else if series.also.iter().any(|also| also.value.date == day) {
            findings.fault(place, format!("{day} is in both `also` and `moved`")).help(
                "keep it in `also` if it is held on that day, or in `moved` if it is held on \
                 another day",
            );
        }
        let date = to.value.date;
        let same = days.iter().filter(|other| {
            other.day.date == date
                && other.day.hours == to.value.hours
                && other.at != Some(to.place)
        });
        if same.count() > 0 {
            findings.fault(to.place, format!("the series is already held on {date}")).help(
                format!(
                    "write another day; or other times, `{{date: {date}, time: 16:00-18:00}}`; \
                     or, if it is cancelled, `except: [{day}]`"
                ),
            );
        }
    }
}

/// The first days of a series, for a message.
fn some(series: &Series) -> String {
    let days: Vec<String> =
        series.regular().take(5).map(|day| day.format("%a %Y-%m-%d").to_string()).collect();
    match days.len() {
        0 => "none".to_owned(),
        5 => format!("{}, …", days.join(", ")),
        _ => days.join(", "),
    }
}
