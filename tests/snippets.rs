//! Blocks of the README and of the format manual are executed.
//!
//! In the README a `yaml` block whose first line is `# PATH` is a file, a `console` block has
//! commands behind `$ ` with what they print, and a `cron` block a line of a crontab. In the manual
//! every `yaml` block is a meeting file or a part of one, or begins with `# timeplan.yaml`.

use crate::support::{Folder, Run, root, timeplan};
use std::path::Path;
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

#[test]
fn every_block_of_the_readme_does_what_it_says() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.lines().count() <= 150);
    let folder = Folder::new();
    let mut own_files = false;
    // The first blocks are about this repository, those behind the first file about that file.
    let repository = Folder::new();
    for part in ["meetings", "out"] {
        for (path, bytes) in crate::support::tree(&root().join(part)) {
            repository.file(&format!("{part}/{path}"), bytes);
        }
    }
    for (language, block) in blocks(&readme) {
        let place = if own_files { folder.path() } else { repository.path() };
        match language.as_str() {
            "yaml" => {
                let path = block.lines().next().unwrap().strip_prefix("# ").unwrap();
                // The comment with the path is no part of the file.
                folder.file(path, block.split_once('\n').unwrap().1);
                own_files = true;
            }
            "console" => {
                for step in block.split("$ ").skip(1) {
                    let (line, wanted) = step.split_once('\n').unwrap();
                    let run = shell(line, place);
                    // A terminal shows nothing of the carriage returns in a feed.
                    assert_eq!(run.out.replace('\r', ""), wanted, "$ {line}");
                }
            }
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
}

#[test]
fn every_block_of_the_manual_is_a_meeting_file_without_faults() {
    let manual = std::fs::read_to_string(root().join("src/source/FORMAT.md")).unwrap();
    let mut count = 0;
    for (language, block) in blocks(&manual) {
        assert_eq!(language, "yaml");
        let mut findings = Findings::default();
        count += 1;
        if block.starts_with("# timeplan.yaml") {
            assert!(yaml::read_settings(&block, &mut findings).is_some(), "{findings:?}");
            continue;
        }
        let mut text = block.clone();
        if !text.lines().any(|line| line.starts_with("group:")) {
            text.insert_str(0, "group: SG12\nstart: 2025-01-14\nend: 2025-01-23\n");
        }
        let draft = yaml::read_meeting(&text, &mut findings).unwrap();
        let meeting = check(draft, &"x".parse().unwrap(), &mut findings);
        assert!(
            meeting.is_some() && findings.is_empty(),
            "{}",
            draw(&findings, "block", &text, Screen::default())
        );
    }
    assert!(count >= 9, "{count} blocks");
}
