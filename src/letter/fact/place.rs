//! Where the meeting takes place, and whose hours its hours are.

use crate::finding::{Findings, Said};
use crate::letter::Reason;
use crate::letter::fact::arbiter::{Arbitration, Candidate, choose};
use crate::letter::fact::rules::{self, Inviting};
use crate::letter::fact::subject::{Subject, geneva, is_place};
use crate::letter::lex::dates::DateMention;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::{LetterText, within};
use crate::letter::shape::prose::is_ideograph;
use crate::letter::shape::regions::{Regions, trim};
use crate::letter::words::{LetterWords, Sense};
use crate::model::{Language, Text, ZURICH};
use crate::source::Draft;
use crate::zone::Zone;
use crate::zone::place::{nominative, zone};
use chrono::NaiveDate;

/// What the places weigh in which a place stands.
mod weight {
    /// The subject, the label of a notice.
    pub(super) const SAID: u32 = 4;
    /// A sentence that invites, with a city whose zone is known.
    pub(super) const SENTENCE: u32 = 3;
    /// The same with one that is not known.
    pub(super) const UNKNOWN: u32 = 1;
}

/// A city as the letter writes it, with its zone if that is known.
#[derive(Clone, Debug)]
struct City {
    words: String,
    zone: Option<Zone>,
}

impl City {
    fn of(found: &LetterText<'_>, span: &Span) -> Self {
        let words = found.normal.words(span);
        Self { zone: zone(&words), words }
    }

    fn is_same(&self, other: &Self) -> bool {
        self.zone.is_some() && self.zone == other.zone
            || self.words.contains(&other.words)
            || other.words.contains(&self.words)
    }
}

const WITHOUT: &str = "add it: `timezone: …`; without it the hours are taken to be those of Geneva";

/// Where: headquarters and city as the letter writes them.
pub(crate) fn place(
    found: &mut LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    language: Language,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let early = rules::opening_part(found, regions);
    let headquarters = found.first(&early, Sense::Headquarters);
    let inviting = rules::inviting(found, regions);
    let start = draft.start.as_ref().map(|start| start.value);
    let is_virtual = is_virtual(found, subject, &inviting, start);
    let mut candidates = named_apart(found, subject, &early, start);
    let Cities { own, formers } = of_sentences(found, &inviting, start);
    let is_needed = !is_virtual || !candidates.is_empty();
    candidates.extend(own.filter(|own| is_needed || own.value.zone.is_some()));
    if candidates.is_empty()
        && let Some(at) = &headquarters
    {
        let sentence = found.sentence(at.start, &early);
        let span = geneva(found, &sentence).unwrap_or(at.clone());
        let value = City::of(found, &span);
        candidates.push(Candidate { value, span, weight: weight::SENTENCE });
    }
    // A place that was left is none if another one holds, or the meeting has become virtual.
    let holds =
        |said: &Candidate<City>| !formers.iter().any(|former| former.value.is_same(&said.value));
    if is_virtual || candidates.iter().any(holds) {
        candidates.retain(holds);
    }
    for former in &formers {
        found.none(&former.span, Reason::Former);
    }
    match choose(&candidates, City::is_same) {
        Arbitration::Clear(best, _) => {
            take(found, &best, headquarters.as_ref(), language, draft, findings);
        }
        Arbitration::Tie(best, other) => {
            let line = found.normal.place(&best.span).line;
            let message = format!(
                "the meeting is in {} here, and in {} in line {line}",
                other.value.words, best.value.words
            );
            findings
                .doubt("zone-unknown", Some(found.normal.place(&other.span)), message)
                .help("add the right one: `place: …` and `timezone: …`; without them the hours are taken to be those of Geneva");
        }
        Arbitration::None if is_virtual && headquarters.is_none() => {}
        Arbitration::None => tell_none(found, &early, start.is_some(), findings),
    }
}

/// Whether the subject or a sentence about the meeting's own days says that it is virtual.
fn is_virtual(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    inviting: &[Inviting],
    start: Option<NaiveDate>,
) -> bool {
    let own = inviting.iter().map(|one| &one.sentence).filter(|sentence| {
        let mut days = found.dates_in(sentence).filter_map(DateMention::days);
        start.is_none_or(|start| days.any(|days| days.first == start))
    });
    let title = subject.map(|subject| &subject.span);
    title.into_iter().chain(own).any(|span| found.has(span, Sense::VirtualMeeting))
}

/// The place of the subject and that behind a label.
fn named_apart(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    early: &Span,
    start: Option<NaiveDate>,
) -> Vec<Candidate<City>> {
    // The place of the subject goes with its days: a meeting that was moved may be elsewhere.
    let is_moved = |subject: &&Subject| {
        let days = subject.date.as_ref().and_then(DateMention::days);
        days.zip(start).is_some_and(|(days, start)| !days.contains(start))
    };
    let said = subject.filter(|subject| !is_moved(subject)).and_then(|it| it.place.clone());
    let end = subject.map_or(0, |subject| subject.span.end);
    let all = said.into_iter().chain(labelled(found, &(end..early.end)));
    let of = |span: Span| Candidate { value: City::of(found, &span), span, weight: weight::SAID };
    all.map(of).collect()
}

/// Takes the place that was chosen, and its zone.
fn take(
    found: &mut LetterText<'_>,
    chosen: &Candidate<City>,
    headquarters: Option<&Span>,
    language: Language,
    draft: &mut Draft,
    findings: &mut Findings,
) {
    let is_geneva = geneva(found, &chosen.span).is_some();
    // ITU's headquarters need not be looked up.
    let is_headquarters = headquarters.is_some_and(|at| *at == chosen.span || is_geneva);
    let whole = if is_headquarters {
        LetterWords::of(language).headquarters.to_owned()
    } else {
        // In Russian both words are declined in a sentence; the place stands alone.
        nominative(&with_country(&chosen.value.words))
    };
    found.note("place", &whole, &chosen.span);
    let place = found.normal.place(&chosen.span);
    match chosen.value.zone.or_else(|| zone(&whole)) {
        _ if is_headquarters => {}
        Some(ZURICH) => {}
        Some(zone) => {
            found.note("timezone", zone.name(), &chosen.span);
            found.zone = zone;
            draft.zone = Some(Said { value: zone, place });
        }
        None if is_geneva => {}
        None => {
            let message = format!("the time zone of {whole} is not known here");
            findings.doubt("zone-unknown", Some(place), message).help(WITHOUT);
        }
    }
    draft.place = Text::new(language, whole);
}

/// Tells that no place was read, unless the letter says that its hours are those of Geneva. Those of a
/// limit say nothing of the others.
fn tell_none(found: &LetterText<'_>, early: &Span, is_dated: bool, findings: &mut Findings) {
    if let Some(local) = found.first(early, Sense::LocalTime) {
        let place = Some(found.normal.place(&local));
        findings
            .doubt("zone-unknown", place, "these hours are those of the place, which is not read")
            .help(WITHOUT);
        return;
    }
    let mut of_geneva = found.all(early, Sense::GenevaTime).into_iter();
    let is_said = of_geneva.any(|at| !found.has(&found.sentence(at.start, early), Sense::Limit));
    if is_dated && !is_said {
        findings.doubt("zone-unknown", None, "no place of the meeting was read").help(WITHOUT);
    }
}

/// The words behind the label of a place: "Place: Lusaka, Zambia".
fn labelled(found: &LetterText<'_>, reach: &Span) -> Option<Span> {
    found.all(reach, Sense::PlaceColumn).into_iter().find_map(|label| {
        let begins = found.normal.line_at(label.start)?;
        let behind = found.normal.slice(&(label.end..begins.span.end));
        let words = behind.trim_start().strip_prefix(':')?;
        let span = trim(found, begins.span.end - words.len()..begins.span.end);
        (is_place(found, &span) && zone(found.normal.slice(&span)).is_some()).then_some(span)
    })
}

/// The cities in the sentences that invite.
struct Cities {
    /// The first that holds.
    own: Option<Candidate<City>>,
    /// Those that no longer do.
    formers: Vec<Candidate<City>>,
}

fn of_sentences(found: &LetterText<'_>, inviting: &[Inviting], start: Option<NaiveDate>) -> Cities {
    let mut all = Cities { own: None, formers: Vec::new() };
    for one in inviting {
        // "… which Study Group 16 set up at its meeting of 22-31 January in Ljubljana"
        let mut days = found.dates_in(&one.sentence).filter_map(DateMention::days).peekable();
        let is_of_other = start
            .is_some_and(|start| days.peek().is_some() && !days.any(|days| days.contains(start)));
        let mut cities = cities(found, one);
        // "at ITU headquarters, Geneva"
        if cities.is_empty()
            && found.has(&one.sentence, Sense::Headquarters)
            && let Some(span) = geneva(found, &one.sentence)
        {
            let value = City::of(found, &span);
            cities.push(Candidate { value, span, weight: weight::SENTENCE });
        }
        let spans: Vec<Span> = cities.iter().map(|city| city.span.clone()).collect();
        let past = found.all(&one.sentence, Sense::PastMeeting);
        for city in cities {
            let is_past = past.iter().any(|past| {
                let between = past.end..city.span.start;
                past.start < city.span.start
                    && !within(&one.anchor, &between)
                    && !found.has(&between, Sense::TakesPlace)
            });
            if rules::is_former(found, &city.span, &spans, &one.sentence) {
                all.formers.push(city);
            } else if !is_past && !is_of_other {
                all.own.get_or_insert(city);
            }
        }
    }
    all
}

/// The cities of a sentence, each behind its preposition: those whose zone is known, and one that is
/// not, where the words "will be held in" leave no doubt that it is the place.
fn cities(found: &LetterText<'_>, one: &Inviting) -> Vec<Candidate<City>> {
    let sentence = &one.sentence;
    let mut cities: Vec<Candidate<City>> = Vec::new();
    // "moved from Geneva to Nairobi"
    let prepositions = [Sense::InPlace, Sense::MovedFrom, Sense::ChangedTo, Sense::Formerly];
    let mut prepositions: Vec<Span> =
        prepositions.into_iter().flat_map(|of| found.all(sentence, of)).collect();
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
        let known = [whole.as_ref(), Some(&city)].into_iter().flatten().find_map(|span| {
            // "Geneva time" does not name a place.
            let is_time = found
                .normal
                .marks
                .like(Sense::GenevaTime, sentence)
                .any(|mark| mark.start <= span.start && span.start < mark.end);
            let words = found.normal.words(span);
            zone(&words)
                .filter(|_| !is_time)
                .map(|zone| (span.clone(), City { words, zone: Some(zone) }))
        });
        if let Some((span, value)) = known {
            let span = closed(found.normal, span);
            let value = City { words: found.normal.words(&span), ..value };
            cities.push(Candidate { value, span, weight: weight::SENTENCE });
            continue;
        }
        // "will be held in …", "将在…召开"
        let is_empty = |from: usize, to: usize| {
            from <= to && found.normal.slice(&(from..to)).trim().is_empty()
        };
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
    let whole = country.map(|country| closed(found.normal, city.start..country.end));
    let known = |span: &Span| zone(&found.normal.words(span)).is_some();
    [whole, Some(city)].into_iter().flatten().find(known)
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
                !ends.into_iter().any(|of| found.normal.marks.at(of, token.start).is_some())
                    // "日内瓦的总部", but "蒙得维的亚"
                    && (text != "的" || zone(found.normal.slice(&(first.start..token.start))).is_none())
            }
            TokenKind::Word if text.starts_with(char::is_uppercase) => true,
            // "في جنيف في الفترة من …"
            TokenKind::Word if text.starts_with(|c: char| !c.is_lowercase()) => {
                words < 2
                    && (at == 0 || found.normal.marks.at(Sense::InPlace, token.start).is_none())
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

#[cfg(test)]
mod tests {
    use crate::letter::{LetterFormat, read};

    /// First day, place and zone of a letter on Study Group 17.
    fn read_back(subject: &str, body: &str) -> String {
        let text = format!(
            "Geneva, 2 March 2027\nRef: TSB Collective letter 5/17\nSubject: Meeting of Study Group 17{subject}\n\n\
             Dear Sir/Madam,\n{body}\n"
        );
        let letter = read(text.as_bytes(), LetterFormat::Text).unwrap();
        let draft = letter.draft;
        let start = draft.start.map_or("-".to_owned(), |said| said.value.to_string());
        let place = draft
            .place
            .map_or("-".to_owned(), |place| place.in_language(letter.language).to_owned());
        let zone = draft.zone.map_or("-".to_owned(), |said| said.value.name().to_owned());
        format!("{start} {place} {zone}")
    }

    #[test]
    fn the_place_of_the_next_meeting_is_not_that_of_this_one() {
        let body = "I invite you to the meeting, which will take place at ITU headquarters, Geneva, from 19 to 28 \
                    May 2027. The next meeting of Study Group 17 will be held in Tokyo in September 2027.";
        let expected = "2027-05-19 ITU headquarters, Geneva -";
        assert_eq!(read_back("; Geneva, 19-28 May 2027", body), expected);
        assert_eq!(read_back("", body), expected);
    }

    #[test]
    fn a_meeting_that_was_moved_has_its_new_days_and_place() {
        for body in [
            "The meeting of Study Group 17, originally scheduled from 12 to 21 May 2027 in Geneva, will be held in \
             Nairobi, Kenya, from 19 to 28 May 2027.",
            "The meeting of Study Group 17 will be held in Nairobi (Kenya) from 19 to 28 May 2027 instead of in \
             Geneva from 12 to 21 May 2027.",
            "The meeting of Study Group 17 will take place from 19 to 28 May 2027, rather than from 12 to 21 May \
             2027. It has been moved from Geneva to Nairobi, and the meeting opens at 0930 hours.",
            "La réunion de la Commission d'études 17, initialement prévue du 12 au 21 mai 2027 à Genève, se tiendra \
             à Nairobi (Kenya) du 19 au 28 mai 2027.",
            "La reunión de la Comisión de Estudio 17, inicialmente prevista del 12 al 21 de mayo de 2027 en Ginebra, \
             se celebrará en Nairobi (Kenya) del 19 al 28 de mayo de 2027.",
            "Собрание 17-й Исследовательской комиссии, первоначально запланированное на 12–21 мая 2027 года в Женеве, \
             состоится в Найроби (Кения) 19–28 мая 2027 года.",
            "原定于2027年5月12日至21日在日内瓦召开的第17研究组会议将改于2027年5月19日至28日在内罗毕（肯尼亚）举行。",
            "اجتماع لجنة الدراسات 17، الذي كان من المقرر عقده في جنيف من 12 إلى 21 مايو 2027، سيعقد في نيروبي (كينيا) \
             من 19 إلى 28 مايو 2027.",
        ] {
            let said = read_back("; Geneva, 12-21 May 2027", body);
            assert!(
                said.starts_with("2027-05-19") && said.ends_with("Africa/Nairobi"),
                "{body}: {said}"
            );
        }
    }

    #[test]
    fn a_place_in_the_subject() {
        let body = "I have the honour to invite you to participate in the meeting.";
        for (subject, expected) in [
            (" – Nairobi, Kenya, 18-22 January 2027", "2027-01-18 Nairobi (Kenya) Africa/Nairobi"),
            (" – Geneva (Switzerland), 18-22 January 2027", "2027-01-18 Geneva (Switzerland) -"),
            ("، مونتيفيديو (سشصض)، 18-22 يناير 2027", "2027-01-18 مونتيفيديو (سشصض) -"),
            ("، اجتماع\nافتراضي، 18-22 يناير 2027", "2027-01-18 - -"),
            (" (في الفترة من 18 إلى 22 يناير 2027)", "2027-01-18 - -"),
            (
                "; Tokyo (Japan), from Monday, January\n18, through Friday, January 22, 2027",
                "2027-01-18 Tokyo (Japan) Asia/Tokyo",
            ),
        ] {
            assert_eq!(read_back(subject, body), expected, "{subject}");
        }
    }

    #[test]
    fn a_meeting_that_has_become_virtual_has_no_place() {
        let body = "The meeting of Study Group 17, which was to be held in Geneva from 18 to 22 January 2027, will be \
                    held as a fully virtual meeting on the same dates.";
        let subject = "; Geneva, 18-22 January 2027 - change of format";
        assert_eq!(read_back(subject, body), "2027-01-18 - -");
    }

    #[test]
    fn a_place_that_stands_in_the_body_only() {
        for (body, expected) in [
            (
                "I invite you to the meeting, which will be held in Dakar, Senegal, at the kind invitation of the \
                 regulator, from 18 to 22 January 2027.",
                "2027-01-18 Dakar (Senegal) Africa/Dakar",
            ),
            (
                "La réunion aura lieu à Dakar (Sénégal) du 18 au 22 janvier 2027.",
                "2027-01-18 Dakar (Sénégal) Africa/Dakar",
            ),
            (
                "La reunión se celebrará en Lima (Perú) del 18 al 22 de enero de 2027.",
                "2027-01-18 Lima (Perú) America/Lima",
            ),
            (
                "Собрание состоится в Москве (Российская Федерация) 18–22 января 2027 года.",
                "2027-01-18 Москва (Российская Федерация) Europe/Moscow",
            ),
            (
                "Собрание состоится в Найроби (Кения) 18–22 января 2027 года.",
                "2027-01-18 Найроби (Кения) Africa/Nairobi",
            ),
            (
                "会议将于2027年1月18日至22日在内罗毕（肯尼亚）举行。",
                "2027-01-18 内罗毕（肯尼亚） Africa/Nairobi",
            ),
            (
                "ستعقد الاجتماعات في كيغالي (رواندا) من 18 إلى 22 يناير 2027.",
                "2027-01-18 كيغالي (رواندا) Africa/Kigali",
            ),
            (
                "The meeting will be held as an e-meeting from 18 to 22 January 2027, 13:00-15:00 Geneva time.",
                "2027-01-18 - -",
            ),
            (
                "The meeting will be held in Strelsau, Ruritania, from 18 to 22 January 2027.",
                "2027-01-18 Strelsau (Ruritania) -",
            ),
        ] {
            assert_eq!(read_back("", body), expected, "{body}");
        }
    }
}
