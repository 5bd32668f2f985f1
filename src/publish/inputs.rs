//! What is published: meeting files and letters, each read once and carried until its meeting is built.

use super::Verdict;
use crate::letter::{self, LetterContents, LetterFormat};
use crate::model::{MeetingId, Misread, Outline, Settings};
use crate::source::{outline, outline_of, yaml};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The name shown for standard input.
pub const STANDARD_INPUT: &str = "standard input";

/// The contents of the inputs.
#[derive(Default)]
pub struct Inputs {
    /// The settings.
    pub settings: Settings,
    /// The name and the text of the file with the settings, if there is one.
    pub settings_file: Option<(String, String)>,
    /// The names of the files by meeting id; several meeting files for one id are a fault.
    pub files: BTreeMap<MeetingId, Vec<String>>,
    /// The contents of the files.
    pub sources: Sources,
    /// Who meets when, by meeting id.
    pub outlines: BTreeMap<MeetingId, Outline>,
    /// The files that keep changing while they are read.
    pub restless: BTreeSet<String>,
    /// Whether the list of meetings is complete: a published meeting that is not in it is retired.
    pub is_complete: bool,
    /// The number of inputs or files that could not be used at all.
    pub unusable: usize,
    /// Whether they have faults or the machine failed.
    pub verdict: Verdict,
}

/// The contents of an input file.
pub enum InputSource {
    /// A meeting file with this text.
    Text(String),
    /// A letter.
    Letter(Box<LetterContents>),
    /// Something that cannot be read.
    Unreadable(UnreadableFile),
    /// Unchanged since the last run: it is read again only if its meeting is built again.
    Unchanged(Box<dyn Fn() -> InputSource + Send + Sync>),
}

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadableFile {
    /// A sentence that begins with the file's name.
    pub why: String,
    /// Whether the file is faulty or the machine failed.
    pub verdict: Verdict,
}

/// The contents of the input files, by meeting id, in the order of the names.
#[derive(Default)]
pub struct Sources(BTreeMap<MeetingId, Vec<InputSource>>);

impl Sources {
    /// The contents of a meeting's files.
    pub fn of(&self, id: &MeetingId) -> &[InputSource] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether all of a meeting's files are unchanged since the last run.
    pub(super) fn is_unchanged(&self, id: &MeetingId) -> bool {
        self.of(id).iter().all(|source| matches!(source, InputSource::Unchanged(_)))
    }

    /// Reads a meeting's files that are not read yet.
    pub(super) fn open(&mut self, id: &MeetingId) {
        for source in self.0.get_mut(id).into_iter().flatten() {
            if let InputSource::Unchanged(read) = source {
                *source = read();
            }
        }
    }

    /// Takes out the contents of a meeting's files.
    pub(super) fn take(&mut self, id: &MeetingId) -> Vec<InputSource> {
        self.0.remove(id).unwrap_or_default()
    }
}

impl Inputs {
    /// Adds a meeting file. Returns the id of its meeting (from the file, or else its name) and its
    /// outline. The error is a sentence.
    pub fn add_text(
        &mut self,
        name: &str,
        text: impl Into<String>,
    ) -> Result<(MeetingId, Option<Outline>), String> {
        let text = text.into();
        let id = yaml::own_id(&text).map_or_else(|| id_of_name(name), Ok)?;
        let outline = outline(&text, &id);
        self.add(name, id.clone(), InputSource::Text(text), outline.clone());
        Ok((id, outline))
    }

    /// Adds a meeting file that cannot be read; `why` is reported when the meeting is built.
    pub fn add_unreadable(&mut self, name: &str, why: UnreadableFile) -> Result<MeetingId, String> {
        let id = id_of_name(name)?;
        self.add(name, id.clone(), InputSource::Unreadable(why), None);
        // Its meeting may have a different id.
        self.is_complete = false;
        Ok(id)
    }

    /// Adds a letter. Returns the id of the meeting that it announces, and its outline. A letter
    /// that announces no meeting is an error: a sentence.
    pub fn add_letter(
        &mut self,
        name: &str,
        letter: LetterContents,
    ) -> Result<(MeetingId, Option<Outline>), String> {
        let id = if letter.is_invitation { letter::id(&letter.draft) } else { None };
        let id =
            id.ok_or_else(|| format!("{name}: {}", letter.refusal("nothing was built of it")))?;
        let outline = outline_of(letter.draft.clone(), &id);
        self.add(name, id.clone(), InputSource::Letter(Box::new(letter)), outline.clone());
        Ok((id, outline))
    }

    /// Adds a file of a meeting.
    pub fn add(
        &mut self,
        name: &str,
        id: MeetingId,
        source: InputSource,
        outline: Option<Outline>,
    ) {
        self.outlines.extend(outline.map(|outline| (id.clone(), outline)));
        self.sources.0.entry(id.clone()).or_default().push(source);
        self.files.entry(id).or_default().push(name.to_owned());
    }

    /// The names of a meeting's files.
    pub fn names(&self, id: &MeetingId) -> &[String] {
        self.files.get(id).map_or(&[], Vec::as_slice)
    }
}

/// The id of the meeting that a file describes, by its name. The error is a sentence.
fn id_of_name(name: &str) -> Result<MeetingId, String> {
    if name == STANDARD_INPUT {
        return Err(format!(
            "{name}: a meeting file without a name needs an id; add `id: …`, usually \
             group-year-month, for example `sg12-2025-01`"
        ));
    }
    let stem = Path::new(name).file_stem();
    let stem = stem.map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    stem.parse().map_err(|Misread { wanted, write }| {
        format!("{name}: `{stem}` is not {wanted}; rename the file or add `id: …`: {write}")
    })
}

/// Whether a file is a letter, by its name.
pub fn is_letter(name: &str) -> bool {
    LetterFormat::of_name(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Inputs, STANDARD_INPUT};

    #[test]
    fn standard_input_has_no_name_to_make_an_id_of() {
        let mut inputs = Inputs::default();
        let meeting = "group: SG12\nstart: 2025-01-14\n";
        let named = format!("id: x-1\n{meeting}");
        assert_eq!(
            inputs.add_text(STANDARD_INPUT, named).map(|(id, _)| id.to_string()),
            Ok("x-1".to_owned())
        );
        assert_eq!(
            inputs.add_text(STANDARD_INPUT, meeting).map(|(id, _)| id).unwrap_err(),
            "standard input: a meeting file without a name needs an id; add `id: …`, usually \
             group-year-month, for example `sg12-2025-01`"
        );
        assert_eq!(inputs.files.len(), 1);
    }
}
