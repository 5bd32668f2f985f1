//! The terminal: messages on standard error, results on standard output.

use super::Exit;
use super::reason::reason;
use crate::finding::{Screen, visible};
use crate::publish::{Doubts, RunMessage};
use clap::ValueEnum;
use std::io::{self, IsTerminal, Write, stderr, stdout};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use terminal_size::{Height, Width, terminal_size, terminal_size_of};

/// The width of a result without a terminal, in columns.
const PIPED: u16 = 120;

/// How to print messages and results.
#[derive(Clone)]
pub(super) struct Console {
    quiet: bool,
    verbose: bool,
    messages: Screen,
    results: Screen,
    /// The messages so far, if they are collected.
    kept: Option<Arc<Mutex<Vec<RunMessage>>>>,
    /// Why standard output could not be written, if that happened.
    failure: Arc<OnceLock<io::Error>>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    // Comments rather than help texts, which would be repeated for every command. On a terminal
    // that can show them, unless `NO_COLOR` is set.
    #[default]
    Auto,
    // Even without a terminal.
    Always,
    Never,
}

impl Color {
    fn on(self, stream: &impl IsTerminal) -> bool {
        let is_unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        match self {
            Self::Auto => stream.is_terminal() && !is_unwanted && !is_dumb,
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// The colour of a line, as a parameter of SGR (ECMA-48, section 8.3.117).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hue {
    /// What is new.
    Green = 32,
    /// What is gone.
    Red = 31,
    /// What is different.
    Yellow = 33,
}

impl Console {
    pub(super) fn new(quiet: bool, verbose: bool, color: Color) -> Self {
        // A file or a pipe does not wrap lines, so nothing is cut there.
        let columns_of = |is_terminal: bool, size: Option<(Width, Height)>| {
            let seen = size.map(|(width, _)| width.0);
            is_terminal.then(|| set_columns().or(seen)).flatten()
        };
        let messages = Screen {
            colour: color.on(&stderr()),
            columns: columns_of(stderr().is_terminal(), terminal_size_of(stderr())),
        };
        let results = Screen {
            colour: color.on(&stdout()),
            columns: columns_of(stdout().is_terminal(), terminal_size_of(stdout())),
        };
        Self { quiet, verbose, messages, results, kept: None, failure: Arc::default() }
    }

    /// A console that collects problems and findings, and prints nothing.
    pub(super) fn keeping(&self) -> Self {
        Self { verbose: false, kept: Some(Arc::default()), ..self.clone() }
    }

    /// Prints what another console collected.
    pub(super) fn release(&self, other: &Self) {
        self.reports(&other.taken());
    }

    /// Takes what was collected so far.
    pub(super) fn taken(&self) -> Vec<RunMessage> {
        let Some(kept) = &self.kept else { return Vec::new() };
        std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// The text collected so far.
    pub(super) fn reported(&self) -> Vec<RunMessage> {
        let Some(kept) = &self.kept else { return Vec::new() };
        kept.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The lines collected so far.
    pub(super) fn kept(&self) -> String {
        let text = |report: &RunMessage| match report {
            RunMessage::Sentence(sentence) => format!("{sentence}\n"),
            RunMessage::Found(_) => format!("{report}\n\n"),
        };
        self.reported().iter().map(text).collect()
    }

    /// Whether to print only problems; a doubt is not a problem.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet && !self.verbose
    }

    /// Prints a problem, even with `--quiet`.
    pub(super) fn problem(&self, message: &str) {
        match &self.kept {
            Some(kept) => {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.push(RunMessage::Sentence(message.to_owned()));
            }
            None => say(message),
        }
    }

    /// Prints the messages about inputs.
    pub(super) fn reports(&self, reports: &[RunMessage]) {
        if let Some(kept) = &self.kept {
            kept.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(reports);
            return;
        }
        for report in reports {
            match report {
                RunMessage::Sentence(sentence) => say(sentence),
                // Each ends with an empty line.
                RunMessage::Found(found) => {
                    say_drawn(found.drawn(self.messages).trim_end(), "\n\n")
                }
            }
        }
    }

    /// The doubts that are reported.
    pub(super) fn doubts(&self) -> Doubts {
        if self.quiet { Doubts::Grave } else { Doubts::All }
    }

    /// Prints a result as text for people, even with `--quiet`.
    pub(super) fn print(&self, text: &str) {
        self.print_drawn(&visible(text));
    }

    /// The same in a colour, where there are colours.
    pub(super) fn print_in(&self, hue: Hue, text: &str) {
        let text = visible(text);
        match self.results.colour {
            true => self.print_drawn(&format!("\x1b[{}m{text}\x1b[0m", hue as u8)),
            false => self.print_drawn(&text),
        }
    }

    /// Prints a result that was drawn for [`Console::drawing`] or is for programs, unchanged.
    pub(super) fn print_drawn(&self, text: &str) {
        self.write(|output| writeln!(output, "{text}"));
    }

    /// How to draw results.
    pub(super) fn drawing(&self) -> Screen {
        self.results
    }

    /// Writes a result: everything on standard output goes through here. After a failure nothing
    /// more is written; the command continues, because it may do more than print.
    pub(super) fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.failure.get().is_none() {
            let mut output = stdout();
            if let Err(error) = write(&mut output).and_then(|()| output.flush()) {
                let _ = self.failure.set(error);
            }
        }
    }

    /// Reports at the end of a command that its results did not arrive. A reader that closes its
    /// pipe is not an error.
    pub(super) fn end(&self) -> Exit {
        match self.failure.get() {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.problem(&format!(
                    "standard output cannot be written: {}; the output is incomplete",
                    reason(error)
                ));
                Exit::Machine
            }
            _ => Exit::Done,
        }
    }

    /// The width of a line of a result, in columns.
    pub(super) fn width(&self) -> u16 {
        let seen = || terminal_size().map(|(width, _)| width.0);
        set_columns().or_else(seen).unwrap_or(PIPED).clamp(40, 400)
    }

    /// Prints what was done, unless `--quiet`.
    pub(super) fn result(&self, message: &str) {
        if !self.quiet && self.kept.is_none() {
            self.print(message);
        }
    }

    /// The same in a colour, where there are colours.
    pub(super) fn result_in(&self, hue: Hue, message: &str) {
        if !self.quiet && self.kept.is_none() {
            self.print_in(hue, message);
        }
    }

    /// Prints progress, unless `--quiet`.
    pub(super) fn notice(&self, message: &str) {
        if !self.quiet && self.kept.is_none() {
            say(message);
        }
    }

    /// Shows the progress of long work in a line that is overwritten, on a terminal only.
    pub(super) fn progress(&self, done: usize, all: usize, what: &str) {
        if all > 1 && !self.quiet && self.kept.is_none() && stderr().is_terminal() {
            let end = if done == all { "\n" } else { "" };
            let _ = write!(stderr(), "\r{done} of {all} {what}{end}");
        }
    }

    /// Ends the progress line of interrupted work.
    pub(super) fn progress_breaks_off(&self) {
        if !self.quiet && self.kept.is_none() && stderr().is_terminal() {
            let _ = writeln!(stderr());
        }
    }

    /// Prints a step, with `--verbose` only.
    pub(super) fn detail(&self, message: &str) {
        if self.verbose {
            say(message);
        }
    }
}

/// The line width that the user sets, in columns.
fn set_columns() -> Option<u16> {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok())
}

/// Writes a message to standard error. Quoted texts and names cannot control the terminal.
fn say(message: &str) {
    say_drawn(&visible(message), "\n");
}

/// Writes a message that is drawn for a terminal. A failure is ignored: there is nowhere to report
/// it.
fn say_drawn(message: &str, end: &str) {
    let _ = write!(stderr(), "{message}{end}");
}
