//! What floats over the grid: one popover for the menus of columns and bodies, the ways to copy, and filters.

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{CopyFormat, Request, Response, SortKey};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::filter::FilterPanel;
use super::layout::Side;
use super::sheet::{Overlay, Sheet};
use super::{head, partners};
use crate::components::clipboard;

/// Room that is left to the window's edges, in CSS pixels.
const MARGIN: f64 = 8.0;

/// An entry of a menu.
pub(super) enum Entry {
    /// It does something, and the menu closes.
    Do(&'static str, Box<dyn Fn()>),
    /// It opens something else in the menu's place.
    Then(&'static str, Box<dyn Fn()>),
    /// It leads to another page.
    Go(&'static str, String),
    /// It leads away from here once it is known to where, or says why it does not.
    Leave(&'static str, RwSignal<Option<Result<String, String>>>),
    /// It is one of several that are on or off; the menu stays.
    Toggle(String, Signal<bool>, Box<dyn Fn()>),
    /// A line between groups.
    Line,
}

/// Shows what is open over the grid.
#[component]
pub(super) fn Floating(sheet: Sheet) -> impl IntoView {
    let popover = NodeRef::<Div>::new();
    Effect::new(move |_| {
        let (Some(popover), Some((_, anchor))) = (popover.get(), sheet.overlay.get()) else { return };
        // Refused where it is open already.
        let _ = popover.show_popover();
        // Its contents are there in the next frame, and by then it may be closed again.
        request_animation_frame(move || {
            if !popover.matches(":popover-open").unwrap_or(false) {
                return;
            }
            stand(&popover, anchor);
            let first = popover.query_selector("[role^=menuitem], input:not([type=radio]), button");
            if let Some(first) = first.ok().flatten().and_then(|first| first.dyn_into::<HtmlElement>().ok()) {
                let _ = first.focus();
            }
        });
    });
    let close = move || {
        if let Some(popover) = popover.get_untracked() {
            let _ = popover.hide_popover();
        }
    };
    let label = move || match sheet.overlay.get().map(|(overlay, _)| overlay) {
        Some(Overlay::Column(column)) => format!("Column {}", sheet.name(column)),
        Some(Overlay::Filter(column)) => format!("Filter {}", sheet.name(column)),
        Some(Overlay::Body(body)) => format!("Body {body}"),
        Some(Overlay::Copy) => "Copy as".to_owned(),
        Some(Overlay::Columns) => "Columns".to_owned(),
        None => String::new(),
    };
    let contents = move || {
        let overlay = sheet.overlay.get()?.0;
        Some(match overlay {
            Overlay::Column(column) => menu(label(), column_entries(sheet, column), close),
            Overlay::Filter(column) => view! { <FilterPanel sheet column/> }.into_any(),
            Overlay::Body(body) => menu(label(), body_entries(sheet, body), close),
            Overlay::Copy => menu(label(), copy_entries(sheet), close),
            Overlay::Columns => menu(label(), columns_entries(sheet), close),
        })
    };
    view! {
        <div
            class="popover grid-popover"
            popover="auto"
            node_ref=popover
            on:toggle=move |_| {
                let open = popover.get_untracked().is_some_and(|it| it.matches(":popover-open").unwrap_or(false));
                if !open {
                    sheet.overlay.set(None);
                }
            }
        >
            {contents}
        </div>
    }
}

/// Puts the popover under its anchor, or over it, within the window.
fn stand(popover: &HtmlElement, [left, top, bottom]: [f64; 3]) {
    let window = window();
    let size = |value: Result<wasm_bindgen::JsValue, _>| value.ok().and_then(|value| value.as_f64()).unwrap_or(0.0);
    let (width, height) = (size(window.inner_width()), size(window.inner_height()));
    let (own_width, own_height) = (f64::from(popover.offset_width()), f64::from(popover.offset_height()));
    let x = left.min(width - own_width - MARGIN).max(MARGIN);
    let below = bottom + own_height + MARGIN <= height;
    let y = if below { bottom } else { (top - own_height).min(height - own_height - MARGIN).max(MARGIN) };
    let style = popover.style();
    // A declaration that is refused leaves it where it is.
    let _ = style.set_property("left", &format!("{x}px"));
    let _ = style.set_property("top", &format!("{y}px"));
}

fn menu(label: String, entries: Vec<Entry>, close: impl Fn() + Copy + 'static) -> AnyView {
    let entries = entries.into_iter().map(|entry| match entry {
        Entry::Line => view! { <div role="separator"></div> }.into_any(),
        Entry::Go(name, address) => {
            view! { <a role="menuitem" tabindex="-1" href=address on:click=move |_| close()>{name}</a> }.into_any()
        }
        Entry::Leave(name, to) => {
            let address = move || to.with(|to| to.as_ref()?.as_ref().ok().cloned());
            let refused = move || to.with(|to| to.as_ref()?.as_ref().err().cloned());
            let disabled = move || address().is_none().then_some("true");
            let go = move |_| {
                if address().is_some() {
                    close();
                }
            };
            view! {
                <a
                    role="menuitem"
                    tabindex="-1"
                    target="_blank"
                    rel="noopener noreferrer"
                    href=address
                    aria-disabled=disabled
                    on:click=go
                >
                    {name}
                    {move || refused().map(|why| view! { <span class="menu-why">{why}</span> })}
                </a>
            }
            .into_any()
        }
        Entry::Then(name, act) => {
            view! { <button type="button" role="menuitem" tabindex="-1" on:click=move |_| act()>{name}</button> }
                .into_any()
        }
        Entry::Do(name, act) => view! {
            <button type="button" role="menuitem" tabindex="-1" on:click=move |_| { close(); act() }>{name}</button>
        }
        .into_any(),
        Entry::Toggle(name, on, act) => view! {
            <button
                type="button"
                role="menuitemcheckbox"
                tabindex="-1"
                aria-checked=move || on.get().to_string()
                on:click=move |_| act()
            >
                {name}
            </button>
        }
        .into_any(),
    });
    view! { <div class="menu" role="menu" aria-label=label on:keydown=steer>{entries.collect_view()}</div> }.into_any()
}

/// Arrow keys within a menu.
fn steer(event: KeyboardEvent) {
    let Some(menu) = event.current_target().and_then(|menu| menu.dyn_into::<Element>().ok()) else { return };
    let Ok(entries) = menu.query_selector_all("[role^=menuitem]") else { return };
    let count = entries.length();
    let active = document().active_element();
    let at: u32 = (0..count).find(|at| entries.get(*at).as_ref() == active.as_ref().map(AsRef::as_ref)).unwrap_or(0);
    let to = match event.key().as_str() {
        "ArrowDown" => (at + 1) % count.max(1),
        "ArrowUp" => (at + count).saturating_sub(1) % count.max(1),
        "Home" => 0,
        "End" => count.saturating_sub(1),
        _ => return,
    };
    event.prevent_default();
    if let Some(entry) = entries.get(to).and_then(|entry| entry.dyn_into::<HtmlElement>().ok()) {
        let _ = entry.focus();
    }
}

fn act(name: &'static str, act: impl Fn() + 'static) -> Entry {
    Entry::Do(name, Box::new(act))
}

fn column_entries(sheet: Sheet, column: u32) -> Vec<Entry> {
    let sort = move |descending| move || sheet.result.order_by(sheet.session, vec![SortKey { column, descending }]);
    let shift = move |side| {
        move || {
            sheet.change(|layout| layout.shift(column, side));
            sheet.say_place(column);
        }
    };
    let pinned = sheet.strip.with_untracked(|strip| strip.place(column).is_some_and(|place| place < strip.pinned()));
    vec![
        act("Sort up", sort(false)),
        act("Sort down", sort(true)),
        Entry::Then("Filter…", Box::new(move || sheet.reopen(Overlay::Filter(column)))),
        act("Inspect", move || sheet.inspected.set(Some(column))),
        act("Group by this…", move || sheet.grouping.set(Some(Some(column)))),
        act("Copy column", move || sheet.copy_column(column)),
        Entry::Line,
        act(if pinned { "Unpin" } else { "Pin to the left" }, move || {
            sheet.change(|layout| layout.pin(column, !pinned));
        }),
        act("Move left", shift(Side::Left)),
        act("Move right", shift(Side::Right)),
        act("Fit to content", move || head::fit(sheet, column)),
        act("Hide", move || sheet.change(|layout| layout.hide(column))),
    ]
}

fn body_entries(sheet: Sheet, body: u64) -> Vec<Entry> {
    let address = sheet.link.with_value(|link| link(body));
    let mut entries: Vec<Entry> = address.map(|address| Entry::Go("Open in 3D", address)).into_iter().collect();
    entries.extend([
        act("Partners", move || partners::ask(sheet, partners::partners(body))),
        act("All of its type", move || partners::ask(sheet, partners::of_its_type(body))),
        act("Copy ID", move || clipboard::copy(&body.to_string())),
        Entry::Leave("Open in neuroglancer", neuroglancer(sheet, body)),
    ]);
    entries
}

/// Where neuroglancer shows a body, once the worker has said it.
fn neuroglancer(sheet: Sheet, body: u64) -> RwSignal<Option<Result<String, String>>> {
    let to = RwSignal::new(None);
    let asked = Request::NeuroglancerLink { bodies: vec![body], colors: Vec::new(), position: None };
    let answer = sheet.session.ask(asked);
    spawn_local(async move {
        let link = match answer.await.map(|answer| answer.response) {
            Ok(Response::Text(link)) => Ok(link),
            Ok(_) => Err(String::new()),
            Err(failure) => Err(failure.message),
        };
        // The menu may have been closed meanwhile.
        to.try_set(Some(link));
    });
    to
}

fn copy_entries(sheet: Sheet) -> Vec<Entry> {
    let copy = move |format, heads| move || sheet.copy(format, heads);
    vec![
        act("TSV", copy(CopyFormat::Tsv, false)),
        act("TSV with heads", copy(CopyFormat::Tsv, true)),
        act("CSV", copy(CopyFormat::Csv, false)),
        act("CSV with heads", copy(CopyFormat::Csv, true)),
        act("Markdown", copy(CopyFormat::Markdown, true)),
        act("Python list", copy(CopyFormat::PythonList, false)),
        act("JSON", copy(CopyFormat::Json, true)),
        act("JSON without heads", copy(CopyFormat::Json, false)),
    ]
}

fn columns_entries(sheet: Sheet) -> Vec<Entry> {
    let columns = sheet.columns.with_untracked(Vec::len) as u32;
    let toggles = (0..columns).map(|column| {
        let shown = Signal::derive(move || sheet.layout.with(|layout| !layout.hidden().contains(&column)));
        let toggle = move || {
            sheet.change(
                |layout| {
                    if layout.hidden().contains(&column) { layout.show(column) } else { layout.hide(column) }
                },
            );
        };
        Entry::Toggle(sheet.name(column), shown, Box::new(toggle))
    });
    let mut entries: Vec<Entry> = toggles.collect();
    entries.extend([
        Entry::Line,
        act("As the query has them", move || sheet.change(|layout| *layout = super::layout::Layout::of(columns))),
    ]);
    entries
}
