//! Equality, comparison and order, as openCypher defines them.

use std::borrow::Borrow;
use std::cmp::Ordering;

use crate::value::Value;

/// `=`: null if either side is, or holds, null where it matters.
pub(crate) fn equal(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Null, _) | (_, Value::Null) => None,
        (Value::List(a), Value::List(b)) => {
            if a.len() != b.len() {
                return Some(false);
            }
            all(a.iter().zip(b.iter()).map(|(a, b)| equal(a, b)))
        }
        (Value::Map(a), Value::Map(b)) => {
            if a.len() != b.len() || a.iter().zip(b.iter()).any(|(a, b)| a.0 != b.0) {
                return Some(false);
            }
            all(a.iter().zip(b.iter()).map(|(a, b)| equal(&a.1, &b.1)))
        }
        _ => Some(match numbers(a, b) {
            Some((Number::Float(a), Number::Float(b))) => a == b,
            Some((a, b)) => a.is_zero() && b.is_zero() || number_order(a, b) == Some(Ordering::Equal),
            None => a == b,
        }),
    }
}

/// Whether CASE takes one value for the other: equal, or alike where `=` is null.
pub(crate) fn alike(a: &Value, b: &Value) -> bool {
    equal(a, b).unwrap_or_else(|| {
        let (mut first, mut second) = (Vec::new(), Vec::new());
        group_key(a, &mut first) && group_key(b, &mut second) && first == second
    })
}

/// False if one is false, otherwise null if one is null.
fn all(parts: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut whole = Some(true);
    for part in parts {
        match part {
            Some(false) => return Some(false),
            None => whole = None,
            Some(true) => {}
        }
    }
    whole
}

/// Whether two numbers are in no order because one is NaN: `<` and its kin are false then, not null.
pub(crate) fn with_nan(a: &Value, b: &Value) -> bool {
    numbers(a, b).is_some_and(|(a, b)| a.is_nan() || b.is_nan())
}

/// `<` and its kin: `None` if the two cannot be compared, which is null.
pub(crate) fn compare(a: &Value, b: &Value) -> Option<Ordering> {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Some(a.cmp(b)),
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        (Value::Temporal(a), Value::Temporal(b)) => (a.kind() == b.kind()).then(|| a.order(*b)),
        // How long a month is, is not known.
        (Value::Duration(a), Value::Duration(b)) => (a == b).then_some(Ordering::Equal),
        (Value::Node(a), Value::Node(b)) => Some(a.cmp(b)),
        (Value::Relationship(a), Value::Relationship(b)) => Some(a.cmp(b)),
        (Value::Path(_), Value::Path(_)) => Some(order(a, b)),
        (Value::List(a), Value::List(b)) => {
            for (a, b) in a.iter().zip(b.iter()) {
                let order = compare(a, b)?;
                if order.is_ne() {
                    return Some(order);
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        (Value::Map(a), Value::Map(b)) => {
            let names = || a.iter().map(|e| e.0).cmp(b.iter().map(|e| e.0));
            let order = a.len().cmp(&b.len()).then_with(names);
            let values = || a.iter().zip(b.iter()).map(|(a, b)| compare(&a.1, &b.1));
            if order.is_ne() {
                Some(order)
            } else {
                values().find(|o| *o != Some(Ordering::Equal)).unwrap_or(Some(order))
            }
        }
        // Of points one is less if it is less along every axis.
        (Value::Point(a), Value::Point(b)) if a.system() == b.system() => {
            let mut orders = a.coordinates().zip(b.coordinates()).map(|(a, b)| a.partial_cmp(&b));
            let first = orders.next()??;
            orders.all(|order| order == Some(first)).then_some(first)
        }
        _ => numbers(a, b).and_then(|(a, b)| number_order(a, b)),
    }
}

/// The order of ORDER BY, min and max: total, over all kinds. Null is last.
pub(crate) fn order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => a.cmp(b),
        (Value::Bool(a), Value::Bool(b)) => a.cmp(b),
        (Value::Temporal(a), Value::Temporal(b)) => a.order(*b),
        (Value::Duration(a), Value::Duration(b)) => a.order(*b),
        (Value::Node(a), Value::Node(b)) => a.cmp(b),
        (Value::Relationship(a), Value::Relationship(b)) => a.cmp(b),
        (Value::List(a), Value::List(b)) => sequence(a.iter(), b.iter()),
        (Value::Map(a), Value::Map(b)) => {
            let names = || a.iter().map(|e| e.0).cmp(b.iter().map(|e| e.0));
            a.len().cmp(&b.len()).then_with(names).then_with(|| sequence(a.iter().map(|e| e.1), b.iter().map(|e| e.1)))
        }
        (Value::Path(a), Value::Path(b)) => a.nodes.cmp(&b.nodes).then_with(|| a.relationships.cmp(&b.relationships)),
        (Value::Point(a), Value::Point(b)) => {
            let systems = a.system().1.cmp(&b.system().1);
            let places = || a.coordinates().zip(b.coordinates()).map(|(a, b)| a.total_cmp(&b)).find(|o| o.is_ne());
            systems.then_with(|| places().unwrap_or(Ordering::Equal))
        }
        _ => match numbers(a, b) {
            // NaN is larger than every number.
            Some((a, b)) => number_order(a, b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan())),
            None => rank(a).cmp(&rank(b)),
        },
    }
}

fn sequence<V: Borrow<Value>>(mut a: impl Iterator<Item = V>, mut b: impl Iterator<Item = V>) -> Ordering {
    loop {
        match (a.next(), b.next()) {
            (Some(a), Some(b)) => match order(a.borrow(), b.borrow()) {
                Ordering::Equal => {}
                other => return other,
            },
            (a, b) => return a.is_some().cmp(&b.is_some()),
        }
    }
}

fn rank(value: &Value) -> u8 {
    match value {
        Value::Map(_) => 0,
        Value::Node(_) => 1,
        Value::Relationship(_) => 2,
        Value::List(_) => 3,
        Value::Path(_) => 4,
        Value::Point(_) => 5,
        Value::Temporal(_) => 6,
        Value::Duration(_) => 7,
        Value::Str(_) => 8,
        Value::Bool(_) => 9,
        Value::Int(_) | Value::Float(_) => 10,
        Value::Null => 11,
    }
}

#[derive(Clone, Copy)]
enum Number {
    Int(i64),
    Float(f64),
}

impl Number {
    fn is_nan(self) -> bool {
        matches!(self, Self::Float(v) if v.is_nan())
    }

    fn is_zero(self) -> bool {
        match self {
            Self::Int(v) => v == 0,
            Self::Float(v) => v == 0.0,
        }
    }
}

fn numbers(a: &Value, b: &Value) -> Option<(Number, Number)> {
    let number = |value: &Value| match value {
        Value::Int(v) => Some(Number::Int(*v)),
        Value::Float(v) => Some(Number::Float(*v)),
        _ => None,
    };
    Some((number(a)?, number(b)?))
}

/// `None` if one of them is NaN. As in Java, -0.0 is less than 0 (though it equals it).
fn number_order(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        (Number::Float(a), Number::Float(b)) => (!a.is_nan() && !b.is_nan()).then(|| a.total_cmp(&b)),
        (Number::Int(a), Number::Float(b)) => int_and_float(a, b),
        (Number::Float(a), Number::Int(b)) => int_and_float(b, a).map(Ordering::reverse),
    }
}

/// Exact: the integer is never rounded.
fn int_and_float(int: i64, float: f64) -> Option<Ordering> {
    if float.is_nan() {
        return None;
    }
    if int == 0 && float == 0.0 {
        return Some(0.0_f64.total_cmp(&float));
    }
    let floor = float.floor();
    // The cast saturates: floats beyond all 64-bit integers stay beyond them in 128 bits.
    Some(i128::from(int).cmp(&(floor as i128)).then(if float > floor { Ordering::Less } else { Ordering::Equal }))
}

/// A key under which equal values meet when grouping: nulls are equal, 1 is 1.0. False if the value meets none, not even
/// itself: there is NaN in it.
pub(crate) fn group_key(value: &Value, key: &mut Vec<u8>) -> bool {
    key.push(rank(value));
    let mut meets = true;
    match value {
        Value::Null => {}
        Value::Bool(v) => key.push(u8::from(*v)),
        Value::Int(v) => key.extend(v.to_le_bytes()),
        Value::Float(v) => {
            // A float that is an integer has the integer's key. 2^63 itself is past the last one.
            if v.fract() == 0.0 && *v >= -9_223_372_036_854_775_808.0 && *v < 9_223_372_036_854_775_808.0 {
                key.extend((*v as i64).to_le_bytes());
            } else {
                meets = !v.is_nan();
                key.push(1);
                key.extend(if v.is_nan() { f64::NAN.to_bits() } else { v.to_bits() }.to_le_bytes());
            }
        }
        Value::Str(text) => counted(text.as_bytes(), key),
        Value::List(items) => {
            key.extend((items.len() as u64).to_le_bytes());
            items.iter().for_each(|item| meets &= group_key(item, key));
        }
        Value::Map(map) => {
            key.extend((map.len() as u64).to_le_bytes());
            for (name, value) in map.iter() {
                counted(name.as_bytes(), key);
                meets &= group_key(&value, key);
            }
        }
        // What a third coordinate would be is no number in a plane, and no coordinate is.
        Value::Point(p) => {
            [p.x, p.y, p.z.unwrap_or(f64::NAN)].iter().for_each(|v| key.extend(v.to_bits().to_le_bytes()))
        }
        Value::Temporal(v) => {
            let (days, nanoseconds, offset) = v.parts();
            key.push(v.kind() as u8);
            key.extend(days.to_le_bytes());
            key.extend(nanoseconds.to_le_bytes());
            key.extend(offset.to_le_bytes());
        }
        Value::Duration(v) => {
            let (months, days, seconds, nanoseconds) = v.parts();
            [months, days, seconds, i64::from(nanoseconds)].iter().for_each(|part| key.extend(part.to_le_bytes()));
        }
        Value::Node(node) => key.extend(node.0.to_le_bytes()),
        Value::Relationship(rel) => key.extend(rel.0.to_le_bytes()),
        Value::Path(path) => {
            key.extend((path.nodes.len() as u64).to_le_bytes());
            path.nodes.iter().for_each(|node| key.extend(node.0.to_le_bytes()));
            path.relationships.iter().for_each(|rel| key.extend(rel.0.to_le_bytes()));
        }
    }
    meets
}

fn counted(bytes: &[u8], key: &mut Vec<u8>) {
    key.extend((bytes.len() as u64).to_le_bytes());
    key.extend(bytes);
}

/// The smaller (or larger) of two values in the order of ORDER BY.
pub(crate) fn extreme(a: Value, b: Value, largest: bool) -> Value {
    let order = order(&a, &b);
    if (largest && order.is_lt()) || (!largest && order.is_gt()) { b } else { a }
}
