//! Why answers may differ all the same: a list of at most ten kinds, each as narrow as it can be told.

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
        reason: "a function of APOC, which takes Java's objects as they come, fails because a number that was stored as 32 bits is no \
             number of 64, or a list is not sorted by itself; ours compares values",
        applies: |_, ours, theirs| {
            matches!(theirs, Answer::Failed { code, message } if code == "ProcedureCallFailed" && message.contains("ClassCastException"))
                && matches!(ours, Answer::Rows { .. })
        },
    },
    Explained {
        name: "1 or 1.0",
        reason: "values that are equal stand for each other: which of them DISTINCT, a group, min() or a sort with ties takes \
             follows from the order of the rows",
        applies: |query, ours, theirs| match (ours, theirs) {
            (Answer::Rows { columns, rows, .. }, Answer::Rows { columns: their_columns, rows: theirs }) => {
                columns == their_columns && same_rows(query, columns, rows, theirs, true)
            }
            _ => false,
        },
    },
];

/// The kind that explains a difference.
pub(crate) fn explained(query: &Query, ours: &Answer, theirs: &Answer) -> Option<&'static Explained> {
    EXPLAINED.iter().find(|kind| (kind.applies)(query, ours, theirs))
}
