//! The normal form of a plan, what one cell of it says of one day, and its sessions. Each form in `forms/` turns its
//! way of writing a plan into these; what the words of one mean is read here, for all of them: its lines are
//! parallel sessions, or one title over several lines.

use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::times;
use crate::letter::plan::day::{CellSource, PlannedSessions};
use crate::letter::plan::legend::is_turned;
use crate::letter::plan::line::{CellLine, StatedHours};
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::{ending, hours, pieces};
use crate::letter::read::document::Span;
use crate::letter::shape::prose::is_ideograph;
use crate::letter::words::Sense;
use crate::model::{Cell, Group, Remote, Slot, TimeOfDay};

/// A cell of a plan on a day.
#[derive(Clone, Debug, Default)]
pub(super) struct PlanCell {
    pub(super) slots: Vec<Slot>,
    pub(super) lines: Vec<Span>,
    /// The groups that a column of their own names, beside those in its words.
    pub(super) groups: Vec<Group>,
    /// What stands beside its words: its own hours, a room, marks.
    pub(super) beside: CellLine,
    pub(super) source: CellSource,
}

impl TitleReader<'_> {
    /// The words of a line before the hour at its end, which lies within its slots: "Closing plenary 15:00".
    fn before_its_hour(&self, line: &Span, slots: &[Slot]) -> Option<(Span, TimeOfDay)> {
        let tokens = self.normal.tokens_in(line);
        let [time] = times(tokens)[..] else { return None };
        let (first, last) = (slots.first()?.standard(), slots.last()?.standard());
        let is_end = time.is_sure && time.end == line.end && first.start < time.time;
        let words = self.trim(&(line.start..time.start));
        (is_end && time.time < last.end && !words.is_empty()).then_some((words, time.time))
    }

    /// The sessions of an entry.
    pub(super) fn planned(&self, entry: PlanCell) -> PlannedSessions {
        if let Some(turned) = entry.lines.iter().find(|line| is_turned(self.normal, line)) {
            let said = "hours stand here of which the second is before the first";
            self.doubt("session-unclear", turned, said, "check when this session is held");
        }
        let is_in_turn = entry.slots.len() > 1 && entry.beside.clock.is_empty();
        let items = if is_in_turn { Items::InTurn } else { Items::Together };
        let mut cells = self.cells(&entry.lines, items);
        if let ([cell], [line]) = (cells.as_mut_slice(), entry.lines.as_slice())
            && entry.beside.clock.is_empty()
            && let Some((words, start)) = self.before_its_hour(line, &entry.slots)
            && cell.start.or(cell.end).is_none()
        {
            cell.title = self.text(&words);
            cell.start = Some(start);
        }
        // They are those of the sessions that name none, if there are any.
        let is_without = cells.iter().any(|cell| cell.groups.is_empty());
        for cell in &mut cells {
            if !entry.groups.is_empty() && (cell.groups.is_empty() || !is_without) {
                cell.groups.extend(entry.groups.iter().cloned());
                cell.groups_are_given = true;
            }
            self.give(cell, &entry.beside);
        }
        PlannedSessions { slots: entry.slots, source: entry.source, cells }
    }
}

/// How the items of a line are held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Items {
    /// At the same time, in one slot or at the same hours.
    Together,
    /// One behind the other, in several slots.
    InTurn,
}

impl TitleReader<'_> {
    /// The sessions of the lines of a cell.
    pub(super) fn cells(&self, lines: &[Span], items: Items) -> Vec<Cell> {
        let whole = self.whole(lines);
        let parted = whole.iter().flat_map(|line| self.by_brackets(line));
        let parted = parted.flat_map(|line| self.parallel(&line, items));
        let mut lines: Vec<CellLine> = parted.map(|line| self.line(&line)).collect();
        let all_remote = settle_marks(&mut lines);
        let mut sessions: Vec<Vec<CellLine>> = Vec::new();
        // Hours on a line of their own are those of what follows.
        let mut ahead = StatedHours::default();
        for mut line in lines {
            if line.words.is_empty() {
                if line.clock.start.is_some() {
                    ahead = line.clock;
                }
                if let Some(last) = sessions.last_mut().and_then(|session| session.last_mut()) {
                    last.is_unsure |= line.is_unsure;
                    last.room = last.room.take().or(line.room);
                    last.note = last.note.take().or(line.note);
                }
                continue;
            }
            if line.clock.is_empty() {
                line.clock = ahead;
            }
            match sessions.last_mut() {
                Some(session) if self.goes_on(session, &line) => session.push(line),
                _ => sessions.push(vec![line]),
            }
        }
        let cells = sessions.iter().filter_map(|lines| self.session_of(lines));
        let of_all = all_remote.then_some(Remote::Yes);
        cells.map(|cell| Cell { remote: of_all.clone().or(cell.remote), ..cell }).collect()
    }

    /// Lines with brackets that are closed on the next line are one, as are a Question and its number.
    pub(super) fn whole(&self, lines: &[Span]) -> Vec<Span> {
        let mut whole: Vec<Span> = Vec::new();
        for line in lines {
            match whole.last_mut() {
                Some(last) if goes_on_below(self.normal, last, line) => last.end = line.end,
                _ => whole.push(line.clone()),
            }
        }
        whole
    }

    /// The sessions of a line that have rooms, hours or marks of their own: `Q6/16 (K1), Q8/16 (K2)`, `Q4/9 (R),
    /// Q5/9`. Behind its bracket another session begins with its group, or has its room too.
    fn by_brackets(&self, line: &Span) -> Vec<Span> {
        let rooms = self.rooms(line);
        // A joint session with a mark behind one of its groups is one session.
        let own = match self.normal.marks.has(Sense::Joint, line) {
            true => rooms.iter().map(|of| of.bracket.clone()).collect(),
            false => self.of_one(line),
        };
        let brackets = if own.is_empty() { Vec::new() } else { self.brackets(line) };
        let (mut parts, mut begin) = (Vec::new(), line.start);
        for (at, _) in self.normal.slice(line).char_indices() {
            let at = line.start + at;
            let is_before = |of: &Span| of.start >= begin && of.end <= at;
            let is_within = brackets.iter().any(|bracket| bracket.contains(&at));
            if at < begin || is_within || !own.iter().any(is_before) {
                continue;
            }
            let Some(next) = self.behind_separator(at, line) else { continue };
            let is_in_room = rooms.iter().any(|of| is_before(&of.bracket));
            let goes_on = is_in_room && rooms.iter().any(|of| of.bracket.start > next);
            if goes_on && next > at || self.begins_with_group(&(next..line.end)) {
                parts.push(self.trim(&(begin..at)));
                begin = next;
            }
        }
        parts.push(self.trim(&(begin..line.end)));
        parts
    }

    /// What begins at a place behind what parts sessions there: a sign, "and", or both.
    fn behind_separator(&self, at: usize, line: &Span) -> Option<usize> {
        let rest = self.normal.slice(&(at..line.end));
        let before = self.normal.slice(&(line.start..at));
        let is_sign = |c: char| matches!(c, ',' | '、' | '،' | ';' | '؛' | '/' | '&' | '+' | '|');
        let signs = rest.trim_start_matches(|c: char| c.is_whitespace() || is_sign(c));
        let start = line.end - signs.len();
        // A number goes on: `8/16`, `1,2`.
        let is_number = before.ends_with(|c: char| c.is_ascii_digit())
            && signs.starts_with(|c: char| c.is_ascii_digit())
            && !rest.starts_with(char::is_whitespace);
        let is_parted = rest.starts_with(is_sign) && !is_number;
        let mark = self.normal.marks.at(Sense::AndGroup, start).map(|mark| mark.end);
        let behind = mark.filter(|end| *end < line.end);
        let behind = behind.map(|end| self.trim(&(end..line.end)).start);
        match behind {
            Some(behind) if is_parted || rest.len() > signs.len() || before.ends_with(')') => {
                Some(behind)
            }
            _ if is_parted && !signs.is_empty() => Some(start),
            // Nothing parts them.
            _ if before.ends_with(')') && self.begins_with_group(&(start..line.end)) => Some(start),
            _ => None,
        }
    }

    /// The parallel sessions of one line: `Q1/9; Q5/9 (R)`. Where one of several items is only held if
    /// necessary, it is a session of its own: `Q9/17 (if needed), Q2/17`.
    fn parallel(&self, line: &Span, items: Items) -> Vec<Span> {
        let is_item = |c: char| matches!(c, ',' | '、' | '،');
        // Before the items it is stated of all, and behind them of those that are held together.
        let is_of_one = self.normal.marks.first(Sense::IfNecessary, line).is_some_and(|said| {
            let before = self.normal.slice(&(line.start..said.start));
            let behind = self.normal.slice(&(said.end..line.end));
            let goes_on = behind.match_indices(is_item).any(|(at, sign)| {
                let rest = said.end + at + sign.len()..line.end;
                self.begins_with_group(&self.trim(&rest))
            });
            before.contains(char::is_alphanumeric) && (goes_on || items == Items::InTurn)
        });
        // "Q1/9, Q5/9 (R) in parallel"
        let is_of_one = is_of_one || self.is_parallel(line);
        let has_hours = hours(self.normal, line).len() > 1;
        let signs: &[char] =
            if is_of_one || has_hours { &[';', '؛', ',', '、', '،'] } else { &[';', '؛'] };
        let is_parted = |last: &Span, part: &Span| {
            let between = self.normal.slice(&(last.end..part.start));
            let is_sure = is_of_one || between.contains([';', '؛']);
            let begins = |span: &Span| {
                let behind = self.behind_hours(span).map(|(rest, _)| rest);
                behind.is_some_and(|rest| self.normal.slice(&rest).contains(char::is_alphanumeric))
            };
            // Hours stand before all sessions of a line, or behind them.
            match begins(last) {
                true if has_hours => begins(part),
                _ if begins(part) => has_hours && is_sure,
                _ => {
                    let is_over = has_hours && !hours(self.normal, last).is_empty();
                    (is_sure || is_over) && self.begins_with_group(part)
                }
            }
        };
        let mut parts: Vec<Span> = Vec::new();
        for part in pieces(self.normal, line, signs).into_iter().filter(|part| !part.is_empty()) {
            match parts.last_mut() {
                Some(last) if !is_parted(last, &part) => last.end = part.end,
                _ => parts.push(part),
            }
        }
        parts
    }

    /// Whether a line ends with the words that its sessions are held at the same time.
    fn is_parallel(&self, line: &Span) -> bool {
        let last = self.normal.marks.all(Sense::Parallel, line).last();
        last.is_some_and(|said| {
            let behind = self.normal.slice(&(said.end..line.end));
            !behind.contains(char::is_alphanumeric)
        })
    }

    fn session_of(&self, lines: &[CellLine]) -> Option<Cell> {
        let words: Vec<Span> = lines.iter().flat_map(|line| line.words.clone()).collect();
        let mut cell = self.session(&words)?;
        lines.iter().for_each(|line| self.give(&mut cell, line));
        cell.title.is_some().then_some(cell)
    }

    /// Gives a session what stands beside its words, where it does not say it itself.
    pub(super) fn give(&self, cell: &mut Cell, beside: &CellLine) {
        if cell.start.or(cell.end).is_none() {
            (cell.start, cell.end) = (beside.clock.start, beside.clock.end);
        }
        cell.room = cell.room.take().or_else(|| self.text(beside.room.as_ref()?));
        cell.note = cell.note.take().or_else(|| self.text(beside.note.as_ref()?));
        cell.remote = cell.remote.take().or(beside.is_remote.then_some(Remote::Yes));
        cell.tentative |= beside.is_unsure;
    }

    /// Whether a line is the continuation of a title. A line that begins with a group, an hour, or
    /// as the others do begins a session of its own; so does the one behind a mark, and behind a room one
    /// with a room or a group.
    fn goes_on(&self, session: &[CellLine], line: &CellLine) -> bool {
        let (Some(first), Some(last)) = (session.first(), session.last()) else { return false };
        let (Some(of_first), Some(of_last), Some(own)) = (first.span(), last.span(), line.span())
        else {
            return false;
        };
        let begins = self.begins_with_group(&own);
        let is_parted = last.room.is_some() && (line.room.is_some() || begins);
        if last.is_remote || is_parted || line.clock.start.is_some() && line.clock != first.clock {
            return false;
        }
        if self.normal.slice(&of_last).ends_with([',', '-', '&', '/', '(', '+'])
            || ending(self.normal, Sense::AndGroup, &of_last).is_some()
        {
            return true;
        }
        let by_group = begins && self.begins_with_group(&of_first);
        let first_token = |span: &Span| self.normal.tokens_in(span).text(0);
        let alike = first_token(&of_first) == first_token(&own)
            && !self.groups(&of_first).is_empty()
            && !self.groups(&own).is_empty();
        !by_group && !alike
    }
}

/// Whether a line goes on in the next one: a bracket is closed there, or it was broken within a number
/// or hours.
pub(super) fn goes_on_below(normal: &Normal, line: &Span, next: &Span) -> bool {
    let text = normal.slice(line);
    let is_open = text.matches(['(', '[']).count() > text.matches([')', ']']).count();
    is_open && normal.slice(next).contains([')', ']']) || is_cut(normal, line, next)
}

/// Whether a line was broken within a number or hours: it ends with the word for a Question, or one
/// of both has the dash that belongs to the digits in the other.
pub(super) fn is_cut(normal: &Normal, line: &Span, next: &Span) -> bool {
    let (text, below) = (normal.slice(line).trim_end(), normal.slice(next).trim_start());
    let end = line.start + text.len();
    let digits = below.len() - below.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    // In Chinese the number stands before the word, and a day may begin the next line.
    let is_question =
        |said: Span| said.end == end && !normal.slice(&said).starts_with(is_ideograph);
    let is_number = (1..=2).contains(&digits)
        && below.get(digits..).is_some_and(|rest| rest.starts_with(['/', ',']));
    if is_number && normal.marks.all(Sense::Question, line).any(is_question) {
        return true;
    }
    let count = |span: &Span| hours(normal, span).len();
    text.ends_with(['-', '–']) && digits > 0
        || below.starts_with(['-', '–'])
            && count(&(line.start..next.end)) > count(line) + count(next)
}

/// A mark on a line of its own is that of the line before; the only one, at the end, that of all,
/// which is what this gives.
fn settle_marks(lines: &mut Vec<CellLine>) -> bool {
    let is_alone = |line: &CellLine| line.is_remote && line.words.is_empty();
    let marks = lines.iter().filter(|line| line.is_remote).count();
    let is_of_all = marks == 1 && lines.last().is_some_and(is_alone);
    lines.dedup_by(|mark, before| {
        let is_of_one = is_alone(mark) && !is_of_all;
        before.is_remote |= is_of_one;
        is_of_one
    });
    lines.retain(|line| !is_alone(line));
    is_of_all
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    /// What one cell in a slot gives.
    fn cell(language: Language, slot: &str, text: &str) -> String {
        let short = SampleLetter::new(language, "SG12", "2026-03-09/2026-03-10")
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
            ("Q 1/12", "1 Q 1/12@en [Q1/12]"),
            ("Q1/12 ?", "1 Q1/12@en ?"),
            ("Q1/12 (?)", "1 Q1/12@en ?"),
            ("What is AI?", "1 What is AI?@en"),
            ("Q1/12, Q2/12 ?", "1 Q1/12, Q2/12@en ?"),
            ("Q1/12 and Q2/12 ?", "1 Q1/12 and Q2/12@en ?"),
            ("Is AI ready for Q2/12?", "1 Is AI ready for Q2/12?@en"),
            ("Why Q3/12?", "1 Why Q3/12?@en"),
            ("Plenaries of all working parties", "1 Plenaries of all working parties@en"),
            ("Review of 2019-2020", "1 Review of 2019-2020@en"),
            ("Торнадо 12:00", "1 Торнадо 12:00@ru"),
        ] {
            assert_eq!(cell(Language::En, "1", text), expected, "{text}");
        }
    }

    #[test]
    fn sessions_with_hours_or_marks_of_their_own_are_parted() {
        let two = "1 Q4/12@en from 09:30 to 10:00 + Q5/12@en from 10:00 to 10:45";
        for (text, expected) in [
            ("Q4/12 (09:30-10:00) and Q5/12 (10:00-10:45)", two),
            ("Q4/12 (09:30-10:00), Q5/12 (10:00-10:45)", two),
            ("Q4/12 09:30-10:00, Q5/12 10:00-10:45", two),
            ("09:30-10:00: Q4/12; 10:00-10:45: Q5/12", two),
            ("09:30-10:00 Q4/12, 10:00-10:45 Q5/12", two),
            ("Q4/12 (09:30-10:00), Q5/12", "1 Q4/12@en from 09:30 to 10:00 + Q5/12@en"),
            (
                "09:30-10:00 Q4/12, Q6/12; 10:00-10:45 Q5/12",
                "1 Q4/12, Q6/12@en from 09:30 to 10:00 + Q5/12@en from 10:00 to 10:45",
            ),
            ("Q4/12 (R), Q5/12", "1 Q4/12@en R + Q5/12@en"),
            ("Q4/12 (remote) and Q5/12", "1 Q4/12@en R + Q5/12@en"),
            ("Q4/12, Q5/12 (R)", "1 Q4/12, Q5/12@en R"),
            ("Q4/12 (R) and Q5/12 joint", "1 Q4/12 and Q5/12 joint@en R"),
            ("Q4/12, Q5/12 (R) in parallel", "1 Q4/12@en + Q5/12@en R"),
            ("Q4/12 (R), Q5/12 en parallèle", "1 Q4/12@en R + Q5/12@en"),
            ("Q4/12 and Q5/12 in parallel", "1 Q4/12 and Q5/12 in parallel@en"),
            ("Questions in parallel", "1 Questions in parallel@en"),
            ("Q4/12 (hybrid)", "1 Q4/12@en R (hybrid)"),
            ("Q4/12 (via Zoom)", "1 Q4/12@en R (via Zoom)"),
            ("Q4/12 (гибридный формат)", "1 Q4/12@en R (гибридный формат)"),
            ("Q4/12 – virtual", "1 Q4/12@en R"),
            ("Q4/12, en ligne", "1 Q4/12@en R"),
            ("Q4/12 (webcast)", "1 Q4/12 (webcast)@en"),
            ("Q4/12 on hybrid fibre", "1 Q4/12 on hybrid fibre@en"),
        ] {
            assert_eq!(cell(Language::En, "1", text), expected, "{text}");
        }
    }

    #[test]
    fn hours_that_end_before_they_begin_are_told() {
        for text in ["Q4/12 (12:30-11:30)", "المسألة 4/12 (12:30-11:30)"] {
            let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
                .table(&[" | Mon 9 March | Tue 10 March", &format!("2 | {text} | Q5/12")])
                .short();
            assert!(short.contains("session-unclear"), "{text}: {short}");
        }
    }

    #[test]
    fn sessions_with_rooms_of_their_own_are_parted() {
        let two = "1 Q6/12@en in K1 + Q8/12@en in K2";
        for (language, text, expected) in [
            (Language::En, "Q6/12 (K1), Q8/12 (K2)", two),
            (Language::En, "Q6/12 (K1) and Q8/12 (K2)", two),
            (Language::En, "Q6/12 (K1), and Q8/12 (K2)", two),
            (Language::En, "Q6/12 (K1) / Q8/12 (K2)", two),
            (Language::En, "Q6/12 (K1)/Q8/12 (K2)", two),
            (Language::En, "Q6/12 (K1) & Q8/12 (K2)", two),
            (Language::En, "Q6/12 (K1); Q8/12 (K2)", two),
            (Language::En, "Q6/12 (K1) Q8/12 (K2)", two),
            (Language::En, "Q6/12 (K1) R, Q8/12 (K2)", "1 Q6/12@en R in K1 + Q8/12@en in K2"),
            (
                Language::En,
                "Q6/12 (K1), Q7/12, Q8/12 (remote, K2)",
                "1 Q6/12@en in K1 + Q7/12, Q8/12@en R in K2",
            ),
            (
                Language::En,
                "Q6/12, Q7/12 (K1), Q8/12 (Room Popov)",
                "1 Q6/12, Q7/12@en in K1 + Q8/12@en in Room Popov",
            ),
            (
                Language::En,
                "Newcomers (K1), Tutorial (K2)",
                "1 Newcomers@en in K1 + Tutorial@en workshop in K2",
            ),
            // The room of one is not that of the others; behind all it is that of a joint session.
            (Language::En, "Newcomers (K1), Q8/12", "1 Newcomers@en in K1 + Q8/12@en"),
            (Language::En, "Tutorial (K1)\nQ8/12", "1 Tutorial@en workshop in K1 + Q8/12@en"),
            (Language::En, "Q6/12 (K1), Q8/12", "1 Q6/12@en in K1 + Q8/12@en"),
            (Language::En, "Q6/12, Q8/12 (K2)", "1 Q6/12, Q8/12@en in K2"),
            (Language::En, "Q6/12 (K1, K2)", "1 Q6/12@en in K1, K2"),
            (Language::En, "Q6/12 (K1): drafting", "1 Q6/12 : drafting@en in K1"),
            (Language::En, "Q6/12 (K1) with experts (K2)", "1 Q6/12 (K1) with experts (K2)@en"),
            (Language::Fr, "Q6/12 (K1) et Q8/12 (K2)", "1 Q6/12@fr in K1 + Q8/12@fr in K2"),
            (
                Language::Es,
                "C6/12 (K1) y C8/12 (K2)",
                "1 C6/12@es [Q6/12] in K1 + C8/12@es [Q8/12] in K2",
            ),
            (
                Language::Ru,
                "В6/12 (K1) и В8/12 (K2)",
                "1 В6/12@ru [Q6/12] in K1 + В8/12@ru [Q8/12] in K2",
            ),
            (
                Language::Zh,
                "第6/12号课题（K1）、第8/12号课题（K2）",
                "1 第6/12号课题@zh [Q6/12] in K1 + 第8/12号课题@zh [Q8/12] in K2",
            ),
            (
                Language::Zh,
                "第6/12号课题（K1）和第8/12号课题（K2）",
                "1 第6/12号课题@zh [Q6/12] in K1 + 第8/12号课题@zh [Q8/12] in K2",
            ),
            (
                Language::Ar,
                "المسألة 6/12 (K1)، المسألة 8/12 (K2)",
                "1 المسألة 6/12@ar [Q6/12] in K1 + المسألة 8/12@ar [Q8/12] in K2",
            ),
        ] {
            assert_eq!(cell(language, "1", text), expected, "{text}");
        }
    }

    #[test]
    fn the_key_names_the_mark_of_remote_participation() {
        for key in ["Key: V = virtual participation", "Légende : V – participation virtuelle"] {
            let short = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-10")
                .table(&[
                    " | Mon 9 March | Tue 10 March",
                    "1 | Plenary V | Q1/12 (V)",
                    "2 | Q2/12 |",
                ])
                .line(key)
                .short();
            let expected =
                "2026-03-09 | 1 Plenary@en plenary R | 2 Q2/12@en\n2026-03-10 | 1 Q1/12@en R\n";
            assert_eq!(short, expected, "{key}");
        }
    }

    #[test]
    fn what_is_held_if_necessary_is_the_item_before_the_mark() {
        for (language, text, expected) in [
            (Language::En, "Q9/12 (if needed), Q2/12", "1 Q9/12@en ? + Q2/12@en"),
            (Language::En, "Q1/12, Q9/12 (if needed)", "1 Q1/12, Q9/12@en ?"),
            (Language::En, "Q1/12, Q9/12\n(if needed)", "1 Q1/12, Q9/12@en ?"),
            (Language::En, "If needed: Q1/12, Q9/12", "1 Q1/12, Q9/12@en ?"),
            (Language::En, "Q1/12 and Q9/12 (if needed)", "1 Q1/12 and Q9/12@en ?"),
            (
                Language::Zh,
                "第8/12号课题（如有必要）、第7/12号课题",
                "1 第8/12号课题@zh [Q8/12] ? + 第7/12号课题@zh [Q7/12]",
            ),
            (
                Language::Ar,
                "المسألة 8/12 (عند الاقتضاء)، المسألة 7/12",
                "1 المسألة 8/12@ar [Q8/12] ? + المسألة 7/12@ar [Q7/12]",
            ),
        ] {
            assert_eq!(cell(language, "1", text), expected, "{text}");
        }
        let in_turn = cell(Language::En, "am", "Q1/12, Q9/12 (if needed)");
        assert_eq!(in_turn, "am Q1/12@en + Q9/12@en ?");
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
            ("am", "Q1/12, 1000-1130", "1 Q1/12@en from 10:00 to 11:30"),
            ("am", "Q1/12 (until 1200)", "am Q1/12@en to 12:00"),
            ("pm", "Q1/12 starting at 1500 hours", "pm Q1/12@en from 15:00"),
            ("am", "Q1/12 à partir de 10 h 00", "am Q1/12@en from 10:00"),
            ("am", "Q1/12 (с 10:00)", "am Q1/12@en from 10:00"),
            ("am", "Q1/12 hasta las 12.00 horas", "am Q1/12@en to 12:00"),
            ("am", "Q1/12（10时起）", "am Q1/12@en from 10:00"),
            ("am", "Q1/12 ابتداءً من الساعة 1000", "am Q1/12@en from 10:00"),
            ("pm", "Closing plenary 15:00", "pm Closing plenary@en plenary from 15:00"),
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
