//! Whether the view has loaded, and what it tells the page.

use leptos::prelude::*;

use super::picked::Picked;
use super::view::{CameraNumbers, View};

/// How far the view has come.
#[derive(Clone)]
pub(crate) enum ViewStatus {
    /// The renderer is loading.
    Loading,
    /// It draws.
    Ready(View),
    /// It cannot; why.
    Failed(String),
}

/// The view as the page knows it.
#[derive(Clone, Copy)]
pub(crate) struct ViewState {
    /// Whether it has loaded.
    pub(crate) status: RwSignal<ViewStatus, LocalStorage>,
    /// Voxels per CSS pixel.
    pub(crate) scale: RwSignal<f64>,
    /// The camera of the last frame.
    pub(crate) camera: RwSignal<Option<CameraNumbers>>,
    /// How the dataset's axes are seen in the last frame.
    pub(crate) axes: RwSignal<[f32; 9]>,
    /// Whether a hand has moved the camera, so that it is no longer moved by the page.
    pub(crate) steered: RwSignal<bool>,
    /// What was clicked last.
    pub(crate) picked: RwSignal<Option<Picked>>,
    /// What is under the mouse, as far as is known.
    pub(crate) hovered: RwSignal<Option<Picked>>,
}

impl ViewState {
    /// A view that is yet to load.
    pub(crate) fn new() -> Self {
        Self {
            status: RwSignal::new_local(ViewStatus::Loading),
            scale: RwSignal::new(0.0),
            camera: RwSignal::new(None),
            axes: RwSignal::new([0.0; 9]),
            steered: RwSignal::new(false),
            picked: RwSignal::new(None),
            hovered: RwSignal::new(None),
        }
    }

    /// Does something with the view, if it has loaded.
    pub(crate) fn with_view<T>(self, act: impl FnOnce(&View) -> T) -> Option<T> {
        self.status.try_with_untracked(|status| match status {
            ViewStatus::Ready(view) => Some(act(view)),
            _ => None,
        })?
    }

    /// Moves the camera as the user asked.
    pub(crate) fn steer(self, act: impl FnOnce(&View)) {
        if self.with_view(act).is_some() && !self.steered.get_untracked() {
            self.steered.set(true);
        }
    }
}
