//! What a server tells of itself, its user and its datasets; queries of one's own.

use bytes::Bytes;
use neuprint::api::available::Route;
use neuprint::api::cached::roiconnectivity::{RoiConnectivity, Weight};
use neuprint::api::dbmeta::{DatasetInfo, Instance};
use neuprint::query::RoiTree;
use neuprint::{Client, Transport};
use serde_json::{Map, Value as Json, json};

use super::{Answer, Asker, Call, Refused};
use crate::values;

/// The parts of Meta that `fetch_meta` names whether they are there or not.
const OF_META: [&str; 5] = ["roiInfo", "roiHierarchy", "neuroglancerInfo", "neuroglancerMeta", "statusDefinitions"];

pub(super) async fn answer<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Option<Answer> {
    if let Some(method) = call.function.strip_prefix("client.") {
        return of_method(asker, call, method).await;
    }
    Some(match call.function.as_str() {
        "Client" => dataset(asker, call).await,
        "available_datasets" => Ok(asker.client.datasets().keys().cloned().collect::<Vec<_>>().into()),
        "Transaction" => transaction(asker, call).await,
        "fetch_custom" => custom(asker, call).await,
        "fetch_meta" => meta(asker, call).await,
        "fetch_all_rois" => all_rois(asker).await,
        "fetch_primary_rois" => primary_rois(asker).await,
        "fetch_roi_hierarchy" => roi_hierarchy(asker, call).await,
        _ => return None,
    })
}

async fn of_method<T: Transport + Clone>(asker: &Asker<T>, call: &Call, method: &str) -> Option<Answer> {
    let client = &asker.client;
    Some(match method {
        "fetch_custom" => custom(asker, call).await,
        "meta" => meta(asker, call).await,
        "all_rois" => all_rois(asker).await,
        "primary_rois" => primary_rois(asker).await,
        "fetch_daily_type" | "fetch_roi_completeness" | "fetch_roi_connectivity" => cached(client, call, method).await,
        "fetch_roi_mesh" => roi_mesh(client, call).await,
        "fetch_raw_keyvalue" | "post_raw_keyvalue" => keyvalue(client, call, method).await,
        "fetch_datasets" => datasets(client, call).await,
        "arrow_endpoint"
        | "fetch_version"
        | "fetch_available"
        | "fetch_help"
        | "fetch_server_info"
        | "fetch_database"
        | "fetch_instances"
        | "fetch_db_version"
        | "fetch_profile"
        | "fetch_token"
        | "fetch_neuron_keys"
        | "fetch_synapse_nt_keys" => said(client, method).await,
        _ => return None,
    })
}

/// Connecting, to another dataset or without the choice of one.
async fn dataset<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let mut options = asker.options.clone();
    options.dataset = call.arguments.at(0, "dataset").as_str().map(str::to_owned);
    Ok(Client::connect(asker.transport.clone(), options).await?.dataset().into())
}

async fn transaction<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    call.arguments.at(0, "dataset");
    let transaction = asker.client.begin_transaction().await?;
    let table = transaction.query(call.arguments.at(1, "cypher").as_str().unwrap()).await?;
    transaction.commit().await?;
    Ok(values::of_table(&table))
}

async fn said<T: Transport + Clone>(client: &Client<T>, method: &str) -> Answer {
    Ok(match method {
        "arrow_endpoint" => client.arrow_endpoint().await?.into(),
        "fetch_version" => client.version().await?.into(),
        "fetch_help" => client.help().await?.into(),
        "fetch_server_info" => client.server_info().await?.is_public.into(),
        "fetch_db_version" => client.data_model_version().await?.into(),
        "fetch_neuron_keys" => client.neuron_keys().await?.to_vec().into(),
        "fetch_synapse_nt_keys" => client.synapse_nt_keys().await?.to_vec().into(),
        "fetch_available" => {
            let routes = client.available().await?;
            let route = |Route { method, path, name }: &Route| json!({ "method": method, "name": name, "path": path });
            routes.iter().map(route).collect::<Vec<_>>().into()
        }
        "fetch_database" => {
            let database = client.database().await?;
            json!({ "Location": database.location, "Description": database.description })
        }
        "fetch_instances" => {
            let kind = |(kind, all): (&String, &Vec<Instance>)| {
                let one = |one: &Instance| json!({ "instance": one.instance, "datasets": one.datasets });
                (kind.clone(), all.iter().map(one).collect::<Vec<_>>().into())
            };
            client.instances().await?.0.iter().map(kind).collect::<Map<_, _>>().into()
        }
        "fetch_profile" => {
            let profile = client.profile().await?;
            json!({ "Email": profile.email, "AuthLevel": profile.auth_level, "ImageURL": profile.image_url })
        }
        _ => client.token().await?.map(|token| token.reveal().to_owned()).into(),
    })
}

async fn datasets<T: Transport + Clone>(client: &Client<T>, call: &Call) -> Answer {
    let datasets =
        if call.arguments.at(0, "reload_cache") == true { client.reload_datasets().await? } else { client.datasets() };
    let told = |(name, info): (&String, &DatasetInfo)| {
        let told = json!({
            "ROIs": info.rois, "superLevelROIs": info.super_level_rois, "last-mod": info.last_mod, "uuid": info.uuid,
            "info": info.info, "hidden": info.hidden, "logo": info.logo, "description": info.description,
        });
        (name.clone(), told)
    };
    Ok(datasets.iter().map(told).collect::<Map<_, _>>().into())
}

async fn custom<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let cypher = call.arguments.at(0, "cypher").as_str().unwrap();
    let other;
    let client = match call.arguments.at(1, "dataset").as_str() {
        Some(dataset) if !dataset.is_empty() => {
            let options = neuprint::ClientOptions { dataset: Some(dataset.to_owned()), ..asker.options.clone() };
            other = Client::connect(asker.transport.clone(), options).await?;
            &other
        }
        _ => &asker.client,
    };
    let format = call.arguments.at(2, "format");
    if call.arguments.at(3, "use_arrow") == true {
        let table = neuprint_table::read_arrow(&client.custom_arrow(cypher).await?);
        return Ok(values::of_table(&table.unwrap()));
    }
    let table = client.query(cypher).await?;
    Ok(if format == "json" { values::raw(&table) } else { values::of_table(&table) })
}

async fn meta<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let _ = call;
    let meta = asker.client.meta().await?;
    let names = asker.client.query("MATCH (m:Meta) UNWIND keys(m) AS key RETURN key").await?;
    let names = (0..names.rows()).map(|row| values::of_cell(names.cell(row, 0)).as_str().unwrap().to_owned());
    let names = names.chain(OF_META.map(str::to_owned));
    Ok(names.map(|name| (name.clone(), meta.get(&name).cloned().unwrap_or(Json::Null))).collect::<Map<_, _>>().into())
}

async fn all_rois<T: Transport + Clone>(asker: &Asker<T>) -> Answer {
    Ok(asker.client.meta().await?.all_rois().into())
}

async fn primary_rois<T: Transport + Clone>(asker: &Asker<T>) -> Answer {
    Ok(asker.client.meta().await?.primary_rois().into())
}

async fn roi_hierarchy<T: Transport + Clone>(asker: &Asker<T>, call: &Call) -> Answer {
    let include_subprimary = call.arguments.at(0, "include_subprimary") != false;
    let marked = call.arguments.at(1, "mark_primary") != false;
    let mut tree = asker.client.roi_hierarchy(include_subprimary).await?;
    if !marked {
        unmark(&mut tree);
    }
    Ok(match call.arguments.at(2, "format").as_str() {
        None | Some("dict") => json!({ name(&tree): below(&tree) }),
        Some("text") => tree.to_text().trim_end().into(),
        _ => {
            let mut edges = Vec::new();
            gather(&tree, &mut edges);
            let (from, to): (Vec<_>, Vec<_>) = edges.into_iter().map(|(a, b)| (json!(a), json!(b))).unzip();
            values::of_columns([("from", from), ("to", to)])
        }
    })
}

fn unmark(tree: &mut RoiTree) {
    tree.is_primary = false;
    tree.children.iter_mut().for_each(unmark);
}

fn name(tree: &RoiTree) -> String {
    format!("{}{}", tree.name, if tree.is_primary { "*" } else { "" })
}

fn below(tree: &RoiTree) -> Json {
    tree.children.iter().map(|child| (name(child), below(child))).collect::<Map<_, _>>().into()
}

fn gather(tree: &RoiTree, edges: &mut Vec<(String, String)>) {
    for child in &tree.children {
        edges.push((name(tree), name(child)));
        gather(child, edges);
    }
}

async fn cached<T: Transport + Clone>(client: &Client<T>, call: &Call, method: &str) -> Answer {
    let raw = call.arguments.at(0, "format") == "json";
    let shown = |table| if raw { values::raw(table) } else { values::of_table(table) };
    Ok(match method {
        "fetch_roi_completeness" => shown(&client.roi_completeness().await?),
        "fetch_roi_connectivity" => {
            let found = client.roi_connectivity().await?;
            if raw { links(&found) } else { link_table(&found) }
        }
        _ => {
            let daily = client.daily_type().await?;
            let skeleton = daily.skeleton.as_ref().map_or(Json::Null, shown);
            let info = serde_json::to_value(&daily.info).unwrap();
            let connectivity = shown(&daily.connectivity);
            if raw {
                json!({ "info": info, "connectivity": connectivity, "skeleton": skeleton })
            } else {
                json!([info, connectivity, skeleton])
            }
        }
    })
}

fn links(found: &RoiConnectivity) -> Json {
    let weight =
        |(pair, weight): (&String, &Weight)| (pair.clone(), json!({ "count": weight.count, "weight": weight.weight }));
    let weights: Map<_, _> = found.weights.iter().map(weight).collect();
    json!({ "roi_names": found.roi_names, "weights": weights })
}

fn link_table(found: &RoiConnectivity) -> Json {
    let pairs = found.weights.iter().map(|(pair, _)| pair.split_once("=>").unwrap());
    let (from, to) = pairs.map(|(from, to)| (json!(from), json!(to))).unzip();
    let count = found.weights.iter().map(|(_, weight)| json!(weight.count)).collect();
    let weight = found.weights.iter().map(|(_, weight)| json!(weight.weight)).collect();
    values::of_columns([("from_roi", from), ("to_roi", to), ("count", count), ("weight", weight)])
}

async fn roi_mesh<T: Transport + Clone>(client: &Client<T>, call: &Call) -> Answer {
    let obj = client.roi_obj(call.arguments.at(0, "roi").as_str().unwrap()).await?;
    Ok(String::from_utf8(obj).unwrap().into())
}

async fn keyvalue<T: Transport + Clone>(client: &Client<T>, call: &Call, method: &str) -> Answer {
    let at = |place, name| call.arguments.at(place, name).as_str().unwrap();
    let (instance, key) = (at(0, "instance"), at(1, "key"));
    if method == "fetch_raw_keyvalue" {
        return Ok(String::from_utf8(client.raw_keyvalue(instance, key).await?).unwrap().into());
    }
    let value = call.arguments.at(2, "value")["file"].as_str().unwrap().to_owned();
    client.post_raw_keyvalue(instance, key, Bytes::from(value)).await.map_err(Refused::from)?;
    Ok(Json::Null)
}
