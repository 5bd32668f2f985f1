//! Writes a draft as a meeting file: what `import` prints for a person to check.
//!
//! What is written reads back as the same draft, places aside.

mod plan;
mod scalar;

use crate::finding::Said;
use crate::model::{Contact, Hours, Language, Letter, Remote, SeriesDay, Slot, Step, Text};
use crate::source::{Draft, DraftAppointment, DraftDeadline, DraftRgm};
use chrono::Weekday;
use scalar::{line, scalar, text};

/// A comment above the line of a value, by the key of the value: `start`, `letter.number`,
/// `deadlines[2]`.
pub type Comments = Vec<(String, String)>;

/// The meeting file of a draft.
pub fn write(draft: &Draft, comments: &Comments) -> String {
    let language = plain_language(draft);
    let mut file = File { lines: String::new(), comments, language };
    file.meeting(draft);
    file.lines
}

/// A meeting file in the making.
struct File<'a> {
    lines: String,
    comments: &'a Comments,
    language: Language,
}

/// A flow record in the making: `{key: value, …}`.
#[derive(Default)]
struct Record(Vec<String>);

impl Record {
    fn add(&mut self, key: &str, value: impl AsRef<str>) {
        self.0.push(format!("{key}: {}", value.as_ref()));
    }

    fn maybe(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.add(key, value);
        }
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if !values.is_empty() {
            self.add(key, one_or_list(values));
        }
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn written(&self) -> String {
        format!("{{{}}}", self.0.join(", "))
    }
}

/// A single value as it is, several as a list.
fn one_or_list(values: &[String]) -> String {
    match values {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}

impl File<'_> {
    fn meeting(&mut self, draft: &Draft) {
        self.key("id", draft.id.as_ref().map(|id| id.value.to_string()));
        let groups: Vec<String> =
            draft.groups.iter().map(|group| scalar(&group.value.to_string())).collect();
        self.key("group", (!groups.is_empty()).then(|| one_or_list(&groups)));
        self.key("title", draft.title.as_ref().map(|words| line(words, self.language)));
        if self.language != Language::En {
            self.key("language", Some(self.language.code().to_owned()));
        }
        self.key("start", draft.start.as_ref().map(|day| day.value.to_string()));
        self.key("end", draft.end.as_ref().map(|day| day.value.to_string()));
        self.key("timezone", draft.zone.as_ref().map(|zone| zone.value.name().to_owned()));
        self.key("place", draft.place.as_ref().map(|words| line(words, self.language)));
        self.key("url", draft.url.as_ref().map(|url| scalar(url.as_str())));
        let links = draft.links.iter().map(|link| {
            let mut record = Record::default();
            record.maybe("title", self.text(&link.title));
            record.add("url", scalar(link.url.as_str()));
            record.written()
        });
        self.list("links", links.collect());
        self.key("status", draft.status.as_ref().map(|status| status.value.key().to_owned()));
        self.key("letter", self.letter(&draft.letter));
        self.key("contact", contact(&draft.contact));
        self.key("chair", draft.chair.as_ref().map(|words| line(words, self.language)));
        self.key("remote", self.remote(&draft.remote));
        self.key("note", draft.note.as_ref().map(|words| line(words, self.language)));
        self.key("registration", draft.registration.as_ref().map(|said| self.appointment(said)));
        self.key("opening", draft.opening.as_ref().map(|said| self.appointment(said)));
        self.key("session_times", hours(&draft.session_times));
        self.key("slots", draft.slots.as_ref().map(|slots| slot_list(&slots.value)));
        let rooms = draft.rooms.iter().fold(Record::default(), |mut record, room| {
            record.add(&scalar(&room.group.to_string()), text(&room.room, self.language));
            record
        });
        self.key("rooms", (!rooms.is_empty()).then(|| rooms.written()));
        self.list(
            "deadlines",
            draft.deadlines.iter().map(|deadline| self.deadline(deadline)).collect(),
        );
        self.plan(&draft.time_plan);
        self.list("rgm", draft.rgm.iter().map(|rgm| self.rgm(rgm)).collect());
        self.agenda(draft);
        let recommendations = draft.recommendations.iter().map(|recommendation| {
            let mut record = Record::default();
            record.add("name", scalar(&recommendation.name));
            record.maybe("title", self.text(&recommendation.title));
            record.maybe(
                "question",
                recommendation.question.as_ref().map(|group| scalar(&group.to_string())),
            );
            record.maybe(
                "group",
                recommendation.group.as_ref().map(|group| scalar(&group.to_string())),
            );
            record.written()
        });
        self.list("recommendations", recommendations.collect());
    }

    /// A key with its value on one line, and the comments on it above.
    fn key(&mut self, key: &str, value: Option<String>) {
        let Some(value) = value else { return };
        self.comments_on(key, "");
        self.lines.push_str(&format!("{key}: {value}\n"));
    }

    /// A key with a list of flow values, each on a line of its own.
    fn list(&mut self, key: &str, items: Vec<String>) {
        if items.is_empty() {
            return;
        }
        self.lines.push_str(&format!("{key}:\n"));
        for (index, item) in items.iter().enumerate() {
            self.comments_on(&format!("{key}[{index}]"), "  ");
            self.lines.push_str(&format!("  - {item}\n"));
        }
    }

    /// The comments on a key, and on what lies in it.
    fn comments_on(&mut self, key: &str, indent: &str) {
        for (field, comment) in self.comments {
            let rest = field.strip_prefix(key);
            let is_own = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
            if is_own {
                let comment = comment.replace(['\n', '\r'], " ");
                self.lines.push_str(&format!("{indent}# {comment}\n"));
            }
        }
    }

    fn text(&self, value: &Option<Text>) -> Option<String> {
        value.as_ref().map(|value| text(value, self.language))
    }

    fn remote(&self, remote: &Option<Remote>) -> Option<String> {
        remote.as_ref().map(|remote| match remote {
            Remote::No => "false".to_owned(),
            Remote::Yes => "true".to_owned(),
            Remote::By(words) => text(words, self.language),
        })
    }

    fn letter(&self, letter: &Letter) -> Option<String> {
        let mut record = Record::default();
        record.maybe("number", letter.number.as_deref().map(scalar));
        record.maybe("date", letter.date.map(|date| date.to_string()));
        record.maybe("reference", letter.reference.as_deref().map(scalar));
        record.maybe("source", letter.source.as_deref().map(scalar));
        let modifies = letter.modifies.as_ref().map(|modifies| {
            let mut inner = Record::default();
            inner.add("type", modifies.kind.key());
            inner.maybe("number", modifies.number.map(|number| number.to_string()));
            inner.maybe("letter", modifies.letter.as_deref().map(scalar));
            inner.written()
        });
        record.maybe("modifies", modifies);
        (!record.is_empty()).then(|| record.written())
    }

    fn appointment(&self, said: &DraftAppointment) -> String {
        let mut record = Record::default();
        record.maybe("date", said.date.as_ref().map(|date| date.value.to_string()));
        record.maybe("time", said.time.as_ref().map(|time| time.value.to_string()));
        record.maybe("place", self.text(&said.location));
        record.written()
    }

    fn deadline(&self, deadline: &DraftDeadline) -> String {
        let mut record = Record::default();
        record.maybe("date", deadline.date.as_ref().map(|date| date.value.to_string()));
        record.maybe("time", deadline.time.map(|time| time.to_string()));
        let before = deadline
            .before
            .as_ref()
            .map(|before| format!("{{{}: {}}}", before.value.unit.key(), before.value.amount));
        record.maybe("before", before);
        let actions: Vec<String> =
            deadline.actions.iter().map(|action| action.value.key().to_owned()).collect();
        match actions.as_slice() {
            [one] => record.add("action", one),
            several => record.list("actions", several),
        }
        record.maybe("text", self.text(&deadline.text));
        record.maybe("url", deadline.url.as_ref().map(|url| scalar(url.as_str())));
        let groups: Vec<String> =
            deadline.groups.iter().map(|group| scalar(&group.to_string())).collect();
        record.list("groups", &groups);
        record.maybe("note", self.text(&deadline.note));
        record.written()
    }

    fn rgm(&self, rgm: &DraftRgm) -> String {
        let mut record = Record::default();
        let groups: Vec<String> =
            rgm.groups.iter().map(|group| scalar(&group.value.to_string())).collect();
        record.list("group", &groups);
        record.maybe("title", self.text(&rgm.title));
        let every = rgm.every.as_ref().map(|every| match every.value {
            Step::Day => "day".to_owned(),
            Step::Weeks(1) => "week".to_owned(),
            Step::Weeks(weeks) => format!("{weeks} weeks"),
        });
        record.maybe("every", every);
        let on: Vec<String> = rgm.on.iter().map(|day| weekday_key(day.value).to_owned()).collect();
        if !on.is_empty() {
            record.add("on", format!("[{}]", on.join(", ")));
        }
        record.maybe("time", rgm.time.as_ref().map(|time| time.value.to_string()));
        record.maybe("slots", rgm.slots.as_ref().map(|slots| slot_list(&slots.value)));
        record.maybe("start", rgm.start.as_ref().map(|day| day.value.to_string()));
        record.maybe("end", rgm.end.as_ref().map(|day| day.value.to_string()));
        let except: Vec<String> = rgm.except.iter().map(|days| days.value.to_string()).collect();
        record.list("except", &except);
        let also: Vec<String> = rgm.also.iter().map(series_day).collect();
        if !also.is_empty() {
            record.add("also", format!("[{}]", also.join(", ")));
        }
        record.maybe("place", self.text(&rgm.location));
        record.maybe("room", self.text(&rgm.room));
        record.maybe("remote", self.remote(&rgm.remote));
        record.maybe("url", rgm.url.as_ref().map(|url| scalar(url.as_str())));
        record.maybe("note", self.text(&rgm.note));
        record.written()
    }

    /// Points that count on from the one before are only their texts.
    fn agenda(&mut self, draft: &Draft) {
        let mut last = 0_u32;
        let mut items = Vec::new();
        for item in &draft.agenda {
            let whole = item.number.split('.').next().unwrap_or("").parse::<u32>();
            let next = last.saturating_add(1);
            if item.number == next.to_string() {
                items.push(line(&item.text, self.language));
                last = next;
            } else {
                let mut record = Record::default();
                record.add("number", format!("\"{}\"", item.number.replace('"', "")));
                record.add("text", text(&item.text, self.language));
                items.push(record.written());
                last = whole.unwrap_or(last);
            }
        }
        self.list("agenda", items);
    }
}

fn series_day(day: &Said<SeriesDay>) -> String {
    match day.value.hours {
        None => day.value.date.to_string(),
        Some(hours) => format!("{{date: {}, time: {hours}}}", day.value.date),
    }
}

fn contact(contact: &Contact) -> Option<String> {
    let mut record = Record::default();
    record.maybe("tel", contact.tel.as_deref().map(scalar));
    record.maybe("fax", contact.fax.as_deref().map(scalar));
    record.maybe("email", contact.email.as_deref().map(scalar));
    record.maybe("web", contact.web.as_ref().map(|web| scalar(web.as_str())));
    (!record.is_empty()).then(|| record.written())
}

fn hours(times: &[(Slot, Said<Hours>)]) -> Option<String> {
    let mut record = Record::default();
    for (slot, hours) in times {
        record.add(slot.key(), hours.value.to_string());
    }
    (!record.is_empty()).then(|| record.written())
}

fn slot_list(slots: &[Slot]) -> String {
    let keys: Vec<&str> = slots.iter().map(|slot| slot.key()).collect();
    format!("[{}]", keys.join(", "))
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
