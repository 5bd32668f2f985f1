//! Two sessions at the same time.

use super::text::clean;
use crate::model::{Language, ZURICH, geneva_hours};
use crate::words::Words;
use chrono::{DateTime, Utc};

/// A session as its feed has it.
#[derive(Clone, Debug)]
pub struct Sitting<'a> {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends.
    pub end: DateTime<Utc>,
    /// Its title.
    pub summary: String,
    /// Its text, in which the local hours stand.
    pub description: String,
    /// The language of both.
    pub words: &'a Words,
}

/// A day with pairs of sessions.
#[derive(Debug)]
pub(super) struct ClashDay {
    pub(super) date: String,
    pub(super) name: String,
    pub(super) pairs: Vec<[SittingLine; 2]>,
}

/// A session on a page.
#[derive(Debug)]
pub(super) struct SittingLine {
    pub(super) start: String,
    /// Nothing if they are those of the other one, which stands before it.
    pub(super) hours: Option<String>,
    pub(super) local: Option<String>,
    pub(super) title: String,
}

/// Pairs on a page in a language, by the days on which the two meet. They come in the order of these.
pub(super) fn by_day(pairs: &[[Sitting<'_>; 2]], language: Language) -> Vec<ClashDay> {
    let mut days: Vec<ClashDay> = Vec::new();
    for pair in pairs {
        let [first, second] = pair;
        let date = first.start.max(second.start).with_timezone(&ZURICH).date_naive();
        let written = date.to_string();
        let mut lines = [first.line(), second.line()];
        let [before, after] = &mut lines;
        if (&before.start, &before.hours) == (&after.start, &after.hours) {
            after.hours = None;
        }
        match days.last_mut() {
            Some(day) if day.date == written => day.pairs.push(lines),
            _ => {
                let name = Words::of(language).day(date);
                days.push(ClashDay { date: written, name, pairs: vec![lines] });
            }
        }
    }
    days
}

impl Sitting<'_> {
    fn line(&self) -> SittingLine {
        SittingLine {
            start: self.start.with_timezone(&ZURICH).to_rfc3339(),
            hours: Some(self.hours()),
            local: self.local().map(|local| clean(local).into_owned()),
            title: clean(&self.summary).into_owned(),
        }
    }

    /// The hours in Geneva.
    fn hours(&self) -> String {
        geneva_hours(self.start, self.end)
    }

    /// The hours where the meeting is, if that is elsewhere than in Geneva: what its text says behind
    /// the hours in Geneva.
    fn local(&self) -> Option<&str> {
        let geneva = (self.words.geneva_time)(&self.hours());
        let aside = (self.words.aside)(&geneva, "\n");
        let (before, after) = aside.split_once('\n')?;
        let line = self.description.lines().find(|line| line.contains(before))?;
        let (_, local) = line.split_once(before)?;
        local.rsplit_once(after).map(|(local, _)| local)
    }
}

#[cfg(test)]
mod tests {
    use super::Sitting;
    use crate::model::Language;
    use crate::words::Words;

    #[test]
    fn local_hours_are_those_of_the_text() {
        let at = |text: &str| text.parse().unwrap();
        for language in Language::ALL {
            let words = Words::of(language);
            let there = (words.local_time)("10:30–11:45", "Montevideo");
            let hours = (words.aside)(&(words.geneva_time)("14:30–15:45"), &there);
            let sitting = |description: String| Sitting {
                start: at("2025-01-14T13:30:00Z"),
                end: at("2025-01-14T14:45:00Z"),
                summary: String::new(),
                description,
                words,
            };
            let slot = (words.slot)("3", &hours);
            assert_eq!(sitting(format!("A\n{slot}\nB (C)")).local(), Some(&*there), "{language}");
            let here = (words.geneva_time)("14:30–15:45");
            assert_eq!(sitting(format!("A\n{here}\nB (C)")).local(), None, "{language}");
        }
    }
}
