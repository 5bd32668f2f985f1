//! Time zones as people write them: a name of the IANA list, or what to write instead.
//!
//! A wrong name gets a single suggestion only if there is one reading: the zone of a known city, or
//! a spelling that is a letter or two off. For an ambiguous name, all zones are suggested.

mod abbreviations;
mod offsets;

use super::{YamlNode, YamlReader};
use crate::finding::{Said, list};
use crate::model::{Misread, Zone};
use crate::zone::place::zone as zone_of_place;
use strsim::osa_distance;

/// The help if no similar name is known.
const GENERAL: &str = "write a zone name from the IANA list, for example `Europe/Zurich`";

/// The longest name that is looked up; names in the list are half as long.
const LONGEST: usize = 64;

/// The areas that names of the IANA list begin with.
const AREAS: [&str; 10] = [
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
];

/// Names of the IANA list that refer to a state or an island, not to a city. Other places have the
/// same name: Victoria is also in Canada and on the Seychelles, and `ACT` may be Acre time.
const STATES: [&str; 16] = [
    "America/Knox_IN",
    "Australia/ACT",
    "Australia/LHI",
    "Australia/NSW",
    "Australia/North",
    "Australia/Queensland",
    "Australia/South",
    "Australia/Tasmania",
    "Australia/Victoria",
    "Australia/West",
    "Pacific/Easter",
    "Pacific/Johnston",
    "Pacific/Midway",
    "Pacific/Samoa",
    "Pacific/Wake",
    "Pacific/Yap",
];

/// Names of the IANA list that look like the time of a place but have no summer time: what they
/// are, and what to write.
const WITHOUT_SUMMER: [(&str, &str, &str); 3] = [
    (
        "EST",
        "UTC-5",
        "write `America/New_York` for New York, or `America/Panama` for UTC-5 all year",
    ),
    ("MST", "UTC-7", "write `America/Denver` for Denver, or `America/Phoenix` for UTC-7 all year"),
    (
        "HST",
        "UTC-10",
        "write `Pacific/Honolulu` for Hawaii, or `America/Adak` for the Aleutian Islands",
    ),
];

/// The zone that a scalar names.
pub(super) fn read(reading: &mut YamlReader<'_>, key: &str, node: &YamlNode) -> Option<Said<Zone>> {
    let zone = reading.parsed(key, node, |name| {
        name.parse::<Zone>()
            .map_err(|_| Misread::new("a time zone from the IANA list", advice(name)))
    })?;
    if let Some((message, help)) = without_summer(zone.value.name()) {
        reading.findings.doubt("no-summer-time", Some(zone.place), message).help(help);
    }
    Some(zone)
}

/// The doubt about a name with a fixed offset, and what to write instead.
fn without_summer(name: &str) -> Option<(String, String)> {
    if let Some((_, offset, help)) = WITHOUT_SUMMER.iter().find(|(known, ..)| *known == name) {
        let message = format!("`{name}` is {offset} all year, without summer time");
        return Some((message, (*help).to_owned()));
    }
    let (sign, hours) = name.strip_prefix("Etc/GMT")?.split_at_checked(1)?;
    if ["", "0"].contains(&hours) {
        return None;
    }
    let other = if sign == "+" { "-" } else { "+" };
    let message = format!(
        "`{name}` is UTC{other}{hours} all year, without summer time: the sign is reversed"
    );
    let meant = format!("Etc/GMT{other}{hours}");
    let help = match meant.parse::<Zone>() {
        Ok(meant) => {
            format!("write the zone of the city, or `{meant}` if UTC{sign}{hours} is meant")
        }
        Err(_) => "write the zone of the city".to_owned(),
    };
    Some((message, help))
}

/// What to write instead of a name that is not in the list.
fn advice(name: &str) -> String {
    if name.chars().count() > LONGEST {
        return GENERAL.to_owned();
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.replace(" /", "/").replace("/ ", "/");
    let name = name.trim_end_matches(['.', ',', ';']);
    let place = place_of(name);
    abbreviations::advice(place)
        .or_else(|| other_spelling(name))
        .or_else(|| windows(name))
        .or_else(|| offsets::advice(place))
        .or_else(|| city(place))
        .or_else(|| near(name))
        .unwrap_or_else(|| GENERAL.to_owned())
}

/// The zone with this Windows name.
fn windows(name: &str) -> Option<String> {
    let zone = Zone::of_windows(name)?;
    Some(format!("`{name}` is a Windows name; write `{zone}`"))
}

/// A name without trailing words such as "time": "Tokyo time".
fn place_of(name: &str) -> &str {
    const BEHIND: [&str; 5] =
        [" local time", " standard time", " daylight time", " summer time", " time"];
    let before = |behind: &&str| {
        let (place, rest) = name.split_at_checked(name.len().checked_sub(behind.len())?)?;
        rest.eq_ignore_ascii_case(behind).then_some(place)
    };
    BEHIND.iter().find_map(before).unwrap_or(name)
}

/// The name as spelt in the list: other capitals, blanks for underscores.
fn other_spelling(name: &str) -> Option<String> {
    let spelt = name.replace(' ', "_").replace('\\', "/");
    let zone = Zone::all().find(|zone| zone.name().eq_ignore_ascii_case(&spelt))?;
    Some(format!("write `{zone}`"))
}

/// The zone of a city or country, also behind a wrong area (`Europe/Geneva`) or beside the other one
/// (`Japan/Osaka`, "Osaka, Japan").
fn city(name: &str) -> Option<String> {
    let name = name.replace('_', " ");
    let parts: Vec<&str> = name.split(['/', ',']).map(str::trim).collect();
    let (city, around) = parts.split_last()?;
    let area =
        around.first().filter(|area| AREAS.iter().any(|known| known.eq_ignore_ascii_case(area)));
    if area.is_none() && !around.is_empty() {
        // London in Ontario is not the known London: one known part alone decides nothing.
        let zone = zone_of_place(&parts.join(", "))?;
        let backwards: Vec<&str> = parts.iter().rev().copied().collect();
        let is_sure = zone_of_place(&backwards.join(", ")) == Some(zone);
        let city = parts.iter().rfind(|part| zone_of_place(part) == Some(zone)).unwrap_or(city);
        return is_sure.then(|| format!("write `{zone}`, the zone of {city}"));
    }
    let zone = zone_of_place(city).or_else(|| listed(city))?;
    let of_zone = zone.name().split('/').next().unwrap_or_default();
    // A city of the same name may lie elsewhere.
    Some(match area.is_none_or(|area| area.eq_ignore_ascii_case(of_zone)) {
        true => format!("write `{zone}`, the zone of {city}"),
        false => {
            format!("{city} is in `{zone}`; write that, or the zone of the {city} you mean")
        }
    })
}

/// The only zone of the list that is named after a city.
fn listed(city: &str) -> Option<Zone> {
    let after = |zone: &Zone| {
        let (area, last) = zone.name().split_once('/').unwrap_or_default();
        let last = last.rsplit('/').next().unwrap_or(last);
        AREAS.contains(&area)
            && !STATES.contains(&zone.name())
            && last.replace('_', " ").eq_ignore_ascii_case(city)
    };
    let mut zones = Zone::all().filter(after);
    zones.next().filter(|_| zones.next().is_none())
}

/// Names of the same area that are a letter or two off.
fn near(name: &str) -> Option<String> {
    let (area, city) = name.rsplit_once('/')?;
    let city = city.to_lowercase();
    // In a short name two letters make another one; those of `Etc` are numbers.
    let most = (city.chars().count() / 3).min(2);
    if area.eq_ignore_ascii_case("Etc") {
        return None;
    }
    let distances = Zone::all().filter_map(|zone| {
        let (of_zone, last) = zone.name().rsplit_once('/')?;
        let far = osa_distance(&city, &last.to_lowercase());
        (of_zone.eq_ignore_ascii_case(area) && far <= most).then_some((far, zone.name()))
    });
    let distances: Vec<(usize, &str)> = distances.collect();
    let least = distances.iter().map(|(far, _)| *far).min()?;
    let nearest = distances.iter().filter(|(far, _)| *far == least).map(|(_, name)| *name);
    Some(format!("did you mean {}?", list(nearest, "or")))
}

#[cfg(test)]
mod tests {
    use super::{WITHOUT_SUMMER, advice};
    use crate::model::Zone;

    #[test]
    fn a_name_is_answered_with_its_zone_or_with_none() {
        for (name, expected) in [
            ("Europe/Geneva", "write `Europe/Zurich`, the zone of Geneva"),
            ("Geneva", "write `Europe/Zurich`, the zone of Geneva"),
            ("genève", "write `Europe/Zurich`, the zone of genève"),
            ("日内瓦", "write `Europe/Zurich`, the zone of 日内瓦"),
            ("Женева", "write `Europe/Zurich`, the zone of Женева"),
            ("Geneva time", "write `Europe/Zurich`, the zone of Geneva"),
            ("Europe/Bern", "write `Europe/Zurich`, the zone of Bern"),
            ("Asia/Beijing", "write `Asia/Shanghai`, the zone of Beijing"),
            ("Asia/Delhi", "write `Asia/Kolkata`, the zone of Delhi"),
            ("Asia/New_Delhi", "write `Asia/Kolkata`, the zone of New Delhi"),
            ("Switzerland", "write `Europe/Zurich`, the zone of Switzerland"),
            ("Switzerland/Geneva", "write `Europe/Zurich`, the zone of Geneva"),
            ("US/New_York", "write `America/New_York`, the zone of New York"),
            ("New York", "write `America/New_York`, the zone of New York"),
            ("America/San Francisco", "write `America/Los_Angeles`, the zone of San Francisco"),
            ("Tokyo Standard Time", "`Tokyo Standard Time` is a Windows name; write `Asia/Tokyo`"),
            // London's, with summer time.
            ("GMT Standard Time", "`GMT Standard Time` is a Windows name; write `Europe/London`"),
            ("Zurich", "write `Europe/Zurich`, the zone of Zurich"),
            ("Thule", "write `America/Thule`, the zone of Thule"),
            ("Osaka, Japan", "write `Asia/Tokyo`, the zone of Japan"),
            ("New York, US", "write `America/New_York`, the zone of New York"),
            ("Tbilisi/Georgia", "write `Asia/Tbilisi`, the zone of Tbilisi"),
            // A city of this name elsewhere may be meant.
            (
                "America/London",
                "London is in `Europe/London`; write that, or the zone of the London you mean",
            ),
            (
                "America/Paris",
                "Paris is in `Europe/Paris`; write that, or the zone of the Paris you mean",
            ),
            (
                "Europe/Tbilisi",
                "Tbilisi is in `Asia/Tbilisi`; write that, or the zone of the Tbilisi you mean",
            ),
            ("europe/zurich", "write `Europe/Zurich`"),
            ("EUROPE/ZURICH", "write `Europe/Zurich`"),
            ("America/New York", "write `America/New_York`"),
            ("utc", "write `UTC`"),
            ("cet", "write `CET`"),
            ("Etc/gmt-2", "write `Etc/GMT-2`"),
            ("Europe / Zurich.", "write `Europe/Zurich`"),
            ("Europe/Zuerich", "did you mean `Europe/Zurich`?"),
            ("Europe/Zurihc", "did you mean `Europe/Zurich`?"),
            ("Europe/Kyev", "did you mean `Europe/Kiev` or `Europe/Kyiv`?"),
        ] {
            assert_eq!(advice(name), expected, "{name}");
        }
        let long = "x".repeat(100_000);
        let long_city = format!("Europe/{long}");
        for name in [
            "",
            "/",
            "Europe/",
            "Europe",
            "Atlantis",
            "Europe/Genf",
            "Hyderabad",
            "ACT",
            "Victoria",
            "NSW",
            "Springfield",
            "America/Springfield",
            "Z",
            "A",
            "local",
            "CET-1CEST",
            "Asia/Medan",
            "London/Ontario",
            "Ontario/London",
            "London, Ontario",
            "Ontario, London",
            "Canada/London",
            "Paris/Texas",
            "Texas/Paris",
            "Lima/Ohio",
            "Ohio, Lima",
            "Sydney/Nova Scotia",
            "Dublin/Ohio",
            "London Ontario",
            "Ontario London",
            "Paris TX",
            &long,
            &long_city,
        ] {
            assert_eq!(advice(name), super::GENERAL, "{name}");
        }
    }

    #[test]
    fn what_is_told_to_be_written_is_of_the_list() {
        for (name, _, help) in WITHOUT_SUMMER {
            assert!(name.parse::<Zone>().is_ok());
            let names: Vec<&str> = help.split('`').skip(1).step_by(2).collect();
            assert!(names.len() == 2 && names.iter().all(|name| name.parse::<Zone>().is_ok()));
        }
    }

    #[test]
    fn a_name_of_the_list_that_has_no_summer_time_says_which_offset_it_is() {
        let said = |name: &str| super::without_summer(name).map(|(message, _)| message);
        assert_eq!(
            said("Etc/GMT+5").unwrap(),
            "`Etc/GMT+5` is UTC-5 all year, without summer time: the sign is reversed"
        );
        let (message, help) = super::without_summer("Etc/GMT-14").unwrap();
        assert!(message.contains("UTC+14 all year"), "{message}");
        assert_eq!(help, "write the zone of the city");
        for name in
            ["Etc/GMT", "Etc/GMT+0", "Etc/GMT-0", "Etc/GMT0", "Etc/UTC", "UTC", "Asia/Tokyo"]
        {
            assert_eq!(said(name), None, "{name}");
        }
    }
}
