//! A table of any length: the ARIA grid pattern over rows that stay in the worker.
//!
//! ```text
//! view! { <DataGrid result body_link/> }
//! ```
//!
//! The grid is one stop of the Tab key; the arrow keys move an active cell and with Shift select a range, Enter opens the
//! cell, Ctrl-C copies what is selected, Ctrl-F finds. The heads hold buttons that sort, with Shift by several columns,
//! and menus with everything that is done to a column.

mod bar;
mod body;
mod cache;
mod cell;
mod columns;
mod cursor;
mod elements;
mod filter;
mod filters;
mod find;
mod geometry;
mod group;
mod head;
mod histogram;
mod inspection;
mod inspector;
mod layout;
mod menu;
mod painter;
mod partners;
mod selection;
mod sheet;
mod strip;
mod written;

use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Div;
use leptos::prelude::*;
use neuprint_worker::messages::{CellText, CopyFormat};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use self::bar::Bar;
use self::body::{Body, HEAD_HEIGHT, ROW_HEIGHT};
use self::cell::CellDialog;
use self::cursor::Place;
pub(crate) use self::filters::in_words;
use self::group::GroupDialog;
use self::head::Head;
use self::inspector::Inspector;
use self::menu::Floating;
pub(crate) use self::painter::BodyLink;
use self::painter::cell_id;
use self::selection::Selection;
use self::sheet::{Overlay, Sheet};
use crate::components::clipboard;
use crate::components::views::OtherView;
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
    let [scroller, sizer, holder]: [NodeRef<Div>; 3] = std::array::from_fn(|_| NodeRef::new());
    let sheet = Sheet::new(result, body_link);

    Effect::new(move |_| {
        if let (Some(scroller), Some(sizer), Some(holder), Some(table)) =
            (scroller.get(), sizer.get(), holder.get(), result.handle())
        {
            sheet.digit.set(digit(&sizer));
            sheet.mount(Body::new(sheet, table, [scroller, sizer, holder].map(HtmlElement::from)));
        }
    });
    Effect::new(move |_| {
        sheet.rows.get();
        sheet.columns.get();
        sheet.strip.get();
        sheet.with_body(Body::refresh);
    });
    Effect::new(move |before: Option<u32>| {
        let order = result.order.get();
        if before.is_some_and(|before| before != order) {
            sheet.with_body(Body::reorder);
        }
        order
    });
    on_cleanup(move || _ = sheet.with_body(Body::leave));

    let on_click = move |event: MouseEvent| {
        if let Some((place, button)) = place_of(&event).zip(menu_button(&event)) {
            sheet.activate(place, false);
            open_body(sheet, Some(&button));
        }
    };
    let on_down = move |event: MouseEvent| {
        if let Some(place) = place_of(&event).filter(|_| event.button() == 0 && menu_button(&event).is_none()) {
            sheet.activate(place, event.shift_key());
        }
    };
    let on_move = move |event: MouseEvent| {
        if event.buttons() == 1
            && let Some(place) = place_of(&event)
            && sheet.selection.with_untracked(|it| it.is_some_and(|selection| selection.reach != place))
        {
            sheet.activate(place, true);
        }
    };
    let on_double_click = move |event: MouseEvent| {
        if let Some(place) = place_of(&event) {
            open_cell(sheet, place);
        }
    };
    let nothing_passes = move || sheet.rows.get() == 0 && !result.filters.with(Vec::is_empty);
    view! {
        <Bar sheet/>
        <OtherView result/>
        <div class="grid-and-inspector" class:away=move || !sheet.is_seen()>
            <div
                class="grid"
                class:measured=move || sheet.natural.with(Option::is_some)
                role="grid"
                aria-label="Results"
                aria-rowcount=move || (u64::from(sheet.rows.get()) + 1).to_string()
                aria-colcount=move || (sheet.strip.with(strip::Strip::len) + 1).to_string()
                aria-multiselectable="true"
                aria-activedescendant=move || {
                    let reach = sheet.selection.get().map(|selection| selection.reach);
                    reach.filter(|reach| reach.row < sheet.rows.get()).map(|reach| cell_id(result.number, reach))
                }
                tabindex="0"
                node_ref=scroller
                style:--row-height=format!("{ROW_HEIGHT}px")
                style:--head-height=format!("{HEAD_HEIGHT}px")
                style:--columns=move || sheet.strip.with(|strip| strip.template(&sheet.drawn.get()))
                style:--first-free=move || (sheet.strip.with(strip::Strip::pinned) + 3).to_string()
                style:--total=move || format!("{}px", sheet.strip.with(strip::Strip::total))
                on:scroll=move |_| _ = sheet.with_body(Body::look)
                on:keydown=move |event| on_key(sheet, &event)
                on:mousedown=on_down
                on:mousemove=on_move
                on:click=on_click
                on:dblclick=on_double_click
                on:focus=move |_| {
                    let some = sheet.rows.get_untracked() > 0 && sheet.strip.with_untracked(strip::Strip::len) > 0;
                    if some && sheet.selection.get_untracked().is_none() {
                        sheet.activate(Place { row: 0, column: 0 }, false);
                    }
                }
            >
                <Head sheet/>
                <div class="grid-sizer" node_ref=sizer>
                    <div class="grid-rows" role="rowgroup" node_ref=holder></div>
                </div>
            </div>
            {move || nothing_passes().then(|| view! {
                <div class="no-rows muted">
                    <p>"No row passes the filters."</p>
                    <button type="button" class="button" on:click=move |_| sheet.unfilter(|_| true)>"Clear the filters"</button>
                </div>
            })}
            <Inspector sheet/>
        </div>
        <Floating sheet/>
        <GroupDialog sheet/>
        <CellDialog opened=sheet.opened/>
    }
}

fn on_key(sheet: Sheet, event: &KeyboardEvent) {
    // A key pressed on a button in a head is that button's.
    if event.target() != event.current_target() {
        return;
    }
    let Some(bounds) = sheet.with_body(Body::bounds) else { return };
    let control = event.ctrl_key() || event.meta_key();
    let selection = sheet.selection.get_untracked();
    match (event.key().as_str(), selection) {
        ("Enter", Some(Selection { reach, .. })) => {
            if !open_body(sheet, None) {
                open_cell(sheet, reach);
            }
        }
        ("c", Some(selection)) if control => {
            if selection.is_range() {
                sheet.copy(CopyFormat::Tsv, false);
            } else if let Some(value) = sheet.value(selection.reach) {
                clipboard::copy(&plain(&value));
            }
        }
        ("a", _) if control => {
            if let Some(all) = Selection::all(bounds) {
                sheet.select(all);
            }
        }
        ("f", _) if control => sheet.finding.set(true),
        (key, selection) => {
            let from = selection.map_or(Place { row: 0, column: 0 }, |selection| selection.reach);
            let Some(to) = cursor::step(from, key, control, bounds) else { return };
            sheet.activate(to, event.shift_key());
        }
    }
    event.prevent_default();
}

/// Opens the menu of the active cell's body, under `button` or the cell. Whether there is a body.
fn open_body(sheet: Sheet, button: Option<&Element>) -> bool {
    let Some(body) = sheet.active_body() else { return false };
    let place = sheet.selection.get_untracked().map(|selection| selection.reach);
    let cell = place.and_then(|place| sheet.with_body(|body| body.element(place)).flatten());
    if let Some(under) = button.or(cell.as_ref()) {
        sheet.focus();
        sheet.open(Overlay::Body(body), under, None);
    }
    true
}

/// Shows a cell in full.
fn open_cell(sheet: Sheet, place: Place) {
    if let (Some(value), Some(column)) = (sheet.value(place), sheet.column_at(place)) {
        sheet.opened.set(Some(Opened { column: sheet.name(column), row: place.row, value }));
    }
}

/// How wide a digit is in the grid's type, in CSS pixels.
fn digit(within: &Element) -> f64 {
    let Ok(probe) = document().create_element("span") else { return 7.0 };
    probe.set_class_name("digit-probe");
    // It measures nothing where it cannot be put, which is found out below.
    let _ = within.append_child(&probe);
    let width = probe.get_bounding_client_rect().width() / 100.0;
    probe.remove();
    if width > 1.0 { width } else { 7.0 }
}

/// The cell that a mouse event is in.
fn place_of(event: &MouseEvent) -> Option<Place> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let cell = target.closest("[role=gridcell]").ok()??;
    let column = cell.get_attribute("aria-colindex")?.parse::<u32>().ok()?.checked_sub(2)?;
    let row = cell.parent_element()?.get_attribute("aria-rowindex")?.parse::<u32>().ok()?.checked_sub(2)?;
    Some(Place { row, column })
}

/// The button of a body's menu that a mouse event is on.
fn menu_button(event: &MouseEvent) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(".body-menu").ok()?
}

/// A value as it is copied.
fn plain(value: &CellText) -> String {
    match value {
        CellText::Null => String::new(),
        CellText::Boolean(value) => value.to_string(),
        CellText::Number(text) | CellText::Text(text) | CellText::Json(text) => text.clone(),
    }
}
