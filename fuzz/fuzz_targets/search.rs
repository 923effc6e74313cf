//! Any text is a search or is refused at a place in it; and no search writes, ends its query or leaves its brackets.
//!
//! `cargo fuzz run -s none search`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint::{Search, cypher};

fuzz_target!(|text: &str| {
    match Search::parse(text) {
        Ok(search) => {
            let query = format!("MATCH (n:Neuron)\nWHERE ({})\nRETURN n.bodyId", search.condition());
            assert_eq!(cypher::write_clause(&query), None, "{query}");
            // What stands behind the condition is still read as such.
            let told = format!("{query}\nDELETE n");
            assert!(cypher::write_clause(&told).is_some_and(|found| found.keyword == "DELETE"), "{told}");
        }
        Err(error) => assert!((1..=text.chars().count() + 1).contains(&error.position), "{error}"),
    }
});
