//! `x IN list`, where the same long list is searched for row after row.
//!
//! Clients ask with lists of hundreds of bodyIds. A list that is searched again is remembered as a set.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::value::Value;

/// Shorter lists are searched as fast item by item.
const LONG: usize = 16;

/// The list that was searched last.
#[derive(Debug, Default)]
pub(crate) struct Searched(RefCell<Option<Last>>);

#[derive(Debug)]
struct Last {
    /// Held, so that no other list can stand in its place in memory.
    list: Arc<[Value]>,
    /// Made when the list is searched again; `None` within if it holds what a set cannot answer for.
    set: Option<Option<Integers>>,
}

#[derive(Debug)]
struct Integers {
    set: FxHashSet<i64>,
    has_null: bool,
}

impl Searched {
    /// Whether an integer is in a list; the inner `None` is null. `None` if that must be found item by item.
    pub(super) fn contains(&self, wanted: i64, list: &Arc<[Value]>) -> Option<Option<bool>> {
        if list.len() < LONG {
            return None;
        }
        let mut last = self.0.borrow_mut();
        match &mut *last {
            Some(last) if Arc::ptr_eq(&last.list, list) => {
                let integers = last.set.get_or_insert_with(|| Integers::of(list)).as_ref()?;
                Some(match integers.set.contains(&wanted) {
                    true => Some(true),
                    false => (!integers.has_null).then_some(false),
                })
            }
            _ => {
                *last = Some(Last { list: list.clone(), set: None });
                None
            }
        }
    }
}

impl Integers {
    /// Floats can equal integers, so they stay with the search item by item.
    fn of(list: &[Value]) -> Option<Self> {
        let mut integers =
            Self { set: FxHashSet::with_capacity_and_hasher(list.len(), Default::default()), has_null: false };
        for item in list {
            match item {
                Value::Int(value) => drop(integers.set.insert(*value)),
                Value::Null => integers.has_null = true,
                Value::Float(_) => return None,
                _ => {}
            }
        }
        Some(integers)
    }
}
