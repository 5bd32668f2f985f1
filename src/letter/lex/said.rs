//! Times of day and ranges of them, as a text says them.

use crate::letter::lex::zones::ZoneSaid;
use crate::letter::read::document::Span;
use crate::model::{Hours, TimeOfDay};

/// A time of day in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TimeMention {
    /// First byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The time.
    pub time: TimeOfDay,
    /// Whether it can be nothing else: four bare digits are a time only among words of time.
    pub is_sure: bool,
    /// Whose hour it is, as said beside it or beside the range that it begins.
    pub zone: ZoneSaid,
    /// The byte after what says so.
    pub zone_end: usize,
}

impl TimeMention {
    /// Where it stands, without its zone.
    pub(crate) fn span(&self) -> Span {
        self.start..self.end
    }
}

/// A range of times in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct HoursMention {
    /// Where it stands.
    pub span: Span,
    /// The hours.
    pub hours: Hours,
    /// Whose hours they are, as said beside them.
    pub zone: ZoneSaid,
    /// The byte after what says so.
    pub zone_end: usize,
}
