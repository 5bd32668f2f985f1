//! A meeting file that is moved by a week, and back, is the same; what is moved says nothing else
//! than before.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timeplan::finding::Findings;
use timeplan::source::yaml::{Shift, shift};
use timeplan_fuzz::harmless;

fuzz_target!(|text: &str| {
    let mut findings = Findings::default();
    let moved = shift(text, Shift::By(7), &mut findings);
    harmless(&findings, text);
    let Some(moved) = moved else { return };
    assert_eq!(moved.text.len(), text.len());
    let mut findings = Findings::default();
    if let Some(back) = shift(&moved.text, Shift::By(-7), &mut findings) {
        assert_eq!(back.text, text);
        assert_eq!((back.days, back.dates), (-moved.days, moved.dates));
    }
});
