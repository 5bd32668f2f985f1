//! Near names: `did you mean …` for a misspelt word.

use strsim::osa_distance;

/// The known word that was probably meant, if one is near enough.
///
/// A word is near if at most a third of its letters are changed, added, dropped or swapped with
/// their neighbour; case does not matter.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A longer word is not a misspelling of any known name, and computing its distance would be
    // slow.
    if word.chars().count() > 64 {
        return None;
    }
    let word = word.to_lowercase();
    let length = word.chars().count();
    known
        .into_iter()
        // Words of very different length are far apart; most pairs stop here.
        .filter(|name| {
            name.chars().count().abs_diff(length) <= name.chars().count().max(length) / 3
        })
        .map(|name| (osa_distance(&word, &name.to_lowercase()), name))
        .filter(|(far, name)| *far <= name.chars().count().max(word.chars().count()) / 3)
        .min_by_key(|(far, _)| *far)
        .map(|(_, name)| name)
}

/// A number with its noun.
pub fn counted(number: usize, one: &str, many: &str) -> String {
    match number {
        0 => format!("no {many}"),
        1 => format!("1 {one}"),
        number => format!("{number} {many}"),
    }
}

/// Words as a list for a sentence: "`a`, `b` and `c`".
pub fn list<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, first)) => format!("{} {last} {end}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{list, nearest};

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        let known = ["deadlines", "time_plan", "group"];
        assert_eq!(nearest("deadlnes", known), Some("deadlines"));
        assert_eq!(nearest("timeplan", known), Some("time_plan"));
        assert_eq!(nearest("Gruop", known), Some("group"));
        assert_eq!(nearest("rooms", known), None);
        assert_eq!(nearest(&"x".repeat(100_000), known), None);
    }

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(list([], "and"), "");
        assert_eq!(list(["a"], "and"), "`a`");
        assert_eq!(list(["a", "b", "c"], "or"), "`a`, `b` or `c`");
    }
}
