//! From the answers' tables to connections.

use std::collections::HashMap;

use neuprint_table::{Cell, Column, Table};

use super::side::{Side, side_of};
use crate::analysis::AnalysisError;
use crate::analysis::columns::{named, wrong};

/// A neuron of the set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Its bodyId.
    pub body: i64,
    /// Its type.
    pub neuron_type: Option<String>,
    /// Its instance.
    pub instance: Option<String>,
    /// How many synapses it has on the asked side, as its own property says.
    pub synapses: Option<i64>,
    /// The weight of all its connections with Traced partners.
    pub traced: i64,
    /// The weight of all its other connections.
    pub untraced: i64,
}

/// A neuron, or a fragment, on the other side of a connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Partner {
    /// Its bodyId.
    pub body: i64,
    /// Its type.
    pub neuron_type: Option<String>,
    /// Its instance.
    pub instance: Option<String>,
    /// Its side, if something tells it.
    pub side: Option<Side>,
    /// Its predicted transmitter.
    pub transmitter: Option<String>,
}

/// A connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The place of the set's neuron in [`Connections::own`].
    pub own: usize,
    /// The place of the other in [`Connections::partners`].
    pub partner: usize,
    /// Synapses.
    pub weight: i64,
    /// Its counts per ROI, as JSON text.
    pub roi_info: Option<String>,
}

/// A set's connections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Connections {
    /// The neurons of the set.
    pub own: Vec<Own>,
    /// Their partners.
    pub partners: Vec<Partner>,
    /// What is between them: at most one connection for each pair.
    pub edges: Vec<Edge>,
}

impl Connections {
    /// Reads the answers to the questions of a [`PartnerQuestion`](crate::question::PartnerQuestion).
    ///
    /// # Errors
    /// [`AnalysisError::NoColumn`], [`AnalysisError::Cell`].
    pub fn read(own: &Table, partners: &Table, edges: &Table, totals: &Table) -> Result<Self, AnalysisError> {
        let mut read = Self::default();
        let mut own_places = HashMap::new();
        let (body, type_of, instance, synapses) =
            (named(own, "bodyId")?, named(own, "type")?, named(own, "instance")?, named(own, "synapses")?);
        for row in 0..own.rows() {
            let id = integer(body, row)?;
            own_places.entry(id).or_insert_with(|| {
                read.own.push(Own {
                    body: id,
                    neuron_type: word(type_of, row),
                    instance: word(instance, row),
                    synapses: if let Cell::Int(count) = synapses.cell(row) { Some(count) } else { None },
                    traced: 0,
                    untraced: 0,
                });
                read.own.len() - 1
            });
        }
        let (body, traced, weight) = (named(totals, "bodyId")?, named(totals, "traced")?, named(totals, "weight")?);
        for row in 0..totals.rows() {
            let Some(at) = own_places.get(&integer(body, row)?) else { continue };
            let own = &mut read.own[*at];
            let sum = if traced.cell(row) == Cell::Bool(true) { &mut own.traced } else { &mut own.untraced };
            *sum += integer(weight, row)?;
        }
        let mut places = HashMap::new();
        let of = |name| named(partners, name);
        let (body, type_of, instance) = (of("bodyId")?, of("type")?, of("instance")?);
        let (soma, root, transmitter) = (of("somaSide")?, of("rootSide")?, of("transmitter")?);
        for row in 0..partners.rows() {
            let id = integer(body, row)?;
            places.entry(id).or_insert_with(|| {
                let instance = word(instance, row);
                let side = side_of(word(soma, row).as_deref(), word(root, row).as_deref(), instance.as_deref());
                let (neuron_type, transmitter) = (word(type_of, row), word(transmitter, row));
                read.partners.push(Partner { body: id, neuron_type, instance, side, transmitter });
                read.partners.len() - 1
            });
        }
        let (body, partner, weight) = (named(edges, "bodyId")?, named(edges, "partner")?, named(edges, "weight")?);
        let info = named(edges, "roiInfo")?;
        for row in 0..edges.rows() {
            let ends = (own_places.get(&integer(body, row)?), places.get(&integer(partner, row)?));
            let (Some(own), Some(partner)) = ends else { continue };
            let weight = integer(weight, row)?;
            if weight > 0 {
                read.edges.push(Edge { own: *own, partner: *partner, weight, roi_info: word(info, row) });
            }
        }
        Ok(read)
    }
}

fn integer(column: &Column, row: usize) -> Result<i64, AnalysisError> {
    match column.cell(row) {
        Cell::Int(number) => Ok(number),
        _ => Err(wrong(column, row, "a whole number")),
    }
}

/// A text that says something.
fn word(column: &Column, row: usize) -> Option<String> {
    match column.cell(row) {
        Cell::Text(text) | Cell::Json(text) if !text.is_empty() => Some(text.to_owned()),
        _ => None,
    }
}
