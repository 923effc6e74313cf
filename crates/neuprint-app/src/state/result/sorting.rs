//! What a click on a column's head makes of the order.

use neuprint_worker::messages::SortKey;

/// The keys after a click on `column`: ascending, then descending, then gone. Without `extend` the other keys go.
pub(super) fn next(keys: &[SortKey], column: u32, extend: bool) -> Vec<SortKey> {
    let before = keys.iter().position(|key| key.column == column);
    let after = match before.map(|place| keys[place].descending) {
        None => Some(SortKey { column, descending: false }),
        Some(false) => Some(SortKey { column, descending: true }),
        Some(true) => None,
    };
    if !extend {
        return after.into_iter().collect();
    }
    let mut keys = keys.to_vec();
    match (before, after) {
        (Some(place), Some(key)) => keys[place] = key,
        (Some(place), None) => drop(keys.remove(place)),
        (None, Some(key)) => keys.push(key),
        (None, None) => {}
    }
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    const UP: bool = false;
    const DOWN: bool = true;

    fn keys(pairs: &[(u32, bool)]) -> Vec<SortKey> {
        pairs.iter().map(|&(column, descending)| SortKey { column, descending }).collect()
    }

    #[test]
    fn one_column_goes_up_down_and_back() {
        let first = next(&[], 2, false);
        assert_eq!(first, keys(&[(2, UP)]));
        let second = next(&first, 2, false);
        assert_eq!(second, keys(&[(2, DOWN)]));
        assert_eq!(next(&second, 2, false), keys(&[]));
    }

    #[test]
    fn another_column_replaces_unless_it_extends() {
        let first = keys(&[(0, DOWN), (1, UP)]);
        assert_eq!(next(&first, 4, false), keys(&[(4, UP)]));
        assert_eq!(next(&first, 4, true), keys(&[(0, DOWN), (1, UP), (4, UP)]));
    }

    #[test]
    fn extending_keeps_each_columns_rank() {
        let both = keys(&[(0, UP), (1, UP)]);
        assert_eq!(next(&both, 0, true), keys(&[(0, DOWN), (1, UP)]));
        assert_eq!(next(&keys(&[(0, DOWN), (1, UP)]), 0, true), keys(&[(1, UP)]));
    }

    #[test]
    fn a_plain_click_on_one_of_several_keeps_only_that_one() {
        assert_eq!(next(&keys(&[(0, UP), (1, UP)]), 1, false), keys(&[(1, DOWN)]));
    }
}
