//! Pictures for saving: put together from tiles, encoded by the browser.

use wasm_bindgen::{Clamped, JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, HtmlImageElement, ImageData, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d,
};

use crate::tiles::Tile;
use crate::viewport::Viewport;

/// The largest side of a canvas in all browsers.
const LARGEST: u32 = 16_384;

/// A picture that is being put together.
pub(crate) struct Picture {
    canvas: OffscreenCanvas,
    context: OffscreenCanvasRenderingContext2d,
}

impl Picture {
    /// The largest side of a tile; larger ones save nothing and cost memory.
    pub(crate) const TILE: u32 = 2048;

    /// An empty picture of the viewport's size.
    pub(crate) fn new(viewport: &Viewport) -> Result<Self, JsValue> {
        let (width, height) = viewport.pixels();
        if width.max(height) > LARGEST {
            let message = format!("a picture of {width} × {height} pixels is too large; no side may exceed {LARGEST}");
            return Err(js_sys::Error::new(&message).into());
        }
        let canvas = OffscreenCanvas::new(width, height)?;
        let context = canvas.get_context("2d")?.ok_or("this browser gives no 2D context")?;
        Ok(Self { canvas, context: context.unchecked_into() })
    }

    /// Puts a tile's pixels (RGBA, from the upper row down) in their place.
    pub(crate) fn put(&self, tile: Tile, pixels: &[u8]) -> Result<(), JsValue> {
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(pixels), tile.width, tile.height)?;
        self.context.put_image_data(&image, f64::from(tile.x), f64::from(tile.y))
    }

    /// Draws an image over all of it.
    pub(crate) fn cover(&self, image: &HtmlImageElement) -> Result<(), JsValue> {
        let (width, height) = (f64::from(self.canvas.width()), f64::from(self.canvas.height()));
        self.context.draw_image_with_html_image_element_and_dw_and_dh(image, 0.0, 0.0, width, height)
    }

    /// The file's bytes.
    pub(crate) async fn encode(self) -> Result<js_sys::Uint8Array, JsValue> {
        let options = ImageEncodeOptions::new();
        options.set_type("image/png");
        let blob = JsFuture::from(self.canvas.convert_to_blob_with_options(&options)?).await?;
        let bytes = JsFuture::from(blob.unchecked_into::<Blob>().array_buffer()).await?;
        Ok(js_sys::Uint8Array::new(&bytes))
    }
}
