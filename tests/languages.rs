//! The six languages: one meeting is the same in all of them but for its words.

use crate::support::{Folder, root};
use std::fs;

/// A folder with the two real meetings in six languages, built.
fn six_languages() -> Folder {
    let folder = Folder::new();
    for name in ["sg11-2022-12.yaml", "sg12-2025-01.yaml"] {
        let text = fs::read_to_string(root().join("meetings").join(name)).unwrap();
        folder.file(&format!("meetings/{name}"), text);
    }
    folder.file("meetings/timeplan.yaml", "languages: [en, ar, zh, fr, ru, es]\n");
    let run = folder.run(&["build", "-q"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    folder
}

#[test]
fn uids_starts_and_ends_are_the_same_in_all_languages() {
    let folder = six_languages();
    let facts = |path: String| {
        let feed = folder.read(&path);
        let is_fact = |line: &&str| {
            let name = line.split([':', ';']).next().unwrap();
            ["UID", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "CATEGORIES"].contains(&name)
        };
        feed.lines().filter(is_fact).map(str::to_owned).collect::<Vec<_>>()
    };
    for path in ["all.ics", "deadlines.ics", "meetings/sg11-2022-12.ics", "groups/q1-12.ics"] {
        let first = facts(format!("out/{path}"));
        assert!(first.len() > 10, "{path}");
        for language in ["ar", "zh", "fr", "ru", "es"] {
            assert_eq!(first, facts(format!("out/{language}/{path}")), "{language}/{path}");
        }
    }
}

#[test]
fn pages_say_their_language_and_where_the_others_are() {
    let folder = six_languages();
    for (language, direction) in
        [("ar", "rtl"), ("zh", "ltr"), ("fr", "ltr"), ("ru", "ltr"), ("es", "ltr")]
    {
        let page = folder.read(&format!("out/{language}/meetings/sg12-2025-01.html"));
        let head = format!("<html lang=\"{language}\" dir=\"{direction}\">");
        assert!(page.contains(&head), "{language}");
        let other = "hreflang=\"en\" href=\"../../meetings/sg12-2025-01.html\"";
        assert!(page.contains(other), "{language}");
        let borrowed = "<span lang=\"en\" dir=\"ltr\">Meeting of Study Group 12</span>";
        assert_eq!(page.contains(borrowed), language != "zh", "{language}");
    }
    let index: Vec<serde_json::Value> =
        serde_json::from_str(&folder.read("out/feeds.json")).unwrap();
    let of = |language: &str| index.iter().filter(|feed| feed["language"] == language).count();
    assert!(of("en") > 0);
    for language in ["ar", "zh", "fr", "ru", "es"] {
        assert_eq!(of(language), of("en"));
        let atom = folder.read(&format!("out/{language}/changes.atom"));
        assert!(atom.contains(&format!("xml:lang=\"{language}\"")));
    }
}
