//! What the columns of a list of sessions hold: days, hours, sessions, rooms, whether remote.

use crate::letter::lex::normal::Normal;
use crate::letter::plan::grid::{GridCell, PlanGrid};
use crate::letter::plan::label::{Label, says, words};
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use ListColumn::*;

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
    /// Days or hours that no longer hold, beside those that do.
    Former,
    /// Running numbers, remarks, names.
    Other,
}

pub(crate) struct ListColumns {
    kinds: Vec<ListColumn>,
    /// The headings that say nothing that is known.
    unnamed: Vec<Option<Span>>,
    /// The rooms that are the headings of sessions in parallel.
    pub(crate) rooms: Vec<Option<Span>>,
    /// Whether the hours at which sessions end stand before those at which they begin.
    pub(crate) is_end_first: bool,
    /// Whether the heading of a column speaks of remote participation.
    pub(crate) is_headed_remote: bool,
    /// The first row of sessions.
    pub(crate) first: usize,
}

impl ListColumns {
    pub(crate) fn holds(&self, column: usize, kind: ListColumn) -> bool {
        self.kinds.get(column) == Some(&kind)
    }

    /// The heading of a column, if it says nothing that is known.
    pub(crate) fn unnamed(&self, column: usize) -> Option<Span> {
        self.unnamed.get(column).cloned().flatten()
    }

    fn find(&self, kind: ListColumn) -> Option<usize> {
        self.kinds.iter().position(|column| *column == kind)
    }
}

/// A table that may be a list.
struct ListTable<'t> {
    reader: &'t TitleReader<'t>,
    grid: &'t PlanGrid,
    /// The row of its headings.
    head: Option<usize>,
}

impl<'t> ListTable<'t> {
    fn of(reader: &'t TitleReader<'t>, grid: &'t PlanGrid) -> Option<Self> {
        let row = |row: usize| (0..grid.columns).filter_map(move |at| grid.beginning(row, at));
        let days = |at: usize| row(at).filter(|cell| matches!(cell.label, Label::Day(_))).count();
        let has_hours = |at: usize| row(at).any(|cell| matches!(cell.label, Label::Hours(_)));
        let is_head = |at: &usize| {
            let named = row(*at).filter_map(|cell| heading(reader, &cell.span()?));
            named.count() >= 2 && days(*at) == 0 && !has_hours(*at)
        };
        let head = (0..grid.rows.min(3)).find(is_head);
        // Days beside each other are those of the columns below them. Below headings "9.30" may be an
        // hour that looks like a day.
        let mut above = 0..head.unwrap_or(grid.rows.min(3));
        let is_grid = above.any(|row| days(row) >= 2 && !has_hours(row));
        (!is_grid).then_some(Self { reader, grid, head })
    }

    fn first(&self) -> usize {
        self.head.map_or(0, |head| head + 1)
    }

    fn heading(&self, column: usize) -> Option<Span> {
        self.grid.cell(self.head?, column)?.span()
    }

    /// What the heading of a column says.
    fn named(&self, column: usize) -> Option<Sense> {
        heading(self.reader, &self.heading(column)?)
    }

    /// Whether the heading of a column begins with the word for the start or the end of sessions.
    fn is_edge(&self, column: usize) -> bool {
        let Some(heading) = self.heading(column) else { return false };
        let edges = [Sense::StartColumn, Sense::EndColumn];
        edges.iter().any(|of| self.reader.normal.marks.at(*of, heading.start).is_some())
    }

    /// The cells of a column, without those over the whole width.
    fn cells(&self, column: usize) -> impl Iterator<Item = (&GridCell, Span)> {
        let cells = (self.first()..self.grid.rows).filter_map(move |row| {
            let cell = self.grid.beginning(row, column)?;
            Some((cell, cell.span()?))
        });
        cells.filter(|(cell, _)| cell.width < self.grid.columns.max(2))
    }

    /// Whether a cell is one that a column of a kind holds.
    fn is(&self, (cell, span): &(&GridCell, Span), kind: ListColumn) -> bool {
        let (reader, marks) = (self.reader, &self.reader.normal.marks);
        match kind {
            Day => matches!(cell.label, Label::Day(_)) || reader.leading_day(span).is_some(),
            Hours => {
                matches!(cell.label, Label::Hours(_))
                    || reader.clock(span).is_some_and(|(at, _)| at == *span)
            }
            Slots => matches!(cell.label, Label::Part(..) | Label::Lunch(_)),
            Session => {
                !reader.is_code(span)
                    && (reader.begins_with_group(span) || marks.has(Sense::Plenary, span))
            }
            Room => reader.is_room(span),
            Remote => is_held_remotely(reader, span),
            Other => {
                !reader.normal.slice(span).contains(char::is_alphabetic) || reader.is_yes(span)
            }
            Groups | Topic | Duration | Former => false,
        }
    }

    fn some(&self, column: usize, kind: ListColumn) -> bool {
        self.cells(column).any(|cell| self.is(&cell, kind))
    }

    fn most(&self, column: usize, kind: ListColumn) -> bool {
        self.mostly(column, |cell| self.is(cell, kind))
    }

    fn mostly(&self, column: usize, is: impl Fn(&(&GridCell, Span)) -> bool) -> bool {
        let (is, is_not): (Vec<_>, Vec<_>) = self.cells(column).partition(is);
        is.len() > is_not.len()
    }

    fn most_groups(&self, column: usize) -> bool {
        self.mostly(column, |(_, span)| self.reader.begins_with_group(span))
    }

    /// Whether the groups of the sessions have a column of their own by its heading: a title may be that of
    /// a plenary, or be missing beside its group.
    fn has_groups_apart(&self) -> bool {
        (0..self.grid.columns).any(|column| {
            let begins = |of: Span| self.reader.normal.marks.at(Sense::GroupColumn, of.start);
            self.heading(column).and_then(begins).is_some() && self.most_groups(column)
        })
    }

    /// What a column holds; `has_groups`: whether the groups of the sessions have a column of their own.
    /// What stands in a column says more than its heading: "时间" may be that of days and of hours.
    fn kind(&self, column: usize, has_groups: bool, has_session: bool) -> ListColumn {
        let most = |kind: ListColumn| self.most(column, kind);
        let some = |kind: ListColumn| self.some(column, kind);
        let is_headless = self.head.is_none();
        match self.named(column) {
            _ if most(Day) => Day,
            of if of != Some(Sense::DurationColumn) && most(Hours) => Hours,
            Some(Sense::Remote) => Remote,
            None if self.is_marked_remote(column) => Remote,
            Some(Sense::EMeeting) if !most(Session) => Remote,
            Some(Sense::DurationColumn) => Duration,
            Some(Sense::NumberColumn) => Other,
            // Sessions in parallel stand below their rooms.
            Some(Sense::Room | Sense::PlaceColumn) if most(Session) => Session,
            Some(Sense::Room | Sense::PlaceColumn) => Room,
            _ if most(Slots) => Slots,
            // What its heading says is reported of the cells that are not understood.
            Some(Sense::DateColumn) if some(Day) => Day,
            Some(Sense::HoursColumn) if some(Hours) => Hours,
            _ if self.is_edge(column) && some(Hours) => Hours,
            Some(Sense::SessionColumn | Sense::Slot) if has_groups && !most(Session) => Topic,
            Some(Sense::SessionColumn) if self.has_groups_apart() && !self.most_groups(column) => {
                Topic
            }
            Some(Sense::SessionColumn | Sense::Slot | Sense::EMeeting) => Session,
            // Parallel sessions name their groups.
            None if most(Session) => Session,
            // "virtual", "in person"
            None if !is_headless && some(Remote) => Remote,
            None if is_headless && most(Room) => Room,
            None if is_headless && !has_session && !most(Other) => Session,
            _ => Other,
        }
    }

    /// Whether the heading of a column is a mark of remote participation, `RP`, and below it stands yes or no.
    fn is_marked_remote(&self, column: usize) -> bool {
        let is_answer = |(_, span): &(&GridCell, Span)| {
            self.reader.is_yes(span) || says_no(self.reader.normal, span)
        };
        self.heading(column).is_some_and(|head| self.reader.is_remote(&head))
            && self.mostly(column, is_answer)
    }

    /// Of several columns of days or of hours those are none that no longer hold, "Old time", and those of remarks,
    /// "starts at 10:00".
    fn settle_times(&self, kinds: &mut [ListColumn]) {
        let begins = |column: usize, of: Sense| {
            let heading = self.heading(column);
            heading.is_some_and(|head| self.reader.normal.marks.at(of, head.start).is_some())
        };
        let is_remark = |column: usize| {
            self.heading(column).is_some()
                && self.named(column).is_none()
                && !self.is_edge(column)
                && !self.cells(column).any(|(cell, _)| matches!(cell.label, Label::Hours(_)))
        };
        for kind in [Day, Hours] {
            let of_kind: Vec<usize> =
                (0..kinds.len()).filter(|at| kinds.get(*at) == Some(&kind)).collect();
            let other = |column: usize| match kind {
                _ if begins(column, Sense::FormerColumn) => Some(Former),
                Hours if is_remark(column) => Some(Other),
                _ => None,
            };
            if of_kind.iter().all(|column| other(*column).is_some()) {
                continue;
            }
            for column in of_kind {
                if let (Some(other), Some(kind)) = (other(column), kinds.get_mut(column)) {
                    *kind = other;
                }
            }
        }
    }

    fn kinds(&self) -> Vec<ListColumn> {
        let columns = 0..self.grid.columns;
        let has_groups = columns.clone().any(|column| {
            matches!(self.named(column), Some(Sense::SessionColumn | Sense::Slot))
                && self.most(column, Session)
        });
        let mut kinds: Vec<ListColumn> = Vec::new();
        for column in columns {
            let has_session = kinds.contains(&Session);
            kinds.push(self.kind(column, has_groups, has_session));
        }
        self.settle_times(&mut kinds);
        if kinds.contains(&Hours) {
            replace(&mut kinds, Slots, Other);
        }
        // The only column of words is that of the sessions, whatever its heading says.
        if !kinds.contains(&Session)
            && let Some((_, kind)) = kinds.iter_mut().enumerate().find(|(column, kind)| {
                **kind == Other
                    && self.cells(*column).next().is_some()
                    && !self.most(*column, Other)
            })
        {
            *kind = Session;
        }
        // Beside a column of sessions one of groups has no sessions of its own.
        let is_of_groups =
            |column: usize| self.heading(column).is_some_and(|of| names_groups(self.reader, &of));
        let is_title = |(column, kind): (usize, &ListColumn)| {
            matches!(kind, Session | Topic)
                && !matches!(self.named(column), None | Some(Sense::Room | Sense::PlaceColumn))
                && !is_of_groups(column)
        };
        if kinds.iter().enumerate().any(is_title) {
            for (column, kind) in kinds.iter_mut().enumerate() {
                if *kind == Session && is_of_groups(column) {
                    *kind = Groups;
                }
            }
            if !kinds.contains(&Session) {
                replace(&mut kinds, Topic, Session);
            }
        }
        kinds
    }
}

fn replace(kinds: &mut [ListColumn], from: ListColumn, to: ListColumn) {
    kinds.iter_mut().filter(|kind| **kind == from).for_each(|kind| *kind = to);
}

/// The columns of a table, if it is a list.
pub(crate) fn columns(reader: &TitleReader<'_>, grid: &PlanGrid) -> Option<ListColumns> {
    let table = ListTable::of(reader, grid)?;
    let kinds = table.kinds();
    if !kinds.contains(&Session) || ![Day, Hours, Slots].iter().any(|when| kinds.contains(when)) {
        return None;
    }
    let room = |(column, kind): (usize, &ListColumn)| {
        if *kind != Session {
            return None;
        }
        let heading = table.heading(column)?;
        let is_named = words(reader.normal, &heading, &[]) > 1 || reader.is_code(&heading);
        (is_named && reader.is_room(&heading)).then_some(heading)
    };
    let rooms = kinds.iter().enumerate().map(room).collect();
    let unnamed = |column| table.heading(column).filter(|_| table.named(column).is_none());
    let unnamed = (0..grid.columns).map(unnamed).collect();
    let hours = kinds.iter().position(|kind| *kind == Hours);
    let marks = &reader.normal.marks;
    let is_end_first = hours.and_then(|column| table.heading(column)).is_some_and(|head| {
        marks.has(Sense::EndColumn, &head) && !marks.has(Sense::StartColumn, &head)
    });
    let is_remote = |column| matches!(table.named(column), Some(Sense::Remote | Sense::EMeeting));
    let is_headed_remote = (0..grid.columns).any(is_remote);
    Some(ListColumns {
        kinds,
        unnamed,
        rooms,
        is_end_first,
        is_headed_remote,
        first: table.first(),
    })
}

/// Whether a table is a list: its days and hours are columns, and stand in the same rows; or its days and
/// slots, if headings name them.
pub(crate) fn is_list(reader: &TitleReader<'_>, grid: &PlanGrid) -> bool {
    let Some(columns) = columns(reader, grid) else { return false };
    let slots = || if columns.first > 0 { columns.find(Slots) } else { None };
    let when = columns.find(Hours).or_else(slots);
    let Some((days, when)) = columns.find(Day).zip(when) else { return false };
    // Of hours in two columns the second one is that of the ends.
    let are_parted = columns.kinds.iter().filter(|kind| **kind == Hours).count() > 1;
    let is_clock = |row: usize| {
        let span = grid.cell(row, when).and_then(GridCell::span);
        are_parted && span.is_some_and(|span| reader.clock(&span).is_some())
    };
    (columns.first..grid.rows).any(|row| {
        let is_when = matches!(grid.label(row, when), Some(Label::Hours(_) | Label::Part(..)));
        matches!(grid.label(row, days), Some(Label::Day(_))) && (is_when || is_clock(row))
    })
}

/// Whether a cell says that people take part from where they are: `R`, "on-line only".
pub(crate) fn is_held_remotely(reader: &TitleReader<'_>, span: &Span) -> bool {
    let marks = &reader.normal.marks;
    let said = || marks.at(Sense::EMeeting, span.start).map(|mark| mark.span());
    reader.is_remote(span) || said().is_some_and(|said| words(reader.normal, span, &[said]) <= 1)
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

/// What a heading says.
fn heading(reader: &TitleReader<'_>, span: &Span) -> Option<Sense> {
    let of = [
        Sense::Remote,
        Sense::Room,
        Sense::NumberColumn,
        Sense::DurationColumn,
        Sense::HoursColumn,
        Sense::DateColumn,
        Sense::PlaceColumn,
        Sense::SessionColumn,
        Sense::Slot,
        Sense::EMeeting,
    ];
    let said = of.into_iter().find(|of| says(reader.normal, *of, span, 3));
    // "E-meeting" is no meeting of a name.
    let is_online = reader.normal.marks.at(Sense::EMeeting, span.start).is_some();
    said.map(|of| if of == Sense::SessionColumn && is_online { Sense::EMeeting } else { of })
}

/// Whether a cell says no, or nothing.
pub(super) fn says_no(normal: &Normal, span: &Span) -> bool {
    normal.marks.is(Sense::No, span) || !normal.slice(span).contains(char::is_alphanumeric)
}
