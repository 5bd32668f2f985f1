//! What the help and the manual pages say of each command beyond its arguments: one table for both.

/// What is said of one command.
pub(super) struct Page {
    pub(super) command: &'static str,
    /// Paragraphs.
    pub(super) text: &'static [&'static str],
    /// Arguments and what they do.
    pub(super) examples: &'static [Row],
    /// Exit codes and what they mean.
    pub(super) exits: &'static [Row],
    /// Files that the command reads or writes.
    pub(super) files: &'static [Row],
    /// Variables of the environment that concern this command alone.
    pub(super) environment: &'static [Row],
}

/// A term and what it means.
pub(super) type Row = (&'static str, &'static str);

const DONE: Row = ("0", "done");
const USAGE: Row = ("2", "wrong usage");
const FAULTY: Row = ("1", "a file is faulty; the others were used");

const MEETINGS: Row = ("meetings/*.yaml", "the meeting files, one a meeting");
const SETTINGS: Row = ("meetings/timeplan.yaml", "the settings of all meetings of the folder");
const OUTPUT: Row = ("out/", "the feeds and pages; also the memory of UIDs and revisions");

/// The variables of the environment that every command obeys.
pub(super) const ENVIRONMENT: [Row; 4] = [
    (
        "SOURCE_DATE_EPOCH",
        "the time that it is, in seconds since 1970-01-01, instead of the clock's",
    ),
    ("NO_COLOR", "with --color auto: no colours if this is set and not empty"),
    ("TERM", "with --color auto: no colours on a terminal of the type dumb"),
    ("COLUMNS", "how many columns a line may have; the default is the width of the terminal"),
];

/// The page of a command.
pub(super) fn page(command: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.command == command)
}

/// The commands that have a page.
pub(super) fn names() -> Vec<&'static str> {
    PAGES.iter().map(|page| page.command).collect()
}

/// The page of the program itself stands first.
pub(super) const PAGES: [Page; 16] = [
    Page {
        command: "timeplan",
        text: &[
            "Descriptions of ITU-T meetings (YAML files, or letters of invitation) become iCalendar feeds: \
             sessions, breaks, deadlines, all in Geneva time.",
        ],
        examples: &[
            ("timeplan import letter.docx -o meetings", "make a meeting file of a letter"),
            ("timeplan check", "look for faults"),
            ("timeplan build", "write the feeds"),
        ],
        exits: &[
            ("0", "done, also if nothing changed"),
            ("1", "some input is faulty; the others were used"),
            USAGE,
            ("3", "refused: too much would be cancelled, or a person changed a file"),
            ("4", "the machine failed: disk, network, port"),
        ],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    Page {
        command: "build",
        text: &[
            "Of a folder its own *.yaml files are read, and its timeplan.yaml for what holds for all of them. A \
             faulty file is reported, the others are built, and what was published of it stays as it is.",
            "What was published is compared with the files: what changed gets a new revision, what is gone is marked \
             as cancelled for a while, and nothing else is touched.",
        ],
        examples: &[
            ("timeplan build", "the meetings of meetings/ into out/"),
            (
                "timeplan build meetings/sg12-2025-01.yaml -o /srv/calendars",
                "one meeting, beside the others",
            ),
            ("timeplan build --dry-run --format json", "what would change, for a program"),
        ],
        exits: &[
            DONE,
            ("1", "some input is faulty, or --check: the feeds are out of date"),
            USAGE,
            ("3", "refused: too much would be cancelled, or the clock jumped"),
            ("4", "the machine failed (disk)"),
        ],
        files: &[
            MEETINGS,
            SETTINGS,
            OUTPUT,
            ("out/.timeplan", "what the last run saw; may be deleted"),
        ],
        environment: &[],
    },
    Page {
        command: "new",
        text: &[
            "Without --like the file has the group and the days, and all else behind # to be filled in. It builds at \
             once.",
            "With --like it is the file of an earlier meeting, moved by whole weeks, so that each date keeps its \
             weekday. The id is a new one; what only the old letter said (number, date, status, candidate \
             Recommendations) is put behind # to be filled in. Comments and layout stay. Dates on weekends and public \
             holidays of Geneva are reported.",
        ],
        examples: &[
            (
                "timeplan new SG12 --start 2026-01-13 --end 2026-01-22 -o meetings",
                "meetings/sg12-2026-01.yaml from the template",
            ),
            (
                "timeplan new SG12 --start 2026-01-13 --like meetings/sg12-2025-01.yaml -o meetings",
                "the same from last year's file",
            ),
        ],
        exits: &[
            DONE,
            ("1", "the earlier file has faults, or the new one will have some (it was written)"),
            USAGE,
            ("3", "there is such a file already; it was not changed"),
            ("4", "the file cannot be written"),
        ],
        files: &[
            ("FOLDER/<id>.yaml", "the new meeting file"),
            (
                "FOLDER/meeting.schema.json",
                "the schema that editors complete by, written if it is missing",
            ),
        ],
        environment: &[],
    },
    Page {
        command: "shift",
        text: &[
            "All dates of the file move by the same number of days, except the date of the letter: first and last \
             day, opening, registration, deadlines, time plan and rapporteur group meetings. Everything else stays as \
             it is, comments and layout too. Events keep their UIDs, so a calendar moves them.",
            "Dates that come to lie on a weekend or a public holiday of Geneva are reported, and so are dates in texts \
             and comments, which do not move.",
        ],
        examples: &[
            (
                "timeplan shift meetings/sg12-2025-01.yaml 2025-01-28 --dry-run",
                "show the lines that would change",
            ),
            (
                "timeplan shift meetings/sg12-2025-01.yaml --by \"2 weeks\"",
                "move the meeting by two weeks",
            ),
        ],
        exits: &[
            DONE,
            ("1", "the file has faults: before, and it was not changed, or after the move"),
            USAGE,
            ("4", "the file cannot be written; it was not changed"),
        ],
        files: &[("FILE", "the meeting file that is changed")],
        environment: &[],
    },
    Page {
        command: "check",
        text: &[
            "With --format sarif, a forge shows the findings at their lines: GitHub takes the file with the \
             action upload-sarif.",
        ],
        examples: &[
            ("timeplan check", "all meetings of meetings/"),
            ("timeplan check sg12-2025-01.yaml", "one file"),
            ("timeplan check --format sarif > check.sarif", "for a forge"),
        ],
        exits: &[("0", "no fault (doubts do not count)"), ("1", "faults"), USAGE],
        files: &[MEETINGS, SETTINGS],
        environment: &[],
    },
    Page {
        command: "show",
        text: &[
            "Of a folder the next meeting is shown, with --all every one.",
            "With --clashes a line names two sessions (plenaries, sessions, rapporteur group meetings and workshops that \
             are not cancelled) at the same time, and the hours that both take. With --free a line is a session slot \
             without one, on a day on which anybody meets: slots 1 to 4 and others that the meeting uses.",
            "Kinds are meeting, registration, plenary, session, workshop, social, lunch, deadline and rgm.",
        ],
        examples: &[
            ("timeplan show", "the next meeting of meetings/"),
            ("timeplan show sg12-2025-01 --hide lunch", "one meeting without its lunch breaks"),
            ("timeplan show --all --show Q7/12,plenary --format csv", "a table for a spreadsheet"),
            ("timeplan show --all --clashes --show Q7/12,Q9/12", "two sessions at once"),
            ("timeplan show --free --show Q7/12,Q9/12", "when neither of the two meets"),
        ],
        exits: &[DONE, FAULTY, ("2", "wrong usage or an unknown id")],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    Page {
        command: "next",
        text: &["With --show a session that is at the same time as one above it says so."],
        examples: &[
            ("timeplan next", "the next 30 days of all meetings in meetings/"),
            ("timeplan next --days 90 --show deadline", "the deadlines of three months"),
        ],
        exits: &[DONE, FAULTY, USAGE],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    Page {
        command: "diff",
        text: &[
            "Events are the same if they have the same UID, in our feeds and in anybody's. Of a folder the \
             feeds of its meetings are compared in every language, or else all its own *.ics files.",
        ],
        examples: &[
            ("timeplan diff /srv/calendars out", "what subscribers will see of a build"),
            ("timeplan diff old/all.ics new/all.ics", "two feeds"),
            (
                "curl -s https://example.org/all.ics | timeplan diff - out/all.ics",
                "a feed of the web",
            ),
        ],
        exits: &[
            ("0", "compared, whether they differ or not"),
            ("1", "a feed or a part of it cannot be read"),
            USAGE,
        ],
        files: &[],
        environment: &[],
    },
    Page {
        command: "explain",
        text: &[],
        examples: &[
            ("timeplan explain sg12-2025-01-plenary-sg12-1", "one event"),
            ("timeplan explain 2025-01-14 --show Q7/12", "a day of a Question"),
        ],
        exits: &[DONE, FAULTY, ("2", "wrong usage or an unknown UID")],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    Page {
        command: "import",
        text: &[
            "Letters in Arabic, Chinese, English, French, Russian and Spanish are read. What is uncertain is \
             reported with its words and left out. Letters with the same number and groups in several languages are \
             versions of one and give one meeting file. Several files on standard output are separated by `---`.",
        ],
        examples: &[
            ("timeplan import letter.docx > meetings/sg12-2025-01.yaml", "one letter"),
            (
                "timeplan import letter-en.docx letter-zh.docx -o meetings",
                "a letter in two languages",
            ),
            ("timeplan import --explain letter.pdf", "with the words behind each value"),
        ],
        exits: &[
            DONE,
            ("1", "a letter cannot be read or announces nothing, or lacks what a meeting needs"),
            USAGE,
            ("3", "a file was not changed because a person changed it"),
            ("4", "the machine failed (disk)"),
        ],
        files: &[],
        environment: &[],
    },
    Page {
        command: "lint",
        text: &[
            "Every fault and doubt is shown with its line, its rule, the programs that go wrong, and what to \
             write instead. A fault breaks RFC 5545 or 7986, or is lost or wrong in Outlook, Google, Apple or \
             Thunderbird; a doubt is valid and not the same everywhere.",
        ],
        examples: &[
            ("timeplan lint out/all.ics", "a feed"),
            ("curl -s https://example.org/calendar.ics | timeplan lint -", "a feed of the web"),
            ("timeplan lint --format sarif out/*.ics > lint.sarif", "for a forge"),
        ],
        exits: &[
            ("0", "no fault (doubts do not count)"),
            ("1", "faults, or a feed cannot be read"),
            USAGE,
        ],
        files: &[],
        environment: &[],
    },
    Page {
        command: "serve",
        text: &[
            "Serves what `timeplan build` writes, from memory. When a file changes, everything is made anew and \
             takes the place of the old at once; what cannot be made leaves the old as it is, and a server that \
             starts then serves what is published. Without --output nothing is written; out/ beside the inputs is \
             read, and revisions since then go on as long as the server does. Encryption is the work of a proxy \
             before it. It ends at Ctrl-C or SIGTERM, when the requests that had begun are answered.",
            "/healthz answers while it serves, /status says what the last build had to say, /metrics has numbers \
             for Prometheus. SIGHUP makes it read all inputs again at once.",
            "A feed takes a query, for a personal view: show and hide with groups, kinds, ids or actions of \
             deadlines, as for `timeplan show`; lang with another language of the feeds; alarm with a time before \
             each session, as PT15M. For example \
             http://127.0.0.1:8080/all.ics?show=q7-12,plenary&hide=lunch&alarm=PT15M",
        ],
        examples: &[
            ("timeplan serve", "the meetings of meetings/ at http://127.0.0.1:8080/"),
            ("timeplan serve --listen 0.0.0.0:80", "for everybody who reaches this machine"),
            (
                "timeplan serve --listen localhost:8080",
                "at every address of this name, IPv4 and IPv6",
            ),
            ("timeplan serve -o out", "the same as `timeplan build` publishes, always up to date"),
        ],
        exits: &[
            ("0", "ended"),
            ("1", "no meeting can be served"),
            USAGE,
            ("4", "the machine failed (port)"),
        ],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    Page {
        command: "publish",
        text: &[
            "Targets are s3://bucket/prefix, gs://bucket/prefix, az://container/prefix, file:///folder and \
             caldav+https://host/path/.",
            "Only files that differ from what is published are sent, feeds.json last. Files that an earlier run \
             sent and that are gone are removed; nothing else there is touched. A run that fails or is broken off is \
             continued by the next one, and of two at once the second is refused.",
            "A calendar on a CalDAV server gets the events of one feed, each as an entry of its own; other entries \
             of the calendar are not touched.",
            "With --from, UIDs and revisions continue from what is published, so a machine that keeps nothing \
             between two runs, such as a CI job, can publish. FOLDER then gets what is published, and the build \
             over it.",
        ],
        examples: &[
            ("timeplan publish s3://calendars/itu-t", "the folder out/ to a bucket"),
            ("timeplan publish s3://calendars/itu-t --dry-run", "what would be sent"),
            ("timeplan publish gs://calendars --from meetings", "build over what is published"),
            (
                "timeplan publish caldav+https://dav.example.org/itu/calendar/ --feed groups/q7-12.ics",
                "one feed to a calendar",
            ),
        ],
        exits: &[
            DONE,
            ("1", "some input is faulty, or nothing was built"),
            USAGE,
            (
                "3",
                "refused: another publisher, files of others, newer feeds, or too much would be cancelled",
            ),
            ("4", "the machine failed (network, credentials, disk)"),
        ],
        files: &[OUTPUT, ("~/.netrc", "user name and password of a CalDAV server")],
        environment: &[
            ("AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION, AWS_ENDPOINT_URL", "for s3"),
            ("GOOGLE_APPLICATION_CREDENTIALS", "for gs: the file with the key"),
            ("AZURE_STORAGE_ACCOUNT_NAME, AZURE_STORAGE_ACCOUNT_KEY", "for az"),
            ("CALDAV_USER, CALDAV_PASSWORD", "for a calendar, instead of ~/.netrc"),
        ],
    },
    Page {
        command: "schema",
        text: &[
            "An editor that knows the YAML language server completes and checks a file whose first line names \
             the schema: # yaml-language-server: $schema=meeting.schema.json",
        ],
        examples: &[("timeplan schema > meetings/meeting.schema.json", "beside the meeting files")],
        exits: &[DONE, USAGE],
        files: &[],
        environment: &[],
    },
    Page {
        command: "completions",
        text: &[],
        examples: &[(
            "timeplan completions bash > ~/.local/share/bash-completion/completions/timeplan",
            "for bash; the shell finds the file by itself",
        )],
        exits: &[DONE, USAGE],
        files: &[],
        environment: &[],
    },
    Page {
        command: "man",
        text: &[],
        examples: &[
            ("timeplan man build | man -l -", "read the page of a command"),
            ("timeplan man -o ~/.local/share/man/man1", "install all pages"),
        ],
        exits: &[DONE, USAGE, ("4", "the folder cannot be written")],
        files: &[],
        environment: &[],
    },
];
