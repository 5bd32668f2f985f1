//! Texts that a language of the output lacks.

use crate::finding::{Findings, Place, list};
use crate::model::{Group, Language, Meeting, Text};
use std::collections::{BTreeMap, BTreeSet};

/// The most lines that a message names of one key.
const MOST_LINES: usize = 12;

/// Every text is available in all languages of the output. All missing ones are one doubt, with the
/// lines of each key if the places are `lines` of a file that a person wrote.
pub(super) fn missing(
    meeting: &Meeting,
    languages: &[Language],
    has_lines: bool,
    findings: &mut Findings,
) {
    let texts = texts(meeting);
    let mut lacking: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for language in languages {
        let lacks = |(.., text): &&(&str, Option<Place>, &Text)| {
            text.all().all(|(other, _)| other != *language)
        };
        let keys = in_words(texts.iter().filter(lacks), has_lines);
        if !keys.is_empty() {
            lacking.entry(keys).or_default().push(language.code());
        }
    }
    if lacking.is_empty() {
        return;
    }
    let said = lacking.iter().map(|(keys, languages)| {
        let noun = if languages.len() == 1 { "language" } else { "languages" };
        format!("missing in the {noun} {}: {keys}", list(languages.iter().copied(), "and"))
    });
    let all: BTreeSet<&str> = lacking.values().flatten().copied().collect();
    let example: Vec<String> = all.iter().map(|language| format!("{language}: …")).collect();
    findings.doubt("missing-language", None, said.collect::<Vec<_>>().join("; ")).help(format!(
        "write `{{{}}}`; until then, another language is used instead",
        example.join(", ")
    ));
}

/// The keys of some texts, with their lines.
fn in_words<'a>(
    texts: impl Iterator<Item = &'a (&'static str, Option<Place>, &'a Text)>,
    has_lines: bool,
) -> String {
    let mut keys: Vec<(&str, BTreeSet<u32>)> = Vec::new();
    for (key, place, _) in texts {
        let line = place.filter(|_| has_lines).map(|place| place.line);
        match keys.iter_mut().find(|(other, _)| other == key) {
            Some((_, lines)) => lines.extend(line),
            None => keys.push((key, line.into_iter().collect())),
        }
    }
    let words: Vec<String> = keys
        .iter()
        .map(|(key, at)| match at.is_empty() {
            true => format!("`{key}`"),
            false => format!("`{key}` ({})", lines(at.iter().copied())),
        })
        .collect();
    match words.as_slice() {
        [several @ .., last] if !several.is_empty() => format!("{} and {last}", several.join(", ")),
        _ => words.concat(),
    }
}

/// "line 7", "lines 7, 9 and 2 more".
pub(super) fn lines(of: impl Iterator<Item = u32>) -> String {
    let all: Vec<String> = of.collect::<BTreeSet<_>>().iter().map(u32::to_string).collect();
    match all.split_at_checked(MOST_LINES) {
        Some((shown, rest)) if !rest.is_empty() => {
            format!("lines {} and {} more", shown.join(", "), rest.len())
        }
        _ if all.len() == 1 => format!("line {}", all.concat()),
        _ => format!("lines {}", all.join(", ")),
    }
}

/// The texts of a meeting with their keys.
fn texts(meeting: &Meeting) -> Vec<(&'static str, Option<Place>, &Text)> {
    let single = [
        ("title", &meeting.title),
        ("place", &meeting.place),
        ("chair", &meeting.chair),
        ("note", &meeting.note),
    ];
    let mut texts: Vec<(&'static str, Option<Place>, &Text)> =
        single.into_iter().filter_map(|(key, text)| Some((key, None, text.as_ref()?))).collect();
    texts.extend(
        meeting
            .registration
            .iter()
            .filter_map(|said| Some(("registration", Some(said.at), said.place.as_ref()?))),
    );
    for deadline in &meeting.deadlines {
        let said = [&deadline.text, &deadline.note].into_iter().flatten();
        texts.extend(said.map(|text| ("deadlines", Some(deadline.place), text)));
    }
    let cells = meeting
        .time_plan
        .entries
        .iter()
        .flat_map(|entry| &entry.plan.cells)
        .flat_map(|(_, cells)| cells);
    // A title that is a group's name is the same in every language.
    let named = |text: &&Text| text.all().any(|(_, words)| words.parse::<Group>().is_err());
    texts.extend(
        cells
            .filter_map(|cell| Some((cell.place, cell.title.as_ref().filter(named)?)))
            .map(|(place, text)| ("time_plan", Some(place), text)),
    );
    for rgm in &meeting.rgm {
        let said = [&rgm.title, &rgm.place, &rgm.note].into_iter().flatten();
        texts.extend(said.map(|text| ("rgm", Some(rgm.at), text)));
    }
    texts.extend(meeting.agenda.iter().map(|item| ("agenda", None, &item.text)));
    texts.extend(
        meeting
            .recommendations
            .iter()
            .filter_map(|item| Some(("recommendations", None, item.title.as_ref()?))),
    );
    texts
}
