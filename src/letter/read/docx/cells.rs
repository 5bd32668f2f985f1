//! The rows and cells of a table as they are written (ISO 29500-1 section 17.4).

use crate::letter::read::docx::xml::XmlNode;

/// The rows of a table or the cells of a row, also those in content controls.
pub(super) fn find<'t>(name: &str, node: XmlNode<'t>, found: &mut Vec<XmlNode<'t>>) {
    for child in node.children() {
        match child.name() {
            other if other == name => found.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => find(name, child, found),
            _ => {}
        }
    }
}

/// Whether a table in a cell is one of its own: it has rows and columns, and its first column is not
/// only bullets.
pub(super) fn stands_alone(table: XmlNode<'_>) -> bool {
    let mut rows = Vec::new();
    find("tr", table, &mut rows);
    let cells = rows.into_iter().map(|row| {
        let mut cells = Vec::new();
        find("tc", row, &mut cells);
        cells
    });
    let rows: Vec<_> = cells.filter(|cells| cells.len() >= 2).collect();
    rows.len() >= 2 && rows.iter().filter_map(|cells| cells.first()).any(|cell| has_word(*cell))
}

fn has_word(node: XmlNode<'_>) -> bool {
    match node.name() {
        "t" => node.text().contains(char::is_alphanumeric),
        _ => node.children().any(has_word),
    }
}
