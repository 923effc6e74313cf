//! What is said of a graph: how much of it is shown, and what became of the rows.

use leptos::prelude::*;
use neuprint_page::views::Viewed;
use neuprint_page::wording::{count, counted};

use super::{Connections, Net};

/// One line, or several where there is much to say.
#[component]
pub(crate) fn Said(connections: Connections) -> impl IntoView {
    let by_type = move || connections.by_type.get() && connections.has_types();
    let said = move || connections.net.with(|net| net.as_ref().map(|net| in_words(net, by_type()))).unwrap_or_default();
    let coming = move || {
        let coming = |viewed: &Viewed| !viewed.complete;
        connections.subject.viewed.with(|viewed| viewed.as_ref().is_some_and(coming))
    };
    let by_roi = move || connections.columns.with(|columns| columns.is_some_and(|columns| columns.roi.is_some()));
    let overlaps =
        move || by_roi() && connections.net.with(|net| net.as_ref().is_some_and(|net| net.shape.overlapping.is_none()));
    view! {
        <p class="connections-said" role="status">
            {move || if coming() { "Connections are read when all rows have come.".to_owned() } else { said() }}
            {move || overlaps().then_some(" Weights of one pair are added over ROIs: where ROIs are nested, synapses count twice.")}
        </p>
    }
}

fn in_words(net: &Net, by_type: bool) -> String {
    let shape = &net.shape;
    let (one, many) = if by_type { ("type", "types") } else { ("neuron", "neurons") };
    let shown = shape.nodes.len() as u64;
    let all = u64::from(shape.all_nodes);
    let mut said = if shown < all {
        format!("The {} of {} with the largest weights", count(shown), counted(all, one, many))
    } else {
        counted(all, one, many)
    };
    let edges = net.edges.len() as u64;
    let between = u64::from(shape.edges_between);
    said.push_str(", ");
    if edges < between {
        said.push_str(&format!(
            "the {} strongest of {} between them",
            count(edges),
            counted(between, "connection", "connections")
        ));
    } else {
        said.push_str(&counted(between, "connection", "connections"));
    }
    said.push('.');
    let more = [
        (shape.added, "added to an earlier row of the same pair"),
        (shape.without_ends, "left out: source or target is null"),
        (shape.without_weight, "left out: no weight above 0"),
        (
            shape.overlapping.unwrap_or_default(),
            "left out: their ROIs overlap with primary ones, which have the same synapses",
        ),
    ];
    for (rows, what) in more.into_iter().filter(|(rows, _)| *rows > 0) {
        said.push_str(&format!(" {} {what}.", counted(u64::from(rows), "row", "rows")));
    }
    said
}
