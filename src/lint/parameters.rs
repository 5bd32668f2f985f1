//! Rules for the parameters of properties (RFC 5545 section 3.2).

use super::known;
use super::property::FeedProperty;
use super::rule::{Breaches, Rule, doubt, fault, named, quoted};
use crate::finding::nearest;

/// A check of a property that has parameters.
pub(super) type ParameterCheck = fn(&FeedProperty<'_>, &mut Breaches<'_>);

pub(super) const PARAMETERS: &[(Rule, ParameterCheck)] = &[
    (
        fault(
            "parameter-twice",
            "RFC 5545, 3.2",
            "nothing says which of the two counts",
            "keep one of them",
        ),
        twice,
    ),
    (
        fault(
            "vcalendar-1",
            "RFC 5545, 3.2.7",
            "iCalendar has the encodings 8BIT and BASE64 only, so the text stays encoded",
            "write the text in UTF-8, without ENCODING",
        ),
        quoted_printable,
    ),
    (
        fault(
            "unquoted",
            "RFC 5545, 3.2",
            "the value of the property begins at the first `:`, within the parameter",
            "put the address between quotation marks: `ALTREP=\"https://example.org/\"`",
        ),
        unquoted,
    ),
    (
        fault(
            "range",
            "RFC 5545, 3.2.13",
            "RFC 5545 has no other word: THISANDPRIOR is forbidden, and programs change one time alone",
            "write RANGE=THISANDFUTURE, or leave RANGE out",
        ),
        range,
    ),
    (
        doubt(
            "charset",
            "RFC 5545, 3.1.4",
            "iCalendar has no such parameter: programs read UTF-8 whatever it says",
            "write the text in UTF-8, without CHARSET",
        ),
        charset,
    ),
    (
        doubt(
            "caret",
            "RFC 6868",
            "few programs read `^n`, `^'` and `^^` in a parameter",
            "keep line breaks, quotation marks and carets out of parameters",
        ),
        caret,
    ),
    (
        doubt(
            "unknown-parameter",
            "RFC 5545, 3.2",
            "programs pass over parameters that they do not know",
            "begin names of your own with X-",
        ),
        unknown,
    ),
];

/// The parameters of RFC 5545, 6638, 7986, 8607, 9073 and 9253.
const KNOWN: [&str; 35] = [
    "ALTREP",
    "CN",
    "CUTYPE",
    "DELEGATED-FROM",
    "DELEGATED-TO",
    "DERIVED",
    "DIR",
    "DISPLAY",
    "EMAIL",
    "ENCODING",
    "FBTYPE",
    "FEATURE",
    "FILENAME",
    "FMTTYPE",
    "GAP",
    "LABEL",
    "LANGUAGE",
    "LINKREL",
    "MANAGED-ID",
    "MEMBER",
    "ORDER",
    "PARTSTAT",
    "RANGE",
    "RELATED",
    "RELTYPE",
    "ROLE",
    "RSVP",
    "SCHEDULE-AGENT",
    "SCHEDULE-FORCE-SEND",
    "SCHEDULE-STATUS",
    "SCHEMA",
    "SENT-BY",
    "SIZE",
    "TZID",
    "VALUE",
];

fn is_known(name: &str) -> bool {
    KNOWN.contains(&name)
}

fn twice(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    // What no RFC defines may stand more than once.
    let known = property.parameters.iter().filter(|parameter| is_known(&parameter.name));
    for (at, parameter) in known.clone().enumerate() {
        if known.clone().take(at).any(|before| before.name == parameter.name) {
            let message = format_args!(
                "{} has the parameter {} twice",
                named(&property.name),
                parameter.name
            );
            found.at(property.parameter_place(parameter), message);
            return;
        }
    }
}

/// The parameters that are addresses.
const ADDRESSES: [&str; 7] =
    ["ALTREP", "DELEGATED-FROM", "DELEGATED-TO", "DIR", "MEMBER", "SCHEMA", "SENT-BY"];

fn unquoted(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    // What a parameter of another property means, nobody knows.
    if !known::is_known(&property.name) {
        return;
    }
    for parameter in &property.parameters {
        let value = property.of(parameter);
        if ADDRESSES.contains(&parameter.name.as_str()) && !value.starts_with('"') {
            let (name, own) = (named(&property.name), &parameter.name);
            let message = format_args!("{own} of {name} is not between quotation marks");
            found.at(property.parameter_place(parameter), message);
        }
        // CN=ITU: TSB:mailto:…
        let cut = property.value().find("mailto:").filter(|at| *at > 0 && parameter.name == "CN");
        if let Some(rest) = cut.and_then(|at| property.value().get(..at))
            && rest.ends_with(':')
            && !value.starts_with('"')
        {
            let rest = rest.trim_end_matches(':');
            let message = format_args!("CN of {} ends at its first `:`", named(&property.name));
            let write = format_args!("put the name between quotation marks: CN=\"{value}:{rest}\"");
            found.remedy(property.parameter_place(parameter), message, write);
        }
    }
}

fn range(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    for parameter in property.parameters.iter().filter(|parameter| parameter.name == "RANGE") {
        let value = property.of(parameter).trim_matches('"');
        if !value.eq_ignore_ascii_case("THISANDFUTURE") {
            let message = format_args!("RANGE is {}", quoted(value));
            found.at(property.parameter_place(parameter), message);
        }
    }
}

fn quoted_printable(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    let encoding = property.parameters.iter().find(|parameter| {
        parameter.name == "ENCODING"
            && property.of(parameter).eq_ignore_ascii_case("QUOTED-PRINTABLE")
    });
    if let Some(encoding) = encoding {
        let message = format_args!("ENCODING of vCalendar 1.0 in {}", named(&property.name));
        found.at(property.parameter_place(encoding), message);
    }
}

fn charset(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    if let Some(charset) = property.parameters.iter().find(|other| other.name == "CHARSET") {
        let message = format_args!("{} names a CHARSET", named(&property.name));
        found.at(property.parameter_place(charset), message);
    }
}

fn caret(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    let encoded = |value: &str| ["^n", "^'", "^^"].iter().any(|escape| value.contains(escape));
    if let Some(parameter) =
        property.parameters.iter().find(|parameter| encoded(property.of(parameter)))
    {
        let message = format_args!(
            "{} of {} is encoded with carets",
            named(&parameter.name),
            named(&property.name)
        );
        found.at(property.parameter_place(parameter), message);
    }
}

fn unknown(property: &FeedProperty<'_>, found: &mut Breaches<'_>) {
    let odd = property.parameters.iter().filter(|parameter| {
        // CHARSET has a rule of its own.
        !parameter.name.starts_with("X-")
            && parameter.name != "CHARSET"
            && !is_known(&parameter.name)
    });
    for parameter in odd {
        let name = &parameter.name;
        found.once(name, property.parameter_place(parameter), || {
            let (name_said, property_said) = (named(name), named(&property.name));
            let message = format!("{name_said} of {property_said} is no parameter of iCalendar");
            (message, nearest(name, KNOWN).map(|near| format!("did you mean {near}?")))
        });
    }
}
