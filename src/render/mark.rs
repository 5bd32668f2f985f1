//! What tells plenaries, unsure and cancelled events from others without colour, on pages and in a
//! terminal.

use crate::expand::EventStatus;
use crate::model::Kind;
use crate::words::PageWords;

/// A mark of an event, in the order of a legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LegendMark {
    Plenary,
    Rgm,
    Workshop,
    Tentative,
    Cancelled,
}

impl LegendMark {
    /// The mark of an event of a kind in a state; its state goes before its kind.
    pub(super) fn of(kind: Kind, state: EventStatus) -> Option<Self> {
        match (state, kind) {
            (EventStatus::Cancelled, _) => Some(Self::Cancelled),
            (EventStatus::Tentative, _) => Some(Self::Tentative),
            (EventStatus::Confirmed, Kind::Plenary) => Some(Self::Plenary),
            (EventStatus::Confirmed, Kind::Rgm) => Some(Self::Rgm),
            (EventStatus::Confirmed, Kind::Workshop) => Some(Self::Workshop),
            (EventStatus::Confirmed, _) => None,
        }
    }

    /// The sign on pages; some marks are borders alone.
    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Plenary => "◆",
            Self::Tentative => "?",
            Self::Cancelled => "✕",
            Self::Rgm | Self::Workshop => "",
        }
    }

    /// The letter in a terminal, and the space behind it.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::Plenary => "* ",
            Self::Tentative => "? ",
            Self::Cancelled => "x ",
            Self::Rgm | Self::Workshop => "",
        }
    }

    /// The class of its border on pages.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Plenary => Kind::Plenary.key(),
            Self::Rgm => Kind::Rgm.key(),
            Self::Workshop => Kind::Workshop.key(),
            Self::Tentative => "tentative",
            Self::Cancelled => "cancelled",
        }
    }

    /// What it means.
    pub(super) fn name(self, said: &PageWords) -> &'static str {
        match self {
            Self::Plenary => (said.kind)(Kind::Plenary),
            Self::Rgm => (said.kind)(Kind::Rgm),
            Self::Workshop => (said.kind)(Kind::Workshop),
            Self::Tentative => said.tentative,
            Self::Cancelled => said.cancelled,
        }
    }
}
