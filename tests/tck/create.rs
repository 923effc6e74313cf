//! The set-up of a scenario: CREATE, and what may stand before it, into a graph. The engine itself only reads.
//!
//! What CREATE makes is collected here. Everything else in a statement (MATCH, UNWIND, WITH, the values of properties)
//! is asked of the engine, over what has been made so far: rows go in and out as a parameter.

use std::collections::HashMap;
use std::sync::Arc;

use decypher::ast::clause::Create;
use decypher::ast::expr::Expression;
use decypher::ast::pattern::{
    LabelExpression, NodePattern, PatternElement, Properties, RelationshipDirection, RelationshipPattern,
};
use decypher::ast::query::{QueryBody, ReadingClause, SinglePartBody, SingleQueryKind, UpdatingClause};
use neuprint_cypher::{Given, Graph, GraphBuilder, Map, NodeId, RelId, Value};

use crate::ask::ask;

/// Nodes and relationships in the making.
#[derive(Debug, Default, Clone)]
pub(crate) struct Made {
    nodes: Vec<(Vec<String>, Map)>,
    relationships: Vec<MadeRelationship>,
    constants: HashMap<String, Map>,
}

/// A relationship.
#[derive(Debug, Clone)]
struct MadeRelationship {
    start: NodeId,
    name: String,
    end: NodeId,
    properties: Map,
    deleted: bool,
}

/// What the variables of a statement stand for.
type Row = Map;

impl Made {
    /// The graph.
    pub(crate) fn graph(&self) -> Arc<Graph> {
        let mut builder = GraphBuilder::new();
        let entries = |map: &Map| map.iter().map(|(key, v)| (key.clone(), v.clone())).collect::<Vec<_>>();
        for (labels, properties) in &self.nodes {
            let labels: Vec<&str> = labels.iter().map(String::as_str).collect();
            let properties = entries(properties);
            builder.add_node(&labels, properties.iter().map(|(key, value)| (&**key, value.clone())));
        }
        for made in &self.relationships {
            let properties = entries(&made.properties);
            let properties = properties.iter().map(|(key, value)| (&**key, value.clone()));
            builder.add_relationship(made.start, &made.name, made.end, properties);
        }
        Arc::new(builder.build())
    }

    /// Executes one statement.
    pub(crate) fn execute(&mut self, text: &str) -> Result<(), String> {
        let query = decypher::parse(text).map_err(|error| error.to_string())?;
        for body in &query.statements {
            let QueryBody::SingleQuery(query) = body else { return Err("a statement of another kind".into()) };
            let mut rows = vec![Row::new()];
            let last = match &query.kind {
                SingleQueryKind::SinglePart(last) => last,
                SingleQueryKind::MultiPart(all) => {
                    for part in &all.parts {
                        rows = self.read(rows, text, &part.reading_clauses, "")?;
                        rows = self.update(rows, text, &part.updating_clauses)?;
                        rows = self.read(rows, text, &[], &text[part.with.span.start..part.with.span.end])?;
                    }
                    &all.final_part
                }
            };
            rows = self.read(rows, text, &last.reading_clauses, "")?;
            if let SinglePartBody::Updating { updating, .. } = &last.body {
                self.update(rows, text, updating)?;
            }
            self.relationships.retain(|made| !made.deleted);
        }
        Ok(())
    }

    /// The rows behind reading clauses.
    fn read(&self, rows: Vec<Row>, text: &str, clauses: &[ReadingClause], with: &str) -> Result<Vec<Row>, String> {
        let mut asked = String::new();
        for clause in clauses {
            let span = match clause {
                ReadingClause::Match(clause) => clause.span,
                ReadingClause::Unwind(clause) => clause.span,
                _ => return Err("a clause of another kind".into()),
            };
            asked.push_str(&text[span.start..span.end]);
            asked.push(' ');
        }
        asked.push_str(with);
        if asked.is_empty() || rows.is_empty() {
            return Ok(rows);
        }
        let names: Vec<String> = rows[0].iter().map(|(name, _)| format!("`a row`.`{name}` AS `{name}`")).collect();
        let with = if names.is_empty() { String::new() } else { format!("WITH {}", names.join(", ")) };
        let asked = format!("UNWIND $rows AS `a row` {with} {asked} RETURN *");
        let rows = Value::list(rows.into_iter().map(|row| Value::Map(Arc::new(row))));
        let answer = ask(&self.graph(), &asked, &parameter("rows", rows)).map_err(|error| error.message)?;
        let named = |row: Vec<Value>| {
            let entries = answer.columns.iter().map(String::as_str).zip(row);
            entries.filter(|(name, _)| *name != "a row").collect()
        };
        Ok(answer.rows.into_iter().map(named).collect())
    }

    /// Creates and deletes for every row; new variables enter it.
    fn update(&mut self, mut rows: Vec<Row>, text: &str, clauses: &[UpdatingClause]) -> Result<Vec<Row>, String> {
        for row in &mut rows {
            for clause in clauses {
                match clause {
                    UpdatingClause::Create(create) => self.create(row, text, create)?,
                    UpdatingClause::Delete(delete) => {
                        for target in &delete.targets {
                            let Expression::Variable(name) = target else { return Err("DELETE of no variable".into()) };
                            let Some(Value::Relationship(RelId(at))) = row.get(&name.name.name) else {
                                return Err("DELETE of what is no relationship".into());
                            };
                            self.relationships[at as usize].deleted = true;
                        }
                    }
                    _ => return Err("an updating clause of another kind".into()),
                }
            }
        }
        Ok(rows)
    }

    fn create(&mut self, row: &mut Row, text: &str, create: &Create) -> Result<(), String> {
        for part in &create.pattern.parts {
            let PatternElement::Path { start, chains } = &part.anonymous.element else {
                return Err("a pattern of another kind".into());
            };
            let mut from = self.node(row, text, start)?;
            for chain in chains {
                let to = self.node(row, text, &chain.node)?;
                self.relationship(row, text, from, &chain.relationship, to)?;
                from = to;
            }
        }
        Ok(())
    }

    fn node(&mut self, row: &mut Row, text: &str, node: &NodePattern) -> Result<NodeId, String> {
        let name = node.variable.as_ref().map(|variable| variable.name.name.as_str());
        if let Some(Value::Node(node)) = name.and_then(|name| row.get(name)) {
            return Ok(node);
        }
        let mut labels = Vec::new();
        node.labels.iter().try_for_each(|label| names(label, &mut labels))?;
        let properties = self.properties(row, text, node.properties.as_ref())?;
        let id = NodeId(u32::try_from(self.nodes.len()).map_err(|error| error.to_string())?);
        self.nodes.push((labels, properties));
        if let Some(name) = name {
            row.insert(name, Value::Node(id));
        }
        Ok(id)
    }

    fn relationship(
        &mut self,
        row: &mut Row,
        text: &str,
        from: NodeId,
        pattern: &RelationshipPattern,
        to: NodeId,
    ) -> Result<(), String> {
        let (start, end) = match pattern.direction {
            RelationshipDirection::Right => (from, to),
            RelationshipDirection::Left => (to, from),
            _ => return Err("a relationship without direction".into()),
        };
        let detail = pattern.detail.as_ref().ok_or("a relationship without type")?;
        let mut types = Vec::new();
        detail.types.iter().try_for_each(|name| names(name, &mut types))?;
        let [name] = types.as_slice() else { return Err("a relationship needs one type".into()) };
        let properties = self.properties(row, text, detail.properties.as_ref())?;
        let id = RelId(u32::try_from(self.relationships.len()).map_err(|error| error.to_string())?);
        self.relationships.push(MadeRelationship { start, name: name.clone(), end, properties, deleted: false });
        if let Some(variable) = &detail.variable {
            row.insert(variable.name.name.as_str(), Value::Relationship(id));
        }
        Ok(())
    }

    /// What a property map comes to.
    fn properties(&mut self, row: &Row, text: &str, properties: Option<&Properties>) -> Result<Map, String> {
        let Some(properties) = properties else { return Ok(Map::new()) };
        let Properties::Map(map) = properties else { return Err("a parameter as property map".into()) };
        let written = &text[map.span.start..map.span.end];
        if let Some(map) = self.constants.get(written) {
            return Ok(map.clone());
        }
        // Most maps are the same for every row, and need no graph.
        let constant = GraphBuilder::new().build();
        if let Ok(map) = evaluated(&Arc::new(constant), &Row::new(), written) {
            self.constants.insert(written.to_owned(), map.clone());
            return Ok(map);
        }
        evaluated(&self.graph(), row, written)
    }
}

fn evaluated(graph: &Arc<Graph>, row: &Row, written: &str) -> Result<Map, String> {
    let names: Vec<String> = row.iter().map(|(name, _)| format!("$row.`{name}` AS `{name}`")).collect();
    let with = if names.is_empty() { String::new() } else { format!("WITH {}", names.join(", ")) };
    let parameters = parameter("row", Value::Map(Arc::new(row.clone())));
    let answer = ask(graph, &format!("{with} RETURN {written} AS map"), &parameters);
    match answer.map_err(|error| error.message)?.rows.as_slice() {
        [cells] => match cells.as_slice() {
            [Value::Map(map)] => Ok((**map).clone()),
            other => Err(format!("no property map: {other:?}")),
        },
        other => Err(format!("no property map: {other:?}")),
    }
}

fn parameter(name: &str, value: Value) -> Given {
    Given { parameters: Map::from_iter([(name, value)]), ..Given::default() }
}

/// `:A:B`.
fn names(label: &LabelExpression, into: &mut Vec<String>) -> Result<(), String> {
    match label {
        LabelExpression::Static(name) => into.push(name.name.clone()),
        LabelExpression::And { lhs, rhs, .. } => {
            names(lhs, into)?;
            names(rhs, into)?;
        }
        _ => return Err("a label of another kind".into()),
    }
    Ok(())
}
