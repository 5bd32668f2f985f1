//! Hours with their minutes, and what stands between them.

use crate::letter::lex::dates::begins_date;
use crate::letter::lex::halves;
use crate::letter::lex::times::{TimeReader, WrittenHour};
use crate::letter::lex::tokens::TokenKind;
use crate::letter::words::Sense;

impl TimeReader<'_> {
    /// The place behind the end of a line that parts an hour from its minutes: "9 h⏎30". What begins the next line
    /// may also be a date, another hour or the number of a point.
    fn behind_wrap(self, at: usize) -> usize {
        let next = at + 1;
        let is_point = matches!(self.0.text(next + 1), "." | ")")
            && !matches!(self.0.kind(next + 2), None | Some(TokenKind::LineEnd));
        let is_wrap = self.0.kind(at) == Some(TokenKind::LineEnd)
            && self.0.digits(next).len() == 2
            && !is_point
            && !begins_date(self.0, next);
        if is_wrap { next } else { at }
    }

    /// Hours and minutes with something between them: `9:30`, `9 h 30`, `09 час. 30 мин.`.
    pub(super) fn parted(self, at: usize) -> Option<WrittenHour> {
        let hour = self.0.digits(at).parse().ok()?;
        let sign = self.0.text(at + 1);
        if matches!(sign, ":" | ".") && self.0.touches(at) && self.0.touches(at + 1) {
            let minute = self.0.digits(at + 2);
            // 12.30.2 and 1.05.2024 are something else.
            let goes_on = self.0.touches(at + 2)
                && matches!(self.0.text(at + 3), "." | ":")
                && self.0.kind(at + 4) == Some(TokenKind::Number)
                && self.0.touches(at + 3);
            if minute.len() == 2 && !goes_on {
                let unit = self.is_unit(at + 3);
                let is_sure = sign == ":" || unit || self.is_after_at(at);
                let (minute, next) = (minute.parse().ok()?, at + 3 + usize::from(unit));
                return Some(WrittenHour { hour, minute, next, is_sure });
            }
            return None;
        }
        if self.0.text(at + 1) == "o" && self.0.text(at + 3) == "clock" {
            return Some(WrittenHour::sure(hour, 0, at + 4));
        }
        if self.is_unit(at + 1) {
            let next = self.behind_dot(at + 2);
            let minute_at = self.behind_wrap(next);
            let minute = self.0.digits(minute_at);
            if minute.len() == 2 && !self.is_hour_again(minute_at) {
                let next = minute_at + 1;
                let has_unit = self.0.is_one_of(next, Sense::Minutes);
                let next = if has_unit { self.behind_dot(next + 1) } else { next };
                return Some(WrittenHour::sure(hour, minute.parse().ok()?, next));
            }
            // "72 hours" is no time of day.
            let is_clock = matches!(self.0.text(at + 1), "时" | "点" | "h" | "o'clock");
            // "26 января 2026 года, 18 час."
            let is_dated = at > 1
                && self.0.text(at - 1) == ","
                && (self.0.is_one_of(at - 2, Sense::YearWord) || self.is_year(at - 2));
            let (minute, half) = match self.0.mark(next, Sense::HourMore(0)) {
                Some((Sense::HourMore(more @ (15 | 30 | 45)), behind)) => (more, Some(behind)),
                _ => (0, None),
            };
            let next = half.or_else(|| self.0.behind(next, Sense::Sharp)).unwrap_or(next);
            let is_hour = self.is_after_at(at) || is_clock || is_dated;
            return is_hour.then(|| WrittenHour::sure(hour, minute.unsigned_abs(), next));
        }
        // "9 AM"
        let is_hour = halves::is_hour(self.0, at + 1, self.is_after_at(at));
        is_hour.then(|| WrittenHour::sure(hour, 0, at + 1))
    }

    /// Whether the digits are the hour of a next time: "9 h - 12 h", "9 h 12 h".
    fn is_hour_again(self, at: usize) -> bool {
        // "10 h 00 heure de Tunis"
        let is_other = [Sense::Minutes, Sense::TimeOf].map(|of| self.0.begins(at + 1, of));
        self.is_unit(at + 1) && !is_other.contains(&true)
    }

    /// The place behind the full stop of an abbreviation, if there is one.
    fn behind_dot(self, at: usize) -> usize {
        at + usize::from(self.0.text(at) == ".")
    }
}
