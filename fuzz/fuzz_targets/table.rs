//! Any bytes are a table or an error, and the same however the answer was cut. Sorting and CSV take every table.
//!
//! `cargo fuzz run -s none table`
#![no_main]

use libfuzzer_sys::fuzz_target;
use neuprint_table::{DecodeError, SortKey, Table, TableDecoder, sort, write_csv, write_json};

fn decoded<'b>(pieces: impl Iterator<Item = &'b [u8]>) -> Result<Table, DecodeError> {
    let mut decoder = TableDecoder::new();
    for piece in pieces {
        decoder.push(piece)?;
    }
    decoder.finish()
}

fuzz_target!(|input: (u8, &[u8])| {
    let (size, bytes) = input;
    let whole = decoded([bytes].into_iter());
    let cut = decoded(bytes.chunks(usize::from(size).max(1)));
    let (Ok(whole), Ok(cut)) = (&whole, &cut) else {
        let rows =
            |decoded: &Result<Table, DecodeError>| decoded.as_ref().map_err(|error| error.partial().rows()).err();
        assert_eq!(rows(&whole), rows(&cut));
        return;
    };
    // As text: NaN is not equal to itself.
    assert_eq!(format!("{whole:?}"), format!("{cut:?}"));
    let keys: Vec<SortKey> =
        (0..whole.columns().len().min(3)).map(|column| SortKey { column, descending: column == 1 }).collect();
    let order = sort(whole, &keys);
    assert_eq!(order.len(), whole.rows());
    write_csv(whole, Some(&order), &mut String::new());
    let mut json = String::new();
    write_json(whole, None, &mut json);
    assert_eq!(decoded([json.as_bytes()].into_iter()).map(|again| again.rows()), Ok(whole.rows()));
});
