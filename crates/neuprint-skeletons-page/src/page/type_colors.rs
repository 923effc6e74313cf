//! One colour for all neurons of a type.

use super::page_state::PageState;
use super::palette::Color;

/// What neurons without a type are called, and their colour.
const NONE: (&str, Color) = ("no type", Color::NONE);

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

/// The colour of a type among these, or of none.
pub(super) fn of_type(types: &[(String, Color)], name: Option<&str>) -> Option<Color> {
    let name = name.unwrap_or(NONE.0);
    types.iter().find(|(known, _)| known == name).map(|(_, color)| *color)
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
        assert_eq!((of_type(&types, Some("PN")), of_type(&types, None)), (Some(types[1].1), Some(Color::NONE)));
        assert_eq!(of_type(&types, Some("LH")), None);
        assert!(of([].into_iter()).is_empty());
    }
}
