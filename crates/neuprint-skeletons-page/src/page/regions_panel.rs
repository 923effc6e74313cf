//! Brain regions to lay over the neurons, as the dataset's hierarchy has them.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page_state::PageState;
use super::roi_tree::{Row, rows};
use super::{actions, icons};

/// From so many regions on there is a field to filter them.
const MANY: usize = 12;

/// One checkbox per region that the dataset offers.
#[component]
pub(super) fn RegionsPanel(state: PageState) -> impl IntoView {
    let (filter, turned) = (RwSignal::new(String::new()), RwSignal::new(Vec::<String>::new()));
    let places = RwSignal::new(Vec::new());
    Effect::new(move |_| {
        let opened = state.session.opened.get();
        places.set(Vec::new());
        let asking = opened.is_some().then(|| actions::roi_places(state));
        spawn_local(async move {
            if let Some(asking) = asking
                && let Some(found) = asking.await
                // The page may have been left, or another dataset opened, meanwhile.
                && state.session.opened.try_get_untracked().is_some_and(|now| now == opened)
            {
                places.try_set(found);
            }
        });
    });
    let offered = Memo::new(move |_| {
        state.session.opened.get().map(|opened| {
            // A server has meshes of all its regions, or says of which it has none when it is asked.
            let known = opened.connection.bodies_with_skeleton.is_some();
            (opened.connection.rois.clone(), known)
        })
    });
    let shown = Memo::new(move |_| {
        let Some((offered, known)) = offered.get() else { return Vec::new() };
        let all = !known && places.with(|places| !places.is_empty());
        places.with(|places| turned.with(|turned| rows(places, (!all).then_some(&offered), turned, &filter.get())))
    });
    let many = Memo::new(move |_| {
        offered.with(|offered| offered.as_ref().map_or(0, |(rois, _)| rois.len())).max(places.with(Vec::len)) > MANY
    });
    // The dataset says itself if its surfaces are not exact.
    let caveat = Memo::new(move |_| {
        let opened = state.session.opened.get()?;
        opened.connection.caveats.iter().find(|caveat| caveat.to_ascii_lowercase().contains("mesh")).cloned()
    });
    let is_tree = Memo::new(move |_| shown.with(|rows| rows.iter().any(|row| row.depth > 0 || row.parts.is_some())));
    let has_any =
        Memo::new(move |_| offered.with(|offered| offered.as_ref().is_some_and(|(rois, _)| !rois.is_empty())));
    view! {
        <Show when=move || has_any.get()>
            <section class="skeletons-section" aria-labelledby="regions-title">
                <div class="section-head">
                    <h2 id="regions-title">"Regions"</h2>
                    <span class="hint">
                        {move || match state.rois.with(Vec::len) {
                            0 => String::new(),
                            shown => format!("{shown} shown"),
                        }}
                    </span>
                    {move || caveat.get().is_some().then(|| view! { <span class="tag">"approximate"</span> })}
                </div>
                <Show when=move || many.get()>
                    <input
                        class="input"
                        type="search"
                        aria-label="Find a region"
                        placeholder="Find a region"
                        prop:value=move || filter.get()
                        on:input=move |event| filter.set(event_target_value(&event))
                    />
                </Show>
                <ul class="region-list" class:tree=move || is_tree.get() role="list" aria-label="Regions">
                    // Folding changes a row, but leaves it where it is, with the focus in it.
                    <For
                        each=move || shown.get()
                        key=|row| (row.name.clone(), row.depth, row.parts.is_some(), row.is_offered)
                        let:row
                    >
                        <Region state row filter turned />
                    </For>
                </ul>
                {move || caveat.get().map(|caveat| view! { <p class="hint">{caveat}</p> })}
                <For each=move || state.roi_failures.get() key=|failure| failure.0.clone() let:failure>
                    <p class="notice error">{format!("{}: {}", failure.0, failure.1)}</p>
                </For>
            </section>
        </Show>
    }
}

/// A region of the list: a button that shows its parts, a checkbox if it can be chosen.
#[component]
fn Region(state: PageState, row: Row, filter: RwSignal<String>, turned: RwSignal<Vec<String>>) -> impl IntoView {
    let Row { name, depth, parts, is_offered } = row;
    let (told, wanted, folded, seen) = (name.clone(), name.clone(), name.clone(), name.clone());
    let color = actions::region_color(state, &name);
    let fold = move |_| {
        turned.update(|turned| {
            let before = turned.len();
            turned.retain(|other| *other != folded);
            if turned.len() == before {
                turned.push(folded.clone());
            }
        });
    };
    // While something is looked for, all parts are seen.
    let is_open = move || {
        turned.with(|turned| turned.contains(&seen) == is_offered) || filter.with(|filter| !filter.trim().is_empty())
    };
    let disclosure = parts.map(|_| {
        view! {
            <button
                type="button"
                class="button quiet icon region-parts"
                aria-label=format!("Parts of {told}")
                aria-expanded=move || is_open().to_string()
                on:click=fold
            >
                <icons::Chevron />
            </button>
        }
    });
    let label = if is_offered {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || state.rois.with(|rois| rois.contains(&wanted))
                    on:change={
                        let name = name.clone();
                        move |event| actions::set_region(state, &name, event_target_checked(&event))
                    }
                />
                <span class="region-color" style:background-color=format!("#{color}")></span>
                {name}
            </label>
        }
        .into_any()
    } else {
        view! { <span class="region-heading">{name}</span> }.into_any()
    };
    view! {
        <li style:padding-left=(depth > 0).then(|| format!("{}rem", f64::from(depth) * 1.25))>
            {disclosure}
            {label}
        </li>
    }
}
