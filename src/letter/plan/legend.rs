//! The legend of a plan: the hours that a line gives to slots, and on which days.

use crate::finding::Said;
use crate::letter::lex::dates::{dates, weekdays};
use crate::letter::lex::normal::Normal;
use crate::letter::lex::times::{HoursMention, are_joined, times};
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Hours, Slot};
use chrono::Weekday;
use std::ops::Range;

/// The hours of a slot on some days.
pub(super) struct LegendEntry {
    pub(super) days: Weekdays,
    pub(super) slot: Slot,
    pub(super) said: Said<Hours>,
}

/// What a line says of the hours of slots.
#[derive(Default)]
pub(super) struct Legend {
    pub(super) entries: Vec<LegendEntry>,
    /// Whether something beside the numbers says that they are those of slots.
    pub(super) is_sure: bool,
    /// Whether there are hours that are those of no slot, nor of anything else that is named.
    pub(super) has_others: bool,
}

impl Legend {
    /// Reads `0 – 0830-0930; 1 – 0930-1045; … Lunch 1230-1430`, `0830-0930 (0); 0930-1045 (1)`, "sessions 1
    /// and 2: 0930-1045, 1115-1230"; behind "on Friday:" only on that day. `all`: the hours in the line; `on`:
    /// the days that a line above names.
    pub(super) fn of(
        normal: &Normal,
        line: &Span,
        all: Vec<HoursMention>,
        mut on: Weekdays,
    ) -> Self {
        let begins = std::iter::once(line.start).chain(all.iter().map(|of| of.span.end));
        let ends = all.iter().map(|of| of.span.start).chain([line.end]);
        let beside: Vec<Span> = begins.zip(ends).map(|(begin, end)| begin..end).collect();
        let slots = slots_of_hours(normal, &beside);
        let is_sure = normal.marks.has(Sense::SessionTimes, line)
            || slots.iter().flatten().any(|of| of.is_named)
            || !beside.iter().any(|span| normal.slice(span).contains(char::is_alphabetic));
        let has_others = is_turned(normal, line);
        let mut legend = Self { is_sure, has_others, ..Self::default() };
        for ((mention, before), named) in all.into_iter().zip(&beside).zip(slots) {
            let days = Weekdays::of(normal.tokens_in(before));
            if !days.days.is_empty() {
                on = days;
            } else if normal.marks.has(Sense::OtherDays, before) {
                on = Weekdays::default();
            }
            let Some(NamedSlot { slot, .. }) = named else {
                let is_other = |of: Sense| normal.marks.has(of, before);
                legend.has_others |= !OTHER_HOURS.into_iter().any(is_other);
                continue;
            };
            let said = Said { value: mention.hours, place: normal.place(&mention.span) };
            legend.entries.push(LegendEntry { days: on.clone(), slot, said });
        }
        legend
    }
}

/// What else has hours beside a plan.
const OTHER_HOURS: [Sense; 5] =
    [Sense::Pause, Sense::Registration, Sense::Workshop, Sense::Social, Sense::OtherEvent];

/// Whether two hours of which the second is earlier are joined: Arabic letters may write them so, and
/// no one knows which is meant.
pub(super) fn is_turned(normal: &Normal, line: &Span) -> bool {
    let tokens = normal.tokens_in(line);
    let all = times(tokens);
    all.windows(2).any(|pair| match pair {
        [first, last] if last.time < first.time => {
            are_joined(tokens, &(first.start..first.end), &(last.start..last.end))
        }
        _ => false,
    })
}

/// A slot as a stretch names it.
#[derive(Clone, Copy)]
struct NamedSlot {
    slot: Slot,
    /// Whether a word says that it is one: "session 1", "lunch".
    is_named: bool,
}

/// The slots of the hours between some stretches: their names stand before them, or behind them if none
/// does before the first hours.
fn slots_of_hours(normal: &Normal, beside: &[Span]) -> Vec<Option<NamedSlot>> {
    let names = beside.iter().map(|of| SlotNames::of(normal.tokens_in(of)));
    let (before, behind): (Vec<_>, Vec<_>) = beside
        .iter()
        .zip(names)
        .map(|(of, names)| (before_hours(normal, of, &names), behind_hours(&names)))
        .unzip();
    let is_behind = before.first().is_none_or(Vec::is_empty)
        && behind.last().is_some_and(|names| !names.is_empty());
    let mut found = vec![None; beside.len().saturating_sub(1)];
    for (at, names) in if is_behind { behind } else { before }.iter().enumerate() {
        let first = if is_behind { at.checked_sub(names.len()) } else { Some(at) };
        let Some(first) = first else { continue };
        // Several slots have as many hours behind each other.
        let between = beside.get(first + 1..first + names.len()).unwrap_or_default();
        if !between.iter().all(|span| is_separator(normal, span)) {
            continue;
        }
        let hours = found.get_mut(first..first + names.len()).unwrap_or_default();
        hours.iter_mut().zip(names).for_each(|(slot, name)| *slot = Some(*name));
    }
    found
}

/// Whether a stretch has signs and "and" only.
fn is_separator(normal: &Normal, span: &Span) -> bool {
    let tokens = normal.tokens_in(span);
    let is_sign = |at| !matches!(tokens.kind(at), Some(TokenKind::Word | TokenKind::Number));
    (0..tokens.all.len()).all(|at| is_sign(at) || tokens.is_one_of(at, Sense::AndGroup))
}

/// The slots that a stretch names right before hours. Between stand signs, days, and at most one word.
fn before_hours(normal: &Normal, span: &Span, names: &SlotNames<'_>) -> Vec<NamedSlot> {
    let Some(name) = names.all.last() else { return Vec::new() };
    if names.others(name.end..names.tokens.all.len()) > 1 {
        return Vec::new();
    }
    let is_afternoon = normal.marks.has(Sense::Afternoon, span);
    let of = |slot: Slot| match slot {
        // "Afternoon 1: 1400-1530"
        Slot::S1 if is_afternoon => Slot::S3,
        Slot::S2 if is_afternoon => Slot::S4,
        slot => slot,
    };
    name.slots.iter().map(|slot| NamedSlot { slot: of(*slot), is_named: name.is_named }).collect()
}

/// The slots that a stretch names right behind hours: `(1)`, ": session 1", "for sessions 1 to 4".
fn behind_hours(names: &SlotNames<'_>) -> Vec<NamedSlot> {
    let tokens = names.tokens;
    let Some(name) = names.all.first() else { return Vec::new() };
    // "0800-0900 (1 hour)"
    let is_word = |at: usize| tokens.kind(at) == Some(TokenKind::Word);
    let is_bare = !name.is_named && is_word(name.end);
    // Behind a semicolon or a full stop something else begins.
    let is_parted = (0..name.begin).any(|at| matches!(tokens.text(at), ";" | "؛" | "." | "。"));
    // "… for sessions 1 to 4"
    let is_list = name.slots.len() > 1;
    if is_bare || is_parted || names.others(0..name.begin) > usize::from(is_list) {
        return Vec::new();
    }
    let is_named = name.is_named;
    name.slots.iter().map(|slot| NamedSlot { slot: *slot, is_named }).collect()
}

/// The slot that a stretch names and nothing else: "1st session", "Session 1".
pub(super) fn named_slot(normal: &Normal, span: &Span) -> Option<Slot> {
    let tokens = normal.tokens_in(span);
    let [name] = SlotNames::of(tokens).all.try_into().ok()?;
    let SlotName { slots, begin: 0, end, .. } = name else { return None };
    let [slot] = slots.as_slice() else { return None };
    (end == tokens.all.len()).then_some(*slot)
}

/// What names slots: tokens from one to before another.
struct SlotName {
    slots: Vec<Slot>,
    is_named: bool,
    begin: usize,
    end: usize,
}

/// The number of a slot.
struct Numeral {
    slot: Slot,
    is_ordinal: bool,
    is_word: bool,
    /// The token behind it.
    next: usize,
}

/// The names of slots in some tokens.
struct SlotNames<'a> {
    tokens: Tokens<'a>,
    /// The tokens of dates: the 5 of "5 April" names no slot.
    dates: Vec<Span>,
    all: Vec<SlotName>,
}

impl<'a> SlotNames<'a> {
    fn of(tokens: Tokens<'a>) -> Self {
        let dates = dates(tokens).into_iter().map(|date| date.span).collect();
        let names = Self { tokens, dates, all: Vec::new() };
        let all = tokens.each(|at| names.name(at));
        Self { all, ..names }
    }

    /// A name that begins at a token, and the token behind it.
    fn name(&self, at: usize) -> Option<(SlotName, usize)> {
        let named = |slots: Vec<Slot>, is_named: bool, end: usize| {
            Some((SlotName { slots, is_named, begin: at, end }, end))
        };
        if let Some(next) = self.tokens.behind(at, Sense::Lunch) {
            return named(vec![Slot::Lunch], true, next);
        }
        if let Some(word) = self.tokens.behind(at, Sense::Evening)
            && let end = self.behind_word(word)
            && end > word
        {
            return named(vec![Slot::S5], true, end);
        }
        let first = self.behind_word(at);
        if first > at {
            let (slots, next) = self.numbers(first)?;
            return named(slots, true, self.behind_word(next));
        }
        let Numeral { slot, is_ordinal, is_word, next } = self.number(at)?;
        let end = self.behind_word(next);
        match is_ordinal && end > next {
            true => named(vec![slot], true, end),
            // "one" and "first" alone are those of anything.
            false if is_word => None,
            false => named(vec![slot], false, next),
        }
    }

    /// The token behind the word for a session that begins at one: "session", "session no.".
    fn behind_word(&self, at: usize) -> usize {
        let Some(next) = self.tokens.behind(at, Sense::Slot) else { return at };
        self.tokens.behind(next, Sense::NumberColumn).unwrap_or(next)
    }

    /// One slot, or several: "1 and 2", "0 to 5".
    fn numbers(&self, at: usize) -> Option<(Vec<Slot>, usize)> {
        let first = self.number(at)?;
        let (mut slots, mut end) = (vec![first.slot], first.next);
        loop {
            let is_to = self.tokens.is_until(end);
            let is_and = matches!(self.tokens.text(end), "," | "&" | "、" | "،")
                || self.tokens.is_one_of(end, Sense::AndGroup);
            let next = self.number(end + 1).filter(|_| is_to || is_and);
            let last = slots.last().copied();
            let Some(Numeral { slot, next, .. }) = next.filter(|next| last < Some(next.slot))
            else {
                return Some((slots, end));
            };
            let is_between = |of: &Slot| *of == slot || is_to && last < Some(*of) && *of < slot;
            slots.extend(Slot::SESSIONS.into_iter().filter(is_between));
            end = next;
        }
    }

    /// The number of a slot in digits or words: `1`, `1st`, "first", 一.
    fn number(&self, at: usize) -> Option<Numeral> {
        let is_stroke = |at: usize| self.tokens.text(at) == "/";
        // The 1 of "Q1/9" names none.
        if self.is_of_date(at) || is_stroke(at + 1) || at.checked_sub(1).is_some_and(is_stroke) {
            return None;
        }
        let of = |key: &str| Slot::SESSIONS.into_iter().find(|slot| slot.key() == key);
        let digits = self.tokens.digits(at);
        if !digits.is_empty() {
            let ordinal = self.tokens.behind(at + 1, Sense::Ordinal);
            let ordinal = ordinal.filter(|_| self.tokens.touches(at));
            let (is_ordinal, next) = (ordinal.is_some(), ordinal.unwrap_or(at + 1));
            return Some(Numeral { slot: of(digits)?, is_ordinal, is_word: false, next });
        }
        let number = |of: Sense| self.tokens.mark(at, of);
        let (said, next) = number(Sense::Nth(0)).or_else(|| number(Sense::Number(0)))?;
        let (Sense::Nth(number) | Sense::Number(number)) = said else { return None };
        let is_ordinal = matches!(said, Sense::Nth(_));
        Some(Numeral { slot: of(&number.to_string())?, is_ordinal, is_word: true, next })
    }

    fn is_of_date(&self, at: usize) -> bool {
        let start = self.tokens.all.get(at).map(|token| token.start);
        start.is_some_and(|start| self.dates.iter().any(|date| date.contains(&start)))
    }

    /// How many words stand between a name and hours; a number there makes them none of the name's.
    fn others(&self, mut between: Range<usize>) -> usize {
        let is_number = |at: usize| !self.tokens.digits(at).is_empty();
        let small = [Sense::Slot, Sense::FromDay, Sense::AtHour, Sense::Hours];
        let is_word = |at: &usize| {
            matches!(self.tokens.kind(*at), Some(TokenKind::Word | TokenKind::Ideograph))
                && !self.tokens.is_any(*at, small)
        };
        if between.clone().any(|at| is_number(at) && !self.is_of_date(at)) {
            return usize::MAX;
        }
        between.by_ref().filter(|at| is_word(at) && !self.is_of_date(*at)).count()
    }
}

/// Weekdays that hours are for.
#[derive(Clone, Debug, Default)]
pub(super) struct Weekdays {
    pub(super) days: Vec<Weekday>,
    /// Whether they are all from one to another: "Monday to Thursday".
    pub(super) is_range: bool,
}

impl Weekdays {
    /// Those that some tokens name; with all between of "Monday to Thursday".
    pub(super) fn of(tokens: Tokens<'_>) -> Self {
        let named = weekdays(tokens);
        if let [first, last] = named.as_slice()
            && first.end + 1 == last.begin
            && tokens.is_until(first.end)
        {
            let mut days = vec![first.day];
            while let Some(day) = days.last().copied().filter(|day| *day != last.day) {
                days.push(day.succ());
            }
            return Self { days, is_range: true };
        }
        Self { days: named.into_iter().map(|named| named.day).collect(), is_range: false }
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    const DAYS: &str = " | Monday 9 March 2026 | Friday 13 March 2026";

    /// What the lines of a legend say behind a plan with the slots 1 and 2.
    fn hours(language: Language, lines: &[&str]) -> String {
        let plan = [DAYS, "1 | Q1/12 | Q1/12", "2 | Q2/12 | Q2/12"];
        let sample = SampleLetter::new(language, "SG12", "2026-03-09/2026-03-13").table(&plan);
        let short = lines.iter().fold(sample, |sample, line| sample.line(line)).short();
        short.lines().skip(2).map(|line| format!("{line} ")).collect()
    }

    #[test]
    fn hours_may_stand_before_their_numbers() {
        for (language, lines) in [
            (Language::En, &["Session times: 0900-1015 (1); 1045-1200 (2)"][..]),
            (Language::En, &["Times of sessions: 0900-1015 = 1, 1045-1200 = 2, 1330-1445 = 3"]),
            (Language::En, &["09:00-10:15: session 1; 10:45-12:00: session 2"]),
            (Language::En, &["0900-1015: session 1", "1045-1200: session 2"]),
            (Language::En, &["Session times: 0900-1015, 1045-1200 for sessions 1 and 2"]),
            (Language::En, &["Sessions 1 to 2: 0900-1015 and 1045-1200"]),
            (Language::En, &["1st session: 09:00-10:15; 2nd session: 10:45-12:00"]),
            (Language::En, &["First session: 0900-1015", "Second session: 1045-1200"]),
            (Language::En, &["Sessions: 0900-1015 (first session), 1045-1200 (second session)"]),
            (Language::Fr, &["Horaires des séances: 9 h 00-10 h 15 (1); 10 h 45-12 h 00 (2)"]),
            (Language::Fr, &["Première séance: 9h00-10h15; deuxième séance: 10h45-12h00"]),
            (Language::Es, &["Horario de las sesiones: 09.00-10.15 (1); 10.45-12.00 (2)"]),
            (Language::Es, &["Primera sesión: 09.00-10.15; segunda sesión: 10.45-12.00"]),
            (Language::Ru, &["Время заседаний: 09:00-10:15 (1); 10:45-12:00 (2)"]),
            (Language::Ru, &["Первое заседание: 09:00-10:15; второе заседание: 10:45-12:00"]),
            (Language::Zh, &["会议时间：0900-1015（1）；1045-1200（2）"]),
            (Language::Zh, &["第一场：09:00-10:15；第二场：10:45-12:00"]),
            (Language::Ar, &["مواعيد الجلسات: 0900-1015 (1)؛ 1045-1200 (2)"]),
            (Language::Ar, &["الجلسة الأولى: 0900-1015؛ الجلسة الثانية: 1045-1200"]),
        ] {
            let read = hours(language, lines);
            assert!(read.starts_with("1=09:00-10:15 2=10:45-12:00 "), "{lines:?}: {read}");
            assert!(!read.contains("Doubt"), "{lines:?}: {read}");
        }
    }

    #[test]
    fn a_legend_may_stand_across_a_table() {
        let plan = [DAYS, "1 | Q1/12 | Q1/12", "2 | Q2/12 | Q2/12"];
        for rows in [
            ["Session | 1 | 2 | 3", "Time | 0900-1015 | 1045-1200 | 1330-1445"],
            ["Session 1 | Session 2", "09:00-10:15 | 10:45-12:00"],
            ["Session 1 | 0900-1015", "Session 2 | 1045-1200"],
        ] {
            let sample = SampleLetter::new(Language::En, "SG12", "2026-03-09/2026-03-13");
            let short = sample.table(&plan).line("Session times:").table(&rows).short();
            assert!(short.contains("\n1=09:00-10:15\n2=10:45-12:00\n"), "{rows:?}: {short}");
        }
    }

    #[test]
    fn hours_of_sessions_that_are_not_understood_are_told() {
        for (language, line) in [
            (Language::En, "Sessions are held from 0900 to 1015 and from 1045 to 1200."),
            (Language::En, "Session times: 1 - 0930-1045; 2 - 1115-1230; morning 0900-1015"),
            (Language::Fr, "Les séances ont lieu de 9 h 00 à 10 h 15 et de 10 h 45 à 12 h 00."),
            (Language::Es, "Las sesiones serán de 09.00 a 10.15 horas."),
            (Language::Ru, "Заседания проводятся с 09:00 до 10:15."),
            (Language::Zh, "各场会议时间为09:00-10:15。"),
            (Language::Ar, "مواعيد الجلسات: 1 - 1030-0900؛ 2 - 1200-1045"),
        ] {
            assert!(hours(language, &[line]).contains("hours-unread"), "{line}");
        }
        for line in ["Coffee breaks: 1045-1115", "Registration for sessions: 0830-0930", "Lunch"] {
            assert_eq!(hours(Language::En, &[line]), "", "{line}");
        }
    }

    #[test]
    fn one_slot_may_have_hours_of_its_own() {
        for line in ["Session times: 1 - 0900-1015", "Session 1: 0900-1015", "1: 0900-1015"] {
            let read = hours(Language::En, &[line]);
            assert!(read.starts_with("1=09:00-10:15 "), "{line}: {read}");
        }
        let first = "Horaires : 9 h 30-12 h 30; la première séance du lundi commence à 10 h 00.";
        assert_eq!(hours(Language::Fr, &[first]), "");
        for line in ["Room 1 0900-1015", "Registration: 0800-0900 (1st floor)", "0900-1015 Q1/12"] {
            assert_eq!(hours(Language::En, &[line]), "", "{line}");
        }
        // Two slots have no hours in common.
        let read = hours(Language::En, &["Session 3: 1400-1500", "Sessions 1 and 2: 0900-1200"]);
        assert!(!read.contains("09:00") && !read.contains("12:00"), "{read}");
    }
}
