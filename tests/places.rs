//! What the tests of `publish` share: two meetings, and a server on the loopback behind a proxy that counts
//! what is asked and can do harm on the way.

use crate::support::Folder;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// Two meetings, the first of them with three Questions.
const FIRST: &str = "group: SG12
title: Meeting of Study Group 12
place: ITU headquarters, Geneva
start: 2027-01-12
end: 2027-01-13
# timeplan: allow letter-long-before
letter: {number: 1/12, date: 2025-04-30}
time_plan:
  2027-01-12: {2: {title: SG12 opening plenary, kind: plenary}, 3: Q7/12, 4: Q9/12}
  2027-01-13: {1: Q7/12, 2: Q10/12}
";
pub(crate) const SECOND: &str = "group: SG13
start: 2027-03-02
end: 2027-03-02
# timeplan: allow letter-long-before
letter: {number: 1/13, date: 2025-05-02}
slots: [1]
";

/// The two meetings, built.
pub(crate) fn meetings() -> Folder {
    let folder = Folder::new();
    folder.file("meetings/sg12-2027-01.yaml", FIRST).file("meetings/sg13-2027-03.yaml", SECOND);
    build(&folder);
    folder
}

pub(crate) fn build(folder: &Folder) {
    let run = folder.run(&["build", "-q"]);
    assert_eq!(run.code, 0, "{}", run.shown());
}

/// Changes the first meeting.
pub(crate) fn edit(folder: &Folder, old: &str, new: &str) {
    let text = folder.read("meetings/sg12-2027-01.yaml");
    assert!(text.contains(old));
    folder.file("meetings/sg12-2027-01.yaml", text.replacen(old, new, 1));
}

/// A program that serves, which ends with the value.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Process {
    /// Starts a program that serves at an address, and waits until it takes connections.
    pub(crate) fn start(command: impl Fn(SocketAddr) -> Command) -> Self {
        // A port that was free a moment ago may not be so any more.
        let mut tries = std::iter::repeat_with(|| {
            let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            let mut command = command(address);
            let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            Self { child, address }.answers()
        });
        tries.find_map(|started| started).unwrap()
    }

    fn answers(mut self) -> Option<Self> {
        loop {
            if TcpStream::connect(self.address).is_ok() {
                return Some(self);
            }
            if self.child.try_wait().unwrap().is_some() {
                return None;
            }
            thread::yield_now();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A request as it passed the proxy.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// The path below the root of the proxy.
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) fields: BTreeMap<String, String>,
}

impl Asked {
    /// Reads the head of a request; its lines are given too.
    pub(crate) fn read(from: &mut impl BufRead, root: &str) -> Option<(Self, Vec<String>)> {
        let mut head = Vec::new();
        loop {
            let mut line = String::new();
            if from.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if line == "\r\n" {
                break;
            }
            head.push(line.trim_end().to_owned());
        }
        let mut words = head.first()?.split(' ');
        let (method, target) = (words.next()?.to_owned(), words.next()?);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let path = path.strip_prefix(root).unwrap_or(path).trim_start_matches('/').to_owned();
        let fields = head.iter().skip(1).filter_map(|line| line.split_once(": "));
        let fields = fields.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
        let (query, fields) = (query.to_owned(), fields.collect());
        Some((Self { method, path: decoded(&path), query, fields }, head))
    }

    /// Reads what stands behind the head.
    pub(crate) fn content(&self, from: &mut impl Read) -> Option<Vec<u8>> {
        let length = self.fields.get("content-length");
        let mut content = vec![0; length.map_or(0, |length| length.parse().unwrap())];
        from.read_exact(&mut content).ok().map(|()| content)
    }
}

/// A text without percent-encoding.
pub(crate) fn decoded(text: &str) -> String {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

/// What the proxy does with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Act {
    Pass,
    /// Answers itself, with this status; the server never hears of it.
    Answer(u16),
    /// Says nothing until the client gives up.
    Hang,
    /// Closes the connection in the middle of the request.
    CutRequest,
    /// Lets the server do it, and closes the connection in the middle of the answer.
    CutAnswer,
}

/// What decides that: it may take its time.
type Judge = Box<dyn FnMut(&Asked) -> Act + Send>;

/// A proxy before a server.
pub(crate) struct Proxy {
    /// Where clients are to ask.
    pub(crate) address: SocketAddr,
    /// The server itself, past the proxy.
    pub(crate) server: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    judge: Arc<Mutex<Option<Judge>>>,
}

impl Proxy {
    /// The proxy leaves the root out of the paths that it notes down.
    pub(crate) fn before(server: SocketAddr, root: &'static str) -> Self {
        let (asked, judge) = (Arc::<Mutex<Vec<Asked>>>::default(), Arc::default());
        let (log, ruling) = (Arc::clone(&asked), Arc::clone(&judge));
        // A client that goes away is part of what is tested.
        let address = serve(move |client| relay(client, server, root, &log, &ruling));
        Self { address, server, asked, judge }
    }

    /// Lets the proxy decide about each request.
    pub(crate) fn rule(&self, judge: impl FnMut(&Asked) -> Act + Send + 'static) {
        *self.judge.lock().unwrap() = Some(Box::new(judge));
    }

    /// Lets everything pass again.
    pub(crate) fn calm(&self) {
        *self.judge.lock().unwrap() = None;
    }

    /// What was asked since the last call.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

/// Gives each connection at a free port to a thread of its own, as long as the tests run.
pub(crate) fn serve(
    answer: impl Fn(TcpStream) -> Option<()> + Clone + Send + 'static,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            let answer = answer.clone();
            thread::spawn(move || answer(client));
        }
    });
    address
}

/// Takes one request from a client to the server, and the answer back.
fn relay(
    client: TcpStream,
    server: SocketAddr,
    root: &str,
    log: &Mutex<Vec<Asked>>,
    ruling: &Mutex<Option<Judge>>,
) -> Option<()> {
    let mut client = BufReader::new(client);
    let (asked, head) = Asked::read(&mut client, root)?;
    log.lock().unwrap().push(asked.clone());
    let act = ruling.lock().unwrap().as_mut().map_or(Act::Pass, |judge| judge(&asked));
    if act == Act::CutRequest {
        // The rest of it is never read, so the client is told while it still sends.
        return None;
    }
    let content = asked.content(&mut client)?;
    match act {
        Act::Hang => {
            let _ = client.read(&mut [0]);
            return None;
        }
        Act::Answer(status) => {
            let answer =
                format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return client.get_mut().write_all(answer.as_bytes()).ok();
        }
        Act::Pass | Act::CutRequest | Act::CutAnswer => {}
    }
    let mut server = TcpStream::connect(server).ok()?;
    server.set_read_timeout(Some(Duration::from_secs(300))).ok()?;
    let own = |line: &&String| !line.to_ascii_lowercase().starts_with("connection:");
    let head: Vec<&str> = head.iter().filter(own).map(String::as_str).collect();
    let head = format!("{}\r\nConnection: close\r\n\r\n", head.join("\r\n"));
    server.write_all(head.as_bytes()).ok()?;
    server.write_all(&content).ok()?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer).ok()?;
    if act == Act::CutAnswer {
        answer.truncate(answer.len() / 2);
    }
    client.get_mut().write_all(&answer).ok()
}
