//! What the page of a meeting says of it as a whole, part by part.

use super::shown::ShownMeeting;
use super::text::{PageText, Prose, RemoteText};
use crate::expand::{
    About, AgendaText, LinkText, RecommendationText, Remotely, RgmText, TextInLanguage,
};
use crate::model::Language;
use crate::revise::Edition;
use crate::words::{PageWords, Words};

/// The parts; empty for a meeting that is known by its feeds alone.
#[derive(Debug, Default)]
pub(super) struct AboutView {
    pub(super) facts: Vec<FactRow>,
    pub(super) links: Vec<Prose>,
    pub(super) ranges: Vec<RgmItem>,
    pub(super) agenda: Vec<AgendaLine>,
    pub(super) candidates: Vec<RecommendationItem>,
}

impl AboutView {
    pub(super) fn of(meeting: &ShownMeeting<'_>) -> Self {
        let Some(about) = meeting.about else { return Self::default() };
        let page = meeting.language;
        Self {
            facts: facts(about, meeting.edition, page),
            links: links(about, page),
            ranges: ranges(about, page),
            agenda: agenda(about, page),
            candidates: candidates(about, page),
        }
    }
}

#[derive(Debug)]
pub(super) struct FactRow {
    pub(super) label: &'static str,
    pub(super) value: Prose,
}

#[derive(Debug)]
pub(super) struct RgmItem {
    pub(super) name: String,
    pub(super) lines: Vec<Prose>,
    pub(super) remote: Option<RemoteText>,
    pub(super) note: Option<Prose>,
    pub(super) url: Option<Prose>,
}

#[derive(Debug)]
pub(super) struct AgendaLine {
    pub(super) level: usize,
    pub(super) number: PageText,
    pub(super) text: PageText,
}

#[derive(Debug)]
pub(super) struct RecommendationItem {
    pub(super) name: PageText,
    pub(super) title: Option<PageText>,
    pub(super) groups: String,
}

fn facts(about: &About, edition: &Edition, page: Language) -> Vec<FactRow> {
    let (words, said) = (Words::of(page), PageWords::of(page));
    let mut facts = Vec::new();
    let mut add = |label, value: Option<Prose>| {
        facts.extend(value.map(|value| FactRow { label, value }));
    };
    let contact = &about.contact;
    let own = |text: &Option<String>| text.as_ref().map(|text| Prose::own(text));
    let link = |scheme: &str, text: &Option<String>| {
        text.as_ref().map(|text| Prose::own_link(text, &format!("{scheme}{text}")))
    };
    let phrase =
        |phrase: &Option<TextInLanguage>| phrase.as_ref().map(|phrase| Prose::on(page, phrase));
    add(said.days, about.days.map(|days| Prose::own(&words.days(days))));
    add(said.place, phrase(&about.place));
    add(words.opening, own(&about.opening));
    add(words.chair, phrase(&about.chair));
    add(
        words.remote,
        about.remote.as_ref().map(|remote| match remote {
            Remotely::No => Prose::own(said.unavailable),
            Remotely::Yes => Prose::own(said.available),
            Remotely::By(how) => Prose::on(page, how),
        }),
    );
    add(said.note, phrase(&about.note));
    add(said.letter, own(&about.letter));
    add(words.tel, link("tel:", &contact.tel));
    add(words.fax, own(&contact.fax));
    add(words.email, link("mailto:", &contact.email));
    let web = [contact.web.as_ref(), edition.url.as_ref()].into_iter().flatten();
    let mut web: Vec<&str> = web.map(|url| url.as_str()).collect();
    web.dedup();
    for url in web {
        add(words.web, Some(Prose::own_link(url, url)));
    }
    facts
}

fn links(about: &About, page: Language) -> Vec<Prose> {
    let link = |LinkText { title, url }: &LinkText| match title {
        Some(title) => Prose::link(page, title, url.as_str()),
        None => Prose::own_link(url.as_str(), url.as_str()),
    };
    about.links.iter().map(link).collect()
}

fn ranges(about: &About, page: Language) -> Vec<RgmItem> {
    let range = |weeks: &RgmText| RgmItem {
        name: weeks.name.clone(),
        lines: weeks.lines.iter().map(|line| Prose::on(page, line)).collect(),
        remote: weeks.remote.as_ref().map(|remote| RemoteText::on(page, remote)),
        note: weeks.note.as_ref().map(|note| Prose::on(page, note)),
        url: weeks.url.as_ref().map(|url| Prose::own_link(url.as_str(), url.as_str())),
    };
    about.weeks.iter().map(range).collect()
}

fn agenda(about: &About, page: Language) -> Vec<AgendaLine> {
    let item = |AgendaText { number, text }: &AgendaText| AgendaLine {
        level: number.matches('.').count().min(4),
        number: PageText::own(number),
        text: PageText::on(page, text),
    };
    about.agenda.iter().map(item).collect()
}

fn candidates(about: &About, page: Language) -> Vec<RecommendationItem> {
    let candidate = |candidate: &RecommendationText| RecommendationItem {
        name: PageText::own(&candidate.name),
        title: candidate.title.as_ref().map(|title| PageText::on(page, title)),
        groups: candidate.groups.clone(),
    };
    about.candidates.iter().map(candidate).collect()
}
