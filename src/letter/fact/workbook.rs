//! Spreadsheets: a time plan, a list of sessions, of rapporteur group meetings or of deadlines, without a
//! letter around them. Each table goes to the reader of letters that knows its form, as its headers say.

use crate::finding::{Findings, Said};
use crate::letter::fact::assemble::{language_of, title};
use crate::letter::fact::deadlines;
use crate::letter::fact::place::place;
use crate::letter::fact::requests::DeadlineReader;
use crate::letter::fact::rgm;
use crate::letter::fact::subject::{Subject, subject, titled};
use crate::letter::lex::normal::Normal;
use crate::letter::plan::{self, Context, LetterPlan};
use crate::letter::read::document::{Block, Document, Span, Table};
use crate::letter::shape::found::{LetterText, narrowest};
use crate::letter::shape::regions::regions;
use crate::letter::words::Sense;
use crate::letter::{DocumentKind, Evidence, LetterContents};
use crate::model::{Days, Group, Language};
use crate::source::Draft;

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
    let is_there = |form| forms.contains(&Some(form));
    if !is_there(SheetKind::Plan) && !is_there(SheetKind::Deadlines) {
        return None;
    }
    // The paragraphs, and the tables of a form; in the text all places stay.
    let only = |wanted: Option<SheetKind>| {
        let blocks = document.blocks.iter().zip(&forms);
        let blocks = blocks.filter(|(_, form)| form.is_none() || **form == wanted);
        let blocks = blocks.map(|(block, _)| block.clone()).collect();
        Normal::of(Document { blocks, ..document.clone() })
    };
    let mut findings = Findings::default();
    let mut draft = Draft::default();
    let head = only(None);
    let mut found = LetterText::new(&head);
    let regions = regions(&found);
    let language = language_of(&head, &regions);
    let said = subject(&found, &regions)
        .filter(|said| said.date.is_some() || !titled(&found, said).is_empty());
    if let Some(said) = &said {
        title(&mut found, said, language, &mut draft);
    }
    let groups = groups(&mut found, said.as_ref(), &mut draft);
    place(&mut found, said.as_ref(), &regions, language, &mut draft, &mut findings);
    let of_title = said
        .as_ref()
        .and_then(|said| Some((said.date.as_ref()?.days()?, said.date.as_ref()?.span.clone())));
    let mut evidence = std::mem::take(&mut found.evidence);
    let is_in_geneva = draft.zone.is_none();
    let with_plan = only(Some(SheetKind::Plan));
    let read = |days: Option<Days>, findings: &mut Findings| {
        let context = Context {
            normal: &with_plan,
            language,
            days,
            rgm: Vec::new(),
            needs_heading: false,
            groups: &groups,
            is_in_geneva,
            opening: None,
        };
        plan::read(&context, findings)
    };
    let days = of_title.as_ref().map(|(days, _)| *days);
    // Without days in a title they are those of the plan.
    let own = match days {
        None if is_there(SheetKind::Plan) => {
            range(&read(None, &mut Findings::default())).map(|own| with_days(&with_plan, own))
        }
        _ => None,
    };
    if let Some((days, [first, last])) = own {
        draft.start = Some(Said { value: days.first, place: first });
        draft.end = Some(Said { value: days.last, place: last });
    } else if let Some((days, span)) = &of_title {
        let place = head.place(span);
        draft.start = Some(Said { value: days.first, place });
        draft.end = Some(Said { value: days.last, place });
    }
    let days = days.or(own.map(|(days, _)| days));
    for (field, day) in [("start", &draft.start), ("end", &draft.end)] {
        let day = day.as_ref();
        evidence.extend(day.map(|day| Evidence {
            field: field.to_owned(),
            value: day.value.to_string(),
            place: day.place,
        }));
    }
    if is_there(SheetKind::Plan) {
        let plan = read(days, &mut findings);
        tell_unread(&with_plan, &plan, &mut findings);
        draft.slots = match plan.entries.is_empty() {
            true => {
                draft.start.as_ref().map(|start| Said { value: Vec::new(), place: start.place })
            }
            false => plan.slots,
        };
        draft.time_plan = plan.entries;
        draft.session_times = plan.session_times;
        evidence.extend(plan.evidence);
    }
    if is_there(SheetKind::Rgm) {
        let normal = only(Some(SheetKind::Rgm));
        let place = draft.place.as_ref().map(|place| place.in_language(language).to_owned());
        let known =
            rgm::KnownMeeting { groups: &groups, days, place: place.as_deref(), written: None };
        let (rgm, said) = rgm::rgm(&LetterText::new(&normal), language, known, &mut findings);
        draft.rgm = rgm;
        evidence.extend(said);
    }
    if is_there(SheetKind::Deadlines) {
        let normal = only(Some(SheetKind::Deadlines));
        let reader =
            DeadlineReader { found: &LetterText::new(&normal), language, meeting: days, groups };
        draft.deadlines = deadlines::of_tables(&reader, &tables(&normal), &mut findings);
        for (index, deadline) in draft.deadlines.iter().enumerate() {
            let actions: Vec<&str> = deadline.actions.iter().map(|it| it.value.key()).collect();
            let date = deadline.date.as_ref().map(|date| date.value.to_string());
            let value = format!("{} {}", date.unwrap_or_default(), actions.join(", "));
            evidence.push(Evidence {
                field: format!("deadlines[{index}]"),
                value,
                place: deadline.place,
            });
        }
    }
    let is_invitation = !draft.groups.is_empty() && (days.is_some() || !draft.rgm.is_empty());
    let (text, pages) = head.into_original();
    Some(LetterContents {
        language,
        kind: DocumentKind::Timetable,
        is_invitation,
        // A plan says itself that a meeting takes place.
        invites: true,
        names_days: None,
        draft,
        evidence,
        passed: Vec::new(),
        findings,
        text,
        pages,
    })
}

/// Who meets: the groups of the title, else the study group of which most of the tables speak.
fn groups(found: &mut LetterText<'_>, said: Option<&Subject>, draft: &mut Draft) -> Vec<Group> {
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

/// Days with those of rows beside them of which no session was read.
fn with_days(normal: &Normal, (mut days, mut places): PlanDays) -> PlanDays {
    let is_cell = |span: &Span| {
        let line = normal.line_of(span.start).filter(|line| line.cell.is_some());
        line.is_some_and(|line| line.span == *span)
    };
    for date in normal.dates.iter().filter(|date| is_cell(&date.span)) {
        let Some(day) = date.day() else { continue };
        let place = normal.place(&date.span);
        let [first, last] = &mut places;
        if day < days.first && (days.first - day).num_days() <= NEAR {
            (days.first, *first) = (day, place);
        }
        if day > days.last && (day - days.last).num_days() <= NEAR {
            (days.last, *last) = (day, place);
        }
    }
    (days, places)
}

/// How many days lie between the days of a plan at most: the weekend, and a holiday or two.
const NEAR: i64 = 5;

/// The first and the last day of a plan, and where they stand.
type PlanDays = (Days, [crate::finding::Place; 2]);

/// The days of a plan.
fn range(plan: &LetterPlan) -> Option<PlanDays> {
    let first = plan.entries.iter().min_by_key(|entry| entry.days.value.first)?;
    let last = plan.entries.iter().max_by_key(|entry| entry.days.value.last)?;
    let days = Days { first: first.days.value.first, last: last.days.value.last };
    Some((days, [first.days.place, last.days.place]))
}

/// Reports tables that gave no session.
fn tell_unread(normal: &Normal, plan: &LetterPlan, findings: &mut Findings) {
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
        findings.doubt("plan-unread", place, message).help(help);
    }
}

/// Where each table stands, below its headers.
fn tables(normal: &Normal) -> Vec<Span> {
    let of = |block: &Block| match block {
        Block::Table(table) => {
            let from = header(normal, table).map_or(0, |(row, _)| row + 1);
            let cells = table.cells.iter().filter(|cell| cell.row >= from);
            let spans = || cells.clone().flat_map(|cell| &cell.paragraphs).map(|it| &it.span);
            Some(spans().map(|span| span.start).min()?..spans().map(|span| span.end).max()?)
        }
        Block::Paragraph(_) | Block::Picture(_) => None,
    };
    normal.document.blocks.iter().filter_map(of).collect()
}

/// The first row with several words, none of which has a date: that of the headers.
fn header(normal: &Normal, table: &Table) -> Option<(usize, Vec<Span>)> {
    (0..table.rows.min(3)).find_map(|row| {
        let cells = table.row(row).iter().filter_map(|cell| cell.paragraphs.first());
        let cells: Vec<Span> = cells.map(|paragraph| paragraph.span.clone()).collect();
        let has_date = |span: &Span| {
            normal
                .dates
                .iter()
                .any(|date| span.start <= date.span.start && date.span.end <= span.end)
        };
        (cells.len() > 1 && !cells.iter().any(has_date)).then_some((row, cells))
    })
}

/// The form of a block that is a table.
fn form(normal: &Normal, at: usize) -> Option<SheetKind> {
    let Block::Table(table) = normal.document.blocks.get(at)? else { return None };
    let heads = header(normal, table).map(|(_, heads)| heads).unwrap_or_default();
    let is_headed = |of: Sense| heads.iter().any(|span| normal.marks.at(of, span.start).is_some());
    let of_sessions = is_headed(Sense::Room) || is_headed(Sense::Slot);
    let headings = [Sense::DeadlineHeading, Sense::DeadlineHeadingAlone];
    let is_of_deadlines = |span: &Span| headings.iter().any(|of| normal.marks.has(*of, span));
    // Between the heading, perhaps the name of the sheet, and the table may stand a title.
    let above = normal.document.blocks.get(..at).unwrap_or_default().iter().rev();
    let is_below_heading = above
        .map_while(|block| match block {
            Block::Paragraph(above) => Some(&above.span),
            _ => None,
        })
        .any(is_of_deadlines);
    if !of_sessions && (heads.iter().any(is_of_deadlines) || is_below_heading) {
        return Some(SheetKind::Deadlines);
    }
    if !of_sessions && rgm::is_list(normal, table) {
        return Some(SheetKind::Rgm);
    }
    Some(if asks(normal, table, of_sessions) { SheetKind::Deadlines } else { SheetKind::Plan })
}

/// Whether most rows ask for something on a date, as those of deadlines do.
fn asks(normal: &Normal, table: &Table, of_sessions: bool) -> bool {
    if of_sessions {
        return false;
    }
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
