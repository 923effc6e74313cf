//! `neuprint import` over the same tables as CSV, Feather and Parquet: the same dataset, byte for byte.

#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]

#[path = "import/folder.rs"]
mod folder;
#[path = "import/tables.rs"]
mod tables;

use arrow_ipc::CompressionType;
use folder::Folder;
use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use tables::{Cells, feather, lists, parquet};

const NEURONS: &str =
    "bodyId,type,instance,extra\n9007199254740993,KCg,KCg_R,1\n20,,,\n30,\"MBON, odd\",,3\n30,again,,4\n";
const TOTALS: &str = "bodyId_pre,bodyId_post,weight\n9007199254740993,20,7\n20,30,5\n30,77,1\n";
const PER_ROI: &str = "bodyId_pre,bodyId_post,roi,weight\n\
    9007199254740993,20,gL(R),4\n9007199254740993,20,CA(R),3\n20,30,NotPrimary,5\n30,30,gL(R),1\n";
const EXPORTS: [(&str, &str, &[Cells]); 3] = [
    ("traced-neurons", NEURONS, &[Cells::Whole, Cells::Words, Cells::Text, Cells::Float]),
    ("traced-total-connections", TOTALS, &[Cells::Whole, Cells::Whole, Cells::Small]),
    ("traced-roi-connections", PER_ROI, &[Cells::Whole, Cells::Whole, Cells::Words, Cells::Float]),
];
const LOADER: [(&str, &str, &[Cells]); 2] = [
    (
        "Neuprint_Neurons",
        ":ID(Body-ID),bodyId:long,group:long,somaRadius:float,roiInfo:string,somaLocation:point{srid:9157},cropped:boolean,confidence:float,synonyms:string[],:LABEL\n\
         9007199254740993,9007199254740993,12,1.25,\"{\"\"EB\"\":{\"\"post\"\":1}}\",\"{x:1, y:2, z:3}\",false,0.968,a;b,Segment;x_Segment;Neuron;x_Neuron\n\
         20,20,,,,,true,,,Segment;x_Segment\n",
        &[
            Cells::Whole,
            Cells::Whole,
            Cells::Float,
            Cells::Float,
            Cells::Text,
            Cells::Text,
            Cells::Truth,
            Cells::Single,
            Cells::Texts,
            Cells::Words,
        ],
    ),
    (
        "Neuprint_Neuron_Connections",
        ":START_ID(Body-ID),:END_ID(Body-ID),weight:int,weightHP:int,roiInfo:string\n\
         9007199254740993,20,3,2,\"{\"\"EB\"\":{\"\"post\"\":3}}\"\n20,20,1,0,{}\n",
        &[Cells::Whole, Cells::Whole, Cells::Small, Cells::Small, Cells::Text],
    ),
];

#[test]
fn single_floats_and_lists_are_as_csv_has_them() {
    let folder = Folder::with("cells", &[]);
    for (table, text, cells) in LOADER {
        folder.add_bytes(&format!("{table}.parquet"), &parquet(text, cells, Compression::SNAPPY));
    }
    folder.imported();
    assert_eq!(
        folder.query("MATCH (n:Neuron) RETURN n.confidence, n.synonyms, n.group, n.somaRadius, n.somaLocation.x, n.EB"),
        "[[0.968,[\"a\",\"b\"],12,1.25,1,true]]"
    );
}

/// Imports tables in a format: the report, and the file's bytes.
fn made(
    name: &str,
    tables: &[(&str, &str, &[Cells])],
    write: impl Fn(&str, &[Cells]) -> (&'static str, Vec<u8>),
) -> (String, Vec<u8>) {
    let folder = Folder::with(name, &[]);
    for (table, text, cells) in tables {
        let (end, bytes) = write(text, cells);
        folder.add_bytes(&format!("{table}{end}"), &bytes);
    }
    (folder.imported(), folder.made())
}

#[test]
fn the_same_tables_give_the_same_bytes_in_every_format() {
    for (name, tables) in [("exports", &EXPORTS[..]), ("loader", &LOADER[..])] {
        let (report, csv) = made(&format!("{name}-csv"), tables, |text, _| (".csv", text.as_bytes().to_vec()));
        // In the loader's tables there is nothing wrong that could hide a difference.
        assert_eq!(report.contains("Wrong in"), name == "exports", "{report}");
        for compression in [None, Some(CompressionType::LZ4_FRAME), Some(CompressionType::ZSTD)] {
            let (report, bytes) =
                made(&format!("{name}-feather"), tables, |text, cells| (".feather", feather(text, cells, compression)));
            assert!(bytes == csv, "{name}, Feather, {compression:?}: {report}");
        }
        for compression in [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::GZIP(GzipLevel::default()),
            Compression::ZSTD(ZstdLevel::default()),
            Compression::LZ4_RAW,
        ] {
            let (report, bytes) =
                made(&format!("{name}-parquet"), tables, |text, cells| (".parquet", parquet(text, cells, compression)));
            assert!(bytes == csv, "{name}, Parquet, {compression:?}: {report}");
        }
    }
}

#[test]
fn wrong_rows_of_a_parquet_file_are_told_by_number() {
    let (report, _) = made("numbers", &EXPORTS, |text, cells| (".parquet", parquet(text, cells, Compression::SNAPPY)));
    for line in [
        "traced-neurons.parquet: row 4: the body 30 was there before",
        "traced-total-connections.parquet: row 3: the body 77 is not in traced-neurons",
        "traced-roi-connections.parquet: row 4: the connection from 30 to 30 is not in traced-total-connections",
    ] {
        assert!(report.contains(line), "{line:?} is not in\n{report}");
    }
}

#[test]
fn a_loaders_table_as_feather_beside_its_csv_is_read_once() {
    let folder = Folder::with("both", &[]);
    for (table, text, cells) in LOADER {
        folder.add_bytes(&format!("{table}.csv"), text.as_bytes());
        folder.add_bytes(&format!("{table}.feather"), &feather(text, cells, None));
    }
    let report = folder.imported();
    assert!(report.contains("Neuprint_Neurons.feather: Neuprint_Neurons is there in another format, too"), "{report}");
    assert_eq!(folder.query("MATCH (n:Segment) RETURN count(n), count(n.EB)"), "[[2,1]]");
}

#[test]
fn annotations_and_weights_of_the_male_cns_are_read_with_their_types() {
    let annotations = "bodyId,status,type,class,group,somaLocation\n\
                       10001,Traced,EPG,CX,10001,1\n10002,Anchor,,,,\n";
    let cells = [Cells::Whole, Cells::Words, Cells::Text, Cells::Words, Cells::Float, Cells::Float];
    let folder = Folder::with("cns", &[]);
    folder.add_bytes(
        "body-annotations-male-cns-v0.9-minconf-0.5.feather",
        &lists(annotations, &cells, "somaLocation", &[Some([1, 2, 3]), None]),
    );
    folder.add_bytes(
        "connectome-weights-male-cns-v0.9-minconf-0.5.feather",
        &feather(
            "body_pre,body_post,weight\n10001,10002,4\n10002,10001,2\n10002,5,1\n",
            &[Cells::Whole, Cells::Whole, Cells::Whole],
            Some(CompressionType::LZ4_FRAME),
        ),
    );
    let report = folder.imported();
    assert!(report.contains("row 3: the body 5 is not in body-annotations-male-cns-v0.9-minconf-0.5"), "{report}");
    assert_eq!(
        folder.query("MATCH (n:Neuron) RETURN n.bodyId, n.status, n.type, n.class, n.group, n.somaLocation.y, n.cropped, n.downstream ORDER BY n.bodyId"),
        "[[10001,\"Traced\",\"EPG\",\"CX\",10001,2,null,4],[10002,\"Anchor\",null,null,null,null,null,2]]"
    );
}

#[test]
fn files_that_are_not_what_their_names_say_are_refused() {
    let whole = feather(TOTALS, EXPORTS[1].2, Some(CompressionType::ZSTD));
    let packed = parquet(TOTALS, EXPORTS[1].2, Compression::SNAPPY);
    for (name, bytes) in [
        ("traced-total-connections.feather", b"FEA1 of the first version".to_vec()),
        ("traced-total-connections.feather", whole[..whole.len() / 2].to_vec()),
        ("traced-total-connections.parquet", packed[..packed.len() / 2].to_vec()),
        ("traced-total-connections.parquet", TOTALS.as_bytes().to_vec()),
        ("traced-total-connections.feather", feather("a,b\n1,2\n", &[Cells::Whole, Cells::Whole], None)),
    ] {
        let folder = Folder::with("refused", &[("traced-neurons.csv", NEURONS)]);
        folder.add_bytes(name, &bytes);
        let error = folder.refused();
        assert!(error.contains(name), "{error}");
    }
}

/// Apache Arrow's own reader panics over some damaged files.
#[test]
fn damage_anywhere_in_a_feather_file_is_an_error_and_no_crash() {
    let whole = feather(TOTALS, EXPORTS[1].2, None);
    let folder = Folder::with("damaged", &[("traced-neurons.csv", NEURONS)]);
    let mut refused = 0;
    for at in (8..whole.len()).step_by(20) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        folder.add_bytes("traced-total-connections.feather", &bytes);
        let output = folder.import();
        let error = String::from_utf8_lossy(&output.stderr);
        assert!(matches!(output.status.code(), Some(0 | 1)), "byte {at}: {error}");
        let named = error.contains("traced-total-connections.feather: ");
        assert!(output.status.success() || named, "byte {at}: {error}");
        refused += usize::from(named);
    }
    assert!(refused > 0);
}
