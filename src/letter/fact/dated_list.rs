//! A list or a table of deadlines: which date belongs to which words.

use crate::finding::Findings;
use crate::letter::fact::pieces::{Role, is_date, named, pieces, role};
use crate::letter::fact::requests::DeadlineReader;
use crate::letter::fact::rules::column_head;
use crate::letter::fact::units::{DueDate, TextUnit, in_year, is_filler, times_of, units};
use crate::letter::lex::dates::DateMention;
use crate::letter::lex::zones::{ZoneSaid, inside};
use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::letter::words::Sense;
use std::collections::{BTreeMap, BTreeSet};

/// A list while it is read.
struct DatedList<'a> {
    reader: &'a DeadlineReader<'a>,
    found: &'a LetterText<'a>,
    all: Vec<DueDate>,
    /// Whether what follows still belongs to the last date.
    is_open: bool,
    /// Whether the lines of the last date have bullets.
    has_bullets: bool,
    /// The row of the last date.
    row: Option<(usize, usize)>,
    /// The rows that have dates, and the columns of those that are alone in their cells.
    dated: BTreeMap<(usize, usize), BTreeSet<usize>>,
    /// Lines before a date that stands alone below them.
    pending: Vec<Span>,
    pending_row: Option<(usize, usize)>,
    /// Whether the last date stood below its lines.
    is_behind: bool,
    /// Whether its items have bullets, and whether they are rows.
    form: (bool, bool),
    /// Whether a date stood alone, not as the last, and not in a table.
    is_parted: bool,
    /// Whether dates of it were told.
    is_told: bool,
}

/// Reads a list that begins at the first date in a stretch, if one is there, and where it ends.
pub(super) fn read(
    reader: &DeadlineReader<'_>,
    region: Span,
    findings: &mut Findings,
) -> (Option<Vec<DueDate>>, Span) {
    let found = reader.found;
    let mut list = DatedList {
        reader,
        found,
        all: Vec::new(),
        is_open: false,
        has_bullets: false,
        row: None,
        dated: BTreeMap::new(),
        pending: Vec::new(),
        pending_row: None,
        is_behind: false,
        form: (false, false),
        is_parted: false,
        is_told: false,
    };
    let mut end = region.start;
    let units = units(found, &region);
    for unit in &units {
        let Some(row) = unit.row else { continue };
        if let [date] = named(found, &unit.span).as_slice() {
            let alone = list.dated.entry(row).or_default();
            if role(found, &unit.span, date).0 == Role::Alone {
                alone.insert(unit.column);
            }
        }
    }
    for unit in units {
        let mut pieces = pieces(found, &unit.span).into_iter();
        if !pieces.all(|piece| list.take(&unit, piece, findings)) {
            break;
        }
        end = unit.span.end;
    }
    list.drop_pending(findings);
    if list.is_parted {
        let place = list.all.first().map(|due| found.normal.place(&due.reach));
        findings
            .doubt(
                "deadlines-parted",
                place,
                "the dates and the words of these deadlines were parted",
            )
            .help("add the deadlines from the letter itself; none was used");
        return (Some(Vec::new()), region.start..end);
    }
    let is_one = list.is_told || !list.all.is_empty();
    (is_one.then_some(list.all), region.start..end)
}

impl DatedList<'_> {
    /// Reports lines that ask for something and have no date.
    fn drop_pending(&mut self, findings: &mut Findings) {
        for line in std::mem::take(&mut self.pending) {
            if !self.all.is_empty() && self.reader.asks(&line) {
                let words = self.found.normal.words(&line);
                let message = format!("no date is understood for `{words}`");
                self.reader.unclear(&line, message, findings);
            }
        }
    }

    /// Takes a piece of a line into the list; whether the list goes on.
    fn take(&mut self, unit: &TextUnit, piece: Span, findings: &mut Findings) -> bool {
        let found = self.found;
        if found.has(&piece, Sense::NoLonger) {
            return true;
        }
        let ends = [Sense::SignOff, Sense::PlanHeading, Sense::AgendaHeading, Sense::Annex];
        let begins = |sense| found.first(&piece, sense).is_some_and(|at| at.start == piece.start);
        if ends.into_iter().any(begins) || unit.is_heading && !self.all.is_empty() {
            return false;
        }
        // "A workshop will be held on …", "As agreed at its previous meeting (…)"
        let says = |sense| found.has(&piece, sense);
        let is_other = says(Sense::OtherEvent) && says(Sense::TakesPlace)
            || says(Sense::PastMeeting)
            || says(Sense::WasHeld);
        if is_other && unit.row.is_none() && !unit.is_bullet && !self.all.is_empty() {
            return false;
        }
        let dates = named(found, &piece);
        match dates.as_slice() {
            // The cell of a date that no longer holds.
            [] if unit.row.is_some() && is_date(found, &piece) => true,
            [] => self.undated(unit, piece, findings),
            [date] if date.last.is_none() => self.dated(unit, &piece, date, findings),
            [first, ..] => {
                let is_sentence = found.normal.slice(&piece).ends_with(['.', '。']);
                if is_sentence && !unit.is_bullet && !self.all.is_empty() {
                    return false;
                }
                let days = first.days();
                let is_over =
                    days.zip(self.reader.meeting).is_some_and(|(own, all)| own.first >= all.first);
                if is_over && self.all.is_empty() {
                    return true;
                }
                if !is_over {
                    self.unclear(&first.span, findings);
                }
                !is_over
            }
        }
    }

    /// A line without a date.
    fn undated(&mut self, unit: &TextUnit, piece: Span, findings: &mut Findings) -> bool {
        let is_same_row = unit.row.is_some() && unit.row == self.row;
        // "… – 2028-06-06," over "23 h 59 (Geneva time)"
        let follows = self.all.last().is_some_and(|due| {
            let between = due.date.span.end..piece.start.max(due.date.span.end);
            self.found.normal.slice(&between).trim_matches([',', '-', '/', ' ', '\n']).is_empty()
        });
        if self.is_hour(&piece) && (self.is_open || is_same_row || follows) {
            let zone = self.zone_of_column(unit);
            let last = self.all.last_mut();
            if let Some(due) = last.filter(|due| is_same_row || follows || due.lines.is_empty()) {
                due.reach.end = piece.end;
                due.zone = zone;
                return true;
            }
        }
        // "See also TSB Circular 88 of 7 April 2026 and document" over "SG2-TD88."
        let is_item = unit.is_bullet || piece.start > unit.span.start;
        let is_of_document = self.found.dates_in(&piece).next().is_some();
        if is_of_document && unit.row.is_none() && !is_item && !self.all.is_empty() {
            return false;
        }
        // A row with a date of its own, and what stands below a table.
        let has_own = unit.row.is_none_or(|row| self.dated.contains_key(&row));
        if self.row.is_some() && !is_same_row && has_own {
            if unit.row.is_none() {
                return false;
            }
            self.is_open = false;
        }
        let text = self.found.normal.slice(&piece).trim();
        let is_cell = unit.row.is_some();
        let is_sentence = text.ends_with(['.', '。'])
            && !text.starts_with(char::is_lowercase)
            && (text.contains([' ', '，']) || self.found.dates_in(&piece).next().is_some())
            && !is_item
            && !is_cell;
        if self.is_open {
            let is_other_table = self.row.is_some() != is_cell;
            let last = self.all.last_mut().and_then(|due| due.lines.last_mut());
            // Of scripts without small letters, only where items have bullets.
            let is_small =
                |c: char| c.is_lowercase() || self.form.0 && c.is_alphabetic() && !c.is_uppercase();
            if let Some(last) = last.filter(|_| !is_item && !is_cell && !is_sentence)
                && text.starts_with(is_small)
            {
                // A page broke the line before.
                if self.form.0 || !self.reader.asks(&piece) {
                    last.end = piece.end;
                } else if let Some(due) = self.all.last_mut() {
                    due.lines.push(piece);
                }
                return true;
            }
            if self.has_bullets && !is_item && !is_cell && !is_sentence {
                return true;
            }
            let has_lines = self.all.last().is_some_and(|due| !due.lines.is_empty());
            let is_over =
                is_sentence && (has_lines || self.has_bullets) || is_other_table && is_cell;
            if is_over {
                return false;
            }
            self.has_bullets |= is_item;
            if let Some(due) = self.all.last_mut() {
                due.lines.push(piece);
            }
            return true;
        }
        if !is_sentence && !text.ends_with(':') && (is_cell || self.reader.asks(&piece)) {
            if self.pending_row != unit.row {
                self.drop_pending(findings);
            }
            self.pending_row = unit.row;
            self.pending.push(piece);
            return true;
        }
        // A line between dated ones that are complete ends a list, unless it is an item itself.
        self.all.is_empty() || is_item || is_cell
    }

    /// Reports a date that is not understood; what follows it is not due on the one before.
    fn unclear(&mut self, at: &Span, findings: &mut Findings) {
        (self.is_open, self.is_told) = (false, true);
        self.reader.unclear(at, "this date among the deadlines is not understood", findings);
    }

    /// Whether a piece is an hour and nothing else.
    fn is_hour(&self, piece: &Span) -> bool {
        let has_word = [Sense::Noon, Sense::DayEnd].into_iter().any(|of| self.found.has(piece, of));
        (has_word || times_of(self.found, piece).next().is_some()) && is_filler(self.found, piece)
    }

    /// Whose hours stand in the column of a cell, as its head says.
    fn zone_of_column(&self, unit: &TextUnit) -> ZoneSaid {
        let cell = unit.row.map(|(table, row)| (table, row, unit.column));
        let head = cell.and_then(|cell| column_head(self.found, cell));
        let zone = head.and_then(|head| inside(self.found.normal.tokens_in(&head)));
        zone.unwrap_or(ZoneSaid::Unsaid)
    }

    /// A line with one day.
    fn dated(
        &mut self,
        unit: &TextUnit,
        piece: &Span,
        date: &DateMention,
        findings: &mut Findings,
    ) -> bool {
        let found = self.found;
        let (role, words, reach) = role(found, piece, date);
        let day = in_year(date, self.reader.meeting);
        let has_begun = day.zip(self.reader.meeting).is_some_and(|(day, all)| all.first <= day.0);
        let asks = self.reader.asks(&words);
        // "One month before (9 February 2026)", behind what is due then.
        let waits = unit.row.is_some() && unit.row == self.pending_row && !self.pending.is_empty();
        let role = if waits && !asks { Role::Alone } else { role };
        if unit.row.and_then(|row| self.dated.get(&row)).is_some_and(|alone| alone.len() > 1) {
            self.unclear(&date.span, findings);
            self.row = unit.row;
            return true;
        }
        if has_begun && role != Role::Alone && !asks {
            // A list of sessions below the table goes on like it.
            let is_session =
                found.times_in(&words).next().is_some_and(|time| time.start == words.start);
            if !is_session && unit.row.is_none() {
                findings
                    .doubt(
                        "deadline-after-opening",
                        Some(found.normal.place(&words)),
                        format!(
                            "the meeting has begun by the day of `{}`, and what is due then is not known",
                            found.normal.words(&date.span)
                        ),
                    )
                    .help("check whether this is a deadline; it was left out");
            }
            return is_session && self.all.is_empty();
        }
        let same_row = unit.row.is_some() && unit.row == self.row;
        let is_item = unit.is_bullet || piece.start > unit.span.start;
        let text = found.normal.slice(piece);
        let is_sentence = text.ends_with(['.', '。']) && matches!(role, Role::Last | Role::Inner);
        let is_other =
            self.form.0 && !is_item || self.form.1 && unit.row.is_none() || is_sentence && !is_item;
        if !self.all.is_empty() && is_other {
            return false;
        }
        self.form = (self.form.0 || unit.is_bullet, unit.row.is_some());
        if unit.row.is_some() && self.pending_row != unit.row {
            self.drop_pending(findings);
        }
        let is_behind = self.all.is_empty() || self.is_behind || unit.row.is_some();
        let pending = match role {
            Role::Alone if is_behind => std::mem::take(&mut self.pending),
            _ => Vec::new(),
        };
        let lines = match role {
            // The cell of the date may stand behind the words of its row.
            Role::Alone => pending,
            Role::Inner if !asks || same_row => {
                self.unclear(&date.span, findings);
                return true;
            }
            _ => vec![words],
        };
        self.is_parted |= self.is_open
            && self.row.is_none()
            && role == Role::Alone
            && self.all.last().is_some_and(|due| due.lines.is_empty());
        self.is_behind = role == Role::Alone && !lines.is_empty() && unit.row.is_none();
        if day.is_none() {
            self.unclear(&date.span, findings);
            return true;
        }
        self.is_open =
            matches!(role, Role::First | Role::Alone) && (lines.is_empty() || role == Role::First);
        self.has_bullets = false;
        self.row = unit.row;
        self.all.push(DueDate::new(date, reach, lines));
        true
    }
}
