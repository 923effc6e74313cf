//! Skeletons, meshes, and bytes under keys.

use bytes::Bytes;
use http::{Response, StatusCode};

use super::{LocalServer, answer};
use crate::body::Body;

/// `skeletons/skeleton/:dataset/:id`.
pub(super) fn skeleton(server: &LocalServer, dataset: &str, body: &str, swc: bool) -> Response<Body> {
    if body.parse::<i64>().is_err() {
        return answer::error(StatusCode::BAD_REQUEST, "body id should be an integer");
    }
    let Some(dataset) = server.dataset(dataset) else { return answer::no_store() };
    // The key is the text: a sign or leading zeros make it another one.
    let found = body.parse().ok().filter(|id: &u64| id.to_string() == body).and_then(|id| dataset.skeleton(id));
    match found {
        None => answer::error(StatusCode::BAD_REQUEST, "Key not found"),
        Some(text) if swc => answer::text(text.clone()),
        Some(text) => match table(text) {
            Some(json) => answer::json_text(StatusCode::OK, json),
            None => answer::error(StatusCode::BAD_REQUEST, "SWC not formatted properly"),
        },
    }
}

/// The JSON form: one row per node, with the numbers and the parent that the text has. `None` if the text is not SWC.
pub(super) fn table(text: &Bytes) -> Option<String> {
    let mut json = String::from(r#"{"columns":["rowId","x","y","z","radius","link"],"data":["#);
    let mut comma = "";
    for line in String::from_utf8_lossy(text).lines() {
        let fields: Vec<&str> = line.split_whitespace().collect();
        if fields.first().is_none_or(|first| first.starts_with('#')) {
            continue;
        }
        let [id, _, x, y, z, radius, link] = fields[..] else { return None };
        let (id, link): (i64, i64) = (id.parse().ok()?, link.parse().ok()?);
        json += &format!("{comma}[{id}");
        for field in [x, y, z, radius] {
            let number: f64 = field.parse().ok().filter(|number: &f64| number.is_finite())?;
            // Rust writes a whole float without a point, and others with the fewest digits that are exact.
            json += &format!(",{number}");
        }
        json += &format!(",{link}]");
        comma = ",";
    }
    json.push_str("]}");
    Some(json)
}

/// `roimeshes/mesh/:dataset/:roi`.
pub(super) fn mesh(server: &LocalServer, dataset: &str, roi: &str) -> Response<Body> {
    let Some(dataset) = server.dataset(dataset) else { return answer::no_store() };
    match dataset.roi_mesh(roi) {
        None => answer::error(StatusCode::BAD_REQUEST, "Key not found"),
        Some(text) => answer::text(text.clone()),
    }
}

/// `raw/keyvalue/key/:instance/:key`. Of several datasets with such an instance the first one that has the key answers.
#[cfg(feature = "full-api")]
pub(super) fn key_value(server: &LocalServer, instance: &str, key: &str) -> Response<Body> {
    match server.datasets().iter().find_map(|dataset| dataset.key_value(instance, key)) {
        None => answer::error(StatusCode::BAD_REQUEST, "Key not found"),
        Some(bytes) => answer::bytes(bytes.clone()),
    }
}
