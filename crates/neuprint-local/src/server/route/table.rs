//! The table of routes: what `available` lists and `help/swagger.yaml` describes.
//!
//! What is refused always (whatever would write) is not in it.

use http::Method;
use serde_json::{Value as Json, json};

use super::endpoint::{
    At, Endpoint, Field, GET, GET_AND_POST, Gives, Kind, endpoint, in_body, in_path, in_query, told,
};
#[cfg(feature = "full-api")]
use super::explorer_fields as fields;

pub(super) const DATASET: &str = "The dataset, such as hemibrain:v1.2.1.";
const VERSION: Gives = Gives::Object(&[in_body("Version", Kind::Text, "")]);
const QUERY: &[Field] = &[
    in_body("cypher", Kind::Text, "The query."),
    in_body("dataset", Kind::Text, DATASET),
    in_body("version", Kind::Text, "The data model that the query was written for, or a part of it: 0.5."),
];

/// All routes.
pub(in crate::server) const ROUTES: &[Endpoint] = &[
    endpoint(
        GET,
        At::Root,
        "/profile",
        told(
            "Who sent the token. There are no accounts: anybody with a token is a reader.",
            &[],
            Gives::Object(&[
                in_body("Email", Kind::Text, ""),
                in_body("AuthLevel", Kind::Text, ""),
                in_body("ImageURL", Kind::Text, ""),
            ]),
        ),
    ),
    endpoint(
        GET,
        At::Root,
        "/token",
        told("The token that was sent.", &[], Gives::Object(&[in_body("token", Kind::Text, "")])),
    ),
    endpoint(
        GET,
        At::Root,
        "/dataset-access",
        told(
            "Whether a dataset can be read: yes, if it is here.",
            &[in_query("dataset", DATASET)],
            Gives::Object(&[
                in_body("access", Kind::Flag, ""),
                in_body("dataset", Kind::Text, ""),
                in_body("level", Kind::Text, "readwrite or noauth"),
                in_body("message", Kind::Text, "Why there is no access."),
                in_body("service", Kind::Text, ""),
                in_body("tos_required", Kind::Flag, ""),
            ]),
        ),
    ),
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
        GET,
        At::Api,
        "/vimoserver",
        told("Where motifs can be searched; empty: nowhere.", &[], Gives::Object(&[in_body("Url", Kind::Text, "")])),
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
        "/raw/keyvalue/key/:instance/:key",
        told(
            "Bytes under a key. Dataset files hold none.",
            &[in_path("instance", "The store."), in_path("key", "The key.")],
            Gives::Bytes("application/octet-stream"),
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
    #[cfg(feature = "full-api")]
    endpoint(
        GET,
        At::Api,
        "/help/swagger.yaml",
        told("This description.", &[], Gives::Bytes(super::super::swagger::MEDIA_TYPE)),
    ),
    #[cfg(feature = "full-api")]
    endpoint(
        GET,
        At::Api,
        "/npexplorer/nglayers/:dataset.json",
        told(
            "The layers of a dataset for neuroglancer.",
            &[in_path("dataset", DATASET)],
            Gives::Object(&[in_body("layers", Kind::List, "")]),
        ),
    ),
    #[cfg(feature = "full-api")]
    endpoint(
        GET_AND_POST,
        At::EveryVersion,
        "/npexplorer/celltype/:dataset/:type",
        told(
            "How alike the connections of a type's neurons are, and which neuron stands for it.",
            &[in_path("dataset", DATASET), in_path("type", "The type.")],
            Gives::Object(&[]),
        ),
    ),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/findneurons", "Neurons by name, ROIs, status and size.", fields::FIND_NEURONS),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/neuronmetavals", "The values that a property has.", fields::META_VALUES),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/neuronmeta", "The properties that neurons have.", fields::DATASET_ONLY),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/roiconnectivity", "All neurons with their synapses per ROI.", fields::DATASET_ONLY),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/rankedtable", "The partners of neurons, the strongest first.", fields::CONNECTIONS),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/simpleconnections", "The inputs or the outputs of neurons.", fields::CONNECTIONS),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/roisinneuron", "The ROIs that neurons have synapses in.", fields::NAMED),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/commonconnectivity", "Inputs or outputs that neurons share.", fields::COMMON),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/autapses", "Neurons that connect to themselves.", fields::DATASET_ONLY),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/distribution", "The sizes of the segments in an ROI.", fields::DISTRIBUTION),
    #[cfg(feature = "full-api")]
    explorer("/npexplorer/completeness", "Per ROI, the synapses of chosen neurons and all.", fields::COMPLETENESS),
];

#[cfg(feature = "full-api")]
const fn explorer(path: &'static str, about: &'static str, takes: &'static [Field]) -> Endpoint {
    endpoint(GET_AND_POST, At::EveryVersion, path, told(about, takes, Gives::Table))
}

/// The answer of `available`.
pub(in crate::server) fn available() -> Json {
    let list = ROUTES.iter().flat_map(|endpoint| {
        let name = endpoint.path.trim_start_matches('/');
        let entry = move |path: String, method: &Method| json!({"method": method.as_str(), "path": path, "name": name});
        endpoint.paths().flat_map(move |path| endpoint.methods.iter().map(move |method| entry(path.clone(), method)))
    });
    Json::Array(list.collect())
}
