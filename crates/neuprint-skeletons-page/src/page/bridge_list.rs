//! The bridges, longest first: each can be looked at, and refused.

use leptos::prelude::*;
use neuprint_worker::messages::Gap;

use super::healing::BridgeName;
use super::page_state::PageState;
use super::{actions, wording};

/// So many are listed at first, and more at a time.
const AT_ONCE: usize = 50;

/// A gap in reach.
#[derive(Debug, Clone, PartialEq)]
struct Entry {
    name: BridgeName,
    gap: Gap,
}

/// All gaps in reach of the shown neurons, refused ones among them.
#[component]
pub(super) fn BridgeList(state: PageState) -> impl IntoView {
    let limit = RwSignal::new(AT_ONCE);
    // What is refused stays in the list, so that it can be taken back; it changes no entry.
    let entries = Memo::new(move |_| {
        let Some(within) = state.limit() else { return Vec::new() };
        let shown = state.shown();
        let in_reach = |gap: &&Gap| !within.is_some_and(|within| gap.length > within);
        let mut entries: Vec<Entry> = shown
            .iter()
            .flat_map(|(neuron, ready)| {
                let gaps = ready.summary.gaps.iter().filter(in_reach);
                gaps.map(|gap| Entry { name: BridgeName::of(neuron.body, gap), gap: *gap })
            })
            .collect();
        entries.sort_by(|one, other| other.gap.length.total_cmp(&one.gap.length));
        entries
    });
    let listed = move || entries.with(|entries| entries.iter().take(limit.get()).cloned().collect::<Vec<_>>());
    let unlisted = Memo::new(move |_| entries.with(Vec::len).saturating_sub(limit.get()));
    view! {
        <Show when=move || !entries.with(Vec::is_empty)>
            <div class="bridges" role="group" aria-label="Bridges">
                <table class="bridge-table">
                    <thead>
                        <tr>
                            <th scope="col">"Bridge in"</th>
                            <th scope="col" class="number">"Length"</th>
                            <th scope="col">
                                <span class="visually-hidden">"Refuse"</span>
                            </th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=listed key=|entry| (entry.name, entry.gap.length.to_bits()) let:entry>
                            <BridgeRow state entry />
                        </For>
                    </tbody>
                </table>
                <Show when=move || { unlisted.get() > 0 }>
                    <button
                        type="button"
                        class="button quiet"
                        on:click=move |_| limit.update(|limit| *limit += AT_ONCE)
                    >
                        {move || format!("{} shorter ones", wording::count(unlisted.get() as u64))}
                    </button>
                </Show>
            </div>
        </Show>
    }
}

#[component]
fn BridgeRow(state: PageState, entry: Entry) -> impl IntoView {
    let Entry { name, gap } = entry;
    let body = name.body;
    let length = move || state.unit().length(gap.length);
    let is_refused = Memo::new(move |_| state.healing.with(|healing| healing.refused.contains(&name)));
    let color = state.neuron(body).map(|neuron| neuron.color);
    let unmark = move || state.marked.maybe_update(|marked| marked.take_if(|marked| *marked == name).is_some());
    view! {
        <tr
            class="bridge"
            class:refused=move || is_refused.get()
            class:marked=move || state.marked.get() == Some(name)
            on:pointerenter=move |_| state.marked.set(Some(name))
            on:pointerleave=move |_| unmark()
            on:focusin=move |_| state.marked.set(Some(name))
            on:focusout=move |_| unmark()
        >
            <td>
                <button
                    type="button"
                    class="link"
                    title="Look at this bridge"
                    aria-label=move || format!("Look at the bridge of {} in {body}", length())
                    on:click=move |_| actions::show_bridge(state, &gap)
                >
                    {color.map(|color| view! {
                        <span class="bridge-neuron" style:background-color=move || format!("#{}", color.get())></span>
                    })}
                    <span class="mono">{body.to_string()}</span>
                </button>
            </td>
            <td class="number">{length}</td>
            <td>
                <button
                    type="button"
                    class="button quiet compact"
                    aria-pressed=move || is_refused.get().to_string()
                    aria-label=move || format!("Refuse the bridge of {} in {body}", length())
                    on:click=move |_| actions::refuse(state, name, !is_refused.get_untracked())
                >
                    "Refuse"
                </button>
            </td>
        </tr>
    }
}
