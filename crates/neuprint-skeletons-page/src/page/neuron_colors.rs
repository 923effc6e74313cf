//! In which colour each neuron is seen.

use std::collections::HashMap;

use leptos::prelude::*;

use super::appearance::ColorBy;
use super::neuron::Neuron;
use super::page_state::PageState;
use super::palette::Color;
use super::property_colors::Scheme;
use super::type_colors;

/// In which colour each neuron is seen where not each node has its own: its type's or its value's while that is chosen, else
/// its own. Follows changes.
pub(super) fn seen(state: PageState) -> impl Fn(&Neuron) -> Color {
    let by = state.color_by.get();
    let types = if by == ColorBy::Type { type_colors::types(state) } else { Vec::new() };
    let scheme = (by == ColorBy::Property).then(|| scheme(state));
    move |neuron| {
        let own = neuron.color.get();
        if let Some(scheme) = &scheme {
            return state
                .property_values
                .with(|values| scheme.color(values.get(&neuron.body).and_then(Option::as_ref)));
        }
        let name = neuron.ready().and_then(|ready| ready.summary.neuron_type.clone());
        type_colors::of_type(&types, name.as_deref()).unwrap_or(own)
    }
}

/// The colours of the values of the chosen property, of all loaded neurons: hidden ones count, so that colours stay when
/// neurons come and go. Follows changes.
pub(super) fn scheme(state: PageState) -> Scheme {
    let loaded = state.loaded();
    state.property_values.with(|values| {
        // What is still to be asked is no value yet, and not none either.
        Scheme::of(&loaded.iter().filter_map(|(neuron, _)| values.get(&neuron.body).cloned()).collect::<Vec<_>>())
    })
}

/// Colours neurons so until the page is left.
pub(super) fn follow(state: PageState) {
    Effect::new(move |before: Option<HashMap<u64, Color>>| {
        let seen = seen(state);
        let now: HashMap<u64, Color> = state.loaded().iter().map(|(neuron, _)| (neuron.body, seen(neuron))).collect();
        // While hundreds of neurons load, most have their colour already: they are drawn with it.
        let before = before.unwrap_or_default();
        let changed = now.iter().filter(|(body, color)| before.get(body) != Some(color));
        state.view.with_view(|view| {
            changed.for_each(|(body, color)| view.set_color(&body.to_string(), color.parts()));
        });
        now
    });
}
