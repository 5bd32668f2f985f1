//! The secretariat's contact, which the head of a letter gives behind labels.

use crate::finding::Findings;
use crate::letter::DocumentKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::{Found, within};
use crate::letter::shape::regions::Regions;
use crate::letter::words::{Channel, Sense};
use crate::model::{Contact, WebAddress};

/// The numbers of ITU's switchboard, which stand in its footers and are never the secretariat's.
const SWITCHBOARD: [&str; 4] = ["41227305111", "41227337256", "41227306500", "41227305991"];

/// A label of the contact or what stands behind one, as the head has them one after another.
struct Part {
    span: Span,
    channel: Channel,
    /// The number or address; none in a label. A number is that of a telephone until its label is known.
    value: Option<String>,
}

/// The secretariat's contact, from the head.
pub(crate) fn contact(
    found: &mut Found<'_>,
    regions: &Regions,
    kind: DocumentKind,
    findings: &mut Findings,
) -> Contact {
    let head = &regions.head;
    let parts = parts(found, head);
    let labels = parts.iter().filter(|part| part.value.is_none());
    let mut contact = Contact::default();
    if labels.clone().next().is_none() {
        // A page has no head; its address is all it gives.
        let page = 0..if kind == DocumentKind::WebPage { found.normal.text().len() } else { 0 };
        let address = emails(found, &page).next();
        if let Some((address, span)) = address.filter(|(address, _)| address.ends_with("@itu.int"))
        {
            found.note("contact.email", &address, &span);
            contact.email = Some(address);
        }
        return contact;
    }
    let given = given(found, &parts);
    let is_taken =
        |part: &Part| given.iter().any(|(_, value, _)| part.value.as_ref() == Some(value));
    let mut numbers =
        parts.iter().filter(|part| part.channel == Channel::Tel && part.value.is_some());
    if let Some(number) = numbers.find(|number| !is_taken(number)) {
        let words = found.normal.words(&number.span);
        let place = Some(found.normal.place(&number.span));
        findings
            .doubt(
                "contact",
                place,
                format!("`{words}` stands in the head without a label of its own"),
            )
            .help("write it as `tel` or `fax` of the contact, if it is one of them");
    }
    let mut take = |channel: Channel| {
        let (value, span) = given.iter().find(|(of, ..)| *of == channel).map(|(_, v, s)| (v, s))?;
        found.note(format!("contact.{}", channel.key()), value, span);
        Some(value.clone())
    };
    contact.tel = take(Channel::Tel);
    contact.fax = take(Channel::Fax);
    contact.email = take(Channel::Email);
    contact.web = take(Channel::Web).and_then(|web| web.parse::<WebAddress>().ok());
    let mut told: Vec<Channel> = given.into_iter().map(|(channel, ..)| channel).collect();
    for label in labels {
        if !told.contains(&label.channel) {
            told.push(label.channel);
            let words = found.normal.words(&label.span);
            let what = match label.channel {
                Channel::Tel | Channel::Fax => "number",
                Channel::Email | Channel::Web => "address",
            };
            let place = Some(found.normal.place(&label.span));
            findings.doubt("contact", place, format!("no {what} was read behind `{words}`")).help(
                format!("write `{}` of the contact, if the letter has it", label.channel.key()),
            );
        }
    }
    contact
}

/// What each channel is, the first of each. Labels may stand one below another before all of their
/// values, so a run of values belongs to the run of labels before it, in their order.
fn given(found: &Found<'_>, parts: &[Part]) -> Vec<(Channel, String, Span)> {
    let mut given: Vec<(Channel, String, Span)> = Vec::new();
    let is_phone = |part: &&Part| matches!(part.channel, Channel::Tel | Channel::Fax);
    let mut rest = parts;
    while !rest.is_empty() {
        let first = rest.iter().position(|part| part.value.is_some()).unwrap_or(rest.len());
        let (labels, behind) = rest.split_at(first);
        let next = behind.iter().position(|part| part.value.is_none()).unwrap_or(behind.len());
        let (values, behind) = behind.split_at(next);
        rest = behind;
        let named: Vec<&Part> = labels.iter().filter(is_phone).collect();
        let numbers: Vec<&Part> = values.iter().filter(is_phone).collect();
        let mut pairs: Vec<(Channel, &Part)> = Vec::new();
        match (named.as_slice(), numbers.as_slice()) {
            (named, numbers) if named.len() <= numbers.len() => {
                pairs.extend(
                    named.iter().zip(numbers).map(|(label, value)| (label.channel, *value)),
                );
            }
            // "Tel./Fax: …" is both; else one number belongs to the label that it touches.
            ([.., before, last], [only]) => {
                let is_joined = |one: &Part, next: &Part| {
                    let between = found.normal.slice(&(one.span.end..next.span.start));
                    between.contains(['/', '&', '+', '、']) && !between.contains(['\n', ':'])
                };
                let touches = !found
                    .normal
                    .slice(&(last.span.end..only.span.start))
                    .contains(|c: char| c == '\n' || c.is_alphanumeric());
                let is_clear = !found.normal.slice(&only.span).contains('/');
                if is_joined(before, last) && is_clear {
                    pairs.extend([(before.channel, *only), (last.channel, *only)]);
                } else if touches
                    && !is_joined(before, last)
                    && labels.last().is_some_and(|l| is_phone(&l))
                {
                    pairs.push((last.channel, *only));
                }
            }
            _ => {}
        }
        pairs.extend(values.iter().filter(|part| !is_phone(part)).map(|part| (part.channel, part)));
        for (channel, part) in pairs {
            if let Some(value) = &part.value
                && given.iter().all(|(of, ..)| *of != channel)
            {
                given.push((channel, value.clone(), part.span.clone()));
            }
        }
    }
    given
}

/// The labels, numbers and addresses of a head, but for those of a host, a hotel or a service.
fn parts(found: &Found<'_>, head: &Span) -> Vec<Part> {
    let normal = found.normal;
    let text = normal.slice(head);
    let value =
        |channel| move |(value, span): (String, Span)| Part { span, channel, value: Some(value) };
    let mut parts: Vec<Part> = emails(found, head).map(value(Channel::Email)).collect();
    parts.extend(webs(found, head).map(value(Channel::Web)));
    let numbers = text.match_indices('+').filter_map(|(at, _)| phone(text, at, head.start));
    parts.extend(numbers.map(value(Channel::Tel)));
    for mark in normal.marks.like(Sense::Reach(Channel::Tel), head) {
        let Sense::Reach(channel) = mark.sense else { continue };
        let signs = |c: char| " \t.:/|()°-&".contains(c);
        let skip = |from: usize| {
            let rest = normal.slice(&(from..head.end));
            head.end - rest.trim_start_matches(signs).len()
        };
        // "Fax No."
        let filler = normal.marks.at(Sense::LetterFiller, skip(mark.end));
        let at = filler.map_or(skip(mark.end), |filler| skip(filler.end));
        let behind = normal.slice(&(at..head.end));
        // Behind its label a number needs no plus.
        let is_phone = matches!(channel, Channel::Tel | Channel::Fax);
        if is_phone && behind.starts_with(|c: char| c.is_ascii_digit()) {
            parts.extend(phone(text, at - head.start, head.start).map(value(Channel::Tel)));
        }
        // "Tel Aviv" is no label.
        let is_marked = normal.slice(&(mark.end..at)).contains([':', '/', '|', '&']);
        let word = behind.split_whitespace().next().unwrap_or("");
        let is_address = word.contains('@') || word.starts_with("http") || word.starts_with("www.");
        if is_marked || is_address || behind.is_empty() || behind.starts_with(['\n', '+']) {
            parts.push(Part { span: mark.span(), channel, value: None });
        }
    }
    // What begins first is whole; of two at one place the longer one.
    parts.sort_by_key(|part| (part.span.start, std::cmp::Reverse(part.span.end)));
    let mut end = 0;
    parts.retain(|part| {
        part.span.start >= end && std::mem::replace(&mut end, part.span.end) <= part.span.start
    });
    let mut before = head.start;
    let mut is_others = false;
    parts.retain(|part| {
        let line = normal.lines.partition_point(|line| line.span.start <= part.span.start);
        let line = line.checked_sub(1).and_then(|at| normal.lines.get(at));
        let ahead = line.map_or(before, |line| line.span.start.max(before))..part.span.start;
        before = part.span.end;
        let named = normal.marks.has(Sense::OtherParty, &ahead);
        // What follows the label of another belongs to it as well.
        is_others = named || is_others && part.value.is_some();
        !is_others
    });
    parts
}

/// A telephone number at a byte: a plus and its digits, and a second extension: `6104/6116`.
fn phone(text: &str, at: usize, offset: usize) -> Option<(String, Span)> {
    let rest = text.get(at..)?;
    let bare = rest.strip_prefix('+').unwrap_or(rest);
    let plus = rest.len() - bare.len();
    let mut digits = String::new();
    let mut end = 0;
    for (index, c) in bare.char_indices() {
        // Numbers of Switzerland and North America have eleven digits; what follows is no part.
        let most = if digits.starts_with(['1', '4']) && plus > 0 { 11 } else { 15 };
        if c.is_ascii_digit() && digits.len() < most {
            digits.push(c);
            end = plus + index + 1;
        } else if !matches!(c, ' ' | '(' | ')' | '.' | '-') || digits.len() >= most {
            break;
        }
    }
    // "6104/6116": two extensions.
    let second =
        rest.get(end..).and_then(|rest| rest.strip_prefix('/')).and_then(|rest| rest.get(..4));
    if second.is_some_and(|four| four.bytes().all(|b| b.is_ascii_digit())) {
        end += 5;
    }
    let least = if plus > 0 { 10 } else { 7 };
    let is_number = digits.len() >= least && !SWITCHBOARD.contains(&digits.as_str());
    let written = rest.get(..end)?;
    // "(+41 22) 730 59 00" begins in its parenthesis.
    let is_open = written.contains('(') || !written.contains(')');
    let value = if is_open { written.to_owned() } else { written.replace(')', "") };
    is_number.then(|| (value, offset + at..offset + at + end))
}

/// The e-mail addresses of a stretch.
fn emails<'a>(found: &'a Found<'_>, head: &Span) -> impl Iterator<Item = (String, Span)> + 'a {
    let (from, text) = (head.start, found.normal.slice(head));
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+');
    let written = text.match_indices('@').filter_map(move |(at, _)| {
        let before = text.get(..at)?;
        // Digits of a number that is glued to the address are none of it.
        let name = before.get(before.trim_end_matches(is_part).len()..)?;
        let name = name.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        let after = text.get(at + 1..)?;
        let host = after.get(..after.len() - after.trim_start_matches(is_part).len())?;
        let host = host.trim_end_matches(['.', '-', '_', '+']);
        let ends =
            host.rsplit('.').next().is_some_and(|top| top.bytes().all(|b| b.is_ascii_alphabetic()));
        let fits = !name.is_empty() && host.contains('.') && ends;
        let span = from + at - name.len()..from + at + 1 + host.len();
        fits.then(|| (format!("{name}@{host}"), span))
    });
    // Sites hide the words of an address, and keep its link.
    let inside = head.clone();
    let links = found.normal.document.links.iter().filter(move |link| within(&link.span, &inside));
    let linked = links.filter_map(|link| {
        let address = link.target.strip_prefix("mailto:")?.split('?').next()?;
        let is_hidden = !found.normal.slice(&link.span).contains(address);
        (address.contains('@') && is_hidden).then(|| (address.to_owned(), link.span.clone()))
    });
    written.chain(linked)
}

/// The web addresses of a stretch, also those behind links.
fn webs<'a>(found: &'a Found<'_>, head: &Span) -> impl Iterator<Item = (String, Span)> + 'a {
    let (from, text) = (head.start, found.normal.slice(head));
    let written = ["http://", "https://", "www."].into_iter().flat_map(move |mark| {
        text.match_indices(mark).filter_map(move |(at, _)| {
            let rest = text.get(at..)?;
            let end = rest.find(|c: char| {
                c.is_whitespace() || !c.is_ascii() || matches!(c, ')' | ']' | '>' | '"' | ',')
            });
            let url = rest.get(..end.unwrap_or(rest.len()))?.trim_end_matches(['.', ';', '/']);
            let span = from + at..from + at + url.len();
            let scheme = if mark == "www." { "https://" } else { "" };
            (url.len() > mark.len()).then(|| (format!("{scheme}{url}"), span))
        })
    });
    let inside = head.clone();
    let links = found.normal.document.links.iter().filter(move |link| within(&link.span, &inside));
    let linked = links.filter(|link| link.target.starts_with("http"));
    written.chain(linked.map(|link| (link.target.clone(), link.span.clone())))
}

#[cfg(test)]
mod tests {
    use crate::finding::Findings;
    use crate::letter::DocumentKind;
    use crate::letter::fact::contact::{contact, phone};
    use crate::letter::shape::found::Found;
    use crate::letter::shape::prose::tests::normal;
    use crate::letter::shape::regions::regions;

    #[test]
    fn telephone_numbers() {
        let found = |text: &str| {
            let all = text.match_indices('+').filter_map(|(at, _)| phone(text, at, 0));
            all.map(|(number, _)| number).collect::<Vec<_>>().join("|")
        };
        assert_eq!(found("+41 22 730 6190+41 22 730 5853tsb"), "+41 22 730 6190|+41 22 730 5853");
        assert_eq!(found("Tel: +41 22 730 6104/6116"), "+41 22 730 6104/6116");
        assert_eq!(found("+41 22 7306208 +41 22 730 57 85"), "+41 22 7306208|+41 22 730 57 85");
        assert_eq!(found("+41 22 730 51 11, +41 22 730 "), "");
    }

    /// Reads a head; what is told is counted.
    fn contact_of(head: &str) -> String {
        let normal = normal(&format!("{head}\nSubject: Meeting\nDear Sir,\nTel: +41 22 730 1111"));
        let mut found = Found::new(&normal);
        let regions = regions(&found);
        let mut findings = Findings::default();
        let kind = DocumentKind::CollectiveLetter;
        let contact = contact(&mut found, &regions, kind, &mut findings);
        let web = contact.web.map(|web| web.to_string());
        let all = [contact.tel, contact.fax, contact.email, web];
        let shown: Vec<String> = all.into_iter().map(Option::unwrap_or_default).collect();
        format!("{} {}", shown.join("|"), findings.sorted().len())
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
