//! The colour of a change.

use super::console::Hue;
use crate::revise::{Seen, What, differences};

/// Added is green, removed is red, changed is yellow.
pub(super) fn hue(before: Option<&Seen>, after: Option<&Seen>) -> Hue {
    match differences(before, after).first() {
        Some(What::New | What::Revived) => Hue::Green,
        Some(What::Cancelled | What::Postponed | What::Gone) => Hue::Red,
        _ => Hue::Yellow,
    }
}
