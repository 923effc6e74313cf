//! The synapses of a neuron whose skeleton is shown: where they are, and who is at the other ends.

use std::collections::HashMap;

use futures_util::future::join;
use neuprint::cypher::quote;
use neuprint::table::{Cell, Table};
use neuprint::{BodyId, Client, Transport};

use super::schema::ask_table;
use super::{Answer, Bulk, failure};
use crate::messages::{InBytes as _, PartnerBody, PartnerType, Response, SynapsesFound};

/// What a synapse has none of.
const NONE: u32 = u32::MAX;

/// Asks the dataset, in two queries at a time: where synapses are, and who is at their other ends. A dataset that does not
/// know the second has synapses without partners.
pub(super) async fn ask<T: Transport>(client: &Client<T>, body: BodyId) -> Answer {
    let meta = client.meta().await.map_err(failure::of_client)?;
    let rois = meta.primary_rois();
    let (of_synapses, of_partners) = (places_cypher(body, &rois), partners_cypher(body));
    let (places, partners) = join(ask_table(client, &of_synapses), ask_table(client, &of_partners)).await;
    let places = places.map_err(failure::of_client)?;
    let partners = partners.map_err(failure::of_client)?;
    Ok(found(&places, &partners, rois))
}

fn places_cypher(body: BodyId, rois: &[String]) -> String {
    let listed: Vec<String> = rois.iter().map(|roi| quote(roi)).collect();
    format!(
        "MATCH (:Segment {{bodyId: {body}}})-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse)\n\
         WITH DISTINCT s\n\
         RETURN id(s) AS synapse, s.type AS type, s.location.x AS x, s.location.y AS y, s.location.z AS z, \
         s.confidence AS confidence, head([roi IN keys(s) WHERE roi IN [{}]]) AS roi",
        listed.join(", ")
    )
}

fn partners_cypher(body: BodyId) -> String {
    format!(
        "MATCH (:Segment {{bodyId: {body}}})-[:Contains]->(near:SynapseSet)-[:Contains]->(s:Synapse),\n\
         (near)-[:ConnectsTo]-(:SynapseSet)<-[:Contains]-(partner:Segment)\n\
         RETURN id(s) AS synapse, partner.type AS partner, partner.bodyId AS body"
    )
}

fn found(places: &Table, partners: &Table, rois: Vec<String>) -> (Response, Vec<Bulk>) {
    let (types, of_synapse) = ranked(partners);
    let mut synapses = HashMap::new();
    let rank_of_roi: HashMap<&str, u32> = rois.iter().map(String::as_str).zip(0..).collect();
    let (mut xyz, mut confidences) = (Vec::new(), Vec::new());
    let (mut sides, mut partner_of, mut roi_of) = (Vec::new(), Vec::new(), Vec::new());
    for row in 0..places.rows() {
        let number = |column: usize| match places.cell(row, column) {
            Cell::Int(number) => Some(number as f32),
            Cell::Float(number) => Some(number as f32),
            _ => None,
        };
        // One without a place cannot be drawn.
        let [Some(x), Some(y), Some(z)] = [2, 3, 4].map(number) else { continue };
        xyz.extend([x, y, z]);
        confidences.push(number(5).unwrap_or(1.0));
        sides.push(u8::from(places.cell(row, 1) != Cell::Text("pre")));
        let synapse = integer(places.cell(row, 0));
        let partner = synapse.and_then(|synapse| of_synapse.get(&synapse));
        partner_of.push(partner.copied().unwrap_or(NONE));
        synapses.extend(synapse.map(|synapse| (synapse, roi_of.len() as u32)));
        let roi = match places.cell(row, 6) {
            Cell::Text(roi) => rank_of_roi.get(roi),
            _ => None,
        };
        roi_of.push(roi.copied().unwrap_or(NONE));
    }
    let (bodies, connections) = connections(partners, &types, &synapses);
    let bulk = vec![
        Bulk::Bytes(SynapsesFound { partners: types, bodies, rois }.write()),
        Bulk::Floats(xyz),
        Bulk::Floats(confidences),
        Bulk::Bytes(sides),
        Bulk::Words(partner_of),
        Bulk::Words(roi_of),
        Bulk::Words(connections),
    ];
    (Response::Synapses, bulk)
}

/// The partners' types, those with the most connections first, and of each synapse the first of its partners' in this
/// order: a presynapse has several.
fn ranked(partners: &Table) -> (Vec<PartnerType>, HashMap<i64, u32>) {
    let mut counts: HashMap<&str, u32> = HashMap::new();
    for row in 0..partners.rows() {
        *counts.entry(name(partners, row)).or_default() += 1;
    }
    let mut ordered: Vec<(&str, u32)> = counts.into_iter().collect();
    // Neurons without a type are not one group: they come last.
    ordered.sort_unstable_by(|(one, few), (other, many)| {
        one.is_empty().cmp(&other.is_empty()).then(many.cmp(few)).then(one.cmp(other))
    });
    let ranks: HashMap<&str, u32> = ordered.iter().map(|(name, _)| *name).zip(0..).collect();
    let mut of_synapse: HashMap<i64, u32> = HashMap::new();
    for row in 0..partners.rows() {
        let (Some(synapse), Some(rank)) = (integer(partners.cell(row, 0)), ranks.get(name(partners, row))) else {
            continue;
        };
        let first = of_synapse.entry(synapse).or_insert(*rank);
        *first = (*first).min(*rank);
    }
    let named = |(name, connections): (&str, u32)| PartnerType { name: name.to_owned(), connections };
    (ordered.into_iter().map(named).collect(), of_synapse)
}

/// The neurons at the other ends, in the order in which they come, and per connection the place of its synapse and of its
/// neuron.
fn connections(partners: &Table, types: &[PartnerType], synapses: &HashMap<i64, u32>) -> (Vec<PartnerBody>, Vec<u32>) {
    let ranks: HashMap<&str, u32> = types.iter().map(|found| found.name.as_str()).zip(0..).collect();
    let mut places: HashMap<i64, u32> = HashMap::new();
    let mut bodies: Vec<PartnerBody> = Vec::new();
    let mut connections = Vec::new();
    for row in 0..partners.rows() {
        let Some(of_type) = ranks.get(name(partners, row)).copied() else { continue };
        // Datasets that know no IDs of partners have types alone.
        let body = (partners.columns().len() > 2).then(|| integer(partners.cell(row, 2))).flatten();
        let body = body.filter(|body| *body > 0);
        let place = *places.entry(body.unwrap_or(-1 - i64::from(of_type))).or_insert_with(|| {
            bodies.push(PartnerBody { body: body.unwrap_or_default().unsigned_abs(), of_type, connections: 0 });
            bodies.len() as u32 - 1
        });
        bodies[place as usize].connections += 1;
        if let Some(synapse) = integer(partners.cell(row, 0)).and_then(|synapse| synapses.get(&synapse)) {
            connections.extend([*synapse, place]);
        }
    }
    (bodies, connections)
}

/// A partner's type; empty: it has none.
fn name(partners: &Table, row: usize) -> &str {
    match partners.cell(row, 1) {
        Cell::Text(name) => name,
        _ => "",
    }
}

fn integer(cell: Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Int(number) => Some(number),
        _ => None,
    }
}
