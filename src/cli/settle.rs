//! Files that are saved while they are read: half a file is never published.

use super::console::Console;
use super::input::{self, InputFiles, ReadInputs};
use super::{Exit, Stop};
use crate::publish::{
    ContinuedTree, EarlierRuns, Inputs, Outcome, Policy, RunOutput, Stopped, publish,
};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The number of retries for files that changed while they were read.
const MOST_RETRIES: usize = 3;

/// Files that are being read.
pub(super) struct SettlingFiles<'a> {
    inputs: &'a [PathBuf],
    pub(super) listing: &'a InputFiles,
    /// The files that changed each time.
    restless: &'a BTreeSet<PathBuf>,
    /// Collects messages until the files no longer change.
    pub(super) console: &'a Console,
    outer: &'a Console,
    is_last: bool,
}

impl SettlingFiles<'_> {
    /// Whether the files are unchanged since they were listed. If so, prints the messages about
    /// them.
    pub(super) fn is_settled(&self) -> bool {
        let is_settled =
            self.is_last || relist(self.inputs, self.outer).files == self.listing.files;
        if is_settled {
            self.outer.release(self.console);
        }
        is_settled
    }

    /// Publishes the inputs in a place; `stop` turns a failure into a message. Messages about the
    /// inputs are printed.
    pub(super) fn publish<P: ContinuedTree>(
        &self,
        mut read: ReadInputs,
        past: EarlierRuns<'_>,
        (place, stop): (&mut P, impl FnOnce(&P, Stopped) -> Stop),
        (now, policy): (DateTime<Utc>, Policy),
    ) -> Result<(RunOutput, ReadInputs), Stop> {
        self.leave_out(&mut read.inputs)?;
        let Outcome { reports, made } = publish(&mut read.inputs, past, place, now, policy);
        self.console.reports(&reports);
        made.map(|made| (made, read)).map_err(|stopped| stop(place, stopped))
    }

    /// Records the files that changed each time. Their meetings are unknown, so no meeting is
    /// retired.
    fn leave_out(&self, inputs: &mut Inputs) -> Result<(), Stop> {
        inputs.is_complete &= self.restless.is_empty();
        inputs.restless = self.restless.iter().map(|path| path.display().to_string()).collect();
        let settings = self.restless.iter().find(|path| self.listing.is_settings(path));
        settings.map_or(Ok(()), |path| {
            let message = format!(
                "{} kept changing while it was read; nothing was done, because every feed \
                 depends on it",
                path.display()
            );
            Err(Stop(Exit::Faulty, message))
        })
    }
}

/// Runs `make` on files, again if they change while they are read; `make` returns nothing in that
/// case. If some change each time, it runs on the others.
pub(super) fn settled<T>(
    inputs: &[PathBuf],
    listing: &InputFiles,
    console: &Console,
    mut make: impl FnMut(&SettlingFiles<'_>) -> Result<Option<T>, Stop>,
) -> Result<T, Stop> {
    let (mut newer, mut restless, none) = (None::<InputFiles>, BTreeSet::new(), BTreeSet::new());
    let mut retries = 0;
    loop {
        let listing = newer.as_ref().unwrap_or(listing);
        let (held, is_last) = (console.keeping(), retries == MOST_RETRIES);
        let reading = SettlingFiles {
            inputs,
            listing,
            restless: if is_last { &restless } else { &none },
            console: &held,
            outer: console,
            is_last,
        };
        let made = match make(&reading) {
            Ok(Some(made)) => Ok(made),
            // The error may come from half-saved settings.
            Err(Stop(exit, message)) if exit == Exit::Machine || reading.is_settled() => {
                Err(Stop(exit, message))
            }
            Ok(None) | Err(_) => {
                let now = relist(inputs, console);
                restless = differing(&now, listing);
                newer = Some(now);
                retries += 1;
                continue;
            }
        };
        console.release(&held);
        return made;
    }
}

fn relist(inputs: &[PathBuf], console: &Console) -> InputFiles {
    input::list(inputs, &console.keeping())
}

/// The files that differ between two listings.
fn differing(one: &InputFiles, other: &InputFiles) -> BTreeSet<PathBuf> {
    let files = |listing: &InputFiles| listing.files.iter().cloned().collect::<BTreeMap<_, _>>();
    let (one, other) = (files(one), files(other));
    let all = one.keys().chain(other.keys());
    all.filter(|path| one.get(*path) != other.get(*path)).cloned().collect()
}
