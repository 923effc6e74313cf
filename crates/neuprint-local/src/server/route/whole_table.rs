//! The routes that only a whole API has.

use super::endpoint::{
    At, Endpoint, Field, GET, GET_AND_POST, Gives, Kind, endpoint, in_body, in_path, in_query, told,
};
use super::explorer_fields as fields;
use super::table::DATASET;
use crate::server::swagger;

pub(super) const WHOLE: &[Endpoint] = &[
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
    endpoint(
        GET,
        At::Api,
        "/vimoserver",
        told("Where motifs can be searched; empty: nowhere.", &[], Gives::Object(&[in_body("Url", Kind::Text, "")])),
    ),
    endpoint(
        GET,
        At::EveryVersion,
        "/raw/keyvalue/key/:instance/:key",
        told(
            "Bytes under a key.",
            &[in_path("instance", "The store."), in_path("key", "The key.")],
            Gives::Bytes("application/octet-stream"),
        ),
    ),
    endpoint(GET, At::Api, "/help/swagger.yaml", told("This description.", &[], Gives::Bytes(swagger::MEDIA_TYPE))),
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
    explorer("/npexplorer/findneurons", "Neurons by name, ROIs, status and size.", fields::FIND_NEURONS),
    explorer("/npexplorer/neuronmetavals", "The values that a property has.", fields::META_VALUES),
    explorer("/npexplorer/neuronmeta", "The properties that neurons have.", fields::DATASET_ONLY),
    explorer("/npexplorer/roiconnectivity", "All neurons with their synapses per ROI.", fields::DATASET_ONLY),
    explorer("/npexplorer/rankedtable", "The partners of neurons, the strongest first.", fields::CONNECTIONS),
    explorer("/npexplorer/simpleconnections", "The inputs or the outputs of neurons.", fields::CONNECTIONS),
    explorer("/npexplorer/roisinneuron", "The ROIs that neurons have synapses in.", fields::NAMED),
    explorer("/npexplorer/commonconnectivity", "Inputs or outputs that neurons share.", fields::COMMON),
    explorer("/npexplorer/autapses", "Neurons that connect to themselves.", fields::DATASET_ONLY),
    explorer("/npexplorer/distribution", "The sizes of the segments in an ROI.", fields::DISTRIBUTION),
    explorer("/npexplorer/completeness", "Per ROI, the synapses of chosen neurons and all.", fields::COMPLETENESS),
];

const fn explorer(path: &'static str, about: &'static str, takes: &'static [Field]) -> Endpoint {
    endpoint(GET_AND_POST, At::EveryVersion, path, told(about, takes, Gives::Table))
}
