//! The time zone of the place where a meeting is held.
//!
//! A place is read in parts, which commas and brackets separate: "Lusaka, Zambia", "Genève (Suisse)".
//! A part counts if all of it is known; a hotel or a street is not, and says nothing. What counts
//! must agree, and what could mean two zones means none: a wrong hour is worse than a missing one.

mod cities;
mod countries;

use super::document::Document;
use super::normal::Normal;
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Words that stand beside the name of a country or city and say nothing of where it is.
const FILLERS: &str = "
in, at, the, of, and, city, s, online, virtual, hybrid, republic, rep, kingdom, state, federal, federative,
    islamic, arab, united, democratic, socialist, people, oriental, plurinational, bolivarian
a, au, aux, en, la, le, les, l, de, du, des, d, ville, république, royaume, état, fédérale,
    islamique, arabe, unie, bolivarienne
el, los, del, ciudad, república, reino, estado, islámica, unida, bolivariana, plurinacional
в, во, на, г, город, республика, королевство, государство, исламская, арабская, объединенная,
    социалистическая, боливарианская, многонациональное
市, 省, 在, 共和国, 王国, 联邦
في, مدينة, جمهورية, مملكة, دولة, سلطنة, إمارة, الإسلامية, العربية, المتحدة, البوليفارية
";

/// What case makes of the ends of Russian words, and how the word is listed.
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

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Meaning {
    /// The country: its code.
    country: &'static str,
    /// The zone; none for a country that has several.
    zone: Option<Tz>,
    /// Whether it is a city or a region, not the country itself.
    is_local: bool,
}

/// A name of the tables.
#[derive(Debug)]
struct Name {
    words: Vec<String>,
    /// Nothing for a word that only stands beside names.
    meaning: Option<Meaning>,
}

/// A word of a place, and which part of the place it stands in.
#[derive(Debug)]
struct Word {
    text: String,
    part: usize,
}

/// A name that was found in a place.
#[derive(Debug)]
struct Mention {
    meanings: Vec<Meaning>,
    /// The parts that it stands in: the first and the last.
    parts: (usize, usize),
    /// Whether it begins its part.
    begins: bool,
}

/// All names.
static NAMES: LazyLock<Vec<Name>> = LazyLock::new(|| {
    let country = |(row, name): (&'static str, &'static str)| {
        let (country, zone) = row.split_once(' ').unwrap_or((row, ""));
        let meaning = Meaning { country, zone: zone.parse().ok(), is_local: false };
        Name { words: listed(name), meaning: Some(meaning) }
    };
    let mut names: Vec<Name> = entries(countries::COUNTRIES).map(country).collect();
    let homes: BTreeMap<&str, Option<Tz>> = names
        .iter()
        .filter_map(|name| name.meaning.map(|meaning| (meaning.country, meaning.zone)))
        .collect();
    let city = |(row, name): (&'static str, &'static str)| {
        let (country, zone) = row.split_once(' ').unwrap_or((row, ""));
        let home = || homes.get(country).copied().flatten();
        let zone = if zone.is_empty() { home() } else { zone.parse().ok() };
        Name { words: listed(name), meaning: Some(Meaning { country, zone, is_local: true }) }
    };
    names.extend(entries(cities::CITIES).map(city));
    names.extend(names_of(FILLERS).map(|name| Name { words: listed(name), meaning: None }));
    names
});

/// The time zone of a place as a letter writes it, in any of its languages.
///
/// The country decides if it has one zone, else the city. A city alone decides if no other city of
/// its name is known. There is none if country and city contradict each other, if two zones are
/// possible, or if nothing is known.
pub fn zone(place: &str) -> Option<Tz> {
    let document = Document { text: place.to_owned(), ..Document::default() };
    let words = words(&Normal::of(document).folded);
    let (mentions, unknown) = mentions(&words);
    let is_known = |mention: &&Mention| {
        let (first, last) = mention.parts;
        !unknown.iter().any(|part| (first..=last).contains(part)) || mention.leads()
    };
    let (sure, doubtful): (Vec<&Mention>, Vec<&Mention>) = mentions.iter().partition(is_known);
    let last = sure.last()?;
    // "Lima, Ohio": behind a single name, what is not known may be what it belongs to.
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

/// The zone in a country of which all mentions may speak.
fn decide(country: &str, sure: &[&Mention], doubtful: &[&Mention]) -> Option<Tz> {
    let meanings = || sure.iter().flat_map(|mention| mention.of(country));
    let local = meanings().find(|meaning| meaning.is_local);
    let zone = local.or_else(|| meanings().next())?.zone?;
    let elsewhere = |meaning: &Meaning| meaning.is_local && meaning.zone != Some(zone);
    let against = doubtful.iter().flat_map(|mention| mention.of(country)).any(elsewhere);
    (!against && !meanings().any(elsewhere)).then_some(zone)
}

impl Mention {
    /// What it means in a country.
    fn of<'a>(&'a self, country: &'a str) -> impl Iterator<Item = &'a Meaning> {
        self.meanings.iter().filter(move |meaning| meaning.country == country)
    }

    /// Whether it is a country before places in it that need not be known: "中国无锡太湖".
    fn leads(&self) -> bool {
        self.begins && self.meanings.iter().all(|meaning| !meaning.is_local)
    }
}

/// The names in a place, from left to right, the longer ones first; and the parts in which other
/// words stand.
fn mentions(words: &[Word]) -> (Vec<Mention>, Vec<usize>) {
    let mut found = Vec::new();
    let mut unknown = Vec::new();
    let mut rest = words;
    let mut before = None;
    while let Some(word) = rest.first() {
        let (length, meanings) = longest(rest);
        let last = rest.get(length.saturating_sub(1)).unwrap_or(word);
        if length == 0 {
            unknown.push(word.part);
        } else if !meanings.is_empty() {
            let begins = before != Some(word.part) && word.text.chars().all(is_han);
            found.push(Mention { meanings, parts: (word.part, last.part), begins });
        }
        before = Some(last.part);
        rest = rest.get(length.max(1)..).unwrap_or_default();
    }
    (found, unknown)
}

/// The longest name that words begin with: how many words, and what it means. The name as it is
/// listed comes before one that is so only in another case.
fn longest(words: &[Word]) -> (usize, Vec<Meaning>) {
    let mut best = (0, false);
    let mut meanings = Vec::new();
    for name in NAMES.iter() {
        let length = name.words.len();
        let Some(begin) = words.get(..length).filter(|_| length >= best.0.max(1)) else { continue };
        let mut pairs = name.words.iter().zip(begin);
        let is_listed = pairs.clone().all(|(listed, word)| *listed == word.text);
        if !is_listed && !pairs.all(|(listed, word)| is_form(&word.text, listed)) {
            continue;
        }
        if (length, is_listed) > best {
            best = (length, is_listed);
            meanings.clear();
        }
        let meaning = name.meaning.filter(|meaning| !meanings.contains(meaning));
        meanings.extend(meaning.filter(|_| (length, is_listed) == best));
    }
    (best.0, meanings)
}

/// Whether a word is a listed one in another case, or behind a preposition written with it.
fn is_form(word: &str, listed: &str) -> bool {
    if word == listed {
        return true;
    }
    let is_arabic = |c: char| matches!(c, '\u{620}'..='\u{64A}');
    if word.starts_with(is_arabic) {
        // The article loses its first letter behind the preposition "to".
        let to = word.strip_prefix("لل");
        let behind = to.or_else(|| word.strip_prefix(['ب', 'ل', 'و']));
        let behind = behind.filter(|rest| rest.chars().count() > 2);
        let listed = bare(listed);
        return bare(word) == listed || behind.is_some_and(|rest| bare(rest) == listed);
    }
    let is_cyrillic = |c: char| matches!(c, 'а'..='я');
    word.starts_with(is_cyrillic)
        && ENDINGS.iter().any(|(case, end)| {
            let stem = word.strip_suffix(case).filter(|stem| stem.chars().count() > 2);
            stem.is_some() && stem == listed.strip_suffix(end)
        })
}

/// An Arabic word without the article.
fn bare(word: &str) -> &str {
    word.strip_prefix("ال").unwrap_or(word)
}

/// The words of a text in normal form. Ideographs stand alone; signs between words say nothing,
/// except those that separate parts.
fn words(folded: &str) -> Vec<Word> {
    let spaced = folded.replace(" - ", ",");
    let mut words: Vec<Word> = Vec::new();
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
            None => words.push(Word { text: letters(c).collect(), part }),
        }
        is_open = !is_han;
    }
    words
}

/// A letter without what some letters write and some leave out: accents, the hamza. The Russian
/// й is a letter of its own.
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

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}')
}

/// The words of a name in the tables.
fn listed(name: &str) -> Vec<String> {
    words(name).into_iter().map(|word| word.text).collect()
}

/// The names of a table, each with what stands before the colon of its row.
fn entries(table: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut row = "";
    table.lines().flat_map(move |line| {
        let (begin, names) = line.split_once(": ").unwrap_or((row, line));
        row = begin;
        names_of(names).map(move |name| (begin, name))
    })
}

/// The names that commas and lines separate.
fn names_of(names: &'static str) -> impl Iterator<Item = &'static str> {
    names.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{
        FILLERS, Meaning, NAMES, Name, cities, countries, entries, is_form, listed, names_of, zone,
    };
    use crate::source::letter::document::Document;
    use crate::source::letter::normal::Normal;
    use chrono_tz::Tz;
    use std::collections::{BTreeMap, BTreeSet};

    fn name(place: &str) -> &'static str {
        zone(place).map_or("-", Tz::name)
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

    #[test]
    fn names_are_in_normal_form() {
        let tables = entries(countries::COUNTRIES).chain(entries(cities::CITIES));
        for name in tables.map(|(_, name)| name).chain(names_of(FILLERS)) {
            let document = Document { text: name.to_owned(), ..Document::default() };
            assert_eq!(Normal::of(document).folded, name);
        }
    }

    #[test]
    fn every_zone_exists_and_every_city_has_one() {
        for (row, name) in entries(countries::COUNTRIES).chain(entries(cities::CITIES)) {
            let (country, zone) = row.split_once(' ').unwrap_or((row, ""));
            assert!(country.len() == 2 && !row.contains(':'), "{row}: {name}");
            assert!(zone.is_empty() || zone.parse::<Tz>().is_ok(), "{row}");
        }
        let countries: BTreeSet<&str> =
            entries(countries::COUNTRIES).map(|(row, _)| row.split(' ').next().unwrap()).collect();
        for meaning in NAMES.iter().filter_map(|name| name.meaning) {
            assert!(countries.contains(meaning.country), "{meaning:?}");
            assert!(!meaning.is_local || meaning.zone.is_some(), "{meaning:?}");
        }
    }

    #[test]
    fn rows_and_names_stand_once_and_in_order() {
        for table in [countries::COUNTRIES, cities::CITIES] {
            let rows = table.lines().filter_map(|line| line.split_once(": "));
            let rows: Vec<&str> = rows.map(|(row, _)| row).collect();
            let unique: BTreeSet<&str> = rows.iter().copied().collect();
            assert_eq!(rows.len(), unique.len());
            let codes: Vec<&str> = rows.iter().map(|row| row.split(' ').next().unwrap()).collect();
            assert!(codes.is_sorted());
        }
        let mut seen = BTreeSet::new();
        let mut twice = Vec::new();
        for Name { words, meaning } in NAMES.iter() {
            let key = meaning.map(|meaning| (meaning.country, meaning.is_local));
            if !seen.insert((key, words)) {
                twice.push((key, words));
            }
        }
        assert!(twice.is_empty(), "{twice:?}");
    }

    /// Names that stand for places in several countries, and are meant to.
    const HOMONYMS: &str = "
birmingham, cartagena, congo, cordoba, corea, coree, cuenca, george town, georgetown, georgia, georgie,
granada, guadalajara, hyderabad, kingston, kochi, korea, la paz, merida, saint john s, salvador,
san jose, san juan, st john s, tripoli, valencia, victoria
бирмингем, валенсия, гвадалахара, джорджтаун, картахена, кингстон, конго, кордова, корея, кочи, куэнка,
ла пас, мерида, сальвадор, сан хосе, сан хуан, сент джонс, триполи, хайдарабад
الكونغو, برمنغهام, جورج تاون, جورجيا, حيدر اباد, سان خوان, سان خوسيه, طرابلس, عمان, غوادالاخارا,
غوانغجو, فالنسيا, كارتاخينا, كوريا
乔治敦, 伯明翰, 刚果, 卡塔赫纳, 圣何塞, 圣地亚哥, 圣胡安, 巴伦西亚, 拉巴斯, 海得拉巴, 海德拉巴,
瓜达拉哈拉, 瓦伦西亚, 科尔多瓦, 萨尔瓦多, 金斯敦
";

    #[test]
    fn no_name_stands_for_two_zones() {
        let mut meanings: BTreeMap<&[String], Vec<Meaning>> = BTreeMap::new();
        for Name { words, meaning } in NAMES.iter() {
            meanings.entry(words).or_default().extend(*meaning);
        }
        let mut homonyms = BTreeSet::new();
        for (words, all) in &meanings {
            for one in all {
                let same = |other: &&Meaning| other.country == one.country;
                let zones = all.iter().filter(same).all(|other| other.zone == one.zone);
                assert!(zones, "{words:?} stands for two zones of {}", one.country);
                if all.iter().any(|other| other.zone != one.zone) {
                    homonyms.insert(words.join(" "));
                }
            }
        }
        assert_eq!(homonyms, names_of(HOMONYMS).map(|name| listed(name).join(" ")).collect());
        // Nor is one name another in a different case.
        let single = |name: &&Name| name.meaning.is_some();
        let mut close = Vec::new();
        for one in NAMES.iter().filter(single) {
            for other in NAMES.iter().filter(single) {
                let forms = one.words.len() == other.words.len()
                    && one.words != other.words
                    && one
                        .words
                        .iter()
                        .zip(&other.words)
                        .all(|(word, listed)| is_form(word, listed));
                let zones = |name: &Name| name.meaning.and_then(|meaning| meaning.zone);
                if forms && zones(one) != zones(other) {
                    close.push((&one.words, &other.words));
                }
            }
        }
        assert!(close.is_empty(), "{close:?}");
    }
}
