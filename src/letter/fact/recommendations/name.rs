//! The names of drafts: `Q.CPN`, `Supplement to X.1050-series`, `Draft new Recommendation Y.abc`.

use crate::letter::lex::normal::Normal;
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::Sense;

/// The name of a draft at the beginning of a text, and where what follows it begins: `Q.CPN`,
/// `Q.IMT 2020-SAO`, `Supplement to X.1050-series`, `Draft new Recommendation ITU-T Y.abc`.
pub(super) fn name_of(normal: &Normal, line: &Span) -> Option<(Span, usize)> {
    let text = normal.slice(line);
    let dot = text.match_indices('.').map(|(at, _)| at).find(|at| is_series(text, *at))?;
    let series = dot - 1;
    let before = text.get(..series)?;
    if before.chars().count() > 60 || before.contains([':', ',', '.', ';']) {
        return None;
    }
    let before = line.start..line.start + series;
    let is_supplement = normal.marks.has(Sense::Supplement, &before);
    // What stands before a name are words for a draft, not a sentence.
    let mut words = normal.tokens_in(&before).all.iter();
    let draft: Vec<Span> = normal.marks.all(Sense::DraftWord, &before).collect();
    let is_draft = words.all(|word| {
        word.kind == TokenKind::Sign
            || draft.iter().any(|draft| (draft.start..draft.end).contains(&word.start))
    });
    if !is_supplement && !is_draft {
        return None;
    }
    let start = if is_supplement { 0 } else { series };
    // The name ends where its title is parted from it.
    let rest = text.get(series..)?;
    let end = parts(rest).next().unwrap_or(rest.len());
    let name = rest.get(..end)?.trim_end();
    let is_name = name.chars().count() <= 60
        && name.split_whitespace().count() <= 5
        && !name.contains(prose::is_ideograph);
    let from = line.start;
    is_name.then(|| (from + start..from + series + name.len(), from + series + end))
}

/// Whether a full stop stands in the name of a Recommendation: `X.1050`, `Q.CPN`.
fn is_series(text: &str, dot: usize) -> bool {
    let (before, behind) = (text.get(..dot).unwrap_or(""), text.get(dot + 1..).unwrap_or(""));
    let mut before = before.chars().rev();
    let is_capital = before.next().is_some_and(|c| c.is_ascii_uppercase());
    let is_alone = before.next().is_none_or(|c| !c.is_ascii_alphanumeric() && c != '.');
    is_capital && is_alone && behind.starts_with(|c: char| c.is_ascii_alphanumeric())
}

/// Where a name may end: at a colon, a comma, a tab, an opening quotation mark, or a dash between
/// blanks.
fn parts(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().filter_map(|(at, c)| {
        let rest = text.get(at..)?;
        let is_part = matches!(c, ':' | ',' | '\t' | '"' | '“' | '«' | '،' | '、')
            || rest.starts_with(" - ")
            || rest.starts_with(" (") && !rest.starts_with(" (ex") && rest.len() > 12;
        is_part.then_some(at)
    })
}

/// What follows the sign between name and title, and how many bytes before it were left out.
pub(super) fn parted(rest: &str) -> Option<(usize, &str)> {
    let words = rest.trim_start_matches([':', ',', ' ', '\t', '-', '،', '、']);
    let is_parted = words.len() < rest.len() || words.starts_with(['"', '“', '«']);
    (is_parted && !words.trim().is_empty()).then(|| (rest.len() - words.len(), words.trim_end()))
}
