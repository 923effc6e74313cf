//! The list by keyboard: one row has the focus, arrows move it, letters do what buttons do.

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::actions;
use super::list_order::Item;
use super::page_state::PageState;

/// What the keys do, for people.
pub(super) const KEYS: &str =
    "Arrows move, Space shows or hides, S solos, L locks, Enter looks at it, Delete removes it.";

/// The element of a neuron's row.
pub(super) fn row_id(body: u64) -> String {
    format!("neuron-{body}")
}

/// A key in the list; `items` are its lines.
pub(super) fn pressed(event: &KeyboardEvent, state: PageState, items: &[Item]) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() || event.default_prevented() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    // Buttons and fields within a row have keys of their own.
    let Some(body) = target.and_then(|target| target.id().strip_prefix("neuron-")?.parse::<u64>().ok()) else { return };
    let Some(neuron) = state.neuron(body) else { return };
    let bodies = || items.iter().filter_map(|item| if let Item::Neuron(body) = item { Some(*body) } else { None });
    let bodies: Vec<u64> = bodies().collect();
    let at = bodies.iter().position(|other| *other == body).unwrap_or_default();
    let last = bodies.len().saturating_sub(1);
    match event.key().as_str() {
        "ArrowDown" => focus(state, &bodies, (at + 1).min(last)),
        "ArrowUp" => focus(state, &bodies, at.saturating_sub(1)),
        "Home" => focus(state, &bodies, 0),
        "End" => focus(state, &bodies, last),
        " " => actions::set_visible(state, &neuron, !neuron.visible.get_untracked()),
        "s" | "S" => actions::solo(state, &[body]),
        "l" | "L" => neuron.locked.update(|locked| *locked = !*locked),
        "Enter" => actions::look_at(state, &neuron),
        "Delete" => {
            focus(state, &bodies, if at == last { at.saturating_sub(1) } else { at + 1 });
            actions::remove(state, body);
        }
        _ => return,
    }
    event.prevent_default();
}

/// Gives the focus to a row.
fn focus(state: PageState, bodies: &[u64], at: usize) {
    let Some(body) = bodies.get(at) else { return };
    state.current.set(Some(*body));
    let row = document().get_element_by_id(&row_id(*body)).and_then(|row| row.dyn_into::<HtmlElement>().ok());
    if let Some(row) = row {
        // A row can be focused.
        let _ = row.focus();
    }
}
