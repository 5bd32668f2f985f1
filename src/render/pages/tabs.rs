//! The links to the days of a plan.

use super::plan::WeekView;
use crate::model::{Language, parse_date};
use crate::words::Words;
use std::collections::{BTreeMap, btree_map};

/// A link to a day.
#[derive(Debug)]
pub(super) struct Tab {
    pub(super) date: String,
    pub(super) name: String,
    pub(super) id: String,
}

/// The links to the days that have events, which mark where each of them leads.
pub(super) fn tabs(weeks: &mut [WeekView<'_>], language: Language) -> Vec<Tab> {
    let words = Words::of(language);
    let mut tabs: BTreeMap<String, Tab> = BTreeMap::new();
    let days = weeks.iter_mut().flat_map(|week| match week {
        WeekView::Table(table) => {
            table.rows.iter_mut().flat_map(|row| &mut row.cells).collect::<Vec<_>>()
        }
        WeekView::List(days) => days.iter_mut().collect(),
    });
    for day in days.filter(|day| !day.events.is_empty()) {
        let Ok(date) = parse_date(&day.date) else { continue };
        let btree_map::Entry::Vacant(tab) = tabs.entry(day.date.clone()) else { continue };
        day.id = format!("day-{}", day.date);
        tab.insert(Tab { date: day.date.clone(), name: words.column(date), id: day.id.clone() });
    }
    tabs.into_values().collect()
}
