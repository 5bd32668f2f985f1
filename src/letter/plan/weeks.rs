//! Which week a table is of that names weekdays alone: the one whose days a line above it names, or, if a
//! plan has a table for each week, the one that is as many from the first.

use crate::letter::lex::dates::dates;
use crate::letter::lex::normal::Normal;
use crate::letter::plan::days::{each, range};
use crate::letter::plan::forms::layout::{PlanLayout, PlanTable};
use crate::letter::read::document::Span;
use crate::model::{Days, is_working_day};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeSet;

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
