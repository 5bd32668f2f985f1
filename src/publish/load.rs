//! One meeting file, or the letter that announces a meeting, through all stages up to its timetable.

use super::Verdict;
use super::inputs::{InputSource, Inputs, UnreadableFile, is_letter};
use super::report::{Doubts, FileFindings, RunMessage};
use crate::expand::{Timetable, expand};
use crate::finding::{Findings, Place};
use crate::letter;
use crate::model::{Language, MeetingId};
use crate::source::{Draft, check, doubts, yaml};
use chrono::NaiveDate;
use std::path::Path;

/// The result of loading a meeting's files.
#[derive(Default)]
pub struct Loaded {
    /// The timetable, if there is no fault.
    pub timetable: Option<Timetable>,
    /// Whether the machine, and not what a file says, is the reason why there is none.
    pub failed: bool,
    /// How many faults there are.
    pub faults: usize,
    /// How many doubts there are.
    pub doubts: usize,
    /// How many doubts the file itself allows.
    pub silenced: usize,
    /// Messages about it.
    pub reports: Vec<RunMessage>,
}

impl Loaded {
    /// The verdict on it.
    pub fn verdict(&self) -> Verdict {
        match self.timetable {
            Some(_) => Verdict::Done,
            None if self.failed => Verdict::Failed,
            None => Verdict::Faulty,
        }
    }

    /// Adds a file that cannot be read.
    fn unreadable(&mut self, UnreadableFile { why, verdict }: &UnreadableFile) {
        self.reports.push(RunMessage::Sentence(why.clone()));
        self.faults += 1;
        self.failed |= *verdict == Verdict::Failed;
    }
}

/// A fault of a meeting file that only shows together with other files.
#[derive(Clone, Debug)]
pub struct MeetingFault {
    /// What is wrong.
    pub(super) message: String,
    /// What to write instead.
    pub(super) help: String,
}

/// How meetings are expanded.
#[derive(Clone, Copy, Debug)]
pub struct LoadOptions<'a> {
    /// The languages of all texts.
    pub languages: &'a [Language],
    /// Today, for doubts about dates in the past or future.
    pub today: Option<NaiveDate>,
    /// Which doubts are reported.
    pub doubts: Doubts,
}

/// Expands the meeting with an id from its files and reports its findings, including `fault`. Two
/// meeting files with the same id are a fault of both.
pub fn load(
    inputs: &Inputs,
    sources: &[InputSource],
    id: &MeetingId,
    fault: Option<&MeetingFault>,
    layout: LoadOptions<'_>,
) -> Loaded {
    let names = inputs.names(id);
    if names.iter().all(|name| is_letter(name)) {
        return load_letters((names, sources), id, fault, layout);
    }
    let (name, text) = match (names, sources) {
        ([name], [InputSource::Text(text)]) => (name, text),
        ([_], [InputSource::Unreadable(why)]) => {
            let mut loaded = Loaded::default();
            loaded.unreadable(why);
            return loaded;
        }
        (several, _) => {
            let all = if several.len() == 2 { "both" } else { "all" };
            let is_original = |name: &&String| {
                Path::new(name.as_str()).file_stem().is_some_and(|stem| stem == id.as_str())
            };
            let copies: Vec<&str> =
                several.iter().filter(|name| !is_original(name)).map(String::as_str).collect();
            let help = match copies.as_slice() {
                [copy] if several.len() == 2 => format!(
                    "if {copy} is a copy for another meeting, delete `id` in it; otherwise keep \
                     one of them"
                ),
                _ => "keep one of them, or give another `id`".to_owned(),
            };
            return faulty(format!("{} {all} have the id `{id}`; {help}", several.join(" and ")));
        }
    };
    let mut findings = Findings::default();
    let draft = yaml::read_meeting(text, &mut findings);
    let place = draft.as_ref().and_then(|draft| {
        let start = draft.start.as_ref().map(|start| start.place);
        start.or(draft.groups.first().map(|group| group.place))
    });
    let timetable = draft.and_then(|draft| laid_out(draft, id, layout, &mut findings));
    add(fault, place, &mut findings);
    let silenced = findings.silence(text);
    let (faults, doubts) = (findings.faults(), findings.doubts());
    let is_told = faults > 0 || doubts > 0 && layout.doubts == Doubts::All;
    let found = is_told.then(|| RunMessage::Found(FileFindings::in_text(name, text, findings)));
    let timetable = if faults == 0 { timetable } else { None };
    let reports = Vec::from_iter(found);
    Loaded { timetable, faults, doubts, silenced, reports, ..Loaded::default() }
}

fn faulty(message: String) -> Loaded {
    Loaded { faults: 1, reports: vec![RunMessage::Sentence(message)], ..Loaded::default() }
}

/// Adds a fault that only shows together with other meetings.
fn add(fault: Option<&MeetingFault>, place: Option<Place>, findings: &mut Findings) {
    let Some(MeetingFault { message, help }) = fault else { return };
    let finding = match place {
        Some(place) => findings.fault(place, message),
        None => findings.fault_of_all(message),
    };
    finding.help(help);
}

/// Checks and expands a draft.
fn laid_out(
    draft: Draft,
    id: &MeetingId,
    layout: LoadOptions<'_>,
    findings: &mut Findings,
) -> Option<Timetable> {
    let meeting = check(draft, id, findings)?;
    doubts(&meeting, layout.languages, layout.today, findings);
    Some(expand(&meeting, layout.languages, findings))
}

/// Expands a meeting from the letter that announces it, or from the versions of one letter.
fn load_letters(
    (names, sources): (&[String], &[InputSource]),
    id: &MeetingId,
    fault: Option<&MeetingFault>,
    layout: LoadOptions<'_>,
) -> Loaded {
    let (mut loaded, mut letters) = (Loaded::default(), Vec::new());
    for (name, source) in names.iter().zip(sources) {
        match source {
            InputSource::Letter(letter) => letters.push((name.clone(), (**letter).clone())),
            InputSource::Unreadable(why) => loaded.unreadable(why),
            InputSource::Text(_) | InputSource::Unchanged(_) => {}
        }
    }
    let mut merged = letter::merge(letters);
    if loaded.faults > 0 {
        return loaded;
    }
    let Some(first) = merged.pop() else { return loaded };
    if !merged.is_empty() {
        return faulty(format!(
            "{} are different letters for the meeting `{id}`; name the valid one",
            names.join(" and ")
        ));
    }
    let mut findings = Findings::default();
    let layout = LoadOptions { today: None, ..layout };
    let timetable = laid_out(first.draft.clone(), id, layout, &mut findings);
    add(fault, None, &mut findings);
    for ((name, letter), found) in first.versions.iter().zip(first.apart(findings)) {
        loaded.faults += letter.findings.faults() + found.faults();
        loaded.doubts += letter.findings.doubts() + found.doubts();
        loaded.reports.extend(FileFindings::in_letter(name, letter, found, layout.doubts));
    }
    if loaded.faults == 0 {
        loaded.timetable = timetable;
    }
    loaded
}

#[cfg(test)]
mod tests {
    use super::{InputSource, Inputs, LoadOptions, UnreadableFile, Verdict, load};
    use crate::letter::{LetterContents, LetterFormat, read};
    use crate::model::Language;
    use crate::publish::Doubts;

    fn letter(number: &str) -> LetterContents {
        let letter = format!(
            "TSB Collective letter {number}\nGeneva, 1 November 2025\n\
             Subject: Meeting of Study Group 12; Geneva, 9-20 March 2026\nDear Sir/Madam,\n\
             I invite you to the meeting of Study Group 12, which will be held from 9 to 20 March 2026.\n"
        );
        read(letter.as_bytes(), LetterFormat::Text).unwrap_or_else(|_| panic!("not read"))
    }

    const LAYOUT: LoadOptions<'_> =
        LoadOptions { languages: &[Language::En], today: None, doubts: Doubts::All };

    /// What is laid out is what was read when the inputs were found.
    #[test]
    fn letters_are_read_once() {
        let mut inputs = Inputs::default();
        let (id, _) = inputs.add_letter("letter.txt", letter("1/12")).unwrap();
        assert_eq!(id.to_string(), "sg12-2026-03");
        assert!(matches!(inputs.sources.of(&id), [InputSource::Letter(_)]));
        for _ in 0..2 {
            let loaded = load(&inputs, inputs.sources.of(&id), &id, None, LAYOUT);
            assert_eq!((loaded.timetable.is_some(), loaded.faults), (true, 0));
            assert_eq!(loaded.verdict(), Verdict::Done);
        }
    }

    #[test]
    fn what_makes_no_meeting_of_letters() {
        let mut inputs = Inputs::default();
        let (id, _) = inputs.add_letter("a.txt", letter("1/12")).unwrap();
        for (number, verdict, said) in [
            (
                Some("2/12"),
                Verdict::Faulty,
                "a.txt and b.txt are different letters for the meeting `sg12-2026-03`; name the valid one",
            ),
            (None, Verdict::Faulty, "b.txt: the file is empty"),
            (None, Verdict::Failed, "b.txt: the disk failed"),
        ] {
            let mut inputs = Inputs::default();
            inputs.add_letter("a.txt", letter("1/12")).unwrap();
            match number {
                Some(number) => drop(inputs.add_letter("b.txt", letter(number)).unwrap()),
                None => {
                    let why = UnreadableFile { why: said.to_owned(), verdict };
                    inputs.add("b.txt", id.clone(), InputSource::Unreadable(why), None);
                }
            }
            let loaded = load(&inputs, inputs.sources.of(&id), &id, None, LAYOUT);
            assert_eq!((loaded.timetable.is_some(), loaded.faults), (false, 1), "{said}");
            assert_eq!(loaded.verdict(), verdict, "{said}");
            let reports: Vec<String> = loaded.reports.iter().map(ToString::to_string).collect();
            assert_eq!(reports, [said]);
        }
    }
}
