//! Limits in prose: "must therefore be received by TSB not later than 15 June 2007", "le 18 juin 2005
//! au plus tard", 4月9日前.

use crate::finding::{Findings, Said};
use crate::letter::fact::days::is_former;
use crate::letter::fact::requests::DeadlineReader;
use crate::letter::fact::units::{
    DueDate, before_hour, behind_hour, is_filler, is_in_date, is_open, limit_before, limit_behind,
    units,
};
use crate::letter::lex::dates::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::found::{LetterText, within};
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::Action;

/// The days in sentences that a limit stands beside, each with the words that say what is due. What
/// stands in `list` was read.
pub(crate) fn limits(
    reader: &DeadlineReader<'_>,
    whole: &Span,
    list: &Span,
    findings: &mut Findings,
) -> Vec<DueDate> {
    let found = reader.found;
    let mut all: Vec<DueDate> = Vec::new();
    for unit in units(found, whole) {
        if within(&unit.span, list) || found.dates_in(&unit.span).next().is_none() {
            continue;
        }
        let known = all.len();
        let mut before: Option<Span> = None;
        let mut sentences: Vec<Span> = Vec::new();
        for sentence in prose::sentences(found.normal, &unit.span) {
            // "by fax (No. +41 …) or by mail", "December 1,\n2026"
            let goes_on = |last: &&mut Span| {
                is_open(found.normal.slice(last)) || is_in_date(found, sentence.start)
            };
            match sentences.last_mut().filter(goes_on) {
                Some(last) => last.end = sentence.end,
                None => sentences.push(sentence),
            }
        }
        for sentence in sentences {
            of_sentence(reader, &sentence, before.as_ref(), &mut all, findings);
            before = Some(sentence);
        }
        // A date of a table without its year may be that of another meeting.
        let own = all.iter_mut().skip(known).filter(|_| unit.row.is_some());
        own.filter(|due| due.date.first.year.is_none()).for_each(|due| due.lines.clear());
    }
    all
}

/// The limits of a sentence. `before` is the one that it may go on from.
fn of_sentence(
    reader: &DeadlineReader<'_>,
    sentence: &Span,
    before: Option<&Span>,
    all: &mut Vec<DueDate>,
    findings: &mut Findings,
) {
    let found = reader.found;
    // What was called off is due no more.
    if found.has(sentence, Sense::Cancelled) || found.has(sentence, Sense::NoLonger) {
        return;
    }
    let dates: Vec<&DateMention> = found.dates_in(sentence).collect();
    let mut from = sentence.start;
    for (number, date) in dates.iter().enumerate() {
        let next = dates.get(number + 1).map_or(sentence.end, |next| next.span.start);
        let lead = from..date.span.start;
        if is_former(found, date, sentence) {
            // "is changed from 24 September to 1 October": what is due stands before both.
            continue;
        }
        from = date.span.end;
        let Some(date) = &of_range(found, &lead, date) else { continue };
        let Some(reach) = reach(found, &lead, date, next) else { continue };
        let is_advice = prose::clauses(found.normal, &lead)
            .iter()
            .any(|clause| found.has(clause, Sense::Advice) && !reader.asked(clause).is_empty());
        let due = |reach, lines| DueDate { is_advice, ..DueDate::new(date, reach, lines) };
        // "… for fellowships and visas are 26 January and 9 February respectively"
        let joins = dates.get(number + 1).is_some_and(|other| {
            let gap = date.span.end..other.span.start;
            let and = found.first(&gap, Sense::AndGroup);
            and.is_some_and(|and| {
                is_filler(found, &(gap.start..and.start)) && and.end + 1 >= gap.end
            })
        });
        if joins && reader.all(&lead).len() > 1 {
            reader.unclear(&date.span, "it is not sure which of these dates is for what", findings);
            continue;
        }
        let ask = |span: Span| reader.asked(&span).into_iter().next().map(|_| span);
        // "Contributions are …, and visa requests …; the final deadline is …"
        let is_bare = prose::clauses(found.normal, &lead)
            .last()
            .is_some_and(|own| found.has(own, Sense::LimitNoun) && reader.asked(own).is_empty());
        if is_bare && asks_several(reader, &lead) {
            reader.unclear(&date.span, "it is not sure what this is the deadline of", findings);
            continue;
        }
        let behind = reach.end..next;
        // The part behind the last semicolon comes first.
        let text = found.normal.slice(&(lead.start..reach.start));
        let part = text.rfind([';', '；', '؛']).map(|at| lead.start + at..reach.start);
        let own = part.and_then(ask).or_else(|| ask(lead.start..reach.start)).or_else(|| {
            // What stands before an earlier date belongs to that one.
            ask(behind.clone()).filter(|_| number == 0)
        });
        let goes_on = || {
            let before = before.filter(|_| number == 0)?;
            // Of several things, or of one that "takes two weeks", it is not sure.
            let is_unsure = found.has(before, Sense::Advice) || asks_several(reader, before);
            // A sentence with a date of its own says what that one is for.
            ask(before.clone())
                .filter(|_| !(is_bare && is_unsure) && found.dates_in(before).next().is_none())
        };
        let Some(words) = own.or_else(goes_on) else {
            all.push(due(reach, Vec::new()));
            continue;
        };
        // "… by 4 March 1998 if they are to be translated"
        let is = |span: &Span, action| reader.asked(span).iter().any(|one| one.value == action);
        let both = words.start.min(reach.start)..next;
        if words.end <= reach.start
            && is(&words, Action::Contributions)
            && is(&both, Action::ContributionsForTranslation)
        {
            if next < sentence.end {
                let message =
                    "it is not sure whether this is the date of contributions for translation";
                reader.unclear(&date.span, message, findings);
            } else {
                all.push(due(reach, vec![both]));
            }
            continue;
        }
        all.push(due(reach, vec![words]));
    }
}

/// Whether the clauses of a stretch ask for different things.
fn asks_several(reader: &DeadlineReader<'_>, span: &Span) -> bool {
    // Contributions may be those for translation.
    let thing = |said: Said<Action>| match said.value {
        Action::ContributionsForTranslation => Action::Contributions,
        Action::SignLanguage => Action::Captioning,
        other => other,
    };
    let things =
        |clause: &Span| -> Vec<Action> { reader.all(clause).into_iter().map(thing).collect() };
    let mut all: Vec<Vec<Action>> =
        prose::clauses(reader.found.normal, span).iter().map(things).collect();
    all.retain(|own| !own.is_empty());
    all.iter().any(|own| Some(own) != all.first())
}

/// A date; of "extended from 17 to 24 February" its last day, of another range none.
fn of_range(found: &LetterText<'_>, lead: &Span, date: &DateMention) -> Option<DateMention> {
    let Some(last) = date.last else { return Some(date.clone()) };
    let moved = found.all(&(lead.start..date.span.end), Sense::MovedFrom).into_iter().next_back();
    let moved = moved.filter(|moved| moved.end + 1 >= date.span.start && !date.is_pair);
    moved.map(|_| DateMention { first: last, last: None, weekday: None, ..date.clone() })
}

/// A date with its hour and what makes a limit of it; none if nothing does.
fn reach(found: &LetterText<'_>, lead: &Span, date: &DateMention, next: usize) -> Option<Span> {
    let end = behind_hour(found, &(date.span.end..next));
    // "le 13 avril au plus tard, à minuit"
    let behind = limit_behind(found, &(end..next));
    let behind = behind.map(|limit| behind_hour(found, &(limit.end..next)));
    let before = limit_before(found, lead, &date.span).map(|limit| limit.start);
    // "The deadline for the submission of contributions is 19 March": in the same clause.
    let noun = found.all(lead, Sense::LimitNoun).into_iter().next_back();
    let noun = noun.filter(|noun| {
        let between = found.normal.slice(&(noun.end..date.span.start));
        !between.contains([',', ';', '،', '؛', '.', '。', '，', '；'])
    });
    if before.is_none() && behind.is_none() && noun.is_none() {
        return None;
    }
    let start = before.unwrap_or_else(|| before_hour(found, lead, date.span.start));
    Some(start..behind.unwrap_or(end))
}
