//! pyarrow and pandas read Parquet files as what was written.
//!
//! ```text
//! cargo xtask test --only "oracles in Python"
//! ```
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use neuprint_parquet::ParquetWriter;
use neuprint_table::{Cell, Column, Table};
use neuprint_tests::skipped;
use serde_json::{Value, json};

/// What pyarrow makes of a file, as JSON, and pandas of its integers.
const SCRIPT: &str = r"
import json, sys
import pyarrow.parquet as pq
table = pq.read_table(sys.argv[1])
about = table.schema.metadata
pandas = table.to_pandas(types_mapper=None)
print(json.dumps({
    'types': [str(field.type) for field in table.schema],
    'rows': [[None if cell is None else cell for cell in row.values()] for row in table.to_pylist()],
    'about': {key.decode(): value.decode() for key, value in about.items()},
    'file': {key.decode(): value.decode() for key, value in pq.read_metadata(sys.argv[1]).metadata.items()},
    'groups': pq.ParquetFile(sys.argv[1]).num_row_groups,
    'pandas': [str(pandas['bodyId'].dtype), [str(value) for value in pandas['bodyId']]],
}))
";

fn table(rows: &[[Cell<'_>; 8]]) -> Table {
    let mut columns = ["bodyId", "large", "part", "cropped", "type", "roiInfo", "mixed", "nothing"].map(Column::new);
    for row in rows {
        columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(*cell));
    }
    Table::of_columns(columns.into()).unwrap()
}

fn read(python: &Path, table: &Table) -> Value {
    let mut writer = ParquetWriter::new(table, &[("dataset", "hemibrain:v1.2.1"), ("query", "RETURN 'é'")]).unwrap();
    let mut bytes = writer.rows(&table.slice(0..1)).unwrap();
    bytes.extend(writer.rows(&table.slice(1..9)).unwrap());
    bytes.extend(writer.end().unwrap());
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oracle.parquet");
    std::fs::write(&file, bytes).unwrap();
    let said = Command::new(python).args(["-c", SCRIPT]).arg(&file).output().unwrap();
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    serde_json::from_slice(&said.stdout).unwrap()
}

mod in_python {
    use super::*;

    #[test]
    fn a_file_reads_as_it_was_written() {
        let Some(python) = std::env::var_os("NEUPRINT_ORACLE_PYTHON") else {
            return skipped(
                "parquet",
                "nobody has asked the oracles (`cargo xtask test --only \"oracles in Python\"` does)",
            );
        };
        let table = table(&[
            [
                Cell::Int(720_575_940_628_857_211),
                Cell::UInt(u64::MAX),
                Cell::Float(0.1),
                Cell::Bool(true),
                Cell::Text("KCg-m(é)"),
                Cell::Json("{\"EB\":{\"pre\":1}}"),
                Cell::Int(1),
                Cell::Null,
            ],
            [Cell::Int(12), Cell::Null, Cell::Null, Cell::Null, Cell::Null, Cell::Null, Cell::Text("a\"b"), Cell::Null],
        ]);
        let read = read(Path::new(&python), &table);
        let json = |text: &str| text.to_owned();
        assert_eq!(
            read["rows"],
            json!([
                [720_575_940_628_857_211_u64, u64::MAX, 0.1, true, "KCg-m(é)", json("{\"EB\":{\"pre\":1}}"), "1", null],
                [12, null, null, null, null, null, "\"a\\\"b\"", null],
            ])
        );
        let types: Vec<&str> = read["types"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        assert_eq!(types[..5], ["int64", "uint64", "double", "bool", "string"]);
        assert!(types[5].contains("json") && types[6].contains("json"), "{types:?}");
        assert_eq!(types[7], "null");
        for of in ["about", "file"] {
            assert_eq!(read[of]["dataset"], "hemibrain:v1.2.1");
            assert_eq!(read[of]["query"], "RETURN 'é'");
        }
        assert_eq!(read["groups"], 2);
        assert_eq!(read["pandas"], json!(["int64", ["720575940628857211", "12"]]));
    }
}
