//! The properties of RFC 5545, 7986 and 9073, by the components that they belong into.

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
    "LINK",
    "CONCEPT",
    "REFID",
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
];
const ELSEWHERE: &[&str] = &["DUE", "COMPLETED", "PERCENT-COMPLETE", "FREEBUSY"];

/// The properties of a component; none if it is no component of a feed.
pub(super) fn properties_of(component: &str) -> Option<&'static [&'static str]> {
    match component {
        "VCALENDAR" => Some(CALENDAR),
        "VEVENT" => Some(EVENT),
        "VTIMEZONE" => Some(ZONE),
        "STANDARD" | "DAYLIGHT" => Some(ZONE_PART),
        "VALARM" => Some(ALARM),
        _ => None,
    }
}

/// All properties that stand in any component.
pub(super) fn known() -> impl Iterator<Item = &'static str> {
    [CALENDAR, EVENT, ZONE, ZONE_PART, ALARM, ELSEWHERE].into_iter().flatten().copied()
}

/// What a component of a name may have once.
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
            "X-WR-CALNAME",
            "X-WR-TIMEZONE",
            "X-WR-CALDESC",
            "X-PUBLISHED-TTL",
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
            "RRULE",
            "COLOR",
        ],
        "VTIMEZONE" => &["TZID", "LAST-MODIFIED", "TZURL"],
        "STANDARD" | "DAYLIGHT" => &["DTSTART", "TZOFFSETFROM", "TZOFFSETTO", "RRULE"],
        "VALARM" => &["ACTION", "TRIGGER", "DURATION", "REPEAT", "UID"],
        _ => &[],
    }
}
