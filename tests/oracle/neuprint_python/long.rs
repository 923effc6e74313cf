//! Long tables, of which were recorded how many rows there are, the first and the last of them, and the sums of columns.

use serde_json::Value as Json;

use crate::compare::same;

/// How far apart sums of floats may be, relatively: pandas adds up a column of 32 bits in 32 bits.
const OF_SUMS: f64 = 1e-6;

/// The number of rows, or where they differ.
pub(crate) fn compare(theirs: &Json, ours: &Json, tolerance: f64) -> Result<usize, String> {
    if theirs["table"] != ours["table"] {
        return Err(format!("columns {} instead of {}", ours["table"], theirs["table"]));
    }
    let (names, rows) = (theirs["table"].as_array().unwrap(), ours["rows"].as_array().unwrap());
    let count = theirs["count"].as_u64().unwrap() as usize;
    if rows.len() != count {
        return Err(format!("{} rows instead of {count}", rows.len()));
    }
    let [first, last] = ["first", "last"].map(|end| theirs[end].as_array().unwrap());
    let single = |column: usize| theirs["dtypes"][column] == "float32";
    for (at, row) in first.iter().enumerate().chain((count - last.len()..).zip(last)) {
        let agrees = |column: &usize| same(&row[*column], &rows[at][*column], single(*column), tolerance);
        if let Some(column) = (0..names.len()).find(|column| !agrees(column)) {
            return Err(format!("row {at}, column {}:\n  ours   {}\n  theirs {row}", names[column], rows[at]));
        }
    }
    for (name, sum) in theirs["sums"].as_object().unwrap() {
        let column = names.iter().position(|other| other == name).unwrap();
        let cells = || rows.iter().map(|row| &row[column]);
        let ours: Json = match cells().map(Json::as_i64).sum::<Option<i64>>() {
            Some(whole) => whole.into(),
            None => cells().map(|cell| cell.as_f64().unwrap()).sum::<f64>().into(),
        };
        let near = sum.is_f64() && same(&Json::from(1.0), &Json::from(quotient(sum, &ours)), false, OF_SUMS);
        if sum != &ours && !near {
            return Err(format!("the sum of {name} is {ours} instead of {sum}"));
        }
    }
    Ok(count)
}

fn quotient(sum: &Json, ours: &Json) -> f64 {
    sum.as_f64().unwrap() / ours.as_f64().unwrap()
}
