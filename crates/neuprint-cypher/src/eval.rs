//! The value of an expression for one row.

pub(crate) mod budget;
pub(crate) mod compare;
pub(crate) mod functions;
mod json_made;
mod json_packed;
mod json_text;
pub(crate) mod kinds;
mod membership;
pub(crate) mod memory;
mod numbers;
pub(crate) mod operators;
mod regex;
mod subquery;

use std::sync::Arc;

use crate::ast::{ComprehensionKind, Expr, StoredKey};
use crate::error::{CypherError, ErrorCode};
use crate::store::Graph;
use crate::value::{Map, Path, Value};
use budget::Budget;
use memory::Memory;

/// What an expression is evaluated over.
pub(crate) struct Env<'a> {
    pub(crate) graph: &'a Graph,
    pub(crate) memory: &'a Memory,
    pub(crate) budget: &'a Budget,
    pub(crate) row: &'a [Value],
    /// The variables of the comprehensions around, the innermost last.
    pub(crate) locals: Vec<Value>,
    /// Items that were looked at for this row.
    items: u64,
}

pub(crate) type Evaluated = Result<Value, CypherError>;

impl<'a> Env<'a> {
    pub(crate) fn new(graph: &'a Graph, memory: &'a Memory, budget: &'a Budget, row: &'a [Value]) -> Self {
        Self { graph, memory, budget, row, locals: Vec::new(), items: 0 }
    }

    /// The value of an expression.
    pub(crate) fn eval(&mut self, expression: &Expr) -> Evaluated {
        Ok(match expression {
            Expr::Literal(value) => value.clone(),
            Expr::Slot(slot) => self.row[*slot].clone(),
            Expr::Local(out) => self.locals[self.locals.len() - 1 - out].clone(),
            Expr::Variable(name, _) => {
                return Err(CypherError::new(ErrorCode::Syntax, format!("Variable `{name}` not defined")));
            }
            Expr::Parameter(name, _) => {
                return Err(CypherError::new(ErrorCode::ParameterMissing, format!("Expected parameter(s): {name}")));
            }
            Expr::Property(base, name) => {
                let base = self.eval(base)?;
                return self.property(&base, name);
            }
            Expr::Stored(base, key) => return self.stored(base, key),
            Expr::Labelled(base, names, labels) => match self.known(base) {
                Some(Value::Node(node)) => Value::Bool(labels.iter().all(|label| self.graph.has_label(*node, *label))),
                _ => return self.bears(base, names),
            },
            Expr::HasLabels(base, labels) => return self.bears(base, labels),
            Expr::Not(operand) => {
                let operand = self.eval(operand)?;
                operators::truth_of_value(&operand)?.map_or(Value::Null, |value| Value::Bool(!value))
            }
            Expr::Negate(operand) => operators::negate(self.eval(operand)?)?,
            Expr::Binary(operator, left, right) => return self.binary(*operator, left, right),
            Expr::IsNull(operand, negated) => Value::Bool(self.eval(operand)?.is_null() != *negated),
            Expr::List(items) => Value::List(items.iter().map(|e| self.eval(e)).collect::<Result<_, _>>()?),
            Expr::Path(parts) => return self.path(parts),
            Expr::Map(entries) => {
                let entries: Result<Map, CypherError> =
                    entries.iter().map(|(name, e)| Ok((name.clone(), self.eval(e)?))).collect();
                Value::Map(Arc::new(entries?))
            }
            Expr::Index(base, index) => {
                let own = self.unless_known(base)?;
                // Of nothing nothing is asked.
                if own.as_ref().or_else(|| self.known(base)).is_some_and(Value::is_null) {
                    return Ok(Value::Null);
                }
                let (others, at) = ((own, self.unless_known(index)?), [base, index]);
                let base = others.0.as_ref().or_else(|| self.known(at[0])).unwrap_or(&Value::Null);
                let index = others.1.as_ref().or_else(|| self.known(at[1])).unwrap_or(&Value::Null);
                return self.index(base, index);
            }
            Expr::Slice(list, from, to) => {
                let list = self.eval(list)?;
                if list.is_null() {
                    return Ok(Value::Null);
                }
                let from = from.as_deref().map(|e| self.eval(e)).transpose()?;
                let to = to.as_deref().map(|e| self.eval(e)).transpose()?;
                return operators::slice(&list, from, to);
            }
            // What stands behind the first value is not looked at.
            Expr::Call { function, arguments } if function.is("coalesce") => {
                for argument in arguments {
                    match self.eval(argument)? {
                        Value::Null => {}
                        value => return Ok(value),
                    }
                }
                Value::Null
            }
            Expr::Call { function, arguments } if function.is("exists") => return self.exists(&arguments[0]),
            Expr::Call { function, arguments } => {
                let mut values = Vec::with_capacity(arguments.len());
                for argument in arguments {
                    let value = self.eval(argument);
                    values.push(value.map_err(|error| functions::before(error, *function, &values))?);
                    if values[0].is_null() && function.asks_no_more_of_null() {
                        return Ok(Value::Null);
                    }
                }
                let value = functions::call(*function, self, &values)?;
                self.pay_for_copy(&value)?;
                value
            }
            Expr::Aggregate { .. } => {
                return Err(CypherError::new(ErrorCode::Syntax, "Invalid use of aggregating function in this context"));
            }
            Expr::Case { scrutinee, branches, otherwise } => {
                let scrutinee = scrutinee.as_deref().map(|e| self.eval(e)).transpose()?;
                for (when, then) in branches {
                    let when = self.eval(when)?;
                    let holds = match &scrutinee {
                        None => is_true(&when)?,
                        Some(value) => compare::alike(value, &when),
                    };
                    if holds {
                        return self.eval(then);
                    }
                }
                return otherwise.as_deref().map_or(Ok(Value::Null), |e| self.eval(e));
            }
            Expr::Comprehension { kind, list, condition, result, .. } => match self.eval(list)? {
                Value::Null => Value::Null,
                list => {
                    let items = operators::items_of(list);
                    return self.comprehension(*kind, &items, condition.as_deref(), result.as_deref());
                }
            },
            Expr::Reduce { start, list, step, .. } => match self.eval(list)? {
                Value::Null => Value::Null,
                list => {
                    let start = self.eval(start)?;
                    return self.reduce(start, &operators::items_of(list), step);
                }
            },
            Expr::Subquery(subquery) => return self.subquery(subquery),
            Expr::MapProjection { base, all, entries } => {
                let base = self.eval(base)?;
                if base.is_null() {
                    return Ok(Value::Null);
                }
                let mut map = match functions::properties(self.graph, &base)? {
                    Value::Map(map) if *all => (*map).clone(),
                    _ => Map::new(),
                };
                for (name, entry) in entries {
                    map.insert(name.clone(), self.eval(entry)?);
                }
                Value::Map(Arc::new(map))
            }
        })
    }

    /// What stands in the row or in the query, if an expression is that: to look at it without a copy.
    fn known<'v>(&self, e: &'v Expr) -> Option<&'v Value>
    where
        'a: 'v,
    {
        match e {
            Expr::Slot(slot) => self.row.get(*slot),
            Expr::Literal(value) => Some(value),
            _ => None,
        }
    }

    /// The value of an expression that is not known.
    fn unless_known(&mut self, e: &Expr) -> Result<Option<Value>, CypherError> {
        if self.known(e).is_some() { Ok(None) } else { self.eval(e).map(Some) }
    }

    fn stored(&mut self, base: &Expr, key: &StoredKey) -> Evaluated {
        // `info[roi].pre`: nothing is made of the map between.
        if let Expr::Index(map, name) = base
            && let (Some(Value::Map(map)), Some(Value::Str(name))) = (self.known(map), self.known(name))
            && let Some(value) = map.get_in(name, &key.name)
        {
            return Ok(value);
        }
        let other = self.unless_known(base)?;
        let base = other.as_ref().or_else(|| self.known(base)).unwrap_or(&Value::Null);
        Ok(match base {
            Value::Node(node) => key.node.map_or(Value::Null, |key| self.graph.node_property(*node, key)),
            Value::Relationship(rel) => {
                key.relationship.map_or(Value::Null, |key| self.graph.relationship_property(*rel, key))
            }
            base => return self.property(base, &key.name),
        })
    }

    /// Whether what is asked has the property; what is nothing neither has it nor lacks it.
    fn exists(&mut self, property: &Expr) -> Evaluated {
        let (base, key) = match property {
            Expr::Property(base, name) => (base, Value::Str(name.clone())),
            Expr::Stored(base, key) => (base, Value::Str(key.name.clone())),
            Expr::Index(base, key) => {
                let (base, key) = (base, self.eval(key)?);
                if let Value::Null = key {
                    return Ok(Value::Null);
                }
                (base, key)
            }
            // What is computed before is there.
            other => return Ok(Value::Bool(!self.eval(other)?.is_null())),
        };
        match (self.eval(base)?, key) {
            (Value::Null, _) => Ok(Value::Null),
            (base @ (Value::Map(_) | Value::Node(_) | Value::Relationship(_)), Value::Str(name)) => {
                Ok(Value::Bool(!self.property(&base, &name)?.is_null()))
            }
            (Value::Map(_) | Value::Node(_) | Value::Relationship(_), key) => Err(wrong_type("a text as key", &key)),
            (other, _) => Err(wrong_type("a node, a relationship or a map", &other)),
        }
    }

    fn bears(&mut self, base: &Expr, labels: &[Arc<str>]) -> Evaluated {
        Ok(match self.eval(base)? {
            Value::Null => Value::Null,
            Value::Node(node) => Value::Bool(
                labels.iter().all(|name| self.graph.label(name).is_some_and(|l| self.graph.has_label(node, l))),
            ),
            // A relationship has one type.
            Value::Relationship(rel) if !labels.is_empty() => {
                Value::Bool(labels.iter().all(|name| name == self.graph.type_name_of(rel)))
            }
            other => return Err(wrong_type("a node", &other)),
        })
    }

    /// A path from its parts; null if one of them is.
    fn path(&mut self, parts: &[Expr]) -> Evaluated {
        let mut path = Path { nodes: Vec::new(), relationships: Vec::new() };
        for part in parts {
            match self.eval(part)? {
                Value::Null => return Ok(Value::Null),
                // Those behind the first are where their relationships lead.
                Value::Node(node) if path.nodes.is_empty() => path.nodes.push(node),
                Value::Node(_) => {}
                Value::Relationship(rel) => path.follow(self.graph, rel),
                Value::List(rels) => {
                    self.pay(rels.len() as u64 / 4)?;
                    for rel in rels.iter() {
                        let Value::Relationship(rel) = rel else { return Err(wrong_type("a relationship", rel)) };
                        path.follow(self.graph, *rel);
                    }
                }
                other => return Err(wrong_type("a node or a relationship", &other)),
            }
        }
        Ok(Value::Path(Arc::new(path)))
    }

    /// Pays for items.
    fn pay(&mut self, items: u64) -> Result<(), CypherError> {
        self.budget.pay_items(items, &mut self.items)
    }

    /// Pays for a list or a text that was made. Copying is cheap beside evaluating.
    fn pay_for_copy(&mut self, value: &Value) -> Result<(), CypherError> {
        match value {
            Value::List(items) => self.pay(items.len() as u64 / 4),
            Value::Str(text) => self.pay(text.len() as u64 / 64),
            _ => Ok(()),
        }
    }

    /// Whether a condition is true; null is not.
    pub(crate) fn holds(&mut self, condition: &Expr) -> Result<bool, CypherError> {
        is_true(&self.eval(condition)?)
    }

    fn property(&self, base: &Value, name: &str) -> Evaluated {
        Ok(match base {
            Value::Null => Value::Null,
            Value::Node(node) => {
                self.graph.node_key(name).map_or(Value::Null, |key| self.graph.node_property(*node, key))
            }
            Value::Relationship(rel) => {
                self.graph.relationship_key(name).map_or(Value::Null, |key| self.graph.relationship_property(*rel, key))
            }
            Value::Map(map) => map.get(name).unwrap_or(Value::Null),
            Value::Point(point) => match name {
                "x" => Value::Float(point.x),
                "y" => Value::Float(point.y),
                "z" if point.z.is_some() => point.z.map_or(Value::Null, Value::Float),
                "crs" => Value::text(point.system().0),
                "srid" => Value::Int(point.system().1),
                _ => {
                    let message = format!("a point in {} has no {name}", point.system().0);
                    return Err(CypherError::new(ErrorCode::Argument, message));
                }
            },
            Value::Temporal(_) | Value::Duration(_) => {
                let message =
                    format!("the part {name} of a date, a time or a duration is not supported by the embedded engine");
                return Err(CypherError::new(ErrorCode::Unsupported, message));
            }
            other => {
                let message = format!("Type mismatch: expected a map but was {}", operators::described(other));
                return Err(CypherError::new(ErrorCode::Type, message));
            }
        })
    }

    fn index(&self, base: &Value, index: &Value) -> Evaluated {
        match (base, index) {
            (Value::Null, _) | (_, Value::Null) => Ok(Value::Null),
            (Value::List(_), Value::Int(at)) if i32::try_from(*at).is_err() => {
                let message = format!("Cannot index a list using a value beyond 32 bits, got {at}");
                Err(CypherError::new(ErrorCode::Argument, message))
            }
            (Value::List(items), Value::Int(at)) => Ok(operators::item(items, *at)),
            (Value::Map(_) | Value::Node(_) | Value::Relationship(_), Value::Str(name)) => self.property(base, name),
            (Value::List(_), other) => Err(wrong_type("an integer as list index", other)),
            (other, _) => Err(wrong_type("a list or a map", other)),
        }
    }

    fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        items: &[Value],
        condition: Option<&Expr>,
        result: Option<&Expr>,
    ) -> Evaluated {
        let mut kept = Vec::new();
        let (mut yes, mut unknown) = (0usize, 0usize);
        for item in items {
            self.pay(1)?;
            self.locals.push(item.clone());
            let step = self.comprehension_step(kind, condition, result);
            self.locals.pop();
            match step? {
                (Some(true), value) => {
                    yes += 1;
                    kept.push(value);
                }
                (None, _) => unknown += 1,
                (Some(false), _) => {}
            }
        }
        let no = items.len() - yes - unknown;
        // Three-valued: what the unknown ones could change is unknown.
        let decided = |value: bool| if unknown > 0 { Value::Null } else { Value::Bool(value) };
        Ok(match kind {
            ComprehensionKind::List => Value::list(kept),
            ComprehensionKind::Any if yes > 0 => Value::Bool(true),
            ComprehensionKind::Any => decided(false),
            ComprehensionKind::All if no > 0 => Value::Bool(false),
            ComprehensionKind::All => decided(true),
            ComprehensionKind::None if yes > 0 => Value::Bool(false),
            ComprehensionKind::None => decided(true),
            ComprehensionKind::Single if yes > 1 => Value::Bool(false),
            ComprehensionKind::Single => decided(yes == 1),
        })
    }

    fn reduce(&mut self, start: Value, items: &[Value], step: &Expr) -> Evaluated {
        let mut so_far = start;
        for item in items {
            self.pay(1)?;
            self.locals.extend([so_far, item.clone()]);
            let next = self.eval(step);
            self.locals.truncate(self.locals.len() - 2);
            so_far = next?;
        }
        Ok(so_far)
    }

    fn comprehension_step(
        &mut self,
        kind: ComprehensionKind,
        condition: Option<&Expr>,
        result: Option<&Expr>,
    ) -> Result<(Option<bool>, Value), CypherError> {
        let holds = match condition {
            Some(condition) => operators::truth_of_value(&self.eval(condition)?)?,
            None => Some(true),
        };
        let wanted = kind == ComprehensionKind::List && holds == Some(true);
        let value = match result {
            Some(result) if wanted => self.eval(result)?,
            None if wanted => self.locals[self.locals.len() - 1].clone(),
            _ => Value::Null,
        };
        Ok((holds, value))
    }
}

/// Whether a condition holds; null does not.
fn is_true(value: &Value) -> Result<bool, CypherError> {
    Ok(operators::truth_of_value(value)?.unwrap_or(false))
}

pub(crate) fn wrong_type(expected: &str, found: &Value) -> CypherError {
    let message = format!("Type mismatch: expected {expected} but was {}", operators::described(found));
    CypherError::new(ErrorCode::Type, message)
}
