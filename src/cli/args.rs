//! The arguments of the command line.

mod new;
mod publish;
mod serve;
mod shift;
mod values;

use super::console::Color;
use crate::model::{Language, Term};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(super) use new::NewArguments;
pub(super) use publish::PublishArguments;
pub(super) use serve::{ListenAddress, ServeArguments};
pub(super) use shift::ShiftArguments;
use values::{date, days, language};

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
    /// Print only problems
    #[arg(short, long, global = true)]
    pub(super) quiet: bool,
    /// Print each step
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
    /// Create a meeting file, from a template or from last year's file
    #[command(aliases = ["init", "create"])]
    New(NewArguments),
    /// Move a meeting file to other days
    Shift(ShiftArguments),
    /// Report all faults and doubts in the inputs, write nothing
    Check(CheckArguments),
    /// Show the time plan of meetings, or their events
    Show(ShowArguments),
    /// Show upcoming deadlines and sessions, soonest first
    Next(NextArguments),
    /// Show how two feeds or output folders differ
    Diff(DiffArguments),
    /// Show which file and line made an event, and why it is at that time
    Explain(ExplainArguments),
    /// Read letters of invitation and print their meeting files
    Import(ImportArguments),
    /// Check feeds from any program against the rules of calendar programs
    Lint(LintArguments),
    /// Serve the feeds of all meetings over HTTP
    Serve(ServeArguments),
    /// Publish the output folder to an object store, another folder or a calendar
    Publish(PublishArguments),
    /// Print the JSON Schema of meeting files, for editors
    Schema(SchemaArguments),
    /// Print a completion script for a shell
    Completions(CompletionsArguments),
    /// Print a manual page, or write all of them
    Man(ManArguments),
}

/// The arguments of `timeplan build`.
#[derive(Debug, Default, Args)]
pub(super) struct BuildArguments {
    /// Folders of meeting files, meeting files, or `-` for one on standard input
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
    /// Cancel events even if a meeting loses more than half of its upcoming ones
    #[arg(long)]
    pub(super) allow_shrink: bool,
    /// Build even if the clock is behind the last change
    #[arg(long)]
    pub(super) allow_clock: bool,
    /// How to print the changes
    #[arg(long, value_enum, default_value_t = ChangeFormat::Text)]
    pub(super) format: ChangeFormat,
}

/// The output formats of a command that changes something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum ChangeFormat {
    /// Sentences
    #[default]
    Text,
    /// A JSON object for programs
    Json,
}

/// The output formats of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingFormat {
    /// Each finding with its line
    Text,
    /// A JSON object for programs
    Json,
    /// SARIF 2.1.0, which a forge shows next to the lines
    Sarif,
}

/// The arguments of `timeplan check`.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Folders of meeting files, meeting files, or `-` for one on standard input
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = FindingFormat::Text)]
    pub(super) format: FindingFormat,
}

/// The arguments of `timeplan show`.
#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// Meeting ids in meetings/, meeting files, folders of them, or `-`; the default is meetings/
    #[arg(value_name = "MEETING|INPUT")]
    pub(super) meetings: Vec<String>,
    /// Show all meetings of the folders, not only the next one
    #[arg(long)]
    pub(super) all: bool,
    /// Show only what is on this day, of all meetings of the folders
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(super) day: Option<NaiveDate>,
    /// The output format
    #[arg(long, value_enum, default_value_t = ShowFormat::Grid)]
    pub(super) format: ShowFormat,
    /// List only sessions that overlap
    #[arg(long, conflicts_with_all = ["format", "free"])]
    pub(super) clashes: bool,
    /// List only the free session slots
    #[arg(long, conflicts_with = "format")]
    pub(super) free: bool,
    /// What to show of them
    #[command(flatten)]
    pub(super) filter: FilterArguments,
    /// The language: ar, zh, en, fr, ru or es; the default is the first one in timeplan.yaml
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(super) lang: Option<Language>,
    /// Where the published feeds are
    #[command(flatten)]
    pub(super) published: OutputArguments,
}

/// The terms of `show` and `hide`.
#[derive(Debug, Args)]
pub(super) struct FilterArguments {
    /// Groups, kinds, meeting ids or deadline actions to show, separated by commas
    #[arg(long, value_name = "TERMS", value_delimiter = ',', value_parser = crate::render::read_term)]
    pub(super) show: Vec<Term>,
    /// The same terms, for events to hide even if --show matches them
    #[arg(long, value_name = "TERMS", value_delimiter = ',', value_parser = crate::render::read_term)]
    pub(super) hide: Vec<Term>,
}

/// Where the published feeds are.
#[derive(Debug, Args)]
pub(super) struct OutputArguments {
    /// The folder with the published feeds, for UIDs and revisions
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    pub(super) output: PathBuf,
}

/// The output formats of `timeplan show`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    /// Days and session slots, as in the letters
    Grid,
    /// One event per line
    List,
    /// A JSON array of events
    Json,
    /// A calendar in jCal, RFC 7265
    Jcal,
    /// A table for spreadsheets
    Csv,
}

/// The output formats of `timeplan next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum NextFormat {
    /// One event per line
    List,
    /// A JSON array of events
    Json,
}

/// The arguments of `timeplan next`.
#[derive(Debug, Args)]
pub(super) struct NextArguments {
    /// Folders of meeting files, meeting files, or `-` for one on standard input
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// The output format
    #[arg(long, value_enum, default_value_t = NextFormat::List)]
    pub(super) format: NextFormat,
    /// How many days to look ahead
    #[arg(long, value_name = "DAYS", default_value_t = 30, value_parser = days)]
    pub(super) days: u32,
    /// What to show
    #[command(flatten)]
    pub(super) filter: FilterArguments,
    /// The language: ar, zh, en, fr, ru or es; the default is the first one in timeplan.yaml
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub(super) lang: Option<Language>,
    /// Where the published feeds are
    #[command(flatten)]
    pub(super) published: OutputArguments,
}

/// The arguments of `timeplan diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// A feed, an output folder, or `-` for a feed on standard input
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The later version of OLD
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// How to print the differences
    #[arg(long, value_enum, default_value_t = ChangeFormat::Text)]
    pub(super) format: ChangeFormat,
}

/// The arguments of `timeplan explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The UID of an event, with or without its domain; or a date, for all events on that day
    #[arg(value_name = "UID|DATE")]
    pub(super) what: String,
    /// Folders of meeting files, meeting files, or `-` for one on standard input
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// Which events of the day to explain
    #[command(flatten)]
    pub(super) filter: FilterArguments,
    /// Where the published feeds are
    #[command(flatten)]
    pub(super) published: OutputArguments,
}

/// The arguments of `timeplan import`.
#[derive(Debug, Args)]
pub(super) struct ImportArguments {
    /// Letters: .docx, .pdf, .html, .txt, .eml, .xlsx or .csv files, or `-` for standard input
    #[arg(value_name = "LETTER", required = true)]
    pub(super) letters: Vec<PathBuf>,
    /// Write each meeting file to this folder, as `<id>.yaml`
    #[arg(short, long, value_name = "FOLDER")]
    pub(super) output: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t = ImportFormat::Yaml, conflicts_with = "output")]
    pub(super) format: ImportFormat,
    /// Show the words behind each value: in a table on standard error and in comments in the file
    #[arg(long)]
    pub(super) explain: bool,
    /// Replace meeting files even if a person changed them
    #[arg(long, requires = "output")]
    pub(super) force: bool,
}

/// The output formats of `timeplan import`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ImportFormat {
    /// A meeting file
    Yaml,
    /// The contents of the letter, one JSON object per line
    Json,
}

/// The arguments of `timeplan lint`.
#[derive(Debug, Args)]
pub(super) struct LintArguments {
    /// Feeds, or `-` for standard input
    #[arg(value_name = "FILE.ics", required = true)]
    pub(super) feeds: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = FindingFormat::Text)]
    pub(super) format: FindingFormat,
}

/// The arguments of `timeplan schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Print the schema of timeplan.yaml instead
    #[arg(long)]
    pub(super) settings: bool,
}

/// The arguments of `timeplan man`.
#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The command whose page to print; the default is the page of `timeplan`
    #[arg(value_name = "COMMAND", value_parser = clap::builder::PossibleValuesParser::new(super::manual::names()))]
    pub(super) command: Option<String>,
    /// Write all pages to this folder
    #[arg(short, long, value_name = "FOLDER", conflicts_with = "command")]
    pub(super) output: Option<PathBuf>,
}

/// The arguments of `timeplan completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}
