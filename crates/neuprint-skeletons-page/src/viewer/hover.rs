//! What is under the mouse. One question at a time is asked of the picture; its answer comes some frames later, and none of
//! them waits for it.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::PointerEvent;

use super::state::ViewState;
use super::view::View;

/// Where the mouse is, and whether a question is open. Cloning clones the handle.
#[derive(Clone, Default)]
pub(super) struct Hover(Rc<Inner>);

#[derive(Default)]
struct Inner {
    /// Where the mouse is, if nobody has asked for it yet.
    unasked: Cell<Option<(f64, f64)>>,
    is_asking: Cell<bool>,
    is_over: Cell<bool>,
}

impl Hover {
    /// The mouse moves over the canvas. A finger does not hover, and what is dragged hides what is under it.
    pub(super) fn moved(&self, event: &PointerEvent, state: ViewState) {
        if event.pointer_type() == "touch" || event.buttons() != 0 {
            return;
        }
        self.0.is_over.set(true);
        self.0.unasked.set(Some((f64::from(event.offset_x()), f64::from(event.offset_y()))));
        if self.0.is_asking.get() {
            return;
        }
        let Some(view) = state.with_view(View::clone) else { return };
        self.0.is_asking.set(true);
        let hover = self.clone();
        spawn_local(async move {
            while let Some((x, y)) = hover.0.unasked.take() {
                let found = view.pick(x, y).await.filter(|_| hover.0.is_over.get());
                // The page may have been left meanwhile.
                state.hovered.try_maybe_update(|old| (std::mem::replace(old, found.clone()) != found, ()));
            }
            hover.0.is_asking.set(false);
        });
    }

    /// The mouse leaves the canvas.
    pub(super) fn left(&self, state: ViewState) {
        self.0.is_over.set(false);
        self.0.unasked.set(None);
        state.hovered.maybe_update(|old| old.take().is_some());
    }
}
