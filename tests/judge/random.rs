//! Random letters: their facts are what a generator put into them.

use super::Letter;
use super::answer::Answer;
use super::compare::{each, exact, instant, is_empty, plain, same_zone, shown, words};
use super::hard::place_of;
use super::lists::Verdict;
use super::parts::pairs;
use super::plan;
use serde_json::Value;
use std::collections::BTreeSet;

/// Judges the fields of a random letter.
pub(crate) fn judge(letter: &Letter, answer: &Answer, verdict: &mut Verdict) {
    let (expect, optional) = (&letter.expected["expect"], &letter.expected["optional"]);
    for (field, wanted) in expect.as_object().unwrap() {
        let got = answer.look(place_of(field));
        match field.as_str() {
            "sessions" => sessions(wanted, got, verdict),
            "deadlines" => {
                let mut others = pairs(&optional["deadlines"]);
                others.extend(each(&optional["deadlines"]).iter().flat_map(|other| {
                    let [date, action] = ["date", "action"].map(|key| other[key].as_str());
                    Some((date?.to_owned(), action?.to_owned()))
                }));
                several(field, &pairs(wanted), &pairs(got), &others, verdict);
                hours(wanted, got, verdict);
            }
            "rgm" => {
                let [wanted, got] = [wanted, got].map(meetings);
                several(field, &wanted, &got, &BTreeSet::new(), verdict);
            }
            "groups" => {
                let names = |list: &Value| each(list).iter().map(ToString::to_string).collect();
                let [wanted, got]: [BTreeSet<String>; 2] = [wanted, got].map(names);
                several(field, &wanted, &got, &BTreeSet::new(), verdict);
            }
            _ => single(letter, answer, field, wanted, verdict),
        }
    }
}

/// The hours of deadlines, where the expectation says whether they have one.
fn hours(wanted: &Value, got: &Value, verdict: &mut Verdict) {
    for deadline in each(wanted) {
        let Some(hour) = deadline.get("time") else { continue };
        let same = |said: &&Value| {
            let acts = |action: &Value| each(&said["actions"]).contains(action);
            said["date"] == deadline["date"] && each(&deadline["actions"]).iter().any(acts)
        };
        let got = each(got);
        let Some(said) = got.iter().find(same).filter(|said| said["time"] != *hour) else {
            continue;
        };
        let day = &deadline["date"];
        match said["time"].as_str() {
            None => verdict.absent("deadlines", format!("{day} {hour}")),
            Some(other) => verdict.wrong("deadlines", format!("{day} {other}, not {hour}")),
        }
    }
}

/// One value, or one of several that are right.
fn single(letter: &Letter, answer: &Answer, field: &str, wanted: &Value, verdict: &mut Verdict) {
    let got = answer.look(place_of(field));
    let right = each(wanted);
    if is_empty(got) {
        // A meeting abroad needs its place, or its zone.
        let needs_place = field == "place" && letter.expected["variant"]["where"] == "abroad";
        let is_lost = needs_place && answer.look("timezone").is_null();
        if !right.contains(&Value::Null) || is_lost {
            verdict.absent(field, "");
        }
        return;
    }
    let expect = &letter.expected["expect"];
    let is_right = match field {
        "place" => {
            let names = match each(&letter.expected["names"]) {
                [] => right,
                names => names,
            };
            names
                .iter()
                .filter(|name| name.is_string())
                .any(|name| plain(got).contains(&plain(name)))
        }
        "timezone" => right
            .iter()
            .filter_map(Value::as_str)
            .any(|zone| same_zone(zone, answer.zone(), [&expect["start"], &expect["end"]])),
        "opening_time" => match &letter.expected["optional"]["opening_utc"] {
            Value::Null => right.contains(got),
            hour => {
                let day = &expect["start"];
                instant(day, got, answer.zone()) == instant(day, hour, "UTC")
            }
        },
        "start" | "end" | "letter_date" | "registration.time" => {
            right.iter().any(|right| exact(right, got))
        }
        "letter" => right.iter().any(|right| words(right, got)),
        unknown => panic!("{}: no rule for `{unknown}`", letter.name()),
    };
    if !is_right {
        verdict.wrong(field, format!("{}, not {}", shown(got), shown(wanted)));
    }
}

/// The meetings of rapporteur groups, by their groups and days.
fn meetings(list: &Value) -> BTreeSet<String> {
    let meeting = |rgm: &Value| {
        let mut groups: Vec<&str> = each(&rgm["groups"]).iter().filter_map(Value::as_str).collect();
        groups.sort_unstable();
        let [start, end] = ["start", "end"].map(|key| rgm[key].as_str().unwrap_or("?"));
        format!("{} {start} {end}", groups.join(" "))
    };
    each(list).iter().map(meeting).collect()
}

/// A set of things: in one line of the lists, how many there are and the first of them.
fn several<T: Ord + std::fmt::Debug>(
    field: &str,
    wanted: &BTreeSet<T>,
    got: &BTreeSet<T>,
    others: &BTreeSet<T>,
    verdict: &mut Verdict,
) {
    let lost: Vec<&T> = wanted.difference(got).collect();
    let surplus: Vec<&T> = got.difference(wanted).filter(|one| !others.contains(one)).collect();
    if let Some(first) = surplus.first() {
        verdict.wrong(field, format!("{first:?} is not there ({} such)", surplus.len()));
    } else if let Some(first) = lost.first() {
        verdict.absent(field, format!("{first:?} ({} such)", lost.len()));
    }
}

/// The sessions, with a line of the lists for those at other hours, and for each mark.
fn sessions(wanted: &Value, got: &Value, verdict: &mut Verdict) {
    let found = plan::compare(each(wanted), each(got));
    for field in ["sessions", "tentative", "remote"] {
        let of = |is_missing: bool| {
            let own = found.iter().filter(move |one| one.field == field);
            own.filter(|one| one.is_missing == is_missing).map(|one| &one.what).collect::<Vec<_>>()
        };
        let (lost, surplus) = (of(true), of(false));
        if let Some(first) = surplus.first() {
            verdict.wrong(field, format!("{first} is not there ({} such)", surplus.len()));
        } else if let Some(first) = lost.first() {
            verdict.absent(field, format!("{first} ({} such)", lost.len()));
        }
    }
}
