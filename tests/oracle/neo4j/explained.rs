//! Why answers may differ all the same: a list of at most ten kinds, each as narrow as it can be told.
//!
//! Where the answers do not tell whether it is this that makes the difference, both sides are asked once more, without it.

use serde_json::Value as Json;

use crate::answer::Answer;
use crate::clauses::Query;
use crate::compare::{Verdict, judge, same_rows};
use crate::rewritten;

/// A query with its answers, ours first.
pub(crate) struct Case<'a> {
    pub(crate) query: &'a Query,
    pub(crate) ours: &'a Answer,
    pub(crate) theirs: &'a Answer,
    /// Asks both sides.
    pub(crate) ask: &'a dyn Fn(&str) -> (Answer, Answer),
}

impl Case<'_> {
    /// Whether both sides agree once the query is put in another way.
    fn agrees_as(&self, text: &str) -> bool {
        matches!(self.judged_as(text), Some(Verdict::Agree | Verdict::SameError))
    }

    /// How the query is judged once it is put in another way. One that needs no change is no other.
    fn judged_as(&self, text: &str) -> Option<Verdict> {
        if text == self.query.text {
            return None;
        }
        let query = Query { text: text.to_owned(), ..self.query.clone() };
        let (ours, mut theirs) = (self.ask)(text);
        // What the database had no time for is put to it again: it may have been busy with another one.
        if theirs.is_too_large() && !ours.is_too_large() {
            theirs = (self.ask)(text).1;
        }
        Some(judge(&query, &ours, &theirs))
    }

    /// The rows of both sides, if they have the same columns.
    fn rows(&self) -> Option<(&[String], &[Json], &[Json])> {
        match (self.ours, self.theirs) {
            (Answer::Rows { columns, rows }, Answer::Rows { columns: others, rows: theirs }) if columns == others => {
                Some((columns, rows, theirs))
            }
            _ => None,
        }
    }
}

/// A kind of difference that is none to mend.
pub(crate) struct Explained {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) applies: fn(&Case<'_>) -> bool,
}

pub(crate) const EXPLAINED: &[Explained] = &[
    Explained {
        name: "Java's classes within APOC",
        reason: "a function of APOC, which takes Java's objects as they come, fails because a number that was stored in 32 \
                 bits is no number of 64, or values of several kinds are not sorted; ours compares values. And \
                 apoc.meta.type tells Java's class of a list that is stored as it is, ours that it is a list: asked for a \
                 list in both cases, both agree",
        applies: |case| {
            failed(case.theirs, "ProcedureCallFailed", "ClassCastException")
                || case.agrees_as(&rewritten::lists_are_lists(&case.query.text))
        },
    },
    Explained {
        name: "1 or 1.0",
        reason: "values that are equal stand for each other: which of them DISTINCT, a group, min() or a sort with ties \
                 takes follows from the order of the rows; to a percentile there integers are equal that are as floats: \
                 asked for counts in its place, both agree; and 2^63 as a float equals there the integer before it: asked \
                 with a larger float, both agree",
        applies: |case| {
            let is_beyond = || case.agrees_as(&rewritten::largest_float_is_beyond(&case.query.text));
            let is_same = case.rows().is_some_and(|(columns, ours, theirs)| {
                let large = |rows: &[Json]| -> Vec<Json> { rows.iter().map(large_as_floats).collect() };
                same_rows(case.query, columns, ours, theirs, true)
                    || same_rows(case.query, columns, &large(ours), &large(theirs), true)
                        && case.agrees_as(&rewritten::percentiles_are_counts(&case.query.text))
            });
            is_same || is_beyond()
        },
    },
    Explained {
        name: "kinds seen early or late",
        reason: "both refuse an operation for its kinds, one of them before the query is run: each follows some kinds \
                 further than the other",
        applies: |Case { ours, theirs, .. }| {
            failed(theirs, "SyntaxError", "Type mismatch: ") && failed(ours, "TypeError", "")
                || failed(ours, "SyntaxError", "Type mismatch: ") && failed(theirs, "TypeError", "")
        },
    },
    Explained {
        name: "which path meets conditions",
        reason: "where conditions refuse the shortest path, shortestPath takes the first that it comes upon while it goes \
                 on from both ends, which need not be the next in length and follows from the order of the \
                 relationships: asked for all shortest paths, both agree",
        applies: |case| case.rows().is_some() && case.agrees_as(&rewritten::all_shortest_paths(&case.query.text)),
    },
    Explained {
        name: "NaN among groups",
        reason: "to Neo4j 4.4, and here, each NaN is another value to DISTINCT and to groups; but there one that was \
                 computed once and then came into several rows is one, as Java sees that it is the same object",
        applies: |case| {
            case.rows().is_some_and(|(columns, ours, theirs)| {
                let known = |rows: &[Json]| -> Vec<Json> {
                    rows.iter().filter(|row| !row.to_string().contains("\"NaN\"")).cloned().collect()
                };
                let (known_ours, known_theirs) = (known(ours), known(theirs));
                known_ours.len() < ours.len()
                    && known_theirs.len() < theirs.len()
                    && same_rows(case.query, columns, &known_ours, &known_theirs, false)
            })
        },
    },
    Explained {
        name: "digits of floats",
        reason: "sin(), log() and their kin end in another digit in Java, and Java 17 writes some floats with a digit too \
                 many: floats are compared with a tolerance, texts of them are not; and of a deviation of bodyIds, or an \
                 average of the largest integers, which there is reckoned in floats, few or no digits are left, which \
                 follow from the order of the rows: asked for counts in their place, both agree",
        applies: |case| {
            let same_but_for = |digits: usize| {
                case.rows().is_some_and(|(columns, ours, theirs)| {
                    let numbers =
                        |rows: &[Json]| -> Vec<Json> { rows.iter().map(|row| with_floats(row, digits)).collect() };
                    same_rows(case.query, columns, &numbers(ours), &numbers(theirs), false)
                })
            };
            let few_are_left = same_but_for(6) || case.query.text.contains("bodyId") && case.rows().is_some();
            same_but_for(17)
                || few_are_left && case.agrees_as(&rewritten::deviations_are_counts(&case.query.text))
                || case.rows().is_some() && case.agrees_as(&rewritten::averages_are_counts(&case.query.text))
        },
    },
    Explained {
        name: "conditions in another order",
        reason: "what fails in a WHERE fails for rows that another condition leaves out, or a LIMIT: what is looked at \
                 first follows from the plan; with each WHERE as one condition, or done before the next MATCH, or without \
                 LIMIT, both agree, or it is a function of APOC in a WHERE",
        applies: |case| {
            let Case { query, ours, theirs, .. } = case;
            let failing = match (ours, theirs) {
                (failing @ Answer::Failed { .. }, Answer::Rows { .. })
                | (Answer::Rows { .. }, failing @ Answer::Failed { .. })
                    if failing.code() != Some("SyntaxError") =>
                {
                    failing
                }
                _ => return false,
            };
            let is_of_apoc = match failing {
                Answer::Failed { code, message } if code == "ProcedureCallFailed" => {
                    let function = message.split('`').nth(1).unwrap_or("?");
                    query.text.split(" WHERE ").skip(1).any(|behind| behind.contains(function))
                }
                _ => false,
            };
            is_of_apoc
                || case.agrees_as(&rewritten::conditions_are_whole(&query.text))
                || case.agrees_as(&rewritten::conditions_come_first(&query.text))
                || case.agrees_as(&rewritten::without_limits(&query.text))
        },
    },
    Explained {
        name: "as openCypher has it",
        reason: "openCypher refuses a list as a condition, which Neo4j 4.4 takes for true if there is something in it; it \
                 fails beyond 64 bits, where Neo4j 4.4 goes on with what is left of a product of integers of the text; and \
                 its kit wants nothing of a range that leads away, of which Neo4j 4.4 has the first integer if the step is \
                 longer than the way: asked for ranges without it, both agree; and it answers where Neo4j 4.4 says that it \
                 has mixed up its own names",
        applies: |case| {
            let is_condition = failed(case.ours, "SyntaxError", "expected Boolean but was List")
                && !failed(case.theirs, "SyntaxError", "");
            let is_beyond = failed(case.ours, "ArithmeticError", "long overflow")
                && matches!(case.theirs, Answer::Rows { .. })
                && case.query.text.contains(" * ");
            let is_mixed_up = failed(case.theirs, "ExecutionFailed", "This is likely a namespacing bug")
                && matches!(case.ours, Answer::Rows { .. });
            is_condition || is_beyond || is_mixed_up || case.agrees_as(&rewritten::ranges_lead_on(&case.query.text))
        },
    },
    Explained {
        name: "out of a timebox",
        reason: "a node that apoc.cypher.runTimeboxed gives belongs to a transaction that is over when it is written; and \
                 where a query fails in its box it ends without a word, after rows that follow from their order: asked \
                 without the box, both fail alike",
        applies: |case| {
            let is_over = failed(case.theirs, "ExecutionFailed", "transaction has been closed");
            is_over && matches!(case.ours, Answer::Rows { .. })
                || case.judged_as(&rewritten::without_timebox(&case.query.text)) == Some(Verdict::SameError)
        },
    },
    Explained {
        name: "half a character",
        reason: "Java's texts are cut between the halves of a character beyond 16 bits: the answer is no JSON, or there is \
                 a part more; asked with a character of 16 bits in its place, both agree",
        applies: |case| {
            let is_cut = failed(case.theirs, "ExecutionFailed", "\\uD8") || case.rows().is_some();
            is_cut && case.agrees_as(&rewritten::whole_characters(&case.query.text))
        },
    },
];

/// The same value, with floats where there are texts of floats, of so many digits.
fn with_floats(value: &Json, digits: usize) -> Json {
    let rounded =
        |float: f64| format!("{float:.*e}", digits - 1).parse::<f64>().map_or_else(|_| value.clone(), Json::from);
    match value {
        Json::Number(number) if number.is_f64() => number.as_f64().map_or_else(|| value.clone(), rounded),
        Json::String(text) if text.contains(['.', ',']) => text
            .replace(',', "")
            .parse::<f64>()
            .map_or_else(|_| Json::String(with_floats_within(text, digits)), rounded),
        Json::Array(items) => items.iter().map(|item| with_floats(item, digits)).collect(),
        Json::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), with_floats(value, digits))).collect()
        }
        _ => value.clone(),
    }
}

/// The same text, in which floats have so many digits, also where one follows the other: `point({x: 7.2057594062885722E17})`,
/// `1.5E1721.5E172`.
fn with_floats_within(text: &str, digits: usize) -> String {
    let count = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (mut made, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        made.push_str(&rest[..at]);
        rest = &rest[at..];
        let mut length = count(rest);
        let decimals = rest[length..].strip_prefix('.').map_or(0, count);
        if decimals > 0 {
            length += 1 + decimals;
            // No exponent has more than three digits.
            if let Some(exponent) = rest[length..].strip_prefix('E') {
                let sign = usize::from(exponent.starts_with('-'));
                length += 1 + sign + count(&exponent[sign..]).min(3);
            }
        }
        match rest[..length].parse::<f64>() {
            Ok(float) if decimals > 0 => made.push_str(&format!("{float:.*e}", digits - 1)),
            _ => made.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    made + rest
}

/// The same value, with floats where there are integers beyond 53 bits.
fn large_as_floats(value: &Json) -> Json {
    match value {
        Json::Number(number) => match number.as_i64() {
            Some(integer) if integer.unsigned_abs() > 1 << 53 => Json::from(integer as f64),
            _ => value.clone(),
        },
        Json::Array(items) => items.iter().map(large_as_floats).collect(),
        Json::Object(entries) => entries.iter().map(|(name, value)| (name.clone(), large_as_floats(value))).collect(),
        _ => value.clone(),
    }
}

/// Whether it is an error of a code, with a part of a text.
fn failed(answer: &Answer, code: &str, part: &str) -> bool {
    matches!(answer, Answer::Failed { code: own, message } if own == code && message.contains(part))
}

/// The kind that explains a difference.
pub(crate) fn explained(case: &Case<'_>) -> Option<&'static Explained> {
    EXPLAINED.iter().find(|kind| (kind.applies)(case))
}

#[cfg(test)]
mod tests {
    use super::with_floats_within;

    #[test]
    fn digits_too_many_are_seen_wherever_a_float_stands() {
        for (java, ours) in [
            ("5.2246479135390758E1725.2246479135390758E172", "5.224647913539076E1725.224647913539076E172"),
            ("point({x: 7.2057594062885722E17, y: -2.0E-3})", "point({x: 7.205759406288572E17, y: -2.0E-3})"),
            ("a 1.0E10b 12 3", "a 1.0E10b 12 3"),
        ] {
            assert_eq!(with_floats_within(java, 17), with_floats_within(ours, 17));
        }
        assert_ne!(with_floats_within("1.5E1", 17), with_floats_within("1.5E2", 17));
        assert_eq!(with_floats_within("12 tracts, 3. or E5", 17), "12 tracts, 3. or E5");
    }
}
