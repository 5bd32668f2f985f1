//! Reading many letters at once.

use crate::cli::Stop;
use crate::cli::console::Console;
use crate::cli::contents::{read_bytes, read_letter};
use crate::letter::LetterContents;
use crate::publish::in_order;
use std::path::PathBuf;

/// Reads all letters, in the order in which they were named.
pub(super) fn read_all(paths: &[PathBuf], console: &Console) -> Vec<Result<LetterContents, Stop>> {
    let read = |path: &PathBuf| read_bytes(path).and_then(|bytes| read_letter(path, &bytes));
    in_order(paths.iter().collect(), read, |letters| {
        let letters = letters.zip(1..).map(|(letter, done)| {
            console.progress(done, paths.len(), "letters");
            letter
        });
        letters.collect()
    })
}
