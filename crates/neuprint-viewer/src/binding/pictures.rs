//! Pictures for saving.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Promise, Uint8Array, Uint8ClampedArray};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlImageElement;

use super::Viewer;
use super::stage::Stage;
use crate::png::Picture;
use crate::renderer::{Cursor, Shot};
use crate::tiles::{Tile, Tiles};

#[wasm_bindgen]
impl Viewer {
    /// The picture as a PNG file, `scale` pixels per CSS pixel, without a background if `transparent`; `above` is an image
    /// that is put in front of it in full size, such as an SVG with a scale bar. Rejects if it would be larger than browsers
    /// can draw; `pixels` has no such limit.
    #[wasm_bindgen(unchecked_return_type = "Promise<Uint8Array>")]
    pub fn png(&self, scale: f64, transparent: Option<bool>, above: Option<HtmlImageElement>) -> Promise {
        let stage = Rc::clone(&self.stage);
        wasm_bindgen_futures::future_to_promise(async move {
            Ok(save(&stage, scale, transparent == Some(true), above).await?.into())
        })
    }

    /// A rectangle of the picture of `scale` pixels per CSS pixel as RGBA bytes, from the upper row down: x, y, width and
    /// height in pixels of that picture. Rectangles side by side make one picture. Throws if the rectangle is not inside
    /// of the picture or larger than the GPU can draw.
    pub fn pixels(
        &self,
        scale: f64,
        x: u32,
        y: u32,
        width: u32,
        height: u32,
        transparent: Option<bool>,
    ) -> Result<Uint8ClampedArray, JsError> {
        let mut stage = self.stage.borrow_mut();
        let mut shot = shot(&stage, scale, transparent == Some(true)).map_err(|message| JsError::new(&message))?;
        let (whole_width, whole_height) = shot.viewport.pixels();
        let reaches = |start: u32, length: u32, end: u32| start.checked_add(length).is_some_and(|it| it <= end);
        let largest = stage.largest();
        if width == 0 || height == 0 || !reaches(x, width, whole_width) || !reaches(y, height, whole_height) {
            let message =
                format!("{width} × {height} pixels at {x}, {y} are not a part of {whole_width} × {whole_height}");
            return Err(JsError::new(&message));
        }
        if width.max(height) > largest {
            return Err(JsError::new(&format!("this GPU draws at most {largest} pixels a side at once; ask for less")));
        }
        shot.tile = Tile { x, y, width, height };
        let mut cursor = Cursor::default();
        let drawn = loop {
            match stage.draw_tile(&shot, &mut cursor) {
                Ok(false) => {}
                Ok(true) => break stage.tile_pixels(&shot),
                Err(message) => break Err(message),
            }
        };
        stage.forget_tiles();
        let pixels = drawn.map_err(|message| JsError::new(&message))?;
        Ok(Uint8ClampedArray::from(pixels.as_slice()))
    }
}

/// What a picture at a scale shows.
fn shot(stage: &Stage, scale: f64, transparent: bool) -> Result<Shot, String> {
    if !(0.1..=16.0).contains(&scale) {
        return Err("the scale of a picture is a number from 0.1 to 16".to_owned());
    }
    let mut shot = stage.shot();
    shot.viewport.ratio = scale;
    if transparent {
        shot.background[3] = 0.0;
    }
    Ok(shot)
}

async fn save(
    stage: &RefCell<Stage>,
    scale: f64,
    transparent: bool,
    above: Option<HtmlImageElement>,
) -> Result<Uint8Array, JsValue> {
    let failed = |message: String| JsValue::from(js_sys::Error::new(&message));
    // What is seen now is saved, whatever happens meanwhile.
    let mut shot = shot(&stage.borrow(), scale, transparent).map_err(failed)?;
    let picture = Picture::new(&shot.viewport)?;
    let (width, height) = shot.viewport.pixels();
    let side = Picture::TILE.min(stage.borrow().largest());
    for tile in Tiles::of(width, height, side).iter() {
        shot.tile = tile;
        let mut cursor = Cursor::default();
        let mut is_drawn = false;
        // Between two samples the page may do what it has to do.
        while !is_drawn {
            is_drawn = stage.borrow_mut().draw_tile(&shot, &mut cursor).map_err(failed)?;
            finished(stage).await?;
        }
        let pixels = stage.borrow().tile_pixels(&shot).map_err(failed)?;
        picture.put(tile, &pixels)?;
    }
    stage.borrow_mut().forget_tiles();
    if let Some(image) = above {
        picture.cover(&image)?;
    }
    picture.encode().await
}

/// Waits until the GPU has drawn what it was asked for; fails if the context is lost meanwhile.
async fn finished(stage: &RefCell<Stage>) -> Result<(), JsValue> {
    let context = stage.borrow().context_number();
    let Some(fence) = stage.borrow().renderer().fence() else { return Ok(()) };
    loop {
        JsFuture::from(later()).await?;
        let stage = stage.borrow();
        if stage.context_number() != context || stage.renderer().is_lost() {
            return Err(
                js_sys::Error::new("the browser has taken the WebGL context away; try again in a moment").into()
            );
        }
        if stage.renderer().is_past(&fence) {
            stage.renderer().delete_fence(fence);
            return Ok(());
        }
    }
}

/// Resolves in a later task.
fn later() -> Promise {
    Promise::new(&mut |resolve, reject| {
        let asked = web_sys::window().map(|window| window.set_timeout_with_callback(&resolve));
        if !matches!(asked, Some(Ok(_))) {
            // A function that rejects a promise never throws.
            let _ = reject.call1(&JsValue::UNDEFINED, &js_sys::Error::new("this is not a page"));
        }
    })
}
