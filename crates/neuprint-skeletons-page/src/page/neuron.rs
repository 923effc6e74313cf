//! One neuron of the list.

use std::sync::Arc;

use futures_util::future::AbortHandle;
use leptos::prelude::*;
use neuprint_worker::messages::{Failure, Progress, SkeletonSummary};

use super::healed::{Drawn, Healed, Pruned};
use super::healing::Healing;
use super::node_rois::RoiStatus;
use super::palette::Color;
use super::synapses::{SynapseStatus, Synapses};

/// How far a neuron has come.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Status {
    /// Its turn is still to come.
    Waiting,
    /// Its skeleton is being fetched.
    Loading(Option<Progress>),
    /// It is drawn.
    Ready(Ready),
    /// The dataset is known to have no skeleton of it.
    NoSkeleton,
    /// It could not be loaded or healed.
    Failed(Failure),
}

/// A loaded skeleton. Cloning clones the handle.
#[derive(Debug, Clone)]
pub(super) struct Ready {
    /// Its measures and its gaps.
    pub(super) summary: Arc<SkeletonSummary>,
    /// The parents of its nodes with all gaps closed.
    pub(super) whole: Arc<[u32]>,
    /// What is left of it without short twigs, as far as was asked last.
    pub(super) pruned: ArcRwSignal<Option<Arc<Pruned>>>,
    /// Whether that is being asked.
    pub(super) is_pruning: ArcStoredValue<bool>,
}

impl Ready {
    /// A skeleton that has just come.
    pub(super) fn new(summary: SkeletonSummary, whole: Vec<u32>) -> Self {
        let (pruned, is_pruning) = (ArcRwSignal::new(None), ArcStoredValue::new(false));
        Self { summary: Arc::new(summary), whole: whole.into(), pruned, is_pruning }
    }

    /// What healing and pruning make of it; follows what is pruned.
    pub(super) fn healed(&self, healing: &Healing) -> Healed {
        let shaping = healing.shaping(&self.summary);
        let healed = Healed::of(&self.summary, shaping.closing.as_ref());
        // Until another length is answered, the one before it is shown.
        let pruned = shaping.prune.and_then(|_| self.pruned.get());
        match pruned.filter(|pruned| pruned.shaping.closing == shaping.closing) {
            Some(pruned) => healed.without(pruned),
            None => healed,
        }
    }
}

impl PartialEq for Ready {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.summary, &other.summary)
    }
}

/// The synapses that are wanted of all that a neuron has.
#[derive(Debug, Clone)]
pub(super) struct SynapsesLeft {
    /// Of which.
    pub(super) of: Arc<Synapses>,
    /// What the skeleton is without.
    pub(super) pruned: Option<Arc<Pruned>>,
    /// With whom they are; empty: with anybody.
    pub(super) partner: String,
    /// The others.
    pub(super) left: Arc<Synapses>,
}

/// A neuron. Cloning clones the handle.
#[derive(Clone)]
pub(super) struct Neuron {
    /// Which.
    pub(super) body: u64,
    /// Its colour in picture and list.
    pub(super) color: ArcRwSignal<Color>,
    /// Whether it is drawn.
    pub(super) visible: ArcRwSignal<bool>,
    /// Whether it is left as it is by what is done to many neurons at once.
    pub(super) locked: ArcRwSignal<bool>,
    /// The node that somebody chose as the root of its tree.
    pub(super) root: ArcRwSignal<Option<u32>>,
    /// How far it has come.
    pub(super) status: ArcRwSignal<Status>,
    /// Its synapses, if they were asked for.
    pub(super) synapses: ArcRwSignal<SynapseStatus>,
    /// Those of them that are shown, so that they are chosen once.
    pub(super) synapses_left: ArcStoredValue<Option<SynapsesLeft>>,
    /// In which ROIs its nodes lie, if that was asked.
    pub(super) rois: ArcRwSignal<RoiStatus>,
    /// What the picture shows of its edges.
    pub(super) drawn: ArcStoredValue<Drawn>,
    /// Stops what is done for it.
    pub(super) abort: ArcStoredValue<Option<AbortHandle>>,
}

impl Neuron {
    pub(super) fn new(body: u64, color: Color) -> Self {
        Self {
            body,
            color: ArcRwSignal::new(color),
            visible: ArcRwSignal::new(true),
            locked: ArcRwSignal::new(false),
            root: ArcRwSignal::new(None),
            status: ArcRwSignal::new(Status::Waiting),
            synapses: ArcRwSignal::new(SynapseStatus::NotAsked),
            synapses_left: ArcStoredValue::new(None),
            rois: ArcRwSignal::new(RoiStatus::NotAsked),
            drawn: ArcStoredValue::new(Drawn::default()),
            abort: ArcStoredValue::new(None),
        }
    }

    /// Its key in the picture.
    pub(super) fn key(&self) -> String {
        self.body.to_string()
    }

    /// What is known of its skeleton, if it is loaded; follows changes.
    pub(super) fn ready(&self) -> Option<Ready> {
        self.status.with(|status| if let Status::Ready(ready) = status { Some(ready.clone()) } else { None })
    }

    /// Stops what is being done for it.
    pub(super) fn stop(&self) {
        if let Some(handle) = self.abort.try_update_value(Option::take).flatten() {
            handle.abort();
        }
    }
}

impl PartialEq for Neuron {
    fn eq(&self, other: &Self) -> bool {
        self.body == other.body && self.status == other.status
    }
}
