//! What only programs ask of a whole API, and no page of its own dataset: accounts, what would write, the description,
//! and what neuPrintExplorer asks.

use http::{Method, Request, Response, StatusCode};
use serde_json::json;

use super::account::{self, Asker};
use super::explorer::Question;
use super::route::parameter;
use super::{LocalServer, answer, cell_type, files, layers, swagger};
use crate::body::Body;

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Profile(Asker),
    Token(Asker),
    DatasetAccess {
        dataset: String,
    },
    VimoServer,
    Swagger,
    /// What would write.
    Write,
    /// Bytes in a store beside the graph.
    KeyValue {
        instance: String,
        key: String,
    },
    Explorer(Question),
    CellType {
        dataset: String,
        name: String,
    },
    Layers {
        file: String,
    },
}

impl Asked {
    /// What a path that is not below `/api` asks.
    pub(super) fn of_root<B>(request: &Request<B>, segments: &[&str]) -> Option<Self> {
        match segments {
            _ if request.method() != Method::GET => None,
            ["profile"] => Some(Self::Profile(Asker::of(request))),
            ["token"] => Some(Self::Token(Asker::of(request))),
            ["dataset-access"] => {
                let dataset = parameter(request.uri().query().unwrap_or_default(), "dataset");
                Some(Self::DatasetAccess { dataset })
            }
            _ => None,
        }
    }

    /// What a path below `/api` asks.
    pub(super) fn of_api(method: &Method, segments: &[&str], versioned: bool) -> Option<Self> {
        let (get, post) = (method == Method::GET, method == Method::POST);
        Some(match segments {
            ["vimoserver"] if get && !versioned => Self::VimoServer,
            ["help", "swagger.yaml"] if get && !versioned => Self::Swagger,
            ["npexplorer", "nglayers", file] if get && !versioned => Self::Layers { file: (*file).to_owned() },
            ["npexplorer", "celltype", dataset, name] if get || post => {
                Self::CellType { dataset: (*dataset).to_owned(), name: (*name).to_owned() }
            }
            ["npexplorer", question] if get || post => Self::Explorer(Question::named(question)?),
            ["raw", "keyvalue", "key", instance, key] if get => {
                Self::KeyValue { instance: (*instance).to_owned(), key: (*key).to_owned() }
            }
            ["skeletons", "skeleton", _, _]
            | ["roimeshes", "mesh", _, _]
            | ["raw", "keyvalue", "key", _, _]
            | ["raw", "cypher", "transaction"]
            | ["raw", "cypher", "transaction", _, "cypher" | "commit" | "kill"]
                if post =>
            {
                Self::Write
            }
            _ => return None,
        })
    }
}

/// Answers what is no query.
pub(super) fn answer(server: &LocalServer, asked: Asked) -> Response<Body> {
    match asked {
        Asked::Profile(asker) => account::profile(&asker),
        Asked::Token(asker) => account::token(&asker),
        Asked::DatasetAccess { dataset } => account::dataset_access(server, &dataset),
        Asked::VimoServer => answer::json(&json!({"Url": ""})),
        Asked::Swagger => swagger::description(),
        Asked::Write => {
            let text = "this server only reads: it stores no skeletons, meshes and keys, and there are no \
                        transactions; ask queries with custom/custom, and make dataset files with `neuprint import`";
            answer::message(StatusCode::FORBIDDEN, text)
        }
        Asked::KeyValue { instance, key } => files::key_value(server, &instance, &key),
        Asked::Explorer(_) => answer::not_found(),
        Asked::CellType { dataset, name } => cell_type::cell_type(server, &dataset, &name),
        Asked::Layers { file } => layers::layers(server, &file),
    }
}
