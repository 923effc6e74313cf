//! Calls of neuprint-python 0.6.4 as they were recorded, and a client over the same graph.

use std::collections::BTreeMap;
use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use futures_util::FutureExt;
use neuprint::{BodyId, Client, ClientOptions, Criterion, Error, NeuronCriteria, ServerAddress};
use neuprint_local::{About, Dataset, LocalServer, LocalTransport, QueryLimits};
use serde_json::Value as Json;

use crate::recorded_graph::graph;

/// Nothing here waits.
pub(crate) fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().unwrap()
}

/// A client of the recorded graph, which the project's own engine answers for.
pub(crate) fn client(folder: &Path) -> Client<LocalTransport> {
    let about = About {
        name: "hemibrain:v1.2.1".into(),
        description: String::new(),
        info: String::new(),
        licence: String::new(),
        citation: String::new(),
        caveats: Vec::new(),
    };
    let dataset = Dataset::new(about, graph(folder), BTreeMap::new(), BTreeMap::new());
    let limits = QueryLimits { steps: u64::MAX, rows: u64::MAX, memory: u64::MAX };
    let server = LocalServer::new(vec![dataset]).with_limits(limits);
    let options = ClientOptions::new(ServerAddress::parse("https://local.invalid", false).unwrap());
    now(Client::connect(LocalTransport(Arc::new(server)), options)).unwrap()
}

/// A value in their words as one of ours.
fn criterion(value: &Json) -> Criterion {
    match value {
        Json::Null => Criterion::IsNull,
        Json::Array(values) => Criterion::AnyOf(values.iter().map(criterion).collect()),
        Json::Bool(flag) => Criterion::Flag(*flag),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Criterion::Number(number.as_f64().unwrap()), Criterion::Integer)
        }
        Json::String(text) => Criterion::Text(text.clone()),
        Json::Object(entries) if entries.contains_key("IsNull") => Criterion::IsNull,
        Json::Object(_) => Criterion::NotNull,
    }
}

/// The criteria of an argument such as `{"NeuronCriteria": {…}}`, with our names.
pub(crate) fn fields(argument: Option<&Json>, kind: &str) -> Vec<(String, Criterion)> {
    let fields = argument.and_then(|argument| argument[kind].as_object());
    fields.into_iter().flatten().map(|(name, value)| (camel_case(name), criterion(value))).collect()
}

fn camel_case(name: &str) -> String {
    let mut parts = name.trim_end_matches('_').split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |name, part| name + &part[..1].to_uppercase() + &part[1..])
}

/// Criteria, or the number of a body, or nothing.
pub(crate) fn neurons(argument: Option<&Json>) -> Result<NeuronCriteria, Error> {
    match argument {
        Some(Json::Number(body)) => Ok(NeuronCriteria::of_bodies(&[BodyId::new(body.as_u64().unwrap())?])),
        argument => {
            let fields = fields(argument, "NeuronCriteria");
            Ok(NeuronCriteria::of(fields.iter().map(|(name, value)| (name.as_str(), value.clone())))?)
        }
    }
}
