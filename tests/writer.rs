//! Meeting files that are written: whatever the draft, it reads back as the very same one, and a
//! person likes to read it.

use crate::support::{root, tree};
use chrono::{Days as Count, NaiveDate, Weekday};
use proptest::option::of;
use proptest::prelude::{
    BoxedStrategy, Just, ProptestConfig, Strategy, any, prop, prop_assert, prop_assert_eq,
    prop_oneof, proptest,
};
use proptest::sample::{select, subsequence};
use timeplan::finding::{Findings, Place, Said};
use timeplan::letter::{self, LetterFormat};
use timeplan::model::{
    Action, AgendaItem, Before, Cell, Contact, Days, Group, Hours, Kind, Language, Letter, Link,
    Modification, ModificationKind, Recommendation, Remote, Room, SeriesDay, SeriesMove,
    SeriesStep, Slot, SlotRange, Status, Text, TimeOfDay, TimeUnit, WebAddress, ZURICH, clean,
    named_in,
};
use timeplan::source::{
    Draft, DraftAppointment, DraftChanges, DraftDay, DraftDeadline, DraftPlanEntry, DraftRgm,
    DraftRoom, yaml,
};

const NOWHERE: Place = Place { start: 0, end: 0, line: 0 };

fn said<T>(value: T) -> Said<T> {
    Said { value, place: NOWHERE }
}

fn without_places(mut draft: Draft) -> Draft {
    draft.each_place(|place| *place = NOWHERE);
    draft
}

/// Words as people write them, and as nobody does: what YAML takes for something else, marks of its
/// own, several lines, other scripts.
fn words() -> BoxedStrategy<String> {
    let traps = [
        "true",
        "no",
        "~",
        "null",
        "On",
        "0830",
        "14.10",
        "1e3",
        "0x1F",
        "11:15",
        "2025-01-14",
        "1_000",
        ".inf",
        "- x",
        "? x",
        "a: b",
        "a #b",
        "#a",
        "a, b",
        "[a]",
        "{a: b}",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'a'",
        "\"a\"",
        "%a",
        "@a",
        "`a",
        "<<",
        "=",
        "a:",
        "-",
        "---",
        "...",
        "Q7/12: ad hoc",
        "two\nlines",
        "a\n\nb\n  c",
        "a \nb\n",
        "a\n# b",
        "x\u{85}y",
        "x\u{2028}y",
        "x\u{FEFF}y",
        "tab\tx",
        "bell\u{7}",
        "会议：第一天",
        "الاجتماع",
        "a\\nb",
        "{en: x}",
        "Q1/12 and WP2/12",
    ];
    let any = prop_oneof![
        select(traps.to_vec()).prop_map(str::to_owned),
        "[a-zA-Z0-9 ,.:;#'\"/(){}&*!|>%@-]{1,40}",
        "[a-z]{1,12}( [a-z]{1,12}){0,12}",
        "\\PC{1,20}",
        "[ a\n\t\"\\\\:#-]{1,12}",
    ];
    any.prop_filter("no text is empty", |words| !clean(words).trim().is_empty()).boxed()
}

/// Words on one line, such as a telephone number.
fn line() -> BoxedStrategy<String> {
    words().prop_map(|words| clean(&words).split_whitespace().collect::<Vec<_>>().join(" ")).boxed()
}

fn language() -> impl Strategy<Value = Language> {
    select(Language::ALL.to_vec())
}

fn text() -> BoxedStrategy<Text> {
    let in_one = words().prop_map(|words| Text::new(Language::En, words).unwrap());
    let in_several = prop::collection::vec((language(), words()), 1..4)
        .prop_map(|pairs| Text::from_pairs(pairs).unwrap());
    prop_oneof![3 => in_one, 1 => in_several].boxed()
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (0..1_500_u64).prop_map(|days| NaiveDate::from_ymd_opt(2019, 1, 1).unwrap() + Count::new(days))
}

fn days() -> impl Strategy<Value = Days> {
    (date(), prop_oneof![2 => Just(0), 1 => 1..9_u64])
        .prop_map(|(first, more)| Days { first, last: first + Count::new(more) })
}

fn group() -> impl Strategy<Value = Group> {
    let names = [
        "SG12",
        "WP1/12",
        "Q7/12",
        "Q10/12",
        "TSAG",
        "SG12RG-AFR",
        "JCA-MMeS",
        "FG-AI4H",
        "ITU-R WP8A",
    ];
    select(names.to_vec()).prop_map(|name| name.parse().unwrap())
}

/// Each once, as they are read.
fn several(least: usize) -> impl Strategy<Value = Vec<Group>> {
    prop::collection::vec(group(), least..3).prop_map(|groups| {
        let mut once: Vec<Group> = Vec::new();
        for group in groups {
            if !once.contains(&group) {
                once.push(group);
            }
        }
        once
    })
}

fn groups() -> impl Strategy<Value = Vec<Group>> {
    several(0)
}

fn time() -> impl Strategy<Value = TimeOfDay> {
    (0..1_440_u16).prop_map(|minutes| TimeOfDay::at(minutes / 60, minutes % 60))
}

fn hours() -> impl Strategy<Value = Hours> {
    (time(), 1..=600_u16).prop_map(|(start, length)| {
        let start = TimeOfDay::at(0, start.minutes().min(1_439));
        let end = TimeOfDay::at(0, (start.minutes() + length).min(1_440));
        Hours::new(start, end).unwrap()
    })
}

fn url() -> impl Strategy<Value = WebAddress> {
    let all = [
        "https://itu.int/go/tsg12",
        "http://a.b/c?d=e&f=[g],h#i",
        "https://itu.int/x:",
        "https://é.int/第",
    ];
    select(all.to_vec()).prop_map(|url| url.parse().unwrap())
}

fn remote() -> impl Strategy<Value = Remote> {
    prop_oneof![Just(Remote::No), Just(Remote::Yes), text().prop_map(Remote::By)]
}

fn times() -> impl Strategy<Value = Vec<(Slot, Said<Hours>)>> {
    (subsequence(Slot::ALL.to_vec(), 0..3), prop::collection::vec(hours(), 3))
        .prop_map(|(slots, hours)| slots.into_iter().zip(hours.into_iter().map(said)).collect())
}

fn slots() -> impl Strategy<Value = Said<Vec<Slot>>> {
    subsequence(Slot::SESSIONS.to_vec(), 0..=6).prop_map(said)
}

fn appointment(has_place: bool) -> impl Strategy<Value = DraftAppointment> {
    (of(date()), time(), of(text())).prop_map(move |(date, time, location)| DraftAppointment {
        date: date.map(said),
        time: Some(said(time)),
        location: location.filter(|_| has_place),
        place: NOWHERE,
    })
}

fn deadline() -> impl Strategy<Value = DraftDeadline> {
    let action =
        select(vec![Action::Contributions, Action::Captioning, Action::VisaSupport, Action::Other]);
    let unit = select(TimeUnit::ALL.to_vec());
    let before = (1..60_u32, unit).prop_map(|(amount, unit)| Before { amount, unit });
    let when = prop_oneof![
        date().prop_map(|date| (Some(date), None)),
        before.clone().prop_map(|before| (None, Some(before))),
        (date(), before).prop_map(|(date, before)| (Some(date), Some(before))),
    ];
    let actions = prop::collection::vec(action, 1..4);
    let zone = select(vec![ZURICH, "UTC".parse().unwrap(), "America/New_York".parse().unwrap()]);
    let hour = of((time(), of(zone)));
    (when, hour, actions, of(text()), of(url()), groups(), of(text())).prop_map(
        |((date, before), hour, actions, text, url, groups, note)| DraftDeadline {
            date: date.map(said),
            before: before.map(said),
            time: hour.map(|(time, _)| time),
            zone: hour.and_then(|(_, zone)| zone).map(said),
            actions: actions.into_iter().map(said).collect(),
            text,
            url,
            groups,
            note,
            place: NOWHERE,
        },
    )
}

/// The groups that a title names.
fn named(title: &Option<Text>) -> Vec<Group> {
    let mut all: Vec<Group> = Vec::new();
    for group in title.iter().flat_map(Text::all).flat_map(|(_, words)| named_in(words)) {
        if !all.contains(&group) {
            all.push(group);
        }
    }
    all
}

fn cell() -> impl Strategy<Value = Cell> {
    let bare = of(text()).prop_map(|title| Cell {
        groups: named(&title),
        title,
        kind: Kind::Session,
        groups_are_given: false,
        start: None,
        end: None,
        room: None,
        remote: None,
        tentative: false,
        note: None,
        url: None,
        place: NOWHERE,
    });
    let own = (bare.clone(), select(Kind::CELLS.to_vec()), groups(), of(time()), of(time()));
    let more = (of(text()), of(remote()), any::<bool>(), of(text()), of(url()));
    let full = (own, more).prop_map(
        |((bare, kind, groups, start, end), (room, remote, tentative, note, url))| {
            let groups_are_given = !groups.is_empty();
            let groups = if groups_are_given { groups } else { bare.groups.clone() };
            Cell {
                kind,
                groups,
                groups_are_given,
                start,
                end,
                room,
                remote,
                tentative,
                note,
                url,
                ..bare
            }
        },
    );
    prop_oneof![bare, full]
}

fn cells() -> impl Strategy<Value = Vec<(Said<SlotRange>, Vec<Cell>)>> {
    let keys = subsequence(vec!["0", "am", "1-3", "lunch", "pm", "day", "5", "2"], 0..4);
    let cells = prop::collection::vec(prop::collection::vec(cell(), 0..3), 4);
    (keys, cells).prop_map(|(keys, cells)| {
        let keys = keys.into_iter().map(|key| said(key.parse().unwrap()));
        keys.zip(cells).collect()
    })
}

fn day() -> impl Strategy<Value = DraftDay> {
    (cells(), times(), any::<bool>(), of(changes())).prop_map(
        |(cells, times, no_lunch, changes)| {
            let has_lunch = cells.iter().any(|(slots, _)| slots.value.first() == Slot::Lunch);
            let no_lunch = no_lunch && !has_lunch;
            // Hours alone are what changes.
            let alone = cells.is_empty() && (no_lunch || !times.is_empty());
            let changes = changes.or_else(|| alone.then(DraftChanges::default));
            DraftDay { cells, times, no_lunch, changes }
        },
    )
}

fn changes() -> impl Strategy<Value = DraftChanges> {
    let room = (group(), text()).prop_map(|(group, room)| said(Room { group, room }));
    let slots = of(select(vec!["0", "am", "1-3"])).prop_map(|key| key?.parse().ok());
    let room = (slots, room).prop_map(|(slots, room)| DraftRoom { slots, room });
    (several(0), cells(), of(room)).prop_map(|(except, also, room)| DraftChanges {
        except: except.into_iter().map(said).collect(),
        also,
        rooms: room.into_iter().collect(),
    })
}

fn plan() -> impl Strategy<Value = Vec<DraftPlanEntry>> {
    // Days that say the same stand one after another, and ranges over single days.
    let entry = (days(), prop_oneof![Just(None), day().prop_map(Some)]);
    prop::collection::vec(entry, 0..5).prop_map(|entries| {
        let mut all: Vec<DraftPlanEntry> = Vec::new();
        for (days, day) in entries {
            let day = day.or_else(|| all.last().map(|last| last.day.clone())).unwrap_or_default();
            let next = all.last().map(|last| Days::one(last.days.value.last + Count::new(1)));
            let days = next.filter(|_| days.is_single()).unwrap_or(days);
            if all.iter().all(|entry| entry.days.value != days) {
                all.push(DraftPlanEntry { days: said(days), day });
            }
        }
        all
    })
}

fn rgm() -> impl Strategy<Value = DraftRgm> {
    let step = select(vec![
        SeriesStep::Day,
        SeriesStep::Weeks(1),
        SeriesStep::Weeks(2),
        SeriesStep::Weeks(4),
    ]);
    let day = || {
        (date(), of(hours()), of(text()))
            .prop_map(|(date, hours, room)| said(SeriesDay { date, hours, room }))
    };
    let moved = prop::collection::btree_map(date(), day(), 0..3).prop_map(|days| {
        days.into_iter().map(|(from, to)| SeriesMove { from: said(from), to }).collect()
    });
    let on = subsequence(vec![Weekday::Mon, Weekday::Thu, Weekday::Sun], 0..3);
    let zone = select(vec![
        "Asia/Seoul".parse::<timeplan::model::Zone>().unwrap(),
        "UTC".parse().unwrap(),
    ]);
    let when = (date(), of(date()), of(slots()), of(step), on, of(hours()), of(zone), times());
    let days = (prop::collection::vec(days(), 0..3), prop::collection::vec(day(), 0..3), moved);
    let texts = (of(text()), of(text()), of(text()), of(remote()), of(url()), of(text()));
    (several(1), when, days, texts).prop_map(
        |(
            groups,
            (start, end, slots, every, on, time, zone, session_times),
            (except, also, moved),
            texts,
        )| {
            let (title, location, room, remote, url, note) = texts;
            DraftRgm {
                groups: groups.into_iter().map(said).collect(),
                start: Some(said(start)),
                end: end.map(said),
                every: every.map(said),
                on: on.into_iter().map(said).collect(),
                time: time.map(said),
                except: except.into_iter().map(said).collect(),
                title,
                slots,
                also,
                moved,
                zone: zone.map(said),
                session_times,
                location,
                room,
                remote,
                url,
                note,
                unread: Vec::new(),
                place: NOWHERE,
            }
        },
    )
}

fn agenda() -> impl Strategy<Value = Vec<AgendaItem>> {
    let number = prop_oneof![
        4 => (1..12_u32).prop_map(|number| number.to_string()),
        2 => "[1-9]\\.[0-9]{1,2}",
        1 => line(),
        1 => Just("4294967295".to_owned()),
    ];
    let item = (number, text()).prop_map(|(number, text)| AgendaItem { number, text });
    prop::collection::vec(item, 0..5)
}

fn letter_number() -> impl Strategy<Value = String> {
    prop_oneof!["[1-9]/[1-9]{1,2}", "[1-9][0-9]{2}", Just("3/SG12RG-LAC".to_owned())]
}

fn letter_of_invitation() -> impl Strategy<Value = Letter> {
    let kind = select(vec![ModificationKind::Revision, ModificationKind::Cancellation]);
    let modifies = (kind, of(1..9_u32), of(letter_number()))
        .prop_map(|(kind, number, letter)| Modification { kind, number, letter });
    (of(letter_number()), of(date()), of(line()), of(line()), of(modifies)).prop_map(
        |(number, date, reference, source, modifies)| Letter {
            number,
            date,
            reference,
            source,
            modifies,
        },
    )
}

fn contact() -> impl Strategy<Value = Contact> {
    let email = "[a-z0-9+_-]{1,6}([.][a-z0-9+_-]{1,5})?@[a-z0-9]{1,9}\\.int";
    (of(line()), of(line()), of(email), of(url())).prop_map(|(tel, fax, email, web)| Contact {
        tel,
        fax,
        email,
        web,
    })
}

fn draft() -> impl Strategy<Value = Draft> {
    let ids = ["sg12-2025-01", "2025", "no", "0x1f"];
    let id = select(ids.to_vec()).prop_map(|id| id.parse().unwrap());
    let ids = (of(id.clone()), prop::collection::vec(id, 0..3));
    let head = (ids, groups(), of(text()), of(date()), of(date()), of(text()), of(url()));
    let zone = select(vec![ZURICH, "Asia/Baku".parse().unwrap()]);
    let status = select(vec![Status::Confirmed, Status::Tentative, Status::Cancelled]);
    let link = (of(text()), url()).prop_map(|(title, url)| Link { title, url });
    let links = prop::collection::vec(link, 0..3);
    let facts = (of(zone), links, of(status), letter_of_invitation(), contact());
    let texts =
        (of(text()), of(remote()), of(text()), of(appointment(true)), of(appointment(false)));
    let rooms = prop::collection::btree_map(group(), text(), 0..3)
        .prop_map(|rooms| rooms.into_iter().map(|(group, room)| Room { group, room }).collect());
    let hours = (times(), of(slots()), rooms);
    let recommendation = (line(), of(text()), of(group()), of(group()))
        .prop_map(|(name, title, question, group)| Recommendation { name, title, question, group });
    let lists = (
        prop::collection::vec(deadline(), 0..4),
        plan(),
        prop::collection::vec(rgm(), 0..3),
        agenda(),
        prop::collection::vec(recommendation, 0..3),
    );
    (head, facts, texts, hours, lists).prop_map(|(head, facts, texts, hours, lists)| {
        let ((id, formerly), groups, title, start, end, place, url) = head;
        let (zone, links, status, letter, contact) = facts;
        let (chair, remote, note, registration, opening) = texts;
        let (session_times, slots, rooms) = hours;
        let (deadlines, time_plan, rgm, agenda, recommendations) = lists;
        Draft {
            id: id.map(said),
            formerly: formerly.into_iter().map(said).collect(),
            groups: groups.into_iter().map(said).collect(),
            start: start.map(said),
            end: end.map(said),
            zone: zone.map(said),
            status: status.map(said),
            title,
            place,
            url,
            links,
            letter,
            contact,
            chair,
            remote,
            note,
            registration,
            opening,
            session_times,
            slots,
            rooms,
            deadlines,
            time_plan,
            rgm,
            agenda,
            recommendations,
            unread: Vec::new(),
        }
    })
}

/// Comments on values of a draft, also on some that it lacks.
fn comments() -> impl Strategy<Value = yaml::Comments> {
    let field = prop_oneof![
        select(vec![
            "group",
            "start",
            "letter.number",
            "contact.tel",
            "deadlines[0]",
            "rgm[1]",
            "agenda[0].text",
            "x"
        ])
        .prop_map(str::to_owned),
        select(vec![
            "deadlines[0].date",
            "rgm[0].group",
            "recommendations[0].name",
            "links[0].title.en"
        ])
        .prop_map(str::to_owned),
        date().prop_map(|date| format!("time_plan.{date}.am")),
    ];
    prop::collection::vec((field, words()), 0..6)
}

fn read(text: &str) -> (Draft, Findings) {
    let mut findings = Findings::default();
    let draft = yaml::read_meeting(text, &mut findings);
    (draft.map(without_places).unwrap_or_default(), findings)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn whatever_is_written_reads_back_as_the_very_same(draft in draft(), comments in comments()) {
        let written = yaml::write(&draft, &comments);
        if written.is_empty() || written.lines().all(|line| line.starts_with('#')) {
            prop_assert_eq!(draft, Draft::default());
            return Ok(());
        }
        let (again, findings) = read(&written);
        prop_assert!(findings.is_empty(), "{:?}\n{}", findings.sorted(), written);
        prop_assert_eq!(&again, &draft, "{}", written);
        prop_assert_eq!(yaml::write(&again, &comments), written);
    }

    #[test]
    fn lists_and_records_on_one_line_are_short(draft in draft()) {
        for line in yaml::write(&draft, &Vec::new()).lines() {
            let value = line.trim_start().trim_start_matches("- ");
            let is_flow = value.ends_with(['}', ']']) && (value.starts_with('{') || value.contains(": {"));
            let is_text = value.contains('"') || value.starts_with(|c: char| !c.is_ascii());
            prop_assert!(!is_flow || is_text || line.chars().count() <= 110, "{}", line);
        }
    }
}

/// What a letter says is a meeting file, too: nothing that it gives is lost or changed.
#[test]
fn what_letters_say_reads_back_as_the_very_same() {
    let folder = root().join("tests/letters");
    let mut count = 0;
    for (path, bytes) in tree(&folder) {
        let Some(Ok(letter)) =
            LetterFormat::of_name(&path).map(|format| letter::read(&bytes, format))
        else {
            continue;
        };
        let comments = letter.evidence.iter().map(|said| (said.field.clone(), said.value.clone()));
        let written = yaml::write(&letter.draft, &comments.collect());
        if written.is_empty() {
            continue;
        }
        let (again, findings) = read(&written);
        assert!(findings.is_empty(), "{path}: {:?}\n{written}", findings.sorted());
        assert_eq!(again, without_places(letter.draft), "{path}\n{written}");
        count += 1;
    }
    assert!(count > 40);
}
