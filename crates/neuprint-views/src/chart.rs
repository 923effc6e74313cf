//! Charts of a result: proposed by the types of its columns, then as the user sets them.
//!
//! The worker counts, adds up and rasters ([`Request::Chart`](neuprint_worker::messages::Request)); here that is drawn
//! ([`figure`]), pointed at and selected in ([`picture`]), and saved ([`export`]).

mod controls;
mod data;
mod draw;
pub(crate) mod export;
mod figure;
pub(crate) mod markup;
mod numbers;
pub(crate) mod palette;
mod picture;
mod proposals;
mod raster;
mod saving;
mod settings;
mod state;
mod wording;

use leptos::prelude::*;

use crate::settings::Settings;
use crate::subject::Subject;
use controls::Controls;
use numbers::NumbersTable;
use picture::Picture;
use proposals::proposals;
use saving::Saving;
pub(crate) use settings::ChartSettings;
#[cfg(test)]
pub(crate) use settings::{ChartKind, Measured};
use state::ChartState;

/// The chart of a result.
#[component]
pub(crate) fn ChartView() -> impl IntoView {
    let subject = Subject::expect();
    let offered = Memo::new(move |_| subject.columns.with(|columns| proposals(columns)));
    let kept = subject.settings().and_then(|settings| match settings {
        Settings::Chart(settings) => Some(settings),
        _ => None,
    });
    let fitting = |settings: ChartSettings| subject.columns.with_untracked(|columns| settings.fitting(columns));
    let first = || offered.with_untracked(|offered| offered.first().map(|(_, first)| first.clone()));
    let settings = RwSignal::new(kept.map(fitting).or_else(first));
    Effect::new(move |before: Option<()>| {
        if let Some(settings) = settings.get().filter(|_| before.is_some()) {
            subject.keep(&Settings::Chart(settings));
        }
    });
    let state = ChartState::new(settings);
    let figure = Signal::derive(move || state.came.get().map(|came| came.figure.clone()));
    let waiting = move || {
        let why = subject.viewed.with(|viewed| match viewed {
            Some(viewed) if !viewed.complete => Some("The chart is drawn when all rows have come."),
            Some(viewed) if viewed.rows == 0 => Some("There is nothing to draw: no row is shown."),
            Some(viewed) if viewed.table.columns.is_empty() => {
                Some("There is nothing to draw: the result has no columns.")
            }
            _ => None,
        });
        let why = why.map(str::to_owned).or_else(|| state.failure.get());
        let no_numbers = move || {
            let some =
                settings.with(|settings| settings.as_ref().is_some_and(|settings| settings.request((9, 9)).is_none()));
            some.then(|| "This kind of chart needs a column of numbers, and the result has none.".to_owned())
        };
        let empty = move || {
            let figure = figure.get().filter(|figure| figure.markup.is_empty())?;
            Some(figure.summary.clone())
        };
        why.or_else(no_numbers).or_else(empty)
    };
    let notes = move || {
        let notes = figure.get().map(|figure| figure.notes.clone()).unwrap_or_default();
        (!notes.is_empty()).then(|| {
            view! {
                <ul class="chart-notes" aria-label="Not in the chart">
                    {notes.into_iter().map(|note| view! { <li>{note} "."</li> }).collect_view()}
                </ul>
            }
        })
    };
    let proposal = move |(name, chart): (String, ChartSettings)| {
        let (chosen, title) = (chart.clone(), name.clone());
        view! {
            <li>
                <button
                    type="button"
                    class="button quiet"
                    aria-pressed=move || settings.with(|settings| settings.as_ref() == Some(&chart)).to_string()
                    title=title
                    on:click=move |_| settings.set(Some(chosen.clone()))
                >
                    {name}
                </button>
            </li>
        }
    };
    let is_selected = Memo::new(move |_| {
        let selects = settings.with(|settings| settings.as_ref().map(ChartSettings::selects)).unwrap_or_default();
        subject.viewed.with(|viewed| {
            viewed.as_ref().is_some_and(|viewed| viewed.filters.iter().any(|filter| selects.contains(&filter.column)))
        })
    });
    let clear = move |_| {
        let selects = settings.with_untracked(|settings| settings.as_ref().map(ChartSettings::selects));
        subject.unfilter(|filter| selects.as_ref().is_some_and(|selects| selects.contains(&filter.column)));
    };
    view! {
        <section class="chart-view" aria-label="Chart">
            <nav class="chart-proposals" aria-label="Proposed charts">
                <ul role="list">{move || offered.get().into_iter().map(proposal).collect_view()}</ul>
            </nav>
            <Controls settings/>
            {move || waiting().map(|why| view! { <p class="chart-waiting muted" role="status">{why}</p> })}
            <Picture state/>
            <div class="chart-foot">
                {notes}
                <span class="spacer"></span>
                <button type="button" class="button" hidden=move || !is_selected.get() on:click=clear>
                    "Clear the selection"
                </button>
                <Saving state/>
            </div>
            <NumbersTable figure/>
        </section>
    }
}
