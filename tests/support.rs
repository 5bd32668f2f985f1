//! Running the program in a folder of its own, and comparing what it wrote.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// 2025-06-01T00:00:00Z: the clock of every test.
pub(crate) const NOW: &str = "1748736000";

/// A first run with that clock.
pub(crate) fn first_run() -> timeplan::revise::Run<'static> {
    let now = chrono::DateTime::from_timestamp(NOW.parse().unwrap(), 0).unwrap();
    timeplan::revise::Run { now, is_first: true, lasting: None }
}

/// The root of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether expected files are to be written instead of compared.
pub(crate) fn blessing() -> bool {
    std::env::var_os("BLESS").is_some_and(|value| value == "1")
}

/// A folder that is removed with the value.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// An empty folder. A run that was killed may have left folders with the number of this process.
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let name = format!("timeplan-{}-{count}", std::process::id());
            let path = std::env::temp_dir().join(name);
            match fs::create_dir(&path) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                made => {
                    made.unwrap();
                    return Self(path);
                }
            }
        }
    }

    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file into it, with the folders on the way.
    pub(crate) fn file(&self, path: &str, text: impl AsRef<[u8]>) -> &Self {
        let place = self.0.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        self
    }

    /// Reads a file of it.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    /// Runs the program in it.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run::of(timeplan().args(arguments).current_dir(&self.0))
    }

    /// All files below a folder of it.
    pub(crate) fn tree(&self, path: &str) -> BTreeMap<String, Vec<u8>> {
        tree(&self.0.join(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The program, with a pinned clock and without colours.
pub(crate) fn timeplan() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_timeplan"));
    command.env("SOURCE_DATE_EPOCH", NOW).env("NO_COLOR", "1").env("COLUMNS", "100");
    command
}

/// What a run said and how it ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Runs a command.
    pub(crate) fn of(command: &mut Command) -> Self {
        let Output { status, stdout, stderr } = command.output().unwrap();
        Self {
            code: status.code().unwrap_or(-1),
            out: String::from_utf8(stdout).unwrap(),
            err: String::from_utf8(stderr).unwrap(),
        }
    }

    /// As a person sees it, for a golden file.
    pub(crate) fn shown(&self) -> String {
        format!(
            "exit {}\n--- standard output\n{}--- standard error\n{}",
            self.code, self.out, self.err
        )
    }
}

/// How long this thread has had a processor. Other than the time that passes, it does not grow while
/// the machine does something else.
pub(crate) fn worked() -> Duration {
    let nanoseconds = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(nanoseconds.split(' ').next().unwrap().parse().unwrap())
}

/// All files below a folder by their relative paths, but for the private file of a build.
pub(crate) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.file_name() != Some(".timeplan".as_ref()) {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// The sorted folders of a folder of cases; there is at least one.
pub(crate) fn cases(name: &str) -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(root().join("tests").join(name))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    assert!(!cases.is_empty(), "no cases in tests/{name}");
    cases
}

/// A test for each case of a folder, so that a failure names its case; and one that they are all listed.
/// `all` gives the names of the cases, `judge` is the test of the case that it is given.
macro_rules! each_case {
    ($all:expr, $judge:ident: $($case:ident),* $(,)?) => {
        mod cases {
            $(#[test]
            fn $case() {
                super::$judge(&$crate::support::case_name(stringify!($case)));
            })*
        }

        #[test]
        fn every_case_is_listed() {
            let all: Vec<String> = $all;
            $crate::support::same_cases(file!(), &[$(stringify!($case)),*], &all);
        }
    };
}
pub(crate) use each_case;

/// Whether the tests of a file are those of its cases.
pub(crate) fn same_cases(file: &str, tests: &[&str], cases: &[String]) {
    let tests: Vec<String> = tests.iter().map(|test| case_name(test)).collect();
    let new = cases.iter().filter(|case| !tests.contains(case));
    let new = new.map(|case| format!("{file}: add `{}` to the list", case.replace('-', "_")));
    let gone = tests.iter().filter(|test| !cases.contains(test));
    let gone = gone.map(|test| format!("{file}: `{test}` has no files: remove it from the list"));
    let lines: Vec<String> = new.chain(gone).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// The name of a case, whose test is named after it.
pub(crate) fn case_name(test: &str) -> String {
    test.trim_start_matches("r#").replace('_', "-")
}

/// The names of the folders of a folder of cases.
pub(crate) fn case_names(folder: &str) -> Vec<String> {
    cases(folder).iter().map(|case| name(case)).collect()
}

/// Compares what a case gave with its expected file, or writes that.
pub(crate) fn expect(place: &Path, got: &str) {
    if blessing() {
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, got).unwrap();
    }
    let wanted = fs::read_to_string(place).unwrap_or_default();
    if let Some(difference) = difference(&wanted, got) {
        panic!("{}: {difference}\n(BLESS=1 writes what is expected)", place.display());
    }
}

/// The name of a case.
pub(crate) fn name(case: &Path) -> String {
    case.file_name().unwrap().to_string_lossy().into_owned()
}

/// Compares two texts and shows the first line that differs.
pub(crate) fn difference(wanted: &str, got: &str) -> Option<String> {
    if wanted == got {
        return None;
    }
    let pairs = wanted
        .lines()
        .map(Some)
        .chain(std::iter::repeat(None))
        .zip(got.lines().map(Some).chain(std::iter::repeat(None)));
    let (line, (wanted, got)) = pairs.enumerate().find(|(_, (a, b))| a != b || a.is_none())?;
    Some(format!(
        "line {}\n  wanted: {}\n  got:    {}",
        line + 1,
        wanted.unwrap_or("(end)"),
        got.unwrap_or("(end)")
    ))
}

/// How often something random is tried: in every run of the tests, or in a long one (`TIMEPLAN_LONG`).
pub(crate) fn often(each: usize, long: usize) -> usize {
    if std::env::var_os("TIMEPLAN_LONG").is_some() { long } else { each }
}
