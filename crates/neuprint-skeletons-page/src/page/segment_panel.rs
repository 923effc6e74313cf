//! The segments of the neuron that was clicked: a table that marks them in the picture, and follows what is clicked there.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::page_state::PageState;
use super::runs::{Counts, RunSort, Runs, RunsBy};
use super::segment_rows::SegmentRows;
use super::{actions, wording};

/// So many segments are listed at a time.
pub(super) const PAGE: usize = 20;

/// What the table is about.
#[derive(Clone, Copy)]
pub(super) struct Table {
    /// The segments.
    pub(super) runs: Memo<Arc<Runs>>,
    /// Their synapses; `None` while those are not shown.
    pub(super) counts: Memo<Option<Counts>>,
    /// How they are sorted.
    pub(super) sort: RwSignal<RunSort>,
    /// Their places, in that order.
    pub(super) order: Memo<Vec<u32>>,
    /// The first that is listed.
    pub(super) first: RwSignal<usize>,
    /// The one that was chosen here or in the picture, by its place.
    pub(super) chosen: RwSignal<Option<u32>>,
}

/// Folded until somebody opens it; only then something is measured.
#[component]
pub(super) fn SegmentPanel(state: PageState) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let measured = RwSignal::new(None::<Result<Arc<Runs>, String>>);
    let neuron = Memo::new(move |_| {
        let body = state.selected.get()?;
        state.loaded().into_iter().find(|(neuron, _)| neuron.body == body)
    });
    Effect::new(move |_| {
        // Another root, other bridges, other twigs make other segments.
        state.redrawn.track();
        let found = neuron.get();
        let Some((neuron, ready)) = found.filter(|_| is_open.get()) else { return };
        let asking = actions::measure_runs(state, &neuron, &ready);
        spawn_local(async move {
            let answer = asking.await.map(Arc::new);
            // Another neuron may have been clicked meanwhile.
            if state.selected.try_get_untracked().flatten() == Some(neuron.body) {
                measured.try_set(Some(answer));
            }
        });
    });
    let body = move || neuron.with(|neuron| neuron.as_ref().map(|(neuron, _)| neuron.body));
    // What is known of another neuron is not shown; nor is a segment marked while nobody sees the table.
    let runs = Memo::new(move |_| {
        let body = body().filter(|_| is_open.get());
        measured.with(|measured| match measured {
            Some(Ok(runs)) if Some(runs.body) == body => runs.clone(),
            _ => Arc::default(),
        })
    });
    let failure = move || measured.with(|measured| measured.as_ref().and_then(|found| found.as_ref().err().cloned()));
    let counts = Memo::new(move |_| {
        let (neuron, _) = neuron.get()?;
        let synapses = actions::synapses_of(state, &neuron)?;
        Some(runs.with(|runs| runs.counts(&synapses)))
    });
    let sort = RwSignal::new(RunSort { by: RunsBy::Length, descending: true });
    let order = Memo::new(move |_| {
        runs.with(|runs| counts.with(|counts| runs.order(sort.get(), counts.as_ref().unwrap_or(&Counts::new()))))
    });
    let table = Table { runs, counts, sort, order, first: RwSignal::new(0), chosen: RwSignal::new(None) };
    follow(state, table);
    let title = move || body().map(|body| format!("Segments of {body}"));
    view! {
        <Show when=move || neuron.with(Option::is_some)>
            <details
                class="skeletons-section shape segments"
                prop:open=move || is_open.get()
                on:toggle=move |event| is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))
            >
                <summary>
                    <h2>{title}</h2>
                </summary>
                {move || match failure() {
                    Some(why) => view! { <p class="notice error" role="status">{why}</p> }.into_any(),
                    None if runs.with(|runs| runs.runs.is_empty()) => {
                        view! { <p class="hint" role="status">"Measuring …"</p> }.into_any()
                    }
                    None => view! { <SegmentRows state table /> }.into_any(),
                }}
            </details>
        </Show>
    }
}

/// What is clicked in the picture is chosen here; what is chosen is marked there, and listed.
fn follow(state: PageState, table: Table) {
    Effect::new(move |_| {
        let picked = state.view.picked.get();
        let runs = table.runs.get();
        let node = picked.filter(|picked| picked.body() == Some(runs.body)).map(|picked| picked.node);
        table.chosen.set(node.and_then(|node| runs.at_node(node)));
    });
    Effect::new(move |_| {
        let chosen = table.chosen.get();
        let place = chosen.and_then(|run| table.order.with(|order| order.iter().position(|other| *other == run)));
        if let Some(place) = place {
            table.first.set(place / PAGE * PAGE);
        }
        let runs = table.runs.get();
        let run = chosen.and_then(|run| runs.runs.get(run as usize)).map(|run| (runs.body, run.ends));
        actions::mark_run(state, run);
    });
    on_cleanup(move || actions::mark_run(state, None));
}

/// What a segment is called.
pub(super) fn number(run: u32) -> String {
    wording::count(u64::from(run) + 1)
}
