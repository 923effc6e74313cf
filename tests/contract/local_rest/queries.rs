//! The queries that the recorded server made of neuPrintExplorer's parameters: long answers end with theirs.

use serde_json::Value as Json;

use crate::recorded::Record;

const ABOUT_FOUND: &str = "RETURN toString(neuron.bodyId) AS bodyid, neuron.instance AS bodyname, neuron.type AS \
    bodytype, neuron.status AS neuronStatus, neuron.roiInfo AS roiInfo, neuron.size AS size, neuron.pre AS npre, \
    neuron.post AS npost, rois, neuron.notes as notes ORDER BY neuron.bodyId";

/// The query of a recording that was too long to be kept.
pub(crate) fn of(record: &Record) -> Option<String> {
    let body = record.get("body");
    let text = |name: &str| body[name].as_str().unwrap_or_default();
    let label = |name: &str| format!("`{}_{name}`", text("dataset").split(':').next().unwrap_or_default());
    let named = |node: &str, operator: &str| {
        let name = text("neuron_name");
        format!("({node}.type{operator}\"{name}\" OR {node}.instance{operator}\"{name}\")")
    };
    Some(match record.path().strip_prefix("/api/npexplorer/")? {
        "findneurons" => {
            let segments = if body["all_segments"] == true { "Segment" } else { "Neuron" };
            let statuses: Vec<&str> =
                body["statuses"].as_array().into_iter().flatten().filter_map(Json::as_str).collect();
            let neuron = match (text("neuron_name"), text("neuron_id")) {
                ("", "") => String::new(),
                ("", id) => format!("neuron.bodyId = {id}"),
                _ if body["enable_contains"] == true => named("neuron", " CONTAINS "),
                _ => named("neuron", "=~"),
            };
            let status = match statuses[..] {
                [one] => format!("AND (neuron.status = \"{one}\")"),
                _ => String::new(),
            };
            // Without a dataset the server rewrites nothing.
            let label = |name: &str| if text("dataset").is_empty() { name.to_owned() } else { label(name) };
            let condition = if neuron.is_empty() { "" } else { "WHERE" };
            format!(
                " MATCH (m:{}) WITH m.superLevelRois AS rois MATCH (neuron :{}) {condition} {neuron}   {status}  \
                 {ABOUT_FOUND}",
                label("Meta"),
                label(segments)
            )
        }
        "roiconnectivity" => format!(
            "MATCH (neuron :{}) RETURN toString(neuron.bodyId) AS bodyid, neuron.roiInfo AS roiInfo",
            label("Neuron")
        ),
        "rankedtable" => format!(
            "MATCH (m:{})-[e:ConnectsTo]-(n) WHERE {} RETURN m.instance AS Neuron1, m.type AS Neuron1Type, n.instance AS \
             Neuron2, n.type AS Neuron2Type, e.weight AS Weight, toString(n.bodyId) AS Body2, id(m) AS m_id, id(n) AS \
             n_id, id(startNode(e)) AS pre_id, toString(m.bodyId) AS Body1, e.weightHP AS WeightHP ORDER BY m.bodyId, \
             e.weight DESC",
            label("Neuron"),
            named("m", "=~")
        ),
        "simpleconnections" => format!(
            " MATCH (m:{}) WITH m.superLevelRois AS rois MATCH (m:{})<-[e:ConnectsTo]-(n:{}) WHERE {} RETURN m.instance \
             AS Neuron1, m.type AS Neuron1Type, n.instance AS Neuron2, n.type AS Neuron2Type, toString(n.bodyId) AS \
             Neuron2Id, e.weight AS Weight, toString(m.bodyId) AS Neuron1Id, n.status AS Neuron2Status, n.roiInfo AS \
             Neuron2RoiInfo, n.size AS Neuron2Size, n.pre AS Neuron2Pre, n.post AS Neuron2Post, rois, e.weightHP AS \
             WeightHP ORDER BY m.type, m.bodyId, e.weight DESC",
            label("Meta"),
            label("Neuron"),
            label("Segment"),
            named("m", "=~")
        ),
        "distribution" => {
            let (roi, side) = (text("ROI"), if body["is_pre"] == true { "pre" } else { "post" });
            format!(
                "MATCH (n:{} {{`{roi}`: true}}) WHERE n.{side} > 0 WITH toString(n.bodyId) as bodyId, \
                 apoc.convert.fromJsonMap(n.roiInfo)[\"{roi}\"].{side} AS {side}size WHERE {side}size > 0 WITH \
                 collect({{id: bodyId, {side}: {side}size}}) as bodyinfoarr, sum({side}size) AS tot UNWIND bodyinfoarr \
                 AS bodyinfo RETURN bodyinfo.id AS id, bodyinfo.{side} AS size, tot AS total ORDER BY bodyinfo.{side} \
                 DESC",
                label("Segment")
            )
        }
        _ => return None,
    })
}
