//! Meeting files and `timeplan.yaml`, read from YAML.

mod cells;
mod colons;
mod days_off;
mod deadline;
mod fields;
mod like;
mod meeting;
mod node;
mod one_line;
mod outline;
mod quotes;
mod reading;
mod record;
mod rgm;
mod settings;
mod shift;
mod slips;
mod syntax;
mod texts;
mod write;
mod zone;

use super::Draft;
use crate::finding::Findings;
use crate::model::{Language, MeetingId, Settings};
use node::{NodeContent, YamlNode};
use reading::YamlReader;
use record::RecordReader;

pub use days_off::days_off;
pub use like::{like, template};
pub use outline::outlined;
pub use shift::{Shift, Shifted, shift};
pub use write::{Comments, write};

/// The longest file that is read, in bytes. The file of a large meeting has some ten thousand.
pub const LONGEST_FILE: u64 = 1024 * 1024;

/// Reads a meeting file.
///
/// Returns nothing if the text is not YAML.
pub fn read_meeting(text: &str, findings: &mut Findings) -> Option<Draft> {
    let root = node::parse(text, findings)?;
    let mut reading = YamlReader { text, findings, language: Language::En };
    let record = reading.root(&root, "a meeting file")?;
    Some(meeting::read(&mut reading, record))
}

/// Reads `timeplan.yaml`.
///
/// An empty file means the default settings. Returns nothing if the file has faults.
pub fn read_settings(text: &str, findings: &mut Findings) -> Option<Settings> {
    let root = node::parse(text, findings)?;
    if matches!(root.content, NodeContent::Nothing) {
        return Some(Settings::default());
    }
    let mut reading = YamlReader { text, findings, language: Language::En };
    let record = reading.root(&root, "`timeplan.yaml`")?;
    let settings = settings::read(&mut reading, record);
    findings.silence(text);
    (findings.faults() == 0).then_some(settings)
}

/// The id in a meeting file, even if the rest of the file cannot be read.
///
/// It is read from an unindented line `id: …`, because it is needed before all files are read:
/// feeds list their meetings in the order of ids.
pub fn own_id(text: &str) -> Option<MeetingId> {
    let value =
        text.lines().find_map(|line| line.trim_start_matches('\u{FEFF}').strip_prefix("id:"))?;
    let value = value.split(" #").next().unwrap_or("").trim();
    let bare = value.trim_matches(|c| c == '"' || c == '\'');
    bare.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::own_id;

    #[test]
    fn an_id_of_its_own_is_found_without_reading_the_rest() {
        let id = |text: &str| own_id(text).map(|id| id.to_string());
        assert_eq!(id("# x\nid: sg12-2025-01  # kept\ngroup: [").as_deref(), Some("sg12-2025-01"));
        assert_eq!(id("id: 'a'\n").as_deref(), Some("a"));
        assert_eq!(id("group: SG12\n  id: no\n"), None);
        assert_eq!(id("id: No Id\n"), None);
    }
}
