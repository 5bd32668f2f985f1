//! What an editor shows of each key of a meeting file: what it means, and an example in JSON.

/// A key, what it means, and an example of its value.
pub(super) type KeyRow = (&'static str, &'static str, &'static str);

pub(super) const MEETING: [KeyRow; 27] = [
    ("language", "The language of plain strings in this file. The default is `en`.", r#""zh""#),
    (
        "id",
        "The id of the meeting: its feed's address and the UIDs of its events depend on it. The default is the name of the \
         file without `.yaml`; keep the old one here when the file is renamed.",
        r#""sg12-2025-01""#,
    ),
    (
        "formerly",
        "Meetings whose published events this file goes on with, UIDs and all: for files that were renamed, split or joined.",
        r#"["sg12-2025-winter"]"#,
    ),
    (
        "group",
        "Who meets, as ITU-T writes it: a study group, working parties, Questions, TSAG and others; one or a list.",
        r#"["WP1/11", "WP2/11"]"#,
    ),
    (
        "title",
        "The full title of the meeting: a string, or one string a language.",
        r#"{"en": "Meeting of Study Group 12", "fr": "Réunion de la Commission d'études 12"}"#,
    ),
    (
        "start",
        "The first day of the meeting. Without it the file is a season: only its `rgm` entries give events.",
        r#""2025-01-14""#,
    ),
    (
        "end",
        "The last day of the meeting, which is part of it. The default is `start`.",
        r#""2025-01-23""#,
    ),
    (
        "timezone",
        "The zone of all times in this file, by its name in the IANA list. The default is Europe/Zurich.",
        r#""Asia/Tokyo""#,
    ),
    (
        "place",
        "Where the meeting is. The banner shows what follows the last comma.",
        r#""ITU headquarters, Geneva""#,
    ),
    ("url", "The page of the meeting.", r#""https://itu.int/go/tsg12""#),
    (
        "status",
        "`confirmed`, `tentative`, `postponed` or `cancelled`; it holds for every event of the meeting. The default is `confirmed`.",
        r#""tentative""#,
    ),
    ("chair", "Who chairs the meeting.", r#""Ms Tania Villa (Mexico)""#),
    (
        "remote",
        "How to take part from elsewhere: a text or an address; `true` where that is only known to be possible.",
        r#""MyMeetings""#,
    ),
    (
        "note",
        "Free text for the description of the banner.",
        r#""Interpretation on request only.""#,
    ),
    (
        "slots",
        "The session slots of working days for which the time plan says nothing. The default is 0 to 5; `[]` is none.",
        r#"["1-4"]"#,
    ),
    (
        "letter",
        "The letter that announces the meeting.",
        r#"{"number": "1/12", "date": "2024-11-01"}"#,
    ),
    ("contact", "Whom to ask.", r#"{"tel": "+41 22 730 6828", "email": "tsbsg12@itu.int"}"#),
    (
        "registration",
        "When and where participants register. It lasts until the opening if that is later on the same day, else one hour.",
        r#"{"time": "08:30", "place": "Montbrillant building entrance"}"#,
    ),
    ("opening", "When the meeting is opened.", r#"{"time": "11:00"}"#),
    (
        "session_times",
        "Hours of slots that differ from the standard ones, on every day.",
        r#"{"0": "08:00-09:15", "lunch": "12:00-13:30"}"#,
    ),
    (
        "rooms",
        "The room of a group's sessions, where the cell of the time plan names none.",
        r#"{"Q7/12": "K1"}"#,
    ),
    (
        "links",
        "Pages about the meeting, shown with its banner.",
        r#"[{"title": "Living agenda (SG12-TD1)", "url": "https://itu.int/md/T25-SG12-TD-0001"}]"#,
    ),
    (
        "deadlines",
        "What has to be done by when: each action gives an all-day event.",
        r#"[{"date": "2025-01-02", "time": "23:59", "action": "contributions"}]"#,
    ),
    (
        "time_plan",
        "The sessions, by days or ranges of working days. A day with an entry gets what the entry says and nothing else; \
         a single day's entry takes the place of a range's.",
        r#"{"2025-01-15/2025-01-21": {"am": ["Q7/12", "Q9/12"], "pm": "Questions in parallel"}}"#,
    ),
    (
        "rgm",
        "Rapporteur group meetings: ranges of days with session slots, and series.",
        r#"[{"group": "Q9/12", "title": "e-meeting", "every": "week", "time": "14:00-16:00", "start": "2025-02-04", "end": "2025-03-25"}]"#,
    ),
    (
        "agenda",
        "The agenda, which stands in the plenaries. A point without a number takes the next whole one.",
        r#"["Opening remarks", {"number": "5.1", "text": "Status of drafts"}]"#,
    ),
    (
        "recommendations",
        "Candidate Recommendations, which stand in the description of the banner.",
        r#"[{"name": "Q.CPN", "title": "Signalling requirements for computing power network", "question": "Q4/11"}]"#,
    ),
];

pub(super) const LETTER: [KeyRow; 5] = [
    ("number", "The number of the letter, alone and in figures.", r#""1/12""#),
    (
        "date",
        "The date of the letter: the stamp of every event of a first build.",
        r#""2024-11-01""#,
    ),
    ("reference", "The reference of the secretariat.", r#""SG12/MA""#),
    ("source", "The file or the address of the letter.", r#""sg12-letter.docx""#),
    (
        "modifies",
        "Which letter it changes, and how.",
        r#"{"type": "revision", "number": 1, "letter": "9/11"}"#,
    ),
];

pub(super) const MODIFIES: [KeyRow; 3] = [
    ("type", "How it changes the other letter.", r#""corrigendum""#),
    ("number", "Which change of its kind it is: 1 for the first revision.", "1"),
    ("letter", "The number of the letter that is changed.", r#""9/11""#),
];

pub(super) const CONTACT: [KeyRow; 4] = [
    ("tel", "A telephone number.", r#""+41 22 730 6828""#),
    ("fax", "A fax number.", r#""+41 22 730 5853""#),
    ("email", "One e-mail address.", r#""tsbsg12@itu.int""#),
    ("web", "A web page.", r#""https://itu.int/go/tsg12""#),
];

pub(super) const REGISTRATION: [KeyRow; 3] = [
    ("date", "The day of registration. The default is the day of the opening.", r#""2025-01-13""#),
    ("time", "When registration begins.", r#""08:30""#),
    ("place", "Where participants register.", r#""Montbrillant building entrance""#),
];

pub(super) const OPENING: [KeyRow; 2] = [
    (
        "date",
        "The day of the opening. The default is the first day of the meeting.",
        r#""2025-01-14""#,
    ),
    ("time", "When the meeting is opened.", r#""11:00""#),
];

pub(super) const LINK: [KeyRow; 2] = [
    ("title", "What the page is.", r#""Visiting Geneva""#),
    ("url", "Its address.", r#""https://itu.int/en/delegates-corner""#),
];

pub(super) const DEADLINE: [KeyRow; 10] = [
    ("date", "The last day. It is never converted to another zone.", r#""2025-01-02""#),
    (
        "before",
        "How long before the first day of the meeting: hours, days, weeks or months, counted back from 00:00. If `date` stands beside \
         it, both must agree.",
        r#"{"weeks": 6}"#,
    ),
    (
        "time",
        "The hour at which it ends, in the zone of the meeting or in `timezone`.",
        r#""23:59""#,
    ),
    ("timezone", "The zone of `time`, if it is not that of the meeting.", r#""UTC""#),
    ("action", "What has to be done by then; `other` needs `text`.", r#""contributions""#),
    (
        "actions",
        "Several things that have to be done by then; each gives an event.",
        r#"["captioning", "sign-language"]"#,
    ),
    ("text", "What has to be done, where `action` is `other`.", r#""Book a hotel""#),
    ("url", "Where it is done.", r#""https://itu.int/go/tsg12""#),
    ("groups", "Whom it concerns. The default is the groups of the meeting.", r#"["Q7/12"]"#),
    ("note", "Free text for its description.", r#""The list is on the home page.""#),
];

pub(super) const BEFORE: [KeyRow; 4] = [
    ("hours", "So many hours before 00:00 of the first day.", "72"),
    ("days", "So many days before the first day.", "12"),
    ("weeks", "So many weeks before the first day.", "6"),
    (
        "months",
        "So many months before the first day; a month without that day takes its last one.",
        "2",
    ),
];

pub(super) const CELL: [KeyRow; 10] = [
    (
        "title",
        "The title of the session. Groups that it names are recognised. Without one the session is generic.",
        r#""Q7/12: ad hoc on terms""#,
    ),
    ("kind", "The default is `session`; it is never guessed from the title.", r#""plenary""#),
    (
        "groups",
        "Who meets. The default is the groups in the title, else those of the meeting.",
        r#"["Q7/12", "Q9/12"]"#,
    ),
    ("start", "When it begins, if not when its first slot does.", r#""11:00""#),
    ("end", "When it ends, if not when its last slot does.", r#""12:00""#),
    ("room", "Its room.", r#""K1""#),
    ("remote", "Whether or how one can take part from elsewhere.", "true"),
    (
        "tentative",
        "`true` for a session that is held only if necessary; its title says so.",
        "true",
    ),
    ("note", "Free text for its description.", r#""Bring the draft.""#),
    ("url", "Its page.", r#""https://itu.int/go/tsg12""#),
];

pub(super) const DAY: [KeyRow; 4] = [
    (
        "times",
        "Hours of slots on this day. An entry with hours alone keeps the sessions of the day.",
        r#"{"lunch": "12:00-13:30", "3": "13:30-14:45"}"#,
    ),
    ("except", "Groups whose sessions of the range are left out on this day.", r#"["Q9/12"]"#),
    (
        "also",
        "Sessions in addition to those of the range on this day, by slot.",
        r#"{"5": "Q9/12"}"#,
    ),
    (
        "rooms",
        "Other rooms of groups on this day; under a slot only of the sessions in that slot.",
        r#"{"Q7/12": "K2", "3": {"SG12": "Popov"}}"#,
    ),
];

pub(super) const RGM: [KeyRow; 18] = [
    ("group", "Who meets.", r#""Q9/12""#),
    ("title", "What kind of meeting it is.", r#""e-meeting""#),
    ("start", "The first day.", r#""2025-02-04""#),
    ("end", "The last day. The default is `start`; a series needs it.", r#""2025-03-25""#),
    (
        "slots",
        "The session slots of each day. The default of a range is those of the meeting.",
        r#"["1-4"]"#,
    ),
    (
        "every",
        "How often it meets: makes it a series. Weeks are counted from that of `start`.",
        r#""2 weeks""#,
    ),
    ("on", "The weekdays of a series. The default is that of `start`.", r#"["tue", "thu"]"#),
    ("time", "The hours of each meeting of a series.", r#""14:00-16:00""#),
    (
        "except",
        "Days or ranges of days on which a series does not meet.",
        r#"["2025-03-11", "2025-03-17/2025-03-21"]"#,
    ),
    (
        "also",
        "Further days of a series, perhaps with an hour or a room of their own.",
        r#"["2025-03-13", {"date": "2025-03-27", "time": "10:00-12:00"}]"#,
    ),
    (
        "moved",
        "Meetings of a series that are held on another day, or on their own day at another hour or in another room. They keep their UIDs.",
        r#"{"2025-02-18": "2025-02-20", "2025-02-25": {"room": "K1"}}"#,
    ),
    ("timezone", "The zone of its hours, if not that of the meeting.", r#""Asia/Seoul""#),
    (
        "session_times",
        "Hours of slots that differ from those of the meeting.",
        r#"{"1": "10:00-11:30"}"#,
    ),
    ("place", "Where it is.", r#""COEX, Seoul""#),
    ("room", "Its room.", r#""K1""#),
    (
        "remote",
        "How to take part from elsewhere. With it and without a `place` it is a virtual meeting.",
        r#""MyMeetings""#,
    ),
    ("url", "Its page.", r#""https://itu.int/go/tsg12""#),
    ("note", "Free text for its description.", r#""By invitation.""#),
];

pub(super) const OTHER_DAY: [KeyRow; 3] = [
    ("date", "The day.", r#""2025-03-27""#),
    ("time", "The hours on this day.", r#""10:00-12:00""#),
    ("room", "The room on this day.", r#""K1""#),
];

pub(super) const AGENDA: [KeyRow; 2] = [
    ("number", "The number of the point.", r#""5.1""#),
    ("text", "The point.", r#""Status of drafts""#),
];

pub(super) const RECOMMENDATION: [KeyRow; 4] = [
    ("name", "Its number or its working name.", r#""Q.CPN""#),
    ("title", "Its title.", r#""Signalling requirements for computing power network""#),
    ("question", "The Question that drafts it.", r#""Q4/11""#),
    ("group", "The group that it is to be decided in.", r#""WP1/11""#),
];

pub(super) const TEXTS: [KeyRow; 6] = [
    ("ar", "The text in Arabic.", r#""اجتماع لجنة الدراسات 12""#),
    ("zh", "The text in Chinese.", r#""第12研究组会议""#),
    ("en", "The text in English.", r#""Meeting of Study Group 12""#),
    ("fr", "The text in French.", r#""Réunion de la Commission d'études 12""#),
    ("ru", "The text in Russian.", r#""Собрание 12-й Исследовательской комиссии""#),
    ("es", "The text in Spanish.", r#""Reunión de la Comisión de Estudio 12""#),
];

/// Keys that are known by their form: what they name, with an example of the value.
pub(super) const OF_ROOM: KeyRow = ("a group", "The room of this group.", r#""K1""#);
pub(super) const OF_SLOT: KeyRow = (
    "a slot",
    "The session in a slot (`0` to `5`, `lunch`), or one in each slot of a range (`1-2`; `am` is 1–2, `pm` 3–4, `day` 1–4); a list for \
     parallel sessions. `lunch: false` leaves the lunch break out.",
    r#"["Q7/12", {"title": "Q9/12", "room": "K1"}]"#,
);
pub(super) const OF_HOURS: KeyRow = ("a slot", "The hours of this slot.", r#""09:30-10:45""#);
pub(super) const OF_ROOMS: KeyRow =
    ("a slot", "Rooms of the sessions in this slot.", r#"{"Q7/12": "K2"}"#);
pub(super) const OF_DAY: KeyRow = (
    "a day or a range",
    "What happens on this day, or on each working day of this range; `{}` is a day without sessions.",
    r#"{"am": "SG12 opening plenary", "pm": ["Q7/12", "Q9/12"]}"#,
);
pub(super) const OF_MOVED: KeyRow =
    ("a day of the series", "Where this meeting of the series is moved to.", r#""2025-02-20""#);
