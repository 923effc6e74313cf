//! Which columns the connections are in, and whether neurons are grouped by type.

use leptos::prelude::*;
use neuprint_worker::messages::GraphColumns;

use super::Connections;

/// A field of [`GraphColumns`] that may be empty.
type Field = fn(&mut GraphColumns) -> &mut Option<u32>;

/// Neurons or types.
#[component]
pub(crate) fn By(connections: Connections) -> impl IntoView {
    let radio = move |by_type: bool, name: &'static str| {
        view! {
            <label>
                <input
                    type="radio"
                    name="connections-by"
                    prop:checked=move || connections.by_type.get() == by_type
                    on:change=move |_| connections.by_type.set(by_type)
                />
                {name}
            </label>
        }
    };
    move || {
        connections.has_types().then(|| {
            view! {
                <div class="segmented view-switch" role="radiogroup" aria-label="Nodes">
                    {radio(false, "Neurons")}
                    {radio(true, "Types")}
                </div>
            }
        })
    }
}

/// The columns. Open where none were found.
#[component]
pub(crate) fn ColumnChoice(connections: Connections) -> impl IntoView {
    let none = move || connections.looked.get() && connections.columns.with(Option::is_none);
    // It stays open while one column after the other is chosen.
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if none() {
            open.set(true);
        }
    });
    let end = move |label: &'static str, of: fn(&mut GraphColumns) -> &mut u32| {
        let chosen = move || connections.columns.get().map(|mut columns| *of(&mut columns));
        let choose = move |at: Option<u32>| {
            if let Some(at) = at {
                connections.columns.update(|columns| *of(columns.get_or_insert_with(first_columns)) = at);
            }
        };
        view! { <Select connections label chosen=Signal::derive(chosen) choose needed=true/> }
    };
    let field = move |label: &'static str, of: Field| {
        let chosen = move || connections.columns.get().and_then(|mut columns| *of(&mut columns));
        let choose =
            move |at| connections.columns.update(|columns| *of(columns.get_or_insert_with(first_columns)) = at);
        view! { <Select connections label chosen=Signal::derive(chosen) choose needed=false/> }
    };
    view! {
        {move || none().then(|| view! {
            <p class="notice connections-none">
                "No columns look like connections. They need a source and a target, such as a.bodyId, b.bodyId and w.weight; \
                 choose them below if they are here under other names."
            </p>
        })}
        <details class="connections-columns" prop:open=move || open.get()>
            <summary>"Columns"</summary>
            <div class="connections-fields">
                {end("Source", |columns| &mut columns.source)}
                {end("Target", |columns| &mut columns.target)}
                {field("Weight", |columns| &mut columns.weight)}
                {field("Type of source", |columns| &mut columns.source_type)}
                {field("Type of target", |columns| &mut columns.target_type)}
                {field("Instance of source", |columns| &mut columns.source_instance)}
                {field("Instance of target", |columns| &mut columns.target_instance)}
            </div>
        </details>
    }
}

/// What is chosen first where nothing was found.
fn first_columns() -> GraphColumns {
    GraphColumns { source: 0, target: 1, ..GraphColumns::default() }
}

#[component]
fn Select(
    connections: Connections,
    label: &'static str,
    chosen: Signal<Option<u32>>,
    choose: impl Fn(Option<u32>) + Copy + 'static,
    /// Whether there must be one.
    needed: bool,
) -> impl IntoView {
    let options = move || {
        let columns = connections.subject.columns.get();
        let options = columns.into_iter().enumerate().map(|(at, column)| {
            let is_chosen = move || chosen.get() == Some(at as u32);
            view! {
                <option value=at.to_string() selected=is_chosen>
                    {column.name}
                </option>
            }
        });
        options.collect_view()
    };
    let empty = move || {
        (!needed || chosen.get().is_none()).then(|| {
            view! {
                <option value="" selected=move || chosen.get().is_none()>
                    {if needed { "choose" } else { "none" }}
                </option>
            }
        })
    };
    view! {
        <label class="field">
            <span class="label">{label}</span>
            <select class="input" on:change=move |event| choose(event_target_value(&event).parse().ok())>
                {empty}
                {options}
            </select>
        </label>
    }
}
