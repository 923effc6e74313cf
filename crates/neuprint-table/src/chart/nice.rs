//! Round numbers: 1, 2 or 5 times a power of ten, and their multiples as decimal text.

use neuprint_decimal::parse_f64;

/// The smallest of 1, 2 or 5 times a power of ten that is not below `least`, which is positive and finite: the factor and
/// the exponent.
pub(super) fn step(least: f64) -> (i128, i32) {
    // The binary exponent says the decimal one but for one.
    let binary = (least.to_bits() >> 52) as i32 - 1023;
    let mut exponent = (f64::from(binary) * std::f64::consts::LOG10_2).floor() as i32;
    while scaled(1, exponent + 1) <= least {
        exponent += 1;
    }
    while exponent > -323 && scaled(1, exponent) > least {
        exponent -= 1;
    }
    let fits = [1, 2, 5].into_iter().find(|factor| scaled(*factor, exponent) >= least);
    fits.map_or((1, exponent + 1), |factor| (factor, exponent))
}

/// [`step`] of integers: at least 1.
pub(super) fn whole_step(least: f64) -> i128 {
    match step(least.max(1.0)) {
        // Beyond that there are no integers of 64 bits.
        (factor, exponent @ 0..=36) => factor * 10_i128.pow(exponent.unsigned_abs()),
        _ => 1,
    }
}

/// The float nearest to `number` times a power of ten.
pub(super) fn scaled(number: i128, exponent: i32) -> f64 {
    parse_f64(format!("{number}e{exponent}").as_bytes()).unwrap_or(f64::INFINITY)
}

/// `number` times a power of ten, as people read it: `1,250`, `0.6`, `-2.50`; `1e300` where that would be long.
pub(super) fn decimal(number: i128, exponent: i32) -> String {
    if number == 0 {
        return "0".to_owned();
    }
    let sign = if number < 0 { "-" } else { "" };
    let digits = number.unsigned_abs().to_string();
    if !(-9..=15).contains(&exponent) {
        let power = exponent + digits.len() as i32 - 1;
        let (first, rest) = digits.trim_end_matches('0').split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}e{power}");
    }
    let (whole, fraction) = if exponent >= 0 {
        (digits + &"0".repeat(exponent.unsigned_abs() as usize), String::new())
    } else {
        let places = exponent.unsigned_abs() as usize;
        let digits = format!("{}{digits}", "0".repeat((places + 1).saturating_sub(digits.len())));
        let (whole, fraction) = digits.split_at(digits.len() - places);
        (whole.to_owned(), format!(".{fraction}"))
    };
    format!("{sign}{}{fraction}", grouped(&whole))
}

/// Digits with commas between groups of three.
fn grouped(digits: &str) -> String {
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_the_next_round_number() {
        for (least, is) in [
            (1.0, (1, 0)),
            (1.1, (2, 0)),
            (2.0, (2, 0)),
            (3.0, (5, 0)),
            (5.1, (1, 1)),
            (0.07, (1, -1)),
            (0.03, (5, -2)),
            (999.0, (1, 3)),
            (4e307, (5, 307)),
        ] {
            assert_eq!(step(least), is, "{least}");
        }
        // The smallest floats end nothing.
        assert_eq!(step(f64::from_bits(1)), (1, -323));
        assert_eq!([whole_step(0.1), whole_step(1.5), whole_step(1e18 + 1.0)], [1, 2, 1_000_000_000_000_000_000]);
    }

    #[test]
    fn decimals_are_exact_and_grouped() {
        for (number, exponent, text) in [
            (0, 5, "0"),
            (6, -1, "0.6"),
            (-250, -2, "-2.50"),
            (5, -3, "0.005"),
            (125, 1, "1,250"),
            (720_575_940_628_857_211, 0, "720,575,940,628,857,211"),
            (-1_234_567, -2, "-12,345.67"),
            (1, 300, "1e300"),
            (-1250, -20, "-1.25e-17"),
        ] {
            assert_eq!(decimal(number, exponent), text);
        }
    }
}
