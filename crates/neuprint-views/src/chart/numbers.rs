//! The numbers behind a chart, as a table.

use std::sync::Arc;

use leptos::prelude::*;
use neuprint_page::wording::counted;

use super::figure::Figure;

/// Rows of the table that are written at most.
const MOST: usize = 500;

/// What opens the table. It is made when it is opened.
#[component]
pub(super) fn NumbersTable(figure: Signal<Option<Arc<Figure>>>) -> impl IntoView {
    let open = RwSignal::new(false);
    let table = move || {
        let figure = figure.get().filter(|_| open.get())?;
        let numbers = &figure.numbers;
        let heads = numbers.heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> }).collect_view();
        let row = |row: &Vec<String>| {
            let cells = row.iter().enumerate().map(|(at, cell)| match at {
                0 => view! { <th scope="row">{cell.clone()}</th> }.into_any(),
                _ => view! { <td>{cell.clone()}</td> }.into_any(),
            });
            view! { <tr>{cells.collect_view()}</tr> }
        };
        let more = numbers.more + numbers.rows.len().saturating_sub(MOST);
        Some(view! {
            <div class="chart-table" tabindex="0" role="region" aria-label="Numbers of the chart">
                <table aria-label=figure.title.clone()>
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{numbers.rows.iter().take(MOST).map(row).collect_view()}</tbody>
                </table>
            </div>
            {(more > 0).then(|| view! {
                <p class="hint">{counted(more as u64, "row or column", "rows and columns")} " more are not listed here."</p>
            })}
        })
    };
    let on_toggle = move |event: web_sys::Event| {
        let details = event_target::<web_sys::HtmlElement>(&event);
        open.set(details.has_attribute("open"));
    };
    view! {
        <details class="chart-numbers" on:toggle=on_toggle>
            <summary>"Show the numbers"</summary>
            {table}
        </details>
    }
}
