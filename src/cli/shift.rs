//! `timeplan shift`: moves the dates of a meeting file.

use super::args::ShiftArguments;
use super::console::Console;
use super::contents::read_text;
use super::difference::difference;
use super::disk::replace;
use super::reason::reason;
use super::{Exit, Stop};
use crate::expand::expand;
use crate::finding::{Findings, PageStarts, counted};
use crate::letter;
use crate::model::{Language, MeetingId};
use crate::publish::{FileFindings, RunMessage, is_letter};
use crate::source::{Draft, check, yaml};
use crate::words::Words;
use chrono::TimeDelta;
use std::fs;
use std::path::Path;

pub(super) fn run(arguments: &ShiftArguments, console: &Console) -> Result<Exit, Stop> {
    let path = &arguments.file;
    let name = path.display().to_string();
    if is_letter(&name) {
        let message = format!(
            "{name}: this is a letter, but only meeting files can be moved; make one with \
             `timeplan import {name} -o meetings`"
        );
        return Err(Stop(Exit::Usage, message));
    }
    let text = read_text(path)?;
    let mut findings = Findings::default();
    let Some(shifted) = yaml::shift(&text, arguments.shift(), &mut findings) else {
        report(findings, &name, &text, console);
        console.problem(&format!("{name}: the file was not changed"));
        return Ok(Exit::Faulty);
    };
    if shifted.days == 0 {
        let day = Words::of(Language::En).day(shifted.from);
        console.result(&format!("{name}: the meeting already begins on {day}; nothing changed"));
        return Ok(Exit::Done);
    }
    let lines = difference(&text, &shifted.text);
    let changed = lines.lines().filter(|line| line.starts_with("+ ")).count();
    if arguments.dry_run {
        console.print(&lines);
    } else {
        write(path, &text, &shifted.text, console)?;
    }
    let words = Words::of(Language::En);
    let to = shifted.from + TimeDelta::days(shifted.days);
    let direction = if shifted.days > 0 { "later" } else { "earlier" };
    console.result(&format!(
        "{name}: {} on {} instead of {}, {} {direction}; {} in {} {}{}",
        if arguments.dry_run { "would begin" } else { "begins" },
        words.day(to),
        words.day(shifted.from),
        counted(usize::try_from(shifted.days.abs()).unwrap_or(0), "day", "days"),
        counted(shifted.dates, "date", "dates"),
        counted(changed, "line", "lines"),
        if arguments.dry_run { "would move" } else { "moved" },
        match shifted.draft.rgm.len() {
            0 => String::new(),
            entries =>
                format!(", those of {} too", counted(entries, "`rgm` entry", "`rgm` entries")),
        },
    ));
    if let Some(id) = letter::id(&shifted.draft) {
        add_faults(shifted.draft, &id, &mut findings);
    }
    Ok(reported(findings, &name, &shifted.text, console))
}

/// Reports the findings in a moved file.
pub(super) fn reported(mut findings: Findings, name: &str, text: &str, console: &Console) -> Exit {
    findings.silence(text);
    let exit = if findings.faults() == 0 { Exit::Done } else { Exit::Faulty };
    report(findings, name, text, console);
    exit
}

/// Prints the findings in a meeting file.
pub(super) fn report(findings: Findings, name: &str, text: &str, console: &Console) {
    if !findings.is_empty() {
        let (name, text) = (name.to_owned(), text.to_owned());
        console.reports(&[RunMessage::Found(FileFindings {
            name,
            text,
            pages: PageStarts::default(),
            findings,
        })]);
    }
}

/// Adds the faults of the moved file, such as an `except` that no longer matches a day.
pub(super) fn add_faults(draft: Draft, id: &MeetingId, findings: &mut Findings) {
    let mut found = Findings::default();
    if let Some(meeting) = check(draft, id, &mut found) {
        expand(&meeting, &[Language::En], &mut found);
    }
    found.keep_doubts(|_| false);
    findings.extend(found);
}

/// Writes the new text, unless somebody saved the file in the meantime.
fn write(path: &Path, old: &str, new: &str, console: &Console) -> Result<(), Stop> {
    let name = path.display();
    let failed = |reason: String| {
        Stop(Exit::Machine, format!("{name}: it cannot be written: {reason}; it was not changed"))
    };
    // The target of a symbolic link.
    let place = fs::canonicalize(path).map_err(|error| failed(reason(&error)))?;
    let now = fs::read(&place).map_err(|error| failed(reason(&error)))?;
    let mark: &[u8] = if now.starts_with(b"\xEF\xBB\xBF") { b"\xEF\xBB\xBF" } else { b"" };
    if now.get(mark.len()..) != Some(old.as_bytes()) {
        return Err(failed("another program changed it at the same time".to_owned()));
    }
    let bytes = [mark, new.as_bytes()].concat();
    if !replace(&place, &bytes).map_err(|error| failed(reason(&error)))? {
        console.problem(&format!(
            "{name}: some users can no longer read the file because its owner or group could not \
             be kept"
        ));
    }
    Ok(())
}
