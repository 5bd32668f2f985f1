//! `publish` to Google Cloud Storage and Azure Blob Storage: the requests, conditions and answers that their
//! references document, by a server in this process behind the proxy.

use crate::places::{Act, Asked, Proxy, build, decoded, edit, meetings, serve};
use crate::support::{Folder, Run, timeplan};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Write};
use std::net::TcpStream;
use std::ops::Deref;
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex};

/// How many objects a page of a list has: fewer than a tree.
const PAGE: usize = 7;

const DATE: &str = "Sun, 01 Jun 2025 00:00:00 GMT";

/// Whose protocol the server speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    /// <https://cloud.google.com/storage/docs/xml-api/reference-methods>
    Google,
    /// <https://learn.microsoft.com/rest/api/storageservices/blob-service-rest-api>
    Azure,
}

/// An object, its generation and how it is described.
#[derive(Clone)]
struct Object {
    bytes: Vec<u8>,
    generation: usize,
    fields: BTreeMap<String, String>,
}

type Objects = Arc<Mutex<BTreeMap<String, Object>>>;

/// The server behind its proxy.
struct Cloud {
    protocol: Protocol,
    objects: Objects,
    proxy: Proxy,
}

impl Deref for Cloud {
    type Target = Proxy;

    fn deref(&self) -> &Proxy {
        &self.proxy
    }
}

impl Cloud {
    fn start(protocol: Protocol) -> Self {
        let objects = Objects::default();
        let own = Arc::clone(&objects);
        let server = serve(move |client| answer(client, protocol, &own));
        Self { protocol, objects, proxy: Proxy::before(server, "/feeds") }
    }

    fn target(&self) -> &'static str {
        match self.protocol {
            Protocol::Google => "gs://feeds/cal",
            Protocol::Azure => "az://feeds/cal",
        }
    }

    /// The program in a folder, which asks at an address.
    fn program(&self, address: impl std::fmt::Display, folder: &Path) -> Command {
        let mut command = timeplan();
        let at = format!("http://{address}");
        command.args(["publish", self.target()]).current_dir(folder);
        match self.protocol {
            Protocol::Google => {
                command.env("GOOGLE_BEARER_TOKEN", "secret").env("GOOGLE_BASE_URL", at)
            }
            Protocol::Azure => command
                .env("AZURE_STORAGE_ACCOUNT_NAME", "me")
                .env("AZURE_STORAGE_ACCOUNT_KEY", "c2VjcmV0")
                .env("AZURE_STORAGE_ENDPOINT", at),
        };
        command
    }

    fn publish(&self, folder: &Folder) -> Run {
        Run::of(&mut self.program(self.address, folder.path()))
    }

    /// What was written or removed since the last call, without the record.
    fn changed(&self) -> BTreeSet<String> {
        let changing = self.asked().into_iter().filter(|asked| asked.method != "GET");
        let paths = changing.map(|asked| match asked.method.as_str() {
            "PUT" => asked.path,
            _ => "removed".to_owned(),
        });
        paths.filter(|path| !path.ends_with("published.json")).collect()
    }

    /// What is there is what was built.
    fn agrees(&self, folder: &Folder) {
        let objects = self.objects.lock().unwrap();
        let objects = objects.iter().filter(|(path, _)| *path != "cal/published.json");
        let there: BTreeMap<String, Vec<u8>> = objects
            .map(|(path, object)| (path["cal/".len()..].to_owned(), object.bytes.clone()))
            .collect();
        assert!(there == folder.tree("out"), "{:?}", there.keys());
    }
}

/// Answers a request.
fn answer(client: TcpStream, protocol: Protocol, objects: &Objects) -> Option<()> {
    let mut client = BufReader::new(client);
    let (asked, _) = Asked::read(&mut client, "/feeds")?;
    let content = asked.content(&mut client)?;
    let field = |name: &str| asked.fields.get(name).map_or("", String::as_str);
    let is_known = match protocol {
        Protocol::Google => field("authorization") == "Bearer secret",
        Protocol::Azure => {
            field("authorization").starts_with("SharedKey me:") && !field("x-ms-version").is_empty()
        }
    };
    let mut objects = objects.lock().unwrap();
    let (status, fields, body) = match asked.method.as_str() {
        _ if !is_known => refusal(403, "AccessDenied"),
        "GET" if asked.path.is_empty() => list(&asked, protocol, &objects),
        "GET" => match objects.get(&asked.path) {
            Some(object) => (200, described(object), object.bytes.clone()),
            None => refusal(404, "NoSuchKey"),
        },
        "PUT" => put(&asked, content, protocol, &mut objects),
        "DELETE" if protocol == Protocol::Google => match objects.remove(&asked.path) {
            Some(_) => (204, String::new(), Vec::new()),
            None => refusal(404, "NoSuchKey"),
        },
        "POST" if asked.query == "restype=container&comp=batch" => batch(&content, &mut objects),
        _ => refusal(400, "InvalidArgument"),
    };
    let head = format!(
        "HTTP/1.1 {status} It\r\n{fields}Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    client.get_mut().write_all(head.as_bytes()).ok()?;
    client.get_mut().write_all(&body).ok()
}

type Answer = (u16, String, Vec<u8>);

fn refusal(status: u16, code: &str) -> Answer {
    let body = format!("<?xml version=\"1.0\"?><Error><Code>{code}</Code></Error>");
    (status, "Content-Type: application/xml\r\n".to_owned(), body.into_bytes())
}

fn described(object: &Object) -> String {
    let generation = object.generation;
    format!(
        "ETag: \"e{generation}\"\r\nx-goog-generation: {generation}\r\nLast-Modified: {DATE}\r\n"
    )
}

fn put(
    asked: &Asked,
    bytes: Vec<u8>,
    protocol: Protocol,
    objects: &mut BTreeMap<String, Object>,
) -> Answer {
    let field = |name: &str| asked.fields.get(name).map(String::as_str);
    let there = objects.get(&asked.path).map_or(0, |object| object.generation);
    let (is_absent, same) = match protocol {
        Protocol::Google => {
            let wanted = field("x-goog-if-generation-match");
            (wanted == Some("0"), wanted.filter(|wanted| *wanted != "0"))
        }
        Protocol::Azure => (field("if-none-match") == Some("*"), field("if-match")),
    };
    if protocol == Protocol::Azure && field("x-ms-blob-type") != Some("BlockBlob") {
        return refusal(400, "MissingRequiredHeader");
    }
    if is_absent && there > 0 {
        return match protocol {
            Protocol::Google => refusal(412, "PreconditionFailed"),
            Protocol::Azure => refusal(409, "BlobAlreadyExists"),
        };
    }
    let is_same = |same: &str| same == there.to_string() || same == format!("\"e{there}\"");
    if same.is_some_and(|same| there == 0 || !is_same(same)) {
        return refusal(412, "ConditionNotMet");
    }
    let object = Object { bytes, generation: there + 1, fields: asked.fields.clone() };
    let fields = described(&object);
    objects.insert(asked.path.clone(), object);
    (if protocol == Protocol::Google { 200 } else { 201 }, fields, Vec::new())
}

/// A page of a list.
fn list(asked: &Asked, protocol: Protocol, objects: &BTreeMap<String, Object>) -> Answer {
    let of = |name: &str| {
        let mut words = asked.query.split('&').filter_map(|word| word.split_once('='));
        words.find(|(other, _)| *other == name).map(|(_, value)| decoded(value))
    };
    let (kind, marker) = match protocol {
        Protocol::Google => (("list-type", "2"), "continuation-token"),
        Protocol::Azure => (("comp", "list"), "marker"),
    };
    if of(kind.0).as_deref() != Some(kind.1) {
        return refusal(400, "InvalidArgument");
    }
    let prefix = of("prefix").unwrap_or_default();
    let from: usize = of(marker).map_or(0, |marker| marker.parse().unwrap());
    let all: Vec<_> = objects.iter().filter(|(path, _)| path.starts_with(&prefix)).collect();
    let page = all.iter().skip(from).take(PAGE);
    let next = (from + PAGE < all.len()).then(|| from + PAGE);
    let body = match protocol {
        Protocol::Google => {
            let contents = page.map(|(path, object)| {
                format!(
                    "<Contents><Key>{path}</Key><Size>{}</Size><ETag>\"e{}\"</ETag>\
                     <LastModified>2025-06-01T00:00:00.000Z</LastModified></Contents>",
                    object.bytes.len(),
                    object.generation
                )
            });
            let next =
                next.map(|at| format!("<NextContinuationToken>{at}</NextContinuationToken>"));
            format!(
                "<?xml version='1.0'?><ListBucketResult xmlns='http://doc.s3.amazonaws.com/2006-03-01'>{}{}\
                 </ListBucketResult>",
                next.unwrap_or_default(),
                contents.collect::<String>()
            )
        }
        Protocol::Azure => {
            let blobs = page.map(|(path, object)| {
                format!(
                    "<Blob><Name>{path}</Name><Properties><Last-Modified>{DATE}</Last-Modified><Etag>e{}</Etag>\
                     <Content-Length>{}</Content-Length><Content-Type>text/plain</Content-Type></Properties></Blob>",
                    object.generation,
                    object.bytes.len()
                )
            });
            let next = next.map(|at| at.to_string()).unwrap_or_default();
            format!(
                "<?xml version=\"1.0\"?><EnumerationResults><Blobs>{}</Blobs><NextMarker>{next}</NextMarker>\
                 </EnumerationResults>",
                blobs.collect::<String>()
            )
        }
    };
    (200, "Content-Type: application/xml\r\n".to_owned(), body.into_bytes())
}

/// Removes each object that a batch names.
fn batch(content: &[u8], objects: &mut BTreeMap<String, Object>) -> Answer {
    let text = String::from_utf8_lossy(content);
    let removals = text.lines().filter_map(|line| line.strip_prefix("DELETE /feeds/"));
    let parts = removals.enumerate().map(|(number, line)| {
        let path = line.split(' ').next().unwrap();
        let said = if objects.remove(path).is_some() { "202 Accepted" } else { "404 Missing" };
        format!(
            "--parts\r\nContent-Type: application/http\r\nContent-ID: {number}\r\n\r\nHTTP/1.1 {said}\r\n\r\n"
        )
    });
    let body = format!("{}--parts--\r\n", parts.collect::<String>());
    (202, "Content-Type: multipart/mixed; boundary=parts\r\n".to_owned(), body.into_bytes())
}

/// What holds for both.
fn with_each(test: impl Fn(&Cloud, &Folder)) {
    for protocol in [Protocol::Google, Protocol::Azure] {
        test(&Cloud::start(protocol), &meetings());
    }
}

#[test]
fn changes_are_sent_to_google_and_azure() {
    with_each(|cloud, folder| {
        folder.file("meetings/timeplan.yaml", "views: {short: {show: [plenary]}}\n");
        build(folder);
        let run = cloud.publish(folder);
        let built = folder.tree("out").len();
        let target = cloud.target();
        assert_eq!(run.shown(), done(&format!("{target}: {built} files sent, 0 unchanged")));
        cloud.agrees(folder);
        let feed = cloud.objects.lock().unwrap()["cal/groups/q9-12.ics"].fields.clone();
        let of = if cloud.protocol == Protocol::Azure { "x-ms-blob-" } else { "" };
        let field = |name: &str| feed[&format!("{of}{name}")].as_str();
        assert_eq!(field("content-type"), "text/calendar; charset=utf-8");
        assert_eq!(field("content-disposition"), "inline; filename=\"q9-12-en.ics\"");
        assert!(field("cache-control").contains("max-age"));
        cloud.asked();
        let run = cloud.publish(folder);
        assert_eq!(run.shown(), done(&format!("{target}: nothing changed; {built} files")));
        assert!(cloud.asked().iter().all(|asked| asked.method == "GET"));
        // A moved session, and a view that is no more.
        let before = folder.tree("out");
        edit(folder, "4: Q9/12", "5: Q9/12");
        std::fs::remove_file(folder.path().join("meetings/timeplan.yaml")).unwrap();
        build(folder);
        assert_eq!(cloud.publish(folder).code, 0);
        let after = folder.tree("out");
        let new = after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes));
        let mut wanted: BTreeSet<String> = new.map(|(path, _)| format!("cal/{path}")).collect();
        wanted.insert("removed".to_owned());
        assert_eq!(cloud.changed(), wanted);
        cloud.agrees(folder);
    });
}

/// How a run is shown that did what it should.
fn done(said: &str) -> String {
    format!("exit 0\n--- standard output\n{said}\n--- standard error\n")
}

#[test]
fn google_and_azure_may_be_busy() {
    with_each(|cloud, folder| {
        let mut seen = BTreeSet::new();
        cloud.rule(move |asked| {
            let is_new = seen.insert(asked.path.clone());
            if is_new && seen.len().is_multiple_of(10) { Act::Answer(429) } else { Act::Pass }
        });
        let run = cloud.publish(folder);
        assert_eq!(run.code, 0, "{}", run.shown());
        cloud.agrees(folder);
    });
}

#[test]
fn google_and_azure_keep_a_second_publisher_away() {
    with_each(|cloud, folder| {
        // Both begin where nothing is published yet, then where something is.
        for (old, new) in [("4: Q9/12", "5: Q9/12"), ("5: Q9/12", "0: Q9/12")] {
            let other = Folder::new();
            for (path, bytes) in folder.tree("meetings") {
                other.file(&format!("meetings/{path}"), bytes);
            }
            for (path, bytes) in folder.tree("out") {
                other.file(&format!("out/{path}"), bytes);
            }
            edit(&other, old, "1: Q9/12");
            build(&other);
            edit(folder, old, new);
            build(folder);
            let faster = Mutex::new(cloud.program(cloud.server, folder.path()));
            let mut is_first = true;
            cloud.rule(move |asked| {
                if asked.method == "PUT" && std::mem::take(&mut is_first) {
                    assert_eq!(Run::of(&mut faster.lock().unwrap()).code, 0);
                }
                Act::Pass
            });
            let run = cloud.publish(&other);
            assert_eq!(run.code, 3, "{}", run.shown());
            let target = cloud.target();
            assert_eq!(
                run.err,
                format!(
                    "{target}: somebody else published there in the meantime; run it again; nothing more was published\n"
                )
            );
            cloud.calm();
            cloud.agrees(folder);
        }
    });
}

#[test]
fn wrong_credentials_for_google_and_azure() {
    with_each(|cloud, folder| {
        let mut command = cloud.program(cloud.address, folder.path());
        command.env("GOOGLE_BEARER_TOKEN", "x").env("AZURE_STORAGE_ACCOUNT_NAME", "you");
        let run = Run::of(&mut command);
        assert_eq!(run.code, 4, "{}", run.shown());
        let words = format!("{}: access is denied (`AccessDenied`); check ", cloud.target());
        assert!(run.err.starts_with(&words), "{}", run.err);
        assert!(run.err.ends_with("; nothing was published\n"), "{}", run.err);
    });
}
