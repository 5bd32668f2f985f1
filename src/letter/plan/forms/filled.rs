//! The sessions of the filled cells of a table: cells with words, or cells that are only shaded.

use crate::finding::counted;
use crate::letter::lex::distinct;
use crate::letter::plan::cells::PlanCell;
use crate::letter::plan::day::{CellSource, PlannedSessions};
use crate::letter::plan::forms::colours::of_colour;
use crate::letter::plan::forms::groups::{GroupMark, mark};
use crate::letter::plan::forms::layout::{DayCell, PlanRow};
use crate::letter::plan::forms::part::TablePart;
use crate::letter::plan::forms::remarks::tell_beside_days;
use crate::letter::plan::label::{Label, says_same};
use crate::letter::plan::line::CellLine;
use crate::letter::plan::title::TitleReader;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::Slot;
use std::collections::BTreeMap;

/// How many sessions a plan has at most: four weeks of thirty Questions in parallel are 2,400.
const MOST_SESSIONS: usize = 4_000;

/// The longest cell: some forty Questions in parallel, each with a few words.
const LONGEST_CELL: usize = 4_000;

/// The sessions of each day of a layout.
pub(crate) type ByDay = BTreeMap<usize, Vec<PlannedSessions>>;

/// The slots that each cell fills on each day.
type Covered = BTreeMap<(usize, usize), Vec<Slot>>;

impl TablePart<'_> {
    /// The sessions by the days of the layout; `taken` counts those of the whole plan.
    pub(crate) fn sessions(&self, taken: &mut usize) -> ByDay {
        let rows = || self.layout.rows.iter();
        let of_groups = rows().filter(|(_, kind)| *kind == PlanRow::Group).map(|(row, _)| *row);
        let of_groups: Vec<usize> = of_groups.collect();
        let is_shaded =
            of_groups.iter().any(|row| self.cells(*row).any(|it| it.cell.fill.is_some()));
        let of_words = rows().map(|(row, _)| *row);
        let of_words: Vec<usize> =
            of_words.filter(|row| !is_shaded && self.is_of_words(*row)).collect();
        self.tell_undecided();
        tell_beside_days(self);
        let mut found = ByDay::new();
        if !is_shaded {
            let covered = self.covered(&of_words);
            self.in_words(covered, &mut found, taken);
        }
        let of_groups = of_groups.into_iter().filter(|row| !of_words.contains(row));
        for (day, planned) in self.of_groups(of_groups) {
            *taken += planned.cells.len();
            found.entry(day).or_default().push(planned);
        }
        found
    }

    /// Reports cells whose sessions are still to be decided: they are no sessions, and no free slots.
    fn tell_undecided(&self) {
        let is_of_sessions =
            |kind: &PlanRow| !matches!(kind, PlanRow::Lunch(_) | PlanRow::Hours(_));
        let rows = self.layout.rows.iter().filter(|(_, kind)| is_of_sessions(kind));
        let cells = rows.flat_map(|(row, _)| self.cells(*row)).map(|it| it.cell);
        let open = cells.filter(|cell| cell.label == Label::Undecided);
        let open = open.filter_map(|cell| cell.span()).map(|span| (span.start, span));
        let open: BTreeMap<usize, Span> = open.collect();
        let (same, other): (Vec<_>, Vec<_>) =
            open.values().partition(|span| says_same(self.reader.normal, span));
        for of_kind in [other, same] {
            if let Some(first) = of_kind.first() {
                tell_open(self.reader, first, of_kind.len() - 1);
            }
        }
    }

    /// Which cells hold sessions. A joined cell counts in all its days and slots.
    fn covered(&self, of_words: &[usize]) -> Covered {
        let mut covered = Covered::new();
        let rows = self.layout.rows.iter().filter(|(row, _)| self.rooms != Some(*row));
        for (row, kind) in rows {
            let body = || self.cells(*row).filter(|it| it.cell.label == Label::Other);
            for DayCell { index, cell, day, part } in body() {
                let slots = match (kind, part) {
                    (PlanRow::Slots(slots, ..), _) => slots.clone(),
                    (PlanRow::Unlabelled | PlanRow::Group, Some(part))
                        if of_words.contains(row) =>
                    {
                        part.slots()
                    }
                    // What takes place over lunch on one day; words over all of them are about lunch.
                    (PlanRow::Lunch(_), _)
                        if (cell.row, cell.height, cell.width) == (*row, 1, 1) =>
                    {
                        vec![Slot::Lunch]
                    }
                    _ => continue,
                };
                covered.entry((index, day)).or_default().extend(slots);
            }
            let is_unclear = *kind == PlanRow::Unknown
                || *kind == PlanRow::Unlabelled && !of_words.contains(row);
            // A caption over all columns is no row of sessions.
            let days = self.layout.day_columns().count();
            if is_unclear
                && self.layout.has_slots()
                && body().all(|it| it.cell.width < days.max(2))
                && let Some(span) = body().find_map(|it| it.cell.span())
            {
                let said = "which slot this row of the time plan is for is not certain";
                self.reader.doubt("slot-unclear", &span, said, "write its sessions by hand");
            }
        }
        covered
    }

    /// Takes the sessions of cells with words.
    fn in_words(&self, covered: Covered, found: &mut ByDay, taken: &mut usize) {
        let mut too_long: Option<usize> = None;
        let mut marks: Option<Span> = None;
        for ((index, day), slots) in covered {
            let slots = distinct(slots);
            let Some(cell) = self.grid().cells.get(index) else { continue };
            let Some(span) = cell.span() else { continue };
            if span.len() > LONGEST_CELL {
                if too_long.replace(index) != Some(index) {
                    let said = "this cell of the time plan has more words than sessions have";
                    self.reader.doubt("cell-too-long", &span, said, "write its sessions by hand");
                }
                continue;
            }
            // "X" does not say who meets, and "--" says that nobody does.
            let is_mark = |line: &Span| {
                let is_sign = self.reader.normal.slice(line).chars().all(|c| "-./ ".contains(c));
                !is_sign && self.reader.is_yes(line) && !self.reader.is_remote(line)
            };
            if cell.lines.iter().all(is_mark) {
                marks.get_or_insert(span);
                continue;
            }
            let of = cell.fill.and_then(|colour| self.key.of(colour)?.of);
            if matches!(of, Some(Sense::CalledOff | Sense::NoSession)) {
                continue;
            }
            let planned = self.reader.planned(PlanCell {
                slots,
                lines: without_called_off(self.reader, &cell.lines),
                beside: CellLine { room: self.room(cell), ..of_colour(of) },
                source: CellSource { block: self.table.block, cell: index },
                ..PlanCell::default()
            });
            let own = planned.cells.len() * planned.slots.len().max(1);
            if *taken + own > MOST_SESSIONS {
                let said = "this time plan has more sessions than are read";
                let help = "those from here on are left out; write them by hand";
                return self.reader.doubt("plan-too-long", &span, said, help);
            }
            *taken += own;
            if own > 0 {
                found.entry(day).or_default().push(planned);
            }
        }
        if let Some(mark) = marks {
            let said = "whose session this mark stands for is not certain";
            self.reader.doubt("session-unclear", &mark, said, "write the sessions by hand");
        }
    }

    /// Whether a row below half days holds sessions in words: its label does not name a group, whose cells
    /// would hold marks.
    fn is_of_words(&self, row: usize) -> bool {
        if !self.layout.is_by_group() {
            return false;
        }
        let reader = self.reader;
        let (mut has_marks, mut are_marks) = (false, true);
        for DayCell { cell, .. } in self.cells(row) {
            match mark(reader, cell, false) {
                // A cell that names a group or a plenary is no mark.
                GroupMark::Unclear => {
                    are_marks = false;
                    if cell.span().is_some_and(|span| reader.names_session(&span)) {
                        return true;
                    }
                }
                GroupMark::DoesNotMeet => {}
                GroupMark::Meets(line) => {
                    has_marks = true;
                    are_marks &= line.room.is_none_or(|room| reader.is_room(&room));
                }
            }
        }
        // "Plenary | X | | K1": marks of what else meets than a group.
        let mut labels = self.layout.labels(self.grid(), row).peekable();
        let is_of_marks = labels.peek().is_some() && has_marks && are_marks;
        !is_of_marks && !labels.any(|label| !reader.groups(&label).is_empty())
    }
}

/// Reports a session that is not said: it is still to be decided, or stands in another cell.
pub(crate) fn tell_open(reader: &TitleReader<'_>, span: &Span, more: usize) {
    let others = counted(more, "other cell", "other cells");
    let (said, help) = match (says_same(reader.normal, span), more) {
        (true, 0) => ("this cell refers to another cell of the plan".to_owned(), SAME),
        (true, _) => (format!("this cell and {others} refer to other cells of the plan"), SAME),
        (false, 0) => ("what takes place here is still to be decided".to_owned(), UNDECIDED),
        (false, _) => {
            (format!("what takes place here and in {others} is still to be decided"), UNDECIDED)
        }
    };
    reader.doubt("session-unclear", span, said, help);
}

/// What to do about a cell that refers to another one.
const SAME: &str = "its session is left out; write it by hand";

/// What to do about what is still to be decided.
const UNDECIDED: &str = "it is left out; write the sessions by hand as soon as they are known";

/// The lines of sessions that take place: one that is cancelled or moved is reported.
pub(crate) fn without_called_off(reader: &TitleReader<'_>, lines: &[Span]) -> Vec<Span> {
    let mut held = lines.to_vec();
    for off in held.extract_if(.., |line| reader.is_called_off(line)) {
        let said = "this session is cancelled or moved here";
        reader.doubt("session-unclear", &off, said, "it is left out; check where it is now");
    }
    held
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    #[test]
    fn what_is_to_be_decided_is_told_and_what_is_free_is_no_session() {
        for (language, open, free) in [
            (Language::En, ["TBD", "To be determined", "(tbc)"], ["n/a", "Free", "No sessions"]),
            (
                Language::Fr,
                ["à déterminer", "À confirmer", "à définir"],
                ["s.o.", "libre", "sans objet"],
            ),
            (
                Language::Es,
                ["por determinar", "Por confirmar", "a determinar"],
                ["n/a", "Libre", "no se aplica"],
            ),
            (
                Language::Ru,
                ["уточняется", "Будет определено", "подлежит уточнению"],
                ["н/п", "свободно", "нет заседаний"],
            ),
            (Language::Zh, ["待定", "待确认", "有待确定"], ["不适用", "无会议", "空闲"]),
            (
                Language::Ar,
                ["يحدد لاحقاً", "سيحدد لاحقاً", "يحدد فيما بعد"],
                ["لا ينطبق", "عطلة", "لا توجد جلسات"],
            ),
        ] {
            let rows = [
                " | 2026-03-09 | 2026-03-10 | 2026-03-11".to_owned(),
                format!("1 | Q1/12 | {} | {}", open[0], free[0]),
                format!("2 | {} | Q2/12 | {}", open[1], free[1]),
                format!("3 | {} | {} | Q3/12", free[2], open[2]),
            ];
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let short =
                SampleLetter::new(language, "SG12", "2026-03-09/2026-03-11").table(&rows).short();
            let expected = format!(
                "2026-03-09 | 1 Q1/12@{language}\n2026-03-10 | 2 Q2/12@{language}\n2026-03-11 | 3 Q3/12@{language}\nDoubt(\"session-unclear\")\n"
            );
            assert_eq!(short, expected, "{open:?} {free:?}");
        }
    }

    #[test]
    fn sessions_that_are_called_off_are_told() {
        for (language, off) in [
            (Language::En, ["Q1/12 (cancelled)", "Q2/12 - postponed", "CANCELLED: Q3/12"]),
            (Language::En, ["Q1/12 moved to Tuesday", "Q2/12 cancelled", "Q3/12 (postponed)"]),
            (Language::En, ["No Q1/12 session", "Cancelled", "No meeting of Q3/12"]),
            (Language::Fr, ["Q1/12 (annulée)", "Q2/12 – reportée", "ANNULÉ: Q3/12"]),
            (Language::Es, ["C1/12 (cancelada)", "C2/12 – aplazada", "CANCELADO: C3/12"]),
            (Language::Ru, ["В1/12 (отменено)", "В2/12 – перенесено", "ОТМЕНЕНО: В3/12"]),
            (Language::Zh, ["第1/12号课题（取消）", "第2/12号课题 – 推迟", "取消：第3/12号课题"]),
            (Language::Ar, ["المسألة 1/12 (ألغيت)", "المسألة 2/12 - مؤجلة", "ملغاة: المسألة 3/12"]),
        ] {
            let rows = [
                " | 2026-03-09 | 2026-03-10 | 2026-03-11".to_owned(),
                format!("1 | {} | {} | {}", off[0], off[1], off[2]),
                "2 | Withdrawn documents | Q5/12 | ".to_owned(),
            ];
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let short =
                SampleLetter::new(language, "SG12", "2026-03-09/2026-03-11").table(&rows).short();
            let short = short.replace(&format!("@{language}"), "").replace("@en", "");
            let told = "Doubt(\"session-unclear\")\n".repeat(3);
            let expected =
                format!("2026-03-09 | 2 Withdrawn documents\n2026-03-10 | 2 Q5/12\n{told}");
            assert_eq!(short.replace("2026-03-11\n", ""), expected, "{off:?}");
        }
    }

    #[test]
    fn cells_that_refer_to_others_are_told_and_the_end_of_a_day_is_no_session() {
        for (language, same, end) in [
            (Language::En, ["ditto", "\"", "same as Monday"], "End of day"),
            (Language::Fr, ["idem", "→", "comme lundi"], "Fin de la journée"),
            (Language::Es, ["ídem", "〃", "igual que el lunes"], "Fin de la jornada"),
            (Language::Ru, ["то же", "-\"-", "как в понедельник"], "Окончание работы"),
            (Language::Zh, ["同上", "同左", "→"], "散会"),
            (Language::Ar, ["نفس ما سبق", "\"", "كما سبق"], "نهاية اليوم"),
        ] {
            let rows = [
                " | 2026-03-09 | 2026-03-10 | 2026-03-11".to_owned(),
                format!("1 | Q1/12 | {} | {}", same[0], same[1]),
                format!("2 | {} | Q2/12 | {end}", same[2]),
            ];
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let short =
                SampleLetter::new(language, "SG12", "2026-03-09/2026-03-11").table(&rows).short();
            let expected = format!(
                "2026-03-09 | 1 Q1/12@{language}\n2026-03-10 | 2 Q2/12@{language}\n2026-03-11\nDoubt(\"session-unclear\")\n"
            );
            assert_eq!(short, expected, "{same:?}");
        }
        let marks = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[" | Mon 9/03 | Tue 10/03", "Q1/12 | x | \"", "Q2/12 | x | "])
            .short();
        assert!(!marks.contains("03-10 | ") && marks.contains("session-unclear"), "{marks}");
    }

    #[test]
    fn quoted_titles_refer_to_no_other_cell_and_phrases_do_whatever_follows() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | Room | Mon 9/03 | Tue 10/03",
                "1 | K1 | \"Green ICT\" | As above, but in K2",
                "2 | tbd | ''Smart cities'' | Idem (Q2/12)",
            ])
            .short();
        let expected = "2026-03-09 | 1 \"Green ICT\"@en in K1 | 2 ''Smart cities''@en\n2026-03-10\n\
                        Doubt(\"session-unclear\")\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn rooms_and_hours_stand_beside_the_cells_of_a_row() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | Room | Mon 9/03 | Tue 10/03",
                "1 | K1 | Q1/12 | Q2/12 (K3)",
                "1 | Popov | Q3/12 | ",
            ])
            .short();
        let expected =
            "2026-03-09 | 1 Q1/12@en in K1 + Q3/12@en in Popov\n2026-03-10 | 1 Q2/12@en in K3\n";
        assert_eq!(short, expected);
        for (language, from) in [
            (Language::En, "from 9:30 to 10:45"),
            (Language::Fr, "de 9 h 30 à 10 h 45"),
            (Language::Es, "de 09.30 a 10.45 horas"),
            (Language::Ru, "с 9:30 до 10:45"),
            (Language::Zh, "九时三十分至十时四十五分"),
            (Language::Ar, "من 9:30 إلى 10:45"),
        ] {
            let rows = [" | 2026-03-09 | 2026-03-10".to_owned(), format!("{from} | Q1/12 | Q2/12")];
            let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
            let short =
                SampleLetter::new(language, "SG12", "2026-03-09/2026-03-10").table(&rows).short();
            assert!(
                short.starts_with(&format!("2026-03-09 | 1 Q1/12@{language}\n")),
                "{from}: {short}"
            );
        }
    }

    #[test]
    fn hours_of_a_clock_of_twelve_hours_are_told() {
        let days = " | Mon 9/03 | Tue 10/03";
        let plan = |rows: &[&str]| {
            SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10").table(rows).short()
        };
        let morning = "\
2026-03-09 | am Q1/12@en from 09:30 to 12:30
2026-03-10 | am Q2/12@en from 09:30 to 12:30
Doubt(\"slot-unclear\")
";
        let rows = [days, "9:30-12:30 | Q1/12 | Q2/12", "2:30-5:30 | Q3/12 | Q4/12"];
        assert_eq!(
            plan(&rows).replace(" from 09:30 to 12:30", ""),
            morning.replace(" from 09:30 to 12:30", "")
        );
        let [days, am, pm] = rows;
        let captions = plan(&[days, "AM | |", am, "PM | |", pm]);
        assert_eq!(
            captions.replace(" from 09:30 to 12:30", ""),
            morning.replace(" from 09:30 to 12:30", "")
        );
    }

    #[test]
    fn what_is_to_be_decided_in_lists_and_of_groups_is_told() {
        let list = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .line("Draft time plan")
            .line("Monday, 9 March 2026")
            .line("09:30-10:45 Q1/12")
            .line("11:15-12:30 TBD")
            .line("14:30-15:45 n/a");
        let short = list.short();
        assert!(short.starts_with("2026-03-09 | 1 Q1/12@en from 09:30 to 10:45\n"), "{short}");
        assert!(short.ends_with("Doubt(\"session-unclear\")\n"), "{short}");
        let table = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .line("Draft time plan")
            .table(&[
                "Date | Time | Session",
                "9 March 2026 | 09:30-10:45 | Q1/12",
                "9 March 2026 | 11:15-12:30 | to be confirmed",
                "10 March 2026 | 09:30-10:45 | Q2/12",
                "10 March 2026 | 11:15-12:30 | free",
            ]);
        let expected = "\
2026-03-09 | 1 Q1/12@en from 09:30 to 10:45
2026-03-10 | 1 Q2/12@en from 09:30 to 10:45
Doubt(\"session-unclear\")
";
        assert_eq!(table.short(), expected);
        let groups = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-11").table(&[
            "Question | Mon 9/03 | Tue 10/03 | Wed 11/03",
            "Q1/12 | x | TBD | free",
            "Q2/12 | n/a | x | x",
        ]);
        let expected = "\
2026-03-09 | am Q1/12@en | pm Q1/12@en
2026-03-10 | am Q2/12@en | pm Q2/12@en
2026-03-11 | am Q2/12@en | pm Q2/12@en
Doubt(\"session-unclear\")
";
        assert_eq!(groups.short(), expected);
    }

    #[test]
    fn a_session_that_is_to_be_confirmed_is_tentative() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | 2026-03-09 | 2026-03-10",
                "1 | Q1/12 (TBD) | Q2/12\nTBD",
                "2 | Provisional agenda | Q3/12",
            ])
            .short();
        let expected = "\
2026-03-09 | 1 Q1/12@en ? | 2 Provisional agenda@en
2026-03-10 | 1 Q2/12@en ? | 2 Q3/12@en
";
        assert_eq!(short, expected);
    }
}
