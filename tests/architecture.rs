//! The import table of the source folders, and the ban on touching the outside world beyond `cli`.

use crate::support::{root, tree};

/// Folder of `src/`, and the folders that it may import.
const TABLE: [(&str, &[&str]); 14] = [
    ("finding", &[]),
    ("text", &[]),
    ("zone", &["text"]),
    ("model", &["finding", "zone"]),
    ("words", &["model"]),
    ("source", &["finding", "model", "zone"]),
    ("letter", &["finding", "model", "source", "text", "zone"]),
    ("expand", &["finding", "model", "words"]),
    ("ical", &["zone"]),
    ("lint", &["finding", "ical", "zone"]),
    ("revise", &["finding", "model", "words", "expand", "ical"]),
    ("render", &["finding", "model", "words", "source", "letter", "expand", "ical", "revise"]),
    ("serve", &["finding", "model", "words", "ical", "revise", "render"]),
    (
        "cli",
        &[
            "finding", "model", "words", "source", "letter", "expand", "ical", "lint", "revise",
            "render", "serve",
        ],
    ),
];

/// What only the shell may name.
const OUTSIDE: [&str; 10] = [
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "SystemTime",
    "Instant::now",
    "Utc::now",
    "Local::now",
    "std::thread",
    "stdout(",
];

/// The longest file before its tests, in lines.
const LONGEST: usize = 400;

/// Path below `src/` and code without the tests at its end, for each source file.
fn sources() -> Vec<(String, String)> {
    let files = tree(&root().join("src"));
    let rust = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, bytes)| {
        let text = String::from_utf8(bytes).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
        (path, code)
    })
    .collect()
}

fn folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(folder, _)| folder)
}

/// The crate's folders that code names: `crate::model::…`, also in lists `crate::{model, …}`.
fn imports(code: &str) -> Vec<&str> {
    let code_lines = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut found = Vec::new();
    for line in code_lines {
        for after in line.split("crate::").skip(1) {
            match after.strip_prefix('{') {
                Some(list) => found
                    .extend(list.split([',', '{', '}', ':', ' ']).filter(|name| !name.is_empty())),
                None => {
                    found.extend(after.split(|c: char| !c.is_alphanumeric() && c != '_').next())
                }
            }
        }
    }
    found.retain(|name| TABLE.iter().any(|(folder, _)| folder == name));
    found
}

#[test]
fn every_folder_imports_only_what_it_may() {
    let mut wrong = Vec::new();
    for (path, code) in sources() {
        let Some(own) = folder(&path) else { continue };
        let Some((_, allowed)) = TABLE.iter().find(|(folder, _)| *folder == own) else {
            wrong.push(format!("{path}: the folder is not in the table"));
            continue;
        };
        for import in imports(&code) {
            if import != own && !allowed.contains(&import) {
                wrong.push(format!("{path} imports {import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_shell_touches_the_outside_world() {
    let mut wrong = Vec::new();
    for (path, code) in sources().iter().filter(|(path, _)| folder(path) != Some("cli")) {
        let code = code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect::<Vec<_>>()
            .join("\n");
        for outside in OUTSIDE {
            if code.contains(outside) && path != "main.rs" {
                wrong.push(format!("{path} names {outside}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_is_one_idea() {
    for (path, code) in sources() {
        let lines = code.lines().count();
        assert!(lines <= LONGEST, "src/{path} has {lines} lines before its tests");
    }
}

#[test]
fn the_checks_of_this_file_can_fail() {
    assert_eq!(
        imports("use crate::model::Days;\n// crate::cli\nuse crate::{ical, render::Feeds};"),
        ["model", "ical", "render"]
    );
    assert!(sources().iter().any(|(path, _)| path == "cli/disk/mod.rs"));
}
