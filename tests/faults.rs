//! Messages, word for word: what `timeplan check input` says in `tests/faults/<case>/`.

use crate::support::{Run, blessing, cases, difference, name, timeplan};
use std::fs;

#[test]
fn every_case_gives_its_message() {
    let mut wrong = Vec::new();
    for case in cases("faults") {
        let run = Run::of(timeplan().args(["check", "input"]).current_dir(&case));
        let got = run.shown();
        let place = case.join("expected.txt");
        if blessing() {
            fs::write(&place, &got).unwrap();
        }
        let wanted = fs::read_to_string(&place).unwrap_or_default();
        if let Some(difference) = difference(&wanted, &got) {
            wrong.push(format!("{}: {difference}", name(&case)));
        }
        assert_ne!(run.code, 101, "{} panicked: {}", name(&case), run.err);
    }
    assert!(wrong.is_empty(), "{}\n(BLESS=1 writes what is expected)", wrong.join("\n"));
}
