//! The page on which one puts a view together: a form with what there is to choose, and below it what
//! was chosen. It works without a script; with one, each tick shows its result at once.
//!
//! It is no part of the tree, since somebody has to answer it: what asks for it and which events are
//! chosen is known to those who serve the tree.

use super::super::folders::folder_of;
use super::super::holding::OF_EVERYONE;
use super::super::index::{FeedIndex, IndexedFeed};
use super::frame::{Frame, Links};
use super::sitting::{ClashDay, Sitting, by_day};
use super::text::clean;
use crate::model::{Action, FeedDuration, Group, Kind, Language, Settings, Term};
use crate::words::{PageWords, Words};
use askama::Template;
use askama::filters::HtmlSafe;
use std::collections::BTreeMap;

/// The script of the page.
pub const VIEW_SCRIPT: &str = include_str!("view.js");

/// The longest address that all programs take; Google fails in silence on longer ones.
const LONGEST: usize = 256;

/// How many groups stand there unfolded.
const MOST_UNFOLDED: usize = 24;

/// How long before a session an alarm may ring; the words for them stand in the same order.
const ALARMS: [&str; 5] = ["PT5M", "PT15M", "PT30M", "PT1H", "P1D"];

/// What there is to choose.
#[derive(Clone, Copy, Debug)]
pub struct ViewChoices<'a> {
    /// The settings of the tree.
    pub settings: &'a Settings,
    /// The language of the page.
    pub language: Language,
    /// The feeds of the tree, in all languages.
    pub index: &'a FeedIndex,
    /// The kinds of the events that there are.
    pub kinds: &'a [Kind],
    /// The actions of the deadlines that there are.
    pub actions: &'a [Action],
}

/// What somebody chose.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// The feed: its path behind the language's folder, without the ending.
    pub feed: &'a str,
    /// What is shown; nothing given is all.
    pub show: &'a [Term],
    /// What is not.
    pub hide: &'a [Term],
    /// The language of the feed, if it is not the page's.
    pub language: Option<Language>,
    /// How long before a session its alarm rings.
    pub alarm: Option<FeedDuration>,
    /// The query that chooses all that on this page.
    pub query: &'a str,
}

/// The terms of `hide` that take away what concerns everyone, but for what `show` asks for by its kind.
pub fn of_everyone(show: &[Term]) -> Vec<Term> {
    let is_asked_for = |kind: &Kind| {
        show.iter().any(|term| match term {
            Term::Kind(other) => other == kind,
            Term::Action(_) => *kind == Kind::Deadline,
            Term::Name(_) => false,
        })
    };
    OF_EVERYONE.into_iter().filter(|kind| !is_asked_for(kind)).map(Term::Kind).collect()
}

/// What came of it.
#[derive(Clone, Debug)]
pub enum ViewOutcome<'a> {
    /// Nothing was chosen yet.
    Open,
    /// It cannot be: a sentence that says why.
    Wrong(String),
    /// An address that is longer than a view may be, and so than programs take.
    Endless(String),
    /// A view.
    Made(ChosenView<'a>),
}

/// A view that was chosen.
#[derive(Clone, Debug)]
pub struct ChosenView<'a> {
    /// Its whole address.
    pub address: String,
    /// Its name in calendar programs.
    pub name: String,
    /// How many events it holds.
    pub events: usize,
    /// Pairs of sessions at the same time, the first ones of all.
    pub clashes: Vec<[Sitting<'a>; 2]>,
    /// How many pairs there are.
    pub pairs: usize,
}

#[derive(Debug, Template)]
#[template(path = "view.html", config = "src/render/pages/askama.toml")]
struct ViewPage<'a> {
    frame: Frame<'a>,
    feeds: Vec<ChoiceGroup>,
    lists: [ChoiceList; 2],
    /// The kinds that concern everyone, by their names, and whether they are wanted.
    everyone: String,
    with_everyone: bool,
    languages: Vec<Checkbox>,
    alarms: Vec<Checkbox>,
    result: ViewResult,
    said: &'static PageWords,
    words: &'static Words,
}

/// Something to choose.
#[derive(Clone, Debug, Template)]
#[template(
    ext = "html",
    config = "src/render/pages/askama.toml",
    source = r#"<label><input type="checkbox" name="{{ list }}" value="{{ value }}"{% if is_chosen %} checked{% endif %}> <bdi>{{ name }}</bdi></label>"#
)]
struct Checkbox {
    list: &'static str,
    value: String,
    name: String,
    is_chosen: bool,
}

impl HtmlSafe for Checkbox {}

/// Things to choose that stand together.
#[derive(Debug)]
struct ChoiceGroup {
    name: String,
    of: Vec<Checkbox>,
    is_open: bool,
}

/// The boxes of one key of the query.
#[derive(Debug)]
struct ChoiceList {
    key: &'static str,
    title: &'static str,
    lead: &'static str,
    kinds: Vec<Checkbox>,
    /// Groups that belong to no study group.
    groups: Vec<Checkbox>,
    /// Study groups with theirs.
    studies: Vec<ChoiceGroup>,
    /// The actions of deadlines.
    actions: Vec<Checkbox>,
    /// What was chosen and has no box of its own.
    others: Vec<Checkbox>,
}

/// The result.
#[derive(Debug)]
enum ViewResult {
    Open,
    Wrong(String),
    Endless(String),
    Made {
        events: usize,
        links: Result<Links, String>,
        days: Vec<ClashDay>,
        pairs: usize,
        /// How many of the pairs are not among those of the days.
        more: usize,
    },
}

/// Writes the page.
pub fn view_page(
    offer: &ViewChoices<'_>,
    choice: &Choice<'_>,
    outcome: &ViewOutcome<'_>,
) -> askama::Result<String> {
    let (settings, language) = (offer.settings, offer.language);
    let (said, words) = (PageWords::of(language), Words::of(language));
    let mut frame = Frame::new(settings, language, "view", "view.html", said.own_view);
    frame.description = said.own_view_lead.to_owned();
    if !choice.query.is_empty() {
        let other = frame.languages.iter_mut();
        other.for_each(|other| other.href = format!("{}?{}", other.href, choice.query));
    }
    let list = |key, title, lead, terms| offer.list(key, (title, lead), terms);
    let everyone = OF_EVERYONE.map(said.kind).join(words.comma);
    // What one box takes away as a whole is ticked in no other.
    let whole = of_everyone(choice.show);
    let with_everyone = whole.is_empty() || !whole.iter().all(|term| choice.hide.contains(term));
    let mut hide = choice.hide.to_vec();
    hide.retain(|term| with_everyone || !whole.contains(term));
    let page = ViewPage {
        frame,
        feeds: offer.feeds(choice.feed),
        lists: [
            list("show", said.only, said.only_lead, choice.show),
            list("hide", said.leave_out, said.leave_out_lead, &hide),
        ],
        everyone,
        with_everyone,
        languages: offer.languages(choice.language),
        alarms: offer.alarms(choice.alarm),
        result: ViewResult::new(settings, language, outcome),
        said,
        words,
    };
    page.render().map(|page| page + "\n")
}

impl ViewChoices<'_> {
    /// The feeds by what they are feeds of; of meetings the last one first.
    fn feeds(&self, chosen: &str) -> Vec<ChoiceGroup> {
        let said = PageWords::of(self.language);
        let mut meetings = self.below("meetings/");
        meetings.sort_by(|a, b| b.1.first.cmp(&a.1.first).then_with(|| a.0.cmp(b.0)));
        let mut groups = self.below("groups/");
        groups.sort_by_cached_key(|(_, feed)| (feed.title.parse::<Group>().ok(), &feed.path));
        let all = self.below("").into_iter().filter(|(path, _)| !path.contains('/')).collect();
        let kin = |(name, feeds): (&str, Vec<(&str, &IndexedFeed)>)| {
            let feed = |(path, feed): (&str, &IndexedFeed)| {
                let name = clean(&feed.title).into_owned();
                Checkbox { list: "feed", value: path.to_owned(), name, is_chosen: path == chosen }
            };
            let of: Vec<Checkbox> = feeds.into_iter().map(feed).collect();
            ChoiceGroup { name: name.to_owned(), of, is_open: true }
        };
        let kinds = [
            (said.calendars, all),
            (said.meetings, meetings),
            (said.groups, groups),
            (said.views, self.below("views/")),
        ];
        kinds.into_iter().map(kin).filter(|kin| !kin.of.is_empty()).collect()
    }

    /// The feeds of the page's language in a folder, by their paths behind the language's folder.
    fn below(&self, part: &str) -> Vec<(&str, &IndexedFeed)> {
        let folder = self.settings.folder(self.language);
        let feeds = self.index.values().filter(|feed| folder_of(&feed.path) == folder);
        let feeds = feeds.filter_map(|feed| {
            let path = feed.path.strip_prefix(&folder)?.strip_suffix(".ics")?;
            path.starts_with(part).then_some((path, feed))
        });
        feeds.collect()
    }

    /// The boxes of a key.
    fn list(
        &self,
        key: &'static str,
        (title, lead): (&'static str, &'static str),
        chosen: &[Term],
    ) -> ChoiceList {
        let (said, words) = (PageWords::of(self.language), Words::of(self.language));
        let mut left = chosen.to_vec();
        let mut tick = |term: Term, name: &str| {
            let place = left.iter().position(|chosen| *chosen == term);
            let is_chosen = place.map(|place| left.remove(place)).is_some();
            Checkbox { list: key, value: term.key().to_owned(), name: name.to_owned(), is_chosen }
        };
        let of_term = |kind: &Kind| chosen.contains(&Term::Kind(*kind));
        let kinds = Kind::ALL.into_iter().filter(|kind| self.kinds.contains(kind) || of_term(kind));
        let kinds = kinds.map(|kind| tick(Term::Kind(kind), (said.kind)(kind))).collect();
        let mut studies: BTreeMap<u8, Vec<Group>> = BTreeMap::new();
        let mut groups: Vec<Group> = Vec::new();
        let all = self.below("groups/").into_iter();
        for group in all.filter_map(|(_, feed)| feed.title.parse::<Group>().ok()) {
            match group.study_number() {
                Some(number) => studies.entry(number).or_default().push(group),
                None => groups.push(group),
            }
        }
        let is_open = groups.len() + studies.values().map(Vec::len).sum::<usize>() <= MOST_UNFOLDED;
        let mut tick_group =
            |group: &Group| tick(Term::Name(group.slug()), clean(&group.to_string()).as_ref());
        let mut study = |(number, mut of): (u8, Vec<Group>)| {
            of.sort();
            let of: Vec<Checkbox> = of.iter().map(&mut tick_group).collect();
            let is_open = is_open || of.iter().any(|tick| tick.is_chosen);
            ChoiceGroup { name: Group::Study(number).to_string(), of, is_open }
        };
        let studies = studies.into_iter().map(&mut study).collect();
        groups.sort();
        let groups = groups.iter().map(&mut tick_group).collect();
        let of_action = |action: &Action| chosen.contains(&Term::Action(*action));
        let is_there = |action: &Action| self.actions.contains(action) || of_action(action);
        let actions = Action::ALL.into_iter().filter(is_there);
        let actions = actions.map(|action| tick(Term::Action(action), (words.action)(action)));
        let actions = actions.collect();
        let others = left.into_iter().map(|term| {
            let name = term.key().to_owned();
            Checkbox { list: key, value: name.clone(), name, is_chosen: true }
        });
        ChoiceList { key, title, lead, kinds, groups, studies, actions, others: others.collect() }
    }

    /// The languages of the feeds; the page's own needs no word in the query.
    fn languages(&self, chosen: Option<Language>) -> Vec<Checkbox> {
        let chosen = chosen.unwrap_or(self.language);
        let tick = |language: &Language| {
            let value = if *language == self.language { "" } else { language.code() }.to_owned();
            let name = PageWords::of(*language).own_name.to_owned();
            Checkbox { list: "lang", value, name, is_chosen: *language == chosen }
        };
        self.settings.languages.iter().map(tick).collect()
    }

    /// The alarms. What the feeds have already is what one gets without a word in the query.
    fn alarms(&self, chosen: Option<FeedDuration>) -> Vec<Checkbox> {
        let said = PageWords::of(self.language);
        let known = ALARMS.iter().zip(said.alarms);
        let name = |span: &str| {
            let words = known.clone().find(|(known, _)| **known == span).map(|(_, words)| words);
            words.unwrap_or(span).to_owned()
        };
        let own = self.settings.alarm.map(|alarm| alarm.to_string());
        let chosen = chosen.map(|alarm| alarm.to_string());
        let without = own.as_deref().map_or_else(|| said.no_alarm.to_owned(), name);
        let (list, is_chosen) = ("alarm", chosen.is_none());
        let mut alarms = vec![Checkbox { list, value: String::new(), name: without, is_chosen }];
        let further = chosen.as_deref().filter(|chosen| !ALARMS.contains(chosen));
        for span in ALARMS.into_iter().chain(further) {
            let is_chosen = chosen.as_deref() == Some(span);
            if is_chosen || own.as_deref() != Some(span) {
                alarms.push(Checkbox { list, value: span.to_owned(), name: name(span), is_chosen });
            }
        }
        alarms
    }
}

impl ViewResult {
    fn new(settings: &Settings, language: Language, outcome: &ViewOutcome<'_>) -> Self {
        let too_long = |length: usize| (PageWords::of(language).too_long)(length, LONGEST);
        match outcome {
            ViewOutcome::Open => Self::Open,
            ViewOutcome::Wrong(sentence) => Self::Wrong(clean(sentence).into_owned()),
            ViewOutcome::Endless(address) => Self::Endless(too_long(address.chars().count())),
            ViewOutcome::Made(view) => {
                let length = view.address.chars().count();
                let is_public = settings.base_url.is_some();
                let links = Links::to(view.address.clone(), &view.name, is_public);
                Self::Made {
                    events: view.events,
                    links: if length > LONGEST { Err(too_long(length)) } else { Ok(links) },
                    days: by_day(&view.clashes, language),
                    pairs: view.pairs,
                    more: view.pairs.saturating_sub(view.clashes.len()),
                }
            }
        }
    }
}
