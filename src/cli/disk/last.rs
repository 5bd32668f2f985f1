//! What the last build saw, in the private file `.timeplan` of the output folder: by it a build
//! knows that nothing has changed without reading anything, or else which meetings have.
//!
//! It is written after a build without faults, and may be deleted at any time.

use super::file::{UNFINISHED, create};
use super::seen::{BuildStart, Review, SeenInputs};
use super::{DiskTree, PRIVATE, told};
use crate::cli::input::{InputFiles, KnownFiles};
use crate::cli::stamp::{Stamp, mark, mark_of};
use crate::model::MeetingId;
use crate::render::{Ledger, TreeCounts};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Write};

/// The form of the file.
const FORM: u32 = 7;
/// What a build saw and did.
#[derive(Debug)]
pub(in crate::cli) struct LastRun {
    run: LastBuild,
    seen: SeenInputs,
    outputs: BTreeMap<String, Stamp>,
    /// The ledger as it stands in the file, and the file until it is read: it is by far the longest
    /// part, and seldom needed. Of a build that is not in the file yet it is empty.
    ledger: String,
    rest: Option<BufReader<File>>,
}

/// The build itself.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct LastBuild {
    form: u32,
    program: String,
    arguments: Vec<String>,
    /// The clock, in seconds since 1970.
    clock: i64,
    counts: TreeCounts,
    /// The digest of the ledger, which is trusted part by part.
    ledger: String,
}

impl LastRun {
    /// What the last build in a folder saw, if it is known.
    pub(in crate::cli) fn read(tree: &DiskTree) -> Option<Self> {
        let mut file = BufReader::new(File::open(tree.root.join(PRIVATE)).ok()?);
        let mut line = || {
            let mut line = String::new();
            file.read_line(&mut line).ok().map(|_| line)
        };
        // The problems that were printed.
        line()?;
        let run: LastBuild = serde_json::from_str(&line()?).ok()?;
        let inputs = serde_json::from_str(&line()?).ok()?;
        let outputs = serde_json::from_str(&line()?).ok()?;
        let expiries: BTreeMap<String, i64> = serde_json::from_str(&line()?).ok()?;
        let expiries = expiries.into_iter().map(|(id, at)| Some((id.parse().ok()?, at)));
        let expiries = expiries.collect::<Option<_>>()?;
        let seen = SeenInputs { inputs, expiries };
        Some(Self { run, seen, outputs, ledger: String::new(), rest: Some(file) })
            .filter(|last| last.run.form == FORM)
    }

    /// The clock of the last build.
    pub(in crate::cli) fn clock(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.run.clock, 0)
    }

    /// What the next build goes on from; nothing at all if nothing has changed.
    pub(in crate::cli) fn start(
        &mut self,
        listing: &InputFiles,
        arguments: &[String],
        tree: &DiskTree,
        now: DateTime<Utc>,
    ) -> Option<BuildStart> {
        let is_same = self.run.program == program()
            && self.run.arguments == arguments
            && self.outputs == tree.found
            && tree.folders.is_empty();
        let review = if is_same { self.seen.review(listing, now) } else { Review::Unknown };
        let expiries = self.seen.expiries().clone();
        review.start(|| self.read_ledger(), &expiries)
    }

    /// How much the tree held.
    pub(in crate::cli) fn counts(&self) -> TreeCounts {
        self.run.counts
    }

    /// Takes note of files that were touched, so that the next build need not read them.
    pub(in crate::cli) fn touch(mut self, listing: &InputFiles, tree: &DiskTree) {
        if self.seen.touch(listing) {
            self.ledger();
            self.write(tree, |to| to.write_all(self.ledger.as_bytes()));
        }
    }

    /// What a build saw and did, if that can be written down.
    pub(in crate::cli) fn of(
        tree: &DiskTree,
        listing: &InputFiles,
        known: &KnownFiles,
        arguments: &[String],
        now: DateTime<Utc>,
        ledger: &Ledger,
        expiries: BTreeMap<MeetingId, i64>,
    ) -> Option<Self> {
        let written = tree.written.iter().map(|path| {
            let metadata = fs::metadata(tree.root.join(path)).ok()?;
            Some((path.clone(), Stamp::of(&metadata)))
        });
        // All that is there and was not written now, also feeds of other meetings.
        let new: BTreeSet<&String> = tree.written.iter().collect();
        let unchanged = tree.found.iter().filter(|(path, _)| !new.contains(path));
        let unchanged = unchanged.map(|(path, stamp)| Some((path.clone(), *stamp)));
        let outputs = unchanged.chain(written);
        let seen = SeenInputs::new(listing, known, expiries);
        let (seen, outputs) = (seen?, outputs.collect::<Option<_>>()?);
        let run = LastBuild {
            form: FORM,
            program: program(),
            arguments: arguments.to_vec(),
            clock: now.timestamp(),
            counts: ledger.counts(),
            ledger: mark_of(|to| ledger.write(to)).ok()?,
        };
        Some(Self { run, seen, outputs, ledger: String::new(), rest: None })
    }

    fn ledger(&mut self) -> &str {
        if let Some(mut rest) = self.rest.take() {
            // What cannot be read is no ledger.
            let _ = rest.read_to_string(&mut self.ledger);
        }
        &self.ledger
    }

    /// What the last build wrote, if that can be read.
    fn read_ledger(&mut self) -> Option<Ledger> {
        let is_whole = mark(self.ledger().as_bytes()) == self.run.ledger;
        Ledger::of_written(&self.ledger).filter(|_| is_whole)
    }

    /// Writes it down, and the ledger behind it. Without it the next build does everything again, so it is
    /// no misfortune if it cannot be written.
    pub(in crate::cli) fn write(
        &self,
        tree: &DiskTree,
        ledger: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) {
        let expiries: BTreeMap<String, i64> =
            self.seen.expiries.iter().map(|(id, at)| (id.to_string(), *at)).collect();
        let place = tree.root.join(PRIVATE);
        let unfinished = tree.root.join(format!("{UNFINISHED}last-"));
        let write = || -> io::Result<()> {
            let file = create(&unfinished)?;
            tree.access(PRIVATE).map_or(Ok(true), |access| access.give(&file))?;
            let mut file = BufWriter::new(file);
            writeln!(file, "{}", told::line(&tree.root))?;
            writeln!(file, "{}", serde_json::to_string(&self.run)?)?;
            writeln!(file, "{}", serde_json::to_string(&self.seen.inputs)?)?;
            writeln!(file, "{}", serde_json::to_string(&self.outputs)?)?;
            writeln!(file, "{}", serde_json::to_string(&expiries)?)?;
            ledger(&mut file)?;
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
    format!("{} {}", env!("CARGO_PKG_VERSION"), Stamp::of_program())
}
