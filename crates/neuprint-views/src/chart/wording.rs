//! Values and numbers of charts in words.

use neuprint_page::wording::{count, counted};
use neuprint_table::Number;
use neuprint_worker::messages::{CellText, LeftOut};

use super::markup::fixed;

/// A value as a label.
pub(crate) fn name(value: &CellText) -> String {
    match value {
        CellText::Null => "null".to_owned(),
        CellText::Boolean(value) => value.to_string(),
        CellText::Text(text) if text.is_empty() => "\"\"".to_owned(),
        CellText::Number(text) | CellText::Text(text) | CellText::Json(text) => text.clone(),
    }
}

/// Decimal text with its thousands apart; what else it is stays.
pub(crate) fn grouped(text: &str) -> String {
    let (sign, unsigned) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (whole, rest) =
        unsigned.find(|sign: char| !sign.is_ascii_digit()).map_or((unsigned, ""), |at| unsigned.split_at(at));
    let mut grouped = String::with_capacity(text.len() + whole.len() / 3);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    format!("{sign}{grouped}{rest}")
}

/// A number that was computed, with six digits or as an integer.
pub(crate) fn amount(number: f64) -> String {
    if number.is_nan() {
        return "nothing".to_owned();
    }
    if number.fract() == 0.0 && number.abs() < 9e15 {
        return grouped(&(number as i64).to_string());
    }
    let digits = match number.abs() {
        0.001..1.0 => 4,
        1.0..100.0 => 2,
        100.0..9e15 => 1,
        _ => return Number::Float(number).to_string(),
    };
    grouped(&fixed(number, digits))
}

/// "1,204 rows".
pub(crate) fn rows(number: u32) -> String {
    counted(number.into(), "row", "rows")
}

/// Which rows are not in a chart, and why: one sentence for each reason.
pub(crate) fn left_out(out: LeftOut) -> Vec<String> {
    let said = [
        (out.nulls, "without a value"),
        (out.nan, "with NaN, which is no number"),
        (out.infinite, "with infinity, which no axis reaches"),
        (out.not_positive, "with zero or less, which a logarithmic axis does not have"),
        (out.others, "with something else than a number"),
    ];
    said.into_iter().filter(|(number, _)| *number > 0).map(|(number, why)| format!("{} {why}", rows(number))).collect()
}

/// "all others (312)".
pub(crate) fn others(values: u32) -> String {
    format!("other {}", count(values.into()))
}

/// A text of at most so many characters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_groups_and_keep_their_digits() {
        for (text, is) in [
            ("720575940628857211", "720,575,940,628,857,211"),
            ("-1234.5", "-1,234.5"),
            ("1e300", "1e300"),
            ("-12", "-12"),
        ] {
            assert_eq!(grouped(text), is);
        }
        assert_eq!(
            [1234.0, 0.12345, -7.5, 12_345.67, 1e20].map(amount),
            ["1,234", "0.1235", "-7.5", "12,345.7", "1e20"]
        );
    }

    #[test]
    fn what_is_left_out_is_named() {
        let out = LeftOut { nulls: 37, nan: 1, ..LeftOut::default() };
        assert_eq!(left_out(out), ["37 rows without a value", "1 row with NaN, which is no number"]);
        assert_eq!(left_out(LeftOut::default()), [""; 0]);
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!([cut("KCab-p", 6), cut("KCab-ps", 6)], ["KCab-p", "KCab-…"]);
    }
}
