//! The pages of the tree: what people look at.
//!
//! A meeting's page is made of its edition, as its feeds are, while the meeting passes. What it adds
//! to the pages of groups, and its card for the page of all meetings, are made then too. Of meetings
//! of which nothing newer is known all three are taken over from what is published.

mod card;
mod frame;
mod group;
mod index;
mod meeting;
mod plan;
mod text;

use super::changes::Listing;
use super::feeds::{folder, group_holds, groups_of};
use super::index::Ledger;
use super::{Section, Selected, Tree, select};
use crate::model::{Group, Language, MeetingId, Settings};
use crate::revise::Edition;
use askama::Template;
use card::Card;
use plan::{Ready, Scene};
use std::collections::{BTreeMap, BTreeSet, VecDeque, btree_map};
use std::io;
use std::ops::Range;

/// How every page says, near its beginning, who wrote it.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"timeplan\">";
/// How the style sheet and the script say so.
pub const MADE_BY: &str = "/* timeplan */";

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("timeplan.js");

/// The path of a meeting's page.
fn page_path(folder: &str, id: &MeetingId) -> String {
    format!("{folder}meetings/{id}.html")
}

/// The pages of one language while meetings come in.
#[derive(Debug)]
pub struct Pages<'a> {
    settings: &'a Settings,
    language: Language,
    /// The place of the language in the list of the settings.
    at: usize,
    folder: String,
    /// What the last build wrote, and the meetings of which nothing of it is taken over.
    last: &'a Ledger,
    fresh: &'a BTreeSet<MeetingId>,
    /// Pages of groups, by path, that some meeting has been added to.
    open: BTreeMap<String, Published>,
    /// The cards of the meetings that came in.
    cards: BTreeMap<MeetingId, String>,
}

/// What meetings added to a published page and was not looked at yet.
type Published = VecDeque<(MeetingId, Range<u64>)>;

impl<'a> Pages<'a> {
    /// The pages of the language at a place of the settings' list. Of the last build all is taken
    /// over but what `fresh` meetings added.
    pub fn new(
        settings: &'a Settings,
        at: usize,
        last: &'a Ledger,
        fresh: &'a BTreeSet<MeetingId>,
    ) -> Self {
        let language = settings.languages.get(at).copied().unwrap_or(Language::En);
        let folder = folder(settings, language);
        let (open, cards) = (BTreeMap::new(), BTreeMap::new());
        Self { settings, language, at, folder, last, fresh, open, cards }
    }

    /// Writes a meeting's page, and adds the meeting to the pages of its groups. `section` holds
    /// the same events. Without events there is nothing to show.
    pub fn add<T: Tree>(
        &mut self,
        edition: &Edition,
        section: &Section,
        tree: &mut T,
    ) -> io::Result<()> {
        let events = select(edition, self.at, &[], &[]);
        let about = edition.about.get(self.at);
        let Some(card) = Card::new(edition, about, self.at, &events) else { return Ok(()) };
        let groups = groups_of(section);
        let url = edition.url.as_ref().map(|url| url.as_str());
        let scene = Scene { language: self.language, url };
        let ready = events.iter().map(|event| Ready::new(event, &scene));
        let ready = ready.collect::<askama::Result<Vec<_>>>().map_err(io::Error::other)?;
        let mut with_feed = BTreeSet::new();
        for group in groups {
            let (of_group, sessions): (Vec<&Selected<'_>>, Vec<Option<&Ready>>) = events
                .iter()
                .zip(&ready)
                .zip(&section.events)
                .filter(|(_, listed)| group_holds(&group, section, listed))
                .map(|((event, ready), _)| (event, ready.as_ref()))
                .unzip();
            let sessions: Vec<&Ready> = sessions.into_iter().flatten().collect();
            if of_group.is_empty() {
                continue;
            }
            let part =
                group::part(&card, &of_group, &sessions, &scene).map_err(io::Error::other)?;
            let path = self.group_path(&group);
            self.catch_up(&path, Some(&edition.id), tree)?;
            tree.append(&path, part.as_bytes())?;
            with_feed.insert(group);
        }
        let page =
            meeting::MeetingPage::new(self.settings, edition, self.at, &events, &with_feed, &card);
        let Some(page) = page else { return Ok(()) };
        let page = page.render().map_err(io::Error::other)? + "\n";
        tree.finish(&page_path(&self.folder, &edition.id), page.as_bytes(), &[])?;
        self.cards.insert(edition.id.clone(), card.written()?.0);
        Ok(())
    }

    /// Leaves the page of a meeting as it was published, and what the meeting added to the pages of
    /// its groups, since nothing newer is known of it.
    pub fn keep<T: Tree>(&mut self, section: &Section, tree: &mut T) -> io::Result<()> {
        let path = page_path(&self.folder, &section.id);
        let Some(page) = published(&path, tree)? else { return Ok(()) };
        let Some(card) = card::in_page(&page) else { return Ok(()) };
        tree.keep(&path);
        self.cards.insert(section.id.clone(), card.to_owned());
        for group in groups_of(section) {
            let path = self.group_path(&group);
            self.catch_up(&path, Some(&section.id), tree)?;
            let own = self.open.get_mut(&path).and_then(|parts| {
                parts.pop_front_if(|(id, _)| *id == section.id).map(|(_, range)| range)
            });
            if let Some(range) = own {
                tree.reuse(&path, range)?;
            }
        }
        Ok(())
    }

    /// Finishes the pages of groups, of all meetings, and the one that says how to subscribe.
    /// `ledger` names the feeds that there are, and takes the cards of the meetings.
    pub fn finish_all<T: Tree>(
        mut self,
        ledger: &mut Ledger,
        changes: &[Listing],
        tree: &mut T,
    ) -> io::Result<()> {
        let (settings, language) = (self.settings, self.language);
        let feeds: Vec<_> = ledger
            .entries
            .values()
            .map(|entry| &entry.feed)
            .filter(|feed| feed.language == language.code())
            .collect();
        let groups = format!("{}groups/", self.folder);
        for feed in feeds.iter().filter(|feed| feed.path.starts_with(&groups)) {
            let Some(stem) = feed.path.strip_suffix(".ics") else { continue };
            let path = format!("{stem}.html");
            let last = self.last.entries.get(&feed.path);
            let is_kept = match last {
                Some(last) => !self.open.contains_key(&path) && !last.shares.hold(self.fresh)?,
                None => false,
            };
            if is_kept {
                tree.keep(&path);
                continue;
            }
            self.catch_up(&path, None, tree)?;
            let slug = stem.strip_prefix(&groups).unwrap_or(stem);
            let around = group::around(settings, language, slug, &feed.title);
            let (head, foot) = around.map_err(io::Error::other)?;
            tree.finish(&path, head.as_bytes(), foot.as_bytes())?;
        }
        for (path, card) in &self.last.cards {
            let own = path.strip_prefix(&self.folder).and_then(|own| own.strip_prefix("meetings/"));
            let id = own.and_then(|own| own.strip_suffix(".html")).map(str::parse::<MeetingId>);
            let Some(Ok(id)) = id else { continue };
            if !self.fresh.contains(&id) {
                tree.keep(path);
                self.cards.entry(id).or_insert_with(|| card.clone());
            }
        }
        let cards: Vec<Card> =
            self.cards.values().filter_map(|card| Card::of_written(card)).collect();
        let page = index::index(settings, language, &cards, &feeds, &self.folder, changes);
        let page = page.map_err(io::Error::other)?;
        tree.finish(&format!("{}index.html", self.folder), page.as_bytes(), &[])?;
        let help = index::help(settings, language).map_err(io::Error::other)?;
        tree.finish(&format!("{}help.html", self.folder), help.as_bytes(), &[])?;
        if self.folder.is_empty() {
            tree.finish("style.css", STYLE.as_bytes(), &[])?;
            tree.finish("timeplan.js", SCRIPT.as_bytes(), &[])?;
        }
        let cards = self.cards.into_iter();
        ledger.cards.extend(cards.map(|(id, card)| (page_path(&self.folder, &id), card)));
        Ok(())
    }

    fn group_path(&self, group: &Group) -> String {
        format!("{}groups/{}.html", self.folder, group.slug())
    }

    /// Takes over what the meetings before `id` added to a page, or all of them.
    fn catch_up<T: Tree>(
        &mut self,
        path: &str,
        id: Option<&MeetingId>,
        tree: &mut T,
    ) -> io::Result<()> {
        let parts = match self.open.entry(path.to_owned()) {
            btree_map::Entry::Occupied(open) => open.into_mut(),
            btree_map::Entry::Vacant(new) => {
                let page = published(path, tree)?;
                new.insert(page.map(|page| group::parts(&page)).unwrap_or_default().into())
            }
        };
        let is_ahead = |part: &mut (MeetingId, _)| id.is_none_or(|id| part.0 < *id);
        while let Some((meeting, range)) = parts.pop_front_if(is_ahead) {
            if !self.fresh.contains(&meeting) {
                tree.reuse(path, range)?;
            }
        }
        Ok(())
    }
}

/// A published page of this program.
fn published<T: Tree>(path: &str, tree: &T) -> io::Result<Option<String>> {
    let page = tree.old(path)?.and_then(|page| String::from_utf8(page).ok());
    Ok(page.filter(|page| page.contains(GENERATOR)))
}
