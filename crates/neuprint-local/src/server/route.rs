//! From method and path to what is asked.

mod endpoint;
#[cfg(feature = "full-api")]
mod explorer_fields;
mod table;
#[cfg(feature = "full-api")]
mod whole_table;

use http::{Method, Request};
use neuprint::path::unescape;

use super::SERVER_VERSION;
use super::version::is_part_of;
#[cfg(feature = "full-api")]
use super::whole::Asked;
#[cfg(feature = "full-api")]
pub(super) use endpoint::{Endpoint, Field, Gives, Kind, Place};
pub(super) use table::available;
#[cfg(feature = "full-api")]
pub(super) use table::routes;

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    NotFound,
    /// Below another version of the API than this one.
    OtherVersion,
    Custom {
        arrow: bool,
    },
    Version,
    ServerInfo,
    Available,
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
    /// What no page asks of its own dataset.
    #[cfg(feature = "full-api")]
    Whole(Asked),
}

impl Route {
    /// What a request asks.
    pub(super) fn of<B>(request: &Request<B>) -> Self {
        let path = request.uri().path();
        let Some(segments) = path.trim_start_matches('/').split('/').map(unescape).collect::<Option<Vec<_>>>() else {
            return Self::NotFound;
        };
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let (version, segments) = match segments.as_slice() {
            ["api", version, rest @ ..] if is_version(version) => (Some(&version[1..]), rest),
            ["api", rest @ ..] => (None, rest),
            #[cfg(feature = "full-api")]
            other => return Asked::of_root(request, other).map_or(Self::NotFound, Self::Whole),
            #[cfg(not(feature = "full-api"))]
            _ => return Self::NotFound,
        };
        match Self::below_api(request, segments, version.is_some()) {
            Self::NotFound => Self::NotFound,
            _ if version.is_some_and(|version| !is_part_of(version, SERVER_VERSION)) => Self::OtherVersion,
            route => route,
        }
    }

    fn below_api<B>(request: &Request<B>, segments: &[&str], versioned: bool) -> Self {
        #[cfg(feature = "full-api")]
        if let Some(asked) = Asked::of_api(request.method(), segments, versioned) {
            return Self::Whole(asked);
        }
        let (get, post) = (request.method() == Method::GET, request.method() == Method::POST);
        let query = request.uri().query().unwrap_or_default();
        match segments {
            ["custom", "custom"] if get || post => Self::Custom { arrow: false },
            ["custom", "arrow"] if cfg!(feature = "arrow") && (get || post) => Self::Custom { arrow: true },
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
pub(super) fn parameter(query: &str, name: &str) -> String {
    query
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .find(|(key, _)| *key == name)
        .and_then(|(_, value)| unescape(&value.replace('+', " ")))
        .unwrap_or_default()
}
