//! `timeplan diff`: how two feeds or two output folders differ.

use super::args::DiffArguments;
use super::console::{Console, counted};
use super::names::names;
use super::reason::reason;
use super::{Exit, Stop};
use crate::ical::{PublishedEvent, read_any};
use crate::model::Language;
use crate::render::sentence;
use crate::revise::compare;
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Feeds with their names, by the folder of their language; the first one's has no name.
type Side = BTreeMap<String, Vec<(PathBuf, String)>>;

pub(super) fn run(arguments: &DiffArguments, console: &Console) -> Result<Exit, Stop> {
    let (old, new) = (side(&arguments.old)?, side(&arguments.new)?);
    let words = Words::of(Language::En);
    let mut told = BTreeSet::new();
    for (language, before) in &old {
        let Some(after) = new.get(language) else {
            console.print(&format!("{language}: this language is gone"));
            continue;
        };
        let (before, after) = (events(before, console), events(after, console));
        for difference in compare(&before, &after) {
            let (before, after) = (difference.before.as_ref(), difference.after.as_ref());
            let text = sentence(before, after, difference.events, words);
            // What is the same in several languages is said once.
            if told.insert(difference.uid) {
                console.print(&text);
            }
        }
    }
    for language in new.keys().filter(|language| !old.contains_key(*language)) {
        console.print(&format!("{language}: this language is new"));
    }
    if told.is_empty() && old.keys().eq(new.keys()) {
        let [old, new] = [&arguments.old, &arguments.new].map(|path| path.display());
        console.result(&format!("{old} and {new} show the same"));
    }
    Ok(Exit::Done)
}

/// The feeds of a file or folder.
fn side(path: &Path) -> Result<Side, Stop> {
    let failed = |path: &Path, error: &io::Error| {
        let what = match error.kind() {
            io::ErrorKind::NotFound => "there is no such feed or folder".to_owned(),
            _ => format!("it cannot be read: {}", reason(error)),
        };
        Stop(Exit::Faulty, format!("{}: {what}; nothing was compared", path.display()))
    };
    let is_folder = fs::metadata(path).map_err(|error| failed(path, &error))?.is_dir();
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
        let bytes = fs::read(&path).map_err(|error| failed(&path, &error))?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if text.contains("BEGIN:VCALENDAR") {
            return Ok((path, text));
        }
        let path = path.display();
        let message =
            format!("{path}: this is no feed, there is no BEGIN:VCALENDAR; nothing was compared");
        Err(Stop(Exit::Faulty, message))
    };
    let read = |(language, feeds): (String, Vec<PathBuf>)| {
        Ok((language, feeds.into_iter().map(read).collect::<Result<_, Stop>>()?))
    };
    feeds.into_iter().map(read).collect()
}

/// The feeds of a folder that hold every event once: the meetings' own of an output folder, else
/// all that it has.
fn of_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let meetings = folder.join("meetings");
    let mut feeds = Vec::new();
    let folder = if meetings.is_dir() { &meetings } else { folder };
    for name in names(folder)? {
        let path = folder.join(name);
        if path.extension().is_some_and(|extension| extension == "ics") {
            feeds.push(path);
        }
    }
    feeds.sort();
    Ok(feeds)
}

/// The events of some feeds.
fn events<'a>(feeds: &'a [(PathBuf, String)], console: &Console) -> Vec<PublishedEvent<'a>> {
    let mut all = Vec::new();
    for (path, text) in feeds {
        let (events, unreadable) = read_any(text);
        if unreadable > 0 {
            let unreadable = counted(unreadable, "event", "events");
            console.problem(&format!(
                "{}: {unreadable} cannot be read and {} not compared",
                path.display(),
                if unreadable.starts_with("1 ") { "was" } else { "were" },
            ));
        }
        all.extend(events);
    }
    all
}
