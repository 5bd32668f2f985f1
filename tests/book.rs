//! The manual in `docs/` holds together: links resolve, the book lists its chapters, every message has
//! its entry, every dependency its reason, and sentences are short.

use crate::support::root;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

/// Every text for people that links to others, by its path in the repository.
fn texts() -> BTreeMap<PathBuf, String> {
    let mut paths: Vec<PathBuf> =
        ["recipes/README.md", "tests/README.md", "src/lint/RULES.md"].map(PathBuf::from).into();
    for folder in ["", "docs"] {
        for file in fs::read_dir(root().join(folder)).unwrap() {
            let path = Path::new(folder).join(file.unwrap().file_name());
            if path.extension().is_some_and(|extension| extension == "md") {
                paths.push(path);
            }
        }
    }
    paths
        .into_iter()
        .map(|path| (path.clone(), fs::read_to_string(root().join(path)).unwrap()))
        .collect()
}

/// Lines outside of blocks of code.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    text.lines().filter(move |line| {
        let fence = line.starts_with("```");
        inside ^= fence;
        !inside && !fence
    })
}

/// The anchors of the headings, as forges and mdbook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    prose(text)
        .filter(|line| line.starts_with('#'))
        .map(|line| {
            let title = line.trim_start_matches('#').trim().to_lowercase();
            let kept = title.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
            kept.map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

/// The targets of all links and pictures of a text.
fn targets(text: &str) -> Vec<&str> {
    prose(text)
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
        .collect()
}

/// A path without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

#[test]
fn every_link_leads_somewhere() {
    let texts = texts();
    let mut lost = Vec::new();
    for (path, text) in &texts {
        for target in targets(text).into_iter().filter(|target| !target.contains("://")) {
            let (file, anchor) = target.split_once('#').unwrap_or((target, ""));
            let place = match file {
                "" => path.clone(),
                _ => plain(&path.parent().unwrap().join(file)),
            };
            let found = root().join(&place).exists()
                && (anchor.is_empty()
                    || texts.get(&place).is_some_and(|text| anchors(text).contains(anchor)));
            if !found {
                lost.push(format!("{}: {target}", path.display()));
            }
        }
    }
    assert_eq!(lost, [""; 0]);
}

#[test]
fn the_book_lists_each_chapter() {
    let texts = texts();
    let summary = &texts[Path::new("docs/SUMMARY.md")];
    let listed: BTreeSet<PathBuf> =
        targets(summary).into_iter().map(|target| Path::new("docs").join(target)).collect();
    let chapters: BTreeSet<PathBuf> = texts
        .into_keys()
        .filter(|path| path.starts_with("docs") && !path.ends_with("SUMMARY.md"))
        .collect();
    assert_eq!(listed, chapters);
}

/// Texts that a person wrote for readers: no table of licences or rules, and nothing about the tests.
fn written() -> BTreeMap<PathBuf, String> {
    let mut texts = texts();
    texts.retain(|path, _| {
        !["THIRD-PARTY.md", "tests/README.md", "src/lint/RULES.md"]
            .iter()
            .any(|other| path.ends_with(other))
    });
    texts
}

/// A line without its links, and with `x` for each stretch of code.
fn without_code(line: &str) -> String {
    let mut plain: String = line
        .split('`')
        .enumerate()
        .map(|(number, part)| if number % 2 == 0 { part } else { "x" })
        .collect();
    while let Some((start, end)) =
        plain.find("](").and_then(|start| Some((start, start + plain[start..].find(')')? + 1)))
    {
        plain.replace_range(start..end, "");
    }
    plain
}

/// The sentences of a text. A cell of a table, an item of a list and a heading end one.
fn sentences(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in prose(text) {
        let line = without_code(line);
        let line = line.trim();
        let begins =
            line.is_empty() || line.starts_with(['#', '|', '>', '<']) || line.starts_with("- ");
        if begins || line.split_once(". ").is_some_and(|(number, _)| number.parse::<u8>().is_ok()) {
            paragraphs.push(String::new());
        }
        for (number, cell) in line.split('|').enumerate() {
            if number > 0 {
                paragraphs.push(String::new());
            }
            let last = paragraphs.last_mut().unwrap();
            *last += " ";
            *last += cell;
        }
    }
    paragraphs.iter().flat_map(|paragraph| cut(paragraph)).collect()
}

/// The sentences of a paragraph; a colon ends one too.
fn cut(paragraph: &str) -> Vec<String> {
    let plain = paragraph.replace(['*', '_', '“', '”'], "");
    let mut sentences = vec![String::new()];
    for word in plain.split_inclusive([' ', ')']) {
        sentences.last_mut().unwrap().push_str(word);
        if word.trim_end().trim_end_matches(')').ends_with(['.', '!', '?', ':']) {
            sentences.push(String::new());
        }
    }
    sentences
}

#[test]
fn no_sentence_has_more_than_thirty_words() {
    let mut long = Vec::new();
    for (path, text) in written() {
        for sentence in sentences(&text) {
            let words =
                sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            let count = words.count();
            if count > 30 {
                long.push(format!("{}: {count} words: {}", path.display(), sentence.trim()));
            }
        }
    }
    assert!(long.is_empty(), "{}", long.join("\n"));
}

/// The source files of what reports findings on meeting files and letters, without their tests.
fn reporting() -> Vec<String> {
    let sources = crate::support::tree(&root().join("src"));
    let sources =
        sources.into_iter().filter(|(path, _)| path.ends_with(".rs") && !path.starts_with("lint/"));
    sources
        .map(|(_, bytes)| {
            let text = String::from_utf8(bytes).unwrap();
            text.split("\n#[cfg(test)]\nmod tests {").next().unwrap().to_owned()
        })
        .collect()
}

/// The names of all checks whose doubts a comment can allow.
fn checks() -> BTreeSet<String> {
    // Words with hyphens beside such names, in files that choose a name by what they find.
    const WORDS: [&str; 3] = ["e-meeting", "on-line", "pre-meeting"];
    let literal = |rest: &str| {
        let (name, _) = rest.trim_start().strip_prefix('"')?.split_once('"')?;
        Some(name.to_owned())
    };
    let mut checks = BTreeSet::from(["same-meeting".to_owned()]);
    for text in reporting() {
        let mut chosen = false;
        let text = text.replace("doubt_at(", "doubt(");
        for rest in text.split("doubt(").skip(1) {
            match literal(rest) {
                Some(name) => {
                    checks.insert(name);
                }
                None => {
                    chosen |= rest.trim_start().starts_with("check,")
                        || rest.trim_start().starts_with("name,")
                }
            }
        }
        if chosen {
            let words = text.split('"').skip(1).step_by(2).filter(|word| {
                word.contains('-')
                    && word.split('-').all(|part| {
                        !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase())
                    })
            });
            checks.extend(words.filter(|word| !WORDS.contains(word)).map(str::to_owned));
        }
    }
    checks
}

/// The first cells of the tables below headings that begin with one of these.
fn entries(headings: &[&str]) -> Vec<String> {
    let text = fs::read_to_string(root().join("docs/messages.md")).unwrap();
    let mut within = false;
    let mut entries = Vec::new();
    for line in text.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            within = headings.iter().any(|heading| title.starts_with(heading));
        }
        let is_row = line.starts_with("| ")
            && !["name", "message"].iter().any(|head| line.starts_with(&format!("| {head} ")));
        if within && is_row {
            entries.push(line.trim_start_matches("| ").split(" | ").next().unwrap().to_owned());
        }
    }
    entries
}

#[test]
fn every_named_check_has_its_entry() {
    let listed: BTreeSet<String> = entries(&["Doubts"])
        .iter()
        .flat_map(|cell| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>())
        .collect();
    assert_eq!(listed, checks());
}

/// Whether a message is one of an entry, in which code and `…` stand for anything.
fn is_of(entry: &str, message: &str) -> bool {
    let open = |text: &str| {
        text.split('`')
            .enumerate()
            .map(|(at, part)| if at % 2 == 0 { part } else { "…" })
            .collect::<String>()
    };
    let (entry, message) = (open(entry), open(message));
    let parts: Vec<&str> = entry.split('…').collect();
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return false };
    let Some(mut rest) = message.strip_prefix(first) else { return false };
    if parts.len() == 1 {
        return rest.is_empty();
    }
    for part in &parts[1..parts.len() - 1] {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

#[test]
fn every_fault_of_the_cases_has_its_entry() {
    let entries = entries(&["Faults"]);
    let mut lacking = BTreeSet::new();
    let mut used = BTreeSet::new();
    for case in crate::support::cases("faults") {
        let expected = fs::read_to_string(case.join("expected.txt")).unwrap();
        for message in expected.lines().filter_map(|line| line.strip_prefix("fault: ")) {
            match entries.iter().find(|entry| is_of(entry, message)) {
                Some(entry) => used.insert(entry.clone()),
                None => lacking.insert(message.to_owned()),
            };
        }
    }
    let lacking: Vec<_> = lacking.into_iter().collect();
    assert!(lacking.is_empty(), "without an entry:\n{}", lacking.join("\n"));
    let idle: Vec<_> = entries.iter().filter(|entry| !used.contains(*entry)).cloned().collect();
    assert!(idle.is_empty(), "without a case:\n{}", idle.join("\n"));
}

#[test]
fn every_dependency_has_a_reason() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let design = fs::read_to_string(root().join("DESIGN.md")).unwrap();
    let reasons = design.split_once("## Crates").unwrap().1;
    let mut within = false;
    let mut lacking = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            within = line.ends_with("dependencies]");
        } else if within
            && let Some((name, _)) = line.split_once(" = ")
            && !reasons.contains(&format!("`{name}`"))
        {
            lacking.push(name);
        }
    }
    assert_eq!(lacking, [""; 0]);
}
