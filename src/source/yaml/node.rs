//! A YAML document as a tree of nodes with places, no scalar typed by guess.
//!
//! YAML's own types lose what was written: `0830` becomes 830, `14.10` becomes 14.1. So a scalar is
//! kept as its text, and a value's own parser decides what it means. Duplicate keys are kept too,
//! for a message that names both.

use super::slips;
use super::syntax::{self, place};
use crate::finding::{Findings, Place, Said};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;
use serde_yaml::options::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy};
use std::borrow::Cow;
use std::fmt;

/// A node of the document.
#[derive(Debug)]
pub(super) struct YamlNode {
    /// What it is.
    pub(super) content: NodeContent,
    /// Its place; for a list or a record, the place where it begins.
    pub(super) place: Place,
    /// Whether it is a scalar in quotation marks or in a block, which is always text.
    pub(super) is_quoted: bool,
}

impl YamlNode {
    /// The text of a scalar that may be more than text: `false` is a value, `"false"` is text.
    pub(super) fn bare(&self) -> Option<&str> {
        match &self.content {
            NodeContent::Scalar(words) if !self.is_quoted => Some(words),
            _ => None,
        }
    }
}

/// What a node is.
#[derive(Debug)]
pub(super) enum NodeContent {
    /// A key without a value, or `~`.
    Nothing,
    /// A scalar, as written; without quotes, escapes resolved.
    Scalar(String),
    /// A list.
    List(Vec<YamlNode>),
    /// Keys with their values, in the order of the file, the same key perhaps twice.
    Record(Vec<(Said<String>, YamlNode)>),
}

/// Parses a text with exactly one document. A syntax error is a fault; limits protect against YAML
/// bombs.
pub(super) fn parse(text: &str, findings: &mut Findings) -> Option<YamlNode> {
    if slips::conflict(text, findings) {
        return None;
    }
    match raw(text) {
        Ok(raw) => Some(node(raw, text)),
        Err(error) => {
            let stops_at = |text: &str| raw(text).err().map(|error| stop(&error));
            if !slips::blame(text, stop(&error), stops_at, findings) {
                syntax::fault(&error, text, findings);
            }
            None
        }
    }
}

/// The line and column at which the parser stops.
fn stop(error: &serde_yaml::Error) -> (u64, u64) {
    error.location().map_or((0, 0), |location| (location.line(), location.column()))
}

fn raw(text: &str) -> Result<Spanned<RawYaml>, serde_yaml::Error> {
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! { max_depth: 32, max_nodes: 250_000 },
        alias_limits: serde_yaml::alias_limits! { max_total_replayed_events: 10_000 },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::Error,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        strict_booleans: true,
        with_snippet: false,
    };
    serde_yaml::from_str_with_options(&bearable(text), options)
}

/// The text without the invisible characters that the parser refuses: accepted ones of the same
/// length replace them, so that no place changes. In free text they are removed later like all
/// invisible characters; elsewhere they are reported.
fn bearable(text: &str) -> Cow<'_, str> {
    let other = |c: char| match c {
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}'
        | '\u{FFFE}'
        | '\u{FFFF}' => '\u{200B}',
        '\u{80}'..='\u{84}' | '\u{86}'..='\u{9F}' => '\u{AD}',
        c => c,
    };
    if text.chars().all(|c| other(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(other).collect())
    }
}

/// A node as the deserializer hands it out; scalars that YAML types are looked up in the text
/// afterwards.
enum RawYaml {
    Nothing,
    Typed,
    Text(String),
    List(Vec<Spanned<RawYaml>>),
    Record(Vec<(Spanned<String>, Spanned<RawYaml>)>),
}

fn node(raw: Spanned<RawYaml>, text: &str) -> YamlNode {
    let at = place(raw.referenced, text);
    // Behind an alias the words stand at the anchor.
    let defined = place(raw.defined, text);
    let is_quoted = text.get(defined.start..).unwrap_or("").starts_with(['"', '\'', '|', '>']);
    let content = match raw.value {
        RawYaml::Nothing => NodeContent::Nothing,
        RawYaml::Typed => {
            NodeContent::Scalar(text.get(defined.start..defined.end).unwrap_or("").to_owned())
        }
        RawYaml::Text(words) => NodeContent::Scalar(words),
        RawYaml::List(nodes) => {
            NodeContent::List(nodes.into_iter().map(|raw| node(raw, text)).collect())
        }
        RawYaml::Record(entries) => {
            let entry = |(key, value): (Spanned<String>, Spanned<RawYaml>)| {
                (Said { value: key.value, place: place(key.referenced, text) }, node(value, text))
            };
            NodeContent::Record(entries.into_iter().map(entry).collect())
        }
    };
    YamlNode { content, place: at, is_quoted }
}

impl<'de> Deserialize<'de> for RawYaml {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawYaml;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, a list or keys with values")
    }

    fn visit_str<E>(self, text: &str) -> Result<RawYaml, E> {
        Ok(RawYaml::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<RawYaml, E> {
        Ok(RawYaml::Text(text))
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawYaml, E> {
        Ok(RawYaml::Typed)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawYaml, E> {
        Ok(RawYaml::Typed)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawYaml, E> {
        Ok(RawYaml::Typed)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawYaml, E> {
        Ok(RawYaml::Typed)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawYaml, E> {
        Ok(RawYaml::Typed)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawYaml, E> {
        Ok(RawYaml::Typed)
    }

    fn visit_unit<E>(self) -> Result<RawYaml, E> {
        Ok(RawYaml::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut nodes: A) -> Result<RawYaml, A::Error> {
        let mut list = Vec::new();
        while let Some(node) = nodes.next_element()? {
            list.push(node);
        }
        Ok(RawYaml::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawYaml, A::Error> {
        let mut record = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            record.push(entry);
        }
        Ok(RawYaml::Record(record))
    }
}

#[cfg(test)]
mod tests {
    use super::{NodeContent, YamlNode, parse};
    use crate::finding::Findings;

    fn scalars(text: &str) -> Vec<String> {
        let mut findings = Findings::default();
        let node = parse(text, &mut findings).unwrap();
        let NodeContent::Record(entries) = node.content else { panic!("a record") };
        let scalar = |node: &YamlNode| match &node.content {
            NodeContent::Scalar(text) => text.clone(),
            other => format!("{other:?}"),
        };
        entries.iter().map(|(key, node)| format!("{}={}", key.value, scalar(node))).collect()
    }

    #[test]
    fn scalars_mean_what_is_written() {
        let text = "a: 0830\nb: 14.10\nc: on\nd: true\ne: 1/12\nf: 11:15\ng: .inf\nh: 99999999999999999999999999999\n\
                    0: x\n1-2: y\ni: &n 0900\nj: *n\nk: 12_000\nl: 'q'\nm: No\n";
        assert_eq!(
            scalars(text),
            [
                "a=0830",
                "b=14.10",
                "c=on",
                "d=true",
                "e=1/12",
                "f=11:15",
                "g=.inf",
                "h=99999999999999999999999999999",
                "0=x",
                "1-2=y",
                "i=0900",
                "j=0900",
                "k=12_000",
                "l=q",
                "m=No"
            ]
        );
    }

    #[test]
    fn bombs_are_refused() {
        let mut laughs = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for n in 1..12 {
            let again = format!("*a{}, ", n - 1).repeat(10);
            laughs.push_str(&format!("a{n}: &a{n} [{again}]\n"));
        }
        for bomb in
            [laughs, format!("a: {}", "[".repeat(100_000)), format!("a: {}1", "{b: ".repeat(1_000))]
        {
            let mut findings = Findings::default();
            assert!(parse(&bomb, &mut findings).is_none());
            assert_eq!(findings.faults(), 1);
        }
    }
}
