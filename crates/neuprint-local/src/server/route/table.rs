//! The table of routes: what `available` lists and `help/swagger.yaml` describes. With the feature `full-api` the one of
//! `whole_table` belongs to it.
//!
//! What is refused always (whatever would write) is not in it.

use serde_json::{Value as Json, json};

use super::endpoint::{
    At, Endpoint, Field, GET, GET_AND_POST, Gives, Kind, endpoint, in_body, in_path, in_query, told,
};

pub(super) const DATASET: &str = "The dataset, such as hemibrain:v1.2.1.";
const VERSION: Gives = Gives::Object(&[in_body("Version", Kind::Text, "")]);
const QUERY: &[Field] = &[
    in_body("cypher", Kind::Text, "The query."),
    in_body("dataset", Kind::Text, DATASET),
    in_body("version", Kind::Text, "The data model that the query was written for, or a part of it: 0.5."),
];

/// What is served wherever a dataset is.
const EVERYWHERE: &[Endpoint] = &[
    endpoint(GET, At::Api, "/available", told("The routes of this server.", &[], Gives::List)),
    endpoint(GET, At::Api, "/version", told("The version of neuPrintHTTP whose behaviour this is.", &[], VERSION)),
    endpoint(
        GET,
        At::Api,
        "/serverinfo",
        told(
            "The version, and whether data can be read without a token.",
            &[],
            Gives::Object(&[in_body("IsPublic", Kind::Flag, ""), in_body("Version", Kind::Text, "")]),
        ),
    ),
    endpoint(
        GET_AND_POST,
        At::EveryVersion,
        "/custom/custom",
        told("Runs a Cypher query that only reads.", QUERY, Gives::Table),
    ),
    #[cfg(feature = "arrow")]
    endpoint(
        GET_AND_POST,
        At::EveryVersion,
        "/custom/arrow",
        told(
            "Runs a Cypher query that only reads; the answer is an Arrow IPC stream.",
            QUERY,
            Gives::Bytes("application/vnd.apache.arrow.stream"),
        ),
    ),
    endpoint(GET, At::EveryVersion, "/dbmeta/version", told("The version of the data model.", &[], VERSION)),
    endpoint(
        GET,
        At::EveryVersion,
        "/dbmeta/database",
        told(
            "What holds the data.",
            &[],
            Gives::Object(&[in_body("Location", Kind::Text, ""), in_body("Description", Kind::Text, "")]),
        ),
    ),
    endpoint(
        GET,
        At::EveryVersion,
        "/dbmeta/instances",
        told("The stores beside the graphs, by kind, each with the datasets that it holds.", &[], Gives::Object(&[])),
    ),
    endpoint(
        GET,
        At::EveryVersion,
        "/dbmeta/datasets",
        told(
            "The datasets, by name.",
            &[in_query("hidden", "true: also those that are not to be listed.")],
            Gives::Object(&[]),
        ),
    ),
    endpoint(
        GET,
        At::EveryVersion,
        "/skeletons/skeleton/:dataset/:id",
        told(
            "The skeleton of a neuron: a table with one row per node, or its SWC text.",
            &[
                in_path("dataset", DATASET),
                in_path("id", "The neuron's bodyId."),
                in_query("format", "swc: the text as it is stored."),
            ],
            Gives::TableOr("text/plain"),
        ),
    ),
    endpoint(
        GET,
        At::EveryVersion,
        "/roimeshes/mesh/:dataset/:roi",
        told(
            "The surface of an ROI, as OBJ text.",
            &[in_path("dataset", DATASET), in_path("roi", "The ROI.")],
            Gives::Bytes("text/plain"),
        ),
    ),
    endpoint(
        GET,
        At::EveryVersion,
        "/cached/roicompleteness",
        told(
            "Per ROI, the synapses of reconstructed neurons and all synapses.",
            &[in_query("dataset", DATASET)],
            Gives::Table,
        ),
    ),
    endpoint(
        GET,
        At::EveryVersion,
        "/cached/roiconnectivity",
        told(
            "How strongly neurons link each pair of ROIs.",
            &[in_query("dataset", DATASET)],
            Gives::Object(&[in_body("roi_names", Kind::Texts, ""), in_body("weights", Kind::Object, "By A=>B.")]),
        ),
    ),
    endpoint(
        GET,
        At::EveryVersion,
        "/cached/dailytype",
        told(
            "One cell type to look at.",
            &[in_query("dataset", DATASET)],
            Gives::Object(&[
                in_body("info", Kind::Object, ""),
                in_body("connectivity", Kind::Object, ""),
                in_body("skeleton", Kind::Object, ""),
            ]),
        ),
    ),
];

/// All routes.
pub(in crate::server) fn routes() -> impl Iterator<Item = &'static Endpoint> {
    #[cfg(not(feature = "full-api"))]
    const MORE: &[Endpoint] = &[];
    #[cfg(feature = "full-api")]
    const MORE: &[Endpoint] = super::whole_table::WHOLE;
    EVERYWHERE.iter().chain(MORE)
}

/// The answer of `available`.
pub(in crate::server) fn available() -> Json {
    let list = routes().flat_map(|endpoint| {
        let name = endpoint.path.trim_start_matches('/');
        let entry = move |path: String, method: &str| json!({"method": method, "path": path, "name": name});
        endpoint.paths().flat_map(move |path| endpoint.methods.iter().map(move |method| entry(path.clone(), method)))
    });
    Json::Array(list.collect())
}
