//! The time plan of a letter: tables of days and slots become entries of a meeting file.
//!
//! ```text
//! tables, lines ─▶ forms (a file each) ─▶ entries (day × slots or hours × lines) ─▶ sessions ─▶ days
//! ```
//! What the words of an entry mean is read once, for all forms (`cells`, `line`, `title`).
//! What a plan leaves open is a finding: a session at a wrong hour is worse than none.

mod beside;
mod brackets;
mod cells;
mod changes;
mod day;
mod days;
mod footnotes;
mod forms;
mod gather;
mod grid;
mod hours;
mod label;
mod legend;
mod line;
mod notes;
mod own_hours;
#[cfg(test)]
mod sample;
mod several;
mod title;
mod unread;
mod whose_hours;
mod words;

use crate::finding::{Findings, Said, list};
use crate::letter::Evidence;
use crate::letter::lex::normal::Normal;
use crate::letter::read::document::Span;
use crate::model::{
    Cell, Days, Group, Hours, Kind, Language, Slot, SlotRange, SlotTimes, Text, TimeOfDay,
    is_working_day,
};
use crate::source::{DraftDay, DraftPlanEntry};
use crate::zone::Zone;
use beside::{
    announced, begin, hours_below_slots, hours_beside_slots, lines_beside, loose_plan,
    plan_in_words,
};
use changes::PlanChanges;
use chrono::{Datelike, NaiveDate};
use day::{DayContext, PlannedSessions, key};
use footnotes::all_notes;
use forms::layout::PlanTable;
use forms::list::{ListedDays, listed};
use forms::tables::plan_tables;
use gather::{Gathered, HalfHours, PlannedDay, SlotOfDay};
use hours::PlanHours;
use label::Half;
use line::StatedHours;
use own_hours::{LegendHours, differing, own_hours, slots_used};
use std::cell::RefCell;
use std::collections::BTreeSet;
use title::TitleReader;
use unread::{picture, tell_ends, tell_unread, without_end};
use whose_hours::{PlaceClock, other_hours};

/// What is known of a letter before its plan is read.
#[derive(Clone, Debug)]
pub(crate) struct Context<'a> {
    pub(crate) normal: &'a Normal,
    pub(crate) language: Language,
    pub(crate) days: Option<Days>,
    pub(crate) rgm: Vec<Days>,
    /// Whether a list of sessions is one only behind the heading of a plan; a sheet needs none, and may stand
    /// beside a sheet with a plan.
    pub(crate) needs_heading: bool,
    pub(crate) groups: &'a [Group],
    /// The zone of its place.
    pub(crate) zone: Zone,
    /// When the meeting opens.
    pub(crate) opening: Option<TimeOfDay>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct LetterPlan {
    /// The days with their sessions.
    pub(crate) entries: Vec<DraftPlanEntry>,
    /// The hours of slots that differ from the standard ones.
    pub(crate) session_times: Vec<(Slot, Said<Hours>)>,
    /// The slots of days whose sessions were lost, if they are not all.
    pub(crate) slots: Option<Said<Vec<Slot>>>,
    pub(crate) evidence: Vec<Evidence>,
    /// Where the plan stands, so that others do not take its dates for anything else.
    pub(crate) table_span: Option<Span>,
}

pub(crate) fn read(context: &Context<'_>, findings: &mut Findings) -> LetterPlan {
    let doubts = RefCell::default();
    let plan = read_with(context, &doubts);
    findings.extend(doubts.into_inner());
    plan
}

fn read_with(context: &Context<'_>, doubts: &RefCell<Findings>) -> LetterPlan {
    let normal = context.normal;
    let ranges: Vec<Days> = context.days.iter().chain(&context.rgm).copied().collect();
    let mut reader = TitleReader {
        normal,
        language: context.language,
        study_group: context.groups.iter().find_map(Group::study_number),
        notes: &[],
        doubts,
    };
    let tables = plan_tables(&reader, context.opening);
    let in_tables = whole(&tables);
    let listed = match in_tables {
        Some(_) if context.needs_heading => ListedDays::default(),
        _ => listed(&reader, &ranges, context.needs_heading),
    };
    let in_list = (!listed.days.is_empty()).then(|| listed.span.clone());
    let span = in_tables.or(in_list);
    let told = reader.doubted();
    if listed.days.is_empty() {
        tell_unread(&reader, &tables);
    }
    let Some(span) = span else { return without_tables(&reader, told) };
    let lines = lines_beside(normal, &span);
    let clock = PlaceClock { zone: context.zone, day: context.days.map(|days| days.first) };
    if let Some(other) = other_hours(normal, &span, &lines, clock) {
        return in_other_hours(&reader, span, other);
    }
    let mut hours = legend(normal, &tables, &lines, &span);
    slots_without_hours(&reader, &tables, &hours);
    let session_times = differing(&hours.slots);
    let notes = all_notes(normal, &span, &lines);
    reader.notes = &notes;
    let weeks = days::weeks(&ranges);
    let ranges = days::ranges(normal, &tables, &lines, &ranges);
    let gathered = Gathered::of(&reader, &tables, &ranges, listed.days);
    let times = SlotTimes::STANDARD.with(&session_times);
    let own = own_hours(&reader, &tables, &lines, times);
    let are_in_tables = own.iter().any(|(_, own)| !own.is_empty());
    hours.settle_weeks(weeks.len(), are_in_tables, &reader);
    let end = hours.span.as_ref().map_or(span.end, |hours| hours.end.max(span.end));
    let table_span = Some(begin(normal, &lines, &span)..end);
    let mut plan = LetterPlan { session_times, table_span, ..LetterPlan::default() };
    let Gathered { days, hours: halves, slots, lost, .. } = gathered;
    let notes = reader.hours_of_notes();
    let lunch = listed.lunch;
    let of = HoursOfDays { context, hours, own, times, weeks, halves, slots, lunch, notes };
    let open = without_end(&days);
    of.add(days, &mut plan);
    plan.slots = match lost {
        Some(place) if of.hours.slots.is_empty() => {
            Some(Said { value: slots_of(&tables).into_iter().collect(), place })
        }
        Some(_) => slots_used(&of.hours.slots),
        None => days_missing(&plan, &reader, context.days, told, &span),
    };
    tell_ends(&reader, &open);
    of.hours.tell_unread(&reader, &tables);
    reader.tell_notes(&span, &plan.entries);
    let (meeting, opening) = (context.days, context.opening);
    let (reader, tables, entries) = (&reader, &tables, &plan.entries);
    PlanChanges { reader, plan: &span, tables, entries, meeting, opening }.tell(&lines);
    plan
}

/// From the first to the last of some tables.
fn whole(tables: &[PlanTable]) -> Option<Span> {
    Some(tables.first()?.span.start..tables.last()?.span.end)
}

/// The slots that tables use.
fn slots_of(tables: &[PlanTable]) -> BTreeSet<Slot> {
    tables.iter().flat_map(PlanTable::slots).collect()
}

/// The hours that stand around a plan and in its tables.
fn legend(normal: &Normal, tables: &[PlanTable], lines: &[Span], plan: &Span) -> PlanHours {
    let mut legend = lines.to_vec();
    // The sessions of a list have hours too: they are no legend.
    legend.retain(|it| !tables.is_empty() || it.end <= plan.start || it.start >= plan.end);
    let mut hours = PlanHours::of(normal, &legend);
    hours.add(normal, tables.iter().flat_map(PlanTable::hours).collect());
    hours.add(normal, hours_below_slots(normal, &legend));
    hours.add(normal, hours_beside_slots(normal, &legend));
    hours
}

/// The hours of the days of a plan.
struct HoursOfDays<'a> {
    context: &'a Context<'a>,
    hours: PlanHours,
    /// Those of each table, by its number among the blocks.
    own: Vec<(usize, LegendHours)>,
    times: SlotTimes,
    weeks: Vec<Days>,
    /// Those of half days that stand above their cells.
    halves: Vec<HalfHours>,
    slots: Vec<SlotOfDay>,
    lunch: Vec<(NaiveDate, Said<Hours>)>,
    /// Those of footnotes.
    notes: Vec<(Text, StatedHours)>,
}

impl HoursOfDays<'_> {
    fn add(&self, days: Vec<PlannedDay>, plan: &mut LetterPlan) {
        for PlannedDay { date, sessions, place } in days {
            let day = self.day(date, sessions);
            if !day.cells.is_empty() || is_working_day(date) {
                plan.evidence.extend(evidence(date, &day, self.context.language));
                let days = Said { value: Days::one(date), place };
                plan.entries.push(DraftPlanEntry { days, day });
            }
        }
    }

    fn day(&self, date: NaiveDate, mut sessions: Vec<PlannedSessions>) -> DraftDay {
        let block = sessions.first().map(|planned| planned.source.block);
        let own = self.own.iter().find(|(table, _)| Some(*table) == block);
        let mut own = own.map_or(LegendHours::new(), |(_, own)| own.clone());
        for (slot, said) in self.hours.on(date, &self.weeks) {
            own.retain(|(other, _)| *other != slot);
            own.push((slot, said));
        }
        for SlotOfDay { slot, said, .. } in self.slots.iter().filter(|own| own.date == date) {
            own.retain(|(other, _)| other != slot);
            let differs = said.value != self.times.of(*slot).hours;
            own.extend(differs.then(|| (*slot, said.clone())));
        }
        let lunch = self.lunch.iter().find(|(day, _)| *day == date);
        own.extend(lunch.map(|(_, said)| (Slot::Lunch, said.clone())));
        let half = |half: Half| {
            let own = self.halves.iter().find(|own| own.date == date && own.half == half);
            let said = own.map(|own| &own.said);
            Some((half, said.or_else(|| self.hours.half(half, date.weekday()))?.clone()))
        };
        let is_first = self.context.days.is_some_and(|days| days.first == date);
        let of = DayContext {
            times: self.times.with(&own),
            halves: [Half::Morning, Half::Afternoon].into_iter().filter_map(half).collect(),
            opening: if is_first { self.context.opening } else { None },
        };
        for PlannedSessions { slots, cells, .. } in &mut sessions {
            self.of_notes(slots, cells, of.times);
        }
        let mut draft = day::day(sessions, &of);
        // On days before the meeting rapporteur groups meet.
        let has = |days: &Days| days.contains(date);
        if self.context.rgm.iter().any(has) && !self.context.days.as_ref().is_some_and(has) {
            let cells = draft.cells.iter_mut().flat_map(|(_, cells)| cells);
            cells.filter(|cell| cell.kind == Kind::Session).for_each(|cell| cell.kind = Kind::Rgm);
        }
        own.retain(|(slot, _)| draft.times.iter().all(|(other, _)| other != slot));
        draft.times.extend(own);
        draft
    }

    /// Gives sessions the hours of their footnotes, if these lie within their slots.
    fn of_notes(&self, slots: &[Slot], cells: &mut [Cell], times: SlotTimes) {
        let Some((first, last)) = slots.iter().min().zip(slots.iter().max()) else { return };
        let (first, last) = (times.of(*first).hours.start, times.of(*last).hours.end);
        for cell in cells.iter_mut().filter(|cell| cell.start.or(cell.end).is_none()) {
            let own = self.notes.iter().find(|(note, _)| cell.note.as_ref() == Some(note));
            if let Some((_, StatedHours { start, end })) = own
                && start.is_none_or(|start| first <= start && start < last)
                && end.is_none_or(|end| first < end && end <= last)
            {
                (cell.start, cell.end, cell.note) = (*start, *end, None);
            }
        }
    }
}

/// A plan whose hours are those of another zone.
fn in_other_hours(reader: &TitleReader<'_>, span: Span, (said, whose): (Span, &str)) -> LetterPlan {
    let message = format!("the hours of this time plan are {whose}");
    let help = "its sessions are left out; write them by hand at the hours of the meeting's place";
    reader.doubt("hours-of-another-zone", &said, message, help);
    let slots = Some(none(reader.normal, &said));
    LetterPlan { slots, table_span: Some(span), ..LetterPlan::default() }
}

/// That no slots are used: a plan is there and was not read, so that usual sessions would be invented.
fn none(normal: &Normal, span: &Span) -> Said<Vec<Slot>> {
    Said { value: Vec::new(), place: normal.place(span) }
}

/// A letter whose plan lost its tables says so; one without a plan says nothing. `told` is how many
/// doubts there were before the plan was looked for.
fn without_tables(reader: &TitleReader<'_>, told: usize) -> LetterPlan {
    let normal = reader.normal;
    if let Some(span) = picture(normal) {
        let said = "the time plan is a picture, and was not read";
        let help = "write its sessions by hand; until then the meeting has none";
        reader.doubt("plan-picture", &span, said, help);
        let slots = Some(none(normal, &span));
        return LetterPlan { slots, table_span: Some(span), ..LetterPlan::default() };
    }
    if let Some(span) = loose_plan(normal) {
        let lines = lines_beside(normal, &span);
        let hours = PlanHours::of(normal, &lines);
        gather::cells_lost(reader, &span);
        let slots = match hours.slots.as_slice() {
            [] => Some(none(normal, &span)),
            said => slots_used(said),
        };
        let session_times = differing(&hours.slots);
        let plan = LetterPlan { session_times, slots, ..LetterPlan::default() };
        return LetterPlan { table_span: Some(span), ..plan };
    }
    let in_words = plan_in_words(normal);
    let Some(span) = in_words.clone().or_else(|| announced(normal)) else {
        return LetterPlan::default();
    };
    if in_words.is_some() {
        let said = "this time plan is in sentences";
        let help = "they are not read; write its sessions by hand: until then the meeting has none";
        reader.doubt("plan-in-words", &span, said, help);
    } else if reader.doubted() == told {
        let said = "the letter speaks of a time plan here, and none could be read";
        let help = "write its sessions by hand, or import the letter with its annexes: until then the meeting has none";
        reader.doubt("plan-unread", &span, said, help);
    }
    LetterPlan { slots: Some(none(normal, &span)), ..LetterPlan::default() }
}

/// Days of the meeting that a plan leaves out have no sessions; that is reported.
fn days_missing(
    plan: &LetterPlan,
    reader: &TitleReader<'_>,
    meeting: Option<Days>,
    told: usize,
    span: &Span,
) -> Option<Said<Vec<Slot>>> {
    let has = |day: &NaiveDate| plan.entries.iter().any(|entry| entry.days.value.contains(*day));
    let mut days: Vec<NaiveDate> = days::each(meeting.as_slice()).collect();
    days.retain(|day| is_working_day(*day));
    let missing = days.split(has).filter_map(days::range).map(|days| days.to_string());
    let missing: Vec<String> = missing.collect();
    if missing.is_empty() {
        return None;
    }
    if reader.doubted() == told {
        let days = list(missing.iter().map(String::as_str), "and");
        let said = format!("this time plan does not mention {days}");
        let help = "the meeting has no sessions then; write them by hand if there are any";
        reader.doubt("plan-days-missing", span, said, help);
    }
    Some(none(reader.normal, span))
}

/// A legend that leaves out the hours of a slot that the plan uses is reported.
fn slots_without_hours(reader: &TitleReader<'_>, tables: &[PlanTable], hours: &PlanHours) {
    let said: BTreeSet<Slot> = hours.slots.iter().map(|(slot, _)| *slot).collect();
    let missing = &slots_of(tables) - &said;
    let is_legend = said.iter().any(|slot| *slot != Slot::Lunch);
    if let (Some(span), true, false) = (&hours.span, is_legend, missing.is_empty()) {
        let slots = list(missing.iter().map(|slot| slot.key()), "and");
        let word = if missing.len() == 1 { "slot" } else { "slots" };
        let said = format!("the hours of {word} {slots} are not among these");
        let help = "the usual ones are taken; write those of the meeting to `session_times`";
        reader.doubt("slot-hours-missing", span, said, help);
    } else if !is_legend {
        hours.tell_breaks(reader, &PlanTable::single_slots(tables));
    }
}

/// Where the sessions of a day stand.
fn evidence(date: NaiveDate, draft: &DraftDay, language: Language) -> Vec<Evidence> {
    let of = |(range, cells): &(Said<SlotRange>, Vec<Cell>)| {
        let titles = cells.iter().filter_map(|cell| cell.title.as_ref());
        let titles: Vec<&str> = titles.map(|title: &Text| title.in_language(language)).collect();
        let field = format!("time_plan.{date}.{}", key(range.value));
        Evidence { field, value: titles.join("; "), place: range.place }
    };
    draft.cells.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::letter::read::document::{Table, TableCell};
    use crate::model::Language;

    fn en(days: &str) -> SampleLetter {
        SampleLetter::new(Language::En, "SG12", days)
    }

    const WEEK: &str = " | Monday 9 March 2026 | Tuesday 10 March 2026";

    #[test]
    fn weeks_in_several_tables_and_days_without_sessions() {
        let short = en("2026-03-16/2026-03-20")
            .rgm("2026-03-09/2026-03-13")
            .line("ANNEX B")
            .line("Time plan of RGMs and the meeting")
            .table(&[WEEK, "1 | Q1/12 | ", "2 | WP1/12 plenary |", "5 | | "])
            .line("(Second week)")
            .table(&[
                " | Mon 16/03 | Tue 17/03 | Sat 21/03 | Sat",
                "1 | Tutorial | Q2/12\nQ3/12 | | x",
            ])
            .line("NOTE - Updates follow.")
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 Q1/12@en rgm | 2 WP1/12 plenary@en rgm
2026-03-10
2026-03-16 | 1 Tutorial@en workshop
2026-03-17 | 1 Q2/12@en + Q3/12@en
Doubt(\"plan-outside-meeting\")
"
        );
    }

    #[test]
    fn hours_in_a_row_above_that_of_their_slot_are_those_of_the_day() {
        let short = en("2026-03-09/2026-03-10")
            .line("Draft time plan")
            .table(&[
                WEEK,
                " | 09:30-10:45 | 09:00-10:15",
                "1 | Q1/12 | Q2/12",
                " | 11:15-12:30 | 10:30-12:00",
                "2 | Q3/12 | Q4/12",
            ])
            .short();
        assert_eq!(
            short,
            "2026-03-09 | 1 Q1/12@en | 2 Q3/12@en\n\
             2026-03-10 | 1 Q2/12@en | 2 Q4/12@en | 1=09:00-10:15 | 2=10:30-12:00\n"
        );
    }

    #[test]
    fn hours_around_slots_that_do_not_say_when_these_begin_are_told() {
        let rows = [
            WEEK,
            "1 | Q1/12 | Q2/12",
            "2 | Q3/12 | Q4/12",
            "3 | Q5/12 | Q6/12",
            "4 | Q7/12 | Q8/12",
        ];
        for (line, told) in [
            ("Working hours: 09:00-12:00 and 13:30-16:30", true),
            ("Hours: 09:00-12:00 and 13:30-16:30", true),
            ("Horaires des séances: 9 h 00-12 h 00 et 13 h 30-16 h 30", true),
            ("Lunch break: 12:00-13:30", true),
            ("Sessions begin at 09:00 and 11:00", true),
            ("Les séances commencent à 9 h 00 et à 11 h 00", true),
            ("Working hours: 09:30-12:30 and 14:30-17:30", false),
            ("Lunch break: 12:30-14:30", false),
        ] {
            let sample = en("2026-03-09/2026-03-10").line("Draft time plan").table(&rows);
            let short = sample.line(line).short();
            let doubts = ["slot-hours-missing", "hours-unread"];
            assert_eq!(doubts.iter().any(|name| short.contains(name)), told, "{line}: {short}");
        }
    }

    #[test]
    fn sentences_on_the_hours_of_all_sessions_are_told() {
        let plan = [WEEK, "1 | Q1/12 | Q2/12"];
        for (line, told) in [
            ("Morning sessions start at 09:00.", true),
            ("Each session lasts 60 minutes.", true),
            ("All sessions start 30 minutes earlier on Tuesday.", true),
            ("Chaque séance dure 60 minutes.", true),
            ("Documents for the session must be sent by 18:00.", false),
            ("Registration for the sessions starts at 08:30.", false),
        ] {
            let sample = en("2026-03-09/2026-03-10").line("Draft time plan").table(&plan);
            assert_eq!(sample.line(line).short().contains("plan-note"), told, "{line}");
        }
    }

    #[test]
    fn hours_may_stand_behind_the_days() {
        let head = " | Monday 9 March 2026 | Tuesday 10 March 2026 | Hours";
        let rows = [head, "1 | Q1/12 | Q2/12 | 09:00-10:15", "2 | Q3/12 | Q4/12 | 10:45-12:00"];
        let short = en("2026-03-09/2026-03-10").line("Draft time plan").table(&rows).short();
        assert!(short.ends_with("1=09:00-10:15\n2=10:45-12:00\n"), "{short}");
    }

    #[test]
    fn half_days_may_stand_above_the_days() {
        let rows = [
            " | w2:AM | w2:PM",
            " | Mon 9 March | Tue 10 March | Mon 9 March | Tue 10 March",
            "Q1/12 | x | | | x",
        ];
        let short = en("2026-03-09/2026-03-10").line("Draft time plan").table(&rows).short();
        assert_eq!(short, "2026-03-09 | am Q1/12@en\n2026-03-10 | pm Q1/12@en\n");
    }

    #[test]
    fn a_day_that_is_not_understood_is_told() {
        let head = " | Monday 9 March 2026, from 10:00 | Tuesday 10 March 2026";
        let rows = [head, "1 | Q1/12 | Q2/12", "2 | Q3/12 | Q4/12"];
        let short = en("2026-03-09/2026-03-10").line("Draft time plan").table(&rows).short();
        assert!(short.contains("plan-note"), "{short}");
    }

    #[test]
    fn rooms_in_a_row_below_the_days_are_those_of_their_columns() {
        let short = en("2026-03-09/2026-03-10")
            .line("Draft time plan")
            .table(&[
                " | w2:Monday 9 March 2026 | w2:Tuesday 10 March 2026",
                " | Room A | Room B | Room A | Room B",
                "09:30-10:45 | Q1/12 | Q2/12 | Q3/12 | ",
            ])
            .short();
        let expected = "2026-03-09 | 1 Q1/12@en in Room A + Q2/12@en in Room B\n\
                        2026-03-10 | 1 Q3/12@en in Room A\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn a_legend_may_be_a_table_and_lack_a_slot() {
        let plan = [WEEK, "1 | Q1/12 | Q2/12", "2 | Q3/12 | Q4/12"];
        let sample = || en("2026-03-09/2026-03-10").table(&plan).line("Session times:");
        let short = sample().table(&["Slot | Hours", "1 | 0900-1015", "2 | 1045-1200"]).short();
        assert!(short.contains("\n1=") && short.contains("\n2="), "{short}");
        for rows in [
            &["Session | Start | End", "1 | 0900 | 1015", "2 | 1045 | 1200"][..],
            &["Session | From | To", "Session 1 | 09:00 | 10:15", "Session 2 | 10:45 | 12:00"],
            &["Séance | Début | Fin", "1 | 9 h 00 | 10 h 15", "2 | 10 h 45 | 12 h 00"],
            &["1st session | 0900-1015", "2nd session | 1045-1200"],
        ] {
            let hours = "1=09:00-10:15\n2=10:45-12:00\n";
            let behind = sample().table(rows).short();
            let before = en("2026-03-09/2026-03-10").line("Draft time plan");
            let before = before.table(rows).table(&plan).short();
            assert!(behind.ends_with(hours) && before.ends_with(hours), "{behind}{before}");
        }
        let short = sample().line("1 - 0900-1015; 3 - 1400-1515").short();
        assert!(short.contains("slot-hours-missing"), "{short}");
    }

    #[test]
    fn hours_in_utc_are_those_of_no_session() {
        let rows = [
            "Time (UTC) | Monday 9 March 2026 | Tuesday 10 March 2026",
            "10.00-11.30 | Q1/12 | Q2/12",
        ];
        let doubt = "slots \nDoubt(\"hours-of-another-zone\")\n";
        assert_eq!(en("2026-03-09/2026-03-10").table(&rows).short(), doubt);
        let plain = [WEEK, "1000-1130 | Q1/12 | Q2/12"];
        for said in [
            "All times are in UTC.",
            "Toutes les heures de cet horaire sont en TUC",
            "时间为协调世界时",
            "All times are Eastern Daylight Time (EDT).",
            "所有时间均为北京时间。",
            "Время московское (МСК)",
        ] {
            let note = en("2026-03-09/2026-03-10").table(&plain).line(said).short();
            assert_eq!(note, doubt, "{said}");
        }
        for said in ["All times are Geneva time.", "Heure de Genève", "以上为日内瓦时间"] {
            let abroad = en("2026-03-09/2026-03-10")
                .in_zone("Africa/Cairo")
                .table(&plain)
                .line(said)
                .short();
            assert_eq!(abroad, doubt, "{said}");
            let short = en("2026-03-09/2026-03-10").table(&plain).line(said).short();
            assert!(short.contains("Q1/12"), "{said}: {short}");
        }
        for harmless in [
            "Times are those of Geneva (UTC).",
            "All times are local time.",
            "Local time is UTC+1.",
            "All times are CEST (not BST).",
            "Время женевское, UTC",
            "Contributions by 23:59 UTC, 24 February 2026",
        ] {
            let short = en("2026-03-09/2026-03-10").table(&plain).line(harmless).short();
            assert!(short.contains("Q1/12"), "{harmless}: {short}");
        }
    }

    #[test]
    fn evidence_and_the_stretch_of_a_plan() {
        let (plan, _) = en("2026-03-09/2026-03-10")
            .line("See the time plan of 1 March 2026 in Annex B.")
            .line("Time plan")
            .table(&[WEEK, "am | Q1/12\nQ2/12 | "])
            .line("Sessions times: 1 - 0930-1045; 2 - 1115-1230")
            .line("Yours faithfully")
            .read();
        let said = plan.evidence.iter().map(|said| format!("{}: {}", said.field, said.value));
        assert_eq!(said.collect::<Vec<_>>(), ["time_plan.2026-03-09.am: Q1/12; Q2/12"]);
        let span = plan.table_span.unwrap();
        assert_eq!((span.start, span.end > 100), (46, true));
    }

    #[test]
    fn a_second_week_may_have_hours_of_its_own() {
        let second = " | Mon 16/03 | Tue 17/03";
        for is_before in [false, true] {
            let legends = [
                "Sessions times: 1 - 0900-1015; 2 - 1045-1200",
                "Sessions times: 1 - 0930-1045; 2 - 1045-1200",
            ];
            let mut sample = en("2026-03-09/2026-03-20");
            for (table, legend) in [WEEK, second].into_iter().zip(legends) {
                let rows = [table, "1 | Q1/12 | Q2/12"];
                sample = if is_before {
                    sample.line(legend).table(&rows)
                } else {
                    sample.table(&rows).line(legend)
                };
            }
            assert_eq!(
                sample.short(),
                "\
2026-03-09 | 1 Q1/12@en
2026-03-10 | 1 Q2/12@en
2026-03-16 | 1 Q1/12@en | 1=09:30-10:45
2026-03-17 | 1 Q2/12@en | 1=09:30-10:45
1=09:00-10:15
2=10:45-12:00
",
                "{is_before}"
            );
        }
    }

    #[test]
    fn lost_cells_are_told_and_not_guessed() {
        let lost = "slots \nDoubt(\"cells-lost\")\n";
        let days = || en("2026-03-09/2026-03-10").line("Draft time plan");
        assert_eq!(days().table(&[WEEK]).short(), lost);
        assert_eq!(days().ragged(&[WEEK]).short(), lost);
        let rows = days().table(&[WEEK, "1 | |", "2 | |"]).short();
        assert_eq!(rows, lost.replace("slots ", "slots 1,2"));
        let legend = "Sessions times: 1 - 0900-1000; 2 - 1115-1230; 3 - 1430-1545";
        let short = days().ragged(&[WEEK]).line(legend).short();
        assert_eq!(short, format!("1=09:00-10:00\n{}", lost.replace("slots ", "slots 1,2,3")));
        // Without any table: days alone, days glued, rows of hours.
        for lines in [
            &["Mon 09/03", "Tues 10/03", "Wed 11/03", "Q1/12"][..],
            &["Mon 9Tues 10Wed 11Thur 12"],
            &["0930-1230 0930-1230 0900-1200"],
        ] {
            let short = lines.iter().fold(days(), |sample, line| sample.line(line)).short();
            assert_eq!(short, lost, "{lines:?}");
        }
    }

    #[test]
    fn other_tables_are_no_plans() {
        for rows in [
            &["9 March 2026 | Submit contributions", "10 March 2026 | Pre-registration"][..],
            &["Tel: | +41 22 730 1234", "Fax: | +41 22 730 5853"],
            &["Question | Monday 9 March 2026", "Q1/12 | terms of reference"],
            &["9 March 2026 | 10 March 2026", "Dakar | Geneva"],
            &["9 March 2026 | 10 March 2026"],
            &[" | "],
        ] {
            let (plan, findings) = en("2026-03-09/2026-03-10").table(rows).read();
            assert!(
                plan.entries.is_empty() && plan.table_span.is_none() && findings.is_empty(),
                "{rows:?}"
            );
        }
    }

    #[test]
    fn a_plan_that_is_announced_and_not_read_gives_no_sessions() {
        for text in [
            "A draft agenda and time plan are set out in Annexes B and C.",
            "Le projet de calendrier est joint à la présente.",
            "Проект плана распределения времени прилагается.",
            "时间计划草案见附件B。",
        ] {
            let (plan, findings) = en("").line(text).line("Monday 9 March 2026").read();
            assert!(plan.slots.unwrap().value.is_empty() && findings.has_losses(), "{text}");
        }
        let text = "A time plan will be published in due course.";
        let (plan, findings) = en("").line(text).read();
        assert!(plan.slots.is_none() && findings.is_empty());
    }

    #[test]
    fn days_that_a_plan_leaves_out_are_told_and_have_no_sessions() {
        let (plan, findings) =
            en("2026-03-09/2026-03-11").table(&[WEEK, "1 | Q1/12 | Q2/12"]).read();
        assert!(plan.entries.len() == 2 && plan.slots.unwrap().value.is_empty());
        assert!(findings.has_losses());
    }

    #[test]
    fn the_opening_plenary_begins_when_the_letter_says() {
        let at = |opening: &str, row: &str| {
            let table = [WEEK, row];
            en("2026-03-09/2026-03-10")
                .opens(opening)
                .table(&table)
                .short()
                .lines()
                .next()
                .unwrap()
                .to_owned()
        };
        let plenary = "SG12 opening plenary@en plenary";
        for (opening, row, expected) in [
            ("10:00", "1 | SG12 opening plenary |", format!("1 {plenary} from 10:00")),
            ("09:30", "1 | SG12 opening plenary |", format!("1 {plenary}")),
            ("11:00", "2 | SG12 opening plenary |", format!("2 {plenary} from 11:00")),
            ("11:00", "am | SG12 opening plenary |", format!("2 {plenary} from 11:00")),
            ("10:00", "am | SG12 opening plenary |", format!("am {plenary} from 10:00")),
            ("09:30", "pm | SG12 opening plenary |", format!("pm {plenary}")),
            ("10:00", "1 | Q1/12 |", "1 Q1/12@en".to_owned()),
        ] {
            assert_eq!(at(opening, row), format!("2026-03-09 | {expected}"), "{opening} {row}");
        }
    }

    #[test]
    fn hostile_tables_do_no_harm() {
        let week = |columns: usize| {
            let days: Vec<String> = (0..columns).map(|at| format!("Mon {}", at % 28 + 1)).collect();
            format!(" | {}", days.join(" | "))
        };
        // As large as a plan may be, and with joins that fill it all.
        let head = week(150);
        let mut rows: Vec<String> = vec![head];
        rows.extend((0..100).map(|at| format!("{} | w140:Q1/12\n1730: x | Q2/12", at % 6)));
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let _ = en("2026-03-02/2026-03-27").table(&rows).short();
        // Larger, overlapping, beyond its borders.
        let cell = |row, column, height, width| TableCell {
            row,
            column,
            height,
            width,
            ..Default::default()
        };
        for table in [
            Table {
                rows: 1000,
                columns: 1000,
                cells: vec![cell(0, 0, 1, 1); 1_000_000],
                is_ragged: false,
            },
            Table {
                rows: 400,
                columns: 200,
                cells: vec![cell(0, 0, 400, 200); 80_000],
                is_ragged: false,
            },
            Table {
                rows: 2,
                columns: 2,
                cells: vec![cell(9, 9, usize::MAX, usize::MAX)],
                is_ragged: false,
            },
            Table { rows: 0, columns: 5, cells: vec![cell(0, 0, 0, 0)], is_ragged: true },
            Table {
                rows: 400,
                columns: 200,
                cells: vec![cell(3, usize::MAX, 1, 1); 90_000],
                is_ragged: true,
            },
        ] {
            assert!(en("2026-03-02/2026-03-27").whole_table(table).short().is_empty());
        }
    }

    #[test]
    fn a_picture_in_a_cell_is_told() {
        let rows = [WEEK, "1 | Q1/12 |"];
        let mut sample = en("2026-03-09/2026-03-10").table(&rows);
        sample.picture_in_last_cell();
        let expected = "2026-03-09 | 1 Q1/12@en\n2026-03-10\nDoubt(\"plan-picture\")\n";
        assert_eq!(sample.short(), expected);
    }
}
