//! Where the synapses are: one bar for each primary ROI.

use std::sync::Arc;

use leptos::prelude::*;

use crate::page::state::Partners;
use crate::page::wording::{percent, whole};

/// The bars, as a table.
#[component]
pub(super) fn RoiBars(partners: Arc<Partners>) -> impl IntoView {
    let rois = &partners.rois;
    let sum = rois.weights.iter().map(|(_, weight)| weight).sum::<i64>() + rois.unknown;
    let most = rois.weights.iter().map(|(_, weight)| *weight).max().unwrap_or(1).max(1);
    let unknown = (rois.unknown > 0).then(|| ("unknown".to_owned(), rois.unknown));
    let rows = rois.weights.iter().cloned().chain(unknown).map(|(roi, weight)| {
        let share = if sum == 0 { 0.0 } else { 100.0 * weight as f64 / sum as f64 };
        let length = format!("{:.2}%", 100.0 * weight as f64 / most.max(weight) as f64);
        view! {
            <tr>
                <th scope="row">{roi}</th>
                <td class="number">{whole(weight)}</td>
                <td class="number">{percent(share)}</td>
                <td class="bar-cell">
                    <span class="roi-bar" style:width=length aria-hidden="true"></span>
                </td>
            </tr>
        }
    });
    view! {
        <p class="hint">
            "Synapses of all connections in the table by primary ROI, which do not overlap. What is in none of them is NotPrimary; \
             ROIs within others are not added."
        </p>
        <div class="explore-scroll" tabindex="0" role="region" aria-label="Weight by ROI">
            <table class="explore-table roi-bars" aria-label="Weight by ROI">
                <thead>
                    <tr>
                        <th scope="col">"ROI"</th>
                        <th scope="col" class="number">"Weight"</th>
                        <th scope="col" class="number">"Percent"</th>
                        <th scope="col">
                            <span class="visually-hidden">"Bar"</span>
                        </th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}
