//! What people type into forms becomes Cypher that means it, or is refused with the reason.
#![allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")]

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use futures_util::FutureExt;
use neuprint::query::{PathOptions, path_rows};
use neuprint::question::{
    CommonPartners, FieldError, FindNeurons, Language, NameAt, NearLengths, NearPlace, NeuronSet, Operator,
    PartnerQuestion, ShortestPaths, Target, list, snippet,
};
use neuprint::table::{Cell, Table};
use neuprint::{Client, ClientOptions, ServerAddress};
use neuprint_local::{LocalServer, LocalTransport, sample};
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence::WithSource;

fn ask(cypher: &str) -> Table {
    static SERVER: OnceLock<Arc<LocalServer>> = OnceLock::new();
    let server = SERVER.get_or_init(|| Arc::new(LocalServer::new(vec![sample().unwrap()])));
    let ask = async {
        let transport = LocalTransport(Arc::clone(server));
        let client = Client::connect(transport, ClientOptions::new(ServerAddress::parse("localhost", false)?)).await?;
        Ok::<_, Box<dyn std::error::Error>>(client.query(cypher).await?)
    };
    ask.now_or_never().expect("a dataset in the same process answers at once").unwrap_or_else(|error| {
        panic!("{error}\n{cypher}");
    })
}

fn fields<'f>(given: &'f [(&'f str, &'f str)]) -> impl Fn(&str) -> String + 'f {
    |name| given.iter().find(|(other, _)| *other == name).map_or(String::new(), |(_, value)| (*value).to_owned())
}

fn find(given: &[(&str, &str)]) -> Result<FindNeurons, FieldError> {
    FindNeurons::read(fields(given))
}

fn number(table: &Table) -> i64 {
    match table.cell(0, 0) {
        Cell::Int(number) => number,
        other => panic!("{other:?}"),
    }
}

/// Rows of the form's query; its own count says the same.
fn rows(given: &[(&str, &str)]) -> usize {
    let question = find(given).unwrap().question();
    let table = ask(&question.cypher);
    assert_eq!(number(&ask(question.count.as_ref().unwrap())), table.rows() as i64, "{}", question.cypher);
    assert_eq!(ask(&question.preview(3)).rows(), table.rows().min(3));
    table.rows()
}

#[test]
fn neurons_are_found_by_everything_the_form_has() {
    let all = number(&ask("MATCH (n:Neuron) RETURN count(*)"));
    assert_eq!(rows(&[]) as i64, all);
    assert_eq!(rows(&[("type", "DA1_lPN")]) as i64, number(&ask("MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN count(*)")));
    let kenyon = ask("MATCH (n:Neuron) WHERE n.type =~ 'lLN.*' RETURN n").rows();
    assert_eq!(rows(&[("type", "lLN.*"), ("regex", "1")]), kenyon);
    assert_eq!(rows(&[("type", "lLN.*")]), 0, "without the switch it is a name");
    assert_eq!(rows(&[("ids", "754538881\n'1734350788'"), ("type", "DA1_lPN")]), 2);
    assert_eq!(rows(&[("status", "Traced"), ("type", "DA1_lPN, lLN2T_a")]), {
        ask("MATCH (n:Neuron) WHERE n.status = 'Traced' AND n.type IN ['DA1_lPN', 'lLN2T_a'] RETURN n").rows()
    });
    let within = ask("MATCH (n:Neuron) WHERE n.post >= 500 AND n.post <= 2000 RETURN n").rows();
    assert_eq!(rows(&[("minpost", "500"), ("maxpost", "2,000")]), within);
    let inputs = ask("MATCH (n:Neuron) \
         WHERE n.`AL(R)` AND any(i IN [apoc.convert.fromJsonMap(n.roiInfo)] WHERE i['AL(R)'].post >= 100) RETURN n");
    assert_eq!(rows(&[("inputs", "AL(R)"), ("mininputs", "100")]), inputs.rows());
    assert!(kenyon > 0 && within > 0 && inputs.rows() > 0);
}

#[test]
fn any_property_is_tested_by_what_its_kind_allows() {
    let rows_of = |property: &str, kind: &str, operator: &str, value: &str| {
        rows(&[("property", property), ("kind", kind), ("operator", operator), ("value", value)]) as i64
    };
    let expected = |condition: &str| number(&ask(&format!("MATCH (n:Neuron) WHERE {condition} RETURN count(*)")));
    assert_eq!(rows_of("type", "text", "starts", "lLN2"), expected("n.type STARTS WITH 'lLN2'"));
    assert_eq!(rows_of("type", "text", "contains", "LLN2"), expected("n.type =~ '(?i).*lln2.*'"));
    assert_eq!(rows_of("type", "text", "one-of", "lLN2S, DA1_lPN"), expected("n.type IN ['lLN2S', 'DA1_lPN']"));
    assert_eq!(rows_of("cropped", "boolean", "is", "False"), expected("n.cropped = false"));
    assert_eq!(rows_of("cropped", "boolean", "is-not", "true"), expected("n.cropped = false OR n.cropped IS NULL"));
    assert_eq!(rows_of("pre", "integer", "min", "100"), expected("n.pre >= 100"));
    assert_eq!(rows_of("somaRadius", "float", "max", "300.5"), expected("n.somaRadius <= 300.5"));
    assert_eq!(rows_of("cellBodyFiber", "text", "present", ""), expected("n.cellBodyFiber IS NOT NULL"));
    assert_eq!(rows_of("AL(R)", "boolean", "absent", ""), expected("n.`AL(R)` IS NULL"));
    assert!(expected("n.type STARTS WITH 'lLN2'") > 0 && expected("n.pre >= 100") > 0);

    let refused = |kind: &str, operator: &str, value: &str| {
        let given = [("property", "x"), ("kind", kind), ("operator", operator), ("value", value)];
        let error = find(&given).unwrap_err();
        assert_eq!(error.field, "value");
        error.reason
    };
    assert_eq!(refused("integer", "is", "1.5"), "`x` is a whole number, and `1.5` is not.");
    assert_eq!(refused("boolean", "is", "perhaps"), "`x` is true or false, and `perhaps` is not.");
    assert_eq!(refused("text", "is", " "), "Say what `x` is compared with.");
    for (operator, name, _) in Operator::ALL {
        assert_eq!(Operator::named(name), Some(operator));
    }
}

#[test]
fn what_is_typed_stays_a_text() {
    let evil = "a' OR true OR n.type = 'b\\u0027 //\n\u{1f9e0}$x";
    assert_eq!(rows(&[("type", evil)]), 0);
    assert_eq!(rows(&[("instance", evil), ("status", evil)]), 0);
    for (operator, name, _) in Operator::ALL.into_iter().filter(|(operator, ..)| *operator != Operator::Matches) {
        let given = [("property", "a`b'"), ("kind", ""), ("operator", name), ("value", evil)];
        // Nothing has such a property.
        let missing = matches!(operator, Operator::IsNot | Operator::Absent);
        assert_eq!(rows(&given) > 0, missing, "{operator:?}");
    }
    let given = [("of", "it's, \"a\\\", DA1_lPN")];
    let question = PartnerQuestion::read(fields(&given), std::iter::empty()).unwrap();
    assert_eq!(question.set.types, ["it's", "a\\", "DA1_lPN"]);
    let lpn = ask("MATCH (n:Neuron {type: 'DA1_lPN'}) RETURN n").rows();
    assert_eq!(ask(&question.own()).rows(), lpn);
}

#[test]
fn ids_in_any_form_are_read_and_damaged_ones_refused() {
    for text in [
        "[754538881, 1734350788]",
        "'754538881' \"1734350788\"",
        "bodyId\n754538881\n1734350788.0\n",
        "754538881n;1734350788",
    ] {
        let bodies: Vec<u64> = find(&[("ids", text)]).unwrap().bodies.iter().map(|body| body.get()).collect();
        assert_eq!(bodies, [754_538_881, 1_734_350_788], "{text}");
    }
    for (text, reason) in [
        ("7.20576E+17", "has lost digits"),
        ("720575940628857210.0", "has lost digits"),
        ("1734350788.5", "is not a whole number"),
        ("9223372036854775808", "is larger than any body ID"),
        ("DA1_lPN", "is not a number"),
    ] {
        let error = find(&[("ids", text)]).unwrap_err();
        assert_eq!(error.field, "ids");
        assert!(error.reason.contains(reason) && error.reason.contains(text), "{error}");
    }
    let question = find(&[("ids", "754538881 42")]).unwrap();
    assert_eq!(ask(&question.existing().unwrap()).rows(), 1);
}

#[test]
fn sets_mix_types_and_ids() {
    let set = NeuronSet::read("of", "DA1_lPN, 754538881\n5-HTPLP01; [12, 13]\nPEN_a(PEN1)").unwrap();
    assert_eq!(set.types, ["DA1_lPN", "5-HTPLP01", "PEN_a(PEN1)"]);
    assert_eq!(set.bodies.iter().map(|body| body.get()).collect::<Vec<_>>(), [754_538_881, 12, 13]);
    for damaged in ["7.20576E+17", "DA1_lPN, 12.5", "[9223372036854775808]"] {
        assert_eq!(NeuronSet::read("of", damaged).unwrap_err().field, "of", "{damaged}");
    }
    let missing = |text| NeuronSet::read("of", text).unwrap().existing().map(|cypher| ask(&cypher).rows());
    assert_eq!(
        [missing("DA1_lPN"), missing("754538881, 42"), missing("DA1_lPN, 754538881, 42")],
        [None, Some(1), Some(1)]
    );
    assert!(NeuronSet::read("of", " ,\n").unwrap_err().reason.contains("at least one"));
    assert_eq!(list("a;'b;c' ,d(e,f)"), ["a", "b;c", "d(e,f)"]);
}

#[test]
fn common_partners_are_those_of_all_neurons_or_enough_of_them() {
    let bodies = "754538881, 1734350788, 1734350908";
    let read = |more: &[(&str, &str)]| {
        let mut given = vec![("of", bodies), ("minweight", "3")];
        given.extend_from_slice(more);
        let question = CommonPartners::read(fields(&given)).unwrap().question();
        let table = ask(&question.cypher);
        assert_eq!(number(&ask(question.count.as_ref().unwrap())) as usize, table.rows());
        table.rows()
    };
    let edges = ask(&format!(
        "MATCH (n:Neuron)<-[e:ConnectsTo]-(m:Neuron) WHERE n.bodyId IN [{bodies}] AND e.weight >= 3 RETURN m.bodyId"
    ));
    let mut partners = HashMap::<String, usize>::new();
    for row in 0..edges.rows() {
        *partners.entry(edges.cell(row, 0).to_string()).or_default() += 1;
    }
    let expected = |least: usize| partners.values().filter(|count| **count >= least).count();
    assert_eq!(read(&[]), expected(3));
    assert_eq!(read(&[("atleast", "2")]), expected(2));
    assert!(expected(3) > 0 && expected(2) > expected(3));
    assert_eq!(CommonPartners::read(fields(&[("of", "a"), ("atleast", "0")])).unwrap_err().field, "atleast");
}

#[test]
fn shortest_paths_and_places_are_answered() {
    let edge = ask("MATCH (n:Neuron)-[e:ConnectsTo]->(m:Neuron) WHERE e.weight > 50 AND n <> m \
         RETURN n.bodyId, m.bodyId ORDER BY n.bodyId LIMIT 1");
    let (from, to) = (edge.cell(0, 0).to_string(), edge.cell(0, 1).to_string());
    let given = [("from", from.as_str()), ("to", to.as_str()), ("minweight", "10"), ("between", "all")];
    let answer = ask(&ShortestPaths::read(fields(&given)).unwrap().question().unwrap().cypher);
    let paths = path_rows(&answer, &PathOptions::default()).unwrap();
    assert_eq!(paths.rows(), 2, "the connection itself");
    let refused = |from, to| ShortestPaths::read(fields(&[("from", from), ("to", to)])).unwrap_err().field;
    let all = [refused("", "1"), refused("1", "1"), refused("1", "2 3"), refused("1e9", "2")];
    assert_eq!(all, ["from", "to", "to", "from"]);

    let place = ask("MATCH (s:Synapse) RETURN s.location.x, s.location.y, s.location.z ORDER BY s.location.x LIMIT 1");
    let [x, y, z] = [0, 1, 2].map(|axis| place.cell(0, axis).to_string());
    let given = [("x", x.as_str()), ("y", y.as_str()), ("z", z.as_str()), ("radius", "20")];
    let near =
        ask(&NearPlace::read(fields(&given), NearLengths::of(Some([8.0; 3]))).unwrap().question().unwrap().cypher);
    assert!(near.rows() > 0);
    assert_eq!(near.column("distance").unwrap().cell(0).to_string().trim_end_matches(".0"), "0");
    let read = |x, radius| {
        NearPlace::read(fields(&[("x", x), ("y", "1"), ("z", "1"), ("radius", radius)]), NearLengths::Voxels)
    };
    assert_eq!(read("", "1").unwrap_err().field, "x");
    assert_eq!(read("one", "1").unwrap_err().field, "x");
    assert_eq!(read("1", "-1").unwrap_err().field, "radius");
    assert_eq!(read("1e300", "1").unwrap().question().unwrap_err().field, "x");
}

#[test]
fn where_voxels_are_no_cubes_distances_are_nanometres() {
    let place = ask("MATCH (s:Synapse) RETURN s.location.x, s.location.y, s.location.z ORDER BY s.location.z LIMIT 1");
    let [x, y, z] = [0, 1, 2].map(|axis| place.cell(0, axis).to_string());
    let given = [("x", x.as_str()), ("y", y.as_str()), ("z", z.as_str()), ("radius", "30000")];
    let lengths = NearLengths::of(Some([4.0, 4.0, 40.0]));
    let near = NearPlace::read(fields(&given), lengths).unwrap().question().unwrap();
    let found = ask(near.cypher.split("UNION ALL").next().unwrap());
    let expected = ask(&format!(
        "MATCH (n:Segment)-[:Contains]->(:SynapseSet)-[:Contains]->(s:Synapse) WITH DISTINCT n, s, s.location AS at \
         WITH n, (at.x - {x}) * 4.0 AS x, (at.y - {y}) * 4.0 AS y, (at.z - {z}) * 40.0 AS z \
         WITH n, sqrt(x * x + y * y + z * z) AS distance WHERE distance <= 30000.0 \
         RETURN n.bodyId AS bodyId, min(distance) AS distance, count(*) AS synapses ORDER BY distance"
    ));
    let all = |table: &Table, name: &str| {
        let column = table.column(name).unwrap();
        (0..table.rows()).map(|row| column.cell(row).to_string()).collect::<Vec<_>>()
    };
    assert!(expected.rows() > 2);
    for name in ["bodyId", "distance", "synapses"] {
        assert_eq!(all(&found, name), all(&expected, name), "{name}");
    }
}

#[test]
fn programs_quote_what_their_language_needs() {
    let evil = "RETURN 'it''s \\ \"q\"'\n// $HOME `x` ${y} \u{1f9e0}\r\u{202e}!";
    let target = Target { server: "https://neuprint.example/".into(), dataset: "a'b:v1".into() };
    let program = |language| snippet(language, &target, evil);
    for language in [Language::JavaScript, Language::Python] {
        let text = program(language);
        assert!(text.contains(r#""RETURN 'it''s \\ \"q\"'","#), "{text}");
        assert!(text.contains("\"// $HOME `x` ${y} \u{1f9e0}\\r\\u202e!\","), "{text}");
        assert!(text.contains("\"a'b:v1\""), "{text}");
    }
    let rust = program(Language::Rust);
    assert!(rust.contains(r#""RETURN 'it''s \\ \"q\"'","#), "{rust}");
    assert!(rust.contains("\"// $HOME `x` ${y} \u{1f9e0}\\r\\u{202e}!\","), "{rust}");
    let curl = program(Language::Curl);
    assert!(curl.contains(r#"--data-raw '{"cypher": "RETURN '\''it'\'''\''s \\ \"q\"'\''\n// $HOME `x` "#), "{curl}");
    assert!(curl.contains("${y} \u{1f9e0}\\r\\u202e!\", \"dataset\": \"a'\\''b:v1\"}'"), "{curl}");
    assert!(curl.contains("'https://neuprint.example/api/custom/custom'"), "{curl}");
    assert!(curl.contains("\"Authorization: Bearer $NEUPRINT_TOKEN\""), "{curl}");
}

#[test]
fn the_name_at_the_caret_is_completed_and_the_others_stay() {
    for (text, caret, begun, completed) in [
        ("", 0, "", "DA1_lPN"),
        ("DA", 2, "DA", "DA1_lPN"),
        ("KCg-m, DA", 9, "DA", "KCg-m, DA1_lPN"),
        ("DA, KCg-m", 1, "D", "DA1_lPN, KCg-m"),
        ("KCg-m,  ,PEN", 7, "", "KCg-m, DA1_lPN,PEN"),
        ("CRE(-ROB,-R", 11, "CRE(-ROB,-R", "DA1_lPN"),
        ("Roughly ", 8, "Roughly ", "DA1_lPN"),
        ("PEN\nDA", 6, "DA", "PEN\nDA1_lPN"),
        ("\"PS008,P", 8, "P", "\"PS008,DA1_lPN"),
        ("\"PS008,PS009\", a", 4, "PS0", "DA1_lPN, a"),
        ("é, d", 5, "d", "é, DA1_lPN"),
    ] {
        let name = NameAt::of(text, caret);
        assert_eq!((name.begun(), name.completed("DA1_lPN").0.as_str()), (begun, completed), "{text:?} at {caret}");
    }
    assert_eq!(NameAt::of("P;PEN", 1).completed("A(A").0, "\"A(A\";PEN", "an open bracket takes nothing in");
}

proptest! {
    #![proptest_config(ProptestConfig::with_failure_persistence(WithSource("proptest-regressions")))]

    #[test]
    fn a_completed_name_is_in_the_list_whatever_stands_around_it(
        names in proptest::collection::vec("[a-z(), é]{1,6}[a-z]", 0..4),
        letters in "[a-z\"'(,; é\n]{0,8}",
        name in "[A-Z][A-Za-z0-9_(),' ]{0,8}[A-Za-z0-9]",
        caret in 0_usize..40,
    ) {
        let quoted: Vec<String> = names.iter().map(|name| format!("\"{}\"", name.trim())).collect();
        let before = quoted.join(", ");
        let text = if before.is_empty() { letters.replace(['"', '\''], "") } else { format!("{before}\n") };
        // Anywhere in free letters; else at the end, behind the other names.
        let caret = if before.is_empty() { caret } else { text.len() };
        let (completed, end) = NameAt::of(&text, caret).completed(&name);
        prop_assert!(completed.is_char_boundary(end));
        prop_assert!(before.is_empty() || completed.starts_with(&before));
        prop_assert!(list(&completed).contains(&name), "{completed:?}");
    }
}
