//! The page's filters as tests of columns.

use neuprint_table::{Bits, Cell, Column, Needle, Number, Test as TableTest, passing as passing_test};
use regex_lite::Regex;

use crate::desk::failure;
use crate::messages::{CellText, Failure, Test};

/// Which rows pass.
pub(super) fn passing(column: &Column, test: &Test) -> Result<Bits, Failure> {
    let inverted = |mut bits: Bits| {
        bits.invert();
        bits
    };
    Ok(match test {
        Test::Between { low, high } => {
            let bound = |text: &Option<String>| text.as_deref().map(bound).transpose();
            passing_test(column, &TableTest::Between { low: bound(low)?, high: bound(high)? })
        }
        Test::Contains { text, case_sensitive } => {
            let needle = Needle::new(text, *case_sensitive);
            passing_test(column, &TableTest::Text(&|text| needle.is_in(text)))
        }
        Test::Matches { regex } => {
            let regex = Regex::new(regex)
                .map_err(|error| failure::invalid(format!("`{regex}` is no regular expression: {error}")))?;
            passing_test(column, &TableTest::Text(&|text| regex.is_match(text)))
        }
        Test::OneOf { values, keep } => {
            let cells = values.iter().map(cell).collect::<Result<Vec<_>, _>>()?;
            let bits = passing_test(column, &TableTest::OneOf(&cells));
            if *keep { bits } else { inverted(bits) }
        }
        Test::Null => passing_test(column, &TableTest::Null),
        Test::NotNull => inverted(passing_test(column, &TableTest::Null)),
    })
}

fn bound(text: &str) -> Result<Number, Failure> {
    Number::parse(text).filter(|number| !number.is_nan()).ok_or_else(|| no_number(text))
}

fn no_number(text: &str) -> Failure {
    failure::invalid(format!("`{text}` is no number. Write it with digits, such as 12 or 0.5."))
}

/// A value as it stands in a table.
fn cell(value: &CellText) -> Result<Cell<'_>, Failure> {
    Ok(match value {
        CellText::Null => Cell::Null,
        CellText::Boolean(value) => Cell::Bool(*value),
        CellText::Text(text) => Cell::Text(text),
        CellText::Json(json) => Cell::Json(json),
        CellText::Number(text) => match Number::parse(text).ok_or_else(|| no_number(text))? {
            Number::Float(value) => Cell::Float(value),
            Number::Whole(value) => match (i64::try_from(value), u64::try_from(value)) {
                (Ok(value), _) => Cell::Int(value),
                (_, Ok(value)) => Cell::UInt(value),
                // Beyond 64 bits a table keeps the digits.
                _ => Cell::Json(text),
            },
        },
    })
}
