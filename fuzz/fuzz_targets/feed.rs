//! The readers of feeds, ours and of any program: they agree with each other.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timeplan::ical::any::read_any;
use timeplan::ical::{each_event, event, held, read, resource};
use timeplan::render::PRODID;

fuzz_target!(|data: &[u8]| {
    let any = read_any(data);
    assert!(any.calendars > 0 || !any.is_cut_off);
    let _ = held(data);
    let Ok(published) = read(data, PRODID) else { return };
    for one in &published.events {
        assert!(event(one.bytes).is_some_and(|same| same.uid == one.uid));
        // What a server holds of it is the event again.
        let held = held(&resource(PRODID, one.bytes, "x")).unwrap_or_else(|| panic!("{one:?}"));
        assert_eq!(held.mark.as_deref(), Some("x"), "{one:?}");
    }
    let mut uids = Vec::new();
    each_event(data, PRODID, |event| uids.push(event.uid.clone())).unwrap_or_default();
    if published.damage.is_none() {
        let own: Vec<&str> = published.events.iter().map(|event| event.uid.as_str()).collect();
        assert_eq!(own, uids);
    }
});
