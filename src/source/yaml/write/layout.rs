//! Writes a tree as lines, with each comment above its value.

use super::Comments;
use super::scalar::{in_flow, is_break, key, on_a_line};
use super::tree::{YamlStyle, YamlTree};

/// The longest line with a list or a record in it, in columns.
const LONGEST_LINE: usize = 110;

/// The lines of a file while it is written.
pub(super) struct YamlLines<'a> {
    text: String,
    comments: &'a Comments,
}

/// The lines of the keys of a file.
pub(super) fn lines(keys: &[(String, YamlTree)], comments: &Comments) -> String {
    let mut lines = YamlLines { text: String::new(), comments };
    lines.keys(keys, "", 0);
    lines.text
}

impl YamlLines<'_> {
    fn keys(&mut self, keys: &[(String, YamlTree)], path: &str, indent: usize) {
        for (name, value) in keys {
            let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            self.comments_on(&path, indent);
            let key = key(name);
            match self.on_one_line(value, &path, indent + key.len() + 2) {
                Some(words) => self.line(indent, &format!("{key}: {words}")),
                None => {
                    let begin = if let YamlTree::Words(_) = value { ": |-" } else { ":" };
                    self.line(indent, &format!("{key}{begin}"));
                    self.below(value, &path, indent + 2);
                }
            }
        }
    }

    fn items(&mut self, items: &[YamlTree], path: &str, indent: usize) {
        for (index, item) in items.iter().enumerate() {
            let path = format!("{path}[{index}]");
            self.comments_on(&path, indent);
            match (self.on_one_line(item, &path, indent + 2), item) {
                (Some(words), _) => self.line(indent, &format!("- {words}")),
                (None, YamlTree::Words(_)) => {
                    self.line(indent, "- |-");
                    self.below(item, &path, indent + 2);
                }
                (None, _) => {
                    let before = self.text.len();
                    self.below(item, &path, indent + 2);
                    let first = self.text.get(before + indent..).unwrap_or("");
                    // The dash goes before the first key, but not before a comment on it.
                    if first.starts_with("  #") {
                        self.text.insert_str(before, &format!("{}-\n", " ".repeat(indent)));
                    } else {
                        self.text.replace_range(before + indent..before + indent + 1, "-");
                    }
                }
            }
        }
    }

    /// A value that does not fit after its key or dash.
    fn below(&mut self, value: &YamlTree, path: &str, indent: usize) {
        match value {
            YamlTree::Record(_, keys) => self.keys(keys, path, indent),
            YamlTree::List(_, items) => self.items(items, path, indent),
            YamlTree::Fixed(words) | YamlTree::Words(words) => {
                for words in words.split('\n') {
                    self.line(if words.is_empty() { 0 } else { indent }, words);
                }
            }
        }
    }

    /// A value on one line from a column on, if it may stand so and nothing inside has a comment.
    fn on_one_line(&self, value: &YamlTree, path: &str, column: usize) -> Option<String> {
        match value {
            YamlTree::Fixed(words) => Some(words.clone()),
            YamlTree::Words(words) => (!is_block(words)).then(|| on_a_line(words)),
            YamlTree::List(_, items) if items.is_empty() => Some("[]".to_owned()),
            YamlTree::Record(_, keys) if keys.is_empty() => Some("{}".to_owned()),
            YamlTree::List(YamlStyle::Lines, _) | YamlTree::Record(YamlStyle::Lines, _) => None,
            YamlTree::List(..) | YamlTree::Record(..) => {
                let words = flow(value);
                let is_short = column + columns(&words) <= LONGEST_LINE;
                let fits = is_short && !has_block(value) && !self.has_comments_in(path);
                fits.then_some(words)
            }
        }
    }

    fn has_comments_in(&self, path: &str) -> bool {
        self.comments.iter().any(|(field, _)| {
            field.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '[']))
        })
    }

    fn comments_on(&mut self, path: &str, indent: usize) {
        for (_, comment) in self.comments.iter().filter(|(field, _)| field == path) {
            let unfit = |c: char| c.is_control() || is_break(c);
            let words = comment.replace(unfit, " ");
            self.line(indent, &format!("# {}", words.trim()));
        }
    }

    fn line(&mut self, indent: usize, words: &str) {
        self.text.push_str(&" ".repeat(indent));
        self.text.push_str(words);
        self.text.push('\n');
    }
}

/// A value inside of `{…}` or `[…]`, or such a value itself.
fn flow(value: &YamlTree) -> String {
    match value {
        YamlTree::Fixed(words) => words.clone(),
        YamlTree::Words(words) => in_flow(words),
        YamlTree::List(_, items) => {
            format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", "))
        }
        YamlTree::Record(_, keys) => {
            let pair =
                |(name, value): &(String, YamlTree)| format!("{}: {}", key(name), flow(value));
            format!("{{{}}}", keys.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}

/// Whether words are written as a block of lines: they have several, and nothing that such a block
/// would lose.
fn is_block(words: &str) -> bool {
    let unfit = |c: char| c != '\n' && (c.is_control() || is_break(c));
    words.contains('\n') && !words.contains(unfit) && !words.starts_with(char::is_whitespace)
}

fn has_block(value: &YamlTree) -> bool {
    match value {
        YamlTree::Fixed(_) => false,
        YamlTree::Words(words) => is_block(words),
        YamlTree::List(_, items) => items.iter().any(has_block),
        YamlTree::Record(_, keys) => keys.iter().any(|(_, value)| has_block(value)),
    }
}

/// How wide words are on a screen: ideographs and their marks fill two columns.
fn columns(words: &str) -> usize {
    let is_wide = |c: &char| {
        matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{1F300}'..='\u{3FFFD}')
    };
    words.chars().count() + words.chars().filter(is_wide).count()
}
