//! Which variables there are, and where in the row each is.

use std::sync::Arc;

use super::Planner;
use crate::ast::{BinaryOp, Expr, Offset, Subquery};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::{self, Kinds, Known, Variables};

/// What has properties.
const WITH_PROPERTIES: Kinds =
    Kinds::MAP.or(Kinds::NODE).or(Kinds::RELATIONSHIP).or(Kinds::POINT).or(Kinds::TEMPORAL).or(Kinds::DURATION);

/// A variable of a comprehension, with what is known of it.
type Local = (Arc<str>, Known);
/// Those of the comprehensions around, the innermost last.
pub(crate) type Locals = Vec<Local>;

/// The variables of a row.
#[derive(Debug, Clone, Default)]
pub(crate) struct Scope {
    /// With what is known of each.
    names: Vec<(Arc<str>, usize, Known)>,
    width: usize,
    /// Whether kinds are followed as if the query's lists were handed in.
    lists_are_handed: bool,
}

impl Scope {
    /// One without variables, in which kinds are followed as if the query's lists were handed in.
    pub(crate) fn with_lists_handed() -> Self {
        Self { lists_are_handed: true, ..Self::default() }
    }

    /// One without variables, for what comes after this one.
    pub(crate) fn after(&self) -> Self {
        Self { lists_are_handed: self.lists_are_handed, ..Self::default() }
    }

    /// Whether kinds are followed as if the query's lists were handed in.
    pub(crate) fn has_lists_handed(&self) -> bool {
        self.lists_are_handed
    }

    /// A place for a new variable of these kinds.
    ///
    /// # Errors
    /// If there is one of this name.
    pub(crate) fn declare(&mut self, name: &Arc<str>, kinds: Kinds) -> Result<usize, ()> {
        self.declare_known(name, Known::of(kinds))
    }

    /// The same, when something may be known of its items.
    pub(crate) fn declare_known(&mut self, name: &Arc<str>, known: Known) -> Result<usize, ()> {
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
        Self { width: self.width, ..self.after() }
    }

    /// Where a variable is.
    pub(crate) fn slot(&self, name: &str) -> Option<usize> {
        self.names.iter().find(|entry| &*entry.0 == name).map(|entry| entry.1)
    }

    /// What is known of a variable.
    pub(crate) fn known(&self, name: &str) -> Known {
        self.names.iter().find(|entry| &*entry.0 == name).map_or(Known::ANYTHING, |entry| entry.2)
    }

    /// What the value of a variable can be.
    pub(crate) fn kinds(&self, name: &str) -> Kinds {
        self.known(name).kinds()
    }

    /// What is known of the value of an expression whose variables are not resolved yet.
    pub(crate) fn known_of(&self, expression: &Expr) -> Known {
        self.known_beside(expression, &[])
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
        locals: &mut Locals,
        planner: &Planner<'_>,
    ) -> Result<(), CypherError> {
        let text = planner.text;
        match expression {
            Expr::Variable(name, at) => {
                *expression = match (locals.iter().rev().position(|local| local.0 == *name), self.slot(name)) {
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
                let item = self.known_beside(list, locals).each_of_list();
                self.resolve(list, locals, planner)?;
                locals.push((variable.clone(), item));
                if let Some(condition) = condition {
                    self.accepts(condition, Kinds::BOOL, locals, text)?;
                }
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
                    if let (Err(message), Some(at)) = (
                        kinds::check_items(self.known_beside(argument, locals), function.takes_items(at)),
                        place(argument),
                    ) {
                        return Err(CypherError::at(ErrorCode::Syntax, message, text, at));
                    }
                }
                arguments.iter_mut().try_for_each(|e| self.resolve(e, locals, planner))
            }
            Expr::Reduce { so_far, start, variable, list, step } => {
                self.accepts(list, Kinds::LIST, locals, text)?;
                let (begins, item) = (self.known_beside(start, locals), self.known_beside(list, locals).each_of_list());
                self.accumulates((so_far, begins), (variable, item), step, locals, text)?;
                self.resolve(start, locals, planner)?;
                self.resolve(list, locals, planner)?;
                locals.extend([(so_far.clone(), begins), (variable.clone(), item)]);
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
    fn check(&self, expression: &Expr, locals: &[Local], text: &str) -> Result<(), CypherError> {
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
            Expr::Slice(list, from, to) => {
                self.accepts(list, Kinds::LIST, locals, text)?;
                from.iter().chain(to).try_for_each(|bound| self.accepts(bound, Kinds::INT, locals, text))
            }
            Expr::Index(base, at) => {
                let of_base = self.kinds_of(base, locals);
                let takes_at = kinds::takes_index(of_base);
                // What asks may be a value of the text: then what is asked has the place.
                if place(at).is_none()
                    && let (Some(place), Err(message)) = (place(base), kinds::check(kinds::of(at), takes_at))
                {
                    return Err(CypherError::at(ErrorCode::Syntax, message, text, place));
                }
                self.accepts(at, takes_at, locals, text)?;
                let takes_base = kinds::takes_base(of_base, at, self.kinds_of(at, locals));
                let at = place(base).or(place(at));
                self.accepts_at(base, takes_base, locals, text, at)
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
        so_far: (&str, Known),
        item: (&str, Known),
        step: &Expr,
        locals: &[Local],
        text: &str,
    ) -> Result<(), CypherError> {
        let begins = so_far.1.kinds();
        let comes_to =
            kinds::accumulated(so_far, item, step, self.variables(&|name| self.variable(name, locals))).kinds();
        let wanted = if begins.meets(Kinds::NUMBER) { begins.or(Kinds::NUMBER) } else { begins };
        if begins.meets(Kinds::SEVERAL.or(Kinds::SOME_NUMBER)) || kinds::check(comes_to, wanted).is_ok() {
            return Ok(());
        }
        let (begins, comes_to) = (begins.names(), comes_to.names());
        let message = format!("Type mismatch: accumulator is {begins} but expression has type {comes_to}");
        Err(match place(step) {
            Some(at) => CypherError::at(ErrorCode::Syntax, message, text, at),
            None => CypherError::new(ErrorCode::Syntax, message),
        })
    }

    fn kinds_of(&self, expression: &Expr, locals: &[Local]) -> Kinds {
        self.known_beside(expression, locals).kinds()
    }

    /// What is known of an expression where comprehensions have variables of their own.
    fn known_beside(&self, expression: &Expr, locals: &[Local]) -> Known {
        kinds::known(expression, self.variables(&|name| self.variable(name, locals)))
    }

    fn variables<'v>(&self, of: &'v dyn Fn(&str) -> Known) -> Variables<'v> {
        Variables { of, lists_are_handed: self.lists_are_handed, are_unknown: false }
    }

    fn variable(&self, name: &str, locals: &[Local]) -> Known {
        let local = locals.iter().rev().find(|local| &*local.0 == name);
        local.map_or_else(|| self.known(name), |local| local.1)
    }

    /// Finds the variables that a subquery has from around it, and plans it.
    fn resolve_subquery(
        &self,
        subquery: &mut Subquery,
        locals: &mut Locals,
        planner: &Planner<'_>,
    ) -> Result<(), CypherError> {
        let is_local = |name: &str| locals.iter().any(|local| &*local.0 == name);
        // What is not known here is its own.
        subquery
            .outer
            .retain(|(name, e)| !matches!(e, Expr::Variable(..)) || is_local(name) || self.slot(name).is_some());
        let mut inner = self.after();
        for (name, e) in &mut subquery.outer {
            let known = if matches!(e, Expr::Variable(..)) { self.variable(name, locals) } else { Known::ANYTHING };
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
        locals: &[Local],
        text: &str,
    ) -> Result<(), CypherError> {
        self.accepts_at(expression, wanted, locals, text, place(expression))
    }

    /// The same, with where the mistake is said to be.
    fn accepts_at(
        &self,
        expression: &Expr,
        wanted: Kinds,
        locals: &[Local],
        text: &str,
        at: Option<Offset>,
    ) -> Result<(), CypherError> {
        let refused = |message| match at {
            Some(at) => Err(CypherError::at(ErrorCode::Syntax, message, text, at)),
            // As it is written it was looked at before.
            None if !self.lists_are_handed => Ok(()),
            None => Err(CypherError::new(ErrorCode::Syntax, message)),
        };
        kinds::check(self.kinds_of(expression, locals), wanted).or_else(refused)
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
