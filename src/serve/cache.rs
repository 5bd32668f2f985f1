//! Views that were made, up to a number of bytes.

use super::resource::Resource;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What a view needs beside its bytes: its fields, its address, its place here.
const BESIDE: usize = 1024;

/// Views by the addresses that asked for them. There are two generations: when the young one is full
/// it becomes the old one, whose views are forgotten with it unless somebody asks for them again. So
/// what is asked for often stays, however many others come by.
#[derive(Debug)]
pub(super) struct Cache {
    /// How many bytes a generation may have.
    most: usize,
    generations: Mutex<Generations>,
}

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<String, Arc<Resource>>,
    old: HashMap<String, Arc<Resource>>,
    /// How many bytes the young one has.
    bytes: usize,
}

impl Cache {
    /// A cache of up to so many bytes.
    pub(super) fn new(most: usize) -> Self {
        Self { most: most / 2, generations: Mutex::default() }
    }

    /// The view of an address, if it is there.
    pub(super) fn get(&self, address: &str) -> Option<Arc<Resource>> {
        let mut all = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(view) = all.young.get(address) {
            return Some(Arc::clone(view));
        }
        let (address, view) = all.old.remove_entry(address)?;
        all.put(address, Arc::clone(&view), self.most);
        Some(view)
    }

    /// Keeps the view of an address.
    pub(super) fn put(&self, address: String, view: Arc<Resource>) {
        let mut all = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        all.put(address, view, self.most);
    }
}

impl Generations {
    fn put(&mut self, address: String, view: Arc<Resource>, most: usize) {
        let bytes = view.bytes().len() + address.len() + BESIDE;
        if self.bytes + bytes > most {
            self.old = std::mem::take(&mut self.young);
            self.bytes = 0;
        }
        if bytes <= most && self.young.insert(address, view).is_none() {
            self.bytes += bytes;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BESIDE, Cache};
    use crate::serve::resource::Resource;
    use std::sync::Arc;

    #[test]
    fn what_is_asked_for_stays_and_the_bytes_are_bounded() {
        let view = |bytes: usize| {
            Arc::new(Resource::new("x.ics", None, vec![0; bytes], chrono::DateTime::UNIX_EPOCH))
        };
        let cache = Cache::new(20 * (100 + BESIDE));
        let held = || {
            let all = cache.generations.lock().unwrap();
            all.young.values().chain(all.old.values()).map(|view| view.bytes().len() + BESIDE).sum()
        };
        cache.put("often".to_owned(), view(96));
        for number in 0..10_000 {
            cache.put(format!("{number:04}"), view(96));
            assert!(cache.get("often").is_some(), "{number}");
            let held: usize = held();
            assert!(held <= 20 * (100 + BESIDE), "{held}");
        }
        assert!(cache.get("0000").is_none() && cache.get("9999").is_some());
        // What is too large for all of it is not kept.
        cache.put("large".to_owned(), view(20 * BESIDE));
        assert!(cache.get("large").is_none());
    }
}
