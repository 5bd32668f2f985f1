//! What the last build saw, in the private file `.timeplan` of the output folder: by it a build
//! knows that nothing has changed without reading anything, or else which meetings have.
//!
//! It is written after a build without faults, and may be deleted at any time. Files are told apart
//! by size and time of change; where these differ, by their bytes.

use super::DiskTree;
use super::file::UNFINISHED;
use crate::cli::input::Listing;
use crate::model::MeetingId;
use crate::render::Ledger;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};
use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The name of the file.
const NAME: &str = ".timeplan";
/// The form of the file.
const FORM: u32 = 3;
/// Within this time of its last change a file may be changed again without its time telling so:
/// clocks of file systems go in steps.
const STEP: Duration = Duration::from_millis(50);

/// The size of a file in bytes and the time of its last change in nanoseconds since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Stamp(u64, u64);

impl Stamp {
    pub(in crate::cli) fn of(metadata: &Metadata) -> Self {
        Self(metadata.len(), metadata.modified().map_or(0, since_1970))
    }

    /// How many bytes the file has.
    pub(super) fn size(self) -> u64 {
        self.0
    }

    /// The stamp of a file that was looked at, or one that no file has if it may still be changing.
    fn settled(self, looked: SystemTime) -> Self {
        let settled = self.1 < since_1970(looked - STEP);
        if settled { self } else { Self(self.0, 0) }
    }
}

fn since_1970(time: SystemTime) -> u64 {
    let passed = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(passed.as_nanos()).unwrap_or_default()
}

/// A short digest of a file's bytes.
pub(in crate::cli) fn mark(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// What a build saw and did.
#[derive(Debug)]
pub(in crate::cli) struct LastRun {
    run: Run,
    inputs: Vec<Input>,
    outputs: BTreeMap<String, Stamp>,
    /// When the next cancelled event of a meeting leaves its feeds, in seconds since 1970.
    expiries: BTreeMap<MeetingId, i64>,
    /// The ledger as it stands in the file, and the file until it is read: it is by far the longest
    /// part, and seldom needed.
    ledger: String,
    rest: Option<BufReader<File>>,
}

/// The build itself.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    form: u32,
    program: String,
    arguments: Vec<String>,
    /// The clock, in seconds since 1970.
    clock: i64,
    /// How many feeds, meetings and events there were.
    counts: (usize, usize, usize),
    /// The digest of the ledger, which is trusted part by part.
    ledger: String,
}

/// An input file; settings have no meeting.
#[derive(Debug, Serialize, Deserialize)]
struct Input(String, Stamp, String, Option<String>);

/// How things stand since the last build.
pub(in crate::cli) enum Review {
    /// Nothing changed; of some files at most the time of their last change.
    Current,
    /// What was written, the meetings that have to be built anew, and those of the unchanged files.
    Changed(Ledger, BTreeSet<MeetingId>, HashMap<PathBuf, (MeetingId, String)>),
    /// Nothing is known.
    Unknown,
}

impl LastRun {
    /// What the last build in a folder saw, if it is known.
    pub(in crate::cli) fn read(tree: &DiskTree) -> Option<Self> {
        let mut file = BufReader::new(File::open(tree.root.join(NAME)).ok()?);
        let mut line = || {
            let mut line = String::new();
            file.read_line(&mut line).ok().map(|_| line)
        };
        let run: Run = serde_json::from_str(&line()?).ok()?;
        let inputs = serde_json::from_str(&line()?).ok()?;
        let outputs = serde_json::from_str(&line()?).ok()?;
        let expiries: BTreeMap<String, i64> = serde_json::from_str(&line()?).ok()?;
        let expiries = expiries.into_iter().map(|(id, at)| Some((id.parse().ok()?, at)));
        let expiries = expiries.collect::<Option<_>>()?;
        Some(Self { run, inputs, outputs, expiries, ledger: String::new(), rest: Some(file) })
            .filter(|last| last.run.form == FORM)
    }

    /// The clock of the last build.
    pub(in crate::cli) fn clock(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.run.clock, 0)
    }

    /// Compares what the last build saw with what is there. Files that were only touched are
    /// unchanged.
    pub(in crate::cli) fn review(
        &mut self,
        listing: &Listing,
        arguments: &[String],
        tree: &DiskTree,
        now: DateTime<Utc>,
    ) -> Review {
        let is_same = self.run.program == program()
            && self.run.arguments == arguments
            && listing.unusable == 0
            && self.outputs == tree.found;
        if !is_same {
            return Review::Unknown;
        }
        let expired = self.expiries.iter().filter(|(_, at)| **at <= now.timestamp());
        let mut fresh: BTreeSet<MeetingId> = expired.map(|(id, _)| id.clone()).collect();
        let (mut known, mut is_new) = (HashMap::new(), false);
        let mut before: BTreeMap<&str, &Input> =
            self.inputs.iter().map(|input| (input.0.as_str(), input)).collect();
        for (path, stamp) in &listing.files {
            let input = path.to_str().and_then(|path| before.remove(path));
            let Some(Input(_, last, digest, id)) = input else {
                if listing.is_settings(path) {
                    return Review::Unknown;
                }
                is_new = true;
                continue;
            };
            let is_same =
                stamp == last || fs::read(path).is_ok_and(|bytes| mark(&bytes) == *digest);
            match id.as_ref().map(|id| id.parse::<MeetingId>()) {
                Some(Ok(id)) if is_same => {
                    known.insert(path.clone(), (id, digest.clone()));
                }
                Some(Ok(id)) => {
                    fresh.insert(id);
                }
                None if is_same => {}
                _ => return Review::Unknown,
            }
        }
        for Input(_, _, _, id) in before.into_values() {
            match id.as_ref().map(|id| id.parse()) {
                Some(Ok(id)) => {
                    fresh.insert(id);
                }
                _ => return Review::Unknown,
            }
        }
        if fresh.is_empty() && !is_new {
            return Review::Current;
        }
        match self.read_ledger() {
            Some(ledger) => Review::Changed(ledger, fresh, known),
            None => Review::Unknown,
        }
    }

    /// How many feeds, meetings and events there were.
    pub(in crate::cli) fn counts(&self) -> (usize, usize, usize) {
        self.run.counts
    }

    /// When the next cancelled event of each unchanged meeting leaves its feeds.
    pub(in crate::cli) fn expiries(&self) -> &BTreeMap<MeetingId, i64> {
        &self.expiries
    }

    /// Takes note of files that were touched, so that the next build need not read them.
    pub(in crate::cli) fn touch(mut self, listing: &Listing, tree: &DiskTree) {
        let now: BTreeMap<&str, &Stamp> = listing
            .files
            .iter()
            .filter_map(|(path, stamp)| Some((path.to_str()?, stamp)))
            .collect();
        let mut is_touched = false;
        for input in &mut self.inputs {
            let stamp = now.get(input.0.as_str()).filter(|stamp| ***stamp != input.1);
            // What was still changing when it was looked at is read again each time.
            if let Some(stamp) = stamp.filter(|_| input.1.1 != 0) {
                input.1 = stamp.settled(listing.looked);
                is_touched = true;
            }
        }
        if is_touched {
            self.ledger();
            self.write(tree);
        }
    }

    /// Writes down what a build saw and did. Without it the next one does everything again, so it
    /// is no misfortune if it cannot be written.
    pub(in crate::cli) fn save(
        tree: &DiskTree,
        listing: &Listing,
        known: &HashMap<PathBuf, (Option<MeetingId>, String)>,
        arguments: &[String],
        now: DateTime<Utc>,
        ledger: &Ledger,
        expiries: BTreeMap<MeetingId, i64>,
    ) {
        let inputs = listing.files.iter().map(|(path, stamp)| {
            let (id, digest) = known.get(path)?;
            let id = id.as_ref().map(ToString::to_string);
            Some(Input(
                path.to_str()?.to_owned(),
                stamp.settled(listing.looked),
                digest.clone(),
                id,
            ))
        });
        let written = tree.written.iter().map(|path| {
            let metadata = fs::metadata(tree.root.join(path)).ok()?;
            Some((path.clone(), Stamp::of(&metadata)))
        });
        // All that is there and was not written now, also feeds of other meetings.
        let new: BTreeSet<&String> = tree.written.iter().collect();
        let unchanged = tree.found.iter().filter(|(path, _)| !new.contains(path));
        let unchanged = unchanged.map(|(path, stamp)| Some((path.clone(), *stamp)));
        let outputs = unchanged.chain(written);
        let (Some(inputs), Some(outputs)) = (inputs.collect(), outputs.collect()) else { return };
        let (meetings, events) = ledger.counts();
        let Ok(text) = ledger.written() else { return };
        let run = Run {
            form: FORM,
            program: program(),
            arguments: arguments.to_vec(),
            clock: now.timestamp(),
            counts: (ledger.entries.len(), meetings, events),
            ledger: mark(text.as_bytes()),
        };
        let last = Self { run, inputs, outputs, expiries, ledger: text, rest: None };
        ManuallyDrop::new(last).write(tree);
    }

    fn ledger(&mut self) -> &str {
        if let Some(mut rest) = self.rest.take() {
            // What cannot be read is no ledger.
            let _ = rest.read_to_string(&mut self.ledger);
        }
        &self.ledger
    }

    fn read_ledger(&mut self) -> Option<Ledger> {
        let is_whole = mark(self.ledger().as_bytes()) == self.run.ledger;
        Ledger::of_written(&self.ledger).filter(|_| is_whole)
    }

    fn write(&self, tree: &DiskTree) {
        let expiries: BTreeMap<String, i64> =
            self.expiries.iter().map(|(id, at)| (id.to_string(), *at)).collect();
        let place = tree.root.join(NAME);
        let unfinished = tree.root.join(format!("{UNFINISHED}last-"));
        let write = || -> io::Result<()> {
            let mut file = BufWriter::new(File::create(&unfinished)?);
            writeln!(file, "{}", serde_json::to_string(&self.run)?)?;
            writeln!(file, "{}", serde_json::to_string(&self.inputs)?)?;
            writeln!(file, "{}", serde_json::to_string(&self.outputs)?)?;
            writeln!(file, "{}", serde_json::to_string(&expiries)?)?;
            file.write_all(self.ledger.as_bytes())?;
            file.flush()?;
            fs::rename(&unfinished, &place)
        };
        if write().is_err() {
            let _ = fs::remove_file(&unfinished);
        }
    }
}

/// The program that runs: another one may write other bytes.
fn program() -> String {
    let version = env!("CARGO_PKG_VERSION");
    let metadata = std::env::current_exe().and_then(fs::metadata);
    let stamp = metadata.map(|metadata| Stamp::of(&metadata)).unwrap_or(Stamp(0, 0));
    format!("{version} {} {}", stamp.0, stamp.1)
}
