//! What the key of a saved picture says: the scale bar and legends that stand over the picture on the page, and more, since
//! no list of neurons stands beside a file.

use leptos::prelude::*;

use super::appearance::ColorBy;
use super::figure::{Key, Row};
use super::page_state::PageState;
use super::palette::Color;
use super::{actions, color_legend, neuron_colors, scale_bar, type_colors};

/// Of more neurons than this only the first are told.
const MOST: usize = 12;

/// The key of what is seen now.
pub(super) fn key(state: PageState) -> Key {
    untrack(|| {
        let rows = [colors(state), synapses(state), regions(state), bridges(state)].concat();
        Key { bar: scale_bar::bar(state), rows }
    })
}

fn colors(state: PageState) -> Vec<Row> {
    let by = state.color_by.get();
    match by {
        ColorBy::Type => return dots(type_colors::types(state)),
        ColorBy::Property => return property(state),
        ColorBy::Roi => return rois(state),
        _ => {}
    }
    let legend = state.view.with_view(|view| view.legend()).flatten();
    let Some(legend) = legend.filter(|legend| by != ColorBy::Neuron && !legend.entries.is_empty()) else {
        return neurons(state);
    };
    let mut rows = vec![Row::Title(color_legend::caption(state, by).0)];
    let told = |value: f64| color_legend::tell(by, value, color_legend::voxel(state));
    if legend.steps {
        let more = legend.entries.len().saturating_sub(MOST);
        let first = legend.entries.into_iter().take(MOST);
        rows.extend(first.map(|(value, color)| Row::Dot(color, told(value))));
        rows.extend(rest(more));
    } else {
        let ends = [legend.entries.first(), legend.entries.last()].map(|end| end.map_or(0.0, |entry| entry.0));
        let colors = legend.entries.into_iter().map(|(_, color)| color).collect();
        rows.push(Row::Gradient(colors, ends.map(told)));
    }
    rows
}

/// Names with their colours.
fn dots(names: Vec<(String, Color)>) -> Vec<Row> {
    let more = names.len().saturating_sub(MOST);
    let told = names.into_iter().take(MOST).map(|(name, color)| Row::Dot(format!("#{color}"), name));
    told.chain(rest(more)).collect()
}

/// The chosen property with its values, or its scale.
fn property(state: PageState) -> Vec<Row> {
    let scheme = neuron_colors::scheme(state);
    let scale = scheme.scale().map(|(ends, colors)| Row::Gradient(colors, ends));
    [vec![Row::Title(state.property.get())], scale.into_iter().collect(), dots(scheme.entries())].concat()
}

fn rois(state: PageState) -> Vec<Row> {
    let title = Row::Title(color_legend::caption(state, ColorBy::Roi).0);
    [vec![title], dots(actions::roi_scheme(state).entries())].concat()
}

fn neurons(state: PageState) -> Vec<Row> {
    let neurons = state.neurons.get();
    let seen =
        neurons.iter().filter(|neuron| neuron.visible.get()).filter_map(|neuron| Some((neuron, neuron.ready()?)));
    let mut rows: Vec<Row> = seen
        .map(|(neuron, ready)| {
            let name = ready.summary.instance.clone().or_else(|| ready.summary.neuron_type.clone());
            let body = neuron.body;
            let text = name.map_or_else(|| body.to_string(), |name| format!("{name} ({body})"));
            Row::Dot(format!("#{}", neuron.color.get()), text)
        })
        .collect();
    let more = rows.len().saturating_sub(MOST);
    rows.truncate(MOST);
    rows.extend(rest(more));
    rows
}

fn rest(more: usize) -> Option<Row> {
    (more > 0).then(|| Row::Title(format!("and {more} more")))
}

fn regions(state: PageState) -> Vec<Row> {
    let outline = |roi: String| Row::Outline(format!("#{}", actions::region_color(state, &roi)), roi);
    state.rois.get().into_iter().map(outline).collect()
}

fn synapses(state: PageState) -> Vec<Row> {
    let look = state.synapse_look.get();
    let kinds = state.synapse_kinds.get();
    let shown = kinds.iter().filter(|kind| look.by.is_some() && kind.count > 0 && !look.hidden.contains(&kind.name));
    shown.map(|kind| Row::Dot(format!("#{}", kind.color), kind.name.clone())).collect()
}

fn bridges(state: PageState) -> Vec<Row> {
    let has_bridges =
        state.healing.with(|healing| state.shown().iter().any(|(_, ready)| !ready.healed(healing).bridges.is_empty()));
    if has_bridges { vec![Row::Bridge] } else { Vec::new() }
}
