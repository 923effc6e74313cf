//! Why answers may differ all the same: a list of at most ten kinds, each as narrow as it can be told.

use serde_json::Value as Json;

use crate::answer::Answer;
use crate::clauses::Query;
use crate::compare::same_rows;

/// A kind of difference that is none to mend.
pub(crate) struct Explained {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) applies: fn(&Query, &Answer, &Answer) -> bool,
}

pub(crate) const EXPLAINED: &[Explained] = &[
    Explained {
        name: "casts within APOC",
        reason: "a function of APOC, which takes Java's objects as they come, fails because a number that was stored in 32 \
                 bits is no number of 64, or values of several kinds are not sorted; ours compares values",
        applies: |_, _, theirs| failed(theirs, "ProcedureCallFailed", "ClassCastException"),
    },
    Explained {
        name: "1 or 1.0",
        reason: "values that are equal stand for each other: which of them DISTINCT, a group, min() or a sort with ties \
                 takes follows from the order of the rows",
        applies: |query, ours, theirs| match (ours, theirs) {
            (Answer::Rows { columns, rows, .. }, Answer::Rows { columns: their_columns, rows: theirs }) => {
                columns == their_columns && same_rows(query, columns, rows, theirs, true)
            }
            _ => false,
        },
    },
    Explained {
        name: "kinds seen early or late",
        reason: "both refuse an operation for its kinds, one of them before the query is run: each follows some kinds \
                 further than the other",
        applies: |_, ours, theirs| {
            failed(theirs, "SyntaxError", "Type mismatch: ") && failed(ours, "TypeError", "")
                || failed(ours, "SyntaxError", "Type mismatch: ") && failed(theirs, "TypeError", "")
        },
    },
    Explained {
        name: "String[]",
        reason: "apoc.meta.type tells Java's class of a list that is stored as it is, ours that it is a list: by that rows \
                 are sorted, too, of which a LIMIT leaves others",
        applies: |query, ours, theirs| match (ours, theirs) {
            (Answer::Rows { columns, rows, .. }, Answer::Rows { columns: their_columns, rows: theirs }) => {
                let lists = |text: &str| text.replace("\"String[]\"", "\"LIST\"");
                let as_lists = |row: &Json| serde_json::from_str(&lists(&row.to_string())).unwrap_or_default();
                let lists_there: Vec<Json> = theirs.iter().map(as_lists).collect();
                let is_cut = query.text.contains(" LIMIT ") && rows.len() == theirs.len() && lists_there != *theirs;
                query.text.contains("apoc.meta.type(")
                    && columns == their_columns
                    && (is_cut || same_rows(query, columns, rows, &lists_there, false))
            }
            _ => false,
        },
    },
    Explained {
        name: "NaN among groups",
        reason: "to Neo4j 4.4, and here, each NaN is another value to DISTINCT and to groups; but there one that was \
                 computed once and then came into several rows is one, as Java sees that it is the same object",
        applies: |query, ours, theirs| match (ours, theirs) {
            (Answer::Rows { columns, rows, .. }, Answer::Rows { rows: theirs, .. }) => {
                let known = |rows: &[Json]| -> Vec<Json> {
                    rows.iter().filter(|row| !row.to_string().contains("\"NaN\"")).cloned().collect()
                };
                let (ours, others) = (known(rows), known(theirs));
                ours.len() < rows.len()
                    && others.len() < theirs.len()
                    && same_rows(query, columns, &ours, &others, false)
            }
            _ => false,
        },
    },
    Explained {
        name: "digits of floats",
        reason: "sin(), log() and their kin end in another digit in Java, and Java 17 writes some floats with a digit too \
                 many: floats are compared with a tolerance, texts of them are not; and of a deviation of bodyIds few \
                 digits are left, which follow from the order of the rows",
        applies: |query, ours, theirs| match (ours, theirs) {
            (Answer::Rows { columns, rows, .. }, Answer::Rows { columns: their_columns, rows: theirs }) => {
                let digits = if query.text.contains("stDev") { 6 } else { 17 };
                let numbers =
                    |rows: &[Json]| -> Vec<Json> { rows.iter().map(|row| with_floats(row, digits)).collect() };
                columns == their_columns && same_rows(query, columns, &numbers(rows), &numbers(theirs), false)
            }
            _ => false,
        },
    },
    Explained {
        name: "conditions in another order",
        reason: "a function of APOC in a WHERE fails for rows that another condition leaves out: which is looked at first \
                 follows from the plan",
        applies: |query, ours, theirs| {
            let fails = |answer: &Answer| match answer {
                Answer::Failed { code, message } if code == "ProcedureCallFailed" => {
                    let function = message.split('`').nth(1).unwrap_or("?");
                    query.text.split(" WHERE ").skip(1).any(|behind| behind.contains(function))
                }
                _ => false,
            };
            fails(theirs) && matches!(ours, Answer::Rows { .. }) || fails(ours) && matches!(theirs, Answer::Rows { .. })
        },
    },
    Explained {
        name: "lists as conditions",
        reason: "Neo4j 4.4 takes a list for true if there is something in it, even one that is a list in any case, which \
                 openCypher refuses, and so does ours",
        applies: |_, ours, theirs| {
            failed(ours, "SyntaxError", "expected Boolean but was List") && !failed(theirs, "SyntaxError", "")
        },
    },
    Explained {
        name: "entities out of a timebox",
        reason: "a node that apoc.cypher.runTimeboxed gives belongs to a transaction that is over when it is written",
        applies: |_, ours, theirs| {
            failed(theirs, "ExecutionFailed", "transaction has been closed") && matches!(ours, Answer::Rows { .. })
        },
    },
    Explained {
        name: "half a character",
        reason: "Java's texts are cut between the halves of a character beyond 16 bits: the answer is no JSON, or there is \
                 a part more",
        applies: |query, ours, theirs| match (ours, theirs) {
            (Answer::Rows { .. }, Answer::Rows { .. }) => {
                let has = |function: &str, empty: &str| query.text.contains(function) && query.text.contains(empty);
                (has("split(", ", '')") || has("replace(", ", '', "))
                    && (query.text.contains('😀') || query.text.contains(".instance"))
            }
            _ => failed(theirs, "ExecutionFailed", "\\uD8") && matches!(ours, Answer::Rows { .. }),
        },
    },
];

/// The same value, with floats where there are texts of floats, of so many digits.
fn with_floats(value: &Json, digits: usize) -> Json {
    let rounded =
        |float: f64| format!("{float:.*e}", digits - 1).parse::<f64>().map_or_else(|_| value.clone(), Json::from);
    match value {
        Json::Number(number) if number.is_f64() => number.as_f64().map_or_else(|| value.clone(), rounded),
        Json::String(text) if text.contains(['.', ',']) => {
            text.replace(',', "").parse::<f64>().map_or_else(|_| value.clone(), rounded)
        }
        Json::Array(items) => items.iter().map(|item| with_floats(item, digits)).collect(),
        Json::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), with_floats(value, digits))).collect()
        }
        _ => value.clone(),
    }
}

/// Whether it is an error of a code, with a part of a text.
fn failed(answer: &Answer, code: &str, part: &str) -> bool {
    matches!(answer, Answer::Failed { code: own, message } if own == code && message.contains(part))
}

/// The kind that explains a difference.
pub(crate) fn explained(query: &Query, ours: &Answer, theirs: &Answer) -> Option<&'static Explained> {
    EXPLAINED.iter().find(|kind| (kind.applies)(query, ours, theirs))
}
