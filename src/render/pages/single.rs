//! What the calendar file of a single session holds beside what is read on its page.

use super::text::clean;
use crate::model::Language;
use crate::render::Selected;
use crate::words::PageWords;

/// The data of an event that `session.js` writes into its file.
#[derive(Clone, Debug)]
pub(super) struct SingleEvent {
    /// What stands in its UID behind its name within the page.
    pub(super) domain: String,
    pub(super) sequence: u32,
    pub(super) stamp: String,
    pub(super) location: String,
    /// Whether it takes no time of those who attend.
    pub(super) is_free: bool,
    /// The name of the link to it.
    pub(super) link: &'static str,
}

impl SingleEvent {
    pub(super) fn new(event: &Selected<'_>, language: Language) -> Self {
        let uid = &event.event.uid;
        Self {
            domain: uid.split_once('@').map_or("", |(_, domain)| domain).to_owned(),
            sequence: event.revision.sequence,
            stamp: event.revision.stamp.format("%Y-%m-%dT%H:%M:%SZ").to_string(),
            location: event.wording.location.as_deref().map(clean).unwrap_or_default().into_owned(),
            is_free: !event.event.entry.busy,
            link: PageWords::of(language).link_here,
        }
    }
}
