//! The reading half of Cypher over an in-memory column store.
