//! The page of all meetings, and the one that says how to subscribe. Both are made of cards and of
//! the list of feeds; no meeting is read for them.

use super::super::changes::ListedChange;
use super::super::index::IndexedFeed;
use super::card::{Card, CardDeadline};
use super::frame::{FeedAt, FeedLink, Frame, Subscription};
use super::meeting::state_name;
use super::plan::DeadlineItem;
use super::text::PageText;
use crate::model::{Group, Language, Settings, parse_date};
use crate::words::{PageWords, Words};
use askama::Template;
use std::collections::BTreeSet;

/// How many changes are shown.
const MOST_CHANGES: usize = 20;

/// The page of all meetings.
#[derive(Debug, Template)]
#[template(path = "index.html", config = "src/render/pages/askama.toml")]
struct IndexPage<'a> {
    frame: Frame<'a>,
    dues: Vec<YearCards<DeadlineItem>>,
    meetings: Vec<YearCards<CardView<'a>>>,
    subscription: Subscription,
    all: Vec<FeedLink>,
    views: Vec<FeedLink>,
    groups: Vec<FeedLink>,
    changes: Vec<ChangeView<'a>>,
    personal_views: bool,
    said: &'static PageWords,
}

/// What happens in a year.
#[derive(Debug)]
struct YearCards<T> {
    year: String,
    is_last: bool,
    of: Vec<T>,
}

#[derive(Debug)]
struct CardView<'a> {
    id: &'a str,
    title: PageText,
    first: &'a str,
    last: &'a str,
    days: String,
    place: Option<PageText>,
    state: &'a str,
    state_name: &'static str,
    groups: Vec<GroupChip>,
}

#[derive(Debug)]
struct GroupChip {
    slug: String,
    name: String,
}

#[derive(Debug)]
struct ChangeView<'a> {
    time: &'a str,
    day: String,
    text: PageText,
}

impl<'a> CardView<'a> {
    /// A card on a page in a language; `slugs` are those of the groups that have a page.
    fn new(card: &'a Card, language: Language, slugs: &BTreeSet<&str>) -> Self {
        let group = |name: &String| {
            let slug = name.parse::<Group>().ok()?.slug();
            slugs.contains(slug.as_str()).then(|| GroupChip { slug, name: name.clone() })
        };
        Self {
            id: &card.id,
            title: card.title.said(),
            first: &card.first,
            last: &card.last,
            days: card.days().map(|days| Words::of(language).days(days)).unwrap_or_default(),
            place: card.place.as_ref().map(super::card::CardText::said),
            state: &card.state,
            state_name: state_name(PageWords::of(language), &card.state),
            groups: card.groups.iter().filter_map(group).collect(),
        }
    }
}

/// Items by year; they come in the order of their dates.
fn by_year<T>(items: impl Iterator<Item = (String, T)>) -> Vec<YearCards<T>> {
    let mut years: Vec<YearCards<T>> = Vec::new();
    for (date, item) in items {
        let year = date.get(..4).unwrap_or_default();
        match years.last_mut() {
            Some(last) if last.year == year => last.of.push(item),
            _ => years.push(YearCards { year: year.to_owned(), is_last: false, of: vec![item] }),
        }
    }
    if let Some(last) = years.last_mut() {
        last.is_last = true;
    }
    years
}

/// The deadlines of all meetings by year.
fn dues(cards: &[Card], words: &Words) -> Vec<YearCards<DeadlineItem>> {
    let mut dues: Vec<(&Card, &CardDeadline)> =
        cards.iter().flat_map(|card| card.deadlines.iter().map(move |due| (card, due))).collect();
    dues.sort_by_key(|(card, due)| (&due.date, &card.id));
    by_year(dues.into_iter().map(|(card, due)| {
        let item = DeadlineItem {
            id: String::new(),
            date: due.date.clone(),
            day: parse_date(&due.date).map(|day| words.day(day)).unwrap_or_default(),
            state: if due.state == "cancelled" { "cancelled" } else { "" },
            title: due.title.said(),
            geneva: due.geneva.clone(),
            href: format!("meetings/{}.html#{}", card.id, due.id),
            note: None,
        };
        (due.date.clone(), item)
    }))
}

/// Writes the page of all meetings.
pub(super) fn index(
    settings: &Settings,
    language: Language,
    cards: &[Card],
    feeds: &[&IndexedFeed],
    folder: &str,
    changes: &[ListedChange],
) -> askama::Result<String> {
    let (words, said) = (Words::of(language), PageWords::of(language));
    let frame = Frame::new(settings, language, "index", "index.html", "");
    let mut meetings: Vec<&Card> = cards.iter().collect();
    meetings.sort_by_key(|card| (&card.first, &card.id));
    let of_groups = format!("{folder}groups/");
    let slugs: BTreeSet<&str> = feeds
        .iter()
        .filter_map(|feed| feed.path.strip_prefix(&of_groups)?.strip_suffix(".ics"))
        .collect();
    let feed = |feed: &IndexedFeed, page: Option<String>| {
        let path = feed.path.strip_prefix(folder).unwrap_or(&feed.path);
        FeedAt { settings, language, path, name: &feed.title, home: "" }.listed(page)
    };
    let below = |part: &str| {
        let begin = format!("{folder}{part}/");
        feeds.iter().filter(move |feed| feed.path.starts_with(&begin))
    };
    let is_top = |feed: &&&IndexedFeed| {
        feed.path.strip_prefix(folder).is_some_and(|path| !path.contains('/'))
    };
    let mut groups: Vec<(Option<Group>, &&IndexedFeed)> =
        below("groups").map(|feed| (feed.title.parse().ok(), feed)).collect();
    groups.sort_by(|(a, _), (b, _)| a.cmp(b));
    let group = |(_, found): (Option<Group>, &&IndexedFeed)| {
        let page = found.path.strip_prefix(folder).and_then(|path| path.strip_suffix(".ics"));
        feed(found, page.map(|page| format!("{page}.html")))
    };
    let all = FeedAt { settings, language, path: "all.ics", name: &frame.site, home: "" };
    let page = IndexPage {
        dues: dues(cards, words),
        meetings: by_year(
            meetings
                .into_iter()
                .map(|card| (card.first.clone(), CardView::new(card, language, &slugs))),
        ),
        subscription: all.subscription(),
        all: feeds.iter().filter(is_top).map(|found| feed(found, None)).collect(),
        views: below("views").map(|found| feed(found, None)).collect(),
        groups: groups.into_iter().map(group).collect(),
        changes: changes
            .iter()
            .take(MOST_CHANGES)
            .map(|of| ChangeView {
                time: &of.time,
                day: of.day().map(|day| words.date(day)).unwrap_or_default(),
                text: PageText::own(&of.text),
            })
            .collect(),
        frame,
        personal_views: settings.personal_views,
        said,
    };
    page.render().map(|page| page + "\n")
}

/// The page that says how to subscribe.
#[derive(Debug, Template)]
#[template(path = "help.html", config = "src/render/pages/askama.toml")]
struct HelpPage<'a> {
    frame: Frame<'a>,
    said: &'static PageWords,
}

/// Writes the page that says how to subscribe.
pub(super) fn help(settings: &Settings, language: Language) -> askama::Result<String> {
    let said = PageWords::of(language);
    let mut frame = Frame::new(settings, language, "help", "help.html", said.help);
    frame.description = said.help_lead.to_owned();
    HelpPage { frame, said }.render().map(|page| page + "\n")
}
