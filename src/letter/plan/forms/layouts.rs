//! Which rows and columns of a table have the days of a time plan, and what the others are for.

use crate::letter::plan::forms::layout::{PlanColumn, PlanLayout, PlanRow};
use crate::letter::plan::forms::rows::{
    number_rows_of_hours, part_equal_slots, part_halves, row_kind, slot_at,
};
use crate::letter::plan::grid::PlanGrid;
use crate::letter::plan::label::{DayPart, Label};
use crate::model::{Slot, TimeOfDay};

/// The rows in which a plan may have its days, if it does not say them again further down.
const EDGE: usize = 4;

/// The layouts of a table, each with its own row of days.
pub(crate) fn layouts(grid: &PlanGrid) -> Vec<PlanLayout> {
    // A joined cell is looked at where it begins.
    let label = |row: usize, column: usize| Some(&grid.beginning(row, column)?.label);
    let days_in = |row: usize| {
        (0..grid.columns).filter_map(move |column| match label(row, column) {
            Some(Label::Day(day)) => Some(day),
            _ => None,
        })
    };
    let is_head = |row: &usize| days_in(*row).count() >= 2;
    // Weekdays below their dates are no days of their own.
    let is_bare = |row: usize| days_in(row).all(|day| day.day.is_none());
    let is_beside = |row: &usize| {
        is_bare(*row)
            && (row.checked_sub(1).is_some_and(|above| is_head(&above))
                || is_head(&(row + 1)) && !is_bare(row + 1))
    };
    let mut heads: Vec<usize> =
        (0..grid.rows).filter(|row| is_head(row) && !is_beside(row)).collect();
    // A week of one day stands below others, behind a blank corner.
    let is_week = |row: &usize| {
        let is_day = matches!(label(*row, 1), Some(Label::Day(day)) if day.day.is_some());
        let mut others = (0..grid.columns).filter(|column| *column != 1);
        is_day && others.all(|column| matches!(label(*row, column), None | Some(Label::Empty)))
    };
    if !heads.is_empty() || grid.columns == 2 {
        heads.extend((0..grid.rows).filter(is_week));
        heads.sort_unstable();
    }
    if heads.is_empty() {
        heads.extend((0..grid.rows.min(EDGE)).find(|row| days_in(*row).count() == 1));
    }
    let ends = heads.iter().skip(1).copied().chain([grid.rows]);
    heads.iter().zip(ends).map(|(head, end)| layout(grid, *head, end)).collect()
}

fn layout(grid: &PlanGrid, head: usize, end: usize) -> PlanLayout {
    let mut layout = PlanLayout::default();
    let mut seen: Option<usize> = None;
    // Below a day and the blanks behind it stand its half days or slots: it is stated once for all of them.
    let is_part = |column: usize| {
        matches!(grid.label(head + 1, column), Some(Label::Part(..) | Label::Hours(_)))
    };
    for column in 0..grid.columns {
        let index = grid.index(head, column);
        let is_new = index != seen || index.is_none();
        layout.columns.push(match grid.label(head, column) {
            Some(Label::Day(day)) => {
                layout.days.extend(is_new.then(|| day.clone()));
                PlanColumn::Day(layout.days.len().saturating_sub(1), None)
            }
            Some(Label::Weekend) => PlanColumn::Weekend,
            None | Some(Label::Empty) if is_part(column) && column > 0 && is_part(column - 1) => {
                layout.columns.last().cloned().unwrap_or(PlanColumn::Edge)
            }
            _ => PlanColumn::Edge,
        });
        seen = index;
    }
    if let Some(above) = head.checked_sub(1) {
        layout.take_weekdays(grid, above);
    }
    let mut first = head + 1;
    // A row of a group has marks: "Q1/16 | am | pm". Labels stand below an empty corner, or divide days.
    let has_corner = (0..layout.edge()).all(|at| {
        let is_above =
            grid.index(first, at).is_none_or(|index| grid.index(head, at) == Some(index));
        is_above || matches!(grid.label(first, at), Some(Label::Empty))
    });
    let divides_days = layout.day_columns().count() > layout.days.len();
    if let Some(parts) = parts_below(grid, &layout.columns, first)
        && (has_corner || divides_days)
    {
        layout.columns = parts;
        layout.parts = Some(first);
        first += 1;
    }
    // "Morning", "Afternoon" above the days, which stand below each of them too.
    if layout.parts.is_none()
        && let Some(above) = head.checked_sub(1)
        && let Some(parts) = parts_below(grid, &layout.columns, above)
    {
        layout.columns = parts;
        layout.parts = Some(above);
    }
    if first < end && layout.take_weekdays(grid, first) {
        first += 1;
    }
    let mut rows: Vec<(usize, PlanRow)> =
        (first..end).map(|row| (row, row_kind(grid, &layout, row))).collect();
    without_captions(grid, &layout, &mut rows);
    part_halves(&mut rows);
    part_equal_slots(&mut rows);
    number_rows_of_hours(&mut rows, |row| layout.hours(grid, row));
    PlanLayout { rows, ..layout }
}

/// Before it no session begins: the hour is one of the afternoon, in a plan with a clock of twelve hours.
const EARLIEST: TimeOfDay = TimeOfDay::at(7, 30);

/// A half day without cells is the caption of the rows of hours below it. Hours that go back are of a clock
/// of twelve hours, and not certain.
fn without_captions(grid: &PlanGrid, layout: &PlanLayout, rows: &mut [(usize, PlanRow)]) {
    let hours = |row: usize| layout.hours(grid, row);
    let is_blank = |row: usize| layout.cells(grid, row).all(|it| it.cell.label.is_blank());
    let mut latest = None;
    for at in 0..rows.len() {
        let below = rows.get(at + 1).and_then(|(row, _)| hours(*row));
        let Some((row, kind)) = rows.get_mut(at) else { continue };
        if matches!(kind, PlanRow::Slots(_, Some(_), None)) && is_blank(*row) && below.is_some() {
            *kind = PlanRow::Nothing;
        }
        let start = hours(*row).map(|hours| hours.start);
        let is_early = start.is_some_and(|start| start < EARLIEST);
        if is_early && start < latest && !is_blank(*row) {
            *kind = PlanRow::Unknown;
        }
        latest = latest.max(start);
    }
}

/// The columns with the half days or slots that the row below the days names, or their hours. Over lunch nobody
/// meets.
fn parts_below(grid: &PlanGrid, columns: &[PlanColumn], row: usize) -> Option<Vec<PlanColumn>> {
    // Hours below whole days are those of the row below them.
    let is_divided = |pair: &[PlanColumn]| matches!(pair, [PlanColumn::Day(one, _), PlanColumn::Day(next, _)] if one == next);
    let at_hours = match columns.windows(2).any(is_divided) {
        true => slots_of_hours(grid, columns, row),
        false => Vec::new(),
    };
    let mut parts = 0;
    let with = columns.iter().enumerate().map(|(at, column)| {
        let PlanColumn::Day(day, _) = column else { return Some(column.clone()) };
        let part = match grid.label(row, at)? {
            Label::Part(part, _) => *part,
            Label::Hours(_) => {
                let (_, slot) = at_hours.iter().find(|(column, _)| *column == at)?;
                DayPart::Slots(slot.key().parse().ok()?)
            }
            Label::Lunch(_) | Label::Free => return Some(PlanColumn::Weekend),
            _ => return None,
        };
        parts += 1;
        Some(PlanColumn::Day(*day, Some(part)))
    });
    let with: Option<Vec<PlanColumn>> = with.collect();
    if parts >= 2 { with } else { None }
}

/// The slots of columns whose hours stand below their days, as rows of hours have them.
fn slots_of_hours(grid: &PlanGrid, columns: &[PlanColumn], row: usize) -> Vec<(usize, Slot)> {
    let hours = |at: usize| grid.label(row, at).and_then(Label::hours);
    let all: Vec<usize> = (0..columns.len()).filter(|at| hours(*at).is_some()).collect();
    let mut found = Vec::new();
    for of_day in all.chunk_by(|one, next| columns.get(*one) == columns.get(*next)) {
        let kind = |at: &usize| match hours(*at).and_then(slot_at) {
            Some(slot) => (*at, PlanRow::Slots(vec![slot], None, hours(*at))),
            None => (*at, PlanRow::Unknown),
        };
        let mut kinds: Vec<(usize, PlanRow)> = of_day.iter().map(kind).collect();
        part_equal_slots(&mut kinds);
        number_rows_of_hours(&mut kinds, hours);
        found.extend(kinds.into_iter().filter_map(|(at, kind)| match kind {
            PlanRow::Slots(slots, ..) => Some((at, *slots.first()?)),
            _ => None,
        }));
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    #[test]
    fn days_along_the_top_and_slots_along_the_side() {
        let short = SampleLetter::new(Language::En, "SG9", "2026-03-09/2026-03-20")
            .line("ANNEX C")
            .line("Draft time plan")
            .table(&[
                "w6:First week",
                " | Monday,\n9 March 2026 | Tues 10/03 | Wed 11 March | Thursday\n12 March 2026 | Friday 13 March 2026",
                "0 | | Newcomers R | | |",
                "1 | SG9 opening plenary R | Q1/9\nQ2/9 R | h2:Q1,4/9 joint | w2:Q5/9",
                "2 | SG9 opening plenary R | Q1/9 | w2:Q5/9",
                " | w5:Lunch",
                "Session 3 | Q7/9 (if needed) R | | | |",
                "5 | Reception | | | |",
            ])
            .line("Keys: R = remote participation")
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 SG9 opening plenary@en plenary R | 2 SG9 opening plenary@en plenary R | 3 Q7/9@en R ? | 5 Reception@en social
2026-03-10 | 0 Newcomers@en R | 1 Q1/9@en + Q2/9@en R | 2 Q1/9@en
2026-03-11 | am Q1,4/9 joint@en
2026-03-12 | 1 Q5/9@en | 2 Q5/9@en
2026-03-13 | 1 Q5/9@en | 2 Q5/9@en
"
        );
    }

    #[test]
    fn a_day_may_be_stated_once_for_its_half_days() {
        for first in [0, 1] {
            let rows = [
                "Day | Part | What",
                "Thursday 12 March | Morning | Opening plenary",
                " | Afternoon | Q1/5",
                "Friday 13 March | Morning | Q2/5",
                " | Afternoon | Q3/5",
            ];
            let short = SampleLetter::new(Language::En, "SG5", "2026-03-12/2026-03-13")
                .table(rows.get(first..).unwrap())
                .short();
            let expected = "\
2026-03-12 | am Opening plenary@en plenary | pm Q1/5@en
2026-03-13 | am Q2/5@en | pm Q3/5@en
";
            assert_eq!(short, expected, "{first}");
        }
    }

    #[test]
    fn hours_that_go_back_are_read_unless_they_may_be_of_the_afternoon() {
        let plan = |first: &str, next: &str| {
            SampleLetter::new(Language::En, "SG9", "2026-03-09/2026-03-10")
                .table(&[
                    " | Mon 9/03 | Tue 10/03",
                    &format!("{first} | Q1/9 | Q2/9"),
                    &format!("{next} | Q3/9 | Q4/9"),
                ])
                .short()
        };
        assert!(plan("11:15-12:30", "9:30-12:30").contains("Q3/9"));
        assert!(!plan("11:15-12:30", "2:30-3:45").contains("Q3/9"));
    }

    #[test]
    fn days_along_the_side_and_half_days_along_the_top() {
        let short = SampleLetter::new(Language::Fr, "SG17", "2026-03-09/2026-03-16")
            .line("Projet de calendrier")
            .table(&[
                " | w2:matin | w2:après-midi",
                "lundi 9 mars | | Plénière d'ouverture | w2:Q1/17\nQ2/17",
                "mardi 10 mars | w4:Atelier sur la sécurité",
                "mercredi 11 mars | Q3/17 | Q3/17 | w2: ",
                "w5:Week-end",
                "lundi 16 mars | w2:Plénière de clôture (si nécessaire) | w2:Clôture du GT 1/17",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 2 Plénière d'ouverture@fr plenary | pm Q1/17@fr + Q2/17@fr
2026-03-10 | am Atelier sur la sécurité@fr workshop | pm Atelier sur la sécurité@fr workshop
2026-03-11 | 1 Q3/17@fr | 2 Q3/17@fr
2026-03-16 | am Plénière de clôture@fr plenary ? | pm Clôture du GT 1/17@fr [WP1/17]
"
        );
    }

    #[test]
    fn hours_above_the_cells_differ_by_day() {
        let short = SampleLetter::new(Language::Ru, "SG5", "2026-03-12/2026-03-17")
            .line("Расписание")
            .table(&[
                " | четверг 12 марта | пятница 13 марта | h5:Выходные 14-15 марта | понедельник 16 марта | вторник 17 марта",
                "h2:Утро | 0930-1230 | 0900-1200 | 0930-1230 | 1000-1200",
                "ИК5 (открытие) | В1/5 | В2/5 |",
                "h2:После обеда | 1430-1730 | 1500-1800 | 1430-1730 | ",
                "В1/5\nВ2/5 | В3/5 | В3/5 (при необходимости) |",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | am ИК5 (открытие)@ru [SG5] plenary | pm В1/5@ru [Q1/5] + В2/5@ru [Q2/5]
2026-03-13 | am В1/5@ru [Q1/5] from 09:00 to 12:00 | pm В3/5@ru [Q3/5] from 15:00 to 18:00 | lunch=12:00-15:00
2026-03-16 | am В2/5@ru [Q2/5] | pm В3/5@ru [Q3/5] ?
2026-03-17
"
        );
    }

    #[test]
    fn a_text_export_gives_the_label_of_two_rows_to_the_first() {
        let short = SampleLetter::new(Language::Ru, "SG5", "2026-03-12/2026-03-13")
            .line("Расписание")
            .ragged(&[
                " | четверг 12 марта | пятница 13 марта",
                "Утро | 0930-1230 | 0900-1200",
                " | В1/5 | В2/5",
                "После обеда | 1430-1730 | 1430-1730",
                " | В3/5 |",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | am В1/5@ru [Q1/5] | pm В3/5@ru [Q3/5]
2026-03-13 | am В2/5@ru [Q2/5] from 09:00 to 12:00
"
        );
    }

    #[test]
    fn half_days_below_the_days() {
        let short = SampleLetter::new(Language::En, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                "w2:Thursday 12 March | w2:Friday 13 March",
                "am | pm | am | pm",
                "Q1/5 | Q2/5 | w2:Q3/5",
                "Q4/5 | | |",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | am Q1/5@en + Q4/5@en | pm Q2/5@en
2026-03-13 | am Q3/5@en | pm Q3/5@en
"
        );
        let short = SampleLetter::new(Language::En, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                "Day | Part | What",
                "h2:Thursday 12 March | Morning | Opening plenary",
                "Afternoon | Q2/5\nQ3/5",
                "h2:Friday 13 March | Morning | Q1/5",
                "Afternoon | No session",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | am Opening plenary@en plenary | pm Q2/5@en + Q3/5@en
2026-03-13 | am Q1/5@en
"
        );
    }

    #[test]
    fn rows_at_unusual_hours_and_weekdays_below_the_dates() {
        let short = SampleLetter::new(Language::Zh, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                " | 3月12日 | 3月13日",
                " | 星期四 | 星期五",
                "1200-1330 | 开幕全体会议 | （假日）",
                "1345-1500 | 第1/5号课题 |",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | 1 开幕全体会议@zh plenary | 2 第1/5号课题@zh [Q1/5]
2026-03-13
1=12:00-13:30
2=13:45-15:00
"
        );
    }

    #[test]
    fn half_days_as_hours_and_slots_as_hours_of_half_days() {
        let short = SampleLetter::new(Language::Fr, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                " | jeudi 12 mars | vendredi 13 mars",
                "9 h 00 – 12 h 00 | Q1/5 | h3:Q2/5",
                "12 h 00 – 14 h 00 | Déjeuner",
                "14 h 00 – 17 h 00 | Q3/5",
            ])
            .short();
        let hours = |title: &str| {
            format!(
                "am {title}@fr from 09:00 to 12:00 | pm {{}}@fr from 14:00 to 17:00 | lunch=12:00-14:00\n"
            )
        };
        let first = hours("Q1/5").replace("{}", "Q3/5");
        let second = hours("Q2/5").replace("{}", "Q2/5");
        let lunch = "lunch=12:00-14:00\n";
        let first = first.replace(" | lunch=12:00-14:00", "");
        let second = second.replace(" | lunch=12:00-14:00", "");
        assert_eq!(short, format!("2026-03-12 | {first}2026-03-13 | {second}{lunch}"));
        let short = SampleLetter::new(Language::Es, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                "h2: | w2:Mañana | w2:Tarde",
                "08.30-10.15 | 10.30-12.00 | 13.30-15.00 | 15.15-17.00",
                "jueves 12 de marzo | C1/5 | C2/5 | w2:C3/5",
                "viernes 13 de marzo | w2:C1/5 | Festivo |",
            ])
            .line("Almuerzo: 12.00-13.30 horas.")
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | 1 C1/5@es [Q1/5] | 2 C2/5@es [Q2/5] | pm C3/5@es [Q3/5]
2026-03-13 | am C1/5@es [Q1/5]
1=08:30-10:15
2=10:30-12:00
lunch=12:00-13:30
3=13:30-15:00
4=15:15-17:00
"
        );
    }

    #[test]
    fn breaks_are_no_sessions() {
        let short = SampleLetter::new(Language::En, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                " | Thursday 12 March | Friday 13 March",
                "0930-1045 | Q1/5 | Q1/5",
                "1045-1115 | w2:Coffee break",
                "1115-1230 | Q2/5 | No session",
                "3 | Break | Break",
                "4 | Lunch | - ",
            ])
            .short();
        assert_eq!(short, "2026-03-12 | 1 Q1/5@en | 2 Q2/5@en\n2026-03-13 | 1 Q1/5@en\n");
    }

    #[test]
    fn a_row_at_unusual_hours_is_the_slot_between_its_neighbours() {
        let short = SampleLetter::new(Language::Es, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                " | jueves 12 de marzo | viernes 13 de marzo",
                "10.00-11.15 | C1/5 | C2/5",
                "12.00-13.30 | C3/5 | C4/5",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | 1 C1/5@es [Q1/5] | 2 C3/5@es [Q3/5]
2026-03-13 | 1 C2/5@es [Q2/5] | 2 C4/5@es [Q4/5]
1=10:00-11:15
2=12:00-13:30
"
        );
    }

    #[test]
    fn weekdays_may_stand_before_their_dates_and_hours_below_half_days() {
        let short = SampleLetter::new(Language::Ru, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                "w2: | w2:До обеда | w2:После обеда",
                "Чт | 12.03 | w2:В1/5 | w2:В2/5",
                "Пт | 13.03 | В1/5 | В3/5 | |",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | am В1/5@ru [Q1/5] | pm В2/5@ru [Q2/5]
2026-03-13 | 1 В1/5@ru [Q1/5] | 2 В3/5@ru [Q3/5]
"
        );
        let short = SampleLetter::new(Language::En, "SG5", "2026-03-12/2026-03-13")
            .table(&[
                "h3: | w2:Thursday 12 March | w2:Friday 13 March",
                "AM | PM | AM | PM",
                "0930-1230 | 1430-1730 | 0900-1200 | 1400-1700",
                "WP 1 | Opening plenary | Q1/5 | Q1/5 | Q3/5",
                "WP 2 | | Q5/5 | w2:Q6/5",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-12 | am Opening plenary@en plenary | pm Q1/5@en + Q5/5@en
2026-03-13 | am Q1/5@en from 09:00 to 12:00 + Q6/5@en from 09:00 to 12:00 | pm Q3/5@en from 14:00 to 17:00 + Q6/5@en from 14:00 to 17:00 | lunch=12:00-14:00
"
        );
    }

    #[test]
    fn rows_may_have_their_hours_for_a_name() {
        let short = SampleLetter::new(Language::En, "SG2", "2026-03-09/2026-03-10")
            .table(&[
                "Time | Monday 9 March | Tuesday 10 March",
                "09:30-10:45 | Q1/2 | Q2/2",
                "11:00-12:15 | Q1/2 | Q2/2",
                "12:15-13:30 | w2:Lunch break",
                "20:00-21:00 | Q5/2 |",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 Q1/2@en | 2 Q1/2@en
2026-03-10 | 1 Q2/2@en | 2 Q2/2@en
2=11:00-12:15
lunch=12:15-13:30
Doubt(\"slot-unclear\")
"
        );
    }

    #[test]
    fn a_row_may_be_of_slots_that_follow_each_other() {
        let short = SampleLetter::new(Language::En, "SG5", "2026-03-09/2026-03-10")
            .table(&[
                " | Mon 9 March | Tue 10 March",
                "1-2 | Q1/5 | Q2/5",
                "Sessions 3 and 4 | Q3/5 |",
                "5 | | Q4/5",
            ])
            .short();
        let expected = "\
2026-03-09 | am Q1/5@en | pm Q3/5@en
2026-03-10 | am Q2/5@en | 5 Q4/5@en
";
        assert_eq!(short, expected);
    }

    #[test]
    fn a_week_of_one_day_may_stand_below_another() {
        for is_ragged in [false, true] {
            let rows = [
                " | 12 March | 13 March",
                "1 | Q1/5 | Q2/5",
                " | 16 March",
                "1 | Q3/5",
                "2 | Q4/5",
            ];
            let sample = SampleLetter::new(Language::En, "SG5", "2026-03-12/2026-03-16");
            let sample = if is_ragged { sample.ragged(&rows) } else { sample.table(&rows) };
            let expected = "\
2026-03-12 | 1 Q1/5@en
2026-03-13 | 1 Q2/5@en
2026-03-16 | 1 Q3/5@en | 2 Q4/5@en
";
            assert_eq!(sample.short(), expected);
        }
    }

    #[test]
    fn what_takes_place_over_lunch_on_one_day_is_a_session() {
        let short = SampleLetter::new(Language::En, "SG5", "2026-03-09/2026-03-10")
            .table(&[
                " | Mon 9 March | Tue 10 March",
                "1 | Q1/5 | Q2/5",
                "Lunch (1230-1430) | | Newcomers' lunch 1300-1400",
                "3 | Q3/5 | Q4/5",
            ])
            .short();
        let expected = "\
2026-03-09 | 1 Q1/5@en | 3 Q3/5@en
2026-03-10 | 1 Q2/5@en | lunch Newcomers' lunch@en from 13:00 to 14:00 | 3 Q4/5@en
";
        assert_eq!(short, expected);
    }

    #[test]
    fn two_rows_are_not_one_slot() {
        let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
            .line("Draft time plan")
            .table(&[
                " | Monday 9 March 2026 | Tuesday 10 March 2026",
                "1400-1500 | Q6/12 | Q6/12",
                "1500-1600 | Q7/12 | Q7/12",
            ])
            .short();
        let expected = "2026-03-09 | 3 Q6/12@en | 4 Q7/12@en\n2026-03-10 | 3 Q6/12@en | 4 Q7/12@en\n3=14:00-15:00\n4=15:00-16:00\n";
        assert_eq!(short, expected);
    }
}
