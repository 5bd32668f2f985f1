//! Times of day in running text, in all six languages at once, with whose hours they are.
//!
//! Forms: `0930 hours`, `at0930`, `09:30`, `09.30 horas`, `9 h 30`, `9:00 AM`, `09 час. 30 мин.`,
//! `08时30分`, `8点半`, `11时`, and ranges of them: `0930-1230`, `de 9 h 30 à 12 h 30`.

use crate::letter::lex::halves;
pub(crate) use crate::letter::lex::said::{HoursMention, TimeMention};
use crate::letter::lex::spelled;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::lex::zones::{self, ZoneSaid};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Hours, TimeOfDay};

/// Every time of day in the folded text, in its order.
pub(crate) fn times(tokens: Tokens<'_>) -> Vec<TimeMention> {
    read(tokens).0
}

/// The same, and the words of hours that were not understood, and of those in words that may be in
/// either half of the day.
pub(crate) fn read(tokens: Tokens<'_>) -> (Vec<TimeMention>, Vec<Span>) {
    let reader = TimeReader(tokens);
    let bare = |at: usize| reader.bare(at).map(|(time, next)| (Ok(time), next));
    let said = tokens.each(|at| {
        let (said, next) = reader.said(at).or_else(|| bare(at))?;
        Some(((at, said), next))
    });
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for (at, said) in said {
        match said {
            Ok(time) => {
                let is_open = !time.is_sure && tokens.digits(at).is_empty();
                let is_limit = tokens.follows(at, Sense::Limit);
                if is_open && reader.is_after_at(at) && !is_limit {
                    unread.push(time.start..time.end);
                }
                found.push(time);
            }
            Err(span) => unread.push(span),
        }
    }
    // "13:00-15:00 UTC" says it for both.
    let mut behind: Option<TimeMention> = None;
    for time in found.iter_mut().rev() {
        if let Some(next) = behind {
            let at = tokens.at_byte(time.end);
            let first = tokens.at_byte(time.start);
            let last = reader.until(at).or_else(|| reader.between(first, at));
            if last.is_some_and(|last| last == tokens.at_byte(next.start)) {
                time.time = reader.in_half_of(time, &next);
                time.is_sure |= reader.makes_sure(time, &next);
                if time.zone == ZoneSaid::Unsaid {
                    (time.zone, time.zone_end) = (next.zone, next.zone_end);
                }
            }
        }
        behind = Some(*time);
    }
    for time in found.iter_mut().filter(|time| time.zone == ZoneSaid::Unsaid) {
        time.zone = tokens.zone_at(time.start);
    }
    (found, unread)
}

/// Every range of times in the folded text, in its order.
pub(crate) fn hours(tokens: Tokens<'_>) -> Vec<HoursMention> {
    tokens.each(|at| TimeReader(tokens).hours(at))
}

/// Whether a dash or a word joins two hours to a range, also one that was not understood.
pub(crate) fn are_joined(tokens: Tokens<'_>, first: &Span, last: &Span) -> bool {
    let behind = TimeReader(tokens).until(tokens.at_byte(first.end));
    behind.is_some_and(|at| at == tokens.at_byte(last.start))
}

/// In words an hour before this one is that after noon, unless they say which.
const EARLIEST: u16 = 7;

/// The most numbers of a telephone before its last one.
const MOST_PARTS: usize = 8;

/// An hour as it is written, be it one of the day or not.
pub(super) struct WrittenHour {
    pub(super) hour: u16,
    pub(super) minute: u16,
    /// The token after it.
    pub(super) next: usize,
    /// Whether it can be nothing else.
    pub(super) is_sure: bool,
}

impl WrittenHour {
    pub(super) fn sure(hour: u16, minute: u16, next: usize) -> Self {
        Self { hour, minute, next, is_sure: true }
    }
}

/// Reads at positions in the tokens.
#[derive(Clone, Copy)]
pub(super) struct TimeReader<'a>(pub(super) Tokens<'a>);

impl TimeReader<'_> {
    /// A time that begins at a token, and the token after it.
    fn time(self, at: usize) -> Option<(TimeMention, usize)> {
        let (said, next) = self.said(at)?;
        Some((said.ok()?, next))
    }

    /// The same, or the words of an hour that was not understood.
    fn said(self, at: usize) -> Option<(Result<TimeMention, Span>, usize)> {
        let token = self.0.all.get(at)?;
        if token.kind != TokenKind::Number && !token.begins.hour {
            return None;
        }
        if let Some((noon, next)) = self.noon(at) {
            let (end, is_within) = (spelled::end(self.0, next), spelled::is_within(self.0, at));
            let goes_on = spelled::goes_on(self.0, next);
            return match goes_on || is_within {
                true => Some(self.unread(at, if goes_on { end } else { next })),
                false => Some((Ok(noon), next)),
            };
        }
        let WrittenHour { hour, minute, next, is_sure } = match spelled::hour(self.0, at) {
            // "half past two" may be after noon.
            Some((Some((hour, minute)), next)) => {
                WrittenHour { hour, minute, next, is_sure: hour >= EARLIEST }
            }
            Some((None, next)) => return Some(self.unread(at, next)),
            None => self.figures(at)?,
        };
        if self.is_cut(at, next) {
            return Some(self.unread(at, spelled::end(self.0, next)));
        }
        let half = halves::hour(self.0, hour, at, next);
        let Some(hour) = half.hour else { return Some(self.unread(at, next)) };
        let (next, is_sure) = (half.next, is_sure || half.is_said);
        if (hour >= 24 || minute >= 60) && (hour, minute) != (24, 0) {
            // "at 2530 hours"
            let is_hour = self.is_unit(next - 1) && self.is_after_at(at);
            return is_hour.then(|| self.unread(at, next));
        }
        let (start, end) = (self.0.all.get(at)?.start, self.0.all.get(next - 1)?.end);
        let begin = halves::before(self.0, at).map_or(at, |words| words.edge);
        let city = || zones::city(self.0, next).filter(|_| is_sure);
        let zone = zones::behind(self.0, next).or_else(city);
        let zone_end = zone.and_then(|(_, next)| self.0.all.get(next - 1));
        let zone_end = zone_end.map_or(end, |token| token.end);
        let before = || zones::before(self.0, begin);
        let zone = zone.map(|(zone, _)| zone).or_else(before).unwrap_or(ZoneSaid::Unsaid);
        let is_sure = is_sure || zone != ZoneSaid::Unsaid;
        let time = TimeOfDay::at(hour, minute);
        Some((Ok(TimeMention { start, end, time, is_sure, zone, zone_end }), next))
    }

    /// An hour that was not understood, with the half of the day behind it.
    fn unread(self, at: usize, next: usize) -> (Result<TimeMention, Span>, usize) {
        let next = halves::behind(self.0, next).map_or(next, |words| words.edge);
        (Err(self.0.span(at, next)), next)
    }

    /// Whether an hour in figures goes on in words, "9 heures vingt", or ends others: "twenty past 9".
    fn is_cut(self, at: usize, next: usize) -> bool {
        let digits = self.0.digits(at).len();
        (1..=2).contains(&digits)
            && (self.is_unit(next - 1) && spelled::goes_on(self.0, next)
                || spelled::is_within(self.0, at))
    }

    /// An hour in figures.
    fn figures(self, at: usize) -> Option<WrittenHour> {
        let first = self.0.digits(at);
        if first.is_empty() || self.is_inside(at) || self.is_year(at) {
            return None;
        }
        let noon = |at: usize| self.0.behind(at, Sense::Noon);
        let clock = match first.len() {
            // "12 noon"
            2 if first == "12" && noon(at + 1).is_some() => WrittenHour::sure(12, 0, at + 1),
            4 => {
                let (hour, minute) = (self.four(at)? / 100, self.four(at)? % 100);
                let unit = self.is_unit(at + 1);
                // "from 1945" is a year too.
                let is_old = hour == 19 && minute % 10 != 0;
                let is_sure = unit || self.is_after_at(at) && !is_old;
                WrittenHour { hour, minute, next: at + 1 + usize::from(unit), is_sure }
            }
            1 | 2 => self.parted(at)?,
            _ => return None,
        };
        if self.counts(clock.next - 1) {
            return None;
        }
        let noon = noon(clock.next).filter(|_| clock.hour == 12);
        Some(WrittenHour { next: noon.unwrap_or(clock.next), ..clock })
    }

    /// Noon where nothing but an hour can be meant: "at noon", "noon UTC".
    fn noon(self, at: usize) -> Option<(TimeMention, usize)> {
        let mark = self.0.marks.at(Sense::Noon, self.0.all.get(at)?.start)?;
        let behind = self.0.at_byte(mark.end);
        // "10:00-noon", but "après-midi"
        let is_word = |at: usize| self.0.touches(at) && self.0.kind(at) == Some(TokenKind::Word);
        let dash = at.checked_sub(1).filter(|dash| self.0.text(*dash) == "-");
        let is_last = dash.is_some_and(|dash| !dash.checked_sub(1).is_some_and(is_word));
        let begins = || self.until(behind).is_some_and(|last| !self.0.digits(last).is_empty());
        let number = at.checked_sub(1).and_then(|at| self.0.mark(at, Sense::Number(12)));
        let is_twelve = number.is_some_and(|(number, _)| number == Sense::Number(12));
        let is_said = self.is_after_at(at) || is_last || is_twelve || begins();
        let (zone, next) = zones::behind(self.0, behind)
            .or_else(|| is_said.then_some((ZoneSaid::Unsaid, behind)))?;
        let zone_end = self.0.all.get(next - 1).map_or(mark.end, |token| token.end);
        let (start, end, time) = (mark.start, mark.end, TimeOfDay::at(12, 0));
        Some((TimeMention { start, end, time, is_sure: true, zone, zone_end }, next))
    }

    /// The first hour of "2 - 4 pm".
    fn bare(self, at: usize) -> Option<(TimeMention, usize)> {
        let hour = Some(self.0.digits(at)).filter(|hour| (1..=2).contains(&hour.len()))?;
        let words = [Sense::Slot, Sense::Question, Sense::WorkingParty];
        let is_word = |before: usize| {
            self.0.touches(before) && self.0.text(before) != "(" || self.0.is_any(before, words)
        };
        let (last, _) = self.time(self.until(at + 1)?)?;
        if self.is_inside(at) || at.checked_sub(1).is_some_and(is_word) {
            return None;
        }
        let hour = hour.parse().ok().filter(|hour| (1..=12).contains(hour))?;
        self.half_within(&last)?;
        let std::ops::Range { start, end } = self.0.span(at, at + 1);
        let (time, zone) = (TimeOfDay::at(hour, 0), ZoneSaid::Unsaid);
        Some((TimeMention { start, end, time, is_sure: true, zone, zone_end: end }, at + 1))
    }

    /// Whether a time is after noon, if it says which half of the day it is in.
    fn half_within(self, time: &TimeMention) -> Option<bool> {
        let mut tokens = self.0.at_byte(time.start)..self.0.at_byte(time.end);
        tokens.find_map(|at| halves::behind(self.0, at)).map(|words| words.is_after_noon)
    }

    /// The first time of a range: "2:30 - 5 pm", but "9:30 - 12:30 pm".
    fn in_half_of(self, first: &TimeMention, last: &TimeMention) -> TimeOfDay {
        let later = first.time.minutes() + 12 * 60;
        let is_open = self.half_within(first).is_none() && self.half_within(last) == Some(true);
        if is_open && later < last.time.minutes() {
            return TimeOfDay::at(later / 60, later % 60);
        }
        first.time
    }

    /// Whether the first time of a range can be nothing else beside the last one: "0930-1230 hours", but
    /// "from 1000 to 1200 participants".
    fn makes_sure(self, first: &TimeMention, last: &TimeMention) -> bool {
        let words = self.0.folded.get(last.start..last.end).unwrap_or("");
        let is_bare = words.chars().all(|c| c.is_ascii_digit()) && last.zone == ZoneSaid::Unsaid;
        first.time < last.time && last.is_sure && !is_bare
    }

    /// Four digits.
    pub(super) fn four(self, at: usize) -> Option<u16> {
        let digits = self.0.digits(at);
        digits.parse().ok().filter(|_| digits.len() == 4)
    }

    /// Whether a word for "at" stands before a token.
    pub(super) fn is_after_at(self, at: usize) -> bool {
        let before = (0..at).rev().find(|at| self.0.kind(*at) != Some(TokenKind::LineEnd));
        before.is_some_and(|before| before + 2 >= at && self.0.is_one_of(before, Sense::AtHour))
    }

    pub(super) fn is_unit(self, at: usize) -> bool {
        self.0.is_one_of(at, Sense::Hours)
    }

    /// Whether a number is a part of something longer, a telephone number, a version, 1/12; or the
    /// number of something else, a room, a page, a resolution.
    fn is_inside(self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return self.counts(at) };
        let sign = self.0.text(before);
        let is_part = self.0.touches(before)
            && (matches!(sign, "+" | "_")
                || sign == "-" && before > 0 && self.0.is_one_of(before - 1, Sense::Utc)
                || matches!(sign, "/" | ".")
                    && before > 0
                    && self.0.touches(before - 1)
                    && (self.0.kind(before - 1) == Some(TokenKind::Number) || sign == "/")
                    && self.until(before).is_none());
        // "+41 22 730 1530"
        let is_number = |at: &usize| self.0.kind(*at) == Some(TokenKind::Number);
        let run = (0..at).rev().take(MOST_PARTS).take_while(is_number).count();
        let is_telephone = run > 0 && at > run && self.0.text(at - run - 1) == "+";
        // "Room: 1030", "No. 1600", "ISO-1530"
        let word = match sign {
            "." | ":" | "°" | "-" => before.checked_sub(1),
            _ => Some(before),
        };
        let is_numbered = word.is_some_and(|word| self.0.begins(word, Sense::Numbered));
        // "CHF 1500 to 1800"
        let begins = at.checked_sub(2).filter(|begin| {
            let are_bare = self.four(*begin).is_some() && self.four(at).is_some();
            are_bare && self.0.is_one_of(begin + 1, Sense::ToDay)
        });
        is_part
            || is_telephone
            || is_numbered
            || self.counts(at)
            || begins.is_some_and(|begin| self.is_inside(begin))
    }

    /// Whether the word behind a number, or behind the end of its range, says what it counts:
    /// 1030会议室, "1710 to 1785 MHz".
    fn counts(self, at: usize) -> bool {
        let is_counted = |at: usize| self.0.begins(at + 1, Sense::NumberedBehind);
        is_counted(at) || self.until(at + 1).is_some_and(is_counted)
    }

    /// Where the end of a range may begin behind its dash or its word.
    pub(super) fn until(self, at: usize) -> Option<usize> {
        // "09:30/10:45"
        let is_colon = |at: usize| self.0.text(at) == ":";
        let is_stroke = self.0.text(at) == "/"
            && self.0.touches(at)
            && at.checked_sub(2).is_some_and(is_colon)
            && is_colon(at + 2);
        let is_until = is_stroke || self.0.is_until(at) || self.0.is_one_of(at, Sense::AtHour);
        is_until.then(|| at + 1 + usize::from(self.0.is_one_of(at + 1, Sense::AtHour)))
    }

    /// Where the second hour begins behind "between" and the first one: "between 14h00 and 16h00".
    fn between(self, first: usize, and: usize) -> Option<usize> {
        let is_at = |at: usize| self.0.is_one_of(at, Sense::AtHour);
        let before = first.checked_sub(1)?;
        let before = if is_at(before) { before.checked_sub(1)? } else { before };
        let is_between = self.0.is_one_of(before, Sense::BetweenDays);
        (is_between && self.0.is_one_of(and, Sense::AndDay))
            .then(|| and + 1 + usize::from(is_at(and + 1)))
    }

    /// A range that begins at a token, and the token after it. Bare digits are hours here: two times
    /// with a dash between them can hardly be anything else.
    fn hours(self, at: usize) -> Option<(HoursMention, usize)> {
        let (mut first, next) = self.time(at).or_else(|| self.bare(at))?;
        let end = self.until(next).or_else(|| self.between(at, next))?;
        let (mut last, next) = self.time(end)?;
        // 下午2:30-5:30
        let is_after_noon = halves::before(self.0, at).is_some_and(|words| words.is_after_noon);
        let later = last.time.minutes() + 12 * 60;
        if is_after_noon && last.time <= first.time && later <= 24 * 60 {
            last.time = TimeOfDay::at(later / 60, later % 60);
        }
        first.time = self.in_half_of(&first, &last);
        let hours = Hours::new(first.time, last.time)?;
        let said = [last.zone, first.zone].into_iter().find(|zone| *zone != ZoneSaid::Unsaid);
        let zone = said.unwrap_or_else(|| self.0.zone_at(first.start));
        let (span, zone_end) = (first.start..last.end, last.zone_end);
        Some((HoursMention { span, hours, zone, zone_end }, next))
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::normal::Normal;
    use crate::letter::lex::times::{hours, read, times};
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
            (
                "The opening plenary (0930-1230 hours); 0800 to 1700 hours",
                "09:30 12:30 08:00 17:00",
            ),
            ("15-19 June 2026 - 1400 hours", "14:00"),
            ("09:30/10:45", "09:30 10:45"),
            ("9:00 AM and 2:30 p.m. and 12 pm", "09:00 14:30 12:00"),
            ("a las 09.30 horas del primer día", "09:30"),
            ("à 9 h 30 le premier jour", "09:30"),
            ("9h30, 14 h 00", "09:30 14:00"),
            ("в 09 час. 30 мин. Регистрация", "09:30"),
            ("将于11时开始，自08时30分起", "11:00 08:30"),
            ("11时15分", "11:15"),
            ("à 9 h\n30 le premier jour; à 9 h\n30.\n", "09:30 09:30"),
            ("в 09 час.\n30 мин. в первый день; 将于9时\n30分", "09:30 09:30"),
            ("à 9 h\n30 juin 2027; à 9 h\n10. Adoption; à 9 h\n12 h 30", "09:00 09:00 09:00 12:30"),
            ("في الساعة\n0930 من اليوم", "09:30"),
            ("上午11点整 UTC开始，9点钟", "11:00 09:00"),
            ("上午9点半，自8点半起，下午2点半（当地时间），8时半", "09:30 08:30 14:30 08:30"),
            ("à 9 heures et demie; 9 h et 10 h", "09:30 09:00 10:00"),
            ("上午9点一刻，下午2点三刻", "09:15 14:45"),
            ("twelve noon, at 12 noon", "12:00 12:00"),
            ("في الساعة 0930 من اليوم", "09:30"),
            ("at half past nine on the first day", "09:30"),
            ("at half past 9; a quarter to nine; from nine thirty", "09:30 08:45 09:30"),
            ("at nine o'clock; nine a.m.; half past two in the afternoon", "09:00 09:00 14:30"),
            ("half past two; at least nine hours; within nine hours", ""),
            ("s'ouvrira à neuf heures et demie le premier jour", "09:30"),
            (
                "à neuf heures et quart, à dix heures moins le quart, à quatorze heures trente",
                "09:15 09:45 14:30",
            ),
            ("dans neuf heures; à neuf heures du matin; à onze heures précises", "09:00 11:00"),
            ("a las nueve y media de la mañana", "09:30"),
            (
                "a las dos y cuarto de la tarde, a las diez menos cuarto, a las nueve horas",
                "14:15 09:45 09:00",
            ),
            ("cinco y media; nueve horas; las tres últimas", ""),
            ("в первый день в половине десятого утра", "09:30"),
            (
                "в девять часов тридцать минут, в половине первого, без четверти десять",
                "09:30 12:30 09:45",
            ),
            ("в девять утра; за девять часов; в течение трех дней; до пятого января", "09:00"),
            ("会议第一天将于上午九时三十分开始，注册于八时半开始", "09:30 08:30"),
            ("下午三点、上午九点一刻、十一时，以下三点意见，二十四小时", "15:00 09:15 11:00"),
            ("في الساعة التاسعة والنصف صباحاً، الساعة العاشرة إلا ربعا", "09:30 09:45"),
            ("الساعة الثانية والربع بعد الظهر، المرة التاسعة", "14:15"),
            ("by 23:59 UTC", "23:59"),
            ("à neuf heures quarante-cinq, à neuf heures trente-cinq", "09:45 09:35"),
            ("at nine thirty-five; at nine forty-five a.m., at nine-thirty", "09:35 09:45 09:30"),
            (
                "a las nueve y quince de la mañana; a las nueve horas y treinta minutos",
                "09:15 09:30",
            ),
            ("в девять часов сорок пять минут", "09:45"),
            ("上午九时零五分、上午九点二十", "09:05 09:20"),
            ("الساعة التاسعة والثلث", "09:20"),
            (
                "half past nine in the evening, eleven p.m., 7:30 in the evening",
                "21:30 23:00 19:30",
            ),
            (
                "at half past eleven at night, 8:15 tonight, at nine in the evening",
                "23:30 20:15 21:00",
            ),
            ("الساعة الثامنة ليلا; à 7 h 30 du soir, a las 8:30 de la noche", "20:00 19:30 20:30"),
            ("в 8 часов вечера, 晚上8点半, в девять вечера", "20:00 20:30 21:00"),
            ("at nine hours forty", "09:40"),
            ("星期一九时三十分，星期二9时30分，周三14时", "09:30 09:30 14:00"),
            ("de neuf heures à midi; at nine o'clock to eleven o'clock", "09:00 12:00 09:00 11:00"),
            ("会议将于下午2时30分开始，上午9:30注册，下午 14:30", "14:30 09:30 14:30"),
            ("Начало в 2 час. 30 мин. дня, в 9 часов утра", "14:30 09:00"),
            ("الساعة 2:30 بعد الظهر، الساعة 9:30 صباحا، 12:30 ظهرا", "14:30 09:30 12:30"),
            ("a las 2.30 horas de la tarde", "14:30"),
            ("à 2 h 30 de l'après-midi, 9 h 30 du matin", "14:30 09:30"),
            ("at 2400 hours", "24:00"),
            (
                "from 2 to 4 pm, 2:30 - 5 p.m., 9:30 - 12:30 pm",
                "14:00 16:00 14:30 17:00 09:30 12:30",
            ),
            (
                "9 - 11 am; 9:30 am - 12 noon; 10:00-noon; 12:00 noon",
                "09:00 11:00 09:30 12:00 10:00 12:00 12:00",
            ),
            ("noon - 2 pm", "12:00 14:00"),
            ("Question 2 - 4 pm, Q2-4 pm", "16:00 16:00"),
            ("is scheduled for 9.30 a.m. on Tuesday", "09:30"),
            ("starts at 9 o'clock", "09:00"),
            ("à 14 heures", "14:00"),
            ("a las 11 horas", "11:00"),
        ] {
            assert_eq!(sure(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_cut_out_of_a_phrase_is_no_hour() {
        for (text, words) in [
            ("à dix heures moins dix, le", "dix heures moins dix"),
            ("à 9 heures vingt.", "9 heures vingt"),
            ("à 10 heures moins le quart.", "10 heures moins le quart"),
            ("à midi et demi.", "midi et demi"),
            ("a las diez horas menos diez.", "diez horas menos diez"),
            ("a las nueve y pico.", "nueve y pico"),
            ("将于上午九点差五分开始", "九点差五分"),
            ("الساعة العاشرة إلا خمس دقائق", "العاشرة إلا خمس دقائق"),
            ("a las nueve y cinco de la mañana.", "nueve y cinco de la mañana"),
            ("at twenty to ten a.m.", "twenty to ten a.m."),
            ("at ten five a.m.", "ten five a.m."),
            ("в без десяти десять утра", "без десяти десять утра"),
            ("at twelve o'clock at night", "twelve o'clock at night"),
            ("at 12:30 at night", "12:30 at night"),
            ("a las doce de la noche", "doce de la noche"),
            ("晚上12点结束", "12点"),
            ("at half past two on Monday", "half past two"),
            ("at two thirty.", "two thirty"),
            ("at a quarter to two", "a quarter to two"),
            ("at twenty past nine", "twenty past nine"),
            ("at nine on Monday", "nine"),
            ("a las nueve y treinta", "nueve y treinta"),
            ("by nine on Monday", "nine"),
            ("at 12 am", "12 am"),
            ("Ouverture: neuf heures", "neuf heures"),
            ("Le mercredi, neuf heures et demie", "neuf heures et demie"),
            ("Le mercredi, dix heures trente précises", "dix heures trente précises"),
            ("Apertura: nueve y media", "nueve y media"),
        ] {
            let normal = normal(text);
            let told = read(normal.tokens()).1;
            let told = told.iter().map(|span| normal.slice(span)).collect::<Vec<_>>();
            assert_eq!((sure(text).as_str(), told.join("|").as_str()), ("", words), "{text}");
        }
        for text in [
            "at two meetings, from two to three days, at nine forty-minute sessions",
            "Durée: neuf heures. Duration: nine hours. Duración: ocho horas",
            "Продолжительность: девять часов. Durée du vol: neuf heures trente",
            "une séance de neuf heures, à trois experts, à une date ultérieure",
            "a las tres últimas, до десятого января, до пятого января, в двух комиссиях",
            "question 9 in the evening, on January 11 in the evening, the first two",
            "自二〇二六年五月二十六日起，以下三点",
        ] {
            let normal = normal(text);
            let told = read(normal.tokens()).1;
            let told = told.iter().map(|span| normal.slice(span)).collect::<Vec<_>>();
            assert_eq!((sure(text).as_str(), told.join("|").as_str()), ("", ""), "{text}");
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
            "the road to 2030; from IMT-2020 to 2030; by 2030; until 2024",
            "до 2030 года, à 2030, hasta 2030, 于2030年",
            "at Room 1030, to page 1530, No. 1600, Resolution 1234, to ISO 2030",
            "à la salle 1030, 第1230号, 于1030会议室, to C/1530",
            "from +41 22 730 1530",
            "не позднее чем за 3 дня до начала",
        ] {
            assert_eq!(sure(text), "", "{text}");
        }
        assert_eq!(sure("el domingo 5 de julio de 2026 a las 15.00 horas"), "15:00");
    }

    #[test]
    fn a_number_with_its_unit_is_no_time() {
        for text in [
            "the band from 1710 to 1785 MHz, at 2400 MHz",
            "at 12.30 GHz and until 10:30 dB",
            "The room costs from 1800 to 2200 CHF, and CHF 1500 to 1800",
            "at 1200 metres, 1200 km from here, up to 2000 m2 and 1530 per cent",
            "à 1200 mètres; from 1200 francs",
            "от 1710 до 1785 МГц",
        ] {
            assert_eq!(sure(text), "", "{text}");
        }
        assert_eq!(sure("from 1000 to 1230; at 12.30 for the 2400 MHz band"), "10:00 12:30 12:30");
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
            ("between 14h00 and 16h00; 9:00 and 10:00", "14:00-16:00"),
            ("between 0800 and 0930 hours", "08:00-09:30"),
            ("entre 14 h 00 et 16 h 00", "14:00-16:00"),
            ("entre las 14.00 y las 16.00 horas", "14:00-16:00"),
            ("между 14:00 и 16:00", "14:00-16:00"),
            ("0900h to1200h", "09:00-12:00"),
            ("14:30 – 17:30and", "14:30-17:30"),
            ("1800-2000 hours", "18:00-20:00"),
            ("上午9:30-12:30，下午2:30-5:30", "09:30-12:30 14:30-17:30"),
            (
                "1800-2000; 2000-2130; 1830 to 2000; 2000-2030 hours",
                "18:00-20:00 20:00-21:30 18:30-20:00 20:00-20:30",
            ),
            ("18:00-2000", "18:00-20:00"),
            ("2017-2021", ""),
            ("IMT-2020 to 2030, (2017-2020), 2020–2030", ""),
            ("1230-0930", ""),
            ("19 March 2014 - 1430 to 1730 hours", "14:30-17:30"),
            ("Room 1030-1045, +41 22 730 1530 - 1545", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn whose_hours_they_are() {
        let found = |text: &str| {
            let normal = normal(text);
            let found = times(normal.tokens());
            let show = |time: &super::TimeMention| match time.zone {
                super::ZoneSaid::Of(zone) => format!("{} {zone}", time.time),
                super::ZoneSaid::Offset(minutes) => format!("{} {minutes:+}", time.time),
                zone => format!("{} {zone:?}", time.time),
            };
            found.iter().filter(|time| time.is_sure).map(show).collect::<Vec<_>>().join(", ")
        };
        for (text, expected) in [
            ("at 1200 hours UTC on the first day", "12:00 +0"),
            ("0930 GMT", "09:30 +0"),
            ("13:00-14:30 (lunch time)", "13:00 Unsaid, 14:30 Unsaid"),
            ("13:00-14:30 (Lunch time)", "13:00 Unsaid, 14:30 Unsaid"),
            ("9:30 am Eastern Time", "09:30 America/New_York"),
            ("0930 hrs EST", "09:30 America/New_York"),
            ("at 0930 h (Bangkok time)", "09:30 Asia/Bangkok"),
            ("13:00 CEST", "13:00 Geneva"),
            ("13 h 00 (heure de Genève)", "13:00 Geneva"),
            ("à 13 h 00, heure de Tunis", "13:00 Africa/Tunis"),
            ("09:30 UTC+2", "09:30 +120"),
            ("09:30 (UTC-05:30)", "09:30 -330"),
            ("09:30 UTC+0200, 10:30 UTC-0930", "09:30 +120, 10:30 -570"),
            ("09:30 UTC+14, 10:30 UTC-14", "09:30 +840, 10:30 -840"),
            ("09:30 UTC+15, 10:30 UTC+0260, 11:30 UTC+020", "09:30 +0, 10:30 +0, 11:30 +0"),
            ("09:00 UTC - 10:30 UTC", "09:00 +0, 10:30 +0"),
            ("14:00 (Geneva time)", "14:00 Geneva"),
            ("15:00 Beijing time", "15:00 Asia/Shanghai"),
            ("15:00 (Atlantis time)", "15:00 Unknown"),
            ("15:00 Springfield time", "15:00 Unknown"),
            ("à 15 h 00 heure de Springfield", "15:00 Unknown"),
            ("10 h 00 heure de Tunis", "10:00 Africa/Tunis"),
            ("by noon UTC, at noon", "12:00 +0, 12:00 Unsaid"),
            ("15:00 for the first time", "15:00 Unsaid"),
            ("в 15:00 по московскому времени", "15:00 Europe/Moscow"),
            ("в 15:00 (по женевскому времени)", "15:00 Geneva"),
            ("北京时间15:30", "15:30 Asia/Shanghai"),
            ("曼谷时间下午3:30", "15:30 Asia/Bangkok"),
            ("下午3:30（日内瓦时间）", "15:30 Geneva"),
            ("في الساعة 9:30 بتوقيت جنيف", "09:30 Geneva"),
            ("9:30 (بتوقيت القاهرة)", "09:30 Africa/Cairo"),
            ("a las 10.00 h (UTC) y a las 11:00 (hora local)", "10:00 +0, 11:00 Local"),
            ("13:00–15:00 Geneva time", "13:00 Geneva, 15:00 Geneva"),
            ("from 1300 to 1500 hours UTC", "13:00 +0, 15:00 +0"),
            (
                "07:00-09:00 New York / 13:00-15:00 Geneva",
                "07:00 America/New_York, 09:00 America/New_York, 13:00 Geneva, 15:00 Geneva",
            ),
            (
                "13:00 (Tokyo), 14:00 Tokyo Room, 15:00, Tokyo",
                "13:00 Asia/Tokyo, 14:00 Unsaid, 15:00 Unsaid",
            ),
            ("at 0930 hours. UTC is said elsewhere", "09:30 Unsaid"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
