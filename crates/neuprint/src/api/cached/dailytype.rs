//! `GET /api/cached/dailytype?dataset=`: the cell type of the day, another every day.

use bytes::Bytes;
use neuprint_table::{Table, TableDecoder};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::api::{self, ApiRequest};
use crate::body_id::BodyId;
use crate::error::Error;
use crate::path::escape_query;

/// Asks for a dataset's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// `name:tag`.
    pub dataset: String,
}

impl ApiRequest for Request {
    fn to_http(&self) -> http::Request<Bytes> {
        api::get(&format!("/api/cached/dailytype?dataset={}", escape_query(&self.dataset)))
    }
}

/// The cell type and one neuron of it.
#[derive(Debug, Clone, PartialEq)]
pub struct DailyType {
    /// What it is.
    pub info: Info,
    /// The neuron's partners: `bodyId`, `m.type`, `x.weight`, `x.roiInfo`, `m.status`, `direction`.
    pub connectivity: Table,
    /// The neuron's skeleton: `rowId`, `x`, `y`, `z`, `radius`, `link`; `None` if the server has none.
    pub skeleton: Option<Table>,
}

/// A cell type in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Info {
    /// The cell type.
    pub typename: String,
    /// How many neurons are of it.
    pub numtype: i64,
    /// The neuron's outputs.
    pub numpre: i64,
    /// The neuron's inputs.
    pub numpost: i64,
    /// The neuron; in the answer its digits are text.
    pub bodyid: String,
}

impl Info {
    /// The neuron.
    ///
    /// # Errors
    /// If the server sent something else.
    pub fn body(&self) -> Result<BodyId, Error> {
        Ok(self.bodyid.parse()?)
    }
}

#[derive(Deserialize)]
struct Answer<'a> {
    info: Info,
    #[serde(borrow)]
    connectivity: &'a RawValue,
    #[serde(borrow)]
    skeleton: Option<&'a RawValue>,
}

impl DailyType {
    /// Reads the answer. The tables inside keep their integers exactly.
    pub(crate) fn read(json: &[u8], path: &str) -> Result<Self, Error> {
        let answer: Answer<'_> = serde_json::from_slice(json)
            .map_err(|error| Error::InvalidAnswer { path: path.into(), problem: error.to_string() })?;
        let skeleton = answer.skeleton.filter(|skeleton| skeleton.get() != "null").map(table).transpose()?;
        Ok(Self { info: answer.info, connectivity: table(answer.connectivity)?, skeleton })
    }
}

fn table(json: &RawValue) -> Result<Table, Error> {
    let mut decoder = TableDecoder::new();
    decoder.push(json.get().as_bytes())?;
    Ok(decoder.finish()?)
}
