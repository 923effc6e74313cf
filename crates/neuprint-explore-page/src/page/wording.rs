//! Numbers in words.

pub(super) use neuprint_page::wording::{count, counted};

/// To a tenth: "12.4 %". What is there is never said to be nothing.
pub(super) fn percent(value: f64) -> String {
    if value > 0.0 && value < 0.05 { "< 0.1 %".to_owned() } else { format!("{value:.1} %") }
}

/// A count that is not below 0.
pub(super) fn whole(number: i64) -> String {
    count(number.unsigned_abs())
}

/// To a tenth, with commas between groups of three: "1,234.5".
pub(super) fn tenth(value: f64) -> String {
    let tenths = (value * 10.0).round().max(0.0) as u64;
    format!("{}.{}", count(tenths / 10), tenths % 10)
}
