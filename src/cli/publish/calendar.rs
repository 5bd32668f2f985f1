//! `timeplan publish caldav+https://…`: a feed of the output folder as a calendar on a server.

use super::{Scratch, TransferCounts, built, ended, files, stop};
use crate::cli::args::PublishArguments;
use crate::cli::console::Console;
use crate::cli::disk::{DiskTree, replace};
use crate::cli::reason::reason;
use crate::cli::{Exit, Stop};
use crate::finding::counted;
use crate::remote::{
    Address, Calendar, CalendarFault, CalendarResource, Client, Login, PublishProblem, Refusal,
    Target, Upload, UploadStep, gathered, login_of, wanted,
};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The default feed.
const FEED: &str = "all.ics";

pub(super) async fn publish(
    arguments: &PublishArguments,
    address: &Address,
    client: Client,
    console: &Console,
) -> Result<Exit, Stop> {
    let target = &arguments.target;
    let path = arguments.feed.as_deref().unwrap_or(FEED);
    let login = login(address)?;
    if address.is_open() && login.is_some() {
        console.notice(&format!(
            "{target}: the password is sent without encryption, so others can read it; write \
             caldav+https:// if the server offers it"
        ));
    }
    let calendar = Calendar::new(address.clone(), login, client);
    let nothing = |fault: CalendarFault| {
        let why = calendar.why(&fault);
        Stop(Exit::Machine, format!("{target}: {why}; nothing was published"))
    };
    let contents = calendar.contents().await.map_err(nothing)?;
    let is_missing = contents.is_none();
    if is_missing && !arguments.create {
        return Err(nothing(CalendarFault::Refused(404, None)));
    }
    let contents = contents.unwrap_or_default();
    let scratch = Scratch::of(arguments);
    let output = scratch.as_ref().map_or(&arguments.output, |scratch| &scratch.0);
    let exit = match arguments.from.is_empty() {
        true => Exit::Done,
        false => {
            prepare(output, arguments, path, &contents)?;
            built(output, arguments, console)?
        }
    };
    let wanted = wanted(&files(output)?, path);
    let (title, events) = wanted.map_err(|why| stop(arguments, PublishProblem::Unfit(why)))?;
    let mut upload = Upload::new(events, contents);
    announce(arguments, &upload, console)?;
    if arguments.dry_run {
        upload.to_send().for_each(|uid| console.result(&format!("send {uid}")));
        upload.to_remove().for_each(|uid| console.result(&format!("remove {uid}")));
        (upload.sent, upload.removed) = (upload.to_send().len(), upload.to_remove().len());
    } else {
        if is_missing {
            calendar.create(&title).await.map_err(nothing)?;
            console.detail(&format!("{target}: the calendar was created"));
        }
        send(&mut upload, &calendar, target, console).await?;
    }
    let exit = exit.max(report(arguments, &upload, console));
    let Upload { sent, removed, unchanged, .. } = upload;
    let done = TransferCounts { sent, removed, unchanged };
    console.result(&done.told(arguments, "event", "events"));
    Ok(exit)
}

/// Reports what was changed in the calendar; a later edition there stops everything.
fn announce(arguments: &PublishArguments, upload: &Upload, console: &Console) -> Result<(), Stop> {
    let target = &arguments.target;
    if upload.refused.iter().any(|(_, why)| *why == Refusal::Newer) {
        let message = format!(
            "{target}: the calendar has a later edition than {}; use --from to continue from the \
             calendar; nothing was published",
            arguments.output.display()
        );
        return Err(Stop(Exit::Refused, message));
    }
    for uid in &upload.replaced {
        console.problem(&format!(
            "{target}: {uid} was changed in the calendar; the published event replaces it"
        ));
    }
    Ok(())
}

/// Sends what differs, until it is done or somebody stops it.
async fn send(
    upload: &mut Upload,
    calendar: &Calendar,
    target: &Target,
    console: &Console,
) -> Result<(), Stop> {
    const GOES_ON: &str = "run it again to continue";
    let (sending, removing) = (upload.to_send().len(), upload.to_remove().len());
    let done = |step: UploadStep<'_>| match step {
        UploadStep::Sent(uid, done, all) => {
            console.detail(&format!("sent {uid}"));
            console.progress(done, all, "events sent");
        }
        UploadStep::Removed(uid) => console.detail(&format!("removed {uid}")),
    };
    let sent = tokio::select! {
        sent = upload.send(calendar, &done) => Some(sent),
        () = ended() => None,
    };
    if matches!(sent, Some(Ok(()))) {
        return Ok(());
    }
    console.progress_breaks_off();
    let message = match sent {
        Some(Err(fault)) => {
            let all = counted(sending, "event", "events");
            let so_far = match (upload.sent, upload.removed) {
                (0, 0) => "nothing was published".to_owned(),
                (sent, 0) => format!("{sent} of {all} sent; {GOES_ON}"),
                (sent, removed) => {
                    format!("{sent} of {all} sent and {removed} of {removing} removed; {GOES_ON}")
                }
            };
            format!("{}; {so_far}", calendar.why(&fault))
        }
        _ => format!("interrupted; {GOES_ON}"),
    };
    Err(Stop(Exit::Machine, format!("{target}: {message}")))
}

/// Reports which events were not published.
fn report(arguments: &PublishArguments, upload: &Upload, console: &Console) -> Exit {
    let target = &arguments.target;
    for (uid, why) in &upload.refused {
        let why = match why {
            Refusal::Foreign => {
                "is in the calendar but was not published by this program; remove it there, or \
                 choose another calendar"
            }
            Refusal::Newer => {
                "was published from a later edition in the meantime; run it again with --from"
            }
            Refusal::Contested => "was changed by somebody else in the meantime; run it again",
        };
        console.problem(&format!("{target}: {uid} {why}; it was not changed"));
    }
    if upload.refused.is_empty() { Exit::Done } else { Exit::Refused }
}

/// Prepares a build that continues from the calendar, if the calendar has more than the output
/// folder.
fn prepare(
    output: &Path,
    arguments: &PublishArguments,
    path: &str,
    contents: &[CalendarResource],
) -> Result<(), Stop> {
    let here = match arguments.output.exists() {
        true => files(&arguments.output)?,
        false => BTreeMap::new(),
    };
    let mut lacking = gathered(contents, path, &here);
    if output != arguments.output {
        // The folder itself does not change.
        lacking = here.into_iter().chain(lacking).collect();
    }
    // No build writes at the same time.
    let _locked = match lacking.is_empty() {
        true => None,
        false => Some(DiskTree::open(output, false)?),
    };
    for (path, bytes) in lacking {
        let place = output.join(path);
        fs::create_dir_all(place.parent().unwrap_or(output))
            .and_then(|()| replace(&place, &bytes))
            .map_err(|error| {
                let (place, reason) = (place.display(), reason(&error));
                let message =
                    format!("{place}: it cannot be written: {reason}; nothing was published");
                Stop(Exit::Machine, message)
            })?;
    }
    Ok(())
}

/// The user, and the source of the password.
fn login(address: &Address) -> Result<Option<(Login, &'static str)>, Stop> {
    const VARIABLES: &str = "CALDAV_USER and CALDAV_PASSWORD";
    let stop = |message: String| Stop(Exit::Machine, format!("{message}; nothing was published"));
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let text = |value: OsString| {
        value
            .into_string()
            .map_err(|_| stop(format!("{VARIABLES} are not UTF-8; set them again in UTF-8")))
    };
    let found = match (set("CALDAV_USER"), set("CALDAV_PASSWORD")) {
        (Some(user), Some(password)) => {
            Some((Login { user: text(user)?, password: text(password)? }, VARIABLES))
        }
        (None, None) => {
            let own = set("NETRC").map(|path| (PathBuf::from(path), "the file named by NETRC"));
            let home = || Some((PathBuf::from(set("HOME")?).join(".netrc"), "~/.netrc"));
            let is_named = own.is_some();
            let Some((path, from)) = own.or_else(home) else { return Ok(None) };
            let shown = path.display();
            let netrc = match fs::read_to_string(&path) {
                Ok(netrc) => netrc,
                Err(error) if error.kind() == io::ErrorKind::NotFound && !is_named => {
                    return Ok(None);
                }
                Err(error) => {
                    return Err(stop(format!("{shown}: it cannot be read: {}", reason(&error))));
                }
            };
            let found =
                login_of(address.host(), &netrc).map_err(|why| stop(format!("{shown}: {why}")))?;
            found.map(|login| (login, from))
        }
        _ => return Err(stop(format!("only one of {VARIABLES} is set; set both"))),
    };
    match found {
        Some((login, from))
            if login.user.contains(':') || login.user.contains(char::is_control) =>
        {
            Err(stop(format!(
                "the user name in {from} contains a character that is not allowed, such as `:`"
            )))
        }
        found => Ok(found),
    }
}
