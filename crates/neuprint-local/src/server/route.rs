//! From method and path to what is asked.

use http::{Method, Request};
use neuprint::path::unescape;
use serde_json::{Value as Json, json};

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    NotFound,
    Custom {
        arrow: bool,
    },
    Version,
    ServerInfo,
    Available,
    /// `/profile`, `/token`, `/dataset-access`: what only an account has.
    Account,
    DataModel,
    Database,
    Instances,
    Datasets {
        hidden: bool,
    },
    Skeleton {
        dataset: String,
        body: String,
        swc: bool,
    },
    Mesh {
        dataset: String,
        roi: String,
    },
    RoiCompleteness {
        dataset: String,
    },
    RoiConnectivity {
        dataset: String,
    },
    DailyType {
        dataset: String,
    },
}

/// The routes below `/api`, for `available`. Those marked also answer at `/api/v1/…`.
const ROUTES: &[(&str, &str, bool)] = &[
    ("GET", "/available", false),
    ("GET", "/version", false),
    ("GET", "/serverinfo", false),
    ("GET", "/custom/custom", true),
    ("POST", "/custom/custom", true),
    #[cfg(feature = "arrow")]
    ("GET", "/custom/arrow", true),
    #[cfg(feature = "arrow")]
    ("POST", "/custom/arrow", true),
    ("GET", "/dbmeta/version", true),
    ("GET", "/dbmeta/database", true),
    ("GET", "/dbmeta/instances", true),
    ("GET", "/dbmeta/datasets", true),
    ("GET", "/skeletons/skeleton/:dataset/:id", true),
    ("GET", "/roimeshes/mesh/:dataset/:roi", true),
    ("GET", "/cached/roicompleteness", true),
    ("GET", "/cached/roiconnectivity", true),
    ("GET", "/cached/dailytype", true),
];

/// The answer of `available`.
pub(super) fn available() -> Json {
    let list = ROUTES.iter().flat_map(|(method, path, versioned)| {
        let name = path.trim_start_matches('/');
        let entry = |prefix: &str| json!({"method": method, "path": format!("{prefix}{path}"), "name": name});
        [Some(entry("/api")), versioned.then(|| entry("/api/v:ver"))].into_iter().flatten()
    });
    Json::Array(list.collect())
}

impl Route {
    /// What a request asks.
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        let path = request.uri().path();
        let query = request.uri().query().unwrap_or_default();
        let Some(segments) = path.trim_start_matches('/').split('/').map(unescape).collect::<Option<Vec<_>>>() else {
            return Self::NotFound;
        };
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let (versioned, segments) = match segments.as_slice() {
            ["api", version, rest @ ..] if is_version(version) => (true, rest),
            ["api", rest @ ..] => (false, rest),
            ["profile" | "token" | "dataset-access"] if request.method() == Method::GET => return Self::Account,
            _ => return Self::NotFound,
        };
        let get = request.method() == Method::GET;
        match segments {
            ["custom", "custom"] if get || request.method() == Method::POST => Self::Custom { arrow: false },
            ["custom", "arrow"] if cfg!(feature = "arrow") && (get || request.method() == Method::POST) => {
                Self::Custom { arrow: true }
            }
            _ if !get => Self::NotFound,
            ["version"] if !versioned => Self::Version,
            ["serverinfo"] if !versioned => Self::ServerInfo,
            ["available"] if !versioned => Self::Available,
            ["dbmeta", "version"] => Self::DataModel,
            ["dbmeta", "database"] => Self::Database,
            ["dbmeta", "instances"] => Self::Instances,
            ["dbmeta", "datasets"] => Self::Datasets { hidden: parameter(query, "hidden") == "true" },
            ["skeletons", "skeleton", dataset, body] => Self::Skeleton {
                dataset: (*dataset).to_owned(),
                body: (*body).to_owned(),
                swc: parameter(query, "format") == "swc",
            },
            ["roimeshes", "mesh", dataset, roi] => {
                Self::Mesh { dataset: (*dataset).to_owned(), roi: (*roi).to_owned() }
            }
            ["cached", "roicompleteness"] => Self::RoiCompleteness { dataset: parameter(query, "dataset") },
            ["cached", "roiconnectivity"] => Self::RoiConnectivity { dataset: parameter(query, "dataset") },
            ["cached", "dailytype"] => Self::DailyType { dataset: parameter(query, "dataset") },
            _ => Self::NotFound,
        }
    }
}

fn is_version(segment: &str) -> bool {
    segment.strip_prefix('v').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// A query parameter; empty if it is not there.
fn parameter(query: &str, name: &str) -> String {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| unescape(&value.replace('+', " ")))
        .unwrap_or_default()
}
