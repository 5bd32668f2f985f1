//! The judge of letters: what `import` says of a letter, beside what a careful reader takes from it.

pub(crate) mod answer;
pub(crate) mod compare;
pub(crate) mod facts;
pub(crate) mod hard;
pub(crate) mod lists;
pub(crate) mod parts;
pub(crate) mod plan;
pub(crate) mod random;

use answer::Answer;
use lists::Verdict;
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// A letter and the facts expected of it.
pub(crate) struct Letter {
    pub(crate) path: PathBuf,
    pub(crate) expected: Value,
}

impl Letter {
    /// The name of its file.
    pub(crate) fn name(&self) -> String {
        self.path.file_name().unwrap().to_string_lossy().into_owned()
    }
}

/// The letters of a folder: the files with expected facts beside them, of whatever form they are.
pub(crate) fn letters(folder: &Path) -> Vec<Letter> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> =
        entries.filter(|path| !path.to_string_lossy().ends_with(".expected.json")).collect();
    paths.sort();
    let letters: Vec<Letter> = paths
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(path.with_extension("expected.json")).ok()?;
            Some(Letter { path, expected: serde_json::from_str(&text).unwrap() })
        })
        .collect();
    assert!(!letters.is_empty(), "no letters in {}", folder.display());
    letters
}

/// What one judge says of the letters of a folder.
pub(crate) fn judged(folder: &Path, judge: fn(&Letter, &Answer, &mut Verdict)) -> Verdict {
    let mut verdict = Verdict::default();
    for letter in letters(folder) {
        let answer = Answer::of(&letter.path);
        verdict.begin(&letter.name(), answer.is_told());
        match answer.crash() {
            Some(code) => verdict.wrong("all", format!("`import` ended with {code}")),
            None => judge(&letter, &answer, &mut verdict),
        }
    }
    verdict
}
