//! Bodies near a place are those that a look at every synapse and every soma finds.
use std::collections::BTreeMap;

use neuprint::query::{NearOptions, Place};
use neuprint::table::{Cell, Table};
use neuprint::{LengthUnit, SynapseCriteria};
use neuprint_tests::shared_data_or_skip;

use crate::recorded::{asker, now};

fn number(cell: Cell<'_>) -> f64 {
    match cell {
        Cell::Int(value) => value as f64,
        Cell::Float(value) => value,
        other => panic!("{other:?} is no number"),
    }
}

/// Bodies and positions, in voxels.
fn positions(all: &Table) -> Vec<(i64, [f64; 3])> {
    let row = |row| {
        let Cell::Int(body) = all.cell(row, 0) else { panic!("no body") };
        (body, [1, 2, 3].map(|column| number(all.cell(row, column))))
    };
    (0..all.rows()).map(row).collect()
}

#[test]
fn bodies_near_a_place_are_those_that_looking_everywhere_finds() {
    let test = "bodies_near_a_place_are_those_that_looking_everywhere_finds";
    let Some(folder) = shared_data_or_skip(test, "neo4j-answers") else { return };
    let client = &asker(&folder).client;
    let synapses = "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse) WHERE s.confidence > 0.5 WITH \
                    DISTINCT n, s RETURN n.bodyId, s.location.x, s.location.y, s.location.z";
    let somata = "MATCH (n:Neuron) WHERE n.somaLocation IS NOT NULL RETURN n.bodyId, n.somaLocation.x, n.somaLocation.y, \
                  n.somaLocation.z";
    let synapses = positions(&now(client.custom(synapses, |_| {})).unwrap());
    let somata = positions(&now(client.custom(somata, |_| {})).unwrap());
    let nm = |at: [f64; 3]| at.map(|voxel| voxel * 8.0);
    let places = [
        (Place::Point { at: [16000.0, 35500.0, 25000.0], radius: Some(400.0) }, LengthUnit::Voxel, 1.0),
        (Place::Point { at: nm([16000.0, 35500.0, 25000.0]), radius: Some(3_200.0) }, LengthUnit::Nanometre, 8.0),
        (Place::Point { at: [31819.0, 34626.0, 19464.0], radius: Some(900.0) }, LengthUnit::Voxel, 1.0),
        (Place::Box { min: [4000.0, 21000.0, 14000.0], max: [5500.0, 23000.0, 16000.0] }, LengthUnit::Voxel, 1.0),
        (Place::Box { min: [0.0; 3], max: [320.0; 3] }, LengthUnit::Micrometre, 0.008),
    ];
    for (place, unit, scale) in places {
        let distance = |at: [f64; 3]| {
            let far = |other: [f64; 3]| {
                [0, 1, 2].map(|axis| (at[axis] * scale - other[axis]).powi(2)).iter().sum::<f64>().sqrt()
            };
            match place {
                Place::Point { at, radius } => Some(far(at)).filter(|far| *far <= radius.unwrap()),
                Place::Box { min, max } => {
                    let within = (0..3).all(|axis| (min[axis]..=max[axis]).contains(&(at[axis] * scale)));
                    within.then(|| far([0, 1, 2].map(|axis| (min[axis] + max[axis]) / 2.0)))
                }
            }
        };
        // Per body: synapses there, the nearest synapse, the soma.
        let mut expected: BTreeMap<i64, (i64, f64, f64)> = BTreeMap::new();
        for (body, far) in synapses.iter().filter_map(|(body, at)| Some((body, distance(*at)?))) {
            let entry = expected.entry(*body).or_insert((0, f64::INFINITY, f64::INFINITY));
            *entry = (entry.0 + 1, entry.1.min(far), entry.2);
        }
        for (body, far) in somata.iter().filter_map(|(body, at)| Some((body, distance(*at)?))) {
            expected.entry(*body).or_insert((0, f64::INFINITY, f64::INFINITY)).2 = far;
        }
        assert!(!expected.is_empty(), "{place:?} finds nothing");
        let options = NearOptions { unit, synapses: SynapseCriteria::default(), limit: usize::MAX };
        let found = now(client.bodies_near(place, &options)).unwrap();
        assert_eq!(found.rows(), expected.len(), "{place:?}");
        let mut before = 0.0;
        for row in 0..found.rows() {
            let Cell::Int(body) = found.cell(row, 0) else { panic!("no body") };
            let (count, synapse, soma) = expected[&body];
            let same = |column: usize, value: f64| match found.cell(row, column) {
                Cell::Null => value == f64::INFINITY,
                cell => (number(cell) - value).abs() <= 1e-9 * value.max(1.0),
            };
            assert_eq!(found.cell(row, 5), Cell::Int(count), "{place:?} {body}");
            assert!(same(4, synapse.min(soma)) && same(6, synapse) && same(7, soma), "{place:?} {body}");
            assert!(number(found.cell(row, 4)) >= before, "{place:?}: not the nearest first");
            before = number(found.cell(row, 4));
        }
        println!("{} bodies at {place:?}", found.rows());
    }
}
