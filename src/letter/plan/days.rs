//! The days that the labels of a time plan mean. Where they name weekdays alone, the week is the one whose days a
//! line above the table names, or, if a plan has a table for each week, the one that is as many from the first.

use crate::letter::lex::dates::{CivilDate, dates};
use crate::letter::lex::normal::Normal;
use crate::letter::plan::forms::layout::{PlanLayout, PlanTable};
use crate::letter::plan::label::DayLabel;
use crate::letter::read::document::Span;
use crate::model::{Days, is_working_day};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

/// Why a label gives no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayProblem {
    /// The weekday is not that of the date.
    WrongWeekday,
    /// The day is none of the meeting or of its rapporteur group meetings.
    Outside(NaiveDate),
    /// No day fits, or several do.
    Unclear,
}

/// A letter's ranges are weeks; a longer one is a slip and is not searched to its end.
const LONGEST: usize = 400;

/// Each day of some ranges.
pub(super) fn each(ranges: &[Days]) -> impl Iterator<Item = NaiveDate> {
    ranges.iter().flat_map(|days| days.each().take(LONGEST))
}

/// From the first to the last of some days.
pub(super) fn range(days: &[NaiveDate]) -> Option<Days> {
    Some(Days { first: *days.first()?, last: *days.last()? })
}

/// The days of a label: the one day, or the working days of a range. `ranges` are the meeting's days
/// and those of its rapporteur group meetings; without any only dates with their years are known.
pub(super) fn days_of(label: &DayLabel, ranges: &[Days]) -> Result<Vec<NaiveDate>, DayProblem> {
    let found = days_as_read(label, ranges);
    let other = match &found {
        // "01/04": the other way round it is a day of the meeting with its weekday.
        Err(_) if label.is_either_way => {
            DayLabel { month: label.day, day: label.month, ..label.clone() }
        }
        Err(DayProblem::Outside(_)) if label.instead.is_some() => {
            DayLabel { month: None, weekday: label.instead, ..label.clone() }
        }
        _ => return found,
    };
    days_as_read(&other, ranges).or(found)
}

fn days_as_read(label: &DayLabel, ranges: &[Days]) -> Result<Vec<NaiveDate>, DayProblem> {
    let first = first_day(label, ranges)?;
    if label.weekday.is_some_and(|weekday| weekday != first.weekday()) {
        return Err(DayProblem::WrongWeekday);
    }
    let days = match label.last {
        None => vec![first],
        Some(last) => {
            let last = last.in_year(Some(first.year())).filter(|last| *last >= first);
            let last = last.filter(|last| (*last - first).num_days() < 31);
            let last = last.ok_or(DayProblem::Unclear)?;
            Days { first, last }.each().filter(|day| is_working_day(*day)).collect()
        }
    };
    match days.iter().find(|day| !is_inside(**day, ranges)) {
        Some(day) => Err(DayProblem::Outside(*day)),
        None => Ok(days),
    }
}

fn is_inside(day: NaiveDate, ranges: &[Days]) -> bool {
    ranges.is_empty() || ranges.iter().any(|days| days.contains(day))
}

fn first_day(label: &DayLabel, ranges: &[Days]) -> Result<NaiveDate, DayProblem> {
    if let (year @ Some(_), Some(month), Some(day)) = (label.year, label.month, label.day) {
        return CivilDate { year, month, day }.in_year(None).ok_or(DayProblem::Unclear);
    }
    let says = |date: &NaiveDate| {
        label.month.is_none_or(|month| month == date.month())
            && label.day.is_none_or(|day| day == date.day())
    };
    let is_weekday = |date: &NaiveDate| label.weekday.is_none_or(|day| day == date.weekday());
    let said: BTreeSet<NaiveDate> = each(ranges).filter(says).collect();
    let fitting: Vec<NaiveDate> = said.iter().copied().filter(is_weekday).collect();
    if let [date] = fitting.as_slice() {
        return Ok(*date);
    }
    // A date with another weekday is found here too, to be reported as such.
    let is_date = label.day.is_some() && label.month.is_some();
    if let Some(date) = said.first().filter(|_| is_date && said.len() == 1) {
        return Ok(*date);
    }
    // A date of the meeting's year, beside the meeting.
    let year = ranges.first().map(|days| days.first.year());
    if let (Some(year), Some(month), Some(day)) = (year, label.month, label.day)
        && let Some(date) = NaiveDate::from_ymd_opt(year, month, day)
        && !is_inside(date, ranges)
    {
        return Err(DayProblem::Outside(date));
    }
    Err(DayProblem::Unclear)
}

/// For each table, and each of its parts, the days that its labels may mean.
pub(super) fn ranges(
    normal: &Normal,
    tables: &[PlanTable],
    lines: &[Span],
    all: &[Days],
) -> Vec<Vec<Vec<Days>>> {
    let parts = tables.iter().map(|table| table.layouts.len()).sum::<usize>();
    let weeks = weeks(all);
    let mut numbers = 0..;
    let mut begin = 0;
    let of_table = |table: &PlanTable| {
        let above = lines.iter().filter(|line| (begin..table.span.start).contains(&line.start));
        let named = above.filter_map(|line| named(normal, line, all)).next_back();
        begin = table.span.end;
        let of_part = |part: &PlanLayout| {
            let week = numbers.next().and_then(|number| weeks.get::<usize>(number)).copied();
            let named = if table.layouts.len() == 1 { named } else { None };
            let week = if parts == weeks.len() { week } else { None };
            match named.or(week) {
                Some(own) if part.days.iter().all(|day| day.day.is_none()) => vec![own],
                _ => all.to_vec(),
            }
        };
        table.layouts.iter().map(of_part).collect()
    };
    tables.iter().map(of_table).collect()
}

/// The weeks from Monday to Sunday in which there are working days.
pub(super) fn weeks(ranges: &[Days]) -> Vec<Days> {
    let days: BTreeSet<NaiveDate> = each(ranges).filter(|day| is_working_day(*day)).collect();
    let days: Vec<NaiveDate> = days.into_iter().collect();
    days.chunk_by(|a, b| a.iso_week() == b.iso_week()).filter_map(range).collect()
}

/// The days of the meeting that a line names, the only ones in it.
fn named(normal: &Normal, line: &Span, all: &[Days]) -> Option<Days> {
    let said = dates(normal.tokens_in(line));
    let [said] = said.as_slice() else { return None };
    let year = all.first()?.first.year();
    let first = said.first.in_year(Some(year))?;
    let last = said.last?.in_year(Some(first.year())).filter(|last| *last > first)?;
    let days = Days { first, last };
    let is_inside = all.iter().any(|range| range.covers(days));
    (is_inside && days.first.iso_week() == days.last.iso_week()).then_some(days)
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    /// The days of two labels beside each other.
    fn days(labels: &str, meeting: &str, rgm: Option<&str>) -> String {
        let mut sample = SampleLetter::new(Language::En, "SG12", meeting);
        if let Some(rgm) = rgm {
            sample = sample.rgm(rgm);
        }
        let short = sample.table(&[&format!(" | {labels}"), "1 | a | b"]).short();
        let line = |line: &str| line.split(" | ").next().unwrap_or_default().to_owned();
        short.lines().map(line).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn labels_in_six_languages_with_and_without_years() {
        for labels in [
            "Monday, 9 March 2026 | Tuesday, 10 March 2026",
            "Monday,\n9 March 2026 | Tuesday,\n10 March 2026",
            "Mon 09/03 | Tues 10/03",
            "9/3 | 10/3",
            "Mon 9 | Tue 10",
            "Monday | Tuesday",
            "March 9, 2026 | March 10, 2026",
            "Mon, Mar 9 | Tue, Mar 10",
            "lun 9 | mar 10",
            "lun 9 mars | mar 10 mars",
            "lun. 9 mars | mar. 10 mars",
            "Lun 09/03 | Mar 10/03",
            "Lun | Mar",
            "9 March (Monday) | 10 March (Tuesday)",
            "lundi 9 mars | mardi 10 mars",
            "lunes\n9 de marzo | martes\n10 de marzo",
            "понедельник, 9 марта | вторник, 10 марта",
            "الإثنين 9 مارس | الثلاثاء 10 مارس",
            "3月9日（星期一） | 3月10日（星期二）",
            "3月9日 星期一 | 3月10日 星期二",
            "2026年3月9日 | 2026年3月10日",
            "09.03.2026 | 10.03.2026",
            "03/09 | 03/10",
            "03/09 星期一 | 03/10 星期二",
        ] {
            assert_eq!(
                days(labels, "2026-03-09/2026-03-13", None),
                "2026-03-09 2026-03-10",
                "{labels}"
            );
        }
    }

    #[test]
    fn a_label_in_doubt_gives_no_sessions() {
        for (labels, expected) in [
            (
                "Monday 10 March 2026 | Tuesday 10 March 2026",
                "2026-03-10 Doubt(\"weekday-differs\")",
            ),
            ("Monday 10 March | Tuesday 10 March", "2026-03-10 Doubt(\"weekday-differs\")"),
            (
                "Monday 9 March 2026 | Monday 16 March 2026",
                "2026-03-09 Doubt(\"plan-outside-meeting\")",
            ),
            ("Monday 9 March | Monday 16 March", "2026-03-09 Doubt(\"plan-outside-meeting\")"),
            ("Mon 9 March | Tue", "2026-03-09 2026-03-10"),
            ("Mon 9 March | Sat", "2026-03-09"),
        ] {
            assert_eq!(days(labels, "2026-03-09/2026-03-13", None), expected, "{labels}");
        }
        // Two Mondays.
        let two = days("Monday 9 March | Monday", "2026-03-09/2026-03-20", None);
        assert_eq!(two, "2026-03-09 Doubt(\"day-unclear\")");
    }

    #[test]
    fn the_short_tuesday_of_french_and_spanish_is_no_march() {
        let june = days("Mar 9 | Mié 10", "2026-06-08/2026-06-12", None);
        assert_eq!(june, "2026-06-09 2026-06-10");
        let march = days("Mar 9 | Mar 10", "2026-03-09/2026-03-13", None);
        assert_eq!(march, "2026-03-09 2026-03-10");
        let none = days("Mar 11 | Jun 9", "2026-06-08/2026-06-12", None);
        assert_eq!(none, "2026-06-09 Doubt(\"plan-outside-meeting\")");
    }

    #[test]
    fn days_over_a_new_year_and_of_rapporteur_groups() {
        let over = days("31 December | 4 January", "2026-12-28/2027-01-08", None);
        assert_eq!(over, "2026-12-31 2027-01-04");
        let rgm = days("Mon 9 March | Fri 20 March", "2026-03-20", Some("2026-03-09/2026-03-19"));
        assert_eq!(rgm, "2026-03-09 2026-03-20");
        // Of a meeting whose days are not known only full dates are.
        assert_eq!(days("9 March 2026 | 10 March", "", None), "2026-03-09 Doubt(\"day-unclear\")");
    }

    const WEEK: &str = " | Monday | Tuesday";

    #[test]
    fn a_table_of_weekdays_is_of_the_week_that_it_names_or_whose_number_it_has() {
        let expected = "\
2026-03-09 | 1 Q1/12@en
2026-03-10 | 1 Q2/12@en
2026-03-16 | 1 Q3/12@en
2026-03-17 | 1 Q4/12@en
";
        for [first, second] in
            [["(First week)", "(Second week)"], ["Week of 9-13 March", "Week of 16-20 March"]]
        {
            let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-20")
                .line(first)
                .table(&[WEEK, "1 | Q1/12 | Q2/12"])
                .line(second)
                .table(&[WEEK, "1 | Q3/12 | Q4/12"])
                .short();
            assert_eq!(short, expected, "{first}");
        }
        // One table of two weeks may be either.
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-20")
            .table(&[WEEK, "1 | Q1/12 | Q2/12"])
            .short();
        assert_eq!(short.matches("day-unclear").count(), 2, "{short}");
    }
}
