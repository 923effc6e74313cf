//! From criteria to bodies: what belongs to neurons is asked for in parts, some bodies at a time.

use crate::body_id::BodyId;
use crate::client::Client;
use crate::criteria::{Matches, NeuronCriteria};
use crate::error::Error;
use crate::meta::Meta;
use crate::query::rows;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The bodies that fit, ascending.
    pub(super) async fn bodies_of(&self, neurons: &NeuronCriteria, meta: &Meta) -> Result<Vec<BodyId>, Error> {
        neurons.check(meta)?;
        let matches = Matches(vec![("n", neurons)]);
        let cypher = [
            &matches.with(&[]),
            "MATCH ",
            &neurons.pattern("n"),
            "\n",
            &matches.conditions(&[]),
            "RETURN n.bodyId AS bodyId\nORDER BY bodyId",
        ]
        .concat();
        let table = self.custom(&cypher, |_| {}).await?;
        (0..table.rows()).map(|row| rows::body(table.cell(row, 0))).collect()
    }
}

/// `WHERE` one of these bodies, and these conditions.
pub(super) fn where_bodies(variable: &str, bodies: &[BodyId], conditions: &[String]) -> String {
    let mut out = String::from("WHERE ");
    push_bodies(&mut out, variable, bodies);
    for condition in conditions {
        out.push_str(" AND ");
        out.push_str(condition);
    }
    out.push('\n');
    out
}

/// `n.bodyId IN […]`.
pub(super) fn push_bodies(out: &mut String, variable: &str, bodies: &[BodyId]) {
    out.push_str(variable);
    out.push_str(".bodyId IN [");
    for (at, body) in bodies.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        out.push_str(&body.to_string());
    }
    out.push(']');
}
