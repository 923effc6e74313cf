//! Pruning: twigs up to a length are left out, after healing; nothing is lost by it.

use leptos::prelude::*;

use super::controls::Switch;
use super::limit_scale::{STEPS, limit_at, step_of};
use super::page_state::PageState;
use super::wording::{Sum, Unit};
use super::{actions, wording};
use neuprint_page::decimal;

/// The slider's last step: as on the scale of gaps, but with a limit.
const LAST: u32 = STEPS - 1;

/// The length at which pruning begins: that of spines and short tips.
fn usual(unit: Unit) -> f64 {
    match unit {
        Unit::Nanometre => 2000.0,
        Unit::Voxel => 200.0,
    }
}

/// The switch, the length, and what is left out.
#[component]
pub(super) fn PrunePanel(state: PageState) -> impl IntoView {
    let longest = Memo::new(move |_| state.healing.with(|healing| healing.prune));
    // What it was before it was switched off.
    let last = StoredValue::new(None::<f64>);
    Effect::new(move |_| {
        if let Some(longest) = longest.get() {
            last.set_value(Some(longest));
        }
    });
    let wanted = move || longest.get().or(last.get_value()).unwrap_or(usual(state.unit()));
    let found = Memo::new(move |_| {
        let longest = longest.get()?;
        let mut sum = Sum::default();
        state.healing.with(|healing| {
            state.shown().iter().for_each(|(_, ready)| sum.add(&ready.summary, &ready.healed(healing)));
        });
        sum.pruned(longest, state.unit())
    });
    let set_number = move |text: String| {
        let number = decimal::parse(text.trim()).map(|number| number * unit_of_field(state.unit()).0);
        if let Some(number) = number.filter(|length| *length > 0.0) {
            actions::heal(state, |healing| healing.prune = Some(number));
        }
    };
    view! {
        <section class="skeletons-section" aria-labelledby="pruning-title">
            <div class="section-head">
                <h2 id="pruning-title">"Pruning"</h2>
                <span class="spacer"></span>
                <Switch
                    label="Leave out short twigs"
                    is_on=Signal::derive(move || longest.get().is_some())
                    turn=move |is_on| {
                        let wanted = is_on.then(|| untrack(wanted));
                        actions::heal(state, |healing| healing.prune = wanted);
                    }
                />
            </div>
            <p class="healing-found" role="status">{move || found.get()}</p>
            <Show when=move || longest.get().is_some()>
                <div class="limit">
                    <input
                        class="slider"
                        type="range"
                        min="0"
                        max=LAST.to_string()
                        aria-label="Longest twig, logarithmic"
                        aria-valuetext=move || state.unit().twig(wanted())
                        prop:value=move || step_of(Some(wanted()), state.unit()).to_string()
                        on:input=move |event| {
                            if let Some(limit) = event_target_value(&event).parse().ok().and_then(|step| limit_at(step, state.unit())) {
                                actions::drag_twigs(state, limit);
                            }
                        }
                        on:change=move |_| actions::drop_limit(state)
                    />
                    <div class="limit-row">
                        <label for="twig-number">
                            {move || format!("Longest twig ({})", unit_of_field(state.unit()).1)}
                        </label>
                        <input
                            id="twig-number"
                            class="input"
                            type="number"
                            min="0"
                            step="any"
                            inputmode="decimal"
                            prop:value=move || wording::number(wanted() / unit_of_field(state.unit()).0)
                            on:change=move |event| set_number(event_target_value(&event))
                        />
                    </div>
                </div>
            </Show>
        </section>
    }
}

/// In what the field counts: how many of the unit it is, and its name.
fn unit_of_field(unit: Unit) -> (f64, &'static str) {
    match unit {
        Unit::Nanometre => (1000.0, "µm"),
        Unit::Voxel => (1.0, "voxels"),
    }
}
