//! Which variables there are, and where in the row each is.

use std::sync::Arc;

use super::Planner;
use crate::ast::{Expr, Subquery};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::{self, Kinds};

/// What has properties.
const WITH_PROPERTIES: Kinds =
    Kinds::MAP.or(Kinds::NODE).or(Kinds::RELATIONSHIP).or(Kinds::POINT).or(Kinds::TEMPORAL).or(Kinds::DURATION);

/// The variables of a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    names: Vec<(Arc<str>, usize, Kinds)>,
    width: usize,
}

impl Scope {
    /// A place for a new variable of these kinds.
    ///
    /// # Errors
    /// If there is one of this name.
    pub(crate) fn declare(&mut self, name: &Arc<str>, kinds: Kinds) -> Result<usize, ()> {
        if self.slot(name).is_some() {
            return Err(());
        }
        let slot = self.unnamed();
        self.names.push((name.clone(), slot, kinds));
        Ok(slot)
    }

    /// A place for something without a name.
    pub(crate) fn unnamed(&mut self) -> usize {
        self.width += 1;
        self.width - 1
    }

    /// The same row, in which nothing has a name.
    pub(crate) fn hidden(&self) -> Self {
        Self { names: Vec::new(), width: self.width }
    }

    /// Where a variable is.
    pub(crate) fn slot(&self, name: &str) -> Option<usize> {
        self.names.iter().find(|entry| &*entry.0 == name).map(|entry| entry.1)
    }

    /// What the value of a variable can be.
    pub(crate) fn kinds(&self, name: &str) -> Kinds {
        self.names.iter().find(|entry| &*entry.0 == name).map_or(Kinds::ANY, |entry| entry.2)
    }

    /// What the value of an expression can be whose variables are not resolved yet.
    pub(crate) fn kinds_of(&self, expression: &Expr) -> Kinds {
        match expression {
            Expr::Variable(name, _) => self.kinds(name),
            other => kinds::of(other),
        }
    }

    /// All names, in the order in which they were declared.
    pub(crate) fn names(&self) -> impl Iterator<Item = &Arc<str>> {
        self.names.iter().map(|entry| &entry.0)
    }

    /// How many places there are.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// Replaces the variables of an expression by their places. `locals` are the variables of comprehensions around.
    ///
    /// # Errors
    /// A variable that does not exist, with its place in the text.
    pub(crate) fn resolve(
        &self,
        expression: &mut Expr,
        locals: &mut Vec<Arc<str>>,
        planner: &Planner<'_>,
    ) -> Result<(), CypherError> {
        let text = planner.text;
        match expression {
            Expr::Variable(name, at) => {
                *expression = match (locals.iter().rev().position(|local| local == name), self.slot(name)) {
                    (Some(out), _) => Expr::Local(out),
                    (None, Some(slot)) => Expr::Slot(slot),
                    (None, None) => {
                        let message = format!("Variable `{name}` not defined");
                        return Err(CypherError::at(ErrorCode::Syntax, message, text, *at));
                    }
                };
                Ok(())
            }
            Expr::Comprehension { variable, list, condition, result, .. } => {
                self.resolve(list, locals, planner)?;
                locals.push(variable.clone());
                let inner = condition.iter_mut().chain(result).try_for_each(|e| self.resolve(e, locals, planner));
                locals.pop();
                inner
            }
            Expr::Property(base, _) => {
                self.accepts(base, WITH_PROPERTIES, locals, text)?;
                self.resolve(base, locals, planner)
            }
            Expr::Subquery(subquery) => self.resolve_subquery(subquery, locals, planner),
            Expr::Call { function, arguments } => {
                for (at, argument) in arguments.iter().enumerate() {
                    self.accepts(argument, function.takes(at), locals, text)?;
                }
                arguments.iter_mut().try_for_each(|e| self.resolve(e, locals, planner))
            }
            Expr::Reduce { so_far, start, variable, list, step } => {
                self.resolve(start, locals, planner)?;
                self.resolve(list, locals, planner)?;
                locals.extend([so_far.clone(), variable.clone()]);
                let inner = self.resolve(step, locals, planner);
                locals.truncate(locals.len() - 2);
                inner
            }
            other => other.children_mut(&mut |child| self.resolve(child, locals, planner)),
        }
    }

    /// Finds the variables that a subquery has from around it, and plans it.
    fn resolve_subquery(
        &self,
        subquery: &mut Subquery,
        locals: &mut Vec<Arc<str>>,
        planner: &Planner<'_>,
    ) -> Result<(), CypherError> {
        // What is not known here is its own.
        subquery
            .outer
            .retain(|(name, e)| !matches!(e, Expr::Variable(..)) || locals.contains(name) || self.slot(name).is_some());
        let mut inner = Self::default();
        for (name, e) in &mut subquery.outer {
            let of_row = matches!(e, Expr::Variable(..)) && !locals.contains(name);
            let kinds = if of_row { self.kinds(name) } else { Kinds::ANY };
            self.resolve(e, locals, planner)?;
            // Each name is there once.
            let _ = inner.declare(name, kinds);
        }
        subquery.plan = Some(planner.subquery(subquery, inner)?);
        Ok(())
    }

    /// Refuses a variable that can never be of a kind that is wanted, such as a node where a relationship is.
    pub(crate) fn accepts(
        &self,
        expression: &Expr,
        wanted: Kinds,
        locals: &[Arc<str>],
        text: &str,
    ) -> Result<(), CypherError> {
        let Expr::Variable(name, at) = expression else { return Ok(()) };
        let kinds = self.kinds(name);
        if locals.contains(name) || kinds.meets(wanted) {
            return Ok(());
        }
        let message = format!("Type mismatch: expected {} but was {}", wanted.names(), kinds.names());
        Err(CypherError::at(ErrorCode::Syntax, message, text, *at))
    }
}
