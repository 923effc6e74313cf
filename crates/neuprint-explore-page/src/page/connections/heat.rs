//! Connections as a matrix, its cells tinted by weight.

use std::sync::Arc;

use leptos::prelude::*;
use neuprint::analysis::ConnectionMatrix;
use neuprint::analysis::partners::partner_matrix;

use crate::page::choice::Choice;
use crate::page::state::{PageState, Partners};
use crate::page::wording::whole;

/// Rows and columns that are shown: those with the largest sums.
const SHOWN: usize = 40;

/// Types by types, or neurons by neurons.
#[component]
pub(super) fn MatrixView(state: PageState, partners: Arc<Partners>) -> impl IntoView {
    let by_type = move || state.field("by") != "neurons";
    let matrix = move || match partner_matrix(&partners.connections, partners.direction, by_type()) {
        Ok(matrix) => view! { <Heat matrix/> }.into_any(),
        Err(error) => view! { <p class="notice error">{error.to_string()}</p> }.into_any(),
    };
    view! {
        <Choice state name="by" legend="Rows and columns" options=&[("", "Types"), ("neurons", "Neurons")]/>
        {matrix}
    }
}

#[component]
fn Heat(matrix: ConnectionMatrix) -> impl IntoView {
    let sum_of_row = |row: usize| (0..matrix.columns.len()).map(|column| matrix.weight(row, column)).sum::<f64>();
    let sum_of_column = |column: usize| (0..matrix.rows.len()).map(|row| matrix.weight(row, column)).sum::<f64>();
    let rows = strongest((0..matrix.rows.len()).map(sum_of_row).collect());
    let columns = strongest((0..matrix.columns.len()).map(sum_of_column).collect());
    let most = matrix.weights.iter().copied().fold(1.0, f64::max);
    let left_out = rows.len() < matrix.rows.len() || columns.len() < matrix.columns.len();
    let size = format!("{} × {}", matrix.rows.len(), matrix.columns.len());
    let hint = if left_out {
        format!("The strongest {} × {} of {size}; the file has all.", rows.len(), columns.len())
    } else {
        size
    };
    let heads = columns.iter().map(|column| {
        view! {
            <th scope="col" class="number">
                {matrix.columns.cell(*column).to_string()}
            </th>
        }
    });
    let lines = rows.iter().map(|row| {
        let cells = columns.iter().map(|column| {
            let weight = matrix.weight(*row, *column);
            // Logarithmic: most weights are small, and a few are not.
            let tint = format!("{:.1}%", 45.0 * (weight + 1.0).ln() / (most + 1.0).ln());
            let shown = if weight > 0.0 { whole(weight as i64) } else { String::new() };
            view! {
                <td class="number heat" style=("--tint", tint)>
                    {shown}
                </td>
            }
        });
        view! {
            <tr>
                <th scope="row">{matrix.rows.cell(*row).to_string()}</th>
                {cells.collect_view()}
            </tr>
        }
    });
    view! {
        <p class="hint">{hint} " Rows are presynaptic, columns postsynaptic; an empty cell is no connection."</p>
        <div class="explore-scroll" tabindex="0" role="region" aria-label="Matrix of weights">
            <table class="explore-table matrix" aria-label="Matrix of weights">
                <thead>
                    <tr>
                        <th scope="col">"from \\ to"</th>
                        {heads.collect_view()}
                    </tr>
                </thead>
                <tbody>{lines.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// The places of the largest sums, the largest first.
fn strongest(sums: Vec<f64>) -> Vec<usize> {
    let mut places: Vec<usize> = (0..sums.len()).collect();
    places.sort_by(|a, b| sums[*b].total_cmp(&sums[*a]).then(a.cmp(b)));
    places.truncate(SHOWN);
    places
}
