//! What one module writes for another is read as it was, and nothing else is read.
#![allow(clippy::unwrap_used)]

#[path = "exchange/tables.rs"]
mod tables;

use neuprint_table::{Table, transfer};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;
use tables::{ordered, same, tables};

#[test]
fn a_table_may_have_no_columns_and_no_rows() {
    let none = Table::default();
    assert_eq!(transfer::of_bytes(&transfer::to_bytes(&none, None)), Some(none));
    assert_eq!(transfer::of_bytes(b""), None);
    assert_eq!(transfer::of_bytes(b"{\"columns\":[],\"data\":[]}"), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn every_table_comes_back_as_it_was((table, order) in tables()) {
        let back = transfer::of_bytes(&transfer::to_bytes(&table, None)).unwrap();
        prop_assert!(same(&back, &table), "{back:?}");
        let back = transfer::of_bytes(&transfer::to_bytes(&table, Some(&order))).unwrap();
        prop_assert!(table.columns().is_empty() || same(&back, &ordered(&table, &order)), "{back:?}");
    }

    #[test]
    fn damaged_bytes_are_a_table_or_none(
        (table, _) in tables(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut bytes = transfer::to_bytes(&table, None);
        prop_assert_eq!(transfer::of_bytes(&bytes[..cut.index(bytes.len())]), None);
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(table) = transfer::of_bytes(&bytes) {
            prop_assert!(table.columns().iter().all(|column| column.len() == table.rows()));
        }
    }
}
