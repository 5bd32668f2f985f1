//! Calendars on CalDAV servers (RFC 4791): an event a resource, and only what differs is sent.
//!
//! ```text
//! feed ─▶ wanted ──────────────────────┐
//!                                      ├▶ Upload ─▶ Calendar ─▶ server
//! what the server holds ─▶ multistatus ┘
//! ```
//! Nothing is remembered beside the calendar itself: each event there carries a [mark](mark).

mod address;
mod calendar;
mod fault;
mod gather;
mod mark;
mod multistatus;
mod upload;

pub use address::Address;
pub use calendar::{Calendar, There};
pub use fault::Fault;
pub use gather::gathered;
pub use upload::{Refusal, Upload, UploadStep, Wanted, wanted};
