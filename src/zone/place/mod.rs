//! The time zone of the place where a meeting is held.
//!
//! A place is read in parts, which commas and brackets separate: "Lusaka, Zambia", "Genève
//! (Suisse)". A part counts if all of it is known; a hotel or a street is unknown and ignored. All
//! parts that count must agree, and an ambiguous place has no zone: a wrong time is worse than a
//! missing one.

mod cities;
mod countries;
mod names;

use crate::text::{fold, normalise};
use crate::zone::Zone;
use names::{NameMeaning, PlaceName, alike};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Case endings of Russian words, and the endings in the tables.
const ENDINGS: [(&str, &str); 25] = [
    ("е", "а"),
    ("е", ""),
    ("е", "я"),
    ("е", "й"),
    ("е", "ь"),
    ("е", "о"),
    ("и", "а"),
    ("и", "я"),
    ("и", "ь"),
    ("ы", "а"),
    ("а", ""),
    ("а", "о"),
    ("я", "й"),
    ("я", "ь"),
    ("ой", "ая"),
    ("ом", "ый"),
    ("ом", "ий"),
    ("ом", "ое"),
    ("ого", "ый"),
    ("ого", "ое"),
    ("ых", "ые"),
    ("их", "ие"),
    ("ов", "ы"),
    ("ах", "ы"),
    ("ах", "а"),
];

/// A word of a place, and which part of the place it stands in.
#[derive(Debug)]
struct PlaceWord {
    text: String,
    part: usize,
}

/// A name that was found in a place.
#[derive(Debug)]
struct NameMention {
    meanings: Vec<NameMeaning>,
    /// The parts that it stands in: the first and the last.
    parts: (usize, usize),
    /// Whether it begins its part.
    begins: bool,
}

/// The time zone of a place as a letter writes it, in any of its languages.
///
/// The country decides if it has one zone, otherwise the city. A city alone decides if no other
/// city with its name is known. There is no zone if country and city contradict each other, if two
/// zones are possible, or if nothing is known.
pub fn zone(place: &str) -> Option<Zone> {
    let words = words(&fold(&normalise(place).0));
    let (mentions, unknown) = mentions(&words);
    let is_known = |mention: &&NameMention| {
        let (first, last) = mention.parts;
        !unknown.iter().any(|part| (first..=last).contains(part)) || mention.leads()
    };
    let (sure, doubtful): (Vec<&NameMention>, Vec<&NameMention>) =
        mentions.iter().partition(is_known);
    let last = sure.last()?;
    // "Lima, Ohio": an unknown part after a single name may be its state or country.
    if sure.len() == 1 && unknown.iter().any(|part| *part > last.parts.1) {
        return None;
    }
    let mut zones = last.meanings.iter().filter_map(|meaning| {
        let country = meaning.country;
        let agree = sure.iter().all(|mention| mention.of(country).next().is_some());
        agree.then(|| decide(country, &sure, &doubtful))
    });
    let zone = zones.next()??;
    zones.all(|other| other == Some(zone)).then_some(zone)
}

/// A place in the nominative: its Russian names, which a sentence declines, as in the tables. Other
/// words stay as written.
pub fn nominative(place: &str) -> String {
    // Searching the tables takes longer than reading a short letter.
    if !place.contains(|c: char| matches!(c, '\u{400}'..='\u{4FF}')) {
        return place.to_owned();
    }
    let words = words(&fold(&normalise(place).0));
    let is_cyrillic = |c: char| matches!(c, 'а'..='я');
    let mut stand_alone = String::new();
    let mut rest = place;
    let mut listed = listed(&words).into_iter();
    for word in &words {
        let name = listed.next().flatten();
        let Some(start) = rest.find(char::is_alphanumeric) else { break };
        let behind = rest.get(start..).unwrap_or_default();
        let end = behind.find(|c: char| !c.is_alphanumeric()).unwrap_or(behind.len());
        let (Some(before), Some(written), Some(after)) =
            (rest.get(..start), behind.get(..end), behind.get(end..))
        else {
            break;
        };
        stand_alone.push_str(before);
        match name.filter(|name| *name != word.text && word.text.starts_with(is_cyrillic)) {
            Some(name) => {
                let mut letters = name.chars();
                let first = letters.next().into_iter().flat_map(char::to_uppercase);
                let is_capital = written.starts_with(char::is_uppercase);
                stand_alone.extend(first.take(usize::from(is_capital)));
                stand_alone.push_str(if is_capital { letters.as_str() } else { name });
            }
            None => stand_alone.push_str(written),
        }
        rest = after;
    }
    stand_alone + rest
}

/// For each word of a place the word of the tables, if it is one of a name.
fn listed(words: &[PlaceWord]) -> Vec<Option<&'static str>> {
    let mut all = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let (length, _, name) = longest(rest);
        let names = name.into_iter().flat_map(PlaceName::words).map(Some);
        all.extend(names.chain([None]).take(length.max(1)));
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    all
}

/// The zone that all mentions in a country allow.
fn decide(country: &str, sure: &[&NameMention], doubtful: &[&NameMention]) -> Option<Zone> {
    let meanings = || sure.iter().flat_map(|mention| mention.of(country));
    let local = meanings().find(|meaning| meaning.is_local);
    let zone = local.or_else(|| meanings().next())?.zone?;
    let elsewhere = |meaning: &NameMeaning| meaning.is_local && meaning.zone != Some(zone);
    let against = doubtful.iter().flat_map(|mention| mention.of(country)).any(elsewhere);
    (!against && !meanings().any(elsewhere)).then_some(zone)
}

impl NameMention {
    /// What it means in a country.
    fn of<'a>(&'a self, country: &'a str) -> impl Iterator<Item = &'a NameMeaning> {
        self.meanings.iter().filter(move |meaning| meaning.country == country)
    }

    /// Whether it is a country followed by places that need not be known: "中国无锡太湖".
    fn leads(&self) -> bool {
        self.begins && self.meanings.iter().all(|meaning| !meaning.is_local)
    }
}

/// The names in a place, from left to right, the longer ones first; and the parts in which other
/// words stand.
fn mentions(words: &[PlaceWord]) -> (Vec<NameMention>, Vec<usize>) {
    let mut found = Vec::new();
    let mut unknown = Vec::new();
    let mut rest = words;
    let mut before = None;
    while let Some(word) = rest.first() {
        let (length, meanings, _) = longest(rest);
        let last = rest.get(length.saturating_sub(1)).unwrap_or(word);
        if length == 0 {
            unknown.push(word.part);
        } else if !meanings.is_empty() {
            let begins = before != Some(word.part) && word.text.chars().all(is_han);
            found.push(NameMention { meanings, parts: (word.part, last.part), begins });
        }
        before = Some(last.part);
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    (found, unknown)
}

/// The longest name that words begin with: how many words, what it means, and itself. The name as it
/// is listed comes before one that is so only in another case.
fn longest(words: &[PlaceWord]) -> (usize, Vec<NameMeaning>, Option<PlaceName>) {
    let mut best = (0, false);
    let mut meanings = Vec::new();
    let mut of_best = None;
    let Some(first) = words.first() else { return (0, meanings, of_best) };
    let forms = std::iter::once(&*first.text).chain(behind(&first.text)).map(bare);
    for name in forms.filter(|form| !form.is_empty()).flat_map(alike) {
        let Some((length, is_listed)) = begins(words, name.words()) else { continue };
        if length < best.0.max(1) {
            continue;
        }
        if (length, is_listed) > best {
            best = (length, is_listed);
            of_best = Some(name);
            meanings.clear();
        }
        let is_best = (length, is_listed) == best;
        let meaning = is_best.then(|| name.meaning()).flatten();
        meanings.extend(meaning.filter(|meaning| !meanings.contains(meaning)));
    }
    (best.0, meanings, of_best)
}

/// Whether words begin with a listed name: how many they are, and whether they are as it is listed.
fn begins(
    words: &[PlaceWord],
    listed: impl Iterator<Item = &'static str>,
) -> Option<(usize, bool)> {
    let (mut length, mut is_listed) = (0, true);
    for listed in listed {
        let word = &words.get(length)?.text;
        let is_same = listed == word;
        if !is_same && !is_form(word, listed) {
            return None;
        }
        is_listed &= is_same;
        length += 1;
    }
    Some((length, is_listed))
}

/// Whether a word is a listed one in another case, or behind a preposition written with it.
fn is_form(word: &str, listed: &str) -> bool {
    if word == listed {
        return true;
    }
    if word.starts_with(is_arabic) {
        let listed = bare(listed);
        return bare(word) == listed || behind(word).is_some_and(|rest| bare(rest) == listed);
    }
    let is_cyrillic = |c: char| matches!(c, 'а'..='я');
    word.starts_with(is_cyrillic)
        && word.chars().next() == listed.chars().next()
        && ENDINGS.iter().any(|(case, end)| {
            let stem = word.strip_suffix(case).filter(|stem| stem.chars().count() > 2);
            stem.is_some() && stem == listed.strip_suffix(end)
        })
}

/// The word after a preposition that is joined to an Arabic word.
fn behind(word: &str) -> Option<&str> {
    // The article loses its first letter behind the preposition "to".
    let to = word.strip_prefix("لل");
    let behind = to.or_else(|| word.strip_prefix(['ب', 'ل', 'و']));
    behind.filter(|rest| rest.chars().count() > 2)
}

/// An Arabic word without the article.
fn bare(word: &str) -> &str {
    word.strip_prefix("ال").unwrap_or(word)
}

/// The words of a text in normal form. Ideographs stand alone; signs between words say nothing,
/// except those that separate parts.
fn words(folded: &str) -> Vec<PlaceWord> {
    let spaced = folded.replace(" - ", ",");
    let mut words: Vec<PlaceWord> = Vec::new();
    let mut part = 0;
    let mut is_open = false;
    for c in spaced.chars() {
        if !c.is_alphanumeric() {
            // An accent that has no letter of its own.
            is_open &= is_combining_mark(c);
            part += usize::from(",;:/|()[]\n\t،؛、。".contains(c));
            continue;
        }
        let is_han = is_han(c);
        match words.last_mut().filter(|_| is_open && !is_han) {
            Some(word) if c.is_ascii() => word.text.push(c.to_ascii_lowercase()),
            Some(word) => word.text.extend(letters(c)),
            None => words.push(PlaceWord { text: letters(c).collect(), part }),
        }
        is_open = !is_han;
    }
    words
}

/// A letter without optional marks: accents, the hamza. The Russian й is a letter of its own.
fn letters(c: char) -> impl Iterator<Item = char> {
    let whole = matches!(c, 'а'..='я').then_some(c);
    let taken = whole.is_none().then_some(c);
    let plain = taken.into_iter().nfd().filter(|c| !is_combining_mark(*c)).map(|c| match c {
        'đ' => 'd',
        'ł' => 'l',
        'ø' => 'o',
        'ة' => 'ه',
        'ى' => 'ي',
        c => c.to_ascii_lowercase(),
    });
    whole.into_iter().chain(plain)
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{64A}')
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

#[cfg(test)]
mod tests {
    use crate::zone::Zone;
    use crate::zone::place::zone;

    fn name(place: &str) -> &'static str {
        zone(place).map_or("-", Zone::name)
    }

    #[test]
    fn places_in_six_languages() {
        for (place, expected) in [
            ("Lusaka, Zambia", "Africa/Lusaka"),
            ("Wuxi, China", "Asia/Shanghai"),
            ("Da Nang, Viet Nam", "Asia/Ho_Chi_Minh"),
            ("Đà Nẵng, Vietnam", "Asia/Ho_Chi_Minh"),
            ("Montevideo (Uruguay)", "America/Montevideo"),
            ("Montevideo", "America/Montevideo"),
            ("Bangkok, Thailand and online", "Asia/Bangkok"),
            ("Bolivia (Estado Plurinacional de)", "America/La_Paz"),
            ("Geneva", "Europe/Zurich"),
            ("GENEVA", "Europe/Zurich"),
            ("ITU headquarters, Geneva", "Europe/Zurich"),
            ("ITU headquarters in Geneva, Switzerland", "Europe/Zurich"),
            ("Geneva, 1\u{2013}3 Rue de Varemb\u{e9}, Switzerland", "Europe/Zurich"),
            ("Hotel Sheraton, Lima, Peru", "America/Lima"),
            ("Seoul, Korea (Rep. of)", "Asia/Seoul"),
            ("Jeju, Republic of Korea", "Asia/Seoul"),
            ("Seoul (Korea)", "Asia/Seoul"),
            ("Kinshasa, Democratic Republic of the Congo", "Africa/Kinshasa"),
            ("Kinshasa, Congo", "Africa/Kinshasa"),
            ("Tehran, Iran (Islamic Republic of)", "Asia/Tehran"),
            ("Arusha, United Republic of Tanzania", "Africa/Dar_es_Salaam"),
            ("Hong Kong, China", "Asia/Hong_Kong"),
            ("Washington, D.C., USA", "America/New_York"),
            ("San Jos\u{e9}, Costa Rica", "America/Costa_Rica"),
            ("San Jose, California", "America/Los_Angeles"),
            ("Atlanta, Georgia", "America/New_York"),
            ("Tbilisi, Georgia", "Asia/Tbilisi"),
            ("Las Palmas, Spain", "Atlantic/Canary"),
            ("Gij\u{f3}n, Spain", "Europe/Madrid"),
            ("Genève (Suisse)", "Europe/Zurich"),
            ("à Genève, au siège de l\u{2019}UIT", "Europe/Zurich"),
            ("Abidjan (Côte d’Ivoire)", "Africa/Abidjan"),
            ("Yaounde, Cameroun", "Africa/Douala"),
            ("Lima, Perú", "America/Lima"),
            ("Ciudad de México, México", "America/Mexico_City"),
            ("São Paulo, Brasil", "America/Sao_Paulo"),
            ("Ginebra", "Europe/Zurich"),
            ("Найроби, Кения", "Africa/Nairobi"),
            ("Женеве", "Europe/Zurich"),
            ("в Женеве, Швейцария", "Europe/Zurich"),
            ("г. Ташкент (Республика Узбекистан)", "Asia/Tashkent"),
            ("Москве, Российской Федерации", "Europe/Moscow"),
            ("Казани", "Europe/Moscow"),
            ("Дубай, Объединенные Арабские Эмираты", "Asia/Dubai"),
            ("Эр-Рияде (Саудовской Аравии)", "Asia/Riyadh"),
            ("Пекине, Китае", "Asia/Shanghai"),
            ("日内瓦", "Europe/Zurich"),
            ("日内瓦国际电联总部", "Europe/Zurich"),
            ("中国无锡", "Asia/Shanghai"),
            ("中国无锡市太湖饭店", "Asia/Shanghai"),
            ("瑞士，日内瓦", "Europe/Zurich"),
            ("美国纽约", "America/New_York"),
            ("马里博尔，斯洛文尼亚", "Europe/Ljubljana"),
            ("كيغالي، رواندا", "Africa/Kigali"),
            ("جنيف", "Europe/Zurich"),
            ("بجنيف، سويسرا", "Europe/Zurich"),
            ("في مدينة الدوحة، قطر", "Asia/Qatar"),
            ("للدوحة", "Asia/Qatar"),
            ("مسقط، عُمان", "Asia/Muscat"),
            ("عمّان، الأردن", "Asia/Amman"),
            ("طهران، جمهورية إيران الإسلامية", "Asia/Tehran"),
            ("Vancouver, Canada", "America/Vancouver"),
            ("Chisinau", "Europe/Chisinau"),
        ] {
            assert_eq!(name(place), expected, "{place}");
        }
    }

    #[test]
    fn russian_names_as_they_stand_alone() {
        for (place, expected) in [
            ("Женеве", "Женева"),
            ("Москве, Российской Федерации", "Москва, Российская Федерация"),
            ("Сеуле (Республика Корея)", "Сеул (Республика Корея)"),
            ("Нью-Дели (Индия)", "Нью-Дели (Индия)"),
            ("отеле Хилтон, Праге", "отеле Хилтон, Прага"),
            ("Geneva (Switzerland)", "Geneva (Switzerland)"),
            ("日内瓦", "日内瓦"),
            ("بجنيف", "بجنيف"),
            ("", ""),
        ] {
            assert_eq!(super::nominative(place), expected);
        }
    }

    #[test]
    fn what_is_not_certain_has_no_zone() {
        for place in [
            "",
            ",",
            "Springfield",
            "the Republic of",
            "online",
            "USA",
            "Mexico",
            "Brazil",
            "Российская Федерация",
            "Springfield, USA",
            // Countries and cities that contradict each other, and two cities.
            "Lima, Switzerland",
            "Sydney, Canada",
            "Geneva and Lima",
            "Geneva, Lima",
            "New York, San Francisco, USA",
            // One name for several places.
            "Hyderabad",
            "Georgia",
            "Congo",
            "Korea",
            "عمان",
            "圣地亚哥",
            "Saint John's",
            // Parts of words, and of names.
            "Hamburger",
            "Limassolio",
            "Novi Lima",
            "Santa Fe, New Spain",
            "Genevan",
            "利马诺夫",
            // Places of the same name elsewhere.
            "Lima, Ohio",
            "Paris, Texas",
            "Santiago de Compostela, Chile",
            "Hotel Tenerife Sur, Adeje, Spain",
        ] {
            assert_eq!(name(place), "-", "{place}");
        }
    }
}
