//! The whole way as one function: what the inputs hold, what is published, a clock and a policy become a
//! new tree and what there is to say of it.
//!
//! ```text
//! Inputs ─▶ load ─▶ Timetable ─▶ revise ─▶ Edition ─▶ Feeds, Pages ─▶ Place
//!    └────▶ kin ─▶ handover ──────▲                        ▲
//! Place ─▶ published ─▶ Memory ───┘  guard: kept as it is published
//! ```
//! Here it is decided what becomes of a meeting: whether it is laid out anew, retired because its file
//! left, kept because it is faulty, held back because it is the same as another one, or refused because
//! most of it would be lost. `timeplan build`, `timeplan serve` and whoever embeds this crate call the
//! same [`publish`]; they differ in their [`Place`].

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

pub(crate) use cores::in_order;
pub use editions::{Editions, editions};
pub use inputs::{Inputs, STANDARD_INPUT, Source, Sources, is_letter};
pub use kin::Kin;
pub use lasting::Lasting;
pub use load::{Fault, Layout, Loaded, load};
pub use place::{Owner, Place};
pub use report::{Doubts, Found, Report};

use crate::model::MeetingId;
use crate::render::Ledger;
use crate::revise::Change;
use build::{Build, Given};
use chrono::{DateTime, Utc};
use published::{meeting_at, standing};
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::{fmt, io};

/// What is known of the runs before, beside what they published.
#[derive(Default)]
pub struct Past<'a> {
    /// What the last run left, if nothing else has changed since.
    pub last: Option<Last>,
    /// The clock of the last run.
    pub clock: Option<DateTime<Utc>>,
    /// What outlasts the tree, if the tree is forgotten when the program ends: by it UIDs are dealt, so
    /// that they are the same after a restart.
    pub lasting: Option<&'a Lasting>,
}

/// What the last run left: by it all is taken over that has not changed.
#[derive(Debug, Default)]
pub struct Last {
    /// What it wrote.
    pub ledger: Ledger,
    /// When the next cancelled event of each meeting leaves its feeds, in seconds since 1970.
    pub expiries: BTreeMap<MeetingId, i64>,
    /// The meetings whose files changed or left since, or whose cancelled events leave.
    pub changed: BTreeSet<MeetingId>,
}

/// What a person said is right although it looks wrong, and what is reported.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// More than half of a meeting may be cancelled.
    pub allow_shrink: bool,
    /// The clock may be behind the last change, or far ahead of the last run.
    pub allow_clock: bool,
    /// Which doubts are reported.
    pub doubts: Doubts,
}

/// What became of a run.
pub struct Outcome {
    /// What there is to say of the inputs and their meetings.
    pub reports: Vec<Report>,
    /// What it made, or what stopped it.
    pub made: Result<Made, Stopped>,
}

/// What a run made, beside the tree in its place.
#[derive(Debug)]
pub struct Made {
    /// What was written.
    pub ledger: Ledger,
    /// What changed for subscribers.
    pub changes: Vec<Change>,
    /// When the next cancelled event of each meeting leaves its feeds, in seconds since 1970.
    pub expiries: BTreeMap<MeetingId, i64>,
    /// The meetings all of whose events go on in others.
    emptied: BTreeSet<MeetingId>,
    /// How it went.
    pub verdict: Verdict,
    /// Whether nothing at all was published before.
    pub is_first: bool,
    /// The published files of other meetings, which are left as they are.
    pub left: Vec<String>,
}

/// How a run went; of several the largest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Everything was done.
    Done,
    /// Some input is faulty; the good ones were still done.
    Faulty,
    /// A meeting was kept as it is published, because most of it would be lost.
    Refused,
}

/// Why nothing is published.
#[derive(Debug)]
pub enum Stopped {
    /// It would do harm: a sentence.
    Refused(String),
    /// No meeting gives a feed.
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

/// Publishes what the inputs hold in a place. What its files hold is let go meeting by meeting.
pub fn publish(
    inputs: &mut Inputs,
    past: Past<'_>,
    place: &mut impl Place,
    now: DateTime<Utc>,
    policy: Policy,
) -> Outcome {
    let mut reports = Vec::new();
    let made = made(inputs, past, place, (now, policy), &mut reports);
    Outcome { reports, made }
}

fn made(
    inputs: &mut Inputs,
    Past { last, clock, lasting }: Past<'_>,
    place: &mut impl Place,
    (now, policy): (DateTime<Utc>, Policy),
    reports: &mut Vec<Report>,
) -> Result<Made, Stopped> {
    let mut sources = std::mem::take(&mut inputs.sources);
    let inputs = &*inputs;
    let (published, there) = standing(place, inputs, last.is_some())?;
    let Last { ledger, expiries, changed } =
        last.unwrap_or_else(|| Last { changed: there.clone(), ..Last::default() });
    let kin = Kin::beside(inputs, &there, published.recall(&inputs.settings, place))?;
    let fresh = to_build((inputs, &sources), &kin, changed);
    fresh.iter().for_each(|id| sources.open(id));
    let (published, kin, fresh, last) = (&published, &kin, &fresh, &ledger);
    let given = Given { inputs, kin, published, fresh, last, now, clock, policy, lasting };
    let mut made = Build::new(given, expiries, reports).all(sources, place)?;
    made.left = cleared(inputs, &made, place)?;
    Ok(made)
}

/// The meetings to build: the ones that changed or left, the ones of all files that the last run did not
/// read, and their kin.
fn to_build(
    (inputs, sources): (&Inputs, &Sources),
    kin: &Kin<'_>,
    mut changed: BTreeSet<MeetingId>,
) -> BTreeSet<MeetingId> {
    changed.extend(inputs.files.keys().filter(|id| !sources.is_unchanged(id)).cloned());
    kin.complete(&mut changed);
    changed
}

/// Clears away what no meeting needs any more, and what somebody else put into our paths. Gives the
/// files of other meetings that stay: what is not on a complete list may be published elsewhere.
fn cleared(inputs: &Inputs, made: &Made, place: &mut impl Place) -> io::Result<Vec<String>> {
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
