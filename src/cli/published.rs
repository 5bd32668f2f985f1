//! What is published of a meeting: read back as the memory of the next build, or kept as it is.

use super::Stop;
use super::console::Console;
use crate::ical::Foreign;
use crate::model::{MeetingId, Settings};
use crate::render::{Damage, Feeds, PRODID, Pages, Section, Tree, folder, meeting_path};
use crate::revise::{Memory, kept};
use std::cell::LazyCell;
use std::io;

/// Where a build writes, and what was published there before.
pub(super) trait Output: Tree {
    /// The bytes of a published file, if there is one.
    fn published(&self, path: &str) -> Result<Option<Vec<u8>>, Stop> {
        self.old(path).map_err(|error| self.failed(&error))
    }

    /// A path as the user knows it.
    fn shown(&self, path: &str) -> String;

    /// What to say when nothing can be written.
    fn failed(&self, error: &io::Error) -> Stop;

    /// Keeps a published file beside its new version, because something is wrong with it.
    fn set_aside(&mut self, path: &str, why: String);
}

/// A published file that is not as it should be, and why.
pub(super) struct Unfit {
    pub(super) path: String,
    pub(super) why: String,
}

/// Reads back what was published of a meeting in all languages. Of damaged feeds what can be read
/// is remembered.
pub(super) fn remember(
    id: &MeetingId,
    settings: &Settings,
    published: impl Fn(&str) -> Result<Option<Vec<u8>>, Stop>,
) -> Result<(Memory, Vec<Unfit>), Stop> {
    let mut memory = Memory::new(id.clone(), settings.languages.len());
    let mut unfit = Vec::new();
    for (at, language) in settings.languages.iter().enumerate() {
        let path = meeting_path(&folder(settings, *language), id);
        let Some(bytes) = published(&path)? else { continue };
        let why = match memory.learn(at, &with_crlf(bytes), PRODID) {
            Ok(None) => continue,
            Ok(Some(line)) => format!("is damaged from line {line} on"),
            Err(Foreign) => "was not written by this program for this meeting".to_owned(),
        };
        unfit.push(Unfit { path, why });
    }
    Ok((memory, unfit))
}

/// A feed that went through a tool that rewrites line ends is still a memory.
fn with_crlf(bytes: Vec<u8>) -> Vec<u8> {
    if bytes.windows(2).any(|pair| pair == b"\r\n") {
        return bytes;
    }
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    let ended = lines.flat_map(|line| match line.split_last() {
        Some((b'\n', rest)) => [rest, b"\r\n"],
        _ => [line, b""],
    });
    ended.flatten().copied().collect()
}

/// The meeting whose own feed stands at a path, in any language.
pub(super) fn meeting_of(path: &str) -> Option<MeetingId> {
    let (_, name) = path.split_once("meetings/")?;
    name.strip_suffix(".ics")?.parse().ok()
}

/// Keeps the last published events of a meeting in every feed. Gives whether there are any. A
/// language that was added since takes them from `memory`, which is what was published.
pub(super) fn keep(
    memory: &Memory,
    settings: &Settings,
    feeds: &mut [Feeds<'_>],
    pages: &mut [Pages<'_>],
    tree: &mut impl Output,
    console: &Console,
) -> Result<bool, Stop> {
    let id = memory.id();
    let edition = LazyCell::new(|| kept(memory, &settings.languages));
    let (mut is_there, mut without) = (false, Vec::new());
    for (at, (feeds, pages)) in feeds.iter_mut().zip(&mut *pages).enumerate() {
        let path = meeting_path(feeds.folder(), id);
        let Some(bytes) = tree.published(&path)? else {
            without.push(at);
            continue;
        };
        match Section::of_published(id, &bytes) {
            Ok((section, name)) => {
                is_there = true;
                let done = feeds
                    .add(&section, tree)
                    .and_then(|()| feeds.keep(&section, &name, &bytes, tree))
                    .and_then(|()| pages.keep(&section, &edition, tree));
                done.map_err(|error| tree.failed(&error))?;
            }
            Err(damage) => {
                let why = match damage {
                    Damage::Foreign => {
                        "it was not written by this program for this meeting".to_owned()
                    }
                    Damage::Broken(line) => format!("it is damaged from line {line} on"),
                };
                let shown = tree.shown(&path);
                console.problem(&format!(
                    "{shown} cannot be used: {why}. It was left as it is, and its events are in no other feed"
                ));
                tree.keep(&path);
            }
        }
    }
    for at in without.into_iter().filter(|_| is_there) {
        let (Some(feeds), Some(pages)) = (feeds.get_mut(at), pages.get_mut(at)) else { continue };
        let section = Section::of_edition(&edition, at, settings.alarm);
        let name = edition.names.get(at).map_or("", String::as_str);
        let done = feeds
            .add(&section, tree)
            .and_then(|()| feeds.meeting(&section, name, tree))
            .and_then(|()| pages.add(&edition, &section, tree));
        done.map_err(|error| tree.failed(&error))?;
    }
    Ok(is_there)
}
