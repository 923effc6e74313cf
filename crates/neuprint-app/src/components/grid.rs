//! A table of any length: the ARIA grid pattern over rows that stay in the worker.
//!
//! ```text
//! view! { <DataGrid result body_link/> }
//! ```
//!
//! The grid is one stop of the Tab key; the arrow keys move an active cell, Enter opens it, Ctrl-C copies it. The heads
//! hold buttons that sort, with Shift by several columns.

mod body;
mod cache;
mod cell;
mod columns;
mod cursor;
mod geometry;
mod head;
mod layout;
mod painter;
mod selection;
mod strip;
mod written;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Div;
use leptos::prelude::*;
use neuprint_worker::messages::CellText;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use self::body::{Body, HEAD_HEIGHT, ROW_HEIGHT};
use self::cell::CellDialog;
use self::cursor::Place;
use self::head::Head;
pub(crate) use self::painter::BodyLink;
use crate::components::clipboard;
use crate::state::Session;
use crate::state::result::ResultState;

/// A cell's value in full.
#[derive(Debug, Clone, PartialEq)]
struct Opened {
    column: String,
    row: u32,
    value: CellText,
}

/// The result of a query, once it has a table. Make a new one for each result.
#[component]
pub(crate) fn DataGrid(
    /// The table.
    result: ResultState,
    /// Where bodies lead.
    body_link: StoredValue<BodyLink, LocalStorage>,
) -> impl IntoView {
    let session = Session::expect();
    let [scroller, sizer, rows]: [NodeRef<Div>; 3] = std::array::from_fn(|_| NodeRef::new());
    let body = StoredValue::new_local(None::<Body>);
    let widths = RwSignal::new(None::<Vec<usize>>);
    let active = RwSignal::new(None::<String>);
    let opened = RwSignal::new(None::<Opened>);
    let table = Memo::new(move |_| result.table.get());

    Effect::new(move |_| {
        if let (Some(scroller), Some(sizer), Some(rows)) = (scroller.get(), sizer.get(), rows.get()) {
            let elements = [scroller, sizer, rows].map(HtmlElement::from);
            let Some(table) = table.get_untracked() else { return };
            body.set_value(Some(Body::new(session, table, elements, body_link.get_value(), widths)));
        }
    });
    Effect::new(move |_| {
        if let Some(table) = table.get() {
            with(body, |body| body.grow(table));
        }
    });
    Effect::new(move |before: Option<u32>| {
        let order = result.order.get();
        if before.is_some_and(|before| before != order) {
            with(body, Body::reorder);
        }
        order
    });
    on_cleanup(move || with(body, Body::leave));

    let open = move |place: Place| {
        let value = body.with_value(|body| body.as_ref().and_then(|body| body.value(place)));
        let column = table.with_untracked(|table| {
            table.as_ref().and_then(|table| Some(table.columns.get(place.column as usize)?.name.clone()))
        });
        if let (Some(value), Some(column)) = (value, column) {
            opened.set(Some(Opened { column, row: place.row, value }));
        }
    };
    let activate = move |place| with(body, |body| active.set(Some(body.activate(place))));

    let on_key = move |event: KeyboardEvent| {
        let Some(body) = body.get_value() else { return };
        // A key pressed on a button in a head is that button's.
        if event.target() != event.current_target() {
            return;
        }
        let control = event.ctrl_key() || event.meta_key();
        let at = body.active();
        match (event.key().as_str(), at) {
            ("Enter", Some(place)) => match body.active_link() {
                Some(link) => link.click(),
                None => open(place),
            },
            ("c", Some(place)) if control => {
                let Some(value) = body.value(place) else { return };
                clipboard::copy(&plain(&value));
            }
            (key, at) => {
                let from = at.unwrap_or(Place { row: 0, column: 0 });
                let Some(to) = cursor::step(from, key, control, body.bounds()) else { return };
                active.set(Some(body.activate(to)));
            }
        }
        event.prevent_default();
    };
    let on_click = move |event: MouseEvent| {
        if let Some(place) = place_of(&event) {
            activate(place);
        }
    };
    let on_double_click = move |event: MouseEvent| {
        if let Some(place) = place_of(&event) {
            open(place);
        }
    };

    let columns = Memo::new(move |_| table.with(|table| table.as_ref().map_or(0, |table| table.columns.len())));
    let rows_there = Memo::new(move |_| table.with(|table| table.as_ref().map_or(0, |table| table.rows)));
    view! {
        <div
            class="grid"
            class:measured=move || widths.with(Option::is_some)
            role="grid"
            aria-label="Results"
            aria-rowcount=move || (u64::from(rows_there.get()) + 1).to_string()
            aria-colcount=move || (columns.get() + 1).to_string()
            aria-multiselectable="false"
            aria-activedescendant=move || active.get()
            tabindex="0"
            node_ref=scroller
            style:--row-height=format!("{ROW_HEIGHT}px")
            style:--head-height=format!("{HEAD_HEIGHT}px")
            style:--columns=move || widths.with(|widths| template(widths.as_deref(), columns.get()))
            on:scroll=move |_| with(body, Body::paint)
            on:keydown=on_key
            on:click=on_click
            on:dblclick=on_double_click
            on:focus=move |_| {
                if active.with_untracked(Option::is_none) && rows_there.get_untracked() > 0 && columns.get_untracked() > 0 {
                    activate(Place { row: 0, column: 0 });
                }
            }
        >
            <Head result/>
            <div class="grid-sizer" node_ref=sizer>
                <div class="grid-rows" role="rowgroup" node_ref=rows></div>
            </div>
        </div>
        <CellDialog opened/>
    }
}

fn with(body: StoredValue<Option<Body>, LocalStorage>, act: impl FnOnce(&Body)) {
    if let Some(Some(body)) = body.try_get_value() {
        act(&body);
    }
}

/// The grid's column template: row numbers, the columns, and what is left over.
fn template(widths: Option<&[usize]>, columns: usize) -> String {
    let mut template = String::from("var(--number-width)");
    for column in 0..columns {
        let width = widths.and_then(|widths| widths.get(column)).copied().unwrap_or(12);
        template.push_str(&format!(" calc({width}ch + 1.375rem)"));
    }
    template + " minmax(0, 1fr)"
}

/// The cell that a mouse event is in.
fn place_of(event: &MouseEvent) -> Option<Place> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let cell = target.closest("[role=gridcell]").ok()??;
    let column = cell.get_attribute("aria-colindex")?.parse::<u32>().ok()?.checked_sub(2)?;
    let row = cell.parent_element()?.get_attribute("aria-rowindex")?.parse::<u32>().ok()?.checked_sub(2)?;
    Some(Place { row, column })
}

/// A value as it is copied.
fn plain(value: &CellText) -> String {
    match value {
        CellText::Null => String::new(),
        CellText::Boolean(value) => value.to_string(),
        CellText::Number(text) | CellText::Text(text) | CellText::Json(text) => text.clone(),
    }
}
