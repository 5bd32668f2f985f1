//! What a build saw of its inputs, and what has changed since.
//!
//! Files are compared by their stamps; if these differ, by their bytes.

use crate::cli::contents::digest_of;
use crate::cli::input::{InputFiles, KnownFile, KnownFiles};
use crate::cli::stamp::Stamp;
use crate::model::MeetingId;
use crate::publish::Last;
use crate::render::Ledger;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// What a build saw of its inputs.
#[derive(Debug)]
pub(in crate::cli) struct SeenInputs {
    pub(super) inputs: Vec<SeenInput>,
    /// When the next cancelled event of a meeting leaves its feeds, in seconds since 1970.
    pub(super) expiries: BTreeMap<MeetingId, i64>,
}

/// An input file: its path, stamp, digest and meeting, which settings do not have, and the outline of
/// that.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct SeenInput(String, Stamp, String, Option<String>, Option<String>);

/// How the inputs stand to what a build saw of them.
pub(in crate::cli) enum Review {
    /// Nothing changed; of some files at most the time of their last change.
    Current,
    /// The meetings that have to be built anew, but for those of new files, and the meetings of the
    /// files that have not changed.
    Changed(BTreeSet<MeetingId>, KnownFiles),
    /// Everything may have.
    Unknown,
}

/// What a build goes on from.
#[derive(Default)]
pub(in crate::cli) struct BuildStart {
    /// What the last build left, if all of it is known.
    pub(in crate::cli) last: Option<Last>,
    /// The files that have not changed.
    pub(in crate::cli) known: KnownFiles,
}

impl Review {
    /// What the next build goes on from; nothing at all if nothing has changed.
    pub(in crate::cli) fn start(
        self,
        ledger: impl FnOnce() -> Option<Ledger>,
        expiries: &BTreeMap<MeetingId, i64>,
    ) -> Option<BuildStart> {
        let (changed, known) = match self {
            Self::Current => return None,
            Self::Changed(changed, known) => (changed, known),
            Self::Unknown => return Some(BuildStart::default()),
        };
        let Some(ledger) = ledger() else { return Some(BuildStart::default()) };
        let last = Some(Last { ledger, expiries: expiries.clone(), changed });
        Some(BuildStart { last, known })
    }
}

impl SeenInputs {
    /// What a build saw. Nothing if some file has a name or a state that cannot be written down.
    pub(in crate::cli) fn new(
        listing: &InputFiles,
        known: &KnownFiles,
        expiries: BTreeMap<MeetingId, i64>,
    ) -> Option<Self> {
        let inputs = listing.files.iter().map(|(path, stamp)| {
            let KnownFile { id, digest, outline } = known.get(path)?;
            let (path, id) = (path.to_str()?.to_owned(), id.as_ref().map(ToString::to_string));
            let outline = outline.as_ref().map(ToString::to_string);
            Some(SeenInput(path, stamp.settled(listing.looked), digest.clone(), id, outline))
        });
        Some(Self { inputs: inputs.collect::<Option<_>>()?, expiries })
    }

    /// Compares what a build saw with what is there. Files that were only touched are unchanged.
    pub(in crate::cli) fn review(&self, listing: &InputFiles, now: DateTime<Utc>) -> Review {
        if listing.unusable > 0 {
            return Review::Unknown;
        }
        let expired = self.expiries.iter().filter(|(_, at)| **at <= now.timestamp());
        let mut fresh: BTreeSet<MeetingId> = expired.map(|(id, _)| id.clone()).collect();
        let (mut known, mut is_new) = (HashMap::new(), false);
        let mut before: BTreeMap<&str, &SeenInput> =
            self.inputs.iter().map(|input| (input.0.as_str(), input)).collect();
        for (path, stamp) in &listing.files {
            let input = path.to_str().and_then(|path| before.remove(path));
            let Some(SeenInput(_, last, digest, id, outline)) = input else {
                if listing.is_settings(path) {
                    return Review::Unknown;
                }
                is_new = true;
                continue;
            };
            // Of a file that could not be looked at nothing is known.
            let is_known = *stamp != Stamp::default();
            let is_same =
                is_known && stamp == last || digest_of(path).is_some_and(|now| now == *digest);
            match id.as_ref().map(|id| id.parse::<MeetingId>()) {
                Some(Ok(id)) if is_same => {
                    let outline = outline.as_ref().map(|outline| outline.parse()).transpose();
                    let Ok(outline) = outline else { return Review::Unknown };
                    let (id, digest) = (Some(id), digest.clone());
                    known.insert(path.clone(), KnownFile { id, digest, outline });
                }
                Some(Ok(id)) => {
                    fresh.insert(id);
                }
                None if is_same => {}
                _ => return Review::Unknown,
            }
        }
        for SeenInput(_, _, _, id, _) in before.into_values() {
            match id.as_ref().map(|id| id.parse()) {
                Some(Ok(id)) => {
                    fresh.insert(id);
                }
                _ => return Review::Unknown,
            }
        }
        if fresh.is_empty() && !is_new { Review::Current } else { Review::Changed(fresh, known) }
    }

    /// When the next cancelled event of each meeting leaves its feeds, in seconds since 1970.
    pub(in crate::cli) fn expiries(&self) -> &BTreeMap<MeetingId, i64> {
        &self.expiries
    }

    /// Takes note of files that were touched, so that they need not be read again. Gives whether
    /// there were any.
    pub(in crate::cli) fn touch(&mut self, listing: &InputFiles) -> bool {
        let now: BTreeMap<&str, &Stamp> = listing
            .files
            .iter()
            .filter_map(|(path, stamp)| Some((path.to_str()?, stamp)))
            .collect();
        let mut is_touched = false;
        for input in &mut self.inputs {
            let stamp = now.get(input.0.as_str()).filter(|stamp| ***stamp != input.1);
            // What was still changing when it was looked at is read again each time.
            if let Some(stamp) = stamp
                && input.1 != Stamp::default()
            {
                input.1 = stamp.settled(listing.looked);
                is_touched = true;
            }
        }
        is_touched
    }
}
