//! The same of the keys of `timeplan.yaml`.

use super::keys::KeyRow;

pub(super) const SETTINGS: [KeyRow; 9] = [
    (
        "languages",
        "The languages of the output: the first stands at its top, each other one in a folder of its own. The default is `en`.",
        r#"["en", "zh"]"#,
    ),
    ("title", "The name of `all.ics`.", r#""ITU-T meetings""#),
    (
        "base_url",
        "The address of the folder where the output is published; adds SOURCE and URL to the feeds, and whole addresses to the pages.",
        r#""https://calendar.example.org""#,
    ),
    (
        "uid_domain",
        "What stands behind the @ of every UID. Published UIDs stay when it changes. The default is `timeplan.invalid`.",
        r#""calendar.example.org""#,
    ),
    (
        "cancelled",
        "`mark` keeps cancelled events for a while, `drop` leaves them out at once.",
        r#""mark""#,
    ),
    (
        "alarm",
        "An alarm so long before each session, as an ISO 8601 duration. Without it there is none.",
        r#""PT15M""#,
    ),
    ("refresh", "How often programs should look for news, as an ISO 8601 duration.", r#""PT6H""#),
    (
        "views",
        "Feeds of your own choice, each at `views/<name>.ics`.",
        r#"{"q7": {"show": ["Q7/12", "plenary"], "hide": ["lunch"]}}"#,
    ),
    (
        "personal_views",
        "Whether `timeplan serve` serves the output, so that pages lead to personal views.",
        "true",
    ),
];

pub(super) const VIEW: [KeyRow; 4] = [
    (
        "show",
        "Groups, kinds, meeting ids and deadline actions that are shown. Without it everything is.",
        r#"["Q7/12", "plenary", "meeting"]"#,
    ),
    ("hide", "Groups, kinds, meeting ids and deadline actions that are left out.", r#"["lunch"]"#),
    ("alarm", "The alarm of this view, in place of that of all feeds.", r#""PT1H""#),
    ("lang", "The language of this view at every address.", r#""zh""#),
];

pub(super) const OF_VIEW: KeyRow =
    ("a name", "What this view shows and hides.", r#"{"show": "Q9/12", "alarm": "PT1H"}"#);
