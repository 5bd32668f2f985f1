//! Calendars on CalDAV servers (RFC 4791): one resource for each event, and only differences are
//! sent.
//!
//! ```text
//! feed ─▶ wanted ──────────────────────┐
//!                                      ├▶ Upload ─▶ Calendar ─▶ server
//! what the server holds ─▶ multistatus ┘
//! ```
//! There is no other memory than the calendar itself: each event there has a [mark](mark).

mod address;
mod calendar;
mod fault;
mod gather;
mod mark;
mod multistatus;
mod upload;

pub use address::Address;
pub use calendar::{Calendar, CalendarResource};
pub use fault::CalendarFault;
pub use gather::gathered;
pub use upload::{Refusal, Upload, UploadStep, WantedEvent, wanted};
