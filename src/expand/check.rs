//! Doubts that need sessions or times: clashes, holidays, days without sessions, weekdays in
//! titles.

use super::{Civil, EventSpan, EventStatus, Timetable, TimetableEvent, clock};
use crate::finding::Findings;
use crate::model::{
    Group, Kind, Language, Meeting, ZURICH, Zone, as_written, geneva_hour,
    public_holiday as holiday,
};
use crate::words::Words;
use chrono::{DateTime, Datelike, NaiveDate, Utc, Weekday};
use std::collections::BTreeSet;

/// Checks an expanded meeting.
pub(super) fn check(meeting: &Meeting, timetable: &Timetable, findings: &mut Findings) {
    let sessions: Vec<TimedSession<'_>> =
        timetable.entries.iter().filter_map(TimedSession::of).collect();
    parallel_sessions(meeting, &sessions, findings);
    public_holiday(&sessions, findings);
    day_without_session(meeting, &sessions, findings);
    weekday_in_title(&sessions, findings);
}

/// A timed event of the plan that takes place.
struct TimedSession<'a> {
    entry: &'a TimetableEvent,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    /// Its zone, and its day there.
    zone: Zone,
    day: NaiveDate,
}

impl<'a> TimedSession<'a> {
    fn of(entry: &'a TimetableEvent) -> Option<Self> {
        let EventSpan::Hours { start, end } = entry.when else { return None };
        let is_session = !matches!(entry.kind, Kind::Lunch | Kind::Registration);
        let takes_place = is_session && entry.state != EventStatus::Cancelled;
        let Civil { zone, day, .. } = entry.civil?;
        takes_place.then_some(Self { entry, start, end, zone, day })
    }

    /// When it begins, as in the file.
    fn hour(&self) -> String {
        let there = self.entry.civil.and_then(|Civil { zone, hours, .. }| {
            clock::there(Words::of(Language::En), zone, &hours.start.to_string(), self.start)
        });
        there.unwrap_or_else(|| geneva_hour(self.start))
    }
}

/// A group attends one session at a time. Groups that a session only inherits from the meeting do
/// not count.
fn parallel_sessions(meeting: &Meeting, sessions: &[TimedSession<'_>], findings: &mut Findings) {
    let named = |group: &&Group| !meeting.groups.contains(group) && group.meets_within();
    let mut told: BTreeSet<(u32, &Group)> = BTreeSet::new();
    for (index, session) in sessions.iter().enumerate() {
        // Sessions are sorted by start.
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
                        .help("move one of them, or name other groups");
                }
            }
        }
    }
}

/// Nobody works in Geneva on its public holidays.
fn public_holiday(sessions: &[TimedSession<'_>], findings: &mut Findings) {
    let mut told = BTreeSet::new();
    for session in sessions.iter().filter(|session| session.zone == ZURICH) {
        if let Some(holiday) = holiday(session.day)
            && told.insert(session.day)
        {
            findings
                .doubt(
                    "public-holiday",
                    session.entry.place,
                    format!("{} is {holiday}, a public holiday of Geneva", session.day),
                )
                .help("if there is no meeting that day, write `{}` for it in `time_plan`");
        }
    }
}

/// A meeting begins and ends with a session.
fn day_without_session(meeting: &Meeting, sessions: &[TimedSession<'_>], findings: &mut Findings) {
    let Some(days) = meeting.days else { return };
    let has = |day: NaiveDate| sessions.iter().any(|session| session.day == day);
    // A meeting without sessions is announced by its days alone.
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

/// A title that names a day of the week belongs on that day.
fn weekday_in_title(sessions: &[TimedSession<'_>], findings: &mut Findings) {
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
                            "the title says `{}`, but {} is a {}",
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
    let all = NAMES.iter().flat_map(|names| names.iter().copied().zip(days));
    let named = all
        .filter(|(name, _)| words.contains(name) || name.starts_with('星') && title.contains(name));
    named.map(|(name, day)| (day, name)).collect()
}

#[cfg(test)]
mod tests {
    use super::weekdays;

    #[test]
    fn weekdays_are_whole_words() {
        assert_eq!(weekdays("Results of Monday").len(), 1);
        assert_eq!(weekdays("Mondays, 星期二的会议").len(), 1);
        assert!(weekdays("SG12: Questions in parallel").is_empty());
    }
}
