//! What the worker says of a chart, with its arrays.

use js_sys::{Float32Array, Uint8Array, Uint32Array};
use neuprint_page::{Answer, unexpected};
use neuprint_worker::messages::{Drawn, Failure, Response};
use wasm_bindgen::{JsCast, JsValue};

/// What is to be drawn.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Data {
    /// All but the arrays.
    pub(crate) drawn: Drawn,
    /// Of points: the cells that have some, as [`Drawn::Scatter`] says. Of a line: the places of its points.
    pub(crate) words: Vec<u32>,
    /// Of points: the category of each of those cells.
    pub(crate) colours: Vec<u8>,
    /// Of a matrix: its cells, row after row. Of a line: x and y of each point.
    pub(crate) numbers: Vec<f64>,
}

impl Data {
    /// Reads an answer.
    pub(crate) fn of(answer: Answer) -> Result<Self, Failure> {
        let Answer { response: Response::Chart(drawn), bulk } = answer else { return Err(unexpected("a chart")) };
        let bytes = |at: usize| bulk.get(at).and_then(array::<Uint8Array>).map(|array| array.to_vec());
        let words = |at: usize| bulk.get(at).and_then(array::<Uint32Array>).map(|array| array.to_vec());
        let mut data = Self { drawn, words: Vec::new(), colours: Vec::new(), numbers: Vec::new() };
        match &data.drawn {
            Drawn::Scatter { .. } => {
                data.words = words(0).unwrap_or_default();
                data.colours = bytes(1).unwrap_or_default();
            }
            Drawn::Heat { .. } => {
                let bytes = bytes(0).unwrap_or_default();
                data.numbers = bytes.as_chunks().0.iter().map(|bytes| f64::from_le_bytes(*bytes)).collect();
            }
            Drawn::Line { .. } => {
                let floats = bulk.first().and_then(array::<Float32Array>).map(|array| array.to_vec());
                data.numbers = floats.unwrap_or_default().into_iter().map(f64::from).collect();
                data.words = words(1).unwrap_or_default();
            }
            Drawn::Nothing(_) | Drawn::Histogram { .. } | Drawn::Bars { .. } => {}
        }
        Ok(data)
    }
}

impl Data {
    /// Whether points are to be painted.
    pub(crate) fn is_points(&self) -> bool {
        matches!(self.drawn, Drawn::Scatter { .. })
    }

    /// Which category of points is that of all other values.
    pub(crate) fn others(&self) -> Option<usize> {
        match &self.drawn {
            Drawn::Scatter { categories: Some(categories), .. } if categories.others.0 > 0 => {
                Some(categories.values.len())
            }
            _ => None,
        }
    }
}

fn array<T: JsCast + Clone>(value: &JsValue) -> Option<T> {
    value.dyn_ref().cloned()
}
