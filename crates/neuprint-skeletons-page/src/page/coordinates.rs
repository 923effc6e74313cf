//! Where the node under the mouse is, in voxels and nanometres; a key copies it.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::page_state::PageState;
use super::wording;
use crate::viewer::goes_to_text;

/// The place of the node under the mouse, or of the one that was clicked.
#[component]
pub(super) fn Coordinates(state: PageState) -> impl IntoView {
    let copied = RwSignal::new(None::<Result<String, ()>>);
    let place = Memo::new(move |_| state.pointed_place());
    // What was said of another place is over.
    Effect::new(move |_| {
        place.track();
        copied.set(None);
    });
    let copy = move |in_nanometres: bool| {
        let voxel = untrack(|| state.voxel());
        let Some(place) = place.get_untracked() else { return false };
        let text = match voxel.filter(|_| in_nanometres) {
            Some(voxel) => wording::place(place, voxel),
            None if in_nanometres => return false,
            None => wording::place(place, [1.0; 3]),
        };
        let written = JsFuture::from(window().navigator().clipboard().write_text(&text));
        spawn_local(async move {
            let outcome = written.await;
            // The page may have been left meanwhile.
            copied.try_set(Some(outcome.map(|_| text).map_err(drop)));
        });
        true
    };
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.default_prevented();
        if is_plain && !goes_to_text(&event) && event.key().eq_ignore_ascii_case("c") && copy(event.shift_key()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || keys.remove());
    move || {
        place.get().map(|place| {
            let nanometres = state.voxel().map(|voxel| format!("{} nm", wording::place(place, voxel)));
            view! {
                <div class="coordinates">
                    <span class="mono">{wording::place(place, [1.0; 3])}</span>
                    {nanometres.map(|text| view! { <span class="mono muted">{text}</span> })}
                    <span class="muted" role="status">
                        {move || match copied.get() {
                            None => "C copies voxels, Shift+C nm; N lists bodies near".to_owned(),
                            Some(Ok(text)) => format!("copied {text}"),
                            Some(Err(())) => "the browser did not allow copying".to_owned(),
                        }}
                    </span>
                </div>
            }
        })
    }
}
