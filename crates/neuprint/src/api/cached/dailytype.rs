//! `GET /api/cached/dailytype?dataset=`: the cell type of the day, another every day.

use bytes::Bytes;
use neuprint_table::{Table, TableDecoder, object_fields};
use serde::Serialize;
use serde_json::Value;

use crate::api::fields::{Fields, FromJson};
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Info {
    /// The cell type.
    pub typename: String,
    /// How many neurons are of it.
    pub numtype: i64,
    /// The neuron's outputs; `None` if the dataset does not count them.
    pub numpre: Option<i64>,
    /// The neuron's inputs; `None` if the dataset does not count them.
    pub numpost: Option<i64>,
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

impl DailyType {
    /// Reads the answer. The tables inside keep their integers exactly.
    pub(crate) fn read(json: &[u8], path: &str) -> Result<Self, Error> {
        let invalid = |problem: String| Error::InvalidAnswer { path: path.into(), problem };
        let parts = object_fields(json).ok_or_else(|| invalid("it is no object".into()))?;
        let part =
            |wanted: &str| parts.iter().find(|(name, part)| name == wanted && *part != b"null").map(|part| part.1);
        let missing = |name: &str| invalid(format!("it has no `{name}`"));
        let info = part("info").ok_or_else(|| missing("info"))?;
        Ok(Self {
            info: Info::from_json_text(info).map_err(invalid)?,
            connectivity: table(part("connectivity").ok_or_else(|| missing("connectivity"))?)?,
            skeleton: part("skeleton").map(table).transpose()?,
        })
    }
}

impl FromJson for Info {
    fn from_json(json: &Value) -> Result<Self, String> {
        let fields = Fields::of(json, "the cell type")?;
        Ok(Self {
            typename: fields.text("typename")?,
            numtype: fields.integer("numtype")?,
            numpre: fields.optional("numpre", "an integer", Value::as_i64)?,
            numpost: fields.optional("numpost", "an integer", Value::as_i64)?,
            bodyid: fields.text("bodyid")?,
        })
    }
}

fn table(json: &[u8]) -> Result<Table, Error> {
    let mut decoder = TableDecoder::new();
    decoder.push(json)?;
    Ok(decoder.finish()?)
}
