//! Events on a page: the grid of a time plan, lists by day, and deadlines.

use super::super::week::{Week, WeekRow, weeks};
use super::super::{LegendMark, Selected};
use super::clock::ClockText;
use super::single::SingleEvent;
use super::text::{PageText, Prose, RemoteText, href};
use crate::expand::EventStatus;
use crate::model::{Group, Kind, Language, Slot};
use crate::revise::anchor;
use crate::words::{PageWords, Words};
use askama::Template;
use askama::filters::HtmlSafe;
use chrono::NaiveDate;
use std::fmt;
use std::ops::Range;

/// An event with hours, written once for all places of all pages that it stands in.
#[derive(Clone, Debug)]
pub(super) struct PageEvent {
    pub(super) day: NaiveDate,
    kind: Kind,
    state: &'static str,
    id: String,
    groups: String,
    /// Its own groups that its title does not name, to be found by.
    unnamed: String,
    start: String,
    end: String,
    single: SingleEvent,
    /// As it stands in a list of another page than its meeting's: without an anchor, and without
    /// what only filters need.
    listed: String,
    /// What of it stands between the tags.
    inner: Range<usize>,
}

/// What an event says.
#[derive(Debug, Template)]
#[template(path = "event.html", config = "src/render/pages/askama.toml")]
struct EventText {
    sign: &'static str,
    clock: ClockText,
    title: PageText,
    url: Option<String>,
    room: Option<PageText>,
    remote: Option<RemoteText>,
    note: Option<Prose>,
}

/// The tag that begins an event in a list of another page.
#[derive(Debug, Template)]
#[template(
    ext = "html",
    config = "src/render/pages/askama.toml",
    source = r#"<div class="event{% if !state.is_empty() %} {{ state }}{% endif %}" data-kind="{{ kind }}" data-end="{{ end }}">"#
)]
struct ListedEvent<'a> {
    state: &'static str,
    kind: &'static str,
    end: &'a str,
}

/// An event in the plan of its meeting.
#[derive(Debug, Template)]
#[template(
    ext = "html",
    config = "src/render/pages/askama.toml",
    source = r##"<div class="event{% if !event.state.is_empty() %} {{ event.state }}{% endif %}{% if is_usual %} usual{% endif %}" id="{{ event.id }}" data-groups="{{ event.groups }}"{% if !event.unnamed.is_empty() %} data-own="{{ event.unnamed }}"{% endif %} data-kind="{{ event.kind.key() }}" data-start="{{ event.start }}" data-end="{{ event.end }}" data-domain="{{ event.single.domain }}" data-stamp="{{ event.single.stamp }}"{% if event.single.sequence > 0 %} data-sequence="{{ event.single.sequence }}"{% endif %}{% if !event.single.location.is_empty() %} data-location="{{ event.single.location }}"{% endif %}{% if event.single.is_free %} data-free{% endif %}>{{ event.inner()|safe }} <a class="to" href="#{{ event.id }}" aria-label="{{ event.single.link }}">#</a></div>"##
)]
pub(super) struct PlacedEvent<'a> {
    event: &'a PageEvent,
    /// Whether its hours are those of its row.
    is_usual: bool,
}

impl HtmlSafe for PlacedEvent<'_> {}

/// The class of an event's state; nothing for what takes place.
pub(super) fn class(state: EventStatus) -> &'static str {
    match state {
        EventStatus::Confirmed => "",
        EventStatus::Tentative => "tentative",
        EventStatus::Cancelled => "cancelled",
    }
}

/// The title of an event.
pub(super) fn summary(event: &Selected<'_>) -> PageText {
    PageText::borrowing(&event.wording.summary, event.wording.borrowed.as_ref())
}

impl PageEvent {
    /// An event for pages, and the groups that it is shown with; nothing for whole days.
    pub(super) fn new(
        event: &Selected<'_>,
        groups: &[&Group],
        scene: &Scene<'_>,
    ) -> askama::Result<Option<Self>> {
        let Some((start, end)) = event.hours() else { return Ok(None) };
        let (entry, wording) = (&event.event.entry, event.wording);
        let (start, end) = (start.to_rfc3339(), end.to_rfc3339());
        let (state, kind) = (class(entry.state), entry.kind.key());
        // The meeting's own page stands at its head, once.
        let own = entry.url.as_ref().filter(|url| Some(url.as_str()) != scene.url);
        let body = EventText {
            sign: LegendMark::of(entry.kind, entry.state).map_or("", LegendMark::sign),
            clock: ClockText::of(event, &start, scene.language),
            title: summary(event),
            url: own.and_then(|url| href(url.as_str())),
            room: wording.room.as_ref().map(|room| PageText::on(scene.language, room)),
            remote: wording.remote.as_ref().map(|remote| RemoteText::on(scene.language, remote)),
            note: wording.note.as_ref().map(|note| Prose::on(scene.language, note)),
        };
        let mut listed = String::with_capacity(384);
        ListedEvent { state, kind, end: &end }.render_into(&mut listed)?;
        let from = listed.len();
        body.render_into(&mut listed)?;
        let inner = from..listed.len();
        listed.push_str("</div>");
        let groups: Vec<String> = groups.iter().map(|group| group.slug()).collect();
        let own = entry.groups.iter().map(ToString::to_string);
        let unnamed: Vec<String> = own.filter(|own| !wording.summary.contains(own)).collect();
        Ok(Some(Self {
            day: event.day(),
            kind: entry.kind,
            state,
            id: anchor(&event.event.uid).to_owned(),
            groups: groups.join(" "),
            unnamed: unnamed.join(" "),
            start,
            end,
            single: SingleEvent::new(event, scene.language),
            listed,
            inner,
        }))
    }

    /// Whether it stands in lists of other pages: lunch breaks do not.
    pub(super) fn is_listed(&self) -> bool {
        self.kind != Kind::Lunch
    }

    /// How long it is in a list, in bytes.
    pub(super) fn length(&self) -> usize {
        self.listed.len()
    }

    fn inner(&self) -> &str {
        self.listed.get(self.inner.clone()).unwrap_or_default()
    }
}

impl fmt::Display for PageEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.listed)
    }
}

impl HtmlSafe for PageEvent {}

/// What events are shown in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) language: Language,
    /// The meeting's page elsewhere.
    pub(super) url: Option<&'a str>,
}

/// A week of a plan.
#[derive(Debug)]
pub(super) enum WeekView<'a> {
    /// With slots: a table.
    Table(WeekTable<'a>),
    /// Without: a list by day; several such weeks are one.
    List(Vec<PlanDay<'a>>),
}

/// A week as a table.
#[derive(Debug)]
pub(super) struct WeekTable<'a> {
    pub(super) caption: String,
    pub(super) days: Vec<DayHead>,
    pub(super) rows: Vec<RowView<'a>>,
}

/// A day of a table.
#[derive(Debug)]
pub(super) struct DayHead {
    pub(super) date: String,
    pub(super) name: String,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct RowView<'a> {
    pub(super) is_lunch: bool,
    pub(super) name: String,
    pub(super) clock: ClockText,
    pub(super) cells: Vec<PlanDay<'a>>,
}

impl RowView<'_> {
    /// Whether its cells say its slot and hours themselves where days stand below each other. A lunch
    /// break does, and what has no slot says no more than its hours.
    pub(super) fn heads_cells(&self) -> bool {
        !self.is_lunch && !self.name.is_empty()
    }
}

/// A day with events.
#[derive(Debug)]
pub(super) struct PlanDay<'a> {
    pub(super) date: String,
    pub(super) name: String,
    pub(super) events: Vec<PlacedEvent<'a>>,
    /// Where a link to the day leads; empty but where its first events stand.
    pub(super) id: String,
}

impl PlanDay<'_> {
    /// Whether its events stand beside each other, as they are many.
    pub(super) fn is_crowded(&self) -> bool {
        /// As many below each other as are still seen at a glance.
        const MOST: usize = 4;
        self.events.len() > MOST
    }
}

/// The events of a meeting in their order, those with hours written for pages.
#[derive(Clone, Copy, Debug)]
pub(super) struct Events<'a>(pub(super) &'a [Option<PageEvent>]);

impl<'a> Events<'a> {
    fn of(&self, selected: &Selected<'_>) -> Option<&'a PageEvent> {
        self.0.get(selected.number)?.as_ref()
    }
}

/// The weeks of some events that have hours.
pub(super) fn plan<'a>(
    events: &[&Selected<'_>],
    written: Events<'a>,
    language: Language,
) -> Vec<WeekView<'a>> {
    let mut views: Vec<WeekView<'a>> = Vec::new();
    for week in weeks(events) {
        if week.rows.iter().any(|row| row.slot.is_some()) {
            views.push(WeekView::Table(table(week, written, language)));
            continue;
        }
        let own = week.rows.into_iter().flat_map(|row| row.events);
        let days = by_day(&own.collect::<Vec<_>>(), written, language);
        match views.last_mut() {
            Some(WeekView::List(before)) => before.extend(days),
            _ => views.push(WeekView::List(days)),
        }
    }
    views
}

/// Events in a list by day.
fn by_day<'a>(
    events: &[&Selected<'_>],
    written: Events<'a>,
    language: Language,
) -> Vec<PlanDay<'a>> {
    let words = Words::of(language);
    let same_day = |a: &&Selected<'_>, b: &&Selected<'_>| a.day() == b.day();
    let day = |of_day: &[&Selected<'_>]| {
        let day = of_day.first()?.day();
        let events = of_day.iter().filter_map(|event| written.of(event));
        Some(PlanDay {
            date: day.to_string(),
            name: words.day(day),
            events: events.map(|event| PlacedEvent { event, is_usual: false }).collect(),
            id: String::new(),
        })
    };
    events.chunk_by(same_day).filter_map(day).collect()
}

fn table<'a>(week: Week<'_>, written: Events<'a>, language: Language) -> WeekTable<'a> {
    let (words, said) = (Words::of(language), PageWords::of(language));
    let Week { span, days, rows } = week;
    let mut rows: Vec<WeekRow<'_>> = rows
        .into_iter()
        .flat_map(|row| match row.slot {
            Some(_) => vec![row],
            None => row.by_hours().collect(),
        })
        .collect();
    // What stands in no slot comes at its hour.
    rows.sort_by_cached_key(|row| row.usual.hours_in_words());
    let row = |row: WeekRow<'_>| {
        let cell = |day: &NaiveDate| PlanDay {
            date: day.to_string(),
            name: String::new(),
            events: row
                .on(*day)
                .filter_map(|of| {
                    written.of(of).map(|event| PlacedEvent { event, is_usual: row.is_usual(of) })
                })
                .collect(),
            id: String::new(),
        };
        RowView {
            is_lunch: row.slot == Some(Slot::Lunch),
            name: match row.slot {
                Some(Slot::Lunch) => said.lunch.to_owned(),
                Some(slot) => (said.session)(slot.key()),
                None => String::new(),
            },
            cells: days.iter().map(cell).collect(),
            clock: ClockText::of_row(row.usual, language),
        }
    };
    let head = |day: &NaiveDate| DayHead { date: day.to_string(), name: words.column(*day) };
    WeekTable {
        caption: words.days(span),
        days: days.iter().map(head).collect(),
        rows: rows.into_iter().map(row).collect(),
    }
}

/// A deadline in a list.
#[derive(Debug, Template)]
#[template(path = "due.html", config = "src/render/pages/askama.toml")]
pub(super) struct DeadlineItem {
    pub(super) id: String,
    pub(super) date: String,
    pub(super) day: String,
    pub(super) state: &'static str,
    pub(super) title: PageText,
    /// Its hour in Geneva, if the meeting is elsewhere; empty if nothing is to be said.
    pub(super) geneva: String,
    /// Where it leads; empty if nowhere.
    pub(super) href: String,
    pub(super) note: Option<Prose>,
}

impl HtmlSafe for DeadlineItem {}

/// Deadlines of an edition. What is noted about several of a day stands behind the last of them.
pub(super) fn dues<'a>(
    events: impl Iterator<Item = &'a Selected<'a>>,
    scene: &Scene<'_>,
) -> Vec<DeadlineItem> {
    let mut events = events.peekable();
    let mut dues = Vec::new();
    while let Some(event) = events.next() {
        let mut due = DeadlineItem::new(event, scene);
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

impl DeadlineItem {
    /// A deadline of an edition.
    fn new(event: &Selected<'_>, scene: &Scene<'_>) -> Self {
        let entry = &event.event.entry;
        let own = entry.url.as_ref().filter(|url| Some(url.as_str()) != scene.url);
        let note = event.wording.note.as_ref();
        Self {
            id: anchor(&event.event.uid).to_owned(),
            date: event.day().to_string(),
            day: Words::of(scene.language).day(event.day()),
            state: class(entry.state),
            title: summary(event),
            geneva: event.aside().unwrap_or_default().to_owned(),
            href: own.and_then(|url| href(url.as_str())).unwrap_or_default(),
            note: note.map(|note| Prose::on(scene.language, note)),
        }
    }
}
