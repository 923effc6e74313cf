//! What helps to write a query.

use neuprint_cypher::{CypherError, ErrorCode, check_syntax, parse};

use crate::told::Mistake;

/// The first mistake of a text that has a place. `here`: the engine is to answer it, so what it does not speak is a mistake,
/// too; a server speaks more, and only what nobody can read is one.
pub fn mistake(cypher: &str, here: bool) -> Option<Mistake> {
    if cypher.trim().is_empty() {
        return None;
    }
    let error = if here { parse(cypher).err() } else { check_syntax(cypher).err().filter(is_of_the_text) }?;
    let CypherError { message, position, .. } = error;
    let position = position?;
    Some(Mistake { line: position.line, column: position.column, message })
}

/// The functions that the engine knows: name, signature, help in one line.
pub fn functions() -> Vec<[String; 3]> {
    let functions = neuprint_cypher::functions().iter();
    functions.map(|f| [f.name().to_owned(), f.signature.to_owned(), f.help.to_owned()]).collect()
}

fn is_of_the_text(error: &CypherError) -> bool {
    error.code == ErrorCode::Syntax
}
