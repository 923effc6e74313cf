//! Synapses with one partner alone: searched by type or body ID among those that the shown neurons have.

use leptos::prelude::*;

use super::page_state::PageState;
use super::{actions, wording};

/// So many partners are proposed.
const PROPOSED: usize = 60;

/// A field that proposes partners, and what was found.
#[component]
pub(super) fn PartnerFilter(state: PageState) -> impl IntoView {
    let look = state.synapse_look;
    let wanted = Memo::new(move |_| look.with(|look| look.partner.clone()));
    let partners = Memo::new(move |_| actions::partners(state));
    let choose = move |text: &str| look.update(|look| text.trim().clone_into(&mut look.partner));
    let proposed = move || {
        partners.with(|partners| {
            let told = |(name, body, connections): &(String, u64, u64)| {
                let name = if name.is_empty() { "no type" } else { name };
                let connections = wording::counted(*connections, "connection", "connections");
                view! { <option value=body.to_string()>{format!("{name}, {connections}")}</option> }
            };
            partners.iter().take(PROPOSED).map(told).collect_view()
        })
    };
    let found = move || {
        let wanted = wanted.get();
        if wanted.is_empty() {
            return String::new();
        }
        let of_it = partners.with(|partners| {
            let of_it = partners
                .iter()
                .filter(|(name, body, _)| name.eq_ignore_ascii_case(&wanted) || body.to_string() == wanted);
            of_it.fold((0, 0), |(bodies, sum), partner| (bodies + 1, sum + partner.2))
        });
        match of_it {
            (0, _) => format!(
                "None of the shown neurons has a partner “{wanted}”: a type or a body ID, as the dataset writes it."
            ),
            (bodies, connections) => format!(
                "{} with {}",
                wording::counted(connections, "connection", "connections"),
                wording::counted(bodies, "partner", "partners")
            ),
        }
    };
    view! {
        <div class="color-row with-value">
            <label for="synapse-partner">"Only with partner"</label>
            <input
                id="synapse-partner"
                class="input"
                type="text"
                list="synapse-partners"
                placeholder="type or body ID"
                autocomplete="off"
                spellcheck="false"
                prop:value=move || wanted.get()
                on:change=move |event| choose(&event_target_value(&event))
            />
            <button
                type="button"
                class="button quiet compact"
                aria-label="Show all partners"
                aria-disabled=move || wanted.with(String::is_empty).to_string()
                on:click=move |_| choose("")
            >
                "All"
            </button>
        </div>
        <datalist id="synapse-partners">{proposed}</datalist>
        <p class="hint" role="status">{found}</p>
    }
}
