//! The openCypher compatibility kit, as far as it reads: what passes, and for each of the rest the reason.
//!
//! `tests/tck/exceptions.txt` lists every scenario that does not pass. It is kept true in both directions: one that is
//! listed and passes fails the test, and so does one that is not listed and fails. `TCK_WRITE=1` writes it anew;
//! `TCK_SHOW=clauses/match` prints what is different in the scenarios below a folder.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod ask;
mod compare;
mod create;
mod exceptions;
mod gherkin;
mod procedures;
mod scenario;
mod values;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use neuprint_tests::shared_data_or_skip;

use exceptions::reason;
use gherkin::Scenario;
use scenario::{Outcome, run};

/// Scenarios, outlines, and scenarios with every outline expanded.
const KIT: (usize, usize, usize) = (1042, 204, 2613);

/// How many in a hundred must pass.
const LEAST: usize = 98;

fn features(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            features(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "feature") {
            into.push(path);
        }
    }
}

fn scenarios(kit: &Path) -> Vec<Scenario> {
    let root = kit.join("features");
    let mut files = Vec::new();
    features(&root, &mut files);
    files.sort();
    let (mut plain, mut outlines, mut scenarios) = (0, 0, Vec::new());
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let feature = gherkin::read(file.strip_prefix(&root).unwrap(), &text);
        plain += feature.plain;
        outlines += feature.outlines;
        scenarios.extend(feature.scenarios);
    }
    assert_eq!((plain, outlines, scenarios.len()), KIT, "the kit is another one, or is read wrongly");
    scenarios
}

/// A table of what passes, by folder.
fn table(outcomes: &[(Scenario, Outcome)]) -> String {
    let mut folders: BTreeMap<&str, [usize; 5]> = BTreeMap::new();
    for (scenario, outcome) in outcomes {
        let place = match outcome {
            Outcome::Passed => 1,
            Outcome::Refused(_) => 2,
            Outcome::Wrong(_) => 3,
            Outcome::NoError(_) => 4,
        };
        let folder = scenario.file.rsplit_once('/').map_or("", |parts| parts.0);
        for folder in [folder, "all"] {
            let counts = folders.entry(folder).or_default();
            counts[0] += 1;
            counts[place] += 1;
        }
    }
    let mut text = format!("{:<42}{:>8}{:>8}{:>8}{:>8}{:>9}\n", "", "all", "passed", "refused", "wrong", "no error");
    for (folder, [all, passed, refused, wrong, no_error]) in folders {
        text.push_str(&format!("{folder:<42}{all:>8}{passed:>8}{refused:>8}{wrong:>8}{no_error:>9}\n"));
    }
    text
}

#[test]
fn the_kit_passes_but_for_the_listed_exceptions() {
    let Some(kit) = shared_data_or_skip("the_kit_passes_but_for_the_listed_exceptions", "opencypher-tck") else {
        return;
    };
    let show = std::env::var("TCK_SHOW").ok();
    let outcomes: Vec<(Scenario, Outcome)> = scenarios(&kit)
        .into_iter()
        .map(|scenario| {
            let outcome = run(&kit, &scenario);
            (scenario, outcome)
        })
        .collect();
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (scenario, outcome) in &outcomes {
        let Some(reason) = reason(outcome) else { continue };
        let id = scenario.id();
        if show.as_ref().is_some_and(|show| id.starts_with(show.as_str()) || reason.starts_with(show.as_str())) {
            let asked = scenario.steps.iter().filter_map(|step| step.quoted.as_deref()).collect::<Vec<_>>();
            println!("{id}: {outcome:?}\n{}\n", asked.join("\n--\n"));
        }
        assert!(found.insert(id.clone(), reason).is_none(), "{id} is there twice");
    }
    println!("{}", table(&outcomes));
    let count = |is: fn(&Outcome) -> bool| outcomes.iter().filter(|(_, outcome)| is(outcome)).count();
    assert_eq!(count(|outcome| matches!(outcome, Outcome::Wrong(_))), 0, "a wrong answer: TCK_SHOW=wrong shows it");
    let passed = count(|outcome| matches!(outcome, Outcome::Passed));
    assert!(passed * 100 >= outcomes.len() * LEAST, "only {passed} pass");
    exceptions::check(&found);
}
