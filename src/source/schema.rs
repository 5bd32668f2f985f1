//! JSON Schema of the files that people write, for editors that complete and check while they type.
//!
//! Words such as actions and kinds come from the types that read them. That the keys are those that
//! are read is held by a test, which asks the reader for them. An editor types scalars before it
//! looks at them, so `0930` may reach the schema as a number; checks of one value against another
//! stay with `timeplan check`.

mod keys;
mod settings_keys;

use crate::model::{Action, Kind, Language, TimeUnit};
use keys::KeyRow;
use serde_json::{Map, Value, json};

const DATE: &str = r"\d{4}-\d{2}-\d{2}";
const SLOTS: &str = r"^([0-5]|[0-5]\s*[-–]\s*[0-5]|am|pm|day|lunch)$";
const GROUPS: &str = "^[A-Z]";

/// The schema of a meeting file.
pub fn meeting_schema() -> Value {
    let letter = record(
        &keys::LETTER,
        &[
            ("number", words()),
            ("date", date()),
            ("reference", words()),
            ("source", words()),
            ("modifies", modification()),
        ],
    );
    let contact = record(
        &keys::CONTACT,
        &[("tel", words()), ("fax", words()), ("email", words()), ("web", address())],
    );
    let keys = [
        ("language", language()),
        ("id", name()),
        ("formerly", one_or_many(&name())),
        ("group", one_or_many(&group())),
        ("title", text()),
        ("start", date()),
        ("end", date()),
        ("timezone", zone()),
        ("place", text()),
        ("url", address()),
        ("status", one_of(["confirmed", "tentative", "postponed", "cancelled"])),
        ("chair", text()),
        ("remote", text()),
        ("note", text()),
        ("slots", one_or_many(&slots())),
        ("letter", letter),
        ("contact", contact),
        (
            "registration",
            required(
                record(
                    &keys::REGISTRATION,
                    &[("date", date()), ("time", time()), ("place", text())],
                ),
                &["time"],
            ),
        ),
        (
            "opening",
            required(record(&keys::OPENING, &[("date", date()), ("time", time())]), &["time"]),
        ),
        ("session_times", times()),
        ("rooms", rooms()),
        (
            "links",
            one_or_many(&required(
                record(&keys::LINK, &[("title", text()), ("url", address())]),
                &["url"],
            )),
        ),
        ("deadlines", one_or_many(&deadline())),
        ("time_plan", by_name(&keys::OF_DAY, &format!("^{DATE}(/{DATE})?$"), day())),
        ("rgm", one_or_many(&rgm())),
        ("agenda", one_or_many(&agenda_item())),
        ("recommendations", one_or_many(&recommendation())),
    ];
    document("A meeting", required(record(&keys::MEETING, &keys), &["group"]))
}

/// The schema of `timeplan.yaml`.
pub fn settings_schema() -> Value {
    let terms = one_or_many(&pattern(r"^[A-Za-z0-9][A-Za-z0-9/ -]*$"));
    let span = pattern(r"^P[0-9DWTHM]+$");
    let view = record(
        &settings_keys::VIEW,
        &[("show", terms.clone()), ("hide", terms), ("alarm", span.clone()), ("lang", language())],
    );
    let keys = [
        ("languages", one_or_many(&language())),
        ("title", text()),
        ("base_url", pattern(r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@]+(/[^\s?#]*)?$")),
        ("uid_domain", pattern(r"^[A-Za-z0-9.-]{1,63}$")),
        ("cancelled", one_of(["mark", "drop"])),
        ("alarm", span.clone()),
        ("refresh", span),
        ("views", by_name(&settings_keys::OF_VIEW, r"^[a-z0-9-]+$", view)),
        ("personal_views", yes_or_no()),
    ];
    document("What holds for all meetings of a folder", record(&settings_keys::SETTINGS, &keys))
}

fn document(title: &str, schema: Value) -> Value {
    let version = json!("https://json-schema.org/draft/2020-12/schema");
    let schema = with(with(schema, "$schema", version), "title", json!(title));
    with(schema, "$defs", definitions())
}

/// A schema with one more keyword.
fn with(mut schema: Value, keyword: &str, value: Value) -> Value {
    if let Value::Object(keywords) = &mut schema {
        keywords.insert(keyword.to_owned(), value);
    }
    schema
}

fn modification() -> Value {
    let kinds = one_of(["revision", "addendum", "corrigendum", "postponement", "cancellation"]);
    required(
        record(
            &keys::MODIFIES,
            &[("type", kinds), ("number", whole_number()), ("letter", words())],
        ),
        &["type"],
    )
}

fn deadline() -> Value {
    let before = TimeUnit::ALL.map(|unit| (unit.key(), whole_number()));
    let before = with(
        with(record(&keys::BEFORE, &before), "minProperties", json!(1)),
        "maxProperties",
        json!(1),
    );
    let action = one_or_many(&one_of(Action::ALL.map(Action::key)));
    let deadline = record(
        &keys::DEADLINE,
        &[
            ("date", date()),
            ("before", before),
            ("time", time()),
            ("timezone", zone()),
            ("action", action.clone()),
            ("actions", action),
            ("text", text()),
            ("url", address()),
            ("groups", one_or_many(&group())),
            ("note", text()),
        ],
    );
    let needed = json!([
        {"anyOf": [{"required": ["date"]}, {"required": ["before"]}]},
        {"anyOf": [{"required": ["action"]}, {"required": ["actions"]}]},
    ]);
    let deadline = with(deadline, "dependentRequired", json!({"timezone": ["time"]}));
    with(deadline, "allOf", needed)
}

fn day() -> Value {
    let cell = record(
        &keys::CELL,
        &[
            ("title", text()),
            ("kind", one_of(Kind::CELLS.map(Kind::key))),
            ("groups", one_or_many(&group())),
            ("start", time()),
            ("end", time()),
            ("room", text()),
            ("remote", text()),
            ("tentative", yes_or_no()),
            ("note", text()),
            ("url", address()),
        ],
    );
    // A title by language is written under `title`, so a record is always a cell.
    let cells = one_or_many(&json!({"anyOf": [words(), cell]}));
    let rooms_of_day = json!({
        "type": "object",
        "patternProperties": {
            GROUPS: described(text(), &keys::OF_ROOM),
            SLOTS: described(rooms(), &keys::OF_ROOMS),
        },
        "additionalProperties": false,
    });
    let keys = [
        ("times", times()),
        ("except", one_or_many(&group())),
        ("also", by_name(&keys::OF_SLOT, SLOTS, cells.clone())),
        ("rooms", rooms_of_day),
    ];
    let keys = properties(&keys::DAY, &keys);
    with(by_name(&keys::OF_SLOT, SLOTS, cells), "properties", Value::Object(keys))
}

fn rooms() -> Value {
    by_name(&keys::OF_ROOM, GROUPS, text())
}

fn times() -> Value {
    by_name(&keys::OF_HOURS, "^([0-5]|lunch)$", hours())
}

fn rgm() -> Value {
    let other_day =
        record(&keys::OTHER_DAY, &[("date", date()), ("time", hours()), ("room", text())]);
    let moved = by_name(
        &keys::OF_MOVED,
        &format!("^{DATE}$"),
        json!({"anyOf": [date(), other_day.clone()]}),
    );
    let also = json!({"anyOf": [date(), required(other_day, &["date"])]});
    let keys = [
        ("group", one_or_many(&group())),
        ("title", text()),
        ("start", date()),
        ("end", date()),
        ("slots", one_or_many(&slots())),
        ("every", one_of(["day", "week", "2 weeks", "4 weeks"])),
        ("on", one_or_many(&one_of(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]))),
        ("time", hours()),
        ("except", one_or_many(&pattern(&format!("^{DATE}(/{DATE})?$")))),
        ("also", one_or_many(&also)),
        ("moved", moved),
        ("timezone", zone()),
        ("session_times", times()),
        ("place", text()),
        ("room", text()),
        ("remote", text()),
        ("url", address()),
        ("note", text()),
    ];
    required(record(&keys::RGM, &keys), &["group", "start"])
}

fn agenda_item() -> Value {
    let numbered = required(
        record(&keys::AGENDA, &[("number", words()), ("text", text())]),
        &["number", "text"],
    );
    json!({"anyOf": [text(), numbered]})
}

fn recommendation() -> Value {
    let keys = [("name", words()), ("title", text()), ("question", group()), ("group", group())];
    required(record(&keys::RECOMMENDATION, &keys), &["name"])
}

/// Keys with values, and no others. `said` is what an editor shows of them.
fn record(said: &[KeyRow], keys: &[(&str, Value)]) -> Value {
    json!({"type": "object", "properties": properties(said, keys), "additionalProperties": false})
}

fn properties(said: &[KeyRow], keys: &[(&str, Value)]) -> Map<String, Value> {
    let described = |(key, value): &(&str, Value)| {
        let said = said.iter().find(|(name, ..)| name == key);
        let value = value.clone();
        ((*key).to_owned(), said.map_or(value.clone(), |said| described(value, said)))
    };
    keys.iter().map(described).collect()
}

/// A value with what its key means, and an example.
fn described(value: Value, (_, meaning, example): &KeyRow) -> Value {
    let example: Value = serde_json::from_str(example).unwrap_or_default();
    with(with(value, "description", json!(meaning)), "examples", json!([example]))
}

/// Keys of one form, each with a value of one kind.
fn by_name(said: &KeyRow, names: &str, value: Value) -> Value {
    let mut forms = Map::new();
    forms.insert(names.to_owned(), described(value, said));
    json!({"type": "object", "patternProperties": forms, "additionalProperties": false})
}

fn required(record: Value, keys: &[&str]) -> Value {
    with(record, "required", json!(keys))
}

fn one_or_many(item: &Value) -> Value {
    json!({"anyOf": [item, {"type": "array", "items": item}]})
}

fn one_of<'a>(words: impl IntoIterator<Item = &'a str>) -> Value {
    json!({"enum": words.into_iter().collect::<Vec<_>>()})
}

fn pattern(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern})
}

/// A scalar, whatever an editor takes it for.
fn words() -> Value {
    json!({"type": ["string", "number", "boolean"]})
}

/// A text: a string, or one string a language. It stands so often that it is defined once.
fn text() -> Value {
    json!({"$ref": "#/$defs/text"})
}

fn definitions() -> Value {
    let by_language =
        record(&keys::TEXTS, &Language::ALL.map(|language| (language.code(), words())));
    json!({"text": {"anyOf": [words(), by_language]}})
}

fn yes_or_no() -> Value {
    json!({"enum": [true, false, "yes", "no"]})
}

fn language() -> Value {
    one_of(Language::ALL.map(Language::code))
}

fn name() -> Value {
    pattern(r"^[a-z0-9][a-z0-9-]{0,79}$")
}

fn group() -> Value {
    // A name, or anything with a number or in another script: spellings are many.
    pattern(
        r"^\s*([A-Za-z-]+\s*$|ITU-[RD] .|[A-Za-z\s]+[Gg][Rr][Oo][Uu][Pp]\s*$)|[0-9]|[^\x00-\x7F]",
    )
}

fn address() -> Value {
    pattern(r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/]")
}

fn zone() -> Value {
    pattern(r"^[A-Za-z][A-Za-z0-9_+/-]*$")
}

fn date() -> Value {
    pattern(&format!("^{DATE}$"))
}

fn whole_number() -> Value {
    json!({"anyOf": [{"type": "integer", "minimum": 1, "maximum": 10_000}, {"type": "string", "pattern": "^[0-9]+$"}]})
}

fn time() -> Value {
    json!({"anyOf": [pattern(r"^\d{1,2}[:h]\d{2}$|^\d{4}$"), {"type": "integer", "minimum": 0, "maximum": 2400}]})
}

fn hours() -> Value {
    pattern(r"^\d{1,2}[:h]?\d{2}\s*[-‐-―−~～－/]\s*\d{1,2}[:h]?\d{2}$")
}

fn slots() -> Value {
    json!({"anyOf": [pattern(SLOTS), {"type": "integer", "minimum": 0, "maximum": 5}]})
}
