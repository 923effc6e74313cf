//! Counting: what each kind of test runner says at its end, as numbers.
//!
//! ```text
//! let tally = Tally::of_cargo(&said);
//! ```

use super::excerpt;
use crate::process::Said;

/// How many tests passed, failed and were skipped, and why.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: u64,
    /// One line for every failure or skip that has something to say.
    pub(crate) reasons: Vec<String>,
    /// What the runner said of its failures.
    pub(crate) excerpts: Vec<String>,
}

impl Tally {
    /// One check that passed.
    pub(crate) fn one_passed() -> Self {
        Self { passed: 1, ..Self::default() }
    }

    /// One check that failed.
    pub(crate) fn one_failed(reason: &str) -> Self {
        Self { failed: 1, reasons: vec![format!("failed: {reason}")], ..Self::default() }
    }

    /// Something that could not be tried here; in CI that is a failure.
    pub(crate) fn unavailable(reason: &str) -> Self {
        if crate::workspace::in_ci() {
            return Self::one_failed(reason);
        }
        Self::one_skipped(reason)
    }

    /// Something that is not tried here, and need not be.
    pub(crate) fn one_skipped(reason: &str) -> Self {
        Self { skipped: 1, reasons: vec![format!("skipped: {reason}")], ..Self::default() }
    }

    /// One check that passed or failed as a whole.
    pub(crate) fn of_check(said: &Said, what: &str) -> Self {
        if said.success { Self::one_passed() } else { Self::one_failed(&format!("{what}: see above")) }
    }

    /// Adds one named rule.
    pub(crate) fn rule(&mut self, holds: bool, broken: impl FnOnce() -> String) {
        if holds {
            self.passed += 1;
        } else {
            self.failed += 1;
            self.reasons.push(format!("failed: {}", broken()));
        }
    }

    /// Adds another tally.
    pub(crate) fn merge(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
        self.reasons.extend(other.reasons);
        self.excerpts.extend(other.excerpts);
    }

    /// Marks every reason with the step that it belongs to.
    pub(crate) fn of_step(mut self, step: &str) -> Self {
        for reason in &mut self.reasons {
            reason.insert_str(0, &format!("{step}: "));
        }
        self
    }

    /// What `cargo test` said: libtest's result lines, its ignored tests, and the lines `SKIPPED test: reason` of
    /// tests that ran without what they need. wasm-bindgen's runner speaks the same way.
    pub(crate) fn of_cargo(said: &Said) -> Self {
        let mut tally = Self::default();
        let mut announced = 0;
        for line in said.text.lines().map(str::trim) {
            if let Some(result) = line.strip_prefix("test result: ") {
                tally.passed += number_before(result, "passed");
                tally.failed += number_before(result, "failed");
                tally.skipped += number_before(result, "ignored");
            } else if let Some(reason) = line.strip_prefix("SKIPPED ") {
                announced += 1;
                tally.reasons.push(format!("skipped: {reason}"));
            } else if let Some(test) = line.strip_prefix("test ") {
                if let Some((name, why)) = test.split_once(" ... ignored") {
                    tally.reasons.push(format!("skipped: {name} is ignored{why}"));
                } else if let Some(name) = test.strip_suffix(" ... FAILED") {
                    tally.reasons.push(format!("failed: {name}"));
                }
            }
        }
        // libtest has counted such a test as passed.
        tally.passed = tally.passed.saturating_sub(announced);
        tally.skipped += announced;
        tally.or_failed(said, "it did not compile or did not end", excerpt::of_cargo)
    }

    /// What `node --test` said.
    pub(crate) fn of_node(said: &Said) -> Self {
        let mut tally = Self::default();
        let mut names = false;
        for line in said.text.lines() {
            names |= line.contains("failing tests:");
            if let Some((_, name)) = line.trim().strip_prefix("not ok ").and_then(|test| test.split_once(" - ")) {
                tally.reasons.push(format!("failed: {name}"));
            }
            if let (true, Some(name)) = (names, line.trim().strip_prefix("✖ ")) {
                tally.reasons.extend((!name.starts_with("failing")).then(|| format!("failed: {name}")));
            }
            let mut words = line.trim_start_matches(['#', 'ℹ', ' ']).split_whitespace();
            let (Some(what), Some(Ok(count)), None) = (words.next(), words.next().map(str::parse::<u64>), words.next())
            else {
                if let Some((_, reason)) = line.split_once("# SKIP ") {
                    tally.reasons.push(format!("skipped: {}", reason.trim()));
                }
                continue;
            };
            match what {
                "pass" => tally.passed += count,
                "fail" | "cancelled" => tally.failed += count,
                "skipped" | "todo" => tally.skipped += count,
                _ => {}
            }
        }
        tally.or_failed(said, "the tests did not end", excerpt::of_node)
    }

    /// What Playwright said: lines like `12 passed (1.2m)`, below `2 failed` and `1 flaky` the tests' names. A test that
    /// passed when it was tried again has passed, and is named all the same.
    pub(crate) fn of_playwright(said: &Said) -> Self {
        let mut tally = Self::default();
        let mut names_of = None;
        for line in said.text.lines().map(str::trim) {
            if let Some(reason) = line.strip_prefix("SKIPPED ") {
                tally.reasons.push(format!("skipped: {reason}"));
            }
            if let (Some(what), true) = (names_of, line.contains(" › ")) {
                tally.reasons.push(format!("{what}: {}", line.trim_end_matches(['─', ' '])));
            }
            let mut words = line.split_whitespace();
            let (Some(Ok(count)), Some(what)) = (words.next().map(str::parse::<u64>), words.next()) else { continue };
            let rest: Vec<&str> = words.collect();
            names_of = None;
            match (what, rest.as_slice()) {
                ("passed", [] | [_]) => tally.passed += count,
                ("flaky", []) => {
                    tally.passed += count;
                    names_of = Some("flaky");
                }
                ("failed" | "interrupted", []) => {
                    tally.failed += count;
                    names_of = Some("failed");
                }
                ("skipped", []) => tally.skipped += count,
                ("did", ["not", "run"]) => tally.failed += count,
                _ => {}
            }
        }
        tally.or_failed(said, "the tests did not end", excerpt::of_playwright)
    }

    /// A runner that failed without having counted a failure has failed once all the same.
    fn or_failed(mut self, said: &Said, why: &str, excerpt: fn(&str) -> Vec<String>) -> Self {
        if !said.success {
            self.excerpts = excerpt(&said.text);
            if self.failed == 0 {
                self.failed = 1;
                self.reasons.push(format!("failed: {why}, see above"));
            }
        }
        self
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let words: Vec<&str> = text.split([' ', ';']).filter(|word| !word.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str, success: bool) -> Said {
        Said { text: text.to_owned(), success }
    }

    #[test]
    fn cargo_results_are_summed_and_announced_skips_are_no_passes() {
        let text = "test a ... ok\ntest b ... ignored, needs a day\nSKIPPED c: no recordings\n\
                    test result: ok. 2 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.1s\n\
                    test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out\ntest d ... FAILED\n";
        let tally = Tally::of_cargo(&said(text, false));
        assert_eq!((tally.passed, tally.failed, tally.skipped), (2, 2, 2));
        assert_eq!(tally.reasons, ["skipped: b is ignored, needs a day", "skipped: c: no recordings", "failed: d"]);
    }

    #[test]
    fn node_results_are_read_in_both_spellings() {
        let spec = Tally::of_node(&said("ℹ tests 4\nℹ pass 3\nℹ fail 0\nℹ skipped 1\nℹ duration_ms 12.5\n", true));
        let tap = Tally::of_node(&said("# tests 4\n# pass 3\n# fail 0\n# skipped 1\n", true));
        assert_eq!((spec.passed, spec.failed, spec.skipped), (3, 0, 1));
        assert_eq!(spec, tap);
    }

    #[test]
    fn node_names_what_failed() {
        let text = "✖ a (1ms)\nℹ pass 0\nℹ fail 1\n\n✖ failing tests:\n\ntest at a.mjs:1:1\n✖ a (1ms)\n  Error: no\n";
        let tally = Tally::of_node(&said(text, false));
        assert_eq!((tally.passed, tally.failed), (0, 1));
        assert_eq!(tally.reasons, ["failed: a (1ms)"]);
        let tap = "ok 1 - b\nnot ok 2 - c\n  ---\n  error: 'no'\n  ...\n# pass 1\n# fail 1\n";
        assert_eq!(Tally::of_node(&said(tap, false)).reasons, ["failed: c"]);
    }

    #[test]
    fn playwright_results_name_what_failed_and_what_was_flaky() {
        let text = "Running 22 tests using 1 worker\n  ✘  3 grid.spec.ts:4:1 › a › b (2s)\n  2 failed\n    \
                    grid.spec.ts:4:1 › rows are sorted ─────\n    tabs.spec.ts:9:1 › two tabs \n  1 flaky\n    \
                    link.spec.ts:7:1 › long ones \n  2 skipped\n  3 did not run\n  14 passed (1.2m)\n";
        let tally = Tally::of_playwright(&said(text, false));
        assert_eq!((tally.passed, tally.failed, tally.skipped), (15, 5, 2));
        assert_eq!(
            tally.reasons,
            [
                "failed: grid.spec.ts:4:1 › rows are sorted",
                "failed: tabs.spec.ts:9:1 › two tabs",
                "flaky: link.spec.ts:7:1 › long ones"
            ]
        );
    }

    #[test]
    fn a_runner_that_dies_without_counting_has_failed_once() {
        assert_eq!(Tally::of_cargo(&said("error: could not compile", false)).failed, 1);
        assert_eq!(Tally::of_node(&said("", false)).failed, 1);
        assert_eq!(Tally::of_playwright(&said("Error: no tests found", false)).failed, 1);
    }
}
