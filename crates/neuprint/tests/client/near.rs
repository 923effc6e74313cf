//! Bodies near a place: the queries, and how their answers become one table.

use neuprint::query::{NearOptions, Place};
use neuprint::table::Table;
use neuprint::{Error, LengthUnit, SynapseCriteria};

use crate::transport::{Recorded, connected, now};

/// Voxels of this size, and a threshold.
fn meta(size: &str) -> String {
    format!(
        r#"{{"columns":["m"],"data":[[{{"voxelSize":{size},"voxelUnits":"nanometers","roiInfo":"{{\"EB\":{{}}}}",
            "primaryRois":["EB"],"postHighAccuracyThreshold":0.5}}]]}}"#
    )
}

const NO_SYNAPSES: &str = r#"{"columns":["bodyId","type","instance","status","synapseDistance","synapses"],"data":[]}"#;
const NO_SOMATA: &str = r#"{"columns":["bodyId","type","instance","status","somaDistance"],"data":[]}"#;

fn ask(recorded: &Recorded, place: Place, options: &NearOptions) -> Result<Table, Error> {
    now(connected(recorded).bodies_near(place, options))
}

fn rows(table: &Table) -> Vec<String> {
    let cells = |row| (0..table.columns().len()).map(move |column| table.cell(row, column).to_string());
    (0..table.rows()).map(|row| cells(row).collect::<Vec<_>>().join("|")).collect()
}

#[test]
fn synapses_and_somata_are_one_table_the_nearest_first() {
    let synapses = r#"{"columns":["bodyId","type","instance","status","synapseDistance","synapses"],
        "data":[[720575940628857210,"a","a_R","Traced",30.5,4],[7,"b",null,null,12,1]]}"#;
    let somata = r#"{"columns":["bodyId","type","instance","status","somaDistance"],
        "data":[[720575940628857210,"a","a_R","Traced",3],[9,null,null,null,12]]}"#;
    let meta = meta("[8,8,8]");
    let recorded = Recorded::answering(&[(200, &meta), (200, synapses), (200, somata)]);
    let place = Place::Point { at: [100.0, -200.0, 300.5], radius: Some(50.0) };
    let options = NearOptions {
        synapses: SynapseCriteria::of([("type", "pre".into()), ("rois", "EB".into())]).unwrap(),
        ..NearOptions::default()
    };
    let table = ask(&recorded, place, &options).unwrap();
    let names: Vec<&str> = table.columns().iter().map(|column| column.name()).collect();
    let expected = ["bodyId", "type", "instance", "status", "distance", "synapses", "synapseDistance", "somaDistance"];
    assert_eq!(names, expected);
    assert_eq!(rows(&table), ["720575940628857210|a|a_R|Traced|3|4|30.5|3", "7|b|||12|1|12|", "9||||12|0||12"]);
    assert_eq!(
        recorded.cyphers()[1..],
        [
            "MATCH (s:Synapse)\nWHERE point.distance(s.location, point({x: 100.0, y: -200.0, z: 300.5})) <= \
             50.000000051 AND (s.EB) AND s.confidence > 0.5 AND s.type = 'pre'\nWITH s, sqrt(((s.location.x - 100.0) * \
             1.0) * ((s.location.x - 100.0) * 1.0) + ((s.location.y - -200.0) * 1.0) * ((s.location.y - -200.0) * 1.0) + \
             ((s.location.z - 300.5) * 1.0) * ((s.location.z - 300.5) * 1.0)) AS distance\nWHERE distance <= 50.0\nMATCH \
             (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s)\nWITH DISTINCT n, s, distance\nRETURN n.bodyId AS \
             bodyId, n.type AS type, n.instance AS instance, n.status AS status, min(distance) AS synapseDistance, \
             count(s) AS synapses",
            "MATCH (n:Neuron)\nWHERE point.distance(n.somaLocation, point({x: 100.0, y: -200.0, z: 300.5})) <= \
             50.000000051\nWITH n, sqrt(((n.somaLocation.x - 100.0) * 1.0) * ((n.somaLocation.x - 100.0) * 1.0) + \
             ((n.somaLocation.y - -200.0) * 1.0) * ((n.somaLocation.y - -200.0) * 1.0) + ((n.somaLocation.z - 300.5) * \
             1.0) * ((n.somaLocation.z - 300.5) * 1.0)) AS distance\nWHERE distance <= 50.0\nRETURN n.bodyId AS bodyId, \
             n.type AS type, n.instance AS instance, n.status AS status, distance AS somaDistance",
        ]
    );
}

#[test]
fn other_units_are_voxels_per_axis() {
    let meta = meta("[4,4,40]");
    let recorded = Recorded::answering(&[(200, &meta), (200, NO_SYNAPSES), (200, NO_SOMATA)]);
    let place = Place::Box { min: [0.0, 0.0, 0.0], max: [0.8, 0.8, 2.0] };
    let options = NearOptions { unit: LengthUnit::Micrometre, ..NearOptions::default() };
    assert_eq!(ask(&recorded, place, &options).unwrap().rows(), 0);
    let cypher = &recorded.cyphers()[1];
    // 0.8 µm are 200 voxels of 4 nm, 2 µm are 50 of 40 nm; the corner is 144 voxels from the centre.
    for part in [
        "point({x: 100.0, y: 100.0, z: 25.0})) <= 143.6",
        "((s.location.z - 25.0) * 0.04) * ((s.location.z - 25.0) * 0.04)",
        "\nWHERE s.location.x >= 0.0 AND s.location.x <= 200.0 AND s.location.y >= 0.0 AND s.location.y <= 200.0 AND \
         s.location.z >= 0.0 AND s.location.z <= 50.0\nMATCH",
    ] {
        assert!(cypher.contains(part), "{part} in {cypher}");
    }
}

#[test]
fn without_a_radius_it_is_looked_farther_until_there_are_enough() {
    let one = r#"{"columns":["bodyId","type","instance","status","synapseDistance","synapses"],
        "data":[[7,"a",null,null,90,1],[8,"a",null,null,80,1],[9,"a",null,null,99,1]]}"#;
    let meta = meta("[8,8,8]");
    let answers = [(200, &*meta), (200, NO_SYNAPSES), (200, NO_SOMATA), (200, one), (200, NO_SOMATA)];
    let recorded = Recorded::answering(&answers);
    let options = NearOptions { limit: 2, ..NearOptions::default() };
    let table = ask(&recorded, Place::Point { at: [1.0, 2.0, 3.0], radius: None }, &options).unwrap();
    assert_eq!(rows(&table), ["8|a|||80|1|80|", "7|a|||90|1|90|"]);
    let cyphers = recorded.cyphers();
    assert!(cyphers[1].contains("WHERE distance <= 50.0\n") && cyphers[3].contains("WHERE distance <= 100.0\n"));
}

#[test]
fn places_and_units_that_cannot_be_are_refused_by_name() {
    let refused = |meta: &str, place: Place, unit: LengthUnit| {
        let recorded = Recorded::answering(&[(200, meta)]);
        let error = ask(&recorded, place, &NearOptions { unit, ..NearOptions::default() }).unwrap_err();
        let Error::Criteria(error) = error else { panic!("{error:?}") };
        error.to_string()
    };
    let cubes = meta("[8,8,8]");
    let point = |at, radius| Place::Point { at, radius: Some(radius) };
    let (good, voxel) = (point([0.0; 3], 1.0), LengthUnit::Voxel);
    let nan = f64::NAN;
    assert!(refused(&cubes, point([0.0, nan, 0.0], 1.0), voxel).starts_with("`point` cannot be NaN"));
    assert!(refused(&cubes, point([0.0; 3], -1.0), voxel).starts_with("`radius` cannot be -1"));
    assert!(refused(&cubes, point([0.0; 3], f64::INFINITY), voxel).starts_with("`radius` cannot be inf"));
    let inside_out = Place::Box { min: [0.0, 5.0, 0.0], max: [1.0; 3] };
    assert!(refused(&cubes, inside_out, voxel).starts_with("`min` cannot be 5: it is beyond"));
    assert!(
        refused(&meta("[4,4,40]"), good, voxel)
            .contains("`unit` cannot be \"voxel\": the dataset's voxels are not cubes")
    );
    let unknown = r#"{"columns":["m"],"data":[[{"dataset":"d"}]]}"#;
    assert!(refused(unknown, good, LengthUnit::Nanometre).contains("does not say how large a voxel is"));
    let error = "mile".parse::<LengthUnit>().unwrap_err();
    assert_eq!(error.to_string(), "`unit` cannot be \"mile\": it is \"voxel\", \"nm\" or \"um\"");
}
