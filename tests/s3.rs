//! An S3-compatible server on the loopback, which checks signatures and conditions, behind a proxy that
//! counts what is asked and can do harm on the way.

use crate::support::{Folder, root, timeplan};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The bucket of every test.
pub(crate) const BUCKET: &str = "feeds";

/// A request as it passed the proxy.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: String,
    /// The path within the bucket, without a query.
    pub(crate) path: String,
    pub(crate) fields: BTreeMap<String, String>,
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
pub(crate) type Judge = Box<dyn FnMut(&Asked) -> Act + Send>;

/// The server, which ends with the value.
pub(crate) struct S3 {
    process: Child,
    data: Folder,
    /// Where clients are to ask.
    pub(crate) address: SocketAddr,
    /// The server itself, past the proxy.
    pub(crate) server: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    judge: Arc<Mutex<Option<Judge>>>,
}

impl S3 {
    pub(crate) fn start() -> Self {
        let program = root().join("target/s3/bin/s3s-fs");
        assert!(program.is_file(), "the S3 server is missing; tests/run installs it");
        let data = Folder::new();
        fs::create_dir(data.path().join(BUCKET)).unwrap();
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
        let mut process = Command::new(program)
            .args(["--host", "127.0.0.1", "--port", &port.to_string()])
            .args(["--access-key", "key", "--secret-key", "secret"])
            .arg(data)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let address = SocketAddr::from(([127, 0, 0, 1], port));
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

    /// The paths that were written or removed since the last call, in order, without the record.
    pub(crate) fn changed(&self) -> Vec<String> {
        let changing = self.asked().into_iter().filter(|asked| asked.method != "GET");
        let paths = changing.map(|asked| match asked.method.as_str() {
            "PUT" => asked.path,
            other => format!("{other} {}", asked.path),
        });
        paths.filter(|path| !path.ends_with("published.json")).collect()
    }

    /// The objects below a prefix.
    pub(crate) fn objects(&self, prefix: &str) -> BTreeMap<String, Vec<u8>> {
        self.data.tree(&format!("{BUCKET}/{prefix}"))
    }

    /// Where an object lies.
    pub(crate) fn place(&self, path: &str) -> PathBuf {
        self.data.path().join(BUCKET).join(path)
    }

    /// Puts an object there behind everybody's back.
    pub(crate) fn put(&self, path: &str, bytes: &str) {
        self.data.file(&format!("{BUCKET}/{path}"), bytes);
    }

    /// Removes all objects.
    pub(crate) fn clear(&self) {
        fs::remove_dir_all(self.data.path().join(BUCKET)).unwrap();
        fs::create_dir(self.data.path().join(BUCKET)).unwrap();
    }

    /// The settings of clients.
    pub(crate) fn settings(&self) -> [(&'static str, String); 3] {
        [
            ("AWS_ACCESS_KEY_ID", "key".to_owned()),
            ("AWS_SECRET_ACCESS_KEY", "secret".to_owned()),
            ("AWS_ENDPOINT_URL", format!("http://{}", self.address)),
        ]
    }

    /// The program in a folder, with these settings.
    pub(crate) fn program(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = timeplan();
        command.args(arguments).current_dir(folder).envs(self.settings());
        command
    }
}

impl Drop for S3 {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Takes one request from a client to the server, and the answer back.
pub(crate) fn relay(
    client: TcpStream,
    server: SocketAddr,
    log: &Mutex<Vec<Asked>>,
    ruling: &Mutex<Option<Judge>>,
) -> Option<()> {
    let mut client = BufReader::new(client);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        if client.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            break;
        }
        head.push(line.trim_end().to_owned());
    }
    let mut words = head.first()?.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    let path = target.split('?').next()?.strip_prefix(&format!("/{BUCKET}")).unwrap_or(target);
    let fields = head.iter().skip(1).filter_map(|line| line.split_once(": "));
    let fields: BTreeMap<String, String> =
        fields.map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned())).collect();
    let length = fields.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut content = vec![0; length];
    let asked = Asked { method, path: path.trim_start_matches('/').to_owned(), fields };
    log.lock().unwrap().push(asked.clone());
    let act = ruling.lock().unwrap().as_mut().map_or(Act::Pass, |judge| judge(&asked));
    match act {
        // The rest of it is never read, so the client is told while it still sends.
        Act::CutRequest => return None,
        Act::Hang => {
            client.read_exact(&mut content).ok()?;
            let _ = client.read(&mut [0]);
            return None;
        }
        Act::Answer(status) => {
            client.read_exact(&mut content).ok()?;
            let answer =
                format!("HTTP/1.1 {status} No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            return client.get_mut().write_all(answer.as_bytes()).ok();
        }
        Act::Pass | Act::CutAnswer => {}
    }
    client.read_exact(&mut content).ok()?;
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
