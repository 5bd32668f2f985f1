//! `timeplan serve` while its files change: what it serves is always the last good tree, as a whole.

use crate::served::{Answer, Server};
use crate::support::{Folder, Run, timeplan};
use sha2::{Digest, Sha256};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The words with which it says that it serves another tree.
const ANEW: &str = "serving ";

/// Writes a file as editors do: it takes its place when it is whole.
fn put(folder: &Folder, path: &str, text: impl AsRef<[u8]>) {
    let (parent, _) = path.rsplit_once('/').unwrap();
    let unfinished = format!("{parent}/.unfinished");
    folder.file(&unfinished, text);
    let place = |path: &str| folder.path().join(path);
    std::fs::rename(place(&unfinished), place(path)).unwrap();
}

/// A meeting after the clock of the tests.
fn meeting(id: &str, title: &str) -> String {
    format!(
        "# timeplan: allow same-meeting\nid: {id}\ngroup: SG12\ntitle: {title}\nstart: 2025-09-02\nend: 2025-09-04\n\
         letter: {{date: 2025-05-02}}\n"
    )
}

fn two_meetings() -> Folder {
    let folder = Folder::new();
    put(&folder, "meetings/a-1.yaml", meeting("a-1", "First"));
    put(&folder, "meetings/b-1.yaml", meeting("b-1", "Second"));
    folder
}

/// The sequence number of the meeting as a whole.
fn sequence(feed: &Answer) -> u32 {
    let text = feed.text();
    let line = text.lines().find_map(|line| line.strip_prefix("SEQUENCE:"));
    line.expect("an event").parse().unwrap()
}

#[test]
fn settings_are_read_once_for_a_tree() {
    use notify::event::{AccessKind, Event, EventKind};
    use notify::{RecursiveMode, Watcher};
    let folder = two_meetings();
    put(&folder, "meetings/timeplan.yaml", "title: Ours\n");
    let (tell, events) = std::sync::mpsc::channel();
    let mut watcher = notify::recommended_watcher(tell).unwrap();
    watcher.watch(&folder.path().join("meetings"), RecursiveMode::NonRecursive).unwrap();
    for (end, arguments) in [("1", &[][..]), ("2", &["-o", "out"]), ("3", &["-o", "out"])] {
        drop(Server::start_with(folder.path(), arguments));
        // Its event comes behind those of all that was opened before.
        folder.file(&format!("meetings/{end}"), "");
        let events = events.iter().map(Result::unwrap);
        let of = |event: &Event, name| event.paths.iter().any(|path| path.ends_with(name));
        let opened = events.take_while(|event| !of(event, end)).filter(|event| {
            matches!(event.kind, EventKind::Access(AccessKind::Open(_)))
                && of(event, "timeplan.yaml")
        });
        assert_eq!(opened.count(), 1, "{arguments:?}");
    }
}

#[test]
fn a_change_is_served_as_a_revision() {
    let folder = two_meetings();
    let mut server = Server::start(folder.path());
    let (first, other) = (server.get("/meetings/a-1.ics"), server.get("/meetings/b-1.ics"));
    assert!(first.text().contains("First"), "{}", first.text());
    put(&folder, "meetings/a-1.yaml", meeting("a-1", "Renamed"));
    let said = server.until(ANEW);
    let second = server.get("/meetings/a-1.ics");
    assert!(second.text().contains("Renamed"), "{said}");
    assert_eq!(sequence(&second), sequence(&first) + 1);
    assert_ne!(second.field("etag"), first.field("etag"));
    assert!(server.get("/all.ics").text().contains("Renamed"));
    // What has not changed is the same to the byte, and answers as such.
    let fields = [("If-None-Match", other.field("etag"))];
    assert_eq!(server.ask("GET", "/meetings/b-1.ics", &fields).status, 304);
    // Views are made of the new tree.
    let view = server.get("/all.ics?show=meeting");
    assert!(view.text().contains("Renamed"), "{}", view.text());
    // A meeting that comes, and one that leaves for good since nothing of it is to come.
    put(&folder, "meetings/c-1.yaml", meeting("c-1", "Third").replace("2025-09", "2025-03"));
    server.until(ANEW);
    assert_eq!(server.get("/meetings/c-1.ics").status, 200);
    std::fs::remove_file(folder.path().join("meetings/c-1.yaml")).unwrap();
    server.until(ANEW);
    assert!(server.get("/meetings/c-1.ics").text().contains("STATUS:CANCELLED"));
    let status = server.get("/status").text();
    assert!(
        status.contains("of 3 meetings") && status.contains("All meetings are in it"),
        "{status}"
    );
}

#[test]
fn a_folder_that_is_deleted_is_written_again_as_served() {
    let folder = two_meetings();
    let mut server = Server::start_with(folder.path(), &["-o", "out"]);
    put(&folder, "meetings/a-1.yaml", meeting("a-1", "Renamed"));
    server.until(ANEW);
    let (first, built) = (server.get("/meetings/a-1.ics"), folder.tree("out"));
    assert_eq!(sequence(&first), 1);
    std::fs::remove_dir_all(folder.path().join("out")).unwrap();
    server.signal("HUP");
    let said = server.until(ANEW);
    let restored = "out: feeds.json was deleted, perhaps with all feeds; 1";
    assert!(
        said.contains(restored) && said.contains("files were written again as served"),
        "{said}"
    );
    assert!(!said.contains("start over"), "{said}");
    assert_eq!(server.get("/meetings/a-1.ics").content, first.content);
    // All but the private file, which holds the times of the others.
    let without = |mut tree: std::collections::BTreeMap<String, Vec<u8>>| {
        tree.remove(".timeplan");
        tree
    };
    assert!(without(folder.tree("out")) == without(built), "{:?}", folder.tree("out").keys());
    // What was deleted together with a change of its meeting.
    std::fs::remove_dir_all(folder.path().join("out")).unwrap();
    put(&folder, "meetings/a-1.yaml", meeting("a-1", "Named again"));
    server.until(ANEW);
    assert_eq!(sequence(&server.get("/meetings/a-1.ics")), 2);
}

#[test]
fn it_reads_again_at_once_when_it_is_asked_to() {
    for arguments in [&[][..], &["-o", "out"]] {
        let folder = two_meetings();
        let mut server = Server::start_with(folder.path(), arguments);
        let first = server.get("/all.ics");
        server.signal("HUP");
        assert_eq!(server.line(), "SIGHUP: reading all inputs again\n");
        let said = server.line();
        let wanted = if arguments.is_empty() { "nothing has changed\n" } else { ANEW };
        assert!(said.starts_with(wanted), "{said}");
        assert_eq!(server.get("/all.ics").field("etag"), first.field("etag"), "{arguments:?}");
        put(&folder, "meetings/a-1.yaml", meeting("a-1", "Renamed"));
        server.signal("HUP");
        server.until(ANEW);
        assert!(server.get("/all.ics").text().contains("Renamed"), "{arguments:?}");
    }
}

#[test]
fn a_faulty_change_leaves_what_is_served_and_is_told() {
    let folder = two_meetings();
    let mut server = Server::start(folder.path());
    let first = server.get("/meetings/a-1.ics");
    put(&folder, "meetings/a-1.yaml", meeting("a-1", "First").replace("09-04", "09-31"));
    let said = server.until(ANEW);
    assert!(said.contains("2025-09-31"), "{said}");
    let stays = "`a-1` was not built; its published events stay as in meetings/a-1.ics";
    assert!(said.contains(stays), "{said}");
    assert_eq!(server.get("/meetings/a-1.ics").content, first.content);
    put(&folder, "meetings/b-1.yaml", meeting("b-1", "Renamed"));
    server.until(ANEW);
    assert!(server.get("/meetings/b-1.ics").text().contains("Renamed"));
    let status = server.get("/status");
    assert!(status.text().contains(stays), "{}", status.text());
    assert!(status.text().contains("\nMessages of the build of 20"), "{}", status.text());
    assert_eq!(status.field("cache-control"), "no-store");
    // With faulty settings nothing can be made at all.
    put(&folder, "meetings/timeplan.yaml", "languages: [xx]\n");
    let said = server.until("meetings/timeplan.yaml has faults");
    assert!(said.ends_with("; the served files stay the same\n"), "{said}");
    assert_eq!(server.get("/meetings/a-1.ics").content, first.content);
    let status = server.get("/status").text();
    assert!(status.contains("gave nothing to serve"), "{status}");
    assert!(status.contains("`xx`"), "{status}");
    let metrics = server.get("/metrics").text();
    for line in [
        "timeplan_builds_total{result=\"whole\"} 1",
        "timeplan_builds_total{result=\"partial\"} 2",
        "timeplan_builds_total{result=\"failed\"} 1",
    ] {
        assert!(metrics.contains(line), "{line}: {metrics}");
    }
    // An empty folder is no list of no meetings.
    std::fs::rename(folder.path().join("meetings"), folder.path().join("elsewhere")).unwrap();
    server.until("no meeting was found; the served files stay the same");
    assert_eq!(server.get("/healthz").text(), "ok\n");
    put(&folder, "elsewhere/timeplan.yaml", "languages: [en]\n");
    put(&folder, "elsewhere/a-1.yaml", meeting("a-1", "First"));
    std::fs::rename(folder.path().join("elsewhere"), folder.path().join("meetings")).unwrap();
    server.until(ANEW);
    assert!(server.get("/status").text().contains("All meetings are in it"));
    assert_eq!(server.get("/meetings/a-1.ics").content, first.content);
}

#[test]
fn a_feed_that_is_no_more_is_answered_for_a_while() {
    let folder = two_meetings();
    put(&folder, "meetings/timeplan.yaml", "cancelled: drop\n");
    let old = meeting("old-1", "Old").replace("2025-09", "2025-03").replace("SG12", "SG17");
    put(&folder, "meetings/old-1.yaml", old);
    let mut server = Server::start(folder.path());
    let paths = ["/meetings/old-1.ics", "/groups/sg17.ics"];
    let last = paths.map(|path| server.get(path));
    assert_eq!(server.get("/all.ics?show=sg17").status, 200);
    std::fs::remove_file(folder.path().join("meetings/old-1.yaml")).unwrap();
    server.until(ANEW);
    let index = server.get("/feeds.json").text();
    assert!(!index.contains("sg17"), "{index}");
    for (path, last) in paths.into_iter().zip(last) {
        let answer = server.get(path);
        assert_eq!((answer.status, &answer.content), (200, &last.content), "{path}");
        let again = server.ask("GET", path, &[("If-None-Match", last.field("etag"))]);
        assert_eq!(again.status, 304, "{path}");
    }
    // A view of it is empty, not wrong.
    let view = server.get("/all.ics?show=sg17");
    assert_eq!(view.status, 200);
    assert!(!view.text().contains("BEGIN:VEVENT"), "{}", view.text());
    assert_eq!(server.get("/all.ics?show=sg18").status, 400);
    let view = server.get("/groups/sg17.ics?show=plenary");
    assert_eq!(view.status, 200);
    assert!(!view.text().contains("BEGIN:VEVENT"), "{}", view.text());
    assert_eq!(server.get("/groups/sg17.ics?show=plenery").status, 400);
    // When the group meets again, its feed is newer than all that was there before.
    let last = server.get("/groups/sg17.ics");
    put(&folder, "meetings/new-1.yaml", meeting("new-1", "New").replace("SG12", "SG17"));
    server.until(ANEW);
    let fields = [("If-Modified-Since", last.field("last-modified"))];
    let new = server.ask("GET", "/groups/sg17.ics", &fields);
    assert_eq!(new.status, 200);
    assert!(new.text().contains("new-1"), "{}", new.text());
}

/// Stores and images of systems give all files one time.
#[test]
fn a_change_is_seen_whatever_time_the_file_says() {
    let folder = two_meetings();
    let then = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1);
    let write = |title: &str| {
        folder.file("meetings/.new", meeting("a-1", title));
        let place = |name: &str| folder.path().join("meetings").join(name);
        std::fs::File::open(place(".new")).unwrap().set_modified(then).unwrap();
        std::fs::rename(place(".new"), place("a-1.yaml")).unwrap();
    };
    write("Title 1");
    let mut server = Server::start(folder.path());
    let build = || assert_eq!(folder.run(&["build", "-q"]).code, 0);
    // The second build knows the files by their times.
    build();
    build();
    write("Title 2");
    server.until(ANEW);
    assert!(server.get("/meetings/a-1.ics").text().contains("Title 2"));
    build();
    assert!(folder.read("out/meetings/a-1.ics").contains("Title 2"));
}

#[test]
fn what_becomes_no_file_stops_nothing() {
    let folder = two_meetings();
    let mut server = Server::start(folder.path());
    let place = |name: &str| folder.path().join("meetings").join(name);
    let made = std::process::Command::new("mkfifo").arg(place(".pipe")).status().unwrap();
    assert!(made.success());
    std::fs::rename(place(".pipe"), place("b-1.yaml")).unwrap();
    server.until("`b-1` was not built");
    server.until(ANEW);
    put(&folder, "meetings/a-1.yaml", meeting("a-1", "Renamed"));
    let said = server.until(ANEW);
    assert!(!said.contains("b-1"), "what was said before: {said}");
    assert!(server.get("/status").text().contains("b-1.yaml: this is not a file"));
    assert!(server.get("/meetings/a-1.ics").text().contains("Renamed"));
    assert!(server.get("/meetings/b-1.ics").text().contains("Second"));
}

#[test]
fn a_fault_that_is_mended_by_what_was_there_before_is_told_no_more() {
    let folder = two_meetings();
    put(&folder, "meetings/timeplan.yaml", "languages: [en]\n");
    let mut server = Server::start(folder.path());
    for _ in 0..2 {
        put(&folder, "meetings/timeplan.yaml", "languages: [xx]\n");
        server.until("meetings/timeplan.yaml has faults");
        put(&folder, "meetings/timeplan.yaml", "languages: [en]\n");
        server.until("all meetings can be built again");
        let status = server.get("/status").text();
        assert!(status.contains("All meetings are in it"), "{status}");
    }
}

#[test]
fn what_another_build_publishes_is_served() {
    let folder = two_meetings();
    let mut server = Server::start_with(folder.path(), &["-o", "out"]);
    let short = meeting("a-1", "First") + "slots: []\n";
    put(&folder, "meetings/a-1.yaml", short);
    let said = server.until(ANEW);
    assert!(said.contains("--allow-shrink"), "{said}");
    let by_hand = folder.run(&["build", "-q", "--allow-shrink"]);
    assert_eq!(by_hand.code, 0, "{}", by_hand.shown());
    server.until(ANEW);
    assert_eq!(server.get("/meetings/a-1.ics").content, folder.tree("out")["meetings/a-1.ics"]);
}

#[test]
fn with_a_folder_it_publishes_what_build_does() {
    let folder = two_meetings();
    let mut server = Server::start_with(folder.path(), &["-o", "out"]);
    let built = folder.run(&["build", "-o", "other"]);
    assert_eq!(built.code, 0, "{}", built.shown());
    let without_private = |path: &str| {
        let mut tree = folder.tree(path);
        tree.remove(".timeplan");
        tree
    };
    let published = without_private("out");
    assert_eq!(published, without_private("other"));
    for (path, bytes) in &published {
        assert!(server.get(&format!("/{path}")).content == *bytes, "{path}");
    }
    put(&folder, "meetings/a-1.yaml", meeting("a-1", "Renamed"));
    server.until(ANEW);
    let revised = server.get("/meetings/a-1.ics");
    assert_eq!(revised.content, folder.tree("out")["meetings/a-1.ics"]);
    drop(server);
    // The next one goes on from there.
    put(&folder, "meetings/a-1.yaml", meeting("a-1", "Renamed again"));
    let mut server = Server::start_with(folder.path(), &["-o", "out"]);
    let next = server.get("/meetings/a-1.ics");
    assert_eq!(sequence(&next), sequence(&revised) + 1);
    // Another build in between is no other tree, and what it writes is served.
    put(&folder, "meetings/b-1.yaml", meeting("b-1", "Renamed too"));
    let by_hand = Run::of(timeplan().args(["build", "-q"]).current_dir(folder.path()));
    assert!(by_hand.code == 0 || by_hand.err.contains("another build"), "{}", by_hand.shown());
    server.until(ANEW);
    let second = server.get("/meetings/b-1.ics");
    assert!(second.text().contains("Renamed too"));
    assert_eq!(second.content, folder.tree("out")["meetings/b-1.ics"]);
}

/// The version that the title of a meeting names: of all its events the same one.
fn version(feed: &str) -> usize {
    let titles = feed.lines().filter_map(|line| line.strip_prefix("DESCRIPTION:Version "));
    let number = |title: &str| title.split('\\').next().unwrap().parse().unwrap();
    let versions: Vec<usize> = titles.map(number).collect();
    assert!(!versions.is_empty(), "{feed}");
    assert!(versions.iter().all(|version| *version == versions[0]), "{versions:?}");
    versions[0]
}

/// Says that something is done when it is dropped, also by a test that fails.
struct Done<'a>(&'a AtomicBool);

impl Drop for Done<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

#[test]
fn each_answer_of_a_hundred_rebuilds_under_load_is_whole_and_of_one_tree() {
    let folder = Folder::new();
    // As editors do: a new file takes the place of the old one.
    let write = |version: usize| {
        folder.file("meetings/.a-1", meeting("a-1", &format!("Version {version}")));
        let place = |name: &str| folder.path().join("meetings").join(name);
        std::fs::rename(place(".a-1"), place("a-1.yaml")).unwrap();
    };
    write(0);
    let mut server = Server::start(folder.path());
    let (is_done, asked) = (AtomicBool::new(false), AtomicUsize::new(0));
    let address = server.address;
    let ask = |target: &str| {
        let mut last = 0;
        while !is_done.load(Ordering::Relaxed) {
            let answer = crate::served::get(address, target);
            assert_eq!(answer.status, 200);
            assert_eq!(answer.field("content-length"), answer.content.len().to_string());
            let digest = Sha256::digest(&answer.content);
            let tag: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(answer.field("etag"), format!("\"{tag}\""));
            let version = version(&answer.text());
            assert!(version >= last, "{target}: {last} came before {version}");
            last = version;
            asked.fetch_add(1, Ordering::Relaxed);
        }
    };
    std::thread::scope(|scope| {
        let _done = Done(&is_done);
        let clients = ["/all.ics", "/groups/sg12.ics", "/all.ics?show=meeting"]
            .map(|target| scope.spawn(move || ask(target)));
        for number in 1..=100 {
            write(number);
            // However fast it is rebuilt, it is asked meanwhile.
            while asked.load(Ordering::Relaxed) < 4 * number {
                assert!(clients.iter().all(|client| !client.is_finished()), "a client failed");
                std::thread::yield_now();
            }
            // A change that comes in between may be served before it has been waited for.
            while version(&crate::served::get(address, "/all.ics").text()) != number {
                server.until(ANEW);
            }
        }
    });
    let metrics = server.get("/metrics").text();
    let whole = metrics
        .lines()
        .find_map(|line| line.strip_prefix("timeplan_builds_total{result=\"whole\"} "));
    assert!(whole.unwrap().parse::<u32>().unwrap() >= 101, "{metrics}");
}
