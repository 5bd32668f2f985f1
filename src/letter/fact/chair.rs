//! Who chairs, where a letter gives a name: "Mr X (Country)", `第11研究组主席（X先生，印度）`.

use crate::letter::fact::agenda::of_script;
use crate::letter::lex::normal::Normal;
use crate::letter::lex::tokens::TokenKind;
use crate::letter::read::document::Span;
use crate::letter::shape::found::LetterText;
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::{Group, Language, Text};

/// The widest stretch between the word for the chair and the name, in characters.
const NEAR: usize = 80;

/// How many words a name has behind its form of address.
const MOST_WORDS: usize = 5;

/// Reads who chairs the meeting of some groups; nothing if several names are read.
pub(crate) fn chair(
    found: &mut LetterText<'_>,
    of_letter: Language,
    meets: &[Group],
) -> Option<Text> {
    let normal = found.normal;
    let letter = prose::letter(normal);
    let mut name: Option<Span> = None;
    let mut sentence = 0..0;
    for role in normal.marks.all(Sense::Chair, &letter) {
        let line = normal.line_of(role.start).filter(|line| line.cell.is_none());
        let Some(line) = line.filter(|_| role.start >= sentence.end) else { continue };
        let around = found.sentence(role.start, &line.span);
        if is_deputy(normal, &(around.start..role.start)) {
            continue;
        }
        sentence = around;
        let Some(own) = in_sentence(found, &sentence, &role, meets) else { continue };
        if name.is_some_and(|other| normal.words(&other) != normal.words(&own)) {
            return None;
        }
        name = Some(own);
    }
    let name = name?;
    let words = normal.words(&name);
    found.note("chair", &words, &name);
    Text::new(of_script(&words, of_letter), words)
}

/// Whether what stands before the word for a chair makes a deputy of it: "Vice-".
fn is_deputy(normal: &Normal, before: &Span) -> bool {
    normal
        .marks
        .like(Sense::Deputy, before)
        .any(|deputy| normal.slice(&(deputy.end..before.end)).trim_matches(['-', ' ']).is_empty())
}

/// The only name near the word for the chair in a sentence, with nothing of another body, and no other
/// role, between them.
fn in_sentence(
    found: &LetterText<'_>,
    sentence: &Span,
    role: &Span,
    meets: &[Group],
) -> Option<Span> {
    let normal = found.normal;
    let names = normal.marks.all(Sense::Courtesy, sentence);
    let mut end = 0;
    let mut near = names.filter_map(|form| name(normal, sentence, &form)).filter(|name| {
        // "M." is a form of address, and an initial.
        if name.start < end {
            return false;
        }
        end = name.end;
        let is_behind = name.start >= role.end;
        let between = if is_behind { role.end..name.start } else { name.end..role.start };
        let words = normal.slice(&between);
        let named = found.groups_in(&between);
        let is_ours =
            |group: &Group| meets.iter().any(|own| own.covers(group) || group.covers(own));
        between.start <= between.end
            && words.chars().count() <= NEAR
            && !words.contains([';', '。'])
            && !normal.marks.has(Sense::OtherRole, &between)
            && named.iter().flat_map(|mention| &mention.groups).all(is_ours)
    });
    near.next().filter(|_| near.next().is_none())
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
        let mut found = LetterText::new(&normal);
        let text = chair(&mut found, Language::En, &[Group::Study(9), Group::Study(12)])?;
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
