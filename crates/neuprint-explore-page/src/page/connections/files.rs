//! The numbers as files.

use std::sync::Arc;

use js_sys::Uint8Array;
use leptos::prelude::*;
use neuprint::analysis::partners::{PartnerTable, matrix_to_table, partner_matrix};
use neuprint::table::{Table, write_csv};
use neuprint_page::save_file;
use neuprint_worker::messages::file_stem;

use crate::page::state::{PageState, Partners};

/// Buttons that save.
#[component]
pub(super) fn Files(state: PageState, partners: Arc<Partners>, table: Signal<Arc<PartnerTable>>) -> impl IntoView {
    let as_text = RwSignal::new(false);
    let failure = RwSignal::new(String::new());
    let save = move |name: &str, table: &Table| {
        let dataset =
            state.session.opened.get_untracked().map(|opened| opened.connection.dataset.clone()).unwrap_or_default();
        let stem = file_stem(&dataset);
        let mut text = String::new();
        write_csv(table, None, &mut text);
        let bytes = Uint8Array::from(text.as_bytes());
        if save_file(&format!("{stem}-{name}.csv"), "text/csv;charset=utf-8", &bytes).is_err() {
            failure.set("The browser could not make the file: it may be too large.".to_owned());
        }
    };
    let of_cells = Arc::clone(&partners);
    let save_matrix = move |_| {
        let by_type = state.field("by") != "neurons";
        match partner_matrix(&partners.connections, partners.direction, by_type) {
            Ok(matrix) => save("matrix", &matrix_to_table(&matrix, as_text.get_untracked())),
            Err(error) => failure.set(error.to_string()),
        }
    };
    view! {
        <div class="button-row explore-files" role="group" aria-label="Files">
            <button type="button" class="button" on:click=move |_| save("partners", &table.get_untracked().to_table())>
                "Types (CSV)"
            </button>
            <button
                type="button"
                class="button"
                on:click=move |_| {
                    let cells = table.get_untracked().cells_to_table(&of_cells.connections, as_text.get_untracked());
                    save("partner-cells", &cells);
                }
            >
                "Cells (CSV)"
            </button>
            <button type="button" class="button" on:click=save_matrix>
                "Matrix (CSV)"
            </button>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=as_text
                    on:change=move |event| as_text.set(event_target_checked(&event))
                />
                "Body IDs as text, for spreadsheets"
            </label>
            <span class="hint" role="status">
                {failure}
            </span>
        </div>
    }
}
