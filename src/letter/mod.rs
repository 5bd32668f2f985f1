//! Letters: the collective letter becomes a [`Draft`], each value with the words it came from.
//!
//! ```text
//! docx, pdf, html, text ─▶ Document ─▶ Normal ─▶ fields, time plan ─▶ Letter { Draft, Findings }
//! ```
//! A wrong value is worse than a missing one: what is uncertain becomes a finding, never a guess.

mod fact;
mod leftover;
mod lex;
mod plan;
mod read;
#[cfg(test)]
mod seventh;
mod shape;
pub(crate) mod sheets;
mod told;
mod versions;
mod words;

pub use read::LetterFormat;
pub use read::document::UnreadableDocument;
pub use told::is_grave;
pub use versions::{Merged, merge};

use crate::finding::{Findings, PageStarts, Place};
use crate::model::{Group, Language, MeetingId};
use crate::source::Draft;
use lex::normal::Normal;
use read::document::{self, Document};
use shape::found::LetterText;

/// What a letter says.
#[derive(Clone, Debug)]
pub struct LetterContents {
    /// The language that it is written in.
    pub language: Language,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// Whether it announces a meeting at all.
    pub is_invitation: bool,
    /// Whether a sentence of it invites, or says that a meeting takes place.
    pub invites: bool,
    /// The first range of days that it names, be they those of a meeting or not.
    pub names_days: Option<Place>,
    /// What it says of the meeting.
    pub draft: Draft,
    /// Where each value stands.
    pub evidence: Vec<Evidence>,
    /// Which dates and hours are none of the meeting's, and why.
    pub passed: Vec<Passed>,
    /// What is doubtful or missing.
    pub findings: Findings,
    /// The text of the document, in which all places count.
    pub text: String,
    /// Where each page or cell of it begins, in a format that has some.
    pub pages: PageStarts,
}

impl LetterContents {
    /// Where a place is, for a person: its page or cell, or its line.
    pub fn position(&self, place: Place) -> String {
        self.pages.name(place).unwrap_or_else(|| format!("line {}", place.line))
    }
}

/// A value with the words that it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The key of the value in a meeting file: `start`, `letter.number`, `deadlines[2]`,
    /// `time_plan.2025-01-14.am`.
    pub field: String,
    /// The value as it is shown: `2025-01-14`.
    pub value: String,
    /// Where the words stand.
    pub place: Place,
}

/// Words that could be a value, and why they are none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passed {
    /// Where they stand.
    pub place: Place,
    /// Why.
    pub reason: Reason,
}

/// Why a date or an hour is none of the meeting's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The date of the letter, said again.
    LetterDate,
    /// Another date of the head: a stamp of print, a date of receipt.
    Head,
    /// What the letter says elsewhere too.
    Repeated,
    /// Days or a place that no longer hold.
    Former,
    /// Before the date of the letter.
    Past,
    /// After the meeting.
    Later,
    /// That of a workshop, a reception or another meeting.
    OtherEvent,
    /// Advice, or the time that something takes.
    Advice,
    /// The date of a document.
    Document,
    /// An hour of the time plan or of a break.
    Plan,
    /// A day of the meeting without sessions.
    NoSession,
}

impl Reason {
    /// It in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::LetterDate => "the date of the letter",
            Self::Head => "another date in the head of the letter",
            Self::Repeated => "said elsewhere in the letter too",
            Self::Former => "no longer holds",
            Self::Past => "before the date of the letter",
            Self::Later => "after the meeting",
            Self::OtherEvent => "of another event",
            Self::Advice => "advice",
            Self::Document => "the date of a document",
            Self::Plan => "an hour of the time plan",
            Self::NoSession => "a day without sessions",
        }
    }
}

/// The kinds of documents that letters come among.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentKind {
    /// A collective letter.
    CollectiveLetter,
    /// A revision, addendum or corrigendum of one.
    CollectiveLetterRevision,
    /// A circular.
    Circular,
    /// A letter of invitation of another kind.
    InvitationLetter,
    /// A notice of a rapporteur group meeting.
    RgmNotice,
    /// A web page.
    WebPage,
    /// A timetable.
    Timetable,
    /// An agenda.
    Agenda,
    /// Anything else.
    Other,
}

impl DocumentKind {
    /// Its key in JSON.
    pub fn key(self) -> &'static str {
        match self {
            Self::CollectiveLetter => "collective-letter",
            Self::CollectiveLetterRevision => "collective-letter-revision",
            Self::Circular => "circular",
            Self::InvitationLetter => "invitation-letter",
            Self::RgmNotice => "rgm-notice",
            Self::WebPage => "web-page",
            Self::Timetable => "timetable",
            Self::Agenda => "agenda",
            Self::Other => "other",
        }
    }
}

/// The id of the meeting that a letter announces: `sg12-2025-01`. Of several parts of a study group
/// it is the study group's; a table of events has that of its meeting. Where only rapporteur group meetings are announced, the month is that of
/// the first of them. Without groups or days there is none.
pub fn id(draft: &Draft) -> Option<MeetingId> {
    if let Some(id) = &draft.id {
        return Some(id.value.clone());
    }
    let groups: Vec<&Group> = draft.groups.iter().map(|group| &group.value).collect();
    let first = *groups.first()?;
    let whole = first
        .parent()
        .filter(|whole| groups.len() > 1 && groups.iter().all(|group| whole.covers(group)));
    let rgm = draft.rgm.iter().filter_map(|rgm| Some(rgm.start.as_ref()?.value)).min();
    let start = draft.start.as_ref().map(|start| start.value).or(rgm)?;
    let name = whole.as_ref().unwrap_or(first).slug();
    let name: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).take(60).collect();
    format!("{name}-{}", start.format("%Y-%m")).parse().ok()
}

/// The letter that a document is, or what its sheets are without one.
fn assembled(document: Document) -> LetterContents {
    let of_sheets = if document.is_workbook() { fact::workbook::letter(&document) } else { None };
    of_sheets.unwrap_or_else(|| fact::assemble::letter(document))
}

/// The dates, hours and groups in any text, without the letter around them: where each stands, and
/// its value. Only `fuzz/` needs this.
#[doc(hidden)]
pub fn mentions(text: &str) -> Vec<(Place, String)> {
    let paragraph = document::Paragraph { span: 0..text.len(), ..Default::default() };
    let blocks = vec![document::Block::Paragraph(paragraph)];
    let normal = Normal::of(Document { text: text.to_owned(), blocks, ..Document::default() });
    let found = LetterText::new(&normal);
    let dates = found.dates.iter().filter_map(|date| Some((date.span.clone(), date.days()?)));
    let dates = dates.map(|(span, days)| (span, format!("{}/{}", days.first, days.last)));
    let times = found.times.iter().map(|time| (time.start..time.end, time.time.to_string()));
    let groups = found.groups.iter().flat_map(|mention| {
        mention.groups.iter().map(|group| (mention.span.clone(), group.to_string()))
    });
    let all = dates.chain(times).chain(groups);
    all.map(|(span, value)| (normal.place(&span), value)).collect()
}

/// What a document says, with what of it was not read.
fn contents(mut document: Document) -> LetterContents {
    let skipped = std::mem::take(&mut document.skipped);
    let columns = leftover::columns(&document);
    let mut letter = assembled(document);
    leftover::report(columns, &mut letter);
    for UnreadableDocument { message, help } in skipped {
        letter.findings.doubt("hidden-unread", None, message).help(help);
    }
    letter
}

/// A document that was read as a letter, or a mail by its own words.
fn own(mut document: Document) -> LetterContents {
    let whole = document.whole.take();
    let mut letter = contents(document);
    // Who only sends a letter on announces nothing above it.
    match whole {
        Some(_) if letter.is_invitation => {
            letter
                .findings
                .doubt("mail-quoted", None, "the earlier mail that is quoted below was not read")
                .help("if it says more about the meeting, import that mail separately");
        }
        Some(whole) => letter = assembled(*whole),
        None => {}
    }
    letter
}

/// The letter among the words of a mail and the texts and tables that are attached to it, with its name:
/// a text that announces a meeting, else the words, else a table. The names of the others are added to
/// those that were not read.
fn chosen(mut document: Document, unread: &mut Vec<String>) -> (Option<String>, LetterContents) {
    let attached = std::mem::take(&mut document.attached);
    let attached = attached.into_iter().map(|(name, it)| (it.is_workbook(), Some(name), it));
    let (tables, texts): (Vec<_>, Vec<_>) = attached.partition(|(is_table, ..)| *is_table);
    let named = |(_, name, it)| (name, contents(it));
    let words = std::iter::once((None, own(document)));
    let mut all: Vec<(Option<String>, LetterContents)> =
        texts.into_iter().map(named).chain(words).chain(tables.into_iter().map(named)).collect();
    let announces = all.iter().position(|(_, letter)| letter.is_invitation);
    let words = all.iter().position(|(name, _)| name.is_none());
    let letter = all.remove(announces.or(words).unwrap_or(0));
    unread.extend(all.into_iter().filter_map(|(name, _)| name));
    letter
}

/// Reads a letter.
pub fn read(bytes: &[u8], format: LetterFormat) -> Result<LetterContents, UnreadableDocument> {
    let mut document = read::document(bytes, format)?;
    let mut unread = std::mem::take(&mut document.unread);
    let cover = document.cover.take();
    let is_attached = document.attached.is_empty();
    let (name, mut letter) = chosen(document, &mut unread);
    let cover = cover.filter(|_| is_attached || name.is_some());
    if let Some(words) = cover.and_then(|cover| fact::cover::said(*cover)) {
        let message =
            format!("the mail to which the letter is attached says `{words}`, which was not read");
        let finding = letter.findings.doubt("mail-unread", None, message);
        finding.help("check whether it changes the letter");
    }
    for name in unread {
        let message = format!("`{name}` is attached to this mail too, and was not read");
        let finding = letter.findings.doubt("attachment-unread", None, message);
        finding.help("if it is about the meeting, save it and import it separately");
    }
    Ok(letter)
}

#[cfg(test)]
mod tests {
    use crate::finding::Level;
    use crate::letter::{LetterFormat, read};

    /// What is read of a mail with its own words and one attachment: whether it announces, its groups, and
    /// the checks of its findings.
    fn of_mail(words: &str, name: &str, attached: &str) -> String {
        let mail = format!(
            "From: a@example.org\nSubject: letter\nDate: Tue, 3 Nov 2026 09:12:00 +0100\n\
             MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n\
             --x\nContent-Type: text/plain\n\n{words}\n\
             --x\nContent-Type: text/plain; name=\"{name}\"\n\
             Content-Disposition: attachment; filename=\"{name}\"\n\n{attached}\n--x--\n"
        );
        let letter = read(mail.as_bytes(), LetterFormat::Mail).unwrap();
        let groups = letter.draft.groups.iter().map(|group| group.value.to_string());
        let checks =
            letter.findings.sorted().into_iter().filter_map(|finding| match finding.level {
                Level::Doubt(check) if check.contains("unread") => Some(check.to_owned()),
                _ => None,
            });
        groups.chain(checks).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn of_a_mail_and_what_is_attached_to_it_the_letter_is_read() {
        let letter = |group: &str| {
            format!(
                "Subject: Meeting of {group}; Geneva, 18-22 January 2027\n\nDear all,\n\n\
                 {group} will meet at ITU headquarters, Geneva, from 18 to 22 January 2027."
            )
        };
        let table = "Question,Start,End\nQ1/9,2027-01-25,2027-01-27\n";
        for (words, name, attached, expected) in [
            ("See attached.", "letter.txt", letter("SG9"), "SG9"),
            ("The meeting is postponed.", "letter.txt", letter("SG9"), "SG9 mail-unread"),
            (
                letter("SG9").as_str(),
                "hotels.txt",
                "Hotel Royal".to_owned(),
                "SG9 attachment-unread",
            ),
            (letter("SG9").as_str(), "rgm.csv", table.to_owned(), "SG9 attachment-unread"),
            ("See attached.", "rgm.csv", table.to_owned(), "SG9"),
        ] {
            assert_eq!(of_mail(words, name, &attached), expected, "{words} {name}");
        }
    }
}
