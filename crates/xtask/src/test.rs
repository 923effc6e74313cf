//! `cargo xtask test`: every check there is, and one line at the end.
//!
//! ```text
//! cargo xtask test                  # everything
//! cargo xtask test --quick          # the inner loop: formatting, lints, rules, native tests
//! cargo xtask test --only end-to-end
//! ```
//!
//! A step that fails does not stop the others; what was said of failures is repeated at the end. The last line is
//! `N passed, N failed, N skipped`, above it the reasons of failures and skips. In CI a warning is a failure, and so is a
//! skip for want of something that is there.

mod browser;
mod crates;
mod direction;
pub(crate) mod end_to_end;
mod excerpt;
mod fuzzing;
mod native;
mod oracles;
mod packaging;
mod sources;
mod tally;
mod wasm;

use std::time::Instant;

use crate::arguments::Arguments;
use crate::{Failure, licences};
pub(crate) use end_to_end::FOLDER as END_TO_END;
pub(crate) use tally::Tally;

/// One step: what it is called, whether the inner loop has it, and how it is done.
struct Step {
    name: &'static str,
    quick: bool,
    run: fn() -> Result<Tally, Failure>,
}

/// Cheap ones first: what fails soonest should be seen soonest.
const STEPS: [Step; 17] = [
    Step { name: "formatting", quick: true, run: sources::formatting },
    Step { name: "licences", quick: true, run: licences::check },
    Step { name: "dependency direction", quick: true, run: direction::check },
    Step { name: "lints", quick: true, run: sources::lints },
    Step { name: "lints for wasm", quick: false, run: sources::lints_for_wasm },
    Step { name: "unit, property and doc tests", quick: true, run: native::tests },
    Step { name: "oracles in Python", quick: false, run: oracles::in_python },
    Step { name: "oracle in Neo4j", quick: false, run: oracles::in_neo4j },
    Step { name: "rustdoc", quick: false, run: sources::rustdoc },
    Step { name: "inner crates for wasm", quick: false, run: direction::builds_for_wasm },
    Step { name: "crates as packages", quick: false, run: crates::as_packages },
    Step { name: "wasm tests in Node", quick: false, run: wasm::in_node },
    Step { name: "wasm tests in Chromium", quick: false, run: wasm::in_chromium },
    Step { name: "packaging", quick: false, run: packaging::tests },
    Step { name: "end-to-end", quick: false, run: end_to_end::tests },
    Step { name: "fuzzing", quick: false, run: fuzzing::half_a_minute },
    Step { name: "lints of features", quick: false, run: sources::lints_of_features },
];

/// Runs the steps.
pub(crate) fn test(mut arguments: Arguments) -> Result<(), Failure> {
    let quick = arguments.flag("--quick");
    let only = arguments.option("--only")?;
    arguments.finish()?;
    let wanted: Vec<&Step> =
        STEPS.iter().filter(|step| only.as_deref().map_or(!quick || step.quick, |only| step.name == only)).collect();
    if wanted.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        return Err(format!("--only takes one of: {}", names.join(", ")));
    }

    let mut all = Tally::default();
    let mut table = Vec::new();
    for step in wanted {
        println!("\n=== {} ===", step.name);
        let start = Instant::now();
        let tally = (step.run)().unwrap_or_else(|failure| Tally::one_failed(&failure));
        table.push(format!(
            "{:<30}{:>8.1} s{:>8} passed{:>5} failed{:>5} skipped",
            step.name,
            start.elapsed().as_secs_f64(),
            tally.passed,
            tally.failed,
            tally.skipped
        ));
        all.merge(tally.of_step(step.name));
    }
    for line in &all.excerpts {
        println!("{line}");
    }
    println!("\n{}\n", table.join("\n"));
    for reason in &all.reasons {
        println!("{reason}");
    }
    println!("{} passed, {} failed, {} skipped", all.passed, all.failed, all.skipped);
    if all.failed == 0 { Ok(()) } else { Err("not everything passed".to_owned()) }
}
