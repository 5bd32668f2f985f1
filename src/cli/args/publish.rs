//! The arguments of `timeplan publish`.

use crate::remote::Target;
use clap::Args;
use std::path::PathBuf;

/// The arguments of `timeplan publish`.
#[derive(Clone, Debug, Args)]
#[command(after_help = PUBLISH_HELP)]
pub(in crate::cli) struct PublishArguments {
    /// Where to publish: an object store or a folder, in one of the forms below
    #[arg(value_name = "TARGET", value_parser = target)]
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
    /// With --from: cancel the events to come of a meeting even if they are more than half of them
    #[arg(long, requires = "from")]
    pub(in crate::cli) allow_shrink: bool,
    /// With --from: build although the clock is behind the last change
    #[arg(long, requires = "from")]
    pub(in crate::cli) allow_clock: bool,
}

const PUBLISH_HELP: &str = "\
Targets are s3://bucket/prefix, gs://bucket/prefix, az://container/prefix and file:///folder.

Only files that differ from what is published are sent, feeds.json last. Files that an earlier run sent and \
that are gone are removed; nothing else there is touched. A run that fails or is broken off is continued by \
the next one, and of two at once the second is refused.

Credentials are read from the environment: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and \
AWS_ENDPOINT_URL; GOOGLE_APPLICATION_CREDENTIALS; AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY.

With --from, UIDs and revisions continue from what is published, so a machine that keeps nothing between two \
runs, such as a CI job, can publish. FOLDER then gets what is published, and the build over it.

Examples:
  timeplan publish s3://calendars/itu-t
  timeplan publish s3://calendars/itu-t --dry-run
  timeplan publish gs://calendars --from meetings

Exit codes: 0 done, 1 some input is faulty, or nothing was built, 2 wrong usage, 3 refused (another publisher, \
files of others, newer feeds, or too much would be cancelled), 4 the machine failed (network, credentials, disk).";

fn target(text: &str) -> Result<Target, String> {
    text.parse()
}
