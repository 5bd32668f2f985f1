//! The words of the command line.

mod new;
mod publish;
mod serve;
mod shift;
mod values;

use super::console::Color;
use crate::model::{Language, Term};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

pub(super) use new::NewArguments;
pub(super) use publish::PublishArguments;
pub(super) use serve::{Place, ServeArguments};
pub(super) use shift::ShiftArguments;
use values::{days, language};

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
    /// Write a meeting file to begin with, from a template or from last year's
    #[command(aliases = ["init", "create"])]
    New(NewArguments),
    /// Move a meeting file to other days
    Shift(ShiftArguments),
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
    /// Print a manual page, or write all of them
    Man(ManArguments),
}

/// The words of `timeplan build`.
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
    /// Cancel the events to come of a meeting even if they are more than half of them
    #[arg(long)]
    pub(super) allow_shrink: bool,
    /// Build although the clock is behind the last change
    #[arg(long)]
    pub(super) allow_clock: bool,
    /// How to tell what changed
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub(super) format: Form,
}

/// The forms of what a command did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// Sentences
    #[default]
    Text,
    /// An object for programs
    Json,
}

/// The forms of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingForm {
    /// Each with its line
    Text,
    /// An object for programs
    Json,
    /// SARIF 2.1.0, by which a forge shows them at their lines
    Sarif,
}

/// The words of `timeplan check`.
#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    /// Folders of meeting files, meeting files, or `-` for one on standard input
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = FindingForm::Text)]
    pub(super) format: FindingForm,
}

/// The words of `timeplan show`.
#[derive(Debug, Args)]
pub(super) struct ShowArguments {
    /// Ids of meetings in `meetings/`, meeting files, folders of them, or `-`; the default is meetings/
    #[arg(value_name = "MEETING|INPUT")]
    pub(super) meetings: Vec<String>,
    /// Show all meetings of the folders, not only the next one
    #[arg(long)]
    pub(super) all: bool,
    /// How to show them
    #[arg(long, value_enum, default_value_t = Format::Grid)]
    pub(super) format: Format,
    /// List the sessions that are at the same time instead
    #[arg(long, conflicts_with_all = ["format", "free"])]
    pub(super) clashes: bool,
    /// List the session slots in which nothing of the choice meets instead
    #[arg(long, conflicts_with = "format")]
    pub(super) free: bool,
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

/// The forms of `timeplan next`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum NextFormat {
    /// A line an event
    List,
    /// An array of events
    Json,
}

/// The words of `timeplan next`.
#[derive(Debug, Args)]
pub(super) struct NextArguments {
    /// Folders of meeting files, meeting files, or `-` for one on standard input
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// How to show them
    #[arg(long, value_enum, default_value_t = NextFormat::List)]
    pub(super) format: NextFormat,
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

/// The words of `timeplan diff`.
#[derive(Debug, Args)]
pub(super) struct DiffArguments {
    /// A feed, an output folder, or `-` for a feed on standard input
    #[arg(value_name = "OLD")]
    pub(super) old: PathBuf,
    /// The same later
    #[arg(value_name = "NEW")]
    pub(super) new: PathBuf,
    /// How to tell how they differ
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub(super) format: Form,
}

/// The words of `timeplan explain`.
#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    /// The UID of an event, also without what follows its @; or a date, for all events of that day
    #[arg(value_name = "UID|DATE")]
    pub(super) what: String,
    /// Folders of meeting files, meeting files, or `-` for one on standard input
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// Which events of the day
    #[command(flatten)]
    pub(super) filter: Filter,
    /// Where the published feeds are
    #[command(flatten)]
    pub(super) published: Published,
}

/// The words of `timeplan import`.
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

/// The words of `timeplan lint`.
#[derive(Debug, Args)]
pub(super) struct LintArguments {
    /// Feeds, or `-` for standard input
    #[arg(value_name = "FILE.ics", required = true)]
    pub(super) feeds: Vec<PathBuf>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = FindingForm::Text)]
    pub(super) format: FindingForm,
}

/// The words of `timeplan schema`.
#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    /// Print that of timeplan.yaml instead
    #[arg(long)]
    pub(super) settings: bool,
}

/// The words of `timeplan man`.
#[derive(Debug, Args)]
pub(super) struct ManArguments {
    /// The command whose page is printed; that of `timeplan` if nothing is said
    #[arg(value_name = "COMMAND", value_parser = clap::builder::PossibleValuesParser::new(super::manual::names()))]
    pub(super) command: Option<String>,
    /// Write all pages to this folder
    #[arg(short, long, value_name = "FOLDER", conflicts_with = "command")]
    pub(super) output: Option<PathBuf>,
}

/// The words of `timeplan completions`.
#[derive(Debug, Args)]
pub(super) struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}
