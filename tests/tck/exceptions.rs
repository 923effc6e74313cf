//! The list of scenarios that do not pass, each with its reason, sorted by reason.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::scenario::Outcome;

/// The reason of an outcome, without what differs from one scenario to the next; `None` if it passed.
pub(crate) fn reason(outcome: &Outcome) -> Option<String> {
    Some(match outcome {
        Outcome::Passed => return None,
        Outcome::Refused(message) => format!("refused: {}", message.replace('\n', " ")),
        Outcome::Wrong(difference) => format!("wrong answer: {difference}"),
        // The kit wants what stands beside an aggregate to be a column of its own. The server's database does not.
        Outcome::NoError(expected) if expected.ends_with("AmbiguousAggregationExpression") => {
            "answered as Neo4j 4.4 answers it: what stands beside an aggregate is grouped by".to_owned()
        }
        // The kit allows a pattern as a condition only. The server's database gives the list of its paths elsewhere, and
        // `size((n)-->())` is what people write.
        Outcome::NoError(expected) if expected.ends_with("compile time: UnexpectedSyntax") => {
            "answered as Neo4j 4.4 answers it: a pattern as a value is the list of its paths".to_owned()
        }
        Outcome::NoError(expected) => format!("answered where there is a mistake: {expected}"),
    })
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tck/exceptions.txt")
}

/// Compares what was found with what is listed; with `TCK_WRITE=1` writes the list instead.
pub(crate) fn check(found: &BTreeMap<String, String>) {
    let mut lines: Vec<(&str, &str)> = found.iter().map(|(id, reason)| (reason.as_str(), id.as_str())).collect();
    lines.sort_unstable();
    let text: String = lines.iter().map(|(reason, id)| format!("{id}: {reason}\n")).collect();
    if std::env::var("TCK_WRITE").is_ok_and(|value| value == "1") {
        std::fs::write(file(), text).unwrap();
        return;
    }
    let listed = std::fs::read_to_string(file()).unwrap();
    let listed: BTreeMap<&str, &str> = listed.lines().filter_map(|line| line.split_once(": ")).collect();
    let mut untrue = Vec::new();
    for (id, reason) in found {
        match listed.get(id.as_str()) {
            None => untrue.push(format!("{id} does not pass any more: {reason}")),
            Some(listed) if listed != reason => untrue.push(format!("{id}: {reason}, where the list says: {listed}")),
            Some(_) => {}
        }
    }
    untrue.extend(listed.keys().filter(|id| !found.contains_key(**id)).map(|id| format!("{id} is listed, but passes")));
    assert!(untrue.is_empty(), "the list of exceptions is not true (TCK_WRITE=1 writes it):\n{}", untrue.join("\n"));
}
