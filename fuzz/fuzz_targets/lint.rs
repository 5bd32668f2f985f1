//! Any bytes are judged, twice the same, in messages that do a terminal no harm.
#![no_main]

use libfuzzer_sys::fuzz_target;
use timeplan::lint::lint;
use timeplan_fuzz::harmless;

fuzz_target!(|data: &[u8]| {
    let verdict = lint(data);
    harmless(&verdict.findings, &verdict.text);
    let (faults, doubts) = (verdict.findings.faults(), verdict.findings.doubts());
    assert!(verdict.faults >= faults && verdict.doubts >= doubts);
    let surplus: usize = verdict.surplus.iter().map(|(_, number)| number).sum();
    assert_eq!(verdict.faults + verdict.doubts, faults + doubts + surplus);
    let again = lint(data);
    assert_eq!(format!("{:?}", again.findings), format!("{:?}", verdict.findings));
});
