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

/// What is known of a variable: what it can be, and what its items can be if it is a list.
pub(crate) type Known<'k> = &'k dyn Fn(&str) -> (Kinds, Kinds);

/// What the value of an expression can be, whatever its variables are.
pub(crate) fn of(expression: &Expr) -> Kinds {
    of_known(expression, &|_| (Kinds::ANY, Kinds::ANY))
}

/// What two items of a list have in common.
fn alike(a: Kinds, b: Kinds) -> Kinds {
    if a == b || a.or(b).within(Kinds::NUMBER) { a.or(b) } else { Kinds::ANY }
}

/// What the items of a list can be. Of a list of several kinds nothing is known, but for one of numbers.
pub(crate) fn of_items(expression: &Expr, known: Known<'_>) -> Kinds {
    match expression {
        Expr::List(items) => items.iter().map(|item| of_known(item, known)).reduce(alike).unwrap_or(Kinds::ANY),
        Expr::Literal(Value::List(items)) => items.iter().map(Kinds::of_value).reduce(alike).unwrap_or(Kinds::ANY),
        Expr::Variable(name, _) => known(name).1,
        // What is no list is one of itself.
        other => match of_known(other, known) {
            kinds if kinds.meets(Kinds::LIST) => Kinds::ANY,
            kinds => kinds,
        },
    }
}

/// What the value of an expression can be.
pub(crate) fn of_known(expression: &Expr, known: Known<'_>) -> Kinds {
    let of = |expression: &Expr| of_known(expression, known);
    match expression {
        Expr::Variable(name, _) => known(name).0,
        Expr::Index(list, at) if of(list) == Kinds::LIST && of(at) == Kinds::INT => of_items(list, known),
        // Null can be anything, but says nothing of what else there is.
        Expr::Case { branches, otherwise, .. } => {
            let values = branches.iter().map(|branch| &branch.1).chain(otherwise.as_deref());
            let kinds = values.filter(|e| **e != Expr::Literal(Value::Null)).map(of);
            kinds.reduce(Kinds::or).unwrap_or(Kinds::ANY)
        }
        Expr::Call { function, arguments } if function.is("coalesce") => {
            let kinds = arguments.iter().filter(|e| **e != Expr::Literal(Value::Null)).map(of);
            kinds.reduce(Kinds::or).unwrap_or(Kinds::ANY)
        }
        Expr::Call { function, arguments } if function.is("head") || function.is("last") => {
            arguments.first().map_or(Kinds::ANY, |list| of_items(list, known))
        }
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
        Expr::Parameter(..)
        | Expr::Slot(_)
        | Expr::Local(_)
        | Expr::Property(..)
        | Expr::Stored(..)
        | Expr::Index(..)
        | Expr::Reduce { .. } => Kinds::ANY,
    }
}

fn result(operator: BinaryOp, left: Kinds, right: Kinds) -> Kinds {
    match operator {
        BinaryOp::Add if left.within(Kinds::LIST) || right.within(Kinds::LIST) => Kinds::LIST,
        BinaryOp::Add
            if left.within(Kinds::TEXT) && right.within(Kinds::TEXT.or(Kinds::NUMBER))
                || left.within(Kinds::NUMBER) && right.within(Kinds::TEXT) =>
        {
            Kinds::TEXT
        }
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
            match (left, right) {
                (Kinds::INT, Kinds::INT) => Kinds::INT,
                (Kinds::FLOAT, Kinds::INT | Kinds::FLOAT) | (Kinds::INT, Kinds::FLOAT) => Kinds::FLOAT,
                _ => Kinds::NUMBER,
            }
        }
        _ => Kinds::BOOL,
    }
}

/// What can be moved in time, and what it is moved by.
const TIME: Kinds = Kinds::TEMPORAL.or(Kinds::DURATION);

/// What an operator takes on its left and on its right, given what is there.
pub(crate) fn operands(operator: BinaryOp, left: Kinds, right: Kinds) -> (Kinds, Kinds) {
    match operator {
        BinaryOp::Subtract if left.within(TIME) || right.within(Kinds::DURATION) => (TIME, Kinds::DURATION),
        BinaryOp::Multiply | BinaryOp::Divide if left.within(Kinds::DURATION) => (Kinds::DURATION, Kinds::NUMBER),
        BinaryOp::Multiply if right.within(Kinds::DURATION) => (Kinds::NUMBER, Kinds::DURATION),
        BinaryOp::Or | BinaryOp::Xor | BinaryOp::And => (Kinds::BOOL, Kinds::BOOL),
        BinaryOp::Matches => (Kinds::TEXT, Kinds::TEXT),
        BinaryOp::In => (Kinds::ANY, Kinds::LIST),
        BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo | BinaryOp::Power => {
            (Kinds::NUMBER, Kinds::NUMBER)
        }
        _ => (Kinds::ANY, Kinds::ANY),
    }
}

/// What an index may be of what is there, and what may be asked by what is there. Whether a map is asked by a number is
/// seen when it is asked.
pub(crate) fn indexed(base: Kinds, at: Kinds) -> (Kinds, Kinds) {
    let takes_at = match base {
        Kinds::LIST => Kinds::INT.or(Kinds::TEXT),
        Kinds::MAP => Kinds::TEXT.or(Kinds::INT),
        _ => Kinds::ANY,
    };
    let entities = Kinds::MAP.or(Kinds::NODE).or(Kinds::RELATIONSHIP);
    let takes_base = match at {
        Kinds::TEXT => entities,
        Kinds::INT => Kinds::LIST.or(Kinds::MAP),
        _ => Kinds::ANY,
    };
    (takes_at, takes_base)
}

/// What an aggregate takes.
pub(crate) fn aggregated(kind: AggregateKind) -> Kinds {
    match kind {
        AggregateKind::Sum | AggregateKind::Avg => Kinds::NUMBER.or(Kinds::DURATION),
        AggregateKind::StDev
        | AggregateKind::StDevP
        | AggregateKind::PercentileDisc
        | AggregateKind::PercentileCont => Kinds::NUMBER,
        AggregateKind::CountRows
        | AggregateKind::Count
        | AggregateKind::Collect
        | AggregateKind::Min
        | AggregateKind::Max => Kinds::ANY,
    }
}

/// Whether what was found can be of a kind that is wanted.
///
/// # Errors
/// What was wanted, and what was found.
pub(crate) fn check(found: Kinds, wanted: Kinds) -> Result<(), String> {
    if found.meets(wanted) {
        return Ok(());
    }
    Err(format!("Type mismatch: expected {} but was {}", wanted.names(), found.names()))
}

/// Whether two values can be added: numbers, texts with numbers, times with durations, or lists with anything.
///
/// # Errors
/// What was wanted, and what the right side is.
pub(crate) fn check_sum(a: Kinds, b: Kinds) -> Result<(), String> {
    if a.meets(Kinds::LIST) || b.meets(Kinds::LIST) {
        return Ok(());
    }
    if a.within(TIME) || b.within(TIME) {
        let (known, other) = if a.within(TIME) { (a, b) } else { (b, a) };
        return check(other, if known.meets(Kinds::TEMPORAL) { Kinds::DURATION } else { TIME }.or(Kinds::LIST));
    }
    let wanted = if a.within(Kinds::BOOL.or(Kinds::MAP).or(Kinds::NODE).or(Kinds::RELATIONSHIP).or(Kinds::PATH)) {
        Kinds::LIST
    } else if a.within(Kinds::NUMBER.or(Kinds::TEXT)) {
        Kinds::NUMBER.or(Kinds::TEXT).or(Kinds::LIST)
    } else {
        // What the database makes of a text and something else is not decided by kinds alone.
        return Ok(());
    };
    check(b, wanted)
}
