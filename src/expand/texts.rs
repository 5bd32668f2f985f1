//! Descriptions: the facts of an event, in plain lines.
//!
//! The text of a session has only facts about that session; facts about the whole meeting are in
//! its banner. Otherwise one new telephone number would change forty sessions.

use super::titles::one_line;
use crate::model::{Contact, Language, Letter, Meeting, Recommendation, Remote, Text, WebAddress};
use crate::words::Words;

/// The description of an event while it is written: lines, and groups of lines separated by an
/// empty one.
#[derive(Default)]
pub(super) struct DescriptionText {
    text: String,
    paragraph: bool,
}

impl DescriptionText {
    pub(super) fn add(&mut self, line: impl AsRef<str>) -> &mut Self {
        let line = line.as_ref().trim();
        if !line.is_empty() {
            if !self.text.is_empty() {
                self.text.push_str(if self.paragraph { "\n\n" } else { "\n" });
            }
            self.paragraph = false;
            self.text.push_str(line);
        }
        self
    }

    /// Adds a line if there is a value.
    pub(super) fn add_some(&mut self, line: Option<impl AsRef<str>>) -> &mut Self {
        match line {
            Some(line) => self.add(line),
            None => self,
        }
    }

    /// Starts a new group of lines.
    pub(super) fn paragraph(&mut self) -> &mut Self {
        self.paragraph = true;
        self
    }

    /// The finished text.
    pub(super) fn finish(&mut self) -> String {
        std::mem::take(&mut self.text)
    }
}

/// A text on one line.
pub(super) fn line(text: Option<&Text>, language: Language) -> Option<String> {
    text.map(|text| one_line(text.in_language(language)))
}

/// The full title of the meeting.
pub(super) fn full_title(meeting: &Meeting, language: Language) -> Option<String> {
    line(meeting.title.as_ref(), language)
}

/// A free text, line by line as it was written.
pub(super) fn free(text: Option<&Text>, language: Language) -> Option<String> {
    let lines = text?.in_language(language).lines().map(str::trim_end);
    Some(lines.collect::<Vec<_>>().join("\n"))
}

/// Remote participation in a line.
pub(super) fn remote(remote: Option<&Remote>, words: &Words, language: Language) -> Option<String> {
    remote.map(|remote| match remote {
        Remote::No => words.no_remote.to_owned(),
        Remote::Yes => words.remote.to_owned(),
        Remote::By(how) => {
            let how = free(Some(how), language).unwrap_or_default();
            words.labelled(words.remote, &how)
        }
    })
}

/// A room and a place on one line.
pub(super) fn location(
    room: Option<&Text>,
    place: Option<&Text>,
    words: &Words,
    language: Language,
) -> Option<String> {
    let parts = [room, place].into_iter().filter_map(|text| line(text, language));
    let line = parts.collect::<Vec<_>>().join(words.comma);
    (!line.is_empty()).then_some(line)
}

/// The letter, the contact and the page, for the banner, the registration and the deadlines.
pub(super) fn letter_and_contact(
    lines: &mut DescriptionText,
    meeting: &Meeting,
    words: &Words,
    url: Option<&WebAddress>,
) {
    lines.paragraph();
    lines.add_some(letter(&meeting.letter, words));
    contact(lines, &meeting.contact, words);
    let web = meeting.contact.web.as_ref();
    lines.add_some(url.filter(|url| Some(*url) != web).map(WebAddress::as_str));
}

/// "TSB Collective letter 1/12 (SG12/MA), 1 November 2024".
pub(super) fn letter(letter: &Letter, words: &Words) -> Option<String> {
    let mut line = match &letter.number {
        // A collective letter is numbered within its group, a circular is not.
        Some(number) if number.contains('/') => (words.collective_letter)(number),
        Some(number) => (words.circular)(number),
        None if letter.date.is_some() || letter.reference.is_some() => words.letter.to_owned(),
        None => return None,
    };
    for part in
        [letter.reference.clone(), letter.date.map(|date| words.date(date))].into_iter().flatten()
    {
        line.push_str(words.comma);
        line.push_str(&part);
    }
    Some(line)
}

fn contact(lines: &mut DescriptionText, contact: &Contact, words: &Words) {
    let web = contact.web.as_ref().map(|web| web.as_str().to_owned());
    let numbers = [
        (words.tel, &contact.tel),
        (words.fax, &contact.fax),
        (words.email, &contact.email),
        (words.web, &web),
    ];
    for (label, number) in numbers {
        lines.add_some(number.as_ref().map(|number| words.labelled(label, number)));
    }
}

/// The agenda, one line for each item.
pub(super) fn agenda(
    lines: &mut DescriptionText,
    meeting: &Meeting,
    words: &Words,
    language: Language,
) {
    if meeting.agenda.is_empty() {
        return;
    }
    lines.paragraph().add(words.labelled(words.agenda, ""));
    for item in &meeting.agenda {
        lines.add(format!("{} {}", item.number, one_line(item.text.in_language(language))));
    }
}

/// The Question and the working party of a Recommendation: "Q4/11, WP1/11".
pub(super) fn recommendation_groups(recommendation: &Recommendation, words: &Words) -> String {
    let groups = [&recommendation.question, &recommendation.group].into_iter().flatten();
    groups.map(ToString::to_string).collect::<Vec<_>>().join(words.comma)
}

/// Candidate Recommendations, one line for each: "Q.CPN: title (Q4/11, WP1/11)".
pub(super) fn recommendations(
    lines: &mut DescriptionText,
    meeting: &Meeting,
    words: &Words,
    language: Language,
) {
    if meeting.recommendations.is_empty() {
        return;
    }
    lines.paragraph().add(words.labelled(words.recommendations, ""));
    for recommendation in &meeting.recommendations {
        let name = &recommendation.name;
        let title = line(recommendation.title.as_ref(), language);
        let named = title.map_or_else(|| name.clone(), |title| words.labelled(name, &title));
        lines.add(match recommendation_groups(recommendation, words) {
            none if none.is_empty() => named,
            groups => format!("{named} ({groups})"),
        });
    }
}
