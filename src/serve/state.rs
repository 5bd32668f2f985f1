//! How it goes: `/healthz` for what watches over processes, `/status` for people, `/metrics` for
//! Prometheus.

use super::served::Served;
use super::{Response, plain};
use crate::finding::counted;
use crate::render::TreeCounts;
use chrono::{DateTime, SecondsFormat, Utc};
use http::StatusCode;
use std::fmt::Write;
use std::sync::atomic::Ordering::Relaxed;

/// What is answered where a request came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The tree, and how it goes.
    All,
    /// The tree alone. Every listener reports whether requests are answered.
    Public,
    /// How it goes, and nothing else.
    Status,
}

/// The answer at an address of those who watch; nothing at one of the tree.
pub(super) fn answer(served: &Served, scope: Scope, address: &str) -> Option<Response> {
    match (address, scope) {
        ("/healthz", _) => Some(healthz()),
        ("/status", Scope::All | Scope::Status) => Some(status(served)),
        ("/metrics", Scope::All | Scope::Status) => Some(metrics(served)),
        (_, Scope::Status) => Some(elsewhere()),
        _ => None,
    }
}

/// Says what there is where nothing else is answered.
fn elsewhere() -> Response {
    let text =
        "there are only /status, /metrics and /healthz here; the feeds are at another address\n";
    let mut response = plain("text/plain; charset=utf-8", text.to_owned());
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// Says that requests are answered.
fn healthz() -> Response {
    plain("text/plain; charset=utf-8", "ok\n".to_owned())
}

/// Says which tree is served, and the messages of the last build.
fn status(served: &Served) -> Response {
    let (builds, site) = (served.builds(), served.site());
    let mut text = format!(
        "Served since {}: {}; {} with {}.\n",
        written(builds.made),
        site.counts().events_of_meetings(),
        counted(site.files_served(), "file", "files"),
        counted(site.bytes_served(), "byte", "bytes")
    );
    let last = written(builds.last);
    text += &match (builds.is_taken, builds.told.is_empty()) {
        (true, true) => "All meetings are in it, without a fault or a doubt.\n".to_owned(),
        (true, false) => format!("Messages of the build of {last}:\n\n{}", builds.told),
        (false, _) => format!(
            "The build of {last} gave nothing to serve, so what was there before stays:\n\n{}",
            builds.told
        ),
    };
    plain("text/plain; charset=utf-8", text)
}

/// The numbers in the text format of Prometheus, version 0.0.4.
fn metrics(served: &Served) -> Response {
    let (builds, site, counts) = (served.builds(), served.site(), &served.counts);
    let TreeCounts { meetings, events, .. } = site.counts();
    let mut text = String::new();
    let mut family = |name: &str, kind: &str, help: &str, samples: &[(String, u64)]| {
        let _ = writeln!(text, "# HELP timeplan_{name} {help}\n# TYPE timeplan_{name} {kind}");
        for (labels, value) in samples {
            let _ = writeln!(text, "timeplan_{name}{labels} {value}");
        }
    };
    let one = |value: u64| [(String::new(), value)];
    let size = |value: usize| one(value as u64);
    let labelled = |label: &str, value: &str, count| (format!("{{{label}=\"{value}\"}}"), count);
    let answers: Vec<_> =
        counts.answers().map(|(status, count)| labelled("status", status, count)).collect();
    family("requests_total", "counter", "Requests answered, by status.", &answers);
    family("response_bytes_total", "counter", "Bytes of contents sent.", &one(counts.bytes()));
    let views = counts.views.load(Relaxed);
    family("views_made_total", "counter", "Views made; others were there already.", &one(views));
    family("connections", "gauge", "Open connections.", &one(counts.open.load(Relaxed)));
    let refused = counts.refused.load(Relaxed);
    family("connections_refused_total", "counter", "Connections turned away.", &one(refused));
    let results = [("whole", builds.whole), ("partial", builds.partial), ("failed", builds.failed)];
    let results = results.map(|(result, count)| labelled("result", result, count));
    family("builds_total", "counter", "Builds, by what came of them.", &results);
    let made = u64::try_from(builds.made.timestamp()).unwrap_or_default();
    let help = "When the tree that is served was made.";
    family("last_good_build_timestamp_seconds", "gauge", help, &one(made));
    family("tree_files", "gauge", "Files that are served.", &size(site.files_served()));
    family("tree_bytes", "gauge", "Bytes of these files.", &size(site.bytes_served()));
    family("meetings", "gauge", "Meetings that are served.", &size(meetings));
    family("events", "gauge", "Their events.", &size(events));
    plain("text/plain; version=0.0.4; charset=utf-8", text)
}

fn written(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}
