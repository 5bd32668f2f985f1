//! Sessions at the same time: what counts as one, and which two clash. It is decided here alone.

use crate::model::Kind;
use chrono::{DateTime, Utc};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The kinds of events of which a delegate can attend one at a time: breaks, registration and what is
/// social are nothing that one has to choose between.
pub(super) const SESSIONS: [Kind; 4] = [Kind::Plenary, Kind::Session, Kind::Rgm, Kind::Workshop];

/// A minute, counted from the first one of 1970.
pub type Minute = u32;

/// From when to when an event takes a delegate's time, if it is a session. `hours` are those at which it
/// takes place: whole days and what is cancelled have none.
pub fn busy(kind: Kind, hours: Option<(DateTime<Utc>, DateTime<Utc>)>) -> Option<(Minute, Minute)> {
    let minute = |at: DateTime<Utc>| Minute::try_from(at.timestamp() / 60).unwrap_or(0);
    let (start, end) = hours?;
    SESSIONS.contains(&kind).then(|| (minute(start), minute(end)))
}

/// Pairs of sessions at the same time.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Clashes {
    /// The first of them by their places in the list that was given: in the order of the moments from
    /// which on they clash, of each pair the one that begins first before the other.
    pub first: Vec<(usize, usize)>,
    /// How many pairs there are.
    pub all: usize,
}

/// The pairs among some hours, of which at most this many are listed singly. What ends when another
/// begins is no clash.
///
/// The hours are gone through once in the order of their beginnings, with those that are not over
/// beside: these clash with what begins.
pub fn clashes(hours: impl Iterator<Item = (usize, (Minute, Minute))>, most: usize) -> Clashes {
    let mut hours: Vec<(Minute, Minute, usize)> =
        hours.map(|(at, (start, end))| (start, end, at)).collect();
    hours.sort_unstable();
    let mut going: BinaryHeap<Reverse<(Minute, usize)>> = BinaryHeap::new();
    let mut clashes = Clashes::default();
    for (number, (start, end, at)) in hours.iter().enumerate() {
        while going.peek().is_some_and(|Reverse((over, _))| over <= start) {
            going.pop();
        }
        clashes.all += going.len();
        if clashes.first.len() < most {
            let mut others: Vec<usize> = going.iter().map(|Reverse((_, number))| *number).collect();
            others.sort_unstable();
            let places = others.iter().filter_map(|number| Some((hours.get(*number)?.2, *at)));
            let left = most - clashes.first.len();
            clashes.first.extend(places.take(left));
        }
        going.push(Reverse((*end, number)));
    }
    clashes
}

#[cfg(test)]
mod tests {
    use super::clashes;

    /// All pairs, by looking at each.
    fn slowly(hours: &[(u32, u32)]) -> Vec<(usize, usize)> {
        let mut order: Vec<usize> = (0..hours.len()).collect();
        order.sort_by_key(|at| (hours[*at], *at));
        let mut pairs = Vec::new();
        for (number, later) in order.iter().enumerate() {
            for earlier in &order[..number] {
                if hours[*earlier].1 > hours[*later].0 {
                    pairs.push((*earlier, *later));
                }
            }
        }
        pairs
    }

    #[test]
    fn pairs_are_those_that_one_finds_by_looking_at_each() {
        let mut seed = 1_u32;
        let mut random = |below: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) % below
        };
        for round in 0..300 {
            let count = random(30);
            let hour = |random: &mut dyn FnMut(u32) -> u32| {
                let start = random(40);
                (start, start + 1 + random(12))
            };
            let hours: Vec<_> = (0..count).map(|_| hour(&mut random)).collect();
            let wanted = slowly(&hours);
            let most = if round % 2 == 0 { usize::MAX } else { 7 };
            let found = clashes(hours.iter().copied().enumerate(), most);
            assert_eq!(found.all, wanted.len(), "{hours:?}");
            assert_eq!(found.first, wanted[..wanted.len().min(most)], "{hours:?}");
        }
    }

    #[test]
    fn what_ends_when_another_begins_is_no_clash() {
        let found = clashes([(0, (9, 10)), (1, (10, 11)), (2, (8, 9))].into_iter(), 9);
        assert_eq!((found.all, found.first), (0, Vec::new()));
    }

    #[test]
    fn half_a_million_at_once_are_counted() {
        let count = 500_000;
        let found = clashes((0..count).map(|at| (at, (0, 60))), 50);
        assert_eq!((found.all, found.first.len()), (count * (count - 1) / 2, 50));
        assert_eq!(found.first[..3], [(0, 1), (0, 2), (1, 2)]);
    }
}
