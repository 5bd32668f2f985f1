//! Phrases within short texts: labels and cells.

use crate::letter::lex::bigrams::Bigrams;
use crate::letter::lex::normal::Normal;
use crate::letter::read::document::Span;
use crate::letter::words::{Phrases, PlanWords, Words};

/// The first place within a stretch where one of some phrases stands by itself, in whichever
/// language; the longest that fits there. Ideographs need no border.
pub(super) fn find(
    normal: &Normal,
    span: &Span,
    of: impl Fn(&'static PlanWords) -> Words,
) -> Option<Span> {
    let text = normal.folded(span);
    let bigrams = Bigrams::of(text);
    let likely =
        Phrases::all(|phrases| of(&phrases.plan)).filter(|phrase| bigrams.may_hold(phrase));
    let found = likely.filter_map(|phrase| {
        let at = text.match_indices(phrase).map(|(at, _)| at);
        let mut whole = at.filter(|at| is_whole(text, *at, phrase));
        whole.next().map(|at| (at, phrase.len()))
    });
    let (at, length) = found.min_by_key(|(at, length)| (*at, usize::MAX - length))?;
    Some(span.start + at..span.start + at + length)
}

/// Whether one of some phrases stands in a stretch.
pub(super) fn has(normal: &Normal, span: &Span, of: impl Fn(&'static PlanWords) -> Words) -> bool {
    find(normal, span, of).is_some()
}

/// Whether the letters around a phrase are not its own word's.
fn is_whole(text: &str, at: usize, phrase: &str) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let after = text.get(at + phrase.len()..).and_then(|after| after.chars().next());
    let ideographic = |c: char| ('\u{3400}'..='\u{9FFF}').contains(&c);
    let goes_on = |inner: Option<char>, outer: Option<char>| {
        inner.zip(outer).is_some_and(|(inner, outer)| {
            let is_word = inner.is_alphanumeric() && outer.is_alphanumeric();
            is_word && !ideographic(inner) && !ideographic(outer)
        })
    };
    // Arabic writes the article, "and" and "for" to the word behind them.
    let arabic = phrase.chars().next().is_some_and(|c| ('\u{600}'..='\u{6FF}').contains(&c));
    let before = before.filter(|c| !(arabic && matches!(c, 'و' | 'ل' | 'ب')));
    !goes_on(phrase.chars().next(), before) && !goes_on(phrase.chars().next_back(), after)
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::plan::words::find;
    use crate::letter::read::document::Document;
    use crate::letter::words::{PlanWords, Words};

    fn found(text: &str, of: impl Fn(&'static PlanWords) -> Words) -> Option<String> {
        let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
        let whole = 0..normal.text().len();
        find(&normal, &whole, of).map(|span| normal.slice(&span).to_owned())
    }

    #[test]
    fn a_phrase_stands_by_itself() {
        assert_eq!(found("Lunch break, 1 h", |plan| plan.lunch).as_deref(), Some("Lunch break"));
        assert_eq!(found("Luncheon", |plan| plan.lunch), None);
        assert_eq!(found("Reopening", |plan| plan.opening), None);
        assert_eq!(found("والافتتاحية", |plan| plan.opening).as_deref(), Some("الافتتاحية"));
        assert_eq!(found("После обеда", |plan| plan.lunch), None);
        assert_eq!(found("第9研究组全体会议", |plan| plan.plenary).as_deref(), Some("全体会议"));
        assert_eq!(
            found("Plenary (si nécessaire)", |plan| plan.if_necessary).as_deref(),
            Some("si nécessaire")
        );
    }
}
