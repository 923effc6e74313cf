//! A set's partners: the numbers are those that other queries give, and the parts make up the whole.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use futures_util::FutureExt;
use neuprint::analysis::partners::{
    Connections, Denominator, Edge, Own, Partner, PartnerTable, Side, matrix_to_table, partner_matrix,
    partners_by_type, roi_weights, side_of,
};
use neuprint::query::Direction;
use neuprint::question::PartnerQuestion;
use neuprint::table::{Cell, Table};
use neuprint::{Client, ClientOptions, Meta, ServerAddress};
use neuprint_local::{LocalServer, LocalTransport, sample};
use proptest::prelude::*;

fn ask(cypher: &str) -> Table {
    static SERVER: OnceLock<Arc<LocalServer>> = OnceLock::new();
    let server = SERVER.get_or_init(|| Arc::new(LocalServer::new(vec![sample().unwrap()])));
    let ask = async {
        let transport = LocalTransport(Arc::clone(server));
        let client = Client::connect(transport, ClientOptions::new(ServerAddress::parse("localhost", false)?)).await?;
        Ok::<_, Box<dyn std::error::Error>>(client.query(cypher).await?)
    };
    ask.now_or_never().expect("a dataset in the same process answers at once").unwrap()
}

fn partners(of: &str, direction: &str, partners: &str) -> (PartnerQuestion, Connections) {
    let fields = |name: &str| match name {
        "of" => of.to_owned(),
        "direction" => direction.to_owned(),
        "partners" => partners.to_owned(),
        _ => String::new(),
    };
    let question = PartnerQuestion::read(fields, ["type", "predictedNt"].into_iter()).unwrap();
    assert_eq!(question.transmitter.as_deref(), Some("predictedNt"));
    let [own, others, edges, totals] =
        [question.own(), question.partners(), question.connections(), question.totals()].map(|cypher| ask(&cypher));
    let connections = Connections::read(&own, &others, &edges, &totals).unwrap();
    (question, connections)
}

/// What a plain query of the sample's edges says: body, partner, its type, weight, whether it is Traced, roiInfo.
fn edges(direction: &str, condition: &str) -> Vec<(i64, i64, Option<String>, i64, bool, String)> {
    let arrow = if direction == "outputs" { "-[e:ConnectsTo]->" } else { "<-[e:ConnectsTo]-" };
    let table = ask(&format!(
        "MATCH (n:Neuron){arrow}(m) WHERE {condition} AND e.weight <> 0 \
         RETURN n.bodyId, m.bodyId, m.type, e.weight, m.status, e.roiInfo"
    ));
    let integer = |row, column| match table.cell(row, column) {
        Cell::Int(number) => number,
        other => panic!("{other:?}"),
    };
    let text = |row, column| match table.cell(row, column) {
        Cell::Text(text) => Some(text.to_owned()),
        _ => None,
    };
    (0..table.rows())
        .map(|row| {
            let traced = text(row, 4).as_deref() == Some("Traced");
            (integer(row, 0), integer(row, 1), text(row, 2), integer(row, 3), traced, text(row, 5).unwrap_or_default())
        })
        .collect()
}

#[test]
fn numbers_of_the_sample_are_those_of_its_edges() {
    for (of, condition) in [
        ("DA1_lPN", "n.type = 'DA1_lPN'"),
        ("lLN1_b; lLN2T_a", "n.type IN ['lLN1_b', 'lLN2T_a']"),
        ("754538881, lLN2S", "(n.bodyId = 754538881 OR n.type = 'lLN2S')"),
    ] {
        for direction in ["inputs", "outputs"] {
            for scope in ["", "all"] {
                let (question, connections) = partners(of, direction, scope);
                let every = edges(direction, condition);
                let shown: Vec<_> = every.iter().filter(|edge| scope == "all" || edge.4).collect();
                let own = ask(&format!("MATCH (n:Neuron) WHERE {condition} RETURN n.bodyId")).rows();
                let weight: i64 = shown.iter().map(|edge| edge.3).sum();
                let all: i64 = every.iter().map(|edge| edge.3).sum();

                let table = partners_by_type(&connections, Denominator::Shown);
                assert_eq!((table.own, table.weight, table.excluded), (own, weight, all - weight));
                let types: BTreeSet<_> = shown.iter().map(|edge| edge.2.clone()).collect();
                assert_eq!(table.rows.len(), types.len());
                for row in &table.rows {
                    let of_type: Vec<_> = shown.iter().filter(|edge| edge.2 == row.partner_type).collect();
                    let sum: i64 = of_type.iter().map(|edge| edge.3).sum();
                    assert_eq!(row.weight, sum);
                    assert_eq!(row.cells, of_type.iter().map(|edge| edge.1).collect::<BTreeSet<_>>().len());
                    assert_eq!(row.connected, of_type.iter().map(|edge| edge.0).collect::<BTreeSet<_>>().len());
                    assert_eq!(row.mean_weight, sum as f64 / own as f64);
                    assert_eq!(row.percent, 100.0 * sum as f64 / weight as f64);
                    assert_eq!(row.transmitter, None, "the sample has none");
                }
                // The query that is shown says the same of each type.
                let shown_query = ask(&question.question().cypher);
                assert_eq!(shown_query.rows(), table.rows.len());
                for (at, row) in table.rows.iter().enumerate() {
                    let cell = |column: usize| shown_query.cell(at, column).to_string();
                    assert_eq!(cell(3), row.weight.to_string());
                }
                check_parts(&table);
                check_parts(&partners_by_type(&connections, Denominator::Synapses));

                let matrix = partner_matrix(&connections, question.direction, true).unwrap();
                assert_eq!(matrix.weights.iter().sum::<f64>(), weight as f64);
                let (pre, post) = (matrix.rows.name(), matrix.columns.name());
                assert_eq!((pre, post), ("label_pre", "label_post"));
                let side =
                    if question.direction == Direction::Upstream { matrix.rows.len() } else { matrix.columns.len() };
                assert_eq!(side, types.len());
            }
        }
    }
}

#[test]
fn all_synapses_are_those_that_the_neurons_count() {
    let (_, connections) = partners("lLN1_b", "inputs", "all");
    let table = partners_by_type(&connections, Denominator::Synapses);
    let posts = ask("MATCH (n:Neuron {type: 'lLN1_b'}) RETURN n.bodyId, n.post");
    let every = edges("inputs", "n.type = 'lLN1_b'");
    let mut whole = 0;
    for row in 0..posts.rows() {
        let (Cell::Int(body), count) = (posts.cell(row, 0), posts.cell(row, 1)) else { panic!() };
        let sum: i64 = every.iter().filter(|edge| edge.0 == body).map(|edge| edge.3).sum();
        whole += if let Cell::Int(count) = count { count.max(sum) } else { sum };
    }
    assert_eq!(table.denominator, whole);
    let weight: i64 = every.iter().map(|edge| edge.3).sum();
    assert_eq!(table.unaccounted, whole - weight);
    assert!(table.unaccounted > 0, "these neurons have inputs that the sample does not tell of");
}

#[test]
fn rois_are_summed_over_primary_ones_only() {
    let meta = Meta::of_table(&ask(Meta::QUERY)).unwrap();
    let primary = meta.primary_rois();
    let (_, connections) = partners("LHPD2a1", "inputs", "all");
    let found = roi_weights(&connections, &primary).unwrap();
    let mut expected = BTreeMap::<String, i64>::new();
    let mut weight = 0;
    for (.., edge_weight, _, info) in edges("inputs", "n.type = 'LHPD2a1'") {
        weight += edge_weight;
        let info: serde_json::Value = serde_json::from_str(&info).unwrap();
        let mut inside = 0;
        for (roi, counts) in info.as_object().unwrap().iter().filter(|(roi, _)| primary.contains(roi)) {
            let count = counts["post"].as_i64().unwrap_or(0);
            inside += count;
            if count > 0 {
                *expected.entry(roi.clone()).or_default() += count;
            }
        }
        if edge_weight > inside {
            *expected.entry("NotPrimary".to_owned()).or_default() += edge_weight - inside;
        }
    }
    assert_eq!(found.weights.iter().cloned().collect::<BTreeMap<_, _>>(), expected);
    assert_eq!(found.weights.iter().map(|(_, weight)| weight).sum::<i64>() + found.unknown, weight);
    assert!(found.weights.len() > 2);
}

#[test]
fn sides_are_told_by_soma_then_root_then_instance() {
    let (left, right) = (Some(Side::Left), Some(Side::Right));
    for (soma, root, instance, side) in [
        (Some("R"), Some("L"), Some("x_L"), right),
        (Some(""), Some("LHS"), Some("x_R"), left),
        (None, Some("right"), None, right),
        (None, Some("center"), Some("x_L"), None),
        (Some("UNK"), None, Some("LHPD2a1_R"), right),
        (None, None, Some("MBON01(y5B'2a)_L"), left),
        (None, None, Some("EPG(PB08)_L4"), left),
        (None, None, Some("AVLP001(R)"), right),
        (None, None, Some("(R)"), right),
        (None, None, Some("SMP_LNx"), None),
        (None, None, Some("R"), None),
        (None, None, Some("lLN2T_a"), None),
        (None, None, None, None),
    ] {
        assert_eq!(side_of(soma, root, instance), side, "{soma:?} {root:?} {instance:?}");
    }
}

#[test]
fn files_have_every_number_and_ids_that_spreadsheets_keep() {
    let (question, connections) = partners("754538881, 1734350788", "inputs", "all");
    let table = partners_by_type(&connections, Denominator::Shown);
    let cells = table.cells_to_table(&connections, true);
    assert_eq!(cells.rows(), connections.partners.len());
    let first = connections.partners[table.rows[0].members[0].0].body;
    assert_eq!(cells.column("bodyId").unwrap().cell(0), Cell::Text(&format!("=\"{first}\"")));
    assert_eq!(table.cells_to_table(&connections, false).column("bodyId").unwrap().cell(0), Cell::Int(first));
    let matrix = partner_matrix(&connections, question.direction, false).unwrap();
    let file = matrix_to_table(&matrix, true);
    assert_eq!(file.rows(), connections.partners.len());
    let heads: Vec<&str> = file.columns().iter().map(|column| column.name()).collect();
    assert_eq!(heads, ["from", "=\"754538881\"", "=\"1734350788\""]);
    let sums = (1..3).flat_map(|column| (0..file.rows()).map(move |row| (row, column)));
    let sum: i64 = sums.map(|(row, column)| file.cell(row, column).to_string().parse::<i64>().unwrap()).sum();
    assert_eq!(sum, table.weight);
}

/// The parts of a table make up the whole.
fn check_parts(table: &PartnerTable) {
    for row in &table.rows {
        assert_eq!(row.left + row.right + row.no_side, row.weight);
        assert_eq!(row.members.iter().map(|(_, weight)| weight).sum::<i64>(), row.weight);
        assert_eq!(row.members.len(), row.cells);
        assert!(row.connected >= 1 && row.connected <= table.own && row.weight >= 1);
    }
    assert_eq!(table.rows.iter().map(|row| row.weight).sum::<i64>(), table.weight);
    let left_out = if table.denominator == table.weight { 0 } else { table.excluded + table.unaccounted };
    assert_eq!(table.weight + left_out, table.denominator);
    if table.denominator > 0 {
        let sum = table.rows.iter().map(|row| row.percent).sum::<f64>() + table.percent(left_out);
        assert!((sum - 100.0).abs() < 1e-9, "{sum}");
    }
}

fn connections() -> impl Strategy<Value = Connections> {
    let own = (proptest::option::of(0..200_i64), 0..40_i64, 0..40_i64);
    let partner = (proptest::option::of("[ab]"), proptest::option::of(any::<bool>()), proptest::option::of("[xy]"));
    let edge = (0..5_usize, 0..8_usize, 1..20_i64);
    (proptest::collection::vec(own, 5), proptest::collection::vec(partner, 8), proptest::collection::vec(edge, 0..40))
        .prop_map(|(own, partners, edges)| {
            let mut own: Vec<Own> = own
                .into_iter()
                .zip(0..)
                .map(|((synapses, _, untraced), body)| Own {
                    body,
                    neuron_type: None,
                    instance: None,
                    synapses,
                    traced: 0,
                    untraced,
                })
                .collect();
            let side = |left| if left { Side::Left } else { Side::Right };
            let partners = partners.into_iter().zip(100..).map(|((neuron_type, left, transmitter), body)| Partner {
                body,
                neuron_type,
                instance: None,
                side: left.map(side),
                transmitter,
            });
            let mut pairs = BTreeSet::new();
            let edges: Vec<Edge> = edges
                .into_iter()
                .filter(|(own, partner, _)| pairs.insert((*own, *partner)))
                .map(|(own, partner, weight)| Edge { own, partner, weight, roi_info: None })
                .collect();
            edges.iter().for_each(|edge| own[edge.own].traced += edge.weight);
            Connections { own, partners: partners.collect(), edges }
        })
}

proptest! {
    #[test]
    fn parts_make_up_the_whole(connections in connections()) {
        for denominator in [Denominator::Shown, Denominator::Synapses] {
            let table = partners_by_type(&connections, denominator);
            check_parts(&table);
            let types: BTreeSet<_> =
                connections.edges.iter().map(|edge| &connections.partners[edge.partner].neuron_type).collect();
            prop_assert_eq!(table.rows.len(), types.len());
            prop_assert!(table.rows.is_sorted_by(|a, b| a.weight >= b.weight));
            prop_assert_eq!(table.to_table().rows(), table.rows.len());
            prop_assert!((0.0..=100.0).contains(&table.excluded_percent()));
        }
        let weight: i64 = connections.edges.iter().map(|edge| edge.weight).sum();
        for by_type in [true, false] {
            let matrix = partner_matrix(&connections, Direction::Upstream, by_type).unwrap();
            prop_assert_eq!(matrix.weights.iter().sum::<f64>(), weight as f64);
        }
        let rois = roi_weights(&connections, &["AL(R)".to_owned()]).unwrap();
        prop_assert_eq!(rois.unknown, weight);
    }
}
