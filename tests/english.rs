//! The English of the repository: phrases that a technical writer would not use occur in no message, help text,
//! comment or document.

use crate::support::{blessing, root};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Each stilted phrase, and what to write instead.
const PHRASES: [(&str, &str); 31] = [
    ("is no key of", "unknown key … in"),
    ("is no group", "is not a group"),
    ("is no date", "is not a date"),
    ("is no day", "is not a day"),
    ("is no file", "is not a file"),
    ("has no value", "is empty"),
    ("if nothing is said", "the default is …"),
    ("is told", "is reported"),
    ("are told", "are reported"),
    ("is said", "is shown"),
    ("are said", "are shown"),
    ("tells of", "describes"),
    ("mend", "fix"),
    ("mended", "fixed"),
    ("parted by", "separated by"),
    ("of one's own", "personal"),
    ("of everybody's own", "personal"),
    ("words of a command line", "arguments"),
    ("words of the command line", "arguments"),
    ("from nought", "from zero"),
    ("in peace", "without an error"),
    ("only when something is wrong", "prints only problems"),
    ("left as it is", "not changed"),
    ("a right to write", "write access"),
    ("as the source has it", "as in the source"),
    ("whose file is faulty", "if a file has errors"),
    ("by custom", "usually"),
    ("goes on from there", "continues"),
    ("hang on it", "depend on it"),
    ("with what to write", "and says what to write"),
    ("is said to be", "is reported to be"),
];

/// How often the phrases still occur in places that were not edited yet: `path count`, a line each.
const EXCEPTIONS: &str = "tests/english/exceptions.txt";

/// The files that are read, relative to the repository: sources and documents.
const READ: [&str; 8] = [
    "src",
    "docs",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "DESIGN.md",
    "tests/README.md",
    "recipes",
];

#[test]
fn stilted_phrases_occur_nowhere() {
    let allowed = exceptions();
    let mut found: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut files = Vec::new();
    READ.iter().for_each(|path| collect(&root().join(path), &mut files));
    for (path, text) in files {
        for (line, phrase, better) in phrases(&text) {
            // The longest path that the file lies below.
            let place = allowed.keys().filter(|place| path.starts_with(place.as_str()));
            let place = place.max_by_key(|place| place.len()).map_or("", String::as_str);
            found.entry(place).or_default().push(format!("{path}:{line}: `{phrase}`: {better}"));
        }
    }
    let elsewhere = found.get("").map_or(&[][..], Vec::as_slice);
    assert!(elsewhere.is_empty(), "write instead:\n{}", elsewhere.join("\n"));
    let count = |place: &str| found.get(place).map_or(0, Vec::len);
    for (place, most) in &allowed {
        let now = count(place);
        assert!(
            now <= *most,
            "{place}: {now} stilted phrases, at most {most} are left over:\n{}",
            found[place.as_str()].join("\n")
        );
    }
    if blessing() {
        let left = allowed.keys().map(|place| (place, count(place))).filter(|(_, now)| *now > 0);
        let lines: String = left.map(|(place, now)| format!("{place} {now}\n")).collect();
        fs::write(root().join(EXCEPTIONS), lines).unwrap();
    }
}

#[test]
fn a_phrase_is_found_across_lines_and_marks() {
    let found: Vec<_> =
        phrases("/// `x` Is no\n//! key of `y`, \\\n  parted\n  // by commas").collect();
    assert_eq!(found, [(1, "is no key of", "unknown key … in"), (3, "parted by", "separated by")]);
    assert_eq!(phrases("a mender; is no keyboard of").count(), 0);
}

fn exceptions() -> BTreeMap<String, usize> {
    let text = fs::read_to_string(root().join(EXCEPTIONS)).unwrap();
    let line = |line: &str| {
        let (place, count) = line.rsplit_once(' ').unwrap();
        (place.to_owned(), count.parse().unwrap())
    };
    text.lines().map(line).collect()
}

/// The phrases in a text, in the order of [`PHRASES`]: the line each begins on, the phrase, what to write instead.
/// Line ends, comment marks and punctuation do not matter.
fn phrases(text: &str) -> impl Iterator<Item = (usize, &'static str, &'static str)> {
    let mut words: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        for word in line.split_whitespace() {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
            if !word.is_empty() {
                words.push((number, word));
            }
        }
    }
    PHRASES.iter().flat_map(move |(phrase, better)| {
        let parts: Vec<&str> = phrase.split(' ').collect();
        let runs = words.windows(parts.len());
        let same = runs.filter(|run| run.iter().map(|(_, word)| word).eq(parts.iter()));
        same.map(|run| (run[0].0, *phrase, *better)).collect::<Vec<_>>()
    })
}

/// The sources and documents at or below a path; nothing if it does not exist.
fn collect(path: &Path, files: &mut Vec<(String, String)>) {
    if path.is_dir() {
        let mut entries: Vec<_> =
            fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        entries.sort();
        entries.iter().for_each(|entry| collect(entry, files));
    } else if path.extension().is_some_and(|end| end == "rs" || end == "md") && path.exists() {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        files.push((name, fs::read_to_string(path).unwrap()));
    }
}
