//! The text of the help and the manual pages of each command, apart from its arguments: one table for both.

/// The help of one command.
pub(super) struct ManualPage {
    pub(super) command: &'static str,
    /// Paragraphs.
    pub(super) text: &'static [&'static str],
    /// Arguments and what they do.
    pub(super) examples: &'static [TermRow],
    /// Exit codes and what they mean.
    pub(super) exits: &'static [TermRow],
    /// Files that the command reads or writes.
    pub(super) files: &'static [TermRow],
    /// Environment variables that only this command reads.
    pub(super) environment: &'static [TermRow],
}

/// A term and what it means.
pub(super) type TermRow = (&'static str, &'static str);

const DONE: TermRow = ("0", "done");
const USAGE: TermRow = ("2", "wrong usage");
const FAULTY: TermRow = ("1", "a file has faults; the others were used");

const MEETINGS: TermRow = ("meetings/*.yaml", "the meeting files, one for each meeting");
const SETTINGS: TermRow = ("meetings/timeplan.yaml", "the settings for all meetings in the folder");
const OUTPUT: TermRow = ("out/", "the feeds and pages; also the memory of UIDs and revisions");

/// The environment variables that every command reads.
pub(super) const ENVIRONMENT: [TermRow; 4] = [
    ("SOURCE_DATE_EPOCH", "the current time in seconds since 1970-01-01, instead of the clock"),
    ("NO_COLOR", "with --color auto: no colours if set and not empty"),
    ("TERM", "with --color auto: no colours on a terminal of the type dumb"),
    ("COLUMNS", "the width of a line in columns; the default is the width of the terminal"),
];

pub(super) fn page(command: &str) -> Option<&'static ManualPage> {
    PAGES.iter().find(|page| page.command == command)
}

/// The commands that have a page.
pub(super) fn names() -> Vec<&'static str> {
    PAGES.iter().map(|page| page.command).collect()
}

/// The page of the program itself stands first.
pub(super) const PAGES: [ManualPage; 16] = [
    ManualPage {
        command: "timeplan",
        text: &[
            "Turns descriptions of ITU-T meetings (YAML files or letters of invitation) into iCalendar feeds: \
                 sessions, breaks and deadlines, all in Geneva time.",
        ],
        examples: &[
            ("timeplan import letter.docx -o meetings", "make a meeting file from a letter"),
            ("timeplan check", "look for faults"),
            ("timeplan build", "write the feeds"),
        ],
        exits: &[
            ("0", "done, also if nothing changed"),
            ("1", "some inputs have faults; the others were used"),
            USAGE,
            ("3", "refused: too much would be cancelled, or a person changed a file"),
            ("4", "the machine failed: disk, network, port"),
        ],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    ManualPage {
        command: "build",
        text: &[
            "In a folder, the *.yaml files directly in it are read; timeplan.yaml has the settings for all of them. \
             A file with faults is reported and its published events stay; the others are built.",
            "The files are compared with the published feeds: a changed event gets a new revision, a removed event \
             is marked as cancelled for a while, and nothing else changes.",
        ],
        examples: &[
            ("timeplan build", "build the meetings in meetings/ into out/"),
            (
                "timeplan build meetings/sg12-2025-01.yaml -o /srv/calendars",
                "build one meeting; the others stay",
            ),
            ("timeplan build --dry-run --format json", "show what would change, for a program"),
        ],
        exits: &[
            DONE,
            ("1", "some inputs have faults, or with --check: the feeds are out of date"),
            USAGE,
            ("3", "refused: too much would be cancelled, or the clock jumped"),
            ("4", "the machine failed (disk)"),
        ],
        files: &[
            MEETINGS,
            SETTINGS,
            OUTPUT,
            ("out/.timeplan", "what the last run read; may be deleted"),
        ],
        environment: &[],
    },
    ManualPage {
        command: "new",
        text: &[
            "Without --like, the file has the group and the days; everything else is commented out for you to fill \
             in. The file builds as it is.",
            "With --like, the file of an earlier meeting is moved by whole weeks, so each date keeps its weekday. \
             The id is new. Facts from the old letter (number, date, status, candidate Recommendations) are \
             commented out. Comments and layout stay. Dates on weekends and on public holidays of Geneva are reported.",
        ],
        examples: &[
            (
                "timeplan new SG12 --start 2026-01-13 --end 2026-01-22 -o meetings",
                "meetings/sg12-2026-01.yaml from the template",
            ),
            (
                "timeplan new SG12 --start 2026-01-13 --like meetings/sg12-2025-01.yaml -o meetings",
                "the same meeting file, from last year's",
            ),
        ],
        exits: &[
            DONE,
            ("1", "the earlier file has faults, or the new file has faults (it was written)"),
            USAGE,
            ("3", "the file already exists; it was not changed"),
            ("4", "the file cannot be written"),
        ],
        files: &[
            ("FOLDER/<id>.yaml", "the new meeting file"),
            (
                "FOLDER/meeting.schema.json",
                "the schema for completion in editors, written if it is missing",
            ),
        ],
        environment: &[],
    },
    ManualPage {
        command: "shift",
        text: &[
            "All dates in the file move by the same number of days: first and last day, opening, registration, \
             deadlines, time plan and rapporteur group meetings. The date of the letter stays, and so do comments \
             and layout. Events keep their UIDs, so calendar programs move them.",
            "Dates that move to a weekend or a public holiday of Geneva are reported. Dates in texts and comments \
             do not move and are reported too.",
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
            ("1", "the file has faults before the move (it was not changed) or after it"),
            USAGE,
            ("4", "the file cannot be written; it was not changed"),
        ],
        files: &[("FILE", "the meeting file to change")],
        environment: &[],
    },
    ManualPage {
        command: "check",
        text: &[
            "With --format sarif, a forge shows the findings at their lines. On GitHub, upload the file with the \
             action upload-sarif.",
        ],
        examples: &[
            ("timeplan check", "all meetings in meetings/"),
            ("timeplan check sg12-2025-01.yaml", "one file"),
            ("timeplan check --format sarif > check.sarif", "for a forge"),
        ],
        exits: &[("0", "no fault (doubts do not count)"), ("1", "faults"), USAGE],
        files: &[MEETINGS, SETTINGS],
        environment: &[],
    },
    ManualPage {
        command: "show",
        text: &[
            "For a folder, the next meeting is shown; with --all, every meeting.",
            "With --clashes, each line shows two sessions that overlap and the time they share. Plenaries, \
             sessions, rapporteur group meetings and workshops count unless they are cancelled. With --free, each \
             line is a session slot without such a session, on a day with meetings: slots 1 to 4 and any others \
             that the meeting uses.",
            "Kinds are meeting, registration, plenary, session, workshop, social, lunch, deadline and rgm.",
        ],
        examples: &[
            ("timeplan show", "the next meeting in meetings/"),
            ("timeplan show sg12-2025-01 --hide lunch", "one meeting without its lunch breaks"),
            ("timeplan show --all --show Q7/12,plenary --format csv", "a table for a spreadsheet"),
            ("timeplan show --all --clashes --show Q7/12,Q9/12", "two sessions at once"),
            ("timeplan show --free --show Q7/12,Q9/12", "slots in which neither meets"),
        ],
        exits: &[DONE, FAULTY, ("2", "wrong usage or an unknown id")],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    ManualPage {
        command: "next",
        text: &["With --show, a session that overlaps one above it is marked."],
        examples: &[
            ("timeplan next", "the next 30 days of all meetings in meetings/"),
            ("timeplan next --days 90 --show deadline", "the deadlines of the next 90 days"),
        ],
        exits: &[DONE, FAULTY, USAGE],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    ManualPage {
        command: "diff",
        text: &[
            "Events with the same UID are the same event, in feeds of any program. For an output folder, the feeds \
             of its meetings are compared in every language; for any other folder, the *.ics files directly in it.",
        ],
        examples: &[
            ("timeplan diff /srv/calendars out", "what a build changes for subscribers"),
            ("timeplan diff old/all.ics new/all.ics", "two feeds"),
            (
                "curl -s https://example.org/all.ics | timeplan diff - out/all.ics",
                "a feed from the web",
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
    ManualPage {
        command: "explain",
        text: &[],
        examples: &[
            ("timeplan explain sg12-2025-01-plenary-sg12-1", "one event"),
            ("timeplan explain 2025-01-14 --show Q7/12", "one day of a Question"),
        ],
        exits: &[DONE, FAULTY, ("2", "wrong usage or an unknown UID")],
        files: &[MEETINGS, SETTINGS, OUTPUT],
        environment: &[],
    },
    ManualPage {
        command: "import",
        text: &[
            "Reads letters in Arabic, Chinese, English, French, Russian and Spanish. Uncertain values are reported \
             with the words of the letter and left out. Letters with the same number and groups in several \
             languages are versions of one letter and give one meeting file. Several files on standard output are \
             separated by `---`.",
        ],
        examples: &[
            ("timeplan import letter.docx > meetings/sg12-2025-01.yaml", "one letter"),
            (
                "timeplan import letter-en.docx letter-zh.docx -o meetings",
                "a letter in two languages",
            ),
            ("timeplan import --explain letter.pdf", "show the words behind each value"),
        ],
        exits: &[
            DONE,
            ("1", "a letter cannot be read, announces nothing, or lacks what a meeting needs"),
            USAGE,
            ("3", "a file was not changed because a person changed it"),
            ("4", "the machine failed (disk)"),
        ],
        files: &[],
        environment: &[],
    },
    ManualPage {
        command: "lint",
        text: &[
            "Every fault and doubt is shown with its line, its rule, the affected programs and what to write \
             instead. A fault breaks RFC 5545 or 7986, or is lost or shown wrong in Outlook, Google, Apple or \
             Thunderbird. A doubt is valid, but programs treat it differently.",
        ],
        examples: &[
            ("timeplan lint out/all.ics", "a feed"),
            ("curl -s https://example.org/calendar.ics | timeplan lint -", "a feed from the web"),
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
    ManualPage {
        command: "serve",
        text: &[
            "Serves the files that `timeplan build` writes, from memory. When an input changes, everything is \
             rebuilt and replaced at once. If a rebuild fails, the served files stay; a server that starts then \
             serves what is published. Without --output, nothing is written: UIDs and revisions continue from out/ \
             next to the inputs, and later revisions last as long as the server runs. Use a proxy for encryption. \
             Ctrl-C or SIGTERM stops the server after the open requests are answered.",
            "/healthz answers while the server runs, /status shows the messages of the last build, /metrics has \
             numbers for Prometheus. SIGHUP reads all inputs again at once.",
            "Add a query to a feed for a personal view: show and hide take groups, kinds, ids or deadline actions, \
             as in `timeplan show`; lang takes another language of the feeds; alarm takes a time before each \
             session, such as PT15M. Example: http://127.0.0.1:8080/all.ics?show=q7-12,plenary&hide=lunch&alarm=PT15M",
        ],
        examples: &[
            ("timeplan serve", "the meetings in meetings/ at http://127.0.0.1:8080/"),
            ("timeplan serve --listen 0.0.0.0:80", "for everybody who can reach this machine"),
            (
                "timeplan serve --listen localhost:8080",
                "at every address of this name, IPv4 and IPv6",
            ),
            (
                "timeplan serve -o out",
                "also write to out/ what `timeplan build` would, always up to date",
            ),
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
    ManualPage {
        command: "publish",
        text: &[
            "Targets are s3://bucket/prefix, gs://bucket/prefix, az://container/prefix, file:///folder and \
             caldav+https://host/path/.",
            "Only files that differ from the published ones are sent, feeds.json last. Files sent by an earlier run \
             that no longer exist are removed; all other files there stay. The next run continues one that failed \
             or was interrupted. Of two runs at the same time, the second is refused.",
            "A calendar on a CalDAV server gets the events of one feed, each as a separate entry; other entries in \
             the calendar are not changed.",
            "With --from, UIDs and revisions continue from what is published, so a machine that keeps no files \
             between runs, such as a CI job, can publish. The published files are first fetched into FOLDER, then \
             the build updates them.",
        ],
        examples: &[
            ("timeplan publish s3://calendars/itu-t", "publish the folder out/ to a bucket"),
            ("timeplan publish s3://calendars/itu-t --dry-run", "what would be sent"),
            ("timeplan publish gs://calendars --from meetings", "fetch, build and publish"),
            ("timeplan publish caldav+https://dav.example.org/itu/", "one feed to a calendar"),
        ],
        exits: &[
            DONE,
            ("1", "some inputs have faults, or nothing was built"),
            USAGE,
            (
                "3",
                "refused: another publisher, files of another program, newer feeds, or too much would be cancelled",
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
    ManualPage {
        command: "schema",
        text: &[
            "An editor with the YAML language server completes and checks a file whose first line names the \
                 schema: # yaml-language-server: $schema=meeting.schema.json",
        ],
        examples: &[(
            "timeplan schema > meetings/meeting.schema.json",
            "next to the meeting files",
        )],
        exits: &[DONE, USAGE],
        files: &[],
        environment: &[],
    },
    ManualPage {
        command: "completions",
        text: &[],
        examples: &[(
            "timeplan completions bash > ~/.local/share/bash-completion/completions/timeplan",
            "for bash, which finds the file by itself",
        )],
        exits: &[DONE, USAGE],
        files: &[],
        environment: &[],
    },
    ManualPage {
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
