//! The names in the tables, and words that accompany them.
//!
//! The tables are searched in place: building an index of all names takes longer than reading a
//! letter, which names few places.

use crate::zone::Zone;
use crate::zone::place::cities::CITIES;
use crate::zone::place::countries::COUNTRIES;
use crate::zone::place::is_arabic;
use memchr::memmem::Finder;

/// Words next to the name of a country or city that do not say where it is, as table lines without
/// a country.
const FILLERS: &str = "
: in, at, the, of, and, city, s, online, virtual, hybrid, republic, rep, kingdom, state, federal, federative,
    islamic, arab, united, democratic, socialist, people, oriental, plurinational, bolivarian
: a, au, aux, en, la, le, les, l, de, du, des, d, ville, republique, royaume, etat, federale,
    islamique, arabe, unie, bolivarienne
: el, los, del, ciudad, republica, reino, estado, islamica, unida, bolivariana, plurinacional
: в, во, на, г, город, республика, королевство, государство, исламская, арабская, объединенная,
    социалистическая, боливарианская, многонациональное
: 市, 省, 在, 共和国, 王国, 联邦
: في, مدينه, جمهوريه, مملكه, دوله, سلطنه, اماره, الاسلاميه, العربيه, المتحده, البوليفاريه
";

/// The tables, and whether they name cities and regions.
const TABLES: [(&str, bool); 3] = [(COUNTRIES, false), (CITIES, true), (FILLERS, false)];

/// The number of first letters that a name shares with its case forms.
const LETTERS: usize = 3;

/// The meaning of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NameMeaning {
    /// The country: its code.
    pub(super) country: &'static str,
    /// The zone; none for a country that has several.
    pub(super) zone: Option<Zone>,
    /// Whether it is a city or a region, not the country itself.
    pub(super) is_local: bool,
}

/// A name of the tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct PlaceName {
    /// The name, in plain letters.
    name: &'static str,
    /// The part before it in its table.
    before: &'static str,
    is_local: bool,
}

impl PlaceName {
    /// The name that begins at a byte of a table, behind a blank.
    fn at(table: &'static str, at: usize, is_local: bool) -> Option<Self> {
        let (before, rest) = table.split_at_checked(at)?;
        let begins = before.trim_end_matches(' ').ends_with([',', ':', '\n']);
        let name = rest.split([',', '\n']).next()?;
        begins.then_some(Self { name, before, is_local })
    }

    /// What stands before the colon of its row: a country's code, perhaps a zone. Empty for a word that
    /// only stands beside names.
    fn row(self) -> &'static str {
        let line = self.before.rsplit('\n').find(|line| !line.starts_with(' '));
        line.and_then(|line| line.split_once(':')).map_or("", |(row, _)| row)
    }

    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        let is_sign = |c: char| c.is_ascii() && !c.is_ascii_alphanumeric();
        let runs = self.name.split(is_sign);
        runs.flat_map(|run| run.split_inclusive(crate::zone::place::is_han))
            .filter(|word| !word.is_empty())
    }

    /// What it means; nothing for a word that only stands beside names.
    pub(super) fn meaning(self) -> Option<NameMeaning> {
        let row = self.row();
        let (country, zone) = row.split_once(' ').unwrap_or((row, ""));
        let zone = if zone.is_empty() && self.is_local { home(country) } else { zone };
        let zone = zone.parse().ok();
        (!country.is_empty()).then_some(NameMeaning { country, zone, is_local: self.is_local })
    }
}

/// The names of which the first word begins as a word does, with or without the article of Arabic.
pub(super) fn alike(word: &str) -> Vec<PlaceName> {
    let end = word.char_indices().nth(LETTERS).map_or(word.len(), |(at, _)| at);
    let begin = word.get(..end).unwrap_or(word);
    let with_article = begin.starts_with(is_arabic).then(|| format!(" ال{begin}"));
    let mut found = Vec::new();
    for begin in [format!(" {begin}")].into_iter().chain(with_article) {
        let finder = Finder::new(&begin);
        for (table, is_local) in TABLES {
            let all = finder.find_iter(table.as_bytes());
            found.extend(all.filter_map(|at| PlaceName::at(table, at + 1, is_local)));
        }
    }
    found
}

/// The zone of a country, if it has only one.
fn home(country: &str) -> &'static str {
    let zone = COUNTRIES.lines().find_map(|line| line.strip_prefix(country)?.split_once(": "));
    zone.map_or("", |(zone, _)| zone.trim_start())
}

#[cfg(test)]
mod tests {
    use crate::text::{fold, normalise};
    use crate::zone::Zone;
    use crate::zone::place::is_form;
    use crate::zone::place::names::{CITIES, COUNTRIES, NameMeaning, PlaceName, TABLES};
    use crate::zone::place::words;
    use std::collections::{BTreeMap, BTreeSet};

    /// All names of the tables.
    fn names() -> impl Iterator<Item = PlaceName> {
        let in_table = |(table, is_local): (&'static str, bool)| {
            let names = table.match_indices(' ');
            names.filter_map(move |(at, _)| PlaceName::at(table, at + 1, is_local))
        };
        TABLES.into_iter().flat_map(in_table).filter(|name| !name.name.starts_with(' '))
    }

    /// The names that commas and lines separate.
    fn names_of(names: &'static str) -> impl Iterator<Item = &'static str> {
        names.split([',', '\n']).map(str::trim).filter(|name| !name.is_empty())
    }

    fn joined(name: &str) -> String {
        words(name).into_iter().map(|word| word.text).collect()
    }

    fn split(name: PlaceName) -> Vec<&'static str> {
        name.words().collect()
    }

    #[test]
    fn names_are_in_normal_form_and_in_plain_letters() {
        for name in names() {
            assert_eq!(fold(&normalise(name.name).0), name.name);
            let plain: Vec<String> = words(name.name).into_iter().map(|word| word.text).collect();
            assert_eq!(plain, split(name));
        }
    }

    #[test]
    fn every_zone_exists_and_every_city_has_one() {
        let named: Vec<PlaceName> = names().filter(|name| !name.row().is_empty()).collect();
        for one in &named {
            let (row, name) = (one.row(), one.name);
            let (country, zone) = row.split_once(' ').unwrap_or((row, ""));
            assert!(country.len() == 2 && !row.contains(':'), "{row}: {name}");
            assert!(zone.is_empty() || zone.parse::<Zone>().is_ok(), "{row}");
        }
        let meanings: Vec<NameMeaning> = named.iter().filter_map(|name| name.meaning()).collect();
        let whole = meanings.iter().filter(|meaning| !meaning.is_local);
        let countries: BTreeSet<&str> = whole.map(|meaning| meaning.country).collect();
        for meaning in meanings {
            assert!(countries.contains(meaning.country), "{meaning:?}");
            assert!(!meaning.is_local || meaning.zone.is_some(), "{meaning:?}");
        }
    }

    #[test]
    fn rows_and_names_stand_once_and_in_order() {
        for table in [COUNTRIES, CITIES] {
            let rows = table.lines().filter_map(|line| line.split_once(": "));
            let rows: Vec<&str> = rows.map(|(row, _)| row).collect();
            let unique: BTreeSet<&str> = rows.iter().copied().collect();
            assert_eq!(rows.len(), unique.len());
            let codes: Vec<&str> = rows.iter().map(|row| row.split(' ').next().unwrap()).collect();
            assert!(codes.is_sorted());
        }
        let mut seen = BTreeSet::new();
        let mut twice = Vec::new();
        for name in names() {
            let key = name.meaning().map(|meaning| (meaning.country, meaning.is_local));
            if !seen.insert((key, split(name))) {
                twice.push((key, name.name));
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
        let mut meanings: BTreeMap<Vec<&str>, Vec<NameMeaning>> = BTreeMap::new();
        for name in names() {
            meanings.entry(split(name)).or_default().extend(name.meaning());
        }
        let mut homonyms = BTreeSet::new();
        for (words, all) in &meanings {
            for one in all {
                let same = |other: &&NameMeaning| other.country == one.country;
                let zones = all.iter().filter(same).all(|other| other.zone == one.zone);
                assert!(zones, "{words:?} stands for two zones of {}", one.country);
                if all.iter().any(|other| other.zone != one.zone) {
                    homonyms.insert(words.concat());
                }
            }
        }
        assert_eq!(homonyms, names_of(HOMONYMS).map(joined).collect());
        // Nor is one name another in a different case.
        let all: Vec<(Vec<&str>, NameMeaning)> =
            names().filter_map(|name| Some((split(name), name.meaning()?))).collect();
        let mut close = Vec::new();
        for (one, meaning) in &all {
            for (other, listed) in &all {
                let mut pairs = one.iter().zip(other);
                let is_other = one != other && one.len() == other.len();
                let forms = is_other && pairs.all(|(word, listed)| is_form(word, listed));
                if forms && meaning.zone != listed.zone {
                    close.push((one, other));
                }
            }
        }
        assert!(close.is_empty(), "{close:?}");
    }
}
