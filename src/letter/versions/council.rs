//! The vote: what the versions of a letter say of one value, which of it is taken, and what is reported
//! of the others.
//!
//! What most versions say is taken; in a tie, what the first of the tied letters says. A version that
//! says nothing does not vote on a value, but does on whether there is such a session or deadline at
//! all. A version that says otherwise gets a doubt, with both quotations.

use crate::finding::{Place, Said};
use crate::letter::Letter;
use crate::source::Draft;
use std::collections::BTreeMap;

/// The longest quotation in a message, in characters.
const LONGEST_QUOTE: usize = 80;

/// One thing, be it a meeting, a deadline or a day, in each version that has it.
pub(super) type Entry<T> = Vec<Member<T>>;

/// What one version says of it.
#[derive(Clone, Debug)]
pub(super) struct Member<T> {
    /// Which version, counted from zero.
    pub(super) version: usize,
    /// Which entry of that version's list.
    pub(super) index: usize,
    /// What it says.
    pub(super) value: T,
}

impl<T> Member<T> {
    pub(super) fn with<V>(&self, value: V) -> Member<V> {
        Member { version: self.version, index: self.index, value }
    }
}

/// The entries of a list in all versions.
pub(super) fn each<'a, T>(
    drafts: &[Member<&'a Draft>],
    list: impl Fn(&'a Draft) -> &'a Vec<T>,
) -> Entry<&'a T> {
    let mut all = Vec::new();
    for Member { version, value: draft, .. } in drafts {
        let entries = list(draft).iter().enumerate();
        all.extend(entries.map(|(index, value)| Member { version: *version, index, value }));
    }
    all
}

/// A part of an entry, in each version that has it.
pub(super) fn part<T, V>(entry: &[Member<T>], of: impl Fn(&T) -> Option<V>) -> Entry<V> {
    entry.iter().filter_map(|member| Some(member.with(of(&member.value)?))).collect()
}

/// The value that most agree with; of several the first.
pub(super) fn most<V: PartialEq>(votes: &[Member<V>]) -> Option<&Member<V>> {
    let best = votes.iter().map(|vote| count(votes, &vote.value)).max()?;
    votes.iter().find(|vote| count(votes, &vote.value) == best)
}

/// The same of a part of an entry of which it is not reported who says otherwise.
pub(super) fn common<T, V: PartialEq>(
    all: &[Member<T>],
    of: impl Fn(&T) -> Option<V>,
) -> Option<V> {
    let mut votes = part(all, of);
    let winner = most(&votes)?.version;
    votes.retain(|vote| vote.version == winner);
    votes.pop().map(|vote| vote.value)
}

fn count<V: PartialEq>(votes: &[Member<V>], value: &V) -> usize {
    votes.iter().filter(|vote| vote.value == *value).count()
}

/// Whether it is reported that a version says nothing of a value.
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
    pub(super) versions: Vec<(String, Letter)>,
    /// Where the text of each begins, if all stand one behind the other.
    pub(super) offsets: Vec<usize>,
    /// The key of each value of a list in the merged meeting, by version and its key there.
    pub(super) moved: BTreeMap<(usize, String), String>,
}

impl Council {
    /// Of a list that so many versions have: a version without any was not read, rather than silent
    /// on one entry.
    pub(super) fn silence(&self, with: usize) -> Silence {
        if with == self.versions.len() { Silence::Told } else { Silence::Passed }
    }

    /// Elects a part of an entry.
    pub(super) fn vote<T, V: PartialEq + Clone>(
        &mut self,
        what: &str,
        silence: Silence,
        all: &[Member<T>],
        of: impl Fn(&T) -> Option<Said<V>>,
        show: impl Fn(&V) -> String,
    ) -> Option<Said<V>> {
        Some(self.elect(what, silence, &part(all, of), show)?.value)
    }

    /// The same of a part without a place of its own: that of the words of its key.
    pub(super) fn vote_by_key<T, V: PartialEq + Clone>(
        &mut self,
        what: &str,
        all: &[Member<T>],
        key: impl Fn(usize) -> String,
        of: impl Fn(&T) -> Option<V>,
        show: impl Fn(&V) -> String,
    ) -> Option<V> {
        let votes = all.iter().filter_map(|own| {
            let place = self.evidence(own.version, &key(own.index)).unwrap_or_default();
            Some(own.with(Said { value: of(&own.value)?, place }))
        });
        let votes: Entry<Said<V>> = votes.collect();
        Some(self.elect(what, Silence::Passed, &votes, show)?.value.value)
    }

    /// Where the words of a value stand in a version.
    fn evidence(&self, version: usize, key: &str) -> Option<Place> {
        let (_, letter) = self.versions.get(version)?;
        let offset = self.offsets.get(version)?;
        let place = letter.evidence.iter().find(|said| said.field == key)?.place;
        Some(Place { start: place.start + offset, end: place.end + offset, ..place })
    }

    /// Takes a value, and reports which version says otherwise.
    pub(super) fn elect<V: PartialEq + Clone>(
        &mut self,
        what: &str,
        silence: Silence,
        votes: &[Member<Said<V>>],
        show: impl Fn(&V) -> String,
    ) -> Option<Member<Said<V>>> {
        let values = part(votes, |said| Some(said.value.clone()));
        let winner = most(&values)?;
        let taken = votes.iter().find(|vote| vote.version == winner.version)?;
        let agreeing = count(&values, &winner.value);
        let is_tie = |vote: &Member<V>| {
            vote.value != winner.value && count(&values, &vote.value) == agreeing
        };
        let reason = if values.iter().any(is_tie) {
            "since it comes first".to_owned()
        } else if agreeing == 1 {
            "since no other version says it".to_owned()
        } else {
            format!("since {agreeing} of {} versions agree", self.versions.len())
        };
        let name = self.versions.get(taken.version).map_or("", |(name, _)| name);
        let help = format!("look it up; what {name} says was taken, {reason}");
        let (shown, quoted) = (show(&winner.value), self.quoted(taken));
        let other = format!("{name} says {shown}{quoted}");
        for version in 0..self.versions.len() {
            let own = votes.iter().find(|vote| vote.version == version);
            let said = match own {
                Some(own) if own.value.value == winner.value => continue,
                Some(own) => show(&own.value.value),
                None if silence == Silence::Passed => continue,
                None => "nothing of it".to_owned(),
            };
            let place = own.map(|own| own.value.place);
            self.doubt(version, place, format!("{what}: this version says {said}, {other}"), &help);
        }
        Some(taken.clone())
    }

    /// Whether most of `all` versions that could have an entry of a list lack it. It is left out then,
    /// and the versions that have it get a doubt.
    pub(super) fn outvoted<V>(
        &mut self,
        what: &str,
        votes: &[Member<Said<V>>],
        all: usize,
    ) -> bool {
        let is_outvoted = votes.len() * 2 < all;
        for vote in votes.iter().filter(|_| is_outvoted) {
            let message = format!("{what}: {} of {all} versions do not have it", all - votes.len());
            let place = Some(vote.value.place);
            self.doubt(vote.version, place, message, "look it up; it was left out");
        }
        is_outvoted
    }

    fn doubt(&mut self, version: usize, place: Option<Place>, message: String, help: &str) {
        let place = place.filter(is_known).map(|place| self.local(version, place));
        if let Some((_, letter)) = self.versions.get_mut(version) {
            letter.findings.doubt("versions-differ", place, message).help(help);
        }
    }

    /// Notes that entries of a list, by version and number there, are one of the merged meeting.
    pub(super) fn moved(
        &mut self,
        list: &str,
        from: impl IntoIterator<Item = (usize, usize)>,
        to: usize,
    ) {
        let key = |index: usize| format!("{list}[{index}]");
        self.moved
            .extend(from.into_iter().map(|(version, index)| ((version, key(index)), key(to))));
    }

    /// A place in the text of its version.
    fn local(&self, version: usize, place: Place) -> Place {
        let offset = self.offsets.get(version).copied().unwrap_or(0);
        let moved = |at: usize| at.saturating_sub(offset);
        Place { start: moved(place.start), end: moved(place.end), ..place }
    }

    /// The place of a vote with its words: ` (line 13: “will open at 0930 hours”)`.
    fn quoted<V>(&self, vote: &Member<Said<V>>) -> String {
        let place = Some(vote.value.place).filter(is_known);
        let Some((place, (_, letter))) = place.zip(self.versions.get(vote.version)) else {
            return String::new();
        };
        let place = self.local(vote.version, place);
        let words = letter.text.get(place.start..place.end).unwrap_or("");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = letter.position(place);
        match words.char_indices().nth(LONGEST_QUOTE) {
            _ if words.is_empty() => format!(" ({at})"),
            Some((end, _)) => format!(" ({at}: “{}…”)", words.get(..end).unwrap_or("")),
            None => format!(" ({at}: “{words}”)"),
        }
    }
}

/// Lines count from 1: a place without one is that of a value without words.
fn is_known(place: &Place) -> bool {
    place.line > 0
}

#[cfg(test)]
mod tests {
    use crate::letter::versions::council::{Member, most};

    #[test]
    fn the_majority_wins_and_in_a_tie_the_first() {
        let winner = |values: &[u8]| {
            let vote = |(version, value): (usize, &u8)| Member { version, index: 0, value: *value };
            let votes: Vec<Member<u8>> = values.iter().enumerate().map(vote).collect();
            most(&votes).map(|vote| (vote.version, vote.value))
        };
        assert_eq!(winner(&[]), None);
        assert_eq!(winner(&[7]), Some((0, 7)));
        assert_eq!(winner(&[7, 8]), Some((0, 7)));
        assert_eq!(winner(&[7, 8, 8]), Some((1, 8)));
        assert_eq!(winner(&[7, 8, 9, 9, 8]), Some((1, 8)));
    }
}
