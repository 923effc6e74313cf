//! What came of the calls: each of them judged, and a table by function.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value as Json;

use crate::calls::{Answer, Refused};
use crate::compare::{among_ours, compare};

/// What came of one call.
pub(crate) enum Outcome {
    /// The same from both: so many rows, or the same refusal.
    Agrees(usize),
    /// Another answer, which is known and has its reason.
    Differs(String),
    /// neuprint-python fails at it, for a known reason.
    Impossible(String),
    /// What must not be.
    Wrong(String),
}

/// Compares our answer to a call with theirs.
pub(crate) fn judge(made: &Json, ours: Answer) -> Outcome {
    let function = made["call"].as_str().unwrap();
    let (fails, differs) = (made["fails"].as_str(), made["differs"].as_str());
    match (made.get("error"), ours) {
        (Some(theirs), ours) if let Some(reason) = fails => {
            let is_known = made["with"].as_array().unwrap().contains(&theirs["type"]);
            match ours {
                _ if !is_known => Outcome::Wrong(format!("fails in another way: {theirs}")),
                Err(ours) if !["invalid-argument", "not-found"].contains(&ours.code) => {
                    Outcome::Wrong(format!("refused: {}", ours.message))
                }
                _ => Outcome::Impossible(reason.into()),
            }
        }
        (None, _) if fails.is_some() => {
            Outcome::Wrong("neuprint-python answers: it is no longer one that `fails`".into())
        }
        (Some(theirs), Err(ours)) if is_same_refusal(theirs, &ours) => Outcome::Agrees(0),
        (Some(theirs), Err(ours)) => {
            Outcome::Wrong(format!("refused with {}, {} instead of {theirs}", ours.code, ours.message))
        }
        (Some(theirs), Ok(ours)) => {
            let (theirs, ours) = (theirs.to_string(), ours.to_string());
            Outcome::Wrong(format!("answered {} instead of {theirs}", ours.chars().take(300).collect::<String>()))
        }
        (None, Err(_)) if let Some(reason) = differs => Outcome::Differs(reason.into()),
        (None, Err(ours)) => Outcome::Wrong(format!("refused: {}", ours.message)),
        (None, Ok(ours)) => {
            let theirs = &made["result"];
            let same: Vec<&str> = made["same"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            match (compare(function, theirs, &ours), differs) {
                (Ok(rows), None) => Outcome::Agrees(rows),
                (Ok(_), Some(_)) => Outcome::Wrong("both are the same: it is no longer one that `differs`".into()),
                (Err(_), Some(reason)) if same.is_empty() || among_ours(&same, theirs, &ours) => {
                    Outcome::Differs(reason.into())
                }
                (Err(difference), _) => Outcome::Wrong(difference),
            }
        }
    }
}

/// Whether both refuse for the same reason: an argument, or what the server says.
fn is_same_refusal(theirs: &Json, ours: &Refused) -> bool {
    let message = theirs["message"].as_str().unwrap();
    let codes: &[&str] = match theirs["type"].as_str().unwrap() {
        "AssertionError" | "ValueError" | "RuntimeError" | "TypeError" => {
            &["invalid-argument", "dataset-not-found", "cypher-syntax"]
        }
        "HTTPError" if message.contains("(401)") => &["unauthorized"],
        "HTTPError" if message.contains("(403)") || message.starts_with("403") => &["forbidden"],
        "HTTPError" if message.contains("(400)") => &["cypher-syntax", "query-failed", "not-found"],
        "HTTPError" if message.contains("(404)") || message.starts_with("404") => {
            &["unsupported", "not-found", "dataset-not-found"]
        }
        _ => &[],
    };
    codes.contains(&ours.code)
}

/// The calls of a function, counted.
#[derive(Default)]
struct Count {
    calls: usize,
    agree: usize,
    with_rows: usize,
    differ: usize,
    impossible: usize,
    reasons: BTreeSet<String>,
}

/// All calls, by function.
#[derive(Default)]
pub(crate) struct Report {
    functions: BTreeMap<String, Count>,
    /// The calls that must not be as they are, with what is wrong.
    pub(crate) wrong: Vec<String>,
}

impl Report {
    pub(crate) fn add(&mut self, made: &Json, outcome: Outcome) {
        let count = self.functions.entry(made["call"].as_str().unwrap().to_owned()).or_default();
        count.calls += 1;
        match outcome {
            Outcome::Agrees(rows) => {
                count.agree += 1;
                count.with_rows += usize::from(rows > 0);
            }
            Outcome::Differs(reason) => {
                count.differ += 1;
                count.reasons.insert(format!("differs: {reason}"));
            }
            Outcome::Impossible(reason) => {
                count.impossible += 1;
                count.reasons.insert(format!("not possible: {reason}"));
            }
            Outcome::Wrong(problem) => {
                let arguments = format!("{} {}", made["args"], made["kwargs"]);
                let arguments: String = arguments.chars().take(300).collect();
                self.wrong.push(format!("{}{arguments}: {problem}", made["call"].as_str().unwrap()));
            }
        }
    }

    /// How many agree, and how many of those have rows.
    pub(crate) fn agreed(&self) -> (usize, usize) {
        let sum = |of: fn(&Count) -> usize| self.functions.values().map(of).sum();
        (sum(|count| count.agree), sum(|count| count.with_rows))
    }

    pub(crate) fn calls(&self) -> usize {
        self.functions.values().map(|count| count.calls).sum()
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{:<42}{:>6}{:>8}{:>11}{:>8}{:>14}",
            "function", "calls", "agree", "with rows", "differ", "not possible"
        )?;
        for (function, count) in &self.functions {
            let Count { calls, agree, with_rows, differ, impossible, reasons } = count;
            writeln!(f, "{function:<42}{calls:>6}{agree:>8}{with_rows:>11}{differ:>8}{impossible:>14}")?;
            for reason in reasons {
                writeln!(f, "    {reason}")?;
            }
        }
        Ok(())
    }
}
