//! Asking, and comparing two answers.

use std::sync::Arc;

use neuprint_cypher::{CypherError, Execution, Graph, Limits, Step, Value, parse};

/// Rows, each as a text under which equal rows meet; or why there are none.
#[derive(Debug, PartialEq)]
pub(crate) enum Answer {
    Rows(Vec<String>),
    Failed(String),
}

const LIMITS: Limits = Limits { steps: 50_000_000, rows: 2_000_000, memory: 1 << 30 };

/// What the engine answers.
pub(crate) fn ask(graph: &Arc<Graph>, text: &str) -> Answer {
    answer(parse(text).and_then(|query| query.start(graph.clone(), LIMITS)))
}

/// What it answers without planning.
pub(crate) fn ask_unplanned(graph: &Arc<Graph>, text: &str) -> Answer {
    answer(parse(text).and_then(|query| query.start_unplanned(graph.clone(), LIMITS)))
}

fn answer(execution: Result<Execution, CypherError>) -> Answer {
    let all = || {
        let mut execution = execution?;
        // What was collected in the order of the rows is in no order.
        let bags: Vec<bool> = execution.columns().iter().map(|name| name.starts_with("bag")).collect();
        let mut all = Vec::new();
        loop {
            match execution.advance(10_000)? {
                Step::Rows(rows) => all.extend(rows.iter().map(|row| {
                    row.iter().zip(&bags).fold(String::new(), |mut text, (value, is_bag)| {
                        write(value, *is_bag, &mut text);
                        text + " | "
                    })
                })),
                Step::Pending => {}
                Step::Done => return Ok(all),
            }
        }
    };
    all().map_or_else(|error: CypherError| Answer::Failed(error.to_string()), Answer::Rows)
}

/// How the answers differ.
pub(crate) fn difference(planned: &Answer, naive: &Answer, in_order: bool) -> Option<String> {
    match (planned, naive) {
        (Answer::Rows(a), Answer::Rows(b)) => {
            let sorted = |rows: &Vec<String>| {
                let mut rows = rows.clone();
                rows.sort();
                rows
            };
            let same = if in_order { a == b } else { sorted(a) == sorted(b) };
            (!same).then(|| format!("planned {a:#?}\nnaive {b:#?}"))
        }
        _ => (planned != naive).then(|| format!("planned {planned:?}\nnaive {naive:?}")),
    }
}

fn write(value: &Value, is_bag: bool, out: &mut String) {
    match value {
        // A whole float groups and sorts with the integer, so which of them stands for the group is open.
        Value::Float(v) if v.fract() == 0.0 && v.abs() < 1e15 => out.push_str(&(*v as i64).to_string()),
        Value::Float(v) => out.push_str(&format!("{v:.9e}")),
        Value::Int(v) => out.push_str(&v.to_string()),
        Value::List(items) => {
            let mut items: Vec<String> = items
                .iter()
                .map(|item| {
                    let mut text = String::new();
                    write(item, false, &mut text);
                    text
                })
                .collect();
            if is_bag {
                items.sort();
            }
            out.push_str(&format!("[{}]", items.join(", ")));
        }
        Value::Map(map) => {
            for (name, value) in map.iter() {
                out.push_str(name);
                out.push(':');
                write(&value, false, out);
                out.push(';');
            }
        }
        other => out.push_str(&format!("{other:?}")),
    }
}
