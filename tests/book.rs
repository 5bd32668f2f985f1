//! The manual in `docs/` holds together: links resolve, and the book lists its chapters.

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
