//! The properties of RFC 5545, 7986, 9073, 9074 and 9253, by the components that they belong into.

const CALENDAR: &[&str] = &[
    "PRODID",
    "VERSION",
    "CALSCALE",
    "METHOD",
    "UID",
    "LAST-MODIFIED",
    "URL",
    "REFRESH-INTERVAL",
    "SOURCE",
    "COLOR",
    "NAME",
    "DESCRIPTION",
    "CATEGORIES",
    "IMAGE",
];
const EVENT: &[&str] = &[
    "DTSTAMP",
    "UID",
    "DTSTART",
    "DTEND",
    "DURATION",
    "CLASS",
    "CREATED",
    "DESCRIPTION",
    "GEO",
    "LAST-MODIFIED",
    "LOCATION",
    "ORGANIZER",
    "PRIORITY",
    "SEQUENCE",
    "STATUS",
    "SUMMARY",
    "TRANSP",
    "URL",
    "RECURRENCE-ID",
    "RRULE",
    "COLOR",
    "ATTACH",
    "ATTENDEE",
    "CATEGORIES",
    "COMMENT",
    "CONTACT",
    "EXDATE",
    "REQUEST-STATUS",
    "RELATED-TO",
    "RESOURCES",
    "RDATE",
    "IMAGE",
    "CONFERENCE",
    "STYLED-DESCRIPTION",
    "STRUCTURED-DATA",
];
const ZONE: &[&str] = &["TZID", "LAST-MODIFIED", "TZURL", "TZUNTIL", "TZID-ALIAS-OF"];
const ZONE_PART: &[&str] =
    &["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE", "COMMENT", "RDATE", "TZNAME"];
const ALARM: &[&str] = &[
    "ACTION",
    "TRIGGER",
    "DURATION",
    "REPEAT",
    "UID",
    "ACKNOWLEDGED",
    "ATTACH",
    "DESCRIPTION",
    "SUMMARY",
    "ATTENDEE",
    "RELATED-TO",
    "PROXIMITY",
    "STYLED-DESCRIPTION",
];
/// What may stand in any component, by RFC 9253.
const ANYWHERE: &[&str] = &["LINK", "CONCEPT", "REFID"];
const ELSEWHERE: &[&str] = &["DUE", "COMPLETED", "PERCENT-COMPLETE", "FREEBUSY"];

/// The properties of a component; none if it is no component of a feed.
pub(super) fn properties_of(component: &str) -> Option<impl Iterator<Item = &'static str>> {
    let own = match component {
        "VCALENDAR" => CALENDAR,
        "VEVENT" => EVENT,
        "VTIMEZONE" => ZONE,
        "STANDARD" | "DAYLIGHT" => ZONE_PART,
        "VALARM" => ALARM,
        _ => return None,
    };
    Some(own.iter().chain(ANYWHERE).copied())
}

/// Whether a property stands in some component.
pub(super) fn is_known(property: &str) -> bool {
    let all = [CALENDAR, EVENT, ZONE, ZONE_PART, ALARM, ELSEWHERE, ANYWHERE];
    all.iter().any(|own| own.contains(&property))
}

/// What a component of a name must not have twice; a second RRULE is no good idea, but allowed.
pub(super) fn singles(component: &str) -> &'static [&'static str] {
    match component {
        "VCALENDAR" => &[
            "PRODID",
            "VERSION",
            "CALSCALE",
            "METHOD",
            "UID",
            "LAST-MODIFIED",
            "URL",
            "REFRESH-INTERVAL",
            "SOURCE",
            "COLOR",
        ],
        "VEVENT" => &[
            "DTSTAMP",
            "UID",
            "DTSTART",
            "DTEND",
            "DURATION",
            "CLASS",
            "CREATED",
            "DESCRIPTION",
            "GEO",
            "LAST-MODIFIED",
            "LOCATION",
            "ORGANIZER",
            "PRIORITY",
            "SEQUENCE",
            "STATUS",
            "SUMMARY",
            "TRANSP",
            "URL",
            "RECURRENCE-ID",
            "COLOR",
        ],
        "VTIMEZONE" => &["TZID", "LAST-MODIFIED", "TZURL"],
        "STANDARD" | "DAYLIGHT" => &["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"],
        "VALARM" => &["ACTION", "TRIGGER", "DURATION", "REPEAT", "UID"],
        _ => &[],
    }
}
