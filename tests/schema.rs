//! `timeplan schema`: what is read validates, what is structurally wrong does not, and the keys are those that are read.

use crate::support::{Folder, blessing, cases, root, tree};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use timeplan::finding::Findings;
use timeplan::model::Group;
use timeplan::source::{meeting_schema, settings_schema, yaml};

/// A YAML file as an editor sees it: every scalar typed.
fn typed(text: &str) -> Option<Value> {
    let options = serde_yaml::options! {
        strict_booleans: true,
        merge_keys: serde_yaml::options::MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: serde_yaml::options::NonFiniteFloatPolicy::AsString,
    };
    serde_yaml::from_str_with_options(text, options).ok()
}

fn is_valid(schema: &Value, text: &str) -> bool {
    typed(text).is_some_and(|value| jsonschema::validator_for(schema).unwrap().is_valid(&value))
}

fn schema_of(path: &str) -> Value {
    if path.ends_with("timeplan.yaml") { settings_schema() } else { meeting_schema() }
}

fn files(folder: &Path) -> impl Iterator<Item = (String, String)> {
    let files = tree(folder).into_iter().filter(|(path, _)| path.ends_with(".yaml"));
    files.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()))
}

#[test]
fn what_is_read_validates() {
    let folders = cases("feeds").into_iter().map(|case| case.join("meetings"));
    for folder in folders.chain([root().join("meetings")]) {
        for (path, text) in files(&folder) {
            let schema = schema_of(&path);
            if let Some(error) = typed(&text).and_then(|value| {
                jsonschema::validator_for(&schema)
                    .unwrap()
                    .validate(&value)
                    .err()
                    .map(|error| error.to_string())
            }) {
                panic!("{}/{path}: {error}", folder.display());
            }
        }
    }
}

#[test]
fn every_spelling_of_a_group_that_is_read_validates() {
    let meeting =
        |group: &str| format!("group: '{}'\nstart: 2027-01-12\n", group.replace('\'', "''"));
    for group in [
        "SG12",
        "sg12",
        " Q7/12 ",
        "q7/12",
        "Study Group 12",
        "第12研究组",
        "لجنة الدراسات ١٢",
        "SG12RG-AFR",
        "TSAG",
        "tsag",
        "GCNT",
        "КГСЭ",
        "电信标准化顾问组",
        "Telecommunication Standardization Advisory Group",
        "TELECOMMUNICATION STANDARDIZATION ADVISORY GROUP",
        "Groupe consultatif de la normalisation des télécommunications",
        "WP1/TSAG",
        "JCA-MMeS",
        "FG-AI4H",
        "NGN-GSI",
        "ITU-R WP8A",
        "ITU-D RAG",
    ] {
        assert!(group.parse::<Group>().is_ok(), "{group}");
        assert!(is_valid(&meeting_schema(), &meeting(group)), "{group}");
    }
    for group in ["", "?", "to be determined", "/"] {
        assert!(group.parse::<Group>().is_err(), "{group}");
        assert!(!is_valid(&meeting_schema(), &meeting(group)), "{group}");
    }
}

#[test]
fn what_is_structurally_wrong_does_not() {
    for case in ["unknown-keys", "wrong-types", "values", "deadlines", "settings", "traps-of-yaml"]
    {
        for (path, text) in files(&root().join("tests/faults").join(case).join("input")) {
            // The settings' neighbour is a sound meeting; a second document is no matter of
            // structure.
            let sound = case == "settings" && path == "a.yaml";
            assert_eq!(is_valid(&schema_of(&path), &text), sound, "{case}/{path}");
        }
    }
}

#[test]
fn the_keys_of_the_schema_are_those_that_are_read() {
    // The reader names its keys when it meets one that it does not know.
    let text = "zzzzzzzz: x\nletter: {zzzzzzzz: x, modifies: {type: revision, zzzzzzzz: x}}\ncontact: {zzzzzzzz: x}\n\
        registration: {zzzzzzzz: x}\nopening: {zzzzzzzz: x}\nsession_times: {zzzzzzzz: x}\nlinks: [{zzzzzzzz: x}]\n\
        deadlines: [{zzzzzzzz: x, before: {zzzzzzzz: x}}]\nagenda: [{number: 1, zzzzzzzz: x}]\n\
        time_plan: {2025-01-14: {1: {zzzzzzzz: x}}}\nrgm: [{zzzzzzzz: x, also: [{zzzzzzzz: x}]}]\n\
        recommendations: [{zzzzzzzz: x}]\ntitle: {zzzzzzzz: x}\n";
    let mut findings = Findings::default();
    yaml::read_meeting(text, &mut findings);
    yaml::read_settings("zzzzzzzz: x\nviews: {v: {zzzzzzzz: x}}\n", &mut findings);
    let read: BTreeSet<BTreeSet<String>> = findings
        .sorted()
        .iter()
        .filter_map(|finding| finding.help.as_ref()?.strip_prefix("the possible keys are "))
        .map(|keys| keys.split('`').skip(1).step_by(2).map(str::to_owned).collect())
        .collect();
    let mut known = BTreeSet::new();
    keys_of(&meeting_schema(), &mut known);
    keys_of(&settings_schema(), &mut known);
    // Slots by name and the two forms of a day have patterns beside keys.
    let day = ["times", "except", "also", "rooms"].map(str::to_owned).into();
    assert!(known.remove(&day));
    let slots: BTreeSet<String> = ["0", "1", "2", "lunch", "3", "4", "5"].map(str::to_owned).into();
    let read: BTreeSet<_> = read.into_iter().filter(|keys| *keys != slots).collect();
    assert_eq!(read.len(), 17);
    assert_eq!(known, read);
}

/// The sets of keys of all records of a schema; that of a day has one key only and is left out.
fn keys_of(schema: &Value, known: &mut BTreeSet<BTreeSet<String>>) {
    match schema {
        Value::Object(map) => {
            if let Some(keys) =
                map.get("properties").and_then(Value::as_object).filter(|keys| keys.len() > 1)
            {
                known.insert(keys.keys().cloned().collect());
            }
            map.values().for_each(|value| keys_of(value, known));
        }
        Value::Array(values) => values.iter().for_each(|value| keys_of(value, known)),
        _ => {}
    }
}

#[test]
fn the_meetings_of_this_repository_name_their_schema() {
    let folder = Folder::new();
    for (words, file) in [
        (&["schema"][..], "meeting.schema.json"),
        (&["schema", "--settings"], "timeplan.schema.json"),
    ] {
        let printed = folder.run(words).out;
        let place = root().join("meetings").join(file);
        if blessing() {
            std::fs::write(&place, &printed).unwrap();
        }
        assert_eq!(std::fs::read_to_string(place).unwrap(), printed);
    }
    for (path, text) in files(&root().join("meetings")) {
        let schema = if path == "timeplan.yaml" { "timeplan" } else { "meeting" };
        assert!(
            text.starts_with(&format!("# yaml-language-server: $schema={schema}.schema.json\n")),
            "{path}"
        );
    }
}

#[test]
fn every_key_has_a_description_and_an_example_that_is_valid() {
    let mut count = 0;
    for (name, schema) in [("meeting", meeting_schema()), ("settings", settings_schema())] {
        let definitions = schema["$defs"].clone();
        each_key(&schema, &mut |key, value| {
            count += 1;
            let description = value["description"].as_str().unwrap_or_default();
            assert!(description.ends_with('.'), "{name}: {key}: {description}");
            let examples = value["examples"].as_array().unwrap_or_else(|| panic!("{name}: {key}"));
            let mut whole = value.clone();
            whole["$defs"] = definitions.clone();
            let validator = jsonschema::validator_for(&whole).unwrap();
            for example in examples {
                if let Err(error) = validator.validate(example) {
                    panic!("{name}: {key}: {example}: {error}");
                }
            }
        });
    }
    assert!(count > 150, "{count}");
}

/// Calls a function for each key of a schema, also those that are known by their form.
fn each_key(schema: &Value, see: &mut impl FnMut(&str, &Value)) {
    match schema {
        Value::Object(map) => {
            for (word, value) in map {
                let keys = ["properties", "patternProperties"].contains(&word.as_str());
                if let Some(keys) = value.as_object().filter(|_| keys) {
                    keys.iter().for_each(|(key, value)| see(key, value));
                }
                if word != "examples" {
                    each_key(value, see);
                }
            }
        }
        Value::Array(values) => values.iter().for_each(|value| each_key(value, see)),
        _ => {}
    }
}

#[test]
fn the_example_of_each_key_is_read() {
    // The examples of the whole file together are a meeting that the program takes.
    let schema = meeting_schema();
    let keys = schema["properties"].as_object().unwrap();
    let lines = keys.iter().filter(|(key, _)| *key != "formerly");
    let text: String =
        lines.map(|(key, value)| format!("{key}: {}\n", value["examples"][0])).collect();
    let mut findings = Findings::default();
    yaml::read_meeting(&text, &mut findings);
    assert!(findings.is_empty(), "{findings:?}\n{text}");
}
