//! Which Sector groups are of: that which stands beside them, else that of the bureau that writes.

use crate::letter::lex::tokens::Tokens;
use crate::letter::read::document::Span;
use crate::letter::words::{Sector, Sense};
use crate::model::Group;

/// How far a head reaches in which the bureau that writes is named, in bytes.
const HEAD: usize = 2_500;

/// The Sector whose bureau writes.
pub(super) fn of_head(text: &str, tokens: Tokens<'_>) -> Option<Sector> {
    match tokens.marks.like(Sense::Bureau(Sector::T), &(0..HEAD.min(text.len()))).next()?.sense {
        Sense::Bureau(sector) => Some(sector),
        _ => None,
    }
}

/// Groups of the Sector that stands beside them, else of the one whose bureau writes.
pub(super) fn of_sector(
    text: &str,
    tokens: Tokens<'_>,
    groups: Vec<Group>,
    span: &Span,
    of_head: Option<Sector>,
) -> Vec<Group> {
    let near = |span: Span| {
        let mark = tokens.marks.like(Sense::Sector(Sector::T), &span).last()?;
        match mark.sense {
            Sense::Sector(sector) => Some((sector, mark.span())),
            _ => None,
        }
    };
    let at = tokens.at_byte(span.start);
    let from = at.checked_sub(4).and_then(|at| tokens.all.get(at)).map_or(0, |t| t.start);
    let before = near(from..span.start).filter(|(_, mark)| {
        text.get(mark.end..span.start).is_some_and(|between| between.trim().is_empty())
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
    let sector = before.or_else(behind).map(|(sector, _)| sector).or(of_head);
    let mut own = Vec::new();
    for group in groups {
        let group = match (sector, group.study_number()) {
            (Some(Sector::R), Some(number)) => Group::Named(format!("ITU-R SG{number}")),
            (Some(Sector::D), Some(number)) => Group::Named(format!("ITU-D SG{number}")),
            _ => group,
        };
        if !own.contains(&group) {
            own.push(group);
        }
    }
    own
}
