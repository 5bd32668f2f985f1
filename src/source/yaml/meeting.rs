//! The keys of a meeting file.

use super::fields::{groups, rooms, slots, times, url, whole_number};
use super::{NodeContent, RecordReader, YamlNode, YamlReader, cells, deadline, rgm, zone};
use crate::model::{
    AgendaItem, Contact, Language, Letter, Link, Misread, Modification, Recommendation, Text,
};
use crate::source::{Draft, DraftAppointment};

/// Reads all keys of a meeting file.
pub(super) fn read(reading: &mut YamlReader<'_>, mut record: RecordReader<'_>) -> Draft {
    // Every text needs the language, wherever that key is in the file.
    if let Some(language) =
        record.read("language", |key, node| reading.value::<Language>(key, node))
    {
        reading.language = language.value;
    }
    let mut draft = Draft {
        id: record.read("id", |key, node| reading.value(key, node)),
        formerly: record
            .read("formerly", |key, node| Some(reading.values(key, node)))
            .unwrap_or_default(),
        groups: groups(reading, &mut record),
        title: record.read("title", |key, node| reading.text(key, node)),
        start: record.read("start", |key, node| reading.date(key, node)),
        end: record.read("end", |key, node| reading.date(key, node)),
        zone: record.read("timezone", |key, node| zone::read(reading, key, node)),
        place: record.read("place", |key, node| reading.text(key, node)),
        url: url(reading, &mut record),
        status: record.read("status", |key, node| reading.value(key, node)),
        chair: record.read("chair", |key, node| reading.text(key, node)),
        remote: record.read("remote", |key, node| reading.remote(key, node)),
        note: record.read("note", |key, node| reading.text(key, node)),
        slots: record.read("slots", |key, node| slots(reading, key, node)),
        ..Draft::default()
    };
    draft.letter =
        record.read("letter", |key, node| letter(reading, key, node)).unwrap_or_default();
    draft.contact =
        record.read("contact", |key, node| contact(reading, key, node)).unwrap_or_default();
    draft.registration =
        record.read("registration", |key, node| appointment(reading, key, node, true));
    draft.opening = record.read("opening", |key, node| appointment(reading, key, node, false));
    draft.session_times =
        record.read("session_times", |key, node| times(reading, key, node)).unwrap_or_default();
    let rooms = record.read("rooms", |key, node| rooms(reading, key, node)).unwrap_or_default();
    draft.rooms = rooms.into_iter().map(|said| said.value).collect();
    draft.links = each(reading, &mut record, "links", link);
    draft.deadlines = each(reading, &mut record, "deadlines", deadline::read);
    draft.time_plan = record
        .read("time_plan", |key, node| cells::time_plan(reading, key, node))
        .unwrap_or_default();
    draft.rgm = each(reading, &mut record, "rgm", rgm::read);
    let mut last_number = 0;
    draft.agenda = each(reading, &mut record, "agenda", |reading, key, node| {
        agenda_item(reading, key, node, &mut last_number)
    });
    for (key, is_read) in [
        ("group", !draft.groups.is_empty()),
        ("start", draft.start.is_some()),
        ("end", draft.end.is_some()),
    ] {
        if record.has(key) && !is_read {
            draft.unread.push(key);
        }
    }
    draft.recommendations = each(reading, &mut record, "recommendations", recommendation);
    record.close(reading);
    draft
}

/// The values of a list of records.
fn each<T>(
    reading: &mut YamlReader<'_>,
    record: &mut RecordReader<'_>,
    key: &'static str,
    mut read: impl FnMut(&mut YamlReader<'_>, &str, &YamlNode) -> Option<T>,
) -> Vec<T> {
    let Some(node) = record.take(key) else { return Vec::new() };
    reading.list(key, node).iter().filter_map(|node| read(reading, key, node)).collect()
}

fn letter(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Letter> {
    let mut record = reading.record(key, node, "`letter`")?;
    let letter = Letter {
        number: record
            .read("number", |key, node| reading.parsed(key, node, letter_number))
            .map(|said| said.value),
        date: record.read("date", |key, node| reading.date(key, node)).map(|said| said.value),
        reference: record.read("reference", |key, node| reading.line(key, node)),
        source: record.read("source", |key, node| reading.line(key, node)),
        modifies: record.read("modifies", |key, node| modification(reading, key, node)),
    };
    record.close(reading);
    Some(letter)
}

fn modification(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Modification> {
    let mut record = reading.record(key, node, "`modifies`")?;
    let kind = record.read("type", |key, node| reading.value(key, node));
    let number = record.read("number", |key, node| reading.parsed(key, node, whole_number));
    let letter = record
        .read("letter", |key, node| reading.parsed(key, node, letter_number))
        .map(|said| said.value);
    record.close(reading);
    if kind.is_none() {
        reading.findings.fault(node.place, "`modifies` has no `type`").help(
            "write `type: revision`, `addendum`, `corrigendum`, `postponement` or `cancellation`",
        );
    }
    Some(Modification { kind: kind?.value, number: number.map(|said| said.value), letter })
}

fn letter_number(words: &str) -> Result<String, Misread> {
    Letter::is_number(words).then(|| words.to_owned()).ok_or_else(|| {
        Misread::new(
            "a letter number",
            "write only the number: `1/12` for a collective letter, `187` for a circular",
        )
    })
}

/// One e-mail address.
fn email(words: &str) -> Result<String, Misread> {
    Contact::is_email(words).then(|| words.to_owned()).ok_or_else(|| {
        Misread::new("an e-mail address", "write a single address, for example `tsbsg12@itu.int`")
    })
}

fn contact(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Contact> {
    let mut record = reading.record(key, node, "`contact`")?;
    let contact = Contact {
        tel: record.read("tel", |key, node| reading.line(key, node)),
        fax: record.read("fax", |key, node| reading.line(key, node)),
        email: record
            .read("email", |key, node| reading.parsed(key, node, email))
            .map(|said| said.value),
        web: record.read("web", |key, node| reading.value(key, node)).map(|said| said.value),
    };
    record.close(reading);
    Some(contact)
}

fn appointment(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
    has_place: bool,
) -> Option<DraftAppointment> {
    let what = if has_place { "`registration`" } else { "`opening`" };
    let mut record = reading.record(key, node, what)?;
    let appointment = DraftAppointment {
        date: record.read("date", |key, node| reading.date(key, node)),
        time: record.read("time", |key, node| reading.value(key, node)),
        location: if has_place {
            record.read("place", |key, node| reading.text(key, node))
        } else {
            None
        },
        place: node.place,
    };
    if !record.has("time") {
        reading
            .findings
            .fault(node.place, format!("{what} has no `time`"))
            .help("add the time: `time: 09:30`");
    }
    record.close(reading);
    Some(appointment)
}

fn link(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Link> {
    let mut record = reading.record(key, node, "a link")?;
    let title = record.read("title", |key, node| reading.text(key, node));
    let address = url(reading, &mut record);
    if !record.has("url") {
        reading
            .findings
            .fault(node.place, "this link has no `url`")
            .help("add its address: `url: https://…`");
    }
    record.close(reading);
    Some(Link { title, url: address? })
}

/// An agenda item: a plain text gets the next whole number, `{number, text}` has its own.
fn agenda_item(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
    last: &mut u32,
) -> Option<AgendaItem> {
    let numbered = match &node.content {
        NodeContent::Record(entries) => {
            entries.iter().any(|(key, _)| key.value == "number" || key.value == "text")
        }
        _ => false,
    };
    if !numbered {
        several_items(reading, node);
        *last = last.saturating_add(1);
        let text = reading.text(key, node)?;
        return Some(AgendaItem { number: last.to_string(), text });
    }
    let mut record = reading.record(key, node, "an agenda item")?;
    let number = record.read("number", |key, node| reading.line(key, node));
    let text = record.read("text", |key, node| reading.text(key, node));
    for key in ["number", "text"] {
        if !record.has(key) {
            let message = format!("this agenda item has no `{key}`");
            reading.findings.fault(node.place, message).help("write `{number: \"5.1\", text: …}`");
        }
    }
    record.close(reading);
    let number = number?;
    let whole = number.split('.').next().unwrap_or("");
    *last = whole.parse().unwrap_or(*last);
    Some(AgendaItem { number, text: text? })
}

/// Signs at the beginning of an item of a list.
const BULLETS: [char; 12] = ['•', '‣', '◦', '▪', '▫', '■', '□', '●', '○', '·', '➢', '\u{F0B7}'];

/// Doubts an agenda item that was copied with all the others.
fn several_items(reading: &mut YamlReader<'_>, node: &YamlNode) {
    let NodeContent::Scalar(words) = &node.content else { return };
    let bullets = words.chars().filter(|c| BULLETS.contains(c)).count();
    let marked = words.lines().filter(|line| begins_item(line)).count();
    if bullets < 2 && marked < 2 {
        return;
    }
    reading
        .findings
        .doubt(
            "agenda-in-one",
            Some(node.place),
            "this agenda item seems to be several: they would be one",
        )
        .help(
            "write each item on a line of its own that begins with `- `, without a `|` or a bullet",
        );
}

/// Whether a line begins as an item of a list: "- ", "1. ", "2) ".
fn begins_item(line: &str) -> bool {
    let line = line.trim_start();
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = rest.len() < line.len() && rest.starts_with(['.', ')', '、']);
    is_numbered || ["- ", "– ", "— ", "* "].into_iter().any(|sign| line.starts_with(sign))
}

fn recommendation(
    reading: &mut YamlReader<'_>,
    key: &str,
    node: &YamlNode,
) -> Option<Recommendation> {
    let mut record = reading.record(key, node, "a Recommendation")?;
    let name = record.read("name", |key, node| reading.line(key, node));
    let title: Option<Text> = record.read("title", |key, node| reading.text(key, node));
    let question =
        record.read("question", |key, node| reading.value(key, node)).map(|said| said.value);
    let group = record.read("group", |key, node| reading.value(key, node)).map(|said| said.value);
    if !record.has("name") {
        reading
            .findings
            .fault(node.place, "this Recommendation has no `name`")
            .help("add it: `name: Q.CPN`");
    }
    record.close(reading);
    Some(Recommendation { name: name?, title, question, group })
}

#[cfg(test)]
mod tests {
    use super::{email, letter_number};

    #[test]
    fn an_address_is_one_that_mail_can_reach() {
        let long = format!("a@{}.int", "x".repeat(64));
        for right in ["tsbsg12@itu.int", "o'neil+sg.12@mail-1.itu.int", "a@bücher.example"] {
            assert!(email(right).is_ok(), "{right}");
        }
        for wrong in [
            "a@-itu.int",
            "a@itu-.int",
            "a@x.-itu.int",
            "a@.int",
            "a@itu.int.",
            "a@itu..int",
            "a@itu",
            "a@10.0.0.1",
            ".a@itu.int",
            "a.@itu.int",
            "a..b@itu.int",
            "@itu.int",
            "a@b@itu.int",
            "a b@itu.int",
            &long,
        ] {
            assert!(email(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn letters_and_groups_are_counted_from_one() {
        for right in ["1/12", "10/12", "3/SG12RG-LAC", "187", "5/TSAG", "1/12(Rev.1)"] {
            assert!(letter_number(right).is_ok(), "{right}");
        }
        for wrong in ["0/12", "00/12", "1/0", "0", "/12", "1/", "1//12", "-1/12", "TSAG/x"] {
            assert!(letter_number(wrong).is_err(), "{wrong}");
        }
    }
}
