//! Watches the input files: when one changes, everything is rebuilt.
//!
//! The files are checked every few seconds, which works on every file system, and at once if the
//! system reports a change.

use super::maker::Maker;
use crate::cli::console::Console;
use crate::cli::input::{self, InputFiles};
use crate::cli::reason::reason;
use crate::cli::{Exit, Stop, now};
use crate::serve::{BuildMessages, Served};
use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecommendedWatcher, RecursiveMode, Watcher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

/// How often files are checked.
const LOOK: Duration = Duration::from_secs(5);

/// How long files must be unchanged before they are read: somebody may still be writing.
const CALM: Duration = Duration::from_millis(100);

/// The longest wait for files that keep changing.
const PATIENCE: Duration = Duration::from_secs(5);

/// How often everything is rebuilt even if no file changed: cancelled events expire, and an output
/// folder or a disk that failed may work again.
const ANEW: Duration = Duration::from_secs(15 * 60);

/// Why files are checked early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wake {
    /// The system reports a change.
    Changed,
    /// SIGHUP: everything is read again.
    Asked,
}

/// Keeps the served tree up to date, forever. `last` are the files that it was made from, if that
/// succeeded.
pub(super) fn follow(
    mut maker: Maker,
    (mut last, is_made): (InputFiles, bool),
    (tell, wakes): (Sender<Wake>, &Receiver<Wake>),
    served: &Served,
    console: &Console,
) {
    let _watcher = watcher(&maker.inputs, tell, console);
    let (mut tried, mut has_failed) = (Instant::now(), !is_made);
    let mut published = maker.published();
    loop {
        let is_asked = wait(wakes);
        if is_asked {
            console.notice("SIGHUP: reading all inputs again");
        }
        let listing = settled(&maker.inputs, console);
        let is_same = listing.files == last.files
            && listing.unusable == last.unusable
            && maker.published() == published;
        if is_same && !is_asked && !has_failed && tried.elapsed() < ANEW {
            continue;
        }
        (last, tried) = (listing, Instant::now());
        // After any error in a build, the watcher continues.
        let made = catch_unwind(AssertUnwindSafe(|| make(&mut maker, &last, served, console)));
        let ended = made.unwrap_or_else(|_| {
            let text =
                "the build failed because of a bug in this program; the served files stay the \
                 same\n";
            let told = BuildMessages { text: text.to_owned(), is_faulty: true };
            served.stay(told, now().unwrap_or_default());
            Ok(true)
        });
        if is_asked && ended == Ok(false) {
            console.notice("nothing has changed");
        }
        // A full disk, another running build or a changed clock does not change any file.
        has_failed = matches!(ended, Err(Exit::Machine | Exit::Refused));
        published = maker.published();
    }
}

/// The source of change events, if the system supports them.
fn watcher(
    inputs: &[PathBuf],
    tell: Sender<Wake>,
    console: &Console,
) -> Option<RecommendedWatcher> {
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading files is not a change, and this program reads them.
        let is_change = event.is_ok_and(|event| match event.kind {
            EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
            EventKind::Access(_) => false,
            _ => true,
        });
        if is_change {
            let _ = tell.send(Wake::Changed);
        }
    });
    let watched = watcher.and_then(|mut watcher| {
        for input in inputs {
            // Editors replace a file with a new one, so folders are watched.
            let folder = input::folder_of(input);
            watcher.watch(folder, RecursiveMode::NonRecursive)?;
        }
        Ok(watcher)
    });
    if let Err(error) = &watched {
        let reason = match &error.kind {
            notify::ErrorKind::Io(error) => reason(error),
            _ => "the system reports no more changes".to_owned(),
        };
        console.detail(&format!("files are only checked every few seconds: {reason}"));
    }
    watched.ok()
}

/// Waits for a change, or until the next check is due. Returns whether there was a SIGHUP.
fn wait(wakes: &Receiver<Wake>) -> bool {
    let first = wakes.recv_timeout(LOOK);
    first.into_iter().chain(wakes.try_iter()).filter(|wake| *wake == Wake::Asked).count() > 0
}

/// The input files, once they have not changed for a while.
fn settled(inputs: &[PathBuf], console: &Console) -> InputFiles {
    let begin = Instant::now();
    let mut listing = input::list(inputs, &console.keeping());
    while !listing.is_settled() && begin.elapsed() < PATIENCE {
        thread::sleep(CALM);
        listing = input::list(inputs, &console.keeping());
    }
    listing
}

/// Rebuilds everything and serves the result, or returns why that failed, and whether the reason is
/// new.
fn make(
    maker: &mut Maker,
    listing: &InputFiles,
    served: &Served,
    console: &Console,
) -> Result<bool, Exit> {
    let keeping = console.keeping();
    let before = served.site();
    let made = now().and_then(|now| maker.make(listing, Some(&before), now, &keeping));
    let exit = match &made {
        Ok(Some(made)) => made.exit,
        Ok(None) => {
            let is_news = served.confirm(now().unwrap_or_default());
            if is_news {
                console.notice("all meetings can be built again and are served");
            }
            return Ok(is_news);
        }
        Err(stop) => {
            keeping.problem(&stays(stop));
            stop.0
        }
    };
    drop(before);
    // A repeated message is printed once.
    let is_news = keeping.kept() != served.told();
    let (told, now) = (kept(&keeping, exit), now().unwrap_or_default());
    let text = told.text.clone();
    let is_taken = match made {
        Ok(Some(made)) => {
            served.take(made.site, told, now);
            true
        }
        _ => {
            served.stay(told, now);
            false
        }
    };
    if is_news {
        say(&text, console);
    }
    if is_taken {
        let held = served.site().counts().events_of_meetings();
        console.notice(&format!("serving {held} now"));
    }
    if is_taken { Ok(true) } else { Err(exit) }
}

/// Why nothing newer can be served.
pub(super) fn stays(Stop(_, message): &Stop) -> String {
    format!("{message}; the served files stay the same")
}

/// Prints what was collected.
pub(super) fn say(text: &str, console: &Console) {
    if !text.is_empty() {
        console.problem(text.trim_end());
    }
}

/// What was collected, for `/status`.
pub(super) fn kept(keeping: &Console, exit: Exit) -> BuildMessages {
    BuildMessages { text: keeping.kept(), is_faulty: exit != Exit::Done }
}
