//! `npexplorer/*`, by parameters.

use std::collections::BTreeMap;

use http::{Method, Request};
use neuprint_local::{LocalServer, QueryLimits};
use serde_json::{Value as Json, json};

use crate::{SAMPLE, ask, get, of_sample, read};

/// The rows of an answer to one of neuPrintExplorer's questions.
fn rows(server: &LocalServer, question: &str, body: &Json) -> Vec<Json> {
    let path = format!("/api/npexplorer/{question}");
    let (status, answer) = read(ask(server, Method::POST, &path, body));
    assert_eq!(status, 200, "{question} {body}: {answer}");
    answer["data"].as_array().unwrap().clone()
}

#[test]
fn neurons_are_found_by_what_is_asked_of_them() {
    const NONE: [u64; 0] = [];
    let server = of_sample();
    let found = |body: Json| {
        let rows = rows(&server, "findneurons", &body);
        rows.iter().map(|row| row[0].as_str().unwrap().parse::<u64>().unwrap()).collect::<Vec<_>>()
    };
    let all = found(json!({}));
    assert!(all.len() > 2_000 && all.is_sorted(), "{}", all.len());
    let of_type = found(json!({"dataset": SAMPLE, "neuron_name": "DA1_lPN"}));
    assert!(of_type.len() > 1 && of_type.contains(&754538881), "{of_type:?}");
    assert_eq!(found(json!({"neuron_name": "DA1_l"})), NONE, "a regular expression is about the whole text");
    assert_eq!(found(json!({"neuron_name": "DA1_l", "enable_contains": true})), of_type);
    assert_eq!(found(json!({"neuron_name": "DA1_[l]PN", "neuron_id": "1"})), of_type, "the name counts first");
    for id in [json!("754538881"), json!(754538881), json!(" 754538881 ")] {
        assert_eq!(found(json!({"neuron_id": id})), [754538881]);
    }
    assert_eq!(found(json!({"statuses": []})), all);
    assert_eq!(found(json!({"statuses": ["no such"]})), NONE);
    assert_eq!(found(json!({"STATUSES": ["no such"]})), NONE, "Go reads names in any letter case");
    let large = found(json!({"pre_threshold": 500, "post_threshold": 100}));
    assert!(!large.is_empty() && large.len() < all.len());
    assert_eq!(found(json!({"pre_threshold": 0, "post_threshold": -5, "statuses": null})), all);
    let by_roi = found(json!({"input_ROIs": ["CA(R)"], "output_ROIs": ["LH(R)"], "neuron_name": "DA1_lPN"}));
    assert!(by_roi.iter().all(|body| of_type.contains(body)), "{by_roi:?}");
    assert_eq!(found(json!({"input_ROIs": ["no such"]})), NONE);
}

#[test]
fn what_is_asked_is_never_more_than_a_text() {
    let server = of_sample();
    for text in
        ["x\" OR true OR \"", "x' OR true OR '", "\\' OR true //", "\\u0027 OR true OR \\u0027", "`", "\\", "x\n"]
    {
        for contains in [true, false] {
            let body = json!({"neuron_name": text, "enable_contains": contains, "dataset": SAMPLE});
            // A lone backslash is no regular expression; that is all that may be wrong with a text.
            let response = ask(&server, Method::GET, "/api/npexplorer/findneurons", &body);
            let (status, answer) = read(response);
            let refused = answer["error"].as_str().unwrap_or_default();
            assert!(!refused.contains("SyntaxError"), "{text}: {refused}");
            assert!(status == 400 && !contains || answer["data"] == json!([]), "{text}: {answer}");
        }
        for (question, body) in [
            ("findneurons", json!({"statuses": [text]})),
            ("findneurons", json!({"input_ROIs": [text]})),
            ("findneurons", json!({"output_ROIs": [text, "`} = true OR true OR n.`"]})),
            ("distribution", json!({"ROI": text})),
        ] {
            assert_eq!(rows(&server, question, &body), Vec::<Json>::new(), "{question} {body}");
        }
        assert_eq!(rows(&server, "neuronmetavals", &json!({"key_name": text})), [json!([null])], "{text}");
        let none = [json!([[]])];
        assert_eq!(rows(&server, "commonconnectivity", &json!({"neuron_names": [text], "statuses": [text]})), none);
    }
    let other = rows(&server, "neuronmetavals", &json!({"key_name": "bodyId AS val RETURN n.type"}));
    assert_eq!(other, [json!([null])]);
    for id in [json!("1 OR true"), json!("1.5"), json!(true)] {
        let (status, answer) =
            read(ask(&server, Method::POST, "/api/npexplorer/roisinneuron", &json!({"neuron_id": id})));
        let text = "request object not formatted correctly: `neuron_id` is not a bodyId";
        assert_eq!((status, answer), (400, json!({"error": text})), "{id}");
    }
}

#[test]
fn connections_go_where_they_are_asked_to_go() {
    let server = of_sample();
    let of = |question: &str, body: &Json| rows(&server, question, body);
    let ranked = of("rankedtable", &json!({"neuron_name": "DA1_lPN"}));
    let into = of("simpleconnections", &json!({"neuron_name": "DA1_lPN", "find_inputs": true}));
    let from = of("simpleconnections", &json!({"neuron_name": "DA1_lPN"}));
    assert!(!into.is_empty() && !from.is_empty());
    // In both directions; `pre_id` is the one that it comes from.
    let outputs = ranked.iter().filter(|row| row[8] == row[6]).count();
    assert_eq!((outputs, ranked.len() - outputs), (from.len(), into.len()));
    let weight = |row: &Json| row[5].as_i64().unwrap();
    assert!(from.windows(2).all(|pair| pair[0][6] != pair[1][6] || weight(&pair[0]) >= weight(&pair[1])));

    let ids: Vec<i64> = from.iter().map(|row| row[6].as_str().unwrap().parse().unwrap()).take(1).collect();
    let shared = of("commonconnectivity", &json!({"neuron_ids": ids}));
    let partners = shared[0][0].as_array().unwrap();
    let key = format!("{}_weight", ids[0]);
    let first = json!(ids[0].to_string());
    let of_first: Vec<&Json> = from.iter().filter(|row| row[6] == first).collect();
    assert_eq!(partners.len(), of_first.len());
    for row in of_first {
        let partner = partners.iter().find(|partner| partner["output"] == row[4]).unwrap();
        assert_eq!((&partner[&key], &partner["type"], &partner["name"]), (&row[5], &row[3], &row[2]));
    }
    let by_type = of("commonconnectivity", &json!({"neuron_names": ["DA1_lPN"], "find_inputs": true}));
    assert!(by_type[0][0].as_array().unwrap().iter().all(|partner| partner["DA1_lPN_weight"].is_i64()));
}

#[test]
fn regions_and_properties_are_counted() {
    let server = of_sample();
    let names = rows(&server, "neuronmeta", &json!({"dataset": SAMPLE}));
    assert!(["bodyId", "type", "roiInfo"].iter().all(|name| names.contains(&json!([name]))), "{names:?}");
    let statuses = rows(&server, "neuronmetavals", &json!({"key_name": "status"}));
    assert!(statuses.contains(&json!(["Traced"])), "{statuses:?}");
    let neurons = rows(&server, "roiconnectivity", &json!({}));
    assert!(neurons.len() > 2_000 && neurons[0][0].is_string());
    let sizes = rows(&server, "distribution", &json!({"ROI": "CA(R)", "is_pre": true}));
    let sum: i64 = sizes.iter().map(|row| row[1].as_i64().unwrap()).sum();
    assert!(!sizes.is_empty() && sizes.iter().all(|row| row[2] == sum && row[0].is_string()), "{:?}", sizes[0]);
    let complete = |body: Json| -> BTreeMap<String, i64> {
        let rows = rows(&server, "completeness", &body);
        rows.iter().map(|row| (row[0].as_str().unwrap().to_owned(), row[1].as_i64().unwrap_or_default())).collect()
    };
    let all = complete(json!({}));
    assert_eq!(all["CA(R)"], sum);
    let some = complete(json!({"pre_threshold": 700, "statuses": ["Traced"]}));
    assert!(some.get("CA(R)").is_some_and(|pre| (1..sum).contains(pre)), "{some:?}");
    let infos = rows(&server, "roisinneuron", &json!({"neuron_id": "754538881"}));
    assert!(infos.len() == 1 && infos[0][3].as_str().unwrap().contains("LH(R)"), "{infos:?}");
    assert!(rows(&server, "autapses", &json!({})).iter().all(|row| row[0].is_string() && row[1].is_i64()));
}

#[test]
fn a_question_without_what_it_is_about_is_refused() {
    let server = of_sample();
    for (question, body, status, error) in [
        ("rankedtable", json!({}), 400, "no neuron name specified"),
        ("simpleconnections", json!({"neuron_id": ""}), 400, "no neuron name specified"),
        ("roisinneuron", json!({"neuron_name": null}), 400, "no neuron name specified"),
        ("commonconnectivity", json!({"neuron_ids": []}), 400, "neuron ids or names not specified"),
        ("neuronmetavals", json!({}), 400, "no key name specified"),
        ("distribution", json!({"is_pre": true}), 400, "no ROI specified"),
        ("neuronmeta", json!({"dataset": "nope"}), 404, "dataset \"nope\" not available in stores"),
        ("autapses", json!([]), 400, "request object not formatted correctly: it is no object"),
    ] {
        let answer = read(ask(&server, Method::GET, &format!("/api/v1/npexplorer/{question}"), &body));
        assert_eq!(answer, (status, json!({ "error": error })), "{question}");
    }
    let request =
        Request::post("/api/npexplorer/autapses").header("content-type", "text/plain").body("{}".into()).unwrap();
    assert_eq!(server.handle(request).status(), 400);
    for path in ["npexplorer/nothing", "npexplorer", "v1/npexplorer/nglayers/x.json", "v1/help/swagger.yaml"] {
        assert_eq!(get(&server, &format!("/api/{path}")), (404, json!({"message": "Not Found"})), "{path}");
    }
    // A question is a query, and may do as much as one.
    let strict = of_sample().with_limits(QueryLimits { rows: 10, ..QueryLimits::default() });
    let (status, answer) = read(ask(&strict, Method::POST, "/api/npexplorer/findneurons", &json!({})));
    assert!(status == 400 && answer["error"].is_string(), "{answer}");
}
