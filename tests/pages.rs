//! The pages: nothing of a meeting becomes markup, and what has not changed is left alone.

use crate::served::Server;
use crate::support::{Folder, Run, root, timeplan, tree};
use scraper::{Html, Selector};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::MetadataExt;

/// A meeting with a text in every field that takes one; numbers of letters and e-mail addresses have
/// forms of their own.
const EVERY_FIELD: &str = "\
group: SG12
title: {en: '@01'}
start: 2025-01-14
end: 2025-01-15
place: '@02'
url: 'https://example.org/?%3Cscript%3E'
links: [{title: '@03', url: 'https://example.org/a'}]
letter: {number: 1/12, date: 2024-11-01, reference: '@05'}
contact: {tel: '@06', fax: '@07', email: a&b@example.org}
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
        let said = timeplan::ical::clean(&format!("{hostile} no 01")).into_owned();
        assert_eq!(event(page)["name"], said);
        assert!(meta(page, "og:description").contains(&said), "{page}");
        let page = Html::parse_document(page);
        let body = page.select(&Selector::parse("body").unwrap()).next().unwrap();
        let text = body.text().collect::<String>();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let numbers = (0..=32).filter(|number| ![4, 8].contains(number));
        for number in numbers.map(|number| format!("{number:02}")) {
            let said = timeplan::ical::clean(hostile);
            let shown = text.contains(&format!("{said} no {number}"));
            assert!(shown, "{number} with {hostile}");
        }
    }
}

/// The meeting that a page is of, as data.
fn event(page: &str) -> serde_json::Value {
    let page = Html::parse_document(page);
    let data = Selector::parse("head > script[type='application/ld+json']").unwrap();
    let data: Vec<String> = page.select(&data).map(|data| data.text().collect()).collect();
    assert_eq!(data.len(), 1, "{data:?}");
    serde_json::from_str(&data[0]).unwrap()
}

/// What the head of a page says once by a name.
fn meta(page: &str, name: &str) -> String {
    let page = Html::parse_document(page);
    let said =
        Selector::parse(&format!("head > meta[name='{name}'], head > meta[property='{name}']"));
    let said = said.unwrap();
    let mut said = page.select(&said).map(|said| said.value().attr("content").unwrap().to_owned());
    let (first, second) = (said.next().expect(name), said.next());
    assert_eq!(second, None, "{name}");
    first
}

/// The addresses of the links in the head of a page, with the language of each.
fn links(page: &str, relation: &str) -> Vec<(String, String)> {
    let page = Html::parse_document(page);
    let links = Selector::parse(&format!("head > link[rel='{relation}']:not([type])")).unwrap();
    let links = page.select(&links).map(|link| {
        let text = |name: &str| link.value().attr(name).unwrap_or_default().to_owned();
        (text("hreflang"), text("href"))
    });
    links.collect()
}

#[test]
fn every_page_says_what_others_show_of_it() {
    let meetings = tree(&root().join("meetings"));
    let folder = Folder::new();
    for (path, bytes) in &meetings {
        folder.file(&format!("meetings/{path}"), bytes);
    }
    for base in [None, Some("https://example.org/calendars")] {
        if let Some(base) = base {
            let settings = folder.read("meetings/timeplan.yaml");
            folder.file("meetings/timeplan.yaml", format!("base_url: {base}\n{settings}"));
        }
        assert_eq!(folder.run(&["build", "--quiet"]).code, 0);
        for (path, page) in html(&folder.tree("out")) {
            assert!(!meta(page, "description").is_empty(), "{path}");
            assert_eq!(meta(page, "description"), meta(page, "og:description"), "{path}");
            assert_eq!(meta(page, "referrer"), "no-referrer", "{path}");
            assert_eq!(meta(page, "og:type"), "website", "{path}");
            let site = if path.starts_with("zh/") { "ITU-T 会议" } else { "ITU-T meetings" };
            assert_eq!(meta(page, "og:site_name"), site, "{path}");
            assert!(!meta(page, "og:title").is_empty(), "{path}");
            let own = path.strip_prefix("zh/").unwrap_or(path);
            let Some(base) = base else {
                let up = "../".repeat(path.matches('/').count());
                let alternate = ["en", "zh"].map(|language| {
                    let folder = if language == "zh" { "zh/" } else { "" };
                    (language.to_owned(), format!("{up}{folder}{own}"))
                });
                assert_eq!(links(page, "alternate"), alternate, "{path}");
                assert_eq!(links(page, "canonical"), [], "{path}");
                assert!(!page.contains("og:url"), "{path}");
                continue;
            };
            let whole = format!("{base}/{path}");
            assert_eq!(links(page, "canonical"), [(String::new(), whole.clone())], "{path}");
            assert_eq!(meta(page, "og:url"), whole, "{path}");
            let alternate = [("en", ""), ("x-default", ""), ("zh", "zh/")]
                .map(|(language, folder)| (language.to_owned(), format!("{base}/{folder}{own}")));
            assert_eq!(links(page, "alternate"), alternate, "{path}");
        }
    }
    let page = folder.read("out/meetings/sg12-2025-01.html");
    assert_eq!(meta(&page, "og:title"), "SG12, 14–23 January 2025");
    let event = event(&folder.read("out/zh/meetings/sg11-2022-12.html"));
    let url = "https://example.org/calendars/zh/meetings/sg11-2022-12.html";
    let elsewhere = "https://itu.int/go/tsg11";
    assert_eq!((&event["url"], &event["sameAs"]), (&url.into(), &elsewhere.into()), "{event}");
    // What is not there is nowhere else either, and its address is not repeated.
    let server = Server::start(folder.path());
    let missing = server.get("/zh/nowhere.html").text();
    assert_eq!((links(&missing, "canonical"), links(&missing, "alternate")), (vec![], vec![]));
    assert!(!missing.contains("nowhere") && !meta(&missing, "description").is_empty(), "{missing}");
    // The page that puts views together has one address, whatever is chosen.
    let view = server.get("/view.html?show=plenary").text();
    let whole = "https://example.org/calendars/view.html".to_owned();
    assert_eq!(links(&view, "canonical"), [(String::new(), whole.clone())]);
    assert_eq!(links(&view, "alternate")[0], ("en".to_owned(), whole));
}

#[test]
fn every_event_leads_to_its_place_on_a_page() {
    let folder = Folder::new();
    for (path, bytes) in tree(&root().join("tests/feeds/event-pages/meetings")) {
        folder.file(&format!("meetings/{path}"), bytes);
    }
    // One event is cancelled, and one is not built again.
    assert_eq!(folder.run(&["build", "--quiet"]).code, 0);
    let meeting = folder.read("meetings/sg12-2027-02.yaml");
    folder.file("meetings/sg12-2027-02.yaml", meeting.replace(", Q7/12]", "]"));
    assert_eq!(folder.run(&["build", "--quiet"]).code, 0);
    let files = folder.tree("out");
    let mut led = 0;
    for (path, feed) in files.iter().filter(|(path, _)| path.ends_with(".ics")) {
        let feed = String::from_utf8(feed.clone()).unwrap().replace("\r\n ", "");
        let is_chinese = path.starts_with("zh/") || path.ends_with("views/chinese.ics");
        let (_, events) = feed.split_once("BEGIN:VEVENT").unwrap();
        for url in events.lines().filter_map(|line| line.strip_prefix("URL:")) {
            let Some(own) = url.strip_prefix("https://cal.example.org/itu/") else { continue };
            let (page, place) = own.split_once('#').unwrap();
            assert_eq!(page.starts_with("zh/"), is_chinese, "{path}: {url}");
            let html = String::from_utf8(files[page].clone()).unwrap();
            assert_eq!(html.matches(&format!(" id=\"{place}\"")).count(), 1, "{path}: {url}");
            led += 1;
        }
        assert!(!events.contains("URL:https://itu.int/go/tsg12"), "{path}");
    }
    assert!(led > 60, "{led}");
}

#[test]
fn a_meeting_is_an_event_for_search_engines() {
    let day = "group: SG12\nstart: 2025-09-02\nend: 2025-09-04\nletter: {date: 2025-05-02}\n";
    let page = |text: &str| {
        let folder = Folder::new();
        folder.file("meetings/a-1.yaml", format!("{day}{text}"));
        let run = folder.run(&["build", "--quiet"]);
        assert_eq!(run.code, 0, "{}", run.shown());
        folder.read("out/meetings/a-1.html")
    };
    let (base, at) = ("https://schema.org/", "https://itu.int/go/x");
    let place = |name: &str| serde_json::json!({"@type": "Place", "name": name, "address": name});
    let online = serde_json::json!({"@type": "VirtualLocation", "url": at});
    let none = serde_json::Value::Null;
    let mode = |mode: &str| serde_json::json!(format!("{base}{mode}EventAttendanceMode"));
    for (text, begin, end, status, attendance, location) in [
        // Hours as feeds have them, with their offset.
        (
            "",
            "2025-09-02T08:30:00+02:00",
            "2025-09-04T19:15:00+02:00",
            "Scheduled",
            none.clone(),
            none.clone(),
        ),
        (
            "place: ITU, Geneva\nremote: false\ntime_plan: {2025-09-02: {2: {title: SG12 plenary, kind: plenary, start: 11:00}}}\n",
            "2025-09-02T11:00:00+02:00",
            "2025-09-04T19:15:00+02:00",
            "Scheduled",
            mode("Offline"),
            place("ITU, Geneva"),
        ),
        (
            "place: Geneva\nremote: 'MyMeetings, https://itu.int/go/x.'\nstatus: postponed\n",
            "2025-09-02T08:30:00+02:00",
            "2025-09-04T19:15:00+02:00",
            "Postponed",
            mode("Mixed"),
            serde_json::json!([place("Geneva"), online]),
        ),
        (
            "remote: true\nurl: https://itu.int/go/x\nstatus: cancelled\n",
            "2025-09-02T08:30:00+02:00",
            "2025-09-04T19:15:00+02:00",
            "Cancelled",
            mode("Online"),
            online.clone(),
        ),
        // No hour is made up, and no certainty.
        (
            "slots: []\nstatus: tentative\n",
            "2025-09-02",
            "2025-09-04",
            "",
            none.clone(),
            none.clone(),
        ),
        (
            "time_plan: {2025-09-04: {}}\n",
            "2025-09-02T08:30:00+02:00",
            "2025-09-04",
            "Scheduled",
            none.clone(),
            none.clone(),
        ),
        // The last session ends on another day of Geneva.
        (
            "place: New York\ntimezone: America/New_York\nslots: [1, 5]\n",
            "2025-09-02T15:30:00+02:00",
            "2025-09-05T01:15:00+02:00",
            "Scheduled",
            none.clone(),
            place("New York"),
        ),
    ] {
        let page = page(text);
        let event = event(&page);
        assert_eq!(
            (&event["@context"], &event["@type"]),
            (&"https://schema.org".into(), &"Event".into())
        );
        assert_eq!(
            (&event["startDate"], &event["endDate"]),
            (&begin.into(), &end.into()),
            "{text}"
        );
        let wanted =
            if status.is_empty() { none.clone() } else { format!("{base}Event{status}").into() };
        assert_eq!(event["eventStatus"], wanted, "{text}");
        assert_eq!(event["eventAttendanceMode"], attendance, "{text}");
        assert_eq!(event["location"], location, "{text}");
        assert_eq!(
            event["organizer"],
            serde_json::json!({"@type": "Organization", "name": "SG12"})
        );
        let url = if text.contains("\nurl: ") { at.into() } else { none.clone() };
        assert_eq!(event["url"], url, "{text}");
    }
    assert_eq!(meta(&page(""), "description"), "2–4 September 2025");
    let said = meta(
        &page("place: ITU, Geneva\ntitle: 'Meeting of \"SG12\"'\nstatus: cancelled\n"),
        "description",
    );
    assert_eq!(said, "cancelled · Meeting of \"SG12\" · 2–4 September 2025 · ITU, Geneva");
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

/// The numbers of the files: one that takes the place of another has its own, however soon it comes.
fn numbers(folder: &Folder) -> BTreeMap<String, u64> {
    let files = tree(&folder.path().join("out")).into_keys();
    let number = |path: &String| fs::metadata(folder.path().join("out").join(path)).unwrap().ino();
    files.map(|path| (path.clone(), number(&path))).collect()
}

#[test]
fn pages_of_unchanged_meetings_are_not_written_again() {
    let folder = three_meetings();
    let before = numbers(&folder);
    folder.file("meetings/sg12-2026-03.yaml", TWO.replace("2: Q7/12", "3: Q7/12"));
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    let after = numbers(&folder);
    let written: Vec<&str> = after
        .iter()
        .filter(|(path, number)| path.ends_with(".html") && before[*path] != **number)
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
    later
        .args(["build", "-q", "--allow-clock"])
        .env("SOURCE_DATE_EPOCH", "1790000000")
        .current_dir(folder.path());
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
    assert!(run.code == 0 && run.err.ends_with(&said), "{}", run.err);
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

/// A folder with one meeting, built.
fn meeting(settings: &str, text: &str) -> Folder {
    let folder = Folder::new();
    folder.file("meetings/timeplan.yaml", settings).file("meetings/x-1.yaml", text);
    let run = folder.run(&["build", "-q"]);
    assert_eq!(run.code, 0, "{}", run.shown());
    folder
}

#[test]
fn events_of_a_group_say_when_they_end_for_the_script() {
    let folder = meeting("languages: [en]\n", ONE);
    let page = folder.read("out/groups/q7-12.html");
    let parsed = Html::parse_document(&page);
    let events = Selector::parse("article .event").unwrap();
    let ends: Vec<_> = parsed.select(&events).map(|event| event.value().attr("data-end")).collect();
    assert_eq!(ends, [Some("2026-01-14T10:45:00+01:00")]);
    assert!(page.contains("datetime=\"2026-01-14T09:30:00+01:00\""), "{page}");
    let script = folder.read("out/timeplan.js");
    assert!(script.contains(".event[data-end]"), "the script looks at each of them");
}

#[test]
fn nothing_in_a_text_turns_what_stands_around_it() {
    let text = "group: SG12\nstart: 2026-01-14\ntitle: \"a\\u202Eb\\u2066c\\a\"\nplace: \"d\\u202De\"\n\
                agenda: [{number: \"1\\u202E\", text: \"f\\u2067g\\u0085\"}]\nnote: \"h\\u202Ai\\u2029j\"\n\
                contact: {tel: \"1\\u202E2\"}\nletter: {reference: \"k\\u202E\", date: 2025-01-01}\n";
    let folder = meeting("title: \"l\\u202Em\"\n", text);
    for (path, bytes) in folder.tree("out") {
        if path.ends_with(".html") {
            let page = String::from_utf8(bytes).unwrap();
            let bad = |c: char| {
                c.is_control() && c != '\n'
                    || ('\u{202A}'..='\u{202E}').contains(&c)
                    || ('\u{2066}'..='\u{2069}').contains(&c)
            };
            assert!(!page.contains(bad), "{path}: {:?}", page.matches(bad).collect::<Vec<_>>());
        }
    }
    let page = folder.read("out/meetings/x-1.html");
    assert!(page.contains("<h1>abc</h1>") && page.contains("hi\nj"), "{page}");
}

#[test]
fn remote_participation_is_said_once_and_with_its_session() {
    let text = "group: SG12\nstart: 2026-01-14\nremote: true\ntime_plan:\n  2026-01-14:\n    \
                1: [{title: a, remote: MyMeetings}, {title: b, remote: false}, {title: c, remote: true}]\n\
                rgm: [{group: SG12, start: 2026-01-15, end: 2026-01-15, remote: https://example.org/x}]\n";
    let folder = meeting("languages: [en, fr]\n", text);
    let page = folder.read("out/meetings/x-1.html");
    assert!(
        page.contains(
            "<dt>Remote participation</dt><dd><span class=\"text\">available</span></dd>"
        )
    );
    for said in [
        "<span class=\"remote\">Remote participation: <span class=\"text\">MyMeetings</span></span>",
        "<span class=\"remote\">No remote participation</span>",
        "<span class=\"remote\">Remote participation</span>",
        "Remote participation: <span class=\"text\"><a href=\"https://example.org/x\">",
    ] {
        assert_eq!(page.matches(said).count(), 1, "{said}");
    }
    let page = folder.read("out/fr/meetings/x-1.html");
    let how = "Participation à distance\u{a0}: <span class=\"text\" lang=\"en\" dir=\"ltr\">MyMeetings</span>";
    assert!(page.contains(how), "{page}");
}

#[test]
fn a_change_is_listed_by_its_day_in_geneva() {
    let folder = three_meetings();
    folder.file("meetings/sg12-2026-03.yaml", TWO.replace("2: Q7/12", "3: Q7/12"));
    let mut later = crate::support::timeplan();
    // 2025-06-02T22:30:00Z
    later.args(["build", "-q"]).env("SOURCE_DATE_EPOCH", "1748903400").current_dir(folder.path());
    assert_eq!(crate::support::Run::of(&mut later).code, 0);
    let index = folder.read("out/index.html");
    let day = "<time datetime=\"2025-06-02T22:30:00Z\">3 June 2025</time>";
    assert!(index.contains(day), "{index}");
}

#[test]
fn only_what_is_borrowed_bears_the_mark_of_its_language() {
    let text = "group: SG12\nstart: 2026-01-14\nregistration: {time: 08:30, place: Gate}\n\
                opening: {time: 09:00}\n\
                deadlines: [{date: 2026-01-05, time: 12:00, action: other, text: Book a hotel}]\n\
                time_plan: {2026-01-14: {1: {title: Questions, tentative: true}, 2: {title: Q7/12 drafts}}}\n";
    let folder = meeting("languages: [en, fr]\n", text);
    let page = folder.read("out/fr/meetings/x-1.html");
    for said in [
        "SG12\u{a0}: <span lang=\"en\" dir=\"ltr\">Questions</span> (si nécessaire)<",
        "\"title\"><span lang=\"en\" dir=\"ltr\">Q7/12 drafts</span><",
        "SG12, échéance\u{a0}: <span lang=\"en\" dir=\"ltr\">Book a hotel</span> (12:00)<",
        "SG12\u{a0}: enregistrement, <span lang=\"en\" dir=\"ltr\">Gate</span><",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let index = folder.read("out/fr/index.html");
    assert!(
        index
            .contains("échéance\u{a0}: <span lang=\"en\" dir=\"ltr\">Book a hotel</span> (12:00)<")
    );
}

#[test]
fn a_meeting_elsewhere_shows_its_local_hours() {
    let text = "group: SG12\nstart: 2026-03-27\nend: 2026-03-30\ntimezone: America/Montevideo\nslots: [1, 3]\n\
                time_plan: {2026-03-27: {1: Q7/12, 3: {title: Q9/12, start: 15:00}}}\n";
    let folder = meeting("languages: [en, fr]\n", text);
    let page = folder.read("out/meetings/x-1.html");
    // The clocks go forward in Geneva between the two weeks.
    for said in [
        "<span class=\"there\">09:30–10:45 Montevideo time</span> <span class=\"local\"><span class=\"hours\" dir=\"ltr\">13:30–14:45</span> Geneva time</span></span></div></th>",
        "<span class=\"there\">09:30–10:45 Montevideo time</span> <span class=\"local\"><span class=\"hours\" dir=\"ltr\">14:30–15:45</span> Geneva time</span></span></div></th>",
        "<span class=\"there\">15:00–15:45 Montevideo time</span> <span class=\"local\"><time class=\"hours\" datetime=\"2026-03-27T19:00:00+01:00\" dir=\"ltr\">19:00–19:45</time> Geneva time</span>",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let group = folder.read("out/fr/groups/q9-12.html");
    assert!(
        group.contains("<span class=\"there\">15:00–15:45, heure de Montevideo</span> <span"),
        "{group}"
    );
    let here = meeting("languages: [en]\n", ONE);
    assert!(!here.read("out/meetings/x-1.html").contains("class=\"local\""));
}

#[test]
fn a_deadline_elsewhere_shows_its_zone_and_genevas_hour() {
    let text = "group: SG5\nstart: 2026-10-25\ntimezone: Asia/Tokyo\nslots: []\n\
                deadlines: [{date: 2026-10-01, time: 05:00, action: contributions}]\n";
    let folder = meeting("languages: [en, zh]\n", text);
    for (page, title, geneva) in [
        ("", "contributions (05:00 Tokyo time)<", "30 September 2026, 22:00 Geneva time"),
        ("zh/", "提交文稿（Tokyo时间05:00）<", "2026年9月30日，日内瓦时间22:00"),
    ] {
        let aside = format!(" <span class=\"local\">{geneva}</span></li>");
        for file in ["meetings/x-1.html", "groups/sg5.html", "index.html"] {
            let page = folder.read(&format!("out/{page}{file}"));
            assert!(page.contains(title) && page.contains(&aside), "{file}: {page}");
        }
    }
}

/// The relative luminance of a colour `#rrggbb` or `#rgb` (WCAG 2.2).
fn luminance(colour: &str) -> f64 {
    let digits = colour.strip_prefix('#').unwrap();
    let long = if digits.len() == 3 {
        digits.chars().flat_map(|c| [c, c]).collect()
    } else {
        digits.to_owned()
    };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(&long[at..at + 2], 16).unwrap()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(0) + 0.7152 * part(2) + 0.0722 * part(4)
}

#[test]
fn every_colour_of_text_is_told_from_what_is_behind_it() {
    let folder = three_meetings();
    let style = folder.read("out/style.css");
    let (mut colours, mut seen) = (BTreeMap::new(), 0);
    // Light, dark and print; each says only what differs from light.
    for scheme in style.split(":root {").skip(1) {
        for rule in scheme.split('}').next().unwrap().split(';') {
            if let Some((name, value)) =
                rule.trim().strip_prefix("--").and_then(|r| r.split_once(": "))
                && value.starts_with('#')
            {
                colours.insert(name, value);
            }
        }
        seen += 1;
        let all = ["paper", "page", "tint", "lunch", "plenary", "off-tint"].as_slice();
        let plain = ["paper", "page"].as_slice();
        for (text, behind) in [
            ("ink", all),
            ("soft", all),
            ("accent", all),
            ("unsure", plain),
            ("off", plain),
            ("accent-ink", ["accent"].as_slice()),
        ] {
            for behind in behind {
                let [a, b] = [text, behind].map(|name| luminance(colours[name]) + 0.05);
                assert!(a.max(b) / a.min(b) >= 4.5, "{text} on {behind} in scheme {seen}");
            }
        }
    }
    assert_eq!(seen, 3);
}

/// Classes that elements of several kinds have, since they mean the same: a name with a page and one
/// without, hours of a row and of an event, events and how they look in the key below the plan, states
/// of events and of meetings, and the columns of a week.
const OF_SEVERAL_KINDS: [&str; 12] =
    ["name", "hours", "event", "tentative", "cancelled", "d0", "d1", "d2", "d3", "d4", "d5", "d6"];

#[test]
fn a_class_means_one_thing() {
    let folder = Folder::new();
    for case in ["six-languages", "beside-slots"] {
        for (path, bytes) in tree(&root().join("tests/browser").join(case).join("meetings")) {
            // The addresses are those of the server itself.
            let text = String::from_utf8(bytes).unwrap().replace("base_url:", "# base_url:");
            folder.file(&format!("meetings/{path}"), text);
        }
    }
    let server = Server::start(folder.path());
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    let mut pages: Vec<String> =
        html(&folder.tree("out")).map(|(_, page)| page.to_owned()).collect();
    for query in ["", "?show=sg13", "?show=q2-15&show=q3-15", "?show=nothing"] {
        pages.push(server.get(&format!("/view.html{query}")).text());
    }
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for page in &pages {
        let page = Html::parse_document(page);
        for element in page.select(&Selector::parse("[class]").unwrap()) {
            for class in element.value().classes() {
                let kind = element.value().name().to_owned();
                kinds.entry(class.to_owned()).or_default().insert(kind);
            }
        }
    }
    kinds.retain(|class, kinds| kinds.len() > 1 && !OF_SEVERAL_KINDS.contains(&class.as_str()));
    assert!(kinds.is_empty(), "{kinds:?}");
}

#[test]
fn a_meeting_says_what_changed_last_and_never_when_it_was_built() {
    let folder = meeting("languages: [en]\n", ONE);
    assert!(!folder.read("out/meetings/x-1.html").contains("Last changed"));
    folder.file("meetings/x-1.yaml", ONE.replace("{1: Q7/12}", "{2: Q7/12}"));
    let build = |clock: &str| {
        let mut build = timeplan();
        build.args(["build", "-q"]).env("SOURCE_DATE_EPOCH", clock).current_dir(folder.path());
        assert_eq!(Run::of(&mut build).code, 0);
    };
    build("1748995200");
    let page = folder.read("out/meetings/x-1.html");
    let news = page.lines().find(|line| line.contains("Last changed")).unwrap();
    assert!(news.contains("<time datetime=\"2025-06-04\">4 June 2025</time>"), "{news}");
    assert!(news.contains("<a href=\"#x-1-session-q7-12-1\">"), "{news}");
    assert_eq!(news.matches(" · ").count(), 1, "{news}");
    // A later build of the same changes nothing.
    build("1749081600");
    assert_eq!(folder.read("out/meetings/x-1.html"), page);
}
