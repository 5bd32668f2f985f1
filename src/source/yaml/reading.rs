//! Reads values from nodes and collects findings.

use super::slips::{in_place_of, opening_mark, without_quotes};
use super::{NodeContent, YamlNode};
use crate::finding::{Findings, Place, Said};
use crate::model::{Language, Misread, Odd, clean, meant, parse_date};
use chrono::NaiveDate;
use std::str::FromStr;

/// The most values of a list: many times what any meeting has.
const MOST_VALUES: usize = 1_000;

/// The reading of one file.
pub(super) struct YamlReader<'a> {
    /// The text of the file.
    pub(super) text: &'a str,
    /// What was found so far.
    pub(super) findings: &'a mut Findings,
    /// The language of plain strings.
    pub(super) language: Language,
}

impl YamlReader<'_> {
    /// A list; a single value stands for a list of one.
    pub(super) fn list<'n>(&mut self, key: &str, node: &'n YamlNode) -> &'n [YamlNode] {
        match &node.content {
            NodeContent::List(nodes) if nodes.len() > MOST_VALUES => {
                let message = format!("`{key}` has {} values", nodes.len());
                let help = format!("the limit is {MOST_VALUES}; remove some");
                self.findings.fault(node.place, message).help(help);
                nodes.get(..MOST_VALUES).unwrap_or_default()
            }
            NodeContent::List(nodes) => nodes,
            NodeContent::Nothing => {
                self.nothing(key, node);
                &[]
            }
            _ => std::slice::from_ref(node),
        }
    }

    /// A scalar as its words.
    pub(super) fn words(&mut self, key: &str, node: &YamlNode) -> Option<Said<String>> {
        match &node.content {
            NodeContent::Scalar(words) if clean(words).trim().is_empty() => {
                self.nothing(key, node);
                None
            }
            NodeContent::Scalar(words) => {
                Some(Said { value: words.trim().to_owned(), place: node.place })
            }
            _ => {
                self.wrong_shape(key, node, "one value");
                None
            }
        }
    }

    /// A scalar on one line, such as a telephone number.
    pub(super) fn line(&mut self, key: &str, node: &YamlNode) -> Option<String> {
        let words = self.free_words(key, node)?;
        Some(clean(&words).split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// A scalar by its own parser.
    pub(super) fn parsed<T>(
        &mut self,
        key: &str,
        node: &YamlNode,
        parse: impl Fn(&str) -> Result<T, Misread>,
    ) -> Option<Said<T>> {
        let words = self.words(key, node)?;
        self.word(&words, parse)
    }

    /// Words by their own parser, also those of a key.
    pub(super) fn word<T>(
        &mut self,
        words: &Said<String>,
        parse: impl Fn(&str) -> Result<T, Misread>,
    ) -> Option<Said<T>> {
        match parse(&words.value) {
            Ok(value) => Some(Said { value, place: words.place }),
            Err(misread) => {
                if !self.looks_right(words.place, &words.value, |meant| parse(meant).is_ok()) {
                    self.misread(words.place, &words.value, &misread);
                }
                None
            }
        }
    }

    /// A scalar of a type that reads itself.
    pub(super) fn value<T: FromStr<Err = Misread>>(
        &mut self,
        key: &str,
        node: &YamlNode,
    ) -> Option<Said<T>> {
        self.parsed(key, node, str::parse)
    }

    pub(super) fn date(&mut self, key: &str, node: &YamlNode) -> Option<Said<NaiveDate>> {
        self.parsed(key, node, parse_date)
    }

    /// A list of values that read themselves.
    pub(super) fn values<T: FromStr<Err = Misread>>(
        &mut self,
        key: &str,
        node: &YamlNode,
    ) -> Vec<Said<T>> {
        self.each(key, node, str::parse)
    }

    /// A list of values by their own parser. Several values in one scalar are a fault that says how
    /// a list is written.
    pub(super) fn each<T>(
        &mut self,
        key: &str,
        node: &YamlNode,
        parse: impl Fn(&str) -> Result<T, Misread>,
    ) -> Vec<Said<T>> {
        let nodes = self.list(key, node);
        let read = nodes.iter().filter_map(|node| {
            if let NodeContent::Scalar(words) = &node.content
                && parse(words.trim()).is_err()
                && let Some(values) = listed(words, &parse)
            {
                let message = format!("`{}` is several values in one", shortened(words.trim()));
                let help = format!("write a list: `{key}: [{}]`", values.join(", "));
                self.findings.fault(node.place, message).help(help);
                return None;
            }
            self.parsed(key, node, &parse)
        });
        read.collect()
    }

    /// `true` or `false`.
    pub(super) fn yes_or_no(&mut self, key: &str, node: &YamlNode) -> Option<bool> {
        self.parsed(key, node, truth).map(|said| said.value)
    }

    /// Whether a word is valid except for an odd character; if so, reports it. `is_right` checks
    /// the intended word: the whole, or the key before its colon.
    pub(super) fn looks_right(
        &mut self,
        place: Place,
        words: &str,
        is_right: impl Fn(&str) -> bool,
    ) -> bool {
        // The file has the original character; the parser may have received a replacement.
        let source = self.text.get(place.start..place.end).unwrap_or("");
        let first = Odd::all_in(source).next().or_else(|| Odd::all_in(words).next());
        let Some((_, odd)) = first.filter(|_| Odd::all_in(words).next().is_some()) else {
            return false;
        };
        let meant = meant(words);
        // Behind an unusual blank, YAML reads a comment as part of the value.
        let meant = meant.split(" #").next().unwrap_or_default();
        let meant = meant.trim().trim_matches(['"', '\'']);
        let key = meant.split_once(':').map(|(key, value)| (key.trim(), value.trim()));
        let written = match key.filter(|_| !is_right(meant)) {
            Some((key, value)) if is_right(key) => format!("{key}: {value}").trim().to_owned(),
            Some(_) => return false,
            None if is_right(meant) => meant.to_owned(),
            None => return false,
        };
        let at = source.find(odd.sign).map_or(place, |at| {
            let start = place.start + at;
            Place { start, end: start + odd.sign.len_utf8(), ..place }
        });
        let written = shortened(&written);
        let (message, help) = if odd.is_blank() && words.starts_with(odd.sign) {
            let message = format!("`{written}` is indented with {}", odd.in_words());
            (message, "indent it with spaces".to_owned())
        } else {
            let message = format!("`{}` contains {}", shortened(words), odd.in_words());
            let is_mark = odd.is_quotation_mark();
            // A key is followed by a colon and a space, a time has only a colon.
            let is_key = written.contains(&format!("{}: ", key.map_or("", |(key, _)| key)));
            let help = match odd.plain {
                _ if is_mark => "write it without the marks".to_owned(),
                Some(':') if !is_key => "write `:`".to_owned(),
                // Nothing stands between a key and its colon, and at the end of a value.
                Some(' ') if words.matches(odd.sign).count() > written.matches(' ').count() => {
                    "delete it".to_owned()
                }
                _ => odd.advice(),
            };
            (message, format!("{help}: `{written}`"))
        };
        self.findings.fault(at, message).help(help);
        true
    }

    /// Reports a misread value.
    pub(super) fn misread(&mut self, place: Place, words: &str, misread: &Misread) {
        let message = format!("`{}` is not {}", shortened(words), misread.wanted);
        self.findings.fault(place, message).help(&*misread.write);
    }

    /// Reports a record that is really a text with a colon, as in `[Q7/12: ad hoc]`. Returns
    /// whether it is one.
    pub(super) fn colon_taken_for_key(
        &mut self,
        entries: &[(Said<String>, YamlNode)],
        known: impl Fn(&str) -> bool,
    ) -> bool {
        let [(key, node)] = entries else { return false };
        let NodeContent::Scalar(value) = &node.content else { return false };
        // A key of one word, or a misspelt one, is reported as such.
        let is_text = key.value.contains(|c: char| c == '/' || c.is_whitespace() || !c.is_ascii());
        if known(&key.value) || !is_text {
            return false;
        }
        let words = without_quotes(&format!("{}: {value}", key.value));
        let message = match opening_mark(&key.value) {
            Some(mark) => in_place_of(mark),
            None => {
                format!("`{}` is read as a key because a colon and a space follow it", key.value)
            }
        };
        self.findings
            .fault(key.place, message)
            .help(format!("put the text in quotes: `\"{}\"`", shortened(&words)));
        true
    }

    pub(super) fn wrong_shape(&mut self, key: &str, node: &YamlNode, takes: &str) {
        let found = match node.content {
            NodeContent::Nothing => return self.nothing(key, node),
            NodeContent::Scalar(ref words) => {
                // `am` and another kind of colon: the text before a colon was meant as a key.
                let is_key = |key: &str| !key.is_empty() && !key.contains([' ', ':']);
                let has_colon = meant(words).contains(':');
                if takes == "keys with values"
                    && has_colon
                    && self.looks_right(node.place, words, is_key)
                {
                    return;
                }
                "a single value"
            }
            NodeContent::List(_) => "a list",
            NodeContent::Record(_) => "keys with values",
        };
        let help = match takes {
            "keys with values" => match self.in_one_line(key, node) {
                Some(line) => format!("write `{line}`"),
                None => {
                    format!("write each `key: value` on its own line, indented under `{key}`")
                }
            },
            _ => format!("write it on one line: `{key}: …`"),
        };
        self.findings.fault(node.place, format!("`{key}` takes {takes}, not {found}")).help(help);
    }
}

/// The values between commas of any width, or semicolons, if each of them is right.
fn listed<T>(words: &str, parse: impl Fn(&str) -> Result<T, Misread>) -> Option<Vec<&str>> {
    let values: Vec<&str> = words.split([',', ';', '，', '、', '；', '،']).map(str::trim).collect();
    (values.len() > 1 && values.iter().all(|value| parse(value).is_ok())).then_some(values)
}

pub(super) fn truth(words: &str) -> Result<bool, Misread> {
    match words.trim() {
        "true" | "yes" => Ok(true),
        "false" | "no" => Ok(false),
        _ => Err(Misread::new("yes or no", "write `true` or `false`")),
    }
}

/// The beginning of a text, for a message.
pub(super) fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or("")),
        None => line,
    }
}
