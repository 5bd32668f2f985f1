//! Rules for texts (RFC 5545 section 3.3.11): escapes, markup, lengths.

use super::property::FeedProperty;
use super::rule::{Breaches, Rule, doubt, fault, quoted};

/// The most characters of the name of a calendar.
const LONGEST_NAME: usize = 255;

/// A check of a property of type TEXT.
pub(super) type TextCheck = fn(&FeedProperty<'_>, &mut Breaches<'_>);

pub(super) const TEXT: &[(Rule, TextCheck)] = &[
    (
        fault(
            "escape",
            "RFC 5545, 3.3.11",
            "vobject keeps only the part before an unescaped comma",
            "write `\\,` `\\;` `\\\\` and `\\n`, and nothing else behind a backslash",
        ),
        escape,
    ),
    (
        fault(
            "backslash-n",
            "seen in four of nine parsers",
            "ics, node-ical, ruby-icalendar and Data::ICal read a line break",
            "write `/` for the backslash",
        ),
        backslash_n,
    ),
    (
        doubt(
            "backslash",
            "MS-STANOICAL 2.2.37",
            "Outlook reads `\\r`, `\\\"` and `\\'` as escapes too",
            "write `/` for the backslash",
        ),
        backslash,
    ),
    (
        doubt(
            "html",
            "reported of Apple and Outlook",
            "Apple and Outlook show the tags",
            "write plain text with bare addresses, line breaks as `\\n`",
        ),
        html,
    ),
    (
        doubt(
            "text-length",
            "MS-OXCICAL 2.1.3.1.1.17",
            "Outlook names its folder by it and takes 255 characters at most",
            "write a short text here, and the long one in DESCRIPTION",
        ),
        text_length,
    ),
    (
        doubt(
            "text-control",
            "RFC 5545, 3.3.11",
            "no RFC says how it is shown",
            "write a space for a TAB, and leave other control characters out",
        ),
        control,
    ),
    (
        doubt(
            "white-space",
            "what people see",
            "it is part of the text, so it is shown",
            "write the text without white space at its ends",
        ),
        white_space,
    ),
];

/// Whether a property is a TEXT, and whether it may have several with commas between.
pub(super) fn is_text(name: &str) -> Option<bool> {
    match name {
        "SUMMARY" | "DESCRIPTION" | "LOCATION" | "COMMENT" | "CONTACT" | "UID" | "NAME"
        | "X-WR-CALNAME" | "X-WR-CALDESC" | "TZNAME" => Some(false),
        "CATEGORIES" | "RESOURCES" => Some(true),
        _ => None,
    }
}

/// The escapes of a value, and the marks that lack one, with their places.
fn escapes(value: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = value.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let from =
            at + bytes.get(at..)?.iter().position(|byte| matches!(byte, b'\\' | b',' | b';'))?;
        let behind = value.get(from + 1..).and_then(|rest| rest.chars().next());
        let length = match (bytes.get(from), behind) {
            (Some(b'\\'), Some(c)) => 1 + c.len_utf8(),
            _ => 1,
        };
        at = from + length;
        Some((from, value.get(from..at)?))
    })
}

fn escape(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    let several = is_text(&property.name) == Some(true);
    let wrong = escapes(property.value()).find(|(_, escape)| match *escape {
        "\\\\" | "\\;" | "\\," | "\\n" | "\\N" => false,
        "," => !several,
        _ => true,
    });
    let Some((at, escape)) = wrong else { return };
    let name = &property.name;
    let message = match escape {
        "," | ";" => format!("{name} has a `{escape}` without a backslash before it"),
        "\\" => format!("{name} ends with a backslash"),
        other => format!("{name} has the escape `{other}`, which there is not"),
    };
    let remedy = match escape {
        "," | ";" => format!("write `\\{escape}`"),
        "\\" => "leave it out".to_owned(),
        other => format!("write `{}`", other.trim_start_matches('\\')),
    };
    found.remedy(property.part(at, at + escape.len()), message, remedy);
}

/// Backslashes of the text itself, with what follows them.
fn own_backslashes<'a>(property: &'a FeedProperty<'_>) -> impl Iterator<Item = (usize, bool)> + 'a {
    let value = property.value();
    escapes(value)
        .filter(|(_, escape)| *escape == "\\\\")
        .map(move |(at, _)| (at, matches!(value.as_bytes().get(at + 2), Some(b'n' | b'N'))))
}

fn backslash_n(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    if let Some((at, _)) = own_backslashes(property).find(|(_, breaks)| *breaks) {
        let message = format_args!("{} has a backslash before an n", property.name);
        found.at(property.part(at, at + 3), message);
    }
}

fn backslash(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    if let Some((at, _)) = own_backslashes(property).find(|(_, breaks)| !*breaks) {
        found.at(property.part(at, at + 2), format_args!("{} has a backslash", property.name));
    }
}

fn html(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    if !matches!(property.name.as_str(), "DESCRIPTION" | "SUMMARY" | "LOCATION" | "X-WR-CALDESC") {
        return;
    }
    let value = property.value();
    let marks = value.match_indices(['<', '&']);
    let markup =
        marks.filter_map(|(at, _)| markup_at(value.get(at..)?).map(|length| (at, length))).next();
    if let Some((at, length)) = markup {
        let tag = value.get(at..at + length).unwrap_or_default();
        found.at(
            property.part(at, at + length),
            format_args!("{} has markup, {}", property.name, quoted(tag)),
        );
    }
}

/// The length of a tag or an entity of HTML at the beginning of a text.
fn markup_at(text: &str) -> Option<usize> {
    const TAGS: [&str; 16] = [
        "br", "p", "a", "b", "i", "u", "div", "span", "ul", "ol", "li", "strong", "em", "html",
        "body", "table",
    ];
    const ENTITIES: [&str; 6] = ["&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&#39;"];
    if let Some(entity) = ENTITIES.iter().find(|entity| text.starts_with(**entity)) {
        return Some(entity.len());
    }
    let inner = text.strip_prefix('<')?;
    let inner = inner.strip_prefix('/').unwrap_or(inner);
    let length = inner.bytes().take_while(u8::is_ascii_alphanumeric).take(12).count();
    let name = inner.get(..length)?;
    let is_tag = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(name))
        && matches!(inner.as_bytes().get(length), Some(b'>' | b' ' | b'/'));
    let end = text.as_bytes().iter().take(200).position(|byte| *byte == b'>');
    is_tag.then_some(end? + 1)
}

fn text_length(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    if matches!(property.name.as_str(), "NAME" | "X-WR-CALNAME") {
        let length = property.value().chars().count();
        if let Some((at, c)) = property.value().char_indices().nth(LONGEST_NAME) {
            let message = format_args!("{} has {length} characters", property.name);
            found.at(property.part(at, at + c.len_utf8()), message);
        }
    }
}

fn control(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    // Those of ASCII are no part of any line.
    let is_odd = |c: &char| *c == '\t' || ('\u{80}'..'\u{A0}').contains(c);
    if let Some((at, c)) = property.value().char_indices().find(|(_, c)| is_odd(c)) {
        let message = match c {
            '\t' => format!("{} has a TAB", property.name),
            c => format!("{} has the control character U+{:04X}", property.name, u32::from(c)),
        };
        found.at(property.part(at, at + c.len_utf8()), message);
    }
}

fn white_space(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    let value = property.value();
    let shown =
        matches!(property.name.as_str(), "SUMMARY" | "LOCATION" | "NAME" | "X-WR-CALNAME" | "UID");
    if shown && !value.is_empty() && value.trim() != value {
        found.at(
            property.place(),
            format_args!("{} begins or ends with white space", property.name),
        );
    }
}
