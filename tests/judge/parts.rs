//! Fields that are lists and records.

use super::compare::{each, instant, plain, set, shown, title, web_name, words};
use super::facts::Facts;
use serde_json::Value;
use std::collections::BTreeSet;

/// What kind of change, of which letter, with which number.
pub(crate) fn modifies(facts: &mut Facts<'_>) {
    let (wanted, got) = (facts.wanted("modifies"), facts.answer.look("modifies"));
    for key in ["type", "number", "letter"] {
        let field = format!("modifies.{key}");
        match (&wanted[key], &got[key]) {
            (wanted, got) if wanted == got => {}
            (wanted, Value::Null) => facts.verdict.missing(&field, shown(wanted)),
            (wanted, got) => {
                facts.verdict.wrong(&field, format!("{}, not {}", shown(got), shown(wanted)));
            }
        }
    }
}

/// The web addresses of the body. None is given yet that is in no letter.
pub(crate) fn links(facts: &mut Facts<'_>) {
    let name = |link: &Value| web_name(link.get("url").unwrap_or(link));
    let names = |list: &Value| each(list).iter().map(name).collect::<BTreeSet<_>>();
    let (wanted, got) = (names(facts.wanted("links")), names(facts.answer.look("links")));
    for lost in wanted.difference(&got) {
        facts.verdict.missing("links", lost);
    }
    for surplus in got.difference(&wanted) {
        facts.verdict.wrong("links", surplus);
    }
}

/// A day with something that is to be done by then.
type Pair = (String, String);

/// The days of deadlines with their actions.
pub(crate) fn pairs(list: &Value) -> BTreeSet<Pair> {
    let actions = |deadline: &Value| -> Vec<Pair> {
        let date = deadline["date"].as_str().unwrap_or("").to_owned();
        let actions = each(&deadline["actions"]).iter().filter_map(Value::as_str);
        actions.map(|action| (date.clone(), action.to_owned())).collect()
    };
    each(list).iter().flat_map(actions).collect()
}

/// Every day with its actions, then the hours and the groups of the days.
pub(crate) fn deadlines(facts: &mut Facts<'_>) {
    let got = pairs(facts.answer.look("deadlines"));
    let mut choices = vec![pairs(facts.wanted("deadlines"))];
    choices.extend(facts.accepted("deadlines").into_iter().map(pairs));
    let faults = |wanted: &&BTreeSet<Pair>| {
        wanted.difference(&got).count() + 2 * got.difference(wanted).count()
    };
    let wanted = choices.iter().min_by_key(faults).unwrap();
    for (date, action) in wanted.difference(&got) {
        facts.verdict.missing("deadlines", format!("{date} {action}"));
    }
    for (date, action) in got.difference(wanted) {
        let is_counted = each(facts.wanted("relative_deadlines")).iter().any(|distance| {
            let days = each(&distance["computed"]);
            distance["action"] == action.as_str()
                && distance["kind"].is_null()
                && (days.is_empty() || days.contains(&date.as_str().into()))
        });
        let others = facts.accepted(&format!("deadlines.{action}"));
        if !is_counted && !others.contains(&&Value::from(date.as_str())) {
            facts.verdict.wrong("deadlines", format!("{date} {action} is not there"));
        }
    }
    hours(facts);
}

/// The hours of deadlines, with their zones, and the groups that they are for.
fn hours(facts: &mut Facts<'_>) {
    let zone = facts.answer.zone();
    for wanted in each(facts.wanted("deadlines")) {
        let own = pairs(wanted);
        let found = facts.answer.list("deadlines").iter();
        let Some(got) = found.filter(|got| !pairs(got).is_disjoint(&own)).max_by_key(|got| {
            // Where a day has several deadlines, the one for the same groups.
            set(&got["groups"]) == set(&wanted["groups"])
        }) else {
            continue;
        };
        let day = shown(&wanted["date"]);
        let (hour, said) = (&wanted["time"], &got["time"]);
        let of = match wanted["tz"].as_str() {
            None => zone,
            Some("Geneva") => "Europe/Zurich",
            Some(named) => named,
        };
        let own_zone = got["timezone"].as_str().unwrap_or(zone);
        let is_same = instant(&wanted["date"], hour, of) == instant(&got["date"], said, own_zone);
        if said.is_null() && !hour.is_null() {
            facts.verdict.missing("deadlines.time", &day);
        } else if !is_same {
            let (said, hour) = (shown(said), shown(hour));
            facts
                .verdict
                .wrong("deadlines.time", format!("{day} {said} {own_zone}, not {hour} {of}"));
        }
        for lost in set(&wanted["groups"]).difference(&set(&got["groups"])) {
            facts.verdict.missing("deadlines.groups", format!("{day} {lost}"));
        }
    }
}

/// Deadlines that are a distance from the first day, where they can be counted and are no advice.
pub(crate) fn distances(facts: &mut Facts<'_>) {
    let got = pairs(facts.answer.look("deadlines"));
    for distance in each(facts.wanted("relative_deadlines")) {
        let action = distance["action"].as_str().unwrap_or("");
        let days = each(&distance["computed"]);
        let is_there = days
            .iter()
            .filter_map(Value::as_str)
            .any(|day| got.contains(&(day.to_owned(), action.to_owned())));
        if distance["kind"].is_null() && !days.is_empty() && !is_there {
            facts.verdict.missing("relative_deadlines", action);
        }
    }
}

/// Other things with dates: meetings of rapporteur groups, or sessions of the plan.
pub(crate) fn events(facts: &mut Facts<'_>) {
    let (rgm, sessions) = (facts.answer.list("rgm"), facts.answer.list("sessions"));
    let wanted = each(facts.wanted("events"));
    let hours = [("start_time", "start"), ("end_time", "end")];
    for event in wanted {
        let day = event["start"].as_str().unwrap_or("");
        let times = hours.map(|(own, _)| event[own].as_str().unwrap_or("")).join(" ");
        let label = format!("{day} {times} {}", shown(&event["title"]));
        let groups = set(&event["groups"]);
        let is_session = sessions.iter().any(|session| {
            let is_same = words(&event["title"], &session["title"])
                || !groups.is_empty() && groups == set(&session["groups"]);
            let has_hours = |(own, said)| event[own].is_null() || event[own] == session[said];
            session["date"] == day && is_same && hours.into_iter().all(has_hours)
        });
        let days = |rgm: &&Value| rgm["start"] == event["start"] && rgm["end"] == event["end"];
        match rgm.iter().find(days) {
            None if is_session => {}
            None => facts.verdict.missing("events", label),
            Some(rgm) => {
                for lost in groups.difference(&set(&rgm["groups"])) {
                    facts.verdict.missing("events.groups", format!("{label} {lost}"));
                }
                if !times.trim().is_empty() && rgm["time"].is_null() {
                    facts.verdict.missing("events.times", label);
                } else if rgm["time"].as_str().is_some_and(|said| said != times.replace(' ', "-")) {
                    let said = shown(&rgm["time"]);
                    facts.verdict.wrong("events.times", format!("{label} is at {said}"));
                }
            }
        }
    }
    let ends = facts.accepted("events.0.end");
    for rgm in rgm {
        let is_there = wanted.iter().any(|event| {
            rgm["start"] == event["start"]
                && (rgm["end"] == event["end"] || ends.contains(&&rgm["end"]))
        });
        if !is_there {
            let days = [&rgm["start"], &rgm["end"]].map(shown).join(" ");
            facts.verdict.wrong("events", format!("{days} {} is not there", rgm["groups"]));
        }
    }
}

/// Numbers and texts, in their order.
pub(crate) fn agenda(facts: &mut Facts<'_>) {
    let (wanted, got) = (each(facts.wanted("agenda")), facts.answer.list("agenda"));
    if got.is_empty() && !wanted.is_empty() {
        return facts.verdict.missing("agenda", "");
    }
    for item in wanted {
        let number = shown(&item["number"]);
        let Some(said) = got.iter().find(|said| said["number"] == item["number"]) else {
            facts.verdict.missing("agenda", number);
            continue;
        };
        if !words(&item["text"], &said["text"]) {
            let texts = [&said["text"], &item["text"]].map(shown).join(", not ");
            facts.verdict.wrong("agenda", format!("{number} {texts}"));
        }
    }
    for said in
        got.iter().filter(|said| !wanted.iter().any(|item| item["number"] == said["number"]))
    {
        facts.verdict.wrong("agenda", format!("{} is not there", shown(&said["number"])));
    }
    let order = |list: &[Value]| list.iter().map(|item| item["number"].clone()).collect::<Vec<_>>();
    if got.len() == wanted.len() && order(got) != order(wanted) {
        facts.verdict.wrong("agenda", "in another order");
    }
}

/// Candidates by their names.
pub(crate) fn recommendations(facts: &mut Facts<'_>) {
    let name = |item: &Value| plain(&item["name"]);
    let (wanted, got) =
        (each(facts.wanted("recommendations")), facts.answer.list("recommendations"));
    for item in wanted {
        let label = shown(&item["name"]);
        let Some(said) = got.iter().find(|said| name(said) == name(item)) else {
            facts.verdict.missing("recommendations", label);
            continue;
        };
        for key in ["title", "group", "question"] {
            let field = format!("recommendations.{key}");
            let (item, said) = (&item[key], &said[key]);
            let is_same = if key == "title" { title(item, said) } else { item == said };
            match is_same {
                true => {}
                false if said.is_null() => facts.verdict.missing(&field, &label),
                false => {
                    let texts = [said, item].map(shown).join(", not ");
                    facts.verdict.wrong(&field, format!("{label} {texts}"));
                }
            }
        }
    }
    for said in got.iter().filter(|said| !wanted.iter().any(|item| name(item) == name(said))) {
        facts.verdict.wrong("recommendations", format!("{} is not there", shown(&said["name"])));
    }
}

/// Days that stand in the letter for another reason.
pub(crate) fn traps(facts: &mut Facts<'_>) {
    let mut right: Vec<&Value> = vec![facts.wanted("start"), facts.wanted("end")];
    right.extend(facts.accepted("start"));
    right.extend(facts.accepted("end"));
    right.extend(each(facts.wanted("deadlines")).iter().map(|deadline| &deadline["date"]));
    let events = each(facts.wanted("events")).iter();
    right.extend(events.flat_map(|event| [&event["start"], &event["end"]]));
    let mut taken = vec![("start", facts.answer.look("start")), ("end", facts.answer.look("end"))];
    for field in ["deadlines", "sessions"] {
        taken.extend(facts.answer.list(field).iter().map(|item| (field, &item["date"])));
    }
    for (field, day) in taken {
        let is_trap = each(facts.wanted("trap_dates")).contains(day) && !right.contains(&day);
        if is_trap && !facts.is_anything(field) {
            facts.verdict.wrong("trap_dates", format!("{} in `{field}`", shown(day)));
        }
    }
}
