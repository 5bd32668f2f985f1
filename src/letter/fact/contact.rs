//! The secretariat's contact, which the head of a letter gives behind labels.

use crate::letter::DocumentKind;
use crate::letter::lex::Normal;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions, within};
use crate::letter::words::{Channel, Sense};
use crate::model::Contact;

/// The numbers of ITU's switchboard, which stand in its footers and are never the secretariat's.
const SWITCHBOARD: [&str; 4] = ["41227305111", "41227337256", "41227306500", "41227305991"];

/// A label of the contact or what stands behind one, as the head has them one after another.
#[derive(Clone)]
struct ContactPart {
    span: Span,
    channel: Channel,
    /// The number or address; empty in a label. A number is that of a telephone until its label is known.
    value: String,
}

impl ContactPart {
    fn is_label(&self) -> bool {
        self.value.is_empty()
    }

    fn is_phone(&self) -> bool {
        matches!(self.channel, Channel::Tel | Channel::Fax)
    }
}

/// The secretariat's contact, from the head.
pub(crate) fn contact(found: &LetterText<'_>, regions: &Regions, kind: DocumentKind) -> Contact {
    let normal = found.normal;
    let parts = parts(normal, &regions.head);
    let mut given = given(normal, &parts);
    if parts.iter().any(ContactPart::is_label) {
        doubts(found, &parts, &given);
    } else if kind == DocumentKind::WebPage {
        // A page has no head; its address is all it gives.
        let mut all = addresses(normal, &normal.whole());
        let first = all.find(|part| part.channel == Channel::Email);
        given = first.filter(|part| part.value.ends_with("@itu.int")).into_iter().collect();
    } else {
        given.clear();
    }
    let take = |channel: Channel| {
        let part = given.iter().find(|part| part.channel == channel)?;
        found.note(format!("contact.{}", channel.key()), &part.value, &part.span);
        Some(part.value.clone())
    };
    Contact {
        tel: take(Channel::Tel),
        fax: take(Channel::Fax),
        email: take(Channel::Email),
        web: take(Channel::Web).and_then(|web| web.parse().ok()),
    }
}

/// A number without a label of its own, and labels without a number or an address.
fn doubts(found: &LetterText<'_>, parts: &[ContactPart], given: &[ContactPart]) {
    let normal = found.normal;
    let doubt = |part: &ContactPart, message: String, help: String| {
        found.doubt("contact", &part.span, message, help);
    };
    let mut numbers = parts.iter().filter(|part| part.is_phone() && !part.is_label());
    if let Some(number) = numbers.find(|number| given.iter().all(|own| own.value != number.value)) {
        let words = normal.words(&number.span);
        let message = format!("`{words}` stands in the head without a label of its own");
        let help = "write it as `tel` or `fax` of the contact, if it is one of them";
        doubt(number, message, help.to_owned());
    }
    let mut told: Vec<Channel> = given.iter().map(|part| part.channel).collect();
    for label in parts.iter().filter(|part| part.is_label()) {
        if !told.contains(&label.channel) {
            told.push(label.channel);
            let what = if label.is_phone() { "number" } else { "address" };
            let message = format!("no {what} was read behind `{}`", normal.words(&label.span));
            let key = label.channel.key();
            doubt(label, message, format!("write `{key}` of the contact, if the letter has it"));
        }
    }
}

/// What each channel is, the first of each. Labels may stand one below another before all of their
/// values, so a run of values belongs to the run of labels before it, in their order.
fn given(normal: &Normal, parts: &[ContactPart]) -> Vec<ContactPart> {
    let mut given: Vec<ContactPart> = Vec::new();
    for run in parts.chunk_by(|one, next| one.is_label() || !next.is_label()) {
        let phones = run.iter().filter(|part| part.is_phone());
        let (labels, values): (Vec<&ContactPart>, Vec<&ContactPart>) =
            phones.partition(|part| part.is_label());
        let mut owners: Vec<(&ContactPart, &ContactPart)> = Vec::new();
        match values.as_slice() {
            // One number belongs to the label that it touches; "Tel./Fax: …" is both.
            [only] if labels.len() > 1 => {
                let mut next = only.span.start;
                for label in labels.into_iter().rev() {
                    let between = normal.slice(&(label.span.end..next));
                    let joins = if owners.is_empty() {
                        !between.contains(|c: char| c == '\n' || c.is_alphanumeric())
                    } else {
                        between.contains(['/', '&', '+', '、']) && !between.contains(['\n', ':'])
                    };
                    if !joins {
                        break;
                    }
                    owners.push((label, only));
                    next = label.span.start;
                }
                // Two extensions for two labels: which is whose?
                if owners.len() > 1 && only.value.contains('/') {
                    owners.clear();
                }
            }
            values if labels.len() <= values.len() => {
                owners.extend(labels.into_iter().zip(values.iter().copied()));
            }
            _ => {}
        }
        let addresses = run.iter().filter(|part| !part.is_phone() && !part.is_label());
        for (label, value) in owners.into_iter().chain(addresses.map(|part| (part, part))) {
            if given.iter().all(|part| part.channel != label.channel) {
                given.push(ContactPart { channel: label.channel, ..value.clone() });
            }
        }
    }
    given
}

/// The labels, numbers and addresses of a head, but for those of a host, a hotel or a service.
fn parts(normal: &Normal, head: &Span) -> Vec<ContactPart> {
    let mut parts: Vec<ContactPart> = addresses(normal, head).collect();
    let pluses = normal.slice(head).match_indices('+').map(|(at, _)| head.start + at);
    parts.extend(pluses.filter_map(|at| phone(normal.slice(&(at..head.end)), at)));
    for mark in normal.marks.like(Sense::Reach(Channel::Tel), head) {
        let Sense::Reach(channel) = mark.sense else { continue };
        let label = ContactPart { span: mark.span(), channel, value: String::new() };
        let skip = |from: usize| {
            let rest = normal.slice(&(from..head.end));
            head.end - rest.trim_start_matches(|c: char| " \t.:/|()°-&".contains(c)).len()
        };
        // "Fax No."
        let at = skip(mark.end);
        let at = normal.marks.at(Sense::LetterFiller, at).map_or(at, |filler| skip(filler.end));
        let behind = normal.slice(&(at..head.end));
        // Behind its label a number needs no plus.
        if label.is_phone() && behind.starts_with(|c: char| c.is_ascii_digit()) {
            parts.extend(phone(behind, at));
        }
        // "Tel Aviv" is no label.
        let is_marked = normal.slice(&(mark.end..at)).contains([':', '/', '|', '&']);
        let word = behind.split_whitespace().next().unwrap_or("");
        let is_address = word.contains('@') || word.starts_with("http") || word.starts_with("www.");
        if is_marked || is_address || behind.is_empty() || behind.starts_with(['\n', '+']) {
            parts.push(label);
        }
    }
    // What begins first is whole; of two at one place the longer one.
    parts.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end)));
    let mut end = head.start;
    let mut is_others = false;
    parts.retain(|part| {
        if part.span.start < end {
            return false;
        }
        let line = normal.line_of(part.span.start).map_or(end, |line| line.span.start.max(end));
        end = part.span.end;
        // What follows the label of another belongs to it as well.
        is_others = normal.marks.has(Sense::OtherParty, &(line..part.span.start))
            || is_others && !part.is_label();
        !is_others
    });
    parts
}

/// A telephone number at the beginning of a text, which stands at a byte of the letter: a plus and its
/// digits, and a second extension: `6104/6116`.
fn phone(rest: &str, at: usize) -> Option<ContactPart> {
    let bare = rest.strip_prefix('+').unwrap_or(rest);
    let plus = rest.len() - bare.len();
    // Numbers of Switzerland and North America have eleven digits; what follows is no part.
    let is_known = plus > 0 && bare.trim_start().starts_with(['1', '4']);
    let most = if is_known { 11 } else { 15 };
    let part = |c: &char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '.' | '-');
    let digits =
        bare.char_indices().take_while(|(_, c)| part(c)).filter(|(_, c)| c.is_ascii_digit());
    let (ends, digits): (Vec<usize>, String) = digits.take(most).unzip();
    let mut end = plus + ends.last()? + 1;
    // "6104/6116": two extensions.
    let second = rest.get(end..).and_then(|rest| rest.strip_prefix('/')?.get(..4));
    if second.is_some_and(|four| four.bytes().all(|byte| byte.is_ascii_digit())) {
        end += 5;
    }
    let written = rest.get(..end)?;
    // "(+41 22) 730 59 00" begins in its parenthesis.
    let is_open = written.contains('(') || !written.contains(')');
    let value = if is_open { written.to_owned() } else { written.replace(')', "") };
    let least = if plus > 0 { 10 } else { 7 };
    let is_number = digits.len() >= least && !SWITCHBOARD.contains(&digits.as_str());
    is_number.then(|| ContactPart { span: at..at + end, channel: Channel::Tel, value })
}

/// The addresses of a stretch: those of its links, which also sites keep that hide the words of an
/// address, and those that are only written.
fn addresses<'a>(normal: &'a Normal, inside: &Span) -> impl Iterator<Item = ContactPart> + 'a {
    let (stretch, from, text) = (inside.clone(), inside.start, normal.slice(inside));
    let links = normal.document.links.iter().filter(move |link| within(&link.span, &stretch));
    let linked = links.filter_map(|link| {
        let (channel, value) = match link.target.strip_prefix("mailto:") {
            Some(to) => (Channel::Email, to.split('?').next()?),
            None => (Channel::Web, link.target.as_str()),
        };
        let is_web = channel == Channel::Web && value.starts_with("http");
        // Any page may link to what is no address.
        let is_hidden = Contact::is_email(value) && !normal.slice(&link.span).contains(value);
        let value = value.to_owned();
        (is_web || is_hidden).then(|| ContactPart { span: link.span.clone(), channel, value })
    });
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let emails = text.match_indices('@').filter_map(move |(at, _)| {
        let (before, behind) = (text.get(..at)?, text.get(at + 1..)?);
        // Digits of a number that is glued to the address are none of it.
        let name = before.get(before.trim_end_matches(is_part).len()..)?;
        let name = name.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let host = behind.split(|c| !is_part(c)).next()?.trim_end_matches(['.', '-', '_', '+']);
        // "a@itu.intSubject": a capital begins the next word.
        let top = host.rsplit_once('.')?.1;
        let next = top.trim_start_matches(char::is_lowercase);
        let is_glued = next.len() < top.len() && next.starts_with(char::is_uppercase);
        let host = if is_glued { host.strip_suffix(next)? } else { host };
        let top = host.rsplit_once('.')?.1;
        let span = from + at - name.len()..from + at + 1 + host.len();
        let value = format!("{name}@{host}");
        let fits = top.bytes().all(|byte| byte.is_ascii_alphabetic()) && Contact::is_email(&value);
        fits.then_some(ContactPart { span, channel: Channel::Email, value })
    });
    let is_apart = move |at: &usize| {
        !text.get(..*at).is_some_and(|before| before.ends_with(|c| is_part(c) || "@/".contains(c)))
    };
    let bare = ["www.", "itu.int/"].into_iter().flat_map(|begin| text.match_indices(begin));
    let pages = bare.map(|(at, _)| at).filter(is_apart).filter_map(move |at| {
        let is_end = |c: char| c.is_whitespace() || !c.is_ascii() || ")]>\",".contains(c);
        let page = text.get(at..)?.split(is_end).next()?.trim_end_matches(['.', ';', '/']);
        let value = format!("https://{page}");
        let part =
            ContactPart { span: from + at..from + at + page.len(), channel: Channel::Web, value };
        (page.len() > 4).then_some(part)
    });
    emails.chain(linked).chain(pages)
}

#[cfg(test)]
mod tests {
    use crate::letter::DocumentKind;
    use crate::letter::fact::contact::{contact, phone};
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::normal;
    use crate::letter::shape::regions::regions;

    #[test]
    fn telephone_numbers() {
        let found = |text: &str| {
            let all =
                text.match_indices('+').filter_map(|(at, _)| Some(phone(&text[at..], at)?.value));
            all.collect::<Vec<_>>().join("|")
        };
        assert_eq!(found("+41 22 730 6190+41 22 730 5853tsb"), "+41 22 730 6190|+41 22 730 5853");
        assert_eq!(found("Tel: +41 22 730 6104/6116"), "+41 22 730 6104/6116");
        assert_eq!(found("+41 22 7306208 +41 22 730 57 85"), "+41 22 7306208|+41 22 730 57 85");
        assert_eq!(found("+41 22 730 51 11, +41 22 730 "), "");
    }

    /// Reads a head; what is reported is counted.
    fn contact_of(head: &str) -> String {
        let normal = normal(&format!("{head}\nSubject: Meeting\nDear Sir,\nTel: +41 22 730 1111"));
        let found = LetterText::new(&normal);
        let contact = contact(&found, &regions(&found), DocumentKind::CollectiveLetter);
        let web = contact.web.map(|web| web.to_string());
        let all = [contact.tel, contact.fax, contact.email, web];
        let shown: Vec<String> = all.into_iter().map(Option::unwrap_or_default).collect();
        format!("{} {}", shown.join("|"), found.checks().len())
    }

    #[test]
    fn numbers_belong_to_their_labels() {
        let (a, b) = ("+41 22 730 5900", "+41 22 730 6675");
        for (head, expected) in [
            (format!("Fax: {a}\nTel: {b}"), format!("{b}|{a}|| 0")),
            (format!("Тел.:Факс:Эл. почта: {a}{b}a@itu.int"), format!("{a}|{b}|a@itu.int| 0")),
            (
                format!("Tél. :\nFax :\nCourriel : | {a}\n{b}\na@itu.int"),
                format!("{a}|{b}|a@itu.int| 0"),
            ),
            (format!("传真：\n电话：\n{a}\n{b}"), format!("{b}|{a}|| 0")),
            (format!("الفاكس: {a} الهاتف: {b}"), format!("{b}|{a}|| 0")),
            (format!("Tel./Fax: {a}"), format!("{a}|{a}|| 0")),
            (format!("Tel./Fax: {a} / {b}"), format!("{a}|{b}|| 0")),
            (format!("Teléfono {a}, {b}\nTelefax n.o {b}"), format!("{a}|{b}|| 0")),
            ("Tel: 022 730 59 00\nFax:".to_owned(), "022 730 59 00||| 1".to_owned()),
            (format!("Tel:\nFax: {a}"), format!("|{a}|| 1")),
            (format!("Tel:\nFax:\n{a}"), "||| 3".to_owned()),
            (format!("{a}\n{b}\nE-mail: [email protected]"), "||| 2".to_owned()),
            ("E-mail: a@itu.intSubject: b".to_owned(), "||a@itu.int| 0".to_owned()),
            ("E-mail: A@ITU.INT".to_owned(), "||A@ITU.INT| 0".to_owned()),
            ("E-mail: a..b@itu.int".to_owned(), "||| 1".to_owned()),
            (
                format!("Hotel Fax: {a}\nTel: {b}\nWeb: www.itu.int/x"),
                format!("{b}|||https://www.itu.int/x 0"),
            ),
            ("Tel. (+41 22) 730 59 00 ext. 2".to_owned(), "+41 22 730 59 00||| 0".to_owned()),
            ("Tel Aviv, 3 May 2026".to_owned(), "||| 0".to_owned()),
        ] {
            assert_eq!(contact_of(&head), expected, "{head}");
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        contact_of(&"+41 22 730 5900 Tel: fax a@b.ch ".repeat(10_000));
        contact_of(&"Tel: ".repeat(50_000));
    }
}
