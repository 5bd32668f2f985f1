//! The page at an address where there is nothing.

use super::frame::Frame;
use crate::model::{Language, Settings};
use askama::Template;

#[derive(Debug, Template)]
#[template(path = "missing.html", config = "src/render/pages/askama.toml")]
struct MissingPage<'a> {
    frame: Frame<'a>,
}

/// Writes the page for a path, which begins behind the language's folder. It has the words of the
/// language and the way home, and names the path nowhere.
pub fn missing(settings: &Settings, language: Language, path: &str) -> askama::Result<String> {
    let said = crate::words::PageWords::of(language);
    let mut frame = Frame::new(settings, language, "missing", path, said.missing);
    // There is no such page in the other languages either.
    frame.languages.clear();
    frame.canonical = None;
    frame.description = said.missing_lead.to_owned();
    MissingPage { frame }.render()
}
