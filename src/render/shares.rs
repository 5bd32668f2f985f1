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

/// What all meetings add to a feed, in its order: as text, which is the shortest form of so many.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// Where the first event stands in the feed, in bytes.
    begin: u64,
    /// Rows of JSON with commas between them.
    rows: String,
}

/// A share as it is written: meeting, bytes, events, first and last day, last change.
type ShareRow = (String, u64, usize, i32, i32, i64);

impl Shares {
    /// Adds what the next meeting adds: so many bytes.
    pub(super) fn push(&mut self, meeting: &MeetingId, length: u64, summary: Summary) {
        let comma = if self.rows.is_empty() { "" } else { "," };
        let Summary { events, days, stamp } = summary;
        let [first, last] = [days.first, days.last].map(|day| day.num_days_from_ce());
        let stamp = stamp.timestamp();
        // An id has no quotation mark in it.
        let row = format!("{comma}[\"{meeting}\",{length},{events},{first},{last},{stamp}]");
        self.rows.push_str(&row);
    }

    /// The same in a feed whose first event stands at a place.
    pub(super) fn beginning(mut self, begin: u64) -> Self {
        self.begin = begin;
        self.rows.shrink_to_fit();
        self
    }

    /// The shares as a build before wrote them, on one line.
    pub(super) fn of_written(line: &str) -> Option<Self> {
        let (begin, rows) = line.split_once(' ')?;
        Some(Self { begin: begin.parse().ok()?, rows: rows.to_owned() })
    }

    /// The shares on one line.
    pub(super) fn written(&self) -> String {
        format!("{} {}", self.begin, self.rows)
    }

    /// The shares one by one.
    pub(super) fn read(&self) -> io::Result<Vec<Share>> {
        let mut start = self.begin;
        let read = |(meeting, length, events, first, last, stamp): ShareRow| {
            let days = Days {
                first: NaiveDate::from_num_days_from_ce_opt(first)?,
                last: NaiveDate::from_num_days_from_ce_opt(last)?,
            };
            let stamp = DateTime::from_timestamp(stamp, 0)?;
            let meeting = meeting.parse().ok()?;
            let range = start..start.checked_add(length)?;
            start = range.end;
            Some(Share { meeting, range, summary: Summary { events, days, stamp } })
        };
        let rows: Vec<ShareRow> = serde_json::from_str(&format!("[{}]", self.rows))?;
        let shares = rows.into_iter().map(read).collect::<Option<_>>();
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
        self.rows.contains(&format!("[\"{id}\","))
    }
}
