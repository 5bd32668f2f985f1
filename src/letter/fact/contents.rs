//! What stands in the body and the annexes beside the invitation itself: rapporteur group meetings,
//! the time plan, the agenda, draft Recommendations, links, the chair.

use crate::finding::Said;
use crate::letter::fact::agenda;
use crate::letter::fact::chair;
use crate::letter::fact::deadlines;
use crate::letter::fact::free::free_days;
use crate::letter::fact::links;
use crate::letter::fact::recommendations;
use crate::letter::fact::relative::{self, NamedDistance};
use crate::letter::fact::rgm;
use crate::letter::fact::settle;
use crate::letter::lex::{DateMention, TokenKind};
use crate::letter::plan::{self, Context};
use crate::letter::read::document::Span;
use crate::letter::shape::LetterText;
use crate::model::{Action, Days, Group, Language};
use crate::source::{Draft, DraftDeadline};
use crate::zone::ZURICH;

/// Reads all of it into a draft whose days, groups and hours are known. Gives where its plan stands.
pub(crate) fn contents(
    found: &LetterText<'_>,
    language: Language,
    days: Option<Days>,
    draft: &mut Draft,
) -> Option<Span> {
    let normal = found.normal;
    let groups: Vec<Group> = draft.groups.iter().map(|group| group.value.clone()).collect();
    let place = draft.place.as_ref().map(|place| place.in_language(language));
    let known = rgm::KnownMeeting { groups: &groups, days, place, written: draft.letter.date };
    draft.rgm = rgm::rgm(found, language, known);
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
        zone: draft.zone.as_ref().map_or(ZURICH, |said| said.value),
        opening: draft.opening.as_ref().and_then(|said| said.time.as_ref()).map(|time| time.value),
    };
    let plan = plan::read(&context, &mut found.reading.borrow_mut().findings);
    draft.time_plan = plan.entries;
    draft.session_times = plan.session_times;
    // Where each group has days of its own and no plan was found, the sessions of each are not known.
    if !draft.time_plan.is_empty() || plan.slots.is_some() {
        draft.slots = plan.slots;
    }
    found.reading.borrow_mut().evidence.extend(plan.evidence);
    free_days(found, days, draft);
    rgm::sessions(found, draft);
    let skip: Vec<Span> = plan.table_span.clone().into_iter().collect();
    draft.agenda = agenda::agenda(found, language, &skip);
    draft.recommendations = recommendations::recommendations(found, language, &skip);
    draft.links = links::links(found, language, draft.contact.web.as_ref());
    draft.chair = chair::chair(found, language, &groups);
    of_rapporteur_groups(draft);
    let mut rules = relative::rules(normal, &skip);
    for rule in &mut rules {
        rule.is_certain &= !is_denied(found, rule, days, draft);
    }
    let first_day = days.map(|days| days.first);
    settle::settle(found, &rules, &mut draft.deadlines, first_day);
    found.reading.borrow_mut().evidence.extend(deadlines::evidence(&draft.deadlines));
    plan.table_span
}

/// Whether a date that no deadline took stands close behind a rule and is another day than it gives: "12
/// days before the opening, i.e. 5 January 2027".
fn is_denied(
    found: &LetterText<'_>,
    rule: &NamedDistance,
    days: Option<Days>,
    draft: &Draft,
) -> bool {
    let given = days.and_then(|days| rule.before.date(days.first));
    let is_behind = |date: &&DateMention| rule.place.end <= found.normal.place(&date.span).start;
    let Some(date) = found.dates_in(&rule.sentence).find(is_behind) else { return false };
    let before = rule.sentence.start..date.span.start;
    let sign = found.normal.slice(&before).rfind(['(', '（', ',', '，', '،', ':', '：', ';']);
    let touches = sign.is_some_and(|sign| {
        let words = found.normal.tokens_in(&(before.start + sign..before.end)).all.iter();
        let is_word = |kind| matches!(kind, TokenKind::Word | TokenKind::Ideograph);
        words.filter(|token| is_word(token.kind)).count() <= 2
    });
    let mut due = draft.deadlines.iter().filter_map(|deadline| deadline.date.as_ref());
    touches
        && date.day().is_some_and(|day| {
            days.is_some_and(|days| day < days.first)
                && draft.letter.date.is_none_or(|written| written < day)
                && given != Some(day)
                && !due.any(|due| due.value == day)
        })
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

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::invitation;

    #[test]
    fn a_rule_holds_unless_another_day_stands_close_behind_it() {
        for (text, rules) in [
            ("Contributions: 12 days before the meeting (6 January 2027).", 1),
            ("Contributions: 12 days before the meeting, see TSB Circular 9 of 3 June 2026.", 1),
            (
                "Contributions: 12 days before the meeting, by Resolution 1 (adopted on 24 October 2024).",
                1,
            ),
            ("Contributions: 12 days before the meeting, beside the list of 10 November 2026.", 1),
            ("Contributions: 12 days before the meeting, i.e. 4 January 2027.", 0),
            ("Contributions: 12 days before the meeting (4 January 2027).", 0),
            ("Contributions : 12 jours avant la réunion (6 janvier 2027).", 1),
            ("Contributions : 12 jours avant la réunion (4 janvier 2027).", 0),
        ] {
            let letter = invitation(text);
            let before = letter.draft.deadlines.iter().filter(|due| due.before.is_some());
            assert_eq!(before.count(), rules, "{text}");
        }
    }
}
