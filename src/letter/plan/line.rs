//! What stands beside the words of a session in its line: hours, marks, a room, "(if needed)".

use crate::letter::lex::marks::is_phrase;
use crate::letter::lex::times::times;
use crate::letter::plan::label::says;
use crate::letter::plan::notes::{Note, signs};
use crate::letter::plan::title::TitleReader;
use crate::letter::plan::words::{ending, hours, trimmed};
use crate::letter::read::document::Span;
use crate::letter::shape::prose::is_ideograph;
use crate::letter::words::Sense;
use crate::model::{Hours, TimeOfDay};

/// When a session begins and ends, as far as its words say it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct StatedHours {
    pub(super) start: Option<TimeOfDay>,
    pub(super) end: Option<TimeOfDay>,
}

impl StatedHours {
    pub(super) fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// From when to when, if both are stated.
    pub(super) fn hours(self) -> Option<Hours> {
        Hours::new(self.start?, self.end?)
    }
}

impl From<Hours> for StatedHours {
    fn from(hours: Hours) -> Self {
        Self { start: Some(hours.start), end: Some(hours.end) }
    }
}

#[derive(Clone, Debug, Default)]
pub(super) struct CellLine {
    /// Its words, without what stands beside them.
    pub(super) words: Vec<Span>,
    pub(super) clock: StatedHours,
    pub(super) is_remote: bool,
    pub(super) is_unsure: bool,
    pub(super) room: Option<Span>,
    pub(super) note: Option<Span>,
}

impl CellLine {
    /// Takes what a mark or a colour says of a session.
    pub(super) fn says(&mut self, of: Option<Sense>) {
        self.is_remote |= of == Some(Sense::Remote);
        self.is_unsure |= of == Some(Sense::IfNecessary);
    }

    /// From its first word to its last one.
    pub(super) fn span(&self) -> Option<Span> {
        Some(self.words.first()?.start..self.words.last()?.end)
    }
}

/// Signs that say no, or nothing.
const NO_SIGNS: [&str; 9] = ["-", "", "/", "...", "☐", "□", "✗", "✘", "❌"];

/// What stands between hours and the words of a session, and between sessions.
const SEPARATORS: [char; 12] = [' ', '\t', '\n', ',', ';', ':', '-', '.', '/', '؛', '،', '、'];

impl TitleReader<'_> {
    /// Parts a line into its words and what stands beside them.
    pub(super) fn line(&self, span: &Span) -> CellLine {
        let mut line = CellLine::default();
        if self.normal.marks.is(Sense::ToBeDecided, span) {
            return CellLine { is_unsure: true, ..line };
        }
        let text = self.normal.folded(span);
        for sign in signs(text).into_iter().filter_map(|sign| text.get(sign)) {
            self.noted(sign, &mut line);
        }
        let mut begin = span.start;
        let rooms = self.rooms(span);
        for bracket in self.brackets(span) {
            // Of several rooms none is that of the whole line.
            let room = rooms.iter().find(|of| of.bracket == bracket);
            if rooms.len() > 1 && room.is_some() {
                continue;
            }
            let mut with = line.clone();
            if self.inside(&bracket, &mut with) {
                line = with;
                if let Some(of) = room {
                    line.room = Some(of.room.clone());
                }
                line.words.push(begin..bracket.start);
                begin = bracket.end;
            }
        }
        line.words.push(begin..span.end);
        self.without_phrases(&mut line);
        self.without_ends(&mut line);
        line.words = line.words.iter().map(|piece| self.trim(piece)).collect();
        line.words.retain(|piece| !piece.is_empty());
        line
    }

    pub(super) fn trim(&self, span: &Span) -> Span {
        trimmed(self.normal, span)
    }

    /// Whether a stretch says something of a session and is no title; adds what it says.
    pub(super) fn aside(&self, part: &Span, line: &mut CellLine) -> bool {
        let text = self.normal.folded(part);
        let of_signs: usize = signs(text).iter().map(ExactSizeIterator::len).sum();
        // `(X)` may be a mark of which `X` is none.
        let around = part.start.saturating_sub(1)..part.end + 1;
        let is_noted = self.noted(text, line) || self.noted(self.normal.folded(&around), line);
        if is_noted || of_signs == text.len() {
            return true;
        }
        // A phrase may stand over the end of a line.
        let on_one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if is_phrase(&on_one_line, Sense::IfNecessary)
            || self.normal.marks.is(Sense::ToBeDecided, part)
            || text == "?"
        {
            line.is_unsure = true;
        } else if self.is_remote(part) {
            line.is_remote = true;
            // How, or that others are in a room.
            let is_more = self.normal.marks.is(Sense::RemoteAlone, part);
            line.note = line.note.take().or_else(|| is_more.then(|| part.clone()));
        } else if self.normal.marks.has(Sense::Remote, part) && self.is_denied(part) {
            line.note.get_or_insert_with(|| part.clone());
        } else if let Some((_, clock)) = self.clock(part).filter(|(at, _)| at == part) {
            line.clock = clock;
        } else if self.is_room(part) {
            line.room = Some(part.clone());
        } else {
            return false;
        }
        true
    }

    /// Whether a text is a mark or the sign of a footnote; adds what that says.
    fn noted(&self, text: &str, line: &mut CellLine) -> bool {
        let Some(note) = self.notes.iter().find(|note| note.sign == text) else { return false };
        line.says(note.means);
        if note.means.is_none() {
            line.note.get_or_insert_with(|| note.words.clone());
        }
        true
    }

    /// The marks that a key names.
    fn marks(&self) -> impl Iterator<Item = &Note<'_>> {
        self.notes.iter().filter(|note| note.sign.starts_with(char::is_alphabetic))
    }

    /// Whether a stretch is the mark of remote participation, or says it in words. `R` is the mark where
    /// no key names another.
    pub(super) fn is_remote(&self, span: &Span) -> bool {
        let text = self.normal.folded(span);
        let mut marks = self.marks().filter(|note| note.means == Some(Sense::Remote)).peekable();
        let is_default = marks.peek().is_none() && text == "r";
        is_default
            || marks.any(|note| note.sign == text)
            || self.normal.marks.is(Sense::RemoteAlone, span)
            || [Sense::Remote, Sense::EMeeting].into_iter().any(|of| says(self.normal, of, span, 1))
                && !self.is_denied(span)
    }

    /// Whether a stretch says that there is none: "no remote participation".
    fn is_denied(&self, span: &Span) -> bool {
        self.normal.marks.has(Sense::Without, span)
    }

    /// Whether a cell says yes: `x`, `✓`, "yes", the mark of the key.
    pub(crate) fn is_yes(&self, span: &Span) -> bool {
        let text = self.normal.folded(span);
        let is_sign = !text.contains(char::is_alphanumeric) && !NO_SIGNS.contains(&text);
        let is_mark = text == "v" || !text.is_empty() && text.chars().all(|c| c == 'x');
        is_mark || is_sign || self.is_remote(span) || self.normal.marks.is(Sense::Yes, span)
    }

    /// Takes "if needed" out of the words of a line.
    fn without_phrases(&self, line: &mut CellLine) {
        for piece in std::mem::take(&mut line.words) {
            let mut begin = piece.start;
            for phrase in self.normal.marks.all(Sense::IfNecessary, &piece) {
                if phrase.start >= begin {
                    line.is_unsure = true;
                    line.words.push(begin..phrase.start);
                    begin = phrase.end;
                }
            }
            line.words.push(begin..piece.end);
        }
    }

    /// Takes the hours, the mark and the room at the ends of a line out of its words.
    fn without_ends(&self, line: &mut CellLine) {
        line.words.retain(|piece| self.normal.slice(piece).contains(char::is_alphanumeric));
        if let Some(first) = line.words.first_mut()
            && line.clock.is_empty()
            && let Some((rest, clock)) = self.behind_hours(first)
        {
            (*first, line.clock) = (rest, clock);
        }
        let Some(mut last) = line.words.pop() else { return };
        loop {
            last = self.trim(&last);
            let end = last.end;
            let text = self.normal.slice(&last);
            let is_last = |sign: &Span| sign.start > 0 && sign.end == text.len();
            if let Some(sign) = signs(text).into_iter().find(is_last) {
                last.end = last.start + sign.start;
            } else if let Some(rest) =
                text.strip_suffix('?').filter(|rest| self.is_doubted(&last, rest))
            {
                last.end = last.start + rest.len();
                line.is_unsure = true;
            } else if let Some((words, of)) = self.before_mark(&last) {
                line.says(Some(of));
                last = words;
            } else if let Some(said) = ending(self.normal, Sense::Parallel, &last)
                && self.is_one_of_parallel(line, &(last.start..said.start))
            {
                last.end = said.start;
            } else if line.clock.is_empty()
                && let Some((words, clock)) = self.before_hours(&last)
            {
                (last, line.clock) = (words, clock);
            } else if line.room.is_none()
                && let Some(room) = self.room_at_end(&last)
            {
                last = last.start..room.start;
                line.room = Some(room);
            }
            if last.end == end {
                return line.words.push(last);
            }
        }
    }

    /// Whether "in parallel" stands behind one group, which was parted from the others.
    fn is_one_of_parallel(&self, line: &CellLine, before: &Span) -> bool {
        let before = self.trim(before);
        let mut all = line.words.iter().map(|piece| self.trim(piece)).chain([before]);
        let is_one = |it: &Span| it.is_empty() || self.is_groups(it) && self.groups(it).len() == 1;
        all.all(|piece| is_one(&piece))
    }

    /// Whether a question mark behind words is about their session: "Q1/16 ?", and not "What is AI?".
    fn is_doubted(&self, whole: &Span, rest: &str) -> bool {
        let span = self.trim(&(whole.start..whole.start + rest.len()));
        self.is_yes(&span) || self.is_code(&span) || self.is_groups(&span)
    }

    /// What stands before the mark at the end of a stretch: `Q6/16 R`, `Q6/16R`, `Q6/16, remote`.
    fn before_mark(&self, span: &Span) -> Option<(Span, Sense)> {
        let text = self.normal.folded(span);
        let marked = self.marks().find_map(|note| {
            let rest = text.strip_suffix(note.sign)?;
            let is_parted = rest.is_empty()
                || rest.ends_with([' ', '\t', ')', ',', '\u{A0}'])
                || rest.ends_with(is_ideograph) && note.sign.is_ascii()
                || rest.ends_with(|c: char| c.is_ascii_digit()) && !self.groups(span).is_empty();
            let words = span.start..span.start + rest.trim_end().len();
            Some((words, note.means.filter(|_| is_parted)?))
        });
        if marked.is_some() {
            return marked;
        }
        let of = [Sense::Remote, Sense::RemoteAlone, Sense::EMeeting];
        let said = of.into_iter().find_map(|of| ending(self.normal, of, span))?;
        let rest = self.normal.slice(&(span.start..said.start)).trim_end();
        let is_parted = rest.is_empty() || rest.ends_with([',', ';', '-', '/']);
        let words = span.start..span.start + rest.trim_end_matches(SEPARATORS).len();
        is_parted.then_some((words, Sense::Remote))
    }

    /// The room at the end of a stretch: `Room K2`, `C2会议室`.
    fn room_at_end(&self, span: &Span) -> Option<Span> {
        let said = self.normal.marks.all(Sense::Room, span).last()?;
        let behind = self.normal.tokens_in(&(said.end..span.end));
        // One within brackets was read with them.
        let before = self.normal.slice(&(span.start..said.start));
        let is_within = before.matches('(').count() > before.matches(')').count();
        let is_name = behind.all.len() <= 3 && !is_within;
        let tokens = self.normal.tokens_in(&(span.start..said.start));
        // The name stands before it, and is a letter with a number.
        let mut before = tokens.all.iter().rev().take(2).map(|token| token.start);
        let start = if behind.all.is_empty() {
            before.find(|start| self.is_code(&self.trim(&(*start..said.start))))?
        } else {
            said.start
        };
        (is_name && start > span.start).then_some(start..span.end)
    }

    /// The hours at the beginning of a stretch, and what stands behind them: "1730: Steering",
    /// "0930-1015 Newcomers".
    pub(super) fn behind_hours(&self, span: &Span) -> Option<(Span, StatedHours)> {
        let (at, clock) = self.clock(span).filter(|(at, _)| at.start == span.start)?;
        let rest = self.normal.slice(&(at.end..span.end));
        let words = rest.trim_start_matches(SEPARATORS);
        // The normal form has no blank between a digit and an ideograph.
        let is_parted =
            words.len() < rest.len() || rest.is_empty() || rest.starts_with(is_ideograph);
        is_parted.then(|| (span.end - words.len()..span.end, clock))
    }

    /// What stands before the hours at the end of a stretch: "Q1/12, 1000-1130", "Q3/12 until 1200
    /// hours".
    fn before_hours(&self, span: &Span) -> Option<(Span, StatedHours)> {
        let (at, clock) = self.clock(span).filter(|(at, _)| at.start > span.start)?;
        let behind = self.normal.slice(&(at.end..span.end));
        let words = self.normal.slice(&(span.start..at.start)).trim_end_matches(SEPARATORS);
        // "Q20/13 (lunch from 12:30 to 14:30)"
        let has = |of: Sense, from: usize| self.normal.marks.has(of, &(from..at.start));
        let bracket = words.rfind('(').map(|open| span.start + open);
        let is_pause =
            has(Sense::Pause, span.start) || bracket.is_some_and(|open| has(Sense::Lunch, open));
        let is_end = !behind.contains(char::is_alphanumeric) && !words.is_empty() && !is_pause;
        is_end.then(|| (span.start..span.start + words.len(), clock))
    }

    /// The first hours of a stretch, with the words beside them that say what they are. One time alone is
    /// a beginning only in front of a line, or where words say so.
    pub(super) fn clock(&self, span: &Span) -> Option<(Span, StatedHours)> {
        let range = hours(self.normal, span).into_iter().next();
        let single = times(self.normal.tokens_in(span)).into_iter().next();
        let time = single.as_ref().map(|time| time.start..time.end);
        let mut at = range.as_ref().map(|range| range.span.clone()).or(time)?;
        let begins = at.start == span.start;
        let marks = &self.normal.marks;
        // The word that stands right before, or right behind.
        let before =
            |of: Sense, at: &Span| ending(self.normal, of, &self.trim(&(span.start..at.start)));
        let behind = |of: Sense, at: &Span| {
            let mark = marks.at(of, self.trim(&(at.end..span.end)).start)?;
            (mark.end <= span.end).then(|| mark.span())
        };
        // "09:30-10:45 CEST SG9 plenary", but "0900-1700 Montreux"
        let zone = range.as_ref().map(|range| range.zone_end);
        let zone_end = zone.or(single.as_ref().map(|time| time.zone_end)).unwrap_or(at.end);
        if zone_end > at.end && !self.trim(&(zone_end..span.end.max(zone_end))).is_empty() {
            at.end = zone_end;
        }
        let starts = before(Sense::Starts, &at).or_else(|| behind(Sense::Starts, &at));
        let ends = before(Sense::Ends, &at).or_else(|| behind(Sense::Ends, &at));
        // "Closing plenary at 15:00"
        let starts = starts.or_else(|| {
            let word = before(Sense::AtHour, &at).filter(|_| ends.is_none())?;
            // "to 15:00" is when it ends.
            let others = [Sense::EndColumn, Sense::Limit, Sense::FromDay];
            (!others.into_iter().any(|of| marks.is(of, &word))).then_some(word)
        });
        if let Some(word) = starts.as_ref().or(ends.as_ref()) {
            at = at.start.min(word.start)..at.end.max(word.end);
        }
        if let Some(range) = range {
            return Some((at, range.hours.into()));
        }
        let time = single?;
        // Four bare digits may be anything.
        let minutes = time.time.minutes();
        let is_plain = (7 * 60..=19 * 60 + 30).contains(&minutes) && minutes.is_multiple_of(15);
        let is_named = (starts.is_some() || ends.is_some()) && (time.is_sure || is_plain);
        // "1050 Brussels" is no time: four bare digits need their colon.
        let behind = self.normal.slice(&(time.end..span.end)).trim_start();
        let is_sure = begins && (time.is_sure || behind.starts_with(':'));
        let is_end = is_named && starts.is_none();
        let [start, end] = [!is_end, is_end].map(|is| is.then_some(time.time));
        (is_named || is_sure).then_some((at, StatedHours { start, end }))
    }
}
