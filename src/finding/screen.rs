//! What a text is shown on.

use annotate_snippets::Renderer;

/// The narrowest screen on which a line of an input still has room.
const NARROWEST: usize = 40;

/// Where findings are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether escape sequences of a terminal may be used.
    pub colour: bool,
    /// How many columns a line may have, if that is known. A line of an input is cut around its caret,
    /// since one that a terminal breaks no longer has its caret below it.
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

/// A text from outside as a terminal may get it: it does not steer the terminal, turn its line around,
/// or hide characters. Every text that is not ours goes through here on its way to a terminal.
pub fn visible(text: &str) -> String {
    let is_unseen = |c: char| {
        c.is_control() && c != '\n'
            || matches!(c, '\u{200B}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    text.chars().map(|c| if is_unseen(c) { '\u{FFFD}' } else { c }).collect()
}
