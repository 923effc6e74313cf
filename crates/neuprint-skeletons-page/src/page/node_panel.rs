//! The node that was clicked: which it is, what can be seen from it, how far it is to another.

use leptos::prelude::*;
use neuprint_worker::messages::RootReason;

use super::page_state::{PageState, Path};
use super::{actions, wording};
use crate::viewer::Picked;

/// The root of the clicked neuron's tree, and the way between two nodes.
#[component]
pub(super) fn NodePanel(state: PageState) -> impl IntoView {
    let clicked = Memo::new(move |_| state.view.picked.get().filter(|picked| picked.body().is_some()));
    let neuron = move || state.neuron(clicked.get()?.body()?);
    let root = Memo::new(move |_| neuron().and_then(|neuron| neuron.ready()).map(|ready| ready.summary.root));
    let own_root = move |_| {
        if let Some(neuron) = untrack(neuron) {
            actions::reroot(state, &neuron, None);
        }
    };
    let root_here = move |_| {
        if let Some((neuron, clicked)) = untrack(neuron).zip(clicked.get_untracked()) {
            actions::reroot(state, &neuron, Some(clicked.node));
        }
    };
    let from_here = move |_| state.path.set(clicked.get_untracked().map(|from| Path { from, to: None }));
    let near_here = move |_| state.near.set(clicked.get_untracked().map(|picked| picked.place));
    // The next click on another node is where the way ends.
    Effect::new(move |_| {
        let Some(to) = clicked.get() else { return };
        let waiting = state.path.with_untracked(|path| path.clone().filter(|path| path.to.is_none()));
        if let Some(Path { from, .. }) = waiting.filter(|path| !path.from.is_same_node(&to)) {
            actions::measure_path(state, from, to);
        }
    });
    // Bridges that come and go make another way.
    Effect::new(move |_| {
        state.redrawn.track();
        if let Some(Path { from, to: Some((to, _)) }) = state.path.get_untracked() {
            actions::measure_path(state, from, to);
        }
    });
    view! {
        <Show when=move || clicked.get().is_some()>
            <section class="skeletons-section" aria-labelledby="node-title">
                <div class="section-head">
                    <h2 id="node-title">"Node"</h2>
                    <span class="hint">{move || clicked.get().map(|picked| described(state, &picked))}</span>
                </div>
                <p class="hint" class:caution-line=move || is_guess(root.get())>
                    {move || root.get().map(|root| format!("The tree's root is {}.", wording::roots(&[root.reason])))}
                </p>
                <div class="button-row">
                    <button type="button" class="button" on:click=root_here>
                        "Root here"
                    </button>
                    <Show when=move || root.get().is_some_and(|root| root.reason == RootReason::Chosen)>
                        <button type="button" class="button" on:click=own_root>
                            "Own root"
                        </button>
                    </Show>
                    <button type="button" class="button" on:click=from_here>
                        "Path from here"
                    </button>
                    <button type="button" class="button" on:click=near_here>
                        "Bodies near"
                    </button>
                </div>
                <PathFound state />
            </section>
        </Show>
    }
}

/// The way, or what is to be done for one.
#[component]
fn PathFound(state: PageState) -> impl IntoView {
    let told = move || {
        let path = state.path.get()?;
        Some(match &path.to {
            None => "Click the node where the path ends.".to_owned(),
            Some((_, None)) => "Looking for the path …".to_owned(),
            Some((_, Some(Err(why)))) => why.clone(),
            Some((_, Some(Ok(way)))) => {
                let unit = state.unit();
                let bridges = match way.found.bridges {
                    0 => String::new(),
                    bridges => format!(", over {}", wording::counted(bridges.into(), "bridge", "bridges")),
                };
                let (length, straight) = (unit.cable(way.found.length), unit.cable(way.found.straight));
                format!("Path of {length}{bridges}; {straight} as the crow flies.")
            }
        })
    };
    view! {
        <p class="path-found" role="status">
            {told}
            <Show when=move || state.path.with(Option::is_some)>
                " "
                <button type="button" class="link" on:click=move |_| state.path.set(None)>
                    "Forget the path"
                </button>
            </Show>
        </p>
    }
}

fn described(state: PageState, picked: &Picked) -> String {
    if picked.is_point {
        return format!("{} in {}, by the synapse there", picked.node, picked.key);
    }
    let radius = match state.voxel() {
        Some([x, y, z]) if x == y && y == z => format!("radius {}", state.unit().length(f64::from(picked.radius) * x)),
        _ => format!("radius {:.1} voxels", picked.radius),
    };
    format!("{} in {}, {radius}", picked.node, picked.key)
}

fn is_guess(root: Option<neuprint_worker::messages::Root>) -> bool {
    root.is_some_and(|root| root.reason == RootReason::Thickest)
}
