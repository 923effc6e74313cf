//! The queries. Their columns are what the pages of neuPrintExplorer read.

use std::fmt;

use neuprint::cypher::{name, quote};

use super::Question;
use super::parameters::Parameters;

/// Something without which there is no question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::server) enum Missing {
    Neuron,
    Neurons,
    Property,
    Roi,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Neuron => "no neuron name specified",
            Self::Neurons => "neuron ids or names not specified",
            Self::Property => "no key name specified",
            Self::Roi => "no ROI specified",
        })
    }
}

/// The query that a question with these parameters is.
pub(super) fn query(question: Question, asked: &Parameters) -> Result<String, Missing> {
    Ok(match question {
        Question::FindNeurons => find_neurons(asked),
        Question::NeuronMetaVals if asked.key_name.is_empty() => return Err(Missing::Property),
        Question::NeuronMetaVals => format!("MATCH (n:Neuron) RETURN DISTINCT n.{} AS val", name(&asked.key_name)),
        Question::NeuronMeta => "MATCH (n:Neuron) UNWIND keys(n) AS x RETURN DISTINCT x AS pname".to_owned(),
        Question::RoiConnectivity => {
            "MATCH (neuron:Neuron) RETURN toString(neuron.bodyId) AS bodyid, neuron.roiInfo AS roiInfo".to_owned()
        }
        Question::RankedTable => ranked_table(asked)?,
        Question::SimpleConnections => simple_connections(asked)?,
        Question::RoisInNeuron => rois_in_neuron(asked)?,
        Question::CommonConnectivity => common_connectivity(asked)?,
        Question::Autapses => "MATCH (n:Neuron)-[x:ConnectsTo]->(n) RETURN toString(n.bodyId) AS id, \
                               x.weight AS weight, n.instance AS name, n.type AS type ORDER BY x.weight DESC"
            .to_owned(),
        Question::Distribution if asked.roi.is_empty() => return Err(Missing::Roi),
        Question::Distribution => distribution(asked),
        Question::Completeness => completeness(asked),
    })
}

fn find_neurons(asked: &Parameters) -> String {
    let mut conditions: Vec<String> = named("neuron", asked, asked.enable_contains).into_iter().collect();
    conditions.extend(filters("neuron", asked));
    let rois = asked.input_rois.iter().chain(&asked.output_rois);
    conditions.extend(rois.map(|roi| format!("neuron.{} = true", name(roi))));
    format!(
        "MATCH (m:Meta) WITH m.superLevelRois AS rois MATCH (neuron:{}){} RETURN toString(neuron.bodyId) AS bodyid, \
         neuron.instance AS bodyname, neuron.type AS bodytype, neuron.status AS neuronStatus, \
         neuron.roiInfo AS roiInfo, neuron.size AS size, neuron.pre AS npre, neuron.post AS npost, rois, \
         neuron.notes AS notes ORDER BY neuron.bodyId",
        label(asked),
        all_of(&conditions)
    )
}

fn ranked_table(asked: &Parameters) -> Result<String, Missing> {
    let neuron = named("m", asked, asked.enable_contains).ok_or(Missing::Neuron)?;
    Ok(format!(
        "MATCH (m:Neuron)-[e:ConnectsTo]-(n) WHERE {neuron} RETURN m.instance AS Neuron1, m.type AS Neuron1Type, \
         n.instance AS Neuron2, n.type AS Neuron2Type, e.weight AS Weight, toString(n.bodyId) AS Body2, id(m) AS m_id, \
         id(n) AS n_id, id(startNode(e)) AS pre_id, toString(m.bodyId) AS Body1, e.weightHP AS WeightHP \
         ORDER BY m.bodyId, e.weight DESC"
    ))
}

fn simple_connections(asked: &Parameters) -> Result<String, Missing> {
    let neuron = named("m", asked, asked.enable_contains).ok_or(Missing::Neuron)?;
    let connection = if asked.find_inputs { "<-[e:ConnectsTo]-" } else { "-[e:ConnectsTo]->" };
    Ok(format!(
        "MATCH (m:Meta) WITH m.superLevelRois AS rois MATCH (m:Neuron){connection}(n:Segment) WHERE {neuron} \
         RETURN m.instance AS Neuron1, m.type AS Neuron1Type, n.instance AS Neuron2, n.type AS Neuron2Type, \
         toString(n.bodyId) AS Neuron2Id, e.weight AS Weight, toString(m.bodyId) AS Neuron1Id, \
         n.status AS Neuron2Status, n.roiInfo AS Neuron2RoiInfo, n.size AS Neuron2Size, n.pre AS Neuron2Pre, \
         n.post AS Neuron2Post, rois, e.weightHP AS WeightHP ORDER BY m.type, m.bodyId, e.weight DESC"
    ))
}

fn rois_in_neuron(asked: &Parameters) -> Result<String, Missing> {
    let neuron = named("neuron", asked, false).ok_or(Missing::Neuron)?;
    Ok(format!(
        "MATCH (neuron:Neuron) WHERE {neuron} RETURN toString(neuron.bodyId) AS bodyid, \
         neuron.instance AS bodyname, neuron.type AS bodytype, neuron.roiInfo AS roiInfo ORDER BY neuron.bodyId"
    ))
}

fn common_connectivity(asked: &Parameters) -> Result<String, Missing> {
    let (connection, side) = match asked.find_inputs {
        true => ("<-[r:ConnectsTo]-", "input"),
        false => ("-[r:ConnectsTo]->", "output"),
    };
    let ids: Vec<String> = asked.neuron_ids.iter().map(i64::to_string).collect();
    let names: Vec<String> = asked.neuron_names.iter().map(|name| quote(name)).collect();
    let (property, neurons) = match (ids.is_empty(), names.is_empty()) {
        (false, _) => ("bodyId", ids),
        (true, false) => ("type", names),
        (true, true) => return Err(Missing::Neurons),
    };
    let mut conditions = vec![format!("k.{property} IN queriedNeurons")];
    conditions.extend(filters("c", asked));
    Ok(format!(
        "WITH [{}] AS queriedNeurons MATCH (k:{}){connection}(c){} \
         WITH k, c, r, toString(k.{property}) + '_weight' AS dynamicWeight \
         RETURN collect(apoc.map.fromValues(['{side}', toString(c.bodyId), 'name', c.instance, 'type', c.type, \
         dynamicWeight, r.weight])) AS map",
        neurons.join(", "),
        label(asked),
        all_of(&conditions)
    ))
}

fn distribution(asked: &Parameters) -> String {
    let side = if asked.is_pre { "pre" } else { "post" };
    let (property, text) = (name(&asked.roi), quote(&asked.roi));
    format!(
        "MATCH (n:Segment {{{property}: true}}) WHERE n.{side} > 0 WITH toString(n.bodyId) AS bodyId, \
         apoc.convert.fromJsonMap(n.roiInfo)[{text}].{side} AS size WHERE size > 0 \
         WITH collect({{id: bodyId, size: size}}) AS bodies, sum(size) AS total UNWIND bodies AS body \
         RETURN body.id AS id, body.size AS size, total ORDER BY body.size DESC"
    )
}

fn completeness(asked: &Parameters) -> String {
    format!(
        "MATCH (n:{}){} WITH apoc.convert.fromJsonMap(n.roiInfo) AS roiInfo UNWIND keys(roiInfo) AS roiName \
         WITH roiName, sum(roiInfo[roiName].pre) AS pre, sum(roiInfo[roiName].post) AS post \
         MATCH (meta:Meta) WITH apoc.convert.fromJsonMap(meta.roiInfo) AS globInfo, roiName, pre, post \
         RETURN roiName AS unlabelres, pre AS roipre, post AS roipost, globInfo[roiName].pre AS totalpre, \
         globInfo[roiName].post AS totalpost ORDER BY roiName",
        label(asked),
        all_of(&filters("n", asked))
    )
}

fn label(asked: &Parameters) -> &'static str {
    if asked.all_segments { "Segment" } else { "Neuron" }
}

/// Which neuron is asked for, if one is: by name, else by bodyId.
fn named(node: &str, asked: &Parameters, contains: bool) -> Option<String> {
    if asked.neuron_name.is_empty() {
        return asked.neuron_id.map(|body| format!("{node}.bodyId = {body}"));
    }
    let (operator, text) = (if contains { "CONTAINS" } else { "=~" }, quote(&asked.neuron_name));
    Some(format!("({node}.type {operator} {text} OR {node}.instance {operator} {text})"))
}

/// The conditions on size and status.
fn filters(node: &str, asked: &Parameters) -> Vec<String> {
    let mut conditions = Vec::new();
    for (property, least) in [("pre", asked.pre_threshold), ("post", asked.post_threshold)] {
        if least > 0 {
            conditions.push(format!("{node}.{property} >= {least}"));
        }
    }
    if !asked.statuses.is_empty() {
        let any: Vec<String> = asked.statuses.iter().map(|status| quote(status)).collect();
        conditions.push(format!("{node}.status IN [{}]", any.join(", ")));
    }
    conditions
}

/// A WHERE of these, if there are any.
fn all_of(conditions: &[String]) -> String {
    if conditions.is_empty() { String::new() } else { format!(" WHERE {}", conditions.join(" AND ")) }
}
