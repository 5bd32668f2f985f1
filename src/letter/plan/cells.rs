//! The sessions of one cell: its lines are parallel sessions, or one title over several lines.

use crate::letter::lex::tokens::TokenKind;
use crate::letter::plan::grid::GridCell;
use crate::letter::plan::title::Reader;
use crate::letter::plan::words::{hours, times};
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::{self, Sense};
use crate::model::{Cell, Remote, TimeOfDay};

/// A line of a cell with what stands beside its words.
#[derive(Clone, Debug)]
struct Line {
    /// Its words, without the mark and the hour.
    words: Span,
    is_marked: bool,
    start: Option<TimeOfDay>,
    end: Option<TimeOfDay>,
}

impl Reader<'_> {
    /// The sessions of a cell.
    pub(super) fn cells(&self, cell: &GridCell) -> Vec<Cell> {
        let mut lines: Vec<Line> = cell.lines.iter().map(|line| self.line(line)).collect();
        let all_remote = self.settle_marks(&mut lines);
        let mut sessions: Vec<Vec<Line>> = Vec::new();
        // Hours on a line of their own are those of what follows.
        let mut ahead = (None, None);
        for mut line in lines {
            if line.words.is_empty() {
                if line.start.is_some() {
                    ahead = (line.start, line.end);
                }
                continue;
            }
            if line.start.is_none() && line.end.is_none() {
                (line.start, line.end) = ahead;
            }
            match sessions.last_mut() {
                Some(session) if self.goes_on(session, &line) => session.push(line),
                _ => sessions.push(vec![line]),
            }
        }
        let mut cells: Vec<Cell> =
            sessions.iter().filter_map(|lines| self.session_of(lines)).collect();
        if all_remote {
            for cell in &mut cells {
                cell.remote = Some(Remote::Yes);
            }
        }
        cells
    }

    fn session_of(&self, lines: &[Line]) -> Option<Cell> {
        let words: Vec<Span> = lines.iter().map(|line| line.words.clone()).collect();
        let is_remote = lines.iter().any(|line| line.is_marked);
        let mut cell = self.session(&words, is_remote)?;
        let timed = lines.iter().find(|line| line.start.is_some() || line.end.is_some());
        cell.start = timed.and_then(|line| line.start);
        cell.end = timed.and_then(|line| line.end);
        cell.title.is_some().then_some(cell)
    }

    /// Whether a line is the continuation of a title. A line that begins with a group, an hour, or
    /// as the others do begins a session of its own; so does the one behind a mark.
    fn goes_on(&self, session: &[Line], line: &Line) -> bool {
        let (Some(first), Some(last)) = (session.first(), session.last()) else { return false };
        if last.is_marked || line.start.is_some() && line.start != first.start {
            return false;
        }
        let last_words = self.normal.folded(&last.words);
        let is_open = last_words.ends_with([',', '-', '&', '/', '(', '+'])
            || self.normal.tokens_in(&last.words).all.last().is_some_and(|token| {
                let word = self.normal.folded(&token.span());
                words::all(Sense::AndGroup).any(|and| and == word)
            });
        if is_open {
            return true;
        }
        let by_group = self.begins_with_group(&first.words) && self.begins_with_group(&line.words);
        let first_token = |span: &Span| {
            let tokens = self.normal.tokens_in(span);
            tokens.text(0)
        };
        let alike = first_token(&first.words) == first_token(&line.words)
            && !self.groups(&first.words).is_empty()
            && !self.groups(&line.words).is_empty();
        !by_group && !alike
    }

    /// A line without its mark and its hours.
    fn line(&self, span: &Span) -> Line {
        let (words, is_marked) = self.without_mark(span);
        let (words, start, end) = self.without_hours(&words);
        Line { words, is_marked, start, end }
    }

    /// "Q6/16 R", "Q6/16 (R)", "R".
    fn without_mark(&self, span: &Span) -> (Span, bool) {
        let Some(mark) = self.mark else { return (span.clone(), false) };
        let text = self.normal.folded(span);
        for written in [mark.to_owned(), format!("({mark})"), format!("[{mark}]")] {
            let Some(rest) = text.strip_suffix(written.as_str()) else { continue };
            if rest.is_empty()
                || rest.ends_with([' ', '\t', ')', ',', '\u{A0}'])
                || written.len() > mark.len()
            {
                return (span.start..span.start + rest.trim_end().len(), true);
            }
        }
        (span.clone(), false)
    }

    /// "1730: Steering", "0930-1015 Newcomers", "Q7/12 (1600-1700)".
    fn without_hours(&self, span: &Span) -> (Span, Option<TimeOfDay>, Option<TimeOfDay>) {
        let tokens = self.normal.tokens_in(span);
        let leading = |end: usize| {
            let rest = self.normal.slice(&(end..span.end));
            let trimmed = rest.trim_start_matches([' ', '\t', ':', '-', ',', '.']);
            // The normal form has no blank between a digit and an ideograph.
            let parted = trimmed.len() < rest.len()
                || rest.is_empty()
                || rest.starts_with(prose::is_ideograph);
            parted.then(|| span.end - trimmed.len()..span.end)
        };
        for said in hours(self.normal, span) {
            if said.span.start == span.start
                && let Some(rest) = leading(said.span.end)
            {
                return (rest, Some(said.hours.start), Some(said.hours.end));
            }
            let before = self.normal.slice(&(span.start..said.span.start)).trim_end();
            let after = self.normal.slice(&(said.span.end..span.end)).trim();
            if before.ends_with('(') && after == ")" {
                let words = span.start..span.start + before.trim_end_matches('(').trim_end().len();
                return (words, Some(said.hours.start), Some(said.hours.end));
            }
        }
        let first =
            times(self.normal, span).into_iter().next().filter(|time| time.start == span.start);
        if let Some(time) = first
            && let Some(rest) = leading(time.end)
        {
            // "1050 Brussels" is no time: four bare digits need their colon.
            let next = tokens.at_byte(time.end);
            let has_colon = tokens.kind(next) == Some(TokenKind::Sign) && tokens.text(next) == ":";
            if time.is_sure || has_colon {
                return (rest, Some(time.time), None);
            }
        }
        self.hours_at_end(span).unwrap_or_else(|| (span.clone(), None, None))
    }

    /// "Q1/12, 1000-1130", "SG12 plenary (from 10:00)", "Q3/12 until 1200 hours", "全体会议（10时起）".
    fn hours_at_end(&self, span: &Span) -> Option<(Span, Option<TimeOfDay>, Option<TimeOfDay>)> {
        let without = |end: usize| {
            let words = self.normal.slice(&(span.start..end));
            let words = words.trim_end_matches([' ', '\t', ',', ';', ':', '-', '(', '[']);
            (!words.is_empty()).then(|| span.start..span.start + words.len())
        };
        // The phrase that ends right before a place, and where it begins.
        let before = |end: usize, of: Sense| {
            let head = span.start..end;
            let text = self.normal.folded(&head).trim_end();
            let all = words::all(of);
            let fits = all.filter(|phrase| {
                let rest = text.strip_suffix(phrase);
                rest.is_some_and(|rest| {
                    !rest.ends_with(char::is_alphanumeric) || stands_in_words(phrase)
                })
            });
            fits.max_by_key(|phrase| phrase.len())
                .map(|phrase| head.start + text.len() - phrase.len())
        };
        let behind = |start: usize| {
            let rest = self.normal.folded(&(start..span.end));
            rest.trim_matches([' ', ')', ']', '.', ',', '\u{A0}'])
        };
        let is_of_hours =
            |rest: &str| rest.is_empty() || words::all(Sense::Hours).any(|word| word == rest);
        let starts: Sense = Sense::Starts;
        let ends: Sense = Sense::Ends;
        if let [said] = hours(self.normal, span).as_slice() {
            if !is_of_hours(behind(said.span.end)) {
                return None;
            }
            let end = before(said.span.start, starts).unwrap_or(said.span.start);
            return Some((without(end)?, Some(said.hours.start), Some(said.hours.end)));
        }
        let all = times(self.normal, span);
        let [time] = all.as_slice() else { return None };
        // Four bare digits may be anything.
        let minutes = time.time.minutes();
        let is_plain = (7 * 60..=19 * 60 + 30).contains(&minutes) && minutes.is_multiple_of(15);
        let rest = behind(time.end);
        if !time.is_sure && !is_plain {
            return None;
        }
        let is_one_of = |of: Sense| words::all(of).any(|word| word == rest);
        if is_of_hours(rest) || is_one_of(starts) || is_one_of(ends) {
            if let Some(end) = before(time.start, starts) {
                return Some((without(end)?, Some(time.time), None));
            }
            if let Some(end) = before(time.start, ends) {
                return Some((without(end)?, None, Some(time.time)));
            }
        }
        if is_one_of(starts) {
            return Some((without(time.start)?, Some(time.time), None));
        }
        is_one_of(ends)
            .then(|| without(time.start))
            .flatten()
            .map(|words| (words, None, Some(time.time)))
    }

    /// A mark on a line of its own is that of the line before; the only one, at the end, that of all,
    /// which is what this gives.
    fn settle_marks(&self, lines: &mut Vec<Line>) -> bool {
        let is_alone = |line: &Line| line.is_marked && line.words.is_empty();
        let marks = lines.iter().filter(|line| line.is_marked).count();
        let is_of_all = marks == 1 && lines.last().is_some_and(is_alone);
        for at in 1..lines.len() {
            let marks = !is_of_all && lines.get(at).is_some_and(is_alone);
            if let Some(before) = lines.get_mut(at - 1).filter(|_| marks) {
                before.is_marked = true;
            }
        }
        lines.retain(|line| !is_alone(line));
        is_of_all
    }
}

/// Whether a phrase stands in the middle of what a text has without blanks: Chinese and Arabic do.
fn stands_in_words(phrase: &str) -> bool {
    phrase.starts_with(|c: char| prose::is_ideograph(c) || matches!(c, '\u{600}'..='\u{6FF}'))
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::Sample;
    use crate::model::Language;

    /// What one cell in a slot gives.
    fn cell(language: Language, slot: &str, text: &str) -> String {
        let short = Sample::new(language, "SG12", "2026-03-09/2026-03-10")
            .table(&[
                " | Monday 9 March 2026 | Tuesday 10 March 2026",
                &format!("{slot} | {text} |"),
            ])
            .line("Keys: R - remote participation")
            .short();
        let line = short.lines().next().unwrap().to_owned();
        line.split_once(" | ").map(|(_, cells)| cells.to_owned()).unwrap_or(line)
    }

    #[test]
    fn lines_are_parallel_sessions_or_one_title() {
        for (text, expected) in [
            ("Q1/12\nQ2/12", "1 Q1/12@en + Q2/12@en"),
            ("Q1/12 R\nQ2/12", "1 Q1/12@en R + Q2/12@en"),
            ("Q1/12 R\nNewcomers", "1 Q1/12@en R + Newcomers@en"),
            ("Q1/12\nR\nQ2/12\nR", "1 Q1/12@en R + Q2/12@en R"),
            ("Q1/12\nQ2/12\nR", "1 Q1/12@en R + Q2/12@en R"),
            ("SG12\nopening plenary\nR", "1 SG12 opening plenary@en plenary R"),
            ("Q1/12, Q2/12 &\nQ3/12 joint", "1 Q1/12, Q2/12 & Q3/12 joint@en"),
            ("Q1/12: ad hoc on\nterms\nQ2/12", "1 Q1/12: ad hoc on terms@en + Q2/12@en"),
            (
                "Closing of WP1/12\nClosing of WP2/12",
                "1 Closing of WP1/12@en + Closing of WP2/12@en",
            ),
            ("Management team", "1 Management team@en"),
            ("Q.7 ad hoc (R)", "1 Q.7 ad hoc@en [Q7/12] R"),
            ("Question 7/12 (if needed) R", "1 Question 7/12@en [Q7/12] R ?"),
            ("WP1/TSAG plenary", "1 WP1/TSAG plenary@en"),
            ("Closing plenary - if necessary", "1 Closing plenary@en plenary ?"),
            ("Plenaries of all working parties", "1 Plenaries of all working parties@en"),
            ("Review of 2019-2020", "1 Review of 2019-2020@en"),
            ("Торнадо 12:00", "1 Торнадо 12:00@ru"),
        ] {
            assert_eq!(cell(Language::En, "1", text), expected, "{text}");
        }
    }

    #[test]
    fn an_hour_in_a_cell_is_the_beginning_of_its_session() {
        for (slot, text, expected) in [
            ("am", "Q1/12\n1215: Photo", "1 Q1/12@en | 2 Q1/12@en + Photo@en from 12:15"),
            ("pm", "Q1/12\n1730: Steering", "pm Q1/12@en | 5 Steering@en from 17:30"),
            ("pm", "1730: Steering", "5 Steering@en from 17:30"),
            ("1", "10:00 Q1/12", "1 Q1/12@en from 10:00"),
            ("1", "0930-1000\nQ1/12", "1 Q1/12@en from 09:30 to 10:00"),
            ("3", "Q1/12 (1500-1530)", "3 Q1/12@en from 15:00 to 15:30"),
            ("am", "1245-1415 Tutorial", "lunch Tutorial@en workshop from 12:45 to 14:15"),
            ("1", "2050 vision", "1 2050 vision@en"),
            ("am", "Q1/12 (from 10:00)", "am Q1/12@en from 10:00"),
            ("am", "Q1/12, 1000-1130", "am Q1/12@en from 10:00 to 11:30"),
            ("am", "Q1/12 (until 1200)", "am Q1/12@en to 12:00"),
            ("pm", "Q1/12 starting at 1500 hours", "pm Q1/12@en from 15:00"),
            ("am", "Q1/12 à partir de 10 h 00", "am Q1/12@en from 10:00"),
            ("am", "Q1/12 (с 10:00)", "am Q1/12@en from 10:00"),
            ("am", "Q1/12 hasta las 12.00 horas", "am Q1/12@en to 12:00"),
            ("am", "Q1/12（10时起）", "am Q1/12@en from 10:00"),
            ("am", "Q1/12 ابتداءً من الساعة 1000", "am Q1/12@en from 10:00"),
            ("am", "Results from 2020", "am Results from 2020@en"),
            ("am", "Stands 1 to 10", "am Stands 1 to 10@en"),
        ] {
            assert_eq!(cell(Language::En, slot, text), expected, "{text}");
        }
    }

    #[test]
    fn words_of_six_languages() {
        for (language, text, expected) in [
            (Language::Fr, "Séance plénière (si nécessaire)", "1 Séance plénière@fr plenary ?"),
            (
                Language::Es,
                "C1/12 y C2/12 (en caso necesario)",
                "1 C1/12 y C2/12@es [Q1/12,Q2/12] ?",
            ),
            (Language::Ru, "В1/12 (при необходимости)", "1 В1/12@ru [Q1/12] ?"),
            (Language::Ar, "المسألة 1/12 (عند الاقتضاء)", "1 المسألة 1/12@ar [Q1/12] ?"),
            (Language::Zh, "闭幕全体会议（必要时）", "1 闭幕全体会议@zh plenary ?"),
            (Language::Zh, "Reports of rapporteurs", "1 Reports of rapporteurs@en"),
            (Language::Zh, "Q1/12", "1 Q1/12@zh"),
        ] {
            assert_eq!(cell(language, "1", text), expected, "{text}");
        }
    }
}
