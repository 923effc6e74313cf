//! How strongly a cell is tinted.

use neuprint_worker::messages::MatrixValue;

/// The strongest tint under a number, which must stay readable on it, and without.
const UNDER_TEXT: f64 = 0.45;
const ALONE: f64 = 0.95;

/// The strength of a cell's tint, from 0 to 1. Sums and counts are logarithmic: most are small, and a few are not.
pub(super) fn strength(shown: f64, largest: f64, value: MatrixValue, has_text: bool) -> f64 {
    let part = match value {
        MatrixValue::PercentOfInput | MatrixValue::PercentOfOutput => (shown / largest.max(1e-9)).sqrt(),
        _ => (1.0 + shown).ln() / (1.0 + largest).ln().max(1e-9),
    };
    let most = if has_text { UNDER_TEXT } else { ALONE };
    most * (0.1 + 0.9 * part.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_is_darker_and_numbers_stay_readable() {
        let of = |shown, has_text| strength(shown, 1_000.0, MatrixValue::Sum, has_text);
        assert!(of(1.0, false) < of(30.0, false) && of(30.0, false) < of(1_000.0, false));
        assert!((of(1_000.0, false) - ALONE).abs() < 1e-9 && of(1_000.0, true) <= UNDER_TEXT);
        assert!(strength(0.0, 0.0, MatrixValue::PercentOfInput, false) > 0.0);
    }
}
