//! Connections in tables: found, added up, grouped, cut, and as a matrix.
#![allow(clippy::unwrap_used)]

use neuprint_graph::{CellValue, Graph, GraphColumns, GraphError, Matrix, MatrixOrder, Node, Part, Told, order};
use neuprint_table::{Cell, Table, TableDecoder};

fn table(json: &str) -> Table {
    let mut decoder = TableDecoder::new();
    decoder.push(json.as_bytes()).unwrap();
    decoder.finish().unwrap()
}

/// The columns that are found, by their names; in the order of the fields.
fn found(columns: &str, row: &str) -> Option<[String; 8]> {
    let table = table(&format!(r#"{{"columns":{columns},"data":[{row}]}}"#));
    let name = |at: Option<u32>| at.map_or(String::new(), |at| table.columns()[at as usize].name().to_owned());
    let it = GraphColumns::find(&table)?;
    let types = [it.source_type, it.target_type, it.source_instance, it.target_instance, it.roi];
    let ends = [Some(it.source), Some(it.target), it.weight];
    Some(std::array::from_fn(|at| name(if at < 3 { ends[at] } else { types[at - 3] })))
}

#[test]
fn columns_of_connections_are_known_by_their_names_and_kinds() {
    let all = found(
        r#"["bodyId_pre","type_pre","instance_pre","bodyId_post","type_post","instance_post","roi","weight"]"#,
        r#"[1,"A","A_L",2,"B","B_R","EB",7]"#,
    );
    let names =
        ["bodyId_pre", "bodyId_post", "weight", "type_pre", "type_post", "instance_pre", "instance_post", "roi"];
    assert_eq!(all.unwrap(), names);
    for (columns, row, expected) in [
        (
            r#"["a.bodyId","a.type","b.bodyId","b.type","w.weight"]"#,
            r#"[1,"A",2,"B",7]"#,
            "a.bodyId b.bodyId w.weight a.type b.type",
        ),
        // Named the other way round: it goes from `pre` to `post`.
        (r#"["post.bodyId","pre.bodyId","c.weight"]"#, "[1,2,3]", "pre.bodyId post.bodyId c.weight"),
        (
            r#"["n.bodyId","n.type","m.bodyId","e.weightHP","e.weight"]"#,
            r#"[1,"A",2,1,3]"#,
            "n.bodyId m.bodyId e.weightHP n.type",
        ),
        (r#"["upstream","downstream","synapses"]"#, "[1,2,3]", "upstream downstream synapses"),
        (r#"["a.type","b.type","sum(w.weight)"]"#, r#"["A","B",3]"#, "a.type b.type sum(w.weight)"),
        (r#"["source","target"]"#, r#"["A","B"]"#, "source target"),
        (r#"["preBodyId","postBodyId","n"]"#, "[1,2,3]", "preBodyId postBodyId n"),
        (r#"["from","to","strength"]"#, "[1,2,0.5]", "from to strength"),
    ] {
        let names: Vec<String> = found(columns, row).unwrap().into_iter().filter(|name| !name.is_empty()).collect();
        assert_eq!(names.join(" "), expected, "{columns}");
    }
    for (columns, row) in [
        (r#"["n.bodyId","n.type","n.pre","n.post"]"#, r#"[1,"A",3,4]"#),
        (r#"["type","count(n)"]"#, r#"["A",3]"#),
        // Text is no ID.
        (r#"["a.bodyId","b.bodyId"]"#, r#"["x",3]"#),
    ] {
        assert_eq!(found(columns, row), None, "{columns}");
    }
}

const ROWS: &str = r#"{"columns":["bodyId_pre","type_pre","bodyId_post","type_post","roi","weight"],"data":[
    [9007199254740993,"KC",31,"MBON","a",7],
    [9007199254740993,"KC",31,"MBON","b",5],
    [12,"KC",31,"MBON","a",8],
    [31,"MBON",12,"KC","a",1],
    [12,"KC",99,null,"a",2],
    [12,"KC",98,null,"a",3],
    [null,null,31,"MBON","a",4],
    [12,"KC",31,"MBON","b",null],
    [12,"KC",31,"MBON","b",0]]}"#;

fn names(table: &Table, nodes: &[Node]) -> Vec<String> {
    nodes.iter().map(|node| node.name.map_or("-".to_owned(), |name| name.cell(table).to_string())).collect()
}

fn edges(part: &Part) -> Vec<(u32, u32, f64, u32)> {
    part.edges.iter().map(|edge| (edge.source, edge.target, edge.weight, edge.pairs)).collect()
}

#[test]
fn repeated_pairs_are_added_and_what_is_left_out_is_counted() {
    let table = table(ROWS);
    let columns = GraphColumns::find(&table).unwrap();
    let graph = Graph::read(&table, None, &columns).unwrap();
    assert_eq!(graph.told, Told { rows: 9, without_ends: 1, without_weight: 2, added: 1 });
    assert_eq!(names(&table, &graph.nodes), ["9007199254740993", "12", "31", "99", "98"]);
    let weights: Vec<f64> = graph.edges.iter().map(|edge| edge.weight).collect();
    assert_eq!(weights, [12.0, 8.0, 1.0, 2.0, 3.0]);
    let both: Vec<(f64, f64)> = graph.nodes.iter().map(|node| (node.input, node.output)).collect();
    assert_eq!(both, [(0.0, 12.0), (1.0, 13.0), (20.0, 1.0), (2.0, 0.0), (3.0, 0.0)]);
    // A type is one number, whichever side says it.
    let kinds: Vec<Option<u32>> = graph.nodes.iter().map(|node| node.kind_number).collect();
    assert_eq!(kinds, [Some(0), Some(0), Some(1), None, None]);
    // Only some rows, and without weights each of them counts.
    let some = Graph::read(&table, Some(&[0, 1, 6]), &GraphColumns { weight: None, ..columns }).unwrap();
    assert_eq!((some.edges.len(), some.edges[0].weight, some.told.rows), (1, 2.0, 3));
}

#[test]
fn neurons_are_grouped_by_type() {
    let table = table(ROWS);
    let columns = GraphColumns::find(&table).unwrap();
    let types = Graph::read(&table, None, &columns).unwrap().by_type();
    assert_eq!(names(&table, &types.nodes), ["KC", "MBON", "-"]);
    assert_eq!(types.nodes.iter().map(|node| node.neurons).collect::<Vec<_>>(), [2, 1, 2]);
    assert_eq!(edges(&types.strongest(9, 9)), [(0, 1, 20.0, 2), (0, 2, 5.0, 2), (1, 0, 1.0, 1)]);
    // Where only one side has types, the other stays what it is.
    let one_side = GraphColumns { target_type: None, ..columns };
    let types = Graph::read(&table, Some(&[0, 4, 5]), &one_side).unwrap().by_type();
    assert_eq!(names(&table, &types.nodes), ["KC", "31", "99", "98"]);
}

#[test]
fn the_strongest_are_kept() {
    let table = table(ROWS);
    let graph = Graph::read(&table, None, &GraphColumns::find(&table).unwrap()).unwrap();
    let part = graph.strongest(3, 2);
    assert_eq!(names(&table, &part.nodes), ["31", "12", "9007199254740993"]);
    assert_eq!(edges(&part), [(2, 0, 12.0, 1), (1, 0, 8.0, 1)]);
    assert_eq!(part.edges_between, 3);
    // What a neuron gets in all does not depend on what is shown.
    assert_eq!(part.nodes[1].output, 13.0);
}

#[test]
fn a_matrix_says_what_is_asked_of_each_pair() {
    let table = table(ROWS);
    let types = Graph::read(&table, None, &GraphColumns::find(&table).unwrap()).unwrap().by_type().strongest(9, 9);
    let cells = |value| Matrix::of(&types, value).cells;
    let sums = Matrix::of(&types, CellValue::Sum);
    assert_eq!(
        (names(&table, &types.nodes), sums.rows, sums.columns),
        (vec!["KC".into(), "MBON".into(), "-".into()], vec![0, 1], vec![0, 1, 2])
    );
    assert_eq!(sums.cells, [0.0, 20.0, 5.0, 1.0, 0.0, 0.0]);
    assert_eq!(cells(CellValue::Mean), [0.0, 10.0, 2.5, 1.0, 0.0, 0.0]);
    assert_eq!(cells(CellValue::Pairs), [0.0, 2.0, 2.0, 1.0, 0.0, 0.0]);
    assert_eq!(cells(CellValue::PercentOfInput), [0.0, 100.0, 100.0, 100.0, 0.0, 0.0]);
    assert_eq!(cells(CellValue::PercentOfOutput), [0.0, 80.0, 20.0, 100.0, 0.0, 0.0]);
}

#[test]
fn a_matrix_is_put_into_order() {
    let table = table(
        r#"{"columns":["a.bodyId","a.type","b.bodyId","weight"],"data":[
        [2,"X",21,1],[10,"X",22,9],[1,"Y",21,2],[2,"X",23,1],[1,"Y",23,2],[10,"X",20,1]]}"#,
    );
    let part = Graph::read(&table, None, &GraphColumns::find(&table).unwrap()).unwrap().strongest(9, 9);
    let ordered = |by| {
        let mut matrix = Matrix::of(&part, CellValue::Sum);
        order(&mut matrix, &part, &table, by);
        let name = |nodes: &[u32]| -> Vec<i64> {
            let cell = |at: &u32| part.nodes[*at as usize].name.unwrap().cell(&table);
            nodes.iter().map(|at| if let Cell::Int(id) = cell(at) { id } else { panic!("no ID") }).collect()
        };
        (name(&matrix.rows), name(&matrix.columns), matrix.cells)
    };
    // By type, and numbers by value.
    let (rows, columns, cells) = ordered(MatrixOrder::Name);
    assert_eq!((rows, columns), (vec![2, 10, 1], vec![20, 21, 22, 23]));
    assert_eq!(cells, [0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 9.0, 0.0, 0.0, 2.0, 0.0, 2.0]);
    let (rows, columns, _) = ordered(MatrixOrder::Sum);
    assert_eq!((rows, &columns[..1]), (vec![10, 1, 2], &[22][..]));
    // Neurons 1 and 2 go to the same ones.
    let (rows, ..) = ordered(MatrixOrder::Cluster);
    assert!(rows[1] != 10, "{rows:?}");
}

#[test]
fn what_is_no_graph_is_refused() {
    let table = table(ROWS);
    let columns = GraphColumns::find(&table).unwrap();
    let refused = |columns| Graph::read(&table, None, &columns).unwrap_err();
    assert_eq!(refused(GraphColumns { weight: Some(77), ..columns }), GraphError::NoColumn(77));
    assert_eq!(refused(GraphColumns { target: columns.source, ..columns }), GraphError::OneColumn(0));
}
