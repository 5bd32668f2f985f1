//! Bytes that come in over a connection: requests, parts of them, several, or none at all. Whatever
//! is answered has our fields, and a feed among it is sound.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::{Arc, LazyLock};
use timeplan::finding::Findings;
use timeplan::model::Settings;
use timeplan::render::read_index;
use timeplan::serve::{SiteFile, Served, Site, BuildMessages, converse};
use timeplan::source::yaml::read_settings;
use timeplan_fuzz::{MEETING, feed, tree};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

const OTHER: &str = include_str!("../../meetings/sg11-2022-12.yaml");

const SETTINGS: &str = "languages: [en, zh]\nviews:\n  q7: {show: [q7-12], alarm: PT1H}\n";

static SERVED: LazyLock<Arc<Served>> = LazyLock::new(|| {
    let settings = Settings { personal_views: true, ..settings() };
    let meetings = [("sg12-2025-01.yaml", MEETING), ("sg11-2022-12.yaml", OTHER)];
    let tree = tree(settings.clone(), &meetings);
    let index = tree.get("feeds.json").map(|bytes| read_index(bytes)).unwrap_or_default();
    assert!(!index.is_empty());
    let now = "2025-01-01T00:00:00Z".parse().unwrap_or_default();
    let files =
        tree.into_iter().map(|(path, bytes)| Ok::<_, ()>(SiteFile { path, bytes, since: None }));
    let site = Site::new(files, index, &settings, None, now);
    Arc::new(Served::new(site.unwrap_or_else(|()| panic!("no file fails")), BuildMessages::default(), now))
});

fn settings() -> Settings {
    read_settings(SETTINGS, &mut Findings::default()).unwrap_or_default()
}

/// What comes back until the connection is closed. The clock goes on as soon as all wait for it.
fn answer(request: &[u8]) -> Vec<u8> {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap_or_else(|error| panic!("{error}"));
    }
    RUNTIME.with(|runtime| {
        runtime.block_on(async {
            let (mut client, server) = duplex(1 << 22);
            let server = tokio::spawn(converse(server, Arc::clone(&SERVED)));
            let _ = client.write_all(request).await;
            let _ = client.shutdown().await;
            let mut answer = Vec::new();
            let _ = client.read_to_end(&mut answer).await;
            server.await.unwrap_or_else(|error| panic!("{error}"));
            answer
        })
    })
}

fuzz_target!(|data: &[u8]| {
    let answer = answer(data);
    if answer.is_empty() {
        return;
    }
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n");
    let (head, body) = answer.split_at(end.unwrap_or_else(|| panic!("a head without an end")) + 4);
    let head = std::str::from_utf8(head).unwrap_or_else(|error| panic!("{error}"));
    assert!(head.starts_with("HTTP/1."), "{head}");
    assert!(!head.contains(" 500 "), "{head}");
    let fields = head.to_ascii_lowercase();
    let length = fields.lines().find_map(|line| line.strip_prefix("content-length: "));
    let length = length.and_then(|length| length.trim().parse::<usize>().ok()).unwrap_or(0);
    // What is no HTTP at all is answered by hyper, with nothing in it.
    assert!(fields.contains("x-content-type-options: nosniff") || length == 0, "{head}");
    if fields.starts_with("http/1.1 200") && fields.contains("text/calendar") {
        let is_whole = body.len() >= length && body.starts_with(b"BEGIN:");
        if is_whole {
            feed("a view", &body[..length]);
        }
    }
});
