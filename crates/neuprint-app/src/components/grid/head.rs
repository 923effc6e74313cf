//! The heads of a grid's columns: names, kinds, and the buttons that sort.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use neuprint_worker::messages::{ColumnKind, ColumnSummary};

use super::columns::Look;
use crate::components::icons::{Icon, IconName};
use crate::state::Session;
use crate::state::result::ResultState;

/// The first row of the grid; it stays in sight.
#[component]
pub(super) fn Head(result: ResultState) -> impl IntoView {
    // Kinds may change while rows come; that is no reason to make a button anew that somebody is about to press.
    let columns = Memo::new(move |_| result.table.with(|table| table.as_ref().map_or(0, |table| table.columns.len())));
    let heads =
        move || (0..columns.get()).map(|index| view! { <ColumnHead result index=index as u32/> }).collect_view();
    view! {
        <div class="grid-head" role="rowgroup">
            <div class="grid-row" role="row" aria-rowindex="1">
                <div class="grid-number" role="columnheader" aria-colindex="1">
                    <span class="visually-hidden">"Row"</span>
                </div>
                {heads}
            </div>
        </div>
    }
}

#[component]
fn ColumnHead(result: ResultState, index: u32) -> impl IntoView {
    let session = Session::expect();
    // The column's rank among the keys, from 1, and whether it goes down.
    let key = Memo::new(move |_| {
        result.keys.with(|keys| {
            let rank = keys.iter().position(|key| key.column == index)?;
            Some((rank + 1, keys[rank].descending, keys.len()))
        })
    });
    let column = Memo::new(move |_| result.table.with(|table| table.as_ref()?.columns.get(index as usize).cloned()));
    let right = move || column.with(|column| column.as_ref().is_some_and(|column| Look::of(column).right));
    view! {
        <div
            class="grid-cell"
            class:number=right
            role="columnheader"
            aria-colindex=(index + 2).to_string()
            aria-sort=move || match key.get() {
                None => "none",
                Some((_, false, _)) => "ascending",
                Some((_, true, _)) => "descending",
            }
        >
            <button
                type="button"
                title=move || column.with(|column| column.as_ref().map(describe))
                on:click=move |event: MouseEvent| result.sort(session, index, event.shift_key())
            >
                <span class="grid-name">{move || column.get().map(|column| column.name)}</span>
                <span class="grid-sort" class:on=move || key.get().is_some() aria-hidden="true">
                    {move || match key.get() {
                        Some((_, true, _)) => view! { <Icon name=IconName::Down/> },
                        _ => view! { <Icon name=IconName::Up/> },
                    }}
                    {move || key.get().filter(|(_, _, count)| *count > 1).map(|(rank, _, _)| rank.to_string())}
                </span>
            </button>
        </div>
    }
}

fn describe(column: &ColumnSummary) -> String {
    let kind = match column.kind {
        ColumnKind::Null => "only null",
        ColumnKind::Boolean => "true or false",
        ColumnKind::Integer => "64-bit integers, exact",
        ColumnKind::Float => "64-bit floats",
        ColumnKind::Text => "text",
        ColumnKind::Mixed => "lists, maps or several kinds, as JSON",
    };
    match column.nulls {
        0 => format!("{kind}. Click to sort; Shift-click to sort by several columns"),
        nulls => format!("{kind}, {nulls} null. Click to sort; Shift-click to sort by several columns"),
    }
}
