//! Every field of an expected file, and how it is judged.

use super::answer::Answer;
use super::compare::{
    Same, code, each, exact, is_empty, part, plain, same_zone, set, shown, telephone, title, town,
    web,
};
use super::lists::Verdict;
use super::{Letter, parts, plan};
use serde_json::Value;
use std::collections::BTreeSet;
use timeplan::model::Group;

/// A letter that is judged.
pub(crate) struct Facts<'a> {
    pub(crate) expected: &'a Value,
    pub(crate) answer: &'a Answer,
    pub(crate) verdict: &'a mut Verdict,
}

/// How a field is judged.
enum Rule {
    /// Words for people, or a part of the rule of another field.
    Aside,
    /// One value, which stands at this place of the answer.
    One(&'static str, Same),
    /// By a rule of its own.
    By(fn(&mut Facts<'_>)),
}

use Rule::{Aside, By, One};

/// The fields. One that is not here must not stand in an expected file.
const RULES: [(&str, Rule); 39] = [
    ("id", Aside),
    ("file", Aside),
    ("notes", Aside),
    ("accept", Aside),
    ("language", One("language", exact)),
    ("doc_type", One("kind", exact)),
    ("is_meeting_invitation", By(invitation)),
    ("letter_kind", By(kind)),
    ("letter", One("letter.number", code)),
    ("letter_date", One("letter.date", exact)),
    ("reference", One("letter.reference", code)),
    ("modifies", By(parts::modifies)),
    ("status", One("status", exact)),
    ("groups", By(groups)),
    ("parents", By(parents)),
    ("title", One("title", title)),
    ("start", One("start", exact)),
    ("end", One("end", exact)),
    ("place", One("place", town)),
    ("place_en", Aside),
    ("venue", By(venue)),
    ("timezone", By(timezone)),
    ("opening_time", By(opening)),
    ("registration_time", One("registration.time", exact)),
    ("registration_place", One("registration.place", part)),
    ("deadlines", By(parts::deadlines)),
    ("relative_deadlines", By(parts::distances)),
    ("contact", By(contact)),
    ("links", By(parts::links)),
    ("chair", One("chair", part)),
    ("events", By(parts::events)),
    ("agenda", By(parts::agenda)),
    ("recommendations", By(parts::recommendations)),
    ("session_times", By(plan::session_times)),
    ("plan_days", By(plan::days)),
    ("lunch", By(plan::lunch)),
    ("cells_missing", By(plan::cells_missing)),
    ("sessions", By(plan::sessions)),
    ("trap_dates", By(parts::traps)),
];

/// The keys of the records in a field: those that its rule judges, and those that are for people.
const KEYS: [(&str, &[&str], &[&str]); 9] = [
    ("modifies", &["type", "number", "letter"], &[]),
    ("deadlines", &["date", "actions", "time", "tz", "groups"], &["lines"]),
    (
        "relative_deadlines",
        &["action", "computed", "kind"],
        &["rule", "amount", "unit", "relation"],
    ),
    ("contact", &["tel", "fax", "email", "web"], &[]),
    (
        "events",
        &["title", "start", "end", "start_time", "end_time", "groups"],
        &["place", "part", "action"],
    ),
    ("agenda", &["number", "text"], &[]),
    ("recommendations", &["name", "title", "group", "question"], &[]),
    ("lunch", &["date", "start", "end"], &[]),
    (
        "sessions",
        &["date", "slot", "start", "end", "titles", "groups", "remote", "tentative"],
        &["kind", "generic"],
    ),
];

/// The keys of the records in a field that are judged.
pub(crate) fn judged_keys(field: &str) -> &'static [&'static str] {
    KEYS.iter().find(|(name, ..)| *name == field).map_or(&[], |(_, judged, _)| judged)
}

/// The fields that are judged.
pub(crate) fn judged_fields() -> impl Iterator<Item = &'static str> {
    RULES.iter().filter(|(_, rule)| !matches!(rule, Aside)).map(|(field, _)| *field)
}

/// Judges every field of the expected file of a letter.
pub(crate) fn judge(letter: &Letter, answer: &Answer, verdict: &mut Verdict) {
    let expected = &letter.expected;
    let mut facts = Facts { expected, answer, verdict };
    for (field, wanted) in expected.as_object().unwrap() {
        let rule = RULES.iter().find(|(name, _)| name == field);
        let (_, rule) = rule.unwrap_or_else(|| panic!("{}: no rule for `{field}`", letter.name()));
        // In some timetables `sessions` has hours by names, which are no cells.
        if let (Some((_, judged, aside)), true) =
            (KEYS.iter().find(|(name, ..)| name == field), field != "sessions" || wanted.is_array())
        {
            for key in each(wanted).iter().filter_map(Value::as_object).flat_map(|it| it.keys()) {
                let is_known = judged.contains(&key.as_str()) || aside.contains(&key.as_str());
                assert!(is_known, "{}: no rule for `{key}` in `{field}`", letter.name());
            }
        }
        if facts.is_anything(field) {
            continue;
        }
        match rule {
            Aside => {}
            One(path, same) => facts.one(field, path, *same),
            By(rule) => rule(&mut facts),
        }
    }
}

impl<'a> Facts<'a> {
    /// The expected value of a field.
    pub(crate) fn wanted(&self, field: &str) -> &'a Value {
        field.split('.').fold(self.expected, |value, key| &value[key])
    }

    /// The other values of a field that are right too.
    pub(crate) fn accepted(&self, field: &str) -> Vec<&'a Value> {
        match &self.expected["accept"][field] {
            Value::Null => Vec::new(),
            Value::Array(values) => values.iter().collect(),
            one => vec![one],
        }
    }

    /// Whether a field is not judged.
    pub(crate) fn is_anything(&self, field: &str) -> bool {
        self.accepted(field).iter().any(|value| value.as_str() == Some("any"))
    }

    /// One value: right, one of those that are right too, missing or wrong.
    fn one(&mut self, field: &str, path: &str, same: Same) {
        let (wanted, got) = (self.wanted(field), self.answer.look(path));
        let mut others = self.accepted(field);
        if field == "place" {
            others.extend(Some(&self.expected["place_en"]).filter(|name| name.is_string()));
        }
        let right = std::iter::once(wanted).chain(others);
        match right.clone().any(|right| match (is_empty(right), is_empty(got)) {
            (false, false) => same(right, got),
            (nothing, none) => nothing && none,
        }) {
            true => {}
            false if is_empty(got) => self.verdict.missing(field, ""),
            false => self.verdict.wrong(field, format!("{}, not {}", shown(got), shown(wanted))),
        }
    }

    /// A set of texts.
    fn all(&mut self, field: &str, got: &BTreeSet<String>) {
        let mut right = vec![self.wanted(field)];
        right.extend(self.accepted(field));
        if right.iter().any(|right| set(right) == *got) {
            return;
        }
        let wanted = set(self.wanted(field));
        for lost in wanted.difference(got) {
            self.verdict.missing(field, lost);
        }
        for surplus in got.difference(&wanted) {
            self.verdict.wrong(field, format!("`{surplus}` is not there"));
        }
    }
}

/// An invitation is announced, and nothing else is.
fn invitation(facts: &mut Facts<'_>) {
    let field = "is_meeting_invitation";
    let says = facts.answer.look("invitation").as_bool().unwrap_or(false);
    let mut right = vec![facts.wanted(field)];
    right.extend(facts.accepted(field));
    match right.contains(&&Value::Bool(says)) {
        true => {}
        false if says => facts.verdict.wrong(field, "a meeting is announced"),
        false => facts.verdict.missing(field, ""),
    }
}

/// Words of the kind of a letter, and the kinds in the answer that fit them.
const KINDS: [(&[&str], &str); 2] = [
    (&["collective", "colectiva", "коллективн", "集体函", "الجماعية"], "collective-letter"),
    (&["circul", "циркуляр", "通函", "المعممة"], "circular"),
];

/// The kind of a letter is as the letter calls itself.
fn kind(facts: &mut Facts<'_>) {
    let Some(wanted) = facts.wanted("letter_kind").as_str() else { return };
    let got = facts.answer.look("kind").as_str().unwrap_or("other");
    let text = wanted.to_lowercase();
    let due = KINDS.iter().find(|(words, _)| words.iter().any(|word| text.contains(word)));
    let held = KINDS.iter().find(|(_, kind)| got.starts_with(kind));
    match (due, held) {
        (due, held) if due == held => {}
        (_, None) => facts.verdict.missing("letter_kind", ""),
        _ => facts.verdict.wrong("letter_kind", format!("`{got}`, not `{wanted}`")),
    }
}

fn groups(facts: &mut Facts<'_>) {
    facts.all("groups", &set(facts.answer.look("groups")));
}

/// The study groups that the groups of the answer belong to.
fn parents(facts: &mut Facts<'_>) {
    if facts.is_anything("groups") {
        return;
    }
    let groups = facts.answer.list("groups").iter().filter_map(Value::as_str);
    let parents = groups.filter_map(|group| group.parse::<Group>().ok()?.parent());
    let names: Vec<Value> = parents.map(|group| group.to_string().into()).collect();
    facts.all("parents", &set(&Value::Array(names)));
}

/// The venue is a part of the place.
fn venue(facts: &mut Facts<'_>) {
    let (wanted, got) = (facts.wanted("venue"), facts.answer.look("place"));
    if !plain(got).contains(&plain(wanted)) {
        facts.verdict.missing("venue", shown(wanted));
    }
}

/// Without a zone the hours are Geneva's: where they are others, that is wrong, unless it is told.
fn timezone(facts: &mut Facts<'_>) {
    let Some(wanted) = facts.wanted("timezone").as_str() else { return };
    let got = facts.answer.zone();
    let days = [facts.wanted("start"), facts.wanted("end")];
    if same_zone(wanted, got, days) || !facts.answer.look("invitation").as_bool().unwrap_or(false) {
        return;
    }
    if facts.answer.look("timezone").is_null() && facts.answer.is_told() {
        facts.verdict.missing("timezone", wanted);
    } else {
        facts.verdict.wrong("timezone", format!("`{got}`, not `{wanted}`"));
    }
}

/// The opening has its hour, and no other day than the first one.
fn opening(facts: &mut Facts<'_>) {
    facts.one("opening_time", "opening.time", exact);
    let (day, start) = (facts.answer.look("opening.date"), facts.wanted("start"));
    if day.is_string() && day != start {
        facts.verdict.wrong("opening_time", format!("on {}, not {}", shown(day), shown(start)));
    }
}

fn contact(facts: &mut Facts<'_>) {
    let ways: [(&str, Same); 4] = [
        ("contact.tel", telephone),
        ("contact.fax", telephone),
        ("contact.email", code),
        ("contact.web", web),
    ];
    let known = |way: &str| facts.wanted("contact").get(&way["contact.".len()..]).is_some();
    let ways: Vec<_> = ways.into_iter().filter(|(way, _)| known(way)).collect();
    for (way, same) in ways {
        if !facts.is_anything(way) {
            facts.one(way, way, same);
        }
    }
}
