//! The screen on which a text is shown.

use annotate_snippets::Renderer;

/// The narrowest screen on which a line of an input still has room.
const NARROWEST: usize = 40;

/// The screen for findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether escape sequences of a terminal may be used.
    pub colour: bool,
    /// The width of a line in columns, if known. A line of an input is cut around its caret: if the
    /// terminal wrapped it, the caret would no longer be below it.
    pub columns: Option<u16>,
}

impl Screen {
    pub(super) fn renderer(self) -> Renderer {
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        match self.columns {
            Some(columns) => renderer.term_width(usize::from(columns).max(NARROWEST)),
            None => renderer,
        }
    }
}

/// Whether a character controls a terminal, breaks or reverses its line, or is invisible on it.
pub fn is_unseen(c: char) -> bool {
    c.is_control() && c != '\n'
        || matches!(
            c,
            '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
        )
}

/// A text from outside, made safe for a terminal: no control sequences, no reversed text, no hidden
/// characters. Every text that is not ours passes through here before it reaches a terminal.
pub fn visible(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { '\u{FFFD}' } else { c }).collect()
}
