//! Files that several meetings share, apart from feeds: lists of changes, and old addresses.

use super::place::ContinuedTree;
use super::published::folders;
use crate::model::Settings;
use crate::render::{Ledger, ListedChange, atom, changes_json, folder_of, listed, read_changes};
use crate::revise::Change;
use chrono::{DateTime, Utc};
use std::io;

/// Feeds in the folder of a language that was removed from the settings become copies of the
/// top-level feeds, so that their subscribers still see every session at its time.
pub(super) fn answer_old_addresses(
    settings: &Settings,
    ledger: &Ledger,
    tree: &mut impl ContinuedTree,
) -> io::Result<()> {
    let folders = folders(settings);
    for path in tree.paths().iter().filter(|path| path.ends_with(".ics")) {
        let old = folder_of(path);
        if folders.iter().any(|folder| folder == old) {
            continue;
        }
        if let Some(top) = path.strip_prefix(old).filter(|top| ledger.entries.contains_key(*top)) {
            tree.copy(top, path)?;
        }
    }
    Ok(())
}

/// Writes the lists of changes, one for each language, and returns them.
pub(super) fn write_changes(
    changes: &[Change],
    settings: &Settings,
    ledger: &Ledger,
    now: DateTime<Utc>,
    tree: &mut impl ContinuedTree,
) -> io::Result<Vec<Vec<ListedChange>>> {
    let mut lists = Vec::new();
    for language in &settings.languages {
        let folder = settings.folder(*language);
        let path = format!("{folder}changes.json");
        let old = tree.old(&path)?.map(|bytes| {
            read_changes(&bytes).unwrap_or_else(|| {
                tree.set_aside(&path, "cannot be read as a list of changes".to_owned());
                Vec::new()
            })
        });
        let own: Vec<&Change> =
            changes.iter().filter(|change| change.language == *language).collect();
        let list = listed(old, &own, now);
        let feeds = ledger.entries.values().map(|entry| &entry.feed);
        let own = feeds.filter(|feed| feed.language == language.code());
        let updated = own.map(|feed| feed.last_modified.as_str()).max().unwrap_or_default();
        let atom_path = format!("{folder}changes.atom");
        tree.finish(&path, &changes_json(&list)?, &[])?;
        tree.finish(&atom_path, &atom(&list, settings, *language, &atom_path, updated)?, &[])?;
        lists.push(list);
    }
    Ok(lists)
}
