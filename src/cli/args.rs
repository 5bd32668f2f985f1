//! The words of the command line.

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

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
}

/// The commands.
#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Build the feeds of all meetings
    Build(BuildArguments),
    /// Report every fault and doubt of all inputs, write nothing
    Check(CheckArguments),
}

/// The words of `timeplan build`.
#[derive(Debug, Args)]
#[command(after_help = BUILD_HELP)]
pub(super) struct BuildArguments {
    /// Folders of meeting files, or meeting files
    #[arg(value_name = "INPUT", default_value = "meetings")]
    pub(super) inputs: Vec<PathBuf>,
    /// The folder to write the feeds to
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    pub(super) output: PathBuf,
}

const BUILD_HELP: &str = "\
Of a folder its own *.yaml files are read, and its timeplan.yaml for what holds for all of them.
A faulty file is reported, the others are built, and what was published of it stays as it is.

Examples:
  timeplan build                          the meetings of meetings/ into out/
  timeplan build meetings/sg12-2025-01.yaml -o /srv/calendars

Exit codes: 0 done, 1 some input is faulty, 2 wrong usage, 4 the machine failed (disk).";

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
