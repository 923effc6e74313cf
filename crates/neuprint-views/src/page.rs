//! Which view is shown.

use leptos::prelude::*;
use neuprint_page::views::ViewKind;

use crate::chart::ChartView;
use crate::graph::GraphView;
use crate::matrix::MatrixView;
use crate::subject::Subject;

/// The view that the app asks for.
#[component]
pub(crate) fn View() -> impl IntoView {
    let subject = Subject::expect();
    let kind = Memo::new(move |_| subject.viewed.with(|viewed| viewed.as_ref().map(|viewed| viewed.kind)));
    move || match kind.get() {
        Some(ViewKind::Chart) => view! { <ChartView/> }.into_any(),
        Some(ViewKind::Graph) => view! { <GraphView/> }.into_any(),
        Some(ViewKind::Matrix) => view! { <MatrixView/> }.into_any(),
        // The grid is the app's own.
        Some(ViewKind::Rows) | None => ().into_any(),
    }
}
