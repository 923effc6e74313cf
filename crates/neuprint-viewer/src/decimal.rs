//! Numbers in files, with few decimals. The standard library's way is exact for all floats, and 20 kB larger.
//!
//! ```
//! use neuprint_viewer::decimal::push;
//!
//! let mut text = String::new();
//! push(&mut text, -2.504, 2);
//! assert_eq!(text, "-2.5");
//! ```

use std::fmt::Write;

/// Writes a number with at most so many decimals; what is no number is 0.
pub fn push(text: &mut String, number: f64, decimals: u32) {
    let scale = 10_u64.pow(decimals);
    // The cast saturates; NaN is 0.
    let scaled = (number * scale as f64).round() as i64;
    let (whole, part) = (scaled.unsigned_abs() / scale, scaled.unsigned_abs() % scale);
    let sign = if scaled < 0 { "-" } else { "" };
    // Writing to a String cannot fail.
    let _ = write!(text, "{sign}{whole}");
    if part != 0 {
        let _ = write!(text, ".{part:0width$}", width = decimals as usize);
        text.truncate(text.trim_end_matches('0').len());
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_as_many_decimals_as_they_need() {
        let written = |number| {
            let mut text = String::new();
            push(&mut text, number, 2);
            text
        };
        assert_eq!(
            [0.0, 1.005, -0.004, -2.5, 1234.56, 20.0, 0.05, f64::NAN].map(written),
            ["0", "1", "0", "-2.5", "1234.56", "20", "0.05", "0"]
        );
    }
}
