//! The buttons that save a chart.

use js_sys::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;

use super::export::{About, file_name, save_png, save_svg, svg};
use super::state::ChartState;

/// What is said where that went wrong.
const FAILED: &str = "The browser could not make the file: it may be too large.";

/// Save as SVG, save as PNG.
#[component]
pub(super) fn Saving(state: ChartState) -> impl IntoView {
    let failure = RwSignal::new("");
    let nothing = move || state.came.get().is_none_or(|came| came.figure.markup.is_empty());
    let written = move || -> Option<(String, String, (f64, f64))> {
        let came = state.came.get_untracked()?;
        let about = state.subject.viewed.with_untracked(|viewed| {
            viewed.as_ref().map(|viewed| About {
                dataset: viewed.dataset.clone(),
                query: viewed.query.clone(),
                when: Date::new(&JsValue::from_f64(viewed.asked_at)).to_iso_string().into(),
            })
        });
        let about = about.unwrap_or_default();
        let text = svg(&came.figure, &came.data, came.data.others(), &about).ok()?;
        Some((file_name(&about.dataset, &came.figure.title), text, came.figure.size))
    };
    let as_svg = move |_| {
        let saved = written().is_some_and(|(name, text, _)| save_svg(&name, &text).is_ok());
        failure.set(if saved { "" } else { FAILED });
    };
    let as_png = move |_| {
        let Some((name, text, size)) = written() else { return failure.set(FAILED) };
        spawn_local(async move {
            let saved = save_png(name, text, size).await.is_ok();
            failure.try_set(if saved { "" } else { FAILED });
        });
    };
    view! {
        <span class="hint" role="status">{failure}</span>
        <div class="button-row" role="group" aria-label="Save the chart">
            <button type="button" class="button" disabled=nothing on:click=as_svg>"Save SVG"</button>
            <button type="button" class="button" disabled=nothing on:click=as_png>"Save PNG"</button>
        </div>
    }
}
