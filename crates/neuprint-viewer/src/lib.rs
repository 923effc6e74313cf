//! A WebGL2 renderer for neuron skeletons, synapses and brain region meshes.
//!
//! In the browser it is a wasm binary of its own that exports one class, `Viewer`, which takes typed arrays and draws on
//! a canvas:
//!
//! ```js
//! import init, { Viewer } from "./viewer.js";
//! await init();
//! const viewer = new Viewer(canvas);
//! viewer.resize(800, 600, devicePixelRatio);
//! viewer.setSkeleton("754538881", nodes, parents, bridges);   // x, y, z, radius per node; parent index per node
//! viewer.frame();
//! (function draw() { if (viewer.render()) requestAnimationFrame(draw); })();
//! ```
//!
//! Everything that can be computed without a GPU is in plain modules, tested natively: the [`Camera`], the [`Scene`],
//! levels of [`detail`], [`coloring`], the [`pace`]. The passes that draw exist in the browser only.
//!
//! Lengths are in the skeletons' own unit (voxels in neuPrint). The crate fetches nothing and parses nothing.

pub mod bounds;
pub mod camera;
pub mod coloring;
pub mod decimal;
pub mod detail;
pub mod edges;
pub mod levels;
pub mod obj;
pub mod pace;
pub mod palette;
pub mod pick;
pub mod samples;
pub mod scene;
pub mod tiles;
pub mod vector;
pub mod viewport;

#[cfg(target_arch = "wasm32")]
mod binding;
#[cfg(target_arch = "wasm32")]
mod gl;
#[cfg(target_arch = "wasm32")]
mod passes;
#[cfg(target_arch = "wasm32")]
mod png;
#[cfg(target_arch = "wasm32")]
mod renderer;

#[cfg(target_arch = "wasm32")]
pub use binding::Viewer;
pub use bounds::Bounds;
pub use camera::{Axis, Camera};
pub use scene::Scene;
pub use viewport::Viewport;
