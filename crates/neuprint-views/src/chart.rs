//! Charts of a result: proposed by the types of its columns, then as the user sets them.

mod proposals;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::settings::Settings;
use crate::subject::Subject;
use proposals::proposals;

/// What is drawn. Links hold it: kinds are added at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ChartKind {
    /// How the numbers of `x` are spread.
    Histogram,
    /// A number for each value of `x`.
    Bars,
    /// A point for each row.
    Scatter,
    /// Values of `x` by values of `y`, as tinted cells.
    Heat,
    /// `y` over `x`, or over the rows in their order.
    Line,
}

/// What is said of the rows that have a value.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Measured {
    /// How many there are.
    #[default]
    Count,
    /// The sum of a column.
    Sum,
    /// The mean of a column.
    Mean,
}

/// How values are ordered along an axis of a heat map.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ColumnOrder {
    /// By the value.
    Name,
    /// The largest sum first.
    #[default]
    Sum,
    /// What has similar cells lies together.
    Clusters,
}

/// A chart. What its kind has no use for is ignored, and there again when the kind is changed back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct ChartSettings {
    /// What is drawn.
    pub(crate) kind: ChartKind,
    /// The column along the horizontal axis; `None` for a line: the rows in their order.
    pub(crate) x: Option<u32>,
    /// The column along the vertical axis: of bars, what is added up or averaged; of a heat map, its rows.
    pub(crate) y: Option<u32>,
    /// The column whose values have colours; of a heat map, what is added up or averaged.
    pub(crate) colour: Option<u32>,
    /// Whether the horizontal axis is logarithmic.
    pub(crate) log_x: bool,
    /// Whether the vertical axis, or the colours' scale, is.
    pub(crate) log_y: bool,
    /// What bars and cells say.
    pub(crate) measured: Measured,
    /// How a heat map is ordered.
    pub(crate) order: ColumnOrder,
}

/// The chart of a result.
#[component]
pub(crate) fn ChartView() -> impl IntoView {
    let subject = Subject::expect();
    let offered = Memo::new(move |_| subject.columns.with(|columns| proposals(columns)));
    let kept = subject.settings().map(|Settings::Chart(settings)| settings);
    let settings = RwSignal::new(
        kept.or_else(|| offered.with_untracked(|offered| offered.first().map(|(_, first)| first.clone()))),
    );
    Effect::new(move |before: Option<()>| {
        if let Some(settings) = settings.get().filter(|_| before.is_some()) {
            subject.keep(&Settings::Chart(settings));
        }
    });
    let proposal = move |(name, chart): (String, ChartSettings)| {
        let chosen = chart.clone();
        view! {
            <li>
                <button
                    type="button"
                    aria-current=move || (settings.get().as_ref() == Some(&chart)).then_some("true")
                    on:click=move |_| settings.set(Some(chosen.clone()))
                >
                    {name}
                </button>
            </li>
        }
    };
    view! {
        <nav class="chart-proposals" aria-label="Proposed charts">
            <ul role="list">{move || offered.get().into_iter().map(proposal).collect_view()}</ul>
        </nav>
    }
}
