//! Phrases within short texts: labels and cells.

use crate::letter::lex::normal::Normal;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;

/// The first place within a stretch where one of some phrases stands by itself, in whichever
/// language; the longest that fits there. Ideographs need no border.
pub(super) fn find(normal: &Normal, span: &Span, of: Sense) -> Option<Span> {
    normal.marks.first(of, span)
}

/// Whether one of some phrases stands in a stretch.
pub(super) fn has(normal: &Normal, span: &Span, of: Sense) -> bool {
    normal.marks.has(of, span)
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::plan::words::find;
    use crate::letter::read::document::Document;
    use crate::letter::words::Sense;

    fn found(text: &str, of: Sense) -> Option<String> {
        let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
        let whole = 0..normal.text().len();
        find(&normal, &whole, of).map(|span| normal.slice(&span).to_owned())
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
