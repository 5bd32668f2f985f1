//! What is published stays as it is, where a build has nothing newer to say of it.

use crate::support::{Folder, Run, timeplan};

/// A season: no banner says who meets.
const SEASON: &str = "\
group: SG12
title: Season
letter: {number: 1/12, date: 2025-05-02}
rgm:
  - {group: JCA-AI, title: joint, every: week, on: [mon], time: 14:00-16:00, start: 2025-07-07, end: 2025-07-28}
  - {group: Q9/12, title: e-meeting, every: week, on: [tue], time: 14:00-16:00, start: 2025-07-08, end: 2025-07-29}
";

const MEETING: &str = "\
group: SG12
letter: {number: 2/12, date: 2025-05-02}
start: 2025-09-01
end: 2025-09-05
slots: []
time_plan:
  2025-09-01: {1: \"Q7/12: alpha\", 2: \"Q7/12: beta\", 3: \"Q7/12: gamma\"}
  2025-09-02: {1: \"Q7/12: delta\"}
";

fn build(folder: &Folder, clock: &str, arguments: &[&str]) -> Run {
    let mut command = timeplan();
    command.arg("build").args(arguments).current_dir(folder.path());
    Run::of(command.env("SOURCE_DATE_EPOCH", clock))
}

#[test]
fn a_faulty_meeting_stays_in_every_feed_as_it_was() {
    let folder = Folder::new();
    folder.file("meetings/season.yaml", SEASON).file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    // The old banner is cancelled and stands first; who meets now is another group.
    folder.file("meetings/sg12-2025-09.yaml", MEETING.replace("group: SG12", "group: SG13"));
    assert_eq!(build(&folder, "1748822400", &["--allow-shrink"]).code, 0);
    let published = folder.tree("out");
    for (name, text) in [("season", SEASON), ("sg12-2025-09", MEETING)] {
        folder.file(&format!("meetings/{name}.yaml"), format!("{text}bogus: 1\n"));
    }
    let run = build(&folder, "1748908800", &[]);
    assert_eq!(run.code, 1, "{}", run.shown());
    assert_eq!(folder.tree("out"), published);
}

#[test]
fn another_meeting_alone_leaves_the_others_as_they_were() {
    let folder = Folder::new();
    folder.file("meetings/season.yaml", SEASON).file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    let published = folder.tree("out");
    let run = build(&folder, "1748908800", &["meetings/sg12-2025-09.yaml"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert_eq!(folder.tree("out"), published);
    assert!(run.out.contains("no files written"), "{}", run.out);
}

#[test]
fn a_season_that_is_retired_is_cancelled_in_the_feeds_that_held_it() {
    let folder = Folder::new();
    folder.file("meetings/season.yaml", SEASON).file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    std::fs::remove_file(folder.path().join("meetings/season.yaml")).unwrap();
    assert_eq!(build(&folder, "1748822400", &["--allow-shrink"]).code, 0);
    let feed = folder.read("out/groups/sg12.ics");
    assert_eq!(feed.matches("STATUS:CANCELLED").count(), 8, "{feed}");
}

#[test]
fn what_is_not_ours_is_moved_once() {
    let folder = Folder::new();
    folder.file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    folder.file("out/groups/old.ics", "BEGIN:VCALENDAR\r\nPRODID:-//x//\r\nEND:VCALENDAR\r\n");
    let run = build(&folder, "1748736000", &["--quiet"]);
    assert_eq!(
        run.err,
        "out/groups/old.ics was not written by this program; it was moved to out/groups/old.ics.kept\n"
    );
    assert!(folder.path().join("out/groups/old.ics.kept").is_file());
    let again = build(&folder, "1748736000", &[]);
    assert!(again.out.contains("nothing changed") && again.err.is_empty(), "{}", again.shown());
}

/// The time of the last change that a feed says in its head.
fn last_change(feed: &str) -> &str {
    feed.lines().find_map(|line| line.strip_prefix("LAST-MODIFIED:")).unwrap()
}

#[test]
fn a_feed_that_an_event_leaves_was_changed_then() {
    let folder = Folder::new();
    folder
        .file("meetings/timeplan.yaml", "cancelled: drop\n")
        .file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    let before = folder.read("out/all.ics");
    assert_eq!(last_change(&before), "20250502T000000Z");
    let shorter = MEETING.replace("  2025-09-02: {1: \"Q7/12: delta\"}\n", "");
    folder.file("meetings/sg12-2025-09.yaml", shorter);
    assert_eq!(build(&folder, "1748822400", &[]).code, 0);
    let after = folder.read("out/all.ics");
    assert!(after.len() < before.len());
    assert_eq!(last_change(&after), "20250602T000000Z");
    assert!(folder.read("out/feeds.json").contains("2025-06-02T00:00:00Z"));
    // It stays so, with and without what the last build noted for itself.
    for _ in 0..2 {
        assert_eq!(build(&folder, "1748908800", &[]).code, 0);
        assert_eq!(folder.read("out/all.ics"), after);
        std::fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    }
}

/// A folder with a season and a meeting in two languages, built; the pages of them are then changed,
/// and the meeting's file is made faulty.
fn faulty_after(change: impl Fn(&Folder)) -> (Folder, Tree) {
    let folder = Folder::new();
    folder
        .file("meetings/timeplan.yaml", "languages: [en, fr]\n")
        .file("meetings/season.yaml", SEASON)
        .file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    let published = folder.tree("out");
    folder.file("meetings/sg12-2025-09.yaml", format!("{MEETING}bogus: 1\n"));
    change(&folder);
    assert_eq!(build(&folder, "1748908800", &["-q"]).code, 1);
    every_link_resolves(&folder);
    (folder, published)
}

type Tree = std::collections::BTreeMap<String, Vec<u8>>;

/// The paths of a tree's pages.
fn pages(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

fn every_link_resolves(folder: &Folder) {
    let tree = folder.tree("out");
    for (path, page) in pages(&tree) {
        let place = folder.path().join("out").join(path);
        for address in page.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let file = address.split('#').next().unwrap();
            let is_there = file.is_empty() || place.parent().unwrap().join(file).is_file();
            assert!(is_there || address.contains(':'), "{path}: {address}");
        }
    }
}

/// What a page of several meetings says of the meeting, and that it says so once.
fn said_once<'a>(page: &'a str, begin: &str, end: &str) -> &'a str {
    let mut parts = page.split(begin).skip(1);
    let part = parts.next().unwrap_or_else(|| panic!("{begin} is not in {page}"));
    assert!(parts.next().is_none(), "{begin} is there twice");
    part.split(end).next().unwrap()
}

#[test]
fn a_faulty_meeting_whose_page_is_gone_is_on_all_pages() {
    let (folder, _) = faulty_after(|folder| {
        for path in ["meetings/sg12-2025-09.html", "fr/groups/sg12.html", "groups/q7-12.html"] {
            std::fs::remove_file(folder.path().join("out").join(path)).unwrap();
        }
    });
    for home in ["", "fr/"] {
        let index = folder.read(&format!("out/{home}index.html"));
        let card = said_once(&index, "<li class=\"card\" data-first=\"2025-09-01\"", "</li>");
        assert!(card.contains("2025-09-01") && card.contains("groups/sg12.html"), "{card}");
        assert!(card.contains("href=\"meetings/sg12-2025-09.html\""), "{card}");
        assert!(!card.contains("cancelled"), "{card}");
        for group in ["sg12", "q7-12"] {
            let page = folder.read(&format!("out/{home}groups/{group}.html"));
            let article =
                said_once(&page, "<article class=\"meeting\" id=\"sg12-2025-09\">", "</article>");
            for title in ["alpha", "beta", "gamma", "delta"] {
                assert!(article.contains(&format!("Q7/12: {title}")), "{article}");
            }
        }
    }
    let page = folder.read("out/meetings/sg12-2025-09.html");
    assert!(page.contains("<table class=\"week") && page.contains("Q7/12: delta"), "{page}");
}

#[test]
fn pages_with_other_line_ends_are_read_all_the_same() {
    let (folder, published) = faulty_after(|folder| {
        for (path, page) in pages(&folder.tree("out")) {
            folder.file(&format!("out/{path}"), page.replace('\n', "\r\n"));
        }
    });
    assert!(pages(&folder.tree("out")).eq(pages(&published)));
}

#[test]
fn a_faulty_meeting_is_there_in_a_language_that_was_added() {
    let (folder, _) = faulty_after(|folder| {
        folder.file("meetings/timeplan.yaml", "languages: [en, fr, zh]\n");
    });
    let index = folder.read("out/zh/index.html");
    let card = said_once(&index, "<a class=\"name\" href=\"meetings/sg12-2025-09.html\">", "</li>");
    assert!(card.starts_with("SG12，2025年9月1日至5日</a>"), "{card}");
    let page = folder.read("out/zh/groups/q7-12.html");
    let article = said_once(&page, "<article class=\"meeting\" id=\"sg12-2025-09\">", "</article>");
    assert!(article.contains("<span lang=\"en\" dir=\"ltr\">Q7/12: alpha</span>"), "{article}");
    // In the feeds too, with the same UIDs.
    let uids = |path: &str| {
        let feed = folder.read(path);
        feed.lines().filter(|line| line.starts_with("UID")).map(str::to_owned).collect::<Vec<_>>()
    };
    for feed in ["meetings/sg12-2025-09.ics", "all.ics", "groups/q7-12.ics"] {
        assert_eq!(uids(&format!("out/zh/{feed}")), uids(&format!("out/{feed}")), "{feed}");
    }
    // Once the file is mended, only the languages that were there before know it.
    folder.file("meetings/sg12-2025-09.yaml", MEETING);
    let run = build(&folder, "1748995200", &[]);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert_eq!(uids("out/zh/all.ics"), uids("out/all.ics"));
}

#[test]
fn a_page_of_a_group_shows_no_meeting_that_its_feed_does_not_hold() {
    let folder = Folder::new();
    folder.file("meetings/season.yaml", SEASON).file("meetings/sg12-2025-09.yaml", MEETING);
    assert_eq!(build(&folder, "1748736000", &[]).code, 0);
    assert!(folder.read("out/groups/sg12.html").contains("sg12-2025-09"));
    // What nobody knows any more; by `feeds.json` it would be cancelled.
    for path in ["meetings/sg12-2025-09.yaml", "out/meetings/sg12-2025-09.ics", "out/feeds.json"] {
        std::fs::remove_file(folder.path().join(path)).unwrap();
    }
    assert_eq!(build(&folder, "1748822400", &[]).code, 0);
    let page = folder.read("out/groups/sg12.html");
    assert!(page.contains("id=\"season\"") && !page.contains("sg12-2025-09"), "{page}");
    assert!(!folder.tree("out").contains_key("groups/q7-12.html"));
    every_link_resolves(&folder);
}
