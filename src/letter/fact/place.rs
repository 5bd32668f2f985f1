//! Where the meeting takes place, and whose hours its hours are.

use crate::finding::Said;
use crate::letter::Reason;
use crate::letter::fact::arbiter::{Arbitration, Candidate, choose};
use crate::letter::fact::cities::{Cities, City, of_sentences, weight, with_country};
use crate::letter::fact::rules::{self, Inviting};
use crate::letter::fact::subject::{Subject, geneva, is_place};
use crate::letter::lex::DateMention;
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, Regions, trim};
use crate::letter::words::{LanguageWords, Sense};
use crate::model::{Group, Language, Text, ZURICH};
use crate::source::Draft;
use crate::zone::place::{nominative, zone};
use chrono::NaiveDate;

const WITHOUT: &str = "add it: `timezone: …`; without it the hours are taken to be those of Geneva";

/// What else may be virtual.
const OTHERS: [Sense; 6] = [
    Sense::OtherEvent,
    Sense::Workshop,
    Sense::Social,
    Sense::RapporteurMeetings,
    Sense::Follow,
    Sense::Supposed,
];

/// Where: headquarters and city as the letter writes them.
pub(crate) fn place(
    found: &LetterText<'_>,
    subject: Option<&Subject>,
    regions: &Regions,
    language: Language,
    draft: &mut Draft,
) {
    let early = rules::opening_part(found, regions);
    let headquarters = found.first(&early, Sense::Headquarters);
    let inviting = rules::inviting(found, regions);
    let start = draft.start.as_ref().map(|start| start.value);
    let is_virtual = is_virtual(found, subject, &inviting, start);
    let mut candidates = named_apart(found, subject, &early, start);
    let Cities { mut own, formers } = of_sentences(found, &inviting, start, &draft.groups);
    let is_needed = !is_virtual || !candidates.is_empty();
    own.retain(|own| is_needed || own.value.zone.is_some());
    candidates.extend(own.first().cloned());
    if let Some(at) = headquarters.as_ref().filter(|_| candidates.is_empty()) {
        let sentence = found.sentence(at.start, &early);
        let span = geneva(found, &sentence).unwrap_or(at.clone());
        candidates.push(City::candidate(found, span, weight::SENTENCE));
    }
    // A place that was left is none if another one holds, or the meeting has become virtual.
    let holds =
        |said: &Candidate<City>| !formers.iter().any(|former| former.value.is_same(&said.value));
    if is_virtual || own.iter().chain(&candidates).any(holds) {
        candidates.retain(holds);
        own.retain(holds);
    }
    for former in &formers {
        found.none(&former.span, Reason::Former);
    }
    let chosen = match own.as_slice() {
        // "The meeting will be held in Lausanne", in a letter that invites to Geneva.
        [one, other, ..] => Arbitration::Tie(one.clone(), other.clone()),
        [only] if candidates.is_empty() => Arbitration::Clear(only.clone(), None),
        _ => choose(&candidates, City::is_same),
    };
    match chosen {
        Arbitration::Clear(best, _) => {
            tell_virtual(found, &early, start, &draft.groups);
            take(found, &best, headquarters.as_ref(), language, draft);
        }
        Arbitration::Tie(best, other) => tell_two(found, &best, &other),
        Arbitration::None if is_virtual && headquarters.is_none() => {}
        Arbitration::None => tell_none(found, &early, start.is_some()),
    }
}

/// Reports two places.
fn tell_two(found: &LetterText<'_>, best: &Candidate<City>, other: &Candidate<City>) {
    let line = found.normal.place(&best.span).line;
    let (here, there) = (&other.value.words, &best.value.words);
    let message = format!("the meeting is in {here} here, and in {there} in line {line}");
    let help = "add the right one: `place: …` and `timezone: …`; without them the hours are taken to be those of Geneva";
    found.doubt("zone-unknown", &other.span, message, help);
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

/// Reports a sentence that may make a meeting with a place a virtual one: "The meeting will be fully virtual".
fn tell_virtual(
    found: &LetterText<'_>,
    early: &Span,
    start: Option<NaiveDate>,
    groups: &[Said<Group>],
) {
    let is_own = |group: &Group| groups.iter().any(|own| own.value == *group);
    let is_of_meeting = |at: &Span| {
        let sentence = found.sentence(at.start, early);
        let before = sentence.start..at.start;
        // "The correspondence group will hold an e-meeting on 14 December 2026"
        let days = found.dates_in(&sentence);
        let days = days.filter(|date| !rules::is_of_document(found, date, &sentence));
        let mut days = days.filter_map(DateMention::days);
        !days.any(|days| start.is_none_or(|start| !days.contains(start)))
            && (found.has(&sentence, Sense::TakesPlace) || found.has(&before, Sense::NamesMeeting))
            && found.normal.line_of(at.start).is_none_or(|line| line.cell.is_none())
            && !found.has_any(&sentence, &OTHERS)
            && found.named_in(&sentence).all(is_own)
    };
    if let Some(at) = found.all(early, Sense::VirtualMeeting).into_iter().find(is_of_meeting) {
        let words = found.normal.words(&found.sentence(at.start, early));
        let message = format!("the meeting may be without a place: `{words}`");
        found.doubt("place-unsure", &at, message, "delete `place` if nobody meets there");
    }
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
    all.map(|span| City::candidate(found, span, weight::SAID)).collect()
}

/// Takes the place that was chosen, and its zone.
fn take(
    found: &LetterText<'_>,
    chosen: &Candidate<City>,
    headquarters: Option<&Span>,
    language: Language,
    draft: &mut Draft,
) {
    let is_geneva = geneva(found, &chosen.span).is_some();
    // ITU's headquarters need not be looked up.
    let is_headquarters = headquarters.is_some_and(|at| *at == chosen.span || is_geneva);
    let whole = if is_headquarters {
        LanguageWords::of(language).headquarters.to_owned()
    } else {
        // In Russian both words are declined in a sentence; the place stands alone.
        nominative(&with_country(&chosen.value.words))
    };
    found.note("place", &whole, &chosen.span);
    match chosen.value.zone.or_else(|| zone(&whole)) {
        _ if is_headquarters => {}
        Some(ZURICH) => {}
        Some(zone) => {
            found.note("timezone", zone.name(), &chosen.span);
            found.zone.set(zone);
            draft.zone = Some(Said { value: zone, place: found.normal.place(&chosen.span) });
        }
        None if is_geneva => {}
        None => {
            let message = format!("the time zone of {whole} is not known here");
            found.doubt("zone-unknown", &chosen.span, message, WITHOUT);
        }
    }
    draft.place = Text::new(language, whole);
}

/// Tells that no place was read, unless the letter says that its hours are those of Geneva. Those of a
/// limit say nothing of the others.
fn tell_none(found: &LetterText<'_>, early: &Span, is_dated: bool) {
    if let Some(local) = found.first(early, Sense::LocalTime) {
        let message = "these hours are those of the place, which is not read";
        found.doubt("zone-unknown", &local, message, WITHOUT);
        return;
    }
    let mut of_geneva = found.all(early, Sense::GenevaTime).into_iter();
    let is_said = of_geneva.any(|at| !found.has(&found.sentence(at.start, early), Sense::Limit));
    if is_dated && !is_said {
        found.doubt_at("zone-unknown", None, "no place of the meeting was read", WITHOUT);
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
    fn a_city_of_another_country_has_not_the_zone_of_its_namesake() {
        for (place, expected) in [
            ("Barcelona, Venezuela", "2027-05-19 Barcelona (Venezuela) -"),
            ("Santiago, Cabo Verde", "2027-05-19 Santiago (Cabo Verde) -"),
            ("Santiago, Chile", "2027-05-19 Santiago (Chile) America/Santiago"),
        ] {
            let body = format!(
                "I invite you to the meeting, which will be held in {place}, from 19 to 28 May 2027."
            );
            assert_eq!(read_back("", &body), expected);
        }
    }

    #[test]
    fn a_place_that_another_sentence_changes_is_reported() {
        let told = |sentence: &str| {
            let text = format!(
                "Geneva, 2 November 2026\nRef: TSB Collective letter 3/9\nSubject: Meeting of Study Group 9; Geneva, \
                 18-22 January 2027\n\nDear Sir/Madam,\nI invite you to the meeting, which will be held in \
                 Geneva from 18 to 22 January 2027. {sentence}\n"
            );
            let letter = read(text.as_bytes(), LetterFormat::Text).unwrap();
            let told = letter.findings.sorted();
            let levels = told.iter().map(|finding| format!("{:?}", finding.level));
            levels
                .filter(|level| level.contains("zone-unknown") || level.contains("place-"))
                .count()
        };
        for sentence in [
            "Please note that the meeting will be held in Lausanne.",
            "Please note that the meeting will be held in Tokyo, Japan.",
            "The meeting will be fully virtual.",
            "La réunion se tiendra en ligne.",
            "La reunión se celebrará en Tokio (Japón).",
            "会议将以虚拟方式举行。",
        ] {
            assert_eq!(told(sentence), 1, "{sentence}");
        }
        for sentence in [
            "The next meeting of Study Group 9 will be held in Tokyo in September 2027.",
            "The workshop will be held in Tokyo.",
            "The meeting will be held in Geneva (and not in Tokyo, as announced earlier).",
            "The meeting of Study Group 13 will be fully virtual.",
            "The correspondence group will hold an e-meeting on 14 December 2026.",
        ] {
            assert_eq!(told(sentence), 0, "{sentence}");
        }
    }

    #[test]
    fn a_city_beside_a_word_for_time_is_no_place() {
        for body in [
            "Q4/17 will hold an e-meeting on 19 May 2027, 1400-1600 hours, Geneva time.",
            "The e-meeting of Q4/17 will be held on 19 May 2027 in Geneva time 14:00-16:00.",
            "A virtual meeting of Q4/17 will take place on 19 May 2027 from 2 p.m. to 4 p.m. (Geneva).",
            "La réunion électronique de la Q4/17 se tiendra le 19 mai 2027, de 14 h 00 à 16 h 00, Genève (heure).",
            "La C4/17 celebrará una reunión electrónica el 19 de mayo de 2027 de 14.00 a 16.00 horas (hora de Ginebra).",
            "Электронное собрание по Вопросу 4/17 состоится 19 мая 2027 года, 14:00–16:00 (время: Женева).",
            "第4/17号课题电子会议定于2027年5月19日14:00-16:00（日内瓦时间）举行。",
            "Q4/17 will hold an e-meeting on 19 May 2027, 14:00-16:00 Tokyo time.",
        ] {
            assert!(read_back("", body).contains(" - "), "{body}: {}", read_back("", body));
        }
        let body = "The meeting will be held on 19 May 2027 from 14:00 to 16:00 in Geneva.";
        assert_eq!(read_back("", body), "2027-05-19 Geneva -");
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
    fn another_venue_takes_the_place_of_the_first() {
        let body =
            "I invite you to the meeting, which will be held in Geneva from 19 to 28 May 2027.\n";
        for sentence in [
            "The venue has been changed from Geneva to Nairobi.",
            "The venue of the meeting has been changed from Geneva, Switzerland to Nairobi, Kenya.",
            "Le lieu de la réunion a été transféré de Genève à Nairobi.",
            "El lugar de la reunión se ha cambiado de Ginebra a Nairobi.",
            "Место проведения собрания перенесено из Женевы в Найроби.",
            "تم تغيير مكان الاجتماع من جنيف إلى نيروبي.",
            "نقل الاجتماع من جنيف إلى نيروبي.",
        ] {
            let said = read_back("; Geneva, 19-28 May 2027", &format!("{body}{sentence}"));
            assert!(said.ends_with("Africa/Nairobi"), "{sentence}: {said}");
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
