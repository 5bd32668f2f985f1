//! Dates, hours and groups in any text: each stands in it, and the plain form of its value is read as
//! the same value. Of groups a meeting file has to accept it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timeplan::letter::mentions;
use timeplan::model::Group;
use timeplan_fuzz::in_text;

fuzz_target!(|text: &str| {
    let found = mentions(text);
    for (place, value) in &found {
        in_text(*place, text);
        let plain = match value.split_once('/') {
            Some((first, last)) if first == last => first,
            _ => value,
        };
        let again = mentions(plain);
        assert!(
            again.iter().any(|(_, same)| same == value) || value.parse::<Group>().is_ok(),
            "{value} of {:?} is {again:?}",
            text.get(place.start..place.end)
        );
    }
    assert_eq!(mentions(text), found);
});
