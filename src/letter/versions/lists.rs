//! Agenda, draft Recommendations, links and rooms of several versions, paired by their keys.

use crate::letter::versions::Merged;
use crate::letter::versions::entries::{Counterpart, each, grouped, pairs, text};
use crate::letter::versions::vote::{SilentVersion::Passed, common};
use crate::model::{AgendaItem, Group, Link, Recommendation};
use crate::source::Draft;

/// The lists of a meeting, of which every version's entries stay.
pub(super) fn lists(merged: &mut Merged, all: &[Counterpart<&Draft>], draft: Draft) -> Draft {
    let of = each(all, |draft| &draft.recommendations);
    let of = grouped(of, |one, other| one.value.name == other.value.name);
    let recommendations = merged.list("recommendations", of, |merged, found| {
        let name = &found.first()?.value.name;
        let mut group = |what: &str, of: fn(&Recommendation) -> Option<&Group>| {
            let what = format!("the {what} of {name}");
            let winner = merged.elect(&what, Passed, found, |merged, own| {
                let key = format!("recommendations[{}]", own.index);
                merged.by_key(own.version, &key, of(own.value)?)
            })?;
            of(winner.value).cloned()
        };
        Some(Recommendation {
            question: group("Question", |own| own.question.as_ref()),
            group: group("group", |own| own.group.as_ref()),
            title: text(found, |own| own.title.as_ref()),
            name: name.clone(),
        })
    });
    let of =
        grouped(each(all, |draft| &draft.links), |one, other| one.value.url == other.value.url);
    let links = merged.list("links", of, |_, found| {
        let url = found.first()?.value.url.clone();
        Some(Link { title: text(found, |own| own.title.as_ref()), url })
    });
    Draft { agenda: agenda(merged, all), recommendations, links, ..draft }
}

/// The points that most versions have, with the words of those that have a point of the number.
fn agenda(merged: &mut Merged, all: &[Counterpart<&Draft>]) -> Vec<AgendaItem> {
    let numbers = |draft: &&Draft| -> Vec<String> {
        draft.agenda.iter().map(|item| item.number.clone()).collect()
    };
    let most = common(all, |draft| Some(numbers(draft)).filter(|all| !all.is_empty()));
    let winner = all.iter().find(|own| most.as_ref() == Some(&numbers(&own.value)));
    let at = |entry: &Vec<Counterpart<&AgendaItem>>| {
        entry
            .iter()
            .find(|own| Some(own.version) == winner.map(|own| own.version))
            .map(|own| own.index)
    };
    let mut points =
        pairs(&each(all, |draft| &draft.agenda), |one, other| [one.number == other.number]);
    points.retain(|entry| at(entry).is_some());
    points.sort_by_key(at);
    merged.list("agenda", points, |_, found| {
        let number = found.first()?.value.number.clone();
        Some(AgendaItem { number, text: text(found, |own| Some(&own.text))? })
    })
}
