//! What runners said of the tests that failed, without the rest: it is repeated at the end, where it is found.
//!
//! ```text
//! excerpt::of_cargo("---- sums stdout ----\nno\n\nfailures:\n    sums\n")  // ["---- sums stdout ----", "no"]
//! ```

/// Lines of one failure, and of all failures of a step.
const LINES: usize = 24;
const LINES_OF_ALL: usize = 72;

/// Of libtest's output, and of what the compiler said.
pub(super) fn of_cargo(text: &str) -> Vec<String> {
    let begins = |line: &str| {
        (line.starts_with("---- ") && line.ends_with(" stdout ----"))
            || line.starts_with("error: ")
            || line.starts_with("error[")
    };
    between(text, begins, |line| line == "failures:" || line.starts_with("warning: "))
}

/// Of the test protocol that Node writes where nobody watches.
pub(super) fn of_node(text: &str) -> Vec<String> {
    between(text, |line| line.trim_start().starts_with("not ok "), |line| line.trim() == "...")
}

/// Of Playwright's list: ` 1) name`, and below it what happened, up to what was recorded of it.
pub(super) fn of_playwright(text: &str) -> Vec<String> {
    let begins = |line: &str| {
        let number = line.trim_start().split_once(") ").map(|(number, _)| number);
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
            && line.contains(" › ")
    };
    between(text, begins, |line| line.trim_start().starts_with("attachment #"))
}

/// The lines from each that begins something up to the one that ends it, without empty ones.
fn between(text: &str, begins: impl Fn(&str) -> bool, ends: impl Fn(&str) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let mut left = 0;
    for line in text.lines() {
        if begins(line) {
            left = LINES;
        } else if ends(line) {
            left = 0;
        }
        if left > 0 && !line.trim().is_empty() && found.len() < LINES_OF_ALL {
            found.push(line.to_owned());
            left -= 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_failed_is_repeated() {
        let cargo = "test a ... ok\n---- b stdout ----\n\nno\n---- c stdout ----\nneither\n\nfailures:\n    b\n    c\n";
        assert_eq!(of_cargo(cargo), ["---- b stdout ----", "no", "---- c stdout ----", "neither"]);
        let node = "ok 1 - a\n  ...\nnot ok 2 - b\n  ---\n  error: 'no'\n  ...\n# pass 1\n";
        assert_eq!(of_node(node), ["not ok 2 - b", "  ---", "  error: 'no'"]);
        let playwright = "  ✓  1 a.spec.ts:1:1 › a (1s)\n\n  1) b.spec.ts:2:1 › b ───\n\n    Error: no\n\n    \
                          attachment #1: screenshot\n  1 failed\n    b.spec.ts:2:1 › b ───\n";
        assert_eq!(of_playwright(playwright), ["  1) b.spec.ts:2:1 › b ───", "    Error: no"]);
    }

    #[test]
    fn long_ones_are_cut() {
        let long = format!("---- a stdout ----\n{}---- b stdout ----\nno\n", "x\n".repeat(500));
        let found = of_cargo(&long);
        assert_eq!(found.len(), LINES + 2);
        assert_eq!(found[LINES..], ["---- b stdout ----", "no"]);
    }
}
