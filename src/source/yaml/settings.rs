//! The keys of `timeplan.yaml`.

use super::{RecordReader, YamlNode, YamlReader};
use crate::finding::Said;
use crate::model::{Language, MeetingId, Misread, Settings, Term, View, WebAddress};

/// The most views; every meeting is matched against each.
const MOST_VIEWS: usize = 200;

/// Reads all keys of `timeplan.yaml`; missing keys keep their default.
pub(super) fn read(reading: &mut YamlReader<'_>, mut record: RecordReader<'_>) -> Settings {
    let mut settings = Settings::default();
    let languages: Vec<Said<Language>> =
        record.read("languages", |key, node| Some(reading.values(key, node))).unwrap_or_default();
    let mut named: Vec<Language> = Vec::new();
    for language in languages {
        if named.contains(&language.value) {
            let message = format!("`{}` appears twice", language.value);
            reading.findings.fault(language.place, message).help("list each language once");
        }
        named.push(language.value);
    }
    if let Some(first) = named.first() {
        reading.language = *first;
        settings.languages = named;
    }
    settings.title = record.read("title", |key, node| reading.text(key, node));
    settings.base_url =
        record.read("base_url", |key, node| reading.parsed(key, node, base)).map(|said| said.value);
    if let Some(domain) = record.read("uid_domain", |key, node| reading.parsed(key, node, domain)) {
        settings.uid_domain = domain.value;
    }
    if let Some(cancelled) = record.read("cancelled", |key, node| reading.value(key, node)) {
        settings.cancelled = cancelled.value;
    }
    settings.alarm =
        record.read("alarm", |key, node| reading.value(key, node)).map(|said| said.value);
    if let Some(refresh) = record.read("refresh", |key, node| reading.value(key, node)) {
        settings.refresh = refresh.value;
    }
    settings.views = record
        .read("views", |key, node| views(reading, &settings.languages, key, node))
        .unwrap_or_default();
    settings.personal_views =
        record.read("personal_views", |key, node| reading.yes_or_no(key, node)).unwrap_or_default();
    record.close(reading);
    settings
}

/// Endings of files that `base_url` may name by mistake instead of the folder.
const FILES: [&str; 10] =
    [".ics", ".html", ".htm", ".atom", ".xml", ".json", ".css", ".js", ".txt", ".php"];

/// The address of the folder of the output tree, without a `/` at its end.
fn base(words: &str) -> Result<WebAddress, Misread> {
    let address: WebAddress = words.parse()?;
    let whole = address.as_str();
    let path = whole.split(['?', '#']).next().unwrap_or(whole);
    let host = path.find("://").map_or(0, |at| at + 3);
    let (folder, file) = match path.rfind('/').filter(|at| *at > host) {
        Some(at) => path.split_at(at + 1),
        None => (path, ""),
    };
    let is_file = FILES.iter().any(|ending| file.to_ascii_lowercase().ends_with(ending));
    let folder = if is_file { folder } else { path };
    if folder.len() == whole.len() {
        return whole.trim_end_matches('/').parse();
    }
    Err(Misread::new(
        "the address of a folder",
        format!("write `{folder}`: the addresses of all feeds begin with it"),
    ))
}

fn domain(words: &str) -> Result<String, Misread> {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    let sound = !words.is_empty() && words.len() <= 63 && words.chars().all(fits);
    sound.then(|| words.to_owned()).ok_or_else(|| {
        Misread::new(
            "a domain",
            "write at most 63 of the characters a-z, 0-9, `.` and `-`, for example \
             `calendar.example.org`",
        )
    })
}

fn views(
    reading: &mut YamlReader<'_>,
    languages: &[Language],
    key: &str,
    node: &YamlNode,
) -> Option<Vec<View>> {
    let record = reading.record(key, node, "views by name")?;
    if record.rest().count() > MOST_VIEWS {
        let help = format!("the limit is {MOST_VIEWS}; remove some");
        reading.findings.fault(node.place, "there are too many views").help(help);
        return None;
    }
    let mut views = Vec::new();
    for (name, node) in record.rest() {
        let read = view(reading, languages, name, node);
        views.extend(reading.word(name, view_name).zip(read).map(|(name, of)| of(name)));
    }
    Some(views)
}

fn view_name(words: &str) -> Result<MeetingId, Misread> {
    words.parse().map_err(|misread: Misread| match misread.wanted {
        "an id" => Misread::new(
            "a view name",
            "use the characters a-z, 0-9 and -, for example `q7-without-lunch`",
        ),
        _ => misread,
    })
}

/// Reads a view with the given name.
fn view(
    reading: &mut YamlReader<'_>,
    languages: &[Language],
    name: &Said<String>,
    node: &YamlNode,
) -> Option<impl FnOnce(Said<MeetingId>) -> View + use<>> {
    let mut record = reading.record(&name.value, node, "a view")?;
    let mut terms = |key: &'static str| {
        let terms: Vec<Said<Term>> =
            record.read(key, |key, node| Some(reading.values(key, node))).unwrap_or_default();
        terms.into_iter().map(|said| said.value).collect()
    };
    let (show, hide) = (terms("show"), terms("hide"));
    let alarm = record.read("alarm", |key, node| reading.value(key, node));
    let alarm = alarm.map(|said| said.value);
    let language: Option<Said<Language>> =
        record.read("lang", |key, node| reading.value(key, node));
    let language = language.map(|Said { value, place }| {
        if !languages.contains(&value) {
            let message = format!("no feeds are built in `{value}`");
            let help = format!("add `{value}` to `languages`, or choose a language listed there");
            reading.findings.fault(place, message).help(help);
        }
        value
    });
    record.close(reading);
    Some(move |Said { value: name, place }| View { name, show, hide, alarm, language, place })
}
