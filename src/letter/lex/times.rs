//! Times of day in running text, in all six languages at once.
//!
//! Forms: `0930 hours`, `at0930`, `09:30`, `09.30 horas`, `9 h 30`, `9:00 AM`, `09 час. 30 мин.`,
//! `08时30分`, `11时`, and ranges of them: `0930-1230`, `de 9 h 30 à 12 h 30`.

use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::read::document::Span;
use crate::letter::shape::prose::is_ideograph;
use crate::letter::words::{self, Sense};
use crate::model::{Hours, TimeOfDay, Unit};

/// A time of day in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeMention {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The time.
    pub time: TimeOfDay,
    /// Whether it can be nothing else: four bare digits are a time only among words of time.
    pub is_sure: bool,
}

/// A range of times in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HoursMention {
    /// Where it stands.
    pub span: Span,
    /// The hours.
    pub hours: Hours,
}

/// Every time of day in the folded text, in its order.
pub(crate) fn times(tokens: Tokens<'_>) -> Vec<TimeMention> {
    let reader = Reader(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.all.len() {
        match reader.time(at) {
            Some((time, next)) => {
                found.push(time);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// Every range of times in the folded text, in its order.
pub(crate) fn hours(tokens: Tokens<'_>) -> Vec<HoursMention> {
    let reader = Reader(tokens);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.all.len() {
        match reader.hours(at) {
            Some((hours, next)) => {
                found.push(hours);
                at = next;
            }
            None => at += 1,
        }
    }
    found
}

/// Reads at positions in the tokens.
#[derive(Clone, Copy)]
struct Reader<'a>(Tokens<'a>);

impl<'a> Reader<'a> {
    /// A time that begins at a token, and the token after it.
    fn time(self, at: usize) -> Option<(TimeMention, usize)> {
        let first = self.0.digits(at);
        if first.is_empty() || self.is_inside(at) {
            return None;
        }
        let (hour, minute, next, is_sure) = match first.len() {
            4 => {
                let (hour, minute) = first.split_at_checked(2)?;
                let unit = self.is_unit(at + 1);
                let before = at > 0 && self.0.is_one_of(at - 1, Sense::AtHour);
                // "from 2015" and 于2015年 are years.
                let is_year = !unit && matches!(hour, "19" | "20") && !minute.ends_with('0')
                    || self.0.text(at + 1) == "年";
                let next = if unit { at + 2 } else { at + 1 };
                (hour, minute, next, (unit || before) && !is_year)
            }
            1 | 2 => self.parted(at)?,
            _ => return None,
        };
        let mut hour: u16 = hour.parse().ok()?;
        let minute: u16 = minute.parse().ok()?;
        let before = self.half_before(at).map(|is_after_noon| (is_after_noon, next));
        let (hour, next, is_sure) = match self.half(next).or(before) {
            Some((is_after_noon, after)) if (1..=12).contains(&hour) => {
                hour %= 12;
                (if is_after_noon { hour + 12 } else { hour }, after, true)
            }
            _ => (hour, next, is_sure),
        };
        let fits = hour < 24 && minute < 60 || (hour, minute) == (24, 0);
        let (start, end) = (self.0.all.get(at)?.start, self.0.all.get(next - 1)?.end);
        let time = TimeMention { start, end, time: TimeOfDay::at(hour, minute), is_sure };
        fits.then_some((time, next))
    }

    /// Hours and minutes with something between them: `9:30`, `9 h 30`, `09 час. 30 мин.`.
    fn parted(self, at: usize) -> Option<(&'a str, &'a str, usize, bool)> {
        let hour = self.0.digits(at);
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
                let next = if unit { at + 4 } else { at + 3 };
                let before = at > 0 && self.0.is_one_of(at - 1, Sense::AtHour);
                return Some((hour, minute, next, sign == ":" || unit || before));
            }
            return None;
        }
        if self.0.text(at + 1) == "o" && self.0.text(at + 3) == "clock" {
            return Some((hour, "00", at + 4, true));
        }
        if self.is_unit(at + 1) {
            let mut next = at + 2;
            if self.0.text(next) == "." {
                next += 1;
            }
            let minute = self.0.digits(next);
            if minute.len() == 2 && !self.is_hour_again(next) {
                next += 1;
                if self.0.is_one_of(next, Sense::Minutes) {
                    next += 1;
                    if self.0.text(next) == "." {
                        next += 1;
                    }
                }
                return Some((hour, minute, next, true));
            }
            // "72 hours" is no time of day.
            let before = at > 0 && self.0.is_one_of(at - 1, Sense::AtHour);
            let is_clock = matches!(self.0.text(at + 1), "时" | "点" | "h" | "o'clock");
            let next = if self.0.text(at + 2) == "." { at + 3 } else { at + 2 };
            return (before || is_clock).then_some((hour, "00", next, before || is_clock));
        }
        // "9 AM"; in Russian "3 дня" may be three days too.
        let is_unit = self.0.is_one_of(at + 1, Sense::Unit(Unit::Days));
        self.half(at + 1).filter(|_| !is_unit).map(|_| (hour, "00", at + 1, true))
    }

    /// Whether the digits are the hour of a next time: "9 h - 12 h", "9 h 12 h".
    fn is_hour_again(self, at: usize) -> bool {
        self.is_unit(at + 1) && !self.0.is_one_of(at + 1, Sense::Minutes)
    }

    fn is_unit(self, at: usize) -> bool {
        self.0.is_one_of(at, Sense::Hours)
    }

    /// `AM` or `PM`, and the token after it.
    fn half(self, at: usize) -> Option<(bool, usize)> {
        let begin = self.0.all.get(at)?.start;
        let rest = self.0.folded.get(begin..)?;
        let length = |words: Sense| {
            let whole = |word: &&str| {
                rest.strip_prefix(word).is_some_and(|behind| {
                    !word.starts_with(is_ideograph) && !behind.starts_with(char::is_alphabetic)
                })
            };
            words::all(words).filter(whole).map(str::len).max()
        };
        let found = length(AM).map(|length| (false, length));
        let (is_after_noon, length) = length(PM).map(|length| (true, length)).or(found)?;
        Some((is_after_noon, self.0.at_byte(begin + length)))
    }

    /// The same in Chinese, which has it before the hour: `下午2时30分`.
    fn half_before(self, at: usize) -> Option<bool> {
        let before = self.0.folded.get(..self.0.all.get(at)?.start)?.trim_end_matches(' ');
        // Nearly all hours stand behind something else.
        if !before.ends_with(is_ideograph) {
            return None;
        }
        let stands = |words: Sense| words::all(words).any(|word| before.ends_with(word));
        if stands(PM) { Some(true) } else { stands(AM).then_some(false) }
    }

    /// Whether a number is a part of something longer: a telephone number, a version, 1/12.
    fn is_inside(self, at: usize) -> bool {
        at > 0
            && self.0.touches(at - 1)
            && matches!(self.0.text(at - 1), "/" | "." | "+" | "_")
            && (self.0.kind(at.saturating_sub(2)) == Some(TokenKind::Number)
                || matches!(self.0.text(at - 1), "+" | "_"))
    }

    /// A range that begins at a token, and the token after it. Bare digits are hours here: two times
    /// with a dash between them can hardly be anything else.
    fn hours(self, at: usize) -> Option<(HoursMention, usize)> {
        let (first, next) = self.time(at)?;
        let mut last_at = next;
        let is_dash = self.0.text(next) == "-"
            || self.0.is_one_of(next, Sense::ToDay)
            || self.0.is_one_of(next, Sense::AtHour);
        if !is_dash {
            return None;
        }
        last_at += 1;
        if self.0.is_one_of(last_at, Sense::AtHour) {
            last_at += 1;
        }
        let (mut last, next) = self.time(last_at)?;
        // 下午2:30-5:30
        let later = clock(last.time) + 1200;
        if self.half_before(at) == Some(true) && last.time <= first.time && later <= 2400 {
            last.time = TimeOfDay::at(later / 100, later % 100);
        }
        // 2017-2020 are years.
        let bare = |time: &TimeMention| time.end - time.start == 4 && !time.is_sure;
        let year = |time: &TimeMention| (1900..=2100).contains(&clock(time.time));
        if bare(&first)
            && bare(&last)
            && year(&first)
            && year(&last)
            && !clock(last.time).is_multiple_of(10)
        {
            return None;
        }
        let hours = Hours::new(first.time, last.time)?;
        Some((HoursMention { span: first.start..last.end, hours }, next))
    }
}

/// Words of the halves of a day.
const AM: Sense = Sense::BeforeNoon;
const PM: Sense = Sense::AfterNoon;

/// A time as its four digits: 9:30 is 930.
fn clock(time: TimeOfDay) -> u16 {
    time.minutes() / 60 * 100 + time.minutes() % 60
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::lex::times::{hours, times};
    use crate::letter::read::document::Document;

    fn normal(text: &str) -> Normal {
        Normal::of(Document { text: text.to_owned(), ..Document::default() })
    }

    fn sure(text: &str) -> String {
        let normal = normal(text);
        let found = times(normal.tokens());
        let sure = found.iter().filter(|time| time.is_sure);
        sure.map(|time| time.time.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_form_of_a_time() {
        for (text, expected) in [
            ("will open at 0930 hours on the first day", "09:30"),
            ("will open at0930hours", "09:30"),
            ("Opening 9:30", "09:30"),
            ("9:00 AM and 2:30 p.m. and 12 pm", "09:00 14:30 12:00"),
            ("a las 09.30 horas del primer día", "09:30"),
            ("à 9 h 30 le premier jour", "09:30"),
            ("9h30, 14 h 00", "09:30 14:00"),
            ("в 09 час. 30 мин. Регистрация", "09:30"),
            ("将于11时开始，自08时30分起", "11:00 08:30"),
            ("11时15分", "11:15"),
            ("في الساعة 0930 من اليوم", "09:30"),
            ("by 23:59 UTC", "23:59"),
            ("会议将于下午2时30分开始，上午9:30注册，下午 14:30", "14:30 09:30 14:30"),
            ("Начало в 2 час. 30 мин. дня, в 9 часов утра", "14:30 09:00"),
            ("الساعة 2:30 بعد الظهر، الساعة 9:30 صباحا، 12:30 ظهرا", "14:30 09:30 12:30"),
            ("a las 2.30 horas de la tarde", "14:30"),
            ("à 2 h 30 de l'après-midi, 9 h 30 du matin", "14:30 09:30"),
            ("at 2400 hours", "24:00"),
            ("is scheduled for 9.30 a.m. on Tuesday", "09:30"),
            ("starts at 9 o'clock", "09:00"),
            ("à 14 heures", "14:00"),
            ("a las 11 horas", "11:00"),
        ] {
            assert_eq!(sure(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_time() {
        for text in [
            "at least 72 hours in advance",
            "1211 Geneva 20",
            "+41 22 730 6828",
            "Resolution 1 (2016)",
            "5.2.1",
            "X.1050",
            "14.01.2025",
            "提前72小时",
            "не позднее чем за 3 дня до начала",
        ] {
            assert_eq!(sure(text), "", "{text}");
        }
    }

    #[test]
    fn ranges_of_hours() {
        let found = |text: &str| {
            let normal = normal(text);
            let found = hours(normal.tokens());
            found.iter().map(|found| found.hours.to_string()).collect::<Vec<_>>().join(" ")
        };
        for (text, expected) in [
            ("0 – 0830-0930;  1 – 0930-1045", "08:30-09:30 09:30-10:45"),
            ("Lunch [image: ] 1230-1430", "12:30-14:30"),
            ("de 9 h 30 à 12 h 30 et de 14 h 30 à 17 h 30", "09:30-12:30 14:30-17:30"),
            ("from 0930h to 1230h", "09:30-12:30"),
            ("0900h to1200h", "09:00-12:00"),
            ("14:30 – 17:30and", "14:30-17:30"),
            ("1800-2000 hours", "18:00-20:00"),
            ("上午9:30-12:30，下午2:30-5:30", "09:30-12:30 14:30-17:30"),
            ("2017-2021", ""),
            ("1230-0930", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
