//! The words of a paragraph, with white space as a browser shows it.

use crate::letter::read::document::Hyperlink;

/// A paragraph in the making.
#[derive(Default)]
pub(super) struct Inline {
    text: String,
    links: Vec<Hyperlink>,
    /// Where the link that is open leads.
    target: Option<String>,
    /// Where the words of the open link begin.
    link_start: Option<usize>,
    /// Whether white space stood behind the last word.
    is_spaced: bool,
    keeps_space: bool,
}

impl Inline {
    /// Adds text. Blanks and line ends become one blank; a no-break space is a letter.
    pub(super) fn push(&mut self, text: &str) {
        for c in text.chars() {
            let is_space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if is_space && !self.keeps_space {
                self.is_spaced = true;
                continue;
            }
            if self.is_spaced && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.is_spaced = false;
            if self.target.is_some() && self.link_start.is_none() {
                self.link_start = Some(self.text.len());
            }
            // Character references reach what the decoder has taken out of the bytes.
            let is_kept = is_space || !c.is_control();
            self.text.push(if is_kept { c } else { ' ' });
        }
    }

    /// The words so far, up to the white space behind the last one.
    pub(super) fn word(&self) -> &str {
        if self.is_spaced { "" } else { &self.text }
    }

    /// Adds a line break; those around a paragraph are dropped with the white space there.
    pub(super) fn line_break(&mut self) {
        self.is_spaced = false;
        self.text.push('\n');
    }

    /// Whether blanks and line ends stand as they are from here on; tells how it was before.
    pub(super) fn keep_space(&mut self, keeps_space: bool) -> bool {
        self.is_spaced = false;
        std::mem::replace(&mut self.keeps_space, keeps_space)
    }

    /// What follows leads somewhere, or nowhere; gives back the link that was open.
    pub(super) fn enter_link(&mut self, target: Option<&str>) -> Option<String> {
        self.end_link();
        std::mem::replace(&mut self.target, target.map(str::to_owned))
    }

    /// Goes back to the link that was open before.
    pub(super) fn leave_link(&mut self, outer: Option<String>) {
        self.end_link();
        self.target = outer;
    }

    fn end_link(&mut self) {
        let (Some(start), Some(target)) = (self.link_start.take(), &self.target) else { return };
        let link = Hyperlink { span: start..self.text.len(), target: target.clone() };
        self.links.push(link);
    }

    /// The paragraph; the next one begins, in the same link.
    pub(super) fn take(&mut self) -> (String, Vec<Hyperlink>) {
        self.end_link();
        self.is_spaced = false;
        (std::mem::take(&mut self.text), std::mem::take(&mut self.links))
    }
}
