//! What each meeting adds to a feed, as one build leaves it to the next. It is read only where it is
//! needed: thousands of meetings have a hundred thousand shares, and an edit concerns a few.

use super::section::Summary;
use crate::model::{Days, MeetingId};
use chrono::{DateTime, Datelike, NaiveDate};
use std::collections::BTreeSet;
use std::io;
use std::ops::Range;

/// Up to so many meetings are looked for in the text itself.
const FEW: usize = 8;

/// What a meeting adds to a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) meeting: MeetingId,
    /// Where its events stand in the feed, in bytes.
    pub(super) range: Range<u64>,
    /// What is known of them.
    pub(super) summary: Summary,
}

/// What all meetings add to a feed, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shares {
    written: String,
}

/// A share as it is written: meeting, range, events, first and last day, last change.
type ShareRow = (String, u64, u64, usize, i32, i32, i64);

impl Shares {
    /// The shares of a feed.
    pub(super) fn of(shares: &[Share]) -> io::Result<Self> {
        let write = |share: &Share| -> ShareRow {
            let Share { meeting, range, summary } = share;
            let days = summary.days;
            let days = (days.first.num_days_from_ce(), days.last.num_days_from_ce());
            let stamp = summary.stamp.timestamp();
            (meeting.to_string(), range.start, range.end, summary.events, days.0, days.1, stamp)
        };
        let written: Vec<ShareRow> = shares.iter().map(write).collect();
        Ok(Self { written: serde_json::to_string(&written)? })
    }

    /// The shares as a build before wrote them, on one line.
    pub(super) fn of_written(written: &str) -> Self {
        Self { written: written.to_owned() }
    }

    /// The shares on one line.
    pub(super) fn written(&self) -> &str {
        &self.written
    }

    /// The shares one by one.
    pub(super) fn read(&self) -> io::Result<Vec<Share>> {
        let read = |(meeting, start, end, events, first, last, stamp): ShareRow| {
            let days = Days {
                first: NaiveDate::from_num_days_from_ce_opt(first)?,
                last: NaiveDate::from_num_days_from_ce_opt(last)?,
            };
            let stamp = DateTime::from_timestamp(stamp, 0)?;
            let meeting = meeting.parse().ok()?;
            Some(Share { meeting, range: start..end, summary: Summary { events, days, stamp } })
        };
        let written: Vec<ShareRow> = serde_json::from_str(&self.written)?;
        let shares = written.into_iter().map(read).collect::<Option<_>>();
        shares.ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    /// Whether one of some meetings adds something.
    pub(super) fn hold(&self, meetings: &BTreeSet<MeetingId>) -> io::Result<bool> {
        if meetings.len() > FEW {
            return Ok(self.read()?.iter().any(|share| meetings.contains(&share.meeting)));
        }
        Ok(meetings.iter().any(|id| self.hold_one(id)))
    }

    /// Whether a meeting adds something.
    pub(super) fn hold_one(&self, id: &MeetingId) -> bool {
        // An id has no quotation mark in it.
        self.written.contains(&format!("[\"{id}\","))
    }
}
