//! `npexplorer/*`: what neuPrintExplorer asks by parameters, answered by a query that is made of them.
//!
//! The server pastes texts into its queries; here they are quoted, so that a name is never more than a name.
//! What differs from the server besides, on purpose:
//! - a body that cannot be read is refused (400), where the server goes on with what it could read of it;
//! - a dataset that is not here is 404, where the server answers with no rows; none at all is the only one, if it is;
//! - `neuron_id` may be a number, too, and must be one: the server pastes whatever it is.

mod cypher;
mod parameters;

use bytes::Bytes;
use http::{Request, Response, StatusCode};

use super::custom::{self, Running};
use super::{LocalServer, answer};
use crate::body::Body;
use cypher::Missing;
use parameters::Parameters;

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Question {
    FindNeurons,
    NeuronMetaVals,
    NeuronMeta,
    RoiConnectivity,
    RankedTable,
    SimpleConnections,
    RoisInNeuron,
    CommonConnectivity,
    Autapses,
    Distribution,
    Completeness,
}

impl Question {
    /// The question with this name in the path.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "findneurons" => Self::FindNeurons,
            "neuronmetavals" => Self::NeuronMetaVals,
            "neuronmeta" => Self::NeuronMeta,
            "roiconnectivity" => Self::RoiConnectivity,
            "rankedtable" => Self::RankedTable,
            "simpleconnections" => Self::SimpleConnections,
            "roisinneuron" => Self::RoisInNeuron,
            "commonconnectivity" => Self::CommonConnectivity,
            "autapses" => Self::Autapses,
            "distribution" => Self::Distribution,
            "completeness" => Self::Completeness,
            _ => return None,
        })
    }
}

/// Why there is no query.
#[derive(Debug)]
pub(super) enum Refusal {
    Malformed(String),
    NoDataset(String),
    Missing(Missing),
    Query(custom::Refusal),
}

impl Refusal {
    pub(super) fn into_response(self) -> Response<Body> {
        let bad = |text: String| answer::error(StatusCode::BAD_REQUEST, text);
        match self {
            Self::Malformed(why) => bad(format!("request object not formatted correctly: {why}")),
            Self::NoDataset(name) => answer::no_dataset(&name),
            Self::Missing(what) => bad(what.to_string()),
            Self::Query(refusal) => refusal.into_response(),
        }
    }
}

/// Reads a request and begins its query.
pub(super) fn start(server: &LocalServer, request: &Request<Bytes>, question: Question) -> Result<Running, Refusal> {
    let asked: Parameters = custom::read(request).map_err(Refusal::Malformed)?;
    let Some(dataset) = server.dataset_or_only(&asked.dataset) else { return Err(Refusal::NoDataset(asked.dataset)) };
    let query = cypher::query(question, &asked).map_err(Refusal::Missing)?;
    custom::start_query(server, dataset, query, false).map_err(Refusal::Query)
}
