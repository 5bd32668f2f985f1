//! Limits in prose: "must therefore be received by TSB not later than 15 June 2007", "le 18 juin 2005
//! au plus tard", 4月9日前.

use crate::finding::Said;
use crate::letter::fact::days::is_former;
use crate::letter::fact::others::{LimitWords, is_of_others};
use crate::letter::fact::requests::{DeadlineReader, is_service};
use crate::letter::fact::units::{
    DueDate, DueKind, before_hour, behind_hour, is_filler, is_in_date, is_open, limit_before,
    limit_behind, units,
};
use crate::letter::lex::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, prose, within};
use crate::letter::words::Sense;
use crate::model::Action;

/// How many words a verb and its article have at most: "complete your".
const VERB: usize = 3;

/// The days in sentences that a limit stands beside, each with the words that say what is due. What
/// stands in `list` was read.
pub(crate) fn limits(reader: &DeadlineReader<'_>, whole: &Span, list: &Span) -> Vec<DueDate> {
    let found = reader.found;
    let mut all: Vec<DueDate> = Vec::new();
    for unit in units(found, whole) {
        if within(&unit.span, list) || found.dates_in(&unit.span).next().is_none() {
            continue;
        }
        let sentences = whole_sentences(found, &unit.span);
        let before = std::iter::once(None).chain(sentences.iter().map(Some));
        for (sentence, before) in sentences.iter().zip(before) {
            let mut limits = of_sentence(reader, sentence, before);
            // A date of a table without its year may be that of another meeting.
            let unsure = limits.iter_mut().filter(|due| due.date.first.year.is_none());
            unsure.filter(|_| unit.row.is_some()).for_each(|due| due.lines.clear());
            all.extend(limits);
        }
    }
    all
}

/// The sentences of a stretch, with those that were cut within a parenthesis or a date in one piece:
/// "by fax (No. +41 …) or by mail", "December 1,\n2026".
fn whole_sentences(found: &LetterText<'_>, stretch: &Span) -> Vec<Span> {
    let mut whole: Vec<Span> = Vec::new();
    for sentence in prose::sentences(found.normal, stretch) {
        match whole.last_mut() {
            Some(last)
                if is_open(found.normal.slice(last)) || is_in_date(found, sentence.start) =>
            {
                last.end = sentence.end;
            }
            _ => whole.push(sentence),
        }
    }
    whole
}

/// The limits of a sentence. `before` is the one that it may go on from.
fn of_sentence(
    reader: &DeadlineReader<'_>,
    sentence: &Span,
    before: Option<&Span>,
) -> Vec<DueDate> {
    let found = reader.found;
    let mut all = Vec::new();
    // What was called off is due no more.
    if found.has_any(sentence, &[Sense::Cancelled, Sense::NoLonger]) {
        return all;
    }
    let dates: Vec<&DateMention> = found.dates_in(sentence).collect();
    let mut from = sentence.start;
    for (number, date) in dates.iter().enumerate() {
        // "is changed from 24 September to 1 October": what is due stands before both.
        if is_former(found, date, sentence) {
            continue;
        }
        let next = dates.get(number + 1).map_or(sentence.end, |next| next.span.start);
        let lead = from..date.span.start;
        from = date.span.end;
        let Some(date) = &of_range(found, &lead, date) else { continue };
        let Some(reach) = reach(found, &lead, date, next) else { continue };
        let around = LimitWords {
            lead: &(lead.start..reach.start),
            date: &date.span,
            behind: &(date.span.end..next),
        };
        let is_advice =
            |clause: &Span| found.has(clause, Sense::Advice) && !reader.asked(clause).is_empty();
        let kind = if is_of_others(found, &around) {
            DueKind::OfOthers
        } else if prose::clauses(found.normal, &lead).iter().any(is_advice) {
            DueKind::Advised
        } else {
            DueKind::Asked
        };
        let (is_first, is_last) = (number == 0, next == sentence.end);
        let (upto, behind) = (lead.start..reach.start, reach.end..next);
        let limit = Limit { reader, lead, upto, behind, is_first, is_last, before };
        let lines = match kind {
            DueKind::OfOthers => Ok(Vec::new()),
            DueKind::Advised | DueKind::Asked => limit.lines(date.span.end),
        };
        match lines {
            Ok(lines) => all.push(DueDate { kind, ..DueDate::new(date, reach, lines) }),
            Err(message) => reader.unclear(&date.span, message),
        }
    }
    all
}

/// What stands around a date that is a limit.
struct Limit<'a> {
    reader: &'a DeadlineReader<'a>,
    /// From the date before, or the beginning of the sentence, to the date.
    lead: Span,
    /// The same up to the hour and what makes a limit of the date.
    upto: Span,
    /// Up to the next date.
    behind: Span,
    is_first: bool,
    is_last: bool,
    /// The sentence before its own.
    before: Option<&'a Span>,
}

impl Limit<'_> {
    /// The words that say what is due by a date that ends at a byte; else what is not sure of them.
    fn lines(&self, date_end: usize) -> Result<Vec<Span>, &'static str> {
        let Self { reader, lead, upto, behind, .. } = self;
        if self.joins_next(date_end) && reader.all(lead).len() > 1 {
            return Err("it is not sure which of these dates is for what");
        }
        // "Contributions are …, and visa requests …; the final deadline is …"
        let is_bare = prose::clauses(reader.found.normal, lead).last().is_some_and(|own| {
            reader.found.has(own, Sense::LimitNoun) && reader.asked(own).is_empty()
        });
        if is_bare && asks_several(reader, lead) {
            return Err("it is not sure what this is the deadline of");
        }
        let Some(words) = self.words(is_bare) else { return Ok(Vec::new()) };
        // "… by 4 March 1998 if they are to be translated"
        let is = |span: &Span, action| reader.asked(span).iter().any(|one| one.value == action);
        let both = words.start.min(upto.end)..behind.end;
        let is_translated = words.end <= upto.end
            && is(&words, Action::Contributions)
            && is(&both, Action::ContributionsForTranslation);
        match is_translated {
            false => Ok(vec![words]),
            true if self.is_last => Ok(vec![both]),
            true => Err("it is not sure whether this is the date of contributions for translation"),
        }
    }

    /// The words that say what is due: before the date, behind it, or in the sentence before.
    fn words(&self, is_bare: bool) -> Option<Span> {
        let Self { reader, lead, upto, behind, .. } = self;
        // The part behind the last semicolon comes first.
        let part = reader.found.normal.slice(upto).rfind([';', '；', '؛']);
        let part = part.map_or(upto.end, |at| upto.start + at)..upto.end;
        let own = self.of_persons(upto).or_else(|| self.ask(part.clone()));
        // "Please tick the box in the registration form by …" says how; what, may stand before.
        let how = |span: &Span| {
            reader.found.has(span, Sense::Means)
                && reader.asked(span).iter().all(|said| said.value == Action::RegistrationForm)
        };
        let own = match own {
            Some(own) if how(&own) => self.ask(lead.start..part.start).or(Some(own)),
            own => own.or_else(|| self.ask(upto.clone())),
        };
        let is_service = |span: &Span| reader.asked(span).iter().all(|said| is_service(said.value));
        let what = own.clone().filter(how).and_then(|_| self.of_sentence_before(false));
        // What stands before an earlier date belongs to that one.
        let behind = || Some(behind.clone()).filter(|_| self.is_first);
        // "Nominations", "your reply"
        let others = |span: &Span| reader.found.has(span, Sense::AsksOther);
        what.filter(is_service)
            .or(own)
            .or_else(|| self.ask(behind()?))
            .or_else(|| Some(upto.clone()).filter(others))
            .or_else(|| behind().filter(others))
            .or_else(|| self.of_sentence_before(is_bare))
    }

    /// What persons are asked to do who have or need something else: "Delegates who request fellowships
    /// should complete their registration".
    fn of_persons(&self, lead: &Span) -> Option<Span> {
        let found = self.reader.found;
        let must = found.last(lead, Sense::Must)?;
        let rest = must.end..lead.end;
        if !found.has(&(lead.start..must.start), Sense::Who) || found.has(&rest, Sense::Means) {
            return None;
        }
        let registers = found.first(&rest, Sense::RegistrationAlone);
        let is_verb =
            |mark: &Span| found.normal.tokens_in(&(rest.start..mark.start)).all.len() <= VERB;
        self.ask(rest.clone()).or_else(|| registers.filter(is_verb))
    }

    fn ask(&self, span: Span) -> Option<Span> {
        (!self.reader.asked(&span).is_empty()).then_some(span)
    }

    /// Whether "and" alone parts the date from the next one: "… for fellowships and visas are 26 January
    /// and 9 February respectively".
    fn joins_next(&self, date_end: usize) -> bool {
        let gap = date_end..self.behind.end;
        !self.is_last
            && self.reader.found.first(&gap, Sense::AndGroup).is_some_and(|and| {
                is_filler(self.reader.found, &(gap.start..and.start)) && and.end + 1 >= gap.end
            })
    }

    /// The sentence before, if it says what is due.
    fn of_sentence_before(&self, is_bare: bool) -> Option<Span> {
        let found = self.reader.found;
        let before = self.before.filter(|_| self.is_first)?;
        // Of several things, or of one that "takes two weeks", it is not sure.
        let is_unsure = found.has(before, Sense::Advice) || asks_several(self.reader, before);
        // A sentence with a date of its own says what that one is for.
        let has_date = found.dates_in(before).next().is_some();
        self.ask(before.clone()).filter(|_| !(has_date || is_bare && is_unsure))
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
    let clauses = prose::clauses(reader.found.normal, span);
    let mut all: Vec<Vec<Action>> =
        clauses.iter().map(|it| reader.all(it).into_iter().map(thing).collect()).collect();
    all.retain(|own| !own.is_empty());
    all.dedup();
    all.len() > 1
}

/// A date; of "extended from 17 to 24 February" its last day, of another range none.
fn of_range(found: &LetterText<'_>, lead: &Span, date: &DateMention) -> Option<DateMention> {
    let Some(last) = date.last else { return Some(date.clone()) };
    let moved = found.last(&(lead.start..date.span.end), Sense::MovedFrom)?;
    let is_moved = moved.end + 1 >= date.span.start && !date.is_pair;
    is_moved.then(|| DateMention { first: last, last: None, weekday: None, ..date.clone() })
}

/// A date with its hour and what makes a limit of it; none if nothing does.
fn reach(found: &LetterText<'_>, lead: &Span, date: &DateMention, next: usize) -> Option<Span> {
    let end = behind_hour(found, &(date.span.end..next));
    // "le 13 avril au plus tard, à minuit"
    let behind = limit_behind(found, &(end..next));
    let behind = behind.map(|limit| behind_hour(found, &(limit.end..next)));
    let before = limit_before(found, lead, &date.span).map(|limit| limit.start);
    // "The deadline for the submission of contributions is 19 March": in the same clause.
    let has_noun = || {
        found.last(lead, Sense::LimitNoun).is_some_and(|noun| {
            let between = found.normal.slice(&(noun.end..date.span.start));
            !between.contains([',', ';', '،', '؛', '.', '。', '，', '；'])
        })
    };
    if before.is_none() && behind.is_none() && !has_noun() {
        return None;
    }
    let start = before.unwrap_or_else(|| before_hour(found, lead, date.span.start));
    Some(start..behind.unwrap_or(end))
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::tests::{due, invitation};

    /// What is due by a sentence of a letter of Study Group 9, and how many doubts there are.
    fn due_by(text: &str) -> (String, usize) {
        let letter = invitation(text);
        (due(&letter), letter.findings.doubts())
    }

    #[test]
    fn a_form_to_tick_says_how_something_is_asked_for() {
        for (text, expected) in [
            (
                "Visa support letters must be requested by ticking the box in the registration form no later than 18 December 2026.",
                "visa-support",
            ),
            (
                "Hotel rooms can be requested on the registration form until 18 December 2026.",
                "hotel-reservation",
            ),
            (
                "Interpretation will be provided on request; please tick the box in the registration form by 7 December 2026.",
                "interpretation",
            ),
            (
                "Interpretation is provided on request. Please indicate your wish in the registration form by 7 December 2026.",
                "interpretation",
            ),
            (
                "Captioning is provided on request; please tick the box in the registration form by 7 December 2026.",
                "captioning",
            ),
            (
                "Please fill in the registration form, indicating your flight, by 18 December 2026.",
                "registration-form",
            ),
            (
                "Contributions are sent to TSB. Please indicate your flight in the registration form by 7 December 2026.",
                "registration-form",
            ),
        ] {
            assert_eq!(due_by(text), (expected.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn what_persons_have_or_need_is_not_what_they_do() {
        for (text, expected) in [
            (
                "Delegates who request fellowships should complete their registration by 30 November 2026 and submit the \
                 fellowship form by 7 December 2026.",
                "pre-registration fellowship",
            ),
            (
                "Delegates requiring a visa must contact the host by 4 December 2026.",
                "visa-support",
            ),
            (
                "Les délégués qui demandent une bourse doivent s'inscrire en ligne avant le 30 novembre 2026.",
                "pre-registration",
            ),
            (
                "Los delegados que necesiten visado deberán inscribirse en línea antes del 30 de noviembre de 2026.",
                "pre-registration",
            ),
            (
                "Участники, которым нужна виза, должны пройти предварительную регистрацию до 30 ноября 2026 года.",
                "pre-registration",
            ),
        ] {
            assert_eq!(due_by(text), (expected.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn a_deadline_of_a_group_that_does_not_meet_is_told() {
        let of =
            |group: &str| due_by(&format!("Contributions to {group} are due by 12 January 2027."));
        assert_eq!(of("Study Group 13"), (String::new(), 1));
        assert_eq!(of("Working Party 1/9"), ("contributions".to_owned(), 0));
    }
}
