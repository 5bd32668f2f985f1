//! Which Sector groups are of: that which stands beside them, else that of the bureau that writes.

use crate::letter::lex::distinct;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::read::document::Span;
use crate::letter::words::{Sector, Sense};
use crate::model::Group;
use std::collections::BTreeSet;

/// How far a head reaches in which the bureau that writes is named, in bytes.
const HEAD: usize = 2_500;

/// How far a group may stand behind one whose Sector it has, in bytes: "(18-22 January 2027) and".
const JOINED: usize = 80;

/// How many words before a group its Sector may stand: "the UIT-D sobre la".
const MOST_BETWEEN: usize = 12;

/// How far behind a group its own Sector may stand, in bytes: "of the ITU-T".
const BEHIND: usize = 20;

/// The Sector whose bureau writes.
pub(super) fn of_head(text: &str, tokens: Tokens<'_>) -> Option<Sector> {
    match tokens.marks.like(Sense::Bureau(Sector::T), &(0..HEAD.min(text.len()))).next()?.sense {
        Sense::Bureau(sector) => Some(sector),
        _ => None,
    }
}

/// The Sector that stands beside groups.
fn beside(text: &str, tokens: Tokens<'_>, span: &Span) -> Option<Sector> {
    let near = |span: Span| {
        let mark = tokens.marks.like(Sense::Sector(Sector::T), &span).last()?;
        match mark.sense {
            Sense::Sector(sector) => Some((sector, mark.span())),
            _ => None,
        }
    };
    let at = tokens.at_byte(span.start);
    let from = at.saturating_sub(MOST_BETWEEN);
    let line = (from..at).rev().find(|at| tokens.kind(*at) == Some(TokenKind::LineEnd));
    let from = tokens.all.get(line.unwrap_or(from)).map_or(0, |token| token.start);
    let of_rapporteurs = || tokens.marks.has(Sense::RapporteurMeetings, &(from..span.start));
    let before = near(from..span.start).filter(|(_, mark)| {
        let words = tokens.at_byte(mark.end)..at;
        let is_word = |at: usize| tokens.kind(at) != Some(TokenKind::Sign);
        // "ITU-D Rapporteur Group meeting on Question 3/2"
        words.is_empty() || words.clone().all(is_word) && of_rapporteurs()
    });
    // "la Commission d'études 1 de l'UIT-D"
    let next = tokens.at_byte(span.end);
    let until = (next..next + 6).rev().find_map(|at| tokens.all.get(at));
    let until = until.map_or(span.end, |token| token.end);
    let behind = || {
        near(span.end..until).filter(|(_, mark)| {
            let between = text.get(span.end..mark.start).unwrap_or("").trim_start();
            let of = tokens.marks.at(Sense::OfGroup, mark.start - between.len());
            between.is_empty() || of.is_some_and(|of| of.end + 1 >= mark.start)
        })
    };
    before.or_else(behind).map(|(sector, _)| sector)
}

/// Groups of the Sector that stands beside them, else of the one whose bureau writes.
pub(super) fn of_sector(
    text: &str,
    tokens: Tokens<'_>,
    groups: Vec<Group>,
    span: &Span,
    of_head: Option<Sector>,
) -> Vec<Group> {
    let sector = beside(text, tokens, span).or(of_head);
    distinct(groups.into_iter().map(|group| {
        let other = sector.and_then(prefix).zip(group.study_number());
        match (other, &group) {
            (Some(_), Group::Question(..)) if sector == Some(Sector::D) => of_development(&group),
            (Some((prefix, number)), _) => Group::Named(format!("{prefix}{number}")),
            (None, _) => group,
        }
    }))
}

/// A Question of ITU-D, whose Questions have groups of their own.
fn of_development(question: &Group) -> Group {
    Group::Named(format!("ITU-D {question}"))
}

/// Gives Questions the Sector that stands beside them elsewhere in the letter.
pub(super) fn as_elsewhere<'g>(
    text: &str,
    tokens: Tokens<'_>,
    mentions: impl Iterator<Item = (Span, &'g mut Vec<Group>)>,
) {
    let mentions: Vec<(Span, &mut Vec<Group>)> = mentions.collect();
    let of_others = mentions.iter().flat_map(|(_, groups)| groups.iter());
    let of_others: BTreeSet<Group> =
        of_others.filter(|group| matches!(group, Group::Named(_))).cloned().collect();
    let is_same = |group: &Group| group.is_question() && of_others.contains(&of_development(group));
    for (span, groups) in mentions {
        if groups.iter().any(is_same) && beside(text, tokens, &span).is_none() {
            let same = |group: &Group| match is_same(group) {
                true => of_development(group),
                false => group.clone(),
            };
            *groups = distinct(groups.iter().map(same));
        }
    }
}

/// What the names of study groups of another Sector begin with.
fn prefix(sector: Sector) -> Option<&'static str> {
    match sector {
        Sector::R => Some("ITU-R SG"),
        Sector::D => Some("ITU-D SG"),
        Sector::T => None,
    }
}

/// Gives study groups the Sector of those that they are joined to: "ITU-D Study Group 1 (18-22 January)
/// and Study Group 2".
pub(super) fn inherit<'g>(
    text: &str,
    tokens: Tokens<'_>,
    mentions: impl Iterator<Item = (Span, &'g mut Vec<Group>)>,
) {
    let mut before: Option<(usize, &'static str)> = None;
    for (span, groups) in mentions {
        if let Some((end, prefix)) = before
            && groups.iter().all(|group| matches!(group, Group::Study(_)))
            && is_joined(text, tokens, &(end..span.start))
            && tokens.marks.like(Sense::Sector(Sector::T), &(span.end..span.end + BEHIND)).count()
                == 0
        {
            let named =
                |group: &Group| Some(Group::Named(format!("{prefix}{}", group.study_number()?)));
            *groups = groups.iter().filter_map(named).collect();
        }
        let prefixes = [Sector::R, Sector::D].into_iter().filter_map(prefix);
        let of =
            |it: &&str| matches!(groups.last(), Some(Group::Named(name)) if name.starts_with(*it));
        before = prefixes.into_iter().find(of).map(|prefix| (span.end, prefix));
    }
}

/// Whether only "and" stands between two groups, and days in parentheses, which are of the first one.
fn is_joined(text: &str, tokens: Tokens<'_>, between: &Span) -> bool {
    let Some(words) = text.get(between.clone()).filter(|words| words.len() <= JOINED) else {
        return false;
    };
    let days = words.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let and = days.map_or(words, |(_, and)| and);
    let (first, last) = (tokens.at_byte(between.end - and.len()), tokens.at_byte(between.end));
    let joins = |at: usize| {
        tokens.is_one_of(at, Sense::AndGroup) || matches!(tokens.text(at), "," | "、" | "،")
    };
    first < last && (first..last).all(joins)
}
