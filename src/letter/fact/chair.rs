//! Who chairs, where a letter gives a name: "Mr X (Country)", `第11研究组主席（X先生，印度）`.

use crate::letter::fact::agenda::of_script;
use crate::letter::lex::{Normal, TokenKind};
use crate::letter::read::document::Span;
use crate::letter::shape::{LetterText, floor, prose, within};
use crate::letter::words::Sense;
use crate::model::{Group, Language, Text};

/// The widest stretch between the word for the chair and the name, in characters.
const NEAR: usize = 80;

/// How far from the word for chairing what is chaired may be named, in bytes.
const REACH: usize = 240;

/// How many words a name has behind its form of address.
const MOST_WORDS: usize = 5;

/// What else is chaired.
const OTHERS: [Sense; 6] = [
    Sense::Subgroup,
    Sense::OtherEvent,
    Sense::Workshop,
    Sense::Social,
    Sense::WorkingParty,
    Sense::RegionalGroup,
];

/// What stands for the meeting.
const OURS: [Sense; 2] = [Sense::NamesMeeting, Sense::Proceedings];

/// Reads who chairs the meeting of some groups; nothing if several names are read.
pub(crate) fn chair(found: &LetterText<'_>, of_letter: Language, meets: &[Group]) -> Option<Text> {
    let normal = found.normal;
    let letter = prose::letter(normal);
    let mut name: Option<Span> = None;
    // A verb shows more surely what somebody chairs than the word for a chairman.
    for (of, read) in ROLES {
        let mut sentence = 0..0;
        for role in normal.marks.all(of, &letter) {
            let line = normal.line_of(role.start).filter(|line| line.cell.is_none());
            let Some(line) = line.filter(|_| role.start >= sentence.end) else { continue };
            let around = found.sentence(role.start, &line.span);
            let is_said = name.as_ref().is_some_and(|name| within(name, &around));
            if is_said || is_deputy(normal, &(around.start..role.start)) {
                continue;
            }
            sentence = around;
            let Some(own) = read(found, &sentence, &role, meets) else { continue };
            if name.is_some_and(|other| normal.words(&other) != normal.words(&own)) {
                return None;
            }
            name = Some(own);
        }
    }
    let name = name?;
    let words = normal.words(&name);
    found.note("chair", &words, &name);
    Text::new(of_script(&words, of_letter), words)
}

/// Reads the name at a word for the chair of a meeting of some groups in a sentence.
type RoleReader = fn(&LetterText<'_>, &Span, &Span, &[Group]) -> Option<Span>;

/// Words for a chair, and how the name beside one is read.
const ROLES: [(Sense, RoleReader); 2] = [(Sense::Presides, of_verb), (Sense::Chair, of_chairman)];

/// Who chairs the meeting as a verb says: "will be chaired by the vice-chairman, Ms X". What is chaired
/// stands between both, or else before a verb that is behind it, or behind one that is before it.
fn of_verb(found: &LetterText<'_>, sentence: &Span, verb: &Span, meets: &[Group]) -> Option<Span> {
    let all = names(found, sentence, verb);
    let is_behind = |name: &&Span| name.start >= verb.end;
    let near = |name: &&Span| !is_parted(found.normal, &between(name, verb));
    let name = only(all.iter().filter(is_behind).filter(near))
        .or_else(|| only(all.iter().filter(|name| !is_behind(name)).filter(near)))?;
    let before =
        |end: usize| things(found, &(sentence.start.max(end.saturating_sub(REACH))..end), meets);
    let said = match is_behind(&name) {
        true => {
            things(found, &(verb.end..name.start), meets).pop().or_else(|| before(verb.start).pop())
        }
        false => {
            let behind = verb.end..sentence.end.min(verb.end + REACH);
            things(found, &behind, meets).into_iter().next().or_else(|| before(name.start).pop())
        }
    };
    said.is_some_and(|(_, is_ours)| is_ours).then(|| name.clone())
}

/// What is named in a stretch that can be chaired, and whether it is the meeting, in the order of the text.
fn things(found: &LetterText<'_>, stretch: &Span, meets: &[Group]) -> Vec<(Span, bool)> {
    let stretch = floor(found, stretch.clone());
    let of = |senses: &[Sense], is_ours: bool| -> Vec<(Span, bool)> {
        let all = senses.iter().flat_map(|of| found.all(&stretch, *of));
        all.map(|at| (at, is_ours)).collect()
    };
    let groups = found.groups_in(&stretch).iter().map(|mention| {
        let is_ours = mention.groups.iter().all(|group| is_ours(group, meets));
        (mention.span.clone(), is_ours)
    });
    let mut all: Vec<(Span, bool)> = groups.collect();
    let is_of_group = |at: &Span| all.iter().any(|(group, _)| within(at, group));
    let mut others = of(&OURS, true);
    others.extend(of(&OTHERS, false));
    others.retain(|(at, _)| !is_of_group(at));
    all.extend(others);
    all.sort_by_key(|(at, is_ours)| (at.end, !is_ours));
    all
}

/// Whether a group is one that meets, or has those as its parts.
fn is_ours(group: &Group, meets: &[Group]) -> bool {
    meets.iter().any(|own| group.covers(own))
}

/// Whether what stands before the word for a chair makes a deputy of it: "Vice-".
fn is_deputy(normal: &Normal, before: &Span) -> bool {
    normal
        .marks
        .like(Sense::Deputy, before)
        .any(|deputy| normal.slice(&(deputy.end..before.end)).trim_matches(['-', ' ']).is_empty())
}

/// The only name near the word for a chairman in a sentence, with nothing of another body, and no other
/// role, between them.
fn of_chairman(
    found: &LetterText<'_>,
    sentence: &Span,
    role: &Span,
    meets: &[Group],
) -> Option<Span> {
    let normal = found.normal;
    let mut verbs = normal.marks.all(Sense::Presides, sentence);
    let is_verb = verbs.any(|verb| verb.start < role.end && role.start < verb.end);
    // "the WP1/9 chairman", 第1/9工作组主席
    let beside = found.groups_in(&(sentence.start..role.start)).last().filter(|mention| {
        let between = normal.slice(&(mention.span.end..role.start));
        between.trim_matches(['-', ' ', '的', '\'', 's', '’']).is_empty()
    });
    let is_of_others =
        beside.is_some_and(|mention| !mention.groups.iter().all(|group| is_ours(group, meets)));
    if is_verb || is_of_others {
        return None;
    }
    let all = names(found, sentence, role);
    let near = all.iter().filter(|name| {
        let between = between(name, role);
        // "Mr X, Chairman of Working Party 1/9"
        let rest = normal.slice(&(role.end..sentence.end));
        let clause = rest.find([',', ';', '(', '，', '،']).unwrap_or(rest.len()).min(REACH);
        let whose =
            if name.start < role.start { role.end..role.end + clause } else { between.clone() };
        let is_other = |(_, is_ours): &(Span, bool)| !is_ours;
        !is_parted(normal, &between)
            && !normal.marks.has(Sense::OtherRole, &between)
            && !normal.marks.has(Sense::Deputy, &between)
            && !things(found, &whose, meets).iter().any(is_other)
    });
    only(near).cloned()
}

/// The names in a sentence with a word for a chair.
fn names(found: &LetterText<'_>, sentence: &Span, role: &Span) -> Vec<Span> {
    let normal = found.normal;
    let mut end = 0;
    let forms = normal.marks.all(Sense::Courtesy, sentence);
    let names = forms.filter_map(|form| name(normal, sentence, &form)).filter(|name| {
        // "M." is a form of address, and an initial.
        let is_apart = name.start >= end && (name.start >= role.end || name.end <= role.start);
        end = end.max(name.end);
        is_apart
    });
    names.collect()
}

/// What stands between a name and a word for a chair.
fn between(name: &Span, role: &Span) -> Span {
    if name.start >= role.end { role.end..name.start } else { name.end..role.start }
}

/// Whether too much stands between a name and a word for a chair.
fn is_parted(normal: &Normal, between: &Span) -> bool {
    let words = normal.slice(between);
    words.chars().count() > NEAR || words.contains([';', '。'])
}

/// The only one of some.
fn only<'a>(mut names: impl Iterator<Item = &'a Span>) -> Option<&'a Span> {
    names.next().filter(|_| names.next().is_none())
}

/// The name at a form of address, with both and the country.
fn name(normal: &Normal, sentence: &Span, form: &Span) -> Option<Span> {
    let (start, end) = if normal.slice(form).starts_with(prose::is_ideograph) {
        (before_form(normal.slice(&(sentence.start..form.start)))? + sentence.start, form.end)
    } else {
        (form.start, behind_form(normal, form, sentence.end)?)
    };
    Some(start..with_country(normal, start, end, sentence.end))
}

/// Where a name begins before 先生 or 女士: Latin letters, or ideographs behind a mark.
fn before_form(before: &str) -> Option<usize> {
    let is_han = before.ends_with(prose::is_ideograph);
    let rest = before.trim_end_matches(|c: char| match is_han {
        true => prose::is_ideograph(c) || c == '·',
        false => c.is_alphabetic() && !prose::is_ideograph(c) || " .-'·".contains(c),
    });
    let name = before.get(rest.len()..)?.trim_start();
    // A foreign name is written in syllables with a point between its parts.
    let longest = if name.contains('·') { 12 } else { 4 };
    let is_marked =
        rest.ends_with(['(', ',', '"']) && (2..=longest).contains(&name.chars().count());
    (!name.is_empty() && (is_marked || !is_han)).then_some(before.len() - name.len())
}

/// Where a name ends behind "Mr", "Sra." or "г-н": words with capital letters, in Arabic any.
fn behind_form(normal: &Normal, form: &Span, until: usize) -> Option<usize> {
    let written = normal.slice(form);
    let is_arabic = written.starts_with(|c| matches!(c, '\u{600}'..='\u{6FF}'));
    let (mut words, mut end) = (0, None);
    for token in normal.tokens_in(&(form.end..until)).all {
        let text = normal.slice(&token.span());
        let is_name = text.starts_with(char::is_uppercase) || is_arabic;
        match token.kind {
            TokenKind::Word if is_name && words < MOST_WORDS => {
                words += 1;
                end = Some(token.end);
            }
            TokenKind::Word if normal.marks.is(Sense::NameParticle, &token.span()) => {}
            TokenKind::Sign if ".-'’·".contains(text) => {}
            _ => break,
        }
    }
    // "5 ms" is no form of address.
    end.filter(|_| !written.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// The end of a name with the country in parentheses behind it, or behind a comma inside of them.
fn with_country(normal: &Normal, start: usize, end: usize, until: usize) -> usize {
    let rest = normal.slice(&(end..until));
    let behind = rest.trim_start();
    let close = behind.find(')').unwrap_or(0);
    let country = behind.get(1.min(behind.len())..close).unwrap_or("");
    let is_country = country.chars().any(char::is_alphabetic)
        && !country.contains(|c: char| c.is_ascii_digit() || "(,;:".contains(c));
    let close = end + rest.len() - behind.len() + close;
    let line = normal.line_of(start).map_or(start, |line| line.span.start);
    let before = normal.slice(&(line..end));
    match behind.chars().next() {
        Some('(') if is_country => close + 1,
        Some(',') if is_country && before.matches('(').count() > before.matches(')').count() => {
            close
        }
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::chair::chair;
    use crate::letter::shape::found::LetterText;
    use crate::letter::shape::prose::tests::normal;
    use crate::model::{Group, Language};

    fn read(text: &str) -> Option<String> {
        let normal = normal(text);
        let found = LetterText::new(&normal);
        let text = chair(&found, Language::En, &[Group::Study(9), Group::Study(12)])?;
        let (language, words) = text.all().next()?;
        Some(format!("{words} [{language}]"))
    }

    #[test]
    fn names_as_they_are_written() {
        for (text, expected) in [
            (
                "The plan is by the Chair of Study Group 9, Ms Ana M. de Souza (Brazil), and her team.",
                "Ms Ana M. de Souza (Brazil) [en]",
            ),
            (
                "Mr Kwame Boateng (Ghana), Chairman of SG9, wrote it.",
                "Mr Kwame Boateng (Ghana) [en]",
            ),
            ("The Chairman (Dr. Ito, Japan) opens it.", "Dr. Ito, Japan [en]"),
            ("经第9研究组主席（安娜·席尔瓦女士，巴西）同意。", "安娜·席尔瓦女士，巴西 [zh]"),
            ("由主席Kofi Boateng先生（加纳）起草。", "Kofi Boateng先生（加纳） [zh]"),
            (
                "établi par la Présidente de la Commission d'études 9, Mme Ana Silva (Brésil).",
                "Mme Ana Silva (Brésil) [en]",
            ),
            (
                "la Presidenta de la CE 9, Sra. Ana Silva (Brasil), lo preparó",
                "Sra. Ana Silva (Brasil) [en]",
            ),
            (
                "подготовлен председателем, г-жой Анной Сильва (Бразилия).",
                "г-жой Анной Сильва (Бразилия) [ru]",
            ),
            (
                "أعده رئيس لجنة الدراسات 9، السيد كوفي بواتنغ (غانا).",
                "السيد كوفي بواتنغ (غانا) [ar]",
            ),
            ("The meeting will be chaired by Mr Kofi Boateng.", "Mr Kofi Boateng [en]"),
            ("Mr Kofi Boateng of Ghana will preside over it.", "Mr Kofi Boateng [en]"),
            (
                "As the chairman, Mr Xu, is away, the meeting will be chaired by the vice-chairman, Ms Ito.",
                "Ms Ito [en]",
            ),
            ("La réunion sera présidée par M. Kofi Boateng.", "M. Kofi Boateng [en]"),
            ("M. Kofi Boateng (Ghana) présidera la réunion.", "M. Kofi Boateng (Ghana) [en]"),
            ("La reunión estará presidida por el Sr. Kofi Boateng.", "Sr. Kofi Boateng [en]"),
            ("Председательствовать на собрании будет г-н Кофи Боатенг.", "г-н Кофи Боатенг [ru]"),
            ("会议将由Kofi Boateng先生（加纳）主持。", "Kofi Boateng先生（加纳） [zh]"),
            ("سيترأس الاجتماع السيد كوفي بواتنغ.", "السيد كوفي بواتنغ [ar]"),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn roles_without_a_name_and_names_of_others() {
        for text in [
            "The draft agenda is by the Chairman of Study Group 9.",
            "The Vice-Chairman, Mr Kofi Boateng (Ghana), helps.",
            "The Chairman of Study Group 5, Mr Kofi Boateng, agrees.",
            "The Chair thanks the Director, Mr Kofi Boateng.",
            "Our host is Mr Kofi Boateng (Ghana).",
            "The Chairs of SG9 and SG12, Mr Kofi Boateng and Ms Ana Silva, agree.",
            "由第9研究组主席起草，副主席李明先生协助。",
            "Chair\nMr Kofi Boateng",
            "The Chair and the Vice-Chair, Mr Kofi Boateng, agree.",
            "The former Chair of SG9, Mr Kofi Boateng, speaks.",
            "The Chair of WP1/9, Mr Kofi Boateng, agrees.",
            "The WP1/9 Chair, Mr Kofi Boateng, agrees.",
            "Mr Kofi Boateng, Chair of WP1/9, agrees.",
            "The workshop will be chaired by Mr Kofi Boateng.",
            "WP1/9 is chaired by Mr Kofi Boateng.",
            "The ad hoc group on AI, chaired by Mr Kofi Boateng, meets.",
            "Mr Kofi Boateng will chair the workshop.",
            "L'ancien Président de la CE 9, M. Kofi Boateng, parlera.",
            "L'atelier sera présidé par M. Kofi Boateng.",
            "El antiguo Presidente de la CE 9, Sr. Kofi Boateng, hablará.",
            "Председатель РГ1/9 г-н Кофи Боатенг выступит.",
            "第9研究组前任主席李明先生致辞。",
            "第1/9工作组主席Kofi Boateng先生协调。",
            "رئيس فرقة العمل 1/9، السيد كوفي بواتنغ، يتكلم.",
            "The Chair wrote it. ANNEX\nANNEX A\nThe Chair, Mr Kofi Boateng (Ghana), is away.",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn hostile_texts_end_soon() {
        read(&"chair mr x ".repeat(90_000));
        read(&"The Chair, Mr Xu (Chad).\n".repeat(50_000));
    }
}
