//! One scenario at work: set-up, question, judgement.

use std::path::Path;

use neuprint_cypher::{ErrorCode, Given};

use crate::ask::ask;
use crate::compare::{Rules, difference};
use crate::create::Made;
use crate::gherkin::{Scenario, Step};
use crate::procedures::procedure;
use crate::values::{self, Seen};

/// What became of a scenario.
#[derive(Debug, Clone)]
pub(crate) enum Outcome {
    Passed,
    /// The engine (or the set-up) said why there is no answer.
    Refused(String),
    /// An answer that is not the expected one.
    Wrong(String),
    /// An answer where the kit expects an error.
    NoError(String),
}

/// Runs a scenario; `kit` is the kit's folder.
pub(crate) fn run(kit: &Path, scenario: &Scenario) -> Outcome {
    let mut made = Made::default();
    let mut given = Given::default();
    let mut asked: Option<&str> = None;
    for step in &scenario.steps {
        let text = step.text.as_str();
        match text {
            "an empty graph" | "any graph" | "no side effects" => {}
            "having executed:" => {
                if let Err(error) = made.execute(quoted(step)) {
                    return Outcome::Refused(format!("set-up: {error}"));
                }
            }
            "parameters are:" => {
                for row in &step.table {
                    let value = values::read(&row[1]).ok().and_then(|seen| seen.value());
                    given.parameters.insert(row[0].as_str(), value.expect("a parameter's value"));
                }
            }
            "executing query:" => asked = Some(quoted(step)),
            _ if text.starts_with("the side effects should be") => {}
            _ if text.starts_with("there exists a procedure ") => given.procedures.push(procedure(step)),
            _ if text.starts_with("the result should be") || text.contains(" should be raised at ") => {
                let asked = asked.expect("a query before its result");
                return judged(&made, asked, &given, step);
            }
            _ => {
                let name = text.strip_prefix("the ").and_then(|rest| rest.strip_suffix(" graph"));
                let name = name.unwrap_or_else(|| panic!("{}: what is the step `{text}`?", scenario.id()));
                let script = kit.join("graphs").join(name).join(format!("{name}.cypher"));
                let script = std::fs::read_to_string(script).expect("the named graph's script");
                made.execute(&script).expect("a named graph");
            }
        }
    }
    panic!("{}: nothing is asked", scenario.id())
}

fn quoted(step: &Step) -> &str {
    step.quoted.as_deref().expect("a text below the step")
}

fn judged(made: &Made, asked: &str, given: &Given, step: &Step) -> Outcome {
    let graph = made.graph();
    let answer = ask(&graph, asked, given);
    if step.text.contains(" should be raised at ") {
        return match answer {
            // That something is not supported is no finding of the mistake.
            Err(error) if matches!(error.code, ErrorCode::Unsupported | ErrorCode::Limit | ErrorCode::Write) => {
                Outcome::Refused(error.message)
            }
            Err(_) => Outcome::Passed,
            Ok(_) => Outcome::NoError(step.text.clone()),
        };
    }
    let answer = match answer {
        Ok(answer) => answer,
        Err(error) => return Outcome::Refused(error.message),
    };
    if step.text == "the result should be empty" {
        return match answer.rows.len() {
            0 => Outcome::Passed,
            rows => Outcome::Wrong(format!("{rows} rows for none")),
        };
    }
    let rules = Rules {
        rows_in_order: step.text.contains(", in order"),
        lists_in_order: !step.text.contains("ignoring element order for lists"),
    };
    let rows: Vec<Vec<Seen>> =
        answer.rows.iter().map(|row| row.iter().map(|value| Seen::of(&graph, value)).collect()).collect();
    let (columns, expected) = step.table.split_first().expect("a table below the step");
    let expected: Vec<Vec<Seen>> = expected
        .iter()
        .map(|row| row.iter().map(|cell| values::read(cell).unwrap_or_else(|error| panic!("{error}"))).collect())
        .collect();
    difference(&answer.columns, &rows, columns, &expected, rules).map_or(Outcome::Passed, Outcome::Wrong)
}
