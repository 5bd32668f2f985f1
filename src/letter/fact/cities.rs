//! Cities in the sentences that say where a meeting is, and how their names are read.

use crate::finding::Said;
use crate::letter::fact::arbiter::Candidate;
use crate::letter::fact::opens::{Opener, named};
use crate::letter::fact::rules::{self, Inviting};
use crate::letter::fact::subject::{geneva, is_place};
use crate::letter::lex::{DateMention, Normal, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::prose::is_ideograph;
use crate::letter::shape::{LetterText, trim, within};
use crate::letter::words::Sense;
use crate::model::{Days, Group};
use crate::zone::Zone;
use crate::zone::place::zone;
use chrono::NaiveDate;

/// What the places weigh in which a place stands.
pub(super) mod weight {
    /// The subject, the label of a notice.
    pub(in crate::letter::fact) const SAID: u32 = 4;
    /// A sentence that invites, with a city whose zone is known.
    pub(in crate::letter::fact) const SENTENCE: u32 = 3;
    /// The same with one that is not known.
    pub(in crate::letter::fact) const UNKNOWN: u32 = 1;
}

/// A city as the letter writes it, with its zone if that is known.
#[derive(Clone, Debug)]
pub(super) struct City {
    pub(super) words: String,
    pub(super) zone: Option<Zone>,
}

impl City {
    pub(super) fn of(found: &LetterText<'_>, span: &Span) -> Self {
        let words = found.normal.words(span);
        Self { zone: zone(&words), words }
    }

    /// The city of a stretch, with the weight of where it stands.
    pub(super) fn candidate(found: &LetterText<'_>, span: Span, weight: u32) -> Candidate<Self> {
        Candidate { value: Self::of(found, &span), span, weight }
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.zone.is_some() && self.zone == other.zone
            || self.words.contains(&other.words)
            || other.words.contains(&self.words)
    }

    /// Whether its name is another one, also in the same zone: Geneva and Lausanne, but not "Женева" and
    /// "Женеве".
    pub(super) fn differs(&self, other: &Self) -> bool {
        let pairs = self.words.chars().zip(other.words.chars());
        pairs.take_while(|(one, other)| one == other).count() < STEM
            && !self.words.contains(&other.words)
            && !other.words.contains(&self.words)
    }
}

/// How many letters of a name stay as they are in whatever case.
const STEM: usize = 3;

/// The cities in the sentences that invite.
pub(super) struct Cities {
    /// Those that hold: the first one, and others in sentences about the meeting.
    pub(super) own: Vec<Candidate<City>>,
    /// Those that no longer do.
    pub(super) formers: Vec<Candidate<City>>,
}

pub(super) fn of_sentences(
    found: &LetterText<'_>,
    inviting: &[Inviting],
    start: Option<NaiveDate>,
    groups: &[Said<Group>],
) -> Cities {
    let mut all = Cities { own: Vec::new(), formers: Vec::new() };
    for one in inviting {
        let mut cities = cities(found, one);
        // "at ITU headquarters, Geneva"
        if cities.is_empty()
            && found.has(&one.sentence, Sense::Headquarters)
            && let Some(span) = geneva(found, &one.sentence)
        {
            cities.push(City::candidate(found, span, weight::SENTENCE));
        }
        let spans: Vec<Span> = cities.iter().map(|city| city.span.clone()).collect();
        let (formers, mut hold): (Vec<_>, Vec<_>) = cities.into_iter().partition(|city| {
            rules::is_former(found, &city.span, &spans, &one.sentence)
                || is_denied(found, &city.span)
        });
        hold.retain(|city| !is_past(found, one, &city.span));
        let own = hold.into_iter().next().filter(|_| !is_of_other(found, one, start));
        if let Some(city) = own {
            let is_new = all.own.iter().all(|own| own.value.differs(&city.value));
            // "The venue has been changed from Geneva to Tokyo"
            let is_instead = || !formers.is_empty() || says_where(found, one, start, groups);
            if all.own.is_empty() || is_new && city.value.zone.is_some() && is_instead() {
                all.own.push(city);
            }
        }
        all.formers.extend(formers);
    }
    all
}

/// Whether a sentence is about other days: "… which Study Group 16 set up at its meeting of 22-31 January
/// in Ljubljana".
fn is_of_other(found: &LetterText<'_>, one: &Inviting, start: Option<NaiveDate>) -> bool {
    let days = found.dates_in(&one.sentence);
    let days = days.filter(|date| !rules::is_of_document(found, date, &one.sentence));
    let mut days = days.filter_map(DateMention::days).peekable();
    start.is_some_and(|start| days.peek().is_some() && !days.any(|days| days.contains(start)))
}

/// Whether a city of a sentence is that of an earlier meeting.
fn is_past(found: &LetterText<'_>, one: &Inviting, city: &Span) -> bool {
    found.all(&one.sentence, Sense::PastMeeting).iter().any(|past| {
        let between = past.end..city.start;
        past.start < city.start
            && !within(&one.anchor, &between)
            && !found.has(&between, Sense::TakesPlace)
    })
}

/// Whether a sentence says where the meeting is, but not "The next meeting will be held in Tokyo in
/// September 2027".
fn says_where(
    found: &LetterText<'_>,
    one: &Inviting,
    start: Option<NaiveDate>,
    groups: &[Said<Group>],
) -> bool {
    let before = one.sentence.start..one.anchor.start;
    let days = start.map(Days::one);
    named(found, &one.anchor, &one.sentence, groups) == Some(Opener::Meeting)
        && !found.has(&before, Sense::Follow)
        && !days.is_some_and(|days| rules::names_other_month(found, &one.sentence, days))
}

/// Whether "not" stands before a city and its preposition: "and not in Tokyo".
fn is_denied(found: &LetterText<'_>, city: &Span) -> bool {
    let tokens = found.normal.tokens();
    let preposition = tokens.at_byte(city.start).checked_sub(1);
    let before = preposition.and_then(|at| at.checked_sub(1));
    before.is_some_and(|before| tokens.begins(before, Sense::Not))
}

/// The cities of a sentence, each behind its preposition: those whose zone is known, and one that is
/// not, where the words "will be held in" leave no doubt that it is the place.
fn cities(found: &LetterText<'_>, one: &Inviting) -> Vec<Candidate<City>> {
    let sentence = &one.sentence;
    let mut cities: Vec<Candidate<City>> = Vec::new();
    // "moved from Geneva to Nairobi"
    let prepositions = [Sense::InPlace, Sense::MovedFrom, Sense::ChangedTo, Sense::Formerly];
    let to = found.has(sentence, Sense::MovedFrom).then_some(Sense::ToDay);
    let mut prepositions: Vec<Span> =
        prepositions.into_iter().chain(to).flat_map(|of| found.all(sentence, of)).collect();
    prepositions.sort_by_key(|at| at.end);
    for preposition in prepositions {
        if cities.last().is_some_and(|last| preposition.end < last.span.end) {
            continue;
        }
        let Some((city, country)) = name(found, preposition.end, sentence) else { continue };
        if found.has(&city, Sense::Headquarters) && geneva(found, &city).is_none() {
            continue;
        }
        let whole = country.as_ref().map(|country| city.start..country.end);
        let alone = Some(&city).filter(|_| !is_elsewhere(found, &city, country.as_ref()));
        let known = [whole.as_ref(), alone].into_iter().flatten().find_map(|span| {
            let words = found.normal.words(span);
            zone(&words)
                .filter(|_| !found.is_zone(span))
                .map(|zone| (span.clone(), City { words, zone: Some(zone) }))
        });
        if let Some((span, value)) = known {
            let span = closed(found.normal, span);
            let value = City { words: found.normal.words(&span), ..value };
            cities.push(Candidate { value, span, weight: weight::SENTENCE });
            continue;
        }
        // "will be held in …", "将在…召开"
        let is_empty = |from: usize, to: usize| from <= to && found.normal.is_blank(&(from..to));
        let is_beside = |whole: &Span| {
            is_empty(one.anchor.end, preposition.start) || is_empty(whole.end, one.anchor.start)
        };
        if let Some(whole) = whole.filter(|whole| {
            is_beside(whole) && is_place(found, &city) && found.groups_in(whole).is_empty()
        }) {
            let value = City { words: found.normal.words(&whole), zone: None };
            cities.push(Candidate { value, span: whole, weight: weight::UNKNOWN });
        }
    }
    cities
}

/// The city whose name begins at a byte, if its zone is known, with its country.
pub(crate) fn city_at(found: &LetterText<'_>, from: usize, stretch: &Span) -> Option<Span> {
    let (city, country) = name(found, from, stretch)?;
    let alone = Some(city.clone()).filter(|_| !is_elsewhere(found, &city, country.as_ref()));
    let whole = country.map(|country| closed(found.normal, city.start..country.end));
    let known = |span: &Span| zone(&found.normal.words(span)).is_some() && !found.is_zone(span);
    [whole, alone].into_iter().flatten().find(known)
}

/// Whether a city is not the one that is known by its name: "Barcelona, Venezuela".
fn is_elsewhere(found: &LetterText<'_>, city: &Span, country: Option<&Span>) -> bool {
    let zone = |span: &Span| zone(&found.normal.words(span));
    let of_both = |country: &Span| zone(&(city.start..country.end));
    country.is_some_and(|country| of_both(country).is_none() && zone(country).is_some())
}

/// A name with the bracket behind it that closes one in it: "Seoul (Republic of Korea)".
pub(crate) fn closed(normal: &Normal, name: Span) -> Span {
    let words = normal.slice(&name);
    let is_open = words.contains('(') && !words.contains(')');
    let closes = normal.slice(&(name.end..normal.text().len())).starts_with(')');
    name.start..name.end + usize::from(is_open && closes)
}

/// A name behind a preposition, and a second one behind a comma or in parentheses: city, country.
fn name(found: &LetterText<'_>, from: usize, sentence: &Span) -> Option<(Span, Option<Span>)> {
    let city = part(found, from, sentence)?;
    let behind = found.normal.slice(&(city.end..sentence.end));
    let parted = behind.trim_start().strip_prefix([',', '(', '،', '、']);
    let country = parted.and_then(|rest| {
        let from = sentence.end - rest.len();
        // "(المملكة العربية السعودية)": all of it, in whatever script.
        let inside = rest.split_once(')').map(|(inside, _)| trim(found, from..from + inside.len()));
        let is_open = behind.trim_start().starts_with('(');
        inside
            .filter(|inside| is_open && is_place(found, inside))
            .or_else(|| part(found, from, sentence))
    });
    Some((city, country))
}

/// The words of a name that begins at a byte: capital ones with small ones between them, ideographs up
/// to the word for "hold", up to three Arabic words.
fn part(found: &LetterText<'_>, from: usize, sentence: &Span) -> Option<Span> {
    let tokens = found.normal.tokens_in(&(from..sentence.end));
    let mut end = None;
    let mut words = 0;
    let first = tokens.all.first()?;
    for (at, token) in tokens.all.iter().enumerate() {
        let text = found.normal.slice(&token.span());
        let is_name = match token.kind {
            TokenKind::Ideograph => {
                let ends = [Sense::TakesPlace, Sense::ChangedTo, Sense::Invites];
                !ends.into_iter().any(|of| found.begins(token.start, of))
                    // "日内瓦的总部", but "蒙得维的亚"
                    && (text != "的" || zone(found.normal.slice(&(first.start..token.start))).is_none())
            }
            TokenKind::Word if text.starts_with(char::is_uppercase) => true,
            // "في جنيف في الفترة من …"
            TokenKind::Word if text.starts_with(|c: char| !c.is_lowercase()) => {
                let ends = [Sense::InPlace, Sense::ToDay];
                let is_end = ends.into_iter().any(|of| tokens.is_one_of(at, of));
                words < 2 && (at == 0 || !is_end)
            }
            TokenKind::Word => {
                at > 0 && (tokens.is_one_of(at, Sense::InName) || tokens.text(at - 1) == "-")
            }
            TokenKind::Sign => at > 0 && matches!(text, "-" | "'" | "’" | "."),
            TokenKind::LineEnd => {
                // A name may go on in the next line.
                at > 0 && found.normal.slice(sentence).len() > token.end - sentence.start
            }
            TokenKind::Number => false,
        };
        if !is_name {
            break;
        }
        words += usize::from(token.kind == TokenKind::Word);
        let is_small = token.kind == TokenKind::Word && text.starts_with(char::is_lowercase);
        let is_between = matches!(token.kind, TokenKind::Sign | TokenKind::LineEnd) || is_small;
        if !is_between {
            end = Some(token.end);
        }
    }
    let end = end?;
    let span = first.start..end;
    let is_date = found.dates_in(&span).next().is_some();
    let is_short = found.normal.slice(&span).starts_with(is_ideograph) && span.len() > 60;
    (!is_date && !is_short && within(&span, sentence)).then_some(span)
}

/// "Wuxi, China" as "Wuxi (China)": a banner names what follows the last comma. A country that has
/// brackets of its own is left out: "Seoul, Korea (Rep. of)".
pub(crate) fn with_country(words: &str) -> String {
    match words.rsplit_once([',', '،', '，']) {
        Some((city, country)) if country.contains('(') && zone(city).is_some() => city.to_owned(),
        Some((city, country)) if !words.contains('(') => {
            format!("{} ({})", city.trim(), country.trim())
        }
        _ => words.to_owned(),
    }
}
