//! Whose the hours of a plan are: a zone that its heads, its hours or the notes beside it state.

use crate::letter::lex::dates::dates;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::times;
use crate::letter::lex::zones::{ZoneSaid, inside};
use crate::letter::plan::beside::heading;
use crate::letter::plan::words::pieces;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::zone::{ZURICH, Zone};
use chrono::{NaiveDate, Offset, TimeZone};

/// How many lines behind a plan may say what its hours are.
const NOTES: usize = 4;

/// The days of a winter and a summer, for a meeting whose days are not known.
const SEASONS: [(u32, u32); 2] = [(1, 15), (7, 15)];

/// The clock of the meeting's place.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceClock {
    pub(super) zone: Zone,
    /// The first day of the meeting.
    pub(super) day: Option<NaiveDate>,
}

impl PlaceClock {
    /// Whether hours of a zone are those of the place.
    fn has(self, said: ZoneSaid) -> bool {
        let same = |of: &dyn Fn(NaiveDate) -> Option<i32>| {
            let seasons = SEASONS.map(|(month, day)| NaiveDate::from_ymd_opt(2026, month, day));
            let days = self.day.into_iter().chain(seasons.into_iter().flatten());
            let days = days.take(if self.day.is_some() { 1 } else { SEASONS.len() });
            days.map(|day| (east(self.zone, day), of(day))).all(|(own, other)| own == other)
        };
        match said {
            ZoneSaid::Unsaid | ZoneSaid::Local => true,
            ZoneSaid::Geneva => same(&|day| east(ZURICH, day)),
            ZoneSaid::Of(zone) => same(&|day| east(zone, day)),
            ZoneSaid::Offset(minutes) => same(&|_| Some(i32::from(minutes))),
            ZoneSaid::Unknown => false,
        }
    }
}

/// By how many minutes a zone is before UTC at noon of a day.
fn east(zone: Zone, day: NaiveDate) -> Option<i32> {
    let noon = day.and_hms_opt(12, 0, 0)?;
    Some(zone.offset_from_utc_datetime(&noon).fix().local_minus_utc() / 60)
}

/// Words beside a plan or in it that say that its hours are not those of the meeting's place, and
/// whose they are.
pub(super) fn other_hours(
    normal: &Normal,
    plan: &Span,
    lines: &[Span],
    clock: PlaceClock,
) -> Option<(Span, &'static str)> {
    let behind = lines.iter().filter(|line| line.start >= plan.end).take(NOTES);
    // Before its heading, or before the line above a plan without one, the letter speaks of others.
    let before = || lines.iter().filter(|line| line.end <= plan.start);
    let above = heading(normal, before()).or_else(|| before().next_back().cloned());
    let begin = above.map_or(plan.start, |above| above.start);
    let own = lines.iter().filter(|line| (begin..plan.end).contains(&line.start));
    // Behind a plan, dates are those of deadlines.
    let behind = behind.filter(|line| dates(normal.tokens_in(line)).is_empty());
    let mut notes = PlanNotes { normal, clock, is_settled: false };
    let mut beside = own.clone().map(|line| (line, true)).chain(behind.map(|line| (line, false)));
    beside.find_map(|(line, is_within)| {
        let whose = if is_within { notes.of_hours(line) } else { None };
        Some((line.clone(), whose.or_else(|| notes.stated(line))?))
    })
}

/// Reads whose hours a plan has.
struct PlanNotes<'a> {
    normal: &'a Normal,
    clock: PlaceClock,
    /// Whether a column has those of the place, as its head says. The first column of hours is read: "Time
    /// (Geneva)", "Time (Seoul)".
    is_settled: bool,
}

impl PlanNotes<'_> {
    /// Whose the hours of a line are, if they are not those of the place.
    fn of_hours(&self, line: &Span) -> Option<&'static str> {
        let said = times(self.normal.tokens_in(line));
        said.into_iter().find_map(|time| self.whose(time.zone))
    }

    /// Whose the hours of a plan are as a line states it, if they are not those of the place.
    fn stated(&mut self, line: &Span) -> Option<&'static str> {
        let pieces = pieces(self.normal, line, &['\t']);
        pieces.iter().find_map(|piece| {
            let is_head = self.normal.marks.at(Sense::HoursColumn, piece.start).is_some();
            let said = self.zone(piece, is_head).filter(|_| !is_head || !self.is_settled)?;
            self.is_settled |= is_head && self.clock.has(said);
            self.whose(said)
        })
    }

    /// The zone that a head or a note states.
    fn zone(&self, piece: &Span, is_head: bool) -> Option<ZoneSaid> {
        let marks = &self.normal.marks;
        let has = |of: Sense| marks.has(of, piece);
        let stating = [Sense::AllTimes, Sense::LocalTime, Sense::Utc, Sense::OtherZone];
        let states = is_head
            || marks.at(Sense::TimeOf, piece.start).is_some()
            || stating.into_iter().any(has);
        let zone = if states { inside(self.normal.tokens_in(piece)) } else { None };
        let zone = zone.or_else(|| has(Sense::OtherZone).then_some(ZoneSaid::Unknown));
        // "Times are those of Geneva (UTC)", "Время женевское, UTC"
        let is_own = has(Sense::GenevaHours) && self.clock.has(ZoneSaid::Geneva);
        let geneva = || has(Sense::GenevaTime).then_some(ZoneSaid::Geneva);
        let geneva = if is_own { Some(ZoneSaid::Geneva) } else { geneva() };
        zone.filter(|_| !is_own).or(geneva)
    }

    /// Whose hours they are, if they are not those of the place.
    fn whose(&self, said: ZoneSaid) -> Option<&'static str> {
        if self.clock.has(said) {
            return None;
        }
        Some(match said {
            ZoneSaid::Geneva => "those of Geneva, and the meeting is elsewhere",
            ZoneSaid::Offset(0) => "in UTC",
            _ => "those of another zone",
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    const OTHERS: &str = "slots \nDoubt(\"hours-of-another-zone\")\n";

    fn sample() -> SampleLetter {
        SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10").line("Draft time plan")
    }

    /// What is read of a plan with words over its hours.
    fn headed(head: &str) -> String {
        let days = format!("{head} | Monday 9 March 2026 | Tuesday 10 March 2026");
        sample().table(&[&days, "0930-1045 | Q1/12 | Q2/12"]).short()
    }

    /// What is read of a list of sessions with words behind their hours.
    fn behind(words: &str) -> String {
        let line = |hours: &str| format!("{hours} {words} Q1/12");
        sample()
            .line("Monday, 9 March 2026")
            .line(&line("09:30-10:45"))
            .line("Tuesday, 10 March 2026")
            .line(&line("11:15-12:30"))
            .short()
    }

    #[test]
    fn a_head_says_whose_hours_they_are() {
        for head in [
            "Time (Seoul)",
            "Time (Seoul time)",
            "Time (UTC+9)",
            "Time (+09:00)",
            "Time (GMT+3)",
            "Time (UTC+2)",
            "Time (EST)",
            "Time (ET)",
            "Time (IST)",
            "Time (HKT)",
            "Time (Z)",
            "Time (New York)",
            "Local time in Tokyo",
            "Hora de Seúl (UTC+9)",
            "Hora (GMT-3)",
            "Hora de Brasilia",
            "Heure (Séoul)",
            "Heure (TU)",
            "Heure locale de New York",
            "Время (Москва)",
            "Время сеульское",
            "时间（北京）",
            "时间（UTC+8）",
            "الوقت (الرياض)",
            "بتوقيت طوكيو",
        ] {
            assert_eq!(headed(head), OTHERS, "{head}");
        }
        for head in [
            "",
            "Time",
            "Time (Geneva)",
            "Time (hours)",
            "Time (local)",
            "Local time",
            "Time (CET)",
            "Time (UTC+1)",
            "Heure (Paris)",
            "时间（日内瓦）",
        ] {
            assert!(headed(head).contains("1 Q1/12"), "{head}: {}", headed(head));
        }
    }

    #[test]
    fn a_note_says_whose_hours_they_are() {
        let rows = [" | Monday 9 March 2026 | Tuesday 10 March 2026", "0930-1045 | Q1/12 | Q2/12"];
        for note in [
            "All times are Seoul time.",
            "All times are UTC+9.",
            "All times are EST.",
            "All times are BST",
            "All times are Tokyo.",
            "Las horas indicadas son las de Tokio.",
            "Hora de Seúl (UTC+9)",
            "Les heures indiquées sont celles de Tokyo.",
            "Время указано токийское (UTC+9).",
            "الأوقات بتوقيت طوكيو.",
            "جميع الأوقات بتوقيت UTC+9.",
        ] {
            assert_eq!(sample().line(note).table(&rows).short(), OTHERS, "before: {note}");
            assert_eq!(sample().table(&rows).line(note).short(), OTHERS, "behind: {note}");
        }
        for harmless in [
            "All times are provisional.",
            "All times are UTC+1.",
            "Les heures sont celles de Paris.",
        ] {
            let short = sample().line(harmless).table(&rows).short();
            assert!(short.contains("1 Q1/12"), "{harmless}: {short}");
        }
        let seoul = sample().in_zone("Asia/Seoul").line("All times are KST.").table(&rows).short();
        assert!(seoul.contains("1 Q1/12"), "{seoul}");
    }

    #[test]
    fn hours_of_sessions_may_name_a_zone() {
        for words in [
            "EST",
            "BST",
            "Z",
            "(UTC+9)",
            "(Seoul time)",
            "(local time, Tokyo)",
            "(04:30-05:45 EST)",
        ] {
            assert_eq!(behind(words), OTHERS, "{words}");
        }
        let own = behind("");
        assert!(own.contains("Q1/12"), "{own}");
        for words in ["CET", "(Geneva time)", "(local time)", "CET:"] {
            assert_eq!(behind(words), own, "{words}");
        }
        assert!(behind("(Popov)").contains("Q1/12"));
    }

    #[test]
    fn the_first_column_of_hours_counts() {
        let plan = |first: &str, second: &str| {
            let days = format!("{first} | {second} | Monday 9 March 2026 | Tuesday 10 March 2026");
            sample().table(&[&days, "0930-1045 | 1730-1845 | Q1/12 | Q2/12"]).short()
        };
        assert!(plan("Time (Geneva)", "Time (Seoul)").contains("1 Q1/12"));
        assert_eq!(plan("Time (Seoul)", "Time (Geneva)"), OTHERS);
    }
}
