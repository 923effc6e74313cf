use super::*;
use crate::edges;

const ROOT: u32 = u32::MAX;

/// Five nodes along x, ten voxels apart; the edge from 3 to 2 is a bridge, node 4 hangs on 2.
fn skeleton() -> (Vec<[f32; 4]>, Vec<[u32; 2]>) {
    let nodes = [(0.0, 4.0), (10.0, 3.0), (20.0, 2.0), (30.0, 1.0), (20.0, 1.0)];
    let nodes = nodes.map(|(x, radius)| [x, if radius == 1.0 && x == 20.0 { 5.0 } else { 0.0 }, 0.0, radius]).to_vec();
    (nodes, edges::pairs(&[ROOT, 0, 1, 2, 2], &[3]))
}

fn values(coloring: Coloring, given: &[f32]) -> Values {
    let (nodes, pairs) = skeleton();
    coloring.values(&nodes, &pairs, given).expect("values")
}

/// The entry of the palette of each node.
fn entries(coloring: Coloring, given: &[f32], range: (f32, f32)) -> Vec<u8> {
    let values = values(coloring, given);
    let [factor, summand] = values.on_palette(range);
    values.bytes.iter().map(|byte| (f32::from(*byte) * factor + summand).round().clamp(0.0, 255.0) as u8).collect()
}

#[test]
fn distances_grow_from_the_root_over_bridges() {
    assert_eq!(values(Coloring::Distance, &[]).high, 30.0);
    assert_eq!(entries(Coloring::Distance, &[], (0.0, 30.0)), [0, 85, 170, 255, 213]);
    assert_eq!(entries(Coloring::Distance, &[], (0.0, 60.0)), [0, 43, 85, 128, 107], "in a larger scene");
}

#[test]
fn strahler_orders_are_whole_steps() {
    let values = values(Coloring::Strahler, &[]);
    assert_eq!((values.low, values.high), (1.0, 2.0));
    assert_eq!(entries(Coloring::Strahler, &[], (1.0, 2.0)), [255, 255, 255, 0, 0]);
    let legend = Legend::of(Coloring::Strahler, (1.0, 3.0)).unwrap();
    assert_eq!(legend.entries.iter().map(|entry| entry.value).collect::<Vec<_>>(), [1.0, 2.0, 3.0]);
    assert!(legend.steps);
}

#[test]
fn fragments_are_told_apart_though_they_were_joined() {
    assert_eq!(entries(Coloring::Fragment, &[], (0.0, 255.0)), [0, 0, 0, 1, 0]);
    assert_eq!(Legend::of(Coloring::Fragment, (0.0, 1.0)).unwrap().entries.len(), 2);
}

#[test]
fn what_is_left_out_is_no_fragment() {
    let (nodes, _) = skeleton();
    // The first node and the last are left out.
    let pairs = edges::pairs(&[0, ROOT, 1, ROOT, 4], &[]);
    let values = Coloring::Fragment.values(&nodes, &pairs, &[]).unwrap();
    assert_eq!(values.bytes[1..4], [0, 0, 1]);
    assert_eq!(values.usual, 1.0, "there are two");
}

#[test]
fn a_thick_soma_does_not_hide_the_other_radii() {
    let mut nodes = vec![[0.0, 0.0, 0.0, 10.0]; 100];
    nodes[0][3] = 800.0;
    nodes[1][3] = 0.0;
    let values = Coloring::Radius.values(&nodes, &[], &[]).unwrap();
    assert_eq!((values.usual, values.bytes[0], values.bytes[1], values.bytes[2]), (10.0, 255, 0, 255));
}

#[test]
fn given_numbers_are_taken_per_node_or_for_all() {
    assert_eq!(entries(Coloring::Values, &[5.0, 6.0, 7.0, 8.0, 9.0], (5.0, 9.0)), [0, 64, 128, 191, 255]);
    assert_eq!(entries(Coloring::Categories, &[3.0], (0.0, 255.0)), [3; 5]);
    let (nodes, pairs) = skeleton();
    assert_eq!(Coloring::Values.values(&nodes, &pairs, &[]), None);
    assert_eq!(Coloring::Neuron.values(&nodes, &pairs, &[1.0]), None);
    assert_eq!(Coloring::Strahler.values(&nodes, &[[0, 1], [1, 0]], &[]), None, "a ring has no order");
}

#[test]
fn equal_values_have_a_colour_too() {
    assert_eq!(entries(Coloring::Values, &[7.0], (7.0, 7.0)), [0; 5]);
}

#[test]
fn names_are_read_as_they_are_written() {
    for name in ["neuron", "radius", "strahler", "distance", "fragment", "values", "categories"] {
        assert_eq!(Coloring::from_name(name).map(Coloring::name), Some(name));
    }
    assert_eq!(Coloring::from_name("rainbow"), None);
}
