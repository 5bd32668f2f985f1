//! The arguments of `timeplan new`.

use super::values::{date, language};
use crate::model::Language;
use chrono::NaiveDate;
use clap::Args;
use std::path::PathBuf;

/// The arguments of `timeplan new`.
#[derive(Debug, Args)]
pub(in crate::cli) struct NewArguments {
    /// The group that meets, such as SG12 or WP1,2,3/11
    #[arg(value_name = "GROUP")]
    pub(in crate::cli) group: String,
    /// The first day, such as 2026-01-13
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) start: NaiveDate,
    /// The last day; the default is the first day, or with --like the last day of FILE, moved
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(in crate::cli) end: Option<NaiveDate>,
    /// Copy the file of an earlier meeting and move its dates
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) like: Option<PathBuf>,
    /// The language of the texts in the file: ar, zh, en, fr, ru or es
    #[arg(long, value_name = "LANGUAGE", value_parser = language, default_value = "en", conflicts_with = "like")]
    pub(in crate::cli) lang: Language,
    /// Write FOLDER/<id>.yaml instead of printing it
    #[arg(short, long, value_name = "FOLDER")]
    pub(in crate::cli) output: Option<PathBuf>,
}
