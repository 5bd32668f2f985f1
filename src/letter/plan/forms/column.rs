//! The columns of a time plan: labels, days and their parts.

use crate::letter::plan::label::Half;
use crate::model::{Slot, SlotRange};

/// A column of a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    /// Labels of rows, or nothing.
    Edge,
    /// The weekend.
    Weekend,
    /// A day, or the part of it that a second row of labels names. The number is that of the day
    /// among the plan's.
    Day(usize, Option<Part>),
}

/// A part of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// A slot, or some that follow each other.
    Slots(SlotRange),
    /// A half day.
    Half(Half),
    /// All of it.
    Day,
}

impl Part {
    /// Its slots.
    pub(crate) fn slots(self) -> Vec<Slot> {
        match self {
            Self::Slots(slots) => slots.slots().collect(),
            Self::Half(half) => half.slots().to_vec(),
            Self::Day => {
                [Half::Morning, Half::Afternoon].into_iter().flat_map(Half::slots).collect()
            }
        }
    }
}
