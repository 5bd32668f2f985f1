//! What a letter says, as JSON.

use crate::finding::{Level, Place};
use crate::letter::LetterContents;
use crate::model::{
    AgendaItem, Contact, Hours, Language, Letter, Link, Modification, Recommendation, Remote,
    SlotRange, SlotTimes, Text, TimeOfDay,
};
use crate::source::{Draft, DraftAppointment, DraftDay, DraftDeadline, DraftRgm};
use serde_json::{Value, json};

/// The longest quotation, in characters.
const LONGEST_QUOTE: usize = 160;

/// What a letter says, as an object on one line. What it does not say is absent.
pub fn letter_json(letter: &LetterContents) -> String {
    let writer = LetterWriter { language: letter.language };
    let draft = &letter.draft;
    let groups: Vec<String> = draft.groups.iter().map(|group| group.value.to_string()).collect();
    let end = draft.end.as_ref().or(draft.start.as_ref());
    let keys = [
        ("language", Some(json!(letter.language.code()))),
        ("kind", Some(json!(letter.kind.key()))),
        ("invitation", Some(json!(letter.is_invitation))),
        ("letter", Some(named(&draft.letter))),
        ("modifies", draft.letter.modifies.as_ref().map(modifies)),
        ("status", draft.status.as_ref().map(|said| json!(said.value.key()))),
        ("groups", Some(json!(groups))),
        ("title", writer.text(&draft.title)),
        ("start", draft.start.as_ref().map(|day| json!(day.value.to_string()))),
        ("end", end.map(|day| json!(day.value.to_string()))),
        ("place", writer.text(&draft.place)),
        ("timezone", draft.zone.as_ref().map(|zone| json!(zone.value.name()))),
        ("opening", draft.opening.as_ref().map(|said| writer.appointment(said))),
        ("registration", draft.registration.as_ref().map(|said| writer.appointment(said))),
        ("deadlines", Some(each(&draft.deadlines, |deadline| writer.deadline(deadline, draft)))),
        ("contact", Some(contact(&draft.contact))),
        ("chair", writer.text(&draft.chair)),
        ("links", Some(each(&draft.links, |link| writer.link(link)))),
        ("agenda", Some(each(&draft.agenda, |item| writer.agenda_item(item)))),
        ("recommendations", Some(each(&draft.recommendations, |one| writer.recommendation(one)))),
        ("session_times", Some(session_times(draft))),
        ("sessions", Some(writer.sessions(draft))),
        ("rgm", Some(each(&draft.rgm, |rgm| writer.rgm(rgm)))),
        ("findings", Some(findings(letter))),
    ];
    record(keys.map(|(key, value)| (key, value.filter(|value| !is_empty(value))))).to_string()
}

/// Which letter it is.
fn named(letter: &Letter) -> Value {
    record([
        ("number", letter.number.as_ref().map(|number| json!(number))),
        ("date", letter.date.map(|date| json!(date.to_string()))),
        ("reference", letter.reference.as_ref().map(|reference| json!(reference))),
    ])
}

fn modifies(modifies: &Modification) -> Value {
    record([
        ("type", Some(json!(modifies.kind.key()))),
        ("number", modifies.number.map(|number| json!(number))),
        ("letter", modifies.letter.as_ref().map(|letter| json!(letter))),
    ])
}

fn contact(contact: &Contact) -> Value {
    record([
        ("tel", contact.tel.as_ref().map(|tel| json!(tel))),
        ("fax", contact.fax.as_ref().map(|fax| json!(fax))),
        ("email", contact.email.as_ref().map(|email| json!(email))),
        ("web", contact.web.as_ref().map(|web| json!(web.as_str()))),
    ])
}

fn session_times(draft: &Draft) -> Value {
    let times = draft.session_times.iter().map(|(slot, hours)| {
        let Hours { start, end } = hours.value;
        (slot.key().to_owned(), json!([start.to_string(), end.to_string()]))
    });
    Value::Object(times.collect())
}

fn findings(letter: &LetterContents) -> Value {
    each(letter.findings.sorted(), |finding| {
        let quote = finding.place.map(|place| quote(letter, place));
        record([
            ("level", Some(json!(if finding.level == Level::Fault { "fault" } else { "doubt" }))),
            ("message", Some(json!(finding.message))),
            ("line", finding.place.map(|place| json!(place.line))),
            ("quote", quote.filter(|quote| !quote.is_empty()).map(|quote| json!(quote))),
        ])
    })
}

/// The words of a letter at a place, on one line.
pub fn quote(letter: &LetterContents, place: Place) -> String {
    let words = letter.text.get(place.start..place.end).unwrap_or("");
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let clean: String = line.chars().filter(|c| !c.is_control()).take(LONGEST_QUOTE + 1).collect();
    match clean.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("{}…", clean.get(..end).unwrap_or("").trim_end()),
        None => clean,
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(values) => values.is_empty(),
        Value::Object(keys) => keys.is_empty(),
        _ => false,
    }
}

fn each<T>(items: impl IntoIterator<Item = T>, value: impl Fn(T) -> Value) -> Value {
    items.into_iter().map(value).collect()
}

fn record<const N: usize>(keys: [(&str, Option<Value>); N]) -> Value {
    let said = keys.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?)));
    Value::Object(said.collect())
}

struct LetterWriter {
    language: Language,
}

impl LetterWriter {
    fn words(&self, text: &Text) -> String {
        text.in_language(self.language).to_owned()
    }

    fn text(&self, text: &Option<Text>) -> Option<Value> {
        text.as_ref().map(|text| json!(self.words(text)))
    }

    fn appointment(&self, said: &DraftAppointment) -> Value {
        record([
            ("date", said.date.as_ref().map(|date| json!(date.value.to_string()))),
            ("time", said.time.as_ref().map(|time| json!(time.value.to_string()))),
            ("place", self.text(&said.location)),
        ])
    }

    fn link(&self, link: &Link) -> Value {
        record([("title", self.text(&link.title)), ("url", Some(json!(link.url.as_str())))])
    }

    fn agenda_item(&self, item: &AgendaItem) -> Value {
        json!({"number": item.number, "text": self.words(&item.text)})
    }

    fn recommendation(&self, said: &Recommendation) -> Value {
        record([
            ("name", Some(json!(said.name))),
            ("title", self.text(&said.title)),
            ("question", said.question.as_ref().map(|group| json!(group.to_string()))),
            ("group", said.group.as_ref().map(|group| json!(group.to_string()))),
        ])
    }

    /// A deadline that is only a distance has the date that it comes to.
    fn deadline(&self, deadline: &DraftDeadline, draft: &Draft) -> Value {
        let counted = || {
            let before = deadline.before.as_ref()?.value;
            before.date(draft.start.as_ref()?.value)
        };
        let date = deadline.date.as_ref().map(|date| date.value).or_else(counted);
        let actions: Vec<&str> = deadline.actions.iter().map(|action| action.value.key()).collect();
        record([
            ("date", date.map(|date| json!(date.to_string()))),
            ("time", deadline.time.map(|time| json!(time.to_string()))),
            ("timezone", deadline.zone.as_ref().map(|zone| json!(zone.value.name()))),
            ("actions", Some(json!(actions))),
            ("text", self.text(&deadline.text)),
        ])
    }

    /// The cells of the time plan, one object each, with the hours that they fill.
    fn sessions(&self, draft: &Draft) -> Value {
        let times = SlotTimes::STANDARD.with(&draft.session_times);
        let mut sessions = Vec::new();
        for entry in &draft.time_plan {
            for date in entry.days.value.each() {
                if !entry.days.value.is_single() && !crate::model::is_working_day(date) {
                    continue;
                }
                sessions.extend(self.day(&date.to_string(), &entry.day, times));
            }
        }
        Value::Array(sessions)
    }

    fn day(&self, date: &str, day: &DraftDay, times: SlotTimes) -> Vec<Value> {
        let times = times.with(&day.times);
        let mut sessions = Vec::new();
        for (slots, cells) in &day.cells {
            let hours = filled(slots.value, times);
            for cell in cells {
                let groups: Vec<String> = cell.groups.iter().map(ToString::to_string).collect();
                let remote = cell.remote.as_ref().map(|remote| json!(*remote != Remote::No));
                let time = |own: Option<TimeOfDay>, slot: Option<TimeOfDay>| {
                    own.or(slot).map(|time| json!(time.to_string()))
                };
                sessions.push(record([
                    ("date", Some(json!(date))),
                    ("slot", Some(json!(slots.value.key()))),
                    ("start", time(cell.start, hours.map(|hours| hours.start))),
                    ("end", time(cell.end, hours.map(|hours| hours.end))),
                    ("title", self.text(&cell.title)),
                    ("groups", (!groups.is_empty()).then(|| json!(groups))),
                    ("remote", remote),
                    ("tentative", cell.tentative.then_some(json!(true))),
                    ("room", self.text(&cell.room)),
                ]));
            }
        }
        sessions
    }

    fn rgm(&self, rgm: &DraftRgm) -> Value {
        let groups: Vec<String> = rgm.groups.iter().map(|group| group.value.to_string()).collect();
        record([
            ("start", rgm.start.as_ref().map(|day| json!(day.value.to_string()))),
            ("end", rgm.end.as_ref().map(|day| json!(day.value.to_string()))),
            ("title", self.text(&rgm.title)),
            ("groups", (!groups.is_empty()).then(|| json!(groups))),
            ("time", rgm.time.as_ref().map(|hours| json!(hours.value.to_string()))),
            ("timezone", rgm.zone.as_ref().map(|zone| json!(zone.value.name()))),
            ("place", self.text(&rgm.location)),
        ])
    }
}

/// From the beginning of the first slot to the end of the last one.
fn filled(slots: SlotRange, times: SlotTimes) -> Option<Hours> {
    Hours::new(times.of(slots.first()).hours.start, times.of(slots.last()).hours.end)
}
