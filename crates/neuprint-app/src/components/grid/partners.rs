//! Questions about a body that a cell names.

use leptos::prelude::*;

use super::sheet::Sheet;

/// Whom a body is connected with, in both directions.
pub(super) fn partners(body: u64) -> String {
    format!(
        "MATCH (n:Neuron)-[c:ConnectsTo]-(m:Neuron)\n\
         WHERE n.bodyId = {body}\n\
         RETURN CASE WHEN startNode(c) = n THEN \"downstream\" ELSE \"upstream\" END AS direction,\n  \
         m.bodyId AS bodyId, m.type AS type, m.instance AS instance, c.weight AS weight\n\
         ORDER BY weight DESC"
    )
}

/// The neurons of a body's type.
pub(super) fn of_its_type(body: u64) -> String {
    format!(
        "MATCH (n:Neuron)\n\
         WHERE n.bodyId = {body}\n\
         MATCH (m:Neuron)\n\
         WHERE m.type = n.type\n\
         RETURN m.bodyId AS bodyId, m.type AS type, m.instance AS instance, m.status AS status, m.pre AS pre, m.post AS post\n\
         ORDER BY m.instance, m.bodyId"
    )
}

/// Asks in a result of its own.
pub(super) fn ask(sheet: Sheet, cypher: String) {
    sheet.query.text.set(cypher);
    sheet.query.run(sheet.session);
}
