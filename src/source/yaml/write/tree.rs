//! The values to write, before it is known which fit on one line.

use crate::model::{Language, Text};

/// A value of a meeting file.
pub(super) enum YamlTree {
    /// A date, an hour or a word of the manual: never between quotation marks.
    Fixed(String),
    /// Free text: in quotation marks wherever another reader could read it as something else.
    Words(String),
    /// Values.
    List(YamlStyle, Vec<YamlTree>),
    /// Keys with their values.
    Record(YamlStyle, Vec<(String, YamlTree)>),
}

/// How a list or a record is laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum YamlStyle {
    /// Always a line for each of its values.
    Lines,
    /// On one line, `{…}` or `[…]`, if it is short enough.
    Short,
}

impl YamlTree {
    pub(super) fn fixed(value: impl ToString) -> Self {
        Self::Fixed(value.to_string())
    }

    pub(super) fn words(value: impl ToString) -> Self {
        Self::Words(value.to_string())
    }

    /// A text: plain if it is in the language of the file, else by language.
    pub(super) fn text(text: &Text, language: Language) -> Self {
        let all: Vec<(Language, &str)> = text.all().collect();
        match all.as_slice() {
            [(own, words)] if *own == language => Self::words(words),
            several => {
                let pair = |(language, words): &(Language, &str)| {
                    (language.code().to_owned(), Self::words(words))
                };
                Self::Record(YamlStyle::Short, several.iter().map(pair).collect())
            }
        }
    }

    /// A list, even with a single value.
    pub(super) fn list(values: impl IntoIterator<Item = Self>) -> Self {
        Self::List(YamlStyle::Short, values.into_iter().collect())
    }

    /// A single value as it is, several as a list.
    pub(super) fn one_or_list(values: impl IntoIterator<Item = Self>) -> Self {
        let mut values: Vec<Self> = values.into_iter().collect();
        match values.pop() {
            Some(only) if values.is_empty() => only,
            last => {
                values.extend(last);
                Self::List(YamlStyle::Short, values)
            }
        }
    }
}

/// A record while it is built.
#[derive(Default)]
pub(super) struct RecordBuilder(pub(super) Vec<(String, YamlTree)>);

impl RecordBuilder {
    /// Adds a key, if there is a value for it.
    pub(super) fn add(&mut self, key: impl Into<String>, value: Option<YamlTree>) {
        self.0.extend(value.map(|value| (key.into(), value)));
    }

    pub(super) fn fixed(&mut self, key: &str, value: Option<impl ToString>) {
        self.add(key, value.map(YamlTree::fixed));
    }

    pub(super) fn words(&mut self, key: &str, value: Option<impl ToString>) {
        self.add(key, value.map(YamlTree::words));
    }

    /// Adds a value, or a list of several; nothing for none.
    pub(super) fn some(&mut self, key: &str, values: impl IntoIterator<Item = YamlTree>) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_some() {
            self.add(key, Some(YamlTree::one_or_list(values)));
        }
    }

    /// Adds a list with a line for each value; nothing for none.
    pub(super) fn lines(&mut self, key: &str, values: impl IntoIterator<Item = YamlTree>) {
        let values: Vec<YamlTree> = values.into_iter().collect();
        if !values.is_empty() {
            self.add(key, Some(YamlTree::List(YamlStyle::Lines, values)));
        }
    }

    /// The record, also an empty one.
    pub(super) fn record(self) -> YamlTree {
        YamlTree::Record(YamlStyle::Short, self.0)
    }

    /// The record, unless it is empty.
    pub(super) fn any(self) -> Option<YamlTree> {
        (!self.0.is_empty()).then(|| self.record())
    }
}
