//! Pictures for saving: drawn in tiles, encoded by the browser.

use wasm_bindgen::{Clamped, JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ImageData, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d};

use crate::renderer::{Renderer, Shot};
use crate::scene::Scene;
use crate::tiles::{Tile, Tiles};
use crate::viewport::Viewport;

/// The largest side of a tile; larger ones save nothing and cost memory.
const TILE: u32 = 2048;
/// The largest side of a canvas in all browsers.
pub(crate) const LARGEST: u32 = 16_384;

/// A picture that is being put together.
pub(crate) struct Picture {
    canvas: OffscreenCanvas,
    context: OffscreenCanvasRenderingContext2d,
}

impl Picture {
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

    /// The tiles to draw, one after the other.
    pub(crate) fn tiles(&self, renderer: &Renderer) -> impl Iterator<Item = Tile> + use<> {
        Tiles::of(self.canvas.width(), self.canvas.height(), TILE.min(renderer.largest())).iter()
    }

    /// Draws a tile in full and puts it in its place.
    pub(crate) fn draw(&self, renderer: &mut Renderer, scene: &Scene, shot: &Shot) -> Result<(), JsValue> {
        let samples = renderer.samples();
        let mut draw = || {
            renderer.upload(scene)?;
            (0..samples).try_for_each(|index| renderer.sample(scene, shot, index))?;
            renderer.read(shot, samples)
        };
        let pixels: Vec<u8> = draw().map_err(|message| js_sys::Error::new(&message))?;
        let Tile { x, y, width, height } = shot.tile;
        let image = ImageData::new_with_u8_clamped_array_and_sh(Clamped(&pixels), width, height)?;
        self.context.put_image_data(&image, f64::from(x), f64::from(y))
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
