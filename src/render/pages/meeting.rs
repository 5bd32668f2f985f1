//! The page of a meeting.

use super::super::clashes::SESSIONS;
use super::super::{LegendMark, Selected};
use super::card::{DataText, days, place, status, title};
use super::clock::{MeetingZone, geneva, said_in};
use super::frame::{FeedAt, FeedLink, Frame, Subscription};
use super::news::News;
use super::plan::{self, DeadlineItem, Scene, WeekView, plan};
use super::tabs::{Tab, tabs};
use super::text::{PageText, Prose, RemoteText};
use crate::expand::{self, About, Remotely, RgmText, TextInLanguage};
use crate::model::{Group, Kind, Language, Settings, WebAddress};
use crate::revise::{Edition, anchor};
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
    kinds: Vec<(&'static str, &'static str)>,
    /// The kinds of which one attends one at a time.
    sessions: String,
    filter_groups: Vec<FilterGroup>,
    legend: BTreeSet<LegendMark>,
    deadlines: Vec<DeadlineItem>,
    facts: Vec<FactRow>,
    links: Vec<Prose>,
    ranges: Vec<RgmItem>,
    agenda: Vec<AgendaLine>,
    candidates: Vec<RecommendationItem>,
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

#[derive(Debug)]
struct FactRow {
    label: &'static str,
    value: Prose,
}

#[derive(Debug)]
struct RgmItem {
    name: String,
    lines: Vec<Prose>,
    remote: Option<RemoteText>,
    note: Option<Prose>,
    url: Option<Prose>,
}

#[derive(Debug)]
struct AgendaLine {
    level: usize,
    number: PageText,
    text: PageText,
}

#[derive(Debug)]
struct RecommendationItem {
    name: PageText,
    title: Option<PageText>,
    groups: String,
}

/// The name of a status; nothing for a meeting that takes place.
pub(super) fn state_name(said: &PageWords, state: &str) -> &'static str {
    match state {
        "tentative" => said.tentative,
        "postponed" => said.postponed,
        "cancelled" => said.cancelled,
        _ => "",
    }
}

impl<'a> MeetingPage<'a> {
    /// The page of an edition in the language at a place of its list; `groups` have a feed, and
    /// `written` are its events.
    pub(super) fn new(
        settings: &'a Settings,
        edition: &Edition,
        at: usize,
        events: &[Selected<'_>],
        written: plan::Events<'a>,
        groups: &[&Group],
        card: &'a DataText,
    ) -> Option<Self> {
        let language = *edition.languages.get(at)?;
        let (words, said) = (Words::of(language), PageWords::of(language));
        let about = edition.about.get(at);
        let name = edition.names.get(at).map_or("", String::as_str);
        let path = format!("meetings/{}.html", edition.id);
        let title = title(edition, about, at);
        let mut frame = Frame::new(settings, language, "meeting", &path, name);
        frame.feed = format!("{}.ics", edition.id);
        frame.describe(edition, at, events);
        let scene = Scene { language, url: edition.url.as_ref().map(|url| url.as_str()) };
        let timed: Vec<&Selected<'_>> =
            events.iter().filter(|event| event.hours().is_some()).collect();
        let dues = events.iter().filter(|event| event.event.entry.kind == Kind::Deadline);
        let banners = events
            .iter()
            .filter(|event| event.hours().is_none() && event.event.entry.kind != Kind::Deadline);
        let kinds: BTreeSet<Kind> = timed.iter().map(|event| event.event.entry.kind).collect();
        let named: BTreeSet<&Group> =
            timed.iter().flat_map(|event| &event.event.entry.groups).collect();
        let state = status(about, events);
        let days = days(about, events);
        let own = format!("meetings/{}.ics", edition.id);
        let own = FeedAt { settings, language, path: &own, name, home: "../" };
        let group_feed = |group: &Group| {
            let slug = group.slug();
            let page = format!("../groups/{slug}.html");
            let (path, name) = (format!("groups/{slug}.ics"), group.to_string());
            let feed = FeedAt { settings, language, path: &path, name: &name, home: "../" };
            feed.listed(Some(page))
        };
        let mut weeks = plan(&timed, written, language);
        Some(Self {
            frame,
            card,
            banners: banners.map(|event| anchor(&event.event.uid).to_owned()).collect(),
            groups: edition
                .groups
                .iter()
                .filter(|group| groups.contains(group))
                .map(chip)
                .collect(),
            title: PageText::on(language, &title),
            state,
            state_name: state_name(said, state),
            first: days.map(|days| days.first.to_string()).unwrap_or_default(),
            days: days.map(|days| words.days(days)),
            place: place(about, events, language),
            news: News::of(events, language),
            tabs: tabs(&mut weeks, language),
            weeks,
            there: MeetingZone::of(events),
            said_in: said_in(language),
            geneva: geneva(language),
            kinds: kinds.into_iter().map(|kind| (kind.key(), (said.kind)(kind))).collect(),
            sessions: SESSIONS.map(Kind::key).join(" "),
            filter_groups: named.into_iter().map(FilterGroup::new).collect(),
            legend: timed
                .iter()
                .filter_map(|event| LegendMark::of(event.event.entry.kind, event.event.entry.state))
                .collect(),
            deadlines: plan::dues(dues, &scene),
            facts: about.map(|about| facts(about, edition, language)).unwrap_or_default(),
            links: about.map(|about| links(about, language)).unwrap_or_default(),
            ranges: about.map(|about| ranges(about, language)).unwrap_or_default(),
            agenda: about.map(|about| agenda(about, language)).unwrap_or_default(),
            candidates: about.map(|about| candidates(about, language)).unwrap_or_default(),
            subscription: own.subscription(),
            feeds: groups.iter().copied().map(group_feed).collect(),
            words,
            said,
        })
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

fn chip(group: &Group) -> GroupLink {
    GroupLink { name: group.to_string(), page: format!("../groups/{}.html", group.slug()) }
}

fn facts(about: &About, edition: &Edition, page: Language) -> Vec<FactRow> {
    let (words, said) = (Words::of(page), PageWords::of(page));
    let mut facts = Vec::new();
    let mut add = |label, value: Option<Prose>| {
        facts.extend(value.map(|value| FactRow { label, value }));
    };
    let contact = &about.contact;
    let own = |text: &Option<String>| text.as_ref().map(|text| Prose::own(text));
    let link = |scheme: &str, text: &Option<String>| {
        text.as_ref().map(|text| Prose::own_link(text, &format!("{scheme}{text}")))
    };
    let phrase =
        |phrase: &Option<TextInLanguage>| phrase.as_ref().map(|phrase| Prose::on(page, phrase));
    add(said.days, about.days.map(|days| Prose::own(&words.days(days))));
    add(said.place, phrase(&about.place));
    add(words.opening, own(&about.opening));
    add(words.chair, phrase(&about.chair));
    add(
        words.remote,
        about.remote.as_ref().map(|remote| match remote {
            Remotely::No => Prose::own(said.unavailable),
            Remotely::Yes => Prose::own(said.available),
            Remotely::By(how) => Prose::on(page, how),
        }),
    );
    add(said.note, phrase(&about.note));
    add(said.letter, own(&about.letter));
    add(words.tel, link("tel:", &contact.tel));
    add(words.fax, own(&contact.fax));
    add(words.email, link("mailto:", &contact.email));
    let web = [contact.web.as_ref(), edition.url.as_ref()].into_iter().flatten();
    let mut web: Vec<&str> = web.map(|url| url.as_str()).collect();
    web.dedup();
    for url in web {
        add(words.web, Some(Prose::own_link(url, url)));
    }
    facts
}

fn links(about: &About, page: Language) -> Vec<Prose> {
    let link = |(title, url): &(Option<TextInLanguage>, WebAddress)| match title {
        Some(title) => Prose::link(page, title, url.as_str()),
        None => Prose::own_link(url.as_str(), url.as_str()),
    };
    about.links.iter().map(link).collect()
}

fn ranges(about: &About, page: Language) -> Vec<RgmItem> {
    let range = |weeks: &RgmText| RgmItem {
        name: weeks.name.clone(),
        lines: weeks.lines.iter().map(|line| Prose::on(page, line)).collect(),
        remote: weeks.remote.as_ref().map(|remote| RemoteText::on(page, remote)),
        note: weeks.note.as_ref().map(|note| Prose::on(page, note)),
        url: weeks.url.as_ref().map(|url| Prose::own_link(url.as_str(), url.as_str())),
    };
    about.weeks.iter().map(range).collect()
}

fn agenda(about: &About, page: Language) -> Vec<AgendaLine> {
    let item = |(number, text): &(String, TextInLanguage)| AgendaLine {
        level: number.matches('.').count().min(4),
        number: PageText::own(number),
        text: PageText::on(page, text),
    };
    about.agenda.iter().map(item).collect()
}

fn candidates(about: &About, page: Language) -> Vec<RecommendationItem> {
    let candidate = |candidate: &expand::RecommendationText| RecommendationItem {
        name: PageText::own(&candidate.name),
        title: candidate.title.as_ref().map(|title| PageText::on(page, title)),
        groups: candidate.groups.clone(),
    };
    about.candidates.iter().map(candidate).collect()
}
