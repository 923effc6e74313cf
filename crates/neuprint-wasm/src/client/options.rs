//! What a client is made from.

use std::time::Duration;

use neuprint::{ClientOptions, ServerAddress, Token};
use neuprint_fetch::FetchTransport;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::listening::Listening;
use crate::arguments::{Options, text};
use crate::error::{self, invalid_argument};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** What a client needs to reach a server. */
export interface ClientOptions {
  /** The server's address, such as `neuprint.janelia.org`. Without a scheme it is https. */
  server: string;
  /** The dataset as `name:tag`. Left out: the server's only one, if it has one. */
  dataset?: string | undefined;
  /**
   * The access token: bare, or the whole JSON document that the server shows. It is sent to this server in the header
   * `Authorization` and goes nowhere else. `null`: only public datasets can be read. Left out: in Node, Deno and Bun that
   * of the environment variable `NEUPRINT_APPLICATION_CREDENTIALS`, elsewhere none.
   */
  token?: string | null | undefined;
  /**
   * Milliseconds in which nothing may come from the server, before its answer begins and between its pieces. Left out:
   * as long as the server wants.
   */
  timeout?: number | undefined;
  /** How often a request that only reads is sent again when a gateway or the connection fails. Left out: 2. */
  retries?: number | undefined;
  /** How many requests of one batched query may be on their way at the same time. Left out: 4. */
  concurrency?: number | undefined;
  /** Send Cypher that writes. Left out: such a query is refused here, because the server would run it. */
  allowWrites?: boolean | undefined;
  /** Use plain http to another machine, where the token can be read on the way. Left out: refused. */
  allowInsecure?: boolean | undefined;
  /** Called with every query that is sent, and its dataset. */
  onQuery?: ((cypher: string, dataset: string) => void) | undefined;
  /** Used instead of the environment's own `fetch`. */
  fetch?: ((input: string, init: RequestInit) => Promise<Response>) | undefined;
}

/** What every request takes. */
export interface RequestOptions {
  /** Aborts the request; its promise then rejects with the code `aborted`. */
  signal?: AbortSignal | undefined;
  /** For the package's functions: the client to ask, instead of the default one. Methods of clients do without it. */
  client?: Client | undefined;
}

/** What a request to one dataset takes. */
export interface DatasetOptions extends RequestOptions {
  /** Another dataset than the client's, as `name:tag`. */
  dataset?: string | undefined;
}

/** What a query takes. */
export interface QueryOptions extends DatasetOptions {
  /** Called with the number of rows that have come so far. If it throws, the query is aborted with what it threw. */
  onProgress?: ((rows: number) => void) | undefined;
  /** A `Table`, as by default, or plain data in the server's own form: `{ columns, data }`. */
  format?: "table" | "json" | undefined;
  /**
   * Whether the server is to answer with an Arrow stream (version 1.7.3 or newer; `arrowEndpoint` tells). Its reader is
   * loaded at the first such query. **Not exact**: the server takes a column's type from its first row, so in a column
   * that begins with an integer it cuts fractions and drops what is no number, and in one that begins with null all is
   * text; lists come as text such as `[1 2]`, and maps with texts in them. `onWarning` hears of which columns that may
   * be true. JSON, as by default, is exact.
   */
  useArrow?: boolean | undefined;
  /**
   * Called with what may be lost in an Arrow answer, once for each column and kind of loss. Left out: it is written to the
   * console, all of an answer in one warning.
   */
  onWarning?: ((warning: ArrowWarning) => void) | undefined;
}

/** Cells of a column of an Arrow answer may be other values in the database. */
export interface ArrowWarning {
  /** The column's name. */
  readonly column: string;
  /**
   * What may have become of values: `fractions-cut`, numbers lost what is behind the point; `values-dropped`, values of
   * another kind than the first row's are null; `values-as-text`, numbers, booleans, lists and maps became text.
   */
  readonly loss: "fractions-cut" | "values-dropped" | "values-as-text";
  /** In how many rows. */
  readonly rows: number;
  /** The same in words. */
  readonly message: string;
}

/** What `fetchDatasets` takes. */
export interface DatasetListOptions extends RequestOptions {
  /** Ask the server again. Left out: the list is that which clients of this server and token saw last. */
  reloadCache?: boolean | undefined;
}
"#;

/// Reads `ClientOptions`; and whether `fetch` is the environment's own.
pub(super) fn read(value: &JsValue) -> Result<(Listening, ClientOptions, bool), JsValue> {
    let given = Options::of(value, "options")?;
    let server = given.get("server")?.ok_or_else(|| invalid_argument("`server` is missing: give its address"))?;
    let server = ServerAddress::parse(&text(&server, "server")?, given.flag("allowInsecure")?);
    let mut options = ClientOptions::new(server.map_err(|error| error::thrown(&error))?);
    options.dataset = given.text("dataset")?;
    if let Some(token) = given.text("token")? {
        options.token = Token::parse(&token).map_err(|error| error::thrown(&error))?;
    }
    if let Some(milliseconds) = given.amount("timeout")? {
        let timeout = Duration::try_from_secs_f64(milliseconds / 1000.0).ok().filter(|timeout| !timeout.is_zero());
        let timeout = timeout.ok_or_else(|| invalid_argument("`timeout` must be milliseconds, more than 0"))?;
        options.timeout = Some(timeout);
    }
    if let Some(retries) = given.amount("retries")? {
        if retries.fract() != 0.0 || retries > 100.0 {
            return Err(invalid_argument("`retries` must be a whole number up to 100"));
        }
        options.retries = retries as u32;
    }
    options.allow_writes = given.flag("allowWrites")?;
    if let Some(concurrency) = given.count("concurrency", 1)? {
        options.concurrency = usize::try_from(concurrency).unwrap_or(options.concurrency);
    }
    let (fetch, shares) = match given.function("fetch")? {
        Some(fetch) => (FetchTransport::with_fetch(fetch), false),
        None => (FetchTransport::new(), true),
    };
    Ok((Listening { fetch, on_query: given.function("onQuery")? }, options, shares))
}
