//! Looks for answers of the GPU while nothing is drawn.
//!
//! An animation frame costs a browser more than the question itself, even if nothing is drawn in it. So while the picture
//! is at rest a timer asks whether the answer is there.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::Closure;

use super::stage::Stage;

/// Milliseconds between two looks; browsers make it four when it was asked for often.
const BETWEEN: i32 = 2;

/// Passes on what the GPU has answered, now and from time to time, until everything is answered or the picture is not at
/// rest any more: then drawing does it.
pub(super) fn follow(stage: &Rc<RefCell<Stage>>) {
    if stage.borrow_mut().begin_following() {
        look(stage);
    }
}

fn look(stage: &Rc<RefCell<Stage>>) {
    if !stage.borrow_mut().answer_at_rest() {
        return;
    }
    let stage: Weak<RefCell<Stage>> = Rc::downgrade(stage);
    let again = Closure::once_into_js(move || {
        // None: the viewer was freed.
        if let Some(stage) = stage.upgrade() {
            look(&stage);
        }
    });
    let again = again.unchecked_ref();
    if let Some(window) = web_sys::window() {
        // A function and a number are taken by every window.
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(again, BETWEEN);
    }
}
