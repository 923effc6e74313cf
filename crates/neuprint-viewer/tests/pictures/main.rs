//! What is drawn, pixel by pixel, in a real browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a browser that refuses the obvious fails the test")]

mod colors;
mod cones;
mod context;
mod large;
mod layers;
mod picking;
mod saving;
mod steering;
mod support;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
