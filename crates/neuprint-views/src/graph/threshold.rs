//! The least weight of connections that are drawn.

use leptos::prelude::*;
use neuprint_page::wording::count;

use super::picture::Picture;
use crate::connections::{Net, number};

/// Connections that are drawn at first: more would be a tangle.
const FIRST: usize = 800;
/// Steps of the slider.
const STEPS: f64 = 100.0;

/// The weight from which connections are drawn at first: that of all, if they are not too many.
pub(super) fn first(net: &Net) -> f64 {
    let Some(last) = net.edges.get(FIRST) else { return 0.0 };
    // Those of one weight are all drawn, or none of them.
    let heavier = net.edges[..FIRST].iter().rev().find(|edge| edge.weight > last.weight);
    heavier.map_or(0.0, |edge| edge.weight)
}

/// The slider, logarithmic.
#[component]
pub(super) fn Threshold(picture: Picture) -> impl IntoView {
    let bounds = move || {
        picture.connections.net.with(|net| {
            let edges = net.as_ref().map(|net| &net.edges)?;
            Some((edges.last()?.weight, edges.first()?.weight))
        })
    };
    let least = move || {
        let first = picture.connections.net.with(|net| net.as_ref().map_or(0.0, |net| first(net)));
        picture.chosen_least.get().unwrap_or(first)
    };
    let at = move || {
        let Some((low, high)) = bounds().filter(|(low, high)| low < high) else { return 0.0 };
        (STEPS * (least().max(low) / low).ln() / (high / low).ln()).round().clamp(0.0, STEPS)
    };
    let slide = move |event| {
        let Some((low, high)) = bounds() else { return };
        let step = event_target_value(&event).parse::<u32>().map_or(0.0, f64::from);
        let weight = low * (high / low).powf(step / STEPS);
        let is_whole = low.fract() == 0.0 && high.fract() == 0.0;
        // Against rounding: the heaviest is drawn at the end, too.
        let weight = if is_whole { (weight - 1e-6).ceil() } else { weight * (1.0 - 1e-9) };
        picture.chosen_least.set(Some(weight.max(low)));
    };
    let said = move || {
        picture.connections.net.with(|net| {
            let Some(net) = net else { return String::new() };
            let least = least();
            let shown = net.edges.partition_point(|edge| edge.weight >= least);
            let low = net.edges.last().map_or(0.0, |edge| edge.weight);
            if least <= low {
                return "all".to_owned();
            }
            format!("≥ {}: {} of {}", number(least), count(shown as u64), count(net.edges.len() as u64))
        })
    };
    let is_one = move || bounds().is_none_or(|(low, high)| low >= high);
    view! {
        <label class="connections-control threshold">
            "Weight"
            <input
                class="slider"
                type="range"
                min="0"
                max=STEPS.to_string()
                aria-label="Least weight"
                aria-valuetext=said
                disabled=is_one
                prop:value=move || at().to_string()
                on:input=slide
            />
            <output class="threshold-said">{said}</output>
        </label>
    }
}
