//! Tables of text exports, which lose what cells are joined: made whole where that is certain.

use crate::letter::plan::grid::{GridCell, PlanGrid};
use crate::letter::plan::label::{DayPart, Label};
use crate::letter::read::document::Span;
use crate::model::{Slot, TimeOfDay};

/// A table in the making: its whole rows, and of those that are not the words at their beginnings.
#[derive(Default)]
struct Repaired {
    rows: Vec<Vec<GridCell>>,
    left_out: Vec<Span>,
}

/// Makes a ragged table whole. Rows are days with half days, or have a cell for each day, or, as days,
/// one for each slot. Of rows that are not whole this gives the words at their beginnings.
pub(crate) fn repair(grid: &PlanGrid, opening: Option<TimeOfDay>) -> Option<(PlanGrid, Vec<Span>)> {
    let rows = grid.by_row();
    let is_when =
        |cell: &GridCell| matches!(cell.label, Label::Part(DayPart::Slots(_), _) | Label::Hours(_));
    let is_head_of_slots = rows.first().is_some_and(|head| {
        let rest = head.get(usize::from(!head.first().is_some_and(is_when))..).unwrap_or_default();
        rest.len() >= 2 && rest.iter().all(is_when)
    });
    let days = rows.iter().filter(|row| row.first().is_some_and(is_day)).count();
    let Repaired { rows, left_out } = if is_head_of_slots {
        under_heads(&rows, is_when)?
    } else if days >= 2 || days == 1 && rows.iter().any(|row| halves(row).count() == 2) {
        half_days(&rows, opening)
    } else {
        under_heads(&rows, |cell| is_day(cell) || cell.label == Label::Weekend)?
    };
    Some((PlanGrid::from_rows(rows)?, left_out))
}

fn is_day(cell: &GridCell) -> bool {
    matches!(cell.label, Label::Day(_))
}

fn is_half(cell: &GridCell) -> bool {
    matches!(cell.label, Label::Part(DayPart::Half(_), _))
}

fn halves(row: &[GridCell]) -> impl Iterator<Item = &GridCell> {
    row.iter().filter(|cell| is_half(cell))
}

/// Rows under one of days are slots, and those under one of slots are days: a row is whole if it has a
/// cell for each of them.
fn under_heads(rows: &[Vec<GridCell>], is_head: impl Fn(&GridCell) -> bool) -> Option<Repaired> {
    let mut repaired = Repaired::default();
    let mut columns = 0;
    let mut is_of_slots = false;
    for row in rows {
        let Some((first, rest)) = row.split_first() else { continue };
        let count = row.iter().filter(|cell| is_head(cell)).count();
        let has_corner = !is_head(first);
        // Weeks of one day stand below each other.
        if !is_of_slots && (count >= 2 || count == 1 && has_corner && rest.len() == 1) {
            if count + usize::from(has_corner) != row.len() {
                return None;
            }
            columns = count + 1;
            is_of_slots = row.iter().all(|cell| !is_day(cell));
            // The corner may be missing.
            let corner = (!has_corner).then(GridCell::default);
            repaired.rows.push(corner.into_iter().chain(row.iter().cloned()).collect());
            continue;
        }
        let has_lunch = row.iter().any(|cell| matches!(cell.label, Label::Lunch(_)));
        // What takes place over lunch, or beside it, has a cell for each day.
        let has_sessions = row.len() == columns && rest.iter().any(|it| it.label == Label::Other);
        if columns == 0 || has_lunch && !is_of_slots && !has_sessions {
            continue;
        }
        let is_free = !is_of_slots || first.label.is_blank();
        if row.len() == columns && (!is_of_slots || is_day(first)) {
            repaired.rows.push(row.clone());
        } else if is_free && rest.iter().all(|cell| cell.lines.is_empty()) {
            repaired.rows.push(vec![first.clone()]);
        } else {
            repaired.left_out.extend(first.span());
        }
    }
    Some(repaired)
}

/// Rows are days: two cells are the half days, four the slots 1 to 4.
fn half_days(rows: &[Vec<GridCell>], opening: Option<TimeOfDay>) -> Repaired {
    let mut repaired = Repaired::default();
    let mut has_opened = false;
    for row in rows {
        let Some((first, rest)) = row.split_first() else { continue };
        let is_empty = |at: usize| rest.get(at).is_none_or(|cell| cell.lines.is_empty());
        let (wide, widths): (usize, &[usize]) = match &first.label {
            Label::Day(_) => {
                let is_first = !std::mem::replace(&mut has_opened, true);
                // The first half day opens late: its first slot is empty, if the hour says so too.
                let of_slot_2 = Slot::S1.standard().end..Slot::S2.standard().end;
                let opens_in_slot_2 = is_first
                    && is_empty(0)
                    && !is_empty(1)
                    && opening.is_some_and(|time| of_slot_2.contains(&time));
                match rest.len() {
                    2 => (1, &[2, 2]),
                    4 => (1, &[1, 1, 1, 1]),
                    3 if opens_in_slot_2 => (1, &[1, 1, 2]),
                    _ => {
                        repaired.left_out.extend(first.span());
                        continue;
                    }
                }
            }
            Label::Weekend => (5, &[]),
            _ if halves(rest).count() == 2 => (1, &[2, 2]),
            _ => continue,
        };
        let is_day = is_day(first);
        let cells = rest.iter().filter(|cell| is_day || is_half(cell));
        let cells = std::iter::once(first).chain(cells).zip(std::iter::once(&wide).chain(widths));
        let cells = cells.map(|(cell, width)| GridCell { width: *width, ..cell.clone() });
        repaired.rows.push(cells.collect());
    }
    repaired
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    fn half_days(opening: Option<&str>) -> String {
        let mut sample = SampleLetter::new(Language::Zh, "SG16", "2026-03-09/2026-03-17");
        if let Some(opening) = opening {
            sample = sample.opens(opening);
        }
        sample
            .line("时间计划草案")
            .ragged(&[
                " | 上午 | 下午",
                "3月9日\n（星期一） | | 第16研究组\n开幕全体会议 | 第1/16号课题",
                "3月10日\n（星期二） | 各课题会议 | 第2/16号课题\n第3/16号课题",
                "3月11日\n（星期三） | 第4/16号课题 | 第5/16号课题 | 第6/16号课题",
                "周末",
                "3月16日（星期一） | 甲 | 乙 | 闭幕全体会议（如有必要） | ",
            ])
            .short()
    }

    #[test]
    fn sessions_beside_lunch_or_over_it_are_kept() {
        let short = SampleLetter::new(Language::En, "SG9", "2026-03-09/2026-03-11")
            .ragged(&[
                " | 9 March 2026 | 10 March 2026 | 11 March 2026",
                "1 | Q1/9 | Q2/9 | Q3/9",
                "2 | Q1/9 | Lunch | WP1/9",
                "Lunch | Newcomers' session | | ",
                "Lunch",
                "3 | Q1/9 | Q2/9 | Q3/9",
            ])
            .short();
        let expected = "\
2026-03-09 | 1 Q1/9@en | 2 Q1/9@en | lunch Newcomers' session@en | 3 Q1/9@en
2026-03-10 | 1 Q2/9@en | 3 Q2/9@en
2026-03-11 | 1 Q3/9@en | 2 WP1/9@en | 3 Q3/9@en
";
        assert_eq!(short, expected);
    }

    #[test]
    fn a_row_of_days_is_made_whole_where_that_is_certain() {
        assert_eq!(
            half_days(Some("11:00")),
            "\
2026-03-09 | 2 第16研究组开幕全体会议@zh [SG16] plenary from 11:00 | pm 第1/16号课题@zh [Q1/16]
2026-03-10 | am 各课题会议@zh | pm 第2/16号课题@zh [Q2/16] + 第3/16号课题@zh [Q3/16]
2026-03-16 | 1 甲@zh | 2 乙@zh | 3 闭幕全体会议@zh plenary ?
Doubt(\"joins-lost\")
"
        );
        // The hour does not say that the first slot is free.
        for opening in [None, Some("09:30")] {
            let short = half_days(opening);
            assert!(!short.contains("2026-03-09"), "{short}");
            assert_eq!(short.matches("joins-lost").count(), 2, "{short}");
        }
    }

    #[test]
    fn days_may_stand_below_a_row_of_slots_or_hours() {
        for heads in [" | 0930-1045 | 1115-1230 | 1430-1545", "0930-1045 | 1115-1230 | 1430-1545"] {
            let short = SampleLetter::new(Language::En, "SG5", "2026-03-09/2026-03-11")
                .line("Draft time plan")
                .ragged(&[
                    heads,
                    "Monday 9 March | Q1/5 | | Q3/5",
                    "Tuesday 10 March | Q1/5 | Q2/5",
                    "Wednesday 11 March | | Q2/5 |",
                ])
                .short();
            let expected = "\
2026-03-09 | 1 Q1/5@en | 3 Q3/5@en
2026-03-11 | 2 Q2/5@en
Doubt(\"joins-lost\")
";
            assert_eq!(short, expected, "{heads}");
        }
    }

    #[test]
    fn weeks_of_one_day_may_stand_below_each_other() {
        let short = SampleLetter::new(Language::Zh, "SG20", "2026-10-30/2026-11-02")
            .line("时间计划草案")
            .ragged(&[
                " | 2026-10-30",
                "上午 | 开幕全体会议",
                "下午 | Q7/20",
                " | 2026-11-02",
                "上午 | Q8/20",
            ])
            .short();
        let expected = "\
2026-10-30 | am 开幕全体会议@zh plenary | pm Q7/20@zh
2026-11-02 | am Q8/20@zh
";
        assert_eq!(short, expected);
    }

    #[test]
    fn a_row_of_slots_is_whole_with_a_cell_for_each_day() {
        let short = SampleLetter::new(Language::Es, "SG5", "2026-03-09/2026-03-11")
            .line("Plan de trabajo")
            .ragged(&[
                " | lunes 9 de marzo de 2026 | martes 10 de marzo de 2026 | miércoles 11 de marzo de 2026",
                "1 | C1/5 | C2/5 | C3/5",
                "",
                "Almuerzo",
                "3 | C4/5 | C5/5",
                "4 | | | C3/5",
            ])
            .short();
        assert_eq!(
            short,
            "\
2026-03-09 | 1 C1/5@es [Q1/5]
2026-03-10 | 1 C2/5@es [Q2/5]
2026-03-11 | 1 C3/5@es [Q3/5] | 4 C3/5@es [Q3/5]
Doubt(\"joins-lost\")
"
        );
    }
}
