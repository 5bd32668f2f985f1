//! What was read from a letter, with the words it came from, as a table.

use super::quote;
use crate::letter::LetterContents;
use comfy_table::{ContentArrangement, Table, presets};

/// A table of each value with its words and their place, and one of the words that are none with the
/// reason.
pub fn explained(name: &str, letter: &LetterContents, width: u16) -> String {
    let mut table = wide(width, &["field", "value", "words of the letter", "where"]);
    for evidence in &letter.evidence {
        let value: String = evidence.value.chars().filter(|c| !c.is_control()).collect();
        table.add_row([
            evidence.field.clone(),
            value,
            quote(letter, evidence.place),
            letter.position(evidence.place),
        ]);
    }
    if letter.passed.is_empty() {
        return format!("{name}:\n{table}");
    }
    let mut none = wide(width, &["words that are no value", "why", "where"]);
    for passed in &letter.passed {
        none.add_row([
            quote(letter, passed.place),
            passed.reason.words().to_owned(),
            letter.position(passed.place),
        ]);
    }
    format!("{name}:\n{table}\n{none}")
}

/// A table as wide as the terminal.
fn wide(width: u16, header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    table.set_header(header.iter().copied());
    table
}
