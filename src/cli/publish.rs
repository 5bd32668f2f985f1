//! `timeplan publish`: the output folder to an object store, another folder or a calendar.

mod calendar;
mod folder;

use super::args::PublishArguments;
use super::console::Console;
use super::disk::{DiskTree, published, replace};
use super::reason::reason;
use super::stamp::mark;
use super::system::{EndSignal, runtime};
use super::{Exit, Stop, build};
use crate::cli::args::BuildArguments;
use crate::finding::counted;
use crate::remote::{
    Client, Failure, Fetched, FilesByPath, Publication, PublishProblem, PublishRun, PublishStep,
    RemotePlace, RetryLimits, Store, Target, Variables, fetch,
};
use chrono::{TimeDelta, Utc};
use folder::FolderTarget;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// After this long, an interrupted publisher no longer blocks others.
const BROKEN_OFF: TimeDelta = TimeDelta::minutes(5);

/// The most paths in a message.
const MOST_NAMED: usize = 5;

pub(super) fn run(arguments: &PublishArguments, console: &Console) -> Result<Exit, Stop> {
    let runtime = runtime().map_err(|error| {
        Stop(Exit::Machine, format!("nothing can be published: {}", reason(&error)))
    })?;
    let is_calendar = matches!(arguments.target, Target::Calendar(_));
    if !is_calendar && (arguments.feed.is_some() || arguments.create) {
        let message =
            "--feed and --create are for calendars; write caldav+https://host/path/ as the target";
        return Err(Stop(Exit::Usage, format!("{message}; nothing was published")));
    }
    match &arguments.target {
        Target::Calendar(address) => {
            let client = Client::new(&authorities()?, RetryLimits::default())
                .map_err(|failure| failed(arguments, &failure, "nothing was published"))?;
            runtime.block_on(calendar::publish(arguments, address, client, console))
        }
        Target::Folder(path) => {
            let place = FolderTarget::open(Path::new(path), arguments.dry_run)?;
            runtime.block_on(publish(arguments, &place, console))
        }
        Target::Objects(bucket) => {
            let client = Client::new(&authorities()?, RetryLimits::default());
            let place = client.and_then(|client| Store::open(bucket, &variables(), client));
            let place =
                place.map_err(|failure| failed(arguments, &failure, "nothing was published"))?;
            runtime.block_on(publish(arguments, &place, console))
        }
    }
}

/// Publishes the output folder to a place; with `--from`, it is first fetched from there and built.
async fn publish(
    arguments: &PublishArguments,
    place: &impl RemotePlace,
    console: &Console,
) -> Result<Exit, Stop> {
    let scratch = Scratch::of(arguments);
    let output = scratch.as_ref().map_or(&arguments.output, |scratch| &scratch.0);
    let (built, from) = match arguments.from.is_empty() {
        true => (Exit::Done, None),
        false => {
            let from = fetch_to(output, arguments, place).await?;
            (built(output, arguments, console)?, Some(from))
        }
    };
    let name = mark(format!("{} {:?}", std::process::id(), Utc::now()).as_bytes());
    let run = PublishRun {
        name: &name,
        now: &Utc::now,
        done: &|step| match step {
            PublishStep::Sent(path, done, all) => {
                console.detail(&format!("sent {path}"));
                console.progress(done, all, "files sent");
            }
            PublishStep::Removed(path) => console.detail(&format!("removed {path}")),
        },
    };
    let publication = Publication::new(place, files(output)?, from.as_ref(), run).await;
    let mut publication = publication.map_err(|trouble| stop(arguments, trouble))?;
    let plan = publication.plan.clone();
    if arguments.dry_run {
        plan.send.iter().for_each(|path| console.result(&format!("send {path}")));
        plan.remove.iter().for_each(|path| console.result(&format!("remove {path}")));
    } else if plan.send.is_empty() && plan.remove.is_empty() {
        // A run that was interrupted at the very end may still have a claim to release.
        publication.send().await.map_err(|trouble| stop(arguments, trouble))?;
    } else {
        send(publication, arguments, console).await?;
    }
    let (sent, removed) = (plan.send.len(), plan.remove.len());
    let done = TransferCounts { sent, removed, unchanged: plan.unchanged };
    console.result(&done.told(arguments, "file", "files"));
    Ok(built)
}

/// Sends what differs, until it is done or somebody stops it.
async fn send<P: RemotePlace>(
    mut publication: Publication<'_, P>,
    arguments: &PublishArguments,
    console: &Console,
) -> Result<(), Stop> {
    let sent = tokio::select! {
        sent = publication.send() => Some(sent),
        () = ended() => None,
    };
    if !matches!(sent, Some(Ok(()))) {
        console.progress_breaks_off();
    }
    let Some(sent) = sent else {
        publication.give_up().await;
        let message = format!(
            "{}: interrupted; feeds.json may not be sent yet; run it again to continue",
            arguments.target
        );
        return Err(Stop(Exit::Machine, message));
    };
    sent.map_err(|trouble| stop(arguments, trouble))
}

/// What was sent and removed, or would be.
struct TransferCounts {
    sent: usize,
    removed: usize,
    unchanged: usize,
}

impl TransferCounts {
    fn told(&self, arguments: &PublishArguments, one: &str, several: &str) -> String {
        let (target, unchanged) = (&arguments.target, self.unchanged);
        let be = if arguments.dry_run { "would be " } else { "" };
        let removed = match (self.sent, self.removed) {
            (0, 0) => {
                let all = counted(unchanged, one, several);
                return format!("{target}: nothing changed; {all}");
            }
            (_, 0) => String::new(),
            (_, removed) => format!(", {removed} {be}removed"),
        };
        let sent = counted(self.sent, one, several);
        format!("{target}: {sent} {be}sent{removed}, {unchanged} unchanged")
    }
}

/// The files of an output folder, all from one build.
fn files(output: &Path) -> Result<FilesByPath, Stop> {
    if fs::exists(output).is_ok_and(|is_there| !is_there) {
        let message = format!(
            "{}: there is no such folder; run `timeplan build` first, or name the folder with `--output`",
            output.display()
        );
        return Err(Stop(Exit::Faulty, message));
    }
    let tree = DiskTree::open(output, true)?;
    tree.files().map(|file| file.map(|file| (file.path, file.bytes))).collect()
}

/// Fetches what is published into the output folder and returns its version.
async fn fetch_to(
    output: &Path,
    arguments: &PublishArguments,
    place: &impl RemotePlace,
) -> Result<Fetched, Stop> {
    let is_there = output.exists();
    // No build writes at the same time.
    let mut locked = is_there.then(|| DiskTree::open(output, false)).transpose()?;
    let fetched = fetch(place, Utc::now(), |path, bytes| {
        if locked.is_none() {
            locked = Some(DiskTree::open(output, false)?);
        }
        let place = output.join(path);
        let write = || -> io::Result<()> {
            if published(&place)?.as_deref() != Some(bytes) {
                fs::create_dir_all(place.parent().unwrap_or(output))?;
                replace(&place, bytes)?;
            }
            Ok(())
        };
        write().map_err(|error| {
            let message = format!(
                "{}: it cannot be written: {}; nothing was published",
                place.display(),
                reason(&error)
            );
            Stop(Exit::Machine, message)
        })
    });
    fetched.await.map_err(|trouble| stop(arguments, trouble))?
}

/// Builds the inputs into the output folder over what was fetched.
fn built(output: &Path, arguments: &PublishArguments, console: &Console) -> Result<Exit, Stop> {
    let build = BuildArguments {
        inputs: arguments.from.clone(),
        output: output.to_owned(),
        allow_shrink: arguments.allow_shrink,
        allow_clock: arguments.allow_clock,
        ..BuildArguments::default()
    };
    build::run(&build, console)
        .map_err(|Stop(exit, message)| Stop(exit, format!("{message}; nothing was published")))
}

/// A temporary folder for `--from --dry-run`, so that the output folder does not change.
struct Scratch(PathBuf);

impl Scratch {
    fn of(arguments: &PublishArguments) -> Option<Self> {
        let is_needed = arguments.dry_run && !arguments.from.is_empty();
        let name = format!("timeplan-dry-run-{}", std::process::id());
        is_needed.then(|| Self(std::env::temp_dir().join(name)))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Ends at SIGTERM or SIGINT.
async fn ended() {
    match EndSignal::new() {
        Ok(mut ended) => ended.recv().await,
        Err(_) => std::future::pending().await,
    }
}

/// The settings of object stores.
fn variables() -> Variables {
    let known = |(name, value): (std::ffi::OsString, std::ffi::OsString)| {
        Some((name.into_string().ok()?, value.into_string().ok()?))
    };
    std::env::vars_os().filter_map(known).collect::<BTreeMap<_, _>>()
}

/// Additional certificate authorities, as PEM.
fn authorities() -> Result<Vec<Vec<u8>>, Stop> {
    let files = ["SSL_CERT_FILE", "AWS_CA_BUNDLE"].into_iter().filter_map(|name| {
        let file = std::env::var_os(name).filter(|file| !file.is_empty())?;
        Some((name, PathBuf::from(file)))
    });
    let read = |(name, file): (&str, PathBuf)| {
        fs::read(&file).map_err(|error| {
            let message = format!(
                "{name} is set to {}, which cannot be read: {}; nothing was published",
                file.display(),
                reason(&error)
            );
            Stop(Exit::Machine, message)
        })
    };
    files.map(read).collect()
}

/// The message for a failure, and what it means for the published files.
fn failed(arguments: &PublishArguments, failure: &Failure, so_far: &str) -> Stop {
    let provider = match &arguments.target {
        Target::Objects(bucket) => Some(bucket.provider),
        Target::Folder(_) | Target::Calendar(_) => None,
    };
    Stop(Exit::Machine, format!("{}: {}; {so_far}", arguments.target, failure.why(provider)))
}

/// Why publishing failed or is incomplete.
fn stop(arguments: &PublishArguments, trouble: PublishProblem) -> Stop {
    let (target, output) = (&arguments.target, arguments.output.display());
    let refused = |why: String| Stop(Exit::Refused, format!("{target}: {why}"));
    match trouble {
        PublishProblem::Unfit(why) => {
            Stop(Exit::Faulty, format!("{output}: {why}; nothing was published"))
        }
        PublishProblem::Busy(Some(since)) => {
            let until = (since + BROKEN_OFF).format("%H:%M:%S");
            refused(format!(
                "another `timeplan publish` is running there, last active at {} UTC; run it again \
                 when that one has ended, or after {until} UTC if it was interrupted; nothing was \
                 published",
                since.format("%H:%M:%S")
            ))
        }
        PublishProblem::Busy(None) => refused(
            "somebody else published there in the meantime; run it again; nothing more was published"
                .to_owned(),
        ),
        PublishProblem::Newer(path) => refused(format!(
            "{path} is newer there than in {output}, so subscribers would get older revisions; \
             publish with `--from` and the meetings to continue from what is published; nothing was \
             published"
        )),
        PublishProblem::Foreign(paths) => {
            let (it, was) = if paths.len() == 1 { ("it", "was") } else { ("them", "were") };
            let mut names = paths.iter().take(MOST_NAMED).cloned().collect::<Vec<_>>().join(", ");
            if paths.len() > MOST_NAMED {
                names = format!("{names} and {} more", paths.len() - MOST_NAMED);
            }
            refused(format!(
                "{names} {was} not written by this program; move {it}, or choose another prefix; \
                 nothing was published"
            ))
        }
        PublishProblem::Failed(failure, 0, _) => {
            failed(arguments, &failure, "nothing was published")
        }
        PublishProblem::Failed(failure, sent, all) if sent < all => {
            let files = counted(all, "file", "files");
            let so_far = format!(
                "{sent} of {files} were sent, but not feeds.json; run it again to continue"
            );
            failed(arguments, &failure, &so_far)
        }
        PublishProblem::Failed(failure, ..) => {
            let so_far = "all files were sent, but the run did not finish; run it again";
            failed(arguments, &failure, so_far)
        }
    }
}
