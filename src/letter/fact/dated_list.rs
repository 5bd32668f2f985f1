//! A list or a table of deadlines: which date belongs to which words.

use crate::letter::fact::pieces::{DateInLine, Role, is_date, named, pieces};
use crate::letter::fact::requests::DeadlineReader;
use crate::letter::fact::rules::column_head;
use crate::letter::fact::units::{BULLETS, DueDate, TextUnit, in_year, is_filler, times_of, units};
use crate::letter::lex::zones::inside;
use crate::letter::lex::{DateMention, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::shape::LetterText;
use crate::letter::words::Sense;
use std::collections::{BTreeMap, BTreeSet};

/// A list while it is read.
struct DatedList<'a> {
    reader: &'a DeadlineReader<'a>,
    found: &'a LetterText<'a>,
    /// The rows that have dates, and the columns of those that are alone in their cells.
    dated: BTreeMap<(usize, usize), BTreeSet<usize>>,
    all: Vec<DueDate>,
    state: ListState,
}

/// What a list was like so far.
#[derive(Default)]
struct ListState {
    /// Whether what follows still belongs to the last date.
    is_open: bool,
    /// Whether the lines of the last date have bullets.
    has_bullets: bool,
    /// The row of the last date.
    row: Option<(usize, usize)>,
    /// Lines before a date that stands alone below them.
    pending: Vec<Span>,
    pending_row: Option<(usize, usize)>,
    /// Whether the last date stood below its lines.
    is_behind: bool,
    /// Whether its dates have bullets.
    is_bulleted: bool,
    /// Whether the last of them stood in a row.
    is_table: bool,
    /// Whether a date stood alone, not as the last, and not in a table.
    is_parted: bool,
    /// Whether dates of it were told.
    is_told: bool,
}

/// A piece of a line.
struct ListPiece<'a> {
    unit: &'a TextUnit,
    span: Span,
}

impl ListPiece<'_> {
    fn is_cell(&self) -> bool {
        self.unit.row.is_some()
    }

    fn is_item(&self) -> bool {
        self.unit.is_bullet || self.span.start > self.unit.span.start
    }
}

/// Reads a list that begins at the first date in a stretch, if one is there, and where it ends.
pub(super) fn read(reader: &DeadlineReader<'_>, region: Span) -> (Option<Vec<DueDate>>, Span) {
    let found = reader.found;
    let units = units(found, &region);
    let mut dated: BTreeMap<_, BTreeSet<usize>> = BTreeMap::new();
    for unit in &units {
        let Some(row) = unit.row else { continue };
        if let [date] = named(found, &unit.span).as_slice() {
            let alone = dated.entry(row).or_default();
            if DateInLine::of(found, &unit.span, date).role == Role::Alone {
                alone.insert(unit.column);
            }
        }
    }
    let (all, state) = (Vec::new(), ListState::default());
    let mut list = DatedList { reader, found, dated, all, state };
    let mut end = region.start;
    for unit in &units {
        let mut pieces = pieces(found, &unit.span).into_iter();
        if !pieces.all(|span| list.take(&ListPiece { unit, span })) {
            break;
        }
        end = unit.span.end;
    }
    list.drop_pending();
    if list.state.is_parted {
        let place = list.all.first().map(|due| found.normal.place(&due.reach));
        let message = "the dates and the words of these deadlines were parted";
        let help = "add the deadlines from the letter itself; none was used";
        found.doubt_at("deadlines-parted", place, message, help);
        return (Some(Vec::new()), region.start..end);
    }
    let is_one = list.state.is_told || !list.all.is_empty();
    (is_one.then_some(list.all), region.start..end)
}

impl DatedList<'_> {
    /// Reports lines that ask for something and have no date.
    fn drop_pending(&mut self) {
        for line in std::mem::take(&mut self.state.pending) {
            if !self.all.is_empty() && self.reader.asks(&line) {
                let words = self.found.normal.words(&line);
                self.reader.unclear(&line, format!("no date is understood for `{words}`"));
            }
        }
    }

    /// Takes a piece of a line into the list; whether the list goes on.
    fn take(&mut self, piece: &ListPiece<'_>) -> bool {
        let (found, ListPiece { unit, span }) = (self.found, piece);
        if found.has(span, Sense::NoLonger) {
            return true;
        }
        let has_begun = !self.all.is_empty();
        let ends = [Sense::SignOff, Sense::PlanHeading, Sense::AgendaHeading, Sense::Annex];
        // A converter may have written " / " for the end of a line.
        let text = found.normal.slice(span);
        let words = text.trim_start_matches(|c: char| c.is_whitespace() || BULLETS.contains(&c));
        let begin = span.end - words.len();
        if found.normal.marks.begins_any(&ends, begin) || unit.is_heading && has_begun {
            return false;
        }
        // "A workshop will be held on …", "As agreed at its previous meeting (…)"
        let is_other = found.has(span, Sense::OtherEvent) && found.has(span, Sense::TakesPlace)
            || found.has_any(span, &[Sense::PastMeeting, Sense::WasHeld]);
        if is_other && !piece.is_cell() && !unit.is_bullet && has_begun {
            return false;
        }
        match named(found, span).as_slice() {
            // The cell of a date that no longer holds.
            [] if piece.is_cell() && is_date(found, span) => true,
            [] => self.undated(piece),
            [date] if date.last.is_none() => self.dated(piece, date),
            [first, ..] => {
                let is_sentence = found.normal.slice(span).ends_with(['.', '。']);
                if is_sentence && !unit.is_bullet && has_begun {
                    return false;
                }
                let days = first.days().zip(self.reader.meeting);
                let is_over = days.is_some_and(|(own, all)| own.first >= all.first);
                if !is_over {
                    self.unclear(&first.span);
                }
                !is_over || !has_begun
            }
        }
    }

    /// A line without a date.
    fn undated(&mut self, piece: &ListPiece<'_>) -> bool {
        if self.takes_hour(piece) {
            return true;
        }
        let (row, is_cell, is_item) = (piece.unit.row, piece.is_cell(), piece.is_item());
        // "See also TSB Circular 88 of 7 April 2026 and document" over "SG2-TD88."
        let is_of_document = self.found.dates_in(&piece.span).next().is_some();
        if is_of_document && !is_cell && !is_item && !self.all.is_empty() {
            return false;
        }
        // A row with a date of its own, and what stands below a table.
        let has_own = row.is_none_or(|row| self.dated.contains_key(&row));
        if self.state.row.is_some() && self.state.row != row && has_own {
            if !is_cell {
                return false;
            }
            self.state.is_open = false;
        }
        let text = self.found.normal.slice(&piece.span).trim();
        let is_sentence = text.ends_with(['.', '。'])
            && !text.starts_with(char::is_lowercase)
            && (text.contains([' ', '，']) || is_of_document)
            && !is_item
            && !is_cell;
        if self.state.is_open {
            return self.goes_on(piece, text, is_sentence);
        }
        if !is_sentence && !text.ends_with(':') && (is_cell || self.reader.asks(&piece.span)) {
            if self.state.pending_row != row {
                self.drop_pending();
            }
            self.state.pending_row = row;
            self.state.pending.push(piece.span.clone());
            return true;
        }
        // A line between dated ones that are complete ends a list, unless it is an item itself.
        self.all.is_empty() || is_item || is_cell
    }

    /// Takes an hour that stands apart from its date.
    fn takes_hour(&mut self, piece: &ListPiece<'_>) -> bool {
        let is_same_row = piece.is_cell() && piece.unit.row == self.state.row;
        // "… – 2028-06-06," over "23 h 59 (Geneva time)"
        let follows = self.all.last().is_some_and(|due| {
            let between = due.date.span.end..piece.span.start.max(due.date.span.end);
            self.found.normal.slice(&between).trim_matches([',', '-', '/', ' ', '\n']).is_empty()
        });
        if !(self.state.is_open || is_same_row || follows) || !self.is_hour(&piece.span) {
            return false;
        }
        let zone = self.zone_of_column(piece.unit);
        let last = self.all.last_mut();
        let due = last.filter(|due| is_same_row || follows || due.lines.is_empty());
        due.is_some_and(|due| {
            (due.reach.end, due.zone) = (piece.span.end, zone);
            true
        })
    }

    /// Takes a line that may belong to the last date.
    fn goes_on(&mut self, piece: &ListPiece<'_>, text: &str, is_sentence: bool) -> bool {
        let is_plain = !piece.is_item() && !piece.is_cell() && !is_sentence;
        let has_lines = self.all.last().is_some_and(|due| !due.lines.is_empty());
        if is_sentence && (has_lines || self.state.has_bullets)
            || piece.is_cell() && self.state.row.is_none()
        {
            return false;
        }
        // Of scripts without small letters, only where items have bullets.
        let is_bulleted = self.state.is_bulleted || self.state.has_bullets;
        let is_small =
            |c: char| c.is_lowercase() || is_bulleted && c.is_alphabetic() && !c.is_uppercase();
        let is_rest = is_plain && has_lines && text.starts_with(is_small);
        if is_plain && self.state.has_bullets && !is_rest {
            return true;
        }
        self.state.has_bullets |= piece.is_item();
        // A page broke the line before.
        let is_broken = is_rest && (is_bulleted || !self.reader.asks(&piece.span));
        if let Some(due) = self.all.last_mut() {
            match due.lines.last_mut().filter(|_| is_broken) {
                Some(last) => last.end = piece.span.end,
                None => due.lines.push(piece.span.clone()),
            }
        }
        true
    }

    /// Reports a date that is not understood; what follows it is not due on the one before.
    fn unclear(&mut self, at: &Span) {
        (self.state.is_open, self.state.is_told) = (false, true);
        let message = "this date among the deadlines is not understood";
        self.reader.unclear(at, message);
    }

    /// Whether a piece is an hour and nothing else.
    fn is_hour(&self, piece: &Span) -> bool {
        let has_hour = self.found.has_any(piece, &[Sense::Noon, Sense::DayEnd])
            || times_of(self.found, piece).next().is_some();
        has_hour && is_filler(self.found, piece)
    }

    /// Whose hours stand in the column of a cell, as its head says.
    fn zone_of_column(&self, unit: &TextUnit) -> ZoneSaid {
        let cell = unit.row.map(|(table, row)| (table, row, unit.column));
        let head = cell.and_then(|cell| column_head(self.found, cell));
        let zone = head.and_then(|head| inside(self.found.normal.tokens_in(&head)));
        zone.unwrap_or(ZoneSaid::Unsaid)
    }

    /// A line with one day.
    fn dated(&mut self, piece: &ListPiece<'_>, date: &DateMention) -> bool {
        let (row, is_cell, is_item) = (piece.unit.row, piece.is_cell(), piece.is_item());
        let DateInLine { mut role, words, reach } = DateInLine::of(self.found, &piece.span, date);
        if row.and_then(|row| self.dated.get(&row)).is_some_and(|alone| alone.len() > 1) {
            self.unclear(&date.span);
            self.state.row = row;
            return true;
        }
        let asks = self.reader.asks(&words);
        // "One month before (9 February 2026)", behind what is due then.
        if !asks && is_cell && self.state.pending_row == row && !self.state.pending.is_empty() {
            role = Role::Alone;
        }
        let day = in_year(date, self.reader.meeting);
        let has_begun = day.zip(self.reader.meeting).is_some_and(|(day, all)| all.first <= day.0);
        if has_begun && role != Role::Alone && !asks {
            return self.begun(&words, date, is_cell);
        }
        let text = self.found.normal.slice(&piece.span);
        let is_sentence = text.ends_with(['.', '。']) && matches!(role, Role::Last | Role::Inner);
        let is_other =
            (self.state.is_bulleted || is_sentence) && !is_item || self.state.is_table && !is_cell;
        if !self.all.is_empty() && is_other {
            return false;
        }
        self.state.is_bulleted |= piece.unit.is_bullet;
        self.state.is_table = is_cell;
        if is_cell && self.state.pending_row != row {
            self.drop_pending();
        }
        let lines = match role {
            // The cell of the date may stand behind the words of its row.
            Role::Alone if self.all.is_empty() || self.state.is_behind || is_cell => {
                std::mem::take(&mut self.state.pending)
            }
            Role::Alone => Vec::new(),
            Role::Inner if !asks || is_cell && self.state.row == row => {
                self.unclear(&date.span);
                return true;
            }
            _ => vec![words],
        };
        self.state.is_parted |= self.state.is_open
            && self.state.row.is_none()
            && role == Role::Alone
            && self.all.last().is_some_and(|due| due.lines.is_empty());
        self.state.is_behind = role == Role::Alone && !lines.is_empty() && !is_cell;
        if day.is_none() {
            self.unclear(&date.span);
            return true;
        }
        self.state.is_open = role == Role::First || role == Role::Alone && lines.is_empty();
        self.state.has_bullets = false;
        self.state.row = row;
        self.all.push(DueDate::new(date, reach, lines));
        true
    }

    /// A line with words by whose day the meeting has begun. A list of sessions below the table goes on
    /// like it.
    fn begun(&mut self, words: &Span, date: &DateMention, is_cell: bool) -> bool {
        let hour = self.found.times_in(words).next();
        let is_session = hour.is_some_and(|time| time.start == words.start);
        if !is_session && !is_cell {
            let date = self.found.normal.words(&date.span);
            let message = format!(
                "the meeting has begun by the day of `{date}`, and what is due then is not known"
            );
            let help = "check whether this is a deadline; it was left out";
            self.found.doubt("deadline-after-opening", words, message, help);
        }
        is_session && self.all.is_empty()
    }
}
