//! Feeds of an output folder that something changed behind the program's back: a disk, an editor, a tool.
//! What other feeds show untouched is what was published.

use crate::support::{Folder, NOW, Run, timeplan};
use std::collections::BTreeMap;

fn meeting(cells: &str) -> String {
    format!(
        "group: SG12\nstart: 2025-09-16\nletter: {{date: 2025-05-01}}\nslots: []\n\
         time_plan: {{2025-09-16: {cells}}}\n"
    )
}

fn build(folder: &Folder, hours: i64, arguments: &[&str]) -> Run {
    let clock = NOW.parse::<i64>().unwrap() + hours * 3_600;
    let mut command = timeplan();
    command.arg("build").args(arguments).current_dir(folder.path());
    Run::of(command.env("SOURCE_DATE_EPOCH", clock.to_string()))
}

/// Replaces words of a feed, all of them or one octet.
fn damage(folder: &Folder, path: &str, from: &str, to: &str) {
    let text = folder.read(&format!("out/{path}"));
    assert!(text.contains(from), "{path}: {text}");
    folder.file(&format!("out/{path}"), text.replacen(from, to, 1));
}

/// The feeds and pages of a tree. What is kept beside it is none of it.
fn published(folder: &Folder) -> BTreeMap<String, Vec<u8>> {
    let mut tree = folder.tree("out");
    tree.retain(|path, _| !path.contains(".kept"));
    tree
}

fn same(before: &BTreeMap<String, Vec<u8>>, after: &BTreeMap<String, Vec<u8>>, what: &str) {
    let keys = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(before), keys(after), "{what}");
    for (path, bytes) in before {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(bytes), text(&after[path]), "{what}: {path}");
    }
}

/// A folder with a meeting that has a moved session.
fn moved() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", meeting("{1: Q7/12, 4: Q9/12}"));
    assert_eq!(build(&folder, 0, &[]).code, 0);
    folder.file("meetings/a.yaml", meeting("{2: Q7/12, 4: Q9/12}"));
    assert_eq!(build(&folder, 1, &[]).code, 0);
    folder
}

#[test]
fn a_flipped_octet_in_the_memory_reaches_no_other_feed() {
    for (from, to) in [
        ("SUMMARY:Q7/12", "SUMMARY:Q6/12"),
        ("T111500", "T101500"),
        ("SEQUENCE:1", "SEQUENCE:9"),
        ("SEQUENCE:1", "SEQUENCE:0"),
        ("LAST-MODIFIED:20250601T010000Z\r\nSEQ", "LAST-MODIFIED:20850601T010000Z\r\nSEQ"),
        ("STATUS:CONFIRMED", "STATUS:CONFIRMEE"),
        ("a-session-q7-12-1@", "a-session-q7-12-7@"),
        ("a-session-q7-12-1@", "b-session-q7-12-1@"),
        ("NAME:SG12", "NAME:SG13"),
        ("GROUPS:SG12", "GROUPS:SG13"),
    ] {
        for is_faulty in [true, false] {
            let folder = moved();
            let before = published(&folder);
            damage(&folder, "meetings/a.ics", from, to);
            if is_faulty {
                folder.file("meetings/a.yaml", "group: SG12\nbogus: 1\n");
            }
            let run = build(&folder, 2, &["-q"]);
            assert_eq!(run.code, i32::from(is_faulty), "{}", run.shown());
            same(&before, &published(&folder), &format!("{to} {is_faulty}"));
            assert!(run.err.contains("out/meetings/a.ics is damaged"), "{to}: {}", run.err);
            // That is reported once.
            let run = build(&folder, 3, &["-q"]);
            assert!(!run.err.contains("is damaged"), "{to}: {}", run.err);
            same(&before, &published(&folder), &format!("{to} {is_faulty}, again"));
        }
    }
}

#[test]
fn a_flipped_octet_in_another_feed_is_no_event() {
    for path in ["all.ics", "groups/q7-12.ics", "groups/sg12.ics"] {
        for (from, to) in [
            ("a-session-q7-12-1@", "a-session-q7-12-7@"),
            ("a-session-q7-12-1@", "a-session-q8-12-1@"),
            ("a-session-q7-12-1@", "b-session-q7-12-1@"),
            ("SUMMARY:Q7/12", "SUMMARY:Q6/12"),
        ] {
            for is_faulty in [true, false] {
                let folder = moved();
                let before = published(&folder);
                damage(&folder, path, from, to);
                if is_faulty {
                    folder.file("meetings/a.yaml", "group: SG12\nbogus: 1\n");
                }
                let run = build(&folder, 2, &["-q"]);
                assert_eq!(run.code, i32::from(is_faulty), "{}", run.shown());
                same(&before, &published(&folder), &format!("{path} {to} {is_faulty}"));
            }
        }
    }
}

/// A meeting that was split in two, whose files no longer say so.
fn split() -> Folder {
    let folder = Folder::new();
    let file = |name: &str, line: &str, cells: &str| {
        let text = format!("# timeplan: allow same-meeting\n{line}{}", meeting(cells));
        folder.file(&format!("meetings/{name}.yaml"), text);
    };
    file("a", "", "{1: Q7/12, 2: Q8/12, 4: Q9/12}");
    assert_eq!(build(&folder, 0, &[]).code, 0);
    file("a", "", "{1: Q7/12, 2: Q8/12}");
    file("b", "formerly: a\n", "{4: Q9/12}");
    assert_eq!(build(&folder, 1, &[]).code, 0);
    file("b", "", "{4: Q9/12}");
    assert_eq!(build(&folder, 2, &[]).code, 0);
    folder
}

#[test]
fn what_a_meeting_took_over_is_known_without_its_own_feed() {
    type How<'a> = &'a dyn Fn(&Folder, &str);
    let damages: [How<'_>; 5] = [
        &|folder, path| std::fs::remove_file(folder.path().join("out").join(path)).unwrap(),
        &|folder, path| {
            let text = folder.read(&format!("out/{path}"));
            folder.file(&format!("out/{path}"), &text[..text.len() / 3]);
        },
        &|folder, path| damage(folder, path, "X-TIMEPLAN", "X-TIMEPLAM"),
        &|folder, path| damage(folder, path, "-session-", "-sessiom-"),
        &|folder, path| damage(folder, path, "VERSION:2.0\r\n", "VERSION:2.0\r\nX-"),
    ];
    for (at, damage) in damages.into_iter().enumerate() {
        for paths in
            [&["meetings/a.ics"][..], &["meetings/b.ics"], &["meetings/a.ics", "meetings/b.ics"]]
        {
            for is_faulty in [false, true].into_iter().filter(|is_faulty| at % 2 == 1 || !is_faulty)
            {
                let folder = split();
                let before = published(&folder);
                assert!(folder.read("out/meetings/b.ics").contains("UID:a-session-q9-12-1@"));
                paths.iter().for_each(|path| damage(&folder, path));
                let files =
                    ["meetings/a.yaml", "meetings/b.yaml"].map(|path| (path, folder.read(path)));
                for (path, text) in files.iter().filter(|_| is_faulty) {
                    folder.file(path, format!("{text}bogus: 1\n"));
                }
                let run = build(&folder, 3, &["-q"]);
                let what = format!("{at} {paths:?} {is_faulty}: {}", run.shown());
                assert_eq!(run.code, i32::from(is_faulty), "{what}");
                same(&before, &published(&folder), &what);
            }
        }
    }
}

#[test]
fn words_of_another_language_stay_marked_on_pages() {
    for is_faulty in [false, true] {
        let folder = Folder::new();
        let title = |cells: &str| meeting(cells);
        folder.file("meetings/a.yaml", title("{1: \"Q7/12: terms\", 2: Q8/12, 4: Q9/12}"));
        assert_eq!(build(&folder, 0, &[]).code, 0);
        folder.file("meetings/a.yaml", title("{2: Q8/12, 4: Q9/12}"));
        assert_eq!(build(&folder, 1, &[]).code, 0);
        folder.file("meetings/timeplan.yaml", "languages: [en, zh]\n");
        // One was cancelled before the language came, one is now.
        let last = title("{2: Q8/12}");
        folder.file("meetings/a.yaml", if is_faulty { last + "bogus: 1\n" } else { last });
        assert_eq!(build(&folder, 2, &["-q"]).code, i32::from(is_faulty));
        let before = published(&folder);
        let page = String::from_utf8(before["zh/meetings/a.html"].clone()).unwrap();
        assert!(page.contains("<span lang=\"en\" dir=\"ltr\">"), "{page}");
        let run = build(&folder, 3, &["-q", "--check"]);
        assert_eq!(run.code, i32::from(is_faulty), "{}", run.shown());
        assert!(!run.err.contains("out of date"), "{}", run.shown());
        std::fs::remove_file(folder.path().join("out/.timeplan")).ok();
        assert_eq!(build(&folder, 4, &["-q"]).code, i32::from(is_faulty));
        same(&before, &published(&folder), "again");
    }
}

#[test]
fn a_server_that_only_reads_reports_damage() {
    let folder = moved();
    damage(&folder, "meetings/a.ics", "SUMMARY:Q7/12", "SUMMARY:Q6/12");
    let mut command = timeplan();
    command.args(["serve", "--listen", "127.0.0.1:0"]).current_dir(folder.path());
    let server = crate::served::Server::run(command);
    let status = server.get("/status").text();
    assert!(status.contains("out/meetings/a.ics is damaged"), "{status}");
    assert!(status.contains("it was not changed"), "{status}");
    assert!(!server.get("/all.ics").text().contains("SUMMARY:Q6/12"));
}
