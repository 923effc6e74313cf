//! The 3D view: the lazily loaded renderer, bound to a canvas of the page.
//!
//! ```text
//! view! { <Canvas state=view /> }               // loads viewer.js on mount, takes mouse, touch and keyboard
//! view.with_view(|view| view.frame());          // does nothing until it has loaded
//! ```
//!
//! The renderer is another wasm binary (`neuprint-viewer`), loaded when the first view is shown. The canvas element
//! carries it as its property `neuprintViewer`, which scripts and tests may use.

mod canvas;
mod hands;
mod hover;
mod legend;
mod module;
mod picked;
mod state;
mod view;

pub(crate) use canvas::Canvas;
pub(crate) use hands::goes_to_text;
pub(crate) use legend::Legend;
pub(crate) use picked::Picked;
pub(crate) use state::{ViewState, ViewStatus};
pub(crate) use view::{CameraNumbers, View};
