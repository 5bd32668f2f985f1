//! The arguments of `timeplan shift`.

use super::values::{date, distance};
use crate::source::yaml::Shift;
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// The arguments of `timeplan shift`.
#[derive(Debug, Args)]
pub(in crate::cli) struct ShiftArguments {
    /// The meeting file
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The new first day, such as 2025-01-28
    #[arg(value_name = "DATE", value_parser = date, required_unless_present = "by")]
    date: Option<NaiveDate>,
    /// Move by a number of days or weeks instead, such as "2 weeks" or "-3 days"
    #[arg(
        long,
        value_name = "DISTANCE",
        value_parser = distance,
        allow_hyphen_values = true,
        conflicts_with = "date"
    )]
    by: Option<i64>,
    /// Print the lines that would change, write nothing
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

impl ShiftArguments {
    /// How far to move the meeting.
    pub(in crate::cli) fn shift(&self) -> Shift {
        self.date.map_or(Shift::By(self.by.unwrap_or(0)), Shift::To)
    }
}
