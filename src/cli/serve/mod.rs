//! `timeplan serve`: the feeds of all meetings over HTTP, made anew when a file changes.

mod folder;
mod maker;
mod memory;
mod watch;

use super::args::ServeArguments;
use super::console::Console;
use super::input;
use super::reason::reason;
use super::{Exit, Stop, now};
use crate::finding::counted;
use crate::serve::{Served, Site, listen};
use maker::Maker;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpSocket;
use tokio::signal::unix::{SignalKind, signal};

/// How many connections there may be at once, if the machine allows as many.
const MOST: u64 = 20_000;

/// How many connections may wait to be accepted; what is turned away here tries again after a second.
const WAITING: u32 = 4096;

/// How many bytes of an answer the system takes at once for a connection.
const BUFFER: u32 = 256 * 1024;

/// How many files the program itself may have open beside its connections.
const OWN_FILES: u64 = 64;

/// A tree to serve, and how its build ended.
struct Made {
    site: Site,
    exit: Exit,
}

pub(super) fn run(arguments: &ServeArguments, console: &Console) -> Result<Exit, Stop> {
    // A port that is taken is told before a long build.
    let failed = |error: io::Error| {
        let message =
            format!("{}: nothing can be served here: {}", arguments.listen, reason(&error));
        Stop(Exit::Machine, message)
    };
    let socket = socket(arguments.listen).map_err(failed)?;
    let address = socket.local_addr().map_err(failed)?;
    if arguments.access_log {
        tracing_subscriber::fmt().with_writer(io::stderr).with_ansi(false).init();
    }
    let mut maker = Maker::new(arguments, console)?;
    let keeping = console.keeping();
    let listing = input::list(&arguments.inputs, &keeping);
    let made = maker.make(&listing, None, now()?, &keeping);
    let is_made = made.is_ok();
    // Whoever subscribed is answered also by a server that starts when nothing can be built.
    let made = match made {
        Ok(made) => Ok(made),
        Err(stop) => match maker.as_published(&listing, now()?, &keeping) {
            Ok(Some(site)) => {
                keeping.problem(&watch::stays(&stop));
                Ok(Some(Made { site, exit: stop.0 }))
            }
            _ => Err(stop),
        },
    };
    // What there is to say comes before why nothing can be served.
    let exit = made.as_ref().ok().and_then(Option::as_ref).map_or(Exit::Faulty, |made| made.exit);
    let told = watch::kept(&keeping, exit);
    watch::say(&told.text, console);
    let made = made?.ok_or_else(|| Stop(Exit::Faulty, "there is no feed to serve".to_owned()))?;
    let served = Served::new(made.site, told.clone(), now()?);
    if !is_made {
        served.stay(told, now()?);
    }
    let served = Arc::new(served);
    let (meetings, events) = served.site().counts();
    let (own, speaker) = (Arc::clone(&served), console.clone());
    std::thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || watch::follow(maker, (listing, is_made), &own, &speaker))
        .map_err(failed)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.map_err(failed)?.block_on(async {
        let listener = socket.listen(WAITING).map_err(failed)?;
        let mut terminated = signal(SignalKind::terminate()).map_err(failed)?;
        let mut interrupted = signal(SignalKind::interrupt()).map_err(failed)?;
        console.notice(&format!(
            "listening on http://{address}/ with {} of {}",
            counted(events, "event", "events"),
            counted(meetings, "meeting", "meetings"),
        ));
        let end = async {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = interrupted.recv() => {}
            }
        };
        listen(listener, served, most_connections(), end).await;
        Ok(Exit::Done)
    })
}

/// A socket at an address, at which nobody is heard yet.
fn socket(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Connections that the last server closed would keep the port for a minute.
    socket.set_reuseaddr(true)?;
    // Its connections have the same. Without a bound the system takes megabytes for each client that
    // is slow.
    socket.set_send_buffer_size(BUFFER)?;
    socket.bind(address)?;
    Ok(socket)
}

/// How many connections there may be: each needs an open file, of which a process may have but few
/// until it asks for more.
fn most_connections() -> usize {
    let limits = getrlimit(Resource::Nofile);
    let wanted = limits.maximum.unwrap_or(u64::MAX).min(MOST + OWN_FILES);
    let current = limits.current.unwrap_or(u64::MAX);
    if current < wanted {
        let raised = Rlimit { current: Some(wanted), ..limits };
        // With what there is already it can be served too.
        let _ = setrlimit(Resource::Nofile, raised);
    }
    let most = getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX);
    usize::try_from(most.min(MOST + OWN_FILES).saturating_sub(OWN_FILES).max(1)).unwrap_or(1)
}
