//! Who chairs, where a letter gives a name: "Mr X (Country)", `第11研究组主席（X先生，印度）`.

use crate::letter::Evidence;
use crate::letter::fact::agenda::of_script;
use crate::letter::lex::groups::groups;
use crate::letter::lex::normal::Normal;
use crate::letter::read::document::Span;
use crate::letter::shape::prose;
use crate::letter::words::Sense;
use crate::model::{Group, Language, Text};

/// The widest stretch between the word for the chair and the name, in characters.
const NEAR: usize = 80;

/// Reads who chairs the meeting of some groups; nothing if several names are read.
pub(crate) fn chair(
    normal: &Normal,
    of_letter: Language,
    meets: &[Group],
) -> Option<(Text, Evidence)> {
    let body = prose::letter(normal);
    let mut found: Vec<(String, Span)> = Vec::new();
    for line in normal.lines.iter().filter(|line| line.cell.is_none()) {
        if line.span.start < body.start || line.span.end > body.end {
            continue;
        }
        if !normal.marks.has(Sense::Chair, &line.span) {
            continue;
        }
        for sentence in prose::sentences(normal, &line.span) {
            let Some(name) = in_sentence(normal, &sentence, meets) else { continue };
            let words = normal.words(&name);
            if !found.iter().any(|(other, _)| *other == words) {
                found.push((words, name));
            }
        }
    }
    let [(words, span)] = found.as_slice() else { return None };
    let text = Text::new(of_script(words, of_letter), words.as_str())?;
    let evidence =
        Evidence { field: "chair".to_owned(), value: words.clone(), place: normal.place(span) };
    Some((text, evidence))
}

/// The name of the chair in a sentence.
fn in_sentence(normal: &Normal, sentence: &Span, meets: &[Group]) -> Option<Span> {
    let mut roles = normal.marks.all(Sense::Chair, sentence);
    let at = roles.find(|role| {
        let before = normal.slice(&(sentence.start..role.start)).trim_end_matches(['-', ' ']);
        let before = sentence.start..sentence.start + before.len();
        normal.marks.all(Sense::Deputy, &before).last().is_none_or(|deputy| deputy.end < before.end)
    })?;
    let names = names(normal, sentence);
    let near: Vec<&Span> = names
        .iter()
        .filter(|name| {
            let is_behind = name.start >= at.end;
            let between = if is_behind { at.end..name.start } else { name.end..at.start };
            let words = normal.slice(&between);
            let is_apart = between.start <= between.end;
            is_apart && words.chars().count() <= NEAR && is_of_meeting(normal, &between, meets)
        })
        .collect();
    match near.as_slice() {
        [name] => Some((*name).clone()),
        _ => None,
    }
}

/// Whether what stands between role and name speaks of no other body and no other role.
fn is_of_meeting(normal: &Normal, between: &Span, meets: &[Group]) -> bool {
    let named = groups(normal.text(), normal.tokens_in(between), None);
    let is_ours = |group: &Group| {
        let study = group.parent();
        meets.iter().any(|ours| {
            ours == group || ours.parent().as_ref() == Some(group) || study.as_ref() == Some(ours)
        })
    };
    let ours = named.iter().flat_map(|mention| &mention.groups).all(is_ours);
    let is_other = normal.marks.has(Sense::OtherRole, between);
    ours && !is_other && !normal.slice(between).contains([';', '。'])
}

/// Every name in a sentence, with its form of address and its country.
fn names(normal: &Normal, sentence: &Span) -> Vec<Span> {
    let text = normal.slice(sentence);
    let mut found: Vec<Span> = Vec::new();
    for form in normal.marks.all(Sense::Courtesy, sentence) {
        let at = form.start - sentence.start;
        let end = form.end - sentence.start;
        let name = if normal.slice(&form).starts_with(prose::is_ideograph) {
            before_courtesy(text, at).map(|start| start..end)
        } else {
            behind_courtesy(normal, &form, sentence.end).map(|last| at..last - sentence.start)
        };
        let Some(name) = name else { continue };
        let span = sentence.start + name.start..sentence.start + with_country(text, name.end);
        if found.last().is_none_or(|other| other.end <= span.start) {
            found.push(span);
        }
    }
    found
}

/// Where a name begins that stands before 先生 or 女士: Latin letters, or two to four ideographs
/// behind a mark.
fn before_courtesy(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let is_latin = |c: char| c.is_alphabetic() && !prose::is_ideograph(c) || " .-'·".contains(c);
    let latin = before.trim_end_matches(is_latin);
    let name = before.get(latin.len()..)?;
    let start = latin.len() + (name.len() - name.trim_start().len());
    if name.trim().chars().any(char::is_alphabetic) {
        return Some(start);
    }
    let marked = before.trim_end_matches(|c: char| prose::is_ideograph(c) || c == '·');
    let name = before.get(marked.len()..)?;
    // A foreign name is written in syllables with a point between its parts.
    let longest = if name.contains('·') { 12 } else { 4 };
    let is_short = (2..=longest).contains(&name.chars().count());
    (is_short && marked.ends_with(['(', ',', '"'])).then_some(marked.len())
}

/// Where a name ends that stands behind "Mr", "Sra." or "г-н": words with capital letters, in
/// Arabic up to four words.
fn behind_courtesy(normal: &Normal, form: &Span, until: usize) -> Option<usize> {
    let written = normal.slice(form);
    let is_arabic = written.starts_with(|c| matches!(c, '\u{600}'..='\u{6FF}'));
    let rest = normal.slice(&(form.end..until));
    let parted = rest.trim_start_matches(['.', ' ']);
    if written.starts_with(|c: char| c.is_ascii_lowercase()) || parted.len() == rest.len() {
        return None;
    }
    let mut last = None;
    let mut at = until - parted.len();
    for (words, word) in parted.split(' ').enumerate() {
        let bare = word.trim_end_matches([',', ')', ';', ':', '(']);
        let span = at..at + bare.len();
        let is_part = words > 0 && normal.marks.is(Sense::NameParticle, &span);
        let is_name = bare.starts_with(char::is_uppercase)
            || is_arabic && bare.starts_with(char::is_alphabetic);
        if words >= 6 || is_arabic && words >= 4 || word.starts_with('(') || !(is_part || is_name) {
            break;
        }
        let stop = bare.strip_suffix('.').filter(|bare| bare.chars().count() > 2).unwrap_or(bare);
        last = Some(at + stop.len()).filter(|_| !is_part).or(last);
        at += word.len() + 1;
        if bare.len() < word.len() || stop.len() < bare.len() {
            break;
        }
    }
    last
}

/// The end of a name with the country in parentheses behind it, or behind a comma inside of them.
fn with_country(text: &str, end: usize) -> usize {
    let rest = text.get(end..).unwrap_or("");
    let is_country = |words: &str| {
        let length = words.trim().chars().count();
        (2..=40).contains(&length)
            && !words.contains(|c: char| c.is_ascii_digit() || "(,;:".contains(c))
    };
    let behind = rest.trim_start();
    let blanks = rest.len() - behind.len();
    if let Some(inside) = behind.strip_prefix('(')
        && let Some(close) = inside.find(')')
        && inside.get(..close).is_some_and(is_country)
    {
        return end + blanks + 1 + close + 1;
    }
    let is_open = text
        .get(..end)
        .is_some_and(|before| before.matches('(').count() > before.matches(')').count());
    if let Some(country) = behind.strip_prefix([',', '،']).filter(|_| is_open)
        && let Some(close) = country.find(')')
        && country.get(..close).is_some_and(is_country)
    {
        let comma = behind.len() - country.len();
        return end + blanks + comma + close;
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::letter::fact::chair::chair;
    use crate::letter::shape::prose::tests::normal;
    use crate::model::{Group, Language};

    fn read(text: &str) -> Option<String> {
        let (text, _) = chair(&normal(text), Language::En, &[Group::Study(9), Group::Study(12)])?;
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
