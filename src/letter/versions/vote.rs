//! The vote: what the versions of a letter say of one value, which of it is taken, and what is reported
//! of the others.
//!
//! What most versions say is taken; in a tie, what the first of the tied letters says. A version that
//! says nothing does not vote on a value, but does on whether there is such a session or deadline at
//! all. A version that says otherwise gets a doubt, with both quotations. Values are compared by the
//! words that messages have for them.

use crate::finding::{Place, Said};
use crate::letter::Evidence;
use crate::letter::versions::Merged;
use crate::letter::versions::entries::{Counterpart, Counterparts};
use std::collections::BTreeSet;
use std::fmt::Display;

/// The longest quotation in a message, in characters.
const LONGEST_QUOTE: usize = 80;

/// What it means that a version says nothing.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SilentVersion {
    /// It is reported: every version of a letter should say it.
    Told,
    /// Nothing.
    Passed,
    /// A vote against an entry of a list that so many versions have: it is left out if most of them lack
    /// it. A version without the list was not read, rather than silent on one entry.
    Against(usize),
}

/// The value that most agree with, and how many they are; of several the first.
fn most<V: PartialEq>(values: &[V]) -> Option<(&V, usize)> {
    let count = |value: &V| values.iter().filter(|other| *other == value).count();
    let best = values.iter().map(count).max()?;
    Some((values.iter().find(|value| count(value) == best)?, best))
}

/// What most say of a value of which it is not reported who says otherwise.
pub(super) fn common<T, V: PartialEq + Clone>(
    all: &[Counterpart<T>],
    of: impl Fn(&T) -> Option<V>,
) -> Option<V> {
    let values: Vec<V> = all.iter().filter_map(|own| of(&own.value)).collect();
    Some(most(&values)?.0.clone())
}

/// A value in the words of messages.
pub(super) fn words<V: Display>(said: &Option<Said<V>>) -> Option<Said<String>> {
    said.as_ref().map(|said| Said { value: said.value.to_string(), place: said.place })
}

impl Merged {
    /// Takes what most say of a thing: the first of them is given.
    pub(super) fn elect<T: Copy>(
        &mut self,
        what: &str,
        silence: SilentVersion,
        all: &[Counterpart<T>],
        of: impl Fn(&Self, &Counterpart<T>) -> Option<Said<String>>,
    ) -> Option<Counterpart<T>> {
        let votes = all.iter().filter_map(|own| Some((own, of(self, own)?)));
        let votes: Vec<(&Counterpart<T>, Said<String>)> = votes.collect();
        let number = self.versions.len();
        if let SilentVersion::Against(all) = silence
            && votes.len() * 2 < all
        {
            for (own, said) in &votes {
                let lacking = all - votes.len();
                let message =
                    format!("{what}, {}: {lacking} of {all} versions do not have it", said.value);
                self.doubt(own.version, said.place, message, "look it up; it was left out");
            }
            return None;
        }
        let said: Vec<&String> = votes.iter().map(|(_, said)| &said.value).collect();
        let (winner, agreeing) = most(&said)?;
        let (taken, Said { place, .. }) = votes.iter().find(|(_, said)| said.value == **winner)?;
        let others: Vec<_> = said.iter().filter(|other| *other != winner).collect();
        let reason = if most(&others).is_some_and(|(_, count)| count == agreeing) {
            "since it comes first".to_owned()
        } else if agreeing == 1 {
            "since no other version says it".to_owned()
        } else {
            format!("since {agreeing} of {number} versions agree")
        };
        let name = self.versions.get(taken.version).map_or("", |(name, _)| name);
        let help = format!("look it up; what {name} says was taken, {reason}");
        let other = format!("{name} says {winner}{}", self.quoted(*place));
        let is_told = [SilentVersion::Told, SilentVersion::Against(number)].contains(&silence);
        for version in 0..number {
            let own = votes.iter().find(|(own, _)| own.version == version).map(|(_, said)| said);
            if own.map_or(is_told, |own| own.value != **winner) {
                let words = own.map_or("nothing of it", |own| &own.value);
                let place = own.map(|own| own.place).unwrap_or_default();
                let message = format!("{what}: this version says {words}, {other}");
                self.doubt(version, place, message, &help);
            }
        }
        Some(**taken)
    }

    /// The same of a part that is shown as it is.
    pub(super) fn vote<T: Copy, V: Display>(
        &mut self,
        what: &str,
        silence: SilentVersion,
        all: &[Counterpart<T>],
        of: impl Fn(&T) -> Option<Said<V>>,
    ) -> Option<Said<V>> {
        of(&self.elect(what, silence, all, |_, own| words(&of(&own.value)))?.value)
    }

    /// What a version says without a place of its own: that of the words of its key.
    pub(super) fn by_key<V: Display>(
        &self,
        version: usize,
        key: &str,
        value: V,
    ) -> Option<Said<String>> {
        let ((_, letter), offset) = self.versions.get(version).zip(self.offsets.get(version))?;
        let place = letter.evidence.iter().find(|said| said.field == key).map(|said| said.place);
        let place = place.unwrap_or_default();
        let place = Place { start: place.start + offset, end: place.end + offset, ..place };
        Some(Said { value: value.to_string(), place })
    }

    fn doubt(&mut self, version: usize, place: Place, message: String, help: &str) {
        let place = is_known(place).then(|| self.home(place).1);
        if let Some((_, letter)) = self.versions.get_mut(version) {
            letter.findings.doubt("versions-differ", place, message).help(help);
        }
    }

    /// A place with its words: ` (line 13: “will open at 0930 hours”)`.
    fn quoted(&self, place: Place) -> String {
        let (version, own) = self.home(place);
        let Some((_, letter)) = self.versions.get(version).filter(|_| is_known(place)) else {
            return String::new();
        };
        let words = letter.text.get(own.start..own.end).unwrap_or("");
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let at = letter.position(own);
        match words.char_indices().nth(LONGEST_QUOTE) {
            _ if words.is_empty() => format!(" ({at})"),
            Some((end, _)) => format!(" ({at}: “{}…”)", words.get(..end).unwrap_or("")),
            None => format!(" ({at}: “{words}”)"),
        }
    }

    /// A list of the meeting, made of the entries of all versions. Where they stand is known by their
    /// keys in the meeting.
    pub(super) fn list<T: Copy, V>(
        &mut self,
        list: &str,
        entries: Vec<Counterparts<T>>,
        mut one: impl FnMut(&mut Self, &Counterparts<T>) -> Option<V>,
    ) -> Vec<V> {
        let mut all = Vec::new();
        for entry in entries {
            let Some(value) = one(self, &entry) else { continue };
            let from: BTreeSet<_> = entry.iter().map(|own| (own.version, own.index)).collect();
            for (version, index) in from {
                let Some((_, letter)) = self.versions.get(version) else { continue };
                let key = format!("{list}[{index}]");
                let field = format!("{list}[{}]", all.len());
                let said = letter.evidence.iter().filter(|said| said.field == key);
                let said = said.map(|said| Evidence { field: field.clone(), ..said.clone() });
                self.evidence.extend(said.map(|said| (version, said)));
            }
            all.push(value);
        }
        all
    }
}

/// Lines count from 1: a place without one is that of a value without words.
fn is_known(place: Place) -> bool {
    place.line > 0
}

#[cfg(test)]
mod tests {
    use crate::letter::versions::vote::most;

    #[test]
    fn the_majority_wins_and_in_a_tie_the_first() {
        assert_eq!(most::<u8>(&[]), None);
        assert_eq!(most(&[7]), Some((&7, 1)));
        assert_eq!(most(&[7, 8]), Some((&7, 1)));
        assert_eq!(most(&[7, 8, 8]), Some((&8, 2)));
        assert_eq!(most(&[7, 8, 9, 9, 8]), Some((&8, 2)));
    }
}
