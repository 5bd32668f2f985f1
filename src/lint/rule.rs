//! Rules: what a feed must hold to, why, and how what breaks them is reported.

use crate::finding::{Findings, Level, Place};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

/// The most findings of one rule that are reported with their places; the others are counted.
const MOST_OF_A_RULE: usize = 20;

/// The most subjects of one rule that [`Breaches::once`] remembers; those behind them are not counted.
const MOST_SUBJECTS: usize = 1_000;

/// The most characters of a name or a value that a message quotes.
const LONGEST_QUOTE: usize = 60;

/// A rule for feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, which stands before every finding.
    pub name: &'static str,
    /// How much it weighs: a fault is invalid, or lost or wrong in a program that people use; a
    /// doubt is valid, but not the same everywhere.
    pub level: Level,
    /// Where it comes from: a section of an RFC, or what is known of a program.
    pub reason: &'static str,
    /// What happens to a feed that breaks it, and in which program.
    pub breaks: &'static str,
    /// What to write instead.
    pub remedy: &'static str,
}

/// A rule whose breach is a fault.
pub(super) const fn fault(
    name: &'static str,
    reason: &'static str,
    breaks: &'static str,
    remedy: &'static str,
) -> Rule {
    Rule { name, level: Level::Fault, reason, breaks, remedy }
}

/// A rule whose breach is a doubt.
pub(super) const fn doubt(
    name: &'static str,
    reason: &'static str,
    breaks: &'static str,
    remedy: &'static str,
) -> Rule {
    Rule { name, level: Level::Doubt(name), reason, breaks, remedy }
}

/// What was found in one feed. It is bounded: a rule that is broken a million times gives
/// `MOST_OF_A_RULE` findings and a number, and only those findings are ever put into words.
#[derive(Debug, Default)]
pub(super) struct LintReport {
    pub(super) findings: Findings,
    counts: BTreeMap<&'static str, BrokenRule>,
    told: BTreeMap<&'static str, BTreeSet<String>>,
}

/// A rule that was broken, and how often.
#[derive(Debug)]
struct BrokenRule {
    is_fault: bool,
    times: usize,
}

impl LintReport {
    /// Reports a breach of a rule at a place.
    pub(super) fn add(&mut self, rule: &Rule, place: Place, message: impl Display) {
        self.tell(rule, place, || (message.to_string(), None));
    }

    /// Counts breaches of a rule. Gives how many there were before.
    fn count(&mut self, rule: &Rule, number: usize) -> usize {
        let is_fault = rule.level == Level::Fault;
        let breached = self.counts.entry(rule.name).or_insert(BrokenRule { is_fault, times: 0 });
        let before = breached.times;
        breached.times += number;
        before
    }

    /// Counts a breach, and puts it into words if it is one of the first.
    fn tell(
        &mut self,
        rule: &Rule,
        place: Place,
        words: impl FnOnce() -> (String, Option<String>),
    ) {
        if self.count(rule, 1) >= MOST_OF_A_RULE {
            return;
        }
        let (message, remedy) = words();
        let remedy = remedy.as_deref().unwrap_or(rule.remedy);
        let help = format!("{} ({}): {remedy}", rule.breaks, rule.reason);
        let finding = match rule.level {
            Level::Fault => self.findings.fault(place, message),
            Level::Doubt(name) => self.findings.doubt(name, Some(place), message),
        };
        finding.named(rule.name).help(help);
    }

    /// How many faults there are, those without a place of their own too.
    pub(super) fn faults(&self) -> usize {
        let faults = self.counts.values().filter(|breached| breached.is_fault);
        faults.map(|breached| breached.times).sum()
    }

    /// How many doubts there are, those without a place of their own too.
    pub(super) fn doubts(&self) -> usize {
        let doubts = self.counts.values().filter(|breached| !breached.is_fault);
        doubts.map(|breached| breached.times).sum()
    }

    /// The rules that were broken more often than is reported, and how often.
    pub(super) fn surplus(&self) -> Vec<(&'static str, usize)> {
        let often = self.counts.iter().filter(|(_, breached)| breached.times > MOST_OF_A_RULE);
        often.map(|(name, breached)| (*name, breached.times - MOST_OF_A_RULE)).collect()
    }
}

/// Where a check puts what it finds.
pub(super) struct Breaches<'r> {
    rule: &'r Rule,
    report: &'r mut LintReport,
}

impl Breaches<'_> {
    /// Reports a breach at a place.
    pub(super) fn at(&mut self, place: Place, message: impl Display) {
        self.report.add(self.rule, place, message);
    }

    /// Reports a breach at a place and says what to write there instead.
    pub(super) fn remedy(&mut self, place: Place, message: impl Display, remedy: impl Display) {
        self.report.tell(self.rule, place, || (message.to_string(), Some(remedy.to_string())));
    }

    /// Reports a breach at a place in words that take some work: a message, and what to write
    /// instead if it is not what the rule says.
    pub(super) fn tell(&mut self, place: Place, words: impl FnOnce() -> (String, Option<String>)) {
        self.report.tell(self.rule, place, words);
    }

    /// Reports a breach once for a subject, at its first place, in the words for it.
    pub(super) fn once(
        &mut self,
        subject: &str,
        place: Place,
        words: impl FnOnce() -> (String, Option<String>),
    ) {
        let told = self.report.told.entry(self.rule.name).or_default();
        let (subject, _) = cut(subject);
        if told.len() < MOST_SUBJECTS && !told.contains(subject) {
            told.insert(subject.to_owned());
            self.report.tell(self.rule, place, words);
        }
    }
}

/// Breaches of one rule that are known before they can be reported: as many as are reported, and how
/// many more there are.
#[derive(Debug, Default)]
pub(super) struct Noted<T> {
    first: Vec<T>,
    more: usize,
}

impl<T> Noted<T> {
    /// Notes a breach.
    pub(super) fn note(&mut self, breach: impl FnOnce() -> T) {
        if self.first.len() < MOST_OF_A_RULE {
            self.first.push(breach());
        } else {
            self.more += 1;
        }
    }

    /// Reports the breaches: `say` the first ones, and the others are counted.
    pub(super) fn tell(&self, found: &mut Breaches<'_>, say: impl Fn(&T, &mut Breaches<'_>)) {
        for breach in &self.first {
            say(breach, found);
        }
        if self.more > 0 {
            found.report.count(found.rule, self.more);
        }
    }
}

/// Runs a table of checks over one subject.
pub(super) fn run<L: Copy>(
    checks: &[(Rule, L)],
    report: &mut LintReport,
    mut look: impl FnMut(L, &mut Breaches<'_>),
) {
    for (rule, check) in checks {
        look(*check, &mut Breaches { rule, report });
    }
}

/// A value as a message quotes it: between backticks, and not longer than a line.
pub(super) fn quoted(value: &str) -> Quoted<'_> {
    Quoted { value, mark: "`" }
}

/// A name as a message says it: not longer than a line.
pub(super) fn named(name: &str) -> Quoted<'_> {
    Quoted { value: name, mark: "" }
}

/// A text of the feed within a message.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'a> {
    value: &'a str,
    mark: &'static str,
}

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (start, more) = cut(self.value);
        write!(f, "{mark}{start}{more}{mark}", mark = self.mark)
    }
}

/// The start of a text that a message may quote, and a mark if there is more of it.
fn cut(text: &str) -> (&str, &'static str) {
    match text.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => (text.get(..end).unwrap_or_default(), "…"),
        None => (text, ""),
    }
}
