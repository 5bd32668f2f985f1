//! All integration tests in one binary; `tests/README.md` says how to add and bless a case.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a test that panics fails, and tests may use the disk"
)]

mod access;
mod architecture;
mod book;
mod browser;
mod builder;
mod caldav;
mod changes;
mod clouds;
mod commands;
mod cron;
mod damage;
mod diff;
mod edits;
mod english;
mod events;
mod faults;
mod feeds;
mod foreign;
mod half_saved;
mod hostile;
mod import;
mod input;
mod judge;
mod kept;
mod languages;
mod letters;
mod lint;
mod machine;
mod neighbours;
mod new;
mod notices;
mod pages;
mod places;
mod properties;
mod publish;
mod radicale;
mod reading;
mod recipes;
mod remote;
mod restarts;
mod revisions;
mod roundtrip;
mod s3;
mod schema;
mod sequences;
mod serve;
mod serve_clients;
mod serve_following;
mod serve_limits;
mod served;
mod sheets;
mod shift;
mod show;
mod snippets;
mod streams;
mod support;
mod terminal;
mod versions;
mod views;
mod writer;
mod year;
mod zones;
