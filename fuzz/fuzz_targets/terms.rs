//! Words of views and their like: what is accepted, shown again, is accepted as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::fmt::{Debug, Display};
use std::str::FromStr;
use timeplan::finding::is_unseen;
use timeplan::model::{Group, MeetingId, Misread, FeedDuration, TimeOfDay, WebAddress, read_groups};
use timeplan::render::read_term;

fn same<T: FromStr<Err = Misread> + Display + PartialEq + Debug>(text: &str) {
    let Ok(value) = text.parse::<T>() else { return };
    let shown = value.to_string();
    assert!(!shown.contains(is_unseen), "{shown:?} of {text:?}");
    assert_eq!(shown.parse().ok(), Some(value), "{shown:?} of {text:?}");
}

fuzz_target!(|text: &str| {
    if let Ok(term) = read_term(text) {
        assert!(!term.key().contains(['&', ',', '=', '%', '+', ' ', '?', '#', '/']), "{term:?}");
        assert_eq!(read_term(term.key()), Ok(term), "{text:?}");
    }
    same::<Group>(text);
    same::<MeetingId>(text);
    same::<FeedDuration>(text);
    same::<TimeOfDay>(text);
    same::<WebAddress>(text);
    if let Ok(group) = text.parse::<Group>() {
        assert!(read_term(&group.slug()).is_ok(), "{text:?}");
    }
    for group in read_groups(text).into_iter().flatten() {
        assert_eq!(group.to_string().parse().as_ref(), Ok(&group), "{text:?}");
    }
});
