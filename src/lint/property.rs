//! Properties: a content line cut into its name, parameters and value (RFC 5545 section 3.1).

use super::rule::named;
use super::source::ContentLine;
use crate::finding::Place;

/// The most parameters of one property that are read.
const MOST_PARAMETERS: usize = 100;

pub(super) struct FeedProperty<'a> {
    /// Its name in capitals.
    pub(super) name: String,
    pub(super) parameters: Vec<Parameter>,
    value_at: usize,
    content: ContentLine<'a>,
}

/// A parameter of a property.
pub(super) struct Parameter {
    /// Its name in capitals.
    pub(super) name: String,
    from: usize,
    to: usize,
}

/// Why a line is no property.
pub(super) struct NoProperty {
    pub(super) place: Place,
    pub(super) message: String,
}

impl<'a> FeedProperty<'a> {
    /// Reads a content line.
    pub(super) fn read(content: ContentLine<'a>) -> Result<Self, NoProperty> {
        let text = &content.text;
        let wrong = |from: usize, to: usize, message: String| NoProperty {
            place: content.place(from, to),
            message,
        };
        let own_end = name_end(text, 0);
        if own_end == 0 || !matches!(text.as_bytes().get(own_end), Some(b':' | b';')) {
            let shown = text.len().min(own_end.max(1));
            let message = "this line is no property: it has no name with `:` behind it";
            return Err(wrong(0, shown, message.to_owned()));
        }
        let name = text.get(..own_end).unwrap_or_default().to_ascii_uppercase();
        let said = named(&name);
        let mut parameters: Vec<Parameter> = Vec::new();
        let mut at = own_end;
        while text.as_bytes().get(at) == Some(&b';') {
            let end = name_end(text, at + 1);
            let parameter = text.get(at + 1..end).unwrap_or_default().to_ascii_uppercase();
            if parameter.is_empty() || text.as_bytes().get(end) != Some(&b'=') {
                let message = format!("{said} has a parameter without a name and `=`");
                return Err(wrong(at, end, message));
            }
            if parameters.len() == MOST_PARAMETERS {
                let message = format!(
                    "{said} has more than {MOST_PARAMETERS} parameters; the line was not read on"
                );
                return Err(wrong(at, end, message));
            }
            at = values_end(text, end + 1);
            parameters.push(Parameter { name: parameter, from: end + 1, to: at });
        }
        if text.as_bytes().get(at) != Some(&b':') {
            let message = match text.as_bytes().get(at) {
                Some(b'"') => format!(
                    "{said} has a quotation mark within a parameter, or one that is not closed"
                ),
                _ => format!("{said} has no `:` behind its parameters"),
            };
            return Err(wrong(at.min(text.len().saturating_sub(1)), at + 1, message));
        }
        Ok(Self { name, parameters, value_at: at + 1, content })
    }

    /// The value as it is written.
    pub(super) fn value(&self) -> &str {
        self.content.text.get(self.value_at..).unwrap_or_default()
    }

    /// The value of a parameter, without quotation marks around it.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        let parameter = self.parameters.iter().find(|parameter| parameter.name == name)?;
        Some(self.of(parameter).trim_matches('"'))
    }

    /// The value of a parameter as it is written.
    pub(super) fn of(&self, parameter: &Parameter) -> &str {
        self.content.text.get(parameter.from..parameter.to).unwrap_or_default()
    }

    /// Whether the parameter VALUE names a type.
    pub(super) fn is_typed(&self, value_type: &str) -> bool {
        self.parameter("VALUE").is_some_and(|value| value.eq_ignore_ascii_case(value_type))
    }

    pub(super) fn name_place(&self) -> Place {
        self.content.place(0, self.name.len())
    }

    /// The place of the value, or of the name if the value is empty.
    pub(super) fn place(&self) -> Place {
        match self.value() {
            "" => self.name_place(),
            value => self.part(0, value.len()),
        }
    }

    /// The place of a part of the value.
    pub(super) fn part(&self, from: usize, to: usize) -> Place {
        self.content.place(self.value_at + from, self.value_at + to)
    }

    /// The place of a parameter with its name.
    pub(super) fn parameter_place(&self, parameter: &Parameter) -> Place {
        self.content.place(parameter.from - parameter.name.len() - 1, parameter.to)
    }
}

fn name_end(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'-');
    from + length.unwrap_or(rest.len())
}

/// The end of the values of a parameter: each between quotation marks, or without any of `";:,`.
fn values_end(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        let rest = bytes.get(at..).unwrap_or_default();
        at += match rest {
            [b'"', inner @ ..] => match inner.iter().position(|byte| *byte == b'"') {
                Some(length) => length + 2,
                None => return at,
            },
            rest => {
                let length = rest.iter().position(|byte| matches!(byte, b'"' | b';' | b':' | b','));
                length.unwrap_or(rest.len())
            }
        };
        if bytes.get(at) != Some(&b',') {
            return at;
        }
        at += 1;
    }
}
