//! Colours that people with any colour vision tell apart: Okabe and Ito's for values, viridis for amounts.

/// Okabe and Ito (2008), without black and with a yellow that is seen on white, too; the most frequent value first.
pub(crate) const VALUES: [&str; 7] = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b8a800"];
/// All other values.
pub(crate) const OTHERS: &str = "#8a949d";

/// The colour of a category.
pub(crate) fn value(at: usize) -> &'static str {
    VALUES.get(at).copied().unwrap_or(OTHERS)
}

/// A colour as its three parts.
pub(crate) fn parts(colour: &str) -> [u8; 3] {
    let part = |at: usize| colour.get(at..at + 2).and_then(|part| u8::from_str_radix(part, 16).ok()).unwrap_or(0);
    [part(1), part(3), part(5)]
}

/// Viridis (van der Walt and Smith, 2015; public domain) at equal distances.
const AMOUNTS: [[u8; 3]; 10] = [
    [68, 1, 84],
    [72, 40, 120],
    [62, 74, 137],
    [49, 104, 142],
    [38, 130, 142],
    [31, 158, 137],
    [53, 183, 121],
    [109, 205, 89],
    [180, 222, 44],
    [253, 231, 37],
];

/// How many colours of amounts are told apart.
pub(crate) const LEVELS: usize = 64;

/// The colour of one of [`LEVELS`] amounts.
pub(crate) fn amount(level: usize) -> String {
    let at = level.min(LEVELS - 1) as f64 / (LEVELS - 1) as f64 * (AMOUNTS.len() - 1) as f64;
    let first = (at as usize).min(AMOUNTS.len() - 2);
    let part = |part: usize| {
        let (from, to) = (f64::from(AMOUNTS[first][part]), f64::from(AMOUNTS[first + 1][part]));
        (from + (to - from) * (at - first as f64)).round() as u8
    };
    format!("#{:02x}{:02x}{:02x}", part(0), part(1), part(2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_go_from_dark_to_light() {
        assert_eq!([amount(0), amount(LEVELS - 1), amount(999)], ["#440154", "#fde725", "#fde725"]);
        let light = |level| parts(&amount(level)).map(u32::from).iter().sum::<u32>();
        assert!((1..LEVELS).all(|level| light(level) >= light(level - 1)));
        assert_eq!([value(0), value(6), value(7)], ["#0072b2", "#b8a800", OTHERS]);
    }
}
