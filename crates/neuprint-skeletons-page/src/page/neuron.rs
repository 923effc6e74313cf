//! One neuron of the list.

use std::sync::Arc;

use futures_util::future::AbortHandle;
use leptos::prelude::*;
use neuprint_worker::messages::{Failure, Progress, SkeletonSummary};

use super::healed::Healed;
use super::healing::Healing;
use super::palette::Color;
use super::synapses::SynapseStatus;

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
}

impl Ready {
    /// What healing makes of it.
    pub(super) fn healed(&self, healing: &Healing) -> Healed {
        Healed::of(&self.summary, healing.closing(&self.summary).as_ref())
    }
}

impl PartialEq for Ready {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.summary, &other.summary)
    }
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
    /// The bridges that the picture shows, by their gaps' places.
    pub(super) drawn: ArcStoredValue<Vec<u32>>,
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
            drawn: ArcStoredValue::new(Vec::new()),
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
