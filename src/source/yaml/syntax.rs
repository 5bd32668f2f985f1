//! What is wrong with a text that is not YAML, in our words: where, and what to write.
//!
//! The parser's own sentences never reach a user; each of its kinds of errors has one here, and
//! those that a later version adds have the last one.

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

/// Where a character stands that nobody sees: the parser names the beginning of its value.
fn unseen(error: &Error, place: Place, text: &str) -> Option<Place> {
    let Error::ExternalMessage { source, .. } = error else { return None };
    let ExternalMessageSource::Parser(error) = &**source else { return None };
    let ErrorKind::UnexpectedCharacter { character } = error.kind() else { return None };
    let odd = Odd::of(*character).filter(|odd| odd.plain.is_none())?;
    let start = place.start + text.get(place.start..)?.lines().next()?.find(odd.sign)?;
    Some(Place { start, end: start + odd.sign.len_utf8(), ..place })
}

/// What is wrong, and what to write.
type Sentence = (String, &'static str);

fn said(message: impl Into<String>, help: &'static str) -> Sentence {
    (message.into(), help)
}

fn sentence(error: &Error) -> Sentence {
    match error {
        Error::ExternalMessage { source, .. } => match &**source {
            ExternalMessageSource::Parser(error) => of_kind(error.kind()),
            _ => anything(),
        },
        Error::MultipleDocuments { .. } => {
            said("a second document begins here, after `---`", "write one meeting per file")
        }
        Error::MergeKeyNotAllowed { .. } | Error::MergeValueNotMapOrSeqOfMaps { .. } => {
            said("merge keys (`<<`) are not read", "write the keys themselves")
        }
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => too_much(),
        Error::UnknownAnchor { .. } => said(
            "`*` begins an alias, and nothing has that name",
            "put the value between quotes if it begins with `*`",
        ),
        Error::RecursiveReferencesRequireWeakTypes { .. } => {
            said("this alias stands inside the value that it repeats", "write the value itself")
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
            said("a key is a word, not a list, other keys or nothing", "write `key: value`")
        }
        _ => anything(),
    }
}

fn of_kind(kind: &ErrorKind) -> Sentence {
    use ErrorKind as Kind;
    match kind {
        Kind::MappingValueNotAllowed => said(
            "this colon makes a key where none can stand",
            "put the value between quotes if it contains a colon and a space: `title: \"Q7/12: ad hoc\"`",
        ),
        Kind::InvalidColonPlacement => said(
            "this colon stands within `[` or `{` that is not closed",
            "close the bracket, or put a value between quotes if it contains a bracket",
        ),
        Kind::SimpleKeyExpected | Kind::InvalidSimpleKey => said(
            "this line has no colon and space after a key",
            "write `key: value`; indent the line if it goes on with the value above it",
        ),
        Kind::MappingKeyNotAllowed
        | Kind::FlowMappingValueAdjacentCollection
        | Kind::InvalidMappingValueWhitespace => said(
            "a key cannot stand here",
            "write each key on a line of its own, with a colon and a space after it",
        ),
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => {
            said("a tab stands where only spaces may", "indent with spaces, not with tabs")
        }
        Kind::UnexpectedCharacter { character } => match Odd::of(*character) {
            Some(odd) if odd.plain.is_none() => said(in_place_of(odd), "delete it"),
            _ => said(
                format!("a value cannot begin with `{character}`"),
                "put a value between quotes if it begins with one of @ ` % & * ! | > { } [ ] #",
            ),
        },
        Kind::UnclosedQuotedScalar | Kind::DocumentIndicatorInQuotedScalar => {
            said("a quotation mark is not closed", "close the quotes, on the same line if you can")
        }
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => said(
            "words follow the closing quotation mark",
            "put the whole value between quotes; within `\"…\"` write `\\\"` for a quotation mark",
        ),
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidLowSurrogateHexEscape
        | Kind::InvalidLowSurrogate
        | Kind::MissingLowSurrogate
        | Kind::UnpairedLowSurrogate
        | Kind::InvalidUnicodeEscape => said(
            "within `\"…\"` a backslash has a meaning, and this one has none",
            "write `\\\\` for a backslash, or put the text between single quotes",
        ),
        Kind::MismatchedFlowCollectionEnd { open, close } => {
            said(format!("`{open}` is closed by `{close}`"), "close `[` with `]`, and `{` with `}`")
        }
        Kind::UnclosedFlowCollection { open } => said(
            format!("`{open}` is not closed"),
            "close `[` with `]`, and `{` with `}`; put a value between quotes if it contains a bracket",
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
            "no bracket is open that this one could close",
            "delete it, or put the value between quotes",
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
            "this `-` begins a list where none can stand",
            "write `- ` at the beginning of a line, or put the value between quotes",
        ),
        Kind::CommentInterceptedScalar => said(
            "` #` begins a comment in the middle of a text",
            "put the text between quotes if the `#` belongs to it",
        ),
        Kind::CommentNotSeparated | Kind::ExpectedWhitespace => said(
            "a space is missing here",
            "write a space before a comment and after quotes and brackets",
        ),
        Kind::ZeroBlockScalarIndent | Kind::InvalidBlockScalarHeader => said(
            "words follow `|` or `>`, which begins a text of several lines",
            "begin the text on the next line, or put the value between quotes",
        ),
        Kind::ExpectedNodeContent | Kind::UnexpectedEndOfPlainScalar => said(
            "a value is missing here",
            "write the value; put it between quotes if it begins with a comma, a colon or a bracket",
        ),
        Kind::BomInsideDocument => {
            said("this is a byte order mark, U+FEFF, which nobody sees", "delete it")
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
            "a line that begins with `%` is an instruction, and this one is not known",
            "delete the line, or put the value between quotes",
        ),
        Kind::ExpectedDocumentStart
        | Kind::InvalidDocumentEnd
        | Kind::MissingDocumentEndBeforeDirective => said(
            "the file goes on where it should end",
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
            "put the value between quotes if it begins with `&` or `*`",
        ),
        Kind::RecursionLimitExceeded | Kind::AnchorCountOverflow => too_much(),
        _ => anything(),
    }
}

fn too_much() -> Sentence {
    said(
        "the file is nested too deeply, has too many values, or its aliases repeat too much",
        "no meeting file needs as much; it was not read any further",
    )
}

fn indentation() -> Sentence {
    said(
        "this line is indented unevenly",
        "indent the keys of one level alike, and what belongs to a key deeper than the key",
    )
}

fn tag() -> Sentence {
    said(
        "`!` before a value gives it a type, and this one does not fit",
        "delete it, or put the value between quotes if it begins with `!`",
    )
}

/// Whatever else is wrong.
fn anything() -> Sentence {
    said(
        "this is not YAML",
        "look for a bracket or quotation mark that is not closed, and for lines that are indented unevenly",
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
