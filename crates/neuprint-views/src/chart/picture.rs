//! The drawing on screen: pointing at it, selecting in it, with the pointer or the keyboard.
//!
//! The drawing is one stop of the Tab key. Arrow keys go from thing to thing, with Shift they select, Enter shows the
//! selected rows only, Escape forgets the selection.

use std::sync::Arc;
use std::time::Duration;

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::{Canvas, Div};
use leptos::prelude::*;
use leptos::svg::G;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::export::put;
use super::figure::{Figure, Place};
use super::markup::tenths;
use super::raster;
use super::state::ChartState;

/// The least size of a drawing.
const LEAST: (u32, u32) = (260, 220);
/// How long its place must have had one size before it is drawn anew.
const REST: Duration = Duration::from_millis(80);
/// A pointer that moved less has not drawn a range, in CSS pixels.
const STILL: f64 = 4.0;

/// The drawing.
#[component]
pub(super) fn Picture(state: ChartState) -> impl IntoView {
    let stage = NodeRef::<Div>::new();
    let canvas = NodeRef::<Canvas>::new();
    let drawing = NodeRef::<G>::new();
    // Where the selection begins and ends, and whether the pointer is drawing it.
    let selecting = RwSignal::new(None::<((f64, f64), (f64, f64))>);
    let drawn = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let pointed = StoredValue::new(None::<u32>);
    let figure = move || state.came.get().map(|came| came.figure.clone());
    let figure_now = move || state.came.get_untracked().map(|came| came.figure.clone());

    measure(stage, state.size);
    let dark = in_dark();
    Effect::new(move |before: Option<Option<Arc<Figure>>>| {
        let now = figure();
        // In another size the same is selected as before; in another drawing, nothing.
        let carried = before
            .flatten()
            .zip(now.as_ref())
            .zip(selecting.get_untracked())
            .and_then(|((before, now), (from, to))| before.carried(from, now).zip(before.carried(to, now)));
        if carried.is_none() {
            drawn.set(false);
            said.set(String::new());
        }
        selecting.set(carried);
        if let Some(group) = drawing.get() {
            group.set_inner_html(&now.as_ref().map(|figure| figure.markup.clone()).unwrap_or_default());
        }
        now
    });
    Effect::new(move |_| {
        dark.get();
        let (Some(canvas), Some(came)) = (canvas.get(), state.came.get().filter(|came| came.data.is_points())) else {
            return;
        };
        let scale = window().device_pixel_ratio().clamp(1.0, 2.0);
        let figure = &came.figure;
        let ink = ink(&canvas);
        let picture = raster::paint(&figure.marks, &came.data.colours, came.data.others(), figure.plot, scale, ink);
        // Where there is no canvas, the axes and the numbers are still there.
        let _ = put(&canvas, &picture);
    });

    let apply = move |selected: Place| {
        if let Some(figure) = figure_now() {
            let filters = figure.filters(selected);
            if !filters.is_empty() {
                state.subject.filter(&filters);
            }
        }
    };
    let point = move |at: (f64, f64)| {
        let Some(figure) = figure_now() else { return };
        if let Some(words) = figure.says(at) {
            return said.set(words);
        }
        let mark = figure.mark(at);
        let row = mark.map(|mark| mark.row);
        if pointed.get_value() == row {
            return;
        }
        pointed.set_value(row);
        match mark {
            None => said.set(String::new()),
            Some(mark) => state.say_row(mark, move |words| {
                if pointed.try_get_value().flatten() == row {
                    said.try_set(words);
                }
            }),
        }
    };
    let down = move |event: PointerEvent| {
        let Some(at) = place_of(&event).filter(|_| event.button() == 0) else { return };
        let is_within = figure_now().is_some_and(|figure| within(figure.plot, at));
        if is_within {
            if let Some(target) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
                // Without it the selection ends at the edge, no more.
                let _ = target.set_pointer_capture(event.pointer_id());
            }
            drawn.set(true);
            selecting.set(Some((at, at)));
        }
    };
    let motion = move |event: PointerEvent| {
        let Some(at) = place_of(&event) else { return };
        if drawn.get_untracked() {
            selecting.update(|selecting| {
                if let Some((_, to)) = selecting {
                    *to = at;
                }
            });
        }
        point(at);
    };
    let up = move |_: PointerEvent| {
        if !drawn.get_untracked() {
            return;
        }
        drawn.set(false);
        let Some((from, to)) = selecting.get_untracked() else { return };
        selecting.set(None);
        if let Some(figure) = figure_now() {
            let moved = (from.0 - to.0).abs().max((from.1 - to.1).abs()) > STILL;
            // A click chooses a thing; of numbers it chooses nothing.
            if moved || figure.says(from).is_some() {
                apply(figure.snapped(from, to));
            }
        }
    };
    let cancel = move |_: PointerEvent| {
        drawn.set(false);
        selecting.set(None);
    };
    let on_key = move |event: KeyboardEvent| {
        let Some(figure) = figure_now() else { return };
        let by = match event.key().as_str() {
            "ArrowLeft" => (-1.0, 0.0),
            "ArrowRight" => (1.0, 0.0),
            "ArrowUp" => (0.0, -1.0),
            "ArrowDown" => (0.0, 1.0),
            "Enter" => {
                if let Some((from, to)) = selecting.get_untracked() {
                    apply(figure.snapped(from, to));
                }
                return event.prevent_default();
            }
            "Escape" => return selecting.set(None),
            _ => return,
        };
        event.prevent_default();
        let (from, to) = match selecting.get_untracked() {
            None => (figure.start(), figure.start()),
            Some((from, to)) => {
                let next = figure.step(to, by);
                (if event.shift_key() { from } else { next }, next)
            }
        };
        selecting.set(Some((from, to)));
        point(to);
    };
    let selected = move || {
        let (from, to) = selecting.get()?;
        let place = figure()?.snapped(from, to);
        Some(view! {
            <rect
                class="chart-selected"
                x=tenths(place.left)
                y=tenths(place.top)
                width=tenths(place.width)
                height=tenths(place.height)
            ></rect>
        })
    };
    let label = move || figure().map(|figure| figure.summary.clone()).unwrap_or_default();
    let size = move |of: fn((f64, f64)) -> f64| move || tenths(figure().map_or(0.0, |figure| of(figure.size)));
    let plot =
        move |of: fn(Place) -> f64| move || format!("{}px", tenths(figure().map_or(0.0, |figure| of(figure.plot))));
    // Two results can be side by side.
    let table = state.subject.viewed.with_untracked(|viewed| viewed.as_ref().map_or(0, |viewed| viewed.table.table));
    let keys = format!("chart-keys-{table}");
    view! {
        <figure class="chart-figure" aria-busy=move || state.asking.get().to_string()>
            <div class="chart-stage" node_ref=stage>
                <canvas
                    node_ref=canvas
                    aria-hidden="true"
                    hidden=move || !state.came.get().is_some_and(|came| came.data.is_points())
                    style:left=plot(|plot| plot.left)
                    style:top=plot(|plot| plot.top)
                    style:width=plot(|plot| plot.width)
                    style:height=plot(|plot| plot.height)
                ></canvas>
                <svg
                    class="chart"
                    role="img"
                    tabindex="0"
                    aria-label=label
                    aria-describedby=keys.clone()
                    width=size(|size| size.0)
                    height=size(|size| size.1)
                    on:pointerdown=down
                    on:pointermove=motion
                    on:pointerup=up
                    on:pointercancel=cancel
                    on:keydown=on_key
                >
                    <g node_ref=drawing></g>
                    {selected}
                </svg>
            </div>
            <figcaption class="chart-said" aria-live="polite">
                {move || if said.with(String::is_empty) { HINT.to_owned() } else { said.get() }}
            </figcaption>
            <span id=keys class="visually-hidden">
                "Arrow keys go through the chart, with Shift they select, Enter shows only the selected rows."
            </span>
        </figure>
    }
}

/// What stands below a chart that is not pointed at.
const HINT: &str = "Drag over the chart, or click a part of it, to show only those rows.";

fn within(plot: Place, (x, y): (f64, f64)) -> bool {
    (plot.left..=plot.left + plot.width).contains(&x) && (plot.top..=plot.top + plot.height).contains(&y)
}

/// Where a pointer is in the drawing.
fn place_of(event: &PointerEvent) -> Option<(f64, f64)> {
    let bounds = event.current_target()?.dyn_into::<Element>().ok()?.get_bounding_client_rect();
    Some((f64::from(event.client_x()) - bounds.left(), f64::from(event.client_y()) - bounds.top()))
}

/// Keeps `size` as the size of an element.
fn measure(stage: NodeRef<Div>, size: RwSignal<Option<(u32, u32)>>) {
    let pending = StoredValue::new_local(None::<TimeoutHandle>);
    let forget = move || {
        if let Some(Some(pending)) = pending.try_update_value(Option::take) {
            pending.clear();
        }
    };
    let observed = StoredValue::new_local(None::<(ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(element) = stage.get().map(HtmlElement::from) else { return };
        let watched = element.clone();
        let take = move || {
            let of = |length: i32, least: u32| u32::try_from(length).unwrap_or(0).max(least);
            let now = Some((of(element.client_width(), LEAST.0), of(element.client_height(), LEAST.1)));
            if size.try_get_untracked().is_some_and(|before| before != now) {
                size.set(now);
            }
        };
        take();
        let closure = Closure::<dyn FnMut()>::new(move || {
            forget();
            pending.try_set_value(set_timeout_with_handle(take.clone(), REST).ok());
        });
        if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
            observer.observe(&watched);
            observed.set_value(Some((observer, closure)));
        }
    });
    on_cleanup(move || {
        forget();
        if let Some(Some((observer, _closure))) = observed.try_update_value(Option::take) {
            observer.disconnect();
        }
    });
}

/// Whether the system is dark, as it changes: a canvas does not follow by itself.
fn in_dark() -> ReadSignal<bool> {
    let query = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let (dark, set_dark) = signal(query.as_ref().is_some_and(|query| query.matches()));
    let Some(query) = query else { return dark };
    let changed = query.clone();
    let closure = Closure::<dyn FnMut()>::new(move || _ = set_dark.try_set(changed.matches()));
    query.set_onchange(Some(closure.as_ref().unchecked_ref()));
    let held = StoredValue::new_local(closure);
    on_cleanup(move || {
        query.set_onchange(None);
        held.dispose();
    });
    dark
}

/// The colour of an element's text: `rgb(11, 103, 120)`.
fn ink(element: &HtmlElement) -> [u8; 3] {
    let style = window().get_computed_style(element).ok().flatten();
    let colour = style.and_then(|style| style.get_property_value("color").ok()).unwrap_or_default();
    let mut parts = colour.split(|sign: char| !sign.is_ascii_digit()).filter_map(|part| part.parse().ok());
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}
