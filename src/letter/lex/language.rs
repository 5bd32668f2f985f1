//! Which of the six languages a text is written in: by its script, then by frequent words.

use crate::model::Language;

/// A language in Latin letters.
struct LatinLanguage {
    language: Language,
    /// Its frequent words.
    words: &'static [&'static str],
    /// Letters that only it has.
    letters: &'static str,
}

const LATIN: [LatinLanguage; 3] = [
    LatinLanguage {
        language: Language::En,
        words: &[
            "the", "of", "and", "to", "for", "is", "are", "will", "be", "on", "with", "by", "at",
            "from", "this", "in", "meeting", "any", "other", "draft", "next", "new",
        ],
        letters: "",
    },
    LatinLanguage {
        language: Language::Fr,
        words: &[
            "le", "la", "les", "des", "du", "de", "et", "au", "aux", "une", "un", "est", "dans",
            "pour", "par", "sur", "en", "avec", "qui", "que", "réunion", "projet", "ordre", "jour",
        ],
        letters: "èêàçùœîô",
    },
    LatinLanguage {
        language: Language::Es,
        words: &[
            "el", "la", "los", "las", "del", "de", "y", "en", "un", "una", "por", "para", "con",
            "se", "al", "que", "su", "es", "reunión", "proyecto", "otros", "orden",
        ],
        letters: "ñáíóú",
    },
];

/// A letter of another script weighs more than a Latin one: names, addresses and abbreviations
/// stand in Latin letters everywhere, and an ideograph is half a word.
const WEIGHTS: [(Language, usize); 3] = [(Language::Ar, 2), (Language::Ru, 2), (Language::Zh, 4)];

/// The language of a text, if it shows one.
pub(crate) fn of(text: &str) -> Option<Language> {
    let mut letters = [0_usize; 3];
    let mut latin = 0_usize;
    for c in text.chars() {
        let [arabic, cyrillic, han] = &mut letters;
        match c {
            '\u{600}'..='\u{6FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' => {
                *arabic += 1;
            }
            '\u{400}'..='\u{4FF}' => *cyrillic += 1,
            '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' => *han += 1,
            c if c.is_alphabetic() => latin += 1,
            _ => {}
        }
    }
    let scripts = WEIGHTS.iter().zip(letters);
    let (language, most) = scripts
        .map(|((language, weight), count)| (*language, count * weight))
        .max_by_key(|(_, weight)| *weight)?;
    if most > latin { Some(language) } else { of_latin(text) }
}

/// The language of a text in Latin letters: the one of which it has most words, none if two have
/// as many.
fn of_latin(text: &str) -> Option<Language> {
    let mut counts = LATIN.map(|of| (0_usize, of));
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        for (count, of) in &mut counts {
            let is_frequent = of.words.contains(&word.as_str());
            let has_letter = !word.is_ascii() && word.contains(|c| of.letters.contains(c));
            *count += usize::from(is_frequent) + usize::from(has_letter);
        }
    }
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counts {
        [(most, of), (second, _), _] if most > second => Some(of.language),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::letter::lex::language::of;
    use crate::model::Language;

    #[test]
    fn each_language_by_its_script_or_its_words() {
        for (text, expected) in [
            ("The rooms are shown on the screens", Some(Language::En)),
            ("Les salles sont indiquées sur les écrans", Some(Language::Fr)),
            ("Las salas se anuncian en las pantallas", Some(Language::Es)),
            ("Adopción del orden del día", Some(Language::Es)),
            ("Adoption de l'ordre du jour", Some(Language::Fr)),
            ("Залы указаны на экранах МСЭ (ITU)", Some(Language::Ru)),
            ("تعرض القاعات على الشاشات ITU", Some(Language::Ar)),
            ("基于IMT-2020的Lite IMS信令架构", Some(Language::Zh)),
            ("详情见https://itu.int/en/delegates", None),
            ("AOB", None),
            ("", None),
        ] {
            assert_eq!(of(text), expected, "{text}");
        }
    }
}
