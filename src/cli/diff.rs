//! `timeplan diff`: how two feeds or two output folders differ.

use super::args::{ChangeFormat, DiffArguments};
use super::console::Console;
use super::contents::{fetching, name_of, read_at_most};
use super::hue::hue;
use super::machine::{Compared, text};
use super::reason::{AtPath as _, exit, reason};
use super::system::names;
use super::{Exit, Stop};
use crate::finding::counted;
use crate::ical::any::{AnyEvent, AnyFeed, EventTime, read_any};
use crate::model::Language;
use crate::render::{difference_row, one_line, sentence};
use crate::revise::{Difference, compare};
use crate::words::Words;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The largest feed that is compared, in bytes: all of its events are kept in memory.
const LARGEST: u64 = 1 << 30;

/// Feeds by the folder of their language; the folder of the first language has no name.
type FeedsByFolder = BTreeMap<String, Vec<ComparedFeed>>;

/// A feed and its path.
struct ComparedFeed {
    path: PathBuf,
    read: AnyFeed,
}

/// Events of one feed that the unreadable part of the other may contain: they are not reported as
/// differences.
#[derive(Default)]
struct Unsure {
    events: usize,
    titles: Vec<String>,
}

impl Unsure {
    /// The most titles in a message.
    const MOST: usize = 3;

    fn add(&mut self, difference: &Difference) {
        self.events += difference.events;
        let seen = difference.transition().shown();
        self.titles.extend(seen.map(|seen| format!("`{}`", one_line(&seen.summary))));
    }

    fn say(&self, path: &Path, console: &Console) {
        let named = self.titles.iter().take(Self::MOST).cloned().collect::<Vec<_>>().join(", ");
        let more = if self.events > Self::MOST { ", …" } else { "" };
        let them = if self.events == 1 { "it" } else { "them" };
        console.problem(&format!(
            "{}: {} of the other feed may be missing ({named}{more}); not reported, because the \
             unreadable part may contain {them}",
            path.display(),
            counted(self.events, "event", "events"),
        ));
    }
}

pub(super) fn run(arguments: &DiffArguments, console: &Console) -> Result<Exit, Stop> {
    let (old, new) = (side(&arguments.old)?, side(&arguments.new)?);
    let words = Words::of(Language::En);
    let damaged = old.values().chain(new.values()).flatten().filter(|feed| say(feed, console));
    let is_damaged = damaged.count() > 0;
    let mut told: BTreeMap<(String, Option<EventTime>), &str> = BTreeMap::new();
    let mut unsure: BTreeMap<&Path, Unsure> = BTreeMap::new();
    let mut is_same = old.keys().eq(new.keys());
    let is_text = arguments.format == ChangeFormat::Text;
    let only = |here: &FeedsByFolder, there: &FeedsByFolder| -> Vec<String> {
        here.keys().filter(|language| !there.contains_key(*language)).cloned().collect()
    };
    let (languages_gone, languages_new) = (only(&old, &new), only(&new, &old));
    let mut changes = Vec::new();
    for (language, before) in &old {
        let Some(after) = new.get(language) else {
            if is_text {
                console.print(&format!("{language}: this language was removed"));
            }
            continue;
        };
        for difference in compare(&events(before), &events(after), words) {
            if let Some(feed) = may_hide(&difference, before, after) {
                unsure.entry(&feed.path).or_default().add(&difference);
                continue;
            }
            is_same = false;
            if !is_text {
                changes.push(difference_row(language, &difference, words));
                continue;
            }
            let (of, season) = (difference.transition(), difference.season.as_deref());
            let (text, hue) = (sentence(of, difference.events, season, words), hue(of));
            // A change that is the same in several languages is printed once.
            let first = told.entry((difference.uid, difference.instance)).or_insert(language);
            if *first == language {
                console.print_in(hue, &text);
            }
        }
    }
    if is_text {
        for language in &languages_new {
            console.print(&format!("{language}: this language was added"));
        }
    }
    unsure.iter().for_each(|(path, unsure)| unsure.say(path, console));
    let [old, new] = [&arguments.old, &arguments.new].map(|path| name_of(path));
    let parts = if is_damaged { "the readable parts of " } else { "" };
    if !is_text {
        let complete = !is_damaged;
        let compared = Compared { same: is_same, complete, changes, languages_gone, languages_new };
        console.print_drawn(&text(&compared));
    } else if is_same {
        console.result(&format!("{parts}{old} and {new} contain the same events"));
    }
    Ok(if is_damaged { Exit::Faulty } else { Exit::Done })
}

/// Reports the unreadable parts of a feed. Returns whether there are any.
fn say(feed: &ComparedFeed, console: &Console) -> bool {
    let path = feed.path.display();
    if let Some(flaw) = &feed.read.flaw {
        let what = match feed.read.is_cut_off {
            true => "the file is cut off, or an END is missing",
            false => "this line is damaged",
        };
        console.problem(&format!(
            "{path}:{}: {what}: {}; the rest was compared",
            flaw.line, flaw.what
        ));
    }
    let unread = feed.read.unread.len();
    if unread > 0 {
        console.problem(&format!(
            "{path}: {} cannot be read and {} not compared",
            counted(unread, "event", "events"),
            if unread == 1 { "was" } else { "were" },
        ));
    }
    feed.read.flaw.is_some() || unread > 0
}

/// The feed that lacks an event and may have it in its unreadable part.
fn may_hide<'a>(
    difference: &Difference,
    before: &'a [ComparedFeed],
    after: &'a [ComparedFeed],
) -> Option<&'a ComparedFeed> {
    let lacking = match (&difference.before, &difference.after) {
        (None, _) => before,
        (_, None) => after,
        (Some(_), Some(_)) => &[],
    };
    let is_own = |uid: &Option<String>| uid.as_ref().is_none_or(|own| *own == difference.uid);
    lacking.iter().find(|feed| feed.read.is_cut_off || feed.read.unread.iter().any(is_own))
}

/// The events of some feeds.
fn events(feeds: &[ComparedFeed]) -> Vec<&AnyEvent> {
    feeds.iter().flat_map(|feed| &feed.read.events).collect()
}

/// The feeds of a file or folder.
fn side(path: &Path) -> Result<FeedsByFolder, Stop> {
    let failed = |path: &Path, error: &io::Error| {
        let what = match error.kind() {
            io::ErrorKind::NotFound => match fetching(&path.display().to_string()) {
                Some(fetch) => {
                    format!("addresses are not fetched; save the feed first, `{fetch} -o feed.ics`")
                }
                None => "there is no such feed or folder".to_owned(),
            },
            _ => format!("it cannot be read: {}", reason(error)),
        };
        Stop(exit(error), format!("{}: {what}; nothing was compared", path.display()))
    };
    let is_folder = path.as_os_str() != "-"
        && fs::metadata(path).map_err(|error| failed(path, &error))?.is_dir();
    let mut feeds = vec![(String::new(), vec![path.to_owned()])];
    if is_folder {
        feeds = vec![(String::new(), of_folder(path).map_err(|error| failed(path, &error))?)];
        for language in Language::ALL {
            let folder = path.join(language.code());
            if folder.is_dir() {
                let own = of_folder(&folder).map_err(|error| failed(&folder, &error))?;
                feeds.push((language.code().to_owned(), own));
            }
        }
        if feeds.iter().all(|(_, feeds)| feeds.is_empty()) {
            let message =
                format!("{}: the folder has no feeds; nothing was compared", path.display());
            return Err(Stop(Exit::Faulty, message));
        }
    }
    let read = |path: PathBuf| {
        let bytes = read_at_most(&path, LARGEST).map_err(|error| failed(&path, &error))?;
        let path = PathBuf::from(name_of(&path));
        let read = read_any(&bytes);
        if read.calendars > 0 {
            return Ok(ComparedFeed { path, read });
        }
        let what = match bytes.trim_ascii() {
            [] => "the file is empty",
            _ => "this is not a feed: it has no BEGIN:VCALENDAR",
        };
        let message = format!("{}: {what}; nothing was compared", path.display());
        Err(Stop(Exit::Faulty, message))
    };
    let read = |(language, feeds): (String, Vec<PathBuf>)| {
        Ok((language, feeds.into_iter().map(read).collect::<Result<_, Stop>>()?))
    };
    feeds.into_iter().map(read).collect()
}

/// The feeds of a folder that contain every event once: the meetings' own in an output folder,
/// otherwise all.
fn of_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let meetings = folder.join("meetings");
    let mut feeds = Vec::new();
    let folder = if meetings.is_dir() { &meetings } else { folder };
    for name in names(folder)? {
        let path = folder.join(name);
        if path.extension().is_some_and(|extension| extension == "ics") {
            // A pipe that a person names is waited for; one that lies there is a mistake.
            if fs::metadata(&path).is_ok_and(|metadata| !metadata.is_file()) {
                let why = io::Error::new(io::ErrorKind::InvalidInput, "this is not a file");
                return Err(why).at(&path);
            }
            feeds.push(path);
        }
    }
    feeds.sort();
    Ok(feeds)
}
