//! The hours in short texts of a plan.

use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::{self, HoursMention};
use crate::letter::lex::tokens::{Token, TokenKind, Tokens};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::TimeUnit;

/// A stretch without blanks at its ends.
pub(super) fn trimmed(normal: &Normal, span: &Span) -> Span {
    normal.without(span, char::is_whitespace)
}

/// The pieces of a stretch between some signs, without blanks at their ends.
pub(super) fn pieces(normal: &Normal, span: &Span, signs: &[char]) -> Vec<Span> {
    let text = normal.slice(span);
    let mut start = span.start;
    let ends = text.match_indices(signs).map(|(at, sign)| (at, sign.len()));
    let piece = |(end, sign): (usize, usize)| {
        let piece = start..span.start + end;
        start = piece.end + sign;
        trimmed(normal, &piece)
    };
    ends.chain([(text.len(), 0)]).map(piece).collect()
}

/// The pieces of a stretch that begin at its start and at some places in it.
pub(super) fn cut(span: &Span, at: impl IntoIterator<Item = usize>) -> Vec<Span> {
    let begins: Vec<usize> = std::iter::once(span.start).chain(at).collect();
    let ends = begins.iter().skip(1).copied().chain([span.end]);
    begins.iter().zip(ends).map(|(begin, end)| *begin..end).collect()
}

/// Where a sense stands at the end of a stretch.
pub(super) fn ending(normal: &Normal, of: Sense, span: &Span) -> Option<Span> {
    normal.marks.all(of, span).find(|said| said.end == span.end)
}

/// The hours in a stretch.
pub(super) fn hours(normal: &Normal, span: &Span) -> Vec<HoursMention> {
    let mut tokens = normal.tokens_in(span);
    // A dash at an end of a line belongs to what stands on the other one.
    let is_cut = |at: &usize| {
        let is_dash = |at: usize| tokens.text(at) == "-";
        let is_end = tokens.kind(*at) == Some(TokenKind::LineEnd);
        is_end && (is_dash(at.wrapping_sub(1)) || is_dash(at + 1))
    };
    let all = 0..tokens.all.len();
    if !all.clone().any(|at| is_cut(&at)) {
        return of_rows(tokens);
    }
    let kept = all.filter(|at| !is_cut(at));
    let whole: Vec<Token> = kept.filter_map(|at| tokens.all.get(at).copied()).collect();
    tokens.all = &whole;
    of_rows(tokens)
}

/// Hours as the rows of a plan have them: "between 0830h and 1230h" stands in running text.
fn of_rows(tokens: Tokens<'_>) -> Vec<HoursMention> {
    let mut found = times::hours(tokens);
    let is_spoken =
        |hours: &HoursMention| tokens.follows(tokens.at_byte(hours.span.start), Sense::BetweenDays);
    found.retain(|hours| !is_spoken(hours));
    found
}

/// How many minutes something lasts: "75 min", "1 h 15", "1:15", "3 hours"; nothing if other words stand there.
pub(super) fn minutes(normal: &Normal, span: &Span) -> Option<u16> {
    let tokens = normal.tokens_in(span);
    let (mut all, mut pending, mut has_hours, mut at) = (0, None, false, 0);
    while at < tokens.all.len() {
        let unit = |of: Sense| tokens.behind(at, of);
        let colon = (tokens.text(at) == ":").then_some(at + 1);
        if let Ok(number) = tokens.digits(at).parse::<u16>() {
            if pending.replace(number).is_some() {
                return None;
            }
            at += 1;
        } else if let Some(next) = unit(Sense::Minutes) {
            all += pending.take()?;
            at = next;
        } else if let Some(next) =
            unit(Sense::Unit(TimeUnit::Hours)).or_else(|| unit(Sense::Hours)).or(colon)
        {
            all += pending.take().filter(|hours| !has_hours && *hours < 24)? * 60;
            (has_hours, at) = (true, next);
        } else if tokens.text(at) == "." {
            at += 1;
        } else {
            return None;
        }
    }
    // "1 h 15"
    let rest = pending.filter(|minutes| *minutes < 60);
    if pending.is_some() && !(has_hours && rest.is_some()) {
        return None;
    }
    Some(all + rest.unwrap_or(0)).filter(|all| *all > 0)
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::Document;
    use crate::letter::words::Sense;

    fn found(text: &str, of: Sense) -> Option<String> {
        let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
        let whole = 0..normal.text().len();
        normal.marks.first(of, &whole).map(|span| normal.slice(&span).to_owned())
    }

    #[test]
    fn a_phrase_stands_by_itself() {
        assert_eq!(found("Lunch break, 1 h", Sense::Lunch).as_deref(), Some("Lunch break"));
        assert_eq!(found("Luncheon", Sense::Lunch), None);
        assert_eq!(found("Reopening", Sense::Opening), None);
        assert_eq!(found("والافتتاحية", Sense::Opening).as_deref(), Some("الافتتاحية"));
        assert_eq!(found("После обеда", Sense::Lunch), None);
        assert_eq!(found("第9研究组全体会议", Sense::Plenary).as_deref(), Some("全体会议"));
        assert_eq!(
            found("Plenary (si nécessaire)", Sense::IfNecessary).as_deref(),
            Some("si nécessaire")
        );
    }
}
