//! What lies over the picture: controls, scale bar, legend, and why there is no picture if there is none.

use leptos::prelude::*;

use super::axes_gizmo::AxesGizmo;
use super::bridge_label::BridgeLabel;
use super::color_legend::ColorLegend;
use super::coordinates::Coordinates;
use super::page_state::PageState;
use super::path_overlay::PathOverlay;
use super::scale_bar::ScaleBar;
use crate::viewer::{View, ViewStatus};

/// Axis views: name, key.
const AXES: [(&str, &str); 3] = [("x", "1"), ("y", "2"), ("z", "3")];

/// Everything over the picture.
#[component]
pub(super) fn ViewOverlay(state: PageState) -> impl IntoView {
    let perspective = Memo::new(move |_| state.view.camera.get().is_some_and(|camera| camera[8] != 0.0));
    let has_bridges = Memo::new(move |_| {
        let shown = state.shown();
        state.healing.with(|healing| shown.iter().any(|(_, ready)| !ready.healed(healing).bridges.is_empty()))
    });
    let message = move || {
        state.view.status.with(|status| match status {
            ViewStatus::Loading => Some(("notice", "The 3D view is loading.".to_owned())),
            ViewStatus::Failed(message) => Some(("notice error", format!("There is no 3D view: {message}."))),
            ViewStatus::Ready(_) => None,
        })
    };
    view! {
        <div class="view-controls" role="group" aria-label="Camera">
            <button
                type="button"
                class="button"
                title="Frame everything visible (F)"
                on:click=move |_| state.view.steer(View::frame)
            >
                "Frame"
            </button>
            {AXES
                .map(|(axis, key)| {
                    view! {
                        <button
                            type="button"
                            class="button axis"
                            aria-label=format!("Look along {axis}")
                            title=format!("Look along {axis} ({key})")
                            on:click=move |_| state.view.steer(|view| view.axis_view(axis))
                        >
                            {axis}
                        </button>
                    }
                })
                .collect_view()}
            <button
                type="button"
                class="button"
                aria-pressed=move || perspective.get().to_string()
                title="Far things are smaller"
                on:click=move |_| {
                    let wanted = !perspective.get_untracked();
                    state.view.steer(|view| view.set_perspective(wanted));
                }
            >
                "Perspective"
            </button>
        </div>
        <div class="view-legend">
            <AxesGizmo state />
            <ScaleBar state />
            <ColorLegend state />
            <Show when=move || has_bridges.get()>
                <div class="bridge-key">
                    <span class="bridge-sample"></span>
                    "bridge added by healing"
                </div>
            </Show>
        </div>
        <PathOverlay state />
        <BridgeLabel state />
        <Coordinates state />
        <p id="view-keys" class="view-keys">
            "Drag turns, Shift-drag moves, wheel zooms, double click centres. Keys: F frame, 1 2 3 axes, arrows turn, with Shift move, + − zoom, Enter clicks in the middle."
        </p>
        {move || {
            message()
                .map(|(class, text)| view! { <div class="view-message" role="status"><p class=class>{text}</p></div> })
        }}
    }
}
