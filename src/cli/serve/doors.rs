//! The sockets at which the server listens.

use crate::cli::args::ListenAddress;
use crate::cli::reason::reason;
use crate::cli::system::has_no_family;
use crate::cli::{Exit, Stop};
use std::io::{self, ErrorKind};
use std::net::{SocketAddr, ToSocketAddrs};
use tokio::net::TcpSocket;

/// The send buffer of a connection, in bytes. Of its own accord Linux keeps up to 4 MB of a large feed for
/// each client that takes it slowly.
const BUFFER: u32 = 256 * 1024;

/// The bound sockets of a place, not yet listening.
pub(super) struct Sockets {
    place: ListenAddress,
    pub(super) sockets: Vec<TcpSocket>,
    pub(super) addresses: Vec<SocketAddr>,
}

impl Sockets {
    /// A socket at each address of a place. Addresses of a name that this machine lacks are left
    /// out, for example if IPv6 is off, unless it lacks all of them.
    pub(super) fn open(place: &ListenAddress) -> Result<Self, Stop> {
        let mut opened = Self { place: place.clone(), sockets: Vec::new(), addresses: Vec::new() };
        let resolved = place.as_str().to_socket_addrs();
        let resolved = resolved.map_err(|_| opened.stop("this name has no address"))?;
        let mut absent = None;
        for mut address in resolved {
            if let Some(first) = opened.addresses.first()
                && address.port() == 0
            {
                address.set_port(first.port());
            }
            if opened.addresses.contains(&address) {
                continue;
            }
            match socket(address).and_then(|socket| Ok((socket.local_addr()?, socket))) {
                Ok((address, socket)) => {
                    opened.addresses.push(address);
                    opened.sockets.push(socket);
                }
                Err(error) if is_absent(&error) => absent = Some(error),
                Err(error) => return Err(opened.failed(&error)),
            }
        }
        match absent {
            Some(error) if opened.sockets.is_empty() => Err(opened.failed(&error)),
            _ => Ok(opened),
        }
    }

    /// The addresses, as people write them.
    pub(super) fn urls(&self) -> String {
        let urls = self.addresses.iter().map(|address| format!("http://{address}/"));
        urls.collect::<Vec<_>>().join(" and ")
    }

    /// Why nothing can be served there.
    pub(super) fn failed(&self, error: &io::Error) -> Stop {
        self.stop(&reason(error))
    }

    fn stop(&self, why: &str) -> Stop {
        Stop(Exit::Machine, format!("{}: nothing can be served here: {why}", self.place))
    }
}

/// Whether it failed because the machine does not have that address.
fn is_absent(error: &io::Error) -> bool {
    has_no_family(error) || error.kind() == ErrorKind::AddrNotAvailable
}

fn socket(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // Connections closed by the last server would otherwise block the port for a minute.
    socket.set_reuseaddr(true)?;
    // Its connections inherit this. Without a limit, the system buffers megabytes for each slow
    // client.
    socket.set_send_buffer_size(BUFFER)?;
    socket.bind(address)?;
    Ok(socket)
}
