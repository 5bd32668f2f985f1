//! The pages: nothing of a meeting becomes markup, and what has not changed is left alone.

use crate::served::Server;
use crate::support::{Folder, root, tree};
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
        "<span class=\"hours\" dir=\"ltr\">13:30–14:45</span> <span class=\"local\">09:30–10:45 Montevideo time</span></th>",
        "<span class=\"hours\" dir=\"ltr\">14:30–15:45</span> <span class=\"local\">09:30–10:45 Montevideo time</span></th>",
        ">19:00–19:45</time> <span class=\"local\">15:00–15:45 Montevideo time</span>",
    ] {
        assert!(page.contains(said), "{said} in {page}");
    }
    let group = folder.read("out/fr/groups/q9-12.html");
    assert!(
        group.contains("<span class=\"local\">15:00–15:45, heure de Montevideo</span>"),
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
