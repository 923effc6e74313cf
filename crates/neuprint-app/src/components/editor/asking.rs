//! What the editor asks of the open dataset while one writes: its schema, values of properties, the mistake in a text.
//!
//! Each is a JavaScript function that gives a promise; it is rejected where there is no answer, which the editor takes for
//! "nothing to offer". Of values and checks only the latest question counts: a newer one cancels the older.

use std::cell::RefCell;
use std::rc::Rc;

use futures_util::future::{AbortHandle, Abortable};
use js_sys::{Array, Object, Promise, Reflect};
use leptos::prelude::*;
use neuprint_page::unexpected;
use neuprint_worker::messages::{Failure, Mistake, PropertySummary, Request, Response, Schema, ValuesOf};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::state::Session;

/// The functions that the editor calls. They live as long as it.
pub(super) struct Asking {
    schema: Closure<dyn FnMut() -> Promise>,
    values: Closure<dyn FnMut(String, String) -> Promise>,
    check: Closure<dyn FnMut(String) -> Promise>,
}

impl Asking {
    /// Asks the dataset that is open when the editor asks. `boundless` follows what the checks say.
    pub(super) fn new(session: Session, boundless: RwSignal<bool>) -> Self {
        let (values, checks) = (Latest::default(), Latest::default());
        Self {
            schema: Closure::new(move || future_to_promise(ask(session, Request::Schema))),
            values: Closure::new(move |property: String, prefix| match ValuesOf::named(&property) {
                Some(of) => values.ask(ask(session, Request::Values { of, prefix })),
                None => Promise::reject(&JsValue::NULL),
            }),
            check: Closure::new(move |cypher| checks.ask(check(session, boundless, cypher))),
        }
    }

    /// The functions by the names that the editor knows.
    pub(super) fn hands(&self) -> [(&'static str, &JsValue); 3] {
        [("schema", self.schema.as_ref()), ("values", self.values.as_ref()), ("check", self.check.as_ref())]
    }
}

/// The question of a kind that is under way.
#[derive(Default)]
struct Latest(Rc<RefCell<Option<AbortHandle>>>);

impl Latest {
    fn ask(&self, asking: impl Future<Output = Result<JsValue, JsValue>> + 'static) -> Promise {
        let (handle, registration) = AbortHandle::new_pair();
        if let Some(older) = self.0.borrow_mut().replace(handle) {
            older.abort();
        }
        let asking = Abortable::new(asking, registration);
        future_to_promise(async { asking.await.unwrap_or(Err(JsValue::NULL)) })
    }
}

async fn ask(session: Session, request: Request) -> Result<JsValue, JsValue> {
    match answer(session, request).await? {
        Response::Schema(schema) => object(schema),
        Response::Names(names) => Ok(list(names).into()),
        _ => Err(refused(unexpected("a question of the editor"))),
    }
}

async fn check(session: Session, boundless: RwSignal<bool>, cypher: String) -> Result<JsValue, JsValue> {
    match answer(session, Request::Check { cypher }).await? {
        Response::Checked(verdict) => {
            // The page may have been left meanwhile.
            let _ = boundless.try_set(verdict.boundless);
            verdict.mistake.as_ref().map_or(Ok(JsValue::NULL), place)
        }
        _ => Err(refused(unexpected("a question of the editor"))),
    }
}

async fn answer(session: Session, request: Request) -> Result<Response, JsValue> {
    session.ready().await.map_err(refused)?;
    Ok(session.ask(request).await.map_err(refused)?.response)
}

fn refused(failure: Failure) -> JsValue {
    JsValue::from_str(&failure.message)
}

fn object(schema: Schema) -> Result<JsValue, JsValue> {
    let Schema { labels, relationship_types, rois, properties, functions, .. } = schema;
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
