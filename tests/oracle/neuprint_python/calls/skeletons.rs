//! Skeletons, as they are fetched and what is made of them.

use neuprint::skeleton::{
    HealOptions, NO_PARENT, Skeleton, attach, distances_from_root, distances_to_parent, heal, node_near, reroot,
    segments, thickest_node, upsample,
};
use neuprint::{BodyId, Transport};
use serde_json::{Value as Json, json};

use super::{Answer, Asker, Call, unwritable};
use crate::values::{floats, ids, of_columns, of_skeleton, singles, to_skeleton};

pub(super) async fn answer<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Option<Answer> {
    Some(match call.function.as_str() {
        "client.fetch_skeleton" | "fetch_skeleton" => fetch(asker, call).await,
        "skeleton_swc_to_df" => Ok(of_skeleton(&to_skeleton(call.arguments.at(0, "swc")), None)),
        "heal_skeleton" => Ok(of_skeleton(&healed(&skeleton(call), call.arguments.at(1, "max_distance")), None)),
        "reorient_skeleton" => reorient(call),
        "upsample_skeleton" => {
            let most = call.arguments.at(1, "max_segment_length").as_f64().unwrap();
            Ok(of_skeleton(&upsample(&skeleton(call), most).unwrap(), None))
        }
        "distances_from_root" => {
            let skeleton = skeleton(call);
            let distances = floats(distances_from_root(&skeleton));
            Ok(of_skeleton(&skeleton, Some(("distance", distances))))
        }
        "calc_segment_distances" => Ok(edge_lengths(&skeleton(call)).into()),
        "skeleton_segments" => Ok(edges(&skeleton(call))),
        "skeleton_df_to_swc" => Ok(skeleton(call).to_swc().into()),
        "skeleton_df_to_nx" => Ok(graph(&skeleton(call), call.arguments.named("with_distances") == true)),
        "attach_synapses_to_skeleton" => Ok(attached(&skeleton(call), call.arguments.at(1, "synapses_df"))),
        _ => return None,
    })
}

fn skeleton(call: &Call) -> Skeleton {
    to_skeleton(call.arguments.at(0, "skeleton_df"))
}

/// `true` and nothing at all are no limit.
fn healed(skeleton: &Skeleton, most: &Json) -> Skeleton {
    heal(skeleton, HealOptions { max_distance: most.as_f64(), ..HealOptions::default() }).skeleton
}

async fn fetch<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let Some(body) = call.arguments.at(0, "body").as_u64() else { return Err(unwritable("a text as a body")) };
    let body = BodyId::new(body)?;
    let (healing, format) = (call.arguments.at(1, "heal"), call.arguments.at(3, "format").as_str());
    let distances = call.arguments.at(4, "with_distances") == true;
    let is_raw = healing.is_null() || healing == false;
    if is_raw && format == Some("swc") {
        return Ok(String::from_utf8(asker.client.skeleton_swc(body, |_| {}).await?).unwrap().into());
    }
    let mut skeleton = asker.client.skeleton(body).await?;
    if !is_raw {
        skeleton = healed(&skeleton, healing);
    }
    Ok(match format {
        Some("swc") => skeleton.to_swc().into(),
        Some("nx") => graph(&skeleton, distances),
        _ => of_skeleton(&skeleton, distances.then(|| ("distance", edge_lengths(&skeleton)))),
    })
}

fn edge_lengths(skeleton: &Skeleton) -> Vec<Json> {
    floats(distances_to_parent(skeleton))
}

fn reorient(call: &Call) -> Answer {
    let skeleton = skeleton(call);
    let root = match (call.arguments.at(1, "rowId").as_i64(), call.arguments.named("xyz").as_array()) {
        (Some(id), _) => skeleton.node_with_id(id),
        (None, Some(at)) => node_near(&skeleton, [0, 1, 2].map(|axis| at[axis].as_f64().unwrap())),
        (None, None) => thickest_node(&skeleton).filter(|_| call.arguments.named("use_max_radius") == true),
    };
    Ok(of_skeleton(&reroot(&skeleton, root.unwrap()), None))
}

/// The edges with everything that is known of both ends.
fn edges(skeleton: &Skeleton) -> Json {
    let found = segments(skeleton);
    let pick =
        |values: &[f32], nodes: &[u32]| singles(&nodes.iter().map(|node| values[*node as usize]).collect::<Vec<_>>());
    let links = |nodes: &[u32]| {
        let parents: Vec<u32> = nodes.iter().map(|node| skeleton.parents()[*node as usize]).collect();
        ids(skeleton, &parents)
    };
    let (children, parents) = (&found.children[..], &found.parents[..]);
    of_columns([
        ("rowId", ids(skeleton, children)),
        ("x", pick(skeleton.x(), children)),
        ("y", pick(skeleton.y(), children)),
        ("z", pick(skeleton.z(), children)),
        ("radius", pick(skeleton.radii(), children)),
        ("link", links(children)),
        ("rowId_parent", ids(skeleton, parents)),
        ("link_parent", links(parents)),
        ("x_parent", pick(skeleton.x(), parents)),
        ("y_parent", pick(skeleton.y(), parents)),
        ("z_parent", pick(skeleton.z(), parents)),
        ("radius_parent", pick(skeleton.radii(), parents)),
        ("length", floats(found.lengths.iter().copied())),
        ("avg_radius", floats(found.average_radii.iter().copied())),
        ("volume", floats(found.volumes.iter().copied())),
    ])
}

/// Nodes and edges, as `values.py` writes a graph of networkx.
fn graph(skeleton: &Skeleton, with_distances: bool) -> Json {
    let all: Vec<u32> = (0..skeleton.len() as u32).collect();
    let nodes = of_columns([
        ("node", ids(skeleton, &all)),
        ("x", singles(skeleton.x())),
        ("y", singles(skeleton.y())),
        ("z", singles(skeleton.z())),
        ("radius", singles(skeleton.radii())),
    ]);
    let children: Vec<u32> = all.into_iter().filter(|node| skeleton.parents()[*node as usize] != NO_PARENT).collect();
    let parents: Vec<u32> = children.iter().map(|node| skeleton.parents()[*node as usize]).collect();
    let ends = [("from", ids(skeleton, &children)), ("to", ids(skeleton, &parents))];
    let edges = if with_distances {
        let lengths = distances_to_parent(skeleton);
        let lengths = floats(children.iter().map(|node| lengths[*node as usize]));
        let [from, to] = ends;
        of_columns([from, to, ("distance", lengths)])
    } else {
        of_columns(ends)
    };
    json!([nodes, edges])
}

/// The skeleton's nodes, then a node for each synapse.
fn attached(skeleton: &Skeleton, synapses: &Json) -> Json {
    let column = |name: &str| synapses["table"].as_array().unwrap().iter().position(|other| other == name).unwrap();
    let (kind, axes) = (column("type"), ["x", "y", "z"].map(column));
    let rows = synapses["rows"].as_array().unwrap();
    let points: Vec<[f64; 3]> = rows.iter().map(|row| axes.map(|axis| row[axis].as_f64().unwrap())).collect();
    let mut table = of_skeleton(skeleton, Some(("structure", vec![json!("neurite"); skeleton.len()])));
    let first = 1 + skeleton.ids().iter().max().unwrap();
    let all = table["rows"].as_array_mut().unwrap();
    for ((row, nearest), id) in rows.iter().zip(attach(skeleton, &points)).zip(first..) {
        let [x, y, z] = axes.map(|axis| &row[axis]);
        all.push(json!([id, x, y, z, 0.0, skeleton.ids()[nearest.unwrap().node as usize], row[kind]]));
    }
    table
}
