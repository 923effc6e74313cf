//! Any bytes are a table or an error, as an Arrow stream and as what modules exchange; what is a table is written so that
//! it reads back the same.
//!
//! `cargo fuzz run -s none arrow`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint_table::{Table, read_arrow, read_arrow_answer, transfer, write_arrow};

/// So many cells are looked at: a stream of a few bytes may announce millions of nulls.
const MOST: usize = 1 << 16;

fn shown(table: &Table) -> String {
    // As text: NaN is not equal to itself.
    let cells = table.columns().iter().flat_map(|column| (0..column.len()).map(|row| column.cell(row)));
    cells.map(|cell| format!("{cell:?}")).collect()
}

fuzz_target!(|bytes: &[u8]| {
    let answer = read_arrow_answer(bytes).ok().map(|(table, _)| table);
    for table in [answer, transfer::of_bytes(bytes)].into_iter().flatten() {
        assert!(table.columns().iter().all(|column| column.len() == table.rows()));
        if table.rows() * table.columns().len().max(1) > MOST {
            continue;
        }
        let again = transfer::of_bytes(&transfer::to_bytes(&table, None)).expect("what was written is read");
        assert_eq!(shown(&again), shown(&table));
        // What is no JSON may come in bytes that are only for modules of one version.
        if let Ok(again) = read_arrow(&write_arrow(&table, None)) {
            assert_eq!((again.rows(), again.columns().len()), (table.rows(), table.columns().len()));
        }
    }
});
