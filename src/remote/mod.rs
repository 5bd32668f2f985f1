//! Publishes a tree elsewhere: it is compared with what the place has, and only differences are
//! sent.
//!
//! ```text
//! Tree ─▶ parcels ─┐
//!                  ├▶ Publication ─▶ Place: object store, folder
//! record of it ────┘
//! feed ─▶ events ─▶ Upload ─▶ Calendar of a CalDAV server
//! ```
//! Only [`Client`] uses sockets. The caller provides the environment, the clock and folders.
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
