//! Analysis of tables. What is expected was computed by neuprint-python 0.6.4, except where a difference is documented.
#![allow(clippy::unwrap_used)]

use neuprint::analysis::{
    AnalysisError, MatrixOptions, SideOptions, SyndistOptions, assign_sides_in_groups, bilateral_syndist,
    connection_table_to_matrix, merge_neuron_properties, syndist_matrix,
};
use neuprint::table::{Table, TableDecoder, write_csv};
use serde_json::{Value, json};

fn table(columns: Value, data: Value) -> Table {
    let mut decoder = TableDecoder::new();
    decoder.push(json!({"columns": columns, "data": data}).to_string().as_bytes()).unwrap();
    decoder.finish().unwrap()
}

fn csv(table: &Table) -> String {
    let mut out = String::new();
    write_csv(table, None, &mut out);
    out.replace("\r\n", "\n").trim_end().to_owned()
}

fn neurons() -> Table {
    table(
        json!(["bodyId", "type", "instance"]),
        json!([[720575940628857211_u64, "A", "A_L"], [2, "B", "B_R"], [3, null, null], [4, "KCa'b'", "x"]]),
    )
}

fn connections() -> Table {
    table(
        json!(["bodyId_pre", "bodyId_post", "roi", "weight", "type_pre"]),
        json!([
            [720575940628857211_u64, 2, "PB", 5, "old"],
            [2, 3, "EB", 7, "old"],
            [2, 3, "FB", 1, "old"],
            [9, 4, "PB", 2, "old"],
            [3, 720575940628857211_u64, "PB", 4, "old"],
        ]),
    )
}

fn merged() -> Table {
    merge_neuron_properties(&neurons(), &connections(), &["type", "instance"]).unwrap()
}

/// The matrix as CSV: the labels of the columns, then each row behind its label.
fn shown(options: &MatrixOptions) -> String {
    let matrix = connection_table_to_matrix(&merged(), options).unwrap();
    let labels: Vec<String> = (0..matrix.columns.len()).map(|at| matrix.columns.cell(at).to_string()).collect();
    let mut lines = vec![labels.join(",")];
    for row in 0..matrix.rows.len() {
        let weights = (0..matrix.columns.len()).map(|column| matrix.weight(row, column).to_string());
        lines.push([matrix.rows.cell(row).to_string()].into_iter().chain(weights).collect::<Vec<_>>().join(","));
    }
    lines.join("\n")
}

#[test]
fn properties_stand_beside_connections_and_replace_what_was_there() {
    let expected = "bodyId_pre,bodyId_post,roi,weight,type_pre,instance_pre,type_post,instance_post
720575940628857211,2,PB,5,A,A_L,B,B_R
2,3,EB,7,B,B_R,,
2,3,FB,1,B,B_R,,
9,4,PB,2,,,KCa'b',x
3,720575940628857211,PB,4,,,A,A_L";
    assert_eq!(csv(&merged()), expected);
    let twice = table(json!(["bodyId", "type"]), json!([[2, "A"], [2, "B"]]));
    let error = merge_neuron_properties(&twice, &connections(), &["type"]).unwrap_err();
    assert_eq!(error, AnalysisError::Duplicate { row: 1, what: "bodyId", label: "2".into() });
    let error = merge_neuron_properties(&neurons(), &connections(), &["size"]).unwrap_err();
    assert_eq!(error.to_string(), "there is no column `size`; there are: bodyId, type, instance");
}

#[test]
fn connections_become_a_matrix_in_the_order_in_which_they_come() {
    let expected = "2,3,4,720575940628857211
720575940628857211,5,0,0,0
2,0,8,0,0
9,0,0,2,0
3,0,0,0,4";
    assert_eq!(shown(&MatrixOptions::grouped_by("bodyId")), expected);
    // Groups without a name are left out.
    assert_eq!(shown(&MatrixOptions::grouped_by("type")), "B\nA,5");
    let pair = MatrixOptions { group_columns: ["type_pre".into(), "roi".into()], ..MatrixOptions::grouped_by("") };
    assert_eq!(shown(&pair), "PB,EB,FB\nA,5,0,0\nB,0,7,1");
}

#[test]
fn a_matrix_is_sorted_or_square() {
    let sorted = MatrixOptions { sort_by: Some(MatrixOptions::pair("type")), ..MatrixOptions::grouped_by("bodyId") };
    let expected = "720575940628857211,2,4,3
720575940628857211,0,5,0,0
2,0,0,0,8
9,0,0,2,0
3,4,0,0,0";
    assert_eq!(shown(&sorted), expected);
    let square = MatrixOptions { make_square: true, ..MatrixOptions::grouped_by("bodyId") };
    let expected = "2,3,4,9,720575940628857211
2,0,8,0,0,0
3,0,0,0,0,4
4,0,0,0,0,0
9,0,0,2,0,0
720575940628857211,5,0,0,0,0";
    assert_eq!(shown(&square), expected);
    let square = MatrixOptions { make_square: true, ..MatrixOptions::grouped_by("type") };
    assert_eq!(shown(&square), "A,B\nA,0,5\nB,0,0");
}

#[test]
fn weights_that_are_no_numbers_or_sum_beyond_exactness_are_refused() {
    let made = |weight: Value| {
        let connections = table(json!(["a_pre", "a_post", "weight"]), json!([[1, 2, weight], [1, 2, weight]]));
        connection_table_to_matrix(&connections, &MatrixOptions::grouped_by("a"))
    };
    assert_eq!(made(json!(0.25)).unwrap().weight(0, 0), 0.5);
    assert!(matches!(made(json!("3")), Err(AnalysisError::Cell { row: 0, .. })));
    assert!(matches!(made(json!(1_u64 << 53)), Err(AnalysisError::TooLarge { .. })));
    assert!(matches!(made(json!(u64::MAX)), Err(AnalysisError::Cell { .. })));
}

fn syndist() -> Table {
    table(
        json!(["bodyId", "roi", "pre", "post", "upstream"]),
        json!([
            [5, "LO(L)", 1, 10, 0],
            [5, "LO(R)", 2, 20, 0],
            [5, "EB", 3, 30, 0],
            [3, "EB", 4, 40, 0],
            [3, "a'L(R)", 5, 50, 0],
            [3, "a'L(L)", 6, 60, 0],
            [3, "FB", 7, 70, 0],
        ]),
    )
}

fn texts(texts: &[&str]) -> Option<Vec<String>> {
    Some(texts.iter().map(|text| text.to_string()).collect())
}

#[test]
fn synapse_counts_become_a_row_per_neuron() {
    let expected = "bodyId,EB-pre,FB-pre,LO(L)-pre,LO(R)-pre,a'L(L)-pre,a'L(R)-pre,EB-post,FB-post,LO(L)-post,LO(R)-post,a'L(L)-post,a'L(R)-post
3,4,7,0,0,6,5,40,70,0,0,60,50
5,3,0,1,2,0,0,30,0,10,20,0,0";
    assert_eq!(csv(&syndist_matrix(&syndist(), &SyndistOptions::default()).unwrap()), expected);
    let some = SyndistOptions { rois: texts(&["EB", "FB"]), syn_columns: texts(&["post"]), bodies: None };
    assert_eq!(csv(&syndist_matrix(&syndist(), &some).unwrap()), "bodyId,EB-post,FB-post\n3,40,70\n5,30,0");
    let twice = table(json!(["bodyId", "roi", "pre", "post"]), json!([[1, "EB", 1, 1], [1, "EB", 2, 2]]));
    let error = syndist_matrix(&twice, &SyndistOptions::default()).unwrap_err();
    assert!(matches!(error, AnalysisError::Duplicate { row: 1, .. }), "{error}");
}

#[test]
fn counts_of_both_sides_are_summed() {
    let expected = "bodyId,roi,pre,post
3,EB,4,40
3,FB,7,70
3,a'L(LR),11,110
5,EB,3,30
5,LO(LR),3,30";
    assert_eq!(csv(&bilateral_syndist(&syndist(), &SyndistOptions::default()).unwrap()), expected);
    let some = SyndistOptions { rois: texts(&["LO(L)", "LO(R)", "EB"]), syn_columns: texts(&["pre"]), bodies: None };
    assert_eq!(csv(&bilateral_syndist(&syndist(), &some).unwrap()), "bodyId,roi,pre\n3,EB,4\n5,EB,3\n5,LO(LR),3");
    let one = SyndistOptions { bodies: Some(vec![5]), ..some };
    assert_eq!(csv(&bilateral_syndist(&syndist(), &one).unwrap()), "bodyId,roi,pre\n5,EB,3\n5,LO(LR),3");
}

#[test]
fn sides_are_what_the_whole_group_agrees_on() {
    let neurons = table(
        json!(["bodyId", "instance", "group", "somaSide"]),
        json!([
            [1, "a_L", 1, "L"],
            [2, "a_R", 1, "R"],
            [3, "b_L", 2, null],
            [4, "b_R_x", 2, "M"],
            [5, "c", 3, null],
            [6, "c", 3, null],
            [7, "d", 4, null],
            [8, "d", 4, null],
            [9, "e", 5, null],
            [10, "e", 5, null],
            [11, "f_Lx", null, "L"],
            [12, "g", 6, null],
            [13, "g", 6, null],
            [14, null, 7, "R"],
            [15, "h_R_L", 8, null],
        ]),
    );
    let syndist = table(
        json!(["bodyId", "roi", "pre", "post"]),
        json!([
            [5, "LAL(L)", 0, 200],
            [5, "LAL(R)", 90, 10],
            [6, "LAL(L)", 90, 10],
            [6, "LAL(R)", 0, 200],
            [7, "LAL(L)", 90, 200],
            [7, "LAL(R)", 0, 10],
            [8, "LAL(L)", 90, 10],
            [8, "LAL(R)", 0, 200],
            [9, "LAL(L)", 90, 10],
            [9, "LAL(R)", 10, 10],
            [10, "LAL(L)", 5, 10],
            [10, "LAL(R)", 60, 20],
            [12, "LAL(L)", 100, 300],
            [12, "EB", 10, 500],
            [13, "LAL(R)", 100, 300],
            [14, "LAL(L)", 100, 300],
            [15, "LAL(L)", 1, 1],
        ]),
    );
    let expected = "bodyId,instanceSide,preSide,postSide,consensusSide,consensusSideMethod
1,L,,,L,somaSide
2,R,,,R,somaSide
3,L,,,L,instanceSide
4,R,,,R,instanceSide
5,,R,L,L,postSide
6,,L,R,R,postSide
7,,L,L,,
8,,L,R,,
9,,L,,L,preSide
10,,R,,R,preSide
11,L,,,,
12,,L,,L,preSide
13,,R,R,R,preSide
14,,L,L,R,somaSide
15,L,,,L,instanceSide";
    assert_eq!(csv(&assign_sides_in_groups(&neurons, &syndist, &SideOptions::default()).unwrap()), expected);
    let lax =
        SideOptions { primary_rois: texts(&["LAL(L)", "LAL(R)", "EB"]), min_pre: 5.0, min_post: 5.0, min_bias: 0.5 };
    let sides = csv(&assign_sides_in_groups(&neurons, &syndist, &lax).unwrap());
    assert_eq!(sides, expected.replace("10,,R,,R,preSide", "10,,R,R,R,preSide"));
    let none = SideOptions { primary_rois: texts(&[]), ..SideOptions::default() };
    let sides = csv(&assign_sides_in_groups(&neurons, &syndist, &none).unwrap());
    assert!(sides.contains("\n5,,,,,\n") && sides.contains("\n1,L,,,L,somaSide\n"), "{sides}");
}
