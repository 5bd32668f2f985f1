//! Events as CSV, for spreadsheets (RFC 4180).

use super::Selected;
use super::json::Row;

const HEAD: [&str; 11] = [
    "uid", "kind", "groups", "start", "end", "all_day", "summary", "location", "status",
    "sequence", "meeting",
];

/// A table with a head line.
pub fn csv(events: &[Selected<'_>]) -> csv::Result<String> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEAD)?;
    for event in events {
        writer.write_record(Row::of(event).values())?;
    }
    let bytes = writer.into_inner().map_err(|error| error.into_error())?;
    Ok(String::from_utf8_lossy(&bytes).trim_end().to_owned())
}
