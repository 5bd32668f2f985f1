//! Pages as they are published, and what of them is taken over.

use super::super::Tree;
use super::{GENERATOR, group};
use crate::model::MeetingId;
use std::collections::{BTreeSet, VecDeque};
use std::io;
use std::ops::Range;

/// A published page.
#[derive(Debug)]
pub(super) struct PublishedPage {
    text: String,
    /// Whether its line ends were not ours, so that it is not as it was written.
    is_restored: bool,
}

/// A published page of this program. One that went through a tool that rewrites line ends is still
/// one.
pub(super) fn published<T: Tree>(path: &str, tree: &T) -> io::Result<Option<PublishedPage>> {
    let page = tree.old(path)?.and_then(|page| String::from_utf8(page).ok());
    Ok(page.filter(|page| page.contains(GENERATOR)).map(|text| {
        let is_restored = text.contains("\r\n");
        PublishedPage {
            text: if is_restored { text.replace("\r\n", "\n") } else { text },
            is_restored,
        }
    }))
}

impl PublishedPage {
    /// What is written on it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Leaves it as it is.
    pub(super) fn keep<T: Tree>(&self, path: &str, tree: &mut T) -> io::Result<()> {
        if self.is_restored {
            return tree.finish(path, self.text.as_bytes(), &[]);
        }
        tree.keep(path);
        Ok(())
    }
}

/// What meetings added to the published page of a group and was not looked at yet.
#[derive(Debug, Default)]
pub(super) struct PublishedParts {
    parts: VecDeque<(MeetingId, Range<u64>)>,
    /// The page, if the ranges are not those of the file.
    restored: Option<String>,
}

impl PublishedParts {
    /// What those meetings added to a page that pass.
    pub(super) fn of(page: Option<PublishedPage>, is_held: impl Fn(&MeetingId) -> bool) -> Self {
        let Some(PublishedPage { text, is_restored }) = page else { return Self::default() };
        let mut parts = group::parts(&text);
        parts.retain(|(id, _)| is_held(id));
        Self { parts: parts.into(), restored: is_restored.then_some(text) }
    }

    /// Takes over what the meetings before `id` added, or all of them, but for some of which
    /// something newer is known.
    pub(super) fn take_over_before<T: Tree>(
        &mut self,
        path: &str,
        id: Option<&MeetingId>,
        fresh: &BTreeSet<MeetingId>,
        tree: &mut T,
    ) -> io::Result<()> {
        let is_ahead = |part: &mut (MeetingId, _)| id.is_none_or(|id| part.0 < *id);
        while let Some((meeting, range)) = self.parts.pop_front_if(is_ahead) {
            if !fresh.contains(&meeting) {
                self.take_over(path, range, tree)?;
            }
        }
        Ok(())
    }

    /// Takes over what a meeting added, if that is the next. Gives whether it is.
    pub(super) fn take_over_own<T: Tree>(
        &mut self,
        path: &str,
        id: &MeetingId,
        tree: &mut T,
    ) -> io::Result<bool> {
        let own = self.parts.pop_front_if(|(meeting, _)| meeting == id);
        own.map_or(Ok(false), |(_, range)| self.take_over(path, range, tree).map(|()| true))
    }

    fn take_over<T: Tree>(&self, path: &str, range: Range<u64>, tree: &mut T) -> io::Result<()> {
        let Some(text) = &self.restored else { return tree.reuse(path, range) };
        let range = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
        let part = range.and_then(|(start, end)| text.get(start..end));
        tree.append(path, part.unwrap_or_default().as_bytes())
    }
}
