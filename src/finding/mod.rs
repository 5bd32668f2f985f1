//! Findings: what is wrong or doubtful in an input, where, and what to write instead.
//!
//! A finding is collected, never thrown: a reader returns what it could read *and* its findings, so
//! that one run reports all of them. A failure of the machine (a full disk, a missing folder) is
//! the other kind of error and not a finding.

mod alike;
mod allow;
mod draw;
mod excerpt;
mod exhibit;
mod near;
mod pages;
mod record;
mod screen;

pub use draw::{draw, draw_in_pages, draw_kinds};
pub use exhibit::Exhibit;
pub use near::{counted, list, nearest};
pub use pages::PageStarts;
pub use record::{FindingRecord, records, sarif};
pub use screen::{Screen, is_unseen, visible};

/// A span of an input's text: the place of a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The first byte of the span, counted from zero.
    pub start: usize,
    /// The byte after the span.
    pub end: usize,
    /// Line of the first byte, counted from 1.
    pub line: u32,
}

/// A value from a source, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said<T> {
    /// The value.
    pub value: T,
    /// Its place.
    pub place: Place,
}

impl<T> Said<T> {
    /// The same place with another value.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Said<U> {
        Said { value: change(self.value), place: self.place }
    }
}

/// The level of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// An error: the input cannot be used.
    Fault,
    /// A warning: probably a mistake, but the input is used. The name is that of the check; a
    /// comment in the input can allow it.
    Doubt(&'static str),
}

/// One problem of an input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its level.
    pub level: Level,
    /// The rule that a fault breaks, if it has a name; for a doubt, its check.
    pub rule: Option<&'static str>,
    /// Where it is; a finding without a place concerns the whole input.
    pub place: Option<Place>,
    /// What is wrong, in one line.
    pub message: String,
    /// A few words at the caret.
    pub label: Option<String>,
    /// What to write instead.
    pub help: Option<String>,
}

impl Finding {
    /// Names the rule.
    pub fn named(&mut self, rule: &'static str) -> &mut Self {
        self.rule = Some(rule);
        self
    }

    /// Sets what to write instead.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Puts a few words at the caret.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = Some(label.into());
        self
    }
}

/// The doubts about sessions that are in a letter but not in its feeds. A build prints them even
/// where it prints no other doubt, because nobody would look for them.
const LOSSES: [&str; 20] = [
    "cell-too-long",
    "cells-lost",
    "colours-unexplained",
    "day-unclear",
    "hidden-unread",
    "hours-of-another-zone",
    "hours-twice",
    "hours-unread",
    "joins-lost",
    "plan-days-missing",
    "plan-in-words",
    "plan-note",
    "plan-outside-meeting",
    "plan-picture",
    "plan-too-long",
    "plan-unread",
    "session-unclear",
    "slot-hours-missing",
    "slot-unclear",
    "weekday-differs",
];

/// Whether a comment of a text allows a named check in the whole input.
pub fn allows(text: &str, check: &str) -> bool {
    allow::allowed(text).iter().any(|allowed| allowed.covers(check, None))
}

/// The findings of one input, in the order in which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings {
    all: Vec<Finding>,
}

impl Findings {
    /// Whether sessions were lost.
    pub fn has_losses(&self) -> bool {
        let is_loss = |finding: &Finding| matches!(finding.level, Level::Doubt(check) if LOSSES.contains(&check));
        self.all.iter().any(is_loss)
    }

    /// Adds a fault at a place.
    pub fn fault(&mut self, place: Place, message: impl Into<String>) -> &mut Finding {
        self.push(Level::Fault, Some(place), message.into())
    }

    /// Adds a doubt of a named check, at a place or of the whole input.
    pub fn doubt(
        &mut self,
        check: &'static str,
        place: Option<Place>,
        message: impl Into<String>,
    ) -> &mut Finding {
        self.push(Level::Doubt(check), place, message.into())
    }

    /// Adds a fault of the whole input.
    pub fn fault_of_all(&mut self, message: impl Into<String>) -> &mut Finding {
        self.push(Level::Fault, None, message.into())
    }

    /// Adds the findings of another reading of the same input.
    pub fn extend(&mut self, others: Self) {
        self.all.extend(others.all);
    }

    /// Splits them by input: `home` returns the input of a place and moves the place into it.
    /// Findings without a place go to the first input.
    pub fn parted(self, inputs: usize, home: impl Fn(&mut Place) -> usize) -> Vec<Self> {
        let mut parts = vec![Self::default(); inputs.max(1)];
        for mut finding in self.all {
            let input = finding.place.as_mut().map_or(0, &home);
            if let Some(part) = parts.get_mut(input) {
                part.all.push(finding);
            }
        }
        parts
    }

    fn push(&mut self, level: Level, place: Option<Place>, message: String) -> &mut Finding {
        self.all.push(Finding { level, rule: None, place, message, label: None, help: None });
        let last = self.all.len() - 1;
        // The element was pushed just above.
        #[allow(clippy::indexing_slicing)]
        &mut self.all[last]
    }

    /// The byte of the input behind all of which they speak.
    pub fn reach(&self) -> usize {
        let places = self.all.iter().filter_map(|finding| finding.place);
        places.map(|place| place.start.max(place.end)).max().unwrap_or_default()
    }

    /// Frees the room for further ones.
    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
    }

    /// How many faults there are.
    pub fn faults(&self) -> usize {
        self.all.iter().filter(|finding| finding.level == Level::Fault).count()
    }

    /// How many doubts there are.
    pub fn doubts(&self) -> usize {
        self.all.len() - self.faults()
    }

    /// Removes the doubts that comments in the input allow: `# timeplan: allow NAME` at the end of
    /// the doubt's line, or on its own line for the whole input. Returns their number.
    pub fn silence(&mut self, text: &str) -> usize {
        let allowed = allow::allowed(text);
        let before = self.all.len();
        self.all.retain(|finding| match finding.level {
            Level::Fault => true,
            Level::Doubt(check) => {
                !allowed.iter().any(|allowed| allowed.covers(check, finding.place))
            }
        });
        before - self.all.len()
    }

    /// Removes the doubts of all checks except the given ones.
    pub fn keep_doubts(&mut self, of: impl Fn(&str) -> bool) {
        self.all.retain(|finding| match finding.level {
            Level::Fault => true,
            Level::Doubt(check) => of(check),
        });
    }

    /// Leaves out the findings but some.
    pub fn keep(&mut self, which: impl FnMut(&Finding) -> bool) {
        self.all.retain(which);
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The findings by place; findings for the whole input come first.
    pub fn sorted(&self) -> Vec<&Finding> {
        let mut all: Vec<&Finding> = self.all.iter().collect();
        all.sort_by_key(|finding| (finding.place, finding.level));
        all
    }
}
