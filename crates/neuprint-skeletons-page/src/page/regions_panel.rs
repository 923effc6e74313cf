//! Brain regions to lay over the neurons.

use leptos::prelude::*;

use super::actions;
use super::page_state::PageState;

/// From so many regions on there is a field to filter them.
const MANY: usize = 12;

/// One checkbox per region that the dataset offers.
#[component]
pub(super) fn RegionsPanel(state: PageState) -> impl IntoView {
    let filter = RwSignal::new(String::new());
    let rois =
        Memo::new(move |_| state.session.opened.get().map(|opened| opened.connection.rois.clone()).unwrap_or_default());
    // The dataset says itself if its surfaces are not exact.
    let caveat = Memo::new(move |_| {
        let opened = state.session.opened.get()?;
        opened.connection.caveats.iter().find(|caveat| caveat.to_ascii_lowercase().contains("mesh")).cloned()
    });
    let matching = move || {
        let wanted = filter.get().to_ascii_lowercase();
        rois.get().into_iter().filter(|roi| roi.to_ascii_lowercase().contains(&wanted)).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || !rois.with(Vec::is_empty)>
            <section class="skeletons-section" aria-labelledby="regions-title">
                <div class="section-head">
                    <h2 id="regions-title">"Regions"</h2>
                    <span class="hint">
                        {move || match state.rois.with(Vec::len) {
                            0 => String::new(),
                            shown => format!("{shown} of {}", rois.with(Vec::len)),
                        }}
                    </span>
                    {move || caveat.get().is_some().then(|| view! { <span class="tag">"approximate"</span> })}
                </div>
                <Show when=move || { rois.with(Vec::len) > MANY }>
                    <input
                        class="input"
                        type="search"
                        aria-label="Find a region"
                        placeholder="Find a region"
                        prop:value=move || filter.get()
                        on:input=move |event| filter.set(event_target_value(&event))
                    />
                </Show>
                <ul class="region-list" role="list" aria-label="Regions">
                    <For each=matching key=Clone::clone let:roi>
                        <Region state roi />
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

#[component]
fn Region(state: PageState, roi: String) -> impl IntoView {
    let (name, wanted) = (roi.clone(), roi.clone());
    let color = actions::region_color(state, &roi);
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || state.rois.with(|rois| rois.contains(&wanted))
                    on:change=move |event| actions::set_region(state, &roi, event_target_checked(&event))
                />
                <span class="region-color" style:background-color=format!("#{color}")></span>
                {name}
            </label>
        </li>
    }
}
