//! Texts of several versions become texts by language.

use crate::letter::versions::council::Council;
use crate::model::{Language, Remote, Slot, Text};
use crate::source::Draft;

/// Adds a text in the languages that another one lacks; of two in one language the own stays.
pub(super) fn join(own: &mut Option<Text>, more: &Option<Text>) {
    let pairs = |text: &Option<Text>| -> Vec<(Language, String)> {
        let all = text.iter().flat_map(Text::all);
        all.map(|(language, words)| (language, words.to_owned())).collect()
    };
    // Of two texts in one language the later pair wins.
    let all = pairs(more).into_iter().chain(pairs(own));
    *own = Text::from_pairs(all);
}

/// The same of how to take part remotely: words say more than yes, and yes more than nothing.
pub(super) fn join_remote(own: &mut Option<Remote>, more: &Option<Remote>) {
    match (own.as_mut(), more) {
        (Some(Remote::By(words)), Some(Remote::By(others))) => {
            let mut all = Some(words.clone());
            join(&mut all, &Some(others.clone()));
            *own = all.map(Remote::By);
        }
        (None, Some(_)) | (Some(Remote::Yes), Some(Remote::By(_))) => own.clone_from(more),
        _ => {}
    }
}

impl Council {
    /// A text of all versions.
    pub(super) fn text(&self, of: impl Fn(&Draft) -> &Option<Text>) -> Option<Text> {
        let mut all = None;
        for draft in &self.drafts {
            join(&mut all, of(draft));
        }
        all
    }
}

/// Slots as they stand in messages: "1, 2, lunch".
pub(super) fn keys(slots: &[Slot]) -> String {
    slots.iter().map(|slot| slot.key()).collect::<Vec<_>>().join(", ")
}
