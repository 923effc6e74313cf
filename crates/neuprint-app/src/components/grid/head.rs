//! The heads of a grid's columns: names, kinds, the buttons that sort, and what resizes and moves a column.
//!
//! One head is a stop of the Tab key; Left and Right lead to the others, Down opens the menu, Alt with Left and Right
//! makes the column narrower and wider, with Shift besides it moves it.

use leptos::ev::{KeyboardEvent, MouseEvent, PointerEvent};
use leptos::html::{Button, Div};
use leptos::prelude::*;
use neuprint_worker::messages::{ColumnKind, ColumnSummary};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::columns::Look;
use super::layout::Side;
use super::painter::FIRST_ARIA_COLUMN;
use super::sheet::{Overlay, Sheet};
use crate::components::icons::{Icon, IconName};

/// How many CSS pixels a key makes a column wider.
const STEP: f64 = 16.0;
/// How far the pointer goes before a head is dragged and not pressed, in CSS pixels.
const DRAG: i32 = 6;

/// The first row of the grid; it stays in sight.
#[component]
pub(super) fn Head(sheet: Sheet) -> impl IntoView {
    // The head that the Tab key leads to.
    let stop = RwSignal::new(0_u32);
    let heads = move || {
        let drawn = sheet.drawn.get();
        sheet.strip.with(|strip| {
            (0..strip.pinned()).chain(drawn).filter_map(|place| strip.column(place)).collect::<Vec<u32>>()
        })
    };
    view! {
        <div class="grid-head" role="rowgroup">
            <div class="grid-row" role="row" aria-rowindex="1">
                <div class="grid-number" role="columnheader" aria-colindex="1">
                    <span class="visually-hidden">"Row"</span>
                </div>
                <For each=heads key=|column| *column let:column>
                    <ColumnHead sheet column stop/>
                </For>
            </div>
        </div>
    }
}

/// What the pointer does with a head.
#[derive(Clone, Copy)]
enum Drag {
    /// It makes the column wider: where it began, and the width then.
    Width(i32, f64),
    /// It may move the column: where it began.
    Place(i32),
}

#[component]
fn ColumnHead(sheet: Sheet, column: u32, stop: RwSignal<u32>) -> impl IntoView {
    let (cell, button) = (NodeRef::<Div>::new(), NodeRef::<Button>::new());
    let result = sheet.result;
    // The column's rank among the keys, from 1, and whether it goes down.
    let key = Memo::new(move |_| {
        result.keys.with(|keys| {
            let rank = keys.iter().position(|key| key.column == column)?;
            Some((rank + 1, keys[rank].descending, keys.len()))
        })
    });
    let head = Memo::new(move |_| sheet.head(column));
    let place = Memo::new(move |_| sheet.strip.with(|strip| strip.place(column)).unwrap_or_default());
    let pinned = move || place.get() < sheet.strip.with(|strip| strip.pinned());
    let filtered = Memo::new(move |_| result.filters.with(|filters| filters.iter().any(|it| it.column == column)));
    let tab = move || {
        let stop = stop.get();
        let here = sheet.strip.with(|strip| strip.place(stop)).is_none_or(|at| {
            at >= sheet.strip.with(|strip| strip.pinned()) && sheet.drawn.with(|drawn| !drawn.contains(&at))
        });
        let first = place.get() == sheet.drawn.with(|drawn| drawn.start);
        if stop == column || (here && first) { "0" } else { "-1" }
    };
    let width = move || sheet.strip.with_untracked(|strip| strip.width(place.get_untracked()));
    let menu = move || {
        if let (Some(cell), Some(button)) = (cell.get_untracked(), button.get_untracked()) {
            sheet.open(Overlay::Column(column), &cell, Some(button.into()));
        }
    };

    let on_key = move |event: KeyboardEvent| {
        let side = match event.key().as_str() {
            "ArrowLeft" => Side::Left,
            "ArrowRight" => Side::Right,
            "ArrowDown" => {
                event.prevent_default();
                return menu();
            }
            _ => return,
        };
        event.prevent_default();
        if event.alt_key() && event.shift_key() {
            sheet.change(|layout| layout.shift(column, side));
            sheet.say_place(column);
            // The button may have been moved in the document, which takes the focus from it.
            request_animation_frame(move || focus(button.get_untracked()));
        } else if event.alt_key() {
            let by = if side == Side::Left { -STEP } else { STEP };
            sheet.change(|layout| layout.resize(column, width() + by));
            sheet.said.set(format!("{} is {:.0} pixels wide", sheet.name(column), width()));
        } else {
            neighbour(cell.get_untracked(), side);
        }
    };

    let drag = StoredValue::new_local(None::<Drag>);
    let moved = StoredValue::new(false);
    let motion = move |event: PointerEvent| match drag.get_value() {
        Some(Drag::Width(from, width)) => {
            let wider = f64::from(event.client_x() - from);
            sheet.change(|layout| layout.resize(column, width + wider));
        }
        Some(Drag::Place(from)) if (event.client_x() - from).abs() > DRAG && !moved.get_value() => {
            moved.set_value(true);
        }
        _ => {}
    };
    let up = move |event: PointerEvent| {
        if let Some(Drag::Place(_)) = drag.try_update_value(Option::take).flatten()
            && moved.get_value()
            && let Some((other, side)) = cell.get_untracked().and_then(|cell| head_at(&cell, event.client_x()))
            && let Some(beside) = sheet.strip.with_untracked(|strip| strip.column(other))
        {
            sheet.change(|layout| layout.put(column, beside, side));
            sheet.say_place(column);
        }
    };
    let followed = StoredValue::new_local(None::<[WindowListenerHandle; 3]>);
    let let_go = move || {
        if let Some(Some(listeners)) = followed.try_update_value(Option::take) {
            listeners.into_iter().for_each(WindowListenerHandle::remove);
        }
    };
    on_cleanup(let_go);
    let down = move |event: PointerEvent| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        if event.button() != 0 || target.closest(".head-menu").ok().flatten().is_some() {
            return;
        }
        moved.set_value(false);
        let grip = target.class_list().contains("head-grip");
        drag.set_value(Some(if grip { Drag::Width(event.client_x(), width()) } else { Drag::Place(event.client_x()) }));
        // Followed wherever it goes: a quick hand has left the head before it has moved far enough within.
        let_go();
        followed.set_value(Some([
            window_event_listener(leptos::ev::pointermove, motion),
            window_event_listener(leptos::ev::pointerup, move |event| {
                up(event);
                let_go();
            }),
            window_event_listener(leptos::ev::pointercancel, move |_| {
                drag.set_value(None);
                let_go();
            }),
        ]));
    };
    let mark = move || head.with(|head| head.as_ref().map(|head| mark(head.kind)));
    view! {
        <div
            class="grid-cell"
            class:number=move || head.with(|head| head.as_ref().is_some_and(|head| Look::of(head).right))
            data-held=move || pinned().then_some("")
            data-first=move || (place.get() == sheet.drawn.with(|drawn| drawn.start)).then_some("")
            style:left=move || pinned().then(|| format!("{}px", sheet.strip.with(|strip| strip.held_at(place.get()))))
            role="columnheader"
            aria-colindex=move || (place.get() as u32 + FIRST_ARIA_COLUMN).to_string()
            aria-sort=move || match key.get() {
                None => "none",
                Some((_, false, _)) => "ascending",
                Some((_, true, _)) => "descending",
            }
            node_ref=cell
            on:pointerdown=down
        >
            <button
                type="button"
                class="head-sort"
                tabindex=tab
                node_ref=button
                title=move || head.with(|head| head.as_ref().map(describe))
                on:keydown=on_key
                on:focus=move |_| stop.set(column)
                on:click=move |event: MouseEvent| {
                    if !moved.get_value() {
                        result.sort(sheet.session, column, event.shift_key());
                    }
                    moved.set_value(false);
                }
            >
                <span class="head-kind" aria-hidden="true">{mark}</span>
                <span class="grid-name">{move || head.get().map(|head| head.name)}</span>
                {move || filtered.get().then(|| view! {
                    <span class="head-filter"><Icon name=IconName::Filter/><span class="visually-hidden">"filtered"</span></span>
                })}
                <span class="grid-sort" class:on=move || key.get().is_some() aria-hidden="true">
                    {move || match key.get() {
                        Some((_, true, _)) => view! { <Icon name=IconName::Down/> },
                        _ => view! { <Icon name=IconName::Up/> },
                    }}
                    {move || key.get().filter(|(_, _, count)| *count > 1).map(|(rank, _, _)| rank.to_string())}
                </span>
            </button>
            <button
                type="button"
                class="head-menu"
                tabindex="-1"
                aria-haspopup="menu"
                aria-label=move || format!("Menu of {}", sheet.name(column))
                on:click=move |_| menu()
            >
                <Icon name=IconName::Chevron/>
            </button>
            <span
                class="head-grip"
                aria-hidden="true"
                on:dblclick=move |_| fit(sheet, column)
            ></span>
        </div>
    }
}

/// Makes a column as wide as its head and the cells that have been seen.
pub(super) fn fit(sheet: Sheet, column: u32) {
    if let Some(Some(width)) = sheet.with_body(|body| body.fitting(column)) {
        sheet.natural.update(|natural| {
            if let Some(natural) = natural.as_mut().and_then(|natural| natural.get_mut(column as usize)) {
                *natural = width;
            }
        });
    }
    sheet.change(|layout| layout.fit(column));
}

fn focus(button: Option<web_sys::HtmlButtonElement>) {
    if let Some(button) = button {
        // An element that is gone takes no focus.
        let _ = button.focus();
    }
}

/// Leads to the head beside this one.
fn neighbour(cell: Option<web_sys::HtmlDivElement>, side: Side) {
    let Some(cell) = cell else { return };
    let beside = match side {
        Side::Left => cell.previous_element_sibling(),
        Side::Right => cell.next_element_sibling(),
    };
    let button = beside.and_then(|beside| beside.query_selector(".head-sort").ok().flatten());
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        let _ = button.focus();
    }
}

/// Which head is at a place of the window, and on which side of its middle the place is.
fn head_at(cell: &Element, x: i32) -> Option<(usize, Side)> {
    let row = cell.parent_element()?;
    let x = f64::from(x);
    let heads = row.query_selector_all("[role=columnheader]").ok()?;
    let heads = (1..heads.length()).filter_map(|at| heads.get(at)?.dyn_into::<Element>().ok());
    let (_, found) = heads
        .map(|head| (head.get_bounding_client_rect(), head))
        .map(|(bounds, head)| ((bounds.left().max(x) - bounds.right().min(x)).max(0.0), head))
        .min_by(|(one, _), (other, _)| one.total_cmp(other))?;
    let bounds = found.get_bounding_client_rect();
    let side = if x < (bounds.left() + bounds.right()) / 2.0 { Side::Left } else { Side::Right };
    let place = found.get_attribute("aria-colindex")?.parse::<u32>().ok()?.checked_sub(FIRST_ARIA_COLUMN)?;
    Some((place as usize, side))
}

/// A kind in a sign or two.
fn mark(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Null => "∅",
        ColumnKind::Boolean => "T/F",
        ColumnKind::Integer => "#",
        ColumnKind::Float => "#.#",
        ColumnKind::Text => "A",
        ColumnKind::Mixed => "{ }",
    }
}

/// A kind in words.
pub(super) fn kind_in_words(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Null => "only null",
        ColumnKind::Boolean => "true or false",
        ColumnKind::Integer => "64-bit integers, exact",
        ColumnKind::Float => "64-bit floats",
        ColumnKind::Text => "text",
        ColumnKind::Mixed => "lists, maps or several kinds, as JSON",
    }
}

fn describe(column: &ColumnSummary) -> String {
    let kind = kind_in_words(column.kind);
    let nulls = if column.nulls > 0 { format!(", {} null", column.nulls) } else { String::new() };
    format!("{kind}{nulls}. Click sorts, Shift-click by several columns; the down arrow key opens the menu")
}
