//! Doubts that need sessions or hours: clashes, holidays, days without sessions, weekdays in
//! titles.

use super::{Civil, Entry, State, Timetable, When, clock};
use crate::finding::Findings;
use crate::model::{Group, Kind, Language, Meeting, ZURICH, Zone, as_written, geneva_hour};
use crate::words::Words;
use chrono::{DateTime, Datelike, Days, NaiveDate, Utc, Weekday};
use std::collections::BTreeSet;

/// Looks a laid-out meeting over.
pub(super) fn check(meeting: &Meeting, timetable: &Timetable, findings: &mut Findings) {
    let sessions: Vec<Session<'_>> = timetable.entries.iter().filter_map(Session::of).collect();
    parallel_sessions(meeting, &sessions, findings);
    public_holiday(&sessions, findings);
    day_without_session(meeting, &sessions, findings);
    weekday_in_title(&sessions, findings);
}

/// A timed event of the plan that takes place.
struct Session<'a> {
    entry: &'a Entry,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    /// Its zone, and its day there.
    zone: Zone,
    day: NaiveDate,
}

impl<'a> Session<'a> {
    fn of(entry: &'a Entry) -> Option<Self> {
        let When::Hours { start, end } = entry.when else { return None };
        let is_session = !matches!(entry.kind, Kind::Lunch | Kind::Registration);
        let takes_place = is_session && entry.state != State::Cancelled;
        let Civil { zone, day, .. } = entry.civil?;
        takes_place.then_some(Self { entry, start, end, zone, day })
    }

    /// When it begins, as the file has it.
    fn hour(&self) -> String {
        let there = self.entry.civil.and_then(|Civil { zone, hours, .. }| {
            clock::there(Words::of(Language::En), zone, &hours.start.to_string(), self.start)
        });
        there.unwrap_or_else(|| geneva_hour(self.start))
    }
}

/// A group sits in one session at a time. Groups that a session has only because it names none do
/// not count.
fn parallel_sessions(meeting: &Meeting, sessions: &[Session<'_>], findings: &mut Findings) {
    let named = |group: &&Group| !meeting.groups.contains(group) && group.meets_within();
    let mut told: BTreeSet<(u32, &Group)> = BTreeSet::new();
    for (index, session) in sessions.iter().enumerate() {
        // Sessions stand by their starts.
        let later = sessions.iter().skip(index + 1).take_while(|other| other.start < session.end);
        for other in later {
            for group in session.entry.groups.iter().filter(named) {
                let place = other.entry.place;
                let line = place.map_or(0, |place| place.line);
                if other.entry.groups.contains(group) && told.insert((line, group)) {
                    let at = other.hour();
                    findings
                        .doubt(
                            "parallel-sessions",
                            place,
                            format!("{group} has two sessions on {} at {at}", other.day),
                        )
                        .help("move one of the two, or name other groups");
                }
            }
        }
    }
}

/// Nobody works in Geneva on its public holidays.
fn public_holiday(sessions: &[Session<'_>], findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for session in sessions.iter().filter(|session| session.zone == ZURICH) {
        if let Some(holiday) = holiday(session.day).filter(|_| told.insert(session.day)) {
            findings
                .doubt(
                    "public-holiday",
                    session.entry.place,
                    format!("{} is {holiday}, a public holiday of Geneva", session.day),
                )
                .help("write `{}` for the day in `time_plan` if nobody meets");
        }
    }
}

/// The public holiday of Geneva that a day is.
fn holiday(day: NaiveDate) -> Option<&'static str> {
    let from_easter = (day - easter(day.year())?).num_days();
    match (day.month(), day.day(), from_easter) {
        (1, 1, _) => Some("New Year's Day"),
        (8, 1, _) => Some("the National Day"),
        (12, 25, _) => Some("Christmas Day"),
        (12, 31, _) => Some("Restoration Day"),
        (_, _, -2) => Some("Good Friday"),
        (_, _, 1) => Some("Easter Monday"),
        (_, _, 39) => Some("Ascension Day"),
        (_, _, 50) => Some("Whit Monday"),
        // The Thursday after the first Sunday of September.
        (9, 5..=11, _) if day.weekday() == Weekday::Thu => Some("the Geneva Fast"),
        _ => None,
    }
}

/// Easter Sunday of a year (the Gregorian computus of Meeus, Jones and Butcher).
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let l = (32 + 2 * e + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let days = h + l - 7 * m;
    // Days after 22 March.
    let first = NaiveDate::from_ymd_opt(year, 3, 22)?;
    first.checked_add_days(Days::new(u64::try_from(days).ok()?))
}

/// A meeting begins and ends with a session.
fn day_without_session(meeting: &Meeting, sessions: &[Session<'_>], findings: &mut Findings) {
    let Some(days) = meeting.days else { return };
    let has = |day: NaiveDate| sessions.iter().any(|session| session.day == day);
    // A meeting without any session is announced by its days alone.
    if !days.each().any(has) {
        return;
    }
    for (name, day) in [("first", days.first), ("last", days.last)] {
        if !has(day) {
            findings
                .doubt(
                    "day-without-session",
                    None,
                    format!("the {name} day, {day}, has no session"),
                )
                .help("correct `start`, `end` or `time_plan` if it is a mistake");
        }
    }
}

/// A title that names a day of the week stands on that day.
fn weekday_in_title(sessions: &[Session<'_>], findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for session in sessions {
        for wording in &session.entry.wordings {
            let named = weekdays(&wording.summary);
            let wrong = named.iter().find(|(day, _)| *day != session.day.weekday());
            let (Some((_, word)), Some(place)) = (wrong, session.entry.place) else { continue };
            if named.iter().all(|(day, _)| *day != session.day.weekday()) && told.insert(place) {
                findings
                    .doubt(
                        "weekday-in-title",
                        Some(place),
                        format!(
                            "the title says `{}`, and {} is a {}",
                            as_written(&wording.summary, word),
                            session.day,
                            session.day.format("%A")
                        ),
                    )
                    .help("change the title or the day");
            }
        }
    }
}

/// The names of the days in the six languages, Monday first.
const NAMES: [[&str; 7]; 6] = [
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    ["الإثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"],
];

/// The days of the week that a title names, as whole words; Chinese has none.
fn weekdays(title: &str) -> Vec<(Weekday, &'static str)> {
    let days = [
        Weekday::Mon,
        Weekday::Tue,
        Weekday::Wed,
        Weekday::Thu,
        Weekday::Fri,
        Weekday::Sat,
        Weekday::Sun,
    ];
    let title = title.to_lowercase();
    let words: Vec<&str> = title.split(|c: char| !c.is_alphanumeric()).collect();
    let named =
        |name: &&str| words.contains(name) || name.starts_with('星') && title.contains(*name);
    let all = NAMES.iter().flat_map(|names| names.iter().zip(days));
    all.filter(|(name, _)| named(name)).map(|(name, day)| (day, *name)).collect()
}

#[cfg(test)]
mod tests {
    use super::{holiday, weekdays};
    use crate::model::parse_date;

    #[test]
    fn public_holidays_of_geneva() {
        let holidays = |year: i32| {
            let days = (1..=366).filter_map(|day| chrono::NaiveDate::from_yo_opt(year, day));
            let of_year = days.filter(|day| holiday(*day).is_some());
            of_year.map(|day| day.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(holidays(2024), "01-01 03-29 04-01 05-09 05-20 08-01 09-05 12-25 12-31");
        assert_eq!(holidays(2025), "01-01 04-18 04-21 05-29 06-09 08-01 09-11 12-25 12-31");
        assert_eq!(holiday(parse_date("2026-04-03").unwrap()), Some("Good Friday"));
    }

    #[test]
    fn weekdays_are_whole_words() {
        assert_eq!(weekdays("Results of Monday").len(), 1);
        assert_eq!(weekdays("Mondays, 星期二的会议").len(), 1);
        assert!(weekdays("SG12: Questions in parallel").is_empty());
    }
}
