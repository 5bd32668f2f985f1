//! An S3-compatible server on the loopback, which checks signatures and conditions, behind the proxy.

use crate::places::{Process, Proxy};
use crate::support::{Folder, root, timeplan};
use std::collections::BTreeMap;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The bucket of every test.
pub(crate) const BUCKET: &str = "feeds";

/// The server, which ends with the value.
pub(crate) struct S3 {
    _process: Process,
    data: Folder,
    proxy: Proxy,
}

impl S3 {
    pub(crate) fn start() -> Self {
        let program = root().join("target/s3/bin/s3s-fs");
        assert!(program.is_file(), "the S3 server is missing; tests/run installs it");
        let data = Folder::new();
        fs::create_dir(data.path().join(BUCKET)).unwrap();
        let process = Process::start(|address| {
            let mut command = Command::new(&program);
            command.args(["--host", "127.0.0.1", "--port", &address.port().to_string()]);
            command.args(["--access-key", "key", "--secret-key", "secret"]).arg(data.path());
            command
        });
        let proxy = Proxy::before(process.address, "/feeds");
        Self { _process: process, data, proxy }
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

impl Deref for S3 {
    type Target = Proxy;

    fn deref(&self) -> &Proxy {
        &self.proxy
    }
}
