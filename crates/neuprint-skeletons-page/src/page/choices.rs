//! A list of which some are chosen.

use std::collections::BTreeSet;

use leptos::prelude::*;

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    /// What tells it from others.
    pub(super) key: String,
    /// What people read.
    pub(super) title: String,
    /// What is said of it at the end of the row.
    pub(super) hint: String,
}

/// A checkbox for each row, and from the second row on a button that chooses all or none.
#[component]
pub(super) fn Choices(
    label: &'static str,
    #[prop(into)] rows: Signal<Vec<Choice>>,
    /// The keys of those that are chosen.
    chosen: RwSignal<BTreeSet<String>>,
) -> impl IntoView {
    let all = move || rows.with(|rows| chosen.with(|chosen| rows.iter().all(|row| chosen.contains(&row.key))));
    let turn_all = move |_| {
        let keys =
            if untrack(all) { BTreeSet::new() } else { rows.get_untracked().into_iter().map(|row| row.key).collect() };
        chosen.set(keys);
    };
    view! {
        <ul class="kind-list choices" role="list" aria-label=label>
            <For each=move || rows.get() key=|row| (row.key.clone(), row.hint.clone()) let:row>
                <Row row chosen />
            </For>
        </ul>
        <Show when=move || { rows.with(Vec::len) > 1 }>
            <button type="button" class="link" on:click=turn_all>
                {move || if all() { "Choose none" } else { "Choose all" }}
            </button>
        </Show>
    }
}

#[component]
fn Row(row: Choice, chosen: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let Choice { key, title, hint } = row;
    let turned = key.clone();
    let turn = move |event| {
        let key = turned.clone();
        let is_chosen = event_target_checked(&event);
        chosen.update(|chosen| {
            if is_chosen {
                chosen.insert(key)
            } else {
                chosen.remove(&key)
            };
        });
    };
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || chosen.with(|chosen| chosen.contains(&key))
                    on:change=turn
                />
                <span>{title}</span>
                <span class="spacer"></span>
                <span class="hint">{hint}</span>
            </label>
        </li>
    }
}
