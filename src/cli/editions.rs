//! What the next build would publish for some meetings: for commands that only show it.

use super::console::Console;
use super::reason::reason;
use super::system::names;
use super::{Exit, Stop, args, disk, now};
use crate::model::{Language, MeetingId};
use crate::publish::{self, Editions, Inputs};
use std::collections::BTreeSet;
use std::io;
use std::path::Path;

/// The editions of some meetings, with their published UIDs and revisions.
pub(super) fn editions(
    inputs: &Inputs,
    ids: &[MeetingId],
    language: Language,
    published: &args::OutputArguments,
    console: &Console,
) -> Result<Editions, Stop> {
    let output = &published.output;
    let read = |path: &str| {
        let place = output.join(path);
        disk::published(&place).map_err(|error| {
            let (place, reason) = (place.display(), reason(&error));
            io::Error::other(format!("{place}: the feed cannot be read: {reason}"))
        })
    };
    let found = publish::editions(inputs, ids, language, &published_in(output), read, now()?)
        .map_err(|error| Stop(Exit::Machine, reason(&error)))?;
    console.reports(&found.reports);
    Ok(found)
}

/// The meetings that are published in a folder.
pub(super) fn published_in(output: &Path) -> BTreeSet<MeetingId> {
    let published = names(&output.join("meetings")).unwrap_or_default().into_iter();
    published.filter_map(|name| name.to_str()?.strip_suffix(".ics")?.parse().ok()).collect()
}
