//! The colour of a change.

use super::console::Hue;
use crate::revise::{ChangeKind, Transition};

/// Added is green, removed is red, changed is yellow.
pub(super) fn hue(of: Transition<'_>) -> Hue {
    match of.differences().first() {
        Some(ChangeKind::New | ChangeKind::Revived) => Hue::Green,
        Some(ChangeKind::Cancelled | ChangeKind::Postponed | ChangeKind::Gone) => Hue::Red,
        _ => Hue::Yellow,
    }
}
