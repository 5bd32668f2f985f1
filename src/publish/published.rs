//! The published feeds of a meeting: read back as the memory of the next build, or kept.

use super::inputs::Inputs;
use super::place::ContinuedTree;
use crate::ical::ForeignFeed;
use crate::model::{Language, MeetingId, Settings};
use crate::render::{
    FeedIndex, FeedStamps, Feeds, PRODID, Pages, Section, behind_folder, folder_of, meeting_path,
    read_index,
};
use crate::revise::{FeedState, Memory, Newest, kept};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::io::{self, BufRead};

/// What a tree has published, as a whole.
#[derive(Default)]
pub(super) struct PublishedState {
    index: FeedIndex,
    newest: Newest,
    /// The paths of meetings' own feeds that were damaged or removed after they were written;
    /// everything else is as the last build left it.
    damaged: BTreeSet<String>,
    /// Its feeds by their paths.
    pub(super) changed: FeedStamps,
    /// Whether there are no feeds.
    pub(super) is_first: bool,
}

impl PublishedState {
    /// What a tree has published, if it is as the last build left it: `feeds.json` lists
    /// everything.
    pub(super) fn as_left(tree: &impl ContinuedTree) -> io::Result<Self> {
        Ok(Self::of_index(tree.old("feeds.json")?))
    }

    /// What a `feeds.json` lists.
    pub(super) fn of_index(index: Option<Vec<u8>>) -> Self {
        let index = index.map(|bytes| read_index(&bytes)).unwrap_or_default();
        let changed = index.iter().filter_map(|(path, feed)| {
            let changed = DateTime::parse_from_rfc3339(&feed.last_modified).ok()?;
            Some((path.clone(), (changed.with_timezone(&Utc), Some(feed.sha256.clone()))))
        });
        let (changed, is_first) = (changed.collect(), index.is_empty());
        Self { index, changed, is_first, ..Self::default() }
    }

    /// What a tree has published, if it may be in any state: every feed is read.
    pub(super) fn looked_through(tree: &impl ContinuedTree) -> io::Result<Self> {
        let mut published = Self::as_left(tree)?;
        let feeds = tree.paths().into_iter().filter(|path| path.ends_with(".ics"));
        let (memories, others): (Vec<_>, Vec<_>) =
            feeds.partition(|path| meeting_of(path).is_some());
        // Feeds that are listed and gone are no memory either.
        published.is_first = memories.is_empty() && others.is_empty();
        let Self { index, newest, damaged, .. } = &mut published;
        // In these folders, every event is known as it was written.
        let known: BTreeSet<&str> = (others.iter().map(|path| folder_of(path)))
            .filter(|folder| is_written(index, tree, &format!("{folder}all.ics")) == Some(true))
            .collect();
        for path in memories.iter().chain(&others) {
            let place = (path.as_str(), folder_of(path));
            let standing = match is_written(index, tree, path) {
                // A view may have its own language and alarm, and `all.ics` has all of its events.
                _ if is_view(path) => FeedState::Damaged,
                Some(false) if known.contains(place.1) => FeedState::Damaged,
                Some(false) => FeedState::Differs,
                _ => FeedState::AsWritten,
            };
            let feed = match tree.open(path) {
                Ok(feed) => feed,
                // A link may lead nowhere.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            if meeting_of(path).is_none() {
                newest.other(place, feed, PRODID, standing)?;
                continue;
            }
            if standing == FeedState::Damaged {
                damaged.insert(path.clone());
            }
            newest.memory(place, feed, PRODID, standing)?;
        }
        known.iter().for_each(|folder| newest.refute_the_rest(folder));
        let is_gone = |path: &&String| {
            let is_memory = meeting_of(path).is_some() && known.contains(folder_of(path));
            is_memory && tree.open(path).is_err()
        };
        damaged.extend(index.keys().filter(is_gone).cloned());
        for (path, changed) in std::mem::take(&mut published.newest.changed) {
            published.not_before(path, changed);
        }
        Ok(published)
    }

    /// Sets the earliest time at which a feed changed.
    fn not_before(&mut self, path: String, changed: DateTime<Utc>) {
        let known = self.changed.entry(path).or_insert((changed, None));
        if known.0 < changed {
            *known = (changed, None);
        }
    }

    /// The addresses of a language that the settings do not name become copies of those at the top,
    /// which must not say that they are older.
    fn over_old_addresses(mut self, settings: &Settings) -> Self {
        let folders = folders(settings);
        let old: Vec<(String, DateTime<Utc>)> = self
            .changed
            .iter()
            .filter(|(path, _)| !folders.iter().any(|own| own == folder_of(path)))
            .map(|(path, (at, _))| (behind_folder(path).to_owned(), *at))
            .collect();
        old.into_iter().for_each(|(top, at)| self.not_before(top, at));
        self
    }

    /// Records the meetings that have files: files named after their ids belong to them, even if
    /// they have no feeds.
    pub(super) fn with_files<'i>(mut self, ids: impl Iterator<Item = &'i MeetingId>) -> Self {
        self.newest.owners.extend(ids.map(ToString::to_string));
        self
    }

    /// The meetings with feeds in `feeds.json`, even if their own feeds are gone.
    pub(super) fn meetings(&self) -> impl Iterator<Item = MeetingId> {
        self.index.keys().filter_map(|path| meeting_of(path))
    }

    /// The memory of each meeting.
    pub(super) fn recall<'t>(
        &'t self,
        settings: &'t Settings,
        tree: &'t impl ContinuedTree,
    ) -> impl Fn(&MeetingId) -> io::Result<Memory> + 't {
        move |id| Ok(remember(id, settings, self, |path| tree.old(path))?.memory)
    }

    /// The path of a meeting's own published feed in a language, which is in another folder if the
    /// order of the languages changed.
    fn source(&self, id: &MeetingId, settings: &Settings, language: Language) -> Option<String> {
        let own = meeting_path(&settings.folder(language), id);
        if self.is_in(&own, language) {
            return Some(own);
        }
        let is_free = !self.index.contains_key(&own);
        self.paths_of(id).find(|path| self.is_in(path, language)).or(is_free.then_some(own))
    }

    /// Whether a published feed is in a language.
    fn is_in(&self, path: &str, language: Language) -> bool {
        self.index.get(path).is_some_and(|feed| feed.language == language.code())
    }

    /// The paths at which a meeting's own feeds may be.
    fn paths_of(&self, id: &MeetingId) -> impl Iterator<Item = String> + use<> {
        let further = Language::ALL.map(|language| meeting_path(&format!("{language}/"), id));
        std::iter::once(meeting_path("", id)).chain(further)
    }
}

/// What a tree has published, and its meetings. If it is as the last build left it and no meeting
/// is new, `feeds.json` lists everything.
pub(super) fn standing(
    tree: &impl ContinuedTree,
    inputs: &Inputs,
    is_as_left: bool,
) -> io::Result<(PublishedState, BTreeSet<MeetingId>)> {
    let mut published = PublishedState::as_left(tree)?;
    let there =
        tree.paths().into_iter().filter_map(|path| meeting_of(&path)).chain(published.meetings());
    let there: BTreeSet<MeetingId> = there.collect();
    if !is_as_left || inputs.files.keys().any(|id| !there.contains(id)) {
        published = PublishedState::looked_through(tree)?.over_old_addresses(&inputs.settings);
    }
    Ok((published.with_files(inputs.files.keys()), there))
}

/// The folders of the languages of the settings.
pub(super) fn folders(settings: &Settings) -> Vec<String> {
    settings.languages.iter().map(|language| settings.folder(*language)).collect()
}

/// The memory of a meeting.
pub(super) struct Remembered {
    pub(super) memory: Memory,
    /// Published files that are damaged or not ours, and why.
    pub(super) unfit: Vec<(String, String)>,
    /// Whether the feed in each language is intact at its path.
    pub(super) is_whole: Vec<bool>,
    /// Whether only that feed is not intact, so that the other published files of the meeting stay.
    is_damaged: Vec<bool>,
}

/// Reads back the published feeds of a meeting in all languages: from damaged feeds the readable
/// part, and newer versions of its events from other feeds.
pub(super) fn remember(
    id: &MeetingId,
    settings: &Settings,
    published: &PublishedState,
    read: impl Fn(&str) -> io::Result<Option<Vec<u8>>>,
) -> io::Result<Remembered> {
    // UIDs are the same in all languages, so languages that were removed from the settings count too.
    let is_left = |language: &Language| {
        let source = published.source(id, settings, *language);
        !settings.languages.contains(language)
            && source.is_some_and(|path| published.is_in(&path, *language))
    };
    let left = Language::ALL.into_iter().filter(is_left);
    let languages: Vec<Language> = settings.languages.iter().copied().chain(left).collect();
    let mut memory = Memory::new(id.clone(), languages.len());
    let (mut unfit, mut is_whole, mut is_damaged) = (Vec::new(), Vec::new(), Vec::new());
    for (at, language) in languages.iter().enumerate() {
        let own = settings.folder(*language);
        let Some(path) = published.source(id, settings, *language) else {
            is_whole.push(false);
            is_damaged.push(false);
            continue;
        };
        let damaged = published.index.get(&path).filter(|_| published.damaged.contains(&path));
        let is_refuted = |uid: &str| published.newest.refutes(folder_of(&path), uid);
        let doubts = (damaged.is_some(), is_refuted);
        let learnt = match read(&path)? {
            Some(bytes) => {
                memory.learn(at, &with_crlf(bytes), PRODID, doubts).map(|damage| match damage {
                    None => true,
                    Some(line) => {
                        unfit.push((path.clone(), format!("is damaged from line {line}")));
                        false
                    }
                })
            }
            None => Ok(false),
        };
        let learnt = learnt.unwrap_or_else(|ForeignFeed| {
            let why = "was not written by this program for this meeting";
            unfit.push((path.clone(), why.to_owned()));
            false
        });
        let is_newer = published.newest.teach(&mut memory, at, folder_of(&path));
        if let Some(feed) = damaged {
            memory.doubt_head(at, &feed.title);
        }
        is_damaged.push(damaged.is_some() && folder_of(&path) == own);
        is_whole.push(learnt && !is_newer && folder_of(&path) == own);
    }
    continue_addresses(&mut memory, settings, published, read)?;
    for (at, is_whole) in is_whole.iter_mut().enumerate() {
        *is_whole &= !memory.is_below(at);
    }
    Ok(Remembered { memory, unfit, is_whole, is_damaged })
}

/// Raises the revisions of a memory: an address continues from what it showed in another language.
fn continue_addresses(
    memory: &mut Memory,
    settings: &Settings,
    published: &PublishedState,
    read: impl Fn(&str) -> io::Result<Option<Vec<u8>>>,
) -> io::Result<()> {
    let id = memory.id().clone();
    for path in published.paths_of(&id).filter(|path| published.changed.contains_key(path)) {
        let of_path = folder_of(&path);
        let is_of_path = |language: &Language| settings.folder(*language) == of_path;
        // The addresses of a removed language show the first language.
        let at = settings.languages.iter().position(is_of_path).unwrap_or(0);
        let source = settings.languages.get(at).and_then(|of| published.source(&id, settings, *of));
        if source.as_deref() == Some(path.as_str()) {
            continue;
        }
        if let Some(bytes) = read(&path)? {
            memory.raise_to(at, &with_crlf(bytes), PRODID);
        }
        published.newest.raise(memory, at, of_path);
    }
    published.newest.reserve(memory);
    Ok(())
}

/// Whether a published feed matches `feeds.json`, apart from line ends; nothing if unlisted or unreadable.
fn is_written(index: &FeedIndex, tree: &impl ContinuedTree, path: &str) -> Option<bool> {
    let wanted = &index.get(path)?.sha256;
    let mut feed = tree.open(path).ok()?;
    let (mut digest, mut line) = (Sha256::new(), Vec::new());
    while feed.read_until(b'\n', &mut line).ok()? > 0 {
        if let Some((b'\n', text)) = line.split_last()
            && !line.ends_with(b"\r\n")
        {
            digest.update(text);
            digest.update(b"\r\n");
        } else {
            digest.update(&line);
        }
        line.clear();
    }
    let digits = digest.finalize();
    Some(digits.iter().map(|byte| format!("{byte:02x}")).collect::<String>() == *wanted)
}

/// A feed with rewritten line ends, all or some, is still valid as memory.
fn with_crlf(bytes: Vec<u8>) -> Vec<u8> {
    let lines = || bytes.split_inclusive(|byte| *byte == b'\n');
    if lines().all(|line| line.ends_with(b"\r\n") || !line.ends_with(b"\n")) {
        return bytes;
    }
    let ended = lines().flat_map(|line| match line.strip_suffix(b"\n") {
        Some(rest) => [rest.strip_suffix(b"\r").unwrap_or(rest), b"\r\n"],
        None => [line, b""],
    });
    ended.flatten().copied().collect()
}

/// Whether a path belongs to a view in the settings.
fn is_view(path: &str) -> bool {
    behind_folder(path).starts_with("views/")
}

/// The meeting whose own feed is at a path, in any language.
pub(super) fn meeting_of(path: &str) -> Option<MeetingId> {
    let (_, name) = path.split_once("meetings/")?;
    name.strip_suffix(".ics")?.parse().ok()
}

/// The meeting whose own feed or page is at a path, in any language.
pub(super) fn meeting_at(path: &str) -> Option<MeetingId> {
    let stem = path.strip_suffix(".html").unwrap_or(path).trim_end_matches(".ics");
    meeting_of(&format!("{stem}.ics"))
}

/// Keeps the last published events of a meeting in every feed. Returns whether there are any. If
/// its own feed is not intact, and for a language that was added since, they come from the memory.
pub(super) fn keep(
    remembered: &Remembered,
    settings: &Settings,
    feeds: &mut [Feeds<'_>],
    pages: &mut [Pages<'_>],
    tree: &mut impl ContinuedTree,
) -> io::Result<bool> {
    let Remembered { memory, unfit, is_whole, is_damaged } = remembered;
    if memory.is_empty() {
        unfit.iter().for_each(|(path, _)| tree.keep(path));
        return Ok(false);
    }
    let id = memory.id();
    let edition = LazyCell::new(|| kept(memory, &settings.languages));
    for (path, why) in unfit {
        tree.set_aside(path, why.clone());
    }
    let mut sections = Vec::with_capacity(settings.languages.len());
    for (at, (feeds, pages)) in feeds.iter_mut().zip(&mut *pages).enumerate() {
        let path = meeting_path(feeds.folder(), id);
        let own = match is_whole.get(at) {
            Some(true) => tree.old(&path)?,
            _ => None,
        };
        let own = own.and_then(|bytes| Some((Section::of_published(id, &bytes).ok()?, bytes)));
        sections.push(match own {
            Some(((section, name), bytes)) => {
                feeds.add(&section, tree)?;
                feeds.keep(&section, &name, &bytes, tree)?;
                pages.keep(&section, &edition, tree)?;
                section
            }
            None => {
                let section = Section::of_edition(&edition, at, settings.alarm);
                let name = edition.names.get(at).map_or("", String::as_str);
                feeds.add(&section, tree)?;
                feeds.meeting(&section, name, tree)?;
                match is_damaged.get(at) {
                    Some(true) => pages.keep(&section, &edition, tree)?,
                    _ => pages.add(&edition, &section, tree)?,
                }
                section
            }
        });
    }
    add_in_all(feeds, &sections, settings, tree)?;
    Ok(true)
}

/// Adds a meeting to the views whose language differs from that of their folder.
pub(super) fn add_in_all(
    feeds: &mut [Feeds<'_>],
    sections: &[Section],
    settings: &Settings,
    tree: &mut impl ContinuedTree,
) -> io::Result<()> {
    for feeds in feeds {
        for (language, section) in settings.languages.iter().zip(sections) {
            feeds.add_in(*language, section, tree)?;
        }
    }
    Ok(())
}
