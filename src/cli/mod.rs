//! The command line: reads files, calls the stages, writes the output, chooses the exit code.
//!
//! Only this folder touches disk, clock, environment and standard streams.
#![allow(clippy::disallowed_methods, reason = "the shell")]

mod args;
mod build;
mod check;
mod console;
mod contents;
mod diff;
mod difference;
mod disk;
mod editions;
mod explain;
mod hue;
mod import;
mod input;
mod lint;
mod machine;
mod man;
mod manual;
mod new;
mod next;
mod publish;
mod reason;
mod serve;
mod settle;
mod shift;
mod show;
mod stamp;
mod summary;
mod system;

use crate::finding::visible;
use crate::publish::Verdict;
use crate::source::{meeting_schema, settings_schema};
use args::{Arguments, Command};
use chrono::{DateTime, Utc};
use clap::{FromArgMatches as _, Parser as _};
use console::{Color, Console};
use std::process::ExitCode;

/// The exit code of a command; the largest of several counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// Everything was done.
    Done = 0,
    /// Some inputs have faults; the others were processed.
    Faulty = 1,
    /// Wrong usage.
    Usage = 2,
    /// Refused, because it would do harm.
    Refused = 3,
    /// The machine failed: disk, network, port.
    Machine = 4,
}

impl From<Verdict> for Exit {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Done => Self::Done,
            Verdict::Faulty => Self::Faulty,
            Verdict::Refused => Self::Refused,
            Verdict::Failed => Self::Machine,
        }
    }
}

/// Why a command stopped early: the exit code and a sentence for the user.
struct Stop(Exit, String);

/// Runs the command that the process was called with.
pub fn main() -> ExitCode {
    silence_caught_panics();
    // The help of the commands is made where it is shown.
    let parsed = Arguments::try_parse().or_else(|_| {
        let matches = man::command().try_get_matches()?;
        Arguments::from_arg_matches(&matches)
    });
    let (exit, console) = match parsed {
        Ok(arguments) => {
            let console = Console::new(arguments.quiet, arguments.verbose, arguments.color);
            (run(&arguments.command, &console), console)
        }
        Err(said) => {
            let console = Console::new(false, false, Color::Auto);
            let exit = if said.use_stderr() {
                say_harmlessly(&said, &console);
                Exit::Usage
            } else {
                // The help or the version, as requested.
                console.write(|_| said.print());
                Exit::Done
            };
            (exit, console)
        }
    };
    ExitCode::from(exit.max(console.end()) as u8)
}

/// Reports what is wrong with the arguments. The message repeats them, so it is made of arguments that
/// are safe for a terminal.
fn say_harmlessly(said: &clap::Error, console: &Console) {
    let arguments = std::env::args_os().map(|argument| visible(&argument.to_string_lossy()));
    let parsed = man::command().try_get_matches_from(arguments);
    match parsed.and_then(|matches| Arguments::from_arg_matches(&matches)) {
        Err(same) => {
            let _ = same.print();
        }
        // The problem was a character that is none of a terminal's.
        Ok(_) => console.problem(said.to_string().trim_end()),
    }
}

fn run(command: &Command, console: &Console) -> Exit {
    let exit = match command {
        Command::Build(command) => build::run(command, console),
        Command::New(command) => new::run(command, console),
        Command::Shift(command) => shift::run(command, console),
        Command::Check(command) => check::run(command, console),
        Command::Show(command) => show::run(command, console),
        Command::Next(command) => next::run(command, console),
        Command::Diff(command) => diff::run(command, console),
        Command::Explain(command) => explain::run(command, console),
        Command::Lint(command) => lint::run(command, console),
        Command::Serve(command) => serve::run(command, console),
        Command::Publish(command) => publish::run(command, console),
        Command::Import(command) => import::run(command, console),
        Command::Schema(command) => {
            let schema = if command.settings { settings_schema() } else { meeting_schema() };
            console.print(&format!("{schema:#}"));
            Ok(Exit::Done)
        }
        Command::Completions(command) => {
            // It panics if it cannot write.
            let mut script = Vec::new();
            clap_complete::generate(command.shell, &mut man::command(), "timeplan", &mut script);
            console.write(|output| output.write_all(&script));
            Ok(Exit::Done)
        }
        Command::Man(command) => man::run(command, console),
    };
    exit.unwrap_or_else(|Stop(exit, message)| {
        console.problem(&message);
        exit
    })
}

/// Damaged files can make the PDF library panic. The caller catches that and reports a damaged
/// file, so the message of the panic would only confuse.
fn silence_caught_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // In documents, and in what waits for signals.
        let caught = ["/unpdf-", "/signal/unix.rs"];
        let is_caught = panic
            .location()
            .is_some_and(|place| caught.iter().any(|file| place.file().contains(file)));
        if !is_caught {
            usual(panic);
        }
    }));
}

/// The clock, unless `SOURCE_DATE_EPOCH` pins it.
fn now() -> Result<DateTime<Utc>, Stop> {
    let Some(pinned) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|pinned| !pinned.is_empty())
    else {
        return Ok(Utc::now());
    };
    let seconds = pinned.to_str().and_then(|seconds| seconds.trim().parse::<i64>().ok());
    // RFC 5545 has no format for years of more than four digits.
    let instant = seconds.filter(|seconds| (0..253_402_300_800).contains(seconds));
    instant.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).ok_or_else(|| {
        let pinned = pinned.to_string_lossy();
        let message = format!(
            "SOURCE_DATE_EPOCH is `{pinned}`; write seconds since 1970-01-01, for example \
             1735689600"
        );
        Stop(Exit::Usage, message)
    })
}
