//! Random meetings, written as letters and read again: each fact is right, or its reader is told.
//!
//! Each letter comes from its number alone. `TIMEPLAN_ROUNDTRIP=2000` reads so many, `500..900`
//! those of a range; `TIMEPLAN_ROUNDTRIP_KEEP=DIR` leaves the letters that are not read right in a
//! folder, with the facts and what was read.

mod dice;
mod letter;
mod paper;
mod parts;
mod plan;
mod when;
mod words;

use crate::judge::answer::Answer;
use crate::judge::lists::{Deviation, Verdict};
use crate::judge::{Letter, random};
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::panic::catch_unwind;
use std::path::PathBuf;
use std::thread;

/// How many letters are read if nothing says otherwise.
const LETTERS: u64 = 250;

/// The most wrong values, and the most that are lost in silence, in 100 letters: what 3,000 of them
/// have today. These may only fall.
const MOST: [(&str, f64); 2] = [("wrong", 0.1), ("silent", 0.1)];

/// The axes that have a say in a field, for the classes of what goes wrong.
const AXES: [(&str, &[&str]); 13] = [
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
    ("sessions", &["plan", "sessions by", "days", "tables in text"]),
    ("rgm", &["kind", "rgm range"]),
    ("tentative", &["plan", "sessions by"]),
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
    let answer = catch_unwind(|| Answer::read(&letter.path, &bytes));
    let deviations = match &answer {
        Ok(answer) => {
            let mut verdict = Verdict::default();
            verdict.begin("", answer.is_told());
            random::judge(&letter, answer, &mut verdict);
            verdict.deviations()
        }
        Err(_) => {
            vec![Deviation { field: "all".to_owned(), how: "wrong", what: "a panic".to_owned() }]
        }
    };
    if let Some(folder) = std::env::var_os("TIMEPLAN_ROUNDTRIP_KEEP").map(PathBuf::from)
        && !deviations.is_empty()
    {
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join(&letter.path), &bytes).unwrap();
        let keep = |what: &str, text: String| {
            fs::write(folder.join(format!("{seed}.{what}")), text).unwrap();
        };
        keep("expected.json", format!("{:#}", letter.expected));
        keep(
            "read.json",
            answer.map_or_else(|_| String::new(), |answer| format!("{:#}", answer.all())),
        );
        let lines = deviations
            .iter()
            .map(|Deviation { field, how, what }| format!("{how} {field}: {what}\n"));
        keep("judged.txt", lines.collect());
    }
    Outcome { seed, chosen, deviations }
}

/// The letters to read.
fn seeds() -> Range<u64> {
    let Ok(text) = std::env::var("TIMEPLAN_ROUNDTRIP") else { return 0..LETTERS };
    let (first, end) = text.split_once("..").unwrap_or(("0", &text));
    first.parse().unwrap()..end.parse().unwrap()
}

/// How often something is wrong, silent or told, and the first letters in which it is.
#[derive(Default)]
struct Count {
    how: [usize; 3],
    seeds: Vec<u64>,
}

const HOW: [&str; 3] = ["wrong", "silent", "told"];

/// Counts, a line each, those first of which most is lost.
fn lines(counts: BTreeMap<String, Count>, of: impl Fn(&str) -> usize) -> String {
    let mut all: Vec<_> = counts.into_iter().collect();
    let lost = |count: &Count| count.how[0] + count.how[1];
    all.sort_by_key(|(_, count)| usize::MAX - lost(count));
    let lines = all.into_iter().map(|(key, Count { how, seeds })| {
        let rates = how.map(|how| format!("{:8.2}", how as f64 * 100.0 / of(&key) as f64)).concat();
        format!("{rates}  {key}  {seeds:?}\n")
    });
    lines.collect()
}

/// What was found, for a person: in 100 letters, or in 100 of those with a value of an axis.
fn report(outcomes: &[Outcome]) -> String {
    let mut letters: BTreeMap<String, usize> = BTreeMap::new();
    let [mut fields, mut axes, mut classes] = [(); 3].map(|()| BTreeMap::<String, Count>::new());
    for Outcome { seed, chosen, deviations } in outcomes {
        let values: Vec<_> = chosen.iter().map(|(axis, value)| format!("{axis}={value}")).collect();
        for value in &values {
            *letters.entry(value.clone()).or_default() += 1;
        }
        for Deviation { field, how, .. } in deviations {
            let how = HOW.iter().position(|name| name == how).unwrap();
            let own = AXES.iter().find(|(name, _)| name == field).map_or(&[][..], |(_, own)| own);
            let own = own.iter().filter_map(|axis| Some(format!("{axis}={}", chosen.get(*axis)?)));
            let class = format!("{field}: {}", own.collect::<Vec<_>>().join(", "));
            let add = |counts: &mut BTreeMap<String, Count>, key: &str| {
                let count = counts.entry(key.to_owned()).or_default();
                count.how[how] += 1;
                if how < 2 && count.seeds.len() < 4 && !count.seeds.contains(seed) {
                    count.seeds.push(*seed);
                }
            };
            add(&mut fields, field);
            add(&mut classes, &class);
            for value in &values {
                add(&mut axes, value);
            }
        }
    }
    classes.retain(|_, count| !count.seeds.is_empty());
    let all = |_: &str| outcomes.len();
    let head = HOW.map(|how| format!("{how:>8}")).concat();
    format!(
        "{head} in 100 letters, and their seeds\n{}\n{head} in 100 letters of a class\n{}\n{head} by axis\n{}",
        lines(fields, all),
        lines(classes, all),
        lines(axes, |value| letters[value]),
    )
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
    let is_wrong = |outcome: &&Outcome| outcome.deviations.iter().any(|found| found.how == "wrong");
    let wrong = outcomes.iter().filter(is_wrong).count();
    println!("{} letters, {wrong} of them with a wrong value\n{report}", outcomes.len());
    for (how, most) in MOST {
        let all = outcomes.iter().flat_map(|outcome| &outcome.deviations);
        let count = all.filter(|deviation| deviation.how == how).count();
        let rate = count as f64 * 100.0 / outcomes.len() as f64;
        // A few letters say nothing of the rate.
        assert!(
            rate <= most || outcomes.len() < LETTERS as usize,
            "{how}: {rate:.1} in 100 letters, more than {most}"
        );
    }
}
