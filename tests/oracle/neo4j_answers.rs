//! Queries get from a local server what a real Neo4j answered over the same graph, behind neuPrintHTTP: the same rows, or
//! an error of the same code. The same queries run as WebAssembly in `tests/wasm`.
#![allow(clippy::unwrap_used)]

mod judged;
mod recorded_graph;
mod same;

use neuprint_cypher::{ErrorCode, check_syntax};
use neuprint_tests::shared_data_or_skip;

use recorded_graph::{graph, lines};

#[test]
fn every_recorded_query_is_answered_as_recorded() {
    let test = "every_recorded_query_is_answered_as_recorded";
    let Some(folder) = shared_data_or_skip(test, "neo4j-answers") else { return };
    let judged = judged::judged(graph(&folder), lines(&folder.join("cypher.jsonl.gz")));
    println!("{}", judged.told());
    judged.assert();
}

#[test]
fn what_the_database_answers_has_no_mistake_of_syntax() {
    let Some(folder) = shared_data_or_skip("what_the_database_answers_has_no_mistake_of_syntax", "neo4j-answers")
    else {
        return;
    };
    let recorded = folder.join("cypher.jsonl.gz");
    let answered = lines(&recorded).filter(|record| record["status"] == 200);
    let refused: Vec<String> = answered
        .filter_map(|record| {
            let cypher = record["cypher"].as_str().unwrap().to_owned();
            let error = check_syntax(&cypher).err().filter(|error| error.code == ErrorCode::Syntax)?;
            Some(format!("{cypher}\n  {error}"))
        })
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
