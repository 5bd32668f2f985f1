//! The time plan: sessions by day and group or title, at every minute; its days, hours and lunches.

use super::compare::{each, minute, set, shown, squash};
use super::facts::Facts;
use chrono::{Datelike as _, NaiveDate, Weekday};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// A difference between two plans.
pub(crate) struct Difference {
    pub(crate) is_missing: bool,
    pub(crate) field: &'static str,
    pub(crate) day: String,
    pub(crate) what: String,
}

/// The sessions of a day that have the same group, or the same title where there is no group.
type Days<'a> = BTreeMap<(&'a str, String), Vec<&'a Value>>;

/// Sessions under each of their labels.
fn labelled<'a>(sessions: &'a [Value], labels: impl Fn(&Value) -> Vec<String>) -> Days<'a> {
    let mut days = Days::new();
    for session in sessions {
        for label in labels(session) {
            let day = session["date"].as_str().unwrap_or("");
            days.entry((day, label)).or_default().push(session);
        }
    }
    days
}

/// The groups of a session, as labels.
fn groups(session: &Value) -> Vec<String> {
    each(&session["groups"]).iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The titles of a session: the lines of its cell, or the only one, without "(if needed)".
fn titles(session: &Value) -> Vec<String> {
    let lines = each(&session["titles"]).iter().chain([&session["title"]]);
    let lines = lines.filter_map(Value::as_str).map(|line| {
        let note =
            line.trim_end().ends_with([')', '）']).then(|| line.rfind(['(', '（'])).flatten();
        squash(note.filter(|_| session["tentative"] == true).map_or(line, |note| &line[..note]))
    });
    lines.filter(|title| !title.is_empty()).collect()
}

/// The labels of a session that is expected: its groups, or its titles where it has none.
fn labels(session: &Value) -> Vec<String> {
    let groups = groups(session);
    if groups.is_empty() { titles(session) } else { groups }
}

/// The labels of a session of an answer: those of an expected one of its day with the same title, or
/// with a title that is a part of its own, since the lines of a cell may be one title.
fn found_labels(session: &Value, wanted: &[Value]) -> Vec<String> {
    let own = titles(session).concat();
    let day = wanted.iter().filter(|wanted| wanted["date"] == session["date"]);
    let same = day.filter(|wanted| titles(wanted).contains(&own));
    let groups = groups(session);
    let shares = |wanted: &&Value| self::groups(wanted).iter().any(|group| groups.contains(group));
    let (named, other): (Vec<_>, Vec<_>) = same.partition(shares);
    if named.is_empty() && !other.is_empty() {
        return other.into_iter().flat_map(labels).collect::<BTreeSet<_>>().into_iter().collect();
    }
    let alone = wanted.iter().filter(|wanted| self::groups(wanted).is_empty()).flat_map(titles);
    let known: BTreeSet<String> = alone.filter(|title| own.contains(title.as_str())).collect();
    match (known.is_empty(), groups.is_empty()) {
        (false, _) => known.into_iter().collect(),
        (true, false) => groups,
        (true, true) => vec![own],
    }
}

/// Compares the sessions that are expected with those of an answer.
pub(crate) fn compare(wanted: &[Value], got: &[Value]) -> Vec<Difference> {
    let wanted_days = labelled(wanted, labels);
    let got_days = labelled(got, |session| found_labels(session, wanted));
    let keys: BTreeSet<_> = wanted_days.keys().chain(got_days.keys()).collect();
    let none = Vec::new();
    keys.into_iter()
        .flat_map(|key| {
            let [wanted, got] =
                [&wanted_days, &got_days].map(|days| days.get(key).unwrap_or(&none));
            let found = if wanted.iter().all(|session| session["start"].is_string()) {
                minutes(wanted, got)
            } else {
                halves(wanted, got)
            };
            let found = found.into_iter().chain(marks(wanted, got));
            found.map(|(is_missing, field, what)| {
                let (day, label) = (key.0.to_owned(), &key.1);
                Difference { is_missing, field, what: format!("{day} {label} {what}"), day }
            })
        })
        .collect()
}

/// Whether something is missing, in which field, and what it is.
type Found = (bool, &'static str, String);

/// The longest break, in minutes, that a session over two slots may have or not.
const BREAK: u32 = 40;

/// Sessions with hours have to fill the same minutes.
fn minutes(wanted: &[&Value], got: &[&Value]) -> Vec<Found> {
    let span = |session: &&Value| {
        let start = minute(&session["start"])?;
        Some((start, minute(&session["end"]).unwrap_or(start + 1)))
    };
    let filled = |spans: &[(u32, u32)]| -> BTreeSet<u32> {
        spans.iter().flat_map(|(start, end)| *start..*end).collect()
    };
    let mut spans: Vec<_> = wanted.iter().filter_map(span).collect();
    spans.sort_unstable();
    let said: Vec<_> = got.iter().filter_map(span).collect();
    let (due, held) = (filled(&spans), filled(&said));
    let breaks: Vec<_> = spans.windows(2).map(|two| (two[0].1, two[1].0)).collect();
    let breaks = breaks.into_iter().filter(|(end, start)| start.saturating_sub(*end) <= BREAK);
    let breaks = filled(&breaks.collect::<Vec<_>>());
    // Without an end the session lasts as long as the reader says.
    let open = wanted.iter().filter(|session| session["end"].is_null());
    let open = open.filter_map(|session| minute(&session["start"])).min();
    let lost = due.difference(&held).count();
    let surplus = held
        .difference(&due)
        .filter(|minute| !breaks.contains(minute) && open.is_none_or(|start| **minute < start));
    let surplus = surplus.count();
    let mut found = Vec::new();
    if lost > 0 || got.len() > said.len() {
        found.push((true, "sessions", format!("{lost} min")));
    }
    if surplus > 0 {
        let hours = got.iter().map(|session| session["start"].as_str().unwrap_or("?"));
        let hours = hours.collect::<Vec<_>>().join(" ");
        found.push((false, "sessions", format!("{surplus} min ({hours})")));
    }
    found
}

/// Sessions without hours have to lie in the same halves of the day.
fn halves(wanted: &[&Value], got: &[&Value]) -> Vec<Found> {
    const NOON: u32 = 13 * 60 + 10;
    let half = |session: &&Value| -> Vec<&'static str> {
        let (start, end) = (minute(&session["start"]), minute(&session["end"]));
        match (start, session["slot"].as_str().unwrap_or("")) {
            (Some(start), _) if start < NOON && end.is_some_and(|end| end > NOON + 70) => {
                vec!["am", "pm"]
            }
            (Some(start), _) if start < NOON => vec!["am"],
            (Some(_), _) | (None, "pm" | "3" | "4" | "5") => vec!["pm"],
            (None, "am" | "0" | "1" | "2") => vec!["am"],
            (None, _) => vec!["am", "pm"],
        }
    };
    let [due, held] = [wanted, got].map(|list| list.iter().flat_map(half).collect::<BTreeSet<_>>());
    let is_whole = wanted.iter().any(|session| session["slot"] == "day");
    if is_whole && !held.is_empty() {
        return Vec::new();
    }
    let lost = due.difference(&held).map(|half| (true, "sessions", (*half).to_owned()));
    let surplus = held.difference(&due).map(|half| (false, "sessions", (*half).to_owned()));
    lost.chain(surplus).collect()
}

/// Whether any of the sessions is remote, or only held if needed.
fn marks(wanted: &[&Value], got: &[&Value]) -> Vec<Found> {
    if wanted.is_empty() || got.is_empty() {
        return Vec::new();
    }
    ["remote", "tentative"]
        .into_iter()
        .filter_map(|mark| {
            let [due, held] =
                [wanted, got].map(|list| list.iter().any(|session| session[mark] == true));
            (due != held).then(|| (due, mark, String::new()))
        })
        .collect()
}

/// The cells of the plan.
pub(crate) fn sessions(facts: &mut Facts<'_>) {
    // Some timetables have hours by names that are no cells.
    let wanted = facts.wanted("sessions").as_array().map_or(&[][..], Vec::as_slice);
    let got = facts.answer.list("sessions");
    let events = each(facts.wanted("events"));
    let is_event = |day: &str| {
        let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
        events.iter().any(|event| *text(&event["start"]) <= *day && *day <= *text(&event["end"]))
    };
    for Difference { is_missing, field, day, what } in compare(wanted, got) {
        match is_missing {
            true => facts.verdict.missing(field, what),
            // A workshop may stand among the sessions.
            false if field == "sessions" && is_event(&day) => {}
            false => facts.verdict.wrong(field, what),
        }
    }
    if !facts.accepted("sessions.groups").is_empty() {
        return;
    }
    for session in wanted {
        let own = titles(session);
        let same = |said: &&Value| {
            said["date"] == session["date"] && titles(said).iter().any(|title| own.contains(title))
        };
        let said: Vec<&Value> = got.iter().filter(same).collect();
        if said.is_empty() {
            continue;
        }
        let due = BTreeSet::from_iter(groups(session));
        let held: BTreeSet<String> = said.into_iter().flat_map(groups).collect();
        let label = format!("{} {}", session["date"].as_str().unwrap_or(""), own.join(" "));
        for lost in due.difference(&held) {
            facts.verdict.missing("sessions.groups", format!("{label}: {lost}"));
        }
        for surplus in held.difference(&due) {
            facts.verdict.wrong("sessions.groups", format!("{label}: {surplus}"));
        }
    }
}

/// The days with sessions.
pub(crate) fn days(facts: &mut Facts<'_>) {
    if !facts.accepted("plan_days").is_empty() {
        return;
    }
    let days = facts.answer.list("sessions").iter().map(|session| session["date"].clone());
    let (wanted, got) = (set(facts.wanted("plan_days")), set(&days.collect()));
    for lost in wanted.difference(&got) {
        facts.verdict.missing("plan_days", lost);
    }
    for surplus in got.difference(&wanted) {
        facts.verdict.wrong("plan_days", surplus);
    }
}

/// The breaks at noon, as a calendar has them.
pub(crate) fn lunch(facts: &mut Facts<'_>) {
    if !facts.accepted("lunch").is_empty() {
        return;
    }
    let zone: chrono_tz::Tz = facts.answer.zone().parse().unwrap();
    let local = |instant: &Value| {
        let instant = chrono::DateTime::parse_from_rfc3339(instant.as_str().unwrap()).unwrap();
        instant.with_timezone(&zone)
    };
    let got: BTreeSet<String> = facts
        .answer
        .lunches()
        .iter()
        .map(|event| {
            let (start, end) = (local(&event["start"]), local(&event["end"]));
            format!("{} {}", start.format("%Y-%m-%d %H:%M"), end.format("%H:%M"))
        })
        .collect();
    let wanted: BTreeSet<String> = each(facts.wanted("lunch"))
        .iter()
        .map(|lunch| {
            let [day, start, end] =
                ["date", "start", "end"].map(|key| lunch[key].as_str().unwrap_or(""));
            format!("{day} {start} {end}")
        })
        .collect();
    for lost in wanted.difference(&got) {
        facts.verdict.missing("lunch", lost);
    }
    for surplus in got.difference(&wanted) {
        facts.verdict.wrong("lunch", surplus);
    }
}

/// A plan without its cells is told.
pub(crate) fn cells_missing(facts: &mut Facts<'_>) {
    if *facts.wanted("cells_missing") == Value::Bool(true) && !facts.answer.is_told() {
        facts.verdict.wrong("cells_missing", "not told");
    }
}

/// The hours that are published where a letter has no others.
const STANDARD: [(&str, &str); 7] = [
    ("0", "08:30-09:30"),
    ("1", "09:30-10:45"),
    ("2", "11:15-12:30"),
    ("lunch", "12:30-14:30"),
    ("3", "14:30-15:45"),
    ("4", "16:15-17:30"),
    ("5", "18:00-19:15"),
];

/// The hours of slots; those of half days are seen in their sessions.
pub(crate) fn session_times(facts: &mut Facts<'_>) {
    let Some(wanted) = facts.wanted("session_times").as_object() else { return };
    let got = facts.answer.look("session_times");
    for (slot, hours) in wanted {
        let hours = each(hours).iter().filter_map(Value::as_str).collect::<Vec<_>>().join("-");
        let Some((_, standard)) = STANDARD.iter().find(|(name, _)| name == slot) else {
            half_day(facts, wanted, slot, &hours);
            continue;
        };
        let said = got[slot]
            .as_array()
            .map(|said| said.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("-"));
        match said {
            Some(said) if said == hours => {}
            None if *standard == hours => {}
            None if facts.answer.list("sessions").is_empty() => {
                facts.verdict.missing("session_times", slot);
            }
            said => {
                let said = said.as_deref().unwrap_or(standard);
                facts.verdict.wrong("session_times", format!("{slot} `{said}`, not `{hours}`"));
            }
        }
    }
}

/// Sessions that fill a half day, on all days, on Fridays (`am-friday`) or on one (`am-2025-03-17`).
fn half_day(facts: &mut Facts<'_>, all: &serde_json::Map<String, Value>, key: &str, hours: &str) {
    let (half, on) = key.split_once('-').unwrap_or((key, ""));
    for session in facts.answer.list("sessions").iter().filter(|session| session["slot"] == half) {
        let day = session["date"].as_str().unwrap_or("");
        let date: NaiveDate = day.parse().unwrap();
        let is_friday =
            date.weekday() == Weekday::Fri && all.contains_key(&format!("{half}-friday"));
        let own = match () {
            () if all.contains_key(&format!("{half}-{day}")) => day,
            () if is_friday => "friday",
            () => "",
        };
        let said = [&session["start"], &session["end"]].map(|hour| hour.as_str().unwrap_or("?"));
        let said = said.join("-");
        if own == on && said != hours {
            let title = shown(&session["title"]);
            let what = format!("{key} {day} {title} `{said}`, not `{hours}`");
            facts.verdict.wrong("session_times", what);
        }
    }
}
