//! Texts, either one for all languages or one for each language.

use super::reading::truth;
use super::{NodeContent, RecordReader, YamlNode, YamlReader};
use crate::model::{Language, Remote, Text, clean};

impl YamlReader<'_> {
    /// A text: a string in the file's language, or one string for each language.
    pub(super) fn text(&mut self, key: &str, node: &YamlNode) -> Option<Text> {
        match &node.content {
            NodeContent::Record(entries) => {
                if self.colon_taken_for_key(entries, |key| key.parse::<Language>().is_ok()) {
                    return None;
                }
                let mut record = RecordReader::open(self, entries, "a text by language");
                let mut pairs = Vec::new();
                for language in Language::ALL {
                    let words =
                        record.read(language.code(), |key, node| self.free_words(key, node));
                    pairs.extend(words.map(|words| (language, words)));
                }
                record.close(self);
                Text::from_pairs(pairs)
            }
            NodeContent::List(_) => {
                self.wrong_shape(key, node, "one text");
                None
            }
            _ => self.free_words(key, node).and_then(|words| Text::new(self.language, words)),
        }
    }

    /// Remote participation: yes, no, or how.
    pub(super) fn remote(&mut self, key: &str, node: &YamlNode) -> Option<Remote> {
        match node.bare().map(|words| truth(&clean(words))) {
            Some(Ok(true)) => Some(Remote::Yes),
            Some(Ok(false)) => Some(Remote::No),
            _ => self.text(key, node).map(Remote::By),
        }
    }

    /// A free text, which may be cut off or quoted by mistake.
    pub(super) fn free_words(&mut self, key: &str, node: &YamlNode) -> Option<String> {
        let words = self.words(key, node)?;
        if let Some(address) = with_password(&words.value) {
            let help = format!("write `{address}`: the part before `@` would be published");
            self.findings
                .fault(node.place, format!("`{key}` has a web address with a name or a password"))
                .help(help);
            return None;
        }
        if !node.is_quoted {
            self.cut_at_hash(key, node, &words.value);
            self.enclosed(key, node, &words.value);
        }
        Some(words.value)
    }
}

/// The web address in a text that has a name or a password, without both.
fn with_password(text: &str) -> Option<String> {
    text.match_indices("://").find_map(|(at, sign)| {
        let before = text.get(..at)?;
        let scheme = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
        let rest = text.get(at + sign.len()..)?;
        let word = rest.split(|c: char| c.is_whitespace() || "<>\"".contains(c)).next()?;
        let authority = word.split(['/', '?', '#']).next()?;
        let at = authority.rfind('@')?;
        Some(format!("{scheme}://{}", word.get(at + 1..)?))
    })
}

#[cfg(test)]
mod tests {
    use super::with_password;

    #[test]
    fn an_address_with_a_password_is_found_in_any_text() {
        for (text, address) in [
            ("https://user:pw@itu.int/room", Some("https://itu.int/room")),
            ("Remote: http://user@itu.int, code 5", Some("http://itu.int,")),
            ("https://itu.int/u@x", None),
            ("https://itu.int?mail=a@b", None),
            ("mail a@itu.int or https://itu.int", None),
            ("MyMeetings", None),
        ] {
            assert_eq!(with_password(text).as_deref(), address, "{text}");
        }
    }
}
