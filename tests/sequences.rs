//! Random sequences of what happens to an output folder: edits, builds that are stopped, files that are
//! damaged, servers that are started again, clocks that are set. Whoever subscribed never sees a revision
//! or a time of change go back, a session twice, or an old feed for good.
//!
//! `TIMEPLAN_SEQUENCES` says how many sequences are tried; without it there are fifty.

use crate::edits::{Edit, Plan, edit, plan};
use crate::served::Server;
use crate::support::{Folder, NOW, Run, timeplan};
use proptest::prelude::{Just, ProptestConfig, Strategy, prop, prop_assert, prop_oneof, proptest};
use proptest::test_runner::TestCaseError;
use std::collections::BTreeMap;
use std::fs;
use timeplan::expand::expand;
use timeplan::finding::Findings;
use timeplan::ical;
use timeplan::model::Language;
use timeplan::render::PRODID;
use timeplan::revise::{Revision, VisibleEvent};
use timeplan::source::{check, yaml};

#[derive(Clone, Debug)]
enum Step {
    /// The file is edited and built.
    Edit(Vec<Edit>),
    /// It is edited, the build is stopped after some files took their places, and the edit may be
    /// taken back before the next one.
    Stop { edits: Vec<Edit>, files: usize, taken_back: bool },
    /// A file of the folder is damaged; the meeting may be edited too.
    Damage { file: usize, how: Damage, edits: Vec<Edit> },
    /// A server publishes to the folder, and somebody asks it by date.
    Serve,
    /// The clock is set by some hours.
    Clock(i64),
    /// The languages change places.
    Languages,
}

#[derive(Clone, Copy, Debug)]
enum Damage {
    Gone,
    Cut,
    Octet,
    Uid,
}

const LANGUAGES: [&str; 4] = ["[en, zh]", "[zh, en]", "[en, zh, fr]", "[en]"];

/// What is damaged.
const FILES: [&str; 6] = [
    "meetings/x-1.ics",
    "zh/meetings/x-1.ics",
    "all.ics",
    "groups/sg12.ics",
    "feeds.json",
    ".timeplan",
];

fn step() -> impl Strategy<Value = Step> {
    let edits = || prop::collection::vec(edit(), 0..3);
    let how = || {
        prop_oneof![Just(Damage::Gone), Just(Damage::Cut), Just(Damage::Octet), Just(Damage::Uid)]
    };
    prop_oneof![
        3 => edits().prop_map(Step::Edit),
        3 => (edits(), 0..30_usize, prop::bool::ANY)
            .prop_map(|(edits, files, taken_back)| Step::Stop { edits, files, taken_back }),
        3 => (0..FILES.len(), how(), edits())
            .prop_map(|(file, how, edits)| Step::Damage { file, how, edits }),
        2 => Just(Step::Serve),
        1 => (-50..900_i64).prop_map(Step::Clock),
        1 => Just(Step::Languages),
    ]
}

/// A folder, and all that anybody saw of it.
struct World {
    folder: Folder,
    plan: Plan,
    /// Seconds since 1970.
    clock: i64,
    languages: usize,
    /// The highest revision of each UID that each feed has shown.
    shown: BTreeMap<(String, String), Revision>,
    /// When `feeds.json` said that each feed was last changed, and its bytes.
    changed: BTreeMap<String, (String, Vec<u8>)>,
    /// What somebody has who asks by date.
    fetched: BTreeMap<String, (String, Vec<u8>)>,
}

impl World {
    fn new(plan: Plan) -> Self {
        let folder = Folder::new();
        folder.file(
            "meetings/y-1.yaml",
            "group: SG13\nstart: 2027-02-01\nend: 2027-02-03\nletter: {date: 2024-02-01}\n",
        );
        Self {
            folder,
            plan,
            clock: NOW.parse().unwrap(),
            languages: 0,
            shown: BTreeMap::new(),
            changed: BTreeMap::new(),
            fetched: BTreeMap::new(),
        }
    }

    fn write(&self) {
        self.folder.file("meetings/x-1.yaml", self.plan.yaml());
        let languages = LANGUAGES[self.languages % LANGUAGES.len()];
        let views = "views: {q7: {show: [Q7/12]}, calm: {hide: [lunch]}}";
        self.folder.file("meetings/timeplan.yaml", format!("languages: {languages}\n{views}\n"));
    }

    fn build_into(&self, output: &str) -> Run {
        let mut command = timeplan();
        command.args(["build", "-q", "--allow-shrink", "--allow-clock", "-o", output]);
        Run::of(
            command
                .env("SOURCE_DATE_EPOCH", self.clock.to_string())
                .current_dir(self.folder.path()),
        )
    }

    /// Builds, and looks at all that is published then.
    fn build(&mut self) -> Result<(), TestCaseError> {
        self.write();
        let run = self.build_into("out");
        prop_assert!(run.code == 0, "{}", run.shown());
        self.look()?;
        self.every_session_once()
    }

    /// Nothing that is published is older than what was there before.
    fn look(&mut self) -> Result<(), TestCaseError> {
        for (path, bytes) in self.folder.tree("out") {
            if !path.ends_with(".ics") {
                continue;
            }
            // What is damaged is not for the checks; the next build is.
            let Ok(published) = ical::read(&bytes, PRODID) else { continue };
            for event in &published.events {
                let revision = Revision::of_published(event);
                let key = (path.clone(), event.uid.clone());
                if let Some(before) = self.shown.get(&key) {
                    prop_assert!(
                        before.sequence <= revision.sequence && before.stamp <= revision.stamp,
                        "{key:?}: {before:?} and then {revision:?}"
                    );
                }
                self.shown.insert(key, revision);
            }
        }
        Ok(())
    }

    /// Of each feed the time of its last change rises when its bytes change, and never falls.
    fn every_change_has_its_time(&mut self) -> Result<(), TestCaseError> {
        let index: serde_json::Value =
            serde_json::from_str(&self.folder.read("out/feeds.json")).unwrap();
        for feed in index.as_array().unwrap() {
            let path = feed["path"].as_str().unwrap();
            let at = feed["last_modified"].as_str().unwrap().to_owned();
            let bytes = self.folder.tree("out")[path].clone();
            let head = at.replace(['-', ':'], "");
            let says = String::from_utf8(bytes.clone()).unwrap();
            prop_assert!(says.contains(&format!("LAST-MODIFIED:{head}\r\n")), "{path}: {at}");
            if let Some((before, old)) = self.changed.get(path) {
                let is_same = *old == bytes;
                prop_assert!(is_same && *before == at || *before < at, "{path}: {before}, {at}");
            }
            self.changed.insert(path.to_owned(), (at, bytes));
        }
        Ok(())
    }

    /// The live events are those of the file, each once.
    fn every_session_once(&self) -> Result<(), TestCaseError> {
        let mut findings = Findings::default();
        let draft = yaml::read_meeting(&self.plan.yaml(), &mut findings).unwrap();
        let id = "x-1".parse().unwrap();
        let meeting = check(draft, &id, &mut findings).unwrap();
        let timetable = expand(&meeting, &[Language::En], &mut findings);
        let mut wanted: Vec<_> = timetable
            .entries
            .iter()
            .filter_map(|entry| VisibleEvent::of_entry(entry, 0))
            .filter(VisibleEvent::is_live)
            .map(|seen| (seen.when, seen.categories))
            .collect();
        let bytes = fs::read(self.folder.path().join("out/meetings/x-1.ics")).unwrap();
        let published = ical::read(&bytes, PRODID).unwrap();
        let mut found: Vec<_> = published
            .events
            .iter()
            .map(VisibleEvent::of_published)
            .filter(VisibleEvent::is_live)
            .map(|seen| (seen.when, seen.categories))
            .collect();
        wanted.sort();
        found.sort();
        prop_assert!(wanted == found, "{wanted:?}\n{found:?}");
        Ok(())
    }

    /// A build that is stopped when some files have taken their places: others, pages, the memory and
    /// the index come in this order.
    fn stop(&self, files: usize) {
        for (path, bytes) in self.folder.tree("out") {
            self.folder.file(&format!("next/{path}"), bytes);
        }
        let note = self.folder.path().join("out/.timeplan");
        if let Ok(note) = fs::read(note) {
            self.folder.file("next/.timeplan", note);
        }
        let run = self.build_into("next");
        assert_eq!(run.code, 0, "{}", run.shown());
        let (old, new) = (self.folder.tree("out"), self.folder.tree("next"));
        let rank = |path: &str| match path {
            "feeds.json" => 3,
            path if path.contains("meetings/") && path.ends_with(".ics") => 2,
            path if path.ends_with(".ics") || path.contains("changes") => 0,
            _ => 1,
        };
        let mut steps: Vec<&String> =
            old.keys().chain(new.keys()).filter(|path| old.get(*path) != new.get(*path)).collect();
        steps.sort_by_key(|path| (rank(path), *path));
        steps.dedup();
        for path in steps.into_iter().take(files) {
            match new.get(path) {
                Some(bytes) => drop(self.folder.file(&format!("out/{path}"), bytes)),
                None => fs::remove_file(self.folder.path().join("out").join(path)).unwrap(),
            }
        }
        fs::remove_dir_all(self.folder.path().join("next")).unwrap();
    }

    fn damage(&self, file: usize, how: Damage) {
        let path = format!("out/{}", FILES[file]);
        let place = self.folder.path().join(&path);
        let Ok(mut bytes) = fs::read(&place) else { return };
        match how {
            Damage::Gone => return fs::remove_file(place).unwrap(),
            Damage::Cut => bytes.truncate(bytes.len() * 2 / 3),
            Damage::Octet => {
                let at = bytes.len() * 3 / 4;
                bytes[at] = 0xff;
            }
            Damage::Uid => {
                let Ok(text) = String::from_utf8(bytes) else { return };
                bytes = text.replacen("UID:x-1-", "UID:elsewhere-", 1).into_bytes();
            }
        }
        self.folder.file(&path, bytes);
    }

    /// A server that is started now: somebody who asks by date has its bytes in the end.
    fn serve(&mut self) -> Result<(), TestCaseError> {
        let mut command = timeplan();
        command.args(["serve", "--listen", "127.0.0.1:0", "-o", "out"]);
        command.env("SOURCE_DATE_EPOCH", self.clock.to_string()).current_dir(self.folder.path());
        let server = Server::run(command);
        for path in ["/all.ics", "/groups/sg12.ics", "/all.ics?show=Q7/12"] {
            let newest = server.get(path);
            let last = self.fetched.get(path).map(|(date, _)| date.clone());
            let fields: Vec<(&str, &str)> =
                last.iter().map(|date| ("If-Modified-Since", date.as_str())).collect();
            let answer = server.ask("GET", path, &fields);
            if answer.status == 304 {
                let (_, bytes) = &self.fetched[path];
                prop_assert!(*bytes == newest.content, "{path}: the newest is hidden: {last:?}");
            } else {
                let date = answer.field("last-modified").to_owned();
                self.fetched.insert(path.to_owned(), (date, answer.content));
            }
        }
        Ok(())
    }

    fn take(&mut self, step: &Step) -> Result<(), TestCaseError> {
        self.clock += 3_600;
        match step {
            Step::Edit(edits) => edits.iter().for_each(|edit| self.plan.edit(edit)),
            Step::Stop { edits, files, taken_back } => {
                let before = self.plan.clone();
                edits.iter().for_each(|edit| self.plan.edit(edit));
                self.write();
                self.stop(*files);
                self.look()?;
                if *taken_back {
                    self.plan = before;
                }
            }
            Step::Damage { file, how, edits } => {
                self.damage(*file, *how);
                edits.iter().for_each(|edit| self.plan.edit(edit));
            }
            Step::Serve => {}
            Step::Clock(hours) => self.clock += hours * 3_600,
            Step::Languages => self.languages += 1,
        }
        self.build()?;
        self.every_change_has_its_time()?;
        if matches!(step, Step::Serve) {
            self.serve()?;
        }
        Ok(())
    }
}

/// How many sequences are tried.
fn cases() -> u32 {
    let said = std::env::var("TIMEPLAN_SEQUENCES").ok();
    said.map_or(50, |said| said.parse().expect("TIMEPLAN_SEQUENCES is a number"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn nothing_that_was_published_ever_goes_back(
        plan in plan(),
        steps in prop::collection::vec(step(), 1..9),
    ) {
        let mut world = World::new(plan);
        world.build()?;
        for step in &steps {
            world.take(step)?;
        }
    }
}
