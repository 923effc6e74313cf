//! The way between two nodes, over the picture.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::page_state::PageState;

/// So many points of the way are drawn at most: it is placed anew at every frame.
const MOST: usize = 400;

/// A line that follows the camera.
#[component]
pub(super) fn PathOverlay(state: PageState) -> impl IntoView {
    move || {
        let places = state.path.with(|path| path.as_ref()?.way().map(|way| way.places.clone()))?;
        state.view.camera.track();
        state.view.scale.track();
        let step = places.len().div_ceil(MOST).max(1);
        // The ends are always among them.
        let picked = places.iter().step_by(step).chain(places.last());
        let mut points = String::new();
        state.view.with_view(|view| {
            for (x, y) in picked.filter_map(|place| view.place_on_page(*place)) {
                // Writing into a text cannot fail.
                let _ = write!(points, "{x:.1},{y:.1} ");
            }
        });
        Some(view! {
            <svg class="path-overlay" aria-hidden="true">
                <polyline class="halo" points=points.clone()></polyline>
                <polyline points=points></polyline>
            </svg>
        })
    }
}
