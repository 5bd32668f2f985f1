//! What is refused: a wrong clock, and the loss of most of a meeting.

use crate::finding::counted;
use crate::model::MeetingId;
use crate::revise::{Edition, Loss, LossKind};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

/// A clock further ahead of the last run than this is refused. A feed may not change for a year,
/// but the usual mistake of a clock is a wrong year.
const LONGEST_PAUSE: TimeDelta = TimeDelta::days(366);

/// Why the clock of a run with news cannot be right; `last` is the clock of the last run. Changed
/// events would get older stamps than subscribers have, or cancelled ones would be removed too
/// early.
pub(super) fn wrong_clock(
    edition: &Edition,
    now: DateTime<Utc>,
    last: Option<DateTime<Utc>>,
) -> Option<String> {
    let id = &edition.id;
    let last = last.filter(|_| edition.is_news);
    let written = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let what = if let Some(last) = last.filter(|last| *last + LONGEST_PAUSE < now) {
        format!(
            "the last build was at {}, more than a year ago. If the clock is ahead, changes in \
             `{id}` would look newer than all later ones, and cancelled events would be removed \
             too early",
            written(last)
        )
    } else {
        let later = edition.later_stamp.max(last).filter(|later| *later > now)?;
        format!(
            "the last change or build was at {}. Changes in `{id}` would look older than what \
             subscribers have",
            written(later)
        )
    };
    Some(format!(
        "the clock says {}, but {what}. Set the clock, or build with --allow-clock if it is right; nothing \
         was written",
        written(now)
    ))
}

/// Why a meeting is not built that would lose most of its events. It is published in `shown`.
pub(super) fn too_much_lost(id: &MeetingId, loss: Loss, has_file: bool, shown: &str) -> String {
    let Loss { what, coming, lost } = loss;
    if what == LossKind::Plan {
        return format!(
            "`{id}` was not built: {lost} of its {} would be replaced by sessions without a title, as if part of \
             its `time_plan` were missing. Its published events stay as in {shown}. If the plan is right, build with \
             --allow-shrink",
            counted(coming, "upcoming planned session", "upcoming planned sessions"),
        );
    }
    let (gone, write) = if has_file {
        (
            "",
            "If they will not take place, write `status: cancelled` or `postponed`, or build with --allow-shrink",
        )
    } else {
        (
            "its file is gone, and ",
            "Restore the file; if they will not take place, write `status: cancelled` in it, or build with --allow-shrink",
        )
    };
    format!(
        "`{id}` was not built: {gone}{lost} of its {} would be cancelled. Its published events stay as in {shown}. {write}",
        counted(coming, "upcoming event", "upcoming events"),
    )
}
