//! The import table of the source folders, the ban on touching the outside world beyond `cli`, and on
//! files that import each other. The sources are parsed, so it does not matter how a path is written.

mod names;
mod sources;

use crate::support::{root, tree};
use sources::{Named, Sources};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Folder of `src/`, and the folders that it may import.
const TABLE: [(&str, &[&str]); 16] = [
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
    (
        "publish",
        &["finding", "model", "words", "source", "letter", "expand", "ical", "revise", "render"],
    ),
    (
        "serve",
        &[
            "finding", "model", "words", "source", "letter", "expand", "ical", "revise", "render",
            "publish",
        ],
    ),
    (
        "remote",
        &[
            "finding", "model", "words", "source", "letter", "expand", "ical", "revise", "render",
            "publish",
        ],
    ),
    (
        "cli",
        &[
            "finding", "model", "words", "source", "letter", "expand", "ical", "lint", "revise",
            "render", "publish", "serve", "remote",
        ],
    ),
];

/// What only the shell may name: files, environment, network, processes, threads, clocks and standard
/// streams.
const OUTSIDE: [&str; 34] = [
    "std::env",
    "std::fs",
    "std::io::stderr",
    "std::io::stdin",
    "std::io::stdout",
    "std::net",
    "std::os",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "chrono::Local",
    "chrono::Utc::now",
    "std::eprint!",
    "std::eprintln!",
    "hyper_util::client",
    "jiff::Timestamp::now",
    "jiff::Zoned::now",
    "jiff::tz::TimeZone::system",
    "notify",
    "object_store",
    "std::print!",
    "std::println!",
    "reqwest",
    "rustix",
    "terminal_size",
    "tokio::fs",
    "tokio::io::stderr",
    "tokio::io::stdin",
    "tokio::io::stdout",
    "tokio::net",
    "tokio::process",
    "tokio::signal",
    "tokio::time",
];

/// The outer ends of `remote` and `serve`: connections, and how long they are waited for. And the cores of
/// the machine, on which meetings are laid out: they change no result.
const OUTER: [(&str, &[&str]); 5] = [
    ("publish/cores.rs", &["std::thread"]),
    ("remote/http.rs", &["hyper_util::client", "object_store", "tokio::time"]),
    ("remote/store.rs", &["object_store"]),
    ("serve/listen.rs", &["tokio::net", "tokio::time"]),
    ("serve/patient.rs", &["tokio::time"]),
];

/// What depends on the system stands in one module.
const OF_A_SYSTEM: [&str; 4] =
    ["std::os", "rustix", "tokio::signal::unix", "tokio::signal::windows"];

/// The module that may name it.
const SYSTEM: &str = "cli/system/";

/// The longest file before its tests, in lines.
const LONGEST: usize = 400;

/// Path below `src/` and text of each source file.
static TEXTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let files = tree(&root().join("src"));
    let rust = files.into_iter().filter(|(path, _)| path.ends_with(".rs"));
    rust.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
});

static SOURCES: LazyLock<Sources> = LazyLock::new(|| {
    Sources::parse(TEXTS.iter().map(|(path, text)| (path.as_str(), text.as_str())))
});

fn folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(folder, _)| folder)
}

/// What a file imports that it may not.
fn not_in_the_table(sources: &Sources, path: &str) -> Vec<String> {
    let Some(own) = folder(path) else { return Vec::new() };
    let Some((_, allowed)) = TABLE.iter().find(|(folder, _)| *folder == own) else {
        return vec![format!("{path}: the folder is not in the table")];
    };
    let folders = sources.named(path).into_iter().filter_map(|named| match named {
        Named::Own(names) => names.into_iter().next(),
        Named::Other(_) => None,
    });
    let folders: BTreeSet<String> = folders.collect();
    let may = |name: &str| name == own || allowed.contains(&name);
    let wrong =
        folders.iter().filter(|name| TABLE.iter().any(|(folder, _)| folder == name) && !may(name));
    wrong.map(|name| format!("{path} imports {name}")).collect()
}

/// What a file names of the outside world.
fn outside(sources: &Sources, path: &str) -> Vec<String> {
    if folder(path) == Some("cli") || path == "main.rs" {
        return Vec::new();
    }
    let its_own = OUTER.iter().find(|(outer, _)| *outer == path).map_or(&[][..], |(_, own)| own);
    let begins = |names: &str, with: &str| {
        names.strip_prefix(with).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
    };
    let named = sources.named(path).into_iter().filter_map(|named| match named {
        Named::Other(names) => Some(names.join("::")),
        Named::Own(_) => None,
    });
    let named = named.filter(|name| {
        OUTSIDE.iter().any(|outside| begins(name, outside))
            && !its_own.iter().any(|own| begins(name, own))
    });
    named.map(|name| format!("{path} names {name}")).collect()
}

#[test]
fn every_folder_imports_only_what_it_may() {
    let wrong =
        TEXTS.iter().flat_map(|(path, _)| not_in_the_table(&SOURCES, path)).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn only_the_shell_touches_the_outside_world() {
    let wrong = TEXTS.iter().flat_map(|(path, _)| outside(&SOURCES, path)).collect::<Vec<_>>();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_depends_on_the_system_stands_in_one_module() {
    let wrong =
        TEXTS.iter().filter(|(path, _)| !path.starts_with(SYSTEM)).flat_map(|(path, text)| {
            let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            let asks = ["cfg(unix", "cfg(windows", "cfg!(", "target_os"];
            let asked = asks.into_iter().filter(|ask| code.contains(ask)).map(str::to_owned);
            let named = SOURCES.named(path).into_iter().filter_map(|named| match named {
                Named::Other(names) => Some(names.join("::")),
                Named::Own(_) => None,
            });
            let named = named.filter(|name| OF_A_SYSTEM.iter().any(|own| name.starts_with(own)));
            named.chain(asked).map(move |name| format!("{path} names {name}"))
        });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_import_each_other() {
    let circles: Vec<String> = SOURCES.circles().iter().map(|circle| circle.join(" ")).collect();
    assert!(circles.is_empty(), "{}", circles.join("\n"));
}

#[test]
fn every_file_is_one_idea() {
    for (path, text) in TEXTS.iter() {
        let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let lines = code.lines().count();
        assert!(lines <= LONGEST, "src/{path} has {lines} lines before its tests");
    }
}

/// The faults of a file with some code in `render/`, beside a few others.
fn planted(code: &str) -> Vec<String> {
    let files = [
        ("lib.rs", "pub mod model; pub mod render; pub mod serve;"),
        ("model/mod.rs", "mod days; pub use days::Days; pub use days as all;"),
        ("model/days.rs", "pub struct Days;"),
        ("render/mod.rs", "mod own; mod planted; pub(crate) use std::env as surroundings;"),
        ("render/own.rs", ""),
        ("render/planted.rs", code),
        ("serve/mod.rs", ""),
    ];
    let sources = Sources::parse(files.into_iter());
    let path = "render/planted.rs";
    [not_in_the_table(&sources, path), outside(&sources, path)].concat()
}

#[test]
fn imports_are_seen_however_they_are_written() {
    for code in [
        "use crate::serve::Site;",
        "use super::super::serve::Site;",
        "use super::super::{model::Days,\n    serve::{\n        Site,\n    },\n};",
        "use crate::{model, serve as other};",
        "use crate as all; fn f() { all::serve::listen() }",
        "fn f() { crate::serve::listen() }",
        "fn f() -> crate::serve::Site { todo() }",
        "struct S { site: Option<Box<dyn crate::serve::Site>> }",
        "impl crate::serve::Site for S {}",
        "fn f<T: Fn(&crate::serve::Site)>(t: T) where T: Send {}",
        "fn f(x: u8) { match x { crate::serve::MOST => {} _ => {} } }",
        "const N: usize = super::super::serve::MOST;",
        "fn f() { println(format_args!(\"{}\", crate::serve::listen())) }",
        "macro_rules! m { () => { $crate::serve::listen() } }",
        "mod within { use super::super::super::serve; }",
        "mod within { fn f() { super::super::super::serve::listen() } }",
        "fn f() { use crate::serve; }",
        "pub use crate::serve::*;",
        "#[derive(Deserialize)] #[serde(with(crate::serve::date))] struct S;",
    ] {
        assert_eq!(planted(code), ["render/planted.rs imports serve"], "{code}");
    }
    for code in [
        "use crate::model::Days;",
        "use super::own;",
        "use super::super::model;",
        "// use crate::serve;\nconst TEXT: &str = \"crate::serve\";",
        "mod serve {} use self::serve::x;",
        "#[cfg(test)] use crate::serve;",
        "#[cfg(test)] mod tests { use crate::serve; }",
    ] {
        assert!(planted(code).is_empty(), "{code}: {:?}", planted(code));
    }
}

#[test]
fn the_outside_world_is_seen_however_it_is_named() {
    for (code, named) in [
        ("use std::fs;", "std::fs"),
        ("use std::{fs, io};", "std::fs"),
        (
            "use std::{\n    collections::BTreeMap,\n    fs::{\n        read,\n    },\n};",
            "std::fs::read",
        ),
        ("use tokio::fs;", "tokio::fs"),
        ("use tokio::{fs as files};", "tokio::fs"),
        ("fn f() { std::fs::read(\"x\"); }", "std::fs::read"),
        ("fn f() { ::std::fs::read(\"x\"); }", "std::fs::read"),
        ("use std as s; fn f() { s::env::var(\"x\"); }", "std::env::var"),
        ("use std::io; fn f() { io::stdout(); }", "std::io::stdout"),
        ("use std::io::{self, Write}; fn f() { io::stderr(); }", "std::io::stderr"),
        ("use chrono::Utc; fn f() { Utc::now(); }", "chrono::Utc::now"),
        ("use chrono::Utc as Z; fn f() { let now = Z::now; }", "chrono::Utc::now"),
        ("use std::time::{Duration, SystemTime};", "std::time::SystemTime"),
        ("fn f(t: std::time::Instant) {}", "std::time::Instant"),
        ("fn f() { assert!(std::env::var(\"x\").is_ok()) }", "std::env::var"),
        ("fn f() { println!(\"x\"); }", "std::println!"),
        ("struct S(Option<std::net::TcpStream>);", "std::net::TcpStream"),
        ("use super::surroundings; fn f() { surroundings::var(\"x\"); }", "std::env::var"),
    ] {
        let named = format!("render/planted.rs names {named}");
        assert!(planted(code).contains(&named), "{code}: {:?}", planted(code));
    }
    for code in [
        "use std::{io::{self, Write}, time::Duration};",
        "use chrono::{DateTime, Utc}; fn f(now: DateTime<Utc>) {}",
        "fn f() { let fs = 1; let env = [fs]; include_str!(\"x\"); env!(\"CARGO_PKG_VERSION\"); }",
        "#[cfg(test)] mod tests { fn f() { std::fs::read(\"x\"); } }",
    ] {
        assert!(planted(code).is_empty(), "{code}: {:?}", planted(code));
    }
}

#[test]
fn circles_are_seen_through_names_that_are_passed_on() {
    let circles = |files: &[(&'static str, &'static str)]| {
        let sources = Sources::parse(files.iter().copied());
        sources.circles().iter().map(|circle| circle.join(" ")).collect::<Vec<_>>()
    };
    let lib = ("lib.rs", "mod a;");
    let all = ("a/mod.rs", "mod b; mod c; mod d; pub use b::B; pub(crate) use c::C; use d::*;");
    assert_eq!(
        circles(&[
            lib,
            all,
            ("a/b.rs", "use super::C;"),
            ("a/c.rs", "struct C(super::B);"),
            ("a/d.rs", "")
        ]),
        ["a/b.rs a/c.rs"]
    );
    let round =
        [("a/b.rs", "use super::C;"), ("a/c.rs", "use super::D;"), ("a/d.rs", "use crate::a::B;")];
    assert_eq!(circles(&[&[lib, all][..], &round].concat()), ["a/b.rs a/c.rs a/d.rs"]);
    // What stands above may use what is below it, and the other way.
    let above = ("a/mod.rs", "mod b; struct A; fn f() { b::f() }");
    assert!(circles(&[lib, above, ("a/b.rs", "use super::A; fn f() {}")]).is_empty());
}
