//! The terminal: messages on standard error, results on standard output.

use super::Exit;
use super::reason::reason;
use crate::publish::{Doubts, Report};
use std::io::{self, IsTerminal, Write, stderr, stdout};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// The width of a result that no terminal shows.
const PIPED: u16 = 120;

/// How to speak to the user.
#[derive(Clone)]
pub(super) struct Console {
    quiet: bool,
    verbose: bool,
    /// Whether messages may be coloured.
    pub(super) colour: bool,
    /// What would have been said, if messages are kept back.
    kept: Option<Arc<Mutex<String>>>,
    /// Why standard output could not be written, if that happened.
    failure: Arc<OnceLock<io::Error>>,
}

impl Console {
    /// Colours only on a terminal that can show them, unless `NO_COLOR` says otherwise.
    pub(super) fn new(quiet: bool, verbose: bool) -> Self {
        let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        let colour = stderr().is_terminal() && !unwanted && !dumb;
        Self { quiet, verbose, colour, kept: None, failure: Arc::default() }
    }

    /// One that keeps problems and findings back until they are asked for, and says nothing else.
    pub(super) fn keeping(&self) -> Self {
        let (kept, failure) = (Some(Arc::default()), Arc::clone(&self.failure));
        Self { quiet: self.quiet, verbose: false, colour: false, kept, failure }
    }

    /// One that keeps problems and findings back until they are released, as they would be said now.
    pub(super) fn holding(&self) -> Self {
        Self { colour: self.colour, ..self.keeping() }
    }

    /// Says what another one keeps back.
    pub(super) fn release(&self, other: &Self) {
        let Some(kept) = &other.kept else { return };
        let kept = std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner));
        if let Some(message) = kept.strip_suffix('\n') {
            self.problem(message);
        }
    }

    /// What was kept back so far, line by line.
    pub(super) fn kept(&self) -> String {
        let kept = self.kept.as_ref().map(|kept| kept.lock());
        kept.map(|kept| kept.unwrap_or_else(PoisonError::into_inner).clone()).unwrap_or_default()
    }

    /// Whether only problems are wanted; a doubt is none.
    pub(super) fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// A problem: always said.
    pub(super) fn problem(&self, message: &str) {
        match &self.kept {
            Some(kept) => {
                kept.lock().unwrap_or_else(PoisonError::into_inner).extend([message, "\n"]);
            }
            None => say(message),
        }
    }

    /// Drawn findings, with an empty line behind them.
    pub(super) fn findings(&self, drawn: &str) {
        self.problem(&format!("{}\n", drawn.trim_end()));
    }

    /// What there is to say of inputs.
    pub(super) fn reports(&self, reports: &[Report]) {
        for report in reports {
            match report {
                Report::Sentence(sentence) => self.problem(sentence),
                Report::Found(found) => self.findings(&found.drawn(self.colour)),
            }
        }
    }

    /// The doubts that a command reports.
    pub(super) fn doubts(&self) -> Doubts {
        if self.quiet { Doubts::Grave } else { Doubts::All }
    }

    /// What was asked for: always said.
    pub(super) fn print(&self, text: &str) {
        self.write(|output| writeln!(output, "{text}"));
    }

    /// Writes a result: everything on standard output goes through here. After a failure nothing more
    /// is written; the command goes on, since it may have other things to do than to print.
    pub(super) fn write(&self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) {
        if self.failure.get().is_none() {
            let mut output = stdout();
            if let Err(error) = write(&mut output).and_then(|()| output.flush()) {
                let _ = self.failure.set(error);
            }
        }
    }

    /// Reports at the end of a command that its results did not arrive. A reader that closes its pipe
    /// has seen enough.
    pub(super) fn end(&self) -> Exit {
        match self.failure.get() {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                self.problem(&format!(
                    "standard output cannot be written: {}; what was printed is incomplete",
                    reason(error)
                ));
                Exit::Machine
            }
            _ => Exit::Done,
        }
    }

    /// How many columns a line of a result may have.
    pub(super) fn width(&self) -> u16 {
        let said = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
        let seen = || terminal_size::terminal_size().map(|(width, _)| width.0);
        said.or_else(seen).unwrap_or(PIPED).clamp(40, 400)
    }

    /// What was done: not said with `--quiet`.
    pub(super) fn result(&self, message: &str) {
        if !self.quiet && self.kept.is_none() {
            self.print(message);
        }
    }

    /// What goes on now, beside what was asked for: not said with `--quiet`.
    pub(super) fn notice(&self, message: &str) {
        if !self.quiet && self.kept.is_none() {
            say(message);
        }
    }

    /// How far a long work has come: a line that is written over, on a terminal only.
    pub(super) fn progress(&self, done: usize, all: usize, what: &str) {
        if all > 1 && !self.quiet && self.kept.is_none() && stderr().is_terminal() {
            let end = if done == all { "\n" } else { "" };
            let _ = write!(stderr(), "\r{done} of {all} {what}{end}");
        }
    }

    /// Ends the line of a work that does not come to its end.
    pub(super) fn progress_breaks_off(&self) {
        if !self.quiet && self.kept.is_none() && stderr().is_terminal() {
            let _ = writeln!(stderr());
        }
    }

    /// What is being done: said with `--verbose` only.
    pub(super) fn detail(&self, message: &str) {
        if self.verbose {
            say(message);
        }
    }
}

/// Writes a message to standard error. If that fails, nobody is left to read why.
fn say(message: &str) {
    let _ = writeln!(stderr(), "{message}");
}
