//! Texts of several versions become texts by language.

use crate::letter::versions::council::Member;
use crate::model::{Language, Remote, Slot, Text};

/// A text of an entry in the languages of all versions; of two in one language the first stays.
pub(super) fn text<T>(entry: &[Member<T>], of: impl Fn(&T) -> &Option<Text>) -> Option<Text> {
    let texts = entry.iter().rev().filter_map(|member| of(&member.value).as_ref());
    // Of two texts in one language the later pair wins.
    Text::from_pairs(texts.flat_map(owned))
}

/// Adds to a text the languages that it lacks.
pub(super) fn join(own: &mut Text, more: &Text) {
    if let Some(all) = Text::from_pairs(owned(more).chain(owned(own))) {
        *own = all;
    }
}

fn owned(text: &Text) -> impl Iterator<Item = (Language, String)> {
    text.all().map(|(language, words)| (language, words.to_owned()))
}

/// How to take part remotely: words say more than yes, and yes more than nothing.
pub(super) fn remote<T>(entry: &[Member<T>], of: impl Fn(&T) -> &Option<Remote>) -> Option<Remote> {
    let mut all: Option<Remote> = None;
    for more in entry.iter().filter_map(|member| of(&member.value).as_ref()) {
        match (&mut all, more) {
            (Some(Remote::By(words)), Remote::By(others)) => join(words, others),
            (None, _) | (Some(Remote::Yes), Remote::By(_)) => all = Some(more.clone()),
            _ => {}
        }
    }
    all
}

/// Slots as they stand in messages: "1, 2, lunch".
pub(super) fn keys(slots: &[Slot]) -> String {
    slots.iter().map(|slot| slot.key()).collect::<Vec<_>>().join(", ")
}
