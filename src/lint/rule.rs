//! Rules: what a feed must hold to, why, and how what breaks them is reported.

use crate::finding::{Findings, Level, Place};
use std::collections::{BTreeMap, BTreeSet};

/// The most findings of one rule that are reported with their places; the others are counted.
const MOST_OF_A_RULE: usize = 20;

/// The most subjects that [`Found::once`] remembers.
const MOST_SUBJECTS: usize = 1_000;

/// The most characters of a value that a message quotes.
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
    pub mend: &'static str,
}

/// A rule whose breach is a fault.
pub(super) const fn fault(
    name: &'static str,
    reason: &'static str,
    breaks: &'static str,
    mend: &'static str,
) -> Rule {
    Rule { name, level: Level::Fault, reason, breaks, mend }
}

/// A rule whose breach is a doubt.
pub(super) const fn doubt(
    name: &'static str,
    reason: &'static str,
    breaks: &'static str,
    mend: &'static str,
) -> Rule {
    Rule { name, level: Level::Doubt(name), reason, breaks, mend }
}

/// What was found in one feed. It is bounded: a rule that is broken a million times gives
/// `MOST_OF_A_RULE` findings and a number.
#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) findings: Findings,
    counts: BTreeMap<&'static str, (bool, usize)>,
    told: BTreeSet<(&'static str, String)>,
}

impl Report {
    /// Reports a breach of a rule at a place, or of the whole feed.
    pub(super) fn add(
        &mut self,
        rule: &Rule,
        place: Option<Place>,
        message: impl Into<String>,
        mend: Option<String>,
    ) {
        let (_, count) = self.counts.entry(rule.name).or_insert((rule.level == Level::Fault, 0));
        *count += 1;
        if *count > MOST_OF_A_RULE {
            return;
        }
        let mend = mend.as_deref().unwrap_or(rule.mend);
        let help = format!("{} ({}): {mend}", rule.breaks, rule.reason);
        let finding = match (rule.level, place) {
            (Level::Fault, Some(place)) => self.findings.fault(place, message),
            (Level::Fault, None) => self.findings.fault_of_all(message),
            (Level::Doubt(name), place) => self.findings.doubt(name, place, message),
        };
        finding.named(rule.name).help(help);
    }

    /// How many faults and doubts there are, those without a place of their own too.
    pub(super) fn numbers(&self) -> (usize, usize) {
        let sum = |faults: bool| {
            self.counts.values().filter(|(is, _)| *is == faults).map(|(_, count)| count).sum()
        };
        (sum(true), sum(false))
    }

    /// The rules that were broken more often than is reported, and how often.
    pub(super) fn surplus(&self) -> Vec<(&'static str, usize)> {
        let surplus = self.counts.iter().filter_map(|(name, (_, count))| {
            count.checked_sub(MOST_OF_A_RULE).filter(|more| *more > 0).map(|more| (*name, more))
        });
        surplus.collect()
    }
}

/// Where a check puts what it finds.
pub(super) struct Found<'r> {
    rule: &'r Rule,
    report: &'r mut Report,
}

impl Found<'_> {
    /// Reports a breach at a place.
    pub(super) fn at(&mut self, place: Place, message: impl Into<String>) {
        self.report.add(self.rule, Some(place), message, None);
    }

    /// Reports a breach at a place, with what to write instead just there.
    pub(super) fn mend(
        &mut self,
        place: Place,
        message: impl Into<String>,
        mend: impl Into<String>,
    ) {
        self.report.add(self.rule, Some(place), message, Some(mend.into()));
    }

    /// Reports a breach once for a subject, at its first place.
    pub(super) fn once(
        &mut self,
        subject: &str,
        place: Place,
        message: impl Into<String>,
        mend: Option<String>,
    ) {
        let key = (self.rule.name, subject.chars().take(LONGEST_QUOTE).collect());
        if self.report.told.len() < MOST_SUBJECTS && self.report.told.insert(key) {
            self.report.add(self.rule, Some(place), message, mend);
        }
    }
}

/// Runs a table of checks over one subject.
pub(super) fn run<L: Copy>(
    checks: &[(Rule, L)],
    report: &mut Report,
    mut look: impl FnMut(L, &mut Found<'_>),
) {
    for (rule, check) in checks {
        look(*check, &mut Found { rule, report });
    }
}

/// A value as a message quotes it: not longer than a line.
pub(super) fn quoted(value: &str) -> String {
    match value.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("`{}…`", value.get(..end).unwrap_or_default()),
        None => format!("`{value}`"),
    }
}
