//! Queries that would change an upstream's database.
//!
//! A neuPrint server runs them also for a reader's token, if the database's user may write. So the bodies of the
//! endpoints that take Cypher are read before they go on; all other bodies are streamed.
//!
//! The server's JSON reader is more lenient than this one: it takes `Cypher` for `cypher`, and stops behind the first
//! value. So every spelling of the name counts, and a body that this reader does not take goes no further.

use neuprint::cypher::write_clause;
use serde_json::Value;

/// Why a body does not go on; the text is for whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoReader {
    /// In the server's own words.
    #[error("request object not formatted correctly")]
    Malformed,
    #[error("{0} at line {1}, column {2} would change the database; only queries that read are forwarded")]
    Writes(String, u32, u32),
}

/// Whether an endpoint takes Cypher, by its path.
pub(super) fn takes_cypher(path: &str) -> bool {
    // Any reading of the path counts, also one that ignores escapes or case.
    let path = super::path::plainest(path);
    let named =
        |segment: &str| ["custom", "cypher", "transaction"].iter().any(|name| segment.eq_ignore_ascii_case(name));
    path.split('/').any(named)
}

/// Checks a body of such an endpoint.
pub(super) fn check(body: &[u8]) -> Result<(), NoReader> {
    if body.trim_ascii().is_empty() {
        return Ok(());
    }
    let Ok(Value::Object(fields)) = serde_json::from_slice(body) else { return Err(NoReader::Malformed) };
    let texts =
        fields.iter().filter(|(name, _)| name.eq_ignore_ascii_case("cypher")).filter_map(|(_, text)| text.as_str());
    match texts.filter_map(write_clause).next() {
        None => Ok(()),
        Some(found) => Err(NoReader::Writes(found.keyword, found.line, found.column)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_query_that_writes_is_seen() {
        for path in [
            "/api/custom/custom",
            "/api/v1/custom/arrow",
            "/api/%63ustom/%43USTOM",
            "/api/raw/cypher/transaction/7/cypher",
        ] {
            assert!(takes_cypher(path), "{path}");
        }
        for path in ["/api/skeletons/skeleton/customs/1", "/api/raw/keyvalue/key/a/b", "/token"] {
            assert!(!takes_cypher(path), "{path}");
        }
        for good in ["", "  ", "{}", r#"{"dataset":"a","cypher":"MATCH (n) RETURN n.set // DELETE"}"#] {
            assert_eq!(check(good.as_bytes()), Ok(()), "{good}");
        }
        for bad in [
            r#"{"cypher":"CREATE (n)"}"#,
            r#"{"CYPHER":"CREATE (n)"}"#,
            r#"{"cypher":"RETURN 1","Cypher":"CREATE (n)"}"#,
            r#"{"cypher":"\u0043REATE (n)"}"#,
            r#"{"cypher":"MATCH (n) SET n.a = 1"}"#,
        ] {
            assert!(matches!(check(bad.as_bytes()), Err(NoReader::Writes(..))), "{bad}");
        }
        for odd in [&br#"{"cypher":"CREATE (n)"} x"#[..], b"[", br#"["cypher"]"#, b"{\"cypher\":\"\xff CREATE (n)\"}"] {
            assert_eq!(check(odd), Err(NoReader::Malformed));
        }
    }
}
