//! `timeplan.yaml`, and the feeds of a meeting in its languages and views.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timeplan::finding::Findings;
use timeplan::publish::Inputs;
use timeplan::source::yaml::read_settings;
use timeplan_fuzz::{Files, MEETING, harmless, stable};

fuzz_target!(|text: &str| {
    let mut findings = Findings::default();
    let settings = read_settings(text, &mut findings);
    harmless(&findings, text);
    let Some(settings) = settings else { return };
    let inputs = || {
        let mut inputs = Inputs { settings: settings.clone(), ..Inputs::default() };
        inputs.add_text("sg12-2025-01.yaml", MEETING).ok()?;
        Some(inputs)
    };
    stable(inputs, &Files::new());
});
