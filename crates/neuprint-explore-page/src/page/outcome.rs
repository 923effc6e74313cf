//! What came back: how many, the first rows, or a set's partners.

use leptos::prelude::*;
use neuprint::BodyId;
use neuprint_worker::messages::Failure;

use super::connections::PartnersView;
use super::rows_view::RowsView;
use super::state::{PageState, Phase};
use super::{actions, wording};

/// The results' side of the page.
#[component]
pub(super) fn Results(state: PageState) -> impl IntoView {
    let asking = move || state.phase.get() == Phase::Asking;
    let waiting = move || state.session.opened.get().is_none();
    let status = move || match state.phase.get() {
        _ if waiting() => "Opening the dataset…".to_owned(),
        Phase::Asking => "Asking…".to_owned(),
        // It is asked as soon as it rests.
        Phase::Idle if state.asked.with(|asked| matches!(asked, Ok(Some(_)))) => "Asking…".to_owned(),
        Phase::Cancelled => "Stopped.".to_owned(),
        Phase::Idle if state.asked.with(Result::is_err) => "The form cannot be asked as it is.".to_owned(),
        Phase::Idle => "Fill in the form: the answer appears here.".to_owned(),
        Phase::Failed(_) => String::new(),
        Phase::Done => found(state),
    };
    view! {
        <div class="explore-status">
            <p role="status">{status}</p>
            <span class="spacer"></span>
            <Show when=asking>
                <button type="button" class="button" on:click=move |_| actions::cancel(state)>
                    "Cancel"
                </button>
                <span class="under-way" aria-hidden="true"></span>
            </Show>
        </div>
        {move || match state.phase.get() {
            Phase::Failed(failure) => Some(view! { <Refused failure/> }),
            _ => None,
        }}
        {move || missing(state).map(|text| view! { <p class="notice caution"><span>{text}</span></p> })}
        {move || state.outcome.get().map(|outcome| view! { <RowsView state outcome/> })}
        {move || state.partners.get().map(|partners| view! { <PartnersView state partners/> })}
    }
}

#[component]
fn Refused(failure: Failure) -> impl IntoView {
    let place = failure.position.map(|(line, column)| format!("Line {line}, column {column}. "));
    view! {
        <div class="notice error" role="alert">
            <p class="failure-message">{place} {failure.message}</p>
        </div>
    }
}

/// How much was found, in one line.
fn found(state: PageState) -> String {
    if let Some(partners) = state.partners.get() {
        let own = wording::counted(partners.connections.own.len() as u64, "neuron", "neurons");
        let others = wording::counted(partners.connections.partners.len() as u64, "partner", "partners");
        return format!("{own}, {others}");
    }
    let Some(outcome) = state.outcome.get() else { return String::new() };
    let rows = outcome.rows.rows() as u64;
    let count = outcome.count.unwrap_or(rows);
    let what = if outcome.are_paths {
        wording::counted(count, "path", "paths")
    } else {
        wording::counted(count, "row", "rows")
    };
    let shown = if !outcome.are_paths && rows < count { format!(", the first {rows} shown") } else { String::new() };
    format!("{what}{shown} · {} ms", wording::count(outcome.elapsed_ms.round() as u64))
}

/// Which body IDs the dataset does not have.
fn missing(state: PageState) -> Option<String> {
    let of_rows = state.outcome.with(|outcome| outcome.as_ref().map(|outcome| outcome.missing.clone()));
    let of_partners = state.partners.with(|partners| partners.as_ref().map(|partners| partners.missing.clone()));
    let missing = of_rows.or(of_partners)?;
    let list: Vec<String> = missing.iter().map(BodyId::to_string).collect();
    let what = wording::counted(missing.len() as u64, "body ID is", "body IDs are");
    (!missing.is_empty()).then(|| format!("{what} not found in this dataset: {}", list.join(", ")))
}
