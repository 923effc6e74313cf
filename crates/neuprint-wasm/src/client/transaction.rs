//! Several queries that take effect together or not at all.

use std::cell::Cell;
use std::rc::Rc;

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::{Client, Connection};
use crate::abort::promise;
use crate::arguments::{self, Options};
use crate::error::{invalid_argument, thrown};
use crate::table::Table;

/// A transaction that has begun, for administrators. What it wrote lasts once it is committed; end it with `commit()` or
/// `kill()`, in `finally` too.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Transaction {
    connection: Rc<Connection>,
    /// None once it has ended.
    id: Rc<Cell<Option<i64>>>,
}

#[wasm_bindgen]
impl Client {
    /// Begins a transaction. Rejects with `unauthorized` or `forbidden` for who is no administrator.
    #[wasm_bindgen(js_name = beginTransaction, unchecked_return_type = "Promise<Transaction>")]
    pub fn begin_transaction(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "DatasetOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            self.ask(&Options::of(options, "options")?, |connection| async move {
                let id = connection.begin_transaction().await.map_err(|error| thrown(&error))?.id();
                Ok(Transaction { connection, id: Rc::new(Cell::new(Some(id))) }.into())
            })
        })
    }
}

#[wasm_bindgen]
impl Transaction {
    /// Runs a query in the transaction. It may write.
    #[wasm_bindgen(unchecked_return_type = "Promise<Table>")]
    pub fn query(
        &self,
        #[wasm_bindgen(unchecked_param_type = "string")] cypher: &JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: &JsValue,
    ) -> Promise {
        promise(|| {
            let cypher = arguments::text(cypher, "cypher")?;
            let (connection, id) = (self.connection.clone(), self.open()?);
            let work = async move {
                let answer = connection.transaction(id).query(&cypher).await.map_err(|error| thrown(&error))?;
                Ok(Table::new(answer).into())
            };
            Ok((Options::of(options, "options")?.signal()?, Box::pin(work)))
        })
    }

    /// Makes what was written last, and ends the transaction.
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn commit(&self) -> Promise {
        self.end(true)
    }

    /// Takes back what was written, and ends the transaction. One that has ended already is left alone.
    #[wasm_bindgen(unchecked_return_type = "Promise<void>")]
    pub fn kill(&self) -> Promise {
        if self.id.get().is_none() { Promise::resolve(&JsValue::UNDEFINED) } else { self.end(false) }
    }
}

impl Transaction {
    fn open(&self) -> Result<i64, JsValue> {
        self.id.get().ok_or_else(|| invalid_argument("the transaction has ended: begin another"))
    }

    fn end(&self, commit: bool) -> Promise {
        promise(|| {
            let (connection, id) = (self.connection.clone(), self.open()?);
            self.id.set(None);
            let work = async move {
                let transaction = connection.transaction(id);
                let ended = if commit { transaction.commit().await } else { transaction.kill().await };
                ended.map(|()| JsValue::UNDEFINED).map_err(|error| thrown(&error))
            };
            Ok((None, Box::pin(work)))
        })
    }
}
