//! What a letter says, a short file for each field.

pub(crate) mod agenda;
pub(crate) mod arbiter;
pub(crate) mod assemble;
pub(crate) mod books;
pub(crate) mod chair;
pub(crate) mod contact;
pub(crate) mod contents;
pub(crate) mod days;
pub(crate) mod deadlines;
pub(crate) mod head;
pub(crate) mod kind;
pub(crate) mod limits;
pub(crate) mod links;
pub(crate) mod listed;
pub(crate) mod opening;
pub(crate) mod pieces;
pub(crate) mod place;
pub(crate) mod recommendations;
pub(crate) mod relative;
pub(crate) mod requests;
pub(crate) mod rgm;
pub(crate) mod rules;
pub(crate) mod settle;
pub(crate) mod spoken;
pub(crate) mod subject;
pub(crate) mod units;
