//! The page of a meeting.

use super::super::clashes::SESSIONS;
use super::super::{LegendMark, Selected};
use super::about::AboutView;
use super::card::DataText;
use super::clock::{MeetingZone, geneva, said_in};
use super::frame::{FeedAt, FeedLink, Frame, Subscription};
use super::news::News;
use super::plan::{DeadlineItem, Events, WeekView, dues, plan};
use super::shown::{ShownMeeting, state_name};
use super::tabs::{Tab, tabs};
use super::text::PageText;
use crate::model::{Group, Kind, Settings};
use crate::revise::anchor;
use crate::words::{PageWords, Words};
use askama::Template;
use std::collections::BTreeSet;

#[derive(Debug, Template)]
#[template(path = "meeting.html", config = "src/render/pages/askama.toml")]
pub(super) struct MeetingPage<'a> {
    frame: Frame<'a>,
    card: &'a DataText,
    /// The places of the events of whole days, which the head of the page is about.
    banners: Vec<String>,
    groups: Vec<GroupLink>,
    title: PageText,
    state: &'static str,
    state_name: &'static str,
    first: String,
    days: Option<String>,
    place: Option<PageText>,
    news: Option<News>,
    tabs: Vec<Tab>,
    there: Option<MeetingZone>,
    said_in: String,
    geneva: String,
    weeks: Vec<WeekView<'a>>,
    kinds: Vec<FilterKind>,
    /// The kinds of which one attends one at a time.
    sessions: String,
    filter_groups: Vec<FilterGroup>,
    legend: BTreeSet<LegendMark>,
    deadlines: Vec<DeadlineItem>,
    about: AboutView,
    subscription: Subscription,
    feeds: Vec<FeedLink>,
    words: &'static Words,
    said: &'static PageWords,
}

#[derive(Debug)]
struct GroupLink {
    name: String,
    page: String,
}

impl GroupLink {
    fn new(group: &Group) -> Self {
        Self { name: group.to_string(), page: format!("../groups/{}.html", group.slug()) }
    }
}

impl<'a> MeetingPage<'a> {
    /// The page of a meeting; `groups` have a feed.
    pub(super) fn new(
        settings: &'a Settings,
        meeting: &'a ShownMeeting<'_>,
        groups: &[&Group],
        card: &'a DataText,
    ) -> Self {
        let ShownMeeting { edition, language, name, events, .. } = meeting;
        let (id, language) = (&edition.id, *language);
        let (words, said) = (Words::of(language), PageWords::of(language));
        let path = format!("meetings/{id}.html");
        let mut frame = Frame::new(settings, language, "meeting", &path, name);
        frame.feed = format!("{id}.ics");
        frame.describe(meeting);
        let path = format!("meetings/{id}.ics");
        let feed = FeedAt { settings, language, path: &path, name, home: "../" };
        let group_feed = |group: &&Group| {
            let slug = group.slug();
            let (path, name) = (format!("groups/{slug}.ics"), group.to_string());
            let feed = FeedAt { settings, language, path: &path, name: &name, home: "../" };
            feed.listed(Some(format!("../groups/{slug}.html")))
        };
        let (timed, whole_days): (Vec<&Selected<'_>>, Vec<&Selected<'_>>) =
            events.iter().partition(|event| event.hours().is_some());
        let banners = whole_days.iter().filter(|of| of.event.entry.kind != Kind::Deadline);
        let entries = || timed.iter().map(|event| &event.event.entry);
        let kinds: BTreeSet<Kind> = entries().map(|entry| entry.kind).collect();
        let named: BTreeSet<&Group> = entries().flat_map(|entry| &entry.groups).collect();
        let marks = entries().filter_map(|entry| LegendMark::of(entry.kind, entry.state));
        let (state, days) = (meeting.status(), meeting.days());
        let mut weeks = plan(&timed, Events(&meeting.written), language);
        let met = edition.groups.iter().filter(|group| groups.contains(group));
        Self {
            frame,
            card,
            banners: banners.map(|event| anchor(&event.event.uid).to_owned()).collect(),
            groups: met.map(GroupLink::new).collect(),
            title: PageText::on(language, &meeting.title()),
            state,
            state_name: state_name(said, state),
            first: days.map(|days| days.first.to_string()).unwrap_or_default(),
            days: days.map(|days| words.days(days)),
            place: meeting.place(),
            news: News::of(events, language),
            tabs: tabs(&mut weeks, language),
            weeks,
            there: MeetingZone::of(events),
            said_in: said_in(language),
            geneva: geneva(language),
            kinds: kinds.into_iter().map(|kind| FilterKind::new(kind, said)).collect(),
            sessions: SESSIONS.map(Kind::key).join(" "),
            filter_groups: named.into_iter().map(FilterGroup::new).collect(),
            legend: marks.collect(),
            deadlines: dues(meeting.deadlines(), &meeting.scene()),
            about: AboutView::of(meeting),
            subscription: feed.subscription(),
            feeds: groups.iter().map(group_feed).collect(),
            words,
            said,
        }
    }
}

/// A kind of events to choose.
#[derive(Debug)]
struct FilterKind {
    key: &'static str,
    name: &'static str,
}

impl FilterKind {
    fn new(kind: Kind, said: &PageWords) -> Self {
        Self { key: kind.key(), name: (said.kind)(kind) }
    }
}

/// A group to choose.
#[derive(Debug)]
struct FilterGroup {
    slug: String,
    name: String,
    /// The slug of the group that it is a part of.
    of: Option<String>,
}

impl FilterGroup {
    fn new(group: &Group) -> Self {
        let of = group.parent().map(|parent| parent.slug());
        Self { slug: group.slug(), name: group.to_string(), of }
    }
}
