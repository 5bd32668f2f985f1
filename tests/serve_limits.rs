//! What `timeplan serve` bounds, what it counts, and what it writes down.

use crate::served::Server;
use crate::support::{Folder, root, timeplan};
use std::io::{Read, Write};
use std::process::Command;

#[test]
fn a_connection_too_many_is_turned_away_and_the_others_are_answered() {
    // A process that may open 80 files keeps 64 for itself.
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -n 80; exec \"$0\" serve --listen 127.0.0.1:0"]);
    command.arg(timeplan().get_program()).current_dir(root());
    command.env("SOURCE_DATE_EPOCH", crate::support::NOW);
    let server = Server::run(command);
    let answered = server.get("/healthz");
    let mut held: Vec<_> = (0..16).map(|_| server.connect()).collect();
    for stream in &mut held {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        let mut begin = [0; 15];
        stream.read_exact(&mut begin).unwrap();
        assert_eq!(&begin, b"HTTP/1.1 200 OK");
    }
    let mut refused = String::new();
    server.connect().read_to_string(&mut refused).unwrap();
    assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
    assert!(refused.contains("\r\nRetry-After: 60\r\n"), "{refused}");
    // It has the fields that every answer has.
    let fields = refused.to_ascii_lowercase();
    for name in ["x-content-type-options", "referrer-policy", "content-security-policy"] {
        let field = format!("\r\n{name}: {}\r\n", answered.field(name));
        assert!(fields.contains(&field), "{field}: {refused}");
    }
    // Those that are there go on, and their places are free again when they go.
    let mut first = held.remove(0);
    first.write_all(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut metrics = String::new();
    first.read_to_string(&mut metrics).unwrap();
    assert!(metrics.contains("timeplan_connections 16\n"), "{metrics}");
    assert!(metrics.contains("timeplan_connections_refused_total 1\n"), "{metrics}");
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn who_watches_is_answered_when_all_connections_are_taken() {
    let mut command = Command::new("sh");
    let line = "ulimit -n 80; exec \"$0\" serve --listen 127.0.0.1:0 --status-listen 127.0.0.1:0";
    command.args(["-c", line]).arg(timeplan().get_program()).current_dir(root());
    command.env("SOURCE_DATE_EPOCH", crate::support::NOW);
    let server = Server::run(command);
    let status = server.addresses("/status and /metrics are at ")[0];
    let mut held: Vec<_> = (0..16).map(|_| server.connect()).collect();
    for stream in &mut held {
        stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").unwrap();
        stream.read_exact(&mut [0; 15]).unwrap();
    }
    let mut refused = String::new();
    server.connect().read_to_string(&mut refused).unwrap();
    assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
    let metrics = crate::served::get(status, "/metrics").text();
    assert!(metrics.contains("timeplan_connections 17\n"), "{metrics}");
}

#[test]
fn what_is_no_request_gets_an_answer_without_a_body() {
    let server = Server::start(root());
    let long = format!("GET / HTTP/1.1\r\nHost: x\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    for (request, status) in [("HELLO\r\n\r\n", "400"), (long.as_str(), "431")] {
        let mut stream = server.connect();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        // The rest of the request may still be on its way when the connection is closed.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).unwrap();
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{answer}");
        assert!(answer.contains("\r\ncontent-length: 0\r\n"), "{answer}");
        assert!(answer.ends_with("\r\n\r\n"), "{answer}");
    }
}

#[test]
fn requests_are_counted() {
    let server = Server::start(root());
    let first = server.get("/all.ics");
    server.ask("GET", "/all.ics", &[("If-None-Match", first.field("etag"))]);
    server.get("/nothing");
    server.get("/all.ics?show=nothing");
    server.get("/all.ics?show=plenary");
    server.get("/all.ics?show=plenary");
    server.ask("POST", "/all.ics", &[]);
    // Who watches is not counted.
    server.get("/healthz");
    server.get("/status");
    let answer = server.get("/metrics");
    assert_eq!(answer.field("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    let metrics = answer.text();
    for line in [
        "timeplan_requests_total{status=\"200\"} 3",
        "timeplan_requests_total{status=\"304\"} 1",
        "timeplan_requests_total{status=\"400\"} 1",
        "timeplan_requests_total{status=\"404\"} 1",
        "timeplan_requests_total{status=\"405\"} 1",
        "timeplan_requests_total{status=\"other\"} 0",
        "timeplan_views_made_total 1",
        "timeplan_connections 1",
        "timeplan_builds_total{result=\"whole\"} 1",
        "timeplan_last_good_build_timestamp_seconds 1748736000",
        "timeplan_meetings 2",
    ] {
        assert!(metrics.lines().any(|other| other == line), "{line}: {metrics}");
    }
    // Each family has its help and its type, and they stand before its samples.
    for line in metrics.lines().filter(|line| !line.starts_with('#')) {
        let name = line.split(['{', ' ']).next().unwrap();
        let begin = metrics.find(&format!("# HELP {name} ")).unwrap();
        let kind = metrics.find(&format!("# TYPE {name} ")).unwrap();
        assert!(begin < kind && kind < metrics.find(line).unwrap(), "{line}");
    }
}

#[test]
fn requests_are_written_down_where_that_is_wanted() {
    let mut server = Server::start_with(root(), &["--access-log"]);
    server.ask("GET", "/all.ics?show=plenary", &[("User-Agent", "a\tb\"c")]);
    let line = server.line();
    let (_, line) = line.split_once(" INFO access: ").unwrap();
    assert!(line.starts_with("method=GET uri=/all.ics?show=plenary status=200 bytes="), "{line}");
    assert!(line.ends_with("agent=\"a\\tb\\\"c\"\n"), "{line}");
    // What would mean something to a terminal does not reach it, and nobody fills the disk.
    let long = format!("\u{9b}2J\u{202e}\u{2066}{}", "x".repeat(9_000));
    server.ask("GET", "/all.ics?\u{9b}2J\u{202e}", &[("User-Agent", &long)]);
    let line = server.line();
    assert!(line.contains(" uri=/all.ics?%C2%9B2J%E2%80%AE status=200 "), "{line}");
    assert!(
        line.contains(" agent=\"\\u{9b}2J\\u{202e}\\u{2066}xxx") && line.ends_with("x…\"\n"),
        "{line}"
    );
    assert!(line.len() < 500 && line.chars().all(|c| c == '\n' || !c.is_control()), "{line}");
    // Neither do its method and a long address.
    let long = format!("/{}", "y".repeat(9_000));
    server.ask(&"M".repeat(3_000), &long, &[]);
    let line = server.line();
    assert!(line.contains("MMM… uri=/yyy") && line.contains("yyy… status=405 "), "{line}");
    assert!(line.len() < 2_600, "{}", line.len());
    let folder = Folder::new();
    folder.file("meetings/a-1.yaml", "group: SG12\ntitle: A\nstart: 2025-09-02\nend: 2025-09-04\n");
    let mut silent = Server::start(folder.path());
    silent.get("/all.ics");
    silent.process.kill().unwrap();
    assert_eq!(silent.line(), "");
}
