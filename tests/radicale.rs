//! A CalDAV server on the loopback, behind the proxy.

use crate::places::{Asked, Process, Proxy};
use crate::support::{Folder, root, timeplan};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::ops::Deref;
use std::path::Path;
use std::process::Command;

/// The calendar of every test.
pub(crate) const CALENDAR: &str = "/me/itu/";

/// The user `me` with the password `secret`.
const AUTHORIZATION: &str = "Basic bWU6c2VjcmV0";

/// The server, which ends with the value.
pub(crate) struct Radicale {
    _process: Process,
    data: Folder,
    proxy: Proxy,
}

impl Radicale {
    pub(crate) fn start() -> Self {
        let program = root().join("target/radicale/bin/radicale");
        assert!(program.is_file(), "the CalDAV server is missing; tests/run installs it");
        let data = Folder::new();
        data.file("users", "me:secret\nyou:secret\n");
        let process = Process::start(|address| {
            let place = data.path().display();
            let config = format!(
                "[server]\nhosts = {address}\nmax_connections = 0\n[auth]\ntype = htpasswd\nhtpasswd_filename = {place}/users\n\
                 htpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = {place}/data\n[rights]\n\
                 type = owner_only\n[logging]\nlevel = critical\n"
            );
            data.file("config", config);
            let mut command = Command::new(&program);
            command.arg("--config").arg(data.path().join("config"));
            command
        });
        let proxy = Proxy::before(process.address, "");
        Self { _process: process, data, proxy }
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

impl Deref for Radicale {
    type Target = Proxy;

    fn deref(&self) -> &Proxy {
        &self.proxy
    }
}
