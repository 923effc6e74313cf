//! The first rows of an answer.

use std::sync::Arc;

use leptos::prelude::*;
use neuprint::table::{Cell, Table};

use super::skeleton_links::SkeletonLinks;
use super::state::{Outcome, PageState};

/// The rows as a table, body IDs as links to their skeletons.
#[component]
pub(super) fn RowsView(state: PageState, outcome: Arc<Outcome>) -> impl IntoView {
    let links = SkeletonLinks::of(state);
    let in_3d = links.button(bodies(&outcome.rows)).map(|button| view! { <p class="button-row">{button}</p> });
    let table = &outcome.rows;
    let is_body: Vec<bool> = table.columns().iter().map(|column| column.name() == "bodyId").collect();
    let is_number: Vec<bool> = table.columns().iter().map(is_number).collect();
    let heads = table.columns().iter().zip(&is_number).map(|(column, number)| {
        view! {
            <th scope="col" class:number=*number>
                {column.name().to_owned()}
            </th>
        }
    });
    let rows = (0..table.rows()).map(|row| {
        let cells = (0..table.columns().len()).map(|column| {
            let cell = table.cell(row, column);
            let text = cell.to_string();
            let shown = match cell {
                Cell::Null => view! { <span class="null">"null"</span> }.into_any(),
                Cell::Int(body) if is_body[column] && body >= 0 => links.body(body.unsigned_abs()),
                _ => text.into_any(),
            };
            view! { <td class:number=is_number[column]>{shown}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let name = if outcome.are_paths { "Neurons on the paths" } else { "First rows" };
    view! {
        {in_3d}
        <div class="explore-scroll" tabindex="0" role="region" aria-label=name>
            <table class="explore-table" aria-label=name>
                <thead>
                    <tr>{heads.collect_view()}</tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

fn is_number(column: &neuprint::table::Column) -> bool {
    (0..column.len()).all(|row| matches!(column.cell(row), Cell::Null | Cell::Int(_) | Cell::UInt(_) | Cell::Float(_)))
        && column.nulls() < column.len()
}

/// The bodies of an answer, each once.
fn bodies(table: &Table) -> Vec<u64> {
    let mut bodies = Vec::new();
    if let Some(column) = table.column("bodyId") {
        for row in 0..column.len() {
            if let Cell::Int(body) = column.cell(row)
                && let Ok(body) = u64::try_from(body)
                && !bodies.contains(&body)
            {
                bodies.push(body);
            }
        }
    }
    bodies
}
