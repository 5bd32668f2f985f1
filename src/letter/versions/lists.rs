//! Agenda, draft Recommendations, links and rooms of several versions, paired by their keys.

use crate::letter::versions::council::{Council, Entry, Member, each, most};
use crate::letter::versions::pairs::grouped;
use crate::letter::versions::texts::{join, text};
use crate::model::{AgendaItem, Group, Link, Recommendation, Room, Text};
use crate::source::Draft;

pub(super) fn lists(council: &mut Council, all: &[Member<&Draft>], draft: &mut Draft) {
    draft.agenda = agenda(council, all);
    let found =
        grouped(each(all, |draft| &draft.recommendations), |one, other| one.name == other.name);
    draft.recommendations = merged(council, "recommendations", found, |council, first, found| {
        let key = |index: usize| format!("recommendations[{index}]");
        let mut group = |what: &str, of: fn(&&Recommendation) -> Option<Group>| {
            let what = format!("the {what} of {}", first.name);
            council.vote_by_key(&what, found, key, of, Group::to_string)
        };
        Recommendation {
            name: first.name.clone(),
            title: text(found, |own| &own.title),
            question: group("Question", |own| own.question.clone()),
            group: group("group", |own| own.group.clone()),
        }
    });
    let found = grouped(each(all, |draft| &draft.links), |one, other| one.url == other.url);
    draft.links = merged(council, "links", found, |_, first, found| Link {
        title: text(found, |own| &own.title),
        url: first.url.clone(),
    });
    let found = grouped(each(all, |draft| &draft.rooms), |one, other| one.group == other.group);
    draft.rooms = merged(council, "rooms", found, |_, first, found| Room {
        group: first.group.clone(),
        room: joined(&first.room, found.iter().map(|own| &own.value.room)),
    });
}

/// A list of which every version's entries stay.
fn merged<'a, T>(
    council: &mut Council,
    list: &str,
    found: Vec<Entry<&'a T>>,
    mut one: impl FnMut(&mut Council, &'a T, &Entry<&'a T>) -> T,
) -> Vec<T> {
    let mut all = Vec::new();
    for entry in found {
        council.moved(list, entry.iter().map(|own| (own.version, own.index)), all.len());
        all.extend(entry.first().map(|first| one(council, first.value, &entry)));
    }
    all
}

fn joined<'a>(first: &Text, others: impl Iterator<Item = &'a Text>) -> Text {
    let mut all = first.clone();
    others.for_each(|other| join(&mut all, other));
    all
}

/// The points that most versions have, with the words of those that have a point of the number.
fn agenda(council: &mut Council, all: &[Member<&Draft>]) -> Vec<AgendaItem> {
    let points = |draft: &Draft| draft.agenda.iter().map(|item| item.number.clone()).collect();
    let numbers: Entry<Vec<String>> = all.iter().map(|own| own.with(points(own.value))).collect();
    let numbers: Entry<_> = numbers.into_iter().filter(|own| !own.value.is_empty()).collect();
    let winner = most(&numbers).and_then(|winner| all.get(winner.version));
    let mut items = winner.map(|winner| winner.value.agenda.clone()).unwrap_or_default();
    for Member { version, index, value: item } in each(all, |draft| &draft.agenda) {
        if let Some(to) = items.iter().position(|own| own.number == item.number) {
            council.moved("agenda", [(version, index)], to);
            items.iter_mut().skip(to).take(1).for_each(|own| join(&mut own.text, &item.text));
        }
    }
    items
}
