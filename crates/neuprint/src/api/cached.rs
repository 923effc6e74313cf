//! `GET /api/cached/…`: what the server computes of a whole dataset and keeps.

pub mod dailytype;
pub mod roicompleteness;
pub mod roiconnectivity;
