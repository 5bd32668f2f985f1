//! Spreadsheets: a time plan, a list of sessions, of rapporteur group meetings or of deadlines, without a
//! letter around them. Each table goes to the reader of letters that knows its form, as its headers say.

use crate::finding::{Findings, Said};
use crate::letter::fact::assemble::{language_of, title};
use crate::letter::fact::deadlines;
use crate::letter::fact::place::place;
use crate::letter::fact::requests::DeadlineReader;
use crate::letter::fact::rgm;
use crate::letter::fact::subject::{Subject, subject, titled};
use crate::letter::lex::Normal;
use crate::letter::plan::{self, Context, LetterPlan};
use crate::letter::read::document::{Block, Document, Span, Table};
use crate::letter::shape::regions::regions;
use crate::letter::shape::{LetterReading, LetterText, narrowest, within};
use crate::letter::words::Sense;
use crate::letter::{DocumentKind, Evidence, LetterContents};
use crate::model::{Days, Group, Language};
use crate::source::Draft;
use crate::zone::ZURICH;
use chrono::NaiveDate;

/// What a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SheetKind {
    /// A time plan, or a list of sessions.
    Plan,
    Rgm,
    Deadlines,
}

/// What a spreadsheet says; nothing if it is a list of rapporteur group meetings alone, which is read as
/// a notice of them.
pub(crate) fn letter(document: &Document) -> Option<LetterContents> {
    let whole = Normal::of(document.clone());
    let forms: Vec<Option<SheetKind>> =
        (0..whole.document.blocks.len()).map(|at| form(&whole, at)).collect();
    // The paragraphs, and the tables of a form; in the text all places stay.
    let only = |wanted: Option<SheetKind>| {
        let blocks = document.blocks.iter().zip(&forms);
        let blocks = blocks.filter(|(_, form)| form.is_none() || **form == wanted);
        let blocks = blocks.map(|(block, _)| block.clone()).collect();
        Normal::of(Document { blocks, ..document.clone() })
    };
    let of = |kind| forms.contains(&Some(kind)).then(|| only(Some(kind)));
    let (plan, deadlines) = (of(SheetKind::Plan), of(SheetKind::Deadlines));
    if plan.is_none() && deadlines.is_none() {
        return None;
    }
    let head = only(None);
    let mut draft = Draft::default();
    let found = LetterText::new(&head);
    let regions = regions(&found);
    let language = language_of(&head, &regions);
    let said = subject(&found, &regions)
        .filter(|said| said.date.is_some() || !titled(&found, said).is_empty());
    if let Some(said) = &said {
        title(&found, said, language, &mut draft);
    }
    let groups = groups(&found, said.as_ref(), &mut draft);
    place(&found, said.as_ref(), &regions, language, &mut draft);
    let reading = found.reading.into_inner();
    let mut reader = WorkbookReader { language, groups, days: None, draft, reading };
    let of_title = said.and_then(|said| {
        let date = said.date?;
        let place = head.place(&date.span);
        date.days().map(|days| [days.first, days.last].map(|value| Said { value, place }))
    });
    reader.days(of_title, plan.as_ref());
    plan.iter().for_each(|normal| reader.plan(normal));
    of(SheetKind::Rgm).iter().for_each(|normal| reader.rgm(normal));
    deadlines.iter().for_each(|normal| reader.deadlines(normal));
    let WorkbookReader { days, draft, reading, .. } = reader;
    let (text, pages) = head.into_original();
    Some(LetterContents {
        language,
        kind: DocumentKind::Timetable,
        is_invitation: !draft.groups.is_empty() && (days.is_some() || !draft.rgm.is_empty()),
        // A plan says itself that a meeting takes place.
        invites: true,
        names_days: None,
        draft,
        evidence: reading.evidence,
        passed: Vec::new(),
        findings: reading.findings,
        text,
        pages,
    })
}

/// Reads the tables of each form, the head of the workbook being known.
struct WorkbookReader {
    language: Language,
    groups: Vec<Group>,
    days: Option<Days>,
    draft: Draft,
    reading: LetterReading,
}

impl WorkbookReader {
    /// The days of a title, else those of the plan.
    fn days(&mut self, of_title: Option<[Said<NaiveDate>; 2]>, plan: Option<&Normal>) {
        let of_plan = || {
            let plan = plan?;
            Some(with_days(plan, range(&self.read(plan, &mut Findings::default()))?))
        };
        let Some(ends) = of_title.or_else(of_plan) else { return };
        for (field, Said { value, place }) in ["start", "end"].into_iter().zip(&ends) {
            let (field, value) = (field.to_owned(), value.to_string());
            self.reading.evidence.push(Evidence { field, value, place: *place });
        }
        let [first, last] = ends;
        self.days = Some(Days { first: first.value, last: last.value });
        (self.draft.start, self.draft.end) = (Some(first), Some(last));
    }

    fn plan(&mut self, normal: &Normal) {
        let found = LetterText::new(normal);
        let plan = self.read(normal, &mut found.reading.borrow_mut().findings);
        tell_unread(&found, &plan);
        let none = || self.draft.start.clone().map(|start| start.map(|_| Vec::new()));
        self.draft.slots = if plan.entries.is_empty() { none() } else { plan.slots };
        self.draft.time_plan = plan.entries;
        self.draft.session_times = plan.session_times;
        self.reading.evidence.extend(plan.evidence);
        self.reading.extend(found.reading.into_inner());
    }

    fn read(&self, normal: &Normal, findings: &mut Findings) -> LetterPlan {
        let context = Context {
            normal,
            language: self.language,
            days: self.days,
            rgm: Vec::new(),
            needs_heading: false,
            groups: &self.groups,
            zone: self.draft.zone.as_ref().map_or(ZURICH, |said| said.value),
            opening: None,
        };
        plan::read(&context, findings)
    }

    fn rgm(&mut self, normal: &Normal) {
        let place = self.draft.place.as_ref().map(|place| place.in_language(self.language));
        let (groups, days) = (&self.groups, self.days);
        let known = rgm::KnownMeeting { groups, days, place, written: None };
        let found = LetterText::new(normal);
        self.draft.rgm = rgm::rgm(&found, self.language, known);
        self.reading.extend(found.reading.into_inner());
    }

    fn deadlines(&mut self, normal: &Normal) {
        let found = LetterText::new(normal);
        let (language, meeting, groups) = (self.language, self.days, self.groups.clone());
        let reader = DeadlineReader { found: &found, language, meeting, groups };
        self.draft.deadlines = deadlines::of_tables(&reader, &tables(normal));
        self.reading.extend(found.reading.into_inner());
        self.reading.evidence.extend(deadlines::evidence(&self.draft.deadlines));
    }
}

/// Who meets: the groups of the title, else the study group of which most of the tables speak.
fn groups(found: &LetterText<'_>, said: Option<&Subject>, draft: &mut Draft) -> Vec<Group> {
    let mut mentions = said.map(|said| titled(found, said)).unwrap_or_default();
    let mut named = narrowest(&mentions);
    if named.is_empty() {
        mentions = found.groups.clone();
        let all = mentions.iter().flat_map(|mention| &mention.groups);
        let wholes: Vec<Group> =
            all.map(|group| group.parent().unwrap_or_else(|| group.clone())).collect();
        let count = |group: &&Group| wholes.iter().filter(|other| other == group).count();
        // Of several that are named as often the first one counts.
        named = wholes.iter().rev().max_by_key(count).cloned().into_iter().collect();
    }
    for value in &named {
        let says = |group: &Group| group == value || value.covers(group);
        let Some(mention) = mentions.iter().find(|mention| mention.groups.iter().any(says)) else {
            continue;
        };
        let place = found.normal.place(&mention.span);
        draft.groups.push(Said { value: value.clone(), place });
        found.note("group", value, &mention.span.clone());
    }
    named
}

/// The ends of a plan with those of rows beside them of which no session was read.
fn with_days(normal: &Normal, [mut first, mut last]: [Said<NaiveDate>; 2]) -> [Said<NaiveDate>; 2] {
    let is_cell = |span: &Span| {
        let line = normal.line_of(span.start).filter(|line| line.cell.is_some());
        line.is_some_and(|line| line.span == *span)
    };
    for date in normal.dates.iter().filter(|date| is_cell(&date.span)) {
        let Some(value) = date.day() else { continue };
        let place = normal.place(&date.span);
        if value < first.value && (first.value - value).num_days() <= NEAR {
            first = Said { value, place };
        }
        if value > last.value && (value - last.value).num_days() <= NEAR {
            last = Said { value, place };
        }
    }
    [first, last]
}

/// How many days lie between the days of a plan at most: the weekend, and a holiday or two.
const NEAR: i64 = 5;

/// The first and the last day of a plan.
fn range(plan: &LetterPlan) -> Option<[Said<NaiveDate>; 2]> {
    let days = || plan.entries.iter().map(|entry| &entry.days);
    let first = days().min_by_key(|days| days.value.first)?.clone();
    let last = days().max_by_key(|days| days.value.last)?.clone();
    Some([first.map(|days| days.first), last.map(|days| days.last)])
}

/// Reports tables that gave no session.
fn tell_unread(found: &LetterText<'_>, plan: &LetterPlan) {
    let normal = found.normal;
    for span in tables(normal) {
        let within = normal.place(&span);
        let is_here =
            |said: &Evidence| within.start <= said.place.start && said.place.end <= within.end;
        if plan.evidence.iter().any(is_here) {
            continue;
        }
        let first = normal.lines.iter().find(|line| line.span.start >= span.start);
        let place = first.map(|line| normal.place(&line.span));
        let message = "no session was read from the table that begins here";
        let help = "name its columns `Date`, `Start`, `End`, `Title`, `Groups` and `Room`, or write its days \
                    side by side above its slots";
        found.doubt_at("plan-unread", place, message, help);
    }
}

/// Where each table stands, below its headers.
fn tables(normal: &Normal) -> Vec<Span> {
    let of = |block: &Block| {
        let Block::Table(table) = block else { return None };
        let from = header(normal, table).map_or(0, |row| row + 1);
        let cells = table.cells.iter().filter(|cell| cell.row >= from);
        let spans = || cells.clone().flat_map(|cell| &cell.paragraphs).map(|it| &it.span);
        Some(spans().map(|span| span.start).min()?..spans().map(|span| span.end).max()?)
    };
    normal.document.blocks.iter().filter_map(of).collect()
}

/// The first row with several words, none of which has a date: that of the headers.
fn header(normal: &Normal, table: &Table) -> Option<usize> {
    (0..table.rows.min(3)).find(|row| {
        let heads = heads(table, *row);
        let is_dated = |head: &Span| normal.dates.iter().any(|date| within(&date.span, head));
        heads.len() > 1 && !heads.iter().any(is_dated)
    })
}

fn heads(table: &Table, row: usize) -> Vec<Span> {
    let cells = table.row(row).iter().filter_map(|cell| cell.paragraphs.first());
    cells.map(|paragraph| paragraph.span.clone()).collect()
}

/// The form of a block that is a table.
fn form(normal: &Normal, at: usize) -> Option<SheetKind> {
    let Block::Table(table) = normal.document.blocks.get(at)? else { return None };
    let heads = header(normal, table).map(|row| heads(table, row)).unwrap_or_default();
    let is_headed = |of: Sense| heads.iter().any(|span| normal.marks.begins(of, span.start));
    if is_headed(Sense::Room) || is_headed(Sense::Slot) {
        return Some(SheetKind::Plan);
    }
    let headings = [Sense::DeadlineHeading, Sense::DeadlineHeadingAlone];
    let is_of_deadlines = |span: &Span| normal.marks.has_any(&headings, span);
    // Between the heading, perhaps the name of the sheet, and the table may stand a title.
    let mut above = normal.document.blocks.get(..at)?.iter().rev().map_while(|block| match block {
        Block::Paragraph(above) => Some(&above.span),
        _ => None,
    });
    Some(if heads.iter().any(is_of_deadlines) || above.any(is_of_deadlines) {
        SheetKind::Deadlines
    } else if rgm::is_list(normal, table) {
        SheetKind::Rgm
    } else if asks(normal, table) {
        SheetKind::Deadlines
    } else {
        SheetKind::Plan
    })
}

/// Whether most rows ask for something on a date, as those of deadlines do.
fn asks(normal: &Normal, table: &Table) -> bool {
    let found = LetterText::new(normal);
    let reader =
        DeadlineReader { found: &found, language: Language::En, meeting: None, groups: Vec::new() };
    let rows = (0..table.rows).filter(|row| {
        let cells = || table.row(*row).iter().flat_map(|cell| &cell.paragraphs).map(|it| &it.span);
        let dates = cells().filter(|span| found.dates_in(span).next().is_some()).count();
        dates == 1 && cells().any(|span| reader.asks(span))
    });
    rows.count() * 2 >= table.rows.max(1)
}
