//! The connections of the shown rows as a matrix: sources down, targets across, cells tinted by what they say.

mod cells;
mod cursor;
mod files;
mod painter;
mod sheet;
mod tint;

use leptos::prelude::*;
use neuprint_worker::messages::{GraphColumns, MatrixOrder, MatrixValue};
use serde::{Deserialize, Serialize};
use web_sys::{KeyboardEvent, MouseEvent};

use crate::connections::{By, ColumnChoice, Connections, Said};
use crate::settings::Settings;
use crate::subject::Subject;
use files::Files;
use sheet::{Place, Sheet};

/// A matrix. Links hold it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct MatrixSettings {
    /// Where connections are; `None`: they were not looked for.
    pub(crate) columns: Option<GraphColumns>,
    /// Whether rows and columns are types.
    pub(crate) by_type: bool,
    /// What cells say.
    pub(crate) value: MatrixValue,
    /// What rows and columns are ordered by.
    pub(crate) order: MatrixOrder,
}

/// What cells may say, by neurons and by types.
const VALUES: [(MatrixValue, &str, bool); 5] = [
    (MatrixValue::Sum, "Weight", true),
    (MatrixValue::Mean, "Mean of connected pairs", false),
    (MatrixValue::Pairs, "Connected pairs", false),
    (MatrixValue::PercentOfInput, "Percent of target's input", true),
    (MatrixValue::PercentOfOutput, "Percent of source's output", true),
];
const ORDERS: [(MatrixOrder, &str); 3] = [
    (MatrixOrder::Sum, "Largest sums first"),
    (MatrixOrder::Name, "Type and name"),
    (MatrixOrder::Cluster, "Alike together"),
];

/// The matrix of a result.
#[component]
pub(crate) fn MatrixView() -> impl IntoView {
    let kept = match Subject::expect().settings() {
        Some(Settings::Matrix(settings)) => settings,
        _ => MatrixSettings::default(),
    };
    let connections = Connections::new(kept.columns, kept.by_type);
    let sheet = Sheet::new(connections, kept.value, kept.order);
    Effect::new(move |before: Option<()>| {
        let settings = MatrixSettings {
            columns: connections.columns.get(),
            by_type: connections.by_type.get(),
            value: sheet.value.get(),
            order: sheet.order.get(),
        };
        if before.is_some() {
            connections.subject.keep(&Settings::Matrix(settings));
        }
    });
    view! {
        <div class="connections">
            <div class="connections-bar">
                <By connections/>
                <Choices sheet/>
                <span class="spacer"></span>
                <Files sheet/>
            </div>
            <ColumnChoice connections/>
            <Said connections/>
            {move || connections.failure.get().map(|failure| view! {
                <p class="notice error" role="alert">{failure.message}</p>
            })}
            <Grid sheet/>
        </div>
    }
}

/// What cells say, what they are ordered by, and how large they are.
#[component]
fn Choices(sheet: Sheet) -> impl IntoView {
    let values = move || {
        let by_type = sheet.by_type();
        let offered = VALUES.into_iter().filter(move |(.., of_neurons)| by_type || *of_neurons);
        offered
            .map(|(value, name, _)| {
                view! {
                    <option value=name selected=move || sheet.value.get() == value>
                        {name}
                    </option>
                }
            })
            .collect_view()
    };
    let orders = ORDERS.map(|(order, name)| {
        view! {
            <option value=name selected=move || sheet.order.get() == order>
                {name}
            </option>
        }
    });
    let choose_value = move |event| {
        let name = event_target_value(&event);
        if let Some((value, ..)) = VALUES.into_iter().find(|(_, known, _)| *known == name) {
            sheet.value.set(value);
        }
    };
    let choose_order = move |event| {
        let name = event_target_value(&event);
        if let Some((order, _)) = ORDERS.into_iter().find(|(_, known)| *known == name) {
            sheet.order.set(order);
        }
    };
    view! {
        <label class="connections-control">
            "Cells" <select class="input" on:change=choose_value>{values}</select>
        </label>
        <label class="connections-control">
            "Order" <select class="input" on:change=choose_order>{orders.collect_view()}</select>
        </label>
        <div class="button-row" role="group" aria-label="Size of cells">
            <button type="button" class="button quiet icon" aria-label="Smaller cells" title="Smaller cells" on:click=move |_| sheet.resize(-1)>
                "−"
            </button>
            <button type="button" class="button quiet icon" aria-label="Larger cells" title="Larger cells" on:click=move |_| sheet.resize(1)>
                "+"
            </button>
        </div>
    }
}

/// The cells: a picture of those in sight, and the active one as an element.
#[component]
fn Grid(sheet: Sheet) -> impl IntoView {
    sheet.paint_on();
    let count =
        move |of: fn(&cells::Cells) -> usize| sheet.cells.with(|cells| cells.as_ref().map_or(0, |cells| of(cells)));
    let id = move |place: Place| format!("matrix-{}-{}-{}", sheet.number, place.row, place.column);
    let total = move || sheet.total();
    let active = move || {
        let place = sheet.active.get();
        let words = sheet.in_words(place)?;
        let (row, column) = sheet.names(place)?;
        Some(view! {
            <div role="row" aria-rowindex="1">
                <div role="columnheader" aria-colindex=(place.column + 2).to_string()>{column}</div>
            </div>
            <div role="row" aria-rowindex=(place.row + 2).to_string()>
                <div role="rowheader" aria-colindex="1">{row}</div>
                <div role="gridcell" id=id(place) aria-colindex=(place.column + 2).to_string() aria-selected="true">
                    {words}
                </div>
            </div>
        })
    };
    let said = move || sheet.pointed.get().or(Some(sheet.active.get())).and_then(|place| sheet.in_words(place));
    view! {
        <div class="matrix" hidden=move || count(|cells| cells.rows.len()) == 0>
            <div
                class="matrix-scroll"
                node_ref=sheet.scroller
                role="grid"
                aria-label="Matrix of connections"
                tabindex="0"
                aria-rowcount=move || (count(|cells| cells.rows.len()) + 1).to_string()
                aria-colcount=move || (count(|cells| cells.columns.len()) + 1).to_string()
                aria-activedescendant=move || id(sheet.active.get())
                on:scroll=move |_| sheet.scrolled.update(|scrolled| *scrolled += 1)
                on:keydown=move |event: KeyboardEvent| {
                    if sheet.key(&event) {
                        event.prevent_default();
                    }
                }
                on:mousemove=move |event: MouseEvent| sheet.point(&event)
                on:mouseleave=move |_| sheet.pointed.set(None)
                on:click=move |event: MouseEvent| sheet.activate_at(&event)
            >
                <div
                    class="matrix-sizer"
                    style:width=move || format!("{}px", total()[0])
                    style:height=move || format!("{}px", total()[1])
                >
                    <canvas
                        class="matrix-canvas"
                        node_ref=sheet.canvas
                        aria-hidden="true"
                        style:width=move || format!("{}px", sheet.view.get()[0])
                        style:height=move || format!("{}px", sheet.view.get()[1])
                        on:transitionend=move |_| sheet.theme.update(|theme| *theme += 1)
                    ></canvas>
                </div>
                <div class="visually-hidden" role="rowgroup">{active}</div>
            </div>
            <div class="matrix-foot">
                <p class="matrix-said">{said}</p>
                <button type="button" class="button" on:click=move |_| sheet.show_rows()>
                    "Show only its rows"
                </button>
            </div>
        </div>
    }
}
