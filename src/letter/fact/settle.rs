//! Relative deadlines beside dated ones: a rule that has a date confirms or doubts it, one that has
//! none gives a deadline of its own.

use crate::finding::Said;
use crate::letter::fact::relative::{DistanceKind, NamedDistance};
use crate::letter::shape::LetterText;
use crate::model::{Action, Before};
use crate::source::DraftDeadline;
use chrono::NaiveDate;

/// Settles rules with the dated deadlines. A date is never corrected.
pub(crate) fn settle(
    found: &LetterText<'_>,
    rules: &[NamedDistance],
    dated: &mut Vec<DraftDeadline>,
    first_day: Option<NaiveDate>,
) {
    for rule in rules.iter().filter(|rule| rule.kind == DistanceKind::OfOthers) {
        let words = &rule.words;
        let message =
            format!("something begins or others act `{words}` before the meeting; nothing is due");
        let help = "add a deadline if it is one; it was left out";
        found.doubt_at("deadline-of-others", Some(rule.place), message, help);
    }
    let limits = rules.iter().filter(|rule| rule.kind == DistanceKind::Limit);
    let limits: Vec<(&NamedDistance, Action)> =
        limits.filter_map(|rule| Some((rule, rule.action?))).collect();
    let with_date = dated.len();
    let mut settled: Vec<(Action, Before)> = Vec::new();
    for (rule, action) in limits.iter().filter(|(_, action)| *action != Action::Other) {
        let (place, before, words) = (rule.place, rule.before, &rule.words);
        if dated.iter().take(with_date).any(|it| it.date.is_some() && asks(it, *action)) {
            confirm(found, rule, *action, dated, first_day);
            continue;
        }
        if settled.contains(&(*action, before)) {
            continue;
        }
        settled.push((*action, before));
        let rivals = limits.iter().any(|(other, of)| of == action && other.before != before);
        if rule.in_working_days {
            let message = format!("`{action}` is due {words} before the meeting");
            let help =
                "count back without public holidays and add the date; holidays are not known here";
            found.doubt_at("relative-deadline", Some(place), message, help);
        } else if rivals || !rule.is_certain {
            let message = format!("it is unclear what is due `{words}` before the meeting");
            let (unit, amount) = (before.unit.key(), before.amount);
            let entry = format!("`{{before: {{{unit}: {amount}}}, action: {action}}}`");
            let help = format!("add it, if it is `{action}`: {entry}");
            found.doubt_at("relative-deadline", Some(place), message, help);
        } else {
            let before = Some(Said { value: before, place });
            let actions = vec![Said { value: *action, place }];
            dated.push(DraftDeadline { before, actions, place, ..DraftDeadline::default() });
        }
    }
}

/// Whether a deadline is for an action.
fn asks(deadline: &DraftDeadline, action: Action) -> bool {
    deadline.actions.iter().any(|said| said.value == action)
}

/// Compares a rule with the dates of its action.
fn confirm(
    found: &LetterText<'_>,
    rule: &NamedDistance,
    action: Action,
    dated: &mut [DraftDeadline],
    first_day: Option<NaiveDate>,
) {
    let Some(first_day) = first_day.filter(|_| !rule.in_working_days) else { return };
    let Some(computed) = rule.before.date(first_day) else { return };
    let mut other = None;
    for deadline in dated.iter_mut().filter(|deadline| asks(deadline, action)) {
        let Some(date) = deadline.date.as_ref().map(|said| said.value) else { continue };
        if date == computed && deadline.actions.len() == 1 && deadline.before.is_none() {
            deadline.before = Some(Said { value: rule.before, place: rule.place });
        }
        // Twelve calendar days may lie between, and the day itself may count.
        if (date - computed).num_days().abs() <= 1 {
            return;
        }
        other = other.or(Some(date));
    }
    let Some(date) = other else { return };
    let words = &rule.words;
    let message = format!(
        "`{action}` is due {words} before the first day, which is {computed}, and elsewhere the letter says {date}"
    );
    let help = format!("{date} was taken; see which one is meant");
    found.doubt_at("relative-deadline-differs", Some(rule.place), message, help);
}

#[cfg(test)]
mod tests {
    use crate::finding::{Place, Said};
    use crate::letter::fact::relative::rules;
    use crate::letter::fact::settle::settle;
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::normal;
    use crate::model::parse_date;
    use crate::source::DraftDeadline;

    fn dated(date: &str, action: &str) -> DraftDeadline {
        let place = Place::default();
        let actions = action.split('+').map(|it| Said { value: it.parse().unwrap(), place });
        let (date, actions) = (parse_date(date).unwrap(), actions.collect());
        let date = Some(Said { value: date, place });
        DraftDeadline { date, actions, ..DraftDeadline::default() }
    }

    /// The deadlines after a text of the meeting of 12 May 2025, and the checks that doubt them.
    fn settled(text: &str, mut deadlines: Vec<DraftDeadline>) -> (Vec<String>, Vec<String>) {
        let normal = normal(text);
        let found = LetterText::new(&normal);
        let first_day = parse_date("2025-05-12").ok();
        settle(&found, &rules(&normal, &[]), &mut deadlines, first_day);
        let show = |deadline: &DraftDeadline| {
            let date = deadline.date.as_ref().map_or("-".to_owned(), |said| said.value.to_string());
            let before = deadline.before.as_ref().map_or("-".to_owned(), |said| {
                format!("{} {}", said.value.amount, said.value.unit.key())
            });
            format!("{date} {before} {}", deadline.actions[0].value)
        };
        let findings = &found.reading.borrow().findings;
        let checks: Vec<String> =
            findings.sorted().iter().map(|f| format!("{:?}: {}", f.level, f.message)).collect();
        (deadlines.iter().map(show).collect(), checks)
    }

    const SIX_WEEKS: &str = "FELLOWSHIPS: Ask six weeks before the first day.";

    #[test]
    fn a_rule_confirms_the_date_it_gives() {
        let (deadlines, checks) = settled(SIX_WEEKS, vec![dated("2025-03-31", "fellowship")]);
        assert_eq!(
            (deadlines, checks.len()),
            (vec!["2025-03-31 6 weeks fellowship".to_owned()], 0)
        );
        // Of two actions only one has the rule, and twelve days may lie between.
        let two = vec![dated("2025-03-31", "fellowship+interpretation")];
        assert_eq!(settled(SIX_WEEKS, two).0, ["2025-03-31 - fellowship"]);
        let text = "Contributions come 12 calendar days before the meeting.";
        let (deadlines, checks) = settled(text, vec![dated("2025-04-29", "contributions")]);
        assert_eq!((deadlines, checks.len()), (vec!["2025-04-29 - contributions".to_owned()], 0));
    }

    #[test]
    fn a_rule_that_differs_is_doubted_and_the_date_stays() {
        let (deadlines, checks) = settled(SIX_WEEKS, vec![dated("2025-04-07", "fellowship")]);
        assert_eq!(deadlines, ["2025-04-07 - fellowship"]);
        assert_eq!(
            checks,
            [
                "Doubt(\"relative-deadline-differs\"): `fellowship` is due six weeks before the first day, \
              which is 2025-03-31, and elsewhere the letter says 2025-04-07"
            ]
        );
    }

    #[test]
    fn a_rule_without_a_date_is_a_deadline_if_it_is_certain() {
        assert_eq!(settled(SIX_WEEKS, Vec::new()).0, ["- 6 weeks fellowship"]);
        let twice = format!("{SIX_WEEKS}\n{SIX_WEEKS}");
        assert_eq!(settled(&twice, Vec::new()).0, ["- 6 weeks fellowship"]);
        for text in [
            "Fellowships and visas are asked for one month before the meeting.",
            "FELLOWSHIPS: Ask six weeks before the meeting. Ask seven weeks before the meeting.",
            "Contributions come seven working days before the meeting.",
            "Two months before: contributions for which translation is requested",
            "Visa requests are sent 45 days in advance.",
            "Deux mois avant: bourses",
            "Dos meses antes: becas",
            "За два месяца: стипендии",
            "两个月前：签证",
            "قبل شهرين: التأشيرة",
        ] {
            let (deadlines, checks) = settled(text, Vec::new());
            assert_eq!(deadlines, Vec::<String>::new(), "{text}");
            assert!(checks.iter().all(|check| check.starts_with("Doubt(\"relative-deadline\")")));
            assert!(!checks.is_empty(), "{text}");
        }
        for text in [
            "FELLOWSHIPS: It is advised to begin seven weeks before the meeting.",
            "VISAS: A letter usually takes 15 days.",
            "Remote participation is asked for 72 hours in advance.",
        ] {
            assert_eq!(settled(text, Vec::new()), (Vec::new(), Vec::new()), "{text}");
        }
    }
}
