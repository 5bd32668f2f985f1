//! Abbreviations and everyday names of zones, many of which are ambiguous.

/// What an abbreviation may mean: where, the offset there, and the zone.
type ZoneMeaning = (&'static str, &'static str, &'static str);

/// Abbreviations, and names without "time" behind them, that are not zones of the IANA list, or, as `est` in small letters, not the zone
/// that is meant.
const ABBREVIATIONS: &[(&str, &[ZoneMeaning])] = &[
    ("ACDT", &[("South Australia in summer", "+10:30", "Australia/Adelaide")]),
    (
        "ACST",
        &[
            ("Darwin", "+9:30", "Australia/Darwin"),
            ("South Australia in winter", "+9:30", "Australia/Adelaide"),
        ],
    ),
    ("ADT", &[("Atlantic Canada in summer", "-3", "America/Halifax")]),
    ("AEDT", &[("eastern Australia in summer", "+11", "Australia/Sydney")]),
    (
        "AEST",
        &[
            ("eastern Australia in winter", "+10", "Australia/Sydney"),
            ("Queensland", "+10", "Australia/Brisbane"),
        ],
    ),
    ("AFT", &[("Afghanistan", "+4:30", "Asia/Kabul")]),
    ("AKDT", &[("Alaska in summer", "-8", "America/Anchorage")]),
    ("AKST", &[("Alaska in winter", "-9", "America/Anchorage")]),
    ("ALMT", &[("Kazakhstan", "+5", "Asia/Almaty")]),
    ("AMT", &[("Armenia", "+4", "Asia/Yerevan"), ("the Amazon", "-4", "America/Manaus")]),
    ("ART", &[("Argentina", "-3", "America/Argentina/Buenos_Aires")]),
    (
        "AST",
        &[
            ("Arabia", "+3", "Asia/Riyadh"),
            ("Atlantic Canada in winter", "-4", "America/Halifax"),
            ("Puerto Rico", "-4", "America/Puerto_Rico"),
        ],
    ),
    ("AWST", &[("Western Australia", "+8", "Australia/Perth")]),
    ("AZT", &[("Azerbaijan", "+4", "Asia/Baku")]),
    ("BDT", &[("Bangladesh", "+6", "Asia/Dhaka"), ("Brunei", "+8", "Asia/Brunei")]),
    ("BNT", &[("Brunei", "+8", "Asia/Brunei")]),
    ("BOT", &[("Bolivia", "-4", "America/La_Paz")]),
    ("BRT", &[("Brasilia", "-3", "America/Sao_Paulo")]),
    (
        "BST",
        &[
            ("the United Kingdom in summer", "+1", "Europe/London"),
            ("Bangladesh", "+6", "Asia/Dhaka"),
        ],
    ),
    ("BTT", &[("Bhutan", "+6", "Asia/Thimphu")]),
    ("CAT", &[("central Africa", "+2", "Africa/Maputo")]),
    (
        "CDT",
        &[
            ("central North America in summer", "-5", "America/Chicago"),
            ("Cuba in summer", "-4", "America/Havana"),
        ],
    ),
    ("CENTRAL", &[("central North America", "-6/-5", "America/Chicago")]),
    ("CENTRAL EUROPEAN", &[("central Europe", "+1/+2", "Europe/Zurich")]),
    ("CEST", &[("central Europe in summer", "+2", "Europe/Zurich")]),
    ("CHST", &[("Guam", "+10", "Pacific/Guam")]),
    ("CLST", &[("Chile in summer", "-3", "America/Santiago")]),
    ("CLT", &[("Chile in winter", "-4", "America/Santiago")]),
    ("COT", &[("Colombia", "-5", "America/Bogota")]),
    (
        "CST",
        &[
            ("central North America in winter", "-6", "America/Chicago"),
            ("Mexico City", "-6", "America/Mexico_City"),
            ("China", "+8", "Asia/Shanghai"),
            ("Cuba in winter", "-5", "America/Havana"),
        ],
    ),
    ("CT", &[("central North America", "-6/-5", "America/Chicago")]),
    ("EASTERN", &[("eastern North America", "-5/-4", "America/New_York")]),
    ("EASTERN EUROPEAN", &[("eastern Europe", "+2/+3", "Europe/Bucharest")]),
    ("EAT", &[("eastern Africa", "+3", "Africa/Nairobi")]),
    ("ECT", &[("Ecuador", "-5", "America/Guayaquil")]),
    ("EDT", &[("eastern North America in summer", "-4", "America/New_York")]),
    (
        "EEST",
        &[
            ("eastern Europe in summer", "+3", "Europe/Bucharest"),
            ("Egypt in summer", "+3", "Africa/Cairo"),
            ("Lebanon in summer", "+3", "Asia/Beirut"),
        ],
    ),
    (
        "EST",
        &[
            ("eastern North America in winter", "-5", "America/New_York"),
            ("Panama", "-5", "America/Panama"),
        ],
    ),
    ("ET", &[("eastern North America", "-5/-4", "America/New_York")]),
    ("FJT", &[("Fiji", "+12", "Pacific/Fiji")]),
    ("GET", &[("Georgia", "+4", "Asia/Tbilisi")]),
    ("GST", &[("the Gulf", "+4", "Asia/Dubai"), ("South Georgia", "-2", "Atlantic/South_Georgia")]),
    ("HDT", &[("the Aleutian Islands in summer", "-9", "America/Adak")]),
    ("HKT", &[("Hong Kong", "+8", "Asia/Hong_Kong")]),
    (
        "HST",
        &[
            ("Hawaii", "-10", "Pacific/Honolulu"),
            ("the Aleutian Islands in winter", "-10", "America/Adak"),
        ],
    ),
    ("ICT", &[("Indochina", "+7", "Asia/Bangkok")]),
    ("IDT", &[("Israel in summer", "+3", "Asia/Jerusalem")]),
    ("IRST", &[("Iran", "+3:30", "Asia/Tehran")]),
    (
        "IST",
        &[
            ("India", "+5:30", "Asia/Kolkata"),
            ("Israel in winter", "+2", "Asia/Jerusalem"),
            ("Ireland in summer", "+1", "Europe/Dublin"),
        ],
    ),
    ("JST", &[("Japan", "+9", "Asia/Tokyo")]),
    ("KGT", &[("Kyrgyzstan", "+6", "Asia/Bishkek")]),
    ("KST", &[("Korea", "+9", "Asia/Seoul")]),
    ("MDT", &[("the Rocky Mountains in summer", "-6", "America/Denver")]),
    ("MESZ", &[("central Europe in summer", "+2", "Europe/Zurich")]),
    ("MEZ", &[("central Europe in winter", "+1", "Europe/Zurich")]),
    ("MMT", &[("Myanmar", "+6:30", "Asia/Yangon")]),
    ("MOUNTAIN", &[("the Rocky Mountains", "-7/-6", "America/Denver")]),
    ("MSK", &[("Moscow", "+3", "Europe/Moscow")]),
    (
        "MST",
        &[
            ("the Rocky Mountains in winter", "-7", "America/Denver"),
            ("Arizona", "-7", "America/Phoenix"),
            ("Malaysia", "+8", "Asia/Kuala_Lumpur"),
        ],
    ),
    ("MT", &[("the Rocky Mountains", "-7/-6", "America/Denver")]),
    ("MUT", &[("Mauritius", "+4", "Indian/Mauritius")]),
    ("MVT", &[("the Maldives", "+5", "Indian/Maldives")]),
    ("MYT", &[("Malaysia", "+8", "Asia/Kuala_Lumpur")]),
    ("NDT", &[("Newfoundland in summer", "-2:30", "America/St_Johns")]),
    ("NPT", &[("Nepal", "+5:45", "Asia/Kathmandu")]),
    ("NST", &[("Newfoundland in winter", "-3:30", "America/St_Johns")]),
    ("NZDT", &[("New Zealand in summer", "+13", "Pacific/Auckland")]),
    ("NZST", &[("New Zealand in winter", "+12", "Pacific/Auckland")]),
    ("PACIFIC", &[("western North America", "-8/-7", "America/Los_Angeles")]),
    ("PDT", &[("western North America in summer", "-7", "America/Los_Angeles")]),
    ("PET", &[("Peru", "-5", "America/Lima")]),
    ("PHT", &[("the Philippines", "+8", "Asia/Manila")]),
    ("PKT", &[("Pakistan", "+5", "Asia/Karachi")]),
    (
        "PST",
        &[
            ("western North America in winter", "-8", "America/Los_Angeles"),
            ("the Philippines", "+8", "Asia/Manila"),
        ],
    ),
    ("PT", &[("western North America", "-8/-7", "America/Los_Angeles")]),
    ("PYT", &[("Paraguay", "-3", "America/Asuncion")]),
    ("SAMT", &[("Samara", "+4", "Europe/Samara")]),
    ("SAST", &[("South Africa", "+2", "Africa/Johannesburg")]),
    ("SGT", &[("Singapore", "+8", "Asia/Singapore")]),
    ("SLST", &[("Sri Lanka", "+5:30", "Asia/Colombo")]),
    (
        "SST",
        &[("Singapore", "+8", "Asia/Singapore"), ("American Samoa", "-11", "Pacific/Pago_Pago")],
    ),
    ("TJT", &[("Tajikistan", "+5", "Asia/Dushanbe")]),
    ("TMT", &[("Turkmenistan", "+5", "Asia/Ashgabat")]),
    ("TRT", &[("Türkiye", "+3", "Europe/Istanbul")]),
    ("ULAT", &[("Mongolia", "+8", "Asia/Ulaanbaatar")]),
    ("UYT", &[("Uruguay", "-3", "America/Montevideo")]),
    ("UZT", &[("Uzbekistan", "+5", "Asia/Tashkent")]),
    ("VET", &[("Venezuela", "-4", "America/Caracas")]),
    ("VLAT", &[("Vladivostok", "+10", "Asia/Vladivostok")]),
    ("WAT", &[("western Africa", "+1", "Africa/Lagos")]),
    ("WEST", &[("western Europe in summer", "+1", "Europe/Lisbon")]),
    ("WIB", &[("western Indonesia", "+7", "Asia/Jakarta")]),
    ("WIT", &[("eastern Indonesia", "+9", "Asia/Jayapura")]),
    ("WITA", &[("central Indonesia", "+8", "Asia/Makassar")]),
    ("YEKT", &[("Yekaterinburg", "+5", "Asia/Yekaterinburg")]),
    ("МСК", &[("Moscow", "+3", "Europe/Moscow")]),
];

/// What an abbreviation may mean; nothing for other words.
pub(super) fn advice(name: &str) -> Option<String> {
    let name = name.to_uppercase();
    let (_, meanings) = ABBREVIATIONS.iter().find(|(known, _)| *known == name)?;
    if let [(place, offset, zone)] = meanings {
        return Some(format!(
            "it means {place} (UTC{offset}): write the zone of the place, for example `{zone}`"
        ));
    }
    let said = |(place, offset, zone): &ZoneMeaning| format!("{place} (UTC{offset}, `{zone}`)");
    let said: Vec<String> = meanings.iter().map(said).collect();
    let (last, first) = said.split_last()?;
    let first = first.join(", ");
    Some(format!("it is ambiguous: {first} or {last}; write the zone of the place"))
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, advice};
    use crate::model::Zone;
    use chrono::{DateTime, Offset, TimeZone};
    use std::collections::BTreeSet;

    #[test]
    fn all_meanings_are_told() {
        assert_eq!(
            advice("ist").unwrap(),
            "it is ambiguous: India (UTC+5:30, `Asia/Kolkata`), Israel in winter (UTC+2, \
             `Asia/Jerusalem`) or Ireland in summer (UTC+1, `Europe/Dublin`); write the zone of \
             the place"
        );
        assert_eq!(
            advice("JST").unwrap(),
            "it means Japan (UTC+9): write the zone of the place, for example `Asia/Tokyo`"
        );
        assert_eq!(
            advice("CEST").unwrap(),
            "it means central Europe in summer (UTC+2): write the zone of the place, for example \
             `Europe/Zurich`"
        );
        assert_eq!(advice("Tokyo"), None);
    }

    #[test]
    fn abbreviations_stand_in_order_and_each_zone_has_its_offset() {
        assert!(ABBREVIATIONS.is_sorted_by_key(|(name, _)| name));
        for (name, meanings) in ABBREVIATIONS {
            for (place, written, zone) in *meanings {
                let zone: Zone = zone.parse().unwrap();
                // January and July of 2026.
                let has: BTreeSet<String> = [1_767_225_600, 1_782_864_000]
                    .map(|at| {
                        let at = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
                        let minutes =
                            zone.offset_from_utc_datetime(&at).fix().local_minus_utc() / 60;
                        match minutes % 60 {
                            0 => format!("{:+}", minutes / 60),
                            part => format!("{:+}:{:02}", minutes / 60, part.abs()),
                        }
                    })
                    .into();
                assert!(written.split('/').all(|one| has.contains(one)), "{name}: {place} {has:?}");
                // What has two offsets says which of them it is.
                let is_half = place.ends_with("summer") || place.ends_with("winter");
                assert_eq!(has.len() == 2, is_half || written.contains('/'), "{name}: {place}");
            }
        }
    }
}
