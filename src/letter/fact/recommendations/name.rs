//! The names of drafts: `Q.CPN`, `Supplement to X.1050-series`, `Draft new Recommendation Y.abc`.

use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::{self, Sense};

/// The name of a draft at the beginning of a text, and where what follows it begins: `Q.CPN`,
/// `Q.IMT 2020-SAO`, `Supplement to X.1050-series`, `Draft new Recommendation ITU-T Y.abc`.
pub(super) fn name_of(text: &str) -> Option<(Span, usize)> {
    let dot = text.match_indices('.').map(|(at, _)| at).find(|at| is_series(text, *at))?;
    let series = dot - 1;
    let before = text.get(..series)?;
    if before.chars().count() > 60 || before.contains([':', ',', '.', ';']) {
        return None;
    }
    let small = before.to_lowercase();
    let is_supplement = prose::has(&small, Sense::Supplement);
    // What stands before a name are words for a draft, not a sentence.
    let is_draft = small
        .split_whitespace()
        .all(|word| words::all(Sense::DraftWord).any(|draft| draft == word));
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
    is_name.then(|| (start..series + name.len(), series + end))
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
