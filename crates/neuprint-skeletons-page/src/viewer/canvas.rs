//! The canvas element with its viewer.

use leptos::ev;
use leptos::html::Canvas as CanvasElement;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use wasm_bindgen::prelude::*;
use web_sys::{AddEventListenerOptions, HtmlCanvasElement, ResizeObserver, WheelEvent};

use super::hands::{self, Hands};
use super::hover::Hover;
use super::state::{ViewState, ViewStatus};
use super::view::View;
use neuprint_page::decimal;

/// A canvas that loads the renderer, follows its own size and the colour scheme, and obeys mouse, touch and keys. What a click
/// does, the Enter key does with what is in the middle, which is marked while the canvas has the keyboard.
#[component]
pub(crate) fn Canvas(state: ViewState) -> impl IntoView {
    let node = NodeRef::<CanvasElement>::new();
    let hands = Hands::default();
    let hover = Hover::default();
    let alive = StoredValue::new(true);

    Effect::new(move |opened: Option<bool>| {
        let Some(canvas) = node.get() else { return false };
        if opened != Some(true) {
            open(&canvas, state, alive);
        }
        true
    });
    on_cleanup(move || {
        alive.set_value(false);
        state.with_view(View::close);
    });

    let keys = window_event_listener(ev::keydown, move |event| {
        let typing = event.target().is_some_and(|target| is_text_field(&target));
        if !event.default_prevented() && !typing && hands::shortcut(&event, state) {
            event.prevent_default();
        }
    });
    on_cleanup(move || keys.remove());

    let pick = move |(x, y)| {
        let Some(view) = state.with_view(View::clone) else { return };
        spawn_local(async move {
            let picked = view.pick(x, y).await;
            // The page may have been left meanwhile.
            state.picked.try_set(picked);
        });
    };
    let (down, moved, up) = (hands.clone(), hands.clone(), hands);
    let lift = move |event: ev::PointerEvent| {
        if let Some(at) = up.up(&event) {
            pick(at);
        }
    };
    let cancel = lift.clone();
    let over = hover.clone();
    view! {
        <div class="view-stage">
            <canvas
                node_ref=node
                class="view-canvas"
                role="img"
                aria-label="3D view"
                aria-describedby="view-keys"
                tabindex="0"
                on:pointerdown=move |event| {
                    if let Some(canvas) = node.get_untracked() {
                        down.down(&event, &canvas);
                    }
                }
                on:pointermove=move |event| {
                    moved.moved(&event, state);
                    over.moved(&event, state);
                }
                on:pointerleave=move |_| hover.left(state)
                on:pointerup=lift
                on:pointercancel=cancel
                on:dblclick=move |event| hands::double_click(&event, state)
                on:contextmenu=|event| event.prevent_default()
                on:keydown=move |event| {
                    if hands::is_take(&event) {
                        if let Some(canvas) = node.get_untracked() {
                            pick((f64::from(canvas.client_width()) / 2.0, f64::from(canvas.client_height()) / 2.0));
                        }
                        event.prevent_default();
                    } else if hands::key(&event, state) {
                        event.prevent_default();
                    }
                }
                // The stylesheet gives the background a very short transition: its end tells that the colour scheme changed.
                on:transitionend=move |_| {
                    state.with_view(adopt_background);
                }
                // Once the browser has given the context back, everything is drawn anew.
                on:webglcontextrestored=move |_: web_sys::Event| {
                    state.with_view(View::request_frame);
                }
            ></canvas>
            <span class="view-middle" aria-hidden="true"></span>
        </div>
    }
}

fn open(canvas: &HtmlCanvasElement, state: ViewState, alive: StoredValue<bool>) {
    // Browsers ignore that a listener wants to keep the page from scrolling, unless it says so beforehand.
    let options = AddEventListenerOptions::new();
    options.set_passive(false);
    let wheel = Closure::<dyn Fn(WheelEvent)>::new(move |event: WheelEvent| hands::wheel(&event, state));
    let listener = wheel.as_ref().unchecked_ref();
    let added = canvas.add_event_listener_with_callback_and_add_event_listener_options("wheel", listener, &options);
    if added.is_err() {
        leptos::logging::warn!("the wheel does not zoom: the canvas takes no listener");
    }

    let canvas_to_measure = canvas.clone();
    let resized = Closure::<dyn Fn()>::new(move || {
        let (width, height) = (canvas_to_measure.client_width(), canvas_to_measure.client_height());
        if width > 0 && height > 0 {
            state.with_view(|view| view.resize(f64::from(width), f64::from(height)));
        }
    });
    let observer = ResizeObserver::new(resized.as_ref().unchecked_ref());
    let canvas = canvas.clone();
    let kept = SendWrapper::new((wheel, resized, observer));
    on_cleanup({
        let canvas = SendWrapper::new(canvas.clone());
        move || {
            let (wheel, _, observer) = &*kept;
            // A canvas that leaves the page needs no listener.
            let _ = canvas.remove_event_listener_with_callback("wheel", wheel.as_ref().unchecked_ref());
            if let Ok(observer) = observer {
                observer.disconnect();
            }
        }
    });

    spawn_local(async move {
        let on_frame = move |view: &View| {
            if let Some(scale) = view.scale() {
                state.scale.maybe_update(|old| std::mem::replace(old, scale) != scale);
            }
            let camera = view.camera();
            if state.camera.get_untracked() != camera {
                state.camera.set(camera);
                state.axes.set(view.axes().unwrap_or_default());
            }
        };
        let status = match View::open(canvas.clone(), on_frame).await {
            Ok(view) if alive.try_get_value() == Some(true) => {
                view.resize(f64::from(canvas.client_width()), f64::from(canvas.client_height()));
                adopt_background(&view);
                ViewStatus::Ready(view)
            }
            Ok(view) => return view.close(),
            Err(message) => ViewStatus::Failed(message),
        };
        if alive.try_get_value() == Some(true) {
            state.status.set(status);
        }
    });
}

/// Gives the picture the background that the stylesheet gives the canvas.
fn adopt_background(view: &View) {
    let style = window().get_computed_style(view.canvas()).ok().flatten();
    let color = style.and_then(|style| style.get_property_value("background-color").ok());
    if let Some(color) = color.and_then(|color| parse_rgb(&color)) {
        view.set_background(color);
    }
}

/// "rgb(12, 34, 56)" as browsers write computed colours, in 0…1.
fn parse_rgb(text: &str) -> Option<[f32; 3]> {
    let numbers = text.strip_prefix("rgb")?.trim_start_matches('a').strip_prefix('(')?.strip_suffix(')')?;
    let mut numbers = numbers.split(|letter: char| letter == ',' || letter == '/' || letter.is_whitespace());
    let mut next =
        || numbers.by_ref().find(|part| !part.is_empty()).and_then(decimal::parse).map(|value| value as f32 / 255.0);
    Some([next()?, next()?, next()?])
}

/// Whether keys typed there are text, or choose a value.
fn is_text_field(target: &web_sys::EventTarget) -> bool {
    target.dyn_ref::<web_sys::Element>().is_some_and(|element| {
        element.closest("input, textarea, select, [contenteditable], [role=textbox]").ok().flatten().is_some()
            && !element.matches("input[type=checkbox], input[type=radio]").unwrap_or(false)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computed_colours_are_understood() {
        assert_eq!(parse_rgb("rgb(255, 0, 51)"), Some([1.0, 0.0, 0.2]));
        assert_eq!(parse_rgb("rgba(0, 0, 0, 0)"), Some([0.0; 3]));
        assert_eq!(parse_rgb("rgb(255 0 51 / 0.5)"), Some([1.0, 0.0, 0.2]));
        assert_eq!(parse_rgb("color(srgb 1 0 0)"), None);
    }
}
