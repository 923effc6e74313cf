//! Functions of lists, and of texts where the same function takes both.

use super::{Entry, MANY, entry, on_list, on_text};
use crate::error::{CypherError, ErrorCode};
use crate::eval::kinds::Kinds;
use crate::eval::operators::items_of;
use crate::eval::{Evaluated, wrong_type};
use crate::value::Value;

const L: &[Kinds] = &[Kinds::LIST];
const LIST_OR_TEXT: &[Kinds] = &[Kinds::LIST.or(Kinds::TEXT)];

pub(super) const ENTRIES: &[Entry] = &[
    // Evaluation itself looks at one argument after the other.
    entry("coalesce", &[Kinds::ANY], Kinds::ANY, |_, a| {
        Ok(a.iter().find(|v| !v.is_null()).cloned().unwrap_or(Value::Null))
    })
    .with(1, MANY),
    entry("head", L, Kinds::ANY, |_, a| on_list(&a[0], |l| l.first().cloned().unwrap_or(Value::Null))),
    entry("isEmpty", &[Kinds::LIST.or(Kinds::TEXT).or(Kinds::MAP)], Kinds::BOOL, |_, a| match &a[0] {
        Value::List(items) => Ok(Value::Bool(items.is_empty())),
        Value::Map(map) => Ok(Value::Bool(map.is_empty())),
        other => on_text(other, |t| Value::Bool(t.is_empty())),
    }),
    entry("last", L, Kinds::ANY, |_, a| on_list(&a[0], |l| l.last().cloned().unwrap_or(Value::Null))),
    entry("range", &[Kinds::INT], Kinds::LIST, |_, a| range(a)).with(2, 3).of(Kinds::INT),
    entry("reverse", LIST_OR_TEXT, Kinds::LIST.or(Kinds::TEXT), |_, a| match &a[0] {
        Value::List(items) => Ok(Value::list(items.iter().rev().cloned())),
        other => on_text(other, |t| Value::text(t.chars().rev().collect::<String>())),
    }),
    entry("size", LIST_OR_TEXT, Kinds::INT, |_, a| match &a[0] {
        Value::List(items) => Ok(Value::Int(items.len() as i64)),
        other => on_text(other, |t| Value::Int(t.chars().count() as i64)),
    }),
    entry("tail", L, Kinds::LIST, |_, a| match &a[0] {
        Value::Null => Ok(Value::Null),
        // What is no list is one of itself.
        list => Ok(Value::list(items_of(list.clone()).iter().skip(1).cloned())),
    }),
];

/// How many items a made list may have: it is held in memory whole.
const LONGEST_RANGE: i64 = 10_000_000;

fn range(arguments: &[Value]) -> Evaluated {
    let whole = |argument: &Value| match argument {
        Value::Int(v) => Ok(*v),
        Value::Float(v) => Ok(*v as i64),
        other => Err(wrong_type("an integer", other)),
    };
    // The step is looked at first.
    let step = arguments.get(2).map_or(Ok(1), whole)?;
    if step == 0 {
        return Err(CypherError::new(ErrorCode::Argument, "Step argument to 'range()' can't be zero"));
    }
    let (from, to) = (whole(&arguments[0])?, whole(&arguments[1])?);
    // Reckoned as Java does: what is beyond 64 bits wraps around, and of a negative number of items the lower half is left.
    // But what leads away has none, as openCypher wants it: Neo4j 4.4 takes the first if the step is longer than the way.
    let count = match to.wrapping_sub(from).wrapping_div(step).wrapping_add(1) {
        _ if from != to && (from < to) != (step > 0) => 0,
        count if count < 0 => i64::from(count as i32).max(0),
        count => count,
    };
    if count > LONGEST_RANGE {
        let message = format!("range() would make {count} items; at most {LONGEST_RANGE} are allowed");
        return Err(CypherError::new(ErrorCode::Limit, message));
    }
    Ok(Value::list((0..count).map(|at| Value::Int(from.wrapping_add(at.wrapping_mul(step))))))
}
