//! Distances in time: numbers of units, in digits or in words of six languages.

use crate::letter::lex::{TokenKind, Tokens};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Before, TimeUnit};

/// A number of units in a text.
#[derive(Clone, Debug)]
pub(crate) struct Distance {
    /// Where it stands.
    pub(crate) span: Span,
    /// How far.
    pub(crate) before: Before,
    /// Whether only working days count.
    pub(crate) in_working_days: bool,
}

/// Every number of units in a sentence.
pub(crate) fn distances(tokens: Tokens<'_>) -> Vec<Distance> {
    DistanceReader(tokens).distances()
}

/// Reads at positions in the tokens of a sentence.
#[derive(Clone, Copy)]
struct DistanceReader<'a>(Tokens<'a>);

impl DistanceReader<'_> {
    fn distances(self) -> Vec<Distance> {
        self.0.each(|at| self.distance(at).map(|(distance, next)| (distance, next.max(at + 1))))
    }

    /// A number of units that begins at a token, and the token after it.
    fn distance(self, at: usize) -> Option<(Distance, usize)> {
        let (amount, next) = self.amount(at)?;
        let next = self.skip_repeated(next);
        let (is_working, next) = self.skip_kind(next);
        let (unit, next) = match self.unit(next) {
            Some(found) => found,
            // 七个工作日
            None if is_working && self.0.text(next - 1) == "日" => (TimeUnit::Days, next),
            // Arabic and Russian say one month in one word: `بشهر`, "за месяц".
            None => self.unit(at).filter(|_| self.0.kind(at) == Some(TokenKind::Word))?,
        };
        let (works_behind, next) = self.skip_kind(next);
        let span = self.0.span(at, next);
        let in_working_days = is_working || works_behind;
        Some((Distance { span, before: Before { amount, unit }, in_working_days }, next))
    }

    /// A number in digits or in words.
    fn amount(self, at: usize) -> Option<(u32, usize)> {
        match self.0.kind(at)? {
            TokenKind::Number => {
                let digits = self.0.digits(at);
                let before = at.checked_sub(1).filter(|before| self.0.touches(*before));
                // 1/12, 2.5 and 0930-1045 are something else.
                let is_part = before.is_some_and(|before| {
                    matches!(self.0.text(before), "/" | "." | ":" | "-" | "+" | "第" | "月")
                });
                let amount = digits.parse().ok().filter(|_| digits.len() <= 3 && !is_part)?;
                Some((amount, at + 1))
            }
            TokenKind::Word | TokenKind::Ideograph => {
                let mark = self.0.marks.at(Sense::Number(0), self.0.all.get(at)?.start)?;
                // 第一周 and 星期一 count nothing, but 为期五天 does.
                let lasts = at.checked_sub(2).is_some_and(|at| self.0.begins(at, Sense::Lasts));
                let before = at.checked_sub(1).map_or("", |before| self.0.text(before));
                let is_counted = lasts || !matches!(before, "第" | "期" | "周");
                let Sense::Number(amount) = mark.sense else { return None };
                is_counted.then(|| (amount, self.0.at_byte(mark.end)))
            }
            _ => None,
        }
    }

    /// The number again in words: "12 (twelve) days".
    fn skip_repeated(self, at: usize) -> usize {
        let is_open = self.0.text(at) == "(";
        let close = (at + 1..at + 4).find(|close| self.0.text(*close) == ")");
        close.filter(|_| is_open).map_or(at, |close| close + 1)
    }

    /// "calendar", "working", and whether only working days count.
    fn skip_kind(self, at: usize) -> (bool, usize) {
        let skip = |of: Sense| {
            let at = if self.0.text(at) == "个" { at + 1 } else { at };
            let mark = self.0.marks.at(of, self.0.all.get(at)?.start)?;
            Some(self.0.at_byte(mark.end))
        };
        if let Some(next) = skip(Sense::WorkingDays) {
            return (true, next);
        }
        (false, skip(Sense::CalendarDays).unwrap_or(at))
    }

    /// A unit at a token.
    fn unit(self, at: usize) -> Option<(TimeUnit, usize)> {
        let mark = self.0.marks.at(Sense::Unit(TimeUnit::Days), self.0.all.get(at)?.start)?;
        match mark.sense {
            Sense::Unit(unit) => Some((unit, self.0.at_byte(mark.end))),
            _ => None,
        }
    }
}
