//! Dates in Chinese: `2025年1月14-23日`, `二〇二六年五月二十六日至六月二日`.

use crate::letter::lex::dates::names::{digit, spelled};
use crate::letter::lex::dates::read::{DateReader, DayStyle, WrittenDay};

impl DateReader<'_> {
    /// `2025年1月14日`, `1月14日(星期二)`, `1月14` before `至23日`, and `13日` behind another day.
    pub(super) fn ideographic(self, at: usize) -> Option<(WrittenDay, usize)> {
        // What follows a year that cannot be read is not a date without a year: 200年4月2日.
        if at > 0 && self.0.text(at - 1) == "年" {
            return None;
        }
        let sign = |read: Option<(u32, usize)>, sign: &str| {
            read.filter(|(_, next)| self.0.text(*next) == sign)
                .map(|(number, next)| (number, next + 1))
        };
        let year = sign(self.ideographic_year(at), "年");
        let mut next = year.map_or(at, |(_, next)| next);
        let month = sign(self.ideographic_number(next), "月");
        next = month.map_or(next, |(_, next)| next);
        let (day, after) = self.ideographic_number(next)?;
        let is_sign = |at: usize| matches!(self.0.text(at), "日" | "号");
        let is_signed = is_sign(after);
        // 第1/12号 is not a day; 26 is one only with its sign or that of its range, 15-19日; 14 also before a
        // dash.
        let is_range = self.0.is_until(after)
            && self.ideographic_number(after + 1).is_some_and(|(_, next)| is_sign(next));
        if !is_signed && !is_range && (month.is_none() || self.number(next, 1..=2).is_none()) {
            return None;
        }
        let (weekday, after) = self.aside(after + usize::from(is_signed));
        let after = after + usize::from(self.0.text(after) == "止");
        let included = self.0.text(after) == "(" && self.0.text(after + 1) == "含";
        let part = WrittenDay {
            day,
            month: month.map(|(month, _)| month),
            year: year.and_then(|(year, _)| i32::try_from(year).ok()),
            weekday,
            style: DayStyle::Ideographic,
            order: None,
            // A day of the month without its sign belongs to a range, which ends with the sign.
            is_whole: month.is_some() && (is_signed || is_range),
        };
        Some((part, if included { after + 3 } else { after }))
    }

    /// The digits of a year: `2026`, `二〇二六`.
    fn ideographic_year(self, at: usize) -> Option<(u32, usize)> {
        if let Some(year) = self.number(at, 4..=4) {
            return Some((year, at + 1));
        }
        let digits: Option<Vec<u32>> = (at..at + 4).map(|at| digit(self.0.text(at))).collect();
        let year = digits?.into_iter().fold(0, |year, digit| year * 10 + digit);
        (1900..=2199).contains(&year).then_some((year, at + 4))
    }

    /// A number up to ninety-nine: `8`, `八`, `十`, `二十六`.
    fn ideographic_number(self, at: usize) -> Option<(u32, usize)> {
        if let Some(number) = self.number(at, 1..=2) {
            return Some((number, at + 1));
        }
        spelled(self.0, at)
    }
}
