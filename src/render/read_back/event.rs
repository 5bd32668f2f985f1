//! An event of the table of `show --format csv`, as its row says it.

use crate::expand::generic;
use crate::finding::Place;
use crate::model::{
    Action, Days, Group, Hours, Kind, Language, Slot, Status, TimeOfDay, ZURICH, Zone, compact,
};
use crate::words::Words;
use chrono::NaiveDate;

/// An event as its row says it.
pub(super) struct EventRow {
    pub(super) place: Place,
    pub(super) kind: Kind,
    pub(super) groups: Vec<Group>,
    /// Its first and last day, where it takes place.
    pub(super) days: Days,
    pub(super) hours: Option<Hours>,
    pub(super) zone: Zone,
    pub(super) summary: String,
    pub(super) location: Option<String>,
    pub(super) is_tentative: bool,
    pub(super) is_cancelled: bool,
    pub(super) action: Option<Action>,
}

/// A cell without which a row is no event.
pub(super) struct WrongCell {
    pub(super) column: &'static str,
    /// What should stand there.
    pub(super) wanted: &'static str,
}

/// The event of a row.
pub(super) fn event<'t>(
    text: &dyn Fn(&str) -> &'t str,
    place: Place,
) -> Result<EventRow, WrongCell> {
    let row = CellTexts { text };
    let kind = row.kind()?;
    let groups: Result<Vec<Group>, _> = text("groups").split_whitespace().map(str::parse).collect();
    let groups = groups.map_err(|_| wrong("groups", "a list of groups, as `SG12 Q7/12`"))?;
    let is_all_day = !text("start").contains(['T', ':']);
    let zone = row.zone()?;
    // Where it takes place, else in Geneva.
    let is_local = !is_all_day && !text("local_date").is_empty();
    let first = row.day(if is_local { "local_date" } else { "start" })?;
    let (last, hours) = if is_all_day {
        // The end is the day after the last one.
        (row.day("end").ok().and_then(|end| end.pred_opt()).unwrap_or(first).max(first), None)
    } else {
        (first, Some(row.hours()?))
    };
    Ok(EventRow {
        place,
        kind,
        groups,
        days: Days { first, last },
        hours,
        zone,
        summary: text("summary").to_owned(),
        location: Some(text("location").to_owned()).filter(|location| !location.is_empty()),
        is_tentative: text("status").eq_ignore_ascii_case("TENTATIVE"),
        is_cancelled: text("status").eq_ignore_ascii_case("CANCELLED"),
        action: if kind == Kind::Deadline { row.action() } else { None },
    })
}

fn wrong(column: &'static str, wanted: &'static str) -> WrongCell {
    WrongCell { column, wanted }
}

/// The texts of the cells of a row, by column.
struct CellTexts<'a, 't> {
    text: &'a dyn Fn(&str) -> &'t str,
}

impl CellTexts<'_, '_> {
    fn kind(&self) -> Result<Kind, WrongCell> {
        let said = (self.text)("kind");
        let kind = Kind::ALL.into_iter().find(|kind| kind.key() == said);
        kind.ok_or(wrong("kind", "a kind of event"))
    }

    fn zone(&self) -> Result<Zone, WrongCell> {
        match (self.text)("local_zone") {
            "" => Ok(ZURICH),
            zone => zone
                .parse()
                .map_err(|_| wrong("local_zone", "the name of a zone, as `Europe/Zurich`")),
        }
    }

    fn day(&self, key: &'static str) -> Result<NaiveDate, WrongCell> {
        let day = (self.text)(key).get(..10).and_then(|day| day.parse().ok());
        day.ok_or(wrong(key, "a date, as `2025-01-14`"))
    }

    /// An hour where the event takes place, else in Geneva.
    fn hour(&self, key: &'static str, whole: &str) -> Result<TimeOfDay, WrongCell> {
        let said = match (self.text)(key) {
            "" => (self.text)(whole).get(11..16).unwrap_or(""),
            said => said.get(..5).unwrap_or(said),
        };
        said.parse().map_err(|_| wrong(key, "a time of day, as `09:30`"))
    }

    fn hours(&self) -> Result<Hours, WrongCell> {
        let (start, end) = (self.hour("local_start", "start")?, self.hour("local_end", "end")?);
        let is_midnight = end == TimeOfDay::at(0, 0);
        let end = if is_midnight { TimeOfDay::MIDNIGHT_AT_END } else { end };
        Hours::new(start, end).ok_or(wrong("local_end", "an hour after the beginning"))
    }

    /// What is due: `sg12-2025-01-deadline-contributions-1@…`.
    fn action(&self) -> Option<Action> {
        let (uid, _) = (self.text)("uid").split_once('@')?;
        let (_, action) = uid.split_once("-deadline-")?;
        action.rsplit_once('-')?.0.parse().ok()
    }
}

/// The language in which most of the titles are that have fixed words alone.
pub(super) fn language(events: &[EventRow]) -> Language {
    let fits = |language: &Language| {
        let words = Words::of(*language);
        let is_of = |event: &&EventRow| {
            let groups = compact(&event.groups);
            let start = match event.kind {
                Kind::Meeting => (words.meeting)(&groups, None),
                Kind::Lunch => (words.lunch)(&groups),
                Kind::Registration => (words.registration)(&groups, None),
                Kind::Deadline => (words.deadline)(&groups, "", None),
                Kind::Rgm if event.hours.is_none() => (words.rgms)(&groups, None),
                kind => {
                    let slots = Slot::SESSIONS.into_iter();
                    let titles = slots.map(|slot| generic(words, kind, &groups, Some(slot)));
                    return titles.into_iter().any(|title| event.summary.contains(&title));
                }
            };
            event.summary.contains(start.trim_end())
        };
        events.iter().filter(is_of).count()
    };
    let order =
        [Language::En, Language::Zh, Language::Fr, Language::Ru, Language::Es, Language::Ar];
    // Of several the first one counts.
    order.into_iter().rev().max_by_key(fits).unwrap_or(Language::En)
}

impl EventRow {
    /// Takes the words out of the title that its state put there.
    pub(super) fn bare(&mut self, words: &Words, status: Option<Status>) {
        let mut title = self.summary.as_str();
        match status {
            Some(Status::Cancelled) => title = title.strip_prefix(words.cancelled).unwrap_or(title),
            Some(Status::Postponed) => title = title.strip_prefix(words.postponed).unwrap_or(title),
            Some(Status::Tentative) => {
                self.is_tentative = title.ends_with(words.if_necessary);
                title = title.strip_suffix(words.tentative).unwrap_or(title);
            }
            _ => {}
        }
        if let Some(bare) = title.strip_suffix(words.if_necessary) {
            title = bare;
            self.is_tentative |= matches!(status, Some(Status::Cancelled | Status::Postponed));
        }
        self.summary = title.to_owned();
    }

    /// The words of the title that stand where a pattern leaves room for them.
    pub(super) fn inside(&self, pattern: impl Fn(&str) -> String) -> Option<String> {
        const ROOM: &str = "\u{0}";
        let pattern = pattern(ROOM);
        let (before, behind) = pattern.split_once(ROOM)?;
        let inside = self.summary.strip_prefix(before)?.strip_suffix(behind)?;
        Some(inside.to_owned())
    }

    pub(super) fn is_at(&self, day: NaiveDate) -> bool {
        self.days.contains(day)
    }

    pub(super) fn is_within(&self, days: Days) -> bool {
        days.contains(self.days.first)
    }
}
