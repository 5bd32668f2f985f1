//! Events on a page: the grid of a time plan, lists by day, and deadlines.

use super::super::Selected;
use super::super::json::ends;
use super::super::week::{Row, Week, weeks};
use super::text::{Prose, Said};
use crate::expand::State;
use crate::model::{Kind, Language, Slot};
use crate::words::{Pages, Words};
use askama::Template;
use askama::filters::HtmlSafe;
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// An event with hours.
#[derive(Debug, Template)]
#[template(path = "event.html", config = "src/render/pages/askama.toml")]
pub(super) struct Event {
    id: String,
    kind: &'static str,
    state: &'static str,
    sign: &'static str,
    groups: String,
    start: String,
    end: String,
    hours: String,
    /// Whether they are those of its row.
    is_usual: bool,
    title: Said,
    url: Option<String>,
    room: Option<Said>,
    note: Option<Prose>,
}

impl HtmlSafe for Event {}

/// What tells kinds and states apart beside colour and border.
pub(super) fn sign(kind: Kind, state: State) -> &'static str {
    match (state, kind) {
        (State::Cancelled, _) => "✕",
        (State::Tentative, _) => "?",
        (State::Confirmed, Kind::Plenary) => "◆",
        (State::Confirmed, _) => "",
    }
}

/// The class of an event's state; nothing for what takes place.
pub(super) fn class(state: State) -> &'static str {
    match state {
        State::Confirmed => "",
        State::Tentative => "tentative",
        State::Cancelled => "cancelled",
    }
}

impl Event {
    fn new(event: &Selected<'_>, usual: Option<&str>, of: &Scene<'_>) -> Self {
        let entry = &event.event.entry;
        let (start, end) = ends(entry.when);
        let groups: Vec<String> = entry.groups.iter().map(crate::model::Group::slug).collect();
        let hours = event.hours_in_words();
        let room = event.wording.room.as_ref();
        let note = event.wording.note.as_ref();
        // The meeting's own page stands at its head, once.
        let own = entry.url.as_ref().filter(|url| Some(url.as_str()) != of.url);
        Self {
            id: anchor(&event.event.uid),
            kind: entry.kind.key(),
            state: class(entry.state),
            sign: sign(entry.kind, entry.state),
            groups: groups.join(" "),
            is_usual: usual == Some(hours.as_str()),
            start,
            end,
            hours,
            title: Said::borrowed(event.wording.summary.clone(), event.wording.borrowed),
            url: own.and_then(|url| super::text::href(url.as_str())),
            room: room.map(|room| Said::on(of.language, room)),
            note: note.map(|note| Prose::on(of.language, note)),
        }
    }
}

/// An event as it stands in the lists of several pages: without an anchor, and without what only
/// filters need. It is written once for all of them.
#[derive(Clone, Debug)]
pub(super) struct Ready {
    pub(super) day: NaiveDate,
    html: String,
}

impl fmt::Display for Ready {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.html)
    }
}

impl HtmlSafe for Ready {}

impl Ready {
    /// An event for the lists of pages; nothing for whole days and lunch breaks.
    pub(super) fn new(event: &Selected<'_>, scene: &Scene<'_>) -> askama::Result<Option<Self>> {
        if event.hours().is_none() || event.event.entry.kind == Kind::Lunch {
            return Ok(None);
        }
        let shown = Event { id: String::new(), ..Event::new(event, None, scene) };
        Ok(Some(Self { day: event.day(), html: shown.render()? }))
    }
}

/// The name of an event within its page.
pub(super) fn anchor(uid: &str) -> String {
    uid.split_once('@').map_or(uid, |(own, _)| own).to_owned()
}

/// What events are shown in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) language: Language,
    /// The meeting's page elsewhere.
    pub(super) url: Option<&'a str>,
}

/// A week of a plan.
#[derive(Debug)]
pub(super) enum WeekView {
    /// With slots: a table.
    Table(Table),
    /// Without: a list by day; several such weeks are one.
    List(Vec<Day>),
}

/// A week as a table.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) days: Vec<Head>,
    pub(super) rows: Vec<RowView>,
}

/// A day of a table.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) date: String,
    pub(super) name: String,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct RowView {
    pub(super) class: &'static str,
    pub(super) name: String,
    pub(super) hours: String,
    pub(super) cells: Vec<Day>,
}

/// A day with events.
#[derive(Debug)]
pub(super) struct Day {
    pub(super) date: String,
    pub(super) name: String,
    pub(super) events: Vec<Event>,
}

/// The weeks of some events that have hours.
pub(super) fn plan(events: &[&Selected<'_>], scene: &Scene<'_>) -> Vec<WeekView> {
    let mut views: Vec<WeekView> = Vec::new();
    for week in weeks(events) {
        if week.rows.iter().any(|row| row.slot.is_some()) {
            views.push(WeekView::Table(table(week, scene)));
            continue;
        }
        let own = week.rows.into_iter().flat_map(|row| row.events);
        let days = by_day(&own.collect::<Vec<_>>(), scene);
        match views.last_mut() {
            Some(WeekView::List(before)) => before.extend(days),
            _ => views.push(WeekView::List(days)),
        }
    }
    views
}

/// Events in a list by day.
fn by_day(events: &[&Selected<'_>], scene: &Scene<'_>) -> Vec<Day> {
    let words = Words::of(scene.language);
    let same_day = |a: &&Selected<'_>, b: &&Selected<'_>| a.day() == b.day();
    let day = |of_day: &[&Selected<'_>]| {
        let day = of_day.first()?.day();
        Some(Day {
            date: day.to_string(),
            name: with_weekday(words, day),
            events: of_day.iter().map(|event| Event::new(event, None, scene)).collect(),
        })
    };
    events.chunk_by(same_day).filter_map(day).collect()
}

/// "Tue 14 January 2025".
pub(super) fn with_weekday(words: &Words, day: NaiveDate) -> String {
    format!("{} {}", words.weekday(day), words.date(day))
}

fn table(week: Week<'_>, scene: &Scene<'_>) -> Table {
    let (words, said) = (Words::of(scene.language), Pages::of(scene.language));
    let Week { span, days, rows } = week;
    let mut rows: Vec<Row<'_>> = rows
        .into_iter()
        .flat_map(|row| match row.slot {
            Some(_) => vec![row],
            None => row.by_hours().collect(),
        })
        .collect();
    // What stands in no slot comes at its hour.
    rows.sort_by(|a, b| a.hours.cmp(&b.hours));
    let row = |row: Row<'_>| {
        let cell = |day: &NaiveDate| Day {
            date: day.to_string(),
            name: String::new(),
            events: row.on(*day).map(|event| Event::new(event, Some(&row.hours), scene)).collect(),
        };
        RowView {
            class: match row.slot {
                Some(Slot::Lunch) => "lunch",
                Some(_) => "slot",
                None => "own",
            },
            name: match row.slot {
                Some(Slot::Lunch) => said.lunch.to_owned(),
                Some(slot) => (said.session)(slot.key()),
                None => String::new(),
            },
            cells: days.iter().map(cell).collect(),
            hours: row.hours.clone(),
        }
    };
    let head = |day: &NaiveDate| Head {
        date: day.to_string(),
        name: format!("{} {}", words.weekday(*day), day.day()),
    };
    Table {
        caption: words.days(span),
        days: days.iter().map(head).collect(),
        rows: rows.into_iter().map(row).collect(),
    }
}

/// A deadline in a list.
#[derive(Debug, Template)]
#[template(path = "due.html", config = "src/render/pages/askama.toml")]
pub(super) struct Due {
    pub(super) id: String,
    pub(super) date: String,
    pub(super) day: String,
    pub(super) state: &'static str,
    pub(super) title: Said,
    /// Where it leads; empty if nowhere.
    pub(super) href: String,
    pub(super) note: Option<Prose>,
}

impl HtmlSafe for Due {}

/// Deadlines of an edition. What is noted about several of a day stands behind the last of them.
pub(super) fn dues<'a>(
    events: impl Iterator<Item = &'a Selected<'a>>,
    scene: &Scene<'_>,
) -> Vec<Due> {
    let mut events = events.peekable();
    let mut dues = Vec::new();
    while let Some(event) = events.next() {
        let mut due = Due::new(event, scene);
        let again = events.peek().is_some_and(|next| {
            next.day() == event.day() && next.wording.note == event.wording.note
        });
        if again {
            due.note = None;
        }
        dues.push(due);
    }
    dues
}

impl Due {
    /// A deadline of an edition.
    fn new(event: &Selected<'_>, scene: &Scene<'_>) -> Self {
        let entry = &event.event.entry;
        let own = entry.url.as_ref().filter(|url| Some(url.as_str()) != scene.url);
        let note = event.wording.note.as_ref();
        Self {
            id: anchor(&event.event.uid),
            date: event.day().to_string(),
            day: with_weekday(Words::of(scene.language), event.day()),
            state: class(entry.state),
            title: Said::borrowed(event.wording.summary.clone(), event.wording.borrowed),
            href: own.and_then(|url| super::text::href(url.as_str())).unwrap_or_default(),
            note: note.map(|note| Prose::on(scene.language, note)),
        }
    }
}
