//! `timeplan serve` over real sockets, with a client that says just what a test wants it to say.

use crate::served::{self, Answer, Server};
use crate::support::{Folder, Run, root, timeplan, tree};
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs};

/// The meetings of this repository, in two languages.
pub(crate) fn repository() -> Server {
    Server::start(root())
}

#[test]
fn every_file_of_the_tree_comes_byte_for_byte() {
    let folder = Folder::new();
    for (path, bytes) in tree(&root().join("meetings")) {
        folder.file(&format!("meetings/{path}"), bytes);
    }
    assert_eq!(folder.run(&["build"]).code, 0);
    let server = Server::start(folder.path());
    let built = folder.tree("out");
    assert!(built.len() > 50, "{}", built.len());
    for (path, bytes) in &built {
        let kind = match path.rsplit('.').next().unwrap() {
            "ics" => "text/calendar; charset=utf-8",
            "html" => "text/html; charset=utf-8",
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "json" => "application/json; charset=utf-8",
            "atom" => "application/atom+xml; charset=utf-8",
            "txt" => "text/plain; charset=utf-8",
            other => panic!("{other}"),
        };
        let answer = server.get(&format!("/{path}"));
        assert_eq!((answer.status, answer.field("content-type")), (200, kind), "{path}");
        assert!(answer.content == *bytes, "{path} differs");
        assert_eq!(answer.field("content-length"), bytes.len().to_string(), "{path}");
        assert_eq!(answer.field("cache-control"), "public, max-age=900", "{path}");
        assert_eq!(answer.field("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.field("etag"), format!("\"{}\"", &sha(bytes)[..32]), "{path}");
        for absent in ["content-encoding", "set-cookie", "location"] {
            assert_eq!(answer.field(absent), "", "{path}");
        }
        // HEAD is GET without the content.
        let head = server.ask("HEAD", &format!("/{path}"), &[]);
        assert_eq!((head.status, head.content.len()), (200, 0), "{path}");
        let without_date = |answer: &Answer| {
            let mut fields = answer.fields.clone();
            fields.remove("date");
            fields
        };
        assert_eq!(without_date(&head), without_date(&answer), "{path}");
    }
    assert_eq!(server.get("/").content, built["index.html"]);
    assert_eq!(server.get("/zh/").content, built["zh/index.html"]);
}

fn sha(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_feed_says_when_it_changed_and_how_it_is_called() {
    // The server that publishes knows when each feed changed; what it sent before it was started again
    // was no newer.
    let folder = Folder::new();
    for (path, bytes) in tree(&root().join("meetings")) {
        folder.file(&format!("meetings/{path}"), bytes);
    }
    let server = Server::start_with(folder.path(), &["-o", "out"]);
    let index: serde_json::Value =
        serde_json::from_slice(&server.get("/feeds.json").content).unwrap();
    for feed in index.as_array().unwrap() {
        let path = feed["path"].as_str().unwrap();
        let answer = server.ask("GET", &format!("/{path}"), &[("Accept-Encoding", "gzip")]);
        let changed = chrono::DateTime::parse_from_rfc3339(feed["last_modified"].as_str().unwrap());
        let changed = changed.unwrap().format("%a, %d %b %Y %H:%M:%S GMT").to_string();
        assert_eq!(answer.field("last-modified"), changed, "{path}");
        let stem = path.rsplit('/').next().unwrap().strip_suffix(".ics").unwrap();
        let name =
            format!("inline; filename=\"{stem}-{}.ics\"", feed["language"].as_str().unwrap());
        assert_eq!(answer.field("content-disposition"), name, "{path}");
        // Outlook reads no packed feeds, so there is nothing that varies.
        assert_eq!((answer.field("content-encoding"), answer.field("vary")), ("", ""), "{path}");
    }
    assert_eq!(server.get("/").field("content-disposition"), "");
    // Another server does not know what was sent before it began.
    let begin = "Sun, 01 Jun 2025 00:00:00 GMT";
    let server = repository();
    for path in ["/", "/all.ics", "/zh/all.ics", "/robots.txt"] {
        assert_eq!(server.get(path).field("last-modified"), begin, "{path}");
    }
}

#[test]
fn a_client_that_has_a_version_gets_no_other_copy() {
    let server = repository();
    let first = server.get("/all.ics");
    let (etag, changed) = (first.field("etag"), first.field("last-modified"));
    let weak = format!("W/{etag}");
    let list = format!("\"a,b\", {weak} ,\"c\"");
    let earlier = "Sat, 31 May 2025 23:59:59 GMT";
    let cases: &[(&[(&str, &str)], u16)] = &[
        (&[], 200),
        (&[("If-None-Match", etag)], 304),
        (&[("If-None-Match", &weak)], 304),
        (&[("If-None-Match", &list)], 304),
        (&[("If-None-Match", "*")], 304),
        (&[("If-None-Match", "\"a\""), ("If-None-Match", etag)], 304),
        (&[("If-None-Match", "\"a\"")], 200),
        (&[("If-None-Match", etag.trim_matches('"'))], 200),
        (&[("If-Modified-Since", changed)], 304),
        (&[("If-Modified-Since", "Sunday, 01-Jun-25 00:00:00 GMT")], 304),
        (&[("If-Modified-Since", "Sun Jun  1 00:00:00 2025")], 304),
        (&[("If-Modified-Since", "Sun, 01 Jun 2036 00:00:00 GMT")], 304),
        (&[("If-Modified-Since", earlier)], 200),
        (&[("If-Modified-Since", "Sat, 01 Jun 2025 00:00:00 GMT")], 200),
        (&[("If-Modified-Since", "now")], 200),
        // The tag decides, whatever the date says.
        (&[("If-None-Match", "\"a\""), ("If-Modified-Since", changed)], 200),
        (&[("If-None-Match", etag), ("If-Modified-Since", earlier)], 304),
        (&[("If-Match", etag)], 200),
        (&[("If-Match", "*")], 200),
        (&[("If-Match", &weak)], 412),
        (&[("If-Match", "\"a\""), ("If-None-Match", etag)], 412),
        (&[("If-Unmodified-Since", changed)], 200),
        (&[("If-Unmodified-Since", earlier)], 412),
        // Parts of a feed are no feed.
        (&[("Range", "bytes=0-9")], 200),
    ];
    for (fields, status) in cases {
        for method in ["GET", "HEAD"] {
            let answer = server.ask(method, "/all.ics", fields);
            assert_eq!(answer.status, *status, "{method} {fields:?}");
            assert_eq!(answer.field("etag"), etag, "{fields:?}");
            assert_eq!(answer.field("last-modified"), changed, "{fields:?}");
            assert_eq!(answer.field("cache-control"), "public, max-age=900", "{fields:?}");
            let is_whole = *status == 200 && method == "GET";
            assert_eq!(answer.content == first.content, is_whole, "{method} {fields:?}");
            if *status == 304 {
                assert_eq!((answer.content.len(), answer.field("content-type")), (0, ""));
            }
        }
    }
}

#[test]
fn pages_are_packed_for_those_who_read_it() {
    let server = repository();
    for path in ["/", "/style.css", "/feeds.json", "/zh/changes.atom"] {
        let plain = server.get(path);
        let packed = server.ask("GET", path, &[("Accept-Encoding", "br;q=1, gzip;q=0.8")]);
        assert_eq!(packed.field("content-encoding"), "gzip", "{path}");
        let mut unpacked = Vec::new();
        flate2::read::GzDecoder::new(&*packed.content).read_to_end(&mut unpacked).unwrap();
        assert!(unpacked == plain.content, "{path}");
        assert_eq!(packed.field("content-length"), packed.content.len().to_string());
        assert!(packed.content.len() * 2 < plain.content.len(), "{path}");
        // Two forms, two tags; caches keep both.
        assert_ne!(packed.field("etag"), plain.field("etag"), "{path}");
        for answer in [&plain, &packed] {
            assert_eq!(answer.field("vary"), "accept-encoding", "{path}");
        }
        let again = |tag: &str, accepted: &str| {
            let fields = [("If-None-Match", tag), ("Accept-Encoding", accepted)];
            let answer = server.ask("GET", path, &fields);
            assert_eq!(answer.field("vary"), "accept-encoding", "{path}");
            answer.status
        };
        assert_eq!(again(packed.field("etag"), "gzip"), 304, "{path}");
        assert_eq!(again(plain.field("etag"), "identity"), 304, "{path}");
        assert_eq!(again(plain.field("etag"), "gzip"), 200, "{path}");
        let refused = server.ask("GET", path, &[("Accept-Encoding", "gzip;q=0, *;q=0")]);
        assert_eq!(refused.field("content-encoding"), "", "{path}");
    }
}

#[test]
fn what_is_not_there() {
    let server = repository();
    for path in [
        "/nothing",
        "/./all.ics",
        "/zh/../all.ics",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/../Cargo.toml",
        "/..%2fCargo.toml",
        "/out/all.ics",
        "/meetings/sg12-2025-01.yaml",
        "/.timeplan",
        "/%2561ll.ics",
        "/all.ics%00",
        "/%",
        "/%zz",
        "/%ff",
    ] {
        let answer = server.get(path);
        let head = (answer.status, answer.field("content-type"), answer.field("cache-control"));
        assert_eq!(head, (404, "text/html; charset=utf-8", "public, max-age=60"), "{path}");
        let fields = ["x-content-type-options", "location"].map(|name| answer.field(name));
        assert_eq!(fields, ["nosniff", ""], "{path}");
        let heading =
            if path.starts_with("/zh/") { "<h1>未找到</h1>" } else { "<h1>Not found</h1>" };
        assert!(answer.text().contains(heading), "{path}");
    }
    assert_eq!(server.get("/%61ll%2Eics").content, server.get("/all.ics").content);
    // In the language of the folder, with links that hold from there.
    let page = server.get("/zh/groups/x.html").text();
    for part in [
        "lang=\"zh\"",
        "<h1>未找到</h1>",
        "href=\"../../style.css\"",
        "<a href=\"../index.html\">ITU-T 会议</a>",
    ] {
        assert!(page.contains(part), "{part}: {page}");
    }
    let zh = server.get("/zh");
    assert_eq!((zh.status, zh.field("location")), (308, "zh/"));
}

#[test]
fn addresses_that_are_nearly_right_lead_to_the_right_one() {
    let server = repository();
    for (target, wanted) in [
        ("//all.ics", "../all.ics"),
        ("/all.ics/", "../all.ics"),
        ("/ALL.ICS", "all.ics"),
        ("/all.ics.", "all.ics"),
        ("/all", "all.ics"),
        ("/groups/Q1-12.ics", "../groups/q1-12.ics"),
        ("/groups/q1-12", "../groups/q1-12.html"),
        ("/groups/Q1/12.ics", "../../groups/q1-12.ics"),
        ("/groups/Q1%2F12.ics", "../groups/q1-12.ics"),
        ("/ZH/Groups//q1-12.ics", "../../../zh/groups/q1-12.ics"),
        ("/ZH", "zh/"),
        ("//zh//", "../../../zh/"),
        ("//", "../"),
        ("/view", "view.html"),
        ("//all.ics?show=q1-12&hide=lunch", "../all.ics?show=q1-12&hide=lunch"),
        ("/groups/SG12.ics?lang=zh", "../groups/sg12.ics?lang=zh"),
        ("/ALL.ICS%3Fshow%3Dplenary", "all.ics?show%3Dplenary"),
        ("/all.ics%3Fshow=plenary&hide=lunch", "all.ics?show=plenary&hide=lunch"),
        ("/View.html?show=plenary", "view.html?show=plenary"),
        ("/zh?show=plenary", "zh/?show=plenary"),
    ] {
        for method in ["GET", "HEAD"] {
            let answer = server.ask(method, target, &[]);
            assert_eq!((answer.status, answer.field("location")), (308, wanted), "{target}");
        }
        // The way is told from the address, so it holds below another one too.
        let (path, query) = wanted.split_once('?').unwrap_or((wanted, ""));
        let mut steps: Vec<&str> = target.split('?').next().unwrap().split('/').collect();
        steps.pop();
        for step in path.split('/') {
            if step == ".." {
                steps.pop();
            } else {
                steps.push(step);
            }
        }
        let there = server.get(&format!("{}?{query}", steps.join("/")));
        assert_eq!(there.status, 200, "{target}: {steps:?}");
    }
    // A page has `&amp;` for `&`, and some programs encode too much: all mean the same view.
    let view = server.get("/all.ics?show=q1-12&hide=lunch").content;
    for query in [
        "show=q1-12&amp;hide=lunch",
        "show=q1-12&amp;amp;hide=lunch",
        "show=Q1%2F12&amp;hide=lunch",
        "show%3Dq1-12%26hide%3Dlunch",
    ] {
        assert!(server.get(&format!("/all.ics?{query}")).content == view, "{query}");
    }
    let page = server.get("/view.html?show=q1-12&amp;hide=lunch").text();
    assert!(page.contains("all.ics?show=q1-12&#38;hide=lunch\""), "{page}");
    // By its absolute form (RFC 9112 section 3.2.2), whatever the scheme.
    let answer = server.get("webcal://localhost/all.ics");
    assert_eq!((answer.status, answer.content), (200, server.get("/all.ics").content));
}

#[test]
fn a_request_names_its_host_once() {
    let server = repository();
    let ask = |version: &str, hosts: &str| {
        let request = format!("GET /all.ics HTTP/{version}\r\nConnection: close\r\n{hosts}\r\n");
        Answer::read(&server.raw(request.as_bytes()))
    };
    for (version, hosts, status) in [
        ("1.1", "Host: localhost\r\n", 200),
        ("1.1", "Host: [::1]:8080\r\n", 200),
        ("1.1", "Host:\r\n", 200),
        ("1.0", "", 200),
        ("1.1", "", 400),
        ("1.1", "Host: a\r\nHost: a\r\n", 400),
        ("1.0", "Host: a\r\nHost: b\r\n", 400),
        ("1.1", "Host: a b\r\n", 400),
        ("1.1", "Host: user@example.org\r\n", 400),
        ("1.1", "Host: a, b\r\n", 400),
        ("1.1", "Host: a:\r\n", 200),
        ("1.1", "Host: a:b\r\n", 400),
        ("1.1", "Host: a:80:80\r\n", 400),
        ("1.1", "Host: :80\r\n", 400),
        ("1.1", "Host: a/b\r\n", 400),
        ("1.1", "Host: [::1\r\n", 400),
        ("1.1", "Host: \u{e9}\r\n", 400),
    ] {
        let answer = ask(version, hosts);
        assert_eq!(answer.status, status, "{version} {hosts:?}");
        if status == 400 {
            let said = "a request has one field `Host` that names the host and the port\n";
            assert_eq!(answer.text(), said);
        }
    }
}

#[test]
fn every_answer_says_what_a_browser_may_do_with_it() {
    let server = repository();
    let meeting = "/meetings/sg12-2025-01.html";
    let (feed, page) = (server.get("/all.ics"), server.get(meeting));
    for (method, target, fields, status) in [
        ("GET", "/all.ics", vec![], 200),
        ("HEAD", "/all.ics", vec![], 200),
        ("GET", "/all.ics", vec![("If-None-Match", feed.field("etag"))], 304),
        ("GET", "/all.ics", vec![("If-Match", "\"a\"")], 412),
        ("GET", "/all.ics?show=plenary", vec![], 200),
        ("GET", "/all.ics?show=plenery", vec![], 400),
        ("GET", "/feeds.json", vec![], 200),
        ("GET", "/style.css", vec![], 200),
        ("GET", meeting, vec![], 200),
        ("HEAD", meeting, vec![], 200),
        ("GET", meeting, vec![("If-None-Match", page.field("etag"))], 304),
        ("GET", "/zh/view.html?show=plenary", vec![], 200),
        ("GET", "/view.html?show=plenery", vec![], 400),
        ("GET", "/nothing", vec![], 404),
        ("GET", "/nothing.ics?show=plenary", vec![], 404),
        ("GET", "/ALL.ICS", vec![], 308),
        ("GET", "/zh", vec![], 308),
        ("GET", "/healthz", vec![], 200),
        ("GET", "/status", vec![], 200),
        ("GET", "/metrics", vec![], 200),
        ("POST", "/all.ics", vec![], 405),
        ("OPTIONS", "/all.ics", vec![], 204),
        ("GET", "/all.ics", vec![("Host", "b")], 400),
    ] {
        let answer = server.ask(method, target, &fields);
        assert_eq!(answer.status, status, "{method} {target}");
        let said = ["x-content-type-options", "referrer-policy"].map(|name| answer.field(name));
        assert_eq!(said, ["nosniff", "no-referrer"], "{method} {target} {status}");
        let policy = answer.field("content-security-policy");
        let is_page = target.contains(".html") || target == "/nothing";
        let wanted =
            if is_page { "default-src 'none'; style-src 'self'; " } else { "default-src 'none'; " };
        assert!(policy.starts_with(wanted), "{method} {target} {status}: {policy}");
        assert!(policy.ends_with("; frame-ancestors 'none'"), "{method} {target}: {policy}");
    }
    // A 304 must not change the policy of the page that a browser has.
    let same = server.ask("GET", meeting, &[("If-None-Match", page.field("etag"))]);
    let policy = |answer: &Answer| answer.field("content-security-policy").to_owned();
    assert_eq!((same.status, policy(&same)), (304, policy(&page)));
    // Servers that set no fields have the policy in the page, but for what counts only in a field.
    for path in ["/", "/zh/help.html", "/groups/q1-12.html", "/view.html", "/nothing"] {
        let page = server.get(path);
        let policy = policy(&page).replace("; frame-ancestors 'none'", "");
        let own = format!("<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        assert!(page.text().contains(&own), "{path}");
    }
}

#[test]
fn scripts_of_other_sites_read_what_is_published() {
    let server = repository();
    let origin = ("Origin", "https://example.org");
    let etag = server.get("/all.ics").field("etag").to_owned();
    for (method, target, fields, status) in [
        ("GET", "/all.ics", vec![], 200),
        ("HEAD", "/all.ics", vec![], 200),
        ("GET", "/all.ics", vec![("If-None-Match", etag.as_str())], 304),
        ("HEAD", "/all.ics", vec![("If-None-Match", etag.as_str())], 304),
        ("GET", "/all.ics?show=plenary", vec![], 200),
        ("GET", "/all.ics?show=plenery", vec![], 400),
        ("GET", "/feeds.json", vec![], 200),
        ("GET", "/changes.json", vec![], 200),
        ("GET", "/ALL.ICS", vec![], 308),
        ("GET", "/nothing.ics", vec![], 404),
    ] {
        let answer = server.ask(method, target, &[&fields[..], &[origin]].concat());
        assert_eq!(answer.status, status, "{method} {target}");
        let said = ["allow-origin", "expose-headers", "allow-credentials"]
            .map(|name| answer.field(&format!("access-control-{name}")));
        assert_eq!(said, ["*", "ETag", ""], "{method} {target}");
    }
    // A browser asks before it sends a condition for a script of another site.
    for target in ["/all.ics", "/feeds.json", "/all.ics?show=plenary", "*"] {
        let asked = [
            origin,
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "if-none-match"),
        ];
        for fields in [&asked[..], &[]] {
            let answer = server.ask("OPTIONS", target, fields);
            assert_eq!((answer.status, answer.content.len()), (204, 0), "{target}");
            let said = ["allow-origin", "allow-methods", "allow-headers", "max-age"]
                .map(|name| answer.field(&format!("access-control-{name}")));
            assert_eq!(said, ["*", "GET, HEAD, OPTIONS", "*", "86400"], "{target}");
            assert_eq!(answer.field("allow"), "GET, HEAD, OPTIONS", "{target}");
        }
    }
    // What only the people who run it need is for no other site.
    for target in ["/status", "/metrics", "/healthz"] {
        assert_eq!(server.ask("GET", target, &[origin]).field("access-control-allow-origin"), "");
    }
}

#[test]
fn what_may_not_be_done() {
    let server = repository();
    for method in ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "TRACE", "X"] {
        for path in ["/all.ics", "/nothing", "/healthz"] {
            let answer = server.ask(method, path, &[]);
            let allow: Vec<&str> = answer.field("allow").split(',').map(str::trim).collect();
            assert_eq!(
                (answer.status, allow),
                (405, vec!["GET", "HEAD", "OPTIONS"]),
                "{method} {path}"
            );
        }
    }
    for noise in [
        "",
        "\r\n\r\n",
        "GET",
        "GET\r\n\r\n",
        "GET /all.ics HTTP/9.9\r\n\r\n",
        "\u{16}\u{3}\u{1}\r\n",
    ] {
        let mut stream = server.connect();
        stream.write_all(noise.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 400 "), "{noise:?}");
    }
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn robots_and_the_proxy_are_told() {
    let server = repository();
    let robots = server.get("/robots.txt");
    let rules = "User-agent: *\nAllow: /*.ics\nDisallow: /*view.html?\nDisallow: /*?\n";
    assert!(robots.text().ends_with(rules), "{}", robots.text());
    assert_eq!(robots.field("content-type"), "text/plain; charset=utf-8");
    let health = server.get("/healthz");
    assert_eq!((health.text().as_str(), health.field("cache-control")), ("ok\n", "no-store"));
}

#[test]
fn one_connection_carries_many_requests() {
    let server = repository();
    let feed = server.get("/deadlines.ics").content;
    let mut stream = server.connect();
    let request = "GET /deadlines.ics HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request.repeat(3).as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    for _ in 0..3 {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        assert_eq!(line, "HTTP/1.1 200 OK\r\n");
        while line != "\r\n" {
            line.clear();
            reader.read_line(&mut line).unwrap();
        }
        let mut content = vec![0; feed.len()];
        reader.read_exact(&mut content).unwrap();
        assert!(content == feed);
    }
}

#[test]
fn a_client_that_has_said_all_is_answered() {
    let server = repository();
    // The view is made while the client's side is closed already.
    for (target, wanted) in [
        ("/deadlines.ics", server.get("/deadlines.ics").content),
        ("/all.ics?show=deadline", server.get("/all.ics?show=deadline&x").content),
    ] {
        let mut stream = server.connect();
        let request = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        stream.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        assert!(!wanted.is_empty() && answer.ends_with(&wanted), "{target}");
    }
}

#[test]
fn a_head_that_is_too_long_is_refused() {
    let server = repository();
    let fields = "X-Field: a\r\n".repeat(500);
    let long = format!("X-Field: {}\r\n", "a".repeat(20_000));
    for fields in [fields, long] {
        let mut stream = server.connect();
        // It hangs up over what it has not read.
        let _ = stream.write_all(format!("GET / HTTP/1.1\r\n{fields}\r\n").as_bytes());
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        assert!(answer.starts_with(b"HTTP/1.1 431 "), "{:?}", String::from_utf8_lossy(&answer));
    }
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn it_ends_when_it_is_told_to_and_answers_what_had_begun() {
    for name in ["TERM", "INT"] {
        // Nobody else listens at this address, so the port is nobody's afterwards.
        let mut command = timeplan();
        command.args(["serve", "--listen", "127.0.0.2:0"]).current_dir(root());
        let mut server = Server::run(command);
        let mut stream = server.connect();
        // Half of a request: it has begun, and is not answered yet.
        stream.write_all(b"GET /deadlines.ics HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        let mut first = [0; 15];
        stream.read_exact(&mut first).unwrap();
        assert_eq!(&first, b"HTTP/1.1 200 OK");
        server.signal(name);
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).unwrap();
        assert!(rest.ends_with(b"END:VCALENDAR\r\n"));
        assert_eq!(server.process.wait().unwrap().code(), Some(0), "{name}");
        assert!(TcpStream::connect(server.address).is_err());
        assert_eq!(server.line(), "");
    }
}

#[test]
fn it_listens_at_every_address_of_a_name() {
    let mut command = timeplan();
    command.args(["serve", "--listen", "localhost:0"]).current_dir(root());
    let server = Server::run(command);
    let heard = server.addresses("listening on ");
    // Of the addresses that the name has, those that the machine has.
    let port = server.address.port();
    let resolved = ("localhost", port).to_socket_addrs().unwrap();
    let is_there = |address: &SocketAddr| TcpListener::bind((address.ip(), 0)).is_ok();
    let wanted: BTreeSet<SocketAddr> = resolved.filter(is_there).collect();
    assert_eq!(heard.iter().copied().collect::<BTreeSet<_>>(), wanted, "{}", server.begin);
    for address in heard {
        assert_eq!(served::get(address, "/healthz").text(), "ok\n", "{address}");
        assert_eq!(served::get(address, "/all.ics").status, 200, "{address}");
    }
}

#[test]
fn how_it_goes_is_told_at_an_address_of_its_own() {
    let server = Server::start_with(root(), &["--status-listen", "127.0.0.1:0"]);
    let own = server.addresses("/status and /metrics are at ");
    assert_eq!(own.len(), 1, "{}", server.begin);
    assert_ne!(own[0], server.address);
    for target in ["/status", "/metrics"] {
        let (public, own) = (server.get(target), served::get(own[0], target));
        assert_eq!((public.status, own.status), (404, 200), "{target}");
        assert!(public.text().contains("<h1>Not found</h1>"), "{target}");
    }
    // What the public asked is counted there, and what is asked there is not.
    let metrics = served::get(own[0], "/metrics").text();
    assert!(metrics.contains("timeplan_requests_total{status=\"404\"} 2\n"), "{metrics}");
    assert!(metrics.contains("timeplan_meetings 2\n"), "{metrics}");
    for (address, status) in [(server.address, 200), (own[0], 200)] {
        assert_eq!(served::get(address, "/healthz").status, status);
    }
    for target in ["/", "/all.ics", "/view.html", "/all.ics?show=plenary"] {
        let answer = served::get(own[0], target);
        let said = "there are only /status, /metrics and /healthz here; the feeds are at another address\n";
        assert_eq!((answer.status, answer.text().as_str()), (404, said), "{target}");
    }
    // One address cannot be both.
    let address = server.address.to_string();
    drop(server);
    let both = ["serve", "--listen", &address, "--status-listen", &address];
    let run = Run::of(timeplan().args(both).current_dir(root()));
    let said = "--status-listen: use an address or port different from --listen\n";
    assert_eq!((run.code, run.err.as_str()), (2, said));
}

#[test]
fn what_is_wrong_is_said_before_it_serves() {
    let folder = Folder::new();
    folder.file("meetings/sg12-2025-01.yaml", "group: SG12\nstart: 2025-01-14\n");
    folder.file("meetings/sg13-2025-01.yaml", "group: SG13\nstrat: 2025-01-14\n");
    // The good ones are served.
    let server = Server::start(folder.path());
    assert_eq!(server.get("/meetings/sg12-2025-01.ics").status, 200);
    assert_eq!(server.get("/meetings/sg13-2025-01.ics").status, 404);
    let address = server.address.to_string();
    let taken = folder.run(&["serve", "--listen", &address]);
    assert_eq!(taken.code, 4, "{}", taken.err);
    assert!(taken.err.starts_with(&format!("{address}: nothing can be served here: ")));
    let wrong = folder.run(&["serve", "--listen", "8080"]);
    assert_eq!(wrong.code, 2);
    let help = "write an address or a name with a port, such as 127.0.0.1:8080, [::1]:8080 or \
         localhost:8080";
    assert!(wrong.err.contains(help), "{}", wrong.err);
    // A name that nobody has, since its label is too long (RFC 1035 section 2.3.4): no network is asked for
    // it. An address that this machine does not have (RFC 5737).
    let nobody = format!("{}.invalid:0", "a".repeat(64));
    let run = folder.run(&["serve", "--listen", &nobody]);
    let said = format!("{nobody}: nothing can be served here: this name has no address\n");
    assert_eq!((run.code, run.err), (4, said));
    let run = folder.run(&["serve", "--listen", "198.51.100.1:0"]);
    let said =
        "198.51.100.1:0: nothing can be served here: this machine does not have that address\n";
    assert_eq!((run.code, run.err.as_str()), (4, said));
    let run = folder.run(&["serve", "--listen", "127.0.0.1:1", "--status-listen", "x"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains(help), "{}", run.err);
    let none = folder.run(&["serve", "--listen", "127.0.0.1:0", "meetings/sg13-2025-01.yaml"]);
    assert_eq!(none.code, 1);
    assert!(none.err.ends_with("there is no feed to serve\n"), "{}", none.err);
}

/// The events of a feed as they are written, in their order.
pub(crate) fn events(feed: &[u8]) -> Vec<String> {
    let feed = std::str::from_utf8(feed).unwrap();
    let events = feed.split("BEGIN:VEVENT\r\n").skip(1);
    events.map(|event| event.split_inclusive("END:VEVENT\r\n").next().unwrap().to_owned()).collect()
}

/// A property of a feed or an event, with its folds taken out.
pub(crate) fn property(text: &str, name: &str) -> Option<String> {
    let unfolded = text.replace("\r\n ", "");
    let line = unfolded.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    line.map(str::to_owned)
}

#[test]
fn a_view_holds_what_show_shows() {
    let server = repository();
    for (show, hide, language) in [
        ("", "lunch", "en"),
        ("Q1/12,plenary", "", "en"),
        ("sg11", "meeting,registration", "zh"),
        ("sg12-2025-01", "session,deadline", "en"),
        ("plenary,captioning", "sg11-2022-12", "zh"),
        ("sg12-2025-01,sg11-2022-12", "wp1-11", "en"),
        ("wp2-11,deadline", "contributions", "zh"),
        ("workshop", "", "en"),
        ("q1-12,plenary", "lunch", "en"),
        ("Question 1/12", "", "en"),
        ("", "q1-12", "zh"),
        ("wp1-11", "wp2-11", "en"),
    ] {
        let mut words = vec!["show", "sg11-2022-12", "sg12-2025-01", "--format", "json"];
        words.extend(["--lang", language]);
        for (key, terms) in [("--show", show), ("--hide", hide)] {
            words.extend([key, terms].iter().filter(|_| !terms.is_empty()));
        }
        let run = crate::support::Run::of(timeplan().args(&words).current_dir(root()));
        let shown: Vec<serde_json::Value> = serde_json::from_str(&run.out).unwrap();
        let wanted: Vec<&str> = shown.iter().map(|event| event["uid"].as_str().unwrap()).collect();
        let query = format!("show={show}&hide={hide}&lang={language}").replace(' ', "%20");
        let view = server.get(&format!("/all.ics?{query}"));
        assert_eq!(view.status, 200, "{words:?}");
        let got = events(&view.content);
        let uids: Vec<String> = got.iter().map(|event| property(event, "UID").unwrap()).collect();
        assert_eq!(uids, wanted, "{words:?}");
        // Byte for byte as the tree has them.
        let folder = if language == "en" { "" } else { "zh/" };
        let all = server.get(&format!("/{folder}all.ics")).text();
        assert!(got.iter().all(|event| all.contains(event)), "{words:?}");
        let empty = if show == "workshop" { 0 } else { 1 };
        assert!(got.len() >= empty, "{words:?}");
    }
}

#[test]
fn a_group_that_is_shown_is_its_feed() {
    let server = repository();
    let index: serde_json::Value =
        serde_json::from_slice(&server.get("/feeds.json").content).unwrap();
    let paths = index.as_array().unwrap().iter().filter_map(|feed| feed["path"].as_str());
    let mut seen = 0;
    for path in paths {
        let Some((folder, slug)) = path.split_once("groups/") else { continue };
        let slug = slug.strip_suffix(".ics").unwrap();
        let feed = events(&server.get(&format!("/{path}")).content);
        let view = server.get(&format!("/{folder}all.ics?show={slug}"));
        assert_eq!(events(&view.content), feed, "{path}");
        // With more terms, and of a smaller feed.
        let view = server.get(&format!("/{folder}all.ics?show={slug},lunch&hide=session"));
        let without =
            |event: &&String| property(event, "CATEGORIES").unwrap().starts_with("session");
        assert!(
            feed.iter()
                .filter(|event| !without(event))
                .all(|event| events(&view.content).contains(event)),
            "{path}"
        );
        seen += 1;
    }
    assert!(seen >= 12, "{seen}");
}

#[test]
fn every_feed_has_views() {
    let server = repository();
    let index: serde_json::Value =
        serde_json::from_slice(&server.get("/feeds.json").content).unwrap();
    for feed in index.as_array().unwrap() {
        let path = feed["path"].as_str().unwrap();
        let all = server.get(&format!("/{path}"));
        let (colon, kinds) = match path.starts_with("zh/") {
            true => ("：", ["截止日期", "全体会议", "会议"]),
            false => (": ", ["Deadlines", "Plenaries", "Meeting"]),
        };
        for (kind, called) in ["deadline", "plenary", "meeting"].into_iter().zip(kinds) {
            let is_of = |event: &String| {
                property(event, "CATEGORIES").unwrap().split(',').next() == Some(kind)
            };
            let (own, others): (Vec<String>, Vec<String>) =
                events(&all.content).into_iter().partition(is_of);
            let shown = server.get(&format!("/{path}?show={kind}"));
            assert_eq!(events(&shown.content), own, "{path} {kind}");
            assert_eq!(events(&server.get(&format!("/{path}?hide={kind}")).content), others);
            // It is a feed as any other.
            for field in ["content-type", "content-disposition", "last-modified", "cache-control"] {
                assert_eq!(shown.field(field), all.field(field), "{path}");
            }
            let name = property(&all.text(), "NAME").unwrap() + colon + called;
            assert_eq!(property(&shown.text(), "NAME"), Some(name), "{path}");
        }
        // The other language, with and without terms; what nobody knows is no reason to fail.
        let (other, there) = match path.strip_prefix("zh/") {
            Some(own) => ("en", own.to_owned()),
            None => ("zh", format!("zh/{path}")),
        };
        let there = server.get(&format!("/{there}"));
        let whole = server.get(&format!("/{path}?lang={other}&show=&utm_source=letter"));
        assert!(whole.content == there.content, "{path}");
        assert_eq!(whole.field("etag"), there.field("etag"), "{path}");
        let some = server.get(&format!("/{path}?lang={other}&hide=lunch"));
        let is_lunch = |event: &String| property(event, "CATEGORIES").unwrap().starts_with("lunch");
        let mut wanted = events(&there.content);
        wanted.retain(|event| !is_lunch(event));
        assert_eq!(events(&some.content), wanted, "{path}");
    }
    // The view that the settings have is the same as one by its terms.
    assert_eq!(
        events(&server.get("/views/sg12-no-lunch.ics").content),
        events(&server.get("/all.ics?show=SG12&hide=lunch").content)
    );
    // What is no feed has no views.
    assert_eq!(server.get("/index.html?show=x").content, server.get("/").content);
    assert_eq!(server.get("/nothing.ics?show=plenary").status, 404);
}

#[test]
fn a_view_is_a_good_feed_that_can_be_asked_for_again() {
    let folder = Folder::new();
    for (path, bytes) in tree(&root().join("meetings")) {
        folder.file(&format!("meetings/{path}"), bytes);
    }
    let settings = folder.read("meetings/timeplan.yaml");
    let base = "https://example.org/calendars";
    folder.file("meetings/timeplan.yaml", format!("base_url: {base}\n{settings}"));
    let server = Server::start(folder.path());
    let target = "/zh/groups/sg12.ics?hide=lunch&show=plenary,Q1/12&alarm=PT15M";
    let first = server.get(target);
    folder.file("view.ics", &first.content);
    let lint = folder.run(&["lint", "view.ics"]);
    assert_eq!(lint.code, 0, "{}", lint.shown());
    let asked = "zh/groups/sg12.ics?show=plenary,q1-12&hide=lunch&alarm=PT15M";
    let text = first.text().replace("\r\n ", "");
    assert!(text.contains(&format!("SOURCE;VALUE=URI:{base}/{asked}\r\n")), "{text}");
    assert!(text.contains(&format!("\r\nURL:{base}/zh/groups/sg12.html\r\n")), "{text}");
    assert_eq!(property(&text, "NAME").unwrap(), "SG12：全体会议，Q1/12，−午餐");
    let stamps = events(&first.content);
    let newest = stamps.iter().filter_map(|event| property(event, "LAST-MODIFIED")).max();
    assert_eq!(property(&text, "LAST-MODIFIED"), newest);
    // The second time, in another spelling, and from nothing newer.
    for spelling in [target.to_owned(), format!("/{asked}"), format!("/{asked}&lang=zh&x=1")] {
        let again = server.get(&spelling);
        assert!(again.content == first.content, "{spelling}");
        let etag = first.field("etag");
        assert_eq!(server.ask("GET", &spelling, &[("If-None-Match", etag)]).status, 304);
        let head = server.ask("HEAD", &spelling, &[]);
        assert_eq!(head.field("content-length"), first.content.len().to_string());
    }
}

#[test]
fn an_alarm_is_the_one_that_the_settings_would_give() {
    let with_alarm = |meetings: &str, alarm: &str| {
        let folder = Folder::new();
        for (path, bytes) in tree(&root().join(meetings)) {
            folder.file(&format!("meetings/{path}"), bytes);
        }
        let settings = folder.read("meetings/timeplan.yaml");
        assert!(!settings.contains("alarm:"));
        folder.file("meetings/timeplan.yaml", format!("{settings}\n{alarm}"));
        Server::start(folder.path())
    };
    // Titles that are folded within their letters; events of whole days, and breaks that ring nowhere.
    for meetings in ["tests/feeds/five-scripts/meetings", "meetings"] {
        let without = with_alarm(meetings, "");
        let short = with_alarm(meetings, "alarm: PT15M\n");
        let long = with_alarm(meetings, "alarm: P1DT2H\n");
        let index = without.get("/feeds.json").content;
        let index: serde_json::Value = serde_json::from_slice(&index).unwrap();
        let (mut ringing, mut silent) = (0, 0);
        for feed in index.as_array().unwrap() {
            let path = feed["path"].as_str().unwrap();
            let wanted = events(&short.get(&format!("/{path}")).content);
            for server in [&without, &short, &long] {
                let view = server.get(&format!("/{path}?alarm=PT15M"));
                assert_eq!(events(&view.content), wanted, "{path}");
            }
            let rings = wanted.iter().filter(|event| event.contains("BEGIN:VALARM")).count();
            ringing += rings;
            silent += wanted.len() - rings;
        }
        assert!(ringing > 10 && silent > 10, "{meetings}: {ringing} and {silent}");
    }
}

#[test]
fn what_is_wrong_with_a_view_is_said_with_what_to_write() {
    let server = repository();
    for (query, wanted) in [
        ("show=plenery", "unknown term `plenery` in `show`; did you mean `plenary`?"),
        ("hide=lunhc&show=plenary", "unknown term `lunhc` in `hide`; did you mean `lunch`?"),
        ("show=q1-13", "no group or meeting is called `q1-13` here; did you mean `q1-12`?"),
        (
            "show=sg12-2025-02",
            "no group or meeting is called `sg12-2025-02` here; did you mean `sg12-2025-01`?",
        ),
        ("shwo=lunch", "unknown key `shwo` in a view; did you mean `show`?"),
        ("lang=fr", "there are no feeds in `fr` here; there are `en` and `zh`"),
        (
            "lang=english",
            "`english` in `lang` is not a language; write one of `ar`, `zh`, `en`, `fr`, `ru` and `es`",
        ),
        (
            "alarm=15",
            "`15` in `alarm` is not a duration; write a duration such as `PT15M`, `PT6H` or \
             `P1D`, at most `P30D`",
        ),
    ] {
        let answer = server.get(&format!("/all.ics?{query}"));
        assert_eq!((answer.status, answer.text()), (400, format!("{wanted}\n")), "{query}");
        assert_eq!(answer.field("content-type"), "text/plain; charset=utf-8");
        assert_eq!(answer.field("cache-control"), "no-store");
    }
    let long = format!("/all.ics?show={}", "plenary,".repeat(200));
    assert_eq!(server.get(&long).status, 414);
}
