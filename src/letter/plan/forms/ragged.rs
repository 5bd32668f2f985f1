//! Tables of text exports, which lose what cells are joined: made whole where that is certain.

use crate::letter::plan::grid::{Grid, GridCell};
use crate::letter::plan::label::Label;
use crate::letter::read::document::Span;
use crate::model::{Slot, TimeOfDay};

/// A table made whole, and the rows that could not be: the words at their beginnings.
pub(in crate::letter::plan) struct Mended {
    pub(in crate::letter::plan) grid: Grid,
    /// The label of each cell of the grid.
    pub(in crate::letter::plan) labels: Vec<Label>,
    pub(in crate::letter::plan) left_out: Vec<Span>,
}

/// Makes a ragged table whole. Rows are days with half days, or slots with a cell for each day.
pub(in crate::letter::plan) fn mend(
    grid: &Grid,
    labels: &[Label],
    opening: Option<TimeOfDay>,
) -> Option<Mended> {
    let rows: Vec<Vec<(&GridCell, &Label)>> = (0..grid.rows)
        .map(|row| {
            let cells = grid.cells.iter().zip(labels);
            cells.filter(|(cell, _)| cell.row == row).collect()
        })
        .collect();
    if let Some(mended) = under_heads(&rows) {
        return Some(mended);
    }
    let is_day = |label: &Label| matches!(label, Label::Day(_));
    let first_is_day =
        |row: &&Vec<(&GridCell, &Label)>| row.first().is_some_and(|(_, label)| is_day(label));
    let halves = |row: &&Vec<(&GridCell, &Label)>| {
        row.iter().filter(|(_, label)| matches!(label, Label::Half(..))).count() == 2
    };
    let days = rows.iter().filter(first_is_day).count();
    if days >= 2 || days == 1 && rows.iter().any(|row| halves(&row)) {
        half_days(&rows, opening)
    } else {
        slots(&rows)
    }
}

/// Rows are days under a row of slots or hours: each is whole if it has a cell for each of them.
fn under_heads(rows: &[Vec<(&GridCell, &Label)>]) -> Option<Mended> {
    let (head, rest) = rows.split_first()?;
    let is_when = |label: &Label| matches!(label, Label::Slots(..) | Label::Hours(_));
    let count = head.iter().filter(|(_, label)| is_when(label)).count();
    // The corner may be missing.
    let shift = usize::from(count == head.len());
    let heads = head.get(1 - shift..)?;
    if count < 2 || !heads.iter().all(|(_, label)| is_when(label)) {
        return None;
    }
    let mut maker = Maker::default();
    maker.shifted_row(shift, head.iter().map(|(cell, label)| (*cell, *label, 1)));
    for row in rest {
        let Some(((first, label), cells)) = row.split_first() else { continue };
        let is_whole = matches!(label, Label::Day(_)) && cells.len() == count;
        if is_whole || row.iter().all(|(_, label)| matches!(label, Label::Empty | Label::Weekend)) {
            maker.row(row.iter().map(|(cell, label)| (*cell, *label, 1)));
        } else {
            maker.left_out.extend(first.span());
        }
    }
    maker.done(count + 1)
}

/// Rows are days: two cells are the half days, four the slots 1 to 4.
fn half_days(rows: &[Vec<(&GridCell, &Label)>], opening: Option<TimeOfDay>) -> Option<Mended> {
    let mut maker = Maker::default();
    let mut has_opened = false;
    for row in rows {
        let Some(((first, label), rest)) = row.split_first() else { continue };
        let is_empty = |at: usize| rest.get(at).is_none_or(|(cell, _)| cell.lines.is_empty());
        match label {
            Label::Day(_) => {
                let is_first = !std::mem::replace(&mut has_opened, true);
                // The first half day opens late: its first slot is empty, if the hour says so too.
                let opens_in_slot_2 = is_first
                    && is_empty(0)
                    && !is_empty(1)
                    && opening.is_some_and(|time| time >= Slot::S1.standard().end)
                    && opening.is_some_and(|time| time < Slot::S2.standard().end);
                let widths: &[usize] = match rest.len() {
                    2 => &[2, 2],
                    4 => &[1, 1, 1, 1],
                    3 if opens_in_slot_2 => &[1, 1, 2],
                    _ => {
                        maker.left_out.extend(first.span());
                        continue;
                    }
                };
                maker.row(std::iter::once((*first, *label, 1)).chain(
                    rest.iter().zip(widths).map(|((cell, label), width)| (*cell, *label, *width)),
                ));
            }
            Label::Weekend => maker.row(std::iter::once((*first, *label, 5))),
            _ => {
                let halves: Vec<_> =
                    rest.iter().filter(|(_, label)| matches!(label, Label::Half(..))).collect();
                if halves.len() == 2 {
                    let blank = std::iter::once((*first, *label, 1));
                    let halves = halves.iter().map(|(cell, label)| (*cell, *label, 2));
                    maker.row(blank.chain(halves));
                }
            }
        }
    }
    maker.done(5)
}

/// Rows are slots: a row is whole if it has a cell for each day.
fn slots(rows: &[Vec<(&GridCell, &Label)>]) -> Option<Mended> {
    let mut maker = Maker::default();
    // Those of the week, and the most that one has.
    let (mut columns, mut most) = (0, 0);
    for row in rows {
        let days = row.iter().filter(|(_, label)| matches!(label, Label::Day(_) | Label::Weekend));
        let days = days.count();
        // Weeks of one day stand below each other.
        let is_head = days == 1 && row.len() == 2;
        if days >= 2
            || is_head && row.first().is_some_and(|(_, label)| !matches!(label, Label::Day(_)))
        {
            // The corner may be missing.
            let has_corner = row.first().is_some_and(|(_, label)| !matches!(label, Label::Day(_)));
            if days + usize::from(has_corner) != row.len() {
                return None;
            }
            let shift = usize::from(!has_corner);
            columns = days + 1;
            most = most.max(columns);
            maker.shifted_row(shift, row.iter().map(|(cell, label)| (*cell, *label, 1)));
            continue;
        }
        let Some((first, label)) = row.first() else { continue };
        let is_lunch = row.iter().any(|(_, label)| matches!(label, Label::Lunch(_)));
        if columns == 0 || is_lunch {
            continue;
        }
        if row.len() == columns {
            maker.row(row.iter().map(|(cell, label)| (*cell, *label, 1)));
        } else if row.iter().skip(1).any(|(cell, _)| !cell.lines.is_empty()) {
            maker.left_out.extend(first.span());
        } else {
            maker.row(std::iter::once((*first, *label, 1)));
        }
    }
    maker.done(most)
}

#[derive(Default)]
struct Maker {
    cells: Vec<GridCell>,
    labels: Vec<Label>,
    rows: usize,
    left_out: Vec<Span>,
}

impl Maker {
    fn row<'a>(&mut self, cells: impl Iterator<Item = (&'a GridCell, &'a Label, usize)>) {
        self.shifted_row(0, cells);
    }

    fn shifted_row<'a>(
        &mut self,
        shift: usize,
        cells: impl Iterator<Item = (&'a GridCell, &'a Label, usize)>,
    ) {
        let mut column = shift;
        for (cell, label, width) in cells {
            let cell = GridCell { row: self.rows, column, height: 1, width, ..cell.clone() };
            self.cells.push(cell);
            self.labels.push(label.clone());
            column += width;
        }
        self.rows += 1;
    }

    fn done(self, columns: usize) -> Option<Mended> {
        let grid = Grid::from_cells(self.rows, columns, self.cells)?;
        Some(Mended { grid, labels: self.labels, left_out: self.left_out })
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::Sample;
    use crate::model::Language;

    fn half_days(opening: Option<&str>) -> String {
        let mut sample = Sample::new(Language::Zh, "SG16", "2026-03-09/2026-03-17");
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
            let short = Sample::new(Language::En, "SG5", "2026-03-09/2026-03-11")
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
        let short = Sample::new(Language::Zh, "SG20", "2026-10-30/2026-11-02")
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
        let short = Sample::new(Language::Es, "SG5", "2026-03-09/2026-03-11")
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
