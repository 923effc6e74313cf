//! What the editor asks of the open dataset while one writes: its schema, cell types, the mistake in a text.
//!
//! Each is a JavaScript function that gives a promise; it is rejected where there is no answer, which the editor takes for
//! "nothing to offer". Of cell types and checks only the latest question counts: a newer one cancels the older.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable};
use js_sys::{Array, Object, Promise, Reflect};
use neuprint_page::unexpected;
use neuprint_worker::messages::{Failure, Mistake, PropertySummary, Request, Response, Schema};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::state::Session;

/// The functions that the editor calls. They live as long as it.
pub(super) struct Asking {
    schema: Closure<dyn FnMut() -> Promise>,
    cell_types: Closure<dyn FnMut(String) -> Promise>,
    check: Closure<dyn FnMut(String) -> Promise>,
}

impl Asking {
    /// Asks the dataset that is open when the editor asks.
    pub(super) fn new(session: Session) -> Self {
        let (types, checks) = (Latest::default(), Latest::default());
        Self {
            schema: Closure::new(move || future_to_promise(ask(session, Request::Schema))),
            cell_types: Closure::new(move |prefix| types.ask(session, Request::CellTypes { prefix })),
            check: Closure::new(move |cypher| checks.ask(session, Request::Check { cypher })),
        }
    }

    /// The functions by the names that the editor knows.
    pub(super) fn hands(&self) -> [(&'static str, &JsValue); 3] {
        [("schema", self.schema.as_ref()), ("cellTypes", self.cell_types.as_ref()), ("check", self.check.as_ref())]
    }
}

/// The question of a kind that is under way.
#[derive(Default)]
struct Latest(Rc<RefCell<Option<AbortHandle>>>);

impl Latest {
    fn ask(&self, session: Session, request: Request) -> Promise {
        let (handle, registration) = AbortHandle::new_pair();
        if let Some(older) = self.0.borrow_mut().replace(handle) {
            older.abort();
        }
        let asking = Abortable::new(ask(session, request), registration);
        future_to_promise(async { asking.await.unwrap_or(Err(JsValue::NULL)) })
    }
}

async fn ask(session: Session, request: Request) -> Result<JsValue, JsValue> {
    let answer = async {
        session.ready().await?;
        Ok::<_, Failure>(session.ask(request).await?.response)
    };
    let refused = |failure: Failure| JsValue::from_str(&failure.message);
    match answer.await.map_err(refused)? {
        Response::Schema(schema) => object(schema),
        Response::Names(names) => Ok(list(names).into()),
        Response::Checked(None) => Ok(JsValue::NULL),
        Response::Checked(Some(mistake)) => place(&mistake),
        _ => Err(refused(unexpected("a question of the editor"))),
    }
}

fn object(schema: Schema) -> Result<JsValue, JsValue> {
    let Schema { labels, relationship_types, rois, properties, functions } = schema;
    let properties =
        properties.into_iter().map(|PropertySummary { of, name, kind, example }| [of, name, kind, example]);
    let object = Object::new();
    for (name, names) in [
        ("labels", list(labels)),
        ("types", list(relationship_types)),
        ("rois", list(rois)),
        ("properties", properties.map(list).collect()),
        ("functions", functions.into_iter().map(list).collect()),
    ] {
        Reflect::set(&object, &name.into(), &names)?;
    }
    Ok(object.into())
}

fn place(Mistake { line, column, message }: &Mistake) -> Result<JsValue, JsValue> {
    let object = Object::new();
    for (name, value) in
        [("line", JsValue::from(*line)), ("column", JsValue::from(*column)), ("message", JsValue::from_str(message))]
    {
        Reflect::set(&object, &name.into(), &value)?;
    }
    Ok(object.into())
}

fn list(texts: impl IntoIterator<Item = String>) -> Array {
    texts.into_iter().map(JsValue::from).collect()
}
