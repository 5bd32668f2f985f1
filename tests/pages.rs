//! The pages: nothing of a meeting becomes markup, and what has not changed is left alone.

use crate::support::{Folder, tree};
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::time::SystemTime;

/// A meeting with a text in every field that takes one.
const EVERY_FIELD: &str = "\
group: SG12
title: {en: '@01'}
start: 2025-01-14
end: 2025-01-15
place: '@02'
url: 'https://example.org/?%3Cscript%3E'
links: [{title: '@03', url: 'https://example.org/a'}]
letter: {number: '@04', date: 2024-11-01, reference: '@05'}
contact: {tel: '@06', fax: '@07', email: '@08'}
chair: '@09'
remote: '@10'
note: '@11'
registration: {time: 08:30, place: '@12'}
opening: {time: 11:00}
rooms: {Q7/12: '@13'}
deadlines:
  - {date: 2024-12-20, action: other, text: '@14', note: '@15'}
  - {date: 2024-12-21, action: contributions, note: '@16'}
time_plan:
  2025-01-14:
    1: {title: '@17', room: '@18', note: '@19', remote: '@20', kind: plenary}
    2: [Q7/12, {title: '@21', tentative: true}]
    lunch: {title: '@22', kind: social}
rgm:
  - {group: SG12, title: '@23', start: 2025-01-16, end: 2025-01-17, place: '@24', room: '@25', remote: '@26', note: '@27'}
agenda: ['@28', {number: '@29', text: '@30'}]
recommendations: [{name: '@31', title: '@32', question: Q7/12}]
";
/// Fields that pages do not show, but for what is in them.
const NOT_SHOWN: [&str; 2] = ["20", "@@"];

const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</script></title></template>--><svg onload=alert(1)>",
    "javascript:alert(1)",
    "<a href=\"javascript:alert(1)\">x</a> data:text/html,<b>",
    "&lt;script&gt; {{ 7 * 7 }} {% raw %} ` ${x} \\u003cscript>",
];

/// The output of a folder with one meeting whose texts are all made by a function of their numbers.
fn built(text: impl Fn(&str) -> String) -> (Folder, BTreeMap<String, Vec<u8>>) {
    let folder = Folder::new();
    let mut meeting = String::new();
    let mut parts = EVERY_FIELD.split("'@");
    meeting.push_str(parts.next().unwrap());
    for part in parts {
        let (number, rest) = part.split_at(2);
        let rest = rest.strip_prefix('\'').unwrap();
        meeting.push_str(&format!("'{}'{rest}", text(number).replace('\'', "''")));
    }
    let title = text("00").replace('\'', "''");
    folder.file("meetings/sg12-2025-01.yaml", meeting);
    folder.file("meetings/timeplan.yaml", format!("title: '{title}'\nlanguages: [en, ar]\n"));
    let run = folder.run(&["build", "--quiet"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    let pages = folder.tree("out");
    (folder, pages)
}

fn html(files: &BTreeMap<String, Vec<u8>>) -> impl Iterator<Item = (&str, &str)> {
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// Every element of a page with the names of its attributes.
fn skeleton(page: &str) -> Vec<String> {
    let page = Html::parse_document(page);
    let every = Selector::parse("*").unwrap();
    let elements = page.select(&every).map(|element| {
        let names: BTreeSet<&str> = element.value().attrs().map(|(name, _)| name).collect();
        format!("{} {names:?}", element.value().name())
    });
    elements.collect()
}

#[test]
fn no_text_of_a_meeting_becomes_markup_or_a_link() {
    let (_folder, harmless) = built(|number| format!("text {number}"));
    for hostile in HOSTILE {
        let (_folder, pages) = built(|number| format!("{hostile} no {number}"));
        for (path, page) in html(&pages) {
            let plain = std::str::from_utf8(&harmless[path]).unwrap();
            assert_eq!(skeleton(page), skeleton(plain), "{path} with {hostile}");
            let parsed = Html::parse_document(page);
            for link in parsed.select(&Selector::parse("[href], [src], [data-copy]").unwrap()) {
                for name in ["href", "src", "data-copy"] {
                    let Some(address) = link.value().attr(name) else { continue };
                    let relative = !address.split(['/', '#', '?']).next().unwrap().contains(':');
                    let fits = relative
                        || ["https://", "http://", "data:image/svg+xml,%3Csvg xmlns='"]
                            .iter()
                            .any(|begin| address.starts_with(begin));
                    assert!(fits, "{path}: {address}");
                }
            }
        }
        let page = std::str::from_utf8(&pages["meetings/sg12-2025-01.html"]).unwrap();
        let page = Html::parse_document(page);
        let body = page.select(&Selector::parse("body").unwrap()).next().unwrap();
        let text = body.text().collect::<String>();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for number in (0..=32).map(|number| format!("{number:02}")) {
            let shown = text.contains(&format!("{hostile} no {number}"));
            assert!(shown || NOT_SHOWN.contains(&number.as_str()), "{number} with {hostile}");
        }
    }
}

#[test]
fn every_link_within_the_tree_leads_somewhere() {
    let (folder, files) = built(|number| format!("text {number}"));
    for (path, page) in html(&files) {
        let place = folder.path().join("out").join(path);
        let parsed = Html::parse_document(page);
        for link in parsed.select(&Selector::parse("[href], [src]").unwrap()) {
            let value = link.value();
            let address = value.attr("href").or(value.attr("src")).unwrap();
            if address.contains(':') {
                continue;
            }
            let (file, anchor) = address.split_once('#').unwrap_or((address, ""));
            let target =
                if file.is_empty() { place.clone() } else { place.parent().unwrap().join(file) };
            let text = fs::read_to_string(&target).unwrap_or_else(|_| panic!("{path}: {address}"));
            let id = format!("id=\"{anchor}\"");
            assert!(anchor.is_empty() || text.contains(&id), "{path}: {address}");
        }
    }
}

const ONE: &str = "group: SG12\nstart: 2026-01-14\nend: 2026-01-15\ntitle: First\n\
                   deadlines: [{date: 2026-01-05, action: contributions}]\n\
                   time_plan: {2026-01-14: {1: Q7/12}}\n";
const TWO: &str =
    "group: SG12\nstart: 2026-03-16\ntitle: Second\ntime_plan: {2026-03-16: {2: Q7/12}}\n";
const THREE: &str = "group: SG13\nstart: 2026-04-13\ntitle: Third\n";

fn three_meetings() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/sg12-2026-01.yaml", ONE);
    folder.file("meetings/sg12-2026-03.yaml", TWO);
    folder.file("meetings/sg13-2026-04.yaml", THREE);
    folder.file("meetings/timeplan.yaml", "languages: [en, fr]\n");
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    folder
}

fn times(folder: &Folder) -> BTreeMap<String, SystemTime> {
    let files = tree(&folder.path().join("out")).into_keys();
    let time = |path: &String| {
        fs::metadata(folder.path().join("out").join(path)).unwrap().modified().unwrap()
    };
    files.map(|path| (path.clone(), time(&path))).collect()
}

#[test]
fn pages_of_unchanged_meetings_are_not_written_again() {
    let folder = three_meetings();
    let before = times(&folder);
    folder.file("meetings/sg12-2026-03.yaml", TWO.replace("2: Q7/12", "3: Q7/12"));
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    let after = times(&folder);
    let written: Vec<&str> = after
        .iter()
        .filter(|(path, time)| path.ends_with(".html") && before[*path] != **time)
        .map(|(path, _)| path.as_str())
        .collect();
    let wanted = [
        "fr/groups/q7-12.html",
        "fr/groups/sg12.html",
        "fr/index.html",
        "fr/meetings/sg12-2026-03.html",
        "groups/q7-12.html",
        "groups/sg12.html",
        "index.html",
        "meetings/sg12-2026-03.html",
    ];
    assert_eq!(written, wanted);
    // And what was taken over is what a build of everything writes.
    let pages = |folder: &Folder| {
        let mut files = folder.tree("out");
        files.retain(|path, _| path.ends_with(".html"));
        files
    };
    let quick = pages(&folder);
    fs::remove_file(folder.path().join("out/.timeplan")).unwrap();
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    assert!(quick == pages(&folder));
}

#[test]
fn a_meeting_that_cannot_be_built_keeps_its_page_and_its_place_on_the_others() {
    let folder = three_meetings();
    let before = folder.tree("out");
    folder.file("meetings/sg12-2026-01.yaml", ONE.replace("title:", "titel:"));
    folder.file("meetings/sg12-2026-03.yaml", TWO.replace("Second", "New"));
    for _ in 0..2 {
        assert_eq!(folder.run(&["build", "-q"]).code, 1);
        let after = folder.tree("out");
        for path in ["meetings/sg12-2026-01.html", "fr/meetings/sg12-2026-01.html"] {
            assert!(before[path] == after[path], "{path}");
        }
        let part = |files: &BTreeMap<String, Vec<u8>>| {
            let page = String::from_utf8(files["groups/q7-12.html"].clone()).unwrap();
            let begin = page.find("<article class=\"meeting\" id=\"sg12-2026-01\">").unwrap();
            let end = page[begin..].find("</article>").unwrap();
            page[begin..begin + end].to_owned()
        };
        assert_eq!(part(&before), part(&after));
        for (path, title) in
            [("index.html", "First"), ("index.html", "New"), ("groups/sg12.html", "New")]
        {
            assert!(folder.read(&format!("out/{path}")).contains(title), "{path}: {title}");
        }
    }
}

#[test]
fn a_meeting_that_left_is_shown_as_cancelled_then_its_page_goes() {
    let folder = three_meetings();
    fs::remove_file(folder.path().join("meetings/sg13-2026-04.yaml")).unwrap();
    assert_eq!(folder.run(&["build", "-q", "--allow-shrink"]).code, 0);
    let page = folder.read("out/meetings/sg13-2026-04.html");
    assert!(page.contains("<strong class=\"state cancelled\">cancelled</strong>"), "{page}");
    assert!(page.contains("CANCELLED: SG13 session 1"), "{page}");
    let mut later = crate::support::timeplan();
    later.args(["build", "-q"]).env("SOURCE_DATE_EPOCH", "1790000000").current_dir(folder.path());
    assert_eq!(crate::support::Run::of(&mut later).code, 0);
    let left = folder.tree("out");
    for path in ["meetings/sg13-2026-04.html", "groups/sg13.html", "fr/groups/sg13.html"] {
        assert!(!left.contains_key(path), "{path}");
    }
    assert!(!folder.read("out/index.html").contains("meetings/sg13-2026-04.html"));
}

#[test]
fn a_page_of_somebody_else_is_moved_aside() {
    let folder = Folder::new();
    folder.file("meetings/sg12-2026-01.yaml", ONE);
    folder.file("out/index.html", "<h1>Mine</h1>");
    folder.file("out/style.css", "h1 { color: red }");
    folder.file("out/groups/about.html", "<h1>Mine too</h1>");
    let run = folder.run(&["build", "-q"]);
    let moved = |path: &str| {
        format!("out/{path} was not written by this program; it was moved to out/{path}.kept\n")
    };
    let said = ["groups/about.html", "index.html", "style.css"].map(moved).concat();
    assert_eq!((run.code, run.err), (0, said));
    assert_eq!(folder.read("out/index.html.kept"), "<h1>Mine</h1>");
    assert!(folder.read("out/index.html").contains("timeplan"));
    assert_eq!(
        folder.run(&["build"]).out.lines().last().unwrap().split("; ").next(),
        Some("out: nothing changed")
    );
}

#[test]
fn the_grid_shows_what_show_does() {
    for id in ["sg11-2022-12", "sg12-2025-01"] {
        let root = crate::support::root();
        let page = fs::read_to_string(root.join(format!("out/meetings/{id}.html"))).unwrap();
        let page = Html::parse_document(&page);
        let mut cells = Vec::new();
        for event in page.select(&Selector::parse("table.week td .event").unwrap()) {
            let value = event.value();
            let title = event.select(&Selector::parse(".title").unwrap()).next().unwrap();
            let of = |name: &str| value.attr(name).unwrap().to_owned();
            let text = title.text().collect::<String>();
            cells.push((of("id"), of("data-start"), of("data-end"), of("data-kind"), text));
        }
        let mut show = crate::support::timeplan();
        show.args(["show", id, "--format", "json"]).current_dir(root);
        let events: Vec<serde_json::Value> =
            serde_json::from_str(&crate::support::Run::of(&mut show).out).unwrap();
        let mut wanted = Vec::new();
        for event in events.iter().filter(|event| event["all_day"] == false) {
            let of = |name: &str| event[name].as_str().unwrap().to_owned();
            let id = of("uid").split('@').next().unwrap().to_owned();
            wanted.push((id, of("start"), of("end"), of("kind"), of("summary")));
        }
        cells.sort();
        wanted.sort();
        assert!(cells.len() > 30);
        assert_eq!(cells, wanted);
    }
}
