//! Dates in Chinese: `2025年1月14-23日`, `二〇二六年五月二十六日至六月二日`.

use crate::letter::lex::dates::names::IDEOGRAPHIC;
use crate::letter::lex::dates::read::Reader;
use crate::letter::lex::dates::{CivilDate, DateMention};
use crate::letter::lex::tokens::TokenKind;
use chrono::Weekday;

impl Reader<'_> {
    /// `2025年1月14-23日`, `2022年11月28日至12月7日`, `1月14日(星期二)`, `12月2日起至13日止`.
    pub(super) fn ideographic(self, at: usize) -> Option<(DateMention, usize)> {
        // What follows a year that cannot be read is no date without a year: 200年4月2日.
        if at > 0 && self.0.text(at - 1) == "年" {
            return None;
        }
        let (first, weekday, next) = self.ideographic_day(at, None)?;
        let (_, beyond) = self.aside(next);
        if let Some((is_pair, after)) = self.until_ideographic(beyond)
            && let Some((last, _, after)) = self.ideographic_day(after, Some(first))
        {
            let (_, after) = self.aside(after);
            let after = if self.0.text(after) == "止" { after + 1 } else { after };
            let included = self.0.text(after) == "(" && self.0.text(after + 1) == "含";
            let after = if included { after + 3 } else { after };
            return Some((DateMention::range(first, last, is_pair, weekday), after));
        }
        // A day of the month without its sign belongs to a range.
        let is_whole = self.0.text(next - 1) == "日" || weekday.is_some();
        is_whole.then(|| (DateMention::one(first, weekday), next))
    }

    /// What parts the first day from the last: `至`, `起至`, `起,至`.
    fn until_ideographic(self, at: usize) -> Option<(bool, usize)> {
        if self.0.text(at) != "起" {
            return self.until(at);
        }
        let comma = matches!(self.0.text(at + 1), "," | "、");
        self.until(if comma { at + 2 } else { at + 1 }).filter(|(is_pair, _)| !is_pair)
    }

    fn ideographic_day(
        self,
        at: usize,
        before: Option<CivilDate>,
    ) -> Option<(CivilDate, Option<Weekday>, usize)> {
        let mut next = at;
        let mut year = before.and_then(|before| before.year);
        if let Some((said, after)) = self.ideographic_year(next) {
            year = Some(said);
            next = after;
        }
        let mut month = before.map(|before| before.month);
        if let Some((said, after)) = self.ideographic_month(next) {
            month = Some(said);
            next = after;
        }
        let by_digits = self.number(next, 1..=2).map(|day| (day, next + 1));
        let (day, after) = by_digits.or_else(|| {
            let (day, after) = self.tens(next)?;
            (self.0.text(after) == "日").then_some((day, after))
        })?;
        (1..=31).contains(&day).then_some(())?;
        next = after;
        if self.0.text(next) == "日" || self.0.text(next) == "号" {
            // 第1/12号 is no day.
            if self.0.text(next) == "号"
                && month == before.map(|before| before.month)
                && before.is_none()
            {
                return None;
            }
            next += 1;
        } else if before.is_some() {
            return None;
        }
        let (weekday, after) = self.aside(next);
        Some((CivilDate { year, month: month?, day }, weekday, after))
    }

    /// A year: `2026年`, `二〇二六年`.
    fn ideographic_year(self, at: usize) -> Option<(i32, usize)> {
        if let Some(year) = self.number(at, 4..=4).filter(|_| self.0.text(at + 1) == "年") {
            return Some((i32::try_from(year).ok()?, at + 2));
        }
        let digits: Option<Vec<i32>> = (at..at + 4).map(|at| self.ideographic_digit(at)).collect();
        let year = digits?.into_iter().fold(0, |year, digit| year * 10 + digit);
        let is_year = self.0.text(at + 4) == "年" && (1900..=2199).contains(&year);
        is_year.then_some((year, at + 5))
    }

    fn ideographic_digit(self, at: usize) -> Option<i32> {
        let text = self.0.text(at);
        if matches!(text, "〇" | "零" | "○") {
            return Some(0);
        }
        let digit = IDEOGRAPHIC.iter().take(9).position(|digit| *digit == text)?;
        i32::try_from(digit + 1).ok()
    }

    /// A number up to ninety-nine: `八`, `十`, `二十六`.
    fn tens(self, at: usize) -> Option<(u32, usize)> {
        let digit =
            |at: usize| self.ideographic_digit(at).and_then(|digit| u32::try_from(digit).ok());
        let (tens, next) = match digit(at) {
            Some(digit) if self.0.text(at + 1) != "十" => return Some((digit, at + 1)),
            Some(digit) => (digit, at + 2),
            None if self.0.text(at) == "十" => (1, at + 1),
            None => return None,
        };
        let (ones, next) = digit(next).map_or((0, next), |ones| (ones, next + 1));
        Some((tens * 10 + ones, next))
    }

    fn ideographic_month(self, at: usize) -> Option<(u32, usize)> {
        if let Some(month) = self.number(at, 1..=2).filter(|_| self.0.text(at + 1) == "月") {
            return (1..=12).contains(&month).then_some((month, at + 2));
        }
        if self.0.kind(at) != Some(TokenKind::Ideograph) {
            return None;
        }
        let (month, next) = self.tens(at)?;
        let is_month = (1..=12).contains(&month) && self.0.text(next) == "月";
        is_month.then_some((month, next + 1))
    }
}
