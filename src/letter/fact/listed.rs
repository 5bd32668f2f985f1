//! Lists and tables of deadlines: which date belongs to which words.

use crate::finding::Findings;
use crate::letter::fact::days::is_former;
use crate::letter::fact::pieces::{Role, pieces, role};
use crate::letter::fact::requests;
use crate::letter::fact::units::{Due, Unit, limit_before, units};
use crate::letter::lex::dates::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::found::Found;
use crate::letter::shape::regions::{Regions, trim};
use crate::letter::words::Sense;
use crate::model::{Days, Language};

/// The most headings below which a list is looked for.
const MOST_HEADINGS: usize = 10;

/// A list while it is read.
struct List<'a> {
    found: &'a Found<'a>,
    meeting: Option<Days>,
    language: Language,
    all: Vec<Due>,
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
    /// Whether its items have bullets, and whether they are rows.
    form: (bool, bool),
    /// Whether a date stood alone, not as the last, and not in a table.
    is_parted: bool,
}

/// The deadlines of the list below a heading, else of lines that are one without it; and where it
/// stands.
pub(crate) fn listed(
    found: &Found<'_>,
    regions: &Regions,
    language: Language,
    meeting: Option<Days>,
    findings: &mut Findings,
) -> (Vec<Due>, Span) {
    let end = found.normal.text().len();
    let body = regions.body.start..end;
    let whole = units(found, &(0..end));
    let headings = found.all(&(0..end), Sense::DeadlineHeading).into_iter().filter(|at| {
        let next = whole.partition_point(|unit| unit.span.end < at.end);
        let line = whole.get(next).filter(|unit| unit.span.start <= at.start);
        line.is_some_and(|line| is_heading(found, line, at))
    });
    for at in headings.take(MOST_HEADINGS) {
        let (list, read) = read(found, at.end..end, language, meeting, findings);
        if let Some(list) = list {
            return (list, read);
        }
    }
    let begin = unheaded(found, &whole, &body, language, meeting);
    let list = begin.map(|begin| read(found, begin..end, language, meeting, findings));
    list.map_or((Vec::new(), 0..0), |(list, read)| (list.unwrap_or_default(), read))
}

/// Whether a line is a heading rather than a sentence that speaks of deadlines.
fn is_heading(found: &Found<'_>, line: &Unit, at: &Span) -> bool {
    let rest = at.end..line.span.end;
    let text = found.normal.slice(&rest);
    let colon = text.find(':').map(|colon| at.end..at.end + colon);
    let label = colon.unwrap_or(rest);
    let is_dated = found.dates_in(&label).next().is_some();
    !is_dated && !found.normal.slice(&label).contains(['.', '。', ';'])
}

/// Where a list without a heading that is known begins: two dated lines, one below the other, that ask
/// for something before the meeting.
fn unheaded(
    found: &Found<'_>,
    all: &[Unit],
    body: &Span,
    language: Language,
    meeting: Option<Days>,
) -> Option<usize> {
    let first_day = meeting?.first;
    let mut begin: Option<usize> = None;
    for unit in all.iter().filter(|unit| unit.span.start >= body.start) {
        let is_item = matches!(named(found, &unit.span).as_slice(), [date] if {
            let is_before = date.day().is_some_and(|day| day < first_day);
            let (role, words, _) = role(found, &unit.span, date);
            let sign = match role {
                Role::First => found.normal.slice(&(date.span.end..words.start)),
                Role::Last => found.normal.slice(&(words.end..date.span.start)),
                Role::Inner | Role::Alone => "",
            };
            is_before
                && (sign.contains([':', '-', '/', '|', '\t']) || found.normal.slice(&words).starts_with('('))
                && !requests::all(found, &words, language).is_empty()
        });
        match begin {
            Some(begin) if is_item => return Some(begin),
            _ => begin = is_item.then_some(unit.span.start),
        }
    }
    None
}

/// The dates that a line names, but for those that no longer hold and those of asides.
fn named<'a>(found: &'a Found<'_>, piece: &Span) -> Vec<&'a DateMention> {
    let parentheses = requests::parentheses(found.normal.slice(piece), piece.start);
    let holds = |date: &&DateMention| {
        // "(formerly 9 March)", "(template of 3 May)"
        let is_aside = parentheses.iter().any(|aside| {
            aside.start < date.span.start
                && date.span.end <= aside.end
                && limit_before(found, aside, &date.span).is_none()
                && !trim(found, aside.start + 1..date.span.start).is_empty()
        });
        !is_aside && !is_former(found, date, piece)
    };
    found.dates_in(piece).filter(holds).collect()
}

/// Reads a list that begins at the first date in a stretch, if one is there, and where it ends.
fn read(
    found: &Found<'_>,
    region: Span,
    language: Language,
    meeting: Option<Days>,
    findings: &mut Findings,
) -> (Option<Vec<Due>>, Span) {
    let mut list = List {
        found,
        meeting,
        language,
        all: Vec::new(),
        is_open: false,
        has_bullets: false,
        row: None,
        pending: Vec::new(),
        pending_row: None,
        is_behind: false,
        form: (false, false),
        is_parted: false,
    };
    let mut end = region.start;
    for unit in units(found, &region) {
        let mut pieces = pieces(found, &unit.span).into_iter();
        if !pieces.all(|piece| list.take(&unit, piece, findings)) {
            break;
        }
        end = unit.span.end;
    }
    list.drop_pending(None, findings);
    if list.is_parted {
        let place = list.all.first().map(|due| found.normal.place(&due.reach));
        findings
            .doubt(
                "deadlines-parted",
                place,
                "the dates and the words of these deadlines were parted",
            )
            .help("add the deadlines from the letter itself: none was taken");
        return (Some(Vec::new()), region.start..end);
    }
    (Some(list.all).filter(|all| !all.is_empty()), region.start..end)
}

impl List<'_> {
    /// Tells of lines that ask for something and have no date, but for those of a row.
    fn drop_pending(&mut self, row: Option<(usize, usize)>, findings: &mut Findings) {
        let is_kept = row.is_some() && row == self.pending_row;
        for line in std::mem::take(&mut self.pending) {
            if is_kept {
                self.pending.push(line);
            } else if !self.all.is_empty()
                && !requests::all(self.found, &line, self.language).is_empty()
            {
                let words = self.found.normal.words(&line);
                findings
                    .doubt(
                        "deadline-unclear",
                        Some(self.found.normal.place(&line)),
                        format!("no date is understood for `{words}`"),
                    )
                    .help("look the deadline up and add it: it was left out");
            }
        }
    }

    /// Takes a piece of a line into the list; whether the list goes on.
    fn take(&mut self, unit: &Unit, piece: Span, findings: &mut Findings) -> bool {
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
            [] => self.undated(unit, piece, findings),
            [date] if date.last.is_none() => self.dated(unit, &piece, date, findings),
            [first, ..] => {
                let is_sentence = found.normal.slice(&piece).ends_with(['.', '。']);
                if is_sentence && !unit.is_bullet && !self.all.is_empty() {
                    return false;
                }
                let days = first.days();
                let is_over =
                    days.zip(self.meeting).is_some_and(|(own, all)| own.first >= all.first);
                if is_over && self.all.is_empty() {
                    return true;
                }
                if !is_over {
                    unclear(found, &first.span, findings);
                    self.is_open = false;
                }
                !is_over
            }
        }
    }

    /// A line without a date.
    fn undated(&mut self, unit: &Unit, piece: Span, findings: &mut Findings) -> bool {
        let text = self.found.normal.slice(&piece).trim();
        let is_cell = unit.row.is_some();
        let is_item = unit.is_bullet || piece.start > unit.span.start;
        let is_sentence = text.ends_with(['.', '。'])
            && !text.starts_with(char::is_lowercase)
            && (text.contains([' ', '，']) || self.found.dates_in(&piece).next().is_some())
            && !is_item
            && !is_cell;
        let asks = || !requests::all(self.found, &piece, self.language).is_empty();
        if self.is_open {
            let is_other_table = self.row.is_some() != is_cell;
            let last = self.all.last_mut().and_then(|due| due.lines.last_mut());
            if let Some(last) = last.filter(|_| !is_item && !is_cell)
                && text.starts_with(char::is_lowercase)
            {
                // A page broke the line before.
                if requests::all(self.found, &piece, self.language).is_empty() {
                    last.end = piece.end;
                } else {
                    if let Some(due) = self.all.last_mut() {
                        due.lines.push(piece);
                    }
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
        if !is_sentence && !text.ends_with(':') && (is_cell || asks()) {
            if self.pending_row != unit.row {
                self.drop_pending(unit.row, findings);
            }
            self.pending_row = unit.row;
            self.pending.push(piece);
            return true;
        }
        // A line between dated ones that are complete ends a list, unless it is an item itself.
        self.all.is_empty() || is_item || is_cell
    }

    /// A line with one day.
    fn dated(
        &mut self,
        unit: &Unit,
        piece: &Span,
        date: &DateMention,
        findings: &mut Findings,
    ) -> bool {
        let found = self.found;
        let (role, words, reach) = role(found, piece, date);
        let day = in_year(date, self.meeting);
        let has_begun = day.zip(self.meeting).is_some_and(|(day, all)| all.first <= day.0);
        let asks = !requests::all(found, &words, self.language).is_empty();
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
                    .help("look whether this is a deadline: it was left out");
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
            self.drop_pending(unit.row, findings);
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
                unclear(found, &date.span, findings);
                self.is_open = false;
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
            unclear(found, &date.span, findings);
            self.is_open = false;
            return true;
        }
        self.is_open =
            matches!(role, Role::First | Role::Alone) && (lines.is_empty() || role == Role::First);
        self.has_bullets = false;
        self.row = unit.row;
        self.all.push(Due { date: date.clone(), reach, lines, is_advice: false });
        true
    }
}

/// The day of a date; where it has no year, the last such day before the meeting. And whether the year
/// was found so.
pub(crate) fn in_year(
    date: &DateMention,
    meeting: Option<Days>,
) -> Option<(chrono::NaiveDate, bool)> {
    use chrono::Datelike;
    if date.last.is_some() {
        return None;
    }
    if let Some(day) = date.day() {
        return Some((day, false));
    }
    let first = meeting?.first;
    let years = [first.year(), first.year() - 1];
    let mut days = years.into_iter().filter_map(|year| date.first.in_year(Some(year)));
    days.find(|day| *day < first).filter(|_| date.first.year.is_none()).map(|day| (day, true))
}

/// Tells of a date that is not understood; what follows it is not due on the one before.
fn unclear(found: &Found<'_>, at: &Span, findings: &mut Findings) {
    findings
        .doubt(
            "deadline-unclear",
            Some(found.normal.place(at)),
            "this date among the deadlines is not understood",
        )
        .help("what is due then is left out; write it by hand");
}
