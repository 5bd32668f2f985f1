//! `THIRD-PARTY.md` names every crate in the program, who holds the rights in it and on which terms. It is written by
//! this test (`BLESS=1`), from what `cargo metadata` and the crates' own files say. Where the crates come from, on
//! which terms those are that only build or test it, and which are there twice, is checked here too.

use crate::support::{blessing, difference, root};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The platform whose program is handed on.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

/// The licences that are taken where a crate offers several, the first of them first, and a part of the name of
/// the file that holds each.
const LICENCES: [(&str, &str); 11] = [
    ("MIT", "MIT"),
    ("MIT-0", "MIT0"),
    ("ISC", "ISC"),
    ("Zlib", "ZLIB"),
    ("BSD-3-Clause", "BSD"),
    ("BSL-1.0", "BOOST"),
    ("Unicode-3.0", "UNICODE"),
    ("CC0-1.0", "CC0"),
    ("CDLA-Permissive-2.0", "CDLA"),
    ("MPL-2.0", "MPL"),
    ("Apache-2.0", "APACHE"),
];

/// Files with other names than the one of their licence.
const NAMES: [(&str, &str); 1] = [("encoding_rs BSD-3-Clause", "LICENSE-WHATWG")];

/// Crates that are there in two versions that do not fit together, and why.
const TWICE: [(&str, &str); 15] = [
    ("block-buffer", "as digest"),
    ("cpufeatures", "as sha2"),
    ("crypto-common", "as digest"),
    ("digest", "object_store has 0.10, unpdf has 0.11"),
    ("getrandom", "ring has 0.2, the tests have 0.3, zip has 0.4"),
    ("hayro-ccitt", "unpdf has 0.3, the crates below it have 0.4"),
    ("phf", "chrono-tz, which only tests have, has 0.12, scraper has 0.14"),
    ("phf_shared", "as phf"),
    ("quick-xml", "object_store has 0.41"),
    ("r-efi", "as getrandom"),
    ("sha2", "unpdf has 0.11, whose hashers are no writers any more"),
    ("syn", "it only runs while macros are compiled; not all of them have 3"),
    ("thiserror", "ical, which only tests have, has 1"),
    ("thiserror-impl", "as thiserror"),
    ("windows-sys", "ring has 0.52, and only on Windows"),
];

/// A crate.
struct Package {
    name: String,
    version: String,
    licence: String,
    authors: Vec<String>,
    folder: PathBuf,
    is_macro: bool,
}

/// What cargo says of the crates that build, test and are the program.
fn metadata() -> Value {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or("cargo".into()));
    cargo.args(["metadata", "--format-version", "1", "--locked", "--offline"]);
    let output = cargo.args(["--filter-platform", PLATFORM]).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

/// The crates in the program: what only runs while it is compiled is not among them.
fn packages() -> Vec<Package> {
    let metadata = metadata();
    let mut packages: BTreeMap<String, Package> = BTreeMap::new();
    for package in list(&metadata["packages"]) {
        let is_macro = |target: &Value| list(&target["kind"]).contains(&"proc-macro".into());
        let folder = PathBuf::from(text(&package["manifest_path"])).parent().unwrap().to_owned();
        let of = Package {
            name: text(&package["name"]),
            version: text(&package["version"]),
            licence: text(&package["license"]),
            authors: list(&package["authors"]).iter().map(text).collect(),
            folder,
            is_macro: list(&package["targets"]).iter().any(is_macro),
        };
        packages.insert(text(&package["id"]), of);
    }
    let nodes = list(&metadata["resolve"]["nodes"]);
    let needs: BTreeMap<String, Vec<String>> = nodes
        .iter()
        .map(|node| {
            let runs =
                |need: &Value| list(&need["dep_kinds"]).iter().any(|of| of["kind"].is_null());
            let needs = list(&node["deps"]).into_iter().filter(runs);
            (text(&node["id"]), needs.map(|need| text(&need["pkg"])).collect())
        })
        .collect();
    let own = text(&metadata["resolve"]["root"]);
    let (mut seen, mut open) = (BTreeSet::new(), vec![own.clone()]);
    while let Some(id) = open.pop() {
        if !packages[&id].is_macro && seen.insert(id.clone()) {
            open.extend(needs[&id].clone());
        }
    }
    seen.remove(&own);
    let mut packages: Vec<_> = seen.iter().map(|id| packages.remove(id).unwrap()).collect();
    packages.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    packages
}

/// The licences on whose terms a crate is used.
fn licences(expression: &str) -> Vec<&'static str> {
    let all = expression.split(" AND ").map(|part| {
        let part = part.trim_matches(['(', ')']).replace('/', " OR ");
        let offered: Vec<&str> = part.split(" OR ").map(str::trim).collect();
        let taken = LICENCES.iter().find(|(licence, _)| offered.contains(licence));
        taken.unwrap_or_else(|| panic!("`{expression}` is not in the table of this test")).0
    });
    all.collect()
}

/// The file of a crate that holds a licence.
fn file(package: &Package, licence: &str) -> Option<String> {
    let key = format!("{} {licence}", package.name);
    let own = NAMES.iter().find(|(of, _)| *of == key).map(|(_, file)| *file);
    let part = LICENCES.iter().find(|(other, _)| *other == licence).unwrap().1;
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["", "LICENSES"].map(|folder| package.folder.join(folder)) {
        let entries = fs::read_dir(folder).into_iter().flatten();
        files.extend(entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()));
    }
    files.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().to_uppercase();
    let is_it = |path: &&PathBuf| match own {
        Some(own) => name(path) == own,
        None => {
            let name = name(path);
            let stem = name.trim_end_matches(".MD").trim_end_matches(".TXT");
            stem.ends_with(part) || stem == format!("{part}-2.0")
        }
    };
    let sole = |path: &&PathBuf| {
        ["LICENSE", "LICENSE.MD", "LICENSE.TXT", "COPYING"].contains(&name(path).as_str())
    };
    let found = files.iter().find(is_it).or_else(|| files.iter().find(sole));
    found.map(|path| fs::read_to_string(path).unwrap())
}

/// Whether a line of a licence says who holds the rights.
fn names_holder(line: &str) -> bool {
    let line = line.trim();
    let begins = ["Copyright", "©"].iter().any(|word| line.starts_with(word));
    begins && line.contains(|c: char| c.is_ascii_digit() || "(©".contains(c)) && !line.contains('[')
}

/// The whole text of the file.
fn notices() -> String {
    let packages = packages();
    let mut text = format!(
        "# Third-party software\n\nThe program holds the standard library of Rust (MIT or Apache-2.0) and these {} \
         crates. Each of them is used on the terms of the licence that it stands under here; where its authors offer \
         several, this is one of them. `BLESS=1 cargo test notices` writes this file anew.\n",
        packages.len()
    );
    for (licence, _) in LICENCES {
        let own = packages.iter().filter(|package| licences(&package.licence).contains(&licence));
        let own: Vec<&Package> = own.collect();
        let Some(terms) = own.iter().find_map(|package| file(package, licence)) else { continue };
        text.push_str(&format!("\n## {licence}\n\n| crate | version | rights |\n|---|---|---|\n"));
        for package in own {
            let said = file(package, licence).unwrap_or_default();
            let mut holders: Vec<&str> =
                said.lines().filter(|line| names_holder(line)).map(str::trim).collect();
            holders.dedup();
            if holders.is_empty() {
                holders.extend(package.authors.iter().map(String::as_str));
            }
            if holders.is_empty() {
                holders.push("its authors");
            }
            let holders = holders.join("; ").replace('|', "\\|").replace('<', "\\<");
            text.push_str(&format!("| {} | {} | {holders} |\n", package.name, package.version));
        }
        let terms: Vec<&str> = match licence {
            "Apache-2.0" => {
                text.push_str("\nIts text is in [LICENSE-APACHE](LICENSE-APACHE).\n");
                continue;
            }
            _ => terms.lines().map(str::trim_end).filter(|line| !names_holder(line)).collect(),
        };
        text.push_str(&format!("\n```text\n{}\n```\n", terms.join("\n").trim_matches('\n')));
    }
    text
}

/// The value of a key in an entry of `Cargo.lock`.
fn locked<'a>(entry: &'a str, key: &str) -> Option<&'a str> {
    let line = entry.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
    line.strip_suffix('"')
}

#[test]
fn crates_come_from_their_registry_whole_and_once() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    let mut versions: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for entry in lock.split("[[package]]").skip(1) {
        let [name, version] = ["name", "version"].map(|key| locked(entry, key).unwrap());
        if name == "timeplan" {
            continue;
        }
        let source = locked(entry, "source").unwrap_or("a folder");
        assert!(
            source.starts_with("registry+") && source.ends_with("/crates.io-index"),
            "{name}: {source}"
        );
        assert_eq!(locked(entry, "checksum").map(str::len), Some(64), "{name}");
        // Versions fit together up to the first number that is not zero.
        let numbers = version.split(['.', '+']).take_while(|number| *number == "0").count();
        let fits = version.split(['.', '+']).take(numbers + 1).collect::<Vec<_>>().join(".");
        versions.entry(name).or_default().insert(fits);
    }
    let twice = versions.iter().filter(|(_, versions)| versions.len() > 1);
    let twice: Vec<&str> = twice.map(|(name, _)| *name).collect();
    assert_eq!(
        twice,
        TWICE.map(|(name, _)| name),
        "a crate that is there twice has a reason in this test"
    );
}

#[test]
fn what_builds_and_tests_the_program_is_on_known_terms() {
    let packages = list(&metadata()["packages"]);
    assert!(packages.len() > 200, "{}", packages.len());
    // The terms of `ical` stand in a file of it alone: the Apache License 2.0.
    let others = packages.iter().filter(|of| of["name"] != "timeplan" && of["name"] != "ical");
    for package in others {
        assert!(!licences(&text(&package["license"])).is_empty(), "{}", package["name"]);
    }
}

#[test]
fn third_party_notices_are_up_to_date() {
    let (path, text) = (root().join("THIRD-PARTY.md"), notices());
    if blessing() {
        fs::write(path, text).unwrap();
        return;
    }
    let difference = difference(&fs::read_to_string(path).unwrap_or_default(), &text);
    assert_eq!(difference, None, "run `BLESS=1 cargo test notices`");
}
