//! Everything as the standard library has it, but for ties: where two shortest texts are as near, either will do.

use neuprint_decimal::{Exponential, Plain, ROOM, parse_f32, parse_f64, write_f32, write_i64};
use proptest::prelude::*;

fn agrees(text: &str) {
    let standard: Option<f64> = text.parse().ok();
    assert_eq!(parse_f64(text.as_bytes()).map(f64::to_bits), standard.map(f64::to_bits), "{text} as f64");
    let standard: Option<f32> = text.parse().ok();
    assert_eq!(parse_f32(text.as_bytes()).map(f32::to_bits), standard.map(f32::to_bits), "{text} as f32");
}

/// One float is written with as few digits as by the standard library, and what is written reads back.
fn same(ours: String, standard: String, reads_back: bool) {
    let other = ours.bytes().zip(standard.bytes()).filter(|(a, b)| a != b).count();
    assert!(ours.len() == standard.len() && other <= 1 && reads_back, "{ours}, {standard}");
}

fn written(wide: f64, narrow: f32) {
    let back = |text: &str| wide.is_nan() || text.parse() == Ok(wide);
    let (plain, exponential) = (Plain::from(wide).to_string(), Exponential::from(wide).to_string());
    let both = back(&plain) && back(&exponential);
    same(plain, wide.to_string(), both);
    same(exponential, format!("{wide:e}"), both);
    let back = |text: &str| narrow.is_nan() || text.parse() == Ok(narrow);
    let (plain, exponential) = (Plain::from(narrow).to_string(), Exponential::from(narrow).to_string());
    let both = back(&plain) && back(&exponential);
    same(plain, narrow.to_string(), both);
    same(exponential, format!("{narrow:e}"), both);
}

/// The exact decimal expansion of a number half way between this float and the next, and its neighbours.
fn half_way(below: f64) -> [String; 3] {
    // Rust writes as many exact digits as are asked for, and no float has more than these.
    let (low, high) = (format!("{below:.1074}"), format!("{:.1074}", f64::from_bits(below.to_bits() + 1)));
    let digits =
        |text: &str| text.bytes().filter(u8::is_ascii_digit).map(|byte| u32::from(byte - b'0')).collect::<Vec<_>>();
    let (low, high) = (digits(&low), digits(&high));
    let length = low.len().max(high.len());
    let padded = |digits: Vec<u32>| [vec![0; length - digits.len()], digits].concat();
    // Their sum, halved: one more digit.
    let mut sum: Vec<u32> = padded(low).iter().zip(padded(high)).map(|(a, b)| a + b).collect();
    sum.push(0);
    let (mut half, mut carry) = (Vec::new(), 0);
    for digit in sum {
        let value = carry * 10 + digit;
        half.push(value / 2);
        carry = value % 2;
    }
    for at in (1..half.len()).rev() {
        half[at - 1] += half[at] / 10;
        half[at] %= 10;
    }
    let text: String = half.iter().map(u32::to_string).collect();
    let (whole, fraction) = text.split_at(text.len() - 1075);
    let exact = format!("{whole}.{fraction}");
    [format!("{exact}00001"), format!("{}4999", &exact[..exact.len() - 1]), exact]
}

#[test]
fn what_is_no_number_is_none() {
    for text in
        ["", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1 ", " 1", "0x1", "1_0", "1e5.5", "--1", "inf", "nan", "1f"]
    {
        assert_eq!(parse_f64(text.as_bytes()), None, "{text:?}");
        assert_eq!(parse_f32(text.as_bytes()), None, "{text:?}");
    }
}

#[test]
fn numbers_at_the_ends_are_as_in_the_standard_library() {
    for text in [
        "0",
        "-0",
        "+1",
        ".5",
        "5.",
        "-.5e1",
        "1e400",
        "-1e400",
        "1e-400",
        "1e310",
        "1.7976931348623157e308",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "4.9e-324",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "2.2250738585072011e-308",
        "2.2250738585072014e-308",
        "3.4028235e38",
        "3.4028236e38",
        "3.40282357e38",
        "1e-45",
        "7e-46",
        "7.0064923216240853e-46",
        "7.0064923216240854e-46",
        "1.1754943e-38",
        "9007199254740993",
        "9007199254740992.5",
        "16777217",
        "16777217.0000000000000000000000001",
        "18446744073709551615",
        "18446744073709551616",
        "1e27",
        "1e28",
        "1e-27",
        "1e-28",
        "1e999999999999999999",
        "1e-999999999999999999",
        "0e999999999999999999",
        "123456789012345678901234567890",
        "0.000000000000000000000000000000000000000000000000000000000000001",
        "8.5e22",
        "1e23",
        "3e23",
    ] {
        agrees(text);
    }
    agrees(&format!("{}e-2000", "9".repeat(2000)));
    agrees(&format!("0.{}1e2000", "0".repeat(2000)));
    agrees(&format!("1{}e-5000", "0".repeat(5000)));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn every_float_reads_back_and_is_written_as_by_the_standard_library(bits: u64) {
        let (wide, narrow) = (f64::from_bits(bits), f32::from_bits(bits as u32));
        written(wide, narrow);
        if wide.is_finite() {
            agrees(&wide.to_string());
            agrees(&format!("{wide:e}"));
        }
        if narrow.is_finite() {
            agrees(&narrow.to_string());
        }
    }

    #[test]
    fn common_numbers_are_written_as_by_the_standard_library(whole in -1_000_000_i64..1_000_000, tens in 0..9) {
        let value = whole as f64 / 10_f64.powi(tens);
        written(value, value as f32);
        agrees(&value.to_string());
    }

    #[test]
    fn numbers_in_any_form_agree(text in "[+-]?[0-9]{0,25}\\.?[0-9]{0,30}([eE][+-]?[0-9]{1,3})?") {
        agrees(&text);
    }

    #[test]
    fn long_numbers_agree(text in "[0-9]{1,900}\\.[0-9]{0,900}(e-?[0-9]{1,4})?") {
        agrees(&text);
    }

    #[test]
    fn anything_else_agrees(text in "[0-9eE.+-]{0,12}") {
        agrees(&text);
    }

    #[test]
    fn half_way_the_even_float_is_taken(bits in 0..f64::MAX.to_bits()) {
        for text in half_way(f64::from_bits(bits)) {
            agrees(&text);
        }
    }
}

/// What is written into a buffer.
fn buffered(write: impl Fn(&mut [u8; ROOM]) -> usize) -> String {
    let mut text = [b'!'; ROOM];
    let length = write(&mut text);
    String::from_utf8(text[..length].to_vec()).expect("ASCII")
}

/// As [`Plain`] within the bounds, beyond them as [`Exponential`].
fn expected(value: f32) -> String {
    let magnitude = value.abs();
    if magnitude != 0.0 && !(1e-5..1e16).contains(&magnitude) && magnitude.is_finite() {
        Exponential::from(value).to_string()
    } else {
        Plain::from(value).to_string()
    }
}

#[test]
fn buffers_take_numbers_at_the_ends() {
    for value in
        [0.0, -0.0, f32::MIN, f32::MAX, f32::MIN_POSITIVE, 1e-45, f32::NAN, f32::INFINITY, 1e16, 1e-5, 16777216.0]
    {
        assert_eq!(buffered(|text| write_f32(value, text)), expected(value));
    }
    assert_eq!(buffered(|text| write_f32(-0.0, text)), "-0");
    for power in 0..19 {
        for value in [10_i64.pow(power) - 1, 10_i64.pow(power), 10_i64.pow(power) + 1, i64::MAX, i64::MIN] {
            assert_eq!(buffered(|text| write_i64(value, text)), value.to_string());
            assert_eq!(buffered(|text| write_i64(-(value / 3), text)), (-(value / 3)).to_string());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn buffers_take_every_float(bits: u32, whole in 0_u32..1 << 25, tens in 0..9) {
        for value in [f32::from_bits(bits), whole as f32 / 10_f32.powi(tens), -(f64::from(whole) / 10_f64.powi(tens)) as f32] {
            prop_assert_eq!(buffered(|text| write_f32(value, text)), expected(value));
        }
    }

    #[test]
    fn buffers_take_every_integer(value: i64, bits in 0_u32..64) {
        prop_assert_eq!(buffered(|text| write_i64(value >> bits, text)), i64::to_string(&(value >> bits)));
    }
}
