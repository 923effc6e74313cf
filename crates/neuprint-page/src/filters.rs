//! Filters of a result: at most one of a kind per column.
//!
//! ```text
//! let filters = filters::with(&filters, Filter { column: 2, test: Test::NotNull });
//! ```

use neuprint_worker::messages::{Filter, Test};

/// Filters with one more, in place of one of its kind on the same column. What asks for null excludes all others.
pub fn with(filters: &[Filter], filter: Filter) -> Vec<Filter> {
    let mut filters = filters.to_vec();
    let place = filters.iter().position(|other| replaces(&filter, other));
    filters.retain(|other| !replaces(&filter, other));
    match place {
        Some(place) if place <= filters.len() => filters.insert(place, filter),
        _ => filters.push(filter),
    }
    filters
}

/// Whether two filters cannot stand beside each other.
fn replaces(new: &Filter, old: &Filter) -> bool {
    new.column == old.column && (kind(&new.test) == kind(&old.test) || new.test == Test::Null || old.test == Test::Null)
}

/// Tests of one kind replace each other.
pub fn kind(test: &Test) -> u8 {
    match test {
        Test::Between { .. } => 0,
        Test::Contains { .. } | Test::Matches { .. } => 1,
        Test::OneOf { .. } => 2,
        Test::Null | Test::NotNull => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(column: u32, test: Test) -> Filter {
        Filter { column, test }
    }

    fn from(low: &str) -> Test {
        Test::Between { low: Some(low.to_owned()), high: None }
    }

    #[test]
    fn a_filter_replaces_one_of_its_kind_where_it_stood() {
        let both = with(&with(&[], filter(0, from("1"))), filter(1, Test::NotNull));
        assert_eq!(both.len(), 2);
        let changed = with(&both, filter(0, from("5")));
        assert_eq!(changed, [filter(0, from("5")), filter(1, Test::NotNull)]);
        let more = with(&changed, filter(0, Test::NotNull));
        assert_eq!(more.len(), 3);
    }

    #[test]
    fn null_stands_alone_on_its_column() {
        let range = with(&with(&[], filter(0, from("1"))), filter(0, Test::NotNull));
        assert_eq!(with(&range, filter(0, Test::Null)), [filter(0, Test::Null)]);
        assert_eq!(with(&[filter(0, Test::Null)], filter(0, from("1"))), [filter(0, from("1"))]);
        assert_eq!(with(&[filter(1, Test::Null)], filter(0, from("1"))).len(), 2);
    }
}
