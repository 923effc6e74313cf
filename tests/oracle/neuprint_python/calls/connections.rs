//! Connections and paths.

use neuprint::query::{AdjacencyOptions, ConnectionOptions, Direction, PathLength, PathOptions, Weights};
use neuprint::{BodyId, NeuronCriteria, Transport};
use serde_json::Value as Json;

use super::neurons::whole;
use super::{Answer, Asker, Call, Refused, unwritable};
use crate::arguments::{neurons, texts};
use crate::values;

pub(super) async fn answer<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Option<Answer> {
    Some(match call.function.as_str() {
        "fetch_simple_connections" => simple(asker, call).await,
        "fetch_common_connectivity" => common(asker, call).await,
        "fetch_adjacencies" => adjacencies(asker, call).await,
        "fetch_traced_adjacencies" => traced(asker, call).await,
        "fetch_paths" | "fetch_shortest_paths" => paths(asker, call).await,
        _ => return None,
    })
}

/// `all` is all that there are.
fn weights(value: &Json) -> Weights {
    match value {
        Json::String(all) if all == "all" => Weights::All,
        value => texts(value).map_or(Weights::All, Weights::Named),
    }
}

fn options(call: &Call, min_weight: &Json, properties: &Json) -> Result<ConnectionOptions, Refused> {
    let mut options = ConnectionOptions::default();
    options.min_weight = whole(min_weight, options.min_weight.cast_unsigned())?.cast_signed();
    options.properties = texts(properties).unwrap_or(options.properties);
    options.weights = weights(call.arguments.named("weight_props"));
    Ok(options)
}

async fn simple<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let at = |place, name| call.arguments.at(place, name);
    let mut options = options(call, at(3, "min_weight"), at(4, "properties"))?;
    options.rois = texts(at(2, "rois")).unwrap_or_default();
    let (upstream, downstream) = (neurons(at(0, "upstream_criteria"))?, neurons(at(1, "downstream_criteria"))?);
    Ok(values::of_table(&asker.client.simple_connections(&upstream, &downstream, &options).await?))
}

async fn common<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let at = |place, name| call.arguments.at(place, name);
    let direction = match at(1, "search_direction").as_str() {
        None | Some("upstream") => Direction::Upstream,
        Some("downstream") => Direction::Downstream,
        Some(other) => return Err(unwritable(other)),
    };
    let options = options(call, at(2, "min_weight"), at(3, "properties"))?;
    let criteria = neurons(at(0, "criteria"))?;
    Ok(values::of_table(&asker.client.common_connectivity(&criteria, direction, &options).await?))
}

fn adjacency_options(call: &Call) -> Result<AdjacencyOptions, Refused> {
    // How many requests are on their way is no choice of a call.
    call.arguments.named("threads");
    let mut options = AdjacencyOptions::default();
    options.weights = weights(call.arguments.named("weight_props"));
    options.omit_rois = call.arguments.named("omit_rois") == true;
    options.batch_size = whole(call.arguments.named("batch_size"), options.batch_size)?;
    Ok(options)
}

async fn adjacencies<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let at = |place, name| call.arguments.at(place, name);
    let mut options = adjacency_options(call)?;
    options.rois = texts(at(2, "rois")).unwrap_or_default();
    options.min_roi_weight = whole(at(3, "min_roi_weight"), 1_u64)?.cast_signed();
    options.min_total_weight = whole(at(4, "min_total_weight"), 1_u64)?.cast_signed();
    options.include_nonprimary = at(5, "include_nonprimary") == true;
    options.properties = texts(at(8, "properties")).unwrap_or(options.properties);
    let (sources, targets) = (neurons(at(0, "sources"))?, neurons(at(1, "targets"))?);
    let found = asker.client.adjacencies(&sources, &targets, &options, &mut |_, _| {}).await?;
    Ok(vec![values::of_table(&found.neurons), values::of_table(&found.connections)].into())
}

async fn traced<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let found = asker.client.traced_adjacencies(&adjacency_options(call)?, &mut |_, _| {}).await?;
    Ok(vec![values::of_table(&found.neurons), values::of_table(&found.connections)].into())
}

async fn paths<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let at = |place, name| call.arguments.at(place, name);
    let body = |value: &Json| BodyId::new(value.as_u64().unwrap());
    let (exactly, at_most) = (call.arguments.named("path_length"), call.arguments.named("max_path_length"));
    let length = match (exactly, at_most) {
        (Json::Null, Json::Null) => PathLength::Shortest,
        (exactly, Json::Null) => PathLength::Exactly(whole(exactly, 0)?),
        (Json::Null, at_most) => PathLength::AtMost(whole(at_most, 0)?),
        _ => return Err(unwritable("two lengths")),
    };
    let min_weight = whole(at(2, "min_weight"), 1_u64)?.cast_signed();
    let intermediate: Option<NeuronCriteria> = match at(3, "intermediate_criteria") {
        Json::Null => None,
        criteria => Some(neurons(criteria)?),
    };
    let timeout = at(4, "timeout").as_f64().map_or(5_000, |seconds| (seconds * 1_000.0) as u32);
    let options = PathOptions { length, min_weight, intermediate, timeout };
    let (upstream, downstream) = (body(at(0, "upstream_bodyId"))?, body(at(1, "downstream_bodyId"))?);
    Ok(values::of_table(&asker.client.paths(upstream, downstream, &options).await?))
}
