//! A letter: table as text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timeplan::letter::LetterFormat;

fuzz_target!(|data: &[u8]| timeplan_fuzz::letter(data, LetterFormat::Csv));
