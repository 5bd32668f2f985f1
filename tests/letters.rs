//! Letters against the facts that a careful reader takes from them. Each folder of them has two lists,
//! of what is missing and of what is wrong today; they must be exactly what is found.

use crate::judge::answer::Answer;
use crate::judge::lists::Verdict;
use crate::judge::{Letter, facts, hard, judged, letters, random};
use crate::support::root;
use serde_json::Value;
use std::path::PathBuf;

#[test]
fn letters_are_read_as_expected() {
    let folder = root().join("tests/letters");
    judged(&folder, facts::judge).settle(&folder);
}

#[test]
fn hard_cases_are_right_or_told() {
    judged(&root().join("tests/letters/cases"), hard::judge).settle(&lists("cases"));
}

#[test]
fn random_letters_are_right_or_told() {
    judged(&root().join("tests/letters/random"), random::judge).settle(&lists("random"));
}

#[test]
fn letters_from_outside_are_read_as_expected() {
    let Some(folder) = std::env::var_os("TIMEPLAN_LETTERS").map(PathBuf::from) else { return };
    for part in ["seeds", "docx", "dev"] {
        judged(&folder.join(part), facts::judge).settle(&lists(part));
    }
}

/// A value that no letter has.
fn spoiled(value: &Value) -> Value {
    match value {
        Value::Bool(is_so) => Value::Bool(!is_so),
        Value::Array(values) if values.is_empty() => Value::from(vec!["spoiled"]),
        Value::Array(values) => values.iter().map(spoiled).collect(),
        Value::Object(values) => {
            Value::Object(values.iter().map(|(key, value)| (key.clone(), spoiled(value))).collect())
        }
        _ => Value::from("spoiled"),
    }
}

/// Expected facts with another value of a field, or of a key of the records in it.
fn other(letter: &Letter, answer: &Answer, field: &str, key: Option<&str>) -> Letter {
    let mut expected = letter.expected.clone();
    match (&mut expected[field], key) {
        // Any day is a trap that is none of those that are expected.
        (value, None) if field == "trap_dates" => {
            *value =
                answer.list("sessions").iter().map(|session| session["date"].clone()).collect();
        }
        (value, None) => *value = spoiled(value),
        (Value::Array(records), Some(key)) => {
            for record in records {
                record[key] = spoiled(&record[key]);
            }
        }
        (record @ Value::Object(_), Some(key)) => record[key] = spoiled(&record[key]),
        _ => {}
    }
    Letter { path: letter.path.clone(), expected }
}

#[test]
fn no_field_goes_unjudged() {
    let letters = letters(&root().join("tests/letters"));
    let mut answers: Vec<Option<Answer>> = letters.iter().map(|_| None).collect();
    let verdict = |letter: &Letter, answer: &Answer| {
        let mut verdict = Verdict::default();
        facts::judge(letter, answer, &mut verdict);
        verdict
    };
    for field in facts::judged_fields() {
        let keys = facts::judged_keys(field).iter().map(|key| Some(*key));
        for key in keys.chain([None]) {
            let is_judged = letters.iter().zip(&mut answers).any(|(letter, answer)| {
                if letter.expected.get(field).is_none() {
                    return false;
                }
                let answer = answer.get_or_insert_with(|| Answer::of(&letter.path));
                let other = other(letter, answer, field, key);
                verdict(letter, answer) != verdict(&other, answer)
            });
            assert!(is_judged, "`{field}` may be anything, or {key:?} in it");
        }
    }
}

/// The folder of the lists of other letters than those of `tests/letters/` itself.
fn lists(letters: &str) -> PathBuf {
    root().join("tests/letters/lists").join(letters)
}
