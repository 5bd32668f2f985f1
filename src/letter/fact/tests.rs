//! Letters for the tests of facts: what a letter needs around the words that a test is about.

use crate::letter::{LetterContents, LetterFormat, read};

/// A letter with a subject and a body.
pub(crate) fn letter(subject: &str, body: &str) -> LetterContents {
    let text = format!(
        "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: {subject}\n\nDear Sir/Madam,\n{body}\n"
    );
    read(text.as_bytes(), LetterFormat::Text).unwrap()
}

/// An invitation to a meeting in Geneva that says something more.
pub(crate) fn invitation(text: &str) -> LetterContents {
    let body = format!("I invite you to this meeting in Geneva.\n\n{text}");
    letter("Meeting of Study Group 9; Geneva, 18-22 January 2027", &body)
}

/// What is due by a letter.
pub(crate) fn due(letter: &LetterContents) -> String {
    let actions = letter.draft.deadlines.iter().flat_map(|due| &due.actions);
    let keys: Vec<&str> = actions.map(|action| action.value.key()).collect();
    keys.join(" ")
}
