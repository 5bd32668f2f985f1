//! The whole pipeline as one function: inputs, published files, a clock and a policy become a new
//! tree and messages about it.
//!
//! ```text
//! Inputs ─▶ load ─▶ Timetable ─▶ revise ─▶ Edition ─▶ Feeds, Pages ─▶ Place
//!    └────▶ kin ─▶ handover ──────▲                        ▲
//! Place ─▶ published ─▶ Memory ───┘  guard: kept as it is published
//! ```
//! This module decides what happens to a meeting: expanded again, retired because its file is gone,
//! kept because it has faults, held back because it is the same as another one, or refused because
//! it would lose most of its events. `timeplan build`, `timeplan serve` and programs that embed
//! this crate call the same [`publish`]; they differ in their [`ContinuedTree`].

mod build;
mod cores;
mod editions;
mod guard;
mod handover;
mod inputs;
mod kin;
mod lasting;
mod lists;
mod load;
mod place;
mod published;
mod report;
mod terms;

pub(crate) use cores::in_order;
pub use editions::{Editions, editions};
pub use inputs::{InputSource, Inputs, STANDARD_INPUT, Sources, UnreadableFile, is_letter};
pub use kin::MeetingRelations;
pub use lasting::Lasting;
pub use load::{LoadOptions, Loaded, MeetingFault, load};
pub use place::{ContinuedTree, Owner};
pub use report::{Doubts, FileFindings, RunMessage};
pub use terms::KnownNames;

use crate::model::MeetingId;
use crate::render::Ledger;
use crate::revise::Change;
use build::{Build, BuildInputs};
use chrono::{DateTime, Utc};
use published::{meeting_at, standing};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::{fmt, io};

/// What is known about earlier runs, apart from what they published.
#[derive(Default)]
pub struct EarlierRuns<'a> {
    /// What the last run left, if nothing else has changed since.
    pub last: Option<Last>,
    /// The clock of the last run.
    pub clock: Option<DateTime<Utc>>,
    /// What outlasts the tree, if the tree is only in memory: UIDs are assigned from it, so that
    /// they are the same after a restart.
    pub lasting: Option<&'a Lasting>,
}

/// What the last run left, so that unchanged meetings need no work.
#[derive(Debug, Default)]
pub struct Last {
    /// What it wrote.
    pub ledger: Ledger,
    /// When the next cancelled event of each meeting is removed from its feeds, in seconds since
    /// 1970-01-01 UTC.
    pub expiries: BTreeMap<MeetingId, i64>,
    /// The meetings whose files have changed or are gone, or whose cancelled events expire.
    pub changed: BTreeSet<MeetingId>,
}

/// What a person has allowed although it looks wrong, and what is reported.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// More than half of a meeting may be cancelled.
    pub allow_shrink: bool,
    /// The clock may be behind the last change, or far ahead of the last run.
    pub allow_clock: bool,
    /// Which doubts are reported.
    pub doubts: Doubts,
}

/// The outcome of a run.
pub struct Outcome {
    /// Messages about the inputs and their meetings.
    pub reports: Vec<RunMessage>,
    /// What it made, or what stopped it.
    pub made: Result<RunOutput, Stopped>,
}

/// What a run made, apart from the tree in its place.
#[derive(Debug)]
pub struct RunOutput {
    /// What was written.
    pub ledger: Ledger,
    /// Changes for subscribers.
    pub changes: Vec<Change>,
    /// When the next cancelled event of each meeting is removed from its feeds, in seconds since
    /// 1970-01-01 UTC.
    pub expiries: BTreeMap<MeetingId, i64>,
    /// The meetings whose events all continue in others.
    emptied: BTreeSet<MeetingId>,
    /// How it went.
    pub verdict: Verdict,
    /// Whether nothing at all was published before.
    pub is_first: bool,
    /// The published files of other meetings, which stay unchanged.
    pub left: Vec<String>,
}

/// The result of a run; the largest of several counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything was done.
    #[default]
    Done,
    /// Some inputs have faults; the others were built.
    Faulty,
    /// A meeting was kept as published because it would lose most of its events.
    Refused,
    /// The machine could not read some inputs; the others were built.
    Failed,
}

/// Why nothing is published.
#[derive(Debug)]
pub enum Stopped {
    /// It would do harm; the reason is a sentence.
    Refused(String),
    /// No meeting has a feed.
    Nothing,
    /// The place failed.
    Failed(io::Error),
}

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(why) => f.write_str(why),
            Self::Nothing => f.write_str("there is no feed to write"),
            Self::Failed(_) => f.write_str("the feeds cannot be written"),
        }
    }
}

impl Error for Stopped {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Failed(error) => Some(error),
            Self::Refused(_) | Self::Nothing => None,
        }
    }
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Self {
        Self::Failed(error)
    }
}

/// Publishes the inputs in a place. The contents of files are dropped meeting by meeting, to save
/// memory.
pub fn publish(
    inputs: &mut Inputs,
    past: EarlierRuns<'_>,
    place: &mut impl ContinuedTree,
    now: DateTime<Utc>,
    policy: Policy,
) -> Outcome {
    let mut reports = Vec::new();
    let made = made(inputs, past, place, (now, policy), &mut reports);
    Outcome { reports, made }
}

fn made(
    inputs: &mut Inputs,
    EarlierRuns { last, clock, lasting }: EarlierRuns<'_>,
    place: &mut impl ContinuedTree,
    (now, policy): (DateTime<Utc>, Policy),
    reports: &mut Vec<RunMessage>,
) -> Result<RunOutput, Stopped> {
    let mut sources = std::mem::take(&mut inputs.sources);
    let inputs = &*inputs;
    let (published, there) = standing(place, inputs, last.is_some())?;
    let Last { ledger, expiries, changed } =
        last.unwrap_or_else(|| Last { changed: there.clone(), ..Last::default() });
    let kin = MeetingRelations::beside(inputs, &there, published.recall(&inputs.settings, place))?;
    let fresh = to_build((inputs, &sources), &kin, changed);
    fresh.iter().for_each(|id| sources.open(id));
    let (published, kin, fresh, last) = (&published, &kin, &fresh, &ledger);
    let given = BuildInputs { inputs, kin, published, fresh, last, now, clock, policy, lasting };
    let mut made = Build::new(given, expiries, reports).all(sources, place)?;
    made.left = cleared(inputs, &made, place)?;
    // A meeting that was not built may be the one that a term names.
    if inputs.is_complete && made.verdict == Verdict::Done && policy.doubts == Doubts::All {
        reports.extend(KnownNames::of_ledger(&made.ledger).doubts(inputs).reports);
    }
    Ok(made)
}

/// The meetings to build: those that changed or are gone, those whose files the last run did not
/// read, and related ones.
fn to_build(
    (inputs, sources): (&Inputs, &Sources),
    kin: &MeetingRelations<'_>,
    mut changed: BTreeSet<MeetingId>,
) -> BTreeSet<MeetingId> {
    changed.extend(inputs.files.keys().filter(|id| !sources.is_unchanged(id)).cloned());
    kin.complete(&mut changed);
    changed
}

/// Removes files that no meeting needs any more and files of other programs in our paths. Returns
/// the files of other meetings that stay: without a complete list of inputs, they may still be
/// wanted.
fn cleared(
    inputs: &Inputs,
    made: &RunOutput,
    place: &mut impl ContinuedTree,
) -> io::Result<Vec<String>> {
    let goes_on = |path: &str| meeting_at(path).is_some_and(|id| made.emptied.contains(&id));
    let mut left = Vec::new();
    for (path, owner) in place.surplus()? {
        match owner {
            Owner::Others => {
                place.set_aside(&path, "was not written by this program".to_owned());
                place.remove(path);
            }
            Owner::Us if inputs.is_complete || goes_on(&path) => place.remove(path),
            Owner::Us => left.push(path),
        }
    }
    Ok(left)
}
