//! The vote: what the versions of a letter say of one value, which of it is taken, and what is told of
//! the others.
//!
//! What most versions say is taken; in a tie, what the first of the tied letters says. A version that
//! says nothing does not vote on a value, but does on whether there is such a session or deadline at
//! all. Who says otherwise than what was taken is told so, with both quotations.

use crate::finding::{Findings, Place, Said};
use crate::letter::Letter;
use crate::letter::versions::Merged;
use crate::source::Draft;
use std::collections::BTreeMap;

/// The longest quotation in a message, in characters.
const LONGEST_QUOTE: usize = 80;

/// What a version says of a value.
#[derive(Clone, Debug)]
pub(super) struct Vote<T> {
    /// Which version, counted from nought.
    pub(super) version: usize,
    /// What it says.
    pub(super) value: T,
    /// Where, in the texts of all versions one behind the other.
    pub(super) place: Option<Place>,
}

impl<T> Vote<T> {
    /// The value with its words.
    pub(super) fn into_said(self) -> Said<T> {
        Said { value: self.value, place: self.place.unwrap_or_default() }
    }
}

/// A value of a version and its words, as a vote has them.
pub(super) fn said<T: Clone>(value: &Option<Said<T>>) -> Option<(T, Option<Place>)> {
    value.as_ref().map(|said| (said.value.clone(), Some(said.place)))
}

/// Whether it is told that a version says nothing of a value.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Silence {
    /// It is: every version of a letter should say it.
    Told,
    /// It is not.
    Passed,
}

/// The versions of a letter.
pub(super) struct Council {
    /// The letters with the names of their files.
    versions: Vec<(String, Letter)>,
    /// Where the text of each begins, if all stand one behind the other.
    pub(super) offsets: Vec<usize>,
    /// What each says, with its places in the texts of all.
    pub(super) drafts: Vec<Draft>,
    /// What is told of each.
    findings: Vec<Findings>,
    /// The key of each value of a list in the merged meeting, by version and its key there.
    moved: BTreeMap<(usize, String), String>,
}

impl Council {
    pub(super) fn new(versions: Vec<(String, Letter)>) -> Self {
        let mut offsets = Vec::new();
        let mut drafts = Vec::new();
        let mut end = 0;
        for (_, letter) in &versions {
            let mut draft = letter.draft.clone();
            draft.each_place(|place| {
                place.start += end;
                place.end += end;
            });
            offsets.push(end);
            drafts.push(draft);
            end += letter.text.len() + 1;
        }
        let findings = versions.iter().map(|_| Findings::default()).collect();
        Self { versions, offsets, drafts, findings, moved: BTreeMap::new() }
    }

    /// What the versions say of a value that has its place.
    pub(super) fn votes<T>(
        &self,
        of: impl Fn(&Draft) -> Option<(T, Option<Place>)>,
    ) -> Vec<Vote<T>> {
        let each = self.drafts.iter().enumerate();
        each.filter_map(|(version, draft)| {
            of(draft).map(|(value, place)| Vote { version, value, place })
        })
        .collect()
    }

    /// What the versions say of a value without a place of its own: that of its words.
    pub(super) fn votes_of<T>(
        &self,
        field: &str,
        of: impl Fn(&Draft) -> Option<T>,
    ) -> Vec<Vote<T>> {
        let mut votes = self.votes(|draft| of(draft).map(|value| (value, None)));
        for vote in &mut votes {
            vote.place = self.evidence(vote.version, field);
        }
        votes
    }

    /// Where the words of a value stand in a version.
    pub(super) fn evidence(&self, version: usize, field: &str) -> Option<Place> {
        let (_, letter) = self.versions.get(version)?;
        let offset = self.offsets.get(version)?;
        let place = letter.evidence.iter().find(|said| said.field == field)?.place;
        Some(Place { start: place.start + offset, end: place.end + offset, line: place.line })
    }

    /// Takes a value, and tells who says otherwise.
    pub(super) fn elect<T: PartialEq + Clone>(
        &mut self,
        what: &str,
        votes: &[Vote<T>],
        silence: Silence,
        show: impl Fn(&T) -> String,
    ) -> Option<Vote<T>> {
        let taken = taken(votes)?;
        let count = count(votes, &taken.value);
        let is_tie = votes
            .iter()
            .any(|vote| vote.value != taken.value && self::count(votes, &vote.value) == count);
        let shown = show(&taken.value);
        let name =
            self.versions.get(taken.version).map(|(name, _)| name.clone()).unwrap_or_default();
        let reason = if is_tie {
            "since it comes first".to_owned()
        } else if count == 1 {
            "since no other version says it".to_owned()
        } else {
            format!("since {count} of {} versions agree", self.versions.len())
        };
        let help = format!("look it up; what {name} says was taken, {reason}");
        let quoted = self.quoted(taken);
        for version in 0..self.versions.len() {
            let own = votes.iter().find(|vote| vote.version == version);
            let said = match own {
                Some(own) if own.value == taken.value => continue,
                Some(own) => show(&own.value),
                None if silence == Silence::Passed => continue,
                None => "nothing of it".to_owned(),
            };
            let message = format!("{what}: this version says {said}, {name} says {shown}{quoted}");
            let place = own.and_then(|own| own.place).map(|place| self.local(version, place));
            if let Some(findings) = self.findings.get_mut(version) {
                findings.doubt("versions-differ", place, message).help(help.clone());
            }
        }
        Some(taken.clone())
    }

    /// How many versions have a list at all.
    pub(super) fn with(&self, has: impl Fn(&Draft) -> bool) -> usize {
        self.drafts.iter().filter(|draft| has(draft)).count()
    }

    /// Whether most of `all` versions that could have an entry of a list lack it. It is left out then,
    /// and those that have it are told so.
    pub(super) fn outvoted<T>(&mut self, what: &str, votes: &[Vote<T>], all: usize) -> bool {
        let is_outvoted = votes.len() * 2 < all;
        for vote in votes.iter().filter(|_| is_outvoted) {
            let message = format!("{what}: {} of {all} versions do not have it", all - votes.len());
            let place = vote.place.map(|place| self.local(vote.version, place));
            if let Some(findings) = self.findings.get_mut(vote.version) {
                findings
                    .doubt("versions-differ", place, message)
                    .help("look it up; it was left out");
            }
        }
        is_outvoted
    }

    /// Notes that a value of a list stands elsewhere in the merged meeting.
    pub(super) fn moved(&mut self, list: &str, version: usize, from: usize, to: usize) {
        self.moved.insert((version, format!("{list}[{from}]")), format!("{list}[{to}]"));
    }

    /// A place in the text of its version.
    fn local(&self, version: usize, place: Place) -> Place {
        let offset = self.offsets.get(version).copied().unwrap_or(0);
        Place {
            start: place.start.saturating_sub(offset),
            end: place.end.saturating_sub(offset),
            line: place.line,
        }
    }

    /// The place of a vote with its words: ` (line 13: “will open at 0930 hours”)`.
    fn quoted<T>(&self, vote: &Vote<T>) -> String {
        let Some((place, (_, letter))) = vote.place.zip(self.versions.get(vote.version)) else {
            return String::new();
        };
        let place = self.local(vote.version, place);
        let words = letter.text.get(place.start..place.end).unwrap_or("");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let words = match words.char_indices().nth(LONGEST_QUOTE) {
            Some((end, _)) => format!("{}…", words.get(..end).unwrap_or("")),
            None => words,
        };
        let at = letter.position(place);
        if words.is_empty() { format!(" ({at})") } else { format!(" ({at}: “{words}”)") }
    }

    /// The meeting with the versions, each with what was told of it, and where the values of the meeting
    /// stand in which of them.
    pub(super) fn close(self, draft: Draft) -> Merged {
        let Self { mut versions, offsets, findings, moved, .. } = self;
        for ((_, letter), findings) in versions.iter_mut().zip(findings) {
            letter.findings.extend(findings);
        }
        let mut evidence = Vec::new();
        for (version, (_, letter)) in versions.iter().enumerate() {
            for said in &letter.evidence {
                let mut said = said.clone();
                if let Some(field) = moved.get(&(version, said.field.clone())) {
                    said.field.clone_from(field);
                } else if said.field.ends_with(']') && versions.len() > 1 {
                    // The merged meeting has no such value.
                    continue;
                }
                evidence.push((version, said));
            }
        }
        Merged { draft, versions, evidence, offsets }
    }
}

/// The vote that most agree with; of several the first.
pub(super) fn taken<T: PartialEq>(votes: &[Vote<T>]) -> Option<&Vote<T>> {
    let best = votes.iter().map(|vote| count(votes, &vote.value)).max()?;
    votes.iter().find(|vote| count(votes, &vote.value) == best)
}

fn count<T: PartialEq>(votes: &[Vote<T>], value: &T) -> usize {
    votes.iter().filter(|vote| vote.value == *value).count()
}

#[cfg(test)]
mod tests {
    use crate::letter::versions::council::{Vote, taken};

    #[test]
    fn the_majority_wins_and_in_a_tie_the_first() {
        let winner = |values: &[u8]| {
            let vote =
                |(version, value): (usize, &u8)| Vote { version, value: *value, place: None };
            let votes: Vec<Vote<u8>> = values.iter().enumerate().map(vote).collect();
            taken(&votes).map(|vote| (vote.version, vote.value))
        };
        assert_eq!(winner(&[]), None);
        assert_eq!(winner(&[7]), Some((0, 7)));
        assert_eq!(winner(&[7, 8]), Some((0, 7)));
        assert_eq!(winner(&[7, 8, 8]), Some((1, 8)));
        assert_eq!(winner(&[7, 8, 9, 9, 8]), Some((1, 8)));
    }
}
