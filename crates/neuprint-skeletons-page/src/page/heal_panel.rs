//! Healing: off, on, or up to a distance; what came of it, and bridge by bridge.

use leptos::ev;
use leptos::prelude::*;

use super::bridge_list::BridgeList;
use super::controls::Switch;
use super::gap_histogram::{GapHistogram, LimitMarks};
use super::limit_scale::{STEPS, limit_at, step_of};
use super::page_state::PageState;
use super::{actions, wording};
use crate::viewer::goes_to_text;
use neuprint_page::decimal;

/// The switch, the limit over the gaps that there are, what came of it, and the bridges.
#[component]
pub(super) fn HealPanel(state: PageState) -> impl IntoView {
    let found = Memo::new(move |_| {
        let shown = state.shown();
        let mut sum = wording::Sum::default();
        state.healing.with(|healing| {
            shown.iter().for_each(|(_, ready)| sum.add(&ready.summary, &ready.healed(healing)));
        });
        (!shown.is_empty()).then(|| sum.told(state.limit(), state.unit()))
    });
    let within = move || state.healing.with(|healing| healing.within);
    let is_on = move || state.healing.with(|healing| healing.is_on);
    let set_number = move |text: String| {
        let number = decimal::parse(text.trim()).filter(|distance| *distance > 0.0);
        actions::heal(state, |healing| {
            healing.within = number;
            healing.is_on |= number.is_some();
        });
    };
    view! {
        <section class="skeletons-section" aria-labelledby="healing-title">
            <div class="section-head">
                <h2 id="healing-title">"Healing"</h2>
                <span class="spacer"></span>
                <StepButtons state />
                <Switch
                    label="Heal"
                    is_on=Signal::derive(is_on)
                    turn=move |is_on| actions::heal(state, |healing| healing.is_on = is_on)
                />
            </div>
            <p class="healing-found" role="status">{move || found.get()}</p>
            <div class="limit" class:is-off=move || !is_on()>
                <GapHistogram state />
                <input
                    class="slider"
                    type="range"
                    min="0"
                    max=STEPS.to_string()
                    aria-label="Longest bridge, logarithmic"
                    aria-valuetext=move || {
                        within().map_or_else(|| "no limit".to_owned(), |limit| state.unit().length(limit))
                    }
                    prop:value=move || step_of(within(), state.unit()).to_string()
                    on:input=move |event| {
                        if let Ok(step) = event_target_value(&event).parse() {
                            actions::drag_limit(state, limit_at(step, state.unit()));
                        }
                    }
                    on:change=move |_| actions::drop_limit(state)
                />
                <LimitMarks state />
                <div class="limit-row">
                    <label for="limit-number">
                        {move || format!("Longest bridge ({})", state.unit().name())}
                    </label>
                    <input
                        id="limit-number"
                        class="input"
                        type="number"
                        min="1"
                        step="any"
                        inputmode="decimal"
                        placeholder="no limit"
                        prop:value=move || within().map(|limit| limit.to_string()).unwrap_or_default()
                        on:change=move |event| set_number(event_target_value(&event))
                    />
                </div>
            </div>
            <BridgeList state />
        </section>
    }
}

/// Takes changes back, and does them again. What has nothing to do keeps the focus.
#[component]
fn StepButtons(state: PageState) -> impl IntoView {
    let can_undo = Memo::new(move |_| state.history.with(|history| history.can_undo()));
    let can_redo = Memo::new(move |_| state.history.with(|history| history.can_redo()));
    let keys = window_event_listener(ev::keydown, move |event| {
        let is_asked =
            (event.ctrl_key() || event.meta_key()) && !event.alt_key() && event.key().eq_ignore_ascii_case("z");
        if is_asked && !event.default_prevented() && !goes_to_text(&event) {
            event.prevent_default();
            if event.shift_key() { actions::redo(state) } else { actions::undo(state) }
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <button
            type="button"
            class="button quiet compact"
            title="Undo the last change of healing or pruning (Ctrl+Z)"
            aria-keyshortcuts="Control+Z"
            aria-disabled=move || (!can_undo.get()).to_string()
            on:click=move |_| actions::undo(state)
        >
            "Undo"
        </button>
        <button
            type="button"
            class="button quiet compact"
            title="Redo (Ctrl+Shift+Z)"
            aria-keyshortcuts="Control+Shift+Z"
            aria-disabled=move || (!can_redo.get()).to_string()
            on:click=move |_| actions::redo(state)
        >
            "Redo"
        </button>
    }
}
