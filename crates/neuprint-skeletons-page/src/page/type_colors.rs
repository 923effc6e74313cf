//! One colour for all neurons of a type.

use std::collections::HashMap;

use leptos::prelude::*;

use super::appearance::ColorBy;
use super::neuron::Neuron;
use super::page_state::PageState;
use super::palette::Color;

/// What neurons without a type are called, and their colour.
const NONE: (&str, Color) = ("no type", Color(0x8c, 0x8c, 0x8c));

/// The types of all loaded neurons with their colours, in the list's order; those without one are last. Hidden ones count,
/// so that colours stay when neurons come and go. Follows changes.
pub(super) fn types(state: PageState) -> Vec<(String, Color)> {
    let loaded = state.loaded();
    of(loaded.iter().map(|(_, ready)| ready.summary.neuron_type.as_deref()))
}

fn of<'t>(given: impl Iterator<Item = Option<&'t str>>) -> Vec<(String, Color)> {
    let mut types: Vec<(String, Color)> = Vec::new();
    let mut without = false;
    for name in given {
        match name {
            Some(name) if !types.iter().any(|(known, _)| known == name) => {
                types.push((name.to_owned(), Color::of_neuron(types.len())));
            }
            Some(_) => {}
            None => without = true,
        }
    }
    types.extend(without.then(|| (NONE.0.to_owned(), NONE.1)));
    types
}

/// In which colour each neuron is seen where not each node has its own: its type's while that is chosen, else its own. Follows
/// changes.
pub(super) fn seen(state: PageState) -> impl Fn(&Neuron) -> Color {
    let types = if state.color_by.get() == ColorBy::Type { types(state) } else { Vec::new() };
    move |neuron| {
        let own = neuron.color.get();
        let name = neuron.ready().and_then(|ready| ready.summary.neuron_type.clone());
        let name = name.as_deref().unwrap_or(NONE.0);
        types.iter().find(|(known, _)| known == name).map_or(own, |(_, color)| *color)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_colours_in_the_order_in_which_they_come() {
        let types = of([None, Some("KC"), Some("PN"), Some("KC"), None].into_iter());
        let names: Vec<&str> = types.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["KC", "PN", "no type"]);
        assert_eq!(types[1].1, Color::of_neuron(1));
        assert!(of([].into_iter()).is_empty());
    }
}
