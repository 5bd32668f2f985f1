//! Labels that are several days: "Tuesday and Wednesday", "Mon-Fri", "18 & 20 January", "every day".

use crate::letter::lex::dates::{CivilDate, dates, weekday_at};
use crate::letter::lex::normal::Normal;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::plan::label::{DayLabel, says};
use crate::letter::read::document::Span;
use crate::letter::words::Sense;
use chrono::Weekday;

/// The days that a label names.
pub(super) enum SeveralDays {
    /// Each working day of the meeting.
    All,
    Listed(Vec<DayLabel>),
}

/// Whether a stretch speaks of days, understood or not.
pub(super) fn speaks_of_days(normal: &Normal, span: &Span) -> bool {
    let has = |of: Sense| normal.marks.has(of, span);
    has(Sense::Day(Weekday::Mon)) || has(Sense::Daily) || !dates(normal.tokens_in(span)).is_empty()
}

/// The days of a label that names several and nothing else.
pub(super) fn several_days(normal: &Normal, span: &Span) -> Option<SeveralDays> {
    if says(normal, Sense::Daily, span, 0) {
        return Some(SeveralDays::All);
    }
    let tokens = normal.tokens_in(span);
    let blank = DayLabel { span: span.clone(), ..DayLabel::default() };
    let days = match dates(tokens).is_empty() {
        true => weekdays(tokens)?.into_iter().map(|day| blank.on(day)).collect(),
        false => listed(tokens, &blank)?,
    };
    (days.len() > 1).then_some(SeveralDays::Listed(days))
}

/// The weekdays of a list or range of them.
fn weekdays(tokens: Tokens<'_>) -> Option<Vec<Weekday>> {
    let mut found: Vec<Weekday> = Vec::new();
    let (mut at, mut is_range) = (0, false);
    while at < tokens.all.len() {
        if let Some((day, length)) = weekday_at(tokens, at) {
            let last = found.last().copied().filter(|_| is_range);
            let first = last.map_or(day, |last| last.succ());
            // A range goes on within a week, from Monday to Sunday.
            if first.num_days_from_monday() > day.num_days_from_monday() {
                return None;
            }
            let days = std::iter::successors(Some(first), |it| (*it != day).then(|| it.succ()));
            found.extend(days);
            (at, is_range) = (at + length, false);
        } else {
            let next = between(tokens, at)?;
            is_range |= is_until(tokens, at) && !found.is_empty();
            at = next;
        }
    }
    Some(found)
}

/// The days of some dates, and of pairs of them: "18 & 20 January".
fn listed(tokens: Tokens<'_>, blank: &DayLabel) -> Option<Vec<DayLabel>> {
    let mentions = dates(tokens);
    let mut at = 0;
    while at < tokens.all.len() {
        let start = tokens.all.get(at)?.start;
        at = match mentions.iter().find(|date| date.span.contains(&start)) {
            Some(date) => tokens.at_byte(date.span.end),
            None => between(tokens, at)?,
        };
    }
    let mut days = Vec::new();
    for date in &mentions {
        // "9, 10 and 12 March": between the first and the last of them there are others.
        let numbers = (0..tokens.all.len())
            .filter(|at| tokens.all.get(*at).is_some_and(|it| date.span.contains(&it.start)))
            .filter(|at| !tokens.digits(*at).is_empty());
        let years = usize::from(date.first.year.is_some());
        let are_more = date.is_pair && numbers.count() > 2 + years;
        if date.is_guess || are_more || date.is_listed && !date.is_pair && date.last.is_some() {
            return None;
        }
        let first = blank.dated(date.first);
        match date.last {
            Some(last) if date.is_pair => days.extend([first, blank.dated(last)]),
            last => days.push(DayLabel { last, weekday: date.weekday, ..first }),
        }
    }
    Some(days)
}

/// The token behind what may stand before and between days.
fn between(tokens: Tokens<'_>, at: usize) -> Option<usize> {
    let words = [Sense::ToDay, Sense::AndDay, Sense::AndGroup, Sense::FromDay, Sense::OnDay];
    let mark = words.into_iter().find_map(|of| tokens.behind(at, of));
    let is_sign = matches!(tokens.kind(at), Some(TokenKind::Sign | TokenKind::LineEnd));
    mark.or(is_sign.then_some(at + 1))
}

fn is_until(tokens: Tokens<'_>, at: usize) -> bool {
    tokens.text(at) == "-" || tokens.begins(at, Sense::ToDay)
}

impl DayLabel {
    fn on(&self, weekday: Weekday) -> Self {
        Self { weekday: Some(weekday), ..self.clone() }
    }

    fn dated(&self, date: CivilDate) -> Self {
        let (month, day) = (Some(date.month), Some(date.day));
        Self { year: date.year, month, day, ..self.clone() }
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::plan::sample::SampleLetter;
    use crate::model::Language;

    /// The days of a cell of a list behind another day.
    fn days(language: Language, cell: &str) -> String {
        let short = SampleLetter::new(language, "SG12", "2026-03-09/2026-03-13")
            .line("Draft time plan")
            .table(&[
                "Date | Time | Session",
                "Friday, 13 March 2026 | 09:30-10:45 | Q1/12",
                &format!("{cell} | 11:15-12:30 | Q2/12"),
            ])
            .short();
        let day = |line: &str| {
            let day = line.get(8..10).filter(|_| line.contains("Q2/12"));
            day.map(str::to_owned).or_else(|| line.starts_with("Doubt").then(|| "told".to_owned()))
        };
        short.lines().filter_map(day).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_cell_of_a_list_may_name_several_days() {
        for (language, cell, expected) in [
            (Language::En, "Daily", "09 10 11 12 13"),
            (Language::En, "Every day", "09 10 11 12 13"),
            (Language::En, "Mon-Fri", "09 10 11 12 13"),
            (Language::En, "Tuesday and Wednesday", "10 11"),
            (Language::En, "Tuesday, Thursday", "10 12"),
            (Language::En, "Tue-Thu", "10 11 12"),
            (Language::En, "Tuesday to Thursday", "10 11 12"),
            (Language::En, "from Tuesday to Thursday", "10 11 12"),
            (Language::En, "9 & 11 March", "09 11"),
            (Language::En, "9, 10 and 12 March 2026", "told"),
            (Language::En, "9-11 March", "09 10 11"),
            (Language::En, "Daily except Friday", "told"),
            (Language::En, "Thu-Tue", "told"),
            (Language::Fr, "Tous les jours", "09 10 11 12 13"),
            (Language::Fr, "Du mardi au jeudi", "10 11 12"),
            (Language::Fr, "Mardi et mercredi", "10 11"),
            (Language::Es, "Todos los días", "09 10 11 12 13"),
            (Language::Es, "Martes y miércoles", "10 11"),
            (Language::Ru, "Ежедневно", "09 10 11 12 13"),
            (Language::Ru, "Вторник и среда", "10 11"),
            (Language::Zh, "每天", "09 10 11 12 13"),
            (Language::Zh, "星期二至星期四", "10 11 12"),
            (Language::Ar, "كل يوم", "09 10 11 12 13"),
        ] {
            assert_eq!(days(language, cell), expected, "{cell}");
        }
    }
}
