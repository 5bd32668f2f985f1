//! Writes a draft as a meeting file: what `import` prints for a person to check.
//!
//! The written file reads back as the same draft, except for places.
//!
//! ```text
//! Draft ─▶ Tree ─▶ lines, with comments
//! ```

mod layout;
mod plan;
mod scalar;
mod tree;

use crate::model::{
    AgendaItem, Contact, Language, Letter, Recommendation, Remote, SeriesDay, SeriesMove,
    SeriesStep, Slot, Text,
};
use crate::source::{Draft, DraftAppointment, DraftDeadline, DraftRgm};
use chrono::Weekday;
use plan::hours;
use scalar::quoted;
use tree::{RecordBuilder, YamlTree};

/// A comment above the line of a value, by the key of the value: `start`, `letter.number`,
/// `deadlines[2]`, `time_plan.2025-01-14.am`.
pub type Comments = Vec<(String, String)>;

/// The meeting file of a draft.
pub fn write(draft: &Draft, comments: &Comments) -> String {
    let writer = YamlWriter { language: plain_language(draft) };
    layout::lines(&writer.meeting(draft).0, comments)
}

/// Makes the tree of a meeting file.
struct YamlWriter {
    language: Language,
}

impl YamlWriter {
    fn meeting(&self, draft: &Draft) -> RecordBuilder {
        let mut keys = RecordBuilder::default();
        keys.words("id", draft.id.as_ref().map(|id| &id.value));
        keys.some("formerly", draft.formerly.iter().map(|id| YamlTree::words(&id.value)));
        keys.some("group", draft.groups.iter().map(|group| YamlTree::words(&group.value)));
        keys.add("title", self.text(&draft.title));
        let is_plain = self.language == Language::En;
        keys.fixed("language", (!is_plain).then(|| self.language.code()));
        keys.fixed("start", draft.start.as_ref().map(|day| day.value));
        keys.fixed("end", draft.end.as_ref().map(|day| day.value));
        keys.fixed("timezone", draft.zone.as_ref().map(|zone| zone.value.name()));
        keys.add("place", self.text(&draft.place));
        keys.words("url", draft.url.as_ref());
        keys.lines(
            "links",
            draft.links.iter().map(|link| {
                let mut keys = RecordBuilder::default();
                keys.add("title", self.text(&link.title));
                keys.words("url", Some(&link.url));
                keys.record()
            }),
        );
        keys.fixed("status", draft.status.as_ref().map(|status| status.value.key()));
        keys.add("letter", letter(&draft.letter));
        keys.add("contact", contact(&draft.contact));
        keys.add("chair", self.text(&draft.chair));
        keys.add("remote", self.remote(&draft.remote));
        keys.add("note", self.text(&draft.note));
        keys.add("registration", draft.registration.as_ref().map(|said| self.appointment(said)));
        // An opening has no place of its own.
        let opening = draft.opening.clone().map(|said| DraftAppointment { location: None, ..said });
        keys.add("opening", opening.map(|said| self.appointment(&said)));
        keys.add("session_times", hours(&draft.session_times));
        keys.add("slots", draft.slots.as_ref().map(|slots| slot_list(&slots.value)));
        keys.add("rooms", self.rooms(draft.rooms.iter()).any());
        keys.lines("deadlines", draft.deadlines.iter().map(|deadline| self.deadline(deadline)));
        keys.add("time_plan", self.plan(&draft.time_plan));
        keys.lines("rgm", draft.rgm.iter().map(|rgm| self.rgm(rgm)));
        keys.lines("agenda", self.agenda(&draft.agenda));
        let recommendations = draft.recommendations.iter();
        keys.lines("recommendations", recommendations.map(|each| self.recommendation(each)));
        keys
    }

    fn text(&self, value: &Option<Text>) -> Option<YamlTree> {
        value.as_ref().map(|value| YamlTree::text(value, self.language))
    }

    fn remote(&self, remote: &Option<Remote>) -> Option<YamlTree> {
        remote.as_ref().map(|remote| match remote {
            Remote::No => YamlTree::fixed(false),
            Remote::Yes => YamlTree::fixed(true),
            Remote::By(words) => YamlTree::text(words, self.language),
        })
    }

    fn appointment(&self, said: &DraftAppointment) -> YamlTree {
        let mut keys = RecordBuilder::default();
        keys.fixed("date", said.date.as_ref().map(|date| date.value));
        keys.fixed("time", said.time.as_ref().map(|time| time.value));
        keys.add("place", self.text(&said.location));
        keys.record()
    }

    fn deadline(&self, deadline: &DraftDeadline) -> YamlTree {
        let mut keys = RecordBuilder::default();
        keys.fixed("date", deadline.date.as_ref().map(|date| date.value));
        keys.fixed("time", deadline.time);
        keys.fixed("timezone", deadline.zone.as_ref().map(|zone| zone.value.name()));
        keys.add(
            "before",
            deadline.before.as_ref().and_then(|before| {
                let mut keys = RecordBuilder::default();
                keys.fixed(before.value.unit.key(), Some(before.value.amount));
                keys.any()
            }),
        );
        let key = if deadline.actions.len() == 1 { "action" } else { "actions" };
        keys.some(key, deadline.actions.iter().map(|action| YamlTree::fixed(action.value.key())));
        keys.add("text", self.text(&deadline.text));
        keys.words("url", deadline.url.as_ref());
        keys.some("groups", deadline.groups.iter().map(YamlTree::words));
        keys.add("note", self.text(&deadline.note));
        keys.record()
    }

    fn rgm(&self, rgm: &DraftRgm) -> YamlTree {
        let mut keys = RecordBuilder::default();
        keys.some("group", rgm.groups.iter().map(|group| YamlTree::words(&group.value)));
        keys.add("title", self.text(&rgm.title));
        let every = rgm.every.as_ref().map(|every| match every.value {
            SeriesStep::Day => "day".to_owned(),
            SeriesStep::Weeks(1) => "week".to_owned(),
            SeriesStep::Weeks(weeks) => format!("{weeks} weeks"),
        });
        keys.fixed("every", every);
        let on = rgm.on.iter().map(|day| YamlTree::fixed(weekday_key(day.value)));
        keys.add("on", (!rgm.on.is_empty()).then(|| YamlTree::list(on)));
        keys.fixed("time", rgm.time.as_ref().map(|time| time.value));
        keys.add("slots", rgm.slots.as_ref().map(|slots| slot_list(&slots.value)));
        keys.fixed("start", rgm.start.as_ref().map(|day| day.value));
        keys.fixed("end", rgm.end.as_ref().map(|day| day.value));
        keys.some("except", rgm.except.iter().map(|days| YamlTree::fixed(days.value)));
        let also = rgm.also.iter().map(|day| self.series_day(&day.value));
        keys.add("also", (!rgm.also.is_empty()).then(|| YamlTree::list(also)));
        let mut moved = RecordBuilder::default();
        for SeriesMove { from, to } in &rgm.moved {
            moved.add(from.value.to_string(), Some(self.series_day(&to.value)));
        }
        keys.add("moved", moved.any());
        keys.fixed("timezone", rgm.zone.as_ref().map(|zone| zone.value.name()));
        keys.add("session_times", hours(&rgm.session_times));
        keys.add("place", self.text(&rgm.location));
        keys.add("room", self.text(&rgm.room));
        keys.add("remote", self.remote(&rgm.remote));
        keys.words("url", rgm.url.as_ref());
        keys.add("note", self.text(&rgm.note));
        keys.record()
    }

    fn series_day(&self, SeriesDay { date, hours, room }: &SeriesDay) -> YamlTree {
        if hours.is_none() && room.is_none() {
            return YamlTree::fixed(date);
        }
        let mut keys = RecordBuilder::default();
        keys.fixed("date", Some(date));
        keys.fixed("time", *hours);
        keys.add("room", self.text(room));
        keys.record()
    }

    /// Items with consecutive numbers are written without them.
    fn agenda(&self, items: &[AgendaItem]) -> Vec<YamlTree> {
        let mut last = 0_u32;
        let mut written = Vec::new();
        for item in items {
            let next = last.saturating_add(1);
            let text = YamlTree::text(&item.text, self.language);
            if item.number == next.to_string() {
                written.push(text);
                last = next;
            } else {
                let mut keys = RecordBuilder::default();
                keys.fixed("number", Some(quoted(&item.number)));
                keys.add("text", Some(text));
                written.push(keys.record());
                let whole = item.number.split('.').next().unwrap_or("");
                last = whole.parse().unwrap_or(last);
            }
        }
        written
    }

    fn recommendation(&self, recommendation: &Recommendation) -> YamlTree {
        let mut keys = RecordBuilder::default();
        keys.words("name", Some(&recommendation.name));
        keys.add("title", self.text(&recommendation.title));
        keys.words("question", recommendation.question.as_ref());
        keys.words("group", recommendation.group.as_ref());
        keys.record()
    }
}

fn letter(letter: &Letter) -> Option<YamlTree> {
    let mut keys = RecordBuilder::default();
    keys.words("number", letter.number.as_deref());
    keys.fixed("date", letter.date);
    keys.words("reference", letter.reference.as_deref());
    keys.words("source", letter.source.as_deref());
    let modifies = letter.modifies.as_ref().and_then(|modifies| {
        let mut keys = RecordBuilder::default();
        keys.fixed("type", Some(modifies.kind.key()));
        keys.fixed("number", modifies.number);
        keys.words("letter", modifies.letter.as_deref());
        keys.any()
    });
    keys.add("modifies", modifies);
    keys.any()
}

fn contact(contact: &Contact) -> Option<YamlTree> {
    let mut keys = RecordBuilder::default();
    keys.words("tel", contact.tel.as_deref());
    keys.words("fax", contact.fax.as_deref());
    keys.words("email", contact.email.as_deref());
    keys.words("web", contact.web.as_ref());
    keys.any()
}

fn slot_list(slots: &[Slot]) -> YamlTree {
    YamlTree::list(slots.iter().map(|slot| YamlTree::fixed(slot.key())))
}

fn weekday_key(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "mon",
        Weekday::Tue => "tue",
        Weekday::Wed => "wed",
        Weekday::Thu => "thu",
        Weekday::Fri => "fri",
        Weekday::Sat => "sat",
        Weekday::Sun => "sun",
    }
}

/// The language in which most texts of one language are; plain strings are in it.
fn plain_language(draft: &Draft) -> Language {
    let deadlines =
        draft.deadlines.iter().flat_map(|deadline| deadline.text.iter().chain(&deadline.note));
    let cells =
        draft.time_plan.iter().flat_map(|entry| &entry.day.cells).flat_map(|(_, cells)| cells);
    let titles = cells.flat_map(|cell| &cell.title);
    let texts = draft.title.iter().chain(&draft.place).chain(&draft.chair).chain(&draft.note);
    let texts =
        texts.chain(deadlines).chain(titles).chain(draft.agenda.iter().map(|item| &item.text));
    let mut counts = Language::ALL.map(|language| (0_usize, language));
    for text in texts {
        let all: Vec<Language> = text.all().map(|(language, _)| language).collect();
        if let [only] = all.as_slice()
            && let Some(count) = counts.iter_mut().find(|(_, language)| language == only)
        {
            count.0 += 1;
        }
    }
    let most = counts.iter().max_by_key(|(count, language)| (*count, *language == Language::En));
    most.filter(|(count, _)| *count > 0).map_or(Language::En, |(_, language)| *language)
}
