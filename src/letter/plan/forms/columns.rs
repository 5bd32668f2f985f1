//! What the columns of a list of sessions hold: days, hours, sessions, rooms, whether remote.

use crate::letter::plan::grid::{Grid, GridCell};
use crate::letter::plan::label::{Label, words};
use crate::letter::plan::title::Reader;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::letter::plan) enum Column {
    Day,
    Hours,
    /// Slots or half days instead of hours.
    Slots,
    Session,
    /// What a session is about, beside its group.
    Topic,
    Room,
    Remote,
    /// Running numbers, remarks, names.
    Other,
}

/// The columns of a list.
pub(in crate::letter::plan) struct Columns {
    /// What each of them holds.
    pub(in crate::letter::plan) kinds: Vec<Column>,
    /// The rooms that are the headings of sessions in parallel.
    pub(in crate::letter::plan) rooms: Vec<Option<Span>>,
    /// The first row of sessions.
    pub(in crate::letter::plan) first: usize,
}

/// The columns of a list. What stands in a column says more than its
/// heading: "时间" may be that of days and of hours.
pub(in crate::letter::plan) fn columns(
    reader: &Reader<'_>,
    grid: &Grid,
    labels: &[Label],
) -> Option<Columns> {
    let begins = |row: usize, column: usize| {
        let index = grid.index(row, column)?;
        let cell = grid.cells.get(index).filter(|cell| (cell.row, cell.column) == (row, column))?;
        Some((cell, labels.get(index)?))
    };
    // Days beside each other are those of the columns below them.
    let is_of_days = |row: usize| {
        let labels = || (0..grid.columns).filter_map(|at| Some(begins(row, at)?.1));
        labels().filter(|label| matches!(label, Label::Day(_))).count() >= 2
            && !labels().any(|label| matches!(label, Label::Hours(_)))
    };
    if (0..grid.rows.min(3)).any(is_of_days) {
        return None;
    }
    let is_when = |label: &Label| matches!(label, Label::Day(_) | Label::Hours(_));
    let is_head = |row: &usize| {
        let cells = || (0..grid.columns).filter_map(|column| begins(*row, column));
        let named = cells().filter_map(|(cell, _)| heading(reader, &cell.span()?));
        named.count() >= 2 && !cells().any(|(_, label)| is_when(label))
    };
    let head = (0..grid.rows.min(3)).find(is_head);
    let first = head.map_or(0, |head| head + 1);
    let cells = |column: usize| {
        let cells = (first..grid.rows).filter_map(move |row| begins(row, column));
        cells.filter(|(cell, _)| cell.span().is_some() && cell.width < grid.columns.max(2))
    };
    let most = |column: usize, is: &dyn Fn(&GridCell, &Label) -> bool| {
        let all = cells(column).count();
        all > 0 && cells(column).filter(|(cell, label)| is(cell, label)).count() * 2 > all
    };
    let is_day = |cell: &GridCell, label: &Label| {
        matches!(label, Label::Day(_))
            || cell.span().is_some_and(|span| reader.leading_day(&span).is_some())
    };
    let is_hours = |cell: &GridCell, label: &Label| {
        let is_clock = |span: &Span| reader.clock(span).is_some_and(|(at, _)| at == *span);
        matches!(label, Label::Hours(_)) || cell.span().is_some_and(|span| is_clock(&span))
    };
    let is_slot = |_: &GridCell, label: &Label| matches!(label, Label::Slots(..) | Label::Half(..));
    let is_room =
        |cell: &GridCell, _: &Label| cell.span().is_some_and(|span| reader.is_room(&span));
    let is_sign = |cell: &GridCell, _: &Label| {
        cell.span().is_some_and(|span| !reader.normal.slice(&span).contains(char::is_alphabetic))
    };
    let is_short =
        |cell: &GridCell, _: &Label| cell.span().is_some_and(|span| reader.is_yes(&span));
    let named = |column: usize| {
        let cell = grid.cell(head?, column)?;
        heading(reader, &cell.span()?)
    };
    let says = |cell: &GridCell, _: &Label| {
        cell.span().filter(|span| !reader.is_code(span)).is_some_and(|span| {
            reader.begins_with_group(&span) || reader.normal.marks.has(Sense::Plenary, &span)
        })
    };
    // The groups of the sessions have a column of their own.
    let has_groups = (0..grid.columns).any(|column| {
        matches!(named(column), Some(Sense::SessionColumn | Sense::Slot)) && most(column, &says)
    });
    let mut columns: Vec<Column> = Vec::new();
    for column in 0..grid.columns {
        columns.push(match named(column) {
            _ if most(column, &is_day) => Column::Day,
            _ if most(column, &is_hours) => Column::Hours,
            // Sessions in parallel stand below their rooms.
            Some(Sense::Room | Sense::PlaceColumn) if most(column, &says) => Column::Session,
            Some(Sense::Room | Sense::PlaceColumn) => Column::Room,
            Some(Sense::Remote) => Column::Remote,
            Some(Sense::NumberColumn) => Column::Other,
            _ if most(column, &is_slot) => Column::Slots,
            Some(Sense::SessionColumn | Sense::Slot) if has_groups && !most(column, &says) => {
                Column::Topic
            }
            Some(Sense::SessionColumn | Sense::Slot) => Column::Session,
            None if head.is_some() && most(column, &says) => Column::Session,
            Some(_) => Column::Other,
            None if head.is_some() => Column::Other,
            None if most(column, &is_room) => Column::Room,
            None if most(column, &is_sign) || most(column, &is_short) => Column::Other,
            None if !columns.contains(&Column::Session) => Column::Session,
            // Parallel sessions name their groups.
            None if most(column, &says) => Column::Session,
            None => Column::Other,
        });
    }
    if columns.contains(&Column::Hours) {
        columns
            .iter_mut()
            .filter(|column| **column == Column::Slots)
            .for_each(|column| *column = Column::Other);
    }
    // The only column of words is that of the sessions, whatever its heading says.
    if !columns.contains(&Column::Session)
        && let Some(other) = (0..grid.columns).find(|at| {
            columns.get(*at) == Some(&Column::Other)
                && cells(*at).next().is_some()
                && !most(*at, &is_sign)
        })
        && let Some(column) = columns.get_mut(other)
    {
        *column = Column::Session;
    }
    let has_when =
        [Column::Day, Column::Hours, Column::Slots].iter().any(|when| columns.contains(when));
    let room = |(column, kind): (usize, &Column)| {
        let heading = grid.cell(head?, column)?.span().filter(|_| *kind == Column::Session)?;
        let is_named = words(reader.normal, &heading, &[]) > 1 || reader.is_code(&heading);
        (is_named && reader.is_room(&heading)).then_some(heading)
    };
    let rooms = columns.iter().enumerate().map(room).collect();
    let is_list = has_when && columns.contains(&Column::Session);
    is_list.then_some(Columns { kinds: columns, rooms, first })
}

/// Whether a table is a list: its days and hours are columns, and stand in the same rows; or its days and
/// slots, if headings name them.
pub(in crate::letter::plan) fn is_list(reader: &Reader<'_>, grid: &Grid, labels: &[Label]) -> bool {
    let Some(Columns { kinds, first, .. }) = columns(reader, grid, labels) else { return false };
    let find = |wanted: Column| kinds.iter().position(|column| *column == wanted);
    let slots = || find(Column::Slots).filter(|_| first > 0);
    let when = find(Column::Hours).or_else(slots);
    let Some((days, when)) = find(Column::Day).zip(when) else { return false };
    let label = |row: usize, column: usize| labels.get(grid.index(row, column)?);
    (first..grid.rows).any(|row| {
        matches!(label(row, days), Some(Label::Day(_)))
            && matches!(
                label(row, when),
                Some(Label::Hours(_) | Label::Slots(..) | Label::Half(..))
            )
    })
}

/// What the heading of a column says.
fn heading(reader: &Reader<'_>, span: &Span) -> Option<Sense> {
    let of = [
        Sense::NumberColumn,
        Sense::Remote,
        Sense::Room,
        Sense::HoursColumn,
        Sense::DateColumn,
        Sense::PlaceColumn,
        Sense::SessionColumn,
        Sense::Slot,
    ];
    of.into_iter().find(|of| {
        let said: Vec<Span> = reader.normal.marks.all(*of, span).take(1).collect();
        !said.is_empty() && words(reader.normal, span, &said) <= 3
    })
}
