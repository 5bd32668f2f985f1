//! The page of all meetings, and the one that says how to subscribe. Both are made of cards and of
//! the list of feeds; no meeting is read for them.
//!
//! Cards are read one by one while the page is written: thousands of them at once would need more
//! memory than the rest of a build.

use super::super::changes::ListedChange;
use super::super::fields::stem;
use super::super::folders::behind_folder;
use super::super::index::IndexedFeed;
use super::card::Card;
use super::frame::{FeedAt, FeedLink, Frame, Subscription};
use super::plan::DeadlineItem;
use super::shown::state_name;
use super::text::PageText;
use crate::model::{Group, Language, MeetingId, Settings, parse_date};
use crate::words::{PageWords, Words};
use askama::Template;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// How many changes are shown.
const MOST_CHANGES: usize = 20;

/// The page of all meetings.
#[derive(Debug, Template)]
#[template(path = "index.html", config = "src/render/pages/askama.toml")]
struct IndexPage<'a> {
    frame: Frame<'a>,
    language: Language,
    dues: Vec<YearItems<(&'a str, usize)>>,
    meetings: Vec<YearItems<&'a str>>,
    /// The groups that have a page.
    slugs: BTreeSet<&'a str>,
    subscription: Subscription,
    all: Vec<FeedLink>,
    views: Vec<FeedLink>,
    groups: Vec<FeedLink>,
    changes: Vec<ChangeView<'a>>,
    personal_views: bool,
    said: &'static PageWords,
}

/// What happens in a year: cards as they are written, or the places of deadlines on them.
#[derive(Debug)]
struct YearItems<T> {
    year: String,
    is_last: bool,
    items: Vec<T>,
}

#[derive(Debug)]
struct CardView {
    card: Card,
    days: String,
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

impl IndexPage<'_> {
    /// The cards of a year.
    fn cards(&self, year: &YearItems<&str>) -> impl Iterator<Item = CardView> {
        year.items.iter().filter_map(|card| self.card(card))
    }

    fn card(&self, card: &str) -> Option<CardView> {
        let card = Card::of_written(card)?;
        let group = |name: &String| {
            let slug = name.parse::<Group>().ok()?.slug();
            self.slugs.contains(slug.as_str()).then(|| GroupChip { slug, name: name.clone() })
        };
        let days = card.days().map(|days| Words::of(self.language).days(days)).unwrap_or_default();
        let groups = card.groups.iter().filter_map(group).collect();
        let state_name = state_name(self.said, &card.state);
        Some(CardView { card, days, state_name, groups })
    }

    /// The deadlines of a year.
    fn deadlines(&self, year: &YearItems<(&str, usize)>) -> impl Iterator<Item = DeadlineItem> {
        year.items.iter().filter_map(|(card, at)| self.deadline(card, *at))
    }

    fn deadline(&self, card: &str, at: usize) -> Option<DeadlineItem> {
        let Card { id, deadlines, .. } = Card::of_written(card)?;
        let due = deadlines.into_iter().nth(at)?;
        let day = parse_date(&due.date).map(|day| Words::of(self.language).day(day));
        Some(DeadlineItem {
            id: String::new(),
            day: day.unwrap_or_default(),
            date: due.date,
            state: if due.state == "cancelled" { "cancelled" } else { "" },
            title: due.title.said(),
            geneva: due.geneva,
            href: format!("meetings/{id}.html#{}", due.id),
            note: None,
        })
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

/// Items with their dates in the order of these, by year. Those of one date keep their order.
fn by_year<T>(mut dated: Vec<(String, T)>) -> Vec<YearItems<T>> {
    dated.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut years: Vec<YearItems<T>> = Vec::new();
    for (date, item) in dated {
        let year = date.get(..4).unwrap_or_default();
        match years.last_mut() {
            Some(last) if last.year == year => last.items.push(item),
            _ => {
                let (year, items) = (year.to_owned(), vec![item]);
                years.push(YearItems { year, is_last: false, items });
            }
        }
    }
    if let Some(last) = years.last_mut() {
        last.is_last = true;
    }
    years
}

/// Writes the page of all meetings.
pub(super) fn index(
    settings: &Settings,
    language: Language,
    cards: &BTreeMap<MeetingId, String>,
    feeds: &[&IndexedFeed],
    changes: &[ListedChange],
    to: &mut dyn io::Write,
) -> io::Result<()> {
    let (words, said) = (Words::of(language), PageWords::of(language));
    let frame = Frame::new(settings, language, "index", "index.html", "");
    let (mut meetings, mut dues) = (Vec::new(), Vec::new());
    for written in cards.values().map(String::as_str) {
        let Some(card) = Card::of_written(written) else { continue };
        let deadlines = card.deadlines.into_iter().enumerate();
        dues.extend(deadlines.map(|(at, due)| (due.date, (written, at))));
        meetings.push((card.first, written));
    }
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
    let all = FeedAt { settings, language, path: "all.ics", name: &frame.site, home: "" };
    let page = IndexPage {
        language,
        dues: by_year(dues),
        meetings: by_year(meetings),
        slugs,
        subscription: all.subscription(),
        all: in_folder("").map(without_page).collect(),
        views: in_folder("views").map(without_page).collect(),
        groups: groups.into_iter().map(with_page).collect(),
        changes: changes.iter().take(MOST_CHANGES).map(|of| ChangeView::new(of, words)).collect(),
        frame,
        personal_views: settings.personal_views,
        said,
    };
    page.write_into(to)
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
