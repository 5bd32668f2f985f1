//! Versions of one letter in several languages become one meeting, with its texts by language.
//!
//! Each value is voted on by itself (see `vote`): what most versions say is taken, in a tie what the
//! first letter says, and what one leaves out another one gives. Every day, hour, group, deadline and
//! session in which they differ is a doubt, told of the version that says otherwise, with both
//! quotations.

mod deadlines;
mod entries;
mod head;
mod lists;
mod plan;
mod rgm;
mod season;
mod vote;

use crate::finding::{Findings, Place};
use crate::letter::{Evidence, LetterContents};
use crate::source::Draft;
use entries::Counterpart;
use std::collections::BTreeSet;

/// A meeting with the letters that announce it.
#[derive(Clone, Debug)]
pub struct Merged {
    /// What they say together. Its places are in the texts of all versions, one behind the other;
    /// [`Merged::apart`] finds the way back.
    pub draft: Draft,
    /// The letters with the names of their files; in each the findings of its own, and what it says
    /// differently.
    pub versions: Vec<(String, LetterContents)>,
    /// Where the values of the meeting stand: in which version, and there; by their keys in the meeting.
    pub evidence: Vec<(usize, Evidence)>,
    /// Where the text of each version begins.
    offsets: Vec<usize>,
}

impl Merged {
    /// Parts what was found in the draft: to each version what lies in its text.
    pub fn apart(&self, findings: Findings) -> Vec<Findings> {
        findings.parted(self.versions.len(), |place| {
            let (version, own) = self.home(*place);
            *place = own;
            version
        })
    }

    /// Which version a place of the meeting is in, and where there.
    fn home(&self, place: Place) -> (usize, Place) {
        let after = self.offsets.partition_point(|offset| *offset <= place.start);
        let version = after.saturating_sub(1);
        let offset = self.offsets.get(version).copied().unwrap_or(0);
        let (start, end) = (place.start - offset, place.end.saturating_sub(offset));
        (version, Place { start, end, ..place })
    }

    /// Where each version has the words of the value that stands at a place of the meeting.
    pub fn words(&self, place: Place) -> Vec<(usize, Place)> {
        let (home, own) = self.home(place);
        let here = self.evidence.iter().filter(|(version, said)| {
            *version == home && said.place.start < own.end && own.start < said.place.end
        });
        let closest = here.min_by_key(|(_, said)| {
            (said.place != own, said.place.end.saturating_sub(said.place.start))
        });
        let field = closest.map(|(_, said)| &said.field);
        let of = |version: usize| {
            let is_same =
                |(of, said): &&(usize, Evidence)| *of == version && Some(&said.field) == field;
            let said = || self.evidence.iter().find(is_same).map(|(_, said)| said.place);
            Some((version, if version == home { own } else { said()? }))
        };
        (0..self.versions.len()).filter_map(of).collect()
    }
}

/// Brings versions of one letter together: those with the same number and groups, in different
/// languages. Meetings come in the order of their first letters.
pub fn merge(letters: Vec<(String, LetterContents)>) -> Vec<Merged> {
    let mut bundles: Vec<Vec<(String, LetterContents)>> = Vec::new();
    for (name, letter) in letters {
        let same = bundles.iter_mut().find(|bundle| {
            bundle.iter().all(|(_, other)| other.language != letter.language)
                && bundle.first().is_some_and(|(_, other)| is_version(other, &letter))
        });
        match same {
            Some(bundle) => bundle.push((name, letter)),
            None => bundles.push(vec![(name, letter)]),
        }
    }
    bundles.into_iter().map(together).collect()
}

fn is_version(one: &LetterContents, other: &LetterContents) -> bool {
    let groups = |letter: &LetterContents| -> BTreeSet<String> {
        letter.draft.groups.iter().map(|group| group.value.to_string()).collect()
    };
    let year = |letter: &LetterContents| {
        letter.draft.letter.date.map(|date| date.format("%Y").to_string())
    };
    one.draft.letter.number.is_some()
        && one.draft.letter.number == other.draft.letter.number
        && one.draft.letter.modifies == other.draft.letter.modifies
        && groups(one) == groups(other)
        // Numbers begin again in each study period.
        && year(one) == year(other)
}

fn together(versions: Vec<(String, LetterContents)>) -> Merged {
    let (mut offsets, mut drafts, mut evidence, mut end) = (Vec::new(), Vec::new(), Vec::new(), 0);
    let is_one = versions.len() == 1;
    for (version, (_, letter)) in versions.iter().enumerate() {
        let mut draft = letter.draft.clone();
        draft.each_place(|place| {
            place.start += end;
            place.end += end;
        });
        drafts.push(draft);
        offsets.push(end);
        end += letter.text.len() + 1;
        // Those of lists come with the entries of the merged meeting.
        let of_draft = letter.evidence.iter().filter(|said| is_one || !said.field.ends_with(']'));
        evidence.extend(of_draft.map(|said| (version, said.clone())));
    }
    let mut merged = Merged { draft: Draft::default(), versions, evidence, offsets };
    merged.draft = match drafts.as_slice() {
        [only] => only.clone(),
        several => elected(&mut merged, several),
    };
    let left_out = season::season(&mut merged.draft);
    let left_out = merged.apart(left_out);
    for ((_, letter), left_out) in merged.versions.iter_mut().zip(left_out) {
        letter.findings.extend(left_out);
    }
    merged
}

/// What several versions say together.
fn elected(merged: &mut Merged, drafts: &[Draft]) -> Draft {
    let each = drafts.iter().enumerate();
    let all: Vec<Counterpart<&Draft>> =
        each.map(|(version, value)| Counterpart { version, index: 0, value }).collect();
    let head = head::head(merged, &all);
    let start = head.start.as_ref().map(|start| start.value);
    let draft = Draft {
        deadlines: deadlines::deadlines(merged, &all, start),
        time_plan: plan::plan(merged, &all),
        rgm: rgm::rgm(merged, &all),
        ..head
    };
    lists::lists(merged, &all, draft)
}
