//! The feeds of a meeting from a text, in memory.

#![allow(clippy::print_stdout, reason = "an example")]

use timeplan::publish::{EarlierRuns, Inputs, Policy, publish};
use timeplan::render::MemoryTree;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut inputs = Inputs::default();
    inputs.add_text("sg12-2025-01.yaml", "group: SG12\nstart: 2025-01-14\nend: 2025-01-23\n")?;
    let (mut tree, now) = (MemoryTree::default(), "2025-01-01T00:00:00Z".parse()?);
    let outcome = publish(&mut inputs, EarlierRuns::default(), &mut tree, now, Policy::default());
    outcome.reports.iter().for_each(|report| println!("{report}"));
    outcome.made?;
    for (path, bytes) in &tree.files {
        println!("{path}: {} bytes", bytes.len());
    }
    Ok(())
}
