//! What is copied or written as a file reads back as the cells that it was.
#![allow(clippy::unwrap_used)]

#[path = "readers/csv.rs"]
mod csv;
#[path = "readers/python.rs"]
mod python;
#[path = "readers/xml.rs"]
mod xml;

use neuprint_table::{
    Cell, Column, Edges, MixedCell, Selection, Table, file, read_json, write_delimited, write_graphml, write_json_file,
    write_markdown, write_python, write_records,
};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;
use python::Python;
use serde_json::Value;

/// Any cell: letters that some format has a meaning for, and numbers that floats do not tell apart.
fn cell() -> impl Strategy<Value = MixedCell> {
    prop_oneof![
        Just(MixedCell::Null),
        any::<bool>().prop_map(MixedCell::Bool),
        any::<i64>().prop_map(MixedCell::Int),
        ((1_u64 << 63)..).prop_map(MixedCell::UInt),
        any::<u64>().prop_map(|bits| MixedCell::Float(f64::from_bits(bits))),
        (-4_i32..4).prop_map(|whole| MixedCell::Float(whole.into())),
        "[a ,;\t\r\n\"'|<>&=\\\\\u{0}\u{1b}\u{7f}\u{85}\u{2028}\u{e9}\u{1f9e0}]{0,6}"
            .prop_map(|text| MixedCell::Text(text.into())),
        json().prop_map(|json| MixedCell::Json(json.to_string().into())),
    ]
}

fn json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        "[a'\"\\\\\n\u{1f}/tfn,:\u{1f9e0}]{0,4}".prop_map(Value::from),
    ];
    let inner = leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::btree_map("[a']", inner, 0..3).prop_map(|map| serde_json::json!(map)),
        ]
    });
    prop::collection::vec(inner, 0..3).prop_map(Value::from)
}

fn table(rows: &[[MixedCell; 3]]) -> Table {
    let mut columns = ["a,\"b\"|", "type", "weight"].map(Column::new);
    for row in rows {
        columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(cell.as_cell()));
    }
    Table::of_columns(columns.into()).unwrap()
}

/// A selection of all that a test may choose, and the cells that it has.
fn chosen<'t>(table: &'t Table, order: &'t [u32]) -> (Selection<'t>, Vec<[Cell<'t>; 2]>) {
    let selection = Selection::new(table, Some(order)).columns(&[2, 0]).unwrap();
    let cells = order.iter().map(|row| [2, 0].map(|column| table.cell(*row as usize, column))).collect();
    (selection, cells)
}

fn is_python(value: &Python, cell: Cell<'_>) -> bool {
    match (value, cell) {
        (Python::Plain(word), Cell::Null) => word == "None",
        (Python::Plain(word), Cell::Bool(value)) => word == if value { "True" } else { "False" },
        (Python::Plain(word), Cell::Float(value)) => match word.strip_prefix("float('") {
            Some(word) => {
                let read: f64 = word.strip_suffix("')").unwrap().parse().unwrap();
                read.is_nan() && value.is_nan() || read == value
            }
            None => word.contains(['.', 'e']) && word.parse::<f64>().unwrap().to_bits() == value.to_bits(),
        },
        (Python::Plain(word), Cell::Int(_) | Cell::UInt(_)) => *word == cell.to_string(),
        (Python::Text(text), Cell::Text(value)) => text == value,
        (_, Cell::Json(json)) => is_python_json(value, &serde_json::from_str(json).unwrap()),
        _ => false,
    }
}

fn is_python_json(value: &Python, json: &Value) -> bool {
    match (value, json) {
        (Python::Plain(word), Value::Null) => word == "None",
        (Python::Plain(word), Value::Bool(value)) => word == if *value { "True" } else { "False" },
        (Python::Plain(word), Value::Number(number)) => *word == number.to_string(),
        (Python::Text(text), Value::String(value)) => text == value,
        (Python::Items(items), Value::Array(values)) => {
            items.len() == values.len() && items.iter().zip(values).all(|(item, value)| is_python_json(item, value))
        }
        (Python::Dict(dict), Value::Object(map)) => {
            dict.len() == map.len() && dict.iter().all(|(key, item)| is_python_json(item, &map[key]))
        }
        _ => false,
    }
}

fn is_json(value: &Value, cell: Cell<'_>) -> bool {
    match cell {
        Cell::Null => value.is_null(),
        Cell::Float(float) if !float.is_finite() => value.is_null(),
        Cell::Bool(bool) => value == &Value::from(bool),
        Cell::Int(int) => value.as_i64() == Some(int),
        Cell::UInt(uint) => value.as_u64() == Some(uint),
        Cell::Float(float) => value.is_f64() && value.as_f64().unwrap().to_bits() == float.to_bits(),
        Cell::Text(text) => value.as_str() == Some(text),
        Cell::Json(json) => value == &serde_json::from_str::<Value>(json).unwrap(),
    }
}

/// The cells of a line of Markdown, as a renderer shows them.
fn markdown_cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut letters = line.strip_prefix("| ").unwrap().chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => cells.last_mut().unwrap().push(letters.next().unwrap()),
            '|' => cells.push(String::new()),
            _ => cells.last_mut().unwrap().push(letter),
        }
    }
    assert_eq!(cells.pop().unwrap(), "");
    let text = |(at, cell): (usize, &String)| {
        let cell = cell.strip_suffix(' ').unwrap();
        let cell = if at == 0 { cell } else { cell.strip_prefix(' ').unwrap() };
        cell.replace("<br>", "\n").replace("&lt;", "<").replace("&amp;", "&")
    };
    cells.iter().enumerate().map(text).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn every_cell_reads_back_from_every_format(
        rows in prop::collection::vec([cell(), cell(), cell()], 0..8),
        heads in any::<bool>(),
    ) {
        let table = table(&rows);
        let order: Vec<u32> = (0..rows.len() as u32).rev().collect();
        let (selection, cells) = chosen(&table, &order);
        for separator in [',', '\t'] {
            let mut text = String::new();
            write_delimited(&selection, separator, heads, &mut text);
            let mut lines = csv::read(&text, separator).into_iter();
            if heads {
                prop_assert_eq!(lines.next().unwrap(), [Some("weight".to_owned()), Some("a,\"b\"|".to_owned())]);
            }
            prop_assert_eq!(lines.len(), cells.len());
            for (line, cells) in lines.zip(&cells) {
                prop_assert_eq!(line, cells.map(|cell| (!cell.is_null()).then(|| cell.to_string())));
            }
        }
        let mut text = String::new();
        write_python(&selection, &mut text);
        let Python::Items(items) = python::read(&text) else { panic!("{text} is no list") };
        prop_assert_eq!(items.len(), cells.len());
        for (item, cells) in items.iter().zip(&cells) {
            let Python::Items(item) = item else { panic!("{text} has no tuples") };
            prop_assert!(item.len() == 2 && item.iter().zip(cells).all(|(value, cell)| is_python(value, *cell)), "{text}");
        }
        let mut text = String::new();
        write_markdown(&selection, heads, &mut text);
        let lines: Vec<&str> = text.lines().collect();
        prop_assert_eq!(lines.len(), 2 + cells.len());
        prop_assert_eq!(markdown_cells(lines[0]), if heads { ["weight", "a,\"b\"|"] } else { ["", ""] });
        for (line, cells) in lines[2..].iter().zip(&cells) {
            let shown = cells.map(|cell| cell.to_string().replace("\r\n", "\n").replace('\r', "\n"));
            prop_assert_eq!(markdown_cells(line), shown);
        }
    }

    #[test]
    fn every_cell_reads_back_from_json(rows in prop::collection::vec([cell(), cell(), cell()], 0..8)) {
        let table = table(&rows);
        let order: Vec<u32> = (0..rows.len() as u32).rev().collect();
        let (selection, cells) = chosen(&table, &order);
        // serde_json's own reading of floats may be off by the last bit.
        let read = |text: &str| read_json(text.as_bytes()).unwrap();
        let mut text = String::new();
        write_records(&selection, true, &mut text);
        serde_json::from_str::<Value>(&text).unwrap();
        for (record, cells) in read(&text).as_array().unwrap().iter().zip(&cells) {
            prop_assert!(is_json(&record["weight"], cells[0]) && is_json(&record["a,\"b\"|"], cells[1]), "{record}");
        }
        let mut text = String::new();
        write_records(&selection, false, &mut text);
        let mut file = String::new();
        write_json_file(&selection, &[("query", "RETURN \"é\"\n"), ("uuid", "31597d95")], &mut file);
        let file = read(&file);
        prop_assert_eq!(&file["about"], &serde_json::json!({"query": "RETURN \"é\"\n", "uuid": "31597d95"}));
        prop_assert_eq!(&file["columns"], &serde_json::json!(["weight", "a,\"b\"|"]));
        prop_assert_eq!(&file["rows"], &read(&text));
        let lists = file["rows"].as_array().unwrap();
        prop_assert_eq!(lists.len(), cells.len());
        for (list, cells) in lists.iter().zip(&cells) {
            prop_assert!(list.as_array().unwrap().iter().zip(cells).all(|(value, cell)| is_json(value, *cell)));
        }
        let mut text = String::new();
        write_records(&selection.columns(&[1]).unwrap(), true, &mut text);
        let column = &table.columns()[1];
        for (value, row) in read(&text).as_array().unwrap().iter().zip(&order) {
            prop_assert!(is_json(value, column.cell(*row as usize)));
        }
    }

    #[test]
    fn pieces_of_a_file_are_the_whole_file(rows in prop::collection::vec([cell(), cell(), cell()], 1..8), cut in 0_usize..8) {
        let table = table(&rows);
        let order: Vec<u32> = (0..rows.len() as u32).rev().collect();
        let selection = Selection::new(&table, Some(&order)).columns(&[2, 0]).unwrap().ids_as_text();
        let [source, target] = [0, 1].map(|at| &table.columns()[at]);
        let edges = Edges { source, target, weight: None };
        let about = [("query", "RETURN \"é\"\n")];
        let cut = cut.min(rows.len());
        let pieces = |format| {
            let part = |places| selection.clone().places(places);
            let mut file = file::begin(format, &selection, &about);
            file.extend(file::rows(format, &part(0..cut), true));
            file.extend(file::rows(format, &part(cut..rows.len()), cut == 0));
            file.extend(file::end(format));
            String::from_utf8(file).unwrap()
        };
        let whole = |write: &dyn Fn(&mut String)| {
            let mut text = String::new();
            write(&mut text);
            text
        };
        prop_assert_eq!(pieces(file::Format::Csv), whole(&|out| write_delimited(&selection, ',', true, out)));
        prop_assert_eq!(pieces(file::Format::Tsv), whole(&|out| write_delimited(&selection, '\t', true, out)));
        prop_assert_eq!(pieces(file::Format::Json), whole(&|out| write_json_file(&selection, &about, out)));
        prop_assert_eq!(
            pieces(file::Format::GraphMl(edges)),
            whole(&|out| write_graphml(&selection, edges, &about, out))
        );
    }

    #[test]
    fn a_selection_becomes_a_table_of_its_cells(rows in prop::collection::vec([cell(), cell(), cell()], 1..8)) {
        let table = table(&rows);
        let order: Vec<u32> = (0..rows.len() as u32).rev().collect();
        let (selection, cells) = chosen(&table, &order);
        let taken = selection.to_table();
        // NaN is not equal to itself; what both are called is.
        let said = |rows: &[[Cell<'_>; 2]]| format!("{rows:?}");
        let found: Vec<[Cell<'_>; 2]> = (0..taken.rows()).map(|row| [0, 1].map(|column| taken.cell(row, column))).collect();
        prop_assert_eq!(said(&found), said(&cells));
        let nothing = selection.places(0..0).to_table();
        for (taken, nothing) in taken.columns().iter().zip(nothing.columns()) {
            prop_assert_eq!(std::mem::discriminant(taken.data()), std::mem::discriminant(nothing.data()));
        }
    }

    #[test]
    fn a_graph_is_xml_with_all_nodes_and_edges(rows in prop::collection::vec([cell(), cell(), cell()], 0..8)) {
        let table = table(&rows);
        let [source, target, weight] = [0, 1, 2].map(|at| &table.columns()[at]);
        let mut text = String::new();
        let edges = Edges { source, target, weight: Some(weight) };
        write_graphml(&Selection::new(&table, None), edges, &[("query", "a < b & \"c\"")], &mut text);
        let root = xml::read(&text);
        let graph = root.all("graph")[0];
        prop_assert_eq!(&graph.all("data")[0].text, "a < b & \"c\"");
        let shown = |cell: Cell<'_>| {
            let lost = |letter: char| matches!(letter, '\0'..'\t' | '\u{b}' | '\u{c}' | '\u{e}'..' ');
            cell.to_string().replace(lost, "\u{fffd}")
        };
        let kept: Vec<usize> = (0..rows.len()).filter(|row| !source.is_null(*row) && !target.is_null(*row)).collect();
        let nodes: Vec<&str> = graph.all("node").iter().map(|node| node.get("id").unwrap()).collect();
        let drawn = graph.all("edge");
        prop_assert_eq!(drawn.len(), kept.len());
        for (edge, row) in drawn.iter().zip(kept) {
            let (from, to) = (edge.get("source").unwrap(), edge.get("target").unwrap());
            prop_assert_eq!((from, to), (&*shown(source.cell(row)), &*shown(target.cell(row))));
            prop_assert!(nodes.contains(&from) && nodes.contains(&to));
            let data = edge.all("data");
            prop_assert_eq!(data.is_empty(), weight.is_null(row));
            if let (Some(data), Cell::Int(_) | Cell::UInt(_) | Cell::Bool(_)) = (data.first(), weight.cell(row)) {
                prop_assert_eq!(&data.text, &weight.cell(row).to_string());
            }
        }
    }
}

#[test]
fn a_graph_says_of_which_types_its_attributes_are() {
    let mut columns = ["bodyId_pre", "bodyId_post", "weight", "roi", "confidence", "is_soma", "big"].map(Column::new);
    let row = [
        Cell::Int(720_575_940_628_857_211),
        Cell::Int(12),
        Cell::Int((1 << 53) + 1),
        Cell::Text("ME(R) & <LO>"),
        Cell::Float(f64::INFINITY),
        Cell::Bool(true),
        Cell::UInt(u64::MAX),
    ];
    columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(cell));
    let table = Table::of_columns(columns.into()).unwrap();
    let [source, target, weight] = [0, 1, 2].map(|at| &table.columns()[at]);
    let mut text = String::new();
    write_graphml(&Selection::new(&table, None), Edges { source, target, weight: Some(weight) }, &[], &mut text);
    let root = xml::read(&text);
    assert_eq!(root.get("xmlns"), Some("http://graphml.graphdrawing.org/xmlns"));
    let keys: Vec<[&str; 4]> = root
        .all("key")
        .iter()
        .map(|key| ["id", "for", "attr.name", "attr.type"].map(|name| key.get(name).unwrap()))
        .collect();
    assert_eq!(
        keys,
        [
            ["e0", "edge", "weight", "long"],
            ["e1", "edge", "roi", "string"],
            ["e2", "edge", "confidence", "double"],
            ["e3", "edge", "is_soma", "boolean"],
            ["e4", "edge", "big", "string"],
        ]
    );
    let edge = root.all("graph")[0].all("edge")[0];
    let values: Vec<&str> = edge.all("data").iter().map(|data| data.text.as_str()).collect();
    assert_eq!(values, ["9007199254740993", "ME(R) & <LO>", "INF", "true", "18446744073709551615"]);
    assert_eq!(edge.get("source"), Some("720575940628857211"));
}

#[test]
fn ids_become_text_where_programs_would_round_them() {
    let mut columns = ["n.bodyId", "weight", "hash", "rowId"].map(Column::new);
    for row in [[1, 2, 999_999_999_999_999, 3], [4, 5, 1_000_000_000_000_000, 6]] {
        columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(Cell::Int(cell)));
    }
    columns[3].push(Cell::Null);
    columns[..3].iter_mut().for_each(|column| column.push(Cell::Int(7)));
    let table = Table::of_columns(columns.into()).unwrap();
    let selection = Selection::new(&table, None).ids_as_text();
    let mut text = String::new();
    write_delimited(&selection, ',', false, &mut text);
    let lines = csv::read(&text, ',');
    let fields =
        |line: usize| lines[line].iter().map(|field| field.as_deref().unwrap_or("nothing")).collect::<Vec<_>>();
    assert_eq!(fields(1), ["=\"4\"", "5", "=\"1000000000000000\"", "=\"6\""]);
    assert_eq!(fields(2), ["=\"7\"", "7", "=\"7\"", "nothing"]);
    let mut json = String::new();
    write_json_file(&selection, &[], &mut json);
    let rows = &serde_json::from_str::<Value>(&json).unwrap()["rows"];
    assert_eq!(rows[1], serde_json::json!(["4", 5, "1000000000000000", "6"]));
    assert_eq!(rows[2][3], Value::Null);
}

#[test]
fn a_part_of_the_rows_ends_where_they_end() {
    let table = table(&[
        [MixedCell::Int(1), MixedCell::Null, MixedCell::Null],
        [MixedCell::Int(2), MixedCell::Null, MixedCell::Null],
    ]);
    let selection = Selection::new(&table, None).columns(&[0]).unwrap();
    let written = |places| {
        let mut text = String::new();
        write_python(&selection.clone().places(places), &mut text);
        text
    };
    assert_eq!((written(0..1), written(1..9), written(5..9)), ("[1]".into(), "[2]".into(), "[]".into()));
    assert_eq!(selection.clone().places(5..usize::MAX).cells(), 0);
    assert!(Selection::new(&table, None).columns(&[0, 3]).is_none());
}
