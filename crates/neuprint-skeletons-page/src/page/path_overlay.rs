//! The way between two nodes, and the segment that stands out, over the picture.

use std::fmt::Write as _;

use leptos::prelude::*;

use super::page_state::PageState;

/// So many points of a way are drawn at most: it is placed anew at every frame.
const MOST: usize = 400;

/// Lines that follow the camera.
#[component]
pub(super) fn PathOverlay(state: PageState) -> impl IntoView {
    let way = move || state.path.with(|path| path.as_ref()?.way().map(|way| way.places.clone()));
    let run = move || state.marked_run.with(|marked| marked.as_ref().map(|marked| marked.places.clone()));
    view! {
        {move || Some(line(state, &way()?, "way"))}
        {move || run().filter(|places| !places.is_empty()).map(|places| line(state, &places, "run"))}
    }
}

/// A line through these places; follows the camera.
fn line(state: PageState, places: &[[f32; 3]], class: &'static str) -> impl IntoView + use<> {
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
    view! {
        <svg class=format!("path-overlay {class}") aria-hidden="true">
            <polyline class="halo" points=points.clone()></polyline>
            <polyline points=points></polyline>
        </svg>
    }
}
