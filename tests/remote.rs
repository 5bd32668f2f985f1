//! `publish` to a real S3-compatible server and to folders: what is sent, in which order, and what is
//! there when something goes wrong.

use crate::places::{Act, Asked, SECOND, build, edit, meetings};
use crate::s3::S3;
use crate::support::{Folder, Run};
use chrono::{DateTime, Utc};
use hyper::body::Bytes;
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::sync::mpsc;
use std::time::Duration;
use timeplan::remote::{
    Client, Condition, Failure, FileContent, FilesByPath, Publication, PublishProblem, RemotePlace,
    RetryLimits, Store, Target, TransferPlan, Version, fetch,
};

const TARGET: &str = "s3://feeds/cal";

/// Runs `publish` and expects it to be done.
fn publish(s3: &S3, folder: &Folder, arguments: &[&str]) -> String {
    let run = try_publish(s3, folder, arguments);
    assert_eq!(run.code, 0, "{}", run.shown());
    assert_eq!(run.err, "");
    run.out
}

fn try_publish(s3: &S3, folder: &Folder, arguments: &[&str]) -> Run {
    let arguments = [&["publish", TARGET], arguments].concat();
    Run::of(&mut s3.program(folder.path(), &arguments))
}

/// What is at the place is what was built.
fn agrees(s3: &S3, folder: &Folder) {
    let mut there = s3.objects("cal");
    assert!(there.remove("published.json").is_some());
    let built = folder.tree("out");
    assert_eq!(there.keys().collect::<Vec<_>>(), built.keys().collect::<Vec<_>>());
    assert!(there == built);
}

/// The paths that differ between two trees, and in which only the second has something.
fn differing(
    one: &BTreeMap<String, Vec<u8>>,
    other: &BTreeMap<String, Vec<u8>>,
) -> BTreeSet<String> {
    other
        .iter()
        .filter(|(path, bytes)| one.get(*path) != Some(bytes))
        .map(|(path, _)| path.clone())
        .collect()
}

fn sha(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// `feeds.json` names nothing that is not there, and the new one no feed that is still the old one.
fn is_whole(objects: &BTreeMap<String, Vec<u8>>, new: &BTreeMap<String, Vec<u8>>) {
    let index: serde_json::Value = serde_json::from_slice(&objects["feeds.json"]).unwrap();
    for feed in index.as_array().unwrap() {
        let path = feed["path"].as_str().unwrap();
        assert!(objects.contains_key(path), "{path} is named and not there");
        if objects["feeds.json"] == new["feeds.json"] {
            assert!(objects[path] == new[path], "{path} is named as it is not");
        }
    }
}

#[test]
fn a_first_run_sends_everything_in_its_order_and_a_second_nothing() {
    let (s3, folder) = (S3::start(), meetings());
    // What lies beside the tree is nobody's business.
    folder
        .file("out/all.ics.kept", "x")
        .file("out/.timeplan-new-all.ics-", "x")
        .file("out/note.txt", "x");
    let said = publish(&s3, &folder, &[]);
    let asked = s3.asked();
    for path in ["all.ics.kept", ".timeplan-new-all.ics-", "note.txt"] {
        std::fs::remove_file(folder.path().join("out").join(path)).unwrap();
    }
    agrees(&s3, &folder);
    let built = folder.tree("out").len();
    assert_eq!(said, format!("s3://feeds/cal: {built} files sent, 0 unchanged\n"));
    let sent: Vec<&Asked> = asked.iter().filter(|asked| asked.method == "PUT").collect();
    let paths: Vec<&str> = sent.iter().map(|put| put.path.strip_prefix("cal/").unwrap()).collect();
    // The record before and behind all others, the index as the last of these, the memories before it.
    assert_eq!(paths.len(), built + 2);
    assert_eq!((paths[0], paths[built + 1]), ("published.json", "published.json"));
    assert_eq!(paths[built], "feeds.json");
    let is_memory = |path: &&str| path.starts_with("meetings/") && path.ends_with(".ics");
    assert_eq!(
        paths[built - 2..built].iter().filter(|path| is_memory(path)).count(),
        2,
        "{paths:?}"
    );
    assert_eq!(paths.iter().filter(|path| is_memory(path)).count(), 2);
    // The fields are those that `serve` gives.
    let served = crate::served::Server::start_with(folder.path(), &["-o", "out"]);
    for put in sent.iter().filter(|put| !put.path.ends_with("published.json")) {
        let answer = served.get(&format!("/{}", put.path.strip_prefix("cal/").unwrap()));
        for field in ["content-type", "cache-control", "content-disposition"] {
            assert_eq!(put.fields.get(field), answer.fields.get(field), "{field} of {}", put.path);
        }
    }
    drop(served);
    let said = publish(&s3, &folder, &[]);
    assert_eq!(said, format!("s3://feeds/cal: nothing changed; {built} files\n"));
    assert!(s3.asked().iter().all(|asked| asked.method == "GET"));
    // A page that somebody removed comes back.
    std::fs::remove_file(s3.place("cal/help.html")).unwrap();
    publish(&s3, &folder, &[]);
    assert_eq!(s3.changed(), ["cal/help.html"]);
    agrees(&s3, &folder);
}

#[test]
fn a_moved_session_sends_exactly_its_files() {
    let (s3, folder) = (S3::start(), meetings());
    publish(&s3, &folder, &[]);
    let before = folder.tree("out");
    edit(&folder, "4: Q9/12", "5: Q9/12");
    build(&folder);
    let after = folder.tree("out");
    s3.asked();
    let said = publish(&s3, &folder, &["--quiet"]);
    assert_eq!(said, "");
    let changed: BTreeSet<String> =
        s3.changed().iter().map(|path| path.strip_prefix("cal/").unwrap().to_owned()).collect();
    assert_eq!(changed, differing(&before, &after));
    assert!(
        !changed.contains("meetings/sg13-2027-03.ics") && !changed.contains("groups/q7-12.ics")
    );
    agrees(&s3, &folder);
}

#[test]
fn a_cancelled_session_stays_as_cancelled_and_what_is_gone_is_removed() {
    let (s3, folder) = (S3::start(), meetings());
    folder.file("meetings/timeplan.yaml", "views: {short: {show: [plenary]}}\n");
    build(&folder);
    s3.put("cal/about.html", "ours of old");
    s3.put("cal/views/other.ics", "BEGIN:VCALENDAR");
    s3.put("index.html", "the front page");
    publish(&s3, &folder, &[]);
    edit(&folder, ", 4: Q9/12", "");
    folder.file("meetings/timeplan.yaml", "title: ITU-T meetings\n");
    build(&folder);
    s3.asked();
    let said = publish(&s3, &folder, &[]);
    assert!(said.contains(", 1 removed, "), "{said}");
    let changed = s3.changed();
    assert_eq!(changed[changed.len() - 2..], ["cal/feeds.json", "DELETE cal/views/short.ics"]);
    let objects = s3.objects("cal");
    let feed = String::from_utf8(objects["groups/q9-12.ics"].clone()).unwrap();
    assert!(feed.contains("STATUS:CANCELLED") && feed.contains("SEQUENCE:1"), "{feed}");
    assert!(!objects.contains_key("views/short.ics"));
    assert_eq!(objects["about.html"], b"ours of old");
    assert_eq!(objects["views/other.ics"], b"BEGIN:VCALENDAR");
    assert_eq!(s3.objects("")["index.html"], b"the front page");
}

#[test]
fn files_of_others_in_our_paths_are_left_alone() {
    let (s3, folder) = (S3::start(), meetings());
    s3.put("cal/index.html", "<title>Welcome</title>");
    let run = try_publish(&s3, &folder, &[]);
    assert_eq!(run.code, 3, "{}", run.shown());
    assert_eq!(
        run.err,
        "s3://feeds/cal: index.html was not written by this program; move it, or choose another prefix; nothing was \
         published\n"
    );
    assert_eq!(s3.objects("cal").len(), 1);
    // Files that another tool brought there are ours.
    for (path, bytes) in folder.tree("out") {
        s3.put(&format!("cal/{path}"), std::str::from_utf8(&bytes).unwrap());
    }
    publish(&s3, &folder, &[]);
    agrees(&s3, &folder);
    s3.put("cal/published.json", "{}");
    let run = try_publish(&s3, &folder, &[]);
    assert_eq!(run.code, 3, "{}", run.shown());
    assert!(run.err.contains("published.json was not written by this program"), "{}", run.err);
}

#[test]
fn a_dry_run_sends_nothing() {
    let (s3, folder) = (S3::start(), meetings());
    let said = publish(&s3, &folder, &["--dry-run"]);
    let built = folder.tree("out").len();
    assert!(said.starts_with("send all.ics\n"), "{said}");
    assert!(
        said.ends_with(&format!(
            "send feeds.json\ns3://feeds/cal: {built} files would be sent, 0 unchanged\n"
        )),
        "{said}"
    );
    assert_eq!(s3.objects("cal").len(), 0);
    assert!(s3.asked().iter().all(|asked| asked.method == "GET"));
    publish(&s3, &folder, &[]);
    edit(&folder, "4: Q9/12", "5: Q9/12");
    let before = folder.tree("out");
    let said = publish(&s3, &folder, &["--from", "meetings", "--dry-run"]);
    assert!(said.contains("Q9/12 – moved") && said.contains("send groups/q9-12.ics\n"), "{said}");
    assert!(folder.tree("out") == before);
}

#[test]
fn what_is_wrong_is_said_in_our_words() {
    let (s3, folder) = (S3::start(), meetings());
    let run = |target: &str, name: &str, value: &str| {
        let mut command = s3.program(folder.path(), &["publish", target]);
        let run = Run::of(command.env(name, value));
        assert_eq!(run.out, "");
        (run.code, run.err)
    };
    let said = |code: i32, text: &str| (code, format!("{text}; nothing was published\n"));
    assert_eq!(
        run(TARGET, "AWS_SECRET_ACCESS_KEY", "wrong"),
        said(
            4,
            "s3://feeds/cal: access is denied (`SignatureDoesNotMatch`); check AWS_ACCESS_KEY_ID \
             and AWS_SECRET_ACCESS_KEY, and that they allow listing, reading, writing and \
             deleting files there"
        )
    );
    assert_eq!(
        run("s3://nowhere", "AWS_REGION", ""),
        said(
            4,
            "s3://nowhere: the bucket or container does not exist; create it first, or correct its name"
        )
    );
    assert_eq!(
        run(TARGET, "AWS_ACCESS_KEY_ID", ""),
        said(
            4,
            "s3://feeds/cal: only one of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY is set; set both"
        )
    );
    assert_eq!(
        run("gs://feeds", "X", ""),
        said(4, "gs://feeds: there are no credentials; set GOOGLE_APPLICATION_CREDENTIALS")
    );
    assert_eq!(
        run(TARGET, "SSL_CERT_FILE", "none.pem"),
        said(
            4,
            "SSL_CERT_FILE is set to none.pem, which cannot be read: there is no such file or folder"
        )
    );
    let (code, err) = run("ftp://feeds", "X", "");
    assert_eq!(code, 2);
    assert!(err.contains("write s3://bucket/prefix, gs://bucket/prefix"), "{err}");
    // A tree that is none, or a half of one.
    let arguments = ["publish", TARGET, "-o", "nowhere"];
    let run = Run::of(&mut s3.program(folder.path(), &arguments));
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            1,
            "nowhere: there is no such folder; run `timeplan build` first, or name the folder with `--output`\n"
        )
    );
    let feed = folder.read("out/all.ics");
    folder.file("out/all.ics", feed.replacen("SG12", "SG15", 1));
    let run = try_publish(&s3, &folder, &[]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            1,
            "out: all.ics does not match feeds.json: a build was interrupted or the file was changed; run `timeplan build` again; nothing was published\n"
        )
    );
    assert_eq!(s3.objects("").len(), 0);
}

#[test]
fn a_fresh_machine_continues_the_revisions() {
    let (s3, folder) = (S3::start(), meetings());
    publish(&s3, &folder, &[]);
    // The same edit on a machine that has all, and on one that has the meetings alone.
    edit(&folder, "4: Q9/12", "5: Q9/12");
    edit(&folder, "1: Q7/12, ", "");
    build(&folder);
    let fresh = Folder::new();
    for (path, bytes) in folder.tree("meetings") {
        fresh.file(&format!("meetings/{path}"), bytes);
    }
    s3.asked();
    let said = publish(&s3, &fresh, &["--from", "meetings"]);
    assert!(said.contains("Q9/12 – moved from "), "{said}");
    assert!(fresh.tree("out") == folder.tree("out"));
    agrees(&s3, &fresh);
    let feed = fresh.read("out/groups/q9-12.ics");
    assert!(
        feed.contains("UID:sg12-2027-01-session-q9-12-1@") && feed.contains("SEQUENCE:1"),
        "{feed}"
    );
    // A day later the next one finds nothing to do.
    let third = Folder::new();
    for (path, bytes) in folder.tree("meetings") {
        third.file(&format!("meetings/{path}"), bytes);
    }
    s3.asked();
    let arguments = ["publish", TARGET, "--from", "meetings"];
    let mut command = s3.program(third.path(), &arguments);
    let run = Run::of(command.env("SOURCE_DATE_EPOCH", "1748822400"));
    assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.shown());
    assert!(s3.asked().iter().all(|asked| asked.method == "GET"), "{}", run.shown());
    // A file with a fault keeps what is published of it; the other one goes on.
    folder.file("meetings/sg12-2027-01.yaml", "group: [\n");
    folder.file("meetings/sg13-2027-03.yaml", SECOND.replace("slots: [1]", "slots: [2]"));
    let run = try_publish(&s3, &folder, &["--from", "meetings"]);
    assert_eq!(run.code, 1, "{}", run.shown());
    agrees(&s3, &folder);
    let feed = folder.read("out/all.ics");
    assert!(feed.contains("SG12 opening plenary") && feed.contains("T111500"), "{feed}");
    // Where nothing can be built, nothing is published.
    let run = try_publish(&s3, &folder, &["--from", "nowhere"]);
    assert_ne!(run.code, 0);
    assert!(run.err.ends_with("; nothing was published\n"), "{}", run.err);
    agrees(&s3, &folder);
}

#[test]
fn of_two_publishers_the_second_is_refused() {
    let (s3, folder) = (S3::start(), meetings());
    let other = meetings();
    edit(&other, "4: Q9/12", "5: Q9/12");
    build(&other);
    // The first one waits in the middle of its work until the second has been refused.
    let (waits, go) = (mpsc::channel::<()>(), mpsc::channel::<()>());
    let mut puts = 0;
    s3.rule(move |asked| {
        puts += usize::from(asked.method == "PUT");
        if puts == 3 {
            puts += 1;
            waits.0.send(()).unwrap();
            go.1.recv().unwrap();
        }
        Act::Pass
    });
    let arguments = ["publish", TARGET];
    let first = s3.program(folder.path(), &arguments).stdout(Stdio::null()).spawn().unwrap();
    waits.1.recv().unwrap();
    // The proxy is at its work of waiting; the second one asks the server itself.
    let mut second = s3.program(other.path(), &arguments);
    let run = Run::of(second.env("AWS_ENDPOINT_URL", format!("http://{}", s3.server)));
    assert_eq!(run.code, 3, "{}", run.shown());
    let words = "s3://feeds/cal: another `timeplan publish` is running there, last active at ";
    assert!(
        run.err.starts_with(words) && run.err.ends_with("; nothing was published\n"),
        "{}",
        run.err
    );
    go.0.send(()).unwrap();
    assert!(first.wait_with_output().unwrap().status.success());
    agrees(&s3, &folder);
    // Now the second may.
    s3.calm();
    publish(&s3, &other, &[]);
    agrees(&s3, &other);
    // One that finds the record changed between its reading and its writing sends nothing.
    edit(&folder, "4: Q9/12", "3: Q9/12, 4: Q10/12");
    edit(&folder, "3: Q7/12, ", "");
    build(&folder);
    let direct = format!("http://{}", s3.server);
    let place = folder.path().to_owned();
    let settings = s3.settings();
    let mut is_first = true;
    s3.rule(move |asked| {
        if asked.method == "PUT" && std::mem::take(&mut is_first) {
            let mut command = crate::support::timeplan();
            command.args(["publish", TARGET]).current_dir(&place).envs(settings.clone());
            assert_eq!(Run::of(command.env("AWS_ENDPOINT_URL", &direct)).code, 0);
        }
        Act::Pass
    });
    edit(&other, "5: Q9/12", "0: Q9/12");
    build(&other);
    s3.asked();
    let run = try_publish(&s3, &other, &[]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            3,
            "s3://feeds/cal: somebody else published there in the meantime; run it again; nothing more was published\n"
        )
    );
    assert!(s3.changed().is_empty());
    agrees(&s3, &folder);
}

#[test]
fn revisions_do_not_go_back() {
    let (s3, folder) = (S3::start(), meetings());
    let anew = meetings();
    edit(&folder, "4: Q9/12", "5: Q9/12");
    build(&folder);
    publish(&s3, &folder, &[]);
    s3.asked();
    let run = try_publish(&s3, &anew, &[]);
    assert_eq!(
        (run.code, run.err.as_str()),
        (
            3,
            "s3://feeds/cal: all.ics is newer there than in out, so subscribers would get older revisions; publish with `--from` and the meetings to continue from what is published; nothing was published\n"
        )
    );
    assert!(s3.asked().iter().all(|asked| asked.method == "GET"));
    publish(&s3, &anew, &["--from", "meetings"]);
    assert!(anew.read("out/groups/q9-12.ics").contains("SEQUENCE:2"));
    agrees(&s3, &anew);
}

#[test]
fn a_signal_breaks_off_a_run_that_the_next_continues() {
    let (s3, folder) = (S3::start(), meetings());
    let (hangs, is_hanging) = mpsc::channel::<()>();
    s3.rule(move |asked| {
        if asked.path.ends_with("style.css") && asked.method == "PUT" {
            let _ = hangs.send(());
            return Act::Hang;
        }
        Act::Pass
    });
    let mut command = s3.program(folder.path(), &["publish", TARGET]);
    let running = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    is_hanging.recv().unwrap();
    let killed = std::process::Command::new("kill").arg(running.id().to_string()).status().unwrap();
    assert!(killed.success());
    let ended = running.wait_with_output().unwrap();
    assert_eq!(ended.status.code(), Some(4));
    assert_eq!(
        String::from_utf8(ended.stderr).unwrap(),
        "s3://feeds/cal: interrupted; feeds.json may not be sent yet; run it again to continue\n"
    );
    assert!(!s3.objects("cal").contains_key("feeds.json"));
    s3.calm();
    publish(&s3, &folder, &[]);
    agrees(&s3, &folder);
}

#[test]
fn one_that_was_broken_off_keeps_others_away_for_some_minutes() {
    let (s3, folder) = (S3::start(), meetings());
    publish(&s3, &folder, &[]);
    let record = String::from_utf8(s3.objects("cal")["published.json"].clone()).unwrap();
    let at = |at: DateTime<Utc>| {
        let claim = format!(
            "\"form\": 1, \"publishing\": {{\"run\": \"x\", \"at\": \"{}\"}}",
            at.to_rfc3339()
        );
        s3.put("cal/published.json", &record.replace("\"form\": 1", &claim));
        try_publish(&s3, &folder, &[])
    };
    let now = Utc::now();
    assert_eq!(at(now).code, 3);
    assert_eq!(at(now - chrono::TimeDelta::minutes(4)).code, 3);
    assert_eq!(at(now - chrono::TimeDelta::minutes(6)).code, 0);
    assert!(!String::from_utf8_lossy(&s3.objects("cal")["published.json"]).contains("publishing"));
}

/// Longer than any machine needs for an answer.
const PATIENT: Duration = Duration::from_secs(300);

/// Publishes in this process, with a client that tries again at once and waits so long for an answer.
fn send(
    s3: &S3,
    folder: &Folder,
    tries: u32,
    answer: Duration,
) -> Result<TransferPlan, PublishProblem> {
    let patience = RetryLimits { tries, wait: Duration::ZERO, answer };
    let client = Client::new(&[], patience).unwrap();
    let settings = s3.settings().map(|(name, value)| (name.to_owned(), value)).into();
    let Target::Objects(bucket) = TARGET.parse().unwrap() else { panic!() };
    let store = Store::open(&bucket, &settings, client).unwrap();
    publish_to(&store, folder.tree("out"), &Utc::now)
}

fn publish_to(
    place: &impl RemotePlace,
    files: FilesByPath,
    now: &dyn Fn() -> DateTime<Utc>,
) -> Result<TransferPlan, PublishProblem> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let name = format!("{:?}", std::time::Instant::now());
    let run = timeplan::remote::PublishRun { name: &name, now, done: &|_| {} };
    runtime.block_on(async {
        let mut publication = Publication::new(place, files, None, run).await?;
        publication.send().await.map(|()| publication.plan.clone())
    })
}

#[test]
fn faults_in_the_middle_are_survived() {
    let folder = meetings();
    for act in [
        Act::Answer(500),
        Act::Answer(503),
        Act::Answer(429),
        Act::CutRequest,
        Act::CutAnswer,
        Act::Hang,
    ] {
        let s3 = S3::start();
        // Each request fails once, and each second one of those that hang.
        let mut seen = BTreeSet::new();
        s3.rule(move |asked| {
            let is_new = seen.insert((asked.method.clone(), asked.path.clone()));
            let is_chosen = act != Act::Hang || seen.len() % 8 == 0;
            if is_new && is_chosen { act } else { Act::Pass }
        });
        let (tries, answer) =
            if act == Act::Hang { (10, Duration::from_secs(1)) } else { (2, PATIENT) };
        let plan = send(&s3, &folder, tries, answer).unwrap();
        assert_eq!(plan.send.len(), folder.tree("out").len(), "{act:?}");
        agrees(&s3, &folder);
        s3.calm();
        s3.asked();
        assert_eq!(send(&s3, &folder, 1, PATIENT).unwrap().send, [""; 0], "{act:?}");
        assert!(s3.asked().iter().all(|asked| asked.method == "GET"), "{act:?}");
    }
}

#[test]
fn a_run_that_fails_anywhere_is_continued_by_the_next() {
    let (old, new) = (meetings(), meetings());
    edit(&new, "4: Q9/12", "5: Q9/12, 0: Q15/12");
    build(&new);
    let changes = differing(&old.tree("out"), &new.tree("out"));
    let s3 = S3::start();
    // From the n-th write on everything fails; the record can be written, or not even that.
    for (n, is_record_safe) in (0..changes.len() + 3).flat_map(|n| [(n, true), (n, false)]) {
        s3.clear();
        send(&s3, &old, 1, PATIENT).unwrap();
        let before = s3.objects("cal");
        let mut writes = 0;
        s3.rule(move |asked| {
            writes += usize::from(asked.method == "PUT");
            let is_record = asked.path.ends_with("published.json");
            match writes > n
                && !(is_record && is_record_safe && writes > 1)
                && asked.method == "PUT"
            {
                true if n % 2 == 0 => Act::Answer(503),
                true => Act::CutAnswer,
                false => Act::Pass,
            }
        });
        let failed = send(&s3, &new, 1, PATIENT);
        s3.calm();
        is_whole(&s3.objects("cal"), &new.tree("out"));
        match failed {
            Err(PublishProblem::Failed(Failure::Answer(..) | Failure::Silent(_), sent, all)) => {
                assert!(sent <= all && all <= changes.len(), "{n}");
                if s3.objects("cal")["feeds.json"] == before["feeds.json"] {
                    assert!(sent < changes.len());
                }
            }
            Ok(_) => assert!(n > changes.len(), "{n}"),
            other => panic!("{n}: {other:?}"),
        }
        // Whoever could not even say that it ended counts as at work for some minutes.
        let minutes = if is_record_safe { 0 } else { 6 };
        let later = || Utc::now() + chrono::TimeDelta::minutes(minutes);
        s3.asked();
        let plan = publish_again(&s3, &new, &later).unwrap();
        if is_record_safe && n > 1 {
            assert!(
                plan.send.len() <= changes.len() - (n - 1).min(changes.len()) + 1,
                "{n}: {plan:?}"
            );
        }
        agrees(&s3, &new);
    }
}

fn publish_again(
    s3: &S3,
    folder: &Folder,
    now: &dyn Fn() -> DateTime<Utc>,
) -> Result<TransferPlan, PublishProblem> {
    let client = Client::new(&[], RetryLimits::default()).unwrap();
    let settings = s3.settings().map(|(name, value)| (name.to_owned(), value)).into();
    let Target::Objects(bucket) = TARGET.parse().unwrap() else { panic!() };
    publish_to(&Store::open(&bucket, &settings, client).unwrap(), folder.tree("out"), now)
}

#[test]
fn a_folder_is_a_place_too() {
    let folder = meetings();
    let target = format!("file://{}", folder.path().join("www/cal").display());
    let publish = |arguments: &[&str]| {
        let run = folder.run(&[&["publish", &target], arguments].concat());
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.shown());
        run.out
    };
    assert!(publish(&["--dry-run"]).ends_with(" would be sent, 0 unchanged\n"));
    assert!(!folder.path().join("www").exists());
    publish(&[]);
    folder.file("www/cal/about.html", "theirs");
    assert!(publish(&[]).contains("nothing changed"));
    edit(&folder, "4: Q9/12", "5: Q9/12");
    let before = folder.tree("out");
    publish(&["--from", "meetings"]);
    let mut there = folder.tree("www/cal");
    there.remove("published.json").unwrap();
    assert_eq!(there.remove("about.html").unwrap(), b"theirs");
    assert!(there == folder.tree("out") && there != before);
    // A folder that cannot be written.
    folder.file("file", "x");
    let run = folder.run(&["publish", &format!("file://{}/file", folder.path().display())]);
    assert_eq!(run.code, 4, "{}", run.shown());
}

/// A place in memory that counts.
#[derive(Default)]
struct Memory {
    files: RefCell<BTreeMap<String, Bytes>>,
    written: RefCell<Vec<String>>,
}

impl RemotePlace for Memory {
    async fn list(&self) -> Result<Vec<String>, Failure> {
        Ok(self.files.borrow().keys().cloned().collect())
    }

    async fn get(&self, path: &str) -> Result<Option<(Bytes, Version)>, Failure> {
        let files = self.files.borrow();
        Ok(files.get(path).map(|bytes| (bytes.clone(), version(bytes))))
    }

    async fn put(
        &self,
        path: &str,
        content: &FileContent,
        condition: &Condition,
    ) -> Result<Version, Failure> {
        let mut files = self.files.borrow_mut();
        let is_met = match condition {
            Condition::Always => true,
            Condition::Absent => !files.contains_key(path),
            Condition::Same(same) => files.get(path).is_some_and(|old| version(old) == *same),
        };
        if !is_met {
            return Err(Failure::Changed);
        }
        self.written.borrow_mut().push(path.to_owned());
        files.insert(path.to_owned(), content.bytes.clone());
        Ok(version(&content.bytes))
    }

    async fn remove(&self, path: &str) -> Result<(), Failure> {
        self.files.borrow_mut().remove(path);
        self.written.borrow_mut().push(format!("-{path}"));
        Ok(())
    }
}

fn version(bytes: &[u8]) -> Version {
    Version { e_tag: Some(sha(bytes)), number: None }
}

/// A tree of 5,000 feeds, some of which are of a second edition.
fn large_tree(is_second: impl Fn(usize) -> bool) -> FilesByPath {
    let mut files = FilesByPath::new();
    let mut index = Vec::new();
    for number in 0..5000 {
        let path = format!("groups/q{number}-12.ics");
        let edition = u8::from(is_second(number));
        let bytes =
            format!("BEGIN:VCALENDAR\r\nPRODID:{}\r\n{number}.{edition}", timeplan::render::PRODID);
        index.push(serde_json::json!({
            "path": path, "title": path, "language": "en", "events": 1, "first": "2027-01-12", "last": "2027-01-12",
            "sha256": sha(bytes.as_bytes()), "last_modified": "2027-01-01T00:00:00Z"
        }));
        files.insert(path, bytes.into_bytes());
    }
    files.insert("feeds.json".to_owned(), serde_json::to_vec(&index).unwrap());
    files
}

#[test]
fn of_5000_feeds_those_that_changed_are_sent_and_the_index() {
    let place = Memory::default();
    publish_to(&place, large_tree(|_| false), &Utc::now).unwrap();
    assert_eq!(place.written.take().len(), 5001 + 2);
    publish_to(&place, large_tree(|number| number % 500 == 7), &Utc::now).unwrap();
    let written = place.written.take();
    let mut wanted: Vec<String> =
        (0..10).map(|n| format!("groups/q{}-12.ics", n * 500 + 7)).collect();
    wanted.sort();
    let objects: BTreeSet<String> = written[1..11].iter().cloned().collect();
    assert_eq!(objects.into_iter().collect::<Vec<_>>(), wanted);
    assert_eq!(written[11..], ["feeds.json", "published.json"]);
    assert_eq!(written[0], "published.json");
    assert_eq!(place.files.borrow().len(), 5002);
}

#[test]
fn what_was_built_over_an_older_version_is_refused() {
    let place = Memory::default();
    publish_to(&place, large_tree(|_| false), &Utc::now).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let mut fetched = FilesByPath::new();
    let version = runtime.block_on(fetch(&place, Utc::now(), |path, bytes| {
        fetched.insert(path.to_owned(), bytes.to_vec());
        Ok::<_, ()>(())
    }));
    let version = version.unwrap().unwrap();
    assert!(fetched == large_tree(|_| false));
    let over = |files: FilesByPath, name: &str| {
        let run = timeplan::remote::PublishRun { name, now: &Utc::now, done: &|_| {} };
        runtime.block_on(async {
            Publication::new(&place, files, Some(&version), run).await?.send().await
        })
    };
    over(large_tree(|number| number == 1), "first").unwrap();
    place.written.take();
    assert_eq!(over(large_tree(|number| number == 2), "second"), Err(PublishProblem::Busy(None)));
    assert!(place.written.take().is_empty());
}

#[test]
fn a_long_run_says_that_it_goes_on_and_stops_when_another_took_over() {
    let place = Memory::default();
    // Each look at the clock takes a second.
    let clock = RefCell::new(Utc::now());
    let now = || {
        let mut clock = clock.borrow_mut();
        *clock += chrono::TimeDelta::seconds(1);
        *clock
    };
    publish_to(&place, large_tree(|_| false), &now).unwrap();
    let signs = place.written.take().iter().filter(|path| *path == "published.json").count();
    assert!((80..90).contains(&signs), "{signs}");
    // Another one takes the record over while this one is at work.
    let turn = RefCell::new(0);
    let now = || {
        *turn.borrow_mut() += 1;
        if *turn.borrow() == 100 {
            place
                .files
                .borrow_mut()
                .insert("published.json".to_owned(), "{\"form\": 1, \"files\": {}}".into());
        }
        Utc::now() + chrono::TimeDelta::seconds(*turn.borrow())
    };
    let said = publish_to(&place, large_tree(|_| true), &now).unwrap_err();
    assert_eq!(said, PublishProblem::Busy(None));
    assert!(!place.written.take().contains(&"feeds.json".to_owned()));
}
