//! Findings of the same kind, drawn as one finding with a list of lines.

use super::{Finding, Level};
use std::collections::BTreeMap;

/// The most findings of one kind that are drawn separately.
const MOST_ALIKE: usize = 5;

/// The most places that a list names.
const MOST_NAMED: usize = 100;

/// Which findings of a kind are one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Gather {
    /// Those with the same help, where there are many.
    Many,
    /// All of them; a few only with the same help, of many the first one's stands for the others.
    All,
}

/// A finding that is drawn, and the others of its kind.
pub(super) struct Alike<'a> {
    pub(super) first: &'a Finding,
    pub(super) others: Vec<&'a Finding>,
}

/// What makes findings one kind: their level, their rule, their message without quoted words, and
/// their help.
type FindingKind<'a> = ((Level, Option<&'static str>, String), Option<&'a str>);

/// The findings in order; the first finding of a gathered kind represents all of them.
pub(super) fn alike<'a>(sorted: &[&'a Finding], gather: Gather) -> Vec<Alike<'a>> {
    let placed = || sorted.iter().copied().filter(|finding| finding.place.is_some());
    let said = |finding: &Finding| (finding.level, finding.rule, frame(&finding.message));
    let mut numbers = BTreeMap::new();
    if gather == Gather::All {
        for finding in placed() {
            *numbers.entry(said(finding)).or_insert(0_usize) += 1;
        }
    }
    // If the help differs, it is shown at each place, unless there are many.
    let kind = |finding: &'a Finding| {
        let said = said(finding);
        let are_many = numbers.get(&said).is_some_and(|number| *number > MOST_ALIKE);
        (said, if are_many { None } else { finding.help.as_deref() })
    };
    let mut kinds: BTreeMap<FindingKind<'a>, Vec<&'a Finding>> = BTreeMap::new();
    for finding in placed() {
        kinds.entry(kind(finding)).or_default().push(finding);
    }
    let most_apart = if gather == Gather::Many { MOST_ALIKE } else { 1 };
    kinds.retain(|_, of_kind| of_kind.len() > most_apart);
    if kinds.is_empty() {
        return sorted.iter().map(|first| Alike { first, others: Vec::new() }).collect();
    }
    let mut alike = Vec::new();
    for finding in sorted {
        let of_kind = kinds.get_mut(&kind(finding));
        match of_kind {
            _ if finding.place.is_none() => {
                alike.push(Alike { first: finding, others: Vec::new() })
            }
            None => alike.push(Alike { first: finding, others: Vec::new() }),
            // The first one lists the others.
            Some(of_kind) if !of_kind.is_empty() => {
                let others = of_kind.drain(..).skip(1).collect();
                alike.push(Alike { first: finding, others });
            }
            Some(_) => {}
        }
    }
    alike
}

impl Alike<'_> {
    /// Where the others are: "in lines 6 (`b`), 7 (`c`) and 9–12"; `number` gives the line or page of a
    /// finding, `label` what that is called, `what` names its kind.
    pub(super) fn list(
        &self,
        what: &str,
        number: impl Fn(&Finding) -> usize,
        label: impl Fn(usize) -> String,
    ) -> Option<String> {
        let own = quoted(&self.first.message);
        let mut items: Vec<(usize, usize, String)> = Vec::new();
        for other in &self.others {
            let (at, words) = (number(other), quoted(&other.message));
            let words = if words == own { String::new() } else { format!(" ({words})") };
            match items.last_mut() {
                Some((_, last, said))
                    if *said == words && (at == *last || at == *last + 1 && said.is_empty()) =>
                {
                    *last = at
                }
                _ => items.push((at, at, words)),
            }
        }
        let item = |(first, last, words): &(usize, usize, String)| match first == last {
            true => format!("{}{words}", label(*first)),
            false => format!("{}–{}{words}", label(*first), label(*last)),
        };
        let more = items.len().saturating_sub(MOST_NAMED);
        let named: Vec<String> = items.iter().take(MOST_NAMED).map(item).collect();
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let is_single = matches!(items.as_slice(), [(first, last, _)] if first == last);
        let plural = if is_single { "" } else { "s" };
        (!items.is_empty()).then(|| {
            format!(
                "{} more like this, in {what}{plural} {}{more}",
                self.others.len(),
                named.join(", ")
            )
        })
    }
}

/// A message without quoted words and numbers: the part that all of its kind share.
fn frame(message: &str) -> String {
    let parts = message.split('`').enumerate().filter(|(at, _)| at % 2 == 0);
    let outside = parts.map(|(_, part)| part.replace(|c: char| c.is_ascii_digit(), ""));
    let mut frame = outside.collect::<Vec<_>>().join("`");
    while let Some((before, after)) = frame.split_once('“').and_then(|(before, rest)| {
        rest.split_once('”').map(|(_, after)| (before.to_owned(), after.to_owned()))
    }) {
        frame = format!("{before}\u{0}{after}");
    }
    frame
}

/// The quoted words of a message.
fn quoted(message: &str) -> String {
    let mut quotes = Vec::new();
    for (at, part) in message.split('`').enumerate() {
        if at % 2 == 1 {
            quotes.push(format!("`{part}`"));
        } else {
            let said = part.split('“').skip(1).filter_map(|rest| rest.split_once('”'));
            quotes.extend(said.map(|(words, _)| format!("“{words}”")));
        }
    }
    quotes.join(", ")
}

#[cfg(test)]
mod tests {
    use crate::finding::{Findings, Place, Screen, draw, draw_kinds};

    #[test]
    fn many_findings_of_a_kind_are_one_with_a_list() {
        let mut findings = Findings::default();
        for (line, key) in (1..).zip(["a", "b", "c", "d", "e", "f", "f", "a", "a", "a"]) {
            findings.fault(Place { start: 0, end: 0, line }, format!("unknown key `{key}`"));
        }
        findings.fault(Place { start: 0, end: 0, line: 2 }, "another").help("look");
        assert_eq!(
            draw(&findings, "m.yaml", "", Screen::default()),
            "fault: unknown key `a`\n --> m.yaml:1:1\n  |\n1 |\n  | ^\n  |\n  = note: 9 more like this, in lines 2 (`b`), 3 (`c`), 4 (`d`), 5 (`e`), 6 (`f`), 7 (`f`), 8–10\n\n\
             fault: another\n --> m.yaml:2:1\n  |\n2 |\n  | ^\n  |\n  = help: look\n\n"
        );
    }

    #[test]
    fn each_kind_is_one_where_it_is_asked_for() {
        let drawn = |helps: &[&str]| {
            let mut findings = Findings::default();
            for (line, help) in (1..).zip(helps) {
                findings.fault(Place { start: 0, end: 0, line }, "odd").help(*help);
            }
            draw_kinds(&findings, "a.ics", "", Screen::default())
        };
        assert!(drawn(&["a", "a"]).contains("1 more like this, in line 2\n"));
        assert_eq!(drawn(&["a", "b"]).matches("fault: odd").count(), 2);
        let many = drawn(&["a", "b", "c", "d", "e", "f"]);
        assert!(many.contains("5 more like this, in lines 2–6\n"), "{many}");
    }

    #[test]
    fn a_few_are_drawn_each_by_itself() {
        let mut findings = Findings::default();
        for line in 1..=5 {
            findings.doubt("odd", Some(Place { start: 0, end: 0, line }), format!("odd {line}"));
        }
        assert_eq!(
            draw(&findings, "m.yaml", "", Screen::default()).matches("doubt[odd]").count(),
            5
        );
    }
}
