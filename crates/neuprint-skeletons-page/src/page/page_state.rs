//! Everything the page knows; what can be done with it is in [`actions`](super::actions).

use std::collections::HashMap;
use std::sync::Arc;

use js_sys::{Float32Array, Uint32Array};
use leptos::prelude::*;
use neuprint_worker::messages::{PathFound, PropertyValue};

use super::address_state::AddressState;
use super::appearance::ColorBy;
use super::healing::{BridgeName, Healing, History};
use super::list_order::Sort;
use super::neuron::{Neuron, Ready};
use super::palette::Color;
use super::synapses::{Kind, SynapseLook};
use super::wording::Unit;
use crate::viewer::{Picked, ViewState};
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
    /// Nanometres that somebody says a voxel measures on each axis, where the dataset does not say it.
    pub(super) said_voxel: RwSignal<Option<f64>>,
    /// How fragments are joined.
    pub(super) healing: RwSignal<Healing>,
    /// How they were joined before.
    pub(super) history: RwSignal<History>,
    /// How often it became known what is left of a skeleton without short twigs.
    pub(super) pruned: RwSignal<u32>,
    /// How often edges were drawn anew.
    pub(super) redrawn: RwSignal<u32>,
    /// The bridge that is pointed at, in picture or list.
    pub(super) marked: RwSignal<Option<BridgeName>>,
    /// What neurons are coloured by.
    pub(super) color_by: RwSignal<ColorBy>,
    /// The property, if it is one that decides on colours; empty until one is chosen.
    pub(super) property: RwSignal<String>,
    /// The properties that there are, once they were asked for.
    pub(super) properties: RwSignal<Vec<String>>,
    /// Its values, `None` where a neuron has none; those that are not here are still to come.
    pub(super) property_values: RwSignal<HashMap<u64, Option<PropertyValue>>>,
    /// Why they do not come.
    pub(super) property_failure: RwSignal<Option<String>>,
    /// The corners of the box outside of which nothing is drawn, voxels: the lower one, the higher one.
    pub(super) clip: RwSignal<Option<[f32; 6]>>,
    /// Whether what is far fades.
    pub(super) fades: RwSignal<bool>,
    /// What is wanted of synapses.
    pub(super) synapse_look: RwSignal<SynapseLook>,
    /// The kinds of those that are there.
    pub(super) synapse_kinds: RwSignal<Arc<[Kind]>>,
    /// Regions that are wanted in the picture, by name.
    pub(super) rois: RwSignal<Vec<String>>,
    /// Regions that could not be loaded, with the reason.
    pub(super) roi_failures: RwSignal<Vec<(String, String)>>,
    /// How the list is sorted; `None` is as neurons were added.
    pub(super) sort: RwSignal<Option<Sort>>,
    /// Whether neurons of a type stand together in the list.
    pub(super) is_grouped: RwSignal<bool>,
    /// The neurons that are shown alone.
    pub(super) solo: RwSignal<Option<Solo>>,
    /// The row of the list that takes the focus.
    pub(super) current: RwSignal<Option<u64>>,
    /// The way along the cable that was asked for last.
    pub(super) path: RwSignal<Option<Path>>,
    /// The segment that stands out in the picture.
    pub(super) marked_run: RwSignal<Option<MarkedRun>>,
    /// The place that bodies near it are listed of, voxels.
    pub(super) near: RwSignal<Option<[f32; 3]>>,
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

/// What was asked for between two nodes.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    /// Where it begins.
    pub(super) from: Picked,
    /// Where it ends, once that was clicked, and what was found, once that is known: the way, or why there is none.
    pub(super) to: Option<(Picked, Option<Result<Way, String>>)>,
}

/// A way along the cable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Way {
    /// How long it is.
    pub(super) found: PathFound,
    /// Where its nodes are, voxels.
    pub(super) places: Arc<[[f32; 3]]>,
}

impl Path {
    /// Whether both ends are in one neuron.
    pub(super) fn is_within_a_neuron(&self) -> bool {
        self.to.as_ref().is_some_and(|(to, _)| to.key == self.from.key)
    }

    /// The way, if one was found.
    pub(super) fn way(&self) -> Option<&Way> {
        self.to.as_ref()?.1.as_ref()?.as_ref().ok()
    }
}

/// A segment that stands out.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct MarkedRun {
    /// Whose.
    pub(super) body: u64,
    /// Its first and its last node.
    pub(super) ends: (u32, u32),
    /// Where its nodes are, voxels; none until that is known.
    pub(super) places: Arc<[[f32; 3]]>,
}

/// Neurons that are shown alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Solo {
    /// Which.
    pub(super) bodies: Vec<u64>,
    /// What was shown before.
    pub(super) before: Vec<u64>,
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
            said_voxel: RwSignal::new(None),
            healing: RwSignal::new(opening.healing.clone()),
            history: RwSignal::new(History::default()),
            pruned: RwSignal::new(0),
            redrawn: RwSignal::new(0),
            marked: RwSignal::new(None),
            color_by: RwSignal::new(opening.color_by),
            property: RwSignal::new(opening.property.clone()),
            properties: RwSignal::new(Vec::new()),
            property_values: RwSignal::new(HashMap::new()),
            property_failure: RwSignal::new(None),
            clip: RwSignal::new(opening.clip),
            fades: RwSignal::new(opening.fades),
            synapse_look: RwSignal::new(opening.synapses.clone()),
            synapse_kinds: RwSignal::new(Arc::default()),
            rois: RwSignal::new(opening.rois.clone()),
            roi_failures: RwSignal::new(Vec::new()),
            sort: RwSignal::new(opening.sort),
            is_grouped: RwSignal::new(opening.is_grouped),
            solo: RwSignal::new(None),
            current: RwSignal::new(None),
            path: RwSignal::new(None),
            marked_run: RwSignal::new(None),
            near: RwSignal::new(None),
            selected: RwSignal::new(None),
            opening: StoredValue::new(opening),
            chosen_by_page: RwSignal::new(false),
            pending: StoredValue::new_local(HashMap::new()),
            added: StoredValue::new(0),
        }
    }

    /// Nanometres per voxel on each axis, if the dataset or somebody says it; follows changes.
    pub(super) fn voxel(self) -> Option<[f64; 3]> {
        self.own_voxel().or_else(|| self.said_voxel.get().map(|size| [size; 3]))
    }

    /// What the dataset says of that; follows changes.
    pub(super) fn own_voxel(self) -> Option<[f64; 3]> {
        self.session.opened.with(|opened| opened.as_ref().and_then(|opened| opened.connection.voxel_nanometres))
    }

    /// In what lengths are measured; follows changes.
    pub(super) fn unit(self) -> Unit {
        if self.voxel().is_some() { Unit::Nanometre } else { Unit::Voxel }
    }

    /// What became of the limit: nothing is healed, all is, or up to a length; follows changes.
    pub(super) fn limit(self) -> Option<Option<f64>> {
        self.healing.with(|healing| healing.is_on.then_some(healing.within))
    }

    /// All loaded neurons; follows changes.
    pub(super) fn loaded(self) -> Vec<(Neuron, Ready)> {
        let neurons = self.neurons.get();
        neurons.into_iter().filter_map(|neuron| neuron.ready().map(|ready| (neuron, ready))).collect()
    }

    /// Those of them that are drawn; follows changes.
    pub(super) fn shown(self) -> Vec<(Neuron, Ready)> {
        self.loaded().into_iter().filter(|(neuron, _)| neuron.visible.get()).collect()
    }

    /// The place of the node under the mouse, or of the one that was clicked, voxels; follows changes.
    pub(super) fn pointed_place(self) -> Option<[f32; 3]> {
        let hovered = self.view.hovered.with(|hovered| hovered.as_ref().map(|picked| picked.place));
        hovered.or_else(|| self.view.picked.with(|picked| picked.as_ref().map(|picked| picked.place)))
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
            locked: neurons.iter().filter(|neuron| neuron.locked.get()).map(|neuron| neuron.body).collect(),
            roots: neurons.iter().filter_map(|neuron| Some((neuron.body, neuron.root.get()?))).collect(),
            colors: colors.map(|(_, neuron)| (neuron.body, neuron.color.get())).collect(),
            healing: self.healing.get(),
            color_by: self.color_by.get(),
            property: self.property.get(),
            clip: self.clip.get(),
            fades: self.fades.get(),
            synapses: self.synapse_look.get(),
            rois: self.rois.get(),
            sort: self.sort.get(),
            is_grouped: self.is_grouped.get(),
            camera: self.view.camera.get().filter(|_| self.view.steered.get()),
        }
    }
}
