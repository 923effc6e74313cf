//! How numbers are spread, as bars; a range of them can be chosen by dragging.

use leptos::ev::PointerEvent;
use leptos::prelude::*;
use neuprint_worker::messages::Bin;
use wasm_bindgen::JsCast;
use web_sys::Element;

use crate::components::counts::count;

/// The drawing's height, in its own units; a bin is 10 wide.
const HEIGHT: f64 = 48.0;

/// Bars for `bins`. The pointer chooses bins from the first to the last that it drags over, then tells `on_choose`; for
/// the keyboard there must be fields beside it.
pub(super) fn histogram(
    bins: Vec<Bin>,
    chosen: Signal<Option<(usize, usize)>>,
    on_choose: impl Fn(&Bin, &Bin) + 'static,
) -> AnyView {
    let most = bins.iter().map(|bin| bin.rows).max().unwrap_or(1).max(1);
    let number = bins.len();
    let dragged = RwSignal::new(None::<(usize, usize)>);
    let bars = bins
        .iter()
        .enumerate()
        .map(|(at, bin)| {
            // What is there is seen, however little it is.
            let height = if bin.rows == 0 { 0.0 } else { (f64::from(bin.rows) / f64::from(most) * HEIGHT).max(1.0) };
            let says = if bin.low == bin.high {
                format!("{}: {}", bin.low, count(u64::from(bin.rows), "row"))
            } else {
                format!("{} to {}: {}", bin.low, bin.high, count(u64::from(bin.rows), "row"))
            };
            let out = move || {
                let range = dragged.get().map(|(from, to)| (from.min(to), from.max(to))).or_else(|| chosen.get());
                range.is_some_and(|(first, last)| at < first || at > last)
            };
            view! {
                <g class:out=out>
                    <rect class="histogram-bar" x=at * 10 y=HEIGHT - height width="9" height=height></rect>
                    <rect class="touch" x=at * 10 y="0" width="10" height=HEIGHT><title>{says}</title></rect>
                </g>
            }
        })
        .collect_view();
    let bin_at = move |event: &PointerEvent| -> Option<usize> {
        let bounds = event.current_target()?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - bounds.left()) / bounds.width().max(1.0);
        Some(((share * number as f64).max(0.0) as usize).min(number.checked_sub(1)?))
    };
    let down = move |event: PointerEvent| {
        if let Some(target) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
            // Without it the drag ends at the edge, no more.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        event.prevent_default();
        dragged.set(bin_at(&event).map(|at| (at, at)));
    };
    let motion = move |event: PointerEvent| {
        if let (Some((from, _)), Some(to)) = (dragged.get_untracked(), bin_at(&event)) {
            dragged.set(Some((from, to)));
        }
    };
    let up = move |_: PointerEvent| {
        if let Some((from, to)) = dragged.get_untracked() {
            dragged.set(None);
            if let (Some(first), Some(last)) = (bins.get(from.min(to)), bins.get(from.max(to))) {
                on_choose(first, last);
            }
        }
    };
    view! {
        <svg
            class="histogram"
            viewBox=format!("0 0 {} {HEIGHT}", number.max(1) * 10)
            preserveAspectRatio="none"
            aria-hidden="true"
            on:pointerdown=down
            on:pointermove=motion
            on:pointerup=up
            on:pointercancel=move |_| dragged.set(None)
        >
            {bars}
        </svg>
    }
    .into_any()
}
