//! Moves a meeting file to other days: its dates change in place, every other byte stays.

use super::days_off::days_off;
use super::read_meeting;
use crate::finding::{Findings, Place, Said, counted};
use crate::model::{Days, FIRST_YEAR, LAST_YEAR, parse_date};
use crate::source::Draft;
use chrono::{Datelike, NaiveDate, TimeDelta};

/// The length of a date in bytes, `2025-01-14`, which does not change when it moves.
const DATE: usize = 10;

/// How far a meeting moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// It begins on this day.
    To(NaiveDate),
    /// By this number of days; negative moves it back.
    By(i64),
}

/// A meeting file that was moved.
#[derive(Debug)]
pub struct Shifted {
    /// Its text.
    pub text: String,
    /// What it says.
    pub draft: Draft,
    /// The day it began on.
    pub from: NaiveDate,
    /// By how many days it moved.
    pub days: i64,
    /// How many dates moved.
    pub dates: usize,
}

/// Moves all dates of a meeting file but the letter's.
///
/// Returns nothing if the file has faults or a date cannot be moved alone; the faults say why.
/// Doubts show what an editor should check: days that became days off, and dates in texts and
/// comments, which stay.
pub fn shift(text: &str, shift: Shift, findings: &mut Findings) -> Option<Shifted> {
    let draft = read_meeting(text, findings)?;
    let (letter, old) = (draft.letter.date, draft.clone());
    let shifted = moved(text, draft, shift, letter, findings)?;
    days_off(&shifted.draft, Some((&old, shifted.days)), findings);
    Some(shifted)
}

/// Moves the dates of a text that says `draft`; the date of its letter may stand anywhere.
pub(super) fn moved(
    text: &str,
    draft: Draft,
    shift: Shift,
    letter: Option<NaiveDate>,
    findings: &mut Findings,
) -> Option<Shifted> {
    let Some(from) = draft.first_day() else {
        if findings.faults() == 0 {
            findings.fault_of_all("the meeting has no `start`").help("add `start: 2025-01-14`");
        }
        return None;
    };
    let days = match shift {
        Shift::To(day) => (day - from).num_days(),
        Shift::By(days) => days,
    };
    let mut dates = draft.dates();
    dates.sort_by_key(|date| date.place);
    let mut moved = Vec::new();
    for Said { value, place } in &dates {
        match later(value.first, days).zip(later(value.last, days)) {
            Some((first, last)) => moved.push(Said { value: Days { first, last }, place: *place }),
            None => {
                let message =
                    format!("`{value}` would move outside the years {FIRST_YEAR} to {LAST_YEAR}");
                findings.fault(*place, message).help("move the meeting by a smaller distance");
            }
        }
    }
    if findings.faults() > 0 {
        return None;
    }
    let text = moved_text(text, &dates, &moved);
    let draft = read_meeting(&text, &mut Findings::default())?;
    let mut read = draft.dates();
    read.sort_by_key(|date| date.place);
    // With an alias or escapes, its text is somewhere else.
    let astray = moved.iter().zip(read.iter().map(Some).chain(std::iter::repeat(None)));
    let mut astray = astray.filter(|(moved, read)| Some(*moved) != *read).map(|(moved, _)| moved);
    if let Some(date) = astray.next() {
        let help = "write the date itself here, without aliases or escapes";
        findings.fault(date.place, "this date cannot be moved").help(help);
        return None;
    }
    left(&text, &moved, letter, findings);
    Some(Shifted { text, draft, from, days, dates: moved.len() })
}

/// The day this number of days later, if it is within the valid years.
fn later(day: NaiveDate, days: i64) -> Option<NaiveDate> {
    let day = day.checked_add_signed(TimeDelta::try_days(days)?)?;
    (FIRST_YEAR..=LAST_YEAR).contains(&day.year()).then_some(day)
}

/// The text with the new dates in the places of the old ones.
fn moved_text(text: &str, old: &[Said<Days>], new: &[Said<Days>]) -> String {
    let mut moved = String::with_capacity(text.len());
    let mut done = 0;
    for (old, new) in old.iter().zip(new) {
        for (old_day, new_day) in
            [(old.value.first, new.value.first), (old.value.last, new.value.last)]
        {
            let start = done.max(old.place.start);
            let written = text.get(start..old.place.end).unwrap_or_default();
            if let Some(at) = written.find(&old_day.to_string()) {
                moved.push_str(text.get(done..start + at).unwrap_or_default());
                moved.push_str(&new_day.to_string());
                done = start + at + DATE;
            }
        }
    }
    moved.push_str(text.get(done..).unwrap_or_default());
    moved
}

/// The comment above a key of last year's file that does not apply to this year's meeting.
pub(super) const GAP: &str = "# Fill in for this meeting; last time it was:";

/// Doubts dates in texts and comments, which did not move; those of an earlier meeting may stay.
fn left(text: &str, moved: &[Said<Days>], letter: Option<NaiveDate>, findings: &mut Findings) {
    let is_moved =
        |at: usize| moved.iter().any(|date| (date.place.start..date.place.end).contains(&at));
    let mut left: Vec<(NaiveDate, Place)> = Vec::new();
    let (mut start, mut is_former) = (0, false);
    for (line, written) in (1..).zip(text.split_inclusive('\n')) {
        is_former = written.starts_with(GAP) || (is_former && written.starts_with('#'));
        for (at, _) in written.match_indices("-").filter(|(at, _)| *at >= 4) {
            let day = written.get(at - 4..at - 4 + DATE).map(parse_date);
            let Some(Ok(day)) = day else { continue };
            let place = Place { start: start + at - 4, end: start + at - 4 + DATE, line };
            if !is_former && !is_moved(place.start) && letter != Some(day) {
                left.push((day, place));
            }
        }
        start += written.len();
    }
    let Some((_, first)) = left.first() else { return };
    let list: Vec<String> =
        left.iter().map(|(day, place)| format!("{day} (line {})", place.line)).collect();
    let count = counted(left.len(), "date", "dates");
    findings
        .doubt(
            "date-in-text",
            Some(*first),
            format!("{count} in texts and comments did not move: {}", list.join(", ")),
        )
        .help("change these by hand if they should move too");
}
