//! SPDX licence expressions: `MIT OR (Apache-2.0 AND BSD-3-Clause)`.
//!
//! An expression is allowed if there is a choice in which every licence is. The old spelling `MIT/Apache-2.0` means
//! OR. Anything that cannot be read is not allowed.

/// Whether `expression` leaves a choice of which every licence is `allowed`.
pub(super) fn is_allowed(expression: &str, allowed: &dyn Fn(&str) -> bool) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    either(&mut rest, allowed) == Some(true) && rest.is_empty()
}

fn either(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut value = both(rest, allowed)?;
    while take(rest, "OR") {
        value |= both(rest, allowed)?;
    }
    Some(value)
}

fn both(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    let mut value = one(rest, allowed)?;
    while take(rest, "AND") {
        value &= one(rest, allowed)?;
    }
    Some(value)
}

fn one(rest: &mut &[&str], allowed: &dyn Fn(&str) -> bool) -> Option<bool> {
    if take(rest, "(") {
        let value = either(rest, allowed)?;
        return take(rest, ")").then_some(value);
    }
    let (&licence, after) = rest.split_first()?;
    *rest = after;
    if take(rest, "WITH") {
        let (&exception, after) = rest.split_first()?;
        *rest = after;
        return Some(allowed(&format!("{licence} WITH {exception}")));
    }
    Some(allowed(licence))
}

fn take(rest: &mut &[&str], word: &str) -> bool {
    match rest.split_first() {
        Some((&first, after)) if first == word => {
            *rest = after;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    fn mit_and_bsd(expression: &str) -> bool {
        is_allowed(expression, &|licence| ["MIT", "BSD-3-Clause", "Apache-2.0 WITH LLVM-exception"].contains(&licence))
    }

    #[test]
    fn a_choice_is_enough_and_a_conjunction_needs_all() {
        for good in
            ["MIT", "GPL-3.0 OR MIT", "MIT/GPL-2.0", "MIT AND BSD-3-Clause", "(GPL-3.0 OR MIT) AND BSD-3-Clause"]
        {
            assert!(mit_and_bsd(good), "{good}");
        }
        for bad in ["GPL-3.0", "MIT AND GPL-3.0", "(MIT OR ISC) AND ISC", "", "MIT OR", "(MIT", "MIT BSD-3-Clause"] {
            assert!(!mit_and_bsd(bad), "{bad}");
        }
    }

    #[test]
    fn an_exception_belongs_to_its_licence() {
        assert!(mit_and_bsd("Apache-2.0 WITH LLVM-exception"));
        assert!(!mit_and_bsd("Apache-2.0"));
        assert!(!mit_and_bsd("GPL-2.0 WITH Classpath-exception-2.0"));
    }
}
