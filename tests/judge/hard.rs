//! Hard cases: each field is right, told to be missing, silently missing or wrong.

use super::Letter;
use super::answer::Answer;
use super::compare::{is_empty, shown, squash};
use super::lists::Verdict;
use serde_json::Value;

/// Where the answer has a field of an expected file that it names otherwise.
pub(crate) fn place_of(field: &str) -> &str {
    match field {
        "is_meeting_invitation" => "invitation",
        "letter" => "letter.number",
        "letter_date" => "letter.date",
        "doc_type" => "kind",
        "opening_time" => "opening.time",
        same => same,
    }
}

/// Whether all that is expected of a value stands in it; it may have more fields.
fn holds(wanted: &Value, got: &Value) -> bool {
    match (wanted, got) {
        (Value::Object(wanted), Value::Object(_)) => {
            wanted.iter().all(|(key, value)| holds(value, &got[key]))
        }
        (Value::String(wanted), Value::String(got)) => squash(wanted) == squash(got),
        (Value::Array(wanted), Value::Array(got)) => {
            wanted.len() == got.len()
                && wanted.iter().all(|value| got.iter().any(|said| holds(value, said)))
        }
        (Value::Bool(false), Value::Null) => true,
        (wanted, got) => wanted == got,
    }
}

/// The fields whose expected value is a list, where others have a list of what is right too.
const LISTS: [&str; 4] = ["groups", "sessions", "rgm", "deadlines"];

/// Judges the fields of a hard case.
pub(crate) fn judge(letter: &Letter, answer: &Answer, verdict: &mut Verdict) {
    for (field, wanted) in letter.expected["expect"].as_object().unwrap() {
        // A refusal, or a finding, in whatever words.
        if ["refused", "findings"].contains(&field.as_str()) {
            if !answer.is_told() {
                verdict.absent(field, "");
            }
            continue;
        }
        let got = answer.look(place_of(field));
        let is_list = LISTS.contains(&field.as_str());
        // Words in place of a list are a rule for a person, or a refusal.
        if is_list && wanted.is_string() {
            if !answer.is_told() && is_empty(got) {
                verdict.absent(field, "");
            }
            continue;
        }
        let right = match wanted {
            Value::Array(values) if !is_list => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        if is_empty(got) {
            if !right.iter().any(Value::is_null) {
                verdict.absent(field, "");
            }
            continue;
        }
        if right.iter().any(|right| holds(right, got)) {
            continue;
        }
        if let (Some(wanted), Some(got)) = (wanted.as_array().filter(|_| is_list), got.as_array()) {
            let is_known = |said: &Value| wanted.iter().any(|wanted| holds(wanted, said));
            if got.len() < wanted.len() && got.iter().all(is_known) {
                verdict.absent(field, "in part");
                continue;
            }
        }
        verdict.wrong(field, format!("{}, not {}", shown(got), shown(wanted)));
    }
}
