//! The hours of a time plan: its legend of slots, and half days in prose with their exceptions.

use crate::finding::Said;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::times;
use crate::letter::lex::tokens::Token;
use crate::letter::plan::forms::layout::PlanTable;
use crate::letter::plan::forms::rows::length;
use crate::letter::plan::label::Half;
use crate::letter::plan::legend::{Legend, LegendEntry, Weekdays, is_turned};
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::{cut, hours};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Days, Hours, Slot, TimeUnit};
use chrono::{Datelike, NaiveDate, Weekday};

/// On which days hours hold: on all, in the second or a later week only, on one weekday only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct DaysOfHours {
    /// Counted from 0. The hours of the first week are those of the plan.
    week: usize,
    /// Its number from Monday.
    weekday: Option<u32>,
}

impl DaysOfHours {
    fn weekday(weekday: Weekday) -> Self {
        Self { week: 0, weekday: Some(weekday.num_days_from_monday()) }
    }
}

/// The hours of a slot or a half day, and when they hold.
#[derive(Clone, Debug)]
struct HoursOn<T> {
    of: T,
    on: DaysOfHours,
    said: Said<Hours>,
}

impl<T: PartialEq> HoursOn<T> {
    fn is(&self, of: T, on: DaysOfHours) -> bool {
        self.of == of && self.on == on
    }
}

/// What the lines beside a plan say of its hours.
#[derive(Clone, Debug, Default)]
pub(super) struct PlanHours {
    pub(super) slots: Vec<(Slot, Said<Hours>)>,
    halves: Vec<HoursOn<Half>>,
    /// The hours of slots on some days, those of fewer days behind.
    by_day: Vec<HoursOn<Slot>>,
    /// How many weeks have a legend of their own.
    weeks: usize,
    /// Other hours for what already has some.
    twice: Vec<(Slot, Said<Hours>)>,
    /// Lines with hours of sessions that were not understood.
    unread: Vec<Span>,
    /// From the first to the last line that was read.
    pub(super) span: Option<Span>,
}

impl PlanHours {
    /// The hours of a half day on a weekday.
    pub(super) fn half(&self, half: Half, weekday: Weekday) -> Option<&Said<Hours>> {
        let on = |day: DaysOfHours| self.halves.iter().find(|own| own.is(half, day));
        let own = on(DaysOfHours::weekday(weekday)).or_else(|| on(DaysOfHours::default()))?;
        Some(&own.said)
    }

    /// The hours of slots that only the week of a day has, or its weekday.
    pub(super) fn on(
        &self,
        day: NaiveDate,
        weeks: &[Days],
    ) -> impl Iterator<Item = (Slot, Said<Hours>)> {
        let week = weeks.iter().position(|week| week.contains(day)).unwrap_or(0);
        let weekday = DaysOfHours::weekday(day.weekday()).weekday;
        let on = self.by_day.iter().filter(move |HoursOn { on, .. }| {
            (on.week == 0 || on.week == week) && (on.weekday.is_none() || on.weekday == weekday)
        });
        on.map(|own| (own.of, own.said.clone()))
    }

    /// Drops the hours of later weeks if tables have legends of their own, or if there are not as
    /// many legends as weeks of the meeting.
    pub(super) fn settle_weeks(
        &mut self,
        weeks: usize,
        are_in_tables: bool,
        reader: &TitleReader<'_>,
    ) {
        if !are_in_tables && self.weeks == weeks {
            return;
        }
        let later = self.by_day.iter().find(|own| own.on.week > 0);
        if let Some(later) = later
            && !are_in_tables
        {
            let count = self.weeks;
            let said = format!("these are the hours of {count} weeks, and the meeting has {weeks}");
            let help =
                "those of the first week are taken; check them, and write the others by hand";
            reader.doubt_at("hours-twice", later.said.place, said, help);
        }
        self.by_day.retain(|own| own.on.week == 0);
    }

    /// Adds the hours of slots that have none.
    pub(super) fn add(&mut self, normal: &Normal, more: Vec<(Slot, Hours, Span)>) {
        for (slot, value, span) in more {
            if self.slots.iter().all(|(other, _)| *other != slot) {
                self.slots.push((slot, Said { value, place: normal.place(&span) }));
            }
        }
    }

    pub(super) fn tell(&self, reader: &TitleReader<'_>) {
        for (slot, said) in &self.twice {
            let message = format!("slot {slot} has other hours above than {} here", said.value);
            let help = "those above are taken; check which are right, and write them by hand";
            reader.doubt_at("hours-twice", said.place, message, help);
        }
    }

    /// Reports hours of half days or of lunch that are not those of their slots by the usual hours: when the slots
    /// begin and end is not in the letter.
    pub(super) fn tell_breaks(&self, reader: &TitleReader<'_>, used: &[Slot]) {
        let of_halves = self.halves.iter().filter(|own| {
            let [first, last] = own.of.slots();
            let usual = Hours::new(first.standard().start, last.standard().end);
            own.of.slots().iter().all(|slot| used.contains(slot)) && usual != Some(own.said.value)
        });
        let of_lunch = self.slots.iter().filter(|(slot, said)| {
            let is_within = |other: &Slot| {
                let usual = other.standard();
                usual.start < said.value.end && said.value.start < usual.end
            };
            *slot == Slot::Lunch && used.iter().any(is_within)
        });
        let of_halves = of_halves.map(|own| &own.said);
        if let Some(said) = of_halves.chain(of_lunch.map(|(_, said)| said)).next() {
            let message = "the hours of the slots are not among these, and are not the usual ones";
            let help = "write those of the meeting to `session_times`";
            reader.doubt_at("slot-hours-missing", said.place, message, help);
        }
    }

    /// Reports hours of sessions that were not understood, outside of tables whose cells are read.
    pub(super) fn tell_unread(&self, reader: &TitleReader<'_>, tables: &[PlanTable]) {
        let is_in_table = |line: &Span| tables.iter().any(|table| table.span.contains(&line.start));
        for line in self.unread.iter().filter(|line| !is_in_table(line)) {
            let said = "hours of sessions stand here that were not understood";
            let help = "the usual ones are taken; write those of the meeting to `session_times`";
            reader.doubt("hours-unread", line, said, help);
        }
    }

    /// Reads lines; the first that says the hours of a slot counts.
    pub(super) fn of(normal: &Normal, lines: &[Span]) -> Self {
        let mut all = Self::default();
        let mut ahead = Weekdays::default();
        let mut is_sure = false;
        // Whether a week was named whose legend follows.
        let mut is_next_week = false;
        for LegendLine { span: line, names_week } in &by_week(normal, lines) {
            is_next_week |= names_week;
            let is_named = normal.marks.has(Sense::SessionTimes, line);
            let is_of_sessions = is_named
                || normal.marks.has(Sense::Slot, line)
                || normal.marks.at(Sense::HoursColumn, line.start).is_some();
            let hours = hours(normal, line);
            if hours.is_empty() {
                let is_unread =
                    is_of_sessions && (is_turned(normal, line) || are_beginnings(normal, line));
                all.unread.extend(is_unread.then(|| line.clone()));
                // "Friday:", and the hours on the lines below.
                let is_head = normal.folded(line).trim_end().ends_with(':');
                let days = is_head.then(|| Weekdays::of(normal.tokens_in(line)));
                ahead = days.unwrap_or_default();
                continue;
            }
            let legend = Legend::of(normal, line, hours, ahead.clone());
            let is_legend = !legend.entries.is_empty();
            is_sure |= is_legend && legend.is_sure;
            let mut is_unread = is_of_sessions && legend.has_others;
            // Those of the first week may not name it.
            let is_next = is_legend && std::mem::take(&mut is_next_week);
            all.weeks += usize::from(is_next || is_legend && all.weeks == 0);
            let week = all.weeks.saturating_sub(1);
            for LegendEntry { days, slot, said } in legend.entries {
                all.take(week, &days, slot, &said);
            }
            let of_halves = is_of_halves(normal, line);
            if (is_named || of_halves) && !is_legend {
                let halves = halves(normal, line);
                is_unread &= halves.is_empty();
                all.halves.extend(halves);
            }
            all.unread.extend(is_unread.then(|| line.clone()));
            if is_legend || is_named || of_halves {
                all.span.get_or_insert_with(|| line.clone()).end = line.end;
            }
        }
        let (of_all, mut by_day): (Vec<_>, Vec<_>) =
            all.by_day.drain(..).partition(|own| own.on == DaysOfHours::default());
        by_day.sort_by_key(|own| own.on);
        // One number before hours may be anything.
        if of_all.len() >= 2 || is_sure {
            all.slots = of_all.into_iter().map(|own| (own.of, own.said)).collect();
        }
        all.twice.retain(|(slot, _)| all.slots.iter().any(|(other, _)| other == slot));
        // Nor may a number behind a weekday, where there is no legend.
        if by_day.len() >= 2 || is_sure || !all.slots.is_empty() {
            all.by_day = by_day;
        }
        all
    }

    /// Takes the hours of a slot on some days of a week; the first ones count.
    fn take(&mut self, week: usize, days: &Weekdays, slot: Slot, said: &Said<Hours>) {
        let first = |all: &Self, on: DaysOfHours| {
            all.by_day.iter().find(|own| own.is(slot, on)).map(|own| own.said.value)
        };
        let whole = DaysOfHours { week, weekday: None };
        // "Monday to Thursday" are the hours of the plan if there are no other ones.
        let is_base = days.is_range && first(self, whole).is_none();
        let on = days.days.iter().map(|day| DaysOfHours { week, ..DaysOfHours::weekday(*day) });
        let on = if is_base || days.days.is_empty() { vec![whole] } else { on.collect() };
        for on in on {
            let base = first(self, DaysOfHours { week: 0, ..on });
            match first(self, on) {
                None if week > 0 && base == Some(said.value) => {}
                None => self.by_day.push(HoursOn { of: slot, on, said: said.clone() }),
                Some(first) if first != said.value => self.twice.push((slot, said.clone())),
                Some(_) => {}
            }
        }
    }
}

/// Whether a line has several hours and no ends of them: "Sessions begin at 09:00 and 11:00".
fn are_beginnings(normal: &Normal, line: &Span) -> bool {
    let others = [
        Sense::Opening,
        Sense::Registration,
        Sense::Plenary,
        Sense::Pause,
        Sense::Workshop,
        Sense::Social,
        Sense::OtherEvent,
    ];
    let sure = times(normal.tokens_in(line)).into_iter().filter(|time| time.is_sure);
    !normal.marks.has_any(&others, line) && sure.take(2).count() == 2
}

/// A line that may be of a legend, or the piece of one for a week.
struct LegendLine {
    span: Span,
    /// Whether the line names a week.
    names_week: bool,
}

/// Lines, and the pieces of those that give the hours of several weeks.
fn by_week(normal: &Normal, lines: &[Span]) -> Vec<LegendLine> {
    let pieces = lines.iter().flat_map(|line| {
        let weeks = Sense::Unit(TimeUnit::Weeks);
        // "weekend" and "周一" begin with the word.
        let is_week = |start: &usize| {
            let marks = normal.marks.beginning(*start);
            let longest = marks.first().map(|first| first.end);
            marks.iter().any(|mark| mark.sense == weeks && Some(mark.end) == longest)
        };
        let mut named = normal.marks.all(weeks, line).map(|mark| mark.start).filter(is_week);
        let first = named.next();
        // "1 - 0900-1030; 2 - 1100-1230. Second week: 1 - 0930-1045"
        let behind = first.filter(|at| !hours(normal, &(line.start..*at)).is_empty());
        let pieces = cut(line, behind.into_iter().chain(named));
        let names_week = first.is_some();
        pieces.into_iter().map(move |span| LegendLine { span, names_week })
    });
    pieces.collect()
}

/// Whether a line begins with a half of the day and its hours: "AM: 09:30-12:30; PM: 14:30-17:30".
fn is_of_halves(normal: &Normal, line: &Span) -> bool {
    let words = normal.slice(line).trim_start_matches(|c: char| !c.is_alphanumeric());
    let start = line.end - words.len();
    let mut halves = [Sense::Morning, Sense::Afternoon].into_iter();
    let Some(half) = halves.find_map(|of| normal.marks.at(of, start)) else { return false };
    let Some(first) = hours(normal, line).into_iter().next() else { return false };
    let between = normal.tokens_in(&(half.end..first.span.start.max(half.end)));
    let is_word = |token: &&Token| normal.slice(&token.span()).starts_with(char::is_alphabetic);
    between.all.iter().filter(is_word).count() <= 2 && length(first.hours) >= SHORTEST_HALF
}

/// The shortest half day, in minutes: what lasts less is a session.
const SHORTEST_HALF: u16 = 120;

/// "from 0930 to 1230 and from 1430 to 1730, except on Friday morning, 0900 to 1200".
fn halves(normal: &Normal, line: &Span) -> Vec<HoursOn<Half>> {
    let except = normal.marks.first(Sense::Except, line).map_or(line.end, |except| except.start);
    let mut found: Vec<HoursOn<Half>> = Vec::new();
    let mut begin = line.start;
    for mention in hours(normal, line) {
        let half = Half::of(mention.hours);
        let said = Said { value: mention.hours, place: normal.place(&mention.span) };
        let own = |on: DaysOfHours| HoursOn { of: half, on, said: said.clone() };
        let days = Weekdays::of(normal.tokens_in(&(begin..mention.span.start))).days;
        begin = mention.span.end;
        let has_base = found.iter().any(|other| other.is(half, DaysOfHours::default()));
        // "Monday to Friday, 0930 to 1230" is no exception.
        if mention.span.start >= except || days.len() == 1 || days.len() > 1 && has_base {
            found.extend(days.into_iter().map(DaysOfHours::weekday).map(own));
        } else if has_base || length(mention.hours) < SHORTEST_HALF {
            // Other hours for other sessions follow, or for one: what is whose is not certain.
            return Vec::new();
        } else {
            found.push(own(DaysOfHours::default()));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    const DAYS: &str = " | Monday 9 March 2026 | Friday 13 March 2026";

    fn sample(language: Language, rows: &[&str]) -> SampleLetter {
        SampleLetter::new(language, "SG12", "2026-03-09/2026-03-13").table(rows)
    }

    #[test]
    fn a_session_at_its_own_hour_ends_with_its_half_day() {
        let short = sample(
            Language::En,
            &[DAYS, "am | Q1/12 until 11:00 | Q2/12", "pm | Q3/12 | Q4/12 at 15:00"],
        )
        .line("AM: 0900-1200; PM: 1400-1700")
        .short();
        assert!(short.contains("Q4/12@en from 15:00 to 17:00"), "{short}");
        assert!(short.contains("Q1/12@en from 09:00 to 11:00"), "{short}");
    }

    #[test]
    fn one_slot_of_one_weekday_may_have_its_own_hours() {
        let short = sample(Language::En, &[DAYS, "1 | Q1/12 | Q2/12", "2 | Q3/12 | Q4/12"])
            .line("On Friday, session 2: 10:45-12:00.")
            .short();
        let expected = "2026-03-09 | 1 Q1/12@en | 2 Q3/12@en\n\
                        2026-03-13 | 1 Q2/12@en | 2 Q4/12@en | 2=10:45-12:00\n";
        assert_eq!(short, expected);
    }

    #[test]
    fn the_slots_of_an_afternoon_may_count_from_one() {
        let short = sample(Language::En, &[DAYS, "3 | Q1/12 | Q2/12", "4 | Q3/12 | Q4/12"])
            .line("Morning 1: 0900-1030; Morning 2: 1100-1230; Afternoon 1: 1400-1530; Afternoon 2: 1600-1730")
            .short();
        assert!(short.contains("3=14:00-15:30\n4=16:00-17:30"), "{short}");
    }

    #[test]
    fn half_days_have_the_hours_of_their_legend() {
        for (language, line) in [
            (Language::En, "AM: 0900-1200 (Fridays 0900-1130); PM: 1400-1700"),
            (
                Language::Fr,
                "Matin: 9 h 00 – 12 h 00 (vendredi 9 h 00 – 11 h 30); après-midi: 14 h 00 – 17 h 00",
            ),
            (Language::Es, "Mañana: 09.00-12.00 (viernes 09.00-11.30); tarde: 14.00-17.00"),
            (Language::Ru, "Утро: 09:00-12:00 (пятница 09:00-11:30); после обеда: 14:00-17:00"),
            (Language::Zh, "上午：09:00-12:00（星期五09:00-11:30）；下午：14:00-17:00"),
            (Language::Ar, "صباحا: 09:00-12:00 (الجمعة 09:00-11:30)؛ بعد الظهر: 14:00-17:00"),
        ] {
            let short = sample(language, &[DAYS, "am | Q1/12 | Q2/12", "pm | Q3/12 | Q4/12"])
                .line(line)
                .short();
            let at = |title: &str, from: &str, to: &str| {
                format!("{title}@{language} from {from} to {to}")
            };
            let expected = format!(
                "2026-03-09 | am {} | pm {} | lunch=12:00-14:00\n2026-03-13 | am {} | pm {} | lunch=11:30-14:00\n",
                at("Q1/12", "09:00", "12:00"),
                at("Q3/12", "14:00", "17:00"),
                at("Q2/12", "09:00", "11:30"),
                at("Q4/12", "14:00", "17:00"),
            );
            assert!(short.starts_with(&expected), "{line}: {short}");
        }
    }

    #[test]
    fn each_week_has_the_hours_of_its_own_legend() {
        let weeks = |language: Language, days: &str| {
            SampleLetter::new(language, "SG12", days)
                .table(&[" | 2026-03-09 | 2026-03-13", "1 | Q1/12 | Q2/12", "2 | | Q3/12"])
                .table(&[" | 2026-03-16 | 2026-03-20", "1 | Q4/12 | Q5/12", "2 | Q6/12 |"])
        };
        let two = "2026-03-09/2026-03-20";
        for (language, lines) in [
            (
                Language::En,
                &[
                    "Week 1: session 1 09:00-10:15, session 2 10:45-12:00; Week 2: session 1 08:30-09:45, session 2 10:15-11:30",
                ][..],
            ),
            (
                Language::En,
                &["Times: 1 - 0900-1015; 2 - 1045-1200. Second week: 1 - 0830-0945; 2 - 1015-1130"],
            ),
            (
                Language::En,
                &[
                    "First week: session 1 0900-1015; session 2 1045-1200",
                    "Second week: session 1 0830-0945; session 2 1015-1130",
                ],
            ),
            (
                Language::En,
                &[
                    "Week 1:",
                    "1 – 0900-1015",
                    "2 – 1045-1200",
                    "Week 2:",
                    "1 – 0830-0945",
                    "2 – 1015-1130",
                ],
            ),
            (
                Language::Fr,
                &[
                    "Semaine 1: séance 1 9 h 00-10 h 15, séance 2 10 h 45-12 h 00; semaine 2: séance 1 8 h 30-9 h 45, séance 2 10 h 15-11 h 30",
                ],
            ),
            (
                Language::Es,
                &[
                    "Semana 1: sesión 1 09.00-10.15, sesión 2 10.45-12.00; semana 2: sesión 1 08.30-09.45, sesión 2 10.15-11.30",
                ],
            ),
            (
                Language::Ru,
                &[
                    "Неделя 1: заседание 1 09:00-10:15, заседание 2 10:45-12:00; неделя 2: заседание 1 08:30-09:45, заседание 2 10:15-11:30",
                ],
            ),
            (
                Language::Zh,
                &[
                    "第一周：第1场 09:00-10:15，第2场 10:45-12:00；第二周：第1场 08:30-09:45，第2场 10:15-11:30",
                ],
            ),
            (
                Language::Ar,
                &[
                    "الأسبوع الأول: الجلسة 1 09:00-10:15، الجلسة 2 10:45-12:00؛ الأسبوع الثاني: الجلسة 1 08:30-09:45، الجلسة 2 10:15-11:30",
                ],
            ),
        ] {
            let with =
                |sample: SampleLetter| lines.iter().fold(sample, |sample, line| sample.line(line));
            let short = with(weeks(language, two)).short();
            let expected = format!(
                "\
2026-03-09 | 1 Q1/12@{language}
2026-03-13 | 1 Q2/12@{language} | 2 Q3/12@{language}
2026-03-16 | 1 Q4/12@{language} | 2 Q6/12@{language} | 1=08:30-09:45 | 2=10:15-11:30
2026-03-20 | 1 Q5/12@{language} | 1=08:30-09:45 | 2=10:15-11:30
1=09:00-10:15
2=10:45-12:00
"
            );
            assert_eq!(short, expected, "{lines:?}");
            // Which week a legend is for is not certain.
            let short = with(weeks(language, "2026-03-09/2026-03-27")).short();
            assert!(short.ends_with("2=10:45-12:00\nDoubt(\"hours-twice\")\n"), "{short}");
        }
    }

    #[test]
    fn a_legend_of_slots_in_six_languages() {
        for (language, lines) in [
            (
                Language::En,
                &["Session times: 1 - 0900-1015; 2 - 1045-1200; Lunch 1200-1330; 3: 13:30-14:45"][..],
            ),
            (
                Language::En,
                &[
                    "Sessions times:",
                    "1 – 0900 – 1015",
                    "2 – 1045 – 1200",
                    "Lunch break: 1200 to 1330",
                    "Session 3: 1330-1445",
                ],
            ),
            (
                Language::Fr,
                &[
                    "Horaires : 1 – 9 h 00-10 h 15 ; 2 – 10 h 45-12 h 00 ; déjeuner 12 h 00-13 h 30 ; 3 – 13 h 30-14 h 45",
                ],
            ),
            (
                Language::Es,
                &[
                    "Horario: 1 – 09.00-10.15; 2 – 10.45-12.00; almuerzo 12.00-13.30; 3 – 13.30-14.45",
                ],
            ),
            (
                Language::Ru,
                &[
                    "Время заседаний: 1 – 09:00–10:15; 2 – 10:45–12:00; обед 12:00–13:30; 3 – 13:30–14:45",
                ],
            ),
            (
                Language::Ar,
                &["أوقات الجلسات: 1 – 0900-1015؛ 2 – 1045-1200؛ غداء 1200-1330؛ 3 – 1330-1445"],
            ),
            (
                Language::Zh,
                &["会议时间：1 – 0900-1015；2 – 1045-1200；午餐 1200-1330；第3场 1330-1445"],
            ),
        ] {
            let mut sample = sample(language, &[DAYS, "1 | Q1/12 |"]);
            for line in lines {
                sample = sample.line(line);
            }
            let short = sample.short();
            let times = "1=09:00-10:15\n2=10:45-12:00\nlunch=12:00-13:30\n3=13:30-14:45\n";
            assert!(short.ends_with(times), "{language}: {short}");
        }
    }

    #[test]
    fn one_slot_of_one_day_may_have_other_hours() {
        let short = sample(Language::En, &[DAYS, "1 | Q1/12 | Q1/12", "2 | Q2/12 | Q2/12"])
            .line("Session times: 1 - 0930-1045; 2 - 1115-1230; Friday: 1 - 0900-1015")
            .short();
        assert!(short.contains(" | 1=09:00-10:15\n"), "{short}");
    }

    #[test]
    fn hours_that_are_said_twice_are_told() {
        let short = |legend: &str| {
            sample(Language::En, &[DAYS, "1 | Q1/12 | Q1/12", "2 | Q2/12 | Q2/12"])
                .line(legend)
                .short()
        };
        let twice = short("Session times: 1 - 0900-1015; 2 - 1115-1230; 1 - 0915-1030");
        assert!(twice.ends_with("1=09:00-10:15\nDoubt(\"hours-twice\")\n"), "{twice}");
        let once = short("Session times: 1 - 0900-1015; 2 - 1115-1230; 1 - 0900-1015");
        assert!(once.ends_with("1=09:00-10:15\n"), "{once}");
    }

    #[test]
    fn other_days_have_the_hours_of_the_plan() {
        let short = sample(Language::En, &[DAYS, "1 | Q1/12 | Q1/12", "2 | Q2/12 | Q2/12"])
            .line("Session times: Friday: 1 - 0900-1015; 2 - 1030-1145; other days: 1 - 0915-1030; 2 - 1100-1215")
            .short();
        assert!(short.contains(" | 1=09:00-10:15 | 2=10:30-11:45\n"), "{short}");
        assert!(short.contains("\n1=09:15-10:30\n2=11:00-12:15\n"), "{short}");
    }

    #[test]
    fn a_legend_may_have_other_hours_for_a_day() {
        for (language, lines) in [
            (
                Language::En,
                &[
                    "Session times: 1 - 0930-1045; 2 - 1115-1230",
                    "Friday, 13 March: 1 - 0900-1000; 2 - 1015-1115",
                ][..],
            ),
            (
                Language::En,
                &[
                    "Session times: Monday to Thursday: 1 - 0930-1045; 2 - 1115-1230; Friday: 1 - 0900-1000; 2 - 1015-1115",
                ],
            ),
            (
                Language::Fr,
                &[
                    "Vendredi 13 mars : 1 – 9 h 00-10 h 00 ; 2 – 10 h 15-11 h 15",
                    "Horaires : 1 – 9 h 30-10 h 45 ; 2 – 11 h 15-12 h 30",
                ],
            ),
            (
                Language::Zh,
                &["会议时间：1 – 0930-1045；2 – 1115-1230。星期五：1 – 0900-1000；2 – 1015-1115"],
            ),
            (
                Language::En,
                &[
                    "Session times: 1 - 0930-1045; 2 - 1115-1230",
                    "Friday:",
                    "1 - 0900-1000",
                    "2 - 1015-1115",
                ],
            ),
            (
                Language::En,
                &[
                    "Tuesday and Friday: 1 - 0900-1000; 2 - 1015-1115",
                    "Session times: 1 - 0930-1045; 2 - 1115-1230",
                ],
            ),
        ] {
            let mut sample = sample(language, &[DAYS, "1 | Q1/12 | Q1/12", "2 | Q2/12 | Q2/12"]);
            for line in lines {
                sample = sample.line(line);
            }
            assert_eq!(
                sample.short().replace(&format!("@{language}"), ""),
                "\
2026-03-09 | 1 Q1/12 | 2 Q2/12
2026-03-13 | 1 Q1/12 | 2 Q2/12 | 1=09:00-10:00 | 2=10:15-11:15
",
                "{language}"
            );
        }
        // Days of the month are no slots.
        let line = "Thursday, 4 April: 0930-1230; Friday, 5 April: 0900-1200";
        let short = sample(Language::En, &[DAYS, "1 | Q1/12 | Q1/12"]).line(line).short();
        assert_eq!(short, "2026-03-09 | 1 Q1/12@en\n2026-03-13 | 1 Q1/12@en\n");
    }

    #[test]
    fn standard_hours_are_not_said_again() {
        let line = "Sessions times: 0 – 0830-0930; 1 – 0930-1045; Lunch 1230-1430";
        let short = sample(Language::En, &[DAYS, "1 | Q1/12 | Q2/12"]).line(line).short();
        assert_eq!(short, "2026-03-09 | 1 Q1/12@en\n2026-03-13 | 1 Q2/12@en\n");
    }

    #[test]
    fn half_days_in_prose_with_an_exception() {
        for (language, line) in [
            (
                Language::Fr,
                "Horaires : 10 h 00-12 h 00 et 15 h 00-18 h 00; le vendredi matin, 9 h 00-11 h 30.",
            ),
            (
                Language::En,
                "Working hours: Monday to Friday, 1000-1200 and 1500-1800, except Friday morning, 0900-1130.",
            ),
            (
                Language::En,
                "Working hours: 1000 to 1200 and 1500 to 1800, except Friday morning from 0900 to 1130.",
            ),
            (
                Language::Fr,
                "Horaires : de 10 h 00 à 12 h 00 et de 15 h 00 à 18 h 00, sauf le vendredi matin, de 9 h 00 à 11 h 30.",
            ),
            (
                Language::Es,
                "Horario: de 10.00 a 12.00 horas y de 15.00 a 18.00 horas, salvo el viernes, de 09.00 a 11.30 horas.",
            ),
            (
                Language::Ru,
                "Часы работы: 10:00–12:00 и 15:00–18:00, кроме пятницы, пятница 09:00–11:30.",
            ),
        ] {
            let short = sample(language, &[DAYS, "am | Q1/12 | Q1/12", "pm | Q2/12 | Q2/12"])
                .line(line)
                .short();
            assert_eq!(
                short.replace(&format!("@{language}"), "@xx"),
                "\
2026-03-09 | am Q1/12@xx from 10:00 to 12:00 | pm Q2/12@xx from 15:00 to 18:00 | lunch=12:00-15:00
2026-03-13 | am Q1/12@xx from 09:00 to 11:30 | pm Q2/12@xx from 15:00 to 18:00 | lunch=11:30-15:00
",
                "{line}"
            );
        }
    }

    #[test]
    fn hours_of_two_kinds_of_sessions_are_nobodys() {
        let line = "Working hours: plenaries from 0900 to 1200, Questions from 0800 to 1230.";
        let short = sample(Language::En, &[DAYS, "am | Q1/12 | Q1/12"]).line(line).short();
        let told = "Doubt(\"hours-unread\")\n";
        assert_eq!(short, format!("2026-03-09 | am Q1/12@en\n2026-03-13 | am Q1/12@en\n{told}"));
    }
}
