//! Reading many letters at once.

use crate::cli::console::Console;
use crate::cli::input::{read_bytes, read_letter};
use crate::finding::counted;
use crate::letter::Letter;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Reads all letters, in the order in which they were named, on as many threads as there are cores.
pub(super) fn read_all(paths: &[PathBuf], console: &Console) -> Vec<Result<Letter, String>> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(paths.len());
    let next = AtomicUsize::new(0);
    let done = Mutex::new(0);
    let work = || {
        let mut read = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(path) = paths.get(at) else { break };
            read.push((at, read_bytes(path).and_then(|bytes| read_letter(path, &bytes))));
            // Who is done last says it last.
            let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
            *done += 1;
            console.progress(*done, paths.len(), "letters");
        }
        read
    };
    let mut all: Vec<(usize, Result<Letter, String>)> = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let threads: Vec<_> = (0..cores).filter_map(spawn).collect();
        // Where the system gives no thread, this one does the work.
        let own = if threads.is_empty() { work() } else { Vec::new() };
        let others = threads.into_iter().flat_map(|thread| thread.join().unwrap_or_default());
        own.into_iter().chain(others).collect()
    });
    all.sort_by_key(|(at, _)| *at);
    let missing =
        || Err(format!("could not be read; {} in all", counted(paths.len(), "letter", "letters")));
    let mut read: Vec<Result<Letter, String>> = paths.iter().map(|_| missing()).collect();
    for (at, result) in all {
        if let Some(place) = read.get_mut(at) {
            *place = result;
        }
    }
    read
}
