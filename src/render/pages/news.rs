//! When a meeting changed last, and what changed then: by the stamps of its events, which say when
//! each of them changed, and never by the clock of a build.

use super::plan::summary;
use super::text::PageText;
use crate::model::{Language, ZURICH};
use crate::render::Selected;
use crate::revise::anchor;
use crate::words::Words;

/// How many changes a page names.
const MOST: usize = 5;

/// The last changes of a meeting.
#[derive(Debug)]
pub(super) struct News {
    /// The day in Geneva, and how it is written.
    pub(super) date: String,
    pub(super) day: String,
    pub(super) of: Vec<NewsItem>,
    /// How many others changed.
    pub(super) more: usize,
}

/// An event that changed.
#[derive(Debug)]
pub(super) struct NewsItem {
    /// Where it stands on the page.
    pub(super) id: String,
    pub(super) title: PageText,
    /// Its day, and its hours if it has any.
    pub(super) when: String,
}

impl News {
    /// What changed last; nothing of a meeting that is as it was first published.
    pub(super) fn of(events: &[Selected<'_>], language: Language) -> Option<Self> {
        let stamp = |event: &Selected<'_>| event.revision.stamp;
        let last = events.iter().map(stamp).max()?;
        if events.iter().all(|event| stamp(event) == last && event.revision.sequence == 0) {
            return None;
        }
        let words = Words::of(language);
        let mut changed = events.iter().filter(|event| stamp(event) == last);
        let day = last.with_timezone(&ZURICH).date_naive();
        let of = changed.by_ref().take(MOST).map(|event| NewsItem::of(event, words)).collect();
        Some(Self { date: day.to_string(), day: words.date(day), of, more: changed.count() })
    }
}

impl NewsItem {
    fn of(event: &Selected<'_>, words: &Words) -> Self {
        let is_timed = event.hours().is_some();
        let day = words.day(event.day());
        Self {
            id: anchor(&event.event.uid).to_owned(),
            title: summary(event),
            when: if is_timed {
                format!("{day}{}{}", words.comma, event.hours_in_words())
            } else {
                day
            },
        }
    }
}
