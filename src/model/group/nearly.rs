//! Words of a title that are nearly a group: `O7/12`, `Q7//12`, `Q7/112`, `Quesiton 7/12`.
//!
//! Nothing is read from them. They are reported, because the session would be missing from the feed
//! of the group that is meant. Only groups of the bodies that meet are looked for, so a number of
//! another kind is none.

use super::Group;
use super::lists::of;
use super::spelling::{NamedGroups, mentions};
use super::words::{ALL, Family};
use super::written::PlainText;
use std::collections::BTreeSet;
use std::ops::Range;
use strsim::osa_distance;

/// Signs before a number, with those that slips of the keyboard make of them.
const SIGNS: [(Family, &[&str]); 3] = [
    (Family::Question, &["Q", "QQ", "O", "OQ", "QO"]),
    (Family::WorkingParty, &["WP", "WWP", "WPP", "PW", "VP", "WO"]),
    (Family::StudyGroup, &["SG", "SSG", "SGG", "GS"]),
];
/// Between the number of a part and that of its study group.
const SEPARATORS: [char; 2] = ['/', '_'];
/// The shortest word that is taken for a misspelt one; shorter words are near too many others.
const SHORTEST: usize = 5;
/// The most words of a name, as in "Grupo de Trabajo".
const MOST_WORDS: usize = 3;

/// What is nearly a group of `bodies` in a text, and is no mention of a group.
pub fn nearly_named(text: &str, bodies: &[Group]) -> Vec<NamedGroups> {
    let plain = PlainText::new(text);
    let words = words(&plain);
    let named = mentions(text, bodies);
    let studies: BTreeSet<u8> = bodies.iter().filter_map(Group::study_number).collect();
    let is_free = |span: &Range<usize>| {
        named.iter().all(|mention| mention.span.end <= span.start || span.end <= mention.span.start)
    };
    let found = words.iter().enumerate().filter_map(|(at, word)| {
        let (from, group) = signed(&word.letters, &studies)
            .or_else(|| body(&word.letters, bodies))
            .map(|group| (at, group))
            .or_else(|| worded(words.get(..=at)?, &studies))?;
        let span = words.get(from)?.span.start..word.span.end;
        Some(NamedGroups { span, groups: Vec::new(), meant: vec![group] })
    });
    found.filter(|found| is_free(&found.span)).collect()
}

/// A word of a title, with its place in bytes.
struct TitleWord {
    letters: String,
    span: Range<usize>,
}

/// The words between spaces and punctuation.
fn words(text: &PlainText) -> Vec<TitleWord> {
    let is_end = |c: char| c.is_whitespace() || ",;:()[]{}\"&+、،–—".contains(c);
    let mut words: Vec<TitleWord> = Vec::new();
    let mut is_open = false;
    for at in 0..text.length() {
        let sign = text.plain(at);
        if is_end(sign) {
            is_open = false;
            continue;
        }
        let end = text.offset(at + 1);
        match words.last_mut().filter(|_| is_open) {
            Some(word) => {
                word.letters.push(sign);
                word.span.end = end;
            }
            None => {
                words.push(TitleWord { letters: sign.to_string(), span: text.offset(at)..end });
            }
        }
        is_open = true;
    }
    words
}

/// `O7/12`, `Q7//12`, `Q7/l2`, `SG112`.
fn signed(word: &str, studies: &BTreeSet<u8>) -> Option<Group> {
    let word = word.trim_end_matches(SEPARATORS);
    let left = word.split(SEPARATORS).next()?;
    let right = word.get(left.len()..)?.trim_start_matches(SEPARATORS);
    SIGNS.into_iter().find_map(|(family, signs)| {
        signs.iter().find_map(|sign| {
            let head = left.get(..sign.len()).filter(|head| head.eq_ignore_ascii_case(sign))?;
            let digits = left.get(head.len()..)?;
            if family == Family::StudyGroup {
                let study = numbers(digits).into_iter().find(|number| studies.contains(number))?;
                return right.is_empty().then_some(Group::Study(study));
            }
            let study = numbers(right).into_iter().find(|number| studies.contains(number))?;
            of(family, *numbers(digits).first()?, &Group::Study(study))
        })
    })
}

/// `TSGA` in a meeting of TSAG.
fn body(word: &str, bodies: &[Group]) -> Option<Group> {
    let is_name = |body: &&Group| match body {
        Group::Named(name) => {
            word.len() >= 4 && word.len() == name.len() && osa_distance(word, name) == 1
        }
        _ => false,
    };
    let is_capital = word.chars().all(|c| c.is_ascii_uppercase());
    bodies.iter().find(is_name).filter(|_| is_capital).cloned()
}

/// `Quesiton 7/12`, `Study Grop 12`: the number of the first word, and the group.
fn worded(words: &[TitleWord], studies: &BTreeSet<u8>) -> Option<(usize, Group)> {
    let (number, before) = words.split_last()?;
    let (part, study) = match number.letters.split_once('/') {
        Some((part, study)) => (Some(part.parse().ok()?), study.parse().ok()?),
        None => (None, number.letters.parse().ok()?),
    };
    if !studies.contains(&study) {
        return None;
    }
    (1..=MOST_WORDS).find_map(|count| {
        let from = before.len().checked_sub(count)?;
        let said: Vec<&str> =
            before.get(from..)?.iter().map(|word| word.letters.as_str()).collect();
        let family = misspelt(&said.join(" ").to_lowercase(), count)?;
        let group = match (family, part) {
            (Family::StudyGroup, None) => Group::Study(study),
            (Family::StudyGroup, _) | (_, None) => return None,
            (family, Some(part)) => of(family, part, &Group::Study(study))?,
        };
        Some((from, group))
    })
}

/// The family whose word this is but for one letter, or for two in a long word. The first letter
/// counts: "section" is near "question".
fn misspelt(said: &str, count: usize) -> Option<Family> {
    let length = said.chars().count();
    let most = if length < 8 { 1 } else { 2 };
    let is_meant = |word: &&&str| {
        word.split(' ').count() == count
            && word.chars().count().abs_diff(length) <= most
            && word.chars().next() == said.chars().next()
            && word.is_ascii() == said.is_ascii()
    };
    let is_far = |word: &&str| osa_distance(said, word) > most;
    if !(SHORTEST..=40).contains(&length) {
        return None;
    }
    Family::ALL.into_iter().find(|family| {
        let all = ALL.into_iter().flat_map(|words| family.words(words));
        let mut near = all.filter(|word| word.chars().count() >= SHORTEST).filter(is_meant);
        near.any(|word| !is_far(word))
    })
}

/// The numbers that digits may mean: letters that look like digits are digits, and one of three digits is
/// too many.
fn numbers(digits: &str) -> Vec<u8> {
    let digit = |c: char| match c {
        'O' | 'o' => Some('0'),
        'l' | 'I' | 'i' | '!' => Some('1'),
        c => Some(c).filter(char::is_ascii_digit),
    };
    let Some(digits) = digits.chars().map(digit).collect::<Option<Vec<char>>>() else {
        return Vec::new();
    };
    let read = |digits: &mut dyn Iterator<Item = &char>| {
        let number: u8 = digits.collect::<String>().parse().ok()?;
        (1..=99).contains(&number).then_some(number)
    };
    match digits.len() {
        1 | 2 => read(&mut digits.iter()).into_iter().collect(),
        3 => (0..3)
            .filter_map(|left_out| {
                let rest = digits.iter().enumerate().filter(|(at, _)| *at != left_out);
                read(&mut rest.map(|(_, digit)| digit))
            })
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::nearly_named;
    use crate::model::{Group, compact};

    fn found(title: &str) -> Vec<(String, String)> {
        let bodies = [Group::Study(12), Group::Named("TSAG".to_owned())];
        let near = nearly_named(title, &bodies);
        near.into_iter().map(|near| (title[near.span].to_owned(), compact(&near.meant))).collect()
    }

    #[test]
    fn slips_in_a_group_are_found_in_six_languages() {
        for (title, written, meant) in [
            ("O7/12", "O7/12", "Q7/12"),
            ("o7/12: terms", "o7/12", "Q7/12"),
            ("QQ7/12", "QQ7/12", "Q7/12"),
            ("Q7//12", "Q7//12", "Q7/12"),
            ("Q7/112", "Q7/112", "Q7/12"),
            ("Q7/122 ad hoc", "Q7/122", "Q7/12"),
            ("Q7/l2", "Q7/l2", "Q7/12"),
            ("Ql/12", "Ql/12", "Q1/12"),
            ("Q7_12", "Q7_12", "Q7/12"),
            ("Joint (Q9/12, O7/12)", "O7/12", "Q7/12"),
            ("Q117/12", "Q117/12", "Q17/12"),
            ("WPP1/12 plenary", "WPP1/12", "WP1/12"),
            ("PW1/12", "PW1/12", "WP1/12"),
            ("WP1//12", "WP1//12", "WP1/12"),
            ("SG112 plenary", "SG112", "SG12"),
            ("SGl2", "SGl2", "SG12"),
            ("GS12 closing", "GS12", "SG12"),
            ("TSGA plenary", "TSGA", "TSAG"),
            ("Quesiton 7/12", "Quesiton 7/12", "Q7/12"),
            ("Qestion 7/12: terms", "Qestion 7/12", "Q7/12"),
            ("Workng Party 1/12", "Workng Party 1/12", "WP1/12"),
            ("Study Gruop 12", "Study Gruop 12", "SG12"),
            ("Cuetión 7/12", "Cuetión 7/12", "Q7/12"),
            ("Groupe de traval 1/12", "Groupe de traval 1/12", "WP1/12"),
            ("Вопос 7/12", "Вопос 7/12", "Q7/12"),
            ("المسالة 7/12", "المسالة 7/12", "Q7/12"),
            ("会议：Q7//12", "Q7//12", "Q7/12"),
        ] {
            assert_eq!(found(title), [(written.to_owned(), meant.to_owned())], "{title}");
        }
    }

    #[test]
    fn free_titles_are_none() {
        for title in [
            "SG12 plenary",
            "SG12, Q7/12 and WP1/12",
            "Q7/13",
            "07/12",
            "Opening 7/12",
            "C7/12",
            "TD7/12",
            "Item 7/12",
            "Meeting 7/12 and 24/7",
            "Session 7/12",
            "Section 7/12",
            "Sections 7/12",
            "Working paper 7/12",
            "Room 7/12",
            "Q4/2026",
            "Q7/12/TD5",
            "Q7/12/2026",
            "Recommendation Q.50",
            "Q.12 draft",
            "Q0/12",
            "FAQ7/12",
            "E.800, G.107 and P.863",
            "OK 12",
            "O-RAN 5.12",
            "TASK plenary",
            "WTSA plenary",
            "第12次会议",
        ] {
            assert_eq!(found(title), [], "{title}");
        }
    }

    #[test]
    fn long_titles_are_read_once() {
        for words in ["O7/12 ", "question ", "Q1/112,", "12 ", "a"] {
            assert!(nearly_named(&words.repeat(5_000), &[Group::Study(12)]).len() <= 5_000);
        }
    }
}
