//! Versions of one letter in several languages become one meeting, with its texts by language. What
//! they say differently is a doubt with both quotations.

use super::Letter;
use crate::finding::Place;
use crate::model::{Cell, Language, Remote, Text};
use crate::source::{Draft, DraftDeadline, DraftPlanEntry};
use std::collections::{BTreeMap, BTreeSet};

/// A meeting with the letters that announce it.
#[derive(Clone, Debug)]
pub struct Merged {
    /// What they say together.
    pub draft: Draft,
    /// The letters with the names of their files; in each the findings of its own, and what it says
    /// differently.
    pub versions: Vec<(String, Letter)>,
}

/// Brings versions of one letter together: those with the same number and groups, in different
/// languages. Meetings come in the order of their first letters.
pub fn merge(letters: Vec<(String, Letter)>) -> Vec<Merged> {
    let mut bundles: Vec<Vec<(String, Letter)>> = Vec::new();
    for (name, letter) in letters {
        let same = bundles.iter_mut().find(|bundle| {
            bundle.iter().all(|(_, other)| other.language != letter.language)
                && bundle.first().is_some_and(|(_, other)| is_version(other, &letter))
        });
        match same {
            Some(bundle) => bundle.push((name, letter)),
            None => bundles.push(vec![(name, letter)]),
        }
    }
    bundles.into_iter().map(together).collect()
}

fn is_version(one: &Letter, other: &Letter) -> bool {
    let groups = |letter: &Letter| -> BTreeSet<String> {
        letter.draft.groups.iter().map(|group| group.value.to_string()).collect()
    };
    let year = |letter: &Letter| letter.draft.letter.date.map(|date| date.format("%Y").to_string());
    one.draft.letter.number.is_some()
        && one.draft.letter.number == other.draft.letter.number
        && one.draft.letter.modifies == other.draft.letter.modifies
        && groups(one) == groups(other)
        // Numbers begin again in each study period.
        && year(one) == year(other)
}

/// The facts of the version that most agree with are those of the meeting.
fn together(mut versions: Vec<(String, Letter)>) -> Merged {
    let all: Vec<Facts> = versions.iter().map(|(_, letter)| facts(letter)).collect();
    let agreement = |at: usize| -> usize {
        let Some(own) = all.get(at) else { return 0 };
        let others = all.iter().enumerate().filter(|(other, _)| *other != at);
        others
            .map(|(_, other)| {
                own.iter()
                    .filter(|(key, fact)| {
                        other.get(*key).is_some_and(|same| same.value == fact.value)
                    })
                    .count()
            })
            .sum()
    };
    let base =
        (0..versions.len()).max_by_key(|at| (agreement(*at), std::cmp::Reverse(*at))).unwrap_or(0);
    let (Some((base_name, base_letter)), Some(base_facts)) =
        (versions.get(base).cloned(), all.get(base))
    else {
        return Merged { draft: Draft::default(), versions };
    };
    let mut draft = base_letter.draft.clone();
    for (at, (_, letter)) in versions.iter_mut().enumerate() {
        if at == base {
            continue;
        }
        add_texts(&mut draft, &letter.draft);
        if let Some(own) = all.get(at) {
            differences(letter, own, &base_name, &base_letter, base_facts);
        }
    }
    Merged { draft, versions }
}

/// What must be the same in all languages, by keys that are the same in all.
type Facts = BTreeMap<String, Fact>;

struct Fact {
    value: String,
    place: Option<Place>,
}

fn facts(letter: &Letter) -> Facts {
    let draft = &letter.draft;
    let mut facts = Facts::new();
    let mut add = |key: &str, value: Option<String>, place: Option<Place>| {
        if let Some(value) = value {
            facts.insert(key.to_owned(), Fact { value, place });
        }
    };
    let start = draft.start.as_ref();
    add("the first day", start.map(|day| day.value.to_string()), start.map(|day| day.place));
    let end = draft.end.as_ref().or(start);
    add("the last day", end.map(|day| day.value.to_string()), end.map(|day| day.place));
    for (key, said) in [("the opening", &draft.opening), ("the registration", &draft.registration)]
    {
        let time = said.as_ref().and_then(|said| said.time.as_ref());
        add(key, time.map(|time| time.value.to_string()), time.map(|time| time.place));
    }
    for (key, number) in
        [("the telephone number", &draft.contact.tel), ("the fax number", &draft.contact.fax)]
    {
        add(
            key,
            number.as_ref().map(|number| number.chars().filter(char::is_ascii_digit).collect()),
            None,
        );
    }
    add("the date of the letter", draft.letter.date.map(|date| date.to_string()), None);
    for deadline in &draft.deadlines {
        for action in &deadline.actions {
            let date = deadline.date.as_ref().map(|date| date.value.to_string());
            add(&format!("the deadline for {}", action.value.key()), date, Some(deadline.place));
        }
    }
    for entry in &draft.time_plan {
        for (slots, cells) in &entry.day.cells {
            let groups: Vec<String> = cells.iter().map(groups).collect();
            let key = format!("slot {} of {}", slots.value, entry.days.value);
            add(&key, Some(groups.join(" | ")), cells.first().map(|cell| cell.place));
        }
    }
    facts
}

fn groups(cell: &Cell) -> String {
    let groups: Vec<String> = cell.groups.iter().map(ToString::to_string).collect();
    let hours = cell.start.map(|start| format!(" from {start}")).unwrap_or_default();
    let if_necessary = if cell.tentative { " (if necessary)" } else { "" };
    format!("{}{hours}{if_necessary}", groups.join(", "))
}

/// Notes in a version what it says otherwise than the version that was taken.
fn differences(letter: &mut Letter, own: &Facts, base_name: &str, base: &Letter, taken: &Facts) {
    let keys: BTreeSet<&String> = own.keys().chain(taken.keys()).collect();
    for key in keys {
        let (here, there) = (own.get(key), taken.get(key));
        let value = |fact: Option<&Fact>| fact.map(|fact| fact.value.clone());
        if value(here) == value(there) {
            continue;
        }
        // What a language version lacks as a whole was not read, rather than left out.
        let is_plan = key.starts_with("slot ");
        if is_plan && (letter.draft.time_plan.is_empty() || base.draft.time_plan.is_empty()) {
            continue;
        }
        let quoted = there.and_then(|fact| fact.place).map(|place| words(base, place));
        let quoted = quoted.filter(|words| !words.is_empty()).map(|words| format!(" (“{words}”)"));
        let said = |fact: Option<&Fact>| match fact {
            Some(fact) if fact.value.is_empty() => "no group".to_owned(),
            Some(fact) => fact.value.clone(),
            None => "nothing".to_owned(),
        };
        let message = format!(
            "{key}: this version says {}, {base_name} says {}{}",
            said(here),
            said(there),
            quoted.unwrap_or_default()
        );
        let place = here.and_then(|fact| fact.place);
        letter
            .findings
            .doubt("versions-differ", place, message)
            .help(format!("look it up; {base_name} was followed, with which most versions agree"));
    }
}

fn words(letter: &Letter, place: Place) -> String {
    let words = letter.text.get(place.start..place.end).unwrap_or("");
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(80).collect()
}

/// Adds the texts of another version to those that are the same by their structure.
fn add_texts(draft: &mut Draft, other: &Draft) {
    join(&mut draft.title, &other.title);
    join(&mut draft.place, &other.place);
    join(&mut draft.chair, &other.chair);
    join(&mut draft.note, &other.note);
    if let (Some(Remote::By(own)), Some(Remote::By(more))) = (&mut draft.remote, &other.remote) {
        *own = joined(own, more);
    }
    for (own, more) in
        [(&mut draft.registration, &other.registration), (&mut draft.opening, &other.opening)]
    {
        if let (Some(own), Some(more)) = (own, more) {
            join(&mut own.location, &more.location);
        }
    }
    for own in &mut draft.deadlines {
        if let Some(more) = other.deadlines.iter().find(|more| is_same_deadline(own, more)) {
            join(&mut own.text, &more.text);
            join(&mut own.note, &more.note);
        }
    }
    for own in &mut draft.time_plan {
        let day = |more: &&DraftPlanEntry| more.days.value == own.days.value;
        let Some(more) = other.time_plan.iter().find(day) else { continue };
        for (slots, cells) in &mut own.day.cells {
            let same = more.day.cells.iter().find(|(other, _)| other.value == slots.value);
            let Some((_, others)) = same.filter(|(_, others)| others.len() == cells.len()) else {
                continue;
            };
            for (own, more) in cells.iter_mut().zip(others) {
                if own.groups == more.groups && own.kind == more.kind {
                    join(&mut own.title, &more.title);
                    join(&mut own.note, &more.note);
                }
            }
        }
    }
    for own in &mut draft.agenda {
        if let Some(more) = other.agenda.iter().find(|more| more.number == own.number) {
            own.text = joined(&own.text, &more.text);
        }
    }
    for own in &mut draft.recommendations {
        if let Some(more) = other.recommendations.iter().find(|more| more.name == own.name) {
            join(&mut own.title, &more.title);
        }
    }
    for own in &mut draft.links {
        if let Some(more) = other.links.iter().find(|more| more.url == own.url) {
            join(&mut own.title, &more.title);
        }
    }
    for own in &mut draft.rgm {
        let days = |rgm: &crate::source::DraftRgm| {
            (rgm.start.as_ref().map(|day| day.value), rgm.end.as_ref().map(|day| day.value))
        };
        if let Some(more) = other.rgm.iter().find(|more| days(more) == days(own)) {
            join(&mut own.title, &more.title);
            join(&mut own.note, &more.note);
        }
    }
}

fn is_same_deadline(one: &DraftDeadline, other: &DraftDeadline) -> bool {
    let key = |deadline: &DraftDeadline| {
        let actions: Vec<_> = deadline.actions.iter().map(|action| action.value).collect();
        (deadline.date.as_ref().map(|date| date.value), actions)
    };
    key(one) == key(other)
}

fn join(own: &mut Option<Text>, more: &Option<Text>) {
    if let (Some(text), Some(more)) = (&own, more) {
        *own = Some(joined(text, more));
    }
}

/// A text with the languages of another that it lacks.
fn joined(own: &Text, more: &Text) -> Text {
    let pairs = |text: &Text| -> Vec<(Language, String)> {
        text.all().map(|(language, words)| (language, words.to_owned())).collect()
    };
    // Of two texts in one language the later pair would win.
    let all = pairs(more).into_iter().chain(pairs(own));
    Text::from_pairs(all).unwrap_or_else(|| own.clone())
}
