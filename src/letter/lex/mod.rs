//! The text in one form, and what stands in it: tokens, dates, hours, groups.

pub(crate) mod dates;
pub(crate) mod groups;
mod halves;
pub(crate) mod language;
pub(crate) mod marks;
mod members;
mod minutes;
pub(crate) mod normal;
pub(crate) mod numbering;
mod parties;
mod said;
mod sectors;
mod spelled;
pub(crate) mod times;
mod token;
pub(crate) mod tokens;
pub(crate) mod years;
pub(crate) mod zones;

pub(crate) use dates::{CivilDate, DateMention};
pub(crate) use groups::GroupMention;
pub(crate) use marks::Mark;
pub(crate) use normal::{Normal, NormalLine};
pub(crate) use numbering::{Number, NumberStep, Numbers};
pub(crate) use times::{HoursMention, TimeMention};
pub(crate) use tokens::{Token, TokenKind, Tokens};
pub(crate) use zones::ZoneSaid;

/// Each of some values once.
pub(crate) fn distinct<T: PartialEq>(all: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut found = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}
