//! What is known of a meeting once all facts were read, and which stretches of its letter have an owner.

use crate::finding::Place;
use crate::letter::fact::agree::PlannedHours;
use crate::letter::lex::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions, within};
use crate::letter::words::Sense;
use crate::model::Days;
use crate::source::Draft;
use chrono::Datelike;
use std::collections::BTreeSet;

/// What is known of the meeting, and what has an owner.
pub(super) struct LetterBooks<'a> {
    pub(super) found: &'a LetterText<'a>,
    pub(super) regions: &'a Regions,
    pub(super) draft: &'a Draft,
    pub(super) meeting: Option<Days>,
    /// Where the time plan stands.
    pub(super) plan: Option<Span>,
    pub(super) planned: PlannedHours,
    /// The days of dates that a fact or the plan has.
    pub(super) known_days: BTreeSet<Days>,
    /// From `owners`.
    pub(super) owners: Vec<Place>,
}

impl<'a> LetterBooks<'a> {
    pub(super) fn of(
        found: &'a LetterText<'a>,
        regions: &'a Regions,
        draft: &'a Draft,
        meeting: Option<Days>,
        plan: Option<Span>,
    ) -> Self {
        let (owners, planned) = (owners(found, draft), PlannedHours::of(draft));
        let known_days = BTreeSet::new();
        let mut books = Self { found, regions, draft, meeting, plan, owners, planned, known_days };
        let known =
            |date: &&DateMention| books.is_owned(&date.span) || books.is_in_plan(&date.span);
        let known = found.dates.iter().filter(known);
        books.known_days = known.filter_map(|date| books.in_meeting(date)).collect();
        books
    }

    pub(super) fn is_owned(&self, span: &Span) -> bool {
        let place = self.found.normal.place(span);
        let next = self.owners.partition_point(|owner| owner.end <= place.start);
        self.owners.get(next).is_some_and(|owner| owner.start < place.end)
    }

    pub(super) fn is_in_plan(&self, span: &Span) -> bool {
        self.plan.as_ref().is_some_and(|plan| within(span, plan))
    }

    /// The days of a date that lies in the meeting.
    pub(super) fn in_meeting(&self, date: &DateMention) -> Option<Days> {
        let meeting = self.meeting?;
        let mut years = [meeting.first.year(), meeting.last.year()].into_iter();
        years.find_map(|year| date.days_in(Some(year)).filter(|days| meeting.covers(*days)))
    }

    /// Whether a sentence is about another event. Registration is one only where its hour is known, and
    /// something is due otherwise: "Pre-registration … no later than …".
    pub(super) fn is_of_other_event(&self, sentence: &Span) -> bool {
        let found = self.found;
        let is_known = self.draft.registration.is_some() && !found.has(sentence, Sense::Limit);
        let mut named = found.all(sentence, Sense::OtherEvent).into_iter();
        named.any(|event| is_known || !found.begins(event.start, Sense::RegistrationAlone))
            || found.has_any(sentence, &[Sense::Workshop, Sense::Social])
    }
}

/// Where facts, deadlines and meetings stand, and what was told: stretches in their order, none over
/// another.
fn owners(found: &LetterText<'_>, draft: &Draft) -> Vec<Place> {
    let reading = found.reading.borrow();
    let mut owners: Vec<Place> = reading.evidence.iter().map(|evidence| evidence.place).collect();
    owners.extend(reading.passed.iter().map(|passed| passed.place));
    owners.extend(draft.deadlines.iter().flat_map(|deadline| {
        [Some(deadline.place), deadline.date.as_ref().map(|date| date.place)].into_iter().flatten()
    }));
    owners.extend(draft.rgm.iter().flat_map(|rgm| {
        let days = [rgm.start.as_ref(), rgm.end.as_ref()].into_iter().flatten();
        days.map(|said| said.place).chain(rgm.time.as_ref().map(|said| said.place))
    }));
    owners.extend(draft.time_plan.iter().map(|entry| entry.days.place));
    owners.extend(reading.findings.sorted().iter().filter_map(|finding| finding.place));
    owners.sort_unstable();
    let mut apart: Vec<Place> = Vec::new();
    for owner in owners {
        match apart.last_mut().filter(|last| owner.start < last.end) {
            Some(last) => last.end = last.end.max(owner.end),
            None => apart.push(owner),
        }
    }
    apart
}
