//! The page of all meetings, and the one that says how to subscribe. Both are made of cards and of
//! the list of feeds; no meeting is read for them.

use super::super::changes::ListedChange;
use super::super::fields::stem;
use super::super::folders::behind_folder;
use super::super::index::IndexedFeed;
use super::card::{Card, CardDeadline};
use super::frame::{FeedAt, FeedLink, Frame, Subscription};
use super::plan::DeadlineItem;
use super::shown::state_name;
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

impl<'a> ChangeView<'a> {
    fn new(change: &'a ListedChange, words: &Words) -> Self {
        Self {
            time: &change.time,
            day: change.day().map(|day| words.date(day)).unwrap_or_default(),
            text: PageText::own(&change.text),
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

/// Writes the page of all meetings, given the feeds of its language.
pub(super) fn index(
    settings: &Settings,
    language: Language,
    cards: &[Card],
    feeds: &[&IndexedFeed],
    changes: &[ListedChange],
) -> askama::Result<String> {
    let (words, said) = (Words::of(language), PageWords::of(language));
    let frame = Frame::new(settings, language, "index", "index.html", "");
    let in_folder = |folder: &'static str| {
        feeds.iter().copied().filter(move |feed| {
            behind_folder(&feed.path).rsplit_once('/').map_or("", |(own, _)| own) == folder
        })
    };
    let listed = |feed: &IndexedFeed, page: Option<String>| {
        let path = behind_folder(&feed.path);
        FeedAt { settings, language, path, name: &feed.title, home: "" }.listed(page)
    };
    let without_page = |feed: &IndexedFeed| listed(feed, None);
    let with_page = |feed: &IndexedFeed| {
        listed(feed, stem(&feed.path).map(|slug| format!("groups/{slug}.html")))
    };
    let mut groups: Vec<&IndexedFeed> = in_folder("groups").collect();
    groups.sort_by_cached_key(|feed| feed.title.parse::<Group>().ok());
    let slugs: BTreeSet<&str> = groups.iter().filter_map(|feed| stem(&feed.path)).collect();
    let mut meetings: Vec<&Card> = cards.iter().collect();
    meetings.sort_by_key(|card| (&card.first, &card.id));
    let meetings = meetings
        .into_iter()
        .map(|card| (card.first.clone(), CardView::new(card, language, &slugs)));
    let all = FeedAt { settings, language, path: "all.ics", name: &frame.site, home: "" };
    let page = IndexPage {
        dues: dues(cards, words),
        meetings: by_year(meetings),
        subscription: all.subscription(),
        all: in_folder("").map(without_page).collect(),
        views: in_folder("views").map(without_page).collect(),
        groups: groups.into_iter().map(with_page).collect(),
        changes: changes.iter().take(MOST_CHANGES).map(|of| ChangeView::new(of, words)).collect(),
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
