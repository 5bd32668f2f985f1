//! Dates in running text, in all six languages at once: English dates stand in Chinese pages.
//!
//! Forms: `6 to 17 February 2017`, `28 January-1 February 2019`, `7 (Wednesday) - 8 July 2010`,
//! `January 14-23, 2025`, `1er octobre`, `с 14 по 18 марта 2011 года`, `2025年1月14至23日`,
//! `1月14日`, `14.01.2025`, `2025-01-14`, `Tues 20/05`. Where converters lost the dash
//! (`1418 марта`), the range is only a guess.

mod ideographic;
mod join;
mod names;
mod read;

use crate::letter::lex::language;
use crate::letter::lex::tokens::{DayMonthOrder, Tokens};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Days, FIRST_YEAR, LAST_YEAR, Language};
use chrono::{Datelike, NaiveDate, Weekday};
pub(crate) use names::{NamedWeekday, digit, is_article, month_at, spelled, weekday_at, weekdays};
use read::DateReader;

/// A date or a range of dates in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DateMention {
    /// Where it stands.
    pub span: Span,
    /// The first day, or the only one.
    pub first: CivilDate,
    /// The last day of a range.
    pub last: Option<CivilDate>,
    /// Whether two days are meant rather than a range: "5 and 6 June".
    pub is_pair: bool,
    /// Whether a dash was lost and put back, or the last day stood first.
    pub is_guess: bool,
    /// Whether it is several, from the first day of the first to the last one of the last: "18-22 and
    /// 25-29 January"; or the last of several that have its year: "3 and 17 March, 7 May 2026".
    pub is_listed: bool,
    /// Whether nothing but weekends part the ranges of a list.
    pub is_weeks: bool,
    /// Whether a letter is glued to its first number, where a scan took a digit for one: "l5 June".
    pub is_cut: bool,
    /// The day of the week that stands beside the first day.
    pub weekday: Option<Weekday>,
    /// Of figures that could be read in two ways, which number is the day.
    pub order: Option<DayMonthOrder>,
}

/// A day, perhaps without its year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CivilDate {
    /// The year.
    pub year: Option<i32>,
    /// The month.
    pub month: u32,
    /// The day of the month.
    pub day: u32,
}

impl CivilDate {
    /// The day in the calendar; with `year` if it has none of its own.
    pub(crate) fn in_year(self, year: Option<i32>) -> Option<NaiveDate> {
        let year = self.year.or(year)?;
        let known = (FIRST_YEAR..=LAST_YEAR).contains(&year);
        known.then(|| NaiveDate::from_ymd_opt(year, self.month, self.day)).flatten()
    }

    /// Whether another day is the next one in the calendar; of days without a year in any year.
    fn is_before(self, next: Self) -> bool {
        let date = |date: Self| date.in_year(Some(LEAP_YEAR));
        date(self).and_then(|date| date.succ_opt()).is_some_and(|date_| Some(date_) == date(next))
    }

    /// Whether nothing but a weekend lies between this Friday and another day.
    fn is_friday_before(self, monday: Self) -> bool {
        let days = self.in_year(monday.year).zip(monday.in_year(None));
        days.is_some_and(|(friday, monday)| {
            friday.weekday() == Weekday::Fri && (monday - friday).num_days() == 3
        })
    }
}

/// A year that has all days.
const LEAP_YEAR: i32 = 2000;

impl DateMention {
    /// The days, if the year is known and the calendar has them.
    pub(crate) fn days(&self) -> Option<Days> {
        self.days_in(None)
    }

    /// Whether its figures can be read in two ways, and nothing in the letter decides: 05/06/2026.
    pub(crate) fn is_ambiguous(&self) -> bool {
        self.order == Some(DayMonthOrder::Either)
    }

    /// The days, in a year if none is named; of a date that can be read in two ways, or only in part, none.
    pub(crate) fn days_in(&self, year: Option<i32>) -> Option<Days> {
        if self.is_ambiguous() || self.is_cut {
            return None;
        }
        let first = self.first.in_year(year)?;
        let last = self.last.map_or(Some(first), |last| last.in_year(year))?;
        (first <= last).then_some(Days { first, last })
    }

    /// Whether there are working days between its first and its last one that it leaves out.
    pub(crate) fn has_gaps(&self) -> bool {
        self.is_listed && !self.is_weeks
    }

    /// The day, if it is only one; without a year that of a meeting.
    pub(crate) fn day_in(&self, meeting: Days) -> Option<NaiveDate> {
        let days = self.days_in(Some(meeting.first.year()));
        days.filter(|_| self.last.is_none()).map(|days| days.first)
    }

    /// The day, if it is only one.
    pub(crate) fn day(&self) -> Option<NaiveDate> {
        self.days().filter(|_| self.last.is_none()).map(|days| days.first)
    }
}

/// Every date in the folded text, in its order.
pub(crate) fn dates(tokens: Tokens<'_>) -> Vec<DateMention> {
    let mut found = tokens.each(|at| DateReader(tokens).mention(at));
    for next in 1..found.len() {
        if let Some([one, other]) = found.get_mut(next - 1..=next)
            && goes_on(tokens, one, other)
        {
            let dated = if other.lacks_year() && !one.lacks_year() { one } else { other };
            dated.is_listed = true;
        }
    }
    found
}

/// Whether a date begins at a token.
pub(crate) fn begins_date(tokens: Tokens<'_>, at: usize) -> bool {
    DateReader(tokens).mention(at).is_some()
}

/// Every date of a letter, and which number of those in figures is the day.
pub(crate) fn of_letter(tokens: Tokens<'_>) -> (Vec<DateMention>, DayMonthOrder) {
    let found = dates(tokens);
    match order(&found, tokens.folded) {
        DayMonthOrder::Either => (found, DayMonthOrder::Either),
        order => (dates(Tokens { order, ..tokens }), order),
    }
}

/// Which number of dates in figures is the day, as far as a letter tells: by a date that can be read
/// in one way only, by a weekday beside one, else by its language.
fn order(found: &[DateMention], folded: &str) -> DayMonthOrder {
    if !found.iter().any(DateMention::is_ambiguous) {
        return DayMonthOrder::Either;
    }
    let is_said = |order| found.iter().any(|mention| mention.order == Some(order));
    match (is_said(DayMonthOrder::DayFirst), is_said(DayMonthOrder::MonthFirst)) {
        (true, false) => DayMonthOrder::DayFirst,
        (false, true) => DayMonthOrder::MonthFirst,
        (true, true) => DayMonthOrder::Either,
        (false, false) => match language::of(folded) {
            None | Some(Language::En | Language::Zh) => DayMonthOrder::Either,
            Some(_) => DayMonthOrder::DayFirst,
        },
    }
}

/// Whether a day without a year stands before a date, with nothing but a comma, "and" or "and on" between. In
/// Chinese it is the later one that lacks the year.
fn goes_on(tokens: Tokens<'_>, last: &DateMention, next: &DateMention) -> bool {
    let mut between = tokens.at_byte(last.span.end)..tokens.at_byte(next.span.start);
    let parts =
        |at| matches!(tokens.text(at), "," | "،" | "、") || tokens.is_one_of(at, Sense::AndDay);
    let links =
        |at| parts(at) || [Sense::OnDay, Sense::FromDay].iter().any(|of| tokens.is_one_of(at, *of));
    let ends_ideographic = tokens.at_byte(last.span.end).checked_sub(1).map(|at| tokens.text(at));
    let is_open = last.lacks_year() || ends_ideographic == Some("日") && next.lacks_year();
    is_open && between.clone().any(parts) && between.all(links)
}

impl DateMention {
    /// One range, or the first and the last day of several. A range that is printed with its last day first is
    /// turned.
    fn of(pieces: &[(CivilDate, CivilDate)], weekday: Option<Weekday>) -> Option<Self> {
        let ((first, _), (_, last)) = (*pieces.first()?, *pieces.last()?);
        let is_turned =
            (first.year, first.month) == (last.year, last.month) && first.day > last.day;
        let (first, last) = if is_turned { (last, first) } else { (first, last) };
        let between = |is: fn(CivilDate, CivilDate) -> bool| {
            pieces.windows(2).all(|pair| matches!(pair, [(_, one), (next, _)] if is(*one, *next)))
        };
        // "15, 16 and 17 June" lasts three days; "5 and 6 June" may be two meetings.
        let follows = between(CivilDate::is_before);
        let are_two_days = matches!(pieces, [(a, b), (c, d)] if a == b && c == d);
        Some(Self {
            span: 0..0,
            first,
            last: (first != last).then_some(last),
            is_pair: !follows || are_two_days,
            is_guess: is_turned,
            is_listed: !follows,
            is_cut: false,
            is_weeks: pieces.len() > 1 && between(CivilDate::is_friday_before),
            weekday,
            order: None,
        })
    }

    fn lacks_year(&self) -> bool {
        self.first.year.is_none() && self.last.is_none_or(|day| day.year.is_none())
    }

    /// Whether it lasts no longer than a month.
    fn is_short(self: &&Self) -> bool {
        match (self.first.in_year(None), self.last.and_then(|last| last.in_year(None))) {
            (Some(first), Some(last)) => (0..=31).contains(&(last - first).num_days()),
            _ => false,
        }
    }

    /// Whether the weekday beside it is that of the day.
    pub(crate) fn weekday_fits(&self) -> bool {
        match (self.weekday, self.first.in_year(None)) {
            (Some(weekday), Some(date)) => date.weekday() == weekday,
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::dates::{DateMention, dates};
    use crate::letter::lex::normal::Normal;
    use crate::letter::read::document::Document;

    fn found(text: &str) -> String {
        let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
        let show = |mention: DateMention| {
            let days = mention.days_in(Some(2000));
            let guess = if mention.is_guess { "?" } else { "" };
            days.map_or("none".to_owned(), |days| format!("{days}{guess}"))
        };
        dates(normal.tokens()).into_iter().map(show).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_form_of_a_date() {
        for (text, expected) in [
            ("Geneva, 16-27 January 2017", "2017-01-16/2017-01-27"),
            ("from 28 January to 1 February 2019, inclusive", "2019-01-28/2019-02-01"),
            ("Geneva, 28 January-1 February 2019", "2019-01-28/2019-02-01"),
            ("29 December 2018 - 3 January 2019", "2018-12-29/2019-01-03"),
            ("29 December - 3 January 2019", "2018-12-29/2019-01-03"),
            ("on 14 July 2017", "2017-07-14"),
            ("7 (Wednesday) - 8 (Thursday) July 2010", "2010-07-07/2010-07-08"),
            ("5 (afternoon) – 7 April 2006", "2006-04-05/2006-04-07"),
            ("22 to 26 October 2018", "2018-10-22/2018-10-26"),
            ("requested10 September 2018 / -Submit", "2018-09-10"),
            ("not later than22 March 2006", "2006-03-22"),
            ("1st September 2006 at 08:00", "2006-09-01"),
            ("Monday, 28 November 2022", "2022-11-28"),
            ("31 Mar 2011", "2011-03-31"),
            ("January 14-23, 2025 and March 3, 2025", "2025-01-14/2025-01-23 2025-03-03"),
            ("January 28 – February 1, 2019", "2019-01-28/2019-02-01"),
            ("du 1er au 9 octobre 2024 inclus", "2024-10-01/2024-10-09"),
            ("le 1er mars 2024", "2024-03-01"),
            ("les 5 et 6 juin 2014", "2014-06-05/2014-06-06"),
            ("du 20 février au 1er mars 2024", "2024-02-20/2024-03-01"),
            ("del 12 al 19 de noviembre de 2008", "2008-11-12/2008-11-19"),
            ("30 de mayo – 3 de junio de 2019", "2019-05-30/2019-06-03"),
            ("los 5 y 6 de mayo de 2020", "2020-05-05/2020-05-06"),
            ("с 14 по 18 марта 2011 года включительно", "2011-03-14/2011-03-18"),
            ("с 28 мая по 7 июня 2024 года", "2024-05-28/2024-06-07"),
            ("1418 марта 2011 года", "2011-03-14/2011-03-18?"),
            ("с четверга, 26 февраля, по пятницу, 6 марта 2026 года", "2026-02-26/2026-03-06"),
            ("начиная с 31 марта и заканчивая 2 апреля 2008 года", "2008-03-31/2008-04-02"),
            ("26 февраля, 6 марта 2026 года", "2000-02-26 2026-03-06"),
            ("from Thursday, 26 February, through Friday, 6 March 2026", "2026-02-26/2026-03-06"),
            ("du lundi 21 septembre au vendredi 25 septembre 2020", "2020-09-21/2020-09-25"),
            ("del lunes 21 al viernes 25 de septiembre de 2020", "2020-09-21/2020-09-25"),
            ("8 февраля 2010 г.", "2010-02-08"),
            ("13–22 сентября 2023 года", "2023-09-13/2023-09-22"),
            ("17 إلى 21 يونيو 2024", "2024-06-17/2024-06-21"),
            ("\u{200f}17-21\u{200f} يونيو 2024", "2024-06-17/2024-06-21"),
            ("28 فبراير - 2 مارس 2017", "2017-02-28/2017-03-02"),
            ("من يوم الاثنين 21 سبتمبر حتى يوم الجمعة 25 سبتمبر 2020", "2020-09-21/2020-09-25"),
            ("من الأحد ٣١ أيار/مايو، ولغاية الخميس ٤ حزيران/يونيو ٢٠٢٠", "2020-05-31/2020-06-04"),
            ("14 كانون الثاني/يناير 2025", "2025-01-14"),
            ("2025年1月14-23日，日内瓦", "2025-01-14/2025-01-23"),
            ("2025年1月14至23日（含）", "2025-01-14/2025-01-23"),
            ("2027年1月18-19日和2月2-3日", "2027-01-18/2027-01-19 2000-02-02/2000-02-03"),
            ("2026年6月8-12日和15-19日召开", "2026-06-08/2026-06-19"),
            ("2026年6月8至12日、15至19日", "2026-06-08/2026-06-19"),
            ("2022年11月28日至12月7日", "2022-11-28/2022-12-07"),
            ("2023年9月13日至22日", "2023-09-13/2023-09-22"),
            ("自2013年12月2日起至13日止", "2013-12-02/2013-12-13"),
            ("从2013年12月2日（星期一）起，至12月13日（星期五）止", "2013-12-02/2013-12-13"),
            ("二〇二六年五月二十六日至六月二日", "2026-05-26/2026-06-02"),
            ("二○○八年十月十日", "2008-10-10"),
            ("（2022年7月6-15日，日内瓦）", "2022-07-06/2022-07-15"),
            ("1月14日\n（星期二）", "2000-01-14"),
            ("2015年 3月 11日", "2015-03-11"),
            ("２０２４年十二月３日", "2024-12-03"),
            ("14.01.2025 and 2025-01-14", "2025-01-14 2025-01-14"),
            // Two digits of a year, only where nothing but a day stands first.
            ("14.01.25, 12.01.25 and 14/01/25", "2025-01-14"),
            ("between 31 March and 10 April 2025", "2025-03-31/2025-04-10"),
            ("entre el lunes 4 y el 8 de septiembre de 2017", "2017-09-04/2017-09-08"),
            ("from Tuesday, 27 May, to Friday, 6 June 1997", "1997-05-27/1997-06-06"),
            ("on 6, 7 and 8 October 2008", "2008-10-06/2008-10-08"),
            ("les 14, 15 et 16 juin 2021", "2021-06-14/2021-06-16"),
            ("Tues 20/05\nWed 21/05", "2000-05-20 2000-05-21"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn ranges_in_every_writing() {
        for (text, expected) in [
            ("2026-06-15 to 2026-06-19", "2026-06-15/2026-06-19"),
            ("2026-06-15/19", "2026-06-15/2026-06-19"),
            ("18 January 2027 and 19 January 2027", "2027-01-18/2027-01-19"),
            ("Monday, 18 January 2027, and on 20 January 2027", "2027-01-18 2027-01-20"),
            ("18 January 2027, 19 January 2027 and 20 January 2027", "2027-01-18/2027-01-20"),
            ("31 January and 1 February 2027", "2027-01-31/2027-02-01"),
            ("31 December 2026 and 1 January 2027", "2026-12-31/2027-01-01"),
            ("31 de enero y 1 de febrero de 2027", "2027-01-31/2027-02-01"),
            ("Geneva, 18…22 January 2027", "2027-01-18/2027-01-22?"),
            ("Geneva, 18 January 2027 - 22\n", "2027-01-18/2027-01-22?"),
            ("Geneva, l5-19 June 2026", "none"),
            ("than22 March 2026, du l5 mars 2026", "2026-03-22 none"),
            ("2027年1月31日和2月1日", "2027-01-31/2027-02-01"),
            ("by 3 March and 5 April 2027", "2000-03-03 2027-04-05"),
            ("1 to 3 March 2027 (Tokyo)", "2027-03-01/2027-03-03"),
            ("2026-06-15/2026-06-19", "2026-06-15/2026-06-19"),
            ("2026-06-29/07-03", "2026-06-29/2026-07-03"),
            ("2026-06-15–2026-06-19", "2026-06-15/2026-06-19"),
            ("2026-06-15 -- 2026-06-19", "2026-06-15/2026-06-19"),
            ("15.06.2026 - 19.06.2026", "2026-06-15/2026-06-19"),
            ("15.–19.6.2026", "2026-06-15/2026-06-19"),
            ("18.–22. January 2027", "2027-01-18/2027-01-22"),
            ("15-19.06.2026", "2026-06-15/2026-06-19"),
            ("15.06-19.06.2026", "2026-06-15/2026-06-19"),
            ("15.06.-19.06.2026", "2026-06-15/2026-06-19"),
            ("15/06/2026–19/06/2026", "2026-06-15/2026-06-19"),
            ("15–19/06/2026", "2026-06-15/2026-06-19"),
            ("15-06-2026 to 19-06-2026", "2026-06-15/2026-06-19"),
            ("2027/1/18–2027/1/22", "2027-01-18/2027-01-22"),
            ("2027.1.18-22", "2027-01-18/2027-01-22"),
            ("from Monday, June 15, through Friday, June 19, 2026", "2026-06-15/2026-06-19"),
            ("from Monday 15 through Friday 19 June 2026", "2026-06-15/2026-06-19"),
            ("June 29th to July 3rd, 2026", "2026-06-29/2026-07-03"),
            ("18/19 January 2027", "2027-01-18/2027-01-19"),
            ("15, 16 and 17 June 2026", "2026-06-15/2026-06-17"),
            ("15, 16, 17 June 2026", "2026-06-15/2026-06-17"),
            ("15-16, 18-19 June 2026", "2026-06-15/2026-06-19"),
            ("Study Groups 5-6, 11-20 May 2026", "2026-05-11/2026-05-20"),
            ("15-17 and 18-19 June 2026", "2026-06-15/2026-06-19"),
            ("Mon 15 – Fri 19 June 2026", "2026-06-15/2026-06-19"),
            ("15 June 2026 (Monday) – 19 June 2026 (Friday)", "2026-06-15/2026-06-19"),
            ("15.06.2026 (Mon) - 19.06.2026 (Fri)", "2026-06-15/2026-06-19"),
            ("2026年6月15日（星期一）至19日（星期五）", "2026-06-15/2026-06-19"),
            ("2026年6月29日—7月3日", "2026-06-29/2026-07-03"),
            ("с понедельника, 15 июня, по пятницу, 19 июня 2026 года", "2026-06-15/2026-06-19"),
            ("15.06.2026–19.06.2026 гг.", "2026-06-15/2026-06-19"),
            ("du lundi 15 juin 2026 au vendredi 19 juin 2026", "2026-06-15/2026-06-19"),
            ("del 15/06/2026 al 19/06/2026", "2026-06-15/2026-06-19"),
            ("من 2026-06-15 إلى 2026-06-19", "2026-06-15/2026-06-19"),
            ("29 December 2026 through\n3 January 2027", "2026-12-29/2027-01-03"),
            ("from 15 to 19\nJune 2026", "2026-06-15/2026-06-19"),
            ("29 June - 3\nJuly 2026", "2026-06-29/2026-07-03"),
            ("15-19 June\n2026", "2026-06-15/2026-06-19"),
            ("Geneva, 18 22 January 2027", "2027-01-18/2027-01-22?"),
            ("25-Nov-2026, 2026/6/15, 5 June 2026, 0930 hours", "2026-11-25 2026-06-15 2026-06-05"),
            ("2026-06-15 - 14:30", "2026-06-15"),
            ("Study Group 5, 11-20 May 2020", "2020-05-11/2020-05-20"),
            (
                "собрание 9-й Исследовательской комиссии 18–22 января 2027 года",
                "2027-01-18/2027-01-22",
            ),
            (
                "Comisión de Estudio 11, del 30 de septiembre al 8 de octubre de 2025",
                "2025-09-30/2025-10-08",
            ),
            ("15 June 2026 - 1430 to 1730 hours", "2026-06-15"),
            ("3\t14 July 2026", "2026-07-14"),
            ("5-7.2.3", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    /// 05/06/2026 is one of two days until something else in the letter decides.
    #[test]
    fn figures_that_can_be_read_in_two_ways() {
        for (text, expected) in [
            ("by 05/06/2026", "none"),
            ("by 05/06/2026 and by 25/06/2026", "2026-06-05 2026-06-25"),
            ("by 05/06/2026 and by 06/25/2026", "2026-05-06 2026-06-25"),
            ("by 25/06/2026, 06/25/2026 or 05/06/2026", "2026-06-25 2026-06-25 none"),
            ("Friday, 05/06/2026; 07/06/2026", "2026-06-05 2026-06-07"),
            ("Wednesday 05/06/2026", "2026-05-06"),
            ("05/06/2026 - 09/06/2026", "2026-06-05/2026-06-09"),
            ("05/06/2026 - 16/06/2026", "2026-06-05/2026-06-16"),
            ("la reunión del 05/06/2026", "2026-06-05"),
            ("05.06.2026 or 06/06/2026", "2026-06-05 2026-06-06"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn several_ranges_are_no_range() {
        for (text, expected) in [
            ("18-22 and 25-29 January 2027", "2027-01-18/2027-01-29"),
            ("15-17 and 19 June 2026", "2026-06-15/2026-06-19"),
            ("January 18-22 and 25-29, 2027", "2027-01-18/2027-01-29"),
        ] {
            let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
            let all = dates(normal.tokens());
            assert!(all.iter().all(|mention| mention.is_listed), "{text}");
            // Two weeks are one stretch of working days.
            assert!(all.iter().all(|mention| mention.has_gaps() == (mention.first.day == 15)));
            assert_eq!(found(text), expected, "{text}");
        }
    }

    /// "5 and 6 June" may be two meetings; three days in a row are one, and so are ranges that follow
    /// one another.
    #[test]
    fn one_day_two_meetings_or_a_range() {
        for (text, is_pair, day) in [
            ("on 14 July 2017", false, Some("2017-07-14")),
            ("16-27 January 2017", false, None),
            ("5 and 6 June 2014", true, None),
            ("3 and 10 June 2014", true, None),
            ("15, 16 and 17 June 2026", false, None),
            ("3, 10 and 24 March 2026", true, None),
            ("15-17 and 18-19 June 2026", false, None),
            ("15-17 and 19 June 2026", true, None),
            ("15 and 16-19 June 2026", false, None),
            ("15-16 and 17 June 2026", false, None),
        ] {
            let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
            let all = dates(normal.tokens());
            let [mention] = all.as_slice() else { panic!("{text}: {all:?}") };
            let found = mention.day().map(|day| day.to_string());
            assert_eq!((mention.is_pair, found.as_deref()), (is_pair, day), "{text}");
        }
    }

    /// The year of the last of them says nothing of how long it lasts.
    #[test]
    fn the_last_of_several_days_is_listed() {
        for (text, expected) in [
            ("on 22 January, 5 February and 19 March 2026", [false, true, true].as_slice()),
            ("les 3 mars, 7 avril 2026", &[false, true]),
            ("on 3, 10 and 24 March 2026", &[true]),
            ("3 March 2026 and 5 April 2026", &[false, false]),
            ("on 6, 7 and 8 October 2008", &[false]),
        ] {
            let normal = Normal::of(Document { text: text.to_owned(), ..Document::default() });
            let listed: Vec<bool> =
                dates(normal.tokens()).iter().map(|mention| mention.is_listed).collect();
            assert_eq!(listed, expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "TSB Collective letter 4/16",
            "Questions 1, 2, 5 and 7/12",
            "WP1/13 and WP2/13",
            "Resolution 133 (Marrakesh, 2002)",
            "+41 22 730 6828",
            "第1/12号课题",
            "CH-1211 Geneva 20",
            "study period 2017-2020",
            "200年4月2日",
            "v1.2.3.4",
            "31 February 2017x",
            "Q.3-5/11",
            "in 45 May 2017x",
        ] {
            assert!(matches!(found(text).as_str(), "" | "none"), "{text}: {}", found(text));
        }
    }
}
