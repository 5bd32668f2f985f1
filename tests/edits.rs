//! Random edits of random meetings, revision after revision: what subscribers must never see.

use crate::support::{Folder, Run, timeplan};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Zurich;
use proptest::prelude::{
    ProptestConfig, Strategy, prop, prop_assert, prop_assert_eq, prop_oneof, proptest,
};
use proptest::test_runner::TestCaseError;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use timeplan::expand::{EventSpan, expand};
use timeplan::finding::Findings;
use timeplan::ical;
use timeplan::model::{Language, Settings};
use timeplan::render::{Feeds, Ledger, MemoryTree, PRODID, Section};
use timeplan::revise::{Edition, Memory, VisibleEvent, revise};
use timeplan::source::{check, yaml};

/// A meeting that is edited.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    start: NaiveDate,
    /// The days, each with its cells; a day without a plan of its own is silent.
    days: Vec<Option<Vec<Cell>>>,
    deadlines: Vec<(u8, u8)>,
    status: u8,
    /// How many minutes slot 3 begins later than usual.
    later: u8,
    series: bool,
}

#[derive(Clone, Debug)]
pub(crate) struct Cell {
    slot: u8,
    title: u8,
    chinese: u8,
    room: u8,
}

const TITLES: [&str; 6] = [
    "Q7/12",
    "Q7/12: ad hoc on terms",
    "Q9/12",
    "Questions in parallel",
    "Opening, and more; Q7/12",
    "Joint Q7/12, Q9/12",
];
const STATUS: [&str; 4] = ["confirmed", "tentative", "cancelled", "postponed"];
const ACTIONS: [&str; 3] = ["contributions", "captioning", "visa-support"];

impl Plan {
    pub(crate) fn yaml(&self) -> String {
        let last = self.start + Days::new(self.days.len() as u64 - 1);
        let mut text = format!(
            "group: SG12\nstart: {}\nend: {last}\nplace: {{en: 'ITU, Geneva', zh: 国际电联，日内瓦}}\nslots: [1, 3]\n\
             status: {}\nsession_times: {{3: 14:{:02}-15:45}}\nletter: {{date: 2025-01-06}}\n",
            self.start,
            STATUS[usize::from(self.status) % 4],
            30 + self.later % 10,
        );
        if !self.deadlines.is_empty() {
            text += "deadlines:\n";
            for (days, action) in &self.deadlines {
                let action = ACTIONS[usize::from(*action) % 3];
                text += &format!("  - {{before: {{days: {}}}, action: {action}}}\n", days % 40 + 1);
            }
        }
        if self.days.iter().any(Option::is_some) {
            text += "time_plan:\n";
        }
        for (day, cells) in self.start.iter_days().zip(&self.days) {
            let Some(cells) = cells else { continue };
            text += &format!("  {day}:{}\n", if cells.is_empty() { " {}" } else { "" });
            for slot in 0..6 {
                let here: Vec<String> =
                    cells.iter().filter(|cell| cell.slot % 6 == slot).map(Cell::yaml).collect();
                if !here.is_empty() {
                    text += &format!("    {slot}: [{}]\n", here.join(", "));
                }
            }
        }
        if self.series {
            text += &format!(
                "rgm: [{{group: Q9/12, every: week, start: {}, end: {last}, time: 20:00-21:00}}]\n",
                self.start - Days::new(21)
            );
        }
        text
    }

    fn cell(&mut self, at: u8) -> Option<&mut Cell> {
        let mut cells: Vec<&mut Cell> = self.days.iter_mut().flatten().flatten().collect();
        let at = usize::from(at).checked_rem(cells.len())?;
        Some(cells.swap_remove(at))
    }

    fn day(&mut self, at: u8) -> &mut Option<Vec<Cell>> {
        let at = usize::from(at) % self.days.len();
        &mut self.days[at]
    }

    pub(crate) fn edit(&mut self, edit: &Edit) {
        match edit {
            Edit::Shift(days) => self.start += TimeDelta::days(i64::from(*days)),
            Edit::DayInFront => {
                self.start = self.start - Days::new(1);
                self.days.insert(0, None);
            }
            Edit::DayBehind(cells) => self.days.push(Some(cells.clone())),
            Edit::NoDay(at) if self.days.len() > 1 => {
                self.days.remove(usize::from(*at) % self.days.len());
            }
            Edit::NoDay(_) => {}
            Edit::Silent(at) => *self.day(*at) = None,
            Edit::Cell(at, cell) => self.day(*at).get_or_insert_default().push(cell.clone()),
            Edit::NoCell(at, cell) => {
                if let Some(cells) = self.day(*at)
                    && !cells.is_empty()
                {
                    cells.remove(usize::from(*cell) % cells.len());
                }
            }
            Edit::Move(at, slot) => self.cell(*at).into_iter().for_each(|cell| cell.slot = *slot),
            Edit::Title(at, title) => {
                self.cell(*at).into_iter().for_each(|cell| cell.title = *title);
            }
            Edit::Chinese(at, title) => {
                self.cell(*at).into_iter().for_each(|cell| cell.chinese = *title);
            }
            Edit::Room(at, room) => self.cell(*at).into_iter().for_each(|cell| cell.room = *room),
            Edit::Deadlines(deadlines) => self.deadlines.clone_from(deadlines),
            Edit::Status(status) => self.status = *status,
            Edit::Later(minutes) => self.later = *minutes,
            Edit::Series => self.series = !self.series,
        }
    }
}

impl Cell {
    fn yaml(&self) -> String {
        let title = TITLES[usize::from(self.title) % TITLES.len()];
        let room = if self.room.is_multiple_of(3) {
            String::new()
        } else {
            format!(", room: K{}", self.room % 3)
        };
        let prefix = title.split(',').next().unwrap().split(':').next().unwrap();
        format!("{{title: {{en: '{title}', zh: '{prefix}：{}号会议'}}{room}}}", self.chinese % 3)
    }
}

/// What an editor does to a meeting file.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    Shift(i8),
    DayInFront,
    DayBehind(Vec<Cell>),
    NoDay(u8),
    Silent(u8),
    Cell(u8, Cell),
    NoCell(u8, u8),
    Move(u8, u8),
    Title(u8, u8),
    Chinese(u8, u8),
    Room(u8, u8),
    Deadlines(Vec<(u8, u8)>),
    Status(u8),
    Later(u8),
    Series,
}

fn byte() -> impl Strategy<Value = u8> {
    0..=255_u8
}

fn cell() -> impl Strategy<Value = Cell> {
    (byte(), byte(), byte(), byte()).prop_map(|(slot, title, chinese, room)| Cell {
        slot,
        title,
        chinese,
        room,
    })
}

fn cells() -> impl Strategy<Value = Vec<Cell>> {
    prop::collection::vec(cell(), 0..6)
}

fn deadlines() -> impl Strategy<Value = Vec<(u8, u8)>> {
    prop::collection::vec((byte(), byte()), 0..4)
}

pub(crate) fn plan() -> impl Strategy<Value = Plan> {
    let day =
        prop_oneof![cells().prop_map(Some), cells().prop_map(Some), prop::strategy::Just(None)];
    (0..200_u64, prop::collection::vec(day, 1..5), deadlines(), prop::bool::ANY).prop_map(
        |(day, days, deadlines, series)| Plan {
            start: NaiveDate::from_ymd_opt(2025, 2, 3).unwrap() + Days::new(day),
            days,
            deadlines,
            status: 0,
            later: 0,
            series,
        },
    )
}

pub(crate) fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (-20..20_i8).prop_map(Edit::Shift),
        prop::strategy::Just(Edit::DayInFront),
        cells().prop_map(Edit::DayBehind),
        byte().prop_map(Edit::NoDay),
        byte().prop_map(Edit::Silent),
        (byte(), cell()).prop_map(|(at, cell)| Edit::Cell(at, cell)),
        (byte(), byte()).prop_map(|(at, cell)| Edit::NoCell(at, cell)),
        (byte(), byte()).prop_map(|(at, slot)| Edit::Move(at, slot)),
        (byte(), byte()).prop_map(|(at, title)| Edit::Title(at, title)),
        (byte(), byte()).prop_map(|(at, title)| Edit::Chinese(at, title)),
        (byte(), byte()).prop_map(|(at, room)| Edit::Room(at, room)),
        deadlines().prop_map(Edit::Deadlines),
        byte().prop_map(Edit::Status),
        byte().prop_map(Edit::Later),
        prop::strategy::Just(Edit::Series),
    ]
}

/// Edits that are made together before a build, and how many hours after the last one it is.
fn revisions() -> impl Strategy<Value = Vec<(Vec<Edit>, u32)>> {
    let edits = prop::collection::vec(edit(), 0..4);
    prop::collection::vec((edits, 1..1_500_u32), 1..6)
}

const LANGUAGES: [Language; 2] = [Language::En, Language::Zh];

fn settings() -> Settings {
    Settings { languages: LANGUAGES.to_vec(), ..Settings::default() }
}

fn path(language: usize) -> &'static str {
    ["meetings/x-1.ics", "zh/meetings/x-1.ics"][language]
}

/// The next edition of a meeting, and its feeds.
fn publish(
    plan: &Plan,
    last: &MemoryTree<'_>,
    now: DateTime<Utc>,
) -> (Edition, MemoryTree<'static>) {
    let (settings, text) = (settings(), plan.yaml());
    let id: timeplan::model::MeetingId = "x-1".parse().unwrap();
    let mut memory = Memory::new(id.clone(), 2);
    for language in 0..2 {
        if let Some(feed) = last.files.get(path(language)) {
            assert_eq!(memory.learn(language, feed, PRODID, (false, |_| false)), Ok(None));
        }
    }
    let mut findings = Findings::default();
    let draft = yaml::read_meeting(&text, &mut findings).unwrap();
    let meeting =
        check(draft, &id, &mut findings).unwrap_or_else(|| panic!("{findings:?}\n{text}"));
    let timetable = expand(&meeting, &LANGUAGES, &mut findings);
    assert_eq!(findings.faults(), 0, "{findings:?}\n{text}");
    let run = timeplan::revise::Run { now, is_first: last.files.is_empty(), lasting: None };
    let edition = revise(timetable, &memory, &settings, run);
    let mut tree = MemoryTree::default();
    let (ledger, fresh) = (Ledger::default(), BTreeSet::new());
    for (at, language) in LANGUAGES.into_iter().enumerate() {
        let mut feeds = Feeds::new(&settings, language, &ledger, &fresh);
        let section = Section::of_edition(&edition, at, None);
        feeds.add(&section, &mut tree).unwrap();
        feeds.meeting(&section, "a name", &mut tree).unwrap();
        feeds.finish_all(&mut tree).unwrap();
    }
    (edition, tree)
}

/// What is published of an event.
struct Event {
    bytes: Vec<u8>,
    seen: VisibleEvent,
    sequence: u32,
    stamp: DateTime<Utc>,
}

/// The published events of a language by UID; each UID is there once.
fn events(tree: &MemoryTree<'_>, language: usize) -> BTreeMap<String, Event> {
    let mut events = BTreeMap::new();
    let Some(feed) = tree.files.get(path(language)) else { return events };
    for event in ical::read(feed, PRODID).unwrap().events {
        let seen = VisibleEvent::of_published(&event);
        let stamp = event.last_modified;
        let read = Event { bytes: event.bytes.to_vec(), seen, sequence: event.sequence, stamp };
        assert!(events.insert(event.uid.clone(), read).is_none(), "{} stands twice", event.uid);
    }
    events
}

/// What a revision may do to the events of a language.
fn compare(
    old: &BTreeMap<String, Event>,
    new: &BTreeMap<String, Event>,
    now: DateTime<Utc>,
) -> Result<(), TestCaseError> {
    for (uid, was) in old {
        let Some(is) = new.get(uid) else {
            // Only what was cancelled leaves, after its day and not before a month.
            let day = was.seen.when.days().last + Days::new(1);
            let over = Zurich.from_local_datetime(&day.and_time(NaiveTime::MIN)).unwrap();
            prop_assert!(!was.seen.is_live(), "{} is gone", uid);
            prop_assert!(
                over <= now && was.stamp + TimeDelta::days(30) <= now,
                "{} went early",
                uid
            );
            continue;
        };
        if was.seen == is.seen {
            prop_assert!(was.bytes == is.bytes, "{} is another without need", uid);
        } else {
            prop_assert_eq!((is.sequence, is.stamp), (was.sequence + 1, now), "{}", uid);
        }
    }
    for (uid, is) in new.iter().filter(|(uid, _)| !old.contains_key(*uid)) {
        prop_assert_eq!(is.sequence, 0, "{}", uid);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn every_revision_changes_what_differs_and_nothing_else(plan in plan(), revisions in revisions()) {
        let mut plan = plan;
        let mut now: DateTime<Utc> = "2025-01-10T09:30:00Z".parse().unwrap();
        let (_, mut last) = publish(&plan, &MemoryTree::default(), now);
        for (edits, hours) in revisions {
            edits.iter().for_each(|edit| plan.edit(edit));
            now += TimeDelta::hours(i64::from(hours));
            let (edition, next) = publish(&plan, &last, now);
            for language in 0..2 {
                compare(&events(&last, language), &events(&next, language), now)?;
            }
            let uids = |language| events(&next, language).into_keys().collect::<Vec<_>>();
            prop_assert_eq!(uids(0), uids(1));
            // The same again, at any time before something expires.
            let later = edition.next_expiry.unwrap_or(now + TimeDelta::days(900)) - TimeDelta::seconds(1);
            let (again, same) = publish(&plan, &next, later.max(now));
            prop_assert!(again.changes.is_empty(), "{:?}", again.changes);
            prop_assert!(same.files == next.files);
            last = next;
        }
    }
}

/// What happens to a meeting between two builds.
#[derive(Clone, Debug)]
enum Step {
    /// Its file is edited, and there again if it was not.
    Edit(Vec<Edit>),
    /// Its file is taken away.
    Leave,
    /// Its file and what was published of it are.
    Vanish,
}

fn step() -> impl Strategy<Value = Step> {
    let edits = || prop::collection::vec(edit(), 0..3).prop_map(Step::Edit);
    prop_oneof![
        edits(),
        edits(),
        edits(),
        prop::strategy::Just(Step::Leave),
        prop::strategy::Just(Step::Vanish)
    ]
}

/// Builds the meetings of a folder into `output` as of a number of hours after the clock of the
/// tests.
fn build(folder: &Folder, output: &str, hours: i64) -> Run {
    let clock = crate::support::NOW.parse::<i64>().unwrap() + hours * 3_600;
    let mut command = timeplan();
    command.args(["build", "--allow-shrink", "-o", output]).current_dir(folder.path());
    Run::of(command.env("SOURCE_DATE_EPOCH", clock.to_string()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_build_of_what_changed_writes_what_a_build_of_all_does(
        plans in prop::collection::vec(plan(), 3),
        steps in prop::collection::vec((0..3_usize, step(), 0..700_i64), 1..5),
    ) {
        let folder = Folder::new();
        folder.file(
            "meetings/timeplan.yaml",
            "languages: [en, zh]\nviews: {q7: {show: [Q7/12]}, own: {show: [Q7/12], alarm: PT1H, lang: zh}, calm: {hide: [lunch, x-1]}}\n",
        );
        let mut plans = plans;
        let write = |at: usize, plan: &Plan| {
            // Three meetings of one group on days that may overlap.
            let text = format!("# timeplan: allow same-meeting\n{}", plan.yaml());
            folder.file(&format!("meetings/x-{at}.yaml"), text);
        };
        plans.iter().enumerate().for_each(|(at, plan)| write(at, plan));
        let mut hours = 0;
        let first = (0, Step::Edit(Vec::new()), 0);
        for (at, step, later) in std::iter::once(first).chain(steps) {
            hours += later;
            let file = folder.path().join(format!("meetings/x-{at}.yaml"));
            // Without any meeting nothing would be built.
            let is_last = folder.tree("meetings").len() == 2 && file.exists();
            match step {
                Step::Edit(edits) => {
                    edits.iter().for_each(|edit| plans[at].edit(edit));
                    write(at, &plans[at]);
                }
                _ if is_last => {}
                Step::Leave => drop(fs::remove_file(file)),
                Step::Vanish => {
                    let _ = fs::remove_file(file);
                    for feed in ["out/meetings", "out/zh/meetings"] {
                        let _ = fs::remove_file(folder.path().join(format!("{feed}/x-{at}.ics")));
                    }
                }
            }
            // The other folder never has what the last build saw, nor any page that it wrote.
            let _ = fs::remove_dir_all(folder.path().join("afresh"));
            for (path, bytes) in folder.tree("out") {
                if !path.ends_with(".html") {
                    folder.file(&format!("afresh/{path}"), bytes);
                }
            }
            let (run, afresh) = (build(&folder, "out", hours), build(&folder, "afresh", hours));
            prop_assert_eq!((run.code, afresh.code), (0, 0), "{}", run.shown() + &afresh.shown());
            let (whole, other) = (folder.tree("out"), folder.tree("afresh"));
            for path in whole.keys().chain(other.keys()) {
                prop_assert!(whole.get(path) == other.get(path), "{} differs", path);
            }
        }
    }
}

/// What becomes of a meeting's file.
#[derive(Clone, Copy, Debug)]
enum Turn {
    /// It gets another name.
    Rename,
    /// It becomes two, one for the first days and one for the rest.
    Split,
    /// It goes on with the first days, and another file takes the rest.
    SplitOff,
}

/// What events show, with their SEQUENCE and LAST-MODIFIED, by UID.
type Shown = BTreeMap<String, (VisibleEvent, u32, DateTime<Utc>)>;

/// All events of the meetings' own feeds by UID; each is there once.
fn all_events(folder: &Folder) -> Result<Shown, TestCaseError> {
    let mut all = BTreeMap::new();
    for (path, feed) in folder.tree("out/meetings") {
        if !path.ends_with(".ics") {
            continue;
        }
        for event in ical::read(&feed, PRODID).unwrap().events {
            let seen = (VisibleEvent::of_published(&event), event.sequence, event.last_modified);
            prop_assert!(all.insert(event.uid.clone(), seen).is_none(), "{} twice", event.uid);
        }
    }
    Ok(all)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn what_goes_on_under_another_id_is_neither_cancelled_nor_new(
        plan in plan(),
        turn in prop_oneof![
            prop::strategy::Just(Turn::Rename),
            prop::strategy::Just(Turn::Split),
            prop::strategy::Just(Turn::SplitOff),
        ],
        first in byte(),
        keeps_line in prop::bool::ANY,
        edits in prop::collection::vec((prop::bool::ANY, edit()), 0..5),
        // By their ids the new files come before or after the old one.
        names in prop_oneof![
            prop::strategy::Just(["a-1", "a-2"]),
            prop::strategy::Just(["z-1", "z-2"]),
            prop::strategy::Just(["z-1", "a-2"]),
        ],
    ) {
        let folder = Folder::new();
        let mut plan = Plan { series: false, ..plan };
        plan.days.extend((plan.days.len() < 2).then_some(None));
        folder.file("meetings/timeplan.yaml", "languages: [en, zh]\n");
        let file = |name: &str, formerly: &str, plan: &Plan| {
            let line = if formerly.is_empty() { String::new() } else { format!("formerly: {formerly}\n") };
            let text = format!("# timeplan: allow same-meeting\n{line}{}", plan.yaml());
            folder.file(&format!("meetings/{name}.yaml"), text);
        };
        let mut hours = 0;
        let mut last = BTreeMap::new();
        let mut built = |hours: i64| -> Result<Shown, TestCaseError> {
            let _ = fs::remove_dir_all(folder.path().join("afresh"));
            for (path, bytes) in folder.tree("out") {
                folder.file(&format!("afresh/{path}"), bytes);
            }
            let (run, afresh) = (build(&folder, "out", hours), build(&folder, "afresh", hours));
            prop_assert_eq!((run.code, afresh.code), (0, 0), "{}", run.shown() + &afresh.shown());
            prop_assert!(folder.tree("out") == folder.tree("afresh"));
            let now = all_events(&folder)?;
            for (uid, (_, sequence, stamp)) in &last {
                if let Some((_, later, later_stamp)) = now.get(uid) {
                    prop_assert!((later, later_stamp) >= (sequence, stamp), "{uid} falls");
                }
            }
            last.clone_from(&now);
            Ok(now)
        };
        let sessions = |all: &Shown| {
            let timed = all.iter().filter(|(_, (seen, ..))| matches!(seen.when, EventSpan::Hours { .. }));
            timed.map(|(uid, event)| (uid.clone(), event.clone())).collect::<Shown>()
        };
        file("old", "", &plan);
        let before = built(hours)?;
        // The files are others, and what they say is the same.
        let days = 1 + usize::from(first) % (plan.days.len() - 1);
        let rest = Plan {
            start: plan.start + Days::new(days as u64),
            days: plan.days[days..].to_vec(),
            deadlines: Vec::new(),
            ..plan.clone()
        };
        let whole = plan.clone();
        let mut parts = match turn {
            Turn::Rename => vec![(names[0], plan)],
            Turn::Split | Turn::SplitOff => {
                plan.days.truncate(days);
                let first = if matches!(turn, Turn::Split) { names[0] } else { "old" };
                vec![(first, plan), (names[1], rest)]
            }
        };
        let write = |parts: &[(&str, Plan)], with_line: bool| {
            for (name, plan) in parts {
                file(name, if with_line && *name != "old" { "old" } else { "" }, plan);
            }
        };
        fs::remove_file(folder.path().join("meetings/old.yaml")).unwrap();
        write(&parts, true);
        hours += 24;
        let after = built(hours)?;
        prop_assert_eq!(sessions(&before), sessions(&after));
        // They are edited, whether or not they still say where they come from.
        for (is_first, edit) in &edits {
            let at = if *is_first { 0 } else { parts.len() - 1 };
            parts[at].1.edit(edit);
            write(&parts, keeps_line);
            hours += 24;
            built(hours)?;
        }
        // And they become one again.
        let all: Vec<&str> = parts.iter().map(|(name, _)| *name).collect();
        for name in &all {
            fs::remove_file(folder.path().join(format!("meetings/{name}.yaml"))).unwrap();
        }
        file("one", &format!("[{}]", all.join(", ")), &whole);
        built(hours + 24)?;
        let one = built(hours + 48)?;
        if edits.is_empty() {
            prop_assert_eq!(sessions(&before), sessions(&one));
        }
    }
}
