//! Skeletons and meshes.

use bytes::Bytes;
use http::{Response, StatusCode};
use neuprint::skeleton::Skeleton;

use super::{LocalServer, answer};
use crate::body::Body;

/// `skeletons/skeleton/:dataset/:id`.
pub(super) fn skeleton(server: &LocalServer, dataset: &str, body: &str, swc: bool) -> Response<Body> {
    let Some(dataset) = server.dataset(dataset) else { return answer::no_store() };
    if body.parse::<i64>().is_err() {
        return answer::error(StatusCode::BAD_REQUEST, "body id should be an integer");
    }
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

/// The JSON form: one row per node. `None` if the text is not SWC.
pub(super) fn table(text: &Bytes) -> Option<String> {
    let skeleton = Skeleton::parse(text).ok()?;
    let ids = skeleton.ids();
    let parent = |at: usize| ids.get(skeleton.parents()[at] as usize).copied().unwrap_or(-1);
    let rows: Vec<String> = (0..skeleton.len())
        .map(|at| {
            let [x, y, z, radius] = [skeleton.x(), skeleton.y(), skeleton.z(), skeleton.radii()].map(|c| c[at]);
            // Rust writes a whole float without a point, and others with the fewest digits that are exact.
            format!("[{},{x},{y},{z},{radius},{}]", ids[at], parent(at))
        })
        .collect();
    let columns = r#"{"columns":["rowId","x","y","z","radius","link"],"data":["#;
    Some(format!("{columns}{}]}}", rows.join(",")))
}

/// `roimeshes/mesh/:dataset/:roi`.
pub(super) fn mesh(server: &LocalServer, dataset: &str, roi: &str) -> Response<Body> {
    let Some(dataset) = server.dataset(dataset) else { return answer::no_store() };
    match dataset.roi_mesh(roi) {
        None => answer::error(StatusCode::BAD_REQUEST, "Key not found"),
        Some(text) => answer::text(text.clone()),
    }
}
