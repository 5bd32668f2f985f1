//! What stands in the body and the annexes beside the invitation itself: rapporteur group meetings,
//! the time plan, the agenda, draft Recommendations, links, the chair.

use crate::finding::{Findings, Said};
use crate::letter::Evidence;
use crate::letter::fact::agenda;
use crate::letter::fact::chair;
use crate::letter::fact::free::free_days;
use crate::letter::fact::links;
use crate::letter::fact::recommendations;
use crate::letter::fact::relative;
use crate::letter::fact::rgm;
use crate::letter::fact::settle;
use crate::letter::lex::dates::DateMention;
use crate::letter::plan::{self, Context};
use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::model::{Action, Days, Group, Language};
use crate::source::{Draft, DraftDeadline};

/// Reads all of it into a draft whose days, groups and hours are known. Gives where its plan stands.
pub(crate) fn contents(
    found: &mut LetterText<'_>,
    language: Language,
    days: Option<Days>,
    draft: &mut Draft,
    findings: &mut Findings,
) -> Option<Span> {
    let normal = found.normal;
    let groups: Vec<Group> = draft.groups.iter().map(|group| group.value.clone()).collect();
    let place = draft.place.as_ref().map(|place| place.in_language(language).to_owned());
    let known = rgm::KnownMeeting {
        groups: &groups,
        days,
        place: place.as_deref(),
        written: draft.letter.date,
    };
    let (rgm, evidence) = rgm::rgm(found, language, known, findings);
    draft.rgm = rgm;
    found.evidence.extend(evidence);
    let is_season = rgm::season(found, draft);
    let days = days.filter(|_| !is_season);
    let ranges = draft.rgm.iter().filter(|rgm| rgm.every.is_none()).filter_map(|rgm| {
        let first = rgm.start.as_ref()?.value;
        Some(Days { first, last: rgm.end.as_ref().map_or(first, |end| end.value) })
    });
    let context = Context {
        normal,
        language,
        days,
        rgm: ranges.collect(),
        needs_heading: true,
        groups: &groups,
        is_in_geneva: draft.zone.is_none(),
        opening: draft.opening.as_ref().and_then(|said| said.time.as_ref()).map(|time| time.value),
    };
    let plan = plan::read(&context, findings);
    draft.time_plan = plan.entries;
    draft.session_times = plan.session_times;
    // Where each group has days of its own and no plan was found, the sessions of each are not known.
    if !draft.time_plan.is_empty() || plan.slots.is_some() {
        draft.slots = plan.slots;
    }
    found.evidence.extend(plan.evidence);
    free_days(found, days, draft, findings);
    rgm::sessions(found, draft, findings);
    let skip: Vec<Span> = plan.table_span.clone().into_iter().collect();
    draft.agenda = agenda::agenda(found, language, &skip, findings);
    draft.recommendations = recommendations::recommendations(found, language, &skip, findings);
    draft.links = links::links(found, language, draft.contact.web.as_ref());
    draft.chair = chair::chair(found, language, &groups);
    of_rapporteur_groups(draft);
    let mut rules = relative::rules(normal, &skip);
    // "12 days before the opening, i.e. 5 January 2027": a date that no deadline took says otherwise.
    for rule in &mut rules {
        let is_due = |day| {
            draft
                .deadlines
                .iter()
                .any(|due| due.date.as_ref().is_some_and(|date| date.value == day))
        };
        let mut named = found.dates_in(&rule.sentence).filter_map(DateMention::day);
        rule.is_certain &=
            !named.any(|day| !is_due(day) && days.is_some_and(|days| day < days.first));
    }
    let first_day = days.map(|days| days.first);
    settle::settle(&rules, &mut draft.deadlines, first_day, findings);
    for (index, deadline) in draft.deadlines.iter().enumerate() {
        let actions: Vec<&str> = deadline.actions.iter().map(|action| action.value.key()).collect();
        let date = deadline.date.as_ref().map(|date| format!("{} ", date.value));
        let value = format!("{}{}", date.unwrap_or_default(), actions.join(", "));
        let field = format!("deadlines[{index}]");
        found.evidence.push(Evidence { field, value, place: deadline.place });
    }
    plan.table_span
}

/// Documents for rapporteur group meetings are due to the whole study group, also where only its
/// working parties meet: a deadline of its own.
fn of_rapporteur_groups(draft: &mut Draft) {
    let first = draft.groups.first().and_then(|group| group.value.parent());
    let Some(study_group) = first else { return };
    let mut own = Vec::new();
    for deadline in &mut draft.deadlines {
        let is_theirs = |action: &Said<Action>| action.value == Action::RgmInputDocuments;
        let (theirs, others): (Vec<_>, Vec<_>) = deadline.actions.drain(..).partition(is_theirs);
        deadline.actions = others;
        if !theirs.is_empty() {
            let groups = vec![study_group.clone()];
            own.push(DraftDeadline { actions: theirs, groups, ..deadline.clone() });
        }
    }
    draft.deadlines.retain(|deadline| !deadline.actions.is_empty());
    draft.deadlines.extend(own);
    draft.deadlines.sort_by_key(|deadline| deadline.date.as_ref().map(|date| date.value));
}
