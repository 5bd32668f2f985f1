//! Messages for a text that is not YAML: what is wrong, where, and what to write.
//!
//! The parser's own messages never reach a user; each kind of error has a message here, and unknown
//! kinds have the last one.

use super::colons::colon;
use super::slips::in_place_of;
use crate::finding::{Findings, Place};
use crate::model::Odd;
use serde_yaml::granit_parser::ErrorKind;
use serde_yaml::{Error, ExternalMessageSource, Location};

/// Reports an error of the parser.
pub(super) fn fault(error: &Error, text: &str, findings: &mut Findings) {
    let error = original(error);
    let place = error.location().map_or_else(Place::default, |location| place(location, text));
    let place = unseen(error, place, text).unwrap_or(place);
    if let Some((place, message, help)) = kind(error)
        .and_then(|kind| colon(kind, place, text))
        .or_else(|| unclosed(error, place, text))
    {
        findings.fault(place, message).help(help);
        return;
    }
    let (message, help) = sentence(error);
    findings.fault(place, message).help(help);
}

/// The error itself, without what the parser wraps around it.
fn original(error: &Error) -> &Error {
    match error {
        Error::AliasError { error, .. } | Error::WithSnippet { error, .. } => original(error),
        other => other,
    }
}

fn kind(error: &Error) -> Option<&ErrorKind> {
    let Error::ExternalMessage { source, .. } = error else { return None };
    let ExternalMessageSource::Parser(error) = &**source else { return None };
    Some(error.kind())
}

/// A bracket of an earlier line that is still open where the parser stops.
fn unclosed(error: &Error, at: Place, text: &str) -> Option<(Place, String, String)> {
    use ErrorKind as Kind;
    let open = match kind(error)? {
        Kind::InvalidColonPlacement
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator => innermost(text.get(..at.start)?)?,
        _ => return None,
    };
    let (line, start, sign) = open;
    let place = Place { start, end: start + 1, line };
    let close = if sign == '[' { ']' } else { '}' };
    (line < at.line).then(|| {
        (
            place,
            format!("`{sign}` is not closed"),
            format!("close it with `{close}`, or put a value in quotes if it contains a bracket"),
        )
    })
}

/// The line, the byte and the sign of the last bracket that is open at the end of a text.
fn innermost(text: &str) -> Option<(u32, usize, char)> {
    let mut open: Vec<(u32, usize, char)> = Vec::new();
    let (mut line, mut last, mut quote) = (1, '\n', None);
    let mut is_comment = false;
    let mut before = '\n';
    for (at, sign) in text.char_indices() {
        let begins_value = matches!(last, '\n' | ':' | '-' | ',' | '[' | '{');
        match (sign, quote) {
            ('\n', _) => is_comment = false,
            _ if is_comment => {}
            (sign, Some(mark)) => quote = Some(mark).filter(|mark| *mark != sign),
            ('#', None) if matches!(before, ' ' | '\n') => is_comment = true,
            ('"' | '\'', None) if begins_value => quote = Some(sign),
            ('[' | '{', None) if begins_value || !open.is_empty() => open.push((line, at, sign)),
            (']' | '}', None) => {
                open.pop();
            }
            _ => {}
        }
        line += u32::from(sign == '\n');
        if sign != ' ' && !is_comment {
            last = sign;
        }
        before = sign;
    }
    open.pop()
}

/// The place of an invisible character: the parser only reports the beginning of its value.
fn unseen(error: &Error, place: Place, text: &str) -> Option<Place> {
    let ErrorKind::UnexpectedCharacter { character } = kind(error)? else { return None };
    let odd = Odd::of(*character).filter(|odd| odd.plain.is_none())?;
    let start = place.start + text.get(place.start..)?.lines().next()?.find(odd.sign)?;
    Some(Place { start, end: start + odd.sign.len_utf8(), ..place })
}

/// What is wrong, and what to write.
type SyntaxMessage = (String, &'static str);

fn said(message: impl Into<String>, help: &'static str) -> SyntaxMessage {
    (message.into(), help)
}

fn sentence(error: &Error) -> SyntaxMessage {
    match error {
        Error::ExternalMessage { source, .. } => match &**source {
            ExternalMessageSource::Parser(error) => of_kind(error.kind()),
            _ => anything(),
        },
        Error::MultipleDocuments { .. } => {
            said("a second document begins here, after `---`", "write one meeting per file")
        }
        Error::MergeKeyNotAllowed { .. } | Error::MergeValueNotMapOrSeqOfMaps { .. } => {
            said("merge keys (`<<`) are not supported", "write out the keys")
        }
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => too_much(),
        Error::UnknownAnchor { .. } => said(
            "`*` begins an alias, but nothing has that name",
            "put the value in quotes if it begins with `*`",
        ),
        Error::RecursiveReferencesRequireWeakTypes { .. } => {
            said("this alias is inside the value that it repeats", "write out the value")
        }
        Error::InvalidBinaryBase64 { .. }
        | Error::BinaryNotUtf8 { .. }
        | Error::BytesNotSupportedMissingBinaryTag { .. }
        | Error::TaggedScalarCannotDeserializeIntoString { .. }
        | Error::InvalidBooleanStrict { .. }
        | Error::InvalidScalar { .. }
        | Error::NonFiniteFloat { .. } => tag(),
        Error::FoldedBlockScalarMustIndentContent { .. } | Error::IndentationError { .. } => {
            indentation()
        }
        Error::Unexpected { .. }
        | Error::NullIntoString { .. }
        | Error::ExpectedStringKeyForExternallyTaggedEnum { .. }
        | Error::SerdeInvalidType { .. } => {
            said("a key must be a word, not empty, a list or other keys", "write `key: value`")
        }
        _ => anything(),
    }
}

fn of_kind(kind: &ErrorKind) -> SyntaxMessage {
    use ErrorKind as Kind;
    match kind {
        Kind::MappingValueNotAllowed => said(
            "this colon makes a key where a key is not allowed",
            "put the value in quotes if it contains a colon and a space: `title: \"Q7/12: ad \
             hoc\"`",
        ),
        Kind::InvalidColonPlacement => said(
            "this colon is inside a `[` or `{` that is not closed",
            "close the bracket, or put a value in quotes if it contains a bracket",
        ),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => said(
            "this line has no key followed by a colon and a space",
            "write `key: value`; indent the line if it continues the value above",
        ),
        Kind::MappingKeyNotAllowed
        | Kind::FlowMappingValueAdjacentCollection
        | Kind::InvalidMappingValueWhitespace => said(
            "a key is not allowed here",
            "write each key on a line of its own, with a colon and a space after it",
        ),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => {
            said("a tab is used where only spaces are allowed", "indent with spaces, not with tabs")
        }
        Kind::UnexpectedCharacter { character } => match Odd::of(*character) {
            Some(odd) if odd.plain.is_none() => said(in_place_of(odd), "delete it"),
            _ => said(
                format!("a value cannot begin with `{character}`"),
                "put a value in quotes if it begins with one of @ ` % & * ! | > { } [ ] #",
            ),
        },
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => {
            said("a quotation mark is not closed", "close the quotes, on the same line if you can")
        }
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => said(
            "there is text after the closing quotation mark",
            "put the whole value in quotes; inside `\"…\"`, write `\\\"` for a quotation mark",
        ),
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => said(
            "unknown escape after a backslash inside `\"…\"`",
            "write `\\\\` for a backslash, or put the text in single quotes",
        ),
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            said(format!("`{open}` is closed by `{close}`"), "close `[` with `]` and `{` with `}`")
        }
        Kind::UnclosedFlowCollection { open } => said(
            format!("`{open}` is not closed"),
            "close `[` with `]` and `{` with `}`; put a value in quotes if it contains a bracket",
        ),
        Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofImplicitFlowMapping
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator => said(
            "a comma or a closing bracket is missing here",
            "write commas between values, and close `[` with `]` and `{` with `}`",
        ),
        Kind::MisplacedFlowCollectionEnd => said(
            "this closing bracket has no opening bracket",
            "delete it, or put the value in quotes",
        ),
        Kind::InvalidIndentation
        | Kind::ExpectedBlockMappingKey
        | Kind::ExpectedBlockSequenceEntry
        | Kind::UnexpectedEofBlockSequence
        | Kind::UnexpectedEofBlockMapping
        | Kind::InvalidBlockScalarIndent
        | Kind::InvalidQuotedScalarIndent
        | Kind::InvalidFlowScalarIndent => indentation(),
        Kind::BlockEntryInFlowCollection
        | Kind::BlockSequenceEntryNotAllowed
        | Kind::InvalidBlockEntryWhitespace
        | Kind::PlainScalarStartsWithDashFlowIndicator => said(
            "this `-` begins a list where a list is not allowed",
            "write `- ` at the beginning of a line, or put the value in quotes",
        ),
        Kind::CommentInterceptedScalar => said(
            "` #` begins a comment in the middle of a text",
            "put the text in quotes if the `#` is part of it",
        ),
        Kind::CommentNotSeparated | Kind::ExpectedWhitespace => said(
            "a space is missing here",
            "put a space before a comment and after quotes and brackets",
        ),
        Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader => said(
            "there is text after `|` or `>`, which begins a text of several lines",
            "begin the text on the next line, or put the value in quotes",
        ),
        Kind::ExpectedNodeContent | Kind::UnexpectedEndOfPlainScalar => said(
            "a value is missing here",
            "write the value; put it in quotes if it begins with a comma, a colon or a bracket",
        ),
        Kind::BomInsideDocument => {
            said("this is a byte order mark, U+FEFF, which is invisible", "delete it")
        }
        Kind::DuplicateVersionDirective
        | Kind::UnsupportedYamlMajorVersion
        | Kind::DuplicateTagDirective
        | Kind::InvalidDirectiveTerminator
        | Kind::DirectiveDisallowed
        | Kind::MissingYamlVersionSeparator
        | Kind::MissingDirectiveName
        | Kind::InvalidDirectiveName
        | Kind::DirectiveByteLimitExceeded { .. }
        | Kind::TooManyReservedDirectiveParams { .. }
        | Kind::YamlVersionTooLong
        | Kind::MissingYamlVersion
        | Kind::InvalidTagDirectiveTerminator
        | Kind::ExpectedTagDirectiveBang => said(
            "a line that begins with `%` is a YAML directive, and this one is unknown",
            "delete the line, or put the value in quotes",
        ),
        Kind::ExpectedDocumentStart
        | Kind::InvalidDocumentEnd
        | Kind::MissingDocumentEndBeforeDirective => said(
            "there is text after the end of the document",
            "delete the lines with `---` and `...`; write one meeting per file",
        ),
        Kind::UndeclaredTagHandle
        | Kind::ExpectedTagBang
        | Kind::InvalidGlobalTagCharacter
        | Kind::InvalidTagTerminator
        | Kind::MissingTagUri
        | Kind::UnclosedVerbatimTag
        | Kind::InvalidTagEscape
        | Kind::InvalidTagUtf8LeadingByte
        | Kind::InvalidTagUtf8TrailingByte
        | Kind::InvalidTagUtf8 => tag(),
        Kind::MissingAnchorOrAliasName => said(
            "a name is missing after `&` or `*`",
            "put the value in quotes if it begins with `&` or `*`",
        ),
        Kind::RecursionLimitExceeded | Kind::AnchorCountOverflow => too_much(),
        _ => anything(),
    }
}

fn too_much() -> SyntaxMessage {
    said(
        "the file is nested too deeply, has too many values, or its aliases repeat too much",
        "no meeting file needs that much; the rest was not read",
    )
}

fn indentation() -> SyntaxMessage {
    said(
        "the indentation of this line matches no other line",
        "indent the keys of one level equally, and the contents of a key deeper than the key",
    )
}

fn tag() -> SyntaxMessage {
    said(
        "`!` before a value gives it a type, but this value does not match it",
        "delete it, or put the value in quotes if it begins with `!`",
    )
}

/// Whatever else is wrong.
fn anything() -> SyntaxMessage {
    said(
        "this is not YAML",
        "look for an unclosed bracket or quotation mark, and for uneven indentation",
    )
}

/// The place of a location; the parser counts characters where it gives no bytes.
pub(super) fn place(location: Location, text: &str) -> Place {
    let span = location.span();
    let line = u32::try_from(location.line()).unwrap_or(u32::MAX);
    let start = match span.byte_offset() {
        Some(offset) => usize::try_from(offset).unwrap_or(usize::MAX),
        None => {
            let skip = usize::try_from(location.line()).unwrap_or(1).saturating_sub(1);
            let line_start: usize = text.split_inclusive('\n').take(skip).map(str::len).sum();
            let column = usize::try_from(location.column()).unwrap_or(1).saturating_sub(1);
            let rest = text.get(line_start..).unwrap_or("");
            line_start + rest.chars().take(column).map(char::len_utf8).sum::<usize>()
        }
    };
    let start = start.min(text.len());
    let length = span.byte_len().and_then(|length| usize::try_from(length).ok()).unwrap_or(1);
    Place { start, end: start.saturating_add(length).min(text.len()), line }
}
