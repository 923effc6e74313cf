//! Which kinds an expression's value can be of, as far as the query's text tells.
//!
//! The database refuses `head(5)` or `'a' - 1` before it runs a query, and so do we: even when no row would ever be
//! computed. What depends on data is checked when it is computed.

use crate::ast::{AggregateKind, BinaryOp, ComprehensionKind, Expr, SubqueryKind};
use crate::eval::functions;
use crate::value::Value;

/// A set of kinds. Null is in every set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Kinds(u16);

impl Kinds {
    pub(crate) const BOOL: Self = Self(1);
    pub(crate) const INT: Self = Self(2);
    pub(crate) const FLOAT: Self = Self(4);
    pub(crate) const TEXT: Self = Self(8);
    pub(crate) const LIST: Self = Self(16);
    pub(crate) const MAP: Self = Self(32);
    pub(crate) const POINT: Self = Self(64);
    pub(crate) const NODE: Self = Self(128);
    pub(crate) const RELATIONSHIP: Self = Self(256);
    pub(crate) const PATH: Self = Self(512);
    pub(crate) const NUMBER: Self = Self(2 | 4);
    pub(crate) const TEMPORAL: Self = Self(1024);
    pub(crate) const DURATION: Self = Self(2048);
    pub(crate) const ANY: Self = Self(4095);

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two have a kind in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    fn of_value(value: &Value) -> Self {
        match value {
            Value::Null => Self::ANY,
            Value::Bool(_) => Self::BOOL,
            Value::Int(_) => Self::INT,
            Value::Float(_) => Self::FLOAT,
            Value::Str(_) => Self::TEXT,
            Value::List(_) => Self::LIST,
            Value::Map(_) => Self::MAP,
            Value::Point(_) => Self::POINT,
            Value::Temporal(_) => Self::TEMPORAL,
            Value::Duration(_) => Self::DURATION,
            Value::Node(_) => Self::NODE,
            Value::Relationship(_) => Self::RELATIONSHIP,
            Value::Path(_) => Self::PATH,
        }
    }

    /// In the database's words.
    pub(crate) fn names(self) -> String {
        let all = [
            (Self::TEXT, "String"),
            (Self::BOOL, "Boolean"),
            (Self::FLOAT, "Float"),
            (Self::INT, "Integer"),
            (Self::MAP, "Map"),
            (Self::NODE, "Node"),
            (Self::RELATIONSHIP, "Relationship"),
            (Self::PATH, "Path"),
            (Self::POINT, "Point"),
            (Self::DURATION, "Duration"),
            (Self::TEMPORAL, "Date or Time"),
            (Self::LIST, "List<T>"),
        ];
        let names: Vec<&str> = all.iter().filter(|entry| self.meets(entry.0)).map(|entry| entry.1).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => names.concat(),
        }
    }
}

/// What the value of an expression can be.
pub(crate) fn of(expression: &Expr) -> Kinds {
    match expression {
        Expr::Literal(value) => Kinds::of_value(value),
        Expr::List(_) | Expr::Slice(..) => Kinds::LIST,
        Expr::Subquery(subquery) => match subquery.kind {
            SubqueryKind::Exists | SubqueryKind::ExistsPattern => Kinds::BOOL,
            // What it is depends on where it stands.
            SubqueryKind::Pattern => Kinds::BOOL.or(Kinds::LIST),
            SubqueryKind::Paths => Kinds::LIST,
            SubqueryKind::Count => Kinds::INT,
            SubqueryKind::Collect => Kinds::LIST,
        },
        Expr::Path(_) => Kinds::PATH,
        Expr::Map(_) | Expr::MapProjection { .. } => Kinds::MAP,
        Expr::Not(_) | Expr::IsNull(..) | Expr::HasLabels(..) | Expr::Labelled(..) => Kinds::BOOL,
        Expr::Negate(operand) => of(operand),
        Expr::Binary(operator, left, right) => result(*operator, of(left), of(right)),
        Expr::Call { function, .. } => functions::gives(*function),
        Expr::Comprehension { kind: ComprehensionKind::List, .. } => Kinds::LIST,
        Expr::Comprehension { .. } => Kinds::BOOL,
        Expr::Aggregate { kind, .. } => match kind {
            AggregateKind::CountRows | AggregateKind::Count => Kinds::INT,
            AggregateKind::Collect => Kinds::LIST,
            AggregateKind::Sum => Kinds::NUMBER,
            AggregateKind::Avg | AggregateKind::StDev | AggregateKind::StDevP | AggregateKind::PercentileCont => {
                Kinds::FLOAT
            }
            AggregateKind::PercentileDisc => Kinds::NUMBER,
            AggregateKind::Min | AggregateKind::Max => Kinds::ANY,
        },
        Expr::Variable(..)
        | Expr::Parameter(..)
        | Expr::Slot(_)
        | Expr::Local(_)
        | Expr::Property(..)
        | Expr::Stored(..)
        | Expr::Index(..)
        | Expr::Case { .. }
        | Expr::Reduce { .. } => Kinds::ANY,
    }
}

fn result(operator: BinaryOp, left: Kinds, right: Kinds) -> Kinds {
    match operator {
        BinaryOp::Add if left.within(Kinds::LIST) || right.within(Kinds::LIST) => Kinds::LIST,
        BinaryOp::Add if left.within(Kinds::TEXT) && right.within(Kinds::TEXT) => Kinds::TEXT,
        BinaryOp::Add if !(left.within(Kinds::NUMBER) && right.within(Kinds::NUMBER)) => Kinds::ANY,
        _ if left.within(TIME) || right.within(TIME) => match operator {
            BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide => {
                if left.within(Kinds::NUMBER) {
                    right
                } else {
                    left
                }
            }
            _ => Kinds::BOOL,
        },
        BinaryOp::Power => Kinds::FLOAT,
        BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => {
            if left == Kinds::INT && right == Kinds::INT { Kinds::INT } else { Kinds::NUMBER }
        }
        _ => Kinds::BOOL,
    }
}

/// What can be moved in time, and what it is moved by.
const TIME: Kinds = Kinds::TEMPORAL.or(Kinds::DURATION);

/// What an operator takes on its left and on its right, given what is there.
pub(crate) fn operands(operator: BinaryOp, left: &Expr, right: &Expr) -> (Kinds, Kinds) {
    match operator {
        BinaryOp::Subtract if of(left).within(TIME) || of(right).within(Kinds::DURATION) => (TIME, Kinds::DURATION),
        BinaryOp::Multiply | BinaryOp::Divide if of(left).within(Kinds::DURATION) => (Kinds::DURATION, Kinds::NUMBER),
        BinaryOp::Multiply if of(right).within(Kinds::DURATION) => (Kinds::NUMBER, Kinds::DURATION),
        BinaryOp::Or | BinaryOp::Xor | BinaryOp::And => (Kinds::BOOL, Kinds::BOOL),
        BinaryOp::Matches => (Kinds::TEXT, Kinds::TEXT),
        BinaryOp::In => (Kinds::ANY, Kinds::LIST),
        BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo | BinaryOp::Power => {
            (Kinds::NUMBER, Kinds::NUMBER)
        }
        _ => (Kinds::ANY, Kinds::ANY),
    }
}

/// Whether an expression can be of a kind that is wanted.
///
/// # Errors
/// What was wanted, and what the expression is.
pub(crate) fn check(expression: &Expr, wanted: Kinds) -> Result<(), String> {
    let found = of(expression);
    if found.meets(wanted) {
        return Ok(());
    }
    Err(format!("Type mismatch: expected {} but was {}", wanted.names(), found.names()))
}

/// Whether two values can be added: numbers, texts with numbers, times with durations, or lists with anything.
///
/// # Errors
/// What was wanted, and what the right side is.
pub(crate) fn check_sum(left: &Expr, right: &Expr) -> Result<(), String> {
    let (a, b) = (of(left), of(right));
    if a.meets(Kinds::LIST) || b.meets(Kinds::LIST) {
        return Ok(());
    }
    if a.within(TIME) || b.within(TIME) {
        let (known, other) = if a.within(TIME) { (a, right) } else { (b, left) };
        return check(other, if known.meets(Kinds::TEMPORAL) { Kinds::DURATION } else { TIME }.or(Kinds::LIST));
    }
    let wanted = if a.within(Kinds::BOOL.or(Kinds::MAP).or(Kinds::NODE).or(Kinds::RELATIONSHIP).or(Kinds::PATH)) {
        Kinds::LIST
    } else if a.within(Kinds::NUMBER) {
        Kinds::NUMBER.or(Kinds::TEXT).or(Kinds::LIST)
    } else {
        // What the database makes of a text and something else is not decided by kinds alone.
        return Ok(());
    };
    check(right, wanted)
}
