//! What the columns of a list of sessions hold: days, hours, sessions, rooms, whether remote.

use crate::letter::lex::marks::Mark;
use crate::letter::plan::grid::{GridCell, PlanGrid};
use crate::letter::plan::label::{Label, words};
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ListColumn {
    Day,
    Hours,
    /// Slots or half days instead of hours.
    Slots,
    Session,
    /// The groups of the sessions that stand in another column.
    Groups,
    /// What a session is about, beside its group.
    Topic,
    Room,
    Remote,
    /// How long sessions last.
    Duration,
    /// Running numbers, remarks, names.
    Other,
}

/// The columns of a list.
pub(crate) struct ListColumns {
    /// What each of them holds.
    pub(crate) kinds: Vec<ListColumn>,
    /// The rooms that are the headings of sessions in parallel.
    pub(crate) rooms: Vec<Option<Span>>,
    /// Whether the hours at which sessions end stand before those at which they begin.
    pub(crate) is_end_first: bool,
    /// The first row of sessions.
    pub(crate) first: usize,
}

/// The columns of a list. What stands in a column says more than its
/// heading: "时间" may be that of days and of hours.
pub(crate) fn columns(reader: &TitleReader<'_>, grid: &PlanGrid) -> Option<ListColumns> {
    let begins = |row: usize, column: usize| {
        let cell = grid.beginning(row, column)?;
        Some((cell, cell.span()?))
    };
    // Days beside each other are those of the columns below them.
    let is_of_days = |row: usize| {
        let cells = || (0..grid.columns).filter_map(|at| grid.beginning(row, at));
        cells().filter(|cell| matches!(cell.label, Label::Day(_))).count() >= 2
            && !cells().any(|cell| matches!(cell.label, Label::Hours(_)))
    };
    let is_when = |cell: &GridCell| matches!(cell.label, Label::Day(_) | Label::Hours(_));
    let is_head = |row: &usize| {
        let cells = || (0..grid.columns).filter_map(|column| begins(*row, column));
        let named = cells().filter_map(|(_, span)| heading(reader, &span));
        named.count() >= 2 && !cells().any(|(cell, _)| is_when(cell))
    };
    let head = (0..grid.rows.min(3)).find(is_head);
    // Below headings "9.30" may be an hour that looks like a day.
    if (0..head.unwrap_or(grid.rows.min(3))).any(is_of_days) {
        return None;
    }
    let first = head.map_or(0, |head| head + 1);
    let cells = |column: usize| {
        let cells = (first..grid.rows).filter_map(move |row| begins(row, column));
        cells.filter(|(cell, _)| cell.width < grid.columns.max(2))
    };
    let most = |column: usize, is: &dyn Fn(&GridCell, &Span) -> bool| {
        let all = cells(column).count();
        all > 0 && cells(column).filter(|(cell, span)| is(cell, span)).count() * 2 > all
    };
    let some = |column: usize, is: &dyn Fn(&GridCell, &Span) -> bool| {
        cells(column).any(|(cell, span)| is(cell, &span))
    };
    let is_day = |cell: &GridCell, span: &Span| {
        matches!(cell.label, Label::Day(_)) || reader.leading_day(span).is_some()
    };
    let is_hours = |cell: &GridCell, span: &Span| {
        let is_clock = || reader.clock(span).is_some_and(|(at, _)| at == *span);
        matches!(cell.label, Label::Hours(_)) || is_clock()
    };
    let is_slot =
        |cell: &GridCell, _: &Span| matches!(cell.label, Label::Part(..) | Label::Lunch(_));
    let is_room = |_: &GridCell, span: &Span| reader.is_room(span);
    let has_letters = |span: &Span| reader.normal.slice(span).contains(char::is_alphabetic);
    let is_sign = |_: &GridCell, span: &Span| !has_letters(span);
    let is_remote = |_: &GridCell, span: &Span| is_held_remotely(reader, span);
    let is_other = |_: &GridCell, span: &Span| !has_letters(span) || reader.is_yes(span);
    let says = |_: &GridCell, span: &Span| {
        let is_plenary = || reader.normal.marks.has(Sense::Plenary, span);
        !reader.is_code(span) && (reader.begins_with_group(span) || is_plenary())
    };
    let named = |column: usize| heading(reader, &grid.cell(head?, column)?.span()?);
    let is_named_session =
        |column: usize| matches!(named(column), Some(Sense::SessionColumn | Sense::Slot));
    let is_edge = |column: usize| {
        let heading = head.and_then(|head| grid.cell(head, column)?.span());
        heading.is_some_and(|heading| {
            let edges = [Sense::StartColumn, Sense::EndColumn];
            edges.iter().any(|of| reader.normal.marks.at(*of, heading.start).is_some())
        })
    };
    // The groups of the sessions have a column of their own.
    let has_groups =
        (0..grid.columns).any(|column| is_named_session(column) && most(column, &says));
    // The same by its heading: a title may be that of a plenary, or be missing beside its group.
    let is_group = |_: &GridCell, span: &Span| reader.begins_with_group(span);
    let is_of_groups = |column: usize| {
        let heading = head.and_then(|head| grid.cell(head, column)?.span());
        heading.is_some_and(|heading| {
            reader.normal.marks.at(Sense::GroupColumn, heading.start).is_some()
        }) && most(column, &is_group)
    };
    let has_groups_apart = (0..grid.columns).any(is_of_groups);
    let mut kinds: Vec<ListColumn> = Vec::new();
    for column in 0..grid.columns {
        kinds.push(match named(column) {
            _ if most(column, &is_day) => ListColumn::Day,
            of if of != Some(Sense::DurationColumn) && most(column, &is_hours) => ListColumn::Hours,
            Some(Sense::Remote) => ListColumn::Remote,
            Some(Sense::DurationColumn) => ListColumn::Duration,
            Some(Sense::NumberColumn) => ListColumn::Other,
            // Sessions in parallel stand below their rooms.
            Some(Sense::Room | Sense::PlaceColumn) if !most(column, &says) => ListColumn::Room,
            Some(Sense::Room | Sense::PlaceColumn) => ListColumn::Session,
            _ if most(column, &is_slot) => ListColumn::Slots,
            // What its heading says is reported of the cells that are not understood.
            Some(Sense::DateColumn) if some(column, &is_day) => ListColumn::Day,
            Some(Sense::HoursColumn) if some(column, &is_hours) => ListColumn::Hours,
            _ if is_edge(column) && some(column, &is_hours) => ListColumn::Hours,
            Some(Sense::SessionColumn | Sense::Slot) if has_groups && !most(column, &says) => {
                ListColumn::Topic
            }
            Some(Sense::SessionColumn) if has_groups_apart && !most(column, &is_group) => {
                ListColumn::Topic
            }
            Some(Sense::SessionColumn | Sense::Slot) => ListColumn::Session,
            // Parallel sessions name their groups.
            None if most(column, &says) => ListColumn::Session,
            // "virtual", "in person"
            None if head.is_some() && some(column, &is_remote) => ListColumn::Remote,
            None if head.is_none() && most(column, &is_room) => ListColumn::Room,
            None if head.is_none()
                && !most(column, &is_other)
                && !kinds.contains(&ListColumn::Session) =>
            {
                ListColumn::Session
            }
            _ => ListColumn::Other,
        });
    }
    if kinds.contains(&ListColumn::Hours) {
        let slots = kinds.iter_mut().filter(|kind| **kind == ListColumn::Slots);
        slots.for_each(|kind| *kind = ListColumn::Other);
    }
    // The only column of words is that of the sessions, whatever its heading says.
    let is_words = |(column, kind): &(usize, &mut ListColumn)| {
        **kind == ListColumn::Other && cells(*column).next().is_some() && !most(*column, &is_sign)
    };
    if !kinds.contains(&ListColumn::Session)
        && let Some((_, kind)) = kinds.iter_mut().enumerate().find(is_words)
    {
        *kind = ListColumn::Session;
    }
    // Beside a column of sessions one of groups has no sessions of its own.
    let is_headed_groups = |column: usize| {
        let heading = head.and_then(|head| grid.cell(head, column)?.span());
        heading.is_some_and(|heading| names_groups(reader, &heading))
    };
    let is_title = |(column, kind): (usize, &ListColumn)| {
        let of_rooms = || matches!(named(column), Some(Sense::Room | Sense::PlaceColumn));
        matches!(kind, ListColumn::Session | ListColumn::Topic)
            && !is_headed_groups(column)
            && named(column).is_some()
            && !of_rooms()
    };
    if kinds.iter().enumerate().any(is_title) {
        for (column, kind) in kinds.iter_mut().enumerate() {
            if *kind == ListColumn::Session && is_headed_groups(column) {
                *kind = ListColumn::Groups;
            }
        }
        if !kinds.contains(&ListColumn::Session) {
            let topics = kinds.iter_mut().filter(|kind| **kind == ListColumn::Topic);
            topics.for_each(|kind| *kind = ListColumn::Session);
        }
    }
    let has_when = [ListColumn::Day, ListColumn::Hours, ListColumn::Slots]
        .iter()
        .any(|when| kinds.contains(when));
    let room = |(column, kind): (usize, &ListColumn)| {
        let heading = grid.cell(head?, column)?.span().filter(|_| *kind == ListColumn::Session)?;
        let is_named = words(reader.normal, &heading, &[]) > 1 || reader.is_code(&heading);
        (is_named && reader.is_room(&heading)).then_some(heading)
    };
    let rooms = kinds.iter().enumerate().map(room).collect();
    let first_hours = kinds.iter().position(|kind| *kind == ListColumn::Hours);
    let is_end_first = first_hours.and_then(|column| grid.cell(head?, column)?.span());
    let has = |head: &Span, of: Sense| reader.normal.marks.has(of, head);
    let is_end_first = is_end_first
        .is_some_and(|head| has(&head, Sense::EndColumn) && !has(&head, Sense::StartColumn));
    let is_list = has_when && kinds.contains(&ListColumn::Session);
    is_list.then_some(ListColumns { kinds, rooms, is_end_first, first })
}

/// Whether a table is a list: its days and hours are columns, and stand in the same rows; or its days and
/// slots, if headings name them.
pub(crate) fn is_list(reader: &TitleReader<'_>, grid: &PlanGrid) -> bool {
    let Some(ListColumns { kinds, first, .. }) = columns(reader, grid) else { return false };
    let find = |wanted: ListColumn| kinds.iter().position(|column| *column == wanted);
    let slots = || find(ListColumn::Slots).filter(|_| first > 0);
    let when = find(ListColumn::Hours).or_else(slots);
    let Some((days, when)) = find(ListColumn::Day).zip(when) else { return false };
    // Of hours in two columns the second one is that of the ends.
    let are_parted = kinds.iter().filter(|kind| **kind == ListColumn::Hours).count() > 1;
    let is_clock = |row: usize| {
        let span = grid.cell(row, when).and_then(GridCell::span);
        are_parted && span.is_some_and(|span| reader.clock(&span).is_some())
    };
    (first..grid.rows).any(|row| {
        let label = grid.label(row, when);
        matches!(grid.label(row, days), Some(Label::Day(_)))
            && (matches!(label, Some(Label::Hours(_) | Label::Part(..))) || is_clock(row))
    })
}

/// Whether a cell says that people take part from where they are: `R`, "on-line only".
pub(crate) fn is_held_remotely(reader: &TitleReader<'_>, span: &Span) -> bool {
    let said = reader.normal.marks.at(Sense::EMeeting, span.start).map(Mark::span);
    reader.is_remote(span) || said.is_some_and(|said| words(reader.normal, span, &[said]) <= 1)
}

/// Whether a heading is that of a column of groups: "Groups", "Groups concerned", "Question".
fn names_groups(reader: &TitleReader<'_>, span: &Span) -> bool {
    let of = [Sense::GroupColumn, Sense::StudyGroup, Sense::WorkingParty, Sense::Question];
    of.into_iter().any(|of| {
        let mut said = reader.normal.marks.all(of, span);
        said.any(|said| {
            let is_edge = said.start == span.start || said.end == span.end;
            is_edge && words(reader.normal, span, &[said]) <= 2
        })
    })
}

/// What the heading of a column says.
fn heading(reader: &TitleReader<'_>, span: &Span) -> Option<Sense> {
    let of = [
        Sense::NumberColumn,
        Sense::Remote,
        Sense::Room,
        Sense::DurationColumn,
        Sense::HoursColumn,
        Sense::DateColumn,
        Sense::PlaceColumn,
        Sense::SessionColumn,
        Sense::Slot,
    ];
    of.into_iter().find(|of| {
        let said = reader.normal.marks.first(*of, span);
        said.is_some_and(|said| words(reader.normal, span, &[said]) <= 3)
    })
}
