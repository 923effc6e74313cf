//! Files put into one archive, packed by the browser where it can.

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;

use crate::page::zip::{Packed, Zip, crc32};

#[wasm_bindgen(inline_js = r#"
export async function deflated(bytes) {
  let packer;
  try {
    packer = new CompressionStream("deflate-raw");
  } catch {
    return undefined;
  }
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(packer)).arrayBuffer());
}
"#)]
extern "C" {
    /// The bytes packed; `undefined` where the browser cannot do that.
    #[wasm_bindgen(catch)]
    async fn deflated(bytes: &Uint8Array) -> Result<JsValue, JsValue>;
}

/// An archive on its way, in parts that never enter this module's memory together.
#[derive(Default)]
pub(super) struct Archive {
    zip: Zip,
    parts: Array,
}

impl Archive {
    /// Adds a file; the message if that cannot be done.
    pub(super) async fn add(&mut self, name: &str, bytes: &Uint8Array) -> Result<(), String> {
        let packed = deflated(bytes).await.map_err(|error| format!("{name} cannot be packed: {error:?}"))?;
        let packed = packed.dyn_into::<Uint8Array>().ok();
        let (content, is_deflated) = packed.as_ref().map_or((bytes, false), |packed| (packed, true));
        let (size, packed_size) = (bytes.length(), content.length());
        let file = Packed { name, crc: crc32(&bytes.to_vec()), size, packed_size, is_deflated };
        let head = self.zip.begin(&file).ok_or("A zip archive holds at most 4 GB; save fewer neurons at once.")?;
        self.parts.push(&Uint8Array::from(head.as_slice()));
        self.parts.push(content);
        Ok(())
    }

    /// The parts of the file, each a `Uint8Array`.
    pub(super) fn finish(self) -> Array {
        self.parts.push(&Uint8Array::from(self.zip.end().as_slice()));
        self.parts
    }
}
