//! A plan as text, for EXPLAIN and PROFILE: an operator a line, what gives the answer first. What an operator begins
//! anew for each row stands below it, set in.

use std::fmt::Write;

use super::{Columnar, Expand, NodeSource, Plan, Seek};
use crate::ast::{Direction, Range};
use crate::store::{Graph, KeyId, RelTypeId};

/// Appends the operators of a plan, `depth` levels in.
pub(crate) fn describe(mut plan: &Plan, graph: &Graph, depth: usize, out: &mut String) {
    loop {
        let (line, inner, input) = operator(plan, graph);
        let _ = writeln!(out, "{}+{line}", "| ".repeat(depth));
        inner.into_iter().for_each(|inner| describe(inner, graph, depth + 1, out));
        match input {
            Some(input) => plan = input,
            None => return,
        }
    }
}

/// An operator in words, what it begins for each row, and what it reads from.
fn operator<'p>(plan: &'p Plan, graph: &Graph) -> (String, Vec<&'p Plan>, Option<&'p Plan>) {
    let alone = |line: String, input: &'p Plan| (line, Vec::new(), Some(input));
    match plan {
        Plan::Start => ("Start".to_owned(), Vec::new(), None),
        Plan::Nodes { input, source, .. } => alone(nodes(source, graph), input),
        Plan::Expand(step) => alone(format!("Expand{}", along(step, graph)), &step.input),
        Plan::Walk(walk) => {
            let line = format!("VarLengthExpand{}{}", along(&walk.step, graph), length(walk.range));
            alone(line, &walk.step.input)
        }
        Plan::Ends(step) => alone(format!("RelationshipEnds{}", along(step, graph)), &step.input),
        Plan::Shortest(search) => {
            let range = Range { least: search.least, most: search.most };
            let on_the_way = search.of_nodes.len() + search.of_relationships.len();
            let line = format!(
                "{}{}{}, {on_the_way} conditions on the way, {} on the path",
                if search.all { "AllShortestPaths" } else { "ShortestPath" },
                way(search.direction, search.types.as_deref(), graph),
                length(range),
                search.conditions.len(),
            );
            alone(line, &search.input)
        }
        Plan::Assign { input, .. } => alone("Path".to_owned(), input),
        Plan::Filter { input, .. } => alone("Filter".to_owned(), input),
        Plan::Optional { input, inner, .. } => ("Optional".to_owned(), vec![&**inner], Some(&**input)),
        Plan::Unwind { input, .. } => alone("Unwind".to_owned(), input),
        Plan::Call(call) => alone(format!("ProcedureCall {}", call.procedure.name), &call.input),
        Plan::Apply { input, inner, .. } => ("Apply".to_owned(), vec![&**inner], Some(&**input)),
        Plan::Project { input, items } => alone(format!("Projection of {}", items.len()), input),
        Plan::Aggregate { input, keys, aggregates } => {
            alone(format!("Aggregation of {} by {}", aggregates.len(), keys.len()), input)
        }
        Plan::Columnar(Columnar { input, levels, keys, sums }) => {
            // All steps are taken at once then.
            let sweep = if levels.len() == 1 { ", relationship by relationship" } else { "" };
            alone(format!("ColumnarAggregation of {} by {}{sweep}", sums.len(), keys.len()), input)
        }
        Plan::Distinct { input } => alone("Distinct".to_owned(), input),
        Plan::Sort { input, keys, keep: None } => alone(format!("Sort by {}", keys.len()), input),
        Plan::Sort { input, keys, keep: Some(keep) } => alone(format!("Top {keep} by {}", keys.len()), input),
        Plan::Cut { input, .. } => alone("Cut".to_owned(), input),
        Plan::Union { inputs } => ("Union".to_owned(), inputs.iter().map(|input| &**input).collect(), None),
        Plan::Slice { input, skip, limit } => {
            let limit = limit.map_or_else(String::new, |limit| format!(" limit {limit}"));
            alone(format!("Slice skip {skip}{limit}"), input)
        }
    }
}

fn nodes(source: &NodeSource, graph: &Graph) -> String {
    match source {
        NodeSource::Nothing => "NoNodes".to_owned(),
        NodeSource::All => format!("AllNodesScan of {}", graph.node_count()),
        NodeSource::Label(label) => {
            let name = graph.labels().find(|name| graph.label(name) == Some(*label));
            let count = graph.nodes_with_label(*label).len();
            format!("NodeByLabelScan :{} of {count}", name.map_or("", |name| name))
        }
        NodeSource::Seek { seek, .. } => format!("NodeIndexSeek {}", sought(seek, graph)),
    }
}

fn sought(seek: &Seek, graph: &Graph) -> String {
    let name = |key: &KeyId| graph.node_keys().nth(usize::from(key.0)).map_or("", |name| name);
    match seek {
        Seek::Value { key, is_list: true, .. } => format!("{} IN a list", name(key)),
        Seek::Value { key, .. } => format!("{} = a value", name(key)),
        Seek::Range { key, .. } => format!("{} in a range", name(key)),
        Seek::Words { key, .. } => format!("{} by its different texts", name(key)),
        Seek::Either(seeks) => seeks.iter().map(|seek| sought(seek, graph)).collect::<Vec<_>>().join(" or "),
    }
}

fn along(step: &Expand, graph: &Graph) -> String {
    let known = if step.to_is_bound { " into a known node" } else { "" };
    format!("{}{known}", way(step.direction, step.types.as_deref(), graph))
}

fn way(direction: Direction, types: Option<&[RelTypeId]>, graph: &Graph) -> String {
    let names = types.map_or_else(String::new, |types| {
        let names = graph
            .relationship_types()
            .filter(|name| graph.relationship_type(name).is_some_and(|rel_type| types.contains(&rel_type)));
        format!(":{}", names.map(|name| &**name).collect::<Vec<_>>().join("|"))
    });
    match direction {
        Direction::Outgoing => format!(" -[{names}]->"),
        Direction::Incoming => format!(" <-[{names}]-"),
        Direction::Either => format!(" -[{names}]-"),
    }
}

fn length(range: Range) -> String {
    match range.most {
        usize::MAX => format!(" *{}..", range.least),
        most => format!(" *{}..{most}", range.least),
    }
}
