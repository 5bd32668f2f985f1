//! A published feed that something changed: the next build goes on from it, and what it writes is
//! sound and stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use timeplan::model::Settings;
use timeplan::publish::Inputs;
use timeplan_fuzz::{Files, MEETING, stable, tree};

const NAME: &str = "sg12-2025-01.yaml";

static TREE: LazyLock<Files> = LazyLock::new(|| tree(Settings::default(), &[(NAME, MEETING)]));

fuzz_target!(|data: &[u8]| {
    let mut over = TREE.clone();
    over.insert("meetings/sg12-2025-01.ics".to_owned(), data.to_vec());
    let inputs = || {
        let mut inputs = Inputs::default();
        inputs.add_text(NAME, MEETING).ok()?;
        Some(inputs)
    };
    stable(inputs, &over);
});
