//! Words of a spreadsheet in columns whose headers are not understood: they are reported with their cells.

use crate::finding::Place;
use crate::letter::LetterContents;
use crate::letter::lex::normal::Normal;
use crate::letter::read::document::{Block, Document, Span, Table};
use crate::letter::words::Sense;

/// What headers say that is understood.
const HEADERS: [Sense; 18] = [
    Sense::Afternoon,
    Sense::DateColumn,
    Sense::DeadlineHeading,
    Sense::DeadlineHeadingAlone,
    Sense::EndColumn,
    Sense::Evening,
    Sense::GroupColumn,
    Sense::HoursColumn,
    Sense::Lunch,
    Sense::Morning,
    Sense::NumberColumn,
    Sense::Pause,
    Sense::PlaceColumn,
    Sense::Remote,
    Sense::Room,
    Sense::SessionColumn,
    Sense::Slot,
    Sense::StartColumn,
];

/// A column whose header is not understood.
pub(crate) struct UnreadColumn {
    header: String,
    /// Where the words below it stand.
    words: Vec<Place>,
    /// Whether each cell counts by itself: other columns of the table have headers that are understood.
    is_of_list: bool,
    /// Where the table stands.
    table: Place,
}

/// The columns of a workbook whose headers are not understood.
pub(crate) fn columns(document: &Document) -> Vec<UnreadColumn> {
    if !document.is_workbook() {
        return Vec::new();
    }
    let normal = Normal::of(document.clone());
    let tables = normal.document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) | Block::Picture(_) => None,
    });
    tables.flat_map(|table| of_table(&normal, table)).collect()
}

fn of_table(normal: &Normal, table: &Table) -> Vec<UnreadColumn> {
    let cells = |row: usize| {
        let cells = table.row(row).iter();
        cells.filter_map(|cell| Some((cell.column, cell.paragraphs.first()?.span.clone())))
    };
    let has_letters = |span: &Span| normal.slice(span).contains(char::is_alphabetic);
    let is_known = |span: &Span| HEADERS.iter().any(|sense| normal.marks.has(*sense, span));
    let has_figures = |span: &Span| normal.slice(span).contains(char::is_numeric);
    let rows = || 0..table.rows.min(3);
    let listed = rows().find(|row| cells(*row).filter(|(_, span)| is_known(span)).count() > 1);
    let dated = || rows().find(|row| cells(*row).filter(|(_, span)| has_figures(span)).count() > 1);
    let Some(head) = listed.or_else(dated) else { return Vec::new() };
    // Two rows of headers may stand below each other, and what has figures has days or hours.
    let is_unknown =
        |(_, span): &(usize, Span)| !is_known(span) && !has_figures(span) && has_letters(span);
    let all = || (head + 1..table.rows).flat_map(cells).filter(|(_, span)| has_letters(span));
    let Some(whole) =
        cells(head).chain(all()).map(|(_, span)| span).reduce(|one, next| one.start..next.end)
    else {
        return Vec::new();
    };
    let column = |(column, header): (usize, Span)| UnreadColumn {
        header: normal.words(&header),
        words: all().filter(|(at, _)| *at == column).map(|(_, span)| normal.place(&span)).collect(),
        is_of_list: listed.is_some(),
        table: normal.place(&whole),
    };
    cells(head).filter(is_unknown).map(column).collect()
}

/// Reports the words of such columns that nothing was made of, in tables that were read.
pub(crate) fn report(columns: Vec<UnreadColumn>, letter: &mut LetterContents) {
    let meets = |one: Place, other: Place| one.start < other.end && other.start < one.end;
    // What is reported of a whole table says nothing of this cell.
    let told = letter
        .findings
        .sorted()
        .into_iter()
        .filter_map(|finding| finding.place)
        .collect::<Vec<_>>();
    let taken: Vec<Place> = letter.evidence.iter().map(|said| said.place).collect();
    let passed = letter.passed.iter().map(|passed| passed.place);
    let hours = letter.draft.rgm.iter().filter_map(|rgm| Some(rgm.time.as_ref()?.place));
    let owned: Vec<Place> = taken.iter().copied().chain(passed).chain(hours).collect();
    for UnreadColumn { header, words, is_of_list, table } in columns {
        let all = words.len();
        let is_free = |place: &Place| {
            !owned.iter().any(|other| meets(*place, *other))
                && !told.iter().any(|other| (place.start..place.end).contains(&other.start))
        };
        let free: Vec<Place> = words.into_iter().filter(is_free).collect();
        let is_read = taken.iter().any(|place| meets(*place, table));
        if !is_read || !(is_of_list || free.len() == all) {
            continue;
        }
        for place in free {
            let message =
                format!("the column `{header}` is not understood, so this cell was not read");
            letter
                .findings
                .doubt("column-unread", Some(place), message)
                .help("write what matters by hand, as the `note` of a session");
        }
    }
}
