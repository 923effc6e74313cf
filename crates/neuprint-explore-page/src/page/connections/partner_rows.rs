//! Partners by type; a type opens to show its cells.

use std::sync::Arc;

use leptos::prelude::*;
use neuprint::analysis::partners::{PartnerRow, PartnerTable, Side};

use super::partner_order::{Heads, Order};
use crate::page::skeleton_links::SkeletonLinks;
use crate::page::state::{PageState, Partners};
use crate::page::wording::{percent, tenth, whole};

/// Types, and cells of an open type, that are shown at first.
const SHOWN: usize = 100;

/// What stands for partners without a type.
pub(super) const NO_TYPE: &str = "no type";

/// The table.
#[component]
pub(super) fn PartnerRows(
    state: PageState,
    partners: Arc<Partners>,
    table: Signal<Arc<PartnerTable>>,
) -> impl IntoView {
    let open = RwSignal::new(None::<Option<String>>);
    let all = RwSignal::new(false);
    let has_transmitters = partners.connections.partners.iter().any(|partner| partner.transmitter.is_some());
    let columns = if has_transmitters { 10 } else { 9 };
    let rows = move || {
        let now = table.get();
        let most = if all.get() { now.rows.len() } else { SHOWN };
        Order::of(state)
            .sorted(&now.rows)
            .into_iter()
            .take(most)
            .map(|row| view! { <TypeRow state partners=Arc::clone(&partners) table row=row.clone() open columns/> })
            .collect_view()
    };
    let foot = move || {
        let table = table.get();
        let line = |name: &'static str, weight: i64| {
            (weight > 0).then(|| {
                view! {
                    <tr>
                        <th scope="row" colspan="3">{name}</th>
                        <td class="number">{whole(weight)}</td>
                        <td></td>
                        <td class="number">{percent(table.percent(weight))}</td>
                        <td colspan=columns - 6></td>
                    </tr>
                }
            })
        };
        // Of the shown synapses nothing is left out; all synapses are more.
        let whole = table.denominator > table.weight;
        view! {
            {line("All rows", table.weight)}
            {whole.then(|| line("Partners that are not Traced", table.excluded))}
            {whole.then(|| line("Synapses without a partner in the dataset", table.unaccounted))}
        }
    };
    let more = move || table.get().rows.len().checked_sub(SHOWN).filter(|more| *more > 0 && !all.get());
    view! {
        <div class="explore-scroll" tabindex="0" role="region" aria-label="Partners by type">
            <table class="explore-table" aria-label="Partners by type">
                <thead>
                    <Heads state has_transmitters/>
                </thead>
                <tbody>{rows}</tbody>
                <tfoot>{foot}</tfoot>
            </table>
        </div>
        {move || {
            more()
                .map(|more| {
                    view! {
                        <button type="button" class="button" on:click=move |_| all.set(true)>
                            {format!("Show {more} more types")}
                        </button>
                    }
                })
        }}
    }
}

#[component]
fn TypeRow(
    state: PageState,
    partners: Arc<Partners>,
    table: Signal<Arc<PartnerTable>>,
    row: PartnerRow,
    open: RwSignal<Option<Option<String>>>,
    columns: usize,
) -> impl IntoView {
    let key = Some(row.partner_type.clone());
    let (is_open, toggled) = (key.clone(), key);
    let shown = Memo::new(move |_| open.get() == is_open);
    let untyped = row.partner_type.is_none();
    let name = row.partner_type.clone();
    let own = partners.connections.own.len();
    let members = row.members.clone();
    let cells = move || {
        let (partners, members) = (Arc::clone(&partners), members.clone());
        shown.get().then(move || view! { <Cells state partners table members columns/> })
    };
    view! {
        <tr>
            <th scope="row">
                <button
                    type="button"
                    class="type-toggle"
                    class:no-type=untyped
                    aria-expanded=move || if shown.get() { "true" } else { "false" }
                    on:click=move |_| open.set(if shown.get_untracked() { None } else { toggled.clone() })
                >
                    {name.unwrap_or_else(|| NO_TYPE.to_owned())}
                </button>
            </th>
            <td class="number">{row.cells}</td>
            <td class="number">{format!("{} of {own}", row.connected)}</td>
            <td class="number">{whole(row.weight)}</td>
            <td class="number">{tenth(row.mean_weight)}</td>
            <td class="number">{percent(row.percent)}</td>
            <td class="number">{whole(row.left)}</td>
            <td class="number">{whole(row.right)}</td>
            <td class="number">{whole(row.no_side)}</td>
            {(columns > 9)
                .then(|| {
                    let text = row.transmitter.map(|(name, count)| format!("{name} ({count} of {})", row.cells));
                    view! { <td>{text}</td> }
                })}
        </tr>
        {cells}
    }
}

/// The cells of an open type.
#[component]
fn Cells(
    state: PageState,
    partners: Arc<Partners>,
    table: Signal<Arc<PartnerTable>>,
    members: Vec<(usize, i64)>,
    columns: usize,
) -> impl IntoView {
    let links = SkeletonLinks::of(state);
    let rows = members.iter().take(SHOWN).map(|(at, weight)| {
        let cell = &partners.connections.partners[*at];
        let side = cell.side.map(|side| if side == Side::Left { "left" } else { "right" });
        view! {
            <tr>
                <td>{links.body(cell.body.unsigned_abs())}</td>
                <td>{cell.instance.clone()}</td>
                <td>{side}</td>
                <td class="number">{whole(*weight)}</td>
                <td class="number">{percent(table.get_untracked().percent(*weight))}</td>
            </tr>
        }
    });
    let bodies = members.iter().map(|(at, _)| partners.connections.partners[*at].body.unsigned_abs());
    let in_3d = links.button(bodies);
    let rest = members.len().checked_sub(SHOWN).filter(|rest| *rest > 0);
    view! {
        <tr class="type-cells">
            <td colspan=columns>
                <p class="button-row">
                    {in_3d}
                    {rest.map(|rest| view! { <span class="hint">{format!("{rest} weaker cells are in the file.")}</span> })}
                </p>
                <table class="explore-table" aria-label="Cells of this type">
                    <thead>
                        <tr>
                            <th scope="col">"Body ID"</th>
                            <th scope="col">"Instance"</th>
                            <th scope="col">"Side"</th>
                            <th scope="col" class="number">"Weight"</th>
                            <th scope="col" class="number">"Percent"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </td>
        </tr>
    }
}
