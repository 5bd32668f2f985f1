//! Blocks of the README and of the manual in `docs/` are executed.
//!
//! A `yaml` block whose first line is `# PATH` is a file, a `console` block has commands behind `$ `
//! with what they print (`BLESS=1` writes it), and a `cron` block a line of a crontab. In the manual every other `yaml`
//! block is a meeting file or a part of one, or begins with `# timeplan.yaml`; in a `sh` block the
//! commands of the program must exist with their options, and `nginx`, `ini` and `cron` are parts of recipes.

use crate::support::{Folder, Run, blessing, difference, root, timeplan};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use timeplan::finding::{Findings, Screen, draw};
use timeplan::source::{check, yaml};

/// 2026-12-01T00:00:00Z: the letters of the examples are written by then.
const CLOCK: &str = "1796083200";

/// Language and text of each block.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut open: Option<(String, String)> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(language), None) => open = Some((language.to_owned(), String::new())),
            (None, Some((_, block))) => {
                block.push_str(line);
                block.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "every block is closed");
    blocks
}

/// Runs a line of a shell, with both streams on one and the program by its name.
fn shell(line: &str, folder: &Path) -> Run {
    let program = Path::new(timeplan().get_program()).parent().unwrap().to_owned();
    let path = std::env::join_paths(
        std::iter::once(program).chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    );
    let line = line.replace("cargo run --release --", "timeplan");
    let mut command = Command::new("sh");
    command
        .args(["-c", &format!("{{ {line}\n}} 2>&1")])
        .current_dir(folder)
        .env_remove("COLUMNS")
        .env("PATH", path.unwrap());
    command.env("NO_COLOR", "1").env("SOURCE_DATE_EPOCH", CLOCK);
    Run::of(&mut command)
}

/// Writes a block whose first line is `# PATH`; that comment is no part of the file.
fn file(block: &str, folder: &Folder) {
    let (path, text) = block.strip_prefix("# ").unwrap().split_once('\n').unwrap();
    folder.file(path, text);
}

/// A block with what its commands print today.
fn played(block: &str, folder: &Path) -> String {
    let mut played = String::new();
    for step in format!("\n{block}").split("\n$ ").skip(1) {
        let line = step.lines().next().unwrap();
        // A terminal shows nothing of the carriage returns in a feed.
        let printed = shell(line, folder).out.replace('\r', "");
        for line in [&format!("$ {line}"), printed.trim_end()] {
            played.push_str(line);
            played.push_str(if line.is_empty() { "" } else { "\n" });
        }
    }
    played
}

/// Compares a text with what it would say today, or writes that.
fn holds(path: &Path, today: &str) {
    if blessing() {
        std::fs::write(path, today).unwrap();
    }
    let difference = difference(today, &std::fs::read_to_string(path).unwrap());
    assert_eq!(difference, None, "{}: BLESS=1 writes it", path.display());
}

#[test]
fn every_block_of_the_readme_does_what_it_says() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let mut today = readme.clone();
    assert!(readme.lines().count() <= 120);
    let folder = Folder::new();
    // What is called by cargo is about this repository.
    let repository = Folder::new();
    for part in ["meetings", "out"] {
        for (path, bytes) in crate::support::tree(&root().join(part)) {
            repository.file(&format!("{part}/{path}"), bytes);
        }
    }
    for (language, block) in blocks(&readme) {
        let place = if block.contains("$ cargo run") { repository.path() } else { folder.path() };
        match language.as_str() {
            "yaml" => file(&block, &folder),
            "sh" => are_understood(&block, place),
            "console" => today = today.replacen(&block, &played(&block, place), 1),
            "cron" => {
                let line = block.trim().splitn(6, ' ').last().unwrap();
                // tests/recipes.rs runs the same line with what cron gives.
                let here = repository.path().to_str().unwrap();
                let line = line.replace("/usr/local/bin/", "").replace("/srv/timeplan", here);
                let run = shell(&line, repository.path());
                assert_eq!((run.code, run.out.as_str()), (0, ""), "{line}");
            }
            other => panic!("a block of the kind `{other}` is not executed"),
        }
    }
    holds(&path, &today);
}

/// The chapters of the manual.
fn chapters() -> Vec<PathBuf> {
    let files = std::fs::read_dir(root().join("docs")).unwrap();
    let mut chapters: Vec<PathBuf> = files
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    chapters.sort();
    chapters
}

/// A whole meeting file, or a part of one.
fn is_valid(block: &str, place: &str) {
    let mut findings = Findings::default();
    if block.starts_with("# timeplan.yaml") {
        assert!(yaml::read_settings(block, &mut findings).is_some(), "{place}: {findings:?}");
        return;
    }
    let mut text = block.to_owned();
    if !text.lines().any(|line| line.starts_with("group:")) {
        text.insert_str(0, "group: SG12\nstart: 2025-01-14\nend: 2025-01-23\n");
    }
    let draft = yaml::read_meeting(&text, &mut findings).unwrap();
    let meeting = check(draft, &"x".parse().unwrap(), &mut findings);
    let shown = draw(&findings, place, &text, Screen::default());
    assert!(meeting.is_some() && findings.is_empty(), "{shown}");
}

/// A command as it stands in a text, with `--help` at its end: its options exist.
fn is_understood(line: &str, folder: &Path) {
    let command = line.split(" > ").next().unwrap();
    let run = shell(&format!("{command} --help"), folder);
    assert!(run.code == 0 && run.out.contains("Usage: timeplan"), "{line}\n{}", run.out);
}

/// The commands of the program among those of a block.
fn are_understood(block: &str, folder: &Path) {
    for line in block.lines().filter(|line| line.starts_with("timeplan ")) {
        is_understood(line, folder);
    }
}

/// Every line of a part of a recipe stands in one; `tests/recipes.rs` runs those.
fn is_of_a_recipe(block: &str, place: &str) {
    let recipes: String = std::fs::read_dir(root().join("recipes"))
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .collect();
    let recipes: BTreeSet<&str> = recipes.lines().map(str::trim).collect();
    for line in block.lines().map(str::trim) {
        assert!(recipes.contains(line), "{place}: `{line}` stands in no recipe");
    }
}

#[test]
fn every_block_of_the_manual_does_what_it_says() {
    let mut count = 0;
    for chapter in chapters() {
        let text = std::fs::read_to_string(&chapter).unwrap();
        let mut today = text.clone();
        let folder = Folder::new();
        for (number, (language, block)) in blocks(&text).into_iter().enumerate() {
            let place = format!("{}, block {}", chapter.display(), number + 1);
            count += 1;
            match language.as_str() {
                "yaml" if block.starts_with("# meetings/") => file(&block, &folder),
                "yaml" if block.starts_with("# .github/") => {
                    for line in block.lines().filter_map(|line| line.split_once("- run: timeplan"))
                    {
                        is_understood(&format!("timeplan{}", line.1), folder.path());
                    }
                }
                "yaml" => is_valid(&block, &place),
                "console" => today = today.replacen(&block, &played(&block, folder.path()), 1),
                "sh" => are_understood(&block, folder.path()),
                "nginx" | "ini" | "cron" => is_of_a_recipe(&block, &place),
                // What a person writes or a place shows that no test has.
                "text" => {}
                other => panic!("{place}: a block of the kind `{other}` is not executed"),
            }
        }
        holds(&chapter, &today);
    }
    assert!(count >= 20, "{count} blocks");
}
