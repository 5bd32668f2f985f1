//! What the events of a meeting say, read from its file.

use timeplan::expand::{EventSpan, TimetableEvent, expand, generic};
use timeplan::finding::Findings;
use timeplan::model::{Kind, Language, Slot};
use timeplan::source::{check, yaml};
use timeplan::words::Words;

/// The events of a meeting file, and the doubts about it.
fn expanded(text: &str, languages: &[Language]) -> (Vec<TimetableEvent>, Vec<String>) {
    let mut findings = Findings::default();
    let draft = yaml::read_meeting(text, &mut findings).unwrap();
    let meeting = check(draft, &"x-1".parse().unwrap(), &mut findings);
    let meeting = meeting.unwrap_or_else(|| panic!("{:?}\n{text}", findings.sorted()));
    let events = expand(&meeting, languages, &mut findings).entries;
    assert_eq!(findings.faults(), 0, "{:?}", findings.sorted());
    (events, findings.sorted().into_iter().map(|found| found.message.clone()).collect())
}

fn events(text: &str) -> Vec<TimetableEvent> {
    expanded(text, &[Language::En]).0
}

/// The times in UTC, the title and the place of each session.
fn sessions(text: &str) -> Vec<String> {
    let sessions = events(text).into_iter().filter_map(|event| {
        let EventSpan::Hours { start, end } = event.when else { return None };
        let words = &event.wordings[0];
        let place = words.location.as_deref().unwrap_or("-");
        let (start, end) = (start.format("%d %H:%M"), end.format("%H:%M"));
        Some(format!("{start}-{end} {}, {place}", words.summary))
    });
    sessions.collect()
}

#[test]
fn sessions_are_in_the_rooms_of_their_groups_and_at_the_hours_of_their_own_week() {
    for (meeting, wanted) in [
        // A day without an entry in the plan is held in the room of the group too.
        (
            "start: 2026-01-13\nend: 2026-01-13\nplace: ITU, Geneva\nslots: [1]\n\
             rooms: {SG12: Room A, Q1/12: Room B}",
            vec!["13 08:30-09:45 SG12 session 1, Room A, ITU, Geneva"],
        ),
        // At a meeting whose place is not known, a group that can be joined from afar is not virtual.
        (
            "start: 2026-01-14\nend: 2026-01-14\ntime_plan: {2026-01-14: {}}\n\
             rgm: [{group: Q1/12, start: 2026-01-13, end: 2026-01-13, slots: [1], remote: true}]",
            vec!["13 08:30-09:45 Q1/12 RGM, session 1, -"],
        ),
        // Two groups on one day: each by its own clock, and in its own hours.
        (
            "rgm:\n\
             - {group: Q1/12, start: 2026-01-13, end: 2026-01-13, slots: [1]}\n\
             - {group: Q2/12, start: 2026-01-13, end: 2026-01-13, slots: [1], timezone: Asia/Tokyo}\n\
             - {group: Q3/12, start: 2026-01-13, end: 2026-01-13, slots: [1], \
             session_times: {1: 10:00-11:00}}",
            vec![
                "13 00:30-01:45 Q2/12 RGM, session 1, -",
                "13 08:30-09:45 Q1/12 RGM, session 1, -",
                "13 09:00-10:00 Q3/12 RGM, session 1, -",
            ],
        ),
    ] {
        assert_eq!(sessions(&format!("group: SG12\n{meeting}\n")), wanted, "{meeting}");
    }
}

/// A meeting in Tokyo with each kind of event that has an hour. Some of its texts are in French
/// only, so in English they are in another language than the words around them.
const TOKYO: &str = "\
group: SG12
timezone: Asia/Tokyo
start: 2026-01-14
end: 2026-01-14
registration: {time: 08:30, place: {fr: Hall d’accueil}}
time_plan:
  2026-01-14: {1: {title: {fr: Ouverture}, kind: plenary}, 2: Q1/12, 3: Q2/12}
deadlines:
  - {date: 2026-01-05, time: 18:00, action: other, text: {fr: Réserver}}
  - {date: 2026-01-06, time: 12:00, action: contributions, text: {fr: Par courriel}}
rgm: [{group: Q3/12, every: day, start: 2026-01-15, end: 2026-01-15, time: 09:00-10:00}]
";

#[test]
fn whoever_travels_finds_both_clocks_with_every_hour() {
    let mut kinds = Vec::new();
    for event in events(TOKYO) {
        let words = &event.wordings[0];
        let has_hours = matches!(event.when, EventSpan::Hours { .. });
        if let Some(civil) = event.civil.filter(|_| has_hours) {
            kinds.push(event.kind);
            assert_eq!(civil.zone.name(), "Asia/Tokyo", "{}", words.summary);
        }
        if has_hours || event.kind == Kind::Deadline {
            let other = words.aside.as_deref().unwrap_or_else(|| panic!("{}", words.summary));
            assert!(words.description.contains(other), "{other}\n{}", words.description);
        }
    }
    let wanted =
        [Kind::Registration, Kind::Plenary, Kind::Session, Kind::Lunch, Kind::Session, Kind::Rgm];
    assert_eq!(kinds, wanted);
}

#[test]
fn a_part_of_a_title_in_another_language_is_known_as_such() {
    let (events, _) = expanded(TOKYO, &[Language::En, Language::Fr]);
    let mut foreign = Vec::new();
    for event in events {
        let (english, french) = (&event.wordings[0], &event.wordings[1]);
        if let Some(part) = &english.borrowed {
            assert_eq!((part.language, &french.borrowed), (Language::Fr, &None));
            assert!(english.summary.contains(&part.text), "{}: {}", english.summary, part.text);
            foreign.push(part.text.clone());
        }
    }
    assert_eq!(foreign, ["Réserver", "Hall d’accueil", "Ouverture"]);
}

#[test]
fn a_recommendation_is_listed_with_what_is_known_of_it() {
    let all = events(
        "group: SG12\nstart: 2026-01-14\nend: 2026-01-14\nrecommendations:\n\
         - {name: P.1, title: Speech, question: Q1/12, group: WP1/12}\n\
         - {name: P.2, title: Delay}\n- {name: P.3, question: Q2/12}\n- {name: P.4}\n",
    );
    let banner = all.iter().find(|event| event.kind == Kind::Meeting).unwrap();
    let lines: Vec<&str> = banner.wordings[0].description.lines().collect();
    let listed: Vec<&str> = lines.into_iter().filter(|line| line.starts_with("P.")).collect();
    assert_eq!(listed, ["P.1: Speech (Q1/12, WP1/12)", "P.2: Delay", "P.3 (Q2/12)", "P.4"]);
}

#[test]
fn a_title_is_doubted_only_if_no_day_in_it_is_that_of_the_session() {
    for (title, is_doubted) in [
        ("Results of Monday", true),
        ("Results of Monday and Thursday", true),
        ("Results of Monday and Tuesday", false),
        ("Results of Tuesday", false),
        ("Results", false),
    ] {
        let meeting = "group: SG12\nstart: 2026-01-13\nend: 2026-01-13\ntime_plan:\n  2026-01-13:";
        let (_, doubts) = expanded(&format!("{meeting} {{1: {title}}}\n"), &[Language::En]);
        assert_eq!(doubts.iter().any(|doubt| doubt.contains("but 2026-01-13")), is_doubted);
    }
}

#[test]
fn a_session_without_a_title_is_called_by_what_it_is() {
    for (kind, slot, wanted) in [
        (Kind::Session, Slot::S3, "SG12 session 3"),
        (Kind::Plenary, Slot::S1, "SG12 plenary, session 1"),
        (Kind::Workshop, Slot::S2, "SG12 workshop, session 2"),
        (Kind::Social, Slot::S5, "SG12 social event"),
        (Kind::Rgm, Slot::S4, "SG12 RGM, session 4"),
        (Kind::Session, Slot::Lunch, "SG12 lunch session"),
    ] {
        assert_eq!(generic(Words::of(Language::En), kind, "SG12", Some(slot)), wanted);
    }
}
