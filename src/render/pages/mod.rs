//! The pages of the tree: what people look at.
//!
//! A meeting's page is made of its edition, as its feeds are, while the meeting passes. What it adds
//! to the pages of groups, and its card for the page of all meetings, are made then too. Of meetings
//! of which nothing newer is known all three are taken over from what is published.

mod about;
mod card;
mod clock;
mod frame;
mod group;
mod index;
mod meeting;
mod missing;
mod news;
mod plan;
mod preview;
mod published;
mod shown;
mod single;
mod sitting;
mod tabs;
mod text;
mod view;

use super::changes::ListedChange;
use super::folders::folder_of;
use super::index::Ledger;
use super::robots::ROBOTS;
use super::tree::finish_by_parts;
use super::{Section, Tree};
use crate::model::{Group, Language, MeetingId, Settings};
use crate::revise::Edition;
use askama::Template;
use card::Card;
pub use frame::policy;
use meeting::MeetingPage;
pub use missing::missing;
use published::{PublishedParts, published};
use shown::ShownMeeting;
pub use sitting::Sitting;
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::io;
pub use view::{Choice, ChosenView, VIEW_SCRIPT, ViewChoices, ViewOutcome, of_everyone, view_page};

/// How every page says, near its beginning, who wrote it.
pub const GENERATOR: &str = "<meta name=\"generator\" content=\"timeplan\">";
/// How the style sheet and the script say so.
pub const MADE_BY: &str = "/* timeplan */";

const STYLE: &str = include_str!("style.css");
/// One script for all pages, a file for each thing that it does.
const SCRIPT: &str = concat!(
    include_str!("script/page.js"),
    include_str!("script/lists.js"),
    include_str!("script/index.js"),
    include_str!("script/plan.js"),
    include_str!("script/stars.js"),
    include_str!("script/session.js"),
    include_str!("script/choice.js"),
    include_str!("script/zone.js"),
    include_str!("script/buttons.js"),
);

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
    open: BTreeMap<String, PublishedParts>,
    /// The cards of the meetings that came in.
    cards: BTreeMap<MeetingId, String>,
}

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
        let folder = settings.folder(language);
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
        let shown = ShownMeeting::new(edition, &section.by_group, self.at, self.language);
        let shown = shown.map_err(io::Error::other)?;
        let Some(card) = Card::new(&shown) else { return Ok(()) };
        for (group, held) in &section.by_group {
            let article = group::part(&shown, &card, held).map_err(io::Error::other)?;
            let path = self.group_path(group);
            self.catch_up(&path, Some(&edition.id), tree)?;
            tree.append(&path, article.as_bytes())?;
        }
        self.page(section, &shown, &card, tree)
    }

    /// Writes a meeting's own page.
    fn page<T: Tree>(
        &mut self,
        section: &Section,
        shown: &ShownMeeting<'_>,
        card: &Card,
        tree: &mut T,
    ) -> io::Result<()> {
        let groups: Vec<&Group> = section.by_group.iter().map(|(group, _)| group).collect();
        let card = card.written()?;
        let page = MeetingPage::new(self.settings, shown, &groups, &card);
        let mut html = String::with_capacity(shown.length() + 32 * 1024);
        page.render_into(&mut html).map_err(io::Error::other)?;
        html.push('\n');
        tree.finish(&page_path(&self.folder, &section.id), html.as_bytes(), &[])?;
        self.cards.insert(section.id.clone(), card.0);
        Ok(())
    }

    /// Leaves the page of a meeting as it was published, and what the meeting added to the pages of
    /// its groups, since nothing newer is known of it. What of that is not there any more, or cannot
    /// be read, is made of `edition`: the meeting as its feeds were published.
    pub fn keep<T: Tree, F: FnOnce() -> Edition>(
        &mut self,
        section: &Section,
        edition: &LazyCell<Edition, F>,
        tree: &mut T,
    ) -> io::Result<()> {
        let (at, language) = (self.at, self.language);
        let path = page_path(&self.folder, &section.id);
        let of_edition = LazyCell::new(|| Section::of_edition(edition, at, None));
        let page = published(&path, tree)?;
        let shown = LazyCell::new(|| {
            let shown = ShownMeeting::new(edition, &of_edition.by_group, at, language);
            shown.map_err(|error| error.to_string())
        });
        let shown = || shown.as_ref().map_err(|error| io::Error::other(error.clone()));
        let with_card = page.as_ref().and_then(|page| Some((page, card::in_page(page.text())?)));
        let card = match with_card {
            Some((page, (text, card))) => {
                page.keep(&path, tree)?;
                self.cards.insert(section.id.clone(), text.to_owned());
                card
            }
            None => {
                let shown = shown()?;
                let Some(card) = Card::new(shown) else { return Ok(()) };
                self.page(section, shown, &card, tree)?;
                card
            }
        };
        for (group, _) in &section.by_group {
            let path = self.group_path(group);
            self.catch_up(&path, Some(&section.id), tree)?;
            let parts = self.open.get_mut(&path);
            if parts.map_or(Ok(false), |parts| parts.take_over_own(&path, &section.id, tree))? {
                continue;
            }
            let held = of_edition.by_group.iter().find(|(other, _)| other == group);
            let Some((_, held)) = held else { continue };
            let article = group::part(shown()?, &card, held).map_err(io::Error::other)?;
            tree.append(&path, article.as_bytes())?;
        }
        Ok(())
    }

    /// Finishes the pages of groups, of all meetings, and the one that says how to subscribe.
    /// `ledger` names the feeds that there are, and takes the cards of the meetings.
    pub fn finish_all<T: Tree>(
        mut self,
        ledger: &mut Ledger,
        changes: &[ListedChange],
        tree: &mut T,
    ) -> io::Result<()> {
        let (settings, language) = (self.settings, self.language);
        let feeds: Vec<_> = ledger
            .entries
            .values()
            .map(|entry| &entry.feed)
            .filter(|feed| folder_of(&feed.path) == self.folder)
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
        let path = format!("{}index.html", self.folder);
        finish_by_parts(tree, &path, |to| {
            index::index(settings, language, &self.cards, &feeds, changes, to)
        })?;
        let help = index::help(settings, language).map_err(io::Error::other)?;
        tree.finish(&format!("{}help.html", self.folder), help.as_bytes(), &[])?;
        if self.folder.is_empty() {
            tree.finish("style.css", STYLE.as_bytes(), &[])?;
            tree.finish("timeplan.js", SCRIPT.as_bytes(), &[])?;
            tree.finish("robots.txt", ROBOTS.as_bytes(), &[])?;
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
                // What the feed takes over is taken over here.
                let feed = path.strip_suffix("html").map(|stem| format!("{stem}ics"));
                let shares = feed.and_then(|feed| self.last.entries.get(&feed));
                let is_held = |id: &MeetingId| {
                    self.fresh.contains(id) || shares.is_some_and(|entry| entry.shares.hold_one(id))
                };
                new.insert(PublishedParts::of(published(path, tree)?, is_held))
            }
        };
        parts.take_over_before(path, id, self.fresh, tree)
    }
}
