//! The colour of a change.

use super::console::Hue;
use crate::revise::{ChangeKind, VisibleEvent, differences};

/// Added is green, removed is red, changed is yellow.
pub(super) fn hue(before: Option<&VisibleEvent>, after: Option<&VisibleEvent>) -> Hue {
    match differences(before, after).first() {
        Some(ChangeKind::New | ChangeKind::Revived) => Hue::Green,
        Some(ChangeKind::Cancelled | ChangeKind::Postponed | ChangeKind::Gone) => Hue::Red,
        _ => Hue::Yellow,
    }
}
