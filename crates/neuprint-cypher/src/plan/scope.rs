//! Which variables there are, and where in the row each is.

use std::sync::Arc;

use super::Planner;
use crate::ast::{BinaryOp, Expr, Offset, Subquery};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::{self, Kinds};

/// What has properties.
const WITH_PROPERTIES: Kinds =
    Kinds::MAP.or(Kinds::NODE).or(Kinds::RELATIONSHIP).or(Kinds::POINT).or(Kinds::TEMPORAL).or(Kinds::DURATION);

/// The variables of a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    /// With what each can be, and what its items can be if it is a list.
    names: Vec<(Arc<str>, usize, (Kinds, Kinds))>,
    width: usize,
}

impl Scope {
    /// A place for a new variable of these kinds.
    ///
    /// # Errors
    /// If there is one of this name.
    pub(crate) fn declare(&mut self, name: &Arc<str>, kinds: Kinds) -> Result<usize, ()> {
        self.declare_known(name, (kinds, Kinds::ANY))
    }

    /// The same, when something may be known of its items.
    pub(crate) fn declare_known(&mut self, name: &Arc<str>, known: (Kinds, Kinds)) -> Result<usize, ()> {
        if self.slot(name).is_some() {
            return Err(());
        }
        let slot = self.unnamed();
        self.names.push((name.clone(), slot, known));
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

    /// What the value of a variable can be, and its items.
    pub(crate) fn known(&self, name: &str) -> (Kinds, Kinds) {
        self.names.iter().find(|entry| &*entry.0 == name).map_or((Kinds::ANY, Kinds::ANY), |entry| entry.2)
    }

    /// What the value of a variable can be.
    pub(crate) fn kinds(&self, name: &str) -> Kinds {
        self.known(name).0
    }

    /// What the value of an expression can be whose variables are not resolved yet, and what its items can be.
    pub(crate) fn known_of(&self, expression: &Expr) -> (Kinds, Kinds) {
        let known = |name: &str| self.known(name);
        (kinds::of_known(expression, &known), kinds::of_items(expression, &known))
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
                self.accepts(list, Kinds::LIST, locals, text)?;
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
                self.accepts(list, Kinds::LIST, locals, text)?;
                self.accumulates(so_far, start, (variable, list), step, locals, text)?;
                self.resolve(start, locals, planner)?;
                self.resolve(list, locals, planner)?;
                locals.extend([so_far.clone(), variable.clone()]);
                let inner = self.resolve(step, locals, planner);
                locals.truncate(locals.len() - 2);
                inner
            }
            other => {
                self.check(other, locals, text)?;
                other.children_mut(&mut |child| self.resolve(child, locals, planner))
            }
        }
    }

    /// Refuses operands of kinds that their operator never takes. What has no variables was looked at before.
    fn check(&self, expression: &Expr, locals: &[Arc<str>], text: &str) -> Result<(), CypherError> {
        match expression {
            Expr::Binary(operator, left, right) => {
                let (is_left, is_right) = (self.kinds_of(left, locals), self.kinds_of(right, locals));
                let (takes_left, takes_right) = kinds::operands(*operator, is_left, is_right);
                self.accepts(left, takes_left, locals, text)?;
                self.accepts(right, takes_right, locals, text)?;
                match (operator, kinds::check_sum(is_left, is_right), place(right).or(place(left))) {
                    (BinaryOp::Add, Err(message), Some(at)) => {
                        Err(CypherError::at(ErrorCode::Syntax, message, text, at))
                    }
                    _ => Ok(()),
                }
            }
            Expr::Not(operand) => self.accepts(operand, Kinds::BOOL, locals, text),
            Expr::Negate(operand) => self.accepts(operand, Kinds::NUMBER, locals, text),
            Expr::Case { scrutinee: None, branches, .. } => {
                branches.iter().try_for_each(|(when, _)| self.accepts(when, Kinds::BOOL, locals, text))
            }
            Expr::Slice(list, ..) => self.accepts(list, Kinds::LIST, locals, text),
            Expr::Index(base, at) => {
                let (takes_at, takes_base) = kinds::indexed(self.kinds_of(base, locals), self.kinds_of(at, locals));
                // What asks may be a value of the text: then what is asked has the place.
                if place(at).is_none()
                    && let (Some(place), Err(message)) = (place(base), kinds::check(kinds::of(at), takes_at))
                {
                    return Err(CypherError::at(ErrorCode::Syntax, message, text, place));
                }
                self.accepts(at, takes_at, locals, text)?;
                self.accepts(base, takes_base, locals, text)
            }
            Expr::Aggregate { kind, argument: Some(argument), .. } => {
                self.accepts(argument, kinds::aggregated(*kind), locals, text)
            }
            _ => Ok(()),
        }
    }

    /// Refuses what comes to another kind at each step than it began with; a number may become another one.
    fn accumulates(
        &self,
        so_far: &str,
        start: &Expr,
        (variable, list): (&str, &Expr),
        step: &Expr,
        locals: &[Arc<str>],
        text: &str,
    ) -> Result<(), CypherError> {
        let begins = self.kinds_of(start, locals);
        let items = kinds::of_items(list, &|name| self.known_beside(name, locals));
        let known = |name: &str| match name {
            name if name == so_far => (begins, Kinds::ANY),
            name if name == variable => (items, Kinds::ANY),
            name => self.known_beside(name, locals),
        };
        let comes_to = kinds::of_known(step, &known);
        let wanted = if begins.meets(Kinds::NUMBER) { begins.or(Kinds::NUMBER) } else { begins };
        match (kinds::check(comes_to, wanted), place(step)) {
            (Err(_), Some(at)) => {
                let (begins, comes_to) = (begins.names(), comes_to.names());
                let message = format!("Type mismatch: accumulator is {begins} but expression has type {comes_to}");
                Err(CypherError::at(ErrorCode::Syntax, message, text, at))
            }
            _ => Ok(()),
        }
    }

    fn kinds_of(&self, expression: &Expr, locals: &[Arc<str>]) -> Kinds {
        kinds::of_known(expression, &|name| self.known_beside(name, locals))
    }

    /// What is known of a variable where comprehensions have some of their own.
    fn known_beside(&self, name: &str, locals: &[Arc<str>]) -> (Kinds, Kinds) {
        let is_local = locals.iter().any(|local| &**local == name);
        if is_local { (Kinds::ANY, Kinds::ANY) } else { self.known(name) }
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
            let known = if of_row { self.known(name) } else { (Kinds::ANY, Kinds::ANY) };
            self.resolve(e, locals, planner)?;
            // Each name is there once.
            let _ = inner.declare_known(name, known);
        }
        subquery.plan = Some(planner.subquery(subquery, inner)?);
        Ok(())
    }

    /// Refuses what has variables and can never be of a kind that is wanted, such as a node where a relationship is.
    pub(crate) fn accepts(
        &self,
        expression: &Expr,
        wanted: Kinds,
        locals: &[Arc<str>],
        text: &str,
    ) -> Result<(), CypherError> {
        let (Some(at), found) = (place(expression), self.kinds_of(expression, locals)) else { return Ok(()) };
        kinds::check(found, wanted).map_err(|message| CypherError::at(ErrorCode::Syntax, message, text, at))
    }
}

/// Where the first variable of an expression stands.
fn place(expression: &Expr) -> Option<Offset> {
    let mut first = None;
    expression.walk(&mut |e| {
        if let Expr::Variable(_, at) = e {
            first.get_or_insert(*at);
        }
    });
    first
}
