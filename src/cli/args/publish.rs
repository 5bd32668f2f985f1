//! The arguments of `timeplan publish`.

use crate::remote::Target;
use clap::Args;
use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use std::path::PathBuf;

/// The arguments of `timeplan publish`.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct PublishArguments {
    /// Where to publish: an object store, a folder or a calendar, in a form listed below
    #[arg(value_name = "TARGET", value_parser = TargetParser)]
    pub(in crate::cli) target: Target,
    /// The folder that `timeplan build` wrote
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    pub(in crate::cli) output: PathBuf,
    /// First fetch what is published and update it with a build of these inputs
    #[arg(long, value_name = "INPUT")]
    pub(in crate::cli) from: Vec<PathBuf>,
    /// Print what would be sent, send nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// For a calendar: the feed to publish; the default is all.ics
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) feed: Option<String>,
    /// For a calendar: create it if it does not exist
    #[arg(long)]
    pub(in crate::cli) create: bool,
    /// With --from: cancel events even if a meeting loses more than half of its upcoming ones
    #[arg(long, requires = "from")]
    pub(in crate::cli) allow_shrink: bool,
    /// With --from: build even if the clock is behind the last change
    #[arg(long, requires = "from")]
    pub(in crate::cli) allow_clock: bool,
}

/// Reads a target. A wrong one is not shown: it may contain a password.
#[derive(Clone)]
struct TargetParser;

impl TypedValueParser for TargetParser {
    type Value = Target;

    fn parse_ref(
        &self,
        command: &clap::Command,
        _: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Target, clap::Error> {
        value.to_string_lossy().parse().map_err(|why: String| {
            let message = format!("the target cannot be used: {why}\n");
            clap::Error::raw(ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }
}
