//! The fixed words of the output, in the six languages of the Union.
//!
//! One constant for each language, each in its own file: a missing word does not compile. Sentences
//! whose word order differs between languages are functions. Terms are ITU-T's own.

mod ar;
mod coming;
mod en;
mod es;
mod fr;
mod marks;
mod pages;
mod ru;
mod zh;

use crate::model::{Action, Days, Language};
use chrono::{Datelike, NaiveDate};
pub use coming::Coming;
pub use marks::{bare, says_postponed, says_unsure};
pub use pages::{PageWords, ProgramSteps};

/// The words of one language. In all of them `groups` is a list such as `WP1,2,3/11` and `slot` a
/// number.
#[derive(Debug)]
pub struct Words {
    /// The name of the feed of all meetings: "ITU-T meetings".
    pub calendar: &'static str,
    /// The name of the feed of all deadlines, after the name above: "ITU-T meetings: deadlines".
    pub deadlines_of: fn(calendar: &str) -> String,
    /// The name of a meeting's feed: "SG12, 14–23 January 2025".
    pub feed_of_meeting: fn(groups: &str, days: &str) -> String,

    /// The banner of a meeting: "SG12 meeting, Geneva".
    pub meeting: fn(groups: &str, city: Option<&str>) -> String,
    /// The banner of rapporteur group meetings: "SG11 RGMs, Geneva".
    pub rgms: fn(groups: &str, city: Option<&str>) -> String,
    /// A title that does not begin with its group: "SG12: Questions in parallel".
    pub titled: fn(groups: &str, title: &str) -> String,
    /// A session without a title: "SG12 session 3".
    pub session: fn(groups: &str, slot: &str) -> String,
    /// A plenary without a title: "SG12 plenary, session 3".
    pub plenary: fn(groups: &str, slot: &str) -> String,
    /// A rapporteur group meeting without a title, in a slot: "SG11 RGM, session 3".
    pub rgm: fn(groups: &str, slot: &str) -> String,
    /// A rapporteur group meeting without a title, at its own times: "Q9/12 RGM".
    pub rgm_alone: fn(groups: &str) -> String,
    /// A workshop without a title: "SG12 workshop, session 3".
    pub workshop: fn(groups: &str, slot: &str) -> String,
    /// A social event without a title: "SG12 social event".
    pub social: fn(groups: &str) -> String,
    /// A session without a title in the lunch break: "SG12 lunch session".
    pub lunch_session: fn(groups: &str) -> String,
    /// The lunch break: "SG12 lunch break".
    pub lunch: fn(groups: &str) -> String,
    /// Registration: "SG12 registration, Montbrillant building entrance".
    pub registration: fn(groups: &str, place: Option<&str>) -> String,
    /// A deadline, with or without a time: "SG12 deadline: contributions (23:59)". A time that is
    /// not Geneva time includes its zone.
    pub deadline: fn(groups: &str, action: &str, time: Option<&str>) -> String,
    /// What is due. [`Action::Other`] has its own text; this one is only used without it.
    pub action: fn(Action) -> &'static str,

    /// After the title of an event that takes place only if necessary: "SG12 closing plenary (if
    /// necessary)".
    pub if_necessary: &'static str,
    /// After the title of a tentative event: "SG12 meeting, Geneva (tentative)".
    pub tentative: &'static str,
    /// Before the title of a cancelled event: "CANCELLED: ".
    pub cancelled: &'static str,
    /// Before the title of a postponed event: "POSTPONED: ".
    pub postponed: &'static str,

    /// A slot and its times: "Session 3, 14:30–15:45 Geneva time".
    pub slot: fn(slot: &str, hours: &str) -> String,
    /// Geneva times: "14:30–15:45 Geneva time".
    pub geneva_time: fn(hours: &str) -> String,
    /// Local times elsewhere, with the city as in the tz database: "10:30–11:45 Montevideo time".
    /// They are used inside brackets, so they contain none.
    pub local_time: fn(hours: &str, city: &str) -> String,
    /// Times in a zone that is not named after a place: "23:59 UTC-5".
    pub offset_time: fn(hours: &str, offset: &str) -> String,
    /// The time of a deadline, with its zone: "Until 23:59 Geneva time".
    pub until: fn(time: &str) -> String,
    /// A text with an explanation after it: "14:30 Geneva time (10:30 Montevideo time)".
    pub aside: fn(text: &str, aside: &str) -> String,
    /// Between two parts of a line: ", ".
    pub comma: &'static str,
    /// Between a label and its value: ": ".
    pub colon: &'static str,
    /// Label: a room.
    pub room: &'static str,
    /// There is remote participation; also the label for the details.
    pub remote: &'static str,
    /// There is no remote participation.
    pub no_remote: &'static str,
    /// Instead of a place: the meeting is virtual.
    pub virtual_meeting: &'static str,
    /// Label: the opening of the meeting.
    pub opening: &'static str,
    /// Label: registration of participants.
    pub registration_label: &'static str,
    /// A collective letter by its number: "TSB Collective letter 1/12".
    pub collective_letter: fn(number: &str) -> String,
    /// A circular by its number: "TSB Circular 6".
    pub circular: fn(number: &str) -> String,
    /// A letter without a number: "Letter of invitation".
    pub letter: &'static str,
    /// Label: telephone.
    pub tel: &'static str,
    /// Label: fax.
    pub fax: &'static str,
    /// Label: e-mail.
    pub email: &'static str,
    /// Label: web page.
    pub web: &'static str,
    /// Label: who chairs.
    pub chair: &'static str,
    /// Label: the agenda.
    pub agenda: &'static str,
    /// Label: candidate Recommendations.
    pub recommendations: &'static str,
    /// The name of the list of what changed, after the name of the feed of all meetings.
    pub changes_of: fn(calendar: &str) -> String,
    /// What changed about an event.
    pub changes: Changes,
    /// How dates are written.
    pub dates: DateWords,
}

/// The words for changes of an event, which follow its title.
#[derive(Debug)]
pub struct Changes {
    /// It was not there before.
    pub new: &'static str,
    /// It does not take place.
    pub cancelled: &'static str,
    /// It is to take place at another time, which is not known yet.
    pub postponed: &'static str,
    /// It was cancelled or postponed and takes place after all.
    pub revived: &'static str,
    /// It is not there any more.
    pub gone: &'static str,
    /// It is at another time.
    pub moved: fn(from: &str, to: &str) -> String,
    /// It has another title.
    pub retitled: fn(before: &str) -> String,
    /// It is elsewhere.
    pub relocated: fn(from: &str, to: &str) -> String,
    /// Its place was not given before.
    pub located: fn(place: &str) -> String,
    /// Its place is no longer given.
    pub unlocated: fn(before: &str) -> String,
    /// It is now confirmed.
    pub sure: &'static str,
    /// It is now tentative.
    pub unsure: &'static str,
    /// Its details have changed.
    pub text: &'static str,
    /// The number of events in a change of a whole meeting.
    pub events: fn(count: usize) -> String,
}

/// Writes a range of days over two months of a year; each end is a day and its month.
type MonthsApart = fn(first: (u32, &str), last: (u32, &str), year: i32) -> String;

/// How a language writes dates.
#[derive(Debug)]
pub struct DateWords {
    /// The short names of the days of the week, Monday first.
    pub weekdays: [&'static str; 7],
    /// The months as they stand in a date.
    pub months: [&'static str; 12],
    /// "Tue 14 January 2025".
    pub on_weekday: fn(weekday: &str, date: &str) -> String,
    /// The head of a column of a time plan: "Tue 14".
    pub column: fn(weekday: &str, day: u32) -> String,
    /// "14 January 2025".
    pub day: fn(day: u32, month: &str, year: i32) -> String,
    /// "14–23 January 2025".
    pub days: fn(first: u32, last: u32, month: &str, year: i32) -> String,
    /// "28 November – 7 December 2022".
    pub months_apart: MonthsApart,
    /// "30 December 2026 – 8 January 2027": between two dates written out.
    pub years_apart: fn(first: &str, last: &str) -> String,
}

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Ar => &ar::WORDS,
            Language::Zh => &zh::WORDS,
            Language::En => &en::WORDS,
            Language::Fr => &fr::WORDS,
            Language::Ru => &ru::WORDS,
            Language::Es => &es::WORDS,
        }
    }

    /// A label and its value: "Room: K1".
    pub fn labelled(&self, label: &str, value: &str) -> String {
        format!("{label}{}{value}", self.colon)
    }

    /// A date, written out.
    pub fn date(&self, date: NaiveDate) -> String {
        (self.dates.day)(date.day(), self.month(date), date.year())
    }

    /// A date with the day of the week, written out.
    pub fn day(&self, date: NaiveDate) -> String {
        (self.dates.on_weekday)(self.weekday(date), &self.date(date))
    }

    /// A day without its month and year.
    pub fn column(&self, date: NaiveDate) -> String {
        (self.dates.column)(self.weekday(date), date.day())
    }

    /// A range of days, with the shared parts written once.
    pub fn days(&self, days: Days) -> String {
        let (first, last) = (days.first, days.last);
        if days.is_single() {
            self.date(first)
        } else if first.year() != last.year() {
            (self.dates.years_apart)(&self.date(first), &self.date(last))
        } else if first.month() != last.month() {
            let (from, to) = ((first.day(), self.month(first)), (last.day(), self.month(last)));
            (self.dates.months_apart)(from, to, last.year())
        } else {
            (self.dates.days)(first.day(), last.day(), self.month(last), last.year())
        }
    }

    /// The short name of the day of the week.
    pub fn weekday(&self, date: NaiveDate) -> &'static str {
        let index = date.weekday().num_days_from_monday() as usize;
        self.dates.weekdays.get(index).copied().unwrap_or_default()
    }

    fn month(&self, date: NaiveDate) -> &'static str {
        self.dates.months.get(date.month0() as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::Words;
    use crate::model::Language;

    fn days(language: Language, text: &str) -> String {
        Words::of(language).days(text.parse().unwrap())
    }

    #[test]
    fn ranges_of_days_share_what_their_ends_share() {
        let ranges = [
            "2022-12-07",
            "2025-01-14/2025-01-23",
            "2022-11-28/2022-12-07",
            "2026-12-30/2027-01-08",
        ];
        let english = [
            "7 December 2022",
            "14–23 January 2025",
            "28 November – 7 December 2022",
            "30 December 2026 – 8 January 2027",
        ];
        let chinese = [
            "2022年12月7日",
            "2025年1月14日至23日",
            "2022年11月28日至12月7日",
            "2026年12月30日至2027年1月8日",
        ];
        for ((range, en), zh) in ranges.iter().zip(english).zip(chinese) {
            assert_eq!(days(Language::En, range), en);
            assert_eq!(days(Language::Zh, range), zh);
        }
        assert_eq!(days(Language::Fr, "2025-03-01/2025-04-01"), "1er mars – 1er avril 2025");
    }

    #[test]
    fn a_day_is_written_with_its_weekday_as_each_language_does() {
        let day = crate::model::parse_date("2025-01-14").unwrap();
        let said = |language| (Words::of(language).day(day), Words::of(language).column(day));
        for (language, date, column) in [
            (Language::Ar, "الثلاثاء 14 يناير 2025", "الثلاثاء 14"),
            (Language::Zh, "2025年1月14日周二", "14日 周二"),
            (Language::En, "Tue 14 January 2025", "Tue 14"),
            (Language::Fr, "mar. 14 janvier 2025", "mar. 14"),
            (Language::Ru, "вт, 14 января 2025 года", "вт, 14"),
            (Language::Es, "mar., 14 de enero de 2025", "mar. 14"),
        ] {
            assert_eq!(said(language), (date.to_owned(), column.to_owned()), "{language}");
        }
    }
}
