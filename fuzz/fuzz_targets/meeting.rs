//! A meeting file, the whole way from its text to the bytes of its feeds.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timeplan::publish::Inputs;
use timeplan_fuzz::{Files, stable};

fuzz_target!(|text: &str| {
    let inputs = || {
        let mut inputs = Inputs::default();
        inputs.add_text("fuzz-1.yaml", text).ok()?;
        Some(inputs)
    };
    stable(inputs, &Files::new());
});
