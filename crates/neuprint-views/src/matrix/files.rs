//! The matrix as a file and for the clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;
use neuprint_page::unexpected;
use neuprint_worker::messages::{CellText, GraphAsk, MatrixOf, Request, Response, TableHandle};
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

use super::sheet::Sheet;
use crate::saving;

/// Buttons that copy and save.
#[component]
pub(super) fn Files(sheet: Sheet) -> impl IntoView {
    let as_text = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let has_ids = move || {
        sheet.connections.net.with(|net| {
            let first = net.as_ref().and_then(|net| net.shape.nodes.first());
            first.is_some_and(|node| matches!(node.name, CellText::Number(_)))
        })
    };
    let ask = move |ask: fn(MatrixOf, bool) -> GraphAsk| {
        let (table, of): (TableHandle, MatrixOf) = sheet.of()?;
        Some(sheet.connections.session.ask(Request::Graph { table, ask: ask(of, as_text.get_untracked()) }))
    };
    let copy = move |_| {
        let Some(asking) = ask(|of, ids_as_text| GraphAsk::CopyMatrix { of, ids_as_text }) else { return };
        spawn_local(async move {
            let told = match asking.await.map(|answer| answer.response) {
                Ok(Response::Text(text)) => copied(&text).await,
                Ok(_) => unexpected("copying").message,
                Err(failure) => failure.message,
            };
            let _ = said.try_set(told);
        });
    };
    let save = move |_| {
        let Some(asking) = ask(|of, ids_as_text| GraphAsk::MatrixFile { of, ids_as_text }) else { return };
        let dataset = sheet.connections.provenance().dataset;
        spawn_local(async move {
            let _ = said.try_set(saving::save(&dataset, asking.await).err().unwrap_or_default());
        });
    };
    view! {
        {move || has_ids().then(|| view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=as_text
                    on:change=move |event| as_text.set(event_target_checked(&event))
                />
                "IDs as text"
            </label>
        })}
        <div class="button-row" role="group" aria-label="Matrix">
            <button type="button" class="button" on:click=copy>
                "Copy"
            </button>
            <button type="button" class="button" on:click=save>
                "CSV"
            </button>
            <span class="hint" role="status">{said}</span>
        </div>
    }
}

/// Puts a text into the clipboard; what is said of it.
async fn copied(text: &str) -> String {
    let Some(window) = window() else { return String::new() };
    match JsFuture::from(window.navigator().clipboard().write_text(text)).await {
        Ok(_) => "Copied".to_owned(),
        Err(_) => "The browser did not allow the copy. Save the CSV file.".to_owned(),
    }
}
