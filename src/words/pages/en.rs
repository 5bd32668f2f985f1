//! English.

use super::{PageWords, ProgramSteps};
use crate::model::Kind;

pub(super) const PAGES: PageWords = PageWords {
    own_name: "English",
    skip: "Skip to the content",
    menu: "Site",
    languages: "Languages",

    deadlines: "Deadlines",
    meetings: "Meetings",
    calendars: "Calendars",
    groups: "Groups",
    views: "Selections",
    changed: "What changed",
    none_to_come: "There are no upcoming deadlines.",
    none_shown: "Nothing in the time plan matches your selection.",
    find: "Search meetings, deadlines and groups",
    none_found: "No matches.",
    on_now: "Now and next",
    all_deadlines: "All deadlines",
    today: "today",
    now: "now",

    plan: "Time plan",
    geneva: "Times are Geneva time unless another zone is given.",
    session_and_time: "Session and time",
    session: |slot| format!("Session {slot}"),
    lunch: "Lunch break",
    key: "Key",
    tentative: "tentative",
    cancelled: "cancelled",
    postponed: "postponed",
    about: "About the meeting",
    days: "Dates",
    place: "Place",
    note: "Note",
    letter: "Letter",
    links: "Links",
    available: "available",
    unavailable: "not available",
    rgms: "Rapporteur group meetings",
    show: "Show",
    kind: |kind| match kind {
        Kind::Meeting => "Meeting",
        Kind::Registration => "Registration",
        Kind::Plenary => "Plenaries",
        Kind::Session => "Sessions",
        Kind::Rgm => "Rapporteur group meetings",
        Kind::Workshop => "Workshops",
        Kind::Social => "Social events",
        Kind::Lunch => "Lunch breaks",
        Kind::Deadline => "Deadlines",
    },
    print: "Print",
    zone: "Time zone",
    my_zone: "My time zone",
    filter: "Filter",
    search: "Search titles, rooms and groups",
    all: "All",
    none: "None",
    just: "only",
    rooms: "Rooms",
    no_room: "no room listed",
    options: "Options",
    link_here: "Link to this session",
    add_to: |program| format!("Add to {program}"),
    star: "Star",
    starred: "Starred sessions",
    nearest: "Subscribe to a calendar that contains them",
    last_changed: "Last changed",
    more: |more| format!("and {more} more"),

    subscribe: "Subscribe",
    subscribe_to: |name| format!("Subscribe to {name}"),
    subscribe_lead: "The calendar stays up to date by itself: a session that moves here moves in your program.",
    address: "Address of the calendar",
    webcal: "Apple, Thunderbird, classic Outlook",
    google_form: "Google: paste the address",
    copy: "Copy link",
    copied: "Copied",
    download: "Calendar file (.ics)",
    no_address: "Copy the address of this calendar:",
    whole: "The calendar contains the whole meeting, not only what the filter shows here.",
    group_calendars: "Calendars of its groups",

    own_view: "Build your own calendar",
    own_view_lead: "Choose a calendar and the parts you need. You get an address that any \
                    calendar program can subscribe to.",
    calendar: "Calendar",
    only: "Show only",
    only_lead: "If nothing is ticked, everything is shown. Otherwise an event is shown if it \
                matches at least one tick: a group or a kind of event.",
    everyone: "Including events for everyone",
    leave_out: "Leave out",
    leave_out_lead: "Events that match a tick here are left out, whatever is ticked above.",
    kinds: "Kinds of event",
    other_terms: "Other terms",
    language: "Language",
    alarm: "Reminder before each session",
    no_alarm: "none",
    alarms: ["5 minutes", "15 minutes", "30 minutes", "1 hour", "1 day"],
    make_view: "Show my calendar",
    own_result: "Your calendar",
    not_chosen: "The address, the number of events and overlapping sessions appear here.",
    count: "Number of events",
    empty: "No events match this selection yet.",
    too_long: |length, most| {
        format!(
            "This address has {length} characters, but programs accept at most {most}. Tick \
             fewer boxes: a study group or a meeting instead of many Questions."
        )
    },
    not_possible: "This selection does not work:",
    clashes: "At the same time",
    no_clashes: "No two of these sessions are at the same time.",
    more_clashes: "More pairs",

    missing: "Not found",
    missing_lead: "There is nothing at this address.",

    help: "How to subscribe",
    help_lead: "Each calendar on this site has an address that ends in .ics. Copy it from the \
                calendar’s page and follow the steps for your program.",
    programs: [
        ProgramSteps {
            program: "Outlook (new) and Outlook on the web",
            steps: &[
                "Open Calendar and choose Add calendar.",
                "Choose Subscribe from web and paste the address. It must begin with https://.",
                "Give the calendar a name and choose Import.",
            ],
        },
        ProgramSteps {
            program: "Outlook (classic) for Windows",
            steps: &[
                "Choose File › Account Settings › Account Settings › Internet Calendars › New.",
                "Paste the address, choose Add, then OK.",
            ],
        },
        ProgramSteps {
            program: "Google Calendar",
            steps: &[
                "On a computer, open calendar.google.com. The app cannot add a subscription.",
                "Next to Other calendars, choose + › From URL.",
                "Paste the address and choose Add calendar.",
            ],
        },
        ProgramSteps {
            program: "Apple Calendar on a Mac",
            steps: &[
                "Choose File › New Calendar Subscription.",
                "Paste the address and choose Subscribe.",
                "Set Auto-refresh to every hour; otherwise it may be every week.",
            ],
        },
        ProgramSteps {
            program: "iPhone and iPad",
            steps: &[
                "Open Calendar › Calendars › Add Calendar › Add Subscription Calendar.",
                "Paste the address and choose Subscribe.",
            ],
        },
        ProgramSteps {
            program: "Thunderbird",
            steps: &[
                "Choose New Calendar › On the Network.",
                "Leave the user name empty, paste the address and choose Find Calendars.",
                "Choose Subscribe.",
            ],
        },
        ProgramSteps {
            program: "Nextcloud",
            steps: &[
                "In Calendar choose Add new › New subscription from link (read-only).",
                "Paste the address and confirm.",
            ],
        },
    ],
    import: "Import a file into Outlook",
    imports: [
        ProgramSteps {
            program: "Outlook (new) and Outlook on the web",
            steps: &[
                "Download the calendar file (.ics).",
                "Open Calendar and choose Add calendar › Upload from file.",
                "Choose the file and the calendar to add its events to, then Import.",
            ],
        },
        ProgramSteps {
            program: "Outlook (classic) for Windows",
            steps: &[
                "Download the calendar file (.ics).",
                "Choose File › Open & Export › Import/Export.",
                "Choose Import an iCalendar (.ics) or vCalendar file (.vcs), then the file.",
                "Choose Open as New rather than Import, so that you can remove it as a whole.",
            ],
        },
    ],
    why: "Why subscribing is better",
    reasons: &[
        "An imported file never changes: a session that moves stays at its old time in your \
         calendar, and one that is cancelled stays.",
        "Classic Outlook adds every event a second time if you import a file again.",
        "A subscribed calendar is separate: you can hide, colour or remove it in one step.",
    ],
    news: "How soon changes appear",
    news_of: &[
        "Each program checks for updates on its own schedule: Outlook about every three hours, \
         Google within a day, Apple and Thunderbird as often as you choose.",
        "Shortly before a meeting, rely on the pages of this site.",
    ],
};
