//! Years in four digits, which are no times of day.

use crate::letter::lex::dates::month_at;
use crate::letter::lex::halves;
use crate::letter::lex::times::TimeReader;
use crate::letter::lex::tokens::{TokenKind, Tokens};
use crate::letter::lex::zones;
use crate::letter::words::Sense;

/// Four digits in which letters name years rather than hours of the evening.
const YEARS: std::ops::RangeInclusive<u16> = 1960..=2099;

/// Whether a token is a year.
pub(crate) fn is_year(tokens: Tokens<'_>, at: usize) -> bool {
    TimeReader(tokens).is_year(at)
}

impl TimeReader<'_> {
    /// Whether a token is a year. Four digits from 1960 on are one, "by 2030", "2020-2030", unless
    /// something makes an hour of them: its word, "2000 hours", or another hour that is none of these at
    /// the other end of their range, "1800-2000".
    pub(super) fn is_year(self, at: usize) -> bool {
        let (reader, tokens) = (self, self.0);
        let Some(year) = reader.four(at) else { return false };
        if tokens.is_one_of(at + 1, Sense::YearWord) {
            return true;
        }
        if !YEARS.contains(&year)
            || reader.is_unit(at + 1)
            || halves::behind(tokens, at + 1).is_some()
        {
            return false;
        }
        // "17 février 2026, est …" is no Eastern Time, "5 de julio de 2026 a las 15.00" no range.
        let of = usize::from(at > 1 && tokens.is_one_of(at - 1, Sense::OfMonth));
        let month = at.checked_sub(1 + of).and_then(|at| month_at(tokens, at));
        if month.is_some_and(|(_, length)| length == 1) {
            return true;
        }
        // "IMT-2020"
        let is_word = |at: usize| tokens.kind(at) == Some(TokenKind::Word) && !reader.is_unit(at);
        if at > 1 && tokens.is_hyphen(at - 1) && is_word(at - 2) {
            return true;
        }
        let parted = |at: usize| reader.parted(at).filter(|clock| clock.is_sure);
        let bare = |at: usize| {
            let is_hour = |clock: &u16| !YEARS.contains(clock) || reader.is_unit(at + 1);
            let is_clock = |clock: &u16| clock / 100 < 24 && clock % 100 < 60;
            reader.four(at).filter(is_clock).filter(is_hour)
        };
        let ends = reader.until(at + 1).is_some_and(|last| {
            parted(last).is_some() || bare(last).is_some_and(|last| last > year)
        });
        let begins = (at.saturating_sub(5)..at).any(|begin| {
            let behind = match parted(begin) {
                Some(clock) => Some(clock.next),
                None => bare(begin).filter(|first| *first < year).map(|_| begin + 1),
            };
            behind.is_some_and(|behind| reader.until(behind) == Some(at))
        });
        !ends && !begins && zones::behind(tokens, at + 1).is_none()
    }
}
