//! Exhibits: passages of an input, shown to explain and not because anything is wrong.

use super::excerpt::excerpt;
use super::screen::visible;
use super::{Place, Screen};
use annotate_snippets::{Level, Origin};

/// An exhibit: a title, the places it follows from, and explanations.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exhibit {
    /// What is shown.
    pub title: String,
    /// The places: the input, the place in it, and a few words at the caret.
    pub marks: Vec<(usize, Place, String)>,
    /// The explanations, each with a heading.
    pub notes: Vec<(&'static str, String)>,
}

impl Exhibit {
    /// Draws it over the lines of the inputs; each input has its text and its name as the user
    /// wrote it.
    pub fn draw(&self, inputs: &[(String, String)], screen: Screen) -> String {
        let renderer = screen.renderer();
        let names: Vec<_> = inputs.iter().map(|(name, _)| visible(name)).collect();
        let title = Level::NOTE.with_name("event").primary_title(visible(&self.title));
        let mut group = title.elements(None::<Origin<'_>>);
        for (input, place, label) in &self.marks {
            let label = Some(label.as_str()).filter(|label| !label.is_empty());
            if let Some((name, (_, text))) = names.get(*input).zip(inputs.get(*input)) {
                group = group.element(excerpt(*place, label, name, text));
            }
        }
        if let Some(name) = names.first()
            && self.marks.is_empty()
        {
            group = group.element(Origin::path(&**name));
        }
        for (heading, note) in &self.notes {
            group = group.element(Level::NOTE.with_name(*heading).message(visible(note)));
        }
        renderer.render(&[group])
    }
}
