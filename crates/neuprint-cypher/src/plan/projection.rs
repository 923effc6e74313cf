//! WITH and RETURN: new rows, groups, order, and how many.

use std::sync::Arc;

use super::groups::{implicit_keys, over_groups};
use super::keys::{aliases_to_output, items_to_output, output_index, over_both, over_input};
use super::{Plan, Planner, Scope, filtered, logic};
use crate::ast::{Expr, Item, Projection};
use crate::error::{CypherError, ErrorCode};
use crate::eval::Env;
use crate::eval::budget::Budget;
use crate::eval::memory::Memory;
use crate::value::Value;

/// Where a key to sort by stands: in the projected row, or behind it.
fn place(key: &Expr, row: &[Expr]) -> usize {
    output_index(key).unwrap_or(row.len())
}

impl Planner<'_> {
    /// Plans a projection; answers the scope behind it.
    pub(super) fn projection(
        &self,
        input: Arc<Plan>,
        projection: &Projection,
        before: &Scope,
    ) -> Result<(Arc<Plan>, Scope), CypherError> {
        let items = self.items(projection, before)?;
        let bound: Vec<Expr> =
            items.iter().map(|item| self.bound(&item.expression, before)).collect::<Result<_, _>>()?;
        let mut after = before.after();
        for item in &items {
            after
                .declare_known(&item.name, before.known_of(&item.expression))
                .map_err(|()| self.declared_twice(&item.name))?;
        }
        let width = items.len();
        let grouped = bound.iter().any(Expr::aggregates);
        let skip = self.count(projection.skip.as_ref())?.unwrap_or(0);
        let limit = self.count(projection.limit.as_ref())?;
        let order: Vec<(Expr, bool)> = projection
            .order
            .iter()
            .map(|(key, descending)| Ok((self.order_key(key, &items, &bound, before)?, *descending)))
            .collect::<Result<_, CypherError>>()?;

        // WHERE behind WITH may also speak of what was known before WITH: then it is computed beside the row.
        let (condition, beside) = match &projection.condition {
            None => (None, None),
            Some(condition) => {
                match (self.condition(condition, &after), self.order_key(condition, &items, &bound, before)) {
                    (Ok(condition), _) => (Some(condition), None),
                    (Err(_), Ok(beside)) => (None, Some(beside)),
                    (Err(error), Err(_)) => return Err(error),
                }
            }
        };
        let mut plan = input;
        let mut keys: Vec<(usize, bool)> = Vec::new();
        if grouped || projection.distinct {
            plan = if grouped {
                self.groups(plan, &bound)?
            } else {
                Arc::new(Plan::Project { input: plan, items: bound })
            };
            if projection.distinct {
                plan = Arc::new(Plan::Distinct { input: plan });
            }
            // Only what was projected is left to sort by.
            let mut row: Vec<Expr> = (0..width).map(Expr::Slot).collect();
            for (key, descending) in order {
                keys.push((place(&key, &row), descending));
                if output_index(&key).is_none() {
                    row.push(self.over_output(key)?);
                }
            }
            row.extend(beside.clone().map(|key| self.over_output(key)).transpose()?);
            if row.len() > width {
                plan = Arc::new(Plan::Project { input: plan, items: row });
            }
        } else if bound.iter().any(Expr::draws) {
            // What is drawn is drawn once: keys are computed over the new row with the old one beside it.
            let beside_it = (0..before.width()).map(Expr::Slot);
            plan = Arc::new(Plan::Project { input: plan, items: bound.iter().cloned().chain(beside_it).collect() });
            let mut row: Vec<Expr> = (0..width).map(Expr::Slot).collect();
            for (key, descending) in order {
                self.no_aggregate(&key)?;
                keys.push((place(&key, &row), descending));
                if output_index(&key).is_none() {
                    row.push(over_both(key, width));
                }
            }
            if let Some(key) = beside.clone() {
                self.no_aggregate(&key)?;
                row.push(over_both(key, width));
            }
            plan = Arc::new(Plan::Project { input: plan, items: row });
        } else {
            let mut row = bound.clone();
            for (key, descending) in order {
                self.no_aggregate(&key)?;
                keys.push((place(&key, &row), descending));
                if output_index(&key).is_none() {
                    row.push(over_input(key, &bound));
                }
            }
            if let Some(key) = beside.clone() {
                self.no_aggregate(&key)?;
                row.push(over_input(key, &bound));
            }
            plan = Arc::new(Plan::Project { input: plan, items: row });
        }
        if !keys.is_empty() {
            let keep = limit
                .filter(|_| !self.naive)
                .map(|limit| usize::try_from(limit.saturating_add(skip)).unwrap_or(usize::MAX));
            plan = Arc::new(Plan::Sort { input: plan, keys: keys.clone(), keep });
        }
        if skip > 0 || limit.is_some() {
            plan = Arc::new(Plan::Slice { input: plan, skip, limit });
        }
        // What stands beside the row is behind the keys that are.
        let more = keys.iter().filter(|key| key.0 >= width).count();
        let has_more = more > 0 || beside.is_some();
        let condition = condition.or(beside.map(|_| Expr::Slot(width + more)));
        if let Some(condition) = condition {
            plan = filtered(plan, condition);
        }
        if has_more {
            plan = Arc::new(Plan::Cut { input: plan, width });
        }
        Ok((plan, after))
    }

    /// The items, with `*` spelt out: all variables, by name.
    fn items(&self, projection: &Projection, before: &Scope) -> Result<Vec<Item>, CypherError> {
        let mut items = Vec::new();
        if projection.star {
            let mut names: Vec<&Arc<str>> = before.names().collect();
            names.sort();
            if names.is_empty() {
                let message = "RETURN * is not allowed when there are no variables in scope";
                return Err(CypherError::at(ErrorCode::Syntax, message, self.text, projection.at));
            }
            items.extend(names.into_iter().map(|name| Item {
                expression: Expr::Variable(name.clone(), projection.at),
                name: name.clone(),
                named: true,
                at: projection.at,
            }));
        }
        items.extend(projection.items.iter().cloned());
        Ok(items)
    }

    /// Groups rows by the items without aggregates, and computes the items with them.
    fn groups(&self, input: Arc<Plan>, bound: &[Expr]) -> Result<Arc<Plan>, CypherError> {
        let mut keys: Vec<Expr> = bound.iter().filter(|item| !item.aggregates()).cloned().collect();
        bound.iter().filter(|item| item.aggregates()).for_each(|item| implicit_keys(item, &mut keys));
        let mut aggregates = Vec::new();
        let mut items = bound.to_vec();
        for item in &mut items {
            over_groups(item, &keys, &mut aggregates)?;
        }
        let width = keys.len() + aggregates.len();
        let plan = Arc::new(Plan::Aggregate { input, keys, aggregates });
        let same = items.len() == width && items.iter().enumerate().all(|(at, item)| *item == Expr::Slot(at));
        Ok(if same { plan } else { Arc::new(Plan::Project { input: plan, items }) })
    }

    /// An ORDER BY key in which what was projected stands as an index into the output row (`output`).
    fn order_key(&self, key: &Expr, items: &[Item], bound: &[Expr], before: &Scope) -> Result<Expr, CypherError> {
        let mut key = key.clone();
        self.with_parameters(&mut key, before)?;
        // What has no alias is called by its text.
        let called: Vec<Item> = items.iter().map(|item| Item { named: true, ..item.clone() }).collect();
        aliases_to_output(&mut key, &called);
        before.resolve(&mut key, &mut Vec::new(), self)?;
        logic::simplify(&mut key);
        items_to_output(&mut key, bound);
        Ok(key)
    }

    /// A key over the projected row alone.
    fn over_output(&self, mut key: Expr) -> Result<Expr, CypherError> {
        fn replace(e: &mut Expr) -> Result<(), CypherError> {
            if let Some(at) = output_index(e) {
                *e = Expr::Slot(at);
                return Ok(());
            }
            if matches!(e, Expr::Slot(_) | Expr::Aggregate { .. }) {
                let message =
                    "In a WITH/RETURN with DISTINCT or an aggregation, ORDER BY can only use what is returned";
                return Err(CypherError::new(ErrorCode::Syntax, message));
            }
            e.children_mut(&mut replace)
        }
        replace(&mut key)?;
        Ok(key)
    }

    /// The number behind SKIP or LIMIT.
    fn count(&self, bound: Option<&Expr>) -> Result<Option<u64>, CypherError> {
        let Some(expression) = bound else { return Ok(None) };
        let expression = self.bound(expression, &Scope::default())?;
        let value =
            Env::new(self.graph, &Memory::default(), &Budget::new(u64::MAX, u64::MAX), &[]).eval(&expression)?;
        match value {
            Value::Int(count) if count >= 0 => Ok(Some(count.unsigned_abs())),
            other => {
                let shown = match &other {
                    Value::Int(v) => v.to_string(),
                    Value::Str(v) => v.to_string(),
                    other => other.type_name().to_owned(),
                };
                let message = format!("Invalid input. '{shown}' is not a valid value. Must be a non-negative integer.");
                Err(CypherError::new(ErrorCode::Syntax, message))
            }
        }
    }
}
