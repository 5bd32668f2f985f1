//! What the program says of a letter.

use crate::support::{Run, timeplan};
use serde_json::Value;
use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use timeplan::letter::LetterFormat;
use timeplan::render::letter_json;

/// What `import --format json` says of one letter.
pub(crate) struct Answer {
    path: PathBuf,
    said: Value,
    run: Run,
    lunches: OnceCell<Vec<Value>>,
}

impl Answer {
    /// Runs the command on a letter.
    pub(crate) fn of(path: &Path) -> Self {
        let run = Run::of(timeplan().args(["import", "--format", "json"]).arg(path));
        let said = run.out.lines().next().and_then(|line| serde_json::from_str(line).ok());
        Self {
            path: path.to_owned(),
            said: said.unwrap_or(Value::Null),
            run,
            lunches: OnceCell::new(),
        }
    }

    /// Reads a letter in this process, with what the command would say of it.
    pub(crate) fn read(path: &Path, bytes: &[u8]) -> Self {
        let format = LetterFormat::of_name(&path.to_string_lossy()).unwrap();
        let (out, err) = match timeplan::letter::read(bytes, format) {
            Ok(letter) if letter.is_invitation => (letter_json(&letter), ""),
            Ok(letter) => (letter_json(&letter), "no meeting is announced"),
            Err(_) => (String::new(), "it is refused"),
        };
        let said = serde_json::from_str(&out).unwrap_or_default();
        let run = Run { code: i32::from(!err.is_empty()), out, err: err.to_owned() };
        Self { path: path.to_owned(), said, run, lunches: OnceCell::new() }
    }

    /// The code of a run that ended as none should.
    pub(crate) fn crash(&self) -> Option<i32> {
        Some(self.run.code).filter(|code| !(0..=2).contains(code))
    }

    /// Whether the reader of the answer is told that something is not understood.
    pub(crate) fn is_told(&self) -> bool {
        self.said["findings"].is_array() || self.run.code != 0 && !self.run.err.trim().is_empty()
    }

    /// All that is said.
    pub(crate) fn all(&self) -> &Value {
        &self.said
    }

    /// The value of a field; the fields of a field stand behind dots.
    pub(crate) fn look(&self, path: &str) -> &Value {
        path.split('.').fold(&self.said, |value, key| &value[key])
    }

    /// The values of a list, of which there is none where it is absent.
    pub(crate) fn list(&self, path: &str) -> &[Value] {
        self.look(path).as_array().map_or(&[], Vec::as_slice)
    }

    /// The zone in which the hours are published.
    pub(crate) fn zone(&self) -> &str {
        self.look("timezone").as_str().unwrap_or("Europe/Zurich")
    }

    /// The breaks at noon that a calendar would have of the letter.
    pub(crate) fn lunches(&self) -> &[Value] {
        self.lunches.get_or_init(|| {
            let show = ["show", "--format", "json", "--show", "lunch"];
            let run = Run::of(timeplan().args(show).arg(&self.path));
            serde_json::from_str(&run.out).unwrap_or_default()
        })
    }
}
