//! SWC in pieces.

use js_sys::Uint8Array;
use neuprint_js::arguments::Options;
use neuprint_js::error::invalid_argument;
use wasm_bindgen::prelude::*;

use super::{lenient, parse};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How to read SWC in pieces. */
export interface SwcParserOptions {
  /** Whether to read on after what is wrong, as `Skeleton.parseLenient` does. Left out, it is an error. */
  lenient?: boolean | undefined;
  /** How many bytes there will be, if that is known: memory need not grow step by step then. Nothing depends on it. */
  expectedBytes?: number | undefined;
}
"#;

/// Reads an SWC file that comes in pieces, such as the body of a response, and keeps none of them:
///
/// ```js
/// const parser = new SwcParser();
/// for await (const chunk of response.body) parser.push(chunk);
/// const { skeleton } = parser.finish();
/// ```
///
/// Where the pieces are cut changes nothing. Errors name line and column within the whole file.
#[wasm_bindgen]
#[derive(Debug)]
pub struct SwcParser {
    /// Until it has finished.
    parser: Option<neuprint_skeleton::SwcParser>,
}

#[wasm_bindgen]
impl SwcParser {
    /// A parser that has read nothing.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_optional_param_type = "SwcParserOptions")] options: &JsValue,
    ) -> Result<SwcParser, JsValue> {
        let options = Options::of(options, "options")?;
        let parser = if options.flag("lenient")? {
            neuprint_skeleton::SwcParser::lenient()
        } else {
            neuprint_skeleton::SwcParser::strict()
        };
        let expected = options.count("expectedBytes", 0)?.and_then(|bytes| usize::try_from(bytes).ok());
        let parser = match expected {
            Some(bytes) => parser.expecting(bytes),
            None => parser,
        };
        Ok(Self { parser: Some(parser) })
    }

    /// Reads on.
    ///
    /// Throws a `NeuprintError` with the code `invalid-swc` as soon as the line is complete on which something is wrong, and
    /// from then on whenever it is called.
    pub fn push(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "Uint8Array")] chunk: &JsValue,
    ) -> Result<(), JsValue> {
        let parser = self.parser.as_mut().ok_or_else(finished)?;
        let bytes = chunk.dyn_ref::<Uint8Array>().ok_or_else(|| invalid_argument("`chunk` must be a Uint8Array"))?;
        parse::push(parser, bytes).map_err(|error| parse::invalid_swc(&error))
    }

    /// The skeleton, after the last piece, and what was wrong: if the parser is not lenient, only parents that are no nodes,
    /// which make their children roots. Nothing can be read after it.
    ///
    /// Throws a `NeuprintError` with the code `invalid-swc`.
    #[wasm_bindgen(unchecked_return_type = "ParsedSwc")]
    pub fn finish(&mut self) -> Result<JsValue, JsValue> {
        let parser = self.parser.take().ok_or_else(finished)?;
        parser.finish().map(lenient::to_js).map_err(|error| parse::invalid_swc(&error))
    }
}

fn finished() -> JsValue {
    invalid_argument("this parser has finished: make a new one for the next file")
}
