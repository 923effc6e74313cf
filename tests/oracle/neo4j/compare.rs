//! Whether two answers are the same.

use serde_json::Value as Json;

use crate::answer::Answer;
use crate::clauses::Query;
use crate::same::Alike;

/// How a query was judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// The same rows.
    Agree,
    /// Errors of the same kind.
    SameError,
    /// More than either side has time for; nothing is known of it.
    TooLarge,
    Differ(Difference),
}

/// In what two answers differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Difference {
    /// The names of columns.
    Columns,
    /// The values of rows.
    Rows,
    /// The rows are the same, in another order.
    Order,
    /// An error on one side at least: codes and how the messages begin, ours first.
    Errors(Option<String>, Option<String>),
}

pub(crate) fn judge(query: &Query, ours: &Answer, theirs: &Answer) -> Verdict {
    match (ours, theirs) {
        _ if ours.is_too_large() || theirs.is_too_large() => Verdict::TooLarge,
        // What the database itself takes for a fault of its own has no kind.
        (Answer::Failed { code: ours, .. }, Answer::Failed { code: theirs, .. })
            if ours == theirs || (theirs == "ExecutionFailed" && ours != "Panic") =>
        {
            Verdict::SameError
        }
        (Answer::Rows { columns, rows }, Answer::Rows { columns: their_columns, rows: theirs }) => {
            let unordered = Query { is_ordered: false, ..query.clone() };
            if columns != their_columns {
                Verdict::Differ(Difference::Columns)
            } else if same_rows(query, columns, rows, theirs, false) {
                Verdict::Agree
            } else if query.is_ordered && same_rows(&unordered, columns, rows, theirs, false) {
                Verdict::Differ(Difference::Order)
            } else {
                Verdict::Differ(Difference::Rows)
            }
        }
        _ => Verdict::Differ(Difference::Errors(ours.mistake(), theirs.mistake())),
    }
}

/// Whether rows are the same: in their order if the query decides it, otherwise as a bag.
pub(crate) fn same_rows(
    query: &Query,
    columns: &[String],
    ours: &[Json],
    theirs: &[Json],
    whole_floats_are_integers: bool,
) -> bool {
    let alike = Alike { lists_are_bags: false, whole_floats_are_integers };
    // A column that is collected from rows in no order.
    let bags: Vec<usize> =
        columns.iter().enumerate().filter(|(_, name)| name.starts_with("bag")).map(|(at, _)| at).collect();
    let sorted = |rows: &[Json]| -> Vec<Json> {
        let mut rows: Vec<Json> = rows.iter().map(with_maps_read).collect();
        for row in &mut rows {
            for &at in &bags {
                if let Some(items) = row[at].as_array_mut() {
                    items.sort_by_cached_key(Json::to_string);
                }
            }
        }
        rows
    };
    let (ours, theirs) = (sorted(ours), sorted(theirs));
    if query.is_ordered { alike.same_list(&ours, &theirs) } else { alike.same_bag(&ours, &theirs) }
}

/// The same value, with the map in place of a text that is the JSON of one: in the database a map's names have no order.
fn with_maps_read(value: &Json) -> Json {
    match value {
        Json::String(text) if text.starts_with('{') => match serde_json::from_str::<Json>(text) {
            Ok(map) => Json::from_iter([("JSON of".to_owned(), with_maps_read(&map))]),
            Err(_) => value.clone(),
        },
        Json::Array(items) => items.iter().map(with_maps_read).collect(),
        Json::Object(entries) => entries.iter().map(|(name, value)| (name.clone(), with_maps_read(value))).collect(),
        _ => value.clone(),
    }
}
