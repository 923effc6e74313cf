//! What the percentages are of, and what was left out, in words.

use std::sync::Arc;

use leptos::prelude::*;
use neuprint::analysis::partners::{Denominator, PartnerTable};
use neuprint::query::Direction;

use crate::page::state::{PageState, Partners};
use crate::page::wording::{counted, percent, whole};

/// The sentences above the numbers.
#[component]
pub(super) fn Summary(state: PageState, partners: Arc<Partners>, table: Signal<Arc<PartnerTable>>) -> impl IntoView {
    let inputs = partners.direction == Direction::Upstream;
    let only_traced = partners.only_traced;
    let share = move || if state.field("share") == "all" { Denominator::Synapses } else { Denominator::Shown };
    let denominator = move || {
        let table = table.get();
        let number = whole(table.denominator);
        match share() {
            Denominator::Shown => {
                let whom = if only_traced { "Traced partners" } else { "all partners" };
                format!("100 % is the {number} synapses with {whom}.")
            }
            Denominator::Synapses => {
                let (kind, property) = if inputs { ("input", "post") } else { ("output", "downstream") };
                let mut text = format!(
                    "100 % is all {number} {kind} synapses of these neurons, as their property {property} counts them."
                );
                if table.uncounted > 0 {
                    let neurons = counted(table.uncounted as u64, "neuron", "neurons");
                    text += &format!(
                        " For {neurons} of {} this count is missing or less than their connections have: the sum of all their \
                         connections stands for it.",
                        table.own
                    );
                }
                text
            }
        }
    };
    let excluded = move || {
        let table = table.get();
        let verb = if inputs { "comes from" } else { "goes to" };
        match only_traced {
            true => format!("{} of the weight {verb} partners that are not Traced.", percent(table.excluded_percent())),
            false => "Partners that are not Traced are among them.".to_owned(),
        }
    };
    let caveats =
        state.session.opened.get_untracked().map(|opened| opened.connection.caveats.clone()).unwrap_or_default();
    view! {
        <div class="explore-summary">
            <p>{denominator} " " {excluded} " Connections of weight 0 are left out."</p>
            {(!caveats.is_empty())
                .then(|| {
                    view! {
                        <details>
                            <summary>"This dataset is partial: shares are of what it has"</summary>
                            <ul>{caveats.into_iter().map(|caveat| view! { <li>{caveat}</li> }).collect_view()}</ul>
                        </details>
                    }
                })}
        </div>
    }
}
