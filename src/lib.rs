//! Descriptions of ITU-T meetings in, calendar feeds out.

pub mod expand;
pub mod finding;
pub mod ical;
pub mod model;
pub mod render;
pub mod revise;
pub mod source;
pub mod words;
