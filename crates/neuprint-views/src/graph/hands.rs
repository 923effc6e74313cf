//! Mouse, touch and keys: drag moves, the wheel and two fingers zoom, a click selects.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::html::Canvas;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use super::camera::Point;
use super::picture::{Picture, Pointed};

/// CSS pixels that a press may wander and still be a click.
const CLICK: f64 = 4.0;
/// CSS pixels of a key's step.
const STEP: f64 = 40.0;

/// What is pressed on the canvas.
#[derive(Clone, Default)]
pub(super) struct Hands(Rc<RefCell<Vec<Finger>>>);

#[derive(Clone, Copy)]
struct Finger {
    id: i32,
    at: Point,
    wandered: f64,
}

impl Hands {
    /// A finger or button goes down.
    pub(super) fn down(&self, event: &PointerEvent, canvas: NodeRef<Canvas>) {
        if let Some(canvas) = canvas.get_untracked() {
            // Without the capture a drag that leaves the canvas would stop; it works otherwise.
            let _ = canvas.set_pointer_capture(event.pointer_id());
        }
        self.0.borrow_mut().push(Finger { id: event.pointer_id(), at: place(event), wandered: 0.0 });
    }

    /// It moves.
    pub(super) fn moved(&self, event: &PointerEvent, picture: Picture) {
        let mut fingers = self.0.borrow_mut();
        let before: Vec<Point> = fingers.iter().map(|finger| finger.at).collect();
        let to = place(event);
        let Some(finger) = fingers.iter_mut().find(|finger| finger.id == event.pointer_id()) else {
            if event.pointer_type() == "mouse" {
                picture.point(to);
            }
            return;
        };
        let by = [to[0] - finger.at[0], to[1] - finger.at[1]];
        finger.wandered += by[0].hypot(by[1]);
        finger.at = to;
        if finger.wandered < CLICK {
            return;
        }
        match (before.as_slice(), fingers.as_slice()) {
            ([a, b], [one, other]) => {
                let apart = |a: Point, b: Point| (a[0] - b[0]).hypot(a[1] - b[1]).max(1.0);
                let middle = [0, 1].map(|axis| (one.at[axis] + other.at[axis]) / 2.0);
                picture.pan([by[0] / 2.0, by[1] / 2.0]);
                picture.zoom(apart(one.at, other.at) / apart(*a, *b), Some(middle));
            }
            ([_], [_]) => picture.pan(by),
            _ => {}
        }
    }

    /// It goes up: a click selects.
    pub(super) fn up(&self, event: &PointerEvent, picture: Picture) {
        let mut fingers = self.0.borrow_mut();
        let Some(at) = fingers.iter().position(|finger| finger.id == event.pointer_id()) else { return };
        let finger = fingers.remove(at);
        if finger.wandered < CLICK && event.type_() == "pointerup" && event.button() == 0 {
            picture.select_at(place(event));
        }
    }
}

fn place(event: &PointerEvent) -> Point {
    [event.offset_x().into(), event.offset_y().into()]
}

/// The wheel zooms at the cursor. A trackpad's pinch arrives as a wheel with the control key, in smaller steps.
pub(super) fn wheel(event: &WheelEvent, picture: Picture) {
    event.prevent_default();
    let pixels = match event.delta_mode() {
        WheelEvent::DOM_DELTA_LINE => event.delta_y() * 16.0,
        WheelEvent::DOM_DELTA_PAGE => event.delta_y() * 400.0,
        _ => event.delta_y(),
    };
    let speed = if event.ctrl_key() { 0.01 } else { 0.0015 };
    let factor = (-pixels.clamp(-600.0, 600.0) * speed).exp();
    picture.zoom(factor, Some([event.offset_x().into(), event.offset_y().into()]));
}

/// A key on the canvas; whether it meant something.
pub(super) fn key(event: &KeyboardEvent, picture: Picture) -> bool {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    match event.key().as_str() {
        "ArrowLeft" => picture.pan([STEP, 0.0]),
        "ArrowRight" => picture.pan([-STEP, 0.0]),
        "ArrowUp" => picture.pan([0.0, STEP]),
        "ArrowDown" => picture.pan([0.0, -STEP]),
        "+" | "=" => picture.zoom(1.25, None),
        "-" => picture.zoom(0.8, None),
        "f" | "F" | "0" => picture.fit(),
        "Escape" if picture.selected.get_untracked().is_some() => {
            picture.selected.set(None);
            picture.pointed.set(Pointed::Nothing);
        }
        _ => return false,
    }
    true
}
