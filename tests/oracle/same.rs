//! When two values of answers are the same.

use serde_json::Value as Json;

/// What does not matter between two values.
#[derive(Clone, Copy)]
pub(crate) struct Alike {
    /// The order within lists: the query does not say in which order they are collected.
    pub(crate) lists_are_bags: bool,
    /// Whether a whole number is written as an integer or as a float: neuPrint writes `1.0` as `1`.
    pub(crate) whole_floats_are_integers: bool,
}

impl Alike {
    /// Integers are compared exactly, floats nearly: their sums depend on the order.
    pub(crate) fn same(self, ours: &Json, theirs: &Json) -> bool {
        match (ours, theirs) {
            (Json::Number(a), Json::Number(b)) => match (a.as_i64(), b.as_i64()) {
                (Some(a), Some(b)) => a == b,
                (None, None) => near(a, b),
                _ => self.whole_floats_are_integers && near(a, b),
            },
            (Json::Array(a), Json::Array(b)) if self.lists_are_bags => self.same_bag(a, b),
            (Json::Array(a), Json::Array(b)) => self.same_list(a, b),
            (Json::Object(a), Json::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| self.same(a, b)))
            }
            _ => ours == theirs,
        }
    }

    /// Whether two lists hold the same in the same order.
    pub(crate) fn same_list(self, ours: &[Json], theirs: &[Json]) -> bool {
        ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| self.same(a, b))
    }

    /// Whether two lists hold the same in any order.
    pub(crate) fn same_bag(self, ours: &[Json], theirs: &[Json]) -> bool {
        // Equal ones meet early if both are sorted.
        let sorted = |list: &[Json]| {
            let mut list: Vec<Json> = list.to_vec();
            list.sort_by_cached_key(Json::to_string);
            list
        };
        let (ours, mut rest) = (sorted(ours), sorted(theirs));
        ours.len() == rest.len()
            && ours
                .iter()
                .all(|one| rest.iter().position(|other| self.same(one, other)).map(|at| rest.remove(at)).is_some())
    }
}

fn near(a: &serde_json::Number, b: &serde_json::Number) -> bool {
    let (a, b) = (a.as_f64().unwrap_or(f64::NAN), b.as_f64().unwrap_or(f64::NAN));
    a == b || (a - b).abs() <= (1e-9 * a.abs().max(b.abs())).max(1e-12)
}
