//! Work that is done on all cores and handed on in its order.

use std::collections::VecDeque;
use std::sync::mpsc::{channel, sync_channel};
use std::thread::{self, Builder};

/// How many results of a thread may wait to be taken: what bounds the memory that they need.
const MOST_WAITING: usize = 4;

/// Makes something of each item, on as many threads as there are cores, while `take` takes what was made,
/// in the order of the items. What nobody takes is not made.
pub(crate) fn in_order<T: Send, M: Send, R>(
    items: Vec<T>,
    make: impl Fn(T) -> M + Sync,
    take: impl FnOnce(&mut dyn Iterator<Item = M>) -> R,
) -> R {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    if cores < 2 {
        return take(&mut items.into_iter().map(make));
    }
    let mut shares: Vec<Vec<T>> = (0..cores).map(|_| Vec::new()).collect();
    let (mut items, mut is_left) = (items.into_iter(), true);
    while is_left {
        for share in &mut shares {
            let item = items.next();
            is_left = item.is_some();
            share.extend(item);
        }
    }
    let make = &make;
    thread::scope(|scope| {
        let mut made: VecDeque<Box<dyn Iterator<Item = M>>> = VecDeque::new();
        for share in shares {
            let ((sender, results), (give, work)) = (sync_channel(MOST_WAITING), channel());
            let work = move || {
                let mut work = work.into_iter().flatten().map(make);
                // An error: nobody takes the rest.
                let _ = work.try_for_each(|made| sender.send(made));
            };
            made.push_back(match Builder::new().spawn_scoped(scope, work) {
                Ok(_) => {
                    let _: Result<(), _> = give.send(share);
                    Box::new(results.into_iter())
                }
                // Where the system gives no thread, this one does the work.
                Err(_) => Box::new(share.into_iter().map(make)),
            });
        }
        let mut in_turn = std::iter::from_fn(move || {
            let mut next = made.pop_front()?;
            let item = next.next()?;
            made.push_back(next);
            Some(item)
        });
        take(&mut in_turn)
    })
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn what_is_made_comes_in_the_order_of_the_items() {
        for count in [0, 1, 2, 3, 100] {
            let doubled =
                in_order((0..count).collect(), |n| 2 * n, |made| made.collect::<Vec<_>>());
            assert_eq!(doubled, (0..count).map(|n| 2 * n).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_nobody_takes_is_not_made() {
        let made = AtomicUsize::new(0);
        let count = |_| made.fetch_add(1, Ordering::Relaxed);
        let first = in_order((0..10_000).collect(), count, |made| made.next());
        assert!(first.is_some());
        assert!(made.load(Ordering::Relaxed) < 10_000);
    }
}
