//! Where a text stops being a query, while it is written.

use neuprint_cypher::{CypherError, ErrorCode, check_syntax, parse};

use crate::messages::Mistake;

/// The first mistake of a text that has a place. `here`: the engine in this process is to answer it, so what that does not
/// speak is a mistake, too; a server speaks more, and only what nobody can read is one.
pub(super) fn mistake(cypher: &str, here: bool) -> Option<Mistake> {
    if cypher.trim().is_empty() {
        return None;
    }
    let error = if here { parse(cypher).err() } else { check_syntax(cypher).err().filter(is_of_the_text) }?;
    let CypherError { message, position, .. } = error;
    let position = position?;
    Some(Mistake { line: position.line, column: position.column, message })
}

fn is_of_the_text(error: &CypherError) -> bool {
    error.code == ErrorCode::Syntax
}
