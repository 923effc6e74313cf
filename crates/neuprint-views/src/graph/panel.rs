//! Everything that is in the picture as lists: all nodes, and the partners of the one that is selected.

use std::sync::Arc;

use leptos::prelude::*;
use neuprint_page::wording::counted;
use neuprint_worker::messages::{CellText, Filter, Test};

use super::picture::Picture;
use crate::connections::{Net, number, percent};

/// Entries of a list that are shown at first.
const FIRST: usize = 100;

/// The list beside the picture.
#[component]
pub(super) fn Panel(picture: Picture) -> impl IntoView {
    let connections = picture.connections;
    move || {
        let net = connections.net.get()?;
        let by_type = connections.by_type.get() && connections.has_types();
        let selected = picture.selected.get().filter(|node| (*node as usize) < net.shape.nodes.len());
        Some(match selected {
            Some(node) => view! { <Selected picture net node by_type/> }.into_any(),
            None => view! { <All picture net by_type/> }.into_any(),
        })
    }
}

/// All nodes, the strongest first.
#[component]
fn All(picture: Picture, net: Arc<Net>, by_type: bool) -> impl IntoView {
    let wanted = RwSignal::new(String::new());
    let shown = RwSignal::new(FIRST);
    let (title, label) = if by_type { ("Types", "Find a type") } else { ("Neurons", "Find a neuron") };
    let list = move || {
        let wanted = wanted.get().to_lowercase();
        let fits = |at: &u32| {
            wanted.is_empty()
                || [net.name(*at), net.label(*at), net.beside(*at, by_type)]
                    .iter()
                    .any(|text| text.to_lowercase().contains(&wanted))
        };
        let found: Vec<u32> = (0..net.shape.nodes.len() as u32).filter(fits).collect();
        let more = found.len().saturating_sub(shown.get());
        let entries = found.into_iter().take(shown.get()).map(|at| {
            let node = net.node(at);
            let sums = format!("in {} · out {}", number(node.input), number(node.output));
            view! {
                <li>
                    <button type="button" class="graph-entry" on:click=move |_| picture.selected.set(Some(at))>
                        <span class="graph-name">{net.label(at)}</span>
                        <span class="graph-beside">{net.beside(at, by_type)}</span>
                        <span class="graph-weight">{sums}</span>
                    </button>
                </li>
            }
        });
        view! {
            <ul class="graph-list" role="list">{entries.collect_view()}</ul>
            <More more shown/>
        }
    };
    view! {
        <section class="graph-panel" aria-label=title>
            <input
                class="input"
                type="search"
                placeholder=label
                aria-label=label
                on:input=move |event| wanted.set(event_target_value(&event))
            />
            {list}
        </section>
    }
}

/// Shows the rest of a list.
#[component]
fn More(more: usize, shown: RwSignal<usize>) -> impl IntoView {
    (more > 0).then(|| {
        view! {
            <button type="button" class="button quiet" on:click=move |_| shown.update(|shown| *shown += 10 * FIRST)>
                {format!("{} more", counted(more as u64, "entry", "entries"))}
            </button>
        }
    })
}

/// One node with its partners.
#[component]
fn Selected(picture: Picture, net: Arc<Net>, node: u32, by_type: bool) -> impl IntoView {
    let it = net.node(node);
    let (title, beside) = (net.label(node), net.beside(node, by_type));
    let id = (!by_type && it.instance.is_some()).then(|| net.name(node));
    let name = it.name.clone();
    let show = move |of_output: bool| {
        let columns = picture.connections.columns.get_untracked();
        if let Some(columns) = columns {
            let (end, kind) =
                if of_output { (columns.source, columns.source_type) } else { (columns.target, columns.target_type) };
            let column = kind.filter(|_| by_type).unwrap_or(end);
            let test = match &name {
                CellText::Null => Test::Null,
                name => Test::OneOf { values: vec![name.clone()], keep: true },
            };
            picture.connections.subject.filter(&[Filter { column, test }]);
        }
    };
    let (show_inputs, show_outputs) = (show.clone(), show);
    view! {
        <section class="graph-panel" aria-label="Selected">
            <div class="section-head">
                <h3 class="graph-title">{title}</h3>
                <span class="spacer"></span>
                <button type="button" class="button quiet" on:click=move |_| picture.selected.set(None)>
                    "All"
                </button>
            </div>
            <p class="muted">{id.map(|id| format!("{id} "))}{beside}</p>
            <Partners picture net=Arc::clone(&net) node by_type of_output=false/>
            <button type="button" class="button" on:click=move |_| show_inputs(false)>
                "Show only rows of its inputs"
            </button>
            <Partners picture net node by_type of_output=true/>
            <button type="button" class="button" on:click=move |_| show_outputs(true)>
                "Show only rows of its outputs"
            </button>
        </section>
    }
}

/// The inputs or outputs of a node, with weights and shares.
#[component]
fn Partners(picture: Picture, net: Arc<Net>, node: u32, by_type: bool, of_output: bool) -> impl IntoView {
    let shown = RwSignal::new(FIRST);
    let (all, edges) = if of_output {
        (net.node(node).output, net.outputs[node as usize].clone())
    } else {
        (net.node(node).input, net.inputs[node as usize].clone())
    };
    let title = if of_output { "Outputs" } else { "Inputs" };
    let sum = format!("{} to {}", number(all), counted(edges.len() as u64, "partner", "partners"));
    let sum = if of_output { sum } else { sum.replace(" to ", " from ") };
    let list = move || {
        let more = edges.len().saturating_sub(shown.get());
        let entries = edges.iter().take(shown.get()).map(|at| {
            let edge = &net.edges[*at as usize];
            let partner = if of_output { edge.target } else { edge.source };
            let share = percent(net.share(edge, of_output));
            let weight = format!("{} · {share}", number(edge.weight));
            view! {
                <li>
                    <button type="button" class="graph-entry" on:click=move |_| picture.selected.set(Some(partner))>
                        <span class="graph-name">{net.label(partner)}</span>
                        <span class="graph-beside">{net.beside(partner, by_type)}</span>
                        <span class="graph-weight">{weight}</span>
                        <span class="share" style:--share=share.trim_start_matches('<').replace(' ', "")></span>
                    </button>
                </li>
            }
        });
        view! {
            <ul class="graph-list" role="list" aria-label=title>{entries.collect_view()}</ul>
            <More more shown/>
        }
    };
    let of = if of_output { "percent of its output in this result" } else { "percent of its input in this result" };
    view! {
        <h4 class="group-title">{title} " · " {sum}</h4>
        <p class="hint">{of}</p>
        {list}
    }
}
