//! Agenda, draft Recommendations, links and rooms of several versions.

use crate::letter::versions::council::{Council, Silence, Vote, taken};
use crate::letter::versions::texts::join;
use crate::model::{AgendaItem, Group, Link, Recommendation, Room, Text};
use crate::source::Draft;

pub(super) fn lists(council: &mut Council, draft: &mut Draft) {
    draft.agenda = agenda(council);
    draft.recommendations = recommendations(council);
    draft.links = links(council);
    for room in council.drafts.iter().flat_map(|draft| &draft.rooms) {
        match draft.rooms.iter_mut().find(|own| own.group == room.group) {
            Some(own) => join_words(&mut own.room, &room.room),
            None => draft.rooms.push(Room { group: room.group.clone(), room: room.room.clone() }),
        }
    }
}

fn join_words(own: &mut Text, more: &Text) {
    let mut all = Some(own.clone());
    join(&mut all, &Some(more.clone()));
    if let Some(all) = all {
        *own = all;
    }
}

/// The points that most versions have, with the words of those that have a point of the number.
fn agenda(council: &mut Council) -> Vec<AgendaItem> {
    let numbers = |draft: &Draft| -> Vec<String> {
        draft.agenda.iter().map(|item| item.number.clone()).collect()
    };
    let votes = council.votes(|draft| Some((numbers(draft), None)));
    let votes: Vec<_> = votes.into_iter().filter(|vote| !vote.value.is_empty()).collect();
    let Some(winner) = taken(&votes) else { return Vec::new() };
    let items = council.drafts.get(winner.version).map(|draft| draft.agenda.clone());
    let mut items = items.unwrap_or_default();
    for (version, draft) in council.drafts.clone().into_iter().enumerate() {
        for (from, item) in draft.agenda.iter().enumerate() {
            let is_same = |own: &AgendaItem| own.number == item.number;
            if let Some(to) = items.iter().position(is_same) {
                council.moved("agenda", version, from, to);
                if let Some(own) = items.get_mut(to) {
                    join_words(&mut own.text, &item.text);
                }
            }
        }
    }
    items
}

fn recommendations(council: &mut Council) -> Vec<Recommendation> {
    let mut all: Vec<Recommendation> = Vec::new();
    for (version, draft) in council.drafts.clone().into_iter().enumerate() {
        for (from, more) in draft.recommendations.into_iter().enumerate() {
            let to = all.iter().position(|own| own.name == more.name);
            council.moved("recommendations", version, from, to.unwrap_or(all.len()));
            match to.and_then(|to| all.get_mut(to)) {
                Some(own) => join(&mut own.title, &more.title),
                None => all.push(more),
            }
        }
    }
    for own in &mut all {
        let name = &own.name;
        let (question, group) = (
            vote(council, &format!("the Question of {name}"), name, |each| each.question.clone()),
            vote(council, &format!("the group of {name}"), name, |each| each.group.clone()),
        );
        own.question = question;
        own.group = group;
    }
    all
}

/// Votes on a group of a draft Recommendation.
fn vote(
    council: &mut Council,
    what: &str,
    name: &str,
    of: impl Fn(&Recommendation) -> Option<Group>,
) -> Option<Group> {
    let mut votes: Vec<Vote<Group>> = Vec::new();
    for (version, draft) in council.drafts.iter().enumerate() {
        let at = draft.recommendations.iter().position(|each| each.name == name);
        let own = at.and_then(|at| Some((at, draft.recommendations.get(at)?)));
        if let Some((at, value)) = own.and_then(|(at, own)| Some((at, of(own)?))) {
            let place = council.evidence(version, &format!("recommendations[{at}]"));
            votes.push(Vote { version, value, place });
        }
    }
    council.elect(what, &votes, Silence::Passed, Group::to_string).map(|vote| vote.value)
}

fn links(council: &mut Council) -> Vec<Link> {
    let mut all: Vec<Link> = Vec::new();
    for (version, draft) in council.drafts.clone().into_iter().enumerate() {
        for (from, more) in draft.links.into_iter().enumerate() {
            let to = all.iter().position(|own| own.url == more.url);
            council.moved("links", version, from, to.unwrap_or(all.len()));
            match to.and_then(|to| all.get_mut(to)) {
                Some(own) => join(&mut own.title, &more.title),
                None => all.push(more),
            }
        }
    }
    all
}
