//! The words of the command line.

mod publish;
mod serve;

use super::console::Color;
use crate::model::{Language, Term};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(super) use publish::PublishArguments;
pub(super) use serve::{Place, ServeArguments};

/// Turns descriptions of ITU-T meetings into calendar feeds.
#[derive(Debug, Parser)]
#[command(
    name = "timeplan",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(super) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(super) command: Command,
    /// Print problems only
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Say what is done
    #[arg(short, long, global = true)]
    pub(super) verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the feeds of all meetings
    Build(BuildArguments),
    /// Report every fault and doubt of all inputs, write nothing
    Check(CheckArguments),
    /// Show the time plan of meetings, or their events
    Show(ShowArguments),
    /// Show what comes: deadlines and sessions, soonest first
    Next(NextArguments),
    /// Tell how two feeds or output folders differ
    Diff(DiffArguments),
    /// Show what made an event, and why it is at its hours
    Explain(ExplainArguments),
    /// Read letters of invitation and print their meeting files
    Import(ImportArguments),
    /// Judge feeds, ours or anybody's, by the rules of calendar programs
    Lint(LintArguments),
    /// Serve the feeds of all meetings over HTTP
    Serve(ServeArguments),
    /// Publish the output folder to an object store, another folder or a calendar
    Publish(PublishArguments),
    /// Print the JSON Schema of meeting files, for editors
    Schema(SchemaArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
    /// Print the manual page
    #[command(after_help = "Example:\n  timeplan man > ~/.local/share/man/man1/timeplan.1")]
    Man,
}

/// The words of `timeplan build`.
#[derive(Debug, Default, Args)]
#[command(after_help = BUILD_HELP)]
pub(super) struct BuildArguments {
    /// Folders of meeting files, or meeting files
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// The folder to write the feeds to
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    pub(super) output: PathBuf,
    /// Print what would change, write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Exit with 1 if the feeds are out of date, write nothing
    #[arg(long)]
    pub(super) check: bool,
    /// Cancel the events to come of a meeting even if they are more than half of them
    #[arg(long)]
    pub(super) allow_shrink: bool,
    /// Build although the clock is behind the last change
    #[arg(long)]
    pub(super) allow_clock: bool,
}

const BUILD_HELP: &str = "\
Of a folder its own *.yaml files are read, and its timeplan.yaml for what holds for all of them.
A faulty file is reported, the others are built, and what was published of it stays as it is.
What was published is compared with the files: what changed gets a new revision, what is gone is
marked as cancelled for a while, and nothing else is touched.

Examples:
  timeplan build                          the meetings of meetings/ into out/
  timeplan build meetings/sg12-2025-01.yaml -o /srv/calendars

Exit codes: 0 done, 1 some input is faulty (or --check: out of date), 2 wrong usage, 3 refused (too
much would be cancelled, or the clock jumped back), 4 the machine failed (disk).";

/// The words of `timeplan check`.
#[derive(Debug, Args)]
#[command(after_help = CHECK_HELP)]
pub(super) struct CheckArguments {
    /// Folders of meeting files, or meeting files
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
}

const CHECK_HELP: &str = "\
Examples:
  timeplan check                          all meetings of meetings/
  timeplan check sg12-2025-01.yaml        one file

Exit codes: 0 no fault (doubts do not count), 1 faults, 2 wrong usage.";

/// The words of `timeplan show`.
#[derive(Debug, Args)]
#[command(after_help = SHOW_HELP)]
pub(super) struct ShowArguments {
    /// Ids of meetings in `meetings/`, or meeting files; the next meeting if nothing is said
    #[arg(value_name = "MEETING")]
    pub(super) meetings: Vec<String>,
    /// How to show them
    #[arg(long, value_enum, default_value_t = Format::Grid)]
    pub(super) format: Format,
    /// What to show of them
    #[command(flatten)]
    pub(super) filter: Filter,
    /// The language: ar, zh, en, fr, ru or es; the first of timeplan.yaml if nothing is said
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(super) lang: Option<Language>,
    /// Where the published feeds are
    #[command(flatten)]
    pub(super) published: Published,
}

/// The words of `show` and `hide`.
#[derive(Debug, Args)]
pub(super) struct Filter {
    /// Groups, kinds, ids or actions of deadlines to show, with commas between
    #[arg(long, value_name = "TERMS", value_delimiter = ',', value_parser = crate::render::read_term)]
    pub(super) show: Vec<Term>,
    /// The same to hide, whatever --show says
    #[arg(long, value_name = "TERMS", value_delimiter = ',', value_parser = crate::render::read_term)]
    pub(super) hide: Vec<Term>,
}

/// Where the published feeds are.
#[derive(Debug, Args)]
pub(super) struct Published {
    /// The folder of the feeds, which know the UIDs and revisions
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    pub(super) output: PathBuf,
}

/// The forms of `timeplan show`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// Days and session slots, as in the letters
    Grid,
    /// A line an event
    List,
    /// An array of events
    Json,
    /// A calendar in the form of RFC 7265
    Jcal,
    /// A table for spreadsheets
    Csv,
}

const SHOW_HELP: &str = "\
Kinds are meeting, registration, plenary, session, workshop, social, lunch, deadline and rgm.

Examples:
  timeplan show                                   the next meeting
  timeplan show sg12-2025-01 --hide lunch         one meeting without its lunch breaks
  timeplan show --show Q7/12,plenary --format csv

Exit codes: 0 done, 1 a file is faulty, 2 wrong usage or an unknown id.";

/// The words of `timeplan next`.
#[derive(Debug, Args)]
#[command(after_help = NEXT_HELP)]
pub(super) struct NextArguments {
    /// How many days to look ahead
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = days)]
    pub(super) days: u32,
    /// What to show
    #[command(flatten)]
    pub(super) filter: Filter,
    /// The language: ar, zh, en, fr, ru or es; the first of timeplan.yaml if nothing is said
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(super) lang: Option<Language>,
    /// Where the published feeds are
    #[command(flatten)]
    pub(super) published: Published,
}

const NEXT_HELP: &str = "\
Examples:
  timeplan next                                   the next 30 days of all meetings in meetings/
  timeplan next --days 90 --show deadline         the deadlines of the next three months";

/// The words of `timeplan diff`.
#[derive(Debug, Args)]
#[command(after_help = DIFF_HELP)]
pub(super) struct DiffArguments {
    /// A feed or an output folder
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The same later
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
}

const DIFF_HELP: &str = "\
Events are the same if they have the same UID, in our feeds and in anybody's. Of a folder the feeds
of its meetings are compared in every language, or else all its own *.ics files.

Examples:
  timeplan diff /srv/calendars out                what subscribers will see of a build
  timeplan diff old/all.ics new/all.ics           two feeds

Exit codes: 0 compared, whether they differ or not, 1 a feed or a part of it cannot be read, 2 wrong usage.";

/// The words of `timeplan explain`.
#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_HELP)]
pub(super) struct ExplainArguments {
    /// The UID of an event, also without what follows its @; or a date, for all events of that day
    #[arg(value_name = "UID|DATE")]
    pub(super) what: String,
    /// Folders of meeting files, or meeting files
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// Which events of the day
    #[command(flatten)]
    pub(super) filter: Filter,
    /// Where the published feeds are
    #[command(flatten)]
    pub(super) published: Published,
}

const EXPLAIN_HELP: &str = "\
Examples:
  timeplan explain sg12-2025-01-plenary-sg12-1
  timeplan explain 2025-01-14 --show Q7/12

Exit codes: 0 explained, 1 a file is faulty, 2 wrong usage or an unknown UID.";

/// The words of `timeplan import`.
#[derive(Debug, Args)]
#[command(after_help = IMPORT_HELP)]
pub(super) struct ImportArguments {
    /// Letters: .docx, .pdf, .html, .txt, .eml or .csv files, or `-` for standard input
    #[arg(value_name = "LETTER", required = true)]
    pub(super) letters: Vec<PathBuf>,
    /// Write each meeting file to this folder, as `<id>.yaml`
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t = ImportFormat::Yaml, conflicts_with = "output")]
    pub(super) format: ImportFormat,
    /// Show the words behind each value: as a table on standard error, and as comments in the file
    #[arg(long)]
    pub(super) explain: bool,
    /// Replace meeting files that a person changed since
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}

/// The forms of `timeplan import`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    /// A meeting file
    Yaml,
    /// What the letter says, an object a line
    Json,
}

const IMPORT_HELP: &str = "\
Letters in Arabic, Chinese, English, French, Russian and Spanish are read. What is uncertain is
reported with its words and left out. Letters with the same number and groups in several languages
are versions of one and give one meeting file. Several files on standard output are parted by `---`.

Examples:
  timeplan import letter.docx > meetings/sg12-2025-01.yaml
  timeplan import letter-en.docx letter-zh.docx -o meetings
  timeplan import --explain letter.pdf

Exit codes: 0 done, 1 a letter cannot be read or announces nothing, or lacks what a meeting needs,
2 wrong usage, 3 a file was left alone because a person changed it, 4 the machine failed.";

/// The words of `timeplan lint`.
#[derive(Debug, Args)]
#[command(after_help = LINT_HELP)]
pub(super) struct LintArguments {
    /// Feeds, or `-` for standard input
    #[arg(value_name = "FILE.ics", required = true)]
    pub(super) feeds: Vec<PathBuf>,
}

const LINT_HELP: &str = "\
Every fault and doubt is named with its line, its rule, the programs that go wrong, and what to write
instead. A fault breaks RFC 5545 or 7986, or is lost or wrong in Outlook, Google, Apple or Thunderbird;
a doubt is valid and not the same everywhere.

Examples:
  timeplan lint out/all.ics
  curl -s https://example.org/calendar.ics | timeplan lint -

Exit codes: 0 no fault (doubts do not count), 1 faults, or a feed cannot be read, 2 wrong usage.";

/// The words of `timeplan schema`.
#[derive(Debug, Args)]
#[command(after_help = SCHEMA_HELP)]
pub(super) struct SchemaArguments {
    /// Print that of timeplan.yaml instead
    #[arg(long)]
    pub(super) settings: bool,
}

const SCHEMA_HELP: &str = "\
An editor that knows the YAML language server completes and checks a file whose first line names the schema:
  # yaml-language-server: $schema=meeting.schema.json

Example:
  timeplan schema > meetings/meeting.schema.json";

/// The words of `timeplan completions`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  timeplan completions bash > ~/.local/share/bash-completion/completions/timeplan"
)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

fn days(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| "write a number of days, as 30".to_owned())
}

fn language(text: &str) -> Result<Language, String> {
    text.parse().map_err(|misread: crate::model::Misread| misread.write)
}
