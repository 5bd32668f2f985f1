//! Letters against the facts that a careful reader takes from them: those of `tests/letters/`, and
//! where `TIMEPLAN_LETTERS` names a folder those of it. `tests/letters/shortfalls.txt` lists what is
//! not read yet; a value that is in no letter, or another one than expected, is never allowed.

use crate::support::root;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use timeplan::letter::{self, Format};
use timeplan::render::letter_json;

/// A letter and the facts expected of it.
struct Case {
    path: PathBuf,
    expected: Value,
}

fn cases(folder: &Path) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let expected = path.with_extension("expected.json");
        let is_letter = path.to_str().and_then(Format::of_name).is_some();
        if is_letter && expected.is_file() {
            let text = fs::read_to_string(expected).unwrap();
            cases.push(Case { path, expected: serde_json::from_str(&text).unwrap() });
        }
    }
    assert!(!cases.is_empty(), "no letters in {}", folder.display());
    cases
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// What a letter says, as `import --format json` prints it; nothing if it cannot be read.
fn read(path: &Path) -> Value {
    let bytes = fs::read(path).unwrap();
    match letter::read(&bytes, Format::of_name(path.to_str().unwrap()).unwrap()) {
        Ok(letter) => serde_json::from_str(&letter_json(&letter)).unwrap(),
        Err(_) => Value::Null,
    }
}

/// The other values of a field that are right too.
fn accepted<'a>(expected: &'a Value, field: &str) -> Vec<&'a Value> {
    match &expected["accept"][field] {
        Value::Null => Vec::new(),
        Value::Array(values) => values.iter().collect(),
        one => vec![one],
    }
}

fn anything(expected: &Value, field: &str) -> bool {
    accepted(expected, field).iter().any(|value| value.as_str() == Some("any"))
}

/// A text without what is written in several ways.
fn plain(value: &Value) -> String {
    let text = value.as_str().unwrap_or("");
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// How an answer falls short of what is expected: what is missing, and what is wrong.
#[derive(Default)]
struct Verdict {
    missing: Vec<String>,
    wrong: Vec<String>,
}

impl Verdict {
    /// One value: right, one of those that are right too, or missing.
    fn value(&mut self, case: &Case, field: &str, wanted: &Value, got: &Value) {
        let same = |a: &Value, b: &Value| plain(a) == plain(b);
        if anything(&case.expected, field) || same(wanted, got) {
            return;
        }
        let others = accepted(&case.expected, field);
        if got.is_null() {
            if !others.iter().any(|other| other.is_null()) {
                self.missing.push(format!("{} {field}", name(&case.path)));
            }
        } else if !others.iter().any(|other| same(other, got)) {
            self.wrong.push(format!("{} {field}: {got} instead of {wanted}", name(&case.path)));
        }
    }

    /// Deadlines: every date with its actions.
    fn deadlines(&mut self, case: &Case, got: &Value) {
        if anything(&case.expected, "deadlines") {
            return;
        }
        let pairs = |list: &Value| -> BTreeSet<(String, String)> {
            let each = list.as_array().into_iter().flatten();
            each.flat_map(|deadline| {
                let date = deadline["date"].as_str().unwrap_or("").to_owned();
                let actions = deadline["actions"].as_array().into_iter().flatten();
                actions.map(move |action| (date.clone(), action.as_str().unwrap_or("").to_owned()))
            })
            .collect()
        };
        let got = pairs(got);
        let mut choices = vec![pairs(&case.expected["deadlines"])];
        choices.extend(accepted(&case.expected, "deadlines").into_iter().map(pairs));
        let relative = case.expected["relative_deadlines"].as_array().into_iter().flatten();
        let counted: BTreeSet<String> =
            relative.filter_map(|rule| rule["action"].as_str().map(str::to_owned)).collect();
        let shortfall = |wanted: &BTreeSet<(String, String)>| {
            let missing: Vec<_> = wanted.difference(&got).cloned().collect();
            // A distance to the first day may be counted back.
            let surplus = got.difference(wanted).filter(|(_, action)| !counted.contains(action));
            (missing, surplus.cloned().collect::<Vec<_>>())
        };
        let (missing, surplus) = choices
            .iter()
            .map(shortfall)
            .min_by_key(|(missing, surplus)| missing.len() + surplus.len() * 2)
            .unwrap();
        for (date, action) in missing {
            self.missing.push(format!("{} deadline {date} {action}", name(&case.path)));
        }
        for (date, action) in surplus {
            self.wrong
                .push(format!("{} deadline {date} {action} is in no letter", name(&case.path)));
        }
    }

    /// Sessions: each expected cell by its date, half day and groups or title.
    fn sessions(&mut self, case: &Case, got: &Value) {
        let Some(wanted) = case.expected["sessions"].as_array() else { return };
        if anything(&case.expected, "sessions") {
            return;
        }
        let none = Vec::new();
        let got = got.as_array().unwrap_or(&none);
        for cell in wanted {
            let titles = cell["titles"].as_array().unwrap_or(&none);
            let groups = cell["groups"].as_array().unwrap_or(&none);
            // A generic session has neither.
            if titles.is_empty() && groups.is_empty() {
                continue;
            }
            let alike = |session: &&Value| {
                let title = plain(&session["title"]);
                let same_title = titles.iter().any(|wanted| {
                    let wanted = plain(wanted);
                    !title.is_empty() && (title.contains(&wanted) || wanted.contains(&title))
                });
                let own = session["groups"].as_array().unwrap_or(&none);
                let is_same = same_title
                    || !groups.is_empty() && own.iter().any(|group| groups.contains(group));
                session["date"] == cell["date"] && is_same
            };
            let hours = |session: &&Value| {
                let (start, end) = (session["start"].as_str(), session["end"].as_str());
                let (from, to) = (cell["start"].as_str(), cell["end"].as_str());
                from.is_none_or(|from| start.is_some_and(|start| start <= from))
                    && to.is_none_or(|to| end.is_some_and(|end| end >= to))
            };
            let mut same = got.iter().filter(alike).peekable();
            let label = format!("{} session {} {}", name(&case.path), cell["date"], cell["slot"]);
            if same.peek().is_none() {
                self.missing.push(label);
            } else if !same.any(|session| hours(&session)) {
                self.wrong.push(format!("{label}: at other hours"));
            }
        }
    }

    fn letter(&mut self, case: &Case) {
        let (wanted, got) = (&case.expected, read(&case.path));
        let says = got["invitation"].as_bool().unwrap_or(false);
        let may = |value: bool| {
            wanted["is_meeting_invitation"].as_bool() == Some(value)
                || accepted(wanted, "is_meeting_invitation")
                    .iter()
                    .any(|other| other.as_bool() == Some(value))
        };
        match (says, may(says)) {
            (_, true) => {}
            (true, false) => self.wrong.push(format!("{} announces a meeting", name(&case.path))),
            (false, false) => self.missing.push(format!("{} invitation", name(&case.path))),
        }
        for (field, value) in [
            ("start", &got["start"]),
            ("end", &got["end"]),
            ("letter", &got["letter"]["number"]),
            ("letter_date", &got["letter"]["date"]),
            ("reference", &got["letter"]["reference"]),
            ("opening_time", &got["opening"]["time"]),
            ("registration_time", &got["registration"]["time"]),
        ] {
            self.value(case, field, &wanted[field], value);
        }
        for number in ["tel", "fax", "email"] {
            let field = format!("contact.{number}");
            self.value(case, &field, &wanted["contact"][number], &got["contact"][number]);
        }
        let set = |list: &Value| -> BTreeSet<String> {
            list.as_array().into_iter().flatten().map(plain).collect()
        };
        let groups = set(&got["groups"]);
        let others = accepted(wanted, "groups");
        let fits =
            set(&wanted["groups"]) == groups || others.iter().any(|other| set(other) == groups);
        if !fits && !anything(wanted, "groups") {
            let list = if groups.is_empty() { &mut self.missing } else { &mut self.wrong };
            list.push(format!("{} groups", name(&case.path)));
        }
        self.deadlines(case, &got["deadlines"]);
        self.sessions(case, &got["sessions"]);
        let traps = wanted["trap_dates"].as_array().cloned().unwrap_or_default();
        for (field, value) in [("start", &got["start"]), ("end", &got["end"])] {
            let is_right = value == &wanted[field] || accepted(wanted, field).contains(&value);
            if traps.contains(value) && !is_right && !anything(wanted, field) {
                self.wrong.push(format!("{} {field} is the trap {value}", name(&case.path)));
            }
        }
        let agenda = |list: &Value, text: &str| -> Vec<(String, String)> {
            let items = list.as_array().into_iter().flatten();
            items
                .map(|item| (item["number"].as_str().unwrap_or("").to_owned(), plain(&item[text])))
                .collect()
        };
        let (own, said) = (agenda(&wanted["agenda"], "text"), agenda(&got["agenda"], "text"));
        if own != said && !anything(wanted, "agenda") {
            let list = if said.is_empty() { &mut self.missing } else { &mut self.wrong };
            list.push(format!("{} agenda", name(&case.path)));
        }
    }
}

fn judge(folder: &Path) -> Verdict {
    let mut verdict = Verdict::default();
    for case in cases(folder) {
        verdict.letter(&case);
    }
    verdict
}

/// The list of what is not read yet, one a line.
fn shortfalls() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("tests/letters/shortfalls.txt")).unwrap();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn nothing_is_invented_and_nothing_more_is_missing_than_is_known() {
    let Verdict { missing, wrong } = judge(&root().join("tests/letters"));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let (missing, known) = (missing.into_iter().collect::<BTreeSet<_>>(), shortfalls());
    let new: Vec<&String> = missing.difference(&known).collect();
    assert!(new.is_empty(), "not read any more: {new:#?}");
    let gone: Vec<&String> = known.difference(&missing).collect();
    assert!(gone.is_empty(), "read now; take it out of shortfalls.txt: {gone:#?}");
}

#[test]
fn letters_from_outside_are_read_as_expected() {
    let Some(folder) = std::env::var_os("TIMEPLAN_LETTERS").map(PathBuf::from) else { return };
    let mut missing = Vec::new();
    for part in ["seeds", "docx", "dev"] {
        let verdict = judge(&folder.join(part));
        assert!(verdict.wrong.is_empty(), "{}", verdict.wrong.join("\n"));
        // Whole letters are read whole; of the damaged texts the rest is counted.
        if part != "dev" {
            assert!(verdict.missing.is_empty(), "{}", verdict.missing.join("\n"));
        }
        missing.extend(verdict.missing);
    }
    assert!(missing.len() <= 12, "{}", missing.join("\n"));
}
