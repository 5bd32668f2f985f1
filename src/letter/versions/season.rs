//! Letters that announce rapporteur group meetings and no meeting: a season.

use crate::finding::Findings;
use crate::source::Draft;

/// Who meets in a season are all who meet in it. What counts from a first day, or is a part of a
/// meeting, gives no event in a season: it is left out, with a doubt.
pub(super) fn season(draft: &mut Draft) -> Findings {
    let mut findings = Findings::default();
    if draft.start.is_some() || draft.end.is_some() || draft.rgm.is_empty() {
        return findings;
    }
    if draft.groups.is_empty() {
        for group in draft.rgm.iter().flat_map(|rgm| &rgm.groups) {
            if draft.groups.iter().all(|known| known.value != group.value) {
                draft.groups.push(group.clone());
            }
        }
    }
    let opening = ("the opening", draft.opening.take());
    let hours = [opening, ("the registration", draft.registration.take())];
    let hours = hours.into_iter().filter_map(|(what, own)| Some((what.to_owned(), own?.place)));
    let deadlines = draft.deadlines.drain(..).map(|deadline| {
        let actions: Vec<&str> = deadline.actions.iter().map(|action| action.value.key()).collect();
        (format!("the deadline for {}", actions.join(", ")), deadline.place)
    });
    for (what, place) in hours.chain(deadlines) {
        let message = format!("{what} was left out: the letter says no first day of a meeting");
        let help = "if there is a meeting, add `start` and what was left out";
        findings.doubt("season", Some(place), message).help(help);
    }
    findings
}

#[cfg(test)]
mod tests {
    use crate::finding::{Findings, Place, Said};
    use crate::letter::id;
    use crate::letter::versions::season::season;
    use crate::model::{MeetingId, parse_date};
    use crate::source::{Draft, DraftAppointment, DraftRgm, check, yaml};

    #[test]
    fn a_letter_that_only_announces_rapporteur_group_meetings_has_an_id_and_is_valid() {
        let said = |value: &str| Said { value: value.parse().unwrap(), place: Place::default() };
        let day =
            |day: &str| Some(Said { value: parse_date(day).unwrap(), place: Place::default() });
        let rgm = |group: &str, first: &str, last: &str| DraftRgm {
            groups: vec![said(group)],
            start: day(first),
            end: day(last),
            ..DraftRgm::default()
        };
        let at = Place { start: 5, end: 9, line: 2 };
        let mut draft = Draft {
            rgm: vec![
                rgm("Q9/12", "2025-02-03", "2025-02-07"),
                rgm("Q7/12", "2025-01-20", "2025-01-24"),
            ],
            opening: Some(DraftAppointment { date: None, time: None, location: None, place: at }),
            ..Draft::default()
        };
        let findings = season(&mut draft);
        let told: Vec<String> = findings
            .sorted()
            .iter()
            .map(|told| format!("{}: {}", told.place.unwrap().line, told.message))
            .collect();
        assert_eq!(
            told,
            ["2: the opening was left out: the letter says no first day of a meeting"]
        );
        let own: MeetingId = id(&draft).unwrap();
        assert_eq!(own.to_string(), "sg12-2025-01");
        let written = yaml::write(&draft, &Vec::new());
        let mut findings = Findings::default();
        let again = yaml::read_meeting(&written, &mut findings).unwrap();
        assert!(check(again, &own, &mut findings).is_some(), "{:?}\n{written}", findings.sorted());
    }
}
