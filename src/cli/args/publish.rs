//! The arguments of `timeplan publish`.

use crate::remote::Target;
use clap::Args;
use clap::builder::TypedValueParser;
use clap::error::ErrorKind;
use std::path::PathBuf;

/// The arguments of `timeplan publish`.
#[derive(Clone, Debug, Args)]
#[command(after_help = PUBLISH_HELP)]
pub(in crate::cli) struct PublishArguments {
    /// Where to publish: an object store, a folder or a calendar, in one of the forms below
    #[arg(value_name = "TARGET", value_parser = TargetParser)]
    pub(in crate::cli) target: Target,
    /// The folder that `timeplan build` wrote
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    pub(in crate::cli) output: PathBuf,
    /// Fetch what is published and build these meetings over it first
    #[arg(long, value_name = "INPUT")]
    pub(in crate::cli) from: Vec<PathBuf>,
    /// Print what would be sent, send nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    /// For a calendar: the feed whose events it is to hold, all.ics if nothing is said
    #[arg(long, value_name = "PATH")]
    pub(in crate::cli) feed: Option<String>,
    /// For a calendar: create it if it does not exist
    #[arg(long)]
    pub(in crate::cli) create: bool,
    /// With --from: cancel the events to come of a meeting even if they are more than half of them
    #[arg(long, requires = "from")]
    pub(in crate::cli) allow_shrink: bool,
    /// With --from: build although the clock is behind the last change
    #[arg(long, requires = "from")]
    pub(in crate::cli) allow_clock: bool,
}

const PUBLISH_HELP: &str = "\
Targets are s3://bucket/prefix, gs://bucket/prefix, az://container/prefix, file:///folder and \
caldav+https://host/path/.

Only files that differ from what is published are sent, feeds.json last. Files that an earlier run sent and \
that are gone are removed; nothing else there is touched. A run that fails or is broken off is continued by \
the next one, and of two at once the second is refused.

Credentials are read from the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and \
AWS_ENDPOINT_URL; GOOGLE_APPLICATION_CREDENTIALS; AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY.

A calendar on a CalDAV server gets the events of one feed, each as an entry of its own; other entries of the \
calendar are not touched. User name and password are read from CALDAV_USER and CALDAV_PASSWORD, or from ~/.netrc.

With --from, UIDs and revisions continue from what is published, so a machine that keeps nothing between two \
runs, such as a CI job, can publish. FOLDER then gets what is published, and the build over it.

Examples:
  timeplan publish s3://calendars/itu-t
  timeplan publish s3://calendars/itu-t --dry-run
  timeplan publish gs://calendars --from meetings
  timeplan publish caldav+https://dav.example.org/itu/calendar/ --feed groups/q7-12.ics

Exit codes: 0 done, 1 some input is faulty, or nothing was built, 2 wrong usage, 3 refused (another publisher, \
files of others, newer feeds, or too much would be cancelled), 4 the machine failed (network, credentials, disk).";

/// Reads a target. What cannot be one is not shown: there may be a password in it.
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
