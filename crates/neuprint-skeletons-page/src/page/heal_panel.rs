//! Healing: on or off, and how far a bridge may reach.

use leptos::prelude::*;

use super::page_state::PageState;
use super::wording;

/// The slider runs over powers of ten from 10 nm; its last step means no limit.
const SHORTEST: f64 = 10.0;
const STEPS_PER_TEN: f64 = 25.0;
const STEPS: u32 = 100;

/// The switch, the limit, and what came of it.
#[component]
pub(super) fn HealPanel(state: PageState) -> impl IntoView {
    let found = move || {
        let summaries = state.summaries();
        (!summaries.is_empty()).then(|| wording::healing_of_all(&summaries, state.heal_request()))
    };
    let set_number = move |text: String| {
        let number = text.trim().parse().ok().filter(|distance: &f64| distance.is_finite() && *distance > 0.0);
        state.max_distance.set(number);
    };
    view! {
        <section class="skeletons-section" aria-labelledby="healing-title">
            <div class="section-head">
                <h2 id="healing-title">"Healing"</h2>
                <span class="spacer"></span>
                <label class="switch">
                    <input
                        type="checkbox"
                        role="switch"
                        prop:checked=move || state.heal.get()
                        on:change=move |event| state.heal.set(event_target_checked(&event))
                    />
                    <span>"Heal"</span>
                </label>
            </div>
            <div class="limit-row">
                <label for="limit-number">"Maximum distance (nm)"</label>
                <input
                    id="limit-number"
                    class="input"
                    type="number"
                    min="1"
                    step="any"
                    inputmode="decimal"
                    placeholder="no limit"
                    prop:value=move || state.max_distance.get().map(|limit| limit.to_string()).unwrap_or_default()
                    on:change=move |event| set_number(event_target_value(&event))
                />
                <input
                    class="slider"
                    type="range"
                    min="0"
                    max=STEPS.to_string()
                    aria-label="Maximum distance, logarithmic"
                    aria-valuetext=move || {
                        state.max_distance.get().map_or_else(|| "no limit".to_owned(), wording::nanometres)
                    }
                    prop:value=move || step_of(state.max_distance.get()).to_string()
                    on:input=move |event| {
                        if let Ok(step) = event_target_value(&event).parse() {
                            state.max_distance.set(distance_of(step));
                        }
                    }
                />
            </div>
            <p class="hint" role="status">{found}</p>
        </section>
    }
}

/// The limit at a step of the slider, rounded to two digits.
fn distance_of(step: u32) -> Option<f64> {
    (step < STEPS).then(|| {
        let exact = SHORTEST * 10_f64.powf(f64::from(step) / STEPS_PER_TEN);
        let digit = 10_f64.powf(exact.log10().floor() - 1.0);
        (exact / digit).round() * digit
    })
}

/// The step of the slider nearest to a limit.
fn step_of(distance: Option<f64>) -> u32 {
    distance.map_or(STEPS, |distance| {
        let step = (distance.max(SHORTEST) / SHORTEST).log10() * STEPS_PER_TEN;
        (step.round() as u32).min(STEPS - 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_slider_runs_from_ten_nanometres_to_no_limit() {
        assert_eq!([0, 25, 50, 75].map(distance_of), [Some(10.0), Some(100.0), Some(1000.0), Some(10_000.0)]);
        assert_eq!(distance_of(STEPS), None);
        for step in 0..=STEPS {
            assert!(step_of(distance_of(step)).abs_diff(step) <= 1, "{step}");
        }
        assert!((0..STEPS - 1).all(|step| distance_of(step) < distance_of(step + 1)));
        assert_eq!((step_of(Some(1.0)), step_of(Some(1e12))), (0, STEPS - 1));
    }
}
