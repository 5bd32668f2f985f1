//! A letter: PDF.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::panic::set_hook;
use timeplan::letter::LetterFormat;

// The library for PDF panics on some damaged files, which the reader catches. libfuzzer's hook would end the run
// before that; a panic that nobody catches still ends it.
fuzz_target!(
    init: set_hook(Box::new(|_| {})),
    |data: &[u8]| timeplan_fuzz::letter(data, LetterFormat::Pdf)
);
