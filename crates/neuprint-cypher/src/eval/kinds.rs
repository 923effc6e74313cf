//! Which kinds an expression's value can be of, as far as the query's text tells.
//!
//! The database refuses `head(5)` or `'a' - 1` before it runs a query, and so do we: even when no row would ever be
//! computed. What depends on data is checked when it is computed.

mod known;

use crate::ast::{AggregateKind, BinaryOp, Expr};
use crate::value::Value;
pub(crate) use known::{Known, Variables, accumulated, known, of};

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
    /// What several kinds have in common: only what takes anything takes it.
    pub(crate) const SEVERAL: Self = Self(4096);
    /// What integers and floats have in common: only what takes any number takes it.
    pub(crate) const SOME_NUMBER: Self = Self(8192);

    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What both have.
    const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// Whether the two have a kind in common.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is nothing in it that the other has not.
    fn within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub(crate) fn of_value(value: &Value) -> Self {
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
            (Self::SEVERAL, "Any"),
            (Self::SOME_NUMBER, "Number"),
        ];
        let names: Vec<&str> = all.iter().filter(|entry| self.meets(entry.0)).map(|entry| entry.1).collect();
        match names.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => names.concat(),
        }
    }
}

/// What has keys by which it is asked.
const WITH_KEYS: Kinds = Kinds::MAP.or(Kinds::NODE).or(Kinds::RELATIONSHIP);

/// What can be moved in time, and what it is moved by.
const TIME: Kinds = Kinds::TEMPORAL.or(Kinds::DURATION);

/// What the items of a list can be about which nothing else is known: those of one that is stored.
const STORED: Kinds = Kinds::BOOL.or(Kinds::NUMBER).or(Kinds::TEXT).or(Kinds::POINT).or(TIME);

/// What can be added to lists only.
const ONLY_TO_LISTS: Kinds = Kinds::BOOL
    .or(Kinds::MAP)
    .or(Kinds::NODE)
    .or(Kinds::RELATIONSHIP)
    .or(Kinds::PATH)
    .or(Kinds::POINT)
    .or(Kinds::SEVERAL)
    .or(Kinds::SOME_NUMBER);

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

/// What an index may be of what is there. Whether a list is asked by a text, or a map by a number, is seen when it is asked.
pub(crate) fn takes_index(base: Kinds) -> Kinds {
    match (base.meets(Kinds::LIST), base.meets(WITH_KEYS)) {
        (true, false) | (false, true) => Kinds::INT.or(Kinds::TEXT),
        _ => Kinds::ANY,
    }
}

/// What may be asked by an index. Whether a map is asked by a number, or a list by a text that the query does not write
/// out, is seen when it is asked. One that is written out is the name of a property where there may be a list.
pub(crate) fn takes_base(base: Kinds, index: &Expr, kinds: Kinds) -> Kinds {
    match (index, kinds.meets(Kinds::INT), kinds.meets(Kinds::TEXT)) {
        (Expr::Literal(Value::Str(_)), ..) if base.meets(Kinds::LIST) => WITH_KEYS.or(Kinds::POINT).or(TIME),
        (Expr::Literal(Value::Str(_)), ..) => WITH_KEYS,
        (_, true, false) | (_, false, true) => WITH_KEYS.or(Kinds::LIST),
        _ => Kinds::ANY,
    }
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

/// Whether what was found can be of a kind that is wanted. A list can be where a boolean is wanted if it may be something
/// else: to the database it is true if there is something in it, and to us a mistake once it is one.
///
/// # Errors
/// What was wanted, and what was found.
pub(crate) fn check(found: Kinds, wanted: Kinds) -> Result<(), String> {
    let may_be_list = wanted == Kinds::BOOL && found.meets(Kinds::LIST) && found != Kinds::LIST;
    if found.meets(wanted) || wanted == Kinds::ANY || may_be_list {
        return Ok(());
    }
    Err(format!("Type mismatch: expected {} but was {}", wanted.names(), found.names()))
}

/// Whether a list can consist of what is wanted.
///
/// # Errors
/// What was wanted, and what was found.
pub(crate) fn check_items(found: Known, wanted: Kinds) -> Result<(), String> {
    match found.items_of_list() {
        Some(items) if check(items, wanted).is_err() => {
            Err(format!("Type mismatch: expected List<{}> but was List<{}>", wanted.names(), items.names()))
        }
        _ => Ok(()),
    }
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
    let wanted = if a.within(ONLY_TO_LISTS) {
        Kinds::LIST
    } else if a.within(Kinds::NUMBER.or(Kinds::TEXT)) {
        Kinds::NUMBER.or(Kinds::TEXT).or(Kinds::LIST)
    } else {
        // What the database makes of a text and something else is not decided by kinds alone.
        return Ok(());
    };
    check(b, wanted)
}
