//! Everything the page knows; what can be done with it is in [`actions`](super::actions).

use std::collections::HashMap;

use js_sys::{Float32Array, Uint32Array};
use leptos::prelude::*;
use neuprint_worker::messages::{Heal, SkeletonSummary};

use super::address_state::AddressState;
use super::appearance::ColorBy;
use super::neuron::Neuron;
use super::palette::Color;
use crate::viewer::ViewState;
use neuprint_page::{Session, address};

/// The page's state. Copy it freely; it lives as long as the page.
#[derive(Clone, Copy)]
pub(super) struct PageState {
    /// The open dataset.
    pub(super) session: Session,
    /// The picture.
    pub(super) view: ViewState,
    /// The list, in its order.
    pub(super) neurons: RwSignal<Vec<Neuron>>,
    /// Whether fragments are joined.
    pub(super) heal: RwSignal<bool>,
    /// The longest bridge, nanometres; `None` is no limit.
    pub(super) max_distance: RwSignal<Option<f64>>,
    /// What neurons are coloured by.
    pub(super) color_by: RwSignal<ColorBy>,
    /// Whether what is far fades.
    pub(super) fades: RwSignal<bool>,
    /// Regions that are wanted in the picture, by name.
    pub(super) rois: RwSignal<Vec<String>>,
    /// Regions that could not be loaded, with the reason.
    pub(super) roi_failures: RwSignal<Vec<(String, String)>>,
    /// The neuron that was clicked in picture or list.
    pub(super) selected: RwSignal<Option<u64>>,
    /// What the address said when the page was opened.
    pub(super) opening: StoredValue<AddressState>,
    /// Whether the page chose the neurons itself.
    pub(super) chosen_by_page: RwSignal<bool>,
    /// What arrived before the picture could show it.
    pub(super) pending: StoredValue<HashMap<String, Shape>, LocalStorage>,
    /// How many neurons the page has ever added; the next one's colour.
    pub(super) added: StoredValue<usize>,
}

/// Something to draw.
#[derive(Clone)]
pub(super) enum Shape {
    /// x, y, z, radius per node; parents; bridges.
    Skeleton(Float32Array, Uint32Array, Uint32Array),
    /// x, y, z per vertex; faces; colour and opacity.
    Mesh(Float32Array, Uint32Array, [f32; 4]),
}

impl PageState {
    /// The state that the address describes.
    pub(super) fn new() -> Self {
        let opening = AddressState::read(address::parameter);
        Self {
            session: Session::expect(),
            view: ViewState::new(),
            neurons: RwSignal::new(Vec::new()),
            heal: RwSignal::new(opening.heal),
            max_distance: RwSignal::new(opening.max_distance),
            color_by: RwSignal::new(opening.color_by),
            fades: RwSignal::new(opening.fades),
            rois: RwSignal::new(opening.rois.clone()),
            roi_failures: RwSignal::new(Vec::new()),
            selected: RwSignal::new(None),
            opening: StoredValue::new(opening),
            chosen_by_page: RwSignal::new(false),
            pending: StoredValue::new_local(HashMap::new()),
            added: StoredValue::new(0),
        }
    }

    /// How to heal; follows changes.
    pub(super) fn heal_request(self) -> Heal {
        match (self.heal.get(), self.max_distance.get()) {
            (false, _) => Heal::Off,
            (true, None) => Heal::All,
            (true, Some(nanometres)) => Heal::Within { nanometres },
        }
    }

    /// The measures of all loaded neurons; follows changes.
    pub(super) fn summaries(self) -> Vec<SkeletonSummary> {
        self.neurons.with(|neurons| neurons.iter().filter_map(Neuron::ready).map(|ready| ready.summary).collect())
    }

    /// A neuron of the list.
    pub(super) fn neuron(self, body: u64) -> Option<Neuron> {
        self.neurons.try_with_untracked(|neurons| neurons.iter().find(|neuron| neuron.body == body).cloned())?
    }

    /// The colour for the next neuron.
    pub(super) fn next_color(self) -> Color {
        let index = self.added.get_value();
        self.added.set_value(index + 1);
        Color::of_neuron(index)
    }

    /// What the address is to say; follows changes.
    pub(super) fn to_address(self) -> AddressState {
        let neurons = self.neurons.get();
        // When the address is opened again, colours go by place in the list.
        let changed = |(place, neuron): &(usize, &Neuron)| neuron.color.get() != Color::of_neuron(*place);
        let colors = neurons.iter().enumerate().filter(changed);
        AddressState {
            ids: Some(neurons.iter().map(|neuron| neuron.body).collect()),
            hidden: neurons.iter().filter(|neuron| !neuron.visible.get()).map(|neuron| neuron.body).collect(),
            colors: colors.map(|(_, neuron)| (neuron.body, neuron.color.get())).collect(),
            heal: self.heal.get(),
            max_distance: self.max_distance.get(),
            color_by: self.color_by.get(),
            fades: self.fades.get(),
            rois: self.rois.get(),
            camera: self.view.camera.get().filter(|_| self.view.steered.get()),
        }
    }
}
