//! What an answer has otherwise than the recorded one.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::Response;
use neuprint_local::Body;
use neuprint_table::{read_arrow, write_json};
use serde_json::Value as Json;
use sha2::{Digest, Sha256};

use crate::recorded::{DATASET, Record};

/// Where two answers differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Status, and with it everything.
    Status,
    /// Content-Type or Content-Encoding.
    Kind,
    /// What is said.
    Content,
    /// The order of equal parts, as far as that can be told: the answer is as long and begins the same.
    Order,
}

/// The first part in which an answer differs from the recorded one, and how.
pub(crate) fn difference(record: &Record, response: Response<Body>) -> Option<(Part, String)> {
    let status = u64::from(response.status().as_u16());
    if status != record.status() {
        return Some((Part::Status, format!("{status}, not {}", record.status())));
    }
    for name in ["Content-Type", "Content-Encoding", "Location"] {
        let ours = response.headers().get(name).map(|value| value.to_str().unwrap());
        if ours != record.header(name) {
            return Some((Part::Kind, format!("{name} {ours:?}, not {:?}", record.header(name))));
        }
    }
    let body = response.into_body().into_bytes();
    match content(record, &body) {
        Err(why) => Some((Part::Content, why)),
        Ok(false) => Some((Part::Order, "as long, but another text".to_owned())),
        Ok(true) => None,
    }
}

/// Whether the text is the recorded one, or only as long.
fn content(record: &Record, body: &[u8]) -> Result<bool, String> {
    let shown = || String::from_utf8_lossy(&body[..body.len().min(300)]).into_owned();
    let equal = |same: bool| same.then_some(true).ok_or_else(shown);
    if let (Some(stream), decoded @ Json::Object(_)) = (record.get("answer_base64").as_str(), record.get("decoded")) {
        return arrow(body, &BASE64_STANDARD.decode(stream).unwrap(), decoded).map(|()| true);
    }
    if let Some(expected) = record.json() {
        let ours = serde_json::from_slice(body).map_err(|_| shown())?;
        return equal(same(&normal(record, ours), &normal(record, expected)));
    }
    if let Some(text) = record.get("answer").as_str() {
        return equal(body == text.as_bytes());
    }
    let Some(length) = record.get("length").as_u64() else {
        // Of an answer that is another one every day nothing was recorded.
        return equal(record.path().contains("dailytype"));
    };
    if record.path().contains("/cached/roiconnectivity") {
        return links(record, body, length).map(|()| true);
    }
    let text = as_go_writes(record, body);
    let begins = text.starts_with(record.text("begins").as_bytes());
    if (begins, text.len() as u64) != (true, length) {
        return Err(format!("{} bytes, not {length}, beginning as recorded: {begins}: {}", text.len(), shown()));
    }
    let hash: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(hash == record.text("sha256"))
}

/// What neither side promises is taken out or put in order: the query as it was rewritten, the position and the words
/// of a mistake in it, the order of names.
fn normal(record: &Record, mut json: Json) -> Json {
    if let Some(object) = json.as_object_mut() {
        if let Some(debug) = object.remove("debug") {
            assert!(debug.is_string(), "{}", record.title());
        }
        if let Some(code) = object.get("error").and_then(Json::as_str).and_then(neo4j_code) {
            object.insert("error".to_owned(), code.into());
        }
    }
    if let Some(names) = json.pointer_mut(&format!("/{DATASET}/ROIs")).and_then(Json::as_array_mut) {
        names.sort_by_key(Json::to_string);
    }
    // Keys in no order.
    if record.path().ends_with("/neuronmeta")
        && let Some(rows) = json.pointer_mut("/data").and_then(Json::as_array_mut)
    {
        rows.sort_by_key(Json::to_string);
    }
    json
}

fn neo4j_code(error: &str) -> Option<String> {
    let code = error.split("Neo.").nth(1)?;
    Some(code.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').next()?.to_owned())
}

/// Integers exactly, floats nearly: sums depend on the order of their terms.
fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => match (a.as_i64(), b.as_i64()) {
            (Some(a), Some(b)) => a == b,
            _ => {
                let (a, b) = (a.as_f64().unwrap(), b.as_f64().unwrap());
                (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
            }
        },
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

/// The text of the same answer as Go writes it: with `<`, `>` and `&` escaped, and the query as the server has it.
fn as_go_writes(record: &Record, body: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(body);
    let (Some(query), Some(at)) = (crate::queries::of(record), text.rfind(",\"debug\":")) else { return body.to_vec() };
    let text = format!("{},\"debug\":{}}}\n", &text[..at], Json::from(query));
    text.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026").into()
}

/// Of this answer, which Go wrote, the beginning and the length were recorded. The last digits of a sum depend on the
/// order of its terms, so the length may differ by a little; by another choice of ROIs or another count it differs by
/// thousands.
fn links(record: &Record, body: &[u8], recorded: u64) -> Result<(), String> {
    let text = String::from_utf8_lossy(body);
    let ours: Json = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    // Whole sums have no point in Go, and `>` is escaped.
    let length = text.replace(".0}", "}").replace('>', "\\u003e").len() as u64;
    if length.abs_diff(recorded) >= 100 {
        return Err(format!("{length} bytes, recorded {recorded}"));
    }
    let names: Vec<&str> = record.text("begins").split('"').skip(3).step_by(2).collect();
    let known = ours["roi_names"].as_array().ok_or("no names")?;
    // The last one is cut.
    let all = names.len() > 40 && names[..names.len() - 1].iter().all(|name| known.iter().any(|known| known == name));
    all.then_some(()).ok_or_else(|| "other names".to_owned())
}

/// The values of two streams, and the types that the recorded one was decoded to.
fn arrow(ours: &[u8], recorded: &[u8], decoded: &Json) -> Result<(), String> {
    let written = |stream: &[u8]| {
        let table = read_arrow(stream).map_err(|error| error.to_string())?;
        let mut text = String::new();
        write_json(&table, None, &mut text);
        let types: Vec<String> = table.columns().iter().map(|column| format!("{:?}", column.data())).collect();
        let types = types.iter().map(|debug| debug.split(['(', ' ']).next().unwrap_or_default().to_owned());
        Ok::<_, String>((text, types.collect::<Vec<_>>()))
    };
    let (ours, recorded) = (written(ours)?, written(recorded)?);
    assert_eq!(recorded.1.len(), decoded["schema"].as_array().unwrap().len(), "the recording is read whole");
    (ours == recorded).then_some(()).ok_or_else(|| format!("{ours:?}, not {recorded:?}").chars().take(400).collect())
}
