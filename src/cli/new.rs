//! `timeplan new`: creates a meeting file.

use super::args::NewArguments;
use super::console::Console;
use super::contents::read_text;
use super::disk::replace;
use super::import::own_lines;
use super::reason::reason;
use super::shift::{add_faults, report, reported};
use super::{Exit, Stop};
use crate::finding::{Findings, Place, Said};
use crate::letter;
use crate::model::{Days, Group, MeetingId, read_groups};
use crate::source::{Draft, meeting_schema, yaml};
use std::fs;
use std::path::Path;

pub(super) fn run(arguments: &NewArguments, console: &Console) -> Result<Exit, Stop> {
    let usage = |message: String| Stop(Exit::Usage, message);
    let groups = read_groups(&arguments.group).map_err(|misread| {
        usage(format!("`{}` is not {}: {}", arguments.group, misread.wanted, misread.write))
    })?;
    let (start, end) = (arguments.start, arguments.end);
    if let Some(end) = end.filter(|end| *end < start) {
        return Err(usage(format!("the meeting ends on {end}, before it starts on {start}")));
    }
    let said = |value: &Group| Said { value: value.clone(), place: Place::default() };
    let draft = Draft {
        groups: groups.iter().map(said).collect(),
        start: Some(Said { value: start, place: Place::default() }),
        ..Draft::default()
    };
    let id = letter::id(&draft)
        .ok_or_else(|| usage(format!("no file id can be made from `{}`", arguments.group)))?;
    let mut findings = Findings::default();
    let text = match &arguments.like {
        None => {
            let days = Days { first: start, last: end.unwrap_or(start) };
            yaml::template(&groups, days, &id, arguments.lang)
        }
        Some(path) => {
            let name = path.display().to_string();
            let mut old = read_text(path)?;
            let own = own_lines(&old);
            if own.len() < old.len() {
                // A line in its place, so that messages count the lines of the earlier file.
                old = format!("# From {name}\n{own}");
            }
            of_group(&old, &groups, &name)?;
            let Some(new) = yaml::like(&old, start, end, &id, &mut findings) else {
                report(findings, &name, &old, console);
                console.problem(&format!("{name}: no file was made from it"));
                return Ok(Exit::Faulty);
            };
            new
        }
    };
    let name = match &arguments.output {
        None => {
            console.print(text.trim_end());
            format!("{id}.yaml")
        }
        Some(folder) => write(folder, &id, &text, console)?,
    };
    let draft = yaml::read_meeting(&text, &mut findings).unwrap_or_default();
    if arguments.like.is_none() {
        yaml::days_off(&draft, None, &mut findings);
    }
    add_faults(draft, &id, &mut findings);
    Ok(reported(findings, &name, &text, console))
}

/// Checks that the earlier file is for the same group.
fn of_group(text: &str, groups: &[Group], name: &str) -> Result<(), Stop> {
    let old = yaml::read_meeting(text, &mut Findings::default()).unwrap_or_default().groups;
    match old.iter().find(|old| !groups.iter().any(|group| group.covers(&old.value))) {
        None => Ok(()),
        Some(other) => Err(Stop(
            Exit::Usage,
            format!(
                "{name}: this is a meeting of {}; use the file of an earlier meeting of the same \
                 group",
                other.value
            ),
        )),
    }
}

/// Writes the file, and next to it the schema that its first line names. Returns its name.
fn write(folder: &Path, id: &MeetingId, text: &str, console: &Console) -> Result<String, Stop> {
    let path = folder.join(format!("{id}.yaml"));
    let name = path.display().to_string();
    if fs::symlink_metadata(&path).is_ok() {
        let message = format!(
            "{name}: the file already exists; it was not changed. Give the other meeting a \
             different `id`, or leave out -o to print the new file"
        );
        return Err(Stop(Exit::Refused, message));
    }
    let failed = |error: &std::io::Error| {
        Stop(Exit::Machine, format!("{name}: it cannot be written: {}", reason(error)))
    };
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    let schema = folder.join("meeting.schema.json");
    if fs::symlink_metadata(&schema).is_err() {
        let bytes = format!("{:#}\n", meeting_schema());
        replace(&schema, bytes.as_bytes()).map_err(|error| failed(&error))?;
    }
    replace(&path, text.as_bytes()).map_err(|error| failed(&error))?;
    console.result(&format!("wrote {name}"));
    Ok(name)
}
