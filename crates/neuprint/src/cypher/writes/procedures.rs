//! Procedures that change the database, by name.

use super::super::tokens::Token;

/// Procedures that write to the database or to files, read files into it, send what is in it elsewhere, or steer the
/// server: names, or beginnings of names that end in a dot.
const PROCEDURES: [&str; 68] = [
    "apoc.atomic.",
    "apoc.bolt.",
    "apoc.couchbase.",
    "apoc.create.",
    "apoc.custom.",
    "apoc.cypher.doit",
    "apoc.cypher.runfile",
    "apoc.cypher.runfiles",
    "apoc.cypher.runmany",
    "apoc.cypher.runschemafile",
    "apoc.cypher.runschemafiles",
    "apoc.cypher.runwrite",
    "apoc.do.",
    "apoc.dv.",
    "apoc.es.",
    "apoc.export.",
    "apoc.generate.",
    "apoc.gephi.",
    "apoc.import.",
    "apoc.load.",
    "apoc.lock.",
    "apoc.log.",
    "apoc.merge.",
    "apoc.model.jdbc",
    "apoc.mongo.",
    "apoc.mongodb.",
    "apoc.nlp.",
    "apoc.nodes.delete",
    "apoc.nodes.link",
    "apoc.periodic.",
    "apoc.redis.",
    "apoc.refactor.",
    "apoc.schema.assert",
    "apoc.systemdb.execute",
    "apoc.trigger.",
    "apoc.ttl.",
    "apoc.uuid.",
    "apoc.xml.import",
    "db.checkpoint",
    "db.clearquerycaches",
    "db.create.",
    "db.createindex",
    "db.createlabel",
    "db.createnodekey",
    "db.createproperty",
    "db.createrelationshiptype",
    "db.createuniquepropertyconstraint",
    "db.index.fulltext.createnodeindex",
    "db.index.fulltext.createrelationshipindex",
    "db.index.fulltext.drop",
    "db.resampleindex",
    "db.resampleoutdatedindexes",
    "dbms.checkpoint",
    "dbms.clearquerycaches",
    "dbms.cluster.",
    "dbms.killconnection",
    "dbms.killconnections",
    "dbms.killqueries",
    "dbms.killquery",
    "dbms.killtransaction",
    "dbms.killtransactions",
    "dbms.security.",
    "dbms.setconfigvalue",
    "dbms.upgrade",
    "gds.graph.",
    "gds.model.",
    "n10s.",
    "semantics.",
];

/// Procedures among those that only make values, or tell what there is.
const READ: [&str; 9] = [
    "apoc.create.uuid",
    "apoc.create.v",
    "apoc.custom.list",
    "apoc.custom.show",
    "apoc.periodic.list",
    "apoc.trigger.list",
    "apoc.trigger.show",
    "gds.graph.exists",
    "gds.graph.list",
];

/// Whether a procedure, whose name is in small letters, changes something.
pub(super) fn writes(procedure: &str) -> bool {
    let known = |known: &&str| procedure == *known || (known.ends_with('.') && procedure.starts_with(*known));
    // The library of algorithms names so what they do with their results.
    let stores = procedure.starts_with("gds.") && procedure.split('.').any(|part| part == "write" || part == "mutate");
    stores || (PROCEDURES.iter().any(known) && !READ.iter().any(|beginning| procedure.starts_with(beginning)))
}

/// The dotted name that the tokens begin with, in small letters.
pub(in crate::cypher) fn procedure_name(tokens: &[Token<'_>]) -> String {
    let mut name = String::new();
    for token in tokens {
        match token {
            Token::Word { text, .. } | Token::Quoted { text } if name.is_empty() || name.ends_with('.') => {
                name.push_str(&text.trim_matches('`').to_ascii_lowercase());
            }
            Token::Symbol { symbol: '.', .. } if !name.is_empty() => name.push('.'),
            _ => break,
        }
    }
    name
}
