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
    Address, Calendar, CalendarFault, CalendarResource, Refusal, Upload, UploadStep, WantedEvent,
    gathered, wanted,
};
pub use failure::{Failure, NoAnswer, ServiceCode};
pub use fetch::fetch;
pub use http::{Client, RetryLimits};
pub use netrc::{Login, login_of};
pub use parcel::FilesByPath;
pub use place::{Condition, FileContent, RemotePlace, Version};
pub use publish::{Fetched, Publication, PublishProblem, PublishRun, PublishStep, TransferPlan};
pub use store::{Store, Variables};
pub use target::{Bucket, Provider, Target};
