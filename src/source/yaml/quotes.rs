//! Texts that need quotation marks, and quotation marks that YAML does not know.

use super::YamlNode;
use super::reading::{YamlReader, shortened};
use crate::finding::Place;
use crate::model::Odd;

impl YamlReader<'_> {
    /// Doubts a text that ends at a ` #`, unless the comment begins with a space as comments do.
    pub(super) fn cut_at_hash(&mut self, key: &str, node: &YamlNode, words: &str) {
        let behind = self.text.get(node.place.end..).unwrap_or("");
        let line = behind.lines().next().unwrap_or("");
        let comment = line.trim_start_matches([' ', '\t']);
        let blanks = line.len() - comment.len();
        let begins = |rest: &str| !rest.is_empty() && !rest.starts_with([' ', '\t', '#', '!']);
        if blanks == 0 || !comment.strip_prefix('#').is_some_and(begins) {
            return;
        }
        let start = node.place.end + blanks;
        let place = Place { start, end: start + comment.trim_end().len(), ..node.place };
        let whole = format!("{words} {comment}");
        let whole = self.beside(key, node, &whole);
        self.findings
            .doubt("hash-in-text", Some(place), "the text ends here, because ` #` begins a comment")
            .help(format!("write `{whole}`, or add a space after the `#` if it is a comment"));
    }

    /// Doubts typographic quotation marks around a whole text.
    pub(super) fn enclosed(&mut self, key: &str, node: &YamlNode, words: &str) {
        let marks: Vec<(usize, Odd)> =
            Odd::all_in(words).filter(|(_, odd)| odd.is_quotation_mark()).collect();
        let [(0, open), (end, close)] = marks.as_slice() else { return };
        if end + close.sign.len_utf8() < words.len() {
            return;
        }
        let within = words.get(open.sign.len_utf8()..*end).unwrap_or("");
        let within = self.beside(key, node, within);
        self.findings
            .doubt(
                "typographic-quotes",
                Some(node.place),
                format!(
                    "these quotation marks become part of the text: the first is {}",
                    open.in_words()
                ),
            )
            .help(format!("write `{within}` if they are not part of the text"));
    }

    /// The quoted text to write, with the key or the dash before it.
    fn beside(&self, key: &str, node: &YamlNode, words: &str) -> String {
        let before = self.text.get(..node.place.start).unwrap_or("").trim_end_matches([' ', '\t']);
        let is_value = before.strip_suffix(':').is_some_and(|before| {
            let before = before.trim_end_matches(['"', '\'']);
            before.strip_suffix(key).is_some_and(|before| {
                before.is_empty() || before.ends_with([' ', '\t', '\n', '{', ',', '"', '\''])
            })
        });
        let item = format!("\"{}\"", shortened(&words.replace('"', "\\\"")));
        match before.strip_suffix('-') {
            _ if is_value => format!("{key}: {item}"),
            Some(before) if before.is_empty() || before.ends_with([' ', '\n', '-']) => {
                format!("- {item}")
            }
            _ => item,
        }
    }

    /// Reports that a key is empty, or what hides its value.
    pub(super) fn nothing(&mut self, key: &str, node: &YamlNode) {
        // The place of an empty value is after the colon, where the caret is drawn.
        let line = self.text.get(node.place.start..).unwrap_or("").lines().next().unwrap_or("");
        let comment = line.trim_start_matches([':', ' ', '\t']);
        // A tag ends where the value would begin.
        let before = self.text.get(..node.place.start).unwrap_or("");
        let tag = before.rsplit(char::is_whitespace).next().filter(|word| word.starts_with('!'));
        let comment = tag.unwrap_or(comment);
        let is_word = |rest: &str| !rest.is_empty() && !rest.starts_with([' ', '\t', '#', '!']);
        let begins = [('#', "a comment"), ('!', "a YAML tag")];
        let begins =
            begins.into_iter().find(|(sign, _)| comment.strip_prefix(*sign).is_some_and(is_word));
        let help = match begins {
            Some((sign, what)) => {
                format!("`{sign}` begins {what}; write `{key}: \"{}\"`", shortened(comment))
            }
            None => "write a value, or remove the key".to_owned(),
        };
        self.findings.fault(node.place, format!("`{key}` is empty")).help(help);
    }
}
