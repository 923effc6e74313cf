//! Mouse, touch and keys become movements of the camera, as in neuroglancer: drag turns, Shift-drag or the right button
//! moves, the wheel zooms at the cursor, a double click brings what is there to the middle; one finger turns, two move and zoom.
//! The Enter key is a click in the middle.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlCanvasElement, KeyboardEvent, MouseEvent, PointerEvent, WheelEvent};

use super::state::ViewState;

/// CSS pixels that a press may wander and still be a click.
const CLICK: f64 = 4.0;
/// CSS pixels of a key's step.
const STEP: f64 = 24.0;

/// What is pressed on the canvas.
#[derive(Clone, Default)]
pub(super) struct Hands(Rc<RefCell<Vec<Finger>>>);

#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    at: (f64, f64),
    wandered: f64,
}

impl Hands {
    /// A finger or button goes down.
    pub(super) fn down(&self, event: &PointerEvent, canvas: &HtmlCanvasElement) {
        // Without the capture a drag that leaves the canvas would stop; it works otherwise.
        let _ = canvas.set_pointer_capture(event.pointer_id());
        let finger = Finger { id: event.pointer_id(), at: place(event), wandered: 0.0 };
        self.0.borrow_mut().push(finger);
    }

    /// It moves.
    pub(super) fn moved(&self, event: &PointerEvent, view: ViewState) {
        let mut fingers = self.0.borrow_mut();
        let before: Vec<(f64, f64)> = fingers.iter().map(|finger| finger.at).collect();
        let Some(finger) = fingers.iter_mut().find(|finger| finger.id == event.pointer_id()) else { return };
        let (x, y) = place(event);
        let (dx, dy) = (x - finger.at.0, y - finger.at.1);
        finger.at = (x, y);
        finger.wandered += dx.hypot(dy);
        if finger.wandered < CLICK {
            return;
        }
        match (before.as_slice(), fingers.as_slice()) {
            ([was_one, was_other], [one, other]) => {
                let (one, other) = (one.at, other.at);
                let was = (was_one.0 - was_other.0).hypot(was_one.1 - was_other.1).max(1.0);
                let is = (one.0 - other.0).hypot(one.1 - other.1).max(1.0);
                let middle = ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0);
                view.steer(|view| {
                    view.pan(dx / 2.0, dy / 2.0);
                    view.zoom(is / was, middle.0, middle.1);
                });
            }
            ([_], [_]) if event.shift_key() || event.buttons() & !1 != 0 => view.steer(|view| view.pan(dx, dy)),
            ([_], [_]) => view.steer(|view| view.orbit(dx, dy)),
            _ => {}
        }
    }

    /// It goes up; where, if it was a click.
    pub(super) fn up(&self, event: &PointerEvent) -> Option<(f64, f64)> {
        let mut fingers = self.0.borrow_mut();
        let at = fingers.iter().position(|finger| finger.id == event.pointer_id())?;
        let finger = fingers.remove(at);
        (finger.wandered < CLICK && event.type_() == "pointerup" && event.button() == 0).then(|| place(event))
    }
}

fn place(event: &PointerEvent) -> (f64, f64) {
    (f64::from(event.offset_x()), f64::from(event.offset_y()))
}

/// The wheel zooms at the cursor. A trackpad's pinch arrives as a wheel with the control key, in smaller steps.
pub(super) fn wheel(event: &WheelEvent, view: ViewState) {
    event.prevent_default();
    let pixels = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => event.delta_y() * 16.0,
        WheelEvent::DOM_DELTA_PAGE => event.delta_y() * 400.0,
        _ => event.delta_y(),
    };
    let speed = if event.ctrl_key() { 0.01 } else { 0.0015 };
    let factor = (-pixels.clamp(-600.0, 600.0) * speed).exp();
    view.steer(|view| view.zoom(factor, f64::from(event.offset_x()), f64::from(event.offset_y())));
}

/// A double click brings what is there to the middle.
pub(super) fn double_click(event: &MouseEvent, view: ViewState) {
    event.prevent_default();
    let (x, y) = (f64::from(event.offset_x()), f64::from(event.offset_y()));
    view.steer(|view| view.centre(x, y));
}

/// A key on the canvas; whether it meant something.
pub(super) fn key(event: &KeyboardEvent, view: ViewState) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let (dx, dy) = match event.key().as_str() {
        "ArrowLeft" => (-STEP, 0.0),
        "ArrowRight" => (STEP, 0.0),
        "ArrowUp" => (0.0, -STEP),
        "ArrowDown" => (0.0, STEP),
        "+" | "=" => return zoom(view, 1.25),
        "-" => return zoom(view, 0.8),
        _ => return shortcut(event, view),
    };
    let shift = event.shift_key();
    view.steer(|view| if shift { view.pan(dx, dy) } else { view.orbit(dx, dy) });
    true
}

/// Whether a key on the canvas takes what is in the middle.
pub(super) fn is_take(event: &KeyboardEvent) -> bool {
    let is_plain = !event.ctrl_key() && !event.meta_key() && !event.alt_key() && !event.shift_key();
    is_plain && event.key() == "Enter"
}

/// F, 1, 2, 3, which mean the same wherever the focus is, except where text is typed; whether the key was one.
pub(super) fn shortcut(event: &KeyboardEvent, view: ViewState) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    match event.key().as_str() {
        "f" | "F" => view.steer(super::View::frame),
        "1" => view.steer(|view| view.axis_view("x")),
        "2" => view.steer(|view| view.axis_view("y")),
        "3" => view.steer(|view| view.axis_view("z")),
        _ => return false,
    }
    true
}

/// Whether a key goes to a field that takes text, and so means a letter, or an undo of its own.
pub(crate) fn goes_to_text(event: &KeyboardEvent) -> bool {
    const FIELDS: &str =
        "textarea, [contenteditable], input:not([type=range], [type=checkbox], [type=radio], [type=color])";
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|element| element.closest(FIELDS).ok().flatten().is_some())
}

fn zoom(view: ViewState, factor: f64) -> bool {
    view.steer(|view| {
        let canvas = view.canvas();
        view.zoom(factor, f64::from(canvas.client_width()) / 2.0, f64::from(canvas.client_height()) / 2.0);
    });
    true
}
