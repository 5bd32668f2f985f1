//! Publishes a tree: differences are sent in an order that never exposes half of it.
//!
//! Feeds of several meetings, what changed and pages come first, then the meetings' own feeds,
//! which are the memory of what was published, then `feeds.json`; obsolete files are removed when
//! nothing refers to them. The next run continues an interrupted one: the record lists what has
//! arrived.

use super::failure::Failure;
use super::parcel::{FilesByPath, INDEX, Parcel, parcels};
use super::place::{Condition, RemotePlace, Version};
use super::record::{PATH, RemoteRecord, UnusableRecord};
use crate::render::layout::{self, Rank};
use crate::render::{IndexedFeed, read_index};
use chrono::{DateTime, TimeDelta, Utc};
use futures_util::StreamExt;
use futures_util::stream::iter;
use std::cell::Cell;
use std::collections::BTreeSet;

/// The number of files sent in parallel.
const AT_ONCE: usize = 16;

/// How often a publisher renews its claim: several times before it counts as stopped.
const SIGN: TimeDelta = TimeDelta::minutes(1);

/// Why publishing failed or is incomplete.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PublishProblem {
    /// The tree itself cannot be published.
    Unfit(String),
    /// Somebody else has published since this time, or is publishing now.
    Busy(Option<DateTime<Utc>>),
    /// This feed is newer there than in the tree: subscribers would get older revisions.
    Newer(String),
    /// Files in our paths that this program did not write.
    Foreign(Vec<String>),
    /// The place failed; the number of files sent, and of all files.
    Failed(Failure, usize, usize),
}

impl From<UnusableRecord> for PublishProblem {
    fn from(unread: UnusableRecord) -> Self {
        match unread {
            UnusableRecord::Failure(failure) => Self::Failed(failure, 0, 0),
            UnusableRecord::Foreign => Self::Foreign(vec![PATH.to_owned()]),
        }
    }
}

/// The planned or completed work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransferPlan {
    /// The files to send, in order.
    pub send: Vec<String>,
    /// The files to remove.
    pub remove: Vec<String>,
    /// The number of unchanged files.
    pub unchanged: usize,
}

/// The run that publishes a tree.
pub struct PublishRun<'a> {
    /// A name that no other run has.
    pub name: &'a str,
    /// The clock.
    pub now: &'a dyn Fn() -> DateTime<Utc>,
    /// Called after each step.
    pub done: &'a dyn Fn(PublishStep<'_>),
}

/// What was done to a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PublishStep<'a> {
    /// It was sent: its number, and how many there are.
    Sent(&'a str, usize, usize),
    /// It was removed.
    Removed(&'a str),
}

/// The basis of a tree: the version of the record that its fetched files belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched(pub(super) Option<Version>);

/// The publication of a tree at a place.
pub struct Publication<'a, P> {
    place: &'a P,
    run: PublishRun<'a>,
    parcels: Vec<Parcel>,
    record: RemoteRecord,
    version: Option<Version>,
    /// When this run last wrote the record; before that, it has no claim.
    signed: Option<DateTime<Utc>>,
    /// What is to be done.
    pub plan: TransferPlan,
    sent: usize,
}

impl<'a, P: RemotePlace> Publication<'a, P> {
    /// Compares a tree with a place. If the tree was built from what the place had, `from` is that
    /// version.
    pub async fn new(
        place: &'a P,
        files: FilesByPath,
        from: Option<&Fetched>,
        run: PublishRun<'a>,
    ) -> Result<Self, PublishProblem> {
        let parcels = parcels(files).map_err(PublishProblem::Unfit)?;
        let (record, version) = RemoteRecord::read(place).await?;
        if let Some(since) = record.busy((run.now)()) {
            return Err(PublishProblem::Busy(Some(since)));
        }
        if from.is_some_and(|from| from.0 != version) {
            return Err(PublishProblem::Busy(None));
        }
        let there = place.list().await.map_err(|failure| PublishProblem::Failed(failure, 0, 0))?;
        let there: BTreeSet<String> = there.into_iter().collect();
        let is_there = |parcel: &Parcel| {
            let known = record.files.get(&parcel.path).and_then(Option::as_ref);
            known == Some(&parcel.digest) && there.contains(&parcel.path)
        };
        let unknown = parcels.iter().filter(|parcel| {
            there.contains(&parcel.path) && !record.files.contains_key(&parcel.path)
        });
        let foreign = foreign(place, unknown.map(|parcel| parcel.path.as_str())).await?;
        if !foreign.is_empty() {
            return Err(PublishProblem::Foreign(foreign));
        }
        let kept: BTreeSet<&str> = parcels.iter().map(|parcel| parcel.path.as_str()).collect();
        let remove = record.files.keys().filter(|path| !kept.contains(path.as_str()));
        let send: Vec<String> = parcels
            .iter()
            .filter(|parcel| !is_there(parcel))
            .map(|parcel| parcel.path.clone())
            .collect();
        if from.is_none() && send.iter().any(|path| path == INDEX) {
            let newer = newer(place, &parcels).await?;
            newer.map_or(Ok(()), |path| Err(PublishProblem::Newer(path)))?;
        }
        let plan = TransferPlan {
            unchanged: parcels.len() - send.len(),
            send,
            remove: remove.cloned().collect(),
        };
        Ok(Self { place, run, parcels, record, version, signed: None, plan, sent: 0 })
    }

    /// Sends differences and removes obsolete files. After a failure, the record at the place lists
    /// what has arrived.
    pub async fn send(&mut self) -> Result<(), PublishProblem> {
        let is_done = self.plan.send.is_empty() && self.plan.remove.is_empty();
        if is_done && !self.record.is_open() {
            return Ok(());
        }
        let sent = self.send_all().await;
        if sent.is_err() {
            self.give_up().await;
        }
        sent.map_err(|failure| match failure {
            Failure::Changed => PublishProblem::Busy(None),
            failure => PublishProblem::Failed(failure, self.sent, self.plan.send.len()),
        })
    }

    /// Releases the claim of an interrupted run. If that fails too, other publishers wait for some
    /// minutes.
    pub async fn give_up(&mut self) {
        if self.signed.is_some() {
            let _ = self.sign(false).await;
        }
    }

    async fn send_all(&mut self) -> Result<(), Failure> {
        // From here on, the content of these files is unknown until they have arrived.
        let paths = self.plan.send.iter().chain(&self.plan.remove);
        self.record.files.extend(paths.map(|path| (path.clone(), None)));
        self.sign(true).await?;
        let all: BTreeSet<String> = self.plan.send.iter().cloned().collect();
        let mut parcels = std::mem::take(&mut self.parcels);
        parcels.retain(|parcel| all.contains(&parcel.path));
        let is_failing = Cell::new(false);
        // Pages and feeds of several meetings need not wait for each other.
        for ranks in [&[Rank::Others, Rank::Pages][..], &[Rank::Memory], &[Rank::Index]] {
            let (place, is_failing) = (self.place, &is_failing);
            let stage = parcels.iter().filter(|parcel| ranks.contains(&parcel.rank));
            let mut stage = iter(stage.map(|parcel| async move {
                if is_failing.get() {
                    return Ok(None);
                }
                let sent = place.put(&parcel.path, &parcel.content, &Condition::Always).await;
                sent.map(|_| Some(parcel))
            }))
            .buffer_unordered(AT_ONCE);
            self.sign_if_due().await?;
            let mut failed = None;
            while let Some(sent) = stage.next().await {
                let Parcel { path, digest, .. } = match sent {
                    Ok(Some(parcel)) => parcel,
                    Ok(None) => continue,
                    // Open requests may still finish; no new ones are started.
                    Err(failure) => {
                        is_failing.set(true);
                        failed.get_or_insert(failure);
                        continue;
                    }
                };
                self.record.files.insert(path.clone(), Some(digest.clone()));
                self.sent += 1;
                (self.run.done)(PublishStep::Sent(path, self.sent, self.plan.send.len()));
                self.sign_if_due().await?;
            }
            if let Some(failure) = failed {
                return Err(failure);
            }
        }
        for path in self.plan.remove.clone() {
            self.sign_if_due().await?;
            self.place.remove(&path).await?;
            self.record.files.remove(&path);
            (self.run.done)(PublishStep::Removed(&path));
        }
        self.sign(false).await
    }

    async fn sign_if_due(&mut self) -> Result<(), Failure> {
        match self.signed {
            Some(signed) if (self.run.now)() - signed < SIGN => Ok(()),
            _ => self.sign(true).await,
        }
    }

    /// Writes the record: this run continues or has ended.
    async fn sign(&mut self, goes_on: bool) -> Result<(), Failure> {
        let now = (self.run.now)();
        self.record.claim(goes_on.then_some(self.run.name), now);
        self.version = Some(self.record.write(self.place, self.version.as_ref()).await?);
        self.signed = goes_on.then_some(now);
        Ok(())
    }
}

/// A feed that differs from the tree's and changed later: somebody else built it, or the tree was
/// lost and started over.
async fn newer(
    place: &impl RemotePlace,
    parcels: &[Parcel],
) -> Result<Option<String>, PublishProblem> {
    let there = place.get(INDEX).await.map_err(|failure| PublishProblem::Failed(failure, 0, 0))?;
    let there = there.map(|(bytes, _)| read_index(&bytes)).unwrap_or_default();
    let own = parcels.iter().find(|parcel| parcel.path == INDEX);
    let own = own.map(|index| read_index(&index.content.bytes)).unwrap_or_default();
    let is_newer = |(path, feed): &(&String, &IndexedFeed)| {
        // All are written in the same form, and in UTC.
        let own = own.get(*path);
        own.is_some_and(|own| own.sha256 != feed.sha256 && own.last_modified < feed.last_modified)
    };
    Ok(there.iter().find(is_newer).map(|(path, _)| path.clone()))
}

/// The files that this program did not write.
async fn foreign<'p>(
    place: &impl RemotePlace,
    paths: impl Iterator<Item = &'p str>,
) -> Result<Vec<String>, PublishProblem> {
    let looked = iter(paths.map(|path| async move {
        let found =
            place.get(path).await.map_err(|failure| PublishProblem::Failed(failure, 0, 0))?;
        let end = usize::try_from(layout::BEGINNING).unwrap_or(usize::MAX);
        let is_foreign = found
            .is_some_and(|(bytes, _)| !layout::is_ours(path, bytes.get(..end).unwrap_or(&bytes)));
        Ok::<_, PublishProblem>(is_foreign.then(|| path.to_owned()))
    }));
    let mut looked = looked.buffered(AT_ONCE);
    let mut foreign = Vec::new();
    while let Some(path) = looked.next().await {
        foreign.extend(path?);
    }
    Ok(foreign)
}
