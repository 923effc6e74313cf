//! The shape of the neuron that was clicked: Sholl's plot, and what there is of each Strahler order.

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_worker::messages::{Morphology, RootReason};

use super::page_state::PageState;
use super::{actions, wording};

/// The plot's size; it is stretched to the panel's.
const WIDTH: f64 = 100.0;
const HEIGHT: f64 = 32.0;

/// Folded until somebody opens it; only then something is measured.
#[component]
pub(super) fn MorphologyPanel(state: PageState) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let measured = RwSignal::new(None::<Result<Morphology, String>>);
    let neuron = Memo::new(move |_| {
        let body = state.selected.get()?;
        state.loaded().into_iter().find(|(neuron, _)| neuron.body == body)
    });
    Effect::new(move |_| {
        // Another root or other bridges make another shape.
        state.redrawn.track();
        let found = neuron.get();
        state.healing.track();
        let Some((neuron, ready)) = found.filter(|_| is_open.get()) else { return };
        let asking = actions::measure_shape(state, &neuron, &ready);
        spawn_local(async move {
            let answer = asking.await;
            // Another neuron may have been clicked meanwhile.
            if state.selected.try_get_untracked().flatten() == Some(neuron.body) {
                measured.try_set(Some(answer));
            }
        });
    });
    let title = move || neuron.get().map(|(neuron, _)| format!("Shape of {}", neuron.body));
    let root = move || {
        let (_, ready) = neuron.get()?;
        let root = ready.summary.root.reason;
        let from = format!("Measured from the root, {}.", wording::roots(&[root]));
        Some((from, root == RootReason::Thickest))
    };
    view! {
        <Show when=move || neuron.with(Option::is_some)>
            <details
                class="skeletons-section shape"
                prop:open=move || is_open.get()
                on:toggle=move |event| is_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"))
            >
                <summary>
                    <h2>{title}</h2>
                </summary>
                {move || {
                    root().map(|(text, is_guess)| view! { <p class="hint" class:caution-line=is_guess>{text}</p> })
                }}
                {move || match measured.get() {
                    None => view! { <p class="hint" role="status">"Measuring …"</p> }.into_any(),
                    Some(Err(why)) => view! { <p class="notice error" role="status">{why}</p> }.into_any(),
                    Some(Ok(shape)) => view! { <Shape state shape /> }.into_any(),
                }}
            </details>
        </Show>
    }
}

#[component]
fn Shape(state: PageState, shape: Morphology) -> impl IntoView {
    let unit = state.unit();
    let reach = unit.length(shape.step * shape.crossings.len() as f64);
    let peak = shape.crossings.iter().enumerate().max_by_key(|(at, count)| (**count, usize::MAX - at));
    let told = peak.map_or_else(String::new, |(at, count)| {
        let crossings = wording::counted(u64::from(*count), "crossing", "crossings");
        format!("{crossings} at most, {} from the root", unit.length(shape.step * (at + 1) as f64))
    });
    let caption = format!("Sholl: {told}; a sphere every {}.", unit.length(shape.step));
    let rows = shape
        .orders
        .iter()
        .enumerate()
        .map(|(at, order)| {
            view! {
                <tr>
                    <th scope="row">{at + 1}</th>
                    <td>{wording::count(order.branches.into())}</td>
                    <td>{unit.cable(order.cable)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <figure class="sholl">
            <svg
                role="img"
                aria-label=format!("Sholl plot: {told}")
                viewBox=format!("0 0 {WIDTH} {HEIGHT}")
                preserveAspectRatio="none"
            >
                <path d=outline(&shape.crossings)></path>
            </svg>
            <div class="sholl-axis">
                <span>"root"</span>
                <span>{reach}</span>
            </div>
            <figcaption class="hint">{caption}</figcaption>
        </figure>
        <table class="shape-orders">
            <thead>
                <tr>
                    <th scope="col">"Strahler order"</th>
                    <th scope="col">"Branches"</th>
                    <th scope="col">"Cable"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// Steps, one for each sphere, as tall as there are crossings.
fn outline(crossings: &[u32]) -> String {
    let most = f64::from(crossings.iter().copied().max().unwrap_or_default().max(1));
    let wide = WIDTH / crossings.len().max(1) as f64;
    let mut path = format!("M0 {HEIGHT}");
    for (at, count) in crossings.iter().enumerate() {
        let (right, top) = (wide * (at + 1) as f64, HEIGHT * (1.0 - f64::from(*count) / most));
        path += &format!("V{top:.2}H{right:.2}");
    }
    path + &format!("V{HEIGHT}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sphere_is_a_step_as_tall_as_its_crossings() {
        assert_eq!(outline(&[1, 4, 2]), "M0 32V24.00H33.33V0.00H66.67V16.00H100.00V32Z");
        assert_eq!(outline(&[]), "M0 32V32Z");
    }
}
