//! The table of `show --format csv`, read again: its events become the meeting that has them.
//!
//! What an event does not tell (letter, contact, notes) is absent. Every session becomes a cell of its own.

mod day;
mod event;
mod filling;

use crate::finding::{Findings, Place, Said};
use crate::letter::{DocumentKind, LetterContents, LetterFormat, UnreadableDocument, sheets};
use crate::model::{MeetingId, Status};
use crate::source::Draft;
use crate::words::Words;
use event::{EventRow, WrongCell, event, language};
use filling::fill;

/// The columns without which a table is another one.
const NEEDED: [&str; 4] = ["kind", "groups", "summary", "start"];

/// The letter that a table of events is, if it is one.
pub fn of_events(
    bytes: &[u8],
    format: LetterFormat,
) -> Option<Result<LetterContents, UnreadableDocument>> {
    let table = sheets::table(bytes, format, &NEEDED)?;
    Some(read(&table))
}

/// What the rows have in common.
struct RowReader<'a> {
    table: &'a sheets::HeadedTable,
    findings: Findings,
}

fn read(table: &sheets::HeadedTable) -> Result<LetterContents, UnreadableDocument> {
    let mut ids: Vec<&str> =
        table.rows.iter().filter_map(|row| Some(row.get("meeting")?.text())).collect();
    ids.dedup();
    if ids.len() > 1 {
        let message = format!("the table has the events of {} meetings", ids.len());
        let help = "write one of each: `timeplan show ID --format csv`";
        return Err(UnreadableDocument::new(message, help));
    }
    let mut reader = RowReader { table, findings: Findings::default() };
    let mut events = reader.events();
    let language = language(&events);
    let words = Words::of(language);
    let cancelled = events.iter().filter(|event| event.is_cancelled).count();
    let status = match events.as_slice() {
        [] => None,
        all if all.iter().all(|event| event.is_cancelled) => {
            let are_postponed = all.iter().all(|event| event.summary.starts_with(words.postponed));
            Some(if are_postponed { Status::Postponed } else { Status::Cancelled })
        }
        all if all.iter().all(|event| event.is_tentative) => Some(Status::Tentative),
        _ => None,
    };
    if (1..events.len()).contains(&cancelled) {
        let message = format!("{cancelled} cancelled events of this table were left out");
        let help = "an event that is not in a meeting file is cancelled by the next build";
        reader.findings.doubt("cancelled-left-out", None, message).help(help);
        events.retain(|event| !event.is_cancelled);
    }
    for event in &mut events {
        event.bare(words, status);
    }
    let first = events.first().map_or_else(Place::default, |event| event.place);
    let mut draft = Draft {
        id: ids
            .first()
            .and_then(|id| Some(Said { value: id.parse::<MeetingId>().ok()?, place: first })),
        status: status.map(|value| Said { value, place: first }),
        ..Draft::default()
    };
    let evidence = fill(&mut draft, &events, language, words);
    Ok(LetterContents {
        language,
        kind: DocumentKind::Timetable,
        is_invitation: !draft.groups.is_empty(),
        invites: true,
        names_days: None,
        draft,
        evidence,
        passed: Vec::new(),
        findings: reader.findings,
        text: table.text.clone(),
        pages: table.pages.clone(),
    })
}

impl RowReader<'_> {
    fn events(&mut self) -> Vec<EventRow> {
        let mut events = Vec::new();
        for row in &self.table.rows {
            let text = |key: &str| row.get(key).map_or("", |cell| cell.text());
            let place = row.get("summary").or(row.get("kind")).map(|cell| cell.place);
            let Some(place) = place else { continue };
            match event(&text, place) {
                Ok(event) => events.push(event),
                Err(WrongCell { column, wanted }) => {
                    let place = row.get(column).map_or(place, |cell| cell.place);
                    let message = format!("`{}` is not {wanted}", text(column));
                    let help = "correct this cell; the event was left out";
                    self.findings.fault(place, message).help(help);
                }
            }
        }
        events
    }
}
