//! What is known to be missing or wrong today: lists that must be exactly what is found.

use crate::support::blessing;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A value that is not right.
pub(crate) struct Deviation {
    pub(crate) field: String,
    /// `wrong`, `silent` or `told`.
    pub(crate) how: &'static str,
    pub(crate) what: String,
}

/// The deviations of letters, a line each.
#[derive(Default, PartialEq)]
pub(crate) struct Verdict {
    missing: BTreeSet<String>,
    wrong: BTreeSet<String>,
    letter: String,
    is_told: bool,
}

impl Verdict {
    /// What follows is about this letter; whether its reader is told that something is missing.
    pub(crate) fn begin(&mut self, letter: &str, is_told: bool) {
        (self.letter, self.is_told) = (letter.to_owned(), is_told);
    }

    /// Something is not there.
    pub(crate) fn missing(&mut self, field: &str, what: impl AsRef<str>) {
        self.missing.insert(self.line(field, what.as_ref()));
    }

    /// Something is not there: told, or silent.
    pub(crate) fn absent(&mut self, field: &str, what: impl AsRef<str>) {
        let how = if self.is_told { "told" } else { "silent" };
        self.missing(field, format!("{} {how}", what.as_ref()));
    }

    /// Something is there that should not be, or is another.
    pub(crate) fn wrong(&mut self, field: &str, what: impl AsRef<str>) {
        self.wrong.insert(self.line(field, what.as_ref()));
    }

    fn line(&self, field: &str, what: &str) -> String {
        let line = format!("{} {field} {what}", self.letter);
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The deviations of a letter that has no name.
    pub(crate) fn deviations(self) -> Vec<Deviation> {
        let missing = self.missing.into_iter().map(|line| {
            let how = if line.ends_with(" told") { "told" } else { "silent" };
            (how, line)
        });
        let wrong = self.wrong.into_iter().map(|line| ("wrong", line));
        let all = missing.chain(wrong).map(|(how, line)| {
            let (field, what) = line.split_once(' ').unwrap_or((&line, ""));
            Deviation { field: field.to_owned(), how, what: what.to_owned() }
        });
        all.collect()
    }

    /// Compares the deviations with the two lists of a folder, or writes these.
    pub(crate) fn settle(self, folder: &Path) {
        let news: String =
            [(self.missing, "shortfalls.txt", MISSING), (self.wrong, "wrong-today.txt", WRONG)]
                .into_iter()
                .map(|(found, name, head)| news(&found, &folder.join(name), head))
                .collect();
        assert!(news.is_empty(), "\n{news}`BLESS=1` writes the lists; read the diff");
    }
}

const MISSING: &str =
    "# What is not read yet of these letters. A line that is read is taken out; none is added.\n";
const WRONG: &str = "# What is read wrong today of these letters. Each repair takes its lines out; none is added.\n";

/// What a list and the deviations that were found do not have in common.
fn news(found: &BTreeSet<String>, path: &Path, head: &str) -> String {
    if blessing() {
        let lines: String = found.iter().map(|line| format!("{line}\n")).collect();
        fs::write(path, format!("{head}{lines}")).unwrap();
        return String::new();
    }
    let text = fs::read_to_string(path).unwrap();
    let known: BTreeSet<String> =
        text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect();
    let new = found.difference(&known).map(|line| format!("  new:  {line}\n"));
    let gone = known.difference(found).map(|line| format!("  gone: {line}\n"));
    let lines: String = new.chain(gone).collect();
    if lines.is_empty() { lines } else { format!("{}:\n{lines}", path.display()) }
}
