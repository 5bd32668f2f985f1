//! `timeplan serve`: the feeds of all meetings over HTTP, rebuilt when a file changes.

mod doors;
mod folder;
mod maker;
mod memory;
mod watch;

use super::args::ServeArguments;
use super::console::Console;
use super::contents::is_standard_input;
use super::input;
use super::reason::reason;
use super::system::{EndSignal, ReloadSignal, raise_open_files, runtime};
use super::{Exit, Stop, now};
use crate::serve::{Listener, Scope, Served, Site, listen};
use doors::Sockets;
use maker::Maker;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use tokio::net::TcpSocket;
use watch::Wake;

/// The most connections at once, if the machine allows as many.
const MOST: u64 = 20_000;

/// The most connections that wait to be accepted; a rejected client tries again after a second.
const WAITING: u32 = 4096;

/// The number of files that the program may have open in addition to its connections: inputs, outputs and
/// listening sockets.
const OWN_FILES: u64 = 64;

/// A tree to serve, and how its build ended.
struct BuiltSite {
    site: Site,
    exit: Exit,
}

pub(super) fn run(arguments: &ServeArguments, console: &Console) -> Result<Exit, Stop> {
    if arguments.inputs.iter().any(|input| is_standard_input(input)) {
        let message = "standard input cannot be watched for changes; name folders or files to \
                       serve";
        return Err(Stop(Exit::Usage, message.to_owned()));
    }
    // A port that is in use is reported before a long build.
    let addresses = Addresses::open(arguments)?;
    if arguments.access_log {
        // A line that cannot be written is lost, but the server continues.
        let log = tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false);
        log.log_internal_errors(false).init();
    }
    let runtime = runtime().map_err(not_started)?;
    // SIGHUP during the first build must not end the program.
    let asked = {
        let _inside = runtime.enter();
        ReloadSignal::new().map_err(not_started)?
    };
    let mut maker = Maker::new(arguments, console)?;
    let keeping = console.keeping();
    let listing = input::list(&arguments.inputs, &keeping);
    let made = maker.make(&listing, None, now()?, &keeping);
    let is_made = made.is_ok();
    // Subscribers get answers even if the server starts when nothing can be built.
    let made = match made {
        Ok(made) => Ok(made),
        Err(stop) => match maker.as_published(&listing, now()?, &keeping) {
            Ok(Some(site)) => {
                keeping.problem(&watch::stays(&stop));
                Ok(Some(BuiltSite { site, exit: stop.0 }))
            }
            _ => Err(stop),
        },
    };
    // Messages are printed before the reason why nothing can be served.
    let exit = made.as_ref().ok().and_then(Option::as_ref).map_or(Exit::Faulty, |made| made.exit);
    let told = watch::kept(&keeping, exit);
    watch::say(&told.text, console);
    let made = made?.ok_or_else(|| Stop(Exit::Faulty, "there is no feed to serve".to_owned()))?;
    let served = Served::new(made.site, told.clone(), now()?);
    if !is_made {
        served.stay(told, now()?);
    }
    let served = Arc::new(served);
    let (own, speaker) = (Arc::clone(&served), console.clone());
    let (wake, wakes) = channel();
    let waker = wake.clone();
    std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || watch::follow(maker, (listing, is_made), (waker, &wakes), &own, &speaker))
        .map_err(not_started)?;
    runtime.block_on(answer(addresses, served, asked, wake, console))
}

/// The sockets of a server.
struct Addresses {
    public: Sockets,
    /// Those of `--status-listen`.
    status: Option<Sockets>,
}

impl Addresses {
    fn open(arguments: &ServeArguments) -> Result<Self, Stop> {
        let public = Sockets::open(&arguments.listen)?;
        let status = arguments.status_listen.as_ref().map(Sockets::open).transpose()?;
        if let Some(status) = &status
            && status.addresses.iter().any(|address| public.addresses.contains(address))
        {
            let message = "--status-listen: use an address or port different from --listen";
            return Err(Stop(Exit::Usage, message.to_owned()));
        }
        Ok(Self { public, status })
    }
}

/// Answers requests until a signal ends the server, or the watcher is gone.
async fn answer(
    Addresses { public, status }: Addresses,
    served: Arc<Served>,
    mut asked: ReloadSignal,
    wake: Sender<Wake>,
    console: &Console,
) -> Result<Exit, Stop> {
    let mut ended = EndSignal::new().map_err(not_started)?;
    let mut doors = Vec::new();
    let scope = if status.is_some() { Scope::Public } else { Scope::All };
    if let Some(status) = status {
        console.notice(&format!("/status and /metrics are at {}", status.urls()));
        doors.extend(opened(status, Scope::Status)?);
    }
    let urls = public.urls();
    doors.extend(opened(public, scope)?);
    let held = served.site().counts().events_of_meetings();
    console.notice(&format!("listening on {urls} with {held}"));
    let end = async {
        loop {
            tokio::select! {
                () = ended.recv() => break,
                // If the watcher ends, the server ends.
                _ = asked.recv() => if wake.send(Wake::Asked).is_err() { break },
            }
        }
    };
    listen(doors, served, most_connections(), end).await;
    Ok(Exit::Done)
}

fn not_started(error: io::Error) -> Stop {
    Stop(Exit::Machine, format!("the server cannot be started: {}", reason(&error)))
}

/// Starts listening on sockets.
fn opened(mut at: Sockets, scope: Scope) -> Result<Vec<Listener>, Stop> {
    let door = |socket: TcpSocket| Ok(Listener { listener: socket.listen(WAITING)?, scope });
    let doors: io::Result<Vec<Listener>> =
        std::mem::take(&mut at.sockets).into_iter().map(door).collect();
    doors.map_err(|error| at.failed(&error))
}

/// The most connections: each needs an open file, and a process has a low limit until it raises it.
fn most_connections() -> usize {
    let most = raise_open_files(MOST + OWN_FILES);
    usize::try_from(most.min(MOST + OWN_FILES).saturating_sub(OWN_FILES).max(1)).unwrap_or(1)
}
