//! `timeplan serve`: the feeds of all meetings over HTTP.

use super::args::ServeArguments;
use super::console::{Console, counted};
use super::input::{self, Inputs};
use super::meetings::{Allowed, Build, write_changes};
use super::published::Output;
use super::{Exit, Stop, now};
use crate::model::MeetingId;
use crate::render::{Feeds, Ledger, MemoryTree, Pages};
use crate::serve::{Site, listen, router};
use chrono::{DateTime, Utc};
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};

pub(super) fn run(arguments: &ServeArguments, console: &Console) -> Result<Exit, Stop> {
    let now = now()?;
    // A port that is taken is told before a long build.
    let failed = |error: io::Error| {
        let message = format!("{}: nothing can be served here: {error}", arguments.listen);
        Stop(Exit::Machine, message)
    };
    let listener = TcpListener::bind(arguments.listen).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let inputs = input::find(&arguments.inputs, console)?;
    let (files, ledger) = tree(&inputs, now, console)?;
    let (meetings, events) = ledger.counts();
    let site = Site::new(files, &inputs.settings, None, now);
    drop(ledger);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(failed)?.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener).map_err(failed)?;
        let mut terminated = signal(SignalKind::terminate()).map_err(failed)?;
        let mut interrupted = signal(SignalKind::interrupt()).map_err(failed)?;
        console.notice(&format!(
            "listening on http://{address}/ with {} of {}",
            counted(events, "event", "events"),
            counted(meetings, "meeting", "meetings"),
        ));
        let end = async {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = interrupted.recv() => {}
            }
        };
        listen(listener, router(Arc::new(site)), end).await;
        Ok(Exit::Done)
    })
}

/// All meetings as a tree in memory, and the feeds that are in it. A faulty meeting is reported and
/// left out.
fn tree(
    inputs: &Inputs,
    now: DateTime<Utc>,
    console: &Console,
) -> Result<(BTreeMap<String, Vec<u8>>, Ledger), Stop> {
    let settings = &inputs.settings;
    let mut tree = MemoryTree::default();
    let last = Ledger::default();
    let fresh: BTreeSet<MeetingId> = inputs.files.keys().cloned().collect();
    let languages = settings.languages.iter();
    let mut build = Build {
        allowed: Allowed::default(),
        console,
        settings,
        inputs,
        now,
        clock: None,
        feeds: languages.map(|language| Feeds::new(settings, *language, &last, &fresh)).collect(),
        pages: (0..settings.languages.len())
            .map(|at| Pages::new(settings, at, &last, &fresh))
            .collect(),
        changes: Vec::new(),
        expiries: BTreeMap::new(),
        exit: Exit::Done,
    };
    for id in &fresh {
        build.meeting(id, &mut tree)?;
    }
    let Build { feeds, pages, changes, .. } = build;
    let mut ledger = Ledger::default();
    for feeds in feeds {
        ledger.extend(feeds.finish_all(&mut tree).map_err(|error| tree.failed(&error))?);
    }
    if ledger.entries.is_empty() {
        return Err(Stop(Exit::Faulty, "there is no feed to serve".to_owned()));
    }
    let lists = write_changes(&changes, settings, &ledger, now, &mut tree)?;
    for (pages, list) in pages.into_iter().zip(&lists) {
        let done = pages.finish_all(&mut ledger, list, &mut tree);
        done.map_err(|error| tree.failed(&error))?;
    }
    let first = settings.languages.first().map_or("", |language| language.code());
    ledger.write_index(&mut tree, first).map_err(|error| tree.failed(&error))?;
    Ok((tree.files, ledger))
}

impl Output for MemoryTree {
    fn shown(&self, path: &str) -> String {
        path.to_owned()
    }

    fn failed(&self, error: &io::Error) -> Stop {
        Stop(Exit::Machine, format!("the feeds cannot be made: {error}"))
    }

    /// Nothing but this program writes to its memory.
    fn set_aside(&mut self, _path: &str, _why: String) {}
}
