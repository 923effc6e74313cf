//! Left and right beside each other, as a picture and as a table that says the same.

use std::sync::Arc;

use leptos::prelude::*;
use neuprint::analysis::partners::PartnerTable;

use super::partner_rows::NO_TYPE;
use super::scatter::{Point, Scatter};
use crate::page::choice::Choice;
use crate::page::state::PageState;
use crate::page::wording::{percent, whole};

/// Types with cells of a known side.
#[component]
pub(super) fn SidesView(state: PageState, table: Signal<Arc<PartnerTable>>) -> impl IntoView {
    let points = move || {
        let table = table.get();
        let sided = table.rows.iter().filter(|row| row.left + row.right > 0);
        let points = sided.map(|row| Point {
            name: row.partner_type.clone().unwrap_or_else(|| NO_TYPE.to_owned()),
            left: row.left,
            right: row.right,
        });
        points.collect::<Vec<_>>()
    };
    let log = move || state.field("axes") != "linear";
    let rows = move || {
        let line = |point: Point| {
            let sum = point.left + point.right;
            view! {
                <tr>
                    <th scope="row">{point.name}</th>
                    <td class="number">{whole(point.left)}</td>
                    <td class="number">{whole(point.right)}</td>
                    <td class="number">{percent(100.0 * point.left as f64 / sum as f64)}</td>
                </tr>
            }
        };
        points().into_iter().map(line).collect_view()
    };
    let without = move || table.get().rows.iter().map(|row| row.no_side).sum::<i64>();
    view! {
        <Choice state name="axes" legend="Axes" options=&[("", "Logarithmic"), ("linear", "Linear")]/>
        {move || view! { <Scatter points=points() log=log()/> }}
        <p class="hint">
            "A cell’s side is its somaSide, else its rootSide, else the end of its instance. "
            {move || format!("{} of the weight has no known side.", percent(table.with(|table| {
                if table.weight == 0 { 0.0 } else { 100.0 * without() as f64 / table.weight as f64 }
            })))}
        </p>
        <div class="explore-scroll" tabindex="0" role="region" aria-label="Weights on the left and on the right">
            <table class="explore-table" aria-label="Weights on the left and on the right">
                <thead>
                    <tr>
                        <th scope="col">"Type"</th>
                        <th scope="col" class="number">"Left"</th>
                        <th scope="col" class="number">"Right"</th>
                        <th scope="col" class="number">"Left share"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
