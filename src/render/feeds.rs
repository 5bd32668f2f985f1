//! Which feeds there are, which events each holds, and their heads.

use super::event::with_alarm;
use super::folders::folder_of;
use super::head::FeedHead;
use super::index::{FeedEntry, IndexedFeed, Ledger};
use super::section::Summary;
use super::shares::{Share, Shares};
use super::{Section, SectionEvent, Sha, Tree};
use crate::ical;
use crate::model::{Group, Kind, Language, MeetingId, Settings, View};
use crate::revise::Lineage;
use crate::words::Words;
use chrono::{DateTime, SecondsFormat, SubsecRound, TimeDelta, Utc};
use std::collections::{BTreeMap, BTreeSet, VecDeque, btree_map};
use std::io;

/// The path of a meeting's feed; `folder` is empty, or a language's with a `/` behind.
pub fn meeting_path(folder: &str, id: &MeetingId) -> String {
    format!("{folder}meetings/{id}.ics")
}

/// Published feeds by their paths: when each was last changed, and its digest if that is known.
pub type FeedStamps = BTreeMap<String, (DateTime<Utc>, Option<Sha>)>;

/// The feeds of one language while meetings come in.
#[derive(Debug)]
pub struct Feeds<'a> {
    settings: &'a Settings,
    language: Language,
    folder: String,
    vtimezone: Vec<u8>,
    open: BTreeMap<String, GrowingFeed>,
    finished: Vec<FeedEntry>,
    /// What the last build wrote, and the meetings of which nothing of it is taken over.
    last: &'a Ledger,
    fresh: &'a BTreeSet<MeetingId>,
    /// Each published feed by its path: when it was last changed, and its digest if that is known; and
    /// the clock.
    published: Option<(&'a FeedStamps, DateTime<Utc>)>,
}

/// A feed of several meetings.
#[derive(Debug)]
enum FeedKind<'a> {
    All,
    Deadlines,
    Group(&'a Group),
    View(&'a View),
}

/// A feed while it grows.
#[derive(Debug, Default)]
struct GrowingFeed {
    name: String,
    /// Its language, if it is not that of its folder.
    language: Option<Language>,
    /// Who meets, if it is a meeting's own feed.
    groups: Vec<Group>,
    /// What it has to do with other meetings.
    lineage: Lineage,
    /// What meetings added, and what is known of all of it.
    shares: Shares,
    summary: Option<Summary>,
    /// What meetings added in the last build and was not looked at yet.
    last: VecDeque<Share>,
}

impl<'a> Feeds<'a> {
    /// The feeds of a language of the settings: the first stands at the top of the tree, each other
    /// one in a folder of its own. Of the last build all is taken over but what `fresh` meetings
    /// added.
    pub fn new(
        settings: &'a Settings,
        language: Language,
        last: &'a Ledger,
        fresh: &'a BTreeSet<MeetingId>,
    ) -> Self {
        let folder = settings.folder(language);
        let vtimezone = ical::vtimezone();
        let (open, finished) = (BTreeMap::new(), Vec::new());
        let published = None;
        Self { settings, language, folder, vtimezone, open, finished, last, fresh, published }
    }

    /// The same over feeds that are published, which were last changed then: the time of a feed's last
    /// change never falls, and rises whenever its bytes change.
    pub fn over(mut self, changed: &'a FeedStamps, now: DateTime<Utc>) -> Self {
        self.published = Some((changed, now.trunc_subsecs(0)));
        self
    }

    /// The folder of these feeds: empty, or a language's with a `/` behind.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Adds a meeting to every feed that holds events of it. Meetings come in the order of their
    /// ids.
    pub fn add<T: Tree>(&mut self, section: &Section, tree: &mut T) -> io::Result<()> {
        let of = |holds: &dyn Fn(&SectionEvent) -> bool| {
            section.events.iter().filter(|event| holds(event)).collect::<Vec<_>>()
        };
        let mut feeds = vec![
            (FeedKind::All, of(&|_| true)),
            (FeedKind::Deadlines, of(&|event| event.kind == Kind::Deadline)),
        ];
        feeds.extend(section.by_group.iter().map(|(group, held)| {
            let held = held.iter().filter_map(|at| section.events.get(*at));
            (FeedKind::Group(group), held.collect())
        }));
        for (feed, held) in feeds {
            self.grow(&feed, section, &held, tree)?;
        }
        let own = self.language;
        self.add_to_views(section, |view| view.language.is_none_or(|of| of == own), tree)
    }

    /// Adds a meeting to the views that are in another language than their folder: `section` has it in
    /// that language.
    pub fn add_in<T: Tree>(
        &mut self,
        language: Language,
        section: &Section,
        tree: &mut T,
    ) -> io::Result<()> {
        if language == self.language {
            return Ok(());
        }
        self.add_to_views(section, |view| view.language == Some(language), tree)
    }

    fn add_to_views<T: Tree>(
        &mut self,
        section: &Section,
        is_in: impl Fn(&View) -> bool,
        tree: &mut T,
    ) -> io::Result<()> {
        for view in self.settings.views.iter().filter(|view| is_in(view)) {
            let held = section.shown(&view.show, &view.hide);
            self.grow(&FeedKind::View(view), section, &held, tree)?;
        }
        Ok(())
    }

    /// Adds events of a meeting to a feed.
    fn grow<T: Tree>(
        &mut self,
        feed: &FeedKind<'_>,
        section: &Section,
        held: &[&SectionEvent],
        tree: &mut T,
    ) -> io::Result<()> {
        let (alarm, language) = match feed {
            FeedKind::View(view) => (view.alarm, view.language),
            _ => (None, None),
        };
        let mut bytes = Vec::new();
        let summary = held.iter().fold(None, |sum, event| {
            match alarm {
                Some(before) => with_alarm(section.bytes_of(event), before, &mut bytes),
                None => bytes.extend_from_slice(section.bytes_of(event)),
            }
            Some(Summary::add(sum, event))
        });
        let Some(summary) = summary else { return Ok(()) };
        let path = self.path(feed);
        let name = self.name(feed);
        let growing = match self.open.entry(path.clone()) {
            btree_map::Entry::Occupied(open) => open.into_mut(),
            btree_map::Entry::Vacant(new) => {
                let last = self.last.entries.get(&path);
                let grown = GrowingFeed::new(name, last.map(|entry| &entry.shares))?;
                new.insert(GrowingFeed { language, ..grown })
            }
        };
        growing.catch_up(&path, Some(&section.id), self.fresh, tree)?;
        tree.append(&path, &bytes)?;
        growing.push(&section.id, bytes.len() as u64, summary);
        Ok(())
    }

    /// Writes a meeting's own feed. A meeting without events has no feed.
    pub fn meeting<T: Tree>(
        &mut self,
        section: &Section,
        name: &str,
        tree: &mut T,
    ) -> io::Result<()> {
        let Some(summary) = section.summary() else { return Ok(()) };
        let path = meeting_path(&self.folder, &section.id);
        let (groups, lineage) = (section.groups.clone(), section.lineage.clone());
        let name = name.to_owned();
        let mut growing = GrowingFeed { name, groups, lineage, ..GrowingFeed::default() };
        tree.append(&path, section.bytes())?;
        growing.push(&section.id, section.length(), summary);
        self.finish(path, growing, tree)
    }

    /// Takes a meeting's own feed as it was published, since nothing newer is known of it.
    pub fn keep<T: Tree>(
        &mut self,
        section: &Section,
        name: &str,
        bytes: &[u8],
        tree: &mut T,
    ) -> io::Result<()> {
        let Some(summary) = section.summary() else { return Ok(()) };
        let path = meeting_path(&self.folder, &section.id);
        tree.keep(&path);
        let mut shares = Shares::default();
        shares.push(&section.id, 0, summary);
        let before = self.published.and_then(|(changed, _)| changed.get(&path));
        let stamp = before.map_or(summary.stamp, |(before, _)| summary.stamp.max(*before));
        let summary = Summary { stamp, ..summary };
        let sha256 = super::tree::sha(bytes);
        let feed = IndexedFeed { sha256, ..self.indexed(path, name, summary) };
        self.finished.push(FeedEntry { feed, shares });
        Ok(())
    }

    /// Finishes the feeds of several meetings. Gives all feeds that there are now.
    pub fn finish_all<T: Tree>(mut self, tree: &mut T) -> io::Result<Ledger> {
        let own = self.last.entries.range(self.folder.clone()..);
        let own = own.take_while(|(path, _)| path.starts_with(&self.folder));
        for (path, entry) in own.filter(|(path, _)| folder_of(path) == self.folder) {
            if self.open.contains_key(path) {
                continue;
            }
            if !entry.shares.hold(self.fresh)? {
                tree.keep(path);
                self.finished.push(entry.clone());
            } else if !path.contains("meetings/") {
                let growing = GrowingFeed::new(entry.feed.title.clone(), Some(&entry.shares))?;
                let language = entry.feed.language.parse().ok();
                self.open.insert(path.clone(), GrowingFeed { language, ..growing });
            }
        }
        for (path, mut growing) in std::mem::take(&mut self.open) {
            growing.catch_up(&path, None, self.fresh, tree)?;
            self.finish(path, growing, tree)?;
        }
        for feed in self.finished.iter_mut().map(|entry| &mut entry.feed) {
            if feed.sha256.is_empty() {
                feed.sha256 = tree.sha(&feed.path)?;
            }
        }
        let entries = self.finished.into_iter().map(|entry| (entry.feed.path.clone(), entry));
        Ok(Ledger { entries: entries.collect(), ..Ledger::default() })
    }

    /// Finishes a feed, if it holds anything.
    fn finish<T: Tree>(
        &mut self,
        path: String,
        growing: GrowingFeed,
        tree: &mut T,
    ) -> io::Result<()> {
        let Some(mut summary) = growing.summary else { return Ok(()) };
        let mut foot = Vec::new();
        ical::end_calendar(&mut foot);
        let before = self.published.and_then(|(changed, now)| Some((changed.get(&path)?, now)));
        let head = match before {
            // What left it, or came with a stamp of its own, leaves no later stamp behind. Of two
            // versions the second is later, also within a second.
            Some(((before, sha), now)) if summary.stamp <= *before => {
                let later = now.max(*before + TimeDelta::seconds(1));
                let same = self.head(&path, &growing, *before);
                let changed = self.head(&path, &growing, later);
                let is_same = tree.finish_over(&path, [&same, &changed], &foot, sha.as_ref())?;
                summary.stamp = if is_same { *before } else { later };
                if is_same { same } else { changed }
            }
            _ => {
                let head = self.head(&path, &growing, summary.stamp);
                tree.finish(&path, &head, &foot)?;
                head
            }
        };
        let mut feed = self.indexed(path, &growing.name, summary);
        let shares = growing.shares.beginning(head.len() as u64);
        feed.language = growing.language.unwrap_or(self.language).code().to_owned();
        self.finished.push(FeedEntry { feed, shares });
        Ok(())
    }

    /// The entry of a feed in the index, but for its digest.
    fn indexed(&self, path: String, name: &str, summary: Summary) -> IndexedFeed {
        IndexedFeed {
            path,
            title: name.to_owned(),
            language: self.language.code().to_owned(),
            events: summary.events,
            first: summary.days.first.to_string(),
            last: summary.days.last.to_string(),
            sha256: String::new(),
            last_modified: summary.stamp.to_rfc3339_opts(SecondsFormat::Secs, true),
        }
    }

    /// Everything of a feed before its first event.
    fn head(&self, path: &str, growing: &GrowingFeed, stamp: DateTime<Utc>) -> Vec<u8> {
        let GrowingFeed { name, groups, lineage, .. } = growing;
        let head = FeedHead { name, stamp, groups, lineage, path, page: &self.page(path) };
        head.written(self.settings, &self.vtimezone)
    }

    /// The page that shows what a feed holds.
    fn page(&self, path: &str) -> String {
        let own = path.contains("meetings/") || path.contains("groups/");
        match path.strip_suffix(".ics") {
            Some(stem) if own => format!("{stem}.html"),
            _ => format!("{}index.html", self.folder),
        }
    }

    fn path(&self, feed: &FeedKind<'_>) -> String {
        let folder = &self.folder;
        match feed {
            FeedKind::All => format!("{folder}all.ics"),
            FeedKind::Deadlines => format!("{folder}deadlines.ics"),
            FeedKind::Group(group) => format!("{folder}groups/{}.ics", group.slug()),
            FeedKind::View(view) => format!("{folder}views/{}.ics", view.name),
        }
    }

    fn name(&self, feed: &FeedKind<'_>) -> String {
        let words = Words::of(self.language);
        let title = self.settings.title_in(self.language).unwrap_or(words.calendar);
        match feed {
            FeedKind::All => title.to_owned(),
            FeedKind::Deadlines => (words.deadlines_of)(title),
            FeedKind::Group(group) => group.to_string(),
            FeedKind::View(view) => view.name.to_string(),
        }
    }
}

impl GrowingFeed {
    fn new(name: String, last: Option<&Shares>) -> io::Result<Self> {
        let last = last.map(Shares::read).transpose()?.unwrap_or_default();
        Ok(Self { name, last: last.into(), ..Self::default() })
    }

    /// Takes over what the meetings before `id` added in the last build, or all of them.
    fn catch_up<T: Tree>(
        &mut self,
        path: &str,
        id: Option<&MeetingId>,
        fresh: &BTreeSet<MeetingId>,
        tree: &mut T,
    ) -> io::Result<()> {
        let is_ahead = |share: &mut Share| id.is_none_or(|id| share.meeting < *id);
        while let Some(Share { meeting, range, summary }) = self.last.pop_front_if(is_ahead) {
            if !fresh.contains(&meeting) {
                tree.reuse(path, range.clone())?;
                self.push(&meeting, range.end - range.start, summary);
            }
        }
        Ok(())
    }

    fn push(&mut self, meeting: &MeetingId, length: u64, summary: Summary) {
        self.shares.push(meeting, length, summary);
        self.summary = Some(self.summary.map_or(summary, |sum| sum.and(summary)));
    }
}
