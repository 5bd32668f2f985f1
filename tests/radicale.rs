//! A CalDAV server on the loopback, behind the proxy that counts what is asked and can do harm on the way.

use crate::s3::{Act, Asked, Judge, relay};
use crate::support::{Folder, root, timeplan};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

/// The calendar of every test.
pub(crate) const CALENDAR: &str = "/me/itu/";

/// The user `me` with the password `secret`.
const AUTHORIZATION: &str = "Basic bWU6c2VjcmV0";

/// The server, which ends with the value.
pub(crate) struct Radicale {
    process: Child,
    data: Folder,
    /// Where clients are to ask.
    pub(crate) address: SocketAddr,
    /// The server itself, past the proxy.
    pub(crate) server: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    judge: Arc<Mutex<Option<Judge>>>,
}

impl Radicale {
    pub(crate) fn start() -> Self {
        let program = root().join("target/radicale/bin/radicale");
        assert!(program.is_file(), "the CalDAV server is missing; tests/run installs it");
        let data = Folder::new();
        data.file("users", "me:secret\nyou:secret\n");
        // A port that was free a moment ago may not be so any more.
        let (process, server) = std::iter::repeat_with(|| Self::try_start(&program, data.path()))
            .flatten()
            .next()
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::<Mutex<Vec<Asked>>>::default();
        let judge = Arc::<Mutex<Option<Judge>>>::default();
        let (log, ruling) = (Arc::clone(&asked), Arc::clone(&judge));
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (log, ruling) = (Arc::clone(&log), Arc::clone(&ruling));
                // A client that goes away is part of what is tested.
                thread::spawn(move || relay(client, server, &log, &ruling));
            }
        });
        Self { process, data, address, server, asked, judge }
    }

    fn try_start(program: &Path, data: &Path) -> Option<(Child, SocketAddr)> {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
        let place = data.display();
        let config = format!(
            "[server]\nhosts = {address}\nmax_connections = 0\n[auth]\ntype = htpasswd\nhtpasswd_filename = {place}/users\n\
             htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {place}/data\n[rights]\n\
             type = owner_only\n[logging]\nlevel = critical\n"
        );
        std::fs::write(data.join("config"), config).unwrap();
        let mut process = Command::new(program)
            .arg("--config")
            .arg(data.join("config"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        loop {
            if TcpStream::connect(address).is_ok() {
                return Some((process, address));
            }
            if process.try_wait().unwrap().is_some() {
                return None;
            }
            thread::yield_now();
        }
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

    /// What was asked since the last call and is no reading: methods and conditions, in order.
    pub(crate) fn changed(&self) -> Vec<String> {
        let is_reading = |asked: &Asked| ["PROPFIND", "REPORT", "GET"].contains(&&*asked.method);
        let changing = self.asked().into_iter().filter(|asked| !is_reading(asked));
        changing
            .map(|asked| {
                let conditions = ["if-match", "if-none-match"];
                let condition =
                    conditions.into_iter().find(|name| asked.fields.contains_key(*name));
                [&asked.method, condition.unwrap_or_default()].join(" ").trim().to_owned()
            })
            .collect()
    }

    pub(crate) fn target(&self) -> String {
        target(self.address)
    }

    /// The program in a folder, as the user `me`.
    pub(crate) fn program(&self, folder: &Path, arguments: &[&str]) -> Command {
        program(self.address, folder, arguments)
    }

    /// Asks the server itself, and gives the answer's status and content.
    pub(crate) fn ask(&self, method: &str, path: &str, content: &str) -> (u16, String) {
        ask(self.server, method, path, content)
    }

    /// The resources of the calendar by their names.
    pub(crate) fn resources(&self) -> BTreeMap<String, String> {
        let files = self.data.tree(&format!("data/collection-root{CALENDAR}")).into_iter();
        let own = files.filter(|(path, _)| !path.starts_with('.'));
        own.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
    }

    /// The name and the text of the only resource in which some words stand.
    pub(crate) fn resource(&self, words: &str) -> (String, String) {
        let mut found = self.resources().into_iter().filter(|(_, text)| text.contains(words));
        let one = found.next().unwrap_or_else(|| panic!("nothing holds {words}"));
        assert_eq!(found.next(), None);
        one
    }
}

fn target(address: SocketAddr) -> String {
    format!("caldav+http://{address}{CALENDAR}")
}

/// The program in a folder, as the user `me` of the server at an address.
pub(crate) fn program(address: SocketAddr, folder: &Path, arguments: &[&str]) -> Command {
    let mut command = timeplan();
    command.args(["publish", &target(address)]).args(arguments).current_dir(folder);
    command.env("CALDAV_USER", "me").env("CALDAV_PASSWORD", "secret");
    command.env("HOME", folder).env_remove("NETRC");
    command
}

/// Asks a server, and gives the answer's status and content.
pub(crate) fn ask(server: SocketAddr, method: &str, path: &str, content: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(server).unwrap();
    let head = format!(
        "{method} {path} HTTP/1.0\r\nHost: x\r\nAuthorization: {AUTHORIZATION}\r\nDepth: 0\r\nContent-Length: {}\r\n\r\n",
        content.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(content.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    (status, answer.split_once("\r\n\r\n").unwrap().1.to_owned())
}

impl Drop for Radicale {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
