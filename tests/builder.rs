//! The page of `timeplan serve` on which one puts a view together: what it says of a choice is what
//! the address that comes of it gives.

use crate::serve::{events, repository};
use crate::served::{Answer, Server};
use crate::support::{Folder, root, tree};
use std::io::Read;

/// What stands on a page between two marks, the first time.
fn between<'a>(page: &'a str, before: &str, after: &str) -> Option<&'a str> {
    Some(page.split_once(before)?.1.split_once(after)?.0)
}

/// What the result says in words, a line each, without tags.
fn result(page: &str) -> Vec<String> {
    let section = between(page, "<section id=\"result\"", "</section>").unwrap();
    let section = section.split_once('>').unwrap().1;
    let mut text = String::new();
    for part in section.split('<') {
        let (tag, said) = part.split_once('>').unwrap_or(("", part));
        let is_line = ["h2", "h3", "p", "li", "ol", "ul", "button", "bdi", "time"];
        if is_line.contains(&tag.split(' ').next().unwrap()) {
            text.push('\n');
        }
        text.push_str(said);
    }
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).map(|line| unescaped(&line)).collect()
}

fn unescaped(text: &str) -> String {
    text.replace("&#60;", "<").replace("&#62;", ">").replace("&#34;", "\"").replace("&#38;", "&")
}

/// The address that a page gives, and how many events it says that there are.
fn given(page: &str) -> (Option<String>, usize) {
    let address = between(page, "<a class=\"url\" href=\"", "\"").map(unescaped);
    let count = between(page, "<p class=\"count\">", "</strong>").unwrap();
    (address, count.rsplit('>').next().unwrap().parse().unwrap())
}

/// The boxes and options that are chosen, by their values.
fn chosen(page: &str) -> Vec<&str> {
    let marks = page.match_indices(" checked>").chain(page.match_indices(" selected>"));
    let mut marks: Vec<usize> = marks.map(|(at, _)| at).collect();
    marks.sort_unstable();
    let value = |at: usize| page[..at].rsplit_once("value=\"").unwrap().1.trim_end_matches('"');
    marks.into_iter().map(value).collect()
}

/// A server of some files of a folder of meetings.
fn serving(files: &[(&str, &str)]) -> (Folder, Server) {
    let folder = Folder::new();
    for (path, text) in files {
        folder.file(&format!("meetings/{path}"), text);
    }
    let server = Server::start(folder.path());
    (folder, server)
}

#[test]
fn the_result_is_what_the_address_gives() {
    let server = repository();
    for (folder, query, wanted) in [
        ("", "feed=all&lang=&alarm=", "all.ics"),
        (
            "",
            "feed=all&show=q1-12&show=plenary&hide=lunch",
            "all.ics?show=q1-12,plenary&hide=lunch",
        ),
        ("", "show=sg11", "all.ics?show=sg11"),
        ("zh/", "show=sg11&alarm=PT60M", "zh/all.ics?show=sg11&alarm=PT1H"),
        ("zh/", "show=sg11&lang=en", "all.ics?show=sg11"),
        (
            "",
            "feed=meetings%2Fsg12-2025-01&hide=deadline&lang=zh",
            "zh/meetings/sg12-2025-01.ics?hide=deadline",
        ),
        ("", "feed=groups/wp1-11&show=session", "groups/wp1-11.ics?show=session"),
        ("", "feed=views/travel&hide=meeting", "views/travel.ics?hide=meeting"),
        ("", "feed=deadlines&show=captioning", "deadlines.ics?show=captioning"),
        ("", "show=workshop", "all.ics?show=workshop"),
    ] {
        let answer = server.get(&format!("/{folder}view.html?{query}"));
        assert_eq!(answer.status, 200, "{query}");
        let page = answer.text();
        let (address, count) = given(&page);
        assert_eq!(address, Some(format!("http://localhost/{wanted}")), "{query}");
        let webcal = format!("href=\"webcal://localhost/{}\"", wanted.replace('&', "&#38;"));
        assert!(page.contains(&webcal), "{query}: {page}");
        let feed = server.get(&format!("/{wanted}"));
        assert_eq!((feed.status, events(&feed.content).len()), (200, count), "{query}");
        let is_empty = query == "show=workshop";
        assert_eq!(count == 0, is_empty, "{query}");
        assert_eq!(page.contains("No events match this selection yet."), is_empty, "{query}");
        // The address is the one of which the feed itself says that it is its own.
        let (path, terms) = wanted.split_once('?').unwrap_or((wanted, ""));
        for mark in ["outlook", "google"] {
            assert!(!page.contains(mark), "a machine of its own is reached by nobody: {page}");
        }
        assert!(path.ends_with(".ics") && !terms.contains("lang"), "{wanted}");
    }
}

#[test]
fn the_form_shows_what_was_chosen() {
    let server = repository();
    let page = server.get("/view.html").text();
    assert_eq!(chosen(&page), ["all", "", "", "yes"]);
    assert_eq!(result(&page)[0], "Your calendar");
    assert!(!page.contains("class=\"count\""), "{page}");
    let query = "feed=groups/sg12&lang=zh&alarm=PT1H&show=q1-12&show=plenary,captioning&hide=lunch\
                 &hide=sg11-2022-12";
    let page = server.get(&format!("/view.html?{query}")).text();
    let wanted = [
        "groups/sg12",
        "zh",
        "PT1H",
        "yes",
        "plenary",
        "q1-12",
        "captioning",
        "lunch",
        "sg11-2022-12",
    ];
    assert_eq!(chosen(&page), wanted);
    // What is not among the usual choices is kept, and a length of time too.
    assert!(chosen(&server.get("/view.html?alarm=PT45M").text()).contains(&"PT45M"));
    // In the other language the choice is the same.
    let other = "href=\"zh/view.html?feed=groups/sg12&#38;show=q1-12,plenary,captioning\
                 &#38;hide=lunch,sg11-2022-12&#38;alarm=PT1H&#38;lang=zh\"";
    assert!(page.contains(other), "{page}");
    assert_eq!(chosen(&server.get(&format!("/zh/view.html?{query}")).text()).len(), wanted.len());
}

#[test]
fn each_deadline_is_a_choice() {
    let server = repository();
    let page = server.get("/view.html").text();
    for list in ["show", "hide"] {
        let legend = format!("<legend id=\"{list}-deadlines\">Deadlines</legend>");
        let boxes = between(&page, &legend, "</fieldset>").unwrap();
        let wanted =
            format!("name=\"{list}\" value=\"captioning\"> <bdi>captioning requests</bdi>");
        assert!(boxes.contains(&wanted), "{boxes}");
        // Only what some meeting asks for.
        assert!(
            !boxes.contains("value=\"hotel-reservation\"") && !boxes.contains("value=\"other\"")
        );
    }
    let zh = server.get("/zh/view.html").text();
    assert!(between(&zh, "<legend id=\"show-deadlines\">", "</fieldset>").is_some());
}

#[test]
fn what_concerns_everyone_is_ticked_until_it_is_taken_away() {
    let server = repository();
    let get = |query: &str| server.get(&format!("/view.html?{query}")).text();
    let page = get("show=q1-12");
    assert!(page.contains(
        "value=\"yes\" checked> Including events for everyone: Meeting, Registration, Plenaries, \
         Deadlines</label>"
    ));
    // A form sends the first of the two alone if the box has no tick.
    for (query, wanted, is_ticked) in [
        ("everyone=no&everyone=yes&show=q1-12", "all.ics?show=q1-12", true),
        (
            "everyone=no&show=q1-12&hide=lunch",
            "all.ics?show=q1-12&hide=lunch,meeting,registration,plenary,deadline",
            false,
        ),
        (
            "everyone=no&show=q1-12&show=plenary",
            "all.ics?show=q1-12,plenary&hide=meeting,registration,deadline",
            false,
        ),
        ("show=q1-12&hide=meeting,plenary", "all.ics?show=q1-12&hide=meeting,plenary", true),
    ] {
        let page = get(query);
        let (address, count) = given(&page);
        assert_eq!(address, Some(format!("http://localhost/{wanted}")), "{query}");
        let feed = server.get(&format!("/{wanted}"));
        assert_eq!(events(&feed.content).len(), count, "{query}");
        assert_eq!(chosen(&page).contains(&"yes"), is_ticked, "{query}");
        // The address is beside the choice, too.
        let brief = between(&page, "class=\"brief\" dir=\"ltr\">", "</span>").unwrap();
        assert!(unescaped(brief).contains(&format!(">http://localhost/{wanted}</a>")), "{brief}");
        // The view opens the page with the same ticks.
        let again = get(wanted.split_once('?').unwrap().1);
        assert_eq!(chosen(&again), chosen(&page), "{query}");
        let kinds = ["meeting", "registration", "deadline"];
        assert!(is_ticked || !kinds.iter().any(|kind| chosen(&page).contains(kind)), "{query}");
    }
}

/// Two groups in a city whose hours are not those of Geneva, and one in Geneva.
const CLASHING: [(&str, &str); 3] = [
    (
        "sg12-2027-01.yaml",
        "group: SG12\nstart: 2027-01-12\nend: 2027-01-14\nplace: Montevideo, Uruguay\n\
         timezone: America/Montevideo\ntime_plan:\n  2027-01-12:\n    1: [Q7/12, Q9/12]\n    \
         2: [Q7/12, {title: 'Q9/12: <drafts>', tentative: true}]\n    \
         lunch: {title: Q7/12 lunch session}\n    5: {title: Reception, kind: social}\n  \
         2027-01-13: {1: {title: Q9/12, start: 09:30, end: 10:45}, 2: {title: Q7/12, start: 10:45}}\n  \
         2027-01-14: {1: {title: Workshop, kind: workshop, groups: [Q7/12]}}\n",
    ),
    (
        "sg13-2027-01.yaml",
        "group: SG13\nstart: 2027-01-12\nend: 2027-01-14\ntime_plan:\n  \
         2027-01-12: {3: {title: SG13 plenary, kind: plenary, start: 14:00, end: 16:00}}\n  \
         2027-01-13: {1: Q1/13}\n  2027-01-14: {3: Q1/13}\n\
         deadlines: [{date: 2027-01-12, action: contributions}]\n",
    ),
    ("sg11-2027-01.yaml", "group: SG11\nstart: 2027-01-12\nstatus: cancelled\n"),
];

#[test]
fn sessions_at_the_same_time_are_named() {
    let (_folder, server) = serving(&CLASHING);
    let result_of = |query: &str| result(&server.get(&format!("/view.html?{query}")).text());
    let clashes = |query: &str| {
        let all = result_of(query);
        let at = all.iter().position(|line| line == "At the same time").unwrap();
        all[at + 1..].to_vec()
    };
    // Sessions one after the other, lunch breaks, what is social, deadlines and what is cancelled
    // are none; neither is a banner beside its sessions.
    let geneva = "Times are Geneva time unless another zone is given.";
    let morning = "13:30–14:45 09:30–10:45 Montevideo time";
    assert_eq!(
        clashes("show=sg12"),
        [
            geneva,
            "Tue 12 January 2027",
            morning,
            "Q7/12",
            "Q9/12",
            "15:15–16:30 11:15–12:30 Montevideo time",
            "Q7/12",
            "Q9/12: <drafts> (if necessary)",
        ]
    );
    // Between meetings in different places, by the hours in Geneva.
    assert_eq!(
        clashes("show=plenary,q7-12,sg11"),
        [
            geneva,
            "Tue 12 January 2027",
            morning,
            "Q7/12",
            "14:00–16:00",
            "SG13 plenary",
            "14:00–16:00",
            "SG13 plenary",
            "15:15–16:30 11:15–12:30 Montevideo time",
            "Q7/12",
        ]
    );
    assert_eq!(
        clashes("show=workshop,q1-13"),
        [
            geneva,
            "Thu 14 January 2027",
            "13:30–14:45 09:30–10:45 Montevideo time",
            "Q7/12: Workshop",
            "14:30–15:45",
            "Q1/13",
        ]
    );
    let none = "No two of these sessions are at the same time.";
    for query in [
        "show=q9-12",
        "show=q1-13,deadline",
        "show=sg11",
        "show=lunch,social,meeting,deadline",
        "show=q9-12&hide=session",
        "feed=meetings/sg13-2027-01",
    ] {
        assert_eq!(clashes(query), [none], "{query}");
    }
}

#[test]
fn of_many_clashes_the_first_are_listed_and_all_are_counted() {
    let cells: Vec<String> = (1..=20).map(|number| format!("Q{number}/12")).collect();
    let plan = format!(
        "group: SG12\nstart: 2027-01-12\nend: 2027-01-12\ntime_plan:\n  2027-01-12: {{1: [{}]}}\n",
        cells.join(", ")
    );
    let (_folder, server) = serving(&[("sg12-2027-01.yaml", &plan)]);
    let page = server.get("/view.html?show=sg12").text();
    assert_eq!(page.matches("<li class=\"pair\">").count(), 50);
    assert_eq!(result(&page).last().unwrap(), "More pairs: 140");
    // Under the form it says how many there are, too.
    let heard = between(&page, "role=\"status\">", "</span>");
    assert_eq!(heard, Some("Number of events: 21 · At the same time: 190"));
}

#[test]
fn an_address_that_is_too_long_is_no_link() {
    let cells: Vec<String> = (1..=40).map(|number| format!("Q{number}/12")).collect();
    let plan = format!(
        "group: SG12\nstart: 2027-01-12\nend: 2027-01-13\ntime_plan:\n  2027-01-12: {{1: [{}]}}\n",
        cells.join(", ")
    );
    let host = "a".repeat(24) + ".example.org";
    let settings = format!("base_url: https://{host}\npersonal_views: true\n");
    let (_folder, server) = serving(&[("sg12-2027-01.yaml", &plan), ("timeplan.yaml", &settings)]);
    let query = |count: usize| (1..=count).map(|n| format!("show=q{n}-12&")).collect::<String>();
    let mut lengths = Vec::new();
    for count in 20..=35 {
        let page = server.get(&format!("/view.html?{}", query(count))).text();
        let terms: Vec<String> = (1..=count).map(|number| format!("q{number}-12")).collect();
        let wanted = format!("https://{host}/all.ics?show={}", terms.join(","));
        let (address, events) = given(&page);
        // The meeting is of two days, for the second of which generic sessions stand.
        assert!(events >= count, "{events}");
        lengths.push(wanted.len());
        if wanted.len() <= 256 {
            assert_eq!(address.as_ref(), Some(&wanted));
            assert!(page.contains("https://calendar.google.com/calendar/r?cid=https%3A%2F%2F"));
            continue;
        }
        assert_eq!(address, None);
        assert!(!page.contains("webcal:") && !page.contains(&wanted));
        let sentence = format!(
            "This address has {} characters, but programs accept at most 256. Tick fewer boxes: \
             a study group or a meeting instead of many Questions.",
            wanted.len()
        );
        assert!(result(&page).contains(&sentence), "{page}");
    }
    assert!(
        lengths.iter().any(|length| *length <= 256) && lengths.iter().any(|length| *length > 256)
    );
    // Beyond what a view may be at all nothing is chosen; the boxes stay as they are.
    let names: String =
        (1..=99).map(|number| format!("show=q7-12&hide=sg12-2027-{number:02}&")).collect();
    let page = server.get(&format!("/view.html?{names}"));
    assert_eq!(page.status, 400, "no such meetings");
    let study = "show=".to_owned() + &"q1-12,".repeat(1000);
    assert_eq!(server.get(&format!("/view.html?{study}")).status, 200, "said twice is said once");
    let endless = server.get(&format!("/view.html?{}", query(1000)));
    assert_eq!(endless.status, 414);
    let sentence = "this page reads at most 8192 characters behind its question mark";
    assert!(result(&endless.text())[1].ends_with(sentence), "{:?}", result(&endless.text()));
}

#[test]
fn more_terms_than_a_view_may_have_give_no_view() {
    let cells = |study: u8| -> Vec<String> {
        (1..=60).map(|number| format!("Q{number}/{study}")).collect()
    };
    let plan = |study: u8| {
        let plan = cells(study).join(", ");
        format!("group: SG{study}\nstart: 2027-01-12\ntime_plan:\n  2027-01-12: {{1: [{plan}]}}\n")
    };
    let files = [11, 12, 13].map(|study| (format!("sg{study}-2027-01.yaml"), plan(study)));
    let files = files.each_ref().map(|(name, text)| (name.as_str(), text.as_str()));
    let (_folder, server) = serving(&files);
    let all = [11, 12, 13].map(cells).concat();
    let slugs: Vec<String> = all.iter().map(|name| name.to_lowercase().replace('/', "-")).collect();
    let query: String = slugs.iter().map(|slug| format!("&show={slug}")).collect();
    let answer = server.get(&format!("/view.html?feed=all{query}"));
    let (page, length) =
        (answer.text(), slugs.join(",").len() + "http://localhost/all.ics?show=".len());
    assert!(length > 1054 && answer.status == 200, "{length}");
    assert_eq!(server.get(&format!("/all.ics?show={}", slugs.join(","))).status, 414);
    assert!(
        result(&page)[1].starts_with(&format!("This address has {length} characters")),
        "{page}"
    );
    assert!(!page.contains("class=\"count\"") && !page.contains("class=\"url\""));
    assert_eq!(chosen(&page).len(), 183);
}

#[test]
fn what_is_wrong_is_said_as_the_feed_says_it() {
    let server = repository();
    for query in [
        "show=plenery",
        "hide=lunhc&show=plenary",
        "show=q1-13",
        "shwo=lunch",
        "lang=fr",
        "lang=english",
        "alarm=15",
        "show=%zz",
        "show=sg12-2025-02",
    ] {
        let feed = server.get(&format!("/all.ics?{query}"));
        let page = server.get(&format!("/view.html?{query}"));
        assert_eq!((page.status, feed.status), (400, 400), "{query}");
        let said = format!("This selection does not work: {}", feed.text().trim_end());
        assert_eq!(result(&page.text())[1..], [said], "{query}");
        assert!(page.text().contains("<p class=\"wrong\" role=\"alert\">"), "{query}");
        let fields =
            ["cache-control", "etag", "last-modified"].map(|name| page.field(name).to_owned());
        assert_eq!(fields, ["no-store", "", ""], "{query}");
        // The sentence is in English, whatever the page is in.
        let page = server.get(&format!("/zh/view.html?{query}")).text();
        let said = "<strong>无法使用此选择：</strong> <span lang=\"en\" dir=\"ltr\">";
        assert!(page.contains(said), "{page}");
    }
    for (feed, wanted) in [
        ("al", "there is no feed `al` here; did you mean `all`?"),
        ("groups/q1-21", "there is no feed `groups/q1-21` here; did you mean `groups/q1-12`?"),
        ("xxxxxxxxxxx", "there is no feed `xxxxxxxxxxx` here"),
        ("zh/all", "there is no feed `zh/all` here"),
        ("../zh/all", "there is no feed `../zh/all` here"),
    ] {
        let page = server.get(&format!("/view.html?feed={feed}"));
        assert_eq!(page.status, 400);
        assert_eq!(result(&page.text())[1], format!("This selection does not work: {wanted}"));
    }
    // What is right beside it stays chosen; what is unknown can be taken out.
    let page = server.get("/view.html?feed=groups/sg12&show=q1-12&show=plenery&hide=lunch").text();
    assert_eq!(chosen(&page), ["groups/sg12", "", "", "yes", "q1-12", "lunch"]);
    assert!(chosen(&server.get("/view.html?show=q1-13").text()).contains(&"q1-13"));
}

#[test]
fn nothing_that_a_client_says_becomes_a_part_of_the_page() {
    let server = repository();
    let evil = "%3Cscript%3Ealert(1)%3C/script%3E%22%3E";
    for query in [
        format!("show={evil}"),
        format!("feed={evil}"),
        format!("alarm={evil}"),
        format!("{evil}=1&show=x%22"),
        format!("lang={evil}&feed=all"),
        format!("hide=%22%20onclick=%22x&feed={evil}"),
    ] {
        let page = server.get(&format!("/view.html?{query}")).text();
        assert!(!page.contains("<script>") && !page.contains("alert(1)<"), "{query}: {page}");
        assert!(!page.contains("\" onclick"), "{query}: {page}");
    }
    let ask = |host: &str| {
        let request =
            format!("GET /view.html?show=plenary HTTP/1.1\r\n{host}Connection: close\r\n\r\n");
        Answer::read(&server.raw(request.as_bytes()))
    };
    for host in
        ["a\"onclick=x", "<b>", "user:pass@evil.example", "evil.example/x", "a b", "a?b", "a:b"]
    {
        let answer = ask(&format!("Host: {host}\r\n"));
        let page = answer.text();
        // What cannot be a host at all is refused.
        if answer.status != 400 {
            let (address, _) = given(&page);
            assert_eq!(address.as_deref(), Some("all.ics?show=plenary"), "{host}");
        }
        assert!(!page.contains(host) && !page.contains("webcal:"), "{host}");
    }
    let page = ask("Host: [::1]:8080\r\n").text();
    assert_eq!(given(&page).0.as_deref(), Some("http://[::1]:8080/all.ics?show=plenary"));
    let old = Answer::read(&server.raw(b"GET /view.html?show=plenary HTTP/1.0\r\n\r\n"));
    assert_eq!(given(&old.text()).0.as_deref(), Some("all.ics?show=plenary"));
}

#[test]
fn it_is_there_in_every_language() {
    let place = root().join("tests/browser/six-languages/meetings");
    let files = tree(&place);
    let texts: Vec<(String, String)> =
        files.into_iter().map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (&**path, &**text)).collect();
    let (_folder, server) = serving(&files);
    let base = "https://cal.example.org/itu-t";
    for (folder, language, title) in [
        ("", "ar", "إعداد تقويمك الخاص"),
        ("zh/", "zh", "定制自己的日历"),
        ("en/", "en", "Build your own calendar"),
        ("fr/", "fr", "Composer son propre calendrier"),
        ("ru/", "ru", "Составить собственный календарь"),
        ("es/", "es", "Componer un calendario propio"),
    ] {
        let page = server.get(&format!("/{folder}view.html?show=sg13&alarm=PT5M")).text();
        assert!(page.contains(&format!("<html lang=\"{language}\"")), "{language}");
        assert!(page.contains(&format!("<h1>{title}</h1>")), "{language}");
        let (address, count) = given(&page);
        let path = format!("{folder}all.ics?show=sg13&alarm=PT5M");
        assert_eq!(address, Some(format!("{base}/{path}")), "{language}");
        assert_eq!(events(&server.get(&format!("/{path}")).content).len(), count, "{language}");
        let script = if folder.is_empty() { "view.js" } else { "../view.js" };
        assert!(page.contains(&format!("<script src=\"{script}\" defer></script>")), "{language}");
    }
    assert_eq!(server.get("/view.js").field("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(server.get("/groups/view.html").status, 404);
}

#[test]
fn it_is_sent_as_pages_are() {
    let server = repository();
    for target in ["/view.html", "/zh/view.html?show=plenary&hide=lunch"] {
        let plain = server.get(target);
        let fields =
            ["content-type", "cache-control", "x-content-type-options", "vary", "last-modified"];
        let wanted = [
            "text/html; charset=utf-8",
            "private, no-cache",
            "nosniff",
            "accept-encoding",
            "Sun, 01 Jun 2025 00:00:00 GMT",
        ];
        assert_eq!(fields.map(|name| plain.field(name)), wanted, "{target}");
        let packed = server.ask("GET", target, &[("Accept-Encoding", "gzip")]);
        assert_eq!(packed.field("content-encoding"), "gzip", "{target}");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&*packed.content).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == plain.content, "{target}");
        let head = server.ask("HEAD", target, &[]);
        assert_eq!((head.status, head.content.len()), (200, 0), "{target}");
        assert_eq!(head.field("content-length"), plain.content.len().to_string(), "{target}");
        let same = server.ask("GET", target, &[("If-None-Match", plain.field("etag"))]);
        assert_eq!((same.status, same.content.len()), (304, 0), "{target}");
        assert_eq!(server.ask("POST", target, &[]).status, 405, "{target}");
    }
    let wrong = server.ask(
        "GET",
        "/view.html?show=x",
        &[("Accept-Encoding", "gzip"), ("If-None-Match", "*")],
    );
    assert_eq!((wrong.status, wrong.field("content-encoding")), (400, "gzip"));
    let head = server.ask("HEAD", "/view.html?show=x", &[]);
    assert_eq!((head.status, head.content.len()), (400, 0));
    let policy =
        "script-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; connect-src 'self'";
    assert!(server.get("/view.html").text().contains(policy));
    assert!(server.get("/index.html").text().contains("base-uri 'none'; form-action 'none'"));
}

#[test]
fn pages_lead_to_it_where_the_settings_say_that_they_are_served() {
    let folder = Folder::new();
    for (path, bytes) in tree(&root().join("meetings")) {
        folder.file(&format!("meetings/{path}"), bytes);
    }
    let links = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        let mut found = Vec::new();
        for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
            let page = std::str::from_utf8(bytes).unwrap();
            let link = page.split("href=\"").skip(1).find(|link| link.contains("view.html"));
            found.extend(
                link.map(|link| (path.clone(), link.split('"').next().unwrap().to_owned())),
            );
        }
        found
    };
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    let before = folder.tree("out");
    assert_eq!(links(&before), []);
    assert!(!before.contains_key("view.html") && !before.contains_key("view.js"));
    // A site that is built already gets the links, too.
    let settings = folder.read("meetings/timeplan.yaml");
    folder.file("meetings/timeplan.yaml", format!("{settings}\npersonal_views: true\n"));
    assert_eq!(folder.run(&["build", "-q"]).code, 0);
    let after = folder.tree("out");
    assert!(!after.contains_key("view.html") && !after.contains_key("view.js"));
    let found = links(&after);
    let pages = after.keys().filter(|path| path.contains("groups/") && path.ends_with(".html"));
    assert_eq!(found.len(), pages.count() + 2);
    let server = Server::start(folder.path());
    for (path, link) in found {
        let language = if path.starts_with("zh/") { "zh/" } else { "" };
        let own = path.strip_prefix(language).unwrap();
        let group = own.strip_prefix("groups/").and_then(|own| own.strip_suffix(".html"));
        let wanted = match group {
            Some(slug) => format!("../view.html?show={slug}"),
            None => "view.html".to_owned(),
        };
        assert_eq!(link, wanted, "{path}");
        let page = server.get(&format!("/{language}{}", link.trim_start_matches("../")));
        assert_eq!(page.status, 200, "{path}");
        if let Some(slug) = group {
            assert!(chosen(&page.text()).contains(&slug), "{path}");
        }
    }
}

#[test]
fn an_alarm_of_the_settings_is_no_choice_against_it() {
    let meeting = ("sg12-2027-01.yaml", "group: SG12\nstart: 2027-01-12\n");
    let (_folder, server) = serving(&[meeting, ("timeplan.yaml", "alarm: PT15M\n")]);
    let page = server.get("/view.html").text();
    let options = between(&page, "<select name=\"alarm\">", "</select>").unwrap();
    assert!(options.contains("<option value=\"\" selected>15 minutes</option>"), "{options}");
    assert!(!options.contains("none") && !options.contains("PT15M"), "{options}");
}
