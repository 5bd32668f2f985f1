//! Properties over random meetings: what holds for every file that a person could write.

use chrono::{Datelike, NaiveDate};
use proptest::prelude::{
    Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use std::collections::BTreeSet;
use timeplan::expand::{EventSpan, MOST_ENTRIES, expand};
use timeplan::finding::{Findings, Level};
use timeplan::model::{Kind, Language, MeetingId, Settings, ZURICH};
use timeplan::render::{Feeds, Ledger, MemoryTree, Section, select};
use timeplan::revise::{Edition, Memory, revise};
use timeplan::source::{check, yaml};

/// The lines of a random meeting file: days, a plan, deadlines and rapporteur group meetings, each
/// key a block of its own, so that they can be put in any order.
pub(crate) fn meeting() -> impl Strategy<Value = Vec<String>> {
    let start = (0..3_000_u64)
        .prop_map(|days| NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + chrono::Days::new(days));
    let title = prop_oneof![
        Just("Questions in parallel".to_owned()),
        Just("\"Q7/12: ad hoc, on terms; more\"".to_owned()),
        Just("Question 9/12".to_owned()),
        Just("WP1/12 & Q3/11".to_owned()),
        Just("WP2/TSAG".to_owned()),
        Just("{title: Opening, kind: plenary}".to_owned()),
        Just("{title: WP1/12 plenary, kind: plenary}".to_owned()),
        Just("第12研究组全体会议 🎉".to_owned()),
        "[a-zA-Z会議цяéع ]{1,80}".prop_map(|title| format!("\"x{title}\"")),
    ];
    let slot = prop_oneof![Just("0"), Just("1"), Just("2"), Just("3"), Just("4"), Just("5")];
    let cells = prop::collection::vec((slot, prop::collection::vec(title, 1..4)), 0..4);
    let deadline =
        (1..60_u32, prop_oneof![Just("contributions"), Just("captioning"), Just("visa-support")]);
    (
        start,
        0..12_u64,
        prop::collection::vec(cells, 0..6),
        prop::collection::vec(deadline, 0..4),
        any::<bool>(),
    )
        .prop_map(|(start, length, plan, deadlines, with_rgm)| {
            let end = start + chrono::Days::new(length);
            let mut blocks = vec![
                "group: SG12".to_owned(),
                format!("start: {start}"),
                format!("end: {end}"),
                "place: ITU headquarters, Geneva".to_owned(),
            ];
            let days: Vec<String> = plan
                .iter()
                .zip(start.iter_days().take_while(|day| *day <= end))
                .map(|(cells, day)| {
                    let mut seen = BTreeSet::new();
                    let cells = cells.iter().filter(|(slot, _)| seen.insert(*slot));
                    let cells: Vec<String> = cells
                        .map(|(slot, titles)| format!("    {slot}: [{}]", titles.join(", ")))
                        .collect();
                    let empty = if cells.is_empty() { " {}" } else { "" };
                    format!("  {day}:{empty}\n{}", cells.join("\n"))
                })
                .collect();
            if !days.is_empty() {
                blocks.push(format!("time_plan:\n{}", days.join("\n")));
            }
            if !deadlines.is_empty() {
                let lines = deadlines.iter().map(|(days, action)| {
                    format!("  - {{before: {{days: {days}}}, action: {action}}}")
                });
                blocks.push(format!("deadlines:\n{}", lines.collect::<Vec<_>>().join("\n")));
            }
            if with_rgm {
                let week = start - chrono::Days::new(9);
                let before = start - chrono::Days::new(1);
                blocks.push(format!(
                    "rgm:\n  - {{group: SG12, start: {week}, end: {before}, slots: [1, 3]}}\n  \
                     - {{group: Q9/12, every: week, start: {week}, end: {end}, time: 20:00-21:00}}"
                ));
            }
            blocks
        })
}

fn edition(text: &str) -> Edition {
    let id: MeetingId = "x-1".parse().unwrap();
    let mut findings = Findings::default();
    let draft = yaml::read_meeting(text, &mut findings).unwrap();
    let meeting =
        check(draft, &id, &mut findings).unwrap_or_else(|| panic!("{findings:?}\n{text}"));
    let timetable = expand(&meeting, &[Language::En, Language::Zh], &mut findings);
    assert_eq!(findings.faults(), 0, "{findings:?}");
    revise(timetable, &Memory::new(id, 2), &Settings::default(), crate::support::first_run())
}

fn feeds(edition: &Edition) -> MemoryTree<'static> {
    let settings = Settings::default();
    let mut tree = MemoryTree::default();
    let (ledger, fresh) = (Ledger::default(), BTreeSet::new());
    let mut feeds = Feeds::new(&settings, Language::En, &ledger, &fresh);
    let section = Section::of_edition(edition, 0, None);
    feeds.add(&section, &mut tree).unwrap();
    feeds.meeting(&section, "a name", &mut tree).unwrap();
    let ledger = feeds.finish_all(&mut tree).unwrap();
    ledger.write_index(&mut tree, "en").unwrap();
    tree
}

/// A meeting has as many events as the limit, and none if it has more. Nothing is said of what
/// comes after one too many: in the file below, hours that do not exist.
#[test]
fn a_meeting_has_at_most_as_many_events_as_the_limit() {
    let expanded = |also: &str, more: &str| {
        // Ten Questions in five slots on each working day of eighty weeks.
        let questions = (1..=10).map(|question| {
            let also = if question == 10 { also } else { "" };
            format!(
                "  - {{group: Q{question}/12, every: day, start: 2025-01-06, end: 2026-07-17, \
                 slots: [1, 2, 3, 4, 5]{also}}}\n"
            )
        });
        let text = format!("group: SG12\nrgm:\n{}{more}", questions.collect::<String>());
        let mut findings = Findings::default();
        let draft = yaml::read_meeting(&text, &mut findings).unwrap();
        let meeting = check(draft, &"x-1".parse().unwrap(), &mut findings).unwrap();
        let timetable = expand(&meeting, &[Language::En], &mut findings);
        let faults = findings.sorted().into_iter().filter(|found| found.level == Level::Fault);
        let faults = faults.map(|found| found.message.clone()).collect::<Vec<_>>();
        (timetable.entries.len(), faults.join("\n"))
    };
    let one_more = ", also: [{date: 2026-07-18, time: 10:00-11:00}]";
    let no_such_hours =
        "  - {group: SG13, every: week, start: 2025-03-30, end: 2025-03-30, time: 02:15-02:45}\n";
    let too_many = format!("this meeting would have more than {MOST_ENTRIES} events");
    let skipped = ["02:15", "02:45"].map(|time| {
        format!("{time} on 2025-03-30 does not exist in Europe/Zurich: the clocks skip it")
    });
    assert_eq!(expanded("", ""), (MOST_ENTRIES, String::new()));
    assert_eq!(expanded("", no_such_hours), (MOST_ENTRIES, skipped.join("\n")));
    assert_eq!(expanded(one_more, ""), (0, too_many.clone()));
    assert_eq!(expanded(one_more, no_such_hours), (0, too_many));
}

/// The page shows the details of a range of rapporteur group meetings, whichever of them it has.
#[test]
fn a_range_has_details_if_it_says_one_thing() {
    let details = |says: &str| {
        let range = format!("{{group: SG12, start: 2025-01-06, end: 2025-01-07{says}}}");
        let text = format!("group: SG12\nstart: 2025-01-14\nrgm: [{range}]\n");
        edition(&text).about.first().map(|about| about.weeks.len())
    };
    assert_eq!(details(""), Some(0));
    for says in ["title: x", "room: x", "place: x", "remote: x", "note: x", "url: 'https://a.org/'"]
    {
        assert_eq!(details(&format!(", {says}")), Some(1), "{says}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn uids_are_unique_and_sessions_lie_in_their_days(blocks in meeting()) {
        let edition = edition(&blocks.join("\n"));
        let uids: BTreeSet<&str> = edition.events.iter().map(|event| event.uid.as_str()).collect();
        prop_assert_eq!(uids.len(), edition.events.len());
        let day = |key: &str| {
            let block = blocks.iter().find_map(|block| block.strip_prefix(key)).unwrap();
            block.trim().parse::<NaiveDate>().unwrap()
        };
        let (first, last) = (day("start:"), day("end:"));
        for event in &edition.events {
            prop_assert!(event.uid.is_ascii() && event.uid.len() <= 255);
            if let (EventSpan::Hours { start, end }, true) = (event.entry.when, event.entry.kind != Kind::Rgm) {
                prop_assert!(start < end);
                let days = event.entry.when.days();
                let is_lunch_of_rgm = event.entry.kind == Kind::Lunch && days.first < first;
                prop_assert!(is_lunch_of_rgm || (first <= days.first && days.last <= last));
                prop_assert_eq!(start.with_timezone(&ZURICH).date_naive(), end.with_timezone(&ZURICH).date_naive());
            }
        }
    }

    #[test]
    fn the_order_of_the_keys_does_not_matter(blocks in meeting(), seed in any::<u64>()) {
        let edition_in_order = edition(&blocks.join("\n"));
        let mut shuffled = blocks.clone();
        let middle = usize::try_from(seed).unwrap_or(0) % shuffled.len();
        shuffled.rotate_left(middle);
        shuffled.reverse();
        let edition_shuffled = edition(&shuffled.join("\n"));
        prop_assert_eq!(feeds(&edition_in_order).files, feeds(&edition_shuffled).files);
    }

    #[test]
    fn feeds_keep_the_bytes_of_the_rfc(blocks in meeting()) {
        let tree = feeds(&edition(&blocks.join("\n")));
        for (path, bytes) in tree.files.iter().filter(|(path, _)| path.ends_with(".ics")) {
            let text = std::str::from_utf8(bytes).unwrap();
            prop_assert!(text.ends_with("\r\n"), "{}", path);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(char::is_control)));
        }
    }

    #[test]
    fn a_published_feed_reads_back_as_it_was(blocks in meeting()) {
        let edition = edition(&blocks.join("\n"));
        let section = Section::of_edition(&edition, 0, None);
        let tree = feeds(&edition);
        let (read, name) = Section::of_published(&edition.id, &tree.files["meetings/x-1.ics"]).unwrap();
        prop_assert_eq!(name, "a name");
        prop_assert_eq!(read, section);
    }

    #[test]
    fn a_group_means_one_thing(blocks in meeting(), groups in 0..4_usize) {
        let of_meeting = ["SG12", "[WP1/12, WP2/12]", "TSAG", "[SG12, Q3/11, JCA-MMeS]"];
        let text = blocks.join("\n").replacen("SG12", of_meeting[groups], 1);
        let edition = edition(&text);
        let tree = feeds(&edition);
        let section = Section::of_edition(&edition, 0, None);
        let paths = tree.files.keys().filter_map(|path| path.strip_prefix("groups/")?.strip_suffix(".ics"));
        for slug in paths.chain(["q5-12", "sg2"]) {
            let show = [slug.parse().unwrap()];
            let feed = tree.files.get(&format!("groups/{slug}.ics"));
            let feed = feed.map_or("", |bytes| std::str::from_utf8(bytes).unwrap());
            let begin = feed.find("BEGIN:VEVENT").unwrap_or(feed.len());
            let end = feed.rfind("END:VCALENDAR").unwrap_or(feed.len());
            let view: Vec<u8> = section.shown(&show, &[]).into_iter().flat_map(|event| section.bytes_of(event)).copied().collect();
            prop_assert_eq!(std::str::from_utf8(&view).unwrap(), &feed[begin..end], "{}", slug);
            // What somebody at a terminal sees.
            let selected: Vec<_> = select(&edition, 0, &show, &[]).iter().map(|event| event.event.uid.clone()).collect();
            let uids = feed.replace("\r\n ", "");
            let uids: Vec<_> = uids.lines().filter_map(|line| line.strip_prefix("UID:")).collect();
            prop_assert_eq!(&selected, &uids, "{}", slug);
            // To hide it is to hide its own.
            let hidden = section.shown(&[], &show).len();
            let own = section.events.iter().filter(|event| event.groups.iter().any(|group| {
                group.slug() == slug || group.parent().is_some_and(|parent| parent.slug() == slug)
            }));
            prop_assert_eq!(hidden, section.events.len() - own.count(), "{}", slug);
        }
    }

    #[test]
    fn no_text_is_too_strange_to_be_read(text in "(\\PC|\n|  |: |- |\\[|\\{|\"|start|rgm|2025-01-14){0,80}") {
        let mut findings = Findings::default();
        let draft = yaml::read_meeting(&text, &mut findings);
        let id: MeetingId = "x-1".parse().unwrap();
        if let Some(meeting) = draft.and_then(|draft| check(draft, &id, &mut findings)) {
            expand(&meeting, &[Language::En], &mut findings);
        }
        timeplan::finding::draw(&findings, "x", &text, timeplan::finding::Screen::default());
    }
}

#[test]
fn weekends_without_an_entry_are_free() {
    let edition = edition("group: SG12\nstart: 2025-01-14\nend: 2025-01-23");
    for event in edition.events.iter().filter(|event| event.entry.kind == Kind::Session) {
        assert!(event.entry.when.days().first.weekday().number_from_monday() <= 5);
    }
}
