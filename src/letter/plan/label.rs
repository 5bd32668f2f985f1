//! What the cells at the edges of a time plan say: days, slots, half days, lunch, hours.

use crate::letter::lex::dates::{CivilDate, dates, month_at, weekday_at};
use crate::letter::lex::marks::Mark;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::plan::words::hours;
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use crate::model::{Hours, Slot, SlotRange};
use chrono::Weekday;

/// A part of a working day that is planned as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

impl Half {
    pub(super) fn slots(self) -> [Slot; 2] {
        match self {
            Self::Morning => [Slot::S1, Slot::S2],
            Self::Afternoon => [Slot::S3, Slot::S4],
        }
    }

    /// The half of the day in which hours begin.
    pub(super) fn of(hours: Hours) -> Self {
        if hours.start.minutes() < 13 * 60 { Self::Morning } else { Self::Afternoon }
    }
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayPart {
    /// A slot, or some that follow each other.
    Slots(SlotRange),
    Half(Half),
    Day,
}

impl DayPart {
    pub(super) fn slots(self) -> Vec<Slot> {
        match self {
            Self::Slots(slots) => slots.slots().collect(),
            Self::Half(half) => half.slots().to_vec(),
            Self::Day => [Half::Morning, Half::Afternoon].map(Half::slots).concat(),
        }
    }
}

/// A day or a range of days, as far as the label says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DayLabel {
    pub(super) span: Span,
    pub(super) year: Option<i32>,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
    /// The last day of a range.
    pub(super) last: Option<CivilDate>,
    pub(super) weekday: Option<Weekday>,
    /// The weekday that its month may be instead: "Mar 11" is March in English, and a Tuesday in
    /// French and Spanish.
    pub(super) instead: Option<Weekday>,
    /// Whether day and month are two numbers, each of which may be either.
    pub(super) is_either_way: bool,
}

/// What a cell says, if it is a label at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Label {
    #[default]
    Empty,
    Day(DayLabel),
    Weekend,
    /// Slots or a half day, perhaps with their hours.
    Part(DayPart, Option<Hours>),
    /// The lunch break, perhaps with its hours.
    Lunch(Option<Hours>),
    /// A short break, or that nothing takes place.
    Free,
    /// That what takes place is still to be decided, or stands in another cell.
    Undecided,
    Hours(Hours),
    Other,
}

impl Label {
    /// The hours of a label that says nothing else.
    pub(super) fn hours(&self) -> Option<Hours> {
        match self {
            Self::Hours(hours) => Some(*hours),
            _ => None,
        }
    }

    /// Whether a cell with it is there for other cells.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Empty | Self::Weekend)
    }
}

/// The most letters and digits that a label has.
const LONGEST: usize = 60;

/// Reads the words of a cell as a label.
pub(super) fn label(normal: &Normal, span: &Span) -> Label {
    if span.len() > LONGEST * 3 || normal.slice(span).chars().count() > LONGEST {
        return Label::Other;
    }
    if normal.marks.has(Sense::Weekend, span) && words(normal, span, &[]) <= 8 {
        return Label::Weekend;
    }
    if let Some(day) = day_label(normal, span) {
        let has_date = day.day.is_some();
        let is_weekend = matches!(day.weekday, Some(Weekday::Sat | Weekday::Sun));
        return if !has_date && is_weekend { Label::Weekend } else { Label::Day(day) };
    }
    if says_same(normal, span) {
        return Label::Undecided;
    }
    let said = hours(normal, span);
    if said.len() > 1 {
        return Label::Other;
    }
    let hours = said.first().map(|said| said.hours);
    let known: Vec<Span> = said.into_iter().map(|said| from(normal, span, said.span)).collect();
    if let Some(slots) = slots_label(normal, span, &known) {
        return Label::Part(DayPart::Slots(slots), hours);
    }
    if let Some(label) = part_label(normal, span, &known, hours) {
        return label;
    }
    match hours {
        Some(hours) if words(normal, span, &known) == 0 => Label::Hours(hours),
        _ => Label::Other,
    }
}

/// Hours with the word before them: "de 9 h 30 à 10 h 45".
fn from(normal: &Normal, cell: &Span, hours: Span) -> Span {
    let before = normal.tokens_in(&(cell.start..hours.start));
    let last = before.all.len().checked_sub(1);
    let last = last.filter(|last| before.is_any(*last, [Sense::AtHour, Sense::FromDay]));
    last.map_or(hours.start, |last| before.span(last, last + 1).start)..hours.end
}

/// Whether a cell refers to another one: "ditto", "same as Monday", an arrow. A sign does so only if it
/// stands alone: a title may be in quotation marks.
pub(super) fn says_same(normal: &Normal, span: &Span) -> bool {
    let Some(mark) = normal.marks.at(Sense::SameAs, span.start).map(Mark::span) else {
        return false;
    };
    let is_phrase = normal.slice(&mark).contains(char::is_alphabetic);
    is_phrase || words(normal, span, &[mark]) == 0
}

/// The morning, the afternoon, the evening, lunch: the longest phrase counts, "после обеда" is no
/// lunch.
fn part_label(normal: &Normal, span: &Span, known: &[Span], hours: Option<Hours>) -> Option<Label> {
    let evening = DayPart::Slots(Slot::S5.key().parse().ok()?);
    let found = [
        (Sense::Morning, Label::Part(DayPart::Half(Half::Morning), hours), 1),
        (Sense::Afternoon, Label::Part(DayPart::Half(Half::Afternoon), hours), 1),
        (Sense::Evening, Label::Part(evening, hours), 1),
        (Sense::Lunch, Label::Lunch(hours), 0),
        (Sense::Pause, Label::Free, 0),
        (Sense::NoSession, Label::Free, 0),
        (Sense::ToBeDecided, Label::Undecided, 0),
    ];
    let found = found.into_iter();
    let found =
        found.filter_map(|(of, label, more)| Some((normal.marks.first(of, span)?, label, more)));
    // Of two that are as long the first one counts.
    let (at, label, more) = found.reduce(|a, b| if b.0.len() > a.0.len() { b } else { a })?;
    let known = [known, &[at]].concat();
    (words(normal, span, &known) <= more).then_some(label)
}

/// `0` to `5`, alone or with the word for a session; or some that follow each other: `1-2`, `3 and 4`.
pub(super) fn slots_label(normal: &Normal, span: &Span, known: &[Span]) -> Option<SlotRange> {
    let tokens = normal.tokens_in(span);
    let mut numbers: Vec<&str> = Vec::new();
    let mut is_range = false;
    for at in outside(tokens, known) {
        let is_word = tokens.is_any(at, [Sense::Slot, Sense::AndGroup]);
        match tokens.kind(at)? {
            TokenKind::Number => numbers.push(tokens.text(at)),
            // A number behind a stroke is that of a group.
            TokenKind::Sign if tokens.text(at) == "/" => return None,
            TokenKind::Sign | TokenKind::LineEnd => is_range |= tokens.text(at) == "-",
            TokenKind::Word | TokenKind::Ideograph if is_word => {}
            _ => return None,
        }
    }
    let slots: Option<Vec<Slot>> = numbers.iter().map(|number| number.parse().ok()).collect();
    let slots = slots?;
    let follow = |pair: &[Slot]| Slot::SESSIONS.windows(2).any(|next| next == pair);
    let is_whole = is_range && slots.len() == 2 || slots.windows(2).all(follow);
    let (first, last) = slots.first().zip(slots.last())?;
    if is_whole { format!("{first}-{last}").parse().ok() } else { None }
}

/// The tokens outside of some stretches.
fn outside<'a>(tokens: Tokens<'a>, known: &'a [Span]) -> impl Iterator<Item = usize> + 'a {
    let is_known = move |start: usize| known.iter().any(|span| span.contains(&start));
    let kept = tokens.all.iter().enumerate().filter(move |(_, token)| !is_known(token.start));
    kept.map(|(at, _)| at)
}

/// How many words and numbers stand outside of some stretches.
pub(super) fn words(normal: &Normal, span: &Span, known: &[Span]) -> usize {
    let tokens = normal.tokens_in(span);
    let counts =
        |at: &usize| !matches!(tokens.kind(*at), None | Some(TokenKind::Sign | TokenKind::LineEnd));
    outside(tokens, known).filter(counts).count()
}

/// Whether a stretch says a thing, beside at most so many other words.
pub(super) fn says(normal: &Normal, of: Sense, span: &Span, more: usize) -> bool {
    normal.marks.first(of, span).is_some_and(|said| words(normal, span, &[said]) <= more)
}

/// A label that is a day and nothing else: a date, `Mon 8`, `Mon, May 8`, `8/5`, or the weekday alone.
pub(super) fn day_label(normal: &Normal, span: &Span) -> Option<DayLabel> {
    let tokens = normal.tokens_in(span);
    let mentions = dates(tokens);
    let date = mentions.first();
    if mentions.len() > 1 || date.is_some_and(|date| date.is_guess || date.is_pair) {
        return None;
    }
    let mut label = DayLabel {
        span: span.clone(),
        year: date.and_then(|date| date.first.year),
        month: date.map(|date| date.first.month),
        day: date.map(|date| date.first.day),
        last: date.and_then(|date| date.last),
        weekday: date.and_then(|date| date.weekday),
        is_either_way: date.is_some_and(|date| date.last.is_none() && date.is_ambiguous()),
        ..DayLabel::default()
    };
    let known: Vec<Span> = date.map(|date| date.span.clone()).into_iter().collect();
    let mut skip = 0;
    for at in outside(tokens, &known) {
        if at < skip {
            continue;
        }
        let short = || tuesday(tokens).filter(|_| at == 0 && date.is_some()).map(|day| (day, 1));
        if let Some((weekday, length)) = weekday_at(tokens, at).or_else(short) {
            if label.weekday.replace(weekday).is_some_and(|before| before != weekday) {
                return None;
            }
            skip = at + length;
        } else if date.is_none() {
            label.part(tokens, at)?;
        } else if !matches!(tokens.kind(at), Some(TokenKind::Sign | TokenKind::LineEnd)) {
            return None;
        }
    }
    // Neither French nor Spanish has another short name for it.
    if label.day.is_none() && label.weekday.is_none() && tuesday(tokens).is_some() {
        label.month = None;
        label.weekday = Some(Weekday::Tue);
    }
    label.instead = tuesday(tokens).filter(|_| label.weekday.is_none() && label.year.is_none());
    // A number alone may be anything.
    (label.weekday.is_some() || label.month.is_some() && label.day.is_some()).then_some(label)
}

impl DayLabel {
    /// Takes a month or a number that is no part of a date, or passes a sign.
    fn part(&mut self, tokens: Tokens<'_>, at: usize) -> Option<()> {
        if let Some((month, 1)) = month_at(tokens, at) {
            return self.month.replace(month).is_none().then_some(());
        }
        let Ok(number) = tokens.digits(at).parse::<u32>() else {
            // 星期一(18日)
            let is_day = self.day.is_some() && matches!(tokens.text(at), "日" | "号");
            let signs = ["\n", ",", ".", "/", "(", ")", "،", "*", "†"];
            return (is_day || signs.contains(&tokens.text(at))).then_some(());
        };
        let is_month = self.day.is_some() && matches!(tokens.text(at.wrapping_sub(1)), "/" | ".");
        // "Mar 10/03": the month stands behind, so the first word is the weekday.
        if is_month && self.weekday.is_none() && tuesday(tokens).is_some() {
            (self.weekday, self.month) = (tuesday(tokens), None);
        }
        // "06/29": the month stands before the day.
        if is_month && (13..=31).contains(&number) && self.day.is_some_and(|day| day <= 12) {
            (self.month, self.day) = (self.day, Some(number));
            return Some(());
        }
        let (place, most) = if is_month { (&mut self.month, 12) } else { (&mut self.day, 31) };
        let fits = tokens.text(at).len() <= 2 && (1..=most).contains(&number);
        if !fits || place.replace(number).is_some() {
            return None;
        }
        self.is_either_way = is_month && self.day.is_some_and(|day| day <= 12);
        Some(())
    }
}

/// The short name of a Tuesday in French and Spanish, where it stands before a number or alone.
fn tuesday(tokens: Tokens<'_>) -> Option<Weekday> {
    (tokens.text(0) == "mar").then_some(Weekday::Tue)
}
