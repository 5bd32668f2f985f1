//! The lines of a list: a day, hours with what takes place, or both with several sessions in one line.

use crate::letter::lex::times::{TimeMention, times};
use crate::letter::plan::cells::PlanCell;
use crate::letter::plan::forms::list::DayList;
use crate::letter::plan::label::{DayLabel, Half, Label, day_label, label};
use crate::letter::plan::line::{CellLine, StatedHours};
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::{cut, ending, hours, pieces};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;

impl TitleReader<'_> {
    /// The day at the beginning of a line or cell, and what stands behind it: `Monday, 15 June: 0930-…`.
    pub(crate) fn leading_day(&self, span: &Span) -> Option<(DayLabel, Span)> {
        let hours = hours(self.normal, span).first().map(|said| said.span.start);
        let colon = || self.normal.slice(span).find(": ").map(|at| span.start + at);
        let end = hours.or_else(colon).filter(|end| *end > span.start)?;
        let head = self.normal.slice(&(span.start..end));
        let head = head.trim_end_matches([' ', '\t', '\n', ':', '-', ',', ';', '.', '/']);
        let label = day_label(self.normal, &(span.start..span.start + head.len()))?;
        let rest = self.normal.slice(&(end..span.end));
        Some((label, span.end - rest.trim_start_matches([' ', ':']).len()..span.end))
    }
}

/// What stands between the words before a day or half day, and that.
const BEFORE: [char; 8] = [' ', '\t', ',', ';', ':', '-', '(', '/'];

/// What a line of a list begins with.
const BULLETS: [char; 8] = ['-', '•', '·', '●', '▪', '*', '◦', '■'];

/// What stands between the sessions of a line.
const BETWEEN: [char; 7] = [';', '/', '|', ',', '؛', '،', '、'];

impl DayList<'_> {
    /// A line: a day, hours with sessions, or something else.
    pub(super) fn line(&mut self, span: &Span) {
        let normal = self.reader.normal;
        let text = normal.slice(span);
        // A bullet stands before a blank.
        let bullet = text.strip_prefix(BULLETS).filter(|rest| rest.starts_with([' ', '\t']));
        let span = &(span.end - bullet.map_or(text, str::trim_start).len()..span.end);
        let ahead = self.ahead.take();
        match label(normal, span) {
            Label::Day(day) => return self.day(&day),
            Label::Weekend => return self.days.clear(),
            Label::Hours(hours) => return self.ahead = Some(hours.into()),
            Label::Lunch(Some(hours)) => return self.lunch(hours, span),
            Label::Undecided => return self.undecided(span),
            Label::Other => {}
            _ => return,
        }
        if let Some((day, rest)) = self.reader.leading_day(span) {
            self.day(&day);
            return self.line(&rest);
        }
        if self.halves(span) || self.before_its_hours(span) {
            return;
        }
        let pieces = self.behind_hours(span);
        let has_hours = |piece: &Span| self.reader.behind_hours(piece).is_some();
        let are_first = pieces.first().is_some_and(has_hours);
        for (at, piece) in pieces.into_iter().enumerate() {
            let is_first = at == 0;
            if let Some((words, clock)) = self.reader.behind_hours(&piece) {
                // Hours behind other words are not those of the next line.
                if are_first || !self.reader.trim(&words).is_empty() {
                    self.session(clock, &words);
                }
            } else if let (Some(clock), true) = (ahead, is_first) {
                self.session(clock, &piece);
            } else if is_first && self.may_be_session(&piece) {
                // Before the hours nothing stands; a sentence with an hour in it is no session.
                self.unclear(piece);
            }
        }
    }

    /// Whether what does not begin with its hours may be a session all the same.
    fn may_be_session(&self, piece: &Span) -> bool {
        let normal = self.reader.normal;
        let is_pause =
            [Sense::Pause, Sense::Lunch].into_iter().any(|of| normal.marks.has(of, piece));
        // "10.00 Opening plenary", "9 30-12 30 Q2/9", but "3 Report of Q1/9"
        let mut parts = normal.slice(piece).splitn(2, |c: char| !c.is_ascii_digit());
        let begins = |rest: &str| rest.chars().take_while(char::is_ascii_digit).count() == 2;
        let has_number = match parts.next().unwrap_or_default().len() {
            0 => false,
            1 => parts.next().is_some_and(begins),
            _ => true,
        };
        self.reader.begins_with_group(piece)
            || !is_pause && !hours(normal, piece).is_empty()
            || has_number && self.reader.names_session(piece)
    }

    /// Half days with what takes place in them, perhaps behind their day: "19 April, morning: Q1/9; afternoon:
    /// Q2/9". Gives whether a line is one of these.
    fn halves(&mut self, span: &Span) -> bool {
        let normal = self.reader.normal;
        let halves = [(Sense::Morning, Half::Morning), (Sense::Afternoon, Half::Afternoon)];
        let mut said: Vec<(usize, Half, usize)> = Vec::new();
        for (of, half) in halves {
            said.extend(normal.marks.all(of, span).filter_map(|mark| {
                let rest = normal.slice(&(mark.end..span.end));
                let words = rest.trim_start_matches([' ', ')']).strip_prefix([':', '-'])?;
                Some((mark.start, half, span.end - words.len()))
            }));
        }
        said.sort_unstable_by_key(|(start, ..)| *start);
        let Some((first, ..)) = said.first() else { return false };
        let head = normal.slice(&(span.start..*first)).trim_end_matches(BEFORE);
        if !head.is_empty() {
            let head = span.start..span.start + head.len();
            let Some(day) = day_label(normal, &head) else { return false };
            self.day(&day);
        }
        let ends = said.iter().skip(1).map(|(start, ..)| *start).chain([span.end]);
        for ((_, half, begin), end) in said.iter().zip(ends) {
            let words = self.reader.trim(&self.before_separator(&(*begin..end)));
            match label(normal, &words) {
                Label::Undecided => self.undecided(&words),
                Label::Other => {
                    let slots = half.slots().to_vec();
                    self.add(PlanCell { slots, lines: vec![words], ..PlanCell::default() });
                }
                _ => {}
            }
        }
        true
    }

    /// A session before its hours, perhaps with its day: "Q1/9: 09:30-10:45", "RG-WM: Tuesday 27 April,
    /// 09:30-12:30". Gives whether a line is one.
    fn before_its_hours(&mut self, span: &Span) -> bool {
        let normal = self.reader.normal;
        let all = hours(normal, span);
        let [said] = all.as_slice() else { return false };
        let head = normal.slice(&(span.start..said.span.start)).trim_end_matches(BEFORE);
        let end = span.start + head.len();
        let dated = head.match_indices([':', ',', '-', '\t', '(']).find_map(|(at, sign)| {
            let day = self.reader.trim(&(span.start + at + sign.len()..end));
            Some((self.reader.trim(&(span.start..span.start + at)), day_label(normal, &day)?))
        });
        let (words, day) = match dated {
            Some((words, day)) => (words, Some(day)),
            None => (span.start..end, None),
        };
        if day.is_none() && (self.days.is_empty() || !self.reader.names_session(&words)) {
            return false;
        }
        let mut beside = CellLine { clock: said.hours.into(), ..CellLine::default() };
        let behind = pieces(normal, &(said.span.end..span.end), &[',', ';', '(', ')', '.']);
        let mut behind = behind.iter().filter(|part| !part.is_empty());
        let is_whole = behind.all(|part| self.reader.aside(part, &mut beside));
        if is_whole {
            day.iter().for_each(|day| self.day(day));
            self.add(PlanCell { lines: vec![words], beside, ..PlanCell::default() });
        }
        is_whole
    }

    /// The pieces of a line, each behind its own hours.
    fn behind_hours(&self, span: &Span) -> Vec<Span> {
        let normal = self.reader.normal;
        let is_parted = |at: &usize| normal.slice(&(span.start..*at)).trim_end().ends_with(BETWEEN);
        let all = hours(normal, span);
        let is_within = |time: &TimeMention| all.iter().any(|it| it.span.contains(&time.start));
        // "at 09:30 Q1/9; at 14:30 Q2/9"
        let single = times(normal.tokens_in(span)).into_iter().filter(|it| it.is_sure);
        let single = single.filter(|time| !is_within(time)).map(|time| {
            let before = self.reader.trim(&(span.start..time.start));
            ending(normal, Sense::AtHour, &before).map_or(time.start, |word| word.start)
        });
        let is_first = self.reader.behind_hours(span).is_some();
        let mut begins: Vec<usize> = all.iter().map(|said| said.span.start).collect();
        begins.extend(single.filter(|_| is_first));
        begins.sort_unstable();
        cut(span, begins.into_iter().filter(is_parted))
    }

    /// A stretch without what stands between sessions at its end.
    fn before_separator(&self, span: &Span) -> Span {
        let text = self.reader.normal.slice(span);
        let text = text.trim_end_matches(|c: char| c.is_whitespace() || BETWEEN.contains(&c));
        span.start..span.start + text.len()
    }

    /// What takes place at some hours.
    fn session(&mut self, clock: StatedHours, words: &Span) {
        let words = self.before_separator(words);
        // "1430-1545" at the end of a line: the session stands on the next one.
        if words.is_empty() {
            self.ahead = Some(clock);
            return;
        }
        match (label(self.reader.normal, &words), clock.hours()) {
            (Label::Lunch(_), Some(hours)) => self.lunch(hours, &words),
            (Label::Undecided, _) => self.undecided(&words),
            (Label::Other, _) => self.beside_tabs(clock, &words),
            _ => {}
        }
    }

    /// A session with what stands beside it, behind tabs.
    fn beside_tabs(&mut self, clock: StatedHours, words: &Span) {
        let cells = pieces(self.reader.normal, words, &['\t']);
        let mut cells = cells.into_iter().filter(|cell| !cell.is_empty());
        let lines: Vec<Span> = cells.next().into_iter().collect();
        let mut beside = CellLine::default();
        for cell in cells {
            if !self.reader.aside(&cell, &mut beside) {
                self.unclear(cell);
            }
        }
        self.add(PlanCell { lines, beside: CellLine { clock, ..beside }, ..PlanCell::default() });
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    fn short(language: Language, lines: [&str; 2]) -> String {
        let sample =
            SampleLetter::new(language, "SG9", "2026-03-09/2026-03-10").line("Draft time plan");
        lines.into_iter().fold(sample, SampleLetter::line).short()
    }

    #[test]
    fn sessions_of_a_line_may_each_stand_behind_one_hour() {
        for lines in [
            ["Monday 9 March: at 09:30 Q1/9; at 14:30 Q2/9", "Tuesday 10 March: at 09:30 Q3/9"],
            ["Lundi 9 mars: à 9 h 30 Q1/9; à 14 h 30 Q2/9", "Mardi 10 mars: à 9 h 30 Q3/9"],
            ["Monday 9 March: 09:30 Q1/9; 14:30 Q2/9", "Tuesday 10 March: 09:30 Q3/9"],
        ] {
            let expected = "2026-03-09 | 1 Q1/9@en from 09:30 | 3 Q2/9@en from 14:30\n\
                            2026-03-10 | 1 Q3/9@en from 09:30\nDoubt(\"session-without-end\")\n";
            assert_eq!(short(Language::En, lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn a_session_may_stand_before_its_day_and_hours() {
        for (language, lines) in [
            (
                Language::En,
                [
                    "RG-WM: Monday 9 March, 09:30-12:30",
                    "Q1/9 - Tuesday 10 March 2026, 14:30-17:30 (Room K2)",
                ],
            ),
            (
                Language::Fr,
                [
                    "RG-WM: lundi 9 mars, 9 h 30 - 12 h 30",
                    "Q1/9: mardi 10 mars, 14 h 30 - 17 h 30, K2",
                ],
            ),
            (
                Language::Es,
                [
                    "RG-WM: lunes 9 de marzo, 09.30-12.30",
                    "Q1/9: martes 10 de marzo, 14.30-17.30 (K2)",
                ],
            ),
            (
                Language::Ru,
                [
                    "RG-WM: понедельник, 9 марта, 09:30-12:30",
                    "Q1/9: вторник, 10 марта, 14:30-17:30 (K2)",
                ],
            ),
            (
                Language::Zh,
                [
                    "RG-WM：3月9日（星期一），09:30-12:30",
                    "Q1/9：3月10日（星期二），14:30-17:30（K2）",
                ],
            ),
            (
                Language::Ar,
                ["RG-WM: الاثنين 9 مارس، 09:30-12:30", "Q1/9: الثلاثاء 10 مارس، 14:30-17:30 (K2)"],
            ),
        ] {
            let short = short(language, lines).replace("Room K2", "K2");
            let expected = format!(
                "2026-03-09 | am RG-WM@{language} from 09:30 to 12:30\n2026-03-10 | pm Q1/9@{language} from 14:30 to 17:30 in K2\n"
            );
            assert_eq!(short, expected, "{lines:?}");
        }
    }

    #[test]
    fn sessions_below_a_day_may_stand_behind_bullets_and_before_their_hours() {
        for (first, second) in [
            ("- 09:30-10:45: Opening plenary", "- 11:15-12:30: Q1/9"),
            ("• 09:30-10:45 Opening plenary", "• 11:15-12:30 Q1/9"),
            ("Opening plenary (09:30-10:45)", "Q1/9 (11:15-12:30)"),
            ("Opening plenary: 09:30-10:45", "Q1/9: 11:15-12:30"),
            ("Opening plenary, 09:30-10:45", "Q1/9, 11:15-12:30"),
        ] {
            let short = SampleLetter::new(Language::En, "SG9", "2026-03-09/2026-03-09")
                .line("Draft time plan")
                .line("Monday, 9 March 2026")
                .line(first)
                .line(second)
                .short();
            let expected = "2026-03-09 | 1 Opening plenary@en plenary from 09:30 to 10:45 | 2 Q1/9@en from 11:15 to 12:30\n";
            assert_eq!(short, expected, "{first}");
        }
        let short = SampleLetter::new(Language::En, "SG9", "2026-03-09/2026-03-09")
            .line("Draft time plan")
            .line("Monday, 9 March 2026")
            .line("Registration, 08:30-09:30")
            .line("Opening plenary")
            .line("11:15-12:30 Q1/9")
            .short();
        assert!(!short.contains("08:30"), "{short}");
    }

    #[test]
    fn half_days_may_stand_behind_their_day() {
        for (language, lines) in [
            (
                Language::En,
                [
                    "Monday 9 March, morning: Q1/9; afternoon: Q2/9 (if needed)",
                    "Tuesday 10 March - AM: Q3/9, PM: Q4/9",
                ],
            ),
            (
                Language::Fr,
                [
                    "lundi 9 mars, matin: Q1/9; après-midi: Q2/9 (si nécessaire)",
                    "mardi 10 mars - matin: Q3/9; après-midi: Q4/9",
                ],
            ),
            (
                Language::Es,
                [
                    "lunes 9 de marzo, mañana: Q1/9; tarde: Q2/9 (si es necesario)",
                    "martes 10 de marzo: mañana: Q3/9; tarde: Q4/9",
                ],
            ),
            (
                Language::Ru,
                [
                    "понедельник, 9 марта, утро: Q1/9; после обеда: Q2/9 (при необходимости)",
                    "10 марта, утро: Q3/9; после обеда: Q4/9",
                ],
            ),
            (
                Language::Zh,
                [
                    "3月9日（星期一）上午：Q1/9；下午：Q2/9（如有必要）",
                    "3月10日（星期二）上午：Q3/9；下午：Q4/9",
                ],
            ),
            (
                Language::Ar,
                [
                    "الاثنين 9 مارس، صباحا: Q1/9؛ بعد الظهر: Q2/9 (عند الاقتضاء)",
                    "الثلاثاء 10 مارس، صباحا: Q3/9؛ بعد الظهر: Q4/9",
                ],
            ),
        ] {
            let expected = format!(
                "2026-03-09 | am Q1/9@{language} | pm Q2/9@{language} ?\n2026-03-10 | am Q3/9@{language} | pm Q4/9@{language}\n"
            );
            assert_eq!(short(language, lines), expected, "{lines:?}");
        }
    }

    #[test]
    fn a_break_within_a_session_is_not_when_it_takes_place() {
        let lines =
            ["9 March: 0930-1730 Q1/9 (break from 1230 to 1430)", "10 March: 0930-1045 Q2/9"];
        let short = short(Language::En, lines);
        assert!(
            !short.contains("lunch Q1/9") && short.starts_with("2026-03-09 | am Q1/9"),
            "{short}"
        );
    }

    #[test]
    fn a_line_with_hours_that_is_not_read_is_told() {
        let lines = ["Monday 9 March: 0930-1045 Q1/9", "see also the visit at 1115-1230"];
        let short = short(Language::En, lines);
        assert!(!short.contains("visit"), "{short}");
    }
}
