//! `apoc.coll`: lists as sets, in order, in pairs. What comes in no order in the database comes here in that of the lists.

use std::collections::HashMap;
use std::collections::HashSet;

use super::super::{Entry, entry, on_list};
use super::{failed, java_key};
use crate::eval::kinds::Kinds;
use crate::eval::{compare, wrong_type};
use crate::value::{Map, Value};

const L: &[Kinds] = &[Kinds::LIST];
const LL: &[Kinds] = &[Kinds::LIST, Kinds::LIST];
const LA: &[Kinds] = &[Kinds::LIST, Kinds::ANY];

pub(in crate::eval::functions) const ENTRIES: &[Entry] = &[
    entry("apoc.coll.containsAll", LL, Kinds::BOOL, |_, a| match two(a)? {
        (Some(list), Some(wanted)) if !list.is_empty() => {
            let known = keys(list);
            // Null is in no list.
            Ok(Value::Bool(wanted.iter().all(|item| !item.is_null() && known.contains(&key(item)))))
        }
        _ => Ok(Value::Bool(false)),
    }),
    entry("apoc.coll.flatten", &[Kinds::LIST, Kinds::BOOL], Kinds::LIST, |_, a| {
        let deep = a.get(1) == Some(&Value::Bool(true));
        let mut out = Vec::new();
        let whole = flatten(one(&a[0])?.unwrap_or_default(), deep, &mut out);
        if whole { Ok(Value::list(out)) } else { Err(failed("apoc.coll.flatten", "there is a null beside the lists")) }
    })
    .with(1, 2),
    entry("apoc.coll.frequencies", L, Kinds::LIST, |_, a| {
        let mut counted: Vec<(Value, i64)> = Vec::new();
        let mut at: HashMap<(bool, Vec<u8>), usize> = HashMap::new();
        for item in one(&a[0])?.unwrap_or_default() {
            let place = *at.entry(java_key(item)).or_insert_with(|| {
                counted.push((item.clone(), 0));
                counted.len() - 1
            });
            counted[place].1 += 1;
        }
        Ok(Value::list(counted.into_iter().map(|(item, count)| {
            let entries = [("item", item), ("count", Value::Int(count))];
            Value::Map(std::sync::Arc::new(entries.into_iter().collect::<Map>()))
        })))
    }),
    entry("apoc.coll.indexOf", LA, Kinds::INT, |_, a| {
        let list = one(&a[0])?.unwrap_or_default();
        let wanted = key(&a[1]);
        // Null is in no list.
        Ok(Value::Int(list.iter().position(|item| !item.is_null() && key(item) == wanted).map_or(-1, |at| at as i64)))
    }),
    entry("apoc.coll.intersection", LL, Kinds::LIST, |_, a| match two(a)? {
        (Some(first), Some(second)) => {
            let known: HashSet<_> = second.iter().map(java_key).collect();
            Ok(once(first.iter().filter(|item| known.contains(&java_key(item)))))
        }
        _ => Ok(Value::list([])),
    }),
    entry("apoc.coll.occurrences", LA, Kinds::INT, |_, a| {
        let wanted = java_key(&a[1]);
        let list = one(&a[0])?.unwrap_or_default();
        if a[1].is_null() && !list.is_empty() {
            return Err(failed("apoc.coll.occurrences", "null is not sought"));
        }
        Ok(Value::Int(list.iter().filter(|item| java_key(item) == wanted).count() as i64))
    }),
    entry("apoc.coll.pairs", L, Kinds::LIST, |_, a| {
        on_list(&a[0], |list| {
            // One item alone makes no pair.
            let list = if list.len() < 2 { &[] } else { list };
            let next = |at: usize| list.get(at + 1).cloned().unwrap_or(Value::Null);
            Value::list(list.iter().enumerate().map(|(at, item)| Value::list([item.clone(), next(at)])))
        })
    }),
    entry("apoc.coll.pairsMin", L, Kinds::LIST, |_, a| {
        on_list(&a[0], |list| Value::list(list.windows(2).map(|pair| Value::list(pair.iter().cloned()))))
    }),
    entry("apoc.coll.removeAll", LL, Kinds::LIST, |_, a| match two(a)? {
        (None, _) => Ok(Value::Null),
        (Some(first), second) => {
            let gone = keys(second.unwrap_or_default());
            Ok(Value::list(first.iter().filter(|item| !gone.contains(&key(item))).cloned()))
        }
    }),
    entry("apoc.coll.reverse", L, Kinds::LIST, |_, a| {
        Ok(Value::list(one(&a[0])?.unwrap_or_default().iter().rev().cloned()))
    }),
    entry("apoc.coll.sort", L, Kinds::LIST, |_, a| {
        let mut list = one(&a[0])?.unwrap_or_default().to_vec();
        if list.len() > 1 && list.iter().any(Value::is_null) {
            return Err(failed("apoc.coll.sort", "there is a null in the list"));
        }
        list.sort_by(compare::order);
        Ok(Value::list(list))
    }),
    entry("apoc.coll.subtract", LL, Kinds::LIST, |_, a| match two(a)? {
        (None, _) => Ok(Value::Null),
        (Some(first), second) => {
            let gone = keys(second.unwrap_or_default());
            Ok(Value::list(first.iter().filter(|item| !gone.contains(&key(item))).cloned()))
        }
    }),
    entry("apoc.coll.union", LL, Kinds::LIST, |_, a| match two(a)? {
        (Some(first), Some(second)) => Ok(once(first.iter().chain(second))),
        (None, _) => Ok(a[1].clone()),
        (_, None) => Ok(a[0].clone()),
    }),
    entry("apoc.coll.unionAll", LL, Kinds::LIST, |_, a| match two(a)? {
        (Some(first), Some(second)) => Ok(Value::list(first.iter().chain(second).cloned())),
        (None, _) => Ok(a[1].clone()),
        (_, None) => Ok(a[0].clone()),
    }),
    entry("apoc.coll.zip", LL, Kinds::LIST, |_, a| match two(a)? {
        (Some(_), Some([])) => Ok(Value::list([])),
        (Some(first), Some(second)) => {
            // Null stands beside an item that the second list has no other for.
            let beside = second.iter().cloned().chain(std::iter::repeat(Value::Null));
            Ok(Value::list(first.iter().zip(beside).map(|(item, other)| Value::list([item.clone(), other]))))
        }
        _ => Ok(Value::Null),
    }),
];

/// The items of a list; `None` for null.
fn one(value: &Value) -> Result<Option<&[Value]>, crate::error::CypherError> {
    match value {
        Value::Null => Ok(None),
        Value::List(items) => Ok(Some(items)),
        other => Err(wrong_type("a list", other)),
    }
}

type Items<'v> = Option<&'v [Value]>;

fn two(arguments: &[Value]) -> Result<(Items<'_>, Items<'_>), crate::error::CypherError> {
    Ok((one(&arguments[0])?, one(&arguments[1])?))
}

fn key(value: &Value) -> Vec<u8> {
    let mut key = Vec::new();
    compare::group_key(value, &mut key);
    key
}

fn keys(items: &[Value]) -> HashSet<Vec<u8>> {
    items.iter().map(key).collect()
}

/// The items without repetitions.
fn once<'v>(items: impl Iterator<Item = &'v Value>) -> Value {
    let mut seen = HashSet::new();
    Value::list(items.filter(|item| seen.insert(java_key(item))).cloned())
}

/// Whether all could be looked at: null is not asked whether it is a list.
fn flatten(items: &[Value], deep: bool, out: &mut Vec<Value>) -> bool {
    items.iter().all(|item| {
        match item {
            Value::Null => return false,
            Value::List(inner) if deep => return flatten(inner, deep, out),
            Value::List(inner) => out.extend(inner.iter().cloned()),
            item => out.push(item.clone()),
        }
        true
    })
}
