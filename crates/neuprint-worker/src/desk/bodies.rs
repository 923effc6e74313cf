//! Which bodies are meant by a name, or by their connections.

use neuprint::cypher::{name, quote};
use neuprint::table::Cell;
use neuprint::{BodyId, Client, Error, Transport};

use super::schema::ask_table;
use crate::messages::{BodiesOf, Direction, PropertyValue, PropertyValues};

/// Bodies at most: so many skeletons are drawn at once.
const MOST: usize = 1_000;

/// Asks the dataset. They come in the order in which they are worth showing.
pub(super) async fn ask<T: Transport>(client: &Client<T>, of: &BodiesOf) -> Result<Vec<u64>, Error> {
    let table = ask_table(client, &cypher(of)?).await?;
    if table.columns().is_empty() {
        return Ok(Vec::new());
    }
    Ok((0..table.rows())
        .filter_map(|row| match table.cell(row, 0) {
            Cell::Int(body) => u64::try_from(body).ok(),
            _ => None,
        })
        .collect())
}

/// Asks for a property of some bodies, in one query.
pub(super) async fn property<T: Transport>(
    client: &Client<T>,
    bodies: &[u64],
    property: &str,
) -> Result<PropertyValues, Error> {
    let (ids, property) = (listed(bodies)?, name(property));
    let cypher =
        format!("MATCH (n:Segment) WHERE n.bodyId IN [{ids}] RETURN n.bodyId AS bodyId, n.{property} AS propertyValue");
    let table = ask_table(client, &cypher).await?;
    if table.columns().len() < 2 {
        return Ok(PropertyValues::default());
    }
    let of_row = |row: usize| {
        let Cell::Int(body) = table.cell(row, 0) else { return None };
        let value = match table.cell(row, 1) {
            Cell::Null => return None,
            Cell::Bool(value) => PropertyValue::Text(value.to_string()),
            Cell::Int(value) => PropertyValue::Number(value as f64),
            Cell::UInt(value) => PropertyValue::Number(value as f64),
            Cell::Float(value) => PropertyValue::Number(value),
            Cell::Text(text) | Cell::Json(text) => PropertyValue::Text(text.to_owned()),
        };
        Some((u64::try_from(body).ok()?, value))
    };
    Ok(PropertyValues((0..table.rows()).filter_map(of_row).collect()))
}

/// IDs as a list in a query.
fn listed(bodies: &[u64]) -> Result<String, Error> {
    let ids = bodies.iter().map(|body| Ok(BodyId::new(*body)?.to_string()));
    Ok(ids.collect::<Result<Vec<_>, Error>>()?.join(", "))
}

fn cypher(of: &BodiesOf) -> Result<String, Error> {
    Ok(match of {
        BodiesOf::Named(name) => {
            let name = quote(name);
            format!(
                "MATCH (n:Neuron) WHERE n.type = {name} OR n.instance = {name}\n\
                 RETURN n.bodyId AS bodyId ORDER BY bodyId LIMIT {MOST}"
            )
        }
        BodiesOf::Partners { bodies, direction, types, most } => {
            let ids = listed(bodies)?;
            let pattern = match direction {
                Direction::Inputs => "(n:Segment)<-[e:ConnectsTo]-(m:Neuron)",
                Direction::Outputs => "(n:Segment)-[e:ConnectsTo]->(m:Neuron)",
            };
            let of_them = format!("MATCH {pattern} WHERE n.bodyId IN [{ids}] AND NOT m.bodyId IN [{ids}]");
            if *types {
                // Neurons without a type are no type.
                format!(
                    "{of_them} AND m.type IS NOT NULL\n\
                     WITH m.type AS type, sum(e.weight) AS weight, collect(DISTINCT m.bodyId) AS bodies\n\
                     ORDER BY weight DESC, type LIMIT {most}\n\
                     UNWIND bodies AS bodyId\n\
                     RETURN bodyId LIMIT {MOST}"
                )
            } else {
                format!(
                    "{of_them}\nRETURN m.bodyId AS bodyId, sum(e.weight) AS weight\n\
                     ORDER BY weight DESC, bodyId LIMIT {most}"
                )
            }
        }
    })
}
