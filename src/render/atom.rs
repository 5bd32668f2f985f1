//! The list of changes as a news feed (RFC 4287).

use super::changes::ListedChange;
use crate::model::{Language, Settings};
use crate::words::{PageWords, Words};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

/// Writes `changes.atom`. `updated` is the time of a list without changes, in the form of RFC 3339.
pub fn atom(
    list: &[ListedChange],
    settings: &Settings,
    language: Language,
    path: &str,
    updated: &str,
) -> io::Result<Vec<u8>> {
    let words = Words::of(language);
    let title = (words.changes_of)(settings.title_in(language).unwrap_or(words.calendar));
    // RFC 4151: a name of somebody who had the domain on a date. It never changes.
    let tag = |name: &str| format!("tag:{},2026:{name}", settings.uid_domain);
    let newest = list.iter().map(|change| change.time.as_str()).max().unwrap_or(updated);
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))?;
    writer
        .create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", language.code()))
        .write_inner_content(|writer| -> io::Result<()> {
            element(writer, "id", &tag(path))?;
            element(writer, "title", &title)?;
            element(writer, "subtitle", PageWords::of(language).geneva)?;
            element(writer, "updated", newest)?;
            if let Some(base) = &settings.base_url {
                let address = format!("{base}/{path}");
                let link = writer.create_element("link").with_attribute(("rel", "self"));
                link.with_attribute(("href", address.as_str())).write_empty()?;
            }
            writer
                .create_element("author")
                .write_inner_content(|writer| element(writer, "name", &settings.uid_domain))?;
            for change in list {
                writer
                    .create_element("entry")
                    .write_inner_content(|writer| entry(writer, change, &tag))?;
            }
            Ok(())
        })?;
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    Ok(bytes)
}

fn entry(
    writer: &mut Writer<Vec<u8>>,
    change: &ListedChange,
    tag: &impl Fn(&str) -> String,
) -> io::Result<()> {
    let name = format!("{}/{}/{}", change.uid.replace('@', "/"), change.sequence, change.language);
    element(writer, "id", &tag(&name))?;
    element(writer, "title", &change.text)?;
    element(writer, "updated", &change.time)?;
    let terms = [&change.meeting, &change.kind].into_iter().chain(&change.groups);
    for term in terms {
        let category = writer.create_element("category");
        category.with_attribute(("term", term.as_str())).write_empty()?;
    }
    element(writer, "content", &change.text)
}

fn element(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    writer.create_element(name).write_text_content(BytesText::new(text))?;
    Ok(())
}
