//! A tree out into the world: compared with what a place has of it, and only what differs is sent.
//!
//! ```text
//! Tree ─▶ parcels ─┐
//!                  ├▶ Publication ─▶ Place: object store, folder
//! record of it ────┘
//! feed ─▶ events ─▶ Upload ─▶ Calendar of a CalDAV server
//! ```
//! Sockets are touched by [`Client`] alone. The environment, the clock and folders are the caller's.
//!
//! `docs/publishing.md` is the manual.

mod caldav;
mod failure;
mod fetch;
mod http;
mod netrc;
mod parcel;
mod place;
mod publish;
mod record;
mod store;
mod target;

pub use caldav::{
    Address, Calendar, Fault, Refusal, There, Upload, UploadStep, Wanted, gathered, wanted,
};
pub use failure::{Code, Failure, Silence};
pub use fetch::fetch;
pub use http::{Client, Patience};
pub use netrc::{Login, login_of};
pub use parcel::Files;
pub use place::{Condition, Content, Place, Version};
pub use publish::{Fetched, Plan, Publication, Run, Step, Trouble};
pub use store::{Store, Variables};
pub use target::{Bucket, Provider, Target};
