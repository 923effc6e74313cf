//! The length of the bridge that is pointed at, in picture or list, beside it in the picture.

use leptos::prelude::*;
use neuprint_worker::messages::Gap;

use super::actions;
use super::healing::BridgeName;
use super::page_state::PageState;
use crate::viewer::Picked;

/// A label that follows its bridge while the camera moves.
#[component]
pub(super) fn BridgeLabel(state: PageState) -> impl IntoView {
    Effect::new(move |before: Option<Option<BridgeName>>| {
        let hovered = state.view.hovered.get();
        let now = hovered.and_then(|picked| untrack(|| bridge_at(state, &picked)));
        // What the list marks stays marked while the mouse is elsewhere.
        if before.flatten() != now {
            state.marked.set(now);
        }
        now
    });
    let placed = move || {
        let name = state.marked.get()?;
        let gap = find(state, name)?;
        // The camera of the frame that is about to be drawn.
        state.view.camera.track();
        state.view.scale.track();
        let (x, y) = state.view.with_view(|view| view.place_on_page(actions::middle(&gap)))??;
        Some((x, y, state.unit().length(gap.length)))
    };
    move || {
        placed().map(|(x, y, length)| {
            view! {
                <div class="bridge-label" aria-hidden="true" style:left=format!("{x:.1}px") style:top=format!("{y:.1}px")>
                    <span>{length}</span>
                </div>
            }
        })
    }
}

/// A gap of a loaded skeleton that is bridged now, or was refused.
fn find(state: PageState, name: BridgeName) -> Option<Gap> {
    let ready = state.neuron(name.body)?.ready()?;
    ready.summary.gaps.iter().find(|gap| BridgeName::of(name.body, gap) == name).copied()
}

/// The bridge that is seen at a node: of several that end there, the one whose middle is nearest to the mouse.
fn bridge_at(state: PageState, picked: &Picked) -> Option<BridgeName> {
    let body = picked.body()?;
    let ready = state.neuron(body)?.ready()?;
    let healed = state.healing.with(|healing| ready.healed(healing));
    let gaps = healed.bridges.iter().map(|place| ready.summary.gaps[*place as usize]);
    let away = |gap: &Gap| {
        let middle = state.view.with_view(|view| view.project(actions::middle(gap))).flatten();
        let [x, y] = middle.unwrap_or([f32::INFINITY; 2]).map(f64::from);
        (x - picked.at.0).hypot(y - picked.at.1)
    };
    let ending = gaps.filter(|gap| gap.ends.iter().any(|end| end.node == picked.node));
    let nearest = ending.min_by(|one, other| away(one).total_cmp(&away(other)))?;
    Some(BridgeName::of(body, &nearest))
}
