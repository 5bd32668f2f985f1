//! A letter: the parts of a file of Word.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timeplan::letter::LetterFormat;
use timeplan_fuzz::{letter, packed};

fuzz_target!(|data: &[u8]| letter(&packed(data), LetterFormat::Docx));
