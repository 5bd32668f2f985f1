//! Days on which nobody works, told where a file gets new dates.

use crate::finding::{Findings, Place, Said, counted};
use crate::model::{Days, is_working_day, public_holiday};
use crate::source::Draft;
use chrono::{NaiveDate, TimeDelta};
use std::collections::BTreeSet;

/// The most days of a range that are looked at.
const LONGEST: usize = 366;

/// Doubts dates of a file that lie on a weekend, and those that lie on a public holiday of Geneva or have
/// one between them. Of a file that was moved by so many days, what was such a day in `old` is no news.
pub fn days_off(draft: &Draft, old: Option<(&Draft, i64)>, findings: &mut Findings) {
    let dates = dates_of(draft);
    let mut doubt = |check,
                     what: &str,
                     days: DaysOf,
                     name: &dyn Fn(NaiveDate) -> Option<String>| {
        let mut told = BTreeSet::new();
        let old_dates = old.map_or_else(Vec::new, |(old, _)| dates_of(old)).into_iter();
        let old_days: BTreeSet<NaiveDate> = old_dates.flat_map(|date| days(date.value)).collect();
        let was_off = |day: NaiveDate| {
            let by = old.map_or(0, |(_, by)| by);
            let before = day.checked_sub_signed(TimeDelta::days(by));
            before.is_some_and(|day| old_days.contains(&day) && name(day).is_some())
        };
        let all =
            dates.iter().flat_map(|date| days(date.value).into_iter().map(|day| (day, date.place)));
        let mut off: Vec<(NaiveDate, String, Place)> = all
            .filter(|(day, _)| !was_off(*day))
            .filter_map(|(day, place)| Some((day, name(day)?, place)))
            .filter(|(day, ..)| told.insert(*day))
            .collect();
        off.sort_by_key(|(_, _, place)| *place);
        let Some((_, _, first)) = off.first() else { return };
        let said = |(day, name, place): &(NaiveDate, String, Place)| {
            format!("{day} is {name} (line {})", place.line)
        };
        let (count, list) = (counted(off.len(), "date falls", "dates fall"), off.iter().map(said));
        let list = list.collect::<Vec<_>>().join(", ");
        findings
            .doubt(check, Some(*first), format!("{count} on {what}: {list}"))
            .help("change the date if that day is not a working day");
    };
    doubt("weekend", "a weekend", |days| vec![days.first, days.last], &|day| {
        (!is_working_day(day)).then(|| day.format("a %A").to_string())
    });
    let with_those_between = |days: Days| {
        let ends = [days.first, days.last].into_iter();
        ends.chain(days.working().take(LONGEST)).collect()
    };
    doubt("public-holiday", "a public holiday of Geneva", with_those_between, &|day| {
        public_holiday(day).map(str::to_owned)
    });
}

/// The dates of a file and the days of its meeting, single days first: each day is reported at its own line.
fn dates_of(draft: &Draft) -> Vec<Said<Days>> {
    let mut dates = draft.dates();
    if let (Some(start), Some(end)) = (&draft.start, &draft.end) {
        let days = Days { first: start.value, last: end.value };
        dates.push(Said { value: days, place: start.place });
    }
    dates.sort_by_key(|date| (!date.value.is_single(), date.place));
    dates
}

/// The days that count of a date or a range.
type DaysOf = fn(Days) -> Vec<NaiveDate>;
