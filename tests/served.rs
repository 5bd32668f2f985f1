//! A running `timeplan serve`, and a client that says just what a test wants it to say.

use crate::support::timeplan;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::time::Duration;

/// A server, which ends with the value.
pub(crate) struct Server {
    pub(crate) process: Child,
    said: BufReader<ChildStderr>,
    pub(crate) address: SocketAddr,
    /// What it said until it listened.
    pub(crate) begin: String,
}

/// An answer: the head's first line, its fields by their lower-case names, and the content.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) fields: BTreeMap<String, String>,
    pub(crate) content: Vec<u8>,
}

/// Asks a server at an address.
pub(crate) fn get(address: SocketAddr, target: &str) -> Answer {
    let request = format!("GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    Answer::read(&exchange(address, request.as_bytes()))
}

/// How long an answer is waited for: a server that hangs, not one on a busy machine, is what this finds.
const PATIENCE: Duration = Duration::from_secs(300);

/// A connection that gives up after a while.
fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Sends bytes and gives all that comes back until the server closes.
fn exchange(address: SocketAddr, bytes: &[u8]) -> Vec<u8> {
    let mut stream = connect(address);
    stream.write_all(bytes).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    answer
}

impl Server {
    /// Serves the meetings of a folder at a free port, and waits until it does.
    pub(crate) fn start(folder: &Path) -> Self {
        Self::start_with(folder, &[])
    }

    /// The same with further arguments.
    pub(crate) fn start_with(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = timeplan();
        command.args(["serve", "--listen", "127.0.0.1:0"]).args(arguments).current_dir(folder);
        Self::run(command)
    }

    /// A server by a command of one's own.
    pub(crate) fn run(mut command: Command) -> Self {
        command.stderr(Stdio::piped()).stdout(Stdio::null());
        let mut process = command.spawn().unwrap();
        let said = BufReader::new(process.stderr.take().unwrap());
        let mut server = Self { process, said, address: ([0; 4], 0).into(), begin: String::new() };
        let all = server.until("listening on http://");
        let address = all.lines().last().unwrap().strip_prefix("listening on http://").unwrap();
        server.address = address.split('/').next().unwrap().parse().unwrap();
        server.begin = all;
        server
    }

    /// The addresses in the line of what it said first that begins with some words.
    pub(crate) fn addresses(&self, words: &str) -> Vec<SocketAddr> {
        let line = self.begin.lines().find(|line| line.starts_with(words)).expect(words);
        let urls = line.split("http://").skip(1);
        urls.map(|url| url.split('/').next().unwrap().parse().unwrap()).collect()
    }

    /// Sends it a signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.process.id().to_string();
        let sent = Command::new("kill").args(["-s", name, &id]).status().unwrap();
        assert!(sent.success());
    }

    /// What it says up to a line that begins with some words.
    pub(crate) fn until(&mut self, words: &str) -> String {
        let mut all = String::new();
        loop {
            let line = self.line();
            assert!(!line.is_empty(), "it ended: {all}");
            all.push_str(&line);
            if line.starts_with(words) {
                return all;
            }
        }
    }

    /// The next line that it says, with its end; empty when it has ended.
    pub(crate) fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).unwrap();
        line
    }

    /// A connection to it.
    pub(crate) fn connect(&self) -> TcpStream {
        connect(self.address)
    }

    /// Sends it bytes and gives all that comes back until it closes.
    pub(crate) fn raw(&self, bytes: &[u8]) -> Vec<u8> {
        exchange(self.address, bytes)
    }

    /// A request with further fields.
    pub(crate) fn ask(&self, method: &str, target: &str, fields: &[(&str, &str)]) -> Answer {
        let fields: String =
            fields.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let request = format!(
            "{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{fields}\r\n"
        );
        Answer::read(&self.raw(request.as_bytes()))
    }

    pub(crate) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &[])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Answer {
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head");
        let (head, content) = bytes.split_at(end + 4);
        let head = std::str::from_utf8(head).unwrap();
        let mut lines = head.trim_end().split("\r\n");
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let mut fields = BTreeMap::new();
        for line in lines {
            let (name, value) = line.split_once(": ").unwrap();
            let old = fields.insert(name.to_lowercase(), value.to_owned());
            assert_eq!(old, None, "{name} stands there twice");
        }
        Self { status, fields, content: content.to_vec() }
    }

    pub(crate) fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.content.clone()).unwrap()
    }
}
