//! Random meetings, written as letters and read again: each fact is right, or its reader is told.
//!
//! Each letter comes from its number alone. `TIMEPLAN_ROUNDTRIP=2000` reads so many, `500..900`
//! those of a range; `TIMEPLAN_ROUNDTRIP_KEEP=DIR` leaves the letters that are not read right in a
//! folder, with the facts and what was read.

mod dice;
mod letter;
mod paper;
mod plan;
mod when;
mod words;

use crate::judge::answer::Answer;
use crate::judge::lists::{Deviation, Verdict};
use crate::judge::{Letter, random};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::ops::Range;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::thread;

/// How many letters are read if nothing says otherwise.
const LETTERS: u64 = 60;

/// The most wrong values, and the most that are lost in silence, in 100 letters. These may only fall.
const MOST: [(&str, f64); 2] = [("wrong", 200.0), ("silent", 200.0)];

/// The axes that have a say in a field, for the classes of what goes wrong.
const AXES: [(&str, &[&str]); 12] = [
    ("start", &["subject range", "body range"]),
    ("end", &["subject range", "body range"]),
    ("groups", &["kind", "group", "language"]),
    ("letter", &["head", "language"]),
    ("letter_date", &["letter date", "head", "stamp"]),
    ("place", &["place", "place in", "language"]),
    ("timezone", &["place", "place in", "language"]),
    ("opening_time", &["opening hour", "zone of hours", "language"]),
    ("registration.time", &["registration hour", "language"]),
    ("deadlines", &["deadlines", "deadline date", "deadline hour"]),
    ("sessions", &["plan", "plan day", "tables in text"]),
    ("rgm", &["kind", "rgm range"]),
];

/// What is not right in a letter.
struct Outcome {
    seed: u64,
    chosen: Map<String, Value>,
    deviations: Vec<Deviation>,
}

/// Writes the letter of a seed, reads it and judges what was read.
fn outcome(seed: u64) -> Outcome {
    let letter::Written { bytes, ending, expected } = letter::letter(seed);
    let chosen = expected["variant"].as_object().unwrap().clone();
    let letter = Letter { path: PathBuf::from(format!("{seed}.{ending}")), expected };
    let Ok(answer) = catch_unwind(|| Answer::read(&letter.path, &bytes)) else {
        let deviations =
            vec![Deviation { field: "all".to_owned(), how: "wrong", what: "a panic".to_owned() }];
        return Outcome { seed, chosen, deviations };
    };
    let mut verdict = Verdict::default();
    verdict.begin("", answer.is_told());
    random::judge(&letter, &answer, &mut verdict);
    let deviations = verdict.deviations();
    let is_worth_keeping = deviations.iter().any(|deviation| deviation.how != "told");
    if let Some(folder) = std::env::var_os("TIMEPLAN_ROUNDTRIP_KEEP").map(PathBuf::from)
        && is_worth_keeping
    {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(&letter.path), &bytes).unwrap();
        let name = |what: &str| folder.join(format!("{seed}.{what}"));
        fs::write(name("expected.json"), format!("{:#}", letter.expected)).unwrap();
        fs::write(name("read.json"), format!("{:#}", answer.all())).unwrap();
        let lines = deviations
            .iter()
            .map(|found| format!("{} {}: {}\n", found.how, found.field, found.what));
        fs::write(name("judged.txt"), lines.collect::<String>()).unwrap();
    }
    Outcome { seed, chosen, deviations }
}

/// The letters to read.
fn seeds() -> Range<u64> {
    let Ok(text) = std::env::var("TIMEPLAN_ROUNDTRIP") else { return 0..LETTERS };
    let (first, end) = text.split_once("..").unwrap_or(("0", &text));
    first.parse().unwrap()..end.parse().unwrap()
}

/// Counts by a key, each with the seeds of the first letters.
#[derive(Default)]
struct Counts(BTreeMap<String, (usize, Vec<u64>)>);

impl Counts {
    fn add(&mut self, key: String, seed: u64) {
        let (count, seeds) = self.0.entry(key).or_default();
        *count += 1;
        if seeds.len() < 5 {
            seeds.push(seed);
        }
    }

    /// The most frequent ones, a line each.
    fn most(&self, limit: usize) -> String {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_by_key(|(key, (count, _))| (usize::MAX - count, *key));
        let lines = all.into_iter().take(limit);
        lines.map(|(key, (count, seeds))| format!("{count:6} {key}   seeds {seeds:?}\n")).collect()
    }
}

/// What was found, for a person.
fn report(outcomes: &[Outcome]) -> String {
    let (mut fields, mut axes, mut classes) =
        (Counts::default(), Counts::default(), Counts::default());
    for Outcome { seed, chosen, deviations } in outcomes {
        for Deviation { field, how, .. } in deviations {
            fields.add(format!("{how} {field}"), *seed);
            if *how == "told" {
                continue;
            }
            for (axis, value) in chosen {
                let same =
                    outcomes.iter().filter(|other| other.chosen.get(axis) == Some(value)).count();
                axes.add(format!("{how} where {axis}={value} (of {same} letters)"), *seed);
            }
            let own = AXES.iter().find(|(name, _)| name == field).map_or(&[][..], |(_, own)| own);
            let own = own.iter().filter_map(|axis| Some(format!("{axis}={}", chosen.get(*axis)?)));
            classes.add(format!("{how} {field}: {}", own.collect::<Vec<_>>().join(", ")), *seed);
        }
    }
    let mut text = String::new();
    for (head, counts, limit) in
        [("fields", fields, 60), ("axes", axes, 400), ("classes", classes, 200)]
    {
        writeln!(text, "-- {head}\n{}", counts.most(limit)).unwrap();
    }
    text
}

#[test]
fn random_letters_are_read_right_or_told() {
    let seeds = seeds();
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get() as u64);
    let workers: Vec<_> = (0..cores)
        .map(|core| {
            let own = seeds.clone().filter(move |seed| seed % cores == core);
            thread::spawn(move || own.map(outcome).collect::<Vec<_>>())
        })
        .collect();
    let mut outcomes: Vec<Outcome> =
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect();
    outcomes.sort_by_key(|outcome| outcome.seed);
    let report = report(&outcomes);
    println!("{} letters\n{report}", outcomes.len());
    for (how, most) in MOST {
        let all = outcomes.iter().flat_map(|outcome| &outcome.deviations);
        let count = all.filter(|deviation| deviation.how == how).count();
        let rate = count as f64 * 100.0 / outcomes.len() as f64;
        println!("{how}: {rate:.1} in 100 letters");
        assert!(rate <= most, "{how}: {rate:.1} in 100 letters, more than {most}\n{report}");
    }
}
