//! The folders of the languages in the output tree.

use crate::model::Language;

/// The folder of a language's part of the tree that a path is in: empty, or with a `/` behind.
pub fn folder_of(path: &str) -> &str {
    let first = path.split_inclusive('/').next().unwrap_or_default();
    let is_language = first.strip_suffix('/').is_some_and(|name| name.parse::<Language>().is_ok());
    if is_language { first } else { "" }
}

/// A path behind its language's folder.
pub fn behind_folder(path: &str) -> &str {
    path.strip_prefix(folder_of(path)).unwrap_or(path)
}
