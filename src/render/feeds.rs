//! Which feeds there are, which events each holds, and their heads.

use super::index::{self, IndexedFeed};
use super::{Listed, PRODID, Section, Tree, shows};
use crate::ical::{self, duration, kept, text, uri, utc};
use crate::model::{Group, Kind, Language, MeetingId, Settings};
use crate::words::Words;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// The path of a meeting's feed; `folder` is empty, or a language's with a `/` behind.
pub fn meeting_path(folder: &str, id: &MeetingId) -> String {
    format!("{folder}meetings/{id}.ics")
}

/// The feeds of one language while meetings come in.
#[derive(Debug)]
pub struct Feeds<'a> {
    settings: &'a Settings,
    language: Language,
    folder: String,
    vtimezone: Vec<u8>,
    open: BTreeMap<Feed, Summary>,
    finished: Vec<IndexedFeed>,
}

/// A feed of several meetings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Feed {
    All,
    Deadlines,
    Group(Group),
    View(MeetingId),
}

/// What is known of a feed while it grows.
#[derive(Clone, Copy, Debug)]
struct Summary {
    events: usize,
    first: NaiveDate,
    last: NaiveDate,
    stamp: DateTime<Utc>,
}

impl Summary {
    fn add(this: Option<Self>, event: &Listed) -> Self {
        match this {
            None => Self {
                events: 1,
                first: event.days.first,
                last: event.days.last,
                stamp: event.stamp,
            },
            Some(this) => Self {
                events: this.events + 1,
                first: this.first.min(event.days.first),
                last: this.last.max(event.days.last),
                stamp: this.stamp.max(event.stamp),
            },
        }
    }
}

impl<'a> Feeds<'a> {
    /// The feeds of the language at a place of the settings' list: the first stands at the top of
    /// the tree, each other one in a folder of its own.
    pub fn new(settings: &'a Settings, language: Language) -> Self {
        let is_first = settings.languages.first() == Some(&language);
        let folder = if is_first { String::new() } else { format!("{language}/") };
        let vtimezone = ical::vtimezone();
        Self { settings, language, folder, vtimezone, open: BTreeMap::new(), finished: Vec::new() }
    }

    /// The folder of these feeds: empty, or a language's with a `/` behind.
    pub fn folder(&self) -> &str {
        &self.folder
    }

    /// Adds a meeting to every feed that holds events of it. Meetings come in the order of their
    /// ids.
    pub fn add<T: Tree>(&mut self, section: &Section, tree: &mut T) -> io::Result<()> {
        let mut feeds = vec![Feed::All, Feed::Deadlines];
        feeds.extend(groups_of(section).into_iter().map(Feed::Group));
        feeds.extend(self.settings.views.iter().map(|view| Feed::View(view.name.clone())));
        let mut bytes = Vec::new();
        for feed in feeds {
            bytes.clear();
            let mut summary = self.open.get(&feed).copied();
            for event in section.events.iter().filter(|event| self.holds(&feed, section, event)) {
                bytes.extend_from_slice(section.bytes_of(event));
                summary = Some(Summary::add(summary, event));
            }
            if let Some(summary) = summary.filter(|_| !bytes.is_empty()) {
                tree.append(&self.path(&feed), &bytes)?;
                self.open.insert(feed, summary);
            }
        }
        Ok(())
    }

    /// Writes a meeting's own feed. Without events there is none.
    pub fn meeting<T: Tree>(
        &mut self,
        section: &Section,
        name: &str,
        tree: &mut T,
    ) -> io::Result<()> {
        let summary = section.events.iter().fold(None, |sum, event| Some(Summary::add(sum, event)));
        let Some(summary) = summary else { return Ok(()) };
        let path = meeting_path(&self.folder, &section.id);
        for event in &section.events {
            tree.append(&path, section.bytes_of(event))?;
        }
        self.finish(&path, name, summary, tree)
    }

    /// Takes a meeting's own feed as it was published, since the meeting could not be read this
    /// time.
    pub fn keep(&mut self, section: &Section, name: &str, bytes: &[u8]) {
        let summary = section.events.iter().fold(None, |sum, event| Some(Summary::add(sum, event)));
        if let Some(summary) = summary {
            let sha = super::tree::sha(bytes);
            let path = meeting_path(&self.folder, &section.id);
            self.finished.push(self.indexed(path, name, summary, sha));
        }
    }

    /// Finishes the feeds of several meetings. Gives how many feeds there are now, and their index.
    pub fn finish_all<T: Tree>(mut self, tree: &mut T) -> io::Result<Finished> {
        for (feed, summary) in std::mem::take(&mut self.open) {
            let name = self.name(&feed);
            self.finish(&self.path(&feed), &name, summary, tree)?;
        }
        self.finished.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Finished { feeds: self.finished })
    }

    fn finish<T: Tree>(
        &mut self,
        path: &str,
        name: &str,
        summary: Summary,
        tree: &mut T,
    ) -> io::Result<()> {
        let head = self.head(path, name, summary.stamp);
        let mut foot = Vec::new();
        ical::end_calendar(&mut foot);
        let sha = tree.finish(path, &head, &foot)?;
        self.finished.push(self.indexed(path.to_owned(), name, summary, sha));
        Ok(())
    }

    fn indexed(&self, path: String, name: &str, summary: Summary, sha256: String) -> IndexedFeed {
        IndexedFeed {
            path,
            title: name.to_owned(),
            language: self.language.code(),
            events: summary.events,
            first: summary.first.to_string(),
            last: summary.last.to_string(),
            sha256,
            last_modified: summary.stamp.to_rfc3339_opts(SecondsFormat::Secs, true),
        }
    }

    /// Everything of a feed before its first event.
    fn head(&self, path: &str, name: &str, stamp: DateTime<Utc>) -> Vec<u8> {
        let mut properties = vec![
            kept("VERSION", "2.0"),
            text("PRODID", PRODID),
            kept("CALSCALE", "GREGORIAN"),
            text("NAME", name),
            text("X-WR-CALNAME", name),
            text("X-WR-TIMEZONE", crate::model::ZURICH.name()),
            utc("LAST-MODIFIED", stamp),
            duration("REFRESH-INTERVAL", self.settings.refresh),
            kept("X-PUBLISHED-TTL", self.settings.refresh),
            kept("COLOR", "steelblue"),
        ];
        if let Some(base) = &self.settings.base_url {
            properties.push(uri("SOURCE", &format!("{base}/{path}"), true));
            properties.push(uri("URL", &format!("{base}/{}", self.page(path)), false));
        }
        let mut head = Vec::new();
        ical::begin_calendar(&properties, &mut head);
        head.extend_from_slice(&self.vtimezone);
        head
    }

    /// The page that shows what a feed holds.
    fn page(&self, path: &str) -> String {
        let own = path.contains("meetings/") || path.contains("groups/");
        match path.strip_suffix(".ics").filter(|_| own) {
            Some(stem) => format!("{stem}.html"),
            None => format!("{}index.html", self.folder),
        }
    }

    fn path(&self, feed: &Feed) -> String {
        let folder = &self.folder;
        match feed {
            Feed::All => format!("{folder}all.ics"),
            Feed::Deadlines => format!("{folder}deadlines.ics"),
            Feed::Group(group) => format!("{folder}groups/{}.ics", group.slug()),
            Feed::View(name) => format!("{folder}views/{name}.ics"),
        }
    }

    fn name(&self, feed: &Feed) -> String {
        let words = Words::of(self.language);
        let title = match &self.settings.title {
            Some(title) => title.in_language(self.language),
            None => words.calendar,
        };
        match feed {
            Feed::All => title.to_owned(),
            Feed::Deadlines => (words.deadlines_of)(title),
            Feed::Group(group) => group.to_string(),
            Feed::View(name) => name.to_string(),
        }
    }

    fn holds(&self, feed: &Feed, section: &Section, event: &Listed) -> bool {
        match feed {
            Feed::All => true,
            Feed::Deadlines => event.kind == Kind::Deadline,
            Feed::Group(group) => group_holds(group, section, event),
            Feed::View(name) => {
                let view = self.settings.views.iter().find(|view| view.name == *name);
                view.is_some_and(|view| shows(&view.show, &view.hide, &section.facts(event)))
            }
        }
    }
}

/// The finished feeds of one language.
#[derive(Debug)]
pub struct Finished {
    feeds: Vec<IndexedFeed>,
}

impl Finished {
    /// How many feeds there are.
    pub fn len(&self) -> usize {
        self.feeds.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.feeds.is_empty()
    }

    /// The path of every feed.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.feeds.iter().map(|feed| feed.path.as_str())
    }

    /// Writes `feeds.json`, the index of the feeds of all languages.
    pub fn write_index<T: Tree>(languages: Vec<Self>, tree: &mut T) -> io::Result<()> {
        let feeds: Vec<IndexedFeed> =
            languages.into_iter().flat_map(|finished| finished.feeds).collect();
        tree.finish("feeds.json", &index::write(&feeds)?, &[])?;
        Ok(())
    }
}

/// Every group that an event of the meeting names; who names a part of a study group names the
/// study group.
fn groups_of(section: &Section) -> BTreeSet<Group> {
    let named = section.events.iter().flat_map(|event| &event.groups);
    named.flat_map(|group| [Some(group.clone()), group.study_group()]).flatten().collect()
}

/// Whether a group's feed holds an event: its own, and what concerns everyone at a meeting that it
/// takes part in. A study group's holds all of its meetings, those of its working parties and
/// Questions among them.
fn group_holds(group: &Group, section: &Section, event: &Listed) -> bool {
    let is_part = matches!(group, Group::WorkingParty(..) | Group::Question(..));
    let own = event.groups.iter().any(|other| group.covers(other));
    let whole = !is_part && section.groups.iter().any(|other| group.covers(other));
    // A study group takes part in no meeting but its own, whoever of its Questions does.
    let takes_part = !matches!(group, Group::Study(_));
    own || whole || takes_part && concerns_all(group, section, event)
}

/// Banner, registration, plenaries and deadlines, unless they are another group's alone.
fn concerns_all(group: &Group, section: &Section, event: &Listed) -> bool {
    let for_all = match event.kind {
        Kind::Meeting | Kind::Registration | Kind::Plenary | Kind::Deadline => true,
        Kind::Rgm => event.all_day,
        Kind::Session | Kind::Workshop | Kind::Social | Kind::Lunch => false,
    };
    for_all
        && event.groups.iter().any(|other| other.covers(group) || section.groups.contains(other))
}
