//! The facts about a meeting as a whole, for pages: a page shows them part by part, while an event
//! has one description.

use super::texts;
use super::titles::one_line;
use super::{clock, days};
use crate::model::{
    CivilInstants, Contact, Days, Language, Meeting, Recommendation, Remote, Rgm, Status, Text,
    WebAddress, compact, instant,
};
use crate::words::Words;

/// A text and its language: a text that is missing in the wanted language is shown in another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextInLanguage {
    /// The text, with the line breaks of the source.
    pub text: String,
    /// Their language.
    pub language: Language,
}

/// A meeting as a whole, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its full title.
    pub title: Option<TextInLanguage>,
    /// Its days; for a season, the days of its rapporteur group meetings.
    pub days: Option<Days>,
    /// Its status.
    pub status: Status,
    /// Where it meets.
    pub place: Option<TextInLanguage>,
    /// When it opens: the date and time in words.
    pub opening: Option<String>,
    /// Who chairs it.
    pub chair: Option<TextInLanguage>,
    /// How to take part remotely.
    pub remote: Option<Remotely>,
    /// Free text.
    pub note: Option<TextInLanguage>,
    /// The letter of invitation by number, reference and date.
    pub letter: Option<String>,
    /// The secretariat.
    pub contact: Contact,
    /// Further pages and documents.
    pub links: Vec<LinkText>,
    /// The agenda.
    pub agenda: Vec<AgendaText>,
    /// Draft Recommendations.
    pub candidates: Vec<RecommendationText>,
    /// Rapporteur group meetings with details of their own.
    pub weeks: Vec<RgmText>,
}

/// Remote participation, in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remotely {
    /// There is none.
    No,
    /// There is.
    Yes,
    /// There is, described by this text or at this address.
    By(TextInLanguage),
}

/// A further page or document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkText {
    /// Its title.
    pub title: Option<TextInLanguage>,
    /// Its address.
    pub url: WebAddress,
}

/// A point of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaText {
    /// Its number: `5.1`.
    pub number: String,
    /// What it says.
    pub text: TextInLanguage,
}

/// A draft Recommendation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecommendationText {
    /// Its name: `Q.CPN`.
    pub name: String,
    /// Its title.
    pub title: Option<TextInLanguage>,
    /// Its Question and its working party: "Q4/11, WP1/11".
    pub groups: String,
}

/// The details of rapporteur group meetings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RgmText {
    /// Who meets, and when: "SG11 RGMs, 28 November – 7 December 2022".
    pub name: String,
    /// Title, room and place.
    pub lines: Vec<TextInLanguage>,
    /// How to take part remotely.
    pub remote: Option<Remotely>,
    /// Free text.
    pub note: Option<TextInLanguage>,
    /// Their page.
    pub url: Option<WebAddress>,
}

impl TextInLanguage {
    /// The text on one line.
    pub(super) fn line(text: &Text, language: Language) -> Self {
        let (language, words) = text.found_in(language);
        Self { text: one_line(words), language }
    }

    /// The text with its line breaks.
    pub(super) fn free(text: &Text, language: Language) -> Self {
        let text_language = text.found_in(language).0;
        let words = texts::free(Some(text), language).unwrap_or_default();
        Self { text: words, language: text_language }
    }
}

impl Remotely {
    /// Remote participation in the wanted language, or else in another one.
    pub(super) fn of(remote: &Remote, language: Language) -> Self {
        match remote {
            Remote::No => Self::No,
            Remote::Yes => Self::Yes,
            Remote::By(how) => Self::By(TextInLanguage::free(how, language)),
        }
    }
}

/// The text on one line, if it is not in the wanted language.
pub(super) fn borrowed(text: Option<&Text>, language: Language) -> Option<TextInLanguage> {
    let text = text.filter(|text| text.found_in(language).0 != language)?;
    Some(TextInLanguage::line(text, language))
}

/// The facts about a meeting in each of the given languages.
pub(super) fn of(meeting: &Meeting, languages: &[Language]) -> Vec<About> {
    languages.iter().map(|language| in_language(meeting, *language)).collect()
}

fn in_language(meeting: &Meeting, language: Language) -> About {
    let words = Words::of(language);
    let line = |text: &Option<Text>| text.as_ref().map(|text| TextInLanguage::line(text, language));
    let links = meeting.links.iter();
    let agenda = meeting.agenda.iter().map(|item| AgendaText {
        number: item.number.clone(),
        text: TextInLanguage::line(&item.text, language),
    });
    let candidate = |recommendation: &Recommendation| RecommendationText {
        name: recommendation.name.clone(),
        title: line(&recommendation.title),
        groups: texts::recommendation_groups(recommendation, words),
    };
    About {
        title: line(&meeting.title),
        days: days(meeting),
        status: meeting.status,
        place: line(&meeting.place),
        opening: opening(meeting, words),
        chair: line(&meeting.chair),
        remote: meeting.remote.as_ref().map(|remote| Remotely::of(remote, language)),
        note: meeting.note.as_ref().map(|note| TextInLanguage::free(note, language)),
        letter: texts::letter(&meeting.letter, words),
        contact: meeting.contact.clone(),
        links: links
            .map(|link| LinkText { title: line(&link.title), url: link.url.clone() })
            .collect(),
        agenda: agenda.collect(),
        candidates: meeting.recommendations.iter().map(candidate).collect(),
        weeks: meeting.rgm.iter().filter_map(|rgm| weeks(rgm, words, language)).collect(),
    }
}

/// When a meeting opens, in words.
pub(super) fn opening(meeting: &Meeting, words: &Words) -> Option<String> {
    let opening = meeting.opening?;
    let CivilInstants::One(at) = instant(meeting.zone, opening.date, opening.time) else {
        return None;
    };
    let time = clock::time_in_words(words, meeting.zone, opening.date, opening.time, at);
    Some(format!("{}{}{time}", words.date(opening.date), words.comma))
}

fn weeks(rgm: &Rgm, words: &Words, language: Language) -> Option<RgmText> {
    let line = |text: &Option<Text>| text.as_ref().map(|text| TextInLanguage::line(text, language));
    let lines: Vec<TextInLanguage> =
        [line(&rgm.title), line(&rgm.room), line(&rgm.place)].into_iter().flatten().collect();
    let remote = rgm.remote.as_ref().map(|remote| Remotely::of(remote, language));
    let note = rgm.note.as_ref().map(|note| TextInLanguage::free(note, language));
    let says_something =
        !lines.is_empty() || remote.is_some() || note.is_some() || rgm.url.is_some();
    let name = format!(
        "{}{}{}",
        (words.rgms)(&compact(&rgm.groups), None),
        words.comma,
        words.days(rgm.days())
    );
    says_something.then(|| RgmText { name, lines, remote, note, url: rgm.url.clone() })
}
