//! The head of a letter: its date, the secretariat's reference and contact.

use crate::finding::Findings;
use crate::letter::DocumentKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::Found;
use crate::letter::shape::regions::Regions;
use crate::letter::words::Sense;
use crate::model::{Contact, WebAddress};
use chrono::NaiveDate;

/// The date of a letter: the first single day of its head, before the subject, that is not the date
/// of another document.
pub(crate) fn date(
    found: &Found<'_>,
    regions: &Regions,
    kind: DocumentKind,
    findings: &mut Findings,
) -> Option<(NaiveDate, Span)> {
    let until = regions.subject.as_ref().map_or(regions.head.end, |subject| subject.start);
    let head = match kind {
        DocumentKind::WebPage | DocumentKind::Timetable | DocumentKind::Agenda => return None,
        // A notice has its date behind a label, below the subject.
        DocumentKind::RgmNotice => {
            let text = found.normal.folded(&(0..found.normal.text().len()));
            let label = text.find("date: ").filter(|at| *at < 2_500)?;
            crate::letter::shape::found::floor(found, label..text.len().min(label + 40))
        }
        _ => 0..until,
    };
    let single = found.dates_in(&head).filter(|date| date.last.is_none());
    for mention in single {
        let Some(day) = mention.day() else { continue };
        // "TSB Circular 187 of 21 June 1999" is the date of the circular.
        let before = crate::letter::shape::found::floor(
            found,
            mention.span.start.saturating_sub(24)..mention.span.start,
        );
        if found.has(&before, Sense::Circular) && found.normal.slice(&before).contains(" of ") {
            continue;
        }
        if !mention.weekday_fits() {
            let place = found.normal.place(&mention.span);
            findings
                .doubt("weekday", Some(place), format!("{day} is no such day of the week"))
                .help("look the date of the letter up");
        }
        return Some((day, mention.span.clone()));
    }
    None
}

/// The secretariat's reference, which stands in the head behind the number: `SG12/MA`, `CE 17/MB`.
pub(crate) fn reference(
    found: &Found<'_>,
    regions: &Regions,
    number: Option<&Span>,
) -> Option<(String, Span)> {
    let from = number?.end;
    let until = regions.subject.as_ref().map_or(regions.head.end, |subject| subject.start);
    let text = found.normal.slice(&(from..until));
    let mut before: Option<usize> = None;
    let mut at = 0;
    for word in text.split([' ', '\n', '\t']) {
        let (start, end) = (at, at + word.len());
        at = end + 1;
        // Two words for "CE 17/MB"; what follows is glued or the list of addressees.
        let whole = before.map(|before| before..end).into_iter().chain(std::iter::once(start..end));
        for span in whole {
            let code = text.get(span.clone()).unwrap_or("");
            if is_reference(code) {
                return Some((code.to_owned(), from + span.start..from + span.end));
            }
        }
        before = Some(start).filter(|_| !word.is_empty());
    }
    None
}

/// `SG12/MA`, `CE 17/MB`, `TSB/VK`: a group or bureau, a slash, two or three initials.
fn is_reference(code: &str) -> bool {
    let Some((group, initials)) = code.rsplit_once('/') else { return false };
    let capital = |c: char| c.is_uppercase() && c.is_alphabetic();
    (2..=3).contains(&initials.chars().count())
        && initials.chars().all(capital)
        && (2..=12).contains(&group.chars().count())
        && group.chars().next().is_some_and(capital)
        && group.chars().all(|c| capital(c) || c.is_ascii_digit() || matches!(c, ' ' | '-' | '/'))
}

/// The ITU switchboard and other numbers that are never the secretariat's.
const SWITCHBOARD: [&str; 4] = ["41227305111", "41227337256", "41227306500", "41227305991"];
/// The fax of the bureau ends so.
const BUREAU_FAX: &str = "7305853";

/// A telephone number in the text.
struct Phone {
    span: Span,
    digits: String,
}

/// The secretariat's contact, from the head.
pub(crate) fn contact(found: &mut Found<'_>, regions: &Regions, kind: DocumentKind) -> Contact {
    let has_labels = [Sense::TelLabel, Sense::FaxLabel, Sense::EmailLabel];
    let head = &regions.head;
    if !has_labels.into_iter().any(|label| found.has(head, label)) {
        // A page has no head; its address is all it gives.
        let page = 0..if kind == DocumentKind::WebPage { found.normal.text().len() } else { 0 };
        let address = email(found, &page).filter(|(address, _)| address.ends_with("@itu.int"));
        if let Some((address, span)) = &address {
            found.note("contact.email", address, span);
        }
        return Contact { email: address.map(|(address, _)| address), ..Contact::default() };
    }
    let phones: Vec<Phone> = phones(found.normal.slice(head), head.start);
    let is_fax = |phone: &Phone| {
        phone.digits.ends_with(BUREAU_FAX)
            || phones.len() == 1 && nearest_label_is_fax(found, head, phone.span.start)
    };
    let fax = phones.iter().find(|phone| is_fax(phone)).or_else(|| phones.get(1));
    let tel = phones.iter().find(|phone| fax.is_none_or(|fax| fax.span != phone.span));
    let tel = tel.filter(|tel| !is_fax(tel));
    // In European digits, whichever the letter has.
    let words = |phone: &Phone| (found.normal.slice(&phone.span).to_owned(), phone.span.clone());
    let (tel, fax) = (tel.map(words), fax.map(words));
    let email = email(found, head);
    let web = web(found, head);
    let mut contact = Contact::default();
    let mut note = |field: &str, value: Option<(String, Span)>| {
        let (value, span) = value?;
        found.note(format!("contact.{field}"), &value, &span);
        Some(value)
    };
    contact.tel = note("tel", tel);
    contact.fax = note("fax", fax);
    contact.email = note("email", email);
    contact.web = note("web", web).and_then(|web| web.parse::<WebAddress>().ok());
    contact
}

/// Whether the label before a number says fax rather than telephone.
fn nearest_label_is_fax(found: &Found<'_>, head: &Span, at: usize) -> bool {
    let before = head.start..at;
    let last = |of: Sense| found.all(&before, of).last().map(|label| label.end);
    let fax = last(Sense::FaxLabel);
    fax.is_some() && fax > last(Sense::TelLabel)
}

/// Telephone numbers: a plus and at least ten digits; the last part of several extensions too.
fn phones(text: &str, offset: usize) -> Vec<Phone> {
    let mut found: Vec<Phone> = Vec::new();
    for (at, _) in text.match_indices('+') {
        let rest = text.get(at + 1..).unwrap_or("");
        let mut digits = String::new();
        let mut end = 0;
        for (index, c) in rest.char_indices() {
            // Swiss numbers have eleven digits; what follows is another number or another word.
            if c.is_ascii_digit() && digits.len() < 11 {
                digits.push(c);
                end = index + 1;
            } else if !(c == ' ' || matches!(c, '(' | ')' | '.' | '-') && digits.len() < 10)
                || digits.len() >= 11
            {
                break;
            }
        }
        if digits.len() < 10 || SWITCHBOARD.contains(&digits.as_str()) {
            continue;
        }
        // "6104/6116": two extensions.
        let extension = rest.get(end..).and_then(|rest| rest.strip_prefix('/'));
        let extension = extension.and_then(|rest| rest.get(..4));
        if extension.is_some_and(|four| four.bytes().all(|b| b.is_ascii_digit())) {
            end += 5;
        }
        if found.iter().all(|other| other.digits != digits) {
            let start = offset + at;
            found.push(Phone { span: start..start + 1 + end, digits });
        }
    }
    found
}

/// The first e-mail address of the secretariat in a stretch.
fn email(found: &Found<'_>, head: &Span) -> Option<(String, Span)> {
    let text = found.normal.slice(head);
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    text.match_indices('@').find_map(|(at, _)| {
        let before = text.get(..at)?;
        let start = before.trim_end_matches(is_part).len();
        // Digits of a number that is glued to the address are none of it.
        let start = start
            + (before.get(start..)?.len()
                - before.get(start..)?.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        let after = text.get(at + 1..)?;
        let end = after.len() - after.trim_start_matches(is_part).len();
        let host = after.get(..end)?.trim_end_matches('.');
        let fits =
            start < at && host.contains('.') && host.ends_with(|c: char| c.is_ascii_alphabetic());
        let span = head.start + start..head.start + at + 1 + host.len();
        fits.then(|| (found.normal.slice(&span).to_owned(), span))
    })
}

/// The first web address in a stretch, also one behind a link.
fn web(found: &Found<'_>, head: &Span) -> Option<(String, Span)> {
    let text = found.normal.slice(head);
    let end = |rest: &str| {
        let end = rest.find(|c: char| {
            c.is_whitespace() || !c.is_ascii() || matches!(c, ')' | ']' | '>' | '"' | ',')
        });
        rest.get(..end.unwrap_or(rest.len()))
            .map_or(0, |url| url.trim_end_matches(['.', ';', '/']).len())
    };
    let written = ["http://", "https://", "www."].iter().filter_map(|mark| {
        let at = text.find(mark)?;
        let length = end(text.get(at..)?);
        (length > mark.len()).then_some(at..at + length)
    });
    if let Some(url) = written.min_by_key(|url| url.start) {
        let span = head.start + url.start..head.start + url.end;
        let url = found.normal.slice(&span);
        let url = if url.starts_with("www.") { format!("https://{url}") } else { url.to_owned() };
        return Some((url, span));
    }
    let links = found.normal.document.links.iter();
    let mut inside = links.filter(|link| crate::letter::shape::found::within(&link.span, head));
    let link = inside.find(|link| link.target.starts_with("http"))?;
    Some((link.target.clone(), link.span.clone()))
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::head::{is_reference, phones};

    #[test]
    fn references_are_a_group_and_initials() {
        for code in ["SG12/MA", "TSAG/NB", "CE 17/MB", "TSB/VK", "SG5/HA"] {
            assert!(is_reference(code), "{code}");
        }
        for code in ["4/16", "DM-06/1043", "To: all", "SG12/Ma", "Tel/Fax", "A/B", ""] {
            assert!(!is_reference(code), "{code}");
        }
    }

    #[test]
    fn telephone_numbers() {
        let found = |text: &str| {
            let all = phones(text, 0);
            all.iter()
                .map(|phone| text[phone.span.clone()].to_owned())
                .collect::<Vec<_>>()
                .join("|")
        };
        assert_eq!(found("+41 22 730 6190+41 22 730 5853tsb"), "+41 22 730 6190|+41 22 730 5853");
        assert_eq!(found("Tel: +41 22 730 6104/6116"), "+41 22 730 6104/6116");
        assert_eq!(found("+41 22 7306208 +41 22 730 57 85"), "+41 22 7306208|+41 22 730 57 85");
        assert_eq!(found("+41 22 730 51 11, +41 22 730 "), "");
    }
}
